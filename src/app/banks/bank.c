/* bank.c - the command `bank`: check, list, show, add, remove, update; what
 * sketches a bank is sketch.c.
 *
 * A bank is taken in whole or not at all: every problem of every file is
 * named with its place first. Checking also marks each sample answer and says
 * where it is not graded as its author claims.
 */
#include "app/banks/banks.h"
#include "app/commands.h"
#include "fit/fit.h"

#include <inttypes.h>
#include <string.h>

enum {
	WARNINGS_SHOWN = 10, WARNINGS_MAX = 1000,
	OTHERS = 64,		/* questions that each one is held against */
	OTHERS_STRICT = 1024,
};

/* ---- check ---- */

void bank_problems_to_json(struct json *json, const char *name,
			   const struct problems *problems)
{
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < problems->count; i++) {
		const struct error *problem = &problems->list[i];

		json_open(json, '{');
		json_put(json, "path", problem->path);
		json_put_integer(json, "line", problem->line);
		json_put_integer(json, "column", problem->column);
		json_put(json, "says", problem->text);
		json_close(json, '}');
	}
	json_close(json, ']');
}

/* The first few, or all where they were asked for. */
static void show_warnings(struct app *app, const struct problems *warnings,
			  bool strict)
{
	size_t shown = warnings->count;

	if (!strict && shown > WARNINGS_SHOWN)
		shown = WARNINGS_SHOWN;
	for (size_t i = 0; i < shown; i++) {
		text_add(&app->out, "warning: ");
		error_show(&warnings->list[i], &app->out);
		text_add_char(&app->out, '\n');
	}
	if (warnings->count + warnings->more > shown)
		text_addf(&app->out, "and %zu more warnings%s\n",
			  warnings->count + warnings->more - shown,
			  strict ? "" : "; --strict shows them");
}

/* What a check found. */
struct checked {
	struct bank bank;
	struct problems problems, warnings;
	struct review review;
};

