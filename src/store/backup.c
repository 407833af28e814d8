/* backup.c - the whole file: a copy of it, one put in its place, its health.
 *
 * A backup is VACUUM INTO: consistent while others write, and without free
 * pages. A restore does not rename the copy over the file: another terminal
 * may have it open, would go on writing to the file that was moved away, and
 * would leave its journal beside the new one, where it would be played into
 * the wrong database. Instead the content is taken over by SQLite's backup,
 * one transaction with the file's own locks and journal: whoever has it open
 * sees the new content next, whoever is writing makes us wait and then say
 * so, and a journal left by a crash is played back before. Only a file that
 * cannot be read at all is moved away, with its journal.
 */
#include "store/parts.h"
#include "store/schema.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool store_backup(struct store *store, const char *path, struct error *err)
{
	return db_copy_to(&store->db, path, err);
}

/* ---- health ---- */

/* "ok", or what is wrong, one finding a line. */
static bool check_pages(struct db *db, struct arena *arena, const char *sql,
			const char **found, struct error *err)
{
	struct query query;
	struct text text;
	int row;

	if (!db_query(db, &query, sql, NO_VALUES, err))
		return false;
	text_init(&text, 1 << 16);
	while ((row = db_next(&query, err)) > 0) {
		if (text.len > 0)
			text_add_char(&text, '\n');
		text_add_str(&text, str_of(db_text(&query, 0)));
	}
	*found = text_dup(arena, &text);
	text_release(&text);
	return row == 0;
}

bool store_health(struct store *store, struct arena *arena,
		  struct store_health *health, struct error *err)
{
	struct db *db = &store->db;
	int64_t pages, size;

	health->library = db_library();
	if (!schema_version(db, &health->version, err) ||
	    !db_get_number(db, "PRAGMA page_count", NO_VALUES, &pages, err) ||
	    !db_get_number(db, "PRAGMA page_size", NO_VALUES, &size, err))
		return false;
	health->bytes = pages * size;
	return check_pages(db, arena, "PRAGMA integrity_check",
			   &health->integrity, err);
}

/* ---- restore ---- */

bool check_sound(struct db *db, struct arena *arena, struct error *err)
{
	const char *found;
	bool ok = check_pages(db, arena, "PRAGMA quick_check(1)", &found, err);

	if (!ok && !db->damaged)
		return false;
	if (ok && strcmp(found, "ok") == 0)
		return true;
	db->damaged = true;
	return error_set(err, "%s is damaged; use another copy", db->path);
}

static bool move(const char *from, const char *to, struct error *err)
{
	return rename(from, to) == 0 || errno == ENOENT ||
		error_set(err, "%s cannot be moved to %s: %s; check its "
			  "folder", from, to, strerror(errno));
}

/* A whole copy of what is in db as path~; nothing where it is empty. */
static bool keep_old(struct db *db, struct arena *arena, const char *path,
		     struct error *err)
{
	char *old = arena_printf(arena, "%s~", path);
	char *fresh = arena_printf(arena, "%s~.new", path);
	int64_t pages;

	if (!db_get_number(db, "PRAGMA page_count", NO_VALUES, &pages, err))
		return false;
	if (pages == 0)
		return true;
	unlink(fresh);
	return schema_check(db, SCHEMA_VERSION, err) &&
		check_sound(db, arena, err) &&
		db_copy_to(db, fresh, err) && move(fresh, old, err);
}

/* The journal first: one beside a new file would be played into it. */
static bool move_away(struct arena *arena, const char *path, struct error *err)
{
	return move(arena_printf(arena, "%s-journal", path),
		    arena_printf(arena, "%s~-journal", path), err) &&
		move(path, arena_printf(arena, "%s~", path), err);
}

/* Opens the file that is to be replaced, its content kept as path~. A damaged
 * one is moved there; a stranger's, or one in use, is refused. */
static bool make_room(struct db *db, struct arena *arena, const char *path,
		      struct error *err)
{
	if (!db_open(db, path, DB_WRITE, err))
		return false;
	if (keep_old(db, arena, path, err))
		return true;
	db_close(db);
	return db->damaged && move_away(arena, path, err) &&
		db_open(db, path, DB_WRITE, err);
}

static bool restore(struct db *source, struct arena *arena, const char *path,
		    struct error *err)
{
	struct db target;
	bool ok;

	if (!schema_check(source, SCHEMA_VERSION, err) ||
	    !check_sound(source, arena, err) ||
	    !make_room(&target, arena, path, err))
		return false;
	ok = db_make_safe(&target, err) &&
		db_take_over(&target, source, err);
	db_close(&target);
	return ok;
}

bool store_restore(const char *path, const char *from, struct error *err)
{
	struct arena arena;
	struct db source;
	bool ok;

	if (file_is_same(path, from))
		return error_set(err, "%s is the database itself; name a "
				 "backup of it", from);
	if (!db_open(&source, from, DB_READ, err))
		return false;
	arena_init(&arena, 0);
	ok = restore(&source, &arena, path, err);
	arena_release(&arena);
	db_close(&source);
	return ok;
}
