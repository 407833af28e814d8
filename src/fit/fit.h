/* fit.h - the door of fitting: marks where nobody wrote a rubric, marks tuned
 * to a grader, and how well a bank's rubrics fit its own answers.
 *
 * In: a prompt with a model answer; or answers that somebody has graded.
 * Out: a sketched rubric and what an answer scores by it; weights fitted to
 * the grades, cross-validated; how well two lists of scores agree.
 *
 * A sketch takes the reference apart into clauses, its points, and an answer
 * into features that hold for any question (how much of the reference it
 * says, how much of it is about something else, how long it is beside it).
 * Their weights were fitted once, over many questions (see weights.c), never
 * to one. All is pure: same bytes in, same numbers out.
 */
#ifndef FIT_FIT_H
#define FIT_FIT_H

#include "mark/mark.h"

/* ---- sketch: a rubric from a prompt and a model answer ---- */

/* What is looked at. A reference is brief the fewer words it has: 1 up to 15,
 * then 15 over their number; three features count by that, or by what is left
 * of it, for what tells in a sentence is lost in a page, and the other way. */
enum sketch_feature {
	SKETCH_RECALL,		/* words of the reference that are said, by
				   rarity, where it is brief */
	SKETCH_GRAMS,		/* its three letters in a row that are met */
	SKETCH_OWN_BRIEF,	/* of the answer's four letters in a row that
				   the prompt lacks, those that the reference
				   has; where that is brief ... */
	SKETCH_OWN_LONG,	/* ... and where it is long */
	SKETCH_PAIRS,		/* its pairs of near words that are met */
	SKETCH_SHORTER,		/* log of the answer's words over the
				   reference's; 0 where it is longer */
	SKETCH_CONTENT,		/* the same of different content words, also
				   where there are more; where it is long */
	SKETCH_ECHO,		/* share of the prompt's words repeated */
	SKETCH_DENIALS,		/* negators more than in the reference, 0-1 */
	SKETCH_FEATURES
};
extern const char *const sketch_feature_names[SKETCH_FEATURES];

enum { SKETCH_POINTS_MAX = 24, SKETCH_ALTERNATIVES_MAX = 8 };

/* A point of a sketched rubric: a clause of the reference. */
struct sketch_point {
	const char *id;			/* p1, p2 ... */
	struct str says;		/* the clause, as written */
	double worth;			/* share of all, 0-100, one decimal */
};

struct sketch;

/* Everything lives in the arena; the texts must outlive the sketch. Several
 * model answers are parted by " || "; the one that gives an answer most
 * counts. Never fails: any texts make a sketch. */
struct sketch *sketch_make(struct arena *arena, struct str prompt,
			   struct str reference);

/* The features of an answer beside the (best) reference. */
void sketch_features(struct arena *arena, const struct sketch *sketch,
		     struct str answer, double features[SKETCH_FEATURES]);

struct sketch_point_mark {
	const struct sketch_point *point;
	enum point_state state;		/* by the share of its words said */
	double earned;			/* 0..worth */
	struct spans evidence;
};

struct sketch_mark {
	double score;			/* 0..100, one decimal */
	enum grade grade;
	unsigned flags;			/* blank, echo, off-topic */
	struct sketch_point_mark *points;
	size_t point_count;
};

/* Marks an answer by the fitted weights. */
void sketch_mark(struct arena *arena, const struct sketch *sketch,
		 struct str answer, struct sketch_mark *mark);
/* The members that `grade` writes, into an object already open. */
void sketch_mark_to_json(struct json *json, const struct sketch_mark *mark);

/* A rubric in the language of bank files, for an instructor to go on from: the
 * clauses of the (first) reference as points, with phrases of their telling
 * words. Every point is met by the reference itself. False where there is no
 * such point: the reference is empty, or says only what the prompt says. */
MUST_CHECK bool sketch_rubric(struct arena *arena, const struct sketch *sketch,
			      const char *id, struct rubric *rubric);

/* ---- review: a bank held against its own answers ---- */

struct review {
	size_t samples, right;	/* graded ones; those marked as claimed */
	size_t models, good;	/* model answers; those of 90 or more */
	size_t pairs, strangers;	/* model answers tried on other
				   questions; those that reach partial */
};

/* For a bank that bank_load took. Each model answer but those of siblings (see
 * bank.h) is tried on every question, of a bank with more than `others`
 * questions only as many, spread over it. Problems are samples and model
 * answers that do not mark as they should; warnings points that no sample
 * meets, and answers that reach partial on a question not theirs. */
void review_bank(const struct bank *bank, size_t others,
		 struct problems *problems, struct problems *warnings,
		 struct review *review);

/* ---- linear weights ---- */

/* What a ridge regression needs of its data, gathered group by group. */
struct moments {
	size_t features;		/* at most MOMENTS_MAX */
	double count;
	double *x, *xx, *xy;		/* sums: [n], [n * n], [n] */
	double y;
};
enum { MOMENTS_MAX = 128 };

void moments_init(struct arena *arena, struct moments *moments,
		  size_t features);
void moments_add(struct moments *moments, const double *features, double y);
/* to += scale * from, after centring: `within` (0..1) of each mean is taken
 * off first, so that 1 leaves only what varies within `from`. */
void moments_join(struct moments *to, const struct moments *from,
		  double scale, double within);

/* Solves the symmetric, positive a x = b of n rows in place (Cholesky); b
 * becomes x. False where a is not positive. */
bool solve(double *a, double *b, size_t n);

/* ---- calibrate: fitted to graded answers ---- */

struct graded {			/* an answer with a human's score */
	size_t group;		/* its question, from 0 */
	struct str answer;
	double score;		/* 0..1 */
	const double *points;	/* what its rubric's points earned, 0..1 each;
				   NULL: no rubric */
	double mark;		/* what we gave before, 0..1 */
};

struct graded_group {
	const struct sketch *sketch;
	size_t point_count;	/* of graded.points */
};

struct graded_set {
	const struct graded *list;
	size_t count;
	const struct graded_group *groups;
	size_t group_count;
};

/* Scores held out: every fold in turn is predicted by what was learnt from
 * the others. Each group's answers are dealt out to the folds evenly. folds is
 * 2..20; predictions has set->count places, 0..1 each. */
void calibrate_cross(struct arena *arena, const struct graded_set *set,
		     size_t folds, double *predictions);

/* Worths for the points of one group's rubric, fitted to all its answers: at
 * least 0, their sum as before. worths holds them before and after. False
 * where the group has fewer than 8 answers or their scores do not vary. */
bool calibrate_worths(struct arena *arena, const struct graded_set *set,
		      size_t group, double *worths);

/* ---- agreement ---- */

struct agreement {
	size_t count;
	double r;			/* Pearson; NaN where nothing varies */
	double rmse;
	double kappa;			/* quadratic, over the three grades */
	double f1;			/* macro, right from 0.5 on */
	size_t confusion[GRADE_COUNT][GRADE_COUNT];	/* [grader][ours] */
};

/* Of scores 0..1. The cuts say from which of our scores on a grade counts. */
struct cuts {
	double partial, strong, right;
};
extern const struct cuts agree_plain_cuts;	/* 0.40, 0.75, 0.5 */

void agree(const double *gold, const double *ours, size_t count,
	   const struct cuts *cuts, struct agreement *agreement);
/* The cuts that give most kappa, and most macro F1. */
struct cuts agree_fit_cuts(struct arena *arena, const double *gold,
			   const double *ours, size_t count);
double agree_pearson(const double *a, const double *b, size_t count);

#endif
