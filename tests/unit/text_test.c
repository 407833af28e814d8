/* text_test.c - text to look at, text to build, nearness, hashes, numbers.
 *
 * The builder is tried at every maximum around the cut; the distance is held
 * against a plain recursive definition of optimal string alignment.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/base.h"

#include <string.h>

static void comparing(void **state)
{
	struct str none = { NULL, 0 };

	(void)state;
	assert_int_equal(str_of(NULL).len, 0);
	assert_non_null(str_of(NULL).s);
	assert_true(str_equal(none, STR("")));
	assert_true(str_is(STR("ab"), "ab"));
	assert_false(str_is(STR("ab"), "abc"));
	assert_false(str_is(STR("abc"), "ab"));
	assert_true(str_starts(STR("abc"), "ab"));
	assert_true(str_starts(none, ""));
	assert_false(str_starts(STR("a"), "ab"));
	assert_true(str_compare(STR("a"), STR("ab")) < 0);
	assert_true(str_compare(STR("b"), STR("ab")) > 0);
	assert_true(str_compare(STR("\xFF"), STR("a")) > 0);
	assert_int_equal(str_compare(none, STR("")), 0);
}

static void trimming(void **state)
{
	(void)state;
	assert_true(str_is(str_trim(STR(" \t\r\n a b\v\f ")), "a b"));
	assert_true(str_is(str_trim(STR("   ")), ""));
	assert_true(str_is(str_trim(STR("\xC2\xA0x")), "\xC2\xA0x"));
}

static void cutting_gives_back_every_field(void **state)
{
	struct str rest = STR("a,,bc,"), head;

	(void)state;
	assert_true(str_cut(&rest, ',', &head) && str_is(head, "a"));
	assert_true(str_cut(&rest, ',', &head) && str_is(head, ""));
	assert_true(str_cut(&rest, ',', &head) && str_is(head, "bc"));
	assert_false(str_cut(&rest, ',', &head));
	rest = STR("abc");
	assert_true(str_cut(&rest, ',', &head) && str_is(head, "abc"));
	assert_false(str_cut(&rest, ',', &head));
}

static void building(void **state)
{
	struct text text;
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	text_init(&text, 1000);
	assert_string_equal(text.s, "");
	text_add(&text, "one");
	text_add_char(&text, ' ');
	text_add_str(&text, (struct str){ "twofold", 3 });
	text_add_times(&text, "-=", 2);
	text_addf(&text, "%d%s", 7, "!");
	assert_string_equal(text.s, "one two-=-=7!");
	assert_int_equal(text.len, strlen(text.s));
	assert_false(text.cut);
	text_truncate(&text, 99);
	assert_int_equal(text.len, 13);
	text_truncate(&text, 3);
	assert_string_equal(text.s, "one");
	assert_string_equal(text_dup(&arena, &text), "one");
	assert_true(str_is(text_str(&text), "one"));
	text_reset(&text);
	assert_string_equal(text.s, "");
	text_release(&text);
	assert_null(text.s);
	arena_release(&arena);
}

/* However it is added, and wherever the maximum falls, what is kept is the
 * longest beginning that ends in a whole character. */
static void a_full_text_is_cut_at_a_whole_character(void **state)
{
	static const char whole[] = "a\xC3\xA9" "b\xE2\x82\xAC" "c"
				    "\xF0\x9F\x98\x80" "d";
	static const size_t ends[] = { 0, 1, 1, 3, 4, 4, 4, 7, 8, 8, 8, 8, 12 };

	(void)state;
	for (size_t max = 0; max < sizeof(ends) / sizeof(*ends); max++) {
		for (int way = 0; way < 4; way++) {
			struct text text;

			text_init(&text, max);
			for (size_t i = 0; way == 0 && whole[i]; i++)
				text_add_char(&text, whole[i]);
			if (way == 1)
				text_add(&text, whole);
			if (way == 2)
				text_addf(&text, "%s", whole);
			if (way == 3)
				text_add_times(&text, whole, 3);
			assert_true(text.cut);
			assert_int_equal(text.len, ends[max]);
			assert_int_equal(strlen(text.s), ends[max]);
			text_add(&text, "z");
			assert_int_equal(text.len, ends[max]);
			text_reset(&text);
			assert_false(text.cut);
			text_release(&text);
		}
	}
}

static void a_text_that_just_fits_is_not_cut(void **state)
{
	struct text text;

	(void)state;
	for (size_t max = 1; max < 300; max++) {
		text_init(&text, max);
		text_add_times(&text, "x", max - 1);
		text_addf(&text, "%c", 'y');
		assert_false(text.cut);
		assert_int_equal(text.len, max);
		assert_int_equal(text.s[max - 1], 'y');
		text_add(&text, "");
		assert_false(text.cut);
		text_add(&text, "z");
		assert_true(text.cut);
		assert_int_equal(text.len, max);
		text_release(&text);
	}
}

static void truncating_inside_a_character(void **state)
{
	struct text text;

	(void)state;
	text_init(&text, 100);
	text_add(&text, "a\xE2\x82\xAC");
	text_truncate(&text, 3);
	assert_string_equal(text.s, "a");
	text_release(&text);
}

static void lists(void **state)
{
	struct arena arena;
	struct strings strings = { 0 };

	(void)state;
	arena_init(&arena, 0);
	strings_sort(&strings);
	strings_add(&arena, &strings, "queue");
	strings_add(&arena, &strings, "api");
	strings_add(&arena, &strings, "sql");
	strings_sort(&strings);
	assert_string_equal(strings.list[0], "api");
	assert_string_equal(strings.list[2], "sql");
	assert_true(strings_have(&strings, "queue"));
	assert_false(strings_have(&strings, "que"));
	arena_release(&arena);
}

