/* courier_reply_test.c - what a service's bytes say, friendly or hostile. */
#include "store_kit.h"

#include "wire/wire.h"

enum { NOW = 1700000000 };		/* 2023-11-14T22:13:20Z, a Tuesday */

/* --- its own words -------------------------------------------------- */

static void a_server_is_heard_in_one_safe_line(void **state)
{
	static const char *const cases[][2] = {
		{ "{\"error\":{\"message\":\"Loading model\",\"code\":503}}",
		  "Loading model" },
		{ "{\"errorId\":\"x\",\"message\":\"Not\\nso\"}", "Not so" },
		{ "{\"errorId\":\"x\",\"warnings\":[\"a\",\"b\"]}", "a" },
		{ "{\"detail\":\"Not found\"}", "Not found" },
		{ "{\"detail\":[{\"loc\":[1],\"msg\":\"field required\"}]}",
		  "field required" },
		{ "{\"type\":\"about:blank\",\"title\":\"Gone\"}", "Gone" },
		{ "{\"error\":\"model 'x' not found\"}",
		  "model 'x' not found" },
		{ "\"just so\"", "just so" },
		{ "plain words", "plain words" },
		{ "<html><head><title>T</title></head><body><h1>502</h1>"
		  "<script>alert(1)</script> Bad <b>Gateway</b>", "502 Bad "
		  "Gateway" },
		{ "<script>never ends", "" },
		{ "<a", "" }, { "", "" }, { "{}", "" }, { "[]", "" },
		{ "{\"message\":7}", "" }, { "{broken", "" }, { "null", "" },
		{ "{\"message\":\"\\u001b[31mred \\u202egnp\\u200b\"}",
		  "\xef\xbf\xbd[31mred \xef\xbf\xbdgnp" },
		{ "a\xff\x1b]0;x\x07", "a\xef\xbf\xbd\xef\xbf\xbd]0;x"
		  "\xef\xbf\xbd" },
		{ "tags \xf3\xa0\x81\xa1\xef\xbb\xbfhere", "tags here" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text out;

		text_init(&out, 4096);
		reply_says(&out, str_of(cases[i][0]));
		assert_string_equal(out.s, cases[i][1]);
		text_release(&out);
	}
}

static void a_long_line_is_cut_at_a_character(void **state)
{
	struct text out, in;

	(void)state;
	text_init(&in, 10000);
	text_init(&out, 10000);
	text_add_times(&in, "\xc3\xa9", 1000);
	reply_add_line(&out, text_str(&in), 10);
	assert_string_equal(out.s, "\xc3\xa9\xc3\xa9\xc3\xa9...");
	text_reset(&out);
	reply_add_line(&out, STR("0123456789"), 10);
	assert_string_equal(out.s, "0123456789");
	text_reset(&out);
	reply_says(&out, text_str(&in));
	assert_true(out.len <= REPLY_LINE_MAX);
	text_release(&in);
	text_release(&out);
}

/* --- Retry-After ---------------------------------------------------- */

static void the_next_try_is_read(void **state)
{
	static const struct {
		const char *header;
		int64_t wait;
	} cases[] = {
		{ "0", 0 }, { "120", 120 }, { " 7 ", 7 },
		{ "Tue, 14 Nov 2023 22:14:20 GMT", 60 },
		{ "Tuesday, 14-Nov-23 22:14:20 GMT", 60 },
		{ "Tue Nov 14 22:14:20 2023", 60 },
		{ "Sun Nov  5 22:13:20 2023", -9 * 86400 },
		{ "Tue, 14 Nov 2023 22:13:60 GMT", 40 },
		/* In fifty years or less, else of the last century. */
		{ "Friday, 14-Nov-73 22:13:20 GMT", INT64_C(1577923200) },
	};
	int64_t until;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(reply_retry_after(str_of(cases[i].header), NOW,
					      &until));
		assert_int_equal(until - NOW, cases[i].wait);
	}
	assert_true(reply_retry_after(STR("99999999999999999999999"), NOW,
				      &until));
	assert_true(until > NOW + 86400);
	assert_true(reply_retry_after(STR("Sunday, 14-Nov-94 22:13:20 GMT"),
				      NOW, &until));
	assert_true(until < NOW);
}

