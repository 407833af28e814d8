/* porter.h - the English stemmer of Martin Porter, its second edition. */
#ifndef LANG_PORTER_H
#define LANG_PORTER_H

#include "base/base.h"

enum { PORTER_WORD_MAX = 60 };		/* bytes of a word */

/* The stem of a word of letters a-z, apostrophes and UTF-8 that is not ASCII,
 * at most PORTER_WORD_MAX bytes; lower case. Writes at most so many bytes to
 * `stem` and returns how many. */
size_t porter_stem(struct str word, char stem[PORTER_WORD_MAX]);

#endif
