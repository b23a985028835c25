#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/layout_places.h"

static const struct screen_size {
	const char *name;
	int width, height;
	float pixels_per_mm;
} screens[] = {
	{"1366x768, 11.6 inch", 1366, 768, 5.3f},    {"1920x1080, 24 inch", 1920, 1080, 3.6f},
	{"1920x1080, 15.6 inch", 1920, 1080, 5.56f}, {"1024x600, 10.1 inch", 1024, 600, 4.6f},
	{"800x1280, 7 inch", 800, 1280, 5.3f},	     {"1024x600, 8.9 inch", 1024, 600, 5.3f},
	{"1024x768, 9.7 inch", 1024, 768, 5.2f},     {"1280x800, 12.1 inch", 1280, 800, 4.9f},
};

static const char *const scale[] = {"Never", "Not much of the time", "Some of the time",
				    "Quite a lot of the time", "All of the time"};
static const char *const days[] = {"Never",	"Hardly ever", "Some days", "Half the days",
				   "Most days", "Every day",   "Always"};
static const char *const years[] = {"Year 1", "Year 2", "Year 3", "Year 4",  "Year 5",	"Year 6",
				    "Year 7", "Year 8", "Year 9", "Year 10", "Year 11", "Year 12"};
static const char *const tens[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};

struct row {
	const char *question, *hint;
	const char *const *options;
	size_t least, most; /* options */
	bool tall, scale, number;
	const char *low, *high;
};

static const struct row rows[] = {
	{"Do you like being in the place where you live?", "", scale, 2, 5, false, true, false, "",
	 ""},
	{"Do you like where you live?", "", days, 2, 7, false, true, false, "", ""},
	{"I've been getting on well with people", "In the last two weeks", scale, 5, 5, false, true,
	 false, "", ""},
	{"Which school year are you in?", "", years, 2, 12, false, false, false, "", ""},
	{"How happy are you with your life as a whole?", "", tens, 11, 11, true, true, false,
	 "Not at all happy", "Completely happy"},
	{"How old are you?", "Your age in years.", NULL, 0, 0, false, false, true, "", ""},
	{"Now some questions about your school.\nThink about the last two weeks.", "", NULL, 0, 0,
	 false, false, false, "", ""},
};

static void draw(struct page_unit *unit, const struct layout *layout,
		 const struct layout_question *question)
{
	for (size_t i = 0; i < question->option_count; i++) {
		struct answer_box answer = {.id = (uint16_t)(1 + i),
					    .label = question->options[i],
					    .chosen = i % 2 == 0,
					    .number = -1,
					    .shape = layout->tall ? ANSWER_TALL : ANSWER_LIST};
		assert_false(ui_answer(&unit->ui, layout->answers[i], &answer));
	}
	if (!empty(layout->refuse)) {
		struct answer_box refuse = {.id = ID_REFUSE,
					    .label = slice_of(ui_word(&unit->ui, WORD_REFUSE)),
					    .chosen = true,
					    .number = -1,
					    .shape = ANSWER_REFUSE};
		assert_false(ui_answer(&unit->ui, layout->refuse, &refuse));
	}
	assert_int_equal(page_header(&unit->ui, TOOLS_ALL, slice_of("Question 3 of 12")).kind,
			 ACTION_NONE);
	struct page_footer footer = {.back = ui_word(&unit->ui, WORD_BACK),
				     .next = ui_word(&unit->ui, WORD_NEXT),
				     .next_icon = PICTURE_ICON_NEXT};
	assert_int_equal(page_footer(&unit->ui, &footer).kind, ACTION_NONE);
	layout_words(&unit->ui, question, layout);
	if (!empty(layout->nudge))
		layout_nudge(&unit->ui, layout, slice_of(ui_word(&unit->ui, WORD_NUDGE)));
}

static const struct mark *owner_of(const struct marks *marks, uint16_t id)
{
	for (size_t i = 0; i < marks->count; i++)
		if (marks->list[i].kind == MARK_BOX && marks->list[i].id == id)
			return &marks->list[i];
	return NULL;
}

