/* pattern_order.c - the items of a match in any order.
 *
 * Where each item takes one word and none is tied to another, the question is
 * whether every item can be given a word of its own: augmenting paths (Kuhn
 * 1955) answer it. With extra words allowed, items tied by `_` form chains;
 * a chain covers a stretch of words without gaps, and for each place only the
 * stretch that ends first from there on matters. Stretches are then laid from
 * left to right: what counts is which chains are laid and where the last one
 * ends, so each set of chains is looked at once (and of chains that are alike,
 * the first first). Chains that share no word are independent, so sets are
 * small. What is left (`o` without `w`, or a phrase behind `_`, which leaves
 * the gap before it to others) is searched as the rules are written: see
 * pattern_plain.c.
 */
#include "match/pattern.h"

#define NEVER UINT32_MAX	/* an end that no chain has */

enum { CHAINS_MAX = 64, TABLE_BITS = 12, CACHE_BITS = 16 };

/* ---- a word for each item ---- */

struct assigning {
	struct search *search;
	const uint64_t *const *rows;
	size_t from, to;
	uint32_t *owner;	/* of each word from `from` on: its item, from
				   1; 0: free */
	uint64_t *tried;	/* words looked at for this item, likewise */
};

static bool assign(struct assigning *a, size_t item)
{
	size_t stride = a->search->words->stride;

	for (size_t k = bits_next(a->rows[item], stride, a->from); k < a->to;
	     k = bits_next(a->rows[item], stride, k + 1)) {
		uint32_t *owner = &a->owner[k - a->from];

		if (bit_is(a->tried, k - a->from))
			continue;
		if (!search_step(a->search, 1))
			return false;
		bit_set(a->tried, k - a->from);
		if (!*owner || assign(a, *owner - 1)) {
			*owner = (uint32_t)item + 1;
			return true;
		}
	}
	return false;
}

bool search_assign(struct search *search, const uint64_t *const *rows,
		   size_t count, size_t from, size_t to)
{
	struct assigning a = { search, rows, from, to, NULL, NULL };
	size_t stride = (to - from) / 64 + 1;

	if (!search_step(search, count + (to - from) / 16))
		return false;
	a.owner = ARENA_ARRAY(search->arena, to - from, uint32_t);
	a.tried = ARENA_ARRAY(search->arena, stride, uint64_t);
	for (size_t i = 0; i < count; i++) {
		bits_clear(a.tried, stride);
		if (!assign(&a, i))
			return false;
	}
	return true;
}

static bool assign_items(struct search *search, const struct list *list,
			 size_t from, size_t to)
{
	const uint64_t **rows = ARENA_ARRAY(search->arena, list->count,
					    const uint64_t *);

	for (size_t j = 0; j < list->count; j++)
		rows[j] = search_row(search, &list->items[j]);
	return search_assign(search, rows, list->count, from, to);
}

/* ---- chains ---- */

struct chain {
	size_t first, last;	/* items */
	bool single;		/* one item without phrases */
	uint32_t *ends;		/* for each place the earliest end (the place
				   behind) of a stretch from there on; places
				   count from `from` of struct chains */
	uint64_t *cover;	/* places that its stretches use */
	size_t group;		/* chains that share words */
	size_t twin;		/* an earlier one with the same ends, or own */
};

struct chains {
	struct search *search;
	const struct list *list;
	size_t from;
	size_t places;		/* words from there on */
	struct chain *all;
	size_t count;
};

/* The earliest end of the chain's rest where the item before ended before
 * place; `ends` are those of the next item. */
static uint32_t earliest(const struct chains *chains, const uint32_t *ends,
			 size_t place)
{
	size_t last = place + chains->search->suffix->gap;
	uint32_t best = NEVER;

	for (size_t k = place; k <= last && k < chains->places; k++) {
		if (bit_is(chains->search->words->stops, chains->from + k - 1))
			break;
		if (ends[k] < best)
			best = ends[k];
	}
	return best;
}

