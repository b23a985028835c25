/* What the tests of the pupil's flow share: a machine with an open session (classroom.h), a clock
 * that the test sets, a pupil who presses what is told, and the records read back. cmocka's headers
 * come before this one. */
#ifndef SAYSO_TESTS_PUPIL_BENCH_H
#define SAYSO_TESTS_PUPIL_BENCH_H

#include "export/sayso/dataset/record_read.h"
#include "kiosk/flow/pupil.h"
#include "tests/unit/classroom.h"

struct pupil_bench {
	struct journey journey;
	struct packs packs;
	struct pupil_flow flow;
	struct view view;
	int64_t now_ms, touched_ms;
	struct secret record_room;
	struct record *record; /* read last */
};

/* ---- Set-up for cmocka: one machine a test ---- */

static inline void bench_begin(struct pupil_bench *bench)
{
	packs_init(&bench->packs, bench->journey.vault);
	pupil_init(&bench->flow, bench->journey.vault, &bench->packs);
	bench->flow.home.look = LOOK_SHORE;
	assert_true(pupil_refresh(&bench->flow, bench->now_ms, &bench->journey.way.problems));
}

static inline int bench_set_up(void **state)
{
	struct pupil_bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	*state = bench;
	bench->now_ms = 5000000;
	assert_true(way_init(&bench->journey.way));
	assert_true(secret_take(&bench->record_room, sizeof *bench->record,
				&bench->journey.way.problems));
	bench->record = bench->record_room.bytes;
	set_up_machine(&bench->journey);
	open_session(&bench->journey);
	bench_begin(bench);
	return 0;
}

static inline int bench_tear_down(void **state)
{
	struct pupil_bench *bench = *state;
	record_release(bench->record);
	secret_release(&bench->record_room);
	pupil_release(&bench->flow);
	packs_release(&bench->packs);
	vault_close(bench->journey.vault);
	way_release(&bench->journey.way);
	free(bench);
	return 0;
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, bench_set_up, bench_tear_down)

/* The power goes, and the machine is unlocked anew: no memory of the flow is left. */
static inline void bench_restart(struct pupil_bench *bench)
{
	struct problems *problems = &bench->journey.way.problems;
	char folder[PATH_SIZE];
	int64_t wait_ms;
	bool set_aside;
	pupil_release(&bench->flow);
	packs_release(&bench->packs);
	vault_close(bench->journey.vault);
	assert_true(path_join(folder, bench->journey.way.folder, "machine"));
	bench->journey.vault = vault_open(folder, WAY_DAY, &set_aside, problems);
	assert_non_null(bench->journey.vault);
	assert_int_equal(vault_unlock(bench->journey.vault, slice_of(PIN), 0, &wait_ms, problems),
			 VAULT_PIN_RIGHT);
	bench_begin(bench);
}

/* ---- A pupil who presses ---- */

static inline bool try_act(struct pupil_bench *bench, enum action_kind kind, int32_t value)
{
	bench->now_ms += 1000;
	bench->touched_ms = bench->now_ms;
	return pupil_apply(&bench->flow, (struct action){kind, value}, INPUT_POINTER, WAY_DAY + 1,
			   bench->now_ms, &bench->journey.way.problems);
}

static inline const struct view *look_at(struct pupil_bench *bench)
{
	pupil_view(&bench->flow, &bench->view);
	return &bench->view;
}

static inline void press_value(struct pupil_bench *bench, enum action_kind kind, int32_t value)
{
	if (!try_act(bench, kind, value))
		fail_msg("%s", problems_first(&bench->journey.way.problems));
}

static inline void press(struct pupil_bench *bench, enum action_kind kind)
{
	press_value(bench, kind, 0);
}

/* Presses, and is then on this screen. */
static inline void press_to(struct pupil_bench *bench, enum action_kind kind,
			    enum screen_name screen)
{
	press(bench, kind);
	assert_int_equal(bench->flow.screen, screen);
}

static inline void wait_ms(struct pupil_bench *bench, int64_t ms)
{
	bench->now_ms += ms;
	pupil_time(&bench->flow, bench->now_ms - bench->touched_ms, bench->now_ms);
}

static inline void type(struct pupil_bench *bench, const char *characters)
{
	for (; *characters != '\0'; characters++)
		press_value(bench, ACTION_TYPE, *characters);
}

