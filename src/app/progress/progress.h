/* progress.h - what the commands that tell of progress share. */
#ifndef APP_PROGRESS_PROGRESS_H
#define APP_PROGRESS_PROGRESS_H

#include "app/command.h"
#include "report/report.h"
#include "stats/stats.h"

/* figures.c: everything that the progress page and the report say; it lives
 * in app->turn. */
MUST_CHECK bool figures_read(struct app *app, struct figures *figures,
			     struct error *err);

/* way.c: where the learner stands on the path. */
MUST_CHECK bool way_read(struct app *app, struct stats_path *path,
			 struct error *err);
void way_show(struct app *app, const struct stats_path *path);

/* history.c: id, question, score and so on, as members of an open object. */
void attempt_members(struct json *json, const struct attempt *attempt);

/* kept.c: an attempt with the mark that was given then. */
struct kept {
	struct attempt attempt;
	const char *json;		/* the mark, an object */
	/* Its points, each with its id and worth, and where it says nothing
	 * else with its id for a text; mistakes likewise. No fix, no story. */
	struct mark mark;
};
/* Everything lives in the arena; fails where there is no such attempt. */
MUST_CHECK bool kept_read(struct app *app, struct arena *arena,
			  int64_t number, struct kept *kept,
			  struct error *err);

/* replay.c: one attempt, as it was shown after it was given. */
MUST_CHECK bool replay_show(struct app *app, int64_t number,
			    struct error *err);
/* diff.c: what changed between two attempts at one question. */
MUST_CHECK bool diff_show(struct app *app, int64_t a, int64_t b,
			  struct error *err);

/* report.c: writes a page to path, - being standard output. A file that is
 * there and no report is refused. */
typedef bool report_make(const void *what, const char *version,
			 report_write *write, void *context);
MUST_CHECK bool report_to(struct app *app, const char *path, report_make *make,
			  const void *what, struct error *err);

#endif
