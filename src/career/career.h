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

#endif
