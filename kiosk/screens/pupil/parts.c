#include "kiosk/screens/pupil/parts.h"

static bool fits_at(struct ui *ui, page_fits *fits, const void *context, int size)
{
	int kept = ui->text_size;
	ui->text_size = size;
	bool fine = fits(ui, context);
	ui->text_size = kept;
	return fine;
}

void page_fit(struct ui *ui, page_fits *fits, const void *context)
{
	int wished = ui->text_size, size = wished;
	ui->text_size_up = 0;
	for (int larger = TEXT_SIZES; larger > wished; larger--)
		if (fits_at(ui, fits, context, larger))
			ui->text_size_up = larger;
	bool fine = fits_at(ui, fits, context, size);
	while (size > 1 && !fine)
		fine = fits_at(ui, fits, context, --size);
	ui->text_size = size;
	ui->crowded = !fine;
	ui->text_size_down = size - 1;
}

struct slice numbered(const struct ui *ui, enum word word, size_t number, size_t of,
		      char out[WORDS_FILLED_MOST])
{
	char first[24], second[24];
	struct buffer buffer = buffer_over(out, WORDS_FILLED_MOST);
	const struct filling fillings[] = {{"number", first}, {"of", second}};
	snprintf(first, sizeof first, "%zu", number);
	snprintf(second, sizeof second, "%zu", of);
	words_fill(&buffer, slice_of(ui_word(ui, word)), fillings, countof(fillings));
	return buffer_slice(&buffer);
}

struct slice study_said(const struct ui *ui, const struct view *view, const char *page,
			enum word otherwise, char out[WORDS_FILLED_MOST])
{
	const char *kiosks = ui_word(ui, otherwise);
	const char *words = view->study == NULL ? kiosks : study_words(view->study, page, kiosks);
	const char *person = view->school == NULL ? "" : view->school->person;
	struct buffer buffer = buffer_over(out, WORDS_FILLED_MOST);
	study_words_fill(&buffer, words, person, view->question_count);
	return buffer_slice(&buffer);
}

struct slice first_line(struct slice words, struct slice *rest)
{
	const char *end = words.size == 0 ? NULL : memchr(words.bytes, '\n', words.size);
	size_t size = end == NULL ? words.size : (size_t)(end - words.bytes);
	*rest = slice_from(words, size + 1);
	return (struct slice){words.bytes, size};
}
