/* related.c - where a related word of the answer may fill a phrase's place.
 *
 * Related stems have numbers (lang.h), and a number has the key of its stem, by
 * which its term is found. A row of bits says which stems have a relative
 * among a vocabulary's terms; so most words of an answer are passed over at
 * one look, and the others find the terms they are related to by a short list,
 * whatever the rubric's size. What is found is kept apart from what words stand
 * for themselves and only looked at by a search whose rule asks for it, after
 * the search without has failed. A place with many alternatives has no use for
 * it: whoever wrote it has said which words count, and what is related to one
 * of many is soon related to none.
 */
#include "match/program.h"

/* ---- phrases ---- */

static size_t relative_bit(uint64_t key)
{
	return key >> 40 & (RELATIVE_BITS - 1);
}

static void expect_relatives(struct vocabulary *v, unsigned number)
{
	for (const uint16_t *to = lang_related(number); *to; to++) {
		size_t bit = relative_bit(lang_related_key(*to));

		v->relatives[bit / 64] |= UINT64_C(1) << (bit % 64);
	}
}

void related_add(struct vocabulary *vocabulary, const struct word *word,
		 uint16_t term)
{
	struct term *made = &vocabulary->terms[term];
	unsigned number;

	if (made->open || word->kind != WORD_PLAIN || word->function)
		return;
	made->open = true;
	number = lang_related_of(word->key);
	if (number == 0)
		return;
	expect_relatives(vocabulary, number);
}

bool related_is_open(const struct slot *slot)
{
	size_t choices = slot_sequences(slot);

	for (size_t i = 0; i < slot->terms.count; i++)
		choices += (size_t)__builtin_popcountll(
			term_set_cell(&slot->terms, i).bits);
	return choices <= RELATED_CHOICES;
}

/* ---- answers ---- */

static bool bit(const uint64_t *row, size_t at)
{
	return row[at / 64] >> (at % 64) & 1;
}

static void set(uint64_t *row, size_t at)
{
	row[at / 64] |= UINT64_C(1) << (at % 64);
}

static void note(struct arena *arena, struct reading *r, size_t at,
		 size_t term)
{
	if (!r->related) {
		r->related = ARENA_ARRAY(arena, r->words->count, uint64_t *);
		r->related_words = ARENA_ARRAY(arena, r->word_cells, uint64_t);
		r->present_related = ARENA_ARRAY(arena, r->term_cells,
						 uint64_t);
	}
	if (!r->related[at])
		r->related[at] = ARENA_ARRAY(arena, r->term_cells, uint64_t);
	set(r->related[at], term);
	set(r->related_words, at);
	set(r->present_related, term);
}

static void read_word(struct arena *arena, struct reading *r, size_t at)
{
	const struct word *word = &r->words->list[at];
	const uint16_t *to = lang_related(lang_related_of(word->key));

	for (; *to; to++) {
		size_t term = vocabulary_find_key(r->vocabulary,
						  lang_related_key(*to));

		if (term > 0 && r->vocabulary->terms[term - 1].open &&
		    !reading_stands(r, r->own, at, term - 1) &&
		    !reading_stands(r, r->joined, at, term - 1))
			note(arena, r, at, term - 1);
	}
}

void match_read_related(struct arena *arena, struct reading *r)
{
	const uint64_t *relatives = r->vocabulary->relatives;

	if (r->knows_related)
		return;
	r->knows_related = true;
	for (size_t at = 0; at < r->words->count; at++) {
		const struct word *word = &r->words->list[at];

		if (bit(relatives, relative_bit(word->key)) &&
		    word->kind == WORD_PLAIN)
			read_word(arena, r, at);
	}
}

size_t related_term(const struct reading *r, const struct slot *slot,
		    size_t at)
{
	const uint64_t *row = r->related[at];

	for (size_t i = 0; row && slot->open && i < slot->terms.count; i++) {
		struct term_cell cell = term_set_cell(&slot->terms, i);

		cell.bits &= row[cell.at];
		if (cell.bits)
			return cell.at * (size_t)64 +
			       (size_t)__builtin_ctzll(cell.bits) + 1;
	}
	return 0;
}

/* ---- before a search ---- */

/* What a slot or a sequence of them asks for: how many words that the answer
 * has only related ones of (2: too many), and whether it has related ones. */
struct need {
	unsigned words;
	bool offered;
};

static struct need need_of_slot(const struct slot *slot,
				const struct reading *r);

static struct need need_of_sequence(const struct sequence *sequence,
				    const struct reading *r)
{
	struct need need = { 0, false };

	for (size_t i = 0; i < sequence->count && need.words < 2; i++) {
		struct need one = need_of_slot(&sequence->slots[i], r);

		need.words += one.words;
		need.offered = need.offered || one.offered;
	}
	return need;
}

static struct need need_of_slot(const struct slot *slot,
				const struct reading *r)
{
	struct need need = { 2, false };

	for (size_t i = 0; i < slot->terms.count; i++) {
		struct term_cell cell = term_set_cell(&slot->terms, i);

		if (cell.bits & r->present[cell.at])
			need.words = 0;
		if (slot->open && (cell.bits & r->present_related[cell.at]))
			need.offered = true;
	}
	if (need.offered && need.words > 1)
		need.words = 1;
	for (size_t i = 0; i < slot_sequences(slot); i++) {
		struct need other = need_of_sequence(
			slot->choices->sequences[i], r);

		if (other.words < need.words)
			need.words = other.words;
		need.offered = need.offered ||
			       (other.words < 2 && other.offered);
	}
	return need;
}

bool related_possible(const struct phrase *phrase, const struct reading *r)
{
	struct need all = { 0, false };

	if (!r->related)
		return false;
	for (size_t i = 0; i < phrase->count && all.words < 2; i++) {
		struct need side;

		if (phrase->barring >> i & 1)
			continue;
		side = need_of_sequence(&phrase->sides[i], r);
		all.words += side.words;
		all.offered = all.offered || side.offered;
	}
	return all.words < 2 && all.offered;
}
