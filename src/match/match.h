/* match.h - the door of matching: phrases to a program, a program over words.
 *
 * In: phrases in the language of rubrics, and the words of an answer. Out:
 * whether a phrase is said, which words say it, and whether a negation stands
 * over them. This room knows nothing of points and scores.
 *
 * Phrases, tightest first: a word (`*` and `?` inside), `~group` or `(several
 * words)`; `|` between alternatives of one place; white space: in this order,
 * at most two words between; `...`: in this order, any distance within the
 * clause; `&`: all sides in one sentence within 16 words, in any order, never
 * across a contrast; `& !side`: and that side not in the clause.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "lang/lang.h"

enum {
	MATCH_PHRASE_MAX = 1000,	/* bytes of one phrase */
	MATCH_WORDS_MAX = 32,		/* words that one match may use */
	MATCH_TERMS_MAX = 4096,		/* words one vocabulary may hold */
};

/* A list of words that count as one (a synonym group: name is NULL), or a
 * named group that phrases call as ~name. Members may be several words. */
struct word_group {
	const char *name;
	const char **members;
	size_t count;
};

struct word_groups {
	struct word_group *list;
	size_t count;
};

/* The words that the phrases of one question mention, each a small integer.
 * Synonyms and named groups (beside the built-in ones) are looked at while
 * phrases are added and must outlive the vocabulary. */
struct vocabulary;
struct vocabulary *vocabulary_new(struct arena *arena,
				  const struct word_groups *synonyms,
				  const struct word_groups *groups);

/* The same with synonyms that were read before: once for all vocabularies of
 * a bank. NULL: none. They must outlive the vocabulary, and hold no text of
 * their groups. */
struct synonyms;
struct synonyms *synonyms_read(struct arena *arena,
			       const struct word_groups *groups);
struct vocabulary *vocabulary_new_with(struct arena *arena,
				       const struct synonyms *synonyms,
				       const struct word_groups *groups);

/* Phrases compiled from now on are read with reader, which spares time; NULL,
 * as at first: with none. It is not looked at by match_read. */
void vocabulary_read_with(struct vocabulary *vocabulary,
			  struct lang_reader *reader);

/* Lists that grow with every phrase are made in scratch from now on, so that
 * what they outgrow does not stay, until the vocabulary is sealed. */
void vocabulary_grow_in(struct vocabulary *vocabulary, struct arena *scratch);

/* The texts of phrases compiled from now on outlive the vocabulary, so that
 * it need not copy them. */
void vocabulary_borrow(struct vocabulary *vocabulary);

/* A compiled phrase; belongs to its vocabulary. */
struct phrase;
/* The number of a phrase: those compiled in a row have numbers in a row. */
unsigned phrase_number(const struct phrase *phrase);
/* All phrases are compiled: what phrase_next needs is made. More may follow,
 * but then it is to be sealed again before an answer is read. */
void vocabulary_seal(struct vocabulary *vocabulary);

/* Compiles text. On failure err holds the sentence and, as column, the place
 * in text (from 1) where the fault is. */
MUST_CHECK bool phrase_compile(struct vocabulary *vocabulary, struct str text,
			       struct phrase **phrase, struct error *err);
/* The same for a text that is compared as typed (commands, identifiers). */
MUST_CHECK bool phrase_compile_exact(struct vocabulary *vocabulary,
				     struct str text, struct phrase **phrase,
				     struct error *err);

struct pattern_options;
/* The same for a rule of pmatch (below), which is asked of the whole answer.
 * Here a fault's column counts characters. What is needed of text and options
 * is copied. */
MUST_CHECK bool phrase_compile_pattern(struct vocabulary *vocabulary,
				       struct str text,
				       const struct pattern_options *options,
				       struct phrase **phrase,
				       struct error *err);

/* An answer read with a vocabulary: which word stands for which term. */
struct reading;
struct reading *match_read(struct arena *arena,
			   const struct vocabulary *vocabulary,
			   struct str answer, const struct words *words);
/* Finds the related words in an answer, once. Before, no phrase matches with
 * one (match_rule.related). */
void match_read_related(struct arena *arena, struct reading *reading);

/* Of phrases with the numbers [first, first + count), the first from the one
 * at `from` on that may match, counted from 0; count: none. The others surely
 * do not; whether this one does, phrase_find says. `related`: with one related
 * word. Where the vocabulary is not sealed, any phrase may match. */
size_t phrase_next(const struct reading *reading, unsigned first, size_t from,
		   size_t count, bool related);

enum match_state {
	MATCH_NONE,
	MATCH_NEGATED,		/* said, but only under a negation */
	MATCH_FOUND,
};

