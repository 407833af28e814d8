/* explain.c - what a phrase lacks to match: for whoever asks "why not?".
 *
 * Everything is asked of phrase_find itself, with parts of the phrase: each
 * place alone, each side alone, all without what is barred. So an explanation
 * cannot say otherwise than the search does. Where every place is filled by
 * some word, the longest run of places that holds together is found, and what
 * parts it from the nearest word for the next place is the reason.
 */
#include "match/program.h"

#include <string.h>

enum {
	FINDS_MAX = 256,
	PLACES_MAX = 64,		/* of one phrase */
	NEAR_WHOLE = 900, NEAR_PLACES = 700, NEAR_WORDS = 600,
};

const char *const lack_names[LACK_COUNT] = {
	"nothing", "negated", "refused", "barred", "case", "typed", "order",
	"far", "clause", "contrast", "sentence", "placed", "words", "hard",
};

/* One way to fill a place or a side. */
struct find {
	uint16_t words[MATCH_WORDS_MAX];
	size_t count;
	uint16_t first, last;
};

struct finds {
	struct find *list;
	size_t count;
};

struct explaining {
	struct arena *arena;
	struct arena *scratch;		/* of one phrase */
	const struct phrase *phrase;
	const struct reading *reading;
	bool strict;
	struct nearest *near;
};

static const struct word *word_at(const struct explaining *e, size_t at)
{
	return &e->reading->words->list[at];
}

/* A place as written. */
static struct str slot_text(const struct explaining *e,
			    const struct slot *slot)
{
	return (struct str){ e->phrase->text.s + slot->from,
			     (size_t)(slot->to - slot->from) };
}

/* ---- finding parts of the phrase ---- */

/* Notes what was found and asks for more. */
static bool note_find(void *context, const uint16_t *words, size_t count)
{
	struct finds *finds = context;
	struct find *find = &finds->list[finds->count];

	if (finds->count == FINDS_MAX)
		return false;
	*find = (struct find){ .count = count, .first = UINT16_MAX };
	for (size_t i = 0; i < count; i++) {
		find->words[i] = words[i];
		if (words[i] < find->first)
			find->first = words[i];
		if (words[i] > find->last)
			find->last = words[i];
	}
	finds->count++;
	return false;
}

static struct finds find_side(const struct explaining *e,
			      const struct sequence *side)
{
	struct finds finds = {
		ARENA_ARRAY(e->scratch, FINDS_MAX, struct find), 0
	};
	struct match_rule rule = { .strict = e->strict, .allows = note_find,
				   .context = &finds };
	struct phrase alone = { .sides = side, .count = 1 };
	struct match unused;

	phrase_find(&alone, e->reading, &rule, &unused);
	return finds;
}

static struct finds find_slot(const struct explaining *e,
			      const struct slot *slot)
{
	struct sequence alone = { .slots = NULL, .count = 1 };
	struct slot copy = *slot;

	copy.gap = 0;
	alone.slots = &copy;
	return find_side(e, &alone);
}

static void add_words(struct nearest *near, const struct find *find)
{
	for (size_t i = 0; i < find->count; i++) {
		size_t at = near->count;

		for (size_t j = 0; j < near->count; j++)
			if (near->words[j] == find->words[i])
				at = MATCH_WORDS_MAX;
		if (at >= MATCH_WORDS_MAX)
			continue;
		for (near->count++; at > 0 &&
		     near->words[at - 1] > find->words[i]; at--)
			near->words[at] = near->words[at - 1];
		near->words[at] = find->words[i];
	}
}

static bool has_meaning(const struct explaining *e, const struct find *find)
{
	for (size_t i = 0; i < find->count; i++)
		if (!word_at(e, find->words[i])->function)
			return true;
	return false;
}

/* ---- what parts two finds ---- */

struct parting {
	enum lack lack;
	size_t between;
	uint16_t by;
	unsigned badness;		/* 0: nothing parts them */
};

