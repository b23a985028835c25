#include "kiosk/page/word_list.h"

#include "surveys/base/csv.h"

enum column { COLUMN_NAME, COLUMN_WORDS };

const char *word_name(enum word word)
{
	static const char *const names[WORDS] = {
#define W(id, name) [WORD_##id] = name,
		WORD_LIST(W)
#undef W
	};
	return names[word];
}

static enum word word_of(struct slice name)
{
	enum word word = 0;
	while (word < WORDS && !slice_is(name, word_name(word)))
		word++;
	return word;
}

static void take_row(const struct csv_table *table, struct words *words)
{
	struct problems *problems = table->reader.problems;
	struct place place = csv_table_place(table, COLUMN_NAME);
	struct slice text = csv_table_cell(table, COLUMN_WORDS).text;
	enum word word = word_of(csv_table_cell(table, COLUMN_NAME).text);
	if (word == WORDS) {
		problem_error(problems, place, "delete the line", "nothing on a page says this");
		return;
	}
	if (words->text[word] != NULL)
		problem_error(problems, place, "delete one of them", "this is there twice");
	if (text.size == 0)
		problem_error(problems, csv_table_place(table, COLUMN_WORDS), "write the words",
			      "there are no words");
	words->text[word] = arena_text(table->reader.arena, text);
	if (words->text[word] == NULL)
		problem_error(problems, place, NULL, "there is not enough memory for the words");
}

bool words_load(const struct source *source, struct arena *arena, struct words *words,
		struct problems *problems)
{
	static const char *const columns[] = {"name", "words", NULL};
	struct csv_table table;
	size_t errors = problems->errors;
	*words = (struct words){{NULL}};
	if (!csv_table_open(&table, source, "sayso-words", columns, 2, arena, problems))
		return false;
	while (csv_table_next(&table))
		take_row(&table, words);
	for (enum word word = 0; problems->errors == errors && word < WORDS; word++)
		if (words->text[word] == NULL)
			problem_error(problems, place_at(source, 0), "add a line for it",
				      "the words of \"%s\" are missing", word_name(word));
	return problems->errors == errors;
}

static const struct filling *filling_of(struct slice name, const struct filling *fillings,
					size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_is(name, fillings[i].name))
			return &fillings[i];
	return NULL;
}

void words_fill(struct buffer *out, struct slice words, const struct filling *fillings,
		size_t count)
{
	while (words.size > 0) {
		const struct filling *found = NULL;
		const char *end =
			words.bytes[0] == '{' ? memchr(words.bytes, '}', words.size) : NULL;
		size_t size = end != NULL ? (size_t)(end - words.bytes) : 0;
		if (size > 1)
			found = filling_of((struct slice){words.bytes + 1, size - 1}, fillings,
					   count);
		if (found != NULL)
			buffer_add_text(out, found->text);
		else
			buffer_add_char(out, words.bytes[0]);
		words = slice_from(words, found != NULL ? size + 1 : 1);
	}
}
