#include "kiosk/vault/vault_keys.h"

bool vault_closed(struct vault *vault, struct arena *arena, struct vault_due **list, size_t *count,
		  struct problems *problems)
{
	return rows_due(vault->db, arena, list, count, problems) ||
	       vault_refuse(problems, NULL, "The answers on this machine could not be counted.");
}

static bool due_bytes(struct vault *vault, struct vault_due *due, struct arena *arena,
		      struct problems *problems)
{
	size_t size = due->sealed.size;
	char *bytes = arena_take(arena, size, 1);
	if (bytes == NULL)
		return vault_refuse(problems, NULL, "Not enough memory for the answers.");
	due->sealed.bytes = bytes;
	return db_blob_read(vault->db, "codes", "sealed", due->row, bytes, size, problems);
}

bool vault_due(struct vault *vault, struct arena *arena, struct vault_due **list, size_t *count,
	       struct problems *problems)
{
	if (!vault_closed(vault, arena, list, count, problems))
		return false;
	for (size_t i = 0; i < *count; i++)
		if (!due_bytes(vault, &(*list)[i], arena, problems))
			return false;
	return true;
}

uint32_t vault_saved(const struct vault *vault)
{
	return vault->machine.saved;
}

bool vault_keep_saved(struct vault *vault, uint32_t saved, struct problems *problems)
{
	if (saved == vault->machine.saved)
		return true;
	if (!vault_sound(vault, problems) || !vault_machine_saved(vault->db, saved, problems))
		return false;
	vault->machine.saved = saved;
	return true;
}

bool vault_batch_number(struct vault *vault, uint32_t *number, struct problems *problems)
{
	return vault_sound(vault, problems) &&
	       vault_machine_next_batch(vault->db, number, problems);
}

bool vault_signing(struct vault *vault, const struct minisign_secret **secret,
		   struct problems *problems)
{
	if (!vault_needs_key(vault, problems) || !vault_keys_unwrap_signing(vault, problems))
		return false;
	*secret = &vault->keys->signing;
	return true;
}

void vault_signing_done(struct vault *vault)
{
	secret_zero(&vault->keys->signing, sizeof vault->keys->signing);
}
