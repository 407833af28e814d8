/* audit.h - part of the door: how good one is by one's own rating, and how one
 * can tell.
 *
 * Every skill of a path is rated from 1 to 5. What a figure means is fixed, and
 * says what one has done, for that can be answered honestly; practice has marks
 * from 0 to 100, twenty of them a step. Marks are held against a rating only
 * where there are enough of them, and said to differ only where chance does
 * not explain it.
 */
#ifndef CAREER_AUDIT_H
#define CAREER_AUDIT_H

#include "career/path.h"

enum {
	AUDIT_TOP = 5,			/* the best rating; the worst is 1 */
	AUDIT_GAP = 2,			/* a rating up to this is a gap */
	AUDIT_SHOWN = 4,		/* from this on something shows it */
	AUDIT_ENOUGH = 5,		/* questions with a mark */
};
/* What a rating means, of 1 at place 0. */
extern const char *const audit_scale[AUDIT_TOP];

enum audit_kind { AUDIT_CARRIES_OVER, AUDIT_TO_BUILD, AUDIT_KINDS };
extern const char *const audit_kind_names[AUDIT_KINDS];

struct audit_skill {
	enum audit_kind kind;
	const char *id, *title;		/* ids differ within a path */
	const char *as_from, *as_to;	/* what it is in each job; NULL */
	const char *says;		/* what there is to know of it; NULL */
	struct form_texts skills;	/* of the bank, that practise it */
	bool either;			/* one of them is enough */
	struct form_texts terms;	/* of the adverts' vocabulary */
};

/* Every skill of the path: those that carry over, those that are only named
 * as doing so (whose id is made of their words), those to build. */
size_t audit_skills(struct arena *arena, const struct career_path *path,
		    struct audit_skill **skills);

/* ---- held against practice ---- */

/* Of marks from 0 to 100: how many, their sum, and that of their squares. */
struct audit_marks {
	int64_t count;
	double sum, squares;
};

enum audit_verdict { AUDIT_TOO_FEW, AUDIT_UNRATED, AUDIT_FITS, AUDIT_RATED_HIGH,
		     AUDIT_RATED_LOW };
extern const char *const audit_verdict_names[];

struct audit_judgement {
	double mean;			/* of the marks; 0 where none is */
	double low, high;		/* 95% interval of it; 0 to 100 where
					   there are fewer than two */
	int says;			/* the mean as a rating; 0: no mark */
	enum audit_verdict verdict;
};

/* Takes in the marks of one more skill of the bank. Of skills of which one is
 * enough, that with the best mean counts, among those with enough marks, or
 * else the one with most; the others add up. True where `more` is now what
 * counts. */
bool audit_take_marks(struct audit_marks *marks,
		      const struct audit_marks *more, bool either);
/* rating: 1 to 5, or 0 where there is none. */
void audit_judge(const struct audit_marks *marks, int rating,
		 struct audit_judgement *judgement);

/* ---- held against adverts ---- */

struct advert_reader;
struct requirements;
/* How many of the adverts ask for one of these terms. */
size_t audit_named(const struct advert_reader *reader,
		   const struct requirements *adverts, size_t count,
		   const struct form_texts *terms);

#endif
