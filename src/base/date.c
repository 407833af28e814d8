/* date.c - moments that keep their UTC offset, and civil dates.
 *
 * Days to dates and back by Howard Hinnant's algorithms ("chrono-compatible
 * low-level date algorithms", days_from_civil and civil_from_days): the year
 * begins in March, so that the leap day is its last, and 400 years are one
 * era of 146,097 days. No table, no loop, exact for every year. Reading is
 * strict RFC 3339: a date that does not exist is refused, not moved on.
 */
#include "base/date.h"

#include <stdlib.h>
#include <time.h>

enum {
	DAY_SECONDS = 24 * 60 * 60,
	ERA_DAYS = 146097,
	ERA_START = 719468,		/* days from 0000-03-01 to 1970-01-01 */
	OFFSET_MAX = 18 * 60 * 60	/* seconds */
};

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t date_day(struct civil civil)
{
	int64_t year = civil.year - (civil.month <= 2);
	int64_t era = floor_divide(year, 400);
	int64_t of_era = year - era * 400;
	int64_t month = (civil.month + 9) % 12;
	int64_t of_year = (153 * month + 2) / 5 + civil.day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - ERA_START;
}

struct civil date_civil(int64_t day)
{
	int64_t era = floor_divide(day + ERA_START, ERA_DAYS);
	int64_t in_era = day + ERA_START - era * ERA_DAYS;
	int64_t of_era = (in_era - in_era / 1460 + in_era / 36524 -
			  in_era / (ERA_DAYS - 1)) / 365;
	int64_t of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
	int64_t month = (5 * of_year + 2) / 153;
	struct civil civil;

	civil.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	civil.month = (int)(month < 10 ? month + 3 : month - 9);
	civil.year = (int)(of_era + era * 400 + (civil.month <= 2));
	return civil;
}

/* Day 0, 1970-01-01, was a Thursday. */
int date_weekday(int64_t day)
{
	return (int)(day + 3 - floor_divide(day + 3, 7) * 7);
}

/* --- reading ----------------------------------------------------------- */

/* Takes exactly `digits` digits from the front. */
static bool take_digits(struct str *rest, int digits, int *value)
{
	*value = 0;
	if (rest->len < (size_t)digits)
		return false;
	for (int i = 0; i < digits; i++) {
		unsigned digit = (unsigned)(rest->s[i] - '0');

		if (digit > 9)
			return false;
		*value = *value * 10 + (int)digit;
	}
	rest->s += digits;
	rest->len -= (size_t)digits;
	return true;
}

static bool take_char(struct str *rest, const char *any)
{
	for (; rest->len && *any; any++) {
		if (rest->s[0] != *any)
			continue;
		rest->s++;
		rest->len--;
		return true;
	}
	return false;
}

static bool exists(struct civil civil)
{
	struct civil again = date_civil(date_day(civil));

	return civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
	       again.month == civil.month && again.day == civil.day;
}

static bool take_civil(struct str *rest, struct civil *civil)
{
	return take_digits(rest, 4, &civil->year) && take_char(rest, "-") &&
	       take_digits(rest, 2, &civil->month) && take_char(rest, "-") &&
	       take_digits(rest, 2, &civil->day);
}

struct clock {
	int hour, minute, second;
};

static bool take_clock(struct str *rest, struct clock *clock)
{
	if (!take_digits(rest, 2, &clock->hour) || !take_char(rest, ":") ||
	    !take_digits(rest, 2, &clock->minute) || !take_char(rest, ":") ||
	    !take_digits(rest, 2, &clock->second))
		return false;
	if (!take_char(rest, "."))
		return true;
	if (!take_char(rest, "0123456789"))
		return false;
	while (take_char(rest, "0123456789"))
		;
	return true;
}

/* 'Z', or +hh:mm; the offset in seconds. */
static bool take_offset(struct str *rest, struct clock *offset, int *sign)
{
	*offset = (struct clock){ 0, 0, 0 };
	*sign = 1;
	if (take_char(rest, "Zz"))
		return true;
	if (take_char(rest, "-"))
		*sign = -1;
	else if (!take_char(rest, "+"))
		return false;
	return take_digits(rest, 2, &offset->hour) && take_char(rest, ":") &&
	       take_digits(rest, 2, &offset->minute);
}

static int seconds_of(struct clock clock)
{
	return (clock.hour * 60 + clock.minute) * 60 + clock.second;
}

/* The most of an outside text that a message repeats, in bytes. */
enum { QUOTED_MAX = 40 };

static int quoted(struct str text)
{
	return text.len < QUOTED_MAX ? (int)text.len : QUOTED_MAX;
}

static bool no_such(struct str text, const char *what, struct error *err)
{
	return error_set(err, "there is no such %s as in '%.*s'; "
			 "check its numbers", what, quoted(text), text.s);
}

bool date_parse(struct str text, struct moment *moment, struct error *err)
{
	struct str rest = text;
	struct civil civil;
	struct clock clock, offset;
	int sign;

	if (!take_civil(&rest, &civil) || !take_char(&rest, "Tt ") ||
	    !take_clock(&rest, &clock) ||
	    !take_offset(&rest, &offset, &sign) || rest.len)
		return error_set(err, "'%.*s' is no date with a time; write it "
				 "as 2026-11-22T19:00:00+00:00", quoted(text),
				 text.s);
	if (!exists(civil))
		return no_such(text, "date", err);
	/* A leap second is the last second of its minute. */
	if (clock.second == 60)
		clock.second = 59;
	if (clock.hour > 23 || clock.minute > 59 || clock.second > 59)
		return no_such(text, "time of day", err);
	if (offset.minute > 59 || seconds_of(offset) > OFFSET_MAX)
		return no_such(text, "UTC offset", err);
	moment->offset = sign * seconds_of(offset);
	moment->utc = date_day(civil) * DAY_SECONDS + seconds_of(clock) -
		      moment->offset;
	return true;
}

bool date_parse_day(struct str text, int64_t *day, struct error *err)
{
	struct str rest = text;
	struct civil civil;

	if (!take_civil(&rest, &civil) || rest.len)
		return error_set(err, "'%.*s' is no date; write it as "
				 "2026-11-22", quoted(text), text.s);
	if (!exists(civil))
		return no_such(text, "date", err);
	*day = date_day(civil);
	return true;
}

/* --- writing ----------------------------------------------------------- */

void date_add_day(struct text *out, int64_t day)
{
	struct civil civil = date_civil(day);

	text_addf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

void date_add(struct text *out, struct moment moment)
{
	int64_t local = moment.utc + moment.offset;
	int64_t day = floor_divide(local, DAY_SECONDS);
	int second = (int)(local - day * DAY_SECONDS);
	int offset = abs(moment.offset) / 60;

	date_add_day(out, day);
	text_addf(out, "T%02d:%02d:%02d%c%02d:%02d", second / 3600,
		  second / 60 % 60, second % 60,
		  moment.offset < 0 ? '-' : '+', offset / 60, offset % 60);
}

struct moment date_local(int64_t utc)
{
	time_t seconds = (time_t)utc;
	struct moment moment = { .utc = utc };
	struct tm local;

	tzset();
	if (localtime_r(&seconds, &local))
		moment.offset = (int)local.tm_gmtoff;
	return moment;
}
