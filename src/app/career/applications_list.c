/* applications_list.c - `applications`: the list, overdue first, and what all
 * of it says.
 *
 * An application is two lines, not a row of a table: what is to be done next
 * is the point of it, and is a sentence. Shares come with their intervals, and
 * below ten that were sent nothing is concluded.
 */
#include "app/career/applications.h"
#include "app/career/path.h"

#include <inttypes.h>
#include <math.h>

static const char expect_key[] = "applications.same-sector";

/* Share of replies of same-sector candidates; 0: not known. */
static bool same_sector(struct app *app, double *share, struct error *err)
{
	const char *kept;
	int64_t percent = 0;

	if (!store_get(app->store, &app->turn, expect_key, &kept, err))
		return false;
	if (!kept || !text_number(str_of(kept), 1, 100, &percent))
		percent = 0;
	*share = (double)percent / 100;
	return true;
}

/* All that is shown. */
struct view {
	struct app *app;
	struct applications all;
	size_t *order;
	struct application_figures figures;
	struct form_range factor;	/* applications needed, as a multiple
					   of those of same-sector candidates;
					   high 0: the path does not say */
	double same;			/* share of replies that those get */
	struct application_expectation expectation;
};

/* As the path says; a path that cannot be read keeps nobody from the list. */
static struct form_range path_factor(struct app *app)
{
	const struct career_path *path;
	struct error ignored;

	return path_in_use(app, &path, &ignored) ? path->applications
						 : (struct form_range){ 0 };
}

static bool look(struct view *view, struct error *err)
{
	struct app *app = view->app;

	if (!applications_load(app, &view->all, err) ||
	    !same_sector(app, &view->same, err))
		return false;
	view->order = application_order(&app->turn, view->all.list,
					view->all.count, app_today(app));
	application_count(view->all.list, view->all.count, app_today(app),
			  &view->figures);
	view->factor = path_factor(app);
	if (view->factor.low > 0)
		application_expect(&view->figures.all,
				   (double)view->factor.low,
				   (double)view->factor.high, view->same,
				   &view->expectation);
	return true;
}

/* ---- as JSON ---- */

static void put_rate(struct json *json, const char *name,
		     const struct application_rate *rate)
{
	json_name(json, name);
	json_open(json, '{');
	json_put_integer(json, "sent", (int64_t)rate->sent);
	json_put_integer(json, "replied", (int64_t)rate->replied);
	json_name(json, "share");
	if (rate->sent)
		json_number(json, rate->share);
	else
		json_null(json);
	json_put_number(json, "low", rate->low);
	json_put_number(json, "high", rate->high);
	json_close(json, '}');
}

static void put_expectation(struct json *json, const struct view *view)
{
	const struct application_expectation *e = &view->expectation;

	json_name(json, "expectation");
	if (view->factor.low == 0) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_put_integer(json, "factor_low", view->factor.low);
	json_put_integer(json, "factor_high", view->factor.high);
	json_put_number(json, "counts_for_low", e->same_low);
	json_put_number(json, "counts_for_high", e->same_high);
	if (e->has_rate) {
		json_put_number(json, "same_sector", view->same);
		json_put_number(json, "low", e->low);
		json_put_number(json, "high", e->high);
		json_put(json, "verdict",
			 application_verdict_names[e->verdict]);
	}
	json_close(json, '}');
}

static void put_figures(struct json *json,
			const struct application_figures *f)
{
	json_put_integer(json, "open", (int64_t)f->open);
	json_put_integer(json, "overdue", (int64_t)f->overdue);
	json_put_integer(json, "interviews", (int64_t)f->interviews);
	json_put_integer(json, "offers", (int64_t)f->offers);
	json_put_integer(json, "young", (int64_t)f->young);
	json_put_bool(json, "enough", f->all.sent >= APPLICATIONS_ENOUGH);
	json_name(json, "replies");
	json_open(json, '{');
	put_rate(json, "all", &f->all);
	put_rate(json, "warm", &f->warm);
	put_rate(json, "cold", &f->cold);
	for (size_t k = 0; k < APPLICATION_KINDS; k++)
		put_rate(json, application_kind_names[k], &f->kinds[k]);
	json_close(json, '}');
	json_name(json, "warm_less_cold");
	json_open(json, '{');
	json_put(json, "verdict", application_contrast_names[f->contrast]);
	json_put_number(json, "difference", f->difference);
	json_put_number(json, "low", f->low);
	json_put_number(json, "high", f->high);
	json_close(json, '}');
}

static void list_json(const struct view *view)
{
	struct json json = app_json(view->app);

	json_open(&json, '{');
	json_name(&json, "applications");
	json_open(&json, '[');
	for (size_t i = 0; i < view->all.count; i++)
		applications_put(view->app, &json, &view->all, view->order[i],
				 false);
	json_close(&json, ']');
	put_figures(&json, &view->figures);
	put_expectation(&json, view);
	json_close(&json, '}');
	text_add(&view->app->out, "\n");
}

/* ---- the list ---- */

