/* read_test.c - a stream cut into statements, and what each of them says. */
#include "wire/wire.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* ---- cutting ---- */

/* What is cut, each in < >, and "!LINE" for what is dropped; in bites of
 * `bite` bytes. */
static void cut(const char *stream, size_t bite, struct text *out)
{
	struct cutter cutter;
	struct str rest = str_of(stream);

	cut_init(&cutter);
	text_reset(out);
	while (rest.len > 0) {
		struct str bytes = { rest.s, bite < rest.len ? bite
							     : rest.len };
		enum cut_end found;

		rest.s += bytes.len;
		rest.len -= bytes.len;
		while ((found = cut_next(&cutter, &bytes)) != CUT_MORE) {
			if (found == CUT_STATEMENT)
				text_addf(out, "<%s>", cutter.statement.s);
			else
				text_addf(out, "!%d", (int)cutter.first);
		}
	}
	if (cut_last(&cutter) != CUT_MORE)
		text_addf(out, "!%d", (int)cutter.first);
	cut_release(&cutter);
}

static void streams_are_cut(void **state)
{
	static const struct { const char *stream, *cut; } cases[] = {
		{ "", "" },
		{ "{\"a\":1}\n{\"b\":[{}]}\n", "<{\"a\":1}><{\"b\":[{}]}>" },
		{ "\xEF\xBB\xBF{}", "<{}>" },
		{ "[{\"a\":1},\n {\"b\":2}]", "<{\"a\":1}><{\"b\":2}>" },
		{ "[]\n[{}]", "<{}>" },
		{ "{\"statements\":[{\"a\":1},{\"b\":2}],\"more\":\"\"}",
		  "<{\"a\":1}><{\"b\":2}>" },
		{ "{\"more\": \"/x\", \"statements\" : [ {\"a\":{}} ]}\n{}",
		  "<{\"a\":{}}><{}>" },
		{ "{\"statements\":[]}", "" },
		{ "{\"x\":{\"statements\":[{}]}}",
		  "<{\"x\":{\"statements\":[{}]}}>" },
		{ "{\"a\":\"}\\\"{\"}", "<{\"a\":\"}\\\"{\"}>" },
		/* Broken lines cost no others. */
		{ "{\"a\":\"x\n{\"b\":1}", "!1<{\"b\":1}>" },
		{ "{\"a\":[1\n{\"b\":1}", "!1<{\"b\":1}>" },
		{ "{\"a\":1\n{\"b\":1}\n", "!1<{\"b\":1}>" },
		{ "{\"a\":1,\n{\"b\":1}\n", "!1<{\"b\":1}>" },
		{ "{\"a\":1]}\n{\"b\":1}\n", "!1<{\"b\":1}>" },
		{ "nonsense\n{}\nmore nonsense\n", "!1<{}>!3" },
		{ "{}\n{\"a\":", "<{}>!2" },
		{ "[[{}]]\n{}", "!1<{}>!2" },
		{ "{\n\"a\": [\n{ }\n]\n}", "<{\n\"a\": [\n{ }\n]\n}>" },
	};
	struct text out;

	(void)state;
	text_init(&out, 4096);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (size_t bite = 1; bite < 9; bite++) {
			cut(cases[i].stream, bite, &out);
			assert_string_equal(out.s, cases[i].cut);
		}
	text_release(&out);
}

static void depth_and_length_are_bounded(void **state)
{
	struct text stream, out;

	(void)state;
	text_init(&stream, SIZE_MAX);
	text_init(&out, 4096);
	text_add(&stream, "{\"a\":");
	text_add_times(&stream, "[", 100000);
	text_add(&stream, "\n{}\n");
	cut(stream.s, 4096, &out);
	assert_string_equal(out.s, "!1<{}>");
	text_reset(&stream);
	text_add(&stream, "{\"a\":\"");
	text_add_times(&stream, "0123456789", STATEMENT_MAX / 10 + 1);
	text_add(&stream, "\"}\n{}\n");
	cut(stream.s, 4096, &out);
	assert_string_equal(out.s, "!1<{}>");
	text_release(&stream);
	text_release(&out);
}

