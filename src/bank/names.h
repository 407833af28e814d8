/* names.h - which names were used already, and for what.
 *
 * A table from name to number in an arena. Names are borrowed and must
 * outlive it. Nothing is ever taken out.
 */
#ifndef BANK_NAMES_H
#define BANK_NAMES_H

#include "base/base.h"

#define NAMES_NONE SIZE_MAX

struct name_slot {
	const char *name;	/* NULL: free */
	uint64_t hash;
	size_t number;
};

struct names {
	struct arena *arena;
	struct name_slot *slots;
	size_t count, cap;	/* cap is a power of two, or 0 */
};

void names_init(struct names *names, struct arena *arena);
/* Puts the name in with its number and returns NAMES_NONE, or leaves all as
 * it is and returns the number that the name has already. */
size_t names_put(struct names *names, const char *name, size_t number);
/* The name's number, or NAMES_NONE. */
size_t names_find(const struct names *names, const char *name);

#endif
