/* How the keys of the machine hang together (docs/formats.md): the PIN wraps the machine key, that
 * wraps the signing key and the session keys; a session key and a sitting's slot make a resume key.
 * All in the vault's guarded block. */
#ifndef SAYSO_VAULT_KEYS_H
#define SAYSO_VAULT_KEYS_H

#include "kiosk/vault/vault_parts.h"

MUST_USE bool pin_allowed(struct slice pin, struct problems *problems);

/* Finds the machine key's slot; of two valid ones keeps the higher generation. keep[0] and keep[1]
 * say which is to stay. */
MUST_USE bool vault_keys_find(struct vault *vault, bool keep[2], struct problems *problems);
enum vault_keys_opened { KEYS_OPENED, KEYS_WRONG_PIN, KEYS_FAILED };
/* Into keys->machine; with a wrong PIN that stays as it was. */
MUST_USE enum vault_keys_opened vault_keys_open(struct vault *vault, struct slice pin,
						struct problems *problems);
/* keys->machine under this PIN into a slot with that generation, and read back. */
MUST_USE bool vault_keys_put(struct vault *vault, uint32_t slot, uint32_t generation,
			     struct slice pin, struct problems *problems);
void vault_keys_make_machine(struct vault *vault);

/* keys->signing, and back. */
void vault_keys_wrap_signing(struct vault *vault, struct machine_row *machine);
MUST_USE bool vault_keys_unwrap_signing(struct vault *vault, struct problems *problems);

/* A new session key into the session's slot. */
MUST_USE bool vault_keys_make_session(struct vault *vault, const struct session_row *session,
				      struct problems *problems);
/* keys->resume: from a new sitting slot, or from the one that is there. */
MUST_USE bool vault_keys_make_sitting(struct vault *vault, const struct session_row *session,
				      uint32_t slot, struct problems *problems);
MUST_USE bool vault_keys_take_sitting(struct vault *vault, const struct session_row *session,
				      uint32_t slot, struct problems *problems);
/* Under keys->resume, bound to the record's id. out: size + ROWS_WRAP. */
void vault_keys_wrap_resume(const struct vault *vault, const uint8_t record[16], struct slice plain,
			    char *out);
MUST_USE bool vault_keys_unwrap_resume(const struct vault *vault, const uint8_t record[16],
				       struct slice wrapped, uint8_t *plain);

#endif
