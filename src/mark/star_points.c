/* star_points.c - what a story earns, and how it could be told better.
 *
 * Situation, task and result are worth something only in a story: without a
 * deed of one's own they are a report of the weather. A part that is told by
 * its place alone, with no cue of its own, still earns half or more: an answer
 * needs no particular words. Shares of words, "we" and figures are advice and
 * cost nothing.
 */
#include "mark/star.h"

#include <math.h>

const char *const mark_scale_names[8] = {
	"", "Not demonstrated", "Minimal", "Moderate", "Acceptable", "Good",
	"Strong", "Outstanding",
};

int mark_scale(int score)
{
	static const int from[] = { 15, 30, 45, 60, 75, 90 };
	int scale = 1;

	for (size_t i = 0; i < sizeof(from) / sizeof(*from); i++)
		scale += score >= from[i];
	return scale;
}

/* ---- points ---- */

struct telling {
	const struct marking *marking;
	const struct story *story;
	uint64_t shown;			/* families that show the aspect */
	size_t units, shows;		/* of the part; and those that show */
	unsigned deeds, ours;		/* in them */
};

static const enum star_part part_of[ASPECT_COUNT] = {
	[ASPECT_SITUATION] = STAR_S, [ASPECT_TASK] = STAR_T,
	[ASPECT_ACTION] = STAR_A, [ASPECT_RESULT] = STAR_R,
	[ASPECT_FIRST_PERSON] = STAR_A, [ASPECT_OUTCOME] = STAR_R,
};

static void gather(struct telling *t, enum star_aspect aspect,
		   struct point_mark *mark)
{
	const struct word *words = t->story->words.list;

	for (size_t i = 0; i < t->story->count; i++) {
		const struct unit *unit = &t->story->units[i];

		if (unit->part != part_of[aspect])
			continue;
		t->units++;
		t->shows += (unit->found & t->shown) != 0;
		t->deeds += unit->tags[TAG_DEED];
		t->ours += unit->tags[TAG_OURS];
		mark_add_span(t->marking->arena, &mark->evidence,
			      words[unit->from].from, words[unit->to - 1].to);
	}
}

/* A part that is told. Where nobody of us does anything the scene and the
 * task are still half told, but a result is nobody's. */
static double share_of_part(const struct telling *t, enum star_aspect aspect)
{
	if (t->units == 0)
		return 0;
	if (!t->story->told)
		return aspect == ASPECT_RESULT ? 0 : 0.5;
	if (t->shows > 0)
		return 1;
	return aspect == ASPECT_RESULT ? 0.5 : 0.75;
}

/* The share of the point that is earned. */
static double share_of(const struct telling *t, enum star_aspect aspect)
{
	unsigned acts = t->deeds + t->ours;

	switch (aspect) {
	case ASPECT_SITUATION:
	case ASPECT_TASK:
	case ASPECT_RESULT:
		return share_of_part(t, aspect);
	case ASPECT_ACTION:
		return acts >= 3 ? 1 : acts == 2 ? 0.75 : acts == 1 ? 0.5 : 0;
	case ASPECT_FIRST_PERSON:
		return t->deeds > 0 ? 1 : t->ours > 0 ? 0.5 : 0;
	case ASPECT_OUTCOME:
		return t->story->told && t->shows > 0 ? 1 : 0;
	case ASPECT_NONE:
	case ASPECT_COUNT:
		break;
	}
	return 0;
}

static uint64_t shown_by(const struct ready_star *star,
			 enum star_aspect aspect)
{
	switch (aspect) {
	case ASPECT_SITUATION:
		return star->shows[SHOWS_SETTING] |
		       star->shows[SHOWS_MOMENT] | star->shows[SHOWS_STAKE];
	case ASPECT_TASK:
		return star->shows[SHOWS_STAKE];
	case ASPECT_RESULT:
	case ASPECT_OUTCOME:
		return star->shows[SHOWS_OUTCOME];
	case ASPECT_NONE:
	case ASPECT_ACTION:
	case ASPECT_FIRST_PERSON:
	case ASPECT_COUNT:
		break;
	}
	return 0;
}

void star_point(const struct marking *marking, struct point_mark *mark)
{
	enum star_aspect aspect = mark->point->star;
	struct telling t = { .marking = marking, .story = marking->story };
	double share;

	if (!t.story->tells || !(t.story->staked || t.story->ended))
		return;
	t.shown = shown_by(marking->marker->star, aspect);
	gather(&t, aspect, mark);
	share = share_of(&t, aspect);
	mark->earned = round(mark->point->worth * share * 100) / 100;
	mark->state = share >= 1 ? POINT_MET
		    : share > 0 ? POINT_PARTIAL : POINT_MISSED;
	if (share <= 0)
		mark->evidence.count = 0;
}

