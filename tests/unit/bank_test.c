/* bank_test.c - banks that are right, and every way in which one is wrong.
 *
 * The wrong ones are files: tests/cases/bank-errors/NAME.yaml or a folder
 * NAME, with the exact problems in NAME.expected. What is too large to keep
 * (long lines, many problems, many questions) is made here.
 */
#include "bank/bank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define ERRORS "tests/cases/bank-errors"
#define GOOD "tests/cases/bank-good"

static struct arena arena;
static char folder[] = "/tmp/rehearse-bank-XXXXXX";

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *shown(const struct problems *problems)
{
	struct text text;
	const char *copy;

	text_init(&text, 1 << 20);
	problems_show(problems, &text);
	copy = text_dup(&arena, &text);
	text_release(&text);
	return copy;
}

static void must_load(const char *path, struct bank *bank)
{
	struct problems problems;

	if (!bank_load(&arena, path, bank, &problems))
		fail_msg("%s", shown(&problems));
}

/* What is wrong with a bundle of this text. */
static const char *wrong_with(const struct text *text)
{
	const char *path = file_join(&arena, folder, "bank.yaml");
	struct problems problems;
	struct bank bank;
	struct error err;

	assert_true(file_write(path, text_str(text), &err));
	assert_false(bank_load(&arena, path, &bank, &problems));
	remove(path);
	return shown(&problems);
}

/* --- wrong banks ------------------------------------------------------- */

static bool check_case(const char *expected_path)
{
	size_t len = strlen(expected_path) - strlen(".expected");
	char *path = arena_printf(&arena, "%.*s", (int)len, expected_path);
	struct problems problems;
	struct bank bank;
	struct str expected;
	struct error err;
	const char *got;

	assert_true(file_read(&arena, expected_path, 1 << 20, &expected, &err));
	if (!file_is_folder(path))
		path = arena_printf(&arena, "%s.yaml", path);
	assert_false(bank_load(&arena, path, &bank, &problems));
	got = shown(&problems);
	if (str_is(expected, got))
		return true;
	print_error("%s:1: expected\n%s--- got\n%s\n", expected_path,
		    expected.s, got);
	return false;
}

static void says_every_mistake(void **state)
{
	struct file_list files = { NULL, 0, 0 };
	struct error err;
	size_t i, failed = 0;

	(void)state;
	assert_true(file_walk(&arena, ERRORS, ".expected", &files, &err));
	assert_true(files.count >= 20);
	for (i = 0; i < files.count; i++)
		failed += !check_case(files.list[i].path);
	assert_int_equal(failed, 0);
}

static void refuses_long_line(void **state)
{
	struct text text;

	(void)state;
	text_init(&text, 1 << 20);
	text_add(&text, "title: x\n# ");
	text_add_times(&text, "x", BANK_LINE_MAX);
	text_add(&text, "\nauthor: \"");
	text_add_times(&text, "y ", BANK_TEXT_MAX);
	text_add(&text, "\"\n");
	assert_string_equal(wrong_with(&text), arena_printf(&arena,
		"%s/bank.yaml: the bank has no questions; put some under "
		"'questions:'\n"
		"%s/bank.yaml:2: this line is 65538 bytes long, the most is "
		"65536; break it\n"
		"%s/bank.yaml:3:10: this text is 32767 bytes long, the most "
		"is 16384; shorten it\n", folder, folder, folder));
	text_release(&text);
}

static void keeps_a_hundred_problems(void **state)
{
	struct text text;
	const char *got;

	(void)state;
	text_init(&text, 1 << 20);
	text_add(&text, "questions:\n");
	text_add_times(&text, "  - id: same\n", 1000);
	got = wrong_with(&text);
	assert_non_null(strstr(got, "bank.yaml:2:5: the question 'same' has no "
			       "'kind'; add it\n"));
	assert_non_null(strstr(got, "and 6899 more"));
	text_release(&text);
}

static void refuses_what_is_not_there(void **state)
{
	struct problems problems;
	struct bank bank;
	struct error err;
	uint64_t print = 1;

	(void)state;
	assert_false(bank_load(&arena, "no/such", &bank, &problems));
	assert_string_equal(shown(&problems), "no/such: there is no such file "
			    "or folder; check the name\n");
	assert_false(bank_fingerprint(&arena, "no/such", &print, &err));
	assert_int_equal(print, 0);
	assert_string_equal(err.path, "no/such");
}

static void refuses_links_out_of_the_folder(void **state)
{
	char *inside = file_join(&arena, folder, "questions");
	struct problems problems;
	struct bank bank;

	(void)state;
	assert_int_equal(symlink("/", inside), 0);
	assert_false(bank_load(&arena, folder, &bank, &problems));
	unlink(inside);
	assert_non_null(strstr(shown(&problems), "/questions: leads out of the "
			       "bank's folder; "));
}

