/* application.h - part of the door: applications, and what they add up to.
 *
 * An application is the steps that it went through, each with its day. Figures
 * are counts with their intervals, for a learner has few: what few numbers
 * cannot say is said to be unsaid. A reply is somebody who wants to go on
 * talking; a plain refusal is none.
 */
#ifndef CAREER_APPLICATION_H
#define CAREER_APPLICATION_H

#include "base/base.h"

enum application_stage {
	APPLICATION_SAVED,		/* found, nothing sent yet */
	APPLICATION_APPLIED,
	APPLICATION_REPLY,
	APPLICATION_INTERVIEW,
	APPLICATION_OFFER,
	APPLICATION_ACCEPTED,
	APPLICATION_REJECTED,
	APPLICATION_WITHDRAWN,
	APPLICATION_STAGES
};
extern const char *const application_stage_names[APPLICATION_STAGES];

/* A target is the role itself, a bridging role lies between the two, an
 * internal one is with the employer that one has. */
enum application_kind { APPLICATION_TARGET, APPLICATION_BRIDGING,
			APPLICATION_INTERNAL, APPLICATION_KINDS };
extern const char *const application_kind_names[APPLICATION_KINDS];

/* By name; APPLICATION_STAGES or APPLICATION_KINDS where there is none. */
enum application_stage application_stage_find(const char *name);
enum application_kind application_kind_find(const char *name);

struct application_step {
	enum application_stage stage;
	int64_t day;			/* of plan_day */
};

struct application {
	enum application_kind kind;
	bool warm;			/* somebody there knows of it */
	const struct application_step *steps;
	size_t step_count;		/* 1 or more, in order */
	bool has_next;			/* something is to be done */
	int64_t next_day;		/* by when; 0: no day */
};

enum application_stage application_stage(const struct application *one);
int64_t application_since(const struct application *one);	/* its day */
/* Something may still come of it: not accepted, rejected or withdrawn. */
bool application_is_open(const struct application *one);
/* The day on which it was sent, or came to a stage behind that; 0: never. */
int64_t application_sent(const struct application *one);
bool application_was_sent(const struct application *one);
bool application_was_answered(const struct application *one);
bool application_is_overdue(const struct application *one, int64_t today);
/* May it go from where it stands to `stage`? Forwards always; and to any stage
 * behind saved from a refusal or a withdrawal, for people come back. */
bool application_may_move(const struct application *one,
			  enum application_stage stage);

/* How a list is to be read: each in one group, groups in this order. */
enum application_group {
	APPLICATION_IS_OVERDUE, APPLICATION_HAS_NEXT, APPLICATION_HAS_NONE,
	APPLICATION_IS_CLOSED, APPLICATION_GROUPS
};
enum application_group application_group(const struct application *one,
					 int64_t today);
/* Places of the list in the order to be shown: by group; within it what is due
 * first, then what has not moved for longest; the closed ones last closed
 * first. */
size_t *application_order(struct arena *arena, const struct application *list,
			  size_t count, int64_t today);

/* ---- figures ---- */

enum {
	APPLICATIONS_ENOUGH = 10,	/* sent, before a rate is spoken of */
	APPLICATION_YOUNG_DAYS = 14,	/* may well be answered yet */
};

struct application_rate {
	size_t sent, replied;
	double share, low, high;	/* 0 to 1, with the 95% interval; 0, 0
					   and 1 where none was sent */
};

enum application_contrast { APPLICATION_TOO_FEW, APPLICATION_NO_TELLING,
			    APPLICATION_WARM_BETTER, APPLICATION_COLD_BETTER };
extern const char *const application_contrast_names[];

struct application_figures {
	size_t count, open, overdue;
	struct application_rate all, warm, cold;
	struct application_rate kinds[APPLICATION_KINDS];
	size_t young;			/* sent, unanswered, open, and that less
					   than APPLICATION_YOUNG_DAYS ago */
	size_t interviews, offers;	/* that came so far, or further */
	double difference, low, high;	/* share of warm less that of cold, with
					   its 95% interval */
	enum application_contrast contrast;
};

void application_count(const struct application *list, size_t count,
		       int64_t today, struct application_figures *figures);

enum application_verdict { APPLICATION_UNSAID, APPLICATION_BELOW,
			   APPLICATION_FITS, APPLICATION_ABOVE };
extern const char *const application_verdict_names[];

/* What is to be expected of somebody who changes: they need factor_low to
 * factor_high times as many applications as same-sector candidates do. */
struct application_expectation {
	double same_low, same_high;	/* applications of theirs that all sent
					   so far count for */
	bool has_rate;			/* the rest is set */
	double low, high;		/* share of replies to be expected */
	enum application_verdict verdict;
};

/* same_sector: the share of replies that same-sector candidates get, above 0
 * and at most 1; 0 where nobody knows. */
void application_expect(const struct application_rate *rate,
			double factor_low, double factor_high,
			double same_sector,
			struct application_expectation *expectation);

#endif
