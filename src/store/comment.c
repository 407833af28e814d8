/* comment.c - what people or models said of an attempt or a session.
 *
 * Kept by the UUID of what is commented on, as text from outside: cut here,
 * made safe where it is shown. One that was read twice is kept once.
 */
#include "store/parts.h"

enum { AUTHOR_MAX = 200 };		/* bytes */

/* A copy that is cut at a whole character where it is longer than max. */
static const char *cut(struct arena *arena, const char *string, size_t max)
{
	struct text text;
	const char *copy;

	text_init(&text, max);
	text_add(&text, string);
	copy = text_dup(arena, &text);
	text_release(&text);
	return copy;
}

bool store_add_comment(struct store *store, const struct comment *comment,
		       bool *known, struct error *err)
{
	struct arena arena;
	bool ok;

	arena_init(&arena, 0);
	ok = db_run(&store->db, "INSERT OR IGNORE INTO comment (id, attempt, "
		    "at, author, model, text, seen) "
		    "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 "
		    "WHERE EXISTS (SELECT 1 FROM attempt WHERE id = ?2) "
		    "OR EXISTS (SELECT 1 FROM session WHERE id = ?2)",
		    VALUES(V(comment->id), V(comment->attempt),
			   V(comment->at),
			   V(cut(&arena, comment->author, AUTHOR_MAX)),
			   V(comment->model ? 1 : 0),
			   V(cut(&arena, comment->text, COMMENT_MAX)),
			   V(comment->seen ? 1 : 0)), err);
	arena_release(&arena);
	*known = ok && db_changes(&store->db) == 0;
	return ok;
}

/* ---- reading ---- */

#define COMMENTS "SELECT c.id, c.attempt, c.at, c.author, c.model, c.text, " \
	"c.seen, a.number, " QUESTION_NAME "FROM comment c " \
	"LEFT JOIN attempt a ON a.id = c.attempt " \
	"LEFT JOIN question q ON q.key = a.question "

static bool read_comments(struct db *db, struct arena *arena, const char *sql,
			  struct values values, struct comment **comments,
			  size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*comments = NULL;
	*count = 0;
	if (!db_query(db, &query, sql, values, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*comments = arena_grow(arena, *comments, *count, &cap,
				       sizeof(**comments));
		(*comments)[(*count)++] = (struct comment){
			.id = db_copy(arena, &query, 0),
			.attempt = db_copy(arena, &query, 1),
			.at = db_number(&query, 2),
			.author = db_copy(arena, &query, 3),
			.model = db_flag(&query, 4),
			.text = db_copy(arena, &query, 5),
			.seen = db_flag(&query, 6),
			.number = db_number(&query, 7),
			.question = db_is_null(&query, 7)
				? NULL : db_copy(arena, &query, 8),
		};
	}
	return row == 0;
}

bool store_comments(struct store *store, struct arena *arena,
		    const char *attempt, struct comment **comments,
		    size_t *count, struct error *err)
{
	return read_comments(&store->db, arena, attempt
			     ? COMMENTS "WHERE c.attempt = ?1 "
			       "ORDER BY c.at, c.number"
			     : COMMENTS "WHERE c.seen = 0 AND ?1 IS NULL "
			       "ORDER BY c.at, c.number",
			     VALUES(V(attempt)), comments, count, err);
}

bool store_latest_comments(struct store *store, struct arena *arena,
			   size_t most, struct comment **comments,
			   size_t *count, struct error *err)
{
	return read_comments(&store->db, arena, COMMENTS
			     "WHERE c.number IN (SELECT number FROM comment "
			     "ORDER BY number DESC LIMIT ?1) "
			     "ORDER BY c.at, c.number",
			     VALUES(V((int64_t)most)), comments, count, err);
}

bool store_any_comments(struct store *store, bool *any, struct error *err)
{
	int64_t found;
	bool ok = db_get_number(&store->db, "SELECT EXISTS (SELECT 1 "
				"FROM comment)", NO_VALUES, &found, err);

	*any = ok && found != 0;
	return ok;
}

bool store_comments_seen(struct store *store, struct error *err)
{
	return db_run(&store->db, "UPDATE comment SET seen = 1 "
		      "WHERE seen = 0", NO_VALUES, err);
}
