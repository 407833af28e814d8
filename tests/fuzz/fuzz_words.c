/* fuzz_words.c - any bytes read as an answer's words.
 *
 * Places rise, stand in the text and at whole characters; no letter or digit
 * is lost between them; every field is in its range; and a text reads the
 * same twice, also by a reader that has read everything before it.
 */
#include "fuzz.h"

enum { PAIRS = 100 };	/* of words that are all compared with each other */

static void check_text(struct arena *arena, const struct word *word)
{
	assert(word->folded.len > 0 && word->stem.len > 0);
	assert(word->folded.s && word->stem.s);
	assert(word->known == lang_is_known(word->folded));
	assert(word->function == lang_is_function_word(word->folded));
	assert(word->zipf <= 100);
	if (word->kind == WORD_PLAIN)
		assert(str_equal(word->stem,
				 lang_stem(arena, word->folded)));
}

/* Each word against the text and those around it. */
static void check_word(struct str text, const struct words *words, size_t i)
{
	const struct word *word = &words->list[i];

	assert(word->from < word->to && word->to <= text.len);
	assert(fuzz_at_character(text, word->from));
	assert(fuzz_at_character(text, word->to));
	assert(word->kind <= WORD_CODE);
	assert(word->sentence < words->sentences);
	assert(word->clause < words->clauses);
	assert(!word->negated || word->negator < i);
	assert(!word->avoided || word->negator < i);
	assert(!word->hedged || word->hedger < words->count);
	assert(!word->glued || i > 0);
}

static bool has_space(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.s[i] == ' ' || (text.s[i] >= '\t' &&
					 text.s[i] <= '\r'))
			return true;
	return false;
}

static void check_step(struct str text, const struct word *word)
{
	const struct word *last = word - 1;

	assert(word->from >= last->to || (word->from == last->from &&
					  word->to == last->to));
	assert(word->sentence >= last->sentence);
	assert(word->sentence <= last->sentence + 1);
	assert(word->clause >= last->clause);
	assert(word->segment >= last->segment);
	assert(word->segment == last->segment || word->clause != last->clause);
	assert(word->sentence == last->sentence ||
	       word->segment != last->segment);
	if (word->glued && word->from >= last->to)
		assert(!has_space((struct str){ text.s + last->to,
						word->from - last->to }));
}

/* One stem, one key. */
static void check_keys(const struct words *words)
{
	for (size_t i = 0; i < words->count && i < PAIRS; i++)
		for (size_t j = 0; j < i; j++)
			assert(str_equal(words->list[i].stem,
					 words->list[j].stem) ==
			       (words->list[i].key == words->list[j].key));
}

/* No letter or digit stands outside the words. */
static void check_covers(struct str text, const struct words *words)
{
	size_t at = 0;

	if (words->count == LANG_WORDS_MAX)
		return;
	for (size_t i = 0; i <= words->count; i++) {
		size_t to = i < words->count ? words->list[i].from : text.len;

		while (at < to) {
			uint32_t c = utf8_next(text, &at);

			assert(!utf8_is_alphabetic(c) && !utf8_is_digit(c));
		}
		if (i < words->count)
			at = words->list[i].to;
	}
}

static void check_same(const struct words *a, const struct words *b)
{
	assert(a->count == b->count && a->sentences == b->sentences);
	assert(a->clauses == b->clauses);
	for (size_t i = 0; i < a->count; i++) {
		const struct word *x = &a->list[i], *y = &b->list[i];

		assert(x->from == y->from && x->to == y->to);
		assert(str_equal(x->folded, y->folded));
		assert(str_equal(x->stem, y->stem));
		assert(x->sentence == y->sentence && x->clause == y->clause);
		assert(x->segment == y->segment && x->kind == y->kind);
		assert(x->glued == y->glued && x->known == y->known);
		assert(x->after_comma == y->after_comma);
		assert(x->negated == y->negated && x->avoided == y->avoided);
		assert(x->negator == y->negator && x->hedged == y->hedged);
		assert(x->hedger == y->hedger && x->function == y->function);
		assert(x->zipf == y->zipf && x->key == y->key);
		assert(x->classes == y->classes);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lang_reader *reader;
	static struct arena arena = { .limit = ARENA_LIMIT };
	struct str text = { (const char *)data, size };
	struct words words, again;

	if (!reader)
		reader = lang_reader_open();
	lang_read(&arena, text, &words);
	assert(words.count <= LANG_WORDS_MAX);
	if (text.len > LANG_ANSWER_MAX)
		text.len = LANG_ANSWER_MAX;
	for (size_t i = 0; i < words.count; i++) {
		check_word(text, &words, i);
		check_text(&arena, &words.list[i]);
		if (i > 0)
			check_step(text, &words.list[i]);
	}
	check_keys(&words);
	check_covers(text, &words);
	lang_read_with(reader, &arena, (struct str){ (const char *)data, size },
		       &again);
	check_same(&words, &again);
	arena_reset(&arena);
	return 0;
}
