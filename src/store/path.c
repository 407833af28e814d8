/* path.c - what is done on a path, what shows it, and whom it was talked to.
 *
 * Which path is walked, and since when, are settings. What is done is kept by
 * ids of the path's file, so that a file may be edited: what it no longer
 * names is left alone, and comes back with it.
 */
#include "store/journey.h"
#include "store/parts.h"

/* ---- what is done ---- */

bool store_done(struct store *store, struct arena *arena, const char *path,
		struct done_row **rows, size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT item, day FROM path_done "
		      "WHERE path = ?1 ORDER BY day, item", VALUES(V(path)),
		      err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct done_row){
			db_copy(arena, &query, 0), db_number(&query, 1)
		};
	}
	return row == 0;
}

static bool tick(struct db *db, const char *path, const char *item,
		 int64_t day, struct error *err)
{
	return db_run(db, "INSERT OR IGNORE INTO path_done (path, item, day) "
		      "VALUES (?1, ?2, ?3)",
		      VALUES(V(path), V(item), V(day)), err);
}

bool store_tick(struct store *store, const char *path, const char *item,
		int64_t day, bool *changed, struct error *err)
{
	if (!tick(&store->db, path, item, day, err))
		return false;
	*changed = db_changes(&store->db) > 0;
	return true;
}

static bool untick(struct db *db, const char *path, const char *item,
		   const struct strings *instead, bool *changed,
		   struct error *err)
{
	int64_t day;
	bool ok = db_get_number(db, "SELECT day FROM path_done "
				"WHERE path = ?1 AND item = ?2",
				VALUES(V(path), V(item)), &day, err) &&
		  db_run(db, "DELETE FROM path_done "
			 "WHERE path = ?1 AND item = ?2",
			 VALUES(V(path), V(item)), err);

	*changed = ok && db_changes(db) > 0;
	for (size_t i = 0; ok && *changed && i < instead->count; i++)
		ok = tick(db, path, instead->list[i], day, err);
	return ok;
}

bool store_untick(struct store *store, const char *path, const char *item,
		  const struct strings *instead, bool *changed,
		  struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	if (!db_begin(db, err))
		return false;
	ok = untick(db, path, item, instead, changed, err);
	return db_end(db, ok, err) && ok;
}

/* ---- evidence ---- */

bool store_add_evidence(struct store *store, struct evidence_row *row,
			struct error *err)
{
	if (!db_run(&store->db, "INSERT INTO evidence (id, day, kind, item, "
		    "title, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		    VALUES(V(row->id), V(row->day), V(row->kind),
			   V(row->item), V(row->title), V(row->place)), err))
		return false;
	row->number = db_last_row(&store->db);
	return true;
}

bool store_evidence(struct store *store, struct arena *arena,
		    struct evidence_row **rows, size_t *count,
		    struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT number, id, day, kind, item, "
		      "title, place FROM evidence ORDER BY day, number",
		      NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct evidence_row){
			.number = db_number(&query, 0),
			.id = db_copy(arena, &query, 1),
			.day = db_number(&query, 2),
			.kind = db_copy(arena, &query, 3),
			.item = db_copy(arena, &query, 4),
			.title = db_copy(arena, &query, 5),
			.place = db_copy(arena, &query, 6),
		};
	}
	return row == 0;
}

bool store_remove_evidence(struct store *store, int64_t number, bool *found,
			   struct error *err)
{
	if (!db_run(&store->db, "DELETE FROM evidence WHERE number = ?1",
		    VALUES(V(number)), err))
		return false;
	*found = db_changes(&store->db) > 0;
	return true;
}

/* ---- contacts ---- */

static struct value day_or_null(int64_t day)
{
	return day ? V(day) : V((const char *)NULL);
}

bool store_add_contact(struct store *store, struct contact_row *row,
		       struct error *err)
{
	if (!db_run(&store->db, "INSERT INTO contact (id, day, name, place, "
		    "warm, next, next_day) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		    VALUES(V(row->id), V(row->day), V(row->name),
			   V(row->place), V((int)row->warm), V(row->next),
			   day_or_null(row->next_day)), err))
		return false;
	row->number = db_last_row(&store->db);
	return true;
}

bool store_change_contact(struct store *store, const struct contact_row *row,
			  struct error *err)
{
	return db_run(&store->db, "UPDATE contact SET name = ?2, place = ?3, "
		      "warm = ?4, next = ?5, next_day = ?6 WHERE number = ?1",
		      VALUES(V(row->number), V(row->name), V(row->place),
			     V((int)row->warm), V(row->next),
			     day_or_null(row->next_day)), err);
}

bool store_contacts(struct store *store, struct arena *arena,
		    struct contact_row **rows, size_t *count,
		    struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT number, id, day, name, "
		      "place, warm, next, next_day FROM contact "
		      "ORDER BY day, number", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct contact_row){
			.number = db_number(&query, 0),
			.id = db_copy(arena, &query, 1),
			.day = db_number(&query, 2),
			.name = db_copy(arena, &query, 3),
			.place = db_copy(arena, &query, 4),
			.warm = db_flag(&query, 5),
			.next = db_copy(arena, &query, 6),
			.next_day = db_number(&query, 7),
		};
	}
	return row == 0;
}

bool store_remove_contact(struct store *store, int64_t number, bool *found,
			  struct error *err)
{
	if (!db_run(&store->db, "DELETE FROM contact WHERE number = ?1",
		    VALUES(V(number)), err))
		return false;
	*found = db_changes(&store->db) > 0;
	return true;
}

/* ---- what was done ---- */

bool store_is_strong(struct store *store, const char *question, bool *strong,
		     struct error *err)
{
	int64_t count;

	/* The other columns beside max(number) are of that row. */
	if (!db_get_number(&store->db, "SELECT count(*) FROM ("
			   "SELECT a.grade, a.flags, max(a.number) "
			   "FROM question q JOIN attempt a "
			   "ON a.question = q.key WHERE q.id = ?1 "
			   "AND a.parent IS NULL AND a.model_seen = 0) "
			   "WHERE grade = 'strong' AND flags & ?2 = 0",
			   VALUES(V(question), V((int)FLAG_MODEL)), &count,
			   err))
		return false;
	*strong = count > 0;
	return true;
}

bool store_count_adverts(struct store *store, int64_t *count,
			 struct error *err)
{
	return db_get_number(&store->db, "SELECT count(*) FROM advert",
			     NO_VALUES, count, err);
}

bool store_path_counts(struct store *store, int64_t from, int64_t to,
		       struct path_counts *counts, struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	*counts = (struct path_counts){ 0 };
	if (!db_begin_read(db, err))
		return false;
	ok = db_get_number(db, "SELECT sum(firsts) FROM day "
			   "WHERE day >= ?1 AND day < ?2",
			   VALUES(V(from), V(to)), &counts->answers, err) &&
		db_get_number(db, "SELECT count(*) FROM contact "
			      "WHERE day >= ?1 AND day < ?2",
			      VALUES(V(from), V(to)), &counts->contacts,
			      err);
	return db_end(db, ok, err) && ok;
}
