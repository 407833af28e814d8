/* statement_test.c - xAPI statements: their bytes, and what must never be in
 * them. */
#include "wire/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct teller plain = {
	.account = "0A5E2D1C-0000-4000-8000-00000000000F",
	.program = "rehearse 1.0",
};
static const struct teller enrolled = {
	.account = "0a5e2d1c-0000-4000-8000-00000000000f",
	.cohort = "Autumn 2026/B", .program = "rehearse 1.0",
	.registration = "5b1f2f64-3c1e-4f0e-9a35-7d1f0a1b2c3d",
};

static struct point thirds = { .id = "thirds", .worth = 3 };
static struct mistake slip = { .id = "slip", .costs = 0.5 };
static struct point_mark points[] = {
	{ .id = "thirds", .point = &thirds, .state = POINT_PARTIAL,
	  .earned = 1.0 / 3 },
	{ .id = "star/more", .point = &thirds, .state = POINT_MET,
	  .earned = 3 },
};
static struct mistake_mark mistakes[] = { { .id = "slip", .mistake = &slip } };

static struct mark a_mark(void)
{
	return (struct mark){
		.score = 57, .grade = GRADE_PARTIAL,
		.flags = FLAG_SHORT | FLAG_REPEATED, .words = 7,
		.points = points, .point_count = 2,
		.mistakes = mistakes, .mistake_count = 1,
	};
}

static struct answer_facts some_facts(const struct mark *mark)
{
	return (struct answer_facts){
		.teller = &plain,
		.id = "0191F3A2-7C4E-4B1A-9C55-3F2A7D6E8B10",
		.session = "0191f3a2-7000-4000-8000-000000000001",
		.session_kind = "drill", .bank = "home",
		.question = "sql-index", .revision = "r1",
		.prompt = "When would you add an index?",
		.kind = "technical", .skill = "sql", .level = "mid",
		.answer = "It finds rows.\n\"Fast\"",
		.at = { 1764000000, 3600 }, .seconds = 201, .mark = mark,
	};
}

static void check(const struct text *text, const char *wanted)
{
	assert_false(text->cut);
	assert_string_equal(text->s, wanted);
}

static void an_answer_is_told(void **state)
{
	struct mark mark = a_mark();
	struct answer_facts facts = some_facts(&mark);
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	statement_answered(&text, &facts);
	check(&text,
"{\"id\":\"0191f3a2-7c4e-4b1a-9c55-3f2a7d6e8b10\","
"\"actor\":{\"objectType\":\"Agent\",\"account\":{"
"\"homePage\":\"https://rehearse.example\","
"\"name\":\"0a5e2d1c-0000-4000-8000-00000000000f\"}},"
"\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/answered\","
"\"display\":{\"en\":\"answered\"}},"
"\"object\":{\"objectType\":\"Activity\","
"\"id\":\"https://rehearse.example/question/home/sql-index\","
"\"definition\":{"
"\"type\":\"http://adlnet.gov/expapi/activities/cmi.interaction\","
"\"name\":{\"en\":\"sql-index\"},"
"\"description\":{\"en\":\"When would you add an index?\"},"
"\"interactionType\":\"other\"}},"
"\"result\":{\"score\":{\"scaled\":0.57,\"raw\":57,\"min\":0,\"max\":100},"
"\"success\":false,\"completion\":true,"
"\"response\":\"It finds rows.\\n\\\"Fast\\\"\",\"duration\":\"PT201S\","
"\"extensions\":{"
"\"https://rehearse.example/xapi/ext/grade\":\"partial\","
"\"https://rehearse.example/xapi/ext/points\":["
"{\"id\":\"thirds\",\"state\":\"partial\",\"earned\":0.3333,\"worth\":3},"
"{\"id\":\"star/more\",\"state\":\"met\",\"earned\":3,\"worth\":3}],"
"\"https://rehearse.example/xapi/ext/mistakes\":["
"{\"id\":\"slip\",\"costs\":0.5}],"
"\"https://rehearse.example/xapi/ext/flags\":[\"short\",\"repeated\"],"
"\"https://rehearse.example/xapi/ext/words\":7,"
"\"https://rehearse.example/xapi/ext/hints\":0}},"
"\"context\":{\"registration\":\"0191f3a2-7000-4000-8000-000000000001\","
"\"platform\":\"rehearse 1.0\","
"\"contextActivities\":{\"parent\":["
"{\"id\":\"https://rehearse.example/session/drill\",\"definition\":{"
"\"type\":\"http://adlnet.gov/expapi/activities/assessment\"}}],"
"\"grouping\":[{\"id\":\"https://rehearse.example/bank/home\","
"\"definition\":{"
"\"type\":\"http://adlnet.gov/expapi/activities/module\"}}],"
"\"category\":[{\"id\":\"https://rehearse.example/xapi/profile/1\","
"\"definition\":{"
"\"type\":\"http://adlnet.gov/expapi/activities/profile\"}}]},"
"\"extensions\":{"
"\"https://rehearse.example/xapi/ext/session\":"
"\"0191f3a2-7000-4000-8000-000000000001\","
"\"https://rehearse.example/xapi/ext/revision\":\"r1\","
"\"https://rehearse.example/xapi/ext/kind\":\"technical\","
"\"https://rehearse.example/xapi/ext/skill\":\"sql\","
"\"https://rehearse.example/xapi/ext/level\":\"mid\"}},"
"\"timestamp\":\"2025-11-24T17:00:00+01:00\"}");
	text_release(&text);
}

