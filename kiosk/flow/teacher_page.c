#include "kiosk/flow/teacher_parts.h"

void teacher_say_nothing(struct teacher_flow *flow)
{
	flow->said.count = flow->said.errors = flow->said.warnings = 0;
}

void teacher_show(struct teacher_flow *flow, enum screen_name screen)
{
	flow->screen = screen;
	flow->trouble = TEACHER_FINE;
	flow->pin_changed = false;
	teacher_say_nothing(flow);
	if (flow->typed != NULL)
		teacher_field_clear(flow);
}

bool teacher_home(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	struct vault_session list[VAULT_SESSIONS_MOST];
	size_t count;
	teacher_show(flow, SCREEN_SESSIONS);
	flow->open_count = flow->open_first = flow->answering = 0;
	if (!vault_sessions(flow->machine->vault, list, countof(list), &count, problems) ||
	    !stick_unsaved(flow->machine, &flow->closings, now_ms, &flow->unsaved, problems))
		return false;
	for (size_t i = 0; i < count && list[i].open && i < countof(flow->open); i++) {
		struct board board;
		if (!board_read(&board, flow->machine, &list[i], &flow->closings, now_ms, problems))
			return false;
		flow->open[flow->open_count++] = (struct teacher_open){
			.about = list[i], .done = board.done, .count = board.count};
		flow->answering += board.answering;
	}
	return true;
}

bool teacher_board(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	return board_read(&flow->board, flow->machine, &flow->session, &flow->closings, now_ms,
			  problems);
}
