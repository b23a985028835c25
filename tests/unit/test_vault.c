/* The vault as a machine: opening, set-up, PIN, keys, packs, damage. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>

#include "export/formats/db.h"
#include "kiosk/vault/slots.h"
#include "tests/vault_bench.h"

static int bench_set(void **state)
{
	struct vault_bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	assert_true(bench_begin(bench, 4096, 1024));
	assert_true(bench_open(bench));
	*state = bench;
	return 0;
}

static int bench_set_machine(void **state)
{
	bench_set(state);
	assert_true(bench_set_up(*state));
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
	if (!bench_open(bench))
		problems_print(&bench->problems, stderr);
	assert_non_null(bench->vault);
}

static void path_of(const struct vault_bench *bench, const char *name, char path[PATH_SIZE])
{
	assert_true(path_join(path, bench->folder, name));
}

static bool exists(const struct vault_bench *bench, const char *name)
{
	char path[PATH_SIZE];
	path_of(bench, name, path);
	return access(path, F_OK) == 0;
}

/* Of the two places of the machine key, those that hold one. */
static unsigned key_slots(const struct vault_bench *bench)
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

static void slot_copy(const struct vault_bench *bench, uint32_t slot, char bytes[SLOT_SIZE],
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

/* --- Opening and set-up --- */

static void test_new_locked_unlocked(void **state)
{
	struct vault_bench *bench = *state;
	struct stat about;
	int64_t wait_ms;
	assert_int_equal(stat(bench->folder, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_false(bench->set_aside);
	assert_true(vault_guarded(bench->vault));
	assert_int_equal(vault_state(bench->vault), VAULT_NEW);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_FAILED);
	reopen(bench);
	assert_int_equal(vault_state(bench->vault), VAULT_NEW);
	assert_true(bench_set_up(bench));
	assert_int_equal(vault_state(bench->vault), VAULT_UNLOCKED);
	struct vault_machine first = *vault_machine(bench->vault);
	reopen(bench);
	assert_int_equal(vault_state(bench->vault), VAULT_LOCKED);
	const struct vault_machine *machine = vault_machine(bench->vault);
	assert_memory_equal(machine, &first, sizeof first);
	assert_int_equal(machine->number, 12);
	assert_int_equal(machine->issue, 3);
	assert_string_equal(machine->study, "wellbeing");
	assert_string_equal(machine->school, "hillside");
	assert_memory_equal(machine->enrolment, machine->id, 16);
	assert_memory_equal(machine->enrolment + 16, machine->key.key, 15);
	assert_int_equal(machine->enrolment[31], 77);
	assert_int_equal(machine->pack[31], 'p');
	assert_int_equal(machine->signing.key[31], 's');
	assert_int_equal(vault_last_day(bench->vault), 0);
	assert_true(bench_unlocks(bench));
	assert_int_equal(vault_state(bench->vault), VAULT_UNLOCKED);
	assert_int_equal(bench->problems.count, 0);
}

static void test_set_up_refuses(void **state)
{
	struct vault_bench *bench = *state;
	static const struct row {
		const char *pin, *study, *school;
	} rows[] = {
		{"12345", "wellbeing", "hillside"},	{"", "wellbeing", "hillside"},
		{"12345a", "wellbeing", "hillside"},	{"1234567890123", "wellbeing", "hillside"},
		{"123 456", "wellbeing", "hillside"},	{BENCH_PIN, "", "hillside"},
		{BENCH_PIN, "wellbeing", "12345678901234567"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct vault_setup setup = bench_setup();
		bench->problems = (struct problems){.count = 0};
		setup.pin = slice_of(rows[i].pin);
		setup.study = rows[i].study;
		setup.school = rows[i].school;
		assert_false(vault_set_up(bench->vault, &setup, &bench->problems));
		assert_int_equal(bench->problems.errors, 1);
	}
	assert_true(bench_set_up(bench));
	struct vault_setup again = bench_setup();
	assert_false(vault_set_up(bench->vault, &again, &bench->problems));
}

static void test_second_program_is_refused(void **state)
{
	struct vault_bench *bench = *state;
	bool set_aside;
	assert_null(vault_open(bench->folder, BENCH_DAY, &set_aside, &bench->problems));
	assert_false(set_aside);
	assert_string_equal(problems_first(&bench->problems),
			    "Another Sayso is using this machine's data.");
	bench->problems = (struct problems){.count = 0};
	assert_true(bench_unlocks(bench));
}

static void test_locked_gives_nothing(void **state)
{
	struct vault_bench *bench = *state;
	const struct minisign_secret *secret = NULL;
	assert_true(bench_open_session(bench));
	struct vault_row row;
	int64_t id = bench_row(bench, "3KM3WR", &row);
	assert_true(bench_start(bench, id, 1));
	reopen(bench);
	struct vault_opening opening = bench_opening(bench, "8A");
	int64_t session;
	assert_false(vault_open_session(bench->vault, &opening, &session, &bench->problems));
	assert_false(bench_start(bench, bench_row(bench, "4CDFGH", &row), 1));
	assert_false(bench_save(bench, id, 2));
	assert_int_equal(bench_resumed(bench, id), UINT32_MAX);
	assert_false(vault_signing(bench->vault, &secret, &bench->problems));
	assert_false(vault_change_pin(bench->vault, slice_of("135791"), &bench->problems));
	assert_int_equal(bench->problems.errors, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(bench->problems.list[i].text, "The machine is locked.");
	assert_true(bench_unlocks(bench));
	assert_int_equal(bench_resumed(bench, id), 1);
}

/* --- PIN --- */

static void test_wrong_pins_wait(void **state)
{
	struct vault_bench *bench = *state;
	static const int64_t waits[] = {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};
	int64_t now = 5000, wait_ms;
	reopen(bench);
	for (size_t i = 0; i < countof(waits); i++) {
		const char *pin = i % 2 == 0 ? "111111" : "none"; /* what cannot be one counts too */
		assert_int_equal(bench_unlock(bench, pin, now, &wait_ms), VAULT_PIN_WRONG);
		assert_int_equal(wait_ms, waits[i]);
		assert_int_equal(bench_unlock(bench, BENCH_PIN, now, &wait_ms), VAULT_PIN_WAIT);
		assert_int_equal(wait_ms, waits[i]);
		now += waits[i] - 1;
		assert_int_equal(bench_unlock(bench, BENCH_PIN, now, &wait_ms), VAULT_PIN_WAIT);
		assert_int_equal(wait_ms, 1);
		now++;
	}
	/* A restart does not shorten the wait, and its clock may begin anew. */
	reopen(bench);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 10, &wait_ms), VAULT_PIN_WAIT);
	assert_int_equal(wait_ms, 60000);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 60010, &wait_ms), VAULT_PIN_RIGHT);
	assert_int_equal(wait_ms, 0);
	/* Asked again while unlocked: the count began anew with the right one. */
	assert_int_equal(bench_unlock(bench, "222222", 60011, &wait_ms), VAULT_PIN_WRONG);
	assert_int_equal(wait_ms, 1000);
	assert_int_equal(vault_state(bench->vault), VAULT_UNLOCKED);
	reopen(bench);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_WAIT);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 1000, &wait_ms), VAULT_PIN_RIGHT);
	reopen(bench);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_RIGHT);
	assert_int_equal(bench->problems.count, 0);
}

