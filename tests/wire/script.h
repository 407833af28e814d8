/* script.h - what the loopback server is to do, as its script says it.
 *
 * Top-level lines set what holds for every request; a line `on WHICH` begins
 * a rule, and indented lines below it say what the rule replies. What each
 * word means is said in script.c, beside the table that reads it.
 */
#ifndef WIRE_SCRIPT_H
#define WIRE_SCRIPT_H

#include "base/error.h"
#include "base/text.h"

enum { RULES_MAX = 64, BODY_MAX = 16 << 20, UNSAID = -1, NO_LENGTH = -2 };

struct rule {
	char method[8], path[128];	/* "": any; the path's beginning */
	long first, last;		/* of the requests that fit, from 1 */
	long seen;			/* so many have fitted */
	bool store;			/* replies as the store does */
	bool commit;			/* asks the store, then goes its way */
	bool silence;			/* reads the request, never replies */
	bool raw;			/* body is all that is sent */
	bool endless;			/* the body never ends */
	bool close;			/* the connection ends after it */
	long status;
	long length;			/* Content-Length; UNSAID: true one */
	long rst, cut;			/* after so many bytes; UNSAID: not */
	long drip;			/* milliseconds a byte */
	long fill;			/* bytes of a header that fills */
	long delay;			/* milliseconds before the reply */
	long before_times;
	struct text before;		/* bytes sent ahead of the reply */
	struct text headers, body;
	struct text add;		/* a statement for the store */
};

struct script {
	struct rule rules[RULES_MAX];
	int count;
	bool store;			/* where no rule fits */
	bool deaf, refuse;
	char certificate[512], key[512];	/* "": no TLS */
	char authorization[512];	/* "": any */
	char reject[256];		/* a statement with it is bad; "" */
	char version[32];		/* beginning of the versions taken */
	long most_bytes, most_rows;	/* of a POST: more is 413 */
	long page;			/* statements a page */
	bool ralph;			/* 204 where all are known */
	bool own_filters;		/* references are not followed */
};

/* Ends the program with a sentence when the script is not right. */
void script_read(struct script *script, const char *path);
/* The rule for a request, which is counted; NULL: none fits, so far. */
struct rule *script_rule(struct script *script, const char *method,
			 const char *path);

#endif
