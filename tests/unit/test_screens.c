/* Every page of a pupil, as it can be seen, on every kind of screen: what is pressed answers with
 * something that the page may ask; nothing lies upon something else or leaves the page. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/page_rules.h"

static void no_button_is_dead_anywhere(void **state)
{
	each_page(*state, no_button_is_dead);
}

static void all_is_on_every_page(void **state)
{
	each_page(*state, all_is_on_the_page);
}

static void nothing_lies_upon_another_anywhere(void **state)
{
	each_page(*state, nothing_lies_upon_another);
}

static void nothing_runs_over_an_edge_anywhere(void **state)
{
	each_page(*state, nothing_runs_over_an_edge);
}

static void no_drawing_covers_words_anywhere(void **state)
{
	each_page(*state, no_drawing_covers_words);
}

/* ---- Single pages ---- */

static const struct mark *labelled(const struct sight *sight, enum word word)
{
	const struct marks *marks = &sight->unit.marks;
	for (size_t i = 0; i < marks->count; i++)
		if (marks->list[i].id != 0 &&
		    slice_is(marks_label(marks, &marks->list[i]), ui_word(&sight->unit.ui, word)))
			return &marks->list[i];
	return NULL;
}

static void see(struct sight *sight, const char *name, enum look look, int text_size)
{
	for (size_t i = 0; i < countof(pages); i++)
		if (strcmp(pages[i].name, name) == 0) {
			show(sight, &pages[i], look, text_size);
			return;
		}
	fail_msg("no page %s", name);
}

static void cover_help_and_sizes_are_on_every_page(void **state)
{
	struct sight *sight = *state;
	for (size_t i = 0; i < countof(pages); i++) {
		enum screen_name screen = pages[i].screen;
		bool none =
			screen == SCREEN_START || screen == SCREEN_COVER || screen == SCREEN_FAULT;
		show(sight, &pages[i], LOOK_SHORE, 1);
		assert_true((labelled(sight, WORD_COVER) != NULL) == !none);
		assert_true((labelled(sight, WORD_HELP) != NULL) ==
			    (!none && screen != SCREEN_HELP));
		assert_true((labelled(sight, WORD_STOP) != NULL) ==
			    (screen == SCREEN_QUESTION || screen == SCREEN_SKIPPED));
	}
}

/* Neither is larger, filled, or otherwise the easier one (pages.md 43). */
static void two_that_must_be_alike_are(void **state)
{
	static const struct {
		const char *page;
		enum word one, other;
	} pairs[] = {
		{"first", WORD_YES_START, WORD_NO_THANKS},
		{"skipped many", WORD_SKIPPED_YES, WORD_SKIPPED_NO},
		{"finish", WORD_SEAL, WORD_DELETE},
		{"deleting", WORD_DELETE_YES, WORD_DELETE_NO},
		{"stop", WORD_STOP_KEEP, WORD_STOP_DELETE},
		{"decline", WORD_DECLINE_YES, WORD_DECLINE_NO},
	};
	struct sight *sight = *state;
	for (size_t i = 0; i < countof(pairs); i++) {
		see(sight, pairs[i].page, LOOK_SHORE, 1);
		const struct mark *one = labelled(sight, pairs[i].one);
		const struct mark *other = labelled(sight, pairs[i].other);
		assert_non_null(one);
		assert_non_null(other);
		assert_float_equal(one->box.width, other->box.width, 0.01);
		assert_float_equal(one->box.height, other->box.height, 0.01);
		assert_int_equal(one->fill, other->fill);
		assert_int_equal(one->line, other->line);
		assert_int_equal(one->fill, ROLE_CARD);
	}
}

