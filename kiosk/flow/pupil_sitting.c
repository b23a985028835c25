#include "kiosk/flow/pupil_parts.h"
#include "kiosk/vault/filler.h"
#include "surveys/sitting/record_write.h"
#include "surveys/sitting/resume.h"

static bool block_take(struct pupil_flow *flow, struct problems *problems)
{
	const struct study *study = flow->study;
	size_t size = sitting_size(study) + study->record_size + resume_size(study);
	if (!secret_take(&flow->block, size, problems))
		return false;
	flow->record = (char *)flow->block.bytes + sitting_size(study);
	flow->resume = (uint8_t *)flow->record + study->record_size;
	return true;
}

static struct slice record_of(const struct pupil_flow *flow)
{
	return (struct slice){flow->record, flow->study->record_size};
}

static struct slice resume_of(const struct pupil_flow *flow)
{
	return (struct slice){(const char *)flow->resume, resume_size(flow->study)};
}

static bool record_fill(struct pupil_flow *flow, enum sitting_state state,
			struct problems *problems)
{
	if (record_write(flow->sitting, state, flow->record))
		return true;
	problem_error_at(problems, NULL, "tell the researchers",
			 "a record does not fit the size of its plan");
	return false;
}

static bool blobs_fill(struct pupil_flow *flow, struct problems *problems)
{
	if (!record_fill(flow, SITTING_PARTIAL, problems))
		return false;
	resume_write(flow->sitting, flow->resume);
	return true;
}

bool pupil_save(struct pupil_flow *flow, struct problems *problems)
{
	return blobs_fill(flow, problems) && vault_save(flow->vault, flow->card.row.id,
							record_of(flow), resume_of(flow), problems);
}

static struct sitting_about about_of(const struct pupil_flow *flow, int32_t day)
{
	struct sitting_about about = {
		.study = flow->study,
		.wave = flow->wave,
		.school = flow->school->id,
		.class_name = flow->card.code->class_name,
		.code = flow->card.code->code,
		.day = day,
	};
	memcpy(about.id, flow->card.row.record, sizeof about.id);
	memcpy(about.machine, vault_machine(flow->vault)->id, sizeof about.machine);
	filler(&about.seed, sizeof about.seed);
	return about;
}

static bool sitting_begin(struct pupil_flow *flow, const struct sitting_about *about,
			  enum input_way way, struct problems *problems)
{
	flow->sitting = sitting_start(flow->block.bytes, about);
	sitting_text_size(flow->sitting, (uint8_t)flow->text_size);
	sitting_input(flow->sitting, way);
	return blobs_fill(flow, problems) &&
	       vault_start(flow->vault, flow->card.row.id, record_of(flow), resume_of(flow),
			   problems);
}

/* Text as large as it was left, unless it was just chosen anew. */
static void text_size_restore(struct pupil_flow *flow)
{
	if (flow->text_size == 1)
		flow->text_size = sitting_text_size_used(flow->sitting);
	sitting_text_size(flow->sitting, (uint8_t)flow->text_size);
}

static bool sitting_continue(struct pupil_flow *flow, const struct sitting_about *about,
			     enum input_way way, struct problems *problems)
{
	size_t size = resume_size(flow->study);
	if (!vault_resume(flow->vault, flow->card.row.id, flow->resume, size, problems))
		return false;
	flow->sitting = resume_read(flow->block.bytes, about, flow->resume, size);
	if (flow->sitting == NULL) {
		problem_error_at(problems, NULL, "end the session: what was answered stays sealed",
				 "an interrupted sitting cannot be carried on");
		return false;
	}
	sitting_return(flow->sitting);
	sitting_input(flow->sitting, way);
	text_size_restore(flow);
	return true;
}

bool pupil_sit_down(struct pupil_flow *flow, const struct pupil_act *act, struct problems *problems)
{
	const struct sitting_about about = about_of(flow, act->day);
	if (!block_take(flow, problems))
		return false;
	if (flow->card.row.state == VAULT_ANSWERING)
		return sitting_continue(flow, &about, act->way, problems);
	return sitting_begin(flow, &about, act->way, problems);
}

bool pupil_close(struct pupil_flow *flow, enum sitting_state state, int64_t now_ms,
		 struct problems *problems)
{
	sitting_end(flow->sitting, state);
	if (!record_fill(flow, state, problems) ||
	    !vault_close_sitting(flow->vault, flow->card.row.id, record_of(flow), problems))
		return false;
	pupil_wipe(flow);
	flow->ended = state;
	pupil_show(flow, SCREEN_HELP, now_ms);
	return true;
}

static bool any_item(const struct pupil_flow *flow, bool (*is)(enum answer_status status))
{
	const struct form *form;
	const struct item *item;
	for (size_t i = 0; i < sitting_item_count(flow->sitting); i++)
		if (is(sitting_answer_at(flow->sitting, i, &form, &item).status))
			return true;
	return false;
}

static bool is_answered(enum answer_status status)
{
	return status == ANSWER_GIVEN || status == ANSWER_REFUSED;
}

static bool is_seen(enum answer_status status)
{
	return status != ANSWER_NOT_REACHED && status != ANSWER_NOT_ASKED;
}

bool pupil_has_answered(const struct pupil_flow *flow)
{
	return any_item(flow, is_answered);
}

bool pupil_has_begun(const struct pupil_flow *flow)
{
	return any_item(flow, is_seen);
}
