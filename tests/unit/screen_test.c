/* screen_test.c - what a learner sees: safe, wrapped, in columns.
 *
 * A screen needs no terminal, so every test builds one of a stated width and
 * compares the text with what is expected, space by space.
 */
#include "term/term.h"

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

static void check_wrap(int width, int column, int indent, const char *text,
		       const char *expected)
{
	struct screen screen = make(width, false, true);

	screen_wrap(&screen, STYLE_PLAIN, column, indent, text);
	assert_string_equal(out.s, expected);
}

static void wraps_at_the_width(void **state)
{
	(void)state;
	check_wrap(20, 0, 0, "", "\n");
	check_wrap(20, 0, 0, "one", "one\n");
	check_wrap(20, 0, 0, "12345678 12345678 ab", "12345678 12345678 ab\n");
	check_wrap(20, 0, 0, "12345678 12345678 abc",
		   "12345678 12345678\nabc\n");
	check_wrap(20, 0, 0, "many   spaces\tand a tab",
		   "many spaces and a\ntab\n");
}

static void keeps_the_lines_of_the_text(void **state)
{
	(void)state;
	check_wrap(20, 0, 2, "one\n\ntwo", "  one\n\n  two\n");
	check_wrap(20, 0, 0, "for x:\n    print x", "for x:\n    print x\n");
	check_wrap(20, 0, 0, "for x:\n\tprint x", "for x:\n    print x\n");
	check_wrap(20, 0, 0, "ends in newline\n", "ends in newline\n");
	check_wrap(20, 0, 0, "one\r\ntwo", "one\ntwo\n");
}

static void indents_every_line(void **state)
{
	(void)state;
	check_wrap(20, 0, 4, "1234567 1234567 a b",
		   "    1234567 1234567\n    a b\n");
	/* The cursor stands where the text begins. */
	check_wrap(20, 4, 4, "1234567 1234567 a b",
		   "1234567 1234567\n    a b\n");
	/* Before it: filled up. */
	check_wrap(20, 2, 4, "a", "  a\n");
	/* Past it: hanging. */
	check_wrap(20, 11, 2, "12345 abc 5678 90",
		   "12345 abc\n  5678 90\n");
	/* The first word does not fit behind what stands there. */
	check_wrap(20, 15, 2, "1234567", "\n  1234567\n");
	/* No indent takes the whole width. */
	check_wrap(20, 0, 90, "1234567890 1",
		   "          1234567890\n          1\n");
}

static void breaks_long_words(void **state)
{
	(void)state;
	check_wrap(20, 0, 0, "123456789012345678901234 a",
		   "12345678901234567890\n1234 a\n");
	check_wrap(20, 0, 2, "a 1234567890123456789012",
		   "  a\n  123456789012345678\n  9012\n");
	check_wrap(20, 5, 2, "1234567890123456789012",
		   "\n  123456789012345678\n  9012\n");
}

static void counts_columns_not_bytes(void **state)
{
	(void)state;
	check_wrap(20, 0, 0, "éééééééé éééééééé éé", "éééééééé éééééééé éé\n");
	/* Wide characters take two columns each. */
	check_wrap(20, 0, 0, "漢字漢字漢字漢字漢字漢字",
		   "漢字漢字漢字漢字漢字\n漢字\n");
	/* A combining accent takes none, and stays with its letter. */
	check_wrap(20, 0, 0, "12345678901234567 e\xcc\x81"
			     "e\xcc\x81",
		   "12345678901234567 e\xcc\x81"
		   "e\xcc\x81\n");
}

static void lets_no_control_character_through(void **state)
{
	struct screen screen = make(40, false, true);
	const char *evil = "a\033[2Jb\ac\xe2\x80\xae"
			   "d\xff\r\ne\x7f";
	const char *cells[] = { evil };

	(void)state;
	screen_add(&screen, STYLE_PLAIN, "%s", evil);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, evil);
	screen_table(&screen, &(struct table){ .heads = cells, .columns = 1,
					       .cells = cells, .rows = 1 });
	for (size_t i = 0; i < out.len; i++) {
		unsigned char c = (unsigned char)out.s[i];

		assert_true(c == '\n' || (c >= 0x20 && c != 0x7f));
	}
	assert_null(strstr(out.s, "\xe2\x80\xae"));
	assert_int_equal(utf8_check(text_str(&out)), out.len);
	assert_non_null(strstr(out.s, "a\xef\xbf\xbd[2Jb"));
}

