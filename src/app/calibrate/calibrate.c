/* calibrate.c - the command `calibrate`: marks fitted to a grader's scores.
 *
 * Every figure it shows is held out: the answers are dealt to folds, and each
 * fold is predicted by what was learnt from the others.
 */
#include "app/calibrate/calibrate.h"
#include "app/commands.h"

enum { FOLDS = 5, FOLDS_MAX = 20 };

/* One number a line of the input; null where it was left out. */
static void show_predictions(struct calibration *c, const double *predictions)
{
	struct app *app = c->app;
	size_t next = 0;

	for (int64_t line = 1; line <= c->line_count; line++) {
		if (next < c->count && c->lines[next] == line)
			app_say(app, "%.4f\n", predictions[next++]);
		else
			app_say(app, "null\n");
		if (!app_flush_full(app))
			return;
	}
}

static bool calibrate(struct calibration *c, const struct arguments *arguments,
		      const struct grade_input *input, size_t folds,
		      struct error *err)
{
	struct graded_set set;
	double *after;

	if (!calibration_read(c, input->file, err))
		return false;
	if (c->count < folds)
		return error_set(err, "there are fewer graded answers than "
				 "folds (%zu, %zu); grade more, or give a "
				 "smaller --folds", c->count, folds);
	set = (struct graded_set){ c->answers, c->count, c->groups,
				   c->group_count };
	after = ARENA_ARRAY(&c->arena, c->count, double);
	calibrate_cross(&c->arena, &set, folds, after);
	if (option(arguments, "predictions"))
		show_predictions(c, after);
	else
		calibration_show(c, folds, after);
	return !option(arguments, "write") ||
	       calibration_write(c, input->path, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct calibration calibration;
	struct grade_input input;
	int64_t folds;
	bool ok;

	if (!option_number(arguments, "folds", 2, FOLDS_MAX, FOLDS, &folds,
			   err) ||
	    !grade_open_input(app, arguments, "calibrate", &input, err))
		return false;
	calibration_open(&calibration, app, input.bank);
	ok = calibrate(&calibration, arguments, &input, (size_t)folds, err);
	calibration_close(&calibration);
	return grade_close_input(&input, ok ? err : NULL) && ok;
}

static const char *const options[] = { "bank=", "folds=", "predictions",
				       "write", "json", NULL };

const struct command command_calibrate = {
	.name = "calibrate",
	.usage = "[--folds K] [--predictions] [--write] [--bank DIR] [FILE]",
	.summary = "fit marks to answers that somebody has graded",
	.help = "A line: {\"question\": ID, \"answer\": TEXT, \"score\": 0 to "
		"1}, or \"prompt\" and\n\"reference\" instead of a question. "
		"Shows how well marks agree with the scores\nbefore and after, "
		"each held out in one of K folds; --predictions prints the\n"
		"held-out scores line by line. --write saves the tuned rubrics "
		"as\nNAME.rubrics.yaml beside NAME.jsonl.",
	.options = options,
	.max = 1,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run,
};
