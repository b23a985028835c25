#include <sodium.h>

#include "kiosk/vault/vault_keys.h"

static bool codes_in_order(const struct vault_code *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(codes[i].code) != 6 ||
		    (i > 0 && strcmp(codes[i - 1].code, codes[i].code) >= 0))
			return false;
	return count > 0 && count <= VAULT_CODES_MOST;
}

/* The caller's opening as a row; what cannot be is the caller's mistake. */
static bool session_from(const struct vault_opening *opening, struct session_row *session)
{
	*session = (struct session_row){.about = {.day = opening->day,
						  .issue = opening->issue,
						  .open = true,
						  .days_left = VAULT_DAYS_OPEN},
					.record_size = opening->record_size,
					.resume_size = opening->resume_size,
					.recipient_count = opening->recipient_count};
	if (opening->recipient_count == 0 || opening->recipient_count > AGE_RECIPIENTS_MOST ||
	    opening->record_size == 0 || opening->record_size > RECORD_MOST ||
	    opening->resume_size == 0 || opening->resume_size > VAULT_RESUME_MOST)
		return false;
	memcpy(session->recipients, opening->recipients,
	       opening->recipient_count * sizeof opening->recipients[0]);
	return codes_in_order(opening->codes, opening->code_count) &&
	       vault_text_set(session->about.class_name, sizeof session->about.class_name,
			      opening->class_name) &&
	       vault_text_set(session->about.wave, sizeof session->about.wave, opening->wave);
}

/* Always false. */
static bool too_many(struct problems *problems)
{
	return vault_refuse(problems, "End a session that is over.",
			    "Too many sessions are open on this machine.");
}

static bool may_open(struct vault *vault, const struct session_row *session,
		     struct problems *problems)
{
	bool there;
	int64_t all, of_class;
	if (!rows_open_count(vault->db, session->about.class_name, &all, &of_class, problems) ||
	    !vault_machine_has_pack(vault->db, session->about.issue, &there, problems))
		return false;
	if (of_class > 0)
		return vault_refuse(problems, "End it first.",
				    "This class has an open session already.");
	if (all >= VAULT_OPEN_MOST)
		return too_many(problems);
	if (!there)
		return vault_refuse(problems, NULL, "The study pack of this session is not there.");
	return session->about.day >= vault->machine.last_day ||
	       vault_refuse(problems, "Confirm today's date.",
			    "The day lies before the last day that was confirmed here.");
}

/* Those of the opening that the wave has not had here. Rehearsals alone are no session. */
static bool codes_left(struct vault *vault, const struct vault_opening *opening,
		       struct vault_code *left, size_t *count, struct problems *problems)
{
	bool taken[VAULT_CODES_MOST] = {false}, any = false;
	*count = 0;
	if (!rows_taken(vault->db, opening->wave, opening->codes, taken, opening->code_count,
			problems))
		return false;
	for (size_t i = 0; i < opening->code_count; i++) {
		if (taken[i])
			continue;
		left[(*count)++] = opening->codes[i];
		any = any || !opening->codes[i].rehearsal;
	}
	return any || vault_refuse(problems, "Choose another class, or another questionnaire.",
				   "Everybody in this class is done on this machine.");
}

/* count slots that nothing open names, drawn at random: their order says nothing. */
static bool slots_draw(struct vault *vault, uint32_t *out, size_t count, struct problems *problems)
{
	uint32_t total = vault->slots.count, left = 0;
	bool *named = calloc(total, sizeof *named);
	uint32_t *free_ones = calloc(total, sizeof *free_ones);
	bool fine = named != NULL && free_ones != NULL &&
		    rows_slots(vault->db, ROWS_SLOTS_TAKEN, named, total, problems);
	for (uint32_t slot = SLOTS_FIRST_FREE; fine && slot < total; slot++)
		if (!named[slot])
			free_ones[left++] = slot;
	if (fine && left < count)
		fine = too_many(problems);
	for (size_t i = 0; fine && i < count; i++) {
		uint32_t at = randombytes_uniform(left);
		out[i] = free_ones[at];
		free_ones[at] = free_ones[--left];
	}
	free(named);
	free(free_ones);
	return fine;
}

