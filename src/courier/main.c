/* main.c - rehearse-courier: options, environment, clock, lock; one errand.
 *
 * Started by rehearse after an answer, which does not wait for it, or in the
 * foreground by `rehearse feedback`. One courier works on a database at a
 * time, by a lock on a file beside it, which the system takes back whatever
 * becomes of the process. One that nobody looks on at leaves at once when
 * another has it, and the other looks once more after it has let go: what was
 * queued while it was ending is not left lying. One in the foreground waits a
 * little. The token is taken out of the environment at once, and no core of
 * the process is ever written.
 */
#include "courier/courier.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static const char usage[] =
	"rehearse-courier --database PATH [--now MOMENT] [--patience SECONDS] "
	"ERRAND\n"
	"    send [--at-once] [--quiet]    what waits in the outbox\n"
	"    pull                          comments\n"
	"    test                          is the service there?\n"
	"    fetch --to FILE [--since STORED] [--registration UUID]\n"
	"                                  of a cohort; FILE.cursor: next\n"
	"rehearse starts it; see `rehearse help feedback`.\n";

enum { LOCK_WAIT_MS = 5000, LOCK_PAUSE_MS = 50 };

struct options {
	const char *database, *errand, *to, *since, *registration;
	bool at_once, quiet, help;
	bool fixed;			/* the clock */
	struct moment now;
	int64_t patience;		/* seconds; 0: as the protocol has it */
};

static int64_t now(void *clock)
{
	const struct options *options = clock;

	return options->fixed ? options->now.utc : (int64_t)time(NULL);
}

static uint64_t random_number(void)
{
	uint64_t number = 0;

	if (getrandom(&number, sizeof(number), 0) != sizeof(number))
		die("the system gave no random bytes");
	return number;
}

static void print_line(FILE *to, const char *before, const char *line)
{
	struct text safe;

	text_init(&safe, ERROR_TEXT_MAX * 4);
	utf8_add_safe(&safe, str_of(line));
	fprintf(to, "%s%s\n", before, safe.s);
	fflush(to);
	text_release(&safe);
}

static void say(const char *line)
{
	print_line(stdout, "", line);
}

/* --- options -------------------------------------------------------- */

static bool take_value(struct options *options, struct str name,
		       const char *value, struct error *err)
{
	if (!value)
		return error_set(err, "%s needs a value behind it", name.s);
	if (str_is(name, "--database"))
		options->database = value;
	else if (str_is(name, "--to"))
		options->to = value;
	else if (str_is(name, "--since"))
		options->since = value;
	else if (str_is(name, "--registration"))
		options->registration = value;
	else if (str_is(name, "--patience"))
		return text_number(str_of(value), 1, 3600,
				   &options->patience) ||
			error_set(err, "--patience takes 1 to 3600 seconds");
	else if (str_is(name, "--now"))
		return (options->fixed = date_parse(str_of(value),
						    &options->now, err)) ||
			error_prefix(err, "--now");
	else
		return error_set(err, "no option '%s'; try --help", name.s);
	return true;
}

static bool read_options(int argc, char **argv, struct options *options,
			 struct error *err)
{
	for (int i = 1; i < argc; i++) {
		struct str word = str_of(argv[i]);

		if (str_is(word, "--at-once"))
			options->at_once = true;
		else if (str_is(word, "--quiet"))
			options->quiet = true;
		else if (str_is(word, "--help"))
			options->help = true;
		else if (!str_starts(word, "--") && !options->errand)
			options->errand = argv[i];
		else if (!str_starts(word, "--"))
			return error_set(err, "one errand at a time, not '%s'",
					 argv[i]);
		else if (!take_value(options, word, argv[++i], err))
			return false;
	}
	return true;
}

/* --- before the errand ---------------------------------------------- */

