/* hedge.c - where a writer says two things so that one of them is right.
 *
 * "Either faster or slower", "it might or might not lock", "not sure if it is
 * A or B": whoever names both of two answers has given none. All of that needs
 * an "or", so only what stands around each "or" is looked at. Nervous words
 * before one plain claim (I think, maybe, probably, I guess) hedge nothing:
 * typed answers are full of them. Nor is it a hedge where both are meant: a
 * transaction "either commits or rolls back", what is faster or slower "depends
 * on" something, "whether or not", options one "could use". So the ways to
 * hedge are few and told by their own words, and what looks like none of them
 * is none.
 */
#include "lang/token.h"

enum {
	HEAD_WORDS = 16,	/* between "not sure if" and "or" */
	TAIL_WORDS = 8,		/* between "or" and "not sure which" */
	PAIR_WORDS = 4,		/* between two opposites and "or" */
	EITHER_WORDS = 5,	/* between "either" and "or" */
	MODAL_WORDS = 8,	/* between "could be" and "or" */
};

static bool is(const struct words *words, size_t at, const char *word)
{
	return at < words->count && str_is(words->list[at].folded, word);
}

static bool is_any(const struct words *words, size_t at,
		   const char *const *list)
{
	for (; at < words->count && *list; list++)
		if (is(words, at, *list))
			return true;
	return false;
}

static bool same_sentence(const struct words *words, size_t a, size_t b)
{
	return b < words->count &&
	       words->list[a].sentence == words->list[b].sentence;
}

static bool same_clause(const struct words *words, size_t a, size_t b)
{
	return b < words->count &&
	       words->list[a].clause == words->list[b].clause;
}

/* ---- where a hedge reaches ---- */

/* Where the clause begins, or behind its last comma before `at`. */
static size_t piece_start(const struct words *words, size_t at)
{
	while (at > 0 && !words->list[at].after_comma &&
	       same_clause(words, at, at - 1))
		at--;
	return at;
}

static size_t piece_end(const struct words *words, size_t at)
{
	for (at++; at < words->count && !words->list[at].after_comma &&
	     same_clause(words, at - 1, at);)
		at++;
	return at;
}

/* A "not" inside denies nothing: it is one of the two. */
static void mark(struct words *words, size_t from, size_t to, size_t by)
{
	for (size_t i = from; i < to && i < words->count; i++) {
		struct word *word = &words->list[i];

		word->hedged = true;
		word->hedger = (uint16_t)by;
		if (word->negated && word->negator >= from &&
		    word->negator < to)
			word->negated = false;
	}
}

/* It is said what decides: "faster or slower, that depends". */
static bool is_decided(const struct words *words, size_t or)
{
	static const char *const deciders[] = {
		"depend", "depends", "depending", "whether", "based", "if",
		NULL
	};
	size_t from = or;

	while (from > 0 && same_sentence(words, or, from - 1))
		from--;
	for (size_t i = from; same_sentence(words, or, i); i++)
		if (is_any(words, i, deciders))
			return true;
	return false;
}

/* ---- the ways to hedge ---- */

/* "Might or might not", "it may lock or may not". */
static bool is_both_ways(const struct words *words, size_t or)
{
	static const char *const modals[] = {
		"might", "may", "could", "would", "will", "does", "do", "is",
		"are", NULL
	};
	struct str modal;

	if (!is_any(words, or + 1, modals) || !is(words, or + 2, "not") ||
	    is_decided(words, or))
		return false;
	modal = words->list[or + 1].folded;
	for (size_t i = or; i > 0 && or - i < PAIR_WORDS; i--)
		if (same_clause(words, or, i - 1) &&
		    str_equal(words->list[i - 1].folded, modal))
			return true;
	return false;
}

