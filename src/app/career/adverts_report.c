/* adverts_report.c - `adverts report`: what all adverts together ask for.
 *
 * How far the learner has a thing is taken from practice: the newest first
 * score of each question that the vocabulary names for it, none counting as
 * nothing shown. Where terms stand in for each other the best one counts.
 */
#include "app/career/adverts.h"

#include <inttypes.h>

struct reporting {
	struct app *app;
	const struct advert_reader *reader;
	struct advert_report report;
	double *ready;			/* one a want */
	struct advert_gap *gaps;
	size_t gap_count;
};

/* ---- practice ---- */

static bool take_score(void *context, const struct attempt *attempt)
{
	int *score = context;

	if (attempt->parent)
		return true;
	*score = attempt->score;
	return false;
}

/* Its newest first score; -1: never asked, or no question of that id. */
static bool newest_score(struct app *app, const char *id, int *score,
			 bool *there, struct error *err)
{
	struct attempt_filter filter = { .question = id };
	struct question_row row;
	struct error ignored;

	*score = -1;
	*there = store_find_question(app->store, &app->turn, id, &row,
				     &ignored) && str_is(str_of(id), row.id);
	return !*there || store_attempts(app->store, &filter, false,
					 take_score, score, err);
}

/* 0 to 1 over the term's questions; their ids are added where wanted. */
static bool term_ready(struct app *app, const struct point *term,
		       double *ready, struct strings *ids, struct error *err)
{
	struct str rest = str_of(term->hint), head;
	int sum = 0, count = 0;

	while (str_cut(&rest, ' ', &head)) {
		const char *id = str_dup(&app->turn, head);
		int score;
		bool there;

		if (head.len == 0)
			continue;
		if (!newest_score(app, id, &score, &there, err))
			return false;
		if (!there)
			continue;
		count++;
		sum += score > 0 ? score : 0;
		if (ids)
			strings_add(&app->turn, ids, id);
	}
	*ready = count ? sum / 100.0 / count : 0;
	return true;
}

static bool want_ready(struct reporting *r, const struct advert_want *want,
		       double *best, struct error *err)
{
	double ready;

	*best = 0;
	for (size_t i = 0; i < want->term_count; i++) {
		if (!term_ready(r->app, advert_term(r->reader, want->terms[i]),
				&ready, NULL, err))
			return false;
		if (ready > *best)
			*best = ready;
	}
	return true;
}

/* ---- gathering ---- */

static bool gather(struct reporting *r, struct error *err)
{
	struct arena *arena = &r->app->turn;
	struct requirements *found;
	struct advert_reader *reader;
	struct advert *adverts;
	size_t count;

	if (!adverts_reader(r->app, &reader, err) ||
	    !store_adverts(r->app->store, arena, &adverts, &count, err))
		return false;
	r->reader = reader;
	found = ARENA_ARRAY(arena, count, struct requirements);
	for (size_t i = 0; i < count; i++)
		advert_read(arena, reader, str_of(adverts[i].text), &found[i]);
	advert_report(arena, reader, found, count, &r->report);
	r->ready = ARENA_ARRAY(arena, r->report.count, double);
	for (size_t i = 0; i < r->report.count; i++)
		if (!want_ready(r, &r->report.wants[i], &r->ready[i], err))
			return false;
	if (r->report.enough)
		r->gap_count = advert_gaps(arena, &r->report, r->ready,
					   &r->gaps);
	return true;
}

/* "Python or Node.js". */
static const char *title_of(const struct reporting *r,
			    const struct advert_want *want)
{
	struct text title;
	const char *made;

	text_init(&title, 400);
	for (size_t i = 0; i < want->term_count; i++)
		text_addf(&title, "%s%s", i == 0 ? "" :
			  i + 1 == want->term_count ? " or " : ", ",
			  advert_term(r->reader, want->terms[i])->says);
	made = text_dup(&r->app->turn, &title);
	text_release(&title);
	return made;
}

/* Questions to practise for a gap: of the term most often named. */
static bool questions_of(struct reporting *r, const struct advert_gap *gap,
			 struct strings *ids, struct error *err)
{
	const struct advert_want *want = &r->report.wants[gap->want];
	double ignored;

	return term_ready(r->app, advert_term(r->reader, want->terms[0]),
			  &ignored, ids, err);
}

/* ---- as JSON ---- */

