#include "kiosk/flow/fit_parts.h"

/* ---- Where it stands, and what is said ---- */

static struct place place_in(const struct fitting *fitting, const char *name, size_t offset)
{
	const struct study_file *file = study_file_find(fitting->files, fitting->file_count, name);
	return file != NULL ? place_at(&file->source, offset) : place_none();
}

/* The longest of the study's own words on it; else the school, whose person it names. */
static struct place page_place(const struct fitting *fitting, const struct fit_page *page,
			       const struct school *school)
{
	const struct page_words *longest = NULL;
	const struct study *study = fitting->study;
	for (size_t i = 0; i < study->page_count && page->rows != NULL; i++)
		if (slice_starts(slice_of(study->pages[i].name), page->rows) &&
		    (longest == NULL || strlen(study->pages[i].words) > strlen(longest->words)))
			longest = &study->pages[i];
	if (longest != NULL)
		return place_in(fitting, "pages.csv", longest->offset);
	return place_in(fitting, "schools.csv", school != NULL ? school->offset : 0);
}

static void say_too_long(struct fitting *fitting, struct place place, const char *what,
			 const char *hint)
{
	problem_error(fitting->problems, place, hint,
		      "%s does not fit the screen at the normal text size", what);
}

/* ---- The whole study ---- */

/* The size at which the kiosk's own words fit: the study's are not asked to do better. */
static int own_size(struct fitting *fitting, const struct fit_page *page, const struct wave *wave)
{
	struct study bare = *fitting->study;
	bare.page_count = 0;
	fit_page_set(fitting, page, &bare, NULL, wave);
	return fits_up_to(fitting, page->screen, TEXT_SIZES);
}

/* False: something was said. */
static bool page_fits(struct fitting *fitting, const struct fit_page *page)
{
	const struct study *study = fitting->study;
	const struct school *worst = NULL;
	int size = TEXT_SIZES;
	for (size_t i = 0; i < study->wave_count; i++) {
		int own = own_size(fitting, page, &study->waves[i]);
		for (size_t j = 0; j < study->school_count; j++) {
			fit_page_set(fitting, page, study, &study->schools[j], &study->waves[i]);
			int here = fits_up_to(fitting, page->screen, own);
			if (here > 0 && (here == own || here >= size))
				continue;
			size = here;
			worst = &study->schools[j];
		}
	}
	if (worst == NULL)
		return true;
	if (size == 0)
		say_too_long(fitting, page_place(fitting, page, worst), page->name,
			     "shorten its words");
	else
		problem_warning(fitting->problems, page_place(fitting, page, worst),
				"shorten its words for pupils who need larger letters",
				"%s fits up to text size %d of %d", page->name, size, TEXT_SIZES);
	return false;
}

/* Of one name one is enough. */
static void study_pages(struct fitting *fitting)
{
	const struct fit_page *page, *said = NULL;
	for (size_t i = 0; (page = fit_page(i)) != NULL; i++)
		if ((said == NULL || strcmp(said->name, page->name) != 0) &&
		    !page_fits(fitting, page))
			said = page;
}

/* Grown-ups read at one size. */
static void study_desk(struct fitting *fitting, const struct fit_desk *desk)
{
	const struct study *study = fitting->study;
	for (size_t i = 0; i < study->school_count; i++)
		for (size_t j = 0; j < study->wave_count; j++) {
			fit_desk_set(fitting, desk, &study->schools[i], &study->waves[j]);
			if (fits_at(fitting, desk->screen, 1))
				continue;
			say_too_long(fitting,
				     place_in(fitting, "schools.csv", study->schools[i].offset),
				     desk->name, "shorten the names on it");
			return;
		}
}

static bool wave_has_form(const struct wave *wave, const struct form *form)
{
	for (size_t i = 0; i < wave->form_count; i++)
		if (wave->forms[i] == form)
			return true;
	return false;
}

