/* courier_pull_test.c - comments, a cohort's statements, and a test of the
 * service; the network is a script.
 */
#include "courier_kit.h"

#define BEGIN(protocol) \
	struct kit_courier c; \
	kit_courier(&c, *state, protocol); \
	c.courier.service = kit_service(protocol)
#define END kit_courier_end(&c)

#define ATTEMPT "22222222-2222-4222-8222-222222222222"

static void keep_attempt(struct kit_courier *c)
{
	struct attempt attempt;

	kit_import(c->kit, "home", "sum");
	attempt = kit_attempt(c->kit, "sum", TODAY, 60);
	attempt.id = ATTEMPT;
	WELL(c->kit, store_attempt(c->kit->store, &attempt, NULL, &fsrs_daily,
				   &c->kit->err));
}

/* A page with one comment on the attempt, number in its id and text. */
static const char *page(struct kit_courier *c, int number, const char *stored,
			const char *more)
{
	return arena_printf(&c->kit->arena, "{\"statements\":[{\"id\":"
		"\"33333333-3333-4333-8333-%012d\",\"verb\":{\"id\":"
		"\"http://adlnet.gov/expapi/verbs/commented\"},\"actor\":"
		"{\"name\":\"Ann\"},\"object\":{\"objectType\":"
		"\"StatementRef\",\"id\":\"" ATTEMPT "\"},\"result\":"
		"{\"response\":\"text %d\"},\"stored\":\"%s\"}],"
		"\"more\":\"%s\"}", number, number, stored, more);
}

static enum courier_end pull(struct kit_courier *c)
{
	c->courier.service = kit_now_service(c);
	c->kit->err.text[0] = '\0';
	return courier_pull(&c->courier, &c->kit->err);
}

static size_t comments(struct kit_courier *c)
{
	struct comment *list;
	size_t count;

	WELL(c->kit, store_comments(c->kit->store, &c->kit->arena, ATTEMPT,
				    &list, &count, &c->kit->err));
	return count;
}

static void comments_come_page_by_page(void **state)
{
	BEGIN("xapi");
	keep_attempt(&c);
	kit_script(&c, (struct kit_reply){ .status = 200, .body = page(&c, 1,
		"2023-11-14T10:00:00Z", "/xapi/statements?page=2") });
	kit_script(&c, (struct kit_reply){ .status = 200, .body = page(&c, 2,
		"2023-11-14T11:00:00.5Z", "") });
	assert_int_equal(pull(&c), COURIER_DONE);
	assert_int_equal(comments(&c), 2);
	assert_string_equal(c.said.s, "2 new comments\n");
	assert_non_null(strstr(c.asked.s, "GET https://lrs.example/xapi/"
		"statements?verb=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2F"
		"commented&agent=%7B%22objectType%22%3A%22Agent%22%2C%22"
		"account%22%3A%7B%22homePage%22%3A%22https%3A%2F%2Frehearse."
		"example%22%2C%22name%22%3A%2200000000-0000-4000-8000-"
		"000000000001%22%7D%7D&ascending=true&limit="));
	assert_non_null(strstr(c.asked.s,
			       "GET https://lrs.example/xapi/statements?page=2"
			       " [Authorization: Basic "));
	assert_string_equal(kit_now_service(&c).cursor,
			    "2023-11-14T11:00:00.5Z");
	assert_int_equal(kit_now_service(&c).pulled, KIT_NOW);
	/* Again: from there on, and none twice. */
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200, .body = page(&c, 2,
		"2023-11-14T11:00:00.5Z", "") });
	assert_int_equal(pull(&c), COURIER_DONE);
	assert_non_null(strstr(c.asked.s,
			       "&since=2023-11-14T11%3A00%3A00.5Z&"));
	assert_int_equal(comments(&c), 2);
	assert_string_equal(c.said.s, "0 new comments\n");
	END;
}

