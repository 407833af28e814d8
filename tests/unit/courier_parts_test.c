/* courier_parts_test.c - backoff, tokens, signatures and addresses. */
#include "store_kit.h"

#include "courier/backoff.h"
#include "courier/courier.h"
#include "courier/sign.h"

#include <fcntl.h>

#define ORIGIN "https://lrs.example:443"

/* --- backoff -------------------------------------------------------- */

static void backoff_doubles_up_to_its_cap(void **state)
{
	static const int64_t most[] = { 5, 10, 20, 40, 80, 160, 320, 640, 1280,
					2560, 5120, 10240, 20480, 21600,
					21600 };

	(void)state;
	for (int tries = 1; tries <= 15; tries++) {
		int64_t cap = most[tries - 1];

		assert_int_equal(backoff_seconds(tries, 0), 1);
		assert_int_equal(backoff_seconds(tries, (uint64_t)cap - 1),
				 cap);
		assert_int_equal(backoff_seconds(tries, (uint64_t)cap), 1);
	}
	assert_int_equal(backoff_seconds(0, 4), 5);
	assert_in_range(backoff_seconds(INT32_MAX, UINT64_MAX), 1, 21600);
}

static void what_is_asked_for_is_clamped(void **state)
{
	(void)state;
	assert_int_equal(backoff_asked(1000, 900), 1000);
	assert_int_equal(backoff_asked(1000, 1060), 1060);
	assert_int_equal(backoff_asked(1000, 1000 + 86400), 1000 + 86400);
	assert_int_equal(backoff_asked(1000, INT64_MAX / 2), 1000 + 86400);
}

/* --- what a token says ---------------------------------------------- */

static void tokens_are_read(void **state)
{
	struct kit *kit = *state;
	struct token token;

	WELL(kit, token_parse(&token, STR("basic:me:pass:word\n"), ORIGIN,
			      &kit->err));
	assert_string_equal(token.authorization,
			    "Basic bWU6cGFzczp3b3Jk");
	WELL(kit, token_parse(&token, STR("  bearer:abc.def-1\r\n"), ORIGIN,
			      &kit->err));
	assert_string_equal(token.authorization, "Bearer abc.def-1");
	assert_int_equal(token.secret_len, 0);
	WELL(kit, token_parse(&token, STR("whsec_MDEyMzQ1Njc4OWFiY2RlZg==\n"
					  "bearer:also"), ORIGIN, &kit->err));
	assert_int_equal(token.secret_len, 16);
	assert_memory_equal(token.secret, "0123456789abcdef", 16);
	assert_string_equal(token.authorization, "Bearer also");
	WELL(kit, token_parse(&token, STR("bearer:whsec_MDEyMzQ1Njc4OWFiY2Rl"
					  "Zg"), ORIGIN, &kit->err));
	assert_int_equal(token.secret_len, 16);
	assert_string_equal(token.authorization, "");
	/* What a password store keeps beside it. */
	WELL(kit, token_parse(&token, STR("for " ORIGIN "\nbearer:x\n"
					  "login: me\n"), ORIGIN, &kit->err));
	assert_string_equal(token.authorization, "Bearer x");
}

static void base64_has_its_padding(void **state)
{
	static const char *const cases[][2] = {
		{ "basic:a:", "Basic YTo=" }, { "basic::", "Basic Og==" },
		{ "basic:a:b", "Basic YTpi" },
		{ "basic:\xc3\xa9:\xff", "Basic w6k6/w==" },
	};
	struct kit *kit = *state;

	for (size_t i = 0; i < 4; i++) {
		struct token token;

		WELL(kit, token_parse(&token, str_of(cases[i][0]), ORIGIN,
				      &kit->err));
		assert_string_equal(token.authorization, cases[i][1]);
	}
}

