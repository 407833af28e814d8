/* cohort.c - the command `cohort`: what a cohort practises, and how well its
 * questions measure.
 */
#include "app/cohort/cohort.h"
#include "app/commands.h"
#include "app/progress/progress.h"
#include "report/report.h"

static bool make_page(const void *cohort, const char *version,
		      report_write *write, void *context)
{
	return report_cohort(cohort, version, write, context);
}

static bool is_part(const char *part)
{
	return str_is(str_of(part), "learners") ||
	       str_is(str_of(part), "questions") ||
	       str_is(str_of(part), "points");
}

/* What was asked for must be clear before anything is fetched. */
static bool check_options(struct app *app, const struct arguments *arguments,
			  struct error *err)
{
	const char *csv = option(arguments, "csv");
	const char *html = option(arguments, "html");

	if (csv && !is_part(csv))
		return error_set(err, "--csv takes learners, questions or "
				 "points, not '%s'", csv);
	if ((csv && html) || (app->json && (csv || html)))
		return error_set(err, "--json, --csv and --html go one at a "
				 "time");
	if (arguments->count > 0 && option(arguments, "code"))
		return error_set(err, "--code is for what is fetched; leave "
				 "it out, or the files");
	return true;
}

static bool show(struct app *app, const struct arguments *arguments,
		 const struct cohort *cohort, const struct tally *tally,
		 struct error *err)
{
	const char *csv = option(arguments, "csv");
	const char *html = option(arguments, "html");

	if (html)
		return report_to(app, html, make_page, cohort, err);
	if (csv)
		return cohort_csv(app, cohort, csv, err);
	if (app->json)
		cohort_json(app, cohort, tally);
	else
		cohort_show(app, cohort, tally);
	return true;
}

static bool run_cohort(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	const char *const *paths = arguments->list;
	size_t count = arguments->count;
	struct cohort *cohort = ARENA_NEW(&app->turn, struct cohort);
	struct tally *tally = ARENA_NEW(&app->turn, struct tally);
	const char *kept = NULL;
	bool found = true;

	if (!check_options(app, arguments, err))
		return false;
	if (count == 0) {
		bool quiet = app->json || option(arguments, "csv") ||
			option(arguments, "html");

		if (!cohort_fetch(app, option(arguments, "code"), quiet, &kept,
				  &found, err))
			return false;
		paths = &kept;
		count = found ? 1 : 0;
	}
	if (!found && !app->found_problems && !app->could_not_run)
		app_say(app, "The service has no statement of that cohort "
			"yet.\n");
	return !found || (cohort_read(app, paths, count, tally, cohort, err) &&
			  show(app, arguments, cohort, tally, err));
}

static const char *const options[] = { "csv=", "json", "html=", "code=",
				       NULL };

const struct command command_cohort = {
	.name = "cohort",
	.usage = "[FILE...] [--code CODE] [--json | --csv PART | --html FILE]",
	.summary = "what a cohort practises, and how its questions measure",
	.help = "Files hold xAPI statements: lines of JSON, a list, or what a "
		"record store answers.\nWithout files the feedback service is "
		"asked for what is new of the cohort you are\nenrolled in, or "
		"that of --code; what was fetched before is kept.\n--csv "
		"takes learners, questions or points. --html writes a page "
		"for a browser,\n- is standard output.\nA statement that "
		"cannot be read is skipped, counted and named.",
	.options = options,
	.max = ARGUMENTS_MAX,
	.completes = COMPLETES_FILES,
	.run = run_cohort,
};
