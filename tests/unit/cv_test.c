/* cv_test.c - CVs read into items and rules; the lists they are asked for. */
#include "career/career.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct cv_words *words;

static int set_up(void **state)
{
	struct phrase_lists lists;
	struct problems problems;

	(void)state;
	arena_init(&arena, 0);
	return bank_load_lists(&arena, "data/cv", &lists, &problems) &&
	       cv_words_make(&arena, &lists, &words, &problems) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct cv read_text(const char *text)
{
	struct cv cv;

	cv_read(&arena, words, str_of(text), &cv);
	return cv;
}

static struct finding rule(const char *text, const char *name)
{
	struct cv cv = read_text(text);
	struct findings rules, advice;

	cv_check(&arena, words, &cv, &rules, &advice);
	assert_int_equal(rules.count, 8);
	for (size_t i = 0; i < rules.count; i++)
		if (strcmp(rules.list[i].rule, name) == 0)
			return rules.list[i];
	fail_msg("no rule %s", name);
	return (struct finding){ 0 };
}

static void assert_broken(const char *text, const char *name, int line)
{
	struct finding finding = rule(text, name);

	if (!finding.broken || finding.line != line)
		fail_msg("%s is %s, line %d: %s", name,
			 finding.broken ? "broken" : "kept", finding.line,
			 finding.says);
}

static void assert_kept(const char *text, const char *name)
{
	struct finding finding = rule(text, name);

	if (finding.broken)
		fail_msg("%s is broken, line %d: %s", name, finding.line,
			 finding.says);
}

/* ---- items ---- */

static void assert_item(const struct cv *cv, size_t i, enum cv_kind kind,
			enum cv_section section, int line, const char *text)
{
	assert_true(i < cv->count);
	assert_string_equal(cv->items[i].text.s, text);
	assert_int_equal(cv->items[i].kind, kind);
	assert_int_equal(cv->items[i].section, section);
	assert_int_equal(cv->items[i].line, line);
}

static void plain_items(void **state)
{
	struct cv cv = read_text(
		"Jo Mo\n\nWork history\nWeb Developer, Acme\n2019 - 2023\n"
		"- wrote a long\n  bullet\n* another\n\xe2\x80\xa2 third\n"
		"1. fourth\n\nEDUCATION\nBSc\n");

	(void)state;
	assert_int_equal(cv.count, 10);
	assert_item(&cv, 0, CV_PROSE, CV_HEAD, 1, "Jo Mo");
	assert_item(&cv, 1, CV_HEADING, CV_WORK, 3, "Work history");
	assert_item(&cv, 2, CV_ROLE, CV_WORK, 4, "Web Developer, Acme");
	assert_item(&cv, 3, CV_ROLE, CV_WORK, 5, "2019 - 2023");
	assert_item(&cv, 4, CV_BULLET, CV_WORK, 6, "wrote a long bullet");
	assert_item(&cv, 5, CV_BULLET, CV_WORK, 8, "another");
	assert_item(&cv, 6, CV_BULLET, CV_WORK, 9, "third");
	assert_item(&cv, 7, CV_BULLET, CV_WORK, 10, "fourth");
	assert_item(&cv, 8, CV_HEADING, CV_EDUCATION, 12, "EDUCATION");
	assert_item(&cv, 9, CV_PROSE, CV_EDUCATION, 13, "BSc");
}

static void markdown_items(void **state)
{
	struct cv cv = read_text(
		"# Jo Mo\r\n\r\n## Key *skills*\r\n\r\n`SQL`, **Go**\r\n\r\n"
		"**Experience**\r\n\r\n### Developer, Acme\r\n\r\n- one\r\n");

	(void)state;
	assert_int_equal(cv.count, 6);
	assert_item(&cv, 0, CV_PROSE, CV_HEAD, 1, "Jo Mo");
	assert_item(&cv, 1, CV_HEADING, CV_SKILLS, 3, "Key skills");
	assert_item(&cv, 2, CV_PROSE, CV_SKILLS, 5, "SQL, Go");
	assert_item(&cv, 3, CV_HEADING, CV_WORK, 7, "Experience");
	assert_item(&cv, 4, CV_ROLE, CV_WORK, 9, "Developer, Acme");
	assert_item(&cv, 5, CV_BULLET, CV_WORK, 11, "one");
}

static void headings_in_the_line(void **state)
{
	struct cv cv = read_text("Key skills: SQL, Go\n\nWork\nLanguages: "
				 "French\nTechnologies: React\n");

	(void)state;
	assert_item(&cv, 0, CV_HEADING, CV_SKILLS, 1, "Key skills: SQL, Go");
	assert_item(&cv, 1, CV_PROSE, CV_SKILLS, 1, "SQL, Go");
	/* under a job it is no section */
	assert_int_equal(cv.items[cv.count - 1].section, CV_WORK);
}

static void two_columns(void **state)
{
	struct cv cv = read_text(
		"Jo Mo\n"
		"CONTACT            PROFILE\n"
		"jo@example.org     Backend developer who\n"
		"London             likes databases.\n"
		"SKILLS             EXPERIENCE\n"
		"SQL                Acme, 2019 - 2023\n"
		"Go                 - wrote an API\n");

	(void)state;
	assert_true(cv.two_columns);
	assert_item(&cv, 4, CV_HEADING, CV_SKILLS, 5, "SKILLS");
	assert_item(&cv, 7, CV_HEADING, CV_SUMMARY, 2, "PROFILE");
	assert_item(&cv, 8, CV_PROSE, CV_SUMMARY, 3, "Backend developer who");
	assert_item(&cv, cv.count - 1, CV_BULLET, CV_WORK, 7, "wrote an API");
}

/* ---- pages ---- */

static void pages_by_lines(void **state)
{
	struct text text;

	(void)state;
	text_init(&text, 1 << 16);
	for (int i = 0; i < 110; i++)
		text_add(&text, "a\n");
	assert_kept(text.s, "two-pages");
	text_add(&text, "\n\n\n");		/* empty lines count as one */
	assert_kept(text.s, "two-pages");
	text_add(&text, "b\n");
	assert_broken(text.s, "two-pages", 114);
	text_release(&text);
}

static void pages_by_width_and_words(void **state)
{
	struct text text;

	(void)state;
	text_init(&text, 1 << 16);
	for (int i = 0; i < 37; i++) {
		text_add_times(&text, "x", 200);	/* three rows each */
		text_add(&text, "\n");
	}
	assert_broken(text.s, "two-pages", 37);
	text_reset(&text);
	for (int i = 0; i < 101; i++)
		text_add(&text, "a b c d e f g h i j k l\n");
	assert_broken(text.s, "two-pages", 101);
	text_release(&text);
}

static void pages_by_feeds(void **state)
{
	(void)state;
	assert_kept("one\n\ftwo\n\f", "two-pages");
	assert_kept("one\n\f\n\f\n\ftwo\n", "two-pages");
	assert_broken("one\n\ftwo\n\fthree\n", "two-pages", 3);
	assert_broken("one\f\ntwo\f\nthree\n", "two-pages", 3);
}

/* ---- rules, at their edges ---- */

static void summaries(void **state)
{
	static const char name[] = "summary-leads-backend";

	(void)state;
	assert_broken("Jo\n", name, 0);
	assert_kept("Profile\nBackend developer, after six years as a frontend "
		    "developer.\n", name);
	assert_kept("Profile\nFormer frontend developer, now a backend "
		    "developer.\n", name);
	assert_kept("Profile\nSoftware engineer moving from frontend to "
		    "backend.\n", name);
	assert_broken("Profile\nI like tea.\nI am a frontend developer who "
		      "wants to be a backend developer.\n", name, 3);
	assert_broken("Profile\nI like tea.\n", name, 1);
	assert_broken("Experience\n- x\n\nProfile\nBackend developer.\n", name,
		      4);
}

static void figures(void **state)
{
	static const char name[] = "measurable-outcomes";
	static const char *const none[] = {
		"in 2019", "with React 18", "with Python 3 and HTTP 404",
		"for 4 years", "in a double sale", "my 1st week",
		"after a 12-week bootcamp",
	};
	static const char *const some[] = {
		"by 40%", "by 40 %", "for \xc2\xa3" "2m", "from 9 to 2",
		"in 200ms", "for 30 clients", "which halved it",
		"to 3x the speed", "for 12,000 people", "in half the time, "
		"cut by a third",
	};
	struct text text;

	(void)state;
	text_init(&text, 200);
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		text_reset(&text);
		text_addf(&text, "Work\n- built an API %s\n", none[i]);
		assert_broken(text.s, name, 2);
	}
	for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++) {
		text_reset(&text);
		text_addf(&text, "Work\n- built an API %s\n", some[i]);
		assert_kept(text.s, name);
	}
	text_release(&text);
}

