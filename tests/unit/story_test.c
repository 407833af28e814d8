/* story_test.c - stories kept, joined, looked at, and held against questions.
 */
#include "store_kit.h"

#include "career/career.h"

/* ---- the store ---- */

static bool keep(struct kit *kit, struct story_row *row)
{
	bool taken;

	WELL(kit, store_keep_story(kit->store, row, &taken, &kit->err));
	return !taken;
}

static struct story_row story(const char *id, const char *title)
{
	return (struct story_row){ .id = id, .day = TODAY, .title = title,
				   .text = title };
}

static void stories_come_and_go(void **state)
{
	struct kit *kit = *state;
	struct story_row one = story("1", "outage"), two = story("2", "launch"),
		again = story("3", "outage");
	struct story_row *rows;
	int64_t total;
	bool found;
	size_t count;

	kit_open(kit);
	assert_true(keep(kit, &one));
	assert_true(keep(kit, &two));
	assert_false(keep(kit, &again));
	assert_int_equal(again.number, 0);
	two.title = "outage";
	assert_false(keep(kit, &two));
	two.title = "launch";
	two.text = "told anew";
	assert_true(keep(kit, &two));
	kit_reopen(kit);
	WELL(kit, store_stories(kit->store, &kit->arena, &rows, &count,
				&kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].title, "outage");
	assert_string_equal(rows[1].title, "launch");
	assert_string_equal(rows[1].text, "told anew");
	assert_int_equal(rows[1].day, TODAY);
	WELL(kit, store_remove_story(kit->store, one.number, &found,
				     &kit->err));
	assert_true(found);
	WELL(kit, store_remove_story(kit->store, one.number, &found,
				     &kit->err));
	assert_false(found);
	WELL(kit, store_story_count(kit->store, &total, &kit->err));
	assert_int_equal(total, 1);
}

/* ---- what each has ---- */

static bool compares(const char *text, const char *from, const char *job)
{
	struct mark mark = { .star = NULL };
	struct story_has has;

	story_look(&mark, str_of(text), from, job, &has);
	assert_false(has.parts[STAR_A] || has.outcome);
	return has.comparison;
}

static void a_comparison_names_the_job(void **state)
{
	static const char *const yes[] = {
		"Backend developers meet it daily", "the back-end does",
		"a back end", "BACKEND", "two backends", "in the back\nend.",
	};
	static const char *const no[] = {
		"", "fallback endpoints", "I am a frontend developer",
		"a backending", "back", "at the end I went back", "back to end",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		if (!compares(yes[i], "frontend developer",
			      "backend developer"))
			fail_msg("none found in '%s'", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		if (compares(no[i], "frontend developer",
			     "backend developer"))
			fail_msg("one found in '%s'", no[i]);
	assert_true(compares("as a data analyst", "teacher", "data analyst"));
	assert_false(compares("with data", "teacher", "data analyst"));
	assert_false(compares("a backend", "x", NULL));
	assert_false(compares("a developer", "developer", "developer"));
}

static void parts_are_looked_up(void **state)
{
	struct star_mark star = { .told = true, .figure = true };
	struct mark mark = { .star = &star };
	struct story_has has;

	(void)state;
	star.words[STAR_A] = 9;
	story_look(&mark, STR("x"), NULL, NULL, &has);
	assert_true(has.parts[STAR_A]);
	assert_false(has.parts[STAR_S] || has.parts[STAR_R] || has.outcome);
	star.words[STAR_R] = 1;
	story_look(&mark, STR("x"), NULL, NULL, &has);
	assert_true(has.outcome);
	star.figure = false;
	story_look(&mark, STR("x"), NULL, NULL, &has);
	assert_true(has.parts[STAR_R] && !has.outcome);
	star.told = false;
	story_look(&mark, STR("x"), NULL, NULL, &has);
	assert_false(has.parts[STAR_A]);
}

/* ---- what each serves ---- */

static void the_best_story_comes_first(void **state)
{
	static const int scores[] = { 40, 90, 90,  39, 0, 12,  0, 0, 100 };
	const struct story_fit *fits;
	struct story_match match;
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	story_match(&arena, scores, 3, 3, &match);
	fits = story_fits(&match, 0);
	assert_int_equal(fits[0].story, 1);
	assert_int_equal(fits[1].story, 2);
	assert_int_equal(fits[2].story, 0);
	assert_int_equal(fits[2].score, 40);
	assert_int_equal(match.serving[0], 3);
	assert_int_equal(story_fits(&match, 1)[0].score, 39);
	assert_int_equal(match.serving[1], 0);
	assert_int_equal(match.serving[2], 1);
	assert_int_equal(match.serves[0], 1);
	assert_int_equal(match.serves[1], 1);
	assert_int_equal(match.serves[2], 2);
	assert_int_equal(match.served, 2);
	story_match(&arena, NULL, 0, 4, &match);
	assert_int_equal(match.served, 0);
	story_match(&arena, NULL, 2, 0, &match);
	assert_int_equal(match.serves[1], 0);
	arena_release(&arena);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)
	const struct CMUnitTest tests[] = {
		TEST(stories_come_and_go),
		cmocka_unit_test(a_comparison_names_the_job),
		cmocka_unit_test(parts_are_looked_up),
		cmocka_unit_test(the_best_story_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
