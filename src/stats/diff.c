/* diff.c - what changed between two answers, word by word.
 *
 * The longest common subsequence of words. Hirschberg's way (CACM 18, 1975):
 * the first text is halved, the lengths of the best matches of both halves
 * with every beginning and end of the other text say where to cut that, and so
 * on; two rows of lengths are all the memory. What both begin and end with is
 * taken off first, for most second tries change a sentence or two.
 */
#include "stats/stats.h"

#include <assert.h>

struct words {
	struct str *list;
	size_t count;
};

struct comparison {
	struct diff *diff;
	uint32_t *forth, *back;		/* lengths; one more than b's words */
};

static bool is_gap(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static struct words words_of(struct arena *arena, struct str text)
{
	struct words words = { NULL, 0 };
	size_t cap = 0, at = 0;

	while (at < text.len) {
		size_t from;

		while (at < text.len && is_gap(text.s[at]))
			at++;
		from = at;
		while (at < text.len && !is_gap(text.s[at]))
			at++;
		if (at == from)
			break;
		words.list = arena_grow(arena, words.list, words.count, &cap,
					sizeof(*words.list));
		words.list[words.count++] =
			(struct str){ text.s + from, at - from };
	}
	return words;
}

static void add(struct diff *diff, enum diff_kind kind, struct str word)
{
	size_t *counts[] = { &diff->same, &diff->removed, &diff->added };

	diff->parts[diff->count++] = (struct diff_part){ kind, word };
	++*counts[kind];
}

/* lengths[j]: of the best match of a with b's first j words. */
static void measure(struct words a, struct words b, uint32_t *lengths)
{
	for (size_t j = 0; j <= b.count; j++)
		lengths[j] = 0;
	for (size_t i = 0; i < a.count; i++) {
		uint32_t corner = 0;

		for (size_t j = 0; j < b.count; j++) {
			uint32_t above = lengths[j + 1];

			if (str_equal(a.list[i], b.list[j]))
				lengths[j + 1] = corner + 1;
			else if (lengths[j] > above)
				lengths[j + 1] = lengths[j];
			corner = above;
		}
	}
}

/* lengths[j]: of the best match of a with b's words from j on. */
static void measure_back(struct words a, struct words b, uint32_t *lengths)
{
	for (size_t j = 0; j <= b.count; j++)
		lengths[j] = 0;
	for (size_t i = a.count; i-- > 0;) {
		uint32_t corner = 0;

		for (size_t j = b.count; j-- > 0;) {
			uint32_t above = lengths[j];

			if (str_equal(a.list[i], b.list[j]))
				lengths[j] = corner + 1;
			else if (lengths[j + 1] > above)
				lengths[j] = lengths[j + 1];
			corner = above;
		}
	}
}

static struct words part(struct words words, size_t from, size_t to)
{
	return (struct words){ words.list + from, to - from };
}

/* Where b is to be cut for a cut in two at `half`. */
static size_t cut(struct comparison *c, struct words a, struct words b,
		  size_t half)
{
	size_t best = 0;

	measure(part(a, 0, half), b, c->forth);
	measure_back(part(a, half, a.count), b, c->back);
	for (size_t j = 1; j <= b.count; j++)
		if (c->forth[j] + c->back[j] > c->forth[best] + c->back[best])
			best = j;
	return best;
}

/* One word against many: where it stands there, or count. */
static size_t find(struct str word, struct words words)
{
	size_t at = 0;

	while (at < words.count && !str_equal(word, words.list[at]))
		at++;
	return at;
}

static void add_all(struct diff *diff, enum diff_kind kind,
		    struct words words)
{
	for (size_t i = 0; i < words.count; i++)
		add(diff, kind, words.list[i]);
}

/* The recursion is as deep as the logarithm of a's words. */
static void compare(struct comparison *c, struct words a, struct words b)
{
	size_t half = a.count / 2, at;

	if (a.count == 0 || b.count == 0) {
		add_all(c->diff, DIFF_REMOVED, a);
		add_all(c->diff, DIFF_ADDED, b);
	} else if (a.count == 1) {
		at = find(a.list[0], b);
		if (at == b.count)
			add(c->diff, DIFF_REMOVED, a.list[0]);
		add_all(c->diff, DIFF_ADDED, part(b, 0, at));
		if (at < b.count) {
			add(c->diff, DIFF_SAME, a.list[0]);
			add_all(c->diff, DIFF_ADDED,
				part(b, at + 1, b.count));
		}
	} else {
		at = cut(c, a, b, half);
		compare(c, part(a, 0, half), part(b, 0, at));
		compare(c, part(a, half, a.count), part(b, at, b.count));
	}
}

/* In a stretch without common words the removed ones come first. */
static void order(struct arena *arena, struct diff *diff)
{
	struct diff_part *parts = ARENA_ARRAY(arena, diff->count,
					      struct diff_part);
	size_t count = 0;

	for (size_t i = 0, end; i < diff->count; i = end) {
		for (end = i; end < diff->count &&
		     diff->parts[end].kind != DIFF_SAME; end++)
			if (diff->parts[end].kind == DIFF_REMOVED)
				parts[count++] = diff->parts[end];
		for (size_t j = i; j < end; j++)
			if (diff->parts[j].kind == DIFF_ADDED)
				parts[count++] = diff->parts[j];
		for (; end < diff->count &&
		     diff->parts[end].kind == DIFF_SAME; end++)
			parts[count++] = diff->parts[end];
	}
	assert(count == diff->count);
	diff->parts = parts;
}

void stats_diff(struct arena *arena, struct str a, struct str b,
		struct diff *diff)
{
	struct words x = words_of(arena, a), y = words_of(arena, b);
	struct comparison c = {
		.diff = diff,
		.forth = ARENA_ARRAY(arena, y.count + 1, uint32_t),
		.back = ARENA_ARRAY(arena, y.count + 1, uint32_t),
	};
	size_t head = 0, tail = 0;

	*diff = (struct diff){
		.parts = ARENA_ARRAY(arena, x.count + y.count,
				     struct diff_part),
	};
	while (head < x.count && head < y.count &&
	       str_equal(x.list[head], y.list[head]))
		add(diff, DIFF_SAME, x.list[head++]);
	while (head + tail < x.count && head + tail < y.count &&
	       str_equal(x.list[x.count - 1 - tail],
			 y.list[y.count - 1 - tail]))
		tail++;
	compare(&c, part(x, head, x.count - tail),
		part(y, head, y.count - tail));
	add_all(diff, DIFF_SAME, part(x, x.count - tail, x.count));
	order(arena, diff);
}
