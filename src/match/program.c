/* program.c - runs a compiled phrase over a read answer.
 *
 * A backtracking search in continuation-passing style: filling a slot calls
 * what is left of the sequence, the end of a sequence calls the next side,
 * and the end of the last side judges the match. It stops at the first match
 * over which no negation stands, and remembers the first negated one. Slots
 * that no word of the answer fills end the search before it starts, which is
 * what happens to most phrases; the others are tried only where a word begins
 * them. A step budget bounds the worst case. A place that is passed over costs
 * what trying it would have cost, so that the budget ends where the rubric
 * says and not where this program is clever.
 */
#include "match/program.h"

#include <string.h>

struct run;

/* What is left to do once the current sequence has ended. */
struct rest {
	const struct sequence *sequence;	/* NULL: the side is complete */
	size_t slot;
	const struct rest *then;
};

struct run {
	const struct phrase *phrase;
	const struct reading *reading;
	const struct match_rule *rule;
	struct match *best;
	size_t side;			/* being matched */
	int steps;
	size_t count;
	uint16_t used[MATCH_WORDS_MAX];
	bool slip;
	size_t meant;			/* term that a related word fills, plus
					   one; 0: no word is a related one */
	uint16_t related;		/* its index */
	bool probe;			/* only asks whether a side matches */
	size_t high;			/* words before it are to be used */
};

static bool run_slot(struct run *run, const struct slot *slot, size_t at,
		     const struct rest *rest);
static bool run_begun(struct run *run, const struct slot *slot, size_t at,
		      const struct rest *rest);
static bool run_side(struct run *run);

/* A search of the whole answer. Where it puts the words that it uses needs no
 * zeroing. */
static void run_init(struct run *run, const struct phrase *phrase,
		     const struct reading *reading,
		     const struct match_rule *rule, struct match *match)
{
	run->phrase = phrase;
	run->reading = reading;
	run->rule = rule;
	run->best = match;
	run->side = run->count = run->meant = 0;
	run->steps = 0;
	run->slip = run->probe = false;
	run->related = 0;
	run->high = reading->words->count;
}

static bool bit(const uint64_t *row, size_t at)
{
	return row[at / 64] >> (at % 64) & 1;
}

static bool meet(const uint64_t *row, const struct term_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (row[term_set_cell(set, i).at] & term_set_cell(set, i).bits)
			return true;
	return false;
}

/* Does word `at` stand for a term of the set? */
static bool stands(const struct reading *r, const uint64_t *rows,
		   const struct term_set *set, size_t at)
{
	for (size_t i = 0; i < set->count; i++) {
		struct term_cell cell = term_set_cell(set, i);
		size_t first = cell.at * (size_t)64;
		uint64_t bits = cell.bits & r->present[cell.at];

		for (; bits; bits &= bits - 1) {
			size_t term = first + (size_t)__builtin_ctzll(bits);

			if (bit(rows + term * r->word_cells, at))
				return true;
		}
	}
	return false;
}

/* Do word `at` and the next stand for a term together? */
static bool is_joined(const struct reading *r, size_t at)
{
	return r->joined && bit(r->joins, at);
}

static bool begins(const struct run *run, const struct slot *slot, size_t at)
{
	const struct reading *r = run->reading;
	const struct term_set *set = slot_begins(slot);

	return stands(r, r->own, set, at) ||
	       (is_joined(r, at) && stands(r, r->joined, set, at)) ||
	       (run->rule->related && r->related[at] &&
		meet(r->related[at], set));
}

/* Those of the words [64 * cell, 64 * cell + 64) that are related to a word
 * that begins the slot. */
static uint64_t related_beginnings(const struct reading *r,
				   const struct slot *slot, size_t cell)
{
	uint64_t words = r->related_words[cell], found = 0;

	if (!meet(r->present_related, slot_begins(slot)))
		return 0;
	for (; words; words &= words - 1) {
		size_t at = cell * 64 + (size_t)__builtin_ctzll(words);

		if (meet(r->related[at], slot_begins(slot)))
			found |= words & -words;
	}
	return found;
}

