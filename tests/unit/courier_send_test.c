/* courier_send_test.c - what becomes of rows, by what the service replies.
 *
 * Every way from one state to another is a test; the network is a script.
 */
#include "courier_kit.h"

#define BEGIN(protocol) \
	struct kit_courier c; \
	kit_courier(&c, *state, protocol)
#define END kit_courier_end(&c)

/* --- taken ---------------------------------------------------------- */

static void what_is_taken_is_delivered(void **state)
{
	static const int statuses[] = { 200, 201, 202, 204, 299 };

	BEGIN("xapi");
	for (size_t i = 0; i < 5; i++) {
		kit_fresh(&c);
		kit_queue(&c, 2);
		kit_script(&c, (struct kit_reply){ .status = statuses[i],
						   .body = "<html>" });
		assert_int_equal(kit_send(&c), COURIER_DONE);
		assert_string_equal(kit_rows(&c, OUTBOX_QUEUED), "");
		assert_int_equal(kit_requests(&c), 1);
	}
	assert_non_null(strstr(c.asked.s, "POST https://lrs.example/xapi/"
			       "statements "));
	assert_non_null(strstr(c.asked.s, "[Authorization: Basic "
			       "bWU6c2VjcmV0]"));
	assert_non_null(strstr(c.asked.s,
			       "[X-Experience-API-Version: 1.0.3]"));
	assert_non_null(strstr(c.asked.s,
			       " [{\"id\":\"s1\"},{\"id\":\"s2\"}]\n"));
	END;
}

static void a_queue_goes_in_batches(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 45);
	kit_script(&c, (struct kit_reply){ .status = 200, .body = "[]" });
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_int_equal(kit_requests(&c), 3);
	assert_non_null(strstr(c.said.s, "sent 45\n"));
	kit_fresh(&c);
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_int_equal(kit_requests(&c), 0);
	assert_string_equal(c.said.s, "there was nothing to send\n");
	END;
}

/* --- later ---------------------------------------------------------- */

static void what_time_can_change_is_tried_again(void **state)
{
	static const int statuses[] = { 0, 100, 408, 425, 429, 500, 502, 503,
					504, 599 };

	BEGIN("xapi");
	kit_queue(&c, 25);
	for (size_t i = 0; i < 10; i++) {
		struct outbox_row row;

		kit_fresh(&c);
		kit_script(&c, (struct kit_reply){ .status = statuses[i],
						   .body = "Bad Gateway" });
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		/* One request: a service in need is not pressed on. */
		assert_int_equal(kit_requests(&c), 1);
		row = kit_oldest(&c, OUTBOX_QUEUED);
		assert_int_equal(row.tries, i + 1);
		assert_int_equal(row.next_try, c.now + 3);
		assert_true(row.error[0] != '\0');
		assert_non_null(strstr(c.kit->err.text, "25 statements left"));
		assert_non_null(strstr(c.kit->err.text, row.error));
		c.now += 3;
	}
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200, .body = "[]" });
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_string_equal(kit_oldest(&c, OUTBOX_DELIVERED).error, "");
	END;
}

static void backoff_is_waited_for_unless_told(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 1);
	kit_script(&c, (struct kit_reply){ .status = 0 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 0);
	assert_non_null(strstr(c.kit->err.text, "--at-once"));
	c.courier.at_once = true;
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_int_equal(kit_requests(&c), 1);
	assert_int_equal(kit_now_service(&c).wait_until, 0);
	END;
}

/* 500 is of these rows; others go on meanwhile. */
static void a_fault_on_some_rows_holds_up_no_others(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 1);
	kit_script(&c, (struct kit_reply){ .status = 500 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_now_service(&c).wait_until, 0);
	kit_queue(&c, 2);
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 1);
	assert_string_equal(kit_rows(&c, OUTBOX_DELIVERED), "s1 s2");
	assert_non_null(strstr(c.kit->err.text, "1 statement left"));
	END;
}

