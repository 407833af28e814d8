/* career.h - the door of the career change itself.
 *
 * In: texts about the learner's way to another job, and the words they are
 * read by. Out: what they say, as facts with byte places. Pure: it prints
 * nothing, reads no clock and opens no file.
 */
#ifndef CAREER_CAREER_H
#define CAREER_CAREER_H

#include "bank/bank.h"

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
