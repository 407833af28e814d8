/* form.h - a text as a sketch looks at it, for the files of this room. */
#ifndef FIT_FORM_H
#define FIT_FORM_H

#include "fit/codes.h"
#include "fit/fit.h"

/* A text cut into what features count. */
struct form {
	struct str text;		/* as given */
	struct words words;
	const struct word **content;	/* its words that carry meaning */
	size_t content_count;
	struct codes stems;		/* of those; a set */
	struct codes grams;		/* three letters in a row, of all */
	struct codes new_grams;		/* four, of content words, without
					   the prompt's; a set */
	struct codes pairs;		/* of content words near each other;
					   a set */
	size_t negators;
};

/* prompt NULL: this is the prompt itself. */
void form_read(struct arena *arena, struct str text, const struct form *prompt,
	       struct form *form);
/* How rare a word is: 0.07 for "the" to 1. */
double form_rarity(const struct word *word);

/* A distinct word of the reference. */
struct term {
	const struct word *word;	/* where it stands first */
	bool prompted;			/* the prompt has it, too */
	double rarity;
};

enum hit_kind { HIT_NONE, HIT_OPPOSITE, HIT_RELATED, HIT_SAME };

/* What became of a term in an answer. */
struct hit {
	enum hit_kind kind;
	const struct word *word;	/* of the answer; NULL: none */
};

struct clause {
	size_t first, last;		/* content words [first, last) */
	size_t *terms;			/* indexes */
	size_t term_count;
};

/* One model answer. */
struct reference {
	struct form form;
	struct term *terms;
	size_t term_count;
	struct clause *clauses;
	size_t clause_count;
	struct sketch_point *points;	/* one a clause */
};

struct sketch {
	struct form prompt;
	struct reference *references;
	size_t count;
};

/* What became of every term: hits has a place for each. */
void form_hits(const struct reference *reference, const struct form *answer,
	       struct hit *hits);
double hit_credit(const struct hit *hit);	/* 0..1 */
/* The share of a clause that is said; words of the prompt count a quarter. */
double clause_share(const struct reference *reference,
		    const struct clause *clause, const struct hit *hits);
double term_weight(const struct term *term);

/* features.c */
void features_of(const struct form *prompt, const struct reference *reference,
		 const struct form *answer, const struct hit *hits,
		 double *features);
/* More about an answer, for one question only: the share of each clause of the
 * (best) reference that is said, -1 to 1, then log length and precision. */
enum { DETAILS = SKETCH_POINTS_MAX + 2 };
void sketch_details(struct arena *arena, const struct sketch *sketch,
		    struct str answer, double features[SKETCH_FEATURES],
		    double details[DETAILS]);
/* The fitted score of features, 0..1; weights.c. */
double weights_score(const double features[SKETCH_FEATURES]);
/* Standardised features, as the weights know them. */
void weights_standardise(double features[SKETCH_FEATURES]);

#endif
