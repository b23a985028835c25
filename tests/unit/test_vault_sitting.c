/* A sitting in the vault, keys that really go, and what the disk shows. */
#include "tests/unit/vault_unit.h"

static void test_states(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	int64_t b = row_of(bench, "4CDFGH", VAULT_WAITING);
	assert_false(bench_save(bench, a, 1));
	assert_false(bench_finish(bench, a, 1));
	assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
	assert_false(bench_start(bench, 0, 1));
	assert_false(bench_start(bench, 999, 1));
	assert_false(bench_save(bench, 0, 1));
	assert_false(bench_finish(bench, 0, 1));
	assert_true(bench_start(bench, a, 1));
	row_of(bench, "3KM3WR", VAULT_ANSWERING);
	assert_false(bench_start(bench, a, 2));
	assert_int_equal(bench_resumed(bench, a), 1);
	assert_true(bench_save(bench, a, 2));
	assert_int_equal(bench_resumed(bench, a), 2);
	assert_true(bench_start(bench, b, 7)); /* a was interrupted */
	assert_int_equal(bench_resumed(bench, a), 2);
	assert_true(bench_save(bench, b, 8));
	assert_true(bench_save(bench, a, 3));
	assert_true(bench_finish(bench, a, 4));
	row_of(bench, "3KM3WR", VAULT_DONE);
	assert_false(bench_finish(bench, a, 5));
	assert_false(bench_save(bench, a, 5));
	assert_false(bench_start(bench, a, 5));
	assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
	assert_int_equal(bench_resumed(bench, b), 8);
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_false(bench_save(bench, b, 9));
	assert_false(bench_finish(bench, b, 9));
	assert_false(bench_start(bench, row_of(bench, "6JKMNP", VAULT_WAITING), 1));
	assert_int_equal(bench_resumed(bench, b), UINT32_MAX);
}

static void test_sizes_are_kept(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	for (int change = -1; change <= 1; change += 2) {
		size_t record = bench->record_size, resume = bench->resume_size;
		bench->record_size = record + (size_t)change;
		assert_false(bench_start(bench, a, 1));
		bench->record_size = record;
		bench->resume_size = resume + (size_t)change;
		assert_false(bench_start(bench, a, 1));
		bench->resume_size = resume;
	}
	row_of(bench, "3KM3WR", VAULT_WAITING);
	assert_true(bench_start(bench, a, 1));
	bench->record_size++;
	assert_false(bench_save(bench, a, 2));
	assert_false(bench_finish(bench, a, 2));
	bench->record_size--;
	bench->resume_size--;
	assert_false(bench_save(bench, a, 2));
	assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
	bench->resume_size++;
	assert_int_equal(bench_resumed(bench, a), 1);
}

static void test_resumed_tomorrow(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	assert_true(bench_start(bench, a, 1));
	for (unsigned i = 2; i < 20; i++)
		assert_true(bench_save(bench, a, i));
	for (unsigned day = 0; day < 3; day++) {
		bench_reopen(bench);
		assert_true(bench_unlocks(bench));
		assert_int_equal(bench_resumed(bench, a), 19 + day);
		assert_true(bench_save(bench, a, 20 + day));
		/* A failed try at another row does not disturb it. */
		assert_int_equal(bench_resumed(bench, a + 1), UINT32_MAX);
		assert_int_equal(bench_resumed(bench, a), 20 + day);
	}
	assert_true(bench_finish(bench, a, 40));
	bench_reopen(bench);
	assert_true(bench_unlocks(bench));
	assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
}

/* --- Keys that really go --- */

