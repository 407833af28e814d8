/* on.c - turning a service on, which takes consent, and off.
 *
 * Consent is asked once a service and says exactly what will be sent. It is
 * asked again where more would be sent than was agreed to, to another origin
 * (scheme, host, port), or in another protocol. What waited under an older
 * consent is withheld then, not sent.
 */
#include "app/feedback/feedback.h"

#include <inttypes.h>

static const char *const protocols[] = { "xapi", "webhook", "chat" };

/* ---- what was asked for ---- */

static bool take_protocol(const struct arguments *arguments,
			  struct service *service, struct error *err)
{
	const char *value = option(arguments, "protocol");

	if (!value)
		return error_set(err, "say how to speak with it: --protocol "
				 "xapi, webhook or chat");
	for (size_t i = 0; i < sizeof(protocols) / sizeof(*protocols); i++)
		if (str_is(str_of(value), protocols[i])) {
			service->protocol = protocols[i];
			return true;
		}
	return error_set(err, "--protocol takes xapi, webhook or chat, not "
			 "'%s'", value);
}

static bool take_url(struct app *app, const struct arguments *arguments,
		     struct service *service, struct error *err)
{
	const char *url = option(arguments, "url");

	if (!url)
		return error_set(err, "say where the service is: --url "
				 "https://...");
	if (!wire_origin(&app->turn, url, &service->origin, err))
		return false;
	if (strchr(url, '?') && !str_is(str_of(service->protocol), "webhook"))
		return error_set(err, "the address has a part behind ?, which "
				 "only that of a webhook may have");
	service->url = url;
	return true;
}

/* A JSON list of words, at least one. */
static bool is_list(struct app *app, const char *text)
{
	struct error ignored;
	struct json_reader reader = { .rest = str_of(text),
				      .arena = &app->turn,
				      .what = "the command",
				      .err = &ignored };
	struct str string;
	bool more = true;

	if (!json_take(&reader, "["))
		return false;
	while (more) {
		if (!json_read_string(&reader, &string))
			return false;
		more = json_take(&reader, ",");
	}
	return json_take(&reader, "]") && json_read_end(&reader);
}

/* Words between blanks, or the list itself. Never a shell's line. */
static bool take_command(struct app *app, const struct arguments *arguments,
			 struct service *service, struct error *err)
{
	const char *value = option(arguments, "token-command");
	struct str rest = str_of(value), head;
	struct json json;
	struct text text;

	if (!value)
		return true;
	if (value[0] == '[') {
		service->token_command = value;
		return is_list(app, value) ||
			error_set(err, "--token-command takes words, or a "
				  "JSON list of them");
	}
	text_init(&text, 1 << 16);
	json_init(&json, &text, 0);
	json_open(&json, '[');
	while (str_cut(&rest, ' ', &head))
		if (head.len > 0)
			json_string(&json, head);
	json_close(&json, ']');
	service->token_command = text_dup(&app->turn, &text);
	text_release(&text);
	return !str_is(str_of(service->token_command), "[]") ||
		error_set(err, "--token-command names no program");
}

static bool take_ca_file(struct app *app, const struct arguments *arguments,
			 struct service *service, struct error *err)
{
	const char *value = option(arguments, "ca-file");

	if (!value)
		return true;
	if (!file_exists(value))
		return error_set(err, "--ca-file: there is no file %s", value);
	service->ca_file = file_absolute(&app->turn, value);
	return true;
}

static bool take_texts(const struct arguments *arguments,
		       struct service *service, struct error *err)
{
	bool chat = str_is(str_of(service->protocol), "chat");
	const char *model = option(arguments, "model");

	service->answers = !option(arguments, "no-answers");
	service->stories = option(arguments, "stories") != NULL;
	service->model = model ? model : "";
	if (!service->answers && service->stories)
		return error_set(err, "stories are answers: leave out "
				 "--stories or --no-answers");
	if (chat && !service->answers)
		return error_set(err, "a model has nothing to comment on "
				 "without your answers; leave out "
				 "--no-answers");
	if (chat && !service->model[0])
		return error_set(err, "say which model comments: --model "
				 "NAME");
	return chat || !model ||
		error_set(err, "--model is for --protocol chat");
}

