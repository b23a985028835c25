#include "tests/player/commands_parts.h"
#include "tests/player/keep.h"
#include "tests/player/screen.h"

#define FOCUS_STEPS_MOST 40
#define HOLD_KEY_MS 1100

bool because(struct player *player, const char *why, const char *what)
{
	snprintf(player->why, sizeof player->why, "%s%s", why, what);
	return false;
}

bool number_of(const char *text, int64_t *number)
{
	return number_read(slice_of(text), 0, INT32_MAX, number) == NUMBER_FINE;
}

static bool seed(struct player *player, const struct script_line *line)
{
	int64_t number;
	if (!number_of(line->words[1], &number))
		return because(player, "a seed is a number", "");
	player->room.chance = (uint64_t)number;
	return true;
}

/* ---- The pupil's hand ---- */

static bool cards(struct player *player, const struct script_line *line)
{
	return room_cards_of(&player->room, line->words[1]) ||
	       because(player, "no cards of this class: ", line->words[1]);
}

static bool card(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	int64_t number = (int64_t)room->card + 1;
	if (strcmp(line->words[1], "next") != 0 && !number_of(line->words[1], &number))
		return because(player, "a card is a number, or next", "");
	return room_card(room, (size_t)number) || because(player, "no card is left", "");
}

/* The code of a card, key by key. */
static bool code(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	return card(player, line) && (hand_tap_each(room, room->cards[room->card - 1]->code.text) ||
				      because(player, "the code cannot be typed", ""));
}

/* The same with its last character wrong. */
static bool mistype(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	char text[CODE_SIZE + 1];
	if (!card(player, line))
		return false;
	memcpy(text, room->cards[room->card - 1]->code.text, sizeof text);
	text[CODE_SIZE - 1] = text[CODE_SIZE - 1] == '3' ? '4' : '3';
	return hand_tap_each(room, text) || because(player, "the code cannot be typed", "");
}

/* By the keyboard. */
static bool type_code(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	return card(player, line) && (hand_type(room, room->cards[room->card - 1]->code.text) ||
				      because(player, "the code cannot be typed", ""));
}

static bool drawing(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	if (room->card == 0)
		return because(player, "no card is in the hand", "");
	const struct study_code *own = room->cards[room->card - 1];
	bool wrong = line->count == 2 && strcmp(line->words[1], "wrong") == 0;
	const char *name = drawing_name(wrong ? own->false_friends[0] : own->drawing);
	return hand_tap(room, name) || because(player, "the drawing is not there: ", name);
}

static bool tap(struct player *player, const struct script_line *line)
{
	struct box box;
	if (hand_find(&player->room, line->words[1], &box) > 1)
		return because(player, "more than one can be pressed: ", line->words[1]);
	return hand_tap(&player->room, line->words[1]) ||
	       because(player, "nothing can be pressed that says ", line->words[1]);
}

static bool tap_each(struct player *player, const struct script_line *line)
{
	return hand_tap_each(&player->room, line->words[1]) ||
	       because(player, "the keys are not there", "");
}

/* Only where it is there. */
static bool maybe(struct player *player, const struct script_line *line)
{
	struct box box;
	return hand_find(&player->room, line->words[1], &box) == 0 || tap(player, line);
}

static bool press(struct player *player, const struct script_line *line)
{
	return hand_press(&player->room, line->words[1]) ||
	       because(player, "nothing can be pressed that says ", line->words[1]);
}

static bool corner(struct player *player, const struct script_line *line)
{
	int64_t ms;
	if (!number_of(line->words[1], &ms))
		return because(player, "hold the corner for a number of milliseconds", "");
	return hand_hold_corner(&player->room, ms) || because(player, "the app was left", "");
}

static bool slide(struct player *player, const struct script_line *line)
{
	return hand_slide(&player->room, line->words[1]) ||
	       because(player, "nothing can be pressed that says ", line->words[1]);
}

static bool tap_twice(struct player *player, const struct script_line *line)
{
	return hand_tap_twice(&player->room, line->words[1]) ||
	       because(player, "nothing can be pressed that says ", line->words[1]);
}

static bool let_go(struct player *player, const struct script_line *line)
{
	(void)line;
	return hand_let_go(&player->room) || because(player, "the app was left", "");
}

