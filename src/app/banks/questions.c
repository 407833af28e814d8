/* questions.c - the commands `questions` and `show`.
 *
 * The list can be long (an instructor's bank may hold 100,000 questions), so
 * rows are written as they are read.
 */
#include "app/commands.h"
#include "app/practice/practice.h"

#include <inttypes.h>

struct listing {
	struct app *app;
	struct json json;
	size_t count;
	struct strings cells;
	struct arena arena;
};

static void strings_to_json(struct json *json, const char *name,
			    const struct strings *strings)
{
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < strings->count; i++)
		json_string(json, str_of(strings->list[i]));
	json_close(json, ']');
}

static bool list_json(void *context, const struct question_row *row)
{
	struct listing *listing = context;
	struct json *json = &listing->json;

	json_open(json, '{');
	json_put(json, "id", row->name);
	json_put(json, "bank", row->bank);
	json_put(json, "kind", row->kind);
	json_put(json, "skill", row->skill);
	json_put(json, "level", row->level);
	json_put_integer(json, "minutes", row->minutes);
	strings_to_json(json, "rubrics", &row->rubrics);
	json_put_integer(json, "points", row->points);
	json_put_integer(json, "samples", row->samples);
	json_put_bool(json, "favourite", row->wanted > 0);
	json_put_bool(json, "never", row->wanted < 0);
	json_close(json, '}');
	return app_flush_full(listing->app);
}

static bool list_row(void *context, const struct question_row *row)
{
	struct listing *listing = context;
	const char *cells[] = { row->name, row->skill, row->level,
				row->prompt };

	for (size_t i = 0; i < 4; i++)
		strings_add(&listing->arena, &listing->cells,
			    arena_strdup(&listing->arena, cells[i]));
	listing->count++;
	return true;
}

static void show_rows(struct listing *listing)
{
	static const char *const heads[] = { "id", "skill", "level",
					     "question" };
	struct table table = { .heads = heads, .columns = 4,
			       .cells = listing->cells.list,
			       .rows = listing->count };
	struct screen screen;

	app_screen(listing->app, &screen);
	screen_table(&screen, &table);
	screen_add(&screen, STYLE_DIM, "%s\n",
		   app_count(listing->app, (int64_t)listing->count,
			     "question"));
}

static bool run_questions(struct app *app, const struct arguments *arguments,
			  struct error *err)
{
	struct listing listing = { .app = app };
	struct question_filter filter = {
		.bank = option(arguments, "bank"),
		.skill = option(arguments, "skill"),
		.kind = option(arguments, "kind"),
		.level = option(arguments, "level"),
		.text = arguments->count ? arguments->list[0] : NULL,
		.retired = option(arguments, "retired") != NULL,
		.wanted = option(arguments, "favourite") ? 1 :
			  option(arguments, "never") ? -1 : 0,
	};
	bool ok;

	if (filter.wanted > 0 && option(arguments, "never"))
		return error_set(err, "--favourite and --never have nothing in "
				 "common; leave one out");

	arena_init(&listing.arena, 0);
	listing.json = app_json(app);
	if (app->json)
		json_open(&listing.json, '[');
	ok = store_questions(app->store, &filter,
			     app->json ? list_json : list_row, &listing, err);
	if (app->json) {
		json_close(&listing.json, ']');
		text_add(&app->out, "\n");
	} else if (ok) {
		show_rows(&listing);
	}
	arena_release(&listing.arena);
	return ok;
}

static const char *const questions_options[] = {
	"json", "skill=", "kind=", "level=", "bank=", "retired",
	"favourite", "never", NULL
};

const struct command command_questions = {
	.name = "questions",
	.usage = "[TEXT] [--skill S] [--kind K] [--level L] [--bank B] "
		 "[--retired] [--favourite|--never] [--json]",
	.summary = "list the questions there are",
	.options = questions_options,
	.max = 1,
	.run = run_questions,
};

/* ---- show ---- */

static void show_head(struct app *app, const struct question_row *row,
		      const struct question *question)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_ACCENT, "%s", row->name);
	screen_add(&screen, STYLE_DIM, "   %s, %s, %d min, bank %s%s%s\n",
		   row->skill, row->level, row->minutes, row->bank,
		   row->retired ? ", retired" : "",
		   row->wanted > 0 ? ", a favourite" :
		   row->wanted < 0 ? ", never asked" : "");
	screen_wrap(&screen, STYLE_BOLD, 0, 0, question->prompt);
	screen_add(&screen, STYLE_PLAIN, "%s, %s, %s",
		   app_count(app, (int64_t)question->hints.count, "hint"),
		   app_count(app, row->points, "key point"),
		   app_count(app, (int64_t)question->follow_up_count,
			     "follow-up"));
	if (row->seen)
		screen_add(&screen, STYLE_PLAIN, ", next due %s",
			   app_day_name(app, row->due_day));
	screen_add(&screen, STYLE_PLAIN, "\n");
}

static void show_answer(struct app *app, const struct loaded *loaded)
{
	static const char *const cores[CORE_COUNT] = {
		"", " (the heart of it)", " (half of the heart of it)",
	};
	const struct question *question = &loaded->question;
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "Key points\n");
	for (size_t r = 0; r < question->rubrics.count; r++)
		for (size_t i = 0; i < loaded->rubrics[r]->point_count; i++) {
			const struct point *point =
				&loaded->rubrics[r]->points[i];

			screen_add(&screen, STYLE_PLAIN, "  %4g  ",
				   point->worth);
			screen_wrap(&screen, STYLE_PLAIN, 8, 8,
				    arena_printf(&app->turn, "%s%s",
						 point->says,
						 cores[point->core]));
		}
	screen_add(&screen, STYLE_BOLD, "Model answer\n");
	screen_wrap(&screen, STYLE_PLAIN, 0, 2, question->model);
	if (question->reading.count > 0)
		screen_add(&screen, STYLE_BOLD, "Further reading\n");
	for (size_t i = 0; i < question->reading.count; i++)
		screen_wrap(&screen, STYLE_PLAIN, 0, 2,
			    question->reading.list[i]);
}

static bool run_show(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	struct question_row row;
	struct loaded loaded;

	if (!store_find_question(app->store, &app->turn, arguments->list[0],
				 &row, err) ||
	    !store_load(app->store, &app->turn, &row, &loaded, err))
		return false;
	if (app->json) {
		struct json json = app_json(app);

		bank_question_to_json(&json, &loaded.question);
		text_add(&app->out, "\n");
		return true;
	}
	show_head(app, &row, &loaded.question);
	if (!show_notes(app, row.bank, row.id, err))
		return false;
	if (option(arguments, "answer"))
		show_answer(app, &loaded);
	return true;
}

static const char *const show_options[] = { "json", "answer", NULL };

const struct command command_show = {
	.name = "show",
	.usage = "QUESTION-ID [--answer] [--json]",
	.summary = "show a question; with --answer its points and model answer",
	.options = show_options,
	.min = 1, .max = 1,
	.completes = COMPLETES_QUESTIONS,
	.run = run_show,
};