/* $XDG_CONFIG_HOME/rehearse/token, ~/.config/rehearse/token; NULL: none. */
static const char *token_path(struct arena *arena)
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (xdg && xdg[0] == '/')
		return file_join(arena, xdg, "rehearse/token");
	if (home && home[0])
		return file_join(arena, home, ".config/rehearse/token");
	return NULL;
}

/* A copy of the environment's token, which is no longer there then; it would
 * be seen by a token_command, and in the process's list. */
static char *take_given(struct arena *arena)
{
	char *there = getenv("REHEARSE_TOKEN"), *copy;

	if (!there)
		return NULL;
	copy = arena_strdup(arena, there);
	explicit_bzero(there, strlen(there));
	unsetenv("REHEARSE_TOKEN");
	return copy;
}

static bool try_lock(int file)
{
	return flock(file, LOCK_EX | LOCK_NB) == 0;
}

/* Where somebody looks on, another courier is waited for a little: most need
 * less than a second. */
static bool wait_lock(int file, bool quiet)
{
	struct timespec pause = { .tv_nsec = LOCK_PAUSE_MS * 1000000L };
	int left = quiet ? 0 : LOCK_WAIT_MS / LOCK_PAUSE_MS;
	bool ours = try_lock(file);

	if (!ours && left && errno == EWOULDBLOCK)
		say("another courier is at work; it is waited for");
	for (; !ours && errno == EWOULDBLOCK && left > 0; left--) {
		nanosleep(&pause, NULL);
		ours = try_lock(file);
	}
	return ours;
}

/* *busy: another courier has it. The lock is held as long as the process, or
 * until it is let go. */
static bool lock(struct arena *arena, const struct options *options,
		 int *file, bool *busy, struct error *err)
{
	const char *path = arena_printf(arena, "%s.courier",
					options->database);

	*busy = false;
	*file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*file < 0)
		return error_set(err, "%s cannot be opened: %s", path,
				 strerror(errno));
	if (wait_lock(*file, options->quiet))
		return true;
	*busy = errno == EWOULDBLOCK;
	return *busy || error_set(err, "%s cannot be locked: %s", path,
				  strerror(errno));
}

static bool check_options(const struct options *options, struct error *err)
{
	static const char *const errands[] = { "send", "pull", "test",
					       "fetch" };
	bool known = false;

	if (!options->errand)
		return error_set(err, "say what to do: send, pull, test or "
				 "fetch; try --help");
	for (size_t i = 0; i < 4; i++)
		known |= str_is(str_of(options->errand), errands[i]);
	if (!known)
		return error_set(err, "no errand '%s'; there are send, pull, "
				 "test and fetch", options->errand);
	if (!options->database)
		return error_set(err, "--database is missing");
	if (!file_exists(options->database))
		return error_set(err, "there is no database at %s",
				 options->database);
	if (str_is(str_of(options->errand), "fetch") && !options->to)
		return error_set(err, "fetch needs --to FILE");
	return true;
}

/* What was agreed to is what will be asked. */
static bool check_origin(const struct service *service, struct error *err)
{
	struct text origin;
	bool ok;

	text_init(&origin, 1024);
	ok = http_origin(&origin, service->url, err);
	if (ok && strcmp(origin.s, service->origin) != 0)
		ok = error_set(err, "the address is not of the service that "
			       "was agreed to; give it to `feedback on` anew");
	text_release(&origin);
	return ok;
}

/* --- the errand ----------------------------------------------------- */

static enum courier_end run_errand(struct courier *courier,
				   const struct options *options,
				   struct error *err)
{
	struct str errand = str_of(options->errand);

	if (str_is(errand, "send"))
		return courier_send(courier, err);
	if (str_is(errand, "pull"))
		return courier_pull(courier, err);
	if (str_is(errand, "test"))
		return courier_test(courier, err);
	return courier_fetch(courier, options->to,
			     options->since ? options->since : "",
			     options->registration ? options->registration
						   : "", err);
}

/* What an errand begins with. */
struct start {
	const struct options *options;
	char *given;			/* the environment's token; NULL */
	int lock;			/* the locked file */
};

