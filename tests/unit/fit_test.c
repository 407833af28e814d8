/* fit_test.c - sketches, fitted scores, agreement.
 *
 * What fitting promises for any texts is asked of the built-in bank: its
 * model answers are the references, its samples and the other models the
 * answers. What it learns is asked of rules planted here; what it reckons, of
 * numbers worked out by hand.
 */
#include "fit/fit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fit/form.h"
#include "fit/kernel.h"

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

/* Strong samples above partial ones above weak ones, on the whole. */
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
	assert_true(sum[GRADE_WEAK] < 10);
	assert_true(sum[GRADE_PARTIAL] > sum[GRADE_WEAK] + 10);
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

/* ---- linear ---- */

static void solves(void **state)
{
	double one[] = { 4 }, b1[] = { 10 };
	double two[] = { 4, 0, 2, 3 }, b2[] = { 2, 5 };
	/* x = (1, -2, 3) */
	double three[] = { 25, 15, -5, 15, 18, 0, -5, 0, 11 };
	double b3[] = { 25 - 30 - 15, 15 - 36, -5 + 33 };

	(void)state;
	assert_true(solve(one, b1, 1));
	assert_near(b1[0], 2.5);
	assert_true(solve(two, b2, 2));		/* only the lower half counts */
	assert_near(b2[0], -0.5);
	assert_near(b2[1], 2);
	assert_true(solve(three, b3, 3));
	assert_near(b3[0], 1);
	assert_near(b3[1], -2);
	assert_near(b3[2], 3);
}

static void solves_not(void **state)
{
	double zero[] = { 0 }, negative[] = { -1 }, b[] = { 1, 1 };
	double singular[] = { 1, 1, 1, 1 }, indefinite[] = { 1, 2, 2, 1 };

	(void)state;
	assert_false(solve(zero, b, 1));
	assert_false(solve(negative, b, 1));
	assert_false(solve(singular, b, 2));
	assert_false(solve(indefinite, b, 2));
}

/* Sums of (1,2)->3 and (3,1)->5: as they are, then freed of their means. */
static void moments(void **state)
{
	const double rows[2][2] = { { 1, 2 }, { 3, 1 } };
	struct moments m, whole, within;

	(void)state;
	moments_init(&arena, &m, 2);
	moments_init(&arena, &whole, 2);
	moments_init(&arena, &within, 2);
	moments_add(&m, rows[0], 3);
	moments_add(&m, rows[1], 5);
	assert_near(m.count, 2);
	assert_near(m.y, 8);
	assert_near(m.x[0], 4);
	assert_near(m.xx[0], 10);
	assert_near(m.xx[2], 5);
	assert_near(m.xy[1], 11);
	moments_join(&whole, &m, 2, 0);
	assert_near(whole.count, 4);
	assert_near(whole.xx[2], 10);
	assert_near(whole.xy[0], 36);
	moments_join(&within, &m, 1, 1);
	assert_near(within.x[0], 0);
	assert_near(within.xx[0], 2);	/* 10 - 4 * 4 / 2 */
	assert_near(within.xx[2], -1);	/* 5 - 4 * 3 / 2 */
	assert_near(within.xy[0], 2);	/* 18 - 4 * 8 / 2 */
	moments_join(&within, &(struct moments){ .features = 2 }, 1, 1);
	assert_near(within.count, 2);
}

/* ---- agreement ---- */

static void pearson(void **state)
{
	const double a[] = { 1, 2, 3, 4 }, up[] = { 2, 4, 6, 8 };
	const double down[] = { 4, 3, 2, 1 }, mixed[] = { 1, 3, 2, 4 };
	const double flat[] = { 5, 5, 5, 5 };

	(void)state;
	assert_near(agree_pearson(a, up, 4), 1);
	assert_near(agree_pearson(a, down, 4), -1);
	assert_near(agree_pearson(a, mixed, 4), 0.8);
	assert_true(isnan(agree_pearson(a, flat, 4)));
	assert_true(isnan(agree_pearson(a, up, 0)));
}

