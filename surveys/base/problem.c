#include <stdarg.h>

#include "surveys/base/buffer.h"
#include "surveys/base/problem.h"

/* Control characters could drive the terminal, and bidirectional ones reorder the message. */
static bool unprintable(uint32_t scalar)
{
	return scalar == UTF8_BAD || scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0) ||
	       scalar == 0x061C || scalar == 0x200E || scalar == 0x200F ||
	       (scalar >= 0x2028 && scalar <= 0x202E) || (scalar >= 0x2066 && scalar <= 0x2069) ||
	       scalar == 0xFEFF;
}

/* Adds whole characters while they fit; a tab as a space, what must not be printed as '?'. Returns
 * the bytes of text that were taken. */
static size_t add_printable(struct buffer *out, struct slice text, size_t room)
{
	size_t at = 0;
	while (at < text.size) {
		size_t next = at;
		uint32_t scalar = utf8_next(text, &next);
		bool hidden = unprintable(scalar);
		size_t size = hidden ? 1 : next - at;
		if (size > room || size > out->capacity - out->size)
			break;
		if (hidden)
			buffer_add_char(out, scalar == '\t' ? ' ' : '?');
		else
			buffer_add(out, text.bytes + at, size);
		room -= size;
		at = next;
	}
	return at;
}

/* Buffers over an array leave a zero at its end, which the zeroed problem already has. */
static struct buffer over_text(char *array, size_t size)
{
	return buffer_over(array, size - 1);
}

/* The largest offset up to `offset` at which a character begins. */
static size_t boundary_before(struct slice text, size_t offset)
{
	while (offset > 0 && offset < text.size &&
	       ((unsigned char)text.bytes[offset] & 0xC0) == 0x80)
		offset--;
	return offset;
}

static void where_write(struct problem *problem, const char *name)
{
	static const size_t tail_bytes = 40;
	struct buffer out = over_text(problem->where, sizeof problem->where);
	struct slice text = slice_of(name);
	if (text.size <= out.capacity) {
		add_printable(&out, text, out.capacity);
		return;
	}
	add_printable(&out, text, out.capacity - tail_bytes - 3);
	buffer_add_text(&out, "...");
	size_t tail = boundary_before(text, text.size - tail_bytes);
	if (text.size - tail > tail_bytes)
		utf8_next(text, &tail);
	add_printable(&out, slice_from(text, tail), tail_bytes);
}

/* The line of text in which offset lies, without its end; *line counts from 1. */
static struct slice line_around(struct slice text, size_t offset, size_t *start, uint32_t *line)
{
	size_t end;
	*start = slice_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
	*line = 1;
	for (size_t i = *start; i < offset; i++) {
		if (text.bytes[i] == '\n') {
			*start = i + 1;
			++*line;
		}
	}
	for (end = *start; end < text.size && text.bytes[end] != '\n';)
		end++;
	if (end > *start && text.bytes[end - 1] == '\r')
		end--;
	struct slice around = slice_from(text, *start);
	around.size = end - *start;
	return around;
}

static size_t columns_to(struct slice text, size_t offset)
{
	return utf8_columns((struct slice){text.bytes, offset});
}

/* Shows the line from its start, or from so far before `inside` that it is in view. */
static void excerpt_write(struct problem *problem, struct slice line, size_t inside)
{
	static const size_t before_bytes = 60, dots = 3;
	struct buffer out = over_text(problem->excerpt, sizeof problem->excerpt);
	size_t start = 0;
	if (line.size > out.capacity && inside > before_bytes + dots) {
		start = boundary_before(line, inside - before_bytes);
		buffer_add_text(&out, "...");
	}
	add_printable(&out, (struct slice){line.bytes + start, inside - start},
		      out.capacity - out.size);
	problem->caret = (uint32_t)columns_to(buffer_slice(&out), out.size);
	struct slice rest = slice_from(line, inside);
	size_t room = out.capacity - out.size;
	if (rest.size <= room) {
		add_printable(&out, rest, room);
		return;
	}
	add_printable(&out, rest, room - dots);
	buffer_add_text(&out, "...");
}

