/* db.h - SQLite, and nothing of what is kept in it.
 *
 * A statement is a literal in the one function that runs it; values are
 * bound, never pasted: VALUES(V(id), V(score)). V takes int, unsigned,
 * int64_t, double, texts and struct str, a NULL text being NULL; a bool is
 * refused until someone says what it means. Bound texts are borrowed until
 * the statement is done. Work is one transaction: db_begin, the steps,
 * db_end. Whatever a disk, another program or a stranger's file can do wrong
 * comes back as one sentence.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/base.h"

enum { DB_PATIENCE_MS = 5000 };	/* waits for other programs, unless told */

struct sqlite3;
struct sqlite3_stmt;

struct db {
	struct sqlite3 *handle;		/* NULL: closed */
	char path[ERROR_PATH_MAX];	/* as given, for sentences */
	bool damaged;			/* a call found it so; kept by close */
	bool locked;			/* it failed for another program */
};

struct query {
	struct db *db;
	struct sqlite3_stmt *stmt;	/* NULL: done */
	bool kept;			/* prepared once, run many times */
};

enum value_kind { VALUE_NUMBER, VALUE_REAL, VALUE_TEXT };

struct value {
	enum value_kind kind;
	int64_t number;
	double real;
	struct str text;		/* .s NULL: NULL */
};

struct values {
	const struct value *list;
	size_t count;
};

static inline struct value value_number(int64_t number)
{
	return (struct value){ .kind = VALUE_NUMBER, .number = number };
}

static inline struct value value_real(double real)
{
	return (struct value){ .kind = VALUE_REAL, .real = real };
}

static inline struct value value_str(struct str text)
{
	return (struct value){ .kind = VALUE_TEXT, .text = text };
}

static inline struct value value_text(const char *text)
{
	struct str none = { NULL, 0 };

	return value_str(text ? str_of(text) : none);
}

#define V(x) _Generic((x), \
	int: value_number, \
	unsigned: value_number, \
	int64_t: value_number, \
	double: value_real, \
	char *: value_text, \
	const char *: value_text, \
	struct str: value_str)(x)

#define VALUES(...) ((struct values){ \
	(const struct value[]){ __VA_ARGS__ }, \
	sizeof((const struct value[]){ __VA_ARGS__ }) / \
		sizeof(struct value) })
#define NO_VALUES ((struct values){ NULL, 0 })

enum db_mode { DB_READ, DB_WRITE };

/* DB_WRITE makes file and folder where missing (0600, 0700). On failure db is
 * closed already. The file itself is not looked at before the first query. */
MUST_CHECK bool db_open(struct db *db, const char *path, enum db_mode mode,
			struct error *err);
/* Sets what an open file needs before it is written: every commit on the
 * disk, its journal's folder included. */
MUST_CHECK bool db_make_safe(struct db *db, struct error *err);
void db_close(struct db *db);
/* How long to wait for another program's lock from now on; milliseconds. */
void db_patience(struct db *db, int ms);

/* One statement that gives no rows, or whose rows nobody wants. */
MUST_CHECK bool db_run(struct db *db, const char *sql, struct values values,
		       struct error *err);
/* A statement that gives rows: db_next until it says 0, or db_done. */
MUST_CHECK bool db_query(struct db *db, struct query *query, const char *sql,
			 struct values values, struct error *err);
/* 1: a row is there; 0: no more; -1: err. After 0 and -1 the statement is
 * done (a kept one: ready for db_again). */
MUST_CHECK int db_next(struct query *query, struct error *err);
/* Gives the statement back; again does no harm. */
void db_done(struct query *query);

/* A statement kept for many runs within one function: db_again binds anew,
 * then db_next; db_repeat does both for one that gives no rows. */
MUST_CHECK bool db_keep(struct db *db, struct query *query, const char *sql,
			struct error *err);
MUST_CHECK bool db_again(struct query *query, struct values values,
			 struct error *err);
MUST_CHECK bool db_repeat(struct query *query, struct values values,
			  struct error *err);

/* Columns of the row that is there, from 0. A text lasts until the next step;
 * db_copy puts it into an arena. NULL gives 0 and NULL. */
int64_t db_number(const struct query *query, int column);
int db_int(const struct query *query, int column);
bool db_flag(const struct query *query, int column);
bool db_is_null(const struct query *query, int column);
double db_real(const struct query *query, int column);
const char *db_text(const struct query *query, int column);
const char *db_copy(struct arena *arena, const struct query *query,
		    int column);

/* The first column of the first row, or 0 where there is no row. */
MUST_CHECK bool db_get_number(struct db *db, const char *sql,
			      struct values values, int64_t *number,
			      struct error *err);
int64_t db_last_row(const struct db *db);	/* rowid of the last insert */
int64_t db_changes(const struct db *db);	/* rows of the last write */

/* db_begin takes the write lock (waiting up to five seconds), db_begin_read
 * a steady view. db_end keeps the work where ok, takes it back otherwise, and
 * says whether it was kept; err is set only if it was the keeping that failed.
 * An `ok` of false leaves err as it is. */
MUST_CHECK bool db_begin(struct db *db, struct error *err);
MUST_CHECK bool db_begin_read(struct db *db, struct error *err);
MUST_CHECK bool db_end(struct db *db, bool ok, struct error *err);

/* A whole copy at path, mode 0600, on the disk when true is returned. The
 * path must not exist. */
MUST_CHECK bool db_copy_to(struct db *db, const char *path,
			   struct error *err);
/* Everything in `to` becomes what is in `from`, in one transaction. */
MUST_CHECK bool db_take_over(struct db *to, struct db *from,
			     struct error *err);
const char *db_library(void);		/* SQLite's version */

#endif