/* ---- advice ---- */

enum {
	ACTION_LEAST = 45, SCENE_MOST = 40,	/* words of a hundred */
	WE_LEAST = 3,
	QUOTE_BYTES = 40,
	BOX_WORDS = 250,
};

struct str mark_star_words(const struct mark *mark, struct str answer,
			   enum star_part part)
{
	const struct star_mark *star = mark->star;

	for (size_t i = 0; star && i < star->count; i++)
		if (star->list[i].part == part)
			return (struct str){ answer.s + star->list[i].from,
				star->list[i].to - star->list[i].from };
	return (struct str){ "", 0 };
}

unsigned mark_star_share(const struct mark *mark, enum star_part part)
{
	const struct star_mark *star = mark->star;
	unsigned all = 0;

	for (size_t i = 0; star && i < STAR_O; i++)
		all += star->words[i];
	return all > 0 ? (100 * star->words[part] + all / 2) / all : 0;
}

struct advising {
	struct arena *arena;
	const struct mark *mark;
	struct str answer;
	struct strings *advice;
};

static void say(struct advising *a, const char *format, ...) PRINTF(2, 3);

static void say(struct advising *a, const char *format, ...)
{
	struct text text;
	va_list args;

	text_init(&text, ERROR_TEXT_MAX);
	va_start(args, format);
	text_vaddf(&text, format, args);
	va_end(args);
	strings_add(a->arena, a->advice, text_dup(a->arena, &text));
	text_release(&text);
}

/* The beginning of what the learner says in a part, whole words of it. */
static const char *quote(const struct advising *a, enum star_part part)
{
	struct str said = mark_star_words(a->mark, a->answer, part);
	size_t len = said.len;
	char *text;

	if (len > QUOTE_BYTES) {
		len = QUOTE_BYTES;
		while (len > 0 && said.s[len] != ' ' && said.s[len] != '\n')
			len--;
	}
	text = arena_printf(a->arena, "'%.*s%s'", (int)len, said.s,
			    len < said.len ? " ..." : "");
	for (size_t i = 0; text[i]; i++)
		if (text[i] == '\n' || text[i] == '\t' || text[i] == '\r')
			text[i] = ' ';
	return text;
}

static void advise_shares(struct advising *a)
{
	unsigned scene = mark_star_share(a->mark, STAR_S);
	unsigned action = mark_star_share(a->mark, STAR_A);

	if (scene > SCENE_MOST)
		say(a, "%u%% of your words set the scene; two sentences do. "
		    "Shorten what begins %s.", scene, quote(a, STAR_S));
	if (action == 0)
		return;
	if (action < ACTION_LEAST)
		say(a, "%u%% of your words say what you did; about 60%% is "
		    "usual. Go on from %s: how, in which order, and why so?",
		    action, quote(a, STAR_A));
}

static void advise_parts(struct advising *a)
{
	const struct star_mark *star = a->mark->star;
	bool ended = star->words[STAR_R] > 0;

	if (star->words[STAR_A] > 0 && !ended)
		say(a, "The story has no end: say what came of %s.",
		    quote(a, STAR_A));
	if (star->words[STAR_S] > 0 && star->words[STAR_T] == 0)
		say(a, "After %s say in one sentence what was yours to do.",
		    quote(a, STAR_S));
	if (star->words[STAR_A] > 0 && star->words[STAR_S] == 0)
		say(a, "Before %s say where and when that was.",
		    quote(a, STAR_A));
	if (ended && !star->figure)
		say(a, "If you have a number for %s, say it: how many, how "
		    "much, how fast.", quote(a, STAR_R));
}

void mark_advice_star(struct arena *arena, const struct mark *mark,
		      struct str answer, struct strings *advice)
{
	struct advising a = { arena, mark, answer, advice };
	const struct star_mark *star = mark->star;

	if (!star)
		return;
	if (!star->told) {
		if (mark->words > 0)
			say(&a, "This tells no story of yours yet: think of "
			    "one day when it happened, and say what you did.");
		return;
	}
	advise_parts(&a);
	advise_shares(&a);
	if (star->we >= WE_LEAST && star->we > star->i)
		say(&a, "You say we %u times and I %u times: which of it did "
		    "you do?", star->we, star->i);
	if (mark->words > BOX_WORDS)
		say(&a, "%u words; application forms often take %d.",
		    mark->words, BOX_WORDS);
}