static void place_write(struct problem *problem, struct place place)
{
	size_t start;
	if (place.source == NULL)
		return;
	where_write(problem, place.source->name == NULL ? "" : place.source->name);
	struct slice text = place.source->text;
	if (text.size == 0)
		return;
	size_t offset = boundary_before(text, place.offset < text.size ? place.offset : text.size);
	struct slice line = line_around(text, offset, &start, &problem->line);
	size_t inside = offset > start ? offset - start : 0;
	if (inside > line.size)
		inside = line.size;
	problem->column = (uint32_t)utf8_count((struct slice){line.bytes, inside}) + 1;
	if (!place.source->quiet && line.size > 0)
		excerpt_write(problem, line, inside);
}

/* A place in the list. In a full one an error takes that of the last warning; else NULL. */
static struct problem *problem_new(struct problems *problems, enum severity severity)
{
	size_t at = problems->count;
	if (at == PROBLEMS_MOST) {
		if (severity == PROBLEM_WARNING)
			return NULL;
		while (at > 0 && problems->list[at - 1].severity != PROBLEM_WARNING)
			at--;
		if (at == 0)
			return NULL;
		memmove(&problems->list[at - 1], &problems->list[at],
			(PROBLEMS_MOST - at) * sizeof(struct problem));
		problems->count--;
	}
	struct problem *problem = &problems->list[problems->count++];
	*problem = (struct problem){.severity = severity};
	return problem;
}

void printable_write(struct slice text, char *out, size_t size)
{
	struct buffer shown = over_text(out, size);
	add_printable(&shown, text, shown.capacity);
	out[shown.size] = '\0';
}

/* Counts the problem and fills in all but its place; NULL when the list is full. */
PRINTF_LIKE(4, 0)
static struct problem *problem_add(struct problems *problems, enum severity severity,
				   const char *hint, const char *format, va_list list)
{
	char text[sizeof problems->list[0].text +
		  8]; /* so that a character cut here is cut again below */
	if (severity == PROBLEM_ERROR)
		problems->errors++;
	else
		problems->warnings++;
	struct problem *problem = problem_new(problems, severity);
	if (problem == NULL)
		return NULL;
	if (vsnprintf(text, sizeof text, format, list) < 0)
		text[0] = '\0';
	printable_write(slice_of(text), problem->text, sizeof problem->text);
	if (hint != NULL)
		printable_write(slice_of(hint), problem->hint, sizeof problem->hint);
	return problem;
}

void problem_error(struct problems *problems, struct place place, const char *hint,
		   const char *format, ...)
{
	va_list list;
	va_start(list, format);
	struct problem *problem = problem_add(problems, PROBLEM_ERROR, hint, format, list);
	va_end(list);
	if (problem != NULL)
		place_write(problem, place);
}

void problem_warning(struct problems *problems, struct place place, const char *hint,
		     const char *format, ...)
{
	va_list list;
	va_start(list, format);
	struct problem *problem = problem_add(problems, PROBLEM_WARNING, hint, format, list);
	va_end(list);
	if (problem != NULL)
		place_write(problem, place);
}

void problem_error_at(struct problems *problems, const char *where, const char *hint,
		      const char *format, ...)
{
	va_list list;
	va_start(list, format);
	struct problem *problem = problem_add(problems, PROBLEM_ERROR, hint, format, list);
	va_end(list);
	if (problem != NULL && where != NULL)
		where_write(problem, where);
}

struct place place_at(const struct source *source, size_t offset)
{
	return (struct place){source, offset};
}

struct place place_none(void)
{
	return (struct place){NULL, 0};
}

const char *problems_first(const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		if (problems->list[i].severity == PROBLEM_ERROR)
			return problems->list[i].text;
	return "";
}

static void problem_print(const struct problem *problem, FILE *out)
{
	if (problem->where[0] != '\0' && problem->line > 0)
		fprintf(out, "%s:%u:%u: ", problem->where, (unsigned)problem->line,
			(unsigned)problem->column);
	else if (problem->where[0] != '\0')
		fprintf(out, "%s: ", problem->where);
	fprintf(out, "%s: %s\n", problem->severity == PROBLEM_ERROR ? "error" : "warning",
		problem->text);
	if (problem->excerpt[0] != '\0')
		fprintf(out, "  %s\n  %*s^\n", problem->excerpt, (int)problem->caret, "");
	if (problem->hint[0] != '\0')
		fprintf(out, "  hint: %s\n", problem->hint);
}

void problems_print(const struct problems *problems, FILE *out)
{
	size_t all = problems->errors + problems->warnings;
	for (size_t i = 0; i < problems->count; i++)
		problem_print(&problems->list[i], out);
	if (all > problems->count)
		fprintf(out, "and %zu more\n", all - problems->count);
}
