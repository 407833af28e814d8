/* streak.h - what the streak, the progress page and the reminder share. */
#ifndef APP_PROGRESS_STREAK_H
#define APP_PROGRESS_STREAK_H

#include "app/command.h"

/* Two lines: the days in a row, and the freezes. */
void streak_show(struct app *app, const struct streak *streak);
/* How long an answer must be to keep a day: "", or ", of 20 words or more". */
const char *streak_effort(struct app *app);
/* "24 Dec 2026 to 2 Jan 2027", or one day. */
const char *pause_name(struct app *app, const struct pause *pause);
void pauses_to_json(struct json *json, const struct practice *practice);

/* For bare commands that only look: calls `look` once with the database open to
 * read, and closes it again; where there is no database yet, not at all. */
typedef bool streak_looker(struct app *app, void *context, struct error *err);
MUST_CHECK bool streak_look(struct app *app, streak_looker *look,
			    void *context, struct error *err);

#endif
