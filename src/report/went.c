/* went.c - the sections that tell how it went: scores, memory, skills, days. */
#include "report/page.h"

/* ---- scores ---- */

static const char *day_text(struct arena *arena, int64_t day)
{
	struct text text;
	const char *made;

	text_init(&text, 32);
	date_add_day(&text, day);
	made = text_dup(arena, &text);
	text_release(&text);
	return made;
}

static void add_trend_chart(struct page *page, struct arena *arena)
{
	const struct stats_trend *trend = &page->f->trend;
	const struct stats_part *first = &trend->parts[0];
	const struct stats_part *last = &trend->parts[trend->count - 1];
	const struct chart chart = {
		"trend-chart", trend->by_month ? "Mean score by month"
					       : "Mean score by week",
		"A line of the mean score of first answers, 0 to 100; lines "
		"across mark 40 (partial) and 75 (strong).",
	};
	double *places = ARENA_ARRAY(arena, trend->count, double);
	double *scores = ARENA_ARRAY(arena, trend->count, double);

	for (size_t i = 0; i < trend->count; i++) {
		places[i] = (double)(trend->parts[i].from - first->from) /
			    (double)(last->from - first->from);
		scores[i] = trend->parts[i].mean;
	}
	svg_line(page, &chart, places, scores, trend->count,
		 day_text(arena, first->from), day_text(arena, last->from));
}

static void add_recent(struct page *page, struct arena *arena)
{
	static const struct chart chart = {
		"recent-chart", "The last scores",
		"Columns: the scores of the last first answers, oldest "
		"first, 0 to 100.",
	};
	const struct figures *f = page->f;
	double *scores = ARENA_ARRAY(arena, f->recent_count, double);
	const char **labels = ARENA_ARRAY(arena, f->recent_count,
					  const char *);

	if (f->recent_count == 0)
		return;
	for (size_t i = 0; i < f->recent_count; i++)
		scores[i] = f->recent[i];
	labels[0] = "oldest";
	if (f->recent_count > 8)
		labels[f->recent_count - 1] = "newest";
	svg_columns(page, &chart, scores, labels, f->recent_count, 100);
	page_add(page, "<p class=\"dim\">The last scores, oldest first:");
	for (size_t i = 0; i < f->recent_count; i++) {
		page_add(page, " ");
		page_integer(page, f->recent[i], "recent[%zu]", i);
	}
	page_add(page, "</p>\n");
}

static void add_trend_table(struct page *page)
{
	const struct stats_trend *trend = &page->f->trend;

	table_begin(page, "mean scores", true);
	table_heads(page, "from|answers|mean");
	for (size_t i = 0; i < trend->count; i++) {
		table_day_row(page, trend->parts[i].from);
		CELL(page, page_integer(page, trend->parts[i].attempts,
					"trend.parts[%zu].attempts", i));
		CELL(page, page_mean(page, trend->parts[i].mean,
				     "trend.parts[%zu].mean", i));
		table_end_row(page);
	}
	table_end(page, true);
}

void went_trend(struct page *page, struct arena *arena)
{
	const struct stats_trend *trend = &page->f->trend;

	section_begin(page, "scores", "How scores move", false);
	page_add(page, "<p>First answers, by %s: ",
		 trend->by_month ? "month" : "week");
	page_text(page, trend->says);
	page_add(page, " (slope ");
	page_mean(page, trend->slope, "trend.slope");
	page_add(page, " points in 30 days).</p>\n");
	if (trend->count > 1)
		add_trend_chart(page, arena);
	if (trend->count > 0)
		add_trend_table(page);
	add_recent(page, arena);
	section_end(page);
}

/* ---- what is remembered ---- */

static void add_recall_row(struct page *page, const char *name,
			   const struct stats_recall *recall,
			   const char *place)
{
	table_row(page, name);
	CELL(page, page_integer(page, recall->reviews, "recall.%s.reviews",
				place));
	CELL(page, page_integer(page, recall->recalled, "recall.%s.recalled",
				place));
	CELL(page, page_share(page, recall->share, "recall.%s.share", place));
	table_end_row(page);
}

void went_recall(struct page *page, struct arena *arena)
{
	static const struct chart chart = {
		"recall-chart", "Still known when asked again",
		"Bars: of the questions asked again on a later day, the share "
		"answered with 70 points or more.",
	};
	const struct figures *f = page->f;
	const struct stats_recall *rows[] = { &f->recall_month,
					      &f->recall_year,
					      &f->recall_all };
	static const char *const names[] = { "last 30 days", "last year",
					     "in all" };
	struct svg_bar bars[3];

	section_begin(page, "recall", "What is remembered", false);
	page_add(page, "<p>Asked again on a later day, and answered with 70 "
		 "points or more.</p>\n");
	for (size_t i = 0; i < 3; i++)
		bars[i] = (struct svg_bar){
			names[i], rows[i]->share,
			arena_printf(arena, "%.0f%% of %lld",
				     rows[i]->share * 100,
				     (long long)rows[i]->reviews),
		};
	svg_bars(page, &chart, bars, 3, 1, "good");
	table_begin(page, "questions asked again", false);
	table_heads(page, "|asked again|remembered|share");
	add_recall_row(page, names[0], rows[0], "month");
	add_recall_row(page, names[1], rows[1], "year");
	add_recall_row(page, names[2], rows[2], "all");
	table_end(page, false);
	section_end(page);
}

