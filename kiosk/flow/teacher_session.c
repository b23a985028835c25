#include "kiosk/flow/teacher_parts.h"

static bool session_choose(struct teacher_flow *flow, const struct teacher_act *act,
			   struct problems *problems)
{
	size_t at = flow->open_first + (size_t)act->action.value;
	if (act->action.value < 0 || at >= flow->open_count)
		return true;
	flow->session = flow->open[at].about;
	teacher_show(flow, SCREEN_BOARD);
	return teacher_board(flow, act->now_ms, problems);
}

/* Who has nothing left to do here is asked nothing. */
static void leave_or_ask(struct teacher_flow *flow)
{
	if (flow->open_count == 0 && flow->unsaved == 0)
		flow->end = TEACHER_LEAVES;
	else
		teacher_show(flow, SCREEN_LEAVE);
}

static bool leave_apply(struct teacher_flow *flow, const struct teacher_act *act,
			struct problems *problems)
{
	if (act->action.kind == ACTION_LEAVE)
		flow->end = TEACHER_LEAVES;
	else if (act->action.kind == ACTION_BACK && flow->after_fault)
		flow->end = TEACHER_TO_PUPILS;
	else if (act->action.kind == ACTION_BACK)
		return teacher_home(flow, act->now_ms, problems);
	return true;
}

static bool sessions_apply(struct teacher_flow *flow, const struct teacher_act *act,
			   struct problems *problems)
{
	switch (act->action.kind) {
	case ACTION_CHOOSE:
		return session_choose(flow, act, problems);
	case ACTION_MORE:
		flow->open_first += TEACHER_SESSIONS_MOST;
		if (flow->open_first >= flow->open_count)
			flow->open_first = 0;
		return true;
	case ACTION_OPEN_SESSION:
		return teacher_opening_begin(flow, problems);
	case ACTION_BACK:
	case ACTION_PUPILS:
		flow->end = TEACHER_TO_PUPILS;
		return true;
	case ACTION_CHANGE_PIN:
		teacher_change_pin_begin(flow);
		return true;
	case ACTION_LEAVE:
		leave_or_ask(flow);
		return true;
	default:
		return true;
	}
}

static bool board_apply(struct teacher_flow *flow, const struct teacher_act *act,
			struct problems *problems)
{
	if (act->action.kind == ACTION_BACK)
		return teacher_home(flow, act->now_ms, problems);
	if (act->action.kind != ACTION_END_SESSION)
		return true;
	teacher_show(flow, SCREEN_END_SESSION);
	return teacher_board(flow, act->now_ms, problems);
}

static bool end_apply(struct teacher_flow *flow, const struct teacher_act *act,
		      struct problems *problems)
{
	if (act->action.kind == ACTION_YES) {
		flow->ended = true;
		return vault_end_session(flow->machine->vault, flow->session.id, problems) &&
		       teacher_home(flow, act->now_ms, problems);
	}
	if (act->action.kind != ACTION_NO)
		return true;
	teacher_show(flow, SCREEN_BOARD);
	return teacher_board(flow, act->now_ms, problems);
}

bool teacher_session_apply(struct teacher_flow *flow, const struct teacher_act *act,
			   struct problems *problems)
{
	switch (flow->screen) {
	case SCREEN_SESSIONS:
		return sessions_apply(flow, act, problems);
	case SCREEN_BOARD:
		return board_apply(flow, act, problems);
	case SCREEN_LEAVE:
		return leave_apply(flow, act, problems);
	default:
		return end_apply(flow, act, problems);
	}
}
