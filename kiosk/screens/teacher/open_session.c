#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define DAY_WIDTH 150.0f
#define DAY_HEIGHT 26.0f

enum { ID_CHOICES = 1, ID_MORE = 40, ID_EARLIER, ID_LATER };

static struct slice title_of(const struct ui *ui, const struct teacher_view *teacher,
			     char words[DESK_WORDS_MOST])
{
	const struct desk_fill fill = {.class_name = teacher->class_name, .wave = teacher->wave};
	if (teacher->opening == OPENING_WAVE)
		return desk_say(ui, WORD_WHICH_WAVE, fill, words);
	return slice_of(ui_word(ui, WORD_WHICH_CLASS));
}

/* 0: as buttons have it. One that is too wide makes all small. */
static float choices_em(const struct ui *ui, float width, const struct teacher_view *teacher)
{
	for (size_t i = 0; i < teacher->choice_count; i++) {
		const struct button button = {.label = teacher->choices[i], .bold = true};
		if (ui_button_width(ui, &button, 0) > width)
			return ui_em(ui, TYPE_SMALL);
	}
	return 0;
}

/* A page holds four columns of six; waves have longer names. */
static struct action choices_draw(struct ui *ui, struct box room,
				  const struct teacher_view *teacher)
{
	struct action action = {ACTION_NONE, 0};
	bool portrait = ui->marks->page.portrait, waves = teacher->opening == OPENING_WAVE;
	size_t columns = portrait ? (waves ? 1 : 2) : (waves ? 2 : 4);
	size_t rows = (teacher->choice_count + columns - 1) / columns;
	float gap = look_length(LENGTH_ANSWER_GAP_SIX);
	float height = look_length(LENGTH_BUTTON_HEIGHT);
	float most = (room.height + gap) / (float)(rows > 0 ? rows : 1) - gap;
	struct box box = {.width = (room.width + gap) / (float)columns - gap,
			  .height = height < most ? height : most};
	float em = choices_em(ui, box.width, teacher);
	for (size_t i = 0; i < teacher->choice_count; i++) {
		const struct button button = {.id = (uint16_t)(ID_CHOICES + i),
					      .label = teacher->choices[i],
					      .em = em,
					      .bold = true};
		box.x = room.x + (float)(i % columns) * (box.width + gap);
		box.y = room.y + (float)(i / columns) * (box.height + gap);
		if (ui_button(ui, box, &button))
			action = (struct action){ACTION_CHOOSE, (int32_t)i};
	}
	return action;
}

static struct action choosing(struct ui *ui, const struct teacher_view *teacher)
{
	char words[DESK_WORDS_MOST];
	struct frame frame = layout_frame(ui);
	desk_line(ui, desk_head(ui), title_of(ui, teacher, words), desk_title(ui));
	struct action action = choices_draw(ui, frame.body, teacher);
	struct desk_button buttons[] = {
		desk_back(ui, WORD_BACK, ACTION_BACK),
		desk_plain(ui, teacher->more ? ID_MORE : 0, WORD_MORE, PICTURE_NONE, ACTION_MORE)};
	return either(action, desk_footer(ui, buttons, countof(buttons)));
}

/* The day that every record will say, so it is asked for. */
static struct action day_draw(struct ui *ui, struct box room, const struct teacher_view *teacher)
{
	struct text_style style = desk_title(ui);
	style.align = ALIGN_CENTRE;
	struct box card = {room.x, room.y, room.width < DAY_WIDTH ? room.width : DAY_WIDTH,
			   DAY_HEIGHT};
	float gap = look_length(LENGTH_COLUMN_GAP);
	struct box half = {card.x, card.y + DAY_HEIGHT + gap, (card.width - gap) / 2,
			   look_length(LENGTH_BUTTON_HEIGHT)};
	struct action action = {ACTION_NONE, 0};
	ui_card(ui, card);
	desk_line(ui, card, slice_of(teacher->day), style);
	const struct button earlier = {.id = ID_EARLIER, .label = ui_word(ui, WORD_DAY_EARLIER)};
	if (teacher->can_be_earlier && ui_button(ui, half, &earlier))
		action.kind = ACTION_EARLIER;
	half.x += half.width + gap;
	const struct button later = {.id = ID_LATER, .label = ui_word(ui, WORD_DAY_LATER)};
	if (ui_button(ui, half, &later))
		action.kind = ACTION_LATER;
	return action;
}

static struct action asking_day(struct ui *ui, const struct teacher_view *teacher)
{
	char words[DESK_WORDS_MOST];
	const struct desk_fill fill = {.class_name = teacher->class_name, .wave = teacher->wave};
	desk_header(ui, desk_say(ui, WORD_SESSION, fill, words));
	struct box room = desk_bottle(ui, picture_drawing("lighthouse"));
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_DAY)));
	struct action action = day_draw(ui, room, teacher);
	desk_down(&room, DAY_HEIGHT + look_length(LENGTH_BUTTON_HEIGHT) +
				 2 * look_length(LENGTH_COLUMN_GAP));
	ui_text(ui, room, slice_of(ui_word(ui, WORD_DAY_WORDS)), desk_hint(ui));
	const struct desk_button buttons[] = {
		desk_back(ui, WORD_BACK, ACTION_BACK),
		desk_next(ui, WORD_DAY_OPEN, PICTURE_NONE, ACTION_NEXT)};
	return either(action, desk_footer(ui, buttons, countof(buttons)));
}

/* Why not, in place of the day: whoever has mended it comes again. */
static struct action not_opened(struct ui *ui, const struct teacher_view *teacher)
{
	char words[DESK_WORDS_MOST];
	const struct desk_fill fill = {.class_name = teacher->class_name, .wave = teacher->wave};
	desk_header(ui, desk_say(ui, WORD_SESSION, fill, words));
	struct box room = desk_bottle(ui, picture_drawing("lighthouse"));
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_DAY_FAILED)));
	desk_message(ui, room, teacher);
	const struct desk_button buttons[] = {desk_back(ui, WORD_BACK, ACTION_BACK),
					      {.kind = ACTION_NONE}};
	return desk_footer(ui, buttons, countof(buttons));
}

static struct action no_class(struct ui *ui)
{
	desk_header(ui, slice_of(ui_word(ui, WORD_TEACHER)));
	struct box room = desk_bottle(ui, picture_drawing("lighthouse"));
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_NO_CLASS)));
	const struct desk_button buttons[] = {desk_back(ui, WORD_BACK, ACTION_BACK),
					      {.kind = ACTION_NONE}};
	return desk_footer(ui, buttons, countof(buttons));
}

struct action screen_open_session(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	if (teacher->opening == OPENING_DAY)
		return teacher->message != NULL ? not_opened(ui, teacher) : asking_day(ui, teacher);
	return teacher->choice_count > 0 ? choosing(ui, teacher) : no_class(ui);
}