/* Ends of the chain from item j on, where j stands at each place itself. */
static void find_ends(const struct chains *chains, const struct chain *chain,
		      size_t j, const uint32_t *next, uint32_t *ends)
{
	struct search *search = chains->search;
	const struct list *list = chains->list;
	const uint64_t *row = search_row(search, &list->items[j]);

	for (size_t k = 0; k < chains->places; k++) {
		size_t word = chains->from + k;
		size_t span = list->nests ? span_at(search, list, j, word) : 0;
		uint32_t end = NEVER, other;

		if (bit_is(row, word))
			end = j == chain->last ? (uint32_t)k + 1 :
			      earliest(chains, next, k + 1);
		if (span) {
			other = j == chain->last ? (uint32_t)(k + span) :
				earliest(chains, next, k + span);
			if (other < end)
				end = other;
		}
		ends[k] = end;
	}
	ends[chains->places] = NEVER;
}

/* False where the chain can be nowhere. */
static bool make_chain(struct chains *chains, struct chain *chain)
{
	struct search *search = chains->search;
	size_t places = chains->places;
	uint32_t *ends = ARENA_ARRAY(search->arena, places + 1, uint32_t);
	uint32_t *next = ARENA_ARRAY(search->arena, places + 1, uint32_t);

	for (size_t j = chain->last + 1; j-- > chain->first;) {
		uint32_t *unused = next;

		next = ends;
		ends = unused;
		if (!search_step(search, places))
			return false;
		find_ends(chains, chain, j, next, ends);
	}
	chain->cover = ARENA_ARRAY(search->arena, places / 64 + 1, uint64_t);
	for (size_t k = places; k-- > 0;)
		if (ends[k] >= ends[k + 1])
			ends[k] = ends[k + 1];
		else
			for (size_t w = k; w < ends[k]; w++)
				bit_set(chain->cover, w);
	chain->ends = ends;
	return ends[0] != NEVER && !search->hard;
}

static bool make_chains(struct chains *chains)
{
	const struct list *list = chains->list;

	chains->all = ARENA_ARRAY(chains->search->arena, list->count,
				  struct chain);
	for (size_t j = 0; j < list->count; j++) {
		struct chain *chain = &chains->all[chains->count];

		*chain = (struct chain){
			.first = j, .group = chains->count,
			.twin = chains->count,
		};
		chains->count++;
		while (j + 1 < list->count && list->items[j + 1].tied)
			j++;
		chain->last = j;
		chain->single = chain->first == j &&
				list->items[j].list_count == 0;
		if (!make_chain(chains, chain))
			return false;
	}
	return true;
}

static bool share_words(const struct chains *chains, const struct chain *a,
			const struct chain *b)
{
	for (size_t i = 0; i < chains->places / 64 + 1; i++)
		if (a->cover[i] & b->cover[i])
			return true;
	return false;
}

static void make_groups(struct chains *chains)
{
	struct chain *all = chains->all;
	size_t size = chains->places * sizeof(uint32_t);

	if (!search_step(chains->search, chains->count * chains->count *
			 (chains->places / 64 + 1) / 16))
		return;
	for (size_t i = 1; i < chains->count; i++)
		for (size_t j = i; j-- > 0;) {
			size_t old = all[j].group;

			if (!share_words(chains, &all[i], &all[j]))
				continue;
			if (all[i].twin == i &&
			    !memcmp(all[i].ends, all[j].ends, size))
				all[i].twin = j;
			for (size_t g = 0; g < i && old != all[i].group; g++)
				if (all[g].group == old)
					all[g].group = all[i].group;
		}
}

/* ---- laying a group's chains from left to right ---- */

struct failed {
	uint64_t laid;
	uint32_t end;		/* 0: nothing is kept here */
};

struct laying {
	struct search *search;
	const struct chain *chains[CHAINS_MAX];
	uint64_t before[CHAINS_MAX];	/* twins that come first */
	size_t count;
	struct failed *failed;		/* from here on it cannot be done */
	unsigned bits;			/* of its size */
};

