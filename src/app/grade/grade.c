/* grade.c - the command `grade`: answers as JSON lines in, marks out.
 *
 * Lines are taken in batches, so memory does not grow with the input. What
 * they ask for is found on one thread; marking, which is pure and takes
 * nearly all the time, is shared out over --jobs threads, line by line, and
 * written in the order of the input. A bad line is answered in its place,
 * said on standard error with its number, and the rest goes on.
 */
#include "app/grade/grade.h"
#include "app/commands.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum {
	BATCH_LINES = 256,
	BATCH_BYTES = 4 << 20,
	LINE_MAX_BYTES = 1 << 20,	/* of JSON */
	JOBS_MAX = 64,
	RESULT_MAX = 1 << 20,
};

struct item {
	struct grade_line line;
	const struct marker *marker;	/* NULL: see err */
	struct error err;
	int64_t number;			/* of the line, from 1 */
	struct text result;		/* one line of JSON */
};

struct batch {
	struct item items[BATCH_LINES];
	size_t count;
	size_t jobs;
	struct arena arena;		/* of the lines */
};

struct job {
	struct batch *batch;
	size_t first;			/* takes this one and every jobs-th */
	struct arena arena;
	struct lang_reader *reader;
};

/* ---- marking: any thread ---- */

static void write_result(struct job *job, struct item *item)
{
	const struct grade_line *line = &item->line;
	struct json json;
	struct mark mark;

	json_init(&json, &item->result, 0);
	json_open(&json, '{');
	json_name(&json, "id");
	if (line->id.s)
		json_raw(&json, line->id);
	else
		json_null(&json);
	if (item->marker) {
		mark_answer_with(job->reader, &job->arena, item->marker,
				 line->answer, &mark);
		json_name(&json, line->question.s ? "question" : "rubric");
		json_string(&json, line->question.s ? line->question
						    : line->rubric);
		mark_to_json(&json, &mark);
	} else {
		json_put(&json, "error", item->err.text);
	}
	json_close(&json, '}');
	text_add_char(&item->result, '\n');
}

static void *run_job(void *context)
{
	struct job *job = context;
	struct batch *batch = job->batch;

	for (size_t i = job->first; i < batch->count; i += batch->jobs) {
		write_result(job, &batch->items[i]);
		arena_reset(&job->arena);
	}
	return NULL;
}

static void mark_batch(struct batch *batch, struct job *jobs)
{
	pthread_t threads[JOBS_MAX];
	bool started[JOBS_MAX] = { false };

	for (size_t i = 1; i < batch->jobs; i++)
		started[i] = pthread_create(&threads[i], NULL, run_job,
					    &jobs[i]) == 0;
	run_job(&jobs[0]);
	for (size_t i = 1; i < batch->jobs; i++)
		if (started[i])
			pthread_join(threads[i], NULL);
		else			/* no thread to be had: done here */
			run_job(&jobs[i]);
}

/* ---- reading and writing: one thread ---- */

static bool is_empty(const struct text *line)
{
	return str_trim(text_str(line)).len == 0;
}

static void take_line(struct grade_markers *markers, struct batch *batch,
		      const struct text *line, int64_t number)
{
	struct item *item = &batch->items[batch->count++];
	struct str text = { text_dup(&batch->arena, line), line->len };

	item->number = number;
	item->marker = NULL;
	item->line = (struct grade_line){ 0 };
	text_reset(&item->result);
	if (line->cut)
		error_set(&item->err, "the line is longer than 1 MiB; shorten "
			  "the answer");
	else if (grade_read_line(&batch->arena, text, &item->line, &item->err))
		item->marker = grade_find(markers, &item->line, &item->err);
}

/* False at the end of the input. */
static bool fill(struct grade_markers *markers, FILE *in, struct batch *batch,
		 struct text *line, int64_t *number)
{
	size_t bytes = 0;

