/* import_test.c - banks taken in, found, listed and picked from. */
#include "store_kit.h"

/* ---- banks ---- */

static void a_bank_comes_back_whole(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha sum");
	struct question_row row;
	struct loaded loaded;
	struct bank_row kept;
	bool found;

	bank.questions[1].retired = true;
	WELL(kit, store_import(kit->store, &bank, "/from", UINT64_MAX,
			       &fsrs_daily, &kit->err));
	kit_reopen(kit);
	WELL(kit, store_bank(kit->store, &kit->arena, "home", &kept, &found,
			     &kit->err));
	assert_true(found && kept.fingerprint == UINT64_MAX);
	assert_string_equal(kept.path, "/from");
	assert_int_equal(kept.questions, 1);
	row = kit_row(kit, "alpha");
	assert_string_equal(row.prompt, "What is alpha?");
	assert_string_equal(row.skill, "api");
	assert_int_equal(row.points, 1);
	assert_int_equal(row.rubrics.count, 1);
	assert_false(row.seen || row.retired);
	WELL(kit, store_load(kit->store, &kit->arena, &row, &loaded,
			     &kit->err));
	assert_string_equal(loaded.question.model, "It is the idea.");
	assert_string_equal(loaded.rubrics[0]->points[0].match.list[0].text,
			    "idea");
	assert_true(kit_row(kit, "sum").retired);
}

static void importing_twice_changes_nothing(void **state)
{
	struct kit *kit = *state;
	struct question_row before, after;

	kit_import(kit, "home", "alpha beta sum");
	kit_practise(kit, "sum", TODAY, 80);
	before = kit_row(kit, "sum");
	kit_import(kit, "home", "alpha beta sum");
	after = kit_row(kit, "sum");
	assert_int_equal(before.key, after.key);
	assert_string_equal(before.revision, after.revision);
	assert_true(after.seen && before.due_day == after.due_day);
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
}

static void an_edit_changes_the_revision_only(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha sum");
	struct question_row sum, alpha;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	sum = kit_row(kit, "sum");
	alpha = kit_row(kit, "alpha");
	/* The rubric counts, too. */
	bank.rubrics[1].points[0].worth = 5;
	WELL(kit, store_import(kit->store, &bank, "/from", 8,
			       &fsrs_daily, &kit->err));
	assert_string_not_equal(sum.revision, kit_row(kit, "sum").revision);
	assert_string_equal(alpha.revision, kit_row(kit, "alpha").revision);
	assert_true(kit_row(kit, "sum").seen);
}

static void what_goes_and_comes_keeps_its_progress(void **state)
{
	struct kit *kit = *state;
	struct question_row row;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_import(kit, "home", "beta");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "sum", &row,
				       &kit->err), "no question 'sum'");
	assert_int_equal(kit_due(kit, TODAY + 1000), 0);
	assert_int_equal(kit_attempts(kit), 1);
	kit_import(kit, "home", "sum");
	assert_true(kit_row(kit, "sum").seen);
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
	WELL(kit, store_remove_bank(kit->store, "home", &kit->err));
	assert_int_equal(kit_due(kit, TODAY + 1000), 0);
	assert_int_equal(kit_attempts(kit), 1);
	FAILS(kit, store_remove_bank(kit->store, "home", &kit->err),
	      "no bank 'home'");
	kit_import(kit, "home", "sum");
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
}

/* Days, cards and sums are what the attempts make them. */
static void expect_kept(struct kit *kit)
{
	struct kept_check check;

	WELL(kit, store_check_kept(kit->store, &fsrs_daily, &check,
				   &kit->err));
	assert_int_equal(check.days + check.cards + check.sums, 0);
}

static void a_new_name_keeps_its_progress(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha total");
	struct attempt_filter filter = { .question = "total" };
	struct question_row row;
	int count = 0;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "sum", TODAY + 40, 95);
	kit_draft(kit, "sum", "half");
	bank.questions[1].was = "sum";
	for (int i = 0; i < 2; i++)
		WELL(kit, store_import(kit->store, &bank, "/from", 8,
				       &fsrs_daily, &kit->err));
	row = kit_row(kit, "total");
	assert_true(row.seen);
	assert_string_equal(row.prompt, "What is total?");
	WELL(kit, store_attempts(kit->store, &filter, false, kit_count,
				 &count, &kit->err));
	assert_int_equal(count, 2);
	assert_true(kit_has_draft(kit, "total"));
	expect_kept(kit);
	FAILS(kit, store_find_question(kit->store, &kit->arena, "sum", &row,
				       &kit->err), "no question");
}

static void two_that_become_one_add_up(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "total");
	struct attempt_filter filter = { .question = "home:total" };
	int count = 0;

	kit_import(kit, "home", "sum total");
	kit_practise(kit, "total", TODAY + 40, 95);
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "sum", TODAY + 9, 30);
	bank.questions[0].was = "sum";
	WELL(kit, store_import(kit->store, &bank, "/from", 8,
			       &fsrs_daily, &kit->err));
	assert_true(kit_row(kit, "total").seen);
	WELL(kit, store_attempts(kit->store, &filter, true, kit_count,
				 &count, &kit->err));
	assert_int_equal(count, 3);
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
	expect_kept(kit);
}