/* A tap that comes twice, however late, is no answer to the page that it led to. */
static void nothing_is_confirmed_in_its_own_place(void **state)
{
	static const struct {
		const char *page, *asks;
		enum word pressed, confirms;
	} rows[] = {
		{"finish", "deleting", WORD_DELETE, WORD_DELETE_YES},
		{"stop", "stop, deleting", WORD_STOP_DELETE, WORD_DELETE_YES},
		{"first", "decline", WORD_NO_THANKS, WORD_DECLINE_YES},
		{"choice", "stop", WORD_STOP, WORD_STOP_KEEP},
		{"choice", "stop", WORD_STOP, WORD_STOP_DELETE},
		{"choice", "finish", WORD_NEXT, WORD_SEAL},
		{"choice", "finish", WORD_NEXT, WORD_DELETE},
	};
	struct sight *sight = *state;
	for (size_t i = 0; i < countof(rows) * countof(sizes) * 8; i++) {
		size_t row = i % countof(rows), size = i / countof(rows) % countof(sizes);
		int text = (int)(i / countof(rows) / countof(sizes));
		sight->unit.page =
			page_of(sizes[size].width, sizes[size].height, sizes[size].pixels_per_mm);
		see(sight, rows[row].page, text > 3 ? LOOK_CALM : LOOK_SHORE, text % 4 + 1);
		struct box pressed = labelled(sight, rows[row].pressed)->box;
		see(sight, rows[row].asks, text > 3 ? LOOK_CALM : LOOK_SHORE, text % 4 + 1);
		if (boxes_overlap(pressed, labelled(sight, rows[row].confirms)->box))
			fail_msg("%s, %s: %s, %d", rows[row].page, rows[row].asks, sizes[size].name,
				 text);
	}
}

static bool says(const struct sight *sight, const char *text)
{
	const struct marks *marks = &sight->unit.marks;
	for (size_t i = 0; i < marks->count; i++)
		if (slice_is(marks_label(marks, &marks->list[i]), text))
			return true;
	return false;
}

static void what_is_said_is_true(void **state)
{
	static const struct {
		const char *page, *says;
		bool does;
	} rows[] = {
		{"thanks", "That's all. Nobody here\ncan see what you chose.", true},
		{"choice", "Pick an answer, or press Next again to skip.", false},
		{"choice, nudge", "Pick an answer, or press Next again to skip.", true},
		{"number, nudge", "Type a number, or press Next again to skip.", true},
		{"choice", "Question 12 of 30", true},
		{"note", "Question 12 of 30", false},
		{"skipped one", "You skipped 1 question.\nGo back to it?", true},
		{"skipped many", "You skipped 12 questions.\nGo back to them?", true},
		{"first", "May we ask 30 questions about how you are?", true},
		{"first", "To talk to someone: your head of year.", true},
		{"help", "Your head of year", true},
		{"start", "Ready for the next person", true},
		{"start", "Coming back? Use your card.", true},
		{"start, locked", "Coming back? Use your card.", false},
		{"choice", "Welcome back.\nYour answers so far are kept.", false},
		{"choice, welcome", "Welcome back.\nYour answers so far are kept.", true},
		{"finish, welcome", "Welcome back.", true},
		{"start", "Machine 12", true},
		{"still there", "Are you still there?", true},
		{"fault", "4", true},
	};
	struct sight *sight = *state;
	for (size_t i = 0; i < countof(rows); i++) {
		see(sight, rows[i].page, LOOK_SHORE, 1);
		if (says(sight, rows[i].says) != rows[i].does)
			fail_msg("%s: %s", rows[i].page, rows[i].says);
	}
}

/* The cover says nothing of what lies below it. */
static void the_cover_is_one_for_all(void **state)
{
	struct sight *sight = *state;
	see(sight, "cover", LOOK_SHORE, 1);
	struct marks cover = sight->unit.marks;
	sight->view.item = &choice;
	sight->view.answer = (struct answer)GIVEN(2);
	sight->view.nudge = true;
	(void)draw(sight, (struct input){.kind = INPUT_TICK});
	assert_true(marks_equal(&cover, &sight->unit.marks));
}

