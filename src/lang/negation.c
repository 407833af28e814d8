/* negation.c - how far a negation reaches.
 *
 * A negator reaches to the end of its clause, at most six words that carry
 * meaning, and no further than "so", "because" and their like; nor past a
 * comma, unless a list goes on behind it ("touches no memory, disk or
 * network"). "Not only", "no more than" and NOT NULL negate nothing. "Without
 * an index it scans" negates the index only, "I don't think it scans" all of
 * it, and where the negator stands in a condition or a relative clause, the
 * main clause is free of it: "a node that can't confirm | turns it down".
 *
 * A verb that is negated also denies what it speaks of, which stands before
 * it: "locks do not help". So do "should be avoided", "is useless" and "makes
 * it worse"; and what follows "rather than", "instead of" and "I refused" is
 * negated. Avoid, prevent and stop are not among them, since rubrics are full
 * of bad things that something prevents: what they reach is marked apart, as
 * no negation of a point, but no mistake either.
 */
#include "lang/token.h"
#include "lang/class.h"

enum {
	SCOPE_WORDS = 6,	/* with a meaning (in a condition: any),
				   between the joints of a list */
	SCOPE_MOST = 24,	/* with all joints */
	AVOID_WORDS = 5,
	ITEM_WORDS = 4,		/* of an item of a list */
	CONDITION_WORDS = 8,	/* between "if" and its negator */
	SUBJECT_WORDS = 10,
	VERB_WORDS = 4,		/* between "should" and "avoided" */
};

/* Classes of words that deny without being negators. */
static const uint64_t weak =
	UINT64_C(1) << CLASS_AVOIDER | UINT64_C(1) << CLASS_PAIRED |
	UINT64_C(1) << CLASS_BANNED | UINT64_C(1) << CLASS_USELESS |
	UINT64_C(1) << CLASS_REFUSE | UINT64_C(1) << CLASS_WORSE;

/* ---- what negates ---- */

/* No more than sixty. */
static bool is_limit(const struct words *words, size_t i)
{
	return class_next(words, i, CLASS_LIMIT) &&
	       class_next(words, i + 1, CLASS_THAN);
}

static bool is_negator(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (!word_is(word, CLASS_NEGATOR) || word->kind == WORD_CODE)
		return false;
	if (word_is(word, CLASS_NO) && class_before(words, i, CLASS_SAY) &&
	    !word->after_comma)
		return false;
	if (i + 1 == words->count)
		return true;
	if (word_is(word, CLASS_NOT) && (class_before(words, i, CLASS_IF) ||
					 class_before(words, i, CLASS_WHY)))
		return false;
	return !word_is(word + 1, CLASS_HARMLESS) && !is_limit(words, i) &&
	       !(word_is(word, CLASS_NO) && word_is(word + 1, CLASS_ANSWERED));
}

/* Rather than, instead of. */
static bool is_instead(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	if (word_is(word, CLASS_RATHER))
		return class_next(words, i, CLASS_THAN);
	return word_is(word, CLASS_INSTEAD)
		? class_next(words, i, CLASS_OF)
		: word_is(word, CLASS_OPPOSED) &&
		  class_next(words, i, CLASS_TO);
}

static bool is_avoider(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	return word_is(word, CLASS_AVOIDER) || is_instead(words, i) ||
	       (word_is(word, CLASS_LONGER) &&
		class_before(words, i, CLASS_NO));
}

/* Does a word of the same clause stand right before the one at i? */
static bool is_behind(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	return i > 0 && word[-1].clause == word->clause && !word->after_comma;
}

/* Does the negator stand in a condition or a relative clause? */
static bool is_conditional(const struct words *words, size_t at)
{
	const struct word *list = words->list;

	for (size_t i = at, n = 0; i-- > 0 && n < CONDITION_WORDS; n++) {
		if (list[i].clause != list[at].clause ||
		    list[i + 1].after_comma)
			return false;
		if (word_is(&list[i], CLASS_CONDITION))
			return !word_is(&list[i], CLASS_THAT) ||
			       is_behind(words, i);
	}
	return false;
}

