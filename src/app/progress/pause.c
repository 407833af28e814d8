/* pause.c - the command `pause`: holidays, which a streak steps over.
 *
 * A holiday may lie in the past, for who was ill did not know beforehand: a
 * streak is mended for nothing, and `streak` shows with which days.
 */
#include "app/progress/streak.h"
#include "app/commands.h"

#include <inttypes.h>

enum { PAUSE_DAYS_MAX = 366 };

static void add_date(struct text *line, int64_t day)
{
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec",
	};
	struct civil civil = date_civil(day);

	text_addf(line, "%d %s %d", civil.day, months[civil.month - 1],
		  civil.year);
}

const char *pause_name(struct app *app, const struct pause *pause)
{
	struct text line;
	const char *name;

	text_init(&line, 64);
	add_date(&line, pause->first);
	if (pause->last > pause->first) {
		text_add(&line, " to ");
		add_date(&line, pause->last);
	}
	name = text_dup(&app->turn, &line);
	text_release(&line);
	return name;
}

static const char *length(struct app *app, const struct pause *pause)
{
	return app_count(app, pause->last - pause->first + 1, "day");
}

static bool list(struct app *app, struct error *err)
{
	struct practice practice;
	struct json json = app_json(app);
	struct text iso;

	if (!app_practice(app, &practice, err))
		return false;
	if (app->json) {
		pauses_to_json(&json, &practice);
		text_add(&app->out, "\n");
		return true;
	}
	if (practice.pause_count == 0)
		app_say(app, "No holidays; 'pause 2026-12-24 2027-01-02' "
			"plans one.\n");
	text_init(&iso, 32);
	for (size_t i = 0; i < practice.pause_count; i++) {
		text_reset(&iso);
		date_add_day(&iso, practice.pauses[i].first);
		app_say(app, "%s  %s, %s\n", iso.s,
			pause_name(app, &practice.pauses[i]),
			length(app, &practice.pauses[i]));
	}
	text_release(&iso);
	return true;
}

static bool add(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *from = arguments->list[0];
	const char *to = arguments->list[arguments->count - 1];
	struct pause pause;

	if (!date_parse_day(str_of(from), &pause.first, err) ||
	    !date_parse_day(str_of(to), &pause.last, err))
		return false;
	if (pause.last < pause.first)
		return error_set(err, "%s is before %s; name the first day "
				 "first", to, from);
	if (pause.last - pause.first >= PAUSE_DAYS_MAX)
		return error_set(err, "%s to %s is more than a year; a "
				 "holiday has %d days at most", from, to,
				 (int)PAUSE_DAYS_MAX);
	if (!store_pause(app->store, &pause, err))
		return false;
	app_say(app, "Holiday, %s: %s. Your streak steps over %s.\n",
		length(app, &pause), pause_name(app, &pause),
		pause.first == pause.last ? "it" : "them");
	return true;
}

static bool end(struct app *app, const char *from, struct error *err)
{
	struct pause ended;
	int64_t first;
	bool found;

	if (!date_parse_day(str_of(from), &first, err) ||
	    !store_unpause(app->store, first, &ended, &found, err))
		return false;
	if (!found)
		return error_set(err, "no holiday begins on %s; 'pause' lists "
				 "them", from);
	app_say(app, "No holiday any more: %s.\n", pause_name(app, &ended));
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	if (arguments->count == 0)
		return list(app, err);
	if (!str_is(str_of(arguments->list[0]), "off"))
		return add(app, arguments, err);
	if (arguments->count == 1)
		return error_set(err, "say which: pause off FROM; 'pause' "
				 "lists them");
	return end(app, arguments->list[1], err);
}

static const char *const options[] = { "json", NULL };

const struct command command_pause = {
	.name = "pause",
	.usage = "[FROM [TO] | off FROM] [--json]",
	.summary = "holidays, which your streak steps over",
	.help = "Days are written as 2026-12-24; TO is the last day that is "
		"free. A day of a\nholiday is neither missed nor frozen; "
		"practise on it, and it counts.",
	.options = options,
	.max = 2,
	.run = run,
};
