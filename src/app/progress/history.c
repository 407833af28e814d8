/* history.c - the commands `history`, `undo` and `export`. */
#include "app/commands.h"
#include "app/feedback/feedback.h"
#include "app/progress/progress.h"

#include <inttypes.h>

struct listing {
	struct app *app;
	struct json json;
	struct arena arena;
	struct strings cells;
	size_t count;
	bool narrowed;			/* not all answers are wanted */
	bool commented;			/* there are comments at all */
};

void attempt_members(struct json *json, const struct attempt *attempt)
{
	struct text at;

	text_init(&at, 64);
	date_add(&at, attempt->at);
	json_put(json, "id", attempt->id);
	json_put_integer(json, "number", attempt->number);
	json_put(json, "question", attempt->question);
	json_put(json, "bank", attempt->bank);
	json_put(json, "at", at.s);
	text_reset(&at);
	date_add_day(&at, attempt->day);
	json_put(json, "day", at.s);
	json_put_integer(json, "score", attempt->score);
	json_put(json, "grade", attempt->grade);
	json_put_integer(json, "seconds", attempt->seconds);
	json_put_integer(json, "words", (int64_t)attempt->words);
	json_name(json, "parent");
	if (attempt->parent)
		json_integer(json, attempt->parent);
	else
		json_null(json);
	text_release(&at);
}

static int64_t count_comments(struct listing *listing,
			      const struct attempt *attempt)
{
	struct comment *list;
	struct error ignored;
	size_t count;

	return listing->commented &&
	       store_comments(listing->app->store, &listing->arena,
			      attempt->id, &list, &count, &ignored)
		? (int64_t)count : 0;
}

static bool list_json(void *context, const struct attempt *attempt)
{
	struct listing *listing = context;

	json_open(&listing->json, '{');
	attempt_members(&listing->json, attempt);
	json_put_integer(&listing->json, "comments",
			 count_comments(listing, attempt));
	arena_reset(&listing->arena);
	json_close(&listing->json, '}');
	listing->count++;
	return app_flush_full(listing->app);
}

static bool list_row(void *context, const struct attempt *attempt)
{
	struct listing *listing = context;
	struct arena *arena = &listing->arena;
	int64_t comments = count_comments(listing, attempt);
	const char *said = comments == 0 ? "" :
		arena_printf(arena, ", %s", app_count(listing->app, comments,
						      "comment"));
	const char *cells[] = {
		arena_printf(arena, "%" PRId64, attempt->number),
		arena_strdup(arena, app_day_name(listing->app, attempt->day)),
		arena_printf(arena, "%s%s", attempt->parent ? "  " : "",
			     attempt->question),
		arena_printf(arena, "%d", attempt->score),
		attempt->disputed >= 0
			? arena_printf(arena, "%s, you say %d%s",
				       attempt->grade, attempt->disputed, said)
			: arena_printf(arena, "%s%s", attempt->grade, said),
		arena_printf(arena, "%u", attempt->words),
		arena_printf(arena, "%d:%02d", attempt->seconds / 60,
			     attempt->seconds % 60),
	};

	for (size_t i = 0; i < 7; i++)
		strings_add(arena, &listing->cells, cells[i]);
	listing->count++;
	return true;
}

static bool show_rows(struct listing *listing)
{
	static const char *const heads[] = { "no", "day", "question", "score",
					     "grade", "words", "time" };
	struct table table = { .heads = heads, .columns = 7,
			       .cells = listing->cells.list,
			       .rows = listing->count,
			       .right = 1 | 8 | 32 | 64 };
	struct screen screen;

	app_screen(listing->app, &screen);
	if (listing->count == 0 && listing->narrowed)
		screen_add(&screen, STYLE_PLAIN, "No such answers.\n");
	else if (listing->count == 0)
		screen_add(&screen, STYLE_PLAIN, "No answers yet; 'practise' "
			   "asks the first question.\n");
	else
		screen_table(&screen, &table);
	return true;
}

/* ---- narrowing ---- */

static bool one_of(const struct arguments *arguments, const char *name,
		   const char *const *names, size_t count, const char **value,
		   struct error *err)
{
	struct text list;