static void what_is_no_time_is_refused(void **state)
{
	static const char *const bad[] = {
		"", " ", "soon", "-1", "1.5", "1e9", "0x10", "120s",
		"Tue, 31 Feb 2023 22:14:20 GMT",
		"Tue, 00 Nov 2023 22:14:20 GMT",
		"Tue, 14 Nov 2023 24:14:20 GMT",
		"Tue, 14 Nov 2023 22:14:20", "Tue, 14 Nov 2023",
		"Tue, 14 Nov 2023 22:14:20 GMT and more", "Tue,",
		"Tue, 14 Nob 2023 22:14:20 GMT",
		"Tue Nov 14 22:14:20 2023 x",
	};
	int64_t until;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(reply_retry_after(str_of(bad[i]), NOW, &until));
}

static void the_later_of_two_is_found(void **state)
{
	static const char early[] = "2023-11-14T22:13:20.100Z";
	static const char late[] = "2023-11-14T23:13:20.2+01:00";

	(void)state;
	assert_ptr_equal(reply_later(early, late), late);
	assert_ptr_equal(reply_later(late, early), late);
	assert_ptr_equal(reply_later(early, "nonsense"), early);
	assert_ptr_equal(reply_later("", early), early);
	assert_int_equal(reply_later("2023-11-14T22:13:21Z", late)[18], '1');
}

/* --- what a service can --------------------------------------------- */

static void versions_and_models_are_found(void **state)
{
	struct kit *kit = *state;
	bool yes;

	WELL(kit, reply_about(STR("{\"version\":[\"2.0.0\",\"1.0.3\"]}"),
			      &yes, &kit->err));
	assert_true(yes);
	WELL(kit, reply_about(STR("{\"version\":[\"0.95\",1,null]}"), &yes,
			      &kit->err));
	assert_false(yes);
	FAILS(kit, reply_about(STR("{\"version\":\"1.0.3\"}"), &yes,
			       &kit->err), "no Learning Record Store");
	FAILS(kit, reply_about(STR("<html>"), &yes, &kit->err), "no JSON");
	WELL(kit, reply_models(STR("{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"},"
				   "3]}"), "b", &yes, &kit->err));
	assert_true(yes);
	WELL(kit, reply_models(STR("{\"data\":[]}"), "b", &yes, &kit->err));
	assert_false(yes);
	FAILS(kit, reply_models(STR("[]"), "b", &yes, &kit->err),
	      "no models");
}

static void a_models_message_is_found(void **state)
{
	static const char *const good[] = {
		/* Ollama, llama.cpp and vLLM, as they say it. */
		"{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\","
		"\"model\":\"tiny\",\"system_fingerprint\":\"fp_ollama\","
		"\"choices\":[{\"index\":0,\"message\":{\"role\":"
		"\"assistant\",\"content\":\"hi\",\"reasoning\":\"hm\"},"
		"\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":0}}",
		"{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,"
		"\"message\":{\"content\":\"hi\",\"reasoning_content\":"
		"\"hm\"}}],\"timings\":{\"a\":1.5}}",
		("{\"choices\":[{\"message\":{\"content\":\"hi\",\"tool_calls\""
		":[]},\"finish_reason\":null,\"stop_reason\":null}]}"),
	};
	struct kit *kit = *state;
	struct str message;
	bool chat;

	for (size_t i = 0; i < 3; i++) {
		WELL(kit, reply_chat(&kit->arena, str_of(good[i]), &chat,
				     &message, &kit->err));
		assert_true(chat);
		assert_string_equal(message.s, "hi");
	}
}

static void a_message_that_is_none_is_refused(void **state)
{
	static const struct {
		const char *body, *words;
		bool chat;
	} cases[] = {
		{ "{\"choices\":[{\"finish_reason\":\"length\",\"message\":"
		  "{\"content\":\"{\"}}]}", "cut at its limit", true },
		{ "{\"choices\":[{\"message\":{\"content\":null}}]}",
		  "said nothing", true },
		{ "{\"choices\":[{\"message\":{\"content\":\"  \"}}]}",
		  "said nothing", true },
		{ "{\"choices\":[{\"message\":{\"content\":[\"a\"]}}]}",
		  "said nothing", true },
		{ "{\"choices\":[]}", "said nothing", true },
		{ "{\"choices\":{}}", "no model", false },
		{ "{\"error\":{\"message\":\"x\"}}", "no model", false },
		{ "{\"choices\":[", "no JSON", false },
		{ "", "no JSON", false },
	};
	struct kit *kit = *state;
	struct str message;
	bool chat;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		FAILS(kit, reply_chat(&kit->arena, str_of(cases[i].body),
				      &chat, &message, &kit->err),
		      cases[i].words);
		assert_int_equal(chat, cases[i].chat);
	}
}

