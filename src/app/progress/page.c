/* page.c - the command `progress`: how far you are, on one page.
 *
 * What to do comes first (today, what is due, what answers leave out), then
 * how it went. A part with nothing to tell is left out, so that the first
 * day's page is short. Every shape has its figures beside it as text.
 */
#include "app/commands.h"
#include "app/progress/progress.h"
#include "app/progress/streak.h"

#include <inttypes.h>
#include <math.h>

enum { WIDE = 70, WEAK_MOST = 3, SOON = 7 };

static void heading(struct app *app, const char *text)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_PLAIN, "\n");
	screen_wrap(&screen, STYLE_BOLD, 0, 0, text);
}

static const char *number(struct app *app, int64_t value)
{
	return arena_printf(&app->turn, "%" PRId64, value);
}

static const char *percent(struct app *app, double share)
{
	return arena_printf(&app->turn, "%.0f%%", share * 100);
}

static const char *duration(struct app *app, int64_t seconds)
{
	int64_t minutes = seconds / 60;

	if (minutes < 60)
		return arena_printf(&app->turn, "%" PRId64 " min", minutes);
	if (minutes >= 100 * 60)
		return arena_printf(&app->turn, "%" PRId64 " h", minutes / 60);
	return arena_printf(&app->turn, "%" PRId64 " h %02" PRId64 " min",
			    minutes / 60, minutes % 60);
}

/* ---- time used ---- */

static void show_usage(struct app *app, const struct figures *f)
{
	static const char *const heads[] = { "", "answers", "words", "time" };
	const struct stats_usage all = { f->attempts, f->seconds, f->words };
	const struct {
		const char *name;
		struct stats_usage usage;
	} rows[] = { { "today", f->used_today },
		     { "this week", f->used_week }, { "in all", all } };
	struct table table = { .heads = heads, .columns = 4, .rows = 3,
			       .right = 2 | 4 | 8 };
	struct screen screen;

	table.cells = ARENA_ARRAY(&app->turn, 12, const char *);
	for (size_t i = 0; i < 3; i++) {
		table.cells[i * 4] = rows[i].name;
		table.cells[i * 4 + 1] = number(app, rows[i].usage.attempts);
		table.cells[i * 4 + 2] = number(app, rows[i].usage.words);
		table.cells[i * 4 + 3] = duration(app, rows[i].usage.seconds);
	}
	app_screen(app, &screen);
	screen_add(&screen, STYLE_PLAIN, "\n");
	screen_table(&screen, &table);
}

/* ---- what is due ---- */

static void add_due(struct app *app, struct bar *bars, size_t *count,
		    const char *label, int64_t cards)
{
	if (cards == 0)
		return;
	bars[(*count)++] = (struct bar){
		.label = label, .value = (double)cards,
		.text = number(app, cards), .style = STYLE_ACCENT,
	};
}

/* Overdue ones, a week day by day, then what the rest of a month brings; days
 * without any are left out. */
static void show_due(struct app *app, const struct figures *f)
{
	const struct stats_forecast *forecast = &f->forecast;
	struct bar bars[SOON + 3];
	int64_t second = 0, later = 0, all = forecast->overdue;
	struct screen screen;
	size_t count = 0;
	double most = 1;

	for (int i = 0; i < FORECAST_DAYS; i++) {
		all += forecast->days[i];
		if (i >= SOON && i < 2 * SOON)
			second += forecast->days[i];
		else if (i >= 2 * SOON)
			later += forecast->days[i];
	}
	if (all == 0)
		return;
	heading(app, arena_printf(&app->turn, "Due within 30 days: %" PRId64,
				  all));
	add_due(app, bars, &count, "overdue", forecast->overdue);
	for (int i = 0; i < SOON; i++)
		add_due(app, bars, &count, app_day_name(app, f->today + i),
			forecast->days[i]);
	add_due(app, bars, &count, "the week after", second);
	add_due(app, bars, &count, "then, to day 30", later);
	for (size_t i = 0; i < count; i++)
		most = fmax(most, bars[i].value);
	app_screen(app, &screen);
	screen_bars(&screen, bars, count, most);
}

/* ---- what answers leave out ---- */

