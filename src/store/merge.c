/* merge.c - joins what another database remembers with what this one does.
 *
 * Attempts carry a UUID, so each is taken once however often two files are
 * joined, and joining in either order gives the same attempts. Days and cards
 * follow from attempts and are made anew. The other file is copied and the
 * copy upgraded, so that an older one serves too and it is itself never
 * written to; all that changes here is one transaction.
 *
 * Numbers of attempts rise with time, and history and undo rely on that: where
 * attempts come in between, all are numbered anew.
 */
#include "store/parts.h"
#include "store/schema.h"

#include <unistd.h>

struct merging {
	struct db *db, *other;
	struct arena arena;		/* of one row */
	struct merged *merged;
	int64_t newest;			/* moment of our last attempt */
	bool between;			/* one that came is older than that */
};

/* ---- questions ---- */

#define QUESTION_COLUMNS "kind, skill, level, prompt, minutes, points, " \
	"samples, rubrics, revision, dice"

/* One that no bank here has is kept as gone, for its attempts. */
static bool note_question(struct merging *m, const char *bank, const char *id,
			  int64_t *key, struct error *err)
{
	struct query query;
	int row;
	bool ok;

	if (!db_query(m->other, &query, "SELECT " QUESTION_COLUMNS
		      " FROM question WHERE bank = ?1 AND id = ?2",
		      VALUES(V(bank), V(id)), err))
		return false;
	row = db_next(&query, err);
	ok = row > 0 && db_run(m->db, "INSERT INTO question (id, bank, "
			       QUESTION_COLUMNS ", retired, gone) VALUES (?1, "
			       "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
			       "?12, 0, 1)",
			       VALUES(V(id), V(bank), V(db_text(&query, 0)),
				      V(db_text(&query, 1)),
				      V(db_text(&query, 2)),
				      V(db_text(&query, 3)),
				      V(db_number(&query, 4)),
				      V(db_number(&query, 5)),
				      V(db_number(&query, 6)),
				      V(db_text(&query, 7)),
				      V(db_text(&query, 8)),
				      V(db_number(&query, 9))), err);
	db_done(&query);
	*key = ok ? db_last_row(m->db) : 0;
	return ok;
}

static bool our_question(struct merging *m, const char *bank, const char *id,
			 int64_t *key, struct error *err)
{
	return question_key(m->db, bank, id, key, err) &&
		(*key || note_question(m, bank, id, key, err));
}

/* ---- attempts ---- */

static bool number_of(struct merging *m, const char *sql, const char *id,
		      int64_t *number, struct error *err)
{
	*number = 0;
	return !id || db_get_number(m->db, sql, VALUES(V(id)), number, err);
}

/* Points and mistakes: of attempt `from` there, `to` here. */
static bool copy_parts(struct merging *m, int64_t from, int64_t to,
		       struct error *err)
{
	struct query query;
	int row;
	bool ok = true;

	if (!db_query(m->other, &query, "SELECT place, id, state, earned, "
		      "worth, facet FROM attempt_point WHERE attempt = ?1",
		      VALUES(V(from)), err))
		return false;
	while (ok && (row = db_next(&query, err)) != 0)
		ok = row > 0 && db_run(m->db, "INSERT INTO attempt_point "
			"(attempt, place, id, state, earned, worth, facet) "
			"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			VALUES(V(to), V(db_number(&query, 0)),
			       V(db_text(&query, 1)), V(db_text(&query, 2)),
			       V(db_real(&query, 3)), V(db_real(&query, 4)),
			       V(db_text(&query, 5))), err);
	db_done(&query);
	if (!ok || !db_query(m->other, &query, "SELECT place, id, costs "
			     "FROM attempt_mistake WHERE attempt = ?1",
			     VALUES(V(from)), err))
		return false;
	while (ok && (row = db_next(&query, err)) != 0)
		ok = row > 0 && db_run(m->db, "INSERT INTO attempt_mistake "
			"(attempt, place, id, costs) VALUES (?1, ?2, ?3, ?4)",
			VALUES(V(to), V(db_number(&query, 0)),
			       V(db_text(&query, 1)), V(db_real(&query, 2))),
			err);
	db_done(&query);
	return ok;
}

static struct value number_or_null(int64_t number)
{
	return number ? V(number) : V((const char *)NULL);
}