static void keys_answer(void **state)
{
	static const struct {
		const char *page;
		enum key key;
		char character;
		struct action action;
	} rows[] = {
		{"choice", KEY_CHARACTER, '2', {ACTION_ANSWER, 1}},
		{"choice", KEY_CHARACTER, '4', {ACTION_UNANSWER, 3}},
		{"choice", KEY_ENTER, 0, {ACTION_NEXT, 0}},
		{"choice", KEY_BACKSPACE, 0, {ACTION_BACK, 0}},
		{"choice", KEY_ESCAPE, 0, {ACTION_COVER, 0}},
		{"choice", KEY_CHARACTER, '+', {ACTION_TEXT_LARGER, 2}},
		{"range", KEY_CHARACTER, '2', {ACTION_ANSWER, 2}},
		{"range", KEY_CHARACTER, '7', {ACTION_UNANSWER, 7}},
		{"range", KEY_CHARACTER, '0', {ACTION_ANSWER, 0}},
		{"range, one", KEY_CHARACTER, '0', {ACTION_ANSWER, 10}}, /* as 10 is typed */
		{"number", KEY_CHARACTER, '5', {ACTION_TYPE, '5'}},
		{"number", KEY_BACKSPACE, 0, {ACTION_BACK, 0}},
		{"number, typing", KEY_BACKSPACE, 0, {ACTION_RUB, '\b'}},
		{"code", KEY_CHARACTER, 'k', {ACTION_TYPE, 'K'}},
		{"code", KEY_CHARACTER, 'a', {ACTION_TYPE, 'a'}}, /* is told that no code has it */
		{"number", KEY_CHARACTER, 'a', {ACTION_NONE, 0}},
		{"code", KEY_BACKSPACE, 0, {ACTION_RUB, '\b'}},
		{"drawing", KEY_CHARACTER, '4', {ACTION_DRAWING, 3}},
		{"first", KEY_ENTER, 0, {ACTION_NONE, 0}},
		{"start", KEY_ENTER, 0, {ACTION_START, 0}},
		{"start, not open", KEY_ENTER, 0, {ACTION_NONE, 0}},
		{"cover", KEY_ENTER, 0, {ACTION_UNCOVER, 0}},
		{"cover", KEY_ESCAPE, 0, {ACTION_NONE, 0}},
		{"help", KEY_ENTER, 0, {ACTION_BACK, 0}},
		{"quiet", KEY_ENTER, 0, {ACTION_NEXT_PERSON, 0}},
	};
	struct sight *sight = *state;
	for (size_t i = 0; i < countof(rows); i++) {
		see(sight, rows[i].page, LOOK_SHORE, 1);
		sight->unit.ui.now_ms += 10000;
		struct action action = draw(sight, (struct input){.kind = INPUT_KEY,
								  .key = rows[i].key,
								  .character = rows[i].character});
		if (action.kind != rows[i].action.kind ||
		    (action.kind != ACTION_NONE && action.value != rows[i].action.value))
			fail_msg("row %zu, %s: %d %d", i, rows[i].page, action.kind, action.value);
	}
}

/* A key that only shows where it stands, pressed twice, must not have chosen for anybody. */
static void two_presses_of_a_key_choose_nothing(void **state)
{
	static const struct {
		const char *page;
		enum action_kind acts; /* the second */
	} rows[] = {
		{"first", ACTION_BACK},	   {"skipped many", ACTION_BACK}, {"finish", ACTION_BACK},
		{"deleting", ACTION_BACK}, {"stop", ACTION_BACK},	  {"decline", ACTION_BACK},
	};
	static const enum key keys[] = {KEY_ENTER, KEY_SPACE};
	struct sight *sight = *state;
	for (size_t i = 0; i < countof(rows) * countof(keys); i++) {
		struct input key = {.kind = INPUT_KEY, .key = keys[i % countof(keys)]};
		const char *page = rows[i / countof(keys)].page;
		see(sight, page, LOOK_SHORE, 1);
		sight->unit.ui.now_ms += 10000;
		size_t marks = sight->unit.marks.count;
		assert_int_equal(draw(sight, key).kind, ACTION_NONE);
		const struct marks *seen = &sight->unit.marks;
		if (seen->count != marks + 1 || seen->list[marks].kind != MARK_RING)
			fail_msg("%s: nothing shows", page);
		assert_int_equal(draw(sight, key).kind, rows[i / countof(keys)].acts);
	}
}

