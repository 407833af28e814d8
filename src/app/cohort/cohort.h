/* cohort.h - the files that follow a cohort: statements of many learners, read
 * or fetched, into figures that an instructor looks at. */
#ifndef APP_COHORT_COHORT_H
#define APP_COHORT_COHORT_H

#include "app/command.h"
#include "stats/stats.h"
#include "wire/wire.h"

/* ---- read.c: files into figures ---- */

enum { COHORT_STATEMENTS_MAX = 4000000 };	/* answers of one reading */

enum { REASON_BROKEN = READ_ENDS, REASON_LONG,
       REASON_FULL,			/* and a cohort_full */
       REASONS = REASON_FULL + COHORT_FULLS };

struct reason {
	int64_t count;
	const char *path;		/* where the first one stands */
	int64_t line;
};

struct tally {
	int64_t read;			/* statements, sound or not */
	int64_t again;			/* answers of an id that was there */
	int64_t voided;			/* answers taken back */
	int64_t other;			/* sound, and no answers */
	int64_t skipped;		/* each for one of the reasons */
	struct reason reasons[REASONS];
};

/* What is wrong with those skipped for that reason. */
const char *cohort_reason(int reason);
/* Files are read piece by piece, twice where a statement may be taken back. A
 * file that cannot be read is an error; a statement that cannot is skipped. */
MUST_CHECK bool cohort_read(struct app *app, const char *const *paths,
			    size_t count, struct tally *tally,
			    struct cohort *cohort, struct error *err);

/* ---- fetch.c: from the feedback service ---- */

/* Asks the courier for what is new of the cohort of that code (NULL: one's
 * own), adds it to what is kept of it, and says where that is. *found: is
 * anything kept? What cannot be fetched now is no error where something is;
 * the courier has said why. */
MUST_CHECK bool cohort_fetch(struct app *app, const char *code, bool quiet,
			     const char **path, bool *found,
			     struct error *err);

/* ---- show.c ---- */

void cohort_show(struct app *app, const struct cohort *cohort,
		 const struct tally *tally);
void cohort_json(struct app *app, const struct cohort *cohort,
		 const struct tally *tally);
/* part: learners, questions or points. */
MUST_CHECK bool cohort_csv(struct app *app, const struct cohort *cohort,
			   const char *part, struct error *err);

#endif