static void templates(void **state)
{
	static const char name[] = "not-template";

	(void)state;
	assert_broken("Jo\n[Your Name]\n", name, 2);
	assert_broken("Jo\n<job title>\n", name, 2);
	assert_broken("- raised sales by X%\n", name, 1);
	assert_broken("Lorem ipsum\n", name, 1);
	assert_kept("[GitHub](https://example.org) <jo@example.org> [x]\n",
		    name);
	assert_kept("A team player, hard-working.\n", name);
	assert_broken("Jo\nA team player, hard-working,\nwith an eye for "
		      "detail.\n", name, 2);
}

static void training(void **state)
{
	static const char name[] = "training-own-section";

	(void)state;
	assert_broken("Work\n- an API\n- completed a Udemy course\n\n"
		      "Training\n- x\n", name, 3);
	assert_kept("Work\n- ran training courses for juniors\n\n"
		    "Training\n- SQL course\n", name);
	assert_broken("Education\nBSc Physics\n", name, 0);
	assert_kept("Education\nBSc Physics\nSQL certificate\n", name);
	assert_broken("Training\n\nEducation\nBSc\n", name, 1);
}

static void targets(void **state)
{
	static const char name[] = "target-named";

	(void)state;
	assert_kept("Jo\nBackend Developer\n", name);
	assert_kept("Jo\nSoftware Engineer (Backend)\n", name);
	assert_kept("Profile\nI am looking for a backend role.\n", name);
	assert_broken("Jo\n\nProfile\nI work with backend developers.\n", name,
		      1);
	assert_broken("Jo\nWork\nBackend Developer, 2019 - 2020\n", name, 1);
}

