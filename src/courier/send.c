/* send.c - the queue: what is due goes out, and what comes of each row.
 *
 * A pass takes batches until nothing is due or the service says no. What a
 * reply means to a row is one of four: delivered; tried again later (the pass
 * ends: a service in need is not pressed on); set aside with its reason, which
 * for a batch means halving it until the one is found; or all stops until the
 * learner has seen to it. Nothing else happens to a row, and none is lost.
 *
 * Two guards. A row that failed three times goes alone until one is taken: if
 * it is the row that upsets the service, it holds up no other. And when row
 * after row is refused, it is not the rows: the queue stops.
 */
#include "courier/backoff.h"
#include "courier/work.h"

enum {
	ALONE_FROM = 4,			/* the try from which it goes alone */
	REFUSED_MAX = 10		/* in a row: something else is wrong */
};

struct pass {
	struct courier *courier;
	int64_t sent, aside;
	int refused;			/* since the last that was taken */
	bool ended;
	struct error says;		/* why, or of the last set aside */
};

static bool is_protocol(const struct pass *pass, const char *protocol)
{
	return str_is(str_of(pass->courier->service.protocol), protocol);
}

/* --- what becomes of rows ------------------------------------------- */

/* The service answers again: what stopped the queue is over. */
static bool go_on(struct pass *pass, struct error *err)
{
	struct service *service = &pass->courier->service;
	struct store *store = pass->courier->store;

	pass->refused = 0;
	if (service->stopped[0] && !store_service_stop(store, "", err))
		return false;
	if (service->wait_until && !store_service_wait(store, 0, err))
		return false;
	service->stopped = "";
	service->wait_until = 0;
	return true;
}

static bool delivered(struct pass *pass, const struct outbox_row *rows,
		      size_t count, struct error *err)
{
	struct courier *courier = pass->courier;

	if (!store_outbox_delivered(courier->store, rows, count,
				    work_now(courier), err))
		return false;
	pass->sent += (int64_t)count;
	work_say(courier, "sent %lld", (long long)pass->sent);
	return go_on(pass, err);
}

static bool stop(struct pass *pass, const struct outbox_row *rows,
		 size_t count, const char *says, struct error *err)
{
	struct courier *courier = pass->courier;

	pass->ended = true;
	error_set(&pass->says, "%s", says);
	return store_outbox_failed(courier->store, rows, count, 0, says,
				   err) &&
		store_service_stop(courier->store, says, err) &&
		work_log(courier, err, "stopped: %s", says);
}

static bool set_aside(struct pass *pass, const struct outbox_row *row,
		      const char *reason, struct error *err)
{
	struct courier *courier = pass->courier;

	pass->aside++;
	pass->refused++;
	error_set(&pass->says, "%s", reason);
	if (!store_outbox_aside(courier->store, row, reason, err) ||
	    !work_log(courier, err, "set aside %s: %s", row->id, reason))
		return false;
	if (pass->refused < REFUSED_MAX)
		return true;
	return stop(pass, row, 1, arena_printf(courier->arena,
		    "%d in a row were refused, so nothing more is sent until "
		    "you have looked; the last: %s", REFUSED_MAX, reason),
		    err);
}

/* Refused, in plain words: so it is not there, and nothing is to be voided. */
static bool refused(struct pass *pass, const struct outbox_row *row,
		    const char *reason, struct error *err)
{
	return store_outbox_untold(pass->courier->store, row, 1, err) &&
		set_aside(pass, row, reason, err);
}

/* Is it the service that is not there, rather than these rows that it cannot
 * bear? */
static bool is_away(int status)
{
	return status == 0 || status == 408 || status == 429 ||
	       (status >= 502 && status <= 504);
}

