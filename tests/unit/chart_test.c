/* chart_test.c - charts of characters, column by column.
 *
 * As in screen_test.c: a screen of a stated width, and the text it should
 * give; with colour, in UTF-8, in ASCII.
 */
#include "term/term.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct text out;

static struct screen make(int width, bool color, bool utf8)
{
	text_reset(&out);
	return (struct screen){ .out = &out, .width = width, .color = color,
				.utf8 = utf8 };
}

static int begin(void **state)
{
	(void)state;
	text_init(&out, 1 << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	text_release(&out);
	return 0;
}

static void sparks_have_eight_heights(void **state)
{
	const double values[] = { 0, 14, 29, 43, 57, 71, 86, 100, NAN, -5,
				  900 };
	struct screen screen;

	(void)state;
	screen = make(80, false, true);
	screen_spark(&screen, STYLE_ACCENT, values, 11, 0, 100);
	assert_string_equal(out.s, "▁▂▃▄▅▆▇█ ▁█");
	screen = make(80, false, false);
	screen_spark(&screen, STYLE_ACCENT, values, 11, 0, 100);
	assert_string_equal(out.s, "_.,:-=*# _#");
	screen = make(80, true, true);
	screen_spark(&screen, STYLE_ACCENT, values, 2, 0, 100);
	assert_string_equal(out.s, "\033[36m▁▂\033[0m");
	screen = make(80, false, true);
	screen_spark(&screen, STYLE_ACCENT, values, 2, 5, 5);
	screen_spark(&screen, STYLE_ACCENT, values, 0, 0, 100);
	assert_string_equal(out.s, "▁▁");
}

static const struct bar bars[] = {
	{ "what it costs", 9, "9 of 14 answers", STYLE_BAD },
	{ "why", 0.1, "0 of 2", STYLE_BAD },
	{ "how", 0, "none", STYLE_BAD },
};

static void bars_have_text_beside_them(void **state)
{
	struct screen screen;

	(void)state;
	screen = make(48, false, true);
	screen_bars(&screen, bars, 3, 9);
	assert_string_equal(out.s,
		"what it costs  ████████████████  9 of 14 answers\n"
		"why            █                 0 of 2\n"
		"how                              none\n");
	screen = make(48, true, false);
	screen_bars(&screen, bars, 1, 18);
	assert_string_equal(out.s, "what it costs  \033[31m########\033[0m"
			    "          9 of 14 answers\n");
}

static void long_labels_are_wrapped(void **state)
{
	struct bar bar = { "what happens when it fails", 1, "3 of 3", 0 };
	struct screen screen = make(30, false, false);

	(void)state;
	screen_bars(&screen, &bar, 1, 1);
	assert_string_equal(out.s, "what happens\n"
			    "when it fails    #####  3 of 3\n");
}

/* From Monday, 2 November 2026. */
static void weeks_are_columns(void **state)
{
	int shades[3 * 7 + 3] = { 0, 1, 2, 3, 4, HEAT_FROZEN, 0,
				  4, 4, 4, 4, 4, 4, 4 };
	const struct heatmap map = { 20759, shades, 24 };
	struct screen screen;

	(void)state;
	screen = make(40, false, true);
	assert_int_equal(screen_heatmap(&screen, &map), 4);
	assert_string_equal(out.s,
		"\nMon ·█··\nTue ░█··\nWed ▒█··\nThu ▓█·\nFri ██·\n"
		"Sat ❄█·\nSun ·█·\n    less ░▒▓█ more   ❄ frozen\n");
	screen = make(40, false, false);
	screen_heatmap(&screen, &map);
	assert_string_equal(out.s,
		"\nMon  #\nTue .#\nWed :#\nThu +#\nFri ##\n"
		"Sat *#\nSun  #\n    less .:+# more   * frozen\n");
	screen = make(6, false, false);
	assert_int_equal(screen_heatmap(&screen, &map), 2);
	screen = make(40, true, true);
	screen_heatmap(&screen, &map);
	assert_non_null(strstr(out.s, "\033[2mMon\033[0m\033[32m ·█··"));
}

/* 53 weeks at 80 columns, 36 at 40, each month over its first week. */
static void months_stand_over_their_weeks(void **state)
{
	static int shades[53 * 7];
	const struct heatmap map = { 20416, shades, 53 * 7 };
	struct str rest, line;
	struct screen screen;

	(void)state;
	assert_int_equal(date_weekday(map.from), 0);	/* 2025-11-24 */
	screen = make(80, false, true);
	assert_int_equal(screen_heatmap(&screen, &map), 53);
	rest = text_str(&out);
	assert_true(str_cut(&rest, '\n', &line));
	assert_true(str_is(line, "     Dec Jan Feb Mar  Apr May  Jun Jul Aug  "
			   "Sep Oct Nov"));
	screen = make(40, false, true);
	assert_int_equal(screen_heatmap(&screen, &map), 36);
	for (rest = text_str(&out); str_cut(&rest, '\n', &line);)
		assert_true(utf8_width(line) <= 40);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sparks_have_eight_heights),
		TEST(bars_have_text_beside_them),
		TEST(long_labels_are_wrapped),
		TEST(weeks_are_columns),
		TEST(months_stand_over_their_weeks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
