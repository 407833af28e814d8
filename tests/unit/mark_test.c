/* mark_test.c - marking: rubrics with answers and what they score.
 *
 * tests/cases/marks.txt explains its format. Beside single marks it holds
 * orders: each answer must score above the next. The properties: an answer is
 * marked the same twice, any bytes are an answer, and hostile rubrics end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "case_kit.h"
#include "mark/mark.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define MARKS "tests/cases/marks.txt"

enum { RANDOM_ANSWERS = 2000 };

/* A bank of the cases and the question asked. */
struct asked {
	struct arena arena;		/* of the bank and the marker */
	struct bank bank;
	const struct question *question;
	struct marker *marker;
};

/* ---- banks ---- */

static bool load(struct asked *asked, struct str yaml, struct text *wrong)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf(&asked->arena, "%s/marks-XXXXXX.yaml",
				  folder ? folder : "/tmp");
	struct problems problems;
	struct error err;
	int file = mkstemps(path, 5);
	bool ok;

	assert_true(file >= 0);
	close(file);
	if (!file_write(path, yaml, &err))
		fail_msg("%s", err.text);
	problems_init(&problems, &asked->arena);
	ok = bank_load(&asked->arena, path, &asked->bank, &problems);
	unlink(path);
	if (!ok)
		problems_show(&problems, wrong);
	return ok;
}

static bool make(struct asked *asked, const struct question *question,
		 struct error *err)
{
	const struct rubric **rubrics = ARENA_ARRAY(&asked->arena,
		question->rubrics.count, const struct rubric *);

	for (size_t i = 0; i < question->rubrics.count; i++)
		rubrics[i] = bank_find_rubric(&asked->bank,
					      question->rubrics.list[i]);
	asked->question = question;
	return marker_make(&asked->arena, question, rubrics, &asked->bank,
			   &asked->marker, err);
}

/* The lines up to one that is "end". */
static struct str read_block(struct case_file *cases)
{
	struct text text;
	struct str line, made;

	text_init(&text, 1 << 20);
	while (case_raw(cases, &line) && !str_is(line, "end")) {
		text_add_str(&text, line);
		text_add_char(&text, '\n');
	}
	made = (struct str){ text_dup(&cases->arena, &text), text.len };
	text_release(&text);
	return made;
}

static void read_bank(struct case_file *cases, struct asked *asked)
{
	struct str yaml = read_block(cases);
	struct text wrong;
	struct error err;

	arena_reset(&asked->arena);
	asked->marker = NULL;
	text_init(&wrong, 4096);
	if (!load(asked, yaml, &wrong))
		case_wrong(cases, "%s", wrong.s);
	else if (!make(asked, &asked->bank.questions[0], &err))
		case_wrong(cases, "%s", err.text);
	text_release(&wrong);
}

static void pick_question(struct case_file *cases, struct asked *asked)
{
	const struct question *question = bank_find_question(&asked->bank,
		str_dup(&asked->arena, cases->value));
	struct error err;

	if (!question)
		case_wrong(cases, "no such question");
	else if (!make(asked, question, &err))
		case_wrong(cases, "%s", err.text);
}

/* ---- marks as a line ---- */

/* "67 partial a=met b=missed !mistake *flag" */
static void show_mark(struct text *out, const struct mark *mark)
{
	text_addf(out, "%d %s", mark->score, grade_names[mark->grade]);
	for (size_t i = 0; i < mark->point_count; i++)
		text_addf(out, " %s=%s", mark->points[i].id,
			  point_state_names[mark->points[i].state]);
	for (size_t i = 0; i < mark->mistake_count; i++)
		text_addf(out, " !%s", mark->mistakes[i].id);
	for (size_t i = 0; i < FLAG_COUNT; i++)
		if (mark->flags & 1u << i)
			text_addf(out, " *%s", flag_names[i]);
}

