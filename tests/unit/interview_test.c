/* interview_test.c - the date in the store: cards planned anew, and replayed.
 *
 * Whatever the order of answers, dates set and cleared, and answers taken
 * back, what is kept equals what is made anew from the attempts.
 */
#include "store_kit.h"

static int64_t set(struct kit *kit, int64_t day, int64_t since)
{
	struct interview interview = { day, since };
	int64_t brought;

	WELL(kit, store_set_interview(kit->store, &interview, &brought,
				      &kit->err));
	return brought;
}

static int64_t number(struct kit *kit, const char *sql)
{
	int64_t value;
	struct db db;

	WELL(kit, db_open(&db, kit->path, DB_READ, &kit->err));
	WELL(kit, db_get_number(&db, sql, NO_VALUES, &value, &kit->err));
	db_close(&db);
	return value;
}

static void a_date_survives(void **state)
{
	struct kit *kit = *state;
	struct interview interview;

	WELL(kit, store_interview(kit->store, &interview, &kit->err));
	assert_int_equal(interview.day, 0);
	set(kit, TODAY + 50, TODAY);
	kit_reopen(kit);
	WELL(kit, store_interview(kit->store, &interview, &kit->err));
	assert_int_equal(interview.day, TODAY + 50);
	assert_int_equal(interview.since, TODAY);
	set(kit, 0, TODAY);
	WELL(kit, store_interview(kit->store, &interview, &kit->err));
	assert_int_equal(interview.day, 0);
	WELL(kit, store_set(kit->store, "interview", "soon", &kit->err));
	WELL(kit, store_interview(kit->store, &interview, &kit->err));
	assert_int_equal(interview.day, 0);
}

static void setting_and_clearing_plans_anew(void **state)
{
	struct kit *kit = *state;
	int64_t planned, due;

	kit_import(kit, "home", "alpha sum beta");
	kit_practise(kit, "alpha", TODAY, 95);	/* about 8 days */
	kit_practise(kit, "alpha", TODAY + 9, 95);
	kit_practise(kit, "sum", TODAY + 9, 10);
	planned = kit_row(kit, "alpha").due_day;
	assert_true(planned > TODAY + 30);
	assert_int_equal(set(kit, TODAY + 30, TODAY + 9), 1);
	due = kit_row(kit, "alpha").due_day;
	assert_in_range(due, TODAY + 23, TODAY + 29);
	assert_int_equal(kit_row(kit, "sum").due_day, TODAY + 10);
	assert_int_equal(number(kit, "SELECT planned_day FROM question "
				"WHERE id = 'alpha'"), planned);
	assert_int_equal(kit_due(kit, TODAY + 29), 2);
	assert_int_equal(kit_due(kit, due - 1), 1);
	/* Again the same, another date, none. */
	assert_int_equal(set(kit, TODAY + 30, TODAY + 9), 1);
	assert_int_equal(kit_row(kit, "alpha").due_day, due);
	assert_int_equal(set(kit, planned + 1, TODAY + 9), 0);
	assert_int_equal(kit_row(kit, "alpha").due_day, planned);
	set(kit, TODAY + 30, TODAY + 9);
	assert_int_equal(set(kit, 0, 0), 0);
	assert_int_equal(kit_row(kit, "alpha").due_day, planned);
	assert_int_equal(kit_due(kit, TODAY + 29), 1);
	assert_false(kit_row(kit, "beta").seen);
}

static void new_answers_heed_it(void **state)
{
	struct kit *kit = *state;
	struct attempt undone;
	int64_t due;
	bool found;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "alpha", TODAY, 95);
	set(kit, TODAY + 30, TODAY);
	due = kit_row(kit, "alpha").due_day;
	kit_practise(kit, "alpha", TODAY + 9, 95);
	assert_in_range(kit_row(kit, "alpha").due_day, TODAY + 23, TODAY + 29);
	/* Within the last days it has come back, and rests. */
	kit_practise(kit, "alpha", TODAY + 25, 95);
	assert_true(kit_row(kit, "alpha").due_day > TODAY + 30);
	for (int i = 0; i < 2; i++)
		WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily,
				     &undone, &found, &kit->err));
	assert_int_equal(kit_row(kit, "alpha").due_day, due);
}