static uint16_t segment_start(const struct explaining *e, size_t at)
{
	while (at > 0 && word_at(e, at - 1)->segment == word_at(e, at)->segment)
		at--;
	return (uint16_t)at;
}

static bool has_comma(const struct explaining *e, size_t from, size_t to)
{
	for (size_t i = from + 1; i <= to; i++)
		if (word_at(e, i)->after_comma)
			return true;
	return false;
}

static bool overlap(const struct find *a, const struct find *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			if (a->words[i] == b->words[j])
				return true;
	return false;
}

/* Of two finds that should stand together. Ordered: in this order, with at
 * most `gap` words between; else all within `gap` words. */
static struct parting part(const struct explaining *e, const struct find *a,
			   const struct find *b, int gap, bool ordered)
{
	bool before = b->first < a->first;
	const struct find *left = before ? b : a, *right = before ? a : b;
	const struct word *first = word_at(e, left->last);
	const struct word *second = word_at(e, right->first);
	struct parting p = { .lack = LACK_NOTHING };

	if (!ordered)
		p.between = (size_t)(right->last - left->first);
	else if (right->first > left->last)
		p.between = (size_t)(right->first - left->last) - 1;
	if (first->sentence != second->sentence) {
		p.lack = LACK_SENTENCE;
		p.badness = 40000;
	} else if (first->segment != second->segment) {
		p.lack = LACK_CONTRAST;
		p.by = segment_start(e, right->first);
		p.badness = 30000;
	} else if (first->clause != second->clause &&
		   (e->strict || (ordered && gap == GAP_ANY))) {
		p.lack = LACK_CLAUSE;
		p.badness = 20000;
	} else if (ordered && before) {
		p.lack = LACK_ORDER;
		p.badness = 10000;
	} else if (p.between > (size_t)gap) {
		p.lack = LACK_FAR;
		p.badness = 1;
	} else if (e->strict && ordered && gap != GAP_ANY &&
		   has_comma(e, left->last, right->first)) {
		p.lack = LACK_CLAUSE;
		p.badness = 1;
	}
	if (p.badness > 0)
		p.badness += (unsigned)p.between;
	return p;
}

static void report(struct nearest *near, const struct parting *p, int gap)
{
	near->sides = gap == WINDOW;
	near->lack = p->lack;
	near->between = p->between;
	near->most = (size_t)gap;
	near->by = p->by;
	near->weight = NEAR_PLACES - p->badness / 100;
}

static unsigned spread(const struct find *find, const struct find *other)
{
	return (unsigned)(find->first > other->first
			  ? find->first - other->first
			  : other->first - find->first);
}

/* ---- places that no word fills ---- */

struct place {
	const struct slot *slot;
	struct finds finds;
};

static const struct find *nearest_to(const struct finds *finds,
				     const struct find *anchor)
{
	const struct find *best = NULL;

	for (size_t i = 0; i < finds->count; i++)
		if (!best || spread(&finds->list[i], anchor) <
			     spread(best, anchor))
			best = &finds->list[i];
	return best;
}

/* The words nearest together that fill what is filled. */
static void gather_words(const struct explaining *e,
			 const struct place *places, size_t count)
{
	const struct place *rarest = NULL;
	const struct find *anchor = NULL;
	unsigned least = 0;

	for (size_t i = 0; i < count; i++)
		if (places[i].finds.count > 0 && (!rarest ||
		    places[i].finds.count < rarest->finds.count))
			rarest = &places[i];
	for (size_t a = 0; rarest && a < rarest->finds.count; a++) {
		unsigned sum = 0;

		for (size_t i = 0; i < count; i++)
			if (places[i].finds.count > 0)
				sum += spread(nearest_to(&places[i].finds,
						&rarest->finds.list[a]),
					      &rarest->finds.list[a]);
		if (!anchor || sum < least) {
			least = sum;
			anchor = &rarest->finds.list[a];
		}
	}
	for (size_t i = 0; anchor && i < count; i++)
		if (places[i].finds.count > 0)
			add_words(e->near, nearest_to(&places[i].finds,
						      anchor));
}

