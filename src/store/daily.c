/* daily.c - what belongs to a day: its question, and how many were answered.
 *
 * Questions stand in a fixed shuffle, `dice`, a hash of bank and id: so two
 * people with the same bank stand before the same row. A run of days walks
 * along a stretch of it, one question a day: the whole bank, or, since a bank
 * of 100,000 is not read through, 512 from where a hash of the run's number
 * says. What somebody has answered, or never
 * wants to be asked, must not shift the walk for them: new, seen and unwanted
 * questions are read from the index of each and put together.
 */
#include "store/parts.h"

enum { STRETCH_MOST = 512 };

#define IN_BANK "WHERE gone = 0 AND retired = 0 AND bank = ?1 " \
	"AND dice >= ?2 AND dice < ?3 "
#define NEXT "ORDER BY dice LIMIT ?4"

static const char stretch_sql[] =
	"SELECT key, wanted FROM ("
	"SELECT * FROM (SELECT key, dice, 0 AS wanted FROM question "
	"INDEXED BY question_pick " IN_BANK "AND wanted >= 0 "
	"AND due_day IS NULL " NEXT ") "
	"UNION ALL SELECT * FROM (SELECT key, dice, 0 FROM question "
	"INDEXED BY question_pick " IN_BANK "AND wanted >= 0 "
	"AND due_day IS NOT NULL " NEXT ") "
	"UNION ALL SELECT * FROM (SELECT key, dice, -1 FROM question "
	"INDEXED BY question_wanted " IN_BANK "AND wanted <> 0 "
	"AND wanted = -1 " NEXT ")"
	") " NEXT;

struct stretch {
	int64_t keys[STRETCH_MOST];
	bool unwanted[STRETCH_MOST];
	size_t count;
};

/* Adds those with dice in [from, to), in order, until there are `most`. */
static bool read_on(struct db *db, const char *bank, int64_t from, int64_t to,
		    size_t most, struct stretch *stretch, struct error *err)
{
	struct query query;
	int row;

	if (stretch->count >= most)
		return true;
	if (!db_query(db, &query, stretch_sql,
		      VALUES(V(bank), V(from), V(to),
			     V((int64_t)(most - stretch->count))), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		stretch->keys[stretch->count] = db_number(&query, 0);
		stretch->unwanted[stretch->count++] =
			db_number(&query, 1) < 0;
	}
	return row == 0;
}

bool store_question_of_day(struct store *store, struct arena *arena,
			   const char *bank, int64_t day, int64_t *key,
			   struct error *err)
{
	struct stretch *stretch = ARENA_NEW(arena, struct stretch);
	int64_t length, start;

	*key = 0;
	if (!db_get_number(&store->db, "SELECT questions FROM bank "
			   "WHERE id = ?1", VALUES(V(bank)), &length, err))
		return false;
	if (length < 1 || day < 0)
		return true;
	start = INT64_MIN;		/* the whole bank, for ever */
	if (length > STRETCH_MOST) {
		length = STRETCH_MOST;
		start = store_mix((uint64_t)(day / length));
	}
	stretch->count = 0;
	if (!read_on(&store->db, bank, start, INT64_MAX, (size_t)length,
		     stretch, err) ||
	    !read_on(&store->db, bank, INT64_MIN, start, (size_t)length,
		     stretch, err))
		return false;
	for (size_t i = 0; i < stretch->count; i++) {
		size_t at = ((size_t)(day % length) + i) % stretch->count;

		if (stretch->unwanted[at])
			continue;
		*key = stretch->keys[at];
		break;
	}
	return true;
}

bool store_answered(struct store *store, int64_t day, int64_t *answered,
		    struct error *err)
{
	return db_get_number(&store->db, "SELECT counted FROM day "
			     "WHERE day = ?1", VALUES(V(day)), answered, err);
}
