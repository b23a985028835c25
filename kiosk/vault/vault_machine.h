/* The tables of vault.db that hold the machine and its packs. Sees wrapped keys only. */
#ifndef SAYSO_VAULT_MACHINE_H
#define SAYSO_VAULT_MACHINE_H

#include "export/formats/db.h"
#include "kiosk/vault/vault.h"

#define MACHINE_SECRET_SIZE (24 + 8 + 64 + 16) /* the wrapped signing key */

struct machine_row {
	struct vault_machine about;
	uint8_t secret[MACHINE_SECRET_SIZE];
	uint32_t tries; /* wrong PINs since the last right one */
	int32_t last_day;
	uint32_t saved; /* of the codes that are done: on a stick */
};
/* *found false: not set up. */
MUST_USE bool vault_machine_read(struct db *db, struct machine_row *machine, bool *found,
				 struct problems *problems);
/* One commit: the machine and its first pack. */
MUST_USE bool vault_machine_make(struct db *db, const struct machine_row *machine,
				 struct slice pack, struct problems *problems);
/* One commit: key, enrolment and secret are new; no wrong tries. */
MUST_USE bool vault_machine_renew(struct db *db, const struct machine_row *machine,
				  struct problems *problems);
MUST_USE bool vault_machine_tries(struct db *db, uint32_t tries, struct problems *problems);
MUST_USE bool vault_machine_saved(struct db *db, uint32_t saved, struct problems *problems);
MUST_USE bool vault_machine_next_batch(struct db *db, uint32_t *number, struct problems *problems);

MUST_USE bool vault_machine_add_pack(struct db *db, uint32_t issue, struct slice archive,
				     struct problems *problems);
/* archive.bytes in the arena; size 0: no such issue. */
MUST_USE bool vault_machine_pack(struct db *db, uint32_t issue, struct arena *arena,
				 struct slice *archive, struct problems *problems);
MUST_USE bool vault_machine_has_pack(struct db *db, uint32_t issue, bool *there,
				     struct problems *problems);

#endif
