/* pattern_plain.c - items in any order, tried as the language's rules say.
 *
 * For what the quick ways of pattern_order.c do not cover. Each item is tried
 * at each place where it may stand; a place already used is out, a tied item
 * uses up the words between, a phrase does not. What failed is remembered by
 * item, place, last word and the set of words used, in a table that forgets
 * when it is full. This is NP-hard in general, so the budget of steps is what
 * ends it.
 */
#include "match/pattern.h"

enum { MEMORY_AFTER = 256 /* steps */, MEMORY_BYTES = 1 << 20 };

struct plain {
	struct search *search;
	const struct list *list;
	size_t from, to;
	bool whole;
	size_t stride;
	uint64_t *used;		/* a row for each item: before it is placed */
	uint64_t *memory;	/* slots of failures; NULL until needed */
	size_t slots;		/* a power of two */
	uint64_t started;	/* steps left at the start */
};

/* What is still to be done: item j, at `place` or later. */
struct todo {
	size_t item, place, last;
};

static uint64_t *used_by(const struct plain *plain, size_t item)
{
	return plain->used + item * plain->stride;
}

/* ---- remembering ---- */

/* A slot: item + 1 (0: empty), place and last, words used. */
static uint64_t *slot_of(const struct plain *plain, struct todo todo)
{
	const uint64_t *used = used_by(plain, todo.item);
	uint64_t hash = (todo.item << 40 ^ todo.place << 20 ^ todo.last) *
			UINT64_C(0x9E3779B97F4A7C15);

	for (size_t i = 0; i < plain->stride; i++)
		hash = (hash ^ used[i] ^ hash >> 29) *
		       UINT64_C(0xBF58476D1CE4E5B9);
	return plain->memory + (hash >> 20 & (plain->slots - 1)) *
			       (plain->stride + 2);
}

static bool has_failed(const struct plain *plain, struct todo todo)
{
	const uint64_t *slot;

	if (!plain->memory)
		return false;
	slot = slot_of(plain, todo);
	return slot[0] == todo.item + 1 &&
	       slot[1] == (todo.place << 32 | todo.last) &&
	       !memcmp(slot + 2, used_by(plain, todo.item),
		       plain->stride * sizeof(*slot));
}

static void remember(struct plain *plain, struct todo todo)
{
	size_t size = (plain->stride + 2) * sizeof(uint64_t);
	uint64_t *slot;

	if (plain->started - plain->search->steps < MEMORY_AFTER)
		return;
	if (!plain->memory) {
		for (plain->slots = 1; plain->slots * size < MEMORY_BYTES;)
			plain->slots *= 2;
		plain->memory = arena_alloc(plain->search->arena, plain->slots,
					    size);
	}
	slot = slot_of(plain, todo);
	slot[0] = todo.item + 1;
	slot[1] = todo.place << 32 | todo.last;
	memcpy(slot + 2, used_by(plain, todo.item), size - 16);
}

/* ---- trying ---- */

static bool place_item(struct plain *plain, struct todo todo);

/* Whether every word of the range is used. */
static bool covers(const struct plain *plain, const uint64_t *used)
{
	for (size_t k = plain->from; k < plain->to; k++)
		if (!bit_is(used, k))
			return false;
	return true;
}

/* The item uses the words [from, end), and the next one follows. */
static bool use(struct plain *plain, struct todo todo, size_t from, size_t end,
		size_t next_place)
{
	uint64_t *used = used_by(plain, todo.item + 1);

	memcpy(used, used_by(plain, todo.item), plain->stride * sizeof(*used));
	for (size_t k = from; k < end; k++)
		bit_set(used, k);
	if (todo.item + 1 == plain->list->count)
		return plain->search->suffix->more || covers(plain, used);
	return place_item(plain, (struct todo){ todo.item + 1, next_place,
						end - 1 });
}

static bool is_free(const struct plain *plain, size_t item, size_t from,
		    size_t end)
{
	const uint64_t *used = used_by(plain, item);

	for (size_t k = from; k < end; k++)
		if (bit_is(used, k))
			return false;
	return true;
}

/* Item todo.item at word k, which is free. */
static bool place_at(struct plain *plain, struct todo todo, size_t k)
{
	const struct list *list = plain->list;
	const struct item *item = &list->items[todo.item];
	bool bound = item->tied ||
		     (todo.item + 1 < list->count && item[1].tied);
	size_t span;

	if (bit_is(search_row(plain->search, item), k) &&
	    use(plain, todo, item->tied ? todo.last + 1 : k, k + 1,
		plain->from))
		return true;
	span = plain->whole ? span_at(plain->search, list, todo.item, k) : 0;
	return span && is_free(plain, todo.item, k, k + span) &&
	       use(plain, todo, k, k + span, bound ? k + span : plain->from);
}

static bool place_item(struct plain *plain, struct todo todo)
{
	const struct item *item = &plain->list->items[todo.item];
	const uint64_t *used = used_by(plain, todo.item);
	const uint64_t *stops = plain->search->words->stops;
	size_t end = plain->to, k = todo.place;

	if (has_failed(plain, todo))
		return false;
	if (item->tied) {
		if (k <= todo.last)
			k = todo.last + 1;
		if (end > todo.last + plain->search->suffix->gap + 2)
			end = todo.last + plain->search->suffix->gap + 2;
	}
	for (size_t between = todo.last; k < end; k++) {
		if (!search_step(plain->search, 1))
			return false;
		for (; item->tied && between < k; between++)
			if (bit_is(stops, between) || (between > todo.last &&
			    bit_is(used, between)))
				goto failed;
		if (!bit_is(used, k) && place_at(plain, todo, k))
			return true;
	}
failed:
	if (!plain->search->hard)
		remember(plain, todo);
	return false;
}

/* Each item needs a first word of its own. */
static bool is_possible(struct plain *plain)
{
	const struct list *list = plain->list;
	struct search *search = plain->search;
	const uint64_t **rows = ARENA_ARRAY(search->arena, list->count,
					    const uint64_t *);

	for (size_t j = 0; j < list->count; j++) {
		const struct item *item = &list->items[j];
		const uint64_t *row = search_row(search, item);
		uint64_t *starts;

		rows[j] = row;
		if (!item->list_count)
			continue;
		starts = ARENA_ARRAY(search->arena, plain->stride, uint64_t);
		memcpy(starts, row, plain->stride * sizeof(*starts));
		for (size_t k = plain->from; k < plain->to; k++)
			if (span_at(search, list, j, k))
				bit_set(starts, k);
		rows[j] = starts;
	}
	return search_assign(search, rows, list->count, plain->from, plain->to);
}

bool search_plainly(struct search *search, const struct list *list,
		    size_t from, size_t to, bool whole)
{
	struct plain plain = { .search = search, .list = list, .from = from,
			       .to = to, .whole = whole,
			       .stride = search->words->stride,
			       .started = search->steps };

	plain.used = ARENA_ARRAY(search->arena, (list->count + 1) *
				 plain.stride, uint64_t);
	return is_possible(&plain) &&
	       place_item(&plain, (struct todo){ 0, from, from });
}
