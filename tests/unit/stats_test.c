/* stats_test.c - figures from sums, each beside what counting by hand gives. */
#include "stats/stats.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20782 };		/* 2026-11-25, a Wednesday */

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct stats_day day(int64_t number, int64_t firsts, int64_t mean)
{
	return (struct stats_day){ .day = number, .attempts = firsts,
				   .counted = firsts, .firsts = firsts,
				   .scores = firsts * mean,
				   .seconds = firsts * 60,
				   .words = firsts * 40 };
}

/* ---- trend ---- */

/* One day every `step` days before today; mean(i) of the i-th. */
static struct stats_trend trend_of(size_t count, int64_t step, int64_t firsts,
				   int64_t (*mean)(size_t))
{
	struct stats_day *days = ARENA_ARRAY(&arena, count, struct stats_day);
	struct stats_trend trend;

	for (size_t i = 0; i < count; i++)
		days[i] = day(TODAY - (int64_t)(count - 1 - i) * step, firsts,
			      mean(i));
	stats_trend(&arena, days, count, TODAY, &trend);
	return trend;
}

static int64_t rising(size_t i) { return 40 + (int64_t)i; }
static int64_t falling(size_t i) { return 90 - 2 * (int64_t)i; }
static int64_t level(size_t i) { (void)i; return 60; }
static int64_t noise(size_t i) { return (int64_t)(i * 7919 % 13) * 5 + 20; }

static void trends_are_told(void **state)
{
	struct stats_trend trend;

	(void)state;
	trend = trend_of(30, 1, 5, rising);
	assert_false(trend.by_month);
	assert_int_equal(trend.count, 5);
	assert_int_equal(trend.course, COURSE_RISING);
	assert_string_equal(trend.says, "rising, 30 points a month");
	trend = trend_of(10, 7, 5, falling);
	assert_int_equal(trend.count, 10);
	assert_true(fabs(trend.slope + 60 / 7.0) < 1e-9);
	assert_string_equal(trend.says, "falling, 9 points a month");
	assert_int_equal(trend_of(40, 1, 5, level).course, COURSE_STEADY);
	assert_int_equal(trend_of(60, 1, 1, noise).course, COURSE_STEADY);
	trend = trend_of(3, 7, 5, rising);
	assert_string_equal(trend.says, "too early to say");
	assert_int_equal(trend_of(0, 7, 5, rising).count, 0);
}

static void long_trends_are_by_month(void **state)
{
	struct stats_trend trend = trend_of(520, 7, 3, level);

	(void)state;
	assert_true(trend.by_month);
	assert_int_equal(trend.count, 120);
	assert_int_equal(trend.parts[119].from, TODAY - 24);
	assert_int_equal(trend.parts[119].attempts, 12);
	assert_true(trend.parts[0].mean == 60);
}

/* Weeks begin on Monday; the mean is of attempts, not of days; what was not a
 * first attempt, or lies ahead, counts nothing. */
static void parts_are_weeks(void **state)
{
	struct stats_day days[] = {
		day(TODAY - 3, 1, 100),		/* Sunday */
		day(TODAY - 2, 3, 40),		/* Monday */
		day(TODAY - 1, 0, 0),
		day(TODAY, 1, 80),
		day(TODAY + 1, 9, 9),
	};
	struct stats_trend trend;

	(void)state;
	stats_trend(&arena, days, 5, TODAY, &trend);
	assert_int_equal(trend.count, 2);
	assert_int_equal(trend.parts[0].from, TODAY - 9);
	assert_true(trend.parts[0].mean == 100);
	assert_int_equal(trend.parts[1].attempts, 4);
	assert_true(trend.parts[1].mean == 50);
}

/* ---- weak points, levels ---- */