/* Behind the words at `at` that say "I do not know", or `at`. */
static size_t unsure_end(const struct words *words, size_t at)
{
	static const char *const knowing[] = {
		"sure", "certain", "know", "remember", "recall", NULL
	};
	static const char *const alone[] = {
		"unsure", "dunno", "forget", "forgot", "forgotten", NULL
	};

	if (at >= words->count || !word_is(&words->list[at], CLASS_DOUBT))
		return at;
	if (is(words, at, "not") && is_any(words, at + 1, knowing))
		return at + 2;
	if (is(words, at, "not") && is_any(words, at + 2, knowing) &&
	    same_clause(words, at, at + 2))
		return at + 3;			/* not really sure */
	if (is(words, at, "no") && is(words, at + 1, "idea"))
		return at + 2;
	return is_any(words, at, alone) ? at + 1 : at;
}

/* The writer's own doubt: I stands before it, or nobody. */
static bool is_own(const struct words *words, size_t at)
{
	for (size_t i = at; i > 0 && at - i < 4; i--) {
		if (words->list[i].after_comma ||
		    !same_clause(words, at, i - 1))
			return true;
		if (is(words, i - 1, "i"))
			return true;
		if (!words->list[i - 1].function)
			return false;
	}
	return at < 4;
}

/* What was not known ends where it says what follows from it. */
static size_t doubt_end(const struct words *words, size_t or)
{
	static const char *const ends[] = {
		"so", "because", "then", "and", NULL
	};
	size_t end = piece_end(words, or);

	for (size_t i = or + 2; i < end; i++)
		if (is_any(words, i, ends))
			return i;
	return end;
}

/* "I'm not sure if it is A or B": marks from "if" on. */
static bool mark_unsure_before(struct words *words, size_t or)
{
	static const char *const asking[] = {
		"if", "whether", "which", "it", "its", NULL
	};
	size_t segment = words->list[or].segment;

	for (size_t i = or; i > 0 && or - i < HEAD_WORDS; i--) {
		size_t end = unsure_end(words, i - 1);

		if (words->list[i - 1].segment != segment)
			return false;
		if (end == i - 1 || !is_any(words, end, asking) ||
		    !is_own(words, i - 1))
			continue;
		mark(words, end + 1, doubt_end(words, or), or);
		return true;
	}
	return false;
}

/* "A or B, not sure which", also as a sentence of its own. */
static bool mark_unsure_after(struct words *words, size_t or)
{
	size_t end = or + 1, sentence = words->list[or].sentence;

	for (; end < words->count && end - or < TAIL_WORDS; end++) {
		size_t behind = unsure_end(words, end);

		if (words->list[end].sentence > sentence + 1u)
			return false;
		if (behind == end || !is_own(words, end))
			continue;
		if (!is(words, behind, "which") &&
		    same_clause(words, end, behind) &&
		    !words->list[behind].after_comma)
			continue;
		while (!same_sentence(words, or, end - 1))
			end--;
		mark(words, piece_start(words, or), end, or);
		return true;
	}
	return false;
}

/* "It could be A or maybe B". */
static bool is_possible_twice(const struct words *words, size_t or)
{
	static const char *const again[] = {
		"maybe", "perhaps", "possibly", "might", "could", NULL
	};
	static const char *const modals[] = { "could", "might", "may", NULL };
	static const char *const copulas[] = { "is", "are", "was", NULL };

	if (!(is_any(words, or + 1, again) ||
	      (is(words, or + 1, "it") && is_any(words, or + 2, again))) ||
	    is_decided(words, or))
		return false;
	for (size_t i = or; i > 1 && or - i < MODAL_WORDS; i--) {
		if (!same_clause(words, or, i - 2))
			return false;
		if ((is(words, i - 1, "be") && is_any(words, i - 2, modals)) ||
		    (is_any(words, i - 1, again) &&
		     is_any(words, i - 2, copulas)))
			return true;
	}
	return false;
}

