#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define SESSIONS_FEW 3 /* as many fit beside a picture, with a warning under them */
#define SESSIONS_FEW_SMALL 1
#define SIDE_PADDING 5.0f
#define TOOLS_GAP 1.0f /* one above the other */

enum { ID_SESSIONS = 1, ID_STICK = 40, ID_LEAVE, ID_MORE, ID_CHANGE_PIN, ID_OPEN };

static float words_width(const struct ui *ui, struct slice words, enum type type, bool bold)
{
	return ui->measure->width(ui->measure->context, words, ui_em(ui, type), bold);
}

static struct desk_fill fill_of(const struct teacher_session *session)
{
	return (struct desk_fill){session->done, session->count, session->class_name,
				  session->wave};
}

/* What the count at the far end leaves. */
static float name_room(const struct ui *ui, float width, struct slice counted)
{
	return width - 3 * SIDE_PADDING - words_width(ui, counted, TYPE_SMALL, false);
}

/* One that is too long makes all small: they are a list. */
static bool all_fit(const struct ui *ui, float width, const struct teacher_view *teacher)
{
	char name[DESK_WORDS_MOST], count[DESK_WORDS_MOST];
	bool fit = true;
	for (size_t i = 0; i < teacher->session_count; i++) {
		struct desk_fill fill = fill_of(&teacher->sessions[i]);
		struct slice named = desk_say(ui, WORD_SESSION, fill, name);
		struct slice counted = desk_say(ui, WORD_BOARD_COUNT, fill, count);
		fit = fit &&
		      words_width(ui, named, TYPE_ANSWER, true) <= name_room(ui, width, counted);
	}
	return fit;
}

/* Class and wave at the near end, the count at the far one. */
static void session_words(struct ui *ui, struct box box, struct desk_fill fill, bool small)
{
	const struct text_style name = {.type = small ? TYPE_SMALL : TYPE_ANSWER, .bold = true};
	static const struct text_style count = {
		.type = TYPE_SMALL, .role = ROLE_ACCENT, .align = ALIGN_END};
	char words[DESK_WORDS_MOST], others[DESK_WORDS_MOST];
	struct slice counted =
		desk_say(ui, small ? WORD_SESSION_COUNT : WORD_BOARD_COUNT, fill, words);
	struct slice named = desk_say(ui, small ? WORD_SESSION_SHORT : WORD_SESSION, fill, others);
	float room = name_room(ui, box.width, counted);
	box.x += SIDE_PADDING;
	box.width -= 2 * SIDE_PADDING;
	ui_text_middle(ui, box, counted, count);
	if (words_width(ui, named, name.type, true) > room) /* a class has but one */
		named = slice_of(fill.class_name);
	ui_text_middle(ui, box, named, name);
}

/* The whole box is a button. */
static bool session_draw(struct ui *ui, struct box box, const struct teacher_session *session,
			 uint16_t id, bool small)
{
	char name[DESK_WORDS_MOST], count[DESK_WORDS_MOST], label[2 * DESK_WORDS_MOST];
	const struct desk_fill fill = fill_of(session);
	struct slice named = desk_say(ui, WORD_SESSION, fill, name);
	struct slice counted = desk_say(ui, WORD_BOARD_COUNT, fill, count);
	snprintf(label, sizeof label, "%.*s: %.*s", (int)named.size, named.bytes, (int)counted.size,
		 counted.bytes);
	const struct button button = {.id = id, .label = label, .drawn = ""};
	size_t first = ui->marks->count;
	bool pressed = ui_button(ui, box, &button);
	session_words(ui, box, fill, small);
	for (size_t i = first + 1; i < ui->marks->count; i++)
		ui->marks->list[i].owner = id;
	return pressed;
}

static struct action sessions_draw(struct ui *ui, struct box room,
				   const struct teacher_view *teacher, bool many)
{
	struct action action = {ACTION_NONE, 0};
	size_t columns = many && !ui->marks->page.portrait ? 2 : 1;
	size_t rows = (teacher->session_count + columns - 1) / columns;
	float gap = look_length(LENGTH_ANSWER_GAP_SIX), height = look_length(LENGTH_BUTTON_HEIGHT);
	float most = (room.height + gap) / (float)rows - gap;
	struct box box = {.width = (room.width + gap) / (float)columns - gap,
			  .height = height < most ? height : most};
	bool small = !all_fit(ui, box.width, teacher);
	for (size_t i = 0; i < teacher->session_count; i++) {
		box.x = room.x + (float)(i / rows) * (box.width + gap);
		box.y = room.y + (float)(i % rows) * (box.height + gap);
		if (session_draw(ui, box, &teacher->sessions[i], (uint16_t)(ID_SESSIONS + i),
				 small))
			action = (struct action){ACTION_CHOOSE, (int32_t)i};
	}
	return action;
}

