/* note.c - what the learner says about questions: notes, and what is wanted.
 *
 * A note hangs on bank and id, as text, so that it outlives a bank that is
 * removed and comes back. A wish is a column of the question, for picking
 * looks at it: what is never wanted leaves picking's indexes and the sums of
 * what is due.
 */
#include "store/parts.h"

bool store_add_note(struct store *store, const struct note_row *note,
		    struct error *err)
{
	return db_run(&store->db, "INSERT INTO note (bank, question, at, text) "
		      "VALUES (?1, ?2, ?3, ?4)",
		      VALUES(V(note->bank), V(note->question), V(note->at),
			     V(note->text)), err);
}

bool store_notes(struct store *store, struct arena *arena, const char *bank,
		 const char *question, struct note_row **notes, size_t *count,
		 struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*notes = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, bank
		      ? "SELECT bank, question, at, text FROM note "
			"WHERE bank = ?1 AND question = ?2 ORDER BY number"
		      : "SELECT bank, question, at, text FROM note "
			"WHERE ?1 IS NULL AND ?2 IS NULL "
			"ORDER BY bank, question, number",
		      VALUES(V(bank), V(question)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*notes = arena_grow(arena, *notes, *count, &cap,
				    sizeof(**notes));
		(*notes)[(*count)++] = (struct note_row){
			.bank = db_copy(arena, &query, 0),
			.question = db_copy(arena, &query, 1),
			.at = db_number(&query, 2),
			.text = db_copy(arena, &query, 3),
		};
	}
	return row == 0;
}

bool store_remove_note(struct store *store, const char *bank,
		       const char *question, int64_t place, bool *removed,
		       struct error *err)
{
	bool ok = place > 0 &&
		db_run(&store->db, "DELETE FROM note WHERE number = "
		       "(SELECT number FROM note WHERE bank = ?1 "
		       "AND question = ?2 ORDER BY number "
		       "LIMIT 1 OFFSET ?3 - 1)",
		       VALUES(V(bank), V(question), V(place)), err);

	*removed = ok && db_changes(&store->db) > 0;
	return ok || place <= 0;
}

bool store_want(struct store *store, int64_t key, int wanted,
		struct error *err)
{
	struct db *db = &store->db;

	return db_begin(db, err) &&
		db_end(db, due_add(db, key, -1, err) &&
		       db_run(db, "UPDATE question SET wanted = ?2 "
			      "WHERE key = ?1", VALUES(V(key), V(wanted)),
			      err) &&
		       due_add(db, key, 1, err), err);
}
