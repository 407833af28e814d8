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
		      const char *path, FILE *in, size_t folds,
		      struct error *err)
{
	struct graded_set set;
	double *after;

	if (!calibration_read(c, in, err))
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
	       calibration_write(c, path, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *path = arguments->count ? arguments->list[0] : "-";
	const char *bank_path = option(arguments, "bank");
	bool standard = str_is(str_of(path), "-");
	struct calibration calibration;
	struct bank bank;
	FILE *in = stdin;
	int64_t folds;
	bool ok;

	if (standard && app->repl)
		return error_set(err, "at the prompt calibrate needs the name "
				 "of a file, for what is typed are commands");
	if (!option_number(arguments, "folds", 2, FOLDS_MAX, FOLDS, &folds,
			   err) ||
	    !(bank_path ? grade_open_bank(app, bank_path, &bank, err)
			: app_open(app, err)) ||
	    (!standard && !file_open(path, &in, err)))
		return false;
	calibration_open(&calibration, app, bank_path ? &bank : NULL);
	ok = calibrate(&calibration, arguments, path, in, (size_t)folds,
		       err);
	calibration_close(&calibration);
	if (ok && ferror(in))
		ok = error_set(err, "%s could not be read to its end", path);
	if (!standard)
		fclose(in);
	return ok;
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
