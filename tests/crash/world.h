/* What lies in a folder after a cut behind any call (disk.h): what was synced is there. Of the
 * rest, each write, in pieces of a sector, may be there or not, or (a sector that was being
 * written) be rubbish; names that were made, changed or removed may be so from some point on only,
 * unless the folder was synced. */
#ifndef SAYSO_TESTS_WORLD_H
#define SAYSO_TESTS_WORLD_H

#include "tests/crash/disk.h"

enum disk_left {
	LEFT_KEPT,    /* all of it: kill -9 */
	LEFT_DROPPED, /* nothing that was not synced */
	LEFT_TORN,    /* each sector of it, or not */
	LEFT_RUBBISH, /* or rubbish */
};

struct image {
	char *bytes;
	size_t size, room;
};

/* All that is certain behind `at` calls. */
struct world {
	size_t at;
	struct image files[DISK_FILES_MOST];
	size_t synced[DISK_FILES_MOST]; /* writes up to this call are in the image */
	struct {
		char name[DISK_NAME];
		uint32_t file;
	} names[DISK_FILES_MOST];
	size_t name_count;
	size_t names_synced; /* likewise */
};

static inline uint64_t disk_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15u);
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static inline void image_size(struct image *image, size_t size)
{
	if (size > image->room) {
		image->room = size * 2;
		image->bytes = realloc(image->bytes, image->room);
		if (image->bytes == NULL)
			_exit(2);
	}
	if (size > image->size)
		memset(image->bytes + image->size, 0, size - image->size);
	image->size = size;
}

/* One write or truncation, as far as it was kept. */
static inline void image_apply(struct image *image, const struct disk_op *op, enum disk_left left,
			       uint64_t *random)
{
	if (op->kind == DISK_TRUNCATE) {
		if (left == LEFT_KEPT || disk_random(random) % 2 == 0)
			image_size(image, op->offset);
		return;
	}
	for (size_t at = 0; at < op->size;) {
		size_t piece = SECTOR - (op->offset + at) % SECTOR;
		piece = piece < op->size - at ? piece : op->size - at;
		uint64_t chance = left == LEFT_KEPT ? 0 : disk_random(random) % 4;
		size_t start = op->offset + at;
		if (chance < 2 || (chance == 2 && left == LEFT_RUBBISH)) {
			if (start + piece > image->size)
				image_size(image, start + piece);
			memcpy(image->bytes + start, op->bytes + at, piece);
			for (size_t i = 0; chance == 2 && i < piece; i++)
				image->bytes[start + i] = (char)disk_random(random);
		}
		at += piece;
	}
}

static inline void world_name(struct world *world, const struct disk_op *op)
{
	for (size_t i = 0; i < world->name_count; i++)
		if (strcmp(world->names[i].name, op->name) == 0)
			world->names[i] = world->names[--world->name_count];
	if (op->kind != DISK_MADE)
		return;
	memcpy(world->names[world->name_count].name, op->name, DISK_NAME);
	world->names[world->name_count++].file = op->file;
}

static inline bool changes_file(const struct disk_op *op, uint32_t file)
{
	return (op->kind == DISK_WRITE || op->kind == DISK_TRUNCATE) && op->file == file;
}

/* One call further; a sync makes certain what came before it. */
static inline void world_step(struct world *world)
{
	const struct disk_op *op = &disk.ops[world->at++];
	uint64_t random = 0;
	if (op->kind == DISK_SYNC) {
		for (size_t i = world->synced[op->file]; i < world->at; i++)
			if (changes_file(&disk.ops[i], op->file))
				image_apply(&world->files[op->file], &disk.ops[i], LEFT_KEPT,
					    &random);
		world->synced[op->file] = world->at;
	} else if (op->kind == DISK_FOLDER_SYNC) {
		for (size_t i = world->names_synced; i < world->at; i++)
			if (disk.ops[i].kind == DISK_MADE || disk.ops[i].kind == DISK_REMOVED)
				world_name(world, &disk.ops[i]);
		world->names_synced = world->at;
	}
}

/* The names after a cut: a journal keeps their order, so a first part of what was not synced. */
static inline struct world world_names(const struct world *world, enum disk_left left,
				       uint64_t *random)
{
	struct world named = *world;
	for (size_t i = world->names_synced; i < world->at; i++) {
		if (disk.ops[i].kind != DISK_MADE && disk.ops[i].kind != DISK_REMOVED)
			continue;
		if (left == LEFT_DROPPED || (left != LEFT_KEPT && disk_random(random) % 3 == 0))
			break;
		world_name(&named, &disk.ops[i]);
	}
	return named;
}

static inline void world_release(struct world *world)
{
	for (size_t i = 0; i < DISK_FILES_MOST; i++)
		free(world->files[i].bytes);
	memset(world, 0, sizeof *world);
}

static inline bool image_put(const char *path, const struct image *image)
{
	FILE *out = fopen(path, "wb");
	bool fine = out != NULL &&
		    (image->size == 0 || fwrite(image->bytes, 1, image->size, out) == image->size);
	return out != NULL && fclose(out) == 0 && fine;
}

/* Makes the folder as the cut leaves it. */
static inline bool world_put(const struct world *world, const char *folder, enum disk_left left,
			     uint64_t seed)
{
	static struct image scratch;
	char path[PATH_SIZE];
	uint64_t random = seed;
	struct world named = world_names(world, left, &random);
	for (size_t i = 0; i < named.name_count; i++) {
		uint32_t file = named.names[i].file;
		const struct image *sure = &world->files[file];
		image_size(&scratch, 0);
		image_size(&scratch, sure->size);
		if (sure->size > 0)
			memcpy(scratch.bytes, sure->bytes, sure->size);
		for (size_t at = world->synced[file]; left != LEFT_DROPPED && at < world->at; at++)
			if (changes_file(&disk.ops[at], file))
				image_apply(&scratch, &disk.ops[at], left, &random);
		if (!path_join(path, folder, named.names[i].name) || !image_put(path, &scratch))
			return false;
	}
	return true;
}

#endif
