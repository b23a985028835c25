#include "surveys/study/study_tables.h"

void table_memory_problem(const struct csv_table *table)
{
	problem_error(table->reader.problems, place_at(table->reader.source, table->row.offset),
		      "make the study smaller", "there is not enough memory for this study");
}

/* What stands in a cell, as text of the arena. NULL, with a problem, when it is empty and needed,
 * longer than bytes_most, or has a second line. what: its name in a sentence, such as "the title".
 */
static const char *table_text(const struct csv_table *table, size_t column, const char *what,
			      bool needed, size_t bytes_most)
{
	struct problems *problems = table->reader.problems;
	struct csv_cell cell = csv_table_cell(table, column);
	struct place place = place_at(table->reader.source, cell.offset);
	if (cell.text.size == 0 && needed) {
		problem_error(problems, place, "fill it in", "%s is empty", what);
		return NULL;
	}
	if (cell.text.size > bytes_most) {
		problem_error(problems, place, "shorten it", "%s has more than %zu bytes", what,
			      bytes_most);
		return NULL;
	}
	if (cell.text.size > 0 && memchr(cell.text.bytes, '\n', cell.text.size) != NULL) {
		problem_error(problems, place, "write it in one line", "%s has a second line",
			      what);
		return NULL;
	}
	const char *text = arena_text(table->reader.arena, cell.text);
	if (text == NULL)
		table_memory_problem(table);
	return text;
}

/* ---- study.csv ---- */

enum setting_column { SETTING_NAME, SETTING_VALUE, SETTING_DETAIL, SETTING_NUMBER };

enum setting {
	SETTING_ID,
	SETTING_TITLE,
	SETTING_CONTACT,
	SETTING_RETENTION,
	SETTING_LANGUAGES,
	SETTING_DISCLOSURE,
	SETTING_TYPED,
	SETTING_HELPLINE,
};

static const struct {
	const char *name, *what;
	size_t bytes_most;
	bool needed;
	const char *only; /* the one value that this version knows, or NULL */
} settings[] = {
	[SETTING_ID] = {"id", "the id", ID_MOST, true, NULL},
	[SETTING_TITLE] = {"title", "the title", TITLE_MOST, true, NULL},
	[SETTING_CONTACT] = {"contact", "the contact", LABEL_MOST, true, NULL},
	[SETTING_RETENTION] = {"retention", "the retention", LABEL_MOST, true, NULL},
	[SETTING_LANGUAGES] = {"languages", "the list of languages", TITLE_MOST, false,
			       STUDY_LANGUAGE},
	[SETTING_DISCLOSURE] = {"disclosure", "the disclosure", TITLE_MOST, false, "signpost"},
	[SETTING_TYPED] = {"typed_answers", "the setting", TITLE_MOST, false, "no"},
	[SETTING_HELPLINE] = {"helpline", "the helpline's name", HELPLINE_NAME_MOST, true, NULL},
};

struct settings_reader {
	struct csv_table table;
	struct study *study;
	struct helpline *helplines;
	bool seen[countof(settings)], unknown; /* unknown: a name was none, perhaps a slip */
};

static void helpline_take(struct settings_reader *reader, const char *name)
{
	struct study *study = reader->study;
	const struct csv_table *table = &reader->table;
	if (study->helpline_count == STUDY_HELPLINES_MOST) {
		problem_error(table->reader.problems, csv_table_place(table, SETTING_NAME),
			      "delete one: the help page holds no more",
			      "there are more than %d helplines", STUDY_HELPLINES_MOST);
		return;
	}
	reader->helplines[study->helpline_count++] = (struct helpline){
		.name = name,
		.detail = table_text(table, SETTING_DETAIL, "the helpline's detail", false,
				     HELPLINE_DETAIL_MOST),
		.number = table_text(table, SETTING_NUMBER, "the helpline's number", true,
				     HELPLINE_NUMBER_MOST),
	};
}

static void setting_store(struct settings_reader *reader, enum setting setting, const char *value)
{
	struct study *study = reader->study;
	const struct csv_table *table = &reader->table;
	struct place place = csv_table_place(table, SETTING_VALUE);
	const char *only = settings[setting].only;
	if (setting == SETTING_ID && !study_id_valid(slice_of(value)))
		problem_error(table->reader.problems, place, "use a to z, 0 to 9 and -",
			      "the id has other characters than it may have");
	if (only != NULL && strcmp(value, only) != 0)
		problem_error(table->reader.problems, place, "change it or delete this line",
			      "%s can only be \"%s\" so far", settings[setting].name, only);
	if (setting == SETTING_ID)
		study->id = value;
	else if (setting == SETTING_TITLE)
		study->title = value;
	else if (setting == SETTING_CONTACT)
		study->contact = value;
	else if (setting == SETTING_RETENTION)
		study->retention = value;
	else if (setting == SETTING_HELPLINE)
		helpline_take(reader, value);
}

