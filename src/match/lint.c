/* lint.c - texts that a phrase should match, to see whether it can.
 *
 * A phrase that parses may still never match (a contrast inside a sequence
 * parts what must stand together) or say nothing new (every text of it is
 * matched by another). Both are found by writing texts out of the phrase
 * itself: the first alternative of each place, and then each other alternative
 * of each place in turn; not all combinations, which may be millions.
 */
#include "match/program.h"

enum {
	TEXTS_MAX = 400,
	DEPTH_MAX = 8,
	FILL_ANY = 17,		/* words put where any number may stand */
	FILL_SIDES = 3,		/* words put between sides */
};

struct writing {
	const struct vocabulary *vocabulary;
	struct text *text;
	enum phrase_shape shape;
	bool strict;
	size_t wanted;		/* number of the other alternative to write */
	size_t seen;		/* alternatives beside first ones so far */
	bool written;		/* it was */
};

static void write_sequence(struct writing *w, const struct sequence *sequence,
			   int depth);

/* A word that no phrase knows. */
static void write_fill(struct writing *w, int count)
{
	for (; count > 0 && w->shape != SHAPE_TIGHT; count--)
		text_add(w->text, w->text->len > 0 ? " qq" : "qq");
}

/* A pattern's word: something that it fits. */
static void write_term(struct writing *w, size_t term)
{
	struct str folded = term_folded(
		&w->vocabulary->terms[term]);

	if (w->text->len > 0)
		text_add_char(w->text, ' ');
	for (size_t i = 0; i < folded.len; i++)
		text_add_char(w->text, w->vocabulary->terms[term].kind ==
			      TERM_WILD && (folded.s[i] == '*' ||
			      folded.s[i] == '?') ? 'x' : folded.s[i]);
}

static size_t count_terms(const struct term_set *set)
{
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++)
		count += (size_t)__builtin_popcountll(
			term_set_cell(set, i).bits);
	return count;
}

/* The term of that place in the set, which has more. */
static size_t term_at(const struct term_set *set, size_t place)
{
	struct term_cell cell = term_set_cell(set, 0);

	for (size_t i = 1; place >= (size_t)__builtin_popcountll(cell.bits);
	     i++) {
		place -= (size_t)__builtin_popcountll(cell.bits);
		cell = term_set_cell(set, i);
	}
	for (; place > 0; place--)
		cell.bits &= cell.bits - 1;
	return cell.at * (size_t)64 + (size_t)__builtin_ctzll(cell.bits);
}

static void write_slot(struct writing *w, const struct slot *slot, int depth)
{
	size_t terms = count_terms(&slot->terms);
	size_t all = terms + slot_sequences(slot), pick = 0;

	if (all == 0 || depth == DEPTH_MAX)
		return;
	if (!w->written && w->wanted < w->seen + all - 1) {
		pick = w->wanted - w->seen + 1;
		w->written = true;
	}
	w->seen += all - 1;
	if (pick < terms)
		write_term(w, term_at(&slot->terms, pick));
	else
		write_sequence(w, slot->choices->sequences[pick - terms],
			       depth + 1);
}

static void write_sequence(struct writing *w, const struct sequence *sequence,
			   int depth)
{
	for (size_t i = 0; i < sequence->count; i++) {
		int gap = (int)sequence->slots[i].gap;

		if (gap == GAP_ANY)
			write_fill(w, FILL_ANY);
		else
			write_fill(w, w->strict && gap > GAP_STRICT
				      ? GAP_STRICT : gap);
		write_slot(w, &sequence->slots[i], depth);
	}
}

bool phrase_sample(const struct vocabulary *vocabulary,
		   const struct phrase *phrase, enum phrase_shape shape,
		   bool strict, size_t number, struct text *text)
{
	struct writing w = { vocabulary, text, shape, strict, number - 1, 0,
			     number == 0 };

	text_reset(text);
	if (phrase->rule || number > TEXTS_MAX)
		return false;
	if (phrase->exact) {
		text_add_str(text, phrase->text);
		return number == 0;
	}
	for (size_t i = 0; i < phrase->count; i++) {
		size_t s = shape == SHAPE_REVERSED ? phrase->count - 1 - i : i;

		if (phrase->barring >> s & 1)
			continue;
		write_fill(&w, text->len > 0 ? FILL_SIDES : 0);
		write_sequence(&w, &phrase->sides[s], 0);
	}
	return w.written;
}
