/* stories_keep.c - `stories add`, `edit`, `remove` and `export`.
 *
 * A story is typed like an answer, an empty line ending it, or read from a
 * file. What had been typed when Ctrl-C came is kept, for it can be gone on
 * with. A story leaves this machine only by `export`, into a file that the
 * learner names.
 */
#include "app/career/stories.h"

#include <inttypes.h>

/* ---- typed ---- */

enum typed { TYPED_LINE, TYPED_WHOLE, TYPED_BROKEN_OFF, TYPED_NOTHING };

static void say(struct app *app, const char *sentence)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_DIM, 0, 0, sentence);
	app_flush(app);
}

static void edit(struct app *app, struct text *text)
{
	struct error err = { 0 };
	struct screen screen;
	struct text line;

	text_init(&line, 2048);
	app_screen(app, &screen);
	if (term_edit(app->term, text, &err))
		screen_add(&screen, STYLE_DIM, "%s\n", text->s);
	else {
		error_show(&err, &line);
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, line.s);
	}
	app_flush(app);
	text_release(&line);
}

static enum typed obey(struct app *app, const char *line, struct text *text)
{
	struct str word = str_trim(str_of(line));

	if (str_is(word, ":quit"))
		return TYPED_NOTHING;
	if (str_is(word, ":edit"))
		edit(app, text);
	else if (str_is(word, ":clear"))
		text_reset(text);
	else
		say(app, "Here are :edit, :clear and :quit; begin with :: if "
		    "it is part of the story.");
	return TYPED_LINE;
}

/* What one line does to the text; a pasted one is text throughout. */
static enum typed take_line(struct app *app, const struct text *line,
			    struct text *text)
{
	bool pasted = strchr(line->s, '\n') != NULL;

	if (!pasted && str_trim(text_str(line)).len == 0) {
		if (text->len > 0)
			return TYPED_WHOLE;
		say(app, "(nothing typed yet; :quit leaves)");
		return TYPED_LINE;
	}
	if (!pasted && line->s[0] == ':' && line->s[1] != ':')
		return obey(app, line->s, text);
	text_add(text, line->s + (line->s[0] == ':' && !pasted));
	text_add_char(text, '\n');
	return TYPED_LINE;
}

static enum typed read_typed(struct app *app, struct text *text)
{
	struct term_reader reader = { .prompt = "> ",
				      .history = TERM_ANSWERS };
	enum typed typed = TYPED_LINE;
	struct text line;

	say(app, "Tell it as you would an interviewer (empty line ends it; "
	    ":edit :clear :quit)");
	text_init(&line, TERM_LINE_MAX);
	while (typed == TYPED_LINE) {
		enum term_event event = term_read(app->term, &reader, &line);

		if (event == TERM_LINE) {
			typed = take_line(app, &line, text);
			continue;
		}
		if (event == TERM_INTERRUPT)
			text_add_str(text, text_str(&line));
		typed = text->len == 0 ? TYPED_NOTHING
			: event == TERM_END ? TYPED_WHOLE : TYPED_BROKEN_OFF;
	}
	text_release(&line);
	return typed;
}

static const char *ask_title(struct app *app)
{
	struct term_reader reader = { .prompt = "> ",
				      .history = TERM_COMMANDS };
	const char *made = "";
	struct text line;

	say(app, "What will you call it?");
	text_init(&line, TERM_LINE_MAX);
	if (term_read(app->term, &reader, &line) == TERM_LINE)
		made = text_dup(&app->turn, &line);
	text_release(&line);
	return made;
}

/* ---- checked ---- */

static bool check_title(struct app *app, const char *given,
			const char **title, struct error *err)
{
	struct str trimmed = str_trim(str_of(given));
	struct text clean;

	if (trimmed.len == 0)
		return error_set(err, "a story needs a title, such as \"The "
				 "slow checkout\"");
	if (trimmed.len > STORY_TITLE_MAX ||
	    memchr(trimmed.s, '\n', trimmed.len))
		return error_set(err, "a title is one line of at most %d "
				 "bytes", STORY_TITLE_MAX);
	text_init(&clean, STORY_TITLE_MAX * 4);
	utf8_add_safe(&clean, trimmed);
	*title = text_dup(&app->turn, &clean);
	text_release(&clean);
	return true;
}

static bool check_text(struct app *app, const char *where, struct str given,
		       const char **text, struct error *err)
{
	struct text clean;
	bool cut;

	if (memchr(given.s, '\0', given.len))
		return error_set(err, "%s is no text; a story is one", where);
	if (utf8_check(given) < given.len)
		return error_set(err, "%s is not in UTF-8; save it so", where);
	given = str_trim(given);
	if (given.len == 0)
		return error_set(err, "%s is empty; a story needs words",
				 where);
	text_init(&clean, STORY_MAX);
	utf8_add_safe(&clean, given);
	*text = text_dup(&app->turn, &clean);
	cut = clean.cut;
	text_release(&clean);
	return !cut || error_set(err, "%s is longer than a story may be (%d "
				 "bytes)", where, STORY_MAX);
}

static bool from_file(struct app *app, const char *path, const char **text,
		      struct error *err)
{
	struct str bytes;

	if (!str_is(str_of(path), "-") && !file_exists(path))
		return error_set(err, "there is no file '%s' (a title of "
				 "several words stands in quotes)", path);
	return file_read(&app->turn, path, STORY_MAX, &bytes, err) &&
	       check_text(app, str_is(str_of(path), "-") ? "what was piped in"
			  : path, bytes, text, err);
}

/* Typed; *text is NULL where the learner left without any. */
static bool from_prompt(struct app *app, const char **text, bool *broken,
			struct error *err)
{
	struct text typed;
	enum typed how;
	bool ok = true;

