/* fuzz_phrases.c - a phrase of a rubric, compiled and looked for in an answer.
 *
 * The input: a byte of options, a line that is the phrase, the answer. What
 * compiles twice finds the same; a strict match is also a plain one; words
 * found are words of the answer; explaining agrees with finding. A phrase
 * that does not compile is said at a place of it.
 */
#include "fuzz.h"

enum {
	CHOOSE_EXACT = 1,		/* compared as typed */
	CHOOSE_WORDS = 2,		/* a bank with synonyms and groups */
	CHOOSE_RELATED = 4,		/* related words may stand in */
	CHOOSE_BEFORE = 8,		/* another phrase was compiled before */
	SAMPLES = 6,
};

struct scene {
	struct arena *arena;
	unsigned choice;
	struct str text, answer;
	struct words words;
	bool *related;
};

static const char *fast[] = { "fast", "quick", "(low latency)" };
static const char *save[] = { "store", "save" };
static const char *ring[] = { "queue|broker", "~kept ... back", "it is" };
static const char *kept[] = { "keep*", "~save|hold" };
static struct word_group synonym_list[] = {
	{ NULL, fast, 2 }, { NULL, save, 2 },
};
static struct word_group group_list[] = {
	{ "ring", ring, 3 }, { "kept", kept, 2 }, { "save", save, 2 },
	{ "fast", fast, 3 },
};
static const struct word_groups synonyms = { synonym_list, 2 };
static const struct word_groups groups = { group_list, 4 };

static struct vocabulary *make_vocabulary(const struct scene *scene)
{
	static const struct word_groups none = { NULL, 0 };
	bool words = scene->choice & CHOOSE_WORDS;
	struct vocabulary *vocabulary = vocabulary_new(scene->arena,
		words ? &synonyms : &none, words ? &groups : &none);
	struct phrase *before;
	struct error err;

	if (scene->choice & CHOOSE_BEFORE)
		assert(phrase_compile(vocabulary, STR("queue* ... (slow "
			"disk)|fetch & !never"), &before, &err));
	return vocabulary;
}

static bool compile(const struct scene *scene, struct vocabulary *vocabulary,
		    struct phrase **phrase)
{
	struct error err = { .line = 0 };
	bool ok = scene->choice & CHOOSE_EXACT
		? phrase_compile_exact(vocabulary, scene->text, phrase, &err)
		: phrase_compile(vocabulary, scene->text, phrase, &err);

	if (!ok)
		fuzz_check_fault(&err, scene->text.len);
	return ok;
}

static void check_match(const struct scene *scene, const struct match *match)
{
	assert(match->count <= MATCH_WORDS_MAX);
	assert((match->state == MATCH_NONE) == (match->count == 0));
	for (size_t i = 0; i < match->count; i++) {
		assert(match->words[i] < scene->words.count);
		assert(i == 0 || match->words[i] > match->words[i - 1]);
	}
	if (match->state != MATCH_NONE && match->meant.len)
		assert(match->related < scene->words.count);
}

static void check_same(const struct match *a, const struct match *b)
{
	assert(a->state == b->state && a->count == b->count);
	assert(a->misspelt == b->misspelt && str_equal(a->meant, b->meant));
	for (size_t i = 0; i < a->count; i++)
		assert(a->words[i] == b->words[i]);
}

static void find(const struct scene *scene, const struct phrase *phrase,
		 const struct reading *reading, bool strict,
		 struct match *match)
{
	struct match_rule rule = { .strict = strict };
	struct nearest near;

	if (scene->choice & CHOOSE_RELATED)
		rule.related = scene->related;
	phrase_find(phrase, reading, &rule, match);
	check_match(scene, match);
	phrase_explain(scene->arena, phrase, reading, &rule, &near);
	assert((match->state == MATCH_FOUND) == (near.lack == LACK_NOTHING));
	assert(near.lack < LACK_COUNT && near.weight <= 1000);
	assert(near.filled <= near.places && near.count <= MATCH_WORDS_MAX);
	for (size_t i = 0; i < near.count; i++)
		assert(near.words[i] < scene->words.count);
}

/* Not so of a phrase that says what must not stand there: less of that is
 * found strictly. */
static void check_strict(const struct scene *scene,
			 const struct match *plain, const struct match *strict)
{
	if (!memchr(scene->text.s, '!', scene->text.len) &&
	    strict->state == MATCH_FOUND)
		assert(plain->state == MATCH_FOUND);
}

static void check_samples(const struct scene *scene,
			  const struct vocabulary *vocabulary,
			  const struct phrase *phrase)
{
	struct text text;

	text_init(&text, 1 << 16);
	for (size_t i = 0; i < SAMPLES; i++) {
		text_reset(&text);
		if (!phrase_sample(vocabulary, phrase,
				   (enum phrase_shape)(i % 3), i & 1, i / 2,
				   &text))
			break;
		assert(text.len > 0 || scene->text.len == 0);
	}
	text_release(&text);
}

static void run(struct scene *scene)
{
	struct vocabulary *vocabulary = make_vocabulary(scene);
	struct vocabulary *other = make_vocabulary(scene);
	struct phrase *phrase, *again, *apart;
	struct reading *reading, *second;
	struct match plain, strict, match;
	struct word_sense sense;

	if (!compile(scene, vocabulary, &phrase)) {
		assert(!compile(scene, other, &again));
		return;
	}
	assert(str_equal(phrase_source(phrase),
			 scene->choice & CHOOSE_EXACT ? str_trim(scene->text)
						      : scene->text));
	assert(compile(scene, vocabulary, &again));
	assert(compile(scene, other, &apart));
	reading = match_read(scene->arena, vocabulary, scene->answer,
			     &scene->words);
	second = match_read(scene->arena, other, scene->answer, &scene->words);
	find(scene, phrase, reading, false, &plain);
	find(scene, phrase, reading, true, &strict);
	check_strict(scene, &plain, &strict);
	find(scene, again, reading, false, &match);
	check_same(&plain, &match);
	find(scene, apart, second, false, &match);
	check_same(&plain, &match);
	find(scene, apart, second, true, &match);
	check_same(&strict, &match);
	check_samples(scene, vocabulary, phrase);
	for (size_t i = 0; i < scene->words.count; i++)
		reading_sense(reading, i, &sense);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena = { .limit = ARENA_LIMIT };
	struct str input = { (const char *)data, size };
	struct scene scene = { .arena = &arena };

	scene.choice = fuzz_choice(&input);
	scene.text = fuzz_line(&input);
	scene.answer = input;
	lang_read(&arena, input, &scene.words);
	scene.related = ARENA_ARRAY(&arena, scene.words.count + 1, bool);
	for (size_t i = 0; i < scene.words.count; i++)
		scene.related[i] = true;
	run(&scene);
	arena_reset(&arena);
	return 0;
}
