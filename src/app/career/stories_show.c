/* stories_show.c - `stories` alone, and `stories show`. */
#include "app/career/stories.h"

#include "app/career/path.h"

#include <inttypes.h>

static const char *const part_names[STAR_O] = { "situation", "task", "action",
						"result" };

/* ---- what is said of one ---- */

/* "STA-": a letter for each part that is told. */
static const char *parts_of(struct app *app, const struct told *told)
{
	static const char letters[] = "STAR";
	char parts[] = "----";

	if (!told->marked)
		return "";
	for (size_t i = 0; i < STAR_O; i++)
		if (told->has.parts[i])
			parts[i] = letters[i];
	return arena_strdup(&app->turn, parts);
}

/* What the path asks of each example and this one has not, as a list. */
static const char *lacks_of(struct app *app, const struct stories *stories,
			    const struct told *told)
{
	struct text text;
	const char *made;

	if (!told->marked)
		return "";
	text_init(&text, 1000);
	if (!told->has.parts[STAR_A])
		text_add(&text, "what you did");
	if (!told->has.outcome)
		text_addf(&text, "%san outcome that can be measured",
			  text.len ? ", " : "");
	if (stories->path && !told->has.comparison)
		text_addf(&text, "%sa comparison with how a %s meets the same "
			  "challenge", text.len ? ", " : "",
			  stories->path->to);
	made = text_dup(&app->turn, &text);
	text_release(&text);
	return made;
}

static void put_story(struct json *json, const struct stories *stories,
		      size_t i)
{
	const struct told *told = &stories->list[i];

	json_put_integer(json, "number", told->row.number);
	json_put(json, "title", told->row.title);
	path_put_day(json, "on", told->row.day);
	if (told->marked) {
		json_put_integer(json, "score", told->mark.score);
		json_put(json, "grade", grade_names[told->mark.grade]);
		json_name(json, "parts");
		json_open(json, '{');
		for (size_t p = 0; p < STAR_O; p++)
			json_put_bool(json, part_names[p],
				      told->has.parts[p]);
		json_close(json, '}');
		json_put_bool(json, "outcome", told->has.outcome);
		if (stories->path)
			json_put_bool(json, "comparison",
				      told->has.comparison);
	}
	json_put_integer(json, "serves",
			 (int64_t)stories->match.serves[i]);
}

/* ---- the list ---- */

static void put_range(struct json *json, const char *name,
		      const struct form_range *range)
{
	json_name(json, name);
	json_open(json, '{');
	json_put_integer(json, "low", range->low);
	json_put_integer(json, "high", range->high);
	json_close(json, '}');
}

