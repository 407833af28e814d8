/* utf8_test.c - validity, folding, width and safe display.
 *
 * Beside cases: reading any bytes must agree with checking them, folding must
 * be stable (fold twice, fold once) and must not depend on where a long text
 * is cut into pieces, and what was made safe must be safe.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/base.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void validity(void **state)
{
	static const struct {
		const char *s;
		size_t bad;	/* place of the first bad byte */
	} cases[] = {
		{ "", 0 }, { "plain", 5 }, { "caf\xC3\xA9", 5 },
		{ "\xF0\x9F\x98\x80!", 5 },
		{ "twelve bytes\xFFx", 12 }, { "a\xC3", 1 },
		{ "\xC0\xAF", 0 },		/* overlong */
		{ "ab\xED\xA0\x80", 2 },	/* surrogate */
		{ "\xF4\x90\x80\x80", 0 },	/* past U+10FFFF */
		{ "\xE2\x82", 0 }, { "x\x80", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(utf8_check(str_of(cases[i].s)),
				 cases[i].bad);
	assert_int_equal(utf8_check((struct str){ NULL, 0 }), 0);
}

static void reading(void **state)
{
	struct str text = STR("a\xE2\x82\xAC\xFF\xF0\x9F\x98\x80\xC3");
	static const uint32_t expected[] = {
		'a', 0x20AC, 0xFFFD, 0x1F600, 0xFFFD
	};
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++)
		assert_int_equal(utf8_next(text, &at), expected[i]);
	assert_int_equal(at, text.len);
	assert_int_equal(utf8_count(text), COUNT(expected));
}

static void writing_every_character_reads_back(void **state)
{
	struct text out;

	(void)state;
	text_init(&out, 16);
	for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 61) {
		size_t at = 0;
		uint32_t want = c >= 0xD800 && c < 0xE000 ? 0xFFFD : c;

		text_reset(&out);
		utf8_add(&out, c);
		assert_int_equal(utf8_next(text_str(&out), &at), want);
		assert_int_equal(at, out.len);
	}
	text_reset(&out);
	utf8_add(&out, 0x110000);
	assert_string_equal(out.s, "\xEF\xBF\xBD");
	text_release(&out);
}

static void kinds(void **state)
{
	(void)state;
	assert_true(utf8_is_letter('a') && utf8_is_letter('Z'));
	assert_true(utf8_is_letter(0xE9) && utf8_is_letter(0x4E00));
	assert_true(utf8_is_letter(0x301));
	assert_false(utf8_is_letter('@') || utf8_is_letter('[') ||
		     utf8_is_letter('`') || utf8_is_letter('{') ||
		     utf8_is_letter('1') || utf8_is_letter(0x20AC));
	assert_true(utf8_is_digit('0') && utf8_is_digit('9') &&
		    utf8_is_digit(0x663));
	assert_false(utf8_is_digit('/') || utf8_is_digit(':') ||
		     utf8_is_digit(0xB2));
	assert_true(utf8_is_upper('A') && utf8_is_upper(0xC9));
	assert_false(utf8_is_upper('a') || utf8_is_upper(0xE9));
	assert_true(utf8_is_space(' ') && utf8_is_space('\t') &&
		    utf8_is_space('\r') && utf8_is_space(0xA0) &&
		    utf8_is_space(0x2028) && utf8_is_space(0x3000));
	assert_false(utf8_is_space('\b') || utf8_is_space(0x0E) ||
		     utf8_is_space(0x200B));
}

/* --- folding ------------------------------------------------------------ */

