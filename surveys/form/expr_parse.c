#include "surveys/form/expr_functions.h"
#include "surveys/form/expr_lex.h"

/* What a part of an expression gives. */
enum type { TYPE_WRONG, TYPE_TRUTH, TYPE_NUMBER, TYPE_TEXT };

struct parser {
	struct lexer lexer;
	struct token now;
	const struct expr_names *names;
	struct place text_at;
	struct problems *problems;
	struct expr_step steps[EXPR_NODES_MOST];
	size_t count;
	size_t nesting; /* brackets open */
	size_t stack;   /* values on the evaluator's stack after the steps so far */
	bool failed;
};

static enum type parse_or(struct parser *parser);

/* Where byte `at` of the expression stands in the file, where quotation marks are doubled. */
static struct place place_in(const struct parser *parser, size_t at)
{
	struct place place = parser->text_at;
	if (!place.source)
		return place;
	struct slice file = place.source->text;
	for (size_t i = 0; i < at; i++) {
		bool doubled = parser->lexer.text.bytes[i] == '"' &&
			       slice_starts(slice_from(file, place.offset), "\"\"");
		place.offset += doubled ? 2 : 1;
	}
	return place;
}

#define FAIL(parser, at, hint, ...)                                                               \
	((parser)->failed                                                                         \
		 ? (void)0                                                                        \
		 : problem_error((parser)->problems, place_in(parser, at), hint, __VA_ARGS__),    \
	 (parser)->failed = true, TYPE_WRONG)

static void advance(struct parser *parser)
{
	parser->now = lexer_next(&parser->lexer);
	if (parser->now.kind == TOKEN_BAD)
		(void)FAIL(parser, parser->now.offset, parser->now.hint, "%s", parser->now.said);
}

static bool at_word(const struct parser *parser, const char *word)
{
	return parser->now.kind == TOKEN_WORD && slice_is(parser->now.text, word);
}

static size_t pops(enum expr_op op)
{
	return op == OP_NOT ? 1 : op <= OP_NUMBER ? 0 : 2;
}

static enum type emit(struct parser *parser, struct expr_step step, enum type type)
{
	if (parser->failed)
		return TYPE_WRONG;
	if (parser->count == EXPR_NODES_MOST)
		return FAIL(parser, parser->now.offset, "split the question",
			    "the expression has more than %d parts", EXPR_NODES_MOST);
	parser->stack = parser->stack + 1 - pops(step.op);
	if (parser->stack > EXPR_DEPTH_MOST)
		return FAIL(parser, parser->now.offset, "take some brackets away",
			    "the expression is nested too deeply");
	parser->steps[parser->count++] = step;
	return type;
}

static enum type expect(struct parser *parser, enum token_kind kind, const char *what)
{
	if (parser->failed)
		return TYPE_WRONG;
	if (parser->now.kind != kind)
		return FAIL(parser, parser->now.offset, NULL, "%s is missing here", what);
	advance(parser);
	return TYPE_TRUTH;
}

static enum type parse_item(struct parser *parser)
{
	struct token token = parser->now;
	struct slice name = slice_trim(token.text);
	size_t index = parser->names->index_of(parser->names->context, name);
	if (index == SIZE_MAX)
		return FAIL(parser, token.offset, "names are case-sensitive",
			    "no item of this form is called `%.*s`",
			    (int)(name.size < 60 ? name.size : 60), name.bytes);
	advance(parser);
	return emit(parser, (struct expr_step){.op = OP_ITEM, .index = index}, TYPE_TEXT);
}

static enum type parse_literal(struct parser *parser, bool minus)
{
	struct token token = parser->now;
	advance(parser);
	if (token.kind == TOKEN_TEXT)
		return emit(parser, (struct expr_step){.op = OP_TEXT, .text = token.text},
			    TYPE_TEXT);
	double number = expr_number(token.text);
	return emit(parser,
		    (struct expr_step){.op = OP_NUMBER, .number = minus ? -number : number},
		    TYPE_NUMBER);
}

