/* The letter to a school: how its machines are set up, with the set-up number, which the pack does
 * not hold. Once it is printed and given to the school the file is deleted. */
#ifndef SAYSO_LETTER_H
#define SAYSO_LETTER_H

#include "export/sayso/output/html.h"
#include "surveys/study/study.h"

struct letter {
	const struct study *study;
	const struct school *school;
	uint32_t issue;
	const char *number;    /* as it is shown, 4 4 4 4 */
	const char *pack_name; /* "my-school.study" */
	struct respondent_code rehearsal;
	size_t rehearsal_drawing;
	struct slice drawing; /* SVG of it */
};

void letter_write(const struct letter *letter, struct buffer *out);

#endif
