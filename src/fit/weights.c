/* weights.c - the fitted numbers of a sketch, and how they were found.
 *
 * Printed by `tests/eval/run --fit`: a ridge regression on the features of
 * features.c, over three sets of human-graded answers at once (SAF 2.0,
 * DigiKlausur and the training half of SciEntsBank; answers of more than
 * three words to 178 questions), each set weighing the same. Four fifths of
 * each question's mean are taken off first, so that what tells answers to one
 * question apart counts for more than what tells easy questions from hard
 * ones. Nothing here knows a single question.
 */
#include "fit/form.h"

#include <math.h>

static const struct {
	double mean, deviation, weight;
} fitted[SKETCH_FEATURES] = {
	[SKETCH_RECALL] = { -0.0035, 0.1831, 0.0914 },
	[SKETCH_GRAMS] = { 0.5184, 0.1747, 0.0458 },
	[SKETCH_OWN_BRIEF] = { -0.0183, 0.1831, 0.0135 },
	[SKETCH_OWN_LONG] = { 0.0225, 0.1109, 0.0588 },
	[SKETCH_PAIRS] = { 0.1064, 0.1635, -0.0374 },
	[SKETCH_SHORTER] = { -0.3849, 0.4471, 0.0328 },
	[SKETCH_CONTENT] = { -0.0216, 0.2663, 0.0665 },
	[SKETCH_ECHO] = { 0.2163, 0.1969, -0.0053 },
	[SKETCH_DENIALS] = { 0.0623, 0.1785, -0.0118 },
};
static const double base = 0.62;	/* where all features are average */

void weights_standardise(double features[SKETCH_FEATURES])
{
	for (int i = 0; i < SKETCH_FEATURES; i++)
		features[i] = fitted[i].deviation > 0
			? (features[i] - fitted[i].mean) / fitted[i].deviation
			: 0;
}

double weights_score(const double features[SKETCH_FEATURES])
{
	double z[SKETCH_FEATURES], score = base;

	for (int i = 0; i < SKETCH_FEATURES; i++)
		z[i] = features[i];
	weights_standardise(z);
	for (int i = 0; i < SKETCH_FEATURES; i++)
		score += z[i] * fitted[i].weight;
	return fmin(1, fmax(0, score));
}
