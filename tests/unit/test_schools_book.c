#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/age_seal.h"
#include "export/formats/file.h"
#include "export/formats/pack.h"
#include "export/sayso/identity/keys_folder.h"
#include "export/sayso/identity/schools_book.h"
#include "tests/scratch.h"

struct desk {
	char folder[SCRATCH_SIZE], path[PATH_SIZE];
	struct keys keys;
	struct schools_book book;
	struct problems problems;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	if (!scratch_make(desk->folder, "book") ||
	    !path_join(desk->path, desk->folder, KEYS_SCHOOLS) ||
	    !keys_make(desk->folder, slice_of(""), &desk->problems) ||
	    !keys_open(desk->folder, false, NULL, &desk->keys, &desk->problems))
		return -1;
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	char command[PATH_SIZE + 16];
	snprintf(command, sizeof command, "rm -rf '%s'", desk->folder);
	schools_book_release(&desk->book);
	keys_release(&desk->keys);
	free(desk);
	return system(command);
}

static bool open_book(struct desk *desk)
{
	schools_book_release(&desk->book);
	return schools_book_open(desk->folder, &desk->keys, &desk->book, &desk->problems);
}

static bool save_book(struct desk *desk)
{
	return schools_book_save(desk->folder, &desk->keys, &desk->book, &desk->problems);
}

/* What a book of this text is read as. */
static void put_text(struct desk *desk, struct slice text)
{
	struct source source = {.name = "recipients.txt",
				.text = {desk->keys.recipients, desk->keys.recipients_size}};
	struct age_recipient recipients[AGE_RECIPIENTS_MOST];
	size_t count;
	assert_true(
		recipients_read(&source, recipients, AGE_RECIPIENTS_MOST, &count, &desk->problems));
	size_t size = age_sealed_size(text.size, count);
	uint8_t *sealed = malloc(size);
	assert_true(age_seal(text, recipients, count, sealed));
	assert_int_not_equal(file_write(desk->path, (struct slice){(const char *)sealed, size},
					FILE_PRIVATE, true, &desk->problems),
			     FILE_FAILED);
	free(sealed);
}

static void test_absent_is_empty(void **state)
{
	struct desk *desk = *state;
	assert_true(open_book(desk));
	assert_int_equal(desk->book.count, 0);
	assert_null(schools_book_find(&desk->book, "a", "b"));
	schools_book_release(&desk->book);
	schools_book_release(&desk->book);
}

/* Taken for absent, it would be begun anew, with other numbers than the schools' letters have. */
static void test_unseen_is_not_absent(void **state)
{
	struct desk *desk = *state;
	char loop[PATH_SIZE];
	assert_true(path_join(loop, desk->folder, "loop"));
	assert_int_equal(symlink("loop", loop), 0);
	assert_false(schools_book_open(loop, &desk->keys, &desk->book, &desk->problems));
	assert_int_equal(desk->problems.errors, 1);
}

