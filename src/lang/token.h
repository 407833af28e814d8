/* token.h - the reading of a text in progress, for token.c and its parts. */
#ifndef LANG_TOKEN_H
#define LANG_TOKEN_H

#include "lang/lang.h"
#include "lang/stem.h"

struct tokenizer {
	struct arena *arena;
	struct stemmer *stemmer;
	struct str text;
	size_t at;			/* the byte to be read next */
	struct words *words;
	size_t cap;			/* of words->list */
	struct text scratch;		/* a word being folded */
	bool sentence, clause, comma;	/* stand before the next word */
	bool code;			/* between backticks */
};

/* Second pass: clauses at contrast words, segments, scopes of negation. */
void clause_mark(struct words *words);

#endif
