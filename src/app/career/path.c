/* path.c - the command `path`: the way from one job to another.
 *
 * Here: which subcommand was meant, what is known of where the learner stands,
 * and the small ones that change it. What is shown is path_show.c, evidence
 * and contacts path_log.c, what the path says about the change path_facts.c,
 * the files path_files.c.
 */
#include "app/career/path.h"
#include "app/career/subcommand.h"
#include "app/commands.h"

#include <inttypes.h>

enum { START_YEARS = 5 };	/* that a start may lie from today */

/* ---- what the files share ---- */

static void add_number(struct text *text, int64_t number)
{
	if (number >= 1000) {
		add_number(text, number / 1000);
		text_addf(text, ",%03d", (int)(number % 1000));
	} else {
		text_addf(text, "%d", (int)number);
	}
}

const char *path_range(struct app *app, const struct form_range *range)
{
	struct text text;
	const char *made;

	text_init(&text, 64);
	add_number(&text, range->low);
	if (range->high > range->low) {
		text_add(&text, "-");
		add_number(&text, range->high);
	}
	if (range->open)
		text_add(&text, "+");
	made = text_dup(&app->turn, &text);
	text_release(&text);
	return made;
}

const char *path_when(struct app *app, const struct path_step *step)
{
	bool weeks = step->weeks.low > 0;
	const struct form_range *range = weeks ? &step->weeks : &step->months;

	if (step->throughout)
		return "throughout";
	return arena_printf(&app->turn, "%s%s %s", weeks ? "week" : "month",
			    range->high > range->low ? "s" : "",
			    path_range(app, range));
}

bool path_words(struct app *app, const struct arguments *arguments,
		size_t from, const char **words, struct error *err)
{
	struct text joined, clean;
	bool cut;

	text_init(&joined, WORDS_MAX);
	text_init(&clean, WORDS_MAX * 3);
	for (size_t i = from; i < arguments->count; i++)
		text_addf(&joined, "%s%s", i > from ? " " : "",
			  arguments->list[i]);
	utf8_add_safe(&clean, str_trim(text_str(&joined)));
	cut = joined.cut;
	*words = text_dup(&app->turn, &clean);
	text_release(&joined);
	text_release(&clean);
	return !cut || error_set(err, "that is longer than %d bytes; say it "
				 "in fewer words", (int)WORDS_MAX);
}

bool path_text_option(struct app *app, const struct arguments *arguments,
		      const char *name, const char **words, struct error *err)
{
	struct arguments one = { .list = { option(arguments, name) },
				 .count = 1 };

	*words = "";
	return !one.list[0] || path_words(app, &one, 0, words, err);
}

const char *path_iso(struct app *app, int64_t day)
{
	struct text text;
	const char *made;

	if (!day)
		return NULL;
	text_init(&text, 32);
	date_add_day(&text, day);
	made = text_dup(&app->turn, &text);
	text_release(&text);
	return made;
}

void path_put_day(struct json *json, const char *name, int64_t day)
{
	struct text text;

	text_init(&text, 32);
	if (day)
		date_add_day(&text, day);
	json_put(json, name, day ? text.s : NULL);
	text_release(&text);
}

void path_put_chosen(struct app *app, const struct career_path *path,
		     int64_t start)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	json_put(&json, "path", path->id);
	json_put(&json, "title", path->title);
	path_put_day(&json, "start", start);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

void path_put_removed(struct app *app, int64_t number)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	json_put_integer(&json, "removed", number);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

const char *path_due(struct app *app, const char *next, int64_t day)
{
	if (!*next || !day)
		return next;
	return arena_printf(&app->turn, day < app_today(app)
			    ? "%s, was due %s" : "%s, due %s", next,
			    app_day_name(app, day));
}

static bool read_day(struct app *app, const char *text, int64_t *day,
		     struct error *err)
{
	*day = app_today(app);
	return str_is(str_of(text), "today") ||
	       date_parse_day(str_of(text), day, err);
}

bool path_by_option(struct app *app, const struct arguments *arguments,
		    int64_t *day, struct error *err)
{
	const char *given = option(arguments, "by");

	*day = 0;
	if (!given)
		return true;
	if (!read_day(app, given, day, err))
		return false;
	return *day >= app_today(app) ||
		error_set(err, "%s is past; --by takes today or a later day",
			  given);
}

bool path_on_option(struct app *app, const struct arguments *arguments,
		    int64_t *day, struct error *err)
{
	const char *given = option(arguments, "on");

	*day = app_today(app);
	if (!given)
		return true;
	if (!read_day(app, given, day, err))
		return false;
	return *day <= app_today(app) ||
		error_set(err, "%s is yet to come; --on takes today or an "
			  "earlier day", given);
}

