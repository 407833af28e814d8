/* pattern_split.c - cuts a response into pmatch's words.
 *
 * One pass marks what each character is (between words, end of a sentence);
 * then, at each place, a number, a word kept whole, a word that a synonym
 * knows, or else the shortest run is taken, whichever first comes to an end: a
 * sentence's divider, a space or the end of the text. One divider stays on the
 * word; words are compared without it. A full stop before a digit divides
 * nothing, so 3.5 and v1.2 stay whole.
 */
#include "match/pattern.h"

enum { STEPS_MOST = 4000000 };

struct splitter {
	struct arena *arena;
	const struct setting *reading, *comparing;
	struct chars text;	/* in lower case, where case is ignored */
	uint8_t *kinds;
	size_t steps;		/* that synonyms may still take */
	struct pattern_words *words;
};

static uint8_t kind_of(const struct setting *setting, uint32_t c)
{
	uint8_t kind = 0;

	if (c < 0x80)
		return setting->ascii[c];
	for (size_t i = 0; i < setting->spaces.len; i++)
		if (setting->spaces.c[i] == c)
			kind |= CHAR_DIVIDES;
	for (size_t i = 0; i < setting->dividers.len; i++)
		if (setting->dividers.c[i] == c)
			kind |= CHAR_ENDS;
	return kind;
}

static struct chars trim(const struct setting *setting, struct chars text)
{
	while (text.len && kind_of(setting, *text.c) & CHAR_DIVIDES) {
		text.c++;
		text.len--;
	}
	while (text.len &&
	       kind_of(setting, text.c[text.len - 1]) & CHAR_DIVIDES)
		text.len--;
	return text;
}

/* Fills kinds, and lowers what will be compared. */
static void mark(struct splitter *s, struct chars given)
{
	uint32_t *lower = arena_alloc(s->arena, given.len + 1, sizeof(*lower));

	s->kinds = arena_alloc(s->arena, given.len + 1, 1);
	for (size_t i = 0; i < given.len; i++) {
		uint32_t c = given.c[i];
		uint8_t kind = kind_of(s->reading, c);
		uint8_t stops = s->reading == s->comparing ? kind :
				kind_of(s->comparing, c);

		if (c == '.' && i + 1 < given.len &&
		    char_is_digit(given.c[i + 1]))
			kind = 0;
		s->kinds[i] = kind | (stops & CHAR_ENDS ? CHAR_STOPS : 0);
		lower[i] = char_lower(s->comparing, c);
	}
	s->text = (struct chars){ lower, given.len };
}

static struct chars rest_at(const struct splitter *s, size_t at)
{
	return (struct chars){ s->text.c + at, s->text.len - at };
}

/* The end of the number at `at`, which may be shorter than it could be where
 * only then it is followed by an end; or 0. */
static size_t take_number(const struct splitter *s, size_t at)
{
	struct chars rest = rest_at(s, at);

	if (rest.c[0] > '9' && rest.c[0] != '|')
		return 0;
	for (size_t len = number_length(rest); len; len--) {
		rest.len = len;
		if (word_may_end(s->text, s->kinds, at + len) &&
		    number_length(rest) == len)
			return at + len;
	}
	return 0;
}

static size_t take_whole(const struct splitter *s, size_t at)
{
	const struct setting *setting = s->reading;
	bool caseless = setting->ignore_case;
	struct chars rest = rest_at(s, at);

	for (size_t w = 0; w < setting->whole_count; w++) {
		const struct chars word = setting->whole[w];
		size_t i = 0;

		if (word.len == 0 || word.len > rest.len)
			continue;
		while (i < word.len && (rest.c[i] == word.c[i] || (caseless &&
		       utf8_caseless(rest.c[i]) == utf8_caseless(word.c[i]))))
			i++;
		if (i == word.len &&
		    word_may_end(s->text, s->kinds, at + word.len))
			return at + word.len;
	}
	return 0;
}

static size_t take_run(const struct splitter *s, size_t at)
{
	do
		at++;
	while (!word_may_end(s->text, s->kinds, at));
	return at;
}

static void add_word(struct splitter *s, size_t from, size_t end)
{
	struct pattern_words *words = s->words;
	struct heard *word;
	struct chars said;

	words->list = arena_grow(s->arena, words->list, words->count,
				 &words->cap, sizeof(*words->list));
	word = &words->list[words->count++];
	*word = (struct heard){ .c = s->text.c + from,
				.whole = (uint32_t)(end - from) };
	word->len = word->whole;
	if (word->len && s->kinds[end - 1] & CHAR_STOPS)
		word->len--;
	said = (struct chars){ word->c, word->len };
	for (size_t i = 0; i < said.len; i++)
		word->mask |= char_bit(said.c[i]);
	if (said.len && (said.c[0] <= '9' || said.c[0] == '|') &&
	    number_length(said) == said.len) {
		word->is_number = true;
		word->number = number_value(s->arena, said);
	}
}

static void split(struct splitter *s)
{
	for (size_t at = 0, end; at < s->text.len;) {
		end = take_number(s, at);
		if (!end)
			end = take_whole(s, at);
		if (!end && s->reading->synonym_count)
			end = synonyms_take(s->reading, s->text, at, s->kinds,
					    &s->steps);
		if (!end)
			end = take_run(s, at);
		if (end < s->text.len && s->kinds[end] & CHAR_ENDS)
			end++;
		add_word(s, at, end);
		for (at = end; at < s->text.len; at++)
			if (!(s->kinds[at] & CHAR_DIVIDES))
				break;
	}
	if (s->words->count == 0)
		add_word(s, 0, 0);
}

struct pattern_words *pattern_split(struct arena *arena,
				    const struct setting *reading,
				    const struct setting *comparing,
				    struct str response)
{
	struct splitter s = { .arena = arena, .reading = reading,
			      .comparing = comparing, .steps = STEPS_MOST };
	struct pattern_words *words = ARENA_NEW(arena, struct pattern_words);
	struct chars text = chars_of(arena, response, reading->relaxed_quotes);
	struct chars trimmed = trim(reading, text);

	s.words = words;
	mark(&s, trimmed);
	words->lead = (size_t)(trimmed.c - text.c);
	words->text = s.text.c;
	split(&s);
	words->hard = s.steps == 0;
	words->stride = words->count / 64 + 1;
	words->stops = ARENA_ARRAY(arena, words->stride, uint64_t);
	for (size_t i = 0; i < words->count; i++)
		if (words->list[i].len < words->list[i].whole)
			bit_set(words->stops, i);
	return words;
}
