/* pty.c - plays a script to a program that believes it sits at a terminal.
 *
 *   pty [-w COLS] [-h ROWS] [-e NAME=VALUE]... SCRIPT -- COMMAND ARGS...
 *
 * The program gets a pseudo-terminal, TERM=xterm-256color, LC_ALL=C.UTF-8,
 * the caller's PATH, HOME and REHEARSE_DATA, and what -e adds; nothing else.
 * Lines of the script:
 *
 *   expect TEXT       waits until TEXT comes (10 s), after what was matched
 *   expect-raw TEXT   the same, escape sequences and \r included
 *   absent TEXT       TEXT has not come so far
 *   absent-raw TEXT   the same, escape sequences and \r included
 *   forget            absent looks only at what comes from here on
 *   send TEXT         types TEXT: \r \n \t \e \xNN \\ are understood
 *   paste TEXT        sends TEXT as a bracketed paste
 *   resize COLS ROWS  a new size (and SIGWINCH)
 *   signal NAME       TERM KILL HUP INT
 *   expect-exit N     the program ends with status N; 128 + N: by signal N
 *
 * All but the raw kinds see the output without escape sequences and \r.
 * Nothing sleeps: every wait is for output, with an end. Status 0, or 1 and
 * one line that says where the script failed, then the end of the output.
 */
#define _GNU_SOURCE /* execvpe */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	OUTPUT_MAX = 4 << 20,
	LINE_LENGTH = 16 * 1024,
	LIMIT_MS = 10 * 1000,
	TAIL = 1000,		/* bytes of output shown with a failure */
	ENV_MAX = 32,
};

/* What came, in one of its two forms. */
struct stream {
	char *bytes;
	size_t len;
	size_t seen;		/* the last match ends here */
	size_t from;		/* absent looks from here on */
};

struct play {
	const char *script;
	int line;
	int pty;
	pid_t child;		/* 0: reaped */
	int status;
	bool closed;		/* the terminal has no other end any more */
	int escape;		/* state of plain's escape filter */
	struct stream raw, plain;
};

static int exit_status(const struct play *play)
{
	return WIFSIGNALED(play->status) ? 128 + WTERMSIG(play->status)
					 : WEXITSTATUS(play->status);
}

static void finish_child(struct play *play)
{
	if (play->child > 0) {
		kill(play->child, SIGKILL);
		waitpid(play->child, &play->status, 0);
		play->child = 0;
	}
}

