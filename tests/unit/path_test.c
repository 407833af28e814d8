/* path_test.c - a path read from its file; weeks, months and standing on it. */
#include "career/career.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static struct career_path shipped;

static int set_up(void **state)
{
	struct problems problems;

	(void)state;
	arena_init(&arena, 0);
	return path_load(&arena, "data/paths/frontend-to-backend.yaml",
			 &shipped, &problems) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int64_t day(const char *text)
{
	struct error err;
	int64_t found;

	if (!date_parse_day(str_of(text), &found, &err))
		fail_msg("%s", err.text);
	return found;
}

#define ASSERT_RANGE(range, from, to, more) do { \
	assert_int_equal((range).low, from); \
	assert_int_equal((range).high, to); \
	assert_int_equal((range).open, more); \
} while (0)

/* ---- the file ---- */

static void the_shipped_path_has_its_figures(void **state)
{
	const struct career_path *p = &shipped;
	const struct path_salaries *s = &p->salaries;

	(void)state;
	ASSERT_RANGE(p->months, 6, 12, false);
	ASSERT_RANGE(p->applications, 2, 3, false);
	ASSERT_RANGE(p->building.projects, 2, 3, false);
	ASSERT_RANGE(p->framing.examples, 4, 5, false);
	ASSERT_RANGE(p->framing.explain, 3, 4, false);
	ASSERT_RANGE(s->dip_months, 12, 18, false);
	ASSERT_RANGE(s->back_years, 2, 4, false);
	assert_int_equal(p->transfer_count, 3);
	assert_int_equal(p->also.count, 4);
	assert_int_equal(p->build_count, 5);
	assert_int_equal(p->step_count, 7);
	assert_int_equal(p->works_count, 5);
	assert_int_equal(p->mistake_count, 6);
	assert_int_equal(p->question_count, 6);
	assert_int_equal(p->framing.always_count, 2);
	assert_int_equal(s->level_count, 3);
	ASSERT_RANGE(s->levels[0].from, 24000, 36000, false);
	ASSERT_RANGE(s->levels[1].to, 42000, 65000, false);
	ASSERT_RANGE(s->levels[2].from, 68000, 105000, true);
	ASSERT_RANGE(s->levels[2].to, 70000, 110000, true);
	assert_ptr_equal(path_level(p, s->dip_from), &s->levels[1]);
	assert_null(path_level(p, "none"));
	assert_null(path_level(p, NULL));
}

static const char minimal[] =
	"id: p\ntitle: P\nfrom: a\nto: b\nsummary: S\nmonths: 1-2\n"
	"transfers:\n  - {id: t, title: T, as_from: x, as_to: y}\n"
	"builds:\n  - {id: b, title: B, says: z}\n"
	"steps:\n  - {id: one, title: One, weeks: 1-2, does: [d], "
	"shows: [s]}\n";

/* The problems of minimal with `more` behind it, as one text. */
static const char *problems_of(const char *more)
{
	char name[] = "/tmp/rehearse-path-XXXXXX";
	struct career_path path;
	struct problems problems;
	struct text text;
	const char *all;
	struct error err;
	bool sound;
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	close(fd);
	text_init(&text, 1 << 16);
	text_addf(&text, "%s%s", minimal, more);
	assert_true(file_write(name, text_str(&text), &err));
	text_reset(&text);
	sound = path_load(&arena, name, &path, &problems);
	assert_int_equal(sound, problems.count == 0);
	for (size_t i = 0; i < problems.count; i++)
		text_addf(&text, "%d:%d %s\n", problems.list[i].line,
			  problems.list[i].column, problems.list[i].text);
	remove(name);
	all = text_dup(&arena, &text);
	text_release(&text);
	return all;
}

#define ASSERT_SAYS(more, words) do { \
	const char *says = problems_of(more); \
	if (!strstr(says, words)) \
		fail_msg("%s\nis not said: %s", says, words); \
} while (0)

