#include "surveys/form/form_check.h"

#define SENTENCE_WORDS_WISHED 15
#define SENTENCE_WORDS_MOST   20
#define OPTIONS_MOST_YOUNG    5
#define OPTIONS_MOST_OLDER    7
#define ITEMS_MOST_YOUNG      25
#define ITEMS_MOST_OLDER      45

struct checking {
	const struct source *source;
	const struct item *item;
	struct problems *problems;
};

static struct place place_of(const struct checking *checking)
{
	return checking->source ? place_at(checking->source, checking->item->offset)
				: place_none();
}

static bool ends_sentence(char c)
{
	return c == '.' || c == '?' || c == '!' || c == ':' || c == ';';
}

/* A word that ends with a stop, or stands before a line's end, is the last of its sentence. */
static size_t sentence_longest(const char *text)
{
	size_t words = 0, longest = 0;
	bool in_word = false;
	for (const char *c = text;; c++) {
		bool gap = *c == '\0' || *c == ' ' || *c == '\n' || *c == '\t';
		words += in_word && gap ? 1 : 0;
		bool last = *c == '\0' || *c == '\n' || (gap && c > text && ends_sentence(c[-1]));
		longest = words > longest ? words : longest;
		words = last ? 0 : words;
		in_word = !gap;
		if (*c == '\0')
			return longest;
	}
}

static void sentences_check(const struct checking *checking, const char *text)
{
	size_t longest = text ? sentence_longest(text) : 0;
	if (longest > SENTENCE_WORDS_MOST)
		problem_warning(checking->problems, place_of(checking),
				"split it, unless the wording is an instrument's own",
				"a sentence of `%s` has %zu words, more than %d",
				checking->item->name, longest, SENTENCE_WORDS_MOST);
	else if (longest > SENTENCE_WORDS_WISHED)
		problem_warning(checking->problems, place_of(checking),
				"shorten it, unless the wording is an instrument's own",
				"a sentence of `%s` has %zu words; %d read more easily",
				checking->item->name, longest, SENTENCE_WORDS_WISHED);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether words stand in text as whole words, in any case. */
static bool says(const char *text, const char *words)
{
	size_t size = strlen(words);
	for (const char *c = text; *c != '\0'; c++) {
		size_t i = 0;
		while (i < size && lower(c[i]) == words[i])
			i++;
		bool begins = c == text || !(lower(c[-1]) >= 'a' && lower(c[-1]) <= 'z');
		if (i == size && begins && !(lower(c[size]) >= 'a' && lower(c[size]) <= 'z'))
			return true;
	}
	return false;
}

/* Say what to do, not how bad it is. */
static void tone_check(const struct checking *checking, const char *text)
{
	static const char *const words[] = {"please", "sorry", "oops", "invalid", "you forgot"};
	for (size_t i = 0; text && i < countof(words); i++)
		if (says(text, words[i]))
			problem_warning(checking->problems, place_of(checking),
					"say what to do instead", "`%s` says \"%s\"",
					checking->item->name, words[i]);
}

/* Marks that other programs would turn into bold or pictures are shown as they stand here. */
static void marks_check(const struct checking *checking, const char *text)
{
	static const char *const marks[] = {"**", "__", "<span", "<b>", "<i>", "<br", "]("};
	for (size_t i = 0; text && i < countof(marks); i++) {
		if (!strstr(text, marks[i]))
			continue;
		problem_warning(checking->problems, place_of(checking), "write plain words",
				"`%s` has \"%s\" in it, which is shown as it stands",
				checking->item->name, marks[i]);
		return;
	}
}

static void words_check(const struct checking *checking)
{
	const struct item *item = checking->item;
	const char *const texts[] = {item->label, item->hint, item->required_message};
	for (size_t i = 0; i < countof(texts); i++) {
		sentences_check(checking, texts[i]);
		tone_check(checking, texts[i]);
		marks_check(checking, texts[i]);
	}
}

/* A list of facts, such as school years, is no scale to answer on. */
static bool is_answer_scale(const struct item *item)
{
	return item->kind == ITEM_SELECT_ONE && (item->likert || item->scales);
}

static void options_check(const struct checking *checking, size_t most)
{
	const struct item *item = checking->item;
	if (is_answer_scale(item) && item->option_count > most)
		problem_warning(checking->problems, place_of(checking), "offer fewer",
				"`%s` has %zu options; %zu are enough", item->name,
				item->option_count, most);
	if (item->kind == ITEM_SELECT_ONE && item->option_count == 1)
		problem_warning(checking->problems, place_of(checking),
				"use a note to say something", "`%s` has one option alone",
				item->name);
	if (item->kind == ITEM_RANGE && !item->low_words)
		problem_warning(checking->problems, place_of(checking),
				"name a list of two choices: tick_labelset=LIST",
				"the ends of `%s` have no words", item->name);
}

static size_t asked_count(const struct form *form)
{
	size_t count = 0;
	for (size_t i = 0; i < form->item_count; i++)
		count += item_is_asked(&form->items[i]) ? 1 : 0;
	return count;
}

static void length_check(const struct form *form, size_t most, const char *years,
			 const struct source *source, struct problems *problems)
{
	size_t count = asked_count(form);
	if (count > most)
		problem_warning(problems, source ? place_at(source, 0) : place_none(),
				"split it over two lessons",
				"`%s` asks %zu questions; %zu fit a lesson %s", form->id, count,
				most, years);
}

void form_check(const struct form *form, const struct source *source, struct problems *problems)
{
	for (size_t i = 0; i < form->item_count; i++) {
		struct checking checking = {source, &form->items[i], problems};
		words_check(&checking);
		options_check(&checking, OPTIONS_MOST_OLDER);
	}
	length_check(form, ITEMS_MOST_OLDER, "at 11 and above", source, problems);
}

void form_check_ages(const struct form *form, int32_t youngest_years, const struct source *source,
		     struct problems *problems)
{
	if (youngest_years > YOUNG_MOST)
		return;
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		struct checking checking = {source, item, problems};
		/* More than seven has been said by form_check. */
		if (item->option_count <= OPTIONS_MOST_OLDER &&
		    item->option_count > OPTIONS_MOST_YOUNG)
			options_check(&checking, OPTIONS_MOST_YOUNG);
	}
	length_check(form, ITEMS_MOST_YOUNG, "at 8 to 10", source, problems);
}

double form_minutes(const struct form *form, int32_t youngest_years)
{
	return (double)asked_count(form) * (youngest_years > YOUNG_MOST ? 12 : 20) / 60;
}
