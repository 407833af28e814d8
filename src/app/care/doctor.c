/* doctor.c - the command `doctor`: is all well, and what to do where it is not.
 *
 * Days, sums and cards follow from the answers and are kept as answers come.
 * doctor makes them anew beside what is kept, in a transaction that it takes
 * back, and says what differs; --mend keeps what was made.
 */
#include "app/commands.h"
#include "app/feedback/feedback.h"

#include <inttypes.h>

struct checkup {
	struct app *app;
	struct json json;
	struct screen screen;
	bool mends;
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

/* "3 days and 1 card"; NULL where nothing differs. */
static const char *differences(struct app *app,
			       const struct kept_check *check)
{
	const struct { const char *noun; int64_t count; } kinds[] = {
		{ "day", check->days }, { "card", check->cards },
		{ "sum", check->sums },
	};
	const char *list = NULL;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const char *count = app_count(app, kinds[i].count,
					      kinds[i].noun);

		if (kinds[i].count > 0)
			list = !list ? count
				: arena_printf(&app->turn, "%s, %s", list,
					       count);
	}
	return list;
}

static bool mend(struct checkup *checkup, const struct fsrs *fsrs,
		 const char *wrong, struct error *err)
{
	struct app *app = checkup->app;

	if (!store_rebuild(app->store, fsrs, err))
		return false;
	report(checkup, "kept", true,
	       arena_printf(&app->turn, "%s made anew from what you answered",
			    wrong));
	return true;
}

static void check_kept(struct checkup *checkup)
{
	struct app *app = checkup->app;
	struct fsrs fsrs = app_fsrs(app);
	struct kept_check check;
	struct error err = { 0 };
	const char *wrong;

	if (!store_check_kept(app->store, &fsrs, &check, &err)) {
		report(checkup, "kept", false, err.text);
		return;
	}
	wrong = differences(app, &check);
	if (!wrong)
		report(checkup, "kept", true,
		       arena_printf(&app->turn, "days, cards and sums agree "
				    "with %s",
				    app_count(app, check.attempts,
					      "answer")));
	else if (!checkup->mends)
		report(checkup, "kept", false,
		       arena_printf(&app->turn, "not what your answers make "
				    "them: %s; mend with: rehearse doctor "
				    "--mend", wrong));
	else if (!mend(checkup, &fsrs, wrong, &err))
		report(checkup, "kept", false, err.text);
}

static void check_database(struct checkup *checkup)
{
	struct app *app = checkup->app;
	struct store_health health;
	struct error err = { 0 };
	bool sound;

	if (!app_open(app, &err) ||
	    !store_health(app->store, &app->turn, &health, &err)) {
		report(checkup, "database", false, err.text);
		return;
	}
	sound = str_is(str_of(health.integrity), "ok");
	report(checkup, "database", sound,
	       arena_printf(&app->turn, "%s: %" PRId64 " KB, schema %d, "
			    "SQLite %s, integrity %s", app->database,
			    health.bytes / 1024, health.version,
			    health.library, health.integrity));
	if (sound)
		check_kept(checkup);
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

static void check_service(struct checkup *checkup)
{
	struct app *app = checkup->app;
	struct error err = { 0 };
	const char *says;
	bool well;

	if (!app->store)		/* said of the database already */
		return;
	if (feedback_health(app, &well, &says, &err))
		report(checkup, "service", well, says);
	else
		report(checkup, "service", false, err.text);
}

static bool run_doctor(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	struct checkup checkup = { .app = app };

	(void)err;
	checkup.mends = option(arguments, "mend") != NULL;
	checkup.json = app_json(app);
	app_screen(app, &checkup.screen);
	if (app->json)
		json_open(&checkup.json, '[');
	check_database(&checkup);
	check_bank(&checkup);
	check_terminal(&checkup);
	check_service(&checkup);
	if (app->json) {
		json_close(&checkup.json, ']');
		text_add(&app->out, "\n");
	}
	return true;
}

static const char *const options[] = { "mend", "json", NULL };

const struct command command_doctor = {
	.name = "doctor",
	.usage = "[--mend] [--json]",
	.summary = "check database, bank, terminal, editor and service",
	.help = "Also whether days, cards and sums are what your answers make "
		"them; --mend makes\nthem so.",
	.options = options,
	.bare = true,
	.run = run_doctor,
};
