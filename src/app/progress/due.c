/* due.c - the command `due`: what is to be asked again, and when. */
#include "app/commands.h"

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
