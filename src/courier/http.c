/* http.c - HTTP by libcurl, with everything off that is not needed.
 *
 * What libcurl can do is far more than this program may do, so each option
 * here takes something away: protocols but the one (a server must not send us
 * to file:// or gopher://), redirects, cookies, netrc, authentication by
 * negotiation, decompression, HTTP/0.9, signals, and unbounded time and size.
 * Certificates are always checked; there is no switch. A URL is parsed by the
 * one parser that will also use it. The handle is kept between requests, so
 * that a queue goes through one connection.
 */
#include "courier/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	CONNECT_MS = 10000,
	SLOW_SECONDS = 30,		/* below a byte a second: given up */
	HEADERS_MAX = 64 * 1024		/* bytes of all of a reply's */
};

struct http {
	CURL *curl;
	const char *origin;		/* borrowed */
	const char *ca_file;
	const char *agent;
	char says[CURL_ERROR_SIZE];
};

struct arrival {			/* a reply on its way in */
	struct http_reply *reply;
	size_t most;
	size_t headers;			/* bytes so far */
	bool whole;			/* the headers came to their end */
	bool swollen;
};

void http_reply_init(struct http_reply *reply)
{
	*reply = (struct http_reply){ .status = 0 };
	text_init(&reply->body, HTTP_REPLY_MAX);
}

void http_reply_release(struct http_reply *reply)
{
	text_release(&reply->body);
}

void http_add_header(struct http_request *request, const char *name,
		     const char *value)
{
	if (request->header_count < HTTP_HEADERS_MAX && value && value[0])
		request->headers[request->header_count++] =
			(struct http_header){ name, value };
}

/* --- addresses ------------------------------------------------------ */

/* Does the address name this machine, without asking anyone? */
static bool is_loopback(const char *host)
{
	int64_t number;
	struct str rest = str_of(host), part;
	int parts = 0;

	if (strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0)
		return true;
	if (!str_starts(rest, "127.") || host[rest.len - 1] == '.')
		return false;
	while (str_cut(&rest, '.', &part)) {
		if (part.len > 3 || !text_number(part, 0, 255, &number))
			return false;
		parts++;
	}
	return parts == 4;
}

struct address {
	char *scheme, *host, *port, *user, *password, *fragment;
};

static void take_apart(CURLU *url, struct address *address)
{
	*address = (struct address){ .scheme = NULL };
	curl_url_get(url, CURLUPART_SCHEME, &address->scheme, 0);
	curl_url_get(url, CURLUPART_HOST, &address->host, 0);
	curl_url_get(url, CURLUPART_PORT, &address->port,
		     CURLU_DEFAULT_PORT);
	curl_url_get(url, CURLUPART_USER, &address->user, 0);
	curl_url_get(url, CURLUPART_PASSWORD, &address->password, 0);
	curl_url_get(url, CURLUPART_FRAGMENT, &address->fragment, 0);
}

static void give_back(struct address *address)
{
	curl_free(address->scheme);
	curl_free(address->host);
	curl_free(address->port);
	curl_free(address->user);
	curl_free(address->password);
	curl_free(address->fragment);
}

static void add_lower(struct text *out, const char *ascii)
{
	for (; *ascii; ascii++)
		text_add_char(out, (char)utf8_lower((unsigned char)*ascii));
}

static bool check_address(const struct address *address, struct error *err)
{
	if (!address->scheme || !address->host || !address->port)
		return error_set(err, "the address is not whole");
	if (address->user || address->password)
		return error_set(err, "the address holds a user; a token is "
				 "given apart from it");
	if (address->fragment)
		return error_set(err, "the address holds a '#'; leave that "
				 "part out");
	if (strcmp(address->scheme, "https") != 0 &&
	    strcmp(address->scheme, "http") != 0)
		return error_set(err, "the address must begin with https://");
	return true;
}