static void what_is_no_token_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "\n \n", "hush-hush", "basic:hush-hush", "bearer:",
		"bearer:hush hush", "bearer:hush\x01hush",
		"basic:hush\rhush:x", "whsec_", "whsec_aHVzaA==",
		"whsec_hush!hush", "Bearer hush-hush",
		"for https://other.example:443\nbearer:hush-hush",
	};
	struct kit *kit = *state;
	struct token token;
	char *long_one;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		FAILS(kit, token_parse(&token, str_of(bad[i]), ORIGIN,
				       &kit->err), "");
		assert_null(strstr(kit->err.text, "hush"));
		assert_string_equal(token.authorization, "");
		assert_int_equal(token.secret_len, 0);
	}
	long_one = arena_alloc(&kit->arena, TOKEN_MAX + 1, 1);
	memset(long_one, 'x', TOKEN_MAX);
	memcpy(long_one, "bearer:", 7);
	FAILS(kit, token_parse(&token, str_of(long_one), ORIGIN, &kit->err),
	      "too long");
	/* The longest that fits is taken whole. */
	long_one[TOKEN_MAX * 3 / 4 - 32] = '\0';
	WELL(kit, token_parse(&token, str_of(long_one), ORIGIN, &kit->err));
	memcpy(long_one, "basic::", 7);
	WELL(kit, token_parse(&token, str_of(long_one), ORIGIN, &kit->err));
}

/* --- where it comes from -------------------------------------------- */

static void a_command_says_it(void **state)
{
	char *environment[] = { (char[]){ "PATH=/usr/bin:/bin" },
				(char[]){ "WHO=me" }, NULL };
	struct kit *kit = *state;
	struct token token;

	FAILS(kit, token_from_command(&token, "[\"printf\", \"bearer:%s\", "
				      "\"a b\"]", environment, ORIGIN,
				      &kit->err), "without spaces");
	WELL(kit, token_from_command(&token, "[\"printf\",\"bearer:%s\","
				     "\"$WHO;id\"]", environment, ORIGIN,
				     &kit->err));
	/* No shell: words stay words. */
	assert_string_equal(token.authorization, "Bearer $WHO;id");
	WELL(kit, token_from_command(&token, "[\"sh\",\"-c\",\"echo bearer:"
				     "$WHO\"]", environment, ORIGIN,
				     &kit->err));
	assert_string_equal(token.authorization, "Bearer me");
}

static void a_command_that_fails_is_told_of(void **state)
{
	static const char *const bad[][2] = {
		{ "[\"false\"]", "failed" },
		{ "[\"/no/such/program\"]", "could not start" },
		{ "[\"true\"]", "empty" },
		{ "[\"sh\",\"-c\",\"echo bearer:hush; exit 1\"]", "failed" },
		{ "[\"echo\",\"hush\"]", "form is not known" },
		{ "[]", "token_command" }, { "pass", "need" },
		{ "[\"a\"", "need" }, { "[\"\"]", "names no program" },
		{ "[\"yes\",\"bearer:hush\"]", "says too much" },
	};
	char *environment[] = { (char[]){ "PATH=/usr/bin:/bin" }, NULL };
	struct kit *kit = *state;
	struct token token;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		FAILS(kit, token_from_command(&token, bad[i][0], environment,
					      ORIGIN, &kit->err), bad[i][1]);
		assert_null(strstr(kit->err.text, "bearer:hush"));
	}
}

static const char *token_file(struct kit *kit, const char *says, mode_t mode)
{
	const char *path = kit_beside(kit, "token");

	WELL(kit, file_write(path, str_of(says), &kit->err));
	assert_int_equal(chmod(path, mode), 0);
	return path;
}

static bool from_file(struct kit *kit, const char *path, struct token *token,
		      bool *there)
{
	struct text print;
	bool ok;

	text_init(&print, 256);
	ok = token_from_file(token, path, ORIGIN, &print, there, &kit->err);
	text_release(&print);
	return ok;
}

static void a_file_is_ours_alone(void **state)
{
	static const mode_t bad[] = { 0640, 0604, 0660, 0610, 0601, 0644 };
	struct kit *kit = *state;
	struct token token = { .secret_len = 0 };
	const char *path;
	bool there;

	path = token_file(kit, "bearer:hush", 0600);
	WELL(kit, from_file(kit, path, &token, &there));
	assert_true(there);
	assert_string_equal(token.authorization, "Bearer hush");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		token_file(kit, "bearer:hush", bad[i]);
		FAILS(kit, from_file(kit, path, &token, &there), "chmod 600");
	}
	token_file(kit, "bearer:hush", 0400);
	WELL(kit, from_file(kit, path, &token, &there));
	assert_int_equal(symlink(path, kit_beside(kit, "link")), 0);
	FAILS(kit, from_file(kit, kit_beside(kit, "link"), &token, &there),
	      "link");
	FAILS(kit, from_file(kit, kit->folder, &token, &there), "no file");
	WELL(kit, from_file(kit, kit_beside(kit, "none"), &token, &there));
	assert_false(there);
}

