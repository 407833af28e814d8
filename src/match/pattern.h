/* pattern.h - what the files of pmatch share; nobody else includes it.
 *
 * Texts are rows of code points, normalised (NFC). An expression becomes a
 * tree of struct node; each match holds a list of items, an item the words,
 * numbers and bracket phrases that may stand in its place, and a phrase is
 * again a list, of items without phrases. A response becomes a list of
 * words. Sets of its words are bits, in rows of `stride` times 64.
 */
#ifndef MATCH_PATTERN_H
#define MATCH_PATTERN_H

#include "match/match.h"

#include <string.h>

struct chars {
	const uint32_t *c;
	size_t len;
};

/* ---- options, made ready ---- */

/* What a character of a response is. */
enum {
	CHAR_DIVIDES = 1,	/* stands between words */
	CHAR_ENDS = 2,		/* ends a sentence, by the reading's dividers */
	CHAR_STOPS = 4,		/* the same by those of the comparison */
};

struct synonym {
	struct chars word;		/* `*` stands for a run */
	struct chars alternatives;	/* as given, with `|` between */
	struct chars *parts;		/* word, then each alternative */
	size_t part_count;
};

struct setting {
	bool ignore_case;
	bool relaxed_quotes;
	uint8_t ascii[128];		/* CHAR_DIVIDES, CHAR_ENDS */
	struct chars spaces, dividers;	/* the same for all characters */
	struct chars *whole;		/* words kept whole */
	size_t whole_count;
	struct synonym *synonyms;
	size_t synonym_count;
};

/* ---- an expression ---- */

/* Elements of a pattern's word that are no characters. */
enum { ELEMENT_ONE = 0x110000, ELEMENT_RUN };

enum { SLIP_REPLACED = 1, SLIP_SWAPPED = 2, SLIP_EXTRA = 4, SLIP_FEWER = 8,
       SLIP_ALL = 15 };

/* The letters behind `match`. */
struct suffix {
	bool letters;		/* c: extra characters allowed */
	bool any_order;		/* o */
	bool more;		/* w: extra words allowed */
	unsigned gap;		/* p: words that may stand at a `_` */
	unsigned slips;		/* m: which kinds */
	unsigned most;		/* slips in one word: 0, 1, 2 */
};

struct pattern_word {
	const uint32_t *elements;
	size_t count;
	size_t runs, ones;	/* how many are `*`, `?` */
	uint64_t mask;		/* characters in it, see char_bit */
	unsigned slips, most;	/* of the suffix, as its length allows */
	bool letters;
	bool is_number;		/* then only this counts: */
	double number;
};

struct item {
	bool tied;			/* `_` stands before it */
	struct pattern_word *words;
	size_t word_count, word_cap;
	struct list *lists;		/* bracket phrases */
	size_t list_count, list_cap;
	size_t longest;			/* words of the longest phrase or 1 */
	size_t row;			/* number of its row of bits */
};

struct list {
	struct item *items;
	size_t count, cap;
	bool tied;		/* some item is */
	bool nests;		/* some item holds phrases */
	bool tied_nests;	/* some item is tied and holds phrases */
	size_t longest;		/* of all items, added up */
	size_t number;		/* of the phrase within its match */
};

enum node_kind { NODE_MATCH, NODE_NOT, NODE_ANY, NODE_ALL };

struct node {
	enum node_kind kind;
	struct node *children;
	size_t count, cap;
	struct suffix suffix;	/* of NODE_MATCH, as what follows */
	struct list list;
	size_t rows, phrases;	/* how many there are in it */
};

struct pattern {
	struct node root;
	struct setting reading;		/* how a response is cut into words */
	struct setting comparing;	/* how words are compared */
	uint64_t steps;			/* budget of one run */
};

/* ---- a response ---- */

struct heard {
	const uint32_t *c;
	uint32_t len;		/* without a sentence divider at its end */
	uint32_t whole;		/* with it */
	uint64_t mask;
	bool is_number;
	double number;
};

struct pattern_words {
	struct heard *list;
	size_t count, cap;
	size_t stride;		/* 64 bits each: room for count + 1 bits */
	uint64_t *stops;	/* words that end a sentence */
	bool hard;		/* could not be read within bounds */
	size_t lead;		/* characters of the text before... */
	const uint32_t *text;	/* ... the first one that words point into */
};

/* ---- pattern_text.c ---- */

bool char_is_space(uint32_t c);		/* white space in an expression */
bool char_is_special(uint32_t c);	/* ( ) \ | ? * _ [ ] */
bool char_is_digit(uint32_t c);		/* 0 to 9 */
static inline uint64_t char_bit(uint32_t c)
{
	return UINT64_C(1) << (c & 63);
}
uint32_t char_lower(const struct setting *setting, uint32_t c);
/* Code points of text in NFC, quotes made plain where that is asked for. */
struct chars chars_of(struct arena *arena, struct str text, bool plain_quotes);
/* Characters of the number that text begins with; 0: none. */
size_t number_length(struct chars text);
double number_value(struct arena *arena, struct chars text);
void setting_make(struct arena *arena, const struct pattern_options *options,
		  struct setting *setting);

/* ---- pattern_synonym.c ---- */

