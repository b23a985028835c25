/* What the unit programs share: the record of tests/vectors, changed, held against its study. */
#ifndef SAYSO_TESTS_RECORD_FILES_H
#define SAYSO_TESTS_RECORD_FILES_H

#include "export/sayso/dataset/json_read.h"
#include "export/sayso/dataset/record_check.h"
#include "tests/unit/study_files.h"

#define VECTOR_RECORD "tests/vectors/record.json"

struct test_record {
	struct test_study study;
	struct known_pack pack;
	struct known_packs packs;
	struct envelope_label label;
	uint8_t id[16];
	struct record record;
	struct record_match match;
	char bytes[RECORD_MOST + 1];
	size_t size;
};

/* The vector's record, study, and the label of the batch that would carry it. */
static inline bool test_record_init(struct test_record *test)
{
	memset(test, 0, sizeof *test);
	test_study_init(&test->study);
	if (!test_study_put_vectors(&test->study) || test_study_load(&test->study) == NULL)
		return false;
	test->pack = (struct known_pack){.id = 1,
					 .school = "harbour",
					 .issue = 1,
					 .study = test->study.study};
	test->packs = (struct known_packs){&test->pack, 1};
	test->label.kind = ENVELOPE_BATCH;
	snprintf(test->label.study, sizeof test->label.study, "vector-study");
	snprintf(test->label.school, sizeof test->label.school, "harbour");
	for (size_t i = 0; i < 16; i++) {
		test->id[i] = (uint8_t)i;
		test->label.machine[i] = (uint8_t)(0xf0 + i);
	}
	return true;
}

static inline void test_record_release(struct test_record *test)
{
	test_study_release(&test->study);
}

/* The vector with the first `old` made `new`, padded again to its size. False: old is not there. */
static inline bool test_record_change(struct test_record *test, const char *old, const char *new)
{
	struct slice vector = file_load(VECTOR_RECORD);
	char *copy = vector.bytes == NULL ? NULL : calloc(1, vector.size + 1);
	const char *found = NULL;
	if (copy != NULL) {
		memcpy(copy, vector.bytes, vector.size);
		found = strstr(copy, old);
	}
	if (found != NULL) {
		memset(test->bytes, ' ', sizeof test->bytes);
		int size = snprintf(test->bytes, sizeof test->bytes, "%.*s%s%s",
				    (int)(found - copy), copy, new, found + strlen(old));
		while (size > (int)vector.size && test->bytes[size - 1] == ' ')
			size--;
		memset(test->bytes + size, ' ', sizeof test->bytes - (size_t)size);
		test->size = (size_t)size > vector.size ? ((size_t)size + 4095) / 4096 * 4096
							: vector.size;
	}
	free(copy);
	free((void *)(uintptr_t)vector.bytes);
	return found != NULL;
}

/* Reads it and holds it against label and forms, as collect does; true: release the record. */
static inline bool test_record_take(struct test_record *test, struct problems *problems)
{
	const struct slice plain = {test->bytes, test->size};
	if (!record_read(plain, &test->record, problems))
		return false;
	if (record_check_label(&test->record, &test->label, test->id, problems) &&
	    record_check_forms(&test->record, &test->packs, &test->match, problems))
		return true;
	record_release(&test->record);
	return false;
}

#endif
