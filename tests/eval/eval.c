/* eval.c - how well sketched and calibrated marks agree with human graders.
 *
 *	eval FILE.tsv...          the tables
 *	eval --fit FILE.tsv...    the weights of src/fit/weights.c
 *
 * Every figure is held out. A sketch's weights are fitted to other questions
 * only (column "other questions": those of all sets; "other sets": none of
 * this one); calibrate learns from four fifths of a question's answers and
 * is asked about the rest. Beside them stand what the length of the answer
 * alone and plain recall of the reference's words, weighted by idf over the
 * set, would reach. Right or wrong (F1) is cut where other questions say.
 */
#include "fitting.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SETS_MAX = 16, MIN_WORDS = 3, CALIBRATE_FOLDS = 5 };

/* ---- scores of every kind ---- */

static void score_sketch(const struct fitting *fitting, size_t s, bool others,
			 double *scores)
{
	const struct eval_set *set = &fitting->sets[s];

	for (size_t fold = 0; fold < EVAL_FOLDS; fold++) {
		struct fitted fitted = fitting_fit(fitting, s,
			others ? EVAL_FOLDS : fold);

		for (size_t i = 0; i < set->count; i++)
			if (set->answers[i].group % EVAL_FOLDS == fold)
				scores[i] = fitted_score(&fitted,
					set->answers[i].features);
	}
}

static void score_length(const struct eval_set *set, double *scores)
{
	for (size_t i = 0; i < set->count; i++) {
		struct str rest = set->answers[i].text, word;
		double words = 0;

		while (str_cut(&rest, ' ', &word))
			words += word.len > 0;
		scores[i] = log(1 + words);
	}
}

/* Stems with how many texts of the set have them. */
struct table {
	uint64_t *keys;
	unsigned *texts;
	size_t size;			/* a power of two */
};

static unsigned *table_at(const struct table *table, uint64_t key)
{
	size_t slot = key & (table->size - 1);

	while (table->keys[slot] != 0 && table->keys[slot] != key)
		slot = (slot + 1) & (table->size - 1);
	table->keys[slot] = key;
	return &table->texts[slot];
}

/* The different content words of a text, as keys. */
static size_t keys_of(struct arena *arena, struct str text, uint64_t **keys)
{
	struct words words;
	size_t count = 0;

	lang_read(arena, text, &words);
	*keys = ARENA_ARRAY(arena, words.count, uint64_t);
	for (size_t i = 0; i < words.count; i++) {
		size_t k = 0;

		while (k < count && (*keys)[k] != words.list[i].key)
			k++;
		if (k == count && !words.list[i].function)
			(*keys)[count++] = words.list[i].key;
	}
	return count;
}

static void count_texts(struct arena *turn, struct table *table,
			const struct eval_set *set)
{
	uint64_t *keys;

	for (size_t i = 0; i < set->count + set->question_count; i++) {
		size_t n = keys_of(turn, i < set->count ? set->answers[i].text
			: set->questions[i - set->count].reference, &keys);

		for (size_t k = 0; k < n; k++)
			++*table_at(table, keys[k]);
		arena_reset(turn);
	}
}

static double idf_recall(struct arena *turn, const struct table *table,
			 double texts, struct str reference, struct str answer)
{
	uint64_t *wanted, *said;
	size_t n = keys_of(turn, reference, &wanted);
	size_t m = keys_of(turn, answer, &said);
	double met = 0, all = 0;

	for (size_t i = 0; i < n; i++) {
		double idf = log(texts / *table_at(table, wanted[i]));

		all += idf;
		for (size_t j = 0; j < m; j++)
			if (said[j] == wanted[i])
				met += idf;
	}
	arena_reset(turn);
	return all > 0 ? met / all : 0;
}

