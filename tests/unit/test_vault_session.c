/* The vault as a class uses it: sessions, and what is due when they end. */
#include <sys/statvfs.h>

#include "tests/unit/vault_unit.h"

static void test_opened(void **state)
{
	struct vault_bench *bench = *state;
	struct vault_session list[4];
	struct vault_row rows[10];
	size_t count;
	assert_true(vault_sessions(bench->vault, list, 4, &count, &bench->problems));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].id, bench->session);
	assert_string_equal(list[0].class_name, "7B");
	assert_string_equal(list[0].wave, "autumn");
	assert_int_equal(list[0].day, BENCH_DAY);
	assert_int_equal(list[0].issue, 3);
	assert_true(list[0].open);
	assert_int_equal(list[0].codes, 5); /* without the rehearsal's */
	assert_int_equal(list[0].answering, 0);
	assert_int_equal(list[0].done, 0);
	assert_int_equal(list[0].days_left, 7);
	assert_int_equal(vault_last_day(bench->vault), BENCH_DAY);
	assert_true(vault_rows(bench->vault, bench->session, rows, 10, &count, &bench->problems));
	assert_int_equal(count, countof(bench_codes));
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(rows[i].code, bench_codes[i].code);
		assert_int_equal(rows[i].rehearsal, bench_codes[i].rehearsal);
		assert_int_equal(rows[i].state, VAULT_WAITING);
		assert_int_equal(rows[i].session, bench->session);
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(rows[i].record, rows[j].record, 16);
	}
	assert_true(vault_rows(bench->vault, bench->session, rows, 2, &count, &bench->problems));
	assert_int_equal(count, 2);
}

static void test_opening_refuses(void **state)
{
	struct vault_bench *bench = *state;
	static const struct vault_code unsorted[] = {{"3KM3WR", false}, {"333333", false}};
	static const struct vault_code twice[] = {{"333333", false}, {"333333", false}};
	static const struct vault_code shorter[] = {{"33333", false}};
	static const struct vault_code longer[] = {{"3333333", false}};
	enum what {
		CLASS,
		NO_CLASS,
		LONG_CLASS,
		NO_WAVE,
		ISSUE,
		DAY,
		UNSORTED,
		TWICE,
		SHORT,
		LONG,
		NONE,
		RECORD_0,
		RECORD_MORE,
		RESUME_0,
		RESUME_MORE,
		NOBODY,
		CROWD,
		LAST
	};
	assert_true(bench_open_session(bench));
	for (enum what what = CLASS; what < LAST; what++) {
		struct vault_opening opening = bench_opening(bench, "8A");
		int64_t session = 0;
		switch (what) {
		case CLASS: opening.class_name = "7B"; break;
		case NO_CLASS: opening.class_name = ""; break;
		case LONG_CLASS: opening.class_name = "1234567890123456"; break;
		case NO_WAVE: opening.wave = ""; break;
		case ISSUE: opening.issue = 4; break;
		case DAY: opening.day = BENCH_DAY - 1; break;
		case UNSORTED:
			opening.codes = unsorted;
			opening.code_count = 2;
			break;
		case TWICE:
			opening.codes = twice;
			opening.code_count = 2;
			break;
		case SHORT:
			opening.codes = shorter;
			opening.code_count = 1;
			break;
		case LONG:
			opening.codes = longer;
			opening.code_count = 1;
			break;
		case NONE: opening.code_count = 0; break;
		case RECORD_0: opening.record_size = 0; break;
		case RECORD_MORE: opening.record_size = 65537; break;
		case RESUME_0: opening.resume_size = 0; break;
		case RESUME_MORE: opening.resume_size = VAULT_RESUME_MOST + 1; break;
		case NOBODY: opening.recipient_count = 0; break;
		case CROWD: opening.recipient_count = 21; break;
		case LAST: break;
		}
		bench->problems = (struct problems){.count = 0};
		if (vault_open_session(bench->vault, &opening, &session, &bench->problems))
			fail_msg("opened with fault %d", (int)what);
		assert_int_equal(bench->problems.errors, 1);
		assert_int_equal(session, 0);
	}
	struct vault_session list[4];
	size_t count;
	assert_true(vault_sessions(bench->vault, list, 4, &count, &bench->problems));
	assert_int_equal(count, 1);
}

