/* stories.h - what the files of the command `stories` share, and what an
 * answer needs of them. */
#ifndef APP_CAREER_STORIES_H
#define APP_CAREER_STORIES_H

#include "app/practice/practice.h"
#include "career/career.h"

struct told {
	struct story_row row;
	bool marked;			/* a bank has the rubric `star` */
	struct mark mark;		/* by it, if marked */
	struct story_has has;
};

struct stories {
	struct told *list;		/* by number */
	size_t count;
	const struct career_path *path;	/* NULL: none that is right */
	struct form_range aim, explain;	/* to prepare; of these, for the change
					   itself (0: not known) */
	/* stories_match */
	struct question_row *questions;	/* behavioural ones */
	size_t question_count;
	bool more;			/* there are more questions */
	struct story_match match;
	const char **fixes;		/* stories_match_one: what to mend
					   first of each, or NULL */
};

/* ---- stories_read.c ---- */

/* The stories, each marked by the rubric `star`. */
MUST_CHECK bool stories_read(struct app *app, struct stories *stories,
			     struct error *err);
/* Marks every story as the answer of every behavioural question. */
MUST_CHECK bool stories_match(struct app *app, struct stories *stories,
			      struct error *err);
/* The same of one question, whatever its kind; nothing else is looked at. */
MUST_CHECK bool stories_match_one(struct app *app, struct stories *stories,
				  const struct question_row *row,
				  struct error *err);
/* The story of that number, or NULL and err. */
const struct told *stories_find(const struct stories *stories,
				const char *number, struct error *err);

/* ---- stories_show.c ---- */

MUST_CHECK bool stories_list(struct app *app, struct error *err);
MUST_CHECK bool stories_show(struct app *app,
			     const struct arguments *arguments,
			     struct error *err);
/* What a story just written is worth. */
MUST_CHECK bool stories_say(struct app *app, int64_t number,
			    struct error *err);

/* ---- stories_match.c ---- */

MUST_CHECK bool stories_match_show(struct app *app,
				   const struct arguments *arguments,
				   struct error *err);

/* ---- stories_keep.c ---- */

MUST_CHECK bool stories_add(struct app *app, const struct arguments *arguments,
			    struct error *err);
MUST_CHECK bool stories_edit(struct app *app,
			     const struct arguments *arguments,
			     struct error *err);
MUST_CHECK bool stories_remove(struct app *app,
			       const struct arguments *arguments,
			       struct error *err);
MUST_CHECK bool stories_export(struct app *app,
			       const struct arguments *arguments,
			       struct error *err);

#endif