static void the_cursor_stays_where_the_service_is_whole(void **state)
{
	BEGIN("xapi");
	keep_attempt(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.through = "2023-11-14T09:30:00Z",
		.body = page(&c, 1, "2023-11-14T10:00:00Z", "") });
	assert_int_equal(pull(&c), COURIER_DONE);
	assert_string_equal(kit_now_service(&c).cursor,
			    "2023-11-14T09:30:00Z");
	/* Never back. */
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.through = "2023-11-14T08:00:00Z",
		.body = page(&c, 2, "2023-11-14T10:00:00Z", "") });
	assert_int_equal(pull(&c), COURIER_DONE);
	assert_string_equal(kit_now_service(&c).cursor,
			    "2023-11-14T09:30:00Z");
	/* What is no moment is as if unsaid. */
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.through = "now\x1b[0m",
		.body = page(&c, 3, "2023-11-14T12:00:00Z", "") });
	assert_int_equal(pull(&c), COURIER_DONE);
	assert_string_equal(kit_now_service(&c).cursor,
			    "2023-11-14T12:00:00Z");
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[],\"more\":\"\"}" });
	assert_int_equal(pull(&c), COURIER_DONE);
	assert_string_equal(kit_now_service(&c).cursor,
			    "2023-11-14T12:00:00Z");
	END;
}

static void no_page_is_read_elsewhere(void **state)
{
	static const char *const places[] = {
		"https://other.example/xapi", "//other.example/xapi",
		"https://lrs.example:444/", "http://lrs.example/xapi",
		"http://localhost/xapi", "file:///etc/passwd",
		"https://me:x@lrs.example/", "https://lrs.example@evil/",
	};

	BEGIN("xapi");
	keep_attempt(&c);
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		kit_fresh(&c);
		kit_script(&c, (struct kit_reply){ .status = 200,
			.body = page(&c, 1, "2023-11-14T10:00:00Z",
				     places[i]) });
		assert_int_equal(pull(&c), COURIER_LEFT);
		assert_int_equal(kit_requests(&c), 1);
		assert_string_equal(kit_now_service(&c).cursor, "");
	}
	/* What had come stays. */
	assert_int_equal(comments(&c), 1);
	END;
}

static void pages_without_end_are_left(void **state)
{
	BEGIN("xapi");
	keep_attempt(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = page(&c, 1, "2023-11-14T10:00:00Z",
			     "/xapi/statements?again") });
	assert_int_equal(pull(&c), COURIER_LEFT);
	assert_int_equal(kit_requests(&c), 2);
	assert_non_null(strstr(c.kit->err.text, "circles"));
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[],\"more\":\"?a\"}" });
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[],\"more\":\"?b\"}" });
	for (int i = 0; i < 20; i++)
		kit_script(&c, c.replies[i]);
	assert_int_equal(pull(&c), COURIER_LEFT);
	assert_true(kit_requests(&c) <= 12);
	END;
}

static void a_refusal_is_said_and_the_queue_goes_on(void **state)
{
	static const struct kit_reply replies[] = {
		{ .status = 403, .body = "no" }, { .status = 0 },
		{ .status = 500 }, { .status = 302, .location = "/x" },
		{ .status = 200, .body = "<html>" },
	};

	BEGIN("xapi");
	for (size_t i = 0; i < 5; i++) {
		kit_fresh(&c);
		kit_script(&c, replies[i]);
		assert_int_equal(pull(&c), COURIER_LEFT);
		assert_true(c.kit->err.text[0] != '\0');
		assert_string_equal(kit_now_service(&c).stopped, "");
		assert_int_equal(kit_now_service(&c).pulled, 0);
	}
	END;
}

static void others_have_nothing_to_pull(void **state)
{
	BEGIN("webhook");
	assert_int_equal(pull(&c), COURIER_DONE);
	assert_int_equal(kit_requests(&c), 0);
	END;
}

/* --- fetching ------------------------------------------------------- */

static enum courier_end fetch(struct kit_courier *c, const char *since,
			      const char *registration)
{
	c->courier.service = kit_now_service(c);
	return courier_fetch(&c->courier, kit_beside(c->kit, "cohort"), since,
			     registration, &c->kit->err);
}

