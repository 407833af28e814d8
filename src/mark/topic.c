/* topic.c - which of the things compared each word of an answer speaks of.
 *
 * "Kafka keeps, Rabbit deletes" and "Kafka deletes, Rabbit keeps" hold the
 * same words. In a clause that names one thing, every word speaks of it; in
 * one that names several, each word speaks of the one named last; in one that
 * names none (it, they, that one), of the one spoken of before. "The other"
 * of two switches; a name behind than, unlike or versus is only mentioned.
 */
#include "mark/marker.h"

struct naming {
	const struct marking *marking;
	uint8_t *names;			/* per word: topic named here */
	uint8_t topic;
};

static bool is_mentioned(const struct words *words, size_t at)
{
	static const char *const before[] = {
		"than", "unlike", "versus", "vs", "compared", "like", "from",
	};

	for (size_t back = 1; back <= 2 && back <= at &&
	     words->list[at - back].clause == words->list[at].clause; back++)
		for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
			if (str_is(words->list[at - back].folded, before[i]))
				return true;
	return false;
}

/* Notes a name and asks for the next: never content, so all are found. */
static bool note_name(void *context, const uint16_t *used, size_t count)
{
	struct naming *naming = context;

	for (size_t i = 0; i < count; i++)
		naming->names[used[i]] = naming->topic;
	return false;
}

static void find_names(struct naming *naming)
{
	const struct marker *marker = naming->marking->marker;
	struct match_rule rule = { .allows = note_name, .context = naming };
	struct match unused;

	for (size_t i = 0; i < marker->compared_count; i++) {
		naming->topic = (uint8_t)(i + 1);
		for (size_t j = 0; j < marker->compared[i].count; j++)
			phrase_find(marker->compared[i].list[j],
				    naming->marking->reading, &rule, &unused);
	}
}

/* The one topic that the clause beginning at `from` names; TOPIC_NONE where
 * it names none, TOPIC_ALL where it names several. */
static uint8_t clause_topic(const struct words *words, const uint8_t *names,
			    size_t from)
{
	uint8_t topic = TOPIC_NONE;

	for (size_t i = from; i < words->count &&
	     words->list[i].clause == words->list[from].clause; i++) {
		if (names[i] == TOPIC_NONE || is_mentioned(words, i))
			continue;
		if (topic != TOPIC_NONE && topic != names[i])
			return TOPIC_ALL;
		topic = names[i];
	}
	return topic;
}

static bool is_the_other(const struct words *words, size_t at)
{
	return at > 0 && str_is(words->list[at].folded, "other") &&
	       str_is(words->list[at - 1].folded, "the");
}

void mark_topics(struct marking *marking)
{
	const struct words *words = &marking->words;
	struct naming naming = { .marking = marking };
	uint8_t current = TOPIC_NONE, whole = TOPIC_NONE;

	if (marking->marker->compared_count == 0)
		return;
	naming.names = ARENA_ARRAY(marking->arena, words->count + 1, uint8_t);
	marking->topics = ARENA_ARRAY(marking->arena, words->count + 1,
				      uint8_t);
	find_names(&naming);
	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];

		if (i == 0 || word->clause != words->list[i - 1].clause) {
			whole = clause_topic(words, naming.names, i);
			if (whole != TOPIC_NONE && whole != TOPIC_ALL)
				current = whole;
		}
		if (naming.names[i] != TOPIC_NONE && !is_mentioned(words, i))
			current = naming.names[i];
		else if (is_the_other(words, i) &&
			 marking->marker->compared_count == 2 &&
			 current != TOPIC_NONE)
			current = (uint8_t)(3 - current);
		if (str_is(word->folded, "both"))
			current = TOPIC_ALL;
		marking->topics[i] = current;
	}
}
