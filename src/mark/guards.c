/* guards.c - what keeps nonsense from scoring.
 *
 * A rubric of phrases can be fed: by a list of keywords, by the question's
 * own words, by one sentence said five times, by the model answer. Each guard
 * looks at the shape of the answer, raises a flag that the learner sees, and
 * caps the score. The limits were chosen by hand on sample answers; an answer
 * in sentences of one's own passes all of them.
 */
#include "mark/marker.h"

enum {
	SHORT_WORDS = 8,
	LIFTED_RUN = 4,		/* words in a row that are the prompt's */
	SHINGLE = 5,		/* words of a run that count as copied */
	CAP_SHORT = 39, CAP_ECHO = 20, CAP_KEYWORDS = 39, CAP_OFF_TOPIC = 10,
};

static bool is_content(const struct word *word)
{
	return !lang_is_function_word(word->folded);
}

/* Does a run of `length` words at a[i] stand anywhere in b? */
static bool has_run(const struct words *a, size_t i, const struct words *b,
		    size_t length)
{
	if (i + length > a->count)
		return false;
	for (size_t j = 0; j + length <= b->count; j++) {
		size_t k = 0;

		while (k < length &&
		       str_equal(a->list[i + k].stem, b->list[j + k].stem))
			k++;
		if (k == length)
			return true;
	}
	return false;
}

void guard_lifted(struct marking *marking)
{
	const struct words *words = &marking->words;

	marking->lifted = ARENA_ARRAY(marking->arena, words->count + 1, bool);
	for (size_t i = 0; i < words->count; i++)
		if (has_run(words, i, &marking->marker->prompt, LIFTED_RUN))
			for (size_t k = 0; k < LIFTED_RUN; k++)
				marking->lifted[i + k] = true;
}

static bool holds(const struct words *words, struct str stem)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_equal(words->list[i].stem, stem))
			return true;
	return false;
}

/* The answer's content in figures. */
struct content {
	size_t words, content;		/* all words; those with a meaning */
	size_t distinct;		/* different stems among content */
	size_t prompted, modelled;	/* distinct ones that the prompt has,
					   that prompt or model have */
	size_t breaks;			/* commas and clauses */
};

static struct content measure(const struct marking *marking)
{
	const struct words *words = &marking->words;
	struct content c = { .words = words->count };

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];
		struct words before = { .list = words->list, .count = i };
		bool prompted;

		c.breaks += word->after_comma ||
			    (i > 0 && word->clause != word[-1].clause);
		if (!is_content(word))
			continue;
		c.content++;
		if (holds(&before, word->stem))
			continue;
		c.distinct++;
		prompted = holds(&marking->marker->prompt, word->stem);
		c.prompted += prompted;
		c.modelled += prompted ||
			      holds(&marking->marker->model, word->stem);
	}
	return c;
}

/* Little but the question's own words. */
static bool is_echo(const struct marking *marking, const struct content *c)
{
	size_t lifted = 0;

	for (size_t i = 0; i < marking->words.count; i++)
		lifted += marking->lifted[i];
	return lifted * 2 > c->words ||
	       (c->distinct > 0 && c->prompted * 10 >= c->distinct * 6);
}

/* A list: hardly a grammar word, and short pieces between commas. */
static bool is_list(const struct content *c)
{
	size_t grammar = c->words - c->content;

	return c->words >= SHORT_WORDS &&
	       (grammar * 100 < c->words * 10 ||
		(grammar * 100 < c->words * 20 &&
		 (c->breaks + 1) * 3 >= c->words));
}

/* The share of runs of SHINGLE words that other holds, of 100. */
static size_t copied(const struct words *words, const struct words *other)
{
	size_t found = 0, runs = words->count - SHINGLE + 1;

	if (words->count < SHINGLE)
		return 0;
	for (size_t i = 0; i < runs; i++)
		found += has_run(words, i, other, SHINGLE);
	return found * 100 / runs;
}

static bool is_repeated(const struct words *words)
{
	size_t found = 0;

	for (size_t i = SHINGLE; i < words->count; i++) {
		struct words before = { .list = words->list, .count = i };

		found += has_run(words, i, &before, SHINGLE);
	}
	return found * 3 > words->count;
}

static void cap(struct mark *mark, enum flag flag, int score)
{
	mark->flags |= (unsigned)flag;
	if (mark->score > score)
		mark->score = score;
}

void guard_flags(struct marking *marking)
{
	struct mark *mark = marking->mark;
	struct content c = measure(marking);

	if (c.words == 0) {
		cap(mark, FLAG_BLANK, 0);
		return;
	}
	if (c.words < SHORT_WORDS)
		cap(mark, FLAG_SHORT, CAP_SHORT);
	if (is_echo(marking, &c))
		cap(mark, FLAG_ECHO, CAP_ECHO);
	if (is_list(&c))
		cap(mark, FLAG_KEYWORDS, CAP_KEYWORDS);
	if (c.words >= SHORT_WORDS && mark->earned <= 0 &&
	    c.modelled * 100 < c.distinct * 15)
		cap(mark, FLAG_OFF_TOPIC, CAP_OFF_TOPIC);
	if (is_repeated(&marking->words))
		mark->flags |= FLAG_REPEATED;
	if (c.words >= 20 &&
	    copied(&marking->words, &marking->marker->model) >= 70)
		mark->flags |= FLAG_MODEL;
}
