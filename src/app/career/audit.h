/* audit.h - what the files of the command `audit` share. */
#ifndef APP_CAREER_AUDIT_H
#define APP_CAREER_AUDIT_H

#include "app/career/path.h"

/* A skill of the path, with what is known of it. */
struct audited {
	struct audit_skill skill;
	int rating;			/* the newest; 0: none */
	int64_t day;			/* it was given on */
	const char *evidence;		/* with it; "" */
	int before;			/* the rating before that; 0: none */
	struct audit_marks marks;
	const char *marked;		/* the skill of the bank that they are
					   of, where one is enough; NULL */
	struct audit_judgement judgement;
	size_t named;			/* adverts that ask for it */
};

struct audit {
	const struct career_path *path;
	struct audited *list;
	size_t count, rated;
	size_t adverts;			/* that were added */
};

/* The skills of a path, with their ratings. It lasts as long as app->turn. */
MUST_CHECK bool audit_load(struct app *app, const struct career_path *path,
			   struct audit *audit, struct error *err);
/* audit_list.c: `audit list`, everything held against marks and adverts. */
MUST_CHECK bool audit_list(struct app *app, struct audit *audit,
			   struct error *err);

#endif
