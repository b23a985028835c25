/* The PIN: waiting, changing, forgetting; and keys that are lost. */
#include "tests/unit/vault_unit.h"

static void test_wrong_pins_wait(void **state)
{
	struct vault_bench *bench = *state;
	static const int64_t waits[] = {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};
	int64_t now = 5000, wait_ms;
	bench_reopen(bench);
	for (size_t i = 0; i < countof(waits); i++) {
		const char *pin =
			i % 2 == 0 ? "111111" : "none"; /* what cannot be one counts too */
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
	bench_reopen(bench);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 10, &wait_ms), VAULT_PIN_WAIT);
	assert_int_equal(wait_ms, 60000);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 60010, &wait_ms), VAULT_PIN_RIGHT);
	assert_int_equal(wait_ms, 0);
	/* Asked again while unlocked: the count began anew with the right one. */
	assert_int_equal(bench_unlock(bench, "222222", 60011, &wait_ms), VAULT_PIN_WRONG);
	assert_int_equal(wait_ms, 1000);
	assert_int_equal(vault_state(bench->vault), VAULT_UNLOCKED);
	bench_reopen(bench);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_WAIT);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 1000, &wait_ms), VAULT_PIN_RIGHT);
	bench_reopen(bench);
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
	bench_reopen(bench);
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

/* A database that was deleted leaves the keys of the machine that it was, the newer in slot 1: they
 * must not pass for those of the new one. */
static void test_set_up_over_old_keys(void **state)
{
	struct vault_bench *bench = *state;
	char path[PATH_SIZE];
	int64_t wait_ms;
	assert_true(vault_change_pin(bench->vault, slice_of("135791"), &bench->problems));
	bench_close(bench);
	path_of(bench, "vault.db", path);
	assert_int_equal(unlink(path), 0);
	assert_true(bench_open(bench) && bench_set_up(bench));
	bench_reopen(bench);
	assert_int_equal(key_slots(bench), 1);
	assert_int_equal(bench_unlock(bench, BENCH_PIN, 0, &wait_ms), VAULT_PIN_RIGHT);
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
	bench_reopen(bench);
	assert_int_equal(bench_unlock(bench, "999999", 0, &wait_ms), VAULT_PIN_WRONG);
	assert_false(
		vault_reset_pin(bench->vault, slice_of("1"), bench_enrol, &mark, &bench->problems));
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
		bench_reopen(bench);
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
	bench_reopen(bench);
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

#define TEST(name, set) cmocka_unit_test_setup_teardown(test_##name, set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(wrong_pins_wait, bench_set_machine),
		TEST(pin_changes, bench_set_machine),
		TEST(pin_change_cut, bench_set_machine),
		TEST(set_up_over_old_keys, bench_set_machine),
		TEST(pin_change_torn, bench_set_machine),
		TEST(reset, bench_set_machine),
		TEST(reset_cut_before_the_last_commit, bench_set_machine),
		TEST(lost_keys_cost_no_answer, bench_set_machine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
