#include "surveys/form/expr_lex.h"

/* A value on the stack. Text and numbers alone are compared; truths are only joined. */
struct value {
	bool is_number, truth;
	double number;
	struct slice text;
};

static double number_of(const struct value *value)
{
	return value->is_number ? value->number : expr_number(value->text);
}

/* XPath 1.0, 3.4: two texts are compared as text by = and !=; everything else as numbers. */
static bool compare(enum expr_op op, const struct value *left, const struct value *right)
{
	if (!left->is_number && !right->is_number && (op == OP_EQUAL || op == OP_UNEQUAL))
		return slice_equal(left->text, right->text) == (op == OP_EQUAL);
	double a = number_of(left), b = number_of(right);
	switch (op) {
	case OP_EQUAL:
		return a == b;
	case OP_UNEQUAL:
		return a != b;
	case OP_LESS:
		return a < b;
	case OP_AT_MOST:
		return a <= b;
	case OP_MORE:
		return a > b;
	default:
		return a >= b;
	}
}

static bool selected(struct slice answer, struct slice option)
{
	option = slice_trim(option);
	for (struct slice rest = answer, word; (word = slice_next_word(&rest)).size > 0;)
		if (slice_equal(word, option))
			return true;
	return false;
}

static bool joined(enum expr_op op, const struct value *left, const struct value *right)
{
	switch (op) {
	case OP_AND:
		return left->truth && right->truth;
	case OP_OR:
		return left->truth || right->truth;
	case OP_SELECTED:
		return selected(left->text, right->text);
	default:
		return compare(op, left, right);
	}
}

static struct value pushed(const struct expr_step *step, const struct expr_values *values)
{
	switch (step->op) {
	case OP_ITEM:
		return (struct value){.text = values->text_of(values->context, step->index)};
	case OP_NUMBER:
		return (struct value){.is_number = true, .number = step->number};
	default:
		return (struct value){.text = step->text};
	}
}

/* The compiler has counted: the stack neither runs over nor dry. */
bool expr_true(const struct expr *expr, const struct expr_values *values)
{
	struct value stack[EXPR_DEPTH_MOST];
	size_t used = 0;
	for (size_t i = 0; i < expr->count; i++) {
		const struct expr_step *step = &expr->steps[i];
		if (step->op <= OP_NUMBER) {
			stack[used++] = pushed(step, values);
		} else if (step->op == OP_NOT) {
			stack[used - 1].truth = !stack[used - 1].truth;
		} else {
			bool truth = joined(step->op, &stack[used - 2], &stack[used - 1]);
			used--;
			stack[used - 1] = (struct value){.truth = truth};
		}
	}
	return stack[0].truth;
}

void expr_each_name(const struct expr *expr, void (*visit)(void *context, size_t index),
		    void *context)
{
	for (size_t i = 0; i < expr->count; i++)
		if (expr->steps[i].op == OP_ITEM)
			visit(context, expr->steps[i].index);
}

/* An item and a text or number are one step each, so they stand just before what joins them. */
void expr_each_option(const struct expr *expr,
		      void (*visit)(void *context, const struct expr_option *option),
		      void *context)
{
	for (size_t i = 2; i < expr->count; i++) {
		const struct expr_step *a = &expr->steps[i - 2], *b = &expr->steps[i - 1];
		const struct expr_step *item = a->op == OP_ITEM ? a : b;
		const struct expr_step *beside = a->op == OP_ITEM ? b : a;
		enum expr_op op = expr->steps[i].op;
		bool compares = op == OP_EQUAL || op == OP_UNEQUAL || op == OP_SELECTED;
		if (!compares || item->op != OP_ITEM ||
		    (beside->op != OP_TEXT && beside->op != OP_NUMBER))
			continue;
		struct expr_option option = {item->index, beside->op == OP_NUMBER, beside->number,
					     slice_trim(beside->text)};
		visit(context, &option);
	}
}
