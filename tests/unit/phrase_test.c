/* phrase_test.c - the language of phrases: cases, faults, hostile input.
 *
 * tests/cases/phrases.txt explains its format. The properties compile random
 * texts out of the language's own signs, and run the most hostile phrases over
 * the longest answers, which the step budget must end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "case_kit.h"
#include "match/match.h"

#include <time.h>

#define PHRASES "tests/cases/phrases.txt"

enum { GROUPS = 16, RANDOM_PHRASES = 20000 };

struct setting {
	struct word_group synonyms[GROUPS], groups[GROUPS];
	size_t synonym_count, group_count;
	struct str phrase;
	bool strict, exact, pmatch;
};

/* ---- cases ---- */

static const char **split(struct arena *arena, struct str text, size_t *count)
{
	struct strings list = { 0 };
	struct str member;

	while (str_cut(&text, '|', &member))
		strings_add(arena, &list, str_dup(arena, member));
	*count = list.count;
	return list.list;
}

static void set_group(struct case_file *cases, struct setting *setting)
{
	struct word_group group = { .name = NULL };
	struct str members = cases->value, name;

	if (str_is(cases->key, "synonyms")) {
		assert_true(setting->synonym_count < GROUPS);
		group.members = split(&cases->arena, members, &group.count);
		setting->synonyms[setting->synonym_count++] = group;
		return;
	}
	assert_true(setting->group_count < GROUPS);
	str_cut(&members, ':', &name);
	group.name = str_dup(&cases->arena, name);
	group.members = split(&cases->arena, str_trim(members), &group.count);
	setting->groups[setting->group_count++] = group;
}

/* As a rubric's rules are read. */
static const struct pattern_options usual = {
	.ignore_case = true, .relaxed_quotes = true, .convert_to_space = ",;:",
};

static bool compile(struct arena *arena, const struct setting *setting,
		    struct vocabulary **vocabulary, struct phrase **phrase,
		    struct error *err)
{
	struct word_groups *synonyms = ARENA_NEW(arena, struct word_groups);
	struct word_groups *groups = ARENA_NEW(arena, struct word_groups);

	*synonyms = (struct word_groups){
		arena_alloc(arena, GROUPS, sizeof(struct word_group)),
		setting->synonym_count };
	memcpy(synonyms->list, setting->synonyms, sizeof(setting->synonyms));
	*groups = (struct word_groups){
		arena_alloc(arena, GROUPS, sizeof(struct word_group)),
		setting->group_count };
	memcpy(groups->list, setting->groups, sizeof(setting->groups));
	*vocabulary = vocabulary_new(arena, synonyms, groups);
	if (setting->pmatch)
		return phrase_compile_pattern(*vocabulary, setting->phrase,
					      &usual, phrase, err);
	return setting->exact
		? phrase_compile_exact(*vocabulary, setting->phrase, phrase,
				       err)
		: phrase_compile(*vocabulary, setting->phrase, phrase, err);
}

/* The text without its [brackets]; inside[i]: byte i stood in one. */
static struct str unmark(struct arena *arena, struct str marked, bool **inside)
{
	char *made = arena_alloc(arena, marked.len + 1, 1);
	size_t len = 0;
	bool within = false;

	*inside = arena_alloc(arena, marked.len + 1, sizeof(bool));
	for (size_t i = 0; i < marked.len; i++) {
		if (marked.s[i] == '[' || marked.s[i] == ']') {
			within = marked.s[i] == '[';
			continue;
		}
		(*inside)[len] = within;
		made[len++] = marked.s[i];
	}
	return (struct str){ made, len };
}

static const char *said(const struct match *match)
{
	if (match->state == MATCH_NONE)
		return "no";
	if (match->state == MATCH_NEGATED)
		return "denied";
	return match->misspelt ? "slip" : "yes";
}

/* Words of one place (does, not) are marked as one. */
static bool is_used(const struct match *match, const struct words *words,
		    size_t at)
{
	for (size_t i = 0; i < match->count; i++)
		if (words->list[match->words[i]].from == words->list[at].from)
			return true;
	return false;
}

static bool same_words(const struct match *match, const struct words *words,
		       const bool *inside)
{
	for (size_t i = 1; i < match->count; i++)
		if (match->words[i] <= match->words[i - 1])
			return false;
	for (size_t i = 0; i < words->count; i++)
		if (is_used(match, words, i) != inside[words->list[i].from])
			return false;
	return true;
}

static void show_used(struct text *out, const struct match *match,
		      const struct words *words)
{
	for (size_t i = 0; i < match->count; i++) {
		text_add(out, i ? " " : "");
		text_add_str(out, words->list[match->words[i]].folded);
	}
}

