/* adverts.c - the command `adverts`: what job adverts ask for. */
#include "app/commands.h"
#include "career/career.h"

/* ---- the vocabulary ---- */

/* The learner's own where there is one, else the one that was installed. */
static const char *vocabulary_path(struct app *app)
{
	const char *own = file_join(&app->turn, app->folder, "adverts.yaml");

	return file_exists(own) ? own
		: file_join(&app->turn, app_datadir,
			    "data/adverts/vocabulary.yaml");
}

static bool vocabulary_read(struct app *app, struct advert_reader **reader,
			    struct error *err)
{
	const char *path = vocabulary_path(app);
	struct problems problems;
	struct bank *bank = ARENA_NEW(&app->turn, struct bank);
	struct text first;

	problems_init(&problems, &app->turn);
	if (bank_load(&app->turn, path, bank, &problems))
		return advert_reader_make(&app->turn, bank, reader, err) ||
		       error_prefix(err, "%s", path);
	text_init(&first, ERROR_TEXT_MAX / 2);
	error_show(&problems.list[0], &first);
	error_set(err, "the vocabulary of adverts is not right: %s; try "
		  "'rehearse bank check %s'", first.s, path);
	text_release(&first);
	return false;
}

/* ---- scan ---- */

static void requirements_to_json(struct json *json,
				 const struct advert_reader *reader,
				 const struct requirements *found)
{
	json_name(json, "requirements");
	json_open(json, '[');
	for (size_t i = 0; i < found->count; i++) {
		const struct requirement *one = &found->list[i];

		json_open(json, '{');
		json_put(json, "term", advert_term(reader, one->term)->id);
		json_put(json, "kind", advert_kind_names[one->kind]);
		json_put_integer(json, "from", one->from);
		json_put_integer(json, "to", one->to);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void show_requirements(struct app *app, const char *file,
			      struct str text,
			      const struct advert_reader *reader,
			      const struct requirements *found)
{
	static const char *const heads[] = { "asked for", "kind", "words" };
	struct table table = { .heads = heads, .columns = 3,
			       .rows = found->count };
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_ACCENT, "%s\n", file);
	if (found->count == 0) {
		screen_add(&screen, STYLE_PLAIN, "Nothing of the vocabulary "
			   "is asked for here.\n");
		return;
	}
	table.cells = ARENA_ARRAY(&app->turn, found->count * 3, const char *);
	for (size_t i = 0; i < found->count; i++) {
		const struct requirement *one = &found->list[i];

		table.cells[i * 3] = advert_term(reader, one->term)->says;
		table.cells[i * 3 + 1] = advert_kind_names[one->kind];
		table.cells[i * 3 + 2] = arena_printf(&app->turn, "%.*s",
			(int)(one->to - one->from), text.s + one->from);
	}
	screen_table(&screen, &table);
}

static bool scan(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	struct advert_reader *reader;
	struct json json = app_json(app);

	if (arguments->count < 2)
		return error_set(err, "adverts scan needs a file with a job "
				 "advert as text, or '-'");
	if (!vocabulary_read(app, &reader, err))
		return false;
	if (app->json)
		json_open(&json, '[');
	for (size_t i = 1; i < arguments->count; i++) {
		struct requirements found;
		struct str text;

		if (!file_read(&app->turn, arguments->list[i], ADVERT_MAX,
			       &text, err))
			return false;
		advert_read(&app->turn, reader, text, &found);
		if (app->json) {
			json_open(&json, '{');
			json_put(&json, "file", arguments->list[i]);
			requirements_to_json(&json, reader, &found);
			json_close(&json, '}');
		} else {
			show_requirements(app, arguments->list[i], text,
					  reader, &found);
		}
	}
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
	}
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	static const char *const names[] = { "scan" };
	struct str what = str_of(arguments->list[0]);
	struct strings known = { 0 };
	const char *near;

	if (str_is(what, "scan"))
		return scan(app, arguments, err);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		strings_add(&app->turn, &known, names[i]);
	near = text_nearest(arguments->list[0], &known);
	return error_set(err, near ? "adverts cannot '%s'; did you mean '%s'?"
				   : "adverts cannot '%s'; it can scan",
			 arguments->list[0], near);
}

static const char *const options[] = { "json", NULL };

const struct command command_adverts = {
	.name = "adverts",
	.usage = "scan FILE...",
	.summary = "what job adverts ask for",
	.options = options,
	.min = 1, .max = ARGUMENTS_MAX,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run,
};
