/* audit_list.c - `audit list`: ratings held against marks and adverts.
 *
 * A table of all skills, then in sentences what is worth a thought: ratings
 * that the marks contradict, gaps by how often adverts ask for them, and
 * ratings with nothing to show for them.
 */
#include "app/career/adverts.h"
#include "app/career/audit.h"

#include <inttypes.h>

enum { WIDE = 60 };			/* columns that a table needs */

/* ---- gathering ---- */

static bool find_marks(struct app *app, struct audited *one,
		       struct error *err)
{
	for (size_t i = 0; i < one->skill.skills.count; i++) {
		struct skill_marks marks;
		struct audit_marks more;

		if (!store_skill_marks(app->store,
				       one->skill.skills.list[i].text, &marks,
				       err))
			return false;
		more = (struct audit_marks){ marks.count, marks.sum,
					     marks.squares };
		if (audit_take_marks(&one->marks, &more, one->skill.either) &&
		    one->skill.either)
			one->marked = one->skill.skills.list[i].text;
	}
	audit_judge(&one->marks, one->rating, &one->judgement);
	return true;
}

/* The vocabulary is only read where there are adverts. */
static bool find_adverts(struct app *app, struct audit *audit,
			 struct error *err)
{
	struct advert_reader *reader;
	struct requirements *found;
	struct advert *adverts;

	if (!store_adverts(app->store, &app->turn, &adverts, &audit->adverts,
			   err))
		return false;
	if (audit->adverts == 0)
		return true;
	if (!adverts_reader(app, &reader, err))
		return false;
	found = ARENA_ARRAY(&app->turn, audit->adverts, struct requirements);
	for (size_t i = 0; i < audit->adverts; i++)
		advert_read(&app->turn, reader, str_of(adverts[i].text),
			    &found[i]);
	for (size_t i = 0; i < audit->count; i++)
		audit->list[i].named = audit_named(reader, found,
			audit->adverts, &audit->list[i].skill.terms);
	return true;
}

/* ---- as JSON ---- */

static void put_adverts(struct json *json, const struct audit *audit,
			const struct audited *one)
{
	double low, high;

	json_name(json, "adverts");
	if (audit->adverts == 0 || one->skill.terms.count == 0) {
		json_null(json);
		return;
	}
	advert_interval(one->named, audit->adverts, &low, &high);
	json_open(json, '{');
	json_put_integer(json, "count", (int64_t)audit->adverts);
	json_put_integer(json, "named", (int64_t)one->named);
	json_put_number(json, "share", (double)one->named /
			(double)audit->adverts);
	json_put_number(json, "low", low);
	json_put_number(json, "high", high);
	json_close(json, '}');
}

static void put_marks(struct json *json, const struct audited *one)
{
	const struct audit_judgement *j = &one->judgement;

	json_name(json, "marks");
	json_open(json, '{');
	json_put_integer(json, "questions", one->marks.count);
	json_name(json, "mean");
	if (one->marks.count)
		json_number(json, j->mean);
	else
		json_null(json);
	json_put_number(json, "low", j->low);
	json_put_number(json, "high", j->high);
	json_name(json, "says");
	if (j->says)
		json_integer(json, j->says);
	else
		json_null(json);
	json_put(json, "verdict", audit_verdict_names[j->verdict]);
	if (one->skill.either)
		json_put(json, "skill", one->marked);
	json_close(json, '}');
}

static void put_rating(struct json *json, const char *name, int rating)
{
	json_name(json, name);
	if (rating)
		json_integer(json, rating);
	else
		json_null(json);
}

