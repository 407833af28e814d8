/* sketch.c - a rubric from a prompt and a model answer alone.
 *
 * The reference is cut into clauses; each is a point that weighs what its
 * words weigh, and words of the prompt weigh little. What an answer scores is
 * not the sum of its points, though: a person who reads with a model answer
 * in hand also sees how much else is said, and in what order. So the score
 * comes from features (features.c) and the points say why.
 */
#include "fit/form.h"

#include <math.h>
#include <string.h>

enum {
	CUT_WORDS = 3,		/* content words before a comma may cut */
	ECHO_SHARE = 80,	/* percent of content words that are the
				   prompt's: an echo */
	ECHO_CAP = 39,
	GUARD_WORDS = 15,	/* of a reference, from which guards count */
	OFF_TOPIC_WORDS = 8,	/* as for rubrics */
	OFF_TOPIC_CAP = 25,
};

/* ---- terms ---- */

static size_t term_of(const struct reference *r, uint64_t key)
{
	size_t at = 0;

	while (at < r->term_count && r->terms[at].word->key != key)
		at++;
	return at;
}

static void make_terms(struct arena *arena, const struct form *prompt,
		       struct reference *r)
{
	r->terms = ARENA_ARRAY(arena, r->form.content_count, struct term);
	for (size_t i = 0; i < r->form.content_count; i++) {
		const struct word *word = r->form.content[i];

		if (term_of(r, word->key) < r->term_count)
			continue;
		r->terms[r->term_count++] = (struct term){
			.word = word,
			.prompted = codes_have(&prompt->stems, word->key),
			.rarity = form_rarity(word),
		};
	}
}

/* ---- clauses ---- */

static bool clause_begins(const struct form *form, size_t first, size_t at)
{
	const struct word *word = form->content[at];
	const struct word *before = form->content[at - 1];
	bool comma = false;

	for (const struct word *w = before + 1; w <= word; w++)
		comma = comma || w->after_comma;
	return at - first >= CUT_WORDS &&
	       (word->clause != before->clause || comma);
}

static void make_clause(struct arena *arena, struct reference *r,
			size_t first, size_t last)
{
	struct clause *clause = &r->clauses[r->clause_count++];

	*clause = (struct clause){ .first = first, .last = last };
	clause->terms = ARENA_ARRAY(arena, last - first, size_t);
	for (size_t i = first; i < last; i++) {
		size_t term = term_of(r, r->form.content[i]->key);
		size_t known = 0;

		while (known < clause->term_count &&
		       clause->terms[known] != term)
			known++;
		if (known == clause->term_count)
			clause->terms[clause->term_count++] = term;
	}
}

static void make_clauses(struct arena *arena, struct reference *r)
{
	size_t first = 0, count = r->form.content_count;

	r->clauses = ARENA_ARRAY(arena, SKETCH_POINTS_MAX, struct clause);
	for (size_t at = 1; at < count; at++)
		if (r->clause_count + 1 < SKETCH_POINTS_MAX &&
		    count - at >= CUT_WORDS - 1 &&
		    clause_begins(&r->form, first, at)) {
			make_clause(arena, r, first, at);
			first = at;
		}
	if (count > first)
		make_clause(arena, r, first, count);
}

/* From the first word that belongs to the clause to the last. */
static struct str clause_text(struct str text, const struct reference *r,
			      const struct clause *clause)
{
	const struct word *words = r->form.words.list;
	const struct word *from = r->form.content[clause->first];
	const struct word *to = r->form.content[clause->last - 1];
	const struct word *floor = clause->first > 0
		? r->form.content[clause->first - 1] + 1 : words;

	while (from > floor && from[-1].clause == from->clause)
		from--;
	return (struct str){ text.s + from->from, to->to - from->from };
}

static void make_points(struct arena *arena, struct str text,
			struct reference *r)
{
	double sum = 0;

	r->points = ARENA_ARRAY(arena, r->clause_count, struct sketch_point);
	for (size_t i = 0; i < r->clause_count; i++) {
		for (size_t j = 0; j < r->clauses[i].term_count; j++)
			r->points[i].worth +=
				term_weight(&r->terms[r->clauses[i].terms[j]]);
		sum += r->points[i].worth;
	}
	for (size_t i = 0; i < r->clause_count; i++) {
		struct sketch_point *point = &r->points[i];

		point->id = arena_printf(arena, "p%zu", i + 1);
		point->says = clause_text(text, r, &r->clauses[i]);
		point->worth = round(point->worth / sum * 1000) / 10;
	}
}