/* The words [64 * cell, 64 * cell + 64) that begin the slot, as bits. */
static uint64_t beginnings(const struct run *run, const struct slot *slot,
			   size_t cell)
{
	const struct reading *r = run->reading;
	const struct term_set *set = slot_begins(slot);
	const uint64_t *joined = r->joined;
	uint64_t found = run->rule->related
		? related_beginnings(r, slot, cell) : 0;

	for (size_t i = 0; i < set->count; i++) {
		struct term_cell terms = term_set_cell(set, i);
		size_t first = terms.at * (size_t)64;
		uint64_t bits = terms.bits & r->present[terms.at];

		for (; bits; bits &= bits - 1) {
			size_t at = (first + (size_t)__builtin_ctzll(bits)) *
				    r->word_cells + cell;

			found |= r->own[at] |
				 (joined ? joined[at] : 0);
		}
	}
	return found;
}

/* Steps for places at which the slot was not tried, as if it had been. */
static void pass_over(struct run *run, const struct slot *slot, size_t places)
{
	if (run->steps <= STEPS_MAX)
		run->steps += (int)slot->steps * (int)places;
}

/* Tries the slot at the words of [from, to) that begin it. */
static bool run_places(struct run *run, const struct slot *slot, size_t from,
		       size_t to, const struct rest *rest)
{
	size_t side = run->side;

	while (from < to) {
		size_t end = (from / 64 + 1) * 64 < to ? (from / 64 + 1) * 64
						       : to;
		uint64_t found = beginnings(run, slot, from / 64) >>
				 (from % 64) << (from % 64);

		for (; found; found &= found - 1) {
			size_t at = from / 64 * 64 +
				    (size_t)__builtin_ctzll(found);

			if (at >= end)
				break;
			pass_over(run, slot, at - from);
			if (run_begun(run, slot, at, rest))
				return true;
			run->side = side;
			from = at + 1;
			if (from == end)
				break;
		}
		pass_over(run, slot, end - from);
		from = end;
	}
	return false;
}

static bool is_barring(const struct phrase *phrase, size_t side)
{
	return phrase->barring >> side & 1;
}

static bool is_used(const struct run *run, size_t at)
{
	for (size_t i = 0; i < run->count; i++)
		if (run->used[i] == at)
			return true;
	return false;
}

static const struct word *word_at(const struct run *run, size_t at)
{
	return &run->reading->words->list[at];
}

/* ---- judging a complete match ---- */

/* Is the negator that the match uses undone by a word that it does not use?
 * "It does [not] stop a [bad message] from [blocking]." */
static bool is_undone(const struct run *run, const struct word *word)
{
	const struct word *avoider;

	if (!word->negated || !word->avoided || is_used(run, word->avoider))
		return false;
	avoider = word_at(run, word->avoider);
	return avoider->negated && avoider->negator == word->negator;
}

static bool is_denied_word(const struct run *run, const struct word *word)
{
	return (word->negated && !is_used(run, word->negator)) ||
	       (run->rule->strict && word->avoided &&
		!is_used(run, word->avoider)) || is_undone(run, word);
}

/* Is all that is said what denied verbs speak of? "[Locks] do not help." */
static bool is_denied_verb(const struct run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct word *word = word_at(run, run->used[i]);

		if (!word->denied || is_used(run, word->denier))
			return false;
	}
	return run->count > 0;
}

static bool is_denied(const struct run *run)
{
	for (size_t i = 0; i < run->count; i++)
		if (is_denied_word(run, word_at(run, run->used[i])))
			return true;
	return is_denied_verb(run);
}

/* Has the negator, a word of the match, to do with its other words? "It is
 * [not] stored once, it is [repeated]": not. */
static bool governs(const struct run *run, size_t negator)
{
	const struct word *word = word_at(run, negator);
	bool behind = false, before = false;

	for (size_t i = 0; i < run->count; i++) {
		size_t at = run->used[i];

		if (at > negator && at < word->reach)
			return true;
		behind = behind || at > negator;
		before = before || (at < negator &&
				    word_at(run, at)->clause == word->clause);
	}
	return before || !behind;
}

