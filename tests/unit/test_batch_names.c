#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/batch.h"

static void record_ids(void **state)
{
	static const struct {
		const char *name;
		bool valid;
	} rows[] = {
		{"records/0a4be82c1d9f53607788a1b2c3d4e5f6.age", true},
		{"records/0A4be82c1d9f53607788a1b2c3d4e5f6.age", false},
		{"records/0a4be82c1d9f53607788a1b2c3d4e5f.age", false},
		{"records/0a4be82c1d9f53607788a1b2c3d4e5f60.age", false},
		{"records/0a4be82c1d9f53607788a1b2c3d4e5f6.agE", false},
		{"records/0a4be82c1d9f53607788a1b2c3d4e5f6.age.age", false},
		{"record/0a4be82c1d9f53607788a1b2c3d4e5f66.age", false},
		{"records/", false},
		{"records/0a4be82c1d9f53607788a1b2c3d4e5f6", false},
		{"", false},
		{"manifest.json", false},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		uint8_t id[16] = {0};
		if (batch_record_id(slice_of(rows[i].name), id) != rows[i].valid)
			fail_msg("row %zu", i);
		if (rows[i].valid)
			assert_int_equal(id[0] << 8 | id[15], 0x0AF6);
	}
}

static void file_names(void **state)
{
	struct envelope_label label = {.number = 999, .school = "a-school-of-16-x"};
	char name[BATCH_NAME_MOST];
	struct buffer out = buffer_growing(4096);
	(void)state;
	tar_add(&out, slice_of(ENVELOPE_SUMS), slice_of("abc"));
	batch_file_name(&label, buffer_slice(&out), UINT32_MAX, name);
	assert_string_equal(name, "sayso-a-school-of-16-x-ba7816bf-M999-4294967295.tar");
	label.number = 3;
	batch_file_name(&label, buffer_slice(&out), 1, name);
	assert_string_equal(name, "sayso-a-school-of-16-x-ba7816bf-M3-000001.tar");
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(record_ids),
		cmocka_unit_test(file_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
