/* review_test.c - a card through its days: what the vectors leave open.
 *
 * plan_review decides which rating counts and on which day a card is due;
 * these tests hold its promises over single cases and, for the promises that
 * must hold always, over random reviews from a fixed seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"

#include <limits.h>
#include <math.h>

static void weights_are_checked(void **state)
{
	struct fsrs fsrs = fsrs_default;
	double weights[FSRS_WEIGHTS] = { 0 };
	struct error err;

	(void)state;
	assert_false(fsrs_weights(&fsrs, weights, 18, &err));
	assert_string_equal(err.text,
			    "18 weights given; FSRS has 17, 19 or 21");
	weights[3] = NAN;
	assert_false(fsrs_weights(&fsrs, weights, 21, &err));
	assert_string_equal(err.text, "weight 4 is not a number; "
			    "give plain decimal numbers");
	assert_memory_equal(&fsrs, &fsrs_default, sizeof(fsrs));
	weights[3] = 1000;
	assert_true(fsrs_weights(&fsrs, weights, 21, &err));
	assert_true(fsrs.w[3] == 100 && fsrs.w[0] == 0.001);
	assert_true(fsrs.w[19] == 0.01 && fsrs.w[20] == 0.1);
	assert_true(fsrs_weights(&fsrs, fsrs_default.w, 21, &err));
	assert_memory_equal(fsrs.w, fsrs_default.w, sizeof(fsrs.w));
}

static void ratings_follow_scores(void **state)
{
	static const struct {
		int score, hints;
		enum rating rating;
	} cases[] = {
		{ 0, 0, RATING_AGAIN }, { 49, 0, RATING_AGAIN },
		{ 50, 0, RATING_HARD }, { 69, 0, RATING_HARD },
		{ 70, 0, RATING_GOOD }, { 89, 0, RATING_GOOD },
		{ 90, 0, RATING_EASY }, { 100, 0, RATING_EASY },
		{ 100, 1, RATING_GOOD }, { 100, 2, RATING_HARD },
		{ 100, 3, RATING_AGAIN }, { 100, INT_MAX, RATING_AGAIN },
		{ 70, 1, RATING_HARD }, { 40, 1, RATING_AGAIN },
		{ 90, -1, RATING_EASY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(plan_rating(cases[i].score, cases[i].hints),
				 cases[i].rating);
}


/* ---- reviews ---- */

static void first_rating_of_a_day_counts(void **state)
{
	struct card card = { .state = CARD_NEW }, before;

	(void)state;
	assert_true(plan_review(&fsrs_daily, &card, RATING_GOOD, 100, 1));
	assert_int_equal(card.state, CARD_REVIEW);
	assert_int_equal(card.last_day, 100);
	assert_int_equal(card.due_day, 102);
	assert_int_equal(card.reviews, 1);
	before = card;
	assert_false(plan_review(&fsrs_daily, &card, RATING_AGAIN, 100, 1));
	assert_false(plan_review(&fsrs_daily, &card, RATING_AGAIN, 99, 1));
	assert_false(plan_review(&fsrs_daily, &card, RATING_NONE, 101, 1));
	assert_memory_equal(&card, &before, sizeof(card));
	assert_true(plan_review(&fsrs_daily, &card, RATING_AGAIN, 101, 1));
	assert_int_equal(card.due_day, 102);
	assert_int_equal(card.lapses, 1);
	assert_int_equal(card.reviews, 2);
}

/* Day numbers may be anything; a new card has no last day to compare. */
static void days_before_1970_are_days(void **state)
{
	struct card card = { .state = CARD_NEW };

	(void)state;
	assert_true(plan_review(&fsrs_daily, &card, RATING_GOOD, -5, 1));
	assert_int_equal(card.due_day, -3);
	assert_false(plan_review(&fsrs_daily, &card, RATING_GOOD, -5, 1));
	assert_true(plan_review(&fsrs_daily, &card, RATING_GOOD, 0, 1));
}

/* A step of minutes can't be kept by days: due tomorrow. */
static void steps_wait_for_tomorrow(void **state)
{
	struct card card = { .state = CARD_NEW };

	(void)state;
	assert_true(plan_review(&fsrs_default, &card, RATING_GOOD, 7, 1));
	assert_int_equal(card.state, CARD_LEARNING);
	assert_int_equal(card.due_day, 8);
}

/* The published cap; no published vector reaches it. */
static void lapse_leaves_no_more_than_a_same_day_again(void **state)
{
	const struct card start = { .state = CARD_REVIEW, .stability = 0.1,
				    .difficulty = 1, .reviews = 3 };
	struct fsrs fsrs = fsrs_daily;
	struct card card = start;

	(void)state;
	fsrs_rate(&fsrs, &card, RATING_AGAIN, 1000);
	assert_true(fabs(card.stability - 0.1 / exp(0.5425 * 0.0912)) < 1e-12);
	fsrs.short_term = false;
	card = start;
	fsrs_rate(&fsrs, &card, RATING_AGAIN, 1000);
	assert_true(fabs(card.stability - 0.1) < 1e-12);
}

