/* path.h - the part of the career's door for the path itself: from which job
 * to which, by which steps.
 *
 * A path is a file of data/paths, or the learner's own beside the database.
 * Everything that is said about a change of career is in it: skills, steps,
 * salaries, what works, which questions people ask. So another path, from
 * teacher to data analyst, is another file and no line of the program. Every
 * text is one that the learner may see; every figure stands in a field of its
 * own. Members that the file leaves out are NULL, 0 or empty lists.
 */
#ifndef CAREER_PATH_H
#define CAREER_PATH_H

#include "bank/bank.h"

enum {
	PATH_STEPS_MAX = 40,
	PATH_MONTHS_MAX = 60,		/* that a path may take */
};

/* A heading and what there is to say: of what works, of mistakes. */
struct path_note {
	const char *id, *title, *says;
	struct place place;
};

struct path_person {
	const char *now;		/* who walks the path */
	struct form_texts does;		/* the work now */
	const char *then;		/* who they become */
	struct form_texts will_do;	/* the work then */
	const char *move;		/* how large a change it is */
	struct form_texts reasons;
	const char *risk;		/* the biggest */
	struct place place;
};

/* A skill that carries over. */
struct path_transfer {
	const char *id, *title;
	const char *as_from, *as_to;	/* what it is in each job */
	struct form_texts skills;	/* of the bank, that practise it */
	struct form_texts questions;	/* of the bank */
	struct form_texts terms;	/* of the adverts' vocabulary */
	struct place place;
};

/* A skill to build. */
struct path_build {
	const char *id, *title, *says;
	bool either;			/* one of its skills is enough */
	struct form_texts skills;	/* of the bank, that practise it */
	struct form_texts questions;
	struct form_texts terms;
	struct place place;
};

/* How each of them is built. */
struct path_building {
	const char *course;		/* what to take */
	int64_t courses;		/* how many of them, for each skill */
	struct form_texts providers;	/* of courses, by name */
	struct form_range projects;		/* for each skill */
	const char *project;		/* what makes one count */
	const char *open_source;
	const char *competence;		/* against certificates */
	struct place place;
};

/* What interviewers look at above all. */
struct path_interviewers {
	const char *says;
	struct form_texts above_all;
	struct place place;
};

/* What the program counts by itself, towards a milestone. */
enum path_counted {
	PATH_ADVERTS,			/* added */
	PATH_RATINGS,			/* skills rated in an audit, those rated
					   high with what shows it */
	PATH_TRANSFER_RATINGS,		/* of them, those that carry over */
	PATH_CONTACTS,			/* people talked to */
	PATH_PROJECTS,			/* evidence: projects, portfolio */
	PATH_OPEN_SOURCE,		/* evidence: contributions */
	PATH_JOBS,			/* evidence: freelance, volunteer */
	PATH_BRIDGES,			/* applications: bridging, internal */
	PATH_TRANSFERS_ASKED,		/* applications: internal, sent */
	PATH_STRONG_ANSWERS,		/* questions of the milestone whose last
					   answer is strong */
	PATH_COUNTED
};
extern const char *const path_counted_names[PATH_COUNTED];
/* By name; PATH_COUNTED where there is none, or name is NULL. */
enum path_counted path_counted_find(const char *name);

struct path_milestone {
	const char *id, *title;
	const char *counts;		/* of path_counted_names; NULL: only the
					   learner can tell */
	int64_t enough;			/* of them make it done; 0: all, of
					   ratings and strong answers */
	struct form_texts questions;	/* for strong answers */
	struct place place;
};

struct path_step {
	const char *id, *title;
	struct form_range weeks, months; /* from 1; one of them, or: */
	bool throughout;
	struct form_texts does;		/* what is done */
	struct form_texts shows;	/* what shows that it was */
	struct form_texts questions;	/* of the bank, to practise */
	struct path_milestone *milestones;
	size_t milestone_count;
	struct place place;
};

/* What to reach in each of these months. */
struct path_target {
	struct form_range months;
	int64_t skills;			/* questions answered */
	int64_t networking;		/* people talked to */
	int64_t applications;		/* sent */
	const char *says;
	struct place place;
};

struct path_salary {
	const char *id, *title;		/* "mid", "mid-career" */
	struct form_range from, to;	/* a year, in each job; open: or
					   more */
	struct place place;
};

struct path_salaries {
	const char *currency;		/* "GBP" */
	const char *country;
	int64_t year;			/* that the figures are of; 0: unsaid */
	struct path_salary *levels;	/* rising */
	size_t level_count;
	const char *dip_from, *dip_to;	/* ids of levels: who takes which */
	const char *dip;		/* what happens at first */
	struct form_range dip_months;	/* when it shows most */
	const char *back;
	struct form_range back_years;	/* until dip_from is reached again */
	struct form_texts negotiating;	/* what to do */
	struct form_texts sentences;	/* what to say */
	struct place place;
};

struct path_question {
	const char *id, *asked, *answer;
	struct place place;
};

/* An interview question that always comes. */
struct path_opener {
	const char *id, *asked, *says;
	struct form_texts questions;	/* of the bank, that practise it */
	struct place place;
};

struct path_framing {
	struct path_opener *always;
	size_t always_count;
	const char *direction;		/* toward, not away */
	struct form_range examples;		/* to prepare */
	const char *example;
	struct form_texts each_has;
	struct form_range explain;	/* of the examples, for the change */
	const char *explaining;
	struct form_texts rules;	/* of tone */
	const char *scepticism;
	struct form_texts strong, weak;	/* answers, and how they sound */
	const char *weak_why;
	struct place place;
};

/* What a CV and what goes with it must be. */
struct path_papers {
	struct form_texts cv, headline, letter;
	struct place place;
};

