/* daily_test.c - the question of the day: the same for everybody. */
#include "store_kit.h"

static const char *of_day(struct kit *kit, struct store *store,
			  const char *bank, int64_t day)
{
	struct question_row row;
	int64_t key;

	WELL(kit, store_question_of_day(store, &kit->arena, bank, day, &key,
					&kit->err));
	if (!key)
		return "none";
	WELL(kit, store_question_by_key(store, &kit->arena, key, &row,
					&kit->err));
	return row.id;
}

static const char *many_ids(struct kit *kit, int count)
{
	struct text ids;
	const char *copy;

	text_init(&ids, 1 << 16);
	for (int i = 0; i < count; i++)
		text_addf(&ids, "%s%c%d", i ? " " : "", i % 2 ? 's' : 'a', i);
	copy = text_dup(&kit->arena, &ids);
	text_release(&ids);
	return copy;
}

static void each_question_has_its_day(void **state)
{
	static const int sizes[] = { 1, 2, 12, 511, 512, 513, 700 };
	struct kit *kit = *state;

	for (size_t s = 0; s < 7; s++) {
		int run = sizes[s] < 512 ? sizes[s] : 512;
		int64_t first = (int64_t)(TODAY / run) * run;
		struct strings met = { 0 };

		kit_import(kit, "home", many_ids(kit, sizes[s]));
		for (int64_t day = first; day < first + run; day++)
			strings_add(&kit->arena, &met,
				    of_day(kit, kit->store, "home", day));
		strings_sort(&met);
		for (size_t i = 1; i < met.count; i++)
			assert_string_not_equal(met.list[i - 1], met.list[i]);
		assert_false(strings_have(&met, "none"));
	}
}

/* Another order, other banks, other progress: another file altogether. */
static void everybody_gets_the_same(void **state)
{
	struct kit *kit = *state;
	struct kit other = { .path = kit_beside(kit, "other.db") };

	arena_init(&other.arena, 0);
	kit_open(&other);
	kit_import(&other, "work", "zeta sum a1 a0");
	kit_import(&other, "home", "sum gamma beta");
	kit_import(&other, "home", "sum gamma beta alpha delta");
	kit_import(kit, "home", "alpha beta gamma delta sum");
	kit_practise(&other, "gamma", TODAY, 90);
	kit_practise(&other, "sum", TODAY, 10);
	for (int64_t day = TODAY; day < TODAY + 20; day++)
		assert_string_equal(of_day(kit, kit->store, "home", day),
				    of_day(kit, other.store, "home", day));
	kit_close(&other);
	arena_release(&other.arena);
}

/* Who never wants to be asked one gets the next instead, and no other day
 * changes. */
static void a_wish_shifts_nothing(void **state)
{
	struct kit *kit = *state;
	const char *before[40], *unwanted;
	int changed = 0;

	kit_import(kit, "home", many_ids(kit, 20));
	for (int i = 0; i < 40; i++)
		before[i] = of_day(kit, kit->store, "home", TODAY + i);
	unwanted = before[3];
	WELL(kit, store_want(kit->store, kit_row(kit, unwanted).key, -1,
			     &kit->err));
	WELL(kit, store_want(kit->store, kit_row(kit, before[5]).key, 1,
			     &kit->err));
	for (int i = 0; i < 40; i++) {
		const char *now = of_day(kit, kit->store, "home", TODAY + i);

		assert_string_not_equal(now, unwanted);
		if (strcmp(before[i], unwanted) == 0)
			changed++;
		else
			assert_string_equal(now, before[i]);
	}
	assert_int_equal(changed, 2);
}

static void no_bank_no_question(void **state)
{
	struct kit *kit = *state;

	assert_string_equal(of_day(kit, kit->store, "home", TODAY), "none");
	kit_import(kit, "home", "sum");
	assert_string_equal(of_day(kit, kit->store, "home", TODAY), "sum");
	assert_string_equal(of_day(kit, kit->store, "home", -1), "none");
	assert_string_equal(of_day(kit, kit->store, "work", TODAY), "none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(each_question_has_its_day),
		OPEN_TEST(everybody_gets_the_same),
		OPEN_TEST(a_wish_shifts_nothing),
		OPEN_TEST(no_bank_no_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
