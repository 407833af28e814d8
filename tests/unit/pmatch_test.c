/* pmatch_test.c - pmatch: verdicts, words, bad expressions.
 *
 * Cases of our own are in tests/cases/pmatch*.tsv; the cases of the language's
 * description are run too where that folder stands beside the program's.
 * Random expressions and responses (the seed is fixed) must neither crash nor
 * take long. The searches themselves are in pattern_search_test.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "app/pattern/cases.h"
#include "case_kit.h"
#include "match/pattern.h"

#define SPEC "../shared/spec/"

/* ---- files of cases ---- */

/* '0', '1', '?', or 'E'. */
static char verdict(struct arena *arena, struct str expression,
		    struct str response, const struct pattern_options *options)
{
	struct pattern *pattern;
	struct error err = { 0 };

	if (!pattern_compile(arena, expression, options, &pattern, &err)) {
		assert_true(err.column > 0);
		assert_true(err.text[0]);
		return 'E';
	}
	switch (pattern_match(arena, pattern,
			      pattern_read(arena, pattern, response))) {
	case PATTERN_YES:
		return '1';
	case PATTERN_NO:
		return '0';
	case PATTERN_TOO_HARD:
		break;
	}
	return '?';
}

static bool is_comment(struct str line)
{
	return !line.len || str_starts(line, "# ");
}

static void run_file(const char *path, unsigned least)
{
	struct case_file cases;
	struct pattern_case given;
	struct arena arena;
	struct str line;
	struct error err = { 0 };

	case_open(&cases, path);
	arena_init(&arena, 0);
	while (case_raw(&cases, &line)) {
		char got;

		arena_reset(&arena);
		if (is_comment(line) || pattern_is_heading(line))
			continue;
		cases.run++;
		if (!pattern_read_case(&arena, line, &given, &err)) {
			case_wrong(&cases, "%s", err.text);
			continue;
		}
		got = verdict(&arena, given.expression, given.response,
			      &given.options);
		if (got != given.expected)
			case_wrong(&cases, "expected %c, got %c: %.*s",
				   given.expected, got, (int)line.len, line.s);
	}
	arena_release(&arena);
	case_close(&cases, least);
}

/* Skips the test, with a word, where the description is not at hand. */
static void need(const char *path)
{
	if (file_exists(path))
		return;
	print_message("skipped: no %s\n", path);
	skip();
}

static void our_cases(void **state)
{
	(void)state;
	run_file("tests/cases/pmatch.tsv", 250);
}

static void cases_of_the_description(void **state)
{
	(void)state;
	need(SPEC "pmatch-cases.tsv");
	run_file(SPEC "pmatch-cases.tsv", 600);
}

static void random_cases(void **state)
{
	(void)state;
	need(SPEC "pmatch-random-cases.tsv");
	run_file(SPEC "pmatch-random-cases.tsv", 2000);
}

static void long_cases(void **state)
{
	(void)state;
	need(SPEC "pmatch-long-cases.tsv");
	run_file(SPEC "pmatch-long-cases.tsv", 800);
}

/* ---- words ---- */

/* The words as JSON, as the cases have them. */
static void add_words(struct text *out, const struct pattern_words *words)
{
	struct json json;

	json_init(&json, out, 0);
	json_open(&json, '[');
	for (size_t i = 0; i < words->count; i++) {
		struct text word;

		text_init(&word, 1 << 16);
		for (size_t c = 0; c < words->list[i].whole; c++)
			utf8_add(&word, words->list[i].c[c]);
		json_string(&json, text_str(&word));
		text_release(&word);
	}
	json_close(&json, ']');
}

static struct str without_spaces(struct arena *arena, struct str text)
{
	char *made = arena_alloc(arena, text.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.s[i] != ' ')
			made[len++] = text.s[i];
	return (struct str){ made, len };
}

static void one_split(struct case_file *cases, struct arena *arena,
		      struct str line)
{
	struct pattern_options options = { 0 };
	struct str fields[3] = { 0 }, expected;
	struct pattern *pattern;
	struct error err;
	struct text got;

