/* What test_collect and test_end_to_end share: the researchers' keys, the demonstration study with
 * a class, its pack, a machine, and pupils who answer by rule. Everything is made fresh and real.
 */
#ifndef SAYSO_TESTS_SEALED_WAY_H
#define SAYSO_TESTS_SEALED_WAY_H

#include <ftw.h>
#include <sodium.h>

#include "export/formats/age_seal.h"
#include "export/formats/batch.h"
#include "export/formats/folder.h"
#include "export/formats/pack.h"
#include "export/sayso/dataset/collect.h"
#include "export/sayso/dataset/dataset_store.h"
#include "surveys/sitting/record_write.h"
#include "tests/scratch.h"
#include "tests/unit/study_files.h"

#define WAY_CODES 12
#define WAY_DAY 20782 /* 2026-11-25 */
#define WAY_PACK_DAY (WAY_DAY - 3)

struct way {
	char folder[SCRATCH_SIZE], keys_folder[PATH_SIZE], dataset_path[PATH_SIZE];
	struct keys keys;
	struct schools_book book;
	char number[SETUP_NUMBER_DIGITS + 1];
	struct test_study study;
	struct respondent_code codes[WAY_CODES], rehearsal; /* codes sorted */
	struct buffer pack;
	struct pack opened; /* as the machine has it */
	struct arena arena;
	/* A machine without a vault: what signs the batches that a test makes up. */
	struct minisign_secret machine_secret;
	struct envelope_label label;
	struct dataset *dataset;
	struct collector collector;
	struct problems problems;
};

/* ---- The researchers: keys, study, pack ---- */

static inline bool way_study_files(struct way *way)
{
	static const char *const files[][2] = {
		{"study.csv", "demo/study.csv"},
		{"schools.csv", "demo/schools.csv"},
		{"plan.csv", "demo/plan.csv"},
		{"pages.csv", "demo/pages.csv"},
		{"forms/wellbeing.csv", "library/wellbeing/wellbeing.csv"},
		{"forms/wellbeing.scales.csv", "library/wellbeing/wellbeing.scales.csv"},
		{"forms/rosenberg.csv", "library/self_esteem_rosenberg/rosenberg.csv"},
		{"forms/rosenberg.scales.csv",
		 "library/self_esteem_rosenberg/rosenberg.scales.csv"},
		{"forms/lifespan.csv", "library/self_esteem_lifespan/lifespan.csv"},
		{"forms/lifespan.scales.csv", "library/self_esteem_lifespan/lifespan.scales.csv"},
		{"forms/taking_part.csv", "library/taking_part/taking_part.csv"},
	};
	for (size_t i = 0; i < countof(files); i++) {
		char path[120];
		snprintf(path, sizeof path, "surveys/%s", files[i][1]);
		if (!test_study_put_file(&way->study, files[i][0], path))
			return false;
	}
	return true;
}

/* In rising order, for the first character rises. */
static inline struct respondent_code way_code(uint8_t at)
{
	const uint8_t values[5] = {at, 3, 1, 4, (uint8_t)(5 + at % 7)};
	struct respondent_code code;
	respondent_code_make(values, &code);
	return code;
}

static inline void way_codes_write(struct way *way, struct buffer *out)
{
	buffer_add_text(out, "sayso-codes,1\ncode,school,class,drawing,friends,use\n");
	for (uint8_t i = 0; i < WAY_CODES; i++) {
		size_t friends[3];
		way->codes[i] = way_code(i);
		drawing_false_friends(i, i, friends);
		buffer_add_format(out, "%s,harbour,7B,%s,%s %s %s,pupil\n", way->codes[i].text,
				  drawing_name(i), drawing_name(friends[0]),
				  drawing_name(friends[1]), drawing_name(friends[2]));
	}
	way->rehearsal = way_code(WAY_CODES);
	buffer_add_char(out, '\0');
}

static inline bool way_study(struct way *way)
{
	struct buffer codes = buffer_growing(1u << 16);
	way_codes_write(way, &codes);
	bool fine = buffer_fits(&codes) && way_study_files(way);
	if (fine)
		test_study_put(&way->study, "codes.csv", codes.bytes);
	buffer_release(&codes);
	fine = fine && test_study_load(&way->study) != NULL;
	if (!fine)
		problems_print(&way->study.problems, stderr);
	return fine;
}

static inline bool way_pack(struct way *way, uint32_t issue, struct buffer *out)
{
	const struct schools_entry *entry = schools_book_find(&way->book, "our-town", "harbour");
	size_t friends[3];
	drawing_false_friends(0, 0, friends);
	struct pack_making making = {
		.study = way->study.study,
		.files = way->study.files,
		.file_count = way->study.count,
		.school = study_school(way->study.study, slice_of("harbour")),
		.recipients_text = {way->keys.recipients, way->keys.recipients_size},
		.signing = way->keys.signing,
		.issue = issue,
		.day = WAY_PACK_DAY,
		.number = entry->number,
		.rehearsal = {.code = way->rehearsal,
			      .school = "harbour",
			      .class_name = "",
			      .use = CODE_REHEARSAL},
	};
	for (size_t i = 0; i < 3; i++)
		making.rehearsal.false_friends[i] = (uint8_t)friends[i];
	memcpy(making.salt, entry->salt, sizeof making.salt);
	return pack_write(&making, out, &way->problems);
}