static void list_json(struct app *app, const struct stories *stories)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	json_name(&json, "stories");
	json_open(&json, '[');
	for (size_t i = 0; i < stories->count; i++) {
		json_open(&json, '{');
		put_story(&json, stories, i);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_put_integer(&json, "questions",
			 (int64_t)stories->question_count);
	json_put_integer(&json, "served", (int64_t)stories->match.served);
	put_range(&json, "aim", &stories->aim);
	if (stories->explain.low > 0)
		put_range(&json, "explain", &stories->explain);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

static void show_table(struct app *app, struct screen *screen,
		       const struct stories *stories)
{
	static const char *const heads[] = { "no", "story", "score", "parts",
					     "serves" };
	struct table table = { .heads = heads, .columns = 5,
			       .rows = stories->count, .right = 1 | 4 };

	table.cells = ARENA_ARRAY(&app->turn, stories->count * 5,
				  const char *);
	for (size_t i = 0; i < stories->count; i++) {
		const struct told *told = &stories->list[i];
		const char **cells = table.cells + i * 5;

		cells[0] = arena_printf(&app->turn, "%" PRId64,
					told->row.number);
		cells[1] = told->row.title;
		cells[2] = !told->marked ? ""
			: arena_printf(&app->turn, "%d", told->mark.score);
		cells[3] = parts_of(app, told);
		cells[4] = arena_printf(&app->turn, "%zu of %zu",
					stories->match.serves[i],
					stories->question_count);
	}
	screen_table(screen, &table);
	if (!stories->list[0].marked)
		return;
	screen_wrap(screen, STYLE_DIM, 0, 0, arena_printf(&app->turn,
		    "STAR: situation, task, action, result; - is a part that "
		    "was not found. A story serves a behavioural question "
		    "where it would score %d or more as its answer.",
		    STORY_SERVES_FROM));
}

static void show_lacks(struct app *app, struct screen *screen,
		       const struct stories *stories)
{
	size_t told = 0;

	for (size_t i = 0; i < stories->count; i++) {
		const struct told *one = &stories->list[i];
		const char *lacks = lacks_of(app, stories, one);

		if (!*lacks)
			continue;
		if (told++ == 0)
			screen_wrap(screen, STYLE_BOLD, 0, 0, "Still lacking");
		screen_add(screen, STYLE_PLAIN, "%3" PRId64 "  ",
			   one->row.number);
		screen_wrap(screen, STYLE_PLAIN, 5, 5, lacks);
	}
}

static void show_aim(struct app *app, struct screen *screen,
		     const struct stories *stories)
{
	const char *aim = path_range(app, &stories->aim);
	int64_t count = (int64_t)stories->count;

	if (count < stories->aim.low)
		screen_wrap(screen, STYLE_WARN, 0, 0, arena_printf(&app->turn,
			    "Aim for %s stories; %" PRId64 " more to go.", aim,
			    stories->aim.low - count));
	else if (count > stories->aim.high)
		screen_wrap(screen, STYLE_PLAIN, 0, 0, arena_printf(&app->turn,
			    "%s stories, known well, are enough: keep those "
			    "that serve most.", aim));
	else
		screen_wrap(screen, STYLE_GOOD, 0, 0, arena_printf(&app->turn,
			    "%s stories is what to aim for: you have %" PRId64
			    ".", aim, count));
}

static void show_explaining(struct app *app, struct screen *screen,
			    const struct stories *stories)
{
	size_t count = 0;

	if (stories->explain.low == 0 || stories->count == 0)
		return;
	for (size_t i = 0; i < stories->count; i++)
		count += stories->list[i].has.comparison;
	screen_wrap(screen, STYLE_PLAIN, 0, 0, arena_printf(&app->turn,
		    "%s of them should serve to explain the change itself: "
		    "%zu name%s the job you want, as such a story must.",
		    path_range(app, &stories->explain), count,
		    count == 1 ? "s" : ""));
}

static void show_served(struct app *app, struct screen *screen,
			const struct stories *stories)
{
	size_t open = stories->question_count - stories->match.served;

	if (stories->count == 0 || stories->question_count == 0)
		return;
	screen_wrap(screen, STYLE_PLAIN, 0, 0, arena_printf(&app->turn,
		    "Together they serve %zu of the %s%zu behavioural "
		    "questions%s", stories->match.served,
		    stories->more ? "first " : "", stories->question_count,
		    open ? "; 'stories match' shows which, and which none "
		    "serves." : "."));
}

static void list_screen(struct app *app, const struct stories *stories)
{
	struct screen screen;

	app_screen(app, &screen);
	if (stories->count > 0)
		show_table(app, &screen, stories);
	else
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "No stories yet; "
			    "'stories add TITLE' keeps one, typed like an "
			    "answer. They stay on this machine.");
	show_lacks(app, &screen, stories);
	show_aim(app, &screen, stories);
	show_explaining(app, &screen, stories);
	show_served(app, &screen, stories);
}

bool stories_list(struct app *app, struct error *err)
{
	struct stories stories;

	if (!stories_read(app, &stories, err) ||
	    !stories_match(app, &stories, err))
		return false;
	if (app->json)
		list_json(app, &stories);
	else
		list_screen(app, &stories);
	return true;
}

/* ---- one ---- */

