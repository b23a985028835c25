/* The whole kiosk but screen and clock: input and time in, a page of marks out. The platform, the
 * player and the tests drive it alike. Owns the machine (vault, packs), the words, the ui, the page
 * and the flows; decides which flow has the machine. What goes wrong becomes the fault page, with a
 * number; nothing exits. What shows answers is wiped when a sitting closes. */
#ifndef SAYSO_APP_H
#define SAYSO_APP_H

#include "kiosk/flow/days.h"
#include "kiosk/page/ui.h"
#include "kiosk/vault/vault.h"

struct app; /* one guarded block; holds answers while a pupil answers */

struct app_options { /* strings outlive the app */
	const char *data_folder, *assets_folder;
	const char *study_path; /* --study, or NULL: a stick */
	const char *outbox;	/* --outbox: stands for a stick, or NULL */
	struct vault *vault;	/* open already, taken over; NULL: the one in data_folder */
	struct measure measure;
};

/* The number on the fault page, for the teacher. Never changed, only added to. */
enum fault {
	FAULT_NONE,
	FAULT_FILES,	/* 1: words or pictures of Sayso are missing: install it again */
	FAULT_DATA,	/* 2: the data folder cannot be read or written, or is in use */
	FAULT_STUDY,	/* 3: the study on this machine cannot be read. Started again, the teacher
			 * may save the answers and bring a newer one */
	FAULT_DISK,	/* 4: something could not be saved; all that showed a tick is */
	FAULT_PAGE,	/* 5: a question is too long for this screen */
	FAULT_ACTION,	/* 6: a page asked for what it may not */
};

/* The kiosk's own words, from assets. */
#define APP_WORDS_MEMORY ((size_t)1 << 20)
MUST_USE bool app_words(const char *assets_folder, struct arena *arena, struct words *words,
			struct problems *problems);
/* To be asked before there is a window: a second kiosk must not cover the first. False, and said:
 * another one has this folder. */
MUST_USE bool app_data_is_free(const char *data_folder, struct problems *problems);
/* A fault while starting gives an app that shows the fault page; NULL only without memory. */
struct app *app_start(const struct app_options *options, struct clocks clocks,
		      struct problems *problems);
void app_stop(struct app *app); /* harmless on NULL */
/* One input, or INPUT_TICK. False: the kiosk is to be left (the teacher left it, or SIGTERM). */
MUST_USE bool app_step(struct app *app, const struct input *input, struct clocks clocks);
/* The page as it is to be seen now. Valid until the next step. */
const struct marks *app_page(const struct app *app);
/* Rises whenever the page became another: what was painted of this number is right still. */
uint32_t app_page_number(const struct app *app);
/* Rises whenever a pupil is through: pictures of words that are kept are to be wiped. */
uint32_t app_forgotten(const struct app *app);
void app_resize(struct app *app, struct page page);
/* Boot clock; INT64_MAX: sleep until something happens. */
int64_t app_deadline_ms(const struct app *app);
enum fault app_fault(const struct app *app);
const struct problems *app_problems(const struct app *app); /* behind the fault; no answer */

/* For --acks of the player: the item and value whose tick stands on the page. False: none. */
struct app_ack {
	char code[8], item[96], value[48];
};
MUST_USE bool app_ack(const struct app *app, struct app_ack *ack);

#endif
