/* service.h - the part of the store's door for the feedback service.
 *
 * What is to be told waits in the outbox, byte for byte as it will be sent. A
 * row goes in with the attempt that it tells, in one transaction, and is
 * delivered only once the service has confirmed it; none is dropped. The
 * program writes rows, the courier reads them; both may be at work at once.
 * Moments are UTC seconds since 1970.
 */
#ifndef STORE_SERVICE_H
#define STORE_SERVICE_H

#include "base/base.h"

struct store;

/* ---- the service ---- */

struct service {
	const char *protocol;		/* xapi, webhook, chat */
	const char *url;		/* as given */
	const char *origin;		/* scheme://host:port, what a token is
					   bound to */
	const char *account;		/* UUID: who we are to it */
	bool answers;			/* texts of answers are sent */
	bool stories;			/* those of behavioural ones, too */
	const char *model;		/* of chat; "" */
	const char *token_command;	/* JSON list of words; "" */
	const char *ca_file;		/* a private authority's; "" */
	int64_t agreed;			/* when the learner consented */
	const char *cursor;		/* `stored` of the last comment; "" */
	int64_t pulled;			/* the last pull; 0: never */
	const char *stopped;		/* why nothing is sent now; "" */
	int64_t wait_until;		/* the service asked to; 0: no */
};

/* *on is false where there is none. */
MUST_CHECK bool store_service(struct store *store, struct arena *arena,
			      struct service *service, bool *on,
			      struct error *err);
/* Takes the place of the one there was; what is queued stays queued. */
MUST_CHECK bool store_set_service(struct store *store,
				  const struct service *service,
				  struct error *err);
/* Off: what is queued is withheld, until a service is on again and the learner
 * wants it sent (store_release_withheld). */
MUST_CHECK bool store_remove_service(struct store *store, struct error *err);
MUST_CHECK bool store_release_withheld(struct store *store, int64_t *released,
				       struct error *err);

struct enrolment {
	const char *cohort;
	const char *registration;	/* UUID */
	int64_t day;
};
MUST_CHECK bool store_enrolment(struct store *store, struct arena *arena,
				struct enrolment *enrolment, bool *found,
				struct error *err);
MUST_CHECK bool store_enrol(struct store *store,
			    const struct enrolment *enrolment,
			    struct error *err);
MUST_CHECK bool store_leave_cohort(struct store *store, struct error *err);

/* ---- the outbox ---- */

enum outbox_state { OUTBOX_QUEUED, OUTBOX_DELIVERED, OUTBOX_ASIDE,
		    OUTBOX_WITHHELD, OUTBOX_STATES };
extern const char *const outbox_state_names[OUTBOX_STATES];

struct outbox_row {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID of the statement */
	const char *attempt;		/* UUID of what it tells; NULL: none */
	const char *verb;		/* answered, completed, voided */
	const char *body;		/* one statement, as it will be sent */
	int64_t made;
	enum outbox_state state;
	int tries;			/* that may have told it; from 1 on the
					   service may hold it */
	int64_t next_try;		/* 0: at once */
	const char *error;		/* of the last try; "" */
};

/* Queues what tells no attempt: a session, a wish to void. What tells one is
 * handed to store_attempt. While no service is on it is withheld, at once. */
MUST_CHECK bool store_outbox_add(struct store *store,
				 const struct outbox_row *row,
				 struct error *err);
/* Is anything due? Costs little, however much was delivered. */
MUST_CHECK bool store_outbox_due(struct store *store, int64_t now, bool *due,
				 struct error *err);
/* Takes what is due, oldest first: at most `most` rows, and no more than bytes
 * of bodies, but always one. at_once: backoff is not waited for. A try of each
 * is counted before they are handed out, in one transaction: what is undone or
 * erased while it is on its way is then asked to be voided. Courier's calls
 * below know a row by its id, for one that is taken back gives its number to
 * the next. */
MUST_CHECK bool store_outbox_next(struct store *store, struct arena *arena,
				  int64_t now, bool at_once, size_t most,
				  size_t bytes, struct outbox_row **rows,
				  size_t *count, struct error *err);
/* Confirmed, all of them; in one transaction. */
MUST_CHECK bool store_outbox_delivered(struct store *store,
				       const struct outbox_row *rows,
				       size_t count, int64_t now,
				       struct error *err);
/* A try failed for now: keeps its sentence, and when to go on. */
MUST_CHECK bool store_outbox_failed(struct store *store,
				    const struct outbox_row *rows,
				    size_t count, int64_t next_try,
				    const char *says, struct error *err);
/* The try that was begun with store_outbox_next told nothing: it was not made,
 * or the service has said that it did not take them. So it counts no more. */
MUST_CHECK bool store_outbox_untold(struct store *store,
				    const struct outbox_row *rows,
				    size_t count, struct error *err);
/* The service will never take this one; the reason is for the learner. */
MUST_CHECK bool store_outbox_aside(struct store *store,
				   const struct outbox_row *row,
				   const char *reason, struct error *err);
/* All that was set aside is queued again. */
MUST_CHECK bool store_outbox_retry(struct store *store, int64_t *count,
				   struct error *err);

