/* weak.c - what answers leave out, over all questions; means by level.
 *
 * A kind of point asked once and missed once is no weakness yet. So kinds are
 * ordered by the lower end of Wilson's interval (JASA 1927): what the share is
 * at least, as far as so many answers can tell.
 */
#include "stats/stats.h"

#include <math.h>
#include <stdlib.h>

#define Z 1.96				/* 95 % of a normal distribution */

static double share_of(int64_t part, int64_t whole)
{
	return whole > 0 ? (double)part / (double)whole : 0;
}

static double at_least(int64_t part, int64_t whole)
{
	double n = (double)whole, p = share_of(part, whole);

	if (whole <= 0)
		return 0;
	return (p + Z * Z / (2 * n) -
		Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))) /
	       (1 + Z * Z / n);
}

bool stats_is_weak(const struct stats_weak *weak)
{
	return weak->missed >= 3 && weak->share >= 0.2;
}

static int surest_first(const void *a, const void *b)
{
	const struct stats_weak *x = a, *y = b;
	double low_x = at_least(x->missed, x->asked);
	double low_y = at_least(y->missed, y->asked);

	if (low_x != low_y)
		return low_x < low_y ? 1 : -1;
	return str_compare(str_of(x->facet), str_of(y->facet));
}

/* Where most of it is missed, if that is more than elsewhere. */
static void name_skill(const struct stats_facet *facets, size_t count,
		       struct stats_weak *weak)
{
	const struct stats_facet *worst = NULL;
	double low = 0;

	for (size_t i = 0; i < count; i++) {
		double least = at_least(facets[i].missed, facets[i].asked);

		if (!str_is(str_of(facets[i].facet), weak->facet) ||
		    least <= low)
			continue;
		low = least;
		worst = &facets[i];
	}
	if (worst && worst->missed >= 2 && worst->asked < weak->asked &&
	    share_of(worst->missed, worst->asked) > weak->share)
		weak->skill = worst->skill;
}

void stats_weak(struct arena *arena, const struct stats_facet *facets,
		size_t count, struct stats_weak **weak, size_t *weak_count)
{
	struct stats_weak *last = NULL;
	size_t cap = 0;

	*weak = NULL;
	*weak_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (!last || !str_is(str_of(last->facet), facets[i].facet)) {
			*weak = arena_grow(arena, *weak, *weak_count, &cap,
					   sizeof(**weak));
			last = &(*weak)[(*weak_count)++];
			*last = (struct stats_weak){
				.facet = facets[i].facet,
				.says = facets[i].says,
			};
		}
		last->asked += facets[i].asked;
		last->missed += facets[i].missed;
	}
	for (size_t i = 0; i < *weak_count; i++) {
		(*weak)[i].share = share_of((*weak)[i].missed,
					    (*weak)[i].asked);
		name_skill(facets, count, &(*weak)[i]);
	}
	stats_weak_sort(*weak, *weak_count);
}

void stats_weak_sort(struct stats_weak *weak, size_t count)
{
	if (count > 0)
		qsort(weak, count, sizeof(*weak), surest_first);
}

/* ---- levels ---- */

static int rank(const char *level)
{
	static const char *const order[] = { "junior", "mid", "senior" };

	for (int i = 0; i < 3; i++)
		if (str_is(str_of(level), order[i]))
			return i;
	return 3;
}

static int easiest_first(const void *a, const void *b)
{
	const struct stats_level *x = a, *y = b;
	int by_rank = rank(x->level) - rank(y->level);

	return by_rank ? by_rank
		       : str_compare(str_of(x->level), str_of(y->level));
}

static struct stats_level *level_of(struct stats_level *levels, size_t *count,
				    const char *level)
{
	for (size_t i = 0; i < *count; i++)
		if (str_is(str_of(levels[i].level), level))
			return &levels[i];
	levels[*count] = (struct stats_level){ .level = level };
	return &levels[(*count)++];
}

void stats_levels(struct arena *arena, const struct stats_tally *tally,
		  size_t count, const char *skill, struct stats_level **levels,
		  size_t *level_count)
{
	struct stats_level *list = ARENA_ARRAY(arena, count,
					       struct stats_level);
	int64_t *firsts = ARENA_ARRAY(arena, count, int64_t);

	*levels = list;
	*level_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct stats_level *level;

		if (!tally[i].level[0] ||
		    (skill && !str_is(str_of(skill), tally[i].skill)))
			continue;
		level = level_of(list, level_count, tally[i].level);
		level->attempts += tally[i].attempts;
		level->mean += (double)tally[i].scores;	/* a sum as yet */
		firsts[level - list] += tally[i].firsts;
	}
	for (size_t i = 0; i < *level_count; i++)
		if (firsts[i] > 0)
			list[i].mean /= (double)firsts[i];
	if (*level_count > 0)
		qsort(list, *level_count, sizeof(*list), easiest_first);
}