static void styles_line_by_line(void **state)
{
	struct screen screen = make(20, true, true);

	(void)state;
	screen_add(&screen, STYLE_GOOD, "%d\n%s", 1, "two\n");
	assert_string_equal(out.s,
			    "\033[32m1\033[0m\n\033[32mtwo\033[0m\n");
	screen = make(20, true, true);
	screen_wrap(&screen, STYLE_BOLD, 0, 2, "12345678 12345678 ab");
	assert_string_equal(out.s, "  \033[1m12345678 12345678\033[0m\n"
				   "  \033[1mab\033[0m\n");
	screen = make(20, true, true);
	screen_add(&screen, STYLE_PLAIN, "plain");
	screen_add(&screen, STYLE_BAD, "%s", "");
	assert_string_equal(out.s, "plain");
	screen = make(20, false, true);
	screen_add(&screen, STYLE_BAD, "red");
	assert_string_equal(out.s, "red");
}

static void shows_symbols_in_both_forms(void **state)
{
	static const char *const expected[2] = {
		"+~x!->*.\"\"-",
		"✓◐✗!→❄·“”—",
	};

	(void)state;
	for (int utf8 = 0; utf8 < 2; utf8++) {
		struct screen screen = make(40, false, utf8);

		for (int i = SYMBOL_MET; i <= SYMBOL_DASH; i++)
			screen_symbol(&screen, STYLE_PLAIN, (enum symbol)i);
		assert_string_equal(out.s, expected[utf8]);
	}
}

static void check_bar(double share, bool utf8, const char *expected)
{
	struct screen screen = make(40, false, utf8);

	screen_bar(&screen, STYLE_GOOD, share, 10);
	assert_string_equal(out.s, expected);
}

static void fills_bars(void **state)
{
	double zero = 0;

	(void)state;
	check_bar(0.6, true, "██████░░░░");
	check_bar(0.6, false, "######----");
	check_bar(0, false, "----------");
	check_bar(1, false, "##########");
	check_bar(-3, false, "----------");
	check_bar(7, false, "##########");
	check_bar(zero / zero, false, "----------");
}

static const char *heads[] = { "id", "prompt", "score" };

static void sets_columns(void **state)
{
	const char *cells[] = { "a", "é è", "7", "long-id", "", "100" };
	struct table table = { .heads = heads, .columns = 3, .cells = cells,
			       .rows = 2, .right = 1U << 2 };
	struct screen screen = make(40, false, true);

	(void)state;
	screen_table(&screen, &table);
	assert_string_equal(out.s, "id       prompt  score\n"
				   "a        é è         7\n"
				   "long-id            100\n");
}

static void cuts_the_widest_column(void **state)
{
	const char *cells[] = { "sql-index", "When would you add an index?",
				"7" };
	struct table table = { .columns = 3, .cells = cells, .rows = 1 };
	struct screen screen = make(30, false, true);

	(void)state;
	screen_table(&screen, &table);
	assert_string_equal(out.s, "sql-index  When would you…   7\n");
}

static void cuts_in_ascii(void **state)
{
	const char *cells[] = { "sql-index", "When\nwould you add an index?",
				NULL };
	struct table table = { .columns = 3, .cells = cells, .rows = 1 };
	struct screen screen = make(30, false, false);

	(void)state;
	screen_table(&screen, &table);
	assert_string_equal(out.s, "sql-index  When would you...\n");
}

static void cuts_the_first_column_last(void **state)
{
	const char *cells[] = { "a-very-long-identifier-indeed", "prompts",
				"99" };
	struct table table = { .columns = 3, .cells = cells, .rows = 1 };
	struct screen screen = make(20, false, true);

	(void)state;
	screen_table(&screen, &table);
	assert_string_equal(out.s, "a-very-…  promp…  99\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wraps_at_the_width),
		cmocka_unit_test(keeps_the_lines_of_the_text),
		cmocka_unit_test(indents_every_line),
		cmocka_unit_test(breaks_long_words),
		cmocka_unit_test(counts_columns_not_bytes),
		cmocka_unit_test(lets_no_control_character_through),
		cmocka_unit_test(styles_line_by_line),
		cmocka_unit_test(shows_symbols_in_both_forms),
		cmocka_unit_test(fills_bars),
		cmocka_unit_test(sets_columns),
		cmocka_unit_test(cuts_the_widest_column),
		cmocka_unit_test(cuts_in_ascii),
		cmocka_unit_test(cuts_the_first_column_last),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
