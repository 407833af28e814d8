/* subcommand.h - a command whose first word says which of several is meant.
 *
 * A table names them, with the options and the number of words each takes, so
 * that all of them refuse what is wrong in the same words.
 */
#ifndef APP_CAREER_SUBCOMMAND_H
#define APP_CAREER_SUBCOMMAND_H

#include "app/command.h"

struct subcommand {
	const char *name;
	const char *options;		/* " on by ", beside json; spaces at
					   both ends, or "" */
	size_t max;			/* words, from its name on */
	bool (*run)(struct app *app, const struct arguments *arguments,
		    struct error *err);
};

struct subcommands {
	const char *of;			/* "path contact" */
	size_t at;			/* the place of the word that says it */
	const struct subcommand *list;
	size_t count;
};

/* The one that is meant. NULL, with a sentence in err, where there is no such,
 * or where it takes fewer words or other options. */
const struct subcommand *subcommand_find(struct app *app,
					 const struct subcommands *all,
					 const struct arguments *arguments,
					 struct error *err);
/* Finds it and runs it. */
MUST_CHECK bool subcommand_run(struct app *app, const struct subcommands *all,
			       const struct arguments *arguments,
			       struct error *err);

#endif
