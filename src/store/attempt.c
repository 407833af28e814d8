/* attempt.c - attempts: kept with all that hangs on them, and read again.
 *
 * An attempt, its points and mistakes, its sums, its day and its card are one
 * transaction: all of it is there afterwards, or nothing; so is its session,
 * where it is the first answer of one. A question that
 * another program removed while it was being answered gets a row again,
 * marked as gone, for an answer that was typed is never lost. Lists are read
 * in batches, as in question.c.
 */
#include "store/parts.h"

enum {
	MARK_MAX = 4 << 20,		/* bytes of a mark's JSON */
	LIST_BATCH = 64,		/* rows read under one lock */
};

/* ---- keeping ---- */

static bool find_or_note(struct db *db, const struct attempt *attempt,
			 int64_t *key, struct error *err)
{
	if (!question_key(db, attempt->bank, attempt->question, key, err))
		return false;
	if (*key)
		return true;
	if (!db_run(db, "INSERT INTO question (id, bank, kind, skill, level, "
		    "prompt, minutes, points, samples, rubrics, revision, "
		    "retired, gone, dice) "
		    "VALUES (?1, ?2, '', '', '', '', 0, 0, 0, '', '', 0, 1, "
		    "?3)",
		    VALUES(V(attempt->question), V(attempt->bank),
			   V(store_dice(attempt->bank, attempt->question))),
		    err))
		return false;
	*key = db_last_row(db);
	return true;
}

static struct value parent_value(const struct attempt *attempt)
{
	return attempt->parent ? V(attempt->parent) : V((const char *)NULL);
}

static struct value session_value(const struct attempt *attempt)
{
	return attempt->session ? V(attempt->session) : V((const char *)NULL);
}

static struct value dispute_value(const struct attempt *attempt)
{
	return attempt->disputed >= 0 && attempt->reason ?
		V(attempt->disputed) : V((const char *)NULL);
}

static bool insert_attempt(struct db *db, const struct attempt *a, int64_t key,
			   struct str json, struct error *err)
{
	return db_run(db, "INSERT INTO attempt (id, parent, question, skill, "
		      "revision, asked, at, offset, rollover, day, seconds, "
		      "hints, model_seen, score, grade, flags, words, rating, "
		      "counts, disputed, reason, answer, mark, session, level) "
		      "SELECT ?1, ?2, key, skill, ?4, ?5, ?6, ?7, ?8, ?9, "
		      "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
		      "?21, ?22, ?23, level FROM question WHERE key = ?3",
		      VALUES(V(a->id), parent_value(a), V(key),
			     V(a->revision), V(a->asked), V(a->at.utc),
			     V(a->at.offset), V(a->rollover), V(a->day),
			     V(a->seconds), V(a->hints),
			     V(a->model_seen ? 1 : 0), V(a->score),
			     V(a->grade), V(a->flags), V(a->words),
			     V((int)a->rating), V(a->counts ? 1 : 0),
			     dispute_value(a), V(a->reason), V(a->answer),
			     V(json), session_value(a)), err);
}

static bool count_facet(struct db *db, int64_t number, const char *facet,
			bool missed, struct error *err)
{
	return db_run(db, "INSERT INTO facet (skill, facet, asked, missed) "
		      "SELECT skill, ?2, 1, ?3 FROM attempt WHERE number = ?1 "
		      "ON CONFLICT (skill, facet) DO UPDATE SET "
		      "asked = asked + 1, missed = missed + excluded.missed",
		      VALUES(V(number), V(facet), V(missed ? 1 : 0)), err);
}

static bool insert_point(struct db *db, int64_t number, int64_t place,
			 const struct point_mark *point, const char *facet,
			 struct error *err)
{
	return db_run(db, "INSERT INTO attempt_point (attempt, place, "
		      "id, state, earned, worth, facet) "
		      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		      VALUES(V(number), V(place), V(point->id),
			     V(point_state_names[point->state]),
			     V(point->earned), V(point->point->worth),
			     V(facet)), err);
}

