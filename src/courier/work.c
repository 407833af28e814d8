/* work.c - a request to the service, and what its status means.
 *
 * The statuses by RFC 9110 and by what record stores do (xAPI 1.0.3, part 3):
 * 400 refuses a whole batch for one bad statement, 409 for one whose id is
 * taken by another body. What no try can change (a token that is not known, an
 * address where nothing is, a redirect) stops the queue until the learner has
 * seen to it; what time can change is tried again.
 */
#include "courier/work.h"

#include <stdarg.h>
#include <stdio.h>

enum verdict work_verdict(int status)
{
	if (status >= 200 && status < 300)
		return VERDICT_TAKEN;
	if (status == 400 || status == 413 || status == 422)
		return VERDICT_BAD;
	if (status == 409)
		return VERDICT_CONFLICT;
	if (status < 200 || status >= 500 || status == 408 || status == 425 ||
	    status == 429)
		return VERDICT_LATER;
	return VERDICT_STOP;
}

static bool speaks(const struct courier *courier, const char *protocol)
{
	return str_is(str_of(courier->service.protocol), protocol);
}

struct http_request work_request(const struct courier *courier,
				 const char *url)
{
	struct http_request request = { .url = url };

	request.patience = speaks(courier, "chat") ? COURIER_MODEL_PATIENCE
						   : COURIER_PATIENCE;
	if (courier->patience)
		request.patience = courier->patience;
	http_add_header(&request, "Authorization",
			courier->token->authorization);
	http_add_header(&request, "Accept", "application/json");
	if (speaks(courier, "xapi"))
		http_add_header(&request, "X-Experience-API-Version", "1.0.3");
	return request;
}

void work_ask(struct courier *courier, const struct http_request *request,
	      struct http_reply *reply)
{
	text_reset(&reply->body);
	reply->status = 0;
	reply->err.text[0] = '\0';
	if (!courier->ask(courier->transport, request, reply))
		reply->status = 0;
}

/* What a status means to the learner, and what to do. */
static const char *meaning(int status)
{
	if (status >= 300 && status < 400)
		return "the service points elsewhere, which is not followed; "
		       "if you trust that address, give it to `feedback on`";
	switch (status) {
	case 400: case 422:
		return "the service refuses it";
	case 401:
		return "the service does not know the token; give another";
	case 403:
		return "the service does not allow that with this token";
	case 404:
		return "the service knows no such place; is the address right?";
	case 409:
		return "the service has something else under that id";
	case 410:
		return "the service is gone for good; `feedback off`, or "
		       "another address";
	case 413:
		return "it is too large for the service";
	case 429:
		return "the service asks for patience";
	case 503:
		return "the service is not ready";
	default:
		return status >= 500 ? "the service has a fault of its own"
				     : "the service did not take it";
	}
}

void work_explain(const struct http_reply *reply, struct text *says)
{
	size_t start;

	if (reply->status == 0) {
		text_add(says, reply->err.text);
		return;
	}
	text_addf(says, "%s (%d", meaning(reply->status), reply->status);
	start = says->len;
	text_add(says, ": ");
	if (reply->status >= 300 && reply->status < 400)
		reply_add_line(says, str_of(reply->location), REPLY_LINE_MAX);
	else
		reply_says(says, text_str(&reply->body));
	if (says->len == start + 2)
		text_truncate(says, start);
	text_add(says, ")");
}

const char *work_count(const struct courier *courier, int64_t count,
		       const char *noun)
{
	return arena_printf(courier->arena, "%lld %s%s", (long long)count,
			    noun, count == 1 ? "" : "s");
}

const char *work_moment(const struct courier *courier, int64_t utc)
{
	struct text text;
	const char *moment;

	text_init(&text, 64);
	date_add(&text, date_local(utc));
	moment = text_dup(courier->arena, &text);
	text_release(&text);
	return moment;
}

int64_t work_now(const struct courier *courier)
{
	return courier->now(courier->clock);
}

static bool is_equal(const char *a, const char *b)
{
	return str_is(str_of(a), b);
}

bool work_same_service(const struct courier *courier, bool *same,
		       struct error *err)
{
	const struct service *ours = &courier->service;
	struct service now;
	bool ok, on;

	ok = store_service(courier->store, courier->arena, &now, &on, err);
	*same = ok && on && is_equal(now.protocol, ours->protocol) &&
		is_equal(now.url, ours->url) &&
		is_equal(now.account, ours->account) &&
		now.answers >= ours->answers && now.stories >= ours->stories;
	return ok;
}

void work_say(const struct courier *courier, const char *format, ...)
{
	struct text line;
	va_list args;

	if (!courier->say)
		return;
	text_init(&line, ERROR_TEXT_MAX);
	va_start(args, format);
	text_vaddf(&line, format, args);
	va_end(args);
	courier->say(line.s);
	text_release(&line);
}

bool work_log(struct courier *courier, struct error *err, const char *format,
	      ...)
{
	struct text line;
	va_list args;
	bool ok;

	text_init(&line, ERROR_TEXT_MAX);
	va_start(args, format);
	text_vaddf(&line, format, args);
	va_end(args);
	ok = store_log(courier->store, work_now(courier), line.s, err);
	text_release(&line);
	return ok;
}
