/* path_show.c - `path`: the overview, and `path step`.
 *
 * The overview answers four questions in the order in which they are asked:
 * where am I, is that in time, what is next, and how much of this month's
 * share is done.
 */
#include "app/career/path.h"

#include <inttypes.h>

bool path_tally(struct app *app, const struct walk *walk,
		struct path_tally *tally, struct error *err)
{
	const struct applications *all = &walk->record.applications;

	path_month(walk->start, app_today(app), &tally->from, &tally->to);
	tally->applications = 0;
	for (size_t i = 0; i < all->count; i++) {
		int64_t sent = application_sent(&all->list[i]);

		tally->applications += sent >= tally->from &&
				       sent < tally->to;
	}
	return store_path_counts(app->store, tally->from, tally->to,
				 &tally->counts, err);
}

/* ---- a step's state ---- */

static size_t milestones_done(const struct path_step *step,
			      const struct strings *done)
{
	size_t count = 0;

	for (size_t i = 0; i < step->milestone_count; i++)
		count += path_milestone_is_done(step, i, done);
	return count;
}

static int64_t days_late(struct app *app, const struct walk *walk,
			 const struct path_step *step)
{
	int64_t from, to, today = app_today(app);

	path_step_days(walk->path, step, walk->start, &from, &to);
	return today >= to && !path_step_is_done(step, &walk->done)
		? today - to + 1 : 0;
}

static const char *step_line(struct app *app, const struct walk *walk,
			     size_t i)
{
	const struct path_step *step = &walk->path->steps[i];
	int64_t late = days_late(app, walk, step);
	struct text line;
	const char *made;

	text_init(&line, 1024);
	text_addf(&line, "%s: %s", step->title, path_when(app, step));
	if (path_step_is_done(step, &walk->done))
		text_add(&line, ", done");
	else if (step->milestone_count)
		text_addf(&line, ", %zu of %zu done",
			  milestones_done(step, &walk->done),
			  step->milestone_count);
	if (late)
		text_addf(&line, ", %s late", app_count(app, late, "day"));
	made = text_dup(&app->turn, &line);
	text_release(&line);
	return made;
}

static void show_step_line(struct app *app, struct screen *screen,
			   const struct walk *walk, size_t i)
{
	const struct path_step *step = &walk->path->steps[i];
	bool done = path_step_is_done(step, &walk->done);
	bool now = i == walk->progress.step;

	screen_symbol(screen, done ? STYLE_GOOD : now ? STYLE_ACCENT
						      : STYLE_DIM,
		      done ? SYMBOL_MET : now ? SYMBOL_ARROW : SYMBOL_DOT);
	screen_add(screen, STYLE_PLAIN, " %zu ", i + 1);
	screen_wrap(screen, days_late(app, walk, step) ? STYLE_WARN
		    : now ? STYLE_BOLD : done ? STYLE_DIM : STYLE_PLAIN,
		    i < 9 ? 4 : 5, 4, step_line(app, walk, i));
}

/* ---- the overview ---- */

static const char *standing_line(struct app *app, const struct walk *walk)
{
	const struct path_progress *progress = &walk->progress;

	switch (progress->standing) {
	case PATH_NOT_BEGUN:
		return arena_printf(&app->turn, "It begins %s.",
				    app_day_name(app, walk->start));
	case PATH_BEHIND:
		return arena_printf(&app->turn, "You are behind: step %zu "
			"should have been over by now. What counts is to "
			"arrive, not to be quick.", progress->step + 1);
	case PATH_ON_TIME:
		return "You are on time.";
	case PATH_AHEAD:
		return "You are ahead: all is done whose time has come.";
	case PATH_ARRIVED:
	case PATH_STANDINGS:
		break;
	}
	return "Every step is done.";
}

