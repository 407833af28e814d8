/* cohort_test.c - answers of many learners, summed up. */
#include "stats/stats.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20782, NOON = 43200 };

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct cohort_answer answer(const char *account, const char *question,
				   double score, int64_t day)
{
	return (struct cohort_answer){
		.account = account, .question = question, .score = score,
		.day = day, .at = day * 86400 + NOON, .counts = true,
	};
}

static struct cohort sum(const struct cohort_answer *answers, size_t count)
{
	struct gathering *gathering = cohort_begin(&arena);
	struct cohort cohort;

	for (size_t i = 0; i < count; i++)
		assert_int_equal(cohort_add(gathering, &answers[i]),
				 COHORT_TAKEN);
	cohort_end(gathering, TODAY, (int64_t)TODAY * 86400 + NOON, &cohort);
	return cohort;
}

static void learners_have_days_and_streaks(void **state)
{
	struct cohort_answer list[] = {
		answer("b", "x:1", 0.5, TODAY - 1),
		answer("b", "x:1", 1.0, TODAY),
		answer("b", "x:2", 1.0, TODAY),
		answer("a", "x:1", 0.2, TODAY - 9),
		answer("a", "x:1", 0.9, TODAY),
	};
	struct cohort cohort;

	(void)state;
	list[1].name = "Ben";
	list[4].counts = false;		/* junk: tried, but kept no day */
	cohort = sum(list, 5);
	assert_int_equal(cohort.attempts, 5);
	assert_int_equal(cohort.learner_count, 2);
	assert_string_equal(cohort.learners[0].account, "b");
	assert_string_equal(cohort.learners[0].name, "Ben");
	assert_int_equal(cohort.learners[0].attempts, 3);
	assert_int_equal(cohort.learners[0].questions, 2);
	assert_true(fabs(cohort.learners[0].mean - 0.75) < 1e-9);
	assert_int_equal(cohort.learners[0].streak.days, 2);
	assert_int_equal(cohort.learners[0].days, 2);
	assert_null(cohort.learners[1].name);
	assert_true(fabs(cohort.learners[1].mean - 0.2) < 1e-9);
	assert_int_equal(cohort.learners[1].streak.days, 0);
	assert_int_equal(cohort.learners[1].days, 1);
	assert_int_equal(cohort.learners[1].last_day, TODAY);
}

static void points_are_counted_by_question(void **state)
{
	static const struct cohort_point points[] = {
		{ "p", true }, { "q", false },
	};
	struct cohort_answer list[5];
	struct cohort cohort;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		list[i] = answer("a", i < 3 ? "x:1" : "x:2", 0.5, TODAY);
		list[i].points = points;
		list[i].point_count = 2;
	}
	list[0].skill = "sql";
	cohort = sum(list, 5);
	assert_int_equal(cohort.weak_count, 4);
	assert_string_equal(cohort.weak[0].facet, "x:1/p");
	assert_string_equal(cohort.weak[0].skill, "sql");
	assert_int_equal(cohort.weak[0].asked, 3);
	assert_int_equal(cohort.weak[0].missed, 3);
	assert_string_equal(cohort.weak[1].facet, "x:2/p");
	assert_null(cohort.weak[1].skill);
	assert_int_equal(cohort.weak[3].missed, 0);
}

/* ---- the order does not matter ---- */

static uint64_t seed;

static size_t chance(size_t below)
{
	seed = seed * UINT64_C(6364136223846793005) +
	       UINT64_C(1442695040888963407);
	return (size_t)(seed >> 33) % below;
}

static char *as_json(const struct cohort *cohort)
{
	struct text text;
	struct json json;
	char *copy;

	text_init(&text, SIZE_MAX);
	json_init(&json, &text, 0);
	json_open(&json, '{');
	cohort_to_json(&json, cohort);
	json_close(&json, '}');
	copy = text_dup(&arena, &text);
	text_release(&text);
	return copy;
}

static void the_order_of_answers_does_not_matter(void **state)
{
	enum { COUNT = 400 };
	static const struct cohort_point points[] = { { "p", true },
						      { "q", false } };
	struct cohort_answer list[COUNT];
	struct cohort cohort;
	char *first;

	(void)state;
	for (seed = 7; seed < 8; seed++)
		for (size_t i = 0; i < COUNT; i++) {
			list[i] = answer(
				arena_printf(&arena, "a%zu", chance(30)),
				arena_printf(&arena, "x:%zu", chance(9)),
				(double)chance(1000) / 999,
				TODAY - 20 + (int64_t)chance(20));
			list[i].name = chance(2) ? "N" : chance(2) ? "M"
								  : NULL;
			list[i].points = points;
			list[i].point_count = chance(3);
		}
	cohort = sum(list, COUNT);
	first = as_json(&cohort);
	for (int round = 0; round < 20; round++) {
		for (size_t i = COUNT - 1; i > 0; i--) {
			size_t j = chance(i + 1);
			struct cohort_answer other = list[i];

			list[i] = list[j];
			list[j] = other;
		}
		cohort = sum(list, COUNT);
		assert_string_equal(as_json(&cohort), first);
	}
}

static void there_is_a_ceiling(void **state)
{
	struct gathering *gathering = cohort_begin(&arena);
	struct cohort_answer one = answer("", "x:1", 0.5, TODAY);
	char account[32];

	(void)state;
	for (int i = 0; i < COHORT_LEARNERS_MAX; i++) {
		one.account = account;
		snprintf(account, sizeof(account), "a%d", i);
		assert_int_equal(cohort_add(gathering, &one), COHORT_TAKEN);
	}
	one.account = "one more";
	assert_int_equal(cohort_add(gathering, &one), COHORT_FULL_LEARNERS);
	one.account = "a7";
	assert_int_equal(cohort_add(gathering, &one), COHORT_TAKEN);
	for (int i = 1; i < COHORT_QUESTIONS_MAX; i++) {
		one.question = account;
		snprintf(account, sizeof(account), "x:%d0", i);
		assert_int_equal(cohort_add(gathering, &one), COHORT_TAKEN);
	}
	one.question = "y:1";
	assert_int_equal(cohort_add(gathering, &one), COHORT_FULL_QUESTIONS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(learners_have_days_and_streaks),
		cmocka_unit_test(points_are_counted_by_question),
		cmocka_unit_test(the_order_of_answers_does_not_matter),
		cmocka_unit_test(there_is_a_ceiling),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