struct outbox_counts {
	int64_t rows[OUTBOX_STATES];
	int64_t due;			/* queued, and to be tried by now */
	int64_t oldest;			/* made, of those queued; 0: none */
	int64_t next_try;		/* the earliest of those queued */
};
MUST_CHECK bool store_outbox_counts(struct store *store, int64_t now,
				    struct outbox_counts *counts,
				    struct error *err);
/* How many were set aside; costs next to nothing. */
MUST_CHECK bool store_outbox_aside_count(struct store *store, int64_t *count,
					 struct error *err);
/* Why the newest of those in a state that failed did; NULL: none did. */
MUST_CHECK bool store_outbox_last_error(struct store *store,
					struct arena *arena,
					enum outbox_state state,
					const char **says, struct error *err);
typedef bool store_each_outbox(void *context, const struct outbox_row *row);
/* Those in a state, oldest first; row and texts last until each returns. */
MUST_CHECK bool store_outbox(struct store *store, enum outbox_state state,
			     store_each_outbox *each, void *context,
			     struct error *err);

/* The attempt of a row, for who is told more than its statement. */
struct store_told {
	const char *bank, *question;	/* ids */
	const char *kind;		/* of the question */
	const char *asked;		/* a follow-up's text; NULL: prompt */
	const char *answer;
};
MUST_CHECK bool store_tell(struct store *store, struct arena *arena,
			   const char *attempt, struct store_told *told,
			   bool *found, struct error *err);

/* ---- what the courier notes ---- */

/* Nothing is sent until the learner has seen to it; "": go on. */
MUST_CHECK bool store_service_stop(struct store *store, const char *reason,
				   struct error *err);
MUST_CHECK bool store_service_wait(struct store *store, int64_t until,
				   struct error *err);
MUST_CHECK bool store_service_pulled(struct store *store, const char *cursor,
				     int64_t at, struct error *err);

enum { SERVICE_LOG_MAX = 500 };		/* lines that are kept */
struct log_row {
	int64_t at;
	const char *says;
};
MUST_CHECK bool store_log(struct store *store, int64_t at, const char *says,
			  struct error *err);
/* The newest `most`, oldest first. */
MUST_CHECK bool store_log_rows(struct store *store, struct arena *arena,
			       size_t most, struct log_row **rows,
			       size_t *count, struct error *err);

/* ---- comments ---- */

enum { COMMENT_MAX = 8000 };		/* bytes; what is longer is cut */

struct comment {
	const char *id;			/* UUID */
	const char *attempt;		/* UUID of the attempt */
	int64_t at;
	const char *author;		/* a name, or a model's */
	bool model;			/* no person wrote it */
	const char *text;
	bool seen;

	/* Set by reading. */
	int64_t number;			/* of the attempt; 0: a session's */
	const char *question;		/* its name; NULL: a session's */
};
/* On an attempt or a session. *known: there is nothing to keep, for one of that
 * id is kept already, or what it is on is not here any more. */
MUST_CHECK bool store_add_comment(struct store *store,
				  const struct comment *comment, bool *known,
				  struct error *err);
/* On an attempt (NULL: all not seen yet), oldest first. */
MUST_CHECK bool store_comments(struct store *store, struct arena *arena,
			       const char *attempt, struct comment **comments,
			       size_t *count, struct error *err);
MUST_CHECK bool store_comments_seen(struct store *store, struct error *err);
/* The newest `most`, seen or not, oldest first. */
MUST_CHECK bool store_latest_comments(struct store *store,
				      struct arena *arena, size_t most,
				      struct comment **comments,
				      size_t *count, struct error *err);
MUST_CHECK bool store_any_comments(struct store *store, bool *any,
				   struct error *err);

/* ---- assignments of banks ---- */

struct assignment_row {
	const char *bank, *id, *title;
	const char *question;		/* its name, for the learner */
	int64_t key;			/* of the question */
	int64_t first_day, last_day;
	bool done;			/* answered since first_day */
};
/* Those that run on a day, by their last day; a question that the learner
 * wants never to be asked is left out. */
MUST_CHECK bool store_assignments(struct store *store, struct arena *arena,
				  int64_t day, struct assignment_row **rows,
				  size_t *count, struct error *err);

/* ---- taking back ---- */

/* Makes the statement that asks to void the one of that id, texts in arena;
 * false: nobody is to be asked. */
typedef bool store_make_void(void *context, struct arena *arena,
			     const char *id, struct outbox_row *row);
/* From now on store_undo and store_erase queue one for each statement that a
 * service may hold (delivered, or a try was begun), in their transaction; what
 * was never tried just goes. Without this nobody is asked. */
void store_void_by(struct store *store, store_make_void *make, void *context);

/* Everything of the learner goes: attempts, drafts, notes, wishes, adverts,
 * the way to the job, days, cards, comments, the interview's date. Banks and
 * other settings stay; so do a service, its enrolment, and the rows that ask it
 * to void what it holds. *voids: how many of these wait now. */
MUST_CHECK bool store_erase(struct store *store, int64_t *voids,
			    struct error *err);

#endif
