/* related.c - which stems mean the same, and which the opposite.
 *
 * Numbers instead of texts: whoever asks often (the vocabulary of a question,
 * for every word of every answer) asks for a stem's number once and goes on
 * with small integers. One hash and a short list answer every question.
 */
#include "lang/lang.h"
#include "lang/related.h"

unsigned lang_related_of(uint64_t key)
{
	size_t slot = key % RELATED_SLOTS;

	while (related_slots[slot] &&
	       related_stems[related_slots[slot]].key != key)
		slot = (slot + 1) % RELATED_SLOTS;
	return related_slots[slot];
}

unsigned lang_related_number(struct str stem)
{
	return lang_related_of(text_hash(TEXT_HASH, stem));
}

uint64_t lang_related_key(unsigned number)
{
	return related_stems[number].key;
}

unsigned lang_related_count(void)
{
	return related_stem_count;
}

struct str lang_related_stem(unsigned number)
{
	return str_of(related_pool + related_stems[number].name);
}

const uint16_t *lang_related(unsigned number)
{
	return related_lists + related_stems[number].related;
}

static bool holds(const uint16_t *list, unsigned number)
{
	while (*list && *list < number)
		list++;
	return *list == number;
}

enum lang_relation lang_relation(struct str a, struct str b)
{
	unsigned first, second;

	if (str_equal(a, b))
		return LANG_SAME;
	first = lang_related_number(a);
	second = lang_related_number(b);
	if (first == 0 || second == 0)
		return LANG_UNRELATED;
	if (holds(lang_related(first), second))
		return LANG_SYNONYM;
	if (holds(related_lists + related_stems[first].opposite, second))
		return LANG_ANTONYM;
	return LANG_UNRELATED;
}
