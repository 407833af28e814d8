/* pause.c - holidays: days that the streak steps over.
 *
 * A row is a holiday as it was asked for. Rows may overlap, asked for twice or
 * joined in from another machine; whoever reads them sees those that overlap
 * as one, and takes them away as one.
 */
#include "store/parts.h"

bool pauses_read(struct db *db, struct arena *arena, struct pause **pauses,
		 size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*pauses = NULL;
	*count = 0;
	if (!db_query(db, &query, "SELECT first_day, last_day "
		      "FROM pause WHERE first_day <= last_day "
		      "ORDER BY first_day", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		struct pause next = { db_number(&query, 0),
				      db_number(&query, 1) };
		struct pause *before = *count ? &(*pauses)[*count - 1] : NULL;

		if (before && next.first <= before->last) {
			if (before->last < next.last)
				before->last = next.last;
			continue;
		}
		*pauses = arena_grow(arena, *pauses, *count, &cap,
				     sizeof(**pauses));
		(*pauses)[(*count)++] = next;
	}
	return row == 0;
}

bool store_pauses(struct store *store, struct arena *arena,
		  struct pause **pauses, size_t *count, struct error *err)
{
	return pauses_read(&store->db, arena, pauses, count, err);
}

bool pause_add(struct db *db, const struct pause *pause, struct error *err)
{
	return streak_forget(db, INT64_MIN, err) &&
		db_run(db, "INSERT INTO pause (first_day, last_day) "
		       "VALUES (?1, ?2) ON CONFLICT (first_day) DO UPDATE "
		       "SET last_day = max(last_day, excluded.last_day)",
		       VALUES(V(pause->first), V(pause->last)), err);
}

bool store_pause(struct store *store, const struct pause *pause,
		 struct error *err)
{
	return db_begin(&store->db, err) &&
		db_end(&store->db, pause_add(&store->db, pause, err), err);
}

static bool take_away(struct db *db, const struct pause *pause,
		      struct error *err)
{
	return streak_forget(db, INT64_MIN, err) &&
		db_run(db, "DELETE FROM pause WHERE first_day BETWEEN ?1 "
		       "AND ?2", VALUES(V(pause->first), V(pause->last)),
		       err);
}

static bool find(struct store *store, int64_t first, struct pause *found,
		 bool *is_there, struct error *err)
{
	struct arena arena;
	struct pause *pauses;
	size_t count;
	bool ok;

	arena_init(&arena, 0);
	ok = store_pauses(store, &arena, &pauses, &count, err);
	*is_there = false;
	for (size_t i = 0; ok && !*is_there && i < count; i++) {
		*found = pauses[i];
		*is_there = pauses[i].first == first;
	}
	arena_release(&arena);
	return ok;
}

bool store_unpause(struct store *store, int64_t first, struct pause *ended,
		   bool *found, struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	*found = false;
	if (!db_begin(db, err))
		return false;
	ok = find(store, first, ended, found, err) &&
		(!*found || take_away(db, ended, err));
	return db_end(db, ok, err);
}
