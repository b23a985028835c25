/* surveys/study: the study of tests/vectors with one file in place of its own. The first byte says
 * which. */
#include "surveys/study/plan.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/study_files.h"

static void study_holds(const struct study *study)
{
	CHECK(study->record_size % RECORD_STEP == 0 && study->record_size <= RECORD_MOST);
	for (size_t i = 0; i < study->wave_count; i++)
		CHECK(wave_record_most(study, &study->waves[i]) <= study->record_size);
	for (size_t i = 0; i < study->code_count; i++)
		CHECK(study_code(study, &study->codes[i].code) == &study->codes[i]);
}

/* The files of tests/vectors with these bytes as the file of this name. */
static size_t files_with(const char *name, struct slice text, struct study_file *files)
{
	static struct test_study vectors; /* read once */
	size_t at = 0;
	if (vectors.count == 0) {
		test_study_init(&vectors);
		CHECK(test_study_put_vectors(&vectors));
	}
	memcpy(files, vectors.files, vectors.count * sizeof files[0]);
	while (at < vectors.count && strcmp(files[at].source.name, name) != 0)
		at++;
	files[at].source = (struct source){.name = name, .text = text};
	return at == vectors.count ? at + 1 : vectors.count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const names[] = {
		"study.csv", "schools.csv",	     "plan.csv", "pages.csv", "forms/week.csv",
		"codes.csv", "forms/week.scales.csv"};
	struct study_file files[TEST_FILES_MOST] = {0};
	struct fuzz fuzz;
	if (size < 1)
		return 0;
	fuzz_begin(&fuzz, names[bytes[0] % countof(names)], bytes + 1, size - 1);
	size_t count = files_with(fuzz.source.name, fuzz.source.text, files);
	const struct study *study = study_load(files, count, true, &fuzz.arena, fuzz.problems);
	if (study != NULL)
		study_holds(study);
	fuzz_end(&fuzz, study != NULL);
	return 0;
}
