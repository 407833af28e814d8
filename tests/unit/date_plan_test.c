/* date_plan_test.c - what an interview does to a plan.
 *
 * The rule over random cards by what it promises; then a learner who does all
 * that is wanted until the interview, over random banks: nothing would be
 * forgotten on its day, and its eve is no mountain.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"

#include <string.h>

enum { DAY = 20500, MANY = 300 };

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void without_one_nothing_changes(void **state)
{
	struct interview none = { .day = 0, .since = 5 };

	(void)state;
	assert_int_equal(plan_due_day(&none, 100, 10, 1), 100);
	assert_false(plan_is_near(&none, 0));
	assert_false(plan_is_near(&none, -3));
	assert_false(plan_forgets(&none, &fsrs_daily, 0.1, -50));
}

static void the_last_seven_days(void **state)
{
	struct interview interview = { .day = DAY };

	(void)state;
	assert_false(plan_is_near(&interview, DAY - 8));
	assert_true(plan_is_near(&interview, DAY - 7));
	assert_true(plan_is_near(&interview, DAY - 1));
	assert_false(plan_is_near(&interview, DAY));
	/* Set on the day itself, or on its eve. */
	interview.since = DAY;
	assert_int_equal(plan_due_day(&interview, DAY, DAY - 90, 1), DAY);
	interview.since = DAY - 1;
	assert_int_equal(plan_due_day(&interview, DAY, DAY - 90, 1), DAY - 1);
	assert_int_equal(plan_due_day(&interview, DAY - 2, DAY - 90, 1),
			 DAY - 2);
}

static void random_cards_keep_the_rule(void **state)
{
	uint64_t random = 20261125;

	(void)state;
	for (int n = 0; n < 100000; n++) {
		uint64_t r = next_random(&random);
		struct interview interview = {
			.day = DAY, .since = DAY - (int64_t)(r % 40),
		};
		int64_t last = DAY - 1 - (int64_t)((r >> 8) % 60);
		int64_t planned = last + 1 + (int64_t)((r >> 16) % 90);
		int64_t due = plan_due_day(&interview, planned, last, r);

		assert_true(due > last && due <= planned);
		assert_int_equal(due, plan_due_day(&interview, planned, last,
						   r));
		if (planned < DAY || last >= DAY - 7 || interview.since == DAY)
			assert_int_equal(due, planned);
		else
			assert_true(due < DAY && due >= DAY - 7 &&
				    due >= interview.since);
		/* Done then, it does not come again before the interview. */
		if (due != planned)
			assert_int_equal(plan_due_day(&interview, due + 50,
						      due, r), due + 50);
	}
}

static void cards_are_spread(void **state)
{
	struct interview interview = { .day = DAY };
	int days[7] = { 0 };

	(void)state;
	for (uint64_t seed = 0; seed < 7000; seed++)
		days[DAY - 1 - plan_due_day(&interview, DAY + 9, DAY - 30,
					    seed)]++;
	for (int i = 0; i < 7; i++)
		assert_in_range(days[i], 850, 1150);
}

/* ---- picking ---- */

static void random_list(struct candidate *list, uint64_t *random)
{
	for (int i = 0; i < MANY; i++) {
		uint64_t r = next_random(random);

		list[i] = (struct candidate){
			.key = i, .seen = r % 3 != 0,
			.stability = (double)(r >> 8 & 255) / 8,
			.last_day = DAY - 1 - (int64_t)(r >> 16 & 63),
			.due_day = DAY - 20 + (int64_t)(r >> 24 & 31),
		};
	}
}

static bool forgets(const struct interview *interview,
		    const struct candidate *one)
{
	return one->seen && plan_forgets(interview, &fsrs_daily,
					 one->stability, one->last_day);
}

static void far_off_it_picks_as_ever(void **state)
{
	struct candidate list[MANY], plain[MANY];
	struct interview interview = { .day = DAY };
	uint64_t random = 5;

	(void)state;
	random_list(list, &random);
	memcpy(plain, list, sizeof(list));
	for (int64_t today = DAY - 9; today < DAY + 2; today++) {
		bool near = plan_is_near(&interview, today);
		size_t wanted = plan_pick(&fsrs_daily, plain, MANY, today,
					  false, 3);

		if (near)
			continue;
		assert_int_equal(plan_pick_for(&interview, &fsrs_daily, list,
					       MANY, today, false, 3),
				 wanted);
		for (int i = 0; i < MANY; i++)
			assert_int_equal(list[i].key, plain[i].key);
	}
}

