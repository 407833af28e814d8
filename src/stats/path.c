/* path.c - the way to the job, as `progress --json` has it. */
#include "stats/parts.h"

const char *const stats_goal_names[GOAL_COUNT] = { "skills", "networking",
						   "applications" };

static void put_targets(struct json *json, const struct stats_path *path)
{
	json_name(json, "month_targets");
	if (!path->aims) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	stats_put_day(json, "from", path->from);
	stats_put_day(json, "to", path->to);
	for (size_t i = 0; i < GOAL_COUNT; i++) {
		json_name(json, stats_goal_names[i]);
		json_open(json, '{');
		json_put_integer(json, "done", path->targets[i].done);
		json_put_integer(json, "target", path->targets[i].target);
		json_close(json, '}');
	}
	json_close(json, '}');
}

static void put_gaps(struct json *json, const struct stats_path *path)
{
	json_put_integer(json, "adverts", path->adverts);
	json_name(json, "gaps");
	json_open(json, '[');
	for (size_t i = 0; i < path->gap_count; i++) {
		json_open(json, '{');
		json_put(json, "title", path->gaps[i].title);
		json_put_number(json, "share", path->gaps[i].share);
		json_put_number(json, "ready", path->gaps[i].ready);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void stats_path_to_json(struct json *json, const struct stats_path *path)
{
	json_name(json, "path");
	if (!path->known) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_put(json, "path", path->id);
	json_put(json, "title", path->title);
	stats_put_day(json, "start", path->start);
	json_put_integer(json, "week", path->week);
	json_put_integer(json, "month", path->month);
	json_put(json, "standing", path->standing);
	json_put_integer(json, "step", path->step);
	json_put_integer(json, "steps", path->steps);
	json_put(json, "step_title", path->step_title);
	json_put_integer(json, "days_late", path->late);
	json_put(json, "next", path->next);
	json_put_integer(json, "done", path->done);
	json_put_integer(json, "milestones", path->milestones);
	put_targets(json, path);
	put_gaps(json, path);
	json_put_integer(json, "stories", path->stories);
	json_close(json, '}');
}
