/* advert_weigh.c - how much a thing is wanted, by the words beside it.
 *
 * The nearest of the words that speak of it decides: "ideally" of what follows
 * it, "is a plus" of what stands before. No grammar is parsed: how far such a
 * word reaches is told by semicolons, brackets, contrasts and what a comma
 * begins.
 */
#include "career/advert.h"

#include <string.h>

enum {
	NEGATED_WITHIN = 3,	/* words from "no" to what it denies */
	POINTS_WITHIN = 4,	/* words from "either" to "is helpful" */
	SUBJECT_WORDS = 6,	/* "Some knowledge of either is" */
	TEMPERED_WITHIN = 10,	/* words from "not needed" to "but nice" */
	NAMED_WITHIN = 6,	/* words from a name to the "it" for it */
};

/* ---- the words that weigh ---- */

static void add_cue(struct reading_piece *r, enum weigh weigh,
		    const struct hit *hit)
{
	static const enum effect effects[WEIGH_COUNT] = {
		[MUST_BEFORE] = EFFECT_ESSENTIAL,
		[MUST_AFTER] = EFFECT_ESSENTIAL,
		[NICE_BEFORE] = EFFECT_NICE, [NICE_AFTER] = EFFECT_NICE,
	};

	r->cues = arena_grow(r->arena, r->cues, r->cue_count, &r->cue_cap,
			     sizeof(*r->cues));
	r->cues[r->cue_count++] = (struct cue){
		.first = hit->first, .last = hit->last, .weigh = weigh,
		.effect = effects[weigh],
	};
}

static bool within(const struct cue *inner, const struct cue *outer)
{
	return inner->first >= outer->first && inner->last <= outer->last &&
	       outer->last - outer->first > inner->last - inner->first;
}

/* "not required, but nice" is nice; "not essential" holds no "essential";
 * "ideally three years" speaks of the years. */
static bool is_overruled(const struct reading_piece *r, const struct cue *cue)
{
	for (size_t i = 0; i < r->cue_count; i++) {
		const struct cue *other = &r->cues[i];

		if (other != cue && within(cue, other) &&
		    other->weigh < ELSEWHERE)
			return true;
		if (cue->effect == EFFECT_NONE && cue->weigh < ELSEWHERE &&
		    other->effect == EFFECT_NICE && other->first > cue->last &&
		    other->first - cue->last <= TEMPERED_WITHIN &&
		    r->words.list[other->first].sentence ==
		    r->words.list[cue->last].sentence)
			return true;
	}
	return cue->weigh == NICE_BEFORE && cue->last + 1 < r->words.count &&
	       r->words.list[cue->last + 1].kind == WORD_NUMBER;
}

void advert_find_cues(struct reading_piece *r)
{
	size_t kept = 0;
	struct cue *all;

	for (size_t w = MUST_BEFORE; w < WEIGH_COUNT; w++) {
		const struct ready *ready = &r->reader->weighs[w];

		for (size_t i = 0; i < ready->point->match.count; i++) {
			struct hit hit = { .first = 0 };
			size_t from = 0;

			for (; advert_find(r, ready->match[i], ready, from,
				    r->words.count, &hit);
			     from = hit.first + 1)
				/* "is not required" does not require, but
				   "does not scare you" does */
				if (w > MUST_AFTER || !hit.negated ||
				    hit.negator == hit.first)
					add_cue(r, (enum weigh)w, &hit);
		}
	}
	all = ARENA_ARRAY(r->arena, r->cue_count, struct cue);
	for (size_t i = 0; i < r->cue_count; i++)
		if (!is_overruled(r, &r->cues[i]))
			all[kept++] = r->cues[i];
	r->cues = all;
	r->cue_count = kept;
}

/* ---- how far they reach ---- */

struct str advert_signs(const struct reading_piece *r, size_t i)
{
	const struct word *word = &r->words.list[i];
	const char *base = r->plain + r->piece->from;

