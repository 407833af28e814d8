/* star.c - an answer told apart: situation, task, action, result, other.
 *
 * The answer is cut into units: sentences, and inside them clauses that might
 * tell another part. Each unit speaks for and against each part, by its cues,
 * by who does something in it, and by where it stands; order speaks too, for
 * stories go from situation to result. The best path through all units
 * (Viterbi) labels them, and neighbours of one sentence with one label are
 * one again. Cues never count by number: a family is there or not.
 */
#include "mark/star.h"

enum {
	UNIT_WORDS = 3,			/* fewer are no clause of their own */
	RUN_ON_WORDS = 45,		/* a longer sentence is run-on text */
	CLEAR_DEEDS = 3,		/* are a story, whatever is around */
	PRESENT_DEEDS = 3,		/* the same, told in the present */
	BRIEF_WORDS = 6, GREETING_WORDS = 9,
	TERMS_ONE_IN = 8,		/* more words like "situation" than one
					   in so many are no story */
	READERS_ONE_IN = 12,		/* more of "you": no story of mine */
};

/* How well a part follows another. */
static const double follows[STAR_PARTS][STAR_PARTS] = {
	/* from S */ { 1.3, 1.2, -0.7, -1, -1.3 },
	/* from T */ { -1.1, 0.3, 1.4, -1.4, -1 },
	/* from A */ { -2.1, -1.6, 1.9, 0.4, -1.2 },
	/* from R */ { -2.5, -2.5, -0.6, 1, -0.2 },
	/* from O */ { 0.5, 0, -0.4, -0.2, 1 },
};
/* What it takes to change the part inside a sentence. */
static const double change_cost = 0.5;
/* How a fact speaks for S, T, A, R, O. */
static const double facts_speak[FACT_COUNT][STAR_PARTS] = {
	[FACT_PLACE] = { 1.8, 0.2, 0.3, -1.8, -0.2 },
	[FACT_PASSED] = { -1.7, -1.9, 0.2, -0.2, 0.1 },
	[FACT_COMING] = { 0.4, 0.1, -0.2, -1.2, -0.1 },
	[FACT_FIRST] = { 1.1, -1.1, -1.3, -1.5, 0.6 },
	[FACT_LAST] = { -1, -1, -0.8, 0.9, 1.1 },
	[FACT_BRIEF] = { -0.6, 0.4, -0.1, 0.4, 0.4 },
	[FACT_GREETING] = { 0, 0, 0, 0, 3 },
	[FACT_PRESENT] = { 0.3, 0.3, -0.1, -0.7, 0.3 },
	[FACT_EVE] = { 0, 0.8, 0.5, 0, -0.1 },
	[FACT_AFTER] = { -1, -1, 0.2, 0.3, 0.5 },
	[FACT_BUSY] = { -0.5, -0.6, 0.4, -0.4, 0.1 },
	[FACT_I] = { -0.4, 0.3, -0.1, -0.2, 0.6 },
};

/* ---- made ready ---- */

static bool make_lists(struct ready_star *ready, const struct star *star,
		       struct error *err)
{
	for (size_t i = 0; i < star->list_count; i++)
		if (!cues_list(ready->cues, str_of(star->lists[i].name),
			       str_of(star->lists[i].words), err))
			return false;
	for (size_t i = 0; i < LIST_COUNT; i++)
		ready->lists[i] = cues_bit(ready->cues, str_of(star_lists[i]));
	ready->numbers = cues_bit(ready->cues, STR("numbers"));
	for (size_t i = 0; i < TAG_COUNT; i++)
		if (!cues_tag(ready->cues, str_of(star_tags[i]),
			      &ready->tags[i], err))
			return false;
	return true;
}

static bool make_family(struct ready_star *ready,
			const struct cue_family *family, struct error *err)
{
	size_t at = ready->family_count++;

	for (size_t i = 0; i < STAR_PARTS; i++)
		ready->speaks[at][i] = family->speaks[i];
	ready->shows[family->shows] |= UINT64_C(1) << at;
	for (size_t i = 0; i < family->match.count; i++)
		if (!cues_add(ready->cues, str_of(family->match.list[i].text),
			      (unsigned)at, err))
			return false;
	return true;
}

bool star_make(struct arena *arena, const struct star *star,
	       const struct ready_star **ready, struct error *err)
{
	struct ready_star *made = ARENA_NEW(arena, struct ready_star);

	made->cues = cues_new(arena);
	made->speaks = arena_alloc(arena, star->family_count,
				   sizeof(*made->speaks));
	if (!make_lists(made, star, err))
		return false;
	for (size_t i = 0; i < star->family_count; i++)
		if (!make_family(made, &star->families[i], err))
			return false;
	*ready = made;
	return true;
}

