/* date.h - moments that keep the UTC offset they were lived at.
 *
 * A moment is a point in time together with the wall clock of its place.
 * Days are counted from 1970-01-01 (day 0) in the proleptic Gregorian
 * calendar. What a *day of practice* is (rollover hour) belongs to plan.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

struct moment {
	int64_t utc;	/* seconds since 1970-01-01T00:00:00Z */
	int offset;	/* seconds east of UTC, within +-18 hours */
};

struct civil {
	int year;	/* 0..9999 */
	int month;	/* 1..12 */
	int day;	/* 1..31 */
};

/* RFC 3339: 2026-11-22T19:00:00+00:00, also with 'Z' or a fraction (which is
 * dropped). The date and the offset must exist. */
MUST_CHECK bool date_parse(struct str text, struct moment *moment,
			   struct error *err);
void date_add(struct text *out, struct moment moment);	/* RFC 3339 */
/* The same point in time on the wall clock of the zone in force (TZ). */
struct moment date_local(int64_t utc);

struct civil date_civil(int64_t day);
int64_t date_day(struct civil civil);
/* YYYY-MM-DD to a day number. */
MUST_CHECK bool date_parse_day(struct str text, int64_t *day,
			       struct error *err);
void date_add_day(struct text *out, int64_t day);	/* YYYY-MM-DD */
/* 0 Monday .. 6 Sunday. */
int date_weekday(int64_t day);

#endif
