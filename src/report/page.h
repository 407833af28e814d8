/* page.h - what the files of this room share: a page being written.
 *
 * Text gathers and is handed on in pieces. page_add takes markup of ours,
 * numbers and nothing else; every text goes through page_text, which escapes.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/report.h"

struct page {
	const struct figures *f;
	struct text out;
	report_write *write;
	void *context;
	bool failed;
	struct text scratch;
};

void page_add(struct page *page, const char *format, ...) PRINTF(2, 3);
void page_text(struct page *page, const char *text);
void page_flush(struct page *page);
/* "22 Nov 2026". */
void page_day(struct page *page, int64_t day);

/* A figure: how it is shown, its exact value, its place in the JSON. */
void page_integer(struct page *page, int64_t value, const char *place, ...)
	PRINTF(3, 4);
void page_mean(struct page *page, double value, const char *place, ...)
	PRINTF(3, 4);		/* rounded */
void page_share(struct page *page, double value, const char *place, ...)
	PRINTF(3, 4);		/* as per cent */

/* ---- html.c ---- */

/* All before <body>; then <body> up to its heading. The title is ours. */
void page_head(struct page *page, const char *title, int64_t today,
	       const char *version);
void page_top(struct page *page, const char *title, int64_t today);

/* ---- table.c ---- */

/* id and heading are ours, not escaped; wide: over both columns. */
void section_begin(struct page *page, const char *id, const char *heading,
		   bool wide);
void section_end(struct page *page);
/* folded: shown when asked for. The caption is ours. */
void table_begin(struct page *page, const char *caption, bool folded);
void table_end(struct page *page, bool folded);
/* "skill|seen|of", ours; or one by one, escaped. */
void table_heads(struct page *page, const char *texts);
void table_begin_heads(struct page *page);
void table_head(struct page *page, const char *text);
void table_end_heads(struct page *page);
void table_row(struct page *page, const char *name);
void table_day_row(struct page *page, int64_t day);
void table_end_row(struct page *page);

#define CELL(page, figure) \
	(page_add((page), "<td>"), (figure), page_add((page), "</td>"))

/* ---- went.c: how it went ---- */

void went_trend(struct page *page, struct arena *arena);
void went_recall(struct page *page, struct arena *arena);
void went_ready(struct page *page, struct arena *arena);
void went_skills(struct page *page, struct arena *arena);
void went_levels(struct page *page);
void went_calendar(struct page *page);
void went_comments(struct page *page);

/* ---- way.c: the way to the job ---- */

void way_path(struct page *page);

/* ---- style.c ---- */

extern const char page_style[];		/* CSS */

/* ---- svg.c: charts ---- */

struct chart {
	const char *id;			/* unique on the page */
	const char *title;
	const char *about;		/* what it shows, in a sentence */
};

struct svg_bar {
	const char *label;
	double value;
	const char *text;		/* the value as it is said */
};
/* Horizontal bars, each below its label; `kind` is its class: good or bad. */
void svg_bars(struct page *page, const struct chart *chart,
	      const struct svg_bar *bars, size_t count, double most,
	      const char *kind);
/* Upright columns; label(i) under some of them, NULL under others. */
void svg_columns(struct page *page, const struct chart *chart,
		 const double *values, const char *const *labels,
		 size_t count, double most);
/* A line of scores, 0 to 100, at places 0..1 of the width. */
void svg_line(struct page *page, const struct chart *chart,
	      const double *places, const double *scores, size_t count,
	      const char *from, const char *to);
void svg_calendar(struct page *page, const struct chart *chart,
		  const struct stats_calendar *calendar);

/* What is left out, folded: five columns named by heads, figures as the JSON's
 * list "weak" has them. */
void table_of_weak(struct page *page, const char *caption, const char *heads,
		   const struct stats_weak *list, size_t count);

#endif
