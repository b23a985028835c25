/* XLSForm expressions: compiled when the form is loaded, evaluated while a pupil answers.
 * Compiling finds every error; evaluating cannot fail, allocate or loop. Compares as XPath 1.0.
 * Now: ${name}, strings, numbers, ( ), = != < <= > >=, and, or, not(), selected(). */
#ifndef SAYSO_EXPR_H
#define SAYSO_EXPR_H

#include "surveys/base/arena.h"
#include "surveys/base/bounds.h"
#include "surveys/base/problem.h"

struct expr; /* const once compiled; lives in the arena given */

/* What ${name} may be, asked while compiling: the item's index, or SIZE_MAX if there is none. */
struct expr_names {
	size_t (*index_of)(const void *context, struct slice name);
	const void *context;
};

/* What ${name} is, asked while evaluating. Empty text: not answered, or not asked. */
struct expr_values {
	struct slice (*text_of)(const void *context, size_t index);
	const void *context;
};

/* text_at: where the expression stands in the source: problems point into it. NULL on error. */
MUST_USE const struct expr *expr_compile(struct slice text, struct place text_at,
					 const struct expr_names *names, struct arena *arena,
					 struct problems *problems);
bool expr_true(const struct expr *expr, const struct expr_values *values);
/* Calls visit for each index that the expression names. */
void expr_each_name(const struct expr *expr, void (*visit)(void *context, size_t index),
		    void *context);
/* What an item's answer is compared with by =, != or selected(): a text or a number. */
struct expr_option {
	size_t index; /* of the item */
	bool is_number;
	double number;
	struct slice text;
};
void expr_each_option(const struct expr *expr,
		      void (*visit)(void *context, const struct expr_option *option),
		      void *context);

#endif
