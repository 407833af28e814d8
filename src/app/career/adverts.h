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

/* A gap that counts most, as the report has it. */
struct advert_lack {
	const char *title;		/* "Python or Node.js" */
	double share;			/* of adverts that name it, 0 to 1 */
	double ready;			/* what practice shows, 0 to 1 */
	double weight;			/* the share times what is missing */
	struct strings questions;	/* ids, to practise */
};

/* At most ADVERT_GAPS_MOST; none while the adverts are too few. */
MUST_CHECK bool adverts_lacks(struct app *app, struct advert_lack **list,
			      size_t *count, struct error *err);

#endif
