/* way.c - the section that tells where the learner stands on the path. */
#include "report/page.h"

static void say_place(struct page *page, const struct stats_path *path)
{
	page_add(page, "<p>");
	page_text(page, path->title);
	page_add(page, ", begun ");
	page_day(page, path->start);
	page_add(page, ". Week ");
	page_integer(page, path->week, "path.week");
	page_add(page, ", month ");
	page_integer(page, path->month, "path.month");
	page_add(page, ": ");
	page_text(page, path->standing);
	page_add(page, ".</p>\n<p>");
	if (path->step) {
		page_add(page, "Now step ");
		page_integer(page, path->step, "path.step");
		page_add(page, " of ");
		page_integer(page, path->steps, "path.steps");
		page_add(page, ", ");
		page_text(page, path->step_title);
	} else {
		page_add(page, "Every step is done");
	}
	if (path->late) {
		page_add(page, ", days late: ");
		page_integer(page, path->late, "path.days_late");
	}
	page_add(page, ". Milestones done: ");
	page_integer(page, path->done, "path.done");
	page_add(page, " of ");
	page_integer(page, path->milestones, "path.milestones");
	if (path->next) {
		page_add(page, "; next: ");
		page_text(page, path->next);
	}
	page_add(page, ". Stories kept: ");
	page_integer(page, path->stories, "path.stories");
	page_add(page, ".</p>\n");
}

static void add_targets(struct page *page, const struct stats_path *path)
{
	static const char *const names[] = { "questions answered",
					     "people talked to",
					     "applications sent" };

	if (!path->aims)
		return;
	page_add(page, "<p>This month runs from ");
	page_day(page, path->from);
	page_add(page, " to ");
	page_day(page, path->to);
	page_add(page, ".</p>\n");
	table_begin(page, "this month&#39;s targets", false);
	table_heads(page, "|done|of");
	for (size_t i = 0; i < GOAL_COUNT; i++) {
		const struct stats_target *goal = &path->targets[i];
		const char *name = stats_goal_names[i];

		table_row(page, names[i]);
		CELL(page, page_integer(page, goal->done,
					"path.month_targets.%s.done", name));
		CELL(page, page_integer(page, goal->target,
					"path.month_targets.%s.target",
					name));
		table_end_row(page);
	}
	table_end(page, false);
}

static void add_gaps(struct page *page, const struct stats_path *path)
{
	if (path->gap_count == 0)
		return;
	page_add(page, "<p>What ");
	page_integer(page, path->adverts, "path.adverts");
	page_add(page, " adverts ask for and practice has not shown "
		 "yet.</p>\n");
	table_begin(page, "gaps that count most", false);
	table_heads(page, "asked for|by adverts|shown so far");
	for (size_t i = 0; i < path->gap_count; i++) {
		table_row(page, path->gaps[i].title);
		CELL(page, page_share(page, path->gaps[i].share,
				      "path.gaps[%zu].share", i));
		CELL(page, page_share(page, path->gaps[i].ready,
				      "path.gaps[%zu].ready", i));
		table_end_row(page);
	}
	table_end(page, false);
}

void way_path(struct page *page)
{
	const struct stats_path *path = &page->f->path;

	if (!path->known)
		return;
	section_begin(page, "path", "Your path", false);
	say_place(page, path);
	add_targets(page, path);
	add_gaps(page, path);
	section_end(page);
}
