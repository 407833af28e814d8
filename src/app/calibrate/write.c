/* write.c - rubrics with the worths that a grader's scores ask for.
 *
 * A question's own rubrics keep their phrases and get new worths; for a prompt
 * with its reference a rubric is sketched first. The file stands beside the
 * graded answers and is never written over another.
 */
#include "app/calibrate/calibrate.h"

#include <math.h>
#include <string.h>

enum { YAML_MAX = 16 << 20 };

struct writing {
	struct calibration *c;
	struct graded_set set;
	struct json json;
	size_t tuned, left;		/* groups */
};

/* Worths of the points of several rubrics, in the order of a mark's points;
 * out again, to a tenth, and never 0. */
static void put_worths(struct rubric *rubrics, size_t count,
		       const double *worths)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < rubrics[i].point_count; k++)
			rubrics[i].points[k].worth =
				fmax(0.1, round(*worths++ * 10) / 10);
}

static bool tune(struct writing *w, size_t group, struct rubric *rubrics,
		 size_t count)
{
	size_t points = w->set.groups[group].point_count, at = 0;
	double *worths = ARENA_ARRAY(&w->c->arena, points, double);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < rubrics[i].point_count; k++)
			worths[at++] = rubrics[i].points[k].worth;
	if (!calibrate_worths(&w->c->arena, &w->set, group, worths)) {
		w->left++;
		return false;
	}
	put_worths(rubrics, count, worths);
	w->tuned++;
	return true;
}

/* A copy whose points may be changed. */
static struct rubric copy(struct arena *arena, const struct rubric *rubric)
{
	struct rubric made = *rubric;

	made.points = ARENA_ARRAY(arena, made.point_count, struct point);
	memcpy(made.points, rubric->points,
	       made.point_count * sizeof(*made.points));
	return made;
}

static void write_question(struct writing *w, size_t group)
{
	const struct loaded *loaded = grade_loaded_of(w->c->found[group]);
	size_t count = loaded->question.rubrics.count;
	struct rubric *rubrics = ARENA_ARRAY(&w->c->arena, count,
					     struct rubric);

	for (size_t i = 0; i < count; i++)
		rubrics[i] = copy(&w->c->arena, loaded->rubrics[i]);
	if (tune(w, group, rubrics, count))
		for (size_t i = 0; i < count; i++)
			bank_rubric_to_json(&w->json, &rubrics[i]);
}

/* What the points of a sketched rubric earn in the group's answers. */
static void mark_group(struct writing *w, size_t group,
		       const struct marker *marker)
{
	struct calibration *c = w->c;
	struct arena turn;

	arena_init(&turn, 0);
	for (size_t i = 0; i < c->count; i++) {
		struct mark mark;
		double *points;

		if (c->answers[i].group != group)
			continue;
		mark_answer(&turn, marker, c->answers[i].answer, &mark);
		points = ARENA_ARRAY(&c->arena, mark.point_count, double);
		for (size_t k = 0; k < mark.point_count; k++)
			points[k] = mark.points[k].earned /
				    mark.points[k].point->worth;
		c->answers[i].points = points;
		c->groups[group].point_count = mark.point_count;
		arena_reset(&turn);
	}
	arena_release(&turn);
}

static bool write_sketched(struct writing *w, size_t group, struct error *err)
{
	struct arena *arena = &w->c->arena;
	struct rubric *rubric = ARENA_NEW(arena, struct rubric);
	struct question question = { .prompt = "", .model = "" };
	const struct rubric *list[1] = { rubric };
	const struct bank words = { .id = "" };
	struct marker *marker;

	if (!sketch_rubric(arena, w->c->groups[group].sketch,
			   arena_printf(arena, "sketched-%zu", group + 1),
			   rubric)) {
		w->left++;
		return true;
	}
	question.id = rubric->id;
	strings_add(arena, &question.rubrics, rubric->id);
	if (!marker_make(arena, &question, list, &words, &marker, err))
		return false;
	mark_group(w, group, marker);
	if (tune(w, group, rubric, 1))
		bank_rubric_to_json(&w->json, rubric);
	return true;
}

/* graded.jsonl: graded.rubrics.yaml; of standard input: calibrated... */
static const char *name_beside(struct arena *arena, const char *path)
{
	const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
	size_t len = dot && (!slash || dot > slash) ? (size_t)(dot - path)
						    : strlen(path);

	if (str_is(str_of(path), "-"))
		return "calibrated.rubrics.yaml";
	return arena_printf(arena, "%.*s.rubrics.yaml", (int)len, path);
}

static bool write_all(struct writing *w, struct text *out, struct error *err)
{
	struct calibration *c = w->c;
	struct text text;
	bool ok = true;

	text_init(&text, YAML_MAX);
	json_init(&w->json, &text, 0);
	json_open(&w->json, '{');
	json_name(&w->json, "rubrics");
	json_open(&w->json, '[');
	for (size_t i = 0; i < c->group_count && ok; i++)
		if (grade_marker_of(c->found[i]))
			write_question(w, i);
		else
			ok = write_sketched(w, i, err);
	json_close(&w->json, ']');
	json_close(&w->json, '}');
	ok = ok && yaml_from_json(&c->arena, text_str(&text), out, err);
	if (ok && (text.cut || out->cut))
		ok = error_set(err, "the rubrics are too large for one file; "
			       "calibrate fewer questions at a time");
	text_release(&text);
	return ok;
}

bool calibration_write(struct calibration *c, const char *path,
		       struct error *err)
{
	struct writing w = { .c = c };
	const char *name = name_beside(&c->arena, path);
	struct text out;
	bool ok;

	w.set = (struct graded_set){ c->answers, c->count, c->groups,
				     c->group_count };
	if (file_exists(name))
		return error_set(err, "%s is there already; move it away",
				 name);
	text_init(&out, YAML_MAX);
	ok = write_all(&w, &out, err);
	if (ok && w.tuned == 0)
		ok = error_set(err, "no rubric was tuned: it takes 8 graded "
			       "answers to a question, not all scored alike");
	ok = ok && file_write(name, text_str(&out), err);
	text_release(&out);
	if (ok && !c->app->json)
		app_say(c->app, "\n%s: %s tuned, %zu left as they were.\n",
			name, app_count(c->app, (int64_t)w.tuned, "rubric"),
			w.left);
	return ok;
}
