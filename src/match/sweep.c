/* sweep.c - which of all phrases an answer may match, before any is tried.
 *
 * A question has hundreds of phrases, and most lack a word. To find that out
 * one by one would touch the memory of each, so it is done for all at once.
 * Of every phrase some places that must be filled (those with the fewest
 * words) are bits, in PLANES rows of a bit a phrase. A term knows the places
 * that it may begin; the terms of an answer, some dozens, set their bits, and
 * where all rows have one, the phrase is worth a look. No match goes over the
 * end of a segment, so there the rows are emptied. One place of a phrase may
 * be filled by a related word: where all rows but one have a bit, the phrase
 * is worth a look for those.
 */
#include "match/program.h"

#include <string.h>

enum {
	PLACES_MAX = UINT16_MAX + 1,
	EXPECTED_LINES = 6,		/* of the cache, of a phrase */
};

struct sweep {
	size_t cells;			/* of a row */
	uint64_t *open;			/* PLANES rows: needs no word */
	uint32_t *starts;		/* where in list the places of each
					   term begin, and those of none */
	uint16_t *list;			/* places, as bits of all rows */
	const struct phrase **phrases;	/* by number */
};

/* The places of a phrase that are looked at. */
struct needed {
	const struct slot *slots[PLANES];
	size_t choices[PLANES];		/* rising */
	size_t count;
};

static size_t choices(const struct slot *slot)
{
	const struct term_set *begins = slot_begins(slot);
	size_t count = 0;

	for (size_t i = 0; i < begins->count; i++)
		count += (size_t)__builtin_popcountll(
			term_set_cell(begins, i).bits);
	return count;
}

static void need(struct needed *needed, const struct slot *slot)
{
	size_t at = needed->count, own = choices(slot);

	if (at == PLANES && needed->choices[--at] <= own)
		return;
	needed->count = at + 1;
	for (; at > 0 && needed->choices[at - 1] > own; at--) {
		needed->slots[at] = needed->slots[at - 1];
		needed->choices[at] = needed->choices[at - 1];
	}
	needed->slots[at] = slot;
	needed->choices[at] = own;
}

static struct needed find_needed(const struct phrase *phrase)
{
	struct needed needed = { .count = 0 };

	for (size_t i = 0; i < phrase->count; i++)
		for (size_t k = 0; !(phrase->barring >> i & 1) &&
		     k < phrase->sides[i].count; k++)
			need(&needed, &phrase->sides[i].slots[k]);
	return needed;
}

/* Every term that may begin the slot is at that place: counted behind its
 * start, or, where the starts are known, put there. */
static void place_slot(struct sweep *sweep, const struct slot *slot,
		       size_t place)
{
	const struct term_set *begins = slot_begins(slot);

	for (size_t i = 0; i < begins->count; i++) {
		struct term_cell cell = term_set_cell(begins, i);
		size_t first = cell.at * (size_t)64;
		uint64_t bits = cell.bits;

		for (; bits; bits &= bits - 1) {
			size_t term = first + (size_t)__builtin_ctzll(bits);

			if (sweep->list)
				sweep->list[sweep->starts[term]++] =
					(uint16_t)place;
			else
				sweep->starts[term + 1]++;
		}
	}
}

static void place_phrases(struct sweep *sweep, const struct vocabulary *v)
{
	size_t row = sweep->cells * 64;

	for (const struct phrase *p = v->phrases; p; p = p->before) {
		struct needed needed = find_needed(p);

		for (size_t i = 0; i < needed.count; i++)
			place_slot(sweep, needed.slots[i], i * row + p->number);
		for (size_t i = needed.count; i < PLANES; i++)
			sweep->open[i * sweep->cells + p->number / 64] |=
				UINT64_C(1) << p->number % 64;
	}
}

