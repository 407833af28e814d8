/* prose.c - the texts of a bank, as a reader has them.
 *
 * A prompt is to be said in one breath, a model answer to be one that can be
 * given aloud, sentences to be readable by someone tired, and spelling to be
 * British. The reading age is that of Kincaid and others (Derivation of New
 * Readability Formulas for Navy Enlisted Personnel, 1975): their grade, which
 * counts school years, and five. It is asked of model answers only, for it
 * wants a hundred words. Samples are left alone: they are typed in a hurry.
 * A word that phrases hold is known: whoever wrote them meant it.
 */
#include "bank/bank.h"
#include "bank/names.h"

#include <string.h>

enum {
	PROMPT_WORDS = 45,
	MODEL_WORDS = 220,
	READING_AGE = 18,
	KNOWN_FROM = 4,			/* shorter words are not asked for */
};

struct proofreading {
	struct arena work;		/* of one text */
	struct problems *warnings;
	struct arena kept;		/* of the rest: */
	struct names known;		/* words of phrases */
	struct names told;		/* "id word": told once */
};

static void warn(struct proofreading *proof, const struct place *place,
		 const char *id, const char *says)
{
	problems_add(proof->warnings, place->path, place->line, place->column,
		     "%s: %s", id, says);
}

/* ---- spelling ---- */

static bool is_letters(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.s[i] < 'a' || word.s[i] > 'z')
			return false;
	return word.len > 0;
}

static bool is_new(struct names *names, const char *name)
{
	return names_find(names, name) == NAMES_NONE &&
	       names_put(names, arena_strdup(names->arena, name), 0) ==
	       NAMES_NONE;
}

/* As typed: folding makes the spelling American. Words joined to others, and
 * names, are left alone. */
static void check_word(struct proofreading *proof, const struct place *place,
		       const char *id, const char *text,
		       const struct word *word)
{
	struct str typed = { text + word->from, word->to - word->from };
	struct str british;

	if (word->kind != WORD_PLAIN || !is_letters(typed) ||
	    names_find(&proof->known, str_dup(&proof->work, typed)) !=
	    NAMES_NONE ||
	    !is_new(&proof->told, arena_printf(&proof->work, "%s %.*s", id,
					       (int)typed.len, typed.s)))
		return;
	if (lang_british(&proof->work, typed, &british))
		warn(proof, place, id, arena_printf(&proof->work,
			"'%.*s' is American spelling; write '%.*s'",
			(int)typed.len, typed.s, (int)british.len,
			british.s));
	else if (!word->known && !word->glued && typed.len >= KNOWN_FROM)
		warn(proof, place, id, arena_printf(&proof->work,
			"no list knows the word '%.*s'; is it spelt right?",
			(int)typed.len, typed.s));
}

static size_t check_text(struct proofreading *proof, const struct place *place,
			 const char *id, const char *text)
{
	struct words words;

	if (!text)
		return 0;
	arena_reset(&proof->work);
	lang_read(&proof->work, str_of(text), &words);
	for (size_t i = 0; i < words.count; i++)
		check_word(proof, place, id, text, &words.list[i]);
	return words.count;
}

/* ---- length and ease ---- */

static bool is_vowel(char c)
{
	return c && strchr("aeiouy", c);
}

/* Groups of vowels, but for a mute e at the end; one at least. */
static unsigned syllables(struct str word)
{
	unsigned count = 0;

	for (size_t i = 0; i < word.len; i++)
		count += is_vowel(word.s[i]) &&
			 (i == 0 || !is_vowel(word.s[i - 1]));
	if (count > 1 && word.len > 2 && word.s[word.len - 1] == 'e' &&
	    !is_vowel(word.s[word.len - 2]) && word.s[word.len - 2] != 'l')
		count--;
	return count > 0 ? count : 1;
}

static double reading_age(const struct words *words)
{
	double sum = 0;

	for (size_t i = 0; i < words->count; i++)
		sum += syllables(words->list[i].folded);
	return 0.39 * (double)words->count / (double)words->sentences +
	       11.8 * sum / (double)words->count - 15.59 + 5;
}

