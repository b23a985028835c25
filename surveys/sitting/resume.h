/* The whole sitting as bytes of one size a study, to be sealed under the sitting's resume key and
 * read back (docs/formats.md, Resume). */
#ifndef SAYSO_RESUME_H
#define SAYSO_RESUME_H

#include "surveys/sitting/sitting.h"

size_t resume_size(const struct study *study); /* bytes, a multiple of 64 */
void resume_write(const struct sitting *sitting, uint8_t *out); /* exactly resume_size bytes */
/* Rebuilds a sitting in memory (as sitting_start); sitting_return is still to be called. about: as
 * it is known from elsewhere; the bytes must agree with its wave, forms, code and id; seed alone
 * comes from the bytes. NULL, and no answer in memory, when they do not fit: whatever the bytes,
 * nothing worse happens. */
MUST_USE struct sitting *resume_read(void *memory, const struct sitting_about *about,
				     const uint8_t *bytes, size_t size);

#endif
