#include "kiosk/vault/vault_keys.h"

static bool due_bytes(struct vault *vault, struct due_row *row, struct arena *arena,
		      struct problems *problems)
{
	size_t size = row->due.sealed.size;
	char *bytes = arena_take(arena, size, 1);
	if (bytes == NULL)
		return vault_refuse(problems, NULL, "Not enough memory for the answers.");
	row->due.sealed.bytes = bytes;
	return db_blob_read(vault->db, "codes", "sealed", row->row, bytes, size, problems);
}

bool vault_due(struct vault *vault, struct arena *arena, struct vault_due **list, size_t *count,
	       struct problems *problems)
{
	struct due_row *rows;
	if (!rows_due(vault->db, arena, &rows, count, problems))
		return false;
	*list = arena_take(arena, *count, sizeof **list);
	if (*list == NULL)
		return vault_refuse(problems, NULL, "Not enough memory for the answers.");
	for (size_t i = 0; i < *count; i++) {
		if (!due_bytes(vault, &rows[i], arena, problems))
			return false;
		(*list)[i] = rows[i].due;
	}
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
