/* main.c - options, environment, clock; opens everything and runs.
 *
 * The only file that asks the outside who and when it is: everything else is
 * handed what it needs from here.
 */
#include "app/app.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

struct options {
	const char *data;
	bool plain, help, version;
	bool fixed;
	struct moment now;
	int64_t pace;			/* seconds a line, 0..PACE_MOST */
	int first;			/* word of the command */
};

enum { PACE_MOST = 24 * 60 * 60 };

/* Time as it is; or as --now has it, going on with each line as --pace says,
 * so that what takes an hour can be shown in no time. */
static struct moment now(const struct app *app)
{
	struct moment now;

	if (!app->fixed)
		return date_local((int64_t)time(NULL));
	now = *app->fixed;
	now.utc += app->pace * term_lines(app->term);
	return now;
}

static void random_bytes(void *bytes, size_t len)
{
	if (getrandom(bytes, len, 0) != (ssize_t)len)
		die("the system gave no random bytes");
}

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] ? value : NULL;
}

/* What opens the feedback service is for the courier: other programs that are
 * started here (an editor, a pager) and who looks at this process's
 * environment do not get to see it. */
static const char *take_token(struct arena *arena)
{
	static const char name[] = "REHEARSE_TOKEN";
	char *value = getenv(name);
	const char *token;

	if (!value)
		return NULL;
	token = value[0] ? arena_strdup(arena, value) : NULL;
	memset(value, 0, strlen(value));
	unsetenv(name);
	return token;
}

static int refuse(const struct error *err)
{
	struct text line;

	text_init(&line, ERROR_TEXT_MAX * 4);
	utf8_add_safe(&line, str_of(err->text));
	fprintf(stderr, "rehearse: %s\n", line.s);
	text_release(&line);
	return STATUS_COULD_NOT_RUN;
}

static bool read_clock(struct str name, const char *value,
		       struct options *options, struct error *err)
{
	if (str_is(name, "--pace"))
		return text_number(str_of(value), 0, PACE_MOST,
				   &options->pace) ||
			error_set(err, "--pace takes a whole number of "
				  "seconds, at most %d, not '%s'", PACE_MOST,
				  value);
	options->fixed = true;
	return date_parse(str_of(value), &options->now, err) ||
		error_prefix(err, "--now");
}

/* Options stand before the command; those behind it are the command's. */
static bool read_options(int argc, char **argv, struct options *options,
			 struct error *err)
{
	int i = 1;

	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : NULL;
		struct str name = str_of(argv[i]);

		if (str_is(name, "--plain")) {
			options->plain = true;
		} else if (str_is(name, "--help")) {
			options->help = true;
		} else if (str_is(name, "--version")) {
			options->version = true;
		} else if (!str_is(name, "--data") &&
			   !str_is(name, "--now") && !str_is(name, "--pace")) {
			return error_set(err, "no option '%s'; try --help",
					 argv[i]);
		} else if (!value) {
			return error_set(err, "%s needs a value behind it",
					 argv[i]);
		} else if (str_is(name, "--data")) {
			options->data = argv[++i];
		} else if (!read_clock(name, argv[++i], options, err)) {
			return false;
		}
	}
	if (options->pace && !options->fixed)
		return error_set(err, "--pace goes with --now; give a time to "
				 "begin at");
	options->first = i;
	return true;
}

/* --data, REHEARSE_DATA, XDG_DATA_HOME, ~/.local/share. */
static bool find_folder(struct arena *arena, const struct options *options,
			const char **folder, struct error *err)
{
	const char *given = options->data ? options->data
					  : environment("REHEARSE_DATA");
	const char *xdg = environment("XDG_DATA_HOME");
	const char *home = environment("HOME");

	if (given && !given[0])
		return error_set(err, "--data names no folder; say which");
	if (given)
		*folder = given;
	else if (xdg && xdg[0] == '/')
		*folder = file_join(arena, xdg, "rehearse");
	else if (home)
		*folder = file_join(arena, home, ".local/share/rehearse");
	else
		return error_set(err, "there is no HOME to keep your data in; "
				 "say where with --data DIR");
	return true;
}

/* COLUMNS, for output that is no terminal. */
static int columns(void)
{
	const char *value = environment("COLUMNS");
	int64_t number = 0;

	if (!value || !text_number(str_of(value), 20, 1000, &number))
		return 0;
	return (int)number;
}

static struct term_setup set_up(struct arena *arena,
				const struct options *options,
				const char *folder)
{
	const char *name = environment("TERM");
	bool dumb = name && strcmp(name, "dumb") == 0;

	return (struct term_setup){
		.in = stdin,
		.out = stdout,
		.complaints = stderr,
		.columns = columns(),
		.plain = options->plain,
		.color = !environment("NO_COLOR") && !dumb,
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
		.history = file_join(arena, folder, "history"),
		.pager = environment("PAGER") ? getenv("PAGER") : "less",
		.editor = environment("VISUAL") ? getenv("VISUAL")
						: environment("EDITOR"),
	};
}

static enum status run(struct app *app, const struct options *options,
		       int argc, char **argv)
{
	char help[] = "help", version[] = "version";
	char *word = options->version ? version : help;

	if (options->help || options->version)
		return app_command(app, 1, &word);
	if (options->first < argc)
		return app_command(app, (size_t)(argc - options->first),
				   argv + options->first);
	return app_repl(app);
}

int main(int argc, char **argv)
{
	struct options options = { 0 };
	struct error err = { 0 };
	struct arena arena;
	struct app app = { .now = now, .entropy = random_bytes };
	struct term_setup setup;
	enum status status;

	setlocale(LC_CTYPE, "");
	arena_init(&arena, 0);
	app.token = take_token(&arena);
	app.self = argc > 0 ? argv[0] : "";
	if (!read_options(argc, argv, &options, &err) ||
	    !find_folder(&arena, &options, &app.folder, &err)) {
		arena_release(&arena);
		return refuse(&err);
	}
	app.fixed = options.fixed ? &options.now : NULL;
	app.pace = options.pace;
	app.database = file_join(&arena, app.folder, "rehearse.db");
	app.shipped = environment("REHEARSE_BANK");
	if (!app.shipped)
		app.shipped = app_datadir;
	setup = set_up(&arena, &options, app.folder);
	app.editor = setup.editor;
	app.term = term_open(&setup);
	app_init(&app);
	status = run(&app, &options, argc, argv);
	app_release(&app);
	term_close(app.term);
	arena_release(&arena);
	return (int)status;
}
