#include <math.h>

#include "kiosk/page/ui_parts.h"

static float box_distance(struct box box, float x, float y)
{
	float across = fmaxf(fmaxf(box.x - x, x - box.x - box.width), 0);
	float down = fmaxf(fmaxf(box.y - y, y - box.y - box.height), 0);
	return hypotf(across, down);
}

/* The box plus half of the gap to its neighbour (pages.md 2). */
static const struct ui_item *item_at(const struct ui *ui, float x, float y)
{
	const struct ui_item *nearest = NULL;
	float least = look_length(LENGTH_ANSWER_GAP_MOST) / 2;
	for (size_t i = 0; i < ui->before_count; i++) {
		float distance = box_distance(ui->before[i].box, x, y);
		if (distance > least || (nearest != NULL && distance >= least))
			continue;
		least = distance;
		nearest = &ui->before[i];
	}
	return nearest;
}

static bool locked_out_at(const struct ui *ui, float x, float y)
{
	bool near = hypotf(x - ui->last_x, y - ui->last_y) <= LOCK_OUT_NEAR_UNITS;
	return ui_locked_out(ui) || (near && ui->now_ms - ui->page_since_ms < LOCK_OUT_NEAR_MS);
}

/* Two quick taps on an answer would take it back again (5). */
static bool second_of_two(const struct ui *ui, const struct ui_item *item)
{
	return item->part == PART_ANSWER && item->id == ui->last_id &&
	       ui->now_ms - ui->last_ms < DOUBLE_TAP_MS;
}

/* The first finger alone answers; on a keypad each one types (6). */
static bool may_press(const struct ui *ui, uint8_t finger, const struct ui_item *item)
{
	return (finger == 0 || item->part == PART_KEY) && !second_of_two(ui, item);
}

static void press(struct ui *ui, uint8_t finger, float x, float y)
{
	struct ui_press *press = &ui->presses[finger];
	*press = (struct ui_press){.id = 0};
	ui->keys_used = false;
	const struct ui_item *item = item_at(ui, x, y);
	if (item == NULL || locked_out_at(ui, x, y) || !may_press(ui, finger, item))
		return;
	*press = (struct ui_press){item->id, true, x, y};
	ui->focus = item->id;
}

/* Sliding off cancels, but a finger may drift (3). */
static void slide(struct ui *ui, struct ui_press *press, float x, float y)
{
	const struct ui_item *item = item_at(ui, x, y);
	float drift = hypotf(x - press->x, y - press->y);
	press->over = drift <= look_length(LENGTH_DRIFT) || (item != NULL && item->id == press->id);
}

static void release(struct ui *ui, struct ui_press *press, float x, float y)
{
	if (press->id == 0)
		return;
	slide(ui, press, x, y);
	if (press->over && ui_item_before(ui, press->id) != NULL) {
		ui->acted = ui->last_id = press->id;
		ui->last_ms = ui->now_ms;
		ui->last_x = x;
		ui->last_y = y;
	}
	press->id = 0;
}

static void take_input(struct ui *ui)
{
	struct input input = ui->input;
	uint8_t finger = input.finger < FINGERS ? input.finger : FINGERS - 1;
	struct ui_press *held = &ui->presses[finger];
	ui->input = (struct input){.kind = INPUT_TICK};
	switch (input.kind) {
	case INPUT_PRESS:
		press(ui, finger, input.x, input.y);
		break;
	case INPUT_MOVE:
		if (held->id != 0)
			slide(ui, held, input.x, input.y);
		break;
	case INPUT_RELEASE:
		release(ui, held, input.x, input.y);
		break;
	case INPUT_CANCEL:
		memset(ui->presses, 0, sizeof ui->presses);
		break;
	case INPUT_KEY:
		ui_press_key(ui, input.key, input.character);
		break;
	default:
		break;
	}
}

void ui_forget(struct ui *ui)
{
	struct ui kept = {.marks = ui->marks, .measure = ui->measure, .words = ui->words};
	explicit_bzero(ui, sizeof *ui);
	*ui = kept;
	ui->last_x = ui->last_y = -2 * LOCK_OUT_NEAR_UNITS;
}

void ui_begin(struct ui *ui, uint16_t page_name, enum look look, enum scene scene,
	      const struct page *page)
{
	marks_begin(ui->marks, look, scene, page);
	memcpy(ui->before, ui->items, ui->item_count * sizeof *ui->items);
	ui->before_count = ui->item_count;
	ui->default_before = ui->default_id;
	ui->item_count = 0;
	ui->default_id = ui->acted = 0;
	ui->stray = '\0';
	ui->tight = ui->lost = ui->crowded = false;
	ui->text_size_down = ui->text_size - 1;
	ui->text_size_up = ui->text_size < TEXT_SIZES ? ui->text_size + 1 : 0;
	if (page_name != ui->page_name) {
		ui->page_name = page_name;
		ui->page_since_ms = ui->now_ms;
		ui->before_count = 0;
		ui->focus = ui->default_before = ui->last_id = 0;
		memset(ui->presses, 0, sizeof ui->presses);
	}
	take_input(ui);
}

void ui_end(struct ui *ui)
{
	for (size_t i = 0; ui->keys_used && i < ui->item_count; i++) {
		const struct ui_item *item = &ui->items[i];
		float away = look_length(LENGTH_RING_AWAY);
		if (item->id != ui->focus)
			continue;
		struct mark *ring = marks_add(ui->marks, MARK_RING, box_grown(item->box, away));
		ring->line = ROLE_INK;
		ring->fill = ROLE_WHITE;
		ring->line_width = look_length(LENGTH_RING);
		ring->radius = item->radius + away;
	}
}

const char *ui_word(const struct ui *ui, enum word word)
{
	return ui->words->text[word];
}

bool ui_is_tight(const struct ui *ui)
{
	return ui->marks->page.narrow && (ui->tight || ui->text_size == TEXT_SIZES);
}

float ui_em(const struct ui *ui, enum type type)
{
	return look_em(ui->marks->look, type, ui->text_size, ui->marks->page.narrow);
}
