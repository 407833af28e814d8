/* audit.c - ratings that the learner gave, and the marks to hold them against.
 *
 * Ratings are only added: how one's own judgement changed is part of it. Of
 * the marks of a skill the newest first one of each question is taken, so that
 * what was once not known does not weigh for ever; one for which the model
 * answer was looked at beforehand says nothing.
 */
#include "store/parts.h"

bool store_add_rating(struct store *store, struct rating_row *row,
		      struct error *err)
{
	if (!db_run(&store->db, "INSERT INTO audit (id, path, skill, day, "
		    "rating, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		    VALUES(V(row->id), V(row->path), V(row->skill),
			   V(row->day), V(row->rating), V(row->evidence)),
		    err))
		return false;
	row->number = db_last_row(&store->db);
	return true;
}

bool store_rating_evidence(struct store *store, int64_t number,
			   const char *evidence, struct error *err)
{
	return db_run(&store->db, "UPDATE audit SET evidence = ?2 "
		      "WHERE number = ?1", VALUES(V(number), V(evidence)),
		      err);
}

bool store_ratings(struct store *store, struct arena *arena, const char *path,
		   struct rating_row **rows, size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT number, id, path, skill, "
		      "day, rating, evidence FROM audit WHERE path = ?1 "
		      "ORDER BY day, number", VALUES(V(path)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct rating_row){
			.number = db_number(&query, 0),
			.id = db_copy(arena, &query, 1),
			.path = db_copy(arena, &query, 2),
			.skill = db_copy(arena, &query, 3),
			.day = db_number(&query, 4),
			.rating = db_int(&query, 5),
			.evidence = db_copy(arena, &query, 6),
		};
	}
	return row == 0;
}

bool store_skill_marks(struct store *store, const char *skill,
		       struct skill_marks *marks, struct error *err)
{
	struct query query;
	int row;

	*marks = (struct skill_marks){ 0 };
	/* The score beside max(number) is of that row: so SQLite has it. */
	if (!db_query(&store->db, &query, "SELECT count(*), total(score), "
		      "total(score * score) FROM (SELECT score, max(number) "
		      "FROM attempt WHERE skill = ?1 AND parent IS NULL "
		      "AND model_seen = 0 GROUP BY question)",
		      VALUES(V(skill)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0) {
		marks->count = db_number(&query, 0);
		marks->sum = db_real(&query, 1);
		marks->squares = db_real(&query, 2);
	}
	db_done(&query);
	return row >= 0;
}
