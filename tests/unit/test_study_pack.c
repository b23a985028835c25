/* sayso study pack: pack and letter belong together, the issue rises, and what must stop it stops
 * it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/file.h"
#include "export/formats/pack.h"
#include "export/formats/setup_number.h"
#include "tests/unit/command_bench.h"

static const char pack_words[] =
	"study pack %s/seaside --keys %s/keys --school my-school -o %s/out";

/* A study with two schools and a class of each, and keys whose reserve is off the machine. */
static void set_out(struct bench *bench)
{
	char path[PATH_SIZE];

	study_new(bench);
	edit(bench, "seaside/schools.csv", "\nmy-school,",
	     "\nother,Other,your tutor,3,\nmy-school,");
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 10", COMMAND_DONE,
	       NULL, NULL);
	expect(bench, "codes %s/seaside --school other --class 7B --count 20", COMMAND_DONE, NULL,
	       NULL);
	expect(bench, "keygen %s/keys --no-passphrase", COMMAND_DONE, NULL, NULL);
	assert_true(path_join(path, bench->folder, "keys/reserve.html"));
	assert_int_equal(remove(path), 0);
}

struct given {
	char *archive, *letter;
	struct arena arena;
	struct pack pack;
};

static void take(struct bench *bench, struct given *given)
{
	struct problems problems = {0};
	char path[PATH_SIZE];
	size_t size;

	assert_true(path_join(path, bench->folder, "out/my-school.study"));
	assert_true(file_read(path, ENVELOPE_MOST, &given->archive, &size, &problems));
	arena_init(&given->arena, 64u << 20);
	assert_true(pack_read((struct slice){given->archive, size}, true, &given->arena,
			      &given->pack, &problems));
	given->letter = load(bench, "out/my-school-letter.html");
}

static void given_release(struct given *given)
{
	arena_release(&given->arena);
	free(given->archive);
	free(given->letter);
}

/* The number as it stands in the letter. */
static void number_in(const char *letter, char number[SETUP_NUMBER_DIGITS + 1])
{
	const char *at = strstr(letter, "<b>");

	assert_non_null(at);
	assert_true(setup_number_read((struct slice){at + 3, SETUP_NUMBER_SHOWN - 1}, number));
	assert_int_equal(strncmp(at + 3 + SETUP_NUMBER_SHOWN - 1, "</b>", 4), 0);
}

static bool number_fits(const struct given *given, const char number[SETUP_NUMBER_DIGITS + 1])
{
	const struct envelope_label *label = &given->pack.envelope.label;
	uint8_t key[32], proof[32];

	assert_true(setup_key(number, label->salt, key));
	setup_proof(key, label->study, label->school, &label->key, proof);
	return memcmp(proof, label->proof, sizeof proof) == 0;
}

static void pack_and_letter(void **state)
{
	struct bench *bench = *state;
	struct given given;
	char number[SETUP_NUMBER_DIGITS + 1], shown[8] = "";
	size_t rehearsals = 0;

	set_out(bench);
	expect(bench, pack_words, COMMAND_DONE,
	       "A test record was sealed to 2 recipients and opened with 1 identity.", NULL);
	take(bench, &given);
	assert_string_equal(given.pack.envelope.label.study, "seaside");
	assert_string_equal(given.pack.envelope.label.school, "my-school");
	assert_int_equal(given.pack.envelope.label.issue, 1);
	assert_int_equal(given.pack.recipient_count, 2);
	assert_int_equal(given.pack.study->school_count, 1);
	assert_int_equal(given.pack.study->code_count, 12);
	number_in(given.letter, number);
	assert_true(number_fits(&given, number));
	assert_non_null(strstr(given.letter, "issue 1<"));
	assert_non_null(strstr(given.letter, "<b>my-school.study</b>"));
	for (size_t i = 0; i < given.pack.study->code_count; i++) {
		const struct study_code *code = &given.pack.study->codes[i];

		if (code->use != CODE_REHEARSAL)
			continue;
		respondent_code_show(&code->code, shown);
		assert_non_null(strstr(given.letter, drawing_name(code->drawing)));
		rehearsals++;
	}
	assert_int_equal(rehearsals, 1);
	assert_non_null(strstr(given.letter, shown));
	given_release(&given);
	assert_int_equal(mode_of(bench, "out/my-school.study"), 0600);
	assert_int_equal(mode_of(bench, "out/my-school-letter.html"), 0600);
}