static void retry_after_is_obeyed_and_clamped(void **state)
{
	static const struct {
		const char *header;
		int64_t wait;
	} cases[] = {
		{ "120", 120 }, { "0", 0 }, { "864000", 86400 },
		{ "99999999999999999999", 86400 },
		{ "Tue, 14 Nov 2023 22:15:20 GMT", 120 },
		{ "Tue, 14 Nov 2000 22:15:20 GMT", 0 },
		{ "Thu, 14 Nov 2999 22:15:20 GMT", 86400 },
		{ "soon", 3 }, { "-5", 3 }, { "1.5", 3 },
	};

	BEGIN("xapi");
	kit_queue(&c, 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		c.courier.at_once = true;
		kit_fresh(&c);
		kit_script(&c, (struct kit_reply){
			.status = 429, .retry_after = cases[i].header });
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		assert_int_equal(kit_oldest(&c, OUTBOX_QUEUED).next_try,
				 c.now + cases[i].wait);
		assert_int_equal(kit_now_service(&c).wait_until,
				 c.now + cases[i].wait);
	}
	END;
}

static void a_row_that_fails_and_fails_goes_alone(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 5);
	for (int i = 0; i < 3; i++) {
		kit_fresh(&c);
		kit_script(&c, (struct kit_reply){ .status = 500 });
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		c.now += 10;
	}
	/* The first alone, and it is the one: the others are not held up. */
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 500 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_non_null(strstr(c.asked.s, " [{\"id\":\"s1\"}]\n"));
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	/* One is taken, so the rest goes together. */
	assert_int_equal(kit_requests(&c), 2);
	assert_string_equal(kit_rows(&c, OUTBOX_DELIVERED), "s2 s3 s4 s5");
	END;
}

/* --- refused -------------------------------------------------------- */

static void the_bad_one_of_a_batch_is_found(void **state)
{
	static const char *const bad[] = { "\"s1\"", "\"s13\"", "\"s20\"" };

	for (size_t i = 0; i < 3; i++) {
		struct outbox_row row;

		BEGIN("xapi");
		kit_queue(&c, 20);
		kit_script(&c, (struct kit_reply){ .status = 200,
						   .refuse = bad[i] });
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		row = kit_oldest(&c, OUTBOX_ASIDE);
		assert_non_null(strstr(row.body, bad[i]));
		assert_string_equal(row.error,
				    "the service refuses it (400: bad word)");
		assert_string_equal(kit_rows(&c, OUTBOX_QUEUED), "");
		assert_true(kit_requests(&c) <= 11);
		assert_non_null(strstr(c.kit->err.text, "1 statement set "
				       "aside, the last because: the service "
				       "refuses it (400: bad word)"));
		/* Then nothing is left to send. */
		kit_fresh(&c);
		assert_int_equal(kit_send(&c), COURIER_DONE);
		assert_int_equal(kit_requests(&c), 0);
		END;
		kit_end(state);
		kit_start(state);
	}
}

static void what_is_too_large_is_halved_then_set_aside(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 2);
	kit_script(&c, (struct kit_reply){ .status = 413 });
	kit_script(&c, (struct kit_reply){ .status = 413 });
	kit_script(&c, (struct kit_reply){ .status = 200 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 3);
	assert_string_equal(kit_rows(&c, OUTBOX_ASIDE), "s1");
	assert_string_equal(kit_rows(&c, OUTBOX_DELIVERED), "s2");
	END;
}

/* Between the halves the service goes away. */
static void halving_ends_when_the_service_does(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 4);
	kit_script(&c, (struct kit_reply){ .status = 400 });
	kit_script(&c, (struct kit_reply){ .status = 0 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 2);
	assert_string_equal(kit_rows(&c, OUTBOX_QUEUED), "s1 s2 s3 s4");
	assert_string_equal(kit_rows(&c, OUTBOX_ASIDE), "");
	END;
}

static void a_service_that_refuses_all_is_stopped(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 60);
	kit_script(&c, (struct kit_reply){ .status = 400, .body = "no" });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_non_null(strstr(kit_now_service(&c).stopped, "in a row"));
	assert_true(kit_requests(&c) < 40);
	assert_int_equal(kit_oldest(&c, OUTBOX_QUEUED).tries, 1);
	END;
}

