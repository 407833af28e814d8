/* pmatch_test.c - pmatch: verdicts, words, bad expressions, hard searches.
 *
 * Cases of our own are in tests/cases/pmatch*.tsv; the cases of the language's
 * description are run too where that folder stands beside the program's. The
 * two ways to compare a word, and the quick and the plain way to search in any
 * order, are held against each other on random material, and random
 * expressions must neither crash nor take long. The seed is fixed.
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
		if (!line.len || line.s[0] == '#' || pattern_is_heading(line))
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
		if (line.len && line.s[0] != '#' &&
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
		if (!line.len || line.s[0] == '#')
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
		if (verdict(&cases.arena, expression, STR("a"), &options) != 'E')
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

/* ---- the two ways of each search ---- */

static const char *pick(uint64_t *seed, const char *const *list, size_t count)
{
	return list[case_random(seed) % count];
}

static void both_ways_to_compare_agree(void **state)
{
	static const char *const signs[] = { "a", "b", "c", "*", "?", "a" };
	static const char *const suffixes[] = { "m", "m2", "mrt", "mx", "mf",
						"cm2", "cmt", "mtf2" };
	struct pattern_options options = { 0 };
	uint64_t seed = 1;
	struct arena arena;
	unsigned yes = 0;

	(void)state;
	arena_init(&arena, 0);
	for (int run = 0; run < 60000; run++) {
		struct text rule, word;
		struct pattern *pattern;
		const struct pattern_words *words;
		struct search search = { .arena = &arena, .steps = 1 << 30 };
		const struct pattern_word *one;
		struct error err;
		int tried;

		text_init(&rule, 100);
		text_init(&word, 100);
		text_addf(&rule, "match_%s(", pick(&seed, suffixes, 8));
		for (uint64_t i = 0, n = 4 + case_random(&seed) % 6; i < n; i++)
			text_add(&rule, pick(&seed, signs, 6));
		text_add(&rule, ")");
		for (uint64_t i = 0, n = case_random(&seed) % 11; i < n; i++)
			text_add(&word, pick(&seed, signs, 3));
		assert_true(pattern_compile(&arena, text_str(&rule), &options,
					    &pattern, &err));
		words = pattern_read(&arena, pattern, text_str(&word));
		one = pattern->root.list.items->words;
		tried = word_try(one, words->list);
		if (tried >= 0 &&
		    tried != word_states(&search, one, words->list))
			fail_msg("%s on %s: %d", rule.s, word.s, tried);
		yes += tried == 1;
		if (tried == 1 && !word_matches(&search, one, words->list))
			fail_msg("%s on %s: ruled out", rule.s, word.s);
		text_release(&rule);
		text_release(&word);
		arena_reset(&arena);
	}
	arena_release(&arena);
	assert_in_range(yes, 5000, 50000);
}

/* A response of the words a to e, some ending a sentence. */
static void add_response(uint64_t *seed, struct text *out, size_t words)
{
	static const char *const list[] = { "a ", "b ", "c ", "d ", "e ",
					    "a. ", "ab " };

	for (size_t i = 0; i < words; i++)
		text_add(out, pick(seed, list, 7));
}

static void add_phrase(uint64_t *seed, struct text *out)
{
	static const char *const list[] = { "a", "b", "c", "d", "a|b", "c|d",
					    "a*" };

	text_add(out, "[");
	for (uint64_t i = 0, n = 1 + case_random(seed) % 3; i < n; i++) {
		text_add(out, i == 0 ? "" : case_random(seed) % 4 ? " " : "_");
		text_add(out, pick(seed, list, 7));
	}
	text_add(out, "]");
}

static void add_items(uint64_t *seed, struct text *out, bool phrases)
{
	static const char *const list[] = { "a", "b", "c", "d", "e", "a|c",
					    "a*", "?" };

	for (uint64_t i = 0, n = 1 + case_random(seed) % 5; i < n; i++) {
		text_add(out, i == 0 ? "" : case_random(seed) % 3 ? " " : "_");
		if (phrases && case_random(seed) % 4 == 0)
			add_phrase(seed, out);
		else
			text_add(out, pick(seed, list, 8));
	}
}

/* The rules of the description, word by word, without any table: for short
 * responses only. */
struct oracle {
	struct search *search;
	size_t n, base;		/* words; first word of the slice */
	const struct list *list;
	bool any_order, whole;
};

static bool oracle_list(struct search *search, const struct list *list,
			size_t base, size_t n, bool any_order, bool whole);

static bool oracle_near(const struct oracle *o, size_t last, size_t k,
			const bool *used)
{
	if (k < last || k - last > o->search->suffix->gap + 1)
		return false;
	for (size_t i = last; i < k; i++)
		if (bit_is(o->search->words->stops, o->base + i) ||
		    (i > last && used[i]))
			return false;
	return true;
}

