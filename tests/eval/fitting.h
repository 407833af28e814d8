/* fitting.h - weights of the sketch from sets of graded answers. */
#ifndef TESTS_EVAL_FITTING_H
#define TESTS_EVAL_FITTING_H

#include "sets.h"

enum { EVAL_FOLDS = 10 };	/* questions are dealt to them in turn */

/* A linear score of standardised features. */
struct fitted {
	double mean[SKETCH_FEATURES], deviation[SKETCH_FEATURES];
	double weight[SKETCH_FEATURES];
};

/* Sets with the sums of every question. */
struct fitting {
	struct arena *arena;
	const struct eval_set *sets;
	size_t count;
	struct moments **questions;	/* [set][question], scores scaled */
	struct fitted plain;		/* mean and deviation over all */
};

void fitting_init(struct arena *arena, const struct eval_set *sets,
		  size_t count, struct fitting *fitting);
/* Weights without the questions of one fold of one set; fold EVAL_FOLDS: no
 * question of that set at all; set SIZE_MAX: all of everything. */
struct fitted fitting_fit(const struct fitting *fitting, size_t set,
			  size_t fold);
double fitted_score(const struct fitted *fitted, const double *features);

#endif