static void test_pin_changes(void **state)
{
	struct vault_bench *bench = *state;
	static const char *const pins[] = {BENCH_PIN, "135791", "000000000000", "999999"};
	int64_t wait_ms, now = 0;
	for (size_t i = 1; i < countof(pins); i++) {
		assert_true(vault_change_pin(bench->vault, slice_of(pins[i]), &bench->problems));
		bench_close(bench);
		assert_int_equal(key_slots(bench), i % 2 == 1 ? 2 : 1);
		assert_true(bench_open(bench));
		assert_int_equal(bench_unlock(bench, pins[i - 1], now, &wait_ms), VAULT_PIN_WRONG);
		assert_int_equal(bench_unlock(bench, pins[i], now + 2000, &wait_ms),
				 VAULT_PIN_RIGHT);
	}
	assert_false(vault_change_pin(bench->vault, slice_of("12345"), &bench->problems));
	reopen(bench);
	assert_int_equal(bench_unlock(bench, pins[3], now, &wait_ms), VAULT_PIN_RIGHT);
}

/* As if the power had gone before the old one was overwritten. */
static void test_pin_change_cut(void **state)
{
	struct vault_bench *bench = *state;
	char old[SLOT_SIZE];
	int64_t wait_ms;
	slot_copy(bench, 0, old, false);
	assert_true(vault_change_pin(bench->vault, slice_of("135791"), &bench->problems));
	bench_close(bench);
	slot_copy(bench, 0, old, true);
	assert_int_equal(key_slots(bench), 3);
	assert_true(bench_open(bench));
	assert_int_equal(key_slots(bench), 2);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_WRONG);
	assert_int_equal(bench_unlock(bench, "135791", 1000, &wait_ms), VAULT_PIN_RIGHT);
}

