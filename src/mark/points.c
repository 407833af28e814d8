/* points.c - points met, partial, missed or contradicted; mistakes made.
 *
 * A point is earned by the first of its phrases that is said, not denied,
 * not wholly lifted from the question, not cancelled by an `unless` in the
 * same clause, and, where the point is about one of the things compared,
 * said of that thing. What is hedged (either this or its opposite) earns half,
 * where nothing better is found. Mistakes are matched strictly: a wrong claim
 * must really be made to cost anything.
 */
#include "mark/marker.h"

#include "mark/star.h"

#include <math.h>

/* The share that a point earns through a related word. On rubrics thinned to
 * one wording an idea, agreement with the kinds of tests/marking is best from
 * 0.65 to 0.85; on the full ones it hardly moves. */
#define RELATED_SHARE 0.75
#define HEDGED_SHARE 0.5

bool asking_is_about(const struct asking *asking, const uint16_t *words,
		     size_t count)
{
	const uint8_t *topics = asking->marking->topics;

	if (asking->about == TOPIC_NONE || !topics)
		return true;
	for (size_t i = 0; i < count; i++)
		if (topics[words[i]] != asking->about &&
		    topics[words[i]] != TOPIC_ALL)
			return false;
	return true;
}

/* An `unless` found in a clause of the match that it may cancel. A rule of
 * pmatch that needs no words speaks of the whole answer. */
static bool same_clause(void *context, const uint16_t *used, size_t count)
{
	const struct asking *asking = context;
	const struct word *list = asking->marking->words.list;

	if (!asking_is_about(asking, used, count))
		return false;
	if (count == 0 || asking->count == 0)
		return true;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < asking->count; j++)
			if (list[used[i]].clause ==
			    list[asking->words[j]].clause)
				return true;
	return false;
}

/* The first phrase from `from` on that may match. */
static size_t next_of(const struct marking *marking,
		      const struct phrases *phrases, size_t from,
		      const struct match_rule *rule)
{
	return phrase_next(marking->reading, phrases->first, from,
			   phrases->count, rule->related != NULL);
}

const struct phrase *asking_cancels(struct asking *asking,
				    const uint16_t *words, size_t count)
{
	struct match_rule rule = { .strict = true, .allows = same_clause,
				   .context = asking };
	struct match match;

	asking->words = words;
	asking->count = count;
	for (size_t i = next_of(asking->marking, asking->unless, 0, &rule);
	     i < asking->unless->count;
	     i = next_of(asking->marking, asking->unless, i + 1, &rule)) {
		phrase_find(asking->unless->list[i], asking->marking->reading,
			    &rule, &match);
		if (match.state == MATCH_FOUND)
			return asking->unless->list[i];
	}
	return NULL;
}

bool asking_is_lifted(const struct asking *asking, const uint16_t *words,
		      size_t count)
{
	const struct marking *marking = asking->marking;
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		any = any || marking->lifted[words[i]];
		if (!marking->lifted[words[i]] && !marking->grammar[words[i]])
			return false;
	}
	return any;
}

bool asking_is_hedged(const struct asking *asking, const uint16_t *words,
		      size_t count)
{
	const struct marking *marking = asking->marking;
	size_t hedged = 0, content = 0;

	for (size_t i = 0; i < count && marking->hedges; i++) {
		if (marking->grammar[words[i]])
			continue;
		content++;
		hedged += marking->words.list[words[i]].hedged;
	}
	return hedged > 0 && hedged * 2 >= content;
}

bool asking_allows(void *context, const uint16_t *words, size_t count)
{
	struct asking *asking = context;

	return asking_is_about(asking, words, count) &&
	       !(asking->sure && asking_is_hedged(asking, words, count)) &&
	       !asking_is_lifted(asking, words, count) &&
	       !asking_cancels(asking, words, count);
}

/* ---- evidence ---- */

/* Makes room for one at `at`. */
static struct span *insert(struct arena *arena, struct spans *spans, size_t at)
{
	size_t cap = spans->count;

	spans->list = arena_grow(arena, spans->list, spans->count, &cap,
				 sizeof(*spans->list));
	for (size_t i = spans->count++; i > at; i--)
		spans->list[i] = spans->list[i - 1];
	return &spans->list[at];
}

