/* figures.c - all figures put together, and said as JSON.
 *
 * `progress`, `progress --json` and `report` show one struct figures, so none
 * of them can count differently from the others.
 */
#include "stats/parts.h"

enum { MONTH = 30, YEAR = 365 };

void stats_figures(struct arena *arena, const struct stats_rows *rows,
		   struct figures *f)
{
	const struct stats_day *days = rows->days;
	size_t count = rows->day_count;
	int64_t today = f->today;

	for (size_t i = 0; i < f->skill_count; i++)
		stats_levels(arena, rows->tally, rows->tally_count,
			     f->skills[i].skill, &f->skills[i].levels,
			     &f->skills[i].level_count);
	stats_levels(arena, rows->tally, rows->tally_count, NULL, &f->levels,
		     &f->level_count);
	f->used_today = stats_usage(days, count, today, today);
	f->used_week = stats_usage(days, count, today - date_weekday(today),
				   today);
	stats_trend(arena, days, count, today, &f->trend);
	stats_weak(arena, rows->facets, rows->facet_count, &f->weak,
		   &f->weak_count);
	f->recall_month = stats_recall(days, count, today - MONTH + 1, today);
	f->recall_year = stats_recall(days, count, today - YEAR + 1, today);
	f->recall_all = stats_recall(days, count, INT64_MIN, today);
	stats_calendar(days, count, rows->frozen, rows->frozen_count, today,
		       &f->calendar);
}

/* ---- JSON ---- */

void stats_put_day(struct json *json, const char *name, int64_t day)
{
	struct text text;

	text_init(&text, 32);
	date_add_day(&text, day);
	json_put(json, name, text.s);
	text_release(&text);
}

static void put_list(struct json *json, const char *name)
{
	json_name(json, name);
	json_open(json, '[');
}

static void put_object(struct json *json, const char *name)
{
	json_name(json, name);
	json_open(json, '{');
}