struct match {
	enum match_state state;
	size_t count;				/* words used */
	uint16_t words[MATCH_WORDS_MAX];	/* their indexes, rising */
	bool misspelt;				/* read through a slip */
	struct str meant;	/* the phrase's word that a related one stands
				   for; empty: none does */
	uint16_t related;	/* index of the related word */
};

/* Narrows where a phrase may match. Zeroed, it allows everything. */
struct match_rule {
	bool strict;		/* mistakes, unless: gap at most one, one
				   clause, nothing avoided */
	/* Per word of the answer: may it stand for one it is related to? Then
	 * only matches count in which just one word does, beside another one
	 * that has a meaning and is the phrase's own. NULL: none may. */
	const bool *related;
	/* Asked for every match found, with the indexes of its words (in no
	 * order); where it says false the search goes on. NULL: all stand. */
	bool (*allows)(void *context, const uint16_t *words, size_t count);
	void *context;
};

/* The best match: the first that is not negated, else the first negated. A
 * rule of pmatch that is true finds the words that make it so, none where it
 * is true by what is not there; one that is too hard for its budget, or for
 * what is left of the answer's, is not found. */
void phrase_find(const struct phrase *phrase, const struct reading *reading,
		 const struct match_rule *rule, struct match *match);

/* ---- why a phrase does not match ---- */

enum lack {
	LACK_NOTHING,		/* it matches */
	LACK_NEGATED,		/* under the negation of the word `by` */
	LACK_REFUSED,		/* match_rule.allows says no */
	LACK_BARRED,		/* missing[0], which must not stand there,
				   does */
	LACK_CASE,		/* an exact text in other capitals */
	LACK_TYPED,		/* an exact text is not there */
	LACK_ORDER,		/* the other way round */
	LACK_FAR,		/* `between` words between, `most` allowed */
	LACK_CLAUSE,		/* in two clauses */
	LACK_CONTRAST,		/* on two sides of the contrast at `by` */
	LACK_SENTENCE,		/* in two sentences */
	LACK_PLACED,		/* a rule: the words are there, but not as it
				   wants them */
	LACK_WORDS,		/* `missing` places are not filled */
	LACK_HARD,		/* a rule: not found out within its budget */
	LACK_COUNT
};
extern const char *const lack_names[LACK_COUNT];	/* "words", "far" ... */

struct nearest {
	enum lack lack;
	unsigned weight;		/* 0 to 1000: how near; under 1: not
					   one word with a meaning is there */
	size_t places, filled;		/* of the phrase, by some word */
	size_t count;			/* the words that fill them, rising */
	uint16_t words[MATCH_WORDS_MAX];
	struct str meant;		/* as in struct match, */
	uint16_t related;		/* where the rule allows it */
	struct strings missing;		/* places without one, as written */
	size_t between, most;
	bool sides;			/* parted are sides of &: `between` is
					   how many words apart all lie */
	uint16_t by;
};

/* What the phrase lacks to match under this rule. Much slower than
 * phrase_find: for one learner who asks, not for marking. */
void phrase_explain(struct arena *arena, const struct phrase *phrase,
		    const struct reading *reading,
		    const struct match_rule *rule, struct nearest *near);
/* The phrase as written. */
struct str phrase_source(const struct phrase *phrase);

enum phrase_shape {
	SHAPE_TIGHT,		/* its words and nothing else */
	SHAPE_WIDE,		/* with as much between as it allows */
	SHAPE_REVERSED,		/* the same, its sides the other way round */
};
/* A text that the phrase should match, made of its own words: number 0 has the
 * first alternative of every place, each further number one other alternative
 * in its place. False where there is none of that number; a rule of pmatch has
 * none. For checking rubrics. */
bool phrase_sample(const struct vocabulary *vocabulary,
		   const struct phrase *phrase, enum phrase_shape shape,
		   bool strict, size_t number, struct text *text);
/* The words of a rule of pmatch that no word of an answer can ever be, as
 * written; nothing for other phrases. */
void phrase_dead_words(struct arena *arena,
		       const struct vocabulary *vocabulary,
		       const struct phrase *phrase, struct strings *dead);

/* What a word of the answer is to the phrases; empty: nothing. */
struct word_sense {
	struct str same;		/* their word of the same stem */
	struct str slip;		/* their word that it is a slip of */
	struct str joined;		/* their word, with the next one */
	struct str wild;		/* their pattern that it fits */
	const struct words *synonyms;	/* the group it belongs to */
	size_t synonym_count;
};
void reading_sense(const struct reading *reading, size_t at,
		   struct word_sense *sense);