static void a_bad_bank_changes_nothing(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "beta gamma");

	kit_import(kit, "home", "alpha sum");
	bank.questions[1].rubrics.list[0] = "nowhere";
	FAILS(kit, store_import(kit->store, &bank, "/from", 8,
				&fsrs_daily, &kit->err),
	      "no rubric 'nowhere'");
	kit_row(kit, "alpha");
	assert_int_equal(kit_row(kit, "sum").points, 1);
}

/* ---- finding and listing ---- */

static void names_are_found(void **state)
{
	struct kit *kit = *state;
	struct question_row row;
	struct strings ids;

	kit_import(kit, "home", "sql-index sql-join sql-joined api-get");
	kit_import(kit, "away", "api-get sql-index");
	assert_string_equal(kit_row(kit, "sql-join").id, "sql-join");
	assert_string_equal(kit_row(kit, "sql-joine").id, "sql-joined");
	assert_string_equal(kit_row(kit, "away:api-get").name, "away:api-get");
	assert_string_equal(kit_row(kit, "home:api").bank, "home");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "api-get",
				       &row, &kit->err),
	      "'api-get' could be any of away:api-get, home:api-get; ");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "sql-jion",
				       &row, &kit->err),
	      "no question 'sql-jion'; did you mean 'sql-join'?");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "ql-join",
				       &row, &kit->err),
	      "did you mean 'sql-join'?");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "zzz", &row,
				       &kit->err),
	      "no question 'zzz'; see");
	WELL(kit, store_complete(kit->store, &kit->arena, STR("sql-"), 10,
				 &ids, &kit->err));
	assert_int_equal(ids.count, 4);
	assert_string_equal(ids.list[0], "away:sql-index");
	assert_string_equal(ids.list[3], "sql-joined");
}

struct listing {
	struct text text;
	int stop;			/* rows until enough; 0: all */
	int count;
};

static bool list_one(void *context, const struct question_row *row)
{
	struct listing *listing = context;

	text_addf(&listing->text, "%s:%s ", row->bank, row->id);
	return ++listing->count != listing->stop;
}

static void expect_list(struct kit *kit, const struct question_filter *filter,
			int stop, const char *expected)
{
	struct listing listing = { .stop = stop };

	text_init(&listing.text, 1 << 20);
	WELL(kit, store_questions(kit->store, filter, list_one, &listing,
				  &kit->err));
	assert_string_equal(listing.text.s, expected);
	text_release(&listing.text);
}

static void lists_are_in_order(void **state)
{
	struct kit *kit = *state;
	struct question_filter filter = { .skill = "sql" };

	kit_import(kit, "home", "sum beta sigma alpha");
	kit_import(kit, "away", "stone");
	expect_list(kit, NULL, 0, "away:stone home:alpha home:beta "
		    "home:sigma home:sum ");
	expect_list(kit, NULL, 2, "away:stone home:alpha ");
	expect_list(kit, &filter, 0, "away:stone home:sigma home:sum ");
	filter.text = "IS SUM";
	expect_list(kit, &filter, 0, "home:sum ");
	filter = (struct question_filter){ .bank = "home", .level = "mid",
					   .kind = "technical" };
	expect_list(kit, &filter, 1, "home:alpha ");
	filter.kind = "career";
	expect_list(kit, &filter, 0, "");
}

static void long_lists_lose_nothing(void **state)
{
	struct kit *kit = *state;
	struct listing listing = { .stop = 0 };
	struct text ids;

	text_init(&ids, 1 << 20);
	for (int i = 0; i < 1000; i++)
		text_addf(&ids, "%s%c%d", i ? " " : "", i % 2 ? 's' : 'a', i);
	kit_import(kit, "home", ids.s);
	text_init(&listing.text, 1 << 20);
	WELL(kit, store_questions(kit->store, NULL, list_one, &listing,
				  &kit->err));
	assert_int_equal(listing.count, 1000);
	text_release(&listing.text);
	text_release(&ids);
}

/* ---- picking ---- */

/* The ids of the candidates, in order. */
static const char *picked(struct kit *kit,
			  const struct question_filter *filter, bool ahead,
			  uint64_t seed, size_t most)
{
	struct candidate *list;
	struct question_row row;
	struct text text;
	const char *ids;
	size_t count;

	WELL(kit, store_candidates(kit->store, &kit->arena, filter, TODAY,
				   ahead, seed, most, &list, &count,
				   &kit->err));
	text_init(&text, 1 << 16);
	for (size_t i = 0; i < count; i++) {
		WELL(kit, store_question_by_key(kit->store, &kit->arena,
						list[i].key, &row,
						&kit->err));
		assert_int_equal(row.seen, list[i].seen);
		assert_int_equal(row.due_day, list[i].due_day);
		text_addf(&text, "%s ", row.id);
	}
	ids = text_dup(&kit->arena, &text);
	text_release(&text);
	return ids;
}