/* Words stand inside the box that they belong to, all inside the page. */
static void check_marks(const char *where, const struct marks *marks)
{
	struct box page = {0, 0, marks->page.width, marks->page.height};
	assert_false(marks->overflowed);
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *mark = &marks->list[i], *owner = owner_of(marks, mark->owner);
		struct box box = mark->box;
		if (mark->kind == MARK_TEXT)
			box = (struct box){box.x, box.y - mark->em * EM_CAP_HEIGHT, box.width,
					   mark->em * (EM_CAP_HEIGHT + 0.2f)};
		struct slice text = marks_text(marks, mark);
		if (mark->owner != 0)
			assert_non_null(owner);
		if (!inside(box, mark->owner != 0 ? owner->box : page))
			fail_msg("%s: %s \"%.*s\" leaves its box: %.1f,%.1f %.1fx%.1f", where,
				 mark->kind == MARK_TEXT ? "text" : "mark", (int)text.size,
				 text.bytes, (double)box.x, (double)box.y, (double)box.width,
				 (double)box.height);
		for (size_t j = 0; mark->part != PART_NONE && j < i; j++)
			if (marks->list[j].part != PART_NONE &&
			    apart(box, marks->list[j].box) < LEAST_GAP)
				fail_msg("%s: marks %zu and %zu are too near", where, i, j);
	}
}

static struct layout_question question_of(const struct row *row, size_t count,
					  struct slice *options)
{
	for (size_t i = 0; i < count; i++)
		options[i] = slice_of(row->options[i]);
	return (struct layout_question){.question = slice_of(row->question),
					.hint = slice_of(row->hint),
					.options = options,
					.option_count = count,
					.tall = row->tall,
					.scale = row->scale,
					.number = row->number,
					.low_words = slice_of(row->low),
					.high_words = slice_of(row->high)};
}

static struct layout lay(struct page_unit *unit, enum look look, int size,
			 const struct layout_question *question)
{
	unit->ui.text_size = size;
	ui_begin(&unit->ui, 1, look, SCENE_SHORE, &unit->page);
	return layout_question(&unit->ui, question, slice_of(ui_word(&unit->ui, WORD_NUDGE)));
}

static void check_row(struct page_unit *unit, const char *screen, enum look look, int size,
		      const struct row *row, size_t count)
{
	char where[200];
	struct slice options[12];
	struct layout_question question = question_of(row, count, options);
	snprintf(where, sizeof where, "%s, size %d, %s, %zu, \"%.20s\"", screen, size,
		 look == LOOK_SHORE ? "shore" : "calm", count, row->question);
	struct layout layout = lay(unit, look, size, &question);
	if (!layout.fits)
		fail_msg("%s: does not fit", where);
	assert_int_equal(unit->ui.text_size, layout.text_size);
	check_places(where, &unit->ui, &layout, &question);
	check_sizes(where, &layout, &question);
	draw(unit, &layout, &question);
	ui_end(&unit->ui);
	check_marks(where, &unit->marks);
}

static void everything_stands_where_it_may(void **state)
{
	(void)state;
	struct page_unit *unit = malloc(sizeof *unit);
	for (size_t s = 0; s < countof(screens); s++) {
		page_unit_open(unit, screens[s].width, screens[s].height, screens[s].pixels_per_mm);
		for (size_t r = 0; r < countof(rows); r++)
			for (size_t count = rows[r].least; count <= rows[r].most; count++)
				for (int size = 1; size <= 4; size++)
					for (enum look look = LOOK_SHORE; look <= LOOK_CALM; look++)
						check_row(unit, screens[s].name, look, size,
							  &rows[r], count);
		page_unit_close(unit);
	}
	free(unit);
}

