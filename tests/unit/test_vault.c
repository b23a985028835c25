/* The vault as a machine: opening, set-up, packs, damage. */
#include "tests/unit/vault_unit.h"

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
	bench_reopen(bench);
	assert_int_equal(vault_state(bench->vault), VAULT_NEW);
	assert_true(bench_set_up(bench));
	assert_int_equal(vault_state(bench->vault), VAULT_UNLOCKED);
	struct vault_machine first = *vault_machine(bench->vault);
	bench_reopen(bench);
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
		{"12345", "wellbeing", "hillside"},
		{"", "wellbeing", "hillside"},
		{"12345a", "wellbeing", "hillside"},
		{"1234567890123", "wellbeing", "hillside"},
		{"123 456", "wellbeing", "hillside"},
		{BENCH_PIN, "", "hillside"},
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
	assert_true(vault_is_free("/nowhere/at/all", &bench->problems));
	assert_false(vault_is_free(bench->folder, &bench->problems));
	assert_string_equal(problems_first(&bench->problems),
			    "Another Sayso is using this machine's data.");
	bench->problems = (struct problems){.count = 0};
	assert_null(vault_open(bench->folder, BENCH_DAY, &set_aside, &bench->problems));
	assert_false(set_aside);
	assert_string_equal(problems_first(&bench->problems),
			    "Another Sayso is using this machine's data.");
	bench->problems = (struct problems){.count = 0};
	assert_true(bench_unlocks(bench));
}

/* Whoever could write there could take answers away: a folder that was made by hand, too. */
static void test_folder_is_its_own(void **state)
{
	struct vault_bench *bench = *state;
	struct stat folder;
	bench_close(bench);
	assert_int_equal(chmod(bench->folder, 0777), 0);
	assert_true(bench_open(bench));
	assert_int_equal(stat(bench->folder, &folder), 0);
	assert_int_equal(folder.st_mode & 07777, 0700);
}

static void test_locked_gives_nothing(void **state)
{
	struct vault_bench *bench = *state;
	const struct minisign_secret *secret = NULL;
	assert_true(bench_open_session(bench));
	struct vault_row row;
	int64_t id = bench_row(bench, "3KM3WR", &row);
	assert_true(bench_start(bench, id, 1));
	bench_reopen(bench);
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
		bench_reopen(bench);
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
		bench_reopen(bench);
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
		bench_reopen(bench);
	}
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
	bench_reopen(bench);
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

#define TEST(name, set) cmocka_unit_test_setup_teardown(test_##name, set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(new_locked_unlocked, bench_set),
		TEST(set_up_refuses, bench_set),
		TEST(second_program_is_refused, bench_set_machine),
		TEST(folder_is_its_own, bench_set_machine),
		TEST(locked_gives_nothing, bench_set_machine),
		TEST(signing, bench_set_machine),
		TEST(batch_numbers, bench_set_machine),
		TEST(packs, bench_set_machine),
		TEST(damaged_is_set_aside, bench_set_machine),
		TEST(half_set_aside_is_gone_on_with, bench_set_machine),
		TEST(newer_is_left_alone, bench_set_machine),
		TEST(no_folder, bench_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