/* ---- the interview ---- */

static void add_ready_row(struct page *page, const char *name,
			  const struct stats_ready *ready, const char *place)
{
	table_row(page, name);
	CELL(page, page_integer(page, ready->seen, "ready.%sseen", place));
	CELL(page, page_integer(page, ready->questions, "ready.%squestions",
				place));
	CELL(page, page_share(page, ready->recall, "ready.%srecall", place));
	CELL(page, page_share(page, ready->ready, "ready.%sready", place));
	table_end_row(page);
}

static void add_ready_chart(struct page *page, struct arena *arena)
{
	static const struct chart chart = {
		"ready-chart", "Ready for the interview, by skill",
		"Bars: of each skill's questions, the share expected to be "
		"remembered on that day.",
	};
	const struct stats_readiness *ready = &page->f->ready;
	struct svg_bar *bars = ARENA_ARRAY(arena, ready->count,
					   struct svg_bar);

	for (size_t i = 0; i < ready->count; i++)
		bars[i] = (struct svg_bar){
			ready->skills[i].skill, ready->skills[i].ready,
			arena_printf(arena, "%.0f%%",
				     ready->skills[i].ready * 100),
		};
	svg_bars(page, &chart, bars, ready->count, 1, "good");
}

void went_ready(struct page *page, struct arena *arena)
{
	const struct stats_readiness *ready = &page->f->ready;

	if (!ready->known)
		return;
	section_begin(page, "ready", "Ready for the interview", false);
	page_add(page, "<p>On ");
	page_day(page, ready->date);
	page_add(page, ", in ");
	page_integer(page, ready->days, "ready.days");
	page_add(page, " days, without more practice.</p>\n");
	add_ready_chart(page, arena);
	table_begin(page, "readiness by skill", true);
	table_heads(page, "skill|seen|of|remembered|ready");
	for (size_t i = 0; i < ready->count; i++)
		add_ready_row(page, ready->skills[i].skill, &ready->skills[i],
			      arena_printf(arena, "skills[%zu].", i));
	add_ready_row(page, "all of them", &ready->all, "");
	table_end(page, true);
	section_end(page);
}

/* ---- skills ---- */

static void add_skill_chart(struct page *page, struct arena *arena)
{
	static const struct chart chart = {
		"skills-chart", "Mean score by skill",
		"Bars: the mean score of first answers in each skill "
		"practised, 0 to 100.",
	};
	const struct figures *f = page->f;
	struct svg_bar *bars = ARENA_ARRAY(arena, f->skill_count,
					   struct svg_bar);
	size_t count = 0;

	for (size_t i = 0; i < f->skill_count; i++)
		if (f->skills[i].attempts > 0)
			bars[count++] = (struct svg_bar){
				f->skills[i].skill, f->skills[i].mean,
				arena_printf(arena, "%.0f",
					     f->skills[i].mean),
			};
	if (count > 0)
		svg_bars(page, &chart, bars, count, 100, "plain");
}

/* An empty cell where the skill has no answers of that level. */
static void add_level_cells(struct page *page, size_t skill)
{
	const struct stats_skill *of = &page->f->skills[skill];

	for (size_t i = 0; i < page->f->level_count; i++) {
		size_t at = 0;

		while (at < of->level_count &&
		       !str_is(str_of(of->levels[at].level),
			       page->f->levels[i].level))
			at++;
		page_add(page, "<td>");
		if (at < of->level_count) {
			page_mean(page, of->levels[at].mean,
				  "skills[%zu].levels[%zu].mean", skill, at);
			page_add(page, " <span class=\"dim\">of ");
			page_integer(page, of->levels[at].attempts,
				     "skills[%zu].levels[%zu].attempts",
				     skill, at);
			page_add(page, "</span>");
		}
		page_add(page, "</td>");
	}
}

static void add_skill_row(struct page *page, size_t i)
{
	const struct stats_skill *skill = &page->f->skills[i];

	table_row(page, skill->skill);
	CELL(page, page_integer(page, skill->seen, "skills[%zu].seen", i));
	CELL(page, page_integer(page, skill->questions,
				"skills[%zu].questions", i));
	CELL(page, page_integer(page, skill->attempts, "skills[%zu].attempts",
				i));
	CELL(page, page_mean(page, skill->mean, "skills[%zu].mean", i));
	CELL(page, page_integer(page, skill->due, "skills[%zu].due", i));
	add_level_cells(page, i);
	table_end_row(page);
}