static void check_model(struct proofreading *proof,
			const struct question *question)
{
	const struct place *place = &question->place;
	struct words words;

	check_text(proof, place, question->id, question->model);
	lang_read(&proof->work, str_of(question->model), &words);
	if (words.count > MODEL_WORDS)
		warn(proof, place, question->id, arena_printf(&proof->work,
			"the model answer has %zu words; nobody types more "
			"than %d in the time there is", words.count,
			MODEL_WORDS));
	if (words.count > 0 && reading_age(&words) > READING_AGE)
		warn(proof, place, question->id, arena_printf(&proof->work,
			"the model answer asks for a reading age of %.0f, "
			"which is over %d; use shorter sentences and words",
			reading_age(&words), READING_AGE));
}

/* ---- all of it ---- */

static void know_phrase(struct proofreading *proof, const char *phrase)
{
	for (const char *at = phrase; *at; at++) {
		struct str word = { at, 0 };

		while (at[word.len] >= 'a' && at[word.len] <= 'z')
			word.len++;
		if (word.len == 0)
			continue;
		is_new(&proof->known, str_dup(&proof->work, word));
		at += word.len - 1;
	}
}

static void know_phrases(struct proofreading *proof,
			 const struct phrase_texts *texts)
{
	arena_reset(&proof->work);
	for (size_t i = 0; i < texts->count; i++)
		know_phrase(proof, texts->list[i].text);
}

static void know_rubric(struct proofreading *proof,
			const struct rubric *rubric)
{
	know_phrases(proof, &rubric->subject);
	for (size_t i = 0; i < rubric->point_count; i++) {
		const struct point *point = &rubric->points[i];

		know_phrases(proof, &point->match);
		know_phrases(proof, &point->partly);
		for (size_t k = 0; k < point->part_count; k++)
			know_phrases(proof, &point->parts[k].match);
	}
	for (size_t i = 0; i < rubric->mistake_count; i++)
		know_phrases(proof, &rubric->mistakes[i].match);
}

static void check_question(struct proofreading *proof,
			   const struct question *question)
{
	const struct place *place = &question->place;
	const char *id = question->id;
	size_t words = check_text(proof, place, id, question->prompt);

	if (words > PROMPT_WORDS)
		warn(proof, place, id, arena_printf(&proof->work,
			"the prompt has %zu words; more than %d cannot be kept "
			"in mind", words, PROMPT_WORDS));
	for (size_t i = 0; i < question->hints.count; i++)
		check_text(proof, place, id, question->hints.list[i]);
	for (size_t i = 0; i < question->follow_up_count; i++)
		check_text(proof, &question->follow_ups[i].place, id,
			   question->follow_ups[i].ask);
	check_model(proof, question);
}

static void check_rubric(struct proofreading *proof,
			 const struct rubric *rubric)
{
	for (size_t i = 0; i < rubric->point_count; i++) {
		const struct point *point = &rubric->points[i];

		check_text(proof, &point->place, rubric->id, point->says);
		check_text(proof, &point->place, rubric->id, point->hint);
	}
	for (size_t i = 0; i < rubric->mistake_count; i++)
		check_text(proof, &rubric->mistakes[i].place, rubric->id,
			   rubric->mistakes[i].correction);
}

void bank_lint_prose(const struct bank *bank, struct problems *warnings)
{
	struct proofreading proof = { .warnings = warnings };

	if (bank->language && !str_starts(str_of(bank->language), "en"))
		return;
	arena_init(&proof.work, 0);
	arena_init(&proof.kept, 0);
	names_init(&proof.known, &proof.kept);
	names_init(&proof.told, &proof.kept);
	for (size_t i = 0; i < bank->rubric_count; i++)
		know_rubric(&proof, &bank->rubrics[i]);
	for (size_t i = 0; i < bank->question_count; i++)
		check_question(&proof, &bank->questions[i]);
	for (size_t i = 0; i < bank->rubric_count; i++)
		check_rubric(&proof, &bank->rubrics[i]);
	problems_sort(warnings);
	arena_release(&proof.kept);
	arena_release(&proof.work);
}
