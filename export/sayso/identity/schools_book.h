/* schools.age: each school's salt, set-up number, last issue and number of machines, sealed to the
 * recipients; written by the first pack, kept for ever (docs/formats.md). Entries never lie outside
 * guarded memory. */
#ifndef SAYSO_SCHOOLS_BOOK_H
#define SAYSO_SCHOOLS_BOOK_H

#include "export/formats/setup_number.h"
#include "export/sayso/identity/identity.h"

#define SCHOOLS_BOOK_MOST 4000 /* entries: ten studies of STUDY_SCHOOLS_MOST */
#define SCHOOLS_ISSUE_MOST 999999
#define SCHOOLS_MACHINES_MOST 999

struct schools_entry {
	char study[17], school[17];
	uint8_t salt[16];
	char number[SETUP_NUMBER_DIGITS + 1];
	uint32_t issue;    /* the last one made; 0: none yet */
	uint32_t machines; /* of the school, as schools.csv gave them in that issue */
};

struct schools_book {
	struct secret secret; /* the entries */
	struct schools_entry *entries;
	size_t count;
};

/* An absent file is an empty book. */
MUST_USE bool schools_book_open(const char *keys_folder, const struct keys *keys,
				struct schools_book *book, struct problems *problems);
void schools_book_release(struct schools_book *book); /* harmless on zeroes */
/* NULL: none. Valid until the next _add. */
struct schools_entry *schools_book_find(struct schools_book *book, const char *study,
					const char *school);
/* A new school gets a salt and a number, issue 0 and 0 machines; NULL when memory or the book's
 * room fails, or an id is none. Entries move: earlier pointers are void. */
MUST_USE struct schools_entry *schools_book_add(struct schools_book *book, const char *study,
						const char *school, struct problems *problems);
/* Sealed to the recipients, written beside, synced, renamed over the old. */
MUST_USE bool schools_book_save(const char *keys_folder, const struct keys *keys,
				const struct schools_book *book, struct problems *problems);

#endif
