/* sketch_test.c - sketches of model answers, and the rubrics written of them.
 *
 * What they promise for any texts is asked of the built-in bank: its model
 * answers are the references, its samples and the other models the answers.
 */
#include "fit/fit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

static struct arena arena;
static struct bank bank;		/* the built-in one */

static int set_up(void **state)
{
	struct problems problems;

	(void)state;
	arena_init(&arena, 0);
	return bank_load(&arena, ".", &bank, &problems) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void assert_near(double got, double wanted)
{
	if (!(fabs(got - wanted) < 1e-6))
		fail_msg("%.9f is not %.9f", got, wanted);
}

/* ---- sketch: the score and its points ---- */

static const char prompt[] = "What does an index cost?";
static const char reference[] =
	"Every insert has to update the index as well, so writes get slower. "
	"It also takes disk space and memory, and on a small table it is of "
	"no use.";

static struct sketch_mark marked(struct arena *turn, const char *of,
				 const char *answer)
{
	const struct sketch *sketch = sketch_make(turn, str_of(prompt),
						  str_of(of));
	struct sketch_mark mark;

	sketch_mark(turn, sketch, str_of(answer), &mark);
	return mark;
}

static double score(const char *of, const char *answer)
{
	struct arena turn;
	double got;

	arena_init(&turn, 0);
	got = marked(&turn, of, answer).score;
	arena_release(&turn);
	return got;
}

static void answers_in_order(void **state)
{
	double own = score(reference, reference);
	double good = score(reference, "Inserts must update it too, so writes "
					"are slower, and it needs disk space.");
	double half = score(reference, "Well, I think the writes are slower.");
	double none = score(reference, "My favourite dish is a warm soup with "
					"fresh bread and butter.");

	(void)state;
	assert_true(own > good && good > half && half > none);
	assert_true(own > 90);
	assert_true(none <= 25);
}

static const char *json_of(struct arena *turn, const char *answer)
{
	struct sketch_mark mark = marked(turn, reference, answer);
	struct text text;
	struct json json;
	const char *made;

	text_init(&text, 1 << 16);
	json_init(&json, &text, 0);
	json_open(&json, '{');
	sketch_mark_to_json(&json, &mark);
	json_close(&json, '}');
	made = text_dup(turn, &text);
	text_release(&text);
	return made;
}

static void same_bytes_same_mark(void **state)
{
	static const char *const answers[] = {
		"", "   ", "writes get slower", "\xff\xfe broken \x80 bytes",
		"It takes disk. It takes disk. It takes disk!", "日本語",
	};
	struct arena one, other;

	(void)state;
	arena_init(&one, 0);
	arena_init(&other, 0);
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		const char *first = json_of(&one, answers[i]);

		arena_alloc(&other, i + 1, 77);	/* other addresses */
		assert_string_equal(first, json_of(&other, answers[i]));
	}
	arena_release(&one);
	arena_release(&other);
}

static void guards(void **state)
{
	struct arena turn;
	struct sketch_mark mark;

	(void)state;
	arena_init(&turn, 0);
	mark = marked(&turn, reference, " \n ");
	assert_int_equal(mark.flags, FLAG_BLANK);
	assert_true(mark.score == 0 && mark.grade == GRADE_WEAK);
	mark = marked(&turn, reference, "What an index costs is what it does "
					"cost: it is the cost of it.");
	assert_true(mark.flags & FLAG_ECHO);
	assert_true(mark.grade == GRADE_WEAK);
	mark = marked(&turn, reference, "Yesterday we walked along the river "
					"and fed some hungry ducks.");
	assert_int_equal(mark.flags, FLAG_OFF_TOPIC);
	assert_true(mark.score <= 25);
	mark = marked(&turn, reference, reference);
	assert_int_equal(mark.flags, 0);
	arena_release(&turn);
}

static void no_reference(void **state)
{
	static const char *const empty[] = { "", " ", "...", " || " };

	(void)state;
	for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++) {
		double got = score(empty[i], "Writes get slower.");

		assert_true(got >= 0 && got <= 100);
	}
}

