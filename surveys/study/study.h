/* A study: who is asked what, and when. Built from the files of a study folder or of a pack:
 * study.csv, schools.csv, plan.csv, pages.csv, codes.csv, forms/NAME.csv, forms/NAME.scales.csv
 * (docs/formats.md). Const once loaded, in one arena. Opens no file. */
#ifndef SAYSO_STUDY_H
#define SAYSO_STUDY_H

#include "surveys/form/form.h"
#include "surveys/form/scales.h"
#include "surveys/study/respondent_code.h"

/* A file of the study: source.name is its path below the study's folder. */
struct study_file {
	struct source source;
	uint8_t digest[32]; /* SHA-256 of the bytes */
};

/* NULL: none of this name. */
const struct study_file *study_file_find(const struct study_file *files, size_t count,
					 const char *name);

struct helpline {
	const char *name, *detail, *number; /* "Childline", "Free, day or night", "0800 1111" */
};

struct school {
	const char *id, *name;
	const char *person; /* whom to talk to there: a name or a role */
	int32_t machines;   /* how many, 1 to 999 */
	size_t offset;	    /* of its row in schools.csv */
};

enum look { LOOK_SHORE, LOOK_CALM };

#define STUDY_LANGUAGE "en" /* of every form and record, until there are more */
#define YEAR_MOST      16   /* school years */

/* One occasion of the plan. */
struct wave {
	const char *name; /* "autumn" */
	int32_t years[YEAR_MOST];
	size_t year_count;
	enum look look;
	const struct form *forms[WAVE_FORMS_MOST];
	/* NULL where a form has none, or none were loaded. */
	const struct scales *scales[WAVE_FORMS_MOST];
	size_t form_count;
	size_t item_count; /* of all forms, notes too */
};

enum code_use { CODE_PUPIL, CODE_SPARE, CODE_REHEARSAL };

struct study_code {
	struct respondent_code code;
	const char *school, *class_name; /* class_name is "" for the rehearsal code */
	uint8_t drawing, false_friends[3];
	enum code_use use;
};

struct page_words {
	const char *name, *words; /* a row of pages.csv: "first.title" */
	size_t offset;		  /* of the words in it */
};

struct study {
	const char *id, *title, *contact, *retention;
	bool typed_answers;
	const struct helpline *helplines;
	size_t helpline_count;
	const struct school *schools;
	size_t school_count;
	const struct form *const *forms;    /* each form that the plan names, once */
	const struct scales *const *scales; /* beside each form */
	size_t form_count;
	const struct wave *waves;
	size_t wave_count;
	const struct study_code *codes; /* sorted by code */
	size_t code_count;
	const struct page_words *pages;
	size_t page_count;
	size_t record_size; /* of every record of this plan, a multiple of RECORD_STEP (plan.h) */
};

/* Every problem of every file in one run; NULL when there was an error. with_scales: the kiosk
 * passes false. codes.csv may be absent (a study without codes yet), pages.csv too, and schools.csv
 * with a warning (the copy in a batch). Everything is copied or lies in the arena, but forms and
 * scales may point into the files' texts: those must live as long. Files that are none of a study's
 * own are passed over. */
MUST_USE const struct study *study_load(const struct study_file *files, size_t file_count,
					bool with_scales, struct arena *arena,
					struct problems *problems);
const struct school *study_school(const struct study *study, struct slice id);
const struct wave *study_wave(const struct study *study, struct slice name);
const struct study_code *study_code(const struct study *study, const struct respondent_code *code);
int32_t class_year(struct slice class_name); /* the number that its name begins with, or -1 */
bool wave_has_year(const struct wave *wave, int32_t year);
/* The study's own words of pages.csv, or `otherwise`. */
const char *study_words(const struct study *study, const char *name, const char *otherwise);
/* Writes words with {person} and {questions} filled in. */
struct buffer;
void study_words_fill(struct buffer *out, const char *words, const char *person, size_t questions);
size_t wave_question_count(const struct wave *wave); /* all that take an answer, relevant or not */
/* An id of a study or school: 1 to 16 of [a-z0-9-]. A wave: 1 to 24 of the same. A class: 1 to 12
 * of [A-Za-z0-9-], a year number (1 to YEAR_MOST) first. */
bool study_id_valid(struct slice id);
bool wave_name_valid(struct slice name);
bool class_name_valid(struct slice name);

#endif
