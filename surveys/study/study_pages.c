#include "surveys/study/study_tables.h"

enum page_column { PAGE_NAME, PAGE_WORDS };

static const char *const page_names[] = {
	"start.note",	  "first.title",    "first.promise1", "first.promise2",
	"first.promise3", "first.promise4", "first.talk",     "help.title",
	"help.words",	  "help.person",    "thanks.title",   "thanks.words",
};

#define FIRST_PAGE_WORDS_MOST 60 /* so that a child of 8 reads all of it */

/* The kiosk fills braces in; one that it does not know would be shown as it is. */
static bool braces_known(struct slice words)
{
	for (size_t i = 0; i < words.size; i++) {
		struct slice rest = slice_from(words, i);
		if (words.bytes[i] == '}')
			return false;
		if (words.bytes[i] != '{')
			continue;
		if (slice_starts(rest, "{person}"))
			i += strlen("{person}") - 1;
		else if (slice_starts(rest, "{questions}"))
			i += strlen("{questions}") - 1;
		else
			return false;
	}
	return true;
}

static size_t word_count(struct slice words)
{
	size_t count = 0;
	while (slice_next_word(&words).size > 0)
		count++;
	return count;
}

/* Its place in the study's pages, or with a problem SIZE_MAX. */
static size_t page_index(const struct csv_table *table, const struct study *study)
{
	struct problems *problems = table->reader.problems;
	struct place place = csv_table_place(table, PAGE_NAME);
	struct slice name = csv_table_cell(table, PAGE_NAME).text;
	for (size_t i = 0; i < study->page_count; i++) {
		if (!slice_is(name, study->pages[i].name))
			continue;
		problem_error(problems, place, "delete one of them", "this page is there twice");
		return SIZE_MAX;
	}
	for (size_t i = 0; i < countof(page_names); i++)
		if (slice_is(name, page_names[i]))
			return study->page_count;
	problem_error(problems, place,
		      "the pages are start.note, first.title, first.promise1 to 4, first.talk, "
		      "help.title, help.words, help.person, thanks.title, thanks.words",
		      "there is no page of this name");
	return SIZE_MAX;
}

static void page_take(const struct csv_table *table, struct study *study, struct page_words *pages)
{
	struct problems *problems = table->reader.problems;
	struct place place = csv_table_place(table, PAGE_WORDS);
	struct slice words = csv_table_cell(table, PAGE_WORDS).text;
	size_t at = page_index(table, study);
	if (words.size == 0)
		problem_error(problems, place, "write the words, or delete the line",
			      "this page has no words");
	if (!braces_known(words))
		problem_error(problems, place,
			      "{person} and {questions} are filled in, nothing else",
			      "these braces are not known");
	if (at == SIZE_MAX)
		return;
	pages[at].name = arena_text(table->reader.arena, csv_table_cell(table, PAGE_NAME).text);
	pages[at].words = arena_text(table->reader.arena, words);
	pages[at].offset = place.offset;
	if (pages[at].name == NULL || pages[at].words == NULL)
		table_memory_problem(table);
	else
		study->page_count++;
}

static void first_page_check(const struct source *source, const struct study *study,
			     struct problems *problems)
{
	size_t count = 0;
	for (size_t i = 0; i < study->page_count; i++)
		if (slice_starts(slice_of(study->pages[i].name), "first."))
			count += word_count(slice_of(study->pages[i].words));
	if (count > FIRST_PAGE_WORDS_MOST)
		problem_warning(problems, place_at(source, 0),
				"a child of 8 reads it alone: shorten it",
				"the first page has %zu words, more than %d", count,
				FIRST_PAGE_WORDS_MOST);
}

bool pages_load(const struct source *source, struct study *study, struct arena *arena,
		struct problems *problems)
{
	static const char *const columns[] = {"page", "words", NULL};
	struct csv_table table;
	size_t errors = problems->errors;
	if (!csv_table_open(&table, source, "sayso-pages", columns, 2, arena, problems))
		return false;
	struct page_words *pages = arena_take(arena, countof(page_names), sizeof *pages);
	if (pages == NULL) {
		table_memory_problem(&table);
		return false;
	}
	study->pages = pages;
	while (csv_table_next(&table))
		page_take(&table, study, pages);
	first_page_check(source, study, problems);
	return problems->errors == errors;
}
