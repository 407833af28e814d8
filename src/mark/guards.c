/* guards.c - what keeps nonsense from scoring.
 *
 * A rubric of phrases can be fed: by a list of keywords, by the question's
 * own words, by one sentence said five times, by the model answer. Each guard
 * looks at the shape of the answer, raises a flag that the learner sees, and
 * caps the score. The limits were chosen by hand on sample answers; an answer
 * in sentences of one's own passes all of them.
 */
#include "mark/marker.h"
#include "mark/star.h"

#include <string.h>

enum {
	SHORT_WORDS = 8,
	LIFTED_RUN = 4,		/* words in a row that are the prompt's */
	SHINGLE = 5,		/* words of a run that count as copied */
	NOTE_WORDS = 6,		/* of a note between commas, at most */
	COPIED_WORDS = 20,	/* fewer are no copy of a model answer */
	COPIED_SHARE = 70,	/* of the runs of an answer, of 100 */
	WRONG_CLAIMS = 2,	/* by which an answer is wrong as a whole */
	CAP_SHORT = 39, CAP_ECHO = 20, CAP_KEYWORDS = 39, CAP_OFF_TOPIC = 10,
	CAP_ANOTHER = 39,
	ABOUT_SHARE = 300,	/* of different words, of 1000, at 40 */
	ABOUT_EASE = 4,	/* less for each point scored above */
	ABOUT_ENOUGH = 15,	/* of them, however long the answer */
	ABOUT_WORDS = 40,	/* of model and points, to know by */
	HEART_WORDS = 14,	/* different ones, none of the question's */
	HEART_SHARE = 190,	/* of different words, of 1000 */
	RARE_BELOW = 50,	/* zipf of a word that not every talk has */
	HEART_RARE = 3,		/* rare ones of the subject */
	HEART_RARE_SHARE = 150,	/* of all rare ones, of 1000 */
	CAP_KEYWORDS_STORY = 20,	/* a list is no story at all */
	CAP_CONTRADICTS = 39,
};

struct stems guard_stems(struct arena *arena, const struct words *words)
{
	struct stems stems = { .count = words->count, .mask = 63 };

	while (stems.mask < words->count)
		stems.mask = stems.mask * 2 + 1;
	stems.list = ARENA_ARRAY(arena, words->count, uint64_t);
	stems.next = ARENA_ARRAY(arena, words->count, uint16_t);
	stems.heads = ARENA_ARRAY(arena, stems.mask + 1, uint16_t);
	for (size_t i = words->count; i-- > 0;) {
		uint64_t stem = words->list[i].key;

		stems.list[i] = stem;
		stems.next[i] = stems.heads[stem & stems.mask];
		stems.heads[stem & stems.mask] = (uint16_t)(i + 1);
	}
	return stems;
}

/* Do the `length` words at a[i] stand at b[j] too? */
static bool is_run(const struct stems *a, size_t i, const struct stems *b,
		   size_t j, size_t length)
{
	size_t k = 0;

	while (k < length && a->list[i + k] == b->list[j + k])
		k++;
	return k == length;
}

/* Where the run of `length` words at a[i] stands in the first `count` of b,
 * plus one; 0: nowhere. */
static size_t find_run(const struct stems *a, size_t i, const struct stems *b,
		       size_t count, size_t length)
{
	if (i + length > a->count)
		return 0;
	for (size_t j = b->heads[a->list[i] & b->mask];
	     j > 0 && j - 1 + length <= count; j = b->next[j - 1])
		if (is_run(a, i, b, j - 1, length))
			return j;
	return 0;
}

static bool holds(const struct stems *stems, uint64_t stem)
{
	for (size_t j = stems->heads[stem & stems->mask]; j > 0;
	     j = stems->next[j - 1])
		if (stems->list[j - 1] == stem)
			return true;
	return false;
}

/* Marks every word whose stem an earlier one has: each one marks the next. */
static void mark_again(const struct stems *stems, bool *again)
{
	for (size_t i = 0; i < stems->count; i++) {
		size_t j = stems->next[i];

		while (j > 0 && stems->list[j - 1] != stems->list[i])
			j = stems->next[j - 1];
		if (j > 0)
			again[j - 1] = true;
	}
}

void guard_lifted(struct marking *marking)
{
	const struct stems *prompt = &marking->marker->prompt;
	size_t count = marking->words.count;

	marking->stems = guard_stems(marking->arena, &marking->words);
	marking->again = ARENA_ARRAY(marking->arena, count + 1, bool);
	mark_again(&marking->stems, marking->again);
	marking->grammar = ARENA_ARRAY(marking->arena, count + 1, bool);
	marking->lifted = ARENA_ARRAY(marking->arena, count + 1, bool);
	marking->relates = ARENA_ARRAY(marking->arena, count + 1, bool);
	for (size_t i = 0; i < count; i++) {
		marking->grammar[i] = marking->words.list[i].function;
		marking->relates[i] = !holds(prompt, marking->stems.list[i]);
		if (!marking->relates[i] &&
		    find_run(&marking->stems, i, prompt, prompt->count,
			     LIFTED_RUN) > 0)
			for (size_t k = 0; k < LIFTED_RUN; k++)
				marking->lifted[i + k] = true;
	}
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
	const struct stems *model = &marking->marker->model;
	struct content c = { .words = words->count };

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];
		bool prompted = !marking->relates[i];

		c.breaks += word->after_comma ||
			    (i > 0 && word->clause != word[-1].clause);
		if (marking->grammar[i])
			continue;
		c.content++;
		if (marking->again[i])
			continue;
		c.distinct++;
		c.prompted += prompted;
		c.modelled += prompted ||
			      holds(model, marking->stems.list[i]);
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