/* From the far end: the last is left of the one before, or on upright pages below it. */
static struct action tools_draw(struct ui *ui)
{
	static const struct {
		uint16_t id;
		enum word word;
		enum action_kind kind;
	} tools[] = {{ID_LEAVE, WORD_LEAVE, ACTION_LEAVE},
		     {ID_CHANGE_PIN, WORD_PIN_CHANGE, ACTION_CHANGE_PIN}};
	struct action action = {ACTION_NONE, 0};
	struct box row = layout_frame(ui).header;
	float height = look_length(LENGTH_TOOL_HEIGHT), gap = look_length(LENGTH_TOOL_GAP);
	for (size_t i = 0; i < countof(tools); i++) {
		const struct button tool = {.id = tools[i].id,
					    .label = ui_word(ui, tools[i].word),
					    .style = BUTTON_TOOL};
		float width = ui_button_width(ui, &tool, height);
		struct box box = {row.x + row.width - width, row.y, width, height};
		action = either(action, act_if(ui_button(ui, box, &tool), tools[i].kind));
		if (ui->marks->page.portrait)
			row.y += height + TOOLS_GAP;
		else
			row.width -= width + gap;
	}
	return action;
}

/* At the foot of the room. */
static void swaps_draw(struct ui *ui, struct box *room)
{
	struct slice words = slice_of(ui_word(ui, WORD_SWAPS));
	float height = desk_note_height(ui, room->width, words);
	struct box note = *room;
	note.y += room->height - height;
	desk_note(ui, note, words);
	room->height -= height + desk_gap(ui);
}

/* A few stand beside the picture, under a title; for many the title stands in the header. */
static struct box title_draw(struct ui *ui, const struct teacher_view *teacher, bool many)
{
	bool none = teacher->session_count == 0;
	struct slice title = slice_of(ui_word(ui, none ? WORD_SESSIONS_NONE : WORD_SESSIONS));
	struct slice changed = slice_of(ui_word(ui, WORD_PIN_CHANGED));
	if (many) {
		ui_text_middle(ui, desk_head(ui), teacher->pin_changed ? changed : title,
			       desk_title(ui));
		return layout_frame(ui).body;
	}
	desk_header(ui, teacher->pin_changed ? changed : slice_of(ui_word(ui, WORD_TEACHER)));
	struct box room = desk_bottle(ui, picture_drawing("lighthouse"));
	desk_headline(ui, &room, title);
	return room;
}

struct action screen_sessions(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	size_t few =
		desk_is_small(ui) && !ui->marks->page.portrait ? SESSIONS_FEW_SMALL : SESSIONS_FEW;
	bool many = teacher->session_count > few || teacher->more;
	struct box room = title_draw(ui, teacher, many);
	struct action action = tools_draw(ui);
	if (teacher->swaps)
		swaps_draw(ui, &room);
	if (teacher->session_count == 0)
		ui_text(ui, room, slice_of(ui_word(ui, WORD_SESSIONS_NONE_WORDS)), desk_hint(ui));
	else
		action = either(action, sessions_draw(ui, room, teacher, many));
	struct desk_button buttons[] = {
		desk_back(ui, WORD_PUPILS, ACTION_PUPILS),
		desk_plain(ui, teacher->more ? ID_MORE : 0, WORD_MORE, PICTURE_NONE, ACTION_MORE),
		desk_plain(ui, ID_STICK, WORD_STICK, PICTURE_ICON_STICK, ACTION_STICK),
		desk_plain(ui, ID_OPEN, WORD_OPEN_SESSION, PICTURE_NONE, ACTION_OPEN_SESSION)};
	for (size_t i = 0; i < countof(buttons); i++)
		if (buttons[i].kind == teacher->next_step)
			buttons[i].button.style = BUTTON_NEXT;
	return either(action, desk_footer(ui, buttons, countof(buttons)));
}
