/* codes.h - sorted lists of numbers that stand for words, letters or pairs. */
#ifndef FIT_CODES_H
#define FIT_CODES_H

#include "base/base.h"

/* A multiset, rising. */
struct codes {
	uint64_t *list;
	size_t count, cap;
};

void codes_add(struct arena *arena, struct codes *codes, uint64_t code);
void codes_sort(struct codes *codes);
void codes_unique(struct codes *codes);		/* sorted; a set from now on */
bool codes_have(const struct codes *codes, uint64_t code);	/* sorted */
/* Takes out what others has; both sorted. */
void codes_remove(struct codes *codes, const struct codes *others);
/* How many the two share, each as often as it is in both; both sorted. */
size_t codes_shared(const struct codes *a, const struct codes *b);
/* One code for two, in this order. */
uint64_t codes_pair(uint64_t first, uint64_t second);

#endif
