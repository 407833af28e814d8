/* linear.c - ridge regression from sums, and the equations it comes down to.
 *
 * Sums of products are all that a linear fit needs of its data: they can be
 * gathered once for each question and then joined in any way, so that leaving
 * one question out costs a subtraction and no second look at the answers.
 */
#include "fit/fit.h"

#include <math.h>

void moments_init(struct arena *arena, struct moments *moments,
		  size_t features)
{
	*moments = (struct moments){ .features = features };
	moments->x = ARENA_ARRAY(arena, features, double);
	moments->xy = ARENA_ARRAY(arena, features, double);
	moments->xx = ARENA_ARRAY(arena, features * features, double);
}

void moments_add(struct moments *m, const double *features, double y)
{
	size_t n = m->features;

	m->count++;
	m->y += y;
	for (size_t i = 0; i < n; i++) {
		m->x[i] += features[i];
		m->xy[i] += features[i] * y;
		for (size_t j = 0; j <= i; j++)
			m->xx[i * n + j] += features[i] * features[j];
	}
}

void moments_join(struct moments *to, const struct moments *from,
		  double scale, double within)
{
	size_t n = to->features;
	double left = 1 - within;
	double taken = 2 * within - within * within;

	if (from->count == 0)
		return;
	to->count += scale * from->count;
	to->y += scale * left * from->y;
	for (size_t i = 0; i < n; i++) {
		double mean = from->x[i] / from->count;

		to->x[i] += scale * left * from->x[i];
		to->xy[i] += scale * (from->xy[i] - taken * mean * from->y);
		for (size_t j = 0; j <= i; j++)
			to->xx[i * n + j] += scale * (from->xx[i * n + j] -
				taken * mean * from->x[j]);
	}
}

bool solve(double *a, double *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j <= i; j++) {
			double sum = a[i * n + j];

			for (size_t k = 0; k < j; k++)
				sum -= a[i * n + k] * a[j * n + k];
			if (i == j && sum <= 0)
				return false;
			a[i * n + j] = i == j ? sqrt(sum)
					      : sum / a[j * n + j];
		}
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i; k++)
			b[i] -= a[i * n + k] * b[k];
		b[i] /= a[i * n + i];
	}
	for (size_t i = n; i-- > 0;) {
		for (size_t k = i + 1; k < n; k++)
			b[i] -= a[k * n + i] * b[k];
		b[i] /= a[i * n + i];
	}
	return true;
}
