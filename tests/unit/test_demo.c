#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/study/plan.h"
#include "tests/unit/study_files.h"

#define DEMO	"surveys/demo/"
#define LIBRARY "surveys/library/"

static const char *const tables[] = {"study.csv", "schools.csv", "plan.csv", "pages.csv"};
static const struct {
	const char *folder, *name;
} forms[] = {
	{"wellbeing", "wellbeing"},
	{"self_esteem_rosenberg", "rosenberg"},
	{"self_esteem_lifespan", "lifespan"},
	{"taking_part", "taking_part"},
};

static struct test_study *demonstration(void)
{
	struct test_study *test = malloc(sizeof *test);
	char name[80], path[120];
	assert_non_null(test);
	test_study_init(test);
	for (size_t i = 0; i < countof(tables); i++) {
		snprintf(path, sizeof path, DEMO "%s", tables[i]);
		assert_true(test_study_put_file(test, tables[i], path));
	}
	for (size_t i = 0; i < countof(forms); i++) {
		snprintf(name, sizeof name, "forms/%s.csv", forms[i].name);
		snprintf(path, sizeof path, LIBRARY "%s/%s.csv", forms[i].folder, forms[i].name);
		assert_true(test_study_put_file(test, name, path));
		snprintf(name, sizeof name, "forms/%s.scales.csv", forms[i].name);
		snprintf(path, sizeof path, LIBRARY "%s/%s.scales.csv", forms[i].folder,
			 forms[i].name);
		(void)!test_study_put_file(test, name, path); /* taking part has none */
	}
	return test;
}

static void it_loads_without_a_complaint(void **state)
{
	struct test_study *test = demonstration();
	const struct study *study = test_study_load(test);
	(void)state;
	if (study == NULL || test->problems.count > 0)
		problems_print(&test->problems, stderr);
	assert_non_null(study);
	assert_string_equal(study->id, "our-town");
	assert_string_equal(study->title, "Our town, our say");
	assert_int_equal(study->form_count, 4);
	assert_int_equal(study->school_count, 2);
	assert_int_equal(study->helpline_count, 2);
	for (size_t i = 0; i < test->problems.count; i++)
		assert_true(strncmp(test->problems.list[i].where, "forms/", 6) == 0);
	test_study_release(test);
	free(test);
}

static const struct {
	const char *wave, *self_esteem;
	enum look look;
	int32_t year;
} waves[] = {
	{"autumn", "rosenberg", LOOK_CALM, 7},
	{"spring", "rosenberg", LOOK_CALM, 9},
	{"autumn-juniors", "lifespan", LOOK_SHORE, 5},
	{"spring-juniors", "lifespan", LOOK_SHORE, 6},
};

static void its_waves_fit_their_ages(void **state)
{
	struct test_study *test = demonstration();
	const struct study *study = test_study_load(test);
	(void)state;
	assert_non_null(study);
	for (size_t i = 0; i < countof(waves); i++) {
		const struct wave *wave = study_wave(study, slice_of(waves[i].wave));
		assert_non_null(wave);
		assert_true(wave_has_year(wave, waves[i].year));
		assert_int_equal(wave->look, waves[i].look);
		assert_int_equal(wave->form_count, 3);
		assert_string_equal(wave->forms[0]->id, "wellbeing");
		assert_string_equal(wave->forms[1]->id, waves[i].self_esteem);
		assert_string_equal(wave->forms[2]->id, "taking_part");
	}
	assert_int_equal(study->record_size, RECORD_STEP);
	test_study_release(test);
	free(test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_loads_without_a_complaint),
		cmocka_unit_test(its_waves_fit_their_ages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
