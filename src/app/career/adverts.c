/* adverts.c - the command `adverts`: what job adverts ask for.
 *
 * Here: the vocabulary and `scan`, which keeps nothing and so needs no
 * database. What keeps adverts is adverts_keep.c, what counts over those kept
 * adverts_report.c.
 */
#include "app/career/adverts.h"
#include "app/career/subcommand.h"
#include "app/commands.h"

/* ---- the vocabulary ---- */

static const char *vocabulary_path(struct app *app)
{
	const char *own = file_join(&app->turn, app->folder, "adverts.yaml");

	return file_exists(own) ? own
		: file_join(&app->turn, app_datadir,
			    "data/adverts/vocabulary.yaml");
}

bool adverts_reader(struct app *app, struct advert_reader **reader,
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

void adverts_put(struct json *json, const struct advert_reader *reader,
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
				 "advert as text, or '-' for what is piped "
				 "in");
	if (!adverts_reader(app, &reader, err))
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
			adverts_put(&json, reader, &found);
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

/* ---- the command ---- */

static const struct subcommand list[] = {
	{ "list", "", 1, adverts_list },
	{ "add", " name ", ARGUMENTS_MAX, adverts_add },
	{ "remove", "", ARGUMENTS_MAX, adverts_remove },
	{ "report", "", 1, adverts_report },
	{ "scan", "", ARGUMENTS_MAX, scan },
};
static const struct subcommands parts = {
	"adverts", 0, list, sizeof(list) / sizeof(*list)
};

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const struct subcommand *part = &list[0];

	if (arguments->count)
		part = subcommand_find(app, &parts, arguments, err);
	else if (option(arguments, "name"))
		return error_set(err, "adverts alone takes no option but "
				 "--json; see 'help adverts'");
	return part && (part->run == scan || app_open(app, err)) &&
	       part->run(app, arguments, err);
}

static const char *const words[] = { "add", "list", "remove", "report",
	"scan", NULL };
static const char *const options[] = { "json", "name=", NULL };

const struct command command_adverts = {
	.name = "adverts",
	.usage = "[list] | add FILE...|- [--name NAME] | remove NUMBER... | "
		 "report | scan FILE... [--json]",
	.summary = "job adverts: what they ask for, and what you lack of it",
	.help = "An advert is a text: save or paste it (add - reads what you "
		"paste). scan shows\nwhat an advert asks for and keeps "
		"nothing. report counts over those added: what\n80% or more "
		"of them ask for is non-negotiable; it wants 20 before it "
		"says so.\nThe words it knows are in data/adverts/"
		"vocabulary.yaml; a copy of that beside\nyour database, "
		"named adverts.yaml and edited, is read instead.",
	.options = options,
	.max = ARGUMENTS_MAX,
	.words = words,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run,
};