/* Somebody kept the database of an hour ago, and has the PIN. */
static void test_old_copies_are_of_no_use(void **state)
{
	struct vault_bench *bench = *state;
	for (int how = 0; how < 2; how++) {
		const char *code = how == 0 ? "3KM3WR" : "4CDFGH";
		int64_t a = row_of(bench, code, VAULT_WAITING);
		assert_true(bench_start(bench, a, 1) && bench_save(bench, a, 2));
		bench_close(bench);
		struct slice kept = file_of(bench, "vault.db"), keys = file_of(bench, "keys");
		assert_true(bench_open(bench) && bench_unlocks(bench));
		if (how == 0)
			assert_true(bench_finish(bench, a, 3));
		else
			assert_true(
				vault_end_session(bench->vault, bench->session, &bench->problems));
		bench_close(bench);
		struct slice later = file_of(bench, "vault.db");
		file_put(bench, "vault.db", kept);
		bench_reopen(bench);
		assert_true(bench_unlocks(bench));
		row_of(bench, code, VAULT_ANSWERING);
		assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
		/* With the keys of an hour ago as well it opens: it is the keys that matter. */
		bench_close(bench);
		file_put(bench, "keys", keys);
		bench_reopen(bench);
		assert_true(bench_unlocks(bench));
		assert_int_equal(bench_resumed(bench, a), 2);
		bench_close(bench);
		file_put(bench, "vault.db", later);
		bench_reopen(bench);
		assert_true(bench_unlocks(bench));
		free((char *)kept.bytes);
		free((char *)keys.bytes);
		free((char *)later.bytes);
	}
}

/* A cut came between the commit and the overwriting: the start repeats it, and only that. */
static void test_start_repeats_what_a_cut_left(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	int64_t b = row_of(bench, "4CDFGH", VAULT_WAITING);
	assert_true(bench_start(bench, b, 5));
	assert_true(bench_start(bench, a, 1));
	bench_close(bench);
	struct slice keys = file_of(bench, "keys");
	struct db *db = db_of(bench);
	int64_t slot_a = asked(bench, db, "SELECT slot FROM codes WHERE code = '3KM3WR'");
	int64_t slot_b = asked(bench, db, "SELECT slot FROM codes WHERE code = '4CDFGH'");
	int64_t slot_s = asked(bench, db, "SELECT slot FROM sessions");
	db_close(db);
	assert_true(slot_holds_key(bench, slot_a, 32));
	assert_true(bench_open(bench) && bench_unlocks(bench) && bench_finish(bench, a, 2));
	assert_false(slot_holds_key(bench, slot_a, 32));
	bench_close(bench);
	file_put(bench, "keys", keys);
	assert_true(bench_open(bench)); /* locked: it needs no key */
	assert_false(slot_holds_key(bench, slot_a, 32));
	assert_true(slot_holds_key(bench, slot_b, 32));
	assert_true(slot_holds_key(bench, slot_s, 72));
	assert_true(bench_unlocks(bench));
	assert_int_equal(bench_resumed(bench, b), 5);
	assert_true(vault_end_session(bench->vault, bench->session, &bench->problems));
	assert_false(slot_holds_key(bench, slot_b, 32));
	assert_false(slot_holds_key(bench, slot_s, 72));
	bench_close(bench);
	file_put(bench, "keys", keys);
	assert_true(bench_open(bench));
	assert_false(slot_holds_key(bench, slot_b, 32));
	assert_false(slot_holds_key(bench, slot_s, 72));
	free((char *)keys.bytes);
}

/* Whoever puts a key of their own among the session's recipients gets no further answer. */
static void test_recipients_are_bound(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	bench_close(bench);
	struct db *db = db_of(bench);
	struct db_statement *update =
		db_statement(db, "UPDATE sessions SET recipients = ?", &bench->problems);
	assert_non_null(update);
	struct age_recipient thief[2] = {bench->recipients[0], {{9}}};
	db_bind_blob(update, 1, (struct slice){(const char *)thief, sizeof thief});
	assert_true(db_run(update, &bench->problems));
	db_close(db);
	bench_reopen(bench);
	assert_true(bench_unlocks(bench));
	assert_false(bench_start(bench, a, 1));
	assert_string_equal(problems_first(&bench->problems), "The key of this session is lost.");
	row_of(bench, "3KM3WR", VAULT_WAITING);
}

/* --- What the disk shows --- */

