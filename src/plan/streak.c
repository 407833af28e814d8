/* streak.c - days and the streak.
 *
 * The streak follows from all practised days. One pass: each practised day
 * either follows the one before, is reached over missed days that freezes
 * cover, or begins anew. Then the same question is asked of today as if it
 * were practised now. Paused days are taken out of every gap before it is
 * judged. Where the pass stands after a day depends on nothing later, so it
 * can be kept as a base and be gone on from; whoever keeps one drops it when
 * anything behind it changes.
 *
 * Day numbers were fixed when the days were lived, so neither travel nor a
 * changed rollover moves them. A clock that was wrong may still leave a day
 * far ahead: days after today join only if they follow without a gap (east
 * over the date line), the others are as if not there until their time
 * comes.
 */
#include "plan/plan.h"

#define DAY 86400

int64_t plan_day(struct moment moment, int rollover)
{
	int64_t local = moment.utc + moment.offset - (int64_t)rollover * 3600;
	int64_t day = local / DAY;

	return local % DAY < 0 ? day - 1 : day;
}

struct walk {
	const struct practice *practice;
	struct streak *streak;
	streak_told *told;
	void *context;
};

/* How many of the days between two are paused. */
static int64_t paused_between(const struct practice *practice, int64_t from,
			      int64_t to)
{
	int64_t paused = 0;

	for (size_t i = 0; i < practice->pause_count; i++) {
		const struct pause *pause = &practice->pauses[i];
		int64_t first = pause->first > from ? pause->first : from + 1;
		int64_t last = pause->last < to ? pause->last : to - 1;

		if (first <= last)
			paused += last - first + 1;
	}
	return paused;
}

static const struct pause *pause_of(const struct practice *practice,
				    int64_t day)
{
	for (size_t i = 0; i < practice->pause_count; i++)
		if (practice->pauses[i].first <= day &&
		    day <= practice->pauses[i].last)
			return &practice->pauses[i];
	return NULL;
}

/* Does a day with this number, begun at utc, follow the day before it? Less
 * than nothing between them is a clock set back, which breaks nothing. */
static bool follows(const struct practice *practice,
		    const struct practice_day *before, int64_t day,
		    int64_t utc)
{
	int64_t paused = paused_between(practice, before->day, day);

	return day - before->day - paused <= 1 ||
	       utc - before->last - paused * DAY < STREAK_DATE_LINE;
}

/* Freezes the days between two that are not paused. */
static void freeze(struct walk *walk, int64_t from, int64_t to)
{
	for (int64_t day = from + 1; day < to; day++) {
		const struct pause *pause = pause_of(walk->practice, day);

		if (pause && pause->last >= to)
			return;
		if (pause) {
			day = pause->last;
			continue;
		}
		walk->streak->freezes--;
		walk->streak->spent++;
		walk->streak->last_frozen = day;
		walk->told(walk->context, STREAK_FROZEN, day);
	}
}

/* Reaches over to day, whose first moment is utc: false if the streak ends
 * before it. Freezes are spent only where they cover all that was missed. */
static bool reach(struct walk *walk, const struct practice_day *before,
		  int64_t day, int64_t utc)
{
	int64_t missed = day - before->day - 1 -
		paused_between(walk->practice, before->day, day);

	if (follows(walk->practice, before, day, utc))
		return true;
	if (missed > walk->streak->freezes)
		return false;
	freeze(walk, before->day, day);
	return true;
}

static void end_run(struct streak *streak)
{
	streak->days = 0;
	streak->spent = 0;
}

static void count_day(struct walk *walk, int64_t day)
{
	struct streak *streak = walk->streak;

	streak->days++;
	if (streak->best < streak->days)
		streak->best = streak->days;
	if (streak->days % STREAK_FREEZE_EVERY == 0 &&
	    streak->freezes < STREAK_FREEZES_MAX) {
		streak->freezes++;
		walk->told(walk->context, STREAK_EARNED, day);
	}
}

/* Counts the days after `last` (NULL: there is none) as seen from today;
 * returns the last one, NULL if none. */
static const struct practice_day *count_days(struct walk *walk,
					     const struct practice_day *last,
					     int64_t today)
{
	const struct practice *practice = walk->practice;

	for (size_t i = 0; i < practice->count; i++) {
		const struct practice_day *day = &practice->days[i];

		if (last && day->day > today &&
		    !follows(practice, last, day->day, day->first))
			break;
		if (last && !reach(walk, last, day->day, day->first))
			end_run(walk->streak);
		if (!last || day->day > last->day)
			count_day(walk, day->day);
		last = day;
	}
	return last;
}

/* A clock before most that was ever practised is the wrong one. */
static int64_t believe(const struct streak_base *base,
		       const struct practice *practice, int64_t today)
{
	const struct practice_day *days = practice->days;
	size_t count = practice->count;
	size_t middle = count ? (base->count + count - 1) / 2 : 0;

	if (count > 0 && middle >= base->count &&
	    days[middle - base->count].day > today)
		return days[count - 1].day;
	return today;
}

static void tell_from(const struct streak_base *base,
		      const struct practice *practice, int64_t today,
		      int64_t now, struct streak *streak, streak_told *told,
		      void *context)
{
	const struct practice_day *last = base->count ? &base->last : NULL;
	struct walk walk = { practice, streak, told, context };

	*streak = base->streak;
	streak->today = STREAK_NOT_YET;
	today = believe(base, practice, today);
	last = count_days(&walk, last, today);
	if (last && last->day >= today)
		streak->today = STREAK_DONE;
	else if (pause_of(practice, today))
		streak->today = STREAK_PAUSED;
	if (last && last->day < today && !reach(&walk, last, today, now))
		end_run(streak);
	streak->to_next = STREAK_FREEZE_EVERY -
			  streak->days % STREAK_FREEZE_EVERY;
}

void plan_streak_tell(const struct practice *practice, int64_t today,
		      int64_t now, struct streak *streak, streak_told *told,
		      void *context)
{
	static const struct streak_base none = { .count = 0 };

	tell_from(&none, practice, today, now, streak, told, context);
}

static void tell_nobody(void *context, enum streak_event event, int64_t day)
{
	(void)context;
	(void)event;
	(void)day;
}

void plan_streak(const struct practice *practice, int64_t today, int64_t now,
		 struct streak *streak)
{
	plan_streak_tell(practice, today, now, streak, tell_nobody, NULL);
}

void plan_streak_on(const struct streak_base *base,
		    const struct practice *practice, int64_t today,
		    int64_t now, struct streak *streak)
{
	tell_from(base, practice, today, now, streak, tell_nobody, NULL);
}

void plan_streak_add(const struct practice *practice,
		     struct streak_base *base)
{
	struct walk walk = { practice, &base->streak, tell_nobody, NULL };
	size_t count = practice->count;

	if (count == 0)
		return;
	/* Seen from the end of time, so that no day is left out. */
	count_days(&walk, base->count ? &base->last : NULL, INT64_MAX);
	base->last = practice->days[count - 1];
	base->count += count;
}