static void add_places(struct text *out, struct str answer,
		       const struct spans *spans)
{
	for (size_t i = 0; i < spans->count; i++) {
		const struct span *span = &spans->list[i];

		assert_true(span->from < span->to && span->to <= answer.len);
		assert_true(i == 0 || span->from >= span[-1].to);
		text_addf(out, "%s%.*s", out->len ? " / " : "",
			  (int)(span->to - span->from), answer.s + span->from);
	}
}

static void check_mark(struct case_file *cases, const struct asked *asked,
		       struct str answer)
{
	struct arena arena;
	struct mark mark;
	struct text got;

	if (!asked->marker)
		return;
	arena_init(&arena, 0);
	text_init(&got, 4096);
	mark_answer(&arena, asked->marker, answer, &mark);
	show_mark(&got, &mark);
	cases->run++;
	if (!str_equal(text_str(&got), cases->value))
		case_wrong(cases, "marked\n    %s\nnot\n    %.*s", got.s,
			   (int)cases->value.len, cases->value.s);
	text_release(&got);
	arena_release(&arena);
}

/* "evidence ID a / b": the answer's own words, as they stand. */
static void check_evidence(struct case_file *cases, const struct asked *asked,
			   struct str answer)
{
	struct arena arena;
	struct mark mark;
	struct text got;
	struct str words = cases->value, id;

	if (!asked->marker)
		return;
	arena_init(&arena, 0);
	text_init(&got, 4096);
	str_cut(&words, ' ', &id);
	mark_answer(&arena, asked->marker, answer, &mark);
	for (size_t i = 0; i < mark.point_count; i++)
		if (str_is(id, mark.points[i].id))
			add_places(&got, answer, &mark.points[i].evidence);
	for (size_t i = 0; i < mark.mistake_count; i++)
		if (str_is(id, mark.mistakes[i].id))
			add_places(&got, answer, &mark.mistakes[i].evidence);
	cases->run++;
	if (!str_equal(text_str(&got), words))
		case_wrong(cases, "%.*s is shown as '%s'", (int)id.len, id.s,
			   got.s);
	text_release(&got);
	arena_release(&arena);
}

/* "fix SENTENCE" and "ask QUESTION": what the learner is told. */
static void check_advice(struct case_file *cases, const struct asked *asked,
			 struct str answer)
{
	struct arena arena;
	struct mark mark;
	const struct follow_up *follow_up;
	const char *said;

	if (!asked->marker)
		return;
	arena_init(&arena, 0);
	mark_answer(&arena, asked->marker, answer, &mark);
	follow_up = mark_follow_up(asked->question, &mark);
	said = str_is(cases->key, "fix") ? mark_advice_fix(&arena, &mark)
	     : follow_up ? follow_up->ask : NULL;
	cases->run++;
	if (!str_is(cases->value, said ? said : "nothing"))
		case_wrong(cases, "it says '%s'", said ? said : "nothing");
	arena_release(&arena);
}

/* "why ID LINE ...": the nearest phrase of a point, and what it lacks; of
 * several lines the one that is given. */
static void check_why(struct case_file *cases, const struct asked *asked,
		      struct str answer)
{
	struct arena arena;
	struct explanation all;
	struct text got;
	struct str line = cases->value, id;
	bool found = false;

	if (!asked->marker)
		return;
	arena_init(&arena, 0);
	text_init(&got, 4096);
	str_cut(&line, ' ', &id);
	mark_explain(&arena, asked->marker, answer, &all);
	for (size_t i = 0; i < all.mark.point_count; i++)
		for (size_t w = 0; str_is(id, all.mark.points[i].id) &&
		     w < all.points[i].count; w++) {
			const struct why *why = &all.points[i].list[w];
			const char *one = arena_printf(&arena, "%s => %s",
						       why->phrase, why->says);

			found = found || str_is(str_trim(line), one);
			text_addf(&got, "\n    %s", one);
		}
	cases->run++;
	if (!found)
		case_wrong(cases, "explained as%s", got.s);
	text_release(&got);
	arena_release(&arena);
}

