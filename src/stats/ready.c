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

void stats_readiness_card(struct stats_readiness *ready,
			  const struct fsrs *fsrs, const char *skill,
			  double stability, int64_t last_day)
{
	for (size_t i = 0; i < ready->count; i++) {
		if (!str_is(str_of(skill), ready->skills[i].skill))
			continue;
		ready->skills[i].seen++;
		ready->skills[i].recall +=	/* a sum as yet */
			fsrs_retrievability(fsrs, (double)(ready->date -
							   last_day),
					    stability);
		return;
	}
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
