#include "kiosk/flow/teacher_parts.h"
#include "surveys/sitting/resume.h"

/* ---- Which class ---- */

static bool class_is_open(const struct teacher_flow *flow, const char *class_name)
{
	for (size_t i = 0; i < flow->open_count; i++)
		if (strcmp(flow->open[i].about.class_name, class_name) == 0)
			return true;
	return false;
}

static bool class_has_wave(const struct study *study, const char *class_name)
{
	int32_t year = class_year(slice_of(class_name));
	for (size_t i = 0; i < study->wave_count; i++)
		if (wave_has_year(&study->waves[i], year))
			return true;
	return false;
}

static bool is_named(const struct teacher_opening *opening, const char *name)
{
	for (size_t i = 0; i < opening->name_count; i++)
		if (strcmp(opening->names[i], name) == 0)
			return true;
	return false;
}

/* 5A before 10B. */
static int classes_compare(const void *a, const void *b)
{
	const char *const *first = a, *const *second = b;
	int32_t one = class_year(slice_of(*first)), other = class_year(slice_of(*second));
	return one != other ? (one > other) - (one < other) : strcmp(*first, *second);
}

static void classes_list(struct teacher_flow *flow, const struct study *study)
{
	struct teacher_opening *opening = &flow->opening;
	opening->step = OPENING_CLASS;
	opening->name_count = opening->first = 0;
	for (size_t i = 0; i < study->code_count; i++) {
		const char *name = study->codes[i].class_name;
		if (opening->name_count < countof(opening->names) && name[0] != '\0' &&
		    class_has_wave(study, name) && !is_named(opening, name) &&
		    !class_is_open(flow, name))
			opening->names[opening->name_count++] = name;
	}
	qsort(opening->names, opening->name_count, sizeof opening->names[0], classes_compare);
}

bool teacher_opening_begin(struct teacher_flow *flow, struct problems *problems)
{
	const struct pack *pack = packs_take(&flow->machine->packs, 0, problems);
	if (pack == NULL)
		return false;
	flow->opening = (struct teacher_opening){.step = OPENING_CLASS};
	teacher_show(flow, SCREEN_OPEN_SESSION);
	classes_list(flow, pack->study);
	return true;
}

/* ---- Which wave ---- */

static void waves_list(struct teacher_opening *opening, const struct study *study)
{
	int32_t year = class_year(slice_of(opening->class_name));
	opening->step = OPENING_WAVE;
	opening->name_count = opening->first = 0;
	for (size_t i = 0; i < study->wave_count; i++)
		if (wave_has_year(&study->waves[i], year))
			opening->names[opening->name_count++] = study->waves[i].name;
}

/* ---- Which day ---- */

static void day_offer(struct teacher_flow *flow, const struct pack *pack, int32_t wall_day)
{
	struct teacher_opening *opening = &flow->opening;
	int32_t last = vault_last_day(flow->machine->vault);
	opening->step = OPENING_DAY;
	opening->least = pack->day > last ? pack->day : last;
	opening->day = days_offer(wall_day, pack->day, last);
}

static void wave_take(struct teacher_flow *flow, const struct pack *pack, const char *name,
		      int32_t wall_day)
{
	flow->opening.wave = study_wave(pack->study, slice_of(name));
	day_offer(flow, pack, wall_day);
}

static void choose(struct teacher_flow *flow, const struct pack *pack,
		   const struct teacher_act *act)
{
	struct teacher_opening *opening = &flow->opening;
	if (act->action.value < 0 ||
	    opening->first + (size_t)act->action.value >= opening->name_count)
		return;
	const char *name = opening->names[opening->first + (size_t)act->action.value];
	if (opening->step == OPENING_WAVE) {
		wave_take(flow, pack, name, act->wall_day);
		return;
	}
	opening->class_name = name;
	waves_list(opening, pack->study);
	opening->wave_asked = opening->name_count > 1;
	if (!opening->wave_asked)
		wave_take(flow, pack, opening->names[0], act->wall_day);
}

/* ---- And then it is open ---- */

static bool session_open(struct teacher_flow *flow, const struct pack *pack)
{
	const struct teacher_opening *opening = &flow->opening;
	const struct study *study = pack->study;
	struct vault_code codes[VAULT_CODES_MOST];
	size_t count = 0;
	int64_t session;
	for (size_t i = 0; i < study->code_count && count < countof(codes); i++) {
		const struct study_code *code = &study->codes[i];
		if (code->use == CODE_REHEARSAL ||
		    strcmp(code->class_name, opening->class_name) == 0)
			codes[count++] =
				(struct vault_code){code->code.text, code->use == CODE_REHEARSAL};
	}
	const struct vault_opening making = {
		.class_name = opening->class_name,
		.wave = opening->wave->name,
		.day = opening->day,
		.issue = pack->envelope.label.issue,
		.codes = codes,
		.code_count = count,
		.record_size = study->record_size,
		.resume_size = resume_size(study),
		.recipients = pack->recipients,
		.recipient_count = pack->recipient_count,
	};
	return vault_open_session(flow->machine->vault, &making, &session, &flow->said);
}

static bool open(struct teacher_flow *flow, const struct pack *pack, int64_t now_ms,
		 struct problems *problems)
{
	teacher_say_nothing(flow);
	/* Too many, no room, or a page that no child could read: said on the page. */
	if (!fit_wave(flow->pupils_screen, pack->study, pack->school, flow->opening.wave,
		      &flow->said) ||
	    !session_open(flow, pack))
		return true;
	flow->ended = false;
	machine_confirm(flow->machine, flow->opening.day, now_ms);
	return teacher_home(flow, now_ms, problems);
}

static bool day_apply(struct teacher_flow *flow, const struct pack *pack,
		      const struct teacher_act *act, struct problems *problems)
{
	struct teacher_opening *opening = &flow->opening;
	if (act->action.kind == ACTION_NEXT)
		return open(flow, pack, act->now_ms, problems);
	if (act->action.kind == ACTION_EARLIER && opening->day > opening->least)
		opening->day--;
	else if (act->action.kind == ACTION_LATER)
		opening->day++;
	return true;
}

static bool step_back(struct teacher_flow *flow, const struct study *study, int64_t now_ms,
		      struct problems *problems)
{
	struct teacher_opening *opening = &flow->opening;
	teacher_say_nothing(flow);
	if (opening->step == OPENING_CLASS)
		return teacher_home(flow, now_ms, problems);
	if (opening->step == OPENING_DAY && opening->wave_asked)
		waves_list(opening, study);
	else
		classes_list(flow, study);
	return true;
}

bool teacher_opening_apply(struct teacher_flow *flow, const struct teacher_act *act,
			   struct problems *problems)
{
	struct teacher_opening *opening = &flow->opening;
	const struct pack *pack = packs_take(&flow->machine->packs, 0, problems);
	if (pack == NULL)
		return false;
	if (act->action.kind == ACTION_BACK)
		return step_back(flow, pack->study, act->now_ms, problems);
	if (opening->step == OPENING_DAY)
		return day_apply(flow, pack, act, problems);
	if (act->action.kind == ACTION_CHOOSE)
		choose(flow, pack, act);
	if (act->action.kind == ACTION_MORE) {
		opening->first += TEACHER_CHOICES_MOST;
		if (opening->first >= opening->name_count)
			opening->first = 0;
	}
	return true;
}
