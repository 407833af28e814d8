/* strict.h - an xAPI store in memory that takes the specification at its word.
 *
 * Not a Learning Record Store to keep anything in: it is the stranger that the
 * courier must get on with. What xAPI 1.0.3 lets a store refuse, it refuses; a
 * batch is kept whole or not at all; what it keeps it never changes.
 */
#ifndef WIRE_STRICT_H
#define WIRE_STRICT_H

#include "script.h"

struct strict;

struct request {
	char method[16];
	char path[1024];		/* without the query */
	char query[4096];
	char version[64];		/* X-Experience-API-Version; "" */
	char authorization[1024];	/* "" */
	char type[128];			/* Content-Type; "" */
	struct text body;
};

struct answer {
	int status;
	struct text headers, body;
};

/* journal: a file that gets the id of each statement as it is kept. */
struct strict *strict_open(const struct script *script, const char *journal);
void strict_close(struct strict *strict);
/* What it says to a request; answer's texts are empty before. */
void strict_answer(struct strict *strict, const struct request *request,
		   struct answer *answer);
/* Keeps a statement as if another client had sent it. */
void strict_add(struct strict *strict, const char *json);
/* The id of the nth statement that was sent, from 1; "" if there is none. */
const char *strict_id(const struct strict *strict, long number);

#endif
