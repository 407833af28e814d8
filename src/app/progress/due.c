/* due.c - the command `due`: what is to be asked again, and when. */
#include "app/commands.h"
#include "app/practice/practice.h"

struct due {
	struct due_row *rows;
	size_t count;
	struct assignment_row *assigned;
	size_t assigned_count;
	int64_t today, days;
};

static double recall_of(struct app *app, const struct due *due,
			const struct due_row *row)
{
	struct fsrs fsrs = app_fsrs(app);

	return fsrs_retrievability(&fsrs, (double)(due->today - row->last_day),
				   row->stability);
}

/* ---- JSON ---- */

static void put_day(struct json *json, const char *name, int64_t day)
{
	struct text text;

	text_init(&text, 32);
	date_add_day(&text, day);
	json_put(json, name, text.s);
	text_release(&text);
}

/* Assigned ones are due until their last day, and may never have been asked. */
static void put_assigned(struct json *json, const struct assignment_row *row)
{
	json_open(json, '{');
	json_put(json, "question", row->question);
	put_day(json, "due", row->last_day);
	json_name(json, "retrievability");
	json_null(json);
	json_name(json, "assignment");
	json_open(json, '{');
	json_put(json, "bank", row->bank);
	json_put(json, "id", row->id);
	json_put(json, "title", row->title);
	put_day(json, "from", row->first_day);
	put_day(json, "until", row->last_day);
	json_close(json, '}');
	json_close(json, '}');
}

static void due_json(struct app *app, const struct due *due)
{
	struct json json = app_json(app);

	json_open(&json, '[');
	for (size_t i = 0; i < due->assigned_count; i++)
		put_assigned(&json, &due->assigned[i]);
	for (size_t i = 0; i < due->count; i++) {
		json_open(&json, '{');
		json_put(&json, "question", due->rows[i].name);
		put_day(&json, "due", due->rows[i].due_day);
		json_put_number(&json, "retrievability",
				recall_of(app, due, &due->rows[i]));
		json_close(&json, '}');
	}
	json_close(&json, ']');
	text_add(&app->out, "\n");
}

/* ---- text ---- */

static void show_rows(struct app *app, const struct due *due)
{
	static const char *const heads[] = { "question", "due", "recall",
					     "prompt" };
	struct table table = { .heads = heads, .columns = 4, .right = 4,
			       .rows = due->count };
	struct screen screen;

	table.cells = ARENA_ARRAY(&app->turn, table.rows * 4, const char *);
	for (size_t i = 0; i < table.rows; i++) {
		const struct due_row *row = &due->rows[i];
		const char **cells = table.cells + i * 4;

		cells[0] = row->name;
		cells[1] = app_day_name(app, row->due_day);
		cells[2] = arena_printf(&app->turn, "%.0f%%",
					recall_of(app, due, row) * 100);
		cells[3] = row->prompt;
	}
	app_screen(app, &screen);
	screen_table(&screen, &table);
}

static void show_due(struct app *app, const struct due *due)
{
	assigned_list(app, due->assigned, due->assigned_count);
	if (due->count > 0)
		show_rows(app, due);
	else if (due->assigned_count == 0)
		app_say(app, "Nothing is due%s; 'practise' asks new "
			"questions.\n", due->days ? " until then" : "");
}

static bool run_due(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	struct due due = { .today = app_today(app) };
	int64_t limit;

	if (!option_number(arguments, "days", 0, 36500, 0, &due.days, err) ||
	    !option_number(arguments, "limit", 1, 1000000, 1000, &limit,
			   err) ||
	    !store_due(app->store, &app->turn, due.today + due.days,
		       (size_t)limit, &due.rows, &due.count, err) ||
	    !assigned_read(app, &due.assigned, &due.assigned_count, err))
		return false;
	if (app->json)
		due_json(app, &due);
	else
		show_due(app, &due);
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
