#include "surveys/form/expr_functions.h"

static const struct {
	const char *name;
	enum function function;
} ours[] = {
	{"not", FUNCTION_NOT},
	{"selected", FUNCTION_SELECTED},
};

/* The others of XPath 1.0 and of the ODK XForms specification. */
static const char *const later[] = {
	"abs",
	"acos",
	"area",
	"asin",
	"atan",
	"atan2",
	"base64-decode",
	"boolean",
	"boolean-from-string",
	"ceiling",
	"checklist",
	"choice-name",
	"coalesce",
	"concat",
	"contains",
	"cos",
	"count",
	"count-non-empty",
	"count-selected",
	"current",
	"date",
	"date-time",
	"decimal-date-time",
	"decimal-time",
	"digest",
	"distance",
	"ends-with",
	"exp",
	"exp10",
	"false",
	"floor",
	"format-date",
	"format-date-time",
	"id",
	"if",
	"indexed-repeat",
	"instance",
	"int",
	"join",
	"jr:choice-name",
	"jr:itext",
	"lang",
	"last",
	"local-name",
	"log",
	"log10",
	"max",
	"min",
	"name",
	"namespace-uri",
	"normalize-space",
	"now",
	"number",
	"once",
	"pi",
	"position",
	"pow",
	"property",
	"pulldata",
	"random",
	"randomize",
	"regex",
	"round",
	"search",
	"selected-at",
	"sin",
	"sqrt",
	"starts-with",
	"string",
	"string-length",
	"substr",
	"substring",
	"substring-after",
	"substring-before",
	"sum",
	"tan",
	"thousandsep",
	"today",
	"translate",
	"true",
	"uuid",
	"version",
	"weighted-checklist",
};

enum function function_of(struct slice name)
{
	for (size_t i = 0; i < countof(ours); i++)
		if (slice_is(name, ours[i].name))
			return ours[i].function;
	for (size_t i = 0; i < countof(later); i++)
		if (slice_is(name, later[i]))
			return FUNCTION_LATER;
	return FUNCTION_UNKNOWN;
}