void mark_add_span(struct arena *arena, struct spans *spans, uint32_t from,
		   uint32_t to)
{
	size_t at = 0, next;
	struct span *span;

	while (at < spans->count && spans->list[at].to + 1 < from)
		at++;
	if (at == spans->count || spans->list[at].from > to + 1) {
		*insert(arena, spans, at) = (struct span){ from, to };
		return;
	}
	span = &spans->list[at];
	span->from = from < span->from ? from : span->from;
	span->to = to > span->to ? to : span->to;
	for (next = at + 1; next < spans->count &&
	     spans->list[next].from <= span->to + 1; next++)
		if (spans->list[next].to > span->to)
			span->to = spans->list[next].to;
	for (at++; next < spans->count; next++)
		spans->list[at++] = spans->list[next];
	spans->count = at;
}

void evidence_add(const struct marking *marking, struct spans *spans,
		  const uint16_t *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct word *word = &marking->words.list[words[i]];

		mark_add_span(marking->arena, spans, word->from, word->to);
	}
}

static void add_evidence(const struct marking *marking, struct spans *spans,
			 const struct match *match)
{
	evidence_add(marking, spans, match->words, match->count);
}

/* ---- points ---- */

/* The first phrase found; else the first found denied. */
static enum match_state find_any(const struct marking *marking,
				 const struct phrases *phrases,
				 const struct match_rule *rule,
				 struct match *best)
{
	best->state = MATCH_NONE;
	for (size_t i = next_of(marking, phrases, 0, rule); i < phrases->count;
	     i = next_of(marking, phrases, i + 1, rule)) {
		struct match match;

		phrase_find(phrases->list[i], marking->reading, rule, &match);
		if (match.state == MATCH_FOUND) {
			*best = match;
			return MATCH_FOUND;
		}
		if (match.state == MATCH_NEGATED && best->state == MATCH_NONE)
			*best = match;
	}
	return best->state;
}

/* How surely something is said: in which words, and hedged or not. */
struct surety {
	double share;			/* of its worth that it earns */
	bool hedged;
};

/* The best that any phrase earns: surely said before hedged, the rubric's own
 * words before related ones, but a related word surely said before what is
 * hedged. */
static struct surety find_best(const struct phrases *phrases,
			       struct asking *asking, struct match *best)
{
	const struct marking *marking = asking->marking;
	bool hedges = marking->hedges;
	struct match_rule own = { .allows = asking_allows, .context = asking };
	struct match_rule related = own;
	struct match match;

	related.related = phrases->count > RELATED_PHRASES ? NULL
							   : marking->relates;
	asking->sure = hedges;
	if (find_any(marking, phrases, &own, best) == MATCH_FOUND)
		return (struct surety){ 1, false };
	if (related.related &&
	    next_of(marking, phrases, 0, &related) == phrases->count)
		related.related = NULL;
	if (related.related)
		match_read_related(marking->arena, marking->reading);
	if (related.related &&
	    find_any(marking, phrases, &related, &match) == MATCH_FOUND) {
		*best = match;
		return (struct surety){ RELATED_SHARE, false };
	}
	asking->sure = false;
	if (hedges && find_any(marking, phrases, &own, best) == MATCH_FOUND)
		return (struct surety){ HEDGED_SHARE, true };
	if (hedges && related.related &&
	    find_any(marking, phrases, &related, &match) == MATCH_FOUND) {
		*best = match;
		return (struct surety){ RELATED_SHARE * HEDGED_SHARE, true };
	}
	return (struct surety){ 0, false };
}

/* What the point's state rests on. */
static void note_match(const struct marking *marking,
		       const struct match *match, struct point_mark *mark)
{
	const struct word *word = &marking->words.list[match->related];

	mark->misspelt = mark->misspelt || match->misspelt;
	add_evidence(marking, &mark->evidence, match);
	if (match->meant.len == 0 || mark->meant)
		return;
	mark->meant = str_dup(marking->arena, match->meant);
	mark->said = str_dup(marking->arena, (struct str){
		marking->answer.s + word->from, word->to - word->from });
}

static void mark_parts(const struct marking *marking,
		       const struct ready_point *ready, struct asking *asking,
		       struct point_mark *mark)
{
	const struct point *point = ready->point;
	double met = 0, enough = point->enough > 0 ? point->enough
				: (double)point->part_count;
	struct match denied = { .state = MATCH_NONE };

