/* feedback.c - the command `feedback`.
 *
 * One word says what is wanted; each takes its own options and no others. What
 * needs the network is the courier's, run at this terminal.
 */
#include "app/feedback/feedback.h"
#include "app/commands.h"

#include <inttypes.h>

enum { LOG_LINES = 30 };

/* ---- log ---- */

static void log_json(struct app *app, const struct log_row *rows, size_t count)
{
	struct json json = app_json(app);
	struct text at;

	text_init(&at, 64);
	json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		struct moment moment = { .utc = rows[i].at };

		text_reset(&at);
		date_add(&at, moment);
		json_open(&json, '{');
		json_put(&json, "at", at.s);
		json_put(&json, "says", rows[i].says);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	text_add(&app->out, "\n");
	text_release(&at);
}

static void show_log(struct app *app, const struct log_row *rows, size_t count)
{
	struct screen screen;
	struct text at;

	text_init(&at, 64);
	app_screen(app, &screen);
	if (count == 0)
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "Nothing was tried "
			    "yet.");
	for (size_t i = 0; i < count; i++) {
		struct moment moment = { rows[i].at, app->now(app).offset };

		text_reset(&at);
		date_add(&at, moment);
		screen_add(&screen, STYLE_DIM, "%s ", at.s);
		screen_wrap(&screen, STYLE_PLAIN, (int)at.len + 1,
			    (int)at.len + 1, rows[i].says);
	}
	text_release(&at);
}

static bool run_log(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	struct log_row *rows;
	int64_t limit;
	size_t count;

	if (!option_number(arguments, "limit", 1, SERVICE_LOG_MAX,
			   app->json ? SERVICE_LOG_MAX : LOG_LINES, &limit,
			   err) ||
	    !store_log_rows(app->store, &app->turn, (size_t)limit, &rows,
			    &count, err))
		return false;
	if (app->json)
		log_json(app, rows, count);
	else
		show_log(app, rows, count);
	return true;
}

/* ---- with the courier ---- */

static bool is_on(struct app *app, struct error *err)
{
	struct telling telling;

	return telling_read(app, &app->turn, &telling, err) &&
		(telling.on || error_set(err, "no feedback service is on; see "
					 "'help feedback'"));
}

static bool run_send(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	const char *words[] = { "send", NULL, NULL };
	int64_t count;

	if (!is_on(app, err) ||
	    (option(arguments, "withheld") &&
	     !store_release_withheld(app->store, &count, err)) ||
	    (option(arguments, "aside") &&
	     !store_outbox_retry(app->store, &count, err)))
		return false;
	if (option(arguments, "at-once"))
		words[1] = "--at-once";
	return courier_run(app, words, err);
}

static bool run_pull(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	static const char *const words[] = { "pull", NULL };

	(void)arguments;
	return is_on(app, err) && courier_run(app, words, err) &&
		comments_show_new(app, false, err);
}

static bool run_test(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	static const char *const words[] = { "test", NULL };

	(void)arguments;
	return is_on(app, err) && courier_run(app, words, err);
}

/* ---- the words ---- */

static bool run_off(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	(void)arguments;
	return feedback_off(app, err);
}

static bool run_status(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	(void)arguments;
	return feedback_status(app, err);
}

static bool run_preview(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	(void)arguments;
	return feedback_preview(app, err);
}

static bool run_comments(struct app *app, const struct arguments *arguments,
			 struct error *err)
{
	int64_t limit;

	return option_number(arguments, "limit", 1, 100000, 0, &limit, err) &&
		comments_list(app, limit, err);
}

static const struct deed {
	const char *name;
	const char *options;		/* between blanks */
	bool (*run)(struct app *app, const struct arguments *arguments,
		    struct error *err);
} deeds[] = {
	{ "status", " json ", run_status },
	{ "on", " protocol url model token-command ca-file no-answers stories "
	  "by-hand yes json ", feedback_on },
	{ "off", " json ", run_off },
	{ "preview", " json ", run_preview },
	{ "send", " at-once withheld aside ", run_send },
	{ "pull", " ", run_pull },
	{ "test", " ", run_test },
	{ "log", " limit json ", run_log },
	{ "comments", " limit json ", run_comments },
};
enum { DEEDS = sizeof(deeds) / sizeof(*deeds) };

static const struct deed *find(struct app *app, const char *name,
			       struct error *err)
{
	struct strings names = { 0 };
	const char *near;

	for (size_t i = 0; i < DEEDS; i++) {
		if (str_is(str_of(name), deeds[i].name))
			return &deeds[i];
		strings_add(&app->turn, &names, deeds[i].name);
	}
	near = text_nearest(name, &names);
	error_set(err, near ? "feedback knows no '%s'; did you mean "
			      "'feedback %s'?"
			    : "feedback knows no '%s'; see 'help feedback'",
		  name, near);
	return NULL;
}

static bool check_options(struct app *app, const struct deed *deed,
			  const struct arguments *arguments,
			  struct error *err)
{
	for (size_t i = 0; i < arguments->option_count; i += 2) {
		const char *name = arguments->options[i];

		if (!strstr(deed->options, arena_printf(&app->turn, " %s ",
							name)))
			return error_set(err, "'feedback %s' has no option "
					 "--%s; see 'help feedback'",
					 deed->name, name);
	}
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const struct deed *deed = &deeds[0];

	if (arguments->count > 0)
		deed = find(app, arguments->list[0], err);
	return deed && check_options(app, deed, arguments, err) &&
		deed->run(app, arguments, err);
}

static const char *const options[] = {
	"protocol=", "url=", "model=", "token-command=", "ca-file=",
	"no-answers", "stories", "by-hand", "yes", "at-once", "withheld",
	"aside", "limit=", "json", NULL
};

const struct command command_feedback = {
	.name = "feedback",
	.usage = "[on|off|status|preview|send|pull|test|log|comments] "
		 "[OPTIONS]",
	.summary = "a service that is told your results, and comments on them",
	.help = "Off until you turn it on. Results are sent by themselves "
		"while you go on.\n"
		"on --protocol xapi|webhook|chat --url URL\n"
		"            asks for your consent; --yes gives it. "
		"--no-answers keeps the\n"
		"            texts of answers here, --stories also sends those "
		"of stories;\n"
		"            --by-hand: only 'send' sends. --model NAME for "
		"chat; --ca-file\n"
		"            FILE for a private authority; --token-command "
		"'pass show x'\n"
		"off         nothing is sent any more; what waits is kept\n"
		"status      what waits, since when, and what went wrong\n"
		"preview     the very bytes that are sent\n"
		"send        now, and wait for it; --at-once also what was put "
		"off, --aside\n"
		"            what was refused, --withheld what was not agreed "
		"to yet\n"
		"pull        ask for comments; 'comments' lists those there "
		"are\n"
		"test        whether the service is there and takes your "
		"token\n"
		"log         what was tried when\n"
		"The token is what --token-command says, or REHEARSE_TOKEN, or "
		"the file token\nbeside your settings (~/.config/rehearse/"
		"token, mode 0600): basic:USER:PASSWORD,\nbearer:TOKEN, or "
		"whsec_... of a webhook.",
	.options = options,
	.max = 1,
	.completes = COMPLETES_FEEDBACK,
	.run = run,
};