static void show_head(struct app *app, struct screen *screen,
		      const struct walk *walk)
{
	const struct path_progress *progress = &walk->progress;

	screen_add(screen, STYLE_ACCENT, "%s\n", walk->path->title);
	if (!walk->begun) {
		screen_wrap(screen, STYLE_PLAIN, 0, 0, arena_printf(&app->turn,
			    "Not begun: 'path start %s' counts the weeks from "
			    "that day. It takes %s months.",
			    path_iso(app, walk->start),
			    path_range(app, &walk->path->months)));
		return;
	}
	if (progress->week)
		screen_wrap(screen, STYLE_BOLD, 0, 0, arena_printf(&app->turn,
			    "Week %" PRId64 ", month %" PRId64 " of %s; begun "
			    "%s, to be over between %s and %s.",
			    progress->week, progress->month,
			    path_range(app, &walk->path->months),
			    path_iso(app, walk->start),
			    path_iso(app, progress->soonest),
			    path_iso(app, progress->latest)));
	screen_wrap(screen, progress->standing == PATH_BEHIND ? STYLE_WARN
		    : STYLE_GOOD, 0, 0, standing_line(app, walk));
}

/* The milestone of that id in the step that is next; NULL: the step itself. */
static const struct path_milestone *next_milestone(const struct walk *walk)
{
	const struct path_step *step = &walk->path->steps[walk->progress.step];

	for (size_t i = 0; i < step->milestone_count; i++)
		if (str_is(str_of(walk->progress.next),
			   step->milestones[i].id))
			return &step->milestones[i];
	return NULL;
}

static void show_next(struct app *app, struct screen *screen,
		      const struct walk *walk)
{
	const char *id = walk->progress.next, *counted = NULL;
	const struct path_milestone *milestone;

	if (!id)
		return;
	milestone = next_milestone(walk);
	if (milestone)
		counted = path_counted(app, walk, milestone);
	screen_add(screen, STYLE_BOLD, "Next: ");
	screen_wrap(screen, STYLE_PLAIN, 6, 6,
		    path_item_find(&walk->items, id)->title);
	screen_wrap(screen, STYLE_DIM, 0, 6, arena_printf(&app->turn, counted
		    ? "%s so far; 'path step %zu' says more."
		    : "'path done %s' ticks it off; 'path step %zu' says "
		      "more.", counted ? counted : id,
		    walk->progress.step + 1));
}

static const char *of_target(struct app *app, int64_t done, int64_t target,
			     const char *noun)
{
	if (target == 0)
		return arena_printf(&app->turn, "%" PRId64 " %s, none is "
				    "asked for yet", done, noun);
	return arena_printf(&app->turn, "%" PRId64 " of %" PRId64 " %s", done,
			    target, noun);
}

static double share(int64_t done, int64_t target)
{
	return target == 0 ? 0
		: done >= target ? 1 : (double)done / (double)target;
}

static void show_targets(struct app *app, struct screen *screen,
			 const struct walk *walk,
			 const struct path_tally *tally)
{
	const struct path_target *target = walk->progress.target;
	const struct path_counts *counts = &tally->counts;

	if (!target)
		return;
	screen_add(screen, STYLE_BOLD, "This month, to %s%s",
		   path_iso(app, tally->to - 1), target->says ? ": " : "\n");
	if (target->says)
		screen_wrap(screen, STYLE_PLAIN, 27, 0, target->says);
	struct bar bars[] = {
		{ "skills", share(counts->answers, target->skills),
		  of_target(app, counts->answers, target->skills,
			    "questions answered"), STYLE_GOOD },
		{ "networking", share(counts->contacts, target->networking),
		  of_target(app, counts->contacts, target->networking,
			    "people talked to"), STYLE_GOOD },
		{ "applications", share(tally->applications,
					target->applications),
		  of_target(app, tally->applications, target->applications,
			    "sent"), STYLE_GOOD },
	};
	screen_bars(screen, bars, sizeof(bars) / sizeof(*bars), 1);
}

