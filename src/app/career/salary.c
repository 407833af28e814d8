/* salary.c - the command `salary`: what both jobs pay, the dip and the way
 * back, and what to say about the first offer.
 *
 * Every figure is the path's or follows from one. Bands stand on one scale, so
 * that they are compared by eye; the way back is a line of months.
 */
#include "app/career/path.h"
#include "app/commands.h"

#include <inttypes.h>

enum { LABEL_MAX = 12, BAR_MIN = 10, BAR_MAX = 100 };

struct paying {
	struct app *app;
	const struct career_path *path;
	const struct path_salaries *salaries;
	size_t first, count;		/* levels that are shown */
	size_t level;			/* that one is at now */
	int64_t now;			/* what one earns; 0: not told */
	enum salary_place place;	/* of now */
	struct form_range band;		/* what one earns now, or may */
	const struct path_salary *taken;	/* level of the dip; NULL */
	struct salary_way way;
};

static const struct path_salary *level_of(const struct paying *p)
{
	return &p->salaries->levels[p->level];
}

static const char *band_text(const struct paying *p,
			     const struct form_range *band)
{
	return path_range(p->app, band);
}

/* "2,000 to 36,000 less", "10,000 less to 14,000 more". */
static const char *change_text(const struct paying *p,
			       const struct salary_change *change)
{
	struct arena *arena = &p->app->turn;
	const char *low = salary_text(arena, change->low < 0 ? -change->low
							     : change->low);
	const char *high = salary_text(arena, change->high < 0
				       ? -change->high : change->high);

	if (change->high <= 0)
		return change->low == change->high
			? arena_printf(arena, "%s less", low)
			: arena_printf(arena, "%s to %s%s less",
				       change->high ? high : "nothing", low,
				       change->low_open ? "+" : "");
	if (change->low >= 0)
		return change->low == change->high
			? arena_printf(arena, "%s more", high)
			: arena_printf(arena, "%s to %s%s more",
				       change->low ? low : "nothing", high,
				       change->high_open ? "+" : "");
	return arena_printf(arena, "from %s%s less to %s%s more", low,
			    change->low_open ? "+" : "", high,
			    change->high_open ? "+" : "");
}

/* ---- what was asked for ---- */

static bool find_level(struct paying *p, const char *given, struct error *err)
{
	struct strings known = { 0 };
	const char *near;

	for (size_t i = 0; i < p->salaries->level_count; i++) {
		const struct path_salary *one = &p->salaries->levels[i];

		if (str_is(str_of(given), one->id) ||
		    str_is(str_of(given), one->title)) {
			p->level = p->first = i;
			p->count = 1;
			return true;
		}
		strings_add(&p->app->turn, &known, one->id);
		if (!str_is(str_of(one->id), one->title))
			strings_add(&p->app->turn, &known, one->title);
	}
	near = text_nearest(given, &known);
	return error_set(err, near ? "no level '%s'; did you mean '%s'?"
				   : "no level '%s'; 'salary' shows them all",
			 given, near);
}

/* What is earned now: the amount told, else the band of the level named, else
 * that of the level which the path's dip begins at. */
static void settle_now(struct paying *p, bool named)
{
	const struct path_salary *dip = path_level(p->path,
						   p->salaries->dip_from);
	size_t held;

	if (p->now) {
		p->place = salary_place(p->salaries, p->now, false, &held);
		p->band = (struct form_range){ .low = p->now, .high = p->now };
		if (!named)
			p->level = held;
		return;
	}
	if (!named && dip)
		p->level = (size_t)(dip - p->salaries->levels);
	p->band = level_of(p)->from;
}

static bool read_arguments(struct paying *p, const struct arguments *arguments,
			   struct error *err)
{
	const char *now = option(arguments, "now");
	bool named = arguments->count > 0;

	p->count = p->salaries->level_count;
	if (now && !salary_read(str_of(now), &p->now))
		return error_set(err, "--now takes what you earn a year, as "
				 "45000, 45,000 or 45k, not '%s'", now);
	if (named && !find_level(p, arguments->list[0], err))
		return false;
	settle_now(p, named);
	p->taken = p->salaries->dip_to ? path_level(p->path,
						    p->salaries->dip_to)
				       : NULL;
	p->way = salary_way(p->salaries);
	return true;
}

