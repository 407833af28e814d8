/* pattern_word.c - whether a word of a response is a word of a pattern.
 *
 * Element i of the pattern against character k of the word, with e slips
 * left; where they agree no slip is tried. Swapping two neighbours changes the
 * word for what follows: the character now at k, or the one behind it, is then
 * another, which one of five shapes says. Most pairs are refused by length and
 * by a bit for each character; the others are tried by backtracking, which is
 * quick for words that people write; where it is not, all states (i, e, shape)
 * that can be reached are carried along the word instead, in steps at most the
 * product of both lengths.
 */
#include "match/pattern.h"

#include <math.h>

enum {
	SHAPES = 5,
	STATES_MOST = 3 * SHAPES * (PATTERN_WORD_MAX + 1),
	TRY_STEPS = 600
};

/* Where the character at k, and the one behind it, are to be found; the shape
 * one character on, and when the two are swapped. Shapes 3 and 4 have used
 * both slips. */
static const struct shape {
	int now, next;
	unsigned on, swapped;
} shapes[SHAPES] = {
	{ 0, 1, 0, 1 },
	{ 1, 0, 2, 0 },		/* swapped here */
	{ -1, 1, 0, 3 },	/* swapped one character before */
	{ 1, -1, 4, 2 },	/* and again here */
	{ -2, 1, 0, 0 },
};

struct pair {
	const struct pattern_word *word;
	const uint32_t *c;
	size_t len;
	unsigned steps;
	bool given_up;
};

/* ---- what both ways know ---- */

static bool is_run(const struct pair *pair, size_t i)
{
	return pair->word->elements[i] == ELEMENT_RUN;
}

static bool agrees(const struct pair *pair, size_t i, size_t k, unsigned shape)
{
	uint32_t element = pair->word->elements[i];

	return element == ELEMENT_ONE ||
	       element == pair->c[(ptrdiff_t)k + shapes[shape].now];
}

static bool may(const struct pair *pair, unsigned slip)
{
	return pair->word->slips & slip;
}

static bool may_swap(const struct pair *pair, size_t i, size_t k)
{
	return may(pair, SLIP_SWAPPED) && i + 1 < pair->word->count &&
	       k + 1 < pair->len && !is_run(pair, i + 1);
}

/* All elements are used up at character k. */
static bool ends_well(const struct pair *pair, size_t k, unsigned e)
{
	return k >= pair->len || pair->word->letters ||
	       (may(pair, SLIP_EXTRA) && e >= pair->len - k);
}

/* All characters are used up before element i. */
static bool lacks_few(const struct pair *pair, size_t i, unsigned e)
{
	return may(pair, SLIP_FEWER) && e >= pair->word->count - i;
}

/* ---- trying ---- */

static bool fits(struct pair *pair, size_t i, size_t k, unsigned e,
		 unsigned shape);

static bool fits_with_slip(struct pair *pair, size_t i, size_t k, unsigned e,
			   unsigned shape)
{
	unsigned on = shapes[shape].on;

	return (may_swap(pair, i, k) &&
		fits(pair, i, k, e, shapes[shape].swapped)) ||
	       (may(pair, SLIP_FEWER) && fits(pair, i + 1, k, e, shape)) ||
	       (may(pair, SLIP_EXTRA) && fits(pair, i, k + 1, e, on)) ||
	       (may(pair, SLIP_REPLACED) && fits(pair, i + 1, k + 1, e, on));
}

/* Element i is a run: does what follows it fit anywhere from k on? */
static bool fits_behind_run(struct pair *pair, size_t i, size_t k, unsigned e,
			    unsigned shape)
{
	if (i + 1 == pair->word->count)
		return true;
	for (; k <= pair->len; k++, shape = shapes[shape].on)
		if (fits(pair, i + 1, k, e, shape))
			return true;
	return false;
}

static bool fits(struct pair *pair, size_t i, size_t k, unsigned e,
		 unsigned shape)
{
	for (; i < pair->word->count; k++, shape = shapes[shape].on) {
		if (++pair->steps > TRY_STEPS) {
			pair->given_up = true;
			return false;
		}
		if (k >= pair->len && lacks_few(pair, i, e))
			return true;
		if (is_run(pair, i))
			return fits_behind_run(pair, i, k, e, shape);
		if (k >= pair->len)
			return false;
		if (agrees(pair, i, k, shape)) {
			i++;
			continue;
		}
		if (e && fits_with_slip(pair, i, k, e - 1, shape))
			return true;
		if (!pair->word->letters)
			return false;
	}
	return ends_well(pair, k, e);
}