static double recall(const struct candidate *one)
{
	return fsrs_retrievability(&fsrs_daily, (double)(DAY - one->last_day),
				   one->stability > 0 ? one->stability : 0.001);
}

static void what_would_be_forgotten_comes_first(void **state)
{
	struct interview interview = { .day = DAY };
	struct candidate list[MANY];
	uint64_t random = 9;

	(void)state;
	for (int n = 0; n < 50; n++) {
		int64_t today = DAY - 1 - n % 7;
		size_t wanted, lost = 0;

		random_list(list, &random);
		wanted = plan_pick_for(&interview, &fsrs_daily, list, MANY,
				       today, false, 1);
		while (lost < MANY && forgets(&interview, &list[lost]))
			lost++;
		assert_true(lost > 20 && lost <= wanted);
		for (size_t i = 0; i < MANY; i++) {
			bool due = list[i].seen && list[i].due_day <= today;

			if (i >= lost)
				assert_false(forgets(&interview, &list[i]));
			if (i >= lost)
				assert_int_equal(i < wanted,
						 due || !list[i].seen);
			if (i > 0 && i < lost)
				assert_true(recall(&list[i - 1]) <=
					    recall(&list[i]) + 1e-12);
		}
	}
}

/* ---- until the interview ---- */

struct learner {
	struct card cards[MANY];
	struct interview interview;
	uint64_t random;
};

static void answer(struct learner *learner, int64_t which, int64_t today)
{
	struct card *card = &learner->cards[which];
	uint64_t r = next_random(&learner->random);
	bool fails = r % 8 == 0 && today < DAY - 14;

	plan_review(&fsrs_daily, card, fails ? RATING_AGAIN :
		    r & 64 ? RATING_EASY : RATING_GOOD, today,
		    (uint64_t)which);
}

/* All that is wanted of what was begun; how much that was. */
static size_t one_day(struct learner *learner, int64_t today)
{
	struct candidate list[MANY];
	size_t count = 0, wanted;

	for (int i = 0; i < MANY; i++) {
		const struct card *card = &learner->cards[i];

		if (card->state == CARD_NEW)
			continue;
		list[count++] = (struct candidate){
			.key = i, .seen = true, .stability = card->stability,
			.last_day = card->last_day,
			.due_day = plan_due_day(&learner->interview,
						card->due_day, card->last_day,
						(uint64_t)i),
		};
	}
	wanted = plan_pick_for(&learner->interview, &fsrs_daily, list, count,
			       today, false, 1);
	for (size_t i = 0; i < wanted; i++)
		answer(learner, list[i].key, today);
	return wanted;
}

static void who_does_what_is_wanted_forgets_nothing(void **state)
{
	struct learner learner = { .random = 77 };

	(void)state;
	for (int n = 0; n < 20; n++) {
		int64_t begin = DAY - 100 + n, since = DAY - 90 + 4 * n;
		size_t week = 0, most = 0;

		memset(learner.cards, 0, sizeof(learner.cards));
		learner.interview = (struct interview){ 0 };
		for (int64_t today = begin; today < DAY; today++) {
			size_t done;

			if (today == since)
				learner.interview = (struct interview){
					DAY, since };
			for (int i = 0; i < 6 && today < DAY - 20; i++)
				answer(&learner, (int64_t)(next_random(
					&learner.random) % MANY), today);
			done = one_day(&learner, today);
			if (today < DAY - 7)
				continue;
			week += done;
			most = done > most ? done : most;
		}
		for (int i = 0; i < MANY; i++)
			assert_false(learner.cards[i].reviews > 0 &&
				     plan_forgets(&learner.interview,
						  &fsrs_daily,
						  learner.cards[i].stability,
						  learner.cards[i].last_day));
		/* Each comes back, and no day of them holds the half. */
		assert_true(week > 100 && most * 2 < week);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_one_nothing_changes),
		cmocka_unit_test(the_last_seven_days),
		cmocka_unit_test(random_cards_keep_the_rule),
		cmocka_unit_test(cards_are_spread),
		cmocka_unit_test(far_off_it_picks_as_ever),
		cmocka_unit_test(what_would_be_forgotten_comes_first),
		cmocka_unit_test(who_does_what_is_wanted_forgets_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
