#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define SESSIONS_FEW 3 /* as many fit beside a picture, with a warning under them */
#define SIDE_PADDING 5.0f

enum { ID_SESSIONS = 1, ID_STICK = 40, ID_LEAVE };

/* The whole box is a button; class and wave at its near end, the count at its far one. */
static bool session_draw(struct ui *ui, struct box box, const struct teacher_session *session,
			 uint16_t id, bool small)
{
	const struct text_style name_style = {.type = small ? TYPE_SMALL : TYPE_ANSWER,
					      .bold = true};
	static const struct text_style count_style = {
		.type = TYPE_SMALL, .role = ROLE_ACCENT, .align = ALIGN_END};
	char name[DESK_WORDS_MOST], count[DESK_WORDS_MOST], label[2 * DESK_WORDS_MOST];
	const struct desk_fill fill = {session->done, session->count, session->class_name,
				       session->wave};
	struct slice named = desk_say(ui, WORD_SESSION, fill, name);
	struct slice counted = desk_say(ui, WORD_BOARD_COUNT, fill, count);
	snprintf(label, sizeof label, "%.*s: %.*s", (int)named.size, named.bytes, (int)counted.size,
		 counted.bytes);
	const struct button button = {.id = id, .label = label, .drawn = ""};
	bool pressed = ui_button(ui, box, &button);
	box.x += SIDE_PADDING;
	box.width -= 2 * SIDE_PADDING;
	ui_text_middle(ui, box, counted, count_style);
	box.width -=
		ui->measure->width(ui->measure->context, counted, ui_em(ui, TYPE_SMALL), false) +
		look_length(LENGTH_COLUMN_GAP);
	ui_text_middle(ui, box, named, name_style);
	return pressed;
}

static struct action sessions_draw(struct ui *ui, struct box room,
				   const struct teacher_view *teacher, bool many)
{
	struct action action = {ACTION_NONE, 0};
	size_t columns = many && !ui->marks->page.portrait ? 2 : 1;
	size_t rows = (teacher->session_count + columns - 1) / columns;
	float gap = look_length(LENGTH_COLUMN_GAP), height = look_length(LENGTH_BUTTON_HEIGHT);
	float most = (room.height + gap) / (float)rows - gap;
	struct box box = {.width = (room.width + gap) / (float)columns - gap,
			  .height = height < most ? height : most};
	for (size_t i = 0; i < teacher->session_count; i++) {
		box.x = room.x + (float)(i / rows) * (box.width + gap);
		box.y = room.y + (float)(i % rows) * (box.height + gap);
		if (session_draw(ui, box, &teacher->sessions[i], (uint16_t)(ID_SESSIONS + i), many))
			action = (struct action){ACTION_CHOOSE, (int32_t)i};
	}
	return action;
}

static struct action leave_draw(struct ui *ui)
{
	struct box row = layout_frame(ui).header, box = row;
	const struct button leave = {
		.id = ID_LEAVE, .label = ui_word(ui, WORD_LEAVE), .style = BUTTON_TOOL};
	box.height = look_length(LENGTH_TOOL_HEIGHT);
	box.width = ui_button_width(ui, &leave, box.height);
	box.x += row.width - box.width;
	return desk_act(ui_button(ui, box, &leave), ACTION_LEAVE, 0);
}

/* At the foot of the body. Returns what it took. */
static float swaps_draw(struct ui *ui, struct box room)
{
	const struct desk_row row = {PICTURE_ICON_LOCK, slice_of(ui_word(ui, WORD_SWAPS))};
	float width = room.width - 3 * look_length(LENGTH_CARD_PADDING) - 7;
	float height = ui_text_height(ui, width, row.words, desk_words, NULL) +
		       2 * look_length(LENGTH_CARD_PADDING);
	desk_down(&room, room.height - height);
	desk_card(ui, room, &row, 1);
	return height + DESK_GAP;
}

struct action screen_sessions(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	bool none = teacher->session_count == 0, many = teacher->session_count > SESSIONS_FEW;
	desk_header(ui, slice_of(ui_word(ui, WORD_TEACHER)));
	struct box room =
		many ? layout_frame(ui).body : desk_bottle(ui, desk_drawing("lighthouse"));
	struct action action = leave_draw(ui);
	if (teacher->swaps)
		room.height -= swaps_draw(ui, room);
	float title =
		ui_text(ui, room, slice_of(ui_word(ui, none ? WORD_SESSIONS_NONE : WORD_SESSIONS)),
			desk_title) +
		DESK_GAP;
	desk_down(&room, title);
	room.height -= title;
	if (none)
		ui_text(ui, room, slice_of(ui_word(ui, WORD_SESSIONS_NONE_WORDS)), desk_hint);
	else
		action = desk_first(action, sessions_draw(ui, room, teacher, many));
	const struct desk_button buttons[] = {
		desk_back(ui, WORD_PUPILS, ACTION_PUPILS),
		desk_plain(ui, ID_STICK, WORD_STICK, PICTURE_ICON_STICK, ACTION_STICK),
		desk_next(ui, WORD_OPEN_SESSION, PICTURE_ICON_NEXT, ACTION_OPEN_SESSION)};
	return desk_first(action, desk_footer(ui, buttons, countof(buttons)));
}