	arena_reset(&batch->arena);
	batch->count = 0;
	while (batch->count < BATCH_LINES && bytes < BATCH_BYTES) {
		if (!file_read_line(in, line))
			return batch->count > 0;
		++*number;
		bytes += line->len;
		if (!is_empty(line))
			take_line(markers, batch, line, *number);
	}
	return true;
}

static void complain(struct app *app, const struct item *item)
{
	struct text text;

	app->found_problems = true;
	text_init(&text, 4096);
	text_addf(&text, "rehearse: line %" PRId64 ": %s\n", item->number,
		  item->err.text);
	term_complain(app->term, &text);
	text_release(&text);
}

static bool write_batch(struct app *app, const struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct item *item = &batch->items[i];

		text_add_str(&app->out, text_str(&item->result));
		if (!item->marker)
			complain(app, item);
	}
	return app_flush(app);
}

static void grade(struct grade_markers *markers, FILE *in, size_t jobs)
{
	struct batch *batch = ARENA_NEW(&markers->app->turn, struct batch);
	struct job job[JOBS_MAX];
	struct text line;
	int64_t number = 0;

	batch->jobs = jobs;
	arena_init(&batch->arena, 0);
	for (size_t i = 0; i < BATCH_LINES; i++)
		text_init(&batch->items[i].result, RESULT_MAX);
	for (size_t i = 0; i < jobs; i++) {
		job[i] = (struct job){ .batch = batch, .first = i };
		arena_init(&job[i].arena, 0);
		job[i].reader = lang_reader_open();
	}
	text_init(&line, LINE_MAX_BYTES);
	while (fill(markers, in, batch, &line, &number)) {
		mark_batch(batch, job);
		if (!write_batch(markers->app, batch))
			break;
		grade_trim(markers);
	}
	text_release(&line);
	for (size_t i = 0; i < jobs; i++) {
		arena_release(&job[i].arena);
		lang_reader_close(job[i].reader);
	}
	for (size_t i = 0; i < BATCH_LINES; i++)
		text_release(&batch->items[i].result);
	arena_release(&batch->arena);
}

/* ---- the command ---- */

static bool open_bank(struct app *app, const char *path, struct bank *bank,
		      struct error *err)
{
	struct problems problems;

	problems_init(&problems, &app->turn);
	if (bank_load(&app->turn, path, bank, &problems))
		return true;
	*err = problems.list[0];
	return error_prefix(err, "the bank is not right; 'bank check' says "
			    "all");
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct grade_markers markers = { .app = app };
	const char *path = arguments->count ? arguments->list[0] : "-";
	const char *bank_path = option(arguments, "bank");
	bool standard = str_is(str_of(path), "-");
	struct bank bank;
	FILE *in = stdin;
	int64_t jobs;

	if (standard && app->repl)
		return error_set(err, "at the prompt grade needs the name of a "
				 "file, for what is typed are commands");
	app->json = true;		/* data: no pager */
	if (!option_number(arguments, "jobs", 1, JOBS_MAX, 1, &jobs, err) ||
	    !(bank_path ? open_bank(app, bank_path, &bank, err)
			: app_open(app, err)))
		return false;
	if (!standard && !file_open(path, &in, err))
		return false;
	markers.bank = bank_path ? &bank : NULL;
	arena_init(&markers.arena, 0);
	grade(&markers, in, (size_t)jobs);
	arena_release(&markers.arena);
	if (ferror(in))
		error_set(err, "%s could not be read to its end", path);
	if (!standard)
		fclose(in);
	return err->text[0] == '\0';
}

static const char *const options[] = { "bank=", "jobs=", NULL };

const struct command command_grade = {
	.name = "grade",
	.usage = "[--bank DIR] [--jobs N] [FILE]",
	.summary = "mark answers given as lines of JSON; keep nothing",
	.help = "A line: {\"id\": ..., \"question\": ID, \"answer\": TEXT}, "
		"or \"rubric\": ID\nand \"prompt\": TEXT instead of a "
		"question. Marks come out in the same order.",
	.options = options,
	.max = 1,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run,
};
