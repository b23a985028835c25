/* The tables of vault.db that hold sessions and codes. Sees sealed bytes only: what comes in here
 * goes to the disk as it is. Knows no key and writes no slot. What changes of a code's row are its
 * state and two blobs, each in place. */
#ifndef SAYSO_VAULT_ROWS_H
#define SAYSO_VAULT_ROWS_H

#include "export/formats/db.h"
#include "kiosk/vault/vault.h"
#include "surveys/base/bounds.h"

const struct db_migration *rows_migrations(size_t *count);

struct session_row {
	struct vault_session about; /* without its counts */
	uint32_t slot;
	size_t record_size, resume_size; /* plain bytes */
	struct age_recipient recipients[AGE_RECIPIENTS_MOST];
	size_t recipient_count;
};
struct code_row {
	struct vault_row about;
	uint32_t slot;
};
/* Bytes of a row's two blobs. */
#define ROWS_WRAP 40 /* nonce and tag of a wrapped resume */
size_t rows_sealed_size(const struct session_row *session);
size_t rows_resume_size(const struct session_row *session);

/* One commit: the session, and a row a code with both blobs full of random bytes. slots: one for
 * each code. session->about.id is set. */
MUST_USE bool rows_open_session(struct db *db, struct session_row *session,
				const struct vault_code *codes, const uint32_t *slots, size_t count,
				struct problems *problems);
/* One commit: ended, and its answering rows done with random bytes as resume. Harmless on an ended
 * one. */
MUST_USE bool rows_end_session(struct db *db, const struct session_row *session,
			       struct problems *problems);
/* *found false: no such session, or row. */
MUST_USE bool rows_session(struct db *db, int64_t id, struct session_row *session, bool *found,
			   struct problems *problems);
/* How many sessions are open in all, and of a class. */
MUST_USE bool rows_open_count(struct db *db, const char *class_name, int64_t *all,
			      int64_t *of_class, struct problems *problems);
MUST_USE bool rows_sessions(struct db *db, struct vault_session *list, size_t most, size_t *count,
			    struct problems *problems);
MUST_USE bool rows_count_day(struct db *db, int64_t session, int32_t days_left,
			     struct problems *problems);

MUST_USE bool rows_code(struct db *db, int64_t id, struct code_row *row, bool *found,
			struct problems *problems);
MUST_USE bool rows_find(struct db *db, const char *code, struct vault_row *row, bool *found,
			struct problems *problems);
/* taken[i]: the wave has had codes[i] here: it is done, or lies in a session that is open. Others
 * are left. */
MUST_USE bool rows_taken(struct db *db, const char *wave, const struct vault_code *codes,
			 bool *taken, size_t count, struct problems *problems);
MUST_USE bool rows_codes(struct db *db, int64_t session, struct code_row *rows, size_t most,
			 size_t *count, struct problems *problems);
/* One commit. */
MUST_USE bool rows_write(struct db *db, int64_t row, enum vault_row_state from,
			 enum vault_row_state state, struct slice sealed, struct slice resume,
			 struct problems *problems);

enum rows_slots {
	ROWS_SLOTS_TAKEN,  /* of open sessions and all their rows: no other session may draw them */
	ROWS_SLOTS_IN_USE, /* of open sessions and their answering rows: these hold a key */
};
/* Sets named[slot] to true; others are left. */
MUST_USE bool rows_slots(struct db *db, enum rows_slots which, bool *named, size_t count,
			 struct problems *problems);

/* Done rows, by record id; sealed.size is set, its bytes are not. */
MUST_USE bool rows_due(struct db *db, struct arena *arena, struct vault_due **list, size_t *count,
		       struct problems *problems);

#endif