/* ---- the bands ---- */

static void show_table(const struct paying *p, struct screen *screen)
{
	const char *heads[] = { "level", p->path->from, p->path->to };
	struct table table = { .heads = heads, .columns = 3,
			       .rows = p->count };

	table.cells = ARENA_ARRAY(&p->app->turn, p->count * 3, const char *);
	for (size_t i = 0; i < p->count; i++) {
		const struct path_salary *one =
			&p->salaries->levels[p->first + i];
		const char **cells = table.cells + i * 3;

		cells[0] = one->title;
		cells[1] = band_text(p, &one->from);
		cells[2] = band_text(p, &one->to);
	}
	screen_table(screen, &table);
}

static const char you[] = "you now";

struct scale {
	int label, columns;		/* of the bars */
	int64_t most;			/* at their right end */
};

static struct scale make_scale(const struct paying *p,
			       const struct screen *screen)
{
	struct scale scale = { .most = p->now,
			       .label = p->now ? (int)strlen(you) : 0 };

	for (size_t i = p->first; i < p->first + p->count; i++) {
		const struct path_salary *one = &p->salaries->levels[i];
		int width = (int)utf8_width(str_of(one->title));

		if (width > scale.label)
			scale.label = width;
		if (one->from.high > scale.most)
			scale.most = one->from.high;
		if (one->to.high > scale.most)
			scale.most = one->to.high;
	}
	if (scale.label > LABEL_MAX)
		scale.label = LABEL_MAX;
	scale.columns = screen->width - scale.label - 3;
	if (scale.columns > BAR_MAX)
		scale.columns = BAR_MAX;
	if (scale.columns < BAR_MIN)
		scale.columns = BAR_MIN;
	return scale;
}

static int column_of(const struct scale *scale, int64_t amount)
{
	return (int)((amount * scale->columns + scale->most / 2) /
		     scale->most);
}

/* A label cut to its columns, then the band where it lies on the scale. */
static void show_band(struct screen *screen, const struct scale *scale,
		      const char *label, const struct form_range *band,
		      enum style style, const char *fill)
{
	int from = column_of(scale, band->low);
	int to = column_of(scale, band->high);
	struct text cut;

	text_init(&cut, (size_t)scale->label);
	text_add(&cut, label);
	screen_add(screen, STYLE_PLAIN, "%s", cut.s);
	text_add_times(screen->out, " ", (size_t)(scale->label + 1 + from) -
		       utf8_width(text_str(&cut)));
	text_release(&cut);
	for (int i = from; i < (to > from ? to : from + 1); i++)
		screen_add(screen, style, "%s", fill);
	screen_add(screen, style, "%s\n", band->open ? "+" : "");
}

static void show_bars(const struct paying *p, struct screen *screen)
{
	struct scale scale = make_scale(p, screen);
	const char *from = screen->utf8 ? "░" : "-";
	const char *to = screen->utf8 ? "█" : "#";

	text_add(screen->out, "\n");
	for (size_t i = p->first; i < p->first + p->count; i++) {
		const struct path_salary *one = &p->salaries->levels[i];

		show_band(screen, &scale, one->title, &one->from, STYLE_PLAIN,
			  from);
		show_band(screen, &scale, "", &one->to, STYLE_ACCENT, to);
	}
	if (p->now) {
		struct form_range now = { .low = p->now, .high = p->now };

		show_band(screen, &scale, you, &now, STYLE_WARN,
			  screen->utf8 ? "▲" : "^");
	}
	screen_wrap(screen, STYLE_DIM, 0, 0,
		    arena_printf(&p->app->turn, "%s %s  %s %s; from 0 to %s",
				 from, p->path->from, to, p->path->to,
				 salary_text(&p->app->turn, scale.most)));
}

