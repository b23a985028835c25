#include "kiosk/flow/teacher_parts.h"

#define SECOND_MS 1000

/* How long a page may be left alone; 0: for ever. */
static int64_t idle_most_ms(const struct teacher_flow *flow)
{
	if (flow->screen == SCREEN_PIN || flow->after_fault)
		return PIN_IDLE_MS;
	if (flow->screen == SCREEN_SETUP_STUDY)
		return 0;
	return vault_state(flow->machine->vault) == VAULT_NEW ? PARK_MS : IDLE_MS;
}

/* One who waits for the next try is not away. */
static int64_t idle_of(const struct teacher_flow *flow, int64_t idle_ms, int64_t now_ms)
{
	int64_t since_wait_ms = now_ms - flow->wait_until_ms;
	return flow->screen == SCREEN_PIN && since_wait_ms < idle_ms ? since_wait_ms : idle_ms;
}

static bool stick_use(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	struct machine *machine = flow->machine;
	teacher_say_nothing(flow);
	flow->newer = stick_take_newer(&flow->stick, machine->vault, &flow->said);
	if (!stick_write(&flow->stick, machine, &flow->closings, now_ms, &flow->batch, problems))
		return false;
	flow->stick_state = flow->batch.trouble == STICK_FINE ? STICK_WRITTEN : STICK_NOT_WRITTEN;
	if (flow->batch.trouble == STICK_GONE)
		teacher_stick_gone(flow);
	return true;
}

static void left_alone(struct teacher_flow *flow)
{
	if (vault_state(flow->machine->vault) == VAULT_NEW && !flow->after_fault)
		teacher_setup_begin(flow);
	else
		flow->end = TEACHER_TO_PUPILS;
}

bool teacher_time(struct teacher_flow *flow, int64_t idle_ms, int64_t now_ms,
		  struct problems *problems)
{
	int64_t most_ms = idle_most_ms(flow);
	if (flow->screen == SCREEN_STICK && flow->stick_state == STICK_WRITING)
		return stick_use(flow, now_ms, problems);
	if (most_ms > 0 && idle_of(flow, idle_ms, now_ms) >= most_ms)
		left_alone(flow);
	else if (flow->screen == SCREEN_BOARD && now_ms >= flow->board.changes_ms)
		return teacher_board(flow, now_ms, problems);
	return true;
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t teacher_deadline_ms(const struct teacher_flow *flow, int64_t touched_ms, int64_t now_ms)
{
	int64_t most_ms = idle_most_ms(flow), deadline = INT64_MAX;
	int64_t left_ms = flow->wait_until_ms - now_ms;
	if (flow->screen == SCREEN_STICK && flow->stick_state == STICK_WRITING)
		return now_ms;
	if (most_ms > 0)
		deadline = touched_ms + most_ms;
	if (flow->screen == SCREEN_PIN && flow->wait_until_ms > touched_ms)
		deadline = flow->wait_until_ms + most_ms;
	if (teacher_waits(flow, now_ms)) /* the next second on the page */
		deadline = sooner(deadline, now_ms + (left_ms - 1) % SECOND_MS + 1);
	if (flow->screen == SCREEN_BOARD)
		deadline = sooner(deadline, flow->board.changes_ms);
	return deadline;
}
