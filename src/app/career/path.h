/* path.h - what the files of the command `path` share, and the path in use,
 * which other commands read. */
#ifndef APP_CAREER_PATH_H
#define APP_CAREER_PATH_H

#include "app/career/applications.h"
#include "app/command.h"
#include "career/career.h"
#include "store/store.h"

/* ---- path_files.c: the paths that there are ---- */

struct path_file {
	const char *file;		/* its path */
	bool own;			/* the learner's, beside the database */
	bool sound;			/* else only `problem` is set */
	struct career_path path;
	struct error problem;		/* the first that was found */
};

struct path_files {
	struct path_file *list;		/* the learner's own first */
	size_t count;
};

/* Every path there is; one that is not right is among them, unsound. */
MUST_CHECK bool path_files(struct app *app, struct path_files *files,
			   struct error *err);
/* The path that is walked: the one set by `path use`, or the one that comes
 * with the program. It lives for the command. */
MUST_CHECK bool path_in_use(struct app *app, const struct career_path **path,
			    struct error *err);
/* The day on which it was begun; *set is false where none was, and *start is
 * then today. */
MUST_CHECK bool path_start(struct app *app, const struct career_path *path,
			   int64_t *start, bool *set, struct error *err);

/* "frontend → backend", for the greeting; NULL where no path was begun. */
MUST_CHECK bool path_greeting(struct app *app, const struct screen *screen,
			      const char **says, struct error *err);

/* ---- what more than one file of `path` needs ---- */

/* What is written down, from which the program tells what is done. */
struct path_record {
	struct evidence_row *evidence;
	size_t evidence_count;
	struct contact_row *contacts;
	size_t contact_count;
	struct applications applications;
	struct path_known known;
};

struct walk {
	const struct career_path *path;
	struct path_items items;
	struct done_row *ticks;
	size_t tick_count;
	struct path_record record;
	struct strings done;		/* the ids of ticks, and of milestones
					   that are known to be done */
	int64_t start;
	bool begun;			/* a start is set */
	struct path_progress progress;	/* as if begun today, if not begun */
};

/* path_record.c: everything there is of it. */
MUST_CHECK bool path_record(struct app *app, const struct career_path *path,
			    struct path_record *record, struct error *err);
/* "3 of 20 adverts"; NULL where nothing is counted for it. */
const char *path_counted(struct app *app, const struct walk *walk,
			 const struct path_milestone *milestone);
/* path.c: all that is known of where the learner stands. */
MUST_CHECK bool path_walk(struct app *app, struct walk *walk,
			  struct error *err);
/* What was done of this month's targets. */
struct path_tally {
	int64_t from, to;		/* its days, as the path has months */
	struct path_counts counts;
	int64_t applications;		/* sent */
};
MUST_CHECK bool path_tally(struct app *app, const struct walk *walk,
			   struct path_tally *tally, struct error *err);
/* "weeks 1-2", "throughout"; "2-4", "20+", "24,000-36,000" */
const char *path_when(struct app *app, const struct path_step *step);
const char *path_range(struct app *app, const struct form_range *range);
/* Words from list[from] on as one text, made safe to keep; an option's, ""
 * where it was not given. Neither may be longer than WORDS_MAX. */
enum { WORDS_MAX = 500 };		/* bytes */
MUST_CHECK bool path_words(struct app *app, const struct arguments *arguments,
			   size_t from, const char **words,
			   struct error *err);
MUST_CHECK bool path_text_option(struct app *app,
				 const struct arguments *arguments,
				 const char *name, const char **words,
				 struct error *err);
/* "2026-11-22"; NULL for day 0. It lasts as long as app->turn. */
const char *path_iso(struct app *app, int64_t day);
/* The same as JSON has it; day 0 is null. */
void path_put_day(struct json *json, const char *name, int64_t day);
/* {"path", "title", "start"}, as a whole. */
void path_put_chosen(struct app *app, const struct career_path *path,
		     int64_t start);
/* "ring them, due tomorrow", "ring them, was due 2 days ago"; day 0: next
 * alone. */
const char *path_due(struct app *app, const char *next, int64_t day);
/* {"removed": number}, as a whole. */
void path_put_removed(struct app *app, int64_t number);
/* An item by id or number; err says which there are near. */
MUST_CHECK bool path_item(struct app *app, const struct walk *walk,
			  const char *name, const struct path_item **item,
			  struct error *err);
/* The day of --by, by which something is to be done: today or later; 0 where
 * it was not given. */
MUST_CHECK bool path_by_option(struct app *app,
			       const struct arguments *arguments,
			       int64_t *day, struct error *err);
/* The day of --on, on which something was done: today or earlier; today where
 * it was not given. */
MUST_CHECK bool path_on_option(struct app *app,
			       const struct arguments *arguments,
			       int64_t *day, struct error *err);

/* ---- the subcommands ---- */

MUST_CHECK bool path_step_show(struct app *app,
			       const struct arguments *arguments,
			       struct error *err);
MUST_CHECK bool path_overview(struct app *app, struct error *err);
MUST_CHECK bool path_facts(struct app *app, const struct arguments *arguments,
			   struct error *err);
MUST_CHECK bool path_evidence(struct app *app,
			      const struct arguments *arguments,
			      struct error *err);
MUST_CHECK bool path_contacts(struct app *app, struct error *err);
MUST_CHECK bool path_contact(struct app *app,
			     const struct arguments *arguments,
			     struct error *err);
MUST_CHECK bool path_set_start(struct app *app,
			       const struct career_path *path, int64_t start,
			       struct error *err);
MUST_CHECK bool path_use(struct app *app, const struct arguments *arguments,
			 struct error *err);
MUST_CHECK bool path_list(struct app *app, struct error *err);
MUST_CHECK bool path_check(struct app *app, const struct arguments *arguments,
			   struct error *err);

#endif