static bool oracle_said(const struct oracle *o, const struct item *item,
			size_t k)
{
	for (size_t w = 0; w < item->word_count; w++)
		if (word_matches(o->search, &item->words[w],
				 &o->search->words->list[o->base + k]))
			return true;
	return false;
}

static bool oracle_try(const struct oracle *o, size_t j, size_t k,
		       const bool *used, size_t taken, size_t last);

/* What follows once item j uses the words [from, end). */
static bool oracle_use(const struct oracle *o, size_t j, size_t from,
		       size_t end, size_t next, const bool *used, size_t taken)
{
	bool now[16];

	memcpy(now, used, sizeof(now));
	for (size_t i = from; i < end; i++) {
		taken += !now[i];
		now[i] = true;
	}
	if (j + 1 == o->list->count)
		return taken == o->n || o->search->suffix->more;
	return oracle_try(o, j + 1, next, now, taken, end - 1);
}

static bool oracle_phrase(const struct oracle *o, size_t j, size_t k,
			  const bool *used, size_t taken)
{
	const struct item *item = &o->list->items[j];
	bool bound = item->tied || (j + 1 < o->list->count && item[1].tied);
	bool any_order = o->any_order && !bound;
	size_t most = o->search->suffix->more ? o->n - k : item->longest;

	for (size_t len = 1; len <= most && k + len <= o->n; len++) {
		bool said = false;

		if (used[k + len - 1])
			return false;
		for (size_t p = 0; p < item->list_count && !said; p++)
			said = oracle_list(o->search, &item->lists[p],
					   o->base + k, len, any_order, false);
		if (said)
			return oracle_use(o, j, k, k + len,
					  any_order ? 0 : k + len, used, taken);
	}
	return false;
}

static bool oracle_try(const struct oracle *o, size_t j, size_t k,
		       const bool *used, size_t taken, size_t last)
{
	const struct item *item = &o->list->items[j];
	bool more = o->search->suffix->more;

	for (; k < o->n; k++) {
		bool near = j == 0 ||
			    (item->tied ? oracle_near(o, last, k, used) :
			     o->any_order || (more ? k > last : k == last + 1));

		if (near && !used[k]) {
			if (oracle_said(o, item, k) &&
			    oracle_use(o, j, item->tied ? last + 1 : k, k + 1,
				       o->any_order ? 0 : k + 1, used, taken))
				return true;
			if (item->list_count &&
			    oracle_phrase(o, j, k, used, taken))
				return true;
		}
		if (!o->any_order && !(more && (o->whole || taken)))
			return false;
	}
	return false;
}

static bool oracle_list(struct search *search, const struct list *list,
			size_t base, size_t n, bool any_order, bool whole)
{
	struct oracle o = { search, n, base, list, any_order, whole };
	size_t longest = whole ? list->longest : list->count;
	bool used[16] = { false };

	if (n < list->count || (!search->suffix->more && n > longest))
		return false;
	return oracle_try(&o, 0, 0, used, 0, 0);
}

static void searches_agree_with_the_rules(void **state)
{
	static const char *const suffixes[] = { "", "_w", "_o", "_ow", "_owp0",
						"_owp1", "_ow", "_wp1", "_op1" };
	struct pattern_options options = { 0 };
	uint64_t seed = 2;
	struct arena arena;
	unsigned yes = 0;

	(void)state;
	arena_init(&arena, 0);
	for (int run = 0; run < 200000; run++) {
		struct text rule, said;
		struct pattern *pattern;
		struct search search = { .arena = &arena, .steps = 1 << 30 };
		struct error err;
		bool got, wanted;

		text_init(&rule, 200);
		text_init(&said, 200);
		text_addf(&rule, "match%s(", pick(&seed, suffixes, 9));
		add_items(&seed, &rule, true);
		text_add(&rule, ")");
		add_response(&seed, &said, 1 + case_random(&seed) % 8);
		assert_true(pattern_compile(&arena, text_str(&rule), &options,
					    &pattern, &err));
		search.words = pattern_read(&arena, pattern, text_str(&said));
		search.suffix = &pattern->root.suffix;
		got = pattern_match(&arena, pattern, search.words) ==
		      PATTERN_YES;
		wanted = oracle_list(&search, &pattern->root.list, 0,
				     search.words->count,
				     search.suffix->any_order, true);
		if (got != wanted)
			fail_msg("%s on %s: %d", rule.s, said.s, got);
		yes += got;
		text_release(&rule);
		text_release(&said);
		arena_reset(&arena);
	}
	arena_release(&arena);
	assert_in_range(yes, 20000, 180000);
}

