/* What the tests of the commands share: a folder of their own, sayso run in it, files made and
 * looked at. cmocka's headers come before this one. */
#ifndef SAYSO_TESTS_COMMAND_BENCH_H
#define SAYSO_TESTS_COMMAND_BENCH_H

#include "export/formats/file.h"
#include "surveys/base/bounds.h"
#include "tests/unit/files.h"
#include "tests/unit/run_command.h"

struct bench {
	char folder[SCRATCH_SIZE];
};

static inline int bench_set(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);

	*state = bench;
	return bench && scratch_make(bench->folder, "test") ? 0 : -1;
}

static inline int bench_clear(void **state)
{
	struct bench *bench = *state;

	scratch_remove(bench->folder);
	free(bench);
	return 0;
}

/* format: the words, with the bench's folder for each %s (at most three). */
static inline struct ran run_in(const struct bench *bench, const char *format)
{
	char words[512];
	struct buffer out = buffer_over(words, sizeof words);

	for (; *format; format++) {
		if (format[0] == '%' && format[1] == 's') {
			buffer_add_text(&out, bench->folder);
			format++;
		} else {
			buffer_add_char(&out, *format);
		}
	}
	buffer_add_char(&out, '\0');
	assert_true(buffer_fits(&out));
	return run(NULL, words);
}

static inline void expect(const struct bench *bench, const char *format, int code, const char *out,
			  const char *error)
{
	struct ran ran = run_in(bench, format);

	if (ran.code != code || (out && !strstr(ran.out, out)) ||
	    (error && !strstr(ran.error, error)))
		print_error("sayso %s: %d\n%s%s", format, ran.code, ran.out, ran.error);
	assert_int_equal(ran.code, code);
	if (out)
		assert_non_null(strstr(ran.out, out));
	if (error)
		assert_non_null(strstr(ran.error, error));
	else
		assert_string_equal(ran.error, "");
	ran_release(&ran);
}

static inline char *load(const struct bench *bench, const char *name)
{
	char path[PATH_SIZE];
	struct slice text;
	char *copy;

	assert_true(path_join(path, bench->folder, name));
	text = file_load(path);
	assert_non_null(text.bytes);
	copy = strndup(text.bytes, text.size);
	free((void *)(uintptr_t)text.bytes);
	return copy;
}

static inline void save(const struct bench *bench, const char *name, const char *text)
{
	char path[PATH_SIZE];
	FILE *file;

	assert_true(path_join(path, bench->folder, name));
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* The first `before` of a file becomes `after`. */
static inline void edit(const struct bench *bench, const char *name, const char *before,
			const char *after)
{
	char *text = load(bench, name), *at = strstr(text, before);
	struct buffer out = buffer_growing(TEXT_FILE_MOST);

	assert_non_null(at);
	buffer_add(&out, text, (size_t)(at - text));
	buffer_add_text(&out, after);
	buffer_add_text(&out, at + strlen(before));
	buffer_add_char(&out, '\0');
	save(bench, name, out.bytes);
	buffer_release(&out);
	free(text);
}

/* The starter with words of an author's own for its placeholders. */
static inline void study_new(const struct bench *bench)
{
	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	edit(bench, "seaside/study.csv", "[My study]", "By the sea");
	edit(bench, "seaside/study.csv", "[Your name, telephone and e-mail]", "The team, room 3");
	edit(bench, "seaside/study.csv", "[Answers are kept for ten years. They have no names.]",
	     "A year");
	edit(bench, "seaside/schools.csv", "[My school]", "My school");
}

static inline unsigned mode_of(const struct bench *bench, const char *name)
{
	char path[PATH_SIZE];
	struct stat status;

	assert_true(path_join(path, bench->folder, name));
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 0777;
}

#endif
