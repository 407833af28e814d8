/* attempt.c - attempts: kept with all that hangs on them, and read again.
 *
 * An attempt, its points and mistakes, its sums, its day and its card are one
 * transaction: all of it is there afterwards, or nothing; so is its session,
 * where it is the first answer of one, and what a service is told of it. A
 * question that another program removed while it was being answered gets a row
 * again, marked as gone, for an answer that was typed is never lost. Lists are
 * read in batches, as in question.c.
 */
#include "store/parts.h"

enum {
	MARK_MAX = 4 << 20,		/* bytes of a mark's JSON */
	LIST_BATCH = 64,		/* rows read under one lock */
	RARE_MOST = 5000,		/* answers to a kind that is rare */
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

/* Before the card moves: it tells when its question was last rated. */
static bool insert_attempt(struct db *db, const struct attempt *a, int64_t key,
			   struct str json, struct error *err)
{
	int rated = !a->parent && a->rating != RATING_NONE;

	return db_run(db, "INSERT INTO attempt (id, parent, question, skill, "
		      "revision, asked, at, offset, rollover, day, seconds, "
		      "hints, model_seen, score, grade, flags, words, rating, "
		      "counts, disputed, reason, answer, mark, session, level, "
		      "again) "
		      "SELECT ?1, ?2, key, skill, ?4, ?5, ?6, ?7, ?8, ?9, "
		      "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
		      "?21, ?22, ?23, level, "
		      "?24 AND due_day IS NOT NULL AND last_day < ?9 "
		      "FROM question WHERE key = ?3",
		      VALUES(V(a->id), parent_value(a), V(key),
			     V(a->revision), V(a->asked), V(a->at.utc),
			     V(a->at.offset), V(a->rollover), V(a->day),
			     V(a->seconds), V(a->hints),
			     V(a->model_seen ? 1 : 0), V(a->score),
			     V(a->grade), V(a->flags), V(a->words),
			     V((int)a->rating), V(a->counts ? 1 : 0),
			     dispute_value(a), V(a->reason), V(a->answer),
			     V(json), session_value(a), V(rated)), err);
}

/* Of first answers alone, as scores are. */
static bool count_facets(struct db *db, int64_t number, struct error *err)
{
	return db_run(db, "INSERT INTO facet (skill, facet, asked, missed) "
		      "SELECT * FROM (" FACET_SUMS "AND a.number = ?1 "
		      FACET_GROUPS ") WHERE true "
		      "ON CONFLICT (skill, facet) DO UPDATE SET "
		      "asked = asked + excluded.asked, "
		      "missed = missed + excluded.missed",
		      VALUES(V(number)), err);
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

static bool insert_points(struct db *db, int64_t number,
			  const struct mark *mark, struct error *err)
{
	struct arena arena;
	enum facet *facets;
	bool ok = true;

	arena_init(&arena, 0);
	facets = ARENA_ARRAY(&arena, mark->point_count, enum facet);
	mark_facets(&arena, mark, facets);
	for (size_t i = 0; ok && i < mark->point_count; i++)
		ok = insert_point(db, number, (int64_t)i, &mark->points[i],
				  facet_names[facets[i]], err);
	arena_release(&arena);
	return ok && count_facets(db, number, err);
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

/* Adds the attempt to what its day holds; the streak up to the day before it
 * is kept, for the days behind it are over. */
static bool count_day(struct db *db, const struct attempt *attempt,
		      int64_t number, struct error *err)
{
	return streak_forget(db, attempt->day, err) &&
		db_run(db, "INSERT INTO day (" DAY_COLUMNS ") "
		      "SELECT " DAY_SUMS "FROM attempt WHERE number = ?1 "
		      "GROUP BY day "
		      "ON CONFLICT (day) DO UPDATE SET "
		      "first = min(first, excluded.first), "
		      "last = max(last, excluded.last), "
		      "attempts = attempts + 1, "
		      "counted = counted + excluded.counted, "
		      "firsts = firsts + excluded.firsts, "
		      "scores = scores + excluded.scores, "
		      "seconds = seconds + excluded.seconds, "
		      "words = words + excluded.words, "
		      "reviews = reviews + excluded.reviews, "
		      "recalled = recalled + excluded.recalled",
		      VALUES(V(number)), err) &&
		streak_go_on(db, attempt->day, err);
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

/* ---- the card ---- */

/* Is any attempt kept that was begun later? Its day's number lies three below
 * this one's at the least: zones are at most 36 hours apart, rollovers 23. */
static bool is_older(struct db *db, const struct attempt *a, bool *older,
		     struct error *err)
{
	int64_t later;
	bool ok = db_get_number(db, "SELECT count(*) FROM day "
				"WHERE day >= ?1 AND last > ?2",
				VALUES(V(a->day - 3), V(a->at.utc)), &later,
				err);

	*older = later > 0;
	return ok;
}

/* Cards follow from ratings in order of time. One that comes last goes on
 * from the card that is kept; any other has it made anew. */
static bool move_card(struct db *db, const struct attempt *a, int64_t key,
		      const struct fsrs *fsrs, struct error *err)
{
	uint64_t seed = store_card_seed(a->bank, a->question);
	struct card card;
	bool older;

	if (a->parent || a->rating == RATING_NONE)
		return true;
	if (!is_older(db, a, &older, err))
		return false;
	if (older)
		return card_replay(db, fsrs, key, seed, &card, err) &&
			card_write(db, key, &card, seed, err);
	if (!card_read(db, key, &card, err))
		return false;
	return !plan_review(fsrs, &card, a->rating, a->day, seed) ||
		card_write(db, key, &card, seed, err);
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
		 const struct mark *mark, const struct fsrs *fsrs,
		 struct str json, int64_t *number, struct error *err)
{
	int64_t key;

	if (!find_or_note(db, attempt, &key, err) ||
	    (attempt->begins && !session_insert(db, attempt->begins,
						&attempt->session, err)) ||
	    !insert_attempt(db, attempt, key, json, err))
		return false;
	*number = db_last_row(db);
	return (!mark || (insert_points(db, *number, mark, err) &&
			  insert_mistakes(db, *number, mark, err))) &&
		count_skill(db, key, attempt, err) &&
		move_card(db, attempt, key, fsrs, err) &&
		count_day(db, attempt, *number, err) &&
		(!attempt->tells ||
		 outbox_insert(db, attempt->tells, err)) &&
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
		   const struct mark *mark, const struct fsrs *fsrs,
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
		ok = keep(&store->db, &kept, mark, fsrs, json, &number, err);
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
/* By days, along their index: a range of them is found at once. */
#define LIST_DAYS "SELECT " ATTEMPT_COLUMNS \
	"FROM attempt a INDEXED BY attempt_day " \
	"JOIN question q ON q.key = a.question WHERE " \
	"?1 = 0 AND ?2 IS NULL AND ?3 IS NULL " \
	"AND (?4 IS NULL OR a.skill = ?4) " \
	"AND a.day BETWEEN ?8 AND ?9 "
/* By questions: for a kind that few answers are to. */
#define LIST_KIND "SELECT " ATTEMPT_COLUMNS \
	"FROM question q CROSS JOIN attempt a INDEXED BY attempt_question " \
	"ON a.question = q.key WHERE ?1 = 0 AND ?2 IS NULL AND ?3 IS NULL " \
	"AND (?4 IS NULL OR a.skill = ?4) "
#define LIST_REST "AND (?7 IS NULL OR a.grade = ?7) " \
	"AND (?10 IS NULL OR q.kind = ?10) "
#define LIST_WITHIN "AND a.day BETWEEN ?8 AND ?9 " LIST_REST
#define LIST_NEWEST LIST_WITHIN "AND (?11 IS NULL OR ?11 = ?11) " \
	"AND a.number < ?5 ORDER BY a.number DESC LIMIT ?6"
#define LIST_OLDEST LIST_WITHIN "AND (?11 IS NULL OR ?11 = ?11) " \
	"AND a.number > ?5 ORDER BY a.number LIMIT ?6"
#define DAYS_NEWEST LIST_REST "AND (a.day, a.number) < (?11, ?5) " \
	"ORDER BY a.day DESC, a.number DESC LIMIT ?6"
#define DAYS_OLDEST LIST_REST "AND (a.day, a.number) > (?11, ?5) " \
	"ORDER BY a.day, a.number LIMIT ?6"

/* One statement for each way to narrow, since one for all would read all. */
static const char *list_sql(const struct attempt_filter *filter, bool rare,
			    bool oldest_first)
{
	static const char *const sql[6][2] = {
		{ LIST_FROM LIST_ALL LIST_NEWEST,
		  LIST_FROM LIST_ALL LIST_OLDEST },
		{ LIST_FROM LIST_SKILL LIST_NEWEST,
		  LIST_FROM LIST_SKILL LIST_OLDEST },
		{ LIST_FROM LIST_QUESTION LIST_NEWEST,
		  LIST_FROM LIST_QUESTION LIST_OLDEST },
		{ LIST_FROM LIST_ONE LIST_NEWEST,
		  LIST_FROM LIST_ONE LIST_OLDEST },
		{ LIST_DAYS DAYS_NEWEST, LIST_DAYS DAYS_OLDEST },
		{ LIST_KIND LIST_NEWEST, LIST_KIND LIST_OLDEST },
	};
	int way = filter->number ? 3 : filter->question ? 2 :
		filter->since || filter->until ? 4 : rare ? 5 :
		filter->skill ? 1 : 0;

	return sql[way][oldest_first];
}

/* Are few answers to questions of the kind that is asked for? All answers
 * would be walked to find them, where those questions can be looked through.
 * Each batch does that anew, so it does not pay for a long list. */
static bool is_rare(struct db *db, const struct attempt_filter *filter,
		    bool *rare, struct error *err)
{
	int64_t found;

	*rare = false;
	if (!filter->kind || filter->most == 0 || filter->most > LIST_BATCH)
		return true;
	if (!db_get_number(db, "SELECT count(*) FROM (SELECT 1 "
			   "FROM question q CROSS JOIN attempt a "
			   "INDEXED BY attempt_question ON a.question = q.key "
			   "WHERE q.kind = ?1 LIMIT ?2)",
			   VALUES(V(filter->kind), V(RARE_MOST)), &found, err))
		return false;
	*rare = found < RARE_MOST;
	return true;
}

/* Where the list goes on: behind the row read last. */
struct reached {
	int64_t day, number;
};

struct batch {
	struct arena *arena;
	struct attempt rows[LIST_BATCH];
	size_t count;
};

static bool read_batch(struct store *store,
		       const struct attempt_filter *filter, bool oldest_first,
		       struct reached last, size_t most, struct batch *batch,
		       struct error *err)
{
	const char *bank = NULL, *id = NULL;
	int64_t until = filter->until ? filter->until : INT64_MAX;
	int64_t since = filter->since ? filter->since : INT64_MIN;
	struct query query;
	bool rare;
	int row;

	batch->count = 0;
	if (!is_rare(&store->db, filter, &rare, err))
		return false;
	if (filter->question)
		question_split(batch->arena, filter->question, &bank, &id);
	if (!db_query(&store->db, &query, list_sql(filter, rare, oldest_first),
		      VALUES(V(filter->number), V(id), V(bank),
			     V(filter->skill), V(last.number),
			     V((int64_t)most), V(filter->grade), V(since),
			     V(until), V(filter->kind), V(last.day)), err))
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
	int64_t end = oldest_first ? INT64_MIN : INT64_MAX;
	struct reached last = { end, end };
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
			last = (struct reached){
				batch.rows[batch.count - 1].day,
				batch.rows[batch.count - 1].number };
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