/* Each "above" answer must score more than the one below it. */
static void check_order(struct case_file *cases, const struct asked *asked,
			struct str answer, int *last)
{
	struct arena arena;
	struct mark mark;

	if (!asked->marker)
		return;
	arena_init(&arena, 0);
	mark_answer(&arena, asked->marker, answer, &mark);
	cases->run++;
	if (*last >= 0 && mark.score >= *last)
		case_wrong(cases, "scores %d, the one above only %d",
			   mark.score, *last);
	*last = mark.score;
	arena_release(&arena);
}

static void run_cases(const char *path, unsigned least)
{
	struct case_file cases;
	struct asked asked = { .marker = NULL };
	struct str answer = STR("");
	int last = -1;

	arena_init(&asked.arena, 0);
	case_open(&cases, path);
	while (case_next(&cases)) {
		if (!str_is(cases.key, "below"))
			last = str_is(cases.key, "above") ? -1 : last;
		if (str_is(cases.key, "bank")) {
			read_bank(&cases, &asked);
		} else if (str_is(cases.key, "question")) {
			pick_question(&cases, &asked);
		} else if (str_is(cases.key, "answer")) {
			answer = case_unescape(&cases.arena, cases.value);
		} else if (str_is(cases.key, "=")) {
			check_mark(&cases, &asked, answer);
		} else if (str_is(cases.key, "evidence")) {
			check_evidence(&cases, &asked, answer);
		} else if (str_is(cases.key, "fix") ||
			   str_is(cases.key, "ask")) {
			check_advice(&cases, &asked, answer);
		} else if (str_is(cases.key, "why")) {
			check_why(&cases, &asked, answer);
		} else if (str_is(cases.key, "above") ||
			   str_is(cases.key, "below")) {
			check_order(&cases, &asked, case_unescape(&cases.arena,
				    cases.value), &last);
		} else {
			case_wrong(&cases, "no such key");
		}
	}
	arena_release(&asked.arena);
	case_close(&cases, least);
}

static void marks_cases(void **state)
{
	(void)state;
	run_cases(MARKS, 120);
}

static void why_cases(void **state)
{
	(void)state;
	run_cases("tests/cases/why.txt", 30);
}

/* ---- properties ---- */

#define SMALL_BANK \
	"questions:\n" \
	"  - {id: q, kind: technical, skill: sql, level: mid, minutes: 3,\n" \
	"     prompt: When would you add an index to a table?,\n" \
	"     rubric: r, model: It finds rows without reading the table and " \
	"makes every write slower.}\n" \
	"rubrics:\n" \
	"  - id: r\n" \
	"    points:\n" \
	"      - {id: a, worth: 3, says: A., match: [find row, ~no read]}\n" \
	"      - {id: b, worth: 2, says: B., match: [slow & write],\n" \
	"         unless: [read slow]}\n" \
	"    mistakes:\n" \
	"      - {id: m, costs: 2, match: [faster write], correction: M.}\n"

static void ask(struct asked *asked, const char *yaml)
{
	struct text wrong;
	struct error err;

	asked->marker = NULL;
	arena_init(&asked->arena, 0);
	text_init(&wrong, 1 << 16);
	if (!load(asked, str_of(yaml), &wrong))
		fail_msg("%s", wrong.s);
	if (!make(asked, &asked->bank.questions[0], &err))
		fail_msg("%s", err.text);
	text_release(&wrong);
}

static void add_json(struct text *out, const struct asked *asked,
		     struct str answer)
{
	struct arena arena;
	struct mark mark;
	struct json json;

	arena_init(&arena, 0);
	mark_answer(&arena, asked->marker, answer, &mark);
	assert_in_range(mark.score, 0, 100);
	json_init(&json, out, 0);
	json_open(&json, '{');
	mark_to_json(&json, &mark);
	json_close(&json, '}');
	arena_release(&arena);
}