static bool is_governed(const struct run *run)
{
	for (size_t i = 0; i < run->count; i++)
		if (word_at(run, run->used[i])->reach > 0 &&
		    !governs(run, run->used[i]))
			return false;
	return true;
}

static void clause_range(const struct run *run, size_t at, size_t *low,
			 size_t *high)
{
	const struct words *words = run->reading->words;
	uint16_t clause = words->list[at].clause;

	for (*low = at; *low > 0 && words->list[*low - 1].clause == clause;)
		(*low)--;
	for (*high = at; *high < words->count &&
	     words->list[*high].clause == clause;)
		(*high)++;
}

/* Does the side `!side` stand in the clause of the match? */
static bool is_excluded(struct run *run, size_t side)
{
	static const struct match_rule any = { 0 };
	struct run probe;
	const struct sequence *s = &run->phrase->sides[side];
	struct rest end = { .sequence = NULL }, rest = { s, 1, &end };
	size_t low, high;
	bool found = false;

	run_init(&probe, run->phrase, run->reading, &any, NULL);
	probe.side = side;
	probe.probe = true;
	probe.steps = run->steps;
	for (size_t i = 0; i < run->count && !found; i++) {
		clause_range(run, run->used[i], &low, &high);
		probe.high = high;
		probe.count = 0;
		found = run_places(&probe, &s->slots[0], low, high, &rest);
	}
	run->steps = probe.steps;
	return found;
}

static void sort_used(struct match *match)
{
	for (size_t i = 1; i < match->count; i++)
		for (size_t j = i; j > 0 &&
		     match->words[j - 1] > match->words[j]; j--) {
			uint16_t word = match->words[j];

			match->words[j] = match->words[j - 1];
			match->words[j - 1] = word;
		}
}

/* A match through a related word needs a word of the phrase beside it that
 * has a meaning of its own. */
static bool is_carried(const struct run *run)
{
	for (size_t i = 0; i < run->count; i++)
		if (run->used[i] != run->related &&
		    !word_at(run, run->used[i])->function)
			return true;
	return false;
}

static void note_related(const struct run *run)
{
	if (run->meant > 0)
		run->best->meant =
			term_folded(&run->reading->vocabulary->
				    terms[run->meant - 1]);
	run->best->related = run->related;
}

/* All sides stand. True ends the search. */
static bool judge(struct run *run)
{
	bool denied;

	if (run->rule->related && (run->meant == 0 || !is_carried(run)))
		return false;
	for (size_t i = 0; i < run->phrase->count; i++)
		if (is_barring(run->phrase, i) && is_excluded(run, i))
			return false;
	if (run->rule->allows &&
	    !run->rule->allows(run->rule->context, run->used, run->count)) {
		run->steps += STEPS_REFUSED;
		return false;
	}
	if (!is_governed(run))
		return false;
	denied = is_denied(run);
	if (denied && run->best->state != MATCH_NONE)
		return false;
	run->best->state = denied ? MATCH_NEGATED : MATCH_FOUND;
	run->best->count = run->count;
	run->best->misspelt = run->slip;
	note_related(run);
	memcpy(run->best->words, run->used, sizeof(run->used));
	sort_used(run->best);
	return !denied;
}

/* ---- the search ---- */

/* Does a sequence break off before that word, which stands behind `last`? */
static bool is_parted(const struct run *run, const struct word *last,
		      const struct word *word, int gap)
{
	bool strict = run->rule->strict;

	return word->segment != last->segment ||
	       ((strict || gap == GAP_ANY) && word->clause != last->clause) ||
	       (strict && gap != GAP_ANY && word->after_comma);
}

/* The slot of `rest` after the word `last`, or what follows it. */
static bool run_rest(struct run *run, const struct rest *rest, size_t last)
{
	const struct word *word = word_at(run, last);
	struct rest next;
	size_t end;
	int gap;

	if (!rest->sequence) {
		if (run->probe)
			return true;
		run->side++;
		if (run_side(run))
			return true;
		run->side--;
		return false;
	}
	if (rest->slot == rest->sequence->count)
		return run_rest(run, rest->then, last);
	next = *rest;
	next.slot++;
	gap = (int)rest->sequence->slots[rest->slot].gap;
	if (run->rule->strict && gap > GAP_STRICT && gap != GAP_ANY)
		gap = GAP_STRICT;
	end = last + 1;
	while (end < run->high && end <= last + 1 + (size_t)gap &&
	       !is_parted(run, word, word_at(run, end), gap))
		end++;
	return run_places(run, &rest->sequence->slots[rest->slot], last + 1,
			  end, &next);
}