/* Every synonym's word in text replaced. False: it would grow too long. */
bool synonyms_put(struct arena *arena, const struct setting *setting,
		  struct chars *text);
/* Where the word at text[at], which a synonym knows, is over: a place that
 * `ends` accepts; 0: it knows none. Counts steps down. */
size_t synonyms_take(const struct setting *setting, struct chars text,
		     size_t at, const uint8_t *kinds, size_t *steps);

/* ---- pattern_parse.c, pattern_split.c ---- */

MUST_CHECK bool pattern_parse(struct arena *arena, struct chars text,
			      const struct setting *setting, struct node *root,
			      struct error *err);
/* False: in the middle of a word. */
static inline bool word_may_end(struct chars text, const uint8_t *kinds,
				size_t at)
{
	return at == text.len || (kinds[at] & (CHAR_DIVIDES | CHAR_ENDS));
}
struct pattern_words *pattern_split(struct arena *arena,
				    const struct setting *reading,
				    const struct setting *comparing,
				    struct str response);

/* What is known of a phrase in any order: from this place on its shortest
 * stretch ends here, so from a later place not before. */
struct known_span {
	size_t place, end;	/* end 0: nothing yet; SIZE_MAX: no stretch */
};

/* ---- searching: pattern_word.c, pattern_search.c, pattern_order.c ---- */

struct search {
	struct arena *arena;
	struct arena inner;	/* of one question about a phrase */
	const struct pattern_words *words;
	const struct suffix *suffix;
	uint64_t steps;		/* left */
	bool hard;		/* they ran out */
	uint64_t *rows;		/* which words stand for which item */
	bool *dead;		/* phrases that cannot match */
	struct known_span *known;	/* of each phrase */
	uint32_t *spans;	/* items by words: see span_at */
	uint64_t *scratch;	/* rows that one step of a search needs */
	uint8_t *states;	/* of word_states; NULL until needed */
};

/* Counts steps; false, and search->hard, when none are left. */
bool search_step(struct search *search, uint64_t steps);

bool word_matches(struct search *search, const struct pattern_word *word,
		  const struct heard *heard);
/* The two ways to compare, alike in result: trying, which gives up (-1) after
 * some steps, and sets of states, which is never slow. */
int word_try(const struct pattern_word *word, const struct heard *heard);
bool word_states(struct search *search, const struct pattern_word *word,
		 const struct heard *heard);

bool search_match(struct search *search, const struct node *node);
/* The two halves of it: false where the items cannot all be there; then the
 * search itself, which may be run again over rows that were narrowed. */
bool search_prepare(struct search *search, const struct node *node);
bool search_run(struct search *search, const struct node *node);
enum pattern_result search_node(struct search *search,
				const struct node *node);
/* How many words from place on the shortest bracket phrase of the item takes;
 * 0: none does. */
size_t span_at(struct search *search, const struct list *list, size_t item,
	       size_t place);
/* Whether the list is said in the words [from, to) in any order; `whole` is
 * the list of the match itself, not a phrase. */
bool search_any_order(struct search *search, const struct list *list,
		      size_t from, size_t to, bool whole);
/* Whether each of these rows can be given a word of its own in [from, to). */
bool search_assign(struct search *search, const uint64_t *const *rows,
		   size_t count, size_t from, size_t to);
/* The list tried as the language's rules are written, place by place. */
bool search_plainly(struct search *search, const struct list *list,
		    size_t from, size_t to, bool whole);

static inline const uint64_t *search_row(const struct search *search,
					 const struct item *item)
{
	return search->rows + item->row * search->words->stride;
}

/* ---- pattern_witness.c: the words that make an expression true ---- */

/* Says of a set of words whether they may be the ones. */
typedef bool witness_accepts(void *context, const uint64_t *used);

struct witness {
	struct search *search;		/* with the steps it may take */
	const uint64_t *shunned;	/* words to be used last; NULL: none */
	witness_accepts *accepts;
	void *context;
	bool slip;			/* some word is read through a slip */
	struct arena runs;		/* witness_find's own */
};

/* Adds to used the words that make the expression true, which it must be;
 * the first that are accepted, else the first. None: what makes it true is
 * that something is not there. */
void witness_find(struct witness *witness, const struct node *root,
		  uint64_t *used);

/* ---- rows of bits ---- */

static inline bool bit_is(const uint64_t *row, size_t bit)
{
	return row[bit / 64] >> bit % 64 & 1;
}

static inline void bit_set(uint64_t *row, size_t bit)
{
	row[bit / 64] |= UINT64_C(1) << bit % 64;
}

static inline void bits_clear(uint64_t *row, size_t stride)
{
	memset(row, 0, stride * sizeof(*row));
}

static inline bool bits_empty(const uint64_t *row, size_t stride)
{
	for (size_t i = 0; i < stride; i++)
		if (row[i])
			return false;
	return true;
}

/* The first bit from `from` on, or SIZE_MAX. */
static inline size_t bits_next(const uint64_t *row, size_t stride, size_t from)
{
	size_t i = from / 64;
	uint64_t word;

	if (i >= stride)
		return SIZE_MAX;
	word = row[i] & ~UINT64_C(0) << from % 64;
	while (!word && ++i < stride)
		word = row[i];
	return word ? i * 64 + (size_t)__builtin_ctzll(word) : SIZE_MAX;
}

#endif
