/* streak.c - days and the streak.
 *
 * The streak is worked out from all practised days each time and kept
 * nowhere, so undo, a new rule or days brought in from elsewhere need no
 * repair. One pass: each practised day either follows the one before, is
 * reached over missed days that freezes cover, or begins anew. Then the
 * same question is asked of today as if it were practised now.
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

/* Does a day with this number, begun at utc, follow the day before it? Less
 * than nothing between them is a clock set back, which breaks nothing. */
static bool follows(const struct practice_day *before, int64_t day,
		    int64_t utc)
{
	return day - before->day <= 1 ||
	       utc - before->last < STREAK_DATE_LINE;
}

/* Reaches over to day, whose first moment is utc: false if the streak ends
 * before it. Freezes are spent only where they cover all that was missed. */
static bool reach(struct streak *streak, const struct practice_day *before,
		  int64_t day, int64_t utc)
{
	int64_t missed = day - before->day - 1;

	if (follows(before, day, utc))
		return true;
	if (missed > streak->freezes)
		return false;
	streak->freezes -= (int)missed;
	streak->spent += (int)missed;
	streak->last_frozen = day - 1;
	return true;
}

static void end_run(struct streak *streak)
{
	streak->days = 0;
	streak->spent = 0;
}

static void count_day(struct streak *streak)
{
	streak->days++;
	if (streak->best < streak->days)
		streak->best = streak->days;
	if (streak->days % STREAK_FREEZE_EVERY == 0 &&
	    streak->freezes < STREAK_FREEZES_MAX)
		streak->freezes++;
}

/* Counts the days seen from today; returns the last one, NULL if none. */
static const struct practice_day *count_days(const struct practice_day *days,
					     size_t count, int64_t today,
					     struct streak *streak)
{
	const struct practice_day *last = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct practice_day *day = &days[i];

		if (last && day->day > today &&
		    !follows(last, day->day, day->first))
			break;
		if (last && !reach(streak, last, day->day, day->first))
			end_run(streak);
		if (!last || day->day > last->day)
			count_day(streak);
		last = day;
	}
	return last;
}

void plan_streak(const struct practice_day *days, size_t count, int64_t today,
		 int64_t now, struct streak *streak)
{
	const struct practice_day *last;

	*streak = (struct streak){ .today = STREAK_NOT_YET };
	/* A clock before most that was ever practised is the wrong one. */
	if (count > 0 && days[(count - 1) / 2].day > today)
		today = days[count - 1].day;
	last = count_days(days, count, today, streak);
	if (last && last->day >= today)
		streak->today = STREAK_DONE;
	else if (last && !reach(streak, last, today, now))
		end_run(streak);
	streak->to_next = STREAK_FREEZE_EVERY -
			  streak->days % STREAK_FREEZE_EVERY;
}
