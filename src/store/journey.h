/* journey.h - the part of the store's door for the way to the job.
 *
 * Evidence, people, ratings, stories, applications: what the learner writes
 * down on the way. Each carries a UUID, by which two machines are joined.
 * Days are numbers of plan_day. What things mean is the room career's.
 */
#ifndef STORE_JOURNEY_H
#define STORE_JOURNEY_H

#include "base/base.h"

struct store;

/* ---- the path: store/path.c ---- */

struct done_row {
	const char *item;		/* id of a step, milestone or skill */
	int64_t day;			/* when it was ticked off */
};

/* What is done on a path, by day. */
MUST_CHECK bool store_done(struct store *store, struct arena *arena,
			   const char *path, struct done_row **rows,
			   size_t *count, struct error *err);
/* Ticks an item off; *changed is false where it was already. */
MUST_CHECK bool store_tick(struct store *store, const char *path,
			   const char *item, int64_t day, bool *changed,
			   struct error *err);
/* Takes the tick of `item` back, and ticks others off instead, as of the day
 * that it had; *changed is false where there was no tick. */
MUST_CHECK bool store_untick(struct store *store, const char *path,
			     const char *item, const struct strings *instead,
			     bool *changed, struct error *err);

struct evidence_row {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID, made by the caller */
	int64_t day;
	const char *kind, *title;
	const char *item;		/* that it is for; "": none */
	const char *place;		/* address or file; "": none */
};

/* Sets row->number. */
MUST_CHECK bool store_add_evidence(struct store *store,
				   struct evidence_row *row,
				   struct error *err);
MUST_CHECK bool store_evidence(struct store *store, struct arena *arena,
			       struct evidence_row **rows, size_t *count,
			       struct error *err);
MUST_CHECK bool store_remove_evidence(struct store *store, int64_t number,
				      bool *found, struct error *err);

struct contact_row {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID, made by the caller */
	int64_t day;			/* first met or written to */
	const char *name;
	const char *place;		/* a company, a meet-up; "": none */
	bool warm;			/* known or introduced */
	const char *next;		/* what is to be done; "": nothing */
	int64_t next_day;		/* by when; 0: no day */
};

MUST_CHECK bool store_add_contact(struct store *store,
				  struct contact_row *row, struct error *err);
/* Writes all but id and day of the contact with this number. */
MUST_CHECK bool store_change_contact(struct store *store,
				     const struct contact_row *row,
				     struct error *err);
MUST_CHECK bool store_contacts(struct store *store, struct arena *arena,
			       struct contact_row **rows, size_t *count,
			       struct error *err);
MUST_CHECK bool store_remove_contact(struct store *store, int64_t number,
				     bool *found, struct error *err);

struct path_counts {
	int64_t answers;		/* questions answered, without their
					   follow-ups */
	int64_t contacts;		/* people first talked to */
};

/* What was done from one day to before another. */
MUST_CHECK bool store_path_counts(struct store *store, int64_t from,
				  int64_t to, struct path_counts *counts,
				  struct error *err);

/* Is the newest first answer to a question strong, and the learner's own? One
 * for which the model answer was looked at is passed over. */
MUST_CHECK bool store_is_strong(struct store *store, const char *question,
				bool *strong, struct error *err);
MUST_CHECK bool store_count_adverts(struct store *store, int64_t *count,
				    struct error *err);

/* ---- ratings of an audit: store/audit.c ---- */

struct rating_row {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID, made by the caller */
	const char *path, *skill;	/* id of the path, and of its skill */
	int64_t day;
	int rating;			/* 1..5 */
	const char *evidence;		/* in the learner's words; "": none */
};

/* Sets row->number. */
MUST_CHECK bool store_add_rating(struct store *store, struct rating_row *row,
				 struct error *err);
/* Sets what shows it, for a rating just given. */
MUST_CHECK bool store_rating_evidence(struct store *store, int64_t number,
				      const char *evidence, struct error *err);
/* All that were given on a path, oldest first: the last of a skill counts. */
MUST_CHECK bool store_ratings(struct store *store, struct arena *arena,
			      const char *path, struct rating_row **rows,
			      size_t *count, struct error *err);

/* Of the newest first answer to each question of a skill of the bank: how many
 * those are, the sum of their scores, and that of the squares. Answers for
 * which the model answer was looked at are left out. */
struct skill_marks {
	int64_t count;
	double sum, squares;
};
MUST_CHECK bool store_skill_marks(struct store *store, const char *skill,
				  struct skill_marks *marks,
				  struct error *err);

/* ---- stories: store/story.c ---- */

struct story_row {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID, made by the caller */
	int64_t day;			/* written or last changed */
	const char *title, *text;
};

/* Adds the story, and sets its number; or, where it has one, writes all but
 * its id. *taken: another one has this title, and nothing was written. */
MUST_CHECK bool store_keep_story(struct store *store, struct story_row *row,
				 bool *taken, struct error *err);
/* In the order in which they were added. */
MUST_CHECK bool store_stories(struct store *store, struct arena *arena,
			      struct story_row **rows, size_t *count,
			      struct error *err);
MUST_CHECK bool store_story_count(struct store *store, int64_t *count,
				  struct error *err);
MUST_CHECK bool store_remove_story(struct store *store, int64_t number,
				   bool *found, struct error *err);

/* ---- what steers practice: store/steer.c ---- */

struct steering {
	int64_t adverts;		/* kept */
	bool begun;			/* a path was begun */
	uint64_t state;			/* differs when adverts, path, its
					   start or what is done on it do */
	const char *made;		/* last kept; NULL: nothing was */
};

MUST_CHECK bool store_steering(struct store *store, struct arena *arena,
			       struct steering *steering, struct error *err);
/* What was made of a state, in words of the caller's. */
MUST_CHECK bool store_keep_steering(struct store *store, const char *made,
				    struct error *err);

/* ---- applications: store/application.c ---- */

struct application_step_row {
	int64_t day;
	const char *stage;		/* of application_stage_names */
};

struct application_row {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID, made by the caller */
	const char *company, *role;
	int64_t advert;			/* its number; 0: none is kept */
	const char *kind;		/* of application_kind_names */
	bool warm;			/* somebody there knows of it */
	const char *next;		/* what is to be done; "": nothing */
	int64_t next_day;		/* by when; 0: no day */
	struct application_step_row *steps;
	size_t step_count;		/* the last is where it stands */
};

/* With its steps, of which there is one; sets row->number. */
MUST_CHECK bool store_add_application(struct store *store,
				      struct application_row *row,
				      struct error *err);
/* All, by number, each with its steps. One steady view. */
MUST_CHECK bool store_applications(struct store *store, struct arena *arena,
				   struct application_row **rows,
				   size_t *count, struct error *err);
/* Writes company, role, advert, kind and warm of the one with this number. */
MUST_CHECK bool store_change_application(struct store *store,
					 const struct application_row *row,
					 struct error *err);
/* What is to be done for one that is there; "" and 0: nothing. */
MUST_CHECK bool store_application_next(struct store *store, int64_t number,
				       const char *next, int64_t day,
				       struct error *err);
/* A step more for one that is there; settled: nothing is to be done any
 * more. */
MUST_CHECK bool store_move_application(struct store *store, int64_t number,
				       const struct application_step_row *step,
				       bool settled, struct error *err);
/* Takes the last step back; *moved false: there is but the first. */
MUST_CHECK bool store_move_application_back(struct store *store,
					    int64_t number, bool *moved,
					    struct error *err);
MUST_CHECK bool store_remove_application(struct store *store, int64_t number,
					 bool *found, struct error *err);

#endif