static void add_level_row(struct page *page)
{
	page_add(page, "<tr><th scope=\"row\" colspan=\"6\">by level</th>");
	for (size_t i = 0; i < page->f->level_count; i++) {
		page_add(page, "<td>");
		page_mean(page, page->f->levels[i].mean, "levels[%zu].mean",
			  i);
		page_add(page, " <span class=\"dim\">of ");
		page_integer(page, page->f->levels[i].attempts,
			     "levels[%zu].attempts", i);
		page_add(page, "</span></td>");
	}
	table_end_row(page);
}

void went_skills(struct page *page, struct arena *arena)
{
	section_begin(page, "skills", "Skills", false);
	page_add(page, "<p>Mean score of first answers; <a href=\"#levels\">"
		 "all figures</a> stand below.</p>\n");
	add_skill_chart(page, arena);
	section_end(page);
}

void went_levels(struct page *page)
{
	const struct figures *f = page->f;

	section_begin(page, "levels", "Skills and levels", true);
	table_begin(page, "mean scores of first answers", false);
	table_begin_heads(page);
	table_head(page, "skill");
	table_head(page, "seen");
	table_head(page, "of");
	table_head(page, "answers");
	table_head(page, "mean");
	table_head(page, "due");
	for (size_t i = 0; i < f->level_count; i++)
		table_head(page, f->levels[i].level);
	table_end_heads(page);
	for (size_t i = 0; i < f->skill_count; i++)
		add_skill_row(page, i);
	if (f->level_count > 0)
		add_level_row(page);
	table_end(page, false);
	section_end(page);
}

/* ---- calendar ---- */

static void add_calendar_table(struct page *page)
{
	const struct stats_calendar *calendar = &page->f->calendar;
	size_t at = 0;

	table_begin(page, "days practised or frozen", true);
	table_heads(page, "day|answers|freeze");
	for (size_t i = 0; i < calendar->days; i++) {
		const struct stats_cell *cell = &calendar->cells[i];

		if (cell->attempts == 0 && !cell->frozen)
			continue;
		table_day_row(page, calendar->from + (int64_t)i);
		CELL(page, page_integer(page, cell->attempts,
					"calendar.days[%zu].attempts", at));
		page_add(page, "<td><data value=\"%s\" data-figure=\"$."
			 "calendar.days[%zu].frozen\">%s</data></td>",
			 cell->frozen ? "true" : "false", at,
			 cell->frozen ? "frozen" : "");
		table_end_row(page);
		at++;
	}
	table_end(page, true);
}

void went_calendar(struct page *page)
{
	static const struct chart chart = {
		"calendar-chart", "Days practised in the last 53 weeks",
		"A calendar: a column a week, a row a weekday; the darker a "
		"square, the more answers; a ring is a day that a freeze "
		"covered.",
	};
	const struct stats_calendar *calendar = &page->f->calendar;

	section_begin(page, "calendar", "Calendar", true);
	page_add(page, "<p>Practised on ");
	page_integer(page, calendar->practised, "calendar.practised");
	page_add(page, " days of the last 53 weeks; ");
	page_integer(page, calendar->frozen, "calendar.frozen");
	page_add(page, " days frozen.</p>\n<div class=\"scroll\" "
		 "tabindex=\"0\" role=\"region\" aria-label=\"Calendar\">\n");
	svg_calendar(page, &chart, calendar);
	page_add(page, "</div>\n<p class=\"dim\">less "
		 "<span class=\"key k1\"></span> <span class=\"key k2\">"
		 "</span> <span class=\"key k3\"></span> "
		 "<span class=\"key k4\"></span> more &nbsp; "
		 "<span class=\"key ice\"></span> frozen</p>\n");
	if (calendar->practised + calendar->frozen > 0)
		add_calendar_table(page);
	section_end(page);
}

/* ---- what others said ---- */

static void add_comment(struct page *page, const struct stats_comment *comment)
{
	page_add(page, "<blockquote>\n<p class=\"said\">");
	page_text(page, comment->text);
	page_add(page, "</p>\n<p class=\"dim\">");
	page_text(page, comment->author[0] ? comment->author : "Unnamed");
	page_add(page, comment->model ? ", a model, on " : ", a person, on ");
	page_text(page, comment->question ? comment->question : "a session");
	page_add(page, ", ");
	page_day(page, comment->day);
	page_add(page, "</p>\n</blockquote>\n");
}

void went_comments(struct page *page)
{
	const struct figures *f = page->f;

	if (f->comment_count == 0)
		return;
	section_begin(page, "comments", "Comments on your answers", true);
	for (size_t i = 0; i < f->comment_count; i++)
		add_comment(page, &f->comments[i]);
	section_end(page);
}
