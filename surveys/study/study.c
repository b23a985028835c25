#include "surveys/base/buffer.h"
#include "surveys/study/study.h"

const struct study_file *study_file_find(const struct study_file *files, size_t count,
					 const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(files[i].source.name, name) == 0)
			return &files[i];
	return NULL;
}

const struct school *study_school(const struct study *study, struct slice id)
{
	for (size_t i = 0; i < study->school_count; i++)
		if (slice_is(id, study->schools[i].id))
			return &study->schools[i];
	return NULL;
}

const struct wave *study_wave(const struct study *study, struct slice name)
{
	for (size_t i = 0; i < study->wave_count; i++)
		if (slice_is(name, study->waves[i].name))
			return &study->waves[i];
	return NULL;
}

const struct study_code *study_code(const struct study *study, const struct respondent_code *code)
{
	size_t low = 0, high = study->code_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = memcmp(code->text, study->codes[middle].code.text, CODE_SIZE);
		if (order == 0)
			return &study->codes[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int32_t class_year(struct slice class_name)
{
	int64_t year;
	struct slice digits = class_name;
	digits.size = 0;
	while (digits.size < class_name.size && is_digit(class_name.bytes[digits.size]))
		digits.size++;
	if (number_read(digits, 1, YEAR_MOST, &year) != NUMBER_FINE)
		return -1;
	return (int32_t)year;
}

bool wave_has_year(const struct wave *wave, int32_t year)
{
	for (size_t i = 0; i < wave->year_count; i++)
		if (wave->years[i] == year)
			return true;
	return false;
}

const char *study_words(const struct study *study, const char *name, const char *otherwise)
{
	for (size_t i = 0; i < study->page_count; i++)
		if (strcmp(study->pages[i].name, name) == 0)
			return study->pages[i].words;
	return otherwise;
}

void study_words_fill(struct buffer *out, const char *words, const char *person, size_t questions)
{
	struct slice rest = slice_of(words);
	while (rest.size > 0) {
		size_t taken = 1;
		if (slice_starts(rest, "{person}")) {
			buffer_add_text(out, person);
			taken = strlen("{person}");
		} else if (slice_starts(rest, "{questions}")) {
			buffer_add_format(out, "%zu", questions);
			taken = strlen("{questions}");
		} else {
			buffer_add_char(out, rest.bytes[0]);
		}
		rest = slice_from(rest, taken);
	}
}

size_t wave_question_count(const struct wave *wave)
{
	size_t count = 0;
	for (size_t i = 0; i < wave->form_count; i++)
		for (size_t j = 0; j < wave->forms[i]->item_count; j++)
			count += item_is_asked(&wave->forms[i]->items[j]);
	return count;
}

static bool made_of(struct slice text, size_t most, bool capitals)
{
	if (text.size == 0 || text.size > most)
		return false;
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		if (!is_digit(c) && !(c >= 'a' && c <= 'z') && c != '-' &&
		    !(capitals && c >= 'A' && c <= 'Z'))
			return false;
	}
	return true;
}

bool study_id_valid(struct slice id)
{
	return made_of(id, ID_MOST, false);
}

bool wave_name_valid(struct slice name)
{
	return made_of(name, WAVE_NAME_MOST, false);
}

bool class_name_valid(struct slice name)
{
	return made_of(name, CLASS_MOST, true) && class_year(name) > 0;
}
