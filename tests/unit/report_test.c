/* report_test.c - the page's markup; how it looks is for tests/browser. */
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20782 };

static struct text page;
static int pieces;

static bool gather(void *context, struct str bytes)
{
	const int *most = context;

	if (++pieces > *most)
		return false;
	text_add_str(&page, bytes);
	return true;
}

static bool make(const struct figures *figures, int most)
{
	text_reset(&page);
	pieces = 0;
	return report_page(figures, "1.0 & more", gather, &most);
}

static int begin(void **state)
{
	(void)state;
	text_init(&page, SIZE_MAX);
	return 0;
}

static int end(void **state)
{
	(void)state;
	text_release(&page);
	return 0;
}

static size_t count_of(const char *needle)
{
	size_t count = 0;

	for (const char *at = page.s; (at = strstr(at, needle)); at++)
		count++;
	return count;
}

/* Names come from banks, which are other people's. */
static void names_are_escaped(void **state)
{
	struct stats_level level = { "<i>", 3, 50 };
	struct stats_skill skill = {
		.skill = "<script>\"'&\342\200\256\033[31m", .questions = 1,
		.attempts = 3, .mean = 50, .levels = &level, .level_count = 1,
	};
	struct stats_weak weak = { "costs", "<b>&", 3, 3, 1, "<script>" };
	struct figures figures = {
		.today = TODAY, .skills = &skill, .skill_count = 1,
		.levels = &level, .level_count = 1, .weak = &weak,
		.weak_count = 1,
	};
	struct stats_gap gap = { "<script>", 0.5, 0 };

	(void)state;
	figures.path = (struct stats_path){
		.known = true, .title = "<b>&", .standing = "on time",
		.step = 1, .steps = 2, .step_title = "<i>", .next = "<b>",
		.gaps = &gap, .gap_count = 1,
	};
	assert_true(make(&figures, 1000));
	assert_null(strstr(page.s, "<script"));
	assert_null(strstr(page.s, "<b>"));
	assert_null(strstr(page.s, "<i>"));
	assert_null(strstr(page.s, "\033"));
	assert_null(strstr(page.s, "\342\200\256"));
	assert_non_null(strstr(page.s, "&lt;script&gt;&quot;&#39;&amp;"));
	assert_non_null(strstr(page.s, "1.0 &amp; more"));
	assert_int_equal(utf8_check(text_str(&page)), page.len);
	assert_true(str_starts(text_str(&page), REPORT_BEGINS));
}

static void a_full_disk_ends_it(void **state)
{
	struct figures figures = { .today = TODAY };

	(void)state;
	stats_calendar(NULL, 0, NULL, 0, TODAY, &figures.calendar);
	assert_true(make(&figures, 1000));
	assert_true(pieces > 1);
	assert_false(make(&figures, pieces - 1));
	assert_false(make(&figures, 0));
	assert_int_equal(pieces, 1);
}

/* Every section, also where there are no figures yet. */
static void tags_are_closed(void **state)
{
	static const char *const tags[] = { "section", "table", "details",
		"svg", "ul", "li", "tr", "td", "data", "title", "main", "p" };
	struct stats_part parts[] = { { TODAY - 9, 2, 40 }, { TODAY, 1, 90 } };
	struct figures figures = { .today = TODAY, .recent_count = 0 };

	(void)state;
	for (int round = 0; round < 2; round++) {
		stats_calendar(NULL, 0, NULL, 0, TODAY, &figures.calendar);
		assert_true(make(&figures, 1000));
		for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
			char open[16], bare[16], close[16];

			snprintf(open, sizeof(open), "<%s ", tags[i]);
			snprintf(bare, sizeof(bare), "<%s>", tags[i]);
			snprintf(close, sizeof(close), "</%s>", tags[i]);
			assert_int_equal(count_of(open) + count_of(bare),
					 count_of(close));
		}
		figures.trend.parts = parts;
		figures.trend.count = 2;
		figures.trend.says = "rising & so on";
		figures.ready = (struct stats_readiness){ .known = true,
							  .date = TODAY };
	}
}

/* Text from outside, and always with who wrote it. */
static void comments_are_shown_with_their_author(void **state)
{
	const struct stats_comment comments[] = {
		{ "sql-<b>", TODAY, "Ann & Co", false,
		  "Good.\n<script>x</script>\x1b[31m" },
		{ NULL, TODAY, "", true, "Shorter." },
	};
	struct figures figures = { .today = TODAY, .comments = comments,
				   .comment_count = 2 };

	(void)state;
	stats_calendar(NULL, 0, NULL, 0, TODAY, &figures.calendar);
	assert_true(make(&figures, 1000));
	assert_int_equal(count_of("<a href=\"#comments\">"), 1);
	assert_int_equal(count_of("Ann &amp; Co, a person, on sql-&lt;b&gt;"),
			 1);
	assert_int_equal(count_of("Unnamed, a model, on a session"), 1);
	assert_int_equal(count_of("<script"), 0);
	assert_int_equal(count_of("\x1b"), 0);
	figures.comment_count = 0;
	assert_true(make(&figures, 1000));
	assert_int_equal(count_of("comments"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

/* Nothing of it where none was begun; no table where nothing is aimed at. */
static void a_path_is_shown_where_there_is_one(void **state)
{
	struct figures figures = { .today = TODAY };

	(void)state;
	assert_true(make(&figures, 1000));
	assert_int_equal(count_of("#path"), 0);
	assert_int_equal(count_of("$.path."), 0);
	figures.path = (struct stats_path){
		.known = true, .title = "A to B", .start = TODAY - 9,
		.week = 2, .month = 1, .standing = "behind", .step = 2,
		.steps = 3, .step_title = "Look", .late = 4, .next = "Read",
		.done = 1, .milestones = 7, .stories = 5,
	};
	assert_true(make(&figures, 1000));
	assert_int_equal(count_of("href=\"#path\""), 1);
	assert_int_equal(count_of("$.path.days_late\">4<"), 1);
	assert_int_equal(count_of("$.path.stories\">5<"), 1);
	assert_int_equal(count_of("month_targets"), 0);
	assert_int_equal(count_of("$.path.adverts"), 0);
	figures.path.aims = true;
	figures.path.targets[GOAL_NETWORKING] = (struct stats_target){ 1, 2 };
	figures.path.step = figures.path.late = 0;
	figures.path.next = NULL;
	assert_true(make(&figures, 1000));
	assert_int_equal(count_of("$.path.month_targets.networking.target"
				  "\">2<"), 1);
	assert_int_equal(count_of("Every step is done"), 1);
	assert_int_equal(count_of("days_late"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_are_escaped),
		TEST(a_path_is_shown_where_there_is_one),
		TEST(a_full_disk_ends_it),
		TEST(tags_are_closed),
		TEST(comments_are_shown_with_their_author),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
