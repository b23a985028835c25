#include "surveys/form/form_settings.h"

#include "surveys/form/form_columns.h"

struct settings {
	const struct workbook *workbook;
	const struct sheet_row *row; /* the first */
	struct arena *arena;
	struct problems *problems;
};

bool form_yes(struct slice text)
{
	return slice_is_ignoring_case(text, "yes") || slice_is_ignoring_case(text, "true") ||
	       slice_is(text, "true()");
}

bool form_no(struct slice text)
{
	return slice_is_ignoring_case(text, "no") || slice_is_ignoring_case(text, "false") ||
	       slice_is(text, "false()");
}

static struct csv_cell setting(const struct settings *settings, const char *base)
{
	return sheet_cell(settings->row,
			  sheet_find(&settings->workbook->sheets[SHEET_SETTINGS], base));
}

/* "forms/wellbeing.csv" is "wellbeing". */
static struct slice file_stem(const char *name)
{
	struct slice stem = slice_of(name);
	const char *slash = strrchr(name, '/');
	if (slash)
		stem = slice_from(stem, (size_t)(slash - name) + 1);
	if (stem.size > 4 && slice_is(slice_from(stem, stem.size - 4), ".csv"))
		stem.size -= 4;
	return stem;
}

static bool form_id_valid(struct slice id)
{
	for (size_t i = 0; i < id.size; i++)
		if (id.bytes[i] >= 'A' && id.bytes[i] <= 'Z')
			return false;
	return name_valid(id) && id.bytes[0] != '_';
}

static const char *form_id_read(const struct settings *settings)
{
	struct csv_cell cell = setting(settings, "form_id");
	struct slice stem = file_stem(settings->workbook->source->name);
	struct place place = sheet_place(settings->workbook, cell);
	struct slice id = cell.text.size > 0 ? cell.text : stem;
	if (!form_id_valid(id))
		problem_error(settings->problems, place,
			      "use small letters, digits and _, a letter first, at most 40",
			      "this cannot be the id of a form");
	else if (!slice_equal(id, stem))
		problem_error(settings->problems, place, "rename the file or change form_id",
			      "form_id is not the file's name without .csv");
	return arena_text(settings->arena, id);
}

static const char *setting_keep(const struct settings *settings, const char *base,
				const char *otherwise)
{
	struct csv_cell cell = setting(settings, base);
	if (cell.text.size > TITLE_MOST)
		problem_error(settings->problems, sheet_place(settings->workbook, cell),
			      "shorten it", "%s has more than %d bytes", base, TITLE_MOST);
	return arena_text(settings->arena, cell.text.size > 0 ? cell.text : slice_of(otherwise));
}

static void settings_check(const struct settings *settings)
{
	struct csv_cell style = setting(settings, "style"), version = setting(settings, "version");
	struct csv_cell twice = setting(settings, "allow_choice_duplicates");
	if (style.text.size > 0)
		problem_warning(settings->problems, sheet_place(settings->workbook, style), NULL,
				"style is not used: one question a page is shown");
	if (twice.text.size > 0 && !form_no(twice.text))
		problem_error(settings->problems, sheet_place(settings->workbook, twice),
			      "give each option its own name",
			      "allow_choice_duplicates is not supported yet by this version");
	if (version.text.size == 0)
		problem_warning(settings->problems, sheet_place(settings->workbook, version),
				"write the day of the last change, such as 2026-11-25",
				"the form has no version");
}

bool settings_read(const struct workbook *workbook, struct form *form, struct arena *arena,
		   struct problems *problems)
{
	const struct sheet *sheet = &workbook->sheets[SHEET_SETTINGS];
	struct settings settings = {workbook, sheet->rows, arena, problems};
	if (!sheet->rows) {
		problem_error(problems, place_at(workbook->source, sheet->offset),
			      "add a sheet settings with form_id, form_title and version", "%s",
			      sheet->present ? "the sheet `settings` has no row"
					     : "the sheet `settings` is missing");
		return true;
	}
	if (sheet->row_count > 1)
		problem_error(problems, place_at(workbook->source, sheet->last->offset),
			      "delete all but the first",
			      "the sheet `settings` has more than one row");
	settings_check(&settings);
	form->id = form_id_read(&settings);
	form->title = form->id ? setting_keep(&settings, "form_title", form->id) : NULL;
	form->version = setting_keep(&settings, "version", "");
	const char *language = setting_keep(&settings, "default_language", "en");
	form->language = language ? arena_text(arena, language_code(slice_of(language))) : NULL;
	return form->title && form->version && form->language;
}