static void show_place(const struct paying *p, struct screen *screen)
{
	const struct path_salary *held;
	struct text line;
	size_t level;

	if (!p->now)
		return;
	salary_place(p->salaries, p->now, false, &level);
	held = &p->salaries->levels[level];
	text_init(&line, 400);
	text_addf(&line, "You earn %s: ", salary_text(&p->app->turn, p->now));
	switch (p->place) {
	case SALARY_BELOW:
		text_addf(&line, "below the %s band", held->title);
		break;
	case SALARY_WITHIN:
		text_addf(&line, "within the %s band", held->title);
		break;
	case SALARY_BETWEEN:
		text_addf(&line, "below the %s band and above the one under "
			  "it", held->title);
		break;
	case SALARY_ABOVE:
	default:
		text_addf(&line, "above the %s band", held->title);
		break;
	}
	text_addf(&line, " of a %s (%s).", p->path->from,
		  band_text(p, &held->from));
	screen_wrap(screen, STYLE_PLAIN, 0, 0, line.s);
	text_release(&line);
}

/* ---- the dip ---- */

static void show_changes(const struct paying *p, struct screen *screen)
{
	struct arena *arena = &p->app->turn;

	text_add(screen->out, "\n");
	screen_wrap(screen, STYLE_BOLD, 0, 0, arena_printf(arena,
		"From %s now, to a role as %s",
		p->now ? salary_text(arena, p->now)
		       : arena_printf(arena, "%s (%s, %s)",
				      band_text(p, &p->band),
				      level_of(p)->title, p->path->from),
		p->path->to));
	for (size_t i = 0; i <= p->level; i++) {
		const struct path_salary *one = &p->salaries->levels[i];
		struct salary_change change = salary_change(&p->band,
							    &one->to);

		screen_symbol(screen, STYLE_DIM, SYMBOL_DOT);
		text_add(screen->out, " ");
		screen_wrap(screen, STYLE_PLAIN, 2, 2, arena_printf(arena,
			"%s, %s: %s a year", one->title,
			band_text(p, &one->to), change_text(p, &change)));
	}
}

/* Months under the line, where what happens changes. */
static void show_months(const struct paying *p, struct screen *screen,
			int columns)
{
	struct text line;
	int at = 0;

	text_init(&line, 400);
	text_add(&line, "0");
	at = 1;
	for (int i = 0; i < SALARY_PHASES; i++) {
		const char *month = arena_printf(&p->app->turn, "%" PRId64,
						 p->way.to[i]);
		int wanted = (int)(p->way.to[i] * columns / p->way.months) -
			     (i == SALARY_BACK ? (int)strlen(month) : 0);

		if (wanted <= at || p->way.from[i] == p->way.to[i])
			continue;
		text_add_times(&line, " ", (size_t)(wanted - at));
		text_add(&line, month);
		at = wanted + (int)strlen(month);
	}
	screen_add(screen, STYLE_DIM, "%s\n", line.s);
	text_release(&line);
}

/* What each stretch of the line is, and how it is drawn. */
static const struct {
	const char *utf8, *ascii;
	enum style style;
	const char *says;
} phases[SALARY_PHASES] = {
	[SALARY_CUT] = { "█", "#", STYLE_BAD, "the cut shows most" },
	[SALARY_MAY_SHOW] = { "▓", "=", STYLE_WARN, "it may still do so" },
	[SALARY_CLIMB] = { "▒", "-", STYLE_PLAIN, "less and less" },
	[SALARY_BACK] = { "░", ".", STYLE_GOOD,
			  "usually back in this time" },
};

static void show_line(const struct paying *p, struct screen *screen)
{
	int columns = screen->width < BAR_MAX ? screen->width : BAR_MAX;

	if (!p->way.known || p->way.months <= 0)
		return;
	for (int i = 0; i < columns; i++) {
		enum salary_phase phase = salary_phase(&p->way,
			(i + 0.5) * (double)p->way.months / columns);

		screen_add(screen, phases[phase].style, "%s", screen->utf8
			   ? phases[phase].utf8 : phases[phase].ascii);
	}
	screen_add(screen, STYLE_PLAIN, "\n");
	show_months(p, screen, columns);
	for (int i = 0; i < SALARY_PHASES; i++) {
		if (p->way.from[i] == p->way.to[i])
			continue;
		screen_add(screen, phases[i].style, "%s", screen->utf8
			   ? phases[i].utf8 : phases[i].ascii);
		screen_add(screen, STYLE_PLAIN, " ");
		screen_wrap(screen, STYLE_PLAIN, 2, 2,
			    arena_printf(&p->app->turn, "months %" PRId64 "-%"
					 PRId64 ": %s", p->way.from[i],
					 p->way.to[i], phases[i].says));
	}
}

