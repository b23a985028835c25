/* The sealed answers of a classroom machine: the database `vault.db`, the file `keys`, in one
 * folder (docs/formats.md). Sees records only as bytes; seals them itself, and keeps each order of
 * writing that docs/formats.md gives. Nothing of an answer is ever in the clear on the disk. Not
 * thread-safe; one program at a time may hold it. Knows no sitting, no page and no clock: time and
 * days come in.
 * After an error of the disk it refuses all further writing until it is opened anew. */
#ifndef SAYSO_VAULT_H
#define SAYSO_VAULT_H

#include "export/formats/age.h"
#include "export/formats/minisign.h"
#include "surveys/base/arena.h"

struct vault; /* keys lie in its guarded memory alone */

enum vault_state {
	VAULT_NEW,    /* no study yet: set up */
	VAULT_LOCKED, /* started; the PIN unlocks it once */
	VAULT_UNLOCKED,
};

/* Touches nothing. False, and said: another program has it open. */
MUST_USE bool vault_is_free(const char *folder, struct problems *problems);
/* Opens or makes the folder and what is in it; nobody else may look into it from then on. A damaged
 * vault is set aside under this day with its keys and a fresh one begun: *set_aside says so.
 * NULL: in use by another program, made by a newer Sayso, or the disk. */
MUST_USE struct vault *vault_open(const char *folder, int32_t day, bool *set_aside,
				  struct problems *problems);
/* To be called at each start: repeats what a cut left undone (overwrites each slot that no open
 * session and no answering row names). Apart from opening, because it writes the whole file of
 * keys, for which the first page need not wait. */
MUST_USE bool vault_settle(struct vault *vault, struct problems *problems);
void vault_close(struct vault *vault); /* harmless on NULL */
enum vault_state vault_state(const struct vault *vault);
bool vault_guarded(const struct vault *vault); /* false: its keys may be swapped to the disk */

/* The machine, in the clear. Valid unless VAULT_NEW. */
struct vault_machine {
	uint8_t id[16];
	uint32_t number;
	char study[17], school[17];
	struct minisign_public key;	/* the machine's own */
	struct minisign_public signing; /* the study's: later packs must carry it */
	uint8_t pack[32];		/* SHA-256 of the SHA256SUMS it was set up with */
	uint8_t enrolment[32];
	uint32_t issue; /* the newest pack */
};
const struct vault_machine *vault_machine(const struct vault *vault);
/* The last day that a teacher confirmed; 0: none. */
int32_t vault_last_day(const struct vault *vault);

/* --- Set-up --- */

/* 6 to 12 digits. */
#define VAULT_PIN_LEAST 6
#define VAULT_PIN_MOST 12
/* The machine's id and key are made here; so the enrolment is worked out by a callback. */
typedef void vault_enrol(const void *context, const uint8_t machine[16],
			 const struct minisign_public *machine_key, uint8_t enrolment[32]);

struct vault_setup {
	struct slice pack_archive;
	uint32_t issue, number;
	const char *study, *school;
	struct minisign_public signing;
	uint8_t pack[32];
	vault_enrol *enrol;
	const void *context;
	struct slice pin;
};
/* Only on VAULT_NEW; unlocked afterwards. */
MUST_USE bool vault_set_up(struct vault *vault, const struct vault_setup *setup,
			   struct problems *problems);
/* The PIN was forgotten, or the keys are lost; the caller has checked that the set-up number fits
 * the installed pack. New PIN, new keys, same machine id; all sessions end, sittings under way
 * become closed records. Repeatable when it failed or was cut. Unlocked afterwards. */
MUST_USE bool vault_reset_pin(struct vault *vault, struct slice new_pin, vault_enrol *enrol,
			      const void *context, struct problems *problems);
/* The pack of an issue, 0: the newest; bytes in the arena. */
MUST_USE bool vault_pack(struct vault *vault, uint32_t issue, struct arena *arena,
			 struct slice *archive, struct problems *problems);
/* The issue must be higher than the newest. The caller has checked the pack. */
MUST_USE bool vault_add_pack(struct vault *vault, uint32_t issue, struct slice archive,
			     struct problems *problems);

/* --- The PIN --- */

enum vault_pin {
	VAULT_PIN_RIGHT,
	VAULT_PIN_WRONG, /* *wait_ms: from now on */
	VAULT_PIN_WAIT,	 /* not tried; *wait_ms are left */
	VAULT_PIN_FAILED /* a problem was added; also when the keys are lost: set a new PIN */
};
/* A try is counted and committed before it is checked; wrong ones wait 1, 2, 4 ... 60 s, and after
 * a restart the wait starts again. now_ms: CLOCK_BOOTTIME. Checks also when unlocked already: the
 * teacher's page asks each time. Takes some 80 ms and 64 MiB. */
MUST_USE enum vault_pin vault_unlock(struct vault *vault, struct slice pin, int64_t now_ms,
				     int64_t *wait_ms, struct problems *problems);
/* Unlocked. Cut or failed, the old or the new one opens, never neither. */
MUST_USE bool vault_change_pin(struct vault *vault, struct slice new_pin,
			       struct problems *problems);

/* --- Sessions --- */

