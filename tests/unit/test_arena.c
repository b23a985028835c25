#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/arena.h"

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
	static const size_t sizes[] = {1, 3, 16, 17, 0, 100, 4096, 16384, 16385, 70000, 5};
	struct arena arena;
	unsigned char *pieces[countof(sizes)];
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < countof(sizes); i++) {
		pieces[i] = arena_take(&arena, sizes[i], 1);
		assert_non_null(pieces[i]);
		assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		for (size_t at = 0; at < sizes[i]; at++)
			assert_int_equal(pieces[i][at], 0);
		if (sizes[i] > 0)
			memset(pieces[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < countof(sizes); i++)
		for (size_t at = 0; at < sizes[i]; at++)
			assert_int_equal(pieces[i][at], i + 1);
	arena_release(&arena);
}

static void the_limit_holds(void **state)
{
	static const struct {
		size_t count, size_each;
		bool given;
	} rows[] = {
		{1, 1001, false},
		{SIZE_MAX, 1, false},
		{SIZE_MAX, SIZE_MAX, false},
		{SIZE_MAX / 2 + 2, 2, false}, /* the product wraps to 2 */
		{1, SIZE_MAX - 14, false},    /* rounding up wraps */
		{62, 16, true},               /* 992 of 1000 */
		{1, 1, false},                /* would be 1008 */
		{0, 16, true},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1000);
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < countof(rows); i++)
			assert_int_equal(arena_take(&arena, rows[i].count, rows[i].size_each) !=
						 NULL,
					 rows[i].given);
		assert_int_equal(arena.taken, 992);
		arena_release(&arena);
		assert_int_equal(arena.taken, 0);
	}
}

static void copies_text(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 64);
	assert_string_equal(arena_text(&arena, (struct slice){"abcdef", 3}), "abc");
	assert_string_equal(arena_text(&arena, (struct slice){NULL, 0}), "");
	assert_null(arena_text(&arena, (struct slice){"", SIZE_MAX}));
	assert_null(arena_text(&arena, (struct slice){"", 64}));
	arena_release(&arena);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(the_limit_holds),
		cmocka_unit_test(copies_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
