/* salary_test.c - bands against each other, amounts, the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "career/career.h"

static struct path_salary levels[] = {
	{ .id = "entry", .from = { 24000, 36000, false },
	  .to = { 26000, 38000, false } },
	{ .id = "mid", .from = { 40000, 62000, false },
	  .to = { 42000, 65000, false } },
	{ .id = "senior", .from = { 68000, 105000, true },
	  .to = { 70000, 110000, false } },
};
static const struct path_salaries salaries = {
	.levels = levels, .level_count = 3,
	.dip_months = { 12, 18, false }, .back_years = { 2, 4, false },
};

static void a_change_is_between_the_ends(void **state)
{
	struct salary_change change = salary_change(&levels[1].from,
						    &levels[0].to);

	(void)state;
	assert_int_equal(change.low, -36000);
	assert_int_equal(change.high, -2000);
	assert_false(change.low_open || change.high_open);
	change = salary_change(&levels[2].from, &levels[2].to);
	assert_int_equal(change.low, -35000);
	assert_int_equal(change.high, 42000);
	assert_true(change.low_open);
	assert_false(change.high_open);
	assert_int_equal(salary_upper(&levels[0].to).low, 32000);
	assert_int_equal(salary_upper(&levels[0].to).high, 38000);
}

static void an_amount_has_its_place(void **state)
{
	static const struct {
		int64_t amount;
		bool of_to;
		enum salary_place place;
		size_t level;
	} cases[] = {
		{ 23999, false, SALARY_BELOW, 0 },
		{ 24000, false, SALARY_WITHIN, 0 },
		{ 36000, false, SALARY_WITHIN, 0 },
		{ 36001, false, SALARY_BETWEEN, 1 },
		{ 36001, true, SALARY_WITHIN, 0 },
		{ 62000, false, SALARY_WITHIN, 1 },
		{ 67999, false, SALARY_BETWEEN, 2 },
		{ 200000, false, SALARY_WITHIN, 2 },
		{ 110000, true, SALARY_WITHIN, 2 },
		{ 110001, true, SALARY_ABOVE, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t level;

		assert_int_equal(salary_place(&salaries, cases[i].amount,
					      cases[i].of_to, &level),
				 cases[i].place);
		assert_int_equal(level, cases[i].level);
	}
}

static void amounts_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t amount;		/* 0: refused */
	} cases[] = {
		{ "45000", 45000 }, { "45,000", 45000 }, { "45k", 45000 },
		{ "45.5K", 45500 }, { "\u00a345,000", 45000 },
		{ "GBP 45000", 45000 }, { " 45000 ", 45000 },
		{ "1,234,567", 1234567 }, { "800", 800 }, { "", 0 },
		{ "k", 0 }, { "abc", 0 }, { "4,50", 0 }, { "45,0000", 0 },
		{ "45000,", 0 }, { ",450", 0 }, { "-45000", 0 },
		{ "45.000", 0 }, { "45.55k", 0 }, { "0", 0 }, { "0k", 0 },
		{ "45000 a year", 0 }, { "100000001", 0 },
		{ "99999999999999999999", 0 }, { "4500,000", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t amount = 0;
		bool read = salary_read(str_of(cases[i].text), &amount);

		if (read != (cases[i].amount != 0) ||
		    (read && amount != cases[i].amount))
			fail_msg("'%s' was read as %d", cases[i].text,
				 read ? (int)amount : 0);
	}
}

static void amounts_are_written(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	assert_string_equal(salary_text(&arena, 0), "0");
	assert_string_equal(salary_text(&arena, 999), "999");
	assert_string_equal(salary_text(&arena, 1000), "1,000");
	assert_string_equal(salary_text(&arena, 1050007), "1,050,007");
	assert_string_equal(salary_text(&arena, -36000), "-36,000");
	arena_release(&arena);
}

static void the_way_has_its_phases(void **state)
{
	struct salary_way way = salary_way(&salaries);
	struct path_salaries odd = { .dip_months = { 30, 30, false },
				     .back_years = { 2, 3, false } };

	(void)state;
	assert_true(way.known);
	assert_int_equal(way.months, 48);
	assert_int_equal(salary_phase(&way, 0), SALARY_CUT);
	assert_int_equal(salary_phase(&way, 11.9), SALARY_CUT);
	assert_int_equal(salary_phase(&way, 12), SALARY_MAY_SHOW);
	assert_int_equal(salary_phase(&way, 18), SALARY_CLIMB);
	assert_int_equal(salary_phase(&way, 24), SALARY_BACK);
	assert_int_equal(salary_phase(&way, 48), SALARY_BACK);
	way = salary_way(&odd);		/* phases that are none */
	assert_int_equal(way.months, 36);
	assert_int_equal(salary_phase(&way, 29), SALARY_CUT);
	assert_int_equal(salary_phase(&way, 30), SALARY_BACK);
	odd.back_years.high = 0;
	assert_false(salary_way(&odd).known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_is_between_the_ends),
		cmocka_unit_test(an_amount_has_its_place),
		cmocka_unit_test(amounts_are_read),
		cmocka_unit_test(amounts_are_written),
		cmocka_unit_test(the_way_has_its_phases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
