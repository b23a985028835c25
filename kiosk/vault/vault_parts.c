#include <sys/statvfs.h>

#include "kiosk/vault/vault_parts.h"

#define ROOM_TO_RUN 33554432u /* the journal of a long sitting, and the database's own growth */

bool vault_refuse(struct problems *problems, const char *hint, const char *sentence)
{
	problem_error_at(problems, NULL, hint, "%s", sentence);
	return false;
}

bool vault_text_set(char *out, size_t size, const char *text)
{
	size_t length = strlen(text);
	if (length == 0 || length >= size)
		return false;
	memcpy(out, text, length + 1);
	return true;
}

/* Twice: what is written lies in the journal first. */
bool vault_room(const struct vault *vault, uint64_t bytes, struct problems *problems)
{
	struct statvfs disk;
	if (statvfs(vault->folder, &disk) != 0)
		return file_fault(problems, vault->folder, "the disk could not be looked at");
	uint64_t room = (uint64_t)disk.f_bavail * disk.f_frsize;
	return room >= bytes * 2 + ROOM_TO_RUN ||
	       vault_refuse(problems, "Delete what is not needed on this machine's disk.",
			    "There is not enough room on the disk.");
}

bool vault_sound(const struct vault *vault, struct problems *problems)
{
	return (!db_broken(vault->db) && !vault->slots.broken) ||
	       vault_refuse(problems, "Start the program again.",
			    "The disk of this machine has failed; nothing more is stored.");
}

bool vault_needs_key(const struct vault *vault, struct problems *problems)
{
	return vault->state == VAULT_UNLOCKED ||
	       vault_refuse(problems, "Enter the PIN.", "The machine is locked.");
}

void vault_sitting_forget(struct vault *vault)
{
	vault->sitting.row = 0;
	secret_zero(vault->keys->resume, sizeof vault->keys->resume);
}
