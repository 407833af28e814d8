/* adverts_keep.c - `adverts add`, `list` and `remove`. */
#include "app/career/adverts.h"

#include <inttypes.h>

enum {
	NAME_WIDTH = 60,	/* bytes of a first line as a name */
	WIDE = 60,		/* columns that a table needs */
};

/* ---- add ---- */

/* At the prompt and at a terminal a line with a full stop ends a paste; it may
 * hold empty lines. */
static void read_pasted(struct app *app, struct text *text)
{
	struct term_reader reader = { .prompt = "> ",
				      .history = TERM_ANSWERS };
	struct text line;

	text_add(&app->out, "Paste the advert; a line with only a full stop "
		 "ends it.\n");
	app_flush(app);
	text_init(&line, TERM_LINE_MAX);
	for (;;) {
		text_reset(&line);
		if (term_read(app->term, &reader, &line) != TERM_LINE ||
		    str_is(text_str(&line), "."))
			break;
		text_add_str(text, text_str(&line));
		text_add_char(text, '\n');
	}
	text_release(&line);
}

static bool read_advert(struct app *app, const char *path, struct str *text,
			struct error *err)
{
	struct text pasted;

	if (!str_is(str_of(path), "-") ||
	    !(app->repl || term_is_interactive(app->term)))
		return file_read(&app->turn, path, ADVERT_MAX, text, err);
	text_init(&pasted, ADVERT_MAX);
	read_pasted(app, &pasted);
	*text = str_of(text_dup(&app->turn, &pasted));
	text_release(&pasted);
	return true;
}

/* The text made safe to keep: what is no text is refused. */
static bool check_text(struct app *app, const char *path, struct str text,
		       const char **safe, struct error *err)
{
	const char *what = str_is(str_of(path), "-") ? "what was pasted" : path;
	struct text clean;

	if (str_trim(text).len == 0)
		return error_set(err, "%s is empty; an advert is a text",
				 what);
	if (memchr(text.s, '\0', text.len))
		return error_set(err, "%s is no text; save the advert as text "
				 "first", what);
	if (utf8_check(text) < text.len)
		return error_set(err, "%s is not in UTF-8; save it so, or "
				 "paste it with 'adverts add -'", what);
	text_init(&clean, ADVERT_MAX * 3);
	utf8_add_safe(&clean, text);
	*safe = text_dup(&app->turn, &clean);
	text_release(&clean);
	return true;
}

/* As given, else the file's name, else the first line that says something. */
static const char *name_of(struct app *app, const char *path,
			   const char *given, const char *text)
{
	struct str rest = str_of(text), line;
	const char *slash = strrchr(path, '/');
	struct text name;
	const char *made;

	if (given)
		return given;
	if (!str_is(str_of(path), "-"))
		return slash ? slash + 1 : path;
	do {
		if (!str_cut(&rest, '\n', &line))
			return "pasted";
		line = str_trim(line);
	} while (line.len == 0);
	text_init(&name, NAME_WIDTH);		/* cuts at a character */
	text_add_str(&name, line);
	made = text_dup(&app->turn, &name);
	text_release(&name);
	return made;
}

static void put_advert(struct json *json, const struct advert *advert,
		       const struct advert_reader *reader,
		       const struct requirements *found)
{
	struct text day;

	text_init(&day, 32);
	date_add_day(&day, advert->day);
	json_open(json, '{');
	json_put_integer(json, "number", advert->number);
	json_put(json, "name", advert->name);
	json_put(json, "added", day.s);
	adverts_put(json, reader, found);
	json_close(json, '}');
	text_release(&day);
}

static bool add_one(struct app *app, const struct advert_reader *reader,
		    const char *path, const char *given, struct json *json,
		    struct error *err)
{
	struct advert advert = { .day = app_today(app) };
	struct requirements found;
	struct str text;
	bool known;

	if (!read_advert(app, path, &text, err) ||
	    !check_text(app, path, text, &advert.text, err))
		return false;
	advert.name = name_of(app, path, given, advert.text);
	if (!store_add_advert(app->store, &advert, &known, err))
		return false;
	if (known && !app->json) {
		app_wrap(app, "%s is here already, as number %" PRId64 ".",
			 advert.name, advert.number);
		return true;
	}
	advert_read(&app->turn, reader, str_of(advert.text), &found);
	if (app->json)
		put_advert(json, &advert, reader, &found);
	else
		app_say(app, "%" PRId64 "  %s: it asks for %s.\n",
			advert.number, advert.name, found.count == 0 ?
			"nothing that the vocabulary knows" :
			app_count(app, (int64_t)found.count, "thing"));
	return true;
}