/* A change that was cut while the new one was being written: the old one stands. */
static void test_pin_change_torn(void **state)
{
	struct vault_bench *bench = *state;
	char torn[SLOT_SIZE];
	int64_t wait_ms;
	char old[SLOT_SIZE];
	slot_copy(bench, 0, old, false);
	assert_true(vault_change_pin(bench->vault, slice_of("135791"), &bench->problems));
	slot_copy(bench, 1, torn, false);
	memset(torn + 60, 0, 40);
	bench_close(bench);
	slot_copy(bench, 0, old, true);
	slot_copy(bench, 1, torn, true);
	assert_true(bench_open(bench));
	assert_int_equal(key_slots(bench), 1);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_RIGHT);
}

/* --- Signing key, batch number, packs --- */

static void test_signing(void **state)
{
	struct vault_bench *bench = *state;
	const struct minisign_secret *secret = NULL;
	static char signature[MINISIGN_SIGNATURE_MOST];
	for (int round = 0; round < 2; round++) {
		struct buffer out = buffer_over(signature, sizeof signature);
		assert_true(vault_signing(bench->vault, &secret, &bench->problems));
		assert_true(minisign_sign(secret, slice_of("message"), "a label", &out));
		assert_true(minisign_check(&vault_machine(bench->vault)->key, slice_of("message"),
					   buffer_slice(&out)));
		vault_signing_done(bench->vault);
		assert_int_equal(secret->key[0] | secret->key[10] | secret->key[63], 0);
		reopen(bench);
		assert_true(bench_unlocks(bench));
	}
}

static void test_batch_numbers(void **state)
{
	struct vault_bench *bench = *state;
	uint32_t number = 0;
	for (uint32_t i = 1; i <= 3; i++) {
		assert_true(vault_batch_number(bench->vault, &number, &bench->problems));
		assert_int_equal(number, i);
		reopen(bench);
	}
}

static void test_packs(void **state)
{
	struct vault_bench *bench = *state;
	struct arena arena;
	struct slice archive;
	arena_init(&arena, 1 << 20);
	assert_false(vault_add_pack(bench->vault, 3, slice_of("same"), &bench->problems));
	assert_false(vault_add_pack(bench->vault, 2, slice_of("older"), &bench->problems));
	assert_true(vault_add_pack(bench->vault, 5, slice_of("newer"), &bench->problems));
	for (int round = 0; round < 2; round++) {
		assert_int_equal(vault_machine(bench->vault)->issue, 5);
		assert_true(vault_pack(bench->vault, 0, &arena, &archive, &bench->problems));
		assert_true(slice_is(archive, "newer"));
		assert_true(vault_pack(bench->vault, 3, &arena, &archive, &bench->problems));
		assert_true(slice_is(archive, BENCH_PACK));
		assert_false(vault_pack(bench->vault, 4, &arena, &archive, &bench->problems));
		reopen(bench);
	}
	arena_release(&arena);
}

/* --- A forgotten PIN, lost keys --- */

