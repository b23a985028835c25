/* surveys/form/expr: whatever compiles can be evaluated. */
#include "surveys/form/expr.h"
#include "tests/fuzz/fuzz.h"

static size_t index_of(const void *context, struct slice name)
{
	(void)context;
	return name.size > 0 && name.bytes[0] == 'x' ? SIZE_MAX : name.size;
}

static struct slice text_of(const void *context, size_t index)
{
	static const char *const texts[] = {"", "3", "a b", "-0.5", "1e9"};
	(void)context;
	return slice_of(texts[index % countof(texts)]);
}

static void visit(void *context, size_t index)
{
	*(size_t *)context += index;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz fuzz;
	struct expr_names names = {.index_of = index_of};
	struct expr_values values = {.text_of = text_of};
	size_t sum = 0;
	fuzz_begin(&fuzz, "form.csv", bytes, size);
	const struct expr *expr = expr_compile(fuzz.source.text, place_at(&fuzz.source, 0), &names,
					       &fuzz.arena, fuzz.problems);
	if (expr != NULL) {
		CHECK(expr_true(expr, &values) == expr_true(expr, &values));
		expr_each_name(expr, visit, &sum);
	}
	fuzz_end(&fuzz, expr != NULL);
	return 0;
}
