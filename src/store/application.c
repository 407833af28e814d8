/* application.c - applications, and the stages that each went through.
 *
 * Stages are only added, so that how long each took can be told later; the
 * last one is where it stands. What kinds and stages there are, the room
 * career knows: here they are texts.
 */
#include "store/parts.h"

static struct value or_null(int64_t number)
{
	return number ? V(number) : V((const char *)NULL);
}

static bool add_step(struct db *db, int64_t number,
		     const struct application_step_row *step,
		     struct error *err)
{
	return db_run(db, "INSERT INTO application_stage (application, place, "
		      "day, stage) SELECT ?1, coalesce(max(place) + 1, 0), "
		      "?2, ?3 FROM application_stage WHERE application = ?1",
		      VALUES(V(number), V(step->day), V(step->stage)), err);
}

/* The row alone; sets its number. */
static bool insert(struct db *db, struct application_row *row,
		   struct error *err)
{
	if (!db_run(db, "INSERT INTO application (id, company, role, advert, "
		    "kind, warm, next, next_day) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		    VALUES(V(row->id), V(row->company), V(row->role),
			   or_null(row->advert), V(row->kind),
			   V(row->warm ? 1 : 0), V(row->next),
			   or_null(row->next_day)), err))
		return false;
	row->number = db_last_row(db);
	return true;
}

bool store_add_application(struct store *store, struct application_row *row,
			   struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	if (!db_begin(db, err))
		return false;
	ok = insert(db, row, err);
	for (size_t i = 0; ok && i < row->step_count; i++)
		ok = add_step(db, row->number, &row->steps[i], err);
	return db_end(db, ok, err) && ok;
}

/* ---- reading ---- */

static struct application_row read_row(struct arena *arena,
				       const struct query *query)
{
	return (struct application_row){
		.number = db_number(query, 0),
		.id = db_copy(arena, query, 1),
		.company = db_copy(arena, query, 2),
		.role = db_copy(arena, query, 3),
		.advert = db_number(query, 4),
		.kind = db_copy(arena, query, 5),
		.warm = db_flag(query, 6),
		.next = db_copy(arena, query, 7),
		.next_day = db_number(query, 8),
	};
}

static bool read_steps(struct db *db, struct arena *arena,
		       struct application_row *row, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int next;

	if (!db_query(db, &query, "SELECT day, stage FROM application_stage "
		      "WHERE application = ?1 ORDER BY place",
		      VALUES(V(row->number)), err))
		return false;
	while ((next = db_next(&query, err)) > 0) {
		row->steps = arena_grow(arena, row->steps, row->step_count,
					&cap, sizeof(*row->steps));
		row->steps[row->step_count++] = (struct application_step_row){
			.day = db_number(&query, 0),
			.stage = db_copy(arena, &query, 1),
		};
	}
	return next == 0;
}

static bool read_rows(struct db *db, struct arena *arena,
		      struct application_row **rows, size_t *count,
		      struct error *err)
{
	struct query query;
	size_t cap = 0;
	int next;

	if (!db_query(db, &query, "SELECT number, id, company, role, advert, "
		      "kind, warm, next, next_day FROM application "
		      "ORDER BY number", NO_VALUES, err))
		return false;
	while ((next = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap,
				   sizeof(**rows));
		(*rows)[(*count)++] = read_row(arena, &query);
	}
	return next == 0;
}

/* Rows with their steps. */
static bool read_whole(struct db *db, struct arena *arena,
		       struct application_row **rows, size_t *count,
		       struct error *err)
{
	bool ok;

	*rows = NULL;
	*count = 0;
	ok = read_rows(db, arena, rows, count, err);
	for (size_t i = 0; ok && i < *count; i++)
		ok = read_steps(db, arena, &(*rows)[i], err);
	return ok;
}

bool store_applications(struct store *store, struct arena *arena,
			struct application_row **rows, size_t *count,
			struct error *err)
{
	struct db *db = &store->db;

	return db_begin_read(db, err) &&
		db_end(db, read_whole(db, arena, rows, count, err), err);
}

/* ---- changing ---- */

/* Inside a transaction. */
static bool set_next(struct db *db, int64_t number, const char *next,
		     int64_t day, struct error *err)
{
	return db_run(db, "UPDATE application SET next = ?2, next_day = ?3 "
		      "WHERE number = ?1",
		      VALUES(V(number), V(next), or_null(day)), err);
}