static bool explain_words(const struct explaining *e,
			  const struct place *places, size_t count)
{
	struct nearest *near = e->near;
	size_t told = 0;

	near->places = count;
	for (size_t i = 0; i < count; i++) {
		const struct finds *finds = &places[i].finds;
		bool means = false;

		for (size_t f = 0; f < finds->count && !means; f++)
			means = has_meaning(e, &finds->list[f]);
		near->filled += finds->count > 0;
		told += means;
		if (finds->count == 0)
			strings_add(e->arena, &near->missing,
				    str_dup(e->arena,
					    slot_text(e, places[i].slot)));
	}
	if (near->missing.count == 0)
		return false;
	near->lack = LACK_WORDS;
	if (told == 0)			/* an "it" or "not" is no clue */
		return true;
	gather_words(e, places, count);
	near->weight = (unsigned)(NEAR_WORDS * (near->filled + told) /
				  (2 * count));
	return true;
}

/* ---- a side whose words do not hold together ---- */

struct chain {
	struct find parts[PLACES_MAX];
	size_t count;
	struct parting parting;		/* from the next place ... */
	const struct find *next;	/* ... filled like this; NULL: only by
					   words that are in use */
};

static bool in_use(const struct chain *chain, const struct find *find)
{
	for (size_t i = 0; i < chain->count; i++)
		if (overlap(&chain->parts[i], find))
			return true;
	return false;
}

/* Goes on as long as some find holds to the one before; the nearest. */
static void extend(const struct explaining *e, const struct place *places,
		   size_t count, struct chain *chain)
{
	while (chain->count < count) {
		const struct find *end = &chain->parts[chain->count - 1];
		const struct finds *finds = &places[chain->count].finds;
		int gap = (int)places[chain->count].slot->gap;

		chain->next = NULL;
		if (e->strict && gap != GAP_ANY && gap > GAP_STRICT)
			gap = GAP_STRICT;
		for (size_t i = 0; i < finds->count; i++) {
			struct parting p = part(e, end, &finds->list[i], gap,
						true);

			if (in_use(chain, &finds->list[i]) || (chain->next &&
			    p.badness >= chain->parting.badness))
				continue;
			chain->parting = p;
			chain->next = &finds->list[i];
		}
		if (!chain->next || chain->parting.badness > 0)
			return;
		chain->parts[chain->count++] = *chain->next;
	}
}

static bool is_better(const struct chain *a, const struct chain *b)
{
	if (a->count != b->count)
		return a->count > b->count;
	if (!a->next || !b->next)
		return a->next && !b->next;
	return a->parting.badness < b->parting.badness;
}

static void explain_side(const struct explaining *e,
			 const struct place *places, size_t count)
{
	struct chain *best = ARENA_NEW(e->scratch, struct chain);
	struct chain *chain = ARENA_NEW(e->scratch, struct chain);
	struct nearest *near = e->near;
	int gap;

	for (size_t i = 0; i < places->finds.count; i++) {
		*chain = (struct chain){ .count = 1 };
		chain->parts[0] = places->finds.list[i];
		extend(e, places, count, chain);
		if (best->count == 0 || is_better(chain, best))
			*best = *chain;
	}
	for (size_t i = 0; i < best->count; i++)
		add_words(near, &best->parts[i]);
	if (best->count >= count || !best->next) {
		size_t which = best->count < count ? best->count : count - 1;

		near->lack = LACK_WORDS;	/* one word for two places */
		near->weight = NEAR_WORDS;
		near->filled--;
		strings_add(e->arena, &near->missing,
			    str_dup(e->arena,
				    slot_text(e, places[which].slot)));
		return;
	}
	gap = (int)places[best->count].slot->gap;
	if (e->strict && gap != GAP_ANY && gap > GAP_STRICT)
		gap = GAP_STRICT;
	add_words(near, best->next);
	report(near, &best->parting, gap);
}