/* Of several model answers the better one counts, wherever it stands. */
static void several_references(void **state)
{
	static const char other[] = "Nothing but the time to build it once.";
	const char *answer = "Every insert updates the index, so writes are "
			     "slower.";
	const char *first = arena_printf(&arena, "%s || %s", reference, other);
	const char *last = arena_printf(&arena, "%s || %s", other, reference);
	double alone = score(reference, answer);

	(void)state;
	assert_true(alone > score(other, answer));
	assert_near(score(first, answer), alone);
	assert_near(score(last, answer), alone);
	assert_near(score(last, other), score(other, other));
}

static void check_points(const struct sketch_mark *mark, size_t len)
{
	double sum = 0;

	for (size_t i = 0; i < mark->point_count; i++) {
		const struct sketch_point_mark *p = &mark->points[i];
		uint32_t end = 0;

		sum += p->point->worth;
		assert_true(p->earned >= 0);
		assert_true(p->earned <= p->point->worth);
		for (size_t k = 0; k < p->evidence.count; k++) {
			struct span span = p->evidence.list[k];

			assert_true(span.from >= end && span.from < span.to);
			assert_true(span.to <= len);
			end = span.to;
		}
	}
	assert_true(mark->score >= 0 && mark->score <= 100);
	assert_true(fabs(sum - 100) <= 0.05 * (double)mark->point_count);
}

/* Points make up 100, to their rounding; evidence rises inside the answer. */
static void points_of_all(void **state)
{
	struct arena turn;

	(void)state;
	arena_init(&turn, 0);
	for (size_t i = 0; i < bank.question_count; i++) {
		const struct question *q = &bank.questions[i];
		const struct rubric *rubric =
			bank_find_rubric(&bank, q->rubrics.list[0]);
		const struct sketch *sketch = sketch_make(&turn,
			str_of(q->prompt), str_of(q->model));

		for (size_t k = 0; k < rubric->sample_count; k++) {
			struct str answer = str_of(rubric->samples[k].answer);
			struct sketch_mark mark;

			sketch_mark(&turn, sketch, answer, &mark);
			assert_true(mark.point_count > 0);
			check_points(&mark, answer.len);
		}
		arena_reset(&turn);
	}
	arena_release(&turn);
}

/* ---- sketch: written out as a rubric ---- */

struct sketched {
	struct rubric rubric;
	struct question question;
	struct marker *marker;
};

static void sketch_question(const struct question *q, struct sketched *made)
{
	static const struct bank no_words = { .id = "none" };
	const struct rubric **rubrics = ARENA_ARRAY(&arena, 1,
						    const struct rubric *);
	const struct sketch *sketch = sketch_make(&arena, str_of(q->prompt),
						  str_of(q->model));
	struct error err;

	if (!sketch_rubric(&arena, sketch, q->id, &made->rubric))
		fail_msg("%s: no rubric", q->id);
	rubrics[0] = &made->rubric;
	made->question = (struct question){ .id = q->id, .prompt = q->prompt,
					    .model = q->model };
	strings_add(&arena, &made->question.rubrics, q->id);
	if (!marker_make(&arena, &made->question, rubrics, &no_words,
			 &made->marker, &err))
		fail_msg("%s: %s", q->id, err.text);
}

static int score_by(const struct sketched *made, const char *answer)
{
	struct arena turn;
	struct mark mark;

	arena_init(&turn, 0);
	mark_answer(&turn, made->marker, str_of(answer), &mark);
	arena_release(&turn);
	return mark.score;
}

static void check_rubric(const struct rubric *rubric)
{
	assert_true(rubric->point_count >= 1 && rubric->point_count <= 8);
	for (size_t i = 0; i < rubric->point_count; i++) {
		const struct point *point = &rubric->points[i];

		assert_true(point->worth >= 1 && point->worth <= 5);
		assert_near(point->worth * 2, round(point->worth * 2));
		assert_true(point->match.count >= 1 && point->match.count <= 3);
		assert_true(point->partly.count <= 2);
		assert_true(point->says[0] && !strchr(point->says, '\n'));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(point->id,
						rubric->points[k].id);
	}
}

/* Reads back as a bank file has it, ids and weights included. */
static void check_reads_back(const struct rubric *rubric)
{
	struct rubric back;
	struct error err;
	struct text text, again;
	struct json json;

	text_init(&text, 1 << 18);
	text_init(&again, 1 << 18);
	json_init(&json, &text, 0);
	bank_rubric_to_json(&json, rubric);
	if (!bank_rubric_from_json(&arena, text_str(&text), &back, &err))
		fail_msg("%s: %s", rubric->id, err.text);
	json_init(&json, &again, 0);
	bank_rubric_to_json(&json, &back);
	assert_string_equal(text.s, again.s);
	text_release(&text);
	text_release(&again);
}

