/* What the unit programs share: a study made of files of the tree and of texts of the test. */
#ifndef SAYSO_TESTS_STUDY_FILES_H
#define SAYSO_TESTS_STUDY_FILES_H

#include "export/formats/digest.h"
#include "surveys/study/study.h"
#include "tests/unit/files.h"

#define VECTOR_STUDY	"tests/vectors/study/"
#define TEST_FILES_MOST 60

struct test_study {
	struct study_file files[TEST_FILES_MOST];
	size_t count;
	struct arena arena, texts;
	struct problems problems;
	const struct study *study;
};

static inline void test_study_init(struct test_study *test)
{
	memset(test, 0, sizeof *test);
	arena_init(&test->arena, 64u << 20);
	arena_init(&test->texts, 64u << 20);
}

/* Puts the text in place of an earlier one of this name; NULL takes the file out. */
static inline void test_study_put(struct test_study *test, const char *name, const char *text)
{
	size_t at = 0;
	while (at < test->count && strcmp(test->files[at].source.name, name) != 0)
		at++;
	if (text == NULL) {
		if (at < test->count)
			test->files[at] = test->files[--test->count];
		return;
	}
	struct study_file *file = &test->files[at];
	*file = (struct study_file){
		.source = {.name = arena_text(&test->texts, slice_of(name)),
			   .text = slice_of(arena_text(&test->texts, slice_of(text)))}};
	sha256(file->source.text, file->digest);
	test->count += at == test->count;
}

/* False: the file could not be read. */
static inline bool test_study_put_file(struct test_study *test, const char *name, const char *path)
{
	struct slice text = file_load(path);
	if (text.bytes == NULL)
		return false;
	char *copy = arena_text(&test->texts, text);
	test_study_put(test, name, "");
	for (size_t i = 0; i < test->count; i++) {
		if (strcmp(test->files[i].source.name, name) != 0)
			continue;
		test->files[i].source.text = (struct slice){copy, text.size};
		sha256(test->files[i].source.text, test->files[i].digest);
	}
	free((void *)(uintptr_t)text.bytes);
	return copy != NULL;
}

/* The study of tests/vectors. */
static inline bool test_study_put_vectors(struct test_study *test)
{
	static const char *const names[] = {"study.csv", "schools.csv", "plan.csv",
					    "forms/week.csv", "forms/club.csv"};
	for (size_t i = 0; i < countof(names); i++) {
		char path[100];
		snprintf(path, sizeof path, VECTOR_STUDY "%s", names[i]);
		if (!test_study_put_file(test, names[i], path))
			return false;
	}
	return true;
}

static inline const struct study *test_study_load(struct test_study *test)
{
	memset(&test->problems, 0, sizeof test->problems);
	test->study = study_load(test->files, test->count, true, &test->arena, &test->problems);
	return test->study;
}

/* One of its own, with the study of tests/vectors loaded if `loaded`. Never NULL: without it no
 * test can go on. */
static inline struct test_study *test_study_new(bool loaded)
{
	struct test_study *test = malloc(sizeof *test);
	if (test == NULL)
		abort();
	test_study_init(test);
	if (!test_study_put_vectors(test) || (loaded && test_study_load(test) == NULL)) {
		problems_print(&test->problems, stderr);
		abort();
	}
	return test;
}

static inline void test_study_release(struct test_study *test)
{
	arena_release(&test->arena);
	arena_release(&test->texts);
}

static inline void test_study_free(struct test_study *test)
{
	test_study_release(test);
	free(test);
}

static inline bool test_study_said(const struct test_study *test, enum severity severity,
				   const char *text)
{
	for (size_t i = 0; i < test->problems.count; i++)
		if (test->problems.list[i].severity == severity &&
		    strstr(test->problems.list[i].text, text) != NULL)
			return true;
	return false;
}

#endif
