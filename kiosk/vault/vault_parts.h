/* What the files of the vault share; for them alone. */
#ifndef SAYSO_VAULT_PARTS_H
#define SAYSO_VAULT_PARTS_H

#include "export/formats/folder.h"
#include "export/formats/secret.h"
#include "kiosk/vault/slots.h"
#include "kiosk/vault/vault_machine.h"
#include "kiosk/vault/vault_rows.h"

/* In one guarded block. What is not in use is zero. */
struct vault_keys {
	uint8_t machine[32];		/* while unlocked */
	uint8_t resume[32];		/* of the sitting under way */
	struct minisign_secret signing; /* from vault_signing to vault_signing_done */
	/* Within a call only. */
	uint8_t pin[32], other[32], session[32], sitting[32];
	uint8_t packed[sizeof(struct minisign_secret)];
};

struct vault {
	char folder[PATH_SIZE];
	int lock; /* the folder, flock'ed; -1: none */
	struct db *db;
	struct slots slots;
	struct secret guard;
	struct vault_keys *keys; /* in guard */
	enum vault_state state;
	struct machine_row machine;

	uint32_t key_slot, key_generation; /* of the machine key; generation 0: none is valid */
	bool wait_begun;		   /* since the start */
	int64_t wait_until_ms;

	struct {
		int64_t row; /* 0: none */
		struct session_row session;
		struct code_row code;
	} sitting;	       /* the one whose resume key is in keys */
	char *sealed, *resume; /* what is about to be written, nothing in the clear */
	size_t sealed_room, resume_room;
};

/* Always false. */
bool vault_refuse(struct problems *problems, const char *hint, const char *sentence);
/* False: empty, or longer than size with its NUL. */
MUST_USE bool vault_text_set(char *out, size_t size, const char *text);
/* Room for so many bytes and what a session's running needs besides. */
MUST_USE bool vault_room(const struct vault *vault, uint64_t bytes, struct problems *problems);
/* Neither the database nor the keys have seen the disk fail. */
MUST_USE bool vault_sound(const struct vault *vault, struct problems *problems);
MUST_USE bool vault_needs_key(const struct vault *vault, struct problems *problems);
/* The sitting's key, gone from memory. */
void vault_sitting_forget(struct vault *vault);

#endif
