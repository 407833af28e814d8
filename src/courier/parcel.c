/* parcel.c - the request that tells of rows, as each protocol has it.
 *
 * xapi: a list of statements, as they lie in the outbox. webhook: one
 * statement in its envelope; id and body are the same at every try, moment and
 * signature are the try's. chat: the question, its key points and the answer
 * of one attempt, for a model to comment on; what a learner did not agree to
 * send (then, when it was queued, or now) is not sent, and a model has no use
 * for sessions.
 */
#include "courier/sign.h"
#include "courier/work.h"

#include <stdio.h>
#include <string.h>

void parcel_init(struct parcel *parcel)
{
	*parcel = (struct parcel){ .request = { .post = true } };
	text_init(&parcel->url, 8192);
	text_init(&parcel->body, COURIER_BATCH_BYTES + (2 << 20));
	text_init(&parcel->id, 64);
	text_init(&parcel->moment, 64);
	text_init(&parcel->signature, 256);
}

void parcel_release(struct parcel *parcel)
{
	text_release(&parcel->url);
	text_release(&parcel->body);
	text_release(&parcel->id);
	text_release(&parcel->moment);
	text_release(&parcel->signature);
}

static bool finish(struct courier *courier, struct parcel *parcel,
		   const char *type, struct error *err)
{
	if (parcel->body.cut || parcel->url.cut)
		return error_set(err, "it is too large to be sent");
	parcel->request = work_request(courier, parcel->url.s);
	parcel->request.post = true;
	parcel->request.body = text_str(&parcel->body);
	http_add_header(&parcel->request, "Content-Type", type);
	return true;
}

static bool make_list(struct courier *courier, const struct outbox_row *rows,
		      size_t count, struct parcel *parcel, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		text_add(&parcel->body, i ? "," : "[");
		text_add(&parcel->body, rows[i].body);
	}
	text_add(&parcel->body, "]");
	return http_join(&parcel->url, courier->service.url, "statements",
			 NULL, err) &&
		finish(courier, parcel, "application/json", err);
}

/* --- webhook -------------------------------------------------------- */

static bool sign(struct courier *courier, struct parcel *parcel,
		 struct error *err)
{
	const struct token *token = courier->token;
	int64_t now = work_now(courier);
	struct text signed_text;
	bool ok;

	text_init(&signed_text, parcel->body.len + 256);
	webhook_signed(&signed_text, parcel->id.s, now,
		       text_str(&parcel->body));
	ok = sign_add(&parcel->signature, token->secret, token->secret_len,
		      text_str(&signed_text), err);
	text_addf(&parcel->moment, "%lld", (long long)now);
	text_release(&signed_text);
	return ok;
}

static bool make_event(struct courier *courier,
		       const struct webhook_event *event,
		       struct parcel *parcel, struct error *err)
{
	text_add(&parcel->url, courier->service.url);
	text_add(&parcel->id, event->id);
	webhook_body(&parcel->body, event);
	if (!finish(courier, parcel, "application/cloudevents+json", err) ||
	    !sign(courier, parcel, err))
		return false;
	http_add_header(&parcel->request, "webhook-id", parcel->id.s);
	http_add_header(&parcel->request, "webhook-timestamp",
			parcel->moment.s);
	http_add_header(&parcel->request, "webhook-signature",
			parcel->signature.s);
	return true;
}

bool parcel_check_token(const struct courier *courier, struct error *err)
{
	return !str_is(str_of(courier->service.protocol), "webhook") ||
		courier->token->secret_len > 0 ||
		error_set(err, "a webhook is signed; give its secret, "
			  "whsec_..., as the token");
}

bool parcel_make_test(struct courier *courier, struct parcel *parcel,
		      struct error *err)
{
	struct webhook_event event = {
		.account = courier->service.account, .verb = "test",
		.made = work_now(courier),
	};
	char id[64];

	snprintf(id, sizeof(id), "test-%016llx",
		 (unsigned long long)courier->dice());
	event.id = id;
	return make_event(courier, &event, parcel, err);
}

/* --- chat ----------------------------------------------------------- */

static const char *find_asked(const struct store_told *told)
{
	return told->asked && told->asked[0] ? told->asked : NULL;
}

/* The texts were agreed to when it was queued, and are now. */
static bool may_tell(const struct courier *courier,
		     const struct outbox_row *row,
		     const struct store_told *told, struct error *err)
{
	static const char withheld[] =
		"\"" WIRE_EXTENSION "answer-withheld\":true";
	bool story = str_is(str_of(told->kind), "behavioural");

	if (strstr(row->body, withheld) || !courier->service.answers ||
	    (story && !courier->service.stories))
		return error_set(err, "its text is not to be sent, and a model "
				 "has nothing else to comment on");
	return true;
}

static bool make_chat(struct courier *courier, const struct outbox_row *row,
		      struct parcel *parcel, struct error *err)
{
	struct question_row question;
	struct store_told told = { 0 };
	struct loaded loaded;
	struct chat_facts facts;
	bool found = false;

	parcel->broke = row->attempt &&
		!store_tell(courier->store, courier->arena, row->attempt,
			    &told, &found, err);
	if (parcel->broke)
		return false;
	if (!found || !str_is(str_of(row->verb), "answered"))
		return error_set(err, "a model comments on answers only");
	if (!may_tell(courier, row, &told, err) ||
	    !store_find_question(courier->store, courier->arena,
				 arena_printf(courier->arena, "%s:%s",
					      told.bank, told.question),
				 &question, err) ||
	    !store_load(courier->store, courier->arena, &question, &loaded,
			err))
		return false;
	facts = (struct chat_facts){
		.model = courier->service.model,
		.question = &loaded.question, .rubrics = loaded.rubrics,
		.asked = find_asked(&told), .answer = told.answer,
	};
	chat_request(&parcel->body, &facts);
	return http_join(&parcel->url, courier->service.url,
			 "chat/completions", NULL, err) &&
		finish(courier, parcel, "application/json", err);
}

bool parcel_make(struct courier *courier, const struct outbox_row *rows,
		 size_t count, struct parcel *parcel, struct error *err)
{
	const struct outbox_row *row = rows;
	struct webhook_event event = {
		.id = row->id, .account = courier->service.account,
		.verb = row->verb, .made = row->made,
		.statement = str_of(row->body),
	};

	if (str_is(str_of(courier->service.protocol), "xapi"))
		return make_list(courier, rows, count, parcel, err);
	if (str_is(str_of(courier->service.protocol), "chat"))
		return make_chat(courier, row, parcel, err);
	return make_event(courier, &event, parcel, err);
}
