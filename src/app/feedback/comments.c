/* comments.c - what people and models said of answers.
 *
 * Always with who said it, and whether that is a person or a model. A comment
 * is text from outside: the screen makes it safe, and nothing in it is obeyed.
 */
#include "app/feedback/feedback.h"

#include <inttypes.h>

enum { NEW_MOST = 10, NEW_BYTES = 600, LIST_MOST = 50 };

const char *feedback_day(struct app *app, int64_t utc)
{
	struct moment at = { utc, app->now(app).offset };

	return app_day_name(app, plan_day(at, app->settings.rollover));
}

/* "Ann, a person, yesterday". */
static const char *who(struct app *app, const struct comment *comment)
{
	return arena_printf(&app->turn, "%s, %s, %s",
			    comment->author[0] ? comment->author : "Unnamed",
			    comment->model ? "a model" : "a person",
			    feedback_day(app, comment->at));
}

/* The beginning of a text that is longer than most, and that it goes on. */
static const char *beginning(struct app *app, const char *string, size_t most)
{
	struct text text;
	const char *cut;

	if (strlen(string) <= most)
		return string;
	text_init(&text, most);
	text_add(&text, string);
	cut = arena_printf(&app->turn, "%s ...", text.s);
	text_release(&text);
	return cut;
}

static void show_text(struct screen *screen, const char *text)
{
	screen_add(screen, STYLE_PLAIN, "  ");
	screen_wrap(screen, STYLE_PLAIN, 2, 2, text);
}

bool comments_show(struct app *app, const char *attempt, struct error *err)
{
	struct comment *list;
	struct screen screen;
	size_t count;

	if (!store_comments(app->store, &app->turn, attempt, &list, &count,
			    err))
		return false;
	app_screen(app, &screen);
	for (size_t i = 0; i < count; i++) {
		screen_wrap(&screen, STYLE_ACCENT, 0, 0,
			    arena_printf(&app->turn, "Comment by %s:",
					 who(app, &list[i])));
		show_text(&screen, list[i].text);
	}
	return true;
}

/* ---- JSON ---- */

static void to_json(struct json *json, const struct comment *comment)
{
	struct moment at = { .utc = comment->at };
	struct text text;

	text_init(&text, 64);
	date_add(&text, at);
	json_open(json, '{');
	json_put(json, "id", comment->id);
	json_put(json, "attempt", comment->attempt);
	json_put(json, "question", comment->question);
	json_put(json, "at", text.s);
	json_put(json, "author", comment->author);
	json_put(json, "by", comment->model ? "model" : "person");
	json_put(json, "text", comment->text);
	json_put_bool(json, "seen", comment->seen);
	json_close(json, '}');
	text_release(&text);
}

bool comments_member(struct app *app, struct json *json, const char *attempt,
		     struct error *err)
{
	struct comment *list;
	size_t count;

	if (!store_comments(app->store, &app->turn, attempt, &list, &count,
			    err))
		return false;
	json_name(json, "comments");
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		to_json(json, &list[i]);
	json_close(json, ']');
	return true;
}

/* ---- lists ---- */

/* What it is on: "sql-joins, number 12". */
static const char *about(struct app *app, const struct comment *comment)
{
	return comment->question
		? arena_printf(&app->turn, "%s, number %" PRId64,
			       comment->question, comment->number)
		: "a session";
}

static void show_under_head(struct app *app, struct screen *screen,
			    const struct comment *comment, size_t most)
{
	screen_wrap(screen, STYLE_ACCENT, 0, 0,
		    arena_printf(&app->turn, "On %s, by %s:",
				 about(app, comment), who(app, comment)));
	show_text(screen, beginning(app, comment->text, most));
}

bool comments_show_new(struct app *app, bool headed, struct error *err)
{
	struct comment *list;
	struct screen screen;
	size_t count, shown;

	if (!store_comments(app->store, &app->turn, NULL, &list, &count, err))
		return false;
	if (count == 0)
		return true;
	app_screen(app, &screen);
	if (headed)
		screen_add(&screen, STYLE_BOLD, "%s:\n",
			   app_count(app, (int64_t)count, "new comment"));
	shown = count < NEW_MOST ? count : NEW_MOST;
	for (size_t i = 0; i < shown; i++)
		show_under_head(app, &screen, &list[i], NEW_BYTES);
	if (shown < count)
		screen_wrap(&screen, STYLE_DIM, 0, 0,
			    arena_printf(&app->turn, "and %zu more; see "
					 "'feedback comments'",
					 count - shown));
	return store_comments_seen(app->store, err);
}

bool comments_list(struct app *app, int64_t most, struct error *err)
{
	struct comment *list;
	struct screen screen;
	struct json json = app_json(app);
	size_t count;

	if (!store_latest_comments(app->store, &app->turn,
				   (size_t)(most ? most : LIST_MOST), &list,
				   &count, err))
		return false;
	app_screen(app, &screen);
	if (app->json)
		json_open(&json, '[');
	else if (count == 0)
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "No comments yet.");
	for (size_t i = 0; i < count; i++) {
		if (app->json)
			to_json(&json, &list[i]);
		else
			show_under_head(app, &screen, &list[i], COMMENT_MAX);
	}
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
	}
	return store_comments_seen(app->store, err);
}