	if (i + 1 >= r->words.count)
		return STR("");
	if (word[1].from <= word->to)	/* "don't" is two words in one place */
		return STR("");
	return (struct str){ base + word->to, word[1].from - word->to };
}

bool advert_has(struct str signs, char sign)
{
	return signs.len > 0 && memchr(signs.s, sign, signs.len);
}

bool advert_is_one(const struct reading_piece *r, size_t i,
		      const char *const *list)
{
	for (; i < r->words.count && *list; list++)
		if (str_is(r->words.list[i].folded, *list))
			return true;
	return false;
}

/* Does a new thing that is asked for begin at word i, so that "ideally" from
 * before it no longer holds? */
static bool begins_claim(const struct reading_piece *r, const struct cue *cue,
			 size_t i)
{
	static const char *const joins[] = { "and", "but", "as", NULL };
	static const char *const verbs[] = {
		"be", "have", "know", "are", "you", "able", "understand",
		"enjoy", "can", "will", "must", "a", "strong", "good",
		"excellent", "while", "we", "our", "solid", NULL
	};

	if (!r->words.list[i].after_comma)
		return false;
	if (advert_is_one(r, i, joins))
		i++;
	/* "Ideally you know this, you know that, and you ..." */
	return advert_is_one(r, i, verbs) &&
	       !str_equal(r->words.list[i].folded,
			  r->words.list[cue->last + 1].folded);
}

/* The same for "is a plus" from behind: it reaches back to here. */
static bool begins_item(const struct reading_piece *r, size_t i)
{
	static const char *const items[] = {
		"experience", "knowledge", "familiarity", "exposure",
		"understanding", "awareness", "some", "any", "prior", "a",
		"previous", "relevant", NULL
	};
	static const char *const joins[] = { "and", "while", "but", NULL };
	static const char *const parts[] = { "so", "because", NULL };
	static const char *const than[] = { "than", NULL };

	if (advert_is_one(r, i, than))
		return true;
	if (r->words.list[i].after_comma && advert_is_one(r, i, parts))
		return true;
	if (advert_is_one(r, i, joins))
		return r->words.list[i].after_comma &&
		       advert_is_one(r, i + 1, items);
	return r->words.list[i].after_comma && advert_is_one(r, i, items);
}

/* Words from `from` to `to`, or SIZE_MAX where a semicolon, the end of a
 * sentence, a contrast or a bracket stands between. */
static size_t distance(const struct reading_piece *r, size_t from, size_t to,
		       bool out_of_brackets)
{
	size_t far = to - from;
	int depth = 0;

	if (r->words.list[from].sentence != r->words.list[to].sentence)
		return SIZE_MAX;
	for (size_t i = from; i < to; i++) {
		struct str signs = advert_signs(r, i);

		if (advert_has(signs, ';') ||
		    (r->words.list[i + 1].segment != r->words.list[i].segment))
			return SIZE_MAX;
		depth += advert_has(signs, '(');
		depth -= advert_has(signs, ')');
		if (depth < 0 && !out_of_brackets)
			return SIZE_MAX;
	}
	return far;
}

/* "Replace RabbitMQ with Kafka", "moving off MySQL to Postgres": what is left
 * ends where the new begins. */
static bool is_arrived(const struct reading_piece *r, const struct cue *cue,
		       size_t first)
{
	static const char *const leaving[] = {
		"replace", "replacing", "replacement", "off", "from", "away",
		"retiring", "ditching", "dropping", "abandoning", NULL
	};
	static const char *const arriving[] = {
		"to", "onto", "into", "with", "towards", "toward", "by",
		"favour", "favor", "in", NULL
	};
	bool leaves = false;

	for (size_t i = cue->first; i <= cue->last; i++)
		leaves = leaves || advert_is_one(r, i, leaving);
	for (size_t i = cue->last + 1; leaves && i < first; i++)
		if (advert_is_one(r, i, arriving))
			return true;
	return false;
}

