/* date.c - the command `date`: the day of the interview. */
#include "app/commands.h"

#include <inttypes.h>

/* "Thursday, 14 January 2027". */
static const char *whole_date(struct app *app, int64_t day)
{
	static const char *const weekdays[] = {
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
		"Saturday", "Sunday",
	};
	static const char *const months[] = {
		"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December",
	};
	struct civil civil = date_civil(day);

	return arena_printf(&app->turn, "%s, %d %s %d",
			    weekdays[date_weekday(day)], civil.day,
			    months[civil.month - 1], civil.year);
}

static void show_json(struct app *app, const struct interview *interview)
{
	struct json json = app_json(app);
	struct text day;

	text_init(&day, 32);
	json_open(&json, '{');
	if (interview->day) {
		date_add_day(&day, interview->day);
		json_put(&json, "date", day.s);
		json_put_integer(&json, "days",
				 interview->day - app_today(app));
	} else {
		json_name(&json, "date");
		json_null(&json);
		json_name(&json, "days");
		json_null(&json);
	}
	json_close(&json, '}');
	text_add(&app->out, "\n");
	text_release(&day);
}

static void show(struct app *app, const struct interview *interview)
{
	int64_t left = interview->day - app_today(app);
	struct screen screen;

	app_screen(app, &screen);
	if (!interview->day) {
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "No interview is set; "
			    "'date YYYY-MM-DD' sets its day.");
		return;
	}
	screen_wrap(&screen, STYLE_BOLD, 0, 0, left == 0
		    ? arena_printf(&app->turn, "Your interview is today, %s.",
				   whole_date(app, interview->day))
		    : arena_printf(&app->turn, "Your interview is on %s, in "
				   "%s.", whole_date(app, interview->day),
				   app_count(app, left, "day")));
	if (left > 0)
		screen_wrap(&screen, STYLE_PLAIN, 0, 0,
			    "What would be asked after it comes back in its "
			    "last seven days; in these, what you would have "
			    "forgotten by then comes first.");
}

static void show_brought(struct app *app, int64_t brought)
{
	struct screen screen;

	if (brought == 0)
		return;
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0,
		    arena_printf(&app->turn, "%s brought forward for it.",
				 app_count(app, brought, "question")));
}

static bool switch_off(struct app *app, struct error *err)
{
	struct interview none = { .day = 0 };
	bool was = app->settings.interview.day != 0;
	int64_t brought;

	if (!store_set_interview(app->store, &none, &brought, err))
		return error_prefix(err, "the date was not changed");
	app->settings.interview = none;
	if (app->json)
		show_json(app, &none);
	else
		app_say(app, was ? "No interview is set any more.\n"
				 : "No interview was set.\n");
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct interview interview = { .since = app_today(app) };
	const char *word = arguments->count ? arguments->list[0] : NULL;
	int64_t brought = 0;

	if (word && str_is(str_of(word), "off"))
		return switch_off(app, err);
	if (word) {
		if (!date_parse_day(str_of(word), &interview.day, err))
			return error_prefix(err, "date");
		if (interview.day < interview.since)
			return error_set(err, "%s is over; nothing was "
					 "changed", word);
		if (!store_set_interview(app->store, &interview, &brought,
					 err))
			return error_prefix(err, "the date was not changed");
		app->settings.interview = interview;
	}
	if (app->json) {
		show_json(app, &app->settings.interview);
		return true;
	}
	show(app, &app->settings.interview);
	show_brought(app, brought);
	return true;
}

static const char *const options[] = { "json", NULL };

const struct command command_date = {
	.name = "date",
	.usage = "[YYYY-MM-DD|off] [--json]",
	.summary = "the day of your interview, and what is planned for it",
	.help = "Nothing is planned past it: what would be asked later comes "
		"back once, in\nits last seven days.",
	.options = options,
	.max = 1,
	.run = run,
};
