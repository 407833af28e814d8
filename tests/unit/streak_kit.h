/* streak_kit.h - a history of practice, and the streak by a plain reference.
 *
 * The rules are written a second time here as one would tell them, a calendar
 * day at a time with no thought of speed.
 */
#ifndef TESTS_UNIT_STREAK_KIT_H
#define TESTS_UNIT_STREAK_KIT_H

#include "plan/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define DAY 86400
#define HOUR 3600

enum { DAYS_MAX = 128, PAUSES_MAX = 8 };

struct history {
	struct str name;
	struct practice_day days[DAYS_MAX];
	size_t count;
	struct pause pauses[PAUSES_MAX];
	size_t pause_count;
	int rollover;
	int64_t today, now;
};

/* Joins the day's attempts, keeps the days in order. */
static inline void add_attempt(struct history *history, int64_t day,
			       int64_t utc)
{
	struct practice_day *days = history->days;
	size_t at = history->count;

	for (size_t i = 0; i < history->count; i++) {
		if (days[i].day != day)
			continue;
		if (utc < days[i].first)
			days[i].first = utc;
		if (utc > days[i].last)
			days[i].last = utc;
		return;
	}
	assert_true(at < DAYS_MAX);
	for (; at > 0 && days[at - 1].day > day; at--)
		days[at] = days[at - 1];
	days[at] = (struct practice_day){ day, utc, utc };
	history->count++;
}

/* What the program says. */
static inline void find_streak(const struct history *history,
			       struct streak *streak)
{
	struct practice practice = { history->days, history->count,
				     history->pauses, history->pause_count };

	plan_streak(&practice, history->today, history->now, streak);
}

static inline bool streaks_agree(const struct streak *a, const struct streak *b)
{
	return a->days == b->days && a->best == b->best &&
	       a->freezes == b->freezes && a->spent == b->spent &&
	       a->to_next == b->to_next && a->today == b->today &&
	       a->last_frozen == b->last_frozen;
}

/* ---- the plain reference ---- */

static inline const struct practice_day *day_find(const struct history *history,
						  int64_t day)
{
	for (size_t i = 0; i < history->count; i++)
		if (history->days[i].day == day)
			return &history->days[i];
	return NULL;
}

static inline bool is_free(const struct history *history, int64_t day)
{
	for (size_t i = 0; i < history->pause_count; i++)
		if (day >= history->pauses[i].first &&
		    day <= history->pauses[i].last)
			return true;
	return false;
}

/* Days between two of which something was wanted, counted one by one. */
static inline int wanted_between(const struct history *history, int64_t from,
				 int64_t to)
{
	int wanted = 0;

	for (int64_t day = from + 1; day < to; day++)
		wanted += !is_free(history, day);
	return wanted;
}

/* Seconds from the end of one day to a moment of another, without holidays. */
static inline int64_t seconds_between(const struct history *history,
				      const struct practice_day *from,
				      int64_t to, int64_t moment)
{
	int64_t seconds = moment - from->last;

	for (int64_t day = from->day + 1; day < to; day++)
		seconds -= is_free(history, day) ? 24 * HOUR : 0;
	return seconds;
}

/* Days beyond today that don't follow without a gap are taken away. */
static inline void leave_out_later(struct history *history)
{
	const struct practice_day *days = history->days;
	size_t kept = 0, after = 0;

	for (size_t i = 0; i < history->count; i++)
		after += days[i].day > history->today;
	if (after * 2 > history->count)
		history->today = days[history->count - 1].day;
	while (kept < history->count) {
		bool later = kept > 0 && days[kept].day > history->today;

		if (later &&
		    wanted_between(history, days[kept - 1].day,
				   days[kept].day) > 0 &&
		    seconds_between(history, &days[kept - 1], days[kept].day,
				    days[kept].first) >= 36 * HOUR)
			break;
		kept++;
	}
	history->count = kept;
}

/* What becomes of a day without practice, held freezes at hand before it. */
static inline void slow_miss(const struct history *history, int64_t day,
			     int held, struct streak *streak)
{
	const struct practice_day *before = NULL, *after = NULL;
	int64_t from = day, to = day, hours_end = history->now;

	while (!before)
		before = day_find(history, --from);
	while (!after && to < history->today)
		after = day_find(history, ++to);
	if (after)
		hours_end = after->first;
	if (seconds_between(history, before, to, hours_end) < 36 * HOUR)
		return;
	if (wanted_between(history, from, to) <= held) {
		streak->freezes--;
		streak->spent++;
		streak->last_frozen = day;
	} else {
		streak->days = streak->spent = 0;
	}
}

static inline void slow_streak(struct history history, struct streak *streak)
{
	int64_t end;
	int held = 0;

	*streak = (struct streak){ .to_next = 7 };
	leave_out_later(&history);
	if (is_free(&history, history.today))
		streak->today = STREAK_PAUSED;
	if (history.count == 0)
		return;
	end = history.days[history.count - 1].day;
	if (end >= history.today)
		streak->today = STREAK_DONE;
	else
		end = history.today - 1;
	if (history.today < end)
		history.today = end;
	for (int64_t day = history.days[0].day; day <= end; day++) {
		if (!day_find(&history, day)) {
			if (!is_free(&history, day))
				slow_miss(&history, day, held, streak);
			continue;
		}
		streak->days++;
		if (streak->days > streak->best)
			streak->best = streak->days;
		if (streak->days % 7 == 0 && streak->freezes < 2)
			streak->freezes++;
		held = streak->freezes;
	}
	streak->to_next = 7 - streak->days % 7;
}

/* ---- dice ---- */

static uint64_t random_state = 20261122;

static inline int64_t random_in(int64_t low, int64_t high)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return low + (int64_t)(random_state % (uint64_t)(high - low + 1));
}

#endif
