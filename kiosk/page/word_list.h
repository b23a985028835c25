/* Every word that the kiosk itself says, by name; the words stand in assets/words/en.csv, and a
 * test holds the two together. What a pupil reads: reading age 8 to 9, at most 15 words a sentence,
 * no "please, sorry, oops, invalid" (pages.md 16 to 18). */
#ifndef SAYSO_WORD_LIST_H
#define SAYSO_WORD_LIST_H

#include "surveys/base/arena.h"
#include "surveys/base/buffer.h"
#include "surveys/base/problem.h"

/* W(NAME, "name"). In the order of the file. {braces} in the words are filled by words_fill. */
#define WORD_LIST(W)                                  \
	W(START, "start")                             \
	W(READY, "ready")                             \
	W(COMING_BACK, "coming-back")                 \
	W(NOT_OPEN, "not-open")                       \
	W(MACHINE, "machine")                         \
	W(TEACHER, "teacher")                         \
	W(NEXT, "next")                               \
	W(BACK, "back")                               \
	W(HELP, "help")                               \
	W(COVER, "cover")                             \
	W(STOP, "stop")                               \
	W(TEXT_SMALLER, "text-smaller")               \
	W(TEXT_LARGER, "text-larger")                 \
	W(RUB, "rub")                                 \
	W(CODE_TITLE, "code-title")                   \
	W(CODE_SHORT, "code-short")                   \
	W(CODE_STRANGER, "code-stranger")             \
	W(CODE_FULL, "code-full")                     \
	W(CODE_SLIP, "code-slip")                     \
	W(CODE_UNKNOWN, "code-unknown")               \
	W(CODE_DONE, "code-done")                     \
	W(CODE_OTHER_CARD, "code-other-card")         \
	W(DRAWING_TITLE, "drawing-title")             \
	W(DRAWING_WRONG, "drawing-wrong")             \
	W(DRAWING_NONE, "drawing-none")               \
	W(FIRST, "first")                             \
	W(FIRST_TITLE, "first-title")                 \
	W(FIRST_PROMISE1, "first-promise1")           \
	W(FIRST_PROMISE2, "first-promise2")           \
	W(FIRST_PROMISE3, "first-promise3")           \
	W(FIRST_PROMISE4, "first-promise4")           \
	W(FIRST_TALK, "first-talk")                   \
	W(YES_START, "yes-start")                     \
	W(NO_THANKS, "no-thanks")                     \
	W(QUESTION_OF, "question-of")                 \
	W(QUESTION_NUMBER, "question-number")         \
	W(PART_OF, "part-of")                         \
	W(REFUSE, "refuse")                           \
	W(NUDGE, "nudge")                             \
	W(NUDGE_NUMBER, "nudge-number")               \
	W(REQUIRED, "required")                       \
	W(REQUIRED_NUMBER, "required-number")         \
	W(WELCOME_BACK, "welcome-back")               \
	W(SKIPPED_ONE, "skipped-one")                 \
	W(SKIPPED_MANY, "skipped-many")               \
	W(SKIPPED_YES, "skipped-yes")                 \
	W(SKIPPED_NO, "skipped-no")                   \
	W(FINISH_TITLE, "finish-title")               \
	W(FINISH_WORDS, "finish-words")               \
	W(SEAL, "seal")                               \
	W(DELETE, "delete")                           \
	W(DELETE_TITLE, "delete-title")               \
	W(DELETE_SURE, "delete-sure")                 \
	W(DELETE_YES, "delete-yes")                   \
	W(DELETE_NO, "delete-no")                     \
	W(STOP_TITLE, "stop-title")                   \
	W(STOP_WORDS, "stop-words")                   \
	W(STOP_KEEP, "stop-keep")                     \
	W(STOP_DELETE, "stop-delete")                 \
	W(CARRY_ON, "carry-on")                       \
	W(DECLINE_TITLE, "decline-title")             \
	W(DECLINE_WORDS, "decline-words")             \
	W(DECLINE_YES, "decline-yes")                 \
	W(DECLINE_NO, "decline-no")                   \
	W(HELP_TITLE, "help-title")                   \
	W(HELP_WORDS, "help-words")                   \
	W(HELP_PERSON, "help-person")                 \
	W(HELP_BACK, "help-back")                     \
	W(THANKS_TITLE, "thanks-title")               \
	W(THANKS_WORDS, "thanks-words")               \
	W(FINISHED, "finished")                       \
	W(QUIET_WORDS, "quiet-words")                 \
	W(QUIET_FIND, "quiet-find")                   \
	W(NEXT_PERSON, "next-person")                 \
	W(COVERED, "covered")                         \
	W(COVERED_WORDS, "covered-words")             \
	W(STILL_THERE, "still-there")                 \
	W(SHOW_PAGE, "show-page")                     \
	W(FAULT_TITLE, "fault-title")                 \
	W(FAULT_WORDS, "fault-words")                 \
	W(LOCKED, "locked")                           \
	W(SETUP, "setup")                             \
	W(SETUP_FIND, "setup-find")                   \
	W(SETUP_FIND_WORDS, "setup-find-words")       \
	W(SETUP_BAD, "setup-bad")                     \
	W(SETUP_ASIDE, "setup-aside")                 \
	W(SETUP_FOUND, "setup-found")                 \
	W(SETUP_FOUND_WORDS, "setup-found-words")     \
	W(SETUP_WHICH, "setup-which")                 \
	W(SETUP_NUMBER, "setup-number")               \
	W(SETUP_NUMBER_WORDS, "setup-number-words")   \
	W(SETUP_SHORT, "setup-short")                 \
	W(SETUP_SLIP, "setup-slip")                   \
	W(SETUP_WRONG, "setup-wrong")                 \
	W(SETUP_MACHINE, "setup-machine")             \
	W(SETUP_MACHINE_WORDS, "setup-machine-words") \
	W(SETUP_RANGE, "setup-range")                 \
	W(NEW_PIN, "new-pin")                         \
	W(NEW_PIN_STEP, "new-pin-step")               \
	W(NEW_PIN_WORDS, "new-pin-words")             \
	W(PIN, "pin")                                 \
	W(PIN_WORDS, "pin-words")                     \
	W(PIN_SHORT, "pin-short")                     \
	W(PIN_WRONG, "pin-wrong")                     \
	W(PIN_WAIT_ONE, "pin-wait-one")               \
	W(PIN_WAIT, "pin-wait")                       \
	W(PIN_OPEN, "pin-open")                       \
	W(PIN_NEW, "pin-new")                         \
	W(PIN_NEW_WORDS, "pin-new-words")             \
	W(PIN_AGAIN, "pin-again")                     \
	W(PIN_AGAIN_WORDS, "pin-again-words")         \
	W(PIN_DIFFERENT, "pin-different")             \
	W(PIN_EASY, "pin-easy")                       \
	W(PIN_LETTER, "pin-letter")                   \
	W(PIN_CHANGE, "pin-change")                   \
	W(PIN_CHANGED, "pin-changed")                 \
	W(PUPILS, "pupils")                           \
	W(LEAVE, "leave")                             \
	W(LEAVE_TITLE, "leave-title")                 \
	W(LEAVE_OPEN_ONE, "leave-open-one")           \
	W(LEAVE_OPEN_MANY, "leave-open-many")         \
	W(LEAVE_UNSAVED_ONE, "leave-unsaved-one")     \
	W(LEAVE_UNSAVED_MANY, "leave-unsaved-many")   \
	W(LEAVE_KEPT, "leave-kept")                   \
	W(LEAVE_FAULT, "leave-fault")                 \
	W(LEAVE_STAY, "leave-stay")                   \
	W(SESSION, "session")                         \
	W(SESSION_SHORT, "session-short")             \
	W(SESSION_COUNT, "session-count")             \
	W(SESSIONS, "sessions")                       \
	W(SESSIONS_NONE, "sessions-none")             \
	W(SESSIONS_NONE_WORDS, "sessions-none-words") \
	W(SWAPS, "swaps")                             \
	W(OPEN_SESSION, "open-session")               \
	W(WHICH_CLASS, "which-class")                 \
	W(NO_CLASS, "no-class")                       \
	W(WHICH_WAVE, "which-wave")                   \
	W(MORE, "more")                               \
	W(DAY, "day")                                 \
	W(DAY_WORDS, "day-words")                     \
	W(DAY_EARLIER, "day-earlier")                 \
	W(DAY_LATER, "day-later")                     \
	W(DAY_OPEN, "day-open")                       \
	W(DAY_FAILED, "day-failed")                   \
	W(BOARD_COUNT, "board-count")                 \
	W(BOARD_DONE, "board-done")                   \
	W(BOARD_ANSWERING, "board-answering")         \
	W(BOARD_WAITING, "board-waiting")             \
	W(BOARD_MACHINE, "board-machine")             \
	W(BOARD_LATE, "board-late")                   \
	W(TILE_DONE, "tile-done")                     \
	W(TILE_ANSWERING, "tile-answering")           \
	W(TILE_WAITING, "tile-waiting")               \
	W(END_SESSION, "end-session")                 \
	W(END_TITLE, "end-title")                     \
	W(END_NOBODY, "end-nobody")                   \
	W(END_KEEPS, "end-keeps")                     \
	W(END_YES, "end-yes")                         \
	W(END_NO, "end-no")                           \
	W(STILL_ONE, "still-one")                     \
	W(STILL_MANY, "still-many")                   \
	W(STICK, "stick")                             \
	W(STICK_PUT_IN, "stick-put-in")               \
	W(STICK_WORDS, "stick-words")                 \
	W(STICK_WRITING, "stick-writing")             \
	W(STICK_LEAVE_IN, "stick-leave-in")           \
	W(STICK_EMPTY, "stick-empty")                 \
	W(STICK_ONE, "stick-one")                     \
	W(STICK_MANY, "stick-many")                   \
	W(STICK_CHECKED, "stick-checked")             \
	W(STICK_NOT_CHECKED, "stick-not-checked")     \
	W(STICK_ALL, "stick-all")                     \
	W(STICK_SO_FAR, "stick-so-far")               \
	W(STICK_LATER, "stick-later")                 \
	W(STICK_KEEP, "stick-keep")                   \
	W(STICK_NEWER, "stick-newer")                 \
	W(STICK_AGAIN, "stick-again")                 \
	W(STICK_DONE, "stick-done")                   \
	W(STICK_NOT, "stick-not")                     \
	W(STICK_GONE, "stick-gone")                   \
	W(STICK_PROTECTED, "stick-protected")         \
	W(STICK_FULL, "stick-full")                   \
	W(STICK_FAILING, "stick-failing")             \
	W(STICK_SAFE, "stick-safe")                   \
	W(TRY_AGAIN, "try-again")

enum word {
#define W(id, name) WORD_##id,
	WORD_LIST(W)
#undef W
		WORDS,
};

struct words {
	const char *text[WORDS]; /* never NULL once loaded */
};
const char *word_name(enum word word);
/* sayso-words,1; name,words. Every name must be there, none unknown. */
MUST_USE bool words_load(const struct source *source, struct arena *arena, struct words *words,
			 struct problems *problems);

/* {name} becomes the text; braces that nobody fills stay. */
struct filling {
	const char *name, *text;
};
void words_fill(struct buffer *out, struct slice words, const struct filling *fillings,
		size_t count);

#endif