void vocabulary_seal(struct vocabulary *v)
{
	struct sweep *sweep = ARENA_NEW(v->arena, struct sweep);

	vocabulary_settle(v);
	sweep->cells = v->phrase_count / 64 + 1;
	v->sweep = NULL;
	if (PLANES * sweep->cells * 64 > PLACES_MAX)
		return;
	sweep->open = ARENA_ARRAY(v->arena, PLANES * sweep->cells, uint64_t);
	sweep->starts = ARENA_ARRAY(v->arena, v->count + 1, uint32_t);
	place_phrases(sweep, v);
	for (size_t i = 1; i <= v->count; i++)
		sweep->starts[i] += sweep->starts[i - 1];
	sweep->list = ARENA_ARRAY(v->arena, sweep->starts[v->count], uint16_t);
	place_phrases(sweep, v);
	/* Each start has gone on to the next one's. */
	memmove(sweep->starts + 1, sweep->starts, v->count * sizeof(uint32_t));
	sweep->starts[0] = 0;
	sweep->phrases = ARENA_ARRAY(v->arena, v->phrase_count,
				     const struct phrase *);
	for (const struct phrase *p = v->phrases; p; p = p->before)
		sweep->phrases[p->number] = p;
	v->sweep = sweep;
}

/* ---- answers ---- */

static void fill(const struct sweep *sweep, size_t term, uint64_t *rows)
{
	for (uint32_t k = sweep->starts[term]; k < sweep->starts[term + 1];
	     k++)
		rows[sweep->list[k] / 64] |= UINT64_C(1) <<
					     sweep->list[k] % 64;
}

void sweep_begin(struct arena *arena, struct reading *r)
{
	const struct sweep *sweep = r->vocabulary->sweep;

	if (!sweep)
		return;
	r->possible = ARENA_ARRAY(arena, sweep->cells, uint64_t);
	r->nearly = ARENA_ARRAY(arena, sweep->cells, uint64_t);
	r->filled = ARENA_ARRAY(arena, PLANES * sweep->cells, uint64_t);
	memcpy(r->filled, sweep->open,
	       PLANES * sweep->cells * sizeof(uint64_t));
}

void sweep_term(struct reading *r, size_t term)
{
	uint64_t *seen = &r->seen[term / 64], bit = UINT64_C(1) << term % 64;

	if (r->filled && !(*seen & bit))
		fill(r->vocabulary->sweep, term, r->filled);
	*seen |= bit;
}

void sweep_expect(const struct reading *r, size_t term)
{
	const struct sweep *sweep = r->vocabulary->sweep;

	if (!sweep)
		return;
	__builtin_prefetch(&sweep->list[sweep->starts[term]]);
	__builtin_prefetch(&sweep->list[sweep->starts[term + 1]]);
}

/* A phrase, its places and their terms lie one behind the other. */
void sweep_end(const struct reading *r)
{
	const struct sweep *sweep = r->vocabulary->sweep;

	for (size_t c = 0; sweep && c < sweep->cells; c++)
		for (uint64_t bits = r->possible[c]; bits; bits &= bits - 1) {
			const void *phrase = sweep->phrases[
				c * 64 + (size_t)__builtin_ctzll(bits)];

			for (size_t i = 0; i < EXPECTED_LINES; i++)
				__builtin_prefetch((const char *)phrase +
						   i * CACHE_LINE);
		}
}

void sweep_segment(struct reading *r)
{
	const struct sweep *sweep = r->vocabulary->sweep;
	uint64_t *rows = r->filled;

	memset(r->seen, 0, r->term_cells * sizeof(*r->seen));
	for (size_t c = 0; rows && c < sweep->cells; c++) {
		uint64_t all = UINT64_MAX, but_one = UINT64_MAX;

		for (size_t i = c; i < PLANES * sweep->cells;
		     i += sweep->cells) {
			but_one = (but_one & rows[i]) | all;
			all &= rows[i];
			rows[i] = sweep->open[i];
		}
		r->possible[c] |= all;
		r->nearly[c] |= but_one;
	}
}

size_t phrase_next(const struct reading *r, unsigned first, size_t from,
		   size_t count, bool related)
{
	const uint64_t *row = related ? r->nearly : r->possible;
	size_t end = first + count;

	if (related && r->knows_related && !r->related)
		return count;
	for (size_t at = first + from; row && at < end;
	     at = (at / 64 + 1) * 64) {
		uint64_t bits = row[at / 64] >> at % 64;

		if (bits) {
			at += (size_t)__builtin_ctzll(bits);
			return at < end ? at - first : count;
		}
	}
	return row ? count : from;
}
