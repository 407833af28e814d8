/* fetch.c - a cohort's statements from the feedback service.
 *
 * DATA/cohort/REGISTRATION.jsonl keeps what was ever fetched, and beside it
 * stands since when to ask next. The courier writes what is new into a file of
 * its own, which is then added; the moment is kept last. Killed in between, it
 * is fetched once more, and known by its ids.
 */
#include "app/cohort/cohort.h"
#include "app/feedback/feedback.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { PIECE = 64 << 10, CURSOR_MAX = 100 };

/* ---- adding ---- */

static bool put_bytes(int to, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t put = fault("cohort_add") ? (errno = ENOSPC, -1)
						  : write(to, bytes, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		len -= (size_t)put;
	}
	return true;
}

/* Begins on a line of its own: what a killed one left there is cut off. */
static bool copy(FILE *from, int to)
{
	char piece[PIECE];
	size_t got;

	if (!put_bytes(to, "\n", 1))
		return false;
	while ((got = fread(piece, 1, sizeof(piece), from)) > 0)
		if (!put_bytes(to, piece, got))
			return false;
	return !ferror(from) && fsync(to) == 0;
}

static bool is_empty(FILE *file)
{
	int c = getc(file);

	if (c != EOF)
		ungetc(c, file);
	return c == EOF;
}

static bool add(const char *fresh, const char *kept, struct error *err)
{
	FILE *from;
	bool ok;
	int to;

	if (!file_open(fresh, &from, err))
		return false;
	if (is_empty(from)) {
		fclose(from);
		return true;
	}
	to = open(kept, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	ok = to >= 0 && copy(from, to);
	if (!ok)
		error_set(err, "what was fetched was not added to %s: %s; it "
			  "will be fetched again", kept, strerror(errno));
	if (to >= 0)
		close(to);
	fclose(from);
	return ok;
}

/* ---- the moment to ask from ---- */

static const char *read_cursor(struct app *app, const char *path)
{
	struct error ignored;
	struct str bytes;

	if (!file_exists(path) ||
	    !file_read(&app->turn, path, CURSOR_MAX, &bytes, &ignored))
		return NULL;
	bytes = str_trim(bytes);
	return bytes.len ? str_dup(&app->turn, bytes) : NULL;
}

/* Takes what the courier wrote; nothing new leaves the moment as it was. */
static bool keep(const char *fresh, const char *kept, const char *fresh_cursor,
		 const char *cursor, struct error *err)
{
	if (!file_exists(fresh))
		return true;
	if (!add(fresh, kept, err))
		return false;
	if (file_exists(fresh_cursor) && rename(fresh_cursor, cursor) != 0)
		return error_set(err, "%s could not be written: %s", cursor,
				 strerror(errno));
	unlink(fresh);
	return true;
}

/* ---- the errand ---- */

static bool find_registration(struct app *app, const char *code,
			      const char **registration, struct error *err)
{
	struct enrolment enrolment;
	bool enrolled;

	if (code) {
		if (!enrol_read_code(app, code, &enrolment, err))
			return false;
	} else if (!store_enrolment(app->store, &app->turn, &enrolment,
				    &enrolled, err)) {
		return false;
	} else if (!enrolled) {
		return error_set(err, "say which cohort: 'cohort --code CODE' "
				 "(the code that its learners enrol with), or "
				 "name files of statements");
	}
	*registration = enrolment.registration;
	return true;
}

static bool check_service(struct app *app, struct error *err)
{
	struct service service;
	bool on;

	if (!store_service(app->store, &app->turn, &service, &on, err))
		return false;
	if (!on)
		return error_set(err, "no feedback service is on to ask; name "
				 "files of statements, or see 'help feedback'");
	return str_is(str_of(service.protocol), "xapi") ||
		error_set(err, "a cohort is read from a record store (xapi); "
			  "name files of statements");
}

static bool ask(struct app *app, const char *registration, const char *since,
		const char *fresh, bool quiet, struct error *err)
{
	const char *words[10];
	size_t count = 0;

	words[count++] = "fetch";
	words[count++] = "--to";
	words[count++] = fresh;
	words[count++] = "--registration";
	words[count++] = registration;
	if (since) {
		words[count++] = "--since";
		words[count++] = since;
	}
	if (quiet)
		words[count++] = "--quiet";
	words[count] = NULL;
	return courier_run(app, words, err);
}

bool cohort_fetch(struct app *app, const char *code, bool quiet,
		  const char **path, bool *found, struct error *err)
{
	const char *registration = NULL, *stem, *fresh, *cursor;
	const char *fresh_cursor;
	const char *folder = file_join(&app->turn, app->folder, "cohort");
	bool failed;

	if (!find_registration(app, code, &registration, err) ||
	    !check_service(app, err) || !file_make_folder(folder, err))
		return false;
	stem = file_join(&app->turn, folder, registration);
	*path = arena_printf(&app->turn, "%s.jsonl", stem);
	cursor = arena_printf(&app->turn, "%s.cursor", stem);
	fresh = arena_printf(&app->turn, "%s.new", stem);
	fresh_cursor = arena_printf(&app->turn, "%s.cursor", fresh);
	unlink(fresh);
	unlink(fresh_cursor);
	/* What was kept being gone, all of it is asked for again. */
	if (!ask(app, registration, file_exists(*path) ?
		 read_cursor(app, cursor) : NULL, fresh, quiet, err))
		return false;
	failed = app->could_not_run || app->found_problems;
	*found = false;
	if (!failed && !keep(fresh, *path, fresh_cursor, cursor, err))
		return false;
	*found = file_exists(*path);
	return true;
}