static inline bool way_keys(struct way *way)
{
	if (!keys_make(way->keys_folder, slice_of(""), &way->problems) ||
	    !keys_open(way->keys_folder, true, NULL, &way->keys, &way->problems) ||
	    !schools_book_open(way->keys_folder, &way->keys, &way->book, &way->problems))
		return false;
	struct schools_entry *entry =
		schools_book_add(&way->book, "our-town", "harbour", &way->problems);
	if (entry == NULL)
		return false;
	entry->issue = 1;
	entry->machines = 12;
	snprintf(way->number, sizeof way->number, "%s", entry->number);
	return schools_book_save(way->keys_folder, &way->keys, &way->book, &way->problems);
}

/* ---- The machine ---- */

struct way_enrolling {
	uint8_t key[32];
	uint32_t number;
	const uint8_t *pack;
};

/* As the kiosk works it out when the number is typed. */
static inline void way_enrol(const void *context, const uint8_t machine[16],
			     const struct minisign_public *machine_key, uint8_t enrolment[32])
{
	const struct way_enrolling *enrolling = context;
	setup_enrolment(enrolling->key, "our-town", "harbour", machine, enrolling->number,
			machine_key, enrolling->pack, enrolment);
}

static inline bool way_enrolling(struct way *way, uint32_t number, struct way_enrolling *enrolling)
{
	enrolling->number = number;
	enrolling->pack = way->opened.envelope.sums_digest;
	return setup_key(way->number, way->opened.envelope.label.salt, enrolling->key);
}

/* A machine of this number, with an id of its own, enrolled. */
static inline bool way_machine(struct way *way, uint32_t number)
{
	struct way_enrolling enrolling;
	struct envelope_label *label = &way->label;
	*label = (struct envelope_label){.kind = ENVELOPE_BATCH, .number = number};
	snprintf(label->study, sizeof label->study, "our-town");
	snprintf(label->school, sizeof label->school, "harbour");
	randombytes_buf(label->machine, sizeof label->machine);
	minisign_make(&way->machine_secret, &label->key);
	memcpy(label->pack, way->opened.envelope.sums_digest, sizeof label->pack);
	if (!way_enrolling(way, number, &enrolling))
		return false;
	way_enrol(&enrolling, label->machine, &label->key, label->enrolment);
	return true;
}

/* ---- All of it ---- */

static inline bool way_init(struct way *way)
{
	memset(way, 0, sizeof *way);
	test_study_init(&way->study);
	arena_init(&way->arena, 512u << 20);
	way->pack = buffer_growing(ENVELOPE_MOST);
	if (!secret_begin(&way->problems) || !scratch_make(way->folder, "way") ||
	    !path_join(way->keys_folder, way->folder, "keys") ||
	    !path_join(way->dataset_path, way->folder, "study.db"))
		return false;
	if (!way_keys(way) || !way_study(way) || !way_pack(way, 1, &way->pack) ||
	    !pack_read(buffer_slice(&way->pack), false, &way->arena, &way->opened,
		       &way->problems) ||
	    !way_machine(way, 12))
		return false;
	memset(&way->problems, 0,
	       sizeof way->problems); /* warnings of the questionnaires' wording */
	way->dataset = dataset_open(way->dataset_path, false, &way->problems);
	return way->dataset != NULL && collector_begin(&way->collector, way->dataset, &way->keys,
						       &way->book, &way->problems);
}

static inline int way_remove(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info;
	(void)kind;
	(void)walk;
	return remove(path);
}

static inline void way_release(struct way *way)
{
	problems_print(&way->problems, stderr);
	collector_end(&way->collector);
	dataset_close(way->dataset);
	schools_book_release(&way->book);
	keys_release(&way->keys);
	buffer_release(&way->pack);
	test_study_release(&way->study);
	arena_release(&way->arena);
	nftw(way->folder, way_remove, 8, FTW_DEPTH | FTW_PHYS);
}

/* ---- Pupils ---- */

/* What a pupil does with an item: an option's name, or one of these. */
#define WAY_REFUSE "-refuse"
#define WAY_SKIP "-skip"
#define WAY_STOP "-stop"
typedef const char *way_rule(const struct form *form, const struct item *item);

/* Who thinks best of themselves: "strongly agree", and "strongly disagree" where the item is
 * reversed. */
static inline const char *way_best(const struct form *form, const struct item *item)
{
	if (strcmp(form->id, "rosenberg") == 0)
		return item->reverse ? "0" : "3";
	return item->options[0].name;
}

/* "Strongly agree" to everything. */
static inline const char *way_agreeing(const struct form *form, const struct item *item)
{
	return strcmp(form->id, "rosenberg") == 0 ? "3" : item->options[0].name;
}

