/* fit_test.c - scores fitted to a grader's, agreement, and what they stand on.
 *
 * What is learnt is asked of rules planted here; what is reckoned, of numbers
 * worked out by hand.
 */
#include "fit/fit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fit/form.h"
#include "fit/kernel.h"

#include <math.h>

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void assert_near(double got, double wanted)
{
	if (!(fabs(got - wanted) < 1e-6))
		fail_msg("%.9f is not %.9f", got, wanted);
}

/* ---- linear ---- */

static void solves(void **state)
{
	double one[] = { 4 }, b1[] = { 10 };
	double two[] = { 4, 0, 2, 3 }, b2[] = { 2, 5 };
	/* x = (1, -2, 3) */
	double three[] = { 25, 15, -5, 15, 18, 0, -5, 0, 11 };
	double b3[] = { 25 - 30 - 15, 15 - 36, -5 + 33 };

	(void)state;
	assert_true(solve(one, b1, 1));
	assert_near(b1[0], 2.5);
	assert_true(solve(two, b2, 2));		/* only the lower half counts */
	assert_near(b2[0], -0.5);
	assert_near(b2[1], 2);
	assert_true(solve(three, b3, 3));
	assert_near(b3[0], 1);
	assert_near(b3[1], -2);
	assert_near(b3[2], 3);
}

static void solves_not(void **state)
{
	double zero[] = { 0 }, negative[] = { -1 }, b[] = { 1, 1 };
	double singular[] = { 1, 1, 1, 1 }, indefinite[] = { 1, 2, 2, 1 };

	(void)state;
	assert_false(solve(zero, b, 1));
	assert_false(solve(negative, b, 1));
	assert_false(solve(singular, b, 2));
	assert_false(solve(indefinite, b, 2));
}

/* Sums of (1,2)->3 and (3,1)->5: as they are, then freed of their means. */
static void moments(void **state)
{
	const double rows[2][2] = { { 1, 2 }, { 3, 1 } };
	struct moments m, whole, within;

	(void)state;
	moments_init(&arena, &m, 2);
	moments_init(&arena, &whole, 2);
	moments_init(&arena, &within, 2);
	moments_add(&m, rows[0], 3);
	moments_add(&m, rows[1], 5);
	assert_near(m.count, 2);
	assert_near(m.y, 8);
	assert_near(m.x[0], 4);
	assert_near(m.xx[0], 10);
	assert_near(m.xx[2], 5);
	assert_near(m.xy[1], 11);
	moments_join(&whole, &m, 2, 0);
	assert_near(whole.count, 4);
	assert_near(whole.xx[2], 10);
	assert_near(whole.xy[0], 36);
	moments_join(&within, &m, 1, 1);
	assert_near(within.x[0], 0);
	assert_near(within.xx[0], 2);	/* 10 - 4 * 4 / 2 */
	assert_near(within.xx[2], -1);	/* 5 - 4 * 3 / 2 */
	assert_near(within.xy[0], 2);	/* 18 - 4 * 8 / 2 */
	moments_join(&within, &(struct moments){ .features = 2 }, 1, 1);
	assert_near(within.count, 2);
}

/* ---- agreement ---- */

static void pearson(void **state)
{
	const double a[] = { 1, 2, 3, 4 }, up[] = { 2, 4, 6, 8 };
	const double down[] = { 4, 3, 2, 1 }, mixed[] = { 1, 3, 2, 4 };
	const double flat[] = { 5, 5, 5, 5 };

	(void)state;
	assert_near(agree_pearson(a, up, 4), 1);
	assert_near(agree_pearson(a, down, 4), -1);
	assert_near(agree_pearson(a, mixed, 4), 0.8);
	assert_true(isnan(agree_pearson(a, flat, 4)));
	assert_true(isnan(agree_pearson(a, up, 0)));
}