/* Two of CLASS_COMPARED that cannot both be meant, whichever way round. */
static bool are_opposites(struct str a, struct str b)
{
	static const char *const pairs[][2] = {
		{ "faster", "slower" }, { "quicker", "slower" },
		{ "bigger", "smaller" }, { "larger", "smaller" },
		{ "higher", "lower" }, { "better", "worse" },
		{ "increase", "decrease" }, { "increases", "decreases" },
		{ "cheaper", "dearer" }, { "longer", "shorter" },
		{ "easier", "harder" }, { "stronger", "weaker" },
		{ "more", "less" }, { "more", "fewer" },
		{ "safer", "riskier" }, { "simpler", "harder" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if ((str_is(a, pairs[i][0]) && str_is(b, pairs[i][1])) ||
		    (str_is(a, pairs[i][1]) && str_is(b, pairs[i][0])))
			return true;
	return false;
}

static bool has_before(const struct words *words, size_t or, const char *word,
		       size_t within)
{
	for (size_t i = or; i > 0 && or - i < within; i--)
		if (same_clause(words, or, i - 1) && is(words, i - 1, word))
			return true;
	return false;
}

static bool is_between_opposites(const struct words *words, size_t or)
{
	for (size_t i = or; i > 0 && or - i < PAIR_WORDS; i--) {
		if (!word_is(&words->list[i - 1], CLASS_COMPARED) ||
		    !same_clause(words, or, i - 1))
			continue;
		for (size_t k = or + 1; k <= or + PAIR_WORDS; k++)
			if (same_clause(words, or, k) &&
			    word_is(&words->list[k], CLASS_COMPARED) &&
			    are_opposites(words->list[i - 1].folded,
					  words->list[k].folded))
				return true;
	}
	return false;
}

/* "Faster or slower"; but not "more or less", "for better or worse", nor
 * where it can be both. */
static bool is_opposed(const struct words *words, size_t or)
{
	if (!is_between_opposites(words, or) || is_decided(words, or) ||
	    has_before(words, or, "can", MODAL_WORDS) ||
	    has_before(words, or, "not", MODAL_WORDS) ||
	    has_before(words, or, "no", MODAL_WORDS) ||
	    has_before(words, or, "neither", MODAL_WORDS) ||
	    has_before(words, or, "for", 2))
		return false;
	return has_before(words, or, "either", PAIR_WORDS + 1) ||
	       !(is(words, or - 1, "more") || is(words, or + 1, "more"));
}

/* "Either PUT or POST is idempotent": who it is, is not said. */
static bool is_either(const struct words *words, size_t or)
{
	static const char *const copulas[] = { "is", "are", NULL };
	static const char *const openers[] = {
		"that", "think", "guess", "say", "because", "so", "and",
		"believe", "its", NULL
	};

	if (!is_any(words, or + 2, copulas) && !is_any(words, or + 3, copulas))
		return false;
	for (size_t i = or; i > 0 && or - i < EITHER_WORDS; i--)
		if (same_clause(words, or, i - 1) && is(words, i - 1, "either"))
			return piece_start(words, or) == i - 1 ||
			       is_any(words, i - 2, openers);
	return false;
}

/* "..., or is it the other way round?": marks what was said before. */
static bool mark_turned_round(struct words *words, size_t or)
{
	static const char *const doubts[] = {
		"is", "was", "maybe", "perhaps", NULL
	};
	size_t from = or;

	if (!is_any(words, or + 1, doubts))
		return false;
	for (size_t i = or + 2; i < or + 5; i++)
		if (is(words, i, "other") && is(words, i + 1, "way")) {
			while (from > 0 && same_sentence(words, or, from - 1))
				from--;
			mark(words, from, or, or);
			return true;
		}
	return false;
}

void hedge_mark(struct words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		if (!word_is(&words->list[i], CLASS_OR) ||
		    words->list[i].kind == WORD_CODE)
			continue;
		if (is_both_ways(words, i) || is_possible_twice(words, i) ||
		    is_opposed(words, i) || is_either(words, i))
			mark(words, piece_start(words, i), piece_end(words, i),
			     i);
		else if (!mark_unsure_before(words, i) &&
			 !mark_unsure_after(words, i))
			mark_turned_round(words, i);
	}
}
