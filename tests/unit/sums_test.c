/* sums_test.c - the sums behind the progress page.
 *
 * They are kept as attempts come; what undo and a rebuild make of them is the
 * same, and each figure is what counting by hand gives.
 */
#include "store_kit.h"

/* An answer to a question with two points of costs, one of failures. */
static int64_t answer(struct kit *kit, const char *question, int64_t day,
		      int score, enum point_state first,
		      enum point_state second)
{
	static const struct point points[] = {
		{ .id = "a", .worth = 1, .says = "It costs memory." },
		{ .id = "b", .worth = 1, .says = "Writes cost more time." },
		{ .id = "c", .worth = 1, .says = "Retry what fails." },
	};
	struct point_mark marks[] = {
		{ .id = "a", .point = &points[0], .state = first },
		{ .id = "b", .point = &points[1], .state = second },
		{ .id = "c", .point = &points[2], .state = POINT_MET },
	};
	struct mark mark = { .score = score, .points = marks,
			     .point_count = 3 };
	struct attempt attempt = kit_attempt(kit, question, day, score);

	WELL(kit, store_attempt(kit->store, &attempt, &mark, &fsrs_daily,
				&kit->err));
	return attempt.number;
}

static struct sums sums_at(struct kit *kit, int64_t today, size_t days)
{
	struct sums sums;

	WELL(kit, store_sums(kit->store, &kit->arena, today, days, &sums,
			     &kit->err));
	return sums;
}

static void days_hold_what_was_done(void **state)
{
	struct kit *kit = *state;
	struct attempt child;
	struct sums sums;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	child = kit_attempt(kit, "sum", TODAY, 10);
	child.parent = kit_practise(kit, "alpha", TODAY, 40);
	WELL(kit, store_attempt(kit->store, &child, NULL, &fsrs_daily,
				&kit->err));
	sums = sums_at(kit, TODAY, 1);
	assert_int_equal(sums.day_count, 1);
	assert_int_equal(sums.days[0].attempts, 3);
	assert_int_equal(sums.days[0].firsts, 2);
	assert_int_equal(sums.days[0].scores, 120);
	assert_int_equal(sums.days[0].seconds, 180);
	assert_int_equal(sums.days[0].words, 6);
	assert_int_equal(sums.days[0].reviews, 0);
	assert_int_equal(sums.tally_count, 2);
	assert_string_equal(sums.tally[0].skill, "api");
	assert_string_equal(sums.tally[0].level, "mid");
	assert_int_equal(sums.tally[1].scores, 80);
}

/* Asked again on a later day: once a day, and only of a rated question. */
static void recall_is_of_later_days(void **state)
{
	struct kit *kit = *state;
	struct attempt undone;
	struct sums sums;
	bool found;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "sum", TODAY, 30);		/* the same day */
	kit_practise(kit, "sum", TODAY + 3, 69);	/* hard: not recalled */
	kit_practise(kit, "sum", TODAY + 5, 70);	/* good */
	kit_practise(kit, "sum", TODAY + 5, 20);
	kit_practise(kit, "alpha", TODAY + 5, 90);	/* for the first time */
	kit_practise(kit, "alpha", TODAY + 6, 95);
	sums = sums_at(kit, TODAY + 6, 1);
	assert_int_equal(sums.day_count, 4);
	assert_int_equal(sums.days[0].reviews, 0);
	assert_int_equal(sums.days[1].reviews, 1);
	assert_int_equal(sums.days[1].recalled, 0);
	assert_int_equal(sums.days[2].reviews, 1);
	assert_int_equal(sums.days[2].recalled, 1);
	assert_int_equal(sums.days[3].reviews, 1);
	assert_int_equal(sums.days[3].recalled, 1);
	WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily, &undone,
			     &found, &kit->err));
	assert_int_equal(sums_at(kit, TODAY, 1).day_count, 3);
}

static void facets_are_counted_by_answer(void **state)
{
	struct kit *kit = *state;
	struct sums sums;

	kit_import(kit, "home", "alpha sum");
	answer(kit, "sum", TODAY, 40, POINT_MISSED, POINT_MISSED);
	answer(kit, "sum", TODAY + 1, 40, POINT_CONTRADICTED, POINT_MISSED);
	answer(kit, "sum", TODAY + 2, 40, POINT_MISSED, POINT_PARTIAL);
	answer(kit, "sum", TODAY + 3, 40, POINT_MET, POINT_MISSED);
	answer(kit, "alpha", TODAY + 3, 40, POINT_MISSED, POINT_MISSED);
	sums = sums_at(kit, TODAY, 1);
	assert_int_equal(sums.facet_count, 4);
	assert_string_equal(sums.facets[0].facet, "costs");
	assert_string_equal(sums.facets[0].skill, "api");
	assert_int_equal(sums.facets[1].asked, 4);
	assert_int_equal(sums.facets[1].missed, 2);
	assert_string_equal(sums.facets[3].facet, "failures");
	assert_int_equal(sums.facets[3].asked, 4);
	assert_int_equal(sums.facets[3].missed, 0);
}

