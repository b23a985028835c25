#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>

#include "export/formats/digest.h"
#include "export/formats/setup_number.h"
#include "surveys/base/csv.h"
#include "tests/unit/files.h"

/* tests/vectors/setup_number.csv: typed, then the number and how it is shown; or nothing when
 * wrong. */
static void the_vectors(void **state)
{
	struct source source = {"setup_number.csv", file_load("tests/vectors/setup_number.csv"),
				false};
	static const char *const columns[] = {"typed", "number", "shown", NULL};
	struct problems *problems = calloc(1, sizeof *problems);
	struct csv_table table;
	struct arena arena;
	size_t right = 0, wrong = 0;
	(void)state;
	assert_non_null(problems);
	arena_init(&arena, 1 << 20);
	assert_true(csv_table_open(&table, &source, NULL, columns, 3, &arena, problems));
	while (csv_table_next(&table)) {
		struct slice number = csv_table_cell(&table, 1).text;
		char read[SETUP_NUMBER_DIGITS + 1] = "", shown[SETUP_NUMBER_SHOWN];
		bool fits = setup_number_read(table.row.cells[0].text, read);
		if (fits != (number.size > 0))
			fail_msg("row %zu", table.reader.rows);
		right += fits;
		wrong += !fits;
		if (!fits)
			continue;
		assert_true(slice_is(number, read));
		setup_number_show(read, shown);
		assert_true(slice_is(csv_table_cell(&table, 2).text, shown));
	}
	assert_true(right >= 5 && wrong >= 10);
	arena_release(&arena);
	free(problems);
	free((char *)source.text.bytes);
}

/* Every wrong digit and every swap of two neighbours, in numbers with every pair of check digits
 * that comes up. */
static void every_slip_is_caught(void **state)
{
	char number[SETUP_NUMBER_DIGITS + 1], slip[SETUP_NUMBER_DIGITS + 1];
	char read[SETUP_NUMBER_DIGITS + 1];
	size_t wrong = 0, swaps = 0;
	(void)state;
	for (size_t n = 0; n < 2000; n++) {
		setup_number_make(number);
		assert_true(setup_number_read(slice_of(number), read));
		assert_string_equal(read, number);
		for (size_t i = 0; i < SETUP_NUMBER_DIGITS; i++) {
			memcpy(slip, number, sizeof slip);
			for (char c = '0'; c <= '9'; c++) {
				slip[i] = c;
				if (c != number[i] && ++wrong &&
				    setup_number_read(slice_of(slip), read))
					fail_msg("%s read for %s", slip, number);
			}
			if (i == 0 || number[i] == number[i - 1])
				continue;
			memcpy(slip, number, sizeof slip);
			slip[i] = number[i - 1];
			slip[i - 1] = number[i];
			swaps++;
			if (setup_number_read(slice_of(slip), read))
				fail_msg("%s read for %s", slip, number);
		}
	}
	assert_int_equal(wrong, 2000 * 16 * 9);
	assert_true(swaps > 20000);
}

static void numbers_are_drawn_by_lot(void **state)
{
	size_t seen[14][10] = {{0}};
	(void)state;
	for (size_t n = 0; n < 2000; n++) {
		char number[SETUP_NUMBER_DIGITS + 1];
		setup_number_make(number);
		for (size_t i = 0; i < 14; i++)
			seen[i][number[i] - '0']++;
	}
	for (size_t i = 0; i < 14; i++)
		for (size_t d = 0; d < 10; d++)
			assert_in_range(seen[i][d], 100, 320); /* 200 on average, deviation 13 */
}

/* tests/vectors/setup.txt: "name value" lines. */
struct vector {
	char number[40], salt[40], study[20], school[20], key_text[60], machine[40],
		machine_key[60];
	char machine_number[8], pack[70], k[70], proof[70], enrolment[70];
};