/* ---- the sketch ---- */

static bool cut_alternative(struct str *rest, struct str *head)
{
	static const char bars[] = " || ";

	if (rest->len == 0)
		return false;
	for (size_t at = 0; at + 4 <= rest->len; at++)
		if (memcmp(rest->s + at, bars, 4) == 0) {
			*head = (struct str){ rest->s, at };
			*rest = (struct str){ rest->s + at + 4,
					      rest->len - at - 4 };
			return true;
		}
	*head = *rest;
	rest->len = 0;
	return true;
}

struct sketch *sketch_make(struct arena *arena, struct str prompt,
			   struct str reference)
{
	struct sketch *sketch = ARENA_NEW(arena, struct sketch);
	struct str text;

	form_read(arena, prompt, NULL, &sketch->prompt);
	sketch->references = ARENA_ARRAY(arena, SKETCH_ALTERNATIVES_MAX,
					 struct reference);
	while (sketch->count < SKETCH_ALTERNATIVES_MAX &&
	       cut_alternative(&reference, &text)) {
		struct reference *r = &sketch->references[sketch->count++];

		form_read(arena, text, &sketch->prompt, &r->form);
		make_terms(arena, &sketch->prompt, r);
		make_clauses(arena, r);
		make_points(arena, text, r);
	}
	return sketch;
}

/* An answer beside the reference that gives it most. */
struct beside {
	struct form form;
	const struct reference *reference;	/* NULL: there is none */
	struct hit *hits;
	double features[SKETCH_FEATURES];
	double score;
};

static void look(struct arena *arena, const struct sketch *sketch,
		 struct str answer, struct beside *best)
{
	*best = (struct beside){ .score = -1 };
	form_read(arena, answer, &sketch->prompt, &best->form);
	for (size_t i = 0; i < sketch->count; i++) {
		const struct reference *r = &sketch->references[i];
		struct hit *hits = ARENA_ARRAY(arena, r->term_count,
					       struct hit);
		double features[SKETCH_FEATURES], score;

		form_hits(r, &best->form, hits);
		features_of(&sketch->prompt, r, &best->form, hits, features);
		score = weights_score(features);
		if (score <= best->score)
			continue;
		best->score = score;
		best->reference = r;
		best->hits = hits;
		memcpy(best->features, features, sizeof(features));
	}
}

void sketch_features(struct arena *arena, const struct sketch *sketch,
		     struct str answer, double features[SKETCH_FEATURES])
{
	struct beside beside;

	look(arena, sketch, answer, &beside);
	memcpy(features, beside.features, sizeof(beside.features));
}

void sketch_details(struct arena *arena, const struct sketch *sketch,
		    struct str answer, double features[SKETCH_FEATURES],
		    double details[DETAILS])
{
	struct beside beside;
	const struct reference *r;

	look(arena, sketch, answer, &beside);
	memcpy(features, beside.features, sizeof(beside.features));
	memset(details, 0, DETAILS * sizeof(*details));
	if (!(r = beside.reference))
		return;
	for (size_t i = 0; i < r->clause_count; i++)
		details[i] = 2 * clause_share(r, &r->clauses[i],
					      beside.hits) - 1;
	details[DETAILS - 2] = log((1 + (double)beside.form.words.count) /
				   (1 + (double)r->form.words.count));
	details[DETAILS - 1] = 2 * (double)codes_shared(&r->form.stems,
							&beside.form.stems) /
		(1 + (double)beside.form.stems.count) - 1;
}

/* ---- the mark ---- */

/* Met from half of a clause's weight on, partial from a quarter; below that,
 * contradicted where some of it is said and more by opposites. */
static enum point_state state_of(double share, size_t opposed)
{
	if (share >= 0.5)
		return POINT_MET;
	if (share >= 0.25)
		return POINT_PARTIAL;
	return share > 0 && opposed > 0 ? POINT_CONTRADICTED : POINT_MISSED;
}

