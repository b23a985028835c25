#include "kiosk/page/typeset.h"

#define WORDS_MOST 120 /* of a paragraph: a label of 400 bytes, a page's words */
#define ALONE 16.0f    /* lines' worth of raggedness that one word alone on a line costs */

struct paragraph {
	struct slice words[WORDS_MOST];
	float width[WORDS_MOST];
	size_t characters[WORDS_MOST], count;
	float space, limit;
};

/* The least raggedness of the first `word` words on `line` lines, and where the last one begins. */
struct breaks {
	float cost[LINES_MOST + 1][WORDS_MOST + 1];
	uint8_t from[LINES_MOST + 1][WORDS_MOST + 1];
};
#define NEVER 1e30f

#define ROUNDED 0.05f /* em: too little to see */

static bool paragraph_read(struct paragraph *paragraph, const struct measure *measure,
			   struct slice text, float em, bool bold)
{
	paragraph->space = measure->width(measure->context, slice_of("n n"), em, bold) -
			   measure->width(measure->context, slice_of("nn"), em, bold);
	paragraph->count = 0;
	for (;;) {
		struct slice word = slice_next_word(&text);
		size_t at = paragraph->count;
		if (word.size == 0)
			return true;
		if (at == WORDS_MOST)
			return false;
		paragraph->words[at] = word;
		paragraph->width[at] = measure->width(measure->context, word, em, bold);
		paragraph->characters[at] = utf8_count(word);
		paragraph->count++;
	}
}

/* Of the words from..to, with to left out, on one line. */
static float line_cost(const struct paragraph *paragraph, size_t from, size_t to)
{
	float width = -paragraph->space;
	size_t characters = to - from - 1;
	for (size_t i = from; i < to; i++) {
		width += paragraph->space + paragraph->width[i];
		characters += paragraph->characters[i];
	}
	if (width > paragraph->limit || characters > LINE_CHARACTERS_MOST)
		return NEVER;
	float left = (paragraph->limit - width) / paragraph->limit;
	return left * left + (to - from == 1 && paragraph->count > 1 ? ALONE : 0);
}

static void best_line(const struct paragraph *paragraph, struct breaks *breaks, size_t line,
		      size_t to)
{
	breaks->cost[line][to] = NEVER;
	for (size_t from = to; from-- > 0;) {
		float last = line_cost(paragraph, from, to);
		if (last >= NEVER)
			return;
		float cost = breaks->cost[line - 1][from] + last;
		if (cost < breaks->cost[line][to]) {
			breaks->cost[line][to] = cost;
			breaks->from[line][to] = (uint8_t)from;
		}
	}
}

/* The fewest lines; 0: it cannot be broken. */
static size_t choose_lines(const struct paragraph *paragraph, struct breaks *breaks, size_t most)
{
	for (size_t to = 0; to <= paragraph->count; to++)
		breaks->cost[0][to] = to == 0 ? 0 : NEVER;
	for (size_t line = 1; line <= most; line++) {
		breaks->cost[line][0] = NEVER;
		for (size_t to = 1; to <= paragraph->count; to++)
			best_line(paragraph, breaks, line, to);
		if (breaks->cost[line][paragraph->count] < NEVER)
			return line;
	}
	return 0;
}

static void add_lines(const struct paragraph *paragraph, const struct breaks *breaks, size_t count,
		      struct lines *lines)
{
	size_t to = paragraph->count;
	for (size_t line = count; line > 0; line--) {
		size_t from = breaks->from[line][to];
		struct slice first = paragraph->words[from], last = paragraph->words[to - 1];
		lines->line[lines->count + line - 1] =
			(struct slice){first.bytes, (size_t)(last.bytes + last.size - first.bytes)};
		to = from;
	}
	lines->count += count;
}

static void add_paragraph(const struct measure *measure, struct slice text, float em, bool bold,
			  float width, struct lines *lines)
{
	struct paragraph paragraph = {.limit = width};
	struct breaks breaks;
	text = slice_trim(text);
	if (lines->count < LINES_MOST && utf8_count(text) <= LINE_CHARACTERS_MOST &&
	    text.size > 0 && measure->width(measure->context, text, em, bold) <= width) {
		lines->line[lines->count++] = text;
		return;
	}
	if (!paragraph_read(&paragraph, measure, text, em, bold)) {
		lines->fits = false;
		lines->lost = true;
		return;
	}
	if (paragraph.count == 0)
		return;
	size_t count = choose_lines(&paragraph, &breaks, LINES_MOST - lines->count);
	if (count > 0)
		add_lines(&paragraph, &breaks, count, lines);
	else if (lines->count < LINES_MOST)
		lines->line[lines->count++] = text;
	else
		lines->lost = true;
	lines->fits = lines->fits && count > 0;
}

static struct lines break_at(const struct measure *measure, struct slice text, float em, bool bold,
			     float limit)
{
	struct lines lines = {.fits = true};
	struct slice rest = text;
	while (rest.size > 0) {
		const char *end = memchr(rest.bytes, '\n', rest.size);
		size_t size = end != NULL ? (size_t)(end - rest.bytes) : rest.size;
		add_paragraph(measure, (struct slice){rest.bytes, size}, em, bold, limit, &lines);
		rest = slice_from(rest, end != NULL ? size + 1 : size);
	}
	for (size_t i = 0; i < lines.count; i++) {
		float line = measure->width(measure->context, lines.line[i], em, bold);
		lines.widest = line > lines.widest ? line : lines.widest;
	}
	return lines;
}

/* Words are measured one by one. A line as a whole may be a little wider, by kerning and by pixels
 * rounded up: then they are broken again, for a narrower line. */
struct lines typeset(const struct measure *measure, struct slice text, float em, bool bold,
		     float width)
{
	struct lines lines = break_at(measure, text, em, bold, width);
	float over = lines.widest - width;
	if (!lines.fits || over <= 0)
		return lines;
	struct lines again = break_at(measure, text, em, bold, width - over - ROUNDED * em);
	if (again.fits && again.widest <= width)
		return again;
	lines.fits = over <= ROUNDED * em;
	return lines;
}