	for (size_t i = 0; i < 3; i++)
		str_cut(&line, '\t', &fields[i]);
	if (fields[2].len &&
	    !pattern_read_options(arena, pattern_unescape(arena, fields[2]),
				  &options, &err))
		fail_msg("%s", err.text);
	assert_true(pattern_compile(arena, STR("match(a)"), &options, &pattern,
				    &err));
	text_init(&got, 1 << 20);
	add_words(&got, pattern_read(arena, pattern,
				     pattern_unescape(arena, fields[0])));
	expected = without_spaces(arena, pattern_unescape(arena, fields[1]));
	cases->run++;
	if (!str_equal(without_spaces(arena, text_str(&got)), expected))
		case_wrong(cases, "%.*s: expected %.*s, got %s",
			   (int)fields[0].len, fields[0].s, (int)expected.len,
			   expected.s, got.s);
	text_release(&got);
}

static void run_splits(const char *path, unsigned least)
{
	struct case_file cases;
	struct arena arena;
	struct str line;

	case_open(&cases, path);
	arena_init(&arena, 0);
	while (case_raw(&cases, &line)) {
		arena_reset(&arena);
		if (!is_comment(line) &&
		    !str_starts(line, "response\twords"))
			one_split(&cases, &arena, line);
	}
	arena_release(&arena);
	case_close(&cases, least);
}

static void our_words(void **state)
{
	(void)state;
	run_splits("tests/cases/pmatch-words.tsv", 30);
}

static void words_of_the_description(void **state)
{
	(void)state;
	need(SPEC "pmatch-tokenise-cases.tsv");
	run_splits(SPEC "pmatch-tokenise-cases.tsv", 29);
}

/* ---- bad expressions ---- */

/* Lines of expression, column, what the sentence must hold. */
static void bad_expressions_are_placed(void **state)
{
	struct case_file cases;
	struct arena arena;
	struct str line;

	(void)state;
	case_open(&cases, "tests/cases/pmatch-bad.tsv");
	arena_init(&arena, 0);
	while (case_raw(&cases, &line)) {
		struct pattern_options options = { 0 };
		struct str expression, column, words;
		struct pattern *pattern;
		struct error err = { 0 };
		int64_t wanted;

		arena_reset(&arena);
		if (is_comment(line))
			continue;
		str_cut(&line, '\t', &expression);
		str_cut(&line, '\t', &column);
		words = line;
		assert_true(text_number(column, 1, 10000, &wanted));
		cases.run++;
		if (pattern_compile(&arena, pattern_unescape(&arena,
				    expression), &options, &pattern, &err))
			case_wrong(&cases, "not refused");
		else if (err.column != wanted ||
			 !strstr(err.text, str_dup(&arena, words)))
			case_wrong(&cases, "column %d: %s", err.column,
				   err.text);
	}
	arena_release(&arena);
	case_close(&cases, 30);
}

static void bad_expressions_of_the_description(void **state)
{
	struct case_file cases;
	struct str line, expression;

	(void)state;
	need(SPEC "pmatch-bad-expressions.tsv");
	case_open(&cases, SPEC "pmatch-bad-expressions.tsv");
	while (case_raw(&cases, &line)) {
		struct pattern_options options = { 0 };

		str_cut(&line, '\t', &expression);
		if (!line.len || str_is(expression, "expression"))
			continue;
		cases.run++;
		expression = pattern_unescape(&cases.arena, expression);
		if (verdict(&cases.arena, expression, STR("a"), &options) !=
		    'E')
			case_wrong(&cases, "not refused");
	}
	case_close(&cases, 13);
}

/* The sentence of a synonym's fault points at the match that it is in. */
static void synonyms_may_spoil_a_match(void **state)
{
	static const struct pattern_synonym list[] = { { "cat", "dog " } };
	struct pattern_options options = { .synonyms = list,
					   .synonym_count = 1 };
	struct pattern *pattern;
	struct error err = { 0 };
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	assert_false(pattern_compile(&arena, STR("match(the cat)"), &options,
				     &pattern, &err));
	assert_int_equal(err.column, 7);
	assert_non_null(strstr(err.text, "synonyms"));
	arena_release(&arena);
}

/* ---- any text ---- */

static const char *pick(uint64_t *seed, const char *const *list, size_t count)
{
	return list[case_random(seed) % count];
}

