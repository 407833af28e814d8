/* courier.c - starts rehearse-courier, which speaks with the network.
 *
 * In the background it is a grandchild in a session of its own: nobody waits
 * for it, Ctrl-C does not reach it, it has no terminal, and it goes on when
 * this program ends. In the foreground the terminal is its own until it ends,
 * as with an editor. The token goes into its environment, where only its owner
 * can look, and never among its words.
 */
#include "app/feedback/feedback.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MAX = 16, PULL_EVERY = 15 * 60 };	/* seconds */

extern char **environ;

/* ---- which program, with which words ---- */

static const char *sibling(struct app *app, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *beside;

	if (!slash)
		return NULL;
	beside = arena_printf(&app->turn, "%.*s/rehearse-courier",
			      (int)(slash - path), path);
	return access(beside, X_OK) == 0 ? beside : NULL;
}

/* Beside this program, as in a build; else where it was installed. */
static const char *find(struct app *app)
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
	const char *found = NULL;

	if (len > 0) {
		self[len] = '\0';
		found = sibling(app, self);
	}
	if (!found)
		found = sibling(app, app->self);
	return found ? found : file_join(&app->turn, app_libexecdir,
					 "rehearse-courier");
}

struct errand {
	const char *program;
	char *words[WORDS_MAX];		/* NULL at the end */
	char **environment;
};

/* execve takes them writable, and writes nothing. */
static char *word(struct app *app, const char *text)
{
	return arena_strdup(&app->turn, text);
}

static char **environment(struct app *app)
{
	size_t count = 0;
	char **list;

	while (environ[count])
		count++;
	list = ARENA_ARRAY(&app->turn, count + 2, char *);
	for (size_t i = 0; i < count; i++)
		list[i] = environ[i];
	if (app->token)
		list[count] = arena_printf(&app->turn, "REHEARSE_TOKEN=%s",
					   app->token);
	return list;
}

static void make_errand(struct app *app, const char *const *words,
			struct errand *errand)
{
	size_t count = 0;
	struct text now;

	*errand = (struct errand){ .program = find(app) };
	errand->words[count++] = word(app, "rehearse-courier");
	errand->words[count++] = word(app, "--database");
	errand->words[count++] = word(app, app->database);
	if (app->fixed) {
		text_init(&now, 64);
		date_add(&now, *app->fixed);
		errand->words[count++] = word(app, "--now");
		errand->words[count++] = word(app, now.s);
		text_release(&now);
	}
	for (; *words && count + 1 < WORDS_MAX; words++)
		errand->words[count++] = word(app, *words);
	errand->environment = environment(app);
}

/* ---- in the background ---- */

static _Noreturn void go(const struct errand *errand)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
		_exit(STATUS_COULD_NOT_RUN);
	execve(errand->program, errand->words, errand->environment);
	_exit(STATUS_COULD_NOT_RUN);
}

static void start(struct app *app, const char *const *words)
{
	struct errand errand;
	pid_t child;

	make_errand(app, words, &errand);
	if (access(errand.program, X_OK) != 0)
		return;
	child = fault("courier") ? -1 : fork();
	if (child == 0) {
		if (setsid() < 0 || fork() != 0)
			_exit(STATUS_WELL);
		go(&errand);
	}
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static bool may_start(struct app *app, const struct service *service)
{
	const char *by_hand;
	struct error ignored;

	return service->stopped[0] == '\0' &&
		service->wait_until <= app->now(app).utc &&
		store_get(app->store, &app->turn, "feedback-by-hand", &by_hand,
			  &ignored) && !by_hand;
}

static const char *const send_quietly[] = { "send", "--quiet", NULL };

void courier_start(struct app *app)
{
	struct service service;
	struct error ignored;
	bool on, due;

	if (store_service(app->store, &app->turn, &service, &on, &ignored) &&
	    on && may_start(app, &service) &&
	    store_outbox_due(app->store, app->now(app).utc, &due, &ignored) &&
	    due)
		start(app, send_quietly);
}

void courier_greet(struct app *app, const struct service *service)
{
	static const char *const pull_quietly[] = { "pull", "--quiet", NULL };
	int64_t now = app->now(app).utc;
	struct error ignored;
	bool due;

	if (!may_start(app, service) ||
	    !store_outbox_due(app->store, now, &due, &ignored))
		return;
	if (due)
		start(app, send_quietly);
	else if (now - service->pulled >= PULL_EVERY ||
		 now < service->pulled)
		start(app, pull_quietly);
}

/* ---- in the foreground ---- */

struct held {
	struct sigaction interrupt, quit;
};

static void signals_hold(struct held *held)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &held->interrupt);
	sigaction(SIGQUIT, &ignore, &held->quit);
}

static void signals_free(const struct held *held)
{
	sigaction(SIGINT, &held->interrupt, NULL);
	sigaction(SIGQUIT, &held->quit, NULL);
}

static int run_and_wait(const struct errand *errand)
{
	struct held held;
	int status = -1;
	pid_t child;

	signals_hold(&held);
	child = fault("courier") ? -1 : fork();
	if (child == 0) {
		signals_free(&held);
		execve(errand->program, errand->words, errand->environment);
		_exit(STATUS_COULD_NOT_RUN);
	}
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	signals_free(&held);
	return status;
}

bool courier_run(struct app *app, const char *const *words, struct error *err)
{
	struct errand errand;
	int status;

	make_errand(app, words, &errand);
	app->could_not_run = true;
	if (access(errand.program, X_OK) != 0)
		return error_set(err, "%s, which speaks with the service, is "
				 "not there; install rehearse again",
				 errand.program);
	if (!app_flush(app))
		return error_set(err, "the output could not be written");
	status = run_and_wait(&errand);
	if (status < 0 || !WIFEXITED(status))
		return error_set(err, "rehearse-courier was ended before it "
				 "was done; nothing is lost, try again");
	app->could_not_run = WEXITSTATUS(status) >= STATUS_COULD_NOT_RUN;
	app->found_problems = WEXITSTATUS(status) == STATUS_FAILED;
	return true;
}