static void check_to_json(struct app *app, const struct checked *checked)
{
	const struct review *review = &checked->review;
	struct json json = app_json(app);

	json_open(&json, '{');
	bank_problems_to_json(&json, "problems", &checked->problems);
	bank_problems_to_json(&json, "warnings", &checked->warnings);
	json_put_integer(&json, "questions",
			 (int64_t)checked->bank.question_count);
	json_put_integer(&json, "rubrics", (int64_t)checked->bank.rubric_count);
	json_put_integer(&json, "samples", (int64_t)review->samples);
	json_put_integer(&json, "samples_right", (int64_t)review->right);
	json_put_integer(&json, "models", (int64_t)review->models);
	json_put_integer(&json, "models_good", (int64_t)review->good);
	json_put_integer(&json, "pairs", (int64_t)review->pairs);
	json_put_integer(&json, "strangers", (int64_t)review->strangers);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

static void show_check(struct app *app, const struct checked *checked,
		       bool strict)
{
	const struct problems *problems = &checked->problems;
	const struct review *review = &checked->review;

	app->found_problems = problems->count > 0 ||
			      (strict && checked->warnings.count > 0);
	if (app->json) {
		check_to_json(app, checked);
		return;
	}
	problems_show(problems, &app->out);
	show_warnings(app, &checked->warnings, strict);
	if (review->models == 0) {
		text_addf(&app->out, "%s; nothing was loaded\n",
			  app_count(app, (int64_t)(problems->count +
						   problems->more),
				    "problem"));
		return;
	}
	text_addf(&app->out, "%s, %s, ",
		  app_count(app, (int64_t)checked->bank.question_count,
			    "question"),
		  app_count(app, (int64_t)checked->bank.rubric_count,
			    "rubric"));
	text_addf(&app->out, "%zu of %zu samples marked as claimed, %zu of "
		  "%zu model answers at 90 or more\n", review->right,
		  review->samples, review->good, review->models);
	if (review->pairs > 0)
		text_addf(&app->out, "%zu of %zu model answers reach partial "
			  "on a question that is not theirs\n",
			  review->strangers, review->pairs);
}

static bool bank_check(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	const char *path = arguments->count > 1 ? arguments->list[1]
						: app->shipped;
	bool strict = option(arguments, "strict");
	size_t others = strict ? OTHERS_STRICT : OTHERS;
	struct checked checked = { 0 };
	struct bank *bank = &checked.bank;

	(void)err;
	problems_init(&checked.problems, &app->turn);
	problems_init(&checked.warnings, &app->turn);
	checked.warnings.most = WARNINGS_MAX;
	if (bank_load(&app->turn, path, bank, &checked.problems)) {
		review_bank(bank, others, &checked.problems, &checked.warnings,
			    &checked.review);
		bank_lint(&app->turn, bank, &checked.warnings);
		bank_lint_loose(bank, others, &checked.warnings);
		bank_lint_prose(bank, &checked.warnings);
	}
	show_check(app, &checked, strict);
	return true;
}

/* ---- list, show ---- */

static void row_to_json(struct json *json, const struct bank_row *row)
{
	json_open(json, '{');
	json_put(json, "id", row->id);
	json_put(json, "title", row->title);
	json_put(json, "version", row->version);
	json_put(json, "licence", row->licence);
	json_put(json, "author", row->author);
	json_put(json, "path", row->path);
	json_put_integer(json, "questions", row->questions);
	json_close(json, '}');
}

static bool bank_list(struct app *app, struct error *err)
{
	static const char *const heads[] = { "id", "questions", "title",
					     "licence", "from" };
	struct bank_row *rows;
	struct table table = { .heads = heads, .columns = 5, .right = 2 };
	struct json json = app_json(app);
	struct screen screen;
	size_t count;

	if (!store_banks(app->store, &app->turn, &rows, &count, err))
		return false;
	table.rows = count;
	table.cells = ARENA_ARRAY(&app->turn, count * 5, const char *);
	if (app->json)
		json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		const char **cells = table.cells + i * 5;

		cells[0] = rows[i].id;
		cells[1] = arena_printf(&app->turn, "%" PRId64,
					rows[i].questions);
		cells[2] = rows[i].title ? rows[i].title : "";
		cells[3] = rows[i].licence ? rows[i].licence : "";
		cells[4] = rows[i].path;
		if (app->json)
			row_to_json(&json, &rows[i]);
	}
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
		return true;
	}
	app_screen(app, &screen);
	screen_table(&screen, &table);
	return true;
}

/* The bank or question of that id, as it is kept. */
static bool bank_show(struct app *app, const struct arguments *arguments,
		      struct error *err)
{
	struct arguments rest = { .count = 1 };
	struct bank_row row;
	struct screen screen;
	bool found;

	if (arguments->count < 2)
		return error_set(err, "bank show needs the id of a bank or of "
				 "a question");
	if (!store_bank(app->store, &app->turn, arguments->list[1], &row,
			&found, err))
		return false;
	if (!found) {			/* a question, with its answer */
		rest.list[0] = arguments->list[1];
		rest.options[0] = app->json ? "json" : "answer";
		rest.options[1] = "";
		rest.option_count = 2;
		return command_show.run(app, &rest, err);
	}
	if (app->json) {
		struct json json = app_json(app);

		row_to_json(&json, &row);
		text_add(&app->out, "\n");
		return true;
	}
	app_screen(app, &screen);
	screen_add(&screen, STYLE_ACCENT, "%s", row.id);
	screen_add(&screen, STYLE_PLAIN, "   %s\n", row.title ? row.title : "");
	screen_add(&screen, STYLE_PLAIN, "%s, version %s, licence %s, by %s\n"
		   "from %s\n", app_count(app, row.questions, "question"),
		   row.version ? row.version : "unsaid",
		   row.licence ? row.licence : "unsaid",
		   row.author ? row.author : "unsaid", row.path);
	return true;
}

/* ---- add, update, remove ---- */

