/* stats.h - the door of figures: sums of attempts to what a learner looks at.
 *
 * In: rows of sums, one a day, one a skill and level, one a kind of point, as
 * somebody keeps them. Out: struct figures, everything that the progress page,
 * its JSON and the report say, so that the three agree. Also what changed
 * between two texts, word by word.
 * Pure, as plan is: today is handed in. Scores are 0..100, days are numbers
 * of plan_day, weeks begin on Monday. Days after today (a clock that was
 * wrong) are left out of all that is told by day.
 */
#ifndef STATS_STATS_H
#define STATS_STATS_H

#include "plan/plan.h"

/* ---- what comes in ---- */

struct stats_day {			/* rising by day */
	int64_t day;
	int64_t attempts, counted;	/* counted: those that keep a streak */
	int64_t firsts, scores;		/* first attempts, sum of scores */
	int64_t seconds, words;
	int64_t reviews, recalled;	/* asked again on a later day; of these
					   rated good or easy */
};

struct stats_tally {			/* by skill, then level */
	const char *skill, *level;
	int64_t attempts, firsts, scores;
};

struct stats_facet {			/* by facet */
	const char *skill;
	const char *facet, *says;	/* "costs", "what it costs" */
	int64_t asked, missed;		/* first attempts; missed of asked */
};

/* ---- means ---- */

struct stats_level {
	const char *level;
	int64_t attempts;
	double mean;			/* of first attempts' scores, or 0 */
};

struct stats_skill {
	const char *skill;
	int64_t questions, seen, attempts, due;
	double mean;
	struct stats_level *levels;	/* junior, mid, senior, then others */
	size_t level_count;
};

/* Levels of one skill, or of all of them (NULL). */
void stats_levels(struct arena *arena, const struct stats_tally *tally,
		  size_t count, const char *skill, struct stats_level **levels,
		  size_t *level_count);

/* ---- time used ---- */

struct stats_usage {
	int64_t attempts, seconds, words;
};

/* Of the days from..to, both within. */
struct stats_usage stats_usage(const struct stats_day *days, size_t count,
			       int64_t from, int64_t to);

/* ---- how scores move ---- */

struct stats_part {
	int64_t from;			/* its first day, practised or not */
	int64_t attempts;		/* first attempts; never 0 */
	double mean;
};

enum stats_course { COURSE_UNKNOWN, COURSE_STEADY, COURSE_RISING,
		    COURSE_FALLING };

struct stats_trend {
	bool by_month;			/* else by week */
	struct stats_part *parts;	/* rising; those with first attempts */
	size_t count;
	double slope;			/* points in 30 days, of late; 0 where
					   unknown */
	enum stats_course course;
	const char *says;		/* "rising, 4 points a month" */
};

/* By week while all practice lies within the calendar's 53 weeks, else by
 * month. The slope is that of a line through the days of the last 13 weeks or
 * 12 months, weighted by attempts. It is called rising or falling only if it
 * is more than twice its own standard error and three points or more over that
 * time; unknown with fewer than four parts. */
void stats_trend(struct arena *arena, const struct stats_day *days,
		 size_t count, int64_t today, struct stats_trend *trend);

/* ---- what is left out ---- */

struct stats_weak {
	const char *facet, *says;
	int64_t asked, missed;
	double share;			/* missed of asked */
	const char *skill;		/* where it is missed most; NULL: none
					   stands out */
};

/* One a facet, the surest weakness first: by the lower end of what the share
 * may be (Wilson's score interval, 95 %), so that 1 of 1 stands behind 9 of
 * 14. */
void stats_weak(struct arena *arena, const struct stats_facet *facets,
		size_t count, struct stats_weak **weak, size_t *weak_count);
/* The surest first, by asked and missed. */
void stats_weak_sort(struct stats_weak *weak, size_t count);
/* Is it one to tell the learner? Three times or more, in a fifth or more. */
bool stats_is_weak(const struct stats_weak *weak);

/* ---- what is remembered ---- */

struct stats_recall {
	int64_t reviews, recalled;
	double share;			/* 0 where there are no reviews */
};

struct stats_recall stats_recall(const struct stats_day *days, size_t count,
				 int64_t from, int64_t to);

enum { FORECAST_DAYS = 30 };

struct stats_forecast {
	int64_t overdue;		/* cards due before today */
	int64_t days[FORECAST_DAYS];	/* due on each day, today first */
};

/* ---- ready for the interview ---- */

struct stats_ready {
	const char *skill;		/* NULL: of all */
	int64_t questions, seen;
	double recall;			/* mean retrievability of those seen */
	double ready;			/* share of all questions expected to
					   be remembered: recall * seen /
					   questions */
};

struct stats_readiness {
	bool known;			/* there is a date, today or later */
	int64_t date, days;		/* days until then */
	struct stats_ready *skills;
	size_t count;
	struct stats_ready all;
	size_t last;			/* skill of the last card */
};

