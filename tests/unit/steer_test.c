/* steer_test.c - the state that what steers practice was made of. */
#include "store_kit.h"

static struct steering look(struct kit *kit)
{
	struct steering steering;

	WELL(kit, store_steering(kit->store, &kit->arena, &steering,
				 &kit->err));
	return steering;
}

static void the_state_follows_adverts_and_path(void **state)
{
	struct kit *kit = *state;
	struct advert advert = { .name = "a", .day = TODAY, .text = "Kafka" };
	struct strings none = { 0 };
	uint64_t states[6];
	bool changed;

	kit_open(kit);
	states[0] = look(kit).state;
	assert_false(look(kit).begun);
	assert_int_equal(look(kit).adverts, 0);
	assert_null(look(kit).made);
	WELL(kit, store_set(kit->store, "path", "there", &kit->err));
	assert_false(look(kit).begun);
	states[1] = look(kit).state;
	WELL(kit, store_set(kit->store, "path-start there", "2026-11-01",
			    &kit->err));
	assert_true(look(kit).begun);
	states[2] = look(kit).state;
	WELL(kit, store_tick(kit->store, "there", "one", TODAY, &changed,
			     &kit->err));
	states[3] = look(kit).state;
	WELL(kit, store_add_advert(kit->store, &advert, &changed, &kit->err));
	assert_int_equal(look(kit).adverts, 1);
	states[4] = look(kit).state;
	WELL(kit, store_set(kit->store, "path-start there", "2026-11-02",
			    &kit->err));
	states[5] = look(kit).state;
	for (size_t i = 0; i < 6; i++)
		for (size_t j = 0; j < i; j++)
			assert_true(states[i] != states[j]);
	WELL(kit, store_set(kit->store, "path-start there", "2026-11-01",
			    &kit->err));
	WELL(kit, store_set(kit->store, "goal", "3", &kit->err));
	assert_true(look(kit).state == states[4]);
	WELL(kit, store_untick(kit->store, "there", "one", &none, &changed,
			       &kit->err));
	assert_true(look(kit).state != states[4]);
}

static void what_was_made_is_kept(void **state)
{
	struct kit *kit = *state;
	uint64_t before;

	kit_open(kit);
	before = look(kit).state;
	WELL(kit, store_keep_steering(kit->store, "a\nb", &kit->err));
	assert_string_equal(look(kit).made, "a\nb");
	assert_true(look(kit).state == before);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)
	const struct CMUnitTest tests[] = {
		TEST(the_state_follows_adverts_and_path),
		TEST(what_was_made_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