static bool key(struct player *player, const struct script_line *line)
{
	return hand_key(&player->room, line->words[1]) ||
	       because(player, "there is no such key: ", line->words[1]);
}

/* For so long that a keyboard repeats it. */
static bool hold_key(struct player *player, const struct script_line *line)
{
	player->room.real.hold_ms = HOLD_KEY_MS;
	bool fine = key(player, line);
	player->room.real.hold_ms = 0;
	return fine;
}

static bool type(struct player *player, const struct script_line *line)
{
	return hand_type(&player->room, line->words[1]);
}

/* Stands there from the last character to the first: so the player does not hold the text. */
static bool type_reversed(struct player *player, const struct script_line *line)
{
	char one[2] = "";
	bool fine = true;
	for (size_t i = strlen(line->words[1]); fine && i-- > 0;) {
		one[0] = line->words[1][i];
		fine = hand_key(&player->room, one);
	}
	return fine;
}

/* "all", or how many pages. */
static bool answer(struct player *player, const struct script_line *line)
{
	int64_t pages = WAVE_ITEMS_MOST;
	if (strcmp(line->words[1], "all") != 0 && !number_of(line->words[1], &pages))
		return because(player, "answer all, or a number of pages", "");
	for (; pages > 0 && hand_is_asked(&player->room); pages--)
		if (!hand_answer(&player->room))
			return because(player, "this page cannot be answered", "");
	return true;
}

static bool waited(struct room *room, int64_t ms)
{
	real_wait(&room->real, ms);
	return room_wait(room, ms);
}

static bool wait(struct player *player, const struct script_line *line)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {{"ms", 1}, {"s", 1000}, {"min", 60000}, {"h", 3600000}, {"d", 86400000}};
	size_t digits = strspn(line->words[1], "0123456789");
	int64_t number;
	if (number_read((struct slice){line->words[1], digits}, 0, INT32_MAX, &number) ==
	    NUMBER_FINE)
		for (size_t i = 0; i < countof(units); i++)
			if (strcmp(line->words[1] + digits, units[i].unit) == 0)
				return waited(&player->room, number * units[i].ms) ||
				       because(player, "the app was left meanwhile", "");
	return because(player, "wait a number of ms, s, min, h or d", "");
}

/* Tab, until what has these words has the focus. */
static bool focus(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	for (int i = 0; i < FOCUS_STEPS_MOST; i++)
		if (hand_has_focus(room, line->words[1]))
			return true;
		else if (!hand_key(room, "Tab"))
			break;
	return because(player, "the focus does not come to ", line->words[1]);
}

static bool drawing_by_keys(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	if (room->card == 0)
		return because(player, "no card is in the hand", "");
	struct script_line own = *line;
	own.words[1] = drawing_name(room->cards[room->card - 1]->drawing);
	return focus(player, &own) && hand_key(room, "Space");
}

/* ---- The eye ---- */

static bool see(struct player *player, const struct script_line *line)
{
	return hand_sees(&player->room, line->words[1]) ||
	       because(player, "is not on the page: ", line->words[1]);
}

static bool not_see(struct player *player, const struct script_line *line)
{
	return !hand_sees(&player->room, line->words[1]) ||
	       because(player, "is on the page: ", line->words[1]);
}

static bool shot(struct player *player, const struct script_line *line)
{
	return keep_shot(&player->room, line->words[1]) ||
	       because(player, "the picture cannot be written", "");
}

/* The play goes on with the other pages, and fails in the end. */
static bool golden(struct player *player, const struct script_line *line)
{
	const char *name = line->words[1];
	if (!keep_golden(&player->room, name, player->why, sizeof player->why)) {
		fprintf(stderr, "%u: %s\n", line->number, player->why);
		player->differ++;
	}
	return keep_shot(&player->room, name) || because(player, "no picture of ", name);
}

static bool size(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	if (sscanf(line->words[1], "%dx%d", &room->width, &room->height) != 2)
		return because(player, "a size is like 1366x768", "");
	room_look(room);
	return true;
}

/* ---- The play itself ---- */