static void agreement(void **state)
{
	/* weak weak partial strong strong, and ours */
	const double gold[] = { 0.1, 0.2, 0.5, 0.8, 1 };
	const double ours[] = { 0.1, 0.5, 0.6, 0.9, 0.2 };
	struct agreement a;

	(void)state;
	agree(gold, gold, 5, &agree_plain_cuts, &a);
	assert_near(a.r, 1);
	assert_near(a.rmse, 0);
	assert_near(a.kappa, 1);
	assert_near(a.f1, 1);
	agree(gold, ours, 5, &agree_plain_cuts, &a);
	assert_int_equal(a.count, 5);
	assert_int_equal(a.confusion[GRADE_WEAK][GRADE_WEAK], 1);
	assert_int_equal(a.confusion[GRADE_WEAK][GRADE_PARTIAL], 1);
	assert_int_equal(a.confusion[GRADE_PARTIAL][GRADE_PARTIAL], 1);
	assert_int_equal(a.confusion[GRADE_STRONG][GRADE_STRONG], 1);
	assert_int_equal(a.confusion[GRADE_STRONG][GRADE_WEAK], 1);
	assert_near(a.rmse, sqrt((0.09 + 0.01 + 0.01 + 0.64) / 5));
	/* Seen 1 + 4; by chance (2*2*0 + 2*2*1 + 2*1*4 + 1*2*1 + 1*1*1 +
	 * 2*2*4 + 2*2*1) / 5 = 35 / 5. */
	assert_near(a.kappa, 1 - 5 / 7.0);
	/* Right: 2 of 3 found, 1 too many; wrong: 1 of 2, 1 too many. */
	assert_near(a.f1, (2 / 3.0 + 1 / 2.0) / 2);
}

static void no_agreement(void **state)
{
	const double gold[] = { 0, 1, 0, 1 }, flat[] = { 1, 1, 1, 1 };
	struct agreement a;

	(void)state;
	agree(gold, flat, 4, &agree_plain_cuts, &a);
	assert_true(isnan(a.r));
	assert_near(a.kappa, 0);
	agree(gold, flat, 0, &agree_plain_cuts, &a);
	assert_true(isnan(a.rmse) && isnan(a.kappa));
}

/* Ours are half of what they should be: other cuts put that right. */
static void fitted_cuts(void **state)
{
	double gold[30], ours[30];
	struct agreement plain, fitted;
	struct cuts cuts;

	(void)state;
	for (int i = 0; i < 30; i++) {
		gold[i] = i / 29.0;
		ours[i] = gold[i] / 2;
	}
	cuts = agree_fit_cuts(&arena, gold, ours, 30);
	agree(gold, ours, 30, &agree_plain_cuts, &plain);
	agree(gold, ours, 30, &cuts, &fitted);
	assert_true(cuts.partial < cuts.strong);
	assert_true(plain.kappa < 0.7 && fitted.kappa > 0.95);
	assert_true(plain.f1 < 0.7 && fitted.f1 > 0.95);
}

/* ---- kernel ---- */

static void kernel(void **state)
{
	enum { COUNT = 4 };
	const struct str answers[COUNT] = {
		STR("writes get slower"), STR("slower writes, I think"),
		STR("it takes disk space"), STR(""),
	};
	double features[COUNT * SKETCH_FEATURES] = { 0 };
	double details[COUNT * DETAILS] = { 0 };
	const double points[COUNT] = { 1, 1, 0, 0 };
	const double *earned[COUNT] = { &points[0], &points[1], &points[2],
					&points[3] };
	double alike[COUNT * COUNT], with_points[COUNT * COUNT];

	(void)state;
	kernel_fill(&arena, answers, COUNT, features, details, NULL, 0, alike);
	kernel_fill(&arena, answers, COUNT, features, details, earned, 1,
		    with_points);
	for (int i = 0; i < COUNT; i++)
		for (int j = 0; j < COUNT; j++) {
			double here = alike[i * COUNT + j];

			assert_true(here == alike[j * COUNT + i]);
			assert_true(here <= alike[i * COUNT + i]);
		}
	assert_true(alike[0 * COUNT + 1] > alike[0 * COUNT + 2]);
	assert_true(with_points[1] > alike[1]);
	assert_near(with_points[2], alike[2]);
}

/* ---- calibrate ---- */

static const char prompt[] = "What does an index cost?";
static const char reference[] =
	"Every insert has to update the index as well, so writes get slower. "
	"It also takes disk space and memory, and on a small table it is of "
	"no use.";

enum { PLANTED = 60 };

