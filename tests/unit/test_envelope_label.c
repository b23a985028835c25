#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/envelope_label.h"

#define K "RWRTYXlzbyBvbgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define H16 "00112233445566778899aabbccddeeff"
#define H32 H16 "fedcba98765432100123456789abcdef"

static struct problems problems; /* too large for the stack */

static void labels(void **state)
{
	static const struct {
		const char *text, *problem; /* NULL: right */
	} rows[] = {
		{"sayso 1 pack demo hill 1 " K " " H16 " " H32, NULL},
		{"sayso 1 pack a-2-long-study-1 0 999999 " K " " H16 " " H32, NULL},
		{"sayso 1 batch demo hill " H16 " 999 " K " " H32 " " H32, NULL},
		{"sayso 1 receipt demo hill " K, NULL},
		{"", "not a label of Sayso"},
		{"Sayso 1 receipt demo hill " K, "not a label of Sayso"},
		{"sayso", "no format number"},
		{"sayso 0 receipt demo hill " K, "no format number"},
		{"sayso 01 receipt demo hill " K, "no format number"},
		{"sayso 2 anything", "made by a newer Sayso"},
		{"sayso 99999999999999999999 anything", "made by a newer Sayso"},
		{"sayso 1", "neither pack, batch nor receipt"},
		{"sayso 1 packs demo hill", "neither pack, batch nor receipt"},
		{"sayso 1 receipt Demo hill " K, "the study in the label of this receipt"},
		{"sayso 1 receipt 12345678901234567 hill " K, "the study in the label"},
		{"sayso 1 receipt demo h_ill " K, "the school in the label"},
		{"sayso 1 receipt demo hill " H32, "the key in the label"},
		{"sayso 1 receipt demo " K, "the school in the label"},
		{"sayso 1 receipt demo hill", "the key in the label"},
		{"sayso 1 receipt demo hill " K " ", "not written as a label must be"},
		{"sayso 1 receipt demo hill " K " more", "not written as a label must be"},
		{" sayso 1 receipt demo hill " K, "not written as a label must be"},
		{"sayso  1 receipt demo hill " K, "not written as a label must be"},
		{"sayso 1 receipt demo\thill " K, "not written as a label must be"},
		{"sayso 1 pack demo hill 0 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill 01 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill -1 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill 1000000 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill 1 " K " " H32 " " H32, "the salt in the label"},
		{"sayso 1 pack demo hill 1 " K " " H16 " " H16, "the proof in the label"},
		{"sayso 1 pack demo hill 1 " K " 00112233445566778899AABBCCDDEEFF " H32,
		 "the salt"},
		{"sayso 1 batch demo hill " H16 " 1000 " K " " H32 " " H32,
		 "the number in the label"},
		{"sayso 1 batch demo hill " H32 " 12 " K " " H32 " " H32,
		 "the machine in the label"},
		{"sayso 1 batch demo hill " H16 " 12 " K " " H16 " " H32, "the pack in the label"},
		{"sayso 1 batch demo hill " H16 " 12 " K " " H32, "the enrolment in the label"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct envelope_label label;
		char again[MINISIGN_LABEL_MOST];
		problems = (struct problems){0};
		bool right = envelope_label_read(slice_of(rows[i].text), &label, &problems);
		if (right != (rows[i].problem == NULL))
			fail_msg("row %zu: %s", i, problems_first(&problems));
		if (right) {
			envelope_label_write(&label, again);
			assert_string_equal(again, rows[i].text);
		} else if (strstr(problems_first(&problems), rows[i].problem) == NULL) {
			fail_msg("row %zu: %s", i, problems_first(&problems));
		}
	}
}

static void what_a_label_says(void **state)
{
	static const char text[] = "sayso 1 batch demo hill " H16 " 12 " K " " H32 " " H32;
	struct envelope_label label;
	(void)state;
	problems = (struct problems){0};
	assert_true(envelope_label_read(slice_of(text), &label, &problems));
	assert_int_equal(label.kind, ENVELOPE_BATCH);
	assert_string_equal(label.study, "demo");
	assert_string_equal(label.school, "hill");
	assert_int_equal(label.machine[15], 0xFF);
	assert_int_equal(label.number, 12);
	assert_int_equal(label.issue, 0);
	assert_int_equal(label.pack[31], 0xEF);
	assert_int_equal(label.enrolment[0], 0x00);
	assert_memory_equal(label.key.id, "Sayso on", 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels),
		cmocka_unit_test(what_a_label_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
