/* erase.c - the command `erase`: what is kept of the learner goes.
 *
 * From the database, and from the files that this program keeps beside it:
 * copies from upgrades, merges and a restore, and what was typed. Backups that
 * the learner made elsewhere are the learner's. What a service was told it is
 * asked to void.
 */
#include "app/feedback/feedback.h"
#include "app/commands.h"

#include <inttypes.h>
#include <unistd.h>

static bool ask(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct term_reader reader = {
		.prompt = "> ", .history = TERM_COMMANDS,
	};
	struct screen screen;
	struct text line;
	bool sure;

	if (option(arguments, "yes"))
		return true;
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_BOLD, 0, 0, "Everything that is kept of "
		    "you here goes: answers, marks, days, drafts, notes, "
		    "adverts, your way to the job, comments. It cannot be "
		    "undone; 'backup FILE' keeps a copy. Type erase to go "
		    "on:");
	app_flush(app);
	text_init(&line, TERM_LINE_MAX);
	sure = term_read(app->term, &reader, &line) == TERM_LINE &&
		str_is(str_trim(text_str(&line)), "erase");
	text_release(&line);
	return sure || error_set(err, "nothing was erased; type erase, or give "
				 "--yes");
}

/* Files of ours whose names begin like the database's, and histories. */
static bool remove_files(struct app *app, struct error *err)
{
	struct file_list files = { 0 };
	struct arena *turn = &app->turn;

	if (!file_walk(turn, app->folder, "", &files, err))
		return false;
	for (size_t i = 0; i < files.count; i++) {
		struct str name = str_of(files.list[i].name);
		bool copy = str_starts(name, "rehearse.db") &&
			!str_is(name, "rehearse.db") &&
			!str_starts(name, "rehearse.db-") &&
			!str_starts(name, "rehearse.db.courier");

		if ((copy || str_starts(name, "history/")) &&
		    unlink(files.list[i].path) != 0)
			return error_set(err, "%s could not be removed; "
					 "remove it yourself",
					 files.list[i].path);
	}
	return true;
}

static bool tell_voids(struct app *app, int64_t voids, struct error *err)
{
	struct service service;
	bool on;

	if (voids == 0)
		return true;
	if (!store_service(app->store, &app->turn, &service, &on, err))
		return false;
	if (on)
		app_say(app, "The feedback service is asked to void %s that "
			"it was sent.\n",
			app_count(app, voids, "statement"));
	else
		app_say(app, "A feedback service was sent %s; turn it on again "
			"and 'feedback send --withheld' asks it to void "
			"%s.\n", app_count(app, voids, "statement"),
			voids == 1 ? "it" : "them");
	courier_start(app);
	return true;
}

static bool run_erase(struct app *app, const struct arguments *arguments,
		      struct error *err)
{
	int64_t voids;

	if (!ask(app, arguments, err) || !telling_void(app, err))
		return false;
	if (!store_erase(app->store, &voids, err))
		return error_prefix(err, "nothing was erased");
	if (!settings_read(app, err) ||
	    !store_interview(app->store, &app->settings.interview, err))
		return false;
	app_say(app, "Erased. Question banks and settings are kept.\n");
	return tell_voids(app, voids, err) && remove_files(app, err);
}

static const char *const options[] = { "yes", NULL };

const struct command command_erase = {
	.name = "erase",
	.usage = "[--yes]",
	.summary = "erase everything that is kept of you here",
	.help = "Asks first, unless --yes stands there. Banks, settings and a "
		"feedback service stay;\nthe service is asked to void what it "
		"was sent. Backups elsewhere are not touched.",
	.options = options,
	.run = run_erase,
};
