/* What test_teacher and test_stick share: a machine with an empty data folder, a stick that is a
 * folder with a study in it, and a teacher who presses what the pages offer. cmocka's headers come
 * before this one. */
#ifndef SAYSO_TESTS_STAFF_ROOM_H
#define SAYSO_TESTS_STAFF_ROOM_H

#include "kiosk/flow/teacher_parts.h"
#include "tests/unit/classroom.h"
#include "tests/unit/page_unit.h"

#define BOOT_MS 50000000

struct staff_room {
	struct journey journey; /* its way has the researchers; its vault is the machine's */
	struct machine machine;
	struct teacher_flow flow;
	struct page_unit page; /* letters and size of the machine's screen */
	struct fit_screen screen;
	struct view view;
	char data[PATH_SIZE], stick[PATH_SIZE];
	int64_t now_ms, touched_ms;
	int32_t wall_day;
	struct problems problems;
};

static inline bool all_zero(const void *bytes, size_t size)
{
	const uint8_t *byte = bytes;
	while (size > 0 && byte[size - 1] == 0)
		size--;
	return size == 0;
}

static inline void room_put(const struct staff_room *room, const char *name, struct slice bytes)
{
	char path[PATH_SIZE];
	assert_true(path_join(path, room->stick, name));
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

/* Issue 2 and later: with one code of the class made a spare one. */
static inline void room_new_issue(struct staff_room *room, uint32_t issue, struct buffer *out)
{
	struct way *way = &room->journey.way;
	struct buffer codes = buffer_growing(1u << 16);
	way_codes_write(way, &codes);
	char *last = strstr(codes.bytes, "pupil\n");
	assert_non_null(last);
	memcpy(last, "spare", 5); /* the first */
	test_study_put(&way->study, "codes.csv", codes.bytes);
	assert_non_null(test_study_load(&way->study));
	assert_true(way_pack(way, issue, out));
	buffer_release(&codes);
}

static inline void room_start(struct staff_room *room)
{
	const struct clocks clocks = {room->now_ms, room->wall_day};
	assert_true(machine_init(&room->machine, room->data, NULL, clocks, &room->problems));
	room->journey.vault = room->machine.vault;
	teacher_init(&room->flow, &room->machine, &room->screen, NULL, NULL, room->now_ms);
}

static inline void room_stop(struct staff_room *room)
{
	teacher_release(&room->flow);
	machine_release(&room->machine);
	room->journey.vault = NULL;
}

static inline int room_set(void **state)
{
	struct staff_room *room = calloc(1, sizeof *room);
	assert_non_null(room);
	*state = room;
	room->now_ms = room->touched_ms = BOOT_MS;
	room->wall_day = WAY_DAY;
	page_unit_open(&room->page, 1366, 768, 5.3f);
	room->screen = (struct fit_screen){&room->page.measure, &room->page.words, room->page.page};
	assert_true(way_init(&room->journey.way));
	assert_true(path_join(room->data, room->journey.way.folder, "machine"));
	assert_true(path_join(room->stick, room->journey.way.folder, "stick"));
	assert_int_equal(mkdir(room->stick, 0700), 0);
	room_put(room, "harbour.study", buffer_slice(&room->journey.way.pack));
	room_start(room);
	return 0;
}

static inline int room_clear(void **state)
{
	struct staff_room *room = *state;
	room_stop(room);
	if (room->problems.errors > 0)
		problems_print(&room->problems, stderr);
	way_release(&room->journey.way);
	page_unit_close(&room->page);
	free(room);
	return 0;
}

/* ---- The teacher ---- */

static inline void see(struct staff_room *room)
{
	memset(&room->view, 0, sizeof room->view);
	teacher_view(&room->flow, room->now_ms, &room->view);
}

static inline void press_value(struct staff_room *room, enum action_kind kind, int32_t value)
{
	const struct action action = {kind, value};
	room->touched_ms = room->now_ms;
	assert_true(
		teacher_apply(&room->flow, action, room->wall_day, room->now_ms, &room->problems));
	see(room);
}

static inline void press(struct staff_room *room, enum action_kind kind)
{
	press_value(room, kind, 0);
}

static inline void type_all(struct staff_room *room, const char *digits)
{
	for (; *digits != '\0'; digits++)
		press_value(room, ACTION_TYPE, *digits);
}

/* Woken only when the flow asked to be. */
static inline void wait_ms(struct staff_room *room, int64_t ms)
{
	int64_t until = room->now_ms + ms, deadline;
	while ((deadline = teacher_deadline_ms(&room->flow, room->touched_ms, room->now_ms)) <=
	       until) {
		room->now_ms = deadline > room->now_ms ? deadline : room->now_ms + 1;
		assert_true(teacher_time(&room->flow, room->now_ms - room->touched_ms, room->now_ms,
					 &room->problems));
		if (room->flow.end != TEACHER_STAYS)
			break;
	}
	room->now_ms = until;
	see(room);
}

static inline void enter(struct staff_room *room)
{
	room->touched_ms = room->now_ms;
	assert_true(teacher_enter(&room->flow, false, room->now_ms, &room->problems));
	see(room);
}

#define assert_screen(room, name) assert_int_equal((room)->flow.screen, SCREEN_##name)

/* From the empty machine to the start page; the teacher is gone. */
static inline void set_up_by_hand(struct staff_room *room)
{
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	press(room, ACTION_NEXT);
	type_all(room, room->journey.way.number);
	press(room, ACTION_NEXT);
	type_all(room, "7");
	press(room, ACTION_NEXT);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_int_equal(room->flow.end, TEACHER_TO_PUPILS);
	teacher_leave(&room->flow);
}

static inline void enter_with_pin(struct staff_room *room)
{
	enter(room);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
}

/* 7B, the first wave that it has; on the home page before and after. */
static inline void open_by_hand(struct staff_room *room)
{
	press(room, ACTION_OPEN_SESSION);
	press_value(room, ACTION_CHOOSE, 0);
	press_value(room, ACTION_CHOOSE, 0);
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
	room->journey.session = room->flow.open[0].about.id;
}

/* A pupil on this code, to the end of `pupil`. The row, as the app hands it on. */
static inline int64_t pupil_sits(struct staff_room *room, size_t code, size_t pupil)
{
	struct vault_row row;
	bool found;
	sit(&room->journey, &pupils[pupil], &room->journey.way.codes[code], "7B",
	    room->journey.records[pupil]);
	assert_true(vault_find(room->machine.vault, room->journey.way.codes[code].text, &row,
			       &found, &room->problems));
	assert_true(found);
	if (pupils[pupil].ends != SITTING_PARTIAL)
		teacher_closed(&room->flow, row.id, room->now_ms);
	return row.id;
}

/* Set up, a session open, `count` pupils through. The teacher is on the home page. */
static inline void class_with(struct staff_room *room, size_t count)
{
	set_up_by_hand(room);
	enter_with_pin(room);
	open_by_hand(room);
	for (size_t i = 0; i < count; i++)
		pupil_sits(room, i, i);
}

static inline void use_stick(struct staff_room *room)
{
	press(room, ACTION_STICK);
	assert_screen(room, STICK);
	assert_int_equal(room->view.teacher->stick, STICK_WRITING);
	wait_ms(room, 1);
}

/* The batch of that name, in the arena of the way. */
static inline struct slice batch_on_stick(struct staff_room *room, const char *name)
{
	char folder[PATH_SIZE], path[PATH_SIZE];
	assert_true(path_join(folder, room->stick, "sayso"));
	assert_true(path_join(path, folder, name));
	struct slice bytes = file_load(path);
	assert_non_null(bytes.bytes);
	char *copy = arena_text(&room->journey.way.arena, bytes);
	free((void *)(uintptr_t)bytes.bytes);
	assert_non_null(copy);
	return (struct slice){copy, bytes.size};
}

static inline struct collected collect(struct staff_room *room, const char *name)
{
	struct collected collected;
	assert_true(collect_batch(&room->journey.way.collector, name, batch_on_stick(room, name),
				  NULL, &collected, &room->problems));
	return collected;
}

#endif
