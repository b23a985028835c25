#include <stdarg.h>

#include "surveys/form/form_check.h"
#include "surveys/study/plan.h"
#include "surveys/study/study_tables.h"

/* pages.md 31: minutes in all, and those that are not questions, by the age of the youngest. */
#define MINUTES_MOST 15
#define MINUTES_AROUND_YOUNG 6
#define MINUTES_AROUND_OLDER 4

enum plan_column { PLAN_WAVE, PLAN_YEARS, PLAN_LOOK, PLAN_FORMS };

struct plan_reader {
	struct csv_table table;
	const struct study *study;
	struct wave *wave; /* of the row at hand */
};

PRINTF_LIKE(4, 5)
static void plan_problem(const struct plan_reader *reader, enum plan_column column,
			 const char *hint, const char *format, ...)
{
	char text[200];
	va_list list;
	va_start(list, format);
	if (vsnprintf(text, sizeof text, format, list) < 0)
		text[0] = '\0';
	va_end(list);
	problem_error(reader->table.reader.problems, csv_table_place(&reader->table, column), hint,
		      "%s", text);
}

static struct slice cell(const struct plan_reader *reader, enum plan_column column)
{
	return csv_table_cell(&reader->table, column).text;
}

static void name_take(const struct plan_reader *reader)
{
	struct slice name = cell(reader, PLAN_WAVE);
	if (!wave_name_valid(name)) {
		plan_problem(reader, PLAN_WAVE, "use 1 to 24 of a to z, 0 to 9 and -",
			     "this is not a wave's name");
		return;
	}
	if (study_wave(reader->study, name) != NULL)
		plan_problem(reader, PLAN_WAVE, "give each its own name",
			     "this wave is there twice");
	const char *text = arena_text(reader->table.reader.arena, name);
	if (text == NULL)
		table_memory_problem(&reader->table);
	else
		reader->wave->name = text;
}

/* "7" or "5-7" as the years from *first to *last. */
static bool years_read(struct slice word, int64_t *first, int64_t *last)
{
	const char *dash = memchr(word.bytes, '-', word.size);
	struct slice low = word, high = word;
	if (dash != NULL) {
		low.size = (size_t)(dash - word.bytes);
		high = slice_from(word, low.size + 1);
	}
	return number_read(low, 1, YEAR_MOST, first) == NUMBER_FINE &&
	       number_read(high, *first, YEAR_MOST, last) == NUMBER_FINE;
}

static void years_take(const struct plan_reader *reader)
{
	struct wave *wave = reader->wave;
	struct slice rest = cell(reader, PLAN_YEARS);
	for (struct slice word; (word = slice_next_word(&rest)).size > 0;) {
		int64_t first, last;
		if (!years_read(word, &first, &last)) {
			plan_problem(reader, PLAN_YEARS, "write 7 8 9 or 7-9, from 1 to 16",
				     "these are not school years");
			return;
		}
		for (int64_t year = first; year <= last; year++) {
			if (wave_has_year(wave, (int32_t)year)) {
				plan_problem(reader, PLAN_YEARS, "name each once",
					     "year %d is there twice", (int)year);
				return;
			}
			wave->years[wave->year_count++] = (int32_t)year;
		}
	}
	if (wave->year_count == 0)
		plan_problem(reader, PLAN_YEARS, "write 7 8 9 or 7-9, from 1 to 16",
			     "this wave has no school years");
}

static bool look_known(struct slice look)
{
	return slice_is(look, "calm") || slice_is(look, "shore");
}

static void look_take(const struct plan_reader *reader)
{
	struct slice look = cell(reader, PLAN_LOOK);
	reader->wave->look = slice_is(look, "calm") ? LOOK_CALM : LOOK_SHORE;
	if (!look_known(look))
		plan_problem(reader, PLAN_LOOK, "write shore (to 11) or calm (from 12)",
			     "this look is not known");
}

/* Its place among the study's forms; SIZE_MAX: not there. */
static size_t form_index(const struct study *study, struct slice name)
{
	for (size_t i = 0; i < study->form_count; i++)
		if (slice_is(name, study->forms[i]->id))
			return i;
	return SIZE_MAX;
}

