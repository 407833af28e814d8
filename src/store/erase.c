/* erase.c - everything of the learner goes, in one transaction.
 *
 * What is deleted is overwritten (secure_delete), for deleted rows otherwise
 * stay readable in the file. What a service may hold it is asked to void:
 * these wishes are all that is left of what was told.
 */
#include "store/parts.h"

/* Children before what they hang on. */
static const char *const erasing[] = {
	"UPDATE attempt SET parent = NULL",
	"DELETE FROM attempt_point",
	"DELETE FROM attempt_mistake",
	"DELETE FROM attempt",
	"DELETE FROM session",
	"DELETE FROM day",
	"DELETE FROM tally",
	"DELETE FROM facet",
	"DELETE FROM due",
	"DELETE FROM draft",
	"DELETE FROM pause",
	"DELETE FROM note",
	"DELETE FROM advert",
	"DELETE FROM path_done",
	"DELETE FROM evidence",
	"DELETE FROM contact",
	"DELETE FROM audit",
	"DELETE FROM story",
	"DELETE FROM application_stage",
	"DELETE FROM application",
	"DELETE FROM comment",
	"DELETE FROM service_log",
	"DELETE FROM setting WHERE key IN ('interview', 'interview-since', "
	"'streak', 'steered', 'path-greeting') "
	"OR key GLOB 'path-start *'",
	/* What no bank holds any more was kept for its attempts alone. */
	"DELETE FROM question WHERE gone = 1",
	"UPDATE question SET due_day = NULL, planned_day = NULL, "
	"last_day = 0, state = 0, step = 0, stability = 0, difficulty = 0, "
	"reviews = 0, lapses = 0, wanted = 0",
	NULL,
};

static bool told(struct db *db, struct arena *arena, struct strings *ids,
		 struct error *err)
{
	struct query query;
	int row;

	if (!db_query(db, &query, "SELECT id FROM outbox "
		      "WHERE verb <> 'voided' ORDER BY number", NO_VALUES,
		      err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		strings_add(arena, ids, db_copy(arena, &query, 0));
	return row == 0;
}

static bool erase(struct store *store, struct arena *arena,
		  struct error *err)
{
	struct strings ids = { NULL, 0, 0 };

	if (!told(&store->db, arena, &ids, err))
		return false;
	for (size_t i = 0; i < ids.count; i++)
		if (!outbox_take_back(store, ids.list[i], err))
			return false;
	for (const char *const *sql = erasing; *sql; sql++)
		if (!db_run(&store->db, *sql, NO_VALUES, err))
			return false;
	return true;
}

bool store_erase(struct store *store, int64_t *voids, struct error *err)
{
	struct db *db = &store->db;
	struct arena arena;
	bool ok;

	*voids = 0;
	if (!db_run(db, "PRAGMA secure_delete = ON", NO_VALUES, err) ||
	    !db_begin(db, err))
		return false;
	arena_init(&arena, 0);
	ok = erase(store, &arena, err) &&
		db_get_number(db, "SELECT count(*) FROM outbox WHERE state IN "
			      "('queued', 'withheld')", NO_VALUES, voids, err);
	arena_release(&arena);
	return db_end(db, ok, err);
}
