/* pattern_search_test.c - pmatch's quick searches against its plain rules.
 *
 * The two ways to compare a word are held against each other on random words,
 * each search against the rules of the description written down word by word,
 * and the chains of any order against the plain search; what is hard must end,
 * and say so. The seeds are fixed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "case_kit.h"
#include "match/pattern.h"

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
	bool bound = item->tied ||
		     (j + 1 < o->list->count && item[1].tied);
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
	static const char *const suffixes[] = {
		"", "_w", "_o", "_ow", "_owp0", "_owp1", "_ow", "_wp1", "_op1"
	};
	struct pattern_options options = { 0 };
	uint64_t seed = 2;
	struct arena arena;
	unsigned yes = 0;

	(void)state;
	arena_init(&arena, 0);
	for (int run = 0; run < 100000; run++) {
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
	assert_in_range(yes, 8000, 90000);
}

static void chains_agree_with_the_plain_search(void **state)
{
	struct pattern_options options = { .steps = 100000 };
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
					    &quick, &err));
		assert_true(pattern_compile(&arena, text_str(&rule), &options,
					    &plain, &err));
		words = pattern_read(&arena, quick, text_str(&said));
		plain->root.list.tied = plain->root.list.tied_nests = true;
		results[0] = pattern_match(&arena, quick, words);
		results[1] = pattern_match(&arena, plain, words);
		if (results[0] == PATTERN_TOO_HARD ||
		    (results[0] != results[1] &&
		     results[1] != PATTERN_TOO_HARD))
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
	struct pattern_options options = { .steps = 100 };
	struct pattern *pattern;
	const struct pattern_words *words;
	struct error err;
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	assert_true(pattern_compile(&arena, STR("not(match_any(match_ow(a_[b "
		    "c] b_[c a] c_[a b] a_[c d]) match(x)))"), &options,
		    &pattern, &err));
	words = pattern_read(&arena, pattern, STR("a b c a b c a b c a b c a "
			     "b c a b c c d"));
	assert_int_equal(pattern_match(&arena, pattern, words),
			 PATTERN_TOO_HARD);
	options.steps = 0;
	assert_true(pattern_compile(&arena, STR("match_ow(a_[b c] b_[c a] "
		    "c_[a b] a_[c d])"), &options, &pattern, &err));
	assert_int_not_equal(pattern_match(&arena, pattern, words),
			     PATTERN_TOO_HARD);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways_to_compare_agree),
		cmocka_unit_test(searches_agree_with_the_rules),
		cmocka_unit_test(chains_agree_with_the_plain_search),
		cmocka_unit_test(hard_searches_end),
		cmocka_unit_test(what_is_too_hard_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
