/* items.c - item analysis: how hard questions are, and whether they tell the
 * stronger learners from the weaker ones.
 *
 * Facility is the mean score (for 0 and 1 the share of right answers).
 * Discrimination is that of the upper and lower 27 % (T. L. Kelley, The
 * selection of upper and lower groups for the validation of test items, Journal
 * of Educational Psychology 30, 1939): that share makes the difference most
 * sure where scores are normal. Learners of equal standing at the edge of a
 * group count in part, so that their order does not matter. The correlation is
 * Pearson's between the score and the learner's standing in all other
 * questions; for scores of 0 and 1 that is the point-biserial, corrected for
 * the question's own part in the total (S. Henrysson, Correction of item-total
 * correlations in item analysis, Psychometrika 28, 1963).
 *
 * Standing is the mean of the learner's other scores, not their sum, since
 * nobody answers all. Alpha is k c / (v + (k - 1) c) of the mean variance v of
 * k questions and the mean covariance c of their pairs, which for whole data is
 * k/(k-1) (1 - sum of variances / variance of the sum) (L. J. Cronbach,
 * Coefficient alpha and the internal structure of tests, Psychometrika 16,
 * 1951); of each pair those learners count who answered both. Time goes with
 * the cells, but for alpha: with learners times the pairs of its questions,
 * which are held to a hundred.
 */
#include "stats/stats.h"

#include <math.h>
#include <stdlib.h>

#define SHARE 0.27

struct sums {			/* of one learner's first scores */
	double score;
	int64_t count;
};

struct standing {		/* of one learner who answered the question */
	double rest;		/* mean of the other ones */
	double score;
};

static int by_rest(const void *a, const void *b)
{
	const struct standing *x = a, *y = b;

	return (x->rest > y->rest) - (x->rest < y->rest);
}

/* ---- one question ---- */

/* The mean score of the lowest `size` learners of a rising list; those who
 * stand equal at its edge share what room is left. */
static double mean_lowest(const struct standing *list, size_t count,
			  double size)
{
	double sum = 0, room = size;

	for (size_t i = 0, next; i < count && room > 0; i = next) {
		double part = 0, share;

		for (next = i; next < count &&
		     !(list[next].rest > list[i].rest); next++)
			part += list[next].score;
		share = fmin(1, room / (double)(next - i));
		sum += part * share;
		room -= share * (double)(next - i);
	}
	return sum / size;
}

static void turn(struct standing *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		list[i].rest = -list[i].rest;
	for (size_t i = 0; i < count / 2; i++) {
		struct standing other = list[i];

		list[i] = list[count - 1 - i];
		list[count - 1 - i] = other;
	}
}

static void discriminate(struct standing *list, size_t count,
			 struct item_figures *item)
{
	double size = SHARE * (double)count, low;

	qsort(list, count, sizeof(*list), by_rest);
	low = mean_lowest(list, count, size);
	turn(list, count);
	item->discrimination = mean_lowest(list, count, size) - low;
}

static void correlate(const struct standing *list, size_t count,
		      struct item_figures *item)
{
	double x = 0, y = 0, xx = 0, yy = 0, xy = 0;

	for (size_t i = 0; i < count; i++) {
		x += list[i].rest / (double)count;
		y += list[i].score / (double)count;
	}
	for (size_t i = 0; i < count; i++) {
		double dx = list[i].rest - x, dy = list[i].score - y;

		xx += dx * dx;
		yy += dy * dy;
		xy += dx * dy;
	}
	/* Below that it is rounding. */
	item->varies = xx > 1e-12 && yy > 1e-12;
	item->correlation = item->varies ? xy / sqrt(xx * yy) : 0;
}

static void judge(const struct item_cell *const *cells, size_t count,
		  const struct sums *learners, struct standing *list,
		  struct item_figures *item)
{
	size_t known = 0;

	for (size_t i = 0; i < count; i++) {
		const struct sums *sums = &learners[cells[i]->learner];

		item->facility += cells[i]->score / (double)count;
		if (sums->count < 2)
			continue;
		list[known++] = (struct standing){
			.rest = (sums->score - cells[i]->score) /
				(double)(sums->count - 1),
			.score = cells[i]->score,
		};
	}
	item->answered = (int64_t)count;
	item->compared = (int64_t)known;
	item->known = known >= ITEMS_FEW;
	if (!item->known)
		return;
	correlate(list, known, item);
	discriminate(list, known, item);
}

/* ---- alpha ---- */

struct alpha {
	double *scores;			/* learners by questions; NaN: none */
	size_t learners, items;
};

/* The sample covariance of two questions over those who answered both; of a
 * question with itself its variance. False with fewer than two. */
static bool covary(const struct alpha *alpha, size_t a, size_t b,
		   double *value)
{
	const double *x = alpha->scores + a * alpha->learners;
	const double *y = alpha->scores + b * alpha->learners;
	double sum_x = 0, sum_y = 0, sum = 0;
	size_t count = 0;

	for (size_t i = 0; i < alpha->learners; i++) {
		if (isnan(x[i]) || isnan(y[i]))
			continue;
		sum_x += x[i];
		sum_y += y[i];
		count++;
	}
	if (count < 2)
		return false;
	sum_x /= (double)count;
	sum_y /= (double)count;
	for (size_t i = 0; i < alpha->learners; i++)
		if (!isnan(x[i]) && !isnan(y[i]))
			sum += (x[i] - sum_x) * (y[i] - sum_y);
	*value = sum / (double)(count - 1);
	return true;
}

