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
	RUN_ON_WORDS = 30,		/* a longer sentence is run-on text */
};

/* How well a part follows another, the beginning, or comes before the end. */
static const double begins[STAR_PARTS] = { 1.2, 0.2, -0.6, -2.5, 0 };
static const double ends[STAR_PARTS] = { -1, -1, 0, 1, 0.4 };
static const double follows[STAR_PARTS][STAR_PARTS] = {
	/* from S */ { 0.8, 0.6, 0.6, -1.5, -1 },
	/* from T */ { -0.8, 0.4, 1.0, -1.2, -1 },
	/* from A */ { -2, -1.2, 0.9, 0.4, -1 },
	/* from R */ { -2.5, -2.5, -0.8, 0.9, -0.2 },
	/* from O */ { 0.6, 0.2, 0, 0, 0.5 },
};
/* What it takes to change the part inside a sentence. */
static const double change_cost = 1.6, run_on_cost = 0.4;
/* A unit's place: at the very beginning and, reversed, at the very end. */
static const double early[STAR_PARTS] = { 1.2, 0.4, -0.5, -1.2, 0 };

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
};

static bool has(const struct telling *t, size_t at, enum who_list list)
{
	return at < t->words->count &&
	       (t->read[at].lists & t->star->lists[list]) != 0;
}

/* Is a subject at `at`, or behind one opener? */
static bool has_subject(const struct telling *t, size_t at)
{
	return has(t, at, LIST_FIRST) || has(t, at, LIST_SHARED) ||
	       has(t, at, LIST_OTHERS) || has(t, at, LIST_DETERMINERS) ||
	       (has(t, at, LIST_THINGS) && !has(t, at + 1, LIST_DETERMINERS));
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
		return word->after_comma || has_subject(t, at + 1);
	return word->after_comma && has_subject(t, at);
}

static void add_unit(struct telling *t, size_t from, size_t to, bool opens)
{
	struct unit *unit = &t->story->units[t->story->count];

	*unit = (struct unit){ .from = from, .to = to, .opens = opens };
	t->story->count++;
}

static void cut_sentence(struct telling *t, size_t from, size_t to)
{
	size_t start = from;

	for (size_t i = from + 1; i < to; i++)
		if (i - start >= UNIT_WORDS && to - i >= UNIT_WORDS &&
		    cuts(t, i)) {
			add_unit(t, start, i, start == from);
			start = i;
		}
	add_unit(t, start, to, start == from);
}

static void cut(struct telling *t, struct arena *arena)
{
	size_t from = 0, count = t->words->count;

	t->story->units = ARENA_ARRAY(arena, count / UNIT_WORDS +
				      t->words->sentences + 1, struct unit);
	for (size_t i = 1; i <= count; i++)
		if (i == count || t->words->list[i].sentence !=
				  t->words->list[from].sentence) {
			cut_sentence(t, from, i);
			from = i;
		}
}

/* ---- what units show ---- */

static void look(struct telling *t, struct unit *unit)
{
	unit->found = cues_find(t->star->cues, t->read, unit->from, unit->to);
	for (size_t i = unit->from; i < unit->to; i++)
		for (size_t k = 0; k < TAG_COUNT; k++)
			unit->deeds[k] += (t->read[i].lists &
					   t->star->tags[k]) != 0;
	t->story->deeds += unit->deeds[TAG_DEED];
	t->story->ours += unit->deeds[TAG_OURS];
}

static bool shows(const struct telling *t, const struct unit *unit,
		  enum cue_shows what)
{
	return (unit->found & t->star->shows[what]) != 0;
}

/* A story is something that I or we did, more than what one would do. */
static void judge(struct telling *t)
{
	size_t deeds = 0, none = 0;

	for (size_t i = 0; i < t->story->count; i++) {
		const struct unit *unit = &t->story->units[i];
		bool done = unit->deeds[TAG_DEED] + unit->deeds[TAG_OURS] > 0;

		deeds += done;
		none += !done && shows(t, unit, SHOWS_NO_EVENT);
	}
	t->story->told = deeds > 0 && deeds * 2 > none;
}

/* ---- the best path ---- */

static void speak(const struct telling *t, size_t at,
		  double score[STAR_PARTS])
{
	const struct unit *unit = &t->story->units[at];
	size_t last = t->story->count - 1;
	double place = last > 0 ? 1 - 2 * (double)at / (double)last : 0;

	for (size_t p = 0; p < STAR_PARTS; p++)
		score[p] = early[p] * place;
	for (size_t f = 0; f < t->star->family_count; f++)
		if (unit->found >> f & 1)
			for (size_t p = 0; p < STAR_PARTS; p++)
				score[p] += t->star->speaks[f][p];
}

static double change(const struct telling *t, size_t at)
{
	const struct word *list = t->words->list;
	const struct unit *unit = &t->story->units[at];
	size_t from = unit->from, to = unit->to;

	if (unit->opens)
		return 0;
	while (from > 0 && list[from - 1].sentence == list[unit->from].sentence)
		from--;
	while (to < t->words->count &&
	       list[to].sentence == list[unit->from].sentence)
		to++;
	return to - from > RUN_ON_WORDS ? run_on_cost : change_cost;
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
		speak(t, i, cells[i].best);
		if (i > 0)
			step(&cells[i - 1], &cells[i], change(t, i));
		else
			for (size_t p = 0; p < STAR_PARTS; p++)
				cells[i].best[p] += begins[p];
	}
	for (size_t p = 0; p < STAR_PARTS; p++) {
		cells[count - 1].best[p] += ends[p];
		if (cells[count - 1].best[p] > cells[count - 1].best[best])
			best = p;
	}
	for (size_t i = count; i-- > 0; best = cells[i].from[best])
		t->story->units[i].part = (enum star_part)best;
}

/* ---- the mark of it ---- */

static void count_words(const struct telling *t, struct star_mark *mark)
{
	for (size_t i = 0; i < t->words->count; i++) {
		mark->i += has(t, i, LIST_FIRST);
		mark->we += has(t, i, LIST_SHARED);
		mark->figure = mark->figure ||
			       t->words->list[i].kind == WORD_NUMBER;
	}
}

/* Neighbours of one sentence that tell one part are one stretch. */
static void write_stretches(const struct telling *t, struct star_mark *mark)
{
	for (size_t i = 0; i < t->story->count; i++) {
		const struct unit *unit = &t->story->units[i];
		struct star_stretch *last = &mark->list[mark->count - 1];

		mark->words[unit->part] += (unsigned)(unit->to - unit->from);
		if (mark->count > 0 && !unit->opens &&
		    last->part == unit->part) {
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
	judge(t);
	label(t, arena);
	for (size_t i = 0; i < story->count; i++) {
		struct unit *unit = &story->units[i];

		if (!story->told)
			unit->part = STAR_O;
		story->staked = story->staked || unit->part == STAR_T ||
				shows(t, unit, SHOWS_STAKE);
		story->ended = story->ended || (unit->part == STAR_R &&
				shows(t, unit, SHOWS_OUTCOME));
	}
}

void star_read(struct marking *marking)
{
	const struct ready_star *star = marking->marker->star;
	struct arena *arena = marking->arena;
	struct telling t = { .star = star, .words = &marking->words };
	struct star_mark *mark;

	if (!star)
		return;
	t.story = ARENA_NEW(arena, struct story);
	mark = ARENA_NEW(arena, struct star_mark);
	if (t.words->count > 0) {
		t.read = cues_read(arena, star->cues, t.words);
		star_who(star, t.words, t.read);
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
