#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/age_seal.h"
#include "export/formats/bech32.h"
#include "tests/unit/example.h"

static struct example *example;
static struct problems problems; /* too large for the stack */

static bool said(const char *text)
{
	for (size_t i = 0; i < problems.count; i++)
		if (strstr(problems.list[i].text, text) != NULL)
			return true;
	return false;
}

static struct buffer made(const struct pack_making *making)
{
	struct buffer out = buffer_growing(ENVELOPE_MOST);
	problems = (struct problems){0};
	if (!pack_write(making, &out, &problems))
		fail_msg("%s", problems_first(&problems));
	return out;
}

static void the_vector_is_made_byte_for_byte(void **state)
{
	struct pack_making making = example_making(example);
	struct buffer out = made(&making);
	struct slice vector = file_load(EXAMPLE_PACK);
	(void)state;
	assert_int_equal(out.size, vector.size);
	assert_memory_equal(out.bytes, vector.bytes, out.size);
	free((char *)vector.bytes);
	buffer_release(&out);
}

static void what_is_in_it(void **state)
{
	struct slice vector = file_load(EXAMPLE_PACK);
	struct arena arena;
	struct pack pack;
	char text[AGE_RECIPIENT_TEXT];
	(void)state;
	arena_init(&arena, 16u << 20);
	problems = (struct problems){0};
	assert_true(pack_read(vector, true, &arena, &pack, &problems));
	assert_int_equal(pack.envelope.label.issue, 2);
	assert_int_equal(pack.day, 20782); /* 2026-11-25 */
	assert_string_equal(pack.study->title, "A day at school");
	assert_string_equal(pack.school->id, "hill");
	assert_string_equal(pack.school->name, "Hill School, North");
	assert_int_equal(pack.study->school_count, 1);
	assert_int_equal(pack.study->form_count, 1);
	assert_non_null(pack.study->scales[0]);
	assert_int_equal(pack.study->wave_count, 2);
	assert_string_equal(study_words(pack.study, "thanks.title", ""), "Thank you");
	assert_int_equal(pack.recipient_count, 2);
	age_recipient_write(&pack.recipients[1], text);
	assert_non_null(memmem(example->recipients.bytes, example->recipients.size, text, 62));
	assert_true(pack_read(vector, false, &arena, &pack, &problems));
	assert_true(pack.study->scales == NULL || pack.study->scales[0] == NULL);
	arena_release(&arena);
	free((char *)vector.bytes);
}

/* Nothing of another school, no note of the author's, no number. */
static void what_is_not_in_it(void **state)
{
	static const char *const absent[] = {
		"X3H7KR",          "lake",   "Lake School", "the first card", "another school",
		"not in the pack", "333333", "unused",      "comment,use",
	};
	struct slice vector = file_load(EXAMPLE_PACK);
	char shown[SETUP_NUMBER_SHOWN];
	(void)state;
	for (size_t i = 0; i < countof(absent); i++)
		if (memmem(vector.bytes, vector.size, absent[i], strlen(absent[i])) != NULL)
			fail_msg("%s", absent[i]);
	assert_non_null(memmem(vector.bytes, vector.size, "XXXXX4", 6)); /* the search can find */
	setup_number_show(example->number, shown);
	assert_null(memmem(vector.bytes, vector.size, example->number, SETUP_NUMBER_DIGITS));
	assert_null(memmem(vector.bytes, vector.size, shown, strlen(shown)));
	assert_null(memmem(vector.bytes, vector.size, shown, 9)); /* nor half of it */
	free((char *)vector.bytes);
}

