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
	struct kit other = *kit;

	other.path = kit_beside(kit, "other.db");
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
		OPEN_TEST(no_bank_no_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