/* Columns after those of ATTEMPT_COLUMNS. */
enum { HIS_PARENT = 24, HIS_SESSION, HIS_SKILL, HIS_LEVEL, HIS_MARK,
       HIS_AGAIN };

#define THEIR_ATTEMPTS "SELECT " ATTEMPT_COLUMNS ", " \
	"(SELECT p.id FROM attempt p WHERE p.number = a.parent), " \
	"(SELECT s.id FROM session s WHERE s.number = a.session), " \
	"a.skill, a.level, a.mark, a.again " \
	"FROM attempt a JOIN question q ON q.key = a.question " \
	"ORDER BY a.number"

static bool insert(struct merging *m, const struct query *query,
		   const struct attempt *a, struct error *err)
{
	int64_t key, parent, session;

	if (!our_question(m, a->bank, a->question, &key, err) ||
	    !number_of(m, "SELECT number FROM attempt WHERE id = ?1",
		       db_text(query, HIS_PARENT), &parent, err) ||
	    !number_of(m, "SELECT number FROM session WHERE id = ?1",
		       db_text(query, HIS_SESSION), &session, err))
		return false;
	if (!db_run(m->db, "INSERT INTO attempt (id, parent, question, skill, "
		    "level, revision, asked, at, offset, rollover, day, "
		    "seconds, hints, model_seen, score, grade, flags, words, "
		    "rating, counts, disputed, reason, answer, mark, session, "
		    "again) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
		    "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, "
		    "?23, ?24, ?25, ?26)",
		    VALUES(V(a->id), number_or_null(parent), V(key),
			   V(db_text(query, HIS_SKILL)),
			   V(db_text(query, HIS_LEVEL)), V(a->revision),
			   V(a->asked), V(a->at.utc), V(a->at.offset),
			   V(a->rollover), V(a->day), V(a->seconds),
			   V(a->hints), V(a->model_seen ? 1 : 0), V(a->score),
			   V(a->grade), V(a->flags), V(a->words),
			   V((int)a->rating), V(a->counts ? 1 : 0),
			   a->disputed < 0 ? V((const char *)NULL)
					   : V(a->disputed), V(a->reason),
			   V(a->answer), V(db_text(query, HIS_MARK)),
			   number_or_null(session),
			   V(db_number(query, HIS_AGAIN))), err))
		return false;
	m->merged->attempts++;
	m->between = m->between || a->at.utc < m->newest;
	return copy_parts(m, a->number, db_last_row(m->db), err);
}

/* One that is here already may bring a dispute. */
static bool take_attempt(struct merging *m, const struct query *query,
			 struct error *err)
{
	struct attempt a;
	int64_t here;

	attempt_read(&m->arena, query, &a);
	if (!number_of(m, "SELECT number FROM attempt WHERE id = ?1", a.id,
		       &here, err))
		return false;
	if (!here)
		return insert(m, query, &a, err);
	m->merged->known++;
	return a.disputed < 0 ||
		db_run(m->db, "UPDATE attempt SET disputed = ?2, reason = ?3 "
		       "WHERE number = ?1 AND disputed IS NULL",
		       VALUES(V(here), V(a.disputed), V(a.reason)), err);
}

typedef bool take_row(struct merging *m, const struct query *query,
		      struct error *err);

static bool take_each(struct merging *m, const char *sql, take_row *take,
		      struct error *err)
{
	struct query query;
	int row;

