#include "surveys/study/plan.h"
#include "surveys/study/study_tables.h"

struct study_reader {
	const struct study_file *files;
	size_t file_count;
	struct study *study;
	struct arena *arena;
	struct problems *problems;
};

static const struct source *file_source(const struct study_reader *reader, const char *name)
{
	const struct study_file *file = study_file_find(reader->files, reader->file_count, name);
	return file != NULL ? &file->source : NULL;
}

/* "forms/week.csv" with ".csv" gives "week"; empty: another kind of file. */
static struct slice form_name(const char *path, const char *ending)
{
	struct slice name = slice_of(path), none = {NULL, 0};
	size_t around = strlen("forms/") + strlen(ending);
	if (!slice_starts(name, "forms/") || name.size <= around ||
	    !slice_is(slice_from(name, name.size - strlen(ending)), ending))
		return none;
	name = slice_from(name, strlen("forms/"));
	name.size -= strlen(ending);
	return name;
}

static void memory_problem(const struct study_reader *reader)
{
	problem_error(reader->problems, place_none(), "make the study smaller",
		      "there is not enough memory for this study");
}

static void language_check(const struct study_reader *reader, const struct source *source,
			   const struct form *form)
{
	if (strcmp(form->language, STUDY_LANGUAGE) != 0)
		problem_error(reader->problems, place_at(source, 0),
			      "a study's words can only be in \"" STUDY_LANGUAGE "\" so far",
			      "the form's words are in \"%s\"", form->language);
}

/* Stands for a form that could not be loaded, so that the plan does not complain of it again. */
static const struct form *form_placeholder(const struct study_reader *reader, const char *path)
{
	struct form *form = arena_take(reader->arena, 1, sizeof *form);
	if (form != NULL)
		form->id = arena_text(reader->arena, form_name(path, ".csv"));
	return form != NULL && form->id != NULL ? form : NULL;
}

/* The form with its scales into the next place of the lists; false: there is nothing to add. */
static bool form_add(const struct study_reader *reader, const struct study_file *file,
		     bool with_scales, const struct form **form, const struct scales **scales)
{
	char beside[NAME_MOST + sizeof "forms/.scales.csv"];
	bool names_scales = false;
	*form = form_load(&file->source, file->digest, reader->arena, reader->problems);
	if (*form == NULL) {
		*form = form_placeholder(reader, file->source.name);
		return *form != NULL;
	}
	language_check(reader, &file->source, *form);
	if (!with_scales)
		return true;
	snprintf(beside, sizeof beside, "forms/%s.scales.csv", (*form)->id);
	const struct source *source = file_source(reader, beside);
	for (size_t i = 0; i < (*form)->item_count; i++)
		names_scales = names_scales || (*form)->items[i].scales != NULL;
	if (source != NULL)
		*scales = scales_load(source, *form, reader->arena, reader->problems);
	else if (names_scales)
		problem_error(reader->problems, place_at(&file->source, 0),
			      "put it beside the form, or empty the column scale",
			      "the form has scales, but %s is not there", beside);
	return true;
}

/* Every form of the folder, also those that the plan does not name. */
static bool forms_load(const struct study_reader *reader, bool with_scales)
{
	struct study *study = reader->study;
	const struct form **forms = arena_take(reader->arena, STUDY_FORMS_MOST, sizeof *forms);
	const struct scales **scales = arena_take(reader->arena, STUDY_FORMS_MOST, sizeof *scales);
	if (forms == NULL || scales == NULL) {
		memory_problem(reader);
		return false;
	}
	study->forms = forms;
	study->scales = scales;
	for (size_t i = 0; i < reader->file_count; i++) {
		const struct study_file *file = &reader->files[i];
		if (form_name(file->source.name, ".csv").size == 0 ||
		    form_name(file->source.name, ".scales.csv").size > 0)
			continue;
		if (study->form_count == STUDY_FORMS_MOST) {
			problem_error(reader->problems, place_at(&file->source, 0),
				      "take out those that the plan does not name",
				      "there are more than %d forms", STUDY_FORMS_MOST);
			return false;
		}
		if (form_add(reader, file, with_scales, &forms[study->form_count],
			     &scales[study->form_count]))
			study->form_count++;
	}
	return true;
}

