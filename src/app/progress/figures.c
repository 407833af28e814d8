/* figures.c - reads the sums from the store and has figures made of them.
 *
 * The one way from store to stats: the progress page, its JSON and the report
 * all come by here.
 */
#include "app/progress/progress.h"

/* ---- frozen days ---- */

struct frozen {
	struct arena *arena;
	int64_t *days;
	size_t count, cap;
};

static void add_frozen(void *context, enum streak_event event, int64_t day)
{
	struct frozen *frozen = context;

	if (event != STREAK_FROZEN)
		return;
	frozen->days = arena_grow(frozen->arena, frozen->days, frozen->count,
				  &frozen->cap, sizeof(*frozen->days));
	frozen->days[frozen->count++] = day;
}

/* ---- rows ---- */

static void take_days(struct arena *arena, const struct sums *sums,
		      struct stats_rows *rows)
{
	struct stats_day *days = ARENA_ARRAY(arena, sums->day_count,
					     struct stats_day);

	for (size_t i = 0; i < sums->day_count; i++) {
		const struct day_row *row = &sums->days[i];

		days[i] = (struct stats_day){
			.day = row->day, .attempts = row->attempts,
			.counted = row->counted, .firsts = row->firsts,
			.scores = row->scores, .seconds = row->seconds,
			.words = row->words, .reviews = row->reviews,
			.recalled = row->recalled,
		};
	}
	rows->days = days;
	rows->day_count = sums->day_count;
}

static const char *says_of(const char *facet)
{
	for (size_t i = 0; i < FACET_COUNT; i++)
		if (str_is(str_of(facet), facet_names[i]))
			return facet_says[i];
	return facet;
}

static void take_rest(struct arena *arena, const struct sums *sums,
		      struct stats_rows *rows)
{
	struct stats_tally *tally = ARENA_ARRAY(arena, sums->tally_count,
						struct stats_tally);
	struct stats_facet *facets = ARENA_ARRAY(arena, sums->facet_count,
						 struct stats_facet);

	for (size_t i = 0; i < sums->tally_count; i++)
		tally[i] = (struct stats_tally){
			sums->tally[i].skill, sums->tally[i].level,
			sums->tally[i].attempts, sums->tally[i].firsts,
			sums->tally[i].scores,
		};
	for (size_t i = 0; i < sums->facet_count; i++)
		facets[i] = (struct stats_facet){
			sums->facets[i].skill, sums->facets[i].facet,
			says_of(sums->facets[i].facet),
			sums->facets[i].asked, sums->facets[i].missed,
		};
	rows->tally = tally;
	rows->tally_count = sums->tally_count;
	rows->facets = facets;
	rows->facet_count = sums->facet_count;
}

static void take_totals(struct arena *arena, const struct totals *totals,
			struct figures *f)
{
	f->attempts = totals->attempts;
	f->questions = totals->questions;
	f->due = totals->due;
	f->seconds = totals->seconds;
	f->words = totals->words;
	f->recent = totals->recent;
	f->recent_count = totals->recent_count;
	f->skills = ARENA_ARRAY(arena, totals->skill_count,
				struct stats_skill);
	f->skill_count = totals->skill_count;
	for (size_t i = 0; i < totals->skill_count; i++) {
		const struct skill_row *skill = &totals->skills[i];

		f->skills[i] = (struct stats_skill){
			.skill = skill->skill, .questions = skill->questions,
			.seen = skill->seen, .attempts = skill->attempts,
			.due = skill->due, .mean = skill->mean,
		};
	}
}

/* ---- readiness ---- */

struct readying {
	struct fsrs fsrs;
	struct stats_readiness *ready;
};

static bool take_card(void *context, const struct card_row *card)
{
	struct readying *readying = context;

	stats_readiness_card(readying->ready, &readying->fsrs, card->skill,
			     card->stability, card->last_day);
	return true;
}

/* Of the day of the interview, if one is set and still to come. */
static bool read_ready(struct app *app, struct figures *f, struct error *err)
{
	struct readying readying = { app_fsrs(app), &f->ready };
	int64_t date = app->settings.interview.day;

	f->ready = (struct stats_readiness){ .known = false };
	if (date == 0 || date < f->today)
		return true;
	stats_readiness_begin(&app->turn, f->skills, f->skill_count, f->today,
			      date, &f->ready);
	if (!store_cards(app->store, take_card, &readying, err))
		return false;
	stats_readiness_end(&f->ready);
	return true;
}

/* ---- what others said ---- */

enum { COMMENTS_MOST = 20 };

static bool read_comments(struct app *app, struct figures *f,
			  struct error *err)
{
	struct stats_comment *comments;
	struct comment *list;

	if (!store_latest_comments(app->store, &app->turn, COMMENTS_MOST,
				   &list, &f->comment_count, err))
		return false;
	comments = ARENA_ARRAY(&app->turn, f->comment_count,
			       struct stats_comment);
	for (size_t i = 0; i < f->comment_count; i++) {
		struct moment at = { list[i].at, app->now(app).offset };

		comments[i] = (struct stats_comment){
			.question = list[i].question,
			.day = plan_day(at, app->settings.rollover),
			.author = list[i].author, .model = list[i].model,
			.text = list[i].text,
		};
	}
	f->comments = comments;
	return true;
}

/* ---- all of it ---- */

bool figures_read(struct app *app, struct figures *f, struct error *err)
{
	struct frozen frozen = { .arena = &app->turn };
	struct stats_rows rows = { .days = NULL };
	struct practice practice;
	struct totals totals;
	struct sums sums;

	*f = (struct figures){ .today = app_today(app) };
	if (!store_totals(app->store, &app->turn, f->today, &totals, err) ||
	    !store_sums(app->store, &app->turn, f->today, FORECAST_DAYS,
			&sums, err) ||
	    !app_practice(app, &practice, err))
		return false;
	plan_streak_tell(&practice, f->today, app->now(app).utc, &f->streak,
			 add_frozen, &frozen);
	take_totals(&app->turn, &totals, f);
	take_days(&app->turn, &sums, &rows);
	take_rest(&app->turn, &sums, &rows);
	rows.frozen = frozen.days;
	rows.frozen_count = frozen.count;
	f->forecast.overdue = sums.overdue;
	for (int i = 0; i < FORECAST_DAYS; i++)
		f->forecast.days[i] = sums.due[i];
	stats_figures(&app->turn, &rows, f);
	return read_ready(app, f, err) && read_comments(app, f, err) &&
	       way_read(app, &f->path, err);
}