/* The number is in no file but the letter and, sealed, schools.age. */
static void number_is_not_in_the_pack(void **state)
{
	struct bench *bench = *state;
	struct given given;
	char number[SETUP_NUMBER_DIGITS + 1], shown[SETUP_NUMBER_SHOWN];
	struct ran ran;

	set_out(bench);
	ran = run_in(bench, pack_words);
	assert_int_equal(ran.code, COMMAND_DONE);
	take(bench, &given);
	number_in(given.letter, number);
	setup_number_show(number, shown);
	assert_non_null(strstr(given.letter, shown));
	for (size_t i = 0; i < given.pack.envelope.member_count; i++) {
		struct slice bytes = given.pack.envelope.members[i].bytes;

		assert_null(memmem(bytes.bytes, bytes.size, number, SETUP_NUMBER_DIGITS));
		assert_null(memmem(bytes.bytes, bytes.size, shown, strlen(shown)));
	}
	assert_null(strstr(ran.out, number));
	assert_null(strstr(ran.out, shown));
	ran_release(&ran);
	given_release(&given);
}

static void issues_rise_and_the_number_stays(void **state)
{
	struct bench *bench = *state;
	char first[SETUP_NUMBER_DIGITS + 1], number[SETUP_NUMBER_DIGITS + 1], says[40];

	set_out(bench);
	for (uint32_t issue = 1; issue <= 3; issue++) {
		struct given given;

		snprintf(says, sizeof says, "Issue %u of seaside for my-school:", (unsigned)issue);
		expect(bench, pack_words, COMMAND_DONE, says, NULL);
		take(bench, &given);
		assert_int_equal(given.pack.envelope.label.issue, issue);
		number_in(given.letter, number);
		assert_true(number_fits(&given, number));
		snprintf(says, sizeof says, "issue %u<", (unsigned)issue);
		assert_non_null(strstr(given.letter, says));
		if (issue == 1)
			memcpy(first, number, sizeof first);
		assert_string_equal(number, first);
		given_release(&given);
	}
	expect(bench, "study pack %s/seaside --keys %s/keys --school other -o %s/out", COMMAND_DONE,
	       "Issue 1 of seaside for other:", NULL);
}

/* The issue is stored before a pack is given out: one that could not be written has used its
 * number up. */
static void issue_is_stored_first(void **state)
{
	struct bench *bench = *state;

	set_out(bench);
	save(bench, "out", "a file where the folder should be");
	expect(bench, pack_words, COMMAND_BAD_INPUT, "", "out");
	expect(bench, "study pack %s/seaside --keys %s/keys --school my-school -o %s/out2",
	       COMMAND_DONE, "Issue 2 of seaside for my-school:", NULL);
}

static void authors_files_stay(void **state)
{
	static const char *const names[] = {"study.csv",
					    "schools.csv",
					    "plan.csv",
					    "pages.csv",
					    "codes.csv",
					    "forms/my_questions.csv",
					    "forms/my_questions.scales.csv"};
	struct bench *bench = *state;
	char *before[countof(names)], name[80];

	set_out(bench);
	for (size_t i = 0; i < countof(names); i++) {
		snprintf(name, sizeof name, "seaside/%s", names[i]);
		before[i] = load(bench, name);
	}
	expect(bench, pack_words, COMMAND_DONE, NULL, NULL);
	for (size_t i = 0; i < countof(names); i++) {
		char *after;

		snprintf(name, sizeof name, "seaside/%s", names[i]);
		after = load(bench, name);
		assert_string_equal(before[i], after);
		free(before[i]);
		free(after);
	}
}

static void reserve_is_warned_of(void **state)
{
	struct bench *bench = *state;

	set_out(bench);
	save(bench, "keys/reserve.html", "<p>the reserve</p>");
	expect(bench, pack_words, COMMAND_DONE, "Issue 1", "reserve.html is still there");
}

/* Nothing of these raises an issue or writes a file. */
static void a_warning_is_said_once(void **state)
{
	static const char warned[] = "a sentence of `hello`";
	struct bench *bench = *state;
	set_out(bench);
	edit(bench, "seaside/forms/my_questions.csv", "These questions are about your class.",
	     "These questions are about your class and about what you like in it and what you "
	     "do not like in it.");
	struct ran ran = run_in(bench, pack_words);
	assert_int_equal(ran.code, COMMAND_DONE);
	const char *said = strstr(ran.error, warned);
	assert_non_null(said);
	assert_null(strstr(said + 1, warned));
	ran_release(&ran);
}