static struct service service_at(const char *origin)
{
	return (struct service){ .protocol = "xapi", .origin = origin,
				 .token_command = "" };
}

static void a_file_is_for_the_service_it_was_used_for(void **state)
{
	struct service first = service_at(ORIGIN);
	struct service second = service_at("https://other.example:443");
	struct kit *kit = *state;
	struct token token;
	const char *path = token_file(kit, "bearer:hush", 0600);

	kit_open(kit);
	WELL(kit, courier_token(kit->store, &first, NULL, path, NULL, &token,
				&kit->err));
	WELL(kit, courier_token(kit->store, &first, NULL, path, NULL, &token,
				&kit->err));
	assert_string_equal(token.authorization, "Bearer hush");
	FAILS(kit, courier_token(kit->store, &second, NULL, path, NULL,
				 &token, &kit->err), "was used for " ORIGIN);
	assert_string_equal(token.authorization, "");
	/* Written anew, it is for the new one. */
	token_file(kit, "bearer:other", 0600);
	WELL(kit, courier_token(kit->store, &second, NULL, path, NULL, &token,
				&kit->err));
	assert_string_equal(token.authorization, "Bearer other");
	FAILS(kit, courier_token(kit->store, &first, NULL, path, NULL, &token,
				 &kit->err), "was used for");
}

static void the_command_comes_first_then_the_environment(void **state)
{
	struct service service = service_at(ORIGIN);
	char *environment[] = { (char[]){ "PATH=/usr/bin:/bin" }, NULL };
	struct kit *kit = *state;
	struct token token;
	const char *path = token_file(kit, "bearer:file", 0600);

	kit_open(kit);
	service.token_command = "[\"echo\", \"bearer:command\"]";
	WELL(kit, courier_token(kit->store, &service, "bearer:given", path,
				environment, &token, &kit->err));
	assert_string_equal(token.authorization, "Bearer command");
	service.token_command = "";
	WELL(kit, courier_token(kit->store, &service, "bearer:given", path,
				environment, &token, &kit->err));
	assert_string_equal(token.authorization, "Bearer given");
	WELL(kit, courier_token(kit->store, &service, "", path, environment,
				&token, &kit->err));
	assert_string_equal(token.authorization, "Bearer file");
	WELL(kit, courier_token(kit->store, &service, NULL, NULL, environment,
				&token, &kit->err));
	assert_string_equal(token.authorization, "");
	FAILS(kit, courier_token(kit->store, &service, "hush", path,
				 environment, &token, &kit->err),
	      "REHEARSE_TOKEN: ");
}

/* --- signatures ----------------------------------------------------- */

/* By openssl dgst -sha256 -mac HMAC. */
static void a_signature_is_that_of_openssl(void **state)
{
	struct kit *kit = *state;
	struct text out;

	text_init(&out, 256);
	WELL(kit, sign_add(&out,
			   (const unsigned char *)"0123456789abcdef01234567",
			   24, STR("id.1700000000.{\"a\":1}"), &kit->err));
	assert_string_equal(out.s, "v1,kF2/YrxbYIBxr/aWdrpym02VTQDF8y"
			    "O1Ogxwa989OVA=");
	text_release(&out);
}

/* --- addresses ------------------------------------------------------ */

static void origins_are_found(void **state)
{
	static const char *const cases[][2] = {
		{ "https://LRS.Example/xapi", "https://lrs.example:443" },
		{ "HTTPS://lrs.example:8443", "https://lrs.example:8443" },
		{ "http://localhost:8080/x?y=1", "http://localhost:8080" },
		{ "http://127.0.0.1", "http://127.0.0.1:80" },
		{ "http://127.9.8.7:1/", "http://127.9.8.7:1" },
		{ "http://[::1]:9/", "http://[::1]:9" },
	};
	struct kit *kit = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text out;

		text_init(&out, 256);
		WELL(kit, http_origin(&out, cases[i][0], &kit->err));
		assert_string_equal(out.s, cases[i][1]);
		text_release(&out);
	}
}

