/* What the fuzz programs share. Each feeds one reader with made-up bytes; the sanitizers watch.
 * What a reader must hold besides (a refusal says why, what was read can be written again) is a
 * CHECK. */
#ifndef SAYSO_FUZZ_H
#define SAYSO_FUZZ_H

#include "surveys/base/arena.h"
#include "surveys/base/problem.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define CHECK(holds) ((holds) ? (void)0 : __builtin_trap())

struct fuzz {
	struct arena arena;
	struct problems *problems;
	struct source source;
};

static inline void fuzz_begin(struct fuzz *fuzz, const char *name, const uint8_t *bytes,
			      size_t size)
{
	*fuzz = (struct fuzz){.source = {.name = name, .text = {(const char *)bytes, size}}};
	fuzz->problems = calloc(1, sizeof *fuzz->problems);
	CHECK(fuzz->problems != NULL);
	arena_init(&fuzz->arena, 64u << 20);
}

/* fine: what the reader said. A refusal has an error; problems are printable, whatever was read. */
static inline void fuzz_end(struct fuzz *fuzz, bool fine)
{
	CHECK(fine || fuzz->problems->errors > 0);
	for (size_t i = 0; i < fuzz->problems->count; i++) {
		const struct problem *problem = &fuzz->problems->list[i];
		CHECK(utf8_valid(slice_of(problem->text), NULL));
		CHECK(utf8_valid(slice_of(problem->excerpt), NULL));
		CHECK(utf8_valid(slice_of(problem->where), NULL));
	}
	arena_release(&fuzz->arena);
	free(fuzz->problems);
}

#endif
