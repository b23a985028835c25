#include "kiosk/page/ui_parts.h"

struct box box_grown(struct box box, float by)
{
	return (struct box){box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

struct box box_middle(struct box in, float width, float height)
{
	return (struct box){in.x + (in.width - width) / 2, in.y + (in.height - height) / 2, width,
			    height};
}

const struct ui_item *ui_item_before(const struct ui *ui, uint16_t id)
{
	for (size_t i = 0; id != 0 && i < ui->before_count; i++)
		if (ui->before[i].id == id)
			return &ui->before[i];
	return NULL;
}

bool ui_locked_out(const struct ui *ui)
{
	return ui->now_ms - ui->page_since_ms < LOCK_OUT_MS;
}

bool ui_take(struct ui *ui, const struct ui_item *item)
{
	if (ui->item_count < UI_ITEMS_MOST)
		ui->items[ui->item_count++] = *item;
	else
		ui->marks->overflowed = true;
	return ui->acted == item->id;
}

bool ui_is_down(const struct ui *ui, uint16_t id)
{
	for (size_t i = 0; i < countof(ui->presses); i++)
		if (ui->presses[i].id == id && ui->presses[i].over)
			return true;
	return false;
}
