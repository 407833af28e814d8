/* trend.c - how scores move, week by week or month by month.
 *
 * Means of first attempts alone: a second try right after the mark would
 * flatter. The line is fitted by least squares through days, each weighing as
 * many attempts as it has, of the last quarter or year only: what was five
 * years ago says nothing of now. Single answers scatter by twenty points, so a
 * slope is called one only where it stands clear of its own standard error.
 */
#include "stats/stats.h"

#include <math.h>

enum {
	FIT_WEEKS = 12 * 7,		/* days that the line reaches back */
	FIT_MONTHS = 335,
	FIT_LEAST = 4,			/* parts */
	MOVES_LEAST = 3,		/* points */
};

static int64_t part_of(int64_t day, bool by_month)
{
	struct civil civil = date_civil(day);

	if (!by_month)
		return day - date_weekday(day);
	civil.day = 1;
	return date_day(civil);
}

static void gather_parts(struct arena *arena, const struct stats_day *days,
			 size_t count, int64_t today,
			 struct stats_trend *trend)
{
	struct stats_part *part = NULL;
	size_t cap = 0;

	for (size_t i = 0; i < count && days[i].day <= today; i++) {
		int64_t from = part_of(days[i].day, trend->by_month);

		if (days[i].firsts == 0)
			continue;
		if (!part || part->from != from) {
			trend->parts = arena_grow(arena, trend->parts,
						  trend->count, &cap,
						  sizeof(*trend->parts));
			part = &trend->parts[trend->count++];
			*part = (struct stats_part){ .from = from };
		}
		part->attempts += days[i].firsts;
		part->mean += (double)days[i].scores;	/* a sum as yet */
	}
	for (size_t i = 0; i < trend->count; i++)
		trend->parts[i].mean /= (double)trend->parts[i].attempts;
}

struct line {
	double slope, error;		/* points a day; its standard error */
	double days;			/* from the first day to the last */
};

/* At least two days. */
static struct line fit(const struct stats_day *days, size_t count)
{
	struct line line = { .days = (double)(days[count - 1].day -
					      days[0].day) };
	double n = 0, x = 0, y = 0, xx = 0, xy = 0, rest = 0, used = 0;

	for (size_t i = 0; i < count; i++) {
		n += (double)days[i].firsts;
		x += (double)(days[i].firsts * (days[i].day - days[0].day));
		y += (double)days[i].scores;
		used += days[i].firsts > 0;
	}
	for (size_t i = 0; i < count; i++) {
		double dx = (double)(days[i].day - days[0].day) - x / n;

		xx += (double)days[i].firsts * dx * dx;
		xy += dx * ((double)days[i].scores -
			    (double)days[i].firsts * y / n);
	}
	line.slope = xx > 0 ? xy / xx : 0;
	for (size_t i = 0; i < count; i++) {
		double w = (double)days[i].firsts;
		double dx = (double)(days[i].day - days[0].day) - x / n;
		double off = w > 0 ? (double)days[i].scores / w - y / n -
				     line.slope * dx : 0;

		rest += w * off * off;
	}
	line.error = xx > 0 && used > 2 ? sqrt(rest / (used - 2) / xx) : 0;
	return line;
}

static void tell(struct arena *arena, struct stats_trend *trend)
{
	int points = (int)lround(fabs(trend->slope));
	const char *rate = points < 1 ? "less than a point a month"
		: arena_printf(arena, "%d point%s a month", points,
			       points == 1 ? "" : "s");

	switch (trend->course) {
	case COURSE_UNKNOWN:
		trend->says = "too early to say";
		break;
	case COURSE_STEADY:
		trend->says = "steady";
		break;
	case COURSE_RISING:
	case COURSE_FALLING:
		trend->says = arena_printf(arena, "%s, %s",
			trend->course == COURSE_RISING ? "rising" : "falling",
			rate);
		break;
	}
}

/* Parts that the line goes through. */
static size_t recent(const struct stats_trend *trend, int64_t since)
{
	size_t count = 0;

	while (count < trend->count &&
	       trend->parts[trend->count - 1 - count].from >= since)
		count++;
	return count;
}

void stats_trend(struct arena *arena, const struct stats_day *days,
		 size_t count, int64_t today, struct stats_trend *trend)
{
	struct line line;
	int64_t since;
	size_t from = 0;

	*trend = (struct stats_trend){
		.by_month = count > 0 && today - days[0].day >= CALENDAR_DAYS,
	};
	gather_parts(arena, days, count, today, trend);
	since = part_of(today - (trend->by_month ? FIT_MONTHS : FIT_WEEKS),
			trend->by_month);
	while (count > 0 && days[count - 1].day > today)
		count--;
	while (from < count && days[from].day < since)
		from++;
	if (recent(trend, since) >= FIT_LEAST) {
		line = fit(days + from, count - from);
		trend->slope = line.slope * 30;
		trend->course = fabs(line.slope) <= 2 * line.error ||
				fabs(line.slope * line.days) < MOVES_LEAST
			? COURSE_STEADY
			: line.slope > 0 ? COURSE_RISING : COURSE_FALLING;
	}
	tell(arena, trend);
}