static enum type parse_minus(struct parser *parser)
{
	size_t offset = parser->now.offset;
	advance(parser);
	if (!parser->failed && parser->now.kind != TOKEN_NUMBER)
		return FAIL(parser, offset, "a minus may stand before a number",
			    "subtracting is not supported yet by this version");
	return parser->failed ? TYPE_WRONG : parse_literal(parser, true);
}

/* Brackets, with what is in them; the opening one is at hand. */
static enum type parse_inside(struct parser *parser)
{
	if (++parser->nesting > EXPR_DEPTH_MOST)
		return FAIL(parser, parser->now.offset, "take some brackets away",
			    "the expression is nested too deeply");
	if (expect(parser, TOKEN_OPEN, "`(`") == TYPE_WRONG)
		return TYPE_WRONG;
	enum type type = parse_or(parser);
	parser->nesting--;
	return expect(parser, TOKEN_CLOSE, "`)`") == TYPE_WRONG ? TYPE_WRONG : type;
}

static enum type truth_wanted(struct parser *parser, enum type type, size_t offset)
{
	if (type == TYPE_TRUTH || parser->failed)
		return parser->failed ? TYPE_WRONG : type;
	return FAIL(parser, offset, "write what to compare it with, such as ${name} = 'option'",
		    "this is neither true nor false");
}

static enum type parse_not(struct parser *parser)
{
	size_t offset = parser->now.offset;
	if (truth_wanted(parser, parse_inside(parser), offset) == TYPE_WRONG)
		return TYPE_WRONG;
	return emit(parser, (struct expr_step){.op = OP_NOT}, TYPE_TRUTH);
}

/* The option that selected() looks for. A whole number means its digits as text. */
static enum type parse_option(struct parser *parser)
{
	struct token token = parser->now;
	bool whole = token.kind == TOKEN_NUMBER && !memchr(token.text.bytes, '.', token.text.size);
	if (token.kind == TOKEN_ITEM)
		return parse_item(parser);
	if (token.kind != TOKEN_TEXT && !whole)
		return FAIL(parser, token.offset, "write selected(${name}, 'option')",
			    "the option's name is missing here");
	advance(parser);
	return emit(parser, (struct expr_step){.op = OP_TEXT, .text = token.text}, TYPE_TEXT);
}

static enum type parse_selected(struct parser *parser)
{
	if (expect(parser, TOKEN_OPEN, "`(`") == TYPE_WRONG)
		return TYPE_WRONG;
	if (parser->now.kind != TOKEN_ITEM)
		return FAIL(parser, parser->now.offset, "write selected(${name}, 'option')",
			    "selected() needs a ${name} first");
	if (parse_item(parser) == TYPE_WRONG ||
	    expect(parser, TOKEN_COMMA, "a comma") == TYPE_WRONG ||
	    parse_option(parser) == TYPE_WRONG || expect(parser, TOKEN_CLOSE, "`)`") == TYPE_WRONG)
		return TYPE_WRONG;
	return emit(parser, (struct expr_step){.op = OP_SELECTED}, TYPE_TRUTH);
}

static enum type parse_function(struct parser *parser)
{
	struct token word = parser->now;
	int size = (int)(word.text.size < 60 ? word.text.size : 60);
	advance(parser);
	if (parser->failed)
		return TYPE_WRONG;
	if (parser->now.kind != TOKEN_OPEN)
		return FAIL(parser, word.offset,
			    "write ${name} for an answer, and quotes around text",
			    "`%.*s` is neither a name nor text", size, word.text.bytes);
	switch (function_of(word.text)) {
	case FUNCTION_NOT:
		return parse_not(parser);
	case FUNCTION_SELECTED:
		return parse_selected(parser);
	case FUNCTION_LATER:
		return FAIL(parser, word.offset, "functions that it has: not(), selected()",
			    "%.*s() is not supported yet by this version", size, word.text.bytes);
	case FUNCTION_UNKNOWN:
		break;
	}
	return FAIL(parser, word.offset, "functions that this version has: not(), selected()",
		    "no function is called %.*s()", size, word.text.bytes);
}

