/* probe.c - is the service there, and does it take the token?
 *
 * Asked in the way that costs the service least and tells it nothing of the
 * learner: an LRS has `about`, which needs no token, and can be asked for one
 * statement; a model's server lists its models; a webhook has no question, so
 * it gets one signed event of type rehearse.test.
 */
#include "courier/work.h"

static bool refuse(const struct http_reply *reply, struct error *err)
{
	struct text says;

	text_init(&says, ERROR_TEXT_MAX);
	work_explain(reply, &says);
	error_set(err, "%s", says.s);
	text_release(&says);
	return false;
}

/* GET url/last?query; true where something came, whatever it is. */
static bool get(struct courier *courier, const char *last, const char *query,
		struct http_reply *reply, struct error *err)
{
	struct http_request request;
	struct text url;
	bool ok;

	text_init(&url, 8192);
	ok = http_join(&url, courier->service.url, last, query, err);
	if (ok) {
		request = work_request(courier, url.s);
		work_ask(courier, &request, reply);
		ok = reply->status > 0 || refuse(reply, err);
	}
	text_release(&url);
	return ok;
}

static bool test_about(struct courier *courier, struct http_reply *reply,
		       struct error *err)
{
	bool speaks;

	if (!get(courier, "about", NULL, reply, err))
		return false;
	if (work_verdict(reply->status) != VERDICT_TAKEN)
		return refuse(reply, err);
	if (!reply_about(text_str(&reply->body), &speaks, err))
		return false;
	if (!speaks)
		return error_set(err, "the service does not speak xAPI 1.0");
	work_say(courier, "the service is there and speaks xAPI 1.0");
	return true;
}

static bool test_xapi(struct courier *courier, struct http_reply *reply,
		      struct error *err)
{
	if (!test_about(courier, reply, err) ||
	    !get(courier, "statements", "limit=1", reply, err))
		return false;
	if (reply->status == 403) {
		work_say(courier, "the token may not read: results can "
			 "perhaps be sent, but no comments come back");
		return true;
	}
	if (work_verdict(reply->status) != VERDICT_TAKEN)
		return refuse(reply, err);
	work_say(courier, "it takes the token");
	return true;
}

static bool test_chat(struct courier *courier, struct http_reply *reply,
		      struct error *err)
{
	const char *model = courier->service.model;
	bool listed;

	if (!get(courier, "models", NULL, reply, err))
		return false;
	if (work_verdict(reply->status) != VERDICT_TAKEN)
		return refuse(reply, err);
	if (!reply_models(text_str(&reply->body), model, &listed, err))
		return false;
	if (!listed)
		return error_set(err, "the service has no model '%s'", model);
	work_say(courier, "the service is there and has the model %s", model);
	return true;
}

static bool test_webhook(struct courier *courier, struct http_reply *reply,
			 struct error *err)
{
	struct parcel parcel;
	bool ok;

	parcel_init(&parcel);
	ok = parcel_check_token(courier, err) &&
		parcel_make_test(courier, &parcel, err);
	if (ok) {
		work_ask(courier, &parcel.request, reply);
		ok = work_verdict(reply->status) == VERDICT_TAKEN ||
			refuse(reply, err);
	}
	parcel_release(&parcel);
	if (ok)
		work_say(courier, "the service took a signed test event");
	return ok;
}

/* What stopped the queue is over. */
static bool clear(struct courier *courier, struct error *err)
{
	return store_service_stop(courier->store, "", err) &&
		store_service_wait(courier->store, 0, err);
}

enum courier_end courier_test(struct courier *courier, struct error *err)
{
	struct str protocol = str_of(courier->service.protocol);
	struct http_reply reply;
	bool ok;

	http_reply_init(&reply);
	if (str_is(protocol, "xapi"))
		ok = test_xapi(courier, &reply, err);
	else if (str_is(protocol, "chat"))
		ok = test_chat(courier, &reply, err);
	else
		ok = test_webhook(courier, &reply, err);
	http_reply_release(&reply);
	if (!ok) {
		struct error other;

		if (!work_log(courier, &other, "test failed: %s", err->text))
			return COURIER_COULD_NOT;
		return COURIER_LEFT;
	}
	return clear(courier, err) && work_log(courier, err, "test passed")
		? COURIER_DONE : COURIER_COULD_NOT;
}