/* ---- sides that do not stand together ---- */

static void explain_apart(const struct explaining *e,
			  const struct finds *sides, size_t count)
{
	const struct find *anchor = NULL, *other = NULL;
	struct parting least = { .badness = 0 };

	for (size_t a = 0; a < sides[0].count; a++) {
		const struct find *first = &sides[0].list[a], *apart = NULL;
		struct parting worst = { .badness = 0 };

		for (size_t s = 1; s < count; s++) {
			const struct find *near = NULL;
			struct parting p = { .badness = 0 };

			for (size_t i = 0; i < sides[s].count; i++) {
				const struct find *f = &sides[s].list[i];
				struct parting q = part(e, first, f, WINDOW,
							false);

				if (!near || q.badness < p.badness) {
					near = f;
					p = q;
				}
			}
			if (!apart || p.badness > worst.badness) {
				apart = near;
				worst = p;
			}
		}
		if (!anchor || worst.badness < least.badness) {
			anchor = first;
			other = apart;
			least = worst;
		}
	}
	if (least.badness == 0)
		least.lack = LACK_PLACED;
	if (anchor)
		add_words(e->near, anchor);
	if (other)
		add_words(e->near, other);
	report(e->near, &least, WINDOW);
}

static void explain_sides(const struct explaining *e)
{
	const struct phrase *phrase = e->phrase;
	struct place *places = ARENA_ARRAY(e->scratch, PLACES_MAX,
					   struct place);
	struct finds sides[SIDES_MAX];
	size_t count = 0, side_count = 0, starts[SIDES_MAX + 1] = { 0 };

	for (size_t s = 0; s < phrase->count; s++) {
		const struct sequence *side = &phrase->sides[s];

		if (phrase->barring >> s & 1)
			continue;
		for (size_t i = 0; i < side->count && count < PLACES_MAX; i++) {
			places[count].slot = &side->slots[i];
			places[count].finds = find_slot(e, &side->slots[i]);
			count++;
		}
		sides[side_count] = find_side(e, side);
		starts[++side_count] = count;
	}
	if (explain_words(e, places, count))
		return;
	for (size_t s = 0; s < side_count; s++)
		if (sides[s].count == 0) {
			explain_side(e, places + starts[s],
				     starts[s + 1] - starts[s]);
			return;
		}
	explain_apart(e, sides, side_count);
}

/* ---- exact texts ---- */

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool same_caseless(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (small(a[i]) != small(b[i]))
			return false;
	return true;
}

static void explain_exact(const struct explaining *e)
{
	struct str answer = e->reading->answer, text = e->phrase->text;
	const struct words *words = e->reading->words;
	struct nearest *near = e->near;

	near->places = 1;
	for (size_t at = 0; at + text.len <= answer.len; at++) {
		if (!same_caseless(answer.s + at, text.s, text.len))
			continue;
		near->lack = LACK_CASE;
		near->weight = NEAR_PLACES;
		near->filled = 1;
		for (size_t i = 0; i < words->count; i++)
			if (words->list[i].to > at &&
			    words->list[i].from < at + text.len &&
			    near->count < MATCH_WORDS_MAX)
				near->words[near->count++] = (uint16_t)i;
		return;
	}
	near->lack = LACK_TYPED;
	strings_add(e->arena, &near->missing, str_dup(e->arena, text));
}

/* ---- all of them ---- */

static void take_match(const struct explaining *e, const struct match *match,
		       enum lack lack)
{
	struct nearest *near = e->near;

	near->lack = lack;
	near->weight = lack == LACK_NOTHING ? 1000 : NEAR_WHOLE;
	near->places = near->filled = 1;
	near->count = match->count;
	near->meant = match->meant;
	near->related = match->related;
	memcpy(near->words, match->words, sizeof(near->words));
	for (size_t i = 0; i < match->count && lack == LACK_NEGATED; i++) {
		const struct word *word = word_at(e, match->words[i]);

		if (word->negated || (e->strict && word->avoided)) {
			near->by = word->negator;
			return;
		}
	}
}

