/* card.c - cards: reading, writing, picking, and what is due.
 *
 * A card is columns of its question, so that due, new and not-yet-due
 * questions are ranges of one index (see schema.c); the statements name that
 * index, and fail in the tests rather than scan when it no longer serves. New
 * questions stand in a fixed shuffle (`dice`) and are read from a place that
 * the seed chooses, once around. How many are due is kept as sums by day,
 * since after a long holiday a hundred thousand may be.
 */
#include "store/parts.h"

/* ---- one card ---- */

bool card_read(struct db *db, int64_t key, struct card *card,
	       struct error *err)
{
	struct query query;
	int row;

	*card = (struct card){ .state = CARD_NEW };
	if (!db_query(db, &query, "SELECT state, step, stability, "
		      "difficulty, last_day, due_day, reviews, lapses "
		      "FROM question WHERE key = ?1 AND due_day IS NOT NULL",
		      VALUES(V(key)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0) {
		card->state = (enum card_state)db_int(&query, 0);
		card->step = db_int(&query, 1);
		card->stability = db_real(&query, 2);
		card->difficulty = db_real(&query, 3);
		card->last_day = db_number(&query, 4);
		card->due_day = db_number(&query, 5);
		card->reviews = db_int(&query, 6);
		card->lapses = db_int(&query, 7);
	}
	db_done(&query);
	return row >= 0;
}

bool store_card(struct store *store, const char *bank, const char *question,
		struct card *card, struct error *err)
{
	int64_t key;

	return question_key(&store->db, bank, question, &key, err) &&
		card_read(&store->db, key, card, err);
}

bool card_replay(struct db *db, const struct fsrs *fsrs, int64_t key,
		 uint64_t seed, struct card *card, struct error *err)
{
	struct query query;
	int row;

	*card = (struct card){ .state = CARD_NEW };
	if (!db_query(db, &query, "SELECT rating, day FROM attempt "
		      "WHERE question = ?1 AND parent IS NULL "
		      "AND rating > 0 ORDER BY at, number",
		      VALUES(V(key)), err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		plan_review(fsrs, card, (enum rating)db_int(&query, 0),
			    db_number(&query, 1), seed);
	return row == 0;
}

bool due_add(struct db *db, int64_t key, int by, struct error *err)
{
	return db_run(db, "INSERT INTO due (skill, day, cards) "
		      "SELECT skill, due_day, ?2 FROM question WHERE key = ?1 "
		      "AND " IS_ASKED "AND due_day IS NOT NULL "
		      "UNION ALL "
		      "SELECT '', due_day, ?2 FROM question WHERE key = ?1 "
		      "AND " IS_ASKED "AND due_day IS NOT NULL "
		      "ON CONFLICT (skill, day) DO UPDATE "
		      "SET cards = cards + excluded.cards",
		      VALUES(V(key), V(by)), err);
}

bool card_put(struct db *db, int64_t key, const struct card *card,
	      const struct interview *interview, uint64_t seed,
	      struct error *err)
{
	static const struct card none = { .state = CARD_NEW };
	struct value due = V((const char *)NULL), planned = due;

	if (card) {
		due = V(plan_due_day(interview, card->due_day, card->last_day,
				     seed));
		planned = V(card->due_day);
	}
	card = card ? card : &none;
	return db_run(db, "UPDATE question SET due_day = ?2, "
		      "planned_day = ?10, last_day = ?3, "
		      "state = ?4, step = ?5, stability = ?6, "
		      "difficulty = ?7, reviews = ?8, lapses = ?9 "
		      "WHERE key = ?1",
		      VALUES(V(key), due, V(card->last_day),
			     V((int)card->state), V(card->step),
			     V(card->stability), V(card->difficulty),
			     V(card->reviews), V(card->lapses), planned),
		      err);
}

bool card_write(struct db *db, int64_t key, const struct card *card,
		uint64_t seed, struct error *err)
{
	struct interview interview;

	return interview_read(db, &interview, err) &&
		due_add(db, key, -1, err) &&
		card_put(db, key, card, &interview, seed, err) &&
		(!card || due_add(db, key, 1, err));
}

bool due_recount(struct db *db, struct error *err)
{
	return db_run(db, "DELETE FROM due", NO_VALUES, err) &&
		db_run(db, "INSERT INTO due (skill, day, cards) "
		       "SELECT skill, due_day, count(*) FROM question "
		       "WHERE " IS_ASKED
		       "AND due_day IS NOT NULL GROUP BY skill, due_day",
		       NO_VALUES, err) &&
		db_run(db, "INSERT INTO due (skill, day, cards) "
		       "SELECT '', day, sum(cards) FROM due GROUP BY day",
		       NO_VALUES, err);
}

/* ---- picking ---- */

#define PICK_COLUMNS \
	"SELECT q.key, q.due_day, q.stability, q.last_day, q.minutes "
#define PICK_ALL PICK_COLUMNS \
	"FROM question q INDEXED BY question_pick " \
	"WHERE " Q_IS_ASKED "AND ?1 IS NULL "
#define PICK_SKILL PICK_COLUMNS \
	"FROM question q INDEXED BY question_pick_skill " \
	"WHERE " Q_IS_ASKED "AND q.skill = ?1 "
#define PICK_WANTED PICK_COLUMNS \
	"FROM question q INDEXED BY question_wanted " \
	"WHERE " Q_IS_ASKED "AND q.wanted <> 0 AND q.wanted = 1 " \
	"AND (?1 IS NULL OR q.skill = ?1) "
#define PICK_REST \
	"AND (?2 IS NULL OR q.bank = ?2) AND (?3 IS NULL OR q.kind = ?3) " \
	"AND (?4 IS NULL OR q.level = ?4) AND (?5 IS NULL OR " \
	"instr(lower(q.id || ' ' || q.prompt), lower(?5)) > 0) "
#define PICK_DUE "AND q.due_day <= ?6 ORDER BY q.due_day LIMIT ?7"
#define PICK_AFTER "AND q.due_day IS NULL AND q.dice >= ?6 " \
	"ORDER BY q.dice LIMIT ?7"
#define PICK_BEFORE "AND q.due_day IS NULL AND q.dice < ?6 " \
	"ORDER BY q.dice LIMIT ?7"
#define PICK_AHEAD "AND q.due_day > ?6 ORDER BY q.due_day LIMIT ?7"

enum range { RANGE_DUE, RANGE_AFTER, RANGE_BEFORE, RANGE_AHEAD, RANGE_COUNT };

static const char *const pick_all[RANGE_COUNT] = {
	[RANGE_DUE] = PICK_ALL PICK_REST PICK_DUE,
	[RANGE_AFTER] = PICK_ALL PICK_REST PICK_AFTER,
	[RANGE_BEFORE] = PICK_ALL PICK_REST PICK_BEFORE,
	[RANGE_AHEAD] = PICK_ALL PICK_REST PICK_AHEAD,
};

static const char *const pick_skill[RANGE_COUNT] = {
	[RANGE_DUE] = PICK_SKILL PICK_REST PICK_DUE,
	[RANGE_AFTER] = PICK_SKILL PICK_REST PICK_AFTER,
	[RANGE_BEFORE] = PICK_SKILL PICK_REST PICK_BEFORE,
	[RANGE_AHEAD] = PICK_SKILL PICK_REST PICK_AHEAD,
};

/* Few enough to be read and sorted. */
static const char *const pick_wanted[RANGE_COUNT] = {
	[RANGE_DUE] = PICK_WANTED PICK_REST PICK_DUE,
	[RANGE_AFTER] = PICK_WANTED PICK_REST PICK_AFTER,
	[RANGE_BEFORE] = PICK_WANTED PICK_REST PICK_BEFORE,
	[RANGE_AHEAD] = PICK_WANTED PICK_REST PICK_AHEAD,
};

struct pick {
	struct db *db;
	struct arena *arena;
	const struct question_filter *filter;
	struct candidate *list;
	size_t count, cap;
};

static void take(struct pick *pick, const struct query *query)
{
	pick->list = arena_grow(pick->arena, pick->list, pick->count,
				&pick->cap, sizeof(*pick->list));
	pick->list[pick->count++] = (struct candidate){
		.key = db_number(query, 0),
		.seen = !db_is_null(query, 1),
		.due_day = db_number(query, 1),
		.stability = db_real(query, 2),
		.last_day = db_number(query, 3),
		.minutes = db_int(query, 4),
	};
}

/* Adds those of one range, at most `most` of them, and takes from *most. */
static bool gather(struct pick *pick, enum range range, int64_t bound,
		   size_t *most, struct error *err)
{
	const struct question_filter *filter = pick->filter;
	const char *const *sql = filter->wanted ? pick_wanted :
		filter->skill ? pick_skill : pick_all;
	struct query query;
	int row;

	if (*most == 0)
		return true;
	if (!db_query(pick->db, &query, sql[range],
		      VALUES(V(filter->skill), V(filter->bank),
			     V(filter->kind), V(filter->level),
			     V(filter->text), V(bound), V((int64_t)*most)),
		      err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		take(pick, &query);
		--*most;
	}
	return row == 0;
}

bool store_candidates(struct store *store, struct arena *arena,
		      const struct question_filter *filter, int64_t today,
		      bool ahead, uint64_t seed, size_t most,
		      struct candidate **list, size_t *count,
		      struct error *err)
{
	static const struct question_filter any = { .bank = NULL };
	struct pick pick = { .db = &store->db, .arena = arena,
			     .filter = filter ? filter : &any };
	size_t due = most, fresh = most, later = ahead ? most : 0;
	int64_t start = store_mix(seed);

	if (!gather(&pick, RANGE_DUE, today, &due, err))
		return false;
	if (pick.filter->enough && pick.count >= pick.filter->enough)
		fresh = later = 0;
	if (!gather(&pick, RANGE_AFTER, start, &fresh, err) ||
	    !gather(&pick, RANGE_BEFORE, start, &fresh, err) ||
	    !gather(&pick, RANGE_AHEAD, today, &later, err))
		return false;
	*list = pick.list;
	*count = pick.count;
	return true;
}

/* ---- what is due ---- */

bool store_due_count(struct store *store, int64_t today, int64_t *due,
		     struct error *err)
{
	return db_get_number(&store->db, "SELECT sum(cards) FROM due "
			     "WHERE skill = '' AND day <= ?1",
			     VALUES(V(today)), due, err);
}

bool store_due(struct store *store, struct arena *arena, int64_t until,
	       size_t most, struct due_row **rows, size_t *count,
	       struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT " QUESTION_NAME ", q.prompt, "
		      "q.due_day, q.last_day, q.stability "
		      "FROM question q INDEXED BY question_pick "
		      "WHERE " Q_IS_ASKED "AND q.due_day <= ?1 "
		      "ORDER BY q.due_day LIMIT ?2",
		      VALUES(V(until), V(most ? (int64_t)most : INT64_MAX)),
		      err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct due_row){
			.name = db_copy(arena, &query, 0),
			.prompt = db_copy(arena, &query, 1),
			.due_day = db_number(&query, 2),
			.last_day = db_number(&query, 3),
			.stability = db_real(&query, 4),
		};
	}
	return row == 0;
}

/* ---- skills ---- */

/* From one skill to the next in the index, without what lies between. */
static const char skills_sql[] =
	"WITH RECURSIVE s (skill) AS ("
	"SELECT min(skill) FROM question INDEXED BY question_pick_skill "
	"WHERE " IS_ASKED
	"UNION ALL SELECT (SELECT min(q.skill) FROM question q "
	"INDEXED BY question_pick_skill WHERE " Q_IS_ASKED
	"AND q.skill > s.skill) FROM s WHERE s.skill IS NOT NULL) "
	"SELECT s.skill, t.attempts, t.mean, (SELECT sum(cards) FROM due "
	"WHERE due.skill = s.skill AND day <= ?1) FROM s LEFT JOIN ("
	"SELECT skill, sum(attempts) AS attempts, "
	"sum(scores) * 1.0 / max(sum(firsts), 1) AS mean "
	"FROM tally GROUP BY skill) AS t ON t.skill = s.skill "
	"WHERE s.skill IS NOT NULL";

bool store_skills(struct store *store, struct arena *arena, int64_t today,
		  struct skill_row **skills, size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*skills = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, skills_sql, VALUES(V(today)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*skills = arena_grow(arena, *skills, *count, &cap,
				     sizeof(**skills));
		(*skills)[(*count)++] = (struct skill_row){
			.skill = db_copy(arena, &query, 0),
			.attempts = db_number(&query, 1),
			.mean = db_real(&query, 2),
			.due = db_number(&query, 3),
		};
	}
	return row == 0;
}
