/* program.h - compiled phrases, for the files of this room.
 *
 * A phrase is sides joined by &; a side is a sequence of slots; a slot is
 * filled by any of its terms (one word of the answer) or by any of its
 * sequences (several words). Terms are small integers of the vocabulary.
 */
#ifndef MATCH_PROGRAM_H
#define MATCH_PROGRAM_H

#include "match/match.h"

enum {
	GAP_PLAIN = 2,		/* words that may stand between two slots */
	GAP_STRICT = 1,
	GAP_ANY = LANG_WORDS_MAX,
	WINDOW = 16,		/* words within which all sides must lie */
	SIDES_MAX = 8,
	CACHE_LINE = 64,	/* bytes that are asked of memory together */
	PLANES = 3,		/* places of a phrase that are looked at before
				   it is tried */
	NESTING_MAX = 8,
	STEPS_MAX = 20000,	/* of one search; past it there is no match */
	STEPS_REFUSED = 64,	/* what a match costs that the rule refuses */
	RELATED_CHOICES = 3,	/* alternatives of a place that a related word
				   may fill; 2 to 4 mark alike, and without a
				   bound answers to other questions gain most */
};

enum term_kind { TERM_STEM, TERM_WILD };

/* Its texts are the lexicon's, which has nineteen of twenty, or copies. */
struct term {
	const char *folded, *stem;
	uint16_t folded_len, stem_len;
	uint8_t kind;		/* enum term_kind */
	bool open;		/* a related word may stand for it */
};

static inline struct str term_folded(const struct term *term)
{
	return (struct str){ term->folded, term->folded_len };
}

static inline struct str term_stem(const struct term *term)
{
	return (struct str){ term->stem, term->stem_len };
}

/* Stems with the same first letter are chained, apart from all else that is
 * known of them: a slip is held against each. */
struct spelling {
	uint32_t letters[2];	/* of a to z, those in folded and in stem */
	uint16_t term;
	uint16_t next;		/* index + 1; 0: none */
};

/* Terms as bits. A phrase uses few of a vocabulary, and those lie together, so
 * only the cells that are not empty are kept. */
struct term_cell {
	uint64_t bits;
	uint16_t at;		/* terms [at * 64, at * 64 + 64) */
};

/* Six sets of ten have one cell, which lies in the set itself. */
struct term_set {
	union {
		uint64_t bits;			/* of the only cell */
		struct term_cell *cells;	/* of several */
	};
	uint16_t at;				/* of the only cell */
	uint16_t count;
};

static inline struct term_cell term_set_cell(const struct term_set *set,
					     size_t i)
{
	return set->count == 1 ? (struct term_cell){ set->bits, set->at }
			       : set->cells[i];
}

struct sequence;

/* What else than one word may fill a slot. */
struct choices {
	struct term_set begins;	/* the slot's terms, and those that its
				   sequences begin with */
	const struct sequence **sequences;
	uint16_t count;
};

/* A question has hundreds: two are a cache line. */
struct slot {
	struct term_set terms;
	struct choices *choices;	/* NULL: its terms only */
	unsigned gap : 15;	/* words that may stand before it */
	unsigned open : 1;	/* a related word may fill it */
	unsigned steps : 16;	/* of a search, where no word begins it; at
				   most STEPS_MAX + 1 */
	uint16_t from, to;	/* where it is written, as bytes of the phrase
				   that it is a place of */
};
_Static_assert(sizeof(struct slot) <= 32, "a slot is half a cache line");

static inline size_t slot_sequences(const struct slot *slot)
{
	return slot->choices ? slot->choices->count : 0;
}

static inline const struct term_set *slot_begins(const struct slot *slot)
{
	return slot->choices ? &slot->choices->begins : &slot->terms;
}

struct sequence {
	struct slot *slots;
	uint16_t count;
	bool settled;		/* see settle.c */
};

struct phrase {
	const struct sequence *sides;
	uint8_t count;
	uint8_t barring;		/* bit i: side i is !side, not in the
					   clause */
	bool exact;			/* instead of sides: text, as typed */
	uint32_t rule;			/* instead: number of a rule of pmatch
					   among the vocabulary's, from 1 */
	struct str text;		/* as written */
	unsigned number;		/* in its vocabulary, from 0 */
	const struct phrase *before;	/* the one with the number before */
};
_Static_assert(sizeof(struct phrase) <= 64, "a phrase is a cache line");

struct named_slot {		/* a group, compiled once */
	struct str name;
	struct slot slot;
};

/* A member of a synonym group, read once. Those whose first stems share a
 * bucket are chained, rising by group and place. */
