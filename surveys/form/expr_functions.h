/* Every function of XLSForm, in one table: which this version runs, and which it knows but does
 * not run yet. */
#ifndef SAYSO_EXPR_FUNCTIONS_H
#define SAYSO_EXPR_FUNCTIONS_H

#include "surveys/base/text.h"

enum function { FUNCTION_UNKNOWN, FUNCTION_LATER, FUNCTION_NOT, FUNCTION_SELECTED };

enum function function_of(struct slice name);

#endif