static void setting_take(struct settings_reader *reader)
{
	size_t at = 0;
	const struct csv_table *table = &reader->table;
	struct problems *problems = table->reader.problems;
	struct place place = csv_table_place(table, SETTING_NAME);
	struct slice name = csv_table_cell(table, SETTING_NAME).text;
	while (at < countof(settings) && !slice_is(name, settings[at].name))
		at++;
	if (at == countof(settings)) {
		reader->unknown = true;
		problem_error(problems, place,
			      "the settings are id, title, contact, retention, languages, "
			      "disclosure, typed_answers, helpline",
			      "this setting is not known");
		return;
	}
	if (reader->seen[at] && at != SETTING_HELPLINE)
		problem_error(problems, place, "delete one of them", "%s is there twice",
			      settings[at].name);
	for (size_t column = SETTING_DETAIL; column <= SETTING_NUMBER; column++)
		if (at != SETTING_HELPLINE && csv_table_cell(table, column).text.size > 0)
			problem_error(problems, csv_table_place(table, column), "empty this cell",
				      "only a helpline has a detail and a number");
	reader->seen[at] = true;
	const char *value =
		table_text(table, SETTING_VALUE, settings[at].what, true, settings[at].bytes_most);
	if (value != NULL)
		setting_store(reader, (enum setting)at, value);
}

bool settings_load(const struct source *source, struct study *study, struct arena *arena,
		   struct problems *problems)
{
	static const char *const columns[] = {"setting", "value", "detail", "number", NULL};
	struct settings_reader reader = {.study = study};
	size_t errors = problems->errors;
	if (!csv_table_open(&reader.table, source, "sayso-study", columns, 2, arena, problems))
		return false;
	reader.helplines = arena_take(arena, STUDY_HELPLINES_MOST, sizeof *reader.helplines);
	if (reader.helplines == NULL) {
		table_memory_problem(&reader.table);
		return false;
	}
	study->helplines = reader.helplines;
	while (csv_table_next(&reader.table))
		setting_take(&reader);
	for (size_t i = 0; i < countof(settings) && !reader.table.reader.failed; i++)
		if (settings[i].needed && !reader.unknown && !reader.seen[i])
			problem_error(problems, place_at(source, source->text.size),
				      "add a line for it", "the setting %s is missing",
				      settings[i].name);
	return problems->errors == errors;
}

/* ---- schools.csv ---- */

enum school_column { SCHOOL_ID, SCHOOL_NAME, SCHOOL_PERSON, SCHOOL_MACHINES };
#define MACHINES_MOST 999

/* The id, or NULL with a problem. */
static const char *school_id_take(const struct csv_table *table, const struct study *study)
{
	struct problems *problems = table->reader.problems;
	struct place place = csv_table_place(table, SCHOOL_ID);
	struct slice id = csv_table_cell(table, SCHOOL_ID).text;
	if (!study_id_valid(id)) {
		problem_error(problems, place, "use 1 to 16 of a to z, 0 to 9 and -",
			      "this is not a school's id");
		return NULL;
	}
	if (study_school(study, id) != NULL) {
		problem_error(problems, place, "give each its own id",
			      "this school is there twice");
		return NULL;
	}
	return table_text(table, SCHOOL_ID, "the school's id", true, ID_MOST);
}

static void school_take(const struct csv_table *table, struct study *study, struct school *schools)
{
	int64_t machines = 0;
	struct school school = {
		.id = school_id_take(table, study),
		.name = table_text(table, SCHOOL_NAME, "the school's name", true, TITLE_MOST),
		.person =
			table_text(table, SCHOOL_PERSON, "the person to talk to", true, TITLE_MOST),
		.offset = csv_table_place(table, SCHOOL_ID).offset,
	};
	if (number_read(csv_table_cell(table, SCHOOL_MACHINES).text, 1, MACHINES_MOST, &machines) !=
	    NUMBER_FINE)
		problem_error(table->reader.problems, csv_table_place(table, SCHOOL_MACHINES),
			      "write a whole number from 1 to 999",
			      "this is not a number of machines");
	school.machines = (int32_t)machines;
	if (school.id != NULL)
		schools[study->school_count++] = school;
}

bool schools_load(const struct source *source, struct study *study, struct arena *arena,
		  struct problems *problems)
{
	static const char *const columns[] = {"id", "name", "person", "machines", NULL};
	struct csv_table table;
	size_t errors = problems->errors;
	if (!csv_table_open(&table, source, "sayso-schools", columns, 4, arena, problems))
		return false;
	struct school *schools = arena_take(arena, STUDY_SCHOOLS_MOST, sizeof *schools);
	if (schools == NULL) {
		table_memory_problem(&table);
		return false;
	}
	study->schools = schools;
	while (csv_table_next(&table)) {
		if (study->school_count == STUDY_SCHOOLS_MOST) {
			problem_error(problems, csv_table_place(&table, SCHOOL_ID),
				      "make two studies of it", "there are more than %d schools",
				      STUDY_SCHOOLS_MOST);
			break;
		}
		school_take(&table, study, schools);
	}
	if (study->school_count == 0 && problems->errors == errors)
		problem_error(problems, place_at(source, source->text.size),
			      "add a line for each school", "there is no school");
	return problems->errors == errors;
}
