/* work.h - what the courier's errands share: a request to the service, and
 * what its status means.
 */
#ifndef COURIER_WORK_H
#define COURIER_WORK_H

#include "courier/courier.h"
#include "wire/wire.h"

enum verdict {
	VERDICT_TAKEN,			/* 2xx */
	VERDICT_BAD,			/* 400, 413, 422: something in it */
	VERDICT_CONFLICT,		/* 409 */
	VERDICT_STOP,			/* until the learner sees to it */
	VERDICT_LATER			/* no reply, 408, 425, 429, 5xx */
};
enum verdict work_verdict(int status);

/* A request with what every one of the protocol has: its authorization, and
 * xapi's version. */
struct http_request work_request(const struct courier *courier,
				 const char *url);
/* Asks; reply is begun anew. */
void work_ask(struct courier *courier, const struct http_request *request,
	      struct http_reply *reply);
/* One sentence about a reply that was not a yes: no secrets, safe to show. */
void work_explain(const struct http_reply *reply, struct text *says);

/* "1 statement", "2 statements". */
const char *work_count(const struct courier *courier, int64_t count,
		       const char *noun);
/* A moment as the learner's clock has it, RFC 3339. */
const char *work_moment(const struct courier *courier, int64_t utc);
int64_t work_now(const struct courier *courier);
/* Is the service still the one that the courier began with, and as much agreed
 * to? The learner may turn to another while a request is on its way. */
#define COURIER_TURNED "the feedback service was changed meanwhile"
MUST_CHECK bool work_same_service(const struct courier *courier, bool *same,
				  struct error *err);
/* A line of progress for who looks on, one for the log. */
void work_say(const struct courier *courier, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
MUST_CHECK bool work_log(struct courier *courier, struct error *err,
			 const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- the three ways to tell one thing ---- */

/* The request for rows (webhook, chat: one of them) as the protocol has it;
 * body and address are built in the texts. */
struct parcel {
	struct http_request request;
	struct text url, body, id, moment, signature;
	bool broke;			/* it was the store that failed */
};
void parcel_init(struct parcel *parcel);
void parcel_release(struct parcel *parcel);
/* False, and not broke: the service cannot be told of this; err says why. */
MUST_CHECK bool parcel_make(struct courier *courier,
			    const struct outbox_row *rows, size_t count,
			    struct parcel *parcel, struct error *err);
/* A webhook's envelope around what tells nothing, to try it. */
MUST_CHECK bool parcel_make_test(struct courier *courier,
				 struct parcel *parcel, struct error *err);
/* A webhook's secret is there. */
MUST_CHECK bool parcel_check_token(const struct courier *courier,
				   struct error *err);

#endif