static void put_want(struct json *json, const struct reporting *r, size_t w)
{
	const struct advert_want *want = &r->report.wants[w];

	json_open(json, '{');
	json_put(json, "id", want->id);
	json_put(json, "title", title_of(r, want));
	json_name(json, "terms");
	json_open(json, '[');
	for (size_t i = 0; i < want->term_count; i++)
		json_string(json, str_of(advert_term(r->reader,
						     want->terms[i])->id));
	json_close(json, ']');
	json_put_integer(json, "adverts", (int64_t)want->adverts);
	json_put_integer(json, "essential", (int64_t)want->essential);
	json_put_number(json, "share", want->share);
	json_put_number(json, "low", want->low);
	json_put_number(json, "high", want->high);
	json_put(json, "verdict", advert_verdict_names[want->verdict]);
	json_put_number(json, "ready", r->ready[w]);
	json_close(json, '}');
}

static bool put_gap(struct json *json, struct reporting *r,
		    const struct advert_gap *gap, struct error *err)
{
	const struct advert_want *want = &r->report.wants[gap->want];
	struct strings ids = { 0 };

	if (!questions_of(r, gap, &ids, err))
		return false;
	json_open(json, '{');
	json_put(json, "id", want->id);
	json_put(json, "title", title_of(r, want));
	json_put_number(json, "weight", gap->weight);
	json_name(json, "questions");
	json_open(json, '[');
	for (size_t i = 0; i < ids.count; i++)
		json_string(json, str_of(ids.list[i]));
	json_close(json, ']');
	json_close(json, '}');
	return true;
}

static bool report_json(struct reporting *r, struct error *err)
{
	struct json json = app_json(r->app);

	json_open(&json, '{');
	json_put_integer(&json, "adverts", (int64_t)r->report.adverts);
	json_put_integer(&json, "wanted", ADVERTS_ENOUGH);
	json_put_bool(&json, "enough", r->report.enough);
	json_name(&json, "terms");
	json_open(&json, '[');
	for (size_t i = 0; i < r->report.count; i++)
		put_want(&json, r, i);
	json_close(&json, ']');
	json_name(&json, "gaps");
	json_open(&json, '[');
	for (size_t i = 0; i < r->gap_count; i++)
		if (!put_gap(&json, r, &r->gaps[i], err))
			return false;
	json_close(&json, ']');
	json_close(&json, '}');
	text_add(&r->app->out, "\n");
	return true;
}

/* ---- on the screen ---- */

static int percent(double share)
{
	return (int)(share * 100 + 0.5);
}

enum { WIDE = 60 };			/* columns that a table needs */

/* "80%", "58-92%", "35": how many name it, within which range, the learner's
 * mark. */
static void fill_row(const struct reporting *r, size_t i, const char **cells)
{
	const struct advert_want *want = &r->report.wants[i];
	struct arena *arena = &r->app->turn;

	cells[0] = arena_printf(arena, "%d%%", percent(want->share));
	cells[1] = arena_printf(arena, "%d-%d%%", percent(want->low),
				percent(want->high));
	cells[2] = arena_printf(arena, "%d", percent(r->ready[i]));
	cells[3] = title_of(r, want);
}

/* Where a table would cut what is asked for. */
static void show_lines(struct screen *screen, const struct table *table)
{
	for (size_t i = 0; i < table->rows; i++) {
		const char **cells = table->cells + i * 4;

		screen_add(screen, STYLE_BOLD, "%4s ", cells[0]);
		screen_add(screen, STYLE_DIM, "%s, %s: ", cells[1], cells[2]);
		screen_wrap(screen, STYLE_PLAIN, 9 + (int)strlen(cells[1]) +
			    (int)strlen(cells[2]), 5, cells[3]);
	}
}

/* Rows with this verdict, below a heading; nothing where there are none. */
static void show_wants(const struct reporting *r, struct screen *screen,
		       enum advert_verdict verdict, const char *heading)
{
	static const char *const heads[] = { "named by", "range", "you",
					     "asked for" };
	struct table table = { .heads = heads, .columns = 4, .right = 1 | 2 |
			       4 };

	table.cells = ARENA_ARRAY(&r->app->turn, r->report.count * 4,
				  const char *);
	for (size_t i = 0; i < r->report.count; i++)
		if (r->report.wants[i].verdict == verdict)
			fill_row(r, i, table.cells + 4 * table.rows++);
	if (table.rows == 0)
		return;
	screen_wrap(screen, STYLE_BOLD, 0, 0, heading);
	if (screen->width >= WIDE) {
		screen_table(screen, &table);
		return;
	}
	screen_wrap(screen, STYLE_DIM, 0, 0, "named by, range, you: asked "
		    "for");
	show_lines(screen, &table);
}

