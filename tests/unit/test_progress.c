#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <unistd.h>

#include "export/sayso/command/progress.h"

static int64_t clock_ms;

static int64_t fake_now_ms(void)
{
	return clock_ms;
}

struct bench {
	char *text;
	size_t size;
	FILE *out;
	struct progress progress;
};

/* As progress_begin leaves it on a terminal, at the fake clock. */
static void begin(struct bench *bench, uint64_t total)
{
	clock_ms = 5000;
	bench->out = open_memstream(&bench->text, &bench->size);
	bench->progress = (struct progress){.out = bench->out,
					    .what = "records",
					    .total = total,
					    .percent_shown = -1,
					    .shown_ms = clock_ms,
					    .now_ms = fake_now_ms};
}

static void end(struct bench *bench)
{
	fclose(bench->out);
	free(bench->text);
}

static void shown_when_it_changed(void **state)
{
	static const struct {
		int64_t at_ms;
		uint64_t done;
		const char *shows; /* NULL: nothing */
	} rows[] = {
		{5000, 1, "\rrecords:   0 % (   1 of 1000)"},
		{5001, 9, NULL},
		{5002, 10, "\rrecords:   1 % (  10 of 1000)"},
		{5003, 19, NULL},
		{6001, 19, NULL},
		{6002, 19, "\rrecords:   1 % (  19 of 1000)"},
		{6003, 999, "\rrecords:  99 % ( 999 of 1000)"},
		{6004, 1000, "\rrecords: 100 % (1000 of 1000)"},
		{6005, 1000, NULL},
		{6006, 1001, NULL},
	};
	struct bench bench;
	(void)state;

	begin(&bench, 1000);
	for (size_t i = 0; i < countof(rows); i++) {
		size_t before;

		fflush(bench.out);
		before = bench.size;
		clock_ms = rows[i].at_ms;
		progress_step(&bench.progress, rows[i].done);
		fflush(bench.out);
		assert_string_equal(bench.text + before, rows[i].shows ? rows[i].shows : "");
	}
	end(&bench);
}

static void end_clears_the_line(void **state)
{
	struct bench bench;
	size_t before;
	(void)state;

	begin(&bench, 20);
	progress_step(&bench.progress, 3);
	fflush(bench.out);
	assert_string_equal(bench.text, "\rrecords:  15 % ( 3 of 20)");
	before = bench.size;
	progress_end(&bench.progress);
	fflush(bench.out);
	assert_string_equal(bench.text + before, "\r                         \r");
	progress_step(&bench.progress, 20);
	progress_end(&bench.progress);
	fflush(bench.out);
	assert_int_equal(bench.size, before + 27);
	end(&bench);
}

static void silent_unless_a_terminal(void **state)
{
	struct bench bench;
	(void)state;

	begin(&bench, 10);
	progress_begin(&bench.progress, bench.out, "records", 10);
	progress_step(&bench.progress, 5);
	progress_end(&bench.progress);
	fflush(bench.out);
	assert_int_equal(bench.size, 0);
	end(&bench);

	progress_begin(NULL, stderr, "records", 10);
	progress_step(NULL, 5);
	progress_end(NULL);
	progress_begin(&bench.progress, NULL, "records", 10);
	progress_step(&bench.progress, 5);
	progress_end(&bench.progress);
}

static void shown_on_a_terminal(void **state)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave;
	struct progress progress;
	char text[80] = "";
	ssize_t size;
	FILE *out;
	(void)state;

	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) {
		print_message("no terminal can be made here\n");
		skip();
	}
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	assert_true(slave >= 0);
	out = fdopen(slave, "w");
	assert_non_null(out);
	progress_begin(&progress, out, "batches", 0);
	size = read(master, text, sizeof text - 1);
	assert_true(size > 0);
	assert_string_equal(text, "\rbatches: 100 % (0 of 0)");
	progress_end(&progress);
	fclose(out);
	close(master);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shown_when_it_changed),
		cmocka_unit_test(end_clears_the_line),
		cmocka_unit_test(silent_unless_a_terminal),
		cmocka_unit_test(shown_on_a_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