/* "We used Azure until 2023", "we tried Kafka and decided against it": what it
 * speaks of stands within, not behind. */
static bool is_closed(const struct reading_piece *r, const struct cue *cue)
{
	static const char *const closing[] = {
		"till", "until", "years", "ages", "long", "decided",
		"rejected", "dropped", "abandoned", "declined", "paid",
		"meetup", "meetups", "conference", "conferences", NULL
	};

	return advert_is_one(r, cue->last, closing);
}

/* From a word like "ideally" on to the words [first, last]. */
static size_t reach_forward(const struct reading_piece *r,
			    const struct cue *cue, size_t first)
{
	size_t far = distance(r, cue->last, first, false);

	if (cue->weigh == NONE_BEFORE && (is_arrived(r, cue, first) ||
					  is_closed(r, cue)))
		return SIZE_MAX;
	for (size_t i = cue->last + 2; far != SIZE_MAX && i <= first; i++)
		if (begins_claim(r, cue, i))
			return SIZE_MAX;
	return far;
}

/* "SQL, Kafka is a plus" speaks of Kafka alone; "SQL or Kafka is", of both. */
static bool is_one_thing(const struct reading_piece *r, const struct cue *cue,
			 size_t last)
{
	static const char *const singular[] = { "is", "would", NULL };
	static const char *const joins[] = { "and", "or", NULL };
	static const char *const relative[] = { "which", "though", "but",
						NULL };
	bool comma = false;

	if (!advert_is_one(r, cue->first, singular) &&
	    !(cue->first > 0 && advert_is_one(r, cue->first - 1, singular)))
		return false;
	for (size_t i = last + 1; i < cue->first; i++) {
		if (r->words.list[i].after_comma &&
		    !advert_is_one(r, i, relative))
			comma = true;
		if (advert_is_one(r, i, joins))
			comma = false;
	}
	return comma;
}

/* "Single sign on, preferably Azure AD" prefers what follows it. */
static bool prefers_next(const struct reading_piece *r, const struct cue *cue)
{
	static const char *const prefers[] = { "preferably", NULL };
	const struct word *list = r->words.list;

	return advert_is_one(r, cue->first, prefers) &&
	       list[cue->first].after_comma &&
	       cue->last + 1 < r->words.count &&
	       list[cue->last + 1].sentence == list[cue->last].sentence &&
	       !list[cue->last + 1].after_comma;
}

/* From a word like "desirable" back. In brackets of its own it speaks of the
 * one thing before them. */
static size_t reach_back(const struct reading_piece *r, const struct cue *cue,
			 size_t last)
{
	size_t far = distance(r, last, cue->first, cue->weigh == NONE_AFTER);
	bool bracket = cue->first > 0 &&
		       advert_has(advert_signs(r, cue->first - 1), '(');
	bool opened = false;

	if (prefers_next(r, cue))
		return SIZE_MAX;
	for (size_t i = last + 1; far != SIZE_MAX && i <= cue->first; i++) {
		if ((i < cue->first && begins_item(r, i)) ||
		    (bracket && i < cue->first &&
					  r->words.list[i].after_comma))
			return SIZE_MAX;
		opened = opened || (advert_has(advert_signs(r, i - 1), '(') &&
				    i < cue->first);
	}
	return (opened && !bracket) || is_one_thing(r, cue, last) ? SIZE_MAX
								   : far;
}

static bool same_clause(const struct reading_piece *r, size_t a, size_t b)
{
	return r->words.list[a].clause == r->words.list[b].clause;
}

/* "Postgres that the data team runs": said of what stands before. */
static bool is_relative(const struct reading_piece *r, const struct cue *cue)
{
	static const char *const articles[] = { "the", "our", "an", "a",
						"their", NULL };
	static const char *const relative[] = { "that", "which", "what",
						NULL };
	size_t at = cue->first;

	if (at > 0 && advert_is_one(r, at - 1, articles))
		at--;
	return at > 0 && advert_is_one(r, at - 1, relative);
}

