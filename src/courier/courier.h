/* courier.h - the door of the courier: takes what waits in the outbox to the
 * feedback service, and brings comments back.
 *
 * A program of its own, the only one that speaks with a network. It is handed
 * an open database, a token, a clock, random numbers and a way to ask (the
 * network, or a test's script), and knows nothing else. What it must never do:
 * lose a row, send other bytes for the same id, ask another origin than the
 * one agreed to, obey anything in a reply, or let a token out. A row is
 * delivered when the service has confirmed it and not before, so being killed
 * at any moment costs a second delivery of the same bytes at most, which the
 * service knows by their id.
 */
#ifndef COURIER_COURIER_H
#define COURIER_COURIER_H

#include "courier/http.h"
#include "courier/token.h"
#include "store/store.h"

enum {
	COURIER_BATCH = 20,		/* statements in a request */
	COURIER_BATCH_BYTES = 256 * 1024,
	COURIER_PATIENCE = 30,		/* seconds for a request */
	COURIER_MODEL_PATIENCE = 300,	/* for a model's answer */
	COURIER_PAGES_MAX = 10000,	/* of one question */
	COURIER_PAGE_BYTES = 4 << 20
};

/* The process's status: all went well; something is left or failed; it could
 * not begin. */
enum courier_end { COURIER_DONE, COURIER_LEFT, COURIER_COULD_NOT };

struct courier {
	struct store *store;
	struct arena *arena;		/* for all of the run */
	struct service service;
	const struct token *token;
	http_ask *ask;
	void *transport;
	int64_t (*now)(void *clock);	/* UTC seconds since 1970 */
	void *clock;
	uint64_t (*dice)(void);		/* a random number */
	void (*say)(const char *line);	/* a line of progress; NULL: quietly */
	bool quiet;			/* nobody asked for it just now */
	bool at_once;			/* backoff is not waited for */
	int64_t patience;		/* seconds for a request; 0: by
					   protocol */
};

/* Sends what is due. Notes all of it (rows, service, log). Where COURIER_LEFT
 * is returned err holds the sentence for the learner. */
enum courier_end courier_send(struct courier *courier, struct error *err);
/* Brings comments. */
enum courier_end courier_pull(struct courier *courier, struct error *err);
/* Asks whether the service is there and takes the token; sends no results. */
enum courier_end courier_test(struct courier *courier, struct error *err);
/* Statements that the token may read, a line of JSON each, into the file at
 * `to`; since: only what was stored later ("": all), of the learner's cohort
 * where enrolled, or of registration if that is not "". */
enum courier_end courier_fetch(struct courier *courier, const char *to,
			       const char *since, const char *registration,
			       struct error *err);

/* The token by service's command, else `given` (the environment's; NULL:
 * none), else the file at path (NULL: none); empty where there is none. A file
 * that names no origin is for the one that it was first used for. */
MUST_CHECK bool courier_token(struct store *store,
			      const struct service *service,
			      const char *given, const char *path,
			      char *const *environment, struct token *token,
			      struct error *err);

#endif
