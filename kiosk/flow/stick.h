/* A stick: a folder in which studies lie and into which a batch goes. So is the shared folder of
 * --outbox, and so is what --study names, a folder or one file.
 * Owns the studies read from it, whole: the stick may be pulled at any moment.
 * Promises: only FOLDER/sayso/ is written to, and nothing there replaced; what is said to lie on
 * the stick was synced and, where it can be, read back; a stick that was pulled or exchanged
 * meanwhile is told from the disk beneath it; a batch tells no more than the board, and what it
 * leaves out is in a later one. Never opens a record. A study is worth nothing until its proof or
 * its key was checked by the caller. */
#ifndef SAYSO_STICK_H
#define SAYSO_STICK_H

#include <sys/types.h>

#include "export/formats/batch.h"
#include "export/formats/file.h"
#include "kiosk/flow/board.h"

struct stick {
	char path[PATH_SIZE]; /* "": none */
	dev_t device;	      /* that was there when it was put in */
	bool shared;	      /* others may be writing there too */
};
/* False: there is no such folder, and no stick. */
MUST_USE bool stick_put_in(struct stick *stick, const char *path, bool shared);
void stick_take_out(struct stick *stick);
bool stick_is_in(const struct stick *stick); /* as far as is known */

/* --- Studies --- */

#define STICK_STUDIES_MOST 4 /* on one page */
struct stick_studies {
	struct stick_study {
		struct arena arena;
		char *bytes; /* of the pack; owned */
		size_t size;
		struct pack pack;
	} list[STICK_STUDIES_MOST];
	size_t count, bad; /* bad: .study files that cannot be read */
};
/* Every NAME.study in the folder and in its sayso/, or the one file; of one study, school and key
 * only the highest issue stays. machine: only what it may take, a newer issue of its own; NULL:
 * any. Problems say what is wrong with the bad ones. Release it in any case. */
void stick_studies_read(const char *path, const struct vault_machine *machine,
			struct stick_studies *studies, struct problems *problems);
void stick_studies_release(struct stick_studies *studies);

/* Puts a newer issue of the machine's own study into its vault. The issue, or 0. */
uint32_t stick_take_newer(const struct stick *stick, struct vault *vault,
			  struct problems *problems);

/* --- The batch --- */

struct stick_batch {
	enum stick_trouble trouble;
	bool checked; /* read back from the stick itself */
	char name[BATCH_NAME_MOST];
	size_t done,
		answering; /* codes, as the board counts them; the records of `done` are in it */
	bool all;	   /* nothing that closed stays for a later one, and nobody answers */
};
/* Every closed record that shows as done. False: this machine failed, a problem was added. True:
 * see trouble. */
MUST_USE bool stick_write(const struct stick *stick, struct machine *machine,
			  const struct closings *closings, int64_t now_ms,
			  struct stick_batch *batch, struct problems *problems);

/* How many are done, as far as it shows, whose records have not been on a stick. */
MUST_USE bool stick_unsaved(struct machine *machine, const struct closings *closings,
			    int64_t now_ms, size_t *count, struct problems *problems);

#endif
