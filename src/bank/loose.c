/* loose.c - phrases that catch what they should not.
 *
 * A phrase is to tell one idea of one question. One that matches the model
 * answers of many other questions tells none: whoever writes about anything
 * earns its point. One that matches its own question's prompt is earned by
 * saying the question again. Model answers are what a bank has of every
 * question, so they are the texts tried.
 */
#include "bank/bank.h"

enum {
	FEW = 5,		/* other questions that a phrase may meet */
	FEW_SHARE = 10,		/* or of 100 of those tried */
	EXAMPLES = 2,		/* named in a warning */
};

/* The model answer of another question, read once for all rubrics. */
struct other {
	const struct question *question;
	struct words words;
};

struct listening {
	struct arena texts;		/* of the others' words */
	const struct bank *bank;
	struct problems *warnings;
	struct other *others;
	size_t other_count;
	/* Of one question. */
	struct arena work;
	const struct question *question;
	struct vocabulary *vocabulary;
	struct heard *heard;
	size_t count, cap;
};

/* A phrase, and where it was heard. */
struct heard {
	const struct phrase_text *text;
	struct phrase *phrase;
	size_t matches;
	const char *first[EXAMPLES];
	bool prompt;
};

static void add_phrases(struct listening *listening,
			const struct phrase_texts *texts)
{
	struct error unused;

	for (size_t i = 0; i < texts->count; i++) {
		struct heard heard = { .text = &texts->list[i] };

		if (!bank_compile(listening->vocabulary, heard.text,
				  &heard.phrase, &unused))
			continue;
		listening->heard = arena_grow(&listening->work,
					      listening->heard,
					      listening->count,
					      &listening->cap, sizeof(heard));
		listening->heard[listening->count++] = heard;
	}
}

/* What a comparison's points say counts only beside its name, and is left
 * out: here nobody knows which name that would be. */
static void add_rubric(struct listening *listening,
		       const struct rubric *rubric)
{
	for (size_t i = 0; i < rubric->point_count; i++) {
		const struct point *point = &rubric->points[i];

		if (!point->about)
			add_phrases(listening, &point->match);
	}
}

static bool is_said(const struct phrase *phrase, const struct reading *reading)
{
	const struct match_rule rule = { .strict = false };
	struct match match;

	phrase_find(phrase, reading, &rule, &match);
	return match.state == MATCH_FOUND;
}

static void hear(struct listening *listening, const struct other *other)
{
	struct arena arena;
	struct reading *reading;

	arena_init(&arena, 0);
	reading = match_read(&arena, listening->vocabulary,
			     str_of(other->question->model), &other->words);
	for (size_t i = 0; i < listening->count; i++) {
		struct heard *heard = &listening->heard[i];

		if (!is_said(heard->phrase, reading))
			continue;
		if (heard->matches < EXAMPLES)
			heard->first[heard->matches] = other->question->id;
		heard->matches++;
	}
	arena_release(&arena);
}

static void hear_prompt(struct listening *listening)
{
	struct str prompt = str_of(listening->question->prompt);
	struct reading *reading;
	struct words words;

	lang_read(&listening->work, prompt, &words);
	reading = match_read(&listening->work, listening->vocabulary, prompt,
			     &words);
	for (size_t i = 0; i < listening->count; i++)
		listening->heard[i].prompt =
			is_said(listening->heard[i].phrase, reading);
}

static void tell(struct listening *listening, size_t tried)
{
	size_t allowed = tried * FEW_SHARE / 100;

	if (allowed < FEW)
		allowed = FEW;
	for (size_t i = 0; i < listening->count; i++) {
		const struct heard *heard = &listening->heard[i];
		const struct place *place = &heard->text->place;

		if (heard->prompt)
			problems_add(listening->warnings, place->path,
				     place->line, place->column,
				     "matches the prompt of %s itself, so "
				     "that an echo earns the point; ask for a "
				     "word that the prompt lacks",
				     listening->question->id);
		if (heard->matches > allowed)
			problems_add(listening->warnings, place->path,
				     place->line, place->column,
				     "matches the model answers of %zu in %zu "
				     "other questions, such as %s and %s; ask "
				     "for a word of this subject",
				     heard->matches, tried, heard->first[0],
				     heard->first[1]);
	}
}


static void check_question(struct listening *listening,
			   const struct question *question)
{
	const struct bank *bank = listening->bank;
	size_t tried = 0;

	arena_reset(&listening->work);
	listening->question = question;
	listening->heard = NULL;
	listening->count = listening->cap = 0;
	listening->vocabulary = vocabulary_new(&listening->work,
					       &bank->synonyms, &bank->groups);
	for (size_t i = 0; i < question->rubrics.count; i++)
		add_rubric(listening, bank_find_rubric(
				bank, question->rubrics.list[i]));
	vocabulary_seal(listening->vocabulary);
	hear_prompt(listening);
	for (size_t i = 0; i < listening->other_count; i++) {
		const struct other *other = &listening->others[i];

		if (bank_are_siblings(bank, question, other->question))
			continue;
		hear(listening, other);
		tried++;
	}
	tell(listening, tried);
}

void bank_lint_loose(const struct bank *bank, size_t others,
		     struct problems *warnings)
{
	struct listening listening = { .bank = bank, .warnings = warnings };
	size_t count = bank->question_count;

	if (others > count)
		others = count;
	arena_init(&listening.texts, 0);
	listening.others = ARENA_ARRAY(&listening.texts, others, struct other);
	for (size_t i = 0; i < others; i++) {
		struct other *other = &listening.others[i];

		other->question = &bank->questions[i * count / others];
		lang_read(&listening.texts, str_of(other->question->model),
			  &other->words);
	}
	listening.other_count = others;
	arena_init(&listening.work, 0);
	for (size_t i = 0; i < count; i++)
		check_question(&listening, &bank->questions[i]);
	problems_sort(warnings);
	arena_release(&listening.work);
	arena_release(&listening.texts);
}
