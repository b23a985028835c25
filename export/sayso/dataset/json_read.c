#include <jansson.h>
#include <stdarg.h>

#include "export/formats/digest.h"
#include "export/formats/secret.h"
#include "export/sayso/dataset/json_read.h"
#include "surveys/base/bounds.h"

/* In front of every block: its size, so that it can be wiped; 16 keeps the alignment. */
#define BLOCK_HEAD 16

static void *wiping_malloc(size_t size)
{
	size_t whole;
	if (!size_add(size, BLOCK_HEAD, &whole))
		return NULL;
	char *block = malloc(whole);
	if (block == NULL)
		return NULL;
	memcpy(block, &whole, sizeof whole);
	return block + BLOCK_HEAD;
}

static void wiping_free(void *bytes)
{
	size_t whole;
	if (bytes == NULL)
		return;
	char *block = (char *)bytes - BLOCK_HEAD;
	memcpy(&whole, block, sizeof whole);
	secret_zero(block, whole);
	free(block);
}

void json_wipe_memory(void)
{
	json_set_alloc_funcs(wiping_malloc, wiping_free);
}

/* jansson's own sentences quote the text, which may be an answer. */
static const char *fault_text(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_duplicate_key:
		return "a key stands twice in it";
	case json_error_end_of_input_expected:
		return "something stands behind its end";
	case json_error_premature_end_of_input:
		return "it is cut short";
	case json_error_invalid_utf8:
		return "it is not UTF-8";
	case json_error_stack_overflow:
		return "it is nested too deeply";
	case json_error_numeric_overflow:
		return "a number in it is too large";
	case json_error_out_of_memory:
		return "there is not enough memory";
	default:
		return "it is not JSON";
	}
}

struct json_t *json_load(struct slice text, struct problems *problems)
{
	json_error_t error;
	json_t *json = json_loadb(text.bytes == NULL ? "" : text.bytes, text.size,
				  JSON_REJECT_DUPLICATES, &error);
	if (json == NULL) {
		problem_error_at(problems, NULL, NULL, "%s (at byte %d)", fault_text(&error),
				 error.position);
		return NULL;
	}
	if (!json_is_object(json)) {
		problem_error_at(problems, NULL, NULL, "it is not a JSON object");
		json_decref(json);
		return NULL;
	}
	return json;
}

void json_release(struct json_t *json)
{
	json_decref(json);
}

bool json_is_format_1(const struct json_t *object, const char *type, struct problems *problems)
{
	const char *found = json_string_value(json_object_get(object, "type"));
	const json_t *format = json_object_get(object, "format");
	if (found == NULL || strcmp(found, type) != 0) {
		problem_error_at(problems, NULL, NULL, "its type is not `%s`", type);
		return false;
	}
	if (json_is_integer(format) && json_integer_value(format) > 1) {
		problem_error_at(problems, NULL, "Take the newest Sayso here too.",
				 "it was made by a newer Sayso (format %" JSON_INTEGER_FORMAT ")",
				 json_integer_value(format));
		return false;
	}
	if (!json_is_integer(format) || json_integer_value(format) != 1) {
		problem_error_at(problems, NULL, NULL, "it has no format number");
		return false;
	}
	return true;
}

void json_fail(struct json_fields *fields, const char *format, ...)
{
	char text[200];
	va_list rest;
	if (fields->failed)
		return;
	fields->failed = true;
	va_start(rest, format);
	vsnprintf(text, sizeof text, format, rest);
	va_end(rest);
	problem_error_at(fields->problems, NULL, NULL, "%s %s", fields->what, text);
}

void json_keys(struct json_fields *fields, const char *const *keys, size_t count)
{
	if (!json_is_object(fields->object)) {
		json_fail(fields, "is not an object");
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (json_object_get(fields->object, keys[i]) == NULL)
			json_fail(fields, "has no `%s`", keys[i]);
	if (json_object_size(fields->object) != count)
		json_fail(fields, "has a key that this version does not know");
}

struct slice json_read_text(struct json_fields *fields, const char *key, size_t size_most)
{
	struct slice text = {NULL, 0};
	if (!json_text_of(json_object_get(fields->object, key), &text))
		json_fail(fields, "has no text as `%s`", key);
	else if (text.size > size_most)
		json_fail(fields, "has a `%s` of more than %zu bytes", key, size_most);
	return fields->failed ? (struct slice){NULL, 0} : text;
}

int64_t json_read_integer(struct json_fields *fields, const char *key, int64_t least, int64_t most)
{
	const json_t *value = json_object_get(fields->object, key);
	if (!json_is_integer(value))
		json_fail(fields, "has no whole number as `%s`", key);
	else if (json_integer_value(value) < least || json_integer_value(value) > most)
		json_fail(fields, "has a `%s` outside %lld to %lld", key, (long long)least,
			  (long long)most);
	return fields->failed ? 0 : json_integer_value(value);
}

void json_read_hex(struct json_fields *fields, const char *key, uint8_t *out, size_t size)
{
	struct slice text = json_read_text(fields, key, 2 * size);
	if (!fields->failed && !hex_read(text, out, size))
		json_fail(fields, "has a `%s` that is not %zu lower-case hex digits", key,
			  2 * size);
}

int32_t json_read_day(struct json_fields *fields, const char *key)
{
	int32_t day = 0;
	struct slice text = json_read_text(fields, key, 10);
	if (!fields->failed && !day_read(text, &day))
		json_fail(fields, "has a `%s` that is no day as 2026-11-25", key);
	return day;
}

size_t json_read_name(struct json_fields *fields, const char *key, const char *const *names,
		      size_t count)
{
	struct slice text = json_read_text(fields, key, NAME_MOST);
	for (size_t i = 0; i < count && !fields->failed; i++)
		if (slice_is(text, names[i]))
			return i;
	json_fail(fields, "has a `%s` that this version does not know", key);
	return 0;
}

const struct json_t *json_read_object(struct json_fields *fields, const char *key, size_t most,
				      size_t *count)
{
	const json_t *value = json_object_get(fields->object, key);
	*count = json_object_size(value);
	if (!json_is_object(value))
		json_fail(fields, "has no object as `%s`", key);
	else if (*count > most)
		json_fail(fields, "has more than %zu entries in `%s`", most, key);
	return fields->failed ? NULL : value;
}

const struct json_t *json_read_array(struct json_fields *fields, const char *key, size_t most,
				     size_t *count)
{
	const json_t *value = json_object_get(fields->object, key);
	*count = json_array_size(value);
	if (!json_is_array(value))
		json_fail(fields, "has no list as `%s`", key);
	else if (*count > most)
		json_fail(fields, "has more than %zu entries in `%s`", most, key);
	return fields->failed ? NULL : value;
}

bool json_each(const struct json_t *object,
	       bool (*visit)(void *context, struct slice name, const struct json_t *value),
	       void *context)
{
	const char *name;
	json_t *value;
	/* jansson's iterators are not const, though nothing is changed. */
	union {
		const json_t *given;
		json_t *walked;
	} walk = {object};
	json_object_foreach(walk.walked, name,
			    value) if (!visit(context, slice_of(name), value)) return false;
	return true;
}

const struct json_t *json_at(const struct json_t *array, size_t index)
{
	return json_array_get(array, index);
}

bool json_text_of(const struct json_t *value, struct slice *text)
{
	if (!json_is_string(value))
		return false;
	*text = (struct slice){json_string_value(value), json_string_length(value)};
	return true;
}

bool json_has(const struct json_t *object, const char *key)
{
	return json_object_get(object, key) != NULL;
}