/* ---- units ---- */

struct telling {
	const struct ready_star *star;
	const struct words *words;
	struct cue_word *read;
	struct story *story;
	bool echo;			/* of the question: nobody's story */
};

static bool has(const struct telling *t, size_t at, enum who_list list)
{
	return at < t->words->count &&
	       (t->read[at].lists & t->star->lists[list]) != 0;
}

/* Is a subject at `at`? */
static bool has_subject(const struct telling *t, size_t at)
{
	return has(t, at, LIST_FIRST) || has(t, at, LIST_SHARED) ||
	       has(t, at, LIST_OTHERS) || has(t, at, LIST_DETERMINERS) ||
	       has(t, at, LIST_THINGS);
}

/* Might a clause that tells another part begin at `at`? */
static bool cuts(const struct telling *t, size_t at)
{
	const struct word *word = &t->words->list[at];

	if (word->clause != word[-1].clause)
		return true;
	if (has(t, at - 1, LIST_OPENERS))
		return false;
	if (has(t, at, LIST_OPENERS))
		return has_subject(t, at + 1);
	return has(t, at, LIST_FIRST) || has(t, at, LIST_SHARED) ||
	       (word->after_comma && has_subject(t, at));
}

static void add_unit(struct telling *t, size_t from, size_t to, size_t start,
		     bool run_on)
{
	struct unit *unit = &t->story->units[t->story->count];

	*unit = (struct unit){ .from = from, .to = to, .opens = from == start,
			       .run_on = run_on };
	t->story->count++;
}

/* A sentence with an end is one unit; run-on text is cut into clauses. */
static void cut_sentence(struct telling *t, size_t from, size_t to)
{
	bool run_on = to - from > RUN_ON_WORDS;
	size_t start = from;

	for (size_t i = from + 1; run_on && i < to; i++)
		if (i - start >= UNIT_WORDS && to - i >= UNIT_WORDS &&
		    cuts(t, i)) {
			add_unit(t, start, i, from, true);
			start = i;
		}
	add_unit(t, start, to, from, run_on);
}

/* "Five a.m. starts": no sentence ends there. */
static bool ends(const struct telling *t, size_t at)
{
	const struct word *list = t->words->list;
	struct str word = list[at - 1].folded;

	return list[at].sentence != list[at - 1].sentence &&
	       !str_is(word, "a.m") && !str_is(word, "p.m") &&
	       !str_is(word, "mr") && !str_is(word, "mrs") &&
	       !str_is(word, "dr") && !str_is(word, "st");
}

static void cut(struct telling *t, struct arena *arena)
{
	size_t from = 0, count = t->words->count;

	t->story->units = ARENA_ARRAY(arena, count / UNIT_WORDS +
				      t->words->sentences + 1, struct unit);
	for (size_t i = 1; i <= count; i++)
		if (i == count || ends(t, i)) {
			cut_sentence(t, from, i);
			from = i;
		}
}

/* ---- what units show ---- */

static bool shows(const struct telling *t, const struct unit *unit,
		  enum cue_shows what)
{
	return (unit->found & t->star->shows[what]) != 0;
}

static unsigned acts(const struct unit *unit)
{
	return unit->tags[TAG_DEED] + unit->tags[TAG_OURS];
}

static void look(struct telling *t, struct unit *unit)
{
	unit->found = cues_find(t->star->cues, t->read, unit->from, unit->to);
	for (size_t i = unit->from; i < unit->to; i++) {
		for (size_t k = 0; k < TAG_COUNT; k++)
			unit->tags[k] += (t->read[i].lists &
					  t->star->tags[k]) != 0;
		if (has(t, i, LIST_FIRST) || has(t, i, LIST_SHARED))
			unit->facts[FACT_I] = 1;
	}
	t->story->deeds += unit->tags[TAG_DEED];
	t->story->ours += unit->tags[TAG_OURS];
}

/* "So there I am, Friday at four, and I pull the plug": a story told as if it
 * happened now, at a certain moment. Its verbs count as those of the past. */