static void show_sureness(const struct reporting *r, struct screen *screen)
{
	double low, high;
	size_t half = r->report.adverts / 2;

	advert_interval(half, r->report.adverts, &low, &high);
	screen_wrap(screen, STYLE_DIM, 0, 0, arena_printf(&r->app->turn,
		"The share among all such adverts lies in 'range' with 95%% "
		"certainty: %zu adverts tell it to about %d points either "
		"way. 'you' is your mark on its questions, 0 to 100.",
		r->report.adverts, percent((high - low) / 2)));
}

static bool show_gaps(struct reporting *r, struct screen *screen,
		      struct error *err)
{
	if (r->gap_count == 0)
		return true;
	screen_wrap(screen, STYLE_BOLD, 0, 0,
		    "What to close first, with questions to practise:");
	for (size_t i = 0; i < r->gap_count; i++) {
		const struct advert_want *want =
			&r->report.wants[r->gaps[i].want];
		struct strings ids = { 0 };
		struct text line;

		if (!questions_of(r, &r->gaps[i], &ids, err))
			return false;
		text_init(&line, 1000);
		text_addf(&line, "%s: ", title_of(r, want));
		for (size_t q = 0; q < ids.count; q++)
			text_addf(&line, "%s%s", q ? ", " : "practise ",
				  ids.list[q]);
		if (ids.count == 0)
			text_add(&line, "no question of your banks is about "
				 "it");
		screen_add(screen, STYLE_PLAIN, "%zu. ", i + 1);
		screen_wrap(screen, STYLE_PLAIN, 3, 3, line.s);
		text_release(&line);
	}
	screen_wrap(screen, STYLE_DIM, 0, 0, "'audit' asks how far you have "
		    "each; 'path' says what is next on the way.");
	return true;
}

static void show_few(const struct reporting *r, struct screen *screen)
{
	size_t count = r->report.adverts;

	screen_wrap(screen, STYLE_WARN, 0, 0, arena_printf(&r->app->turn,
		"%s so far. Read %d before you conclude anything: add %zu "
		"more ('adverts add FILE').",
		app_count(r->app, (int64_t)count, "advert"), ADVERTS_ENOUGH,
		ADVERTS_ENOUGH - count));
}

static bool report_screen(struct reporting *r, struct error *err)
{
	struct screen screen;

	app_screen(r->app, &screen);
	if (!r->report.enough)
		show_few(r, &screen);
	else
		screen_add(&screen, STYLE_ACCENT, "%s\n",
			   app_count(r->app, (int64_t)r->report.adverts,
				     "advert"));
	if (r->report.count == 0)
		return true;
	show_wants(r, &screen, ADVERT_IS_NEEDED,
		   "Non-negotiable: 80% of adverts or more");
	show_wants(r, &screen, ADVERT_IS_LIKELY,
		   "Likely non-negotiable: 80% or more, but of too few adverts "
		   "to be sure");
	show_wants(r, &screen, ADVERT_IS_NICE, "Nice to have");
	show_sureness(r, &screen);
	return show_gaps(r, &screen, err);
}

bool adverts_lacks(struct app *app, struct advert_lack **list, size_t *count,
		   struct error *err)
{
	struct reporting r = { .app = app };

	if (!gather(&r, err))
		return false;
	*count = r.gap_count;
	*list = ARENA_ARRAY(&app->turn, *count, struct advert_lack);
	for (size_t i = 0; i < *count; i++) {
		const struct advert_gap *gap = &r.gaps[i];
		const struct advert_want *want = &r.report.wants[gap->want];

		(*list)[i] = (struct advert_lack){
			.title = title_of(&r, want), .share = want->share,
			.ready = gap->ready, .weight = gap->weight,
		};
		if (!questions_of(&r, gap, &(*list)[i].questions, err))
			return false;
	}
	return true;
}

bool adverts_report(struct app *app, const struct arguments *arguments,
		    struct error *err)
{
	struct reporting r = { .app = app };

	(void)arguments;
	if (!gather(&r, err))
		return false;
	return app->json ? report_json(&r, err) : report_screen(&r, err);
}