static bool take_all(struct app *app, const struct arguments *arguments,
		     struct service *service, struct error *err)
{
	*service = (struct service){
		.model = "", .token_command = "", .ca_file = "",
		.agreed = app->now(app).utc, .cursor = "", .stopped = "",
	};
	return take_protocol(arguments, service, err) &&
		take_url(app, arguments, service, err) &&
		take_command(app, arguments, service, err) &&
		take_ca_file(app, arguments, service, err) &&
		take_texts(arguments, service, err) &&
		telling_account(app, service->origin, &service->account, err);
}

/* ---- consent ---- */

static bool is_same_service(const struct service *a, const struct service *b)
{
	return str_is(str_of(a->protocol), b->protocol) &&
		str_is(str_of(a->origin), b->origin);
}

/* Has all that is sent been agreed to already? */
static bool is_agreed(const struct telling *before,
		      const struct service *service)
{
	const struct service *old = &before->service;

	return before->on && is_same_service(old, service) &&
		(old->answers || !service->answers) &&
		(old->stories || !service->stories);
}

static void item(struct screen *screen, const char *text)
{
	screen_add(screen, STYLE_PLAIN, "  ");
	screen_symbol(screen, STYLE_DIM, SYMBOL_DOT);
	screen_add(screen, STYLE_PLAIN, " ");
	screen_wrap(screen, STYLE_PLAIN, 4, 4, text);
}

static void say_texts(struct screen *screen, const struct service *service)
{
	bool chat = str_is(str_of(service->protocol), "chat");

	if (!service->answers)
		item(screen, "not the text of any answer");
	else if (service->stories)
		item(screen, "the text of your answer, also of stories from "
		     "your life (behavioural questions)");
	else {
		item(screen, chat ? "the text of your answer"
		     : "the text of your answer (--no-answers keeps it here)");
		item(screen, "but not the text of stories from your life "
		     "(behavioural questions; --stories sends them, too)");
	}
}

/* A model is shown the question with its rubric, and nothing else. */
static void say_chat(struct screen *screen, const struct service *service)
{
	screen_wrap(screen, STYLE_PLAIN, 0, 0, "After every answer from now "
		    "on this is sent to it:");
	item(screen, "the question and the points its rubric asks for");
	say_texts(screen, service);
	screen_wrap(screen, STYLE_PLAIN, 0, 0, "What the model says is shown "
		    "as its comment. It never changes a mark.");
}

static void say_statements(struct screen *screen,
			   const struct service *service)
{
	screen_wrap(screen, STYLE_PLAIN, 0, 0, "After every answer from now "
		    "on this is sent to it:");
	item(screen, "the question, its bank, kind, skill and level; when you "
	     "answered, and how long it took");
	item(screen, "the score, the points met and missed, mistakes, flags, "
	     "number of words, hints taken, whether you saw the model "
	     "answer");
	say_texts(screen, service);
	item(screen, "after a session: its kind, how many questions, and the "
	     "mean score");
	item(screen, "in the name of an account without a name, made for this "
	     "service; with 'enrol' also your cohort");
	screen_wrap(screen, STYLE_PLAIN, 0, 0, "Not your name, notes, drafts, "
		    "adverts or CV, and nothing that you answered before. "
		    "Comments on your answers are fetched from it and "
		    "shown.");
}

static void say_consent(struct app *app, const struct service *service)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_BOLD, 0, 0,
		    arena_printf(&app->turn, "Feedback service %s (%s%s%s)",
				 service->url, service->protocol,
				 service->model[0] ? ", model " : "",
				 service->model));
	if (str_is(str_of(service->protocol), "chat"))
		say_chat(&screen, service);
	else
		say_statements(&screen, service);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, "'feedback preview' shows the "
		    "very bytes, 'feedback off' stops it, 'erase' asks it to "
		    "void what was sent.");
}

