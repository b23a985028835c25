#include "export/formats/digest.h"
#include "kiosk/flow/teacher_parts.h"

/* ---- The PIN, to come in ---- */

bool teacher_waits(const struct teacher_flow *flow, int64_t now_ms)
{
	return flow->screen == SCREEN_PIN && now_ms < flow->wait_until_ms;
}

static bool pin_try(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	int64_t wait_ms = 0;
	teacher_say_nothing(flow);
	enum vault_pin said = vault_unlock(flow->machine->vault, teacher_field(flow), now_ms,
					   &wait_ms, &flow->said);
	teacher_field_clear(flow);
	if (flow->after_fault && (said == VAULT_PIN_RIGHT || said == VAULT_PIN_FAILED)) {
		teacher_show(flow, SCREEN_LEAVE);
		return true;
	}
	switch (said) {
	case VAULT_PIN_RIGHT:
		flow->wait_until_ms = 0;
		return teacher_home(flow, now_ms, problems);
	case VAULT_PIN_WRONG:
		flow->trouble = TEACHER_WRONG;
		flow->wait_until_ms = now_ms + wait_ms;
		break;
	case VAULT_PIN_WAIT:
		flow->wait_until_ms = now_ms + wait_ms;
		break;
	case VAULT_PIN_FAILED:
		break; /* said on the page */
	}
	return true;
}

static bool enter_apply(struct teacher_flow *flow, const struct teacher_act *act,
			struct problems *problems)
{
	switch (act->action.kind) {
	case ACTION_NEXT:
		if (teacher_waits(flow, act->now_ms))
			return true;
		if (flow->typed->count >= VAULT_PIN_LEAST)
			return pin_try(flow, act->now_ms, problems);
		flow->trouble = TEACHER_SHORT;
		return true;
	case ACTION_NEW_PIN:
		if (!flow->after_fault)
			teacher_new_pin_begin(flow);
		return true;
	case ACTION_BACK:
	case ACTION_PUPILS:
		flow->end = TEACHER_TO_PUPILS;
		return true;
	default:
		return true;
	}
}

/* ---- A new one, typed twice ---- */

void teacher_change_pin_begin(struct teacher_flow *flow)
{
	flow->set_up = (struct teacher_set_up){.chosen = -1, .changes = true};
	teacher_show(flow, SCREEN_SETUP_PIN);
}

/* 000000, 123456, 765432: each digit as far from the one before it, by one at most. */
static bool is_run(struct slice pin)
{
	int step = pin.bytes[1] - pin.bytes[0];
	for (size_t i = 1; i < pin.size; i++)
		if (pin.bytes[i] - pin.bytes[i - 1] != step)
			return false;
	return step >= -1 && step <= 1;
}

static bool is_of_the_letter(const struct teacher_typed *typed)
{
	return strstr(typed->number, typed->field) != NULL;
}

static enum teacher_trouble trouble_with(const struct teacher_flow *flow)
{
	if (flow->typed->count < VAULT_PIN_LEAST)
		return TEACHER_SHORT;
	if (is_run(teacher_field(flow)))
		return TEACHER_EASY;
	return is_of_the_letter(flow->typed) ? TEACHER_LETTER : TEACHER_FINE;
}

static void pin_again(struct teacher_flow *flow, bool again)
{
	struct teacher_typed *typed = flow->typed;
	if (again)
		memcpy(typed->first, typed->field, sizeof typed->first);
	else
		secret_zero(typed->first, sizeof typed->first);
	flow->set_up.again = again;
	teacher_field_clear(flow);
	flow->trouble = TEACHER_FINE;
}

static bool change_finish(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	teacher_say_nothing(flow);
	bool fine = vault_change_pin(flow->machine->vault, teacher_field(flow), &flow->said);
	pin_again(flow, false);
	if (!fine)
		return true; /* said on the page; the old one opens, or the new one */
	flow->set_up.changes = false;
	if (!teacher_home(flow, now_ms, problems))
		return false;
	flow->pin_changed = true;
	return true;
}

static bool pin_next(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	struct teacher_typed *typed = flow->typed;
	if (!flow->set_up.again) {
		enum teacher_trouble trouble = trouble_with(flow);
		if (trouble == TEACHER_FINE)
			pin_again(flow, true);
		else if (trouble != TEACHER_SHORT)
			teacher_field_clear(flow);
		flow->trouble = trouble;
		return true;
	}
	if (bytes_equal(typed->first, typed->field, sizeof typed->first))
		return flow->set_up.changes ? change_finish(flow, now_ms, problems)
					    : teacher_setup_finish(flow, now_ms, problems);
	pin_again(flow, false);
	flow->trouble = TEACHER_DIFFERENT;
	return true;
}

static bool pin_back(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	if (flow->set_up.again)
		pin_again(flow, false);
	else if (flow->set_up.changes)
		return teacher_home(flow, now_ms, problems);
	else
		teacher_show(flow,
			     flow->set_up.new_pin ? SCREEN_SETUP_NUMBER : SCREEN_SETUP_MACHINE);
	return true;
}

static bool choose_apply(struct teacher_flow *flow, const struct teacher_act *act,
			 struct problems *problems)
{
	if (act->action.kind == ACTION_NEXT)
		return pin_next(flow, act->now_ms, problems);
	if (act->action.kind == ACTION_BACK)
		return pin_back(flow, act->now_ms, problems);
	return true;
}

bool teacher_pin_apply(struct teacher_flow *flow, const struct teacher_act *act,
		       struct problems *problems)
{
	return flow->screen == SCREEN_PIN ? enter_apply(flow, act, problems)
					  : choose_apply(flow, act, problems);
}
