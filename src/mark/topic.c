/* topic.c - which of the things compared each word of an answer speaks of.
 *
 * "Kafka keeps, Rabbit deletes" and "Kafka deletes, Rabbit keeps" hold the
 * same words. In a clause that names one thing, every word speaks of it. One
 * that names several falls into pieces at commas, at "if" and at "and" before
 * a name; a piece that names one thing speaks of it, one that names none goes
 * with its neighbour, and in one that still names several each word speaks of
 * the one named last. A clause that names none (it, they, that one) goes on
 * about the thing spoken of before. "The other" of two switches, "Kafka and
 * Rabbit ..." and "both" speak of all; a name behind than, unlike or versus
 * is only mentioned.
 */
#include "mark/marker.h"

struct naming {
	const struct marking *marking;
	uint8_t *names;			/* per word: topic named here */
	uint8_t topic;
};

static bool is_word(const struct words *words, size_t at, const char *word)
{
	return str_is(words->list[at].folded, word);
}

static bool is_any(const struct words *words, size_t at,
		   const char *const *list)
{
	for (; at < words->count && *list; list++)
		if (is_word(words, at, *list))
			return true;
	return false;
}

/* "Than Rabbit", "compared to Rabbit", "like Rabbit"; but not "I like". */
static bool is_mentioned(const struct words *words, size_t at)
{
	static const char *const before[] = {
		"than", "unlike", "versus", "vs", "compared", "like", "from",
		"as", NULL
	};
	static const char *const likers[] = {
		"i", "we", "would", "really", "also", "do", "people", NULL
	};
	size_t back = at;

	for (int i = 0; i < 2 && back > 0; i++) {
		if (words->list[back].after_comma ||
		    words->list[back - 1].clause != words->list[at].clause)
			return false;
		back--;
		if (is_any(words, back, before))
			return !(is_word(words, back, "like") && back > 0 &&
				 is_any(words, back - 1, likers));
		if (!words->list[back].function)
			return false;
	}
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

/* A run of words: a clause, or a piece of one. */
struct stretch {
	size_t from, to;		/* words [from, to) */
	uint8_t topic;			/* named; NONE, or ALL: several */
};

static void name_stretch(const struct words *words, const uint8_t *names,
			 struct stretch *stretch)
{
	stretch->topic = TOPIC_NONE;
	for (size_t i = stretch->from; i < stretch->to; i++) {
		if (names[i] == TOPIC_NONE || is_mentioned(words, i))
			continue;
		if (stretch->topic != TOPIC_NONE &&
		    stretch->topic != names[i]) {
			stretch->topic = TOPIC_ALL;
			return;
		}
		stretch->topic = names[i];
	}
}

/* "On the other hand" names nothing. */
static bool is_the_other(const struct words *words, size_t at)
{
	static const char *const things[] = {
		"hand", "way", "side", "end", NULL
	};

	return at > 0 && is_word(words, at, "other") &&
	       is_word(words, at - 1, "the") && !is_any(words, at + 1, things);
}

/* "Kafka and Rabbit both keep": the and at `at` ties subjects of one clause. */
static bool ties_names(const struct words *words, const uint8_t *names,
		       const struct stretch *piece, size_t at)
{
	if (at == piece->from || names[at - 1] == TOPIC_NONE)
		return false;
	for (size_t i = piece->from; i < at; i++)
		if (names[i] == TOPIC_NONE && !words->list[i].function)
			return false;
	return true;
}

/* Does a new piece begin at `at`, inside the clause? */
static bool cuts(const struct words *words, const uint8_t *names,
		 const struct stretch *piece, size_t clause_end, size_t at)
{
	static const char *const openers[] = { "for", "when", "where", NULL };

	if (words->list[at].after_comma || is_word(words, at, "if"))
		return true;
	if (!is_word(words, at, "and") && !is_word(words, at, "or"))
		return false;
	if (is_any(words, at + 1, openers))
		return true;
	for (size_t i = at + 1; i <= at + 2 && i < clause_end; i++)
		if (names[i] != TOPIC_NONE && !is_mentioned(words, i))
			return !ties_names(words, names, piece, at);
	return false;
}

/* A piece without a name that waits for the next one's: "if it is big, ...",
 * but not the one in "Kafka if it is big, ...". */
static bool looks_ahead(const struct words *words, const struct stretch *clause,
			const struct stretch *piece)
{
	static const char *const openers[] = {
		"if", "when", "for", "where", "because", "since", "as", NULL
	};
	static const char *const pronouns[] = {
		"it", "they", "this", "that", "these", "those", NULL
	};

	if (piece->from == clause->from)
		return !is_any(words, piece->from, pronouns);
	return words->list[piece->from].after_comma &&
	       is_any(words, piece->from, openers);
}

static size_t piece_end(const struct words *words, const uint8_t *names,
			const struct stretch *clause, struct stretch *piece)
{
	size_t at = piece->from + 1;

	while (at < clause->to && !cuts(words, names, piece, clause->to, at))
		at++;
	return at;
}

/* Several names in one piece: tied by "and" they are all meant. */
static bool speaks_of_all(const struct words *words, const uint8_t *names,
			  const struct stretch *piece)
{
	for (size_t i = piece->from; i < piece->to; i++)
		if (is_word(words, i, "both") ||
		    (is_word(words, i, "and") && i + 2 < piece->to &&
		     ties_names(words, names, piece, i)))
			return true;
	return false;
}

/* The walk over an answer. */
struct walk {
	const struct words *words;
	const uint8_t *names;
	uint8_t *topics;
	bool two;			/* things are compared */
	uint8_t current;		/* the thing spoken of */
};

/* Every word speaks of the thing named last, from `from` on. */
static void walk_words(struct walk *walk, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (walk->names[i] != TOPIC_NONE &&
		    !is_mentioned(walk->words, i))
			walk->current = walk->names[i];
		else if (walk->two && is_the_other(walk->words, i) &&
			 (walk->current == 1 || walk->current == 2))
			walk->current = (uint8_t)(3 - walk->current);
		if (is_word(walk->words, i, "both"))
			walk->current = TOPIC_ALL;
		walk->topics[i] = walk->current;
	}
}

