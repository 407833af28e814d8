/* pattern_witness.c - which words of a response make an expression true.
 *
 * The search only says yes or no, so it is asked again over fewer words.
 * First for the narrowest windows: the one that ends first, made as short as
 * it can be from the left, then the next that begins after it. Within a window
 * each item in turn is narrowed to one word with which the search still says
 * yes; what is left are the words. Where extra words are not allowed, all are.
 * The steps of the search bound this too; out of steps, an item keeps all
 * words that it can be.
 */
#include "match/pattern.h"

enum { WINDOWS_MAX = 64 };

/* One match that is true, being narrowed. */
struct narrowing {
	struct witness *witness;
	struct search *search;
	const struct node *node;
	uint64_t *full;		/* the rows as they were filled */
	const bool *dead;	/* phrases that cannot match */
	const uint64_t *barred;	/* words not to be used; NULL: none */
	struct arena *runs;	/* memory of one search */
};

static size_t row_bits(const struct narrowing *n)
{
	return n->node->rows * n->search->words->stride;
}

static uint64_t *row_of(const struct narrowing *n, const struct item *item)
{
	return n->search->rows + item->row * n->search->words->stride;
}

/* The search over the rows as they now are; its memory is taken back, for it
 * is asked very often. */
static bool runs(struct narrowing *n)
{
	struct search *search = n->search;
	struct arena *arena = search->arena;
	const struct list *list = &n->node->list;
	bool found;

	if (list->nests) {
		memset(search->spans, 0, list->count * search->words->count *
		       sizeof(*search->spans));
		memset(search->known, 0, n->node->phrases *
		       sizeof(*search->known));
	}
	arena_reset(n->runs);
	search->arena = n->runs;
	found = search_step(search, row_bits(n) + 1) &&
		search_run(search, n->node) && !search->hard;
	search->arena = arena;
	return found;
}

/* The search over the words [from, to) only. */
static bool holds(struct narrowing *n, size_t from, size_t to)
{
	size_t stride = n->search->words->stride;
	uint64_t *rows = n->search->rows;

	memcpy(rows, n->full, row_bits(n) * sizeof(*rows));
	for (size_t i = 0; i < stride; i++) {
		uint64_t mask = ~UINT64_C(0);

		if (from > i * 64)
			mask = from >= i * 64 + 64 ? 0 : mask << from % 64;
		if (to < i * 64 + 64)
			mask &= to <= i * 64 ? 0
				: ~UINT64_C(0) >> (64 - to % 64);
		if (n->barred)
			mask &= ~n->barred[i];
		for (size_t r = 0; r < n->node->rows; r++)
			rows[r * stride + i] &= mask;
	}
	return runs(n);
}

/* The next window whose first word is at `from` or later. */
static bool next_window(struct narrowing *n, size_t *from, size_t *to)
{
	size_t low = *from, high = n->search->words->count;

	if (low >= high || !holds(n, low, high))
		return false;
	while (low < high) {		/* high: an end that will do */
		size_t middle = low + (high - low) / 2;

		if (holds(n, *from, middle))
			high = middle;
		else
			low = middle + 1;
	}
	*to = high;
	for (low = *from; low + 1 < high;) {	/* low: a start that will do */
		size_t middle = low + (high - low) / 2;

		if (holds(n, middle, *to))
			low = middle;
		else
			high = middle;
	}
	*from = low;
	return !n->search->hard;
}

/* ---- one word an item ---- */

/* Narrows the row to the first word with which the search says yes. */
static bool fix_row(struct narrowing *n, const struct item *item)
{
	size_t stride = n->search->words->stride;
	uint64_t *row = row_of(n, item);
	uint64_t *can = ARENA_ARRAY(n->search->arena, stride, uint64_t);

	memcpy(can, row, stride * sizeof(*row));
	for (size_t k = bits_next(can, stride, 0); k != SIZE_MAX;
	     k = bits_next(can, stride, k + 1)) {
		bits_clear(row, stride);
		bit_set(row, k);
		if (runs(n))
			return true;
	}
	memcpy(row, can, stride * sizeof(*row));
	return false;
}

static void set_dead(struct narrowing *n, const struct item *item,
		     const struct list *but)
{
	for (size_t p = 0; p < item->list_count; p++) {
		size_t number = item->lists[p].number;

		n->search->dead[number] = n->dead[number] ||
					  &item->lists[p] != but;
	}
}

static void fix_item(struct narrowing *n, const struct item *item)
{
	set_dead(n, item, NULL);
	if (fix_row(n, item))
		return;
	for (size_t p = 0; p < item->list_count; p++) {
		const struct list *list = &item->lists[p];

		if (n->dead[list->number])
			continue;
		set_dead(n, item, list);
		if (!runs(n))
			continue;
		bits_clear(row_of(n, item), n->search->words->stride);
		for (size_t j = 0; j < list->count; j++)
			fix_row(n, &list->items[j]);
		return;
	}
}

static bool is_slip(const struct narrowing *n, const struct item *item,
		    size_t k)
{
	for (size_t w = 0; w < item->word_count; w++) {
		struct pattern_word plain = item->words[w];

		plain.slips = plain.most = 0;
		if (word_matches(n->search, &plain,
				 &n->search->words->list[k]))
			return false;
	}
	return true;
}