static void the_codes(void **state)
{
	static const struct {
		const char *code, *class_name;
		enum code_use use;
		const char *drawing;
	} rows[] = {
		{"3KM3WR", "7A", CODE_SPARE, "crab"},
		{"4679CF", "7A", CODE_PUPIL, "bucket"},
		{"J9TN4C", "", CODE_REHEARSAL, "castle"},
		{"XXXXX4", "7A", CODE_PUPIL, "boat"},
	};
	struct slice vector = file_load(EXAMPLE_PACK);
	struct arena arena;
	struct pack pack;
	(void)state;
	arena_init(&arena, 16u << 20);
	problems = (struct problems){0};
	assert_true(pack_read(vector, true, &arena, &pack, &problems));
	assert_int_equal(pack.study->code_count, countof(rows));
	for (size_t i = 0; i < countof(rows); i++) {
		const struct study_code *code = &pack.study->codes[i];
		assert_string_equal(code->code.text, rows[i].code);
		assert_string_equal(code->class_name, rows[i].class_name);
		assert_int_equal(code->use, rows[i].use);
		assert_string_equal(drawing_name(code->drawing), rows[i].drawing);
	}
	assert_string_equal(drawing_name(pack.study->codes[2].false_friends[2]), "ice-cream");
	arena_release(&arena);
	free((char *)vector.bytes);
}

static void the_author_s_files_are_copied_byte_for_byte(void **state)
{
	static const char *const copied[] = {"study.csv", "plan.csv", "pages.csv", "forms/day.csv",
					     "forms/day.scales.csv"};
	struct slice vector = file_load(EXAMPLE_PACK);
	struct arena arena;
	struct pack pack;
	(void)state;
	arena_init(&arena, 16u << 20);
	problems = (struct problems){0};
	assert_true(pack_read(vector, true, &arena, &pack, &problems));
	assert_int_equal(pack.envelope.member_count, countof(copied) + 4);
	for (size_t i = 0; i < countof(copied); i++) {
		const struct envelope_member *member =
			envelope_find(&pack.envelope, slice_of(copied[i]));
		char path[100];
		snprintf(path, sizeof path, EXAMPLE "study/%s", copied[i]);
		struct slice file = file_load(path);
		assert_non_null(member);
		assert_true(slice_equal(member->bytes, file));
		free((char *)file.bytes);
	}
	const struct envelope_member *recipients =
		envelope_find(&pack.envelope, slice_of(PACK_RECIPIENTS));
	assert_non_null(recipients);
	assert_true(slice_equal(recipients->bytes, example->recipients));
	arena_release(&arena);
	free((char *)vector.bytes);
}

static void the_proof_fits_its_number_alone(void **state)
{
	struct slice vector = file_load(EXAMPLE_PACK);
	struct arena arena;
	struct pack pack;
	uint8_t key[32], proof[32];
	char other[SETUP_NUMBER_DIGITS + 1];
	(void)state;
	arena_init(&arena, 16u << 20);
	problems = (struct problems){0};
	assert_true(pack_read(vector, false, &arena, &pack, &problems));
	const struct envelope_label *label = &pack.envelope.label;
	assert_true(minisign_public_equal(&label->key, &example->signing_key));
	assert_true(setup_key(example->number, label->salt, key));
	setup_proof(key, label->study, label->school, &label->key, proof);
	assert_memory_equal(proof, label->proof, sizeof proof);
	setup_number_make(other);
	assert_true(setup_key(other, label->salt, key));
	setup_proof(key, label->study, label->school, &label->key, proof);
	assert_memory_not_equal(proof, label->proof, sizeof proof);
	arena_release(&arena);
	free((char *)vector.bytes);
}