static bool ask(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct term_reader reader = {
		.prompt = "> ", .history = TERM_COMMANDS,
	};
	struct text line;
	bool yes;

	if (option(arguments, "yes"))
		return true;
	if (app->json)
		return error_set(err, "--json leaves no room to ask for your "
				 "consent; without it you are asked, with "
				 "--yes you agree");
	app_say(app, "Type yes to agree:\n");
	app_flush(app);
	text_init(&line, TERM_LINE_MAX);
	yes = term_read(app->term, &reader, &line) == TERM_LINE &&
		str_is(str_trim(text_str(&line)), "yes");
	text_release(&line);
	return yes || error_set(err, "nothing was turned on, for you did not "
				"agree; 'yes' or --yes does");
}

/* ---- on and off ---- */

/* The same service goes on where it stood. */
static void go_on_from(const struct service *old, struct service *service)
{
	if (!is_same_service(old, service))
		return;
	service->account = old->account;
	service->cursor = old->cursor;
	service->pulled = old->pulled;
	if (service->answers <= old->answers &&
	    service->stories <= old->stories)
		service->agreed = old->agreed;
}

/* What waits may say more than is agreed to now, or was meant for others. */
static bool withhold(struct app *app, const struct telling *before,
		     const struct service *service, struct error *err)
{
	const struct service *old = &before->service;

	if (!before->on || (is_same_service(old, service) &&
			    old->answers <= service->answers &&
			    old->stories <= service->stories))
		return true;
	return store_remove_service(app->store, err);
}

static bool keep(struct app *app, const struct arguments *arguments,
		 const struct telling *before, struct service *service,
		 struct error *err)
{
	return telling_keep_account(app, service->origin, service->account,
				    err) &&
		withhold(app, before, service, err) &&
		store_set(app->store, "feedback-by-hand",
			  option(arguments, "by-hand") ? "yes" : NULL, err) &&
		store_set_service(app->store, service, err);
}

/* Where a service was off, or more than one was used, some may wait. */
static bool tell_withheld(struct app *app, struct error *err)
{
	struct outbox_counts counts;
	int64_t count;

	if (!store_outbox_counts(app->store, app->now(app).utc, &counts, err))
		return false;
	count = counts.rows[OUTBOX_WITHHELD];
	if (count > 0)
		app_say(app, "%s from before %s withheld; 'feedback send "
			"--withheld' sends %s, too.\n",
			app_count(app, count, "statement"),
			count == 1 ? "is" : "are", count == 1 ? "it" : "them");
	return true;
}

bool feedback_on(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	struct telling before;
	struct service service;

	if (!take_all(app, arguments, &service, err) ||
	    !telling_read(app, &app->turn, &before, err))
		return false;
	if (before.on)
		go_on_from(&before.service, &service);
	if (!is_agreed(&before, &service)) {
		if (!app->json)
			say_consent(app, &service);
		if (!ask(app, arguments, err))
			return false;
	}
	if (!keep(app, arguments, &before, &service, err))
		return false;
	if (app->json)
		return feedback_status(app, err);
	app_say(app, "The feedback service is on; 'feedback test' tries "
		"whether it takes your token.\n");
	return tell_withheld(app, err);
}

bool feedback_off(struct app *app, struct error *err)
{
	struct outbox_counts counts;
	struct telling before;
	int64_t waits;

	if (!telling_read(app, &app->turn, &before, err) ||
	    !store_outbox_counts(app->store, app->now(app).utc, &counts, err))
		return false;
	if (before.on && !store_remove_service(app->store, err))
		return false;
	if (app->json)
		return feedback_status(app, err);
	waits = counts.rows[OUTBOX_QUEUED];
	app_say(app, before.on ? "The feedback service is off; nothing is "
				 "sent any more.\n"
			       : "No feedback service was on.\n");
	if (before.on && waits > 0)
		app_say(app, "%s that waited %s kept here, withheld.\n",
			app_count(app, waits, "statement"),
			waits == 1 ? "is" : "are");
	return true;
}
