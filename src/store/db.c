/* db.c - the only speaker of SQLite: open, bind, step, begin, end.
 *
 * A rollback journal with synchronous=EXTRA, not WAL: a learner writes once a
 * minute, and the journal survives full disks and odd file systems where
 * WAL's shared memory does not. The connection is defensive: no trigger or
 * view of a file that came from elsewhere runs, the schema is not trusted,
 * and a double-quoted word is never a string. ATTACH stays allowed, VACUUM
 * INTO needs it. Every call that reaches the disk can be made to fail by
 * fault(), which then looks like SQLITE_IOERR.
 */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_PAGES = 1024 };

/* Says in words what rc means; always false. */
static bool fail(struct db *db, int rc, struct error *err)
{
	int system = db->handle ? sqlite3_system_errno(db->handle) : 0;

	if ((rc & 0xff) == SQLITE_IOERR &&
	    (system == ENOSPC || system == EDQUOT))
		rc = SQLITE_FULL;
	switch (rc & 0xff) {
	case SQLITE_FULL:
		return error_set(err, "the disk is full; free some space and "
				 "try again");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		db->locked = true;
		return error_set(err, "another program is using %s; wait a "
				 "moment and try again", db->path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return error_set(err, "%s cannot be written; check its "
				 "permissions and those of its folder",
				 db->path);
	case SQLITE_CANTOPEN:
		return error_set(err, "%s cannot be opened; check that its "
				 "folder is there and can be written",
				 db->path);
	case SQLITE_NOTADB:
		db->damaged = true;
		return error_set(err, "%s is not a database of rehearse; move "
				 "it away or name another with --data",
				 db->path);
	case SQLITE_CORRUPT:
		db->damaged = true;
		return error_set(err, "%s is damaged; put a backup in its "
				 "place with: rehearse restore FILE",
				 db->path);
	case SQLITE_IOERR:
		return error_set(err, "reading or writing %s failed; check "
				 "the disk", db->path);
	case SQLITE_NOMEM:
		die("out of memory");
	default:
		return error_set(err, "the database %s refused: %s", db->path,
				 db->handle ? sqlite3_errmsg(db->handle) :
				 sqlite3_errstr(rc));
	}
}

/* ---- open and close ---- */

static bool make_folder_of(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	struct text folder;
	bool ok;

	if (!slash || slash == path)
		return true;
	text_init(&folder, 1 << 16);
	text_add_str(&folder, (struct str){ path, (size_t)(slash - path) });
	ok = file_make_folder(folder.s, err);
	text_release(&folder);
	return ok;
}

/* A new, empty file that only its owner reads, whatever the umask. A file
 * that is there already is left unopened: closing it would drop the locks
 * that this process may hold on it. */
static bool make_file(const char *path, struct error *err)
{
	int flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY;
	int fd = open(path, flags, 0600);

	if (fd < 0 && errno == ENOENT) {
		if (!make_folder_of(path, err))
			return false;
		fd = open(path, flags, 0600);
	}
	if (fd >= 0) {
		close(fd);
		return true;
	}
	return errno == EEXIST ||
		error_set(err, "%s cannot be made: %s; check its folder",
			  path, strerror(errno));
}

static void harden(struct sqlite3 *handle)
{
	static const struct { int name, value; } settings[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	};

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		sqlite3_db_config(handle, settings[i].name, settings[i].value,
				  (int *)NULL);
	sqlite3_busy_timeout(handle, DB_PATIENCE_MS);
}

/* A folder SQLite refuses without a reason; at a pipe it would wait. */
static bool check_kind(const char *path, struct error *err)
{
	struct stat about;

	if (stat(path, &about) != 0 || S_ISREG(about.st_mode))
		return true;
	return error_set(err, "%s is %s; name a database of rehearse", path,
			 S_ISDIR(about.st_mode) ? "a folder" : "no plain file");
}

bool db_open(struct db *db, const char *path, enum db_mode mode,
	     struct error *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
		(mode == DB_WRITE ? SQLITE_OPEN_READWRITE :
		 SQLITE_OPEN_READONLY);
	int rc;

	*db = (struct db){ .handle = NULL };
	snprintf(db->path, sizeof(db->path), "%s", path);
	if (!check_kind(path, err) ||
	    (mode == DB_WRITE && !make_file(path, err)))
		return false;
	rc = fault("db_open") ? SQLITE_IOERR :
		sqlite3_open_v2(path, &db->handle, flags, NULL);
	/* A file that may only be read is opened so, without a word. */
	if (rc == SQLITE_OK && mode == DB_WRITE &&
	    sqlite3_db_readonly(db->handle, "main") == 1)
		rc = SQLITE_READONLY;
	if (rc != SQLITE_OK) {
		fail(db, rc, err);
		db_close(db);
		return false;
	}
	harden(db->handle);
	return true;
}

bool db_make_safe(struct db *db, struct error *err)
{
	return db_run(db, "PRAGMA synchronous = EXTRA", NO_VALUES, err);
}

void db_patience(struct db *db, int ms)
{
	sqlite3_busy_timeout(db->handle, ms);
}

void db_close(struct db *db)
{
	sqlite3_close(db->handle);
	db->handle = NULL;
}

/* ---- statements ---- */

static bool prepare(struct db *db, struct query *query, const char *sql,
		    bool kept, struct error *err)
{
	unsigned flags = kept ? SQLITE_PREPARE_PERSISTENT : 0;
	int rc;

	*query = (struct query){ .db = db, .kept = kept };
	rc = fault("db_prepare") ? SQLITE_IOERR :
		sqlite3_prepare_v3(db->handle, sql, -1, flags, &query->stmt,
				   NULL);
	return rc == SQLITE_OK || fail(db, rc, err);
}

static int bind_one(struct sqlite3_stmt *stmt, int at,
		    const struct value *value)
{
	switch (value->kind) {
	case VALUE_NUMBER:
		return sqlite3_bind_int64(stmt, at, value->number);
	case VALUE_REAL:
		return sqlite3_bind_double(stmt, at, value->real);
	case VALUE_TEXT:
		return sqlite3_bind_text64(stmt, at, value->text.s,
					   value->text.len, SQLITE_STATIC,
					   SQLITE_UTF8);
	}
	return SQLITE_MISUSE;
}

static bool bind(struct query *query, struct values values, struct error *err)
{
	for (size_t i = 0; i < values.count; i++) {
		int rc = bind_one(query->stmt, (int)i + 1, &values.list[i]);

		if (rc != SQLITE_OK) {
			fail(query->db, rc, err);
			db_done(query);
			return false;
		}
	}
	return true;
}

bool db_query(struct db *db, struct query *query, const char *sql,
	      struct values values, struct error *err)
{
	return prepare(db, query, sql, false, err) &&
		bind(query, values, err);
}

int db_next(struct query *query, struct error *err)
{
	int rc = fault("db_step") ? SQLITE_IOERR : sqlite3_step(query->stmt);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		fail(query->db, rc, err);
	if (query->kept)
		sqlite3_reset(query->stmt);
	else
		db_done(query);
	return rc == SQLITE_DONE ? 0 : -1;
}

void db_done(struct query *query)
{
	sqlite3_finalize(query->stmt);
	query->stmt = NULL;
}

/* Steps to the end; the statement is done afterwards, or ready again. */
static bool run_out(struct query *query, struct error *err)
{
	int row;

	do
		row = db_next(query, err);
	while (row > 0);
	return row == 0;
}

bool db_run(struct db *db, const char *sql, struct values values,
	    struct error *err)
{
	struct query query;

	return db_query(db, &query, sql, values, err) && run_out(&query, err);
}

bool db_keep(struct db *db, struct query *query, const char *sql,
	     struct error *err)
{
	return prepare(db, query, sql, true, err);
}

bool db_again(struct query *query, struct values values, struct error *err)
{
	sqlite3_reset(query->stmt);
	return bind(query, values, err);
}

bool db_repeat(struct query *query, struct values values, struct error *err)
{
	return db_again(query, values, err) && run_out(query, err);
}

/* ---- columns ---- */

int64_t db_number(const struct query *query, int column)
{
	return sqlite3_column_int64(query->stmt, column);
}

int db_int(const struct query *query, int column)
{
	return sqlite3_column_int(query->stmt, column);
}

bool db_flag(const struct query *query, int column)
{
	return sqlite3_column_int(query->stmt, column) != 0;
}

bool db_is_null(const struct query *query, int column)
{
	return sqlite3_column_type(query->stmt, column) == SQLITE_NULL;
}

double db_real(const struct query *query, int column)
{
	return sqlite3_column_double(query->stmt, column);
}

const char *db_text(const struct query *query, int column)
{
	return (const char *)sqlite3_column_text(query->stmt, column);
}

const char *db_copy(struct arena *arena, const struct query *query, int column)
{
	const char *text = db_text(query, column);

	return text ? arena_strdup(arena, text) : NULL;
}

bool db_get_number(struct db *db, const char *sql, struct values values,
		   int64_t *number, struct error *err)
{
	struct query query;
	int row;

	*number = 0;
	if (!db_query(db, &query, sql, values, err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		*number = db_number(&query, 0);
	db_done(&query);
	return row >= 0;
}

int64_t db_last_row(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int64_t db_changes(const struct db *db)
{
	return sqlite3_changes64(db->handle);
}

/* ---- transactions ---- */

bool db_begin(struct db *db, struct error *err)
{
	return db_run(db, "BEGIN IMMEDIATE", NO_VALUES, err);
}

bool db_begin_read(struct db *db, struct error *err)
{
	return db_run(db, "BEGIN", NO_VALUES, err);
}

bool db_end(struct db *db, bool ok, struct error *err)
{
	if (ok) {
		int rc = fault("db_commit") ? SQLITE_IOERR :
			sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);

		ok = rc == SQLITE_OK || fail(db, rc, err);
	}
	/* A full disk may have rolled back by itself. */
	if (!ok && !sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	return ok;
}

/* ---- whole files ---- */

static bool flush_file(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && !fault("db_flush") && fsync(fd) == 0;

	if (!ok)
		error_set(err, "%s did not reach the disk; check the disk",
			  path);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool db_copy_to(struct db *db, const char *path, struct error *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return error_set(err, "%s is there already; name a new file",
				 path);
	if (fd < 0)
		return error_set(err, "%s cannot be made: %s; name a folder "
				 "that can be written", path, strerror(errno));
	close(fd);
	/* VACUUM INTO takes an empty file, which keeps the mode ours. */
	if (db_run(db, "VACUUM INTO ?1", VALUES(V(path)), err) &&
	    flush_file(path, err))
		return true;
	unlink(path);
	return false;
}

bool db_take_over(struct db *to, struct db *from, struct error *err)
{
	struct sqlite3_backup *backup;
	int rc;

	backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
	if (!backup)
		return fail(to, sqlite3_extended_errcode(to->handle), err);
	do
		rc = fault("db_step") ? SQLITE_IOERR :
			sqlite3_backup_step(backup, COPY_PAGES);
	while (rc == SQLITE_OK);
	/* Finish reports the fault of a step, and takes back what was done. */
	sqlite3_backup_finish(backup);
	return rc == SQLITE_DONE || fail(to, rc, err);
}

const char *db_library(void)
{
	return sqlite3_libversion();
}