static void read_present(struct telling *t)
{
	struct story *story = t->story;
	const uint64_t *tags = t->star->tags;
	size_t now = 0, verbs = 0, moments = 0, none = 0;

	for (size_t i = 0; i < story->count; i++) {
		now += story->units[i].tags[TAG_NOW] > 0;
		verbs += story->units[i].tags[TAG_NOW];
		moments += shows(t, &story->units[i], SHOWS_MOMENT);
		none += story->units[i].tags[TAG_NOW] == 0 &&
			shows(t, &story->units[i], SHOWS_NO_EVENT);
	}
	if ((story->deeds + story->ours) * 2 > verbs ||
	    verbs < PRESENT_DEEDS || now < 2 || moments == 0 || none * 2 > now)
		return;
	story->present = true;
	for (size_t i = 0; i < t->words->count; i++)
		if (t->read[i].lists & tags[TAG_NOW])
			t->read[i].lists |= tags[TAG_DEED] | tags[TAG_PAST];
	story->deeds = story->ours = 0;
	for (size_t i = 0; i < story->count; i++) {
		struct unit *unit = &story->units[i];

		*unit = (struct unit){ .from = unit->from, .to = unit->to,
				       .opens = unit->opens,
				       .run_on = unit->run_on };
		look(t, unit);
	}
}

/* Facts that hang on the units around; `tag` is what counts as a deed. */
static void place(struct telling *t, enum who_tag tag)
{
	struct unit *units = t->story->units;
	size_t count = t->story->count, deeds = 0, passed = 0;

	for (size_t i = 0; i < count; i++)
		deeds += units[i].tags[tag] > 0;
	for (size_t i = 0; i < count; i++) {
		struct unit *unit = &units[i];
		double *facts = unit->facts;
		bool deed = unit->tags[tag] > 0;
		size_t words = unit->to - unit->from;

		facts[FACT_PLACE] = count > 1 ? 1 - 2 * (double)i /
					(double)(count - 1) : 0;
		facts[FACT_FIRST] = i == 0;
		facts[FACT_LAST] = i == count - 1;
		facts[FACT_BRIEF] = words <= BRIEF_WORDS;
		facts[FACT_PRESENT] = unit->tags[TAG_PAST] == 0;
		facts[FACT_GREETING] = i == 0 && facts[FACT_PRESENT] > 0 &&
				       words <= GREETING_WORDS;
		if (deeds > 0) {
			facts[FACT_PASSED] = (double)passed / (double)deeds;
			facts[FACT_COMING] = (double)(deeds - passed - deed) /
					     (double)deeds;
		}
		facts[FACT_EVE] = i > 0 && !deed && passed == 0 &&
				  i + 1 < count && units[i + 1].tags[tag] > 0;
		facts[FACT_AFTER] = deeds > 0 && passed == deeds;
		facts[FACT_BUSY] = unit->tags[tag] > 1;
		passed += deed;
	}
}

/* A story is of what was, with me in it; what I would do, or what one does,
 * is none, nor is a list of the words that tell the parts. */
static void judge(struct telling *t)
{
	struct story *story = t->story;
	size_t told = 0, past = 0, none = 0, mine = 0, terms = 0,
	       readers = 0;

	for (size_t i = 0; i < story->count; i++) {
		const struct unit *unit = &story->units[i];

		told += acts(unit) > 0;
		past += unit->tags[TAG_PAST] > 0;
		mine += unit->facts[FACT_I] > 0;
		none += acts(unit) == 0 && shows(t, unit, SHOWS_NO_EVENT);
	}
	for (size_t i = 0; i < t->words->count; i++) {
		terms += has(t, i, LIST_TERMS);
		readers += has(t, i, LIST_READERS);
	}
	story->tells = (mine > 0 || story->deeds > 0) && !t->echo &&
		       terms * TERMS_ONE_IN < t->words->count &&
		       (story->deeds > CLEAR_DEEDS ||
			readers * READERS_ONE_IN < t->words->count) &&
		       (story->present || story->deeds >= CLEAR_DEEDS ||
			(past * 3 > story->count && past > none));
	story->told = story->tells && told > 0 && told * 2 > none;
}

/* ---- the best path ---- */

static void speak(const struct telling *t, const struct unit *unit,
		  double score[STAR_PARTS])
{
	for (size_t p = 0; p < STAR_PARTS; p++)
		for (size_t f = 0; f < FACT_COUNT; f++)
			score[p] += unit->facts[f] * facts_speak[f][p];
	for (size_t f = 0; f < t->star->family_count; f++)
		if (unit->found >> f & 1)
			for (size_t p = 0; p < STAR_PARTS; p++)
				score[p] += t->star->speaks[f][p];
}

struct cell {
	double best[STAR_PARTS];
	uint8_t from[STAR_PARTS];
};

static void step(const struct cell *last, struct cell *cell, double cost)
{
	for (size_t p = 0; p < STAR_PARTS; p++) {
		double best = -1e9;

		for (size_t q = 0; q < STAR_PARTS; q++) {
			double score = last->best[q] + follows[q][p] -
				       (p != q ? cost : 0);

			if (score > best) {
				best = score;
				cell->from[p] = (uint8_t)q;
			}
		}
		cell->best[p] += best;
	}
}

