/* weights.c - the fitted numbers of a sketch, and how they were found.
 *
 * Printed by `tests/eval/run --fit`: a ridge regression on the features of
 * features.c, over three sets of human-graded answers at once (SAF 2.0,
 * DigiKlausur and the training half of SciEntsBank; answers of more than
 * three words to 178 questions), each set weighing the same. Half of each
 * question's mean is taken off first, so that what tells answers to one
 * question apart counts for more than what tells easy questions from hard
 * ones. Nothing here knows a single question.
 */
#include "fit/form.h"

#include <math.h>

static const struct {
	double mean, deviation, weight;
} fitted[SKETCH_FEATURES] = {
	[SKETCH_RECALL] = { -0.0603, 0.1861, 0.0924 },
	[SKETCH_GRAMS] = { 0.5184, 0.1747, 0.0459 },
	[SKETCH_OWN_BRIEF] = { -0.0246, 0.1836, 0.0137 },
	[SKETCH_OWN_LONG] = { 0.0188, 0.1098, 0.0581 },
	[SKETCH_PAIRS] = { 0.1064, 0.1635, -0.0373 },
	[SKETCH_SHORTER] = { -0.3849, 0.4471, 0.0328 },
	[SKETCH_CONTENT] = { -0.0622, 0.2724, 0.0680 },
	[SKETCH_ECHO] = { 0.2163, 0.1969, -0.0054 },
	[SKETCH_DENIALS] = { 0.0623, 0.1785, -0.0119 },
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
