/* session.c - sessions: a sitting of several questions, as it was meant.
 *
 * A session says what was begun, when and how many questions were chosen; its
 * answers carry its number. It is written in the transaction of its first
 * answer, for a session that was left before one is none, and a start costs
 * no write. One that was killed has no end.
 */
#include "store/parts.h"

bool session_insert(struct db *db, const struct session_row *row,
		    int64_t *number, struct error *err)
{
	if (!db_run(db, "INSERT INTO session (id, kind, at, offset, day, "
		    "minutes, questions, seconds) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)",
		    VALUES(V(row->id), V(row->kind), V(row->at.utc),
			   V(row->at.offset), V(row->day), V(row->minutes),
			   V(row->questions)), err))
		return false;
	*number = db_last_row(db);
	return true;
}

bool session_drop_empty(struct db *db, int64_t number, struct error *err)
{
	return db_run(db, "DELETE FROM session WHERE number = ?1 "
		      "AND NOT EXISTS (SELECT 1 FROM attempt "
		      "WHERE session = ?1)", VALUES(V(number)), err);
}

static bool end_session(struct db *db, int64_t number, int seconds,
			struct error *err)
{
	return db_run(db, "UPDATE session SET seconds = ?2 WHERE number = ?1",
		      VALUES(V(number), V(seconds)), err);
}

bool store_end_session_told(struct store *store, int64_t number, int seconds,
			    const struct outbox_row *tells, struct error *err)
{
	struct db *db = &store->db;

	if (!tells)
		return end_session(db, number, seconds, err);
	return db_begin(db, err) &&
		db_end(db, end_session(db, number, seconds, err) &&
		       outbox_insert(db, tells, err), err);
}

bool store_end_session(struct store *store, int64_t number, int seconds,
		       struct error *err)
{
	return store_end_session_told(store, number, seconds, NULL, err);
}

bool store_sessions(struct store *store, struct arena *arena, size_t most,
		    struct session_row **rows, size_t *count,
		    struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT number, id, kind, at, "
		      "offset, day, minutes, questions, seconds FROM session "
		      "ORDER BY at DESC, number DESC LIMIT ?1",
		      VALUES(V((int64_t)most)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct session_row){
			.number = db_number(&query, 0),
			.id = db_copy(arena, &query, 1),
			.kind = db_copy(arena, &query, 2),
			.at = { db_number(&query, 3), db_int(&query, 4) },
			.day = db_number(&query, 5),
			.minutes = db_int(&query, 6),
			.questions = db_int(&query, 7),
			.seconds = db_is_null(&query, 8) ? -1
							 : db_int(&query, 8),
		};
	}
	return row == 0;
}