struct career_path {
	const char *id, *title;
	const char *from, *to;		/* jobs: "frontend developer" */
	const char *country, *summary;
	struct form_range months;		/* that it takes */
	struct form_range applications;	/* times as many as others need */
	const char *applications_why;
	struct path_person person;
	struct path_transfer *transfers;
	size_t transfer_count;
	struct form_texts also;		/* carries over, named only */
	struct path_build *builds;
	size_t build_count;
	struct path_building building;
	struct path_interviewers interviewers;
	struct path_step *steps;	/* in order */
	size_t step_count;
	struct path_target *targets;
	size_t target_count;
	struct path_salaries salaries;
	struct path_note *works;
	size_t works_count;
	struct path_note *mistakes;
	size_t mistake_count;
	struct path_question *questions;
	size_t question_count;
	struct path_framing framing;
	struct path_papers papers;
	struct place place;
};

/* Reads a path. True only when nothing was wrong with the file; problems,
 * begun anew, holds every mistake, sorted. */
MUST_CHECK bool path_load(struct arena *arena, const char *file,
			  struct career_path *path,
			  struct problems *problems);
/* What there is for a path to name; an empty list: not known. */
struct path_names {
	struct strings questions, skills;	/* of banks */
	struct strings terms;			/* of adverts' vocabulary */
};

/* Adds what the path names and is not among them. */
void path_check_names(const struct career_path *path,
		      const struct path_names *known,
		      struct problems *problems);
/* All of it as an object, by the keys of its file. */
void path_to_json(struct json *json, const struct career_path *path);
/* One key of it, into an object already open. */
void path_key_to_json(struct json *json, const struct career_path *path,
		      const char *key);

/* Both jobs in as few words as tell them apart: without the words that both
 * end in, "frontend" and "backend". */
void path_short(struct arena *arena, const struct career_path *path,
		const char **from, const char **to);

/* The level of salaries with this id, or NULL. */
const struct path_salary *path_level(const struct career_path *path,
				     const char *id);

/* ---- what can be ticked off ---- */

enum path_item_kind { PATH_STEP, PATH_MILESTONE, PATH_TRANSFER, PATH_BUILD,
		      PATH_ITEM_KINDS };
extern const char *const path_item_names[PATH_ITEM_KINDS];

struct path_item {
	enum path_item_kind kind;
	const char *id, *title;
	size_t step;			/* of a step or milestone, from 0; else
					   the count of steps */
	struct place place;
};

struct path_items {
	struct path_item *list;		/* steps, each before its milestones;
					   then skills */
	size_t count;
};

/* Ids of items differ within a path. */
void path_items(struct arena *arena, const struct career_path *path,
		struct path_items *items);
/* By id, or a step by its number from 1; NULL: none. */
const struct path_item *path_item_find(const struct path_items *items,
				       const char *name);

/* ---- what is known to be done ---- */

struct path_known {
	int64_t have[PATH_COUNTED], all[PATH_COUNTED];	/* strong answers are
							   told below */
	struct strings strong;		/* questions answered strongly */
};

struct path_count {
	enum path_counted what;		/* PATH_COUNTED: nothing is counted */
	int64_t have, enough;		/* have is at most enough */
	bool done;
};

/* How far a milestone is by what is known. */
struct path_count path_milestone_count(const struct path_milestone *milestone,
				       const struct path_known *known);
/* Adds the ids of all milestones that are known to be done and not there. */
void path_add_known(struct arena *arena, const struct career_path *path,
		    const struct path_known *known, struct strings *done);

/* ---- where a learner stands on it: days as in base/date.h ---- */

enum path_standing {
	PATH_NOT_BEGUN,			/* it starts later */
	PATH_BEHIND,			/* a step is past its end, undone */
	PATH_ON_TIME,
	PATH_AHEAD,			/* all is done whose time has come */
	PATH_ARRIVED,			/* every step is done */
	PATH_STANDINGS
};
extern const char *const path_standing_names[PATH_STANDINGS];

struct path_progress {
	int64_t week, month;		/* that today is in, from 1; 0: it has
					   not begun */
	int64_t soonest, latest;	/* days by which it should be over */
	enum path_standing standing;
	size_t step;			/* the first undone one that is late,
					   or has begun, or else is next; those
					   that go throughout come last; count
					   of steps: none is left */
	const char *next;		/* id of the first undone milestone of
					   it, or its own; NULL: none */
	int64_t late;			/* days that `step` is past its end */
	size_t steps_done;
	size_t done, milestones;	/* a step without any counts as one */
	const struct path_target *target;	/* of this month; of the last
						   one after the end; NULL */
};

/* The days of a step, half-open, on a path begun on `start`: weeks are seven
 * days, months are the calendar's. A step that goes throughout ends with the
 * path. */
void path_step_days(const struct career_path *path,
		    const struct path_step *step, int64_t start,
		    int64_t *from, int64_t *to);
/* The day that is n months after: 31 January and a month is 28 February. */
int64_t path_month_later(int64_t day, int64_t months);
/* The month of a path begun on `start` that day is in, from 1 (before it: 0),
 * and its days, half-open. */
int64_t path_month(int64_t start, int64_t day, int64_t *from, int64_t *to);
/* done: ids of items that were ticked off. A step is done where it was, or all
 * of its milestones were; then all of them are. */
bool path_step_is_done(const struct path_step *step,
		       const struct strings *done);
bool path_milestone_is_done(const struct path_step *step, size_t milestone,
			    const struct strings *done);
void path_progress(const struct career_path *path, const struct strings *done,
		   int64_t start, int64_t today,
		   struct path_progress *progress);

#endif
