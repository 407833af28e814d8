/* child.c - the pager and the editor: other programs at this terminal.
 *
 * Both commands are the learner's own (PAGER, EDITOR) and may have arguments
 * in them, so the shell runs them, as git does: `code -w "$@"`. While they
 * run, Ctrl-C is theirs. A pager that the learner leaves early closes its
 * end of the pipe; that is no failure. A pager that could not be started
 * (126, 127 from the shell) has shown nothing, and the caller is told.
 *
 * The editor gets a file that only the learner can read. It may replace the
 * file by a new one, so the text is read back by name.
 */
#include "term/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_STARTED = 126 };	/* the shell's status, from this one on */

struct held {
	struct sigaction interrupt, quit, pipe;
};

static void signals_hold(struct held *held)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &held->interrupt);
	sigaction(SIGQUIT, &ignore, &held->quit);
	sigaction(SIGPIPE, &ignore, &held->pipe);
}

static void signals_free(const struct held *held)
{
	sigaction(SIGINT, &held->interrupt, NULL);
	sigaction(SIGQUIT, &held->quit, NULL);
	sigaction(SIGPIPE, &held->pipe, NULL);
}

/* In the child: becomes the shell that runs command on path (if any). */
static _Noreturn void become(const struct held *held, int in, int out,
			     const char *command, const char *path)
{
	signals_free(held);
	if ((in != STDIN_FILENO && dup2(in, STDIN_FILENO) < 0) ||
	    (out != STDOUT_FILENO && dup2(out, STDOUT_FILENO) < 0))
		_exit(NOT_STARTED);
	execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
	_exit(NOT_STARTED);
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return status;
}

static bool has_run(int status)
{
	return status >= 0 &&
	       !(WIFEXITED(status) && WEXITSTATUS(status) >= NOT_STARTED);
}

static bool write_all(int fd, struct str text)
{
	while (text.len > 0) {
		ssize_t done = write(fd, text.s, text.len);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			text.s += done;
			text.len -= (size_t)done;
		}
	}
	return true;
}

/* ---- pager ---- */

static pid_t start_pager(const struct held *held, const char *pager,
			 const int ends[2], FILE *out)
{
	pid_t child = fork();

	if (child != 0)
		return child;
	close(ends[1]);
	/* Quit if it fits one screen, colours, leave the text standing. */
	setenv("LESS", "FIRX", 0);
	setenv("LV", "-c", 0);
	become(held, ends[0], fileno(out), pager, NULL);
}

bool child_page(const char *pager, FILE *out, struct str text)
{
	struct held held;
	int ends[2];
	int status = -1;
	pid_t child;

	fflush(out);
	if (fault("pager") || pipe(ends) != 0)
		return false;
	signals_hold(&held);
	child = start_pager(&held, pager, ends, out);
	close(ends[0]);
	if (child > 0)
		write_all(ends[1], text);	/* false: it was left early */
	close(ends[1]);
	if (child > 0)
		status = wait_for(child);
	signals_free(&held);
	return has_run(status);
}

/* ---- editor ---- */

static bool write_draft(int fd, const struct text *text)
{
	bool ok = write_all(fd, text_str(text));

	if (ok && text->len > 0 && text->s[text->len - 1] != '\n')
		ok = write_all(fd, STR("\n"));
	return ok;
}

static bool make_draft(char *path, size_t size, const struct text *text,
		       struct error *err)
{
	const char *folder = getenv("TMPDIR");
	int fd = -1;
	int length;
	bool ok;

	if (folder == NULL || folder[0] == '\0')
		folder = P_tmpdir;
	length = snprintf(path, size, "%s/rehearse-XXXXXX.txt", folder);
	if (length > 0 && (size_t)length < size && !fault("edit_file"))
		fd = mkstemps(path, 4);
	if (fd < 0)
		return error_set(err, "no file could be made in '%s' for the "
				      "editor; see that there is room in it, "
				      "or set TMPDIR", folder);
	ok = write_draft(fd, text);
	ok = close(fd) == 0 && ok;
	if (ok)
		return true;
	unlink(path);
	return error_set(err, "'%s' could not be written; see that there is "
			      "room in '%s'", path, folder);
}

/* The editor's last newline is not part of the answer. */
static bool take_draft(const char *path, struct text *text, struct error *err)
{
	FILE *file = fopen(path, "re");
	char part[4096];
	size_t got;
	bool ok;

	if (file == NULL)
		return error_set(err, "the editor took its file away; your "
				      "answer is unchanged");
	text_reset(text);
	while ((got = fread(part, 1, sizeof(part), file)) > 0)
		text_add_str(text, (struct str){ part, got });
	ok = !ferror(file);
	fclose(file);
	while (text->len > 0 && text->s[text->len - 1] == '\n')
		text_truncate(text, text->len - 1);
	return ok || error_set(err, "the edited text could not be read back; "
				    "look at what is left of it");
}

static int run_editor(const char *editor, const char *path, int in, FILE *out)
{
	struct text command;
	struct held held;
	int status = -1;
	pid_t child;

	text_init(&command, SIZE_MAX);
	text_addf(&command, "%s \"$@\"", editor);
	fflush(out);
	signals_hold(&held);
	child = fault("editor") ? -1 : fork();
	if (child == 0)
		become(&held, in, fileno(out), command.s, path);
	if (child > 0)
		status = wait_for(child);
	signals_free(&held);
	text_release(&command);
	return status;
}

static bool judge_editor(const char *editor, int status, struct error *err)
{
	if (!has_run(status))
		return error_set(err, "the editor '%s' could not be started; "
				      "set VISUAL or EDITOR to another; your "
				      "answer is unchanged", editor);
	if (WIFSIGNALED(status))
		return error_set(err, "the editor '%s' was ended by signal "
				      "%d; your answer is unchanged",
				 editor, WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return error_set(err, "the editor '%s' ended with status %d; "
				      "your answer is unchanged",
				 editor, WEXITSTATUS(status));
	return true;
}

bool child_edit(const char *editor, FILE *in, FILE *out, bool input,
		struct text *text, struct error *err)
{
	char path[ERROR_PATH_MAX];
	int fd = fileno(in);
	int status;
	bool ok;

	if (!make_draft(path, sizeof(path), text, err))
		return false;
	if (!input)
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	status = run_editor(editor, path, fd, out);
	if (!input && fd >= 0)
		close(fd);
	ok = judge_editor(editor, status, err) && take_draft(path, text, err);
	unlink(path);
	return ok;
}