static void folding(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "Plain ASCII @[`{ 12", "plain ascii @[`{ 12" },
		{ "don\xE2\x80\x99t", "don't" },
		{ "\xE2\x80\x98x\xE2\x80\x99", "'x'" },
		{ "\xE2\x80\x9CQ\xE2\x80\x9D", "\"q\"" },
		{ "a\xE2\x80\x93" "b\xE2\x80\x94" "c\xE2\x80\x91" "d",
		  "a-b-c-d" },
		{ "wait\xE2\x80\xA6", "wait..." },
		{ "CAF\xC3\x89", "caf\xC3\xA9" },
		{ "CAFE\xCC\x81", "caf\xC3\xA9" },	/* composed */
		{ "\xEF\xBC\xA1\xEF\xBC\xB0\xEF\xBC\xA9", "api" },
		{ "Stra\xC3\x9F" "e", "strasse" },
		{ "\xE2\x84\xA1", "tel" },		/* compatibility */
		{ "\xEF\xAC\x81le", "file" },		/* ligature */
		{ "a\xC2\xA0" "b", "a b" },
		{ "in\xC2\xAD" "dex", "index" },	/* soft hyphen */
		{ "\xEF\xBB\xBFSQL", "sql" },		/* byte order mark */
		{ "\xCE\xA3\xCE\xA3", "\xCF\x83\xCF\x83" },
		{ "A\xFF" "B\xC3", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" },
		{ "X\xFF\xCC\x81", "x\xEF\xBF\xBD\xCC\x81" },
	};
	struct text out;

	(void)state;
	text_init(&out, 1000);
	for (size_t i = 0; i < COUNT(cases); i++) {
		text_reset(&out);
		utf8_fold(&out, str_of(cases[i][0]));
		assert_string_equal(out.s, cases[i][1]);
	}
	text_release(&out);
}

/* A stream of numbers that is the same every time (Knuth's constants). */
static uint32_t next_number(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33);
}

/* Pieces that compose, expand, or are bad. */
static void add_random_piece(struct text *out, uint64_t *seed)
{
	static const char *const pieces[] = {
		"a", "E", "A", " ", "x y", "\xCC\x81", "\xCC\xA3", "\xC3\x89",
		"\xE1\x84\x80", "\xE1\x85\xA1", "\xE1\x86\xA8",	/* jamo */
		"\xEF\xB7\xBA", "\xE2\x80\x99", "\xE2\x80\xA6", "\xE4\xB8\x80",
		"\xD0\x96", "\xF0\x9F\x98\x80", "\xC4\xB0", "\xE2\x89\xA0",
		"=", "\xCC\xB8", "\xEF\xBE\x9E", "\xEF\xBD\xB6", "\xC2\xAD",
		"\xFF", "\xE2\x82",
	};

	text_add(out, pieces[next_number(seed) % COUNT(pieces)]);
}

static void folding_twice_is_folding_once(void **state)
{
	struct text text, once, twice;
	uint64_t seed = 1;

	(void)state;
	text_init(&text, 10000);
	text_init(&once, 100000);
	text_init(&twice, 100000);
	for (int round = 0; round < 3000; round++) {
		text_reset(&text);
		text_reset(&once);
		text_reset(&twice);
		for (int i = round % 90; i >= 0; i--)
			add_random_piece(&text, &seed);
		utf8_fold(&once, text_str(&text));
		assert_int_equal(utf8_check(text_str(&once)), once.len);
		utf8_fold(&twice, text_str(&once));
		assert_string_equal(once.s, twice.s);
	}
	text_release(&twice);
	text_release(&once);
	text_release(&text);
}

/* A run of letters far longer than a piece, each made of two characters. */
static void long_runs_are_not_cut_inside_a_letter(void **state)
{
	struct text text, out, expected;

	(void)state;
	text_init(&text, 10000);
	text_init(&expected, 10000);
	text_init(&out, 10000);
	for (int i = 0; i < 7; i++) {
		text_add_times(&text, "\xD0\x98\xCC\x86", 200);
		text_add(&text, i % 2 ? "E\xCC\x81" : " ");
		text_add_times(&expected, "\xD0\xB9", 200);
		text_add(&expected, i % 2 ? "\xC3\xA9" : " ");
	}
	utf8_fold(&out, text_str(&text));
	assert_string_equal(out.s, expected.s);
	text_reset(&text);
	text_reset(&out);
	text_add_times(&text, "\xEF\xB7\xBA", 300);	/* 18 characters each */
	utf8_fold(&out, text_str(&text));
	assert_int_equal(out.len, 300 * 33);
	assert_false(out.cut);
	text_release(&out);
	text_release(&expected);
	text_release(&text);
}

