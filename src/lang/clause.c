/* clause.c - clauses in run-on text, and how far a negation reaches.
 *
 * People type without full stops, so words cut too: but, while, whereas,
 * although, however, "and then". A contrast also opens a segment, which
 * phrases joined by & never cross. A negator reaches to the end of its
 * clause, at most six words, and no further than a comma, "so", "because" and
 * their like; "not only", "no longer" and NOT NULL negate nothing. What
 * avoid, prevent and "instead of" reach is marked apart: it is no negation of
 * a point, but no mistake either.
 */
#include "lang/token.h"

#include <string.h>

enum { SCOPE_WORDS = 6, AVOID_WORDS = 5 };

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_is(word, *list))
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

/* Does the word at i open a contrast? */
static bool is_contrast(const struct words *words, size_t i)
{
	static const char *const always[] = {
		"but", "whereas", "although", "though", "however", "unlike",
		"otherwise", NULL
	};
	struct str word = words->list[i].folded;

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

	if (words->list[i].kind == WORD_CODE ||
	    !is_one_of(words->list[i].folded, negators))
		return false;
	return !(i + 1 < words->count &&
		 is_one_of(words->list[i + 1].folded, harmless));
}

static bool is_avoider(const struct words *words, size_t i)
{
	static const char *const avoiders[] = {
		"avoid", "prevent", "stop", "myth", "wrong", "mistak",
		"danger", "unlik", "false", "forbid", NULL
	};
	struct str word = words->list[i].folded;

	return is_one_of(words->list[i].stem, avoiders) ||
	       (str_is(word, "rather") && next_is(words, i, "than")) ||
	       (str_is(word, "instead") && next_is(words, i, "of")) ||
	       (str_is(word, "opposed") && next_is(words, i, "to"));
}

/* Does the scope that began at `from` end before the word at i? */
static bool is_end(const struct words *words, size_t from, size_t i)
{
	static const char *const ends[] = {
		"so", "because", "since", "which", "if", "when", "unless",
		"as", "then", "therefore", "it", "this", "they", "you", "we",
		"i", NULL
	};
	const struct word *word = &words->list[i];

	if (word->clause != words->list[from].clause || word->after_comma)
		return true;
	if (str_is(word->folded, "and"))
		return i - from >= 3;
	return i - from >= 2 && is_one_of(word->folded, ends);
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