/* Facets are counted of first answers alone, as scores are. */
static bool insert_points(struct db *db, int64_t number, bool first,
			  const struct mark *mark, struct error *err)
{
	struct arena arena;
	enum facet *facets;
	bool ok = true;

	arena_init(&arena, 0);
	facets = ARENA_ARRAY(&arena, mark->point_count, enum facet);
	mark_facets(&arena, mark, facets);
	for (size_t i = 0; ok && i < mark->point_count; i++) {
		const struct point_mark *point = &mark->points[i];
		const char *facet = facet_names[facets[i]];

		ok = insert_point(db, number, (int64_t)i, point, facet, err) &&
			(!first || count_facet(db, number, facet,
					       point->state != POINT_MET,
					       err));
	}
	arena_release(&arena);
	return ok;
}

static bool insert_mistakes(struct db *db, int64_t number,
			    const struct mark *mark, struct error *err)
{
	for (size_t i = 0; i < mark->mistake_count; i++) {
		const struct mistake_mark *mistake = &mark->mistakes[i];

		if (!db_run(db, "INSERT INTO attempt_mistake (attempt, place, "
			    "id, costs) VALUES (?1, ?2, ?3, ?4)",
			    VALUES(V(number), V((int64_t)i), V(mistake->id),
				   V(mistake->mistake->costs)), err))
			return false;
	}
	return true;
}

static bool count_day(struct db *db, const struct attempt *a,
		      struct error *err)
{
	int first = a->parent ? 0 : 1;

	return db_run(db, "INSERT INTO day (day, first, last, attempts, "
		      "counted, firsts, scores, seconds, words) "
		      "VALUES (?1, ?2, ?2, 1, ?3, ?4, ?5, ?6, ?7) "
		      "ON CONFLICT (day) DO UPDATE SET "
		      "first = min(first, excluded.first), "
		      "last = max(last, excluded.last), "
		      "attempts = attempts + 1, "
		      "counted = counted + excluded.counted, "
		      "firsts = firsts + excluded.firsts, "
		      "scores = scores + excluded.scores, "
		      "seconds = seconds + excluded.seconds, "
		      "words = words + excluded.words",
		      VALUES(V(a->day), V(a->at.utc), V(a->counts ? 1 : 0),
			     V(first), V(first * a->score), V(a->seconds),
			     V(a->words)), err);
}

static bool count_skill(struct db *db, int64_t key,
			const struct attempt *attempt, struct error *err)
{
	return db_run(db, "INSERT INTO tally (skill, level, attempts, firsts, "
		      "scores, seconds, words) "
		      "SELECT skill, level, 1, ?2, ?2 * ?3, ?4, ?5 "
		      "FROM question WHERE key = ?1 "
		      "ON CONFLICT (skill, level) DO UPDATE SET "
		      "attempts = attempts + 1, "
		      "firsts = firsts + excluded.firsts, "
		      "scores = scores + excluded.scores, "
		      "seconds = seconds + excluded.seconds, "
		      "words = words + excluded.words",
		      VALUES(V(key), V(attempt->parent ? 0 : 1),
			     V(attempt->score), V(attempt->seconds),
			     V(attempt->words)), err);
}

static bool drop_draft(struct db *db, const struct attempt *attempt,
		       struct error *err)
{
	/* Not a draft that another terminal is writing. */
	return db_run(db, "DELETE FROM draft WHERE bank = ?1 "
		      "AND question = ?2",
		      VALUES(V(attempt->bank), V(attempt->question)), err);
}

static bool keep(struct db *db, struct attempt *attempt,
		 const struct mark *mark, const struct card *card,
		 struct str json, int64_t *number, struct error *err)
{
	int64_t key;

