/* undo.c - takes the newest attempt back as if it had never been made.
 *
 * Its follow-ups go with it, and so does a session that held nothing else,
 * and what a service was to be told; what it may hold it is asked to void.
 * The sums are corrected, its days are counted anew from what is left, and the
 * card is made anew by rating the remaining first attempts of the question in
 * their order: the scheduler is a pure function, so the replay gives the card
 * that was there before.
 */
#include "store/parts.h"

struct member {				/* the attempt, or a child */
	const char *id;			/* UUID */
	const char *skill, *level;
	const char *session_id;		/* UUID; NULL: none */
	int64_t day, session;
	int score, seconds, words;
	bool first;
};

struct family {
	struct member *list;
	size_t count, cap;
};

static bool find_newest(struct db *db, struct arena *arena,
			struct attempt *undone, int64_t *key, bool *found,
			struct error *err)
{
	struct query query;
	int row;

	if (!db_query(db, &query, "SELECT " ATTEMPT_COLUMNS ", a.question "
		      "FROM attempt a JOIN question q ON q.key = a.question "
		      "WHERE a.parent IS NULL ORDER BY a.number DESC LIMIT 1",
		      NO_VALUES, err))
		return false;
	row = db_next(&query, err);
	*found = row > 0;
	if (*found) {
		attempt_read(arena, &query, undone);
		*key = db_number(&query, 24);
	}
	db_done(&query);
	return row >= 0;
}

static bool read_family(struct db *db, struct arena *arena, int64_t number,
			struct family *family, struct error *err)
{
	struct query query;
	int row;

	if (!db_query(db, &query, "SELECT skill, day, score, seconds, words, "
		      "parent IS NULL, level, session, id, "
		      "(SELECT s.id FROM session s WHERE s.number = session) "
		      "FROM attempt WHERE number = ?1 OR parent = ?1",
		      VALUES(V(number)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		family->list = arena_grow(arena, family->list, family->count,
					  &family->cap, sizeof(*family->list));
		family->list[family->count++] = (struct member){
			.skill = db_copy(arena, &query, 0),
			.day = db_number(&query, 1),
			.score = db_int(&query, 2),
			.seconds = db_int(&query, 3),
			.words = db_int(&query, 4),
			.first = db_flag(&query, 5),
			.level = db_copy(arena, &query, 6),
			.session = db_number(&query, 7),
			.id = db_copy(arena, &query, 8),
			.session_id = db_copy(arena, &query, 9),
		};
	}
	return row == 0;
}

static bool delete_family(struct db *db, int64_t number, struct error *err)
{
	return db_run(db, "DELETE FROM attempt WHERE parent = ?1",
		      VALUES(V(number)), err) &&
		db_run(db, "DELETE FROM attempt WHERE number = ?1",
		       VALUES(V(number)), err);
}

static bool uncount(struct db *db, const struct member *member,
		    struct error *err)
{
	int first = member->first ? 1 : 0;

	return db_run(db, "UPDATE tally SET attempts = attempts - 1, "
		      "firsts = firsts - ?2, scores = scores - ?3, "
		      "seconds = seconds - ?4, words = words - ?5 "
		      "WHERE skill = ?1 AND level = ?6",
		      VALUES(V(member->skill), V(first),
			     V(first * member->score), V(member->seconds),
			     V(member->words), V(member->level)), err) &&
		db_run(db, "DELETE FROM tally WHERE attempts = 0", NO_VALUES,
		       err);
}

static bool uncount_facets(struct db *db, int64_t number, struct error *err)
{
	return db_run(db, "UPDATE facet SET asked = facet.asked - s.asked, "
		      "missed = facet.missed - s.missed FROM ("
		      FACET_SUMS "AND a.number = ?1 " FACET_GROUPS ") AS s "
		      "WHERE facet.skill = s.skill AND facet.facet = s.facet",
		      VALUES(V(number)), err) &&
		db_run(db, "DELETE FROM facet WHERE asked = 0", NO_VALUES,
		       err);
}

static bool recount_day(struct db *db, int64_t day, struct error *err)
{
	return streak_forget(db, day, err) &&
		db_run(db, "DELETE FROM day WHERE day = ?1", VALUES(V(day)),
		       err) &&
		db_run(db, "INSERT INTO day (" DAY_COLUMNS ") "
		       "SELECT " DAY_SUMS "FROM attempt WHERE day = ?1 "
		       "GROUP BY day", VALUES(V(day)), err);
}

/* A session whose end was told is told no more, for its figures are wrong. */
static bool untell(struct store *store, const struct member *member,
		   struct error *err)
{
	return outbox_take_back(store, member->id, err) &&
		(!member->session_id ||
		 outbox_take_back(store, member->session_id, err)) &&
		db_run(&store->db, "DELETE FROM comment WHERE attempt = ?1",
		       VALUES(V(member->id)), err);
}

static bool take_back(struct store *store, struct arena *arena,
		      const struct fsrs *fsrs, const struct attempt *undone,
		      int64_t key, struct error *err)
{
	struct db *db = &store->db;
	uint64_t seed = store_card_seed(undone->bank, undone->question);
	struct family family = { NULL, 0, 0 };
	struct card card;

	if (!read_family(db, arena, undone->number, &family, err) ||
	    !uncount_facets(db, undone->number, err) ||
	    !delete_family(db, undone->number, err))
		return false;
	for (size_t i = 0; i < family.count; i++)
		if (!uncount(db, &family.list[i], err) ||
		    !recount_day(db, family.list[i].day, err) ||
		    !session_drop_empty(db, family.list[i].session, err) ||
		    !untell(store, &family.list[i], err))
			return false;
	/* One that was not rated never moved the card. */
	return undone->rating == RATING_NONE ||
		(card_replay(db, fsrs, key, seed, &card, err) &&
		 card_write(db, key, card.reviews > 0 ? &card : NULL, seed,
			    err));
}

bool store_undo(struct store *store, struct arena *arena,
		const struct fsrs *fsrs, struct attempt *undone, bool *found,
		struct error *err)
{
	int64_t key = 0;
	bool ok;

	*found = false;
	if (!db_begin(&store->db, err))
		return false;
	ok = find_newest(&store->db, arena, undone, &key, found, err) &&
		(!*found || take_back(store, arena, fsrs, undone, key, err));
	return db_end(&store->db, ok, err);
}
