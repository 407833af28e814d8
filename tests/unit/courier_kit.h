/* courier_kit.h - a courier with a store, a clock that is set by hand, and a
 * script in place of the network: what is replied to each request in turn, and
 * what was asked.
 */
#ifndef TESTS_UNIT_COURIER_KIT_H
#define TESTS_UNIT_COURIER_KIT_H

#include "store_kit.h"

#include "courier/courier.h"
#include "courier/backoff.h"

enum { KIT_REPLIES = 64, KIT_NOW = 1700000000 };
				/* 2023-11-14T22:13:20 */

struct kit_reply {
	int status;			/* 0: none comes */
	const char *body;
	const char *retry_after, *through, *location;
	const char *refuse;		/* in a body of ours: 400 */
};

struct kit_courier {
	struct kit *kit;
	struct courier courier;
	struct token token;
	struct kit_reply replies[KIT_REPLIES];	/* the last holds for ever */
	size_t replied, count;
	struct text asked;		/* a line a request: POST URL BODY */
	struct text said;		/* progress */
	int64_t now;
};

static inline int64_t kit_clock(void *clock)
{
	return *(int64_t *)clock;
}

static inline uint64_t kit_dice(void)
{
	return 2;			/* so a backoff is 3 seconds */
}

static struct kit_courier *kit_speaker;

static inline void kit_say(const char *line)
{
	text_addf(&kit_speaker->said, "%s\n", line);
}

/* With %2f as %2F: libcurl's versions differ. */
static inline void kit_add_url(struct text *out, const char *url)
{
	int left = 0;

	for (; *url; url++) {
		bool lower = left-- > 0 && *url >= 'a' && *url <= 'f';

		text_add_char(out, (char)(lower ? *url - 'a' + 'A' : *url));
		left = *url == '%' ? 2 : left;
	}
	text_add_char(out, ' ');
}

static inline bool kit_ask(void *transport, const struct http_request *request,
			   struct http_reply *reply)
{
	struct kit_courier *c = transport;
	size_t at = c->replied < c->count ? c->replied : c->count - 1;
	const struct kit_reply *script = &c->replies[at];
	bool bad = script->refuse && request->post &&
		strstr(request->body.s, script->refuse);

	assert_true(c->count > 0);
	c->replied += c->replied + 1 < c->count;
	text_add(&c->asked, request->post ? "POST " : "GET ");
	kit_add_url(&c->asked, request->url);
	for (size_t i = 0; i < request->header_count; i++)
		text_addf(&c->asked, "[%s: %s]", request->headers[i].name,
			  request->headers[i].value);
	text_add(&c->asked, " ");
	text_add_str(&c->asked, request->post ? request->body : STR(""));
	text_add(&c->asked, "\n");
	reply->status = bad ? 400 : script->status;
	text_reset(&reply->body);
	text_add(&reply->body, bad ? "{\"message\":\"bad word\"}"
				   : script->body ? script->body : "");
	snprintf(reply->retry_after, HTTP_VALUE_MAX, "%s",
		 script->retry_after ? script->retry_after : "");
	snprintf(reply->through, HTTP_VALUE_MAX, "%s",
		 script->through ? script->through : "");
	snprintf(reply->location, HTTP_VALUE_MAX, "%s",
		 script->location ? script->location : "");
	return reply->status ||
		error_set(&reply->err, "the service cannot be reached");
}

static inline void kit_script(struct kit_courier *c, struct kit_reply reply)
{
	c->replies[c->count++] = reply;
}

/* Forgets what was asked, said and scripted. */
static inline void kit_fresh(struct kit_courier *c)
{
	c->replied = c->count = 0;
	text_reset(&c->asked);
	text_reset(&c->said);
}

static inline struct service kit_service(const char *protocol)
{
	return (struct service){
		.protocol = protocol, .url = "https://lrs.example/xapi/",
		.origin = "https://lrs.example:443",
		.account = "00000000-0000-4000-8000-000000000001",
		.answers = true, .stories = false, .model = "tiny",
		.token_command = "", .ca_file = "", .agreed = 1,
		.cursor = "", .stopped = "",
	};
}