static bool take(struct app *app, const char *path, struct error *err)
{
	struct fsrs fsrs = app_fsrs(app);
	struct problems problems;
	struct bank bank;
	uint64_t print;

	if (strstr(path, "://"))
		return error_set(err, "'%s' is an address, and this program "
				 "has no network code; fetch it with git or "
				 "curl and add the folder", path);
	problems_init(&problems, &app->turn);
	if (!bank_load(&app->turn, path, &bank, &problems)) {
		problems_show(&problems, &app->out);
		text_add(&app->out, "Nothing was added.\n");
		app->found_problems = true;
		return true;
	}
	if (!bank_fingerprint(&app->turn, path, &print, err) ||
	    !store_import(app->store, &bank,
			  file_absolute(&app->turn, path), print, &fsrs,
			  err))
		return false;
	text_addf(&app->out, "Bank %s: %s.\n", bank.id,
		  app_count(app, (int64_t)bank.question_count, "question"));
	return true;
}

static bool bank_update(struct app *app, struct error *err)
{
	struct bank_row *rows;
	uint64_t print;
	size_t count;

	if (!store_banks(app->store, &app->turn, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!bank_fingerprint(&app->turn, rows[i].path, &print, err))
			return error_prefix(err, "bank %s", rows[i].id);
		if (print == rows[i].fingerprint)
			app_say(app, "Bank %s: unchanged.\n", rows[i].id);
		else if (!take(app, rows[i].path, err))
			return false;
	}
	return true;
}

static bool bank_remove(struct app *app, const char *id, struct error *err)
{
	if (!store_remove_bank(app->store, id, err))
		return false;
	app_say(app, "Bank %s was removed; your answers stay.\n", id);
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	static const char *const names[] = { "check", "list", "show", "add",
					     "remove", "update", "sketch" };
	struct str what = str_of(arguments->list[0]);
	struct strings known = { 0 };
	const char *near;

	if (str_is(what, "sketch"))
		return bank_sketch(app, arguments, err);
	if (option(arguments, "write"))
		return error_set(err, "--write is for 'bank sketch' alone");
	if (str_is(what, "check"))
		return bank_check(app, arguments, err);
	if (!app_open(app, err))
		return false;
	if (str_is(what, "list"))
		return bank_list(app, err);
	if (str_is(what, "show"))
		return bank_show(app, arguments, err);
	if (str_is(what, "update"))
		return bank_update(app, err);
	if (str_is(what, "add") || str_is(what, "remove")) {
		if (arguments->count < 2)
			return error_set(err, "bank %s needs the %s of a bank",
					 arguments->list[0],
					 str_is(what, "add") ? "folder or file"
							     : "id");
		return str_is(what, "add")
			? take(app, arguments->list[1], err)
			: bank_remove(app, arguments->list[1], err);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		strings_add(&app->turn, &known, names[i]);
	near = text_nearest(arguments->list[0], &known);
	return error_set(err, near ? "bank cannot '%s'; did you mean '%s'?"
				   : "bank cannot '%s'; it can check, list, "
				     "show, add, remove, update and sketch",
			 arguments->list[0], near);
}

static const char *const words[] = { "check", "list", "show", "add",
	"remove", "update", "sketch", NULL };
static const char *const options[] = { "json", "strict", "write=", NULL };

const struct command command_bank = {
	.name = "bank",
	.usage = "check [DIR|FILE] [--strict] | list | show ID | "
		 "add DIR|FILE | remove ID | update | "
		 "sketch DIR|FILE [--write OUT.yaml]",
	.summary = "check, add and look at question banks",
	.help = "check names every problem with its place and marks all "
		"sample answers; it\nwarns of phrases that look like slips, "
		"and fails for those only with --strict;\nupdate takes in "
		"banks whose files changed.\n"
		"sketch prints a whole bank with a rubric for each question "
		"that has none, made\nfrom its model answer, for you to go on "
		"from; what it reads may lack rubric,\nskill, kind and level, "
		"or be lines of JSON (FILE.jsonl):\n{\"id\": ..., "
		"\"prompt\": ..., \"reference\": ...}.",
	.options = options,
	.min = 1, .max = 2,
	.words = words,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run,
};
