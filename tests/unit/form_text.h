/* What the tests of forms share: a form given as text. */
#ifndef SAYSO_TESTS_FORM_TEXT_H
#define SAYSO_TESTS_FORM_TEXT_H

#include "surveys/form/form_check.h"

#define SETTINGS "settings\n,form_id,version\n,f,1\n"
#define YESNO    "choices\n,list_name,name,label\n,yn,1,Yes\n,yn,0,No\n"
#define AGE      ",integer,age,How old are you?\n"

struct read {
	struct arena arena;
	struct problems problems;
	struct source source;
	const struct form *form;
};

static inline void read_text(struct read *read, const char *text)
{
	static const uint8_t digest[32] = {1, 2, 3};
	memset(read, 0, sizeof *read);
	read->source = (struct source){.name = "forms/f.csv", .text = slice_of(text)};
	arena_init(&read->arena, 1 << 20);
	read->form = form_load(&read->source, digest, &read->arena, &read->problems);
}

static inline void read_good(struct read *read, const char *text)
{
	read_text(read, text);
	if (!read->form)
		problems_print(&read->problems, stderr);
	assert_non_null(read->form);
	assert_int_equal(read->problems.errors, 0);
}

#endif
