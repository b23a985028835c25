#include "kiosk/flow/teacher_parts.h"

static void set_up_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	static const enum screen_name steps[] = {SCREEN_SETUP_STUDY, SCREEN_SETUP_NUMBER,
						 SCREEN_SETUP_MACHINE, SCREEN_SETUP_PIN};
	const struct stick_studies *studies = &flow->set_up.studies;
	view->steps = TEACHER_SET_UP_STEPS;
	for (int i = 0; i < TEACHER_SET_UP_STEPS; i++)
		if (steps[i] == flow->screen)
			view->step = i + 1;
	view->new_pin = flow->set_up.new_pin || flow->set_up.changes;
	view->again = flow->set_up.again;
	view->bad_study = studies->count == 0 && studies->bad > 0;
	view->set_aside = flow->machine->set_aside;
	for (size_t i = 0; i < studies->count; i++) {
		const struct pack *pack = &studies->list[i].pack;
		view->studies[view->study_count++] =
			(struct teacher_study){.title = pack->study->title,
					       .school = pack->school->name,
					       .machines = (uint32_t)pack->school->machines};
	}
}

static void sessions_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	view->more = flow->open_count > TEACHER_SESSIONS_MOST;
	for (size_t i = flow->open_first;
	     i < flow->open_count && view->session_count < TEACHER_SESSIONS_MOST; i++)
		view->sessions[view->session_count++] =
			(struct teacher_session){.class_name = flow->open[i].about.class_name,
						 .wave = flow->open[i].about.wave,
						 .done = flow->open[i].done,
						 .count = flow->open[i].count};
}

/* After a session is opened the pupils come; after the last is ended the stick. */
static enum action_kind next_step(const struct teacher_flow *flow)
{
	if (flow->unsaved > 0 && (flow->ended || flow->open_count == 0))
		return ACTION_STICK;
	return flow->open_count > 0 ? ACTION_PUPILS : ACTION_OPEN_SESSION;
}

static void leave_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	if (flow->after_fault)
		return;
	view->session_count = flow->open_count;
	if (flow->open_count > 0)
		view->sessions[0].class_name = flow->open[0].about.class_name;
	view->unsaved = flow->unsaved;
	view->still_answering = flow->answering;
}

static void opening_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	const struct teacher_opening *opening = &flow->opening;
	view->opening = opening->step;
	view->class_name = opening->class_name;
	if (opening->step == OPENING_DAY) {
		view->wave = opening->wave->name;
		view->can_be_earlier = opening->day > opening->least;
		days_show(opening->day, view->day, sizeof view->day);
		return;
	}
	view->more = opening->name_count > TEACHER_CHOICES_MOST;
	for (size_t i = opening->first;
	     i < opening->name_count && view->choice_count < TEACHER_CHOICES_MOST; i++)
		view->choices[view->choice_count++] = opening->names[i];
}

static void board_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	const struct board *board = &flow->board;
	view->class_name = flow->session.class_name;
	view->wave = flow->session.wave;
	memcpy(view->tiles, board->tiles, sizeof view->tiles);
	view->tile_count = board->count;
	view->done = board->done;
	view->answering = board->answering;
	view->waiting = board->waiting;
}

static void stick_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	view->stick = flow->stick_state;
	view->stick_in = stick_is_in(&flow->stick);
	view->newer_study = flow->newer > 0;
	view->stick_trouble = flow->batch.trouble;
	view->stick_checked = flow->batch.checked;
	view->done_on_stick = flow->batch.done;
	view->still_answering = flow->batch.answering;
	view->stick_all = flow->batch.all;
	view->session_count = flow->open_count;
}

static void screen_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	switch (flow->screen) {
	case SCREEN_SESSIONS:
		sessions_view(flow, view);
		view->next_step = next_step(flow);
		break;
	case SCREEN_LEAVE:
		leave_view(flow, view);
		break;
	case SCREEN_OPEN_SESSION:
		opening_view(flow, view);
		break;
	case SCREEN_BOARD:
	case SCREEN_END_SESSION:
		board_view(flow, view);
		break;
	case SCREEN_STICK:
		stick_view(flow, view);
		break;
	default:
		set_up_view(flow, view);
		break;
	}
}

/* Numbers are read while they are typed; of a PIN only how long it is. */
static void field_view(const struct teacher_flow *flow, struct view *view)
{
	bool pin = flow->screen == SCREEN_PIN || flow->screen == SCREEN_SETUP_PIN;
	view->typed_count = flow->typed->count;
	if (!pin)
		memcpy(view->typed, flow->typed->field, sizeof flow->typed->field);
}

static void said_view(const struct teacher_flow *flow, struct teacher_view *view)
{
	const struct problems *said = &flow->said;
	for (size_t i = 0; i < said->count && view->message == NULL; i++) {
		if (said->list[i].severity != PROBLEM_ERROR)
			continue;
		view->message = said->list[i].text;
		view->hint = said->list[i].hint[0] != '\0' ? said->list[i].hint : NULL;
	}
}

void teacher_view(struct teacher_flow *flow, int64_t now_ms, struct view *view)
{
	struct teacher_view *seen = &flow->seen;
	struct vault *vault = flow->machine->vault;
	*seen = (struct teacher_view){
		.trouble = flow->trouble, .swaps = flow->swaps, .study_chosen = -1};
	seen->pin_changed = flow->pin_changed;
	seen->after_fault = flow->after_fault;
	if (teacher_waits(flow, now_ms))
		seen->wait_seconds = (flow->wait_until_ms - now_ms + 999) / 1000;
	seen->study_chosen = flow->set_up.chosen;
	said_view(flow, seen);
	screen_view(flow, seen);
	if (flow->typed != NULL && teacher_field_most(flow) > 0)
		field_view(flow, view);
	if (vault_state(vault) != VAULT_NEW)
		view->machine_number = vault_machine(vault)->number;
	view->teacher = seen;
}

uint16_t teacher_page_name(const struct teacher_flow *flow)
{
	size_t step = 0;
	if (flow->screen == SCREEN_SETUP_PIN)
		step = flow->set_up.again;
	else if (flow->screen == SCREEN_OPEN_SESSION)
		step = (size_t)flow->opening.step +
		       3 * (flow->opening.first / TEACHER_CHOICES_MOST);
	else if (flow->screen == SCREEN_SESSIONS)
		step = flow->open_first / TEACHER_SESSIONS_MOST;
	else if (flow->screen == SCREEN_STICK)
		step = (size_t)flow->stick_state;
	return (uint16_t)(flow->screen + SCREEN_COUNT * step);
}