static void has(const struct text *text, const char *words)
{
	if (!strstr(text->s, words))
		fail_msg("no %s in %s", words, text->s);
}

static void has_not(const struct text *text, const char *words)
{
	if (strstr(text->s, words))
		fail_msg("%s in %s", words, text->s);
}

static void texts_not_agreed_to_are_withheld(void **state)
{
	struct mark mark = a_mark();
	struct answer_facts facts = some_facts(&mark);
	struct text text;

	(void)state;
	points[0].said = "fetch";
	points[0].meant = "retrieve";
	facts.answer = NULL;
	text_init(&text, STATEMENT_MAX);
	statement_answered(&text, &facts);
	points[0].said = points[0].meant = NULL;
	has_not(&text, "response");
	has_not(&text, "fetch");
	has_not(&text, "retrieve");
	has_not(&text, "null");
	has(&text, "/xapi/ext/answer-withheld\":true");
	has(&text, "\"scaled\":0.57");
	text_release(&text);
}

static void a_response_is_any_text(void **state)
{
	static const char *const answers[] = {
		"a[,]b", "{case_matters=true}x", "{lang=en}", "\\u0000", "",
	};
	struct mark mark = a_mark();
	struct answer_facts facts = some_facts(&mark);
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		text_reset(&text);
		facts.answer = answers[i];
		statement_answered(&text, &facts);
		has(&text, "\"interactionType\":\"other\"");
		has_not(&text, "correctResponsesPattern");
		has_not(&text, "answer-withheld");
		has_not(&text, "\"version\"");
	}
	text_reset(&text);
	facts.answer = "a[,]b \xff\x01";
	statement_answered(&text, &facts);
	has(&text, "\"response\":\"a[,]b \xef\xbf\xbd\\u0001\"");
	text_release(&text);
}

static void a_moment_has_a_zone(void **state)
{
	static const struct { struct moment at; const char *says; } rows[] = {
		{ { 1764000000, 0 }, "\"2025-11-24T16:00:00+00:00\"" },
		{ { 1764000000, -30 }, "\"2025-11-24T16:00:00+00:00\"" },
		{ { 1764000000, -3630 }, "\"2025-11-24T15:00:00-01:00\"" },
		{ { 1764000000, 20700 }, "\"2025-11-24T21:45:00+05:45\"" },
	};
	struct mark mark = a_mark();
	struct answer_facts facts = some_facts(&mark);
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text_reset(&text);
		facts.at = rows[i].at;
		statement_answered(&text, &facts);
		has(&text, rows[i].says);
	}
	text_release(&text);
}

static void a_follow_up_is_another_question(void **state)
{
	struct mark mark = a_mark();
	struct answer_facts facts = some_facts(&mark);
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	facts.first = "0191F3A2-7C4E-4B1A-9C55-3F2A7D6E8B11";
	statement_answered(&text, &facts);
	has(&text, "\"statement\":{\"objectType\":\"StatementRef\","
	    "\"id\":\"0191f3a2-7c4e-4b1a-9c55-3f2a7d6e8b11\"}");
	has(&text, "\"id\":\"https://rehearse.example/question/home/"
	    "sql-index\",\"definition\"");
	text_reset(&text);
	facts.asked = "And what does it cost?";
	statement_answered(&text, &facts);
	has(&text, "\"id\":\"https://rehearse.example/question/home/"
	    "sql-index/follow-up\"");
	has(&text, "\"description\":{\"en\":\"And what does it cost?\"}");
	has(&text, "\"parent\":[{\"id\":\"https://rehearse.example/question/"
	    "home/sql-index\"");
	text_release(&text);
}

static void names_are_escaped_in_iris(void **state)
{
	struct mark mark = { .score = 100, .grade = GRADE_STRONG };
	struct answer_facts facts = some_facts(&mark);
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	facts.teller = &enrolled;
	facts.question = "a b/\u00e9?#";
	facts.session = facts.session_kind = facts.level = NULL;
	facts.skill = facts.prompt = "";
	statement_answered(&text, &facts);
	has(&text, "/question/home/a%20b%2F%C3%A9%3F%23\"");
	has(&text, "\"grouping\":[{\"id\":\"https://rehearse.example/cohort/"
	    "Autumn%202026%2FB\"");
	has(&text, "\"registration\":\"5b1f2f64-3c1e-4f0e-9a35-"
	    "7d1f0a1b2c3d\"");
	has(&text, "\"scaled\":1,\"raw\":100,");
	has(&text, "\"success\":true");
	has_not(&text, "\"parent\"");
	has_not(&text, "ext/session");
	has_not(&text, "ext/level");
	has_not(&text, "ext/skill");
	has_not(&text, "description");
	has_not(&text, "null");
	has_not(&text, ":\"\"");
	text_release(&text);
}

