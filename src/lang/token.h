/* token.h - the reading of a text in progress, for token.c and its parts. */
#ifndef LANG_TOKEN_H
#define LANG_TOKEN_H

#include "lang/word.h"

struct tokenizer {
	struct arena *arena;
	struct lang_reader *reader;
	struct str text;
	size_t at;			/* the byte to be read next */
	struct words *words;
	size_t cap;			/* of words->list */
	bool sentence, clause, comma;	/* stand before the next word */
	bool code;			/* between backticks */
	const struct plain *expected;	/* see plain_expect: the letters that
					   come next */
};

/* A word of no text yet, with what stands before it; NULL when there are too
 * many. */
struct word *token_add(struct tokenizer *t, size_t from, size_t to,
		       enum word_kind kind);
/* Looks ahead over a text, so that the entries of its words are near by when
 * they are read: most of the time of a reading would be waiting for them. */
void plain_expect(struct tokenizer *t);
/* Reads the word at t->at where it is a plain one; else false. */
bool plain_read(struct tokenizer *t);

/* Second pass: clauses at contrast words, segments, scopes of negation. */
void clause_mark(struct words *words);
/* Scopes of negation, once clauses are numbered. */
void negation_mark(struct words *words);
/* Last pass: what is hedged by naming both of two. */
void hedge_mark(struct words *words);

#endif
