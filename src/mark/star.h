/* star.h - a story told apart, for the files of this room.
 *
 * star_who.c finds who did what; star.c cuts the answer into units and labels
 * them; star_points.c says what the rubric's points make of it.
 */
#ifndef MARK_STAR_H
#define MARK_STAR_H

#include "mark/marker.h"

/* Lists that the reading of verbs needs, in the order of star_lists. */
enum who_list {
	LIST_FIRST, LIST_SHARED, LIST_OTHERS, LIST_THINGS, LIST_PAST,
	LIST_EITHER, LIST_STATE, LIST_BE, LIST_HAVE, LIST_HELPERS,
	LIST_ASIDES, LIST_OPENERS, LIST_DETERMINERS, LIST_DOUBTS,
	LIST_TERMS, LIST_HABITS, LIST_DONE, LIST_READERS,
	LIST_MINE, LIST_COUNT
};
enum who_tag {
	TAG_DEED, TAG_OURS, TAG_EVENT,	/* verbs of the past, by whose */
	TAG_PAST,			/* any verb of the past */
	TAG_FIGURE,
	TAG_NOW,			/* a verb of the present: I, we */
	TAG_WOULD,			/* I'll, I'd go */
	TAG_HAD,			/* I'd gone */
	TAG_COUNT
};

/* What is known of a unit beside its cues, each from 0 to 1 (place: from -1,
 * the end of the text, to 1, its beginning). */
enum fact {
	FACT_PLACE,
	FACT_PASSED,		/* share of the deeds that came before */
	FACT_COMING,		/* share of the deeds that come after */
	FACT_FIRST, FACT_LAST,
	FACT_BRIEF,		/* a few words */
	FACT_GREETING,		/* a few words that tell nothing, at first */
	FACT_PRESENT,		/* no verb of the past */
	FACT_EVE,		/* just before the first deed */
	FACT_AFTER,		/* behind the last deed */
	FACT_BUSY,		/* two deeds or more */
	FACT_I,			/* I or we are spoken of */
	FACT_COUNT
};

/* A rubric's `star`, compiled. */
struct ready_star {
	struct cues *cues;
	uint64_t lists[LIST_COUNT], tags[TAG_COUNT];	/* bits of cue_word */
	uint64_t numbers;		/* a list of this name, or 0 */
	uint64_t shows[SHOWS_COUNT];	/* families that show it */
	size_t family_count;
	double (*speaks)[STAR_PARTS];	/* of each family */
};

/* A sentence, or a clause of one. */
struct unit {
	size_t from, to;		/* words, half-open */
	uint64_t found;			/* families of cues */
	unsigned tags[TAG_COUNT];	/* words with each tag */
	double facts[FACT_COUNT];
	bool opens;			/* a sentence begins here */
	bool run_on;			/* in one that has no end */
	enum star_part part;
};

struct story {
	struct words words;		/* of the answer, as units count them:
					   see star.c */
	struct unit *units;
	size_t count;
	unsigned deeds, ours;		/* verbs of the past: I, we */
	bool present;			/* told as if it happened now */
	bool tells;			/* of what was, I or we in it */
	bool told;			/* and of what I or we did */
	bool staked, ended;		/* something was at stake; it ended */
};

MUST_CHECK bool star_make(struct arena *arena, const struct star *star,
			  const struct ready_star **ready, struct error *err);
/* Does nothing where no rubric asks for a story. */
void star_read(struct marking *marking);
/* Tags the verbs by who did them. */
void star_who(const struct ready_star *star, struct str answer,
	      const struct words *words, struct cue_word *read);
/* What a point of aspect point->star earns; mark is begun. */
void star_point(const struct marking *marking, struct point_mark *mark);

#endif