static const char *fetched(struct kit_courier *c)
{
	struct str bytes;

	WELL(c->kit, file_read(&c->kit->arena, kit_beside(c->kit, "cohort"),
			       1 << 20, &bytes, &c->kit->err));
	return bytes.s;
}

/* Since when the next one is to be asked for. */
static const char *cursor(struct kit_courier *c)
{
	struct str bytes;

	WELL(c->kit, file_read(&c->kit->arena, kit_beside(c->kit,
							  "cohort.cursor"),
			       100, &bytes, &c->kit->err));
	return bytes.s;
}

static void statements_are_fetched_into_a_file(void **state)
{
	BEGIN("xapi");
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[{\"a\":1},\n{\"b\": 2,"
			"\"stored\":\"2023-11-14T10:00:00Z\"}],"
			"\"more\":\"/xapi/more\"}" });
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[{\"c\":3}],\"more\":null}" });
	assert_int_equal(fetch(&c, "2023-01-01T00:00:00Z", ""), COURIER_DONE);
	assert_string_equal(fetched(&c), "{\"a\":1}\n{\"b\":2,\"stored\":"
			    "\"2023-11-14T10:00:00Z\"}\n{\"c\":3}\n");
	assert_string_equal(c.said.s, "3 statements fetched, up to "
			    "2023-11-14T10:00:00Z\n");
	assert_string_equal(cursor(&c), "2023-11-14T10:00:00Z");
	assert_non_null(strstr(c.asked.s, "statements?since=2023-01-01T00%3A00"
			       "%3A00Z&ascending=true&limit="));
	END;
}

static void the_cohort_is_ones_own_unless_named(void **state)
{
	struct enrolment enrolment = {
		.cohort = "autumn", .day = TODAY,
		.registration = "44444444-4444-4444-8444-444444444444",
	};

	BEGIN("xapi");
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[]}" });
	WELL(c.kit, store_enrol(c.kit->store, &enrolment, &c.kit->err));
	assert_int_equal(fetch(&c, "", ""), COURIER_DONE);
	assert_non_null(strstr(c.asked.s, "?registration=44444444-"));
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[]}" });
	assert_int_equal(fetch(&c, "", "55555555-a"), COURIER_DONE);
	assert_non_null(strstr(c.asked.s, "?registration=55555555-a&"));
	/* A wish to void is of no registration. */
	assert_non_null(strstr(c.asked.s, "voided&ascending=true"));
	END;
}

/* What the store does not have all of yet is asked for again. */
static void the_cursor_stays_where_the_store_is_consistent(void **state)
{
	BEGIN("xapi");
	kit_script(&c, (struct kit_reply){ .status = 200,
		.through = "2023-11-14T09:00:00Z",
		.body = "{\"statements\":[{\"stored\":"
			"\"2023-11-14T10:00:00Z\"}]}" });
	assert_int_equal(fetch(&c, "", ""), COURIER_DONE);
	assert_string_equal(cursor(&c), "2023-11-14T09:00:00Z");
	END;
}

static void half_a_cohort_is_no_file(void **state)
{
	BEGIN("xapi");
	WELL(c.kit, file_write(kit_beside(c.kit, "cohort"), STR("old"),
			       &c.kit->err));
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"statements\":[{\"a\":1}],\"more\":\"?2\"}" });
	kit_script(&c, (struct kit_reply){ .status = 503 });
	assert_int_equal(fetch(&c, "", ""), COURIER_LEFT);
	assert_non_null(strstr(c.kit->err.text, "not ready"));
	assert_string_equal(fetched(&c), "old");
	END;
}

/* --- testing -------------------------------------------------------- */

static enum courier_end test(struct kit_courier *c)
{
	c->courier.service = kit_now_service(c);
	return courier_test(&c->courier, &c->kit->err);
}

