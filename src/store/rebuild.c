/* rebuild.c - everything that follows from attempts, made anew from them.
 *
 * Sums of days, skills, facets and due cards are kept as attempts come, and a
 * card moves with each rating. All of it can be derived: the scheduler is a
 * pure function, and days are numbers that attempts carry. So what two
 * databases know is joined by joining their attempts and rebuilding; and
 * doctor holds what is kept against what would be rebuilt, in a transaction
 * that is taken back.
 */
#include "store/parts.h"

static const char *const sums[] = {
	"DELETE FROM day",
	"INSERT INTO day (" DAY_COLUMNS ") SELECT " DAY_SUMS
	"FROM attempt GROUP BY day",
	"DELETE FROM tally",
	"INSERT INTO tally (skill, level, attempts, firsts, scores, seconds, "
	"words) SELECT skill, level, count(*), sum(parent IS NULL), "
	"sum(iif(parent IS NULL, score, 0)), sum(seconds), sum(words) "
	"FROM attempt GROUP BY skill, level",
	"DELETE FROM facet",
	"INSERT INTO facet (skill, facet, asked, missed) "
	FACET_SUMS FACET_GROUPS,
	/* Cards are written below; what is not rated has none. */
	"UPDATE question SET due_day = NULL, planned_day = NULL, "
	"last_day = 0, state = 0, step = 0, stability = 0, difficulty = 0, "
	"reviews = 0, lapses = 0",
	NULL,
};

/* Rated first attempts, question by question, each in order of time. */
struct replay {
	struct db *db;
	const struct fsrs *fsrs;
	int64_t key;			/* of the question replayed; 0: none */
	uint64_t seed;
	struct card card;
	struct interview interview;
};

static bool write_replayed(struct replay *replay, struct error *err)
{
	return replay->key == 0 || replay->card.reviews == 0 ||
		card_put(replay->db, replay->key, &replay->card,
			 &replay->interview, replay->seed, err);
}

static bool replay_rows(struct replay *replay, struct query *query,
			struct error *err)
{
	int row;

	while ((row = db_next(query, err)) > 0) {
		int64_t key = db_number(query, 0);

		if (key != replay->key) {
			if (!write_replayed(replay, err)) {
				db_done(query);
				return false;
			}
			replay->key = key;
			replay->seed = store_card_seed(db_text(query, 3),
						       db_text(query, 4));
			replay->card = (struct card){ .state = CARD_NEW };
		}
		plan_review(replay->fsrs, &replay->card,
			    (enum rating)db_int(query, 1), db_number(query, 2),
			    replay->seed);
	}
	return row == 0 && write_replayed(replay, err);
}

static bool replay_cards(struct db *db, const struct fsrs *fsrs,
			 struct error *err)
{
	struct replay replay = { .db = db, .fsrs = fsrs };
	struct query query;

	return interview_read(db, &replay.interview, err) &&
		db_query(db, &query, "SELECT a.question, a.rating, a.day, "
			"q.bank, q.id FROM attempt a "
			"JOIN question q ON q.key = a.question "
			"WHERE a.parent IS NULL AND a.rating > 0 "
			"ORDER BY a.question, a.at, a.number", NO_VALUES,
			err) &&
		replay_rows(&replay, &query, err);
}

static bool run_all(struct db *db, const char *const *statements,
		    struct error *err)
{
	for (; *statements; statements++)
		if (!db_run(db, *statements, NO_VALUES, err))
			return false;
	return true;
}

bool rebuild(struct db *db, const struct fsrs *fsrs, struct error *err)
{
	int64_t last;

	return streak_forget(db, INT64_MIN, err) && run_all(db, sums, err) &&
		db_get_number(db, "SELECT max(day) FROM day", NO_VALUES,
			      &last, err) &&
		streak_go_on(db, last, err) &&
		replay_cards(db, fsrs, err) && due_recount(db, err);
}

bool store_rebuild(struct store *store, const struct fsrs *fsrs,
		   struct error *err)
{
	return db_begin(&store->db, err) &&
		db_end(&store->db, rebuild(&store->db, fsrs, err), err);
}

/* ---- does what is kept agree? ---- */

#define CARD_KEPT "key, due_day, planned_day, last_day, state, step, " \
	"stability, difficulty, reviews, lapses FROM question " \
	"WHERE due_day IS NOT NULL"
/* One that became empty is kept as 0 until it is counted anew. */
#define DUE_KEPT "* FROM due WHERE cards <> 0"

static const char *const set_aside[] = {
	"CREATE TEMP TABLE kept_day AS SELECT * FROM day",
	"CREATE TEMP TABLE kept_tally AS SELECT * FROM tally",
	"CREATE TEMP TABLE kept_facet AS SELECT * FROM facet",
	"CREATE TEMP TABLE kept_due AS SELECT " DUE_KEPT,
	"CREATE TEMP TABLE kept_card AS SELECT " CARD_KEPT,
	NULL,
};

/* How many keys stand before rows that are in one of the two alone. */
#define DIFFERENT(keys, kept, made) \
	"SELECT count(*) FROM (" \
	"SELECT " keys " FROM (SELECT * FROM " kept \
	" EXCEPT SELECT " made ") UNION " \
	"SELECT " keys " FROM (SELECT " made \
	" EXCEPT SELECT * FROM " kept "))"

static bool compare(struct db *db, struct kept_check *check,
		    struct error *err)
{
	const struct { const char *sql; int64_t *count; } sums_of[] = {
		{ "SELECT count(*) FROM attempt", &check->attempts },
		{ DIFFERENT("day", "kept_day", "* FROM day"), &check->days },
		{ DIFFERENT("key", "kept_card", CARD_KEPT), &check->cards },
		{ DIFFERENT("skill, level", "kept_tally", "* FROM tally"),
		  &check->sums },
		{ DIFFERENT("skill, facet", "kept_facet", "* FROM facet"),
		  &check->sums },
		{ DIFFERENT("skill, day", "kept_due", DUE_KEPT),
		  &check->sums },
	};

	for (size_t i = 0; i < sizeof(sums_of) / sizeof(*sums_of); i++) {
		int64_t count;

		if (!db_get_number(db, sums_of[i].sql, NO_VALUES, &count,
				   err))
			return false;
		*sums_of[i].count += count;
	}
	return true;
}

/* All of it is taken back in the end. */
bool store_check_kept(struct store *store, const struct fsrs *fsrs,
		      struct kept_check *check, struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	*check = (struct kept_check){ 0 };
	if (!db_begin(db, err))
		return false;
	ok = run_all(db, set_aside, err) && rebuild(db, fsrs, err) &&
		compare(db, check, err);
	return db_end(db, false, err) || ok;
}
