/* items_test.c - item analysis against a table worked out by hand, and against
 * a slow one that follows the textbook word by word. */
#include "stats/stats.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NEAR 1e-9

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

static void near(double a, double b)
{
	if (!(fabs(a - b) < NEAR))
		fail_msg("%.12f is not %.12f", a, b);
}

/* A '1' or '0' a question, '.' where there is no answer; one text a learner. */
static struct item_analysis analyse(const char *const *rows, size_t learners,
				    size_t items)
{
	struct item_cell *cells = ARENA_ARRAY(&arena, learners * items,
					      struct item_cell);
	struct item_analysis analysis;
	size_t count = 0;

	for (size_t i = 0; i < learners; i++)
		for (size_t j = 0; j < items; j++)
			if (rows[i][j] != '.')
				cells[count++] = (struct item_cell){
					(uint32_t)i, (uint32_t)j,
					rows[i][j] == '1',
				};
	stats_items(&arena, cells, count, learners, items, &analysis);
	return analysis;
}

/* Ten learners, three questions. Worked out by hand:
 *   facilities 0.6, 0.5, 0.3
 *   question 0: rests (sums of the other two, halved) 1 1 1 .5 .5 0 0 0 0 0
 *   of learners 0..9 whose scores are 1 1 1 1 1 1 0 0 0 0. 27 % of 10 is 2.7:
 *   upper 2.7 of the three at 1: mean 1. Lower 2.7 of the five at 0, whose mean
 *   is 0.2: discrimination 0.8. Correlation: mean rest .4, mean score .6;
 *   xy = 6*(4/6 - .4)*... = 1.6, xx = 3.5 - 1.6 = 1.9, yy = 2.4;
 *   1.6 / sqrt(1.9 * 2.4).
 *   alpha: sample variances 2.4/9, 2.5/9, 2.1/9; sums 3 3 3 2 2 1 0 0 0 0:
 *   36 - 19.6 = 16.4/9; 1.5 (1 - 7 / 16.4). */
static const char *const by_hand[] = {
	"111", "111", "111", "110", "110", "100", "000", "000", "000", "000",
};

static void figures_are_those_worked_out_by_hand(void **state)
{
	struct item_analysis analysis = analyse(by_hand, 10, 3);
	const struct item_figures *first = &analysis.items[0];

	(void)state;
	near(first->facility, 0.6);
	near(analysis.items[1].facility, 0.5);
	near(analysis.items[2].facility, 0.3);
	assert_true(first->known && first->varies);
	assert_int_equal(first->answered, 10);
	near(first->discrimination, 0.8);
	near(first->correlation, 1.6 / sqrt(1.9 * 2.4));
	assert_true(analysis.has_alpha);
	near(analysis.alpha, 1.5 * (1 - 7 / 16.4));
	assert_int_equal(analysis.alpha_items, 3);
	assert_int_equal(analysis.alpha_pairs, 3);
}

static void few_learners_give_no_figures(void **state)
{
	struct item_analysis analysis = analyse(by_hand, 9, 3);

	(void)state;
	assert_int_equal(analysis.items[0].answered, 9);
	near(analysis.items[0].facility, 6.0 / 9);
	assert_false(analysis.items[0].known);
	assert_false(analysis.has_alpha);
	analysis = analyse(by_hand, 0, 3);
	assert_int_equal(analysis.items[2].answered, 0);
	analysis = analyse(by_hand, 0, 0);
	assert_int_equal(analysis.count, 0);
}

/* Missing answers are left out: a learner who answered nothing else cannot be
 * compared, and is no 0. */
static void what_is_missing_is_left_out(void **state)
{
	static const char *const rows[] = {
		"111", "111", "111", "110", "110", "100", "000", "000", "000",
		"000", "1..", "..1",
	};
	struct item_analysis analysis = analyse(rows, 12, 3);

	(void)state;
	assert_int_equal(analysis.items[0].answered, 11);
	assert_int_equal(analysis.items[0].compared, 10);
	near(analysis.items[0].facility, 7.0 / 11);
	near(analysis.items[0].discrimination, 0.8);
	near(analysis.items[0].correlation, 1.6 / sqrt(1.9 * 2.4));
	assert_int_equal(analysis.items[1].answered, 10);
	assert_int_equal(analysis.alpha_learners, 10);
}