/* Explaining marks as marking does, and what it finds is in the answer. */
static void check_explained(const struct asked *asked, struct str answer,
			    const char *marked)
{
	struct explanation all;
	struct arena arena;
	struct json json;
	struct text out;

	arena_init(&arena, 0);
	text_init(&out, 1 << 16);
	mark_explain(&arena, asked->marker, answer, &all);
	json_init(&json, &out, 0);
	json_open(&json, '{');
	mark_to_json(&json, &all.mark);
	json_close(&json, '}');
	assert_string_equal(out.s, marked);
	for (size_t i = 0; i < all.mark.point_count; i++) {
		bool earned = false;

		assert_true(all.points[i].count > 0);
		for (size_t w = 0; w < all.points[i].count; w++) {
			const struct why *why = &all.points[i].list[w];

			assert_non_null(why->says);
			earned = earned || why->near.lack == LACK_NOTHING;
			for (size_t f = 0; f < why->found.count; f++)
				assert_true(why->found.list[f].to <=
					    answer.len);
		}
		assert_int_equal(earned, all.mark.points[i].earned > 0);
	}
	text_release(&out);
	arena_release(&arena);
}

static void random_answer(struct text *text, uint64_t *seed)
{
	static const char *const pieces[] = {
		" ", " ", "find", "rows", "not", "read", ", ", ". ", "slow",
		"write", "faster", "but", "an index", "table",
		"would you add", "\n", "`", "\xff", "\xc3\xa9", "doesn't", "it",
		"or", "either", "faster or slower", "or might not", "might",
		"is", "not sure which", "or maybe", "could be",
	};
	size_t count = case_random(seed) % 80;

	text_reset(text);
	for (size_t i = 0; i < count; i++) {
		text_add(text, pieces[case_random(seed) %
				      (sizeof(pieces) / sizeof(*pieces))]);
		if (case_random(seed) % 3)
			text_add(text, " ");
	}
}

static void the_same_answer_has_the_same_mark(void **state)
{
	uint64_t seed = 11;
	struct asked one, two;
	struct text answer, first, again;

	(void)state;
	ask(&one, SMALL_BANK);
	ask(&two, SMALL_BANK);
	text_init(&answer, LANG_ANSWER_MAX);
	text_init(&first, 1 << 16);
	text_init(&again, 1 << 16);
	for (int i = 0; i < RANDOM_ANSWERS; i++) {
		random_answer(&answer, &seed);
		text_reset(&first);
		text_reset(&again);
		add_json(&first, &one, text_str(&answer));
		add_json(&again, &two, text_str(&answer));
		assert_string_equal(first.s, again.s);
		check_explained(&one, text_str(&answer), first.s);
	}
	text_release(&answer);
	text_release(&first);
	text_release(&again);
	arena_release(&one.arena);
	arena_release(&two.arena);
}

/* Adding sentences that say nothing of the rubric's takes nothing away. */
static void more_words_cost_nothing(void **state)
{
	struct asked asked;
	struct arena arena;
	struct mark one, more;
	const char *answer = "It finds the rows directly, and every write "
			     "becomes slower because of it.";

	(void)state;
	ask(&asked, SMALL_BANK);
	arena_init(&arena, 0);
	mark_answer(&arena, asked.marker, str_of(answer), &one);
	mark_answer(&arena, asked.marker, str_of(arena_printf(&arena,
		"Thanks for asking. %s That is how I see it after two years "
		"of shop work.", answer)), &more);
	assert_int_equal(one.score, 100);
	assert_int_equal(more.score, 100);
	arena_release(&arena);
	arena_release(&asked.arena);
}

/* Every phrase of a large rubric hits everywhere in 64 KB of one clause and
 * `unless` is asked each time. */