bool guard_is_echo(const struct marking *marking)
{
	struct content c = measure(marking);

	return is_echo(marking, &c);
}

/* Signs that stand for a verb in notes: ->, =>, an arrow, >, <, = on their
 * own, and the colon behind what is explained. */
static size_t count_signs(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i + 2 < text.len; i++)
		if (text.s[i + 1] == '>')
			count += text.s[i] == '-' || text.s[i] == '=' ||
				 (text.s[i] == ' ' && text.s[i + 2] == ' ');
		else if (text.s[i + 1] == ':' && text.s[i + 2] == ' ')
			count++;
		else if (text.s[i] == ' ' && text.s[i + 2] == ' ')
			count += text.s[i + 1] == '<' || text.s[i + 1] == '=';
		else if (memcmp(text.s + i, "\xe2\x86\x92", 3) == 0)
			count++;
	return count;
}

/* "Counts errors, > threshold -> open": terse, but it says something. */
static bool is_notes(const struct marking *marking, const struct content *c)
{
	size_t said = count_signs(marking->answer);

	for (size_t i = 0; i < marking->words.count; i++)
		said += lang_states(&marking->words, i);
	return said >= 2 && said * 3 >= c->breaks + 1 &&
	       c->words <= NOTE_WORDS * (c->breaks + 1);
}

/* A list: hardly a grammar word, and short pieces between commas that say
 * nothing of each other. */
static bool is_list(const struct marking *marking, const struct content *c)
{
	size_t grammar = c->words - c->content;

	return c->words >= SHORT_WORDS &&
	       (grammar * 100 < c->words * 10 ||
		(grammar * 100 < c->words * 20 &&
		 (c->breaks + 1) * 3 >= c->words)) &&
	       !is_notes(marking, c);
}

/* The last of the SHINGLE words at stems[i] that other lacks, counted from 1;
 * 0: it has them all. */
static size_t find_foreign(const struct stems *stems, size_t i,
			   const struct stems *other)
{
	size_t k = SHINGLE;

	while (k > 0 && holds(other, stems->list[i + k - 1]))
		k--;
	return k;
}

/* Does other hold that share, of 100, of the runs of SHINGLE words? Most
 * answers are far from it, which shows before they end: a word that other
 * lacks is in SHINGLE runs, and those are passed over together. In a copy the
 * next run stands behind the last one. */
static bool is_copied(const struct stems *stems, const struct stems *other,
		      size_t share)
{
	size_t runs = stems->count - SHINGLE + 1, found = 0, at = 0, i = 0;

	if (stems->count < SHINGLE)
		return false;
	while (i < runs) {
		size_t foreign = 0;

		if ((found + runs - i) * 100 < share * runs)
			return false;
		if (at > 0 && at + SHINGLE <= other->count &&
		    stems->list[i + SHINGLE - 1] ==
		    other->list[at + SHINGLE - 1]) {
			at++;	/* the other words were compared before */
		} else if ((foreign = find_foreign(stems, i, other)) > 0) {
			at = 0;
		} else {
			at = find_run(stems, i, other, other->count, SHINGLE);
		}
		found += at > 0;
		i += foreign > 0 ? foreign : 1;
	}
	return found * 100 >= share * runs;
}

/* Only where SHINGLE words in a row stood before may they have done so
 * together. */
static bool is_repeated(const struct marking *marking)
{
	const struct stems *stems = &marking->stems;
	size_t found = 0, row = 0;

	for (size_t end = 1; end <= stems->count; end++) {
		size_t i = end - SHINGLE;

		row = marking->again[end - 1] ? row + 1 : 0;
		if (row >= SHINGLE)
			found += find_run(stems, i, stems, i, SHINGLE) > 0;
	}
	return found * 3 > stems->count;
}

/* Not one point was spoken of, not even to deny it. */
static bool met_nothing(const struct mark *mark)
{
	for (size_t i = 0; i < mark->point_count; i++)
		if (mark->points[i].state != POINT_MISSED)
			return false;
	return true;
}

/* Of nothing that prompt or model speak of; or, where a story is all that is
 * asked for, no story: a report, a recipe, good advice. */
static bool is_elsewhere(const struct marking *marking,
			 const struct content *c)
{
	if (marking->marker->only_story)
		return !marking->story->tells;
	return c->modelled * 100 < c->distinct * 15;
}

/* How much of an answer is of its question's subject: different words with a
 * meaning, those that model, points or prompt have, and the rare ones. */