/* False: no further form of this row can be taken. */
static bool form_take(const struct plan_reader *reader, struct slice name)
{
	struct wave *wave = reader->wave;
	int shown = name.size > NAME_MOST ? NAME_MOST : (int)name.size;
	size_t at = form_index(reader->study, name);
	if (at == SIZE_MAX) {
		plan_problem(reader, PLAN_FORMS,
			     "a form is named as its file in forms/, without .csv",
			     "there is no form forms/%.*s.csv", shown, name.bytes);
		return true;
	}
	const struct form *form = reader->study->forms[at];
	for (size_t i = 0; i < wave->form_count; i++) {
		if (wave->forms[i] != form)
			continue;
		plan_problem(reader, PLAN_FORMS, "name it once", "the form %s is there twice",
			     form->id);
		return true;
	}
	if (wave->form_count == WAVE_FORMS_MOST) {
		plan_problem(reader, PLAN_FORMS, "make two waves of it",
			     "this wave has more than %d forms", WAVE_FORMS_MOST);
		return false;
	}
	wave->scales[wave->form_count] = reader->study->scales[at];
	wave->forms[wave->form_count++] = form;
	wave->item_count += form->item_count;
	return true;
}

static void forms_take(const struct plan_reader *reader)
{
	struct slice name, rest = cell(reader, PLAN_FORMS);
	if (rest.size == 0)
		plan_problem(reader, PLAN_FORMS, "name its forms, in order",
			     "this wave has no forms");
	while ((name = slice_next_word(&rest)).size > 0)
		if (!form_take(reader, name))
			return;
	if (reader->wave->item_count > WAVE_ITEMS_MOST)
		plan_problem(reader, PLAN_FORMS, "make two waves of it",
			     "this wave has more than %d items", WAVE_ITEMS_MOST);
}

static void record_check(const struct plan_reader *reader)
{
	size_t most = wave_record_most(reader->study, reader->wave);
	if (most > RECORD_MOST)
		plan_problem(reader, PLAN_FORMS, "make two waves of it",
			     "a record of this wave can have %zu bytes, more than %d", most,
			     RECORD_MOST);
}

/* Year 7 begins at 11. */
static int32_t youngest_years(const struct wave *wave)
{
	int32_t youngest = YEAR_MOST;
	for (size_t i = 0; i < wave->year_count; i++)
		youngest = wave->years[i] < youngest ? wave->years[i] : youngest;
	return youngest + 4;
}

static void length_check(const struct plan_reader *reader, int32_t youngest)
{
	bool young = youngest <= YOUNG_MOST;
	double minutes = young ? MINUTES_AROUND_YOUNG : MINUTES_AROUND_OLDER;
	for (size_t i = 0; i < reader->wave->form_count; i++)
		minutes += form_minutes(reader->wave->forms[i], youngest);
	if (minutes > MINUTES_MOST)
		problem_warning(reader->table.reader.problems,
				csv_table_place(&reader->table, PLAN_FORMS),
				"leave a form out, or make two waves of it",
				"this wave takes up to %d minutes; %d are enough", (int)minutes + 1,
				MINUTES_MOST);
}

static void ages_check(const struct plan_reader *reader)
{
	int32_t youngest = youngest_years(reader->wave);
	for (size_t i = 0; i < reader->wave->form_count; i++)
		form_check_ages(reader->wave->forms[i], youngest, NULL,
				reader->table.reader.problems);
	length_check(reader, youngest);
}

/* A lost comma moves every cell behind it: that is one slip, so it gets one problem. */
static bool cells_moved(const struct plan_reader *reader)
{
	int64_t first, last;
	bool years;
	struct slice word, rest = cell(reader, PLAN_YEARS), forms = cell(reader, PLAN_FORMS);
	if (look_known(cell(reader, PLAN_LOOK)))
		return false;
	years = rest.size > 0;
	while ((word = slice_next_word(&rest)).size > 0)
		years = years && years_read(word, &first, &last);
	if (years && forms.size > 0 && !look_known(forms))
		return false;
	plan_problem(reader, years ? PLAN_LOOK : PLAN_YEARS,
		     "is a comma missing, or one too many? a line is such as "
		     "autumn,7-9,calm,wellbeing",
		     "from here on the cells do not fit their columns");
	return true;
}