static void collect_row(struct narrowing *n, const struct item *item,
			uint64_t *used)
{
	size_t stride = n->search->words->stride;
	const uint64_t *row = row_of(n, item);

	for (size_t k = bits_next(row, stride, 0); k != SIZE_MAX;
	     k = bits_next(row, stride, k + 1)) {
		bit_set(used, k);
		n->witness->slip |= is_slip(n, item, k);
	}
}

/* The words of the window whose rows stand now. */
static void pick(struct narrowing *n, uint64_t *used)
{
	const struct list *list = &n->node->list;

	for (size_t j = 0; j < list->count; j++)
		fix_item(n, &list->items[j]);
	for (size_t j = 0; j < list->count; j++) {
		const struct item *item = &list->items[j];

		collect_row(n, item, used);
		for (size_t p = 0; p < item->list_count; p++)
			for (size_t s = 0; s < item->lists[p].count; s++)
				if (!n->search->dead[item->lists[p].number])
					collect_row(n, &item->lists[p].items[s],
						    used);
	}
	for (size_t p = 0; p < n->node->phrases; p++)
		n->search->dead[p] = n->dead[p];
}

/* ---- windows ---- */

static void add_bits(uint64_t *to, const uint64_t *from, size_t stride)
{
	for (size_t i = 0; i < stride; i++)
		to[i] |= from[i];
}

/* Windows one after the other until their words are accepted. Where none are,
 * used gets those of the first. */
static bool try_windows(struct narrowing *n, uint64_t *used)
{
	size_t stride = n->search->words->stride, from = 0, to;
	uint64_t *first = NULL;

	for (int i = 0; i < WINDOWS_MAX && next_window(n, &from, &to);
	     i++, from++) {
		uint64_t *words = ARENA_ARRAY(n->search->arena, stride,
					      uint64_t);

		n->witness->slip = false;
		if (holds(n, from, to))
			pick(n, words);
		if (n->witness->accepts(n->witness->context, words)) {
			add_bits(used, words, stride);
			return true;
		}
		first = first ? first : words;
	}
	if (first)
		add_bits(used, first, stride);
	return false;
}

/* Whether some item is the word as it stands. */
static bool is_plain(const struct narrowing *n, size_t k)
{
	const struct list *list = &n->node->list;

	for (size_t j = 0; j < list->count; j++) {
		const struct item *item = &list->items[j];

		if (!is_slip(n, item, k))
			return true;
		for (size_t p = 0; p < item->list_count; p++)
			for (size_t s = 0; s < item->lists[p].count; s++)
				if (!is_slip(n, &item->lists[p].items[s], k))
					return true;
	}
	return false;
}

static void take_all(struct narrowing *n, uint64_t *used)
{
	n->witness->slip = false;
	for (size_t k = 0; k < n->search->words->count; k++) {
		bit_set(used, k);
		n->witness->slip |= !is_plain(n, k);
	}
}

/* What the search found out before anything is narrowed. */
static void keep_full(struct narrowing *n)
{
	struct search *search = n->search;
	bool *dead = ARENA_ARRAY(search->arena, n->node->phrases, bool);

	n->full = ARENA_ARRAY(search->arena, row_bits(n), uint64_t);
	memcpy(n->full, search->rows, row_bits(n) * sizeof(*n->full));
	for (size_t p = 0; p < n->node->phrases; p++)
		dead[p] = search->dead[p];
	n->dead = dead;
}

static bool find_match(struct witness *witness, const struct node *node,
		       uint64_t *used)
{
	struct search *search = witness->search;
	struct narrowing n = { .witness = witness, .search = search,
			       .node = node, .runs = &witness->runs };
	uint64_t *words = ARENA_ARRAY(search->arena, search->words->stride,
				      uint64_t);

	search->hard = false;
	if (!search_prepare(search, node))
		return false;
	if (!node->suffix.more) {
		take_all(&n, used);
		return witness->accepts(witness->context, used);
	}
	keep_full(&n);
	n.barred = witness->shunned;
	if (n.barred && try_windows(&n, words)) {
		add_bits(used, words, search->words->stride);
		return true;
	}
	n.barred = NULL;
	return try_windows(&n, used);
}

/* ---- expressions ---- */

static bool find_node(struct witness *witness, const struct node *node,
		      uint64_t *used);

/* Of those that are true the first that is accepted, else the first. */
static bool find_one(struct witness *witness, const struct node *node,
		     uint64_t *used)
{
	size_t stride = witness->search->words->stride;
	uint64_t *first = NULL;

	for (size_t i = 0; i < node->count; i++) {
		uint64_t *words = ARENA_ARRAY(witness->search->arena, stride,
					      uint64_t);

		if (search_node(witness->search, &node->children[i]) !=
		    PATTERN_YES)
			continue;
		if (find_node(witness, &node->children[i], words)) {
			add_bits(used, words, stride);
			return true;
		}
		first = first ? first : words;
	}
	if (first)
		add_bits(used, first, stride);
	return false;
}

static bool find_node(struct witness *witness, const struct node *node,
		      uint64_t *used)
{
	bool all = true;

	switch (node->kind) {
	case NODE_NOT:
		return true;
	case NODE_ANY:
		return find_one(witness, node, used);
	case NODE_ALL:
		for (size_t i = 0; i < node->count; i++)
			all &= find_node(witness, &node->children[i], used);
		return all;
	case NODE_MATCH:
		break;
	}
	return find_match(witness, node, used);
}

void witness_find(struct witness *witness, const struct node *root,
		  uint64_t *used)
{
	arena_init(&witness->runs, 0);
	find_node(witness, root, used);
	arena_release(&witness->runs);
}
