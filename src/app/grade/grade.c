/* grade.c - the command `grade`: answers as JSON lines in, marks out.
 *
 * What is asked for here is done in pieces.c; a line is read in lines.c, what
 * it is marked by is kept in markers.c.
 */
#include "app/grade/grade.h"
#include "app/commands.h"

static bool open_bank(struct app *app, const char *path, struct bank *bank,
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

bool grade_open_input(struct app *app, const struct arguments *arguments,
		      const char *command, struct grade_input *input,
		      struct error *err)
{
	const char *bank = option(arguments, "bank");
	bool standard;

	*input = (struct grade_input){ .file = stdin };
	input->path = arguments->count ? arguments->list[0] : "-";
	standard = str_is(str_of(input->path), "-");
	if (standard && app->repl)
		return error_set(err, "at the prompt %s needs the name of a "
				 "file, for what is typed are commands",
				 command);
	if (!(bank ? open_bank(app, bank, &input->files, err)
		   : app_open(app, err)))
		return false;
	input->bank = bank ? &input->files : NULL;
	return standard || file_open(input->path, &input->file, err);
}

bool grade_close_input(struct grade_input *input, struct error *err)
{
	bool ok = !ferror(input->file) ||
		  error_set(err, "%s could not be read to its end",
			    input->path);

	if (input->file != stdin)
		fclose(input->file);
	return ok;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct grade_markers markers;
	struct grade_input input;
	int64_t jobs;

	app->json = true;		/* data: no pager */
	if (!option_number(arguments, "jobs", 1, GRADE_JOBS_MAX, 1, &jobs,
			   err) ||
	    !grade_open_input(app, arguments, "grade", &input, err))
		return false;
	grade_markers_open(&markers, app, input.bank);
	grade_all(&markers, input.file, (size_t)jobs);
	grade_markers_close(&markers);
	return grade_close_input(&input, err);
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