	if (!db_query(m->other, &query, sql, NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		arena_reset(&m->arena);
		if (!take(m, &query, err)) {
			db_done(&query);
			return false;
		}
	}
	return row == 0;
}

/* ---- what stands beside attempts ---- */

static bool take_session(struct merging *m, const struct query *q,
			 struct error *err)
{
	return db_run(m->db, "INSERT OR IGNORE INTO session (id, kind, at, "
		      "offset, day, minutes, questions, seconds) "
		      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		      VALUES(V(db_text(q, 0)), V(db_text(q, 1)),
			     V(db_number(q, 2)), V(db_number(q, 3)),
			     V(db_number(q, 4)), V(db_number(q, 5)),
			     V(db_number(q, 6)),
			     db_is_null(q, 7) ? V((const char *)NULL)
					      : V(db_number(q, 7))), err);
}

static bool take_note(struct merging *m, const struct query *q,
		      struct error *err)
{
	if (!db_run(m->db, "INSERT INTO note (bank, question, at, text) "
		    "SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 "
		    "FROM note WHERE bank = ?1 AND question = ?2 AND at = ?3 "
		    "AND text = ?4)",
		    VALUES(V(db_text(q, 0)), V(db_text(q, 1)),
			   V(db_number(q, 2)), V(db_text(q, 3))), err))
		return false;
	m->merged->notes += db_changes(m->db);
	return true;
}

static bool take_advert(struct merging *m, const struct query *q,
			struct error *err)
{
	if (!db_run(m->db, "INSERT OR IGNORE INTO advert (name, day, text) "
		    "VALUES (?1, ?2, ?3)",
		    VALUES(V(db_text(q, 0)), V(db_number(q, 1)),
			   V(db_text(q, 2))), err))
		return false;
	m->merged->adverts += db_changes(m->db);
	return true;
}

static bool take_comment(struct merging *m, const struct query *q,
			 struct error *err)
{
	return db_run(m->db, "INSERT OR IGNORE INTO comment (id, attempt, at, "
		      "author, model, text, seen) "
		      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		      VALUES(V(db_text(q, 0)), V(db_text(q, 1)),
			     V(db_number(q, 2)), V(db_text(q, 3)),
			     V(db_number(q, 4)), V(db_text(q, 5)),
			     V(db_number(q, 6))), err);
}

/* What was delivered there may have to be voided from here. What was not is
 * the other's to send, who was consented to; should it be no more, the learner
 * may send it from here: the same bytes under the same id are one. */
static bool take_told(struct merging *m, const struct query *q,
		      struct error *err)
{
	return db_run(m->db, "INSERT INTO outbox (id, attempt, verb, body, "
		      "made, state, tries, next_try, error, delivered) "
		      "VALUES (?1, ?2, ?3, ?4, ?5, "
		      "iif(?6 = 'queued', 'withheld', ?6), ?7, 0, ?8, ?9) "
		      "ON CONFLICT (id) DO UPDATE SET state = 'delivered', "
		      "delivered = excluded.delivered, error = '' "
		      "WHERE excluded.state = 'delivered' "
		      "AND outbox.state <> 'delivered'",
		      VALUES(V(db_text(q, 0)), V(db_text(q, 1)),
			     V(db_text(q, 2)), V(db_text(q, 3)),
			     V(db_number(q, 4)), V(db_text(q, 5)),
			     V(db_number(q, 6)), V(db_text(q, 7)),
			     db_is_null(q, 8) ? V((const char *)NULL)
					      : V(db_number(q, 8))), err);
}

static bool take_pause(struct merging *m, const struct query *q,
		       struct error *err)
{
	struct pause pause = { db_number(q, 0), db_number(q, 1) };

