#include "kiosk/flow/pupil_parts.h"

/* Each makes the change in memory, has it saved, and only then shows it. */

void pupil_go_on(struct pupil_flow *flow, int64_t now_ms)
{
	if (sitting_item(flow->sitting) != NULL)
		pupil_show(flow, SCREEN_QUESTION, now_ms);
	else if (!flow->skipped_asked && sitting_skipped(flow->sitting) > 0)
		pupil_show(flow, SCREEN_SKIPPED, now_ms);
	else
		pupil_show(flow, SCREEN_FINISH, now_ms);
}

void pupil_first_apply(struct pupil_flow *flow, const struct pupil_act *act)
{
	switch (act->action.kind) {
	case ACTION_YES:
		pupil_go_on(flow, act->now_ms);
		return;
	case ACTION_NO:
		/* Who came back here from a question has said something: what becomes of it? */
		pupil_show(flow, pupil_has_answered(flow) ? SCREEN_STOP : SCREEN_DECLINE,
			   act->now_ms);
		return;
	case ACTION_BACK:
		pupil_reset(flow, act->now_ms);
		pupil_show(flow, SCREEN_CODE, act->now_ms);
		return;
	default:
		return;
	}
}

/* One slip on "No thanks" decides nothing yet. */
bool pupil_decline_apply(struct pupil_flow *flow, const struct pupil_act *act,
			 struct problems *problems)
{
	if (act->action.kind == ACTION_YES)
		return pupil_close(flow, SITTING_DECLINED, act->now_ms, problems);
	if (act->action.kind == ACTION_NO || act->action.kind == ACTION_BACK)
		pupil_show(flow, SCREEN_FIRST, act->now_ms);
	return true;
}

static bool moved(struct pupil_flow *flow, int64_t now_ms, struct problems *problems)
{
	flow->spent_ms = 0;
	flow->shown_ms = now_ms;
	if (!pupil_save(flow, problems))
		return false;
	pupil_go_on(flow, now_ms);
	return true;
}

static uint32_t spent(const struct pupil_flow *flow, int64_t now_ms)
{
	int64_t all = (int64_t)flow->spent_ms + (now_ms - flow->shown_ms);
	return all < 0 ? 0 : all > UINT32_MAX ? UINT32_MAX : (uint32_t)all;
}

/* ---- A number ---- */

/* 1 on the way to 12 is nobody's answer: what is typed becomes one when the page is left. Until
 * then the answer from before stays, on the disk too. True: there is something new to save. */
static bool number_keep(struct pupil_flow *flow)
{
	struct pupil_number *number = &flow->number;
	int64_t value;
	if (!number->under_way)
		return false;
	if (number_read((struct slice){number->digits, number->count}, INTEGER_LEAST, INTEGER_MOST,
			&value) != NUMBER_FINE ||
	    !sitting_answer(flow->sitting, (int32_t)value))
		sitting_unanswer(flow->sitting);
	secret_zero(number, sizeof *number);
	return true;
}

/* A digit after an answer begins another; rubbing out goes on from the answer. */
static void number_begin(struct pupil_flow *flow, bool from_answer)
{
	const struct answer answer = sitting_answer_here(flow->sitting);
	struct pupil_number *number = &flow->number;
	flow->nudge = false;
	if (number->under_way)
		return;
	number->under_way = true;
	if (from_answer && answer.status == ANSWER_GIVEN)
		number->count = (size_t)snprintf(number->digits, sizeof number->digits, "%d",
						 (int)answer.value);
}

static void digit_typed(struct pupil_flow *flow, int32_t character)
{
	struct pupil_number *number = &flow->number;
	if (sitting_item(flow->sitting)->kind != ITEM_INTEGER || character < '0' || character > '9')
		return;
	number_begin(flow, false);
	if (number->count == 1 && number->digits[0] == '0')
		number->count = 0;
	if (number->count < sizeof number->digits - 1)
		number->digits[number->count++] = (char)character;
}

static void digit_rubbed(struct pupil_flow *flow)
{
	struct pupil_number *number = &flow->number;
	if (sitting_item(flow->sitting)->kind != ITEM_INTEGER)
		return;
	number_begin(flow, true);
	if (number->count > 0)
		number->digits[--number->count] = '\0';
}

/* ---- A question ---- */

static bool answered(struct pupil_flow *flow, struct problems *problems)
{
	secret_zero(&flow->number, sizeof flow->number);
	flow->nudge = false;
	return pupil_save(flow, problems);
}

static bool waits_for_answer(const struct sitting *sitting)
{
	enum answer_status status = sitting_answer_here(sitting).status;
	return item_is_asked(sitting_item(sitting)) &&
	       (status == ANSWER_NOT_REACHED || status == ANSWER_SKIPPED);
}

