/* What the unit programs of the vault share: set-up for cmocka, and ways to look at and change what
 * lies on the disk behind the vault's back. */
#ifndef SAYSO_TESTS_VAULT_UNIT_H
#define SAYSO_TESTS_VAULT_UNIT_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>

#include "export/formats/db.h"
#include "kiosk/vault/slots.h"
#include "tests/unit/files.h"
#include "tests/vault_bench.h"

#define SEALED(bench) age_sealed_size((bench)->record_size, 2)
#define RESUME(bench) ((bench)->resume_size + 40)

/* Set-up and tear-down for cmocka. */
static inline int bench_clear(void **state)
{
	bench_end(*state);
	free(*state);
	return 0;
}

static inline int bench_set_sized(void **state, size_t record_size, size_t resume_size)
{
	struct vault_bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	assert_true(bench_begin(bench, record_size, resume_size));
	assert_true(bench_open(bench));
	*state = bench;
	return 0;
}

static inline int bench_set(void **state)
{
	return bench_set_sized(state, 4096, 1000);
}

static inline int bench_set_machine(void **state)
{
	bench_set(state);
	assert_true(bench_set_up(*state));
	return 0;
}

static inline int bench_set_session(void **state)
{
	bench_set_machine(state);
	assert_true(bench_open_session(*state));
	return 0;
}

static inline int bench_set_large(void **state)
{
	bench_set_sized(state, 12288, 9000);
	assert_true(bench_set_up(*state));
	assert_true(bench_open_session(*state));
	return 0;
}

static inline void bench_reopen(struct vault_bench *bench)
{
	bench_close(bench);
	if (!bench_open(bench))
		problems_print(&bench->problems, stderr);
	assert_non_null(bench->vault);
}

static inline void path_of(const struct vault_bench *bench, const char *name, char path[PATH_SIZE])
{
	assert_true(path_join(path, bench->folder, name));
}

static inline bool exists(const struct vault_bench *bench, const char *name)
{
	char path[PATH_SIZE];
	path_of(bench, name, path);
	return access(path, F_OK) == 0;
}

/* Of the two places of the machine key, those that hold one. */
static inline unsigned key_slots(const struct vault_bench *bench)
{
	char path[PATH_SIZE];
	uint8_t payload[88];
	uint32_t generation;
	struct slots slots;
	struct problems problems = {.count = 0};
	path_of(bench, "keys", path);
	assert_true(slots_open(&slots, path, false, &problems));
	unsigned valid = 0;
	for (uint32_t slot = 0; slot < 2; slot++)
		if (slot_read(&slots, slot, &generation, payload, sizeof payload, &problems) ==
		    SLOT_VALID)
			valid |= 1u << slot;
	slots_close(&slots);
	return valid;
}

static inline void slot_copy(const struct vault_bench *bench, uint32_t slot, char bytes[SLOT_SIZE],
			     bool back)
{
	char path[PATH_SIZE];
	path_of(bench, "keys", path);
	int file = open(path, O_RDWR);
	assert_true(file >= 0);
	off_t at = (off_t)slot * SLOT_SIZE;
	assert_int_equal(back ? pwrite(file, bytes, SLOT_SIZE, at)
			      : pread(file, bytes, SLOT_SIZE, at),
			 SLOT_SIZE);
	close(file);
}

static inline int64_t row_of(struct vault_bench *bench, const char *code,
			     enum vault_row_state state)
{
	struct vault_row row;
	int64_t id = bench_row(bench, code, &row);
	assert_true(id > 0);
	assert_string_equal(row.code, code);
	assert_int_equal(row.state, state);
	return id;
}

/* A file of the folder, whole. */
static inline struct slice file_of(const struct vault_bench *bench, const char *name)
{
	char path[PATH_SIZE];
	assert_true(path_join(path, bench->folder, name));
	struct slice bytes = file_load(path);
	assert_non_null(bytes.bytes);
	return bytes;
}

static inline void file_put(const struct vault_bench *bench, const char *name, struct slice bytes)
{
	char path[PATH_SIZE];
	assert_true(path_join(path, bench->folder, name));
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

/* Straight into the database of a closed vault. */
static inline struct db *db_of(struct vault_bench *bench)
{
	char path[PATH_SIZE];
	static const struct db_migration none[] = {{"SELECT 1;"}};
	assert_true(path_join(path, bench->folder, "vault.db"));
	struct db *db = db_open(path, DB_VAULT, none, 1, &bench->problems);
	assert_non_null(db);
	return db;
}

static inline int64_t asked(struct vault_bench *bench, struct db *db, const char *sql)
{
	struct db_statement *statement = db_statement(db, sql, &bench->problems);
	assert_non_null(statement);
	assert_int_equal(db_step(statement, &bench->problems), DB_ROW);
	int64_t value = db_int(statement, 0);
	db_reset(statement);
	return value;
}

static inline bool slot_holds_key(struct vault_bench *bench, int64_t slot, size_t size)
{
	char path[PATH_SIZE];
	uint8_t payload[SLOT_PAYLOAD_MOST];
	uint32_t generation;
	struct slots slots;
	assert_true(path_join(path, bench->folder, "keys"));
	assert_true(slots_open(&slots, path, false, &bench->problems));
	enum slot_state state =
		slot_read(&slots, (uint32_t)slot, &generation, payload, size, &bench->problems);
	slots_close(&slots);
	return state == SLOT_VALID;
}

#endif
