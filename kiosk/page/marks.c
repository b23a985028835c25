#include "kiosk/page/marks.h"

/* The drawings in the order of drawing_name. */
static const char *const files[PICTURES] = {
	[PICTURE_ICON_BACK] = "icons/back.svg",
	[PICTURE_ICON_COVER] = "icons/cover.svg",
	[PICTURE_ICON_CROSS] = "icons/cross.svg",
	[PICTURE_ICON_DASH] = "icons/dash.svg",
	[PICTURE_ICON_GLOBE] = "icons/globe.svg",
	[PICTURE_ICON_HELP] = "icons/help.svg",
	[PICTURE_ICON_KEY] = "icons/key.svg",
	[PICTURE_ICON_LISTEN] = "icons/listen.svg",
	[PICTURE_ICON_LOCK] = "icons/lock.svg",
	[PICTURE_ICON_NEXT] = "icons/next.svg",
	[PICTURE_ICON_PAUSE] = "icons/pause.svg",
	[PICTURE_ICON_PERSON] = "icons/person.svg",
	[PICTURE_ICON_PHONE] = "icons/phone.svg",
	[PICTURE_ICON_RUB] = "icons/rub.svg",
	[PICTURE_ICON_SHELL] = "icons/shell.svg",
	[PICTURE_ICON_STICK] = "icons/stick.svg",
	[PICTURE_ICON_STOP] = "icons/stop.svg",
	[PICTURE_ICON_TALK] = "icons/talk.svg",
	[PICTURE_ICON_TICK] = "icons/tick.svg",
	[PICTURE_ICON_WAVE] = "icons/wave.svg",
	[PICTURE_BEACH] = "places/beach.svg",
	[PICTURE_DRAWING] = "drawings/boat.svg",
	"drawings/lighthouse.svg",
	"drawings/starfish.svg",
	"drawings/kite.svg",
	"drawings/shell.svg",
	"drawings/gull.svg",
	"drawings/crab.svg",
	"drawings/fish.svg",
	"drawings/anchor.svg",
	"drawings/bucket.svg",
	"drawings/umbrella.svg",
	"drawings/hut.svg",
	"drawings/whale.svg",
	"drawings/ball.svg",
	"drawings/boot.svg",
	"drawings/ice-cream.svg",
	"drawings/tram.svg",
	"drawings/ring.svg",
	"drawings/turtle.svg",
	"drawings/octopus.svg",
	"drawings/windmill.svg",
	"drawings/castle.svg",
	"drawings/bottle.svg",
	"drawings/snail.svg",
};

enum picture picture_drawing(const char *name)
{
	return (enum picture)(PICTURE_DRAWING + drawing_index(slice_of(name)));
}

const char *picture_file(enum picture picture)
{
	return picture > PICTURE_NONE && picture < PICTURES ? files[picture] : NULL;
}

bool picture_is_icon(enum picture picture)
{
	return picture >= PICTURE_ICON_BACK && picture <= PICTURE_ICON_WAVE;
}

/* All bytes are zeroed, so that marks_equal may compare them. */
void marks_begin(struct marks *marks, enum look look, enum scene scene, const struct page *page)
{
	memset(marks, 0, sizeof *marks);
	marks->look = look;
	marks->scene = scene;
	marks->page = *page;
}

void marks_wipe(struct marks *marks)
{
	explicit_bzero(marks, sizeof *marks);
}

struct mark *marks_add(struct marks *marks, enum mark_kind kind, struct box box)
{
	struct mark *mark = &marks->list[marks->count];
	if (marks->count < MARKS_MOST)
		marks->count++;
	else
		marks->overflowed = true;
	memset(mark, 0, sizeof *mark);
	mark->kind = kind;
	mark->box = box;
	return mark;
}

static uint16_t add_bytes(struct marks *marks, struct slice text, uint16_t *size)
{
	size_t at = marks->bytes_used;
	*size = 0;
	if (text.size > MARKS_TEXT_MOST - at) {
		marks->overflowed = true;
		return 0;
	}
	if (text.size > 0)
		memcpy(marks->bytes + at, text.bytes, text.size);
	marks->bytes_used += text.size;
	*size = (uint16_t)text.size;
	return (uint16_t)at;
}

void marks_set_text(struct marks *marks, struct mark *mark, struct slice text)
{
	mark->text = add_bytes(marks, text, &mark->text_size);
}

void marks_set_label(struct marks *marks, struct mark *mark, struct slice label)
{
	mark->label = add_bytes(marks, label, &mark->label_size);
}

struct slice marks_text(const struct marks *marks, const struct mark *mark)
{
	return (struct slice){marks->bytes + mark->text, mark->text_size};
}

struct slice marks_label(const struct marks *marks, const struct mark *mark)
{
	return (struct slice){marks->bytes + mark->label, mark->label_size};
}

/* Also the page that a full list could not hold is compared by what it holds. A byte of padding
 * that differs repaints a page that looks the same; never the other way round. */
bool marks_equal(const struct marks *a, const struct marks *b)
{
	return a->count == b->count && a->bytes_used == b->bytes_used && a->look == b->look &&
	       a->scene == b->scene && memcmp(&a->page, &b->page, sizeof a->page) == 0 &&
	       memcmp(a->list, b->list, a->count * sizeof *a->list) == 0 &&
	       memcmp(a->bytes, b->bytes, a->bytes_used) == 0;
}

static void dump_box(struct box box, struct buffer *out)
{
	buffer_add_format(out, "  %.0f,%.0f %.0fx%.0f", (double)box.x, (double)box.y,
			  (double)box.width, (double)box.height);
}

static void dump_mark(const struct marks *marks, const struct mark *mark, struct buffer *out)
{
	static const char *const kinds[] = {"box", "text", "picture", "ring"};
	static const char *const parts[] = {"box",  "button", "answer", "key",
					    "tool", "title",  "tile"};
	struct slice words =
		mark->kind == MARK_TEXT ? marks_text(marks, mark) : marks_label(marks, mark);
	buffer_add_text(out, mark->owner != 0 ? "  " : "");
	buffer_add_text(out, mark->kind == MARK_BOX ? parts[mark->part] : kinds[mark->kind]);
	if (mark->kind == MARK_PICTURE && mark->picture != PICTURE_NONE)
		buffer_add_format(out, " %s", picture_file(mark->picture));
	if (words.size > 0) {
		buffer_add_text(out, " \"");
		buffer_add_slice(out, words);
		buffer_add_char(out, '"');
	}
	buffer_add_text(out, mark->bold ? " bold" : "");
	buffer_add_text(out, mark->chosen ? " chosen" : "");
	dump_box(mark->box, out);
	buffer_add_char(out, '\n');
}

void marks_dump(const struct marks *marks, struct buffer *out)
{
	static const char *const scenes[] = {"shore", "beach", "day", "evening", "cover", "quiet"};
	buffer_add_format(out, "%s %s  %.0fx%.0f\n", marks->look == LOOK_CALM ? "calm" : "shore",
			  scenes[marks->scene], (double)marks->page.width,
			  (double)marks->page.height);
	for (size_t i = 0; i < marks->count; i++)
		dump_mark(marks, &marks->list[i], out);
	if (marks->overflowed)
		buffer_add_text(out, "overflowed\n");
}
