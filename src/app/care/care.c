/* care.c - the commands that look after the data: backup, restore, merge,
 * doctor.
 */
#include "app/commands.h"

#include <inttypes.h>
#include <stdlib.h>

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
	if (merged.attempts + merged.notes + merged.adverts == 0) {
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
	return true;
}

const struct command command_merge = {
	.name = "merge",
	.usage = "FILE",
	.summary = "join what another machine's database remembers",
	.help = "Attempts are joined by their ids, so none is taken twice; "
		"sessions, notes,\nholidays and favourites come too. FILE is "
		"only read: a rehearse.db, or a backup.",
	.min = 1, .max = 1,
	.completes = COMPLETES_FILES,
	.run = run_merge,
};

/* ---- doctor ---- */

struct checkup {
	struct app *app;
	struct json json;
	struct screen screen;
};

static void report(struct checkup *checkup, const char *part, bool well,
		   const char *says)
{
	if (!well)
		checkup->app->found_problems = true;
	if (checkup->app->json) {
		json_open(&checkup->json, '{');
		json_put(&checkup->json, "part", part);
		json_put_bool(&checkup->json, "well", well);
		json_put(&checkup->json, "says", says);
		json_close(&checkup->json, '}');
		return;
	}
	screen_symbol(&checkup->screen, well ? STYLE_GOOD : STYLE_BAD,
		      well ? SYMBOL_MET : SYMBOL_MISSED);
	screen_add(&checkup->screen, STYLE_PLAIN, " %-9s", part);
	screen_wrap(&checkup->screen, STYLE_PLAIN, 11, 11, says);
}

static void check_database(struct checkup *checkup)
{
	struct app *app = checkup->app;
	struct store_health health;
	struct error err = { 0 };

	if (!app_open(app, &err) ||
	    !store_health(app->store, &app->turn, &health, &err)) {
		report(checkup, "database", false, err.text);
		return;
	}
	report(checkup, "database", str_is(str_of(health.integrity), "ok"),
	       arena_printf(&app->turn, "%s: %" PRId64 " KB, schema %d, "
			    "SQLite %s, integrity %s", app->database,
			    health.bytes / 1024, health.version,
			    health.library, health.integrity));
}

static void check_bank(struct checkup *checkup)
{
	struct app *app = checkup->app;
	struct problems problems;
	struct bank bank;
	struct text text;

	problems_init(&problems, &app->turn);
	if (bank_load(&app->turn, app->shipped, &bank, &problems)) {
		report(checkup, "bank", true,
		       arena_printf(&app->turn, "%s: %s", app->shipped,
				    app_count(app,
					      (int64_t)bank.question_count,
					      "question")));
		return;
	}
	text_init(&text, 4096);
	error_show(&problems.list[0], &text);
	report(checkup, "bank", false, text_dup(&app->turn, &text));
	text_release(&text);
}

static void check_terminal(struct checkup *checkup)
{
	struct app *app = checkup->app;

	report(checkup, "terminal", true,
	       arena_printf(&app->turn, "%s, %d columns, %s",
			    term_is_interactive(app->term)
				    ? "interactive" : "not interactive",
			    term_width(app->term),
			    term_is_utf8(app->term) ? "UTF-8" : "ASCII only"));
	report(checkup, "editor", true, app->editor
	       ? app->editor
	       : "none: set VISUAL or EDITOR and :edit opens it");
}

static bool run_doctor(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	struct checkup checkup = { .app = app };

	(void)arguments;
	(void)err;
	checkup.json = app_json(app);
	app_screen(app, &checkup.screen);
	if (app->json)
		json_open(&checkup.json, '[');
	check_database(&checkup);
	check_bank(&checkup);
	check_terminal(&checkup);
	if (app->json) {
		json_close(&checkup.json, ']');
		text_add(&app->out, "\n");
	}
	return true;
}

static const char *const options[] = { "json", NULL };

const struct command command_doctor = {
	.name = "doctor",
	.usage = "[--json]",
	.summary = "check database, bank, terminal and editor",
	.options = options,
	.bare = true,
	.run = run_doctor,
};