/* Each blob is of one length, whatever the row's state; nothing of what a child saved shows. */
static void test_rows_look_alike(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	int64_t b = row_of(bench, "4CDFGH", VAULT_WAITING);
	assert_true(bench_start(bench, a, 1) && bench_finish(bench, a, 2));
	assert_true(bench_start(bench, b, 1));
	bench_close(bench);
	struct db *db = db_of(bench);
	static const char *const ones[] = {
		"SELECT count(DISTINCT length(sealed)) FROM codes",
		"SELECT count(DISTINCT length(resume)) FROM codes",
		"SELECT count(*) = count(DISTINCT sealed) FROM codes",
		"SELECT count(*) = count(DISTINCT resume) FROM codes",
		"SELECT min(state >= 2 AND rehearsal >= 2 AND typeof(sealed) = 'blob') FROM codes",
	};
	for (size_t i = 0; i < countof(ones); i++)
		assert_int_equal(asked(bench, db, ones[i]), 1);
	assert_int_equal(asked(bench, db, "SELECT length(sealed) FROM codes"), SEALED(bench));
	assert_int_equal(asked(bench, db, "SELECT length(resume) FROM codes"), RESUME(bench));
	db_close(db);
}

/* All blobs zero, in place, and the three state values one: what is left must not tell the order in
 * which pupils came, nor how often each was saved. */
static struct slice layout_of(struct vault_bench *bench)
{
	static char zeros[BENCH_BYTES_MOST];
	bench_close(bench);
	struct db *db = db_of(bench);
	for (int64_t row = 1; row <= (int64_t)countof(bench_codes); row++) {
		assert_true(db_blob_overwrite(db, "codes", "sealed", row,
					      (struct slice){zeros, SEALED(bench)},
					      &bench->problems));
		assert_true(db_blob_overwrite(db, "codes", "resume", row,
					      (struct slice){zeros, RESUME(bench)},
					      &bench->problems));
	}
	assert_true(db_checkpoint(db, &bench->problems));
	db_close(db);
	return file_of(bench, "vault.db");
}

static void test_layout_tells_no_order(void **state)
{
	struct vault_bench *bench = *state;
	static const struct order {
		unsigned rows[4], saves[4];
		bool interrupted;
	} orders[] = {
		{{1, 2, 3, 5}, {0, 0, 0, 0}, false},
		{{5, 3, 2, 1}, {1, 9, 0, 30}, false},
		{{3, 1, 5, 2}, {4, 4, 4, 4}, true},
	};
	bench_close(bench);
	struct slice opened = file_of(bench, "vault.db"), keys = file_of(bench, "keys");
	struct slice layouts[countof(orders)];
	for (size_t i = 0; i < countof(orders); i++) {
		file_put(bench, "vault.db", opened);
		file_put(bench, "keys", keys);
		assert_true(bench_open(bench) && bench_unlocks(bench));
		for (size_t j = 0; j < 4; j++) {
			int64_t row = orders[i].rows[j];
			assert_true(bench_start(bench, row, 0));
			for (unsigned save = 0; save < orders[i].saves[j]; save++)
				assert_true(bench_save(bench, row, save));
			if (orders[i].interrupted)
				bench_reopen(bench);
			assert_true(bench_unlocks(bench));
			assert_true(bench_finish(bench, row, 100));
		}
		layouts[i] = layout_of(bench);
		assert_int_equal(layouts[i].size, opened.size);
		size_t different = 0;
		for (size_t at = 0; at < opened.size; at++)
			different += layouts[i].bytes[at] != layouts[0].bytes[at];
		assert_int_equal(different, 0);
	}
	for (size_t i = 0; i < countof(orders); i++)
		free((char *)layouts[i].bytes);
	free((char *)opened.bytes);
	free((char *)keys.bytes);
}

#define TEST(name, set) cmocka_unit_test_setup_teardown(test_##name, set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(states, bench_set_session),
		TEST(sizes_are_kept, bench_set_session),
		TEST(resumed_tomorrow, bench_set_session),
		TEST(old_copies_are_of_no_use, bench_set_session),
		TEST(start_repeats_what_a_cut_left, bench_set_session),
		TEST(recipients_are_bound, bench_set_session),
		TEST(rows_look_alike, bench_set_large),
		TEST(layout_tells_no_order, bench_set_session),
		TEST(layout_tells_no_order, bench_set_large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
