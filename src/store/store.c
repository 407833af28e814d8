/* store.c - opens and closes the file; the settings in it.
 *
 * Opening is what every start pays for, so it reads two numbers of the first
 * page and writes nothing; see schema.c.
 */
#include "store/parts.h"
#include "store/schema.h"

#include <stdlib.h>

enum { READ_PATIENCE_MS = 50 };		/* nobody waits for a prompt */

static struct store *handle_open(void)
{
	struct store *new = calloc(1, sizeof(*new));

	if (!new)
		die("out of memory");
	return new;
}

bool store_open(const char *path, struct store **store, struct error *err)
{
	struct store *new = handle_open();

	*store = NULL;
	if (!db_open(&new->db, path, DB_WRITE, err) ||
	    !schema_prepare(&new->db, path, schema_steps, SCHEMA_VERSION,
			    err)) {
		store_close(new);
		return false;
	}
	*store = new;
	return true;
}

static bool is_current(struct db *db, struct error *err)
{
	int version;

	return schema_check(db, SCHEMA_VERSION, err) &&
		schema_version(db, &version, err) &&
		(version == SCHEMA_VERSION ||
		 error_set(err, "%s is of an older version", db->path));
}

bool store_open_to_read(const char *path, struct store **store, bool *unready,
			struct error *err)
{
	struct store *new = handle_open();

	*store = NULL;
	*unready = true;
	if (db_open(&new->db, path, DB_READ, err)) {
		db_patience(&new->db, READ_PATIENCE_MS);
		/* Once begun, all that is asked costs one lock. */
		if (db_begin_read(&new->db, err) &&
		    is_current(&new->db, err)) {
			*store = new;
			return true;
		}
		*unready = !new->db.locked;
	}
	store_close(new);
	return false;
}

bool store_hold(struct store *store, struct error *err)
{
	if (store->held == 0 && !db_begin_read(&store->db, err))
		return false;
	store->held++;
	return true;
}

void store_let_go(struct store *store)
{
	struct error ignored;
	bool kept;

	if (--store->held > 0)
		return;
	kept = db_end(&store->db, false, &ignored);
	(void)kept;			/* nothing was written */
}

void store_close(struct store *store)
{
	if (!store)
		return;
	db_close(&store->db);
	free(store);
}

bool store_get(struct store *store, struct arena *arena, const char *key,
	       const char **value, struct error *err)
{
	struct query query;
	int row;

	*value = NULL;
	if (!db_query(&store->db, &query,
		      "SELECT value FROM setting WHERE key = ?1",
		      VALUES(V(key)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		*value = db_copy(arena, &query, 0);
	db_done(&query);
	return row >= 0;
}

bool store_get_each(struct store *store, struct arena *arena,
		    const char *const *keys, const char **values,
		    size_t count, struct error *err)
{
	struct query query;
	int row;

	for (size_t i = 0; i < count; i++)
		values[i] = NULL;
	if (!db_query(&store->db, &query, "SELECT key, value FROM setting",
		      NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		for (size_t i = 0; i < count; i++)
			if (str_is(str_of(db_text(&query, 0)), keys[i]))
				values[i] = db_copy(arena, &query, 1);
	return row == 0;
}

bool store_set(struct store *store, const char *key, const char *value,
	       struct error *err)
{
	if (!value)
		return db_run(&store->db, "DELETE FROM setting WHERE key = ?1",
			      VALUES(V(key)), err);
	return db_run(&store->db, "INSERT OR REPLACE INTO setting "
		      "(key, value) VALUES (?1, ?2)",
		      VALUES(V(key), V(value)), err);
}

int64_t store_mix(uint64_t number)
{
	number += UINT64_C(0x9e3779b97f4a7c15);
	number ^= number >> 30;
	number *= UINT64_C(0xbf58476d1ce4e5b9);
	number ^= number >> 27;
	number *= UINT64_C(0x94d049bb133111eb);
	number ^= number >> 31;
	return (int64_t)number;
}

uint64_t store_card_seed(const char *bank, const char *question)
{
	uint64_t hash = text_hash(TEXT_HASH, str_of(bank));

	hash = text_hash(hash, STR(":"));
	return text_hash(hash, str_of(question));
}

int64_t store_dice(const char *bank, const char *id)
{
	return store_mix(store_card_seed(bank, id));
}
