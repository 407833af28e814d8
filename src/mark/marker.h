/* marker.h - a question made ready for marking, for the files of this room. */
#ifndef MARK_MARKER_H
#define MARK_MARKER_H

#include "mark/mark.h"

enum { TOPIC_NONE = 0, TOPIC_ALL = 255, COMPARED_MAX = 16 };

struct phrases {
	struct phrase **list;
	size_t count;
	unsigned first;			/* number of the first one; the others
					   follow */
};

struct ready_part {
	const char *id;
	struct phrases match;
};

struct ready_point {
	const char *id;
	const struct point *point;
	size_t rubric;			/* of the question's, from 0 */
	struct phrases match, partly, unless;
	struct ready_part *parts;
	uint8_t about;			/* topic; TOPIC_NONE: any */
};

struct ready_mistake {
	const char *id;
	const struct mistake *mistake;
	struct phrases match, unless;
	uint8_t about;
	size_t denies;			/* index of a point; SIZE_MAX: none */
};

/* The words of a text as numbers: same stem, same number. Those that share a
 * head are chained, the first one first. */
struct stems {
	uint64_t *list;			/* keys of the words */
	size_t count;
	uint16_t *heads, *next;		/* index + 1; 0: none */
	size_t mask;			/* of heads */
};

struct ready_star;			/* star.h */
struct story;

struct marker {
	const struct question *question;
	struct vocabulary *vocabulary;
	struct ready_point *points;
	size_t point_count;
	struct ready_mistake *mistakes;
	size_t mistake_count;
	struct phrases compared[COMPARED_MAX];	/* names of topic i + 1 */
	const char *topics[COMPARED_MAX];	/* what the rubric calls it */
	size_t compared_count;
	struct phrases *subjects;	/* of the rubrics that have one */
	size_t subject_count;
	double worth;			/* of all points */
	const struct ready_star *star;	/* NULL: no story is asked for */
	bool only_story;		/* every point asks for a part of it */
	struct stems prompt, model;
	struct stems about;		/* the words of the model and of all
					   that points say; empty without a
					   model */
};

/* An answer while it is marked. */
struct marking {
	struct arena *arena;
	const struct marker *marker;
	struct str answer;
	struct mark *mark;
	struct lang_reader *reader;	/* NULL: none */
	struct words words;
	struct reading *reading;
	struct stems stems;
	bool *again;			/* per word: its stem stood before */
	bool *grammar;			/* per word: carries no meaning */
	bool *lifted;			/* per word: copied from the prompt */
	bool *relates;			/* per word: not the prompt's, so it
					   may stand for a related one */
	bool hedges;			/* some word is hedged */
	uint8_t *topics;		/* per word: what it speaks of; NULL:
					   nothing is compared */
	const struct story *story;	/* NULL: none is asked for */
};

/* mark.c: all of it, of a marking with its first five members set. */
void mark_whole(struct marking *marking);
/* mark.c: of each rubric that has a core it is met, as if the point `given`
 * were (SIZE_MAX: none). */
bool mark_says_heart(const struct mark *mark, size_t given);
/* points.c */
void mark_points(struct marking *marking);
void mark_mistakes(struct marking *marking);

/* Who wrote more phrases than this for an idea has thought of its words. */
enum { RELATED_PHRASES = 4 };

/* What one point, part or mistake asks of a match. */
struct asking {
	const struct marking *marking;
	const struct phrases *unless;
	uint8_t about;
	bool sure;			/* nothing hedged will do */
	const uint16_t *words;		/* of the match, for `unless` */
	size_t count;
};
/* All of them, as match_rule.allows with a struct asking. */
bool asking_allows(void *context, const uint16_t *words, size_t count);
bool asking_is_about(const struct asking *asking, const uint16_t *words,
		     size_t count);
bool asking_is_lifted(const struct asking *asking, const uint16_t *words,
		      size_t count);
/* Half or more of the words that mean something are hedged. */
bool asking_is_hedged(const struct asking *asking, const uint16_t *words,
		      size_t count);
/* The `unless` that cancels the match, or NULL. */
const struct phrase *asking_cancels(struct asking *asking,
				    const uint16_t *words, size_t count);
/* Adds where the words stand. */
void evidence_add(const struct marking *marking, struct spans *spans,
		  const uint16_t *words, size_t count);
/* topic.c: which of the things compared each word speaks of. */
void mark_topics(struct marking *marking);
/* guards.c: lifted words before the points, flags and caps after them. */
struct stems guard_stems(struct arena *arena, const struct words *words);
void guard_lifted(struct marking *marking);
/* The heart of the question is said, by an answer that is of its subject. */
bool guard_heart(const struct marking *marking);
bool guard_is_echo(const struct marking *marking);
void guard_flags(struct marking *marking);

#endif
