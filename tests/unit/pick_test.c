/* pick_test.c - which question comes next.
 *
 * The order is held over small lists by their keys, and over random ones by
 * what it promises: groups in order, lowest retrievability first, nothing
 * lost, and the same for any order that the list came in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"

#include <math.h>
#include <string.h>

#define TODAY 100

enum { MANY = 500 };

/* ---- small lists ---- */

static void keys_are(const struct candidate *list, const int64_t *keys,
		     size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].key != keys[i])
			fail_msg("place %zu: %lld, not %lld", i,
				 (long long)list[i].key, (long long)keys[i]);
}

static void nothing_to_pick(void **state)
{
	struct candidate one = { .key = 5 };

	(void)state;
	assert_int_equal(plan_pick(&fsrs_daily, NULL, 0, TODAY, true, 1), 0);
	assert_int_equal(plan_pick(&fsrs_daily, &one, 1, TODAY, false, 1), 1);
	one = (struct candidate){ .key = 5, .seen = true, .stability = 9,
				  .due_day = TODAY + 1 };
	assert_int_equal(plan_pick(&fsrs_daily, &one, 1, TODAY, false, 1), 0);
	assert_int_equal(plan_pick(&fsrs_daily, &one, 1, TODAY, true, 1), 1);
}

static const struct candidate mixed[] = {
	{ 1, true, 105, 10, 95, 3, 0 },	/* not yet due */
	{ 2, true, 100, 10, 90, 3, 0 },	/* due today, 10 days of 10 */
	{ 3, false, 0, 0, 0, 3, 0 },	/* new */
	{ 4, true, 99, 2, 97, 3, 0 },	/* due, 3 days of 2: most forgotten */
	{ 5, true, 101, 3, 98, 3, 0 },	/* due tomorrow */
	{ 6, true, 90, 50, 40, 3, 0 },	/* due, 60 days of 50 */
};

static void groups_come_in_order(void **state)
{
	static const int64_t keys[] = { 4, 6, 2, 3, 5, 1 };
	struct candidate list[6];

	(void)state;
	memcpy(list, mixed, sizeof(list));
	assert_int_equal(plan_pick(&fsrs_daily, list, 6, TODAY, false, 1), 4);
	keys_are(list, keys, 6);
	assert_int_equal(plan_pick(&fsrs_daily, list, 6, TODAY, true, 1), 6);
	keys_are(list, keys, 6);
}

static void keys_decide_between_equals(void **state)
{
	static const int64_t keys[] = { 1, 2, 3, 4 };
	struct candidate list[4];

	(void)state;
	for (int i = 0; i < 4; i++)
		list[i] = (struct candidate){ 4 - i, true, TODAY, 5, 95, 3, 0 };
	assert_int_equal(plan_pick(&fsrs_daily, list, 4, TODAY, false, 1), 4);
	keys_are(list, keys, 4);
}

/* ---- random lists ---- */

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void random_list(struct candidate *list, uint64_t *random)
{
	for (int i = 0; i < MANY; i++) {
		uint64_t r = next_random(random);

		list[i] = (struct candidate){
			.key = i,
			.seen = r % 3 != 0,
			.stability = (double)(r >> 8 & 255) / 8,
			.last_day = TODAY - (int64_t)(r >> 16 & 63),
			.due_day = TODAY - 20 + (int64_t)(r >> 24 & 31),
		};
	}
}

static int group_of(const struct candidate *candidate)
{
	if (!candidate->seen)
		return 1;
	return candidate->due_day <= TODAY ? 0 : 2;
}

static void pair_is_in_order(const struct candidate *a,
			     const struct candidate *b)
{
	double recall_a, recall_b;

	assert_true(group_of(a) <= group_of(b));
	if (group_of(a) == 2 && group_of(b) == 2)
		assert_true(a->due_day <= b->due_day);
	if (group_of(a) != 0 || group_of(b) != 0)
		return;
	recall_a = fsrs_retrievability(&fsrs_daily,
				       (double)(TODAY - a->last_day),
				       fmax(a->stability, 0.001));
	recall_b = fsrs_retrievability(&fsrs_daily,
				       (double)(TODAY - b->last_day),
				       fmax(b->stability, 0.001));
	assert_true(recall_a <= recall_b + 1e-12);
}

static void shuffle(struct candidate *list, uint64_t *random)
{
	for (uint64_t i = MANY - 1; i > 0; i--) {
		uint64_t j = next_random(random) % (i + 1);
		struct candidate kept = list[i];

		list[i] = list[j];
		list[j] = kept;
	}
}

static void random_lists_are_in_order(void **state)
{
	struct candidate list[MANY], again[MANY];
	uint64_t random = 20261122;

	(void)state;
	for (int n = 0; n < 50; n++) {
		bool met[MANY] = { false };
		size_t wanted, wanted_again;

		random_list(list, &random);
		memcpy(again, list, sizeof(list));
		shuffle(again, &random);
		wanted = plan_pick(&fsrs_daily, list, MANY, TODAY, false, 7);
		wanted_again = plan_pick(&fsrs_daily, again, MANY, TODAY,
					 false, 7);
		assert_int_equal(wanted, wanted_again);
		for (size_t i = 0; i < MANY; i++) {
			assert_int_equal(list[i].key, again[i].key);
			assert_false(met[list[i].key]);
			met[list[i].key] = true;
			assert_int_equal(i < wanted, group_of(&list[i]) < 2);
			if (i > 0)
				pair_is_in_order(&list[i - 1], &list[i]);
		}
	}
}