static void test_reset(void **state)
{
	struct vault_bench *bench = *state;
	static const uint8_t mark = 78;
	struct vault_row row;
	int64_t wait_ms;
	assert_true(bench_open_session(bench));
	int64_t id = bench_row(bench, "3KM3WR", &row);
	assert_true(bench_start(bench, id, 1));
	assert_true(bench_save(bench, id, 2));
	struct vault_machine old = *vault_machine(bench->vault);
	reopen(bench);
	assert_int_equal(bench_unlock(bench, "999999", 0, &wait_ms), VAULT_PIN_WRONG);
	assert_false(vault_reset_pin(bench->vault, slice_of("1"), bench_enrol, &mark,
				     &bench->problems));
	assert_true(vault_reset_pin(bench->vault, slice_of("135791"), bench_enrol, &mark,
				    &bench->problems));
	for (int round = 0; round < 2; round++) {
		const struct vault_machine *machine = vault_machine(bench->vault);
		assert_int_equal(vault_state(bench->vault), VAULT_UNLOCKED);
		assert_memory_equal(machine->id, old.id, 16);
		assert_memory_not_equal(machine->key.key, old.key.key, 32);
		assert_memory_equal(machine->enrolment + 16, machine->key.key, 15);
		assert_int_equal(machine->enrolment[31], 78);
		assert_int_equal(bench_row(bench, "3KM3WR", &row), id);
		assert_int_equal(row.state, VAULT_DONE);
		assert_int_equal(bench_resumed(bench, id), UINT32_MAX);
		reopen(bench);
		assert_int_equal(bench_unlock(bench, "135791", 0, &wait_ms), VAULT_PIN_RIGHT);
	}
	const struct minisign_secret *secret = NULL;
	struct minisign_public key;
	assert_true(vault_signing(bench->vault, &secret, &bench->problems));
	minisign_public_of(secret, &key);
	assert_memory_equal(key.key, vault_machine(bench->vault)->key.key, 32);
	vault_signing_done(bench->vault);
}

/* The signing key is still the old one: no PIN opens that; the number has to come again. */
static void test_reset_cut_before_the_last_commit(void **state)
{
	struct vault_bench *bench = *state;
	static const uint8_t mark = 78;
	char wrong[SLOT_SIZE];
	int64_t wait_ms;
	struct vault_bench *other = NULL;
	bench_set_machine((void **)&other);
	slot_copy(other, 0, wrong, false);
	bench_clear((void **)&other);
	bench_close(bench);
	slot_copy(bench, 0, wrong, true);
	assert_true(bench_open(bench));
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_FAILED);
	assert_int_equal(vault_state(bench->vault), VAULT_LOCKED);
	assert_true(vault_reset_pin(bench->vault, slice_of("135791"), bench_enrol, &mark,
				    &bench->problems));
	reopen(bench);
	assert_int_equal(bench_unlock(bench, "135791", 0, &wait_ms), VAULT_PIN_RIGHT);
}

static void test_lost_keys_cost_no_answer(void **state)
{
	struct vault_bench *bench = *state;
	static const uint8_t mark = 78;
	struct vault_row row;
	struct vault_due *due;
	struct arena arena;
	size_t count;
	int64_t wait_ms;
	char path[PATH_SIZE];
	assert_true(bench_open_session(bench));
	int64_t id = bench_row(bench, "3KM3WR", &row);
	assert_true(bench_start(bench, id, 1) && bench_finish(bench, id, 2));
	bench_close(bench);
	path_of(bench, "keys", path);
	unlink(path);
	assert_true(bench_open(bench));
	assert_false(bench->set_aside);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_FAILED);
	assert_true(vault_reset_pin(bench->vault, slice_of("135791"), bench_enrol, &mark,
				    &bench->problems));
	arena_init(&arena, 1 << 20);
	assert_true(vault_due(bench->vault, &arena, &due, &count, &bench->problems));
	assert_int_equal(count, 1);
	assert_int_equal(bench_unsealed(bench, due[0].sealed, id), 2);
	arena_release(&arena);
}

/* --- Damage --- */

