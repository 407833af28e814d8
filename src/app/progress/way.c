/* way.c - the way to the job, for the page of progress and the report.
 *
 * What `path` and `adverts report` tell at length, in a few lines. Where no
 * path was begun nothing is read of either; one that is not right, or a
 * vocabulary, keeps nobody from the other figures.
 */
#include "app/progress/progress.h"

#include "app/career/adverts.h"
#include "app/career/path.h"

#include <inttypes.h>

/* ---- read ---- */

static void take_gaps(struct app *app, struct stats_path *path)
{
	struct advert_lack *lacks;
	struct stats_gap *gaps;
	struct error ignored;
	size_t count;

	if (path->adverts == 0 ||
	    !adverts_lacks(app, &lacks, &count, &ignored))
		return;
	gaps = ARENA_ARRAY(&app->turn, count, struct stats_gap);
	for (size_t i = 0; i < count; i++)
		gaps[i] = (struct stats_gap){ lacks[i].title, lacks[i].share,
					      lacks[i].ready };
	path->gaps = gaps;
	path->gap_count = count;
}

static bool take_targets(struct app *app, const struct walk *walk,
			 struct stats_path *path, struct error *err)
{
	const struct path_target *target = walk->progress.target;
	struct path_tally tally;

	if (!target)
		return true;
	if (!path_tally(app, walk, &tally, err))
		return false;
	path->aims = true;
	path->from = tally.from;
	path->to = tally.to - 1;
	path->targets[GOAL_SKILLS] = (struct stats_target){
		tally.counts.answers, target->skills };
	path->targets[GOAL_NETWORKING] = (struct stats_target){
		tally.counts.contacts, target->networking };
	path->targets[GOAL_APPLICATIONS] = (struct stats_target){
		tally.applications, target->applications };
	return true;
}

static void take_walk(const struct walk *walk, struct stats_path *path)
{
	const struct path_progress *progress = &walk->progress;
	const struct path_item *next = !progress->next ? NULL
		: path_item_find(&walk->items, progress->next);

	path->known = true;
	path->id = walk->path->id;
	path->title = walk->path->title;
	path->start = walk->start;
	path->week = progress->week;
	path->month = progress->month;
	path->standing = path_standing_names[progress->standing];
	path->steps = (int64_t)walk->path->step_count;
	path->late = progress->late;
	path->next = next ? next->title : NULL;
	path->done = (int64_t)progress->done;
	path->milestones = (int64_t)progress->milestones;
	if (progress->step == walk->path->step_count)
		return;
	path->step = (int64_t)progress->step + 1;
	path->step_title = walk->path->steps[progress->step].title;
}

bool way_read(struct app *app, struct stats_path *path, struct error *err)
{
	struct steering steering;
	struct error ignored;
	struct walk walk;

	*path = (struct stats_path){ .known = false };
	if (!store_steering(app->store, &app->turn, &steering, err))
		return false;
	if (!steering.begun || !path_walk(app, &walk, &ignored) ||
	    !walk.begun)
		return true;
	take_walk(&walk, path);
	path->adverts = steering.adverts;
	take_gaps(app, path);
	return take_targets(app, &walk, path, err) &&
	       store_story_count(app->store, &path->stories, err);
}

/* ---- shown ---- */

static const char *place_of(struct app *app, const struct stats_path *path)
{
	const char *late = path->late
		? arena_printf(&app->turn, " (%s late)",
			       app_count(app, path->late, "day")) : "";

	if (path->week == 0)
		return arena_printf(&app->turn, "It begins %s.",
				    app_day_name(app, path->start));
	if (path->step == 0)
		return arena_printf(&app->turn, "Week %" PRId64 ": every step "
				    "is done.", path->week);
	return arena_printf(&app->turn, "Week %" PRId64 ", %s: step %" PRId64
			    " of %" PRId64 ", %s%s.", path->week,
			    path->standing, path->step, path->steps,
			    path->step_title, late);
}

static const char *gaps_of(struct app *app, const struct stats_path *path)
{
	struct text text;
	const char *made;

	text_init(&text, 4000);
	text_add(&text, "Adverts ask for what you have not shown: ");
	for (size_t i = 0; i < path->gap_count; i++)
		text_addf(&text, "%s%s (%.0f%% of them)", i ? "; " : "",
			  path->gaps[i].title, path->gaps[i].share * 100);
	text_add(&text, ".");
	made = text_dup(&app->turn, &text);
	text_release(&text);
	return made;
}

static void show_targets(struct app *app, struct screen *screen,
			 const struct stats_path *path)
{
	static const char *const nouns[] = { "questions answered",
					     "people talked to", "sent" };
	struct bar bars[GOAL_COUNT];

	for (size_t i = 0; i < GOAL_COUNT; i++) {
		struct stats_target goal = path->targets[i];

		bars[i] = (struct bar){
			.label = stats_goal_names[i], .style = STYLE_GOOD,
			.value = goal.target == 0 ? 0
				: goal.done >= goal.target ? 1
				: (double)goal.done / (double)goal.target,
			.text = goal.target
				? arena_printf(&app->turn, "%" PRId64 " of %"
					       PRId64 " %s", goal.done,
					       goal.target, nouns[i])
				: arena_printf(&app->turn, "%" PRId64 " %s",
					       goal.done, nouns[i]),
		};
	}
	screen_bars(screen, bars, GOAL_COUNT, 1);
}

void way_show(struct app *app, const struct stats_path *path)
{
	struct screen screen;

	if (!path->known)
		return;
	app_screen(app, &screen);
	screen_add(&screen, STYLE_PLAIN, "\n");
	screen_wrap(&screen, STYLE_BOLD, 0, 0,
		    arena_printf(&app->turn, "Your path: %s", path->title));
	screen_wrap(&screen, path->late ? STYLE_WARN : STYLE_PLAIN, 0, 0,
		    place_of(app, path));
	screen_wrap(&screen, STYLE_PLAIN, 0, 0,
		    arena_printf(&app->turn, "%" PRId64 " of %s done%s%s.",
				 path->done, app_count(app, path->milestones,
						       "milestone"),
				 path->next ? "; next: " : "",
				 path->next ? path->next : ""));
	if (path->aims)
		show_targets(app, &screen, path);
	if (path->gap_count > 0)
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, gaps_of(app, path));
}