/* Begins a courier on the kit's store with a service of that protocol. */
static inline void kit_courier(struct kit_courier *c, struct kit *kit,
			       const char *protocol)
{
	struct service service = kit_service(protocol);

	if (!kit->store)
		kit_open(kit);
	*c = (struct kit_courier){ .kit = kit, .now = KIT_NOW };
	text_init(&c->asked, 1 << 22);
	text_init(&c->said, 1 << 16);
	WELL(kit, store_set_service(kit->store, &service, &kit->err));
	WELL(kit, token_parse(&c->token, STR("basic:me:secret"),
			      service.origin, &kit->err));
	kit_speaker = c;
	c->courier = (struct courier){
		.store = kit->store, .arena = &kit->arena,
		.token = &c->token, .ask = kit_ask, .transport = c,
		.now = kit_clock, .clock = &c->now, .dice = kit_dice,
		.say = kit_say,
	};
}

static inline void kit_courier_end(struct kit_courier *c)
{
	text_release(&c->asked);
	text_release(&c->said);
}

/* As the program does: reads the service anew, then sends. */
static inline enum courier_end kit_send(struct kit_courier *c)
{
	bool on;

	c->kit->err.text[0] = '\0';
	WELL(c->kit, store_service(c->kit->store, &c->kit->arena,
				   &c->courier.service, &on, &c->kit->err));
	return courier_send(&c->courier, &c->kit->err);
}

static inline struct service kit_now_service(struct kit_courier *c)
{
	struct service service;
	bool on;

	WELL(c->kit, store_service(c->kit->store, &c->kit->arena, &service,
				   &on, &c->kit->err));
	return service;
}

/* Queues statements "s1".."sN" whose bodies name them. */
static inline void kit_queue(struct kit_courier *c, int count)
{
	static int made;

	for (int i = 1; i <= count; i++) {
		struct outbox_row row = {
			.id = arena_printf(&c->kit->arena, "00000000-0000-4000"
					   "-8000-%012d", ++made),
			.verb = "answered", .made = KIT_NOW,
			.body = arena_printf(&c->kit->arena,
					     "{\"id\":\"s%d\"}", i),
			.state = OUTBOX_QUEUED, .error = "",
		};

		WELL(c->kit, store_outbox_add(c->kit->store, &row,
					      &c->kit->err));
	}
}

static inline bool kit_note_row(void *context, const struct outbox_row *row)
{
	struct text *text = context;
	struct str body = str_of(row->body);

	/* {"id":"sN"} */
	text_addf(text, "%s%.*s", text->len ? " " : "", (int)body.len - 9,
		  row->body + 7);
	return true;
}

/* The names of the rows in a state, "s1 s2". */
static inline const char *kit_rows(struct kit_courier *c,
				   enum outbox_state state)
{
	struct text text;
	const char *all;

	text_init(&text, 1 << 16);
	WELL(c->kit, store_outbox(c->kit->store, state, kit_note_row, &text,
				  &c->kit->err));
	all = text_dup(&c->kit->arena, &text);
	text_release(&text);
	return all;
}

struct kit_one {
	struct arena *arena;
	struct outbox_row row;
};

static inline bool kit_copy_row(void *context, const struct outbox_row *row)
{
	struct kit_one *one = context;

	one->row = *row;
	one->row.id = arena_strdup(one->arena, row->id);
	one->row.attempt = NULL;
	one->row.verb = arena_strdup(one->arena, row->verb);
	one->row.body = arena_strdup(one->arena, row->body);
	one->row.error = arena_strdup(one->arena, row->error);
	return false;
}

/* The oldest row in a state. */
static inline struct outbox_row kit_oldest(struct kit_courier *c,
					enum outbox_state state)
{
	struct kit_one one = { .arena = &c->kit->arena };

	WELL(c->kit, store_outbox(c->kit->store, state, kit_copy_row, &one,
				  &c->kit->err));
	return one.row;
}

static inline int kit_requests(const struct kit_courier *c)
{
	int count = 0;

	for (size_t i = 0; i < c->asked.len; i++)
		count += c->asked.s[i] == '\n';
	return count;
}

#endif