static void mark_point(struct arena *arena, const struct beside *beside,
		       size_t at, struct sketch_point_mark *mark)
{
	const struct clause *clause = &beside->reference->clauses[at];
	double share = clause_share(beside->reference, clause, beside->hits);
	size_t opposed = 0;

	mark->point = &beside->reference->points[at];
	for (size_t i = 0; i < clause->term_count; i++) {
		const struct hit *hit = &beside->hits[clause->terms[i]];

		opposed += hit->kind == HIT_OPPOSITE;
		if (hit_credit(hit) > 0)
			mark_add_span(arena, &mark->evidence, hit->word->from,
				      hit->word->to);
	}
	mark->state = state_of(share, opposed);
	mark->earned = mark->state == POINT_CONTRADICTED ? 0
		: round(mark->point->worth * share * 10) / 10;
}

/* Does the answer say anything of the reference, or anything that the prompt
 * does not say already? */
static bool says(const struct beside *beside, bool beyond_prompt)
{
	const struct reference *r = beside->reference;

	for (size_t i = 0; i < r->term_count; i++)
		if (hit_credit(&beside->hits[i]) > 0 &&
		    !(beyond_prompt && r->terms[i].prompted))
			return true;
	return false;
}

/* Nearly all of it is the prompt's, and what is not is no part of the
 * reference: where that itself uses the prompt's words, they may be right. */
static bool is_echo(const struct sketch *sketch, const struct beside *beside)
{
	const struct codes *stems = &beside->form.stems;
	size_t shared = codes_shared(&sketch->prompt.stems, stems);

	return beside->form.words.count >= OFF_TOPIC_WORDS &&
	       shared * 100 >= stems->count * ECHO_SHARE &&
	       !says(beside, true);
}

/* Fluent, but not one word of the reference or of the prompt. */
static bool is_off_topic(const struct sketch *sketch,
			 const struct beside *beside)
{
	return beside->form.words.count >= OFF_TOPIC_WORDS &&
	       codes_shared(&sketch->prompt.stems, &beside->form.stems) == 0 &&
	       !says(beside, false);
}

/* A reference of a sentence may be met in words that are all one's own, so
 * there nothing is read out of their being other ones. */
static bool is_guarded(const struct beside *beside)
{
	return beside->reference &&
	       beside->reference->form.words.count > GUARD_WORDS;
}

static void cap(struct sketch_mark *mark, enum flag flag, double most)
{
	mark->flags |= (unsigned)flag;
	mark->score = fmin(mark->score, most);
}

void sketch_mark(struct arena *arena, const struct sketch *sketch,
		 struct str answer, struct sketch_mark *mark)
{
	struct beside beside;

	*mark = (struct sketch_mark){ 0 };
	look(arena, sketch, answer, &beside);
	mark->score = fmax(0, round(beside.score * 1000) / 10);
	if (beside.form.words.count == 0)
		cap(mark, FLAG_BLANK, 0);
	else if (is_guarded(&beside) && is_echo(sketch, &beside))
		cap(mark, FLAG_ECHO, ECHO_CAP);
	else if (is_guarded(&beside) && is_off_topic(sketch, &beside))
		cap(mark, FLAG_OFF_TOPIC, OFF_TOPIC_CAP);
	mark->grade = mark_grade((int)mark->score);
	if (!beside.reference)
		return;
	mark->point_count = beside.reference->clause_count;
	mark->points = ARENA_ARRAY(arena, mark->point_count,
				   struct sketch_point_mark);
	for (size_t i = 0; i < mark->point_count; i++)
		mark_point(arena, &beside, i, &mark->points[i]);
}

void sketch_mark_to_json(struct json *json, const struct sketch_mark *mark)
{
	json_put_number(json, "score", mark->score);
	json_put(json, "grade", grade_names[mark->grade]);
	json_name(json, "points");
	json_open(json, '[');
	for (size_t i = 0; i < mark->point_count; i++) {
		const struct sketch_point_mark *point = &mark->points[i];

		json_open(json, '{');
		json_put(json, "id", point->point->id);
		json_put_number(json, "earned", point->earned);
		json_put_number(json, "worth", point->point->worth);
		json_put(json, "state", point_state_names[point->state]);
		mark_evidence_to_json(json, &point->evidence);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_name(json, "mistakes");
	json_open(json, '[');
	json_close(json, ']');
	mark_flags_to_json(json, mark->flags);
}
