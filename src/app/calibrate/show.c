/* show.c - how well marks agree with a grader, before and after. */
#include "app/calibrate/calibrate.h"

#include <math.h>

/* How a point tells right answers: of those that earn at least half of it,
 * and of those that the grader gave at least half. */
struct telling {
	const char *question, *point;
	double worth;
	size_t met, right, both;
};

static struct telling *tell(struct calibration *c, size_t group, size_t point)
{
	const struct loaded *loaded = grade_loaded_of(c->found[group]);
	struct telling *t = ARENA_NEW(&c->arena, struct telling);
	struct mark mark;

	mark_answer(&c->arena, grade_marker_of(c->found[group]), STR(""),
		    &mark);
	t->question = loaded->question.id ? loaded->question.id
					  : loaded->question.rubrics.list[0];
	t->point = mark.points[point].id;
	t->worth = mark.points[point].point->worth;
	for (size_t i = 0; i < c->count; i++) {
		const struct graded *graded = &c->answers[i];
		bool met, right;

		if (graded->group != group)
			continue;
		met = graded->points[point] >= 0.5;
		right = graded->score >= 0.5;
		t->met += met;
		t->right += right;
		t->both += met && right;
	}
	return t;
}

static double ratio(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : NAN;
}

/* Four decimals: the rest is noise, and differs between machines. */
static double four(double value)
{
	return round(value * 1e4) / 1e4;
}

static void figures_to_json(struct json *json, const char *name,
			    const struct agreement *a)
{
	json_name(json, name);
	json_open(json, '{');
	json_put_number(json, "r", four(a->r));
	json_put_number(json, "rmse", four(a->rmse));
	json_put_number(json, "kappa", four(a->kappa));
	json_put_number(json, "f1", four(a->f1));
	json_name(json, "confusion");
	json_open(json, '[');
	for (int i = 0; i < GRADE_COUNT; i++) {
		json_open(json, '[');
		for (int j = 0; j < GRADE_COUNT; j++)
			json_integer(json, (int64_t)a->confusion[i][j]);
		json_close(json, ']');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void points_to_json(struct calibration *c, struct json *json)
{
	json_name(json, "points");
	json_open(json, '[');
	for (size_t g = 0; g < c->group_count; g++)
		for (size_t p = 0; p < c->groups[g].point_count; p++) {
			const struct telling *t = tell(c, g, p);

			json_open(json, '{');
			json_put(json, "question", t->question);
			json_put(json, "point", t->point);
			json_put_number(json, "worth", t->worth);
			json_put_number(json, "precision",
					four(ratio(t->both, t->met)));
			json_put_number(json, "recall",
					four(ratio(t->both, t->right)));
			json_close(json, '}');
		}
	json_close(json, ']');
}

static void show_json(struct calibration *c, size_t folds,
		      const struct agreement *before,
		      const struct agreement *after, const struct cuts *cuts)
{
	struct json json = app_json(c->app);

	json_open(&json, '{');
	json_put_integer(&json, "answers", (int64_t)c->count);
	json_put_integer(&json, "questions", (int64_t)c->group_count);
	json_put_integer(&json, "folds", (int64_t)folds);
	figures_to_json(&json, "before", before);
	figures_to_json(&json, "after", after);
	json_name(&json, "cuts");
	json_open(&json, '{');
	json_put_number(&json, "partial", cuts->partial);
	json_put_number(&json, "strong", cuts->strong);
	json_put_number(&json, "right", cuts->right);
	json_close(&json, '}');
	points_to_json(c, &json);
	json_close(&json, '}');
	text_add_char(&c->app->out, '\n');
}

static void figure(struct app *app, double value)
{
	if (isnan(value))
		app_say(app, "%9s", "-");
	else
		app_say(app, "%9.3f", value);
}

static void show_row(struct app *app, const char *name,
		     const struct agreement *a)
{
	app_say(app, "%-8s", name);
	figure(app, a->r);
	figure(app, a->rmse);
	figure(app, a->kappa);
	figure(app, a->f1);
	app_say(app, "\n");
}

static void show_confusion(struct app *app, const struct agreement *after)
{
	app_say(app, "\n%-18s", "grader, then ours");
	for (int i = GRADE_COUNT; i-- > 0;)
		app_say(app, "%9s", grade_names[i]);
	app_say(app, "\n");
	for (int i = GRADE_COUNT; i-- > 0;) {
		app_say(app, "%-18s", grade_names[i]);
		for (int j = GRADE_COUNT; j-- > 0;)
			app_say(app, "%9zu", after->confusion[i][j]);
		app_say(app, "\n");
	}
}

static void show_points(struct calibration *c)
{
	struct app *app = c->app;
	bool any = false;

	for (size_t g = 0; g < c->group_count; g++)
		for (size_t p = 0; p < c->groups[g].point_count; p++) {
			const struct telling *t = tell(c, g, p);

			if (!any)
				app_say(app, "\n%9s%9s%9s  point\n", "worth",
					"precise", "recall");
			any = true;
			figure(app, t->worth);
			figure(app, ratio(t->both, t->met));
			figure(app, ratio(t->both, t->right));
			app_say(app, "  %s %s\n", t->question, t->point);
		}
	if (any)
		app_say(app, "precise: of the answers that earn at least half "
			"of the point, the share\nthat the grader gave at "
			"least half; recall: the other way round.\n");
}

void calibration_show(struct calibration *c, size_t folds, const double *after)
{
	struct app *app = c->app;
	double *gold = ARENA_ARRAY(&c->arena, c->count, double);
	double *before = ARENA_ARRAY(&c->arena, c->count, double);
	struct agreement was, is;
	struct cuts cuts;

	for (size_t i = 0; i < c->count; i++) {
		gold[i] = c->answers[i].score;
		before[i] = c->answers[i].mark;
	}
	cuts = agree_fit_cuts(&c->arena, gold, after, c->count);
	agree(gold, before, c->count, &agree_plain_cuts, &was);
	agree(gold, after, c->count, &agree_plain_cuts, &is);
	if (app->json) {
		show_json(c, folds, &was, &is, &cuts);
		return;
	}
	app_say(app, "%s to %s; each score below was held out in one of %zu "
		"folds\n\n%-8s%9s%9s%9s%9s\n",
		app_count(app, (int64_t)c->count, "graded answer"),
		app_count(app, (int64_t)c->group_count, "question"), folds,
		"", "r", "RMSE", "kappa", "F1");
	show_row(app, "before", &was);
	show_row(app, "after", &is);
	show_confusion(app, &is);
	app_say(app, "The grader's grades are met best with partial from %.2f "
		"and strong from %.2f.\n", cuts.partial, cuts.strong);
	show_points(c);
}
