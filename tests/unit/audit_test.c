/* audit_test.c - ratings held against marks, skills of a path, what is kept. */
#include "store_kit.h"

#include "career/career.h"

#include <math.h>

/* ---- skills ---- */

static void every_skill_is_audited(void **state)
{
	struct path_transfer transfers[] = {
		{ .id = "thinking", .title = "Thinking", .as_to = "again" },
	};
	struct form_text words[] = {
		{ .text = "Problem solving" },
		{ .text = "problem -- SOLVING!" },
		{ .text = "sql" }, { .text = "\u00a3" },
	};
	struct path_build builds[] = {
		{ .id = "sql", .title = "SQL", .says = "tables" },
		{ .id = "queues", .title = "Queues" },
	};
	struct career_path path = {
		.transfers = transfers, .transfer_count = 1,
		.also = { words, 4 }, .builds = builds, .build_count = 2,
	};
	static const char *const ids[] = {
		"thinking", "problem-solving", "also-3", "also-4", "also-5",
		"sql", "queues",
	};
	struct audit_skill *skills;
	struct kit *kit = *state;

	assert_int_equal(audit_skills(&kit->arena, &path, &skills), 7);
	for (size_t i = 0; i < 7; i++) {
		assert_int_equal(skills[i].kind, i < 5 ? AUDIT_CARRIES_OVER
						       : AUDIT_TO_BUILD);
		assert_string_equal(skills[i].id, ids[i]);
	}
	assert_string_equal(skills[0].as_to, "again");
	assert_string_equal(skills[1].title, "Problem solving");
	assert_string_equal(skills[5].says, "tables");
}

/* ---- judgement ---- */

/* Marks as text: "40 50 60". */
static struct audit_judgement judge(const char *text, int rating)
{
	struct audit_judgement judgement;
	struct audit_marks marks = { 0 };
	struct str rest = str_of(text), head;
	int64_t mark;

	while (str_cut(&rest, ' ', &head)) {
		assert_true(text_number(head, 0, 100, &mark));
		marks.count++;
		marks.sum += (double)mark;
		marks.squares += (double)(mark * mark);
	}
	audit_judge(&marks, rating, &judgement);
	return judgement;
}

static bool near(double a, double b)
{
	return fabs(a - b) < .01;
}

/* Mean 40, deviation 15.8114: 40 -+ 2.776 * 7.0711. */
static void a_mean_has_its_interval(void **state)
{
	struct audit_judgement j = judge("20 30 40 50 60", 4);

	(void)state;
	assert_true(near(j.mean, 40));
	assert_true(near(j.low, 40 - 19.629) && near(j.high, 40 + 19.629));
	assert_int_equal(j.says, 3);
	j = judge("50 50 50 50 50", 4);	/* alike, but five only */
	assert_true(near(j.low, 50 - 12.415) && near(j.high, 50 + 12.415));
	j = judge("0 0 0 0 0", 1);
	assert_true(near(j.low, 0) && near(j.high, 12.415));
	assert_int_equal(j.says, 1);
	j = judge("100 100 100 100 100", 5);
	assert_int_equal(j.says, 5);
	assert_true(near(j.high, 100));
	j = judge("70", 4);
	assert_true(near(j.low, 0) && near(j.high, 100));
	j = judge("", 4);
	assert_int_equal(j.says, 0);
	assert_true(near(j.low, 0) && near(j.high, 100));
}

