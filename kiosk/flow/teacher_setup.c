#include "export/formats/digest.h"
#include "kiosk/flow/teacher_parts.h"

_Static_assert(SETUP_NUMBER_DIGITS == SET_UP_DIGITS, "one letter");
_Static_assert(STICK_STUDIES_MOST <= TEACHER_STUDIES_MOST, "all are shown");

/* ---- Which study ---- */

/* A stick comes before the study that was named, and that before what stands for a stick. */
static const char *study_path(const struct teacher_flow *flow)
{
	if (flow->study_path != NULL && (!stick_is_in(&flow->stick) || flow->stick.shared))
		return flow->study_path;
	return stick_is_in(&flow->stick) ? flow->stick.path : NULL;
}

/* A wave that this screen cannot show could not be opened later: better said before the lesson. It
 * hinders nothing, for other waves may fit. Among several studies there is no room to say it. */
void teacher_resized(struct teacher_flow *flow)
{
	const struct teacher_set_up *set_up = &flow->set_up;
	if (flow->screen != SCREEN_SETUP_STUDY || set_up->studies.count != 1)
		return;
	const struct pack *pack = &set_up->studies.list[0].pack;
	bool fit = true;
	teacher_say_nothing(flow);
	for (size_t i = 0; i < pack->study->wave_count && fit; i++)
		fit = fit_wave(flow->pupils_screen, pack->study, pack->school,
			       &pack->study->waves[i], &flow->said);
}

void teacher_setup_begin(struct teacher_flow *flow)
{
	stick_studies_release(&flow->set_up.studies);
	flow->set_up = (struct teacher_set_up){.chosen = -1};
	if (flow->typed != NULL)
		secret_wipe(&flow->block);
	teacher_show(flow, SCREEN_SETUP_STUDY);
	teacher_setup_look(flow);
}

void teacher_setup_look(struct teacher_flow *flow)
{
	struct teacher_set_up *set_up = &flow->set_up;
	const char *path = study_path(flow);
	stick_studies_release(&set_up->studies);
	teacher_say_nothing(flow);
	set_up->chosen = -1;
	if (path == NULL)
		return;
	stick_studies_read(path, NULL, &set_up->studies, &flow->said);
	if (set_up->studies.count == 1)
		set_up->chosen = 0;
	if (set_up->studies.count > 0)
		teacher_say_nothing(flow); /* of other files */
	teacher_resized(flow);
}

void teacher_new_pin_begin(struct teacher_flow *flow)
{
	flow->set_up = (struct teacher_set_up){.chosen = -1, .new_pin = true};
	teacher_show(flow, SCREEN_SETUP_NUMBER);
}

/* The study that the number must fit: the one found, or the machine's own. */
static const struct pack *pack_of(struct teacher_flow *flow, struct problems *problems)
{
	if (flow->set_up.new_pin)
		return packs_take(&flow->machine->packs, 0, problems);
	return &flow->set_up.studies.list[flow->set_up.chosen].pack;
}

static void study_apply(struct teacher_flow *flow, struct action action)
{
	struct teacher_set_up *set_up = &flow->set_up;
	if (action.kind == ACTION_CHOOSE && action.value >= 0 &&
	    (size_t)action.value < set_up->studies.count)
		set_up->chosen = action.value;
	else if (action.kind == ACTION_NEXT && set_up->chosen >= 0)
		teacher_show(flow, SCREEN_SETUP_NUMBER);
	else if (action.kind == ACTION_LEAVE)
		flow->end = TEACHER_LEAVES;
}

/* ---- The set-up number ---- */

/* Leaves the key when the number fits. */
static bool number_fits(struct teacher_flow *flow, const struct envelope_label *label,
			const char number[SETUP_NUMBER_DIGITS + 1], bool *fits,
			struct problems *problems)
{
	struct teacher_typed *typed = flow->typed;
	uint8_t proof[sizeof label->proof];
	if (!setup_key(number, label->salt, typed->key)) {
		problem_error_at(problems, NULL, "start the machine again",
				 "there is not enough memory to check the set-up number");
		return false;
	}
	setup_proof(typed->key, label->study, label->school, &label->key, proof);
	*fits = bytes_equal(proof, label->proof, sizeof proof);
	if (!*fits)
		secret_zero(typed->key, sizeof typed->key);
	return true;
}

static bool number_next(struct teacher_flow *flow, struct problems *problems)
{
	const struct pack *pack = pack_of(flow, problems);
	char number[SETUP_NUMBER_DIGITS + 1];
	bool fits = false, fine = true;
	if (pack == NULL)
		return false;
	if (flow->typed->count < SETUP_NUMBER_DIGITS) {
		flow->trouble = TEACHER_SHORT;
		return true;
	}
	if (setup_number_read(teacher_field(flow), number))
		fine = number_fits(flow, &pack->envelope.label, number, &fits, problems);
	else
		flow->trouble = TEACHER_SLIP;
	if (fits)
		memcpy(flow->typed->number, number, sizeof number);
	secret_zero(number, sizeof number);
	if (fits)
		teacher_show(flow, flow->set_up.new_pin ? SCREEN_SETUP_PIN : SCREEN_SETUP_MACHINE);
	else if (flow->trouble != TEACHER_SLIP)
		flow->trouble = TEACHER_WRONG;
	return fine;
}

