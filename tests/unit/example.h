/* What test_pack and test_batch share: the keys, the study and the pack of tests/vectors/example.
 */
#ifndef SAYSO_TESTS_EXAMPLE_H
#define SAYSO_TESTS_EXAMPLE_H

#include <sodium.h>

#include "export/formats/batch.h"
#include "export/formats/pack.h"
#include "export/formats/setup_number.h"
#include "tests/unit/study_files.h"

#define EXAMPLE "tests/vectors/example/"
#define EXAMPLE_PACK EXAMPLE "hill.study"
#define EXAMPLE_BATCH EXAMPLE "sayso-hill-e1c8eba0-M12-000003.tar"

struct example {
	struct minisign_secret signing, machine_secret;
	struct minisign_public signing_key, machine_key;
	char number[SETUP_NUMBER_DIGITS + 1], working[80], reserve[80];
	uint8_t salt[16], machine[16];
	struct slice recipients;
	struct test_study study;
};

/* The value of "NAME value" in keys.txt; empty when it is not there. */
static inline struct slice example_key(struct slice keys, const char *name)
{
	struct slice rest = keys;
	while (rest.size > 0) {
		struct slice word = slice_next_word(&rest), value = slice_next_word(&rest);
		if (slice_is(word, name))
			return value;
	}
	return rest;
}

static inline bool example_secret(struct slice keys, const char *seed_name, const char *id_name,
				  struct minisign_secret *secret, struct minisign_public *key)
{
	uint8_t seed[32];
	if (!hex_read(example_key(keys, seed_name), seed, sizeof seed) ||
	    !hex_read(example_key(keys, id_name), secret->id, sizeof secret->id))
		return false;
	crypto_sign_seed_keypair(key->key, secret->key, seed);
	minisign_public_of(secret, key);
	return true;
}

static inline void example_text(struct slice keys, const char *name, char *out, size_t size)
{
	struct slice value = example_key(keys, name);
	snprintf(out, size, "%.*s", (int)value.size, value.bytes);
}

static inline bool example_keys_load(struct example *example)
{
	struct slice keys = file_load(EXAMPLE "keys.txt");
	example_text(keys, "number", example->number, sizeof example->number);
	example_text(keys, "working-identity", example->working, sizeof example->working);
	example_text(keys, "reserve-identity", example->reserve, sizeof example->reserve);
	bool loaded =
		example_secret(keys, "signing-seed", "signing-id", &example->signing,
			       &example->signing_key) &&
		example_secret(keys, "machine-seed", "machine-id", &example->machine_secret,
			       &example->machine_key) &&
		hex_read(example_key(keys, "salt"), example->salt, sizeof example->salt) &&
		hex_read(example_key(keys, "machine"), example->machine, sizeof example->machine);
	free((char *)keys.bytes);
	return loaded;
}

static inline bool example_study_load(struct test_study *study)
{
	static const char *const names[] = {
		"codes.csv", "forms/day.csv", "forms/day.scales.csv", "forms/unused.csv",
		"pages.csv", "plan.csv",      "schools.csv",          "study.csv",
	};
	for (size_t i = 0; i < countof(names); i++) {
		char path[100];
		snprintf(path, sizeof path, EXAMPLE "study/%s", names[i]);
		if (!test_study_put_file(study, names[i], path))
			return false;
	}
	return test_study_load(study) != NULL;
}

/* On the heap: it is large. NULL: something is not there. */
static inline struct example *example_open(void)
{
	struct example *example = calloc(1, sizeof *example);
	if (example == NULL)
		return NULL;
	test_study_init(&example->study);
	example->recipients = file_load(EXAMPLE "recipients.txt");
	if (example->recipients.size > 0 && example_keys_load(example) &&
	    example_study_load(&example->study))
		return example;
	problems_print(&example->study.problems, stderr);
	return NULL;
}

static inline void example_close(struct example *example)
{
	test_study_release(&example->study);
	free((char *)example->recipients.bytes);
	free(example);
}

/* What hill.study was made of. */
static inline struct pack_making example_making(const struct example *example)
{
	struct pack_making making = {
		.study = example->study.study,
		.files = example->study.files,
		.file_count = example->study.count,
		.school = study_school(example->study.study, slice_of("hill")),
		.recipients_text = example->recipients,
		.signing = &example->signing,
		.issue = 2,
		.day = 20782, /* 2026-11-25 */
		.number = example->number,
		.rehearsal = {.code = {"J9TN4C"}, .drawing = 0, .false_friends = {0}},
	};
	memcpy(making.salt, example->salt, sizeof making.salt);
	making.rehearsal.drawing = (uint8_t)drawing_index(slice_of("castle"));
	making.rehearsal.false_friends[0] = (uint8_t)drawing_index(slice_of("starfish"));
	making.rehearsal.false_friends[1] = (uint8_t)drawing_index(slice_of("gull"));
	making.rehearsal.false_friends[2] = (uint8_t)drawing_index(slice_of("ice-cream"));
	return making;
}

/* The label of the batch of machine 12, set up with this pack. */
static inline struct envelope_label example_batch_label(const struct example *example,
							const struct envelope *pack)
{
	struct envelope_label label = {
		.kind = ENVELOPE_BATCH, .number = 12, .key = example->machine_key};
	uint8_t key[32];
	snprintf(label.study, sizeof label.study, "example");
	snprintf(label.school, sizeof label.school, "hill");
	memcpy(label.machine, example->machine, sizeof label.machine);
	memcpy(label.pack, pack->sums_digest, sizeof label.pack);
	if (!setup_key(example->number, example->salt, key))
		abort();
	setup_enrolment(key, label.study, label.school, label.machine, label.number, &label.key,
			label.pack, label.enrolment);
	return label;
}

#endif
