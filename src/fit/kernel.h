/* kernel.h - how alike two answers to one question are. */
#ifndef FIT_KERNEL_H
#define FIT_KERNEL_H

#include "fit/fit.h"

/* Fills alike, count * count numbers, for some answers to one question: the
 * larger, the more one answer's score says about the other's. features has
 * SKETCH_FEATURES standardised numbers for each, details DETAILS, points
 * point_count or NULL.
 * What the turn arena holds afterwards is of no use. */
void kernel_fill(struct arena *turn, const struct str *answers, size_t count,
		 const double *features, const double *details,
		 const double *const *points, size_t point_count,
		 double *alike);

#endif
