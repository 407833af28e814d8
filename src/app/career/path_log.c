/* path_log.c - `path evidence`, `path contacts` and `path contact`. */
#include "app/career/path.h"
#include "app/career/subcommand.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- evidence ---- */

static const char *const kinds[] = {
	"project", "course", "certificate", "portfolio", "open-source",
	"freelance", "volunteer", "talk", "document", "other", NULL,
};

static bool is_kind(struct app *app, const char *kind, struct error *err)
{
	struct strings known = { 0 };
	const char *near;

	for (size_t i = 0; kinds[i]; i++) {
		if (str_is(str_of(kind), kinds[i]))
			return true;
		strings_add(&app->turn, &known, kinds[i]);
	}
	near = text_nearest(kind, &known);
	return error_set(err, near ? "no kind of evidence is '%s'; did you "
			 "mean '%s'?" : "no kind of evidence is '%s'; use "
			 "project, course, certificate, portfolio, "
			 "open-source, freelance, volunteer, talk, document "
			 "or other", kind, near);
}

static void put_evidence(struct json *json, const struct evidence_row *row)
{
	json_open(json, '{');
	json_put_integer(json, "number", row->number);
	path_put_day(json, "on", row->day);
	json_put(json, "kind", row->kind);
	json_put(json, "title", row->title);
	json_put(json, "for", *row->item ? row->item : NULL);
	json_put(json, "at", *row->place ? row->place : NULL);
	json_close(json, '}');
}

static void say_evidence(struct app *app, const struct evidence_row *row)
{
	struct json json = app_json(app);

	put_evidence(&json, row);
	text_add(&app->out, "\n");
}

static bool add_evidence(struct app *app, const struct arguments *arguments,
			 struct error *err)
{
	const char *item_name = option(arguments, "for");
	const struct path_item *item = NULL;
	char uuid[37];
	struct evidence_row row = { .id = uuid, .item = "" };
	struct walk walk;

	if (arguments->count < 4)
		return error_set(err, "path evidence add needs a kind and a "
				 "title: path evidence add project \"Booking "
				 "API\"");
	if (!is_kind(app, arguments->list[2], err) ||
	    !path_on_option(app, arguments, &row.day, err) ||
	    !path_walk(app, &walk, err) ||
	    (item_name && !path_item(app, &walk, item_name, &item, err)) ||
	    !path_words(app, arguments, 3, &row.title, err) ||
	    !path_text_option(app, arguments, "at", &row.place, err))
		return false;
	app_uuid(app, uuid);
	row.kind = arguments->list[2];
	row.item = item ? item->id : "";
	if (!*row.title)
		return error_set(err, "the evidence has no title; say what it "
				 "is");
	if (!store_add_evidence(app->store, &row, err))
		return false;
	if (app->json)
		say_evidence(app, &row);
	else
		app_say(app, "%" PRId64 "  %s: %s%s%s\n", row.number,
			row.kind, row.title, item ? ", for: " : "",
			item ? item->title : "");
	return true;
}

static bool read_number(const struct arguments *arguments, size_t at,
			const char *what, const char *lists, int64_t *number,
			struct error *err)
{
	if (arguments->count <= at)
		return error_set(err, "path %s %s needs a number; '%s' shows "
				 "them", what, arguments->list[1], lists);
	if (text_number(str_of(arguments->list[at]), 1, INT64_MAX, number))
		return true;
	return error_set(err, "'%s' is no number; '%s' shows those there are",
			 arguments->list[at], lists);
}

static bool remove_evidence(struct app *app,
			    const struct arguments *arguments,
			    struct error *err)
{
	int64_t number;
	bool found;

	if (!read_number(arguments, 2, "evidence", "path evidence", &number,
			 err) ||
	    !store_remove_evidence(app->store, number, &found, err))
		return false;
	if (!found)
		return error_set(err, "there is no evidence number %" PRId64
				 "; 'path evidence' shows it", number);
	if (app->json)
		path_put_removed(app, number);
	else
		app_wrap(app, "Evidence %" PRId64 " is gone.", number);
	return true;
}

static void show_evidence(struct app *app, struct screen *screen,
			  const struct walk *walk,
			  const struct evidence_row *row)
{
	const struct path_item *item = path_item_find(&walk->items, row->item);

	screen_add(screen, STYLE_BOLD, "%3" PRId64 "  ", row->number);
	screen_wrap(screen, STYLE_PLAIN, 5, 5, arena_printf(&app->turn,
		    "%s: %s, %s", row->kind, row->title,
		    app_day_name(app, row->day)));
	if (*row->place) {
		screen_add(screen, STYLE_PLAIN, "     ");
		screen_wrap(screen, STYLE_DIM, 5, 5, row->place);
	}
	if (*row->item) {
		screen_add(screen, STYLE_PLAIN, "     ");
		screen_wrap(screen, STYLE_DIM, 5, 5, arena_printf(&app->turn,
			    "for: %s", item ? item->title : row->item));
	}
}

