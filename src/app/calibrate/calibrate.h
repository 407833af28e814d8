/* calibrate.h - graded answers, for the files of the command `calibrate`. */
#ifndef APP_CALIBRATE_CALIBRATE_H
#define APP_CALIBRATE_CALIBRATE_H

#include "app/grade/grade.h"

enum { CALIBRATE_ANSWERS_MAX = 50000 };

/* The answers of a file, and what each is marked by. */
struct calibration {
	struct app *app;
	struct arena arena;		/* of all that follows */
	struct grade_markers markers;
	struct lang_reader *reader;	/* for them */
	struct graded *answers;
	int64_t *lines;			/* of the file, from 1, per answer */
	size_t count, cap, line_cap;
	struct graded_group *groups;
	struct grade_marker **found;	/* per group */
	size_t group_count, group_cap, found_cap;
	int64_t line_count;		/* of the file */
};

void calibration_open(struct calibration *calibration, struct app *app,
		      const struct bank *bank);
void calibration_close(struct calibration *calibration);

/* Takes in every line; a bad one is said on standard error with its number
 * and left out. False where the file cannot be read or holds too much. */
MUST_CHECK bool calibration_read(struct calibration *calibration, FILE *in,
				 struct error *err);

/* Figures before and after, as text or, with --json, as JSON. */
void calibration_show(struct calibration *calibration, size_t folds,
		      const double *after);

/* Writes the tuned rubrics to NAME.rubrics.yaml beside path NAME.jsonl, and
 * says so. The answers' points are those of the written rubrics afterwards. */
MUST_CHECK bool calibration_write(struct calibration *calibration,
				  const char *path, struct error *err);

#endif