/* --- the same statement? -------------------------------------------- */

#define ID "\"id\":\"11111111-1111-4111-8111-11111111111a\","
#define ACTOR "\"actor\":{\"account\":{\"homePage\":\"h\",\"name\":\"n\"}},"
#define REST "\"verb\":{\"id\":\"v\"},\"object\":{\"id\":\"o\"},"
#define RESULT "\"result\":{\"score\":{\"scaled\":0.6},\"response\":\"r\"},"
#define CONTEXT "\"context\":{\"registration\":\"r\",\"platform\":\"p\"," \
	"\"contextActivities\":{\"parent\":[{\"id\":\"q\"}]}},"
#define AT "\"timestamp\":\"2023-11-14T22:13:20+00:00\""

static const char ours[] = "{" ID ACTOR REST RESULT CONTEXT AT "}";

static bool same(struct kit *kit, const char *theirs)
{
	bool yes;

	WELL(kit, reply_same(str_of(ours), str_of(theirs), &yes, &kit->err));
	return yes;
}

static void what_a_store_adds_does_not_count(void **state)
{
	struct kit *kit = *state;

	assert_true(same(kit, ours));
	assert_true(same(kit, "{\"stored\":\"2023-11-14T22:13:21Z\","
		"\"authority\":{\"mbox\":\"mailto:a@b\"},\"version\":\"1.0.3\""
		"," ID ACTOR REST RESULT CONTEXT AT "}"));
	assert_true(same(kit, "{\"id\":\"11111111-1111-4111-8111-"
		"11111111111A\"," ACTOR "\"verb\":{\"id\":\"v\",\"display\":"
		"{\"en\":\"said\"}},\"object\":{\"id\":\"o\",\"objectType\":"
		"\"Activity\",\"definition\":{\"name\":{\"en\":\"x\"}}},"
		RESULT CONTEXT "\"timestamp\":\"2023-11-14T23:13:20.000+01:00"
		"\"}"));
	assert_true(same(kit, "{" ID ACTOR REST "\"result\":{\"response\":"
		"\"r\",\"score\":{\"scaled\":0.60000002384}},"
		"\"context\":{\"registration\":\"R\",\"platform\":\"p\","
		"\"contextActivities\":{\"parent\":{\"id\":\"q\"}}}," AT "}"));
}

static void any_other_statement_is_told_apart(void **state)
{
	static const char *const others[] = {
		"{\"id\":\"11111111-1111-4111-8111-11111111111b\"," ACTOR REST
			RESULT CONTEXT AT "}",
		"{" ID "\"actor\":{\"account\":{\"homePage\":\"h\",\"name\":"
			"\"m\"}}," REST RESULT CONTEXT AT "}",
		"{" ID "\"actor\":{\"mbox\":\"mailto:a@b\"}," REST RESULT
			CONTEXT AT "}",
		"{" ID ACTOR "\"verb\":{\"id\":\"w\"},\"object\":{\"id\":"
			"\"o\"}," RESULT CONTEXT AT "}",
		"{" ID ACTOR "\"verb\":{\"id\":\"v\"},\"object\":{\"id\":"
			"\"p\"}," RESULT CONTEXT AT "}",
		"{" ID ACTOR REST "\"result\":{\"score\":{\"scaled\":0.61},"
			"\"response\":\"r\"}," CONTEXT AT "}",
		"{" ID ACTOR REST "\"result\":{\"score\":{\"scaled\":0.6},"
			"\"response\":\"s\"}," CONTEXT AT "}",
		"{" ID ACTOR REST "\"result\":{\"score\":{\"scaled\":0.6},"
			"\"response\":\"r\",\"success\":true}," CONTEXT AT "}",
		"{" ID ACTOR REST CONTEXT AT "}",
		"{" ID ACTOR REST RESULT AT "}",
		"{" ID ACTOR REST RESULT "\"context\":{\"registration\":\"r\","
			"\"platform\":\"p\",\"contextActivities\":{\"parent\":"
			"[{\"id\":\"z\"}]}}," AT "}",
		"{" ID ACTOR REST RESULT CONTEXT
			"\"timestamp\":\"2023-11-14T22:13:21+00:00\"}",
		"{" ID ACTOR REST RESULT CONTEXT "\"x\":1}",
		"[]", "null", "{}", "7", "\"\"",
	};
	struct kit *kit = *state;
	bool yes;

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(same(kit, others[i]));
	FAILS(kit, reply_same(str_of(ours), STR("{"), &yes, &kit->err),
	      "no JSON");
}

