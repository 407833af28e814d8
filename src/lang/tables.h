/* tables.h - the lexicon as constants, compiled from data/lexicon.
 *
 * Two sets. The small maps (spelling, stems, groups) are made by lexicon.awk
 * and read by lexicon.c: strings are named by their offset in lexicon_pool,
 * and offset 0 is the empty string. The words are made by compile/words.c and
 * read by word.c: a hash table of every word that a list knows, every stem and
 * every word of a class, with all that reading wants to know of it, so that
 * reading a word is one look.
 */
#ifndef LANG_TABLES_H
#define LANG_TABLES_H

#include "base/base.h"

struct lexicon_pair {
	uint32_t from, to;
};

extern const char lexicon_pool[];
/* Each sorted by the bytes of `from`. */
extern const struct lexicon_pair lexicon_prefix[], lexicon_spelling[],
	lexicon_stem[], lexicon_group[];
extern const size_t lexicon_prefix_count, lexicon_spelling_count,
	lexicon_stem_count, lexicon_group_count;

enum {
	LEXICON_SLOTS = 65536,		/* three quarters full */
	LEXICON_SEEDS = 16384,		/* buckets of three words or so */
	LEXICON_LANE = 8,		/* bytes that are looked at together */
	LEXICON_LANES = 4,
	LEXICON_TEXT_MAX = LEXICON_LANES * LEXICON_LANE,
};

/* A cache line, so that a look at a word waits for memory once. */
struct lexicon_word {
	_Alignas(64) char text[LEXICON_TEXT_MAX];
	uint64_t classes;	/* bits of enum class */
	uint64_t key;		/* text_hash of the stem */
	uint16_t stem;		/* slot of a text that begins with the stem:
				   the word's own where that will do */
	uint8_t len, stem_len;	/* bytes; len 0: an empty slot */
	uint8_t zipf;		/* as in struct word */
	uint16_t form;		/* the first word that has this text as its
				   stem, and behind that one ... */
	uint16_t next;		/* ... the next with the same stem: slots; 0,
				   which is left empty: none */
};

/* A perfect hash: the seed of a text's bucket sends each of the bucket's words
 * to a slot of its own, so the word is in that slot or in none. */
extern const struct lexicon_word lexicon_words[LEXICON_SLOTS];
extern const uint16_t lexicon_seeds[LEXICON_SEEDS];

/* Eight bytes, the first one lowest on every machine: the table is made on one
 * and read on another, and a compiler makes this one load where it can. */
static inline uint64_t lexicon_lane(const char *text)
{
	const unsigned char *b = (const unsigned char *)text;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	       (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
	       (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
	       (uint64_t)b[7] << 56;
}

/* The hash of a text in lanes, the last one filled up with NUL. */
static inline uint64_t lexicon_hash(const uint64_t *lanes, size_t len)
{
	uint64_t hash = len;

	for (size_t i = 0; i * LEXICON_LANE < len; i++) {
		hash = (hash ^ lanes[i]) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return hash;
}

static inline size_t lexicon_bucket(uint64_t hash)
{
	return hash % LEXICON_SEEDS;
}

static inline size_t lexicon_slot(uint64_t hash, uint16_t seed)
{
	hash ^= seed * UINT64_C(0xD6E8FEB86659FD93);
	return hash * UINT64_C(0x9E3779B97F4A7C15) >> 48;
}

#endif
