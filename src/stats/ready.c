/* ready.c - how much will be remembered on the day of the interview.
 *
 * Retrievability on that day, as if nothing were asked until then: what will
 * be there without more practice. A question never seen counts as nothing.
 */
#include "stats/stats.h"

void stats_readiness_begin(struct arena *arena,
			   const struct stats_skill *skills, size_t count,
			   int64_t today, int64_t date,
			   struct stats_readiness *ready)
{
	*ready = (struct stats_readiness){
		.known = date >= today, .date = date, .days = date - today,
		.skills = ARENA_ARRAY(arena, count, struct stats_ready),
		.count = count,
	};
	for (size_t i = 0; i < count; i++) {
		ready->skills[i].skill = skills[i].skill;
		ready->skills[i].questions = skills[i].questions;
	}
}

/* Cards of one skill often stand together: the search goes on where the last
 * one ended. */
static struct stats_ready *find(struct stats_readiness *ready,
				const char *skill)
{
	struct str name = str_of(skill);

	for (size_t i = 0; i < ready->count; i++) {
		size_t at = ready->last + i;

		at -= at < ready->count ? 0 : ready->count;
		if (!str_is(name, ready->skills[at].skill))
			continue;
		ready->last = at;
		return &ready->skills[at];
	}
	return NULL;
}

void stats_readiness_card(struct stats_readiness *ready,
			  const struct fsrs *fsrs, const char *skill,
			  double stability, int64_t last_day)
{
	double days = (double)(ready->date - last_day);
	struct stats_ready *of = find(ready, skill);

	if (!of)
		return;
	of->seen++;
	of->recall += fsrs_retrievability(fsrs, days, stability);  /* a sum */
}

static void finish(struct stats_ready *ready)
{
	if (ready->questions > 0)
		ready->ready = ready->recall / (double)ready->questions;
	if (ready->seen > 0)
		ready->recall /= (double)ready->seen;
}

void stats_readiness_end(struct stats_readiness *ready)
{
	for (size_t i = 0; i < ready->count; i++) {
		ready->all.questions += ready->skills[i].questions;
		ready->all.seen += ready->skills[i].seen;
		ready->all.recall += ready->skills[i].recall;
		finish(&ready->skills[i]);
	}
	finish(&ready->all);
}