struct synonym_member {
	const struct words *words;
	uint16_t group;
	struct synonym_member *next;
};

struct synonym_group {
	struct words *words;		/* of each member */
	size_t count;
};

enum {
	LETTERS = 26,
	SYNONYM_BUCKETS = 128,		/* powers of two */
	OPENING_BITS = 4096,
	JOINT_BITS = 16384,
	RELATIVE_BITS = 16384,
};

struct synonyms {
	struct synonym_group *groups;
	struct synonym_member *buckets[SYNONYM_BUCKETS];
};

/* Patterns with the same first byte are chained; the second one and the last
 * turn most words away. */
struct wild {
	struct str pattern;
	uint16_t term;
	uint16_t next;		/* index + 1; 0: none */
	char second, last;	/* bytes; NUL: any */
};

struct vocabulary {
	struct arena *arena;
	struct arena *growing;	/* of lists that are not yet whole */
	const struct word_groups *groups;
	struct lang_reader *reader;	/* NULL: none */
	const struct synonyms *synonyms;
	struct term *terms;
	uint64_t *keys;		/* of their stems, beside them: a look for a
				   key reads these and the table, not terms */
	size_t count, cap, key_cap;
	uint16_t *table;	/* open hash: index + 1; 0: nothing here */
	size_t table_size;	/* a power of two */
	struct spelling *spellings;
	size_t spelling_count, spelling_cap;
	uint16_t letters[LETTERS];	/* the last one by the first letter of
					   folded, index + 1 */
	struct wild *wilds;
	size_t wild_count, wild_cap;
	uint16_t wild[256];	/* the last one by the first byte, index + 1;
				   at 0 those that begin with * or ? */
	uint64_t openings[OPENING_BITS / 64];	/* see vocabulary_may_join */
	uint64_t joints[JOINT_BITS / 64];
	uint64_t relatives[RELATIVE_BITS / 64];	/* by key: stems that are
						   related to an open term */
	struct named_slot *named;
	size_t named_count, named_cap;
	struct rules *rules;	/* of pmatch; NULL: none */
	const struct phrase *phrases;	/* the last one */
	unsigned phrase_count;
	const struct sweep *sweep;	/* NULL: not sealed */
	bool borrows;		/* phrases as written: no copies are made */
	char *texts;		/* room for them, which lies apart from what a
				   search reads */
	size_t texts_left;
};

struct reading {
	const struct vocabulary *vocabulary;
	const struct words *words;
	struct str answer;
	size_t word_cells;	/* 64-bit cells of a row of words */
	size_t term_cells;	/* and of one of terms */
	/* Which word stands for which term: a row a term; bit w, word w stands
	 * for it. Only the rows of terms that are present are filled. */
	uint64_t *own;
	uint64_t *joined;	/* the word and the next, joined, do; NULL: no
				   two do */
	uint64_t *joins;	/* with joined: bit w, word w is in one */
	uint64_t *present;	/* bit t: some word stands for term t */
	uint64_t *seen;		/* bit t: some word of the segment that is
				   being read does */
	uint64_t *filled;	/* the rows of sweep.c, of one segment */
	uint64_t *possible;	/* bit p: phrase p may match; NULL: unknown */
	uint64_t *nearly;	/* bit p: phrase p may with one word more */
	uint64_t *slips;	/* bit w: word w stands for its terms through a
				   misspelling */
	bool knows_related;	/* related words were looked for */
	uint64_t **related;	/* of each word: bit t, it is related to term t
				   and stands for it by no other way; NULL: it
				   is to none, or no word is to any */
	uint64_t *related_words;	/* bit w: word w is, to some term */
	uint64_t *present_related;	/* bit t: some word is, to term t */
	struct hearing *hearing;	/* for rules of pmatch; NULL: none */
};

/* The term of a word, folded and stemmed, with its stem's key, or of a pattern
 * with * and ?; adds it where it is new, with copies of texts that are not the
 * lexicon's. False when the vocabulary is full. */
bool vocabulary_word(struct vocabulary *vocabulary, struct str folded,
		     struct str stem, uint64_t key, uint16_t *term);
bool vocabulary_wild(struct vocabulary *vocabulary, struct str pattern,
		     uint16_t *term);
/* The term of that stem, or of its key, plus one; 0 if there is none. */
size_t vocabulary_find(const struct vocabulary *vocabulary, struct str stem);
/* Asks the machine to have near by all that a reading asks of every word; it
 * would wait for most of it, word by word. */
void vocabulary_expect(const struct vocabulary *vocabulary);