static void addresses_that_are_not_asked(void **state)
{
	static const char *const cases[][2] = {
		{ "http://lrs.example/", "plain http" },
		{ "http://127.0.0.1.evil.example/", "plain http" },
		{ "http://127.0.0.1@evil.example/", "user" },
		{ "http://localhost.evil.example/", "plain http" },
		{ "http://128.0.0.1/", "plain http" },
		{ "http://0.0.0.0/", "plain http" },
		{ "https://me:pass@lrs.example/", "user" },
		{ "https://lrs.example/#there", "'#'" },
		{ "ftp://lrs.example/", "https://" },
		{ "file:///etc/passwd", "" }, { "gopher://x/", "https://" },
		{ "", "" }, { "lrs.example", "" }, { "https://", "" },
		{ "https://a b/", "" }, { "javascript:alert(1)", "" },
	};
	struct kit *kit = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text out;

		text_init(&out, 256);
		FAILS(kit, http_origin(&out, cases[i][0], &kit->err),
		      cases[i][1]);
		text_release(&out);
	}
}

static void addresses_are_lengthened(void **state)
{
	static const char *const cases[][4] = {
		{ "https://h/xapi", "statements", NULL,
		  "https://h/xapi/statements" },
		{ "https://h/xapi/", "statements", "a=%20b",
		  "https://h/xapi/statements?a=%20b" },
		{ "https://h/xapi/statements", "statements", "a=1&b=2",
		  "https://h/xapi/statements?a=1&b=2" },
		{ "https://h", "about", NULL, "https://h/about" },
		{ "https://h/v1?key=1", "chat/completions", "a=1",
		  "https://h/v1/chat/completions?key=1&a=1" },
		{ "https://h/mystatements", "statements", NULL,
		  "https://h/mystatements/statements" },
		{ "https://h/v1/chat/completions/", "chat/completions", NULL,
		  "https://h/v1/chat/completions" },
	};
	struct kit *kit = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text out;

		text_init(&out, 256);
		WELL(kit, http_join(&out, cases[i][0], cases[i][1],
				    cases[i][2], &kit->err));
		assert_string_equal(out.s, cases[i][3]);
		text_release(&out);
	}
}

static void only_the_agreed_origin_is_asked(void **state)
{
	static const char *const others[] = {
		"https://other.example/", "https://lrs.example:444/",
		"http://lrs.example/", "http://localhost/",
		"file:///etc/hosts",
	};
	struct kit *kit = *state;
	struct http_reply reply;
	struct http *http;

	http_reply_init(&reply);
	WELL(kit, http_open(&http, ORIGIN, "", "test", &kit->err));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		struct http_request request = { .url = others[i],
						.patience = 1 };

		assert_false(http_ask_network(http, &request, &reply));
		assert_true(reply.err.text[0] != '\0');
		assert_int_equal(reply.status, 0);
	}
	{
		struct http_request request = { .url = "https://lrs.example/",
						.patience = 1 };

		http_add_header(&request, "Authorization", "x\r\nEvil: 1");
		assert_false(http_ask_network(http, &request, &reply));
		assert_string_equal(reply.err.text,
				    "Authorization cannot be sent");
	}
	http_close(http);
	http_reply_release(&reply);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(backoff_doubles_up_to_its_cap),
		TEST(what_is_asked_for_is_clamped),
		TEST(tokens_are_read),
		TEST(base64_has_its_padding),
		TEST(what_is_no_token_is_refused),
		TEST(a_command_says_it),
		TEST(a_command_that_fails_is_told_of),
		TEST(a_file_is_ours_alone),
		TEST(a_file_is_for_the_service_it_was_used_for),
		TEST(the_command_comes_first_then_the_environment),
		TEST(a_signature_is_that_of_openssl),
		TEST(origins_are_found),
		TEST(addresses_that_are_not_asked),
		TEST(addresses_are_lengthened),
		TEST(only_the_agreed_origin_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
