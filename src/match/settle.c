/* settle.c - compiled phrases, packed together.
 *
 * A phrase is compiled in an arena for the moment, where its lists grow and
 * leave their smaller selves behind. What is kept is a copy without gaps, in
 * the order in which a search walks it: a question has hundreds of phrases,
 * and an answer asks them all, so that memory is most of what a mark costs.
 * Sequences of named groups are settled once and shared.
 */
#include "match/program.h"

#include <string.h>

static void *copy(struct arena *arena, const void *items, size_t count,
		  size_t size)
{
	void *made = arena_room(arena, count, size);

	if (count > 0)
		memcpy(made, items, count * size);
	return made;
}

static void settle_set(struct arena *arena, struct term_set *set)
{
	if (set->count > 1)
		set->cells = copy(arena, set->cells, set->count,
				  sizeof(*set->cells));
}

static void settle_slots(struct arena *arena, struct sequence *sequence);

static const struct sequence *settle_sequence(struct arena *arena,
					      const struct sequence *sequence)
{
	struct sequence *made;

	if (sequence->settled)
		return sequence;
	made = copy(arena, sequence, 1, sizeof(*sequence));
	settle_slots(arena, made);
	return made;
}

void settle_slot(struct arena *arena, struct slot *slot)
{
	struct choices *choices;

	settle_set(arena, &slot->terms);
	slot->open = related_is_open(slot);
	if (!slot->choices)
		return;
	choices = slot->choices = copy(arena, slot->choices, 1,
				       sizeof(*choices));
	settle_set(arena, &choices->begins);
	choices->sequences = copy(arena, choices->sequences, choices->count,
				  sizeof(*choices->sequences));
	for (size_t i = 0; i < choices->count; i++)
		choices->sequences[i] = settle_sequence(arena,
							choices->sequences[i]);
}

static void settle_slots(struct arena *arena, struct sequence *sequence)
{
	sequence->slots = copy(arena, sequence->slots, sequence->count,
			       sizeof(*sequence->slots));
	sequence->settled = true;
	for (size_t i = 0; i < sequence->count; i++)
		settle_slot(arena, &sequence->slots[i]);
}

struct phrase *settle_phrase(struct arena *arena, struct sequence *sides,
			     size_t count, unsigned barring)
{
	struct phrase *phrase = ARENA_NEW(arena, struct phrase);
	struct sequence *made = copy(arena, sides, count, sizeof(*sides));

	phrase->sides = made;
	phrase->count = (uint8_t)count;
	phrase->barring = (uint8_t)barring;
	for (size_t i = 0; i < count; i++)
		settle_slots(arena, &made[i]);
	return phrase;
}
