#include "kiosk/flow/pupil_parts.h"

#define WRONG_DRAWINGS_MOST 2

static void code_forget(struct pupil_flow *flow, enum code_trouble trouble)
{
	secret_zero(&flow->card, sizeof flow->card);
	flow->card.chosen = -1;
	flow->card.trouble = trouble;
}

static struct slice typed(const struct pupil_card *card)
{
	return (struct slice){card->typed, card->typed_count};
}

/* A slip is said with the sixth character, not only with Next; and nothing is ignored in silence.
 */
static void code_type(struct pupil_card *card, int32_t value)
{
	char c = value >= 'a' && value <= 'z' ? (char)(value - 'a' + 'A') : (char)value;
	struct respondent_code code;
	if (card->typed_count == CODE_SIZE) {
		card->trouble = card->trouble == CODE_FINE ? CODE_FULL : card->trouble;
	} else if (value <= 0 || value > 'z' || strchr(CODE_ALPHABET, c) == NULL) {
		card->trouble = CODE_STRANGER;
	} else {
		card->typed[card->typed_count++] = c;
		bool fine =
			card->typed_count < CODE_SIZE || respondent_code_read(typed(card), &code);
		card->trouble = fine ? CODE_FINE : CODE_SLIP;
	}
}

static void code_rub(struct pupil_card *card)
{
	if (card->typed_count > 0)
		card->typed[--card->typed_count] = '\0';
	card->trouble = CODE_FINE;
}

static bool session_of(struct pupil_flow *flow, int64_t id, struct vault_session *session,
		       struct problems *problems)
{
	struct vault_session list[VAULT_SESSIONS_MOST];
	size_t count;
	*session = (struct vault_session){.open = false};
	if (!vault_sessions(flow->vault, list, countof(list), &count, problems))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			*session = list[i];
	return true;
}

/* The four in the order of their numbers, which tells nothing. */
static void drawings_lay(struct pupil_card *card)
{
	size_t count = 0;
	card->drawings[count++] = card->code->drawing;
	for (size_t i = 0; i < countof(card->code->false_friends); i++) {
		uint8_t drawing = card->code->false_friends[i];
		size_t at = count++;
		while (at > 0 && card->drawings[at - 1] > drawing) {
			card->drawings[at] = card->drawings[at - 1];
			at--;
		}
		card->drawings[at] = drawing;
	}
}

/* Study, wave and code as the pack has them that the session was opened with. */
static bool card_look_up(struct pupil_flow *flow, const struct respondent_code *code,
			 const struct vault_session *session, struct problems *problems)
{
	const struct pack *pack = packs_take(flow->packs, session->issue, problems);
	if (pack == NULL)
		return false;
	const struct wave *wave = study_wave(pack->study, slice_of(session->wave));
	const struct study_code *known = study_code(pack->study, code);
	if (wave == NULL || known == NULL) {
		problem_error_at(problems, NULL, "end this session and open it again",
				 "the study pack does not know a session that is open");
		return false;
	}
	flow->study = pack->study;
	flow->school = pack->school;
	flow->wave = wave;
	flow->look = wave->look;
	flow->card.code = known;
	drawings_lay(&flow->card);
	return true;
}

static bool code_look_up(struct pupil_flow *flow, const struct respondent_code *code,
			 int64_t now_ms, struct problems *problems)
{
	struct pupil_card *card = &flow->card;
	struct vault_session session;
	bool found;
	if (!vault_find(flow->vault, code->text, &card->row, &found, problems))
		return false;
	if (!found) {
		card->trouble = CODE_UNKNOWN;
		return true;
	}
	if (!session_of(flow, card->row.session, &session, problems))
		return false;
	if (card->row.state == VAULT_DONE)
		card->trouble = CODE_DONE;
	else if (!session.open)
		card->trouble = CODE_UNKNOWN;
	if (card->trouble != CODE_FINE)
		return true;
	if (!card_look_up(flow, code, &session, problems))
		return false;
	pupil_show(flow, SCREEN_DRAWING, now_ms);
	return true;
}

static bool code_next(struct pupil_flow *flow, int64_t now_ms, struct problems *problems)
{
	struct respondent_code code;
	flow->card.trouble = CODE_FINE;
	if (respondent_code_read(typed(&flow->card), &code))
		return code_look_up(flow, &code, now_ms, problems);
	flow->card.trouble = flow->card.typed_count < CODE_SIZE ? CODE_SHORT : CODE_SLIP;
	return true;
}

bool pupil_code_apply(struct pupil_flow *flow, const struct pupil_act *act,
		      struct problems *problems)
{
	switch (act->action.kind) {
	case ACTION_TYPE:
		code_type(&flow->card, act->action.value);
		return true;
	case ACTION_RUB:
		code_rub(&flow->card);
		return true;
	case ACTION_NEXT:
		return code_next(flow, act->now_ms, problems);
	case ACTION_BACK:
		pupil_reset(flow, act->now_ms);
		return true;
	default:
		return true;
	}
}

static void back_to_code(struct pupil_flow *flow, enum code_trouble trouble, int64_t now_ms)
{
	code_forget(flow, trouble);
	pupil_show(flow, SCREEN_CODE, now_ms);
}

/* Which one would be right is never told. After two the code was another's. */
static void drawing_refuse(struct pupil_flow *flow, int64_t now_ms)
{
	flow->card.chosen = -1;
	flow->card.wrong = true;
	if (++flow->card.times_wrong == WRONG_DRAWINGS_MOST)
		back_to_code(flow, CODE_OTHER_CARD, now_ms);
}

static bool drawing_next(struct pupil_flow *flow, const struct pupil_act *act,
			 struct problems *problems)
{
	const struct pupil_card *card = &flow->card;
	flow->nudge = card->chosen < 0;
	if (flow->nudge)
		return true;
	if (card->drawings[card->chosen] != card->code->drawing) {
		drawing_refuse(flow, act->now_ms);
		return true;
	}
	if (!pupil_sit_down(flow, act, problems))
		return false;
	bool begun = pupil_has_begun(flow);
	if (begun)
		pupil_go_on(flow, act->now_ms);
	else
		pupil_show(flow, SCREEN_FIRST, act->now_ms);
	flow->welcome = begun;
	return true;
}

bool pupil_drawing_apply(struct pupil_flow *flow, const struct pupil_act *act,
			 struct problems *problems)
{
	int32_t value = act->action.value;
	switch (act->action.kind) {
	case ACTION_DRAWING:
		if (value >= 0 && (size_t)value < countof(flow->card.drawings))
			flow->card.chosen = flow->card.chosen == value ? -1 : (int)value;
		flow->card.wrong = false;
		flow->nudge = false;
		return true;
	case ACTION_NEXT:
		return drawing_next(flow, act, problems);
	case ACTION_BACK:
		back_to_code(flow, CODE_FINE, act->now_ms);
		return true;
	default:
		return true;
	}
}
