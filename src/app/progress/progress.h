/* progress.h - what the commands that tell of progress share. */
#ifndef APP_PROGRESS_PROGRESS_H
#define APP_PROGRESS_PROGRESS_H

#include "app/command.h"
#include "stats/stats.h"

/* progress.c: how many days, and freezes. */
void show_streak(struct app *app, const struct streak *streak);

/* figures.c: everything that the progress page and the report say; it lives
 * in app->turn. */
MUST_CHECK bool figures_read(struct app *app, struct figures *figures,
			     struct error *err);

#endif