/* --- pages ---------------------------------------------------------- */

#define COMMENTED "\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/" \
	"commented\"},"
#define ABOUT "\"object\":{\"objectType\":\"StatementRef\",\"id\":" \
	"\"22222222-2222-4222-8222-22222222222B\"},"

static struct reply_page page_of(struct kit *kit, const char *statements)
{
	struct reply_page page;
	const char *body = arena_printf(&kit->arena, "{\"statements\":[%s],"
					"\"more\":\"/xapi/more?x\"}",
					statements);

	WELL(kit, reply_comments(&kit->arena, str_of(body), &page,
				 &kit->err));
	return page;
}

static void a_comment_is_read(void **state)
{
	struct kit *kit = *state;
	struct reply_page page = page_of(kit, "{" ID COMMENTED ABOUT
		"\"actor\":{\"name\":\"Ann \\u001b[1mLee\"},"
		"\"result\":{\"response\":\" Two\\r\\nlines\\u0007 \"},"
		"\"timestamp\":\"2023-11-14T22:13:20Z\","
		"\"stored\":\"2023-11-14T22:13:25.5Z\"}");

	assert_int_equal(page.comment_count, 1);
	assert_int_equal(page.left_out, 0);
	assert_string_equal(page.comments->id,
			    "11111111-1111-4111-8111-11111111111a");
	assert_string_equal(page.comments->about,
			    "22222222-2222-4222-8222-22222222222b");
	assert_string_equal(page.comments->author,
			    "Ann \xef\xbf\xbd[1mLee");
	assert_string_equal(page.comments->text, "Two\nlines\xef\xbf\xbd");
	assert_int_equal(page.comments->at, NOW);
	assert_false(page.comments->model);
	assert_string_equal(page.stored, "2023-11-14T22:13:25.5Z");
	assert_string_equal(page.more, "/xapi/more?x");
}

static void who_wrote_it_is_told(void **state)
{
	static const struct {
		const char *rest, *author;
		bool model;
	} cases[] = {
		{ "\"actor\":{\"account\":{\"name\":\"acc\"}}", "acc", false },
		{ "\"actor\":{\"mbox\":\"mailto:a@b\"}", "a@b", false },
		{ "\"actor\":{\"openid\":\"http://o\"}", "http://o", false },
		{ "\"actor\":{}", "somebody", false },
		{ "\"actor\":[]", "somebody", false },
		{ "\"actor\":{\"name\":\"\\u200b\"}", "somebody", false },
		{ "\"actor\":{\"name\":\"G\"},\"context\":{\"extensions\":"
		  "{\"https://x/ext/author-kind\":\"model\"}}", "G", true },
		{ "\"actor\":{\"name\":\"G\"},\"context\":{\"extensions\":"
		  "{\"https://x/ext/author\":\"AI\"}}", "G", true },
		{ "\"actor\":{\"name\":\"G\"},\"context\":{\"extensions\":"
		  "{\"https://x/ext#model\":\"tiny\"}}", "G", true },
		{ "\"actor\":{\"name\":\"G\"},\"context\":{\"extensions\":"
		  "{\"https://x/ext/model\":false,\"https://x/kind\":"
		  "\"person\"}}", "G", false },
		{ "\"actor\":{\"name\":\"G\"},\"context\":{\"extensions\":7}",
		  "G", false },
	};
	struct kit *kit = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct reply_page page = page_of(kit, arena_printf(
			&kit->arena, "{" ID COMMENTED ABOUT "\"result\":"
			"{\"response\":\"x\"},%s}", cases[i].rest));

		assert_int_equal(page.comment_count, 1);
		assert_string_equal(page.comments->author, cases[i].author);
		assert_int_equal(page.comments->model, cases[i].model);
	}
}

