#include <sodium.h>

#include "kiosk/vault/vault_keys.h"

#define WAIT_MOST_MS 60000
#define WAIT_STEPS 6 /* 1, 2, 4, 8, 16, 32 s, then the longest */

/* --- Set-up --- */

/* A new signing key in keys->signing, its public half and the enrolment in the row. */
static void signing_make(struct vault *vault, struct machine_row *machine, vault_enrol *enrol,
			 const void *context)
{
	minisign_make(&vault->keys->signing, &machine->about.key);
	enrol(context, machine->about.id, &machine->about.key, machine->about.enrolment);
	vault_keys_wrap_signing(vault, machine);
	vault_signing_done(vault);
}

/* A new machine key under this PIN. */
static bool machine_key_make(struct vault *vault, struct slice pin, struct problems *problems)
{
	vault_keys_make_machine(vault);
	if (!vault_keys_put(vault, 0, 1, pin, problems))
		return false;
	vault->key_slot = 0;
	vault->key_generation = 1;
	return true;
}

/* Always false: what failed leaves no key in memory. */
static bool machine_key_forget(struct vault *vault)
{
	if (vault->state != VAULT_UNLOCKED)
		secret_zero(vault->keys->machine, sizeof vault->keys->machine);
	return false;
}

static bool machine_named(struct machine_row *machine, const struct vault_setup *setup)
{
	randombytes_buf(machine->about.id, sizeof machine->about.id);
	machine->about.number = setup->number;
	machine->about.issue = setup->issue;
	machine->about.signing = setup->signing;
	memcpy(machine->about.pack, setup->pack, sizeof machine->about.pack);
	return vault_text_set(machine->about.study, sizeof machine->about.study, setup->study) &&
	       vault_text_set(machine->about.school, sizeof machine->about.school, setup->school);
}

bool vault_set_up(struct vault *vault, const struct vault_setup *setup, struct problems *problems)
{
	struct machine_row machine = {.tries = 0};
	if (vault->state != VAULT_NEW)
		return vault_refuse(problems, NULL, "This machine is set up already.");
	if (!machine_named(&machine, setup))
		return vault_refuse(problems, NULL, "The study or the school has no proper id.");
	if (!pin_allowed(setup->pin, problems) || !vault_sound(vault, problems) ||
	    !vault_room(vault, setup->pack_archive.size, problems))
		return false;
	if (!machine_key_make(vault, setup->pin, problems))
		return machine_key_forget(vault);
	signing_make(vault, &machine, setup->enrol, setup->context);
	if (!vault_machine_make(vault->db, &machine, setup->pack_archive, problems))
		return machine_key_forget(vault);
	vault->machine = machine;
	vault->state = VAULT_UNLOCKED;
	return true;
}

/* --- A forgotten PIN --- */

static bool all_ended(struct vault *vault, struct problems *problems)
{
	struct vault_session *list = calloc(VAULT_SESSIONS_MOST, sizeof *list);
	struct session_row session;
	size_t count = 0;
	bool found, fine = list != NULL && db_begin(vault->db, problems);
	if (!fine) {
		free(list);
		return false;
	}
	fine = rows_sessions(vault->db, list, VAULT_SESSIONS_MOST, &count, problems);
	for (size_t i = 0; fine && i < count && list[i].open; i++)
		fine = rows_session(vault->db, list[i].id, &session, &found, problems) && found &&
		       rows_end_session(vault->db, &session, problems);
	free(list);
	if (fine)
		return db_commit(vault->db, problems);
	db_rollback(vault->db);
	return false;
}

static bool all_slots_cleared(struct vault *vault, struct problems *problems)
{
	bool *keep = calloc(vault->slots.count, sizeof *keep);
	bool fine = keep != NULL && slots_clear(&vault->slots, keep, problems);
	free(keep);
	if (fine)
		vault->key_generation = 0;
	return fine;
}

bool vault_reset_pin(struct vault *vault, struct slice new_pin, vault_enrol *enrol,
		     const void *context, struct problems *problems)
{
	struct machine_row machine = vault->machine;
	if (vault->state == VAULT_NEW)
		return vault_refuse(problems, NULL, "This machine is not set up yet.");
	if (!pin_allowed(new_pin, problems) || !vault_sound(vault, problems))
		return false;
	vault_sitting_forget(vault);
	vault->state = VAULT_LOCKED;
	secret_zero(vault->keys->machine, sizeof vault->keys->machine);
	if (!all_ended(vault, problems) || !all_slots_cleared(vault, problems))
		return false;
	if (!machine_key_make(vault, new_pin, problems))
		return machine_key_forget(vault);
	machine.tries = 0;
	signing_make(vault, &machine, enrol, context);
	if (!vault_machine_renew(vault->db, &machine, problems))
		return machine_key_forget(vault);
	vault->machine = machine;
	vault->wait_begun = false;
	vault->state = VAULT_UNLOCKED;
	return true;
}