static inline int drawing_of(struct pupil_bench *bench, bool right)
{
	const struct view *view = look_at(bench);
	for (int i = 0; i < 4; i++)
		if ((view->drawings[i] == bench->flow.card.code->drawing) == right)
			return i;
	fail_msg("no such drawing is offered");
	return 0;
}

static inline const char *code_at(const struct pupil_bench *bench, size_t pupil)
{
	return bench->journey.way.codes[pupil].text;
}

/* From the start page to the drawings. */
static inline void show_card(struct pupil_bench *bench, size_t pupil)
{
	press_to(bench, ACTION_START, SCREEN_CODE);
	type(bench, code_at(bench, pupil));
	press_to(bench, ACTION_NEXT, SCREEN_DRAWING);
}

static inline void sit_down(struct pupil_bench *bench, size_t pupil, enum screen_name screen)
{
	show_card(bench, pupil);
	press_value(bench, ACTION_DRAWING, drawing_of(bench, true));
	press_to(bench, ACTION_NEXT, screen);
}

/* To the first question. */
static inline void begin(struct pupil_bench *bench, size_t pupil)
{
	sit_down(bench, pupil, SCREEN_FIRST);
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
}

static inline void answer(struct pupil_bench *bench, size_t count, int32_t value)
{
	for (; count > 0; count--) {
		assert_int_equal(bench->flow.screen, SCREEN_QUESTION);
		press_value(bench, ACTION_ANSWER, value);
		press(bench, ACTION_NEXT);
	}
}

static inline void leave_out(struct pupil_bench *bench)
{
	press_to(bench, ACTION_NEXT, SCREEN_QUESTION);
	assert_true(look_at(bench)->nudge);
	press(bench, ACTION_NEXT);
}

/* From the help page after the end to the start page. */
static inline void go_away(struct pupil_bench *bench)
{
	press_to(bench, ACTION_NEXT, SCREEN_THANKS);
	press_to(bench, ACTION_FINISHED, SCREEN_QUIET);
	press_to(bench, ACTION_NEXT_PERSON, SCREEN_START);
}

/* ---- What is left ---- */

static inline struct vault_row row_of(struct pupil_bench *bench, size_t pupil)
{
	struct vault_row row;
	bool found;
	assert_true(vault_find(bench->journey.vault, code_at(bench, pupil), &row, &found,
			       &bench->journey.way.problems));
	assert_true(found);
	return row;
}

static inline void unseal(struct pupil_bench *bench, struct slice sealed)
{
	struct way *way = &bench->journey.way;
	uint8_t *plain = malloc(sealed.size);
	size_t size;
	assert_non_null(plain);
	assert_int_equal(
		age_open(sealed, way->keys.identities, way->keys.identity_count, plain, &size),
		AGE_OPENED);
	record_release(bench->record);
	assert_true(
		record_read((struct slice){(char *)plain, size}, bench->record, &way->problems));
	free(plain);
}

/* The closed record of a pupil, opened with the researchers' key. */
static inline const struct record *record_of(struct pupil_bench *bench, size_t pupil)
{
	struct vault_row row = row_of(bench, pupil);
	struct vault_due *due;
	size_t count;
	assert_int_equal(row.state, VAULT_DONE);
	assert_true(vault_due(bench->journey.vault, &bench->journey.way.arena, &due, &count,
			      &bench->journey.way.problems));
	for (size_t i = 0; i < count; i++)
		if (memcmp(due[i].record, row.record, sizeof row.record) == 0) {
			unseal(bench, due[i].sealed);
			return bench->record;
		}
	fail_msg("the record is not due");
	return NULL;
}

static inline size_t answers_with(const struct record *record, enum answer_status status)
{
	size_t count = 0;
	for (size_t i = 0; i < record->answer_count; i++)
		count += record->answers[i].status == status;
	return count;
}

/* The value of an item, by its place in the record. */
static inline const char *way_value(struct pupil_bench *bench, size_t item)
{
	return arena_text(&bench->journey.way.arena, bench->record->answers[item].value);
}

/* Nothing of a pupil is in the flow any more. */
static inline void assert_wiped(const struct pupil_flow *flow)
{
	static const struct pupil_card none = {.chosen = -1};
	assert_null(flow->block.bytes);
	assert_null(flow->sitting);
	assert_null(flow->record);
	assert_null(flow->resume);
	if (flow->page == SCREEN_START)
		assert_memory_equal(&flow->card, &none, sizeof none);
}

#endif