static void check_match(struct case_file *cases, const struct setting *setting)
{
	struct arena arena;
	struct vocabulary *vocabulary;
	struct phrase *phrase;
	struct match_rule rule = { .strict = setting->strict };
	struct match match;
	struct words words;
	struct error err;
	struct text used;
	struct str text;
	struct reading *reading;
	bool *inside;

	arena_init(&arena, 0);
	text_init(&used, 4096);
	cases->run++;
	if (!compile(&arena, setting, &vocabulary, &phrase, &err)) {
		case_wrong(cases, "%d: %s", err.column, err.text);
	} else {
		text = unmark(&arena, case_unescape(&arena, cases->value),
			      &inside);
		lang_read(&arena, text, &words);
		vocabulary_seal(vocabulary);
		reading = match_read(&arena, vocabulary, text, &words);
		phrase_find(phrase, reading, &rule, &match);
		show_used(&used, &match, &words);
		if (match.state != MATCH_NONE &&
		    phrase_next(reading, phrase_number(phrase), 0, 1, false))
			case_wrong(cases, "passed over, but it matches");
		if (!str_is(cases->key, said(&match)) ||
		    !same_words(&match, &words, inside))
			case_wrong(cases, "%.*s: %s [%s]",
				   (int)setting->phrase.len, setting->phrase.s,
				   said(&match), used.s);
	}
	text_release(&used);
	arena_release(&arena);
}

/* "related MEANT T", and "unrelated T": with every word allowed to be one. */
static void check_related(struct case_file *cases,
			  const struct setting *setting)
{
	bool all[256], *inside, asked = str_is(cases->key, "related");
	struct reading *reading;
	struct match_rule rule = { .strict = setting->strict, .related = all };
	struct str text = cases->value, meant = STR("");
	struct vocabulary *vocabulary;
	struct phrase *phrase;
	struct match match;
	struct words words;
	struct error err;
	struct arena arena;

	memset(all, true, sizeof(all));
	arena_init(&arena, 0);
	cases->run++;
	if (asked)
		str_cut(&text, ' ', &meant);
	if (!compile(&arena, setting, &vocabulary, &phrase, &err)) {
		case_wrong(cases, "%d: %s", err.column, err.text);
		arena_release(&arena);
		return;
	}
	text = unmark(&arena, text, &inside);
	lang_read(&arena, text, &words);
	vocabulary_seal(vocabulary);
	reading = match_read(&arena, vocabulary, text, &words);
	match_read_related(&arena, reading);
	phrase_find(phrase, reading, &rule, &match);
	if (asked && phrase_next(reading, phrase_number(phrase), 0, 1, true))
		case_wrong(cases, "passed over, but it matches");
	if ((match.state == MATCH_FOUND) != asked ||
	    (asked && !str_equal(match.meant, meant)) ||
	    (asked && !same_words(&match, &words, inside)))
		case_wrong(cases, "%.*s: %s, for '%.*s'",
			   (int)setting->phrase.len, setting->phrase.s,
			   said(&match), (int)match.meant.len, match.meant.s);
	arena_release(&arena);
}

static void check_fault(struct case_file *cases, const struct setting *setting)
{
	struct arena arena;
	struct vocabulary *vocabulary;
	struct phrase *phrase;
	struct error err = { .column = 0 };
	struct str message = cases->value, column;
	int64_t at = 0;

	arena_init(&arena, 0);
	cases->run++;
	str_cut(&message, ' ', &column);
	if (!text_number(column, 0, 2000, &at))
		case_wrong(cases, "no column");
	else if (compile(&arena, setting, &vocabulary, &phrase, &err))
		case_wrong(cases, "%.*s compiles", (int)setting->phrase.len,
			   setting->phrase.s);
	else if (err.column != at || !str_is(message, err.text))
		case_wrong(cases, "%.*s: %d %s", (int)setting->phrase.len,
			   setting->phrase.s, err.column, err.text);
	arena_release(&arena);
}

static bool is_kind(struct str key)
{
	return str_is(key, "phrase") || str_is(key, "strict") ||
	       str_is(key, "exact") || str_is(key, "pmatch") ||
	       str_is(key, "strict-pmatch");
}

static void matches_cases(void **state)
{
	struct case_file cases;
	struct setting setting = { .strict = false };

	(void)state;
	case_open(&cases, PHRASES);
	while (case_next(&cases)) {
		if (is_kind(cases.key)) {
			setting.phrase = case_unescape(&cases.arena,
						       cases.value);
			setting.strict = str_starts(cases.key, "strict");
			setting.exact = str_is(cases.key, "exact");
			setting.pmatch = str_is(cases.key, "pmatch") ||
					 str_is(cases.key, "strict-pmatch");
		} else if (str_is(cases.key, "synonyms") ||
			   str_is(cases.key, "group")) {
			set_group(&cases, &setting);
		} else if (str_is(cases.key, "fault")) {
			check_fault(&cases, &setting);
		} else if (str_is(cases.key, "related") ||
			   str_is(cases.key, "unrelated")) {
			check_related(&cases, &setting);
		} else {
			check_match(&cases, &setting);
		}
	}
	case_close(&cases, 250);
}

