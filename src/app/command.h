/* command.h - what a command is.
 *
 * A command is a constant in its own file; commands[] lists them in the order
 * of help. One table serves the command line, the prompt, help, completion
 * and the checks of arguments: run never sees a wrong count or an option that
 * the command does not have.
 */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/app.h"

enum { ARGUMENTS_MAX = 1024 };	/* words of a command; many files */

struct arguments {
	const char *list[ARGUMENTS_MAX];	/* without options */
	size_t count;
	const char *options[ARGUMENTS_MAX];	/* name, value, name, value; a
						   flag's value is "" */
	size_t option_count;
};

enum completes { COMPLETES_NOTHING, COMPLETES_QUESTIONS, COMPLETES_PRACTICE,
		 COMPLETES_COMMANDS, COMPLETES_FILES, COMPLETES_SETTINGS,
		 COMPLETES_NAMES };

struct command {
	const char *name;
	const char *alias;		/* another name; NULL: none */
	const char *usage;		/* what stands behind the name */
	const char *summary;		/* one line of help */
	const char *help;		/* more lines; NULL: none */
	const char *const *options;	/* "json", "skill="; NULL at the end */
	size_t min, max;		/* arguments */
	const char *const *words;	/* that may be its first argument, for
					   completion; NULL at the end, or: it
					   has none */
	enum completes completes;	/* what its (further) arguments are */
	/* Names that only the learner's data tell, for COMPLETES_NAMES. */
	void (*names)(struct app *app, struct arena *arena,
		      struct strings *names);
	bool bare;			/* works without a database */
	bool (*run)(struct app *app, const struct arguments *arguments,
		    struct error *err);
};

extern const struct command *const commands[];	/* NULL at the end */

/* Where in commands[] a heading stands, for help. */
struct command_group {
	const struct command *first;	/* of those below it; NULL at the end */
	const char *title;
};
extern const struct command_group command_groups[];

/* By name, alias or unique beginning; NULL and err if there is none. */
const struct command *command_find(struct app *app, const char *name,
				   struct error *err);
/* The value of an option, "" for a flag, NULL where it was not given. */
const char *option(const struct arguments *arguments, const char *name);
/* A whole number of an option, or otherwise where it was not given. */
MUST_CHECK bool option_number(const struct arguments *arguments,
			      const char *name, int64_t low, int64_t high,
			      int64_t otherwise, int64_t *value,
			      struct error *err);

/* ---- what commands share: context.c ---- */

/* Opens the store, reads the settings, takes in a changed built-in bank. */
MUST_CHECK bool app_open(struct app *app, struct error *err);
/* For a bare command that only reads: no bank is looked at and nothing
 * written, unless the file must first be made fit by app_open. app_look_away
 * closes what was opened so. */
MUST_CHECK bool app_look(struct app *app, bool *opened, struct error *err);
void app_look_away(struct app *app, bool opened);
int64_t app_today(const struct app *app);
/* Days and holidays; they last as long as app->turn. */
MUST_CHECK bool app_practice(struct app *app, struct practice *practice,
			     struct error *err);
MUST_CHECK bool app_streak(struct app *app, struct streak *streak,
			   struct error *err);
struct fsrs app_fsrs(const struct app *app);
void app_uuid(const struct app *app, char uuid[37]);
/* "today", "tomorrow", "in 3 days", "2 days ago", "on 14 Dec 2026". */
const char *app_day_name(struct app *app, int64_t day);
/* "1 day", "2 days". */
const char *app_count(struct app *app, int64_t count, const char *noun);
/* Adds text to app->out, made safe for a terminal: it may quote what came from
 * outside. */
void app_say(struct app *app, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The same as a line of its own, wrapped to the screen. */
void app_wrap(struct app *app, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Shows app->out now and empties it; practice needs it between questions. */
bool app_flush(struct app *app);
/* Prints an error where errors go; returns status. */
enum status app_complain(struct app *app, const struct error *err,
			 enum status status);
/* The same once much has gathered: constant memory for lists of any length. */
bool app_flush_full(struct app *app);
void app_screen(struct app *app, struct screen *screen);
struct json app_json(struct app *app);

/* ---- the daily goal: practice/daily.c ---- */

/* How many of today's answers count: no junk, and of enough words. */
MUST_CHECK bool goal_answered(struct app *app, int64_t *answered,
			      struct error *err);
/* "2 of 3 questions today", or that it is reached; NULL without a goal. */
MUST_CHECK bool goal_state(struct app *app, const char **state,
			   struct error *err);
/* A line of it, where there is a goal. */
MUST_CHECK bool show_goal(struct app *app, struct error *err);

/* ---- settings: care/set.c ---- */

MUST_CHECK bool settings_read(struct app *app, struct error *err);
void settings_names(struct arena *arena, struct strings *names);

#endif
