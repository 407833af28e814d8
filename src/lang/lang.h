/* lang.h - the door of the language room: text to words with their places.
 *
 * In: an answer (or a phrase) as UTF-8. Out: its words, each folded, with the
 * byte places it was read from, its sentence and clause, and its stem.
 * This room knows English; it knows no rubric, no question and no score. It
 * is pure: same bytes in, same words out, in every locale.
 *
 * Folding comes before stemming: NFKC, case, curly quotes, then British to
 * American spelling, so that normalisation and normalization meet.
 */
#ifndef LANG_LANG_H
#define LANG_LANG_H

#include "base/base.h"

enum { LANG_ANSWER_MAX = 64 * 1024, LANG_WORDS_MAX = 8192 };

enum word_kind {
	WORD_PLAIN,	/* an English word: stemmed, may be a misspelling */
	WORD_NUMBER,	/* 429, 3.5, 1,000 (folded to 1000) */
	WORD_CODE,	/* `x`, camelCase, snake_case, $lookup, /users, O(1):
			   as typed: no correction, negates nothing; only plain
			   letters have a stem */
};

struct word {
	uint32_t from, to;	/* half-open bytes of the text as given */
	struct str folded;	/* "doesn't" is two words, does and not */
	struct str stem;	/* folded where there is no stem */
	uint16_t sentence;	/* from 0 */
	uint16_t clause;	/* from 0, rising over the whole text */
	uint16_t segment;	/* from 0, rising; a sentence or a contrast
				   (but, whereas, rather than ...) opens one */
	uint8_t kind;		/* enum word_kind */
	bool glued;		/* tied to the one before: round-trip, don't */
	bool after_comma;	/* a comma stands before it */
	bool negated;		/* in the scope of not, never, without ... */
	bool avoided;		/* within the scope of avoid, prevent ... */
	bool denied;		/* what a denied verb speaks of: `this` in
				   "this does not work" */
	uint16_t negator;	/* index of the word that negates it, if so */
	uint16_t avoider;	/* of the one that avoids it */
	uint16_t denier;	/* of the one that denies its verb */
	uint16_t reach;		/* of a negator: index of the word before which
				   all ends that it may speak of; 0: none */
	bool hedged;		/* said beside its opposite, to be safe */
	uint16_t hedger;	/* index of the "or" between them, if so */
	bool known;		/* lang_is_known(folded) */
	bool function;		/* lang_is_function_word(folded) */
	uint8_t zipf;		/* ten times the Zipf value of folded, how
				   common it is: 35 for one use in 300,000
				   words; 0 where it is less common */
	uint64_t key;		/* of the stem: one stem, one key, and 64 bits
				   of two stems do not meet */
	uint64_t classes;	/* for this room: bits of enum class */
};

struct words {
	struct word *list;
	size_t count;		/* at most LANG_WORDS_MAX; the rest is unread */
	size_t sentences, clauses;
};

/* Reads a text. Never fails: any bytes are an answer. The words' texts live in
 * the arena or are constants. */
void lang_read(struct arena *arena, struct str text, struct words *words);

/* Who reads many texts keeps a reader: it has the last words that no list
 * knew, so that they are not stemmed again. It is for one thread
 * at a time, and what is read is the same with it and without. */
struct lang_reader;
struct lang_reader *lang_reader_open(void);
void lang_reader_close(struct lang_reader *reader);
void lang_read_with(struct lang_reader *reader, struct arena *arena,
		    struct str text, struct words *words);

/* Reads a text that is one word of the lexicon in small letters, as lang_read
 * would, at a tenth of its price: most words of phrases are that. Nothing that
 * rests on neighbours is marked, not even that "not" negates. False: it is
 * something else, for lang_read. */
bool lang_read_word(struct str text, struct word *word);

/* What stands for a word in comparison: folded spelling, then stem. */
struct str lang_stem(struct arena *arena, struct str folded);
struct str lang_stem_with(struct lang_reader *reader, struct arena *arena,
			  struct str folded);
/* One word of a phrase, folded as an answer's words are. */
struct str lang_fold(struct arena *arena, struct str word);

/* Is this lower-case word American spelling? Then british is how it is spelt
 * in Britain. Words that both have, such as practice, are none. */
bool lang_british(struct arena *arena, struct str word, struct str *british);

/* Grammar words that carry no meaning of their own: the, is, to, it ... */
bool lang_is_function_word(struct str folded);
/* Does word i make a statement of what it stands in, so that this is no list of
 * terms? It is, not, if, after ...; or a plural that another word follows, for
 * such is a verb: "reads rows", but "row locks". */
bool lang_states(const struct words *words, size_t i);
/* Some list knows this word: common English or technical vocabulary. */
bool lang_is_known(struct str folded);
/* Is the text the lexicon's own, which stays as long as the program? A word's
 * folded and stem are, where all is known of it. */
bool lang_is_lasting(struct str text);
/* The known words and stems that have this stem, one a call: begin with *place
 * 0; false when there is none left. */
bool lang_next_form(struct str stem, size_t *place, struct str *form);
/* Could the typed word be a slip for `meant` (folded, with its stem)? One edit
 * from 4 letters on, two from 8; never the first letter (so no prefix: un-,
 * de-, a-), never code or a number, never where a list knows what was typed. */
bool lang_is_misspelling(const struct word *typed, struct str meant,
			 struct str meant_stem);

/* What one stem is to another, by data/lexicon: as related as fetch is to
 * retrieve, or as opposed as read is to write (also what learners are asked to
 * tell apart). Symmetrical; no pair is both. */
enum lang_relation { LANG_UNRELATED, LANG_SAME, LANG_SYNONYM, LANG_ANTONYM };
enum lang_relation lang_relation(struct str a, struct str b);
/* Stems that have a relation are numbered from 1 to below the count; 0: this
 * one has none. */
unsigned lang_related_number(struct str stem);
/* The same from the key of the stem (struct word), and back. */
unsigned lang_related_of(uint64_t key);
uint64_t lang_related_key(unsigned number);
unsigned lang_related_count(void);
struct str lang_related_stem(unsigned number);
/* The numbers related to a number, rising, 0 at the end. */
const uint16_t *lang_related(unsigned number);

/* The members of a named group of everyday words, separated by '|', in the
 * language of phrases; NULL when there is no group of that name. */
const char *lang_group(struct str name);
/* Names of all groups, for completion and "did you mean". */
void lang_group_names(struct arena *arena, struct strings *names);

#endif