/* ---- a phrase and its fault's column ---- */

static void long_phrases_are_refused(void **state)
{
	struct arena arena;
	struct vocabulary *vocabulary;
	struct phrase *phrase;
	struct error err;
	char *long_text;

	(void)state;
	arena_init(&arena, 0);
	vocabulary = vocabulary_new(&arena, NULL, NULL);
	long_text = arena_alloc(&arena, MATCH_PHRASE_MAX + 2, 1);
	memset(long_text, 'a', MATCH_PHRASE_MAX + 1);
	assert_true(phrase_compile(vocabulary,
		(struct str){ long_text, MATCH_PHRASE_MAX }, &phrase, &err));
	assert_false(phrase_compile(vocabulary,
		(struct str){ long_text, MATCH_PHRASE_MAX + 1 }, &phrase,
		&err));
	assert_int_equal(err.column, MATCH_PHRASE_MAX + 1);
	arena_release(&arena);
}

/* More different words than a vocabulary holds are refused in words. */
static void a_vocabulary_ends(void **state)
{
	struct arena arena;
	struct vocabulary *vocabulary;
	struct phrase *phrase;
	struct error err;
	int made = 0;

	(void)state;
	arena_init(&arena, 0);
	vocabulary = vocabulary_new(&arena, NULL, NULL);
	while (made <= MATCH_TERMS_MAX &&
	       phrase_compile(vocabulary,
			      str_of(arena_printf(&arena, "x%dy", made)),
			      &phrase, &err))
		made++;
	assert_int_equal(made, MATCH_TERMS_MAX);
	assert_non_null(strstr(err.text, "too many different words"));
	/* Words that it has are still welcome. */
	assert_true(phrase_compile(vocabulary, STR("x7y x8y"), &phrase, &err));
	arena_release(&arena);
}

/* A group that names itself is refused, not followed for ever. */
static void rings_are_refused(void **state)
{
	const char *one[] = { "~two" }, *two[] = { "~one" };
	struct word_group list[] = {
		{ "one", one, 1 }, { "two", two, 1 },
	};
	struct word_groups groups = { list, 2 };
	struct arena arena;
	struct phrase *phrase;
	struct error err;

	(void)state;
	arena_init(&arena, 0);
	assert_false(phrase_compile(vocabulary_new(&arena, NULL, &groups),
				    STR("a ~one"), &phrase, &err));
	assert_non_null(strstr(err.text, "ring"));
	assert_int_equal(err.column, 3);
	arena_release(&arena);
}

/* A member that goes on behind its bracket is a member as a whole. */
static void members_are_wrapped(void **state)
{
	static const char *const answers[] = {
		"it fell out again", "it fall out", "it slips", "it went off",
		"it fell again", "it is out",
	};
	const char *members[] = { "(fell|fall) out", "slip", "(went off)" };
	struct word_group list[] = { { "drop", members, 3 } };
	struct word_groups groups = { list, 1 };
	struct vocabulary *vocabulary;
	struct arena arena;
	struct phrase *phrase;
	struct error err;

	(void)state;
	arena_init(&arena, 0);
	vocabulary = vocabulary_new(&arena, NULL, &groups);
	assert_true(phrase_compile(vocabulary, STR("it ~drop"), &phrase,
				   &err));
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		struct str answer = str_of(answers[i]);
		struct words words;
		struct match match;

		lang_read(&arena, answer, &words);
		phrase_find(phrase, match_read(&arena, vocabulary, answer,
					       &words), NULL, &match);
		assert_int_equal(match.state,
				 i < 4 ? MATCH_FOUND : MATCH_NONE);
	}
	arena_release(&arena);
}

/* ---- hostile input ---- */

static const char *const pieces[] = {
	"a", "index", "~write", "~no", "~", "(", ")", "(", ")", "|", "&", "!",
	" ", " ", " ", "...", "..", "*", "?", "re*d", "O(1)", "o(",
	"round-trip",
	"don't", "\xc3\xa9", "\xff", "`", "'", "\n", "$x", "1,000", "(look up)",
	"-", "& !", "~write|~read",
};

static struct str random_phrase(struct arena *arena, uint64_t *seed)
{
	struct text text;
	size_t count = case_random(seed) % 14;
	struct str made;

	text_init(&text, 4096);
	for (size_t i = 0; i < count; i++)
		text_add(&text, pieces[case_random(seed) %
				       (sizeof(pieces) / sizeof(*pieces))]);
	made = (struct str){ arena_copy(arena, text.s, text.len), text.len };
	text_release(&text);
	return made;
}

