/* care.c - the commands that look after the data: backup, restore, merge. */
#include "app/commands.h"

#include <inttypes.h>

static bool run_backup(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	if (!store_backup(app->store, arguments->list[0], err))
		return error_prefix(err, "no backup was made");
	app_say(app, "Everything was copied to %s.\n", arguments->list[0]);
	return true;
}

const struct command command_backup = {
	.name = "backup",
	.usage = "FILE",
	.summary = "copy everything that is remembered to a new file",
	.min = 1, .max = 1,
	.completes = COMPLETES_FILES,
	.run = run_backup,
};

static bool run_restore(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	store_close(app->store);
	app->store = NULL;
	if (!store_restore(app->database, arguments->list[0], err))
		return error_prefix(err, "nothing was changed");
	if (!app_open(app, err))
		return false;
	app_say(app, "Everything is as it was in %s; what was here is "
		"in %s~.\n", arguments->list[0], app->database);
	return true;
}

const struct command command_restore = {
	.name = "restore",
	.usage = "FILE",
	.summary = "put a backup in the place of what is here",
	.min = 1, .max = 1,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run_restore,
};

static bool run_merge(struct app *app, const struct arguments *arguments,
		      struct error *err)
{
	struct fsrs fsrs = app_fsrs(app);
	struct merged merged;

	if (!store_merge(app->store, arguments->list[0], &fsrs, &merged, err))
		return error_prefix(err, "nothing was changed");
	if (merged.attempts + merged.notes + merged.adverts +
	    merged.journey == 0) {
		app_say(app, "Nothing in %s is new here.\n",
			arguments->list[0]);
		return true;
	}
	app_say(app, "%s taken in, %" PRId64 " were here already; days and "
		"cards are made anew from all of them.\n",
		app_count(app, merged.attempts, "attempt"), merged.known);
	if (merged.adverts > 0)
		app_say(app, "%s taken in.\n",
			app_count(app, merged.adverts, "job advert"));
	if (merged.journey > 0)
		app_say(app, "%s of your way to the job taken in.\n",
			app_count(app, merged.journey, "note"));
	return true;
}

const struct command command_merge = {
	.name = "merge",
	.usage = "FILE",
	.summary = "join what another machine's database remembers",
	.help = "Attempts are joined by their ids, so none is taken twice; "
		"sessions, notes,\nholidays, favourites and what you wrote "
		"down on the way to the job come too. FILE\nis only read: a "
		"rehearse.db, or a backup.",
	.min = 1, .max = 1,
	.completes = COMPLETES_FILES,
	.run = run_merge,
};