static void hostile_rubrics_end(void **state)
{
	struct asked asked;
	struct arena arena;
	struct text yaml, answer;
	struct explanation all;
	struct mark mark;
	clock_t begun;

	(void)state;
	text_init(&yaml, 1 << 20);
	text_init(&answer, LANG_ANSWER_MAX);
	text_add(&yaml, SMALL_BANK);
	text_add(&yaml, "      - {id: n, costs: 2, correction: N., match: [");
	for (int i = 0; i < 20; i++)
		text_addf(&yaml, "%s~write ... ~write ... ~write & ~write|x%d",
			  i ? ", " : "", i);
	text_add(&yaml, "], unless: [~write ... ~write ... ~write ... lemon"
			"|write ... melon|read|(lemon write)]}\n");
	ask(&asked, yaml.s);
	for (int i = 0; i < 8000; i++)
		text_add(&answer, i % 7 ? "write " : "insert ");
	text_add(&answer, "lemon melon");
	arena_init(&arena, 0);
	begun = clock();
	mark_answer(&arena, asked.marker, text_str(&answer), &mark);
	print_message("the worst case: %.0f ms\n",
		      (double)(clock() - begun) * 1000 / CLOCKS_PER_SEC);
	assert_true(mark.words > 8000);
	begun = clock();
	mark_explain(&arena, asked.marker, text_str(&answer), &all);
	print_message("explained: %.0f ms\n",
		      (double)(clock() - begun) * 1000 / CLOCKS_PER_SEC);
	assert_int_equal(all.words.count, mark.words);
	arena_release(&arena);
	text_release(&yaml);
	text_release(&answer);
	arena_release(&asked.arena);
}

/* The hardest rules of pmatch, as `match`, `unless` and mistakes, over 64 KB:
 * the budget of an answer ends them, and what was not found out is not met. */
static void hostile_rules_end(void **state)
{
	struct asked asked;
	struct arena arena;
	struct text yaml, answer;
	struct mark mark;
	clock_t begun;

	(void)state;
	text_init(&yaml, 1 << 20);
	text_init(&answer, LANG_ANSWER_MAX);
	text_add(&yaml, SMALL_BANK);
	text_add(&yaml, "      - {id: n, costs: 2, correction: N., match: [");
	for (int i = 0; i < 40; i++)
		text_addf(&yaml, "{pmatch: \"match_ow(a_[b c] b_[c a] c_[a b] "
			  "a_[c d] x%d|a)\"}, {pmatch: \"match_mow(a* a* b* "
			  "[b c]_a c_b a_[c a])\"}, ", i);
	text_add(&yaml, "a], unless: [{pmatch: \"match_mow(d [b c d] "
			"[c|d a])\"}, {pmatch: \"match_ow(a_[b c] b_[c a] "
			"c_[a b] a_[c d])\"}]}\n");
	ask(&asked, yaml.s);
	for (int i = 0; i < 8000; i++)
		text_addf(&answer, "%c%s", "abcabcabd"[i % 9],
			  i % 50 ? " " : ". ");
	arena_init(&arena, 0);
	begun = clock();
	mark_answer(&arena, asked.marker, text_str(&answer), &mark);
	print_message("the worst rules: %.0f ms\n",
		      (double)(clock() - begun) * 1000 / CLOCKS_PER_SEC);
	assert_true(arena.used < 64 << 20);
	assert_int_equal(mark.score, 0);
	arena_release(&arena);
	text_release(&yaml);
	text_release(&answer);
	arena_release(&asked.arena);
}