static void undo_and_rebuild_agree(void **state)
{
	struct kit *kit = *state;
	struct attempt undone;
	const char *kept;
	bool found;

	kit_import(kit, "home", "alpha sum");
	answer(kit, "sum", TODAY, 40, POINT_MISSED, POINT_MISSED);
	answer(kit, "alpha", TODAY + 2, 90, POINT_MET, POINT_MET);
	answer(kit, "sum", TODAY + 4, 80, POINT_MET, POINT_MISSED);
	kept = kit_derived(kit);
	WELL(kit, store_rebuild(kit->store, &fsrs_daily, &kit->err));
	assert_string_equal(kept, kit_derived(kit));
	answer(kit, "alpha", TODAY + 9, 10, POINT_MISSED, POINT_MISSED);
	assert_string_not_equal(kept, kit_derived(kit));
	WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily, &undone,
			     &found, &kit->err));
	assert_string_equal(kept, kit_derived(kit));
}

static void what_is_due_stands_by_day(void **state)
{
	struct kit *kit = *state;
	struct sums sums;
	int64_t due;

	kit_import(kit, "home", "alpha beta sum soap");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "soap", TODAY, 80);
	kit_practise(kit, "alpha", TODAY, 30);
	due = kit_row(kit, "sum").due_day;
	sums = sums_at(kit, due, 30);
	assert_int_equal(sums.overdue, 1);
	assert_int_equal(sums.due[0] + sums.due[1] + sums.due[2] +
			 sums.due[3], 2);
	sums = sums_at(kit, TODAY, 30);
	assert_int_equal(sums.overdue, 0);
	assert_int_equal(sums.due[1], 1);
	sums = sums_at(kit, TODAY + 90, 2);
	assert_int_equal(sums.overdue, 3);
	assert_int_equal(sums.due[0] + sums.due[1], 0);
}

static bool add_card(void *context, const struct card_row *card)
{
	text_addf(context, "%s %.2f %d\n", card->skill, card->stability,
		  (int)card->last_day);
	return true;
}

static void cards_are_those_seen(void **state)
{
	struct kit *kit = *state;
	struct text text;

	text_init(&text, 4096);
	kit_import(kit, "home", "alpha beta sum soap");
	kit_practise(kit, "sum", TODAY, 80);
	WELL(kit, store_cards(kit->store, add_card, &text, &kit->err));
	assert_string_equal(text.s, "sql 2.31 20000\n");
	text_release(&text);
}

static int listed(struct kit *kit, struct attempt_filter filter, bool oldest)
{
	int count = 0;

	WELL(kit, store_attempts(kit->store, &filter, oldest, kit_count,
				 &count, &kit->err));
	return count;
}

static void attempts_are_narrowed_by_day(void **state)
{
	struct kit *kit = *state;

	kit_import(kit, "home", "alpha sum");
	for (int i = 0; i < 200; i++)
		kit_practise(kit, i % 2 ? "sum" : "alpha", TODAY + i / 2,
			     i % 4 == 3 ? 90 : 20);
	for (int oldest = 0; oldest < 2; oldest++) {
		struct attempt_filter filter = { .since = TODAY + 90 };

		assert_int_equal(listed(kit, filter, oldest), 20);
		filter.until = TODAY + 94;
		assert_int_equal(listed(kit, filter, oldest), 10);
		filter.grade = "strong";
		assert_int_equal(listed(kit, filter, oldest), 2);
		filter.skill = "sql";
		assert_int_equal(listed(kit, filter, oldest), 2);
		filter.question = "alpha";
		assert_int_equal(listed(kit, filter, oldest), 0);
		filter = (struct attempt_filter){ .until = TODAY - 1 };
		assert_int_equal(listed(kit, filter, oldest), 0);
		filter.until = TODAY + 1;
		filter.kind = "technical";
		assert_int_equal(listed(kit, filter, oldest), 4);
		filter.kind = "career";
		assert_int_equal(listed(kit, filter, oldest), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(days_hold_what_was_done),
		OPEN_TEST(recall_is_of_later_days),
		OPEN_TEST(facets_are_counted_by_answer),
		OPEN_TEST(undo_and_rebuild_agree),
		OPEN_TEST(what_is_due_stands_by_day),
		OPEN_TEST(cards_are_those_seen),
		OPEN_TEST(attempts_are_narrowed_by_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