static void what_is_no_comment_on_ours_is_left_out(void **state)
{
	static const char *const cases[] = {
		"7", "null", "[]", "{}", "\"x\"",
		"{" ID REST ABOUT "\"result\":{\"response\":\"x\"}}",
		"{" ID COMMENTED ABOUT "\"result\":{}}",
		"{" ID COMMENTED ABOUT "\"result\":{\"response\":\" \"}}",
		"{" ID COMMENTED ABOUT "\"result\":{\"response\":[1]}}",
		"{" ID COMMENTED "\"object\":{\"id\":\"x\"},"
			"\"result\":{\"response\":\"x\"}}",
		"{" ID COMMENTED "\"object\":{\"objectType\":\"StatementRef\","
			"\"id\":\"../../etc\"},\"result\":{\"response\":"
			"\"x\"}}",
		"{\"id\":\"11111111-1111-4111-8111-11111111111g\"," COMMENTED
			ABOUT "\"result\":{\"response\":\"x\"}}",
		"{" COMMENTED ABOUT "\"result\":{\"response\":\"x\"}}",
	};
	struct kit *kit = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct reply_page page = page_of(kit, cases[i]);

		assert_int_equal(page.comment_count, 0);
		assert_int_equal(page.left_out, 1);
	}
}

static void what_is_no_page_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "{", "[]", "{}", "null", "{\"statements\":{}}",
		"{\"statements\":[],}", "<html>",
		"{\"statements\":[\"\xff\"]}",
	};
	struct kit *kit = *state;
	struct reply_page page;
	char *deep = arena_alloc(&kit->arena, 900001, 1);

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		FAILS(kit, reply_comments(&kit->arena, str_of(bad[i]), &page,
					  &kit->err), "the reply");
	memset(deep, '[', 900000);
	FAILS(kit, reply_comments(&kit->arena, str_of(deep), &page,
				  &kit->err), "larger than any");
	deep[100000] = '\0';
	FAILS(kit, reply_comments(&kit->arena, str_of(deep), &page,
				  &kit->err), "no JSON");
}

static bool add_line(void *context, struct str line)
{
	text_add_str(context, line);
	text_add(context, "\n");
	return ((struct text *)context)->len < 26;
}

static void statements_become_lines(void **state)
{
	struct kit *kit = *state;
	struct reply_page page;
	struct text lines;

	text_init(&lines, 4096);
	WELL(kit, reply_statements(&kit->arena, STR("{\"statements\": [\n"
		"{\"a\" : \"x\\ny\"}, {\"b\":1.50}], \"more\":7}"), &page,
		add_line, &lines, &kit->err));
	assert_string_equal(lines.s, "{\"a\":\"x\\ny\"}\n{\"b\":1.5}\n");
	assert_int_equal(page.statements, 2);
	assert_string_equal(page.more, "");
	text_reset(&lines);
	assert_false(reply_statements(&kit->arena, STR("{\"statements\":["
		"7,{\"a\":\"aaaaaaaaaaaaaaaaaaaaaa\"},{\"b\":1}]}"), &page,
		add_line, &lines, &kit->err));
	assert_null(strchr(lines.s, 'b'));
	text_release(&lines);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_server_is_heard_in_one_safe_line),
		TEST(a_long_line_is_cut_at_a_character),
		TEST(the_next_try_is_read),
		TEST(what_is_no_time_is_refused),
		TEST(the_later_of_two_is_found),
		TEST(versions_and_models_are_found),
		TEST(a_models_message_is_found),
		TEST(a_message_that_is_none_is_refused),
		TEST(what_a_store_adds_does_not_count),
		TEST(any_other_statement_is_told_apart),
		TEST(a_comment_is_read),
		TEST(who_wrote_it_is_told),
		TEST(what_is_no_comment_on_ours_is_left_out),
		TEST(what_is_no_page_is_refused),
		TEST(statements_become_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