/* Answers of two halves, and a grader who likes but the second. */
static void plant(struct graded *list, const struct sketch **sketch)
{
	static const char *const first[] = {
		"Every insert updates the index.", "Inserts touch it as well.",
		"The database maintains it.", "",
	};
	static const char *const second[] = {
		"It eats memory.", "", "It needs a lot of memory.", "Nothing.",
		"Memory is used up by it.",
	};

	*sketch = sketch_make(&arena, str_of(prompt), str_of(reference));
	for (size_t i = 0; i < PLANTED; i++)
		list[i] = (struct graded){
			.answer = str_of(arena_printf(&arena, "%s %s Case "
				"%zu.", first[i % 4], second[i % 5], i)),
			.score = i % 5 == 1 || i % 5 == 3 ? 0.1 : 0.9,
		};
}

static double squares(const struct graded *list, const double *guess,
		      double mean)
{
	double sum = 0;

	for (size_t i = 0; i < PLANTED; i++) {
		double apart = list[i].score - (guess ? guess[i] : mean);

		sum += apart * apart;
	}
	return sum;
}

/* A rule that no sketch can know is learnt from the other folds. */
static void learns(void **state)
{
	struct graded list[PLANTED];
	struct graded_group group = { 0 };
	struct graded_set set = { list, PLANTED, &group, 1 };
	double held_out[PLANTED], mean = 0;

	(void)state;
	plant(list, &group.sketch);
	for (size_t i = 0; i < PLANTED; i++)
		mean += list[i].score / PLANTED;
	for (size_t folds = 2; folds <= 20; folds += 9) {
		calibrate_cross(&arena, &set, folds, held_out);
		for (size_t i = 0; i < PLANTED; i++)
			assert_true(held_out[i] >= 0 && held_out[i] <= 1);
		assert_true(squares(list, held_out, 0) <
			    0.3 * squares(list, NULL, mean));
	}
}

/* Where grades are drawn by lot nothing can be learnt, and nothing leaks from
 * an answer's own grade into its prediction. */
static void learns_no_noise(void **state)
{
	struct graded list[PLANTED];
	struct graded_group group = { 0 };
	struct graded_set set = { list, PLANTED, &group, 1 };
	double held_out[PLANTED], gold[PLANTED];
	uint32_t seed = 1;

	(void)state;
	plant(list, &group.sketch);
	for (size_t i = 0; i < PLANTED; i++) {
		seed = seed * 1664525 + 1013904223;
		gold[i] = list[i].score = seed >> 31 ? 1 : 0;
	}
	calibrate_cross(&arena, &set, 5, held_out);
	assert_true(agree_pearson(gold, held_out, PLANTED) < 0.4);
}

static void worths(void **state)
{
	double points[PLANTED][3], worth[3] = { 1, 2, 1 };
	struct graded list[PLANTED] = { { 0 } };
	struct graded_group group = { .point_count = 3 };
	struct graded_set set = { list, PLANTED, &group, 1 };

	(void)state;
	for (size_t i = 0; i < PLANTED; i++) {
		points[i][0] = i % 2 ? 1 : 0;		/* the grader's */
		points[i][1] = i % 3 ? 1 : 0;		/* of no account */
		points[i][2] = i % 5 ? 0 : 0.5;
		list[i].points = points[i];
		list[i].score = points[i][0];
	}
	assert_true(calibrate_worths(&arena, &set, 0, worth));
	assert_near(worth[0] + worth[1] + worth[2], 4);
	assert_true(worth[0] > 2 && worth[1] < 1.3 && worth[1] >= 0 &&
		    worth[2] >= 0);
}

static void worths_not(void **state)
{
	const double point = 1;
	double worth = 2;
	struct graded list[8] = { { 0 } };
	struct graded_group group = { .point_count = 1 };
	struct graded_set set = { list, 8, &group, 1 };

	(void)state;
	for (size_t i = 0; i < 8; i++)
		list[i] = (struct graded){ .points = &point, .score = 0.5 };
	assert_false(calibrate_worths(&arena, &set, 0, &worth));
	list[0].score = 1;
	assert_true(calibrate_worths(&arena, &set, 0, &worth));
	assert_near(worth, 2);
	set.count = 7;
	assert_false(calibrate_worths(&arena, &set, 0, &worth));
	assert_near(worth, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(solves),
		cmocka_unit_test(solves_not),
		cmocka_unit_test(moments),
		cmocka_unit_test(pearson),
		cmocka_unit_test(agreement),
		cmocka_unit_test(no_agreement),
		cmocka_unit_test(fitted_cuts),
		cmocka_unit_test(kernel),
		cmocka_unit_test(learns),
		cmocka_unit_test(learns_no_noise),
		cmocka_unit_test(worths),
		cmocka_unit_test(worths_not),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