static void fuzz_depends_on_seed_and_reviews(void **state)
{
	const struct card start = { .state = CARD_REVIEW, .stability = 60,
				    .difficulty = 5, .last_day = 0,
				    .due_day = 60, .reviews = 4 };
	bool seen[400] = { false };
	int different = 0, low, high, plain;

	(void)state;
	for (uint64_t seed = 0; seed < 2000; seed++) {
		struct card card = start, again = start;

		assert_true(plan_review(&fsrs_daily, &card, RATING_GOOD, 60,
					seed));
		assert_true(plan_review(&fsrs_daily, &again, RATING_GOOD, 60,
					seed));
		assert_memory_equal(&card, &again, sizeof(card));
		plain = fsrs_interval(&fsrs_daily, card.stability);
		fsrs_fuzz_range(&fsrs_daily, plain, 60, &low, &high);
		assert_in_range(card.due_day - 60, low, high);
		assert_in_range(high, 0, 399);
		different += !seen[card.due_day - 60];
		seen[card.due_day - 60] = true;
		again = start;
		again.reviews++;
		assert_true(plan_review(&fsrs_daily, &again, RATING_GOOD, 60,
					seed));
		seen[0] |= again.due_day != card.due_day;
	}
	assert_int_equal(different, high - low + 1);
	assert_true(seen[0]);
}

static void fuzz_keeps_within_bounds(void **state)
{
	struct fsrs fsrs = fsrs_daily;
	int low, high;

	(void)state;
	fsrs.maximum = 40;
	fsrs_fuzz_range(&fsrs, 40, 10, &low, &high);
	assert_int_equal(low, 36);
	assert_int_equal(high, 40);
	fsrs_fuzz_range(&fsrs, 40, 39, &low, &high);
	assert_int_equal(low, 40);
	fsrs_fuzz_range(&fsrs, 30, 30, &low, &high);	/* not longer */
	assert_int_equal(low, 27);
	fsrs.maximum = 1;
	fsrs_fuzz_range(&fsrs, 30, 0, &low, &high);
	assert_true(low <= high && high == 1);
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void card_is_sound(const struct card *card, const struct fsrs *fsrs,
			  int64_t day)
{
	assert_true(card->stability >= 0.001 && card->stability <= 36500);
	assert_true(card->difficulty >= 1 && card->difficulty <= 10);
	assert_int_equal(card->last_day, day);
	assert_true(card->due_day > day);
	assert_true(card->due_day <= day + fsrs->maximum);
	assert_true(card->lapses <= card->reviews);
}

static void any_reviews_keep_a_card_sound(void **state)
{
	uint64_t random = 20261122;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct card card = { .state = CARD_NEW };
		struct fsrs fsrs = i % 2 ? fsrs_default : fsrs_daily;
		int64_t day = 20000;

		fsrs.maximum = 1 + (int)(next_random(&random) % 500);
		fsrs.short_term = i % 3 != 0;
		for (int n = 0; n < 30; n++) {
			enum rating rating = (enum rating)(
				RATING_AGAIN + next_random(&random) % 4);

			day += 1 + (int64_t)(next_random(&random) % 90);
			assert_true(plan_review(&fsrs, &card, rating, day,
						(uint64_t)i));
			card_is_sound(&card, &fsrs, day);
		}
	}
}

/* What a damaged database may hold must not crash or hang. */
static void broken_cards_are_survived(void **state)
{
	static const double values[] = { 0, -1, NAN, INFINITY, 1e300 };

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct card card = { .state = CARD_LEARNING, .step = -3,
				     .stability = values[i],
				     .difficulty = values[i], .reviews = 2 };

		assert_true(plan_review(&fsrs_default, &card, RATING_GOOD,
					INT32_MAX, 1));
		card_is_sound(&card, &fsrs_default, INT32_MAX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_are_checked),
		cmocka_unit_test(ratings_follow_scores),
		cmocka_unit_test(first_rating_of_a_day_counts),
		cmocka_unit_test(days_before_1970_are_days),
		cmocka_unit_test(steps_wait_for_tomorrow),
		cmocka_unit_test(lapse_leaves_no_more_than_a_same_day_again),
		cmocka_unit_test(fuzz_depends_on_seed_and_reviews),
		cmocka_unit_test(fuzz_keeps_within_bounds),
		cmocka_unit_test(any_reviews_keep_a_card_sound),
		cmocka_unit_test(broken_cards_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
