/* schema_test.c - whose file it is, and how it comes to its tables.
 *
 * A file made today has the same tables as every old dump in tests/schema
 * after its upgrade. Strangers' files are refused and left as they were.
 */
#include "store_kit.h"

enum { DUMP_MAX = 1 << 20 };

static void spill(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(bytes, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* The bytes of a file. */
static struct str bytes_of(struct kit *kit, const char *path)
{
	struct str bytes;

	WELL(kit, file_read(&kit->arena, path, DUMP_MAX, &bytes, &kit->err));
	return bytes;
}

/* Runs statements that end in ";\n". */
static void run_script(struct kit *kit, const char *path, struct str script)
{
	struct db db;
	const char *at = script.s, *end;

	WELL(kit, db_open(&db, path, DB_WRITE, &kit->err));
	for (; (end = strstr(at, ";\n")); at = end + 2)
		WELL(kit, db_run(&db, arena_copy(&kit->arena, at,
						 (size_t)(end - at)),
				 NO_VALUES, &kit->err));
	db_close(&db);
}

/* Every CREATE of the file, in order of name. */
static const char *tables_of(struct kit *kit, const char *path)
{
	struct query query;
	struct text text;
	struct db db;
	const char *tables;
	int row;

	text_init(&text, DUMP_MAX);
	WELL(kit, db_open(&db, path, DB_READ, &kit->err));
	WELL(kit, db_query(&db, &query, "SELECT name, sql FROM sqlite_schema "
			   "ORDER BY name", NO_VALUES, &kit->err));
	while ((row = db_next(&query, &kit->err)) > 0) {
		const char *sql = db_text(&query, 1);

		text_addf(&text, "%s: %s\n", db_text(&query, 0),
			  sql ? sql : "");
	}
	assert_int_equal(row, 0);
	db_close(&db);
	tables = text_dup(&kit->arena, &text);
	text_release(&text);
	return tables;
}

static void makes_file_and_folder_private(void **state)
{
	struct kit *kit = *state;
	struct stat file, folder;
	mode_t mask = umask(0);

	kit_open(kit);
	umask(mask);
	assert_int_equal(stat(kit->path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_int_equal(stat(kit_beside(kit, "deep"), &folder), 0);
	assert_int_equal(folder.st_mode & 0777, 0700);
}

static void opening_again_writes_nothing(void **state)
{
	struct kit *kit = *state;
	struct str before, after;

	kit_open(kit);
	kit_close(kit);
	before = bytes_of(kit, kit->path);
	kit_open(kit);
	kit_close(kit);
	after = bytes_of(kit, kit->path);
	assert_true(before.len > 0 && str_equal(before, after));
}

static void two_may_have_it_open(void **state)
{
	struct kit *kit = *state;
	struct store *other;
	const char *value;

	kit_open(kit);
	WELL(kit, store_open(kit->path, &other, &kit->err));
	WELL(kit, store_set(kit->store, "rollover", "5", &kit->err));
	WELL(kit, store_get(other, &kit->arena, "rollover", &value,
			    &kit->err));
	store_close(other);
	assert_string_equal(value, "5");
}

static void refuses_what_is_no_database(void **state)
{
	static const char *const contents[] = {
		"xy", "Dear diary,\n", "SQLite format 3",
	};
	struct kit *kit = *state;
	const char *path = kit_beside(kit, "notes");

	for (size_t i = 0; i < 3; i++) {
		spill(path, contents[i]);
		FAILS(kit, store_open(path, &kit->store, &kit->err),
		      "is not a database of rehearse; ");
		assert_null(kit->store);
		assert_true(str_is(bytes_of(kit, path), contents[i]));
	}
}

static void refuses_a_strangers_tables(void **state)
{
	struct kit *kit = *state;
	const char *path = kit_beside(kit, "stranger");
	struct str before;

	run_script(kit, path, STR("CREATE TABLE diary (day TEXT);\n"));
	before = bytes_of(kit, path);
	FAILS(kit, store_open(path, &kit->store, &kit->err),
	      "is not a database of rehearse; ");
	assert_true(str_equal(before, bytes_of(kit, path)));
}

static void refuses_a_strangers_mark(void **state)
{
	struct kit *kit = *state;
	const char *path = kit_beside(kit, "marked");

	run_script(kit, path, STR("PRAGMA application_id = 7;\n"));
	FAILS(kit, store_open(path, &kit->store, &kit->err),
	      "is not a database of rehearse; ");
	path = kit_beside(kit, "versioned");
	run_script(kit, path, STR("PRAGMA user_version = 1;\n"));
	FAILS(kit, store_open(path, &kit->store, &kit->err),
	      "is not a database of rehearse; ");
}

static void refuses_a_newer_version(void **state)
{
	struct kit *kit = *state;

	kit_open(kit);
	kit_close(kit);
	run_script(kit, kit->path, STR("PRAGMA user_version = 99;\n"));
	FAILS(kit, store_open(kit->path, &kit->store, &kit->err),
	      "newer rehearse (its version is 99");
}

static void refuses_a_folder_and_a_locked_one(void **state)
{
	struct kit *kit = *state;

	FAILS(kit, store_open(kit->folder, &kit->store, &kit->err),
	      "is a folder; ");
	kit_open(kit);
	kit_close(kit);
	assert_int_equal(chmod(kit->path, 0400), 0);
	/* Root may write everywhere. */
	if (geteuid() != 0)
		FAILS(kit, store_open(kit->path, &kit->store, &kit->err),
		      "cannot be written; ");
}

/* An old file, upgraded, has the tables of a new one and its own rows. */
static void dumps_upgrade_to_the_same_tables(void **state)
{
	struct kit *kit = *state;
	const char *tables;
	int version;

	kit_open(kit);
	kit_close(kit);
	tables = tables_of(kit, kit->path);
	for (version = 1; version <= SCHEMA_VERSION; version++) {
		const char *dump = arena_printf(&kit->arena,
						"tests/schema/v%d.sql",
						version);

		kit->path = arena_printf(&kit->arena, "%s/v%d.db",
					 kit->folder, version);
		run_script(kit, kit->path, bytes_of(kit, dump));
		kit_open(kit);
		assert_int_equal(kit_attempts(kit), 2);
		assert_int_equal(kit_due(kit, TODAY + 100), 1);
		kit_close(kit);
		assert_string_equal(tables_of(kit, kit->path), tables);
	}
}

/* ---- steps that are not released yet ---- */

static const char *const good_step[] = {
	"ALTER TABLE bank ADD COLUMN colour TEXT",
	"INSERT INTO setting (key, value) VALUES ('colour', 'blue')",
	NULL,
};
static const char *const bad_step[] = {
	"INSERT INTO setting (key, value) VALUES ('colour', 'blue')",
	"INSERT INTO nowhere (key) VALUES ('x')",
	NULL,
};

static bool upgrade(struct kit *kit, const char *const *step)
{
	const char *const *steps[SCHEMA_VERSION + 1];
	struct db db;
	bool ok;

	memcpy(steps, schema_steps, sizeof(schema_steps));
	steps[SCHEMA_VERSION] = step;
	WELL(kit, db_open(&db, kit->path, DB_WRITE, &kit->err));
	ok = schema_prepare(&db, kit->path, steps, SCHEMA_VERSION + 1,
			    &kit->err);
	db_close(&db);
	return ok;
}

static void an_upgrade_keeps_a_copy(void **state)
{
	struct kit *kit = *state;
	const char *copy = arena_printf(&kit->arena, "%s.v%d", kit->path,
					SCHEMA_VERSION);
	const char *value;
	struct stat file;

	kit_open(kit);
	WELL(kit, store_set(kit->store, "goal", "3", &kit->err));
	kit_close(kit);
	WELL(kit, upgrade(kit, good_step));
	assert_int_equal(stat(copy, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	/* The upgraded one is now too new, the copy is not. */
	FAILS(kit, store_open(kit->path, &kit->store, &kit->err), "newer");
	WELL(kit, store_open(copy, &kit->store, &kit->err));
	WELL(kit, store_get(kit->store, &kit->arena, "goal", &value,
			    &kit->err));
	assert_string_equal(value, "3");
}

static void a_step_that_fails_leaves_the_old_version(void **state)
{
	struct kit *kit = *state;
	const char *value;

	kit_open(kit);
	kit_close(kit);
	FAILS(kit, upgrade(kit, bad_step), "nowhere");
	kit_open(kit);
	WELL(kit, store_get(kit->store, &kit->arena, "colour", &value,
			    &kit->err));
	assert_null(value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(makes_file_and_folder_private),
		KIT_TEST(opening_again_writes_nothing),
		KIT_TEST(two_may_have_it_open),
		KIT_TEST(refuses_what_is_no_database),
		KIT_TEST(refuses_a_strangers_tables),
		KIT_TEST(refuses_a_strangers_mark),
		KIT_TEST(refuses_a_newer_version),
		KIT_TEST(refuses_a_folder_and_a_locked_one),
		KIT_TEST(dumps_upgrade_to_the_same_tables),
		KIT_TEST(an_upgrade_keeps_a_copy),
		KIT_TEST(a_step_that_fails_leaves_the_old_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