static bool add_origin(struct text *origin, CURLU *url, struct error *err)
{
	struct address address;
	struct text host;
	bool ok;

	take_apart(url, &address);
	text_init(&host, 512);
	add_lower(&host, address.host ? address.host : "");
	ok = check_address(&address, err);
	if (ok && strcmp(address.scheme, "http") == 0 && !is_loopback(host.s))
		ok = error_set(err, "plain http is for this machine alone; "
			       "use https://");
	if (ok)
		text_addf(origin, "%s://%s:%s", address.scheme, host.s,
			  address.port);
	text_release(&host);
	give_back(&address);
	return ok;
}

static bool parse(CURLU **url, const char *text, struct error *err)
{
	*url = curl_url();
	if (!*url)
		die("out of memory");
	return curl_url_set(*url, CURLUPART_URL, text, 0) == CURLUE_OK ||
		error_set(err, "the address is not one that can be asked");
}

bool http_origin(struct text *origin, const char *url, struct error *err)
{
	CURLU *parsed;
	bool ok = parse(&parsed, url, err) && add_origin(origin, parsed, err);

	curl_url_cleanup(parsed);
	return ok;
}

static bool add_whole(struct text *out, CURLU *url, struct error *err)
{
	char *whole = NULL;

	if (curl_url_get(url, CURLUPART_URL, &whole, 0) != CURLUE_OK)
		return error_set(err, "the address cannot be put together");
	text_add(out, whole);
	curl_free(whole);
	return true;
}

static void lengthen_path(CURLU *url, const char *last)
{
	struct text longer;
	char *path = NULL;

	curl_url_get(url, CURLUPART_PATH, &path, 0);
	text_init(&longer, 8192);
	text_add(&longer, path ? path : "/");
	curl_free(path);
	while (longer.len && longer.s[longer.len - 1] == '/')
		text_truncate(&longer, longer.len - 1);
	if (longer.len < strlen(last) + 1 ||
	    strcmp(longer.s + longer.len - strlen(last), last) != 0 ||
	    longer.s[longer.len - strlen(last) - 1] != '/') {
		text_add(&longer, "/");
		text_add(&longer, last);
	}
	curl_url_set(url, CURLUPART_PATH, longer.s, 0);
	text_release(&longer);
}

bool http_join(struct text *out, const char *url, const char *last,
	       const char *query, struct error *err)
{
	CURLU *parsed;
	bool ok = parse(&parsed, url, err);

	if (ok)
		lengthen_path(parsed, last);
	if (ok && query)
		curl_url_set(parsed, CURLUPART_QUERY, query,
			     CURLU_APPENDQUERY);
	ok = ok && add_whole(out, parsed, err);
	curl_url_cleanup(parsed);
	return ok;
}

bool http_resolve(struct text *out, const char *base, const char *place,
		  struct error *err)
{
	CURLU *parsed;
	bool ok = parse(&parsed, base, err);

	if (ok && curl_url_set(parsed, CURLUPART_URL, place, 0) != CURLUE_OK)
		ok = error_set(err, "the service named a place that cannot "
			       "be asked");
	ok = ok && add_whole(out, parsed, err);
	curl_url_cleanup(parsed);
	return ok;
}

void http_escape(struct text *out, struct str text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] && strchr(plain, text.s[i]))
			text_add_char(out, text.s[i]);
		else
			text_addf(out, "%%%02X", (unsigned char)text.s[i]);
	}
}

/* --- what comes in -------------------------------------------------- */

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct arrival *arrival = context;
	struct text *body = &arrival->reply->body;

	if (size * count > arrival->most - body->len) {
		arrival->swollen = true;
		return 0;
	}
	text_add_str(body, (struct str){ bytes, size * count });
	return size * count;
}

