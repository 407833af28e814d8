/* date.c - an interview on a certain day, and what it does to a plan.
 *
 * FSRS plans each question for the day on which it begins to be forgotten. A
 * question planned past the interview would be met there without having been
 * practised for long, so it comes back once in the last seven days, spread by
 * a hash over them. Once, because one that comes back each time it was
 * answered comes to stand on the eve, with all the others. What is planned
 * before the interview may still be forgotten by then; such questions come
 * first in picking, as the last days have come.
 */
#include "plan/plan.h"

#include "plan/mix.h"

int64_t plan_due_day(const struct interview *interview, int64_t planned,
		     int64_t last_day, uint64_t seed)
{
	int64_t from = interview->day - INTERVIEW_LAST_DAYS;

	if (interview->day == 0 || planned < interview->day ||
	    last_day >= from)
		return planned;
	if (from < interview->since)
		from = interview->since;
	if (from >= interview->day)
		return planned;
	return from + (int64_t)(plan_mix(seed, (uint64_t)interview->day) %
				(uint64_t)(interview->day - from));
}

bool plan_is_near(const struct interview *interview, int64_t today)
{
	return interview->day != 0 && today < interview->day &&
	       today >= interview->day - INTERVIEW_LAST_DAYS;
}

bool plan_forgets(const struct interview *interview, const struct fsrs *fsrs,
		  double stability, int64_t last_day)
{
	if (interview->day == 0 || last_day >= interview->day)
		return false;
	/* A stability that is not there (0, NaN) is forgotten. */
	return !(stability > 0) ||
	       fsrs_retrievability(fsrs, (double)(interview->day - last_day),
				   stability) < fsrs->retention;
}
