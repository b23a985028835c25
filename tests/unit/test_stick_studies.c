/* Studies that a stick brings. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/staff_room.h"

static void read_studies(struct staff_room *room, const struct vault_machine *machine,
			 struct stick_studies *studies)
{
	struct problems *scratch = calloc(1, sizeof *scratch);
	assert_non_null(scratch);
	stick_studies_read(room->stick, machine, studies, scratch);
	free(scratch);
}

static void of_one_study_the_newest(void **state)
{
	struct staff_room *room = *state;
	struct way *way = &room->journey.way;
	struct stick_studies studies;
	struct buffer newer = buffer_growing(ENVELOPE_MOST);
	assert_true(way_pack(way, 3, &newer));
	room_put(room, "a.study", buffer_slice(&newer));
	room_put(room, "B.STUDY", buffer_slice(&way->pack));
	room_put(room, "notes.txt", slice_of("no study"));
	room_put(room, "bad.study", slice_of("no study either"));
	read_studies(room, NULL, &studies);
	assert_int_equal(studies.count, 1);
	assert_int_equal(studies.bad, 1);
	assert_int_equal(studies.list[0].pack.envelope.label.issue, 3);
	stick_studies_release(&studies);
	buffer_release(&newer);
}

static void a_file_stands_for_itself(void **state)
{
	struct staff_room *room = *state;
	struct stick_studies studies;
	char path[PATH_SIZE];
	assert_true(path_join(path, room->stick, "harbour.study"));
	stick_studies_read(path, NULL, &studies, &room->problems);
	assert_int_equal(studies.count, 1);
	stick_studies_release(&studies);
	stick_studies_read("/nowhere", NULL, &studies, &room->journey.way.problems);
	assert_int_equal(studies.count, 0);
	memset(&room->journey.way.problems, 0, sizeof room->journey.way.problems);
}

/* Only a higher issue of the machine's own study, school and key. */
static void only_its_own_newer_study_is_taken(void **state)
{
	struct staff_room *room = *state;
	struct way *way = &room->journey.way;
	struct vault_machine other;
	struct stick_studies studies;
	struct buffer newer = buffer_growing(ENVELOPE_MOST);
	set_up_by_hand(room);
	read_studies(room, vault_machine(room->machine.vault), &studies);
	assert_int_equal(studies.count, 0); /* it is the one that is there */
	assert_true(way_pack(way, 2, &newer));
	room_put(room, "new.study", buffer_slice(&newer));
	other = *vault_machine(room->machine.vault);
	other.signing.key[7] ^= 1;
	read_studies(room, &other, &studies);
	assert_int_equal(studies.count, 0);
	other = *vault_machine(room->machine.vault);
	other.school[0] = 'x';
	read_studies(room, &other, &studies);
	assert_int_equal(studies.count, 0);
	other = *vault_machine(room->machine.vault);
	other.study[0] = 'x';
	read_studies(room, &other, &studies);
	assert_int_equal(studies.count, 0);
	assert_int_equal(studies.bad, 0);
	assert_int_equal(stick_take_newer(&room->flow.stick, room->machine.vault, &room->problems),
			 2);
	assert_int_equal(vault_machine(room->machine.vault)->issue, 2);
	assert_int_equal(stick_take_newer(&room->flow.stick, room->machine.vault, &room->problems),
			 0);
	buffer_release(&newer);
}

/* One bit of a newer study turned: it is not taken, and the answers leave all the same. */
static void a_bad_newer_study_hinders_nothing(void **state)
{
	struct staff_room *room = *state;
	struct way *way = &room->journey.way;
	struct buffer newer = buffer_growing(ENVELOPE_MOST);
	class_with(room, 1);
	assert_true(way_pack(way, 2, &newer));
	newer.bytes[newer.size / 2] ^= 4;
	room_put(room, "new.study", buffer_slice(&newer));
	use_stick(room);
	assert_int_equal(room->view.teacher->stick, STICK_WRITTEN);
	assert_false(room->view.teacher->newer_study);
	assert_int_equal(vault_machine(room->machine.vault)->issue, 1);
	buffer_release(&newer);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, room_set, room_clear)
	const struct CMUnitTest tests[] = {
		TEST(of_one_study_the_newest), TEST(a_file_stands_for_itself),
		TEST(only_its_own_newer_study_is_taken), TEST(a_bad_newer_study_hinders_nothing),
		/* Last: they change what this program sees of the disks. */
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
