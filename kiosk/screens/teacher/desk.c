#include "kiosk/screens/teacher/desk.h"

#define ROW_ICON 7.0f
#define ROW_GAP 4.5f
#define BOTTLE 56.0f
#define NOTE_SIDE 4.0f
#define NOTE_TOP 2.5f
#define STUDY_PADDING 3.5f /* above and below */
#define BOTTLE_SHARE 0.36f /* of the width: the left page */
#define STUDY_HEIGHT 26.0f
#define STUDY_PICTURE 21.0f
#define SINKS 9.0f /* into the first wave */

struct action desk_first(struct action a, struct action b)
{
	return a.kind != ACTION_NONE ? a : b;
}

struct action desk_act(bool pressed, enum action_kind kind, int32_t value)
{
	return (struct action){pressed ? kind : ACTION_NONE, pressed ? value : 0};
}

/* ---- Words ---- */

struct slice desk_say(const struct ui *ui, enum word word, struct desk_fill fill,
		      char out[DESK_WORDS_MOST])
{
	char number[24], of[24];
	struct buffer buffer = buffer_over(out, DESK_WORDS_MOST);
	const struct filling fillings[] = {
		{"number", number},
		{"of", of},
		{"class", fill.class_name == NULL ? "" : fill.class_name},
		{"wave", fill.wave == NULL ? "" : fill.wave},
	};
	snprintf(number, sizeof number, "%zu", fill.number);
	snprintf(of, sizeof of, "%zu", fill.of);
	words_fill(&buffer, slice_of(ui_word(ui, word)), fillings, countof(fillings));
	return buffer_slice(&buffer);
}

struct slice desk_count(const struct ui *ui, enum word one, enum word many, size_t number,
			char out[DESK_WORDS_MOST])
{
	return desk_say(ui, number == 1 ? one : many, (struct desk_fill){.number = number}, out);
}

void desk_header(struct ui *ui, struct slice words)
{
	(void)page_header(ui, 0, words);
}

void desk_steps(struct ui *ui, const struct teacher_view *teacher)
{
	char words[DESK_WORDS_MOST];
	const struct desk_fill fill = {.number = (size_t)teacher->step,
				       .of = (size_t)teacher->steps};
	desk_header(ui,
		    desk_say(ui, teacher->new_pin ? WORD_NEW_PIN_STEP : WORD_SETUP, fill, words));
}

/* ---- Buttons at the foot ---- */

struct desk_button desk_back(const struct ui *ui, enum word word, enum action_kind kind)
{
	return (struct desk_button){{.id = ID_BACK,
				     .label = ui_word(ui, word),
				     .icon = PICTURE_ICON_BACK,
				     .key = KEY_BACKSPACE},
				    kind};
}

struct desk_button desk_next(const struct ui *ui, enum word word, enum picture icon,
			     enum action_kind kind)
{
	return (struct desk_button){{.id = ID_NEXT,
				     .label = ui_word(ui, word),
				     .icon = icon,
				     .icon_after = icon == PICTURE_ICON_NEXT,
				     .style = BUTTON_NEXT},
				    kind};
}

struct desk_button desk_plain(const struct ui *ui, uint16_t id, enum word word, enum picture icon,
			      enum action_kind kind)
{
	return (struct desk_button){{.id = id, .label = ui_word(ui, word), .icon = icon}, kind};
}

static float footer_widths(const struct ui *ui, const struct desk_button *buttons, size_t count,
			   float widths[DESK_BUTTONS_MOST])
{
	float all = 0;
	for (size_t i = 0; i < count; i++) {
		float least = look_length(i + 1 == count ? LENGTH_NEXT_WIDTH : LENGTH_BACK_WIDTH);
		widths[i] = buttons[i].button.id == 0
				    ? 0
				    : ui_button_width(ui, &buttons[i].button, least);
		all += widths[i];
	}
	return all;
}

struct action desk_footer(struct ui *ui, const struct desk_button *buttons, size_t count)
{
	float widths[DESK_BUTTONS_MOST];
	struct box row = layout_frame(ui).footer, box = row;
	struct action action = {ACTION_NONE, 0};
	float all = footer_widths(ui, buttons, count, widths);
	float gap = count > 1 ? (row.width - all) / (float)(count - 1) : 0;
	for (size_t i = 0; i < count; i++) {
		box.width = widths[i];
		if (buttons[i].button.id != 0 && ui_button(ui, box, &buttons[i].button))
			action.kind = buttons[i].kind;
		box.x += widths[i] + gap;
	}
	return action;
}

struct action desk_ways(struct ui *ui)
{
	const struct desk_button buttons[] = {
		desk_back(ui, WORD_BACK, ACTION_BACK),
		desk_next(ui, WORD_NEXT, PICTURE_ICON_NEXT, ACTION_NEXT)};
	return desk_footer(ui, buttons, countof(buttons));
}

/* ---- Two pages ---- */

struct desk_spread desk_spread(const struct ui *ui, float right_width, float right_height)
{
	struct box body = layout_frame(ui).body;
	struct desk_spread spread = {body, body};
	float gutter = look_length(LENGTH_GUTTER);
	if (ui->marks->page.portrait) {
		spread.right.height = right_height;
		spread.right.y += body.height - right_height;
		spread.left.height -= right_height + gutter;
		return spread;
	}
	spread.right.width = right_width;
	spread.right.x += body.width - right_width;
	spread.left.width -= right_width + gutter;
	return spread;
}

