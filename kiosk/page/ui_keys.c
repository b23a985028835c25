#include <math.h>

#include "kiosk/page/ui_parts.h"

/* Where Tab begins: at the answers, past the tools above them; never at one of two that must be
 * alike, for two presses of one key would choose it. */
static uint16_t first_focus(const struct ui *ui)
{
	for (size_t i = 0; i < ui->before_count; i++)
		if (ui->before[i].part == PART_ANSWER || ui->before[i].part == PART_KEY)
			return ui->before[i].id;
	for (size_t i = 0; i < ui->before_count; i++)
		if (ui->before[i].part != PART_TOOL && !ui->before[i].equal)
			return ui->before[i].id;
	return ui->before_count > 0 ? ui->before[0].id : 0;
}

static void focus_step(struct ui *ui, bool back)
{
	const struct ui_item *at = ui_item_before(ui, ui->focus);
	if (ui->before_count == 0)
		return;
	if (at == NULL) {
		ui->focus = first_focus(ui);
		return;
	}
	size_t index = (size_t)(at - ui->before) + (back ? ui->before_count - 1 : 1);
	ui->focus = ui->before[index % ui->before_count].id;
}

/* How far `to` lies from `from` in the direction; sideways counts threefold. Negative: not there.
 */
static float way_to(struct box from, struct box to, enum key direction)
{
	bool upright = direction == KEY_UP || direction == KEY_DOWN;
	float dx = to.x + to.width / 2 - from.x - from.width / 2;
	float dy = to.y + to.height / 2 - from.y - from.height / 2;
	float along = upright ? dy : dx;
	float apart = upright ? fmaxf(to.x - from.x - from.width, from.x - to.x - to.width)
			      : fmaxf(to.y - from.y - from.height, from.y - to.y - to.height);
	if (direction == KEY_UP || direction == KEY_LEFT)
		along = -along;
	return along < 1 ? -1 : along + 3 * fmaxf(apart, 0);
}

static void focus_arrow(struct ui *ui, enum key direction)
{
	const struct ui_item *at = ui_item_before(ui, ui->focus), *best = NULL;
	float least = 0;
	for (size_t i = 0; at != NULL && i < ui->before_count; i++) {
		float way = way_to(at->box, ui->before[i].box, direction);
		if (way < 0 || (best != NULL && way >= least))
			continue;
		least = way;
		best = &ui->before[i];
	}
	if (best != NULL)
		ui->focus = best->id;
	else
		focus_step(ui, direction == KEY_UP || direction == KEY_LEFT);
}

static const struct ui_item *item_with_key(const struct ui *ui, enum key key)
{
	const struct ui_item *found = NULL;
	for (size_t i = 0; i < ui->before_count; i++) {
		if (ui->before[i].key != key)
			continue;
		if (ui->before[i].part == PART_KEY) /* in a field Backspace deletes (45) */
			return &ui->before[i];
		found = found != NULL ? found : &ui->before[i];
	}
	return found;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void type_character(struct ui *ui, char character)
{
	for (size_t i = 0; character != '\0' && i < ui->before_count; i++) {
		const struct ui_item *item = &ui->before[i];
		bool picks = item->number >= 0 && character == '0' + item->number;
		if (!picks && upper(character) != item->character)
			continue;
		ui->acted = item->id;
		if (picks)
			ui->focus = item->id;
		ui->keys_used = ui->keys_used || picks;
		return;
	}
	ui->stray = character;
}

static void show_focus(struct ui *ui)
{
	const struct ui_item *item = ui_item_before(ui, ui->focus);
	if (item == NULL || item->equal)
		ui->focus = first_focus(ui);
	ui->keys_used = true;
}

/* Space shows where the focus is before it picks there. */
static void space(struct ui *ui)
{
	const struct ui_item *item = ui_item_before(ui, ui->focus);
	if (ui->keys_used && item != NULL)
		ui->acted = item->id;
	else
		show_focus(ui);
}

/* On a page without Next it chooses nothing, and is not silent either. */
static void enter(struct ui *ui)
{
	const struct ui_item *item = ui_item_before(ui, ui->focus);
	bool shown = ui->keys_used && item != NULL;
	if (shown && item->part != PART_ANSWER)
		ui->acted = item->id;
	else if (ui->default_before != 0)
		ui->acted = ui->default_before;
	else
		show_focus(ui);
}

static void act_by_key(struct ui *ui, enum key key)
{
	const struct ui_item *item = item_with_key(ui, key);
	if (item != NULL)
		ui->acted = item->id;
}

void ui_press_key(struct ui *ui, enum key key, char character)
{
	bool moves = key >= KEY_TAB && key <= KEY_RIGHT;
	if (key == KEY_TAB || key == KEY_TAB_BACK)
		focus_step(ui, key == KEY_TAB_BACK);
	else if (moves)
		focus_arrow(ui, key);
	else if (key == KEY_ESCAPE) /* the cover is never locked out */
		act_by_key(ui, key);
	else if (ui_locked_out(ui))
		return;
	else if (key == KEY_SPACE)
		space(ui);
	else if (key == KEY_ENTER)
		enter(ui);
	else if (key == KEY_CHARACTER)
		type_character(ui, character);
	else
		act_by_key(ui, key);
	ui->keys_used = ui->keys_used || moves;
}
