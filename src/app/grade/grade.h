/* grade.h - grading many answers, for the files of the command `grade`. */
#ifndef APP_GRADE_GRADE_H
#define APP_GRADE_GRADE_H

#include "app/command.h"

/* What one input line asks for. Absent members are empty; .s is then NULL. */
struct grade_line {
	struct str id;			/* as written: any JSON */
	struct str question, rubric, prompt, reference, answer;
	bool has_answer;
};

/* Questions and rubrics made ready once, found again by name. */
struct grade_markers {
	struct app *app;
	const struct bank *bank;	/* --bank; NULL: the store's */
	struct arena arena;		/* of the markers */
	struct grade_marker *list;
	size_t count, cap;
};

/* The marker that a line asks for, or NULL and what was wrong. */
const struct marker *grade_find(struct grade_markers *markers,
				const struct grade_line *line,
				struct error *err);
/* Between batches: forgets all where they have become too many. */
void grade_trim(struct grade_markers *markers);

MUST_CHECK bool grade_read_line(struct arena *arena, struct str text,
				struct grade_line *line, struct error *err);

#endif