/* ---- reading ---- */

#define ID "\"id\":\"11111111-2222-4333-8444-5555555555AA\""
#define ACTOR "\"actor\":{\"objectType\":\"Agent\",\"name\":\"Ann\"," \
	"\"account\":{\"homePage\":\"" WIRE_BASE "\",\"name\":\"u-1\"}}"
#define VERB "\"verb\":{\"id\":\"" WIRE_VERBS "answered\"}"
#define OBJECT "\"object\":{\"id\":\"" WIRE_BASE "/question/home/a%2Fb\"}"
#define RESULT "\"result\":{\"score\":{\"scaled\":0.43}}"
#define WHEN "\"timestamp\":\"2026-11-22T19:00:00.5+02:00\""

static enum read_end read(const char *statement, struct read_facts *facts)
{
	return read_statement(&arena, str_of(statement), facts);
}

static void an_answer_is_understood(void **state)
{
	struct read_facts facts;

	(void)state;
	assert_int_equal(read("{" ID "," ACTOR "," VERB "," OBJECT ","
		"\"result\":{\"score\":{\"raw\":43,\"scaled\":0.43},"
		"\"extensions\":{\"" WIRE_EXTENSION "points\":["
		"{\"id\":\"p\",\"state\":\"met\",\"earned\":1},"
		"{\"id\":\"q\",\"state\":\"contradicted\"}],"
		"\"" WIRE_EXTENSION "flags\":[\"echo\"],"
		"\"" WIRE_EXTENSION "words\":12}},"
		"\"context\":{\"extensions\":{\"" WIRE_EXTENSION
		"skill\":\"sql\"}}," WHEN "}", &facts), READ_ANSWER);
	assert_true(facts.id[0] == UINT64_C(0x1111111122224333));
	assert_true(facts.id[1] == UINT64_C(0x84445555555555aa));
	assert_string_equal(facts.account, "u-1");
	assert_string_equal(facts.name, "Ann");
	assert_string_equal(facts.question, "home:a/b");
	assert_string_equal(facts.skill, "sql");
	assert_true(fabs(facts.score - 0.43) < 1e-9);
	assert_true(facts.at.offset == 7200);
	assert_true(facts.junk);
	assert_int_equal(facts.words, 12);
	assert_int_equal(facts.point_count, 2);
	assert_false(facts.points[0].missed);
	assert_true(facts.points[1].missed);
	assert_string_equal(facts.points[1].id, "q");
}

/* What statement.c makes, read.c reads. */
static void our_own_is_understood(void **state)
{
	struct teller teller = {
		.account = "00000000-0000-4000-8000-000000000001",
		.program = "rehearse 1.0",
	};
	struct mark mark = { .score = 57, .flags = FLAG_SHORT, .words = 6 };
	struct answer_facts answer = {
		.teller = &teller, .mark = &mark, .bank = "b", .prompt = "?",
		.id = "AAAAAAAA-2222-4333-8444-555555555555", .kind = "career",
		.question = "q", .revision = "1", .skill = "career",
		.level = "mid", .at = { .utc = 1700000000 },
	};
	struct read_facts facts;
	struct text out;

	(void)state;
	text_init(&out, STATEMENT_MAX);
	statement_answered(&out, &answer);
	assert_int_equal(read(out.s, &facts), READ_ANSWER);
	assert_string_equal(facts.question, "b:q");
	assert_string_equal(facts.account, teller.account);
	assert_true(facts.at.utc == 1700000000 && !facts.junk);
	assert_int_equal(facts.words, 6);
	text_reset(&out);
	answer.asked = "And then?";
	statement_answered(&out, &answer);
	assert_int_equal(read(out.s, &facts), READ_OTHER);
	text_reset(&out);
	statement_voided(&out, &(struct void_facts){
		.teller = &teller, .id = answer.id,
		.target = "11111111-2222-4333-8444-555555555555",
	});
	assert_int_equal(read(out.s, &facts), READ_VOID);
	assert_true(facts.target[0] == UINT64_C(0x1111111122224333));
	text_release(&out);
}