static void some_that_are_refused_stop_nothing(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 120);
	kit_script(&c, (struct kit_reply){ .status = 200,
					   .refuse = "1\"}" });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_string_equal(kit_rows(&c, OUTBOX_ASIDE), "s1 s11 s21 s31 s41 "
			    "s51 s61 s71 s81 s91 s101 s111");
	assert_string_equal(kit_rows(&c, OUTBOX_QUEUED), "");
	assert_string_equal(kit_now_service(&c).stopped, "");
	END;
}

/* --- stopped -------------------------------------------------------- */

static void what_only_the_learner_can_change_stops(void **state)
{
	static const int statuses[] = { 301, 302, 307, 308, 401, 403, 404,
					405, 410, 415, 451 };

	BEGIN("xapi");
	kit_queue(&c, 2);
	for (size_t i = 0; i < 11; i++) {
		kit_fresh(&c);
		kit_script(&c, (struct kit_reply){
			.status = statuses[i], .body = "why",
			.location = "file:///etc/passwd\x1b[2J" });
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		assert_int_equal(kit_requests(&c), 1);
		assert_true(kit_now_service(&c).stopped[0] != '\0');
		assert_null(strchr(kit_now_service(&c).stopped, '\x1b'));
		assert_non_null(strstr(c.kit->err.text,
				       kit_now_service(&c).stopped));
		assert_string_equal(kit_rows(&c, OUTBOX_QUEUED), "s1 s2");
		assert_int_equal(kit_oldest(&c, OUTBOX_QUEUED).next_try, 0);
	}
	END;
}

static void what_is_stopped_waits_for_the_learner(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 1);
	kit_script(&c, (struct kit_reply){ .status = 401 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200 });
	c.courier.quiet = true;
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 0);
	c.courier.quiet = false;
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_string_equal(kit_now_service(&c).stopped, "");
	END;
}

/* --- conflicts ------------------------------------------------------ */

/* A statement as ours are, and as a store may give it back. */
static void queue_whole(struct kit_courier *c, const char *score)
{
	struct outbox_row row = {
		.id = "11111111-1111-4111-8111-111111111111",
		.verb = "answered", .made = KIT_NOW, .error = "",
		.body = arena_printf(&c->kit->arena,
			"{\"id\":\"11111111-1111-4111-8111-111111111111\","
			"\"actor\":{\"account\":{\"homePage\":\"h\","
			"\"name\":\"n\"}},\"verb\":{\"id\":\"v\",\"display\":"
			"{\"en\":\"x\"}},\"object\":{\"id\":\"o\"},"
			"\"result\":{\"score\":{\"scaled\":%s}},"
			"\"timestamp\":\"2023-11-14T22:13:20+01:00\"}", score),
	};

	WELL(c->kit, store_outbox_add(c->kit->store, &row, &c->kit->err));
}

static const char theirs[] =
	"{\"id\":\"11111111-1111-4111-8111-111111111111\","
	"\"stored\":\"2023-11-14T21:14:00.000Z\",\"version\":\"1.0.0\","
	"\"authority\":{\"objectType\":\"Agent\"},"
	"\"actor\":{\"objectType\":\"Agent\",\"account\":{\"name\":\"n\","
	"\"homePage\":\"h\"}},\"verb\":{\"id\":\"v\"},"
	"\"object\":{\"objectType\":\"Activity\",\"id\":\"o\"},"
	"\"result\":{\"score\":{\"scaled\":0.60}},"
	"\"timestamp\":\"2023-11-14T21:13:20.000Z\"}";

static void a_conflict_with_ourselves_is_delivered(void **state)
{
	BEGIN("xapi");
	queue_whole(&c, "0.6");
	kit_script(&c, (struct kit_reply){ .status = 409 });
	kit_script(&c, (struct kit_reply){ .status = 200, .body = theirs });
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_non_null(strstr(c.asked.s, "GET https://lrs.example/xapi/"
			       "statements?statementId=11111111-"));
	assert_int_equal(kit_oldest(&c, OUTBOX_DELIVERED).tries, 1);
	END;
}

static void a_conflict_with_another_is_set_aside(void **state)
{
	BEGIN("xapi");
	queue_whole(&c, "0.7");
	kit_script(&c, (struct kit_reply){ .status = 409 });
	kit_script(&c, (struct kit_reply){ .status = 200, .body = theirs });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_string_equal(kit_oldest(&c, OUTBOX_ASIDE).error,
			    "the service has something else under its id");
	END;
}