/* What is too hard is not found, though it might be true. */
static void what_is_too_hard_is_not_met(void **state)
{
	struct pattern_options options = { .steps = 100 };
	struct vocabulary *vocabulary;
	struct phrase *phrase;
	struct match match;
	struct words words;
	struct error err;
	struct arena arena;
	struct str text = STR("a b c a b c a b c a b c a b c a b c c d");

	(void)state;
	arena_init(&arena, 0);
	for (int round = 0; round < 2; round++) {
		vocabulary = vocabulary_new(&arena, NULL, NULL);
		assert_true(phrase_compile_pattern(vocabulary,
			STR("match_ow(a_[b c] b_[c a] c_[a b] a_[c a])"),
			&options, &phrase, &err));
		lang_read(&arena, text, &words);
		phrase_find(phrase, match_read(&arena, vocabulary, text,
					       &words), NULL, &match);
		assert_int_equal(match.state, round ? MATCH_FOUND
						    : MATCH_NONE);
		options.steps = 0;
	}
	arena_release(&arena);
}

/* The learner is told something about each, and grades begin where said. */
static void every_flag_and_grade_has_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < FLAG_COUNT; i++)
		assert_true(mark_advice_flag((enum flag)(1u << i))[0] != '\0');
	assert_int_equal(mark_grade(100), GRADE_STRONG);
	assert_int_equal(mark_grade(75), GRADE_STRONG);
	assert_int_equal(mark_grade(74), GRADE_PARTIAL);
	assert_int_equal(mark_grade(40), GRADE_PARTIAL);
	assert_int_equal(mark_grade(39), GRADE_WEAK);
	assert_int_equal(mark_grade(0), GRADE_WEAK);
}

/* However they come, evidence is rising and nothing stands in it twice. */
static void spans_are_joined(void **state)
{
	static const struct span come[] = {
		{ 20, 25 }, { 0, 4 }, { 40, 44 }, { 20, 25 }, { 10, 12 },
		{ 26, 30 }, { 3, 9 }, { 22, 41 },
	};
	static const struct span want[] = { { 0, 12 }, { 20, 44 } };
	struct spans spans = { 0 };
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(come) / sizeof(*come); i++)
		mark_add_span(&arena, &spans, come[i].from, come[i].to);
	assert_int_equal(spans.count, 2);
	assert_memory_equal(spans.list, want, sizeof(want));
	arena_release(&arena);
}

/* What points say, and what kind of thing that is. */
static void points_are_sorted_by_facet(void **state)
{
	static const struct {
		const char *says;
		enum facet facet;
	} cases[] = {
		{ "a lock lets one thread run at a time", FACET_MECHANISM },
		{ "write-through makes writes slower", FACET_COSTS },
		{ "it takes disk space and memory", FACET_COSTS },
		{ "the call is retried when it failed", FACET_FAILURES },
		{ "what you learnt from it", FACET_LESSONS },
		{ "the outcome, as a figure", FACET_RESULTS },
		{ "you explained it to the team", FACET_PEOPLE },
		{ "it suits data that nests", FACET_CHOICE },
		{ "the reason for a queue", FACET_REASON },
	};
	enum { COUNT = sizeof(cases) / sizeof(*cases) };
	struct point points[COUNT] = { 0 };
	struct point_mark marks[COUNT] = { 0 };
	struct mark mark = { .points = marks, .point_count = COUNT };
	enum facet facets[COUNT];
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < COUNT; i++) {
		points[i].says = cases[i].says;
		marks[i].point = &points[i];
	}
	mark_facets(&arena, &mark, facets);
	for (size_t i = 0; i < COUNT; i++)
		assert_string_equal(facet_names[facets[i]],
				    facet_names[cases[i].facet]);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_sorted_by_facet),
		cmocka_unit_test(marks_cases),
		cmocka_unit_test(why_cases),
		cmocka_unit_test(the_same_answer_has_the_same_mark),
		cmocka_unit_test(more_words_cost_nothing),
		cmocka_unit_test(hostile_rubrics_end),
		cmocka_unit_test(hostile_rules_end),
		cmocka_unit_test(what_is_too_hard_is_not_met),
		cmocka_unit_test(every_flag_and_grade_has_words),
		cmocka_unit_test(spans_are_joined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
