/* daily.c - what belongs to a day: its question, and the goal.
 *
 * A goal counts the answers that keep a streak: no junk, and long enough.
 * It asks and rewards nothing; a day below it breaks nothing.
 */
#include "app/practice/practice.h"

/* The bank that was named, else the built-in one. */
static bool find_bank(struct app *app, const struct arguments *words,
		      const char **bank, struct error *err)
{
	struct strings ids = { 0 };
	struct bank_row *rows;
	const char *near;
	size_t count;

	*bank = NULL;
	if (words->count > 1)
		return error_set(err, "'%s' is too much: practise today "
				 "[BANK]", words->list[1]);
	if (!store_banks(app->store, &app->turn, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		*bank = rows[i].id;
		if (words->count > 0 ? str_is(str_of(*bank), words->list[0])
				     : str_is(str_of(rows[i].path),
					      app->shipped))
			return true;
		strings_add(&app->turn, &ids, *bank);
	}
	if (words->count == 0)
		return count > 0 ||
		       error_set(err, "there is no bank; add one with 'bank "
				 "add'");
	near = text_nearest(words->list[0], &ids);
	return error_set(err, near ? "no bank '%s'; did you mean '%s'?"
				   : "no bank '%s'; see 'bank list'",
			 words->list[0], near);
}

static void show_today(struct app *app, const struct question_row *row)
{
	int64_t today = app_today(app);
	struct screen screen;
	struct text day;

	text_init(&day, 32);
	date_add_day(&day, today);
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_DIM, 0, 0,
		    arena_printf(&app->turn, "The question of %s%s", day.s,
				 row->seen && row->last_day == today
				 ? ", which you have answered already"
				 : ""));
	text_release(&day);
}

bool today_choose(struct app *app, const struct arguments *words,
		  struct session *session, struct error *err)
{
	struct question_row row;
	const char *bank;
	int64_t key;

	if (!find_bank(app, words, &bank, err) ||
	    !store_question_of_day(app->store, &app->turn, bank,
				   app_today(app), &key, err))
		return false;
	if (!key)
		return error_set(err, "bank %s has no question to ask today",
				 bank);
	if (!store_question_by_key(app->store, &app->turn, key, &row, err))
		return false;
	session->keys = ARENA_NEW(&app->turn, int64_t);
	session->keys[0] = key;
	session->count = 1;
	show_today(app, &row);
	return true;
}

/* ---- the goal ---- */

bool goal_answered(struct app *app, int64_t *answered, struct error *err)
{
	return store_answered(app->store, app_today(app), answered, err);
}

bool goal_state(struct app *app, const char **state, struct error *err)
{
	int goal = app->settings.goal;
	int64_t answered;

	*state = NULL;
	if (goal == 0)
		return true;
	if (!goal_answered(app, &answered, err))
		return false;
	*state = answered >= goal ? "goal of today reached"
		: arena_printf(&app->turn, "%lld of %s today",
			       (long long)answered,
			       app_count(app, goal, "question"));
	return true;
}

bool show_goal(struct app *app, struct error *err)
{
	int goal = app->settings.goal;
	struct screen screen;
	int64_t answered;

	if (goal == 0)
		return true;
	if (!goal_answered(app, &answered, err))
		return false;
	app_screen(app, &screen);
	if (answered >= goal)
		screen_add(&screen, STYLE_GOOD, "Daily goal reached: %s.\n",
			   app_count(app, answered, "question"));
	else
		screen_add(&screen, STYLE_PLAIN, "Daily goal: %lld of %s.\n",
			   (long long)answered,
			   app_count(app, goal, "question"));
	return true;
}