static void what_is_wrong_has_a_name(void **state)
{
	static const struct { const char *statement; int end; } cases[] = {
		{ "", READ_NO_JSON }, { "[]", READ_NO_JSON },
		{ "{} x", READ_NO_JSON }, { "{\"id\":\"\\ud800\"}",
					    READ_NO_JSON },
		{ "{\"id\":\"\xff\"}", READ_NO_JSON },
		{ "{}", READ_NO_ID }, { "{\"id\":7}", READ_NO_ID },
		{ "{\"id\":\"1111\"}", READ_NO_ID },
		{ "{" ID "}", READ_NO_VERB },
		{ "{" ID ",\"verb\":{\"id\":{}}}", READ_NO_VERB },
		{ "{" ID "," VERB "}", READ_NO_OBJECT },
		{ "{" ID "," VERB "," OBJECT "}", READ_NO_ACTOR },
		{ "{" ID "," VERB "," OBJECT ",\"actor\":{\"objectType\":"
		  "\"Group\",\"mbox\":\"mailto:a@b\"}}", READ_NO_ACTOR },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "}", READ_NO_MOMENT },
		{ "{" ID "," VERB "," OBJECT "," ACTOR ","
		  "\"timestamp\":\"yesterday\"}", READ_NO_MOMENT },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN "}",
		  READ_NO_SCORE },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN ","
		  "\"result\":{\"score\":{\"scaled\":1e999}}}",
		  READ_NO_SCORE },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN ","
		  "\"result\":{\"score\":{\"scaled\":-0.5}}}",
		  READ_NO_SCORE },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN ","
		  "\"result\":{\"score\":{\"scaled\":\"1\"}}}",
		  READ_NO_SCORE },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN ","
		  "\"result\":{\"score\":{\"scaled\":1},\"extensions\":{\""
		  WIRE_EXTENSION "points\":[7]}}}", READ_BAD_POINTS },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN "," RESULT
		  "}", READ_ANSWER },
		{ "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN ","
		  "\"result\":{\"success\":true}}", READ_ANSWER },
		{ "{" ID "," VERB "," ACTOR ",\"object\":{\"id\":"
		  "\"https://other.example/x\"}}", READ_OTHER },
		{ "{" ID "," VERB "," ACTOR ",\"object\":{\"id\":\"" WIRE_BASE
		  "/question/home/a%2\"}}", READ_OTHER },
		{ "{" ID "," VERB "," ACTOR ",\"object\":{\"id\":\"" WIRE_BASE
		  "/question/home/%ff\"}}", READ_OTHER },
		{ "{" ID "," VERB "," ACTOR ",\"object\":{\"id\":\"" WIRE_BASE
		  "/question/home\"}}", READ_OTHER },
	};
	struct read_facts facts;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if ((int)read(cases[i].statement, &facts) != cases[i].end)
			fail_msg("%s: %d", cases[i].statement,
				 read(cases[i].statement, &facts));
}

static void points_are_bounded(void **state)
{
	struct read_facts facts;
	struct text out;

	(void)state;
	text_init(&out, STATEMENT_MAX);
	text_add(&out, "{" ID "," VERB "," OBJECT "," ACTOR "," WHEN ","
		 "\"result\":{\"score\":{\"scaled\":1},\"extensions\":{\""
		 WIRE_EXTENSION "points\":[{\"id\":\"p\"}");
	text_add_times(&out, ",{\"id\":\"p\"}", 1000);
	text_add(&out, "]}}}");
	assert_int_equal(read(out.s, &facts), READ_BAD_POINTS);
	assert_int_equal(facts.point_count, READ_POINTS_MAX);
	text_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(streams_are_cut),
		cmocka_unit_test(depth_and_length_are_bounded),
		cmocka_unit_test(an_answer_is_understood),
		cmocka_unit_test(our_own_is_understood),
		cmocka_unit_test(what_is_wrong_has_a_name),
		cmocka_unit_test(points_are_bounded),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
