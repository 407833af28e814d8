/* progress.c - the commands `streak` and `due`. */
#include "app/commands.h"
#include "app/progress/progress.h"

#include <inttypes.h>

/* ---- streak ---- */

static void streak_members(struct json *json, const struct streak *streak)
{
	json_put_integer(json, "days", streak->days);
	json_put_integer(json, "best", streak->best);
	json_put_integer(json, "freezes", streak->freezes);
	json_put_bool(json, "today", streak->today == STREAK_DONE);
}

static void show_freezes(struct app *app, struct screen *screen,
			 const struct streak *streak)
{
	struct text line;

	text_init(&line, 512);
	text_addf(&line, "%s kept", app_count(app, streak->freezes, "freeze"));
	if (streak->spent > 0)
		text_addf(&line, ", %d spent in this streak, the last for %s",
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

void show_streak(struct app *app, const struct streak *streak)
{
	const char *days = app_count(app, streak->days, "day");
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "%s", days);
	screen_add(&screen, STYLE_PLAIN, " ");
	screen_wrap(&screen, STYLE_PLAIN, (int)str_of(days).len + 1, 0,
		    arena_printf(&app->turn, "in a row, %s; best %d.",
				 streak->today == STREAK_DONE
				 ? "today is done" : "not yet today",
				 streak->best));
	show_freezes(app, &screen, streak);
}

static bool run_streak(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	struct streak streak;

	(void)arguments;
	if (!app_streak(app, &streak, err))
		return false;
	if (app->json) {
		struct json json = app_json(app);

		json_open(&json, '{');
		streak_members(&json, &streak);
		json_close(&json, '}');
		text_add(&app->out, "\n");
	} else {
		show_streak(app, &streak);
	}
	return true;
}

static const char *const only_json[] = { "json", NULL };

const struct command command_streak = {
	.name = "streak",
	.usage = "[--json]",
	.summary = "days practised in a row, and freezes",
	.help = "A day counts with one answer in sentences. Every seven days "
		"earn a freeze,\ntwo at most; a missed day spends one by "
		"itself.",
	.options = only_json,
	.run = run_streak,
};

/* ---- due ---- */

static bool run_due(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	static const char *const heads[] = { "question", "due", "recall",
					     "prompt" };
	struct table table = { .heads = heads, .columns = 4, .right = 4 };
	struct fsrs fsrs = app_fsrs(app);
	struct json json = app_json(app);
	struct screen screen;
	struct due_row *rows;
	int64_t days, limit, today = app_today(app);
	size_t count;

	if (!option_number(arguments, "days", 0, 36500, 0, &days, err) ||
	    !option_number(arguments, "limit", 1, 1000000, 1000, &limit,
			   err) ||
	    !store_due(app->store, &app->turn, today + days, (size_t)limit,
		       &rows, &count, err))
		return false;
	table.rows = count;
	table.cells = ARENA_ARRAY(&app->turn, count * 4, const char *);
	if (app->json)
		json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		double recall = fsrs_retrievability(&fsrs,
			(double)(today - rows[i].last_day), rows[i].stability);
		const char **cells = table.cells + i * 4;
		struct text day;

		cells[0] = rows[i].name;
		cells[1] = app_day_name(app, rows[i].due_day);
		cells[2] = arena_printf(&app->turn, "%.0f%%", recall * 100);
		cells[3] = rows[i].prompt;
		if (!app->json)
			continue;
		text_init(&day, 32);
		date_add_day(&day, rows[i].due_day);
		json_open(&json, '{');
		json_put(&json, "question", rows[i].name);
		json_put(&json, "due", day.s);
		json_put_number(&json, "retrievability", recall);
		json_close(&json, '}');
		text_release(&day);
	}
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
		return true;
	}
	app_screen(app, &screen);
	if (count > 0)
		screen_table(&screen, &table);
	else
		screen_add(&screen, STYLE_PLAIN, "Nothing is due%s; 'practise' "
			   "asks new questions.\n", days ? " until then" : "");
	return true;
}

static const char *const due_options[] = { "json", "days=", "limit=", NULL };

const struct command command_due = {
	.name = "due",
	.usage = "[--days N] [--limit N] [--json]",
	.summary = "what is due today, or within N days",
	.options = due_options,
	.run = run_due,
};