/* In each look in which it is asked. */
static int question_size(struct fitting *fitting, const struct form *form, const struct item *item)
{
	const struct study *study = fitting->study;
	bool looked[2] = {false, false};
	int size = TEXT_SIZES;
	for (size_t i = 0; i < study->wave_count; i++) {
		const struct wave *wave = &study->waves[i];
		if (looked[wave->look] || !wave_has_form(wave, form))
			continue;
		looked[wave->look] = true;
		fit_question_set(fitting, item, wave);
		size = fits_up_to(fitting, SCREEN_QUESTION, size);
	}
	return size;
}

/* Each that does not fit; of those that only fit smaller their number. */
static void study_form(struct fitting *fitting, const struct form *form)
{
	char file[NAME_MOST + 16], what[NAME_MOST + 32];
	const struct item *first = NULL;
	size_t smaller = 0;
	snprintf(file, sizeof file, "forms/%s.csv", form->id);
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		int size = question_size(fitting, form, item);
		snprintf(what, sizeof what, "the page of `%s`", item->name);
		if (size == 0)
			say_too_long(fitting, place_in(fitting, file, item->offset), what,
				     "shorten the question, its hint or its answers");
		else if (size < TEXT_SIZES && smaller++ == 0)
			first = item;
	}
	if (first != NULL)
		problem_warning(fitting->problems, place_in(fitting, file, first->offset),
				"A+ is not offered there; shorten the words that are your own",
				"%zu %s not fit at the largest text size, here the first", smaller,
				smaller == 1 ? "page does" : "pages do");
}

bool fit_study(const struct fit_screen *screen, const struct study *study,
	       const struct study_file *files, size_t file_count, struct problems *problems)
{
	size_t errors = problems->errors;
	struct fitting *fitting = fitting_new(screen, study, problems);
	if (fitting == NULL)
		return false;
	fitting->files = files;
	fitting->file_count = file_count;
	fitting->strict = true;
	study_pages(fitting);
	for (size_t i = 0; i < study->form_count; i++)
		study_form(fitting, study->forms[i]);
	for (size_t i = 0; fit_desk(i) != NULL; i++)
		study_desk(fitting, fit_desk(i));
	free(fitting);
	return problems->errors == errors;
}

/* ---- One wave, for the teacher ---- */

static const char wave_hint[] = "Use a larger screen, and tell the researchers.";
#define SHOWN_TITLE 40 /* of a form's, and of an item's name: the page has little room */
#define SHOWN_NAME 24

static bool wave_pages(struct fitting *fitting, const struct school *school,
		       const struct wave *wave)
{
	const struct fit_page *page;
	for (size_t i = 0; (page = fit_page(i)) != NULL; i++) {
		fit_page_set(fitting, page, fitting->study, school, wave);
		if (fits_at(fitting, page->screen, 1))
			continue;
		problem_error(fitting->problems, place_none(), wave_hint,
			      "This screen is too small for %s of the study.", page->name);
		return false;
	}
	return true;
}

static bool wave_form(struct fitting *fitting, const struct form *form, const struct wave *wave)
{
	char title[SHOWN_TITLE + 1], name[SHOWN_NAME + 1];
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		fit_question_set(fitting, item, wave);
		if (fits_at(fitting, SCREEN_QUESTION, 1))
			continue;
		printable_write(slice_of(form->title), title, sizeof title);
		printable_write(slice_of(item->name), name, sizeof name);
		problem_error(fitting->problems, place_none(), wave_hint,
			      "This screen is too small for a page of \"%s\": %s.", title, name);
		return false;
	}
	return true;
}

bool fit_wave(const struct fit_screen *screen, const struct study *study,
	      const struct school *school, const struct wave *wave, struct problems *problems)
{
	struct fitting *fitting = fitting_new(screen, study, problems);
	bool fits = fitting != NULL && wave_pages(fitting, school, wave);
	for (size_t i = 0; i < wave->form_count && fits; i++)
		fits = wave_form(fitting, wave->forms[i], wave);
	free(fitting);
	return fits;
}