static void score_idf(struct arena *arena, const struct eval_set *set,
		      double *scores)
{
	struct table table = { .size = 1 << 17 };
	struct arena turn;

	table.keys = ARENA_ARRAY(arena, table.size, uint64_t);
	table.texts = ARENA_ARRAY(arena, table.size, unsigned);
	arena_init(&turn, 0);
	count_texts(&turn, &table, set);
	for (size_t i = 0; i < set->count; i++)
		scores[i] = idf_recall(&turn, &table,
			(double)(set->count + set->question_count),
			set->questions[set->answers[i].group].reference,
			set->answers[i].text);
	arena_release(&turn);
}

static void score_calibrated(struct arena *arena, const struct eval_set *set,
			     double *scores)
{
	struct graded *graded = ARENA_ARRAY(arena, set->count, struct graded);
	struct graded_group *groups = ARENA_ARRAY(arena, set->question_count,
						  struct graded_group);
	struct graded_set all = { graded, set->count, groups,
				  set->question_count };

	for (size_t q = 0; q < set->question_count; q++)
		groups[q].sketch = set->questions[q].sketch;
	for (size_t i = 0; i < set->count; i++)
		graded[i] = (struct graded){
			.group = set->answers[i].group,
			.answer = set->answers[i].text,
			.score = set->answers[i].gold,
		};
	calibrate_cross(arena, &all, CALIBRATE_FOLDS, scores);
}

/* ---- figures ---- */

static double *gold_of(struct arena *arena, const struct eval_set *set)
{
	double *gold = ARENA_ARRAY(arena, set->count, double);

	for (size_t i = 0; i < set->count; i++)
		gold[i] = set->answers[i].gold;
	return gold;
}

/* Pearson's r within each question, their mean. */
static double mean_r(struct arena *arena, const struct eval_set *set,
		     const double *gold, const double *scores)
{
	double *a = ARENA_ARRAY(arena, set->count, double);
	double *b = ARENA_ARRAY(arena, set->count, double);
	double sum = 0, questions = 0;

	for (size_t q = 0; q < set->question_count; q++) {
		size_t n = 0;
		double r;

		for (size_t i = 0; i < set->count; i++)
			if (set->answers[i].group == q) {
				a[n] = gold[i];
				b[n++] = scores[i];
			}
		r = n > 2 ? agree_pearson(a, b, n) : NAN;
		if (!isnan(r)) {
			sum += r;
			questions++;
		}
	}
	return sum / questions;
}

/* Brings scores to 0..1 without changing their order, for cuts. */
static void rescale(double *scores, size_t count)
{
	double low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < count; i++) {
		low = fmin(low, scores[i]);
		high = fmax(high, scores[i]);
	}
	for (size_t i = 0; i < count; i++)
		scores[i] = (scores[i] - low) / (high - low);
}

static double best_cut(const double *gold, const double *scores, size_t count)
{
	enum { STEPS = 200 };
	struct cuts cuts = agree_plain_cuts;
	struct agreement a;
	double best = 0, f1 = -1;

	for (int i = 1; i < STEPS; i++) {
		cuts.right = (double)i / STEPS;
		agree(gold, scores, count, &cuts, &a);
		if (a.f1 > f1) {
			f1 = a.f1;
			best = cuts.right;
		}
	}
	return best;
}

/* Macro F1; each fold of questions is cut where the others say. */
static double held_f1(struct arena *arena, const struct eval_set *set,
		      const double *gold, const double *scores)
{
	double *g = ARENA_ARRAY(arena, set->count, double);
	double *s = ARENA_ARRAY(arena, set->count, double);
	double *right = ARENA_ARRAY(arena, set->count, double);
	struct agreement a;

	for (size_t fold = 0; fold < EVAL_FOLDS; fold++) {
		size_t n = 0;
		double cut;

		for (size_t i = 0; i < set->count; i++)
			if (set->answers[i].group % EVAL_FOLDS != fold) {
				g[n] = gold[i];
				s[n++] = scores[i];
			}
		cut = best_cut(g, s, n);
		for (size_t i = 0; i < set->count; i++)
			if (set->answers[i].group % EVAL_FOLDS == fold)
				right[i] = scores[i] >= cut;
	}
	agree(gold, right, set->count, &agree_plain_cuts, &a);
	return a.f1;
}

