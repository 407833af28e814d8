/* tables.h - the lexicon as constants, compiled from data/lexicon.
 *
 * Two sets. The small maps (spelling, stems, groups) are made by lexicon.awk
 * and read by lexicon.c: strings are named by their offset in lexicon_pool,
 * and offset 0 is the empty string. The words are made by compile.c and read
 * by word.c: an open hash table of every word that a list knows, every stem
 * and every word of a class, with all that reading wants to know of it, so
 * that reading a word is one look.
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
	LEXICON_SLOTS = 131072,		/* a power of two, two fifths full */
	LEXICON_BYTES = 8,		/* texts are filled up with NUL to a
					   multiple of this */
	LEXICON_TEXT_MAX = 56,		/* bytes of the longest that fits */
};

struct lexicon_word {
	uint64_t classes;	/* bits of enum class */
	uint64_t key;		/* text_hash of the stem */
	uint32_t text, stem;	/* offsets in lexicon_texts */
	uint8_t len, stem_len;	/* bytes; a stem that begins its word is there,
				   so it ends in no NUL */
	uint16_t form;		/* the first word that has this text as its
				   stem, and behind that one ... */
	uint16_t next;		/* ... the next with the same stem; places in
				   lexicon_words; 0: none */
};

extern const char lexicon_texts[];
extern const struct lexicon_word lexicon_words[];	/* from 1 */
extern const uint16_t lexicon_slots[LEXICON_SLOTS];	/* 0: empty */

/* The hash of a text that is filled up with NUL. Bytes are taken in the same
 * order on every machine, for the table is made on one and read on another. */
static inline uint32_t lexicon_hash(const char *text, size_t len)
{
	uint64_t hash = len;

	for (size_t at = 0; at < len; at += LEXICON_BYTES) {
		uint64_t lane = 0;

		for (int i = LEXICON_BYTES; i-- > 0;)
			lane = lane << 8 | (unsigned char)text[at + (size_t)i];
		hash = (hash ^ lane) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return (uint32_t)hash & (LEXICON_SLOTS - 1);
}

#endif