static void walk_piece(struct walk *walk, const struct stretch *piece)
{
	if (piece->topic == TOPIC_ALL &&
	    speaks_of_all(walk->words, walk->names, piece)) {
		walk->current = TOPIC_ALL;
		for (size_t i = piece->from; i < piece->to; i++)
			walk->topics[i] = TOPIC_ALL;
		return;
	}
	if (piece->topic != TOPIC_NONE && piece->topic != TOPIC_ALL)
		walk->current = piece->topic;
	walk_words(walk, piece->from, piece->to);
}

/* A clause that names several things, piece by piece. */
static void walk_pieces(struct walk *walk, const struct stretch *clause)
{
	struct stretch piece = { .from = clause->from };
	size_t waiting = clause->from;	/* words before it are done */
	bool ahead;

	for (; piece.from < clause->to; piece.from = piece.to) {
		piece.to = piece_end(walk->words, walk->names, clause, &piece);
		name_stretch(walk->words, walk->names, &piece);
		ahead = waiting < piece.from ||
			looks_ahead(walk->words, clause, &piece);
		if (piece.topic == TOPIC_NONE && ahead &&
		    piece.to < clause->to)
			continue;
		piece.from = waiting;
		walk_piece(walk, &piece);
		waiting = piece.to;
	}
}

/* Words before the first name speak of the thing named first ("a log that
 * keeps, that's Kafka"). An answer that names nothing speaks of nothing: it is
 * more often one to some other question than a good one without names. */
static void fill_opening(const struct words *words, uint8_t *topics)
{
	size_t at = 0;

	while (at < words->count && topics[at] == TOPIC_NONE)
		at++;
	if (at == words->count)
		return;
	for (size_t first = at; at > 0;)
		topics[--at] = topics[first];
}

void mark_topics(struct marking *marking)
{
	const struct words *words = &marking->words;
	struct naming naming = { .marking = marking };
	struct walk walk = { .words = words };
	struct stretch clause;

	if (marking->marker->compared_count == 0)
		return;
	naming.names = ARENA_ARRAY(marking->arena, words->count + 1, uint8_t);
	marking->topics = ARENA_ARRAY(marking->arena, words->count + 1,
				      uint8_t);
	find_names(&naming);
	walk.names = naming.names;
	walk.topics = marking->topics;
	walk.two = marking->marker->compared_count == 2;
	for (size_t from = 0; from < words->count; from = clause.to) {
		clause = (struct stretch){ .from = from, .to = from + 1 };
		while (clause.to < words->count &&
		       words->list[clause.to].clause ==
		       words->list[from].clause)
			clause.to++;
		name_stretch(words, naming.names, &clause);
		if (clause.topic == TOPIC_ALL)
			walk_pieces(&walk, &clause);
		else
			walk_piece(&walk, &clause);
	}
	fill_opening(words, marking->topics);
}