/* Where the key's term is in the table, or is to be put. */
static inline size_t vocabulary_slot(const struct vocabulary *v, uint64_t key)
{
	size_t slot = key & (v->table_size - 1);

	while (v->table[slot] && v->keys[v->table[slot] - 1] != key)
		slot = (slot + 1) & (v->table_size - 1);
	return slot;
}

static inline size_t vocabulary_find_key(const struct vocabulary *v,
					 uint64_t key)
{
	return v->table[vocabulary_slot(v, key)];
}

/* From the first two bytes and the length: few bits, which stay near by. */
static inline size_t vocabulary_opening(const char *head, size_t len)
{
	uint32_t begin = (uint32_t)(unsigned char)head[0] << 16 |
			 (uint32_t)(unsigned char)head[1] << 8 |
			 (uint32_t)(len & 0xff);

	return begin * 0x9E3779B1U >> 16 & (OPENING_BITS - 1);
}

/* Does a term open and end like the two joined? */
bool vocabulary_has_joint(const struct vocabulary *vocabulary,
			  struct str first, struct str second);

/* False where no term is known that the two, joined, could stand for; asked
 * of every pair of neighbours, so it looks at the ends of the text only, and
 * first at what turns most of them away. */
static inline bool vocabulary_may_join(const struct vocabulary *v,
				       struct str first, struct str second)
{
	size_t bit;

	if (first.len < 2)
		return true;
	bit = vocabulary_opening(first.s, first.len + second.len);
	return (v->openings[bit / 64] >> (bit % 64) & 1) &&
	       vocabulary_has_joint(v, first, second);
}

/* A phrase's text, of at most MATCH_PHRASE_MAX bytes, or a copy of it. */
struct str vocabulary_keep(struct vocabulary *vocabulary, struct str text);

/* Copies of what was compiled into a scratch arena, as tight as it is. */
void settle_slot(struct arena *arena, struct slot *slot);
struct phrase *settle_phrase(struct arena *arena, struct sequence *sides,
			     size_t count, unsigned barring);

/* Gives a phrase of the vocabulary its number. */
void vocabulary_number(struct vocabulary *vocabulary, struct phrase *phrase);

/* Lists that grew, as tight as they are, in the vocabulary's own arena. */
void vocabulary_settle(struct vocabulary *vocabulary);

/* Does word `at` stand for the term, by those rows of the reading? */
bool reading_stands(const struct reading *reading, const uint64_t *rows,
		    size_t at, size_t term);

/* sweep.c: fills what the reading knows of phrases: term by term, to the end of
 * a segment, and so on. */
void sweep_begin(struct arena *arena, struct reading *reading);
void sweep_term(struct reading *reading, size_t term);
void sweep_segment(struct reading *reading);
/* Asks the machine to have near by what sweep_term looks at; and, after the
 * last segment, the phrases that may match. */
void sweep_expect(const struct reading *reading, size_t term);
void sweep_end(const struct reading *reading);

/* related.c: words that mean the same. */

/* Makes the term of a phrase's word findable for words related to it, unless
 * it is code, a number or grammar (GET is not "obtain"). */
void related_add(struct vocabulary *vocabulary, const struct word *word,
		 uint16_t term);
/* Has the slot few enough alternatives for a related word to fill it? */
bool related_is_open(const struct slot *slot);
/* Can the phrase match with one word related, as far as is known before the
 * search, and would that word be needed or of use? */
bool related_possible(const struct phrase *phrase,
		      const struct reading *reading);
/* A term of the slot that the word is related to, plus one; 0: to none. */
size_t related_term(const struct reading *reading, const struct slot *slot,
		    size_t at);

/* The letters of a to z in a text, as bits. */
uint32_t vocabulary_letters(struct str text);

/* An array with room for one item more than count, which was made by adding one
 * after another: it has room for a power of two. Most slots have one term, most
 * sequences one or two slots. */
void *match_grow(struct arena *arena, void *array, size_t count, size_t size);
void term_set_add(struct arena *arena, struct term_set *set, uint16_t term);
void term_set_join(struct arena *arena, struct term_set *set,
		   const struct term_set *other);

/* pattern_phrase.c: rules of pmatch among phrases. The answer is cut into
 * pmatch's words once for all rules that cut alike. */
struct hearing *hearing_new(struct arena *arena, const struct rules *rules,
			    struct str answer, const struct words *words);
/* phrase_find for a phrase that is a rule. */
void hearing_find(const struct phrase *phrase, const struct reading *reading,
		  const struct match_rule *rule, struct match *match);
/* What a rule that was not found lacks; near is zeroed. */
void hearing_explain(struct arena *arena, const struct phrase *phrase,
		     const struct reading *reading, struct nearest *near);

#endif
