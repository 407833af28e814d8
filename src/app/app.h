/* app.h - the door of the program: what the learner does.
 *
 * In: the words of a command line, or a terminal to read commands from. Out:
 * what the learner sees, and an exit status. Every command writes into
 * app->out; the loop that runs commands shows it and prints errors, once.
 * Only practice talks in the middle of a command, because it must.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "store/store.h"
#include "term/term.h"

enum status { STATUS_WELL = 0, STATUS_FAILED = 1, STATUS_COULD_NOT_RUN = 2 };

struct settings {
	int rollover;			/* hour at which a day turns, 0..23 */
	int session;			/* questions of a session, 1..50 */
	double retention;		/* wanted, 0.7..0.97 */
	bool follow_ups;		/* ask them */
	int effort;			/* words of an answer that keeps a
					   day, 1..200 */
	int goal;			/* questions a day, 0..50; 0: none */
	bool steer;			/* path and adverts favour questions */
	struct interview interview;	/* day 0: none is set */
};

struct app {
	/* Handed in by main, which alone asks the outside. */
	const char *folder;		/* of the learner's data */
	const char *database;		/* path of its file */
	const char *shipped;		/* folder of the built-in bank */
	const char *editor;		/* for doctor; NULL: none */
	const char *self;		/* how the program was called */
	const char *token;		/* for the courier, and for nobody
					   else; NULL: none */
	struct moment (*now)(const struct app *app);
	const struct moment *fixed;	/* --now; NULL: the clock */
	int64_t pace;			/* --pace: seconds that each line typed
					   takes where the clock is fixed */
	void (*entropy)(void *bytes, size_t len);

	/* The program's own. */
	struct term *term;
	struct store *store;		/* NULL until a command needs it */
	struct arena turn;		/* memory of one command */
	struct text out;		/* what the command shows */
	struct settings settings;
	struct text pending;		/* a line read too early */
	bool has_pending;
	bool json;			/* --json stands on the line */
	int64_t interviewed;		/* day of an interview that was found to
					   be over; 0: none */
	bool repl;			/* commands come from the prompt */
	bool done;			/* leave the prompt */
	bool found_problems;		/* a check did: status 1, no error */
	bool could_not_run;		/* status 2, with or without an error */
};

/* Gives what main handed in a place to work; app_release gives it back. */
void app_init(struct app *app);
void app_release(struct app *app);

/* Runs one command given as words; shows what it wrote, prints its error. */
enum status app_command(struct app *app, size_t count, char **words);
/* Reads commands until :quit or the end of input. */
enum status app_repl(struct app *app);

/* The version, as shown. */
extern const char app_version[];

/* Where the built-in bank was installed; the only file that knows. */
extern const char app_datadir[];
extern const char app_libexecdir[];	/* and rehearse-courier */

#endif