/* Which layout a page gets, and at which size. */
static const struct {
	int width, height;
	float pixels_per_mm;
	enum look look;
	int size;
	size_t row, count;
	enum layout_kind kind;
	int drawn;
} kinds[] = {
	{1366, 768, 5.3f, LOOK_SHORE, 1, 0, 5, LAYOUT_SPREAD, 1},
	{1366, 768, 5.3f, LOOK_SHORE, 4, 1, 5, LAYOUT_SPREAD, 4},
	{1366, 768, 5.3f, LOOK_CALM, 1, 1, 7, LAYOUT_SPREAD, 1},
	{1366, 768, 5.3f, LOOK_SHORE, 1, 3, 8, LAYOUT_COLUMNS, 1},
	{1366, 768, 5.3f, LOOK_SHORE, 1, 3, 12, LAYOUT_COLUMNS, 1},
	{1366, 768, 5.3f, LOOK_CALM, 1, 4, 11, LAYOUT_ROW, 1},
	{1366, 768, 5.3f, LOOK_CALM, 1, 5, 0, LAYOUT_SPREAD, 1},
	{1920, 1080, 3.6f, LOOK_SHORE, 1, 0, 5, LAYOUT_SPREAD, 1},
	{1024, 600, 4.6f, LOOK_SHORE, 4, 1, 5, LAYOUT_SPREAD, 4},
	{800, 1280, 5.3f, LOOK_SHORE, 1, 0, 5, LAYOUT_COLUMN, 1},
	{800, 1280, 5.3f, LOOK_SHORE, 4, 1, 5, LAYOUT_COLUMN, 4},
	{800, 1280, 5.3f, LOOK_SHORE, 1, 4, 11, LAYOUT_ROW, 1},
};

static void the_first_layout_that_fits_is_taken(void **state)
{
	(void)state;
	struct page_unit *unit = malloc(sizeof *unit);
	for (size_t i = 0; i < countof(kinds); i++) {
		struct slice options[12];
		struct layout_question question =
			question_of(&rows[kinds[i].row], kinds[i].count, options);
		page_unit_open(unit, kinds[i].width, kinds[i].height, kinds[i].pixels_per_mm);
		struct layout layout = lay(unit, kinds[i].look, kinds[i].size, &question);
		if (layout.kind != kinds[i].kind || layout.text_size != kinds[i].drawn)
			fail_msg("row %zu: kind %d at size %d", i, layout.kind, layout.text_size);
		page_unit_close(unit);
	}
	free(unit);
}

/* A- and A+ name the next size that is another page, and never one that is the same. */
static void check_sizes_offered(struct page_unit *unit, const struct layout_question *question,
				const char *where)
{
	for (int chosen = 1; chosen <= 4; chosen++) {
		int drawn = lay(unit, LOOK_SHORE, chosen, question).text_size;
		int offered[] = {unit->ui.text_size_down, unit->ui.text_size_up};
		for (size_t i = 0; i < countof(offered); i++) {
			if (offered[i] == 0)
				continue;
			int next = lay(unit, LOOK_SHORE, offered[i], question).text_size;
			if (next != offered[i] || (i == 0 ? next >= drawn : next <= drawn))
				fail_msg("%s: from %d (drawn %d) to %d is drawn %d", where, chosen,
					 drawn, offered[i], next);
		}
		for (int other = 1; other <= 4; other++) {
			int next = lay(unit, LOOK_SHORE, other, question).text_size;
			if ((next < drawn && offered[0] == 0) || (next > drawn && offered[1] == 0))
				fail_msg("%s: nothing leads from %d to %d", where, drawn, next);
		}
	}
}

static void sizes_offered_change_the_page(void **state)
{
	(void)state;
	struct page_unit *unit = malloc(sizeof *unit);
	for (size_t s = 0; s < countof(screens); s++) {
		page_unit_open(unit, screens[s].width, screens[s].height, screens[s].pixels_per_mm);
		for (size_t r = 0; r < countof(rows); r++) {
			struct slice options[12];
			struct layout_question question =
				question_of(&rows[r], rows[r].most, options);
			check_sizes_offered(unit, &question, screens[s].name);
		}
		page_unit_close(unit);
	}
	free(unit);
}