static void a_record_store_is_tested(void **state)
{
	const struct kit_reply about = {
		.status = 200, .body = "{\"version\":[\"1.0.3\"]}",
	};

	BEGIN("xapi");
	WELL(c.kit, store_service_stop(c.kit->store, "401", &c.kit->err));
	WELL(c.kit, store_service_wait(c.kit->store, INT64_MAX, &c.kit->err));
	kit_script(&c, about);
	kit_script(&c, (struct kit_reply){ .status = 200 });
	assert_int_equal(test(&c), COURIER_DONE);
	assert_non_null(strstr(c.asked.s,
			       "GET https://lrs.example/xapi/about "));
	assert_non_null(strstr(c.asked.s, "/statements?limit=1 [Author"));
	assert_string_equal(kit_now_service(&c).stopped, "");
	assert_int_equal(kit_now_service(&c).wait_until, 0);
	kit_fresh(&c);
	kit_script(&c, about);
	kit_script(&c, (struct kit_reply){ .status = 401 });
	assert_int_equal(test(&c), COURIER_LEFT);
	assert_non_null(strstr(c.kit->err.text, "token"));
	kit_fresh(&c);
	kit_script(&c, about);
	kit_script(&c, (struct kit_reply){ .status = 403 });
	assert_int_equal(test(&c), COURIER_DONE);
	assert_non_null(strstr(c.said.s, "may not read"));
	END;
}

static void what_is_no_record_store_is_said(void **state)
{
	static const struct {
		struct kit_reply reply;
		const char *words;
	} cases[] = {
		{ { .status = 404 }, "is the address right" },
		{ { .status = 200, .body = "<html>" }, "no JSON" },
		{ { .status = 200, .body = "{\"version\":[\"0.9\"]}" },
		  "does not speak" },
		{ { .status = 0 }, "cannot be reached" },
		{ { .status = 301, .location = "https://x/" }, "https://x/" },
	};

	BEGIN("xapi");
	for (size_t i = 0; i < 5; i++) {
		kit_fresh(&c);
		kit_script(&c, cases[i].reply);
		assert_int_equal(test(&c), COURIER_LEFT);
		assert_non_null(strstr(c.kit->err.text, cases[i].words));
	}
	END;
}

static void a_model_and_a_webhook_are_tested(void **state)
{
	BEGIN("chat");
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"data\":[{\"id\":\"tiny\"}]}" });
	assert_int_equal(test(&c), COURIER_DONE);
	assert_non_null(strstr(c.asked.s,
			       "GET https://lrs.example/xapi/models "));
	kit_fresh(&c);
	kit_script(&c, (struct kit_reply){ .status = 200,
		.body = "{\"data\":[{\"id\":\"huge\"}]}" });
	assert_int_equal(test(&c), COURIER_LEFT);
	assert_non_null(strstr(c.kit->err.text, "no model 'tiny'"));
	END;
	{
		struct kit *kit = *state;

		kit_courier(&c, kit, "webhook");
		assert_int_equal(test(&c), COURIER_LEFT);
		WELL(kit, token_parse(&c.token, STR("whsec_MDEyMzQ1Njc4OWFiY2"
				       "RlZjAxMjM0NTY3"), "x", &kit->err));
		kit_script(&c, (struct kit_reply){ .status = 204 });
		assert_int_equal(test(&c), COURIER_DONE);
		assert_non_null(strstr(c.asked.s, "[webhook-id: test-"));
		assert_non_null(strstr(c.asked.s, "\"rehearse.test\""));
		END;
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(comments_come_page_by_page),
		TEST(the_cursor_stays_where_the_service_is_whole),
		TEST(no_page_is_read_elsewhere),
		TEST(pages_without_end_are_left),
		TEST(a_refusal_is_said_and_the_queue_goes_on),
		TEST(others_have_nothing_to_pull),
		TEST(statements_are_fetched_into_a_file),
		TEST(the_cohort_is_ones_own_unless_named),
		TEST(the_cursor_stays_where_the_store_is_consistent),
		TEST(half_a_cohort_is_no_file),
		TEST(a_record_store_is_tested),
		TEST(what_is_no_record_store_is_said),
		TEST(a_model_and_a_webhook_are_tested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
