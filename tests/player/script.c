#include <ctype.h>

#include "export/formats/file.h"
#include "tests/player/script.h"

/* The next word of the line that ends at `end`; quotes are taken off. NULL: no more, or *bad. */
static char *word_next(char **at, char *end, bool *bad)
{
	while (*at < end && isspace((unsigned char)**at))
		++*at;
	if (*at == end || **at == '#')
		return NULL;
	bool quoted = **at == '"';
	char *word = *at += quoted;
	while (*at < end && (quoted ? **at != '"' : !isspace((unsigned char)**at)))
		++*at;
	*bad = quoted && *at == end;
	char *stop = *at;
	*at += *at < end;
	*stop = '\0';
	return word;
}

static bool line_read(struct script *script, char *at, char *end, unsigned number)
{
	bool bad = false;
	char *word;
	struct script_line *line = &script->lines[script->count];
	*line = (struct script_line){.number = number};
	while (!bad && (word = word_next(&at, end, &bad)) != NULL) {
		if (line->count == SCRIPT_WORDS_MOST)
			bad = true;
		else
			line->words[line->count++] = word;
	}
	if (bad)
		fprintf(stderr, "%s:%u: a quote is not closed, or too many words\n", script->name,
			number);
	script->count += line->count > 0;
	return !bad;
}

bool script_load(struct script *script, const char *path)
{
	struct problems problems = {.count = 0};
	size_t size;
	*script = (struct script){.name = path};
	if (!file_read(path, (size_t)1 << 20, &script->text, &size, &problems)) {
		problems_print(&problems, stderr);
		return false;
	}
	unsigned number = 0;
	for (char *at = script->text, *end; at < script->text + size; at = end + 1) {
		end = memchr(at, '\n', (size_t)(script->text + size - at));
		if (end == NULL)
			end = script->text + size;
		if (script->count == SCRIPT_LINES_MOST || !line_read(script, at, end, ++number))
			return false;
	}
	return true;
}

void script_release(struct script *script)
{
	free(script->text);
}