static _Noreturn void fail(struct play *play, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static _Noreturn void fail(struct play *play, const char *format, ...)
{
	size_t len = play->plain.len;
	size_t from = len > TAIL ? len - TAIL : 0;
	va_list args;

	if (play->child > 0 &&
	    waitpid(play->child, &play->status, WNOHANG) == play->child)
		play->child = 0;
	fprintf(stderr, "%s:%d: ", play->script, play->line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	if (play->child == 0)
		fprintf(stderr, " (it ended with %d)", exit_status(play));
	finish_child(play);
	fprintf(stderr, "\n--- end of the output ---\n%.*s\n---\n",
		(int)(len - from), play->plain.bytes + from);
	exit(1);
}

static long long now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

/* ---- output ---- */

static void keep(struct play *play, struct stream *stream, char c)
{
	if (stream->len == OUTPUT_MAX)
		fail(play, "more than %d bytes of output", OUTPUT_MAX);
	stream->bytes[stream->len++] = c;
	stream->bytes[stream->len] = '\0';
}

/* CSI sequences end with a byte of @..~, OSC ones with BEL or ESC \. */
enum { TEXT, AFTER_ESC, IN_CSI, IN_OSC, OSC_ESC };

static void keep_plain(struct play *play, char c)
{
	switch (play->escape) {
	case AFTER_ESC:
		play->escape = c == '[' ? IN_CSI : c == ']' ? IN_OSC : TEXT;
		break;
	case IN_CSI:
		if (c >= '@' && c <= '~')
			play->escape = TEXT;
		break;
	case IN_OSC:
		if (c == '\a')
			play->escape = TEXT;
		else if (c == '\033')
			play->escape = OSC_ESC;
		break;
	case OSC_ESC:
		play->escape = TEXT;
		break;
	default:
		if (c == '\033')
			play->escape = AFTER_ESC;
		else if (c != '\r' && c != '\0')
			keep(play, &play->plain, c);
		break;
	}
}

static void take_output(struct play *play)
{
	char part[4096];
	ssize_t got = read(play->pty, part, sizeof(part));

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got <= 0)
		play->closed = true;	/* EIO: the program let go of it */
	for (ssize_t i = 0; i < got; i++) {
		keep(play, &play->raw, part[i]);
		keep_plain(play, part[i]);
	}
}

/* Waits for output, at most until the moment `end`. */
static bool wait_output(struct play *play, long long end)
{
	struct pollfd wait = { .fd = play->pty, .events = POLLIN };
	long long left = end - now_ms();

	if (play->closed || left <= 0)
		return false;
	if (poll(&wait, 1, (int)left) > 0)
		take_output(play);
	return true;
}

/* ---- the script's lines ---- */

static char unescape(struct play *play, const char **from)
{
	char digits[3] = { 0 };
	char *end;
	long value;

	switch (*(*from)++) {
	case 'r':
		return '\r';
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case 'e':
		return '\033';
	case '\\':
		return '\\';
	case 'x':
		for (int i = 0; i < 2 && **from != '\0'; i++)
			digits[i] = *(*from)++;
		value = strtol(digits, &end, 16);
		if (end != digits + 2 || value == 0)
			fail(play, "\\x wants two hexadecimal digits");
		return (char)value;
	default:
		fail(play, "unknown escape; use \\r \\n \\t \\e \\xNN or "
			   "\\\\");
	}
}

/* In place: an escape is never shorter than what it means. */
static void unescape_all(struct play *play, char *text)
{
	const char *from = text;

	while (*from != '\0') {
		char c = *from++;

		*text++ = c == '\\' ? unescape(play, &from) : c;
	}
	*text = '\0';
}

static void expect(struct play *play, struct stream *stream,
		   const char *text)
{
	long long end = now_ms() + LIMIT_MS;
	const char *at;

	while (!(at = strstr(stream->bytes + stream->seen, text))) {
		if (!wait_output(play, end))
			fail(play, "'%s' did not come", text);
	}
	stream->seen = (size_t)(at - stream->bytes) + strlen(text);
}

static void refuse(struct play *play, const struct stream *stream,
		   const char *text)
{
	if (strstr(stream->bytes + stream->from, text))
		fail(play, "'%s' has come and should not have", text);
}

/* Reads while it writes: a program that waits for us to read what it says
 * would never read what we type. */
static void send_text(struct play *play, const char *text)
{
	long long end = now_ms() + LIMIT_MS;
	size_t left = strlen(text);

	while (left > 0) {
		struct pollfd wait = { .fd = play->pty,
				       .events = POLLIN | POLLOUT };
		ssize_t sent;

		if (play->closed || now_ms() > end)
			fail(play, "the program does not read its input");
		poll(&wait, 1, LIMIT_MS);
		if (wait.revents & (POLLIN | POLLHUP))
			take_output(play);
		if (!(wait.revents & POLLOUT))
			continue;
		sent = write(play->pty, text, left < 256 ? left : 256);
		if (sent > 0) {
			text += sent;
			left -= (size_t)sent;
		}
	}
}

static void paste(struct play *play, const char *text)
{
	send_text(play, "\033[200~");
	send_text(play, text);
	send_text(play, "\033[201~");
}

static void resize(struct play *play, const char *text)
{
	struct winsize size = { 0 };

	if (sscanf(text, "%hu %hu", &size.ws_col, &size.ws_row) != 2)
		fail(play, "resize wants COLS ROWS");
	if (ioctl(play->pty, TIOCSWINSZ, &size) != 0)
		fail(play, "the terminal cannot be resized");
}

static void send_signal(struct play *play, const char *name)
{
	static const struct {
		const char *name;
		int number;
	} known[] = {
		{ "TERM", SIGTERM }, { "KILL", SIGKILL },
		{ "HUP", SIGHUP }, { "INT", SIGINT },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (strcmp(name, known[i].name) == 0) {
			if (play->child > 0)
				kill(play->child, known[i].number);
			return;
		}
	}
	fail(play, "unknown signal '%s'", name);
}

/* The output is read to its end first, which is when every process that had
 * the terminal has gone. */
static void expect_exit(struct play *play, const char *text)
{
	long long end = now_ms() + LIMIT_MS;
	int wanted = (int)strtol(text, NULL, 10);
	int got;

	while (wait_output(play, end))
		;
	if (!play->closed)
		fail(play, "the program did not end");
	if (play->child > 0)
		waitpid(play->child, &play->status, 0);
	play->child = 0;
	got = exit_status(play);
	if (got != wanted)
		fail(play, "the program ended with %d, not %d", got, wanted);
}

static void forget(struct play *play)
{
	play->raw.from = play->raw.len;
	play->plain.from = play->plain.len;
}

/* ---- playing ---- */

static void play_line(struct play *play, const char *verb, char *text)
{
	unescape_all(play, text);
	if (strcmp(verb, "expect") == 0)
		expect(play, &play->plain, text);
	else if (strcmp(verb, "expect-raw") == 0)
		expect(play, &play->raw, text);
	else if (strcmp(verb, "absent") == 0)
		refuse(play, &play->plain, text);
	else if (strcmp(verb, "absent-raw") == 0)
		refuse(play, &play->raw, text);
	else if (strcmp(verb, "forget") == 0)
		forget(play);
	else if (strcmp(verb, "send") == 0)
		send_text(play, text);
	else if (strcmp(verb, "paste") == 0)
		paste(play, text);
	else if (strcmp(verb, "resize") == 0)
		resize(play, text);
	else if (strcmp(verb, "signal") == 0)
		send_signal(play, text);
	else if (strcmp(verb, "expect-exit") == 0)
		expect_exit(play, text);
	else
		fail(play, "unknown word '%s'", verb);
}

static void play_script(struct play *play)
{
	static char line[LINE_LENGTH];
	FILE *file = fopen(play->script, "r");

	if (file == NULL)
		fail(play, "the script cannot be read");
	while (fgets(line, sizeof(line), file)) {
		char *text = line;

		play->line++;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		text += strcspn(line, " ");
		if (*text == ' ')
			*text++ = '\0';
		play_line(play, line, text);
	}
	fclose(file);
}

static const char *const passed_on[] = { "PATH", "HOME", "REHEARSE_DATA" };

static _Noreturn void become(char **command, char **added, size_t count)
{
	static char kept[3][4096];
	size_t total = 0;
	char *env[ENV_MAX + 8];
	static char term[] = "TERM=xterm-256color";
	static char locale[] = "LC_ALL=C.UTF-8";

	/* The first of a name counts, so -e goes before all others. */
	for (size_t i = 0; i < count; i++)
		env[total++] = added[i];
	env[total++] = term;
	env[total++] = locale;
	for (size_t i = 0; i < 3; i++) {
		const char *value = getenv(passed_on[i]);

		if (value == NULL)
			continue;
		snprintf(kept[i], sizeof(kept[i]), "%s=%s", passed_on[i],
			 value);
		env[total++] = kept[i];
	}
	env[total] = NULL;
	/* A caller in the background ignores some; its program must not. */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	execvpe(command[0], command, env);
	fprintf(stderr, "pty: '%s' could not be started\n", command[0]);
	_exit(127);
}

static bool take_options(int count, char **args, struct winsize *size,
			 char **added, size_t *total)
{
	int option;

	while ((option = getopt(count, args, "+w:h:e:")) != -1) {
		if (option == 'w')
			size->ws_col = (unsigned short)strtoul(optarg, NULL,
							       10);
		else if (option == 'h')
			size->ws_row = (unsigned short)strtoul(optarg, NULL,
							       10);
		else if (option == 'e' && *total < ENV_MAX)
			added[(*total)++] = optarg;
		else
			return false;
	}
	return optind + 2 < count && strcmp(args[optind + 1], "--") == 0;
}

int main(int count, char **args)
{
	static char raw[OUTPUT_MAX + 1], plain[OUTPUT_MAX + 1];
	struct winsize size = { .ws_col = 80, .ws_row = 24 };
	struct play play = { .raw.bytes = raw, .plain.bytes = plain };
	char *added[ENV_MAX];
	size_t total = 0;

	if (!take_options(count, args, &size, added, &total)) {
		fprintf(stderr, "usage: pty [-w COLS] [-h ROWS] "
				"[-e NAME=VALUE]... SCRIPT -- COMMAND...\n");
		return 2;
	}
	play.script = args[optind];
	play.child = forkpty(&play.pty, NULL, NULL, &size);
	if (play.child < 0)
		fail(&play, "no terminal could be made");
	if (play.child == 0)
		become(args + optind + 2, added, total);
	fcntl(play.pty, F_SETFL, O_NONBLOCK);
	play_script(&play);
	finish_child(&play);
	return 0;
}