static void agreement(void **state)
{
	/* weak weak partial strong strong, and ours */
	const double gold[] = { 0.1, 0.2, 0.5, 0.8, 1 };
	const double ours[] = { 0.1, 0.5, 0.6, 0.9, 0.2 };
	struct agreement a;

	(void)state;
	agree(gold, gold, 5, &agree_plain_cuts, &a);
	assert_near(a.r, 1);
	assert_near(a.rmse, 0);
	assert_near(a.kappa, 1);
	assert_near(a.f1, 1);
	agree(gold, ours, 5, &agree_plain_cuts, &a);
	assert_int_equal(a.count, 5);
	assert_int_equal(a.confusion[GRADE_WEAK][GRADE_WEAK], 1);
	assert_int_equal(a.confusion[GRADE_WEAK][GRADE_PARTIAL], 1);
	assert_int_equal(a.confusion[GRADE_PARTIAL][GRADE_PARTIAL], 1);
	assert_int_equal(a.confusion[GRADE_STRONG][GRADE_STRONG], 1);
	assert_int_equal(a.confusion[GRADE_STRONG][GRADE_WEAK], 1);
	assert_near(a.rmse, sqrt((0.09 + 0.01 + 0.01 + 0.64) / 5));
	/* Seen 1 + 4; by chance (2*2*0 + 2*2*1 + 2*1*4 + 1*2*1 + 1*1*1 +
	 * 2*2*4 + 2*2*1) / 5 = 35 / 5. */
	assert_near(a.kappa, 1 - 5 / 7.0);
	/* Right: 2 of 3 found, 1 too many; wrong: 1 of 2, 1 too many. */
	assert_near(a.f1, (2 / 3.0 + 1 / 2.0) / 2);
}

static void no_agreement(void **state)
{
	const double gold[] = { 0, 1, 0, 1 }, flat[] = { 1, 1, 1, 1 };
	struct agreement a;

	(void)state;
	agree(gold, flat, 4, &agree_plain_cuts, &a);
	assert_true(isnan(a.r));
	assert_near(a.kappa, 0);
	agree(gold, flat, 0, &agree_plain_cuts, &a);
	assert_true(isnan(a.rmse) && isnan(a.kappa));
}

/* Ours are half of what they should be: other cuts put that right. */
static void fitted_cuts(void **state)
{
	double gold[30], ours[30];
	struct agreement plain, fitted;
	struct cuts cuts;

	(void)state;
	for (int i = 0; i < 30; i++) {
		gold[i] = i / 29.0;
		ours[i] = gold[i] / 2;
	}
	cuts = agree_fit_cuts(&arena, gold, ours, 30);
	agree(gold, ours, 30, &agree_plain_cuts, &plain);
	agree(gold, ours, 30, &cuts, &fitted);
	assert_true(cuts.partial < cuts.strong);
	assert_true(plain.kappa < 0.7 && fitted.kappa > 0.95);
	assert_true(plain.f1 < 0.7 && fitted.f1 > 0.95);
}

/* ---- kernel ---- */

static void kernel(void **state)
{
	enum { COUNT = 4 };
	const struct str answers[COUNT] = {
		STR("writes get slower"), STR("slower writes, I think"),
		STR("it takes disk space"), STR(""),
	};
	double features[COUNT * SKETCH_FEATURES] = { 0 };
	double details[COUNT * DETAILS] = { 0 };
	const double points[COUNT] = { 1, 1, 0, 0 };
	const double *earned[COUNT] = { &points[0], &points[1], &points[2],
					&points[3] };
	double alike[COUNT * COUNT], with_points[COUNT * COUNT];

	(void)state;
	kernel_fill(&arena, answers, COUNT, features, details, NULL, 0, alike);
	kernel_fill(&arena, answers, COUNT, features, details, earned, 1,
		    with_points);
	for (int i = 0; i < COUNT; i++)
		for (int j = 0; j < COUNT; j++) {
			double here = alike[i * COUNT + j];

			assert_true(here == alike[j * COUNT + i]);
			assert_true(here <= alike[i * COUNT + i]);
		}
	assert_true(alike[0 * COUNT + 1] > alike[0 * COUNT + 2]);
	assert_true(with_points[1] > alike[1]);
	assert_near(with_points[2], alike[2]);
}

/* ---- calibrate ---- */

enum { PLANTED = 60 };

/* Answers of two halves, and a grader who likes but the second. */
static void plant(struct graded *list, const struct sketch **sketch)
{
	static const char *const first[] = {
		"Every insert updates the index.", "Inserts touch it as well.",
		"The database maintains it.", "",
	};
	static const char *const second[] = {
		"It eats memory.", "", "It needs a lot of memory.", "Nothing.",
		"Memory is used up by it.",
	};

	*sketch = sketch_make(&arena, str_of(prompt), str_of(reference));
	for (size_t i = 0; i < PLANTED; i++)
		list[i] = (struct graded){
			.answer = str_of(arena_printf(&arena, "%s %s Case "
				"%zu.", first[i % 4], second[i % 5], i)),
			.score = i % 5 == 1 || i % 5 == 3 ? 0.1 : 0.9,
		};
}