static void work_out(const struct alpha *alpha,
		     struct item_analysis *analysis)
{
	double variance = 0, covariance = 0, one, k = (double)alpha->items;
	double below;

	for (size_t a = 0; a < alpha->items; a++) {
		if (covary(alpha, a, a, &one))
			variance += one / k;
		for (size_t b = 0; b < a; b++) {
			if (!covary(alpha, a, b, &one))
				continue;
			covariance += one;
			analysis->alpha_pairs++;
		}
	}
	if (analysis->alpha_pairs == 0 ||
	    analysis->alpha_learners < ITEMS_FEW)
		return;
	covariance /= (double)analysis->alpha_pairs;
	below = variance + (k - 1) * covariance;
	analysis->has_alpha = below > 1e-12;
	if (analysis->has_alpha)
		analysis->alpha = k * covariance / below;
}

struct rank {
	size_t item;
	int64_t answered;
};

static int most_first(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;

	if (x->answered != y->answered)
		return x->answered < y->answered ? 1 : -1;
	return (x->item > y->item) - (x->item < y->item);
}

/* The place of each question among those that alpha is of, or SIZE_MAX. */
static size_t *choose(struct arena *arena, struct item_analysis *analysis)
{
	struct rank *ranks = ARENA_ARRAY(arena, analysis->count, struct rank);
	size_t *places = ARENA_ARRAY(arena, analysis->count, size_t);

	for (size_t i = 0; i < analysis->count; i++) {
		ranks[i] = (struct rank){ i, analysis->items[i].answered };
		places[i] = SIZE_MAX;
	}
	if (analysis->count > 0)
		qsort(ranks, analysis->count, sizeof(*ranks), most_first);
	for (size_t i = 0; i < analysis->count && i < ITEMS_ALPHA_MOST; i++) {
		if (ranks[i].answered < ITEMS_FEW)
			break;
		places[ranks[i].item] = analysis->alpha_items++;
	}
	return places;
}

static void find_alpha(struct arena *arena, const struct item_cell *cells,
		       size_t count, size_t learners,
		       struct item_analysis *analysis)
{
	size_t *places = choose(arena, analysis);
	struct alpha alpha = { .learners = learners,
			       .items = analysis->alpha_items };
	size_t *answered = ARENA_ARRAY(arena, learners, size_t);
	size_t room = learners * alpha.items;

	if (alpha.items < 2)
		return;
	alpha.scores = ARENA_ARRAY(arena, room, double);
	for (size_t i = 0; i < room; i++)
		alpha.scores[i] = NAN;
	for (size_t i = 0; i < count; i++) {
		size_t place = places[cells[i].item];

		if (place == SIZE_MAX)
			continue;
		alpha.scores[place * learners + cells[i].learner] =
			cells[i].score;
		analysis->alpha_learners += ++answered[cells[i].learner] == 2;
	}
	work_out(&alpha, analysis);
}

/* ---- all of them ---- */

/* Pointers to the cells, question by question; begins[i] is where those of
 * question i begin. */
static const struct item_cell **sort(struct arena *arena,
				     const struct item_cell *cells,
				     size_t count, size_t items,
				     size_t **begins)
{
	const struct item_cell **sorted =
		ARENA_ARRAY(arena, count, const struct item_cell *);
	size_t *next = ARENA_ARRAY(arena, items + 1, size_t);

	*begins = ARENA_ARRAY(arena, items + 1, size_t);
	for (size_t i = 0; i < count; i++)
		(*begins)[cells[i].item + 1]++;
	for (size_t i = 0; i < items; i++)
		(*begins)[i + 1] += (*begins)[i];
	for (size_t i = 0; i < items; i++)
		next[i] = (*begins)[i];
	for (size_t i = 0; i < count; i++)
		sorted[next[cells[i].item]++] = &cells[i];
	return sorted;
}

void stats_items(struct arena *arena, const struct item_cell *cells,
		 size_t count, size_t learners, size_t items,
		 struct item_analysis *analysis)
{
	struct sums *sums = ARENA_ARRAY(arena, learners, struct sums);
	struct standing *list = ARENA_ARRAY(arena, learners, struct standing);
	const struct item_cell **sorted;
	size_t *begins;

	*analysis = (struct item_analysis){
		.items = ARENA_ARRAY(arena, items, struct item_figures),
		.count = items,
	};
	for (size_t i = 0; i < count; i++) {
		sums[cells[i].learner].score += cells[i].score;
		sums[cells[i].learner].count++;
	}
	sorted = sort(arena, cells, count, items, &begins);
	for (size_t i = 0; i < items; i++)
		judge(sorted + begins[i], begins[i + 1] - begins[i], sums,
		      list, &analysis->items[i]);
	find_alpha(arena, cells, count, learners, analysis);
}