static void a_mistake_is_said_where_it_is(void **state)
{
	(void)state;
	assert_string_equal(problems_of(""), "");
	ASSERT_SAYS("colour: red\n", "13:1 unknown key 'colour'");
	ASSERT_SAYS("contry: UK\n", "13:1 unknown key 'contry', did you mean "
		    "'country'?");
	ASSERT_SAYS("title: Q\n", "13:1 the key 'title' stands twice, first "
		    "in line 2");
	ASSERT_SAYS("applications: 21\n", "13:15 '21' is out of range");
	ASSERT_SAYS("applications: 3-2\n", "13:15 '3-2' is no range");
	ASSERT_SAYS("applications: -2\n", "13:15 '-2' is no range");
	ASSERT_SAYS("applications: 2-\n", "13:15 '2-' is no range");
	ASSERT_SAYS("applications: 2+3\n", "13:15 '2+3' is no range");
	ASSERT_SAYS("applications: +\n", "13:15 '+' is no range");
	ASSERT_SAYS("applications: 99999999999999999999\n", "is no range");
	ASSERT_SAYS("framing: {examples: 4}\n", "13:10 this framing has no "
		    "'always'; add it");
	ASSERT_SAYS("also: [x, '']\n", "13:12 an item of 'also' is empty");
	ASSERT_SAYS("also: x\n", "13:7 'also' must be a list, not a text");
	ASSERT_SAYS("person: x\n", "13:9 'person' must be 'key: value'");
	ASSERT_SAYS("works: [{id: A, title: x, says: y}]\n",
		    "13:14 'A' is no id");
	ASSERT_SAYS("works: [{id: a, title: x, says: y}, "
		    "{id: a, title: x, says: y}]\n", "'a' stands twice");
	ASSERT_SAYS("questions: [{id: a, asked: x}]\n", "13:13 the question "
		    "'a' has no 'answer'; add it");
	ASSERT_SAYS("also: *x\n", "13:7");
	ASSERT_SAYS("\tx\n", "13:1");
}

static void what_does_not_hold_together_is_said(void **state)
{
	(void)state;
	ASSERT_SAYS("  - {id: two, title: T, months: 1-3, does: [d], "
		    "shows: [s]}\n", "13:5 the step 'two' ends in month 3");
	ASSERT_SAYS("  - {id: two, title: T, does: [d], shows: [s]}\n",
		    "13:5 the step 'two' has no time");
	ASSERT_SAYS("  - {id: two, title: T, weeks: 1, throughout: yes, "
		    "does: [d], shows: [s]}\n", "more than one time");
	ASSERT_SAYS("  - {id: t, title: T, weeks: 2, does: [d], "
		    "shows: [s]}\n", "the id 't' is that of a step in line "
		    "13 as well");
	ASSERT_SAYS("targets:\n  - {months: 1, skills: 1, networking: 1, "
		    "applications: 1}\n  - {months: 3, skills: 1, "
		    "networking: 1, applications: 1}\n",
		    "15:5 these targets begin in month 3, not 2");
	ASSERT_SAYS("salaries:\n  currency: GBP\n  dip_from: mdi\n  levels:\n"
		    "    - {id: mid, title: m, from: 1-2, to: 1-2}\n",
		    "no level 'mdi' is among the salaries, did you mean "
		    "'mid'?");
}

static void there_is_no_path_in_nothing(void **state)
{
	struct problems problems;
	struct career_path path;

	(void)state;
	assert_false(path_load(&arena, "tests/none.yaml", &path, &problems));
	assert_false(path_load(&arena, "/dev/null", &path, &problems));
	assert_int_equal(problems.count, 1);
	assert_false(path_load(&arena, "data/packages", &path, &problems));
}

static void json_has_every_key(void **state)
{
	static const char *const keys[] = {
		"person", "transfers", "also", "builds", "building",
		"interviewers", "steps", "targets", "salaries", "works",
		"mistakes", "questions", "framing", "papers", "months",
	};
	struct text text;
	struct json json;

	(void)state;
	text_init(&text, 1 << 20);
	json_init(&json, &text, 0);
	path_to_json(&json, &shipped);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (!strstr(text.s, arena_printf(&arena, "\"%s\":", keys[i])))
			fail_msg("no %s", keys[i]);
	assert_non_null(strstr(text.s, "{\"low\":68000,\"high\":105000,"
			       "\"open\":true}"));
	text_release(&text);
}

/* ---- days ---- */