	*value = option(arguments, name);
	for (size_t i = 0; i < count; i++)
		if (!*value || str_is(str_of(*value), names[i]))
			return true;
	text_init(&list, ERROR_TEXT_MAX / 2);
	for (size_t i = 0; i < count; i++)
		text_addf(&list, "%s%s", i ? i + 1 < count ? ", " : " or "
					   : "", names[i]);
	error_set(err, "--%s takes %s, not '%s'", name, list.s, *value);
	text_release(&list);
	return false;
}

/* YYYY-MM-DD, today or yesterday. */
static bool a_day(const struct app *app, const struct arguments *arguments,
		  const char *name, int64_t *day, struct error *err)
{
	const char *value = option(arguments, name);

	*day = 0;
	if (!value)
		return true;
	if (str_is(str_of(value), "today"))
		*day = app_today(app);
	else if (str_is(str_of(value), "yesterday"))
		*day = app_today(app) - 1;
	else
		return date_parse_day(str_of(value), day, err) ||
			error_prefix(err, "--%s", name);
	return true;
}

static bool read_filter(struct app *app, const struct arguments *arguments,
			struct attempt_filter *filter, struct error *err)
{
	int64_t limit;

	filter->skill = option(arguments, "skill");
	filter->question = option(arguments, "question");
	if (!one_of(arguments, "grade", grade_names, GRADE_COUNT,
		    &filter->grade, err) ||
	    !one_of(arguments, "kind", kind_names, KIND_COUNT, &filter->kind,
		    err) ||
	    !a_day(app, arguments, "since", &filter->since, err) ||
	    !a_day(app, arguments, "until", &filter->until, err) ||
	    !option_number(arguments, "limit", 1, 100000000,
			   app->json ? 100000000 : 30, &limit, err))
		return false;
	filter->most = (size_t)limit;
	if (filter->since && filter->until && filter->since > filter->until)
		return error_set(err, "--since lies behind --until; swap "
				 "them");
	if (arguments->count == 0)
		return true;
	if (filter->question)
		return error_set(err, "one question at a time: '%s' or "
				 "--question", arguments->list[0]);
	filter->question = arguments->list[0];
	return true;
}

/* ---- the command ---- */

static bool run_list(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	struct attempt_filter filter = { .question = NULL };
	struct listing listing = { .app = app };
	struct question_row row;
	bool ok;

	if (!read_filter(app, arguments, &filter, err))
		return false;
	listing.narrowed = filter.skill || filter.grade || filter.kind ||
		filter.question || filter.since || filter.until;
	if (!store_any_comments(app->store, &listing.commented, err))
		return false;
	arena_init(&listing.arena, 0);
	listing.json = app_json(app);
	if (app->json)
		json_open(&listing.json, '[');
	ok = store_attempts(app->store, &filter, false,
			    app->json ? list_json : list_row, &listing, err);
	if (ok && listing.count == 0 && filter.question)
		ok = store_find_question(app->store, &app->turn,
					 filter.question, &row, err);
	if (app->json) {
		json_close(&listing.json, ']');
		text_add(&app->out, "\n");
	} else if (ok) {
		show_rows(&listing);
	}
	arena_release(&listing.arena);
	return ok;
}

static bool run_history(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	const char *first = arguments->count ? arguments->list[0] : "";
	int64_t number, other;

	if (arguments->count == 1 &&
	    text_number(str_of(first), 1, INT64_MAX, &number))
		return replay_show(app, number, err);
	if (arguments->count < 2)
		return run_list(app, arguments, err);
	if (arguments->count == 3 && str_is(str_of(first), "diff") &&
	    text_number(str_of(arguments->list[1]), 1, INT64_MAX, &number) &&
	    text_number(str_of(arguments->list[2]), 1, INT64_MAX, &other))
		return diff_show(app, number, other, err);
	return error_set(err, str_is(str_of(first), "diff")
			 ? "diff compares two answers by their numbers: "
			   "history diff 3 7"
			 : "'%s' is too much for history; see 'help history'",
			 arguments->list[1]);
}

static const char *const history_options[] = {
	"json", "skill=", "question=", "grade=", "kind=", "since=", "until=",
	"limit=", NULL
};

