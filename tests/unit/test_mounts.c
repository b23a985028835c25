/* Which mounts are sticks (proc(5), mountinfo), and the size in a screen's EDID. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kiosk/platform/edid.h"
#include "kiosk/platform/mounts.h"

#define ROOT "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n"

static void test_mountinfo(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *paths[3];
	} rows[] = {
		{"", {NULL}},
		{ROOT, {NULL}},
		{ROOT "90 22 8:17 / /media/stick-sdb1 rw,nosuid - vfat /dev/sdb1 rw,flush\n",
		 {"/media/stick-sdb1"}},
		{"90 22 8:17 / /run/media/kiosk/RED rw shared:5 master:2 - exfat /dev/sdb1 rw\n"
		 "91 22 8:33 / /media/b ro - vfat /dev/sdc1 ro\n",
		 {"/run/media/kiosk/RED", "/media/b"}},
		/* spaces and backslashes in a name */
		{"90 22 8:17 / /media/KINGSTON\\0408\\134GB rw - vfat /dev/sdb1 rw",
		 {"/media/KINGSTON 8\\GB"}},
		/* no stick: another place, no device, a part of a file system, an empty name */
		{"90 22 8:17 / /mnt/x rw - vfat /dev/sdb1 rw\n", {NULL}},
		{"90 22 0:44 / /media/x rw - tmpfs tmpfs rw\n", {NULL}},
		{"90 22 0:44 / /media/x rw - autofs systemd-1 rw\n", {NULL}},
		{"90 22 8:17 /folder /media/x rw - vfat /dev/sdb1 rw\n", {NULL}},
		{"90 22 8:17 / /media rw - vfat /dev/sdb1 rw\n", {NULL}},
		{"90 22 8:17 / /mediation/x rw - vfat /dev/sdb1 rw\n", {NULL}},
		/* the same place twice */
		{"90 22 8:17 / /media/x rw - vfat /dev/sdb1 rw\n"
		 "91 90 8:33 / /media/x rw - vfat /dev/sdc1 rw\n",
		 {"/media/x"}},
		/* lines that are cut or made up */
		{"90 22 8:17 / /media/x rw shared:1\n"
		 "91 22\n"
		 "\n"
		 "92 22 8:17 / /media/bad\\0 rw - vfat /dev/sdb1 rw\n"
		 "93 22 8:17 / /media/bad\\000x rw - vfat /dev/sdb1 rw\n"
		 "94 22 8:17 / /media/bad\\9aax rw - vfat /dev/sdb1 rw\n"
		 "95 22 8:17 / /media/good rw - vfat /dev/sdb1 rw\n",
		 {"/media/bad\\0", "/media/good"}},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct sticks sticks;
		size_t count = 0;

		sticks_read(slice_of(rows[i].text), &sticks);
		while (count < countof(rows[i].paths) && rows[i].paths[count])
			count++;
		assert_int_equal(sticks.count, count);
		for (size_t j = 0; j < count; j++)
			assert_string_equal(sticks.path[j], rows[i].paths[j]);
	}
}

static void test_limits(void **state)
{
	(void)state;
	char text[4096], path[2048];
	struct sticks sticks;
	size_t size = 0;

	for (int i = 0; i < 12; i++)
		size += (size_t)snprintf(text + size, sizeof text - size,
					 "9%d 22 8:17 / /media/s%d rw - vfat /dev/sdb1 rw\n", i, i);
	sticks_read(slice_of(text), &sticks);
	assert_int_equal(sticks.count, STICKS_MOST);
	memset(path, 'x', sizeof path);
	path[600] = '\0';
	snprintf(text, sizeof text, "90 22 8:17 / /media/%s rw - vfat /dev/sdb1 rw\n", path);
	sticks_read(slice_of(text), &sticks);
	assert_int_equal(sticks.count, 0);
}

static void test_missing(void **state)
{
	(void)state;
	struct sticks none = {.count = 0}, one = {{"/media/a"}, 1};
	struct sticks two = {{"/media/a", "/media/b"}, 2}, other = {{"/media/b", "/media/a"}, 2};

	assert_int_equal(sticks_missing(&none, &one), SIZE_MAX);
	assert_int_equal(sticks_missing(&one, &none), 0);
	assert_int_equal(sticks_missing(&two, &one), 1);
	assert_int_equal(sticks_missing(&two, &other), SIZE_MAX);
}

static void test_this_machine(void **state)
{
	(void)state;
	struct sticks sticks;

	sticks_now(&sticks);
	assert_in_range(sticks.count, 0, STICKS_MOST);
}

static void test_edid(void **state)
{
	(void)state;
	uint8_t bytes[128] = {0, 255, 255, 255, 255, 255, 255, 0};
	int width = 0, height = 0;

	bytes[21] = 26, bytes[22] = 14;
	assert_true(edid_size(bytes, sizeof bytes, &width, &height));
	assert_int_equal(width, 260);
	assert_int_equal(height, 140);
	assert_false(edid_size(bytes, 127, &width, &height));
	bytes[22] = 0; /* a projector gives none */
	assert_false(edid_size(bytes, sizeof bytes, &width, &height));
	bytes[22] = 14, bytes[7] = 1;
	assert_false(edid_size(bytes, sizeof bytes, &width, &height));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mountinfo), cmocka_unit_test(test_limits),
		cmocka_unit_test(test_missing),	  cmocka_unit_test(test_this_machine),
		cmocka_unit_test(test_edid),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
