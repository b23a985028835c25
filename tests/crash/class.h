/* A class that uses every order of writing once, for tests that let it fail somewhere. */
#ifndef SAYSO_TESTS_CLASS_H
#define SAYSO_TESTS_CLASS_H

#include "tests/crash/promise.h"

static inline bool noted(enum step step, uint32_t what, uint32_t number,
			 bool (*call)(struct vault_bench *, int64_t, unsigned),
			 struct vault_bench *bench)
{
	disk_note(step, BEGUN, what, number);
	if (!bench_fine(bench, call(bench, what, number), "a step of the class"))
		return false;
	disk_note(step, RETURNED, what, number);
	return true;
}

static inline bool do_set_up(struct vault_bench *bench, int64_t what, unsigned number)
{
	(void)what;
	(void)number;
	return bench_open(bench) && bench_set_up(bench);
}

static inline bool do_open(struct vault_bench *bench, int64_t what, unsigned number)
{
	static const char *const classes[] = {"", "7B", "8A"};
	struct vault_opening opening = bench_opening(bench, classes[what]);
	int64_t session;
	(void)number;
	return vault_open_session(bench->vault, &opening, &session, &bench->problems) &&
	       session == what;
}

static inline bool do_pin(struct vault_bench *bench, int64_t what, unsigned number)
{
	(void)what;
	(void)number;
	return vault_change_pin(bench->vault, slice_of(NEW_PIN), &bench->problems);
}

static inline bool do_end(struct vault_bench *bench, int64_t what, unsigned number)
{
	(void)number;
	return vault_end_session(bench->vault, what, &bench->problems);
}

static inline bool do_reset(struct vault_bench *bench, int64_t what, unsigned number)
{
	static const uint8_t mark = 9;
	(void)what;
	(void)number;
	return vault_reset_pin(bench->vault, slice_of(RESET_PIN), bench_enrol, &mark,
			       &bench->problems);
}

static inline bool restarted(struct vault_bench *bench, const char *pin)
{
	int64_t wait_ms;
	bench_close(bench);
	return bench_open(bench) && !bench->set_aside &&
	       bench_unlock(bench, pin, 0, &wait_ms) == VAULT_PIN_RIGHT;
}

/* Closed again when all went well. */
static inline bool played(struct vault_bench *b)
{
	bool fine =
		noted(STEP_SET_UP, 0, 0, do_set_up, b) && noted(STEP_OPEN, 1, 0, do_open, b) &&
		noted(STEP_START, 1, 0, bench_start, b) && noted(STEP_SAVE, 1, 1, bench_save, b) &&
		noted(STEP_SAVE, 1, 2, bench_save, b) && noted(STEP_CLOSE, 1, 3, bench_finish, b);
	fine = fine && noted(STEP_START, 2, 0, bench_start, b) &&
	       noted(STEP_SAVE, 2, 1, bench_save, b) && noted(STEP_PIN, 0, 0, do_pin, b) &&
	       noted(STEP_START, 5, 0, bench_start, b) && noted(STEP_SAVE, 5, 1, bench_save, b) &&
	       restarted(b, NEW_PIN) && noted(STEP_SAVE, 2, 2, bench_save, b) &&
	       noted(STEP_SAVE, 5, 2, bench_save, b) && noted(STEP_CLOSE, 2, 4, bench_finish, b);
	fine = fine && noted(STEP_OPEN, 2, 0, do_open, b) &&
	       noted(STEP_START, 8, 0, bench_start, b) && noted(STEP_SAVE, 8, 1, bench_save, b) &&
	       noted(STEP_END, 1, 0, do_end, b) && noted(STEP_SAVE, 8, 2, bench_save, b) &&
	       restarted(b, NEW_PIN) && noted(STEP_RESET, 0, 0, do_reset, b);
	if (fine)
		bench_close(b);
	return fine;
}

#endif
