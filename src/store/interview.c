/* interview.c - the interview's date, and the plan that heeds it.
 *
 * The date is a setting, read inside each transaction that writes a card, so
 * that another terminal's change is heeded at once and a replay meets it too.
 * What FSRS planned stays beside what is due (planned_day): a change of date
 * plans all cards anew without replaying an attempt.
 */
#include "store/parts.h"

static bool read_day(struct db *db, const char *key, int64_t *day,
		     struct error *err)
{
	struct error ignored;
	struct query query;
	int row;

	*day = 0;
	if (!db_query(db, &query, "SELECT value FROM setting WHERE key = ?1",
		      VALUES(V(key)), err))
		return false;
	row = db_next(&query, err);
	/* One that cannot be read is none. */
	if (row > 0 && !date_parse_day(str_of(db_text(&query, 0)), day,
				       &ignored))
		*day = 0;
	db_done(&query);
	return row >= 0;
}

bool interview_read(struct db *db, struct interview *interview,
		    struct error *err)
{
	interview->since = 0;
	return read_day(db, "interview", &interview->day, err) &&
		(interview->day == 0 ||
		 read_day(db, "interview-since", &interview->since, err));
}

bool store_interview(struct store *store, struct interview *interview,
		     struct error *err)
{
	return interview_read(&store->db, interview, err);
}

static bool write_day(struct db *db, const char *key, int64_t day,
		      struct error *err)
{
	struct text text;
	bool ok;

	if (day == 0)
		return db_run(db, "DELETE FROM setting WHERE key = ?1",
			      VALUES(V(key)), err);
	text_init(&text, 32);
	date_add_day(&text, day);
	ok = db_run(db, "INSERT OR REPLACE INTO setting (key, value) "
		    "VALUES (?1, ?2)", VALUES(V(key), V(text_str(&text))),
		    err);
	text_release(&text);
	return ok;
}

/* ---- all cards ---- */

struct moves {
	struct arena arena;
	struct { int64_t key, due; } *list;
	size_t count, cap;
	int64_t brought;
};

static void note_move(struct moves *moves, const struct query *query,
		      const struct interview *interview)
{
	int64_t due = db_number(query, 1), planned = db_number(query, 2);
	uint64_t seed = store_card_seed(db_text(query, 4), db_text(query, 5));
	int64_t now = plan_due_day(interview, planned, db_number(query, 3),
				   seed);

	moves->brought += now < planned && db_flag(query, 6);
	if (now == due)
		return;
	moves->list = arena_grow(&moves->arena, moves->list, moves->count,
				 &moves->cap, sizeof(*moves->list));
	moves->list[moves->count].key = db_number(query, 0);
	moves->list[moves->count++].due = now;
}

static bool find_moves(struct db *db, const struct interview *interview,
		       struct moves *moves, struct error *err)
{
	struct query query;
	int row;

	if (!db_query(db, &query, "SELECT key, due_day, planned_day, last_day, "
		      "bank, id, " IS_ASKED "FROM question "
		      "WHERE planned_day IS NOT NULL",
		      NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		note_move(moves, &query, interview);
	return row == 0;
}

static bool move(struct db *db, const struct moves *moves, struct error *err)
{
	struct query query;
	bool ok = db_keep(db, &query, "UPDATE question SET due_day = ?2 "
			  "WHERE key = ?1", err);

	for (size_t i = 0; ok && i < moves->count; i++)
		ok = db_repeat(&query, VALUES(V(moves->list[i].key),
					      V(moves->list[i].due)), err);
	db_done(&query);
	return ok && due_recount(db, err);
}

bool store_set_interview(struct store *store,
			 const struct interview *interview, int64_t *brought,
			 struct error *err)
{
	int64_t since = interview->day ? interview->since : 0;
	struct db *db = &store->db;
	struct moves moves = { .count = 0 };
	bool ok;

	if (!db_begin(db, err))
		return false;
	arena_init(&moves.arena, 0);
	ok = write_day(db, "interview", interview->day, err) &&
		write_day(db, "interview-since", since, err) &&
		find_moves(db, interview, &moves, err) &&
		(moves.count == 0 || move(db, &moves, err));
	ok = db_end(db, ok, err);
	*brought = moves.brought;
	arena_release(&moves.arena);
	return ok;
}