/* The whole phrase is said, but denied, not allowed, or with what it bars. */
static bool explain_whole(const struct explaining *e,
			  const struct match_rule *rule)
{
	struct match_rule free = { .strict = e->strict };
	struct sequence sides[SIDES_MAX];
	struct phrase open = { .sides = sides };
	struct str barred = { NULL, 0 };
	struct match match;

	phrase_find(e->phrase, e->reading, rule, &match);
	if (match.state != MATCH_NONE) {
		take_match(e, &match, match.state == MATCH_FOUND
			   ? LACK_NOTHING : LACK_NEGATED);
		return true;
	}
	phrase_find(e->phrase, e->reading, &free, &match);
	if (match.state != MATCH_NONE) {
		take_match(e, &match, match.state == MATCH_FOUND
			   ? LACK_REFUSED : LACK_NEGATED);
		return true;
	}
	for (size_t s = 0; s < e->phrase->count; s++) {
		const struct sequence *side = &e->phrase->sides[s];

		if (e->phrase->barring >> s & 1)
			barred = slot_text(e, &side->slots[0]);
		else
			sides[open.count++] = *side;
	}
	if (barred.s)
		phrase_find(&open, e->reading, &free, &match);
	if (match.state == MATCH_NONE)
		return false;
	take_match(e, &match, LACK_BARRED);
	strings_add(e->arena, &e->near->missing, str_dup(e->arena, barred));
	return true;
}

void phrase_explain(struct arena *arena, const struct phrase *phrase,
		    const struct reading *reading,
		    const struct match_rule *rule, struct nearest *near)
{
	static const struct match_rule any = { 0 };
	struct arena scratch;
	struct explaining e = { arena, &scratch, phrase, reading,
				rule ? rule->strict : false, near };

	*near = (struct nearest){ .lack = LACK_WORDS };
	if (reading->words->count == 0 || explain_whole(&e, rule ? rule : &any))
		return;
	arena_init(&scratch, 0);
	if (phrase->rule)
		hearing_explain(arena, phrase, reading, near);
	else if (phrase->exact)
		explain_exact(&e);
	else
		explain_sides(&e);
	arena_release(&scratch);
}

struct str phrase_source(const struct phrase *phrase)
{
	return phrase->text;
}

/* ---- single words ---- */

/* The first term of that kind that the word stands for, by those rows. */
static struct str term_in(const struct reading *r, const uint64_t *rows,
			  size_t at, enum term_kind kind)
{
	const struct vocabulary *v = r->vocabulary;

	for (size_t t = 0; t < v->count; t++)
		if (v->terms[t].kind == kind && reading_stands(r, rows, at, t))
			return term_folded(&v->terms[t]);
	return (struct str){ "", 0 };
}

static void find_synonyms(const struct synonyms *all, const struct word *word,
			  struct word_sense *sense)
{
	const struct synonym_member *member =
		all->buckets[word->key % SYNONYM_BUCKETS];

	for (; member; member = member->next)
		if (member->words->count == 1 &&
		    str_equal(member->words->list[0].stem, word->stem)) {
			sense->synonyms = all->groups[member->group].words;
			sense->synonym_count = all->groups[member->group].count;
			return;
		}
}

void reading_sense(const struct reading *reading, size_t at,
		   struct word_sense *sense)
{
	bool slip = reading->slips[at / 64] >> (at % 64) & 1;
	struct str term = term_in(reading, reading->own, at, TERM_STEM);

	*sense = (struct word_sense){
		.wild = term_in(reading, reading->own, at, TERM_WILD),
		.joined = term_in(reading, reading->joined, at, TERM_STEM),
	};
	if (slip)
		sense->slip = term;
	else
		sense->same = term;
	find_synonyms(reading->vocabulary->synonyms,
		      &reading->words->list[at], sense);
}