#define VAULT_CLASS_MOST 16 /* with its NUL */
#define VAULT_WAVE_MOST 32
#define VAULT_CODES_MOST 64 /* of a session */
#define VAULT_OPEN_MOST 64  /* sessions at once; of large classes the keys hold fewer */
#define VAULT_RESUME_MOST 1048576
#define VAULT_DAYS_OPEN 7

struct vault_session {
	int64_t id;
	char class_name[VAULT_CLASS_MOST], wave[VAULT_WAVE_MOST];
	int32_t day; /* confirmed when it was opened */
	uint32_t issue;
	bool open;
	uint32_t codes, answering, done; /* without the rehearsal's */
	int32_t days_left;		 /* VAULT_DAYS_OPEN when opened; at 0 it is to be ended */
};
struct vault_code {
	const char *code; /* 6 characters */
	bool rehearsal;	  /* not shown, not counted */
};
/* Every row of the session has these sizes, and the space for all of them is taken at once. The
 * recipients are kept with the session, so that its records have one size whatever pack comes. */
struct vault_opening {
	const char *class_name, *wave;
	int32_t day;			/* not before vault_last_day */
	uint32_t issue;			/* of an installed pack */
	const struct vault_code *codes; /* sorted, each once */
	size_t code_count;
	size_t record_size, resume_size; /* plain bytes */
	const struct age_recipient *recipients;
	size_t recipient_count;
};
/* Unlocked. A class has at most one open session; the keys hold 16 of 61 codes each, 30 of 32. A
 * code that the wave has had on this machine, in an earlier session or one that is open, is left
 * out: nobody answers twice. Refused when only rehearsals are left. */
MUST_USE bool vault_open_session(struct vault *vault, const struct vault_opening *opening,
				 int64_t *session, struct problems *problems);
/* Needs no key. Sittings under way become closed records as they are; no earlier answer can be read
 * again afterwards. May be repeated when it failed. */
MUST_USE bool vault_end_session(struct vault *vault, int64_t session, struct problems *problems);
/* Open ones first, then the newest; at most `most`. */
#define VAULT_SESSIONS_MOST 256
MUST_USE bool vault_sessions(struct vault *vault, struct vault_session *list, size_t most,
			     size_t *count, struct problems *problems);
MUST_USE bool vault_count_day(struct vault *vault, int64_t session, int32_t days_left,
			      struct problems *problems);

/* --- Rows: a code in a session --- */

enum vault_row_state { VAULT_WAITING = 2, VAULT_ANSWERING = 3, VAULT_DONE = 4 };
struct vault_row {
	int64_t id;
	int64_t session;
	char code[7];
	bool rehearsal;
	enum vault_row_state state;
	uint8_t record[16]; /* the record's random id */
};
/* In code order. */
MUST_USE bool vault_rows(struct vault *vault, int64_t session, struct vault_row *rows, size_t most,
			 size_t *count, struct problems *problems);
/* The row of a code in an open session (else in the newest one that has it). *found false: no such
 * code here. */
MUST_USE bool vault_find(struct vault *vault, const char *code, struct vault_row *row, bool *found,
			 struct problems *problems);

/* --- A sitting, one at a time. record: plain JSON of record_size; resume: plain bytes of
 * resume_size. Unlocked. --- */

MUST_USE bool vault_start(struct vault *vault, int64_t row, struct slice record,
			  struct slice resume, struct problems *problems);
/* Returns when both blobs are on the disk: then, and only then, the tick may be drawn. False: what
 * was saved before is still there; the new may be. */
MUST_USE bool vault_save(struct vault *vault, int64_t row, struct slice record, struct slice resume,
			 struct problems *problems);
/* Seals the last record, fills resume with random bytes, overwrites the sitting's slot. A failed
 * overwrite is repeated at start and does not fail the close: it is a warning. */
MUST_USE bool vault_close_sitting(struct vault *vault, int64_t row, struct slice record,
				  struct problems *problems);
/* The plain resume bytes of an answering row of an open session, into guarded memory of `size`. */
MUST_USE bool vault_resume(struct vault *vault, int64_t row, uint8_t *resume, size_t size,
			   struct problems *problems);

/* --- The batch --- */

/* A closed record, and what its row says. */
struct vault_due {
	uint8_t record[16];
	struct slice sealed;
	uint32_t issue;
	int64_t row;
	bool open; /* its session is */
	bool rehearsal;
};
/* All of them, sorted by record id; in the arena. Of `sealed` the size alone. */
MUST_USE bool vault_closed(struct vault *vault, struct arena *arena, struct vault_due **list,
			   size_t *count, struct problems *problems);
/* The same with their bytes: what a batch may hold. */
MUST_USE bool vault_due(struct vault *vault, struct arena *arena, struct vault_due **list,
			size_t *count, struct problems *problems);
/* The next batch number, committed before it is told. */
MUST_USE bool vault_batch_number(struct vault *vault, uint32_t *number, struct problems *problems);
/* How many codes, without the rehearsal's, had their record in the last batch that reached a stick.
 */
uint32_t vault_saved(const struct vault *vault);
MUST_USE bool vault_keep_saved(struct vault *vault, uint32_t saved, struct problems *problems);
/* The machine's signing key, for one batch; unlocked. In the vault's guarded memory; call _done
 * after. */
MUST_USE bool vault_signing(struct vault *vault, const struct minisign_secret **secret,
			    struct problems *problems);
void vault_signing_done(struct vault *vault);

#endif
