/* salary.h - part of the door: what a change does to a salary.
 *
 * The bands and how long the dip lasts are the path's; here is what follows
 * from them for one who earns a figure now, or anything of a band. Amounts are
 * a year's, in the path's currency.
 */
#ifndef CAREER_SALARY_H
#define CAREER_SALARY_H

#include "career/path.h"

/* What one may gain (or lose: below 0) by going from anything of `from` to
 * anything of `to`; high_open: or more, low_open: or less still. */
struct salary_change {
	int64_t low, high;
	bool low_open, high_open;
};
struct salary_change salary_change(const struct form_range *from,
				   const struct form_range *to);
/* The upper half of a band. */
struct form_range salary_upper(const struct form_range *band);

enum salary_place { SALARY_BELOW, SALARY_WITHIN, SALARY_BETWEEN,
		    SALARY_ABOVE };
extern const char *const salary_place_names[];

/* Where an amount stands among the bands of the job left (or, of_to, of the
 * job wanted): *level is the one that holds it; the one above it, where it is
 * below all or between two; the highest, where it is above all. Where bands
 * overlap the lowest holds it. There is a level at least. */
enum salary_place salary_place(const struct path_salaries *salaries,
			       int64_t amount, bool of_to, size_t *level);

/* "45000", "45,000", "45k", "45.5k", also with the sign or the letters of a
 * currency before it. */
bool salary_read(struct str text, int64_t *amount);
/* "45,000". */
const char *salary_text(struct arena *arena, int64_t amount);

/* The stretches of the way back, half-open, in months from the first day in
 * the new role. */
enum salary_phase {
	SALARY_CUT,		/* it shows most */
	SALARY_MAY_SHOW,	/* it may still show most */
	SALARY_CLIMB,		/* neither that nor back yet */
	SALARY_BACK,		/* usually back at some time in here */
	SALARY_PHASES
};
struct salary_way {
	bool known;			/* the path says how long */
	int64_t from[SALARY_PHASES], to[SALARY_PHASES];	/* from == to: none */
	int64_t months;			/* all of it */
};
struct salary_way salary_way(const struct path_salaries *salaries);
/* The phase of the months [from, to) of the way: that of their middle. */
enum salary_phase salary_phase(const struct salary_way *way, double month);

#endif
