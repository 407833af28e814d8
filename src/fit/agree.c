/* agree.c - how well two lists of scores agree.
 *
 * Pearson's r asks whether they rise together, RMSE how far apart they lie,
 * quadratic weighted kappa (Cohen 1968) whether they give the same grades
 * beyond chance, a grade missed by two counting four times one missed by one,
 * macro F1 whether right and wrong answers are told apart.
 */
#include "fit/fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct cuts agree_plain_cuts = {
	.partial = MARK_PARTIAL_FROM / 100.0,
	.strong = MARK_STRONG_FROM / 100.0,
	.right = 0.5,
};

double agree_pearson(const double *a, const double *b, size_t count)
{
	double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;

	for (size_t i = 0; i < count; i++) {
		ma += a[i] / (double)count;
		mb += b[i] / (double)count;
	}
	for (size_t i = 0; i < count; i++) {
		ab += (a[i] - ma) * (b[i] - mb);
		aa += (a[i] - ma) * (a[i] - ma);
		bb += (b[i] - mb) * (b[i] - mb);
	}
	return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : NAN;
}

static enum grade grade_of(double score, double partial, double strong)
{
	if (score >= strong)
		return GRADE_STRONG;
	return score >= partial ? GRADE_PARTIAL : GRADE_WEAK;
}

static double kappa_of(size_t n[GRADE_COUNT][GRADE_COUNT])
{
	double rows[GRADE_COUNT] = { 0 }, columns[GRADE_COUNT] = { 0 };
	double all = 0, seen = 0, chance = 0;

	for (int i = 0; i < GRADE_COUNT; i++)
		for (int j = 0; j < GRADE_COUNT; j++) {
			rows[i] += (double)n[i][j];
			columns[j] += (double)n[i][j];
			all += (double)n[i][j];
		}
	for (int i = 0; i < GRADE_COUNT; i++)
		for (int j = 0; j < GRADE_COUNT; j++) {
			double apart = (i - j) * (i - j);

			seen += apart * (double)n[i][j];
			chance += apart * rows[i] * columns[j] / all;
		}
	return chance > 0 ? 1 - seen / chance : NAN;
}

/* F1 of the right ones and of the wrong ones, their mean. */
static double macro_f1(size_t both, size_t neither, size_t ours, size_t theirs)
{
	double right = 2.0 * (double)both + (double)(ours + theirs);
	double wrong = 2.0 * (double)neither + (double)(ours + theirs);

	return ((right > 0 ? 2.0 * (double)both / right : 0) +
		(wrong > 0 ? 2.0 * (double)neither / wrong : 0)) / 2;
}

void agree(const double *gold, const double *ours, size_t count,
	   const struct cuts *cuts, struct agreement *a)
{
	size_t both = 0, neither = 0, only_ours = 0, only_theirs = 0;
	double squares = 0;

	memset(a, 0, sizeof(*a));
	a->count = count;
	a->r = agree_pearson(gold, ours, count);
	for (size_t i = 0; i < count; i++) {
		bool theirs = gold[i] >= 0.5, mine = ours[i] >= cuts->right;

		squares += (gold[i] - ours[i]) * (gold[i] - ours[i]);
		a->confusion[grade_of(gold[i], agree_plain_cuts.partial,
				      agree_plain_cuts.strong)]
			    [grade_of(ours[i], cuts->partial,
				      cuts->strong)]++;
		both += theirs && mine;
		neither += !theirs && !mine;
		only_ours += mine && !theirs;
		only_theirs += theirs && !mine;
	}
	a->rmse = count ? sqrt(squares / (double)count) : NAN;
	a->kappa = count ? kappa_of(a->confusion) : NAN;
	a->f1 = macro_f1(both, neither, only_ours, only_theirs);
}

struct cuts agree_fit_cuts(struct arena *arena, const double *gold,
			   const double *ours, size_t count)
{
	enum { STEPS = 40 };
	struct cuts best = agree_plain_cuts, tried = best;
	struct agreement *a = ARENA_NEW(arena, struct agreement);
	double kappa = -2, f1 = -1;

	for (int i = 1; i < STEPS; i++) {
		tried.right = (double)i / STEPS;
		agree(gold, ours, count, &tried, a);
		if (a->f1 > f1) {
			f1 = a->f1;
			best.right = tried.right;
		}
	}
	for (int i = 1; i < STEPS; i++)
		for (int j = i + 1; j < STEPS; j++) {
			tried.partial = (double)i / STEPS;
			tried.strong = (double)j / STEPS;
			agree(gold, ours, count, &tried, a);
			if (a->kappa > kappa) {
				kappa = a->kappa;
				best.partial = tried.partial;
				best.strong = tried.strong;
			}
		}
	return best;
}