static void refused(void **state)
{
	static const struct {
		const char *file, *before, *after, *words, *says;
	} rows[] = {
		{"seaside/plan.csv", "shore", "sand", pack_words, "plan.csv:3:"},
		{"seaside/study.csv", "id,seaside", "id,seaside",
		 "study pack %s/seaside --keys %s/keys --school none -o %s/out",
		 "there is no school none"},
		{"seaside/study.csv", "id,seaside", "id,seaside",
		 "study pack %s/seaside --keys %s/nowhere --school my-school -o %s/out", "nowhere"},
		{"keys/recipients.txt", "age1", "age0", pack_words, "recipients.txt"},
		{"keys/signing.key", "RW", "AA", pack_words, "signing.key"},
	};
	struct bench *bench = *state;
	char path[PATH_SIZE];

	set_out(bench);
	for (size_t i = 0; i < countof(rows); i++) {
		edit(bench, rows[i].file, rows[i].before, rows[i].after);
		expect(bench, rows[i].words, COMMAND_BAD_INPUT, "", rows[i].says);
		edit(bench, rows[i].file, rows[i].after, rows[i].before);
	}
	assert_true(path_join(path, bench->folder, "out"));
	assert_false(file_exists(path));
	expect(bench, pack_words, COMMAND_DONE, "Issue 1 of", NULL);
}

static void one_recipient_must_be_said(void **state)
{
	struct bench *bench = *state;
	char *recipients, *last;

	set_out(bench);
	recipients = load(bench, "keys/recipients.txt");
	last = strstr(recipients, "\nage1");
	assert_non_null(last);
	last = strstr(last + 1, "\nage1");
	assert_non_null(last);
	last[1] = '\0';
	save(bench, "keys/recipients.txt", recipients);
	free(recipients);
	expect(bench, pack_words, COMMAND_BAD_INPUT, "", "there is one recipient only");
	expect(bench,
	       "study pack %s/seaside --keys %s/keys --school my-school -o %s/out --one-recipient",
	       COMMAND_DONE, "Issue 1 of", NULL);
}

/* Recipients of another folder: the answers would come back and open for nobody here. */
static void identity_that_opens_nothing(void **state)
{
	struct bench *bench = *state;
	char *theirs, path[PATH_SIZE];

	set_out(bench);
	expect(bench, "keygen %s/theirs --no-passphrase", COMMAND_DONE, NULL, NULL);
	theirs = load(bench, "theirs/recipients.txt");
	save(bench, "keys/recipients.txt", theirs);
	free(theirs);
	expect(bench, pack_words, COMMAND_BAD_INPUT, "",
	       "a test record could not be opened with identity 1");
	assert_true(path_join(path, bench->folder, "keys/schools.age"));
	assert_false(file_exists(path));
}

static void school_without_codes(void **state)
{
	struct bench *bench = *state;

	set_out(bench);
	edit(bench, "seaside/schools.csv", "\nother,", "\nempty,Empty,your tutor,1,\nother,");
	expect(bench, "study pack %s/seaside --keys %s/keys --school empty -o %s/out", COMMAND_DONE,
	       "Issue 1 of seaside for empty:", "no class of empty has codes yet");
}

static void no_pupil_reads_a_placeholder(void **state)
{
	static const char read[] = "pupils would read this placeholder";
	static const struct {
		const char *file, *before, *after;
	} rows[] = {
		{"seaside/study.csv", "helpline,Childline", "helpline,[Helpline]"},
		{"seaside/study.csv", "0800 1111", "[number]"},
		{"seaside/schools.csv", "your form tutor", "[form tutor]"},
		{"seaside/pages.csv", "Thank you for your time.", "[Thanks]"},
	};
	struct bench *bench = *state;

	set_out(bench);
	for (size_t i = 0; i < countof(rows); i++) {
		edit(bench, rows[i].file, rows[i].before, rows[i].after);
		expect(bench, pack_words, COMMAND_BAD_INPUT, "", read);
		edit(bench, rows[i].file, rows[i].after, rows[i].before);
	}
	edit(bench, "seaside/study.csv", "By the sea", "[Title]");
	edit(bench, "seaside/schools.csv", "your tutor", "[tutor]");
	expect(bench, pack_words, COMMAND_DONE, "Issue 1 of", "study.csv:4:7: warning: ");
	expect(bench, pack_words, COMMAND_DONE, "\n  your form tutor\n  Childline: 0800 1111\n",
	       "schools.csv:3:13: warning: ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pack_and_letter),
		TEST(number_is_not_in_the_pack),
		TEST(issues_rise_and_the_number_stays),
		TEST(issue_is_stored_first),
		TEST(authors_files_stay),
		TEST(reserve_is_warned_of),
		TEST(a_warning_is_said_once),
		TEST(refused),
		TEST(one_recipient_must_be_said),
		TEST(identity_that_opens_nothing),
		TEST(school_without_codes),
		TEST(no_pupil_reads_a_placeholder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