/* --- display ------------------------------------------------------------ */

static void width(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(STR("")), 0);
	assert_int_equal(utf8_width(STR("plain")), 5);
	assert_int_equal(utf8_width(STR("caf\xC3\xA9")), 4);
	assert_int_equal(utf8_width(STR("cafe\xCC\x81")), 4);
	assert_int_equal(utf8_width(STR("\xE4\xB8\xAD\xE6\x96\x87")), 4);
	assert_int_equal(utf8_width(STR("\xF0\x9F\x98\x80")), 2);
	assert_int_equal(utf8_width(STR("\xE2\x96\x88\xE2\x96\x91")), 2);
	assert_int_equal(utf8_width(STR("\xE2\x9C\x93\xE2\x9C\x97")), 2);
	assert_int_equal(utf8_width(STR("\x1B\xE2\x80\xAE\xFF")), 3);
}

static void unsafe_characters_are_found(void **state)
{
	static const struct {
		const char *s;
		size_t place;
	} cases[] = {
		{ "tab\tline\n", 9 }, { "dos\r\nline", 9 }, { "mac\rline", 3 },
		{ "cr\r", 2 }, { "\x1B[31m", 0 }, { "ab\x7F", 2 },
		{ "c1 \xC2\x9B", 3 }, { "x\xE2\x80\xAE", 1 },
		{ "x\xE2\x81\xA6", 1 }, { "x\xD8\x9C", 1 },
		{ "x\xE2\x80\x8E", 1 }, { "caf\xC3\xA9", 5 },
		{ "caf\xC3\xA9\b", 5 }, { "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(utf8_find_unsafe(str_of(cases[i].s)),
				 cases[i].place);
	assert_int_equal(utf8_find_unsafe((struct str){ "a\0b", 3 }), 1);
}

static void making_safe(void **state)
{
	struct text out;

	(void)state;
	text_init(&out, 1000);
	utf8_add_safe(&out, STR("a\tb\r\nc\rd\n\x1B[1m\xE2\x80\xAE"
				"\xC3\xA9\xFF\xC2\x85"));
	assert_string_equal(out.s, "a\tb\nc\nd\n\xEF\xBF\xBD[1m\xEF\xBF\xBD"
			    "\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD");
	text_release(&out);
}

static void any_bytes_can_be_made_safe(void **state)
{
	struct text out;
	uint64_t seed = 2;
	char bytes[200];

	(void)state;
	text_init(&out, 1000);
	for (int round = 0; round < 20000; round++) {
		size_t len = next_number(&seed) % sizeof(bytes);

		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)(next_number(&seed) & 0xFF);
		text_reset(&out);
		utf8_add_safe(&out, (struct str){ bytes, len });
		assert_int_equal(utf8_check(text_str(&out)), out.len);
		assert_int_equal(utf8_find_unsafe(text_str(&out)), out.len);
	}
	text_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(validity),
		cmocka_unit_test(reading),
		cmocka_unit_test(writing_every_character_reads_back),
		cmocka_unit_test(kinds),
		cmocka_unit_test(folding),
		cmocka_unit_test(folding_twice_is_folding_once),
		cmocka_unit_test(long_runs_are_not_cut_inside_a_letter),
		cmocka_unit_test(width),
		cmocka_unit_test(unsafe_characters_are_found),
		cmocka_unit_test(making_safe),
		cmocka_unit_test(any_bytes_can_be_made_safe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