/* A list is read down its columns, a scale along its rows. */
static void answers_run_as_they_are_read(void **state)
{
	(void)state;
	struct page_unit *unit = malloc(sizeof *unit);
	struct slice options[12];
	struct layout_question question = question_of(&rows[3], 8, options);
	page_unit_open(unit, 1366, 768, 5.3f);
	struct layout list = lay(unit, LOOK_SHORE, 1, &question);
	assert_true(list.answers[1].x == list.answers[0].x);
	assert_true(list.answers[1].y > list.answers[0].y);
	question.scale = true;
	struct layout scale_layout = lay(unit, LOOK_SHORE, 1, &question);
	assert_true(scale_layout.answers[1].y == scale_layout.answers[0].y);
	assert_true(scale_layout.answers[1].x > scale_layout.answers[0].x);
	page_unit_close(unit);
	free(unit);
}

/* No page is bare at its foot: few answers are larger, and a short note stands lower. */
static void few_things_take_more_of_the_page(void **state)
{
	(void)state;
	struct page_unit *unit = malloc(sizeof *unit);
	struct slice options[12];
	page_unit_open(unit, 1366, 768, 5.3f);
	struct layout_question question = question_of(&rows[0], 5, options);
	struct layout five = lay(unit, LOOK_CALM, 1, &question);
	question.option_count = 3;
	struct layout three = lay(unit, LOOK_CALM, 1, &question);
	assert_true(three.kind == LAYOUT_SPREAD && five.kind == LAYOUT_SPREAD);
	assert_true(three.answers[0].height > five.answers[0].height + 3);
	assert_true(three.question.y == five.question.y);
	question = (struct layout_question){.question = slice_of("Take your time.")};
	struct layout note = lay(unit, LOOK_CALM, 1, &question);
	assert_true(note.question.y > five.question.y + 10);
	page_unit_close(unit);
	free(unit);
}

/* A long note may reach into the sea rather than nowhere. */
static void long_note_stands_before_the_sea(void **state)
{
	char label[241];
	(void)state;
	struct page_unit *unit = malloc(sizeof *unit);
	for (size_t i = 0; i < sizeof label; i++)
		label[i] = i % 6 == 5 ? ' ' : 'w';
	label[sizeof label - 1] = '\0';
	struct layout_question question = {.question = slice_of(label)};
	page_unit_open(unit, 1366, 768, 5.3f);
	struct layout layout = lay(unit, LOOK_SHORE, 4, &question);
	assert_true(layout.fits && layout.text_size == 1);
	assert_false(unit->marks.overflowed);
	page_unit_close(unit);
	free(unit);
}

/* No size and no layout holds it: the page counts as overflowed, which is the fault page. */
static void what_does_not_fit_is_said(void **state)
{
	static const char *const long_label =
		"A label of many words that no box of any size could ever hold on such a page";
	(void)state;
	struct page_unit *unit = malloc(sizeof *unit);
	struct slice options[FORM_OPTIONS_MOST];
	for (size_t i = 0; i < countof(options); i++)
		options[i] = slice_of(long_label);
	for (size_t s = 0; s < countof(screens); s++) {
		struct layout_question question = {.question = slice_of(long_label),
						   .options = options,
						   .option_count = countof(options)};
		page_unit_open(unit, screens[s].width, screens[s].height, screens[s].pixels_per_mm);
		struct layout layout = lay(unit, LOOK_SHORE, 4, &question);
		assert_false(layout.fits);
		assert_true(unit->marks.overflowed);
		page_unit_close(unit);
	}
	free(unit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_layout_that_fits_is_taken),
		cmocka_unit_test(sizes_offered_change_the_page),
		cmocka_unit_test(answers_run_as_they_are_read),
		cmocka_unit_test(what_does_not_fit_is_said),
		cmocka_unit_test(few_things_take_more_of_the_page),
		cmocka_unit_test(long_note_stands_before_the_sea),
		cmocka_unit_test(everything_stands_where_it_may),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
