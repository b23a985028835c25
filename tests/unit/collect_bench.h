/* What the tests of collect share: the sealed way, and what one collecting came to. cmocka's
 * headers come before this one. */
#ifndef SAYSO_TESTS_COLLECT_BENCH_H
#define SAYSO_TESTS_COLLECT_BENCH_H

#include "tests/unit/sealed_way.h"

static inline int set_up(void **state)
{
	struct way *way = calloc(1, sizeof *way);
	if (way == NULL)
		return -1;
	*state = way;
	if (way_init(way))
		return 0;
	way_release(way);
	return -1;
}

static inline int tear_down(void **state)
{
	way_release(*state);
	free(*state);
	return 0;
}

static inline int64_t number_of(struct way *way, const char *sql)
{
	struct db_statement *row = db_statement(dataset_db(way->dataset), sql, &way->problems);
	assert_non_null(row);
	assert_int_equal(db_step(row, &way->problems), DB_ROW);
	int64_t number = db_int(row, 0);
	db_reset(row);
	return number;
}

static inline struct collected collect(struct way *way, struct slice archive, bool taken)
{
	struct collected collected;
	memset(&way->problems, 0, sizeof way->problems);
	assert_non_null(archive.bytes);
	if (collect_batch(&way->collector, "b.tar", archive, NULL, &collected, &way->problems) !=
	    taken)
		fail_msg("%s", problems_first(&way->problems));
	return collected;
}

static inline void expect(struct collected collected, size_t stored, size_t known, size_t aside,
			  size_t lost)
{
	assert_int_equal(collected.stored, stored);
	assert_int_equal(collected.known, known);
	assert_int_equal(collected.put_aside, aside);
	assert_int_equal(collected.lost, lost);
}

/* One error says it, of this batch; then there is none left for tear_down to print. */
static inline void expect_error(struct way *way, const char *text)
{
	bool said = false;
	for (size_t i = 0; i < way->problems.count; i++)
		said = said || (way->problems.list[i].severity == PROBLEM_ERROR &&
				strstr(way->problems.list[i].text, text) != NULL &&
				strcmp(way->problems.list[i].where, "b.tar") == 0);
	if (!said)
		problems_print(&way->problems, stderr);
	if (!said)
		fail_msg("not said: %s", text);
	memset(&way->problems, 0, sizeof way->problems);
}

static inline size_t three(struct way *way, struct batch_record records[3])
{
	for (uint8_t i = 0; i < 3; i++) {
		records[i] = way_record(way, i, i, way_best, SITTING_COMPLETE);
		assert_non_null(records[i].sealed.bytes);
	}
	return 3;
}

#endif
