/* notice.c - a notice on the desktop, by the program that desktops have for it.
 *
 * notify-send is run without a shell, its text behind "--", so nothing in a
 * text is anything but text. There must be a desktop to show it on; a server
 * without one would wait for an answer that nobody gives. A notice is a
 * courtesy: whatever goes wrong, the caller goes on, ten seconds later at the
 * most.
 */
#include "term/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOTICE_SECONDS = 10 };

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && value[0];
}

static _Noreturn void become_notice(const char *title, const char *text)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
	    dup2(nothing, STDOUT_FILENO) < 0 ||
	    dup2(nothing, STDERR_FILENO) < 0)
		_exit(1);
	alarm(NOTICE_SECONDS);	/* outlives the exec */
	execlp("notify-send", "notify-send", "--app-name=rehearse", "--",
	       title, text, (char *)NULL);
	_exit(1);
}

bool term_notify(const char *title, const char *text)
{
	int status;
	pid_t child;

	if (!is_set("WAYLAND_DISPLAY") && !is_set("DISPLAY"))
		return false;
	child = fault("notice") ? -1 : fork();
	if (child == 0)
		become_notice(title, text);
	if (child < 0)
		return false;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