	*text = NULL;
	text_init(&typed, STORY_MAX);
	how = read_typed(app, &typed);
	*broken = how == TYPED_BROKEN_OFF;
	if (how != TYPED_NOTHING)
		ok = check_text(app, "what was typed", text_str(&typed), text,
				err);
	text_release(&typed);
	return ok;
}

static bool keep(struct app *app, struct story_row *row, struct error *err)
{
	bool taken;

	row->day = app_today(app);
	if (!store_keep_story(app->store, row, &taken, err))
		return error_prefix(err, "your story was not kept");
	if (taken)
		return error_set(err, "another story is called '%s'; give "
				 "this one another title", row->title);
	return stories_say(app, row->number, err);
}

/* ---- add ---- */

static bool is_free(struct app *app, const char *title, struct error *err)
{
	struct story_row *rows;
	size_t count;

	if (!store_stories(app->store, &app->turn, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (str_is(str_of(rows[i].title), title))
			return error_set(err, "number %" PRId64 " is called "
					 "'%s' already; 'stories edit %" PRId64
					 "' changes it", rows[i].number, title,
					 rows[i].number);
	return true;
}

bool stories_add(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	bool typed = arguments->count < 3, broken = false;
	struct story_row row = { .number = 0 };
	char uuid[37];

	if (!check_title(app, arguments->count > 1 ? arguments->list[1]
						   : ask_title(app),
			 &row.title, err) ||
	    !is_free(app, row.title, err))
		return false;
	if (!(typed ? from_prompt(app, &row.text, &broken, err)
		    : from_file(app, arguments->list[2], &row.text, err)))
		return false;
	if (!row.text) {
		say(app, "Nothing was kept.");
		return true;
	}
	app_uuid(app, uuid);
	row.id = uuid;
	if (!keep(app, &row, err))
		return false;
	if (broken && !app->json)
		app_say(app, "It is kept as far as you had typed it; 'stories "
			"edit %" PRId64 "' goes on.\n", row.number);
	return true;
}

/* ---- edit ---- */

static bool find(struct app *app, const struct arguments *arguments,
		 struct story_row *row, struct error *err)
{
	struct stories stories = { 0 };
	const struct told *told;
	struct story_row *rows;

	if (arguments->count < 2)
		return error_set(err, "stories %s needs the number of a story; "
				 "'stories' lists them", arguments->list[0]);
	if (!store_stories(app->store, &app->turn, &rows, &stories.count, err))
		return false;
	stories.list = ARENA_ARRAY(&app->turn, stories.count, struct told);
	for (size_t i = 0; i < stories.count; i++)
		stories.list[i].row = rows[i];
	told = stories_find(&stories, arguments->list[1], err);
	if (told)
		*row = told->row;
	return told != NULL;
}

static bool in_editor(struct app *app, const char **text, struct error *err)
{
	struct text edited;
	bool ok;

	text_init(&edited, STORY_MAX);
	text_addf(&edited, "%s\n", *text);
	ok = term_edit(app->term, &edited, err) &&
	     check_text(app, "what was edited", text_str(&edited), text, err);
	text_release(&edited);
	return ok;
}

bool stories_edit(struct app *app, const struct arguments *arguments,
		  struct error *err)
{
	const char *title = option(arguments, "title");
	struct story_row row;

	if (!find(app, arguments, &row, err) ||
	    (title && !check_title(app, title, &row.title, err)))
		return false;
	if (arguments->count > 2
	    ? !from_file(app, arguments->list[2], &row.text, err)
	    : !title && !in_editor(app, &row.text, err))
		return false;
	return keep(app, &row, err);
}

/* ---- remove ---- */

bool stories_remove(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	struct json json = app_json(app);
	struct story_row row;
	bool found;

	if (!find(app, arguments, &row, err) ||
	    !store_remove_story(app->store, row.number, &found, err))
		return false;
	if (!app->json) {
		app_say(app, "%s was removed; what was answered with it "
			"stays.\n", row.title);
		return true;
	}
	json_open(&json, '{');
	json_put_integer(&json, "number", row.number);
	json_put_bool(&json, "removed", found);
	json_close(&json, '}');
	text_add(&app->out, "\n");
	return true;
}

/* ---- export ---- */

/* As Markdown: each title a heading. */
static const char *as_text(struct app *app, const struct story_row *rows,
			   size_t count)
{
	struct text text;
	const char *made;

	text_init(&text, SIZE_MAX);
	for (size_t i = 0; i < count; i++)
		text_addf(&text, "%s# %s\n\n%s\n", i ? "\n" : "",
			  rows[i].title, rows[i].text);
	made = text_dup(&app->turn, &text);
	text_release(&text);
	return made;
}

bool stories_export(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	struct story_row *rows;
	const char *text, *path;
	size_t count;

	if (arguments->count < 2)
		return error_set(err, "stories export needs the name of a "
				 "file; stories leave only into one that you "
				 "name");
	path = arguments->list[1];
	if (!store_stories(app->store, &app->turn, &rows, &count, err))
		return false;
	if (count == 0)
		return error_set(err, "there are no stories to export");
	text = as_text(app, rows, count);
	if (str_is(str_of(path), "-")) {
		app_say(app, "%s", text);
		return true;
	}
	if (file_exists(path))
		return error_set(err, "%s is there already; name another "
				 "file", path);
	if (!file_write(path, str_of(text), err))
		return false;
	app_say(app, "%s in %s.\n", count == 1 ? "1 story is"
		: arena_printf(&app->turn, "%zu stories are", count), path);
	return true;
}