/* For each of the skills, in their order; then every card by stats_card, then
 * stats_readiness_end. */
void stats_readiness_begin(struct arena *arena,
			   const struct stats_skill *skills, size_t count,
			   int64_t today, int64_t date,
			   struct stats_readiness *ready);
void stats_readiness_card(struct stats_readiness *ready,
			  const struct fsrs *fsrs, const char *skill,
			  double stability, int64_t last_day);
void stats_readiness_end(struct stats_readiness *ready);

/* ---- calendar ---- */

enum { CALENDAR_WEEKS = 53, CALENDAR_DAYS = CALENDAR_WEEKS * 7,
       CALENDAR_SHADES = 4 };

struct stats_cell {
	int64_t attempts;
	int shade;			/* 0 none, 1..4 */
	bool frozen;			/* covered by a freeze */
};

struct stats_calendar {
	int64_t from;			/* a Monday; 53 weeks, the last one
					   holds today */
	size_t days;			/* cells until today, today within */
	struct stats_cell cells[CALENDAR_DAYS];
	int64_t practised, frozen;	/* days of them */
};

/* A day is the darker the nearer it comes to the busiest tenth of the
 * practised days (four answers at least). */
void stats_calendar(const struct stats_day *days, size_t count,
		    const int64_t *frozen, size_t frozen_count,
		    int64_t today, struct stats_calendar *calendar);

/* ---- the way to the job ---- */

enum stats_goal { GOAL_SKILLS, GOAL_NETWORKING, GOAL_APPLICATIONS,
		  GOAL_COUNT };
extern const char *const stats_goal_names[GOAL_COUNT];

struct stats_target {
	int64_t done, target;		/* target 0: none is asked for */
};

/* What adverts ask for and practice has not shown. */
struct stats_gap {
	const char *title;
	double share;			/* of adverts that name it, 0..1 */
	double ready;			/* mean mark of its questions, 0..1 */
};

struct stats_path {
	bool known;			/* a path was begun */
	const char *id, *title;
	int64_t start;			/* a day */
	int64_t week, month;		/* from 1; 0: it starts later */
	const char *standing;		/* "behind", "on time" ... */
	int64_t step, steps;		/* the one that is next, from 1; 0: none
					   is left; of how many */
	const char *step_title;		/* NULL: none is left */
	int64_t late;			/* days that it is past its end */
	const char *next;		/* milestone; NULL: none is left */
	int64_t done, milestones;
	bool aims;			/* this month has targets: */
	int64_t from, to;		/* its first and last day */
	struct stats_target targets[GOAL_COUNT];
	int64_t adverts;		/* kept */
	const struct stats_gap *gaps;	/* those that count most, first */
	size_t gap_count;
	int64_t stories;		/* kept */
};

/* ---- everything together ---- */

/* What somebody said of an answer. */
struct stats_comment {
	const char *question;		/* NULL: of a session */
	int64_t day;
	const char *author;
	bool model;			/* no person wrote it */
	const char *text;
};

struct figures {
	int64_t today;
	int64_t attempts, questions, due, seconds, words;
	struct streak streak;
	struct stats_skill *skills;
	size_t skill_count;
	struct stats_level *levels;	/* of all skills */
	size_t level_count;
	const int *recent;		/* scores, oldest first */
	size_t recent_count;
	struct stats_usage used_today, used_week;
	struct stats_trend trend;
	struct stats_weak *weak;
	size_t weak_count;
	struct stats_recall recall_month, recall_year, recall_all;
	struct stats_forecast forecast;
	struct stats_readiness ready;
	struct stats_path path;
	struct stats_calendar calendar;
	const struct stats_comment *comments;	/* oldest first; for the
						   report alone */
	size_t comment_count;
};

/* What follows from days, tally and facets; the rest of figures (totals,
 * streak, skills without their levels, recent, forecast, readiness) is the
 * caller's, and figures->today and ->skills must be set before. */
struct stats_rows {
	const struct stats_day *days;
	size_t day_count;
	const struct stats_tally *tally;
	size_t tally_count;
	const struct stats_facet *facets;
	size_t facet_count;
	const int64_t *frozen;		/* days, rising */
	size_t frozen_count;
};
void stats_figures(struct arena *arena, const struct stats_rows *rows,
		   struct figures *figures);
/* The members days, best, freezes and today, of an object already open. */
void streak_to_json(struct json *json, const struct streak *streak);
/* As members of an object already open: what `progress --json` has. */
void stats_to_json(struct json *json, const struct figures *figures);

/* ---- item analysis: items.c ---- */

/* How well questions measure, from the first score of each learner at each of
 * them. Learners answer what they like, so most of learners times questions is
 * missing. What is missing is left out, never counted as 0: each figure is of
 * the answers there are, and says of how many. */