static void keep_header(struct str line, const char *name, char *value)
{
	size_t len = strlen(name);

	if (line.len <= len || line.s[len] != ':' ||
	    strncasecmp(line.s, name, len) != 0)
		return;
	line = str_trim((struct str){ line.s + len + 1, line.len - len - 1 });
	if (line.len >= HTTP_VALUE_MAX)
		line.len = HTTP_VALUE_MAX - 1;
	memcpy(value, line.s, line.len);
	value[line.len] = '\0';
}

static size_t take_header(char *bytes, size_t size, size_t count,
			  void *context)
{
	struct arrival *arrival = context;
	struct http_reply *reply = arrival->reply;
	struct str line = { bytes, size * count };

	/* The end of a 100 Continue is none of the reply's. */
	arrival->whole = !str_starts(line, "HTTP/") &&
			 (arrival->whole || str_trim(line).len == 0);
	arrival->headers += line.len;
	if (arrival->headers > HEADERS_MAX) {
		arrival->swollen = true;
		return 0;
	}
	keep_header(line, "Retry-After", reply->retry_after);
	keep_header(line, "X-Experience-API-Consistent-Through",
		    reply->through);
	keep_header(line, "Location", reply->location);
	return line.len;
}

/* --- what goes out -------------------------------------------------- */

/* Values of ours: a control in one would begin a header of somebody else's. */
static bool is_clean(const char *value)
{
	for (; *value; value++)
		if ((unsigned char)*value < 0x20 || *value == 0x7F)
			return false;
	return true;
}

static bool add_headers(const struct http_request *request,
			struct curl_slist **list, struct error *err)
{
	char line[HTTP_VALUE_MAX * 24];
	bool ok = true;

	/* No waiting for "100 Continue". */
	*list = curl_slist_append(NULL, "Expect:");
	for (size_t i = 0; ok && i < request->header_count; i++) {
		const struct http_header *one = &request->headers[i];
		int len = snprintf(line, sizeof(line), "%s: %s", one->name,
				   one->value);

		if (!is_clean(one->value) || len < 0 ||
		    (size_t)len >= sizeof(line))
			ok = error_set(err, "%s cannot be sent", one->name);
		else
			*list = curl_slist_append(*list, line);
	}
	explicit_bzero(line, sizeof(line));
	return ok;
}

static void set_bounds(struct http *http, const struct http_request *request,
		       size_t most)
{
	CURL *curl = http->curl;
	bool local = strncmp(http->origin, "http:", 5) == 0;

	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR,
			 local ? "http" : "https");
	curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION,
			 (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	if (http->ca_file[0])
		curl_easy_setopt(curl, CURLOPT_CAINFO, http->ca_file);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
			 (long)request->patience * 1000);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME,
			 request->patience > SLOW_SECONDS
			 ? (long)request->patience : (long)SLOW_SECONDS);
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)most);
	curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl_easy_setopt(curl, CURLOPT_UNRESTRICTED_AUTH, 0L);
	curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 0L);
}

static void set_request(struct http *http, const struct http_request *request,
			struct curl_slist *headers, struct arrival *arrival)
{
	CURL *curl = http->curl;
	char *host = NULL;
	CURLU *url = curl_url();

	curl_easy_setopt(curl, CURLOPT_URL, request->url);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, http->agent);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->says);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, arrival);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, arrival);
	if (request->post) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
				 (curl_off_t)request->body.len);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body.s);
	}
	/* No proxy for what is on this machine. */
	if (url && !curl_url_set(url, CURLUPART_URL, request->url, 0) &&
	    !curl_url_get(url, CURLUPART_HOST, &host, 0) && is_loopback(host))
		curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_free(host);
	curl_url_cleanup(url);
}

/* --- asking --------------------------------------------------------- */

/* That a request took: less than its patience where no connection came of it.
 */
static int seconds_of(const struct http *http)
{
	double seconds = 0;

	curl_easy_getinfo(http->curl, CURLINFO_TOTAL_TIME, &seconds);
	return (int)(seconds + 0.5);
}

