/* rebuild.c - everything that follows from attempts, made anew from them.
 *
 * Sums of days, skills, facets and due cards are kept as attempts come, and a
 * card moves with each rating. All of it can be derived: the scheduler is a
 * pure function, and days are numbers that attempts carry. So what two
 * databases know is joined by joining their attempts and rebuilding; and the
 * tests hold what was kept against what is rebuilt.
 */
#include "store/parts.h"

static const char *const sums[] = {
	"DELETE FROM day",
	"INSERT INTO day (day, first, last, attempts, counted, firsts, "
	"scores, seconds, words) "
	"SELECT day, min(at), max(at), count(*), sum(counts), "
	"sum(parent IS NULL), sum(iif(parent IS NULL, score, 0)), "
	"sum(seconds), sum(words) FROM attempt GROUP BY day",
	"DELETE FROM tally",
	"INSERT INTO tally (skill, level, attempts, firsts, scores, seconds, "
	"words) SELECT skill, level, count(*), sum(parent IS NULL), "
	"sum(iif(parent IS NULL, score, 0)), sum(seconds), sum(words) "
	"FROM attempt GROUP BY skill, level",
	"DELETE FROM facet",
	"INSERT INTO facet (skill, facet, asked, missed) "
	"SELECT a.skill, p.facet, count(*), sum(p.state <> 'met') "
	"FROM attempt_point p JOIN attempt a ON a.number = p.attempt "
	"WHERE a.parent IS NULL AND p.facet <> '' GROUP BY a.skill, p.facet",
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

bool rebuild(struct db *db, const struct fsrs *fsrs, struct error *err)
{
	for (const char *const *sql = sums; *sql; sql++)
		if (!db_run(db, *sql, NO_VALUES, err))
			return false;
	return replay_cards(db, fsrs, err) && due_recount(db, err);
}

bool store_rebuild(struct store *store, const struct fsrs *fsrs,
		   struct error *err)
{
	return db_begin(&store->db, err) &&
		db_end(&store->db, rebuild(&store->db, fsrs, err), err);
}
