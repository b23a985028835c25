/* Rows of pixels as runs of one colour, in memory and in a file. */
#ifndef SAYSO_ROWS_H
#define SAYSO_ROWS_H

#include "kiosk/platform/pixels.h"

struct rows {
	int width, height;
	uint32_t *runs;	  /* a run: pixels less one in the upper 8 bits, 0xRRGGBB */
	uint32_t *starts; /* of each row in runs, and the end of the last */
};

/* Begins with {0}: rows of one canvas after another, all of one width. False: no memory, and
 * nothing is kept. */
MUST_USE bool rows_add(struct rows *rows, const struct canvas *canvas);
void rows_release(struct rows *rows);
/* Row y from x on, count pixels; all within. */
void rows_lay(const struct rows *rows, int y, int x, size_t count, uint32_t *out);

/* Reads rows that were kept for this source and size. False: none, or not whole; never an error. */
MUST_USE bool rows_read(const char *path, uint64_t source, int width, int height,
			struct rows *rows);
/* Keeps them, through a name beside; what fails is only slower the next time. */
void rows_keep(const char *path, uint64_t source, const struct rows *rows);

#endif
