/* set.c - settings, kept in the database: the command `set`. */
#include "app/commands.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum type { TYPE_NUMBER, TYPE_SHARE, TYPE_YES, TYPE_ON };

struct setting {
	const char *name, *says;
	enum type type;
	int low, high;		/* hundredths where it is a share */
	int normal;
};

static const struct setting known[] = {
	{ "rollover", "hour at which a new day begins, 0-23", TYPE_NUMBER,
	  0, 23, 4 },
	{ "session", "questions of a session, 1-50", TYPE_NUMBER, 1, 50, 5 },
	{ "retention", "share you want to remember, 0.70-0.97", TYPE_SHARE,
	  70, 97, 90 },
	{ "follow-ups", "ask follow-up questions, yes or no", TYPE_YES,
	  0, 1, 1 },
	{ "effort", "words an answer needs to keep a day, 1-200", TYPE_NUMBER,
	  1, 200, 1 },
	{ "goal", "questions you want to answer a day, 0-50; 0 is no goal",
	  TYPE_NUMBER, 0, 50, 0 },
	{ "steer", "let your path and adverts steer what is new, on or off",
	  TYPE_ON, 0, 1, 1 },
};
enum { KNOWN = sizeof(known) / sizeof(*known) };

void settings_names(struct arena *arena, struct strings *names)
{
	for (size_t i = 0; i < KNOWN; i++)
		strings_add(arena, names, known[i].name);
}

/* Reads a value as its setting has it; false if it is none. */
static bool parse(const struct setting *setting, const char *text, int *value)
{
	struct str s = str_of(text);
	int64_t number;

	switch (setting->type) {
	case TYPE_NUMBER:
		if (!text_number(s, setting->low, setting->high, &number))
			return false;
		*value = (int)number;
		return true;
	case TYPE_SHARE:
		if (s.len < 3 || s.len > 4 || !str_starts(s, "0.") ||
		    !text_number((struct str){ s.s + 2, s.len - 2 }, 0, 99,
				 &number))
			return false;
		*value = (int)(s.len == 3 ? number * 10 : number);
		return *value >= setting->low && *value <= setting->high;
	case TYPE_YES:
		*value = str_is(s, "yes");
		return *value || str_is(s, "no");
	case TYPE_ON:
		*value = str_is(s, "on");
		return *value || str_is(s, "off");
	}
	return false;
}

static const char *print(struct app *app, const struct setting *setting,
			 int value)
{
	switch (setting->type) {
	case TYPE_NUMBER:
		return arena_printf(&app->turn, "%d", value);
	case TYPE_SHARE:
		return arena_printf(&app->turn, "0.%02d", value);
	case TYPE_YES:
		return value ? "yes" : "no";
	case TYPE_ON:
		return value ? "on" : "off";
	}
	return "";
}

static void apply(struct app *app, size_t i, int value)
{
	struct settings *settings = &app->settings;

	switch (i) {
	case 0:
		settings->rollover = value;
		break;
	case 1:
		settings->session = value;
		break;
	case 2:
		settings->retention = value / 100.0;
		break;
	case 3:
		settings->follow_ups = value;
		break;
	case 4:
		settings->effort = value;
		break;
	case 5:
		settings->goal = value;
		break;
	default:
		settings->steer = value;
		break;
	}
}

static int current(const struct app *app, size_t i)
{
	const struct settings *settings = &app->settings;
	int values[KNOWN] = { settings->rollover, settings->session,
			      (int)lround(settings->retention * 100),
			      settings->follow_ups, settings->effort,
			      settings->goal, settings->steer };

	return values[i];
}

bool settings_read(struct app *app, struct error *err)
{
	const char *names[KNOWN], *texts[KNOWN];

	for (size_t i = 0; i < KNOWN; i++)
		names[i] = known[i].name;
	if (!store_get_each(app->store, &app->turn, names, texts, KNOWN, err))
		return false;
	for (size_t i = 0; i < KNOWN; i++) {
		int value = known[i].normal;

		if (texts[i] && !parse(&known[i], texts[i], &value))
			value = known[i].normal;
		apply(app, i, value);
	}
	return true;
}

static bool find(struct app *app, const char *name, size_t *found,
		 struct error *err)
{
	struct strings names = { 0 };
	const char *near;

	for (*found = 0; *found < KNOWN; (*found)++)
		if (str_is(str_of(name), known[*found].name))
			return true;
	settings_names(&app->turn, &names);
	near = text_nearest(name, &names);
	return error_set(err, near ? "no setting '%s'; did you mean '%s'?"
				   : "no setting '%s'; 'set' lists them",
			 name, near);
}

static void list(struct app *app, size_t from, size_t to)
{
	struct json json = app_json(app);
	struct screen screen;

	app_screen(app, &screen);
	if (app->json)
		json_open(&json, '{');
	for (size_t i = from; i < to; i++) {
		const char *value = print(app, &known[i], current(app, i));

		if (app->json) {
			json_put(&json, known[i].name, value);
			continue;
		}
		screen_add(&screen, STYLE_BOLD, "%-11s", known[i].name);
		screen_add(&screen, STYLE_PLAIN, " %-5s  ", value);
		screen_add(&screen, STYLE_DIM, "%s\n", known[i].says);
	}
	if (app->json) {
		json_close(&json, '}');
		text_add(&app->out, "\n");
	}
}

/* When cards are due follows from what is wanted of them. */
static bool plan_anew(struct app *app, const struct setting *setting,
		      struct error *err)
{
	struct fsrs fsrs = app_fsrs(app);

	return !str_is(str_of(setting->name), "retention") ||
	       store_rebuild(app->store, &fsrs, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	size_t i;
	int value;

	if (arguments->count == 0) {
		list(app, 0, KNOWN);
		return true;
	}
	if (!find(app, arguments->list[0], &i, err))
		return false;
	if (arguments->count == 2) {
		if (!parse(&known[i], arguments->list[1], &value))
			return error_set(err, "'%s' will not do for %s: %s",
					 arguments->list[1], known[i].name,
					 known[i].says);
		if (!store_set(app->store, known[i].name, arguments->list[1],
			       err))
			return false;
		apply(app, i, value);
		if (!plan_anew(app, &known[i], err))
			return false;
	}
	list(app, i, i + 1);
	return true;
}

static const char *const options[] = { "json", NULL };

const struct command command_set = {
	.name = "set",
	.usage = "[SETTING [VALUE]] [--json]",
	.summary = "show or change settings",
	.options = options,
	.max = 2,
	.completes = COMPLETES_SETTINGS,
	.run = run,
};