/* No more than the spec's decimals, whatever the fraction. */
static void decimals_are_few(void **state)
{
	struct mark mark = a_mark();
	struct answer_facts facts = some_facts(&mark);
	struct session_facts session = {
		.teller = &plain, .session = facts.session,
		.session_kind = "mock", .at = facts.at, .questions = 7,
	};
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	for (int n = 1; n <= 7; n++) {
		for (int64_t total = 0; total <= 100 * n; total++) {
			const char *scaled, *end;

			text_reset(&text);
			session.answered = n;
			session.total = total;
			statement_completed(&text, &session);
			scaled = strstr(text.s, "\"scaled\":") + 9;
			end = scaled + strspn(scaled, "0123456789.");
			assert_in_range(end - scaled, 1, 6);
			assert_true(*end == ',' && end[-1] != '.');
			assert_true(end - scaled == 1 || end[-1] != '0');
		}
	}
	text_release(&text);
}

static void a_session_is_told(void **state)
{
	const struct session_facts facts = {
		.teller = &enrolled,
		.session = "0191F3A2-7000-4000-8000-000000000001",
		.session_kind = "mock", .at = { 1764000000, 0 },
		.seconds = 1200, .questions = 3, .answered = 3,
		.total = 200,
	};
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	statement_completed(&text, &facts);
	check(&text,
"{\"id\":\"0191f3a2-7000-4000-8000-000000000001\","
"\"actor\":{\"objectType\":\"Agent\",\"account\":{"
"\"homePage\":\"https://rehearse.example\","
"\"name\":\"0a5e2d1c-0000-4000-8000-00000000000f\"}},"
"\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/completed\","
"\"display\":{\"en\":\"completed\"}},"
"\"object\":{\"objectType\":\"Activity\","
"\"id\":\"https://rehearse.example/session/mock\",\"definition\":{"
"\"type\":\"http://adlnet.gov/expapi/activities/assessment\","
"\"name\":{\"en\":\"mock\"}}},"
"\"result\":{\"score\":{\"scaled\":0.6667,\"raw\":66.67,\"min\":0,"
"\"max\":100},\"completion\":true,\"duration\":\"PT1200S\","
"\"extensions\":{\"https://rehearse.example/xapi/ext/questions\":3,"
"\"https://rehearse.example/xapi/ext/answered\":3}},"
"\"context\":{\"registration\":\"5b1f2f64-3c1e-4f0e-9a35-7d1f0a1b2c3d\","
"\"platform\":\"rehearse 1.0\",\"contextActivities\":{"
"\"grouping\":[{\"id\":\"https://rehearse.example/cohort/"
"Autumn%202026%2FB\",\"definition\":{"
"\"type\":\"http://adlnet.gov/expapi/activities/course\"}}],"
"\"category\":[{\"id\":\"https://rehearse.example/xapi/profile/1\","
"\"definition\":{"
"\"type\":\"http://adlnet.gov/expapi/activities/profile\"}}]},"
"\"extensions\":{\"https://rehearse.example/xapi/ext/session\":"
"\"0191F3A2-7000-4000-8000-000000000001\"}},"
"\"timestamp\":\"2025-11-24T16:00:00+00:00\"}");
	text_release(&text);
}

static void a_wish_to_void_is_told(void **state)
{
	const struct void_facts facts = {
		.teller = &plain,
		.id = "0191f3a2-7000-4000-8000-000000000009",
		.target = "0191F3A2-7000-4000-8000-000000000001",
		.at = { 1764000000, 0 },
	};
	struct text text;

	(void)state;
	text_init(&text, STATEMENT_MAX);
	statement_voided(&text, &facts);
	check(&text,
"{\"id\":\"0191f3a2-7000-4000-8000-000000000009\","
"\"actor\":{\"objectType\":\"Agent\",\"account\":{"
"\"homePage\":\"https://rehearse.example\","
"\"name\":\"0a5e2d1c-0000-4000-8000-00000000000f\"}},"
"\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\","
"\"display\":{\"en\":\"voided\"}},"
"\"object\":{\"objectType\":\"StatementRef\","
"\"id\":\"0191f3a2-7000-4000-8000-000000000001\"},"
"\"timestamp\":\"2025-11-24T16:00:00+00:00\"}");
	text_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_told),
		cmocka_unit_test(texts_not_agreed_to_are_withheld),
		cmocka_unit_test(a_response_is_any_text),
		cmocka_unit_test(a_moment_has_a_zone),
		cmocka_unit_test(a_follow_up_is_another_question),
		cmocka_unit_test(names_are_escaped_in_iris),
		cmocka_unit_test(decimals_are_few),
		cmocka_unit_test(a_session_is_told),
		cmocka_unit_test(a_wish_to_void_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
