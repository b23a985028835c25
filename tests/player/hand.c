#include <ctype.h>

#include "tests/player/hand.h"

#define READING_MS 700 /* longer than presses are locked out after a page was turned */
#define PRESSING_MS 100
#define TWICE_MS 60
#define OPEN_END "..." /* of words that only begin so */
#define PAGE_WORDS_MOST ((size_t)1 << 16)

static void add_words(struct buffer *out, struct slice words)
{
	for (size_t i = 0; i < words.size; i++) {
		bool blank = isspace((unsigned char)words.bytes[i]);
		if (!blank)
			buffer_add_char(out, words.bytes[i]);
		else if (out->size > 0 && out->bytes[out->size - 1] != ' ')
			buffer_add_char(out, ' ');
	}
	if (out->size > 0 && out->bytes[out->size - 1] != ' ')
		buffer_add_char(out, ' ');
}

struct buffer hand_read(const struct room *room)
{
	const struct marks *page = app_page(room->app);
	struct buffer out = buffer_growing(PAGE_WORDS_MOST);
	for (size_t i = 0; i < page->count; i++)
		if (page->list[i].kind == MARK_TEXT)
			add_words(&out, marks_text(page, &page->list[i]));
	buffer_add_char(&out, '\n');
	for (size_t i = 0; i < page->count; i++) {
		struct slice label = marks_label(page, &page->list[i]);
		if (label.size > 0) {
			add_words(&out, label);
			buffer_add_char(&out, '\n');
		}
	}
	return out;
}

bool hand_sees(const struct room *room, const char *words)
{
	struct buffer page = hand_read(room);
	bool seen = memmem(page.bytes, page.size, words, strlen(words)) != NULL;
	buffer_release(&page);
	return seen;
}

static bool can_be_pressed(const struct mark *mark)
{
	return mark->id != 0 && mark->part != PART_NONE && mark->part != PART_TITLE;
}

static bool has_words(const struct marks *page, const struct mark *mark, const char *words)
{
	char own[512];
	struct buffer out = buffer_over(own, sizeof own);
	add_words(&out, marks_label(page, mark));
	struct slice text = slice_trim(buffer_slice(&out));
	size_t size = strlen(words), open = sizeof OPEN_END - 1;
	if (size <= open || strcmp(words + size - open, OPEN_END) != 0)
		return slice_equal(text, slice_of(words));
	return text.size >= size - open && memcmp(text.bytes, words, size - open) == 0;
}

size_t hand_find(const struct room *room, const char *words, struct box *box)
{
	const struct marks *page = app_page(room->app);
	size_t found = 0;
	for (size_t i = 0; i < page->count; i++)
		if (can_be_pressed(&page->list[i]) && has_words(page, &page->list[i], words) &&
		    found++ == 0)
			*box = page->list[i].box;
	return found;
}

static bool finger(struct room *room, enum input_kind kind, struct box box)
{
	const struct input input = {
		.kind = kind, .x = box.x + box.width / 2, .y = box.y + box.height / 2};
	return room_input(room, &input);
}

bool hand_tap_box(struct room *room, struct box box)
{
	return room_wait(room, READING_MS) && finger(room, INPUT_PRESS, box) &&
	       room_wait(room, PRESSING_MS) && finger(room, INPUT_RELEASE, box);
}

bool hand_tap(struct room *room, const char *words)
{
	struct box box;
	return hand_find(room, words, &box) == 1 && hand_tap_box(room, box);
}

bool hand_press(struct room *room, const char *words)
{
	return hand_find(room, words, &room->pressed) == 1 && room_wait(room, READING_MS) &&
	       finger(room, INPUT_PRESS, room->pressed);
}

bool hand_slide(struct room *room, const char *words)
{
	return hand_find(room, words, &room->pressed) == 1 &&
	       finger(room, INPUT_MOVE, room->pressed);
}

static bool tap_in_haste(struct room *room, struct box box)
{
	return room_wait(room, TWICE_MS) && finger(room, INPUT_PRESS, box) &&
	       room_wait(room, TWICE_MS) && finger(room, INPUT_RELEASE, box);
}

bool hand_tap_twice(struct room *room, const char *words)
{
	struct box box;
	if (hand_find(room, words, &box) != 1 || !hand_tap_box(room, box))
		return false;
	room->real.hasty = true;
	bool fine = tap_in_haste(room, box);
	room->real.hasty = false;
	return fine;
}