static bool explain(const struct http *http, CURLcode code,
		    const struct arrival *arrival, struct error *err)
{
	struct text detail;

	if (arrival->swollen || code == CURLE_FILESIZE_EXCEEDED)
		return error_set(err, "the service sent more than a reply can "
				 "be; it was cut off");
	if (code == CURLE_OPERATION_TIMEDOUT)
		return error_set(err, "the service did not answer in time "
				 "(%d seconds)", seconds_of(http));
	if (code == CURLE_COULDNT_RESOLVE_HOST)
		return error_set(err, "the service's name is not known; is "
				 "there a network?");
	if (code == CURLE_COULDNT_CONNECT)
		return error_set(err, "the service cannot be reached; is it "
				 "running?");
	text_init(&detail, 200);
	utf8_add_safe(&detail, str_trim(str_of(http->says[0] ? http->says :
					       curl_easy_strerror(code))));
	if (code == CURLE_PEER_FAILED_VERIFICATION)
		error_set(err, "the service did not prove who it is: %s",
			  detail.s);
	else if (code == CURLE_SSL_CACERT_BADFILE)
		error_set(err, "the certificate file cannot be used: %s",
			  detail.s);
	else
		error_set(err, "the exchange broke off: %s", detail.s);
	text_release(&detail);
	return false;
}

static bool is_ours(const struct http *http, const char *url,
		    struct error *err)
{
	struct text origin;
	bool ok;

	text_init(&origin, 1024);
	ok = http_origin(&origin, url, err);
	if (ok && strcmp(origin.s, http->origin) != 0)
		ok = error_set(err, "%s is another service than the one that "
			       "was agreed to", origin.s);
	text_release(&origin);
	return ok;
}

static bool perform(struct http *http, const struct http_request *request,
		    struct curl_slist *headers, struct http_reply *reply)
{
	struct arrival arrival = { .reply = reply, .most = reply->body.max };
	long status = 0;
	CURLcode code;

	http->says[0] = '\0';
	curl_easy_reset(http->curl);
	set_bounds(http, request, arrival.most);
	set_request(http, request, headers, &arrival);
	code = fault("request") ? CURLE_RECV_ERROR
				: curl_easy_perform(http->curl);
	if (code != CURLE_OK)
		return explain(http, code, &arrival, &reply->err);
	/* For libcurl a reply may end within its headers. */
	if (!arrival.whole)
		return error_set(&reply->err, "the exchange broke off within "
				 "the headers of the reply");
	curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
	reply->status = (int)status;
	return status > 0 || error_set(&reply->err, "the service gave no "
				       "reply that can be read");
}

bool http_ask_network(void *transport, const struct http_request *request,
		      struct http_reply *reply)
{
	struct http *http = transport;
	struct curl_slist *headers = NULL;
	bool ok;

	text_reset(&reply->body);
	reply->body.max = request->most ? request->most : HTTP_REPLY_MAX;
	reply->status = 0;
	reply->retry_after[0] = reply->through[0] = reply->location[0] = '\0';
	ok = is_ours(http, request->url, &reply->err) &&
		add_headers(request, &headers, &reply->err) &&
		perform(http, request, headers, reply);
	curl_slist_free_all(headers);
	return ok;
}

bool http_open(struct http **http, const char *origin, const char *ca_file,
	       const char *agent, struct error *err)
{
	struct http *new;

	*http = NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return error_set(err, "libcurl cannot be used");
	new = calloc(1, sizeof(*new));
	if (!new)
		die("out of memory");
	*new = (struct http){ .curl = curl_easy_init(), .origin = origin,
			      .ca_file = ca_file, .agent = agent };
	if (!new->curl)
		die("out of memory");
	*http = new;
	return true;
}

void http_close(struct http *http)
{
	if (!http)
		return;
	curl_easy_cleanup(http->curl);
	free(http);
	curl_global_cleanup();
}
