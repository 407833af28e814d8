/* stem.h - stems of words; one stemmer serves one reading. */
#ifndef LANG_STEM_H
#define LANG_STEM_H

#include "base/base.h"

struct stemmer;
struct stemmer *stemmer_open(void);
void stemmer_close(struct stemmer *stemmer);
/* British spelling folded first; the stem lives in the arena or the lexicon. */
struct str stemmer_stem(struct stemmer *stemmer, struct arena *arena,
			struct str folded);

#endif