int word_try(const struct pattern_word *word, const struct heard *heard)
{
	struct pair pair = { word, heard->c, heard->len, 0, false };

	if (fits(&pair, 0, 0, word->most, 0))
		return 1;
	return pair.given_up ? -1 : 0;
}

/* ---- sets of states ---- */

/* One byte a state, at one character of the word. */
struct states {
	uint8_t *now, *next;
	size_t size;		/* of one set */
};

static size_t state(const struct pair *pair, size_t i, unsigned e,
		    unsigned shape)
{
	return (e * SHAPES + shape) * (pair->word->count + 1) + i;
}

/* What follows from one state in the middle of the word. */
static void follow(const struct pair *pair, const struct states *states,
		   size_t i, size_t k, unsigned e, unsigned shape)
{
	unsigned on = shapes[shape].on;

	if (is_run(pair, i)) {
		states->now[state(pair, i + 1, e, shape)] = 1;
		states->next[state(pair, i, e, on)] = 1;
		return;
	}
	if (agrees(pair, i, k, shape)) {
		states->next[state(pair, i + 1, e, on)] = 1;
		return;
	}
	if (pair->word->letters)
		states->next[state(pair, i, e, on)] = 1;
	if (!e)
		return;
	e--;
	if (may_swap(pair, i, k))
		states->now[state(pair, i, e, shapes[shape].swapped)] = 1;
	if (may(pair, SLIP_FEWER))
		states->now[state(pair, i + 1, e, shape)] = 1;
	if (may(pair, SLIP_EXTRA))
		states->next[state(pair, i, e, on)] = 1;
	if (may(pair, SLIP_REPLACED))
		states->next[state(pair, i + 1, e, on)] = 1;
}

/* Whether some state at character k is good; else what follows from all. What
 * follows at the same character has fewer slips left, or is further on. */
static bool advance(const struct pair *pair, const struct states *states,
		    size_t k)
{
	for (unsigned e = pair->word->most + 1; e-- > 0;)
		for (size_t i = 0; i <= pair->word->count; i++)
			for (unsigned shape = 0; shape < SHAPES; shape++) {
				if (!states->now[state(pair, i, e, shape)])
					continue;
				if (i == pair->word->count) {
					if (ends_well(pair, k, e))
						return true;
				} else if (k < pair->len) {
					follow(pair, states, i, k, e, shape);
				} else if (lacks_few(pair, i, e)) {
					return true;
				} else if (is_run(pair, i)) {
					states->now[state(pair, i + 1, e,
							  shape)] = 1;
				}
			}
	return false;
}

bool word_states(struct search *search, const struct pattern_word *word,
		 const struct heard *heard)
{
	struct pair pair = { word, heard->c, heard->len, 0, false };
	struct states states = { .size = (word->most + 1) * SHAPES *
					 (word->count + 1) };
	uint8_t *unused;

	if (!search->states)		/* enough for any pair, made once */
		search->states = arena_alloc(search->arena, 2 * STATES_MOST, 1);
	states.now = search->states;
	states.next = states.now + STATES_MOST;
	memset(states.now, 0, 2 * STATES_MOST);
	states.now[state(&pair, 0, word->most, 0)] = 1;
	for (size_t k = 0; k <= pair.len; k++) {
		if (!search_step(search, states.size / 8 + 1))
			return false;
		if (advance(&pair, &states, k))
			return true;
		unused = states.now;
		states.now = states.next;
		states.next = unused;
		memset(unused, 0, states.size);
	}
	return false;
}

/* ---- the question ---- */

/* False where length or characters alone rule the word out: each character
 * that only one of the two has takes a slip. */
static bool is_possible(const struct pattern_word *word,
			const struct heard *heard)
{
	uint64_t missing = word->mask & ~heard->mask;
	unsigned extra = word->slips & SLIP_EXTRA ? word->most : 0;
	unsigned fewer = word->slips & SLIP_FEWER ? word->most : 0;

	for (unsigned e = word->most; e && missing; e--)
		missing &= missing - 1;
	if (missing || heard->len + fewer + word->runs < word->count)
		return false;
	return word->runs || word->letters || heard->len <= word->count + extra;
}

bool word_matches(struct search *search, const struct pattern_word *word,
		  const struct heard *heard)
{
	int tried;

	if (word->is_number)
		return heard->is_number &&
		       fabs(word->number - heard->number) <=
		       1e-14 * fabs(word->number);
	if (!is_possible(word, heard))
		return false;
	if (!word->runs && !word->ones && !word->most && !word->letters)
		return !memcmp(word->elements, heard->c,
			       word->count * sizeof(*word->elements));
	tried = word_try(word, heard);
	return tried < 0 ? word_states(search, word, heard) : tried;
}
