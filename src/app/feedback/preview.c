/* preview.c - the very bytes that are sent, before they are.
 *
 * What waits is shown as its protocol sends it, one body a line: a statement
 * of the outbox as it is, in the envelope of a webhook, or the question and
 * the answer for a model. It is JSON in which control characters are escaped,
 * so that a terminal may be shown it as it is. Where nothing waits an example
 * stands for it.
 */
#include "app/feedback/feedback.h"

struct preview {
	struct app *app;
	const struct telling *telling;
	size_t count;
};

/* ---- what is sent of a row ---- */

static void add_event(struct text *out, const struct telling *telling,
		      const struct outbox_row *row)
{
	const struct webhook_event event = {
		.id = row->id, .account = telling->service.account,
		.verb = row->verb, .made = row->made,
		.statement = str_of(row->body),
	};

	webhook_body(out, &event);
}

/* Nothing where its question is no longer there: nor is it sent then. */
static void add_chat(struct app *app, const struct telling *telling,
		     const struct outbox_row *row)
{
	struct store_told told;
	struct question_row question;
	struct chat_facts facts;
	struct loaded loaded;
	struct error ignored;
	bool found;

	if (!row->attempt ||
	    !store_tell(app->store, &app->turn, row->attempt, &told, &found,
			&ignored) || !found ||
	    !store_find_question(app->store, &app->turn,
				 arena_printf(&app->turn, "%s:%s", told.bank,
					      told.question), &question,
				 &ignored) ||
	    !store_load(app->store, &app->turn, &question, &loaded, &ignored))
		return;
	facts = (struct chat_facts){
		.model = telling->service.model,
		.question = &loaded.question, .rubrics = loaded.rubrics,
		.asked = told.asked && told.asked[0] ? told.asked : NULL,
		.answer = told.answer,
	};
	chat_request(&app->out, &facts);
}

static bool is_webhook(const struct telling *telling)
{
	return telling->on &&
		str_is(str_of(telling->service.protocol), "webhook");
}

static bool show_row(void *context, const struct outbox_row *row)
{
	struct preview *preview = context;
	struct app *app = preview->app;

	preview->count++;
	if (telling_is_chat(preview->telling))
		add_chat(app, preview->telling, row);
	else if (is_webhook(preview->telling))
		add_event(&app->out, preview->telling, row);
	else
		text_add(&app->out, row->body);
	text_add_char(&app->out, '\n');
	return app_flush_full(app);
}

/* ---- an example ---- */

/* What an answer would be told as, to the service that is on or to any. */
static void show_example(struct app *app, const struct telling *telling)
{
	static struct point point = { .id = "reads", .worth = 3 };
	static struct point_mark points[] = {
		{ .id = "reads", .point = &point, .state = POINT_MET,
		  .earned = 3 },
	};
	static const struct mark mark = {
		.score = 60, .grade = GRADE_PARTIAL, .words = 9,
		.points = points, .point_count = 1,
	};
	const struct teller nobody = {
		.account = "00000000-0000-4000-8000-000000000000",
		.program = arena_printf(&app->turn, "rehearse %s",
					app_version),
	};
	struct answer_facts facts = {
		.teller = telling->on ? &telling->teller : &nobody,
		.id = "00000000-0000-4000-8000-000000000001",
		.bank = "rehearse", .question = "an-example",
		.revision = "1", .prompt = "What is an index for?",
		.kind = "technical", .skill = "sql", .level = "mid",
		.answer = "So that a query reads few rows.",
		.at = app->now(app), .seconds = 60, .mark = &mark,
	};
	struct text body;

	if (telling->on && !telling->service.answers)
		facts.answer = NULL;
	text_init(&body, STATEMENT_MAX);
	statement_answered(&body, &facts);
	if (is_webhook(telling))
		add_event(&app->out, telling, &(struct outbox_row){
			.id = facts.id, .verb = "answered",
			.made = facts.at.utc, .body = body.s });
	else
		text_add(&app->out, body.s);
	text_add_char(&app->out, '\n');
	text_release(&body);
}

bool feedback_preview(struct app *app, struct error *err)
{
	struct telling telling;
	struct preview preview = { .app = app, .telling = &telling };

	if (!telling_read(app, &app->turn, &telling, err) ||
	    !store_outbox(app->store, OUTBOX_QUEUED, show_row, &preview, err))
		return false;
	if (preview.count > 0)
		return true;
	if (telling_is_chat(&telling)) {
		app_say(app, "Nothing waits.\n");
		return true;
	}
	if (!app->json)
		app_say(app, "Nothing waits. An answer would be told like "
			"this:\n");
	show_example(app, &telling);
	return true;
}
