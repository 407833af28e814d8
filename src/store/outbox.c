/* outbox.c - what is to be told, until the service has confirmed it.
 *
 * A row is written in the transaction of what it tells and is delivered only
 * when the courier says so: a kill at any moment leaves it queued, and it is
 * sent again, the same bytes under the same id. A try is counted before it is
 * made, so that it is known of every row whether a service may hold it. Most
 * rows are delivered, and stay: what asks for others says so as the indexes
 * have it (outbox_next, outbox_kept), or all would be gone through.
 */
#include "store/parts.h"

#define KEPT "state IN ('aside', 'withheld') AND "

enum { LIST_BATCH = 64 };		/* rows read under one lock */

bool outbox_insert(struct db *db, const struct outbox_row *row,
		   struct error *err)
{
	return db_run(db, "INSERT INTO outbox (id, attempt, verb, body, made, "
		      "state, tries, next_try, error) "
		      "SELECT ?1, ?2, ?3, ?4, ?5, iif(?6 = 'queued' "
		      "AND NOT EXISTS (SELECT 1 FROM service), 'withheld', "
		      "?6), ?7, ?8, ?9",
		      VALUES(V(row->id), V(row->attempt), V(row->verb),
			     V(row->body), V(row->made),
			     V(outbox_state_names[row->state]), V(row->tries),
			     V(row->next_try), V(row->error ? row->error : "")),
		      err);
}

bool store_outbox_add(struct store *store, const struct outbox_row *row,
		      struct error *err)
{
	return outbox_insert(&store->db, row, err);
}

/* ---- reading ---- */

#define ROW_COLUMNS "number, id, attempt, verb, body, made, state, tries, " \
	"next_try, error "

static void read_row(struct arena *arena, const struct query *query,
		     struct outbox_row *row)
{
	struct str state = str_of(db_text(query, 6));
	int at = 0;

	while (at + 1 < OUTBOX_STATES &&
	       !str_is(state, outbox_state_names[at]))
		at++;
	*row = (struct outbox_row){
		.number = db_number(query, 0),
		.id = db_copy(arena, query, 1),
		.attempt = db_copy(arena, query, 2),
		.verb = db_copy(arena, query, 3),
		.body = db_copy(arena, query, 4),
		.made = db_number(query, 5),
		.state = (enum outbox_state)at,
		.tries = db_int(query, 7),
		.next_try = db_number(query, 8),
		.error = db_copy(arena, query, 9),
	};
}

bool store_outbox_due(struct store *store, int64_t now, bool *due,
		      struct error *err)
{
	int64_t any;
	bool ok = db_get_number(&store->db, "SELECT EXISTS (SELECT 1 "
				"FROM outbox WHERE state = 'queued' "
				"AND next_try <= ?1)", VALUES(V(now)), &any,
				err);

	*due = ok && any != 0;
	return ok;
}

static bool read_due(struct db *db, struct arena *arena, int64_t until,
		     size_t most, size_t bytes, struct outbox_row **rows,
		     size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0, sum = 0;
	int row = 0;

	if (!db_query(db, &query, "SELECT " ROW_COLUMNS "FROM outbox "
		      "WHERE state = 'queued' AND next_try <= ?1 "
		      "ORDER BY number LIMIT ?2",
		      VALUES(V(until), V((int64_t)most)), err))
		return false;
	while (*count < most && (row = db_next(&query, err)) > 0) {
		sum += strlen(db_text(&query, 4));
		if (*count > 0 && sum > bytes)
			break;
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		read_row(arena, &query, &(*rows)[(*count)++]);
	}
	db_done(&query);
	return row >= 0;
}

static bool count_tries(struct db *db, struct outbox_row *rows, size_t count,
			struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		rows[i].tries++;
		if (!db_run(db, "UPDATE outbox SET tries = ?2 WHERE id = ?1",
			    VALUES(V(rows[i].id), V(rows[i].tries)), err))
			return false;
	}
	return true;
}

