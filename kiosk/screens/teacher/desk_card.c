#include "kiosk/screens/teacher/desk.h"

#define ROW_ICON 7.0f
#define ROW_GAP 4.5f
#define ROW_GAP_SMALL 2.5f
#define PADDING_SMALL 3.0f
#define MESSAGE_MOST 420
#define NOTE_SIDE 4.0f
#define NOTE_TOP 2.5f
#define STUDY_PADDING 3.5f /* above and below */
#define STUDY_HEIGHT 26.0f
#define STUDY_PICTURE 21.0f

/* How a card's rows can stand, the roomiest first. */
struct rows_look {
	enum type type;
	float padding, gap; /* above and below; between */
};

static float rows_height(const struct ui *ui, float width, const struct desk_row *rows,
			 size_t count, const struct rows_look *look)
{
	const struct text_style style = {.type = look->type};
	float all = 2 * look->padding - look->gap;
	for (size_t i = 0; i < count; i++)
		all += ui_text_height(ui, width, rows[i].words, style, NULL) + look->gap;
	return all;
}

static struct rows_look rows_look(const struct ui *ui, struct box words,
				  const struct desk_row *rows, size_t count)
{
	const struct rows_look looks[] = {
		{desk_words(ui).type, look_length(LENGTH_CARD_PADDING), ROW_GAP},
		{TYPE_SMALL, look_length(LENGTH_CARD_PADDING), ROW_GAP},
		{TYPE_SMALL, PADDING_SMALL, ROW_GAP_SMALL}};
	size_t i = 0;
	while (i + 1 < countof(looks) &&
	       rows_height(ui, words.width, rows, count, &looks[i]) > words.height)
		i++;
	return looks[i];
}

float desk_card(struct ui *ui, struct box room, const struct desk_row *rows, size_t count)
{
	float side = look_length(LENGTH_CARD_PADDING), inset = side + ROW_ICON + side;
	struct box words = {room.x + inset, room.y, room.width - inset - side, room.height};
	if (count == 0)
		return 0;
	const struct rows_look look = rows_look(ui, words, rows, count);
	const struct text_style style = {.type = look.type};
	room.height = rows_height(ui, words.width, rows, count, &look);
	ui_card(ui, room);
	words.y += look.padding;
	float line = ui_em(ui, style.type) * EM_LEADING_ANSWER;
	for (size_t i = 0; i < count; i++) {
		struct box icon = {room.x + side, words.y + (line - ROW_ICON) / 2, ROW_ICON,
				   ROW_ICON};
		ui_picture(ui, icon, rows[i].icon, ROLE_ACCENT);
		words.y += ui_text(ui, words, rows[i].words, style) + look.gap;
	}
	return room.height;
}

static const struct text_style note_style = {.type = TYPE_SMALL};

float desk_note_height(const struct ui *ui, float width, struct slice words)
{
	return ui_text_height(ui, width - 2 * NOTE_SIDE, words, note_style, NULL) + 2 * NOTE_TOP;
}

float desk_note(struct ui *ui, struct box room, struct slice words)
{
	struct box inner = {room.x + NOTE_SIDE, room.y + NOTE_TOP, room.width - 2 * NOTE_SIDE, 0};
	room.height = desk_note_height(ui, room.width, words);
	ui_card(ui, room);
	ui_text(ui, inner, words, note_style);
	return room.height;
}

void desk_message(struct ui *ui, struct box room, const struct teacher_view *teacher)
{
	char words[MESSAGE_MOST];
	const char *hint = teacher->hint == NULL ? "" : teacher->hint;
	if (teacher->message == NULL)
		return;
	snprintf(words, sizeof words, "%s\n%s", teacher->message, hint);
	desk_note(ui, room, slice_trim(slice_of(words)));
}

/* How a study's card can look, the best first. */
struct study_look {
	enum type type;
	float picture; /* its width with what is beside it; 0: none */
	bool school_alone;
};

static float study_height(const struct ui *ui, float width, const struct teacher_study *study,
			  const struct study_look *look)
{
	const struct text_style bold = {.type = look->type, .bold = true};
	const struct text_style plain = {.type = look->type};
	float words = width - 2 * look_length(LENGTH_CARD_PADDING) - look->picture;
	float height =
		ui_text_height(ui, words, slice_of(study->school), plain, NULL) + 2 * STUDY_PADDING;
	if (!look->school_alone)
		height += ui_text_height(ui, words, slice_of(study->title), bold, NULL);
	return look->picture > 0 && height < STUDY_HEIGHT ? STUDY_HEIGHT : height;
}

static struct study_look study_look(const struct ui *ui, float width,
				    const struct teacher_study *study, float most)
{
	float picture = STUDY_PICTURE + look_length(LENGTH_CARD_PADDING);
	const struct study_look looks[] = {{desk_words(ui).type, picture, false},
					   {TYPE_SMALL, picture, false},
					   {TYPE_SMALL, 0, false},
					   {TYPE_SMALL, 0, true}};
	size_t i = 0;
	while (i + 1 < countof(looks) && study_height(ui, width, study, &looks[i]) > most)
		i++;
	return looks[i];
}

float desk_study(struct ui *ui, struct box room, const struct teacher_study *study, float most)
{
	struct study_look look = study_look(ui, room.width, study, most);
	float padding = look_length(LENGTH_CARD_PADDING);
	struct box words = {room.x + padding + look.picture, room.y,
			    room.width - 2 * padding - look.picture, 0};
	room.height = study_height(ui, room.width, study, &look);
	ui_card(ui, room);
	if (look.picture > 0)
		ui_picture(ui,
			   (struct box){room.x + padding,
					room.y + (room.height - STUDY_PICTURE) / 2, STUDY_PICTURE,
					STUDY_PICTURE},
			   picture_drawing("lighthouse"), ROLE_INK);
	const struct text_style bold = {.type = look.type, .bold = true};
	const struct text_style plain = {.type = look.type};
	float spare =
		room.height - ui_text_height(ui, words.width, slice_of(study->school), plain, NULL);
	if (!look.school_alone)
		spare -= ui_text_height(ui, words.width, slice_of(study->title), bold, NULL);
	words.y += spare / 2;
	if (!look.school_alone)
		words.y += ui_text(ui, words, slice_of(study->title), bold);
	ui_text(ui, words, slice_of(study->school), plain);
	return room.height;
}