/* --- nearness ----------------------------------------------------------- */

static unsigned smaller(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The definition, without a table. */
static unsigned plain_distance(const char *a, size_t i, const char *b, size_t j)
{
	unsigned best;

	if (!i || !j)
		return (unsigned)(i + j);
	best = plain_distance(a, i - 1, b, j - 1) + (a[i - 1] != b[j - 1]);
	best = smaller(best, plain_distance(a, i - 1, b, j) + 1);
	best = smaller(best, plain_distance(a, i, b, j - 1) + 1);
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		best = smaller(best, plain_distance(a, i - 2, b, j - 2) + 1);
	return best;
}

/* Every word of up to five letters out of a, b, c. */
static size_t word_number(unsigned number, char *word)
{
	size_t len = number % 6;

	for (size_t i = 0; i < len; i++)
		word[i] = (char)('a' + (number / 6 >> (2 * i)) % 3);
	word[len] = '\0';
	return len;
}

static void distance_agrees_with_its_definition(void **state)
{
	char a[8], b[8];

	(void)state;
	for (unsigned x = 0; x < 3000; x += 7) {
		for (unsigned y = 1; y < 3000; y += 31) {
			size_t i = word_number(x, a), j = word_number(y, b);
			unsigned exact = plain_distance(a, i, b, j);

			for (unsigned limit = 0; limit < 6; limit++)
				assert_int_equal(
					text_distance(str_of(a), str_of(b),
						      limit),
					smaller(exact, limit + 1));
		}
	}
}

static void distance_of_long_words_compares_64_bytes(void **state)
{
	char a[200];

	(void)state;
	memset(a, 'x', sizeof(a));
	assert_int_equal(text_distance((struct str){ a, 200 },
				       (struct str){ a, 64 }, 9), 0);
	assert_int_equal(text_distance((struct str){ a, 200 },
				       (struct str){ a, 63 }, 9), 1);
	assert_int_equal(text_distance(STR("kitten"), STR("sitting"), ~0U), 3);
}

static void the_nearest_is_offered(void **state)
{
	static const struct {
		const char *word, *nearest;
	} cases[] = {
		{ "promt", "prompt" },	{ "pormpt", "prompt" },
		{ "hits", "hints" },	{ "idd", "id" },
		{ "xyz", NULL },	{ "pront", NULL },
		{ "follow_usp", "follow_ups" },
		{ "folow_upp", "follow_ups" },
		{ "id", "id" },		{ "", NULL },
	};
	const char *list[] = { "prompt", "hints", "follow_ups", "id", "i" };
	struct strings keys = { list, 4, 4 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *nearest = text_nearest(cases[i].word, &keys);

		if (!cases[i].nearest)
			assert_null(nearest);
		else
			assert_string_equal(nearest, cases[i].nearest);
	}
	keys.count = 5;
	assert_string_equal(text_nearest("i", &keys), "i");
	assert_string_equal(text_nearest("id", &keys), "id");
}

/* --- hashes and numbers -------------------------------------------------- */

/* From the test vectors published with FNV (Noll). */
static void hashes(void **state)
{
	uint64_t parts;

	(void)state;
	assert_true(text_hash(TEXT_HASH, STR("")) ==
		    UINT64_C(0xcbf29ce484222325));
	assert_true(text_hash(TEXT_HASH, STR("a")) ==
		    UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(text_hash(TEXT_HASH, STR("foobar")) ==
		    UINT64_C(0x85944171f73967e8));
	parts = text_hash(text_hash(TEXT_HASH, STR("foo")), STR("bar"));
	assert_true(parts == text_hash(TEXT_HASH, STR("foobar")));
}

static void numbers(void **state)
{
	static const char *const bad[] = {
		"", "-", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "--1", "a",
		"9223372036854775808", "-9223372036854775809",
		"99999999999999999999",
	};
	int64_t value = 42;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(text_number(str_of(bad[i]), INT64_MIN, INT64_MAX,
					 &value));
	assert_false(text_number(STR("11"), 1, 10, &value));
	assert_false(text_number(STR("0"), 1, 10, &value));
	assert_int_equal(value, 42);
	assert_true(text_number(STR("10"), 1, 10, &value) && value == 10);
	assert_true(text_number(STR("-007"), -7, 0, &value) && value == -7);
	assert_true(text_number(STR("9223372036854775807"), 0, INT64_MAX,
				&value) && value == INT64_MAX);
	assert_true(text_number(STR("-9223372036854775808"), INT64_MIN, 0,
				&value) && value == INT64_MIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comparing),
		cmocka_unit_test(trimming),
		cmocka_unit_test(cutting_gives_back_every_field),
		cmocka_unit_test(building),
		cmocka_unit_test(a_full_text_is_cut_at_a_whole_character),
		cmocka_unit_test(a_text_that_just_fits_is_not_cut),
		cmocka_unit_test(truncating_inside_a_character),
		cmocka_unit_test(lists),
		cmocka_unit_test(distance_agrees_with_its_definition),
		cmocka_unit_test(distance_of_long_words_compares_64_bytes),
		cmocka_unit_test(the_nearest_is_offered),
		cmocka_unit_test(hashes),
		cmocka_unit_test(numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