bool store_change_application(struct store *store,
			      const struct application_row *row,
			      struct error *err)
{
	return db_run(&store->db, "UPDATE application SET company = ?2, "
		      "role = ?3, advert = ?4, kind = ?5, warm = ?6 "
		      "WHERE number = ?1",
		      VALUES(V(row->number), V(row->company), V(row->role),
			     or_null(row->advert), V(row->kind),
			     V(row->warm ? 1 : 0)), err);
}

bool store_application_next(struct store *store, int64_t number,
			    const char *next, int64_t day, struct error *err)
{
	return set_next(&store->db, number, next, day, err);
}

bool store_move_application(struct store *store, int64_t number,
			    const struct application_step_row *step,
			    bool settled, struct error *err)
{
	struct db *db = &store->db;

	return db_begin(db, err) &&
		db_end(db, add_step(db, number, step, err) &&
		       (!settled || set_next(db, number, "", 0, err)), err);
}

bool store_move_application_back(struct store *store, int64_t number,
				 bool *moved, struct error *err)
{
	if (!db_run(&store->db, "DELETE FROM application_stage "
		    "WHERE application = ?1 AND place > 0 AND place = "
		    "(SELECT max(place) FROM application_stage "
		    "WHERE application = ?1)", VALUES(V(number)), err))
		return false;
	*moved = db_changes(&store->db) > 0;
	return true;
}

bool store_remove_application(struct store *store, int64_t number,
			      bool *found, struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	if (!db_begin(db, err))
		return false;
	ok = db_run(db, "DELETE FROM application_stage WHERE application = ?1",
		    VALUES(V(number)), err) &&
		db_run(db, "DELETE FROM application WHERE number = ?1",
		       VALUES(V(number)), err);
	*found = ok && db_changes(db) > 0;
	return db_end(db, ok, err) && ok;
}

/* ---- joining ---- */

/* Our number of the advert that is `number` there, by its text; 0: none. */
static bool our_advert(struct db *db, struct db *other, struct arena *arena,
		       int64_t number, int64_t *ours, struct error *err)
{
	struct query query;
	const char *text = NULL;
	int row;

	*ours = 0;
	if (!number)
		return true;
	if (!db_query(other, &query, "SELECT text FROM advert "
		      "WHERE number = ?1", VALUES(V(number)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		text = db_copy(arena, &query, 0);
	db_done(&query);
	if (row <= 0)
		return row == 0;
	return db_get_number(db, "SELECT number FROM advert WHERE text = ?1",
			     VALUES(V(text)), ours, err);
}

/* Has it gone on there from where it stands here? */
static bool goes_on(const struct application_row *ours,
		    const struct application_row *theirs)
{
	if (theirs->step_count <= ours->step_count)
		return false;
	for (size_t i = 0; i < ours->step_count; i++)
		if (ours->steps[i].day != theirs->steps[i].day ||
		    !str_is(str_of(ours->steps[i].stage),
			    theirs->steps[i].stage))
			return false;
	return true;
}

static bool take_row(struct db *db, struct db *other, struct arena *arena,
		     struct application_row *theirs,
		     const struct application_row *ours, struct error *err)
{
	size_t from = ours ? ours->step_count : 0;
	bool ok;

	if (ours) {
		ok = set_next(db, ours->number, theirs->next,
			      theirs->next_day, err);
		theirs->number = ours->number;
	} else {
		ok = our_advert(db, other, arena, theirs->advert,
				&theirs->advert, err) &&
			insert(db, theirs, err);
	}
	for (size_t i = from; ok && i < theirs->step_count; i++)
		ok = add_step(db, theirs->number, &theirs->steps[i], err);
	return ok;
}

bool application_merge(struct db *db, struct db *other, struct arena *arena,
		       int64_t *taken, struct error *err)
{
	struct application_row *ours, *theirs;
	size_t count, their_count;

	if (!read_whole(db, arena, &ours, &count, err) ||
	    !read_whole(other, arena, &theirs, &their_count, err))
		return false;
	for (size_t t = 0; t < their_count; t++) {
		const struct application_row *known = NULL;

		for (size_t i = 0; i < count && !known; i++)
			if (str_is(str_of(ours[i].id), theirs[t].id))
				known = &ours[i];
		if (known && !goes_on(known, &theirs[t]))
			continue;
		if (!take_row(db, other, arena, &theirs[t], known, err))
			return false;
		++*taken;
	}
	return true;
}
