/* A classroom for test_end_to_end: a machine set up with the pack, a session, pupils who sit and
 * answer, and the batch on the stick; all through the vault, as the kiosk does it. cmocka's headers
 * come before this one. */
#ifndef SAYSO_TESTS_CLASSROOM_H
#define SAYSO_TESTS_CLASSROOM_H

#include "kiosk/vault/vault.h"
#include "surveys/sitting/resume.h"
#include "tests/unit/sealed_way.h"

#define PIN "735192"
#define WAY_MACHINE 7
#define WAY_ITEMS 30 /* of the wave: 15, 10 and 5 */

/* ends SITTING_PARTIAL: the pupil is still answering when the session ends. */
static const struct pupil {
	way_rule *rule;
	enum sitting_state ends;
} pupils[] = {
	{way_best, SITTING_COMPLETE},         {way_agreeing, SITTING_COMPLETE},
	{way_refusing_one, SITTING_COMPLETE}, {way_skipping_three, SITTING_COMPLETE},
	{way_best, SITTING_DECLINED},         {way_stopping_at_failure, SITTING_STOPPED},
	{way_best, SITTING_DELETED},          {way_stopping_at_failure, SITTING_PARTIAL},
};

struct journey {
	struct way way;
	struct vault *vault;
	int64_t session;
	uint8_t records[countof(pupils) + 1][16]; /* ids, the rehearsal's last */
	struct slice batch;
	char name[BATCH_NAME_MOST];
};

/* ---- In the classroom ---- */

static inline void set_up_machine(struct journey *journey)
{
	struct way *way = &journey->way;
	const struct envelope *pack = &way->opened.envelope;
	struct way_enrolling enrolling;
	char folder[PATH_SIZE];
	uint8_t proof[32];
	bool set_aside;
	assert_true(path_join(folder, way->folder, "machine"));
	journey->vault = vault_open(folder, WAY_DAY, &set_aside, &way->problems);
	assert_non_null(journey->vault);
	assert_true(way_enrolling(way, WAY_MACHINE, &enrolling));
	setup_proof(enrolling.key, pack->label.study, pack->label.school, &pack->label.key, proof);
	assert_memory_equal(proof, pack->label.proof, sizeof proof);
	struct vault_setup setup = {
		.pack_archive = buffer_slice(&way->pack),
		.issue = pack->label.issue,
		.number = WAY_MACHINE,
		.study = pack->label.study,
		.school = pack->label.school,
		.signing = pack->label.key,
		.enrol = way_enrol,
		.context = &enrolling,
		.pin = slice_of(PIN),
	};
	memcpy(setup.pack, pack->sums_digest, sizeof setup.pack);
	assert_true(vault_set_up(journey->vault, &setup, &way->problems));
}

static inline void open_session_of(struct journey *journey, uint32_t issue)
{
	struct way *way = &journey->way;
	const struct study *study = way->opened.study;
	struct vault_code codes[WAY_CODES + 1];
	size_t count = 0;
	for (size_t i = 0; i < study->code_count; i++)
		codes[count++] = (struct vault_code){study->codes[i].code.text,
						     study->codes[i].use == CODE_REHEARSAL};
	assert_int_equal(count, WAY_CODES + 1);
	const struct vault_opening opening = {
		.class_name = "7B",
		.wave = "autumn",
		.day = WAY_DAY,
		.issue = issue,
		.codes = codes,
		.code_count = count,
		.record_size = study->record_size,
		.resume_size = resume_size(study),
		.recipients = way->opened.recipients,
		.recipient_count = way->opened.recipient_count,
	};
	assert_true(
		vault_open_session(journey->vault, &opening, &journey->session, &way->problems));
}

static inline void open_session(struct journey *journey)
{
	open_session_of(journey, 1);
}

/* A sitting's memory and the two blobs that follow it. */
struct desk {
	struct sitting *sitting;
	void *memory;
	char *record;
	uint8_t *resume;
	size_t record_size, resume_size;
	int64_t row;
};

static inline void desk_fill(struct desk *desk, enum sitting_state state)
{
	assert_true(record_write(desk->sitting, state, desk->record));
	resume_write(desk->sitting, desk->resume);
}

static inline void desk_save(struct journey *journey, struct desk *desk)
{
	desk_fill(desk, SITTING_PARTIAL);
	assert_true(vault_save(journey->vault, desk->row,
			       (struct slice){desk->record, desk->record_size},
			       (struct slice){(const char *)desk->resume, desk->resume_size},
			       &journey->way.problems));
}

