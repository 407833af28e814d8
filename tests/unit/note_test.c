/* note_test.c - notes and wishes: kept, moved with a rename, out of choice. */
#include "store_kit.h"

static void note(struct kit *kit, const char *question, const char *text)
{
	struct note_row row = { .bank = "home", .question = question,
				.at = 1000, .text = text };

	WELL(kit, store_add_note(kit->store, &row, &kit->err));
}

/* The notes on a question, or all of them, as one text. */
static const char *notes(struct kit *kit, const char *question)
{
	struct note_row *rows;
	struct text text;
	const char *all;
	size_t count;

	WELL(kit, store_notes(kit->store, &kit->arena,
			      question ? "home" : NULL, question, &rows,
			      &count, &kit->err));
	text_init(&text, 1 << 12);
	for (size_t i = 0; i < count; i++)
		text_addf(&text, "%s: %s\n", rows[i].question, rows[i].text);
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static void notes_are_kept_in_order(void **state)
{
	struct kit *kit = *state;
	bool removed;

	kit_import(kit, "home", "sum alpha");
	assert_string_equal(notes(kit, NULL), "");
	note(kit, "sum", "one; DROP TABLE note");
	note(kit, "alpha", "other");
	note(kit, "sum", "two\nlines");
	kit_reopen(kit);
	assert_string_equal(notes(kit, "sum"),
			    "sum: one; DROP TABLE note\nsum: two\nlines\n");
	assert_string_equal(notes(kit, NULL), "alpha: other\n"
			    "sum: one; DROP TABLE note\nsum: two\nlines\n");
	for (int64_t place = -1; place < 4; place += place ? 4 : 1) {
		WELL(kit, store_remove_note(kit->store, "home", "sum", place,
					    &removed, &kit->err));
		assert_false(removed);
	}
	WELL(kit, store_remove_note(kit->store, "home", "sum", 1, &removed,
				    &kit->err));
	assert_true(removed);
	assert_string_equal(notes(kit, "sum"), "sum: two\nlines\n");
	assert_string_equal(notes(kit, "alpha"), "alpha: other\n");
}

static void rename_sum(struct kit *kit, const char *ids)
{
	struct bank bank = kit_bank(&kit->arena, "home", ids);

	bank.questions[0].was = "sum";
	WELL(kit, store_import(kit->store, &bank, "/somewhere", 7,
			       &fsrs_daily, &kit->err));
}

static void a_renamed_question_keeps_them(void **state)
{
	struct kit *kit = *state;

	kit_import(kit, "home", "sum alpha");
	note(kit, "sum", "one");
	WELL(kit, store_want(kit->store, kit_row(kit, "sum").key, 1,
			     &kit->err));
	rename_sum(kit, "total alpha");
	assert_string_equal(notes(kit, "total"), "total: one\n");
	assert_int_equal(kit_row(kit, "total").wanted, 1);
	/* Both there, then the old one goes; ended, it does not come back. */
	kit_import(kit, "home", "total alpha sum");
	WELL(kit, store_want(kit->store, kit_row(kit, "sum").key, -1,
			     &kit->err));
	WELL(kit, store_want(kit->store, kit_row(kit, "total").key, 0,
			     &kit->err));
	rename_sum(kit, "total alpha");
	assert_int_equal(kit_row(kit, "total").wanted, -1);
	WELL(kit, store_want(kit->store, kit_row(kit, "total").key, 0,
			     &kit->err));
	rename_sum(kit, "total alpha");
	assert_int_equal(kit_row(kit, "total").wanted, 0);
}

static void a_bank_that_comes_back_brings_them_back(void **state)
{
	struct kit *kit = *state;

	kit_import(kit, "home", "sum alpha");
	note(kit, "sum", "one");
	WELL(kit, store_want(kit->store, kit_row(kit, "sum").key, 1,
			     &kit->err));
	WELL(kit, store_remove_bank(kit->store, "home", &kit->err));
	kit_import(kit, "home", "sum alpha");
	assert_int_equal(kit_row(kit, "sum").wanted, 1);
	assert_string_equal(notes(kit, "sum"), "sum: one\n");
}

/* ---- wishes in choice ---- */

static const char *choice(struct kit *kit, int wanted, const char *skill)
{
	struct question_filter filter = { .wanted = wanted, .skill = skill };
	struct candidate *list;
	struct question_row row;
	struct strings ids = { 0 };
	struct text text;
	const char *all;
	size_t count;

	WELL(kit, store_candidates(kit->store, &kit->arena, &filter, TODAY,
				   true, 1, 50, &list, &count, &kit->err));
	for (size_t i = 0; i < count; i++) {
		WELL(kit, store_question_by_key(kit->store, &kit->arena,
						list[i].key, &row,
						&kit->err));
		strings_add(&kit->arena, &ids, row.id);
	}
	strings_sort(&ids);
	text_init(&text, 1 << 12);
	for (size_t i = 0; i < ids.count; i++)
		text_addf(&text, "%s ", ids.list[i]);
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static void want(struct kit *kit, const char *id, int wanted)
{
	WELL(kit, store_want(kit->store, kit_row(kit, id).key, wanted,
			     &kit->err));
}

static void wishes_change_the_choice(void **state)
{
	struct kit *kit = *state;

	kit_import(kit, "home", "a b c s sa");
	kit_practise(kit, "a", TODAY - 9, 10);	/* due */
	kit_practise(kit, "b", TODAY, 90);	/* not yet */
	kit_practise(kit, "s", TODAY - 9, 10);
	assert_string_equal(choice(kit, 1, NULL), "");
	want(kit, "a", 1);
	want(kit, "b", 1);
	want(kit, "sa", 1);
	want(kit, "c", -1);
	want(kit, "s", -1);
	assert_string_equal(choice(kit, 0, NULL), "a b sa ");
	assert_string_equal(choice(kit, 1, NULL), "a b sa ");
	assert_string_equal(choice(kit, 1, "sql"), "sa ");
	assert_string_equal(choice(kit, 0, "sql"), "sa ");
	want(kit, "b", 0);
	assert_string_equal(choice(kit, 1, NULL), "a sa ");
	want(kit, "s", 0);
	assert_string_equal(choice(kit, 0, "sql"), "s sa ");
}

/* Skills with something to ask, with the sums of the progress page. */
static void skills_are_those_that_are_asked(void **state)
{
	struct kit *kit = *state;
	struct skill_row *rows;
	struct totals totals;
	size_t count;

	WELL(kit, store_skills(kit->store, &kit->arena, TODAY, &rows, &count,
			       &kit->err));
	assert_int_equal(count, 0);
	kit_import(kit, "home", "a b s sa");
	kit_practise(kit, "a", TODAY - 9, 10);
	kit_practise(kit, "b", TODAY - 9, 50);
	WELL(kit, store_totals(kit->store, &kit->arena, TODAY, &totals,
			       &kit->err));
	WELL(kit, store_skills(kit->store, &kit->arena, TODAY, &rows, &count,
			       &kit->err));
	assert_int_equal(count, 2);
	assert_int_equal(totals.skill_count, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(rows[i].skill, totals.skills[i].skill);
		assert_int_equal(rows[i].attempts, totals.skills[i].attempts);
		assert_int_equal(rows[i].due, totals.skills[i].due);
		assert_true(rows[i].mean >= totals.skills[i].mean - 1e-9 &&
			    rows[i].mean <= totals.skills[i].mean + 1e-9);
	}
	assert_int_equal(rows[0].due, 2);
	want(kit, "s", -1);
	want(kit, "sa", -1);
	WELL(kit, store_skills(kit->store, &kit->arena, TODAY, &rows, &count,
			       &kit->err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].skill, "api");
}

static void wishes_keep_the_sums(void **state)
{
	static const char *const ids[] = { "a", "b", "s", "sa" };
	struct kit *kit = *state;
	uint64_t random = 7;

	kit_import(kit, "home", "a b s sa");
	for (int i = 0; i < 4; i++)
		kit_practise(kit, ids[i], TODAY, 10);
	assert_int_equal(kit_due(kit, TODAY + 9), 4);
	want(kit, "a", -1);
	want(kit, "a", -1);
	assert_int_equal(kit_due(kit, TODAY + 9), 3);
	want(kit, "a", 1);
	assert_int_equal(kit_due(kit, TODAY + 9), 4);
	for (int n = 0; n < 60; n++) {
		const char *kept;

		random = random * 6364136223846793005u + 1442695040888963407u;
		want(kit, ids[random >> 60 & 3],
		     (int)((random >> 40) % 3) - 1);
		if (n % 3 == 0)
			kit_practise(kit, ids[random >> 50 & 3], TODAY + n,
				     (int)((random >> 30) % 101));
		if (n % 10)
			continue;
		kept = kit_derived(kit);
		WELL(kit, store_rebuild(kit->store, &fsrs_daily, &kit->err));
		assert_string_equal(kept, kit_derived(kit));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(notes_are_kept_in_order),
		OPEN_TEST(a_renamed_question_keeps_them),
		OPEN_TEST(a_bank_that_comes_back_brings_them_back),
		OPEN_TEST(wishes_change_the_choice),
		OPEN_TEST(skills_are_those_that_are_asked),
		OPEN_TEST(wishes_keep_the_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