bool hand_let_go(struct room *room)
{
	return room_wait(room, PRESSING_MS) && finger(room, INPUT_RELEASE, room->pressed);
}

bool hand_hold_corner(struct room *room, int64_t ms)
{
	const struct box corner = {0, 0, 8, 8};
	if (!room_wait(room, READING_MS) || !finger(room, INPUT_PRESS, corner))
		return false;
	real_wait(&room->real, ms);
	return room_wait(room, ms) && finger(room, INPUT_RELEASE, corner);
}

static const struct {
	const char *name;
	enum key key;
} keys[] = {
	{"Tab", KEY_TAB},	{"Shift+Tab", KEY_TAB_BACK}, {"Up", KEY_UP},
	{"Down", KEY_DOWN},	{"Left", KEY_LEFT},	     {"Right", KEY_RIGHT},
	{"Space", KEY_SPACE},	{"Enter", KEY_ENTER},	     {"Backspace", KEY_BACKSPACE},
	{"Escape", KEY_ESCAPE}, {"Ctrl+Alt+T", KEY_TEACHER},
};

bool hand_key(struct room *room, const char *name)
{
	struct input input = {.kind = INPUT_KEY};
	if (name[0] != '\0' && name[1] == '\0') {
		input.key = KEY_CHARACTER;
		input.character = name[0];
	}
	for (size_t i = 0; i < countof(keys); i++)
		if (strcmp(name, keys[i].name) == 0)
			input.key = keys[i].key;
	return input.key != KEY_NONE && room_wait(room, READING_MS) && room_input(room, &input);
}

bool hand_has_focus(const struct room *room, const char *words)
{
	const struct marks *page = app_page(room->app);
	struct box box;
	if (hand_find(room, words, &box) != 1)
		return false;
	for (size_t i = 0; i < page->count; i++) {
		const struct mark *ring = &page->list[i];
		if (ring->kind == MARK_RING && ring->box.x < box.x && ring->box.y < box.y &&
		    ring->box.x + ring->box.width > box.x + box.width &&
		    ring->box.x + ring->box.width < box.x + box.width + 8 &&
		    ring->box.y + ring->box.height > box.y + box.height)
			return true;
	}
	return false;
}

bool hand_type(struct room *room, const char *text)
{
	char one[2] = "";
	for (; *text != '\0'; text++) {
		one[0] = *text;
		if (!hand_key(room, one))
			return false;
	}
	return true;
}

bool hand_tap_each(struct room *room, const char *text)
{
	char one[2] = "";
	for (; *text != '\0'; text++) {
		one[0] = *text;
		if (!hand_tap(room, one))
			return false;
	}
	return true;
}

/* ---- Answering ---- */

static size_t answers(const struct room *room, struct box boxes[], size_t most)
{
	const struct marks *page = app_page(room->app);
	size_t count = 0;
	for (size_t i = 0; i < page->count && count < most; i++)
		if (page->list[i].id != 0 && page->list[i].part == PART_ANSWER)
			boxes[count++] = page->list[i].box;
	return count;
}

bool hand_is_asked(const struct room *room)
{
	struct box box;
	return hand_find(room, "Next", &box) == 1;
}

static bool answer_by_keypad(struct room *room)
{
	char digits[3];
	snprintf(digits, sizeof digits, "%u", (unsigned)room_chance(room, 17) + 1);
	return hand_tap_each(room, digits);
}

bool hand_answer(struct room *room)
{
	struct box boxes[32], box;
	size_t count = answers(room, boxes, countof(boxes)); /* refusing is one of them */
	uint32_t mood = room_chance(room, 20);
	bool fine = true;
	if (count == 1 && hand_find(room, "1", &box) == 1 && mood > 1)
		fine = answer_by_keypad(room);
	else if (count > 1 && mood > 0)
		fine = hand_tap_box(
			room,
			boxes[mood == 1 ? count - 1 : room_chance(room, (uint32_t)count - 1)]);
	if (!fine || !hand_tap(room, "Next"))
		return false;
	/* Without an answer Next asks once. */
	return !hand_sees(room, "press Next again") || hand_tap(room, "Next");
}
