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

#include <string.h>

enum { SCOPE_WORDS = 6, AVOID_WORDS = 5 };

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (**list == word.s[0] && str_is(word, *list))
			return true;
	return false;
}

static bool next_is(const struct words *words, size_t i, const char *word)
{
	return i + 1 < words->count &&
	       words->list[i + 1].sentence == words->list[i].sentence &&
	       str_is(words->list[i + 1].folded, word);
}

static bool before_is(const struct words *words, size_t i, const char *word)
{
	const struct word *list = words->list;

	return i > 0 && list[i - 1].sentence == list[i].sentence &&
	       str_is(list[i - 1].folded, word);
}

static bool ends_in_ing(struct str word)
{
	return word.len > 4 && memcmp(word.s + word.len - 3, "ing", 3) == 0;
}

/* "Others run while it waits" is time, "fast, while it is slow" is not. */
static bool is_meanwhile(const struct words *words, size_t i)
{
	static const char *const pronouns[] = {
		"it", "they", "you", "we", "i", "one", NULL
	};

	return i + 1 < words->count && !words->list[i].after_comma &&
	       is_one_of(words->list[i + 1].folded, pronouns);
}

/* Does the word at i open a contrast? */
static bool is_contrast(const struct words *words, size_t i)
{
	static const char *const always[] = {
		"but", "whereas", "although", "though", "however", "unlike",
		"otherwise", NULL
	};
	struct str word = words->list[i].folded;

	if (words->list[i].glued)		/* stale-while-revalidate */
		return false;
	if (is_one_of(word, always))
		return true;
	if (str_is(word, "rather"))
		return next_is(words, i, "than");
	if (str_is(word, "instead"))
		return next_is(words, i, "of");
	if (str_is(word, "opposed"))
		return next_is(words, i, "to");
	if (str_is(word, "yet"))
		return i > 0 && !before_is(words, i, "not") &&
		       i + 1 < words->count && words->list[i].after_comma;
	if (str_is(word, "while") || str_is(word, "whilst"))
		return !before_is(words, i, "a") &&
		       !before_is(words, i, "the") &&
		       !is_meanwhile(words, i) &&
		       !(i + 1 < words->count &&
			 ends_in_ing(words->list[i + 1].folded));
	return false;
}

/* Numbers clauses and segments anew: punctuation, contrasts, "and then". */
static void number(struct words *words)
{
	uint16_t clause = 0, segment = 0, marked = 0, sentence = 0;

	for (size_t i = 0; i < words->count; i++) {
		struct word *word = &words->list[i];
		bool contrast = i > 0 && is_contrast(words, i);
		bool then = str_is(word->folded, "and") &&
			    next_is(words, i, "then");

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
	static const char *const negators[] = {
		"not", "no", "never", "without", "nor", "neither", "none",
		"nothing", "nobody", "nowhere", "hardly", "barely", "non", NULL
	};
	static const char *const harmless[] = {	/* after not, no, nothing */
		"only", "just", "merely", "longer", "null", "op", "sql",
		"matter", "doubt", "but", "forget", "least", "wonder", NULL
	};

	static const char *const answered[] = {		/* No it is ... */
		"it", "they", "you", "this", "that", "we", "i", "there",
		"the", "because", NULL
	};
	const struct word *word = &words->list[i];

	if (word->kind == WORD_CODE || !is_one_of(word->folded, negators))
		return false;
	if (i + 1 == words->count)
		return true;
	if (str_is(word->folded, "not") &&
	    (before_is(words, i, "if") || before_is(words, i, "why")))
		return false;
	return !is_one_of(word[1].folded, harmless) &&
	       !(str_is(word->folded, "no") &&
		 is_one_of(word[1].folded, answered));
}

static bool is_avoider(const struct words *words, size_t i)
{
	static const char *const avoiders[] = {
		"avoid", "prevent", "stop", "myth", "wrong", "mistak",
		"danger", "unlik", "fals", "forbid", NULL
	};
	struct str word = words->list[i].folded;

	return is_one_of(words->list[i].stem, avoiders) ||
	       (str_is(word, "longer") && before_is(words, i, "no")) ||
	       (str_is(word, "rather") && next_is(words, i, "than")) ||
	       (str_is(word, "instead") && next_is(words, i, "of")) ||
	       (str_is(word, "opposed") && next_is(words, i, "to"));
}

/* "Without an index | the table is read": the noun is all that is negated,
 * unless a verb comes first ("without having to read the table"). */
static bool ends_noun(const struct words *words, size_t from, size_t i)
{
	static const char *const openers[] = {
		"the", "a", "an", "every", "each", "your", "our", "is", "are",
		"was", "were", "has", "have", "does", "do", "can", "could",
		"will", "would", "must", "should", "may", "might", "all", NULL
	};
	static const char *const ties[] = {
		"of", "in", "on", "for", "from", "with", "and", "or", "by",
		"at", "into", "about", NULL
	};

	if (!str_is(words->list[from].folded, "without") ||
	    !is_one_of(words->list[i].folded, openers) ||
	    is_one_of(words->list[i - 1].folded, ties))
		return false;
	for (size_t k = from + 1; k < i; k++)
		if (ends_in_ing(words->list[k].folded) ||
		    str_is(words->list[k].folded, "to"))
			return false;
	return true;
}

/* It, they ... begin a clause of their own, but for "don't think it is". */
static bool ends_at_pronoun(const struct words *words, size_t i)
{
	static const char *const pronouns[] = {
		"it", "this", "they", "you", "we", "i", NULL
	};
	static const char *const sayers[] = {
		"think", "believe", "mean", "say", "guarantee", "ensure",
		"imply", "assume", "expect", "that", "sure", "of", "for",
		"with", "to", "on", "because", "tell", "give", "show", "let",
		NULL
	};

	return is_one_of(words->list[i].folded, pronouns) &&
	       !is_one_of(words->list[i - 1].folded, sayers);
}

/* Does the scope that began at `from` end before the word at i? */
static bool is_end(const struct words *words, size_t from, size_t i)
{
	static const char *const ends[] = {
		"so", "because", "since", "which", "if", "when", "unless",
		"as", "then", "therefore", "until", "means", "where", NULL
	};
	const struct word *word = &words->list[i];

	if (word->clause != words->list[from].clause || word->after_comma)
		return true;
	if (i - from < 2)
		return false;
	if (str_is(word->folded, "and"))
		return i - from >= 3 ||
		       (i + 1 < words->count &&
			lang_is_function_word(words->list[i + 1].folded));
	return is_one_of(word->folded, ends) || ends_at_pronoun(words, i) ||
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
				   str_is(words->list[i].folded, "non")
					   ? 1 : SCOPE_WORDS, true);
		else if (is_avoider(words, i))
			mark_scope(words, i, AVOID_WORDS, false);
	}
}
