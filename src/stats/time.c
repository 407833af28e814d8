/* time.c - figures of a stretch of days: time used, recall, the calendar. */
#include "stats/stats.h"

#include <stdlib.h>

enum { BUSY_LEAST = 4 };

struct stats_usage stats_usage(const struct stats_day *days, size_t count,
			       int64_t from, int64_t to)
{
	struct stats_usage usage = { 0, 0, 0 };

	for (size_t i = 0; i < count; i++) {
		if (days[i].day < from || days[i].day > to)
			continue;
		usage.attempts += days[i].attempts;
		usage.seconds += days[i].seconds;
		usage.words += days[i].words;
	}
	return usage;
}

struct stats_recall stats_recall(const struct stats_day *days, size_t count,
				 int64_t from, int64_t to)
{
	struct stats_recall recall = { 0, 0, 0 };

	for (size_t i = 0; i < count; i++) {
		if (days[i].day < from || days[i].day > to)
			continue;
		recall.reviews += days[i].reviews;
		recall.recalled += days[i].recalled;
	}
	if (recall.reviews > 0)
		recall.share = (double)recall.recalled /
			       (double)recall.reviews;
	return recall;
}

/* ---- calendar ---- */

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Answers of the day that nine in ten practised days stay below. */
static int64_t busy(const struct stats_calendar *calendar)
{
	int64_t counts[CALENDAR_DAYS];
	size_t count = 0;

	for (size_t i = 0; i < calendar->days; i++)
		if (calendar->cells[i].attempts > 0)
			counts[count++] = calendar->cells[i].attempts;
	if (count == 0)
		return BUSY_LEAST;
	qsort(counts, count, sizeof(*counts), by_number);
	count = count * 9 / 10;
	return counts[count] > BUSY_LEAST ? counts[count] : BUSY_LEAST;
}

static int shade(int64_t attempts, int64_t most)
{
	if (attempts <= 0)
		return 0;
	if (attempts >= most)
		return CALENDAR_SHADES;
	return 1 + (int)((attempts - 1) * (CALENDAR_SHADES - 1) / (most - 1));
}

void stats_calendar(const struct stats_day *days, size_t count,
		    const int64_t *frozen, size_t frozen_count,
		    int64_t today, struct stats_calendar *calendar)
{
	int64_t most;

	*calendar = (struct stats_calendar){
		.from = today - date_weekday(today) -
			(CALENDAR_WEEKS - 1) * 7,
	};
	calendar->days = (size_t)(today - calendar->from + 1);
	for (size_t i = 0; i < count; i++)
		if (days[i].day >= calendar->from && days[i].day <= today)
			calendar->cells[days[i].day - calendar->from].attempts
				= days[i].attempts;
	for (size_t i = 0; i < frozen_count; i++)
		if (frozen[i] >= calendar->from && frozen[i] <= today)
			calendar->cells[frozen[i] - calendar->from].frozen =
				true;
	most = busy(calendar);
	for (size_t i = 0; i < calendar->days; i++) {
		struct stats_cell *cell = &calendar->cells[i];

		cell->shade = shade(cell->attempts, most);
		calendar->practised += cell->attempts > 0;
		calendar->frozen += cell->frozen;
	}
}