bool path_item(struct app *app, const struct walk *walk, const char *name,
	       const struct path_item **item, struct error *err)
{
	struct strings ids = { 0 };
	const char *near;

	*item = path_item_find(&walk->items, name);
	if (*item)
		return true;
	for (size_t i = 0; i < walk->items.count; i++)
		strings_add(&app->turn, &ids, walk->items.list[i].id);
	near = text_nearest(name, &ids);
	return error_set(err, near ? "nothing on the path is called '%s'; did "
			 "you mean '%s'?" : "nothing on the path is called "
			 "'%s'; 'path step N' shows what there is", name,
			 near);
}

bool path_walk(struct app *app, struct walk *walk, struct error *err)
{
	*walk = (struct walk){ .path = NULL };
	if (!path_in_use(app, &walk->path, err) ||
	    !path_start(app, walk->path, &walk->start, &walk->begun, err) ||
	    !store_done(app->store, &app->turn, walk->path->id, &walk->ticks,
			&walk->tick_count, err) ||
	    !path_record(app, walk->path, &walk->record, err))
		return false;
	for (size_t i = 0; i < walk->tick_count; i++)
		strings_add(&app->turn, &walk->done, walk->ticks[i].item);
	path_add_known(&app->turn, walk->path, &walk->record.known,
		       &walk->done);
	path_items(&app->turn, walk->path, &walk->items);
	path_progress(walk->path, &walk->done, walk->start, app_today(app),
		      &walk->progress);
	return true;
}

/* ---- start ---- */

static bool start(struct app *app, const struct arguments *arguments,
		  struct error *err)
{
	const struct career_path *path;
	int64_t day, away;

	if (arguments->count < 2)
		return error_set(err, "path start needs a day, such as "
				 "2026-11-22 or today");
	if (!read_day(app, arguments->list[1], &day, err))
		return false;
	away = day - app_today(app);
	if (away > START_YEARS * 366 || away < -START_YEARS * 366)
		return error_set(err, "'%s' is more than %d years away; is "
				 "that the year you mean?",
				 arguments->list[1], (int)START_YEARS);
	if (!path_in_use(app, &path, err) ||
	    !path_set_start(app, path, day, err))
		return false;
	if (app->json)
		path_put_chosen(app, path, day);
	else
		app_wrap(app, "%s begins %s; its "
			 "weeks are counted from then.", path->title,
			 app_day_name(app, day));
	return true;
}

/* ---- done, undone ---- */

static const struct path_step *step_of(const struct walk *walk,
				       const struct path_item *item)
{
	return item->kind == PATH_STEP || item->kind == PATH_MILESTONE
		? &walk->path->steps[item->step] : NULL;
}

static void put_item(struct app *app, const struct path_item *item,
		     bool done, bool changed)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	json_put(&json, "item", item->id);
	json_put(&json, "kind", path_item_names[item->kind]);
	json_put(&json, "title", item->title);
	json_put_bool(&json, "done", done);
	json_put_bool(&json, "changed", changed);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

static bool tick(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	const struct path_item *item;
	struct walk walk;
	bool changed, was;

	if (arguments->count < 2)
		return error_set(err, "path done needs the number of a step, "
				 "or the name of what is done: see 'path "
				 "step N'");
	if (!path_walk(app, &walk, err) ||
	    !path_item(app, &walk, arguments->list[1], &item, err))
		return false;
	was = step_of(&walk, item) &&
	      path_step_is_done(step_of(&walk, item), &walk.done);
	if (!store_tick(app->store, walk.path->id, item->id, app_today(app),
			&changed, err))
		return false;
	if (app->json) {
		put_item(app, item, true, changed);
		return true;
	}
	app_wrap(app, changed ? "Done: %s."
				   : "That was done already: %s.",
				   item->title);
	strings_add(&app->turn, &walk.done, item->id);
	if (item->kind == PATH_MILESTONE && !was &&
	    path_step_is_done(step_of(&walk, item), &walk.done))
		app_wrap(app, "With that, step %zu "
			 "is done: %s.", item->step + 1,
			 walk.path->steps[item->step].title);
	return true;
}

static bool untick_one(struct app *app, const struct walk *walk,
		       const char *id, const struct strings *instead,
		       bool *any, struct error *err)
{
	bool changed;

	if (!store_untick(app->store, walk->path->id, id, instead, &changed,
			  err))
		return false;
	*any |= changed;
	return true;
}

/* Everything that makes it done: a step by its milestones too; a milestone
 * also by its step, whose other milestones then stay done. */
static bool untick_all(struct app *app, const struct walk *walk,
		       const struct path_item *item, bool *any,
		       struct error *err)
{
	const struct path_step *step = step_of(walk, item);
	struct strings others = { 0 }, none = { 0 };

	*any = false;
	for (size_t i = 0; step && i < step->milestone_count; i++) {
		const char *id = step->milestones[i].id;

		if (item->kind == PATH_MILESTONE &&
		    !str_is(str_of(id), item->id))
			strings_add(&app->turn, &others, id);
		else if (!untick_one(app, walk, id, &none, any, err))
			return false;
	}
	return untick_one(app, walk, step ? step->id : item->id, &others, any,
			  err);
}

