#include "kiosk/flow/teacher_parts.h"

#define MACHINE_DIGITS_MOST 3

size_t teacher_field_most(const struct teacher_flow *flow)
{
	switch (flow->screen) {
	case SCREEN_SETUP_NUMBER:
		return SETUP_NUMBER_DIGITS;
	case SCREEN_SETUP_MACHINE:
		return MACHINE_DIGITS_MOST;
	case SCREEN_SETUP_PIN:
	case SCREEN_PIN:
		return VAULT_PIN_MOST;
	default:
		return 0;
	}
}

struct slice teacher_field(const struct teacher_flow *flow)
{
	return (struct slice){flow->typed->field, flow->typed->count};
}

void teacher_field_clear(struct teacher_flow *flow)
{
	secret_zero(flow->typed->field, sizeof flow->typed->field);
	flow->typed->count = 0;
}

/* A slip is said with the last digit, not only with Next. */
static bool is_slip(const struct teacher_flow *flow)
{
	char number[SETUP_NUMBER_DIGITS + 1];
	if (flow->screen != SCREEN_SETUP_NUMBER || flow->typed->count < SETUP_NUMBER_DIGITS)
		return false;
	bool slip = !setup_number_read(teacher_field(flow), number);
	secret_zero(number, sizeof number);
	return slip;
}

static void type(struct teacher_flow *flow, int32_t character)
{
	struct teacher_typed *typed = flow->typed;
	if (character < '0' || character > '9' || typed->count >= teacher_field_most(flow))
		return;
	typed->field[typed->count++] = (char)character;
	flow->trouble = is_slip(flow) ? TEACHER_SLIP : TEACHER_FINE;
}

void teacher_field_apply(struct teacher_flow *flow, struct action action)
{
	if (action.kind == ACTION_TYPE)
		type(flow, action.value);
	if (action.kind != ACTION_RUB)
		return;
	if (flow->typed->count > 0)
		flow->typed->field[--flow->typed->count] = '\0';
	flow->trouble = TEACHER_FINE;
}
