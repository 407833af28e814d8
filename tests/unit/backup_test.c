/* backup_test.c - copies out, copies in, and what is never overwritten. */
#include "store_kit.h"

static const char *setting(struct kit *kit, const char *key)
{
	const char *value;

	WELL(kit, store_get(kit->store, &kit->arena, key, &value,
			    &kit->err));
	return value;
}

/* A store with goal = value, backed up to `to`. */
static void back_up(struct kit *kit, const char *value, const char *to)
{
	kit_open(kit);
	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	WELL(kit, store_set(kit->store, "goal", value, &kit->err));
	WELL(kit, store_backup(kit->store, to, &kit->err));
	kit_close(kit);
}

static void backup_and_restore_agree(void **state)
{
	struct kit *kit = *state;
	const char *copy = kit_beside(kit, "copy");
	struct stat file;

	back_up(kit, "old", copy);
	assert_int_equal(stat(copy, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	kit_open(kit);
	WELL(kit, store_set(kit->store, "goal", "new", &kit->err));
	kit_close(kit);
	WELL(kit, store_restore(kit->path, copy, &kit->err));
	kit_open(kit);
	assert_string_equal(setting(kit, "goal"), "old");
	assert_int_equal(kit_attempts(kit), 1);
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
	kit_close(kit);
	/* What was there is kept beside it. */
	kit->path = arena_printf(&kit->arena, "%s~", kit->path);
	kit_open(kit);
	assert_string_equal(setting(kit, "goal"), "new");
}

static void restore_reaches_an_open_terminal(void **state)
{
	struct kit *kit = *state;
	const char *copy = kit_beside(kit, "copy");

	back_up(kit, "old", copy);
	kit_open(kit);
	WELL(kit, store_set(kit->store, "goal", "new", &kit->err));
	WELL(kit, store_restore(kit->path, copy, &kit->err));
	assert_string_equal(setting(kit, "goal"), "old");
	WELL(kit, store_set(kit->store, "goal", "newest", &kit->err));
	kit_reopen(kit);
	assert_string_equal(setting(kit, "goal"), "newest");
}

static void restore_makes_what_is_missing(void **state)
{
	struct kit *kit = *state;
	const char *copy = kit_beside(kit, "copy");

	back_up(kit, "old", copy);
	kit->path = kit_beside(kit, "else/where.db");
	WELL(kit, store_restore(kit->path, copy, &kit->err));
	kit_open(kit);
	assert_string_equal(setting(kit, "goal"), "old");
}

static void backup_overwrites_nothing(void **state)
{
	struct kit *kit = *state;
	const char *copy = kit_beside(kit, "copy");

	back_up(kit, "old", copy);
	kit_open(kit);
	FAILS(kit, store_backup(kit->store, copy, &kit->err),
	      "is there already; ");
	FAILS(kit, store_backup(kit->store, kit->path, &kit->err),
	      "is there already; ");
	FAILS(kit, store_backup(kit->store, kit_beside(kit, "no/where"),
				&kit->err), "cannot be made: ");
	WELL(kit, store_restore(kit_beside(kit, "again"), copy, &kit->err));
}

static void overwrite_with(const char *path, long at, int byte, size_t count)
{
	FILE *file = fopen(path, "r+");

	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(fputc(byte, file), byte);
	assert_int_equal(fclose(file), 0);
}

static void restore_refuses_a_bad_source(void **state)
{
	struct kit *kit = *state;
	const char *copy = kit_beside(kit, "copy");
	const char *text = kit_beside(kit, "text");

	back_up(kit, "mine", copy);
	FAILS(kit, store_restore(kit->path, kit_beside(kit, "none"),
				 &kit->err), "cannot be opened; ");
	WELL(kit, file_write(text, STR("hello"), &kit->err));
	FAILS(kit, store_restore(kit->path, text, &kit->err),
	      "is not a database of rehearse; ");
	/* A page in the middle, gone. */
	overwrite_with(copy, 4096 * 3, 0xff, 4096);
	FAILS(kit, store_restore(kit->path, copy, &kit->err), "damaged");
	assert_false(file_exists(arena_printf(&kit->arena, "%s~",
					      kit->path)));
	kit_open(kit);
	assert_string_equal(setting(kit, "goal"), "mine");
}

static void restore_mends_a_damaged_file(void **state)
{
	struct kit *kit = *state;
	const char *copy = kit_beside(kit, "copy");

	back_up(kit, "old", copy);
	overwrite_with(kit->path, 0, 'x', 4096 * 2);
	WELL(kit, store_restore(kit->path, copy, &kit->err));
	kit_open(kit);
	assert_string_equal(setting(kit, "goal"), "old");
	assert_true(file_exists(arena_printf(&kit->arena, "%s~",
					     kit->path)));
}

static void restore_spares_a_stranger(void **state)
{
	struct kit *kit = *state;
	const char *copy = kit_beside(kit, "copy");
	const char *other = kit_beside(kit, "other");
	struct db db;
	int64_t count;

	back_up(kit, "old", copy);
	WELL(kit, db_open(&db, other, DB_WRITE, &kit->err));
	WELL(kit, db_run(&db, "CREATE TABLE diary (day TEXT)", NO_VALUES,
			 &kit->err));
	FAILS(kit, store_restore(other, copy, &kit->err),
	      "is not a database of rehearse; ");
	WELL(kit, db_get_number(&db, "SELECT count(*) FROM diary", NO_VALUES,
				&count, &kit->err));
	db_close(&db);
}

static void health_is_told(void **state)
{
	struct kit *kit = *state;
	struct store_health health;

	kit_open(kit);
	WELL(kit, store_health(kit->store, &kit->arena, &health, &kit->err));
	assert_int_equal(health.version, SCHEMA_VERSION);
	assert_string_equal(health.integrity, "ok");
	assert_true(health.bytes > 4096);
	assert_int_equal(strncmp(health.library, "3.", 2), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(backup_and_restore_agree),
		KIT_TEST(restore_reaches_an_open_terminal),
		KIT_TEST(restore_makes_what_is_missing),
		KIT_TEST(backup_overwrites_nothing),
		KIT_TEST(restore_refuses_a_bad_source),
		KIT_TEST(restore_mends_a_damaged_file),
		KIT_TEST(restore_spares_a_stranger),
		KIT_TEST(health_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
