/* draft.c - half-typed answers that survive a kill: one a question.
 *
 * Written at every line of an answer, so it is one small statement, which
 * SQLite makes a transaction of its own. A replaced row gets a new number,
 * above all others: the highest is the one saved last.
 */
#include "store/parts.h"

enum { TYPING_MS = 100 };	/* a lock elsewhere must not stop the typing;
				   the next line saves the draft again */

bool store_save_draft(struct store *store, const struct draft *draft,
		      struct error *err)
{
	bool ok;

	db_patience(&store->db, TYPING_MS);
	ok = db_run(&store->db, "INSERT OR REPLACE INTO draft (bank, "
		    "question, text, at, offset, hints, model_seen, parent, "
		    "asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		    VALUES(V(draft->bank), V(draft->question), V(draft->text),
			   V(draft->at.utc), V(draft->at.offset),
			   V(draft->hints), V(draft->model_seen ? 1 : 0),
			   V(draft->parent), V(draft->asked)),
		    err);
	db_patience(&store->db, DB_PATIENCE_MS);
	return ok;
}

#define DRAFT_COLUMNS "bank, question, text, at, offset, hints, " \
	"model_seen, parent, asked "

static bool read_draft(struct db *db, struct arena *arena, const char *sql,
		       struct values values, struct draft *draft, bool *found,
		       struct error *err)
{
	struct query query;
	int row;

	*draft = (struct draft){ .bank = NULL };
	*found = false;
	if (!db_query(db, &query, sql, values, err))
		return false;
	row = db_next(&query, err);
	if (row > 0) {
		*found = true;
		draft->bank = db_copy(arena, &query, 0);
		draft->question = db_copy(arena, &query, 1);
		draft->text = db_copy(arena, &query, 2);
		draft->at.utc = db_number(&query, 3);
		draft->at.offset = db_int(&query, 4);
		draft->hints = db_int(&query, 5);
		draft->model_seen = db_flag(&query, 6);
		draft->parent = db_number(&query, 7);
		draft->asked = db_copy(arena, &query, 8);
	}
	db_done(&query);
	return row >= 0;
}

bool store_draft(struct store *store, struct arena *arena, const char *bank,
		 const char *question, struct draft *draft, bool *found,
		 struct error *err)
{
	return read_draft(&store->db, arena, "SELECT " DRAFT_COLUMNS
			  "FROM draft WHERE bank = ?1 AND question = ?2",
			  VALUES(V(bank), V(question)), draft, found, err);
}

bool store_newest_draft(struct store *store, struct arena *arena,
			struct draft *draft, bool *found, struct error *err)
{
	return read_draft(&store->db, arena, "SELECT " DRAFT_COLUMNS
			  "FROM draft ORDER BY number DESC LIMIT 1", NO_VALUES,
			  draft, found, err);
}

bool store_clear_draft(struct store *store, const char *bank,
		       const char *question, struct error *err)
{
	return db_run(&store->db, "DELETE FROM draft WHERE bank = ?1 "
		      "AND question = ?2", VALUES(V(bank), V(question)), err);
}
