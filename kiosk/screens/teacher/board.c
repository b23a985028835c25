#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

/* Three states and no more: done is solid, answering has a line, waiting is hollow. */

#define TILE_PADDING 2.6f
#define TILE_END 1.2f	/* beside the words, at least */
#define TILE_ICON 0.72f /* of the em */
#define TILE_ICON_GAP 1.8f
#define TILE_LEADING 1.25f
#define TILE_LEADING_LEAST 1.1f /* a class of sixty */
#define GAP_LEAST 1.2f
#define EM_LEAST 4.5f
#define GAP_SMALL 2.0f
#define EM_STEP 0.25f
#define LEGEND_HEIGHT 9.0f
#define LEGEND_GAP 8.0f
#define LEGEND_GAP_SMALL 2.5f
#define CIRCLE 0.62f /* of the em */

enum { ID_END = 1 };

static const struct tile_look {
	enum role fill, line, ink, icon;
	enum length width;
	bool bold, shadow;
	enum picture picture; /* NONE: a circle */
	enum word counted, word;
} tile_looks[] = {
	[TILE_WAITING] = {ROLE_NONE, ROLE_EDGE, ROLE_SOFT_INK, ROLE_EDGE, LENGTH_LINE, false, false,
			  PICTURE_NONE, WORD_BOARD_WAITING, WORD_TILE_WAITING},
	[TILE_ANSWERING] = {ROLE_CARD, ROLE_ACCENT, ROLE_INK, ROLE_ACCENT, LENGTH_LINE_CHOSEN, true,
			    true, PICTURE_ICON_WAVE, WORD_BOARD_ANSWERING, WORD_TILE_ANSWERING},
	[TILE_DONE] = {ROLE_ACCENT, ROLE_NONE, ROLE_ON_ACCENT, ROLE_ON_ACCENT, LENGTH_LINE, true,
		       true, PICTURE_ICON_TICK, WORD_BOARD_DONE, WORD_TILE_DONE},
};

static void icon_draw(struct ui *ui, const struct tile_look *look, struct box box, enum role role)
{
	if (look->picture != PICTURE_NONE) {
		ui_picture(ui, box, look->picture, role);
		return;
	}
	float size = box.width * CIRCLE * 1.2f;
	struct mark *circle = marks_add(ui->marks, MARK_BOX,
					(struct box){box.x + (box.width - size) / 2,
						     box.y + (box.height - size) / 2, size, size});
	circle->line = role;
	circle->line_width = look_length(LENGTH_LINE);
	circle->radius = size / 2;
}

/* ---- Tiles, as large as they all fit ---- */

struct grid {
	size_t columns, rows;
	float em, gap, width, height;
};

