/* assigned.c - what an instructor's bank sets for these days.
 *
 * An assignment is open while one of its questions has no answer since its
 * first day. What is open is told at the start and by `due`, and practised
 * first; nothing is ever forced, and after its last day nothing is said of it.
 */
#include "app/practice/practice.h"

#include <inttypes.h>

bool assigned_read(struct app *app, struct assignment_row **rows,
		   size_t *count, struct error *err)
{
	size_t all, open = 0;

	if (!store_assignments(app->store, &app->turn, app_today(app), rows,
			       &all, err))
		return false;
	for (size_t i = 0; i < all; i++)
		if (!(*rows)[i].done)
			(*rows)[open++] = (*rows)[i];
	*count = open;
	return true;
}

/* "today", "tomorrow", "Friday" within a week, else a date. */
static const char *until(struct app *app, int64_t day)
{
	static const char *const weekdays[] = { "Monday", "Tuesday",
		"Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
	int64_t days = day - app_today(app);
	const char *name = app_day_name(app, day);

	if (days < 2)
		return name;
	if (days < 7)
		return weekdays[date_weekday(day)];
	return str_starts(str_of(name), "on ") ? name + 3 : name;
}

static bool is_of(const struct assignment_row *row,
		  const struct assignment_row *first)
{
	return str_is(str_of(row->bank), first->bank) &&
	       str_is(str_of(row->id), first->id);
}

/* How many rows from the first on are of its assignment: they stand together,
 * by last day, bank and id. */
static size_t run_of(const struct assignment_row *rows, size_t count)
{
	size_t run = 1;

	while (run < count && is_of(&rows[run], rows))
		run++;
	return run;
}

static const char *sentence(struct app *app, const struct assignment_row *row,
			    size_t questions)
{
	return arena_printf(&app->turn, "%s of '%s' until %s",
			    app_count(app, (int64_t)questions, "question"),
			    row->title, until(app, row->last_day));
}

bool assigned_tell(struct app *app, struct error *err)
{
	struct assignment_row *rows;
	struct screen screen;
	size_t count;

	if (!assigned_read(app, &rows, &count, err))
		return false;
	app_screen(app, &screen);
	for (size_t i = 0, run; i < count; i += run) {
		run = run_of(rows + i, count - i);
		screen_wrap(&screen, STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "%s.",
					 sentence(app, &rows[i], run)));
	}
	return true;
}

void assigned_list(struct app *app, const struct assignment_row *rows,
		   size_t count)
{
	struct screen screen;

	app_screen(app, &screen);
	for (size_t i = 0, run; i < count; i += run) {
		run = run_of(rows + i, count - i);
		screen_wrap(&screen, STYLE_BOLD, 0, 0,
			    arena_printf(&app->turn, "%s:",
					 sentence(app, &rows[i], run)));
		for (size_t j = 0; j < run; j++)
			screen_wrap(&screen, STYLE_PLAIN, 0, 2,
				    arena_printf(&app->turn, "  %s",
						 rows[i + j].question));
	}
}

static bool has_key(const int64_t *keys, size_t count, int64_t key)
{
	for (size_t i = 0; i < count; i++)
		if (keys[i] == key)
			return true;
	return false;
}

bool assigned_put_first(struct app *app, struct session *session, size_t most,
			struct error *err)
{
	struct assignment_row *rows;
	int64_t *keys;
	size_t count, taken = 0;

	if (!assigned_read(app, &rows, &count, err))
		return false;
	if (count == 0)
		return true;
	keys = ARENA_ARRAY(&app->turn, most, int64_t);
	for (size_t i = 0; i < count && taken < most; i++)
		if (!has_key(keys, taken, rows[i].key))
			keys[taken++] = rows[i].key;
	for (size_t i = 0; i < session->count && taken < most; i++)
		if (!has_key(keys, taken, session->keys[i]))
			keys[taken++] = session->keys[i];
	session->keys = keys;
	session->count = taken;
	return true;
}