/* ---- lists ---- */

/* So, because, as ... but not "such as". */
static bool is_end_word(const struct words *words, size_t i)
{
	return word_is(&words->list[i], CLASS_END) &&
	       !class_before(words, i, CLASS_SUCH);
}

/* Does a word show that what it stands in is no item of a list? */
static bool is_of_clause(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	return word_is(word, CLASS_FINITE) || word_is(word, CLASS_SUBJECT) ||
	       word_is(word, CLASS_NEGATOR) || is_end_word(words, i);
}

/* The end of the list that goes on with word i, which a comma stands before:
 * short items and a last one behind and, or, nor. No such list: i. */
static size_t list_end(const struct words *words, size_t i)
{
	const struct word *list = words->list;
	size_t item = 0, k;
	bool closed = false, is_and = false;

	if (word_is(&list[i], CLASS_AND))
		return i;

	for (k = i; k < words->count && list[k].clause == list[i].clause; k++) {
		if (k > i && list[k].after_comma) {
			if (closed && item > 0)
				return k;
			item = 0;
		}
		if (word_is(&list[k], CLASS_JOINT)) {
			if (closed && item > 0)
				return k;
			is_and = word_is(&list[k], CLASS_AND);
			closed = true;
			item = 0;
			continue;
		}
		if (is_of_clause(words, k))
			return closed && item > 0 &&
			       (!is_and || word_is(&list[k], CLASS_END))
				       ? k : i;
		if (++item > ITEM_WORDS)
			return closed && !is_and ? k : i;
	}
	return closed && item > 0 ? k : i;
}

/* ---- where a scope ends ---- */

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
		if (class_is_ing(list[k].folded) || word_is(&list[k], CLASS_TO))
			return false;
	return true;
}

/* It, they ... begin a clause of their own, but for "don't think it is" and
 * "don't use it with". */
static bool ends_at_pronoun(const struct words *words, size_t i)
{
	return word_is(&words->list[i], CLASS_SUBJECT) &&
	       !word_is(&words->list[i - 1], CLASS_SAYER) &&
	       !class_next(words, i, CLASS_TIE) &&
	       !class_next(words, i, CLASS_ALONG);
}

/* One word is all that "and" brings: "no joins and transactions". */
static bool is_last_item(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	return i + 1 < words->count && word[1].clause == word->clause &&
	       !word[1].function &&
	       (i + 2 == words->count || word[2].clause != word->clause ||
		word[2].after_comma || word_is(&word[2], CLASS_END));
}

/* "No difference between this and that." */
static bool is_between(const struct words *words, size_t from, size_t i)
{
	while (--i > from)
		if (word_is(&words->list[i], CLASS_BETWEEN))
			return true;
	return false;
}

static bool ends_at_and(const struct words *words, size_t from, size_t i)
{
	if (is_last_item(words, i) || is_between(words, from, i))
		return false;
	return i - from >= 3 ||
	       (i + 1 < words->count && words->list[i + 1].function);
}

/* A third person's verb with its object: "that can't confirm | turns the". */
static bool is_verb(const struct words *words, size_t i)
{
	struct str word = words->list[i].folded;

	return word.len > 3 && word.s[word.len - 1] == 's' &&
	       word.s[word.len - 2] != 's' &&
	       class_next(words, i, CLASS_OPENER);
}

/* Is the negator behind its verb? "Does not, is no", not "no one is". */
static bool has_verb(const struct words *words, size_t from)
{
	return word_is(&words->list[from], CLASS_NEVER) ||
	       class_before(words, from, CLASS_FINITE);
}

/* Does the main clause begin at i, behind the condition or the relative clause
 * that the negator stands in? */
