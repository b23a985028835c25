/* Drawing a respondent code by lot, with its drawing and the three others that stand beside it. One
 * list for the whole study: no code is ever drawn twice. */
#ifndef SAYSO_CODE_DRAW_H
#define SAYSO_CODE_DRAW_H

#include "surveys/study/study.h"

/* Fills code's code, drawing and false friends; unlike any of the study and of the count more;
 * the drawing is one that the count more have least. False: the list is as good as full. */
MUST_USE bool code_draw(const struct study *study, const struct study_code *more, size_t count,
			struct study_code *code);

#endif