/* "interview, 5 days"; a closed one says when, and how long it took. */
static const char *standing(struct app *app, const struct application *one)
{
	const char *stage = application_stage_names[application_stage(one)];
	int64_t since = application_since(one);

	if (application_is_open(one))
		return since == app_today(app)
			? arena_printf(&app->turn, "%s since today", stage)
			: arena_printf(&app->turn, "%s for %s", stage,
				       app_count(app, app_today(app) - since,
						 "day"));
	if (one->step_count < 2)
		return arena_printf(&app->turn, "%s %s", stage,
				    app_day_name(app, since));
	return arena_printf(&app->turn, "%s %s, %s after '%s'", stage,
			    app_day_name(app, since),
			    app_count(app, since -
				      one->steps[one->step_count - 2].day,
				      "day"),
			    application_stage_names[
				one->steps[one->step_count - 2].stage]);
}

static void show_application(struct app *app, struct screen *screen,
			     const struct applications *all, size_t place)
{
	const struct application_row *row = &all->rows[place];
	const struct application *one = &all->list[place];
	const char *number = arena_printf(&app->turn, "%3" PRId64 "  ",
					  row->number);
	const char *kind = one->kind == APPLICATION_TARGET ? "" :
		arena_printf(&app->turn, ", %s role",
			     application_kind_names[one->kind]);
	const char *then = row->next[0]
		? arena_printf(&app->turn, "; next: %s",
			       applications_next(app, row)) : "";

	screen_add(screen, STYLE_DIM, "%s", number);
	screen_wrap(screen, STYLE_PLAIN, (int)strlen(number), 5,
		    applications_name(app, row));
	screen_wrap(screen, application_is_overdue(one, app_today(app))
		    ? STYLE_WARN : STYLE_DIM, 0, 5,
		    arena_printf(&app->turn, "%s%s, %s%s",
				 one->warm ? "warm" : "cold", kind,
				 standing(app, one), then));
}

static void show_list(struct app *app, struct screen *screen,
		      const struct applications *all, const size_t *order)
{
	static const char *const heads[APPLICATION_GROUPS] = {
		"Overdue", "What is next", "Open, with nothing planned",
		"Closed",
	};
	enum application_group last = APPLICATION_GROUPS;

	for (size_t i = 0; i < all->count; i++) {
		enum application_group group =
			application_group(&all->list[order[i]],
					  app_today(app));

		if (group != last)
			screen_add(screen, group == APPLICATION_IS_OVERDUE
				   ? STYLE_WARN : STYLE_BOLD, "%s\n",
				   heads[group]);
		last = group;
		show_application(app, screen, all, order[i]);
	}
}

/* ---- the figures ---- */

static int percent(double share)
{
	return (int)(share * 100 + 0.5);
}

static void add_row(struct app *app, struct table *table, const char *name,
		    const struct application_rate *rate)
{
	struct arena *arena = &app->turn;
	const char **cells = table->cells + table->rows * 5;

	if (rate->sent == 0)
		return;
	cells[0] = name;
	cells[1] = arena_printf(arena, "%zu", rate->sent);
	cells[2] = arena_printf(arena, "%zu", rate->replied);
	cells[3] = arena_printf(arena, "%d%%", percent(rate->share));
	cells[4] = arena_printf(arena, "%d-%d%%", percent(rate->low),
				percent(rate->high));
	table->rows++;
}

static void show_rates(struct app *app, struct screen *screen,
		       const struct application_figures *f)
{
	static const char *const heads[] = { "replies", "sent", "replied",
					     "rate", "range" };
	struct table table = { .heads = heads, .columns = 5,
			       .right = 2 | 4 | 8 | 16 };

	table.cells = ARENA_ARRAY(&app->turn, (size_t)5 *
				  (3 + APPLICATION_KINDS), const char *);
	add_row(app, &table, "all", &f->all);
	add_row(app, &table, "warm", &f->warm);
	add_row(app, &table, "cold", &f->cold);
	for (size_t k = 0; k < APPLICATION_KINDS; k++)
		add_row(app, &table, application_kind_names[k], &f->kinds[k]);
	screen_table(screen, &table);
	screen_wrap(screen, STYLE_DIM, 0, 0, arena_printf(&app->turn,
		"A reply is somebody who wants to go on talking, a plain "
		"refusal is none; 'range' holds the true rate with 95%% "
		"certainty.%s", f->young == 0 ? "" :
		arena_printf(&app->turn, " %s not two weeks old and may be "
			     "answered yet.", f->young == 1 ? "1 of them is"
			     : arena_printf(&app->turn, "%zu of them are",
					    f->young))));
}

