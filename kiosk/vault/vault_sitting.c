#include "export/formats/age_seal.h"
#include "kiosk/vault/filler.h"
#include "kiosk/vault/vault_keys.h"

/* Once for each size of sessions, so that nothing is allocated while a pupil answers. */
static bool room_for(char **bytes, size_t *room, size_t size)
{
	if (size <= *room)
		return true;
	free(*bytes);
	*bytes = malloc(size);
	*room = *bytes == NULL ? 0 : size;
	return *bytes != NULL;
}

/* The row and its session into vault->sitting; not its key. */
static bool sitting_look(struct vault *vault, int64_t row, struct problems *problems)
{
	bool found;
	vault_sitting_forget(vault);
	if (!rows_code(vault->db, row, &vault->sitting.code, &found, problems))
		return false;
	if (found && !rows_session(vault->db, vault->sitting.code.about.session,
				   &vault->sitting.session, &found, problems))
		return false;
	if (!found)
		return vault_refuse(problems, NULL, "There is no such code here.");
	if (!room_for(&vault->sealed, &vault->sealed_room,
		      rows_sealed_size(&vault->sitting.session)) ||
	    !room_for(&vault->resume, &vault->resume_room,
		      rows_resume_size(&vault->sitting.session)))
		return vault_refuse(problems, NULL, "Not enough memory.");
	return true;
}

static bool sitting_is(struct vault *vault, enum vault_row_state state, struct problems *problems)
{
	if (vault->sitting.code.about.state == state && vault->sitting.session.about.open)
		return true;
	return vault_refuse(problems, NULL,
			    state == VAULT_WAITING ? "This code was used already."
						   : "This sitting is closed.");
}

/* Makes row the sitting under way: its resume key is in memory afterwards. */
static bool sitting_take(struct vault *vault, int64_t row, struct problems *problems)
{
	if (!vault_needs_key(vault, problems) || !vault_sound(vault, problems))
		return false;
	if (row != 0 && vault->sitting.row == row)
		return true;
	if (!sitting_look(vault, row, problems) || !sitting_is(vault, VAULT_ANSWERING, problems) ||
	    !vault_keys_take_sitting(vault, &vault->sitting.session, vault->sitting.code.slot,
				     problems))
		return false;
	vault->sitting.row = row;
	return true;
}

static struct slice sealed_of(const struct vault *vault)
{
	return (struct slice){vault->sealed, rows_sealed_size(&vault->sitting.session)};
}

static struct slice resume_of(const struct vault *vault)
{
	return (struct slice){vault->resume, rows_resume_size(&vault->sitting.session)};
}

static bool seal(struct vault *vault, struct slice record, struct problems *problems)
{
	const struct session_row *session = &vault->sitting.session;
	if (record.size != session->record_size)
		return vault_refuse(problems, NULL, "A record has not the size of its session.");
	return age_seal(record, session->recipients, session->recipient_count,
			(uint8_t *)vault->sealed) ||
	       vault_refuse(problems, "Ask the researchers for a new study pack.",
			    "The researchers' keys in the study cannot be used.");
}

/* Both blobs, ready to be written. */
static bool prepare(struct vault *vault, struct slice record, struct slice resume,
		    struct problems *problems)
{
	if (resume.size != vault->sitting.session.resume_size)
		return vault_refuse(problems, NULL, "A sitting has not the size of its session.");
	if (!seal(vault, record, problems))
		return false;
	vault_keys_wrap_resume(vault, vault->sitting.code.about.record, resume, vault->resume);
	return true;
}

bool vault_start(struct vault *vault, int64_t row, struct slice record, struct slice resume,
		 struct problems *problems)
{
	if (!vault_needs_key(vault, problems) || !vault_sound(vault, problems) ||
	    !sitting_look(vault, row, problems) || !sitting_is(vault, VAULT_WAITING, problems) ||
	    !vault_keys_make_sitting(vault, &vault->sitting.session, vault->sitting.code.slot,
				     problems) ||
	    !prepare(vault, record, resume, problems) ||
	    !rows_write(vault->db, row, VAULT_WAITING, VAULT_ANSWERING, sealed_of(vault),
			resume_of(vault), problems)) {
		vault_sitting_forget(vault);
		return false;
	}
	vault->sitting.code.about.state = VAULT_ANSWERING;
	vault->sitting.row = row;
	return true;
}

bool vault_save(struct vault *vault, int64_t row, struct slice record, struct slice resume,
		struct problems *problems)
{
	return sitting_take(vault, row, problems) && prepare(vault, record, resume, problems) &&
	       rows_write(vault->db, row, VAULT_ANSWERING, VAULT_ANSWERING, sealed_of(vault),
			  resume_of(vault), problems);
}

/* A child who has finished is not held by a disk that fails afterwards: the start repeats it. */
static void closed_settle(struct vault *vault, uint32_t slot, struct problems *problems)
{
	struct problems found = {.count = 0};
	bool gone = slot_overwrite(&vault->slots, slot, &found);
	if (!gone || !db_checkpoint(vault->db, &found))
		problem_warning(problems, place_none(), "Start the program again.",
				"What was left of a closed sitting could not be tidied away.");
}

bool vault_close_sitting(struct vault *vault, int64_t row, struct slice record,
			 struct problems *problems)
{
	if (!vault_sound(vault, problems) ||
	    ((row == 0 || vault->sitting.row != row) && !sitting_look(vault, row, problems)) ||
	    !sitting_is(vault, VAULT_ANSWERING, problems) || !seal(vault, record, problems))
		return false;
	struct slice resume = resume_of(vault);
	filler(vault->resume, resume.size);
	if (!rows_write(vault->db, row, VAULT_ANSWERING, VAULT_DONE, sealed_of(vault), resume,
			problems))
		return false;
	vault_sitting_forget(vault);
	closed_settle(vault, vault->sitting.code.slot, problems);
	return true;
}

bool vault_resume(struct vault *vault, int64_t row, uint8_t *resume, size_t size,
		  struct problems *problems)
{
	if (!sitting_take(vault, row, problems))
		return false;
	struct slice wrapped = resume_of(vault);
	if (size != vault->sitting.session.resume_size)
		return vault_refuse(problems, NULL, "A sitting has not the size of its session.");
	if (!db_blob_read(vault->db, "codes", "resume", row, vault->resume, wrapped.size, problems))
		return false;
	return vault_keys_unwrap_resume(vault, vault->sitting.code.about.record, wrapped, resume) ||
	       vault_refuse(problems, NULL, "What was answered before cannot be read any more.");
}
