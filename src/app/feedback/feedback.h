/* feedback.h - the feedback service, for the files that speak of it.
 *
 * Off until the learner turns it on. What is told is put into the outbox with
 * what it tells (practice/tell.c); here the service is chosen and looked at,
 * the courier started, and what came back is shown. No network is spoken with
 * in this program.
 */
#ifndef APP_FEEDBACK_FEEDBACK_H
#define APP_FEEDBACK_FEEDBACK_H

#include "app/command.h"
#include "wire/wire.h"

/* ---- telling.c: who is told, and who tells ---- */

struct telling {
	bool on;			/* else nothing below is set */
	struct service service;
	struct enrolment enrolment;
	bool enrolled;
	struct teller teller;
};
/* One look where no service is on. */
MUST_CHECK bool telling_read(struct app *app, struct arena *arena,
			     struct telling *telling, struct error *err);
/* Who we are to the service at origin: as before, or a new account. */
MUST_CHECK bool telling_account(struct app *app, const char *origin,
				const char **account, struct error *err);
MUST_CHECK bool telling_keep_account(struct app *app, const char *origin,
				     const char *account, struct error *err);
/* A model is told answers alone: no sessions, nothing to void. */
bool telling_is_chat(const struct telling *telling);
/* From now on store_undo and store_erase ask a service to void what it may
 * hold, also one that is off now. */
MUST_CHECK bool telling_void(struct app *app, struct error *err);

/* ---- courier.c: the program that speaks with the network ---- */

/* Sees that what is due is sent, and does not wait for it. What goes wrong
 * keeps nobody from practising: `feedback status` and its log tell. */
void courier_start(struct app *app);
/* The same when the program begins: comments are asked for, too. */
void courier_greet(struct app *app, const struct service *service);
/* Runs it at this terminal; it says itself what went wrong, and the status of
 * the command is that of the courier. words: NULL at the end. */
MUST_CHECK bool courier_run(struct app *app, const char *const *words,
			    struct error *err);

/* ---- comments.c: what came back ---- */

/* Those on an attempt (by its UUID), under it; nothing where there are none. */
MUST_CHECK bool comments_show(struct app *app, const char *attempt,
			      struct error *err);
/* As "comments": [...] of an object that is open. */
MUST_CHECK bool comments_member(struct app *app, struct json *json,
				const char *attempt, struct error *err);
/* All that was not shown yet, which then counts as seen; headed: under a line
 * that says how many. */
MUST_CHECK bool comments_show_new(struct app *app, bool headed,
				  struct error *err);
/* The newest, also those seen. */
MUST_CHECK bool comments_list(struct app *app, int64_t most,
			      struct error *err);
/* "today", "on 14 Dec 2026": the day of a moment, as seen from here. */
const char *feedback_day(struct app *app, int64_t utc);

/* ---- enrol.c ---- */

/* Cohort and registration of an instructor's code, as of today; in app->turn.
 */
MUST_CHECK bool enrol_read_code(struct app *app, const char *code,
				struct enrolment *enrolment,
				struct error *err);

/* ---- on.c ---- */

MUST_CHECK bool feedback_on(struct app *app, const struct arguments *arguments,
			    struct error *err);
MUST_CHECK bool feedback_off(struct app *app, struct error *err);

/* ---- status.c ---- */

MUST_CHECK bool feedback_status(struct app *app, struct error *err);
/* One sentence for doctor; *well false where something is to be seen to. */
MUST_CHECK bool feedback_health(struct app *app, bool *well,
				const char **says, struct error *err);
/* At the start: what came back, and whether all is well; nothing where no
 * service is on. */
MUST_CHECK bool feedback_greet(struct app *app, struct error *err);

/* ---- preview.c ---- */

/* The exact bytes of what waits, or of an example. */
MUST_CHECK bool feedback_preview(struct app *app, struct error *err);

#endif
