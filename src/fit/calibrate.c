/* calibrate.c - scores fitted to answers that somebody has graded.
 *
 * Two steps. First what a sketch looks at is fitted to what the score that we
 * came with (the rubric's, or else the sketch's own) leaves over of the grades
 * of all questions together, held back by a ridge, so that a handful of
 * grades moves little. What is left over is
 * then learnt question by question: a Gaussian process (kriging; Rasmussen
 * and Williams 2006, equation 2.23) whose kernel says how alike two answers
 * are, so that an answer's leftover is guessed from those of its likes and
 * falls back to nothing where it has none.
 */
#include "fit/form.h"
#include "fit/kernel.h"

#include <math.h>
#include <string.h>

enum {
	N = SKETCH_FEATURES,
	GROUP_MAX = 2000,	/* answers of a question that are compared with
				   each other; the others go by step one */
	WORTHS_FROM = 8,	/* graded answers that worths are fitted to,
				   and what the old worths count as */
};

static const double ridge = 30;	/* of step one, in answers */
static const double noise = 0.5;	/* of a grade, as the kernel counts */

struct calibrating {
	struct arena *arena;
	const struct graded_set *set;
	size_t folds;
	double *features;		/* [count * N], standardised */
	double *details;		/* [count * DETAILS] */
	double *before;			/* the rubric's score where there is
					   one, else the sketch's, 0..1 */
	size_t *fold;			/* of every answer */
	double *predictions;
};

/* The fold of a question's nth answer: each round of folds gets one of every
 * fold, begun at another one, for files are often in an order. */
static size_t deal(size_t nth, size_t folds)
{
	uint64_t round = nth / folds * UINT64_C(0x9E3779B97F4A7C15);

	return (nth + (size_t)(round >> 40)) % folds;
}

static void look(struct calibrating *c)
{
	const struct graded_set *set = c->set;
	size_t *dealt = ARENA_ARRAY(c->arena, set->group_count, size_t);
	struct arena turn;

	arena_init(&turn, 0);
	for (size_t i = 0; i < set->count; i++) {
		const struct graded *graded = &set->list[i];
		double *features = c->features + i * N;

		sketch_details(&turn, set->groups[graded->group].sketch,
			       graded->answer, features,
			       c->details + i * DETAILS);
		c->before[i] = graded->points ? graded->mark
					      : weights_score(features);
		weights_standardise(features);
		c->fold[i] = deal(dealt[graded->group]++, c->folds);
		arena_reset(&turn);
	}
	arena_release(&turn);
}

/* Step one: the shift of all and of each weight, without one fold. */
static bool fit_shared(const struct calibrating *c, size_t fold,
		       double shift[N + 1])
{
	struct moments m;
	double a[(N + 1) * (N + 1)], row[N + 1];

	moments_init(c->arena, &m, N + 1);
	for (size_t i = 0; i < c->set->count; i++) {
		if (c->fold[i] == fold)
			continue;
		memcpy(row, c->features + i * N, N * sizeof(*row));
		row[N] = 1;
		moments_add(&m, row, c->set->list[i].score - c->before[i]);
	}
	for (int i = 0; i <= N; i++) {
		shift[i] = m.xy[i];
		for (int j = 0; j <= i; j++)
			a[i * (N + 1) + j] = m.xx[i * (N + 1) + j] +
				(i == j ? (i == N ? 1 : ridge) : 0);
	}
	return solve(a, shift, N + 1);
}

static void predict_shared(struct calibrating *c, size_t fold, double *base)
{
	double shift[N + 1];
	bool ok = fit_shared(c, fold, shift);

	for (size_t i = 0; i < c->set->count; i++) {
		base[i] = c->before[i] + (ok ? shift[N] : 0);
		for (int f = 0; ok && f < N; f++)
			base[i] += shift[f] * c->features[i * N + (size_t)f];
	}
}

/* ---- step two ---- */

/* The answers of one question that are compared. */
struct likes {
	size_t *index;			/* in the set */
	size_t count;
	double *alike;			/* [count * count] */
};

static void gather(const struct calibrating *c, struct arena *turn,
		   size_t group, struct likes *likes)
{
	const struct graded_set *set = c->set;
	size_t points = set->groups[group].point_count;
	struct str *answers = ARENA_ARRAY(turn, GROUP_MAX, struct str);
	double *features = ARENA_ARRAY(turn, GROUP_MAX * N, double);
	double *details = ARENA_ARRAY(turn, GROUP_MAX * DETAILS, double);
	const double **earned = ARENA_ARRAY(turn, GROUP_MAX, const double *);

	likes->index = ARENA_ARRAY(turn, GROUP_MAX, size_t);
	likes->count = 0;
	for (size_t i = 0; i < set->count && likes->count < GROUP_MAX; i++) {
		if (set->list[i].group != group)
			continue;
		answers[likes->count] = set->list[i].answer;
		earned[likes->count] = set->list[i].points;
		memcpy(features + likes->count * N, c->features + i * N,
		       N * sizeof(*features));
		memcpy(details + likes->count * DETAILS,
		       c->details + i * DETAILS, DETAILS * sizeof(*details));
		likes->index[likes->count++] = i;
	}
	likes->alike = ARENA_ARRAY(turn, likes->count * likes->count, double);
	kernel_fill(turn, answers, likes->count, features, details,
		    points > 0 ? earned : NULL, points, likes->alike);
}