static struct failed *failed_at(const struct laying *laying, uint64_t laid)
{
	uint64_t place = laid * UINT64_C(0x9E3779B97F4A7C15);

	if (laying->bits <= TABLE_BITS)
		return &laying->failed[laid];
	return &laying->failed[place >> (64 - laying->bits)];
}

/* The chain not laid nor tried that ends first from `end` on; count: none.
 * *stuck: one that is not laid can no longer be. */
static size_t next_chain(const struct laying *laying, uint64_t laid,
			 uint64_t tried, uint32_t end, bool *stuck)
{
	size_t best = laying->count;

	for (size_t c = 0; c < laying->count; c++) {
		uint32_t own = laying->chains[c]->ends[end];

		if (laid >> c & 1)
			continue;
		*stuck |= own == NEVER;
		if (!(tried >> c & 1) && !(laying->before[c] & ~laid) &&
		    (best == laying->count ||
		     own < laying->chains[best]->ends[end]))
			best = c;
	}
	return best;
}

static bool lay(struct laying *laying, uint64_t laid, uint32_t end)
{
	uint64_t all = ~UINT64_C(0) >> (64 - laying->count), tried = 0;
	struct failed *failed = failed_at(laying, laid);
	bool stuck = false;

	if (laid == all)
		return true;
	if (failed->end && failed->laid == laid && failed->end <= end + 1)
		return false;
	for (;;) {
		size_t c = next_chain(laying, laid, tried, end, &stuck);

		if (stuck || c == laying->count)
			break;
		if (!search_step(laying->search, laying->count))
			return false;
		if (lay(laying, laid | UINT64_C(1) << c,
			laying->chains[c]->ends[end]))
			return true;
		tried |= UINT64_C(1) << c;
	}
	*failed = (struct failed){ laid, end + 1 };
	return false;
}

/* The chains from `first` on of its group. */
static bool lay_group(struct chains *chains, size_t first)
{
	struct search *search = chains->search;
	struct laying laying = { .search = search };
	const uint64_t *rows[CHAINS_MAX];
	bool single = true;

	for (size_t i = first; i < chains->count; i++) {
		const struct chain *chain = &chains->all[i];
		size_t c = laying.count;

		if (chain->group != chains->all[first].group)
			continue;
		if (c == CHAINS_MAX)
			return search_step(search, search->steps + 1);
		for (size_t b = 0; b < c; b++)
			if (laying.chains[b] == &chains->all[chain->twin])
				laying.before[c] = UINT64_C(1) << b;
		rows[c] = search_row(search,
				     &chains->list->items[chain->first]);
		single &= chain->single;
		laying.chains[laying.count++] = chain;
	}
	if (laying.count == 1)
		return true;
	if (single)
		return search_assign(search, rows, laying.count, chains->from,
				     chains->from + chains->places);
	laying.bits = laying.count <= TABLE_BITS ? (unsigned)laying.count
						 : CACHE_BITS;
	laying.failed = ARENA_ARRAY(search->arena, (size_t)1 << laying.bits,
				    struct failed);
	return lay(&laying, 0, 0);
}

static bool search_chains(struct search *search, const struct list *list,
			  size_t from, size_t to)
{
	struct chains chains = { search, list, from, to - from, NULL, 0 };

	if (!make_chains(&chains))
		return false;
	make_groups(&chains);
	for (size_t i = 0; i < chains.count; i++) {
		size_t g = 0;

		while (chains.all[g].group != chains.all[i].group)
			g++;
		if (g == i && !lay_group(&chains, i))
			return false;
	}
	return true;
}

bool search_any_order(struct search *search, const struct list *list,
		      size_t from, size_t to, bool whole)
{
	bool more = search->suffix->more;

	if (!list->tied && !list->nests)
		return (more || list->count == to - from) &&
		       assign_items(search, list, from, to);
	if (more && !list->tied_nests)
		return search_chains(search, list, from, to);
	return search_plainly(search, list, from, to, whole);
}
