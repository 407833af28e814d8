/* stem.h - stems of words. */
#ifndef LANG_STEM_H
#define LANG_STEM_H

#include "base/base.h"

/* British spelling folded first; the stem lives in the arena or the lexicon. */
struct str stem_word(struct arena *arena, struct str folded);

#endif