/* --- The PIN --- */

static int64_t wait_of(uint32_t tries)
{
	if (tries == 0)
		return 0;
	return tries > WAIT_STEPS ? WAIT_MOST_MS : (int64_t)1000 << (tries - 1);
}

static bool tries_set(struct vault *vault, uint32_t tries, struct problems *problems)
{
	if (!vault_machine_tries(vault->db, tries, problems))
		return false;
	vault->machine.tries = tries;
	return true;
}

/* The machine key alone does not open the machine: after a cut in vault_reset_pin the signing key
 * is still the old one, and the number of the letter has to come again. */
static enum vault_keys_opened tried(struct vault *vault, struct slice pin,
				    struct problems *problems)
{
	enum vault_keys_opened opened = vault_keys_open(vault, pin, problems);
	if (opened != KEYS_OPENED)
		return opened;
	bool fine = vault_keys_unwrap_signing(vault, problems);
	vault_signing_done(vault);
	return fine ? KEYS_OPENED : KEYS_FAILED;
}

enum vault_pin vault_unlock(struct vault *vault, struct slice pin, int64_t now_ms, int64_t *wait_ms,
			    struct problems *problems)
{
	*wait_ms = 0;
	if (vault->state == VAULT_NEW) {
		vault_refuse(problems, NULL, "This machine is not set up yet.");
		return VAULT_PIN_FAILED;
	}
	if (!vault->wait_begun) {
		vault->wait_begun = true;
		vault->wait_until_ms = now_ms + wait_of(vault->machine.tries);
	}
	if (now_ms < vault->wait_until_ms) {
		*wait_ms = vault->wait_until_ms - now_ms;
		return VAULT_PIN_WAIT;
	}
	uint32_t tries = vault->machine.tries;
	if (!tries_set(vault, tries < UINT32_MAX ? tries + 1 : tries, problems))
		return VAULT_PIN_FAILED;
	enum vault_keys_opened opened = tried(vault, pin, problems);
	if (opened == KEYS_WRONG_PIN) {
		*wait_ms = wait_of(vault->machine.tries);
		vault->wait_until_ms = now_ms + *wait_ms;
		return VAULT_PIN_WRONG;
	}
	if (opened == KEYS_FAILED || !tries_set(vault, 0, problems)) {
		(void)machine_key_forget(vault);
		return VAULT_PIN_FAILED;
	}
	vault->state = VAULT_UNLOCKED;
	return VAULT_PIN_RIGHT;
}

bool vault_change_pin(struct vault *vault, struct slice new_pin, struct problems *problems)
{
	uint32_t old = vault->key_slot, other = 1 - old;
	if (!vault_needs_key(vault, problems) || !pin_allowed(new_pin, problems) ||
	    !vault_sound(vault, problems))
		return false;
	if (vault->key_generation == UINT32_MAX)
		return vault_refuse(problems, NULL, "The PIN was changed too often.");
	if (!vault_keys_put(vault, other, vault->key_generation + 1, new_pin, problems)) {
		/* It may stand there whole, and would count at the next start. */
		struct problems beside = {.count = 0};
		(void)!slot_overwrite(&vault->slots, other, &beside);
		return false;
	}
	vault->key_slot = other;
	vault->key_generation++;
	return slot_overwrite(&vault->slots, old, problems);
}

/* --- Packs --- */

bool vault_pack(struct vault *vault, uint32_t issue, struct arena *arena, struct slice *archive,
		struct problems *problems)
{
	if (vault->state == VAULT_NEW)
		return vault_refuse(problems, NULL, "This machine is not set up yet.");
	if (!vault_machine_pack(vault->db, issue == 0 ? vault->machine.about.issue : issue, arena,
				archive, problems))
		return false;
	return archive->size > 0 ||
	       vault_refuse(problems, NULL, "A study pack of this machine is not there.");
}

bool vault_add_pack(struct vault *vault, uint32_t issue, struct slice archive,
		    struct problems *problems)
{
	if (vault->state == VAULT_NEW || issue <= vault->machine.about.issue)
		return vault_refuse(problems, NULL, "This study pack is not newer.");
	if (!vault_sound(vault, problems) || !vault_room(vault, archive.size, problems) ||
	    !vault_machine_add_pack(vault->db, issue, archive, problems))
		return false;
	vault->machine.about.issue = issue;
	return true;
}
