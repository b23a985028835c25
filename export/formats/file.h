/* Whole files: read up to a cap, and written so that an error anywhere means "not written". */
#ifndef SAYSO_FILE_H
#define SAYSO_FILE_H

#include "export/formats/folder.h"
#include "surveys/base/buffer.h"

/* Regular files only (no link is followed into a device or pipe), up to `most` bytes. bytes are
 * malloc'ed, NUL after the end; free them, and wipe them first when they are a secret. */
MUST_USE bool file_read(const char *path, size_t most, char **bytes, size_t *size,
			struct problems *problems);
/* Whatever it is; a link counts itself, and so does what cannot be looked at: it may be there. */
bool file_exists(const char *path);

enum file_checked {
	FILE_WRITTEN,     /* read back from the medium and the same */
	FILE_NOT_CHECKED, /* written and synced, but the system kept it in its cache, so reading
			     back proves nothing */
	FILE_FAILED,
};
/* Writes beside under a temporary name, syncs, drops the cache (posix_fadvise, confirmed by
 * mincore), reads back, compares, renames, syncs the folder. Never replaces an existing file unless
 * replace. FILE_FAILED adds a problem and removes the temporary; when the folder's sync alone
 * failed, a new file is removed too, one that replaced another stays. A failed sync is never tried
 * again: the kernel has forgotten by then what it did not write. */
MUST_USE enum file_checked file_write(const char *path, struct slice bytes, enum file_kind kind,
				      bool replace, struct problems *problems);

#endif