static void show_weak(struct app *app, const struct figures *f)
{
	struct bar bars[WEAK_MOST];
	struct screen screen;
	size_t count = 0;

	for (size_t i = 0; i < f->weak_count && count < WEAK_MOST; i++) {
		const struct stats_weak *weak = &f->weak[i];

		if (!stats_is_weak(weak))
			continue;
		bars[count++] = (struct bar){
			.label = weak->says, .value = weak->share,
			.style = STYLE_BAD,
			.text = arena_printf(&app->turn, "in %" PRId64
				" of %" PRId64 " answers%s%s", weak->missed,
				weak->asked, weak->skill ? ", most in " : "",
				weak->skill ? weak->skill : ""),
		};
	}
	if (count == 0)
		return;
	heading(app, "You leave out");
	app_screen(app, &screen);
	screen_bars(&screen, bars, count, 1);
}

/* ---- scores ---- */

/* The last of them that fit before `text`. */
static void show_line(struct app *app, const double *values, size_t count,
		      const char *text)
{
	struct screen screen;
	size_t room;

	app_screen(app, &screen);
	room = (size_t)screen.width - utf8_width(str_of(text)) - 2;
	if (count > room) {
		values += count - room;
		count = room;
	}
	screen_spark(&screen, STYLE_ACCENT, values, count, 0, 100);
	screen_add(&screen, STYLE_PLAIN, "  %s\n", text);
}

static void show_trend(struct app *app, const struct figures *f)
{
	const struct stats_trend *trend = &f->trend;
	double *means = ARENA_ARRAY(&app->turn, trend->count, double);

	if (trend->count < 2)
		return;
	for (size_t i = 0; i < trend->count; i++)
		means[i] = trend->parts[i].mean;
	heading(app, arena_printf(&app->turn, "Scores by %s: %s",
				  trend->by_month ? "month" : "week",
				  trend->says));
	show_line(app, means, trend->count,
		  arena_printf(&app->turn, "%.0f at first, %.0f now",
			       means[0], means[trend->count - 1]));
}

static void show_recent(struct app *app, const struct figures *f)
{
	double *scores = ARENA_ARRAY(&app->turn, f->recent_count, double);

	if (f->recent_count < 2)
		return;
	for (size_t i = 0; i < f->recent_count; i++)
		scores[i] = f->recent[i];
	heading(app, arena_printf(&app->turn, "Last %zu scores",
				  f->recent_count));
	show_line(app, scores, f->recent_count,
		  arena_printf(&app->turn, "%d the last",
			       f->recent[f->recent_count - 1]));
}

/* ---- what is remembered ---- */

static void show_recall(struct app *app, const struct figures *f)
{
	const struct {
		const char *name;
		const struct stats_recall *recall;
	} rows[] = { { "last 30 days", &f->recall_month },
		     { "last year", &f->recall_year },
		     { "in all", &f->recall_all } };
	struct bar bars[3];
	struct screen screen;
	size_t count = 0;

	for (size_t i = 0; i < 3; i++) {
		const struct stats_recall *recall = rows[i].recall;

		if (recall->reviews == 0 ||
		    (count > 0 && recall->reviews == rows[i - 1].recall
							->reviews))
			continue;
		bars[count++] = (struct bar){
			.label = rows[i].name, .value = recall->share,
			.style = STYLE_GOOD,
			.text = arena_printf(&app->turn, "%s of %" PRId64,
				percent(app, recall->share),
				recall->reviews),
		};
	}
	if (count == 0)
		return;
	heading(app, "Still known when asked again (70 points or more)");
	app_screen(app, &screen);
	screen_bars(&screen, bars, count, 1);
}

static void show_ready(struct app *app, const struct figures *f)
{
	const struct stats_readiness *ready = &f->ready;
	struct bar *bars = ARENA_ARRAY(&app->turn, ready->count, struct bar);
	struct screen screen;

	app_screen(app, &screen);
	if (!ready->known)
		return;
	heading(app, arena_printf(&app->turn, "Ready for the interview %s: "
				  "%s of all questions",
				  app_day_name(app, ready->date),
				  percent(app, ready->all.ready)));
	for (size_t i = 0; i < ready->count; i++) {
		const struct stats_ready *skill = &ready->skills[i];

		bars[i] = (struct bar){
			.label = skill->skill, .value = skill->ready,
			.style = STYLE_GOOD,
			.text = percent(app, skill->ready),
		};
		if (screen.width >= WIDE)
			bars[i].text = arena_printf(&app->turn, "%s, %" PRId64
				" of %" PRId64 " seen", bars[i].text,
				skill->seen, skill->questions);
	}
	screen_bars(&screen, bars, ready->count, 1);
}

