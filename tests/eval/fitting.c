/* fitting.c - weights of the sketch from sets of graded answers.
 *
 * Ridge regression on the sums of every question. Each set weighs the same,
 * however many answers it has, and its scores are brought to one spread, for
 * a yes-or-no set would drown the others. WITHIN of each question's mean is
 * taken off first: a grader's strictness on one question says nothing about
 * an answer to another. Both numbers and the penalty were tried at a few
 * values and hardly matter.
 */
#include "fitting.h"

#include <math.h>

static const double within = 0.8, penalty = 30, set_weight = 1000;
static const double spread = 0.3;	/* of every set's scores */

static void spread_of(const struct eval_set *set, double *mean, double *sd)
{
	double sum = 0, squares = 0, n = (double)set->count;

	for (size_t i = 0; i < set->count; i++) {
		sum += set->answers[i].gold;
		squares += set->answers[i].gold * set->answers[i].gold;
	}
	*mean = sum / n;
	*sd = sqrt(squares / n - *mean * *mean);
}

static void standard_of(struct fitting *fitting)
{
	for (int f = 0; f < SKETCH_FEATURES; f++) {
		double n = 0, sum = 0, squares = 0;

		for (size_t s = 0; s < fitting->count; s++)
			for (size_t i = 0; i < fitting->sets[s].count; i++) {
				double x = fitting->sets[s].answers[i]
						.features[f];
				n++;
				sum += x;
				squares += x * x;
			}
		fitting->plain.mean[f] = sum / n;
		fitting->plain.deviation[f] =
			sqrt(squares / n - sum / n * sum / n) + 1e-9;
	}
}

static void standardise(const struct fitted *fitted, const double *features,
			double *z)
{
	for (int f = 0; f < SKETCH_FEATURES; f++)
		z[f] = (features[f] - fitted->mean[f]) / fitted->deviation[f];
}

void fitting_init(struct arena *arena, const struct eval_set *sets,
		  size_t count, struct fitting *fitting)
{
	*fitting = (struct fitting){ .arena = arena, .sets = sets,
				     .count = count };
	fitting->questions = ARENA_ARRAY(arena, count, struct moments *);
	standard_of(fitting);
	for (size_t s = 0; s < count; s++) {
		const struct eval_set *set = &sets[s];
		double mean, sd, z[SKETCH_FEATURES];

		spread_of(set, &mean, &sd);
		fitting->questions[s] = ARENA_ARRAY(arena, set->question_count,
						    struct moments);
		for (size_t q = 0; q < set->question_count; q++)
			moments_init(arena, &fitting->questions[s][q],
				     SKETCH_FEATURES);
		for (size_t i = 0; i < set->count; i++) {
			standardise(&fitting->plain, set->answers[i].features,
				    z);
			moments_add(&fitting->questions[s]
					[set->answers[i].group], z,
				    (set->answers[i].gold - mean) / sd *
				    spread);
		}
	}
}

/* The set's questions but those of the fold, each centred on its own, then
 * the whole on its mean. */
static void join_set(const struct fitting *fitting, size_t s, size_t fold,
		     struct moments *to)
{
	struct moments set;

	moments_init(fitting->arena, &set, SKETCH_FEATURES);
	for (size_t q = 0; q < fitting->sets[s].question_count; q++)
		if (q % EVAL_FOLDS != fold)
			moments_join(&set, &fitting->questions[s][q], 1,
				     within);
	if (set.count > 0)
		moments_join(to, &set, set_weight / set.count, 1);
}

struct fitted fitting_fit(const struct fitting *fitting, size_t set,
			  size_t fold)
{
	enum { N = SKETCH_FEATURES };
	struct fitted fitted = fitting->plain;
	struct moments all;
	double a[N * N];

	moments_init(fitting->arena, &all, N);
	for (size_t s = 0; s < fitting->count; s++)
		if (s != set)
			join_set(fitting, s, SIZE_MAX, &all);
		else if (fold < EVAL_FOLDS)
			join_set(fitting, s, fold, &all);
	for (int i = 0; i < N; i++) {
		fitted.weight[i] = all.xy[i];
		for (int j = 0; j <= i; j++)
			a[i * N + j] = all.xx[i * N + j] +
				       (i == j ? penalty : 0);
	}
	if (!solve(a, fitted.weight, N))
		die("the sets are too alike to fit anything to");
	return fitted;
}

double fitted_score(const struct fitted *fitted, const double *features)
{
	double z[SKETCH_FEATURES], score = 0;

	standardise(fitted, features, z);
	for (int f = 0; f < SKETCH_FEATURES; f++)
		score += fitted->weight[f] * z[f];
	return score;
}
