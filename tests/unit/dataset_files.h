/* What the unit programs share: a dataset in a folder of its own, with the pack of tests/vectors
 * signed by nobody (who signed is collect's to ask), and the vector's record in many versions. */
#ifndef SAYSO_TESTS_DATASET_FILES_H
#define SAYSO_TESTS_DATASET_FILES_H

#include <unistd.h>

#include "export/formats/folder.h"
#include "export/sayso/dataset/dataset_store.h"
#include "tests/scratch.h"
#include "tests/unit/record_files.h"

struct test_dataset {
	char folder[SCRATCH_SIZE], path[PATH_SIZE];
	struct dataset *dataset;
	struct test_record record;
	struct known_packs packs;
	struct arena arena;
	struct problems problems;
	int64_t batch;
	uint32_t stored; /* records: each gets another digest */
};

static inline void test_sums_write(const struct test_study *study, struct buffer *out)
{
	for (size_t i = 0; i < study->count; i++) {
		char hex[65];
		hex_write(study->files[i].digest, 32, hex);
		buffer_add_format(out, "%s  %s\n", hex, study->files[i].source.name);
	}
}

/* The study's files and their list, as a batch brings them. */
static inline bool test_dataset_put_pack(struct test_dataset *test, const struct test_study *study,
					 const char *school, uint32_t issue)
{
	struct buffer sums = buffer_growing(1u << 16);
	bool fine = true;
	for (size_t i = 0; i < study->count && fine; i++)
		fine = dataset_store_file(test->dataset, study->files[i].digest,
					  study->files[i].source.text, &test->problems);
	test_sums_write(study, &sums);
	fine = fine && dataset_store_pack(test->dataset, school, issue, buffer_slice(&sums),
					  slice_of("a signature"), &test->problems);
	buffer_release(&sums);
	return fine;
}

static inline bool test_dataset_put_batch(struct test_dataset *test, uint32_t number,
					  const struct manifest *manifest, bool *copied)
{
	struct envelope envelope = {.label = test->record.label};
	const struct batch_told told = {"batch.tar", &envelope, manifest, 0};
	memset(envelope.sums_digest, (int)number, sizeof envelope.sums_digest);
	return dataset_store_batch(test->dataset, &told, &test->batch, copied, &test->problems);
}

static inline bool test_dataset_init(struct test_dataset *test)
{
	bool same, copied;
	memset(test, 0, sizeof *test);
	json_wipe_memory();
	arena_init(&test->arena, 64u << 20);
	if (!test_record_init(&test->record) || !scratch_make(test->folder, "dataset") ||
	    !path_join(test->path, test->folder, "study.db"))
		return false;
	test->dataset = dataset_open(test->path, false, &test->problems);
	test->record.label.number = 3;
	return test->dataset != NULL &&
	       dataset_claim_study(test->dataset, "vector-study", &same, &test->problems) && same &&
	       test_dataset_put_pack(test, &test->record.study, "harbour", 1) &&
	       dataset_packs(test->dataset, "harbour", &test->arena, &test->packs,
			     &test->problems) &&
	       test_dataset_put_batch(test, 1, NULL, &copied);
}

static inline void test_dataset_release(struct test_dataset *test)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	dataset_close(test->dataset);
	for (size_t i = 0; i < countof(ends); i++) {
		char path[PATH_SIZE + 8];
		snprintf(path, sizeof path, "%s%s", test->path, ends[i]);
		unlink(path);
	}
	rmdir(test->folder);
	arena_release(&test->arena);
	test_record_release(&test->record);
}

/* One of a code's records. */
struct test_version {
	const char *school, *class_name, *wave, *code;
	enum sitting_state state;
	uint8_t id;	 /* the last byte of its id */
	size_t answered; /* of 8 items; the others are refused */
};

/* Each item of the vector's study and an answer that it has. */
static inline struct record_answer test_answer(size_t at, bool given)
{
	static const char *const items[][2] = {
		{"week.outside", "some"}, {"week.nice", "7"}, {"week.friends", "2"},
		{"week.more", "1"},	  {"week.home", "0"}, {"club.member", "1"},
		{"club.like", "1"},	  {"club.join", "0"},
	};
	return (struct record_answer){
		.name = slice_of(items[at][0]),
		.status = given ? ANSWER_GIVEN : ANSWER_REFUSED,
		.value = given ? slice_of(items[at][1]) : (struct slice){NULL, 0},
		.milliseconds = 1000 + (uint32_t)at,
		.visits = 1,
	};
}

/* Stored as if it had been opened, under a digest of its own. */
static inline bool test_dataset_put_record(struct test_dataset *test,
					   const struct test_version *version)
{
	struct record *record = &test->record.record;
	const struct study *study = test->record.study.study;
	struct record_key key = {.digest = {0}};
	struct record_match match;
	*record = (struct record){
		.study = slice_of("vector-study"),
		.school = slice_of(version->school),
		.class_name = slice_of(version->class_name),
		.wave = slice_of(version->wave),
		.language = slice_of("en"),
		.rehearsal = version->class_name[0] == '\0',
		.state = version->state,
		.day = 20782,
		.text_size = 2,
		.input = INPUT_KEYS,
		.seed = 77,
		.form_count = study->form_count,
	};
	snprintf(record->code.text, sizeof record->code.text, "%s", version->code);
	memcpy(record->machine, test->record.label.machine, sizeof record->machine);
	record->id[15] = version->id;
	for (size_t i = 0; i < study->form_count; i++) {
		record->forms[i].name = slice_of(study->forms[i]->id);
		memcpy(record->forms[i].digest, study->forms[i]->digest, 32);
	}
	for (size_t i = 0; i < 8 && sitting_state_has_answers(record->state); i++)
		record->answers[record->answer_count++] = test_answer(i, i < version->answered);
	memcpy(key.machine, record->machine, sizeof key.machine);
	memcpy(key.id, record->id, sizeof key.id);
	test->stored++;
	memcpy(key.digest, &test->stored, sizeof test->stored);
	const struct record_storing storing = {&key, test->batch, slice_of("sealed"), record,
					       &match};
	return record_check_forms(record, &test->packs, &match, &test->problems) &&
	       record_store(test->dataset, &storing, &test->problems);
}

/* The one number of a query; -1 when there is none. */
static inline int64_t test_dataset_number(struct test_dataset *test, const char *sql)
{
	struct db_statement *statement =
		db_statement(dataset_db(test->dataset), sql, &test->problems);
	int64_t number = -1;
	if (statement == NULL || db_step(statement, &test->problems) != DB_ROW)
		return -1;
	number = db_int(statement, 0);
	db_reset(statement);
	return number;
}

#endif
