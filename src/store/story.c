/* story.c - the stories that a learner keeps for behavioural questions.
 *
 * Only these functions and a merge read them: they are in no export and in
 * nothing that a service is told. A title names one story, so that two that
 * were meant as one do not lie side by side.
 */
#include "store/journey.h"
#include "store/parts.h"

/* Is the title that of another story? */
static bool title_is_taken(struct db *db, const struct story_row *row,
			   bool *taken, struct error *err)
{
	int64_t found;

	if (!db_get_number(db, "SELECT number FROM story WHERE title = ?1 "
			   "AND number <> ?2",
			   VALUES(V(row->title), V(row->number)), &found, err))
		return false;
	*taken = found != 0;
	return true;
}

bool store_keep_story(struct store *store, struct story_row *row, bool *taken,
		      struct error *err)
{
	struct db *db = &store->db;
	bool ok, is_new = row->number == 0;

	if (!db_begin(db, err))
		return false;
	ok = title_is_taken(db, row, taken, err);
	if (ok && !*taken && is_new)
		ok = db_run(db, "INSERT INTO story (id, day, title, text) "
			    "VALUES (?1, ?2, ?3, ?4)",
			    VALUES(V(row->id), V(row->day), V(row->title),
				   V(row->text)), err);
	else if (ok && !*taken)
		ok = db_run(db, "UPDATE story SET day = ?2, title = ?3, "
			    "text = ?4 WHERE number = ?1",
			    VALUES(V(row->number), V(row->day),
				   V(row->title), V(row->text)), err);
	if (ok && !*taken && is_new)
		row->number = db_last_row(db);
	return db_end(db, ok, err) && ok;
}

bool store_stories(struct store *store, struct arena *arena,
		   struct story_row **rows, size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT number, id, day, title, "
		      "text FROM story ORDER BY number", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct story_row){
			.number = db_number(&query, 0),
			.id = db_copy(arena, &query, 1),
			.day = db_number(&query, 2),
			.title = db_copy(arena, &query, 3),
			.text = db_copy(arena, &query, 4),
		};
	}
	return row == 0;
}

bool store_story_count(struct store *store, int64_t *count, struct error *err)
{
	return db_get_number(&store->db, "SELECT count(*) FROM story",
			     NO_VALUES, count, err);
}

bool store_remove_story(struct store *store, int64_t number, bool *found,
			struct error *err)
{
	if (!db_run(&store->db, "DELETE FROM story WHERE number = ?1",
		    VALUES(V(number)), err))
		return false;
	*found = db_changes(&store->db) > 0;
	return true;
}