/* Any bytes at all are a CV. */
static void odd_texts(void **state)
{
	struct text text;

	(void)state;
	rule("", "two-pages");
	rule("\n\n\n", "two-pages");
	rule("\f\f\f", "two-pages");
	rule("\xff\xfe\x80", "two-pages");
	rule("[<{", "two-pages");
	rule("- \n* \n#\n##\n:\n", "two-pages");
	text_init(&text, CV_FILE_MAX);
	while (!text.cut)
		text_add(&text, "[a <b {c  \xe2\x80\xa2 2019 - SQL\t");
	rule(text.s, "two-pages");
	text_release(&text);
}

/* ---- what adverts ask for ---- */

static const struct cv_term *term(const struct cv_terms *terms, const char *id)
{
	for (size_t i = 0; i < terms->count; i++)
		if (strcmp(terms->list[i].id, id) == 0)
			return &terms->list[i];
	fail_msg("no term %s", id);
	return NULL;
}

static void terms_of_adverts(void **state)
{
	struct cv cv = read_text("Jo\n\nKey skills\nGo live of shops\n"
				 "SQL injection, then SQL\n");
	struct phrase_lists lists;
	struct problems problems;
	struct bank adverts, none = { 0 };
	struct cv_terms terms;
	struct error err;

	(void)state;
	assert_true(bank_load_lists(&arena, "data/cv", &lists, &problems));
	assert_true(bank_load(&arena, "tests/cv/terms.yaml", &adverts,
			      &problems));
	assert_true(cv_coverage(&arena, &lists, &adverts, &cv, &terms, &err));
	assert_int_equal(terms.count, 3);	/* go is behind python */
	assert_int_equal(terms.named, 1);
	assert_int_equal(term(&terms, "python")->line, 0);
	assert_int_equal(term(&terms, "python")->share, 42);
	assert_int_equal(term(&terms, "sql")->line, 5);
	assert_int_equal(term(&terms, "git")->line, 0);
	cv = read_text("Jo\nI write Go and use git.\n");
	assert_true(cv_coverage(&arena, &lists, &adverts, &cv, &terms, &err));
	assert_int_equal(term(&terms, "python")->line, 2);
	assert_int_equal(term(&terms, "git")->line, 2);
	assert_true(cv_coverage(&arena, &lists, &none, &cv, &terms, &err));
	assert_int_equal(terms.count, 0);
}