static bool begins_main(const struct words *words, size_t from, size_t i)
{
	const struct word *word = &words->list[i];

	if (word_is(&word[-1], CLASS_TO) || word_is(&word[-1], CLASS_JOINT))
		return false;
	return (word_is(word, CLASS_FINITE) && has_verb(words, from)) ||
	       word_is(word, CLASS_ORDER) ||
	       (word_is(word, CLASS_OPENER) &&
		word_is(&word[-1], CLASS_SETTLED)) ||
	       (i - from > 1 && is_verb(words, i));
}

/* "Without it somebody is billed twice." */
static bool ends_without(const struct words *words, size_t from, size_t i)
{
	return i == from + 2 && word_is(&words->list[from], CLASS_WITHOUT) &&
	       word_is(&words->list[i - 1], CLASS_SUBJECT);
}

/* Does the scope that began at `from` end before the word at i, without a
 * comma? */
static bool is_end(const struct words *words, size_t from, size_t i,
		   bool conditional)
{
	const struct word *word = &words->list[i];

	if (i - from < 2)
		return false;
	if (word_is(word, CLASS_AND))
		return ends_at_and(words, from, i);
	return is_end_word(words, i) || ends_at_pronoun(words, i) ||
	       ends_noun(words, from, i) || ends_without(words, from, i) ||
	       (conditional && begins_main(words, from, i));
}

/* ---- marking ---- */

static void mark_negated(struct words *words, size_t from)
{
	struct word *list = words->list;
	bool conditional = is_conditional(words, from);
	size_t i, listed = 0, run = 0;
	size_t most = word_is(&list[from], CLASS_NON) ? 1 : SCOPE_MOST;

	for (i = from + 1; i < words->count && i <= from + most; i++) {
		if (list[i].clause != list[from].clause)
			break;
		if (list[i].after_comma && i >= listed) {
			listed = i == from + 1 ? i : list_end(words, i);
			if (listed == i)
				break;
		}
		if (i >= listed && is_end(words, from, i, conditional))
			break;
		if (list[i].after_comma || word_is(&list[i], CLASS_JOINT))
			run = 0;
		run += conditional || !list[i].function;
		if (run > SCOPE_WORDS)
			break;
		if (list[i].negated)
			continue;
		list[i].negated = true;
		list[i].negator = (uint16_t)from;
	}
	while (i < words->count && list[i].clause == list[from].clause &&
	       !list[i].after_comma && !word_is(&list[i], CLASS_AND))
		i++;
	list[from].reach = (uint16_t)i;
}

static void mark_avoided(struct words *words, size_t from)
{
	struct word *list = words->list;

	for (size_t i = from + 1;
	     i < words->count && i <= from + AVOID_WORDS; i++) {
		if (list[i].clause != list[from].clause ||
		    list[i].after_comma || is_end(words, from, i, false))
			return;
		list[i].avoided = true;
		list[i].avoider = (uint16_t)from;
	}
}

/* Where what the verb speaks of begins: at its clause's beginning, or behind
 * "and" where a clause of its own stands before that ("it reads rows and |
 * locks do not help"). Lists go on over commas. */
static size_t subject_start(const struct words *words, size_t verb)
{
	const struct word *list = words->list;
	size_t start = verb, item = 0, joint = 0;

	for (size_t i = verb, n = 0; i-- > 0 && n < SUBJECT_WORDS; n++) {
		if (list[i].clause != list[verb].clause ||
		    (list[i + 1].after_comma && (joint == 0 || item == 0)))
			return start;
		if (is_of_clause(words, i) ||
		    word_is(&list[i], CLASS_CONDITION))
			return joint > 0 ? joint + 1 : start;
		if (list[i + 1].after_comma)
			item = 0;
		if (word_is(&list[i], CLASS_JOINT)) {
			if (item == 0 ||
			    (word_is(&list[i], CLASS_AND) &&
			     word_is(&list[i + 1], CLASS_OPENER)))
				return start;
			joint = joint > 0 ? joint : i;
			item = 0;
			continue;
		}
		if (++item > ITEM_WORDS && joint > 0)
			return start;
		start = i;
	}
	return start;
}