const struct command command_history = {
	.name = "history",
	.usage = "[QUESTION-ID | NUMBER | diff NUMBER NUMBER] [--skill S] "
		 "[--question ID] [--grade G] [--kind K] [--since DATE] "
		 "[--until DATE] [--limit N] [--json]",
	.summary = "your answers, newest first; a number shows one whole",
	.help = "--grade  strong, partial or weak\n"
		"--kind   technical, behavioural or career\n"
		"--since, --until  days as 2026-11-22, today or yesterday\n"
		"diff     words that the second answer left out of the first "
		"[-so-], and words\n         that it added {+so+}",
	.options = history_options,
	.max = 3,
	.completes = COMPLETES_QUESTIONS,
	.run = run_history,
};

/* ---- undo ---- */

static bool run_undo(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	struct fsrs fsrs = app_fsrs(app);
	struct attempt undone;
	bool found;

	(void)arguments;
	if (!telling_void(app, err) ||
	    !store_undo(app->store, &app->turn, &fsrs, &undone, &found, err))
		return false;
	if (!found)
		return error_set(err, "there is no answer to take back");
	app_say(app, "Taken back: %s, %d points, of %s.\n",
		undone.question, undone.score,
		app_day_name(app, undone.day));
	courier_start(app);
	return true;
}

const struct command command_undo = {
	.name = "undo",
	.usage = "",
	.summary = "take back the last answer, as if it had not been given",
	.run = run_undo,
};

/* ---- export ---- */

static bool export_line(void *context, const struct attempt *attempt)
{
	struct app *app = context;
	struct json json;

	json_init(&json, &app->out, 0);
	json_open(&json, '{');
	attempt_members(&json, attempt);
	json_put(&json, "asked", attempt->asked);
	json_put(&json, "answer", attempt->answer);
	json_put(&json, "revision", attempt->revision);
	json_put_integer(&json, "hints", attempt->hints);
	json_put_bool(&json, "model_seen", attempt->model_seen);
	json_put_integer(&json, "rating", (int64_t)attempt->rating);
	json_put_bool(&json, "counts", attempt->counts);
	json_name(&json, "flags");
	json_open(&json, '[');
	for (size_t i = 0; i < FLAG_COUNT; i++)
		if (attempt->flags & 1u << i)
			json_string(&json, str_of(flag_names[i]));
	json_close(&json, ']');
	if (attempt->disputed >= 0) {
		json_put_integer(&json, "disputed", attempt->disputed);
		json_put(&json, "reason", attempt->reason);
	}
	json_close(&json, '}');
	text_add(&app->out, "\n");
	return app_flush_full(app);
}

/* A disputed mark as one graded answer, the learner being the grader. The
 * question is named as other commands take it, also where two banks share an
 * id; one that is gone keeps its bank's name before it. */
static bool dispute_line(void *context, const struct attempt *attempt)
{
	struct app *app = context;
	const char *name = arena_printf(&app->turn, "%s:%s", attempt->bank,
					attempt->question);
	struct question_row row;
	struct error ignored;
	struct json json;

	if (attempt->disputed < 0 || attempt->asked)
		return true;
	if (store_find_question(app->store, &app->turn, name, &row, &ignored))
		name = row.name;
	json_init(&json, &app->out, 0);
	json_open(&json, '{');
	json_put(&json, "question", name);
	json_put(&json, "answer", attempt->answer);
	json_put_number(&json, "score", attempt->disputed / 100.0);
	json_close(&json, '}');
	text_add(&app->out, "\n");
	return app_flush_full(app);
}

static bool run_export(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	struct attempt_filter filter = { 0 };

	app->json = true;		/* data: no pager */
	return store_attempts(app->store, &filter, true,
			      option(arguments, "disputes") ? dispute_line
							    : export_line,
			      app, err);
}

static const char *const export_options[] = { "disputes", NULL };

const struct command command_export = {
	.name = "export",
	.usage = "[--disputes]",
	.summary = "every answer as a line of JSON, oldest first",
	.help = "--disputes  only answers whose mark you disputed, with the "
		"score you gave, as\n            lines of question, answer "
		"and score (0 to 1): what 'calibrate' takes",
	.options = export_options,
	.run = run_export,
};
