/* lexicon.h - looking things up in the compiled lexicon. */
#ifndef LANG_LEXICON_H
#define LANG_LEXICON_H

#include "base/base.h"

/* American for British spelling, or the word as typed for a short form of the
 * keyboard; the word itself where there is nothing to fold. */
struct str lexicon_spell(struct arena *arena, struct str folded);
/* The listed stem, or false. */
bool lexicon_stem_of(struct str folded, struct str *stem);

#endif