static inline const char *way_refusing_one(const struct form *form, const struct item *item)
{
	return strcmp(item->name, "worth") == 0 ? WAY_REFUSE : way_best(form, item);
}

static inline const char *way_skipping_three(const struct form *form, const struct item *item)
{
	bool skips = strcmp(item->name, "nogood") == 0 || strcmp(item->name, "useless") == 0 ||
		     strcmp(item->name, "positive") == 0;
	return skips ? WAY_SKIP : way_best(form, item);
}

static inline const char *way_stopping_at_failure(const struct form *form, const struct item *item)
{
	return strcmp(item->name, "failure") == 0 ? WAY_STOP : way_best(form, item);
}

/* One page: acted on and left. False: the pupil stopped. */
static inline bool way_page(struct sitting *sitting, way_rule *rule)
{
	const struct item *item = sitting_item(sitting);
	if (item_is_asked(item)) {
		const char *act = rule(sitting_form(sitting), item);
		if (strcmp(act, WAY_STOP) == 0)
			return false;
		if (strcmp(act, WAY_REFUSE) == 0)
			sitting_refuse(sitting);
		else if (strcmp(act, WAY_SKIP) != 0 &&
			 !sitting_answer(sitting, (int32_t)item_option_index(item, slice_of(act))))
			return false;
	}
	sitting_next(sitting, 1500);
	return true;
}

static inline struct sitting_about way_about(const struct way *way,
					     const struct respondent_code *code,
					     const uint8_t id[16], const uint8_t machine[16])
{
	struct sitting_about about = {
		.study = way->opened.study,
		.wave = study_wave(way->opened.study, slice_of("autumn")),
		.school = "harbour",
		.class_name = "7B",
		.code = *code,
		.day = WAY_DAY,
		.seed = 7,
	};
	memcpy(about.id, id, sizeof about.id);
	memcpy(about.machine, machine, sizeof about.machine);
	return about;
}

/* Of every record. */
static inline size_t way_sealed_size(const struct way *way)
{
	return age_sealed_size(way->opened.study->record_size, way->opened.recipient_count);
}

/* ---- A batch that no vault made: record `id` of code `at`, answered by rule ---- */

static inline struct batch_record way_record(struct way *way, uint8_t at, uint8_t id,
					     way_rule *rule, enum sitting_state state)
{
	struct batch_record record = {.id = {[0] = id, [15] = at}};
	const struct study *study = way->opened.study;
	size_t sealed_size = way_sealed_size(way);
	void *memory = arena_take(&way->arena, 1, sitting_size(study));
	char *plain = arena_take(&way->arena, 1, study->record_size);
	char *sealed = arena_take(&way->arena, 1, sealed_size);
	const struct sitting_about about =
		way_about(way, &way->codes[at], record.id, way->label.machine);
	if (memory == NULL || plain == NULL || sealed == NULL)
		return record;
	struct sitting *sitting = sitting_start(memory, &about);
	while (sitting_item(sitting) != NULL && way_page(sitting, rule))
		continue;
	sitting_end(sitting, state);
	if (record_write(sitting, state, plain) &&
	    age_seal((struct slice){plain, study->record_size}, way->opened.recipients,
		     way->opened.recipient_count, (uint8_t *)sealed))
		record.sealed = (struct slice){sealed, sealed_size};
	return record;
}

/* Signed by the machine, with the pack. In the arena. */
static inline struct slice way_batch(struct way *way, uint32_t number, struct batch_record *records,
				     size_t count)
{
	static const struct batch_session session = {"7B", "autumn", WAY_DAY, WAY_CODES, 4, 3};
	const struct slice pack = buffer_slice(&way->pack);
	struct buffer out = buffer_growing(ENVELOPE_MOST);
	struct slice batch = {NULL, 0};
	const struct batch_making making = {
		.label = &way->label,
		.signing = &way->machine_secret,
		.issue = 1,
		.batch_number = number,
		.answering = 1,
		.sessions = &session,
		.session_count = 1,
		.packs = &pack,
		.pack_count = 1,
		.records = records,
		.record_count = count,
	};
	if (batch_write(&making, &way->arena, &out, &way->problems)) {
		char *copy = arena_take(&way->arena, 1, out.size);
		if (copy != NULL)
			batch = (struct slice){memcpy(copy, out.bytes, out.size), out.size};
	}
	buffer_release(&out);
	return batch;
}

/* A copy with one bit turned, `at` bytes from the first place of `text`. */
static inline struct slice way_flipped(struct way *way, struct slice archive, struct slice text,
				       ptrdiff_t at)
{
	const char *found = memmem(archive.bytes, archive.size, text.bytes, text.size);
	char *copy = found == NULL ? NULL : arena_take(&way->arena, 1, archive.size);
	if (copy == NULL)
		return (struct slice){NULL, 0};
	memcpy(copy, archive.bytes, archive.size);
	copy[(found - archive.bytes) + at] ^= 1;
	return (struct slice){copy, archive.size};
}

#endif