static bool is_done(const struct walk *walk, const struct path_item *item)
{
	const struct path_step *step = step_of(walk, item);

	if (step && item->kind == PATH_STEP)
		return path_step_is_done(step, &walk->done);
	return strings_have(&walk->done, item->id) ||
	       (step && strings_have(&walk->done, step->id));
}

static bool untick(struct app *app, const struct arguments *arguments,
		   struct error *err)
{
	const struct path_item *item;
	struct walk walk;
	bool any, done;

	if (arguments->count < 2)
		return error_set(err, "path undone needs the number of a "
				 "step, or the name of what is not done");
	if (!path_walk(app, &walk, err) ||
	    !path_item(app, &walk, arguments->list[1], &item, err) ||
	    !untick_all(app, &walk, item, &any, err))
		return false;
	if (!path_walk(app, &walk, err))
		return false;
	done = is_done(&walk, item);
	if (app->json)
		put_item(app, item, done, any);
	else
		app_wrap(app, done ?
			 "%s: done by what is counted; 'path step %zu' shows "
			 "it." : any ? "Not done any more: %s." :
			 "That was not done: %s.", item->title,
			 item->step + 1);
	return true;
}

/* ---- the command ---- */

static bool show_list(struct app *app, const struct arguments *arguments,
		      struct error *err)
{
	(void)arguments;
	return path_list(app, err);
}

static bool show_contacts(struct app *app, const struct arguments *arguments,
			  struct error *err)
{
	(void)arguments;
	return path_contacts(app, err);
}

static const struct subcommand list[] = {
	{ "start", "", 2, start },
	{ "step", "", 2, path_step_show },
	{ "done", "", 2, tick },
	{ "undone", "", 2, untick },
	{ "evidence", " for at on ", ARGUMENTS_MAX, path_evidence },
	{ "contacts", "", 1, show_contacts },
	{ "contact", " name where warm cold next by on done ", ARGUMENTS_MAX,
	  path_contact },
	{ "facts", "", 2, path_facts },
	{ "list", "", 1, show_list },
	{ "use", "", 2, path_use },
	{ "check", "", 2, path_check },
};
static const struct subcommands parts = {
	"path", 0, list, sizeof(list) / sizeof(*list)
};

static const char *const words[] = {
	"start", "step", "done", "undone", "evidence", "contacts", "contact",
	"facts", "list", "use", "check", "add", "remove", NULL,
};

/* What can be ticked off. */
static void names_of_items(struct app *app, struct arena *arena,
			   struct strings *names)
{
	struct error ignored;
	struct walk walk;

	if (!path_walk(app, &walk, &ignored))
		return;
	for (size_t i = 0; i < walk.items.count; i++)
		strings_add(arena, names, arena_strdup(arena,
						       walk.items.list[i].id));
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const struct subcommand *part;

	if (arguments->count == 0) {
		if (arguments->option_count > (app->json ? 2u : 0u))
			return error_set(err, "path alone takes no option but "
					 "--json; see 'help path'");
		return app_open(app, err) && path_overview(app, err);
	}
	part = subcommand_find(app, &parts, arguments, err);
	return part && (part->run == path_check || app_open(app, err)) &&
	       part->run(app, arguments, err);
}

static const char *const options[] = {
	"json", "for=", "at=", "on=", "where=", "warm", "cold", "next=",
	"by=", "name=", "done", NULL,
};

const struct command command_path = {
	.name = "path",
	.usage = "[start DATE | step N | done ITEM | undone ITEM | "
		 "evidence ... | contacts | contact ... | facts [TOPIC] | "
		 "list | use ID | check FILE] [--json]",
	.summary = "the way to the new job: its steps, and where you stand",
	.help = "path alone: the week you are in, on time or behind, what is "
		"next, and this\nmonth's targets. step N: what is done in it, "
		"what shows it, and questions to\npractise. facts: everything "
		"that is known about such a change, by topic.\n"
		"evidence add KIND TITLE [--for ITEM] [--at PLACE] [--on DATE] "
		"keeps what shows\nthat something was done; evidence lists "
		"it, evidence remove N takes it away.\n"
		"contact add NAME [--where PLACE] [--warm|--cold] [--next TEXT "
		"[--by DATE]]\nkeeps whom you talked to; contact next N TEXT "
		"[--by DATE], contact next N --done,\ncontact change N "
		"[--name NAME] [--where PLACE] [--warm|--cold], contact "
		"remove N;\ncontacts lists them, warm before cold.\n"
		"A path is a file: one of your own goes into the folder paths "
		"beside your\ndatabase; check FILE says what is wrong with it, "
		"use ID walks it.",
	.options = options,
	.max = ARGUMENTS_MAX,
	.words = words,
	.completes = COMPLETES_NAMES,
	.names = names_of_items,
	.bare = true,
	.run = run,
};
