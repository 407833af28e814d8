/* features.c - an answer beside a reference, as numbers for any question.
 *
 * Recall of rare words is what a teacher with a model answer looks for first;
 * letters in a row see through endings, compounds and slips that stems do
 * not; pairs tell a claim from a list; lengths, echoes and surplus denials
 * tell how the rest was filled. These nine were left of some hundred that
 * were tried: whatever did not help on questions that the weights had not
 * been fitted to, in more than one set, was taken out again. Shares of which
 * the low ones tell most (letters) are spread by a square root.
 */
#include "fit/form.h"

#include <math.h>

const char *const sketch_feature_names[SKETCH_FEATURES] = {
	"recall", "grams", "own-brief", "own-long", "pairs", "shorter",
	"content", "echo", "denials",
};

enum { BRIEF_WORDS = 15 };
/* What is usual (the mean over the sets named in weights.c): what counts by
 * brevity is taken from there, so that brevity alone says nothing. */
static const double usual_recall = 0.27, usual_own = 0.22,
	usual_content = -0.31;

static double share(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

static double recall(const struct reference *reference, const struct hit *hits)
{
	double said = 0, all = 0;

	for (size_t i = 0; i < reference->term_count; i++) {
		double weight = term_weight(&reference->terms[i]);

		all += weight;
		said += weight * hit_credit(&hits[i]);
	}
	return share(said, all);
}

/* The part of `whole` that both have. */
static double shared(const struct codes *a, const struct codes *b,
		     const struct codes *whole)
{
	return share((double)codes_shared(a, b), (double)whole->count);
}

static double log_ratio(size_t a, size_t b)
{
	return log((double)(1 + a) / (double)(1 + b));
}

void features_of(const struct form *prompt, const struct reference *reference,
		 const struct form *answer, const struct hit *hits, double *f)
{
	const struct form *form = &reference->form;
	double brief = fmin(1, share(BRIEF_WORDS, (double)form->words.count));
	double surplus = (double)answer->negators - (double)form->negators;
	double own = shared(&form->new_grams, &answer->new_grams,
			    &answer->new_grams) - usual_own;

	f[SKETCH_RECALL] = brief * (recall(reference, hits) - usual_recall);
	f[SKETCH_GRAMS] = sqrt(shared(&form->grams, &answer->grams,
				      &form->grams));
	f[SKETCH_OWN_BRIEF] = brief * own;
	f[SKETCH_OWN_LONG] = (1 - brief) * own;
	f[SKETCH_PAIRS] = shared(&form->pairs, &answer->pairs, &form->pairs);
	f[SKETCH_SHORTER] = fmin(0, log_ratio(answer->words.count,
					      form->words.count));
	f[SKETCH_CONTENT] = (1 - brief) *
		(log_ratio(answer->stems.count, form->stems.count) -
		 usual_content);
	f[SKETCH_ECHO] = shared(&prompt->stems, &answer->stems,
				&prompt->stems);
	f[SKETCH_DENIALS] = fmin(1, fmax(0, surplus) / 3);
}
