/* streak.c - the command `streak`: days in a row, freezes, holidays.
 *
 * Nothing about a freeze is hidden: on which days they were earned, which days
 * they covered, and what today still asks for. `--short` is for a shell
 * prompt, which asks at every line: it opens the database to read, loads no
 * bank, and makes nothing where nothing is.
 */
#include "app/progress/streak.h"
#include "stats/stats.h"
#include "app/commands.h"

#include <inttypes.h>

enum { DAYS_TOLD = 4 };		/* the last ones, of days and holidays */

/* Everything that `streak` shows. */
struct whole {
	struct practice practice;
	struct streak streak;
	struct arena *arena;
	int64_t *days[2];		/* by enum streak_event */
	size_t counts[2], caps[2];
};

static void add_event(void *context, enum streak_event event, int64_t day)
{
	struct whole *whole = context;

	whole->days[event] = arena_grow(whole->arena, whole->days[event],
					whole->counts[event],
					&whole->caps[event], sizeof(day));
	whole->days[event][whole->counts[event]++] = day;
}

static bool read_whole(struct app *app, struct whole *whole,
		       struct error *err)
{
	*whole = (struct whole){ .arena = &app->turn };
	if (!app_practice(app, &whole->practice, err))
		return false;
	plan_streak_tell(&whole->practice, app_today(app), app->now(app).utc,
			 &whole->streak, add_event, whole);
	return true;
}

/* ---- JSON ---- */

static void put_day(struct json *json, int64_t day)
{
	struct text text;

	text_init(&text, 32);
	date_add_day(&text, day);
	json_string(json, text_str(&text));
	text_release(&text);
}

