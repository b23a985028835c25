/* The stick on a real machine: studies found and taken, the batch written, written again, and
 * collected; and everything that a stick can do wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "kiosk/page/look.h"
#include "tests/unit/staff_room.h"

/* ---- Writing ---- */

static void a_batch_is_written_and_collected(void **state)
{
	struct staff_room *room = *state;
	class_with(room, countof(pupils)); /* the last is still answering */
	room->now_ms += DONE_SHOWS_MS;
	use_stick(room);
	const struct teacher_view *seen = room->view.teacher;
	assert_int_equal(seen->stick, STICK_WRITTEN);
	assert_int_equal(seen->done_on_stick, countof(pupils) - 1);
	assert_int_equal(seen->still_answering, 1);
	assert_false(seen->newer_study);
	struct collected collected = collect(room, room->flow.batch.name);
	assert_int_equal(collected.stored, countof(pupils) - 1);
	assert_int_equal(collected.put_aside + collected.lost, 0);
	assert_int_equal(collected.machine_number, WAY_MACHINE);
}

static void again_holds_the_same_and_the_new(void **state)
{
	struct staff_room *room = *state;
	char first[BATCH_NAME_MOST];
	class_with(room, 3);
	sit(&room->journey, &pupils[0], &room->journey.way.rehearsal, "", room->journey.records[7]);
	room->now_ms += DONE_SHOWS_MS;
	use_stick(room);
	assert_int_equal(room->view.teacher->done_on_stick, 3); /* no rehearsal */
	snprintf(first, sizeof first, "%s", room->flow.batch.name);
	struct slice before = batch_on_stick(room, first);
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
	pupil_sits(room, 3, 3);
	room->now_ms += DONE_SHOWS_MS;
	use_stick(room);
	assert_int_equal(room->view.teacher->done_on_stick, 4);
	assert_string_not_equal(room->flow.batch.name, first);
	assert_non_null(strstr(first, "-M7-000001.tar"));
	assert_non_null(strstr(room->flow.batch.name, "-M7-000002.tar"));
	assert_true(slice_equal(batch_on_stick(room, first), before));
	assert_int_equal(collect(room, first).stored, 4);
	struct collected second = collect(room, room->flow.batch.name);
	assert_int_equal(second.known, 4);
	assert_int_equal(second.stored, 1);
}

/* A batch without answers says that the machine is there. */
static void no_answers_is_a_batch(void **state)
{
	struct staff_room *room = *state;
	class_with(room, 0);
	use_stick(room);
	assert_int_equal(room->view.teacher->stick, STICK_WRITTEN);
	assert_int_equal(room->view.teacher->done_on_stick, 0);
	assert_int_equal(collect(room, room->flow.batch.name).records, 0);
}

static void invited_counts_no_unused_spare(void **state)
{
	struct staff_room *room = *state;
	struct buffer pack = buffer_growing(ENVELOPE_MOST);
	set_up_by_hand(room);
	room_new_issue(room, 2, &pack);
	room_put(room, "harbour.study", buffer_slice(&pack));
	buffer_release(&pack);
	enter_with_pin(room);
	use_stick(room);
	assert_true(room->view.teacher->newer_study);
	press(room, ACTION_NEXT);
	open_by_hand(room);
	use_stick(room);
	assert_false(room->view.teacher->newer_study);
	struct slice batch = batch_on_stick(room, room->flow.batch.name);
	assert_non_null(memmem(batch.bytes, batch.size, "\"invited\":11,\"started\":0", 24));
}

static void an_old_temporary_is_tidied(void **state)
{
	struct staff_room *room = *state;
	char old[PATH_SIZE], folder[PATH_SIZE];
	class_with(room, 1);
	assert_true(path_join(folder, room->stick, "sayso"));
	assert_int_equal(mkdir(folder, 0700), 0);
	room_put(room, "sayso/.sayso-01234567.tmp", slice_of("cut off"));
	room_put(room, "sayso/notes.txt", slice_of("the teacher's own"));
	use_stick(room);
	assert_true(path_join(old, room->stick, "sayso/.sayso-01234567.tmp"));
	assert_false(file_exists(old));
	assert_true(path_join(old, room->stick, "sayso/notes.txt"));
	assert_true(file_exists(old));
}

/* ---- Sticks that come and go ---- */

static void without_a_stick_it_is_asked_for(void **state)
{
	struct staff_room *room = *state;
	class_with(room, 1);
	teacher_stick_out(&room->flow, "/another/stick");
	assert_true(stick_is_in(&room->flow.stick));
	teacher_stick_out(&room->flow, room->stick);
	press(room, ACTION_STICK);
	assert_int_equal(room->view.teacher->stick, STICK_NONE);
	teacher_stick_in(&room->flow, room->stick);
	see(room);
	assert_int_equal(room->view.teacher->stick, STICK_WRITING);
	wait_ms(room, 1);
	assert_int_equal(room->view.teacher->stick, STICK_WRITTEN);
	teacher_stick_out(&room->flow, NULL);
	see(room);
	assert_int_equal(room->view.teacher->stick, STICK_WRITTEN); /* that stays true */
	assert_false(room->view.teacher->stick_in);
}

