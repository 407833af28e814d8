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

/* For bare commands that only look: the streak as it is now, also where there
 * is no database yet. What was looked at is closed again. */
MUST_CHECK bool streak_look(struct app *app, struct streak *streak,
			    struct error *err);

#endif
