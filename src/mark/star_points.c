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
	const struct word *words = t->marking->words.list;

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

/* The share of the point that is earned. */
static double share_of(const struct telling *t, enum star_aspect aspect)
{
	unsigned acts = t->deeds + t->ours;

	switch (aspect) {
	case ASPECT_NONE:
	case ASPECT_COUNT:
		return 0;
	case ASPECT_SITUATION:
	case ASPECT_TASK:
	case ASPECT_RESULT:
		return t->units > 0 ? t->shows > 0 ? 1 : 0.75 : 0;
	case ASPECT_ACTION:
		return acts >= 3 ? 1 : acts == 2 ? 0.75 : acts == 1 ? 0.5 : 0;
	case ASPECT_FIRST_PERSON:
		return t->deeds > 0 ? 1 : t->ours > 0 ? 0.5 : 0;
	case ASPECT_OUTCOME:
		return t->shows > 0 ? 1 : 0;
	}
	return 0;
}

static uint64_t shown_by(const struct ready_star *star,
			 enum star_aspect aspect)
{
	switch (aspect) {
	case ASPECT_SITUATION:
		return star->shows[SHOWS_SETTING] | star->shows[SHOWS_STAKE];
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

	if (!t.story->told || !(t.story->staked || t.story->ended))
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

void mark_advice_star(struct arena *arena, const struct mark *mark,
		      struct str answer, struct strings *advice)
{
	(void)arena; (void)mark; (void)answer; (void)advice;
}