/* --- right banks ------------------------------------------------------- */

static void reads_a_bank(void **state)
{
	const struct question *question;
	struct bank bank;

	(void)state;
	must_load(GOOD, &bank);
	assert_string_equal(bank.id, "small");
	assert_string_equal(bank.version, "1.0");
	assert_int_equal(bank.synonyms.count, 2);
	assert_string_equal(bank.synonyms.list[1].members[0], "hose pipe");
	assert_string_equal(bank.groups.list[0].name, "dig");
	assert_int_equal(bank.groups.list[0].count, 3);
	assert_int_equal(bank.question_count, 2);
	question = bank_find_question(&bank, "beds");
	assert_string_equal(question->prompt, "How do you prepare a bed?");
	assert_string_equal(question->hints.list[1],
			    "It's \"hard\" work: think of the \\ spade.");
	assert_string_equal(question->model, "First I dig.\n\nThen I add "
			    "compost: na\xc3\xafve, but it works "
			    "\xf0\x9f\x8c\xb1.");
	assert_int_equal(question->minutes, 5);
	assert_int_equal(question->kind, KIND_TECHNICAL);
	assert_int_equal(question->level, LEVEL_JUNIOR);
	assert_true(question->retired);
	assert_string_equal(question->was, "old-beds");
	assert_int_equal(question->place.line, 2);
	assert_int_equal(question->place.column, 5);
	assert_string_equal(question->place.path,
			    GOOD "/questions/deep/garden.yaml");
	assert_null(bank_find_question(&bank, "bed"));
}

static void brings_points_to_one_form(void **state)
{
	const struct question *question;
	struct bank bank;

	(void)state;
	must_load(GOOD, &bank);
	question = bank_find_question(&bank, "beds");
	assert_int_equal(question->follow_up_count, 3);
	assert_string_equal(question->follow_ups[0].point, "digs");
	assert_int_equal(question->follow_ups[1].when, WHEN_PARTIAL);
	assert_string_equal(question->follow_ups[1].point, "feeds");
	assert_string_equal(question->follow_ups[2].ask, "no");
	question = bank_find_question(&bank, "two-things");
	assert_int_equal(question->minutes, 3);
	assert_string_equal(question->rubrics.list[0], "rain-or-hose");
	assert_string_equal(question->follow_ups[0].point,
			    "rain-or-hose/free");
	assert_string_equal(question->follow_ups[1].point, "beds/digs");
}

/* What a rule leaves unsaid is as Moodle's form has it. */
static void reads_rules(const struct point *point)
{
	const struct phrase_text *rule = &point->match.list[3];
	const struct pattern_options *options = rule->pmatch;

	assert_string_equal(rule->text,
			    "match_mow(dig_soil|earth|[the ground])");
	assert_true(options->ignore_case && options->relaxed_quotes);
	assert_string_equal(options->convert_to_space, ",;:");
	assert_int_equal(rule->place.column, 21);
	rule = &point->match.list[4];
	options = rule->pmatch;
	assert_string_equal(rule->text, "match_w(turn_over)");
	assert_false(options->ignore_case);
	assert_string_equal(options->sentence_dividers, ".!");
	assert_string_equal(options->convert_to_space, "");
	assert_int_equal(options->synonym_count, 2);
	assert_string_equal(options->synonyms[0].alternatives, "turns|turned");
	assert_string_equal(options->synonyms[1].word, "over");
}

static void reads_rubrics(void **state)
{
	const struct rubric *rubric;
	const struct point *point;
	struct bank bank;

	(void)state;
	must_load(GOOD, &bank);
	rubric = bank_find_rubric(&bank, "beds");
	assert_int_equal(rubric->point_count, 3);
	point = &rubric->points[0];
	assert_true(point->worth == 2.5);
	assert_int_equal(point->match.count, 5);
	assert_true(point->match.list[2].exact);
	assert_string_equal(point->match.list[2].text, "git dig --deep");
	assert_null(point->match.list[2].pmatch);
	reads_rules(point);
	assert_int_equal(point->match.list[0].place.line, 9);
	assert_int_equal(point->core, CORE_HALF);
	assert_int_equal(rubric->points[1].core, CORE_NO);
	assert_int_equal(rubric->points[2].core, CORE_HALF);
	assert_int_equal(point->match.list[0].place.column, 13);
	assert_true(rubric->points[1].worth == 1);
	assert_int_equal(rubric->points[1].enough, 2);
	assert_int_equal(rubric->points[2].enough, 2);
	assert_int_equal(rubric->points[2].part_count, 3);
	assert_string_equal(rubric->points[2].parts[1].id, "fork");
	assert_true(rubric->mistakes[0].costs == 0.125);
	assert_int_equal(rubric->samples[1].grade, GRADE_WEAK);
	rubric = bank_find_rubric(&bank, "rain-or-hose");
	assert_int_equal(rubric->compare_count, 2);
	assert_string_equal(rubric->compares[0].words.list[1], "rainfall");
	assert_int_equal(rubric->points[0].core, CORE_YES);
	assert_int_equal(rubric->subject.count, 2);
	assert_string_equal(rubric->subject.list[1].text, "water*");
	assert_string_equal(rubric->mistakes[0].about, "hose");
	assert_string_equal(rubric->mistakes[0].denies, "free");
	assert_null(bank_find_rubric(&bank, ""));
}