static void list_json(struct app *app, const struct audit *audit)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	json_put(&json, "path", audit->path->id);
	json_put_integer(&json, "rated", (int64_t)audit->rated);
	json_put_integer(&json, "adverts", (int64_t)audit->adverts);
	json_name(&json, "skills");
	json_open(&json, '[');
	for (size_t i = 0; i < audit->count; i++) {
		const struct audited *one = &audit->list[i];

		json_open(&json, '{');
		json_put(&json, "id", one->skill.id);
		json_put(&json, "title", one->skill.title);
		json_put(&json, "kind", audit_kind_names[one->skill.kind]);
		put_rating(&json, "rating", one->rating);
		put_rating(&json, "before", one->before);
		path_put_day(&json, "on", one->day);
		json_put(&json, "evidence", one->evidence);
		put_marks(&json, one);
		put_adverts(&json, audit, one);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

/* ---- the table ---- */

static int percent(double share)
{
	return (int)(share * 100 + 0.5);
}

static void fill_row(struct app *app, const struct audit *audit,
		     const struct audited *one, const char **cells)
{
	struct arena *arena = &app->turn;

	cells[0] = arena_printf(arena, "  %s", one->skill.title);
	cells[1] = one->rating ? arena_printf(arena, "%d", one->rating) : "-";
	cells[2] = one->marks.count >= AUDIT_ENOUGH
		? arena_printf(arena, "%d", one->judgement.says) : "-";
	cells[3] = one->skill.skills.count == 0 ? "" :
		arena_printf(arena, "%" PRId64, one->marks.count);
	if (audit->adverts)
		cells[4] = one->skill.terms.count == 0 ? "" :
			arena_printf(arena, "%d%%",
				     percent((double)one->named /
					     (double)audit->adverts));
}

static const char *const kinds[AUDIT_KINDS] = { "carries over", "to build" };

/* Where a table would cut most titles: a skill is a sentence. */
static void show_lines(struct app *app, struct screen *screen,
		       const struct audit *audit)
{
	enum audit_kind last = AUDIT_KINDS;

	for (size_t i = 0; i < audit->count; i++) {
		const struct audited *one = &audit->list[i];
		const char *cells[5] = { NULL };

		fill_row(app, audit, one, cells);
		if (one->skill.kind != last)
			screen_add(screen, STYLE_BOLD, "%s\n",
				   kinds[one->skill.kind]);
		last = one->skill.kind;
		screen_add(screen, STYLE_PLAIN, "  %s ", cells[1]);
		screen_wrap(screen, STYLE_PLAIN, 4, 4,
			    arena_printf(&app->turn, "%s%s%s", cells[0] + 2,
				cells[3][0] ? arena_printf(&app->turn,
					", marks %s of %s", cells[2], cells[3])
					    : "",
				cells[4] && cells[4][0] ? arena_printf(
					&app->turn, ", adverts %s", cells[4])
							: ""));
	}
}

/* A row for each kind that there is, its skills below it. */
static void show_table(struct app *app, struct screen *screen,
		       const struct audit *audit)
{
	static const char *const heads[] = { "skill", "you", "marks", "of",
					     "adverts" };
	enum audit_kind last = AUDIT_KINDS;
	struct table table = { .heads = heads, .right = 2 | 4 | 8 | 16,
			       .columns = audit->adverts ? 5 : 4 };

	table.cells = ARENA_ARRAY(&app->turn, (audit->count + AUDIT_KINDS) *
				  table.columns, const char *);
	for (size_t i = 0; i < audit->count; i++) {
		const struct audited *one = &audit->list[i];

		if (one->skill.kind != last) {
			const char **cells = table.cells + table.columns *
					     table.rows++;

			for (size_t c = 0; c < table.columns; c++)
				cells[c] = c ? "" : kinds[one->skill.kind];
		}
		last = one->skill.kind;
		fill_row(app, audit, one, table.cells + table.columns *
			 table.rows++);
	}
	screen_table(screen, &table);
}

/* ---- in sentences ---- */

static void show_judgement(struct app *app, struct screen *screen,
			   const struct audited *one)
{
	const struct audit_judgement *j = &one->judgement;
	bool high = j->verdict == AUDIT_RATED_HIGH;

	if (!high && j->verdict != AUDIT_RATED_LOW)
		return;
	screen_wrap(screen, high ? STYLE_WARN : STYLE_GOOD, 0, 0,
		    arena_printf(&app->turn, "You rate %s %d, your marks%s%s "
				 "say %d: on average %d on %" PRId64
				 " questions, %d to %d with 95%% certainty. "
				 "%s",
				 one->skill.title, one->rating,
				 one->marked ? " of " : "", one->marked ?
				 one->marked : "", j->says,
				 (int)(j->mean + 0.5), one->marks.count,
				 (int)(j->low + 0.5), (int)(j->high + 0.5),
				 high ? "Believe the marks, and practise it."
				      : "You know more of it than you think."));
}

/* "Lead: a, b, c." of the skills that `is` picks; nothing for none. */
static void show_those(struct app *app, struct screen *screen,
		       const struct audit *audit, const char *lead,
		       bool (*is)(const struct audited *one))
{
	struct text line;
	size_t count = 0;

	text_init(&line, 4096);
	for (size_t i = 0; i < audit->count; i++)
		if (is(&audit->list[i]))
			text_addf(&line, "%s%s", count++ ? ", " : "",
				  audit->list[i].skill.title);
	if (count)
		screen_wrap(screen, STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "%s: %s.", lead, line.s));
	text_release(&line);
}

static bool is_unshown(const struct audited *one)
{
	return one->rating >= AUDIT_SHOWN && !one->evidence[0];
}

static bool is_unrated(const struct audited *one)
{
	return one->rating == 0;
}

static bool is_thin(const struct audited *one)
{
	return one->rating && one->skill.skills.count > 0 &&
	       one->judgement.verdict == AUDIT_TOO_FEW;
}