bool vault_open_session(struct vault *vault, const struct vault_opening *opening, int64_t *session,
			struct problems *problems)
{
	struct session_row row;
	struct vault_code codes[VAULT_CODES_MOST];
	uint32_t slots[VAULT_CODES_MOST + 1];
	size_t count;
	if (!vault_needs_key(vault, problems) || !vault_sound(vault, problems))
		return false;
	if (!session_from(opening, &row))
		return vault_refuse(problems, NULL, "This session cannot be opened as it is.");
	if (!may_open(vault, &row, problems) ||
	    !codes_left(vault, opening, codes, &count, problems) ||
	    !vault_room(vault, (rows_sealed_size(&row) + rows_resume_size(&row)) * count,
			problems) ||
	    !slots_draw(vault, slots, count + 1, problems))
		return false;
	row.slot = slots[count];
	if (!vault_keys_make_session(vault, &row, problems) ||
	    !rows_open_session(vault->db, &row, codes, slots, count, problems))
		return false;
	*session = row.about.id;
	if (row.about.day > vault->machine.last_day)
		vault->machine.last_day = row.about.day;
	return db_checkpoint(vault->db, problems); /* the space is the database's own from now on */
}

/* The session's slot and those of all its codes, whatever their state; when this is repeated, none
 * that went to another session since. */
static bool slots_of_session_cleared(struct vault *vault, const struct session_row *session,
				     struct problems *problems)
{
	struct code_row rows[VAULT_CODES_MOST];
	size_t count = 0;
	bool *keep = calloc(vault->slots.count, sizeof *keep);
	bool fine = keep != NULL &&
		    rows_codes(vault->db, session->about.id, rows, countof(rows), &count, problems);
	for (uint32_t slot = 0; fine && slot < vault->slots.count; slot++)
		keep[slot] = slot != session->slot;
	for (size_t i = 0; i < count; i++)
		if (rows[i].slot < vault->slots.count)
			keep[rows[i].slot] = rows[i].slot < SLOTS_FIRST_FREE;
	fine = fine &&
	       rows_slots(vault->db, ROWS_SLOTS_TAKEN, keep, vault->slots.count, problems) &&
	       slots_clear(&vault->slots, keep, problems);
	free(keep);
	return fine;
}

bool vault_end_session(struct vault *vault, int64_t session, struct problems *problems)
{
	struct session_row row;
	bool found;
	if (!vault_sound(vault, problems) ||
	    !rows_session(vault->db, session, &row, &found, problems))
		return false;
	if (!found)
		return vault_refuse(problems, NULL, "There is no such session.");
	if (vault->sitting.row != 0 && vault->sitting.session.about.id == session)
		vault_sitting_forget(vault);
	if (!rows_end_session(vault->db, &row, problems) ||
	    !slots_of_session_cleared(vault, &row, problems))
		return false;
	return db_checkpoint(vault->db, problems);
}

bool vault_sessions(struct vault *vault, struct vault_session *list, size_t most, size_t *count,
		    struct problems *problems)
{
	return rows_sessions(vault->db, list, most, count, problems);
}

bool vault_count_day(struct vault *vault, int64_t session, int32_t days_left,
		     struct problems *problems)
{
	if (days_left < 0 || days_left > VAULT_DAYS_OPEN)
		return vault_refuse(problems, NULL, "A session is open for at most 7 days.");
	return rows_count_day(vault->db, session, days_left, problems);
}

bool vault_rows(struct vault *vault, int64_t session, struct vault_row *rows, size_t most,
		size_t *count, struct problems *problems)
{
	struct code_row whole[VAULT_CODES_MOST];
	size_t limit = most < countof(whole) ? most : countof(whole);
	if (!rows_codes(vault->db, session, whole, limit, count, problems))
		return false;
	for (size_t i = 0; i < *count; i++)
		rows[i] = whole[i].about;
	return true;
}

bool vault_find(struct vault *vault, const char *code, struct vault_row *row, bool *found,
		struct problems *problems)
{
	return rows_find(vault->db, code, row, found, problems);
}