static inline void desk_begin(struct journey *journey, struct desk *desk,
			      const struct respondent_code *code, const char *class_name,
			      uint8_t record[16])
{
	const struct study *study = journey->way.opened.study;
	struct vault_row row;
	bool found;
	assert_true(vault_find(journey->vault, code->text, &row, &found, &journey->way.problems));
	assert_true(found);
	memcpy(record, row.record, sizeof row.record);
	struct sitting_about about =
		way_about(&journey->way, code, row.record, vault_machine(journey->vault)->id);
	about.class_name = class_name;
	desk->memory = calloc(1, sitting_size(study));
	desk->record_size = study->record_size;
	desk->resume_size = resume_size(study);
	desk->record = malloc(desk->record_size);
	desk->resume = malloc(desk->resume_size);
	desk->row = row.id;
	assert_true(desk->memory != NULL && desk->record != NULL && desk->resume != NULL);
	desk->sitting = sitting_start(desk->memory, &about);
	sitting_input(desk->sitting, INPUT_POINTER);
	desk_fill(desk, SITTING_PARTIAL);
	assert_true(vault_start(journey->vault, desk->row,
				(struct slice){desk->record, desk->record_size},
				(struct slice){(const char *)desk->resume, desk->resume_size},
				&journey->way.problems));
}

static inline void desk_clear(struct desk *desk)
{
	free(desk->memory);
	free(desk->record);
	free(desk->resume);
}

static inline void sit(struct journey *journey, const struct pupil *pupil,
		       const struct respondent_code *code, const char *class_name,
		       uint8_t record[16])
{
	struct desk desk;
	desk_begin(journey, &desk, code, class_name, record);
	bool declines = pupil->ends == SITTING_DECLINED;
	while (!declines && sitting_item(desk.sitting) != NULL &&
	       way_page(desk.sitting, pupil->rule))
		desk_save(journey, &desk);
	if (pupil->ends != SITTING_PARTIAL) {
		sitting_end(desk.sitting, pupil->ends);
		desk_fill(&desk, pupil->ends);
		assert_true(vault_close_sitting(journey->vault, desk.row,
						(struct slice){desk.record, desk.record_size},
						&journey->way.problems));
	}
	desk_clear(&desk);
}

/* Set up, a session, every pupil and a rehearsal; then the session is ended over the one who still
 * answers. */
static inline void class_answers(struct journey *journey)
{
	struct way *way = &journey->way;
	static const struct pupil teacher = {way_best, SITTING_COMPLETE};
	set_up_machine(journey);
	open_session(journey);
	for (size_t i = 0; i < countof(pupils); i++)
		sit(journey, &pupils[i], &way->codes[i], "7B", journey->records[i]);
	sit(journey, &teacher, &way->rehearsal, "", journey->records[countof(pupils)]);
	assert_true(vault_end_session(journey->vault, journey->session, &way->problems));
}

/* ---- The stick ---- */

static inline struct envelope_label label_of(const struct vault_machine *machine)
{
	struct envelope_label label = {.kind = ENVELOPE_BATCH,
				       .number = machine->number,
				       .key = machine->key};
	memcpy(label.study, machine->study, sizeof label.study);
	memcpy(label.school, machine->school, sizeof label.school);
	memcpy(label.machine, machine->id, sizeof label.machine);
	memcpy(label.pack, machine->pack, sizeof label.pack);
	memcpy(label.enrolment, machine->enrolment, sizeof label.enrolment);
	return label;
}

static inline void write_batch(struct journey *journey)
{
	struct way *way = &journey->way;
	struct vault_due *due;
	struct vault_session session;
	size_t count, sessions;
	struct slice pack;
	struct batch_record records[countof(pupils) + 1];
	const struct envelope_label label = label_of(vault_machine(journey->vault));
	struct batch_making making = {.label = &label, .issue = 1, .packs = &pack, .pack_count = 1};
	assert_true(vault_due(journey->vault, &way->arena, &due, &count, &way->problems));
	assert_int_equal(count, countof(records));
	for (size_t i = 0; i < count; i++) {
		memcpy(records[i].id, due[i].record, sizeof records[i].id);
		records[i].sealed = due[i].sealed;
		assert_int_equal(due[i].sealed.size, way_sealed_size(way));
	}
	assert_true(vault_sessions(journey->vault, &session, 1, &sessions, &way->problems));
	const struct batch_session told = {session.class_name,
					   session.wave,
					   session.day,
					   session.codes,
					   session.answering + session.done,
					   session.done};
	assert_true(vault_pack(journey->vault, 1, &way->arena, &pack, &way->problems));
	assert_true(vault_batch_number(journey->vault, &making.batch_number, &way->problems));
	assert_true(vault_signing(journey->vault, &making.signing, &way->problems));
	making.sessions = &told;
	making.session_count = sessions;
	making.records = records;
	making.record_count = count;
	struct buffer out = buffer_growing(ENVELOPE_MOST);
	assert_true(batch_write(&making, &way->arena, &out, &way->problems));
	vault_signing_done(journey->vault);
	char *copy = arena_take(&way->arena, 1, out.size);
	assert_non_null(copy);
	journey->batch = (struct slice){memcpy(copy, out.bytes, out.size), out.size};
	batch_file_name(&label, journey->batch, making.batch_number, journey->name);
	buffer_release(&out);
}

#endif
