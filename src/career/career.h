/* career.h - the door of the career change: where a learner stands in it.
 *
 * In: texts that a learner wrote (a CV, a cover letter, a headline) and the
 * word lists that came with the program. Out: what was found, each with its
 * line and a sentence that says how to mend it. This room never prints, and
 * asks neither clock, environment nor database.
 */
#ifndef CAREER_CAREER_H
#define CAREER_CAREER_H

#include "bank/bank.h"

/* ---- CV, cover letter, headline: cv*.c, letter.c, headline.c ----
 *
 * A text is read into items (a heading, a role, a bullet with the lines that
 * it runs over, a paragraph), each within a section. What is looked for are
 * the lists of data/cv, so that who edits them changes what is found. */

enum {
	CV_FILE_MAX = 256 << 10,	/* bytes of a text */
	CV_LINES_MAX = 4000,		/* the rest is unread */
	CV_PAGE_LINES = 55, CV_PAGE_COLUMNS = 90,	/* of a page */
	CV_PAGE_WORDS = 600,		/* no page holds more */
	CV_PAGES_MAX = 2,
	HEADLINE_MAX = 220,		/* characters that LinkedIn takes */
};

/* The compiled lists. */
struct cv_words;
struct cv_text;
struct cv_part;
/* False where a list is missing or a phrase is none: problems has it all. */
MUST_CHECK bool cv_words_make(struct arena *arena,
			      const struct phrase_lists *lists,
			      struct cv_words **words,
			      struct problems *problems);

enum cv_section { CV_HEAD, CV_SUMMARY, CV_SKILLS, CV_WORK, CV_TRAINING,
		  CV_EDUCATION, CV_OTHER, CV_SECTIONS };
enum cv_kind { CV_HEADING, CV_ROLE, CV_BULLET, CV_PROSE };

struct cv_item {
	enum cv_kind kind;
	enum cv_section section;
	bool training;			/* a list of it under a job */
	int line;			/* of the file, from 1 */
	struct str text;		/* marks of bullets and headings off;
					   lines joined by a space */
	struct cv_part *parts;		/* the lines that it was joined from */
	size_t part_count;
	struct cv_text *read;		/* its words */
};

struct cv {
	struct cv_item *items;
	size_t count;
	const char **lines;		/* as given, from line 1; columns and
					   all; without line ends */
	int line_count;
	struct str text;		/* the bytes, without a mark of order */
	size_t word_count;
	int rows;			/* of a page, empty ones together */
	int pages;			/* begun, see CV_PAGE_LINES */
	int third_page;			/* the line that begins it; 0: none */
	bool by_feeds;			/* pages as form feeds say */
	bool two_columns;
};

/* Never fails: any text has lines. bytes must outlive the CV. */
void cv_read(struct arena *arena, const struct cv_words *words,
	     struct str bytes, struct cv *cv);

/* One rule: broken, then how to mend it; kept, then what keeps it. */
struct finding {
	const char *rule;		/* "two-pages" */
	bool broken;
	int line;			/* that it is about; 0: none */
	const char *says;		/* one sentence */
};

struct findings {
	struct finding *list;
	size_t count, cap;
};

/* Every rule of a CV once, in the order in which a reader meets them; advice
 * is what no rule asks for. */
void cv_check(struct arena *arena, const struct cv_words *words,
	      const struct cv *cv, struct findings *rules,
	      struct findings *advice);

/* What adverts ask for most, and where the CV names it. */
struct cv_term {
	const char *id, *title;		/* of the first that will do */
	int share;			/* of adverts that name it, percent */
	int line;			/* 0: the CV does not name it */
};

struct cv_terms {
	struct cv_term *list;		/* as the list has them */
	size_t count, named;
};

/* adverts: the bank by which adverts are read. Terms that it does not know are
 * left out, so that where it has none of them, terms is empty. */
MUST_CHECK bool cv_coverage(struct arena *arena,
			    const struct phrase_lists *lists,
			    const struct bank *adverts, const struct cv *cv,
			    struct cv_terms *terms, struct error *err);

/* The rules of a cover letter, which was read as a CV is; with the CV that goes
 * beside it, or NULL: then whether it is a copy is not asked. */
void letter_check(struct arena *arena, const struct cv_words *words,
		  const struct cv *letter, const struct cv *cv,
		  struct findings *rules);
/* The rules of a LinkedIn headline. */
void headline_check(struct arena *arena, const struct cv_words *words,
		    struct str headline, struct findings *rules,
		    struct findings *advice);

#endif
