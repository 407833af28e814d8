/* stories_match.c - `stories match`: which story serves which question. */
#include "app/career/stories.h"

#include <inttypes.h>

/* ---- as JSON ---- */

static void put_fits(struct json *json, const struct stories *stories,
		     size_t question)
{
	const struct story_fit *fits = story_fits(&stories->match, question);

	json_open(json, '{');
	json_put(json, "question", stories->questions[question].name);
	json_put_bool(json, "served", stories->match.serving[question] > 0);
	json_name(json, "stories");
	json_open(json, '[');
	for (size_t i = 0; i < stories->count; i++) {
		const struct told *told = &stories->list[fits[i].story];

		json_open(json, '{');
		json_put_integer(json, "number", told->row.number);
		json_put(json, "title", told->row.title);
		json_put_integer(json, "score", fits[i].score);
		json_put_bool(json, "serves",
			      fits[i].score >= STORY_SERVES_FROM);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void match_json(struct app *app, const struct stories *stories)
{
	struct json json = app_json(app);

	json_open(&json, '[');
	for (size_t i = 0; i < stories->question_count; i++)
		put_fits(&json, stories, i);
	json_close(&json, ']');
	text_add(&app->out, "\n");
}

/* ---- all questions ---- */

/* "2 (88), 1 (45)": numbers of stories, with their scores. */
static const char *list_fits(struct app *app, const struct stories *stories,
			     size_t question, size_t count)
{
	const struct story_fit *fits = story_fits(&stories->match, question);
	struct text text;
	const char *made;

	text_init(&text, 4096);
	for (size_t i = 0; i < count; i++)
		text_addf(&text, "%s%" PRId64 " (%d)", i ? ", " : "",
			  stories->list[fits[i].story].row.number,
			  fits[i].score);
	made = text_dup(&app->turn, &text);
	text_release(&text);
	return made;
}

/* Those that are served, or those that are not, each with its fits. */
static void show_questions(struct app *app, struct screen *screen,
			   const struct stories *stories, bool served)
{
	static const char *const good[] = { "question", "story (score)" };
	static const char *const none[] = { "no story serves", "nearest" };
	struct table table = { .heads = served ? good : none, .columns = 2 };

	table.cells = ARENA_ARRAY(&app->turn, stories->question_count * 2,
				  const char *);
	for (size_t i = 0; i < stories->question_count; i++) {
		size_t serving = stories->match.serving[i];
		const char **cells = table.cells + table.rows * 2;

		if ((serving > 0) != served)
			continue;
		cells[0] = stories->questions[i].name;
		cells[1] = list_fits(app, stories, i, served ? serving : 1);
		table.rows++;
	}
	if (table.rows > 0)
		screen_table(screen, &table);
}

static void match_screen(struct app *app, const struct stories *stories)
{
	const struct story_match *match = &stories->match;
	struct screen screen;

	app_screen(app, &screen);
	if (stories->question_count == 0) {
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "No bank of yours has "
			    "behavioural questions.");
		return;
	}
	show_questions(app, &screen, stories, true);
	if (match->served > 0 && match->served < stories->question_count)
		screen_add(&screen, STYLE_PLAIN, "\n");
	show_questions(app, &screen, stories, false);
	screen_wrap(&screen, STYLE_DIM, 0, 0, arena_printf(&app->turn,
		    "%zu of %s%zu behavioural questions are served, by a "
		    "score of %d or more. 'stories match QUESTION' says what "
		    "a story lacks for one.", match->served,
		    stories->more ? "the first " : "",
		    stories->question_count, STORY_SERVES_FROM));
}

/* ---- one question ---- */

static void question_screen(struct app *app, const struct stories *stories)
{
	const struct story_fit *fits = story_fits(&stories->match, 0);
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_ACCENT, "%s\n", stories->questions[0].name);
	screen_wrap(&screen, STYLE_BOLD, 0, 0, stories->questions[0].prompt);
	for (size_t i = 0; i < stories->count; i++) {
		const struct told *told = &stories->list[fits[i].story];
		const char *fix = stories->fixes[fits[i].story];
		bool serves = fits[i].score >= STORY_SERVES_FROM;

		screen_symbol(&screen, serves ? STYLE_GOOD : STYLE_BAD,
			      serves ? SYMBOL_MET : SYMBOL_MISSED);
		screen_add(&screen, STYLE_PLAIN, " %3d  %2" PRId64 "  ",
			   fits[i].score, told->row.number);
		screen_wrap(&screen, STYLE_PLAIN, 11, 11, told->row.title);
		if (fix) {
			screen_add(&screen, STYLE_PLAIN, "%11s", "");
			screen_wrap(&screen, STYLE_DIM, 11, 11,
				    arena_printf(&app->turn, "Fix first: %s",
						 fix));
		}
	}
	if (stories->match.served == 0)
		screen_wrap(&screen, STYLE_WARN, 0, 0, "No story serves it "
			    "yet.");
}

bool stories_match_show(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	struct question_row row;
	struct stories stories;
	bool one = arguments->count > 1;

	if (one && !store_find_question(app->store, &app->turn,
					arguments->list[1], &row, err))
		return false;
	if (!stories_read(app, &stories, err) ||
	    !(one ? stories_match_one(app, &stories, &row, err)
		  : stories_match(app, &stories, err)))
		return false;
	if (app->json)
		match_json(app, &stories);
	else if (stories.count == 0)
		app_say(app, "No stories yet; 'stories add TITLE' keeps "
			"one.\n");
	else if (one)
		question_screen(app, &stories);
	else
		match_screen(app, &stories);
	return true;
}
