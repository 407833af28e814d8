/* progress.c - days practised and the sums of the progress page.
 *
 * Everything here is read from sums kept with each attempt, so that a million
 * attempts cost no more than their days and skills. Questions are counted
 * from the index that picking uses.
 */
#include "store/parts.h"

enum { RECENT_MOST = 40 };

bool days_read(struct db *db, struct arena *arena, int64_t after,
	       int64_t before, struct practice_day **days, size_t *count,
	       struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*days = NULL;
	*count = 0;
	if (!db_query(db, &query, "SELECT day, first, last FROM day "
		      "WHERE day > ?1 AND day < ?2 AND counted > 0 "
		      "ORDER BY day", VALUES(V(after), V(before)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*days = arena_grow(arena, *days, *count, &cap, sizeof(**days));
		(*days)[(*count)++] = (struct practice_day){
			.day = db_number(&query, 0),
			.first = db_number(&query, 1),
			.last = db_number(&query, 2),
		};
	}
	return row == 0;
}

bool store_days(struct store *store, struct arena *arena,
		struct practice_day **days, size_t *count, struct error *err)
{
	return days_read(&store->db, arena, INT64_MIN, INT64_MAX, days, count,
			 err);
}

/* ---- sums ---- */

static bool read_days(struct db *db, struct arena *arena, struct sums *sums,
		      struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	if (!db_query(db, &query, "SELECT day, attempts, counted, firsts, "
		      "scores, seconds, words, reviews, recalled FROM day "
		      "ORDER BY day", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		sums->days = arena_grow(arena, sums->days, sums->day_count,
					&cap, sizeof(*sums->days));
		sums->days[sums->day_count++] = (struct day_row){
			.day = db_number(&query, 0),
			.attempts = db_number(&query, 1),
			.counted = db_number(&query, 2),
			.firsts = db_number(&query, 3),
			.scores = db_number(&query, 4),
			.seconds = db_number(&query, 5),
			.words = db_number(&query, 6),
			.reviews = db_number(&query, 7),
			.recalled = db_number(&query, 8),
		};
	}
	return row == 0;
}

static bool read_tally(struct db *db, struct arena *arena, struct sums *sums,
		       struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	if (!db_query(db, &query, "SELECT skill, level, attempts, firsts, "
		      "scores, seconds, words FROM tally WHERE skill <> '' "
		      "ORDER BY skill, level", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		sums->tally = arena_grow(arena, sums->tally, sums->tally_count,
					 &cap, sizeof(*sums->tally));
		sums->tally[sums->tally_count++] = (struct tally_row){
			.skill = db_copy(arena, &query, 0),
			.level = db_copy(arena, &query, 1),
			.attempts = db_number(&query, 2),
			.firsts = db_number(&query, 3),
			.scores = db_number(&query, 4),
			.seconds = db_number(&query, 5),
			.words = db_number(&query, 6),
		};
	}
	return row == 0;
}

static bool read_facets(struct db *db, struct arena *arena, struct sums *sums,
			struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	if (!db_query(db, &query, "SELECT skill, facet, asked, missed "
		      "FROM facet ORDER BY facet, skill", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		sums->facets = arena_grow(arena, sums->facets,
					  sums->facet_count, &cap,
					  sizeof(*sums->facets));
		sums->facets[sums->facet_count++] = (struct facet_row){
			.skill = db_copy(arena, &query, 0),
			.facet = db_copy(arena, &query, 1),
			.asked = db_number(&query, 2),
			.missed = db_number(&query, 3),
		};
	}
	return row == 0;
}

static bool read_due(struct db *db, struct arena *arena, int64_t today,
		     size_t days, struct sums *sums, struct error *err)
{
	struct query query;
	int row;

	sums->due = ARENA_ARRAY(arena, days, int64_t);
	if (!db_query(db, &query, "SELECT day, sum(cards) FROM ("
		      "SELECT max(day, ?1 - 1) AS day, cards FROM due "
		      "WHERE skill = '' AND day < ?2) GROUP BY day",
		      VALUES(V(today), V(today + (int64_t)days)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		int64_t day = db_number(&query, 0);

		if (day < today)
			sums->overdue = db_number(&query, 1);
		else
			sums->due[day - today] = db_number(&query, 1);
	}
	return row == 0;
}

bool store_sums(struct store *store, struct arena *arena, int64_t today,
		size_t days, struct sums *sums, struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	*sums = (struct sums){ .days = NULL };
	if (!db_begin_read(db, err))
		return false;
	ok = read_days(db, arena, sums, err) &&
		read_tally(db, arena, sums, err) &&
		read_facets(db, arena, sums, err) &&
		read_due(db, arena, today, days, sums, err);
	return db_end(db, ok, err);
}

bool store_cards(struct store *store, store_each_card *each, void *context,
		 struct error *err)
{
	struct query query;
	int row;

	if (!db_query(&store->db, &query, "SELECT skill, stability, last_day "
		      "FROM question INDEXED BY question_pick_skill "
		      "WHERE " IS_ASKED "AND due_day IS NOT NULL", NO_VALUES,
		      err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		struct card_row card = {
			.skill = db_text(&query, 0),
			.stability = db_real(&query, 1),
			.last_day = db_number(&query, 2),
		};

		if (each(context, &card))
			continue;
		db_done(&query);
		return true;
	}
	return row == 0;
}

/* ---- totals ---- */

static bool sum_all(struct db *db, struct totals *totals, struct error *err)
{
	struct query query;
	int row;

	if (!db_query(db, &query, "SELECT sum(attempts), sum(seconds), "
		      "sum(words), (SELECT sum(questions) FROM bank) "
		      "FROM tally", NO_VALUES, err))
		return false;
	row = db_next(&query, err);
	if (row > 0) {
		totals->attempts = db_number(&query, 0);
		totals->seconds = db_number(&query, 1);
		totals->words = db_number(&query, 2);
		totals->questions = db_number(&query, 3);
	}
	db_done(&query);
	return row >= 0;
}

static const char skills_sql[] =
	"SELECT skill, sum(questions), sum(seen), sum(attempts), sum(due), "
	"sum(scores) * 1.0 / max(sum(firsts), 1) FROM ("
	"SELECT skill, count(*) AS questions, count(due_day) AS seen, "
	"0 AS attempts, 0 AS due, 0 AS scores, 0 AS firsts "
	"FROM question INDEXED BY question_pick_skill "
	"WHERE " IS_ASKED "GROUP BY skill "
	"UNION ALL SELECT skill, 0, 0, attempts, 0, scores, firsts FROM tally "
	"UNION ALL SELECT skill, 0, 0, 0, sum(cards), 0, 0 FROM due "
	"WHERE skill <> '' AND day <= ?1 GROUP BY skill"
	") WHERE skill <> '' GROUP BY skill ORDER BY skill";

static bool sum_skills(struct db *db, struct arena *arena, int64_t today,
		       struct totals *totals, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	if (!db_query(db, &query, skills_sql, VALUES(V(today)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		totals->skills = arena_grow(arena, totals->skills,
					    totals->skill_count, &cap,
					    sizeof(*totals->skills));
		totals->skills[totals->skill_count++] = (struct skill_row){
			.skill = db_copy(arena, &query, 0),
			.questions = db_number(&query, 1),
			.seen = db_number(&query, 2),
			.attempts = db_number(&query, 3),
			.due = db_number(&query, 4),
			.mean = db_real(&query, 5),
		};
	}
	return row == 0;
}

static bool read_recent(struct db *db, struct arena *arena,
			struct totals *totals, struct error *err)
{
	struct query query;
	int row;

	totals->recent = ARENA_ARRAY(arena, RECENT_MOST, int);
	if (!db_query(db, &query, "SELECT score FROM (SELECT number, score "
		      "FROM attempt WHERE parent IS NULL "
		      "ORDER BY number DESC LIMIT ?1) ORDER BY number",
		      VALUES(V((int)RECENT_MOST)), err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		totals->recent[totals->recent_count++] = db_int(&query, 0);
	return row == 0;
}

bool store_totals(struct store *store, struct arena *arena, int64_t today,
		  struct totals *totals, struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	*totals = (struct totals){ .attempts = 0 };
	if (!db_begin_read(db, err))
		return false;
	ok = sum_all(db, totals, err) &&
		store_due_count(store, today, &totals->due, err) &&
		sum_skills(db, arena, today, totals, err) &&
		read_recent(db, arena, totals, err);
	return db_end(db, ok, err);
}