static bool run_word(struct run *run, size_t at, size_t words, bool slip,
		     const struct rest *rest)
{
	bool before = run->slip, found;

	if (run->count + words > MATCH_WORDS_MAX || at + words > run->high)
		return false;
	for (size_t i = 0; i < words; i++) {
		if (is_used(run, at + i))
			return false;
		run->used[run->count + i] = (uint16_t)(at + i);
	}
	run->count += words;
	run->slip = before || slip;
	found = run_rest(run, rest, at + words - 1);
	run->slip = before;
	run->count -= words;
	return found;
}

/* The word at `at`, where it is related to a term of the slot and no other
 * word of the match is a related one. */
static bool run_related(struct run *run, const struct slot *slot, size_t at,
			const struct rest *rest)
{
	bool found;

	if (!run->rule->related || !run->rule->related[at] || run->meant > 0)
		return false;
	run->meant = related_term(run->reading, slot, at);
	if (run->meant == 0)
		return false;
	run->related = (uint16_t)at;
	found = run_word(run, at, 1, false, rest);
	run->meant = 0;
	return found;
}

/* Word `at` is known to begin the slot. */
static bool run_begun(struct run *run, const struct slot *slot, size_t at,
		      const struct rest *rest)
{
	const struct reading *r = run->reading;
	bool two = is_joined(r, at);
	/* There is no other way to begin it: then it need not be asked. */
	bool alone = !slot->choices && !two && !run->rule->related;

	if (++run->steps > STEPS_MAX)
		return false;
	if ((alone || stands(r, r->own, &slot->terms, at)) &&
	    run_word(run, at, 1, bit(r->slips, at), rest))
		return true;
	if (alone)
		return false;
	if (two && stands(r, r->joined, &slot->terms, at) &&
	    run_word(run, at, 2, false, rest))
		return true;
	for (size_t i = 0; i < slot_sequences(slot); i++) {
		const struct sequence *s = slot->choices->sequences[i];
		struct rest inner = { s, 1, rest };

		if (run_slot(run, &s->slots[0], at, &inner))
			return true;
	}
	return run_related(run, slot, at, rest);
}

static bool run_slot(struct run *run, const struct slot *slot, size_t at,
		     const struct rest *rest)
{
	if (begins(run, slot, at))
		return run_begun(run, slot, at, rest);
	pass_over(run, slot, 1);
	return false;
}

/* Where the next side may lie, given the words used so far. */
static void side_range(const struct run *run, size_t *low, size_t *high)
{
	const struct words *words = run->reading->words;
	size_t first = words->count, last = 0;
	const struct word *anchor;

	*low = 0;
	*high = words->count;
	if (run->count == 0)
		return;
	for (size_t i = 0; i < run->count; i++) {
		first = run->used[i] < first ? run->used[i] : first;
		last = run->used[i] > last ? run->used[i] : last;
	}
	anchor = &words->list[first];
	*low = last > WINDOW ? last - WINDOW : 0;
	*high = first + WINDOW + 1 < words->count ? first + WINDOW + 1
						  : words->count;
	while (*low < first && (words->list[*low].segment != anchor->segment ||
	       (run->rule->strict &&
		words->list[*low].clause != anchor->clause)))
		(*low)++;
	while (*high > last + 1 &&
	       (words->list[*high - 1].segment != anchor->segment ||
		(run->rule->strict &&
		 words->list[*high - 1].clause != anchor->clause)))
		(*high)--;
}