static void levels_to_json(struct json *json,
			   const struct stats_level *levels, size_t count)
{
	put_list(json, "levels");
	for (size_t i = 0; i < count; i++) {
		json_open(json, '{');
		json_put(json, "level", levels[i].level);
		json_put_integer(json, "attempts", levels[i].attempts);
		json_put_number(json, "mean", levels[i].mean);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void skills_to_json(struct json *json, const struct figures *f)
{
	put_list(json, "skills");
	for (size_t i = 0; i < f->skill_count; i++) {
		const struct stats_skill *skill = &f->skills[i];

		json_open(json, '{');
		json_put(json, "skill", skill->skill);
		json_put_integer(json, "questions", skill->questions);
		json_put_integer(json, "seen", skill->seen);
		json_put_integer(json, "attempts", skill->attempts);
		json_put_number(json, "mean", skill->mean);
		json_put_integer(json, "due", skill->due);
		levels_to_json(json, skill->levels, skill->level_count);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void usage_to_json(struct json *json, const char *name,
			  struct stats_usage usage)
{
	put_object(json, name);
	json_put_integer(json, "attempts", usage.attempts);
	json_put_integer(json, "words", usage.words);
	json_put_integer(json, "seconds", usage.seconds);
	json_close(json, '}');
}

static void trend_to_json(struct json *json, const struct stats_trend *trend)
{
	put_object(json, "trend");
	json_put(json, "by", trend->by_month ? "month" : "week");
	json_put(json, "says", trend->says);
	json_put_number(json, "slope", trend->slope);
	put_list(json, "parts");
	for (size_t i = 0; i < trend->count; i++) {
		json_open(json, '{');
		stats_put_day(json, "from", trend->parts[i].from);
		json_put_integer(json, "attempts", trend->parts[i].attempts);
		json_put_number(json, "mean", trend->parts[i].mean);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void weak_to_json(struct json *json, const struct figures *f)
{
	put_list(json, "weak");
	for (size_t i = 0; i < f->weak_count; i++) {
		const struct stats_weak *weak = &f->weak[i];

		json_open(json, '{');
		json_put(json, "facet", weak->facet);
		json_put(json, "says", weak->says);
		json_put_integer(json, "missed", weak->missed);
		json_put_integer(json, "asked", weak->asked);
		json_put_number(json, "share", weak->share);
		json_put(json, "skill", weak->skill);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void recall_to_json(struct json *json, const char *name,
			   struct stats_recall recall)
{
	put_object(json, name);
	json_put_integer(json, "reviews", recall.reviews);
	json_put_integer(json, "recalled", recall.recalled);
	json_put_number(json, "share", recall.share);
	json_close(json, '}');
}

static void forecast_to_json(struct json *json, const struct figures *f)
{
	put_object(json, "forecast");
	json_put_integer(json, "overdue", f->forecast.overdue);
	put_list(json, "days");
	for (int i = 0; i < FORECAST_DAYS; i++) {
		json_open(json, '{');
		stats_put_day(json, "day", f->today + i);
		json_put_integer(json, "due", f->forecast.days[i]);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void ready_members(struct json *json, const struct stats_ready *ready)
{
	json_put_integer(json, "questions", ready->questions);
	json_put_integer(json, "seen", ready->seen);
	json_put_number(json, "recall", ready->recall);
	json_put_number(json, "ready", ready->ready);
}

static void readiness_to_json(struct json *json,
			      const struct stats_readiness *ready)
{
	if (!ready->known) {
		json_name(json, "ready");
		json_null(json);
		return;
	}
	put_object(json, "ready");
	stats_put_day(json, "date", ready->date);
	json_put_integer(json, "days", ready->days);
	ready_members(json, &ready->all);
	put_list(json, "skills");
	for (size_t i = 0; i < ready->count; i++) {
		json_open(json, '{');
		json_put(json, "skill", ready->skills[i].skill);
		ready_members(json, &ready->skills[i]);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void calendar_to_json(struct json *json,
			     const struct stats_calendar *calendar)
{
	put_object(json, "calendar");
	stats_put_day(json, "from", calendar->from);
	json_put_integer(json, "practised", calendar->practised);
	json_put_integer(json, "frozen", calendar->frozen);
	put_list(json, "days");
	for (size_t i = 0; i < calendar->days; i++) {
		const struct stats_cell *cell = &calendar->cells[i];

		if (cell->attempts == 0 && !cell->frozen)
			continue;
		json_open(json, '{');
		stats_put_day(json, "day", calendar->from + (int64_t)i);
		json_put_integer(json, "attempts", cell->attempts);
		json_put_bool(json, "frozen", cell->frozen);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

void streak_to_json(struct json *json, const struct streak *streak)
{
	json_put_integer(json, "days", streak->days);
	json_put_integer(json, "best", streak->best);
	json_put_integer(json, "freezes", streak->freezes);
	json_put_bool(json, "today", streak->today == STREAK_DONE);
}

void stats_to_json(struct json *json, const struct figures *f)
{
	json_put_integer(json, "attempts", f->attempts);
	json_put_integer(json, "questions", f->questions);
	json_put_integer(json, "due", f->due);
	json_put_integer(json, "seconds", f->seconds);
	json_put_integer(json, "words", f->words);
	put_object(json, "streak");
	streak_to_json(json, &f->streak);
	json_close(json, '}');
	skills_to_json(json, f);
	levels_to_json(json, f->levels, f->level_count);
	put_list(json, "recent");
	for (size_t i = 0; i < f->recent_count; i++)
		json_integer(json, f->recent[i]);
	json_close(json, ']');
	usage_to_json(json, "today", f->used_today);
	usage_to_json(json, "week", f->used_week);
	trend_to_json(json, &f->trend);
	weak_to_json(json, f);
	put_object(json, "recall");
	recall_to_json(json, "month", f->recall_month);
	recall_to_json(json, "year", f->recall_year);
	recall_to_json(json, "all", f->recall_all);
	json_close(json, '}');
	forecast_to_json(json, f);
	readiness_to_json(json, &f->ready);
	stats_path_to_json(json, &f->path);
	calendar_to_json(json, &f->calendar);
}
