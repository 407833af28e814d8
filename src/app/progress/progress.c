/* progress.c - the commands `progress`, `streak` and `due`. */
#include "app/commands.h"

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

static void show_streak(struct app *app, const struct streak *streak)
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
	int64_t answered;

	(void)arguments;
	if (!app_streak(app, &streak, err) ||
	    !goal_answered(app, &answered, err))
		return false;
	if (app->json) {
		struct json json = app_json(app);

		json_open(&json, '{');
		streak_members(&json, &streak);
		if (app->settings.goal) {
			json_put_integer(&json, "goal", app->settings.goal);
			json_put_integer(&json, "answered", answered);
		}
		json_close(&json, '}');
		text_add(&app->out, "\n");
		return true;
	}
	show_streak(app, &streak);
	return show_goal(app, err);
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

/* ---- progress ---- */

static void progress_json(struct app *app, const struct totals *totals,
			  const struct streak *streak)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	json_put_integer(&json, "attempts", totals->attempts);
	json_put_integer(&json, "questions", totals->questions);
	json_put_integer(&json, "due", totals->due);
	json_put_integer(&json, "seconds", totals->seconds);
	json_put_integer(&json, "words", totals->words);
	json_name(&json, "streak");
	json_open(&json, '{');
	streak_members(&json, streak);
	json_close(&json, '}');
	json_name(&json, "skills");
	json_open(&json, '[');
	for (size_t i = 0; i < totals->skill_count; i++) {
		const struct skill_row *skill = &totals->skills[i];

		json_open(&json, '{');
		json_put(&json, "skill", skill->skill);
		json_put_integer(&json, "questions", skill->questions);
		json_put_integer(&json, "seen", skill->seen);
		json_put_integer(&json, "attempts", skill->attempts);
		json_put_number(&json, "mean", skill->mean);
		json_put_integer(&json, "due", skill->due);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

static void show_skills(struct app *app, const struct totals *totals)
{
	static const char *const heads[] = { "skill", "seen", "of", "answers",
					     "mean", "due" };
	struct table table = { .heads = heads, .columns = 6, .right = 62,
			       .rows = totals->skill_count };
	struct screen screen;

	table.cells = ARENA_ARRAY(&app->turn, table.rows * 6, const char *);
	for (size_t i = 0; i < table.rows; i++) {
		const struct skill_row *skill = &totals->skills[i];
		const char **cells = table.cells + i * 6;

		cells[0] = skill->skill;
		cells[1] = arena_printf(&app->turn, "%" PRId64, skill->seen);
		cells[2] = arena_printf(&app->turn, "%" PRId64,
					skill->questions);
		cells[3] = arena_printf(&app->turn, "%" PRId64,
					skill->attempts);
		cells[4] = skill->attempts
			? arena_printf(&app->turn, "%.0f", skill->mean) : "";
		cells[5] = skill->due ? arena_printf(&app->turn, "%" PRId64,
						     skill->due) : "";
	}
	app_screen(app, &screen);
	screen_table(&screen, &table);
}

/* The last scores as a row of bars, oldest first. */
static void show_recent(struct app *app, const struct totals *totals)
{
	static const char *const bars[] = { "\u2581", "\u2582", "\u2583",
		"\u2584", "\u2585", "\u2586", "\u2587", "\u2588" };
	struct screen screen;

	if (totals->recent_count < 2)
		return;
	app_screen(app, &screen);
	screen_add(&screen, STYLE_PLAIN, "Last %zu scores  ",
		   totals->recent_count);
	for (size_t i = 0; i < totals->recent_count; i++) {
		int score = totals->recent[i];

		if (screen.utf8)
			screen_add(&screen, STYLE_ACCENT, "%s",
				   bars[score * 7 / 100]);
		else
			screen_add(&screen, STYLE_PLAIN, "%s%d", i ? " " : "",
				   score);
	}
	screen_add(&screen, STYLE_PLAIN, "\n");
}

static bool run_progress(struct app *app, const struct arguments *arguments,
			 struct error *err)
{
	struct totals totals;
	struct streak streak;
	struct screen screen;

	(void)arguments;
	if (!store_totals(app->store, &app->turn, app_today(app), &totals,
			  err) || !app_streak(app, &streak, err))
		return false;
	if (app->json) {
		progress_json(app, &totals, &streak);
		return true;
	}
	show_streak(app, &streak);
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, arena_printf(&app->turn,
		    "%s, %s, %s; %" PRId64 " due of %s.",
		    app_count(app, totals.attempts, "answer"),
		    app_count(app, totals.words, "word"),
		    app_count(app, totals.seconds / 60, "minute"), totals.due,
		    app_count(app, totals.questions, "question")));
	show_recent(app, &totals);
	show_skills(app, &totals);
	return true;
}

const struct command command_progress = {
	.name = "progress",
	.usage = "[--json]",
	.summary = "how far you are, skill by skill",
	.options = only_json,
	.run = run_progress,
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