static void random_texts_never_crash(void **state)
{
	static const char *const bits[] = {
		"match", "match_w(", "match_mow(", "match_any(", "match_all(",
		"not(", ")", ")", "(", "[", "]", "|", "_", " ", "a", "bcde",
		"*", "?", "\\", "5", "1e3", "-", ".", "\xC3\xA9", "\xFF",
		"match_c(", "match_m2o(", "e\xCC\x81", "<sup>", "p3", "0",
		"\xE2\x80\x99",
	};
	static const struct pattern_synonym synonyms[] = {
		{ "a", "b|$1c" }, { "b*", "*a*|\\0 d" }, { "*", "x" },
	};
	struct pattern_options options = { .ignore_case = true,
					   .relaxed_quotes = true,
					   .convert_to_space = ".-",
					   .synonyms = synonyms };
	size_t count = sizeof(bits) / sizeof(*bits), good = 0;
	uint64_t seed = 4;
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (int run = 0; run < 30000; run++) {
		struct text rule, said;

		text_init(&rule, 400);
		text_init(&said, 400);
		text_add(&rule, run % 4 ? "match_mow(" : "");
		for (uint64_t i = 0, n = case_random(&seed) % 9; i < n; i++)
			text_add(&rule, pick(&seed, bits, count));
		text_add(&rule, run % 4 ? "a)" : "");
		for (uint64_t i = 0, n = case_random(&seed) % 30; i < n; i++)
			text_add(&said, pick(&seed, bits, count));
		options.synonym_count = case_random(&seed) % 4;
		good += verdict(&arena, text_str(&rule), text_str(&said),
				&options) != 'E';
		text_release(&rule);
		text_release(&said);
		arena_reset(&arena);
	}
	arena_release(&arena);
	assert_true(good > 1000);
}

static void deep_and_long_expressions_are_refused(void **state)
{
	struct pattern_options options = { 0 };
	struct text deep;
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	text_init(&deep, 1 << 20);
	text_add_times(&deep, "match_any(", 400);
	text_add(&deep, "match(a)");
	text_add_times(&deep, ")", 400);
	assert_int_equal(verdict(&arena, text_str(&deep), STR("a"), &options),
			 '1');
	text_reset(&deep);
	text_add_times(&deep, "match_any(", 6000);
	assert_int_equal(verdict(&arena, text_str(&deep), STR("a"), &options),
			 'E');
	text_reset(&deep);
	text_add(&deep, "match(");
	text_add_times(&deep, "a ", PATTERN_MAX / 2);
	text_add(&deep, "a)");
	assert_int_equal(verdict(&arena, text_str(&deep), STR("a"), &options),
			 'E');
	text_release(&deep);
	arena_release(&arena);
}

/* ---- options of a case ---- */

static void options_are_read_strictly(void **state)
{
	static const char *const bad[] = {
		"", "{", "[]", "{}x", "{\"ignorecase\":1}", "{ignorecase:true}",
		"{\"ignorecase\":true,}", "{\"quotes\":\"curly\"}",
		"{\"nothing\":true}", "{\"converttospace\":\"\\q\"}",
		"{\"converttospace\":\"\\ud800\"}", "{\"synonyms\":[]}",
		"{\"converttospace\":\"\\u00\"}", "{\"converttospace\":\"",
	};
	struct pattern_options options;
	struct error err = { 0 };
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (pattern_read_options(&arena, str_of(bad[i]), &options,
					 &err))
			fail_msg("%s was read", bad[i]);
	assert_true(pattern_read_options(&arena, STR(" { \"ignorecase\" : true "
		", \"synonyms\":{\"a\":\"b|c\",\"d\":\"\\u00e9\\ud83d\\ude00\"}"
		",\"quotes\":\"relaxed\", \"sentencedividers\":\"\"} "),
		&options, &err));
	assert_true(options.ignore_case && options.relaxed_quotes);
	assert_string_equal(options.sentence_dividers, "");
	assert_int_equal(options.synonym_count, 2);
	assert_string_equal(options.synonyms[1].alternatives,
			    "\xC3\xA9\xF0\x9F\x98\x80");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_cases),
		cmocka_unit_test(cases_of_the_description),
		cmocka_unit_test(random_cases),
		cmocka_unit_test(long_cases),
		cmocka_unit_test(our_words),
		cmocka_unit_test(words_of_the_description),
		cmocka_unit_test(bad_expressions_are_placed),
		cmocka_unit_test(bad_expressions_of_the_description),
		cmocka_unit_test(synonyms_may_spoil_a_match),
		cmocka_unit_test(random_texts_never_crash),
		cmocka_unit_test(deep_and_long_expressions_are_refused),
		cmocka_unit_test(options_are_read_strictly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