	for (size_t i = 0; i < point->part_count; i++) {
		struct match match;
		struct surety part = find_best(&ready->parts[i].match, asking,
					       &match);

		if (match.state == MATCH_NEGATED &&
		    denied.state == MATCH_NONE)
			denied = match;
		mark->hedged = mark->hedged || part.hedged;
		met += part.share;
		if (part.share > 0)
			note_match(marking, &match, mark);
		else
			strings_add(marking->arena, &mark->missing,
				    ready->parts[i].id);
	}
	if (met >= enough) {
		met = enough;
		mark->missing.count = 0;
		mark->hedged = false;
	}
	mark->earned = round(point->worth * met / enough * 100) / 100;
	mark->state = met >= enough ? POINT_MET
		    : met > 0 ? POINT_PARTIAL
		    : denied.state == MATCH_NEGATED ? POINT_CONTRADICTED
		    : POINT_MISSED;
	if (mark->state == POINT_CONTRADICTED)
		note_match(marking, &denied, mark);
}

/* What says half of the point, where it earns more than `whole` does or earns
 * the same more surely. */
static void try_partly(const struct ready_point *ready, struct asking *asking,
		       struct surety *whole, struct match *match)
{
	struct match partly;
	struct surety half;

	if (whole->share > 0.5 || (whole->share == 0.5 && !whole->hedged))
		return;
	half = find_best(&ready->partly, asking, &partly);
	half.share /= 2;
	if (half.share > whole->share ||
	    (half.share > 0 && half.share == whole->share && !half.hedged)) {
		*whole = half;
		*match = partly;
	}
}

static void mark_point(const struct marking *marking,
		       const struct ready_point *ready,
		       struct point_mark *mark)
{
	struct asking asking = { .marking = marking, .unless = &ready->unless,
				 .about = ready->about };
	struct match match;
	struct surety said;

	*mark = (struct point_mark){ .id = ready->id, .point = ready->point,
				     .rubric = ready->rubric };
	if (ready->point->star != ASPECT_NONE) {
		if (marking->story)
			star_point(marking, mark);
		return;
	}
	if (ready->point->part_count > 0) {
		mark_parts(marking, ready, &asking, mark);
		if (mark->earned > 0 || ready->match.count == 0)
			return;
	}
	said = find_best(&ready->match, &asking, &match);
	try_partly(ready, &asking, &said, &match);
	mark->hedged = said.hedged;
	if (said.share > 0) {
		mark->state = said.share < 1 ? POINT_PARTIAL : POINT_MET;
		mark->earned = round(ready->point->worth * said.share * 100) /
			       100;
	} else if (match.state == MATCH_NEGATED) {
		mark->state = POINT_CONTRADICTED;
	}
	if (mark->state != POINT_MISSED)
		note_match(marking, &match, mark);
}

void mark_points(struct marking *marking)
{
	const struct marker *marker = marking->marker;
	struct mark *mark = marking->mark;

	mark->points = ARENA_ARRAY(marking->arena, marker->point_count,
				   struct point_mark);
	mark->point_count = marker->point_count;
	for (size_t i = 0; i < marker->point_count; i++) {
		mark_point(marking, &marker->points[i], &mark->points[i]);
		mark->earned += mark->points[i].earned;
	}
	mark->worth = marker->worth;
}

/* A mistake that was made takes away the point that it denies. */
static void deny(struct mark *mark, struct point_mark *point,
		 const struct mistake_mark *made)
{
	mark->earned -= point->earned;
	*point = (struct point_mark){
		.id = point->id, .point = point->point,
		.rubric = point->rubric, .state = POINT_CONTRADICTED,
		.evidence = made->evidence,
	};
}

void mark_mistakes(struct marking *marking)
{
	const struct marker *marker = marking->marker;
	struct mark *mark = marking->mark;

	mark->mistakes = ARENA_ARRAY(marking->arena, marker->mistake_count,
				     struct mistake_mark);
	for (size_t i = 0; i < marker->mistake_count; i++) {
		const struct ready_mistake *ready = &marker->mistakes[i];
		struct asking asking = { .marking = marking,
					 .unless = &ready->unless,
					 .about = ready->about,
					 .sure = true };
		struct match_rule rule = { .strict = true,
					   .allows = asking_allows,
					   .context = &asking };
		struct mistake_mark *made =
			&mark->mistakes[mark->mistake_count];
		struct match match;

		if (find_any(marking, &ready->match, &rule, &match) !=
		    MATCH_FOUND)
			continue;
		made->id = ready->id;
		made->mistake = ready->mistake;
		add_evidence(marking, &made->evidence, &match);
		mark->costs += ready->mistake->costs;
		if (ready->denies != SIZE_MAX)
			deny(mark, &mark->points[ready->denies], made);
		mark->mistake_count++;
	}
}