struct action desk_keypad(struct ui *ui, enum keypad keypad, struct desk_spread *spread)
{
	float width, height;
	keypad_size(keypad, &width, &height);
	*spread = desk_spread(ui, width, height);
	return keypad_draw(ui, keypad, spread->right, 1);
}

struct box desk_bottle(struct ui *ui, enum picture picture)
{
	const struct page *page = &ui->marks->page;
	struct box body = layout_frame(ui).body;
	if (page->portrait)
		return body;
	float left = body.width * BOTTLE_SHARE;
	float sea = page->height - look_length(LENGTH_SEA_HEIGHT);
	struct box box = {body.x + (left - BOTTLE) / 2, sea + SINKS - BOTTLE, BOTTLE, BOTTLE};
	struct mark *mark = marks_add(ui->marks, MARK_PICTURE, box);
	mark->picture = picture;
	mark->fill = ROLE_INK;
	mark->line = ROLE_SEA_1;
	body.x += left;
	body.width -= left;
	return body;
}

/* ---- Cards ---- */

void desk_down(struct box *room, float by)
{
	room->y += by;
	room->height -= by;
}

void desk_headline(struct ui *ui, struct box *room, struct slice words)
{
	desk_down(room, ui_text(ui, *room, words, desk_title) + DESK_GAP);
}

static float rows_height(const struct ui *ui, float width, const struct desk_row *rows,
			 size_t count, struct text_style style)
{
	float all = 2 * look_length(LENGTH_CARD_PADDING) - ROW_GAP;
	for (size_t i = 0; i < count; i++)
		all += ui_text_height(ui, width, rows[i].words, style, NULL) + ROW_GAP;
	return all;
}

float desk_card(struct ui *ui, struct box room, const struct desk_row *rows, size_t count)
{
	float padding = look_length(LENGTH_CARD_PADDING), inset = padding + ROW_ICON + padding;
	struct text_style style = desk_words;
	struct box words = {room.x + inset, room.y + padding, room.width - inset - padding, 0};
	if (count == 0)
		return 0;
	if (rows_height(ui, words.width, rows, count, style) > room.height)
		style.type = TYPE_SMALL;
	room.height = rows_height(ui, words.width, rows, count, style);
	ui_card(ui, room);
	float line = ui_em(ui, style.type) * EM_LEADING_ANSWER;
	for (size_t i = 0; i < count; i++) {
		struct box icon = {room.x + padding, words.y + (line - ROW_ICON) / 2, ROW_ICON,
				   ROW_ICON};
		ui_picture(ui, icon, rows[i].icon, ROLE_ACCENT);
		words.y += ui_text(ui, words, rows[i].words, style) + ROW_GAP;
	}
	return room.height;
}

float desk_note(struct ui *ui, struct box room, struct slice words)
{
	static const struct text_style style = {.type = TYPE_SMALL};
	struct box inner = {room.x + NOTE_SIDE, room.y + NOTE_TOP, room.width - 2 * NOTE_SIDE, 0};
	room.height = ui_text_height(ui, inner.width, words, style, NULL) + 2 * NOTE_TOP;
	ui_card(ui, room);
	ui_text(ui, inner, words, style);
	return room.height;
}

float desk_message(struct ui *ui, struct box room, const struct teacher_view *teacher)
{
	struct desk_row rows[2];
	size_t count = 0;
	if (teacher->message != NULL)
		rows[count++] = (struct desk_row){PICTURE_ICON_DASH, slice_of(teacher->message)};
	if (teacher->message != NULL && teacher->hint != NULL)
		rows[count++] = (struct desk_row){PICTURE_ICON_NEXT, slice_of(teacher->hint)};
	return desk_card(ui, room, rows, count);
}

enum picture desk_drawing(const char *name)
{
	return (enum picture)(PICTURE_DRAWING + drawing_index(slice_of(name)));
}

float desk_study(struct ui *ui, struct box room, const struct teacher_study *study)
{
	static const struct text_style bold = {.type = TYPE_ANSWER, .bold = true};
	float padding = look_length(LENGTH_CARD_PADDING);
	float inset = padding + STUDY_PICTURE + padding;
	struct box words = {room.x + inset, room.y, room.width - inset - padding, 0};
	float title = ui_text_height(ui, words.width, slice_of(study->title), bold, NULL);
	float school = ui_text_height(ui, words.width, slice_of(study->school), desk_words, NULL);
	room.height = title + school + 2 * STUDY_PADDING;
	room.height = room.height > STUDY_HEIGHT ? room.height : STUDY_HEIGHT;
	ui_card(ui, room);
	ui_picture(ui,
		   (struct box){room.x + padding, room.y + (room.height - STUDY_PICTURE) / 2,
				STUDY_PICTURE, STUDY_PICTURE},
		   desk_drawing("lighthouse"), ROLE_INK);
	words.y += (room.height - title - school) / 2;
	words.y += ui_text(ui, words, slice_of(study->title), bold);
	ui_text(ui, words, slice_of(study->school), desk_words);
	return room.height;
}