static const struct contact_row *most_urgent(const struct path_record *record)
{
	const struct contact_row *found = NULL;

	for (size_t i = 0; i < record->contact_count; i++) {
		const struct contact_row *one = &record->contacts[i];

		if (one->next_day &&
		    (!found || one->next_day < found->next_day))
			found = one;
	}
	return found;
}

static void show_kept(struct app *app, struct screen *screen,
		      const struct path_record *record)
{
	const struct contact_row *next = most_urgent(record);
	int64_t warm = 0;

	for (size_t i = 0; i < record->contact_count; i++)
		warm += record->contacts[i].warm;
	screen_wrap(screen, STYLE_DIM, 0, 0, arena_printf(&app->turn,
		    "Kept: %s of evidence, %s (%" PRId64 " warm). 'path facts' "
		    "tells what is known about such a change.",
		    app_count(app, (int64_t)record->evidence_count, "piece"),
		    app_count(app, (int64_t)record->contact_count, "contact"),
		    warm));
	if (next)
		screen_wrap(screen, next->next_day < app_today(app)
			    ? STYLE_WARN : STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "%s: %s.", next->name,
					 path_due(app, next->next,
						  next->next_day)));
}

/* ---- as JSON ---- */

static int64_t day_of_tick(const struct walk *walk, const char *id)
{
	for (size_t i = 0; i < walk->tick_count; i++)
		if (str_is(str_of(id), walk->ticks[i].item))
			return walk->ticks[i].day;
	return 0;
}

static void put_evidence(struct json *json, const struct path_record *record,
			 const char *id)
{
	json_name(json, "evidence");
	json_open(json, '[');
	for (size_t i = 0; i < record->evidence_count; i++)
		if (str_is(str_of(id), record->evidence[i].item))
			json_integer(json, record->evidence[i].number);
	json_close(json, ']');
}

/* What is counted for it, or null. */
static void put_count(struct json *json, const struct path_count *count)
{
	json_name(json, "counted");
	if (count->what == PATH_COUNTED) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_put(json, "what", path_counted_names[count->what]);
	json_put_integer(json, "have", count->have);
	json_put_integer(json, "enough", count->enough);
	json_close(json, '}');
}

static void put_milestone(struct json *json, const struct walk *walk,
			  const struct path_step *step, size_t i)
{
	const struct path_milestone *one = &step->milestones[i];
	bool done = path_milestone_is_done(step, i, &walk->done);
	int64_t day = day_of_tick(walk, one->id);
	struct path_count counted = path_milestone_count(one,
							 &walk->record.known);

	json_open(json, '{');
	json_put(json, "id", one->id);
	json_put(json, "title", one->title);
	json_put_bool(json, "done", done);
	path_put_day(json, "on", done && !day ? day_of_tick(walk, step->id)
					      : day);
	put_count(json, &counted);
	put_evidence(json, &walk->record, one->id);
	json_close(json, '}');
}

static void put_texts(struct json *json, const char *name,
		      const struct form_texts *texts)
{
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < texts->count; i++)
		json_string(json, str_of(texts->list[i].text));
	json_close(json, ']');
}

static void put_step(struct app *app, struct json *json,
		     const struct walk *walk, size_t i)
{
	const struct path_step *step = &walk->path->steps[i];
	int64_t from, to;

	path_step_days(walk->path, step, walk->start, &from, &to);
	json_open(json, '{');
	json_put_integer(json, "number", (int64_t)i + 1);
	json_put(json, "id", step->id);
	json_put(json, "title", step->title);
	json_put(json, "when", path_when(app, step));
	path_put_day(json, "from", walk->begun ? from : 0);
	path_put_day(json, "to", walk->begun ? to - 1 : 0);
	json_put_bool(json, "done", path_step_is_done(step, &walk->done));
	json_put_integer(json, "days_late", days_late(app, walk, step));
	put_texts(json, "does", &step->does);
	put_texts(json, "shows", &step->shows);
	put_texts(json, "questions", &step->questions);
	json_name(json, "milestones");
	json_open(json, '[');
	for (size_t m = 0; m < step->milestone_count; m++)
		put_milestone(json, walk, step, m);
	json_close(json, ']');
	put_evidence(json, &walk->record, step->id);
	json_close(json, '}');
}