static bool is_gap(const struct audited *one)
{
	return one->rating > 0 && one->rating <= AUDIT_GAP;
}

/* Gaps that adverts ask for most come first. */
static void show_gaps(struct app *app, struct screen *screen,
		      const struct audit *audit)
{
	const struct audited **gaps = ARENA_ARRAY(&app->turn, audit->count,
						  const struct audited *);
	size_t count = 0;
	struct text line;

	for (size_t i = 0; i < audit->count; i++) {
		size_t at = count;

		if (!is_gap(&audit->list[i]))
			continue;
		for (; at > 0 && gaps[at - 1]->named < audit->list[i].named;
		     at--)
			gaps[at] = gaps[at - 1];
		gaps[at] = &audit->list[i];
		count++;
	}
	if (count == 0)
		return;
	text_init(&line, 4096);
	text_add(&line, "Gaps by your own rating: ");
	for (size_t i = 0; i < count; i++) {
		text_addf(&line, "%s%s %d", i ? ", " : "",
			  gaps[i]->skill.title, gaps[i]->rating);
		if (gaps[i]->named)
			text_addf(&line, " (asked for by %d%% of the adverts)",
				  percent((double)gaps[i]->named /
					  (double)audit->adverts));
	}
	text_add(&line, audit->adverts ? ". 'adverts report' says which to "
		 "close first." : ".");
	screen_wrap(screen, STYLE_PLAIN, 0, 0, line.s);
	text_release(&line);
}

/* Where a rating hangs in the air, with what to practise. */
static void show_thin(struct app *app, struct screen *screen,
		      const struct audit *audit)
{
	struct text line;

	text_init(&line, 4096);
	for (size_t i = 0; i < audit->count; i++)
		if (is_thin(&audit->list[i]))
			text_addf(&line, "%s%s ('practise %s')",
				  line.len ? ", " : "",
				  audit->list[i].skill.title,
				  audit->list[i].skill.skills.list[0].text);
	if (line.len)
		screen_wrap(screen, STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "Too few answers to hold "
					 "a rating against, practise some: "
					 "%s.", line.s));
	text_release(&line);
}

static void show_changes(struct app *app, struct screen *screen,
			 const struct audit *audit)
{
	struct text line;

	text_init(&line, 4096);
	for (size_t i = 0; i < audit->count; i++) {
		const struct audited *one = &audit->list[i];

		if (one->before && one->before != one->rating)
			text_addf(&line, "%s%s from %d to %d",
				  line.len ? ", " : "", one->skill.title,
				  one->before, one->rating);
	}
	if (line.len)
		screen_wrap(screen, STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "Since the rating before "
					 "that: %s.", line.s));
	text_release(&line);
}

static void show_adverts(struct app *app, struct screen *screen,
			 const struct audit *audit)
{
	if (audit->adverts == 0)
		screen_wrap(screen, STYLE_DIM, 0, 0, "No adverts to hold it "
			    "against; 'adverts add FILE' adds one.");
	else if (audit->adverts < ADVERTS_ENOUGH)
		screen_wrap(screen, STYLE_DIM, 0, 0, arena_printf(&app->turn,
			"The shares are of %s; %d are wanted before one "
			"concludes anything from them.",
			app_count(app, (int64_t)audit->adverts, "advert"),
			ADVERTS_ENOUGH));
}

static void list_screen(struct app *app, const struct audit *audit)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_ACCENT, 0, 0, arena_printf(&app->turn,
		"%s: %zu of %zu skills rated", audit->path->title,
		audit->rated, audit->count));
	if (screen.width < WIDE)
		show_lines(app, &screen, audit);
	else
		show_table(app, &screen, audit);
	screen_wrap(&screen, STYLE_DIM, 0, 0, arena_printf(&app->turn,
		"'marks' is the mean of your marks as a rating, 20 points a "
		"step, 'of' how many questions that is from; below %d it says "
		"nothing.", AUDIT_ENOUGH));
	show_adverts(app, &screen, audit);
	text_add(&app->out, "\n");
	for (size_t i = 0; i < audit->count; i++)
		show_judgement(app, &screen, &audit->list[i]);
	show_changes(app, &screen, audit);
	show_gaps(app, &screen, audit);
	show_those(app, &screen, audit, "Rated 4 or 5, with nothing to show "
		   "for it yet", is_unshown);
	show_thin(app, &screen, audit);
	show_those(app, &screen, audit, "Not rated yet ('audit' asks)",
		   is_unrated);
}

bool audit_list(struct app *app, struct audit *audit, struct error *err)
{
	for (size_t i = 0; i < audit->count; i++)
		if (!find_marks(app, &audit->list[i], err))
			return false;
	if (!find_adverts(app, audit, err))
		return false;
	if (app->json)
		list_json(app, audit);
	else
		list_screen(app, audit);
	return true;
}