/* Whether the level that one comes back to pays what is earned now. */
static void show_back(const struct paying *p, struct screen *screen)
{
	const struct path_salary *back = path_level(p->path,
						    p->salaries->dip_from);

	if (p->salaries->back)
		screen_wrap(screen, STYLE_PLAIN, 0, 0, p->salaries->back);
	if (!p->now || !back)
		return;
	screen_wrap(screen, STYLE_PLAIN, 0, 0, arena_printf(&p->app->turn,
		"The %s band of a %s is %s: %s.", back->title, p->path->to,
		band_text(p, &back->to),
		p->now < back->to.low ? "all of it is more than you earn now"
		: p->now <= back->to.high || back->to.open
		? "what you earn now lies in it"
		: "it ends below what you earn now, so that takes longer"));
}

static void show_dip(const struct paying *p, struct screen *screen)
{
	show_changes(p, screen);
	if (!p->taken || level_of(p) <= p->taken)
		return;
	text_add(screen->out, "\n");
	screen_wrap(screen, STYLE_BOLD, 0, 0, "The dip and the way back, in "
		    "months");
	if (p->salaries->dip)
		screen_wrap(screen, STYLE_PLAIN, 0, 0, p->salaries->dip);
	show_line(p, screen);
	show_back(p, screen);
}

/* ---- the first offer ---- */

static void show_list(struct screen *screen, const char *head,
		      const struct form_texts *texts, bool quoted)
{
	const char *open = !quoted ? "" : screen->utf8 ? "“" : "\"";
	const char *close = !quoted ? "" : screen->utf8 ? "”" : "\"";
	struct text line;

	if (texts->count == 0)
		return;
	text_add(screen->out, "\n");
	screen_wrap(screen, STYLE_BOLD, 0, 0, head);
	text_init(&line, 4096);
	for (size_t i = 0; i < texts->count; i++) {
		text_reset(&line);
		text_addf(&line, "%s%s%s", open, texts->list[i].text, close);
		screen_symbol(screen, STYLE_DIM, SYMBOL_DOT);
		text_add(screen->out, " ");
		screen_wrap(screen, STYLE_PLAIN, 2, 2, line.s);
	}
	text_release(&line);
}

static void show_offer(const struct paying *p, struct screen *screen)
{
	show_list(screen, "The first offer", &p->salaries->negotiating,
		  false);
	if (p->taken) {
		struct form_range upper = salary_upper(&p->taken->to);

		screen_symbol(screen, STYLE_DIM, SYMBOL_DOT);
		text_add(screen->out, " ");
		screen_wrap(screen, STYLE_PLAIN, 2, 2,
			    arena_printf(&p->app->turn, "The upper half of "
					 "the %s band is %s: name a figure "
					 "there, and why.", p->taken->title,
					 band_text(p, &upper)));
	}
	show_list(screen, "What to say", &p->salaries->sentences, true);
}

static void show_screen(const struct paying *p)
{
	const struct path_salaries *s = p->salaries;
	struct screen screen;

	app_screen(p->app, &screen);
	screen_wrap(&screen, STYLE_ACCENT, 0, 0, arena_printf(&p->app->turn,
		"Salaries a year in %s%s%s%s", s->currency,
		s->country ? ", " : "", s->country ? s->country : "",
		s->year ? arena_printf(&p->app->turn, ", of %" PRId64, s->year)
			: ""));
	show_table(p, &screen);
	show_bars(p, &screen);
	show_place(p, &screen);
	show_dip(p, &screen);
	show_offer(p, &screen);
}

/* ---- as JSON ---- */

static void put_band(struct json *json, const char *name,
		     const struct form_range *band)
{
	json_name(json, name);
	json_open(json, '{');
	json_put_integer(json, "low", band->low);
	json_put_integer(json, "high", band->high);
	json_put_bool(json, "open", band->open);
	json_close(json, '}');
}