struct subject {
	size_t all, own, rare, own_rare, prompted;
};

static struct subject measure_subject(const struct marking *marking)
{
	const struct marker *marker = marking->marker;
	struct subject s = { .all = 0 };

	for (size_t i = 0; i < marking->words.count; i++) {
		uint64_t stem = marking->stems.list[i];
		bool rare = marking->words.list[i].zipf < RARE_BELOW;
		bool prompted = !marking->relates[i], own;

		if (marking->grammar[i] || marking->again[i])
			continue;
		own = prompted || holds(&marker->about, stem);
		s.all++;
		s.own += own;
		s.rare += rare;
		s.own_rare += own && rare;
		s.prompted += prompted;
	}
	return s;
}

/* The heart of the question is said, and not by the way: in an answer of some
 * length, which the question's own words are not, and which is of its subject.
 * A sentence that names a thing is what the weak answers of
 * tests/marking/tune*.tsv consist of: they have at most twelve words of that
 * kind, and answers that are published sixteen or more. Of the model answers
 * that say the heart of another question, two in three fail here, and hardly
 * any answer to the question itself. */
bool guard_heart(const struct marking *marking)
{
	struct subject s;

	if (!mark_says_heart(marking->mark, SIZE_MAX))
		return false;
	s = measure_subject(marking);
	if (s.all - s.prompted < HEART_WORDS)
		return false;
	return marking->marker->about.count < ABOUT_WORDS ||
	       (s.prompted > 0 && s.own_rare >= HEART_RARE &&
		s.own * 1000 >= s.all * HEART_SHARE &&
		s.own_rare * 1000 >= s.rare * HEART_RARE_SHARE);
}

/* Some points were met by chance, but the answer's words are hardly ever the
 * question's: an answer to another one. The less was earned, the more of its
 * different words must be of the subject, unless so many are that length is
 * no argument. Who has the heart of it was measured already. More than half of
 * the model answers that reach partial where they do not belong lie below
 * that, and one in 250 of the strong and partial answers in
 * tests/marking/tune*.tsv and of the samples. */
static bool is_of_another(const struct marking *marking)
{
	const struct marker *marker = marking->marker;
	int above = marking->mark->score - MARK_PARTIAL_FROM;
	struct subject s;

	if (marker->about.count < ABOUT_WORDS || marker->only_story ||
	    marking->mark->heart)
		return false;
	s = measure_subject(marking);
	return s.own < ABOUT_ENOUGH && s.own * 1000 <
	       s.all * (size_t)(ABOUT_SHARE - ABOUT_EASE * above);
}

static bool is_said(const struct marking *marking,
		    const struct phrases *phrases)
{
	const struct match_rule rule = { .strict = false };
	size_t i = 0;
	struct match match;

	for (;; i++) {
		i = phrase_next(marking->reading, phrases->first, i,
				phrases->count, false);
		if (i == phrases->count)
			return false;
		phrase_find(phrases->list[i], marking->reading, &rule, &match);
		if (match.state != MATCH_NONE)
			return true;
	}
}

/* A rubric names its subject, and nothing is said of it, not even a denial:
 * a story, but not one of this kind. */
static bool misses_subject(const struct marking *marking)
{
	const struct marker *marker = marking->marker;

	for (size_t i = 0; i < marker->subject_count; i++)
		if (!is_said(marking, &marker->subjects[i]))
			return true;
	return false;
}

static bool overlap(const struct spans *a, const struct spans *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			if (a->list[i].from < b->list[j].to &&
			    b->list[j].from < a->list[i].to)
				return true;
	return false;
}

/* Mistakes, and points denied in other words than theirs. */
static size_t count_wrong(const struct mark *mark)
{
	size_t count = mark->mistake_count;

	for (size_t i = 0; i < mark->point_count; i++) {
		const struct point_mark *point = &mark->points[i];
		bool counted = point->state != POINT_CONTRADICTED;

		for (size_t j = 0; j < mark->mistake_count; j++)
			counted = counted ||
				  overlap(&point->evidence,
					  &mark->mistakes[j].evidence);
		count += !counted;
	}
	return count;
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
	if (is_list(marking, &c))
		cap(mark, FLAG_KEYWORDS, marking->marker->only_story
				? CAP_KEYWORDS_STORY : CAP_KEYWORDS);
	if (c.words >= SHORT_WORDS && met_nothing(mark) &&
	    is_elsewhere(marking, &c))
		cap(mark, FLAG_OFF_TOPIC, CAP_OFF_TOPIC);
	if (mark->score > CAP_ANOTHER &&
	    (misses_subject(marking) || is_of_another(marking)))
		cap(mark, FLAG_OFF_TOPIC, CAP_ANOTHER);
	if (count_wrong(mark) >= WRONG_CLAIMS)
		cap(mark, FLAG_CONTRADICTS, CAP_CONTRADICTS);
	if (is_repeated(marking))
		mark->flags |= FLAG_REPEATED;
	if (c.words >= COPIED_WORDS &&
	    is_copied(&marking->stems, &marking->marker->model, COPIED_SHARE))
		mark->flags |= FLAG_MODEL;
}
