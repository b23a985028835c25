#include "surveys/base/arena.h"

#define BLOCK_LEAST 16384

struct arena_block {
	struct arena_block *older;
	size_t used, capacity; /* bytes of memory */
	max_align_t memory[];
};

void arena_init(struct arena *arena, size_t limit_bytes)
{
	*arena = (struct arena){.limit = limit_bytes};
}

void arena_release(struct arena *arena)
{
	while (arena->newest != NULL) {
		struct arena_block *older = arena->newest->older;
		free(arena->newest);
		arena->newest = older;
	}
	arena->taken = 0;
}

static bool block_add(struct arena *arena, size_t need)
{
	size_t capacity = need > BLOCK_LEAST ? need : BLOCK_LEAST, size;
	if (!size_add(sizeof(struct arena_block), capacity, &size))
		return false;
	struct arena_block *block = calloc(1, size);
	if (block == NULL)
		return false;
	block->capacity = capacity;
	block->older = arena->newest;
	arena->newest = block;
	return true;
}

void *arena_take(struct arena *arena, size_t count, size_t size_each)
{
	const size_t unit = _Alignof(max_align_t);
	size_t size;
	if (!size_multiply(count, size_each, &size) || !size_add(size, unit - 1, &size))
		return NULL;
	size -= size % unit;
	if (size > arena->limit - arena->taken)
		return NULL;
	struct arena_block *block = arena->newest;
	if ((block == NULL || size > block->capacity - block->used) && !block_add(arena, size))
		return NULL;
	block = arena->newest;
	void *piece = (char *)block->memory + block->used;
	block->used += size;
	arena->taken += size;
	return piece;
}

char *arena_text(struct arena *arena, struct slice text)
{
	size_t size;
	if (!size_add(text.size, 1, &size))
		return NULL;
	char *copy = arena_take(arena, size, 1);
	if (copy != NULL && text.size > 0)
		memcpy(copy, text.bytes, text.size);
	return copy;
}