/* ---- the lists ---- */

static const char *folder_of(const char *text)
{
	char *folder = arena_strdup(&arena, "build/cv-XXXXXX");
	struct error err;

	assert_non_null(mkdtemp(folder));
	assert_true(file_write(file_join(&arena, folder, "a.yaml"),
			       str_of(text), &err));
	return folder;
}

/* Every fault of a file of lists is said with its line. */
static void files_with_faults(void **state)
{
	static const struct {
		const char *text;
		int line;
	} cases[] = {
		{ "a:\n  - x\nb: y\n", 3 },
		{ "a:\n  - x\na:\n  - y\n", 4 },
		{ "- a\n- b\n", 1 },
		{ "a: []\n", 1 },
		{ "a:\n  - b: c\n", 2 },
		{ "a:\n  - [\n", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *folder = folder_of(cases[i].text);
		struct phrase_lists lists;
		struct problems problems;
		bool ok = bank_load_lists(&arena, folder, &lists, &problems);

		remove(file_join(&arena, folder, "a.yaml"));
		remove(folder);
		if (ok || problems.count != 1 ||
		    problems.list[0].line != cases[i].line)
			fail_msg("case %zu: %zu problems, line %d: %s", i,
				 problems.count, problems.list[0].line,
				 problems.list[0].text);
	}
}

static void lists_with_faults(void **state)
{
	struct phrase_lists lists;
	struct phrase_list *list;
	struct problems problems;
	struct cv_words *made;

	(void)state;
	assert_false(bank_load_lists(&arena, "data/none", &lists, &problems));
	assert_int_equal(problems.count, 1);
	assert_true(bank_load_lists(&arena, "data/cv", &lists, &problems));
	assert_null(bank_find_list(&lists, "nothing"));
	list = &lists.list[lists.count - 1];	/* called by no other */
	list->phrases[0] = "(open";
	assert_false(cv_words_make(&arena, &lists, &made, &problems));
	assert_int_equal(problems.count, 1);
	assert_int_equal(problems.list[0].line, list->places[0].line);
	lists.count = 0;
	assert_false(cv_words_make(&arena, &lists, &made, &problems));
	assert_true(problems.count > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_items),
		cmocka_unit_test(markdown_items),
		cmocka_unit_test(headings_in_the_line),
		cmocka_unit_test(two_columns),
		cmocka_unit_test(pages_by_lines),
		cmocka_unit_test(pages_by_width_and_words),
		cmocka_unit_test(pages_by_feeds),
		cmocka_unit_test(summaries),
		cmocka_unit_test(figures),
		cmocka_unit_test(templates),
		cmocka_unit_test(training),
		cmocka_unit_test(targets),
		cmocka_unit_test(odd_texts),
		cmocka_unit_test(terms_of_adverts),
		cmocka_unit_test(files_with_faults),
		cmocka_unit_test(lists_with_faults),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
