/* clause.c - clauses in run-on text, and how far a negation reaches.
 *
 * People type without full stops, so words cut too: but, while, whereas,
 * although, however, "and then". A contrast also opens a segment, which
 * phrases joined by & never cross. A negator reaches to the end of its
 * clause, at most six words, and no further than a comma, "so", "because" and
 * their like; "not only" and NOT NULL negate nothing. "Without an index it
 * scans" negates the index only, "I don't think it scans" all of it. What
 * avoid, prevent, "no longer" and "instead of" reach is marked apart: it is no
 * negation of a point, but no mistake either.
 */
#include "lang/token.h"
#include "lang/class.h"

#include <string.h>

enum { SCOPE_WORDS = 6, AVOID_WORDS = 5 };

static bool next_is(const struct words *words, size_t i, enum class class)
{
	return i + 1 < words->count &&
	       words->list[i + 1].sentence == words->list[i].sentence &&
	       word_is(&words->list[i + 1], class);
}

static bool before_is(const struct words *words, size_t i, enum class class)
{
	const struct word *list = words->list;

	return i > 0 && list[i - 1].sentence == list[i].sentence &&
	       word_is(&list[i - 1], class);
}

static bool ends_in_ing(struct str word)
{
	return word.len > 4 && memcmp(word.s + word.len - 3, "ing", 3) == 0;
}

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
		return next_is(words, i, CLASS_THAN);
	if (word_is(word, CLASS_INSTEAD))
		return next_is(words, i, CLASS_OF);
	if (word_is(word, CLASS_OPPOSED))
		return next_is(words, i, CLASS_TO);
	if (word_is(word, CLASS_YET))
		return i > 0 && !before_is(words, i, CLASS_NOT) &&
		       i + 1 < words->count && word->after_comma;
	return !before_is(words, i, CLASS_A) &&		/* while */
	       !before_is(words, i, CLASS_THE) && !is_meanwhile(words, i) &&
	       !(i + 1 < words->count &&
		 ends_in_ing(words->list[i + 1].folded));
}

static bool is_contrast(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (word->glued)			/* stale-while-revalidate */
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
			    next_is(words, i, CLASS_THEN);

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

static bool is_negator(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (!word_is(word, CLASS_NEGATOR) || word->kind == WORD_CODE)
		return false;
	if (i + 1 == words->count)
		return true;
	if (word_is(word, CLASS_NOT) && (before_is(words, i, CLASS_IF) ||
					 before_is(words, i, CLASS_WHY)))
		return false;
	return !word_is(word + 1, CLASS_HARMLESS) &&
	       !(word_is(word, CLASS_NO) && word_is(word + 1, CLASS_ANSWERED));
}

static bool is_avoider(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (word_is(word, CLASS_AVOIDER) || !word_is(word, CLASS_PAIRED))
		return word_is(word, CLASS_AVOIDER);
	return (word_is(word, CLASS_LONGER) && before_is(words, i, CLASS_NO)) ||
	       (word_is(word, CLASS_RATHER) && next_is(words, i, CLASS_THAN)) ||
	       (word_is(word, CLASS_INSTEAD) && next_is(words, i, CLASS_OF)) ||
	       (word_is(word, CLASS_OPPOSED) && next_is(words, i, CLASS_TO));
}

/* "Without an index | the table is read": the noun is all that is negated,
 * unless a verb comes first ("without having to read the table"). */
static bool ends_noun(const struct words *words, size_t from, size_t i)
{
	const struct word *list = words->list;

	if (!word_is(&list[from], CLASS_WITHOUT) ||
	    !word_is(&list[i], CLASS_OPENER) ||
	    word_is(&list[i - 1], CLASS_TIE))
		return false;
	for (size_t k = from + 1; k < i; k++)
		if (ends_in_ing(list[k].folded) || word_is(&list[k], CLASS_TO))
			return false;
	return true;
}

/* It, they ... begin a clause of their own, but for "don't think it is". */
static bool ends_at_pronoun(const struct words *words, size_t i)
{
	return word_is(&words->list[i], CLASS_SUBJECT) &&
	       !word_is(&words->list[i - 1], CLASS_SAYER);
}

/* Does the scope that began at `from` end before the word at i? */
static bool is_end(const struct words *words, size_t from, size_t i)
{
	const struct word *word = &words->list[i];

	if (word->clause != words->list[from].clause || word->after_comma)
		return true;
	if (i - from < 2)
		return false;
	if (word_is(word, CLASS_AND))
		return i - from >= 3 ||
		       (i + 1 < words->count && word[1].function);
	return word_is(word, CLASS_END) || ends_at_pronoun(words, i) ||
	       ends_noun(words, from, i);
}

static void mark_scope(struct words *words, size_t from, size_t reach,
		       bool negated)
{
	for (size_t i = from + 1; i < words->count && i <= from + reach; i++) {
		struct word *word = &words->list[i];

		if (is_end(words, from, i))
			return;
		if (word->negated)
			continue;
		word->negator = (uint16_t)from;
		if (negated && word->kind != WORD_CODE)
			word->negated = true;
		else
			word->avoided = true;
	}
}

void clause_mark(struct words *words)
{
	number(words);
	for (size_t i = 0; i < words->count; i++) {
		if (is_negator(words, i))
			mark_scope(words, i,
				   word_is(&words->list[i], CLASS_NON)
					   ? 1 : SCOPE_WORDS, true);
		else if (is_avoider(words, i))
			mark_scope(words, i, AVOID_WORDS, false);
	}
}
