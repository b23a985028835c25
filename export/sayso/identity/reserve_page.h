/* reserve.html: the reserve identity on a sheet of paper, the only copy. One file that needs no
 * other. */
#ifndef SAYSO_RESERVE_PAGE_H
#define SAYSO_RESERVE_PAGE_H

#include "export/formats/age.h"
#include "surveys/base/buffer.h"

#define RESERVE_PAGE_MOST 8192

/* out: guarded memory. */
void reserve_page_write(const char identity[AGE_IDENTITY_TEXT],
			const char recipient[AGE_RECIPIENT_TEXT], struct buffer *out);

#endif
