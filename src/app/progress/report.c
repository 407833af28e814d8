/* report.c - the command `report`: the progress page for a browser.
 *
 * Written beside the file and put in its place when it is whole. A file that
 * is there already is replaced only if it is a report: 'report cv.html' must
 * not cost anybody a CV.
 */
#include "app/commands.h"
#include "app/progress/progress.h"
#include "report/report.h"

#define REPORT_NAME "rehearse-report.html"

static bool is_ours(const char *path, struct error *err)
{
	struct str begins = STR(REPORT_BEGINS);
	FILE *file;
	char start[sizeof(REPORT_BEGINS)];
	size_t got;

	if (!file_open(path, &file, err))
		return false;
	got = fread(start, 1, begins.len, file);
	fclose(file);
	return str_equal((struct str){ start, got }, begins) || got == 0 ||
		error_set(err, "%s is there already and is no report; name "
			  "another file", path);
}

static bool to_file(void *context, struct str bytes)
{
	return file_add(context, bytes);
}

static bool to_output(void *context, struct str bytes)
{
	struct app *app = context;

	text_add_str(&app->out, bytes);
	return app_flush_full(app);
}

static bool write_file(struct app *app, const char *path, report_make *make,
		       const void *what, struct error *err)
{
	struct file_writer writer;
	bool ok;

	if (!file_begin(&writer, path, err))
		return false;
	ok = writer.device || !file_exists(path) || is_ours(path, err);
	if (ok)
		ok = make(what, app_version, to_file, &writer);
	if (!file_end(&writer, ok, err) || !ok)
		return false;
	app_say(app, "The report is in %s; open it in a browser.\n", path);
	return true;
}

bool report_to(struct app *app, const char *path, report_make *make,
	       const void *what, struct error *err)
{
	if (!str_is(str_of(path), "-"))
		return write_file(app, path, make, what, err);
	app->json = true;		/* data: no pager */
	if (!make(what, app_version, to_output, app))
		return error_set(err, "the report could not be written");
	return true;
}

static bool make_report(const void *figures, const char *version,
			report_write *write, void *context)
{
	return report_page(figures, version, write, context);
}

static bool run_report(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	struct figures *f = ARENA_NEW(&app->turn, struct figures);

	return figures_read(app, f, err) &&
		report_to(app, arguments->count ? arguments->list[0]
			  : REPORT_NAME, make_report, f, err);
}

const struct command command_report = {
	.name = "report",
	.usage = "[FILE.html]",
	.summary = "the progress page for a browser, in one file",
	.help = "Without a file: " REPORT_NAME " in this folder; - is standard "
		"output.\nThe page needs no network and has no script; its "
		"figures are those of\n'progress --json'.",
	.max = 1,
	.completes = COMPLETES_FILES,
	.run = run_report,
};
