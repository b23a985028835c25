#include "kiosk/flow/pupil_parts.h"

static void code_view(const struct pupil_card *card, struct view *view)
{
	memcpy(view->typed, card->typed, sizeof card->typed);
	view->typed_count = card->typed_count;
	view->code_trouble = card->trouble;
	memcpy(view->drawings, card->drawings, sizeof card->drawings);
	view->drawing_chosen = card->chosen;
	view->drawing_wrong = card->wrong;
}

/* While a number is typed the page shows that alone. */
static void question_view(const struct pupil_flow *flow, struct view *view)
{
	view->item = sitting_item(flow->sitting);
	view->answer = sitting_answer_here(flow->sitting);
	view->required = sitting_required_here(flow->sitting);
	view->progress = sitting_progress(flow->sitting);
	view->can_go_back = true;
	view->typing = flow->number.under_way;
	if (view->typing) {
		view->answer = (struct answer){.status = ANSWER_SKIPPED};
		memcpy(view->typed, flow->number.digits, flow->number.count);
		view->typed_count = flow->number.count;
	} else if (view->item->kind == ITEM_INTEGER && view->answer.status == ANSWER_GIVEN) {
		view->typed_count = (size_t)snprintf(view->typed, sizeof view->typed, "%d",
						     (int)view->answer.value);
	}
}

static void screen_view(const struct pupil_flow *flow, struct view *view)
{
	switch (flow->screen) {
	case SCREEN_CODE:
	case SCREEN_DRAWING:
		code_view(&flow->card, view);
		break;
	case SCREEN_QUESTION:
		question_view(flow, view);
		break;
	case SCREEN_SKIPPED:
		view->skipped_count = sitting_skipped(flow->sitting);
		view->can_go_back = sitting_can_go_back(flow->sitting);
		break;
	case SCREEN_FINISH:
		view->can_go_back = sitting_can_go_back(flow->sitting);
		break;
	default:
		break;
	}
}

void pupil_view(const struct pupil_flow *flow, struct view *view)
{
	int fault_number = view->fault_number;
	const struct teacher_view *teacher = view->teacher;
	secret_zero(view, sizeof *view);
	*view = (struct view){
		.study = flow->study,
		.school = flow->school,
		.look = flow->look,
		.text_size = flow->text_size,
		.open = pupil_is_open(flow),
		.locked = flow->home.open && !pupil_is_open(flow),
		.drawing_chosen = -1,
		.question_count = flow->wave == NULL ? 0 : wave_question_count(flow->wave),
		.nudge = flow->nudge,
		.welcome = flow->welcome,
		.still_there = flow->still_there,
		.deleting = flow->deleting,
		.helping = flow->helping,
		.fault_number = fault_number,
		.teacher = teacher,
	};
	if (vault_state(flow->vault) != VAULT_NEW)
		view->machine_number = vault_machine(flow->vault)->number;
	if (flow->study != NULL)
		view->note = study_words(flow->study, "start.note", NULL);
	screen_view(flow, view);
}

/* Where the item at hand stands in the wave, from 0. */
static size_t question_place(const struct sitting *sitting)
{
	const struct item *here = sitting_item(sitting), *item;
	const struct form *form;
	size_t place = 0;
	do
		(void)sitting_answer_at(sitting, place++, &form, &item);
	while (item != NULL && (item != here || form != sitting_form(sitting)));
	return place - 1;
}

uint16_t pupil_page_name(const struct pupil_flow *flow)
{
	size_t number = 0;
	if (flow->screen == SCREEN_QUESTION)
		number = 2 * question_place(flow->sitting) + 1 + flow->nudged;
	else if (flow->screen == SCREEN_FINISH || flow->screen == SCREEN_STOP)
		number = flow->deleting;
	return (uint16_t)(flow->screen + SCREEN_COUNT * number);
}