static void chains_agree_with_the_plain_search(void **state)
{
	struct pattern_options options = { .steps = 1 << 30 };
	uint64_t seed = 3;
	struct arena arena;
	unsigned yes = 0, no = 0;

	(void)state;
	arena_init(&arena, 0);
	for (int run = 0; run < 3000; run++) {
		struct text rule, said;
		struct pattern *quick, *plain;
		const struct pattern_words *words;
		struct error err;
		enum pattern_result results[2];

		text_init(&rule, 400);
		text_init(&said, 4000);
		text_add(&rule, "match_ow(");
		add_items(&seed, &rule, false);
		text_add(&rule, " ");
		add_items(&seed, &rule, false);
		text_add(&rule, ")");
		add_response(&seed, &said, 1 + case_random(&seed) % 90);
		assert_true(pattern_compile(&arena, text_str(&rule), &options,
					    &quick, &err) &&
			    pattern_compile(&arena, text_str(&rule), &options,
					    &plain, &err));
		words = pattern_read(&arena, quick, text_str(&said));
		plain->root.list.tied = plain->root.list.tied_nests = true;
		results[0] = pattern_match(&arena, quick, words);
		results[1] = pattern_match(&arena, plain, words);
		if (results[0] != results[1])
			fail_msg("%s on %s: %d, plainly %d", rule.s, said.s,
				 (int)results[0], (int)results[1]);
		yes += results[0] == PATTERN_YES;
		no += results[0] == PATTERN_NO;
		text_release(&rule);
		text_release(&said);
		arena_reset(&arena);
	}
	arena_release(&arena);
	assert_true(yes > 300 && no > 300);
}

/* ---- hard ones ---- */

static enum pattern_result try_hard(const char *expression, const char *word,
				    size_t times)
{
	struct pattern_options options = { 0 };
	enum pattern_result result;
	struct pattern *pattern;
	struct arena arena;
	struct error err = { 0 };
	struct text said;

	text_init(&said, 1 << 20);
	text_add_times(&said, word, times);
	arena_init(&arena, 0);
	if (!pattern_compile(&arena, str_of(expression), &options, &pattern,
			     &err))
		fail_msg("%s: %s", expression, err.text);
	result = pattern_match(&arena, pattern,
			       pattern_read(&arena, pattern, text_str(&said)));
	arena_release(&arena);
	text_release(&said);
	return result;
}

static void hard_searches_end(void **state)
{
	(void)state;
	assert_int_equal(try_hard("match_mow(a* a* a* a* a* a* a* a* a* a* a* "
				  "a* a* a* a* a* a* a* a* a* a* a* a* a* b)",
				  "aa ab ac ", 7), PATTERN_NO);
	assert_int_equal(try_hard("match_mow(a_b a_b a_b a_b a_b a_b a_b a_b "
				  "a_b a_b c_a)", "a b ", 400), PATTERN_NO);
	assert_int_equal(try_hard("match_mow([a b c]|d [b a c]|e c_d)",
				  "a b c ", 2000), PATTERN_NO);
	assert_int_equal(try_hard("match_w(a*b*c*d*e*f*g*h*i*j*k*l*)",
				  "abcdefghijk", 90), PATTERN_NO);
	assert_int_equal(try_hard("match_cm2(a*a*a*a*a*a*a*a*a*a*a*a*b)",
				  "a", 3000), PATTERN_YES);
	assert_int_equal(try_hard("match_w([a b]_[c d]_[e f])", "a b c d e ",
				  3000), PATTERN_NO);
}

static void what_is_too_hard_is_said(void **state)
{
	struct pattern_options options = { .steps = 50 };
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	assert_int_equal(verdict(&arena, STR("match_ow(a_[b c] b_[c a] "
				 "c_[a b] a_[c d])"), STR("a b c a b c a b c "
				 "a b c a b c a b c c d"), &options), '?');
	assert_int_equal(verdict(&arena, STR("not(match_ow(a_[b c] b_[c a] "
				 "c_[a b] a_[c d]))"), STR("a b c a b c a b c "
				 "a b c a b c a b c c d"), &options), '?');
	arena_release(&arena);
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
		cmocka_unit_test(both_ways_to_compare_agree),
		cmocka_unit_test(searches_agree_with_the_rules),
		cmocka_unit_test(chains_agree_with_the_plain_search),
		cmocka_unit_test(hard_searches_end),
		cmocka_unit_test(what_is_too_hard_is_said),
		cmocka_unit_test(random_texts_never_crash),
		cmocka_unit_test(deep_and_long_expressions_are_refused),
		cmocka_unit_test(options_are_read_strictly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