static void months_are_the_calendars(void **state)
{
	int64_t from, to;

	(void)state;
	assert_int_equal(path_month_later(day("2026-01-31"), 1),
			 day("2026-02-28"));
	assert_int_equal(path_month_later(day("2024-01-31"), 1),
			 day("2024-02-29"));
	assert_int_equal(path_month_later(day("2026-10-15"), 3),
			 day("2027-01-15"));
	assert_int_equal(path_month_later(day("2026-12-31"), 0),
			 day("2026-12-31"));
	assert_int_equal(path_month(day("2026-01-31"), day("2026-01-31"),
				    &from, &to), 1);
	assert_int_equal(to, day("2026-02-28"));
	assert_int_equal(path_month(day("2026-01-31"), day("2026-02-28"),
				    &from, &to), 2);
	assert_int_equal(from, day("2026-02-28"));
	assert_int_equal(to, day("2026-03-31"));
	assert_int_equal(path_month(day("2026-01-31"), day("2026-01-30"),
				    &from, &to), 0);
}

/* Each day is in the one month whose days hold it, whatever the start. */
static void every_day_has_its_month(void **state)
{
	int64_t first = day("2023-12-25"), from, to;

	(void)state;
	for (int64_t start = first; start < first + 400; start += 3) {
		int64_t before = 1;

		for (int64_t d = start; d < start + 800; d++) {
			int64_t month = path_month(start, d, &from, &to);

			if (d < from || d >= to || month < before ||
			    month > before + 1 ||
			    from != path_month_later(start, month - 1))
				fail_msg("%d of %d: month %d", (int)d,
					 (int)start, (int)month);
			before = month;
		}
		assert_true(before >= 26);
	}
}

static void steps_have_their_days(void **state)
{
	int64_t start = day("2026-10-01"), from, to;

	(void)state;
	path_step_days(&shipped, &shipped.steps[1], start, &from, &to);
	assert_int_equal(from, day("2026-10-08"));
	assert_int_equal(to, day("2026-10-29"));
	path_step_days(&shipped, &shipped.steps[2], start, &from, &to);
	assert_int_equal(from, day("2026-11-01"));
	assert_int_equal(to, day("2027-02-01"));
	path_step_days(&shipped, &shipped.steps[6], start, &from, &to);
	assert_int_equal(from, start);
	assert_int_equal(to, day("2027-10-01"));
}

/* ---- standing ---- */

static struct path_progress stand(const char *done, const char *today)
{
	struct str rest = str_of(done), head;
	struct path_progress progress;
	struct strings ids = { 0 };

	while (str_cut(&rest, ' ', &head))
		strings_add(&arena, &ids, str_dup(&arena, head));
	path_progress(&shipped, &ids, day("2026-10-01"), day(today),
		      &progress);
	return progress;
}

static void assert_stands(const char *done, const char *today,
			  enum path_standing standing, size_t step,
			  const char *next)
{
	struct path_progress progress = stand(done, today);

	if (progress.standing != standing || progress.step != step)
		fail_msg("'%s' on %s: %s, step %zu", done, today,
			 path_standing_names[progress.standing],
			 progress.step);
	if (next)
		assert_string_equal(progress.next, next);
	else
		assert_null(progress.next);
}

static void standing_follows_from_what_is_done(void **state)
{
	(void)state;
	assert_stands("", "2026-09-30", PATH_NOT_BEGUN, 0, "audit-rated");
	assert_stands("", "2026-10-01", PATH_ON_TIME, 0, "audit-rated");
	assert_stands("audit-rated", "2026-10-14", PATH_ON_TIME, 0,
		      "audit-gaps");
	assert_stands("", "2026-10-15", PATH_BEHIND, 0, "audit-rated");
	assert_stands("audit", "2026-10-15", PATH_ON_TIME, 1,
		      "research-adverts");
	assert_stands("audit", "2026-10-02", PATH_AHEAD, 1,
		      "research-adverts");
	assert_stands("audit-rated audit-gaps audit-soft", "2026-10-02",
		      PATH_AHEAD, 1, "research-adverts");
	assert_stands("audit research", "2026-10-30", PATH_AHEAD, 2,
		      "build-gaps");
	assert_stands("audit research", "2026-11-02", PATH_ON_TIME, 2,
		      "build-gaps");
	assert_stands("audit research build experience reposition bridge",
		      "2027-08-01", PATH_AHEAD, 6, "interviews-why");
	assert_stands("audit research build experience reposition bridge",
		      "2027-10-01", PATH_BEHIND, 6, "interviews-why");
	assert_stands("audit research build experience reposition bridge "
		      "interviews", "2027-10-01", PATH_ARRIVED, 7, NULL);
}