static bool later(struct pass *pass, const struct outbox_row *rows,
		  size_t count, const struct http_reply *reply,
		  const char *says, struct error *err)
{
	struct courier *courier = pass->courier;
	int64_t now = work_now(courier), asked = 0;
	int64_t next = now + backoff_seconds(rows->tries, courier->dice());
	bool wait = is_away(reply->status);

	if (reply->retry_after[0] &&
	    reply_retry_after(str_of(reply->retry_after), now, &asked)) {
		next = backoff_asked(now, asked);
		wait = true;
	}
	pass->ended = true;
	error_set(&pass->says, "%s", says);
	return store_outbox_failed(courier->store, rows, count, next, says,
				   err) &&
		(!wait || store_service_wait(courier->store, next, err)) &&
		work_log(courier, err, "not sent: %s; again at %s", says,
			 work_moment(courier, next));
}

/* --- a conflict ----------------------------------------------------- */

static bool look_up(struct pass *pass, const struct outbox_row *row,
		    const char *parameter, struct http_reply *reply,
		    struct error *err)
{
	struct http_request request;
	struct text url;
	bool ok;

	text_init(&url, 8192);
	ok = http_join(&url, pass->courier->service.url, "statements",
		       arena_printf(pass->courier->arena, "%s=%s", parameter,
				    row->id), err);
	if (ok) {
		request = work_request(pass->courier, url.s);
		work_ask(pass->courier, &request, reply);
	}
	text_release(&url);
	return ok;
}

static bool compare(struct pass *pass, const struct outbox_row *row,
		    const struct http_reply *reply, struct error *err)
{
	struct error why;
	bool same;

	if (!reply_same(str_of(row->body), text_str(&reply->body), &same,
			&why))
		return set_aside(pass, row, why.text, err);
	return same ? delivered(pass, row, 1, err)
		    : set_aside(pass, row, "the service has something else "
				"under its id", err);
}

static bool conclude_settling(struct pass *pass, const struct outbox_row *row,
			      const struct http_reply *reply,
			      struct error *err)
{
	struct text says;
	bool ok;

	if (work_verdict(reply->status) == VERDICT_TAKEN)
		return compare(pass, row, reply, err);
	if (work_verdict(reply->status) != VERDICT_LATER)
		return set_aside(pass, row, "the service has its id already "
				 "and does not show for what", err);
	text_init(&says, ERROR_TEXT_MAX);
	work_explain(reply, &says);
	ok = later(pass, row, 1, reply, says.s, err);
	text_release(&says);
	return ok;
}

/* The service has that id already: ours, from a reply that was lost, or
 * something else? */
static bool settle(struct pass *pass, const struct outbox_row *row,
		   struct error *err)
{
	struct http_reply reply;
	bool ok;

	http_reply_init(&reply);
	ok = look_up(pass, row, "statementId", &reply, err) &&
		(reply.status != 404 ||
		 look_up(pass, row, "voidedStatementId", &reply, err));
	ok = ok && conclude_settling(pass, row, &reply, err);
	http_reply_release(&reply);
	return ok;
}

/* --- a model's comment ---------------------------------------------- */

/* The comment on an attempt by a model is one and the same, whenever it is
 * asked for: its id is made of what it is on. Version 8 of RFC 9562: ours. */
static const char *comment_id(struct arena *arena,
			      const struct outbox_row *row, const char *model)
{
	uint64_t a = text_hash(TEXT_HASH, str_of(row->id)), b;

	a = text_hash(a, str_of(model));
	b = text_hash(a, STR("comment"));
	return arena_printf(arena, "%08llx-%04llx-8%03llx-%04llx-%012llx",
			    (unsigned long long)(a >> 32),
			    (unsigned long long)(a >> 16 & 0xFFFF),
			    (unsigned long long)(a & 0xFFF),
			    (unsigned long long)(0x8000 | (b >> 48 & 0x3FFF)),
			    (unsigned long long)(b & 0xFFFFFFFFFFFF));
}