static struct vector vector_load(void)
{
	struct vector vector;
	struct slice file = file_load("tests/vectors/setup.txt");
	char text[2000];
	assert_in_range(file.size, 1, sizeof text - 1);
	memcpy(text, file.bytes, file.size);
	text[file.size] = '\0';
	assert_int_equal(sscanf(text,
				"number %39s salt %39s study %19s school %19s key %59s "
				"machine %39s machine-number %7s machine-key %59s pack %69s "
				"k %69s proof %69s enrolment %69s",
				vector.number, vector.salt, vector.study, vector.school,
				vector.key_text, vector.machine, vector.machine_number,
				vector.machine_key, vector.pack, vector.k, vector.proof,
				vector.enrolment),
			 12);
	free((char *)file.bytes);
	return vector;
}

static void assert_hex(const uint8_t bytes[32], const char *hex)
{
	char text[65];
	hex_write(bytes, 32, text);
	assert_string_equal(text, hex);
}

static void key_proof_and_enrolment(void **state)
{
	struct vector vector = vector_load();
	struct minisign_public signing, machine_key;
	uint8_t salt[16], machine[16], pack[32], key[32], out[32];
	(void)state;
	assert_true(hex_read(slice_of(vector.salt), salt, sizeof salt));
	assert_true(hex_read(slice_of(vector.machine), machine, sizeof machine));
	assert_true(hex_read(slice_of(vector.pack), pack, sizeof pack));
	assert_true(minisign_public_read(slice_of(vector.key_text), &signing));
	assert_true(minisign_public_read(slice_of(vector.machine_key), &machine_key));
	assert_true(setup_key(vector.number, salt, key));
	assert_hex(key, vector.k);
	setup_proof(key, vector.study, vector.school, &signing, out);
	assert_hex(out, vector.proof);
	assert_string_equal(vector.machine_number, "12");
	setup_enrolment(key, vector.study, vector.school, machine, 12, &machine_key, pack, out);
	assert_hex(out, vector.enrolment);
}

/* Each field alone changes the result, and bytes moved from one field to its neighbour do too. */
static void every_field_counts(void **state)
{
	struct vector vector = vector_load();
	struct minisign_public keys[2];
	uint8_t results[12][32], machine[16] = {1}, pack[32] = {2}, key[32] = {3};
	size_t count = 0;
	(void)state;
	assert_true(minisign_public_read(slice_of(vector.key_text), &keys[0]));
	assert_true(minisign_public_read(slice_of(vector.machine_key), &keys[1]));
	setup_proof(key, "ab", "c", &keys[0], results[count++]);
	setup_proof(key, "a", "bc", &keys[0], results[count++]);
	setup_proof(key, "ab", "c", &keys[1], results[count++]);
	setup_enrolment(key, "ab", "c", machine, 1, &keys[0], pack, results[count++]);
	setup_enrolment(key, "a", "bc", machine, 1, &keys[0], pack, results[count++]);
	setup_enrolment(key, "ab", "c", machine, 2, &keys[0], pack, results[count++]);
	setup_enrolment(key, "ab", "c", machine, 1, &keys[1], pack, results[count++]);
	keys[0].id[0] ^= 1;
	setup_enrolment(key, "ab", "c", machine, 1, &keys[0], pack, results[count++]);
	keys[0].id[0] ^= 1;
	machine[15] = 1;
	setup_enrolment(key, "ab", "c", machine, 1, &keys[0], pack, results[count++]);
	pack[31] = 1;
	setup_enrolment(key, "ab", "c", machine, 1, &keys[0], pack, results[count++]);
	key[31] = 1;
	setup_enrolment(key, "ab", "c", machine, 1, &keys[0], pack, results[count++]);
	setup_proof(key, "ab", "c", &keys[0], results[count++]);
	assert_int_equal(count, countof(results));
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(results[i], results[j], 32);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors),
		cmocka_unit_test(every_slip_is_caught),
		cmocka_unit_test(numbers_are_drawn_by_lot),
		cmocka_unit_test(key_proof_and_enrolment),
		cmocka_unit_test(every_field_counts),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