static enum type parse_operand(struct parser *parser)
{
	if (parser->failed)
		return TYPE_WRONG;
	switch (parser->now.kind) {
	case TOKEN_ITEM:
		return parse_item(parser);
	case TOKEN_TEXT:
	case TOKEN_NUMBER:
		return parse_literal(parser, false);
	case TOKEN_MINUS:
		return parse_minus(parser);
	case TOKEN_OPEN:
		return parse_inside(parser);
	case TOKEN_WORD:
		return parse_function(parser);
	default:
		return FAIL(parser, parser->now.offset,
			    "write ${name}, text in quotes or a number",
			    parser->count == 0 ? "the expression is empty"
					       : "something is missing here");
	}
}

static enum type parse_comparison(struct parser *parser)
{
	enum type left = parse_operand(parser);
	while (!parser->failed && parser->now.kind == TOKEN_COMPARE) {
		struct token sign = parser->now;
		advance(parser);
		enum type right = parse_operand(parser);
		if (parser->failed)
			return TYPE_WRONG;
		if (left == TYPE_TRUTH || right == TYPE_TRUTH)
			return FAIL(parser, sign.offset, "join comparisons by and, or, not( )",
				    "one side of this is itself true or false");
		left = emit(parser, (struct expr_step){.op = sign.op}, TYPE_TRUTH);
	}
	return left;
}

static enum type parse_joined(struct parser *parser, const char *word, enum expr_op op,
			      enum type (*part)(struct parser *))
{
	size_t offset = parser->now.offset;
	enum type type = part(parser);
	while (!parser->failed && at_word(parser, word)) {
		if (truth_wanted(parser, type, offset) == TYPE_WRONG)
			return TYPE_WRONG;
		advance(parser);
		offset = parser->now.offset;
		if (truth_wanted(parser, part(parser), offset) == TYPE_WRONG)
			return TYPE_WRONG;
		type = emit(parser, (struct expr_step){.op = op}, TYPE_TRUTH);
	}
	return type;
}

static enum type parse_and(struct parser *parser)
{
	return parse_joined(parser, "and", OP_AND, parse_comparison);
}

static enum type parse_or(struct parser *parser)
{
	return parse_joined(parser, "or", OP_OR, parse_and);
}

static void parse_whole(struct parser *parser)
{
	advance(parser);
	enum type type = parse_or(parser);
	if (parser->failed)
		return;
	struct token rest = parser->now;
	if (at_word(parser, "div") || at_word(parser, "mod") || rest.kind == TOKEN_MINUS)
		(void)FAIL(parser, rest.offset, "compare answers one by one",
			   "calculating is not supported yet by this version");
	else if (rest.kind == TOKEN_CLOSE)
		(void)FAIL(parser, rest.offset, NULL, "a `)` without its `(`");
	else if (rest.kind != TOKEN_END)
		(void)FAIL(parser, rest.offset, NULL, "and, or or a comparison is missing here");
	else
		(void)truth_wanted(parser, type, 0);
}

static const struct expr *expr_of(const struct parser *parser, struct arena *arena)
{
	struct expr *expr = arena_take(arena, 1, sizeof *expr);
	struct expr_step *steps = arena_take(arena, parser->count, sizeof *steps);
	if (!expr || !steps)
		return NULL;
	memcpy(steps, parser->steps, parser->count * sizeof *steps);
	*expr = (struct expr){steps, parser->count};
	return expr;
}

const struct expr *expr_compile(struct slice text, struct place text_at,
				const struct expr_names *names, struct arena *arena,
				struct problems *problems)
{
	if (text.size > EXPR_TEXT_MOST) {
		problem_error(problems, text_at, NULL, "the expression has more than %d bytes",
			      EXPR_TEXT_MOST);
		return NULL;
	}
	/* Its texts stay slices, so they need the arena's own copy. */
	const char *copy = arena_text(arena, text);
	struct parser parser = {.names = names, .text_at = text_at, .problems = problems};
	if (copy) {
		parser.lexer.text = (struct slice){copy, text.size};
		parse_whole(&parser);
		if (parser.failed)
			return NULL;
	}
	const struct expr *expr = copy ? expr_of(&parser, arena) : NULL;
	if (!expr)
		problem_error(problems, text_at, NULL, "not enough memory for this expression");
	return expr;
}
