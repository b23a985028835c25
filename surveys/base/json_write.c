#include <inttypes.h>

#include "surveys/base/json_write.h"

struct json_writer json_begin(struct buffer *out)
{
	return (struct json_writer){.out = out};
}

static bool in_object(const struct json_writer *writer)
{
	return writer->depth > 0 && writer->ends[writer->depth - 1] == '}';
}

/* Checked whole before the first byte is written, so that what is refused leaves no half of itself.
 */
static bool takes_text(struct slice text)
{
	for (size_t at = 0; at < text.size;) {
		uint32_t scalar = utf8_next(text, &at);
		if (scalar == UTF8_BAD || scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0))
			return false;
	}
	return true;
}

static void text_add(struct json_writer *writer, struct slice text)
{
	size_t written = 0;
	buffer_add_char(writer->out, '"');
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] != '"' && text.bytes[i] != '\\')
			continue;
		buffer_add(writer->out, text.bytes + written, i - written);
		buffer_add_char(writer->out, '\\');
		written = i;
	}
	buffer_add_slice(writer->out, slice_from(text, written));
	buffer_add_char(writer->out, '"');
}

static void comma_add(struct json_writer *writer)
{
	if (writer->comma_due)
		buffer_add_char(writer->out, ',');
	writer->comma_due = false;
}

void json_name(struct json_writer *writer, struct slice name)
{
	if (!in_object(writer) || writer->named || !takes_text(name))
		writer->refused = true;
	if (writer->refused)
		return;
	comma_add(writer);
	text_add(writer, name);
	buffer_add_char(writer->out, ':');
	writer->named = true;
}

/* Everything that stands before a value; false: refused. */
static bool value_begin(struct json_writer *writer, const char *name)
{
	if (name != NULL)
		json_name(writer, slice_of(name));
	if (in_object(writer) != writer->named || (writer->depth == 0 && writer->comma_due))
		writer->refused = true;
	if (writer->refused)
		return false;
	comma_add(writer);
	writer->named = false;
	return true;
}

static void level_begin(struct json_writer *writer, const char *name, char start, char end)
{
	if (writer->depth == JSON_DEPTH_MOST)
		writer->refused = true;
	if (!value_begin(writer, name))
		return;
	buffer_add_char(writer->out, start);
	writer->ends[writer->depth++] = end;
}

static void level_end(struct json_writer *writer, char end)
{
	if (writer->depth == 0 || writer->ends[writer->depth - 1] != end || writer->named)
		writer->refused = true;
	if (writer->refused)
		return;
	buffer_add_char(writer->out, end);
	writer->depth--;
	writer->comma_due = true;
}

void json_object(struct json_writer *writer, const char *name)
{
	level_begin(writer, name, '{', '}');
}

void json_object_end(struct json_writer *writer)
{
	level_end(writer, '}');
}

void json_array(struct json_writer *writer, const char *name)
{
	level_begin(writer, name, '[', ']');
}

void json_array_end(struct json_writer *writer)
{
	level_end(writer, ']');
}

void json_text(struct json_writer *writer, const char *name, struct slice text)
{
	if (!takes_text(text))
		writer->refused = true;
	if (!value_begin(writer, name))
		return;
	text_add(writer, text);
	writer->comma_due = true;
}

void json_integer(struct json_writer *writer, const char *name, int64_t value)
{
	if (!value_begin(writer, name))
		return;
	buffer_add_format(writer->out, "%" PRId64, value);
	writer->comma_due = true;
}

bool json_end(const struct json_writer *writer)
{
	return !writer->refused && writer->depth == 0 && writer->comma_due &&
	       buffer_fits(writer->out);
}
