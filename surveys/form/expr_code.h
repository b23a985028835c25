/* What an expression is compiled to: a list of steps for a stack of values, known in its depth
 * before it runs. For the compiler and the evaluator alone. */
#ifndef SAYSO_EXPR_CODE_H
#define SAYSO_EXPR_CODE_H

#include "surveys/form/expr.h"

enum expr_op {
	/* push one */
	OP_ITEM, OP_TEXT, OP_NUMBER,
	/* pop two, push the truth */
	OP_EQUAL, OP_UNEQUAL, OP_LESS, OP_AT_MOST, OP_MORE, OP_AT_LEAST, OP_AND, OP_OR, OP_SELECTED,
	/* pops one */
	OP_NOT,
};

struct expr_step {
	enum expr_op op;
	size_t index;      /* OP_ITEM */
	struct slice text; /* OP_TEXT */
	double number;     /* OP_NUMBER */
};

struct expr {
	const struct expr_step *steps;
	size_t count;
};

#endif
