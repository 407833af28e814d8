/* class.h - classes of words that the grammar of answers turns on.
 *
 * Which words negate, contrast or open a noun is asked of every word of an
 * answer, so each class is a bit: the lexicon's compiler looks every word up
 * in the lists of class.c once, at build time, and reading copies the bits
 * into struct word.
 */
#ifndef LANG_CLASS_H
#define LANG_CLASS_H

#include "lang/lang.h"

#include <string.h>

enum class {
	CLASS_KNOWN,		/* on a list of the lexicon */
	CLASS_FUNCTION,		/* carries no meaning of its own */
	CLASS_AVOIDER,		/* by its stem: avoid, prevent, wrong ... */
	CLASS_RUN_TOGETHER,	/* dont, cannot: a contraction */
	/* clause.c */
	CLASS_CONTRAST,		/* always opens a contrast */
	CLASS_CLAUSE,		/* may do so, by its neighbours */
	CLASS_MEANWHILE,	/* behind "while": it is time */
	CLASS_NEGATOR, CLASS_HARMLESS, CLASS_ANSWERED,
	CLASS_OPENER, CLASS_TIE, CLASS_SUBJECT, CLASS_SAYER, CLASS_END,
	CLASS_PAIRED,		/* avoiders with a neighbour: no longer */
	CLASS_DEGREE,		/* however many */
	/* hedge.c */
	CLASS_DOUBT,		/* begins words that say "I do not know" */
	CLASS_COMPARED,		/* has an opposite that is looked for */
	/* negation.c */
	CLASS_FINITE,		/* is, has, can ...: a clause has one */
	CLASS_CONDITION,	/* opens a clause that is not the main one */
	CLASS_ORDER,		/* imperatives: use, add ... */
	CLASS_SETTLED,		/* not there, not found: needs no object */
	CLASS_JOINT,		/* and, or, nor */
	CLASS_SAY,		/* says no */
	CLASS_LIMIT,		/* no more than */
	CLASS_IDLE,		/* it does not matter: nothing behind it is
				   denied, but what stands before */
	CLASS_ALONG,		/* behind an object: use it along with */
	CLASS_HAVE,		/* verbs of "has no, learned nothing" */
	CLASS_BANNED,		/* to be avoided */
	CLASS_USELESS, CLASS_REFUSE, CLASS_MAKE, CLASS_WORSE,
	CLASS_NOTHING,		/* no, nothing, nobody: objects of a verb */
	/* single words */
	CLASS_A, CLASS_ABLE, CLASS_AND, CLASS_BE, CLASS_BETWEEN, CLASS_HOWEVER,
	CLASS_IF, CLASS_INSTEAD, CLASS_LONGER, CLASS_NEED, CLASS_NEVER,
	CLASS_NO, CLASS_NON, CLASS_NOT, CLASS_OF, CLASS_OPPOSED, CLASS_OR,
	CLASS_RATHER, CLASS_SUCH, CLASS_THAN, CLASS_THAT, CLASS_THE,
	CLASS_THEN, CLASS_TO,
	CLASS_WHILE, CLASS_WHY, CLASS_WITHOUT, CLASS_YET, CLASS_YOU,
	CLASS_COUNT
};
_Static_assert(CLASS_COUNT <= 64, "a class is a bit of 64");

static inline uint64_t class_bit(enum class class)
{
	return UINT64_C(1) << class;
}

static inline bool word_is(const struct word *word, enum class class)
{
	return (word->classes & class_bit(class)) != 0;
}

/* Is the neighbour of word i, in its sentence, of the class? */
static inline bool class_next(const struct words *words, size_t i,
			      enum class class)
{
	return i + 1 < words->count &&
	       words->list[i + 1].sentence == words->list[i].sentence &&
	       word_is(&words->list[i + 1], class);
}

static inline bool class_before(const struct words *words, size_t i,
				enum class class)
{
	return i > 0 &&
	       words->list[i - 1].sentence == words->list[i].sentence &&
	       word_is(&words->list[i - 1], class);
}

/* Does the folded word end in -ing? */
static inline bool class_is_ing(struct str word)
{
	return word.len > 4 && memcmp(word.s + word.len - 3, "ing", 3) == 0;
}

/* Every class that a list names the folded word in. The lexicon's own (known,
 * function, avoider) are not among them. */
uint64_t class_of(struct str folded);
/* The words of a class, with spaces between; NULL where it has no list. */
const char *class_words(enum class class);
/* Is it the stem of a word that keeps what follows from being so? */
bool class_is_avoider(struct str stem);

#endif
