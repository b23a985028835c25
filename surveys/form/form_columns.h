/* Every column of XLSForm in one table: read now, known but not read yet, not used, or unknown.
 * And which language the words are in: one a form. */
#ifndef SAYSO_FORM_COLUMNS_H
#define SAYSO_FORM_COLUMNS_H

#include "surveys/form/sheet.h"

/* Gives other spellings their usual name ("list name", relevance), so that sheet_find finds them.
 * Then: what is not read and has a value is an error or a warning at its first cell. */
void columns_check(struct workbook *workbook, struct problems *problems);

/* The column of base with words in it, whatever its language; SIZE_MAX if there is none. */
size_t columns_words(const struct sheet *sheet, const char *base);

/* "English (en)" is "en"; "fr" is "fr"; "English" and nothing are "en". */
struct slice language_code(struct slice name);

#endif