static bool list_evidence(struct app *app, const struct arguments *arguments,
			  struct error *err)
{
	struct json json = app_json(app);
	struct evidence_row *rows;
	struct screen screen;
	struct walk walk;
	size_t count;

	(void)arguments;
	if (!path_walk(app, &walk, err) ||
	    !store_evidence(app->store, &app->turn, &rows, &count, err))
		return false;
	app_screen(app, &screen);
	if (app->json)
		json_open(&json, '[');
	else if (count == 0)
		app_wrap(app, "No evidence yet; 'path evidence add KIND TITLE' "
			"keeps a piece.");
	for (size_t i = 0; i < count; i++) {
		if (app->json)
			put_evidence(&json, &rows[i]);
		else
			show_evidence(app, &screen, &walk, &rows[i]);
	}
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
	}
	return true;
}

bool path_evidence(struct app *app, const struct arguments *arguments,
		   struct error *err)
{
	static const struct subcommand list[] = {
		{ "list", "", 1, list_evidence },
		{ "add", " for at on ", ARGUMENTS_MAX, add_evidence },
		{ "remove", "", 2, remove_evidence },
	};
	static const struct subcommands parts = {
		"path evidence", 1, list, sizeof(list) / sizeof(*list)
	};

	return arguments->count > 1
		? subcommand_run(app, &parts, arguments, err)
		: list_evidence(app, arguments, err);
}

/* ---- contacts ---- */

/* Warm before cold; then by when something is to be done. */
static int compare(const void *a, const void *b)
{
	const struct contact_row *one = a, *two = b;
	int64_t first = one->next_day ? one->next_day : INT64_MAX;
	int64_t second = two->next_day ? two->next_day : INT64_MAX;

	if (one->warm != two->warm)
		return one->warm ? -1 : 1;
	if (first != second)
		return first < second ? -1 : 1;
	return one->number < two->number ? -1 : 1;
}

static void put_contact(struct json *json, const struct contact_row *row)
{
	json_open(json, '{');
	json_put_integer(json, "number", row->number);
	path_put_day(json, "on", row->day);
	json_put(json, "name", row->name);
	json_put(json, "where", *row->place ? row->place : NULL);
	json_put_bool(json, "warm", row->warm);
	json_put(json, "next", *row->next ? row->next : NULL);
	path_put_day(json, "by", row->next_day);
	json_close(json, '}');
}

static void say_contact(struct app *app, const struct contact_row *row)
{
	struct json json = app_json(app);

	put_contact(&json, row);
	text_add(&app->out, "\n");
}

static void show_contact(struct app *app, struct screen *screen,
			 const struct contact_row *row)
{
	bool late = row->next_day && row->next_day < app_today(app);

	screen_add(screen, STYLE_BOLD, "%3" PRId64 "  ", row->number);
	screen_wrap(screen, STYLE_PLAIN, 5, 5, arena_printf(&app->turn,
		    "%s%s%s, %s; since %s", row->name,
		    *row->place ? ", " : "", row->place,
		    row->warm ? "warm" : "cold",
		    app_day_name(app, row->day)));
	if (!*row->next)
		return;
	screen_add(screen, STYLE_PLAIN, "     ");
	screen_wrap(screen, late ? STYLE_WARN : STYLE_PLAIN, 5, 5,
		    arena_printf(&app->turn, "next: %s",
				 path_due(app, row->next, row->next_day)));
}

bool path_contacts(struct app *app, struct error *err)
{
	struct json json = app_json(app);
	struct contact_row *rows;
	struct screen screen;
	size_t count;

	if (!store_contacts(app->store, &app->turn, &rows, &count, err))
		return false;
	if (count > 1)
		qsort(rows, count, sizeof(*rows), compare);
	app_screen(app, &screen);
	if (app->json)
		json_open(&json, '[');
	else if (count == 0)
		app_wrap(app, "No contacts yet; 'path contact add NAME' keeps "
			"one.");
	for (size_t i = 0; i < count; i++) {
		if (app->json)
			put_contact(&json, &rows[i]);
		else
			show_contact(app, &screen, &rows[i]);
	}
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
	}
	return true;
}

/* What --warm, --cold and --where say; what they do not name stays. */
static bool read_traits(struct app *app, const struct arguments *arguments,
			 struct contact_row *row, struct error *err)
{
	bool warm = option(arguments, "warm"), cold = option(arguments,
							      "cold");

	if (warm && cold)
		return error_set(err, "a contact is --warm or --cold, not "
				 "both");
	if (warm || cold)
		row->warm = warm;
	if (option(arguments, "where") &&
	    !path_text_option(app, arguments, "where", &row->place, err))
		return false;
	return true;
}