/* A courier that was started while this one was at its end has found the lock
 * taken and left. What it was started for was queued before: so it is found
 * by a look after the lock was let go. */
static bool is_wanted_again(struct courier *courier,
			    const struct start *start, struct error *err)
{
	bool due;

	if (!start->options->quiet ||
	    !str_is(str_of(start->options->errand), "send"))
		return false;
	flock(start->lock, LOCK_UN);
	return store_outbox_due(courier->store, courier->now(courier->clock),
				&due, err) &&
		due && try_lock(start->lock);
}

static enum courier_end with_token(struct courier *courier,
				   const struct start *start,
				   struct token *token, struct error *err)
{
	enum courier_end end;
	struct http *http;
	char *given = start->given;
	bool ok = courier_token(courier->store, &courier->service, given,
				token_path(courier->arena), environ, token,
				err);

	if (given)
		explicit_bzero(given, strlen(given));
	if (!ok)
		return COURIER_COULD_NOT;
	if (!http_open(&http, courier->service.origin,
		       courier->service.ca_file, "rehearse-courier/1.0", err))
		return COURIER_COULD_NOT;
	courier->transport = http;
	courier->token = token;
	do
		end = run_errand(courier, start->options, err);
	while (end == COURIER_DONE && is_wanted_again(courier, start, err));
	http_close(http);
	return end;
}

static enum courier_end with_store(struct courier *courier,
				   const struct start *start,
				   struct error *err)
{
	struct token token = { .secret_len = 0 };
	enum courier_end end;
	bool on;

	if (!store_service(courier->store, courier->arena, &courier->service,
			   &on, err))
		return COURIER_COULD_NOT;
	if (!on && courier->quiet)
		return COURIER_DONE;
	if (!on) {
		error_set(err, "no feedback service is on; see "
			  "`rehearse feedback on`");
		return COURIER_COULD_NOT;
	}
	if (!check_origin(&courier->service, err))
		return COURIER_COULD_NOT;
	end = with_token(courier, start, &token, err);
	token_wipe(&token);
	return end;
}

static enum courier_end run(struct options *options, struct error *err)
{
	struct arena arena;
	struct courier courier = {
		.arena = &arena, .ask = http_ask_network, .now = now,
		.clock = options, .dice = random_number,
		.say = options->quiet ? NULL : say, .quiet = options->quiet,
		.at_once = options->at_once, .patience = options->patience,
	};
	struct start start = { .options = options };
	enum courier_end end = COURIER_COULD_NOT;
	bool busy;

	arena_init(&arena, 0);
	start.given = take_given(&arena);
	if (!lock(&arena, options, &start.lock, &busy, err))
		;
	else if (busy && options->quiet && !options->to)
		end = COURIER_DONE;
	else if (busy && !error_set(err, "another courier is at work; try "
				    "again in a moment"))
		end = COURIER_LEFT;
	else if (store_open(options->database, &courier.store, err))
		end = with_store(&courier, &start, err);
	store_close(courier.store);
	arena_release(&arena);
	return end;
}

static void settle_process(void)
{
	struct rlimit none = { 0, 0 };

	setlocale(LC_CTYPE, "");
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	setrlimit(RLIMIT_CORE, &none);
}

int main(int argc, char **argv)
{
	struct options options = { .fixed = false };
	struct error err = { .text = "" };
	enum courier_end end = COURIER_COULD_NOT;
	bool ok = read_options(argc, argv, &options, &err);

	settle_process();
	if (ok && options.help) {
		fputs(usage, stdout);
		return COURIER_DONE;
	}
	if (ok && check_options(&options, &err))
		end = run(&options, &err);
	/* Somebody waits for what is fetched, and must hear why it is not. */
	if (end != COURIER_DONE &&
	    (!options.quiet || end == COURIER_COULD_NOT || options.to))
		print_line(stderr, "rehearse-courier: ", err.text);
	return (int)end;
}
