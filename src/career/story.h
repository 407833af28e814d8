/* story.h - the part of the career's door for stories: what is told when
 * somebody says "tell me about a time when".
 *
 * A few stories, known well, serve many questions. A story serves a question
 * where it would be marked partial or better, were it the answer; the marks
 * are handed in.
 */
#ifndef CAREER_STORY_H
#define CAREER_STORY_H

#include "mark/mark.h"

enum {
	STORY_MAX = 64 << 10,		/* bytes of one, as of an answer */
	STORY_TITLE_MAX = 120,		/* bytes */
	STORY_SERVES_FROM = MARK_PARTIAL_FROM,	/* score */
	STORIES_LOW = 4, STORIES_HIGH = 5,	/* to prepare, where a path
						   says nothing of it */
};

/* ---- what an example must have ---- */

struct story_has {
	bool parts[STAR_O];		/* situation, task, action, result */
	bool outcome;			/* a result with a figure in it */
	bool comparison;		/* the job that is wanted is named */
};

/* mark: of the story, by a rubric that tells parts. job: what the learner wants
 * to become, "backend developer", beside what the learner is; NULL: not known,
 * so nothing is compared. */
void story_look(const struct mark *mark, struct str story, const char *from,
		const char *job, struct story_has *has);

/* ---- which story serves which question ---- */

struct story_fit {
	size_t story;			/* place among the stories, from 0 */
	int score;
};

struct story_match {
	size_t stories, questions;
	struct story_fit *fits;		/* all stories of each question, best
					   first: see story_fits */
	size_t *serving;		/* of each question: how many of its
					   fits serve it */
	size_t *serves;			/* of each story: questions */
	size_t served;			/* questions that any story serves */
};

/* scores[question * stories + story], 0..100. Of equal ones the earlier story
 * comes first. */
void story_match(struct arena *arena, const int *scores, size_t stories,
		 size_t questions, struct story_match *match);
/* The fits of one question; there are match->stories of them. */
const struct story_fit *story_fits(const struct story_match *match,
				   size_t question);

#endif