/* ---- skills ---- */

static const char *mean_of(struct app *app, int64_t attempts, double mean)
{
	return attempts ? arena_printf(&app->turn, "%.0f", mean) : "";
}

/* Means by level stand behind, where there is room. */
static size_t level_cells(struct app *app, const struct figures *f,
			  const struct stats_skill *skill, const char **cells)
{
	for (size_t i = 0; i < f->level_count; i++) {
		cells[i] = "";
		for (size_t j = 0; j < skill->level_count; j++)
			if (str_is(str_of(skill->levels[j].level),
				   f->levels[i].level))
				cells[i] = mean_of(app,
						   skill->levels[j].attempts,
						   skill->levels[j].mean);
	}
	return f->level_count;
}

static void show_skills(struct app *app, const struct figures *f)
{
	enum { PLAIN = 6, MOST = 12 };
	const char *heads[MOST] = { "skill", "seen", "of", "answers", "mean",
				    "due" };
	struct table table = { .heads = heads, .columns = PLAIN,
			       .right = ~1u, .rows = f->skill_count };
	struct screen screen;

	app_screen(app, &screen);
	if (screen.width >= WIDE && f->level_count <= MOST - PLAIN)
		for (size_t i = 0; i < f->level_count; i++)
			heads[table.columns++] = f->levels[i].level;
	table.cells = ARENA_ARRAY(&app->turn, table.rows * table.columns,
				  const char *);
	for (size_t i = 0; i < table.rows; i++) {
		const struct stats_skill *skill = &f->skills[i];
		const char **cells = table.cells + i * table.columns;

		cells[0] = skill->skill;
		cells[1] = number(app, skill->seen);
		cells[2] = number(app, skill->questions);
		cells[3] = number(app, skill->attempts);
		cells[4] = mean_of(app, skill->attempts, skill->mean);
		cells[5] = skill->due ? number(app, skill->due) : "";
		if (table.columns > PLAIN)
			level_cells(app, f, skill, cells + PLAIN);
	}
	screen_add(&screen, STYLE_PLAIN, "\n");
	screen_table(&screen, &table);
}

/* ---- calendar ---- */

static void show_calendar(struct app *app, const struct figures *f)
{
	const struct stats_calendar *calendar = &f->calendar;
	int shades[CALENDAR_DAYS];
	struct heatmap map = { calendar->from, shades, calendar->days };
	struct screen screen;

	if (calendar->practised < 2)
		return;
	for (size_t i = 0; i < calendar->days; i++)
		shades[i] = calendar->cells[i].frozen &&
			    calendar->cells[i].attempts == 0
			? HEAT_FROZEN : calendar->cells[i].shade;
	heading(app, arena_printf(&app->turn, "Practised on %s of the last "
				  "53 weeks, %" PRId64 " frozen",
				  app_count(app, calendar->practised, "day"),
				  calendar->frozen));
	app_screen(app, &screen);
	screen_heatmap(&screen, &map);
}

/* ---- the command ---- */

static void progress_json(struct app *app, const struct figures *f)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	stats_to_json(&json, f);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

static void show_totals(struct app *app, const struct figures *f)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, arena_printf(&app->turn,
		    "%" PRId64 " due of %s.", f->due,
		    app_count(app, f->questions, "question")));
}

static bool run_progress(struct app *app, const struct arguments *arguments,
			 struct error *err)
{
	struct figures *f = ARENA_NEW(&app->turn, struct figures);

	(void)arguments;
	if (!figures_read(app, f, err))
		return false;
	if (app->json) {
		progress_json(app, f);
		return true;
	}
	streak_show(app, &f->streak);
	show_totals(app, f);
	show_usage(app, f);
	show_due(app, f);
	show_weak(app, f);
	way_show(app, &f->path);
	show_trend(app, f);
	show_recent(app, f);
	show_recall(app, f);
	show_ready(app, f);
	show_skills(app, f);
	show_calendar(app, f);
	return true;
}

static const char *const only_json[] = { "json", NULL };

const struct command command_progress = {
	.name = "progress",
	.usage = "[--json]",
	.summary = "how far you are: scores, skills, what to work on",
	.help = "Means are of first answers. What you leave out is told over "
		"all questions, once\nit is three answers and a fifth of "
		"those that were asked for it. 'report' writes\nthe same as a "
		"page for a browser.",
	.options = only_json,
	.run = run_progress,
};