static bool question_next(struct pupil_flow *flow, const struct pupil_act *act,
			  struct problems *problems)
{
	bool kept = number_keep(flow);
	if (!flow->nudge && waits_for_answer(flow->sitting)) {
		flow->nudge = true;
		flow->nudged = true;
		return !kept || pupil_save(flow, problems);
	}
	sitting_next(flow->sitting, spent(flow, act->now_ms));
	return moved(flow, act->now_ms, problems);
}

/* Before the first question lies the first page, for who wants to read it again; after a park it
 * lies before the page where the pupil stands. */
static bool question_back(struct pupil_flow *flow, const struct pupil_act *act,
			  struct problems *problems)
{
	bool kept = number_keep(flow);
	if (!sitting_can_go_back(flow->sitting)) {
		pupil_show(flow, SCREEN_FIRST, act->now_ms);
		return !kept || pupil_save(flow, problems);
	}
	sitting_back(flow->sitting, spent(flow, act->now_ms));
	return moved(flow, act->now_ms, problems);
}

bool pupil_question_apply(struct pupil_flow *flow, const struct pupil_act *act,
			  struct problems *problems)
{
	struct sitting *sitting = flow->sitting;
	bool kept;
	switch (act->action.kind) {
	case ACTION_ANSWER:
		return !sitting_answer(sitting, act->action.value) || answered(flow, problems);
	case ACTION_UNANSWER:
		sitting_unanswer(sitting);
		return answered(flow, problems);
	case ACTION_REFUSE:
		sitting_refuse(sitting);
		return answered(flow, problems);
	case ACTION_TYPE:
		digit_typed(flow, act->action.value);
		return true;
	case ACTION_RUB:
		digit_rubbed(flow);
		return true;
	case ACTION_NEXT:
		return question_next(flow, act, problems);
	case ACTION_BACK:
		return question_back(flow, act, problems);
	case ACTION_STOP:
		kept = number_keep(flow);
		pupil_show(flow, SCREEN_STOP, act->now_ms);
		return !kept || pupil_save(flow, problems);
	default:
		return true;
	}
}

static bool back_from_end(struct pupil_flow *flow, const struct pupil_act *act,
			  struct problems *problems)
{
	if (!sitting_can_go_back(flow->sitting))
		return true;
	sitting_back(flow->sitting, 0);
	return moved(flow, act->now_ms, problems);
}

bool pupil_skipped_apply(struct pupil_flow *flow, const struct pupil_act *act,
			 struct problems *problems)
{
	switch (act->action.kind) {
	case ACTION_YES:
		flow->skipped_asked = true;
		sitting_go_to_skipped(flow->sitting);
		return moved(flow, act->now_ms, problems);
	case ACTION_NO:
		flow->skipped_asked = true;
		pupil_show(flow, SCREEN_FINISH, act->now_ms);
		return true;
	case ACTION_BACK:
		return back_from_end(flow, act, problems);
	case ACTION_STOP:
		pupil_show(flow, SCREEN_STOP, act->now_ms);
		return true;
	default:
		return true;
	}
}

/* Asked once more, on the last page and on the Stop page. */
static bool deleting_apply(struct pupil_flow *flow, const struct pupil_act *act,
			   struct problems *problems)
{
	if (act->action.kind == ACTION_YES)
		return pupil_close(flow, SITTING_DELETED, act->now_ms, problems);
	if (act->action.kind == ACTION_NO || act->action.kind == ACTION_BACK)
		flow->deleting = false;
	return true;
}

bool pupil_finish_apply(struct pupil_flow *flow, const struct pupil_act *act,
			struct problems *problems)
{
	if (flow->deleting)
		return deleting_apply(flow, act, problems);
	switch (act->action.kind) {
	case ACTION_KEEP:
		return pupil_close(flow, SITTING_COMPLETE, act->now_ms, problems);
	case ACTION_DELETE:
		flow->deleting = true;
		return true;
	case ACTION_BACK:
		return back_from_end(flow, act, problems);
	default:
		return true;
	}
}

bool pupil_stop_apply(struct pupil_flow *flow, const struct pupil_act *act,
		      struct problems *problems)
{
	if (flow->deleting)
		return deleting_apply(flow, act, problems);
	switch (act->action.kind) {
	case ACTION_KEEP:
		return pupil_close(flow, SITTING_STOPPED, act->now_ms, problems);
	case ACTION_DELETE:
		flow->deleting = true;
		return true;
	case ACTION_BACK:
		pupil_go_on(flow, act->now_ms);
		return true;
	default:
		return true;
	}
}