static void the_surest_weakness_leads(void **state)
{
	static const struct stats_facet facets[] = {
		{ "api", "choice", "when to use it", 1, 1 },
		{ "api", "costs", "what it costs", 4, 1 },
		{ "sql", "costs", "what it costs", 10, 8 },
		{ "api", "reason", "why", 40, 12 },
		{ "sql", "reason", "why", 40, 12 },
		{ "sql", "results", "what came of it", 10, 1 },
	};
	struct stats_weak *weak;
	size_t count;

	(void)state;
	stats_weak(&arena, facets, 6, &weak, &count);
	assert_int_equal(count, 4);
	assert_string_equal(weak[0].says, "what it costs");
	assert_int_equal(weak[0].missed, 9);
	assert_int_equal(weak[0].asked, 14);
	assert_string_equal(weak[0].skill, "sql");
	assert_true(stats_is_weak(&weak[0]));
	assert_string_equal(weak[1].facet, "reason");
	assert_null(weak[1].skill);
	assert_string_equal(weak[2].facet, "choice");
	assert_false(stats_is_weak(&weak[2]));
	assert_false(stats_is_weak(&weak[3]));
	stats_weak(&arena, facets, 0, &weak, &count);
	assert_int_equal(count, 0);
}

static void levels_have_means(void **state)
{
	static const struct stats_tally tally[] = {
		{ "api", "senior", 4, 2, 100 }, { "api", "", 9, 9, 9 },
		{ "sql", "junior", 3, 3, 240 }, { "sql", "senior", 2, 1, 80 },
		{ "sql", "odd", 1, 0, 0 },
	};
	struct stats_level *levels;
	size_t count;

	(void)state;
	stats_levels(&arena, tally, 5, NULL, &levels, &count);
	assert_int_equal(count, 3);
	assert_string_equal(levels[0].level, "junior");
	assert_true(levels[0].mean == 80);
	assert_string_equal(levels[1].level, "senior");
	assert_int_equal(levels[1].attempts, 6);
	assert_true(levels[1].mean == 60);
	assert_true(levels[2].mean == 0);
	stats_levels(&arena, tally, 5, "sql", &levels, &count);
	assert_int_equal(count, 3);
	assert_true(levels[1].mean == 80);
}

/* ---- days ---- */

static void stretches_are_added_up(void **state)
{
	struct stats_day days[] = { day(TODAY - 8, 2, 50), day(TODAY, 3, 50) };
	struct stats_usage usage;
	struct stats_recall recall;

	(void)state;
	days[0].reviews = 4;
	days[0].recalled = 3;
	days[1].reviews = 1;
	usage = stats_usage(days, 2, TODAY - 7, TODAY);
	assert_int_equal(usage.attempts, 3);
	assert_int_equal(usage.seconds, 180);
	assert_int_equal(stats_usage(days, 2, TODAY - 8, TODAY).words, 200);
	recall = stats_recall(days, 2, TODAY - 30, TODAY);
	assert_int_equal(recall.reviews, 5);
	assert_true(recall.share == 0.6);
	assert_true(stats_recall(days, 2, 0, 1).share == 0);
}

static void the_calendar_ends_today(void **state)
{
	struct stats_day days[] = {
		day(TODAY - 400, 9, 50), day(TODAY - 10, 1, 50),
		day(TODAY - 9, 2, 50), day(TODAY - 8, 3, 50),
		day(TODAY, 4, 50), day(TODAY + 1, 50, 50),
	};
	const int64_t frozen[] = { TODAY - 500, TODAY - 5 };
	struct stats_calendar calendar;

	(void)state;
	stats_calendar(days, 6, frozen, 2, TODAY, &calendar);
	assert_int_equal(date_weekday(calendar.from), 0);
	assert_int_equal(calendar.days, 52 * 7 + 3);
	assert_int_equal(calendar.from + (int64_t)calendar.days - 1, TODAY);
	assert_int_equal(calendar.practised, 4);
	assert_int_equal(calendar.frozen, 1);
	for (int i = 0; i < 4; i++)
		assert_int_equal(calendar.cells[calendar.days - 1 -
				 (i ? 11 - (size_t)i : 0)].shade,
				 i ? i : 4);
	assert_true(calendar.cells[calendar.days - 6].frozen);
	stats_calendar(days, 0, frozen, 0, TODAY, &calendar);
	assert_int_equal(calendar.practised, 0);
}

/* ---- readiness ---- */