static void figures_of_progress(void **state)
{
	struct path_progress p = stand("audit research-talks", "2026-11-01");

	(void)state;
	assert_int_equal(p.week, 5);
	assert_int_equal(p.month, 2);
	assert_int_equal(p.late, 4);
	assert_int_equal(p.steps_done, 1);
	assert_int_equal(p.done, 4);
	assert_int_equal(p.milestones, 23);
	assert_int_equal(p.soonest, day("2027-04-01"));
	assert_int_equal(p.latest, day("2027-10-01"));
	assert_ptr_equal(p.target, &shipped.targets[1]);
	p = stand("", "2026-09-01");
	assert_int_equal(p.week, 0);
	assert_int_equal(p.month, 0);
	assert_null(p.target);
	p = stand("", "2029-10-01");
	assert_ptr_equal(p.target, &shipped.targets[3]);
}

static void milestones_are_counted(void **state)
{
	struct path_known known = {
		.have = { [PATH_ADVERTS] = 19, [PATH_RATINGS] = 3 },
		.all = { [PATH_RATINGS] = 12 },
	};
	struct path_milestone adverts = { .id = "a", .counts = "adverts",
					  .enough = 20 };
	struct path_milestone ratings = { .id = "r", .counts = "ratings" };
	struct path_milestone bare = { .id = "b" };
	struct path_count count = path_milestone_count(&adverts, &known);
	struct strings done = { 0 };

	(void)state;
	assert_int_equal(count.have, 19);
	assert_false(count.done);
	known.have[PATH_ADVERTS] = 23;
	count = path_milestone_count(&adverts, &known);
	assert_int_equal(count.have, 20);
	assert_true(count.done);
	count = path_milestone_count(&ratings, &known);
	assert_int_equal(count.enough, 12);
	assert_false(count.done);
	assert_int_equal(path_milestone_count(&bare, &known).what,
			 PATH_COUNTED);
	assert_false(path_milestone_count(&bare, &known).done);
	/* a path without skills has none to rate */
	known.all[PATH_RATINGS] = known.have[PATH_RATINGS] = 0;
	assert_false(path_milestone_count(&ratings, &known).done);

	strings_add(&arena, &known.strong, "cc-why-backend");
	path_add_known(&arena, &shipped, &known, &done);
	assert_int_equal(done.count, 1);
	assert_string_equal(done.list[0], "research-adverts");
	strings_add(&arena, &known.strong, "cc-why-leaving");
	path_add_known(&arena, &shipped, &known, &done);
	assert_int_equal(done.count, 2);
	assert_string_equal(done.list[1], "interviews-why");
}

static void jobs_are_told_in_few_words(void **state)
{
	static const char *const cases[][4] = {
		{ "frontend developer", "backend developer", "frontend",
		  "backend" },
		{ "teacher", "data analyst", "teacher", "data analyst" },
		{ "developer", "backend developer", "developer",
		  "backend developer" },
		{ "junior web developer", "senior web developer", "junior",
		  "senior" },
		{ "cook", "cook", "cook", "cook" },
		{ "a er", "b ber", "a er", "b ber" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct career_path path = { .from = cases[i][0],
					    .to = cases[i][1] };
		const char *from, *to;

		path_short(&arena, &path, &from, &to);
		assert_string_equal(from, cases[i][2]);
		assert_string_equal(to, cases[i][3]);
	}
}

static void items_are_found(void **state)
{
	struct path_items items;

	(void)state;
	path_items(&arena, &shipped, &items);
	assert_int_equal(items.count, 7 + 23 + 3 + 5);
	assert_string_equal(path_item_find(&items, "2")->id, "research");
	assert_string_equal(path_item_find(&items, "sql")->id, "sql");
	assert_int_equal(path_item_find(&items, "build-gaps")->step, 2);
	assert_null(path_item_find(&items, "8"));
	assert_null(path_item_find(&items, "0"));
	assert_null(path_item_find(&items, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_path_has_its_figures),
		cmocka_unit_test(a_mistake_is_said_where_it_is),
		cmocka_unit_test(what_does_not_hold_together_is_said),
		cmocka_unit_test(there_is_no_path_in_nothing),
		cmocka_unit_test(json_has_every_key),
		cmocka_unit_test(months_are_the_calendars),
		cmocka_unit_test(every_day_has_its_month),
		cmocka_unit_test(steps_have_their_days),
		cmocka_unit_test(standing_follows_from_what_is_done),
		cmocka_unit_test(figures_of_progress),
		cmocka_unit_test(milestones_are_counted),
		cmocka_unit_test(jobs_are_told_in_few_words),
		cmocka_unit_test(items_are_found),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
