#include "kiosk/flow/teacher_parts.h"

void teacher_init(struct teacher_flow *flow, struct machine *machine,
		  const struct fit_screen *screen, const char *study_path, const char *outbox,
		  int64_t now_ms)
{
	*flow = (struct teacher_flow){.machine = machine,
				      .pupils_screen = screen,
				      .study_path = study_path,
				      .outbox = outbox,
				      .set_up.chosen = -1};
	closings_begin(&flow->closings, now_ms);
	teacher_stick_gone(flow);
}

void teacher_stick_gone(struct teacher_flow *flow)
{
	if (flow->outbox == NULL || !stick_put_in(&flow->stick, flow->outbox, true))
		stick_take_out(&flow->stick);
}

void teacher_release(struct teacher_flow *flow)
{
	teacher_leave(flow);
}

bool teacher_enter(struct teacher_flow *flow, bool after_fault, int64_t now_ms,
		   struct problems *problems)
{
	teacher_leave(flow);
	if (!secret_take(&flow->block, sizeof *flow->typed, problems))
		return false;
	flow->typed = flow->block.bytes;
	flow->swaps = secret_system_swaps() || !vault_guarded(flow->machine->vault) ||
		      !flow->block.locked;
	flow->after_fault = after_fault;
	if (vault_state(flow->machine->vault) == VAULT_NEW) {
		if (after_fault)
			teacher_show(flow, SCREEN_LEAVE);
		else
			teacher_setup_begin(flow);
		return true;
	}
	teacher_show(flow, SCREEN_PIN);
	if (now_ms < flow->wait_until_ms)
		flow->trouble = TEACHER_WRONG;
	return true;
}

void teacher_leave(struct teacher_flow *flow)
{
	stick_studies_release(&flow->set_up.studies);
	flow->set_up = (struct teacher_set_up){.chosen = -1};
	secret_release(&flow->block);
	flow->typed = NULL;
	flow->end = TEACHER_STAYS;
	flow->stick_state = STICK_NONE;
	flow->newer = 0;
	flow->ended = flow->after_fault = false;
	teacher_show(flow, SCREEN_NONE);
}

/* ---- The stick ---- */

/* Written by the next tick, so that the page can say so before. */
static void stick_begin(struct teacher_flow *flow)
{
	flow->stick_state = stick_is_in(&flow->stick) ? STICK_WRITING : STICK_NONE;
}

static bool stick_apply(struct teacher_flow *flow, const struct teacher_act *act,
			struct problems *problems)
{
	if (act->action.kind == ACTION_BACK || act->action.kind == ACTION_NEXT)
		return teacher_home(flow, act->now_ms, problems);
	return true;
}

void teacher_stick_in(struct teacher_flow *flow, const char *path)
{
	if (!stick_put_in(&flow->stick, path, false))
		return;
	if (flow->screen == SCREEN_SETUP_STUDY)
		teacher_setup_look(flow);
	if (flow->screen == SCREEN_STICK && flow->stick_state != STICK_WRITING)
		stick_begin(flow);
}

void teacher_stick_out(struct teacher_flow *flow, const char *path)
{
	if (path != NULL && strcmp(path, flow->stick.path) != 0)
		return;
	teacher_stick_gone(flow);
	if (flow->screen == SCREEN_STICK && flow->stick_state == STICK_WRITING)
		flow->stick_state = STICK_NONE;
}

/* ---- All of it ---- */

void teacher_closed(struct teacher_flow *flow, int64_t row, int64_t now_ms)
{
	closings_add(&flow->closings, row, now_ms);
}

static bool page_apply(struct teacher_flow *flow, const struct teacher_act *act,
		       struct problems *problems)
{
	switch (flow->screen) {
	case SCREEN_SETUP_STUDY:
	case SCREEN_SETUP_NUMBER:
	case SCREEN_SETUP_MACHINE:
		return teacher_setup_apply(flow, act, problems);
	case SCREEN_SETUP_PIN:
	case SCREEN_PIN:
		return teacher_pin_apply(flow, act, problems);
	case SCREEN_OPEN_SESSION:
		return teacher_opening_apply(flow, act, problems);
	case SCREEN_STICK:
		return stick_apply(flow, act, problems);
	case SCREEN_SESSIONS:
	case SCREEN_BOARD:
	case SCREEN_END_SESSION:
	case SCREEN_LEAVE:
		return teacher_session_apply(flow, act, problems);
	default:
		return true;
	}
}

bool teacher_apply(struct teacher_flow *flow, struct action action, int32_t wall_day,
		   int64_t now_ms, struct problems *problems)
{
	const struct teacher_act act = {action, wall_day, now_ms};
	bool inside = flow->screen == SCREEN_SESSIONS || flow->screen == SCREEN_BOARD ||
		      flow->screen == SCREEN_STICK;
	if (action.kind == ACTION_STICK && inside) {
		teacher_show(flow, SCREEN_STICK);
		stick_begin(flow);
		return true;
	}
	if (teacher_field_most(flow) > 0 && !teacher_waits(flow, now_ms))
		teacher_field_apply(flow, action);
	return page_apply(flow, &act, problems);
}