static void wave_take(const struct plan_reader *reader)
{
	size_t errors = reader->table.reader.problems->errors;
	reader->wave->name = "";
	if (cells_moved(reader))
		return;
	name_take(reader);
	years_take(reader);
	look_take(reader);
	forms_take(reader);
	if (reader->table.reader.problems->errors > errors)
		return;
	record_check(reader);
	ages_check(reader);
}

bool plan_load(const struct source *source, struct study *study, struct arena *arena,
	       struct problems *problems)
{
	static const char *const columns[] = {"wave", "years", "look", "forms", NULL};
	struct plan_reader reader = {.study = study};
	size_t errors = problems->errors;
	if (!csv_table_open(&reader.table, source, "sayso-plan", columns, 4, arena, problems))
		return false;
	struct wave *waves = arena_take(arena, STUDY_WAVES_MOST, sizeof *waves);
	if (waves == NULL) {
		table_memory_problem(&reader.table);
		return false;
	}
	study->waves = waves;
	while (csv_table_next(&reader.table)) {
		reader.wave = &waves[study->wave_count];
		if (study->wave_count == STUDY_WAVES_MOST) {
			plan_problem(&reader, PLAN_WAVE, "make two studies of it",
				     "there are more than %d waves", STUDY_WAVES_MOST);
			break;
		}
		wave_take(&reader);
		study->wave_count++;
	}
	if (study->wave_count == 0 && problems->errors == errors)
		problem_error(problems, place_at(source, source->text.size),
			      "add a line for each wave", "there is no wave");
	return problems->errors == errors;
}

/* ---- The largest record. Each text below is one that record_write writes, at its longest. ---- */

#define AROUND_RECORD                                                                         \
	"{\"type\":\"sayso-record\",\"format\":1,\"id\":\"\",\"study\":\"\",\"school\":\"\"," \
	"\"machine\":\"\",\"class\":\"\",\"wave\":\"\",\"code\":\"\",\"state\":\"\","         \
	"\"day\":\"2026-11-25\",\"language\":\"" STUDY_LANGUAGE "\",\"text_size\":4,"         \
	"\"input\":\"pointer\",\"seed\":4294967295,\"forms\":{},\"items\":{}}"
#define AROUND_NUMBERS ",\"ms\":999999,\"visits\":99}"

/* Within quotes: a quote and a backslash take two bytes. */
static size_t json_size(const char *text)
{
	size_t size = 0;
	for (; *text != '\0'; text++)
		size += *text == '"' || *text == '\\' ? 2 : 1;
	return size;
}

static size_t value_most(const struct item *item)
{
	size_t most = 0;
	if (item->kind == ITEM_INTEGER)
		return strlen("999999999");
	for (size_t i = 0; i < item->option_count; i++) {
		size_t size = json_size(item->options[i].name);
		most = size > most ? size : most;
	}
	return most;
}

/* Not reached and not asked have longer names than refused, but no time and no visits. */
static size_t item_most(const struct form *form, const struct item *item)
{
	size_t name = strlen("\"\":") + json_size(form->id) + strlen(".") + json_size(item->name);
	size_t given = strlen("{\"value\":[\"\"]" AROUND_NUMBERS) + value_most(item);
	size_t missing = strlen("{\"missing\":\"refused\"" AROUND_NUMBERS);
	return name + (given > missing ? given : missing);
}

size_t wave_record_most(const struct study *study, const struct wave *wave)
{
	size_t items = 0, asked = 0, size;
	size = strlen(AROUND_RECORD) + 32 + 32 + json_size(study->id) + ID_MOST + CLASS_MOST +
	       json_size(wave->name) + CODE_SIZE + wave->form_count - 1;
	for (size_t i = 0; i < wave->form_count; i++) {
		const struct form *form = wave->forms[i];
		size += strlen("\"\":\"\"") + json_size(form->id) + 64;
		for (size_t j = 0; j < form->item_count; j++) {
			if (!item_is_asked(&form->items[j]))
				continue;
			items += item_most(form, &form->items[j]) + (asked > 0);
			asked++;
		}
	}
	/* A state without items has the longer name. */
	items += strlen("complete");
	return size + (items > strlen("withdrawn") ? items : strlen("withdrawn"));
}