/* Any bytes compile or are refused with a sentence and a place inside. */
static void any_bytes_are_a_phrase_or_not(void **state)
{
	static const char answer[] = "a reader does not read the index, a "
		"writer writes and looks it up again; don't round trip";
	uint64_t seed = 7;
	struct arena arena, turn;
	struct vocabulary *vocabulary;
	struct words words;
	struct phrase *phrase;
	struct match match;
	int compiled = 0;

	(void)state;
	arena_init(&arena, 0);
	arena_init(&turn, 0);
	vocabulary = vocabulary_new(&arena, NULL, NULL);
	for (int i = 0; i < RANDOM_PHRASES; i++) {
		struct str text = random_phrase(&turn, &seed);
		struct error err = { .column = 0 };

		if (phrase_compile(vocabulary, text, &phrase, &err)) {
			lang_read(&turn, str_of(answer), &words);
			phrase_find(phrase, match_read(&turn, vocabulary,
				    str_of(answer), &words), NULL, &match);
			compiled++;
		} else {
			assert_true(err.text[0] != '\0');
			assert_in_range(err.column, 1, text.len + 1);
		}
		arena_reset(&turn);
	}
	assert_in_range(compiled, RANDOM_PHRASES / 50, RANDOM_PHRASES);
	arena_release(&turn);
	arena_release(&arena);
}

static bool never(void *context, const uint16_t *words, size_t count)
{
	(void)context;
	(void)words;
	(void)count;
	return false;
}

#define TEN "~write ... ~write ... ~write ... ~write ... ~write ... " \
	    "~write ... ~write ... ~write ... ~write ... ~write ... "

static const char all_in_order[] = TEN TEN TEN "zebra|write";
static const char all_at_once[] =
	"~write ~write ~write & ~keep ~write ~write & ~read ... ~read & ~write "
	"& ~write & ~write & ~write ... save & !zebra";
static const char *const hostile[] = {
	all_in_order, all_at_once,
	"(((w* w*) w*) w*) ... w*|(w* w*)|(w* w* w*) & w* & w* & w*",
};

/* Thirty places that every word fills, any distance apart, in an answer of
 * one clause and 5,000 words, and a rule that refuses every match. */
static void the_worst_case_ends(void **state)
{
	struct match_rule rule = { .strict = false, .allows = never };
	struct arena arena;
	struct text answer;
	clock_t begun = clock();

	(void)state;
	arena_init(&arena, 0);
	text_init(&answer, LANG_ANSWER_MAX);
	for (int i = 0; i < 5000; i++)
		text_add(&answer, i % 3 ? "write " : "save ");
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
		struct vocabulary *v = vocabulary_new(&arena, NULL, NULL);
		struct phrase *phrase;
		struct words words;
		struct match match;
		struct error err;

		if (!phrase_compile(v, str_of(hostile[i]), &phrase, &err))
			fail_msg("%s", err.text);
		lang_read(&arena, text_str(&answer), &words);
		phrase_find(phrase, match_read(&arena, v, text_str(&answer),
					       &words), &rule, &match);
		assert_int_equal(match.state, MATCH_NONE);
	}
	print_message("the worst case: %.0f ms\n",
		      (double)(clock() - begun) * 1000 / CLOCKS_PER_SEC);
	text_release(&answer);
	arena_release(&arena);
}

/* Behind the last word that is read, nothing is found: it has no place. */
static void what_is_unread_is_not_found(void **state)
{
	struct arena arena;
	struct text answer;
	struct vocabulary *v;
	struct phrase *phrase;
	struct words words;
	struct match match;
	struct error err;

	(void)state;
	arena_init(&arena, 0);
	text_init(&answer, LANG_ANSWER_MAX);
	for (int i = 0; i < LANG_WORDS_MAX - 1; i++)
		text_add(&answer, "a ");
	text_add(&answer, "ls -l git gc");
	v = vocabulary_new(&arena, NULL, NULL);
	for (int i = 0; i < 2; i++) {
		if (!phrase_compile_exact(v, str_of(i ? "git gc" : "ls"),
					  &phrase, &err))
			fail_msg("%s", err.text);
		lang_read(&arena, text_str(&answer), &words);
		phrase_find(phrase, match_read(&arena, v, text_str(&answer),
					       &words), NULL, &match);
		assert_int_equal(match.state, i ? MATCH_NONE : MATCH_FOUND);
	}
	text_release(&answer);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_cases),
		cmocka_unit_test(what_is_unread_is_not_found),
		cmocka_unit_test(long_phrases_are_refused),
		cmocka_unit_test(a_vocabulary_ends),
		cmocka_unit_test(rings_are_refused),
		cmocka_unit_test(members_are_wrapped),
		cmocka_unit_test(any_bytes_are_a_phrase_or_not),
		cmocka_unit_test(the_worst_case_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