/* Marks what the verb at `verb` speaks of, and the verb itself if the denier is
 * another word. */
static void mark_subject(struct words *words, size_t verb, size_t denier)
{
	size_t end = verb < denier ? verb + 1 : verb;

	for (size_t i = subject_start(words, verb); i < end; i++) {
		words->list[i].denied = !words->list[i].negated;
		words->list[i].denier = (uint16_t)denier;
	}
}

/* Is it `no` of "has no link", "I learned nothing"? */
static bool is_object(const struct words *words, size_t i)
{
	return word_is(&words->list[i], CLASS_NOTHING) &&
	       class_before(words, i, CLASS_HAVE);
}

/* "The retry does not help", "retries never help", "it has no use"; but "an
 * attacker should not be able" is no word against attackers. */
static void mark_denied(struct words *words, size_t i)
{
	const struct word *word = &words->list[i];
	bool finite = class_before(words, i, CLASS_FINITE) ||
		      class_before(words, i, CLASS_NEED);

	if (word->after_comma || is_conditional(words, i) ||
	    class_next(words, i + 1, CLASS_ABLE))
		return;
	if (is_object(words, i) ||
	    (finite && (word_is(word, CLASS_NOT) ||
			word_is(word, CLASS_NEVER))))
		mark_subject(words, i - 1, i);
	else if (word_is(word, CLASS_NEVER))
		mark_subject(words, i, i);
}

/* "Should be avoided for streams", "is unsuitable for streams": the index of
 * the verb whose subject is denied; SIZE_MAX where it says no such thing. */
static size_t dismissal(const struct words *words, size_t i)
{
	const struct word *list = words->list;
	bool banned = word_is(&list[i], CLASS_BANNED) &&
		      class_before(words, i, CLASS_BE);

	if (!banned && !word_is(&list[i], CLASS_USELESS))
		return SIZE_MAX;
	for (size_t k = i, n = 0; k-- > 0 && n < VERB_WORDS; n++) {
		if (list[k].clause != list[i].clause)
			break;
		if (word_is(&list[k], CLASS_FINITE))
			return k;
	}
	return SIZE_MAX;
}

static void mark_dismissed(struct words *words, size_t i, size_t verb)
{
	if (!is_conditional(words, i))
		mark_subject(words, verb, i);
	mark_negated(words, i);
}

/* "Makes it worse." */
static bool makes_worse(const struct words *words, size_t i)
{
	return i > 2 && word_is(&words->list[i], CLASS_WORSE) &&
	       class_before(words, i, CLASS_SUBJECT) &&
	       class_before(words, i - 1, CLASS_MAKE) &&
	       !is_conditional(words, i);
}

/* "I refused any compromise." */
static bool is_refusal(const struct words *words, size_t i)
{
	return word_is(&words->list[i], CLASS_REFUSE) &&
	       class_before(words, i, CLASS_SUBJECT);
}

/* Words that deny without being negators. */
static void mark_weak(struct words *words, size_t i)
{
	size_t verb;

	if (is_instead(words, i) || is_refusal(words, i))
		mark_negated(words, i);
	else if (makes_worse(words, i))
		mark_subject(words, i - 2, i);
	else if ((verb = dismissal(words, i)) != SIZE_MAX)
		mark_dismissed(words, i, verb);
	if (is_avoider(words, i))
		mark_avoided(words, i);
}

void negation_mark(struct words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		if (is_negator(words, i)) {
			mark_negated(words, i);
			mark_denied(words, i);
		} else if (word_is(&words->list[i], CLASS_NOT) &&
			   class_next(words, i, CLASS_IDLE)) {
			mark_denied(words, i);
		} else if (words->list[i].classes & weak) {
			mark_weak(words, i);
		}
	}
}
