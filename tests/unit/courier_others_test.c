/* courier_others_test.c - what becomes of rows that are told to a webhook or
 * to a model; the network is a script.
 */
#include "courier_kit.h"

#define BEGIN(protocol) \
	struct kit_courier c; \
	kit_courier(&c, *state, protocol)
#define END kit_courier_end(&c)

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_webhook_goes_one_by_one_and_signed),
		TEST(a_webhook_is_set_aside_at_a_conflict),
		TEST(a_webhook_without_a_secret_sends_nothing),
		TEST(a_model_comments),
		TEST(a_model_comments_once),
		TEST(a_model_that_fails_leaves_no_comment),
		TEST(what_is_no_model_stops),
		TEST(a_model_is_told_what_was_agreed_to),
		TEST(a_model_has_no_use_for_sessions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
