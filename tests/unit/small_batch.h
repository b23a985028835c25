/* What the tests of the envelope share: a small batch, signed by a key of the test, and a look at
 * what a reader makes of a file. Each program that includes it has its own. */
#ifndef SAYSO_TESTS_SMALL_BATCH_H
#define SAYSO_TESTS_SMALL_BATCH_H

#include <sodium.h>

#include "export/formats/digest.h"
#include "export/formats/envelope.h"
#include "surveys/base/bounds.h"

#define H16 "00112233445566778899aabbccddeeff"
#define H32 H16 "fedcba98765432100123456789abcdef"

static struct minisign_secret secret;
static struct problems problems; /* too large for the stack */

static inline bool secret_make(void)
{
	struct minisign_public key;
	if (sodium_init() < 0)
		return false;
	minisign_make(&secret, &key);
	return true;
}

static inline struct envelope_label batch_label(void)
{
	struct envelope_label label = {.kind = ENVELOPE_BATCH, .number = 12};
	snprintf(label.study, sizeof label.study, "demo");
	snprintf(label.school, sizeof label.school, "hill");
	memset(label.machine, 0xA1, sizeof label.machine);
	memset(label.pack, 0xB2, sizeof label.pack);
	memset(label.enrolment, 0xC3, sizeof label.enrolment);
	minisign_public_of(&secret, &label.key);
	return label;
}

/* The small batch: a member below a block, one of two blocks, an empty one. */
static char second_bytes[700];

static inline struct buffer small_batch(void)
{
	const struct envelope_item items[] = {
		{slice_of("manifest.json"), slice_of("{\"type\":\"sayso-batch\"}\n")},
		{slice_of("records/" H16 ".age"), {second_bytes, sizeof second_bytes}},
		{slice_of("empty"), {NULL, 0}},
	};
	struct envelope_label label = batch_label();
	struct buffer out = buffer_growing(65536);
	problems = (struct problems){0};
	memset(second_bytes, 's', sizeof second_bytes);
	if (!envelope_write(&label, &secret, items, countof(items), &out, &problems))
		fail_msg("%s", problems_first(&problems));
	return out;
}

/* Opens and checks; the arena is released. Members point into the archive and stay readable through
 * `names` and `found`. */
struct outcome {
	bool opened, checked;
	size_t lost, warnings, errors;
};

static inline struct outcome look(struct slice archive)
{
	struct outcome outcome = {0};
	struct envelope envelope;
	struct arena arena;
	arena_init(&arena, 16u << 20);
	problems = (struct problems){0};
	outcome.opened = envelope_open(archive, &arena, &envelope, &problems);
	outcome.checked = outcome.opened && envelope_check(&envelope, archive, &problems);
	outcome.lost = envelope.lost;
	outcome.warnings = problems.warnings;
	outcome.errors = problems.errors;
	arena_release(&arena);
	return outcome;
}

static inline bool said(const char *text)
{
	for (size_t i = 0; i < problems.count; i++)
		if (strstr(problems.list[i].text, text) != NULL)
			return true;
	return false;
}

#endif