static void recipients(void **state)
{
#define ONE "age10xnrrmk7r0uunrcjqvkdatwsu7s8jwv0c7rt3rxggmkgntu955dq25yyzj"
#define TWO "age1vawa2a8dw7ynzzea9emgrumepdrxcaemz5slanek2au4sdc755hsee0f04"
	static const struct {
		const char *text;
		size_t count, line;
		const char *problem;
	} rows[] = {
		{ONE "\n", 1, 0, NULL},
		{ONE, 1, 0, NULL},
		{"# two\r\n\r\n" ONE "\r\n" TWO "\r\n", 2, 0, NULL},
		{"", 0, 0, "no recipient"},
		{"# nothing\n", 0, 0, "no recipient"},
		{ONE "\n" ONE "\n", 0, 2, "there twice"},
		{ONE "\n" TWO "\n#\n" ONE, 0, 4, "there twice"},
		{"age1pq", 0, 1, "not an X25519 recipient"},
		{" " ONE, 0, 1, "not an X25519 recipient"},
		{ONE " ", 0, 1, "not an X25519 recipient"},
		{ONE "," TWO, 0, 1, "not an X25519 recipient"},
		{"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA", 0, 1, "not an X25519 recipient"},
		{"AGE10XNRRMK7R0UUNRCJQVKDATWSU7S8JWV0C7RT3RXGGMKGNTU955DQ25YYZK", 0, 1,
		 "not an X25519 recipient"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct source source = {"recipients.txt", slice_of(rows[i].text), false};
		struct age_recipient list[3];
		size_t count;
		problems = (struct problems){0};
		bool read = recipients_read(&source, list, countof(list), &count, &problems);
		if (read != (rows[i].problem == NULL))
			fail_msg("row %zu: %s", i, problems_first(&problems));
		if (read)
			assert_int_equal(count, rows[i].count);
		else if (!said(rows[i].problem) ||
			 (rows[i].line > 0 && problems.list[0].line != rows[i].line))
			fail_msg("row %zu: %s", i, problems_first(&problems));
	}
}

static void too_many_or_weak_recipients(void **state)
{
	struct buffer text = buffer_growing(4096);
	struct age_recipient list[STUDY_RECIPIENTS_MOST], weak = {{0}};
	char line[AGE_RECIPIENT_TEXT];
	size_t count;
	(void)state;
	for (size_t i = 0; i <= STUDY_RECIPIENTS_MOST; i++) {
		struct age_recipient one;
		crypto_scalarmult_base(one.public_key, (uint8_t[32]){(uint8_t)(8 * i + 8)});
		age_recipient_write(&one, line);
		buffer_add_format(&text, "%s\n", line);
		struct source source = {"recipients.txt", buffer_slice(&text), false};
		problems = (struct problems){0};
		bool read = recipients_read(&source, list, countof(list), &count, &problems);
		assert_int_equal(read, i < STUDY_RECIPIENTS_MOST);
	}
	assert_true(said("more than 6 recipients"));
	age_recipient_write(&weak, line);
	struct source source = {"recipients.txt", slice_of(line), false};
	assert_false(recipients_read(&source, list, countof(list), &count, &problems));
	assert_true(said("cannot be sealed to"));
	buffer_release(&text);
}

static bool reads(struct slice archive)
{
	struct arena arena;
	struct pack pack;
	arena_init(&arena, 16u << 20);
	problems = (struct problems){0};
	bool read = pack_read(archive, true, &arena, &pack, &problems);
	arena_release(&arena);
	return read;
}

/* The example with one member replaced (bytes NULL: left out), signed by the right key. */
static struct buffer altered(const char *name, const char *bytes, const char *school)
{
	struct slice vector = file_load(EXAMPLE_PACK);
	struct envelope envelope;
	struct envelope_item items[10];
	struct arena arena;
	struct buffer out = buffer_growing(1 << 20);
	size_t count = 0;
	arena_init(&arena, 1 << 20);
	problems = (struct problems){0};
	assert_true(envelope_open(vector, &arena, &envelope, &problems));
	assert_true(envelope_check(&envelope, vector, &problems));
	snprintf(envelope.label.school, sizeof envelope.label.school, "%s", school);
	for (size_t i = 0; i < envelope.member_count; i++) {
		bool it = slice_is(envelope.members[i].name, name);
		if (!it || bytes != NULL)
			items[count++] = (struct envelope_item){envelope.members[i].name,
								it ? slice_of(bytes)
								   : envelope.members[i].bytes};
	}
	assert_true(
		envelope_write(&envelope.label, &example->signing, items, count, &out, &problems));
	arena_release(&arena);
	free((char *)vector.bytes);
	return out;
}

static void packs_that_are_refused(void **state)
{
	static const struct {
		const char *name, *bytes, *school, *problem;
	} rows[] = {
		{"-", NULL, "hill", NULL},
		{"-", NULL, "lake", "not for the one school that its label names"},
		{"study.csv",
		 "sayso-study,1\nsetting,value,detail,number\nid,other,,\ntitle,T,,\ncontact,c,,\n"
		 "retention,r,,\nhelpline,H,d,1\n",
		 "hill", "not the one that its label names"},
		{"recipients.txt", NULL, "hill", "no recipients.txt"},
		{"recipients.txt", "# none\n", "hill", "there is no recipient in it"},
		{"study.csv", NULL, "hill", "this file is not there"},
		{"plan.csv", NULL, "hill", "this file is not there"},
		{"schools.csv", NULL, "hill", "not in schools.csv"},
		{"schools.csv",
		 "sayso-schools,1\nid,name,person,machines\nhill,H,p,1\nlake,L,p,1\n", "hill",
		 "not for the one school"},
		{"codes.csv", "sayso-codes,2\ncode\n", "hill", "made by a newer Sayso"},
		{"codes.csv",
		 "sayso-codes,1\ncode,school,class,drawing,friends,use\nXXXXX5,hill,7A,boat,"
		 "fish ball kite,pupil\n",
		 "hill", "not a respondent code"},
		{"forms/day.csv", "x", "hill", ""},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct buffer out = altered(rows[i].name, rows[i].bytes, rows[i].school);
		if (reads(buffer_slice(&out)) != (rows[i].problem == NULL))
			fail_msg("row %zu: %s", i, problems_first(&problems));
		if (rows[i].problem != NULL && !said(rows[i].problem))
			fail_msg("row %zu: %s", i, problems_first(&problems));
		for (size_t p = 0; p < problems.count; p++)
			assert_null(strstr(problems.list[p].excerpt, "XXXXX"));
		buffer_release(&out);
	}
}

/* A damaged file is refused whole: half a study is none. */
static void a_damaged_pack(void **state)
{
	struct slice vector = file_load(EXAMPLE_PACK);
	char *bytes = (char *)vector.bytes;
	char *at = memmem(bytes + 4096, vector.size - 4096, "I felt calm", 11);
	(void)state;
	assert_non_null(at);
	assert_true(reads(vector));
	at[0] ^= 1;
	assert_false(reads(vector));
	assert_true(said("forms/day.csv was changed"));
	assert_true(said("the study pack is damaged: 1 of its 9 files"));
	free(bytes);
	vector = file_load(EXAMPLE_BATCH);
	assert_false(reads(vector));
	assert_true(said("this is not a study pack"));
	free((char *)vector.bytes);
}

static void what_is_not_written(void **state)
{
	struct pack_making making = example_making(example);
	struct buffer out = buffer_growing(1 << 20);
	(void)state;
	problems = (struct problems){0};
	making.rehearsal.code = (struct respondent_code){"X3H7KR"}; /* of another school */
	assert_false(pack_write(&making, &out, &problems));
	assert_true(said("the rehearsal code is a code of the study already"));
	buffer_release(&out);
	making = example_making(example);
	making.recipients_text = slice_of("# none\n");
	assert_false(pack_write(&making, &out, &problems));
	assert_true(said("there is no recipient in it"));
	buffer_release(&out);
	making = example_making(example);
	making.issue = ENVELOPE_ISSUE_MOST + 1;
	assert_false(pack_write(&making, &out, &problems));
	assert_true(said("the issue in the label of this pack"));
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vector_is_made_byte_for_byte),
		cmocka_unit_test(what_is_in_it),
		cmocka_unit_test(what_is_not_in_it),
		cmocka_unit_test(the_codes),
		cmocka_unit_test(the_author_s_files_are_copied_byte_for_byte),
		cmocka_unit_test(the_proof_fits_its_number_alone),
		cmocka_unit_test(recipients),
		cmocka_unit_test(too_many_or_weak_recipients),
		cmocka_unit_test(packs_that_are_refused),
		cmocka_unit_test(a_damaged_pack),
		cmocka_unit_test(what_is_not_written),
	};
	if (sodium_init() < 0 || (example = example_open()) == NULL)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	example_close(example);
	return failed;
}