static float code_width(const struct ui *ui, const struct teacher_view *teacher, float em)
{
	float widest = 0;
	for (size_t i = 0; i < teacher->tile_count; i++) {
		float width = ui->measure->width(ui->measure->context,
						 slice_of(teacher->tiles[i].code), em, true);
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* At one size of type; columns go down, as a list is read. */
static struct grid grid_at(const struct ui *ui, const struct teacher_view *teacher, struct box room,
			   float em, float gap)
{
	struct grid grid = {.em = em, .gap = gap};
	float least = TILE_PADDING + em * TILE_ICON + TILE_ICON_GAP + code_width(ui, teacher, em) +
		      TILE_END;
	grid.columns = (size_t)((room.width + gap) / (least + gap));
	float leading = gap == GAP_LEAST ? TILE_LEADING_LEAST : TILE_LEADING;
	grid.rows = (size_t)((room.height + gap) / (em * leading + gap));
	return grid;
}

static struct grid grid_of(const struct ui *ui, const struct teacher_view *teacher, struct box room)
{
	float most = ui_em(ui, TYPE_ANSWER), least = ui_em(ui, TYPE_SMALL);
	float gap = look_length(LENGTH_TILE_GAP);
	size_t count = teacher->tile_count > 0 ? teacher->tile_count : 1;
	struct grid grid = grid_at(ui, teacher, room, most, gap);
	for (float em = most; em > least && grid.columns * grid.rows < count; em -= EM_STEP)
		grid = grid_at(ui, teacher, room, em, gap);
	for (float em = least; em > EM_LEAST && grid.columns * grid.rows < count; em -= EM_STEP)
		grid = grid_at(ui, teacher, room, em, GAP_LEAST);
	if (grid.columns == 0)
		grid.columns = 1;
	grid.rows = (count + grid.columns - 1) / grid.columns;
	grid.width = (room.width + grid.gap) / (float)grid.columns - grid.gap;
	grid.height = (room.height + grid.gap) / (float)grid.rows - grid.gap;
	float height = look_length(LENGTH_TILE_HEIGHT);
	grid.height = grid.height < height ? grid.height : height;
	return grid;
}

static void tile_draw(struct ui *ui, struct box box, const struct board_tile *tile, float em)
{
	const struct tile_look *look = &tile_looks[tile->state];
	char label[DESK_WORDS_MOST];
	struct mark *mark = marks_add(ui->marks, MARK_BOX, box);
	mark->fill = look->fill;
	mark->line = look->line;
	mark->line_width = look->line == ROLE_NONE ? 0 : look_length(look->width);
	mark->radius = look_radius(ui->marks->look);
	mark->shadow = look->shadow;
	mark->part = PART_TILE;
	snprintf(label, sizeof label, "%s: %s", tile->code, ui_word(ui, look->word));
	marks_set_label(ui->marks, mark, slice_of(label));
	float icon = em * TILE_ICON;
	struct box place = {box.x + TILE_PADDING, box.y + (box.height - icon) / 2, icon, icon};
	icon_draw(ui, look, place, look->icon);
	struct box words = {place.x + icon + TILE_ICON_GAP, box.y, box.width, box.height};
	struct mark *text = marks_add(ui->marks, MARK_TEXT, words);
	text->box = (struct box){
		words.x, box.y + box.height / 2 + em * EM_CAP_HEIGHT / 2,
		ui->measure->width(ui->measure->context, slice_of(tile->code), em, look->bold), em};
	text->fill = look->ink;
	text->bold = look->bold;
	text->em = em;
	marks_set_text(ui->marks, text, slice_of(tile->code));
}

static void tiles_draw(struct ui *ui, struct box room, const struct teacher_view *teacher)
{
	struct grid grid = grid_of(ui, teacher, room);
	for (size_t i = 0; i < teacher->tile_count; i++) {
		struct box box = {room.x + (float)(i / grid.rows) * (grid.width + grid.gap),
				  room.y + (float)(i % grid.rows) * (grid.height + grid.gap),
				  grid.width, grid.height};
		tile_draw(ui, box, &teacher->tiles[i], grid.em);
	}
}

/* ---- What they mean, and how many ---- */

static void legend_draw(struct ui *ui, struct box row, const struct view *view)
{
	static const struct text_style style = {.type = TYPE_SMALL};
	const struct teacher_view *teacher = view->teacher;
	const struct {
		int state;
		size_t number;
	} parts[] = {{TILE_DONE, teacher->done},
		     {TILE_ANSWERING, teacher->answering},
		     {TILE_WAITING, teacher->waiting}};
	char words[DESK_WORDS_MOST];
	float em = ui_em(ui, TYPE_SMALL), x = row.x;
	float gap = desk_is_small(ui) ? LEGEND_GAP_SMALL : LEGEND_GAP;
	for (size_t i = 0; i < countof(parts); i++) {
		const struct tile_look *look = &tile_looks[parts[i].state];
		struct slice said = desk_say(ui, look->counted,
					     (struct desk_fill){.number = parts[i].number}, words);
		float width = ui->measure->width(ui->measure->context, said, em, false) + 1;
		icon_draw(ui, look, (struct box){x, row.y + (row.height - em) / 2, em, em},
			  parts[i].state == TILE_WAITING ? ROLE_EDGE : ROLE_ACCENT);
		x += em + TILE_ICON_GAP;
		ui_text_middle(ui, (struct box){x, row.y, width, row.height}, said, style);
		x += width + gap;
	}
	if (ui->marks->page.portrait)
		return;
	struct slice said =
		desk_say(ui, teacher->answering > 0 ? WORD_BOARD_LATE : WORD_BOARD_MACHINE,
			 (struct desk_fill){.number = view->machine_number}, words);
	x += LEGEND_GAP_SMALL - gap;
	if (x + ui->measure->width(ui->measure->context, said, em, false) > row.x + row.width)
		return;
	ui_text_middle(
		ui, row, said,
		(struct text_style){.type = TYPE_SMALL, .role = ROLE_SOFT_INK, .align = ALIGN_END});
}

/* On upright pages the count stands above the title. */
static void title_draw(struct ui *ui, const struct teacher_view *teacher)
{
	char words[DESK_WORDS_MOST], numbers[DESK_WORDS_MOST];
	const struct desk_fill fill = {teacher->done, teacher->tile_count, teacher->class_name,
				       teacher->wave};
	struct slice counted = desk_say(ui, WORD_BOARD_COUNT, fill, numbers);
	struct box count = layout_frame(ui).header, title = desk_head(ui);
	struct text_style style = desk_title(ui);
	count.height = look_length(LENGTH_TOOL_HEIGHT);
	if (!ui->marks->page.portrait)
		title.width -= ui->measure->width(ui->measure->context, counted,
						  ui_em(ui, style.type), true) +
			       look_length(LENGTH_GUTTER);
	desk_line(ui, title, desk_say(ui, WORD_SESSION, fill, words), style);
	style.role = ROLE_ACCENT;
	style.align = ALIGN_END;
	ui_text_middle(ui, count, counted, style);
}

struct action screen_board(struct ui *ui, const struct view *view)
{
	struct frame frame = layout_frame(ui);
	struct box tiles = frame.body, legend = frame.body;
	tiles.y -= look_length(LENGTH_HEADER_GAP) - GAP_SMALL;
	legend.height = LEGEND_HEIGHT;
	legend.y = frame.footer.y - GAP_SMALL - LEGEND_HEIGHT;
	tiles.height = legend.y - GAP_SMALL - tiles.y;
	title_draw(ui, view->teacher);
	tiles_draw(ui, tiles, view->teacher);
	legend_draw(ui, legend, view);
	const struct desk_button buttons[] = {
		desk_back(ui, WORD_BACK, ACTION_BACK),
		desk_plain(ui, ID_END, WORD_END_SESSION, PICTURE_NONE, ACTION_END_SESSION),
		desk_next(ui, WORD_STICK, PICTURE_ICON_STICK, ACTION_STICK)};
	return desk_footer(ui, buttons, countof(buttons));
}
