#include "surveys/form/expr_lex.h"

#include <math.h>

struct sign {
	const char *text;
	enum token_kind kind;
	enum expr_op op;
	const char *said, *hint;
};

#define LATER "not supported yet by this version"

/* Longer ones before those that they begin with. */
static const struct sign signs[] = {
	{"==", TOKEN_BAD, 0, "two equals signs", "write one: ${name} = 'option'"},
	{"<>", TOKEN_BAD, 0, "`<>` is not of XPath", "Write != for \"is not\"."},
	{"&&", TOKEN_BAD, 0, "`&&` is not of XPath", "write the word and"},
	{"||", TOKEN_BAD, 0, "`||` is not of XPath", "write the word or"},
	{"!=", TOKEN_COMPARE, OP_UNEQUAL, NULL, NULL},
	{"<=", TOKEN_COMPARE, OP_AT_MOST, NULL, NULL},
	{">=", TOKEN_COMPARE, OP_AT_LEAST, NULL, NULL},
	{"=", TOKEN_COMPARE, OP_EQUAL, NULL, NULL},
	{"<", TOKEN_COMPARE, OP_LESS, NULL, NULL},
	{">", TOKEN_COMPARE, OP_MORE, NULL, NULL},
	{"(", TOKEN_OPEN, 0, NULL, NULL},
	{")", TOKEN_CLOSE, 0, NULL, NULL},
	{",", TOKEN_COMMA, 0, NULL, NULL},
	{"-", TOKEN_MINUS, 0, NULL, NULL},
	{"!", TOKEN_BAD, 0, "`!` alone is not of XPath", "write not( ... )"},
	{"+", TOKEN_BAD, 0, "`+` is " LATER, "compare answers one by one"},
	{"*", TOKEN_BAD, 0, "`*` is " LATER, "compare answers one by one"},
	{"|", TOKEN_BAD, 0, "`|` is " LATER, "write the word or between two comparisons"},
	{"/", TOKEN_BAD, 0, "paths are " LATER, "write ${name} for an answer"},
	{"[", TOKEN_BAD, 0, "`[ ]` is " LATER, "write ${name} for an answer"},
	{"@", TOKEN_BAD, 0, "`@` is " LATER, "write ${name} for an answer"},
	{".", TOKEN_BAD, 0, "`.` is " LATER, "it is for constraints; write ${name} for an answer"},
	{"\xe2\x80\x98", TOKEN_BAD, 0, "a curly quotation mark", "write straight ones: 'option'"},
	{"\xe2\x80\x99", TOKEN_BAD, 0, "a curly quotation mark", "write straight ones: 'option'"},
	{"\xe2\x80\x9c", TOKEN_BAD, 0, "a curly quotation mark", "write straight ones: 'option'"},
	{"\xe2\x80\x9d", TOKEN_BAD, 0, "a curly quotation mark", "write straight ones: 'option'"},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char peek(const struct lexer *lexer, size_t ahead)
{
	size_t at = lexer->at + ahead;
	return at < lexer->text.size ? lexer->text.bytes[at] : '\0';
}

/* The token of kind from start to where the lexer is, and both given to it. */
static struct token token_since(const struct lexer *lexer, size_t start, enum token_kind kind)
{
	struct token token = {.kind = kind, .offset = start};
	token.text = (struct slice){lexer->text.bytes + start, lexer->at - start};
	return token;
}

static struct token token_bad(size_t offset, const char *said, const char *hint)
{
	return (struct token){.kind = TOKEN_BAD, .offset = offset, .said = said, .hint = hint};
}

static struct token lex_number(struct lexer *lexer)
{
	size_t start = lexer->at;
	while (is_digit(peek(lexer, 0)))
		lexer->at++;
	if (peek(lexer, 0) == '.') {
		lexer->at++;
		while (is_digit(peek(lexer, 0)))
			lexer->at++;
	}
	if (is_letter(peek(lexer, 0)))
		return token_bad(start, "a number with letters behind it",
				 "put quotes around text: '2b'");
	return token_since(lexer, start, TOKEN_NUMBER);
}

static struct token lex_word(struct lexer *lexer)
{
	size_t start = lexer->at;
	while (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0)) || peek(lexer, 0) == '-' ||
	       peek(lexer, 0) == '.' || (peek(lexer, 0) == ':' && is_letter(peek(lexer, 1))))
		lexer->at++;
	return token_since(lexer, start, TOKEN_WORD);
}

/* What stands from `from` up to the byte `end`, which is passed over too. */
static struct token lex_until(struct lexer *lexer, size_t from, char end, enum token_kind kind)
{
	size_t start = lexer->at;
	const char *first = lexer->text.bytes + from;
	const char *found = memchr(first, end, lexer->text.size - from);
	if (!found) {
		lexer->at = lexer->text.size;
		return kind == TOKEN_ITEM
			       ? token_bad(start, "`${` without its `}`", "write ${name}")
			       : token_bad(start, "text without its closing quotation mark", NULL);
	}
	lexer->at = (size_t)(found - lexer->text.bytes) + 1;
	return (struct token){
		.kind = kind, .offset = start, .text = {first, (size_t)(found - first)}};
}

static struct token lex_sign(struct lexer *lexer)
{
	size_t start = lexer->at;
	for (size_t i = 0; i < countof(signs); i++) {
		const struct sign *sign = &signs[i];
		if (!slice_starts(slice_from(lexer->text, start), sign->text))
			continue;
		lexer->at += strlen(sign->text);
		struct token token = token_since(lexer, start, sign->kind);
		token.op = sign->op;
		token.said = sign->said;
		token.hint = sign->hint;
		return token;
	}
	(void)utf8_next(lexer->text, &lexer->at);
	return token_bad(start, "a character that means nothing here", NULL);
}

struct token lexer_next(struct lexer *lexer)
{
	while (is_space(peek(lexer, 0)))
		lexer->at++;
	char c = peek(lexer, 0);
	if (lexer->at >= lexer->text.size)
		return token_since(lexer, lexer->text.size, TOKEN_END);
	if (is_digit(c) || (c == '.' && is_digit(peek(lexer, 1))))
		return lex_number(lexer);
	if (is_letter(c))
		return lex_word(lexer);
	if (c == '\'' || c == '"')
		return lex_until(lexer, lexer->at + 1, c, TOKEN_TEXT);
	if (c == '$' && peek(lexer, 1) == '{')
		return lex_until(lexer, lexer->at + 2, '}', TOKEN_ITEM);
	return lex_sign(lexer);
}

double expr_number(struct slice text)
{
	struct slice rest = slice_trim(text);
	bool minus = rest.size > 0 && rest.bytes[0] == '-';
	double value = 0, scale = 1;
	size_t digits = 0, at = minus ? 1 : 0;
	bool behind_point = false;
	for (; at < rest.size; at++) {
		if (rest.bytes[at] == '.' && !behind_point) {
			behind_point = true;
			continue;
		}
		if (!is_digit(rest.bytes[at]))
			return NAN;
		value = value * 10 + (rest.bytes[at] - '0');
		scale = behind_point ? scale * 10 : scale;
		digits++;
	}
	if (digits == 0)
		return NAN;
	return (minus ? -value : value) / scale;
}
