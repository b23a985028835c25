/* The vault as a class uses it: sessions, rows, sittings, what is due; and what the disk shows. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/statvfs.h>

#include "export/formats/db.h"
#include "kiosk/vault/slots.h"
#include "tests/unit/files.h"
#include "tests/vault_bench.h"

#define SEALED(bench) age_sealed_size((bench)->record_size, 2)
#define RESUME(bench) ((bench)->resume_size + 40)

static int bench_set_sized(void **state, size_t record_size, size_t resume_size)
{
	struct vault_bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	assert_true(bench_begin(bench, record_size, resume_size));
	assert_true(bench_open(bench));
	assert_true(bench_set_up(bench));
	*state = bench;
	return 0;
}

static int bench_set(void **state)
{
	return bench_set_sized(state, 4096, 1000);
}

static int bench_set_session(void **state)
{
	bench_set(state);
	assert_true(bench_open_session(*state));
	return 0;
}

static int bench_set_large(void **state)
{
	bench_set_sized(state, 12288, 9000);
	assert_true(bench_open_session(*state));
	return 0;
}

static int bench_clear(void **state)
{
	bench_end(*state);
	free(*state);
	return 0;
}

static void reopen(struct vault_bench *bench)
{
	bench_close(bench);
	assert_true(bench_open(bench));
	assert_false(bench->set_aside);
	assert_true(bench_unlocks(bench));
}

static int64_t row_of(struct vault_bench *bench, const char *code, enum vault_row_state state)
{
	struct vault_row row;
	int64_t id = bench_row(bench, code, &row);
	assert_true(id > 0);
	assert_string_equal(row.code, code);
	assert_int_equal(row.state, state);
	return id;
}

/* A file of the folder, whole. */
static struct slice file_of(const struct vault_bench *bench, const char *name)
{
	char path[PATH_SIZE];
	assert_true(path_join(path, bench->folder, name));
	struct slice bytes = file_load(path);
	assert_non_null(bytes.bytes);
	return bytes;
}

static void file_put(const struct vault_bench *bench, const char *name, struct slice bytes)
{
	char path[PATH_SIZE];
	assert_true(path_join(path, bench->folder, name));
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

/* Straight into the database of a closed vault. */
static struct db *db_of(struct vault_bench *bench)
{
	char path[PATH_SIZE];
	static const struct db_migration none[] = {{"SELECT 1;"}};
	assert_true(path_join(path, bench->folder, "vault.db"));
	struct db *db = db_open(path, DB_VAULT, none, 1, &bench->problems);
	assert_non_null(db);
	return db;
}

static int64_t asked(struct vault_bench *bench, struct db *db, const char *sql)
{
	struct db_statement *statement = db_statement(db, sql, &bench->problems);
	assert_non_null(statement);
	assert_int_equal(db_step(statement, &bench->problems), DB_ROW);
	int64_t value = db_int(statement, 0);
	db_reset(statement);
	return value;
}

static bool slot_holds_key(struct vault_bench *bench, int64_t slot, size_t size)
{
	char path[PATH_SIZE];
	uint8_t payload[SLOT_PAYLOAD_MOST];
	uint32_t generation;
	struct slots slots;
	assert_true(path_join(path, bench->folder, "keys"));
	assert_true(slots_open(&slots, path, false, &bench->problems));
	enum slot_state state = slot_read(&slots, (uint32_t)slot, &generation, payload, size,
					  &bench->problems);
	slots_close(&slots);
	return state == SLOT_VALID;
}

/* --- Sessions --- */

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
	enum what { CLASS, NO_CLASS, LONG_CLASS, NO_WAVE, ISSUE, DAY, UNSORTED, TWICE, SHORT, LONG,
		    NONE, RECORD_0, RECORD_MORE, RESUME_0, RESUME_MORE, NOBODY, CROWD, LAST };
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
		case UNSORTED: opening.codes = unsorted; opening.code_count = 2; break;
		case TWICE: opening.codes = twice; opening.code_count = 2; break;
		case SHORT: opening.codes = shorter; opening.code_count = 1; break;
		case LONG: opening.codes = longer; opening.code_count = 1; break;
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

/* Sessions until the keys have no place left; ending one makes room. */
static void test_as_many_as_the_keys_hold(void **state)
{
	struct vault_bench *bench = *state;
	static char text[VAULT_CODES_MOST][7];
	struct vault_code codes[VAULT_CODES_MOST];
	int64_t session, first = 0;
	size_t opened = 0;
	for (size_t i = 0; i < VAULT_CODES_MOST; i++) {
		snprintf(text[i], sizeof text[i], "%c%c3333", (char)('A' + i / 8), (char)('A' + i % 8));
		codes[i] = (struct vault_code){text[i], false};
	}
	for (;; opened++) {
		char class_name[8];
		snprintf(class_name, sizeof class_name, "%zuA", opened);
		struct vault_opening opening = bench_opening(bench, class_name);
		opening.codes = codes;
		opening.code_count = 61;
		opening.record_size = opening.resume_size = 16;
		if (!vault_open_session(bench->vault, &opening, &session, &bench->problems))
			break;
		first = first == 0 ? session : first;
	}
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
		      "SELECT count(*) - count(DISTINCT slot) FROM (SELECT slot FROM sessions WHERE "
		      "state = 2 UNION ALL SELECT c.slot FROM codes c JOIN sessions s ON s.id = "
		      "c.session WHERE s.state = 2)"),
		0);
	assert_int_equal(asked(bench, db, "SELECT min(slot) >= 2 FROM codes"), 1);
	db_close(db);
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
	reopen(bench);
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

/* --- A sitting --- */

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
		reopen(bench);
		assert_int_equal(bench_resumed(bench, a), 19 + day);
		assert_true(bench_save(bench, a, 20 + day));
		/* A failed try at another row does not disturb it. */
		assert_int_equal(bench_resumed(bench, a + 1), UINT32_MAX);
		assert_int_equal(bench_resumed(bench, a), 20 + day);
	}
	assert_true(bench_finish(bench, a, 40));
	reopen(bench);
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
			assert_true(vault_end_session(bench->vault, bench->session,
						      &bench->problems));
		bench_close(bench);
		struct slice later = file_of(bench, "vault.db");
		file_put(bench, "vault.db", kept);
		reopen(bench);
		row_of(bench, code, VAULT_ANSWERING);
		assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
		/* With the keys of an hour ago as well it opens: it is the keys that matter. */
		bench_close(bench);
		file_put(bench, "keys", keys);
		reopen(bench);
		assert_int_equal(bench_resumed(bench, a), 2);
		bench_close(bench);
		file_put(bench, "vault.db", later);
		reopen(bench);
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
	reopen(bench);
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
				reopen(bench);
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
		TEST(opened, bench_set_session),
		TEST(opening_refuses, bench_set),
		TEST(as_many_as_the_keys_hold, bench_set),
		TEST(needs_room_on_the_disk, bench_set),
		TEST(days, bench_set_session),
		TEST(found, bench_set_session),
		TEST(states, bench_set_session),
		TEST(sizes_are_kept, bench_set_session),
		TEST(resumed_tomorrow, bench_set_session),
		TEST(old_copies_are_of_no_use, bench_set_session),
		TEST(start_repeats_what_a_cut_left, bench_set_session),
		TEST(end_needs_no_key, bench_set_session),
		TEST(due, bench_set_session),
		TEST(recipients_are_bound, bench_set_session),
		TEST(rows_look_alike, bench_set_large),
		TEST(layout_tells_no_order, bench_set_session),
		TEST(layout_tells_no_order, bench_set_large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