static void say_sketch(struct arena *arena, const struct fitting *fitting,
		       size_t s)
{
	const struct eval_set *set = &fitting->sets[s];
	const double *gold = gold_of(arena, set);
	const char *names[] = { "sketch, other questions",
				"sketch, other sets", "length alone",
				"idf recall" };

	for (int kind = 0; kind < 4; kind++) {
		double *scores = ARENA_ARRAY(arena, set->count, double);

		if (kind < 2)
			score_sketch(fitting, s, kind == 1, scores);
		else if (kind == 2)
			score_length(set, scores);
		else
			score_idf(arena, set, scores);
		rescale(scores, set->count);
		printf("| %s | %s | %zu / %zu | %.3f | %.3f | %.3f |\n",
		       set->name, names[kind], set->count,
		       set->question_count,
		       agree_pearson(gold, scores, set->count),
		       mean_r(arena, set, gold, scores),
		       held_f1(arena, set, gold, scores));
	}
}

static void say_calibrated(struct arena *arena, const struct fitting *fitting,
			   size_t s)
{
	const struct eval_set *set = &fitting->sets[s];
	const double *gold = gold_of(arena, set);
	double *before = ARENA_ARRAY(arena, set->count, double);
	double *after = ARENA_ARRAY(arena, set->count, double);
	struct agreement a;

	score_sketch(fitting, s, false, before);
	score_calibrated(arena, set, after);
	agree(gold, after, set->count, &agree_plain_cuts, &a);
	printf("| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |\n",
	       set->name, agree_pearson(gold, before, set->count), a.r,
	       mean_r(arena, set, gold, after), a.rmse, a.kappa, a.f1);
}

static void say_weights(const struct fitting *fitting)
{
	static const char *const places[SKETCH_FEATURES] = {
		"RECALL", "GRAMS", "OWN_BRIEF", "OWN_LONG", "PAIRS",
		"SHORTER", "CONTENT", "ECHO", "DENIALS",
	};
	struct fitted fitted = fitting_fit(fitting, SIZE_MAX, 0);

	for (int f = 0; f < SKETCH_FEATURES; f++)
		printf("\t[SKETCH_%s] = { %.4f, %.4f, %.4f },\n", places[f],
		       fitted.mean[f], fitted.deviation[f], fitted.weight[f]);
}

static void say_all(struct arena *arena, const struct fitting *fitting)
{
	printf("Sketched from prompt and model answer; answers of more than "
	       "%d words\n\n| set | scores | answers / questions | r | mean r "
	       "a question | F1 |\n|---|---|---|---|---|---|\n", MIN_WORDS);
	for (size_t s = 0; s < fitting->count; s++)
		say_sketch(arena, fitting, s);
	printf("\nCalibrated, %d folds\n\n| set | r before | r after | mean r "
	       "a question | RMSE | kappa | F1 |\n|---|---|---|---|---|---|"
	       "---|\n", CALIBRATE_FOLDS);
	for (size_t s = 0; s < fitting->count; s++)
		say_calibrated(arena, fitting, s);
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct eval_set sets[SETS_MAX];
	struct fitting fitting;
	bool fit = argc > 1 && strcmp(argv[1], "--fit") == 0;
	size_t count = 0;

	arena_init(&arena, (size_t)8 << 30);
	for (int i = fit ? 2 : 1; i < argc && count < SETS_MAX; i++)
		if (!eval_read(&arena, argv[i], MIN_WORDS, &sets[count++]))
			return 2;
	if (count == 0)
		die("usage: eval [--fit] FILE.tsv...");
	fitting_init(&arena, sets, count, &fitting);
	if (fit)
		say_weights(&fitting);
	else
		say_all(&arena, &fitting);
	arena_release(&arena);
	return fflush(stdout) == 0 ? 0 : 2;
}
