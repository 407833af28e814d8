/* merge_journey.c - what was written down on the way to the job, joined.
 *
 * Each row has a UUID (or, of what is done on a path, the path and the item),
 * so one that is here already is left as it is: what is ours stays. A table is
 * a line below: how its rows are read there and written here. Columns come in
 * the same order, each as the kind of value that it holds.
 */
#include "store/parts.h"

enum { COLUMNS_MAX = 16 };

static const struct {
	const char *columns;		/* n number, t text, o number or NULL */
	const char *from, *into;
} tables[] = {
	/* Which path is walked, where none was begun here; then when each was
	 * begun. */
	{ "tt", "SELECT key, value FROM setting "
	  "WHERE key IN ('path', 'path-greeting')",
	  "INSERT INTO setting (key, value) SELECT ?1, ?2 WHERE NOT EXISTS "
	  "(SELECT 1 FROM setting WHERE key GLOB 'path-start *') "
	  "ON CONFLICT (key) DO NOTHING" },
	{ "tt", "SELECT key, value FROM setting "
	  "WHERE key GLOB 'path-start *'",
	  "INSERT INTO setting (key, value) VALUES (?1, ?2) "
	  "ON CONFLICT (key) DO NOTHING" },
	{ "ttn", "SELECT path, item, day FROM path_done",
	  "INSERT OR IGNORE INTO path_done (path, item, day) "
	  "VALUES (?1, ?2, ?3)" },
	{ "tntttt", "SELECT id, day, kind, item, title, place FROM evidence "
	  "ORDER BY number",
	  "INSERT INTO evidence (id, day, kind, item, title, place) "
	  "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING" },
	{ "tnttnto", "SELECT id, day, name, place, warm, next, next_day "
	  "FROM contact ORDER BY number",
	  "INSERT INTO contact (id, day, name, place, warm, next, next_day) "
	  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
	  "ON CONFLICT (id) DO NOTHING" },
	{ "tttnnt", "SELECT id, path, skill, day, rating, evidence FROM audit "
	  "ORDER BY number",
	  "INSERT INTO audit (id, path, skill, day, rating, evidence) "
	  "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING" },
	/* Another story of the same title stays beside ours, under its title
	 * and the beginning of its id. */
	{ "tntt", "SELECT id, day, title, text FROM story ORDER BY number",
	  "INSERT INTO story (id, day, title, text) SELECT ?1, ?2, "
	  "iif(EXISTS (SELECT 1 FROM story WHERE title = ?3), "
	  "?3 || ' (' || substr(?1, 1, 8) || ')', ?3), ?4 "
	  "WHERE NOT EXISTS (SELECT 1 FROM story WHERE id = ?1 "
	  "OR (title = ?3 AND text = ?4))" },
};

static struct value value_of(const struct query *query, char kind, int column)
{
	if (kind == 't')
		return V(db_text(query, column));
	if (kind == 'o' && db_is_null(query, column))
		return V((const char *)NULL);
	return V(db_number(query, column));
}

static bool take_table(struct db *db, struct db *other, size_t t,
		       int64_t *taken, struct error *err)
{
	struct query query;
	int row = 0;
	bool ok = true;

	if (!db_query(other, &query, tables[t].from, NO_VALUES, err))
		return false;
	while (ok && (row = db_next(&query, err)) > 0) {
		struct value list[COLUMNS_MAX];
		size_t count = strlen(tables[t].columns);

		for (size_t i = 0; i < count; i++)
			list[i] = value_of(&query, tables[t].columns[i],
					   (int)i);
		ok = db_run(db, tables[t].into,
			    (struct values){ list, count }, err);
		*taken += ok ? db_changes(db) : 0;
	}
	db_done(&query);
	return ok && row == 0;
}

bool merge_journey(struct db *db, struct db *other, int64_t *taken,
		   struct error *err)
{
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (!take_table(db, other, i, taken, err))
			return false;
	return true;
}
