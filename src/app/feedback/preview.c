/* preview.c - the very bytes that are sent, before they are.
 *
 * What waits is shown as it lies in the outbox: one statement a line. It is
 * JSON in which control characters are escaped, so that a terminal may be
 * shown it as it is. Where nothing waits an example stands for it.
 */
#include "app/feedback/feedback.h"

struct preview {
	struct app *app;
	size_t count;
};

static bool show_row(void *context, const struct outbox_row *row)
{
	struct preview *preview = context;

	preview->count++;
	text_add(&preview->app->out, row->body);
	text_add_char(&preview->app->out, '\n');
	return app_flush_full(preview->app);
}

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
	text_add(&app->out, body.s);
	text_add_char(&app->out, '\n');
	text_release(&body);
}

bool feedback_preview(struct app *app, struct error *err)
{
	struct preview preview = { .app = app };
	struct telling telling;

	if (!telling_read(app, &app->turn, &telling, err) ||
	    !store_outbox(app->store, OUTBOX_QUEUED, show_row, &preview, err))
		return false;
	if (preview.count > 0)
		return true;
	if (!app->json)
		app_say(app, "Nothing waits. An answer would be told like "
			"this:\n");
	show_example(app, &telling);
	return true;
}
