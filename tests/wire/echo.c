/* echo.c - how long a key takes to its echo while the courier hangs.
 *
 *   echo FILE SECONDS PROGRAM ARGS...
 *
 * Plays at a pseudo-terminal: gives one answer, waits until FILE is there (a
 * silent server has the courier's request), then types KEYS keys one by one,
 * each after the echo of the one before, and prints
 * "p50 N us, p99 N us, max N us". Status 1 if p99 is over 5 ms, 2 if the
 * program did not do as it should within SECONDS.
 */
#include "base/error.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KEYS = 1000, LINE = 50, LIMIT_US = 5000, QUIET_MS = 300 };

static pid_t child;

static long long now_us(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static _Noreturn void end(int status, const char *says)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	fprintf(status == 2 ? stderr : stdout, "%s\n", says);
	exit(status);
}

/* Takes what comes for so long; false: nothing came. */
static bool take(int pty, int ms)
{
	struct pollfd wait = { .fd = pty, .events = POLLIN };
	char part[4096];

	return poll(&wait, 1, ms) > 0 && read(pty, part, sizeof(part)) > 0;
}

static void type(int pty, const char *keys)
{
	if (write(pty, keys, strlen(keys)) != (ssize_t)strlen(keys))
		end(2, "the terminal took no key");
}

static void settle(int pty, long long until)
{
	if (!take(pty, 10000))
		end(2, "nothing was shown");
	while (now_us() < until && take(pty, QUIET_MS))
		;
}

static int compare(const void *a, const void *b)
{
	long long x = *(const long long *)a, y = *(const long long *)b;

	return (x > y) - (x < y);
}

static void measure(int pty, long long *took)
{
	char key[2] = "a";

	for (int i = 0; i < KEYS; i++) {
		long long from;

		if (i % LINE == 0) {
			type(pty, "\025");	/* empties the line */
			while (take(pty, 50))
				;
		}
		key[0] = (char)('a' + i % 26);
		from = now_us();
		type(pty, key);
		if (!take(pty, 2000))
			end(2, "a key had no echo");
		took[i] = now_us() - from;
	}
}

static void report(long long *took)
{
	char line[128];

	qsort(took, KEYS, sizeof(took[0]), compare);
	snprintf(line, sizeof(line), "p50 %lld us, p99 %lld us, max %lld us",
		 took[KEYS / 2], took[KEYS * 99 / 100], took[KEYS - 1]);
	end(took[KEYS * 99 / 100] > LIMIT_US, line);
}

int main(int argc, char **argv)
{
	static long long took[KEYS];
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	long long until;
	int pty;

	if (argc < 4)
		die("usage: echo FILE SECONDS PROGRAM ARGS...");
	until = now_us() + strtoll(argv[2], NULL, 10) * 1000000;
	child = forkpty(&pty, NULL, NULL, &size);
	if (child < 0)
		die("no terminal could be had");
	if (child == 0) {
		execv(argv[3], argv + 3);
		_exit(127);
	}
	settle(pty, until);
	type(pty, "It doesnt read every row of the table, so it is quick.\r");
	settle(pty, until);
	type(pty, "\r");
	settle(pty, until);
	while (access(argv[1], F_OK) != 0) {
		if (now_us() > until)
			end(2, "the courier has not asked");
		take(pty, 20);
	}
	measure(pty, took);
	report(took);
}