/* After a park there is no Back. */
static void without_a_way_back_neither(void **state)
{
	struct sight *sight = *state;
	see(sight, "finish", LOOK_SHORE, 1);
	sight->view.can_go_back = false;
	(void)draw(sight, (struct input){.kind = INPUT_TICK});
	assert_null(labelled(sight, WORD_BACK));
	sight->unit.ui.now_ms += 10000;
	for (int i = 0; i < 2; i++) {
		enum action_kind kind =
			draw(sight, (struct input){.kind = INPUT_KEY, .key = KEY_ENTER}).kind;
		assert_true(kind != ACTION_KEEP && kind != ACTION_DELETE);
	}
}

/* The calm lines come and go, after an interruption one after the other. Where they stand beside
 * the tools, those make room; nothing else moves. */
static void same_places(struct sight *sight)
{
	struct marks before = sight->unit.marks;
	const struct marks *after = &sight->unit.marks;
	size_t from = 0;
	sight->view.nudge = true;
	(void)draw(sight, (struct input){.kind = INPUT_TICK});
	for (size_t i = 0; i < after->count; i++) {
		const struct mark *mark = &after->list[i];
		if (mark->id == 0 || (mark->id >= ID_SMALLER && mark->id <= ID_STOP))
			continue;
		while (from < before.count && before.list[from].id != mark->id)
			from++;
		if (from == before.count ||
		    memcmp(&before.list[from].box, &mark->box, sizeof mark->box) != 0)
			fail_msg("%s: %s moved", sight->name, after->bytes + mark->label);
	}
}

static void no_calm_line_moves_anything(void **state)
{
	struct sight *sight = *state;
	for (size_t size = 0; size < countof(sizes); size++) {
		sight->unit.page =
			page_of(sizes[size].width, sizes[size].height, sizes[size].pixels_per_mm);
		for (size_t i = 0; i < countof(pages); i++)
			for (int text = 1; text <= 16; text++) {
				if (pages[i].view.item == NULL || pages[i].view.nudge ||
				    !item_is_asked(pages[i].view.item))
					continue;
				struct seen seen = pages[i];
				seen.view.welcome = text > 8;
				show(sight, &seen, (text - 1) % 8 > 3 ? LOOK_CALM : LOOK_SHORE,
				     (text - 1) % 4 + 1);
				snprintf(sight->name, sizeof sight->name, "%s, %s, %d", seen.name,
					 sizes[size].name, text);
				same_places(sight);
			}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SIGHT(no_button_is_dead_anywhere),
		WITH_SIGHT(all_is_on_every_page),
		WITH_SIGHT(nothing_lies_upon_another_anywhere),
		WITH_SIGHT(nothing_runs_over_an_edge_anywhere),
		WITH_SIGHT(no_drawing_covers_words_anywhere),
		WITH_SIGHT(no_calm_line_moves_anything),
		WITH_SIGHT(cover_help_and_sizes_are_on_every_page),
		WITH_SIGHT(two_that_must_be_alike_are),
		WITH_SIGHT(nothing_is_confirmed_in_its_own_place),
		WITH_SIGHT(what_is_said_is_true),
		WITH_SIGHT(the_cover_is_one_for_all),
		WITH_SIGHT(keys_answer),
		WITH_SIGHT(two_presses_of_a_key_choose_nothing),
		WITH_SIGHT(without_a_way_back_neither),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
