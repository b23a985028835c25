/* The classroom of a play: one machine with its data folder, a clock that the play turns, the cards
 * of a class, and the letter with the set-up number. A play that begins with the pupils has the
 * machine set up, its session opened and unlocked here, straight on the vault; everything else goes
 * through the app's pages. */
#ifndef SAYSO_TESTS_PLAYER_ROOM_H
#define SAYSO_TESTS_PLAYER_ROOM_H

#include "export/formats/folder.h"
#include "export/formats/pack.h"
#include "export/formats/setup_number.h"
#include "kiosk/flow/app.h"
#include "kiosk/platform/paint.h"
#include "tests/player/real.h"

#define ROOM_PIN "482915"
#define ROOM_CODES_MOST VAULT_CODES_MOST

struct room {
	/* options */
	const char *data, *studies, *assets, *shots, *goldens;
	int width, height;
	const char *outbox;		 /* stands for a stick that is always in, or NULL */
	int window_width, window_height; /* of `window`; 0: the whole screen */
	bool acks;
	struct real real; /* a window beside it all */
	/* what lies in the room */
	struct problems problems;
	struct clocks clocks;
	struct paint *paint;
	struct app *app;
	struct vault *vault; /* while the app does not have it */
	struct arena arena;
	struct pack pack;
	const struct study_code *cards[ROOM_CODES_MOST]; /* of the class that was opened */
	size_t card_count, card; /* card: in the pupil's hand, from 1; 0: none */
	char study[32];
	struct app_ack said; /* the last ack */
	uint32_t forgotten;
	uint64_t chance;
	struct box pressed; /* under the finger that was left there */
	bool left;
	bool no_screen;
};

MUST_USE bool room_init(struct room *room); /* options are set */
void room_look(struct room *room);	    /* at the page: its size is another */
void room_release(struct room *room);

/* The letter and the cards of STUDIES/NAME lie in the room; the machine knows nothing of it. */
MUST_USE bool room_letter(struct room *room, const char *name);
/* The number of the letter; false: it cannot be read. */
MUST_USE bool room_number(struct room *room, char digits[SETUP_NUMBER_DIGITS + 1]);
/* Puts its study file into the folder, which is made. */
MUST_USE bool room_put_study(struct room *room, const char *folder);
/* The study STUDIES/NAME is set up on the machine, if it is not yet. */
MUST_USE bool room_study(struct room *room, const char *name);
MUST_USE bool room_open_session(struct room *room, const char *class_name, const char *wave);
/* Into the pupil's hand: 1 is the first card of the class; the spare ones are the last. */
MUST_USE bool room_card(struct room *room, size_t number);
MUST_USE bool room_cards_of(struct room *room, const char *class_name);
/* The vault, open and unlocked; the app does not have it. */
MUST_USE bool room_vault(struct room *room);
/* The app, started if it is not yet; stopping it gives the vault back to the disk. */
MUST_USE bool room_start(struct room *room);
/* The same as somebody finds it who switches the machine on: the app opens its vault itself. */
MUST_USE bool room_switch_on(struct room *room);
void room_stop(struct room *room);
/* One input now, with what follows: acks are printed when the tick shows. */
MUST_USE bool room_input(struct room *room, const struct input *input);
/* Time passes; the app is woken when it asked to be. */
MUST_USE bool room_wait(struct room *room, int64_t ms);
/* 0 to below - 1, from the play's seed. */
uint32_t room_chance(struct room *room, uint32_t below);

#endif
