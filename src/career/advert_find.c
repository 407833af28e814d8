/* advert_find.c - the vocabulary of adverts compiled, and found in a piece.
 *
 * Phrases are matched strictly, as wrong claims are in marking: an advert is
 * a list of names, and what lies far apart belongs to two of them. An `unless`
 * cancels a match that it shares a word with, and no other: "Go developers who
 * go on" still asks for Go.
 */
#include "career/advert.h"

static const char *const weigh_names[WEIGH_COUNT] = {
	"section-none", "section-nice", "section-unasked", "section-about",
	"section-essential",
	"must-before", "must-after", "nice-before", "nice-after",
	"none-before", "none-after", "elsewhere", "aside",
};

/* ---- making it ---- */

static bool compile(struct arena *arena, struct vocabulary *vocabulary,
		    const struct phrase_texts *texts, struct phrase ***phrases,
		    struct error *err)
{
	*phrases = ARENA_ARRAY(arena, texts->count, struct phrase *);
	for (size_t i = 0; i < texts->count; i++)
		if (!bank_compile(vocabulary, &texts->list[i], &(*phrases)[i],
				  err))
			return error_prefix(err, "phrase '%s'",
					    texts->list[i].text);
	return true;
}

static bool make_ready(struct arena *arena, struct vocabulary *vocabulary,
		       const struct point *point, struct ready *ready,
		       struct error *err)
{
	ready->point = point;
	return compile(arena, vocabulary, &point->match, &ready->match, err) &&
	       compile(arena, vocabulary, &point->unless, &ready->unless, err);
}

static const struct point *find_point(const struct rubric *rubric,
				      const char *id)
{
	for (size_t i = 0; i < rubric->point_count; i++)
		if (str_is(str_of(id), rubric->points[i].id))
			return &rubric->points[i];
	return NULL;
}

static bool make_weighs(struct arena *arena, const struct rubric *words,
			struct advert_reader *reader, struct error *err)
{
	for (size_t i = 0; i < WEIGH_COUNT; i++) {
		const struct point *point = find_point(words, weigh_names[i]);

		if (!point)
			return error_set(err, "the rubric advert-words lacks "
					 "the point '%s'; add it",
					 weigh_names[i]);
		if (!make_ready(arena, reader->vocabulary, point,
				&reader->weighs[i], err))
			return false;
	}
	return true;
}

bool advert_reader_make(struct arena *arena, const struct bank *vocabulary,
			struct advert_reader **made, struct error *err)
{
	struct advert_reader *reader = ARENA_NEW(arena, struct advert_reader);
	const struct rubric *words =
		bank_find_rubric(vocabulary, "advert-words");

	reader->bank = vocabulary;
	reader->terms = bank_find_rubric(vocabulary, "advert-terms");
	if (!reader->terms || !words)
		return error_set(err, "the vocabulary of adverts lacks the "
				 "rubric advert-%s; take the one that came "
				 "with the program",
				 reader->terms ? "words" : "terms");
	reader->vocabulary = vocabulary_new(arena, &vocabulary->synonyms,
					    &vocabulary->groups);
	reader->ready = ARENA_ARRAY(arena, reader->terms->point_count,
				    struct ready);
	for (size_t i = 0; i < reader->terms->point_count; i++)
		if (!make_ready(arena, reader->vocabulary,
				&reader->terms->points[i], &reader->ready[i],
				err))
			return false;
	if (!make_weighs(arena, words, reader, err))
		return false;
	vocabulary_seal(reader->vocabulary);
	*made = reader;
	return true;
}

size_t advert_terms(const struct advert_reader *reader)
{
	return reader->terms->point_count;
}

const struct point *advert_term(const struct advert_reader *reader, size_t i)
{
	return &reader->terms->points[i];
}

/* ---- finding phrases in one piece ---- */

struct seeking {
	struct reading_piece *r;
	const struct ready *ready;
	size_t from, to;		/* words it must lie in */
	const uint16_t *used;		/* of what an unless is to share */
	size_t count;
};

static void bounds(const uint16_t *words, size_t count, size_t *first,
		   size_t *last)
{
	*first = *last = words[0];
	for (size_t i = 1; i < count; i++) {
		if (words[i] < *first)
			*first = words[i];
		if (words[i] > *last)
			*last = words[i];
	}
}

static bool shares(void *context, const uint16_t *words, size_t count)
{
	const struct seeking *s = context;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < s->count; j++)
			if (words[i] == s->used[j])
				return true;
	return false;
}

/* Does an `unless` use one of the words? Then they mean something else. */
static bool cancelled(struct seeking *s, const uint16_t *words, size_t count)
{
	struct seeking inner = { .r = s->r, .used = words, .count = count };
	struct match_rule rule = { .strict = true, .allows = shares,
				   .context = &inner };
	const struct phrase_texts *texts = &s->ready->point->unless;
	struct match match;

	for (size_t i = 0; i < texts->count; i++) {
		phrase_find(s->ready->unless[i], s->r->reading, &rule, &match);
		if (match.state != MATCH_NONE)
			return true;
	}
	return false;
}

static bool allows(void *context, const uint16_t *words, size_t count)
{
	struct seeking *s = context;
	size_t first, last;

	if (count == 0)
		return false;
	bounds(words, count, &first, &last);
	return first >= s->from && last < s->to && !cancelled(s, words, count);
}

bool advert_find(struct reading_piece *r, const struct phrase *phrase,
		 const struct ready *ready, size_t from, size_t to,
		 struct hit *hit)
{
	struct seeking s = { .r = r, .ready = ready, .from = from, .to = to };
	struct match_rule rule = { .strict = true, .allows = allows,
				   .context = &s };
	struct match match;

	phrase_find(phrase, r->reading, &rule, &match);
	if (match.state == MATCH_NONE)
		return false;
	bounds(match.words, match.count, &hit->first, &hit->last);
	hit->negated = hit->denied = false;
	for (size_t i = 0; i < match.count; i++) {
		const struct word *word = &r->words.list[match.words[i]];

		if (match.state != MATCH_NEGATED)
			break;
		if (word->negated)
			hit->negator = word->negator;
		hit->negated = hit->negated || word->negated;
		hit->denied = hit->denied || word->denied;
	}
	return true;
}

bool advert_says(struct reading_piece *r, const struct ready *ready,
		 size_t from, size_t to)
{
	struct hit hit;

	for (size_t i = 0; i < ready->point->match.count; i++)
		if (advert_find(r, ready->match[i], ready, from, to, &hit))
			return true;
	return false;
}