static bool keep_comment(struct pass *pass, const struct outbox_row *row,
			 const char *text, struct error *err)
{
	struct courier *courier = pass->courier;
	const char *model = courier->service.model;
	struct comment comment = {
		.id = comment_id(courier->arena, row, model),
		.attempt = row->attempt, .at = work_now(courier),
		.author = model[0] ? model : "model", .model = true,
		.text = text,
	};
	bool known;

	return store_add_comment(courier->store, &comment, &known, err) &&
		delivered(pass, row, 1, err);
}

static bool take_chat(struct pass *pass, const struct outbox_row *row,
		      const struct http_reply *reply, struct error *err)
{
	struct arena *arena = pass->courier->arena;
	struct str message;
	const char *text;
	struct error why;
	bool chat;

	if (!reply_chat(arena, text_str(&reply->body), &chat, &message, &why))
		return chat ? set_aside(pass, row, why.text, err)
			    : stop(pass, row, 1, why.text, err);
	if (!chat_comment(arena, message, &text))
		return set_aside(pass, row, "the model said nothing", err);
	return keep_comment(pass, row, text, err);
}

/* --- asking --------------------------------------------------------- */

static bool tell(struct pass *pass, const struct outbox_row *rows,
		 size_t count, struct error *err);

static bool halve(struct pass *pass, const struct outbox_row *rows,
		  size_t count, struct error *err)
{
	size_t half = count / 2;

	return tell(pass, rows, half, err) &&
		(pass->ended || tell(pass, rows + half, count - half, err));
}

/* What was not taken, and why. */
static bool judge_refusal(struct pass *pass, const struct outbox_row *rows,
			  size_t count, const struct http_reply *reply,
			  const char *says, struct error *err)
{
	enum verdict verdict = work_verdict(reply->status);

	if (verdict == VERDICT_LATER)
		return later(pass, rows, count, reply, says, err);
	if (verdict == VERDICT_STOP)
		return store_outbox_untold(pass->courier->store, rows, count,
					   err) &&
			stop(pass, rows, count, says, err);
	if (count > 1)
		return halve(pass, rows, count, err);
	if (verdict == VERDICT_BAD)
		return refused(pass, rows, says, err);
	return is_protocol(pass, "xapi") ? settle(pass, rows, err)
					 : set_aside(pass, rows, says, err);
}

static bool judge(struct pass *pass, const struct outbox_row *rows,
		  size_t count, const struct http_reply *reply,
		  struct error *err)
{
	struct text says;
	bool ok;

	if (work_verdict(reply->status) == VERDICT_TAKEN)
		return is_protocol(pass, "chat")
			? take_chat(pass, rows, reply, err)
			: delivered(pass, rows, count, err);
	text_init(&says, ERROR_TEXT_MAX);
	work_explain(reply, &says);
	ok = judge_refusal(pass, rows, count, reply, says.s, err);
	text_release(&says);
	return ok;
}

static bool tell(struct pass *pass, const struct outbox_row *rows,
		 size_t count, struct error *err)
{
	struct http_reply reply;
	struct parcel parcel;
	struct error why;
	bool ok;

	http_reply_init(&reply);
	parcel_init(&parcel);
	if (parcel_make(pass->courier, rows, count, &parcel, &why)) {
		work_ask(pass->courier, &parcel.request, &reply);
		parcel_release(&parcel);
		ok = judge(pass, rows, count, &reply, err);
	} else {
		ok = parcel.broke ? error_set(err, "%s", why.text)
				  : refused(pass, rows, why.text, err);
		parcel_release(&parcel);
	}
	http_reply_release(&reply);
	return ok;
}

/* A batch in one request where the protocol can, one by one where it cannot or
 * where one of them may be what upsets the service. */
static bool tell_batch(struct pass *pass, const struct outbox_row *rows,
		       size_t count, struct error *err)
{
	bool alone = !is_protocol(pass, "xapi");
	size_t first = 0;

	if (!alone && rows->tries < ALONE_FROM)
		return tell(pass, rows, count, err);
	while (first < count && !pass->ended) {
		int64_t before = pass->sent;

		if (!tell(pass, rows + first, 1, err))
			return false;
		first++;
		if (!alone && pass->sent > before)
			break;
	}
	return first == count || pass->ended ||
		tell(pass, rows + first, count - first, err);
}