bool adverts_add(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	const char *name = option(arguments, "name");
	struct json json = app_json(app);
	struct advert_reader *reader;
	bool ok = true;

	if (arguments->count < 2)
		return error_set(err, "adverts add needs a file with a job "
				 "advert as text, or '-' to paste one");
	if (name && (arguments->count > 2 || !*name))
		return error_set(err, "--name is the name of one advert");
	if (!adverts_reader(app, &reader, err))
		return false;
	if (app->json)
		json_open(&json, '[');
	for (size_t i = 1; ok && i < arguments->count; i++)
		ok = add_one(app, reader, arguments->list[i], name, &json,
			     err);
	if (app->json) {	/* those before one that was refused are kept */
		json_close(&json, ']');
		text_add(&app->out, "\n");
	}
	return ok;
}

/* ---- list ---- */

static size_t count_kind(const struct requirements *found,
			 enum advert_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < found->count; i++)
		count += found->list[i].kind == kind;
	return count;
}

static void list_json(struct app *app, const struct advert *adverts,
		      size_t count, const struct advert_reader *reader)
{
	struct json json = app_json(app);
	struct requirements found;

	json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		advert_read(&app->turn, reader, str_of(adverts[i].text),
			    &found);
		put_advert(&json, &adverts[i], reader, &found);
	}
	json_close(&json, ']');
	text_add(&app->out, "\n");
}

/* Where a table would cut the names. */
static void list_lines(struct app *app, struct screen *screen,
		       const struct advert *adverts, size_t count,
		       const struct advert_reader *reader)
{
	struct requirements found;

	for (size_t i = 0; i < count; i++) {
		advert_read(&app->turn, reader, str_of(adverts[i].text),
			    &found);
		screen_add(screen, STYLE_DIM, "%3" PRId64 "  ",
			   adverts[i].number);
		screen_wrap(screen, STYLE_PLAIN, 5, 5, arena_printf(&app->turn,
			    "%s, added %s: %zu essential, %zu nice",
			    adverts[i].name, app_day_name(app, adverts[i].day),
			    count_kind(&found, ADVERT_ESSENTIAL),
			    count_kind(&found, ADVERT_NICE)));
	}
}

static void list_table(struct app *app, const struct advert *adverts,
		       size_t count, const struct advert_reader *reader)
{
	static const char *const heads[] = { "no", "added", "advert",
					     "essential", "nice" };
	struct table table = { .heads = heads, .columns = 5, .rows = count,
			       .right = 1 | 8 | 16 };
	struct requirements found;
	struct screen screen;

	app_screen(app, &screen);
	if (screen.width < WIDE) {
		list_lines(app, &screen, adverts, count, reader);
		return;
	}
	table.cells = ARENA_ARRAY(&app->turn, count * 5, const char *);
	for (size_t i = 0; i < count; i++) {
		const char **cells = table.cells + i * 5;

		advert_read(&app->turn, reader, str_of(adverts[i].text),
			    &found);
		cells[0] = arena_printf(&app->turn, "%" PRId64,
					adverts[i].number);
		cells[1] = app_day_name(app, adverts[i].day);
		cells[2] = adverts[i].name;
		cells[3] = arena_printf(&app->turn, "%zu",
			count_kind(&found, ADVERT_ESSENTIAL));
		cells[4] = arena_printf(&app->turn, "%zu",
			count_kind(&found, ADVERT_NICE));
	}
	screen_table(&screen, &table);
}

bool adverts_list(struct app *app, const struct arguments *arguments,
		  struct error *err)
{
	struct advert_reader *reader;
	struct advert *adverts;
	size_t count;

	(void)arguments;
	if (!adverts_reader(app, &reader, err) ||
	    !store_adverts(app->store, &app->turn, &adverts, &count, err))
		return false;
	if (app->json)
		list_json(app, adverts, count, reader);
	else if (count == 0)
		app_wrap(app, "No adverts yet; 'adverts add FILE' adds one.");
	else
		list_table(app, adverts, count, reader);
	return true;
}

/* ---- remove ---- */

static bool remove_one(struct app *app, const char *given, struct json *json,
		       struct error *err)
{
	int64_t number;
	bool found = false;

	if (text_number(str_of(given), 1, INT64_MAX, &number) &&
	    !store_remove_advert(app->store, number, &found, err))
		return false;
	if (!found)
		return error_set(err, "there is no advert number '%s'; see "
				 "'adverts list'", given);
	if (!app->json) {
		app_wrap(app, "Advert %" PRId64 " was removed.", number);
		return true;
	}
	json_open(json, '{');
	json_put_integer(json, "removed", number);
	json_close(json, '}');
	return true;
}

bool adverts_remove(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	struct json json = app_json(app);
	bool ok = true;

	if (arguments->count < 2)
		return error_set(err, "adverts remove needs the number of an "
				 "advert; see 'adverts list'");
	if (app->json)
		json_open(&json, '[');
	for (size_t i = 1; ok && i < arguments->count; i++)
		ok = remove_one(app, arguments->list[i], &json, err);
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
	}
	return ok;
}
