/* career.h - the door of the career change: where a learner stands in it.
 *
 * In: texts about the way to another job (adverts, a CV, a cover letter, a
 * headline) and the words they are read by. Out: what they ask for or lack, as
 * facts with their places. Pure: it prints nothing, and asks neither clock,
 * environment nor database.
 */
#ifndef CAREER_CAREER_H
#define CAREER_CAREER_H

#include "bank/bank.h"
#include "career/application.h"	/* applications and what they add up to */
#include "career/path.h"
#include "career/audit.h"	/* how good one is, and how one can tell */
#include "career/salary.h"	/* what a change does to a salary */
#include "career/story.h"

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
	bool own;			/* set by who knows that the shares are
					   of the learner's own adverts */
};

/* adverts: the bank by which adverts are read. Terms that it does not know are
 * left out, so that where it has none of them, terms is empty. */
MUST_CHECK bool cv_coverage(struct arena *arena,
			    const struct phrase_lists *lists,
			    const struct bank *adverts, const struct cv *cv,
			    struct cv_terms *terms, struct error *err);
/* The same of what is given: a share and terms each, "42 python|nodejs". */
MUST_CHECK bool cv_cover_asked(struct arena *arena,
			       const struct strings *asked,
			       const struct bank *adverts,
			       const struct cv *cv, struct cv_terms *terms,
			       struct error *err);

/* The rules of a cover letter, which was read as a CV is; with the CV that goes
 * beside it, or NULL: then whether it is a copy is not asked. */
void letter_check(struct arena *arena, const struct cv_words *words,
		  const struct cv *letter, const struct cv *cv,
		  struct findings *rules);
/* The rules of a LinkedIn headline. */
void headline_check(struct arena *arena, const struct cv_words *words,
		    struct str headline, struct findings *rules,
		    struct findings *advice);

/* ---- job adverts: advert.c, advert_report.c ---- */

enum { ADVERT_MAX = 1 << 20 };		/* bytes of one advert */

enum advert_kind { ADVERT_ESSENTIAL, ADVERT_NICE, ADVERT_KINDS };
extern const char *const advert_kind_names[ADVERT_KINDS];

struct requirement {
	size_t term;			/* index of a term of the reader */
	enum advert_kind kind;
	uint32_t from, to;		/* the words that name it, half-open
					   byte places in the advert as given */
};

struct requirements {
	struct requirement *list;	/* in order of place, each term once */
	size_t count;
};

/* The vocabulary, compiled. Its bank holds two rubrics, advert-terms and
 * advert-words; data/adverts/vocabulary.yaml says what they mean. The bank
 * must outlive the reader. */
struct advert_reader;
MUST_CHECK bool advert_reader_make(struct arena *arena,
				   const struct bank *vocabulary,
				   struct advert_reader **reader,
				   struct error *err);
size_t advert_terms(const struct advert_reader *reader);
/* id, `says` (the title) and `hint` (questions to practise) of a term. */
const struct point *advert_term(const struct advert_reader *reader, size_t i);
/* What an advert asks for. Any bytes are an advert; of what is longer than
 * ADVERT_MAX the rest is unread. A term that is asked for in one place and
 * welcome in another is essential. */
void advert_read(struct arena *arena, const struct advert_reader *reader,
		 struct str text, struct requirements *found);

enum {
	ADVERTS_ENOUGH = 20,		/* before anything is concluded */
	ADVERT_NEEDED_PERCENT = 80,	/* of adverts: non-negotiable */
	ADVERT_READY_PERCENT = 75,	/* a mean mark that closes a gap */
	ADVERT_GAPS_MOST = 3,
};

enum advert_verdict {
	ADVERT_IS_NEEDED,		/* 80% or more, and surely so */
	ADVERT_IS_LIKELY,		/* 80% or more of too few to be sure */
	ADVERT_IS_NICE,
	ADVERT_VERDICTS
};
extern const char *const advert_verdict_names[ADVERT_VERDICTS];

/* A term, or terms that stand in for each other: a group of the vocabulary. */
struct advert_want {
	const char *id;			/* of the group or of the term */
	size_t *terms;			/* those named, most often first */
	size_t term_count;
	size_t adverts;			/* that name any of them */
	size_t essential;		/* that ask for any of them */
	double share, low, high;	/* 0 to 1, with the 95% interval */
	enum advert_verdict verdict;
};

struct advert_report {
	size_t adverts;
	bool enough;			/* to draw conclusions */
	struct advert_want *wants;	/* named at all; by share, falling */
	size_t count;
};

/* Wilson's interval of 95% for hits of count; 0 and 1 where count is 0. */
void advert_interval(size_t hits, size_t count, double *low, double *high);
void advert_report(struct arena *arena, const struct advert_reader *reader,
		   const struct requirements *adverts, size_t count,
		   struct advert_report *report);

struct advert_gap {
	size_t want;			/* index in the report */
	double ready;			/* 0 to 1, as given */
	double weight;			/* share, times what is missing */
};
/* The gaps that count most, at most ADVERT_GAPS_MOST: wanted often and not
 * shown yet. ready: for each want, how well its questions are answered. */
size_t advert_gaps(struct arena *arena, const struct advert_report *report,
		   const double *ready, struct advert_gap **gaps);

#endif