/* --- the pass ------------------------------------------------------- */

/* What was queued since the learner turned to another service, or agreed to
 * less, is not for the one that this pass began with. */
static bool tell_agreed(struct pass *pass, const struct outbox_row *rows,
			size_t count, struct error *err)
{
	struct courier *courier = pass->courier;
	bool same;

	if (!work_same_service(courier, &same, err))
		return false;
	if (same)
		return tell_batch(pass, rows, count, err);
	pass->ended = true;
	error_set(&pass->says, COURIER_TURNED);
	return store_outbox_untold(courier->store, rows, count, err);
}

static bool run(struct pass *pass, struct error *err)
{
	struct courier *courier = pass->courier;
	struct outbox_row *rows;
	struct arena *whole = courier->arena, batch;
	bool ok = true;
	size_t count;

	arena_init(&batch, 0);
	courier->arena = &batch;
	do {
		arena_reset(&batch);
		ok = store_outbox_next(courier->store, &batch,
				       work_now(courier), courier->at_once,
				       COURIER_BATCH, COURIER_BATCH_BYTES,
				       &rows, &count, err) &&
			(count == 0 || tell_agreed(pass, rows, count, err));
	} while (ok && count > 0 && !pass->ended);
	courier->arena = whole;
	arena_release(&batch);
	return ok;
}

static enum courier_end conclude(struct pass *pass, struct error *err)
{
	struct courier *courier = pass->courier;
	struct outbox_counts counts;
	const char *left;

	if ((pass->sent && !work_log(courier, err, "sent %s",
				     work_count(courier, pass->sent,
						"statement"))) ||
	    !store_outbox_counts(courier->store, work_now(courier), &counts,
				 err))
		return COURIER_COULD_NOT;
	left = work_count(courier, counts.rows[OUTBOX_QUEUED], "statement");
	if (pass->ended)
		error_set(err, "%s; %s left", pass->says.text, left);
	else if (pass->aside)
		error_set(err, "%s set aside, the last because: %s",
			  work_count(courier, pass->aside, "statement"),
			  pass->says.text);
	else if (counts.rows[OUTBOX_QUEUED])
		error_set(err, "%s left, to be tried again at %s; --at-once "
			  "does not wait", left,
			  work_moment(courier, counts.next_try));
	else
		work_say(courier, pass->sent ? "nothing is left to send"
					     : "there was nothing to send");
	return pass->ended || pass->aside || counts.rows[OUTBOX_QUEUED]
		? COURIER_LEFT : COURIER_DONE;
}

/* May nothing be asked now? Then err says why. */
static bool is_held(const struct courier *courier, struct error *err)
{
	const struct service *service = &courier->service;

	if (service->stopped[0] && courier->quiet)
		return !error_set(err, "%s", service->stopped);
	if (!courier->at_once && service->wait_until > work_now(courier))
		return !error_set(err, "nothing is sent before %s, as the "
				  "service was not ready; --at-once does not "
				  "wait", work_moment(courier,
						      service->wait_until));
	return false;
}

enum courier_end courier_send(struct courier *courier, struct error *err)
{
	struct pass pass = { .courier = courier };
	struct outbox_counts counts;

	if (!store_outbox_counts(courier->store, work_now(courier), &counts,
				 err))
		return COURIER_COULD_NOT;
	if (counts.rows[OUTBOX_QUEUED]) {
		if (is_held(courier, err))
			return COURIER_LEFT;
		if (!parcel_check_token(courier, err))
			return COURIER_COULD_NOT;
		if (!run(&pass, err))
			return COURIER_COULD_NOT;
	}
	return conclude(&pass, err);
}
