/* The drawings of the code cards, as SVG, read from assets/drawings. */
#ifndef SAYSO_DRAWINGS_H
#define SAYSO_DRAWINGS_H

#include "export/formats/file.h"
#include "surveys/study/respondent_code.h"

struct drawings {
	struct slice svg[DRAWINGS]; /* empty: not read */
};

MUST_USE bool drawings_load(struct drawings *drawings, struct problems *problems);
void drawings_release(struct drawings *drawings); /* also after a failed load, or of a zeroed one */

#endif