static void test_add_save_open(void **state)
{
	struct desk *desk = *state;
	struct schools_entry first;
	assert_true(open_book(desk));
	struct schools_entry *entry =
		schools_book_add(&desk->book, "tideway", "north-1", &desk->problems);
	assert_non_null(entry);
	assert_int_equal(entry->issue, 0);
	assert_int_equal(strlen(entry->number), SETUP_NUMBER_DIGITS);
	assert_int_equal(entry->machines, 0);
	entry->issue = 7;
	entry->machines = 999;
	first = *entry;
	assert_non_null(
		schools_book_add(&desk->book, "tideway", "sixteen-letters0", &desk->problems));
	assert_true(save_book(desk));
	assert_true(open_book(desk));
	assert_int_equal(desk->book.count, 2);
	entry = schools_book_find(&desk->book, "tideway", "north-1");
	assert_non_null(entry);
	assert_memory_equal(entry, &first, sizeof first);
	struct schools_entry *second =
		schools_book_find(&desk->book, "tideway", "sixteen-letters0");
	assert_non_null(second);
	assert_memory_not_equal(second->salt, first.salt, sizeof first.salt);
	assert_string_not_equal(second->number, first.number);
	assert_null(schools_book_find(&desk->book, "tide", "north-1"));
	assert_null(schools_book_find(&desk->book, "tideway", "north"));
	struct stat status;
	assert_int_equal(stat(desk->path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(desk->problems.count, 0);
}

static void test_add_refuses(void **state)
{
	static const struct {
		const char *study, *school;
	} rows[] = {
		{"", "a"},
		{"a", ""},
		{"A", "a"},
		{"a", "b,c"},
		{"a", "b\nc"},
		{"a b", "c"},
		{"seventeen-letters", "a"},
		{"tideway", "north"},
	};
	struct desk *desk = *state;
	assert_true(open_book(desk));
	assert_non_null(schools_book_add(&desk->book, "tideway", "north", &desk->problems));
	for (size_t i = 0; i < countof(rows); i++)
		assert_null(schools_book_add(&desk->book, rows[i].study, rows[i].school,
					     &desk->problems));
	assert_int_equal(desk->book.count, 1);
	assert_int_equal(desk->problems.errors, countof(rows));
}

/* Growing moves the entries; all of them stay, up to the most. */
static void test_most(void **state)
{
	struct desk *desk = *state;
	char school[17];
	assert_true(open_book(desk));
	for (unsigned i = 0; i < SCHOOLS_BOOK_MOST; i++) {
		snprintf(school, sizeof school, "%016u", i);
		struct schools_entry *entry =
			schools_book_add(&desk->book, "sixteen-letters0", school, &desk->problems);
		assert_non_null(entry);
		entry->issue = SCHOOLS_ISSUE_MOST - i;
		entry->machines = SCHOOLS_MACHINES_MOST;
	}
	assert_null(schools_book_add(&desk->book, "one", "more", &desk->problems));
	memset(&desk->problems, 0, sizeof desk->problems);
	assert_true(save_book(desk));
	assert_true(open_book(desk));
	assert_int_equal(desk->book.count, SCHOOLS_BOOK_MOST);
	for (unsigned i = 0; i < SCHOOLS_BOOK_MOST; i++)
		assert_int_equal(desk->book.entries[i].issue, SCHOOLS_ISSUE_MOST - i);
	assert_int_equal(desk->problems.count, 0);
}

#define HEAD "sayso-schools,1\nstudy,school,salt,number,issue,machines\n"
#define SALT "00112233445566778899aabbccddeeff"
#define NUMBER "1234567890123428"
#define GOOD "tideway,north," SALT "," NUMBER ",3,12\n"

static void test_text_of_the_document(void **state)
{
	struct desk *desk = *state;
	put_text(desk, slice_of(HEAD GOOD));
	assert_true(open_book(desk));
	struct schools_entry *entry = schools_book_find(&desk->book, "tideway", "north");
	assert_non_null(entry);
	assert_memory_equal(entry->salt,
			    "\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xAA\xBB\xCC\xDD\xEE\xFF", 16);
	assert_string_equal(entry->number, NUMBER);
	assert_int_equal(entry->issue, 3);
	assert_int_equal(entry->machines, 12);
}

static void test_faulty_texts(void **state)
{
	static const struct {
		const char *text, *words;
		uint32_t line, column;
	} rows[] = {
		{"", "cut off", 1, 1},
		{"sayso-schools,1", "cut off", 1, 1},
		{"sayso-schools,2\n", "newer Sayso", 1, 1},
		{"sayso-study,1\n", "no book of schools", 1, 1},
		{"sayso-schools,1\nstudy,school\n", "columns", 2, 1},
		{"sayso-schools,1\r\nstudy,school,salt\r\n", "newer Sayso", 1, 1},
		{HEAD "\n", "six fields", 3, 1},
		{HEAD GOOD "tideway,south\n", "six fields", 4, 1},
		{HEAD "tideway,north," SALT "," NUMBER ",3\n", "six fields", 3, 1},
		{HEAD "tideway,north," SALT "," NUMBER ",3", "cut off", 3, 1},
		{HEAD "tideway,North," SALT "," NUMBER ",3,4\n", "an id", 3, 1},
		{HEAD ",north," SALT "," NUMBER ",3,4\n", "an id", 3, 1},
		{HEAD "\"tideway\",north," SALT "," NUMBER ",3,4\n", "an id", 3, 1},
		{HEAD "seventeen-letters,north," SALT "," NUMBER ",3,4\n", "an id", 3, 1},
		{HEAD "tideway,north,00,1234567890123428,3,4\n", "a salt", 3, 15},
		{HEAD "tideway,north," SALT ",1234567890123429,3,4\n", "a set-up number", 3, 48},
		{HEAD "tideway,north," SALT ",1234 5678 9012 3428,3,4\n", "a set-up number", 3, 48},
		{HEAD "tideway,north," SALT "," NUMBER ",,4\n", "an issue", 3, 65},
		{HEAD "tideway,north," SALT "," NUMBER ",-1,4\n", "an issue", 3, 65},
		{HEAD "tideway,north," SALT "," NUMBER ",1000000,4\n", "an issue", 3, 65},
		{HEAD "tideway,north," SALT "," NUMBER ",3,\n", "a number of machines", 3, 67},
		{HEAD "tideway,north," SALT "," NUMBER ",3,1000\n", "a number of machines", 3, 67},
		{HEAD "tideway,north," SALT "," NUMBER ",3,4,5\n", "six fields", 3, 1},
		{HEAD GOOD GOOD, "twice", 4, 1},
	};
	struct desk *desk = *state;
	for (size_t i = 0; i < countof(rows); i++) {
		memset(&desk->problems, 0, sizeof desk->problems);
		put_text(desk, slice_of(rows[i].text));
		assert_false(open_book(desk));
		assert_null(desk->book.entries);
		const struct problem *problem = &desk->problems.list[0];
		if (strstr(problem->text, rows[i].words) == NULL)
			fail_msg("row %zu: %s", i, problem->text);
		if (rows[i].text[0] != '\0' &&
		    (problem->line != rows[i].line || problem->column != rows[i].column))
			fail_msg("row %zu: line %u, column %u", i, problem->line, problem->column);
		assert_string_equal(problem->excerpt, "");
		assert_null(strstr(problem->text, "1234567890"));
	}
}

static void test_too_many(void **state)
{
	struct desk *desk = *state;
	struct buffer text = buffer_growing(1 << 20);
	buffer_add_text(&text, HEAD);
	for (unsigned i = 0; i <= SCHOOLS_BOOK_MOST; i++)
		buffer_add_format(&text, "a,%u," SALT "," NUMBER ",1,4\n", i);
	put_text(desk, buffer_slice(&text));
	assert_false(open_book(desk));
	assert_non_null(strstr(problems_first(&desk->problems), "more than 4000"));
	buffer_release(&text);
}

static void test_not_openable(void **state)
{
	struct desk *desk = *state;
	static const struct slice garbage = {"age-encryption.org/v1\n garbage", 30};
	assert_int_not_equal(file_write(desk->path, garbage, FILE_PRIVATE, true, &desk->problems),
			     FILE_FAILED);
	assert_false(open_book(desk));
	assert_non_null(strstr(problems_first(&desk->problems), "damaged"));
	put_text(desk, slice_of(HEAD GOOD));
	assert_true(open_book(desk));
	desk->keys.identities[0].secret[0] ^= 8;
	memset(&desk->problems, 0, sizeof desk->problems);
	assert_false(open_book(desk));
	assert_non_null(strstr(problems_first(&desk->problems), "not sealed to this key"));
	assert_non_null(strstr(desk->problems.list[0].hint, "never begin a new one"));
}

/* A failed saving leaves the old book. */
static void test_failed_save(void **state)
{
	struct desk *desk = *state;
	put_text(desk, slice_of(HEAD GOOD));
	assert_true(open_book(desk));
	assert_non_null(schools_book_add(&desk->book, "tideway", "south", &desk->problems));
	char *recipients = desk->keys.recipients;
	size_t size = desk->keys.recipients_size;
	desk->keys.recipients_size = 0;
	assert_false(save_book(desk));
	desk->keys.recipients = recipients;
	desk->keys.recipients_size = size;
	assert_false(schools_book_save("/proc/none", &desk->keys, &desk->book, &desk->problems));
	assert_true(open_book(desk));
	assert_int_equal(desk->book.count, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_absent_is_empty),
		TEST(test_unseen_is_not_absent),
		TEST(test_add_save_open),
		TEST(test_add_refuses),
		TEST(test_most),
		TEST(test_text_of_the_document),
		TEST(test_faulty_texts),
		TEST(test_too_many),
		TEST(test_not_openable),
		TEST(test_failed_save),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