static int score_for(const struct stories *stories, size_t story,
		     size_t question)
{
	const struct story_fit *fits = story_fits(&stories->match, question);

	while (fits->story != story)
		fits++;
	return fits->score;
}

static void one_json(struct app *app, const struct stories *stories,
		     const struct told *told)
{
	size_t at = (size_t)(told - stories->list);
	struct json json = app_json(app);

	json_open(&json, '{');
	put_story(&json, stories, at);
	json_put(&json, "text", told->row.text);
	json_name(&json, "questions");
	json_open(&json, '[');
	for (size_t q = 0; q < stories->question_count; q++) {
		int score = score_for(stories, at, q);

		if (score < STORY_SERVES_FROM)
			continue;
		json_open(&json, '{');
		json_put(&json, "question", stories->questions[q].name);
		json_put_integer(&json, "score", score);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

/* "It serves 2 of the 15 behavioural questions: beh-a (75), beh-b (41)." */
static void show_questions(struct screen *screen,
			   const struct stories *stories,
			   const struct told *told)
{
	size_t at = (size_t)(told - stories->list), shown = 0;
	struct text line;

	if (stories->question_count == 0) {
		screen_wrap(screen, STYLE_PLAIN, 0, 0, "No bank of yours has "
			    "behavioural questions.");
		return;
	}
	text_init(&line, 64 << 10);
	text_addf(&line, "It serves %zu of the %zu behavioural questions",
		  stories->match.serves[at], stories->question_count);
	for (size_t q = 0; q < stories->question_count; q++) {
		int score = score_for(stories, at, q);

		if (score >= STORY_SERVES_FROM)
			text_addf(&line, "%s %s (%d)", shown++ ? "," : ":",
				  stories->questions[q].name, score);
	}
	text_add(&line, ".");
	screen_wrap(screen, STYLE_PLAIN, 0, 0, line.s);
	text_release(&line);
}

static void show_worth(struct app *app, const struct stories *stories,
		       const struct told *told)
{
	const char *lacks = lacks_of(app, stories, told);
	struct screen screen;

	if (told->marked)
		show_mark_of(app, &told->mark, str_of(told->row.text));
	app_screen(app, &screen);
	if (*lacks) {
		screen_add(&screen, STYLE_BOLD, "Still lacking: ");
		screen_wrap(&screen, STYLE_PLAIN, 15, 15, lacks);
	}
	show_questions(&screen, stories, told);
}

static void show_text(struct app *app, const struct told *told)
{
	struct str rest = str_of(told->row.text), line;
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "%" PRId64 "  ", told->row.number);
	screen_wrap(&screen, STYLE_BOLD, 3, 3, told->row.title);
	while (str_cut(&rest, '\n', &line))
		screen_wrap(&screen, STYLE_PLAIN, 0, 0,
			    str_dup(&app->turn, line));
	screen_add(&screen, STYLE_PLAIN, "\n");
}

bool stories_show(struct app *app, const struct arguments *arguments,
		  struct error *err)
{
	struct stories stories;
	const struct told *told;

	if (arguments->count < 2)
		return error_set(err, "stories show needs the number of a "
				 "story; 'stories' lists them");
	if (!stories_read(app, &stories, err))
		return false;
	told = stories_find(&stories, arguments->list[1], err);
	if (!told || !stories_match(app, &stories, err))
		return false;
	if (app->json) {
		one_json(app, &stories, told);
		return true;
	}
	show_text(app, told);
	show_worth(app, &stories, told);
	return true;
}

bool stories_say(struct app *app, int64_t number, struct error *err)
{
	const char *name = arena_printf(&app->turn, "%" PRId64, number);
	struct stories stories;
	const struct told *told;

	if (!stories_read(app, &stories, err))
		return false;
	told = stories_find(&stories, name, err);
	if (!told || !stories_match(app, &stories, err))
		return false;
	if (app->json) {
		one_json(app, &stories, told);
		return true;
	}
	app_say(app, "Kept as number %" PRId64 ": %s\n", number,
		told->row.title);
	show_worth(app, &stories, told);
	return true;
}
