#include "export/sayso/output/table_parts.h"

#define CODEBOOK_ROW_MOST (1u << 20)

static const struct column columns[] = {
	{"form", "Questionnaire"},
	{"form_digest", "First 8 digits of the SHA-256 of its file, as in answers and scores"},
	{"kind", "item or scale"},
	{"name", "Item or scale, as in answers and scores"},
	{"type", "Of an item: select_one, integer or range; of a scale: sum or mean"},
	{"wording", "What the pupil reads, or the scale in words"},
	{"options", "Of an item: value = words; of a scale: its range and rules"},
	{"missing", "Codes of missing answers in wide outputs"},
	{"scales", "Scales that the item counts for"},
	{"reversed", "1: the item is turned round in its scales"},
	{"citation", "Of a scale: where it comes from"},
	{"form_version", "Version of the questionnaire, as its author named it"},
	{"form_sha256", "SHA-256 of its file"},
};

const struct column *codebook_columns(size_t *count)
{
	*count = countof(columns);
	return columns;
}

static bool has_form(const struct codebook_at *at, const struct form *form)
{
	for (size_t i = 0; i < at->form_count; i++)
		if (memcmp(at->forms[i]->digest, form->digest, sizeof form->digest) == 0)
			return true;
	return false;
}

static size_t forms_most(const struct known_study *study)
{
	size_t most = 0;
	for (size_t i = 0; i < study->packs.count; i++)
		most += study->packs.list[i].study == NULL ? 0
							   : study->packs.list[i].study->form_count;
	return most;
}

bool codebook_open(struct table *table, struct problems *problems)
{
	struct codebook_at *at = &table->codebook;
	size_t most = forms_most(table->study);
	at->text = buffer_growing(CODEBOOK_ROW_MOST);
	at->forms = arena_take(&table->arena, most, sizeof *at->forms);
	at->scales = arena_take(&table->arena, most, sizeof *at->scales);
	if (at->forms == NULL || at->scales == NULL) {
		problem_error_at(problems, NULL, NULL, "there is not enough memory");
		return false;
	}
	for (size_t i = 0; i < table->study->packs.count; i++) {
		const struct study *study = table->study->packs.list[i].study;
		for (size_t j = 0; study != NULL && j < study->form_count; j++) {
			if (has_form(at, study->forms[j]))
				continue;
			at->forms[at->form_count] = study->forms[j];
			at->scales[at->form_count++] =
				study->scales == NULL ? NULL : study->scales[j];
		}
	}
	return true;
}

void codebook_close(struct table *table)
{
	buffer_release(&table->codebook.text);
}

static const char *kind_name(enum item_kind kind)
{
	return kind == ITEM_SELECT_ONE ? "select_one" : kind == ITEM_INTEGER ? "integer" : "range";
}

static void separate(struct buffer *out, size_t start)
{
	if (out->size > start)
		buffer_add_text(out, " | ");
}

static void options_write(const struct item *item, struct buffer *out)
{
	size_t start = out->size;
	if (item->kind == ITEM_INTEGER)
		buffer_add_format(out, "%d to %d", INTEGER_LEAST, INTEGER_MOST);
	for (size_t i = 0; i < item->option_count; i++) {
		const struct option *option = &item->options[i];
		separate(out, start);
		buffer_add_text(out, option->name);
		if (strcmp(option->name, option->label) != 0)
			buffer_add_format(out, " = %s", option->label);
	}
	if (item->low_words != NULL || item->high_words != NULL)
		buffer_add_format(out, " (%s to %s)",
				  item->low_words == NULL ? "" : item->low_words,
				  item->high_words == NULL ? "" : item->high_words);
}

static void missing_write(struct buffer *out)
{
	size_t start = out->size;
	int32_t code;
	const char *name;
	for (size_t i = 0; (name = missing_name(i, &code)) != NULL; i++) {
		separate(out, start);
		buffer_add_format(out, "%s = %d", name, code);
	}
}

static void rules_write(const struct scale *scale, struct buffer *out)
{
	static const char *const directions[] = {"higher is better", "higher is worse",
						 "higher is neither better nor worse"};
	buffer_add_format(out, "%.15g to %.15g | %zu items | %s", scale->least, scale->most,
			  scale->item_count, directions[scale->direction]);
	if (scale->prorate)
		buffer_add_format(out, " | at most %zu missing, by the person's mean",
				  scale->missing_most);
	else
		buffer_add_text(out, " | no item missing");
	if (scale->rounding == ROUND_HALF_UP)
		buffer_add_text(out, " | rounded half up");
}

/* Two made cells in one buffer: what stands before `middle` and behind it. */
static struct cell made(const struct buffer *text, size_t from, size_t to)
{
	return (struct cell){.kind = to > from ? CELL_WORDS : CELL_EMPTY,
			     .text = {text->bytes + from, to - from}};
}

static void head_fill(struct codebook_at *at, const struct form *form, struct cell *cells)
{
	for (size_t i = 0; i < sizeof form->digest; i++)
		snprintf(at->digest + 2 * i, 3, "%02x", form->digest[i]);
	memset(cells, 0, countof(columns) * sizeof *cells);
	cells[0] = cell_text(slice_of(form->id));
	cells[1] = cell_text((struct slice){at->digest, DIGEST_SHORT});
	cells[11] = cell_words(form->version);
	cells[12] = cell_text(slice_of(at->digest));
}

static void item_fill(struct codebook_at *at, const struct item *item, struct cell *cells)
{
	options_write(item, &at->text);
	size_t middle = at->text.size;
	missing_write(&at->text);
	cells[2] = cell_text(slice_of("item"));
	cells[3] = cell_text(slice_of(item->name));
	cells[4] = cell_text(slice_of(kind_name(item->kind)));
	cells[5] = cell_words(item->label);
	cells[6] = made(&at->text, 0, middle);
	cells[7] = made(&at->text, middle, at->text.size);
	cells[8] = cell_text(slice_of(item->scales == NULL ? "" : item->scales));
	cells[9] = item->scales == NULL ? cell_words(NULL) : cell_integer(item->reverse);
}

static void scale_fill(struct codebook_at *at, const struct scale *scale, struct cell *cells)
{
	rules_write(scale, &at->text);
	cells[2] = cell_text(slice_of("scale"));
	cells[3] = cell_text(slice_of(scale->name));
	cells[4] = cell_text(slice_of(scale->method == SCALE_SUM ? "sum" : "mean"));
	cells[5] = cell_words(scale->label);
	cells[6] = made(&at->text, 0, at->text.size);
	cells[10] = cell_words(scale->citation);
}

enum table_step codebook_next(struct table *table, struct cell *cells, struct problems *problems)
{
	struct codebook_at *at = &table->codebook;
	at->text.size = 0;
	for (; at->form < at->form_count; at->form++, at->row = 0) {
		const struct form *form = at->forms[at->form];
		const struct scales *scales = at->scales[at->form];
		while (at->row < form->item_count && !item_is_asked(&form->items[at->row]))
			at->row++;
		if (at->row >= form->item_count + (scales == NULL ? 0 : scales->count))
			continue;
		head_fill(at, form, cells);
		if (at->row < form->item_count)
			item_fill(at, &form->items[at->row], cells);
		else
			scale_fill(at, &scales->list[at->row - form->item_count], cells);
		at->row++;
		if (buffer_fits(&at->text))
			return TABLE_ROW;
		problem_error_at(problems, NULL, NULL, "a row of the codebook is too long");
		return TABLE_FAILED;
	}
	return TABLE_DONE;
}