void pauses_to_json(struct json *json, const struct practice *practice)
{
	json_open(json, '[');
	for (size_t i = 0; i < practice->pause_count; i++) {
		json_open(json, '{');
		json_name(json, "from");
		put_day(json, practice->pauses[i].first);
		json_name(json, "to");
		put_day(json, practice->pauses[i].last);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void events_to_json(struct json *json, const struct whole *whole,
			   enum streak_event event, const char *name)
{
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < whole->counts[event]; i++)
		put_day(json, whole->days[event][i]);
	json_close(json, ']');
}

static void whole_to_json(struct app *app, const struct whole *whole,
			  int64_t answered)
{
	const struct streak *streak = &whole->streak;
	struct json json = app_json(app);

	json_open(&json, '{');
	streak_to_json(&json, streak);
	json_put_bool(&json, "paused", streak->today == STREAK_PAUSED);
	json_put_integer(&json, "spent", streak->spent);
	json_put_integer(&json, "next", streak->to_next);
	json_put_integer(&json, "effort", app->settings.effort);
	events_to_json(&json, whole, STREAK_EARNED, "earned");
	events_to_json(&json, whole, STREAK_FROZEN, "frozen");
	json_name(&json, "pauses");
	pauses_to_json(&json, &whole->practice);
	if (app->settings.goal) {
		json_put_integer(&json, "goal", app->settings.goal);
		json_put_integer(&json, "answered", answered);
	}
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

/* ---- the screen ---- */

const char *streak_effort(struct app *app)
{
	return app->settings.effort <= 1 ? "" :
		arena_printf(&app->turn, ", of %d words or more",
			     app->settings.effort);
}

static void show_days(struct app *app, struct screen *screen,
		      const struct streak *streak)
{
	static const char *const today[] = {
		[STREAK_NOT_YET] = "not yet today",
		[STREAK_DONE] = "today is done",
		[STREAK_PAUSED] = "today is a holiday",
	};
	const char *days = app_count(app, streak->days, "day");

	screen_add(screen, STYLE_BOLD, "%s", days);
	screen_add(screen, STYLE_PLAIN, " ");
	screen_wrap(screen, STYLE_PLAIN, (int)str_of(days).len + 1, 0,
		    arena_printf(&app->turn, "in a row, %s; best %d.",
				 today[streak->today], streak->best));
}

static void show_freezes(struct app *app, struct screen *screen,
			 const struct streak *streak)
{
	struct text line;

	text_init(&line, 512);
	text_addf(&line, "%s kept", app_count(app, streak->freezes, "freeze"));
	if (streak->spent > 0)
		text_addf(&line, ", %d spent in this streak, the last %s",
			  streak->spent,
			  app_day_name(app, streak->last_frozen));
	if (streak->freezes < STREAK_FREEZES_MAX)
		text_addf(&line, "; the next is earned in %s.",
			  app_count(app, streak->to_next, "day"));
	else
		text_add(&line, "; that is the most.");
	screen_symbol(screen, STYLE_ACCENT, SYMBOL_FREEZE);
	screen_add(screen, STYLE_PLAIN, " ");
	screen_wrap(screen, STYLE_PLAIN, 2, 2, line.s);
	text_release(&line);
}

void streak_show(struct app *app, const struct streak *streak)
{
	struct screen screen;

	app_screen(app, &screen);
	show_days(app, &screen, streak);
	show_freezes(app, &screen, streak);
}

/* "on 9 Mar 2026, 16 Mar 2026", or of many "331 times, last on ...". */
static void add_days(struct app *app, struct text *line,
		     const struct whole *whole, enum streak_event event)
{
	size_t count = whole->counts[event], told = DAYS_TOLD;

	if (count > told)
		text_addf(line, "%zu times, last ", count);
	text_add(line, "on ");
	for (size_t i = count > told ? count - told : 0; i < count; i++) {
		int64_t day = whole->days[event][i];
		struct pause one = { day, day };

		text_addf(line, "%s%s", pause_name(app, &one),
			  i + 1 < count ? ", " : "");
	}
}

static void show_events(struct app *app, struct screen *screen,
			const struct whole *whole)
{
	struct text line;

	if (whole->counts[STREAK_EARNED] == 0)
		return;
	text_init(&line, 1024);
	text_add(&line, "Earned ");
	add_days(app, &line, whole, STREAK_EARNED);
	if (whole->counts[STREAK_FROZEN] == 0) {
		text_add(&line, "; none spent");
	} else {
		text_add(&line, "; spent ");
		add_days(app, &line, whole, STREAK_FROZEN);
	}
	text_add(&line, ".");
	screen_add(screen, STYLE_PLAIN, "  ");
	screen_wrap(screen, STYLE_PLAIN, 2, 2, line.s);
	text_release(&line);
}

static void show_needs(struct app *app, struct screen *screen,
		       const struct streak *streak)
{
	int hour = app->settings.rollover;
	const char *end = hour == 0 ? "midnight"
		: arena_printf(&app->turn, "%02d:00", hour);

	if (streak->today == STREAK_NOT_YET)
		screen_wrap(screen, STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "Today still asks for "
					 "one answer in sentences%s, before "
					 "%s.", streak_effort(app), end));
}

static void show_pauses(struct app *app, struct screen *screen,
			const struct practice *practice)
{
	size_t count = practice->pause_count, told = DAYS_TOLD;
	struct text line;

	if (count == 0)
		return;
	text_init(&line, 1024);
	if (count > told)
		text_addf(&line, "%zu, the last ones ", count);
	for (size_t i = count > told ? count - told : 0; i < count; i++)
		text_addf(&line, "%s%s",
			  pause_name(app, &practice->pauses[i]),
			  i + 1 < count ? "; " : ".");
	screen_add(screen, STYLE_PLAIN, "Holidays: ");
	screen_wrap(screen, STYLE_PLAIN, 10, 2, line.s);
	text_release(&line);
}

static bool run_whole(struct app *app, struct error *err)
{
	struct whole whole;
	struct screen screen;
	int64_t answered;

	if (!app_open(app, err)) {
		app->could_not_run = true;
		return false;
	}
	if (!read_whole(app, &whole, err) ||
	    !goal_answered(app, &answered, err))
		return false;
	if (app->json) {
		whole_to_json(app, &whole, answered);
		return true;
	}
	app_screen(app, &screen);
	show_days(app, &screen, &whole.streak);
	show_needs(app, &screen, &whole.streak);
	show_freezes(app, &screen, &whole.streak);
	show_events(app, &screen, &whole);
	show_pauses(app, &screen, &whole.practice);
	return show_goal(app, err);
}

/* ---- for a prompt ---- */

bool streak_look(struct app *app, streak_looker *look, void *context,
		 struct error *err)
{
	bool opened, ok;

	if (!app->store && !file_exists(app->database))
		return true;
	if (!app_look(app, &opened, err)) {
		app->could_not_run = true;
		return false;
	}
	ok = look(app, context, err);
	app_look_away(app, opened);
	return ok;
}

static bool look_at_streak(struct app *app, void *context, struct error *err)
{
	return app_streak(app, context, err);
}

static bool run_short(struct app *app, struct error *err)
{
	static const char signs[] = {
		[STREAK_NOT_YET] = '!', [STREAK_DONE] = '\0',
		[STREAK_PAUSED] = '~',
	};
	struct streak streak = { .days = 0 };

	if (app->json)
		return error_set(err, "--short and --json do not go together; "
				 "leave one out");
	if (!streak_look(app, look_at_streak, &streak, err))
		return false;
	text_addf(&app->out, "%dd", streak.days);
	if (signs[streak.today])
		text_add_char(&app->out, signs[streak.today]);
	text_add(&app->out, "\n");
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	return option(arguments, "short") ? run_short(app, err)
					  : run_whole(app, err);
}

static const char *const options[] = { "short", "json", NULL };

const struct command command_streak = {
	.name = "streak",
	.usage = "[--short] [--json]",
	.summary = "days practised in a row, freezes and holidays",
	.help = "A day counts with one answer in sentences ('set effort' asks "
		"for more words).\nEvery seven days earn a freeze, two at "
		"most; a missed day spends one by itself.\n--short is one "
		"word for a shell prompt: 12d, 12d! while today is not done, "
		"12d~\non a holiday.",
	.options = options,
	.bare = true,
	.run = run,
};