/* Every model answer of the built-in bank reaches 90 by the rubric made of
 * it, and hardly one is partial for another question. */
static void rubrics_of_all(void **state)
{
	struct sketched *made = ARENA_ARRAY(&arena, bank.question_count,
					    struct sketched);
	size_t strangers = 0, asked = 0;

	(void)state;
	for (size_t i = 0; i < bank.question_count; i++) {
		const struct question *q = &bank.questions[i];

		sketch_question(q, &made[i]);
		check_rubric(&made[i].rubric);
		check_reads_back(&made[i].rubric);
		if (score_by(&made[i], q->model) < 90)
			fail_msg("%s: its model scores %d", q->id,
				 score_by(&made[i], q->model));
	}
	for (size_t i = 0; i < bank.question_count; i++)
		for (size_t k = 0; k < bank.question_count; k++) {
			if (i == k)
				continue;
			asked++;
			strangers += score_by(&made[i],
					      bank.questions[k].model) >=
				     MARK_PARTIAL_FROM;
		}
	if (strangers * 40 > asked)		/* 2.5% */
		fail_msg("%zu of %zu strangers", strangers, asked);
}

/* Strong samples above partial ones above weak ones, on the whole; half of the
 * weak ones are wrong in the right words, which a sketch cannot tell. */
static void rubrics_tell_apart(void **state)
{
	double sum[GRADE_COUNT] = { 0 }, count[GRADE_COUNT] = { 0 };

	(void)state;
	for (size_t i = 0; i < bank.question_count; i++) {
		const struct question *q = &bank.questions[i];
		const struct rubric *theirs =
			bank_find_rubric(&bank, q->rubrics.list[0]);
		struct sketched made;

		sketch_question(q, &made);
		for (size_t k = 0; k < theirs->sample_count; k++) {
			enum grade grade = theirs->samples[k].grade;

			count[grade]++;
			sum[grade] += score_by(&made,
					       theirs->samples[k].answer);
		}
	}
	for (int grade = 0; grade < GRADE_COUNT; grade++)
		sum[grade] /= count[grade];
	assert_true(sum[GRADE_WEAK] < 25);
	assert_true(sum[GRADE_PARTIAL] > sum[GRADE_WEAK] + 3);
	assert_true(sum[GRADE_STRONG] > sum[GRADE_PARTIAL] + 20);
}

static bool makes_rubric(const char *of)
{
	struct rubric rubric;

	return sketch_rubric(&arena, sketch_make(&arena, str_of(prompt),
						 str_of(of)), "r", &rubric);
}

static void rubrics_of_nothing(void **state)
{
	(void)state;
	assert_false(makes_rubric(""));
	assert_false(makes_rubric("..."));
	assert_false(makes_rubric("the of and"));
	assert_false(makes_rubric(prompt));
	assert_true(makes_rubric("Memory."));
	assert_true(makes_rubric("| & ~x *? (a) writes !slow ... memory"));
	assert_true(makes_rubric("\xff memory \x80 slow writes"));
}

/* A reference that denies is met by who denies, not by who affirms. */
static void denials(void **state)
{
	const struct question q = {
		.id = "denials", .prompt = "What is UDP like?",
		.model = "It never retransmits a datagram that was lost on the "
			 "way to the receiver.",
	};
	struct sketched made;

	(void)state;
	sketch_question(&q, &made);
	assert_true(score_by(&made, q.model) >= 90);
	assert_true(score_by(&made, "I would say that it does not retransmit "
			     "any lost datagram.") >= 50);
	assert_true(score_by(&made, "I would say that it always retransmits "
			     "each lost datagram.") <
		    score_by(&made, "I would say that it does not retransmit "
			     "any lost datagram."));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_in_order),
		cmocka_unit_test(same_bytes_same_mark),
		cmocka_unit_test(guards),
		cmocka_unit_test(no_reference),
		cmocka_unit_test(several_references),
		cmocka_unit_test(points_of_all),
		cmocka_unit_test(rubrics_of_all),
		cmocka_unit_test(rubrics_tell_apart),
		cmocka_unit_test(rubrics_of_nothing),
		cmocka_unit_test(denials),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