static void names_a_bank_without_id(void **state)
{
	char *path = file_join(&arena, folder, "9 My Bank!.yaml");
	struct bank bank;
	struct error err;

	(void)state;
	assert_true(file_write(path, STR("questions:\n- {id: a, kind: career, "
		"skill: career, level: mid, prompt: p, rubric: r, model: m}\n"
		"rubrics:\n- id: r\n  points:\n  - {id: p, says: s, match: "
		"[m]}\n"), &err));
	must_load(path, &bank);
	remove(path);
	assert_string_equal(bank.id, "bank-9-my-bank");
}

/* --- JSON -------------------------------------------------------------- */

static const char *question_json(const struct question *question)
{
	struct text text;
	struct json json;
	const char *copy;

	text_init(&text, 1 << 20);
	json_init(&json, &text, 0);
	bank_question_to_json(&json, question);
	copy = text_dup(&arena, &text);
	text_release(&text);
	return copy;
}

static const char *rubric_json(const struct rubric *rubric)
{
	struct text text;
	struct json json;
	const char *copy;

	text_init(&text, 1 << 20);
	json_init(&json, &text, 2);
	bank_rubric_to_json(&json, rubric);
	copy = text_dup(&arena, &text);
	text_release(&text);
	return copy;
}

static const char *words_json(const struct bank *bank)
{
	struct text text;
	struct json json;
	const char *copy;

	text_init(&text, 1 << 20);
	json_init(&json, &text, 0);
	bank_words_to_json(&json, bank);
	copy = text_dup(&arena, &text);
	text_release(&text);
	return copy;
}

static void reads_back_what_it_writes(void **state)
{
	struct question question;
	struct rubric rubric;
	struct bank bank, words;
	struct error err;
	const char *json;
	size_t i;

	(void)state;
	must_load(GOOD, &bank);
	for (i = 0; i < bank.question_count; i++) {
		json = question_json(&bank.questions[i]);
		if (!bank_question_from_json(&arena, str_of(json), &question,
					     &err))
			fail_msg("%s\n%s", err.text, json);
		assert_string_equal(question_json(&question), json);
	}
	for (i = 0; i < bank.rubric_count; i++) {
		json = rubric_json(&bank.rubrics[i]);
		if (!bank_rubric_from_json(&arena, str_of(json), &rubric, &err))
			fail_msg("%s\n%s", err.text, json);
		assert_string_equal(rubric_json(&rubric), json);
	}
	json = words_json(&bank);
	assert_string_equal(json, "{\"synonyms\":[[\"spade\",\"shovel\"],"
			    "[\"hose pipe\",\"hose\"]],\"groups\":{\"dig\":"
			    "[\"dig\",\"turn over\",\"(loosen|break) soil\"]},"
			    "\"skills\":[\"gardening\"]}");
	assert_true(bank_words_from_json(&arena, str_of(json), &words, &err));
	assert_string_equal(words_json(&words), json);
	assert_true(bank_words_from_json(&arena, STR("{}"), &words, &err));
	assert_string_equal(words_json(&words), "{}");
}

static void writes_the_keys_of_files(void **state)
{
	struct bank bank;

	(void)state;
	must_load(GOOD, &bank);
	assert_string_equal(
		question_json(bank_find_question(&bank, "two-things")),
		"{\"id\":\"two-things\",\"kind\":\"behavioural\","
		"\"skill\":\"behavioural\",\"level\":\"senior\",\"minutes\":3,"
		"\"prompt\":\"Compare rain and a hose.\","
		"\"rubric\":[\"rain-or-hose\",\"beds\"],"
		"\"model\":\"Rain is free, and a hose is there when you need "
		"it.\",\"follow_ups\":[{\"when\":\"missed rain-or-hose/free\","
		"\"ask\":\"What does it cost?\"},{\"when\":\"missed "
		"beds/digs\",\"ask\":\"And the beds?\"}]}");
}