	if (!find_or_note(db, attempt, &key, err) ||
	    (attempt->begins && !session_insert(db, attempt->begins,
						&attempt->session, err)) ||
	    !insert_attempt(db, attempt, key, json, err))
		return false;
	*number = db_last_row(db);
	return (!mark || (insert_points(db, *number, !attempt->parent, mark,
				  err) &&
			  insert_mistakes(db, *number, mark, err))) &&
		count_skill(db, key, attempt, err) &&
		count_day(db, attempt, err) &&
		(!card || card_write(db, key, card,
				     store_card_seed(attempt->bank,
						     attempt->question),
				     err)) &&
		drop_draft(db, attempt, err);
}

/* The mark as one object; without a mark, or cut short, NULL. */
static struct str mark_text(struct text *text, const struct mark *mark)
{
	struct json json;

	if (!mark)
		return (struct str){ NULL, 0 };
	json_init(&json, text, 0);
	json_open(&json, '{');
	mark_to_json(&json, mark);
	json_close(&json, '}');
	return text->cut ? (struct str){ NULL, 0 } : text_str(text);
}

bool store_attempt(struct store *store, struct attempt *attempt,
		   const struct mark *mark, const struct card *card,
		   struct error *err)
{
	struct attempt kept = *attempt;
	struct text text;
	struct str json;
	int64_t number = 0;
	bool ok;

	text_init(&text, MARK_MAX);
	json = mark_text(&text, mark);
	ok = db_begin(&store->db, err);
	if (ok) {
		ok = keep(&store->db, &kept, mark, card, json, &number, err);
		ok = db_end(&store->db, ok, err);
	}
	text_release(&text);
	if (!ok)
		return false;
	attempt->number = number;
	attempt->session = kept.session;
	if (attempt->begins)
		attempt->begins->number = kept.session;
	return true;
}

bool store_dispute(struct store *store, int64_t number, int score,
		   const char *reason, struct error *err)
{
	if (!db_run(&store->db, "UPDATE attempt SET disputed = ?2, "
		    "reason = ?3 WHERE number = ?1",
		    VALUES(V(number), V(score), V(reason)), err))
		return false;
	return db_changes(&store->db) > 0 ||
		error_set(err, "no attempt %lld; see: rehearse history",
			  (long long)number);
}

/* ---- reading ---- */

void attempt_read(struct arena *arena, const struct query *query,
		  struct attempt *a)
{
	*a = (struct attempt){ .number = db_number(query, 0) };
	a->id = db_copy(arena, query, 1);
	a->parent = db_number(query, 2);
	a->bank = db_copy(arena, query, 3);
	a->question = db_copy(arena, query, 4);
	a->revision = db_copy(arena, query, 5);
	a->asked = db_copy(arena, query, 6);
	a->at.utc = db_number(query, 7);
	a->at.offset = db_int(query, 8);
	a->rollover = db_int(query, 9);
	a->day = db_number(query, 10);
	a->seconds = db_int(query, 11);
	a->hints = db_int(query, 12);
	a->model_seen = db_flag(query, 13);
	a->answer = db_copy(arena, query, 14);
	a->score = db_int(query, 15);
	a->grade = db_copy(arena, query, 16);
	a->flags = (unsigned)db_int(query, 17);
	a->words = (unsigned)db_int(query, 18);
	a->rating = (enum rating)db_int(query, 19);
	a->counts = db_flag(query, 20);
	a->disputed = db_is_null(query, 21) ? -1 : db_int(query, 21);
	a->reason = db_copy(arena, query, 22);
	a->session = db_number(query, 23);
}

#define LIST_FROM "SELECT " ATTEMPT_COLUMNS \
	"FROM attempt a JOIN question q ON q.key = a.question WHERE "
#define LIST_ONE "a.number = ?1 AND (?2 IS NULL OR ?2 = ?2) " \
	"AND (?3 IS NULL OR ?3 = ?3) AND (?4 IS NULL OR a.skill = ?4) "
