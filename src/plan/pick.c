/* pick.c - which question next.
 *
 * One order over all candidates: in the last days before an interview what
 * would be forgotten by then; due, new, not yet due. Recall falls in t/S
 * whatever the weights, so the lowest retrievability is the highest t/S and
 * no power need be taken. New ones go by a hash of seed and key: a shuffle
 * that does not depend on the order they came in. Heap sort, because it
 * works in place and its comparison may look at today and the seed (qsort's
 * can't); the last word is the key's, so the order is the same every time.
 */
#include "plan/plan.h"

#include "plan/mix.h"

#include <math.h>

struct order {
	int64_t today;
	uint64_t seed;
	bool cram;		/* whatever the schedule says */
	const struct interview *near;	/* in its last days; NULL: none is */
	const struct fsrs *fsrs;
};

/* In cramming what was seen before today counts as due, what was seen today
 * as not yet due. */
enum group { GROUP_FORGOTTEN, GROUP_DUE, GROUP_NEW, GROUP_AHEAD };

static enum group group_of(const struct order *order,
			   const struct candidate *candidate)
{
	if (!candidate->seen)
		return GROUP_NEW;
	if (order->cram)
		return candidate->last_day < order->today ? GROUP_DUE
							  : GROUP_AHEAD;
	if (order->near && plan_forgets(order->near, order->fsrs,
					candidate->stability,
					candidate->last_day))
		return GROUP_FORGOTTEN;
	return candidate->due_day <= order->today ? GROUP_DUE : GROUP_AHEAD;
}

static double forgotten(int64_t day, const struct candidate *candidate)
{
	int64_t elapsed = day - candidate->last_day;

	/* A stability that is not there (0, NaN) counts as the least. */
	return (double)(elapsed > 0 ? elapsed : 0) /
	       fmax(candidate->stability, 0.001);
}

static bool weaker(const struct order *order, const struct candidate *a,
		   const struct candidate *b)
{
	double lost_a = forgotten(order->today, a);
	double lost_b = forgotten(order->today, b);

	if (lost_a < lost_b || lost_a > lost_b)
		return lost_a > lost_b;
	if (a->stability < b->stability || a->stability > b->stability)
		return a->stability < b->stability;
	return a->key < b->key;
}

static bool seen_before(const struct order *order, const struct candidate *a,
			const struct candidate *b, enum group group)
{
	int64_t day = group == GROUP_FORGOTTEN ? order->near->day
					       : order->today;
	double lost_a, lost_b;

	if (order->cram)
		return weaker(order, a, b);
	lost_a = forgotten(day, a);
	lost_b = forgotten(day, b);
	if (group == GROUP_AHEAD && a->due_day != b->due_day)
		return a->due_day < b->due_day;
	if (lost_a < lost_b || lost_a > lost_b)
		return lost_a > lost_b;
	if (a->due_day != b->due_day)
		return a->due_day < b->due_day;
	return a->key < b->key;
}

/* When it comes up, as if each waited a random time that is the shorter the
 * more weight it has: so of any two, and of any number, each is first in
 * proportion to its weight (Efraimidis and Spirakis 2006). */
static double waits(const struct candidate *candidate, uint64_t draw)
{
	double weight = candidate->weight > 0 ? candidate->weight : 1;

	return -log1p(-(double)(draw >> 11) * 0x1p-53) / weight;
}

static bool new_before(const struct order *order, const struct candidate *a,
		       const struct candidate *b)
{
	uint64_t draw_a = plan_mix(order->seed, (uint64_t)a->key);
	uint64_t draw_b = plan_mix(order->seed, (uint64_t)b->key);

	if (a->weight > 0 || b->weight > 0) {
		double wait_a = waits(a, draw_a), wait_b = waits(b, draw_b);

		if (wait_a < wait_b || wait_a > wait_b)
			return wait_a < wait_b;
	}
	return draw_a != draw_b ? draw_a < draw_b : a->key < b->key;
}

static bool before(const struct order *order, const struct candidate *a,
		   const struct candidate *b)
{
	enum group group_a = group_of(order, a), group_b = group_of(order, b);

	if (group_a != group_b)
		return group_a < group_b;
	return group_a == GROUP_NEW ? new_before(order, a, b)
				    : seen_before(order, a, b, group_a);
}

static void swap(struct candidate *a, struct candidate *b)
{
	struct candidate kept = *a;

	*a = *b;
	*b = kept;
}

/* Lets list[at] sink until no child comes after it. */
static void sift(const struct order *order, struct candidate *list, size_t at,
		 size_t count)
{
	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= count)
			return;
		if (child + 1 < count &&
		    before(order, &list[child], &list[child + 1]))
			child++;
		if (!before(order, &list[at], &list[child]))
			return;
		swap(&list[at], &list[child]);
		at = child;
	}
}

static void sort(const struct order *order, struct candidate *list,
		 size_t count)
{
	for (size_t i = count / 2; i > 0; i--)
		sift(order, list, i - 1, count);
	for (size_t end = count; end > 1; end--) {
		swap(&list[0], &list[end - 1]);
		sift(order, list, 0, end - 1);
	}
}

size_t plan_pick(const struct fsrs *fsrs, struct candidate *list, size_t count,
		 int64_t today, bool ahead, uint64_t seed)
{
	static const struct interview none = { .day = 0 };

	return plan_pick_for(&none, fsrs, list, count, today, ahead, seed);
}

size_t plan_pick_for(const struct interview *interview,
		     const struct fsrs *fsrs, struct candidate *list,
		     size_t count, int64_t today, bool ahead, uint64_t seed)
{
	struct order order = {
		.today = today, .seed = seed, .fsrs = fsrs,
		.near = plan_is_near(interview, today) ? interview : NULL,
	};
	size_t wanted = 0;

	sort(&order, list, count);
	while (wanted < count &&
	       (ahead || group_of(&order, &list[wanted]) != GROUP_AHEAD))
		wanted++;
	return wanted;
}

void plan_cram(struct candidate *list, size_t count, int64_t today,
	       uint64_t seed)
{
	struct order order = { .today = today, .seed = seed, .cram = true };

	sort(&order, list, count);
}