static void put_level(struct json *json, const struct paying *p, size_t i)
{
	const struct path_salary *one = &p->salaries->levels[i];
	struct salary_change change = salary_change(&p->band, &one->to);

	json_open(json, '{');
	json_put(json, "id", one->id);
	json_put(json, "title", one->title);
	put_band(json, "from", &one->from);
	put_band(json, "to", &one->to);
	json_name(json, "against_now");
	json_open(json, '{');
	json_put_integer(json, "low", change.low);
	json_put_integer(json, "high", change.high);
	json_close(json, '}');
	json_close(json, '}');
}

static void put_range(struct json *json, const char *name,
		      const struct form_range *range)
{
	json_name(json, name);
	json_open(json, '{');
	json_put_integer(json, "low", range->low);
	json_put_integer(json, "high", range->high);
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

static void put_now(struct json *json, const struct paying *p)
{
	json_name(json, "now");
	json_open(json, '{');
	json_name(json, "amount");
	if (p->now)
		json_integer(json, p->now);
	else
		json_null(json);
	json_put(json, "level", level_of(p)->id);
	json_put(json, "place", p->now ? salary_place_names[p->place] : NULL);
	json_put_integer(json, "low", p->band.low);
	json_put_integer(json, "high", p->band.high);
	json_close(json, '}');
}

static void put_dip(struct json *json, const struct paying *p)
{
	struct form_range upper;

	json_name(json, "dip");
	if (!p->taken) {
		json_null(json);
		return;
	}
	upper = salary_upper(&p->taken->to);
	json_open(json, '{');
	json_put(json, "from", p->salaries->dip_from);
	json_put(json, "to", p->salaries->dip_to);
	json_put(json, "says", p->salaries->dip);
	put_range(json, "months", &p->salaries->dip_months);
	json_put(json, "back", p->salaries->back);
	put_range(json, "years", &p->salaries->back_years);
	put_band(json, "upper_half", &upper);
	json_close(json, '}');
}

static void show_json(const struct paying *p)
{
	struct json json = app_json(p->app);

	json_open(&json, '{');
	json_put(&json, "path", p->path->id);
	json_put(&json, "currency", p->salaries->currency);
	json_put(&json, "country", p->salaries->country);
	json_name(&json, "year");
	if (p->salaries->year)
		json_integer(&json, p->salaries->year);
	else
		json_null(&json);
	json_name(&json, "levels");
	json_open(&json, '[');
	for (size_t i = p->first; i < p->first + p->count; i++)
		put_level(&json, p, i);
	json_close(&json, ']');
	put_now(&json, p);
	put_dip(&json, p);
	put_texts(&json, "negotiating", &p->salaries->negotiating);
	put_texts(&json, "sentences", &p->salaries->sentences);
	json_close(&json, '}');
	text_add(&p->app->out, "\n");
}

/* ---- the command ---- */

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct paying p = { .app = app };

	if (!path_in_use(app, &p.path, err))
		return false;
	p.salaries = &p.path->salaries;
	if (p.salaries->level_count == 0)
		return error_set(err, "the path '%s' says nothing of "
				 "salaries; see 'path list'", p.path->id);
	if (!read_arguments(&p, arguments, err))
		return false;
	if (app->json)
		show_json(&p);
	else
		show_screen(&p);
	return true;
}

static const char *const options[] = { "json", "now=", NULL };

/* Its levels are the path's. */
static void names_of_levels(struct app *app, struct arena *arena,
			    struct strings *names)
{
	const struct career_path *path;
	struct error ignored;

	if (!path_in_use(app, &path, &ignored))
		return;
	for (size_t i = 0; i < path->salaries.level_count; i++)
		strings_add(arena, names, arena_strdup(arena,
			    path->salaries.levels[i].id));
}

const struct command command_salary = {
	.name = "salary",
	.usage = "[LEVEL] [--now AMOUNT]",
	.summary = "what both jobs pay, the dip at first, what to say to an "
		   "offer",
	.help = "LEVEL is one of the path's, such as entry or mid. AMOUNT is "
		"what you earn a\nyear, 45000 or 45k: everything is then held "
		"against that. It is not kept. The\nfigures are the path's "
		"('path check' says how to write one of your own).",
	.options = options,
	.max = 1,
	.completes = COMPLETES_NAMES,
	.names = names_of_levels,
	.run = run,
};
