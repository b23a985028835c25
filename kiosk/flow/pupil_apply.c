#include "kiosk/flow/pupil_parts.h"

void pupil_init(struct pupil_flow *flow, struct vault *vault, struct packs *packs)
{
	*flow = (struct pupil_flow){.vault = vault, .packs = packs};
	pupil_reset(flow, 0);
	pupil_settle(flow, 0);
}

void pupil_release(struct pupil_flow *flow)
{
	pupil_park(flow, 0);
}

void pupil_park(struct pupil_flow *flow, int64_t now_ms)
{
	pupil_reset(flow, now_ms);
	pupil_settle(flow, now_ms);
}

void pupil_cover(struct pupil_flow *flow, int64_t now_ms)
{
	flow->covered = flow->covered || flow->sitting != NULL;
	pupil_settle(flow, now_ms);
}

/* The look of a session that is open; of the study's first wave while none is. */
static bool home_look(struct pupil_flow *flow, const struct vault_session *list, size_t count,
		      struct problems *problems)
{
	const struct wave *wave = &flow->home.study->waves[0];
	flow->home.open = count > 0 && list[0].open;
	if (flow->home.open) {
		const struct pack *pack = packs_take(flow->packs, list[0].issue, problems);
		if (pack == NULL)
			return false;
		const struct wave *now = study_wave(pack->study, slice_of(list[0].wave));
		wave = now == NULL ? wave : now;
	}
	flow->home.look = wave->look;
	return true;
}

static bool still_open(const struct pupil_flow *flow, const struct vault_session *list,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id == flow->card.row.session)
			return list[i].open;
	return false;
}

bool pupil_refresh(struct pupil_flow *flow, int64_t now_ms, struct problems *problems)
{
	struct vault_session list[VAULT_SESSIONS_MOST];
	size_t count;
	const struct pack *newest = packs_take(flow->packs, 0, problems);
	if (newest == NULL || !vault_sessions(flow->vault, list, countof(list), &count, problems))
		return false;
	flow->home.study = newest->study;
	flow->home.school = newest->school;
	if (!home_look(flow, list, count, problems))
		return false;
	bool over = flow->sitting != NULL && !still_open(flow, list, count);
	bool before = flow->page == SCREEN_START || flow->page == SCREEN_CODE ||
		      flow->page == SCREEN_DRAWING;
	if (over || before)
		pupil_park(flow, now_ms);
	return true;
}

/* The page names the size that would change it; without one the next. */
static bool text_apply(struct pupil_flow *flow, int32_t named, int step, struct problems *problems)
{
	int size = named != 0 ? (int)named : flow->text_size + step;
	if (size < 1 || size > TEXT_SIZES)
		return true;
	flow->text_size = size;
	if (flow->sitting == NULL)
		return true;
	sitting_text_size(flow->sitting, (uint8_t)size);
	return pupil_save(flow, problems);
}

static void start_apply(struct pupil_flow *flow, const struct pupil_act *act)
{
	if (act->action.kind == ACTION_START && pupil_is_open(flow))
		pupil_show(flow, SCREEN_CODE, act->now_ms);
}

static void after_apply(struct pupil_flow *flow, const struct pupil_act *act)
{
	if (flow->page == SCREEN_HELP && act->action.kind == ACTION_NEXT)
		pupil_show(flow, SCREEN_THANKS, act->now_ms);
	else if (flow->page == SCREEN_THANKS && act->action.kind == ACTION_FINISHED)
		pupil_show(flow, SCREEN_QUIET, act->now_ms);
	else if (flow->page == SCREEN_QUIET && act->action.kind == ACTION_NEXT_PERSON)
		pupil_reset(flow, act->now_ms);
}

static bool page_apply(struct pupil_flow *flow, const struct pupil_act *act,
		       struct problems *problems)
{
	switch (flow->page) {
	case SCREEN_START:
		start_apply(flow, act);
		return true;
	case SCREEN_CODE:
		return pupil_code_apply(flow, act, problems);
	case SCREEN_DRAWING:
		return pupil_drawing_apply(flow, act, problems);
	case SCREEN_FIRST:
		pupil_first_apply(flow, act);
		return true;
	case SCREEN_DECLINE:
		return pupil_decline_apply(flow, act, problems);
	case SCREEN_QUESTION:
		return pupil_question_apply(flow, act, problems);
	case SCREEN_SKIPPED:
		return pupil_skipped_apply(flow, act, problems);
	case SCREEN_FINISH:
		return pupil_finish_apply(flow, act, problems);
	case SCREEN_STOP:
		return pupil_stop_apply(flow, act, problems);
	default:
		after_apply(flow, act);
		return true;
	}
}

/* What every page has; under cover and help nothing else can be pressed. */
static bool any_apply(struct pupil_flow *flow, const struct pupil_act *act,
		      struct problems *problems)
{
	bool tools = flow->page != SCREEN_START && flow->page != SCREEN_FAULT && !flow->covered;
	switch (act->action.kind) {
	case ACTION_COVER:
		flow->covered = tools || flow->covered;
		return true;
	case ACTION_UNCOVER:
		flow->covered = false;
		flow->still_there = false;
		return true;
	case ACTION_HELP:
		flow->helping = flow->helping || (tools && flow->page != SCREEN_HELP);
		return true;
	case ACTION_TEXT_SMALLER:
		return !tools || text_apply(flow, act->action.value, -1, problems);
	case ACTION_TEXT_LARGER:
		return !tools || text_apply(flow, act->action.value, 1, problems);
	default:
		break;
	}
	if (flow->covered)
		return true;
	if (!flow->helping)
		return page_apply(flow, act, problems);
	if (act->action.kind == ACTION_BACK)
		flow->helping = false;
	return true;
}

bool pupil_apply(struct pupil_flow *flow, struct action action, enum input_way way, int32_t day,
		 int64_t now_ms, struct problems *problems)
{
	const struct pupil_act act = {action, way, day, now_ms};
	if (action.kind == ACTION_NONE)
		return true;
	if (flow->sitting != NULL)
		sitting_input(flow->sitting, way);
	bool fine = any_apply(flow, &act, problems);
	if (!fine) {
		pupil_reset(flow, now_ms);
		pupil_show(flow, SCREEN_FAULT, now_ms);
	}
	pupil_settle(flow, now_ms);
	return fine;
}