static void damage(struct vault_bench *bench)
{
	char path[PATH_SIZE], rubbish[256];
	path_of(bench, "vault.db", path);
	memset(rubbish, 0x55, sizeof rubbish);
	int file = open(path, O_WRONLY);
	assert_true(file >= 0);
	assert_int_equal(pwrite(file, rubbish, sizeof rubbish, 0), (ssize_t)sizeof rubbish);
	close(file);
}

static void test_damaged_is_set_aside(void **state)
{
	struct vault_bench *bench = *state;
	static const char *const folders[] = {"damaged-2026-11-25", "damaged-2026-11-25-2"};
	char before[SLOT_SIZE], after[SLOT_SIZE], name[64];
	for (size_t i = 0; i < countof(folders); i++) {
		if (i > 0)
			assert_true(bench_set_up(bench));
		bench_close(bench);
		slot_copy(bench, 0, before, false);
		damage(bench);
		assert_true(bench_open(bench));
		assert_true(bench->set_aside);
		assert_int_equal(bench->problems.count, 0);
		assert_int_equal(vault_state(bench->vault), VAULT_NEW);
		snprintf(name, sizeof name, "%s/vault.db", folders[i]);
		assert_true(exists(bench, name));
		snprintf(name, sizeof name, "%s/keys", folders[i]);
		assert_true(exists(bench, name));
		slot_copy(bench, 0, after, false);
		assert_memory_not_equal(before, after, SLOT_SIZE);
	}
	reopen(bench);
	assert_false(bench->set_aside);
}

static void test_half_set_aside_is_gone_on_with(void **state)
{
	struct vault_bench *bench = *state;
	char moving[PATH_SIZE], from[PATH_SIZE], to[PATH_SIZE];
	bench_close(bench);
	path_of(bench, "damaged.moving", moving);
	assert_int_equal(mkdir(moving, 0700), 0);
	path_of(bench, "vault.db", from);
	assert_true(path_join(to, moving, "vault.db"));
	assert_int_equal(rename(from, to), 0);
	assert_true(bench_open(bench));
	assert_true(bench->set_aside);
	assert_int_equal(vault_state(bench->vault), VAULT_NEW);
	assert_true(exists(bench, "damaged-2026-11-25/vault.db"));
	assert_true(exists(bench, "damaged-2026-11-25/keys"));
	assert_false(exists(bench, "damaged.moving"));
}

static void test_newer_is_left_alone(void **state)
{
	struct vault_bench *bench = *state;
	char path[PATH_SIZE];
	bench_close(bench);
	path_of(bench, "vault.db", path);
	static const struct db_migration newer[] = {{"SELECT 1;"}, {"CREATE TABLE later (x);"}};
	struct db *db = db_open(path, DB_DATASET, newer, 2, &bench->problems);
	assert_non_null(db);
	db_close(db);
	assert_false(bench_open(bench));
	assert_false(bench->set_aside);
	assert_string_equal(problems_first(&bench->problems),
			    "The database was made by a newer Sayso.");
	assert_true(exists(bench, "vault.db"));
}

static void test_no_folder(void **state)
{
	struct vault_bench *bench = *state;
	bool set_aside;
	assert_null(vault_open("/proc/nowhere", BENCH_DAY, &set_aside, &bench->problems));
	assert_true(bench->problems.errors > 0);
}

#define NEW(name) cmocka_unit_test_setup_teardown(test_##name, bench_set, bench_clear)
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, bench_set_machine, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		NEW(new_locked_unlocked),
		NEW(set_up_refuses),
		TEST(second_program_is_refused),
		TEST(locked_gives_nothing),
		TEST(wrong_pins_wait),
		TEST(pin_changes),
		TEST(pin_change_cut),
		TEST(pin_change_torn),
		TEST(signing),
		TEST(batch_numbers),
		TEST(packs),
		TEST(reset),
		TEST(reset_cut_before_the_last_commit),
		TEST(lost_keys_cost_no_answer),
		TEST(damaged_is_set_aside),
		TEST(half_set_aside_is_gone_on_with),
		TEST(newer_is_left_alone),
		NEW(no_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
