/* mark.c - the command `mark`: marks an answer without keeping it. */
#include "app/practice/practice.h"
#include "app/commands.h"

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *path = arguments->count > 1 ? arguments->list[1] : "-";
	struct question_row row;
	struct sitting s;
	struct str answer;

	if (!store_find_question(app->store, &app->turn, arguments->list[0],
				 &row, err) ||
	    !file_read(&app->turn, path, LANG_ANSWER_MAX, &answer, err) ||
	    !sitting_open(app, &row, &s, err))
		return false;
	mark_answer(&s.arena, s.marker, answer, &s.mark);
	if (app->json) {
		struct json json = app_json(app);

		json_open(&json, '{');
		json_put(&json, "question", row.name);
		mark_to_json(&json, &s.mark);
		json_close(&json, '}');
		text_add(&app->out, "\n");
	} else {
		show_mark_of(app, &s.mark, answer);
	}
	sitting_close(&s);
	return true;
}

static const char *const options[] = { "json", NULL };

const struct command command_mark = {
	.name = "mark",
	.usage = "QUESTION-ID [FILE] [--json]",
	.summary = "mark an answer from a file or standard input; keep nothing",
	.options = options,
	.min = 1, .max = 2,
	.completes = COMPLETES_QUESTIONS,
	.run = run,
};
