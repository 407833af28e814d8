/* fsrs.h - the parts of FSRS-6, one formula a function.
 *
 * For plan/fsrs.c and its test: the published vectors check the formulas one
 * by one. Stability is in days (0.001..36500), difficulty 1..10, ratings run
 * from RATING_AGAIN to RATING_EASY. Other rooms include plan/plan.h.
 */
#ifndef PLAN_FSRS_H
#define PLAN_FSRS_H

#include "plan/plan.h"

double fsrs_first_stability(const struct fsrs *fsrs, enum rating rating);
/* Not held to 1..10: the mean that difficulty reverts to needs it so. */
double fsrs_first_difficulty(const struct fsrs *fsrs, enum rating rating);

/* The step alone, before reverting to the mean and without limits. */
double fsrs_difficulty_step(const struct fsrs *fsrs, double difficulty,
			    enum rating rating);
double fsrs_next_difficulty(const struct fsrs *fsrs, double difficulty,
			    enum rating rating);

/* The three ways of stability, without limits; recall is retrievability. */
double fsrs_stability_pass(const struct fsrs *fsrs, double stability,
			   double difficulty, double recall,
			   enum rating rating);
double fsrs_stability_fail(const struct fsrs *fsrs, double stability,
			   double difficulty, double recall);
double fsrs_stability_same_day(const struct fsrs *fsrs, double stability,
			       enum rating rating);

/* Stability and difficulty after one rating; nothing else changes. */
void fsrs_remember(const struct fsrs *fsrs, struct card *card,
		   enum rating rating, int64_t days);
/* Days until recall falls to fsrs->retention, as they come: not whole. */
double fsrs_raw_interval(const struct fsrs *fsrs, double stability);
/* The intervals that again, hard, good and easy would give, put in order:
 * again <= hard, and each of hard, good, easy at least a day longer than the
 * one before. */
void fsrs_preview(const struct fsrs *fsrs, const struct card *card,
		  int64_t days, int intervals[4]);

/* 17 weights (FSRS-4.5), 19 (FSRS-5) or 21 to 21; false for other counts. */
bool fsrs_migrate(const double *weights, size_t count,
		  double migrated[FSRS_WEIGHTS]);
/* Holds each weight of fsrs to its published bounds. */
void fsrs_clip(struct fsrs *fsrs);
/* The memory that an SM-2 card stands for: its ease (2.5 is usual), interval
 * in days, and the retention assumed of its old schedule. */
void fsrs_from_sm2(const struct fsrs *fsrs, struct card *card, double ease,
		   double interval, double retention);

#endif