#define LIST_QUESTION "?1 = 0 AND a.question IN (SELECT o.key " \
	"FROM question o WHERE o.id = ?2 AND (?3 IS NULL OR o.bank = ?3)) " \
	"AND (?4 IS NULL OR a.skill = ?4) "
#define LIST_SKILL "?1 = 0 AND ?2 IS NULL AND ?3 IS NULL AND a.skill = ?4 "
#define LIST_ALL "?1 = 0 AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL "
#define LIST_NEWEST "AND a.number < ?5 ORDER BY a.number DESC LIMIT ?6"
#define LIST_OLDEST "AND a.number > ?5 ORDER BY a.number LIMIT ?6"

/* One statement for each way to narrow, since one for all would read all. */
static const char *list_sql(const struct attempt_filter *filter,
			    bool oldest_first)
{
	static const char *const sql[4][2] = {
		{ LIST_FROM LIST_ALL LIST_NEWEST,
		  LIST_FROM LIST_ALL LIST_OLDEST },
		{ LIST_FROM LIST_SKILL LIST_NEWEST,
		  LIST_FROM LIST_SKILL LIST_OLDEST },
		{ LIST_FROM LIST_QUESTION LIST_NEWEST,
		  LIST_FROM LIST_QUESTION LIST_OLDEST },
		{ LIST_FROM LIST_ONE LIST_NEWEST,
		  LIST_FROM LIST_ONE LIST_OLDEST },
	};
	int way = filter->number ? 3 : filter->question ? 2 :
		filter->skill ? 1 : 0;

	return sql[way][oldest_first];
}

struct batch {
	struct arena *arena;
	struct attempt rows[LIST_BATCH];
	size_t count;
};

static bool read_batch(struct store *store,
		       const struct attempt_filter *filter, bool oldest_first,
		       int64_t last, size_t most, struct batch *batch,
		       struct error *err)
{
	const char *bank = NULL, *id = NULL;
	struct query query;
	int row;

	batch->count = 0;
	if (filter->question)
		question_split(batch->arena, filter->question, &bank, &id);
	if (!db_query(&store->db, &query, list_sql(filter, oldest_first),
		      VALUES(V(filter->number), V(id), V(bank),
			     V(filter->skill), V(last), V((int64_t)most)),
		      err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		attempt_read(batch->arena, &query,
			     &batch->rows[batch->count++]);
	return row == 0;
}

bool store_attempts(struct store *store, const struct attempt_filter *filter,
		    bool oldest_first, store_each_attempt *each, void *context,
		    struct error *err)
{
	static const struct attempt_filter any = { .question = NULL };
	int64_t last = oldest_first ? INT64_MIN : INT64_MAX;
	struct arena arena;
	struct batch batch = { .arena = &arena };
	bool ok = true, more = true;
	size_t left;

	filter = filter ? filter : &any;
	left = filter->most ? filter->most : SIZE_MAX;
	arena_init(&arena, 0);
	while (ok && more && left > 0) {
		size_t most = left < LIST_BATCH ? left : LIST_BATCH;

		arena_reset(&arena);
		ok = read_batch(store, filter, oldest_first, last, most,
				&batch, err);
		for (size_t i = 0; ok && more && i < batch.count; i++)
			more = each(context, &batch.rows[i]);
		more = more && batch.count == most;
		left -= batch.count;
		if (batch.count > 0)
			last = batch.rows[batch.count - 1].number;
	}
	arena_release(&arena);
	return ok;
}

bool store_attempt_mark(struct store *store, struct arena *arena,
			int64_t number, const char **json, struct error *err)
{
	struct query query;
	int row;

	*json = NULL;
	if (!db_query(&store->db, &query, "SELECT mark FROM attempt "
		      "WHERE number = ?1", VALUES(V(number)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		*json = db_copy(arena, &query, 0);
	db_done(&query);
	if (row == 0)
		error_set(err, "no attempt %lld; see: rehearse history",
			  (long long)number);
	else if (row > 0 && !*json)
		*json = "{}";
	return row > 0;
}
