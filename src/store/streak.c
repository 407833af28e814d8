/* streak.c - where the streak stood, so that ten years of days need no reading.
 *
 * A shell prompt asks for the streak at every line. The setting `streak` holds
 * a streak_base: what the counted days up to one came to. It only repeats what
 * the rows of day and pause say. It is written in the transaction of an
 * attempt, from the days before that attempt's, or of a rebuild; it is dropped
 * in the transaction of whatever changes a day behind it (undo, an answer of
 * an earlier day) or any holiday: all who write these rows call
 * streak_forget. Without it all days are read, which gives the same.
 */
#include "store/parts.h"

#include <inttypes.h>
#include <limits.h>

/* The numbers of a base, in the order in which they stand in the setting: the
 * last day first, for SQLite's CAST reads that far. */
enum field { LAST_DAY, LAST_FIRST, LAST_LAST, COUNT, DAYS, BEST, FREEZES,
	     SPENT, LAST_FROZEN, FIELDS };

/* Nothing lies further: their sums and differences cannot overflow. */
#define DAY_FAR INT64_C(1000000000)
#define UTC_FAR INT64_C(100000000000000)

static const struct { int64_t low, high; } ranges[FIELDS] = {
	[LAST_DAY] = { -DAY_FAR, DAY_FAR },
	[LAST_FIRST] = { -UTC_FAR, UTC_FAR },
	[LAST_LAST] = { -UTC_FAR, UTC_FAR },
	[COUNT] = { 1, INT_MAX }, [DAYS] = { 0, INT_MAX },
	[BEST] = { 0, INT_MAX }, [FREEZES] = { 0, STREAK_FREEZES_MAX },
	[SPENT] = { 0, INT_MAX }, [LAST_FROZEN] = { -DAY_FAR, DAY_FAR },
};

/* False, and no base, where the text is none. */
static bool parse(struct str text, struct streak_base *base)
{
	int64_t n[FIELDS] = { 0 };
	struct str field;

	*base = (struct streak_base){ .count = 0 };
	for (size_t i = 0; i < FIELDS; i++)
		if (!str_cut(&text, ' ', &field) ||
		    !text_number(field, ranges[i].low, ranges[i].high, &n[i]))
			return false;
	*base = (struct streak_base){
		.last = { n[LAST_DAY], n[LAST_FIRST], n[LAST_LAST] },
		.count = (size_t)n[COUNT],
		.streak = { .days = (int)n[DAYS], .best = (int)n[BEST],
			    .freezes = (int)n[FREEZES],
			    .spent = (int)n[SPENT],
			    .last_frozen = n[LAST_FROZEN] },
	};
	return text.len == 0;
}

static void print(struct text *text, const struct streak_base *base)
{
	const struct practice_day *last = &base->last;
	const struct streak *streak = &base->streak;

	text_addf(text, "%" PRId64 " %" PRId64 " %" PRId64 " %zu %d %d %d %d "
		  "%" PRId64, last->day, last->first, last->last, base->count,
		  streak->days, streak->best, streak->freezes, streak->spent,
		  streak->last_frozen);
}

static bool read_base(struct db *db, struct streak_base *base,
		      struct error *err)
{
	struct query query;
	int row;

	*base = (struct streak_base){ .count = 0 };
	if (!db_query(db, &query, "SELECT value FROM setting "
		      "WHERE key = 'streak'", NO_VALUES, err))
		return false;
	row = db_next(&query, err);
	if (row > 0 && !parse(str_of(db_text(&query, 0)), base))
		*base = (struct streak_base){ .count = 0 };
	db_done(&query);
	return row >= 0;
}

static bool write_base(struct db *db, const struct streak_base *base,
		       struct error *err)
{
	struct text text;
	bool ok;

	text_init(&text, 512);
	print(&text, base);
	ok = db_run(db, "INSERT OR REPLACE INTO setting (key, value) "
		    "VALUES ('streak', ?1)", VALUES(V(text_str(&text))), err);
	text_release(&text);
	return ok;
}

bool streak_forget(struct db *db, int64_t day, struct error *err)
{
	return db_run(db, "DELETE FROM setting WHERE key = 'streak' "
		      "AND CAST(value AS INTEGER) >= ?1", VALUES(V(day)), err);
}

/* The counted days after one and before another, and all holidays. */
static bool read_practice(struct db *db, struct arena *arena, int64_t after,
			  int64_t before, struct practice *practice,
			  struct error *err)
{
	struct practice_day *days;
	struct pause *pauses;

	*practice = (struct practice){ 0 };
	if (!days_read(db, arena, after, before, &days, &practice->count,
		       err) ||
	    !pauses_read(db, arena, &pauses, &practice->pause_count, err))
		return false;
	practice->days = days;
	practice->pauses = pauses;
	return true;
}

static int64_t end_of(const struct streak_base *base)
{
	return base->count ? base->last.day : INT64_MIN;
}

bool streak_go_on(struct db *db, int64_t day, struct error *err)
{
	struct streak_base base;
	struct practice practice;
	struct arena arena;
	bool ok;

	arena_init(&arena, 0);
	ok = read_base(db, &base, err) &&
		read_practice(db, &arena, end_of(&base), day, &practice, err);
	if (ok && practice.count > 0) {
		plan_streak_add(&practice, &base);
		ok = write_base(db, &base, err);
	}
	arena_release(&arena);
	return ok;
}

bool store_practice(struct store *store, struct arena *arena, int64_t today,
		    struct streak_base *base, struct practice *practice,
		    struct error *err)
{
	if (!read_base(&store->db, base, err))
		return false;
	if (base->last.day > today)
		*base = (struct streak_base){ .count = 0 };
	return read_practice(&store->db, arena, end_of(base), INT64_MAX,
			     practice, err);
}