/* Adds to the fold's predictions what their likes leave over. */
static void predict_left(struct calibrating *c, struct arena *turn,
			 const struct likes *likes, size_t fold,
			 const double *base)
{
	size_t *known = ARENA_ARRAY(turn, likes->count, size_t), n = 0;
	double *a, *left;

	for (size_t i = 0; i < likes->count; i++)
		if (c->fold[likes->index[i]] != fold)
			known[n++] = i;
	a = ARENA_ARRAY(turn, n * n, double);
	left = ARENA_ARRAY(turn, n, double);
	for (size_t i = 0; i < n; i++) {
		size_t at = likes->index[known[i]];

		left[i] = c->set->list[at].score - base[at];
		for (size_t j = 0; j <= i; j++)
			a[i * n + j] = likes->alike[known[i] * likes->count +
						    known[j]] +
				       (i == j ? noise : 0);
	}
	if (n == 0 || !solve(a, left, n))
		return;
	for (size_t i = 0; i < likes->count; i++) {
		size_t at = likes->index[i];

		if (c->fold[at] != fold)
			continue;
		for (size_t j = 0; j < n; j++)
			c->predictions[at] += left[j] *
				likes->alike[i * likes->count + known[j]];
	}
}

void calibrate_cross(struct arena *arena, const struct graded_set *set,
		     size_t folds, double *predictions)
{
	struct calibrating c = { .arena = arena, .set = set, .folds = folds,
				 .predictions = predictions };
	double **base = ARENA_ARRAY(arena, folds, double *);
	struct arena turn;

	c.features = ARENA_ARRAY(arena, set->count * N, double);
	c.details = ARENA_ARRAY(arena, set->count * DETAILS, double);
	c.before = ARENA_ARRAY(arena, set->count, double);
	c.fold = ARENA_ARRAY(arena, set->count, size_t);
	look(&c);
	for (size_t fold = 0; fold < folds; fold++) {
		base[fold] = ARENA_ARRAY(arena, set->count, double);
		predict_shared(&c, fold, base[fold]);
	}
	for (size_t i = 0; i < set->count; i++)
		predictions[i] = base[c.fold[i]][i];
	arena_init(&turn, 0);
	for (size_t group = 0; group < set->group_count; group++) {
		struct likes likes;

		gather(&c, &turn, group, &likes);
		for (size_t fold = 0; fold < folds; fold++)
			predict_left(&c, &turn, &likes, fold, base[fold]);
		arena_reset(&turn);
	}
	arena_release(&turn);
	for (size_t i = 0; i < set->count; i++)
		predictions[i] = fmin(1, fmax(0, predictions[i]));
}

/* ---- worths ---- */

/* One step of coordinate descent for a worth, never below 0. */
static double best_worth(const double *a, const double *b, const double *w,
			 size_t n, size_t at)
{
	double sum = b[at];

	for (size_t j = 0; j < n; j++)
		if (j != at)
			sum -= a[at * n + j] * w[j];
	return fmax(0, sum / a[at * n + at]);
}

bool calibrate_worths(struct arena *arena, const struct graded_set *set,
		      size_t group, double *worths)
{
	enum { ROUNDS = 200 };
	size_t n = set->groups[group].point_count, answers = 0;
	double *a = ARENA_ARRAY(arena, n * n, double);
	double *b = ARENA_ARRAY(arena, n, double);
	double *w = ARENA_ARRAY(arena, n, double);
	double sum = 0, fitted = 0, low = 1, high = 0;

	for (size_t i = 0; i < n; i++)
		sum += worths[i];
	for (size_t i = 0; i < n; i++) {	/* held to what they were */
		w[i] = worths[i] / sum;
		a[i * n + i] = WORTHS_FROM;
		b[i] = WORTHS_FROM * w[i];
	}
	for (size_t k = 0; k < set->count; k++) {
		const struct graded *graded = &set->list[k];

		if (graded->group != group || !graded->points)
			continue;
		answers++;
		low = fmin(low, graded->score);
		high = fmax(high, graded->score);
		for (size_t i = 0; i < n; i++) {
			b[i] += graded->points[i] * graded->score;
			for (size_t j = 0; j < n; j++)
				a[i * n + j] += graded->points[i] *
						graded->points[j];
		}
	}
	if (answers < WORTHS_FROM || high <= low)
		return false;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < n; i++)
			w[i] = best_worth(a, b, w, n, i);
	for (size_t i = 0; i < n; i++)
		fitted += w[i];
	for (size_t i = 0; i < n && fitted > 0; i++)
		worths[i] = w[i] / fitted * sum;
	return fitted > 0;
}
