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
	NESTING_MAX = 8,
	STEPS_MAX = 20000,	/* of one search; past it there is no match */
	STEPS_REFUSED = 64,	/* what a match costs that the rule refuses */
};

enum term_kind { TERM_STEM, TERM_WILD };

struct term {
	struct str folded, stem;
	enum term_kind kind;
};

struct sequence;

struct slot {
	uint16_t *terms;
	size_t term_count, term_cap;
	const struct sequence **sequences;
	size_t sequence_count, sequence_cap;
	int gap;		/* words that may stand before it */
};

struct sequence {
	struct slot *slots;
	size_t count, cap;
};

struct phrase {
	const struct sequence *sides[SIDES_MAX];
	bool barring[SIDES_MAX];	/* !side: not in the clause */
	size_t count;
	struct str exact;		/* instead of sides, if not empty */
};

struct named_slot {		/* a group, compiled once */
	struct str name;
	struct slot slot;
};

struct synonym_group {		/* its members, read once */
	struct words *members;
	size_t count;
};

struct vocabulary {
	struct arena *arena;
	const struct word_groups *groups;
	struct synonym_group *synonyms;
	size_t synonym_count;
	struct term *terms;
	size_t count, cap;
	uint16_t *table;	/* open hash of stems: index + 1 */
	size_t table_size;	/* a power of two */
	uint16_t *wild;		/* indexes of the wild terms */
	size_t wild_count, wild_cap;
	struct named_slot *named;
	size_t named_count, named_cap;
};

struct reading {
	const struct vocabulary *vocabulary;
	const struct words *words;
	struct str answer;
	size_t row;		/* 64-bit cells a word */
	uint64_t *hits;		/* bit t: the word stands for term t */
	uint64_t *slips;	/* the same, read through a misspelling */
	uint64_t *joined;	/* the word and the next one, joined */
	uint64_t *all;		/* one of the three */
	uint64_t *any;		/* one row: some word stands for term t */
};

/* The term of a word, folded and stemmed, or of a pattern with * and ?; adds
 * it where it is new. False when the vocabulary is full. */
bool vocabulary_word(struct vocabulary *vocabulary, struct str folded,
		     struct str stem, uint16_t *term);
bool vocabulary_wild(struct vocabulary *vocabulary, struct str pattern,
		     uint16_t *term);
/* The term of that stem, plus one; 0 if there is none. */
size_t vocabulary_find(const struct vocabulary *vocabulary, struct str stem);

#endif