static void seed_moves_new_ones_only(void **state)
{
	struct candidate list[MANY], other[MANY];
	uint64_t random = 3;
	int moved = 0, fresh = 0;

	(void)state;
	random_list(list, &random);
	memcpy(other, list, sizeof(list));
	plan_pick(&fsrs_daily, list, MANY, TODAY, true, 1);
	plan_pick(&fsrs_daily, other, MANY, TODAY, true, 2);
	for (int i = 0; i < MANY; i++) {
		if (list[i].seen)
			assert_int_equal(list[i].key, other[i].key);
		fresh += !list[i].seen;
		moved += list[i].key != other[i].key;
	}
	assert_true(moved > fresh * 9 / 10);
}

static int crammed(const struct candidate *candidate)
{
	if (!candidate->seen)
		return 1;
	return candidate->last_day < TODAY ? 0 : 2;
}

static double recall_of(const struct candidate *one)
{
	return fsrs_retrievability(&fsrs_daily,
				   (double)(TODAY - one->last_day),
				   fmax(one->stability, 0.001));
}

/* Due days mean nothing here: the weakest first, new ones, those of today. */
static void cramming_ignores_the_schedule(void **state)
{
	static const int64_t keys[] = { 4, 6, 2, 5, 1, 3 };
	struct candidate list[MANY], again[MANY];
	uint64_t random = 11;

	(void)state;
	memcpy(list, mixed, sizeof(mixed));
	plan_cram(list, 6, TODAY, 1);
	keys_are(list, keys, 6);
	for (int n = 0; n < 50; n++) {
		random_list(list, &random);
		for (size_t i = 0; i < MANY; i++)
			again[i] = list[i];
		shuffle(again, &random);
		for (size_t i = 0; i < MANY; i++)
			again[i].due_day = -again[i].due_day;
		plan_cram(list, MANY, TODAY, 7);
		plan_cram(again, MANY, TODAY, 7);
		for (size_t i = 0; i < MANY; i++)
			assert_int_equal(list[i].key, again[i].key);
		for (size_t i = 1; i < MANY; i++) {
			int group = crammed(&list[i - 1]);

			assert_true(group <= crammed(&list[i]));
			if (group != crammed(&list[i]) || group == 1)
				continue;
			if (group == 0)
				assert_true(recall_of(&list[i - 1]) <=
					    recall_of(&list[i]) + 1e-12);
			else
				assert_true(list[i - 1].stability <=
					    list[i].stability);
		}
	}
}

/* A stability that a damaged database may hold is the most forgotten. */
static void broken_stability_is_survived(void **state)
{
	static const int64_t keys[] = { 1, 2, 3, 0 };
	struct candidate list[] = {
		{ 0, true, 90, 5, 90, 3, 0 },
		{ 3, true, 92, -4, 90, 3, 0 },
		{ 2, true, 91, NAN, 90, 3, 0 },
		{ 1, true, 90, 0, 90, 3, 0 },
	};

	(void)state;
	plan_pick(&fsrs_daily, list, 4, TODAY, false, 1);
	keys_are(list, keys, 4);
}

/* ---- weights ---- */

enum { SEEDS = 4000, NEW_ONES = 10 };

/* Of so many seeds, how often the one with the weight stands first. */
static int times_first(double weight)
{
	int first = 0;

	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct candidate list[NEW_ONES];

		for (int i = 0; i < NEW_ONES; i++)
			list[i] = (struct candidate){ .key = i };
		list[3].weight = weight;
		plan_pick(&fsrs_daily, list, NEW_ONES, TODAY, false, seed);
		first += list[0].key == 3;
	}
	return first;
}

/* In proportion to the weight, to within four standard deviations. */
static void weights_decide_who_is_first(void **state)
{
	static const double weights[] = { 0, 1, 3, 9, 0.25 };

	(void)state;
	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++) {
		double weight = weights[i] > 0 ? weights[i] : 1;
		double share = weight / (weight + NEW_ONES - 1);
		double off = 4 * sqrt(SEEDS * share * (1 - share));
		int first = times_first(weights[i]);

		if (fabs(first - SEEDS * share) > off)
			fail_msg("weight %g: first %d of %d", weights[i],
				 first, SEEDS);
	}
}

/* Weight 1 is no weight, and those that were seen have none. */
static void weights_move_nothing_else(void **state)
{
	struct candidate plain[MANY], even[MANY];
	uint64_t random = 99;

	(void)state;
	random_list(plain, &random);
	memcpy(even, plain, sizeof(even));
	for (int i = 0; i < MANY; i++)
		even[i].weight = even[i].seen ? i : 1;
	plan_pick(&fsrs_daily, plain, MANY, TODAY, true, 7);
	plan_pick(&fsrs_daily, even, MANY, TODAY, true, 7);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(plain[i].key, even[i].key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_to_pick),
		cmocka_unit_test(weights_decide_who_is_first),
		cmocka_unit_test(weights_move_nothing_else),
		cmocka_unit_test(groups_come_in_order),
		cmocka_unit_test(keys_decide_between_equals),
		cmocka_unit_test(random_lists_are_in_order),
		cmocka_unit_test(seed_moves_new_ones_only),
		cmocka_unit_test(cramming_ignores_the_schedule),
		cmocka_unit_test(broken_stability_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