static bool add_contact(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	char uuid[37];
	struct contact_row row = { .id = uuid, .place = "", .next = "" };

	if (!path_words(app, arguments, 2, &row.name, err))
		return false;
	if (!*row.name)
		return error_set(err, "path contact add needs a name");
	if (option(arguments, "by") && !option(arguments, "next"))
		return error_set(err, "--by is the day of what is next; say "
				 "what that is with --next");
	if (!read_traits(app, arguments, &row, err) ||
	    !path_text_option(app, arguments, "next", &row.next, err) ||
	    !path_by_option(app, arguments, &row.next_day, err) ||
	    !path_on_option(app, arguments, &row.day, err))
		return false;
	app_uuid(app, uuid);
	if (!store_add_contact(app->store, &row, err))
		return false;
	if (app->json)
		say_contact(app, &row);
	else
		app_say(app, "%" PRId64 "  %s, %s%s\n", row.number, row.name,
			row.warm ? "warm" : "cold", *row.next ? "" :
			"; what is next? 'path contact next' keeps it");
	return true;
}

static bool find_contact(struct app *app, const struct arguments *arguments,
			 struct contact_row *row, struct error *err)
{
	struct contact_row *rows;
	int64_t number;
	size_t count;

	if (!read_number(arguments, 2, "contact", "path contacts", &number,
			 err) ||
	    !store_contacts(app->store, &app->turn, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].number != number)
			continue;
		*row = rows[i];
		return true;
	}
	return error_set(err, "there is no contact number %" PRId64 "; 'path "
			 "contacts' shows them", number);
}

/* What is to be done next, or that it was done. */
static bool read_next(struct app *app, const struct arguments *arguments,
		      struct contact_row *row, struct error *err)
{
	bool done = option(arguments, "done");

	if (done ? arguments->count > 3 || option(arguments, "by")
		 : arguments->count < 4)
		return error_set(err, "path contact next needs a number and "
				 "what is to be done, or --done");
	if (done && !*row->next)
		return error_set(err, "nothing is planned with %s", row->name);
	return path_words(app, arguments, 3, &row->next, err) &&
	       path_by_option(app, arguments, &row->next_day, err);
}

static bool read_change(struct app *app, const struct arguments *arguments,
			struct contact_row *row, struct error *err)
{
	if (arguments->option_count == (app->json ? 2u : 0u))
		return error_set(err, "path contact change needs what "
				 "changes: --name, --where, --warm or --cold");
	if (option(arguments, "name") &&
	    !path_text_option(app, arguments, "name", &row->name, err))
		return false;
	if (!*row->name)
		return error_set(err, "a contact needs a name");
	return read_traits(app, arguments, row, err);
}

static bool change_contact(struct app *app, const struct arguments *arguments,
			   struct error *err)
{
	struct str what = str_of(arguments->list[1]);
	struct contact_row row;
	bool ok = true;

	if (!find_contact(app, arguments, &row, err))
		return false;
	if (str_is(what, "next"))
		ok = read_next(app, arguments, &row, err);
	else if (str_is(what, "change"))
		ok = read_change(app, arguments, &row, err);
	else
		row.warm = str_is(what, "warm");
	if (!ok || !store_change_contact(app->store, &row, err))
		return false;
	if (app->json)
		say_contact(app, &row);
	else
		app_say(app, "%" PRId64 "  %s, %s; %s%s\n", row.number,
			row.name, row.warm ? "warm" : "cold",
			*row.next ? "next: " : "nothing is next",
			path_due(app, row.next, row.next_day));
	return true;
}

static bool remove_contact(struct app *app, const struct arguments *arguments,
			   struct error *err)
{
	struct contact_row row;
	bool found;

	if (!find_contact(app, arguments, &row, err) ||
	    !store_remove_contact(app->store, row.number, &found, err))
		return false;
	if (app->json)
		path_put_removed(app, row.number);
	else
		app_wrap(app, "%s is no contact any more.", row.name);
	return true;
}

bool path_contact(struct app *app, const struct arguments *arguments,
		  struct error *err)
{
	static const struct subcommand list[] = {
		{ "add", " where warm cold next by on ", ARGUMENTS_MAX,
		  add_contact },
		{ "change", " name where warm cold ", 2, change_contact },
		{ "next", " by done ", ARGUMENTS_MAX, change_contact },
		{ "warm", "", 2, change_contact },
		{ "cold", "", 2, change_contact },
		{ "remove", "", 2, remove_contact },
	};
	static const struct subcommands parts = {
		"path contact", 1, list, sizeof(list) / sizeof(*list)
	};

	return subcommand_run(app, &parts, arguments, err);
}