static void label(struct telling *t, struct arena *arena)
{
	size_t count = t->story->count;
	struct cell *cells = ARENA_ARRAY(arena, count, struct cell);
	size_t best = 0;

	for (size_t i = 0; i < count; i++) {
		const struct unit *unit = &t->story->units[i];

		speak(t, unit, cells[i].best);
		if (i > 0)
			step(&cells[i - 1], &cells[i],
			     unit->opens ? 0 : change_cost);
	}
	for (size_t p = 1; p < STAR_PARTS; p++)
		if (cells[count - 1].best[p] > cells[count - 1].best[best])
			best = p;
	for (size_t i = count; i-- > 0; best = cells[i].from[best])
		t->story->units[i].part = (enum star_part)best;
}

/* ---- the mark of it ---- */

static void count_words(const struct telling *t, struct star_mark *mark)
{
	for (size_t i = 0; i < t->words->count; i++) {
		mark->i += has(t, i, LIST_FIRST);
		mark->we += has(t, i, LIST_SHARED);
	}
}

/* Digits count anywhere, number words in the result. */
static bool has_figure(const struct telling *t, const struct unit *unit)
{
	for (size_t i = unit->from; unit->part == STAR_R && i < unit->to; i++)
		if (t->read[i].lists & t->star->numbers)
			return true;
	return unit->tags[TAG_FIGURE] > 0;
}

/* Neighbours of one sentence that tell one part are one stretch. */
static void write_stretches(const struct telling *t, struct star_mark *mark)
{
	for (size_t i = 0; i < t->story->count; i++) {
		const struct unit *unit = &t->story->units[i];
		struct star_stretch *last = mark->count > 0
			? &mark->list[mark->count - 1] : NULL;

		mark->words[unit->part] += (unsigned)(unit->to - unit->from);
		mark->figure = mark->figure || has_figure(t, unit);
		if (last && !unit->opens && last->part == unit->part) {
			last->to = t->words->list[unit->to - 1].to;
			continue;
		}
		mark->list[mark->count++] = (struct star_stretch){
			.from = t->words->list[unit->from].from,
			.to = t->words->list[unit->to - 1].to,
			.part = unit->part,
		};
	}
}

static void read_story(struct telling *t, struct arena *arena)
{
	struct story *story = t->story;

	cut(t, arena);
	for (size_t i = 0; i < story->count; i++)
		look(t, &story->units[i]);
	read_present(t);
	place(t, story->deeds > 0 ? TAG_DEED : story->ours > 0 ? TAG_OURS
							       : TAG_EVENT);
	judge(t);
	if (story->tells)
		label(t, arena);
	for (size_t i = 0; i < story->count; i++) {
		struct unit *unit = &story->units[i];

		if (!story->tells)
			unit->part = STAR_O;
		story->staked = story->staked || unit->part == STAR_T ||
				shows(t, unit, SHOWS_STAKE);
		story->ended = story->ended || (unit->part == STAR_R &&
				shows(t, unit, SHOWS_OUTCOME));
	}
}

/* The second word of "I'd" and "I'm", which has no place of its own. */
static bool is_ending(const struct word *word)
{
	return word->glued && word->from == word[-1].from &&
	       (str_is(word->folded, "would") || str_is(word->folded, "had") ||
		str_is(word->folded, "am"));
}

/* The words without such endings: what they mean to a story star_who.c reads
 * from the text, as it does with 'll and 've. */
static struct words without_endings(struct arena *arena,
				    const struct words *words)
{
	struct words made = *words;

	made.list = ARENA_ARRAY(arena, words->count, struct word);
	made.count = 0;
	for (size_t i = 0; i < words->count; i++)
		if (i == 0 || !is_ending(&words->list[i]))
			made.list[made.count++] = words->list[i];
	return made;
}

void star_read(struct marking *marking)
{
	const struct ready_star *star = marking->marker->star;
	struct arena *arena = marking->arena;
	struct telling t = { .star = star };
	struct star_mark *mark;

	if (!star)
		return;
	t.story = ARENA_NEW(arena, struct story);
	t.story->words = without_endings(arena, &marking->words);
	t.words = &t.story->words;
	mark = ARENA_NEW(arena, struct star_mark);
	if (t.words->count > 0) {
		t.read = cues_read(arena, star->cues, t.words);
		t.echo = guard_is_echo(marking);
		star_who(star, marking->answer, t.words, t.read);
		read_story(&t, arena);
		mark->list = ARENA_ARRAY(arena, t.story->count,
					 struct star_stretch);
		write_stretches(&t, mark);
		count_words(&t, mark);
	}
	mark->told = t.story->told;
	marking->story = t.story;
	marking->mark->star = mark;
}
