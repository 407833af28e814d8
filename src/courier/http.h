/* http.h - one request, one reply, or one sentence why there was none.
 *
 * Only https, but for the machine itself (127.0.0.0/8, [::1], localhost); only
 * the origin that the service was agreed on for. No redirect is followed, no
 * encoding undone, no more read than asked for, and no request outlasts its
 * patience.
 */
#ifndef COURIER_HTTP_H
#define COURIER_HTTP_H

#include "base/base.h"

enum {
	HTTP_HEADERS_MAX = 8,
	HTTP_VALUE_MAX = 512,		/* bytes of a reply's header */
	HTTP_REPLY_MAX = 1 << 20	/* bytes of a reply, unless said */
};

struct http_header {
	const char *name, *value;	/* value of ours: without controls */
};

struct http_request {
	bool post;			/* else GET */
	const char *url;
	struct http_header headers[HTTP_HEADERS_MAX];
	size_t header_count;
	struct str body;
	int64_t patience;		/* seconds for all of it */
	size_t most;			/* bytes of the reply; 0: REPLY_MAX */
};

struct http_reply {
	int status;			/* 0: none came, see err */
	struct text body;
	char retry_after[HTTP_VALUE_MAX];	/* "" where missing */
	char through[HTTP_VALUE_MAX];	/* X-Experience-API-Consistent-
					   Through */
	char location[HTTP_VALUE_MAX];
	struct error err;
};

/* Asks; true where a whole reply came, whatever its status. */
typedef bool http_ask(void *transport, const struct http_request *request,
		      struct http_reply *reply);

void http_reply_init(struct http_reply *reply);
void http_reply_release(struct http_reply *reply);
void http_add_header(struct http_request *request, const char *name,
		     const char *value);

/* The part of a URL that a token is bound to, "https://host:443"; an error for
 * one that is not to be asked: another scheme, http to another machine, a
 * user, a fragment. */
MUST_CHECK bool http_origin(struct text *origin, const char *url,
			    struct error *err);
/* url with "/last" at the end of its path, if it is not there yet, and with a
 * query ("a=b&c=d", encoded; NULL: none) behind its own. */
MUST_CHECK bool http_join(struct text *out, const char *url, const char *last,
			  const char *query, struct error *err);
/* A place that a server named, seen from base. */
MUST_CHECK bool http_resolve(struct text *out, const char *base,
			     const char *place, struct error *err);
/* text for a query. */
void http_escape(struct text *out, struct str text);

struct http;
/* ca_file: a private authority's certificate; "": the system's. origin: the
 * only one that will be asked. */
MUST_CHECK bool http_open(struct http **http, const char *origin,
			  const char *ca_file, const char *agent,
			  struct error *err);
/* An http_ask; transport is a struct http. */
bool http_ask_network(void *transport, const struct http_request *request,
		      struct http_reply *reply);
void http_close(struct http *http);

#endif
