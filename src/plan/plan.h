/* plan.h - the door of planning: what to ask when, days and the streak.
 *
 * In: moments, ratings, cards, days practised. Out: the next due day, the
 * next question, the streak. Pure: the clock is handed in. A *day* is one
 * function, plan_day, used by scheduler and streak alike.
 *
 * FSRS-6 as published by Open Spaced Repetition (py-fsrs 6.3.1, ts-fsrs
 * 5.4.1, fsrs-rs 6.6.0), with the default weights.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "base/base.h"

enum rating {
	RATING_NONE,
	RATING_AGAIN,
	RATING_HARD,
	RATING_GOOD,
	RATING_EASY
};

/* The local day of a moment, as days since 1970-01-01: it turns at `rollover`
 * (0..23) o'clock of the moment's own wall clock. */
int64_t plan_day(struct moment moment, int rollover);

/* Score below 50 Again, 50-69 Hard, 70-89 Good, 90+ Easy; each hint taken
 * lowers it by one step, never below Again. */
enum rating plan_rating(int score, int hints);

/* ---- FSRS-6 ---- */

enum { FSRS_WEIGHTS = 21, FSRS_STEPS_MAX = 8 };

struct fsrs {
	double w[FSRS_WEIGHTS];
	double retention;		/* desired, 0..1 exclusive */
	int maximum;			/* longest interval, days */
	bool short_term;		/* same-day formula in use */
	int learning[FSRS_STEPS_MAX];	/* seconds */
	int learning_count;
	int relearning[FSRS_STEPS_MAX];
	int relearning_count;
};

enum card_state { CARD_NEW, CARD_LEARNING, CARD_REVIEW, CARD_RELEARNING };

struct card {
	enum card_state state;
	int step;		/* learning and relearning only */
	double stability;	/* days; 0: never rated */
	double difficulty;	/* 1..10; 0: never rated */
	int64_t last_day;	/* day number of the last rating */
	int64_t due_day;	/* day number */
	int reviews, lapses;
};

/* The published defaults with learning steps 1 and 10 minutes, relearning 10
 * minutes, retention 0.9. */
extern const struct fsrs fsrs_default;
/* The same without steps: one question, one day. What rehearse uses. */
extern const struct fsrs fsrs_daily;

double fsrs_retrievability(const struct fsrs *fsrs, double days,
			   double stability);
/* Days until retrievability falls to fsrs->retention, rounded half up and
 * clamped to 1..maximum. */
int fsrs_interval(const struct fsrs *fsrs, double stability);
/* One rating after `days` elapsed (whole days, 0: same day). Changes state,
 * step, stability, difficulty, reviews, lapses; returns the seconds until
 * due: a step's length, or whole days of 86400. The rating is not
 * RATING_NONE. */
int64_t fsrs_rate(const struct fsrs *fsrs, struct card *card,
		  enum rating rating, int64_t days);
/* The range that fuzz may move an interval in; low = high where it may not. */
void fsrs_fuzz_range(const struct fsrs *fsrs, int interval, int elapsed,
		     int *low, int *high);

/* Takes over weights trained elsewhere: 21 of FSRS-6, 19 of FSRS-5 or 17 of
 * FSRS-4.5 (carried over as published), each held to its published bounds.
 * Other counts and infinities are refused and change nothing. */
MUST_CHECK bool fsrs_weights(struct fsrs *fsrs, const double *weights,
			     size_t count, struct error *err);

/* Rates a card on `day` under `fsrs`, with fuzz seeded by seed (of the card's
 * id) and the number of reviews, so that replay agrees. A day before the last
 * counts as the same day. Only the first rating of a day moves the card;
 * later ones on that day, and RATING_NONE, are ignored and return false. The
 * card is due on a later day, never the same one. */
bool plan_review(const struct fsrs *fsrs, struct card *card,
		 enum rating rating, int64_t day, uint64_t seed);

/* ---- the interview ---- */

struct interview {
	int64_t day;		/* day number of its date; 0: there is none */
	int64_t since;		/* day number on which it was set */
};

enum { INTERVIEW_LAST_DAYS = 7 };

/* The day that a card which FSRS planned for `planned`, last rated on
 * last_day, is due with this interview ahead: planned, where that is before
 * it; else one of the seven days before it, chosen by seed (not before the
 * date was set); and planned again if it was rated within these days, for it
 * has come back and FSRS says that it holds. Knows no today, so a replay
 * gives the same. */
int64_t plan_due_day(const struct interview *interview, int64_t planned,
		     int64_t last_day, uint64_t seed);
/* Is today one of the seven days before the interview? */
bool plan_is_near(const struct interview *interview, int64_t today);
/* Would it be forgotten on the day of the interview (retrievability below
 * what is wanted), if it is not practised before? False without one. */
bool plan_forgets(const struct interview *interview, const struct fsrs *fsrs,
		  double stability, int64_t last_day);

/* ---- picking ---- */

/* A question as picking sees it. */
struct candidate {
	int64_t key;		/* the caller's */
	bool seen;		/* has a card */
	int64_t due_day;	/* if seen */
	double stability;	/* if seen */
	int64_t last_day;	/* if seen */
	int minutes;		/* its answer takes; for plan_mock */
	double weight;		/* of a new one: how many times as likely as
				   others it is to stand first of the new;
				   0: as likely */
};

/* Orders candidates in place, most wanted first, and returns how many are
 * wanted now: due ones (lowest retrievability first), then new ones (shuffled
 * by seed and weight), then, when `ahead`, those not yet due, soonest due
 * first. Without `ahead` these stand last and are not counted. Keys decide
 * between equals, so the order does not depend on the one that came in. */