static bool repeat(struct player *player, const struct script_line *line)
{
	int64_t rounds;
	if (!number_of(line->words[1], &rounds) || rounds == 0 || player->repeat_left > 0)
		return because(player, "repeat a number of times, and not within another", "");
	player->repeat_from = player->at + 1;
	player->repeat_left = (size_t)rounds;
	return true;
}

static bool repeat_end(struct player *player, const struct script_line *line)
{
	(void)line;
	if (player->repeat_left == 0)
		return because(player, "no repeat begins before this", "");
	if (--player->repeat_left > 0)
		player->at = player->repeat_from - 1;
	return true;
}

static const struct {
	const char *name;
	size_t least, most; /* words behind it */
	bool (*act)(struct player *player, const struct script_line *line);
	bool without_app;
} commands[] = {
	{"study", 1, 1, act_study, true},
	{"open", 2, 2, act_open_session, true},
	{"letter", 1, 1, act_letter, true},
	{"study-in", 1, 1, act_study_in, true},
	{"switch-on", 0, 0, act_switch_on, true},
	{"number", 0, 1, act_number, false},
	{"start", 0, 0, act_start, true},
	{"restart", 0, 0, act_restart, true},
	{"seed", 1, 1, seed, true},
	{"size", 1, 1, size, true},
	{"repeat", 1, 1, repeat, true},
	{"end", 0, 0, repeat_end, true},
	{"cards", 1, 1, cards, true},
	{"card", 1, 1, card, true},
	{"code", 1, 1, code, false},
	{"mistype", 1, 1, mistype, false},
	{"type-code", 1, 1, type_code, false},
	{"drawing", 0, 1, drawing, false},
	{"tap", 1, 1, tap, false},
	{"tap-each", 1, 1, tap_each, false},
	{"maybe", 1, 1, maybe, false},
	{"press", 1, 1, press, false},
	{"slide", 1, 1, slide, false},
	{"tap-twice", 1, 1, tap_twice, false},
	{"let-go", 0, 0, let_go, false},
	{"corner", 1, 1, corner, false},
	{"key", 1, 1, key, false},
	{"hold-key", 1, 1, hold_key, false},
	{"refused", 1, 1, act_refused, false},
	{"leave", 1, 1, act_leave, false},
	{"type", 1, 1, type, false},
	{"type-reversed", 1, 1, type_reversed, false},
	{"focus", 1, 1, focus, false},
	{"drawing-by-keys", 0, 0, drawing_by_keys, false},
	{"disk", 1, 1, act_disk, true},
	{"answer", 1, 1, answer, false},
	{"wait", 1, 1, wait, false},
	{"stick", 1, 2, act_stick, false},
	{"see", 1, 1, see, false},
	{"not-see", 1, 1, not_see, false},
	{"shot", 1, 1, shot, false},
	{"golden", 1, 1, golden, false},
	{"hold", 1, 1, act_hold, false},
	{"window", 0, 0, act_window, false},
	{"kill", 0, 0, act_crash, false},
};

static bool act(struct player *player, const struct script_line *line)
{
	for (size_t i = 0; i < countof(commands); i++) {
		if (strcmp(commands[i].name, line->words[0]) != 0)
			continue;
		if (line->count <= commands[i].least || line->count > commands[i].most + 1)
			return because(player, "wrong number of words behind ", line->words[0]);
		if (!commands[i].without_app && player->room.app == NULL)
			return because(player, "the machine is not on yet", "");
		return commands[i].act(player, line);
	}
	return because(player, "there is no such command: ", line->words[0]);
}

static void say_page(const struct room *room)
{
	struct buffer page = buffer_growing((size_t)1 << 18);
	marks_dump(app_page(room->app), &page);
	fprintf(stderr, "The page:\n%.*s", (int)page.size, page.bytes);
	buffer_release(&page);
	problems_print(app_problems(room->app), stderr);
}

bool player_line(struct player *player, const struct script *script)
{
	const struct script_line *line = &script->lines[player->at];
	player->why[0] = '\0';
	bool fine = act(player, line);
	if (!fine) {
		fprintf(stderr, "%s:%u: %s\n", script->name, line->number, player->why);
		if (player->room.app != NULL)
			say_page(&player->room);
	}
	player->at++;
	return fine;
}

bool player_resume(struct player *player, const struct script *script)
{
	return keep_place_again(player, script->count);
}
