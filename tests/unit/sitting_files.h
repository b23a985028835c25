/* What the tests of a sitting share: one over a test study, and small scripts that drive it. */
#ifndef SAYSO_TESTS_SITTING_FILES_H
#define SAYSO_TESTS_SITTING_FILES_H

#include "surveys/sitting/resume.h"
#include "surveys/sitting/sitting.h"
#include "tests/unit/study_files.h"

static inline struct sitting_about test_about(const struct study *study, const char *wave)
{
	struct sitting_about about = {
		.study = study,
		.wave = study_wave(study, slice_of(wave)),
		.school = "harbour",
		.class_name = "7B",
		.day = 20782, /* 2026-11-25 */
		.seed = UINT32_MAX,
	};
	for (uint8_t i = 0; i < 16; i++) {
		about.id[i] = i;
		about.machine[i] = (uint8_t)(0xF0 + i);
	}
	if (!respondent_code_read(slice_of("3KM3WR"), &about.code))
		about.wave = NULL;
	return about;
}

/* Memory of exactly sitting_size bytes, so that a sanitizer sees one too many. */
static inline struct sitting *test_sitting_new(const struct sitting_about *about)
{
	return sitting_start(malloc(sitting_size(about->study)), about);
}

/* The sitting as it comes back from a park, in memory of its own; NULL: it did not. */
static inline struct sitting *test_sitting_parked(struct sitting *sitting)
{
	const struct study *study = sitting_about(sitting)->study;
	uint8_t *bytes = malloc(resume_size(study));
	void *memory = malloc(sitting_size(study));
	resume_write(sitting, bytes);
	struct sitting *back =
		resume_read(memory, sitting_about(sitting), bytes, resume_size(study));
	free(bytes);
	free(sitting);
	if (back == NULL)
		free(memory);
	else
		sitting_return(back);
	return back;
}

/* One step of a script: n next, b back, aN answer, u unanswer, r refuse, s to the skipped, p park
 * and return; xN: answer, which must be refused. False: it went otherwise. */
static inline bool test_sitting_step(struct sitting **sitting, struct slice step)
{
	int64_t value = 0;
	struct slice number = slice_from(step, 1);
	if (number.size > 0 && number_read(number, INT32_MIN, INT32_MAX, &value) != NUMBER_FINE)
		return false;
	switch (step.bytes[0]) {
	case 'n':
		sitting_next(*sitting, 1000);
		return true;
	case 'b':
		sitting_back(*sitting, 1000);
		return true;
	case 'u':
		sitting_unanswer(*sitting);
		return true;
	case 'r':
		sitting_refuse(*sitting);
		return true;
	case 's':
		sitting_go_to_skipped(*sitting);
		return true;
	case 'a':
		return sitting_answer(*sitting, (int32_t)value);
	case 'x':
		return !sitting_answer(*sitting, (int32_t)value);
	case 'p':
		return (*sitting = test_sitting_parked(*sitting)) != NULL;
	default:
		return false;
	}
}

static inline bool test_sitting_run(struct sitting **sitting, const char *script)
{
	struct slice step, rest = slice_of(script);
	while ((step = slice_next_word(&rest)).size > 0)
		if (!test_sitting_step(sitting, step))
			return false;
	return true;
}

/* Park and Miller's, so that a walk that fails can be walked again. */
static inline uint32_t test_draw(uint32_t *seed)
{
	*seed = (uint32_t)((uint64_t)*seed * 16807 % 2147483647);
	return *seed;
}

#endif