/* Where all answer alike there is nothing to tell apart. */
static void equal_scores_have_no_correlation(void **state)
{
	static const char *const rows[] = {
		"11", "10", "11", "10", "11", "10", "11", "10", "11", "10",
	};
	struct item_analysis analysis = analyse(rows, 10, 2);

	(void)state;
	assert_true(analysis.items[0].known);
	assert_false(analysis.items[0].varies);
	near(analysis.items[0].discrimination, 0);
	near(analysis.alpha, 0);
}

/* ---- the slow one ---- */

enum { LEARNERS = 40, ITEMS = 12 };

static uint64_t seed;

static double chance(void)
{
	seed = seed * UINT64_C(6364136223846793005) +
	       UINT64_C(1442695040888963407);
	return (double)(seed >> 40) / (double)(1 << 24);
}

static double variance(const double *list, size_t count)
{
	double mean = 0, sum = 0;

	for (size_t i = 0; i < count; i++)
		mean += list[i] / (double)count;
	for (size_t i = 0; i < count; i++)
		sum += (list[i] - mean) * (list[i] - mean);
	return sum / (double)(count - 1);
}

/* k/(k-1) (1 - sum of variances / variance of the sum), as Cronbach has it. */
static double textbook_alpha(double table[ITEMS][LEARNERS])
{
	double total[LEARNERS] = { 0 }, sum = 0;

	for (size_t i = 0; i < ITEMS; i++) {
		sum += variance(table[i], LEARNERS);
		for (size_t j = 0; j < LEARNERS; j++)
			total[j] += table[i][j];
	}
	return (double)ITEMS / (ITEMS - 1) *
		(1 - sum / variance(total, LEARNERS));
}

/* Pearson's r by its raw-score formula, of a question with the sum of the
 * others: of whole data the sum and the mean correlate alike. */
static double textbook_correlation(double table[ITEMS][LEARNERS], size_t item)
{
	double x = 0, y = 0, xx = 0, yy = 0, xy = 0;

	for (size_t i = 0; i < LEARNERS; i++) {
		double rest = 0, own = table[item][i];

		for (size_t j = 0; j < ITEMS; j++)
			rest += j == item ? 0 : table[j][i];
		x += rest;
		y += own;
		xx += rest * rest;
		yy += own * own;
		xy += rest * own;
	}
	return (LEARNERS * xy - x * y) /
		sqrt((LEARNERS * xx - x * x) * (LEARNERS * yy - y * y));
}

/* Every learner in a hundred equal parts, sorted; 27 % of the parts. */
static double textbook_difference(double table[ITEMS][LEARNERS], size_t item)
{
	enum { PARTS = LEARNERS * 27 };
	double rest[LEARNERS] = { 0 }, low = 0, high = 0;

	for (size_t i = 0; i < LEARNERS; i++)
		for (size_t j = 0; j < ITEMS; j++)
			rest[i] += j == item ? 0 : table[j][i];
	for (size_t i = 0; i < LEARNERS; i++) {
		size_t below = 0;

		for (size_t j = 0; j < LEARNERS; j++)
			below += rest[j] < rest[i];
		for (size_t part = 0; part < 100; part++) {
			low += below * 100 + part < PARTS ? table[item][i] : 0;
			high += (LEARNERS - 1 - below) * 100 + part < PARTS
				? table[item][i] : 0;
		}
	}
	return (high - low) / PARTS;
}

static void whole_data_agree_with_the_textbook(void **state)
{
	(void)state;
	for (seed = 1; seed < 60; ) {
		double table[ITEMS][LEARNERS];
		struct item_cell cells[ITEMS * LEARNERS];
		struct item_analysis analysis;
		uint64_t round = seed;
		size_t count = 0;

		for (size_t i = 0; i < LEARNERS; i++) {
			double able = chance();

			for (size_t j = 0; j < ITEMS; j++) {
				table[j][i] = fmin(1, able * chance() * 1.3);
				cells[count++] = (struct item_cell){
					(uint32_t)i, (uint32_t)j, table[j][i],
				};
			}
		}
		stats_items(&arena, cells, count, LEARNERS, ITEMS, &analysis);
		near(analysis.alpha, textbook_alpha(table));
		for (size_t j = 0; j < ITEMS; j++) {
			near(analysis.items[j].correlation,
			     textbook_correlation(table, j));
			near(analysis.items[j].discrimination,
			     textbook_difference(table, j));
		}
		seed = round + 1;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_are_those_worked_out_by_hand),
		cmocka_unit_test(few_learners_give_no_figures),
		cmocka_unit_test(what_is_missing_is_left_out),
		cmocka_unit_test(equal_scores_have_no_correlation),
		cmocka_unit_test(whole_data_agree_with_the_textbook),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
