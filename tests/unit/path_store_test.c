/* path_store_test.c - ticks, evidence and contacts; what a month held. */
#include "store_kit.h"

static bool tick(struct kit *kit, const char *path, const char *item,
		 int64_t day)
{
	bool changed;

	WELL(kit, store_tick(kit->store, path, item, day, &changed,
			     &kit->err));
	return changed;
}

static bool untick(struct kit *kit, const char *item,
		   const struct strings *instead)
{
	bool changed;

	WELL(kit, store_untick(kit->store, "a", item, instead, &changed,
			       &kit->err));
	return changed;
}

/* "item:day" of all, as one text. */
static const char *ticks(struct kit *kit, const char *path)
{
	struct done_row *rows;
	struct text text;
	const char *all;
	size_t count;

	WELL(kit, store_done(kit->store, &kit->arena, path, &rows, &count,
			     &kit->err));
	text_init(&text, 1000);
	for (size_t i = 0; i < count; i++)
		text_addf(&text, "%s:%d ", rows[i].item,
			  (int)(rows[i].day - TODAY));
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static void ticks_are_kept_by_path(void **state)
{
	struct kit *kit = *state;

	kit_open(kit);
	assert_true(tick(kit, "a", "two", TODAY + 2));
	assert_true(tick(kit, "a", "one", TODAY + 1));
	assert_true(tick(kit, "b", "one", TODAY + 3));
	assert_false(tick(kit, "a", "one", TODAY + 9));
	kit_reopen(kit);
	assert_string_equal(ticks(kit, "a"), "one:1 two:2 ");
	assert_string_equal(ticks(kit, "b"), "one:3 ");
	assert_string_equal(ticks(kit, "c"), "");
}

static void others_take_the_place_of_a_tick(void **state)
{
	struct kit *kit = *state;
	struct strings none = { 0 }, others = { 0 };

	kit_open(kit);
	tick(kit, "a", "whole", TODAY + 4);
	tick(kit, "a", "left", TODAY + 1);
	strings_add(&kit->arena, &others, "left");
	strings_add(&kit->arena, &others, "right");
	assert_true(untick(kit, "whole", &others));
	assert_string_equal(ticks(kit, "a"), "left:1 right:4 ");
	assert_false(untick(kit, "whole", &others));
	assert_true(untick(kit, "left", &none));
	assert_false(untick(kit, "left", &others));
	assert_string_equal(ticks(kit, "a"), "right:4 ");
}

static void evidence_comes_and_goes(void **state)
{
	struct kit *kit = *state;
	struct evidence_row late = { .id = "1", .day = TODAY + 3,
				     .kind = "project", .title = "API",
				     .item = "sql", .place = "here" };
	struct evidence_row early = { .id = "2", .day = TODAY,
				      .kind = "course", .title = "SQL",
				      .item = "", .place = "" };
	struct evidence_row *rows;
	bool found;
	size_t count;

	kit_open(kit);
	WELL(kit, store_add_evidence(kit->store, &late, &kit->err));
	WELL(kit, store_add_evidence(kit->store, &early, &kit->err));
	assert_int_equal(early.number, late.number + 1);
	FAILS(kit, store_add_evidence(kit->store, &early, &kit->err), "");
	WELL(kit, store_evidence(kit->store, &kit->arena, &rows, &count,
				 &kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].title, "SQL");
	assert_string_equal(rows[1].place, "here");
	assert_string_equal(rows[1].item, "sql");
	WELL(kit, store_remove_evidence(kit->store, late.number, &found,
					&kit->err));
	assert_true(found);
	WELL(kit, store_remove_evidence(kit->store, late.number, &found,
					&kit->err));
	assert_false(found);
}

static int64_t contact(struct kit *kit, const char *id, int64_t day)
{
	struct contact_row row = { .id = id, .day = day, .name = id,
				   .place = "", .next = "" };

	WELL(kit, store_add_contact(kit->store, &row, &kit->err));
	return row.number;
}

static void contacts_change(void **state)
{
	struct kit *kit = *state;
	struct contact_row *rows;
	bool found;
	size_t count;

	kit_open(kit);
	contact(kit, "Bob", TODAY + 1);
	contact(kit, "Ann", TODAY);
	WELL(kit, store_contacts(kit->store, &kit->arena, &rows, &count,
				 &kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].name, "Ann");
	assert_int_equal(rows[0].next_day, 0);
	rows[0].warm = true;
	rows[0].next = "write";
	rows[0].next_day = TODAY + 5;
	WELL(kit, store_change_contact(kit->store, &rows[0], &kit->err));
	WELL(kit, store_contacts(kit->store, &kit->arena, &rows, &count,
				 &kit->err));
	assert_true(rows[0].warm && !rows[1].warm);
	assert_int_equal(rows[0].next_day, TODAY + 5);
	assert_string_equal(rows[0].next, "write");
	WELL(kit, store_remove_contact(kit->store, rows[1].number, &found,
				       &kit->err));
	assert_true(found);
	WELL(kit, store_contacts(kit->store, &kit->arena, &rows, &count,
				 &kit->err));
	assert_int_equal(count, 1);
}

/* Half-open: the last day belongs to the next month. */
static void a_month_is_counted(void **state)
{
	struct kit *kit = *state;
	struct path_counts counts;
	struct attempt child;

	kit_open(kit);
	kit_import(kit, "home", "soap sum");
	kit_practise(kit, "soap", TODAY - 1, 80);
	kit_practise(kit, "soap", TODAY, 80);
	child = kit_attempt(kit, "sum", TODAY + 29, 50);
	child.parent = kit_practise(kit, "sum", TODAY + 29, 40);
	WELL(kit, store_attempt(kit->store, &child, NULL, &fsrs_daily,
				&kit->err));
	kit_practise(kit, "soap", TODAY + 30, 80);
	contact(kit, "Ann", TODAY + 29);
	contact(kit, "Bob", TODAY + 30);
	WELL(kit, store_path_counts(kit->store, TODAY, TODAY + 30, &counts,
				    &kit->err));
	assert_int_equal(counts.answers, 2);
	assert_int_equal(counts.contacts, 1);
}

static bool is_strong(struct kit *kit, const char *question)
{
	bool strong;

	WELL(kit, store_is_strong(kit->store, question, &strong, &kit->err));
	return strong;
}

static void answer(struct kit *kit, const char *grade, unsigned flags,
		   bool model_seen)
{
	struct attempt attempt = kit_attempt(kit, "soap", TODAY, 50);

	attempt.grade = grade;
	attempt.flags = flags;
	attempt.model_seen = model_seen;
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
}

static void the_newest_answer_is_strong_or_not(void **state)
{
	struct kit *kit = *state;
	int64_t count;

	kit_open(kit);
	kit_import(kit, "home", "soap sum");
	assert_false(is_strong(kit, "soap"));
	answer(kit, "strong", 0, false);
	assert_true(is_strong(kit, "soap"));
	assert_false(is_strong(kit, "sum"));
	answer(kit, "strong", 1u << 6, false);	/* the model, copied */
	assert_false(is_strong(kit, "soap"));
	answer(kit, "strong", 1u << 1, false);
	assert_true(is_strong(kit, "soap"));
	answer(kit, "weak", 0, true);		/* says nothing */
	assert_true(is_strong(kit, "soap"));
	answer(kit, "partial", 0, false);
	assert_false(is_strong(kit, "soap"));
	WELL(kit, store_count_adverts(kit->store, &count, &kit->err));
	assert_int_equal(count, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)
	const struct CMUnitTest tests[] = {
		TEST(ticks_are_kept_by_path),
		TEST(others_take_the_place_of_a_tick),
		TEST(evidence_comes_and_goes), TEST(contacts_change),
		TEST(the_newest_answer_is_strong_or_not),
		TEST(a_month_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