static void a_conflict_is_looked_for_among_the_voided(void **state)
{
	BEGIN("xapi");
	queue_whole(&c, "0.6");
	kit_script(&c, (struct kit_reply){ .status = 409 });
	kit_script(&c, (struct kit_reply){ .status = 404 });
	kit_script(&c, (struct kit_reply){ .status = 200, .body = theirs });
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_non_null(strstr(c.asked.s, "?voidedStatementId=11111111-"));
	END;
}

static void a_conflict_that_cannot_be_seen_is_set_aside(void **state)
{
	static const struct kit_reply replies[] = {
		{ .status = 403 }, { .status = 404 },
		{ .status = 200, .body = "{" }, { .status = 200 },
	};

	for (size_t i = 0; i < 4; i++) {
		BEGIN("xapi");
		queue_whole(&c, "0.6");
		kit_script(&c, (struct kit_reply){ .status = 409 });
		kit_script(&c, replies[i]);
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		assert_true(kit_oldest(&c, OUTBOX_ASIDE).error[0] != '\0');
		END;
		kit_end(state);
		kit_start(state);
	}
}

static void a_conflict_is_looked_at_later(void **state)
{
	BEGIN("xapi");
	queue_whole(&c, "0.6");
	kit_script(&c, (struct kit_reply){ .status = 409 });
	kit_script(&c, (struct kit_reply){ .status = 503 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_oldest(&c, OUTBOX_QUEUED).next_try, c.now + 3);
	END;
}

static void a_conflict_in_a_batch_is_found(void **state)
{
	BEGIN("xapi");
	kit_queue(&c, 1);
	queue_whole(&c, "0.6");
	kit_script(&c, (struct kit_reply){ .status = 409 });
	kit_script(&c, (struct kit_reply){ .status = 200 });
	kit_script(&c, (struct kit_reply){ .status = 409 });
	kit_script(&c, (struct kit_reply){ .status = 200, .body = theirs });
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_int_equal(kit_requests(&c), 4);
	END;
}

/* --- webhook -------------------------------------------------------- */

static void a_webhook_goes_one_by_one_and_signed(void **state)
{
	BEGIN("webhook");
	WELL(c.kit, token_parse(&c.token, STR("whsec_MDEyMzQ1Njc4OWFiY2RlZjAx"
			       "MjM0NTY3"), "x", &c.kit->err));
	kit_queue(&c, 2);
	kit_script(&c, (struct kit_reply){ .status = 204 });
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_int_equal(kit_requests(&c), 2);
	assert_non_null(strstr(c.asked.s, "POST https://lrs.example/xapi/ "));
	assert_non_null(strstr(c.asked.s, "[webhook-timestamp: 1700000000]"));
	assert_non_null(strstr(c.asked.s, "[webhook-signature: v1,"));
	assert_non_null(strstr(c.asked.s, "application/cloudevents+json"));
	assert_null(strstr(c.asked.s, "Authorization"));
	assert_non_null(strstr(c.asked.s, "\"data\":{\"id\":\"s1\"}"));
	END;
}

static void a_webhook_is_set_aside_at_a_conflict(void **state)
{
	BEGIN("webhook");
	WELL(c.kit, token_parse(&c.token, STR("whsec_MDEyMzQ1Njc4OWFiY2RlZjAx"
			       "MjM0NTY3"), "x", &c.kit->err));
	kit_queue(&c, 2);
	kit_script(&c, (struct kit_reply){ .status = 409 });
	kit_script(&c, (struct kit_reply){ .status = 200 });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_string_equal(kit_rows(&c, OUTBOX_ASIDE), "s1");
	assert_string_equal(kit_rows(&c, OUTBOX_DELIVERED), "s2");
	END;
}

static void a_webhook_without_a_secret_sends_nothing(void **state)
{
	BEGIN("webhook");
	kit_queue(&c, 1);
	kit_script(&c, (struct kit_reply){ .status = 200 });
	assert_int_equal(kit_send(&c), COURIER_COULD_NOT);
	assert_non_null(strstr(c.kit->err.text, "secret"));
	assert_int_equal(kit_requests(&c), 0);
	assert_string_equal(kit_rows(&c, OUTBOX_QUEUED), "s1");
	END;
}

/* --- chat ----------------------------------------------------------- */

/* An answer to question "sum" that is told; its UUID. */
static const char *answer(struct kit_courier *c, const char *withheld)
{
	struct kit *kit = c->kit;
	struct attempt attempt = kit_attempt(kit, "sum", TODAY, 60);
	struct outbox_row row = {
		.id = attempt.id, .attempt = attempt.id, .verb = "answered",
		.made = KIT_NOW, .error = "",
		.body = arena_printf(&kit->arena, "{%s}", withheld),
	};

	attempt.tells = &row;
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	return attempt.id;
}

static const struct kit_reply fine = {
	.status = 200,
	.body = "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
		"{\"content\":\"{\\\"comment\\\":\\\"Good.\\\",\\\"well\\\":"
		"[],\\\"improve\\\":[\\\"Say more.\\\"]}\"}}]}",
};

static void a_model_comments(void **state)
{
	struct comment *comments;
	const char *id;
	size_t count;

	BEGIN("chat");
	kit_import(c.kit, "home", "sum");
	id = answer(&c, "");
	kit_script(&c, fine);
	assert_int_equal(kit_send(&c), COURIER_DONE);
	assert_non_null(strstr(c.asked.s, "POST https://lrs.example/xapi/chat/"
			       "completions "));
	assert_non_null(strstr(c.asked.s, "An idea."));
	assert_non_null(strstr(c.asked.s, "It says the idea."));
	WELL(c.kit, store_comments(c.kit->store, &c.kit->arena, id, &comments,
				   &count, &c.kit->err));
	assert_int_equal(count, 1);
	assert_string_equal(comments->text, "Good.\nTo improve:\n- Say more.");
	assert_string_equal(comments->author, "tiny");
	assert_true(comments->model);
	assert_false(comments->seen);
	assert_int_equal(strlen(comments->id), 36);
	END;
}

/* Killed between the comment and its delivery: the second is no other. */
static void a_model_comments_once(void **state)
{
	struct comment *comments;
	const char *id;
	size_t count;
	int64_t again;

	BEGIN("chat");
	kit_import(c.kit, "home", "sum");
	id = answer(&c, "");
	kit_script(&c, fine);
	assert_int_equal(kit_send(&c), COURIER_DONE);
	{
		struct db db;

		WELL(c.kit, db_open(&db, c.kit->path, DB_WRITE, &c.kit->err));
		WELL(c.kit, db_run(&db, "UPDATE outbox SET state = 'queued'",
				   NO_VALUES, &c.kit->err));
		db_close(&db);
	}
	assert_int_equal(kit_send(&c), COURIER_DONE);
	WELL(c.kit, store_comments(c.kit->store, &c.kit->arena, id, &comments,
				   &count, &c.kit->err));
	assert_int_equal(count, 1);
	WELL(c.kit, store_outbox_retry(c.kit->store, &again, &c.kit->err));
	assert_int_equal(again, 0);
	END;
}

static void a_model_that_fails_leaves_no_comment(void **state)
{
	static const char *const bodies[] = {
		"{\"choices\":[{\"finish_reason\":\"length\",\"message\":"
		"{\"content\":\"{\\\"comm\"}}]}",
		"{\"choices\":[{\"message\":{\"content\":null}}]}",
		"{\"choices\":[{\"finish_reason\":\"content_filter\","
		"\"message\":{\"content\":\"x\"}}]}",
		"{\"choices\":[]}",
	};

	for (size_t i = 0; i < 4; i++) {
		struct comment *comments;
		size_t count;

		BEGIN("chat");
		kit_import(c.kit, "home", "sum");
		answer(&c, "");
		kit_script(&c, (struct kit_reply){ .status = 200,
						   .body = bodies[i] });
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		WELL(c.kit, store_comments(c.kit->store, &c.kit->arena, NULL,
					   &comments, &count, &c.kit->err));
		assert_int_equal(count, 0);
		assert_true(kit_oldest(&c, OUTBOX_ASIDE).error[0] != '\0');
		END;
		kit_end(state);
		kit_start(state);
	}
}

static void what_is_no_model_stops(void **state)
{
	static const char *const bodies[] = {
		"<html>hello</html>", "{}", "{\"choices\":{\"0\":1}}", "",
	};

	for (size_t i = 0; i < 4; i++) {
		BEGIN("chat");
		kit_import(c.kit, "home", "sum");
		answer(&c, "");
		kit_script(&c, (struct kit_reply){ .status = 200,
						   .body = bodies[i] });
		assert_int_equal(kit_send(&c), COURIER_LEFT);
		assert_int_equal(kit_oldest(&c, OUTBOX_QUEUED).tries, 1);
		assert_true(kit_now_service(&c).stopped[0] != '\0');
		END;
		kit_end(state);
		kit_start(state);
	}
}

static void a_model_is_told_what_was_agreed_to(void **state)
{
	struct service service = kit_service("chat");

	BEGIN("chat");
	kit_import(c.kit, "home", "sum");
	answer(&c, "\"https://rehearse.example/xapi/ext/answer-withheld\":"
	       "true");
	kit_script(&c, fine);
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	answer(&c, "");
	service.answers = false;
	WELL(c.kit, store_set_service(c.kit->store, &service, &c.kit->err));
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 0);
	assert_non_null(strstr(kit_oldest(&c, OUTBOX_ASIDE).error,
			       "not to be sent"));
	END;
}