static int bench_set_small(void **state)
{
	bench_set_sized(state, 128, 128);
	assert_true(bench_set_up(*state));
	return 0;
}

#define LARGE_CLASS 61 /* codes: the keys hold 16 such classes */

/* Of a class of its own: the same codes each time. False: refused. */
static bool large_open(struct vault_bench *bench, size_t number, int64_t *session)
{
	static char text[LARGE_CLASS][7];
	struct vault_code codes[LARGE_CLASS];
	char class_name[8];
	for (size_t i = 0; i < LARGE_CLASS; i++) {
		snprintf(text[i], sizeof text[i], "%c%c3333", (char)('A' + i / 8),
			 (char)('A' + i % 8));
		codes[i] = (struct vault_code){text[i], false};
	}
	snprintf(class_name, sizeof class_name, "%zuA", number);
	struct vault_opening opening = bench_opening(bench, class_name);
	opening.codes = codes;
	opening.code_count = LARGE_CLASS;
	return vault_open_session(bench->vault, &opening, session, &bench->problems);
}

/* Sessions until the keys have no place left; ending one makes room. */
static void test_as_many_as_the_keys_hold(void **state)
{
	struct vault_bench *bench = *state;
	int64_t session, first = 0;
	size_t opened = 0;
	for (; large_open(bench, opened, &session); opened++)
		first = first == 0 ? session : first;
	assert_int_equal(opened, 16);
	assert_string_equal(problems_first(&bench->problems),
			    "Too many sessions are open on this machine.");
	bench->problems = (struct problems){.count = 0};
	assert_true(vault_end_session(bench->vault, first, &bench->problems));
	struct vault_opening again = bench_opening(bench, "0A");
	assert_true(vault_open_session(bench->vault, &again, &session, &bench->problems));
	/* No slot is named twice by what is open. */
	bench_close(bench);
	struct db *db = db_of(bench);
	assert_int_equal(
		asked(bench, db,
		      "SELECT count(*) - count(DISTINCT slot) FROM (SELECT slot FROM sessions "
		      "WHERE "
		      "state = 2 UNION ALL SELECT c.slot FROM codes c JOIN sessions s ON s.id = "
		      "c.session WHERE s.state = 2)"),
		0);
	assert_int_equal(asked(bench, db, "SELECT min(slot) >= 2 FROM codes"), 1);
	db_close(db);
}

/* Its places have gone to another session meanwhile: those keys stay. */
static void test_an_end_repeated_ends_no_other(void **state)
{
	struct vault_bench *bench = *state;
	struct vault_row rows[VAULT_CODES_MOST];
	int64_t first, session = 0;
	size_t count;
	assert_true(large_open(bench, 0, &first));
	for (size_t i = 1; i < 16; i++)
		assert_true(large_open(bench, i, &session));
	assert_true(vault_end_session(bench->vault, first, &bench->problems));
	assert_true(large_open(bench, 16, &session));
	assert_true(
		vault_rows(bench->vault, session, rows, countof(rows), &count, &bench->problems));
	assert_int_equal(count, LARGE_CLASS);
	for (size_t i = 0; i < count; i++)
		assert_true(bench_start(bench, rows[i].id, 1));
	assert_true(vault_end_session(bench->vault, first, &bench->problems));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(bench_resumed(bench, rows[i].id), 1);
}

/* Stands for the disk: this program's own statvfs is what the vault asks. */
static uint64_t disk_room;

int statvfs(const char *path, struct statvfs *out)
{
	(void)path;
	*out = (struct statvfs){.f_frsize = 1, .f_bavail = disk_room > 0 ? disk_room : 1u << 30};
	return 0;
}

static void test_needs_room_on_the_disk(void **state)
{
	struct vault_bench *bench = *state;
	uint64_t need = 2 * countof(bench_codes) * (SEALED(bench) + RESUME(bench)) + (32u << 20);
	struct vault_opening opening = bench_opening(bench, "7B");
	int64_t session;
	disk_room = need - 1;
	assert_false(vault_open_session(bench->vault, &opening, &session, &bench->problems));
	assert_string_equal(problems_first(&bench->problems),
			    "There is not enough room on the disk.");
	disk_room = need;
	assert_true(vault_open_session(bench->vault, &opening, &session, &bench->problems));
	disk_room = 0;
}