static bool number_apply(struct teacher_flow *flow, struct action action, struct problems *problems)
{
	if (action.kind == ACTION_NEXT)
		return number_next(flow, problems);
	if (action.kind == ACTION_BACK)
		teacher_show(flow, flow->set_up.new_pin ? SCREEN_PIN : SCREEN_SETUP_STUDY);
	return true;
}

/* ---- The machine's number ---- */

static bool machine_apply(struct teacher_flow *flow, struct action action,
			  struct problems *problems)
{
	int64_t number;
	if (action.kind == ACTION_BACK) {
		secret_zero(flow->typed->key, sizeof flow->typed->key);
		secret_zero(flow->typed->number, sizeof flow->typed->number);
		teacher_show(flow, SCREEN_SETUP_NUMBER);
	}
	if (action.kind != ACTION_NEXT)
		return true;
	const struct pack *pack = pack_of(flow, problems);
	if (pack == NULL)
		return false;
	if (number_read(teacher_field(flow), 1, pack->school->machines, &number) != NUMBER_FINE) {
		teacher_field_clear(flow);
		flow->trouble = TEACHER_RANGE;
		return true;
	}
	flow->set_up.number = (uint32_t)number;
	teacher_show(flow, SCREEN_SETUP_PIN);
	return true;
}

/* ---- All of it, once the PIN was typed twice ---- */

struct enrolling {
	const struct envelope_label *label;
	const uint8_t *pack; /* SHA-256 of the SHA256SUMS it is set up with */
	const uint8_t *key;
	uint32_t number;
};

static void enrol(const void *context, const uint8_t machine[16],
		  const struct minisign_public *machine_key, uint8_t enrolment[32])
{
	const struct enrolling *enrolling = context;
	setup_enrolment(enrolling->key, enrolling->label->study, enrolling->label->school, machine,
			enrolling->number, machine_key, enrolling->pack, enrolment);
}

static bool set_up(struct teacher_flow *flow, const struct pack *pack)
{
	const struct envelope_label *label = &pack->envelope.label;
	const struct stick_study *study = &flow->set_up.studies.list[flow->set_up.chosen];
	const struct enrolling enrolling = {.label = label,
					    .pack = pack->envelope.sums_digest,
					    .key = flow->typed->key,
					    .number = flow->set_up.number};
	struct vault_setup setup = {.pack_archive = {study->bytes, study->size},
				    .issue = label->issue,
				    .number = flow->set_up.number,
				    .study = label->study,
				    .school = label->school,
				    .signing = label->key,
				    .enrol = enrol,
				    .context = &enrolling,
				    .pin = teacher_field(flow)};
	memcpy(setup.pack, pack->envelope.sums_digest, sizeof setup.pack);
	return vault_set_up(flow->machine->vault, &setup, &flow->said);
}

static bool reset_pin(struct teacher_flow *flow, const struct pack *pack)
{
	const struct vault_machine *machine = vault_machine(flow->machine->vault);
	const struct enrolling enrolling = {.label = &pack->envelope.label,
					    .pack = machine->pack,
					    .key = flow->typed->key,
					    .number = machine->number};
	return vault_reset_pin(flow->machine->vault, teacher_field(flow), enrol, &enrolling,
			       &flow->said);
}

/* What fails here is said on the first page again, and can be tried again from there. */
bool teacher_setup_finish(struct teacher_flow *flow, int64_t now_ms, struct problems *problems)
{
	bool new_pin = flow->set_up.new_pin;
	const struct pack *pack = pack_of(flow, problems);
	if (pack == NULL)
		return false;
	teacher_say_nothing(flow);
	bool fine = new_pin ? reset_pin(flow, pack) : set_up(flow, pack);
	secret_wipe(&flow->block);
	flow->set_up.again = false;
	flow->wait_until_ms = 0;
	if (!fine) {
		flow->screen = new_pin ? SCREEN_PIN : SCREEN_SETUP_STUDY;
		return true;
	}
	stick_studies_release(&flow->set_up.studies);
	flow->set_up = (struct teacher_set_up){.chosen = -1};
	flow->machine->set_aside = false;
	if (new_pin)
		return teacher_home(flow, now_ms, problems);
	flow->end = TEACHER_TO_PUPILS;
	return true;
}

bool teacher_setup_apply(struct teacher_flow *flow, const struct teacher_act *act,
			 struct problems *problems)
{
	switch (flow->screen) {
	case SCREEN_SETUP_STUDY:
		study_apply(flow, act->action);
		return true;
	case SCREEN_SETUP_NUMBER:
		return number_apply(flow, act->action, problems);
	default:
		return machine_apply(flow, act->action, problems);
	}
}