static void ratings_are_held_against_marks(void **state)
{
	static const struct {
		const char *marks;
		int rating;
		enum audit_verdict verdict;
	} cases[] = {
		{ "", 4, AUDIT_TOO_FEW },
		{ "0 0 0 0", 5, AUDIT_TOO_FEW },
		{ "10 20 10 20 10", 0, AUDIT_UNRATED },
		{ "20 30 40 50 60", 4, AUDIT_RATED_HIGH },	/* to 59.6 */
		{ "21 31 41 51 61", 4, AUDIT_FITS },		/* to 60.6 */
		{ "20 30 40 50 60", 3, AUDIT_FITS },
		{ "20 30 40 50 60", 1, AUDIT_RATED_LOW },	/* from 20.4 */
		{ "19 29 39 49 59", 1, AUDIT_FITS },		/* from 19.4 */
		{ "90 95 100 95 90", 5, AUDIT_FITS },
		{ "90 95 100 95 90", 4, AUDIT_RATED_LOW },
		{ "0 0 0 0 0", 1, AUDIT_FITS },
		{ "0 0 0 0 0", 2, AUDIT_RATED_HIGH },
		{ "5 15 10 20 10", 2, AUDIT_FITS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (judge(cases[i].marks, cases[i].rating).verdict !=
		    cases[i].verdict)
			fail_msg("'%s' rated %d", cases[i].marks,
				 cases[i].rating);
}

static void the_better_of_two_counts(void **state)
{
	const struct audit_marks python = { 8, 160, 3600 };
	const struct audit_marks node = { 5, 400, 32000 };
	const struct audit_marks few = { 4, 400, 40000 };
	struct audit_marks marks = { 0 };

	(void)state;
	assert_true(audit_take_marks(&marks, &few, true));
	assert_true(audit_take_marks(&marks, &python, true));
	assert_int_equal(marks.count, 8);	/* 4 are not enough */
	assert_true(audit_take_marks(&marks, &node, true));
	assert_int_equal(marks.count, 5);
	assert_false(audit_take_marks(&marks, &python, true));
	assert_false(audit_take_marks(&marks, &few, true));
	assert_true(near(marks.sum, 400));
	assert_true(audit_take_marks(&marks, &python, false));
	assert_int_equal(marks.count, 13);
	assert_true(near(marks.sum, 560) && near(marks.squares, 35600));
	marks = (struct audit_marks){ 0 };
	assert_false(audit_take_marks(&marks, &marks, true));
}

static void many_marks_are_surer(void **state)
{
	struct audit_marks few = { 5, 250, 5 * 2600 };
	struct audit_marks many = { 40, 2000, 40 * 2600 };
	struct audit_judgement a, b;

	(void)state;
	audit_judge(&few, 3, &a);
	audit_judge(&many, 3, &b);
	assert_true(b.low > a.low && b.high < a.high);
	/* deviation 10.1274, t of 39 2.0227 */
	assert_true(fabs(b.low - (50 - 3.239)) < .01);
}

/* ---- kept ---- */

static int64_t rate(struct kit *kit, const char *id, const char *path,
		    const char *skill, int64_t day, int rating)
{
	struct rating_row row = {
		.id = id, .path = path, .skill = skill, .day = TODAY + day,
		.rating = rating, .evidence = "x'); DROP TABLE audit",
	};

	WELL(kit, store_add_rating(kit->store, &row, &kit->err));
	return row.number;
}

static const char *ratings(struct kit *kit, const char *path)
{
	struct rating_row *rows;
	struct text text;
	const char *all;
	size_t count;

	WELL(kit, store_ratings(kit->store, &kit->arena, path, &rows, &count,
				&kit->err));
	text_init(&text, 1 << 12);
	for (size_t i = 0; i < count; i++)
		text_addf(&text, "%s %s %d %d %s\n", rows[i].id, rows[i].skill,
			  (int)(rows[i].day - TODAY), rows[i].rating,
			  rows[i].evidence);
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static void ratings_are_kept_in_order(void **state)
{
	struct kit *kit = *state;
	int64_t number;

	kit_open(kit);
	rate(kit, "a", "way", "sql", 5, 4);
	number = rate(kit, "b", "way", "sql", 3, 2);
	rate(kit, "c", "other", "sql", 3, 1);
	WELL(kit, store_rating_evidence(kit->store, number, "seen", &kit->err));
	kit_reopen(kit);
	assert_string_equal(ratings(kit, "way"), "b sql 3 2 seen\n"
			    "a sql 5 4 x'); DROP TABLE audit\n");
	assert_string_equal(ratings(kit, "none"), "");
}

static void ratings_are_joined(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = kit_beside(kit, "other.db");
	struct merged merged;

	kit_open(kit);
	rate(kit, "both", "way", "sql", 1, 4);
	kit_close(kit);
	kit->path = there;
	kit_open(kit);
	rate(kit, "both", "way", "sql", 1, 4);
	rate(kit, "theirs", "way", "sql", 0, 2);
	kit_close(kit);
	kit->path = here;
	kit_open(kit);
	for (int again = 0; again < 2; again++) {
		WELL(kit, store_merge(kit->store, there, &fsrs_daily, &merged,
				      &kit->err));
		assert_int_equal(merged.journey, again ? 0 : 1);
		assert_string_equal(ratings(kit, "way"),
			"theirs sql 0 2 x'); DROP TABLE audit\n"
			"both sql 1 4 x'); DROP TABLE audit\n");
	}
}

/* ---- marks ---- */

static struct skill_marks marks_of(struct kit *kit, const char *skill)
{
	struct skill_marks marks;

	WELL(kit, store_skill_marks(kit->store, skill, &marks, &kit->err));
	return marks;
}

/* The newest first answer of each question, unless its model was seen. */
static void marks_are_of_the_newest_answers(void **state)
{
	struct kit *kit = *state;
	struct attempt child, seen;
	struct skill_marks marks;

	kit_open(kit);
	kit_import(kit, "home", "sum set sub alpha");
	assert_int_equal(marks_of(kit, "sql").count, 0);
	kit_practise(kit, "sum", TODAY - 9, 90);
	kit_practise(kit, "sum", TODAY - 2, 30);
	kit_practise(kit, "set", TODAY - 1, 50);
	kit_practise(kit, "alpha", TODAY, 100);
	child = kit_attempt(kit, "set", TODAY, 100);
	child.parent = 3;
	WELL(kit, store_attempt(kit->store, &child, NULL, &fsrs_daily,
				&kit->err));
	seen = kit_attempt(kit, "sub", TODAY, 100);
	seen.model_seen = true;
	WELL(kit, store_attempt(kit->store, &seen, NULL, &fsrs_daily,
				&kit->err));
	marks = marks_of(kit, "sql");
	assert_int_equal(marks.count, 2);
	assert_true(near(marks.sum, 80));
	assert_true(near(marks.squares, 900 + 2500));
	assert_int_equal(marks_of(kit, "api").count, 1);
	assert_int_equal(marks_of(kit, "none").count, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)
	const struct CMUnitTest tests[] = {
		TEST(every_skill_is_audited), TEST(a_mean_has_its_interval),
		TEST(ratings_are_held_against_marks),
		TEST(the_better_of_two_counts),
		TEST(many_marks_are_surer), TEST(ratings_are_kept_in_order),
		TEST(ratings_are_joined),
		TEST(marks_are_of_the_newest_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
