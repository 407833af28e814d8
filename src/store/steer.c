/* steer.c - what practice is steered by, as far as the store knows it.
 *
 * Adverts and a path say which questions are favoured, but to read them takes
 * many times as long as a session takes to begin. So who has read them keeps
 * what came of it, with the state it was read in; here that state is told in
 * one look.
 */
#include "store/journey.h"
#include "store/parts.h"

/* Adverts never change, so their number and the newest one tell them apart. */
static const char state_sql[] =
	"SELECT (SELECT count(*) FROM advert), "
	"(SELECT coalesce(max(number), 0) FROM advert), "
	"(SELECT group_concat(key || '=' || value, ';') FROM setting "
	"WHERE key >= 'path' AND key < 'path.'), "
	"(SELECT group_concat(path || '=' || item, ';') FROM path_done), "
	"(SELECT value FROM setting WHERE key = 'steered')";

bool store_steering(struct store *store, struct arena *arena,
		    struct steering *steering, struct error *err)
{
	struct query query;
	uint64_t hash = TEXT_HASH;
	int row;

	*steering = (struct steering){ .made = NULL };
	if (!db_query(&store->db, &query, state_sql, NO_VALUES, err))
		return false;
	row = db_next(&query, err);
	if (row > 0) {
		steering->adverts = db_number(&query, 0);
		steering->begun = db_text(&query, 2) &&
			strstr(db_text(&query, 2), "path-start ") != NULL;
		for (int i = 0; i < 4; i++)
			hash = text_hash(text_hash(hash, STR("|")),
					 str_of(db_text(&query, i)));
		steering->state = hash;
		if (!db_is_null(&query, 4))
			steering->made = db_copy(arena, &query, 4);
	}
	db_done(&query);
	return row >= 0;
}

bool store_keep_steering(struct store *store, const char *made,
			 struct error *err)
{
	return store_set(store, "steered", made, err);
}