/* Answered nine days ago, and due on that day whatever the plan says. */
static void set_due(struct kit *kit, const char *question, int64_t due)
{
	struct db db;

	kit_practise(kit, question, TODAY - 9, 80);
	WELL(kit, db_open(&db, kit->path, DB_WRITE, &kit->err));
	WELL(kit, db_run(&db, "UPDATE question SET due_day = ?2, "
			 "stability = 3 WHERE id = ?1",
			 VALUES(V(question), V(due)), &kit->err));
	WELL(kit, db_run(&db, "DELETE FROM due", NO_VALUES, &kit->err));
	WELL(kit, db_run(&db, "INSERT INTO due SELECT skill, due_day, "
			 "count(*) FROM question WHERE due_day > 0 "
			 "AND retired = 0 GROUP BY skill, due_day",
			 NO_VALUES, &kit->err));
	WELL(kit, db_run(&db, "INSERT INTO due SELECT '', day, sum(cards) "
			 "FROM due GROUP BY day", NO_VALUES, &kit->err));
	db_close(&db);
}

static void candidates_come_due_first(void **state)
{
	struct kit *kit = *state;
	struct question_filter sql = { .skill = "sql" };
	struct question_filter two = { .enough = 2 }, three = { .enough = 3 };

	kit_import(kit, "home", "alpha beta gamma sum sigma");
	set_due(kit, "alpha", TODAY);
	set_due(kit, "sum", TODAY - 3);
	set_due(kit, "gamma", TODAY + 2);
	set_due(kit, "beta", TODAY + 1);
	assert_string_equal(picked(kit, NULL, false, 1, 10),
			    "sum alpha sigma ");
	assert_string_equal(picked(kit, &two, true, 1, 10), "sum alpha ");
	assert_string_equal(picked(kit, &three, true, 1, 10),
			    "sum alpha sigma beta gamma ");
	assert_string_equal(picked(kit, NULL, true, 1, 10),
			    "sum alpha sigma beta gamma ");
	assert_string_equal(picked(kit, &sql, true, 1, 10), "sum sigma ");
	assert_string_equal(picked(kit, NULL, false, 1, 1), "sum sigma ");
	assert_int_equal(kit_due(kit, TODAY), 2);
	assert_int_equal(kit_due(kit, TODAY + 1), 3);
	assert_int_equal(kit_due(kit, TODAY - 4), 0);
}

static void new_ones_come_from_the_seed(void **state)
{
	struct kit *kit = *state;
	const char *first = NULL;
	bool differs = false;

	kit_import(kit, "home", "a b c d e f g h i j k l");
	for (uint64_t seed = 0; seed < 20; seed++) {
		const char *ids = picked(kit, NULL, false, seed, 3);

		assert_int_equal(strlen(ids), 6);
		assert_string_equal(ids, picked(kit, NULL, false, seed, 3));
		differs = differs || (first && strcmp(first, ids) != 0);
		first = ids;
		/* Once around, each once. */
		assert_int_equal(strlen(picked(kit, NULL, false, seed, 99)),
				 24);
	}
	assert_true(differs);
}

static void retired_ones_are_not_asked(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha sum beta");

	kit_import(kit, "home", "alpha sum beta");
	set_due(kit, "sum", TODAY);
	bank.questions[1].retired = bank.questions[2].retired = true;
	WELL(kit, store_import(kit->store, &bank, "/from", 8,
			       &fsrs_daily, &kit->err));
	assert_string_equal(picked(kit, NULL, true, 1, 10), "alpha ");
	assert_int_equal(kit_due(kit, TODAY), 0);
	/* Practised by name all the same, it is not counted either. */
	set_due(kit, "sum", TODAY - 1);
	assert_int_equal(kit_due(kit, TODAY), 0);
}

static void due_rows_are_told(void **state)
{
	struct kit *kit = *state;
	struct due_row *rows;
	size_t count;

	kit_import(kit, "home", "alpha sum beta");
	set_due(kit, "alpha", TODAY);
	set_due(kit, "sum", TODAY - 3);
	WELL(kit, store_due(kit->store, &kit->arena, TODAY, 0, &rows, &count,
			    &kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].name, "sum");
	assert_int_equal(rows[0].due_day, TODAY - 3);
	assert_int_equal(rows[1].last_day, TODAY - 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(a_bank_comes_back_whole),
		OPEN_TEST(importing_twice_changes_nothing),
		OPEN_TEST(an_edit_changes_the_revision_only),
		OPEN_TEST(what_goes_and_comes_keeps_its_progress),
		OPEN_TEST(a_new_name_keeps_its_progress),
		OPEN_TEST(two_that_become_one_add_up),
		OPEN_TEST(a_bad_bank_changes_nothing),
		OPEN_TEST(names_are_found),
		OPEN_TEST(lists_are_in_order),
		OPEN_TEST(long_lists_lose_nothing),
		OPEN_TEST(candidates_come_due_first),
		OPEN_TEST(new_ones_come_from_the_seed),
		OPEN_TEST(retired_ones_are_not_asked),
		OPEN_TEST(due_rows_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
