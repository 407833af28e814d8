/* fuzz_pmatch.c - an expression of pmatch, compiled and matched.
 *
 * The input: a byte of options, a line that is the expression, the response.
 * What is refused is refused at a place; what was found out within a budget
 * holds with a larger one; ignoring case never takes a match away; and the
 * same expression as a rule of a rubric is true where it matches. That the
 * budget is kept shows in the time that libFuzzer allows an input.
 */
#include "fuzz.h"

enum {
	CHOOSE_CASELESS = 1,
	CHOOSE_QUOTES = 2,
	CHOOSE_SPACES = 4,
	CHOOSE_DIVIDERS = 8,
	CHOOSE_SYNONYMS = 16,
	CHOOSE_RESPONSE_ONLY = 32,
	STEPS = 20000, STEPS_FEW = 300,
};

struct scene {
	struct arena *arena;
	struct str expression, response;
	struct pattern_options options;
	enum pattern_result result;
};

static const struct pattern_synonym synonyms[] = {
	{ "fast", "quick|rapid" }, { "ind*", "key|look*up" },
};

static struct pattern_options choose(unsigned choice)
{
	struct pattern_options options = {
		.ignore_case = choice & CHOOSE_CASELESS,
		.relaxed_quotes = choice & CHOOSE_QUOTES,
		.response_only = choice & CHOOSE_RESPONSE_ONLY,
		.steps = STEPS,
	};

	if (choice & CHOOSE_SPACES)
		options.convert_to_space = ",;:_";
	if (choice & CHOOSE_DIVIDERS)
		options.sentence_dividers = "?;\xc2\xbf";
	if (choice & CHOOSE_SYNONYMS) {
		options.synonyms = synonyms;
		options.synonym_count = 2;
	}
	return options;
}

static bool match(const struct scene *scene,
		  const struct pattern_options *options,
		  enum pattern_result *result)
{
	struct pattern *pattern;
	struct error err = { .line = 0 };

	if (!pattern_compile(scene->arena, scene->expression, options,
			     &pattern, &err)) {
		fuzz_check_fault(&err, utf8_count(scene->expression));
		return false;
	}
	*result = pattern_match(scene->arena, pattern,
				pattern_read(scene->arena, pattern,
					     scene->response));
	return true;
}

/* Few steps say the same or nothing. */
static void check_budget(const struct scene *scene)
{
	struct pattern_options few = scene->options;
	enum pattern_result result;

	few.steps = STEPS_FEW;
	assert(match(scene, &few, &result));
	assert(result == PATTERN_TOO_HARD || result == scene->result);
}

/* Without case, what matched matches, unless something must not. */
static void check_case(const struct scene *scene)
{
	struct pattern_options caseless = scene->options;
	enum pattern_result result;

	caseless.ignore_case = true;
	assert(match(scene, &caseless, &result));
	if (scene->options.response_only) {
		assert(result == scene->result);
		return;
	}
	for (size_t i = 0; i + 3 <= scene->expression.len; i++)
		if (memcmp(scene->expression.s + i, "not", 3) == 0)
			return;
	assert(scene->result != PATTERN_YES || result != PATTERN_NO);
}

/* Among the phrases of a rubric, where the search is another one. */
static void check_rule(const struct scene *scene)
{
	static const struct word_groups none = { NULL, 0 };
	struct vocabulary *vocabulary = vocabulary_new(scene->arena, &none,
						       &none);
	struct match_rule rule = { .strict = false };
	struct strings dead = { 0 };
	struct nearest near;
	struct phrase *phrase;
	struct match found;
	struct words words;
	struct reading *reading;
	struct error err;

	assert(phrase_compile_pattern(vocabulary, scene->expression,
				      &scene->options, &phrase, &err));
	lang_read(scene->arena, scene->response, &words);
	reading = match_read(scene->arena, vocabulary, scene->response,
			     &words);
	phrase_find(phrase, reading, &rule, &found);
	assert(found.count <= MATCH_WORDS_MAX);
	for (size_t i = 0; i < found.count; i++) {
		assert(found.words[i] < words.count);
		assert(i == 0 || found.words[i] > found.words[i - 1]);
	}
	if (scene->result == PATTERN_NO)
		assert(found.state == MATCH_NONE);
	phrase_explain(scene->arena, phrase, reading, &rule, &near);
	assert((found.state == MATCH_FOUND) == (near.lack == LACK_NOTHING));
	phrase_dead_words(scene->arena, vocabulary, phrase, &dead);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena = { .limit = ARENA_LIMIT };
	struct str input = { (const char *)data, size };
	struct scene scene = { .arena = &arena };
	enum pattern_result again;

	scene.options = choose(fuzz_choice(&input));
	scene.expression = fuzz_line(&input);
	scene.response = input;
	if (match(&scene, &scene.options, &scene.result)) {
		assert(match(&scene, &scene.options, &again));
		assert(again == scene.result);
		check_budget(&scene);
		check_case(&scene);
		check_rule(&scene);
	}
	arena_reset(&arena);
	return 0;
}