static void a_renamed_question_heeds_it(void **state)
{
	struct kit *kit = *state;
	struct kept_check check;
	struct bank bank;

	kit_import(kit, "home", "alpha sum");
	set(kit, TODAY + 30, TODAY);
	kit_practise(kit, "alpha", TODAY, 95);
	kit_practise(kit, "alpha", TODAY + 9, 95);
	bank = kit_bank(&kit->arena, "home", "omega sum");
	bank.questions[0].was = "alpha";
	WELL(kit, store_import(kit->store, &bank, "/somewhere", 8,
			       &fsrs_daily, &kit->err));
	assert_in_range(kit_row(kit, "omega").due_day, TODAY + 23, TODAY + 29);
	assert_true(number(kit, "SELECT planned_day FROM question "
			   "WHERE id = 'omega'") > TODAY + 30);
	WELL(kit, store_check_kept(kit->store, &fsrs_daily, &check,
				   &kit->err));
	assert_int_equal(check.cards + check.days + check.sums, 0);
}

static void a_merge_heeds_it(void **state)
{
	struct kit *kit = *state;
	const char *other = kit_beside(kit, "other.db");
	struct kept_check check;
	struct merged merged;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "alpha", TODAY, 95);
	WELL(kit, store_backup(kit->store, other, &kit->err));
	kit_practise(kit, "alpha", TODAY + 9, 95);
	set(kit, TODAY + 30, TODAY);
	WELL(kit, store_merge(kit->store, other, &fsrs_daily, &merged,
			      &kit->err));
	assert_in_range(kit_row(kit, "alpha").due_day, TODAY + 23, TODAY + 29);
	WELL(kit, store_check_kept(kit->store, &fsrs_daily, &check,
				   &kit->err));
	assert_int_equal(check.cards + check.days + check.sums, 0);
}

/* ---- random histories ---- */

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static const char *const ids[] = { "a", "b", "c", "s", "sa", "sb" };

static void one_step(struct kit *kit, uint64_t *random, int64_t *today)
{
	uint64_t r = next_random(random);
	struct attempt undone;
	bool found;

	switch (r % 16) {
	case 0:
		set(kit, *today + (int64_t)(r >> 8 & 63), *today);
		break;
	case 1:
		set(kit, 0, 0);
		break;
	case 2:
		WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily,
				     &undone, &found, &kit->err));
		break;
	case 3:
	case 4:
	case 5:
		*today += (int64_t)(r >> 8 & 15);
		break;
	case 6:			/* by a clock that was set back */
		kit_practise(kit, ids[(r >> 8) % 6],
			     *today - 1 - (int64_t)(r >> 24 & 15),
			     (int)((r >> 16) % 101));
		break;
	default:
		kit_practise(kit, ids[(r >> 8) % 6], *today,
			     (int)((r >> 16) % 101));
	}
}

static void what_is_kept_is_what_is_made_anew(void **state)
{
	struct kit *kit = *state;
	uint64_t random = 20270114;
	int64_t today = TODAY;

	kit_import(kit, "home", "a b c s sa sb");
	for (int n = 0; n < 60; n++) {
		struct kept_check check;
		const char *kept;

		for (int i = 0; i < 15; i++)
			one_step(kit, &random, &today);
		WELL(kit, store_check_kept(kit->store, &fsrs_daily, &check,
					   &kit->err));
		assert_int_equal(check.cards + check.days + check.sums, 0);
		kept = kit_derived(kit);
		WELL(kit, store_rebuild(kit->store, &fsrs_daily, &kit->err));
		assert_string_equal(kept, kit_derived(kit));
	}
	assert_true(kit_attempts(kit) > 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(a_date_survives),
		OPEN_TEST(setting_and_clearing_plans_anew),
		OPEN_TEST(new_answers_heed_it),
		OPEN_TEST(a_renamed_question_heeds_it),
		OPEN_TEST(a_merge_heeds_it),
		OPEN_TEST(what_is_kept_is_what_is_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
