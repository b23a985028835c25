/* schools.age: each school's salt, set-up number and last issue, sealed to the recipients; written by the first pack, kept for ever. */
#ifndef SAYSO_SCHOOLS_BOOK_H
#define SAYSO_SCHOOLS_BOOK_H

#include "export/formats/setup_number.h"
#include "export/sayso/identity/identity.h"

struct schools_entry {
	char study[17], school[17];
	uint8_t salt[16];
	char number[SETUP_NUMBER_DIGITS + 1];
	uint32_t issue; /* the last one made */
};

struct schools_book {
	struct secret secret; /* the entries */
	struct schools_entry *entries;
	size_t count;
};

/* An absent file is an empty book. */
MUST_USE bool schools_book_open(const char *keys_folder, const struct keys *keys, struct schools_book *book,
				struct problems *problems);
void schools_book_release(struct schools_book *book);
struct schools_entry *schools_book_find(struct schools_book *book, const char *study, const char *school);
/* A new school gets a salt and a number; NULL when memory fails. */
MUST_USE struct schools_entry *schools_book_add(struct schools_book *book, const char *study, const char *school,
						struct problems *problems);
/* Sealed to the recipients, written beside, synced, renamed over the old. */
MUST_USE bool schools_book_save(const char *keys_folder, const struct keys *keys, const struct schools_book *book,
				struct problems *problems);

#endif
