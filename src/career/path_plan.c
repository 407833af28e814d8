/* path_plan.c - where a learner stands on a path: weeks, months, what is next.
 *
 * Steps overlap, as in life: one may begin while the one before still runs. So
 * "behind" is a step past its end that is not done, and "ahead" is that all
 * is done whose time has come; between the two lies "on time". What goes
 * throughout is never late before the path itself ends.
 */
#include "career/career.h"

const char *const path_standing_names[PATH_STANDINGS] = {
	"not begun", "behind", "on time", "ahead", "arrived",
};

const char *const path_item_names[PATH_ITEM_KINDS] = {
	"step", "milestone", "transferable skill", "skill to build",
};

/* ---- days ---- */

static int days_of_month(int year, int month)
{
	struct civil first = { year, month, 1 };
	struct civil next = { year + month / 12, month % 12 + 1, 1 };

	return (int)(date_day(next) - date_day(first));
}

int64_t path_month_later(int64_t day, int64_t months)
{
	struct civil civil = date_civil(day);
	int64_t month = civil.year * INT64_C(12) + civil.month - 1 + months;
	int last;

	civil.year = (int)(month / 12);
	civil.month = (int)(month % 12) + 1;
	last = days_of_month(civil.year, civil.month);
	if (civil.day > last)
		civil.day = last;
	return date_day(civil);
}

void path_step_days(const struct career_path *path,
		    const struct path_step *step, int64_t start,
		    int64_t *from, int64_t *to)
{
	if (step->weeks.low) {
		*from = start + (step->weeks.low - 1) * 7;
		*to = start + step->weeks.high * 7;
	} else if (step->months.low) {
		*from = path_month_later(start, step->months.low - 1);
		*to = path_month_later(start, step->months.high);
	} else {
		*from = start;
		*to = path_month_later(start, path->months.high);
	}
}

int64_t path_month(int64_t start, int64_t day, int64_t *from, int64_t *to)
{
	int64_t month = 0;

	*from = *to = start;
	if (day < start)
		return 0;
	/* Each from the start, or 31 January would be 28 March. A month has
	 * at most 31 days, so few steps are left. */
	for (month = (day - start) / 31; *to <= day; month++)
		*to = path_month_later(start, month + 1);
	*from = path_month_later(start, month - 1);
	return month;
}

/* ---- what is done ---- */

bool path_milestone_is_done(const struct path_step *step, size_t milestone,
			    const struct strings *done)
{
	return strings_have(done, step->id) ||
	       strings_have(done, step->milestones[milestone].id);
}

bool path_step_is_done(const struct path_step *step,
		       const struct strings *done)
{
	if (strings_have(done, step->id))
		return true;
	for (size_t i = 0; i < step->milestone_count; i++)
		if (!strings_have(done, step->milestones[i].id))
			return false;
	return step->milestone_count > 0;
}

static void count_done(const struct path_step *step,
		       const struct strings *done,
		       struct path_progress *progress)
{
	bool whole = path_step_is_done(step, done);

	progress->steps_done += whole;
	if (step->milestone_count == 0) {
		progress->milestones++;
		progress->done += whole;
	}
	for (size_t i = 0; i < step->milestone_count; i++) {
		progress->milestones++;
		progress->done += path_milestone_is_done(step, i, done);
	}
}

static const char *first_undone(const struct path_step *step,
				const struct strings *done)
{
	for (size_t i = 0; i < step->milestone_count; i++)
		if (!path_milestone_is_done(step, i, done))
			return step->milestones[i].id;
	return step->id;
}

/* ---- where that is ---- */

/* Of what is undone: what is late, then what has begun, then what is to come,
 * then what goes throughout; among these as the path has them. */
static size_t current_step(const struct career_path *path,
			   const struct strings *done, int64_t start,
			   int64_t today)
{
	size_t found = path->step_count;
	int best = 4;

	for (size_t i = 0; i < path->step_count; i++) {
		const struct path_step *step = &path->steps[i];
		int64_t from, to;
		int rank;

		path_step_days(path, step, start, &from, &to);
		rank = to <= today ? 0 : step->throughout ? 3
			: from > today ? 2 : 1;
		if (rank < best && !path_step_is_done(step, done)) {
			best = rank;
			found = i;
		}
	}
	return found;
}

static enum path_standing standing(const struct career_path *path,
				   const struct strings *done, int64_t start,
				   int64_t today,
				   const struct path_progress *progress)
{
	enum path_standing found = PATH_AHEAD;

	if (progress->steps_done == path->step_count)
		return PATH_ARRIVED;
	if (today < start)
		return PATH_NOT_BEGUN;
	for (size_t i = 0; i < path->step_count; i++) {
		const struct path_step *step = &path->steps[i];
		int64_t from, to;

		path_step_days(path, step, start, &from, &to);
		if (path_step_is_done(step, done))
			continue;
		if (to <= today)
			return PATH_BEHIND;
		if (from <= today && !step->throughout)
			found = PATH_ON_TIME;
	}
	return found;
}

static const struct path_target *target_of(const struct career_path *path,
					   int64_t month)
{
	for (size_t i = 0; month && i < path->target_count; i++)
		if (month <= path->targets[i].months.high ||
		    i + 1 == path->target_count)
			return &path->targets[i];
	return NULL;
}

void path_progress(const struct career_path *path, const struct strings *done,
		   int64_t start, int64_t today,
		   struct path_progress *progress)
{
	int64_t from, to;

	*progress = (struct path_progress){
		.week = today < start ? 0 : (today - start) / 7 + 1,
		.month = path_month(start, today, &from, &to),
		.soonest = path_month_later(start, path->months.low),
		.latest = path_month_later(start, path->months.high),
		.step = current_step(path, done, start, today),
	};
	for (size_t i = 0; i < path->step_count; i++)
		count_done(&path->steps[i], done, progress);
	progress->standing = standing(path, done, start, today, progress);
	progress->target = target_of(path, progress->month);
	if (progress->step == path->step_count)
		return;
	progress->next = first_undone(&path->steps[progress->step], done);
	path_step_days(path, &path->steps[progress->step], start, &from, &to);
	progress->late = today >= to ? today - to + 1 : 0;
}
