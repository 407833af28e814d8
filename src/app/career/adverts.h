/* adverts.h - what the files of the command `adverts` share. */
#ifndef APP_CAREER_ADVERTS_H
#define APP_CAREER_ADVERTS_H

#include "app/command.h"
#include "career/career.h"

/* The vocabulary, the learner's own where there is one, ready to read with;
 * it lives for the command. */
MUST_CHECK bool adverts_reader(struct app *app, struct advert_reader **reader,
			       struct error *err);
/* A member "requirements" of an object already open. */
void adverts_put(struct json *json, const struct advert_reader *reader,
		 const struct requirements *found);

/* ---- adverts_keep.c ---- */

MUST_CHECK bool adverts_add(struct app *app, const struct arguments *arguments,
			    struct error *err);
MUST_CHECK bool adverts_list(struct app *app,
			     const struct arguments *arguments,
			     struct error *err);
MUST_CHECK bool adverts_remove(struct app *app,
			       const struct arguments *arguments,
			       struct error *err);

/* ---- adverts_report.c ---- */

MUST_CHECK bool adverts_report(struct app *app,
			       const struct arguments *arguments,
			       struct error *err);

#endif
