/* schema.c - whose file it is, and how it comes to its tables.
 *
 * PRAGMA application_id marks the file as ours and PRAGMA user_version counts
 * its steps; both stand in the file's first page, so that opening reads next
 * to nothing. "Not ours" includes a file with both at 0 that has tables: that
 * is somebody else's database. Each step is one transaction together with its
 * version number, and looks at the number again under the lock, for two
 * programs may start at once.
 */
#include "store/schema.h"

#include <stdio.h>
#include <unistd.h>

/* ---- whose file ---- */

static bool stranger(const struct db *db, struct error *err)
{
	return error_set(err, "%s is not a database of rehearse; move it away "
			 "or name another with --data", db->path);
}

static bool newer(const struct db *db, int version, int count,
		  struct error *err)
{
	return error_set(err, "%s was written by a newer rehearse (its "
			 "version is %d, this program knows %d); install the "
			 "newer one", db->path, version, count);
}

/* Version 0 with application id 0 is ours only if nothing is in it. */
static bool is_empty(struct db *db, struct error *err)
{
	int64_t things;

	if (!db_get_number(db, "SELECT count(*) FROM sqlite_schema", NO_VALUES,
			   &things, err))
		return false;
	return things == 0 || stranger(db, err);
}

bool schema_version(struct db *db, int *version, struct error *err)
{
	int64_t number;
	bool ok = db_get_number(db, "PRAGMA user_version", NO_VALUES, &number,
				err);

	*version = (int)number;
	return ok;
}

static bool look(struct db *db, int count, int *version, bool *marked,
		 struct error *err)
{
	int64_t id;

	/* Version first: another program may be making the file just now, and
	 * writes both in one transaction. */
	if (!schema_version(db, version, err) ||
	    !db_get_number(db, "PRAGMA application_id", NO_VALUES, &id, err))
		return false;
	*marked = id == SCHEMA_APPLICATION;
	if (!*marked && (id != 0 || *version != 0))
		return stranger(db, err);
	return *version <= count || newer(db, *version, count, err);
}

bool schema_check(struct db *db, int count, struct error *err)
{
	int version;
	bool marked;

	return look(db, count, &version, &marked, err) &&
		((marked && version > 0) || stranger(db, err));
}

/* ---- steps ---- */

static bool set_pragma(struct db *db, const char *name, int value,
		       struct error *err)
{
	char sql[64];	/* a pragma takes no bound values */

	snprintf(sql, sizeof(sql), "PRAGMA %s = %d", name, value);
	return db_run(db, sql, NO_VALUES, err);
}

static bool run_all(struct db *db, const char *const *statements,
		    struct error *err)
{
	for (; *statements; statements++)
		if (!db_run(db, *statements, NO_VALUES, err))
			return false;
	return true;
}

/* PATH.v<N>, in place of one from an earlier try; through a connection of its
 * own, for the caller's holds the lock. */
static bool keep_copy(const char *path, int version, struct error *err)
{
	struct arena arena;
	char *kept, *fresh;
	struct db db;
	bool ok;

	arena_init(&arena, 0);
	kept = arena_printf(&arena, "%s.v%d", path, version);
	fresh = arena_printf(&arena, "%s.new", kept);
	unlink(fresh);
	ok = db_open(&db, path, DB_READ, err);
	if (ok) {
		ok = db_copy_to(&db, fresh, err);
		db_close(&db);
	}
	if (ok && rename(fresh, kept) != 0)
		ok = error_set(err, "%s cannot be made; check its folder",
			       kept);
	arena_release(&arena);
	return ok || error_prefix(err, "no copy could be kept before the "
				  "upgrade");
}

static bool run_steps(struct db *db, const char *const *const *steps, int from,
		      int to, struct error *err)
{
	for (; from < to; from++)
		if (!run_all(db, steps[from], err))
			return false;
	return set_pragma(db, "application_id", SCHEMA_APPLICATION, err) &&
		set_pragma(db, "user_version", to, err);
}

/* One step under the lock, or none where another program has done it. A new
 * file takes all at once, so that nobody ever sees it half made; an older one
 * is copied first, if that is wanted. */
static bool step_up(struct db *db, const char *path, bool keeps,
		    const char *const *const *steps, int count, int *version,
		    struct error *err)
{
	int to;
	bool ok;

	if (!db_begin(db, err))
		return false;
	ok = schema_version(db, version, err) &&
		(*version > 0 || is_empty(db, err));
	to = *version == 0 ? count : *version + 1;
	if (ok && *version < count) {
		ok = (*version == 0 || !keeps ||
		      keep_copy(path, *version, err)) &&
			run_steps(db, steps, *version, to, err);
		*version = to;
	}
	return db_end(db, ok, err);
}

bool schema_prepare(struct db *db, const char *path,
		    const char *const *const *steps, int count,
		    struct error *err)
{
	int version;
	bool marked;

	if (!look(db, count, &version, &marked, err))
		return false;
	if (!db_make_safe(db, err))
		return false;
	for (bool keeps = true; version < count; keeps = false)
		if (!step_up(db, path, keeps, steps, count, &version, err))
			return false;
	return true;
}
