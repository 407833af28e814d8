/* date_test.c - moments with their offset, civil dates, weekdays.
 *
 * Every day of the years 0 to 9999 is walked with a calendar counted by hand
 * and held against the formulas.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/base.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static int days_in(int year, int month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static void every_day_of_ten_thousand_years(void **state)
{
	int64_t day = -719528;		/* 0000-01-01, a Saturday */

	(void)state;
	for (int year = 0; year < 10000; year++) {
		for (int month = 1; month <= 12; month++) {
			int days = days_in(year, month);

			for (int of = 1; of <= days; of++, day++) {
				struct civil civil = date_civil(day);

				if (civil.year != year ||
				    civil.month != month || civil.day != of ||
				    date_day(civil) != day)
					fail_msg("%d-%d-%d", year, month, of);
			}
		}
	}
	assert_int_equal(day, 2932897);
}

static void weekdays(void **state)
{
	(void)state;
	assert_int_equal(date_weekday(0), 3);		/* a Thursday */
	assert_int_equal(date_weekday(-1), 2);
	assert_int_equal(date_weekday(-719528), 5);
	assert_int_equal(date_weekday(date_day((struct civil){
		2026, 11, 22 })), 6);
	for (int64_t day = -20; day < 20; day++)
		assert_int_equal(date_weekday(day + 1),
				 (date_weekday(day) + 1) % 7);
}

static void moments_are_read(void **state)
{
	static const struct {
		const char *s;
		int64_t utc;
		int offset;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0, 0 },
		{ "2026-11-22T19:00:00+00:00", 1795374000, 0 },
		{ "2026-11-22T19:00:00-00:00", 1795374000, 0 },
		{ "2026-11-22T20:30:00+01:30", 1795374000, 5400 },
		{ "2026-11-22T11:00:00-08:00", 1795374000, -28800 },
		{ "2026-11-22t19:00:00.999z", 1795374000, 0 },
		{ "2026-11-22 19:00:00Z", 1795374000, 0 },
		{ "2016-12-31T23:59:60Z", 1483228799, 0 },
		{ "1969-12-31T23:59:59Z", -1, 0 },
		{ "2000-02-29T00:00:00+18:00", 951717600, 64800 },
	};
	struct moment moment;
	struct error err;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_true(date_parse(str_of(cases[i].s), &moment, &err));
		assert_int_equal(moment.utc, cases[i].utc);
		assert_int_equal(moment.offset, cases[i].offset);
	}
}

static void bad_moments_are_refused(void **state)
{
	static const char *const cases[][2] = {
		{ "", "is no date with a time" },
		{ "2026-11-22", "is no date with a time" },
		{ "2026-11-22T19:00:00", "is no date with a time" },
		{ "2026-11-22T19:00Z", "is no date with a time" },
		{ "2026-11-22T19:00:00.Z", "is no date with a time" },
		{ "2026-11-22T19:00:00+0000", "is no date with a time" },
		{ "2026-11-22T19:00:00Zx", "is no date with a time" },
		{ " 2026-11-22T19:00:00Z", "is no date with a time" },
		{ "+026-11-22T19:00:00Z", "is no date with a time" },
		{ "2026-13-01T19:00:00Z", "no such date" },
		{ "2026-00-01T19:00:00Z", "no such date" },
		{ "2026-11-00T19:00:00Z", "no such date" },
		{ "2026-11-31T19:00:00Z", "no such date" },
		{ "2026-02-29T19:00:00Z", "no such date" },
		{ "1900-02-29T19:00:00Z", "no such date" },
		{ "2026-11-22T24:00:00Z", "no such time of day" },
		{ "2026-11-22T19:60:00Z", "no such time of day" },
		{ "2026-11-22T19:00:61Z", "no such time of day" },
		{ "2026-11-22T19:00:00+18:01", "no such UTC offset" },
		{ "2026-11-22T19:00:00+01:60", "no such UTC offset" },
	};
	struct moment moment = { 42, 7 };
	struct error err;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_false(date_parse(str_of(cases[i][0]), &moment, &err));
		assert_non_null(strstr(err.text, cases[i][1]));
	}
	assert_int_equal(moment.utc, 42);
	assert_int_equal(moment.offset, 7);
}

static void days_are_read(void **state)
{
	static const char *const bad[] = {
		"", "2026-11-22 ", "2026-11-31", "26-11-22", "2026-1-2",
		"2026/11/22", "2026-11-22T",
	};
	int64_t day;
	struct error err;

	(void)state;
	assert_true(date_parse_day(STR("2026-11-22"), &day, &err));
	assert_int_equal(day, 1795374000 / 86400);
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(date_parse_day(str_of(bad[i]), &day, &err));
	assert_false(date_parse_day(STR("2026-11-31"), &day, &err));
	assert_string_equal(err.text, "there is no such date as in "
			    "'2026-11-31'; check its numbers");
}

static void what_is_written_reads_back(void **state)
{
	static const int offsets[] = { 0, 3600, -12600, 64800, -64800 };
	struct text out;
	struct moment again;
	struct error err;

	(void)state;
	text_init(&out, 100);
	for (size_t i = 0; i < COUNT(offsets); i++) {
		for (int64_t utc = -62167000000; utc < 250000000000;
		     utc += 98765432) {
			struct moment moment = { utc, offsets[i] };

			text_reset(&out);
			date_add(&out, moment);
			assert_int_equal(out.len, 25);
			assert_true(date_parse(text_str(&out), &again, &err));
			assert_int_equal(again.utc, utc);
			assert_int_equal(again.offset, moment.offset);
		}
	}
	text_release(&out);
}

static void writing(void **state)
{
	struct text out;

	(void)state;
	text_init(&out, 100);
	date_add(&out, (struct moment){ 1795374000, -12600 });
	text_add_char(&out, ' ');
	date_add_day(&out, -1);
	assert_string_equal(out.s, "2026-11-22T15:30:00-03:30 1969-12-31");
	text_release(&out);
}

/* A zone given by its rule, so that no zone files are needed. */
static void the_zone_in_force(void **state)
{
	(void)state;
	setenv("TZ", "GMT0BST,M3.5.0/1,M10.5.0", 1);
	assert_int_equal(date_local(1795374000).offset, 0);
	assert_int_equal(date_local(1782000000).offset, 3600);
	assert_int_equal(date_local(1782000000).utc, 1782000000);
	setenv("TZ", "XXX-5:30", 1);
	assert_int_equal(date_local(0).offset, 19800);
	setenv("TZ", "UTC0", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_ten_thousand_years),
		cmocka_unit_test(weekdays),
		cmocka_unit_test(moments_are_read),
		cmocka_unit_test(bad_moments_are_refused),
		cmocka_unit_test(days_are_read),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(writing),
		cmocka_unit_test(the_zone_in_force),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