static void pulled_while_writing(void **state)
{
	struct staff_room *room = *state;
	class_with(room, 1);
	press(room, ACTION_STICK);
	teacher_stick_out(&room->flow, room->stick);
	see(room);
	assert_int_equal(room->view.teacher->stick, STICK_NONE);
}

static void assert_not_written(struct staff_room *room, enum stick_trouble trouble)
{
	assert_int_equal(room->view.teacher->stick, STICK_NOT_WRITTEN);
	assert_int_equal(room->view.teacher->stick_trouble, trouble);
}

/* The folder is gone and nobody has told: it is not made anew on the machine's own disk. */
static void gone_is_not_written_elsewhere(void **state)
{
	struct staff_room *room = *state;
	char away[PATH_SIZE + 8];
	class_with(room, 1);
	snprintf(away, sizeof away, "%s-away", room->stick);
	assert_int_equal(rename(room->stick, away), 0);
	use_stick(room);
	assert_not_written(room, STICK_GONE);
	assert_false(file_exists(room->stick));
	assert_int_equal(rename(away, room->stick), 0);
	teacher_stick_in(&room->flow, room->stick); /* put in again */
	wait_ms(room, 1);
	assert_int_equal(room->view.teacher->stick, STICK_WRITTEN);
	assert_non_null(strstr(room->flow.batch.name, "-000002.tar"));
}

static bool tell(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	return file != NULL && fputs(text, file) >= 0 && fclose(file) == 0;
}

/* Who is not root becomes the root of a namespace of their own; false: not allowed here. */
static bool root_here(void)
{
	char user[32], group[32];
	if (geteuid() == 0)
		return true;
	snprintf(user, sizeof user, "0 %u 1", (unsigned)geteuid());
	snprintf(group, sizeof group, "0 %u 1", (unsigned)getegid());
	prctl(PR_SET_DUMPABLE, 1); /* else the maps are root's to write */
	return unshare(CLONE_NEWUSER) == 0 && tell("/proc/self/setgroups", "deny") &&
	       tell("/proc/self/uid_map", user) && tell("/proc/self/gid_map", group);
}

/* Another disk over the folder of the stick; false: not allowed here. */
static bool mounted(struct staff_room *room, const char *options, unsigned long flags)
{
	return root_here() && unshare(CLONE_NEWNS) == 0 &&
	       mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount("tmpfs", room->stick, "tmpfs", flags, options) == 0;
}

static void skip_no_mount(void)
{
	print_message("no right to mount here\n");
	skip();
}

static void a_full_stick(void **state)
{
	struct staff_room *room = *state;
	char folder[PATH_SIZE];
	class_with(room, 2);
	if (!mounted(room, "size=8k", 0))
		skip_no_mount();
	teacher_stick_in(&room->flow, room->stick);
	use_stick(room);
	assert_not_written(room, STICK_FULL);
	assert_true(path_join(folder, room->stick, "sayso"));
	assert_int_equal(rmdir(folder), 0); /* nothing half-written stays */
	press(room, ACTION_STICK);	    /* again, once there is room */
	assert_int_equal(mount(NULL, room->stick, NULL, MS_REMOUNT, "size=4m"), 0);
	wait_ms(room, 1);
	assert_int_equal(room->view.teacher->stick, STICK_WRITTEN);
	assert_false(room->view.teacher->stick_checked); /* memory alone: read back from no disk */
	umount(room->stick);
}

static void a_protected_stick(void **state)
{
	struct staff_room *room = *state;
	class_with(room, 1);
	if (!mounted(room, "size=4m", MS_RDONLY))
		skip_no_mount();
	teacher_stick_in(&room->flow, room->stick);
	use_stick(room);
	assert_not_written(room, STICK_PROTECTED);
	umount(room->stick);
}

/* Its folder stays when a stick is pulled: what is written there is not on the stick. */
static void the_disk_beneath_is_looked_at(void **state)
{
	struct staff_room *room = *state;
	char folder[PATH_SIZE];
	class_with(room, 1);
	if (!mounted(room, "size=4m", 0))
		skip_no_mount();
	teacher_stick_in(&room->flow, room->stick);
	assert_int_equal(umount(room->stick), 0);
	use_stick(room);
	assert_not_written(room, STICK_GONE);
	assert_true(path_join(folder, room->stick, "sayso"));
	assert_false(file_exists(folder));
}

static void a_link_is_not_followed(void **state)
{
	struct staff_room *room = *state;
	char folder[PATH_SIZE];
	class_with(room, 1);
	assert_true(path_join(folder, room->stick, "sayso"));
	assert_int_equal(symlink(room->data, folder), 0);
	use_stick(room);
	assert_not_written(room, STICK_FAILING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, room_set, room_clear)
	const struct CMUnitTest tests[] = {
		TEST(a_batch_is_written_and_collected),
		TEST(again_holds_the_same_and_the_new),
		TEST(no_answers_is_a_batch),
		TEST(invited_counts_no_unused_spare),
		TEST(an_old_temporary_is_tidied),
		TEST(without_a_stick_it_is_asked_for),
		TEST(pulled_while_writing),
		TEST(gone_is_not_written_elsewhere),
		TEST(a_link_is_not_followed),
		/* Last: they change what this program sees of the disks. */
		TEST(a_full_stick),
		TEST(a_protected_stick),
		TEST(the_disk_beneath_is_looked_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