static void test_days(void **state)
{
	struct vault_bench *bench = *state;
	struct vault_session list[4];
	size_t count;
	assert_true(vault_count_day(bench->vault, bench->session, 3, &bench->problems));
	assert_false(vault_count_day(bench->vault, bench->session, -1, &bench->problems));
	assert_false(vault_count_day(bench->vault, bench->session, 8, &bench->problems));
	struct vault_opening later = bench_opening(bench, "8A");
	int64_t session;
	later.day = BENCH_DAY + 2;
	assert_true(vault_open_session(bench->vault, &later, &session, &bench->problems));
	bench_reopen(bench);
	assert_true(bench_unlocks(bench));
	assert_int_equal(vault_last_day(bench->vault), BENCH_DAY + 2);
	assert_true(vault_sessions(bench->vault, list, 4, &count, &bench->problems));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].class_name, "8A"); /* the newest first */
	assert_int_equal(list[1].days_left, 3);
	assert_true(vault_end_session(bench->vault, session, &bench->problems));
	assert_true(vault_sessions(bench->vault, list, 1, &count, &bench->problems));
	assert_int_equal(count, 1);
	assert_string_equal(list[0].class_name, "7B"); /* the open one first */
}

static void test_found(void **state)
{
	struct vault_bench *bench = *state;
	struct vault_row row;
	bool found = true;
	assert_true(vault_find(bench->vault, "RRRRRR", &row, &found, &bench->problems));
	assert_false(found);
	int64_t old = row_of(bench, "3KM3WR", VAULT_WAITING);
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_int_equal(row_of(bench, "3KM3WR", VAULT_WAITING), old);
	int64_t ended = bench->session;
	assert_true(bench_open_session(bench));
	assert_true(row_of(bench, "3KM3WR", VAULT_WAITING) != old);
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_true(row_of(bench, "3KM3WR", VAULT_WAITING) != old); /* the newest ended one */
	assert_true(ended != bench->session);
}

/* Opens one more, and tells its rows; 0: it was refused. */
static size_t rows_opened(struct vault_bench *bench, const char *class_name, const char *wave)
{
	struct vault_opening opening = bench_opening(bench, class_name);
	struct vault_row rows[10];
	size_t count = 0;
	opening.wave = wave;
	if (!vault_open_session(bench->vault, &opening, &bench->session, &bench->problems))
		return 0;
	assert_true(vault_rows(bench->vault, bench->session, rows, 10, &count, &bench->problems));
	return count;
}

/* A session opened again for who was absent has their codes alone: finished, declined or cut off by
 * the end, a code has had its wave. */
static void test_nobody_answers_twice(void **state)
{
	struct vault_bench *bench = *state;
	int64_t finished = row_of(bench, "3KM3WR", VAULT_WAITING);
	int64_t cut_off = row_of(bench, "4CDFGH", VAULT_WAITING);
	int64_t rehearsed = row_of(bench, "7RTWX3", VAULT_WAITING);
	assert_true(bench_start(bench, finished, 1) && bench_finish(bench, finished, 1));
	assert_true(bench_start(bench, rehearsed, 1) && bench_finish(bench, rehearsed, 1));
	assert_true(bench_start(bench, cut_off, 1));
	assert_int_equal(rows_opened(bench, "8A", "autumn"), 0); /* all lie in 7B's, still open */
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	bench->problems = (struct problems){.count = 0};
	assert_int_equal(rows_opened(bench, "7B", "autumn"), countof(bench_codes) - 2);
	assert_int_equal(row_of(bench, "3KM3WR", VAULT_DONE), finished);
	assert_int_equal(row_of(bench, "4CDFGH", VAULT_DONE), cut_off);
	assert_true(row_of(bench, "7RTWX3", VAULT_WAITING) != rehearsed);
	static const char *const absent[] = {"333333", "6JKMNP", "9XWTRP"};
	for (size_t i = 0; i < countof(absent); i++) {
		int64_t row = row_of(bench, absent[i], VAULT_WAITING);
		assert_true(bench_start(bench, row, 1) && bench_finish(bench, row, 1));
	}
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_int_equal(rows_opened(bench, "7B", "autumn"), 0);
	assert_string_equal(problems_first(&bench->problems),
			    "Everybody in this class is done on this machine.");
	assert_int_equal(rows_opened(bench, "7B", "winter"), countof(bench_codes));
}

