/* grade.c - the command `grade`: answers as JSON lines in, marks out.
 *
 * What is asked for here is done in pieces.c; a line is read in lines.c, what
 * it is marked by is kept in markers.c.
 */
#include "app/grade/grade.h"
#include "app/commands.h"

bool grade_open_bank(struct app *app, const char *path, struct bank *bank,
		     struct error *err)
{
	struct problems problems;

	problems_init(&problems, &app->turn);
	if (bank_load(&app->turn, path, bank, &problems))
		return true;
	*err = problems.list[0];
	return error_prefix(err, "the bank is not right; 'bank check' says "
			    "all");
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct grade_markers markers;
	const char *path = arguments->count ? arguments->list[0] : "-";
	const char *bank_path = option(arguments, "bank");
	bool standard = str_is(str_of(path), "-");
	struct bank bank;
	FILE *in = stdin;
	int64_t jobs;

	if (standard && app->repl)
		return error_set(err, "at the prompt grade needs the name of a "
				 "file, for what is typed are commands");
	app->json = true;		/* data: no pager */
	if (!option_number(arguments, "jobs", 1, GRADE_JOBS_MAX, 1, &jobs,
			   err) ||
	    !(bank_path ? grade_open_bank(app, bank_path, &bank, err)
			: app_open(app, err)))
		return false;
	if (!standard && !file_open(path, &in, err))
		return false;
	grade_markers_open(&markers, app, bank_path ? &bank : NULL);
	grade_all(&markers, in, (size_t)jobs);
	grade_markers_close(&markers);
	if (ferror(in))
		error_set(err, "%s could not be read to its end", path);
	if (!standard)
		fclose(in);
	return err->text[0] == '\0';
}

static const char *const options[] = { "bank=", "jobs=", NULL };

const struct command command_grade = {
	.name = "grade",
	.usage = "[--bank DIR] [--jobs N] [FILE]",
	.summary = "mark answers given as lines of JSON; keep nothing",
	.help = "A line: {\"id\": ..., \"question\": ID, \"answer\": TEXT}, "
		"or \"rubric\": ID\nand \"prompt\": TEXT instead of a "
		"question, or\n\"prompt\" and \"reference\", a model answer "
		"that a rubric is sketched from.\nMarks come out in the same "
		"order.",
	.options = options,
	.max = 1,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run,
};