/* "The data team use" what follows; "handled by another team" is what stands
 * before, too. */
static size_t reach_others(const struct reading_piece *r,
			   const struct cue *cue, const struct hit *hit)
{
	static const char *const passive[] = {
		"by", "belongs", "belong", "falls", "fall", "sits", "sit",
		"lives", "live", "responsibility", "remit", "job", "domain",
		"territory", "outsourced", "contracted", "contract",
		"elsewhere", "externally", NULL
	};
	bool back = is_relative(r, cue);

	for (size_t i = cue->first; i <= cue->last; i++)
		back = back || advert_is_one(r, i, passive);
	if (hit->last < cue->first && !back)
		return SIZE_MAX;
	return same_clause(r, cue->first, hit->first) ||
	       same_clause(r, cue->last, hit->first) ? 1 : SIZE_MAX;
}

/* "SQL is essential, as is Git": the same is said of what follows. */
static size_t reach_as(const struct reading_piece *r, const struct cue *cue,
		       size_t first)
{
	static const char *const as[] = { "as", NULL };
	static const char *const is[] = { "is", "are", "would", NULL };

	if (first <= cue->last + 2 || !advert_is_one(r, cue->last + 1, as) ||
	    !advert_is_one(r, cue->last + 2, is))
		return SIZE_MAX;
	return distance(r, cue->last, first, false);
}

/* SIZE_MAX: the cue does not speak of the hit. */
static size_t reach(const struct reading_piece *r, const struct cue *cue,
		    const struct hit *hit)
{
	bool before = cue->weigh == MUST_BEFORE || cue->weigh == NICE_BEFORE ||
		      cue->weigh == NONE_BEFORE;

	if (cue->weigh == ASIDE)
		return SIZE_MAX;
	if (cue->weigh == ELSEWHERE)
		return reach_others(r, cue, hit);
	if (cue->first <= hit->last && cue->last >= hit->first)
		return cue->weigh == NONE_BEFORE ? 0 : SIZE_MAX;
	if (before && cue->last < hit->first)
		return reach_forward(r, cue, hit->first);
	if (!before && cue->first > hit->last)
		return reach_back(r, cue, hit->last);
	return before ? SIZE_MAX : reach_as(r, cue, hit->first);
}

/* "You do not have to know either", "none of these is essential": does the cue
 * speak of what was named before? */
static bool points_back(const struct reading_piece *r, const struct cue *cue)
{
	static const char *const pronouns[] = { "either", "both", "neither",
						"these", "them", NULL };
	size_t from = cue->first > POINTS_WITHIN ? cue->first - POINTS_WITHIN
						 : 0;

	/* "GraphQL or REST, ideally both" asks for one of them */
	if (cue->weigh >= ELSEWHERE || (cue->weigh == NICE_BEFORE &&
	    advert_is_one(r, cue->last + 1, pronouns)))
		return false;
	for (size_t i = from; i <= cue->last + POINTS_WITHIN &&
	     i < r->words.count; i++)
		if (r->words.list[i].sentence ==
		    r->words.list[cue->first].sentence &&
		    advert_is_one(r, i, pronouns))
			return true;
	return false;
}

/* "We took it out", "ignore them": is the pronoun in the cue? */
static bool holds(const struct reading_piece *r, const struct cue *cue,
		  const char *const *pronouns)
{
	for (size_t i = cue->first; i <= cue->last; i++)
		if (advert_is_one(r, i, pronouns))
			return true;
	return false;
}

/* "Both are run by another team": what the sentence before named, where this
 * one begins with a word for it. */
