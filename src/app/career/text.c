/* text.c - a file to text, PDF by another program.
 *
 * What a file is, its first bytes say, not its name. A PDF goes through
 * pdftotext where that is installed, started without a shell, so that no name
 * of a file is ever read as words of a command; it may use little time and
 * gives back no more than any other text may have.
 */
#include "app/career/text.h"

#include "career/career.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	PDF_MAX = 32 << 20,	/* bytes of a PDF */
	PDF_SECONDS = 20,	/* of the processor's time */
	NOT_THERE = 127,
};

/* ---- pdftotext ---- */

/* In the child: becomes pdftotext, its words going to `out`. */
static _Noreturn void become(const char *path, int out)
{
	struct rlimit limit = { PDF_SECONDS, PDF_SECONDS };
	char *const words[] = {
		(char []){ "pdftotext" }, (char []){ "-layout" },
		(char []){ "-q" }, (char []){ "-enc" }, (char []){ "UTF-8" },
		(char *)(uintptr_t)path, (char []){ "-" }, NULL
	};
	int nothing = open("/dev/null", O_RDWR);

	setrlimit(RLIMIT_CPU, &limit);
	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
	    dup2(nothing, STDERR_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(NOT_THERE);
	execvp(words[0], words);
	_exit(NOT_THERE);
}

/* All that comes through the pipe, but no more than a text may have. */
static bool drain(int in, struct text *text)
{
	char piece[4096];

	for (;;) {
		ssize_t got = read(in, piece, sizeof(piece));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		text_add_str(text, (struct str){ piece, (size_t)got });
		if (text->cut)
			return true;
	}
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

/* The status of pdftotext; -1 where it could not be started or waited for. */
static int run_pdftotext(const char *path, struct text *text)
{
	int ends[2], status;
	bool all;
	pid_t child;

	if (pipe(ends) < 0)
		return -1;
	child = fork();
	if (child == 0) {
		close(ends[0]);
		become(path, ends[1]);
	}
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return -1;
	}
	all = drain(ends[0], text);
	close(ends[0]);
	status = wait_for(child);
	return all ? status : -1;
}

static bool read_pdf(struct app *app, const char *path, struct str *text,
		     struct error *err)
{
	struct text out;
	int status;
	bool ok = true;

	/* a name that begins with - would be an option */
	if (path[0] == '-')
		path = arena_printf(&app->turn, "./%s", path);
	text_init(&out, CV_FILE_MAX);
	status = run_pdftotext(path, &out);
	if (out.cut)
		ok = error_set(err, "%s has more text than a CV may have",
			       path);
	else if (status >= 0 && WIFEXITED(status) &&
		 WEXITSTATUS(status) == NOT_THERE)
		ok = error_set(err, "%s is a PDF, and pdftotext, which reads "
			       "them, is not installed (package "
			       "poppler-utils); install it, or save the CV "
			       "as text", path);
	else if (status != 0)
		ok = error_set(err, "pdftotext could not read %s; save the CV "
			       "as text", path);
	if (ok)
		*text = (struct str){ text_dup(&app->turn, &out), out.len };
	text_release(&out);
	return ok;
}

/* ---- texts ---- */

static bool is_blank(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (utf8_is_letter(utf8_next(text, &at)))
			return false;
	return true;
}

static bool check_text(const char *path, struct str text, bool pdf,
		       struct error *err)
{
	size_t bad = utf8_check(text);

	if (str_starts(text, "PK\003\004") || str_starts(text, "\xd0\xcf\x11"))
		return error_set(err, "%s is a word processor's file; save it "
				 "as plain text, Markdown or PDF", path);
	if (str_starts(text, "{\\rtf"))
		return error_set(err, "%s is RTF; save it as plain text, "
				 "Markdown or PDF", path);
	if (memchr(text.s, 0, text.len) && text.len)
		return error_set(err, "%s is no text; save it as plain text in "
				 "UTF-8, Markdown or PDF", path);
	if (bad < text.len)
		return error_set(err, "%s is not in UTF-8; save it as plain "
				 "text in UTF-8", path);
	if (text.len > CV_FILE_MAX)
		return error_set(err, "%s has more text than a CV may have",
				 path);
	if (!is_blank(text))
		return true;
	return pdf ? error_set(err, "%s holds no text, only pictures; save "
			       "the CV as text", path)
		   : error_set(err, "%s has no words in it", path);
}

bool career_text(struct app *app, const char *path, struct str *text,
		 struct error *err)
{
	bool pdf;

	if (!file_read(&app->turn, path, PDF_MAX, text, err))
		return false;
	pdf = str_starts(*text, "%PDF-");
	if (pdf && str_is(str_of(path), "-"))
		return error_set(err, "a PDF is not read from standard input; "
				 "give the file's name");
	if (pdf && !read_pdf(app, path, text, err))
		return false;
	return check_text(path, *text, pdf, err);
}
