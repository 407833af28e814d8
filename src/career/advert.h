/* advert.h - what the files that read adverts share.
 *
 * advert_text.c cuts an advert into pieces, advert_find.c finds phrases in
 * one, advert_weigh.c says how much what they name is wanted, advert_mean.c
 * knows words that mean no term, and advert.c goes through headings and pieces.
 */
#ifndef CAREER_ADVERT_H
#define CAREER_ADVERT_H

#include "career/career.h"

/* A heading, an item of a list or a paragraph: lines that belong together. */
struct piece {
	size_t from, to;		/* byte places, half-open */
	size_t column;			/* bytes before it in its line */
	bool bullet;			/* an item of a list */
	bool symbol;			/* by a picture, a tick or a dot */
	bool crossed;			/* by a cross: not wanted */
	bool marked;			/* marked up as a heading */
	bool apart;			/* an empty line stands before it */
	bool before_list;		/* the next piece is a bullet */
	bool sentence;			/* ends in a full stop */
};

struct pieces {
	struct piece *list;
	size_t count, cap;
	size_t last_line;		/* bytes of the line added last */
	bool unbroken;			/* a line is as long as its text */
	struct str plain;	/* the advert without its markup: every byte at
				   the place that it had */
};

void advert_cut(struct arena *arena, struct str text, struct pieces *pieces);

/* The points of the rubric advert-words, by what they are for. */
enum weigh {
	SECTION_NONE, SECTION_NICE, SECTION_UNASKED, SECTION_ABOUT,
	SECTION_ESSENTIAL,
	MUST_BEFORE, MUST_AFTER, NICE_BEFORE, NICE_AFTER, NONE_BEFORE,
	NONE_AFTER, ELSEWHERE, ASIDE, WEIGH_COUNT
};

/* The phrases of one point. */
struct ready {
	const struct point *point;
	struct phrase **match, **unless;
};

struct advert_reader {
	const struct bank *bank;
	const struct rubric *terms;
	struct vocabulary *vocabulary;
	struct ready *ready;		/* one a term */
	struct ready weighs[WEIGH_COUNT];
};

/* What the words found say of a thing. */
enum effect { EFFECT_NONE, EFFECT_NICE, EFFECT_ESSENTIAL };

struct cue {
	size_t first, last;		/* words */
	enum weigh weigh;
	enum effect effect;
};

struct reading_piece {
	struct arena *arena;
	const struct advert_reader *reader;
	const struct piece *piece;
	const char *plain;		/* of the whole advert */
	struct words words;		/* places from the piece's begin on */
	struct reading *reading;
	uint8_t *sections;		/* each word's, as advert.c has them */
	struct cue *cues;
	size_t cue_count, cue_cap;
};

/* A place where one of a point's phrases stands. */
struct hit {
	size_t first, last;		/* words */
	bool negated;			/* "no Docker" */
	size_t negator;			/* the word that does it */
	bool denied;			/* "Docker is not used" */
};

/* The first place in words [from, to) where a phrase of `ready` stands and no
 * `unless` of it does. */
bool advert_find(struct reading_piece *r, const struct phrase *phrase,
		 const struct ready *ready, size_t from, size_t to,
		 struct hit *hit);
/* Does any of them stand in words [from, to)? */
bool advert_says(struct reading_piece *r, const struct ready *ready,
		 size_t from, size_t to);

/* Finds the words that weigh what stands beside them, once a piece. */
void advert_find_cues(struct reading_piece *r);
/* How much the words of the hit are wanted; `by`: the cue that says so, NULL
 * where none does. */
enum effect advert_weigh(const struct reading_piece *r, const struct hit *hit,
			 enum effect otherwise, const struct cue **by);

/* Is it a name of something else: a dog called Redis, Dr Kafka, Linux-free? */
bool advert_is_name(const struct reading_piece *r, const struct hit *hit);
/* Do others use it, as "the university, who use it" says? */
bool advert_is_of_whom(const struct reading_piece *r, const struct hit *hit);
/* Does the sentence that begins with word i speak of what one gets? */
bool advert_is_offer(const struct reading_piece *r, size_t i);
/* Does the cue say that nobody need know it, not just that it goes? */
bool advert_is_unneeded(const struct reading_piece *r, const struct cue *cue);
/* 'E', 'D' or 'X' where a line of a table ends in that letter alone, else 0. */
char advert_letter(const struct reading_piece *r);

/* The signs between word i and the next, none behind the last; is one of them
 * this? */
struct str advert_signs(const struct reading_piece *r, size_t i);
bool advert_has(struct str signs, char sign);
/* Is word i one of the list, which ends in NULL? */
bool advert_is_one(const struct reading_piece *r, size_t i,
		   const char *const *list);

#endif
