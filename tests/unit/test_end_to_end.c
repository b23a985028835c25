/* From sitting_answer to a row of CSV through every real part: keys, study, pack, set-up, vault,
 * batch, collect, tables. Each pupil acts by a rule; the tables must say what they did. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/sayso/output/out_csv.h"
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

static void set_up_machine(struct journey *journey)
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

static void open_session(struct journey *journey)
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
		.issue = 1,
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

/* A sitting's memory and the two blobs that follow it. */
struct desk {
	struct sitting *sitting;
	void *memory;
	char *record;
	uint8_t *resume;
	size_t record_size, resume_size;
	int64_t row;
};

static void desk_fill(struct desk *desk, enum sitting_state state)
{
	assert_true(record_write(desk->sitting, state, desk->record));
	resume_write(desk->sitting, desk->resume);
}

static void desk_save(struct journey *journey, struct desk *desk)
{
	desk_fill(desk, SITTING_PARTIAL);
	assert_true(vault_save(journey->vault, desk->row,
			       (struct slice){desk->record, desk->record_size},
			       (struct slice){(const char *)desk->resume, desk->resume_size},
			       &journey->way.problems));
}

static void desk_begin(struct journey *journey, struct desk *desk,
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

static void desk_clear(struct desk *desk)
{
	free(desk->memory);
	free(desk->record);
	free(desk->resume);
}

static void sit(struct journey *journey, const struct pupil *pupil,
		const struct respondent_code *code, const char *class_name, uint8_t record[16])
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
static void class_answers(struct journey *journey)
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

static struct envelope_label label_of(const struct vault_machine *machine)
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

static void write_batch(struct journey *journey)
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
		assert_int_equal(due[i].sealed.size, pack_sealed_size(&way->opened));
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

/* ---- The tables ---- */

static struct collected collect(struct journey *journey, struct slice archive)
{
	struct collected collected;
	if (!collect_batch(&journey->way.collector, journey->name, archive, NULL, &collected,
			   &journey->way.problems))
		fail_msg("%s", problems_first(&journey->way.problems));
	return collected;
}

static char *csv_of(struct journey *journey, enum table_kind kind, bool rehearsal)
{
	struct way *way = &journey->way;
	const struct table_options options = {.rehearsal = rehearsal};
	struct known_study study;
	char path[PATH_SIZE];
	uint64_t rows;
	assert_true(path_join(path, way->folder, "table.csv"));
	assert_true(known_study_load(way->dataset, &study, &way->problems));
	struct table *table = table_open(kind, way->dataset, &study, &options, &way->problems);
	assert_non_null(table);
	assert_true(out_csv_write(table, path, &rows, &way->problems));
	table_close(table);
	known_study_release(&study);
	struct slice text = file_load(path);
	assert_non_null(text.bytes);
	char *copy = arena_text(&way->arena, text);
	free((void *)(uintptr_t)text.bytes);
	assert_non_null(copy);
	return copy;
}

/* How many rows begin with a pupil's record id and then `rest`. */
static size_t rows_of(const struct journey *journey, const char *csv, size_t pupil,
		      const char *rest)
{
	char begins[200], id[33];
	size_t count = 0;
	hex_write(journey->records[pupil], 16, id);
	snprintf(begins, sizeof begins, "\n%s,%s", id, rest);
	for (const char *at = csv; (at = strstr(at, begins)) != NULL; at++)
		count++;
	return count;
}

static void responses_say_how_each_ended(struct journey *journey)
{
	static const char *const ends[countof(pupils)] = {
		"complete,en,30", "complete,en,30", "complete,en,29", "complete,en,27",
		"declined,en,0",  "stopped,en,23",  "deleted,en,0",   "partial,en,23",
	};
	const char *csv = csv_of(journey, TABLE_RESPONSES, false);
	for (size_t i = 0; i < countof(pupils); i++) {
		char rest[100];
		snprintf(rest, sizeof rest, "our-town,harbour,7B,autumn,%s,%s\r\n",
			 journey->way.codes[i].text, ends[i]);
		if (rows_of(journey, csv, i, rest) != 1)
			fail_msg("pupil %zu: no %sin\n%s", i, rest, csv);
	}
	assert_int_equal(rows_of(journey, csv, countof(pupils), ""), 0);
	assert_int_equal(rows_of(journey, csv_of(journey, TABLE_RESPONSES, true), countof(pupils),
				 "our-town,harbour,,autumn,"),
			 1);
}

static void answers_say_what_each_did(struct journey *journey)
{
	static const struct {
		size_t pupil;
		const char *row;
	} rows[] = {
		{0, "rosenberg,satisfied,answered,3,Strongly agree,1500,1,"},
		{0, "rosenberg,nogood,answered,0,Strongly disagree,1500,1,"},
		{1, "rosenberg,nogood,answered,3,Strongly agree,1500,1,"},
		{2, "rosenberg,worth,refused,,,1500,1,"},
		{3, "rosenberg,useless,skipped,,,1500,1,"},
		{5, "rosenberg,respect,answered,0,Strongly disagree,"},
		{5, "rosenberg,failure,not_reached,,,0,0,"},
		{5, "taking_part,joined_in,not_reached,,,0,0,"},
		{7, "rosenberg,respect,answered,0,Strongly disagree,"},
		{7, "rosenberg,failure,not_reached,,,0,0,"},
	};
	const char *csv = csv_of(journey, TABLE_ANSWERS, false);
	for (size_t i = 0; i < countof(rows); i++)
		if (rows_of(journey, csv, rows[i].pupil, rows[i].row) != 1)
			fail_msg("pupil %zu: no %s", rows[i].pupil, rows[i].row);
	for (size_t i = 0; i < countof(pupils); i++)
		assert_int_equal(rows_of(journey, csv, i, ""),
				 record_has_answers(pupils[i].ends) ? WAY_ITEMS : 0);
}

/* Rosenberg: five items are reversed. 30 for who thinks best of themselves, 15 for who agrees to
 * all. */
static void scores_are_right(struct journey *journey)
{
	static const struct {
		size_t pupil;
		const char *row;
	} rows[] = {
		{0, "rosenberg,self_esteem,30,10,10,0,project,,"},
		{1, "rosenberg,self_esteem,15,10,10,0,project,,"},
		{2, "rosenberg,self_esteem,30,10,9,1,project,,"},
		{3, "rosenberg,self_esteem,,10,7,0,project,too_many_missing,"},
		{5, "rosenberg,self_esteem,30,10,8,1,project,,"},
		{7, "rosenberg,self_esteem,30,10,8,1,project,,"},
		{0, "wellbeing,wellbeing,12,12,12,0,project,,"},
	};
	const char *csv = csv_of(journey, TABLE_SCORES, false);
	for (size_t i = 0; i < countof(rows); i++)
		if (rows_of(journey, csv, rows[i].pupil, rows[i].row) != 1)
			fail_msg("pupil %zu: no %s in\n%s", rows[i].pupil, rows[i].row, csv);
	assert_int_equal(rows_of(journey, csv, 4, ""), 0);
	assert_int_equal(rows_of(journey, csv, 6, ""), 0);
}

static void from_an_answer_to_a_row(void **state)
{
	struct journey *journey = *state;
	class_answers(journey);
	write_batch(journey);
	struct collected collected = collect(journey, journey->batch);
	assert_int_equal(collected.records, countof(pupils) + 1);
	assert_int_equal(collected.stored, countof(pupils) + 1);
	assert_int_equal(collected.put_aside + collected.lost, 0);
	assert_int_equal(collected.machine_number, WAY_MACHINE);
	assert_int_equal(collected.batch_number, 1);
	responses_say_how_each_ended(journey);
	answers_say_what_each_did(journey);
	scores_are_right(journey);
	assert_int_equal(journey->way.problems.count, 0);
}

static void twice_is_once_and_one_bad_byte_costs_one_record(void **state)
{
	struct journey *journey = *state;
	struct way *way = &journey->way;
	char id[33], name[60];
	class_answers(journey);
	write_batch(journey);
	/* A byte of the second pupil's record, far behind its header in the tar. */
	hex_write(journey->records[1], 16, id);
	snprintf(name, sizeof name, "records/%s.age", id);
	const char *header = NULL;
	for (const char *at = journey->batch.bytes;
	     (at = memmem(at, (size_t)(journey->batch.bytes + journey->batch.size - at), name,
			  strlen(name))) != NULL;
	     at++)
		header = at; /* the list names it first */
	assert_non_null(header);
	char *copy = arena_take(&way->arena, 1, journey->batch.size);
	assert_non_null(copy);
	memcpy(copy, journey->batch.bytes, journey->batch.size);
	copy[header - journey->batch.bytes + 2000] ^= 0x20;
	struct collected collected = collect(journey, (struct slice){copy, journey->batch.size});
	assert_int_equal(collected.stored, countof(pupils));
	assert_int_equal(collected.lost, 1);
	assert_int_equal(way->problems.errors, 1);
	assert_non_null(strstr(problems_first(&way->problems), id));
	assert_string_equal(way->problems.list[0].where, journey->name);
	memset(&way->problems, 0, sizeof way->problems);
	assert_int_equal(rows_of(journey, csv_of(journey, TABLE_RESPONSES, false), 1, ""), 0);
	collected = collect(journey, journey->batch);
	assert_int_equal(collected.stored, 1);
	assert_int_equal(collected.known, countof(pupils));
	collected = collect(journey, journey->batch);
	assert_int_equal(collected.stored, 0);
	assert_int_equal(collected.known, countof(pupils) + 1);
	responses_say_how_each_ended(journey);
	scores_are_right(journey);
}

/* In the clear are the study, the class, counts: no code, no state, no answer. */
static void the_stick_says_nothing(void **state)
{
	struct journey *journey = *state;
	static const char *const words[] = {"\"state\"", "declined", "rosenberg.worth",
					    "\"refused\""};
	class_answers(journey);
	write_batch(journey);
	for (size_t i = 0; i < countof(words); i++)
		assert_null(memmem(journey->batch.bytes, journey->batch.size, words[i],
				   strlen(words[i])));
	for (size_t i = 0; i < WAY_CODES; i++)
		assert_null(memmem(journey->batch.bytes, journey->batch.size,
				   journey->way.codes[i].text, CODE_SIZE));
}

static int set_up(void **state)
{
	struct journey *journey = calloc(1, sizeof *journey);
	if (journey == NULL)
		return -1;
	*state = journey;
	if (way_init(&journey->way))
		return 0;
	way_release(&journey->way);
	return -1;
}

static int tear_down(void **state)
{
	struct journey *journey = *state;
	vault_close(journey->vault);
	way_release(&journey->way);
	free(journey);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(from_an_answer_to_a_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(twice_is_once_and_one_bad_byte_costs_one_record,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_stick_says_nothing, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
