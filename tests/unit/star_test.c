/* star_test.c - stories told apart, with the rubric that comes along.
 *
 * tests/cases/star.txt explains its format. The properties: entries are in
 * order, apart, inside the answer and on words; any bytes are an answer; the
 * same answer is told apart the same twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "case_kit.h"
#include "mark/mark.h"

#define CASES "tests/cases/star.txt"

enum { RANDOM_ANSWERS = 3000, STRETCHES_MAX = 64 };

struct asked {
	struct arena arena;
	struct bank bank;
	struct question question;
	const char *rubric;
	struct marker *marker;
};

static void make(struct asked *asked, const char *prompt)
{
	const struct rubric *rubric = bank_find_rubric(&asked->bank, "star");
	struct error err;

	assert_non_null(rubric);
	asked->question = (struct question){ .prompt = prompt, .model = "" };
	asked->rubric = "star";
	asked->question.rubrics = (struct strings){ &asked->rubric, 1, 1 };
	if (!marker_make(&asked->arena, &asked->question, &rubric,
			 &asked->bank, &asked->marker, &err))
		fail_msg("%s", err.text);
}

static void open_bank(struct asked *asked)
{
	struct problems problems;

	arena_init(&asked->arena, 0);
	problems_init(&problems, &asked->arena);
	if (!bank_load(&asked->arena, ".", &asked->bank, &problems))
		fail_msg("%s", problems.list[0].text);
	make(asked, "Tell me about a time you solved a problem.");
}

/* ---- a text with its labels ---- */

struct labelled {
	struct text plain;
	size_t from[STRETCHES_MAX];
	char label[STRETCHES_MAX];
	size_t count;			/* 0: no labels are given */
};

static void read_labelled(struct labelled *read, struct str text)
{
	text_reset(&read->plain);
	read->count = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (i + 2 < text.len && text.s[i] == '[' &&
		    strchr("STARO", text.s[i + 1]) && text.s[i + 2] == ']') {
			assert_true(read->count < STRETCHES_MAX);
			read->from[read->count] = read->plain.len;
			read->label[read->count++] = text.s[i + 1];
			i += 2;
			continue;
		}
		text_add_char(&read->plain, text.s[i]);
	}
}

static char label_at(const struct labelled *read, size_t middle)
{
	size_t i = read->count - 1;

	while (i > 0 && read->from[i] > middle)
		i--;
	return read->label[i];
}

/* ---- checks ---- */

static void check_labels(struct case_file *cases, const struct mark *mark,
			 const struct labelled *read)
{
	for (size_t i = 0; i < mark->star->count && read->count > 0; i++) {
		const struct star_stretch *s = &mark->star->list[i];
		char want = label_at(read, (s->from + s->to) / 2);

		cases->run++;
		if ("STARO"[s->part] != want)
			case_wrong(cases, "%c, not %c: %.*s", "STARO"[s->part],
				   want, (int)(s->to - s->from),
				   read->plain.s + s->from);
	}
}

static void check_entries(struct case_file *cases, const struct mark *mark)
{
	char got[STRETCHES_MAX + 1] = "";

	for (size_t i = 0; i < mark->star->count && i < STRETCHES_MAX; i++)
		got[i] = "STARO"[mark->star->list[i].part];
	if (!str_is(cases->value, got))
		case_wrong(cases, "the entries are %s", got);
}

static void check_score(struct case_file *cases, const struct mark *mark)
{
	bool above = str_is(cases->key, "above");
	int64_t limit;

	assert_true(text_number(cases->value, 0, 100, &limit));
	if (above ? mark->score <= limit : mark->score >= limit)
		case_wrong(cases, "scores %d", mark->score);
}

static void check_list(struct case_file *cases, struct text *got)
{
	if (!str_is(cases->value, got->len ? got->s : "none"))
		case_wrong(cases, "it is %s", got->len ? got->s : "none");
}

static void check_earned(struct case_file *cases, const struct mark *mark)
{
	struct text got;

	text_init(&got, 4096);
	for (size_t i = 0; i < mark->point_count; i++)
		if (mark->points[i].earned > 0)
			text_addf(&got, "%s%s", got.len ? " " : "",
				  mark->points[i].id);
	check_list(cases, &got);
	text_release(&got);
}

static void check_flags(struct case_file *cases, const struct mark *mark)
{
	struct text got;

	text_init(&got, 4096);
	for (size_t i = 0; i < FLAG_COUNT; i++)
		if (mark->flags & 1u << i)
			text_addf(&got, "%s%s", got.len ? " " : "",
				  flag_names[i]);
	check_list(cases, &got);
	text_release(&got);
}

