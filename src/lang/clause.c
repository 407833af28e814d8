/* clause.c - clauses in run-on text.
 *
 * People type without full stops, so words cut too: but, while, whereas,
 * although, however, "and then". A contrast also opens a segment, which
 * phrases joined by & never cross. "However many there are" is no contrast.
 */
#include "lang/token.h"
#include "lang/class.h"

/* "Others run while it waits" is time, "fast, while it is slow" is not. */
static bool is_meanwhile(const struct words *words, size_t i)
{
	return i + 1 < words->count && !words->list[i].after_comma &&
	       word_is(&words->list[i + 1], CLASS_MEANWHILE);
}

/* Does the word at i, of the class, open a contrast? */
static bool opens_contrast(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (word_is(word, CLASS_RATHER))
		return class_next(words, i, CLASS_THAN);
	if (word_is(word, CLASS_INSTEAD))
		return class_next(words, i, CLASS_OF);
	if (word_is(word, CLASS_OPPOSED))
		return class_next(words, i, CLASS_TO);
	if (word_is(word, CLASS_YET))
		return i > 0 && !class_before(words, i, CLASS_NOT) &&
		       i + 1 < words->count && word->after_comma;
	return !class_before(words, i, CLASS_A) &&		/* while */
	       !class_before(words, i, CLASS_THE) && !is_meanwhile(words, i) &&
	       !(i + 1 < words->count &&
		 class_is_ing(words->list[i + 1].folded));
}

/* "However many calls", "however you call it"; but "however you must ..." */
static bool is_any_degree(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (!word_is(word, CLASS_HOWEVER) || i + 1 >= words->count ||
	    word[1].after_comma)
		return false;
	return word_is(&word[1], CLASS_DEGREE) ||
	       (word_is(&word[1], CLASS_YOU) && i + 2 < words->count &&
		!word_is(&word[2], CLASS_FINITE));
}

static bool is_contrast(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (word->glued)			/* stale-while-revalidate */
		return false;
	if (is_any_degree(words, i))
		return false;
	return word_is(word, CLASS_CONTRAST) ||
	       (word_is(word, CLASS_CLAUSE) && opens_contrast(words, i));
}

/* Numbers clauses and segments anew: punctuation, contrasts, "and then". */
static void number(struct words *words)
{
	uint16_t clause = 0, segment = 0, marked = 0, sentence = 0;

	for (size_t i = 0; i < words->count; i++) {
		struct word *word = &words->list[i];
		bool contrast = i > 0 && is_contrast(words, i);
		bool then = word_is(word, CLASS_AND) &&
			    class_next(words, i, CLASS_THEN);

		if (word->sentence != sentence || contrast)
			segment++;
		if (word->clause != marked || contrast || then)
			clause++;
		marked = word->clause;
		sentence = word->sentence;
		word->clause = clause;
		word->segment = segment;
	}
	words->clauses = (size_t)clause + 1;
}

bool lang_states(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];
	struct str folded = word->folded;

	if (word->kind != WORD_PLAIN)
		return false;
	if (word->classes & (class_bit(CLASS_FINITE) |
			     class_bit(CLASS_NEGATOR) | class_bit(CLASS_END) |
			     class_bit(CLASS_TO) | class_bit(CLASS_WHILE)))
		return true;
	return folded.len > 3 && folded.s[folded.len - 1] == 's' &&
	       !memchr("sui", folded.s[folded.len - 2], 3) &&
	       i + 1 < words->count && word[1].clause == word->clause &&
	       !word[1].after_comma && !word[1].glued;
}

void clause_mark(struct words *words)
{
	number(words);
	negation_mark(words);
}