	return pause_add(m->db, &pause, err);
}

static bool take_wish(struct merging *m, const struct query *q,
		      struct error *err)
{
	return db_run(m->db, "UPDATE question SET wanted = ?3 "
		      "WHERE bank = ?1 AND id = ?2 AND wanted = 0",
		      VALUES(V(db_text(q, 0)), V(db_text(q, 1)),
			     V(db_number(q, 2))), err);
}

/* ---- numbers ---- */

/* Children follow their first. Negative ones first, for the new ones are
 * taken. */
static const char *const numbering[] = {
	"PRAGMA defer_foreign_keys = ON",
	"CREATE TEMP TABLE numbering AS SELECT a.number AS old, "
	"row_number() OVER (ORDER BY coalesce(p.at, a.at), "
	"coalesce(p.number, a.number), p.number IS NOT NULL, a.number) AS new "
	"FROM attempt a LEFT JOIN attempt p ON p.number = a.parent",
	"CREATE UNIQUE INDEX temp.numbering_old ON numbering (old)",
	"UPDATE attempt SET number = -(SELECT new FROM numbering "
	"WHERE old = number), parent = -(SELECT new FROM numbering "
	"WHERE old = parent)",
	"UPDATE attempt SET number = -number, parent = -parent",
	"UPDATE attempt_point SET attempt = -(SELECT new FROM numbering "
	"WHERE old = attempt)",
	"UPDATE attempt_point SET attempt = -attempt",
	"UPDATE attempt_mistake SET attempt = -(SELECT new FROM numbering "
	"WHERE old = attempt)",
	"UPDATE attempt_mistake SET attempt = -attempt",
	"UPDATE draft SET parent = coalesce((SELECT new FROM numbering "
	"WHERE old = parent), 0)",
	"DROP TABLE numbering",
	NULL,
};

static bool number_anew(struct db *db, struct error *err)
{
	for (const char *const *sql = numbering; *sql; sql++)
		if (!db_run(db, *sql, NO_VALUES, err))
			return false;
	return true;
}

/* ---- all of it ---- */

static bool join(struct merging *m, const struct fsrs *fsrs, struct error *err)
{
	return db_get_number(m->db, "SELECT max(at) FROM attempt", NO_VALUES,
			     &m->newest, err) &&
		take_each(m, "SELECT id, kind, at, offset, day, minutes, "
			  "questions, seconds FROM session ORDER BY number",
			  take_session, err) &&
		take_each(m, THEIR_ATTEMPTS, take_attempt, err) &&
		take_each(m, "SELECT bank, question, at, text FROM note "
			  "ORDER BY number", take_note, err) &&
		take_each(m, "SELECT name, day, text FROM advert "
			  "ORDER BY number", take_advert, err) &&
		take_each(m, "SELECT id, attempt, at, author, model, text, "
			  "seen FROM comment ORDER BY number", take_comment,
			  err) &&
		take_each(m, "SELECT id, attempt, verb, body, made, state, "
			  "tries, error, delivered FROM outbox "
			  "ORDER BY number", take_told, err) &&
		application_merge(m->db, m->other, &m->arena,
				  &m->merged->journey, err) &&
		take_each(m, "SELECT first_day, last_day FROM pause",
			  take_pause, err) &&
		take_each(m, "SELECT bank, id, wanted FROM question "
			  "WHERE wanted <> 0", take_wish, err) &&
		merge_journey(m->db, m->other, &m->merged->journey, err) &&
		(!m->between || number_anew(m->db, err)) &&
		rebuild(m->db, fsrs, err);
}

static bool merge_with(struct store *store, struct db *other,
		       const struct fsrs *fsrs, struct merged *merged,
		       struct error *err)
{
	struct merging m = { .db = &store->db, .other = other,
			     .merged = merged };
	bool ok;

	if (!db_begin(&store->db, err))
		return false;
	arena_init(&m.arena, 0);
	ok = db_end(&store->db, join(&m, fsrs, err), err);
	arena_release(&m.arena);
	return ok;
}

/* A copy of `from` at `path`, sound and of our version. */
static bool copy_upgraded(const char *from, const char *path, struct db *copy,
			  struct arena *arena, struct error *err)
{
	struct db source;
	bool ok;

	if (!db_open(&source, from, DB_READ, err))
		return false;
	ok = schema_check(&source, SCHEMA_VERSION, err) &&
		check_sound(&source, arena, err) &&
		db_copy_to(&source, path, err);
	db_close(&source);
	if (!ok || !db_open(copy, path, DB_WRITE, err))
		return false;
	if (schema_prepare(copy, path, schema_steps, SCHEMA_VERSION, err))
		return true;
	db_close(copy);
	return false;
}

/* The copy, and what an upgrade keeps beside it. */
static void remove_copy(struct arena *arena, const char *path)
{
	unlink(path);
	for (int version = 1; version < SCHEMA_VERSION; version++)
		unlink(arena_printf(arena, "%s.v%d", path, version));
}

bool store_merge(struct store *store, const char *from,
		 const struct fsrs *fsrs, struct merged *merged,
		 struct error *err)
{
	struct arena arena;
	const char *path;
	struct db copy;
	bool ok;

	*merged = (struct merged){ 0 };
	if (file_is_same(store->db.path, from))
		return error_set(err, "%s is the database itself; name that "
				 "of the other machine", from);
	arena_init(&arena, 0);
	path = arena_printf(&arena, "%s.merge", store->db.path);
	remove_copy(&arena, path);
	ok = copy_upgraded(from, path, &copy, &arena, err);
	if (ok) {
		ok = merge_with(store, &copy, fsrs, merged, err);
		db_close(&copy);
	}
	remove_copy(&arena, path);
	arena_release(&arena);
	return ok;
}