static size_t reach_subject(const struct reading_piece *r,
			    const struct cue *cue, const struct hit *hit)
{
	static const char *const many[] = { "both", "they", "these", "those",
					    "all", "neither", NULL };
	static const char *const one[] = { "it", "this", "that", NULL };
	static const char *const them[] = { "them", NULL };
	const struct word *list = r->words.list;
	size_t begin = cue->first;

	if (cue->weigh != ELSEWHERE && cue->weigh != NONE_AFTER)
		return SIZE_MAX;
	while (begin > 0 && list[begin - 1].sentence ==
			    list[cue->first].sentence)
		begin--;
	if (begin <= hit->last ||
	    list[begin - 1].sentence != list[hit->last].sentence)
		return SIZE_MAX;
	if (cue->first - begin > SUBJECT_WORDS)
		return SIZE_MAX;
	if (advert_is_one(r, begin, many) || holds(r, cue, them) ||
	    ((advert_is_one(r, begin, one) || holds(r, cue, one)) &&
	     begin - hit->last <= NAMED_WITHIN))
		return cue->first - hit->last;
	return SIZE_MAX;
}

/* From such a cue to what its sentence or the one before named. */
static size_t reach_named(const struct reading_piece *r, const struct cue *cue,
			  const struct hit *hit)
{
	const struct word *list = r->words.list;
	size_t begin = cue->first;

	if (cue->first <= hit->last || !points_back(r, cue))
		return SIZE_MAX;
	while (begin > 0 && list[begin - 1].sentence ==
			    list[cue->first].sentence)
		begin--;
	if (begin > hit->last &&
	    (cue->first - begin > SUBJECT_WORDS ||
	     list[begin - 1].sentence != list[hit->last].sentence))
		return SIZE_MAX;
	return cue->first - hit->last;
}

/* ---- one hit ---- */

/* "Docker is not used" - but "your migrations don't lock tables" denies no
 * more than the lock. */
static bool is_disused(const struct reading_piece *r, const struct hit *hit)
{
	static const char *const uses[] = {
		"use", "used", "using", "need", "needed", "require",
		"required", "necessary", "want", "wanted", "expected", "part",
		"involved", "matter", "supported", "have", "know", "touch",
		"running", "run", "essential", "here", "there", "any", NULL
	};
	const struct word *list = r->words.list;

	for (size_t i = hit->last + 1; i < r->words.count &&
	     list[i].clause == list[hit->last].clause; i++)
		if (advert_is_one(r, i, uses))
			return true;
	return false;
}

/* "Docker is not used, but it would be welcome." */
static enum effect weigh_denied(const struct reading_piece *r,
				const struct hit *hit, enum effect otherwise)
{
	const struct word *list = r->words.list;

	if (!is_disused(r, hit))
		return otherwise;
	for (size_t i = 0; i < r->cue_count; i++)
		if (r->cues[i].effect == EFFECT_NICE &&
		    r->cues[i].first > hit->last &&
		    list[r->cues[i].first].sentence == list[hit->last].sentence)
			return EFFECT_NICE;
	return EFFECT_NONE;
}

enum effect advert_weigh(const struct reading_piece *r,
			 const struct hit *hit, enum effect otherwise,
			 const struct cue **by)
{
	size_t nearest = SIZE_MAX;
	enum effect effect = otherwise;

	*by = NULL;
	for (size_t i = 0; i < r->cue_count; i++) {
		size_t far = reach(r, &r->cues[i], hit);

		if (far == SIZE_MAX)
			far = reach_named(r, &r->cues[i], hit);
		if (far == SIZE_MAX)
			far = reach_subject(r, &r->cues[i], hit);
		if (far < nearest) {
			nearest = far;
			*by = &r->cues[i];
			effect = r->cues[i].effect;
		}
	}
	if (hit->denied && nearest == SIZE_MAX)
		return weigh_denied(r, hit, otherwise);
	if (hit->negated && effect != EFFECT_NICE &&
	    hit->negator < hit->first &&
	    hit->first - hit->negator <= NEGATED_WITHIN)
		return EFFECT_NONE;
	return effect;
}

