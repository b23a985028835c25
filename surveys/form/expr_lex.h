/* The words of an expression, one after another. Slices of the text given; never fails: what cannot
 * be read is a token that says why. */
#ifndef SAYSO_EXPR_LEX_H
#define SAYSO_EXPR_LEX_H

#include "surveys/form/expr_code.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER, TOKEN_TEXT, TOKEN_ITEM, /* 3.5, 'text', ${name}: text is what is inside */
	TOKEN_WORD,                           /* a function, `and`, `or`: the parser tells */
	TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA, TOKEN_MINUS,
	TOKEN_COMPARE, /* op says which */
	TOKEN_BAD,     /* said, hint */
};

struct token {
	enum token_kind kind;
	struct slice text;
	size_t offset; /* of its first byte in the expression */
	enum expr_op op;
	const char *said, *hint;
};

struct lexer {
	struct slice text;
	size_t at;
};

struct token lexer_next(struct lexer *lexer);

/* XPath's number of a text: white space, a minus, digits with at most one point; else NaN. */
double expr_number(struct slice text);

#endif
