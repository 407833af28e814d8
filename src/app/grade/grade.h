/* grade.h - grading many answers, for the commands `grade` and `calibrate`. */
#ifndef APP_GRADE_GRADE_H
#define APP_GRADE_GRADE_H

#include "app/command.h"
#include "fit/fit.h"

#include <pthread.h>
#include <stdio.h>

enum {
	GRADE_LINE_MAX = 1 << 20,	/* bytes of JSON */
	GRADE_JOBS_MAX = 64,
};

/* ---- grade.c ---- */

/* The answers of a command and the bank of its --bank. */
struct grade_input {
	const char *path;		/* "-": standard input */
	FILE *file;
	struct bank files;		/* of --bank */
	const struct bank *bank;	/* those, or NULL: the store's */
};

/* Opens what the arguments name; command is named where that is wrong. What
 * was opened is to be closed; that fails where reading did. */
MUST_CHECK bool grade_open_input(struct app *app,
				 const struct arguments *arguments,
				 const char *command,
				 struct grade_input *input, struct error *err);
MUST_CHECK bool grade_close_input(struct grade_input *input,
				  struct error *err);

/* ---- lines.c ---- */

/* What one input line asks for. Absent members are empty; .s is then NULL.
 * Texts stand in the line or in the arena. */
struct grade_line {
	struct str id;			/* as written, made safe to write:
					   any JSON */
	struct str score;		/* a human's, as written */
	struct str question, rubric, prompt, reference, answer;
	bool has_answer;
};

MUST_CHECK bool grade_read_line(struct arena *arena, struct str text,
				struct grade_line *line, struct error *err);

/* ---- markers.c ---- */

/* A question, a rubric or a sketch made ready; see markers.c. */
struct grade_marker;

enum { GRADE_BUCKETS = 1024 };

/* All that were made, found again by name. Shared by threads. */
struct grade_markers {
	struct app *app;
	const struct bank *bank;	/* --bank; NULL: the store's */
	pthread_mutex_t lock;		/* of what follows */
	pthread_cond_t made;
	struct grade_marker *buckets[GRADE_BUCKETS];
	size_t bytes;			/* of all that are kept */
	pthread_mutex_t loading;	/* one at a time asks the store */
	struct store_shelf shelf;	/* words of its banks */
};

void grade_markers_open(struct grade_markers *markers, struct app *app,
			const struct bank *bank);
void grade_markers_close(struct grade_markers *markers);
/* What a line asks for, until it is put back; NULL and what was wrong. Where it
 * has to be made, that is done with the caller's reader. */
struct grade_marker *grade_find(struct grade_markers *markers,
				struct lang_reader *reader,
				const struct grade_line *line,
				struct error *err);
/* One of the two is NULL. */
const struct marker *grade_marker_of(const struct grade_marker *found);
const struct sketch *grade_sketch_of(const struct grade_marker *found);
/* The question and rubrics of a marker. */
const struct loaded *grade_loaded_of(const struct grade_marker *found);
void grade_put_back(struct grade_markers *markers, struct grade_marker *found);

/* ---- pieces.c ---- */

/* Marks every line of in, over so many threads, and writes the results in the
 * order of the lines. */
void grade_all(struct grade_markers *markers, FILE *in, size_t jobs);

#endif
