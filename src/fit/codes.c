/* codes.c - sorted lists of numbers that stand for words, letters or pairs.
 *
 * Nearly every feature of a sketch asks what two texts have in common, of one
 * kind of thing or another. As sorted lists of numbers all those questions
 * are one merge, without a table to size or clear.
 */
#include "fit/codes.h"

#include <stdlib.h>

void codes_add(struct arena *arena, struct codes *codes, uint64_t code)
{
	codes->list = arena_grow(arena, codes->list, codes->count,
				 &codes->cap, sizeof(*codes->list));
	codes->list[codes->count++] = code;
}

static int compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

void codes_sort(struct codes *codes)
{
	if (codes->count > 1)
		qsort(codes->list, codes->count, sizeof(*codes->list),
		      compare);
}

void codes_unique(struct codes *codes)
{
	size_t kept = 0;

	codes_sort(codes);
	for (size_t i = 0; i < codes->count; i++)
		if (i == 0 || codes->list[i] != codes->list[i - 1])
			codes->list[kept++] = codes->list[i];
	codes->count = kept;
}

bool codes_have(const struct codes *codes, uint64_t code)
{
	size_t low = 0, high = codes->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (codes->list[middle] < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < codes->count && codes->list[low] == code;
}

void codes_remove(struct codes *codes, const struct codes *others)
{
	size_t kept = 0;

	for (size_t i = 0; i < codes->count; i++)
		if (!codes_have(others, codes->list[i]))
			codes->list[kept++] = codes->list[i];
	codes->count = kept;
}

size_t codes_shared(const struct codes *a, const struct codes *b)
{
	size_t i = 0, j = 0, shared = 0;

	while (i < a->count && j < b->count) {
		if (a->list[i] < b->list[j]) {
			i++;
		} else if (a->list[i] > b->list[j]) {
			j++;
		} else {
			shared++;
			i++;
			j++;
		}
	}
	return shared;
}

uint64_t codes_pair(uint64_t first, uint64_t second)
{
	uint64_t code = (first ^ (second << 29 | second >> 35)) *
			UINT64_C(0x9E3779B97F4A7C15);

	return code ^ code >> 31;
}
