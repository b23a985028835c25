/* Codes drawn by lot, with a lot that can be told: the same again must not be taken. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>

#include "export/sayso/commands/code_draw.h"

/* Gives each of these for the five values of one code, in turn; the last for ever. */
static const uint32_t *lots;
static size_t lots_left, values_given;

static const char *lot_name(void)
{
	return "told";
}

static uint32_t lot_uniform(const uint32_t below)
{
	uint32_t value = *lots % below;

	if (below != sizeof CODE_ALPHABET - 1)
		return value;
	if (++values_given % (CODE_SIZE - 1) == 0 && lots_left > 1) {
		lots++;
		lots_left--;
	}
	return value;
}

static uint32_t lot_random(void)
{
	return *lots;
}

static void lot_buf(void *const out, const size_t size)
{
	memset(out, (int)*lots, size);
}

static void tell(const uint32_t *values, size_t count)
{
	lots = values;
	lots_left = count;
	values_given = 0;
}

static struct respondent_code code_of(uint8_t value)
{
	const uint8_t values[CODE_SIZE - 1] = {value, value, value, value, value};
	struct respondent_code code;

	respondent_code_make(values, &code);
	return code;
}

static void taken_ones_are_drawn_again(void **state)
{
	static const uint32_t values[] = {1, 2, 1, 3, 4};
	const struct study_code of_study[] = {{.code = code_of(1)}, {.code = code_of(2)}};
	const struct study study = {.codes = of_study, .code_count = countof(of_study)};
	struct study_code codes[2] = {0};
	(void)state;

	tell(values, countof(values));
	assert_true(code_draw(&study, codes, 0, &codes[0]));
	assert_string_equal(codes[0].code.text, code_of(3).text);
	tell(values, countof(values));
	assert_true(code_draw(&study, codes, 1, &codes[1]));
	assert_string_equal(codes[1].code.text, code_of(4).text);
}

static void a_full_list_ends(void **state)
{
	static const uint32_t value = 7;
	const struct study_code of_study = {.code = code_of(7)};
	const struct study study = {.codes = &of_study, .code_count = 1};
	struct study_code code;
	(void)state;

	tell(&value, 1);
	assert_false(code_draw(&study, NULL, 0, &code));
}

static void every_drawing_has_its_friends(void **state)
{
	const struct study study = {0};
	(void)state;

	for (uint32_t value = 0; value < DRAWINGS; value++) {
		struct study_code code;
		size_t friends[3];
		uint64_t seed;

		tell(&value, 1);
		assert_true(code_draw(&study, NULL, 0, &code));
		assert_int_equal(code.drawing, value);
		memset(&seed, (int)value, sizeof seed);
		drawing_false_friends(value, seed, friends);
		for (size_t i = 0; i < countof(friends); i++) {
			assert_int_equal(code.false_friends[i], friends[i]);
			assert_false(drawings_alike(code.drawing, code.false_friends[i]));
		}
	}
}

int main(void)
{
	static randombytes_implementation told = {.implementation_name = lot_name,
						  .random = lot_random,
						  .uniform = lot_uniform,
						  .buf = lot_buf};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(taken_ones_are_drawn_again),
		cmocka_unit_test(a_full_list_ends),
		cmocka_unit_test(every_drawing_has_its_friends),
	};

	randombytes_set_implementation(&told);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
