/* names.c - a hash table of names.
 *
 * Open addressing with linear probing, at most half full, FNV-1a: ids are
 * short, there may be a million of them, and none is ever removed. It keeps
 * the search for duplicate and dangling ids linear in the bank.
 */
#include "bank/names.h"

#include <string.h>

void names_init(struct names *names, struct arena *arena)
{
	*names = (struct names){ .arena = arena };
}

/* The slot that holds the name or, if none does, where it belongs. */
static struct name_slot *slot_of(const struct names *names, const char *name,
				 uint64_t hash)
{
	size_t i = (size_t)hash & (names->cap - 1);

	while (names->slots[i].name &&
	       (names->slots[i].hash != hash ||
		strcmp(names->slots[i].name, name) != 0))
		i = (i + 1) & (names->cap - 1);
	return &names->slots[i];
}

static void grow(struct names *names)
{
	struct names old = *names;
	size_t i;

	names->cap = old.cap ? old.cap * 2 : 16;
	names->slots = ARENA_ARRAY(names->arena, names->cap, struct name_slot);
	for (i = 0; i < old.cap; i++)
		if (old.slots[i].name)
			*slot_of(names, old.slots[i].name, old.slots[i].hash) =
				old.slots[i];
}

size_t names_put(struct names *names, const char *name, size_t number)
{
	uint64_t hash = text_hash(TEXT_HASH, str_of(name));
	struct name_slot *slot;

	if (names->count >= names->cap / 2)
		grow(names);
	slot = slot_of(names, name, hash);
	if (slot->name)
		return slot->number;
	*slot = (struct name_slot){ name, hash, number };
	names->count++;
	return NAMES_NONE;
}

size_t names_find(const struct names *names, const char *name)
{
	uint64_t hash = text_hash(TEXT_HASH, str_of(name));
	const struct name_slot *slot;

	if (names->cap == 0)
		return NAMES_NONE;
	slot = slot_of(names, name, hash);
	return slot->name ? slot->number : NAMES_NONE;
}
