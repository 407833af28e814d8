/* read.c - graded answers from lines of JSON, marked as they are read.
 *
 * A line is one of `grade` with a "score" from 0 to 1. Answers are gathered
 * by what they are marked by: a question, or a prompt with its reference. A
 * question has a sketch, too, of its prompt and model answer, because what is
 * learnt beyond the rubric's points is learnt from that.
 */
#include "app/calibrate/calibrate.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void calibration_open(struct calibration *calibration, struct app *app,
		      const struct bank *bank)
{
	*calibration = (struct calibration){ .app = app };
	arena_init(&calibration->arena, 0);
	grade_markers_open(&calibration->markers, app, bank);
	calibration->reader = lang_reader_open();
}

void calibration_close(struct calibration *calibration)
{
	for (size_t i = 0; i < calibration->group_count; i++)
		grade_put_back(&calibration->markers, calibration->found[i]);
	grade_markers_close(&calibration->markers);
	lang_reader_close(calibration->reader);
	arena_release(&calibration->arena);
}

/* The group marked by found; keeps it, or puts a second hold back. */
static size_t group_of(struct calibration *c, struct grade_marker *found)
{
	const struct loaded *loaded = grade_loaded_of(found);
	struct graded_group *group;

	for (size_t i = 0; i < c->group_count; i++)
		if (c->found[i] == found) {
			grade_put_back(&c->markers, found);
			return i;
		}
	c->groups = arena_grow(&c->arena, c->groups, c->group_count,
			       &c->group_cap, sizeof(*c->groups));
	c->found = arena_grow(&c->arena, c->found, c->group_count,
			      &c->found_cap, sizeof(*c->found));
	c->found[c->group_count] = found;
	group = &c->groups[c->group_count];
	*group = (struct graded_group){ .sketch = grade_sketch_of(found) };
	if (!group->sketch)
		group->sketch = sketch_make(&c->arena,
			str_of(loaded->question.prompt),
			str_of(loaded->question.model));
	return c->group_count++;
}

/* What we gave before, and what every point earned. */
static void mark(struct calibration *c, struct grade_marker *found,
		 struct graded *graded)
{
	const struct marker *marker = grade_marker_of(found);
	struct sketch_mark sketched;
	struct arena turn;
	struct mark full;
	double *points;

	arena_init(&turn, 0);
	if (!marker) {
		sketch_mark(&turn, grade_sketch_of(found), graded->answer,
			    &sketched);
		graded->mark = sketched.score / 100;
		arena_release(&turn);
		return;
	}
	mark_answer(&turn, marker, graded->answer, &full);
	graded->mark = full.score / 100.0;
	points = ARENA_ARRAY(&c->arena, full.point_count, double);
	for (size_t i = 0; i < full.point_count; i++)
		points[i] = full.points[i].earned /
			    full.points[i].point->worth;
	graded->points = points;
	c->groups[graded->group].point_count = full.point_count;
	arena_release(&turn);
}

static bool read_score(struct str raw, double *score, struct error *err)
{
	char digits[40] = "", *end = digits;

	if (raw.s && raw.len < sizeof(digits)) {
		memcpy(digits, raw.s, raw.len);
		*score = strtod(digits, &end);
	}
	if (end == digits || *end != '\0' || !(*score >= 0 && *score <= 1))
		return error_set(err, "\"score\" must be the human's, a number "
				 "from 0 to 1; divide by the most that could "
				 "be had");
	return true;
}

static void add(struct calibration *c, struct grade_marker *found,
		struct str answer, double score, int64_t number)
{
	struct graded *graded;

	c->answers = arena_grow(&c->arena, c->answers, c->count, &c->cap,
				sizeof(*c->answers));
	c->lines = arena_grow(&c->arena, c->lines, c->count, &c->line_cap,
			      sizeof(*c->lines));
	c->lines[c->count] = number;
	graded = &c->answers[c->count++];
	*graded = (struct graded){ .score = score };
	graded->answer = (struct str){ str_dup(&c->arena, answer),
				       answer.len };
	graded->group = group_of(c, found);
	mark(c, found, graded);
}

static void take_line(struct calibration *c, struct arena *turn,
		      const struct text *text, int64_t number)
{
	struct grade_line line = { 0 };
	struct grade_marker *found = NULL;
	struct error err = { .text = "" };
	struct text complaint;
	double score = 0;

	if (text->cut)
		error_set(&err, "the line is longer than 1 MiB; shorten the "
			  "answer");
	else if (grade_read_line(turn, text_str(text), &line, &err) &&
		 read_score(line.score, &score, &err))
		found = grade_find(&c->markers, c->reader, &line, &err);
	if (found) {
		add(c, found, line.answer, score, number);
		return;
	}
	c->app->found_problems = true;
	text_init(&complaint, 4096);
	text_addf(&complaint, "rehearse: line %" PRId64 ": %s\n", number,
		  err.text);
	term_complain(c->app->term, &complaint);
	text_release(&complaint);
}

bool calibration_read(struct calibration *c, FILE *in, struct error *err)
{
	struct arena turn;
	struct text line;
	bool ok = true;

	arena_init(&turn, 0);
	text_init(&line, GRADE_LINE_MAX);
	while (ok && file_read_line(in, &line)) {
		c->line_count++;
		if (str_trim(text_str(&line)).len == 0)
			continue;
		ok = c->count < CALIBRATE_ANSWERS_MAX ||
		     error_set(err, "there are more than %d graded answers; "
			       "calibrate with a part of them",
			       CALIBRATE_ANSWERS_MAX);
		if (ok)
			take_line(c, &turn, &line, c->line_count);
		arena_reset(&turn);
	}
	text_release(&line);
	arena_release(&turn);
	return ok;
}