/* --- The end, and what is due --- */

static void test_end_needs_no_key(void **state)
{
	struct vault_bench *bench = *state;
	struct vault_session list[4];
	size_t count;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	int64_t r = row_of(bench, "7RTWX3", VAULT_WAITING);
	assert_true(bench_start(bench, a, 1) && bench_save(bench, a, 2));
	assert_true(bench_start(bench, r, 1) && bench_finish(bench, r, 4));
	assert_true(vault_sessions(bench->vault, list, 4, &count, &bench->problems));
	assert_int_equal(list[0].answering, 1);
	assert_int_equal(list[0].done, 0); /* the rehearsal's does not count */
	bench_close(bench);
	assert_true(bench_open(bench));
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_false(vault_end_session(bench->vault, 99, &bench->problems));
	assert_true(vault_sessions(bench->vault, list, 4, &count, &bench->problems));
	assert_false(list[0].open);
	assert_int_equal(list[0].answering, 0);
	assert_int_equal(list[0].done, 1);
	row_of(bench, "3KM3WR", VAULT_DONE);
	row_of(bench, "4CDFGH", VAULT_WAITING);
}

static void test_due(void **state)
{
	struct vault_bench *bench = *state;
	static const char *const codes[] = {"9XWTRP", "3KM3WR", "7RTWX3", "4CDFGH"};
	struct vault_due *due;
	struct arena arena;
	size_t count;
	arena_init(&arena, 1 << 20);
	assert_true(vault_due(bench->vault, &arena, &due, &count, &bench->problems));
	assert_int_equal(count, 0);
	for (unsigned i = 0; i < countof(codes); i++) {
		int64_t row = row_of(bench, codes[i], VAULT_WAITING);
		assert_true(bench_start(bench, row, 1));
		if (i < 3)
			assert_true(bench_finish(bench, row, 10 + i));
		else
			assert_true(bench_save(bench, row, 10 + i));
	}
	assert_true(vault_due(bench->vault, &arena, &due, &count, &bench->problems));
	assert_int_equal(count, 3); /* 4CDFGH is under way, two never came */
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_true(vault_due(bench->vault, &arena, &due, &count, &bench->problems));
	assert_int_equal(count, 4);
	for (size_t i = 1; i < count; i++)
		assert_true(memcmp(due[i - 1].record, due[i].record, 16) < 0);
	for (unsigned i = 0; i < countof(codes); i++) {
		struct vault_row row;
		bench_row(bench, codes[i], &row);
		size_t at = 0;
		while (at < count && memcmp(due[at].record, row.record, 16) != 0)
			at++;
		assert_true(at < count);
		assert_int_equal(due[at].issue, 3);
		assert_int_equal(due[at].sealed.size, SEALED(bench));
		assert_int_equal(bench_unsealed(bench, due[at].sealed, row.id), 10 + i);
	}
	arena_release(&arena);
	arena_init(&arena, 2 * SEALED(bench)); /* too little */
	assert_false(vault_due(bench->vault, &arena, &due, &count, &bench->problems));
	arena_release(&arena);
}

#define TEST(name, set) cmocka_unit_test_setup_teardown(test_##name, set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(opened, bench_set_session),
		TEST(opening_refuses, bench_set_machine),
		TEST(as_many_as_the_keys_hold, bench_set_small),
		TEST(an_end_repeated_ends_no_other, bench_set_small),
		TEST(needs_room_on_the_disk, bench_set_machine),
		TEST(days, bench_set_session),
		TEST(found, bench_set_session),
		TEST(nobody_answers_twice, bench_set_session),
		TEST(end_needs_no_key, bench_set_session),
		TEST(due, bench_set_session),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