/* Does text match a pattern in which "..." stands for any words? */
static bool fits(const char *pattern, const char *text)
{
	for (; *pattern; pattern++, text++) {
		if (strncmp(pattern, "...", 3) == 0) {
			for (; *text; text++)
				if (fits(pattern + 3, text))
					return true;
			return fits(pattern + 3, text);
		}
		if (*pattern != *text)
			return false;
	}
	return *text == '\0';
}

static void check_advice(struct case_file *cases, struct arena *arena,
			 const struct mark *mark, struct str answer)
{
	struct strings advice = { NULL, 0, 0 };
	struct text got;

	text_init(&got, 4096);
	mark_advice_star(arena, mark, answer, &advice);
	for (size_t i = 0; i < advice.count; i++)
		text_addf(&got, "%s%s", i ? " / " : "", advice.list[i]);
	if (!fits(str_dup(arena, cases->value), got.len ? got.s : "none"))
		case_wrong(cases, "the advice is %s", got.s);
	text_release(&got);
}

static void check(struct case_file *cases, struct arena *arena,
		  const struct mark *mark, struct str answer)
{
	cases->run++;
	if (str_is(cases->key, "="))
		check_entries(cases, mark);
	else if (str_is(cases->key, "above") || str_is(cases->key, "below"))
		check_score(cases, mark);
	else if (str_is(cases->key, "earns"))
		check_earned(cases, mark);
	else if (str_is(cases->key, "flags"))
		check_flags(cases, mark);
	else if (str_is(cases->key, "advice"))
		check_advice(cases, arena, mark, answer);
	else
		case_wrong(cases, "there is no such line");
}

static void star_cases(void **state)
{
	struct case_file cases;
	struct asked asked;
	struct labelled read;
	struct arena arena;
	struct mark mark = { 0 };

	(void)state;
	open_bank(&asked);
	arena_init(&arena, 0);
	text_init(&read.plain, 1 << 16);
	case_open(&cases, CASES);
	while (case_next(&cases)) {
		if (str_is(cases.key, "prompt")) {
			make(&asked, str_dup(&asked.arena, cases.value));
		} else if (str_is(cases.key, "story")) {
			arena_reset(&arena);
			read_labelled(&read, cases.value);
			mark_answer(&arena, asked.marker,
				    text_str(&read.plain), &mark);
			check_labels(&cases, &mark, &read);
		} else {
			check(&cases, &arena, &mark, text_str(&read.plain));
		}
	}
	text_release(&read.plain);
	arena_release(&arena);
	arena_release(&asked.arena);
	case_close(&cases, 100);
}

/* ---- whole files of stories, see tests/marking/stories ---- */

struct tally {
	unsigned entries, right;
	unsigned stories, above;	/* cued and uncued; over 60 */
	unsigned impostors, below;	/* under 25 */
};

static void count_labels(struct tally *tally, const struct mark *mark,
			 const struct labelled *read)
{
	for (size_t i = 0; i < mark->star->count; i++) {
		const struct star_stretch *s = &mark->star->list[i];

		tally->entries++;
		tally->right += "STARO"[s->part] ==
				label_at(read, (s->from + s->to) / 2);
	}
}

static void tally_line(struct asked *asked, struct str line,
		       struct tally *tally)
{
	struct str id, kind, prompt;
	struct labelled read;
	struct arena arena;
	struct mark mark;

	arena_init(&arena, 0);
	text_init(&read.plain, 1 << 16);
	str_cut(&line, '\t', &id);
	str_cut(&line, '\t', &kind);
	str_cut(&line, '\t', &prompt);
	make(asked, str_dup(&asked->arena, prompt));
	read_labelled(&read, line);
	mark_answer(&arena, asked->marker, text_str(&read.plain), &mark);
	count_labels(tally, &mark, &read);
	if (str_is(kind, "impostor")) {
		tally->impostors++;
		tally->below += mark.score < 25;
	} else if (!str_is(kind, "partial")) {
		tally->stories++;
		tally->above += mark.score > 60;
	}
	text_release(&read.plain);
	arena_release(&arena);
}

