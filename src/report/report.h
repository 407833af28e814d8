/* report.h - the door of the report: figures as one page to look at.
 *
 * In: struct figures. Out: HTML, piece by piece, through a function that is
 * handed in. The page stands alone: its style and its charts are in it, it has
 * no script and asks the network for nothing. Light or dark as the reader's
 * system is, narrow or wide, on paper too. Every chart has a title, a
 * description and its figures as a table; every figure carries its place in
 * `progress --json` (data-figure, a JSON path) and its exact value.
 * Pure; every text of others is escaped.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "stats/stats.h"

/* What a page of ours begins with. */
#define REPORT_BEGINS "<!doctype html>\n<!-- rehearse report -->\n"

/* Takes the next piece; false: no more of it, please. */
typedef bool report_write(void *context, struct str bytes);

/* Writes the page; false once write said so. version is the program's. */
MUST_CHECK bool report_page(const struct figures *figures,
			    const char *version, report_write *write,
			    void *context);

/* The same of a cohort; figures have their place in `cohort --json`. */
MUST_CHECK bool report_cohort(const struct cohort *cohort,
			      const char *version, report_write *write,
			      void *context);

#endif