size_t plan_pick(const struct fsrs *fsrs, struct candidate *list, size_t count,
		 int64_t today, bool ahead, uint64_t seed);

/* The same with an interview ahead: in the seven days before it, what would be
 * forgotten by then stands before all others and is wanted, due or not; of
 * these the lowest retrievability on that day first. */
size_t plan_pick_for(const struct interview *interview,
		     const struct fsrs *fsrs, struct candidate *list,
		     size_t count, int64_t today, bool ahead, uint64_t seed);

/* Orders candidates in place for cramming, whatever the schedule says: those
 * seen before today, lowest retrievability first; then new ones, shuffled by
 * seed; then those seen today, the least stable first. */
void plan_cram(struct candidate *list, size_t count, int64_t today,
	       uint64_t seed);

/* ---- a mock interview ---- */

/* The technical questions of a skill. */
struct mock_skill {
	struct candidate *list;	/* put in order; those chosen go */
	size_t count;
	int64_t answers;	/* given; 0: none yet */
	double mean;		/* of their scores, 0..100 */
	int64_t due;		/* questions due */
	size_t chosen;		/* set: how many of it are asked */
};

struct mock_bank {
	struct candidate *career, *stories;	/* put in order */
	size_t career_count, story_count;
	struct mock_skill *skills;		/* put in order */
	size_t skill_count;
};

/* Chooses the questions of an interview of so many minutes, in the order they
 * are asked, and returns how many: a career question opens; technical ones
 * follow, one of each skill before a second of any, weak skills (a low mean,
 * much due) first; then a story; a career question or another story closes.
 * Within a part the order is that of plan_pick, ahead. Each takes its minutes
 * (at least one) and `follow_up` seconds, and all of them fit. Where not all
 * parts do, the opener, a technical question, the story and the close come
 * first, in this order. `asked` has room for `minutes` of them. */
size_t plan_mock(const struct fsrs *fsrs, struct mock_bank *bank, int minutes,
		 int follow_up, int64_t today, uint64_t seed,
		 struct candidate *asked);

/* ---- days and the streak ---- */

struct practice_day {
	int64_t day;		/* plan_day of its attempts */
	int64_t first, last;	/* utc seconds of its first and last attempt */
};

enum { STREAK_FREEZE_EVERY = 7, STREAK_FREEZES_MAX = 2,
       STREAK_DATE_LINE = 36 * 3600 };

/* A holiday, from its first day to its last; day numbers. */
struct pause {
	int64_t first, last;
};

/* All that a streak is worked out from. */
struct practice {
	const struct practice_day *days;	/* counted ones, rising */
	size_t count;
	const struct pause *pauses;		/* rising, none overlapping */
	size_t pause_count;
};

enum streak_today { STREAK_NOT_YET, STREAK_DONE, STREAK_PAUSED };

struct streak {
	int days;		/* days practised in a row; frozen days join
				   but do not count */
	int best;		/* longest ever */
	int freezes;		/* left to spend, 0..2 */
	int spent;		/* freezes spent within the running streak */
	int to_next;		/* practised days, 1..7, until one more would
				   be earned; counts on while two are held */
	enum streak_today today;
	int64_t last_frozen;	/* last day that a freeze covered; 0: none */
};

/* As seen on `today` (a day number) at `now` (utc seconds). The rules:
 * - Two days follow each other if their numbers differ by one, or if less
 *   than 36 hours lie between the last attempt of one and the first of the
 *   other (date line; also when a clock set back makes that less than 0).
 * - The 7th, 14th, 21st ... day practised in a row earns a freeze while fewer
 *   than two are held.
 * - Missed days between two practised ones are frozen by themselves, one
 *   freeze a day, if the freezes held cover them all. If not, none is spent,
 *   the streak begins anew, and the freezes, being earned, are kept.
 * - Today breaks nothing while it runs. Days missed just before it are
 *   frozen by the same rule, already shown in freezes and spent; where the
 *   freezes don't cover them, days is 0 and best stays.
 * - A paused day that was not practised is as if it were not in the calendar:
 *   it is neither missed nor frozen, its 24 hours do not count towards the 36,
 *   and today asks for nothing. One that was practised is a day as any other.
 * - Practised days after today (flown east over the date line, clock set
 *   back) count if they follow without a gap, and then today is done; else
 *   they are left out until their time comes. If more than half of all lie
 *   after today, the clock is wrong and the last is taken for today. */
void plan_streak(const struct practice *practice, int64_t today, int64_t now,
		 struct streak *streak);

/* What the days up to one came to, so that those after it can be counted on
 * without them. It holds as long as none of these days changes, none comes in
 * between, and no holiday comes or goes. */
struct streak_base {
	size_t count;			/* days behind it; 0: none */
	struct practice_day last;	/* the last of them */
	struct streak streak;		/* without today and to_next */
};

/* Counts practice's days, all after base->last, into base. */
void plan_streak_add(const struct practice *practice,
		     struct streak_base *base);
/* What plan_streak gives for the days behind base and practice's days after
 * them; base->last must not be after today. */
void plan_streak_on(const struct streak_base *base,
		    const struct practice *practice, int64_t today,
		    int64_t now, struct streak *streak);

/* The same; told, from the oldest on, on which day of the whole history a
 * freeze was earned, and which days were frozen. */
enum streak_event { STREAK_EARNED, STREAK_FROZEN };
typedef void streak_told(void *context, enum streak_event event, int64_t day);
void plan_streak_tell(const struct practice *practice, int64_t today,
		      int64_t now, struct streak *streak, streak_told *told,
		      void *context);

#endif
