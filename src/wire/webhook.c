/* webhook.c - a statement in the envelope of a webhook.
 *
 * Two published shapes in one: a CloudEvent (1.0, structured mode), whose
 * source and id tell a receiver what it has seen already, and the payload of
 * Standard Webhooks (type, timestamp, data); `timestamp` is an extension
 * attribute to the one and `specversion` a further member to the other. The
 * event's id is the statement's, which is also the header webhook-id, so a
 * second delivery is known in either way. Nothing here depends on when it is
 * sent: every try has the same bytes. The signature, which does, is made by
 * who has a library for it.
 */
#include "wire/wire.h"

static void put_moment(struct json *json, const char *name, int64_t utc)
{
	struct text at;

	text_init(&at, 64);
	date_add(&at, (struct moment){ .utc = utc });
	json_put(json, name, at.s);
	text_release(&at);
}

static void put_joined(struct json *json, const char *name,
		       const char *before, const char *value)
{
	struct text joined;

	text_init(&joined, 256);
	text_add(&joined, before);
	text_add(&joined, value);
	json_put(json, name, joined.s);
	text_release(&joined);
}

void webhook_body(struct text *out, const struct webhook_event *event)
{
	struct json json;

	json_init(&json, out, 0);
	json_open(&json, '{');
	json_put(&json, "specversion", "1.0");
	json_put(&json, "id", event->id);
	put_joined(&json, "source", "urn:uuid:", event->account);
	put_joined(&json, "type", "rehearse.", event->verb);
	put_moment(&json, "time", event->made);
	put_moment(&json, "timestamp", event->made);
	json_put(&json, "datacontenttype", "application/json");
	json_name(&json, "data");
	json_raw(&json, event->statement.len ? event->statement : STR("{}"));
	json_close(&json, '}');
}

void webhook_signed(struct text *out, const char *id, int64_t at,
		    struct str body)
{
	text_addf(out, "%s.%lld.", id, (long long)at);
	text_add_str(out, body);
}