static void put_target(struct json *json, const char *name, int64_t done,
		       int64_t target)
{
	json_name(json, name);
	json_open(json, '{');
	json_put_integer(json, "done", done);
	json_put_integer(json, "target", target);
	json_close(json, '}');
}

static void put_month(struct json *json, const struct walk *walk,
		      const struct path_tally *tally)
{
	const struct path_target *target = walk->progress.target;
	const struct path_counts *counts = &tally->counts;

	json_name(json, "month_targets");
	if (!target || !walk->begun) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	path_put_day(json, "from", tally->from);
	path_put_day(json, "to", tally->to - 1);
	put_target(json, "skills", counts->answers, target->skills);
	put_target(json, "networking", counts->contacts, target->networking);
	put_target(json, "applications", tally->applications,
		   target->applications);
	json_close(json, '}');
}

static void put_overview(struct app *app, const struct walk *walk,
			 const struct path_tally *tally)
{
	const struct path_progress *progress = &walk->progress;
	struct json json = app_json(app);

	json_open(&json, '{');
	json_put(&json, "path", walk->path->id);
	json_put(&json, "title", walk->path->title);
	path_put_day(&json, "start", walk->begun ? walk->start : 0);
	path_put_day(&json, "soonest", walk->begun ? progress->soonest : 0);
	path_put_day(&json, "latest", walk->begun ? progress->latest : 0);
	json_put_integer(&json, "week", walk->begun ? progress->week : 0);
	json_put_integer(&json, "month", walk->begun ? progress->month : 0);
	json_put(&json, "standing", walk->begun ?
		 path_standing_names[progress->standing] :
		 path_standing_names[PATH_NOT_BEGUN]);
	json_put_integer(&json, "step", progress->step <
			 walk->path->step_count ? (int64_t)progress->step + 1
						: 0);
	json_put(&json, "next", progress->next);
	json_put_integer(&json, "steps_done", (int64_t)progress->steps_done);
	json_put_integer(&json, "done", (int64_t)progress->done);
	json_put_integer(&json, "milestones", (int64_t)progress->milestones);
	put_month(&json, walk, tally);
	json_name(&json, "steps");
	json_open(&json, '[');
	for (size_t i = 0; i < walk->path->step_count; i++)
		put_step(app, &json, walk, i);
	json_close(&json, ']');
	json_put_integer(&json, "evidence",
			 (int64_t)walk->record.evidence_count);
	json_put_integer(&json, "contacts",
			 (int64_t)walk->record.contact_count);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

bool path_overview(struct app *app, struct error *err)
{
	struct screen screen;
	struct path_tally tally;
	struct walk walk;

	if (!path_walk(app, &walk, err) || !path_tally(app, &walk, &tally, err))
		return false;
	if (app->json) {
		put_overview(app, &walk, &tally);
		return true;
	}
	app_screen(app, &screen);
	show_head(app, &screen, &walk);
	text_add(&app->out, "\n");
	for (size_t i = 0; i < walk.path->step_count; i++)
		show_step_line(app, &screen, &walk, i);
	text_add(&app->out, "\n");
	show_next(app, &screen, &walk);
	if (walk.begun)
		show_targets(app, &screen, &walk, &tally);
	show_kept(app, &screen, &walk.record);
	return true;
}

/* ---- one step ---- */

static void show_list(struct screen *screen, const char *head,
		      const struct form_texts *texts)
{
	if (texts->count)
		screen_add(screen, STYLE_BOLD, "%s\n", head);
	for (size_t i = 0; i < texts->count; i++) {
		screen_add(screen, STYLE_PLAIN, "  ");
		screen_symbol(screen, STYLE_DIM, SYMBOL_DOT);
		screen_add(screen, STYLE_PLAIN, " ");
		screen_wrap(screen, STYLE_PLAIN, 4, 4, texts->list[i].text);
	}
}

static void show_pieces(struct app *app, struct screen *screen,
			const struct path_record *record, const char *id,
			int indent)
{
	for (size_t i = 0; i < record->evidence_count; i++) {
		const struct evidence_row *one = &record->evidence[i];

		if (!str_is(str_of(id), one->item))
			continue;
		screen_add(screen, STYLE_PLAIN, "%*s", indent, "");
		screen_wrap(screen, STYLE_GOOD, indent, indent + 2,
			    arena_printf(&app->turn, "%" PRId64 " %s: %s%s%s",
					 one->number, one->kind, one->title,
					 *one->place ? ", " : "", one->place));
	}
}

static void show_milestone(struct app *app, struct screen *screen,
			   const struct walk *walk,
			   const struct path_step *step, size_t i)
{
	const struct path_milestone *one = &step->milestones[i];
	bool done = path_milestone_is_done(step, i, &walk->done);
	const char *counted = path_counted(app, walk, one);

	screen_add(screen, STYLE_PLAIN, "  ");
	screen_symbol(screen, done ? STYLE_GOOD : STYLE_DIM,
		      done ? SYMBOL_MET : SYMBOL_MISSED);
	screen_add(screen, STYLE_PLAIN, " ");
	screen_wrap(screen, STYLE_PLAIN, 4, 4,
		    arena_printf(&app->turn, "%s%s%s [%s]", one->title,
				 counted ? ": " : "", counted ? counted : "",
				 one->id));
	show_pieces(app, screen, &walk->record, one->id, 4);
}

static void show_questions(struct screen *screen,
			   const struct form_texts *questions)
{
	if (questions->count)
		screen_add(screen, STYLE_BOLD, "Questions to practise\n");
	for (size_t i = 0; i < questions->count; i++) {
		screen_add(screen, STYLE_PLAIN, "  ");
		screen_symbol(screen, STYLE_DIM, SYMBOL_DOT);
		screen_add(screen, STYLE_PLAIN, " practise %s\n",
			   questions->list[i].text);
	}
}

static void show_step(struct app *app, const struct walk *walk, size_t i)
{
	const struct path_step *step = &walk->path->steps[i];
	struct screen screen;
	int64_t from, to;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_ACCENT, 0, 0,
		    arena_printf(&app->turn, "%zu %s", i + 1,
				 step_line(app, walk, i)));
	path_step_days(walk->path, step, walk->start, &from, &to);
	if (walk->begun)
		screen_add(&screen, STYLE_DIM, "%s to %s\n",
			   path_iso(app, from), path_iso(app, to - 1));
	show_list(&screen, "What is done", &step->does);
	show_list(&screen, "What shows it", &step->shows);
	if (step->milestone_count)
		screen_add(&screen, STYLE_BOLD, "Milestones\n");
	for (size_t m = 0; m < step->milestone_count; m++)
		show_milestone(app, &screen, walk, step, m);
	show_pieces(app, &screen, &walk->record, step->id, 2);
	show_questions(&screen, &step->questions);
}

bool path_step_show(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	struct json json = app_json(app);
	const struct path_item *item;
	struct walk walk;

	if (arguments->count < 2)
		return error_set(err, "path step needs the number of a step");
	if (!path_walk(app, &walk, err) ||
	    !path_item(app, &walk, arguments->list[1], &item, err))
		return false;
	if (item->step == walk.path->step_count)
		return error_set(err, "'%s' is a skill, not a step; see 'path "
				 "facts skills'", arguments->list[1]);
	if (app->json) {
		put_step(app, &json, &walk, item->step);
		text_add(&app->out, "\n");
	} else {
		show_step(app, &walk, item->step);
	}
	return true;
}
