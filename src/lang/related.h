/* related.h - related words and opposites as constants.
 *
 * Compiled from data/lexicon by compile/related.c, read by related.c only.
 * Stems are numbered from 1 in the order of their bytes; number 0 is none and
 * ends every list.
 */
#ifndef LANG_RELATED_H
#define LANG_RELATED_H

#include <stdint.h>

enum { RELATED_SLOTS = 16384 };		/* a power of two, half full */

struct related_stem {
	uint64_t key;		/* as in struct word */
	uint32_t name;		/* offset into related_pool */
	uint32_t related;	/* offset into related_lists */
	uint32_t opposite;	/* the same, of its opposites */
};

extern const char related_pool[];
extern const uint16_t related_lists[];		/* each rising, 0 at its end */
extern const struct related_stem related_stems[];
extern const uint16_t related_stem_count;	/* with number 0 */
extern const uint16_t related_slots[RELATED_SLOTS];	/* open hash: numbers */

#endif
