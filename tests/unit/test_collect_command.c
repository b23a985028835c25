/* sayso collect, status and export, by their words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "export/formats/file.h"
#include "tests/unit/run_command.h"
#include "tests/unit/sealed_way.h"

struct desk {
	struct way way;
	char stick[PATH_SIZE], words[4 * PATH_SIZE];
	struct slice batches[2];
	uint8_t lost[16]; /* id of the record that is changed on the stick */
};

static void file_put(const char *folder, const char *name, struct slice bytes)
{
	struct problems problems = {.count = 0};
	char path[PATH_SIZE];
	assert_non_null(bytes.bytes);
	assert_true(folder_make(folder, FILE_PRIVATE, &problems));
	assert_true(path_join(path, folder, name));
	assert_int_not_equal(file_write(path, bytes, FILE_PRIVATE, true, &problems), FILE_FAILED);
}

/* Two machines; the second's batch has a changed record. */
static void stick_fill(struct desk *desk)
{
	struct way *way = &desk->way;
	struct batch_record records[3];
	char folder[PATH_SIZE];
	assert_true(path_join(desk->stick, way->folder, "stick"));
	assert_true(path_join(folder, desk->stick, "sayso"));
	for (uint8_t i = 0; i < 3; i++)
		records[i] = way_record(way, i, i, way_best, SITTING_COMPLETE);
	desk->batches[0] = way_batch(way, 1, records, 3);
	file_put(folder, "b.tar", desk->batches[0]);
	assert_true(way_machine(way, 5));
	for (uint8_t i = 0; i < 3; i++)
		records[i] = way_record(way, (uint8_t)(i + 2), (uint8_t)(i + 7), way_agreeing,
					SITTING_STOPPED);
	desk->batches[1] = way_batch(way, 4, records, 3);
	memcpy(desk->lost, records[2].id, sizeof desk->lost);
	struct slice body = {records[2].sealed.bytes, 300};
	file_put(folder, "a.tar", way_flipped(way, desk->batches[1], body, 290));
	file_put(folder, "letter.txt", slice_of("Dear colleagues"));
	file_put(folder, ".hidden.tar", slice_of("rubbish of a system"));
	file_put(desk->stick, "c.tar", slice_of("no batch at all"));
	file_put(desk->stick, "harbour.study.tar", buffer_slice(&way->pack));
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	if (desk == NULL)
		return -1;
	*state = desk;
	if (!way_init(&desk->way)) {
		way_release(&desk->way);
		return -1;
	}
	stick_fill(desk);
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	way_release(&desk->way);
	free(desk);
	return 0;
}

/* %k the keys, %d a dataset, %s the stick, %o a folder for the tables. */
static struct ran run_words(struct desk *desk, const char *format)
{
	struct buffer out = buffer_over(desk->words, sizeof desk->words);
	for (; *format != '\0'; format++) {
		if (*format != '%') {
			buffer_add_char(&out, *format);
			continue;
		}
		format++;
		if (*format == 's')
			buffer_add_text(&out, desk->stick);
		else
			buffer_add_format(&out, "%s/%s", desk->way.folder,
					  *format == 'k'   ? "keys"
					  : *format == 'd' ? "all.db"
							   : "tables");
	}
	buffer_add_char(&out, '\0');
	assert_true(buffer_fits(&out));
	return run(NULL, desk->words);
}