static bool run_side(struct run *run)
{
	const struct phrase *phrase = run->phrase;
	const struct sequence *side;
	size_t before = run->high, low, high;
	struct rest end = { .sequence = NULL }, rest;
	bool found;

	while (run->side < phrase->count && is_barring(phrase, run->side))
		run->side++;
	if (run->side >= phrase->count)
		return judge(run);
	side_range(run, &low, &high);
	run->high = high;
	side = &phrase->sides[run->side];
	rest = (struct rest){ side, 1, &end };
	found = run_places(run, side->slots, low, high, &rest);
	run->high = before;
	return found;
}

/* ---- before the search ---- */

static bool slot_possible(const struct slot *slot, const struct reading *r);

static bool sequence_possible(const struct sequence *sequence,
			      const struct reading *r)
{
	for (size_t i = 0; i < sequence->count; i++)
		if (!slot_possible(&sequence->slots[i], r))
			return false;
	return true;
}

static bool slot_possible(const struct slot *slot, const struct reading *r)
{
	if (meet(r->present, &slot->terms))
		return true;
	for (size_t i = 0; i < slot_sequences(slot); i++)
		if (sequence_possible(slot->choices->sequences[i], r))
			return true;
	return false;
}

static bool is_possible(const struct phrase *phrase, const struct reading *r,
			const struct match_rule *rule)
{
	if (rule->related)
		return related_possible(phrase, r);
	for (size_t i = 0; i < phrase->count; i++)
		if (!is_barring(phrase, i) &&
		    !sequence_possible(&phrase->sides[i], r))
			return false;
	return true;
}

/* ---- exact texts ---- */

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* Does the text stand at `at`, not as part of a longer word? */
static bool stands_at(struct str answer, struct str text, size_t at)
{
	size_t end = at + text.len;

	return memcmp(answer.s + at, text.s, text.len) == 0 &&
	       !(at > 0 && is_word_byte(text.s[0]) &&
		 is_word_byte(answer.s[at - 1])) &&
	       !(end < answer.len && is_word_byte(text.s[text.len - 1]) &&
		 is_word_byte(answer.s[end]));
}

/* The words that lie in [from, to); where there are only signs (=>), the
 * word before them, or else the first. */
static void use_words(struct run *run, size_t from, size_t to)
{
	const struct words *words = run->reading->words;
	size_t before = 0;

	run->count = 0;
	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];

		if (word->to <= from)
			before = i;
		else if (word->from < to && run->count < MATCH_WORDS_MAX)
			run->used[run->count++] = (uint16_t)i;
	}
	if (run->count == 0 && words->count > 0)
		run->used[run->count++] = (uint16_t)before;
}

static void find_exact(const struct phrase *phrase,
		       const struct reading *reading,
		       const struct match_rule *rule, struct match *match)
{
	struct run run;
	struct str answer = reading->answer, text = phrase->text;

	run_init(&run, phrase, reading, rule, match);
	if (reading->words->count == LANG_WORDS_MAX)	/* the rest is unread */
		answer.len = reading->words->list[LANG_WORDS_MAX - 1].to;
	for (size_t at = 0; at + text.len <= answer.len; at++) {
		const char *first = memchr(answer.s + at, text.s[0],
					   answer.len - text.len + 1 - at);

		if (!first)
			return;
		at = (size_t)(first - answer.s);
		if (!stands_at(answer, text, at))
			continue;
		use_words(&run, at, at + text.len);
		if (run.count > 0 && judge(&run))
			return;
	}
}

static void find_sides(const struct phrase *phrase,
		       const struct reading *reading,
		       const struct match_rule *rule, struct match *match)
{
	struct run run;

	run_init(&run, phrase, reading, rule, match);
	run_side(&run);
}

void phrase_find(const struct phrase *phrase, const struct reading *reading,
		 const struct match_rule *rule, struct match *match)
{
	static const struct match_rule any = { 0 };

	if (!rule)
		rule = &any;
	match->state = MATCH_NONE;
	match->count = 0;
	match->misspelt = false;
	match->meant.len = 0;
	if (phrase->rule) {
		if (!rule->related)
			hearing_find(phrase, reading, rule, match);
	} else if (phrase->exact) {
		if (!rule->related)
			find_exact(phrase, reading, rule, match);
	} else if (is_possible(phrase, reading, rule)) {
		find_sides(phrase, reading, rule, match);
	}
}