static double squares(const struct graded *list, const double *guess,
		      double mean)
{
	double sum = 0;

	for (size_t i = 0; i < PLANTED; i++) {
		double apart = list[i].score - (guess ? guess[i] : mean);

		sum += apart * apart;
	}
	return sum;
}

/* A rule that no sketch can know is learnt from the other folds. */
static void learns(void **state)
{
	struct graded list[PLANTED];
	struct graded_group group = { 0 };
	struct graded_set set = { list, PLANTED, &group, 1 };
	double held_out[PLANTED], mean = 0;

	(void)state;
	plant(list, &group.sketch);
	for (size_t i = 0; i < PLANTED; i++)
		mean += list[i].score / PLANTED;
	for (size_t folds = 2; folds <= 20; folds += 9) {
		calibrate_cross(&arena, &set, folds, held_out);
		for (size_t i = 0; i < PLANTED; i++)
			assert_true(held_out[i] >= 0 && held_out[i] <= 1);
		assert_true(squares(list, held_out, 0) <
			    0.3 * squares(list, NULL, mean));
	}
}

/* Where grades are drawn by lot nothing can be learnt, and nothing leaks from
 * an answer's own grade into its prediction. */
static void learns_no_noise(void **state)
{
	struct graded list[PLANTED];
	struct graded_group group = { 0 };
	struct graded_set set = { list, PLANTED, &group, 1 };
	double held_out[PLANTED], gold[PLANTED];
	uint32_t seed = 1;

	(void)state;
	plant(list, &group.sketch);
	for (size_t i = 0; i < PLANTED; i++) {
		seed = seed * 1664525 + 1013904223;
		gold[i] = list[i].score = seed >> 31 ? 1 : 0;
	}
	calibrate_cross(&arena, &set, 5, held_out);
	assert_true(agree_pearson(gold, held_out, PLANTED) < 0.4);
}

static void worths(void **state)
{
	double points[PLANTED][3], worth[3] = { 1, 2, 1 };
	struct graded list[PLANTED] = { { 0 } };
	struct graded_group group = { .point_count = 3 };
	struct graded_set set = { list, PLANTED, &group, 1 };

	(void)state;
	for (size_t i = 0; i < PLANTED; i++) {
		points[i][0] = i % 2 ? 1 : 0;		/* the grader's */
		points[i][1] = i % 3 ? 1 : 0;		/* of no account */
		points[i][2] = i % 5 ? 0 : 0.5;
		list[i].points = points[i];
		list[i].score = points[i][0];
	}
	assert_true(calibrate_worths(&arena, &set, 0, worth));
	assert_near(worth[0] + worth[1] + worth[2], 4);
	assert_true(worth[0] > 3 && worth[1] < 0.5 && worth[1] >= 0 &&
		    worth[2] >= 0);
}

static void worths_not(void **state)
{
	const double point = 1;
	double worth = 2;
	struct graded list[8] = { { 0 } };
	struct graded_group group = { .point_count = 1 };
	struct graded_set set = { list, 8, &group, 1 };

	(void)state;
	for (size_t i = 0; i < 8; i++)
		list[i] = (struct graded){ .points = &point, .score = 0.5 };
	assert_false(calibrate_worths(&arena, &set, 0, &worth));
	list[0].score = 1;
	assert_true(calibrate_worths(&arena, &set, 0, &worth));
	assert_near(worth, 2);
	set.count = 7;
	assert_false(calibrate_worths(&arena, &set, 0, &worth));
	assert_near(worth, 2);
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
		cmocka_unit_test(solves),
		cmocka_unit_test(solves_not),
		cmocka_unit_test(moments),
		cmocka_unit_test(pearson),
		cmocka_unit_test(agreement),
		cmocka_unit_test(no_agreement),
		cmocka_unit_test(fitted_cuts),
		cmocka_unit_test(kernel),
		cmocka_unit_test(learns),
		cmocka_unit_test(learns_no_noise),
		cmocka_unit_test(worths),
		cmocka_unit_test(worths_not),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
