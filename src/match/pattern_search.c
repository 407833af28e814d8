/* pattern_search.c - whether a response holds the items of a match, in order.
 *
 * First every item is compared with every word, which gives a row of bits an
 * item; an item that no word can be ends the search there. In order, the rest
 * is a walk over sets: the words that may be the last one used after item j
 * follow from those after item j - 1, all at once. A bracket phrase at a place
 * is the same walk over its slots; only the shortest stretch of words that it
 * fits is ever used, so one number a place, made when first asked for, says
 * all of it. The rules of any order are in pattern_order.c.
 */
#include "match/pattern.h"

#define SPAN_NONE UINT32_MAX	/* looked for, and there is none */

enum { SCRATCH = 2 /* rows a walk needs */ };

bool search_step(struct search *search, uint64_t steps)
{
	if (search->steps >= steps) {
		search->steps -= steps;
		return true;
	}
	search->steps = 0;
	search->hard = true;
	return false;
}

/* ---- rows ---- */

/* False where no word can be the item, but for its phrases. */
static bool fill_row(struct search *search, const struct item *item)
{
	const struct pattern_words *words = search->words;
	uint64_t *row = search->rows + item->row * words->stride;
	bool filled = false;

	search_step(search, words->count * item->word_count / 4);
	for (size_t k = 0; k < words->count && !search->hard; k++)
		for (size_t w = 0; w < item->word_count; w++)
			if (word_matches(search, &item->words[w],
					 &words->list[k])) {
				bit_set(row, k);
				filled = true;
				break;
			}
	return filled;
}

/* False where the item can be nowhere. */
static bool fill_item(struct search *search, const struct item *item)
{
	bool filled = fill_row(search, item);

	for (size_t p = 0; p < item->list_count; p++) {
		const struct list *list = &item->lists[p];
		bool alive = list->count <= search->words->count;

		for (size_t j = 0; j < list->count && alive; j++)
			alive = fill_row(search, &list->items[j]);
		search->dead[list->number] = !alive;
		filled |= alive;
	}
	return filled;
}

/* ---- walking in order ---- */

/* to = the places right behind from. */
static void shift(uint64_t *to, const uint64_t *from, size_t stride)
{
	uint64_t carry = 0;

	for (size_t i = 0; i < stride; i++) {
		uint64_t word = from[i];

		to[i] = word << 1 | carry;
		carry = word >> 63;
	}
}

/* to = places from `first` on. */
static void set_from(uint64_t *to, size_t stride, size_t first)
{
	bits_clear(to, stride);
	if (first / 64 >= stride)
		return;
	to[first / 64] = ~UINT64_C(0) << first % 64;
	for (size_t i = first / 64 + 1; i < stride; i++)
		to[i] = ~UINT64_C(0);
}

/* allowed = where an item tied to one that ends in reach may stand. Spoils
 * reach. */
static void tie(const struct search *search, uint64_t *reach, uint64_t *allowed)
{
	size_t stride = search->words->stride;
	unsigned distance = search->suffix->more ? search->suffix->gap + 1 : 1;

	bits_clear(allowed, stride);
	while (distance--) {
		for (size_t i = 0; i < stride; i++)
			reach[i] &= ~search->words->stops[i];
		shift(reach, reach, stride);
		for (size_t i = 0; i < stride; i++)
			allowed[i] |= reach[i];
	}
}

/* The words at which the stretches of the item's phrases end. */
static void add_spans(struct search *search, const struct list *list,
		      size_t item, const uint64_t *allowed, uint64_t *reach)
{
	const struct pattern_words *words = search->words;

	if (list->items[item].list_count == 0)
		return;
	for (size_t k = bits_next(allowed, words->stride, 0);
	     k < words->count; k = bits_next(allowed, words->stride, k + 1)) {
		size_t span = span_at(search, list, item, k);

		if (span)
			bit_set(reach, k + span - 1);
	}
}

/* Walks the list from a word on. Gives the last words it may use (a row that
 * the next walk spoils), or NULL where it is not said. */
static const uint64_t *walk(struct search *search, const struct list *list,
			    size_t from, bool whole)
{
	size_t stride = search->words->stride;
	bool more = search->suffix->more;
	uint64_t *reach = search->scratch + (whole ? 0 : SCRATCH * stride);
	uint64_t *allowed = reach + stride;

	for (size_t j = 0; j < list->count; j++) {
		const uint64_t *row = search_row(search, &list->items[j]);

		if (j == 0 && whole && more) {
			set_from(allowed, stride, from);
		} else if (j == 0) {
			bits_clear(allowed, stride);
			bit_set(allowed, from);
		} else if (list->items[j].tied) {
			tie(search, reach, allowed);
		} else if (more) {
			set_from(allowed, stride,
				 bits_next(reach, stride, 0) + 1);
		} else {
			shift(allowed, reach, stride);
		}
		for (size_t i = 0; i < stride; i++)
			reach[i] = allowed[i] & row[i];
		add_spans(search, list, j, allowed, reach);
		if (search->hard || bits_empty(reach, stride))
			return NULL;
	}
	return reach;
}