static void expect_run(struct ran *ran, int code, const char *const *out, const char *const *error)
{
	if (ran->code != code)
		fail_msg("%d\n%s\n%s", ran->code, ran->out, ran->error);
	for (; *out != NULL; out++)
		if (strstr(ran->out, *out) == NULL)
			fail_msg("not printed: %s\nbut\n%s", *out, ran->out);
	for (; *error != NULL; error++)
		if (strstr(ran->error, *error) == NULL)
			fail_msg("not said: %s\nbut\n%s", *error, ran->error);
	ran_release(ran);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void collect_stick(struct desk *desk)
{
	char lost[33];
	hex_write(desk->lost, 16, lost);
	struct ran ran = run_words(desk, "collect --keys %k --into %d %s");
	/* In the order of their names, folders among them. */
	const char *a = strstr(ran.out, "a.tar:"), *b = strstr(ran.out, "b.tar:");
	assert_true(a != NULL && b != NULL && a < b);
	assert_null(strstr(ran.out, "hidden"));
	assert_null(strstr(ran.out, "letter"));
	expect_run(&ran, 1,
		   WORDS("a.tar: school harbour, machine 5, batch 4, 3 records: 2 new, 0 known, 1 "
			 "LOST ON "
			 "THE WAY\n",
			 "b.tar: school harbour, machine 12, batch 1, 3 records: 3 new, 0 known\n",
			 "c.tar: PUT ASIDE\n", "harbour.study.tar: no batch, left alone\n",
			 "2 batches: 6 records, 5 new, 0 known, 0 put aside, 1 lost\n"),
		   WORDS("a.tar: error: record ", lost, "c.tar: error: the batch is put aside: "));
}

static void collects_what_is_good_and_names_the_rest(void **state)
{
	struct desk *desk = *state;
	char whole[PATH_SIZE];
	collect_stick(desk);
	/* The whole batch in place of the changed one. */
	assert_true(path_join(whole, desk->way.folder, "whole"));
	file_put(whole, "a.tar", desk->batches[1]);
	assert_true(path_join(desk->stick, whole, "a.tar"));
	struct ran ran = run_words(desk, "collect --keys %k --into %d %s");
	expect_run(&ran, 0, WORDS("a.tar: ", "3 records: 1 new, 2 known\n", "1 batch: "),
		   WORDS(""));
	ran = run_words(desk, "collect --keys %k --into %d %s");
	expect_run(&ran, 0, WORDS("3 records: 0 new, 3 known\n"), WORDS(""));
}

static void files_may_have(rlim_t bytes)
{
	const struct rlimit limit = {bytes, RLIM_INFINITY};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Nothing is called put aside that only found no room, and nothing is tried in vain after it. */
static void a_full_disk_ends_it(void **state)
{
	struct desk *desk = *state;
	char stick[PATH_SIZE];
	memcpy(stick, desk->stick, sizeof stick);
	assert_true(path_join(desk->stick, stick, "c.tar"));
	struct ran ran = run_words(desk, "collect --keys %k --into %d %s");
	expect_run(&ran, 1, WORDS("c.tar: PUT ASIDE\n"), WORDS(""));
	memcpy(desk->stick, stick, sizeof stick);
	signal(SIGXFSZ, SIG_IGN);
	files_may_have(40000);
	ran = run_words(desk, "collect --keys %k --into %d %s");
	files_may_have(RLIM_INFINITY);
	assert_null(strstr(ran.out, "b.tar"));
	expect_run(&ran, 1, WORDS("a.tar: NOT COLLECTED\n", "so no more was collected."),
		   WORDS("all.db: error: "));
	collect_stick(desk);
}

static void tells_the_status(void **state)
{
	struct desk *desk = *state;
	char lost[33];
	hex_write(desk->lost, 16, lost);
	collect_stick(desk);
	struct ran ran = run_words(desk, "status %d");
	/* Code 2 has a record on each machine: the complete one counts. */
	expect_run(
		&ran, 0,
		WORDS("Study our-town: 4 responses\n", "  harbour           M5 ",
		      "  harbour           M12 ", "complete  stopped  partial",
		      "  harbour  7B     autumn       12        8      6  50 %         3        1",
		      "\nTell each school, ",
		      "fetch a batch from them again.\n  harbour 7B autumn: 1\n", "Put aside: 2\n",
		      "collect FILE.\n    c.tar\n",
		      "fetch a batch from it again.\n    a.tar, record ", lost,
		      "        it was changed on the way\n",
		      "One card answered more than once in a wave: 1\n",
		      "  harbour 7B autumn: 07000000 (stopped) is left out for 02000000 (complete, "
		      "school harbour)\n"),
		WORDS(""));
	ran = run_words(desk, "status /nowhere.db");
	expect_run(&ran, 1, WORDS(""), WORDS("/nowhere.db: error: "));
}

static void exports_the_tables(void **state)
{
	struct desk *desk = *state;
	static const char *const names[] = {"responses.csv", "answers.csv", "scores.csv",
					    "codebook.csv"};
	char folder[PATH_SIZE], path[PATH_SIZE];
	collect_stick(desk);
	struct ran ran = run_words(desk, "export %d --format csv -o %o");
	expect_run(&ran, 0,
		   WORDS("responses.csv: 4 rows\n", "answers.csv: 120 rows\n",
			 "scores.csv: 20 rows\n", "codebook.csv: ",
			 "  rosenberg        self_esteem                4       0   ",
			 "  wellbeing        desirability"),
		   WORDS(""));
	assert_true(path_join(folder, desk->way.folder, "tables"));
	for (size_t i = 0; i < countof(names); i++) {
		struct stat file;
		assert_true(path_join(path, folder, names[i]));
		assert_int_equal(stat(path, &file), 0);
		assert_int_equal(file.st_mode & 07777, 0600);
	}
	ran = run_words(desk, "export %d --format csv -o %o --rehearsal");
	expect_run(&ran, 0, WORDS("responses.csv: 0 rows\n"), WORDS(""));
	ran = run_words(desk, "export %d --format xml -o %o");
	expect_run(&ran, 2, WORDS(""), WORDS("csv"));
	ran = run_words(desk, "export %d --format csv");
	expect_run(&ran, 2, WORDS(""), WORDS("output"));
}

/* The names on a stick are whose it was. */
static void the_name_of_a_file_drives_no_terminal(void **state)
{
	struct desk *desk = *state;
	static const char *const lines[] = {"collect --keys %k --into %d %s", "status %d"};
	assert_true(path_join(desk->stick, desk->way.folder, "evil"));
	file_put(desk->stick, "a\x1b[2J\nb.tar: 3 records: 3 new, 0 known\n.tar", desk->batches[0]);
	file_put(desk->stick, "c\x1b]0;x\a.tar", slice_of("no batch at all"));
	for (size_t i = 0; i < countof(lines); i++) {
		struct ran ran = run_words(desk, lines[i]);
		for (const char *c = ran.out; *c != '\0'; c++)
			assert_true(*c == '\n' || (unsigned char)*c >= ' ');
		assert_null(strstr(ran.out, "\nb.tar"));
		expect_run(&ran, 1 - (int)i, WORDS("c?]0;x?.tar"), WORDS(""));
	}
}

static void dataset_change(struct desk *desk, const char *sql)
{
	char path[PATH_SIZE];
	struct problems problems = {.count = 0};
	assert_true(path_join(path, desk->way.folder, "all.db"));
	struct dataset *dataset = dataset_open(path, false, &problems);
	assert_non_null(dataset);
	assert_true(db_execute(dataset_db(dataset), sql, &problems));
	dataset_close(dataset);
}

/* A study.db that somebody sends may hold anything. */
static void a_foreign_dataset_is_refused(void **state)
{
	struct desk *desk = *state;
	static const char *const changes[] = {
		"PRAGMA foreign_keys=OFF; UPDATE items SET id = -300000 WHERE id = 2",
		"PRAGMA foreign_keys=OFF; UPDATE items SET id = -9223372036854775807 WHERE id = 3",
		"PRAGMA foreign_keys=OFF; UPDATE answers SET item = -300000 WHERE item = 4",
		"PRAGMA foreign_keys=OFF; UPDATE answers SET item = 300000 WHERE item = 5",
	};
	for (size_t i = 0; i < countof(changes); i++) {
		char path[PATH_SIZE];
		collect_stick(desk);
		dataset_change(desk, changes[i]);
		struct ran ran = run_words(desk, "export %d --format csv -o %o");
		expect_run(&ran, 1, WORDS("responses.csv: 4 rows\n"),
			   WORDS("an answer is of an item whose questionnaire cannot be read"));
		assert_true(path_join(path, desk->way.folder, "all.db"));
		assert_int_equal(unlink(path), 0);
	}
	collect_stick(desk);
	dataset_change(desk, "UPDATE study SET id = 'a' || char(27) || '[2J'; UPDATE machines SET "
			     "school = char(10, 27) || '[2J' || school, machine = number; "
			     "UPDATE records SET class = char(10, 27) || code || record; "
			     "UPDATE sessions SET started = 9223372036854775000 WHERE machine = 1");
	struct ran ran = run_words(desk, "status %d");
	for (const char *c = ran.out; *c != '\0'; c++)
		assert_true(*c == '\n' || (unsigned char)*c >= ' ');
	expect_run(&ran, 0, WORDS("Study a?[2J: ", "??[2Jharbour", "1000000000000"), WORDS(""));
}

static void a_foreign_dataset_brings_no_formula(void **state)
{
	struct desk *desk = *state;
	char path[PATH_SIZE];
	collect_stick(desk);
	dataset_change(desk, "UPDATE records SET class = '=1+1', language = '-2+3|x', "
			     "day = '-a.b'");
	struct ran ran = run_words(desk, "export %d --format csv -o %o --with-technical");
	expect_run(&ran, 0, WORDS("responses.csv: 4 rows"), WORDS(""));
	assert_true(path_join(path, desk->way.folder, "tables/responses.csv"));
	struct slice table = file_load(path);
	assert_non_null(memmem(table.bytes, table.size, ",'=1+1,", 7));
	assert_non_null(memmem(table.bytes, table.size, ",'-2+3|x,", 9));
	assert_non_null(memmem(table.bytes, table.size, ",-a.b,", 6));
	free((void *)(uintptr_t)table.bytes);
}

/* Root may read what is forbidden, unless it does without. False: no folder is closed to us. */
static bool files_closed(const char *folder, bool closed)
{
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct data[2];
	const uint32_t reading = 1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH;
	if (syscall(SYS_capget, &header, data) != 0 || chmod(folder, closed ? 0 : 0700) != 0)
		return false;
	data[0].effective = closed ? data[0].effective & ~reading
				   : data[0].effective | (data[0].permitted & reading);
	if (syscall(SYS_capset, &header, data) != 0)
		return false;
	DIR *open = opendir(folder); /* access() asks for more than what is effective */
	if (open != NULL)
		closedir(open);
	return (open == NULL) == closed;
}

/* As the lost+found of a stick that Linux has made: what stands behind it is collected. */
static void a_closed_folder_is_named_and_passed(void **state)
{
	struct desk *desk = *state;
	char folder[PATH_SIZE];
	assert_true(path_join(folder, desk->stick, "lost+found"));
	file_put(folder, "none", slice_of(""));
	if (!files_closed(folder, true))
		skip();
	struct ran ran = run_words(desk, "collect --keys %k --into %d %s");
	assert_true(files_closed(folder, false));
	expect_run(&ran, 1, WORDS("a.tar: school", "b.tar: school", "2 batches"),
		   WORDS("lost+found: error: it cannot be read: Permission denied"));
}

static void nothing_to_collect_is_said(void **state)
{
	struct desk *desk = *state;
	assert_true(path_join(desk->stick, desk->way.folder, "keys"));
	struct ran ran = run_words(desk, "collect --keys %k --into %d %s");
	expect_run(&ran, 0, WORDS("There is no batch (*.tar)"), WORDS(""));
	ran = run_words(desk, "status %d");
	expect_run(&ran, 1, WORDS(""), WORDS("all.db: error: "));
	ran = run_words(desk, "collect --keys %k --into %d /nowhere");
	expect_run(&ran, 1, WORDS(""), WORDS("/nowhere"));
	assert_true(path_join(desk->stick, desk->way.folder, "link"));
	assert_int_equal(symlink("/nowhere", desk->stick), 0);
	ran = run_words(desk, "collect --keys %k --into %d %s");
	expect_run(&ran, 1, WORDS(""), WORDS("/link: error: "));
	ran = run_words(desk, "collect --keys /nowhere --into %d %k");
	ran_release(&ran);
	ran = run_words(desk, "collect --into %d %s");
	expect_run(&ran, 2, WORDS(""), WORDS("keys"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(collects_what_is_good_and_names_the_rest, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_full_disk_ends_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tells_the_status, set_up, tear_down),
		cmocka_unit_test_setup_teardown(exports_the_tables, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_name_of_a_file_drives_no_terminal, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_foreign_dataset_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_foreign_dataset_brings_no_formula, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_closed_folder_is_named_and_passed, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(nothing_to_collect_is_said, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