static void check_file(struct asked *asked, const char *path, unsigned least)
{
	struct tally tally = { 0 };
	struct str rest, line;
	struct error err;

	if (!file_read(&asked->arena, path, 1 << 20, &rest, &err))
		fail_msg("%s", err.text);
	while (str_cut(&rest, '\n', &line))
		tally_line(asked, line, &tally);
	if (tally.right * 100 < tally.entries * least)
		fail_msg("%s: only %u of %u labels are right", path,
			 tally.right, tally.entries);
	assert_true(tally.stories >= 40 && tally.impostors >= 20);
	assert_int_equal(tally.above, tally.stories);
	assert_int_equal(tally.below, tally.impostors);
}

/* The floors are a little under what tests/marking/stories says. */
static void stories_are_told_apart(void **state)
{
	struct asked asked;

	(void)state;
	open_bank(&asked);
	check_file(&asked, "tests/marking/stories-tune.tsv", 94);
	check_file(&asked, "tests/marking/stories-check.tsv", 86);
	arena_release(&asked.arena);
}

/* ---- properties ---- */

static void check_places(const struct mark *mark, struct str answer)
{
	const struct star_mark *star = mark->star;

	assert_true(mark->score >= 0 && mark->score <= 100);
	for (size_t i = 0; i < star->count; i++) {
		assert_true(star->list[i].from < star->list[i].to);
		assert_true(star->list[i].to <= answer.len);
		assert_true(i == 0 ||
			    star->list[i].from >= star->list[i - 1].to);
	}
}

static void add_random(struct text *answer, uint64_t *seed)
{
	static const char *const pieces[] = {
		"I ", "we ", "fixed ", "the ", "server", ". ", ", ", " and ",
		"asked ", "was ", "me to ", "as a result ", "you should ",
		"would ", "Monday", "\n", "\xff", "\xe2\x80\x99", "'d ",
		"I'll ",
		"if ", "because ", "; ", "then ", "they ", "put ", "did ",
		"not ", "42 ", "`code` ", "situation ", "a.m. ", "\t", "O(1) ",
	};
	size_t count = sizeof(pieces) / sizeof(*pieces);
	size_t length = case_random(seed) % 80;

	text_reset(answer);
	while (length-- > 0)
		text_add(answer, pieces[case_random(seed) % count]);
}

static void any_bytes_are_an_answer(void **state)
{
	struct asked asked;
	struct arena arena;
	struct text answer;
	uint64_t seed = 20261122;

	(void)state;
	open_bank(&asked);
	arena_init(&arena, 0);
	text_init(&answer, 1 << 16);
	for (int i = 0; i < RANDOM_ANSWERS; i++) {
		struct mark first, second;

		arena_reset(&arena);
		add_random(&answer, &seed);
		mark_answer(&arena, asked.marker, text_str(&answer), &first);
		mark_answer(&arena, asked.marker, text_str(&answer), &second);
		check_places(&first, text_str(&answer));
		assert_int_equal(first.score, second.score);
		assert_int_equal(first.star->count, second.star->count);
	}
	text_release(&answer);
	arena_release(&arena);
	arena_release(&asked.arena);
}

static void scale_has_seven_steps(void **state)
{
	(void)state;
	assert_int_equal(mark_scale(0), 1);
	assert_int_equal(mark_scale(59), 4);
	assert_int_equal(mark_scale(60), 5);
	assert_int_equal(mark_scale(100), 7);
	for (int score = 1; score <= 100; score++)
		assert_true(mark_scale(score) >= mark_scale(score - 1));
}

/* What the store keeps of the rubric is the rubric. */
static void rubric_comes_back_from_json(void **state)
{
	struct asked asked;
	struct rubric again;
	struct text first, second;
	struct json json;
	struct error err;

	(void)state;
	open_bank(&asked);
	text_init(&first, 1 << 20);
	text_init(&second, 1 << 20);
	json_init(&json, &first, 0);
	bank_rubric_to_json(&json, bank_find_rubric(&asked.bank, "star"));
	if (!bank_rubric_from_json(&asked.arena, text_str(&first), &again,
				   &err))
		fail_msg("%s", err.text);
	json_init(&json, &second, 0);
	bank_rubric_to_json(&json, &again);
	assert_string_equal(first.s, second.s);
	assert_non_null(strstr(first.s, "\"star\":\"first-person\""));
	text_release(&first);
	text_release(&second);
	arena_release(&asked.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(star_cases),
		cmocka_unit_test(stories_are_told_apart),
		cmocka_unit_test(any_bytes_are_an_answer),
		cmocka_unit_test(scale_has_seven_steps),
		cmocka_unit_test(rubric_comes_back_from_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