static void reads_long_and_odd_json(void **state)
{
	struct question question = {
		.id = "a", .skill = "sql", .minutes = 60,
		.kind = KIND_CAREER, .level = LEVEL_MID,
	}, back;
	struct text text;
	struct error err;
	const char *json;

	(void)state;
	text_init(&text, BANK_TEXT_MAX);
	text_add(&text, "a \" \\ / ' # : - ? & * ! | > % @ ` {} [] , \n\tb "
		 "\xc3\xa9 \xf0\x9f\x8c\xb1 \xc2\xa0 ");
	text_add_times(&text, "long: \"text\", ", 1000);
	text_add_char(&text, '.');
	question.prompt = text.s;
	question.model = "no";
	strings_add(&arena, &question.rubrics, "true");
	strings_add(&arena, &question.hints, "~");
	json = question_json(&question);
	if (!bank_question_from_json(&arena, str_of(json), &back, &err))
		fail_msg("%s", err.text);
	assert_string_equal(back.prompt, question.prompt);
	assert_string_equal(back.rubrics.list[0], "true");
	assert_string_equal(question_json(&back), json);
	text_release(&text);
}

static void refuses_other_json(void **state)
{
	static const char *const others[] = {
		"", "[]", "{", "{\"id\":\"a\"}", "{}", "null", "{}{}",
		"{\"id\":\"a\",\"points\":[{\"match\":[\"\\u001b\"]}]}",
	};
	struct rubric rubric;
	struct error err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
		err.text[0] = '\0';
		assert_false(bank_rubric_from_json(&arena, str_of(others[i]),
						   &rubric, &err));
		assert_true(err.text[0]);
	}
}

/* --- large banks and fingerprints -------------------------------------- */

static void finds_ids_in_a_large_bank(void **state)
{
	char *path = file_join(&arena, folder, "large.yaml");
	struct bank bank;
	struct text text;
	struct error err;
	int i;

	(void)state;
	text_init(&text, 4 << 20);
	text_add(&text, "questions:\n");
	for (i = 0; i < 5000; i++)
		text_addf(&text, "  - {id: q%d, kind: career, skill: career, "
			  "level: mid, prompt: p, rubric: r%d, model: m}\n", i,
			  i);
	text_add(&text, "rubrics:\n");
	for (i = 0; i < 5000; i++)
		text_addf(&text, "  - {id: r%d, points: [{id: p, says: s, "
			  "match: [m]}]}\n", i);
	assert_true(file_write(path, text_str(&text), &err));
	text_release(&text);
	must_load(path, &bank);
	remove(path);
	assert_int_equal(bank.question_count, 5000);
	assert_ptr_equal(bank_find_question(&bank, "q4321"),
			 &bank.questions[4321]);
	assert_ptr_equal(bank_find_rubric(&bank, "r1234"),
			 &bank.rubrics[1234]);
	assert_null(bank_find_rubric(&bank, "r5000"));
	bank.rubric_names = NULL;
	assert_ptr_equal(bank_find_rubric(&bank, "r1234"),
			 &bank.rubrics[1234]);
}

static void fingerprint_sees_changes(void **state)
{
	char *below = file_join(&arena, folder, "rubrics");
	char *path = file_join(&arena, below, "a.yaml");
	uint64_t none, one, other, good;
	struct error err;

	(void)state;
	assert_true(bank_fingerprint(&arena, folder, &none, &err));
	assert_true(file_make_folder(below, &err));
	assert_true(file_write(path, STR("a"), &err));
	assert_true(bank_fingerprint(&arena, folder, &one, &err));
	assert_true(file_write(path, STR("ab"), &err));
	assert_true(bank_fingerprint(&arena, folder, &other, &err));
	remove(path);
	rmdir(below);
	assert_true(none != one && one != other && none != other);
	assert_true(bank_fingerprint(&arena, folder, &one, &err));
	assert_true(one == none);
	assert_true(bank_fingerprint(&arena, GOOD, &good, &err));
	assert_true(bank_fingerprint(&arena, GOOD "/bank.yaml", &one, &err));
	assert_true(good != one && good != 0 && one != 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(says_every_mistake),
		TEST(refuses_long_line),
		TEST(keeps_a_hundred_problems),
		TEST(refuses_what_is_not_there),
		TEST(refuses_links_out_of_the_folder),
		TEST(reads_a_bank),
		TEST(brings_points_to_one_form),
		TEST(reads_rubrics),
		TEST(names_a_bank_without_id),
		TEST(reads_back_what_it_writes),
		TEST(writes_the_keys_of_files),
		TEST(reads_long_and_odd_json),
		TEST(refuses_other_json),
		TEST(finds_ids_in_a_large_bank),
		TEST(fingerprint_sees_changes),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
