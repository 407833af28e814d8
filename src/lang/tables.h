/* tables.h - the lexicon as constants, compiled from data/lexicon.
 *
 * Strings are named by their offset in lexicon_pool; offset 0 is the empty
 * string and means "none". Made by lexicon.awk, read by lexicon.c only.
 */
#ifndef LANG_TABLES_H
#define LANG_TABLES_H

#include <stddef.h>
#include <stdint.h>

enum { LEXICON_SLOTS = 131072 };	/* a power of two, a third full */

struct lexicon_pair {
	uint32_t from, to;
};

extern const char lexicon_pool[];
extern const uint32_t lexicon_known[LEXICON_SLOTS];
/* Each sorted by the bytes of `from`. */
extern const struct lexicon_pair lexicon_function[], lexicon_prefix[],
	lexicon_spelling[], lexicon_stem[], lexicon_group[];
extern const size_t lexicon_function_count, lexicon_prefix_count,
	lexicon_spelling_count, lexicon_stem_count, lexicon_group_count;

#endif
