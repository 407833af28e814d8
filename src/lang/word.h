/* word.h - from a folded word to all that is known of it. */
#ifndef LANG_WORD_H
#define LANG_WORD_H

#include "lang/class.h"
#include "lang/tables.h"

struct lang_reader {
	struct strange *strange;	/* words that no list knows, kept by
					   their hash; NULL: not kept */
	struct text scratch;		/* a word being folded */
};

/* For one text; keeps no words. */
void reader_init(struct lang_reader *reader);
void reader_release(struct lang_reader *reader);

/* The slot that alone may hold the entry of a text of len bytes, at least one,
 * in lanes (tables.h). The machine is asked to have it near by soon. */
const struct lexicon_word *word_expect(const uint64_t *lanes, size_t len);
/* The entry in that slot, or NULL: the text has none. */
const struct lexicon_word *word_in(const struct lexicon_word *slot,
				   const uint64_t *lanes, size_t len);
/* Bits of enum class; 0 for a word that no list knows. */
uint64_t word_classes(struct str folded);
/* Sets folded, stem, key, classes, known and function. The texts live in the
 * lexicon or in the arena. */
void word_set_strange(struct lang_reader *reader, struct arena *arena,
		      struct str folded, struct word *word);
void word_set_known(struct word *word, const struct lexicon_word *entry);
void word_set(struct lang_reader *reader, struct arena *arena,
	      struct str folded, struct word *word);

#endif