static bool plan_names(const struct study *study, const struct form *form)
{
	for (size_t i = 0; i < study->wave_count; i++)
		for (size_t j = 0; j < study->waves[i].form_count; j++)
			if (study->waves[i].forms[j] == form)
				return true;
	return false;
}

/* Leaves the forms that the plan names, in the order of the files. */
static bool forms_keep_named(const struct study_reader *reader)
{
	struct study *study = reader->study;
	size_t kept = 0;
	const struct form **forms = arena_take(reader->arena, study->form_count, sizeof *forms);
	const struct scales **scales = arena_take(reader->arena, study->form_count, sizeof *scales);
	if (forms == NULL || scales == NULL) {
		memory_problem(reader);
		return false;
	}
	for (size_t i = 0; i < study->form_count; i++) {
		if (!plan_names(study, study->forms[i])) {
			problem_warning(reader->problems, place_none(),
					"name it in plan.csv, or take it out",
					"no wave uses forms/%s.csv", study->forms[i]->id);
			continue;
		}
		forms[kept] = study->forms[i];
		scales[kept++] = study->scales[i];
	}
	study->forms = forms;
	study->scales = scales;
	study->form_count = kept;
	return true;
}

/* Who collects knows a questionnaire by its bytes: two names for the same would be one there. */
static bool forms_differ(const struct study_reader *reader)
{
	const struct study *study = reader->study;
	char path[NAME_MOST + sizeof "forms/.csv"];
	for (size_t i = 0; i < study->form_count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct form *form = study->forms[i], *same = study->forms[j];
			if (memcmp(form->digest, same->digest, sizeof form->digest) != 0)
				continue;
			snprintf(path, sizeof path, "forms/%s.csv", form->id);
			problem_error(
				reader->problems, place_at(file_source(reader, path), 0),
				"name one of them in plan.csv twice, or give each its form_id",
				"this is forms/%s.csv again, byte for byte", same->id);
			return false;
		}
	}
	return true;
}

static void record_size_set(struct study *study)
{
	size_t most = 1;
	for (size_t i = 0; i < study->wave_count; i++) {
		size_t wave_most = wave_record_most(study, &study->waves[i]);
		most = wave_most > most ? wave_most : most;
	}
	study->record_size = (most + RECORD_STEP - 1) / RECORD_STEP * RECORD_STEP;
}

typedef bool table_load(const struct source *source, struct study *study, struct arena *arena,
			struct problems *problems);

enum absence { ABSENT_IS_FINE, ABSENT_IS_WORTH_SAYING, ABSENT_IS_AN_ERROR };

static bool table_read(const struct study_reader *reader, const char *name, enum absence absence,
		       table_load *load)
{
	const struct source *source = file_source(reader, name);
	if (source != NULL)
		return load(source, reader->study, reader->arena, reader->problems);
	if (absence == ABSENT_IS_AN_ERROR)
		problem_error_at(reader->problems, name, "put it into the study's folder",
				 "this file is not there");
	if (absence == ABSENT_IS_WORTH_SAYING)
		problem_warning(reader->problems, place_none(), "put it into the study's folder",
				"%s is not there", name);
	return absence != ABSENT_IS_AN_ERROR;
}

const struct study *study_load(const struct study_file *files, size_t file_count, bool with_scales,
			       struct arena *arena, struct problems *problems)
{
	size_t errors = problems->errors;
	struct study *study = arena_take(arena, 1, sizeof *study);
	struct study_reader reader = {files, file_count, study, arena, problems};
	if (study == NULL) {
		memory_problem(&reader);
		return NULL;
	}
	study->id = "";
	bool settings = table_read(&reader, "study.csv", ABSENT_IS_AN_ERROR, settings_load);
	bool schools = table_read(&reader, "schools.csv", ABSENT_IS_WORTH_SAYING, schools_load);
	bool plan = forms_load(&reader, with_scales) &&
		    table_read(&reader, "plan.csv", ABSENT_IS_AN_ERROR, plan_load);
	bool pages = table_read(&reader, "pages.csv", ABSENT_IS_FINE, pages_load);
	bool codes = schools && table_read(&reader, "codes.csv", ABSENT_IS_FINE, codes_load);
	if (!(settings && plan && pages && codes) || problems->errors > errors ||
	    !forms_keep_named(&reader) || !forms_differ(&reader))
		return NULL;
	record_size_set(study);
	return study;
}
