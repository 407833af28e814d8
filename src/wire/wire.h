/* wire.h - the door of what is spoken with a feedback service.
 *
 * In: an attempt and its mark, or bytes that a service sent. Out: the bodies
 * that are sent, and what the bytes say. One body, an xAPI 1.0.3 statement,
 * whatever the protocol; the other protocols wrap it. Pure: no network, no
 * clock, no database. Bytes from outside are untrusted: a reader takes any
 * and either understands them or says in one sentence why not.
 */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include "mark/mark.h"

/* ---- statements: statement.c ---- */

/* Every name of ours is below it: questions, banks, extensions. Nobody owns
 * the domain and nothing is ever fetched from it. */
#define WIRE_BASE "https://rehearse.example"
#define WIRE_EXTENSION WIRE_BASE "/xapi/ext/"
#define WIRE_VERBS "http://adlnet.gov/expapi/verbs/"

enum { STATEMENT_MAX = 1 << 20 };	/* bytes; more than any can have */

/* Who tells. */
struct teller {
	const char *account;		/* UUID: an account without a name */
	const char *cohort;		/* enrolled in; NULL: none */
	const char *registration;	/* UUID, of the enrolment; NULL: none */
	const char *program;		/* "rehearse 1.0" */
};

/* What `answered` tells: one attempt. Texts that the learner has not agreed to
 * send are not handed in. */
struct answered {
	const struct teller *teller;
	const char *id;			/* UUID of the attempt, any case */
	const char *first;		/* UUID of the first attempt, where
					   this one follows it; NULL: none */
	const char *session;		/* UUID; NULL: none */
	const char *session_kind;	/* drill, mock ...; NULL: none */
	const char *bank, *question;	/* ids */
	const char *revision;
	const char *prompt;
	const char *asked;		/* a follow-up's text; NULL: prompt */
	const char *kind, *skill, *level;
	const char *answer;		/* NULL: withheld */
	struct moment at;		/* when the answer was given */
	int seconds;			/* it took */
	int hints;			/* taken */
	bool model_seen;
	const struct mark *mark;
};
void statement_answered(struct text *out, const struct answered *facts);

/* What `completed` tells: one session. */
struct completed {
	const struct teller *teller;
	const char *session;		/* UUID; the statement's id, too */
	const char *session_kind;
	struct moment at;		/* its end */
	int seconds;			/* it took */
	int questions, answered;	/* chosen; answered, at least one */
	int64_t total;			/* of the scores, 0..100 each */
};
void statement_completed(struct text *out, const struct completed *facts);

/* Asks that the statement `target` be taken for unsaid. */
struct voided {
	const struct teller *teller;
	const char *id;			/* UUID, its own */
	const char *target;		/* UUID */
	struct moment at;
};
void statement_voided(struct text *out, const struct voided *facts);

/* ---- envelopes of a webhook: webhook.c ---- */

/* ---- a model's chat: chat.c ---- */

/* ---- what comes back: reply.c ---- */

#endif