/* ---- bracket phrases ---- */

static size_t span_in_order(struct search *search, const struct list *list,
			    size_t place)
{
	const uint64_t *reach;

	if (!bit_is(search_row(search, list->items), place) ||
	    !search_step(search, list->count * search->words->stride))
		return 0;
	reach = walk(search, list, place, false);
	return reach ? bits_next(reach, search->words->stride, 0) + 1 - place
		     : 0;
}

/* In memory of its own, taken back each time: there are very many of these
 * questions to a long response. */
static bool holds(struct search *search, const struct list *list, size_t place,
		  size_t count)
{
	struct arena *arena = search->arena;
	bool found;

	arena_reset(&search->inner);
	search->arena = &search->inner;
	found = search_any_order(search, list, place, place + count, false);
	search->arena = arena;
	return found;
}

/* The shortest stretch of least to most words, all of which but the last may
 * be too short: steps that double, then halving what lies between. A stretch
 * longer than one that holds the phrase holds it too. 0: none does. */
static size_t shortest(struct search *search, const struct list *list,
		       size_t place, size_t least, size_t most)
{
	size_t enough = least;

	for (size_t step = 1; !holds(search, list, place, enough); step *= 2) {
		if (enough == most || search->hard)
			return 0;
		least = enough + 1;
		enough = most - enough > step ? enough + step : most;
	}
	while (least < enough && !search->hard) {
		size_t middle = least + (enough - least) / 2;

		if (holds(search, list, place, middle))
			enough = middle;
		else
			least = middle + 1;
	}
	return enough;
}

static size_t span_any_order(struct search *search, const struct list *list,
			     size_t place)
{
	struct known_span *known = &search->known[list->number];
	size_t most = search->words->count - place, least = list->count, span;

	if (!search->suffix->more)
		return holds(search, list, place, least) ? least : 0;
	if (known->end && known->place <= place) {
		if (known->end == SIZE_MAX)
			return 0;
		if (known->end > place + least)
			least = known->end - place;
	}
	span = shortest(search, list, place, least, most);
	*known = (struct known_span){ place, span ? place + span : SIZE_MAX };
	return span;
}

static size_t find_span(struct search *search, const struct list *list,
			size_t item, size_t place)
{
	const struct item *here = &list->items[item];
	bool in_order = !search->suffix->any_order || here->tied ||
			(item + 1 < list->count && here[1].tied);
	size_t best = 0;

	for (size_t p = 0; p < here->list_count && !search->hard; p++) {
		const struct list *phrase = &here->lists[p];
		size_t span;

		if (search->dead[phrase->number] ||
		    phrase->count > search->words->count - place)
			continue;
		span = in_order ? span_in_order(search, phrase, place)
				: span_any_order(search, phrase, place);
		if (span && (!best || span < best))
			best = span;
	}
	return best;
}

size_t span_at(struct search *search, const struct list *list, size_t item,
	       size_t place)
{
	uint32_t *span;

	if (list->items[item].list_count == 0)
		return 0;
	span = &search->spans[item * search->words->count + place];
	if (*span == 0) {
		size_t found = find_span(search, list, item, place);

		*span = found ? (uint32_t)found : SPAN_NONE;
	}
	return *span == SPAN_NONE ? 0 : *span;
}

/* ---- one match ---- */

static bool search_in_order(struct search *search, const struct list *list)
{
	const uint64_t *reach = walk(search, list, 0, true);

	return reach && (search->suffix->more ||
			 bit_is(reach, search->words->count - 1));
}

bool search_prepare(struct search *search, const struct node *node)
{
	const struct list *list = &node->list;
	size_t count = search->words->count, stride = search->words->stride;

	search->suffix = &node->suffix;
	if (count < list->count ||
	    (!node->suffix.more && count > list->longest) ||
	    !search_step(search, node->rows * stride +
			 (list->nests ? list->count * count : 0)))
		return false;
	search->rows = ARENA_ARRAY(search->arena, (node->rows + 2 * SCRATCH) *
				   stride, uint64_t);
	search->scratch = search->rows + node->rows * stride;
	if (list->nests) {
		search->dead = ARENA_ARRAY(search->arena, node->phrases, bool);
		search->known = ARENA_ARRAY(search->arena, node->phrases,
					    struct known_span);
		search->spans = ARENA_ARRAY(search->arena, list->count * count,
					    uint32_t);
	}
	for (size_t j = 0; j < list->count && !search->hard; j++)
		if (!fill_item(search, &list->items[j]))
			return false;
	return !search->hard;
}

bool search_run(struct search *search, const struct node *node)
{
	return node->suffix.any_order
	     ? search_any_order(search, &node->list, 0, search->words->count,
				true)
	     : search_in_order(search, &node->list);
}

bool search_match(struct search *search, const struct node *node)
{
	return search_prepare(search, node) && search_run(search, node);
}
