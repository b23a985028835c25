/* surveys/sitting/resume: any bytes as a sitting. What is taken is a sitting that can go on: it is
 * written again as it was, and every act on it keeps it one. */
#include "surveys/sitting/record_write.h"
#include "surveys/sitting/resume.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/study_files.h"

#define ACTS_MOST 100

/* One pupil does what the bytes say. */
static void act(struct sitting *sitting, uint8_t what)
{
	switch (what % 10) {
	case 4:
		sitting_unanswer(sitting);
		break;
	case 5:
		sitting_refuse(sitting);
		break;
	case 6:
		sitting_back(sitting, what);
		break;
	case 7:
		sitting_go_to_skipped(sitting);
		break;
	case 8:
		sitting_return(sitting);
		break;
	case 9:
		sitting_next(sitting, what);
		break;
	default:
		(void)!sitting_answer(sitting, what % 10);
	}
}

static void goes_on(struct sitting *sitting, const struct sitting_about *about, const uint8_t *acts,
		    size_t count)
{
	size_t size = resume_size(about->study);
	uint8_t *first = malloc(size), *second = malloc(size);
	char *record = malloc(about->study->record_size);
	void *memory = malloc(sitting_size(about->study));
	CHECK(first != NULL && second != NULL && record != NULL && memory != NULL);
	for (size_t i = 0; i < count && i < ACTS_MOST; i++) {
		act(sitting, acts[i]);
		struct sitting_progress progress = sitting_progress(sitting);
		CHECK(progress.of == 0 || progress.number <= progress.of);
		CHECK(record_write(sitting, SITTING_PARTIAL, record));
		resume_write(sitting, first);
		struct sitting *again = resume_read(memory, about, first, size);
		CHECK(again != NULL);
		resume_write(again, second);
		CHECK(memcmp(first, second, size) == 0);
	}
	free(first);
	free(second);
	free(record);
	free(memory);
}

/* The sitting of tests/vectors/resume.hex. */
static struct sitting_about about_of(const struct study *study)
{
	struct sitting_about about = {.study = study,
				      .wave = &study->waves[0],
				      .school = study->schools[0].id,
				      .class_name = "7B",
				      .code = {"3KM3WR"},
				      .day = 20000};
	for (uint8_t i = 0; i < sizeof about.id; i++)
		about.id[i] = i;
	return about;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct test_study test; /* read once */
	if (test.study == NULL) {
		test_study_init(&test);
		CHECK(test_study_put_vectors(&test) && test_study_load(&test) != NULL);
	}
	size_t whole = resume_size(test.study);
	if (size < whole)
		return 0;
	struct sitting_about about = about_of(test.study);
	void *memory = malloc(sitting_size(test.study));
	CHECK(memory != NULL);
	struct sitting *sitting = resume_read(memory, &about, bytes, whole);
	if (sitting != NULL)
		goes_on(sitting, &about, bytes + whole, size - whole);
	free(memory);
	return 0;
}