bool store_outbox_next(struct store *store, struct arena *arena, int64_t now,
		       bool at_once, size_t most, size_t bytes,
		       struct outbox_row **rows, size_t *count,
		       struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	*rows = NULL;
	*count = 0;
	if (!db_begin(db, err))
		return false;
	ok = read_due(db, arena, at_once ? INT64_MAX : now, most, bytes, rows,
		      count, err) &&
		count_tries(db, *rows, *count, err);
	return db_end(db, ok, err);
}

#define BATCH(which) "SELECT " ROW_COLUMNS "FROM outbox WHERE " which \
	" AND number > ?1 ORDER BY number LIMIT ?2"

static const char *const batch_of[OUTBOX_STATES] = {
	[OUTBOX_QUEUED] = BATCH("state = 'queued'"),
	[OUTBOX_DELIVERED] = BATCH("state = 'delivered'"),
	[OUTBOX_ASIDE] = BATCH(KEPT "state = 'aside'"),
	[OUTBOX_WITHHELD] = BATCH(KEPT "state = 'withheld'"),
};

static bool read_batch(struct store *store, struct arena *arena,
		       enum outbox_state state, int64_t last,
		       struct outbox_row *rows, size_t *count,
		       struct error *err)
{
	struct query query;
	int row;

	*count = 0;
	if (!db_query(&store->db, &query, batch_of[state],
		      VALUES(V(last), V(LIST_BATCH)), err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		read_row(arena, &query, &rows[(*count)++]);
	return row == 0;
}

bool store_outbox(struct store *store, enum outbox_state state,
		  store_each_outbox *each, void *context, struct error *err)
{
	struct outbox_row rows[LIST_BATCH];
	struct arena arena;
	int64_t last = 0;
	bool ok, more = true;
	size_t count;

	arena_init(&arena, 0);
	do {
		arena_reset(&arena);
		ok = read_batch(store, &arena, state, last, rows, &count, err);
		for (size_t i = 0; ok && more && i < count; i++) {
			last = rows[i].number;
			more = each(context, &rows[i]);
		}
	} while (ok && more && count == LIST_BATCH);
	arena_release(&arena);
	return ok;
}

bool store_outbox_counts(struct store *store, int64_t now,
			 struct outbox_counts *counts, struct error *err)
{
	int64_t *rows = counts->rows;
	struct query query;
	int row;

	*counts = (struct outbox_counts){ .due = 0 };
	if (!db_query(&store->db, &query, "SELECT "
		      "(SELECT count(*) FROM outbox), "
		      "(SELECT count(*) FROM outbox WHERE " KEPT
		      "state = 'aside'), "
		      "(SELECT count(*) FROM outbox WHERE " KEPT
		      "state = 'withheld'), "
		      "count(*), sum(next_try <= ?1), min(made), "
		      "min(next_try) FROM outbox WHERE state = 'queued'",
		      VALUES(V(now)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0) {
		rows[OUTBOX_ASIDE] = db_number(&query, 1);
		rows[OUTBOX_WITHHELD] = db_number(&query, 2);
		rows[OUTBOX_QUEUED] = db_number(&query, 3);
		rows[OUTBOX_DELIVERED] = db_number(&query, 0) -
			rows[OUTBOX_ASIDE] - rows[OUTBOX_WITHHELD] -
			rows[OUTBOX_QUEUED];
		counts->due = db_number(&query, 4);
		counts->oldest = db_number(&query, 5);
		counts->next_try = db_number(&query, 6);
	}
	db_done(&query);
	return row >= 0;
}

bool store_outbox_aside_count(struct store *store, int64_t *count,
			      struct error *err)
{
	return db_get_number(&store->db, "SELECT count(*) FROM outbox WHERE "
			     KEPT "state = 'aside'", NO_VALUES, count, err);
}

#define LAST_ERROR(which) "SELECT error FROM outbox WHERE " which \
	" AND error <> '' ORDER BY number DESC LIMIT 1"

bool store_outbox_last_error(struct store *store, struct arena *arena,
			     enum outbox_state state, const char **says,
			     struct error *err)
{
	static const char *const last_of[OUTBOX_STATES] = {
		[OUTBOX_QUEUED] = LAST_ERROR("state = 'queued'"),
		[OUTBOX_DELIVERED] = LAST_ERROR("state = 'delivered'"),
		[OUTBOX_ASIDE] = LAST_ERROR(KEPT "state = 'aside'"),
		[OUTBOX_WITHHELD] = LAST_ERROR(KEPT "state = 'withheld'"),
	};
	struct query query;
	int row;

	*says = NULL;
	if (!db_query(&store->db, &query, last_of[state], NO_VALUES, err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		*says = db_copy(arena, &query, 0);
	db_done(&query);
	return row >= 0;
}

/* ---- what became of them ---- */

static bool uncount_tries(struct db *db, const struct outbox_row *rows,
			  size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!db_run(db, "UPDATE outbox SET tries = tries - 1 "
			    "WHERE id = ?1 AND tries > 0",
			    VALUES(V(rows[i].id)), err))
			return false;
	return true;
}

bool store_outbox_untold(struct store *store, const struct outbox_row *rows,
			 size_t count, struct error *err)
{
	struct db *db = &store->db;

	return db_begin(db, err) &&
		db_end(db, uncount_tries(db, rows, count, err), err);
}

static bool mark_delivered(struct db *db, const struct outbox_row *rows,
			   size_t count, int64_t now, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!db_run(db, "UPDATE outbox SET state = 'delivered', "
			    "delivered = ?2, error = '' WHERE id = ?1",
			    VALUES(V(rows[i].id), V(now)), err))
			return false;
	return true;
}

bool store_outbox_delivered(struct store *store, const struct outbox_row *rows,
			    size_t count, int64_t now, struct error *err)
{
	struct db *db = &store->db;

	return db_begin(db, err) &&
		db_end(db, mark_delivered(db, rows, count, now, err), err);
}

static bool mark_failed(struct db *db, const struct outbox_row *rows,
			size_t count, int64_t next_try, const char *says,
			struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!db_run(db, "UPDATE outbox SET next_try = ?2, error = ?3 "
			    "WHERE id = ?1 AND state = 'queued'",
			    VALUES(V(rows[i].id), V(next_try), V(says)), err))
			return false;
	return true;
}

bool store_outbox_failed(struct store *store, const struct outbox_row *rows,
			 size_t count, int64_t next_try, const char *says,
			 struct error *err)
{
	struct db *db = &store->db;

	return db_begin(db, err) &&
		db_end(db, mark_failed(db, rows, count, next_try, says, err),
		       err);
}

bool store_outbox_aside(struct store *store, const struct outbox_row *row,
			const char *reason, struct error *err)
{
	return db_run(&store->db, "UPDATE outbox SET state = 'aside', "
		      "error = ?2 WHERE id = ?1 AND state = 'queued'",
		      VALUES(V(row->id), V(reason)), err);
}

bool store_outbox_retry(struct store *store, int64_t *count, struct error *err)
{
	bool ok = db_run(&store->db, "UPDATE outbox SET state = "
			 "iif(EXISTS (SELECT 1 FROM service), 'queued', "
			 "'withheld'), next_try = 0 "
			 "WHERE " KEPT "state = 'aside'",
			 NO_VALUES, err);

	*count = ok ? db_changes(&store->db) : 0;
	return ok;
}

/* ---- taking back ---- */

void store_void_by(struct store *store, store_make_void *make, void *context)
{
	store->make_void = make;
	store->make_context = context;
}

/* May a service hold it? */
static bool is_held(struct db *db, const char *id, bool *held,
		    struct error *err)
{
	int64_t tried;
	bool ok = db_get_number(db, "SELECT state = 'delivered' OR "
				"tries > 0 FROM outbox WHERE id = ?1",
				VALUES(V(id)), &tried, err);

	*held = ok && tried != 0;
	return ok;
}

bool outbox_take_back(struct store *store, const char *id, struct error *err)
{
	struct outbox_row row = { .state = OUTBOX_QUEUED };
	struct arena arena;
	bool held, ok;

	if (!is_held(&store->db, id, &held, err) ||
	    !db_run(&store->db, "DELETE FROM outbox WHERE id = ?1",
		    VALUES(V(id)), err))
		return false;
	if (!held || !store->make_void)
		return true;
	arena_init(&arena, 0);
	ok = !store->make_void(store->make_context, &arena, id, &row) ||
		outbox_insert(&store->db, &row, err);
	arena_release(&arena);
	return ok;
}