static void readiness_is_of_the_day(void **state)
{
	const struct stats_skill skills[] = {
		{ .skill = "api", .questions = 4 },
		{ .skill = "sql", .questions = 2 },
	};
	struct stats_readiness ready;

	(void)state;
	stats_readiness_begin(&arena, skills, 2, TODAY, TODAY + 10, &ready);
	stats_readiness_card(&ready, &fsrs_daily, "sql", 10, TODAY);
	stats_readiness_card(&ready, &fsrs_daily, "sql", 10, TODAY + 10);
	stats_readiness_card(&ready, &fsrs_daily, "old", 10, TODAY);
	stats_readiness_end(&ready);
	assert_true(ready.known);
	assert_int_equal(ready.days, 10);
	assert_true(ready.skills[0].ready == 0);
	assert_int_equal(ready.skills[1].seen, 2);
	assert_true(fabs(ready.skills[1].recall - 0.95) < 1e-9);
	assert_true(fabs(ready.skills[1].ready - 0.95) < 1e-9);
	assert_true(fabs(ready.all.ready - 1.9 / 6) < 1e-9);
	assert_true(fabs(ready.all.recall - 0.95) < 1e-9);
	stats_readiness_begin(&arena, skills, 2, TODAY, TODAY - 1, &ready);
	assert_false(ready.known);
}

/* ---- words ---- */

static const char *diff_of(const char *a, const char *b)
{
	static const char marks[] = { ' ', '-', '+' };
	struct diff diff;
	struct text text;
	const char *all;

	stats_diff(&arena, str_of(a), str_of(b), &diff);
	text_init(&text, 1 << 16);
	for (size_t i = 0; i < diff.count; i++)
		text_addf(&text, "%s%c%.*s", i ? " " : "",
			  marks[diff.parts[i].kind],
			  (int)diff.parts[i].word.len, diff.parts[i].word.s);
	all = text_dup(&arena, &text);
	text_release(&text);
	return all;
}

static void words_are_compared(void **state)
{
	(void)state;
	assert_string_equal(diff_of("", ""), "");
	assert_string_equal(diff_of("a b", " a\n b "), " a  b");
	assert_string_equal(diff_of("", "a"), "+a");
	assert_string_equal(diff_of("a b", ""), "-a -b");
	assert_string_equal(diff_of("the cat sat", "the big dog sat"),
			    " the -cat +big +dog  sat");
	assert_string_equal(diff_of("a b c a b b a", "c b a b a c"),
			    "-a -b  c -a  b +a  b  a +c");
	assert_string_equal(diff_of("x a", "a x"), "-x  a +x");
}

/* The plain way: a table of all lengths. */
static size_t longest(const char *a, size_t m, const char *b, size_t n)
{
	size_t table[65][65];

	for (size_t i = 0; i <= m; i++)
		for (size_t j = 0; j <= n; j++)
			table[i][j] = !i || !j ? 0
				: a[i - 1] == b[j - 1]
				? table[i - 1][j - 1] + 1
				: table[i - 1][j] > table[i][j - 1]
				? table[i - 1][j] : table[i][j - 1];
	return table[m][n];
}

static void spread(char *words, const char *letters, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		words[2 * i] = letters[i];
		words[2 * i + 1] = ' ';
	}
	words[2 * count] = '\0';
}

static void the_common_words_are_the_most(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		char a[64], b[64], words_a[129], words_b[129];
		size_t m = (size_t)(round % 23), n = (size_t)(round % 29);
		struct diff diff;

		for (size_t i = 0; i < 64; i++) {
			dice = dice * 6364136223846793005u +
				1442695040888963407u;
			a[i] = (char)('a' + (dice >> 61));
			b[i] = (char)('a' + (dice >> 37 & 7));
		}
		spread(words_a, a, m);
		spread(words_b, b, n);
		stats_diff(&arena, str_of(words_a), str_of(words_b), &diff);
		assert_int_equal(diff.same, longest(a, m, b, n));
		assert_int_equal(diff.same + diff.removed, m);
		assert_int_equal(diff.same + diff.added, n);
		for (size_t i = 0, x = 0, y = 0; i < diff.count; i++) {
			if (diff.parts[i].kind != DIFF_ADDED)
				assert_int_equal(diff.parts[i].word.s[0],
						 a[x++]);
			if (diff.parts[i].kind != DIFF_REMOVED)
				assert_int_equal(diff.parts[i].word.s[0],
						 b[y++]);
		}
		arena_reset(&arena);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(trends_are_told),
		TEST(long_trends_are_by_month),
		TEST(parts_are_weeks),
		TEST(the_surest_weakness_leads),
		TEST(levels_have_means),
		TEST(stretches_are_added_up),
		TEST(the_calendar_ends_today),
		TEST(readiness_is_of_the_day),
		TEST(words_are_compared),
		TEST(the_common_words_are_the_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