static void show_contrast(struct app *app, struct screen *screen,
			  const struct application_figures *f)
{
	int low = percent(f->contrast == APPLICATION_WARM_BETTER ? f->low
								 : -f->high);
	int high = percent(f->contrast == APPLICATION_WARM_BETTER ? f->high
								  : -f->low);
	const char *says;

	switch (f->contrast) {
	case APPLICATION_WARM_BETTER:
	case APPLICATION_COLD_BETTER:
		says = arena_printf(&app->turn, "%s applications are answered "
			"more often than %s ones, by %d to %d points.",
			f->contrast == APPLICATION_WARM_BETTER ? "Warm"
							       : "Cold",
			f->contrast == APPLICATION_WARM_BETTER ? "cold"
							       : "warm",
			low, high);
		break;
	case APPLICATION_NO_TELLING:
		says = "Between warm and cold there is no difference that "
		       "chance could not make.";
		break;
	case APPLICATION_TOO_FEW:
	default:
		says = f->warm.sent == 0
			? "All of them were cold; somebody who knows of you "
			  "there makes the next one warm."
			: f->cold.sent == 0
			? "All of them were warm, so there is nothing to hold "
			  "them against."
			: "Too few to say whether warm ones are answered more "
			  "often than cold ones.";
		break;
	}
	screen_wrap(screen, STYLE_PLAIN, 0, 0, says);
}

/* "8 to 12"; "about 3" where both are the same. */
static const char *span(struct app *app, double low, double high)
{
	int from = (int)floor(low + 0.5), to = (int)floor(high + 0.5);

	return from == to ? arena_printf(&app->turn, "about %d", to)
			  : arena_printf(&app->turn, "%d to %d", from, to);
}

static const char *verdict(const struct view *view)
{
	static const char *const says[] = {
		[APPLICATION_UNSAID] = "too few were sent to say whether it "
			"is so with yours",
		[APPLICATION_BELOW] = "yours is below that, more than chance "
			"makes it: look at the CV, at which roles you pick, at "
			"who could introduce you",
		[APPLICATION_FITS] = "yours is in keeping with that",
		[APPLICATION_ABOVE] = "yours is above that",
	};
	const struct application_expectation *e = &view->expectation;

	return arena_printf(&view->app->turn, "Where same-sector candidates "
			    "get %d%%, %s%% is to be expected; %s.",
			    percent(view->same),
			    span(view->app, e->low * 100, e->high * 100),
			    says[e->verdict]);
}

static void show_expectation(const struct view *view, struct screen *screen)
{
	const struct application_expectation *e = &view->expectation;
	size_t sent = view->figures.all.sent;

	if (view->factor.low == 0)
		return;
	screen_wrap(screen, STYLE_PLAIN, 0, 0, arena_printf(&view->app->turn,
		"Who changes career needs %s times as many applications as a "
		"same-sector candidate before the right role: your %zu count "
		"for %s of theirs.", path_range(view->app, &view->factor),
		sent, span(view->app, e->same_low, e->same_high)));
	if (e->has_rate)
		screen_wrap(screen, STYLE_PLAIN, 0, 0, verdict(view));
	else if (sent >= APPLICATIONS_ENOUGH)
		screen_wrap(screen, STYLE_PLAIN, 0, 0, "Tell it the rate of "
			    "replies that you got in your own field "
			    "('applications expect 20' for 20%) and yours is "
			    "held against it.");
}

static void list_screen(const struct view *view)
{
	const struct application_figures *f = &view->figures;
	struct app *app = view->app;
	struct screen screen;

	app_screen(app, &screen);
	if (f->count == 0) {
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "No applications yet; "
			    "'applications add COMPANY ROLE' keeps one.");
		return;
	}
	screen_wrap(&screen, STYLE_ACCENT, 0, 0, arena_printf(&app->turn,
		"%s, %zu open, %zu overdue; %s, %s",
		app_count(app, (int64_t)f->count, "application"), f->open,
		f->overdue, app_count(app, (int64_t)f->interviews,
				      "interview"),
		app_count(app, (int64_t)f->offers, "offer")));
	show_list(app, &screen, &view->all, view->order);
	if (f->all.sent == 0)
		return;
	text_add(&app->out, "\n");
	show_rates(app, &screen, f);
	show_contrast(app, &screen, f);
	if (f->all.sent < APPLICATIONS_ENOUGH)
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, arena_printf(&app->turn,
			"Below %d sent, a rate says too little to conclude "
			"anything.", APPLICATIONS_ENOUGH));
	show_expectation(view, &screen);
}

bool applications_list(struct app *app, struct error *err)
{
	struct view view = { .app = app };

	if (!look(&view, err))
		return false;
	if (app->json)
		list_json(&view);
	else
		list_screen(&view);
	return true;
}

/* ---- expect ---- */

bool applications_expect(struct app *app, const struct arguments *arguments,
			 struct error *err)
{
	const char *given = arguments->count == 2 ? arguments->list[1] : "";
	bool off = str_is(str_of(given), "off");
	struct str digits = str_of(given);
	int64_t number;

	if (digits.len > 0 && digits.s[digits.len - 1] == '%')
		digits.len--;
	if (!off && !text_number(digits, 1, 100, &number))
		return error_set(err, "applications expect takes a whole "
				 "percentage from 1 to 100, or off");
	if (!store_set(app->store, expect_key, off ? "off" :
		       arena_printf(&app->turn, "%" PRId64, number), err))
		return false;
	if (off)
		app_wrap(app, "Your rate is held against nothing any more.");
	else
		app_wrap(app, "Same-sector candidates get a reply to %d in 100 "
			"applications: 'applications' holds yours against "
			"that.", (int)number);
	return true;
}