enum {
	ITEMS_FEW = 10,		/* learners; with fewer a figure is unknown */
	ITEMS_ALPHA_MOST = 100	/* questions that alpha is worked out of */
};

struct item_cell {		/* one a learner and question */
	uint32_t learner, item;	/* numbers, from 0 */
	double score;		/* 0..1 */
};

struct item_figures {
	int64_t answered;	/* learners who did */
	double facility;	/* mean of their scores, 0..1 */
	int64_t compared;	/* learners who answered another one, too */
	bool known;		/* compared by ITEMS_FEW or more; else the rest
				   is unknown */
	double discrimination;	/* mean of the upper 27 % minus mean of the
				   lower 27 %, -1..1 */
	bool varies;		/* else there is no correlation */
	double correlation;	/* with the mean of the rest, -1..1; the
				   point-biserial where scores are 0 and 1 */
};

struct item_analysis {
	struct item_figures *items;
	size_t count;
	bool has_alpha;
	double alpha;		/* Cronbach's; at most 1, may be negative */
	size_t alpha_items;	/* questions it is of: those that were answered
				   most, ITEMS_FEW times or more */
	size_t alpha_pairs;	/* pairs of them that two learners or more
				   have answered both */
	size_t alpha_learners;	/* who answered two of them or more */
};

/* Cells in any order; each learner < learners, item < items. */
void stats_items(struct arena *arena, const struct item_cell *cells,
		 size_t count, size_t learners, size_t items,
		 struct item_analysis *analysis);

/* ---- a cohort: cohort.c ---- */

/* What is kept is of each learner, question, point, and of each learner at
 * each question or on each day, never of each answer; and of no more than: */
enum {
	COHORT_LEARNERS_MAX = 10000,
	COHORT_QUESTIONS_MAX = 5000,
	COHORT_POINTS_MAX = 50000,	/* of all questions */
	COHORT_PAIRS_MAX = 1000000,	/* learners at questions */
	COHORT_DAYS_MAX = 2000000	/* days of all learners */
};

struct cohort_point {
	const char *id;
	bool missed;
};

/* One answer; the texts are copied where they are new. */
struct cohort_answer {
	const char *account, *name;	/* whose; name NULL: unsaid */
	const char *question, *skill;	/* skill NULL: unsaid */
	double score;			/* 0..1 */
	int64_t day, at;		/* plan_day; UTC seconds */
	bool counts;			/* keeps a day of the streak */
	const struct cohort_point *points;
	size_t point_count;
};

struct cohort_learner {
	const char *account, *name;	/* name NULL: unsaid */
	int64_t attempts, questions;	/* answers; different questions */
	double mean;			/* of first scores, 0..1 */
	int64_t last_day;
	int64_t days;			/* practised */
	struct streak streak;
};

struct cohort_question {
	const char *question, *skill;	/* skill "": unsaid */
	int64_t attempts;
	struct item_figures figures;
};

struct cohort {
	int64_t today;
	int64_t attempts;
	struct cohort_learner *learners;	/* busiest first */
	size_t learner_count;
	struct cohort_question *questions;	/* hardest first */
	size_t question_count;
	struct stats_weak *weak;	/* facet: bank:question/point; skill:
					   the question's, NULL: unsaid */
	size_t weak_count;
	struct item_analysis analysis;	/* but for its items: see questions */
};

struct gathering;

/* Why an answer was not taken in. */
enum cohort_full { COHORT_TAKEN, COHORT_FULL_LEARNERS, COHORT_FULL_QUESTIONS,
		   COHORT_FULL_POINTS, COHORT_FULL_PAIRS, COHORT_FULL_DAYS,
		   COHORT_FULLS };
extern const char *const cohort_full_says[COHORT_FULLS];

struct gathering *cohort_begin(struct arena *arena);
/* In any order: the same answers give the same figures. One that cannot be
 * taken in changes nothing but, maybe, lists a learner or question without
 * it. */
enum cohort_full cohort_add(struct gathering *gathering,
			    const struct cohort_answer *answer);
/* Streaks are as of today, at `now` (UTC seconds). */
void cohort_end(struct gathering *gathering, int64_t today, int64_t now,
		struct cohort *cohort);
/* As members of an object already open. */
void cohort_to_json(struct json *json, const struct cohort *cohort);

/* ---- two texts, word by word ---- */

enum diff_kind { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };

struct diff_part {			/* one word */
	enum diff_kind kind;
	struct str word;		/* borrowed from the text it is of */
};

struct diff {
	struct diff_part *parts;	/* removed ones before added ones */
	size_t count;
	size_t same, removed, added;
};

/* The longest common subsequence of the words of both, words being what white
 * space parts. Time goes with the product of both texts' words, memory with
 * their sum (Hirschberg 1975). */
void stats_diff(struct arena *arena, struct str a, struct str b,
		struct diff *diff);

#endif