/* ---- cues: words as typed, to tell what a sentence does ----
 *
 * `i ~aside? ~past`: words in a row, each as typed (no stems: "built" is not
 * "build"); `|` between alternatives; `~name` any word of a list, `~one+two`
 * one that both hold; `word?` may be missing; `!word` the next word is not
 * this one; `...` up to six words; `^` in front: only where the stretch of
 * text begins. Lists hold words, endings (*ed) and exceptions (-need). */

enum {
	CUE_LISTS_MAX = 64,
	CUE_FAMILIES_MAX = 64,
	CUE_TERM_NONE = UINT16_MAX,
};

/* All cues of a rubric, each of a family from 0 to CUE_FAMILIES_MAX - 1. */
struct cues;
struct cues *cues_new(struct arena *arena);
/* Names a list of words, or (a tag) one whose words are found by the caller.
 * Names and words must outlive cues. On failure err holds the sentence and,
 * as column, the byte in words where the fault is, from 1. */
MUST_CHECK bool cues_list(struct cues *cues, struct str name,
			  struct str words, struct error *err);
MUST_CHECK bool cues_tag(struct cues *cues, struct str name, uint64_t *bit,
			 struct error *err);
/* The bit of a list in cue_word.lists; 0 where there is none. */
uint64_t cues_bit(const struct cues *cues, struct str name);
/* Compiles one cue; the lists that it calls are there already. */
MUST_CHECK bool cues_add(struct cues *cues, struct str text, unsigned family,
			 struct error *err);

/* A word of an answer: the lists that hold it, as bits. */
struct cue_word {
	uint64_t lists;
	uint16_t term;		/* CUE_TERM_NONE: no cue knows the word */
};

struct cue_word *cues_read(struct arena *arena, const struct cues *cues,
			   const struct words *words);
/* The families, as bits, that have a cue within words [from, to). */
uint64_t cues_find(const struct cues *cues, const struct cue_word *words,
		   size_t from, size_t to);

/* ---- pmatch: the Open University's matching language ----
 *
 * `match_mow(index|indices [full scan]_table)`: the expressions of Moodle's
 * question type Pattern Match, with the same verdicts. An expression is
 * compiled once and run over many responses; a response is read once and
 * matched with all patterns that were compiled with the same options. */

enum {
	PATTERN_MAX = 64 * 1024,	/* bytes of an expression */
	PATTERN_WORD_MAX = 1000,	/* characters of one word of it */
	PATTERN_ITEMS_MAX = 1000,	/* words or phrases in one bracket */
	PATTERN_DEPTH_MAX = 500,	/* brackets within brackets */
	PATTERN_STEPS = 20000000,	/* budget; the hardest of 800 long
					   responses took under 4,096 */
};

/* Wherever an expression says word, it means word|alternatives. */
struct pattern_synonym {
	const char *word;		/* `*` stands for any characters */
	const char *alternatives;	/* `|` between them */
};

/* Zeroed, these are the engine's defaults. */
struct pattern_options {
	bool ignore_case;
	bool relaxed_quotes;	/* curly quotes are read as plain ones */
	bool response_only;	/* these options are for cutting a response
				   into words; words compare by the defaults */
	const char *sentence_dividers;		/* NULL: ".?!" */
	const char *convert_to_space;		/* NULL: none */
	const char *const *whole_words;		/* kept whole though they hold
						   dividers; NULL at the end;
						   NULL: e.g. eg. etc. i.e.
						   ie. */
	const struct pattern_synonym *synonyms;
	size_t synonym_count;
	uint64_t steps;				/* 0: PATTERN_STEPS */
};

struct pattern;		/* an expression, compiled */
struct pattern_words;	/* a response, cut into words */

/* On failure err holds the sentence and, as column, the place in expression
 * (from 1, in characters) where the fault is. What the pattern needs of the
 * options is copied. */
MUST_CHECK bool pattern_compile(struct arena *arena, struct str expression,
				const struct pattern_options *options,
				struct pattern **pattern, struct error *err);

enum pattern_result {
	PATTERN_NO,
	PATTERN_YES,
	PATTERN_TOO_HARD,	/* the budget ran out before it was known */
};

/* Cuts a response into words as pattern's options say. */
const struct pattern_words *pattern_read(struct arena *arena,
					 const struct pattern *pattern,
					 struct str response);
/* Uses the arena for the time of the search; nothing of it is needed after. */
enum pattern_result pattern_match(struct arena *arena,
				  const struct pattern *pattern,
				  const struct pattern_words *words);

#endif
