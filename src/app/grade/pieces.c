/* pieces.c - answers in, marks out, over several threads and in order.
 *
 * The input is cut into pieces of some hundred lines. Every thread does the
 * same: takes the next piece, marks its lines, hands the result over, and
 * whoever hands over the piece that is due next writes all that are ready. So
 * nothing but reading and writing themselves is done by one thread at a time,
 * no thread waits for a slower one, and memory is that of a few pieces for
 * each thread, however long the input. A bad line is answered in its place,
 * said on standard error with its number, and the rest goes on.
 */
#include "app/grade/grade.h"
#include "app/commands.h"

#include <inttypes.h>
#include <string.h>

enum {
	PIECE_BYTES = 64 << 10,		/* read at a time */
	PIECES_A_JOB = 4,
};

struct piece {
	struct text lines;		/* whole ones */
	struct text result;		/* a line of JSON for each */
	struct text complaints;		/* of lines of the piece: their number
					   in it, a blank, what was wrong and
					   NUL, which no complaint holds */
	int64_t count;			/* lines, also empty ones */
	bool done;			/* marked, not yet written */
};

struct work {
	struct grade_markers *markers;
	FILE *in;
	size_t jobs;
	pthread_mutex_t lock;		/* of what follows */
	pthread_cond_t written;		/* a piece is free again */
	struct piece pieces[GRADE_JOBS_MAX * PIECES_A_JOB];	/* a ring */
	size_t size;			/* of the ring */
	uint64_t taken, put;		/* pieces read, pieces written */
	struct text rest;		/* read, but no whole line yet */
	int64_t lines;			/* written */
	bool ended, writing;
};

/* One thread. */
struct job {
	struct work *work;
	pthread_t thread;
	bool started;
	struct arena arena;		/* of one line */
	struct lang_reader *reader;
};

/* ---- marking a piece ---- */

static void write_sketched(struct job *job, const struct grade_line *line,
			   const struct sketch *sketch, struct json *json)
{
	struct sketch_mark mark;

	sketch_mark(&job->arena, sketch, line->answer, &mark);
	sketch_mark_to_json(json, &mark);
}

static void write_mark(struct job *job, const struct grade_line *line,
		       const struct marker *marker, struct json *json)
{
	struct mark mark;

	mark_answer_with(job->reader, &job->arena, marker, line->answer,
			 &mark);
	json_name(json, line->question.s ? "question" : "rubric");
	json_string(json, line->question.s ? line->question : line->rubric);
	mark_to_json(json, &mark);
}

static void mark_line(struct job *job, struct piece *piece, struct str text)
{
	struct grade_markers *markers = job->work->markers;
	struct grade_marker *found = NULL;
	struct grade_line line = { 0 };
	struct error err;
	struct json json;

	if (text.len > GRADE_LINE_MAX)
		error_set(&err, "the line is longer than 1 MiB; shorten the "
			  "answer");
	else if (grade_read_line(&job->arena, text, &line, &err))
		found = grade_find(markers, job->reader, &line, &err);
	json_init(&json, &piece->result, 0);
	json_open(&json, '{');
	json_name(&json, "id");
	json_raw(&json, line.id.s ? line.id : STR("null"));
	if (found) {
		if (grade_sketch_of(found))
			write_sketched(job, &line, grade_sketch_of(found),
				       &json);
		else
			write_mark(job, &line, grade_marker_of(found), &json);
		grade_put_back(markers, found);
	} else {
		json_put(&json, "error", err.text);
		text_addf(&piece->complaints, "%" PRId64 " %s", piece->count,
			  err.text);
		text_add_char(&piece->complaints, '\0');
	}
	json_close(&json, '}');
	text_add_char(&piece->result, '\n');
	arena_reset(&job->arena);
}

static void mark_piece(struct job *job, struct piece *piece)
{
	struct str rest = text_str(&piece->lines), line;

	text_reset(&piece->result);
	text_reset(&piece->complaints);
	for (piece->count = 0; str_cut(&rest, '\n', &line);) {
		if (line.len > 0 && line.s[line.len - 1] == '\r' &&
		    line.s[line.len] == '\n')
			line.len--;
		piece->count++;
		if (str_trim(line).len > 0)
			mark_line(job, piece, line);
	}
}

/* ---- reading: with the lock held ---- */

/* Adds what was read to the piece as far as lines are whole. Of a line that is
 * too long in any case only the beginning is kept. True when there are any. */
static bool add_lines(struct work *work, struct piece *piece, struct str read)
{
	size_t whole = read.len;

	while (whole > 0 && read.s[whole - 1] != '\n')
		whole--;
	if (whole == 0) {
		if (piece->lines.len <= GRADE_LINE_MAX)
			text_add_str(&piece->lines, read);
		return false;
	}
	text_add_str(&piece->lines, (struct str){ read.s, whole });
	text_add_str(&work->rest,
		     (struct str){ read.s + whole, read.len - whole });
	return true;
}