static void a_model_has_no_use_for_sessions(void **state)
{
	BEGIN("chat");
	kit_queue(&c, 1);
	kit_script(&c, fine);
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 0);
	assert_string_equal(kit_oldest(&c, OUTBOX_ASIDE).error,
			    "a model comments on answers only");
	END;
}

/* --- secrets -------------------------------------------------------- */

static void the_token_is_in_no_sentence(void **state)
{
	struct log_row *rows;
	size_t count;

	BEGIN("xapi");
	kit_queue(&c, 1);
	kit_script(&c, (struct kit_reply){ .status = 401, .body = "who?" });
	assert_int_equal(kit_send(&c), COURIER_LEFT);
	WELL(c.kit, store_log_rows(c.kit->store, &c.kit->arena, 100, &rows,
				   &count, &c.kit->err));
	assert_int_equal(count, 1);
	for (size_t i = 0; i < count; i++) {
		assert_null(strstr(rows[i].says, "secret"));
		assert_null(strstr(rows[i].says, "bWU6"));
	}
	assert_null(strstr(c.said.s, "bWU6"));
	assert_null(strstr(kit_now_service(&c).stopped, "bWU6"));
	END;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_taken_is_delivered),
		TEST(a_queue_goes_in_batches),
		TEST(what_time_can_change_is_tried_again),
		TEST(backoff_is_waited_for_unless_told),
		TEST(a_fault_on_some_rows_holds_up_no_others),
		TEST(retry_after_is_obeyed_and_clamped),
		TEST(a_row_that_fails_and_fails_goes_alone),
		TEST(the_bad_one_of_a_batch_is_found),
		TEST(what_is_too_large_is_halved_then_set_aside),
		TEST(halving_ends_when_the_service_does),
		TEST(a_service_that_refuses_all_is_stopped),
		TEST(some_that_are_refused_stop_nothing),
		TEST(what_only_the_learner_can_change_stops),
		TEST(what_is_stopped_waits_for_the_learner),
		TEST(a_conflict_with_ourselves_is_delivered),
		TEST(a_conflict_with_another_is_set_aside),
		TEST(a_conflict_is_looked_for_among_the_voided),
		TEST(a_conflict_that_cannot_be_seen_is_set_aside),
		TEST(a_conflict_is_looked_at_later),
		TEST(a_conflict_in_a_batch_is_found),
		TEST(a_webhook_goes_one_by_one_and_signed),
		TEST(a_webhook_is_set_aside_at_a_conflict),
		TEST(a_webhook_without_a_secret_sends_nothing),
		TEST(a_model_comments),
		TEST(a_model_comments_once),
		TEST(a_model_that_fails_leaves_no_comment),
		TEST(what_is_no_model_stops),
		TEST(a_model_is_told_what_was_agreed_to),
		TEST(a_model_has_no_use_for_sessions),
		TEST(the_token_is_in_no_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
