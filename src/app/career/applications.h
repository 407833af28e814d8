/* applications.h - what the files of the command `applications` share. */
#ifndef APP_CAREER_APPLICATIONS_H
#define APP_CAREER_APPLICATIONS_H

#include "app/command.h"
#include "career/career.h"

/* All applications, as kept and as the room career sees them. */
struct applications {
	struct application_row *rows;
	struct application *list;
	size_t count;
};

/* They last as long as app->turn. */
MUST_CHECK bool applications_load(struct app *app, struct applications *all,
				  struct error *err);
/* The place of the one whose number was given as text. */
MUST_CHECK bool applications_find(const struct applications *all,
				  const char *given, size_t *place,
				  struct error *err);
/* "Backend Developer at Acme". */
const char *applications_name(struct app *app,
			      const struct application_row *row);
/* "Phone them, by tomorrow"; "... was due 2 days ago"; "" for nothing. */
const char *applications_next(struct app *app,
			      const struct application_row *row);
/* One application as a JSON object; its stages where `whole`. */
void applications_put(struct app *app, struct json *json,
		      const struct applications *all, size_t place,
		      bool whole);

/* ---- applications_list.c ---- */

MUST_CHECK bool applications_list(struct app *app, struct error *err);
MUST_CHECK bool applications_expect(struct app *app,
				    const struct arguments *arguments,
				    struct error *err);

/* ---- applications_change.c ---- */

typedef bool applications_change(struct app *app,
				 const struct arguments *arguments,
				 struct error *err);
applications_change applications_add, applications_alter, applications_move,
	applications_back, applications_plan, applications_remove;

#endif