/* Whole lines, some PIECE_BYTES of them; false at the end of the input. A last
 * line without its newline counts, unless reading failed in it. */
static bool read_piece(struct work *work, struct piece *piece)
{
	char read[PIECE_BYTES];
	size_t len;

	text_reset(&piece->lines);
	text_add_str(&piece->lines, text_str(&work->rest));
	text_reset(&work->rest);
	while (!work->ended) {
		len = fread(read, 1, sizeof(read), work->in);
		work->ended = len < sizeof(read);
		if (add_lines(work, piece, (struct str){ read, len }))
			return true;
	}
	if (ferror(work->in))
		return false;
	text_add_str(&piece->lines, text_str(&work->rest));
	text_reset(&work->rest);
	return piece->lines.len > 0;
}

static struct piece *take(struct work *work)
{
	struct piece *piece = NULL;

	pthread_mutex_lock(&work->lock);
	while (work->taken - work->put == work->size)
		pthread_cond_wait(&work->written, &work->lock);
	piece = &work->pieces[work->taken % work->size];
	if (read_piece(work, piece))
		work->taken++;
	else
		piece = NULL;
	pthread_mutex_unlock(&work->lock);
	return piece;
}

/* ---- writing: one thread at a time ---- */

static void complain(struct work *work, const struct piece *piece)
{
	struct app *app = work->markers->app;
	struct str rest = text_str(&piece->complaints), line, number;
	struct text text;
	int64_t n = 0;

	text_init(&text, 4096);
	while (str_cut(&rest, '\0', &line)) {
		if (!str_cut(&line, ' ', &number) ||
		    !text_number(number, 1, INT64_MAX, &n))
			continue;
		app->found_problems = true;
		text_reset(&text);
		text_addf(&text, "rehearse: line %" PRId64 ": %.*s\n",
			  work->lines + n, (int)line.len, line.s);
		term_complain(app->term, &text);
	}
	text_release(&text);
}

/* False when the output is gone: then nothing more is read. */
static bool put(struct work *work, struct piece *piece)
{
	struct app *app = work->markers->app;

	complain(work, piece);
	work->lines += piece->count;
	text_add_str(&app->out, text_str(&piece->result));
	return app_flush(app);
}

static void hand_over(struct work *work, struct piece *piece)
{
	pthread_mutex_lock(&work->lock);
	piece->done = true;
	while (!work->writing && work->put < work->taken &&
	       work->pieces[work->put % work->size].done) {
		struct piece *due = &work->pieces[work->put % work->size];
		bool ok;

		work->writing = true;
		pthread_mutex_unlock(&work->lock);
		ok = put(work, due);
		pthread_mutex_lock(&work->lock);
		work->writing = due->done = false;
		work->ended |= !ok;
		work->put++;
		pthread_cond_broadcast(&work->written);
	}
	pthread_mutex_unlock(&work->lock);
}

static void *run_job(void *context)
{
	struct job *job = context;
	struct piece *piece;

	while ((piece = take(job->work))) {
		mark_piece(job, piece);
		hand_over(job->work, piece);
	}
	return NULL;
}

/* ---- the whole ---- */

static void work_open(struct work *work)
{
	pthread_mutex_init(&work->lock, NULL);
	pthread_cond_init(&work->written, NULL);
	text_init(&work->rest, PIECE_BYTES);
	for (size_t i = 0; i < work->size; i++) {
		struct piece *piece = &work->pieces[i];

		text_init(&piece->lines, 2 * GRADE_LINE_MAX);
		text_init(&piece->result, SIZE_MAX);
		text_init(&piece->complaints, SIZE_MAX);
	}
}

static void work_close(struct work *work)
{
	for (size_t i = 0; i < work->size; i++) {
		text_release(&work->pieces[i].lines);
		text_release(&work->pieces[i].result);
		text_release(&work->pieces[i].complaints);
	}
	text_release(&work->rest);
	pthread_cond_destroy(&work->written);
	pthread_mutex_destroy(&work->lock);
}

static void start_job(struct job *job, bool thread)
{
	arena_init(&job->arena, 0);
	job->reader = lang_reader_open();
	job->started = thread && pthread_create(&job->thread, NULL, run_job,
						job) == 0;
}

void grade_all(struct grade_markers *markers, FILE *in, size_t jobs)
{
	struct arena *turn = &markers->app->turn;
	struct work *work = ARENA_NEW(turn, struct work);
	struct job *list = ARENA_ARRAY(turn, jobs, struct job);

	work->markers = markers;
	work->in = in;
	work->jobs = jobs;
	work->size = jobs > 1 ? jobs * PIECES_A_JOB : 1;
	work_open(work);
	for (size_t i = 0; i < jobs; i++) {
		list[i].work = work;
		start_job(&list[i], i > 0);
	}
	run_job(&list[0]);
	for (size_t i = 0; i < jobs; i++) {
		if (list[i].started)
			pthread_join(list[i].thread, NULL);
		lang_reader_close(list[i].reader);
		arena_release(&list[i].arena);
	}
	work_close(work);
}
