/* html.c - the page: its frame, and what is to be done.
 *
 * In the order of the progress page: what to do, then how it went. Each
 * section is made from the figures alone and left out where they have nothing
 * to tell; its figures stand in a table, open or folded, whatever its chart
 * shows.
 */
#include "report/page.h"

#include <math.h>

enum { WEAK_MOST = 3 };

static double sum_due(const struct stats_forecast *forecast)
{
	double sum = (double)forecast->overdue;

	for (int i = 0; i < FORECAST_DAYS; i++)
		sum += (double)forecast->days[i];
	return sum;
}

/* ---- at a glance ---- */

static void tile(struct page *page, const char *name, int64_t value,
		 const char *place)
{
	page_add(page, "<div><dt>%s</dt><dd>", name);
	page_integer(page, value, "%s", place);
	page_add(page, "</dd></div>\n");
}

static void add_usage(struct page *page, const char *name,
		      struct stats_usage usage, const char *place)
{
	table_row(page, name);
	CELL(page, page_integer(page, usage.attempts, "%sattempts", place));
	CELL(page, page_integer(page, usage.words, "%swords", place));
	CELL(page, page_integer(page, usage.seconds, "%sseconds", place));
	page_add(page, "<td>%lld:%02d</td>",
		 (long long)(usage.seconds / 3600),
		 (int)(usage.seconds / 60 % 60));
	table_end_row(page);
}

static void add_overview(struct page *page)
{
	const struct figures *f = page->f;
	const struct stats_usage all = { f->attempts, f->seconds, f->words };

	section_begin(page, "overview", "At a glance", true);
	page_add(page, "<dl>\n");
	tile(page, "days in a row", f->streak.days, "streak.days");
	tile(page, "longest streak", f->streak.best, "streak.best");
	tile(page, "freezes kept", f->streak.freezes, "streak.freezes");
	page_add(page, "<div><dt>practised today</dt><dd><data value=\"%s\" "
		 "data-figure=\"$.streak.today\">%s</data></dd></div>\n",
		 f->streak.today == STREAK_DONE ? "true" : "false",
		 f->streak.today == STREAK_DONE ? "yes" : "not yet");
	tile(page, "questions due", f->due, "due");
	tile(page, "questions", f->questions, "questions");
	page_add(page, "</dl>\n");
	table_begin(page, "time and words used", false);
	table_heads(page, "|answers|words|seconds|hours");
	add_usage(page, "today", f->used_today, "today.");
	add_usage(page, "this week", f->used_week, "week.");
	add_usage(page, "in all", all, "");
	table_end(page, false);
	section_end(page);
}

/* ---- due ---- */

/* What is overdue would dwarf the days; the sentence above says it. */
static void add_forecast_chart(struct page *page)
{
	static const struct chart chart = {
		"due-chart", "Questions due, day by day",
		"Columns: questions that are due today and on each of the 29 "
		"days after it; overdue ones are not among them.",
	};
	const char *labels[FORECAST_DAYS] = { "today" };
	double values[FORECAST_DAYS], most = 1;

	for (int i = 0; i < FORECAST_DAYS; i++) {
		values[i] = (double)page->f->forecast.days[i];
		most = fmax(most, values[i]);
	}
	labels[7] = "1 week";
	labels[14] = "2 weeks";
	labels[21] = "3 weeks";
	svg_columns(page, &chart, values, labels, FORECAST_DAYS, most);
}

static void add_due(struct page *page)
{
	const struct stats_forecast *forecast = &page->f->forecast;

	section_begin(page, "due", "What is due", false);
	page_add(page, "<p>%.0f within 30 days, ", sum_due(forecast));
	page_add(page, "%lld of them overdue.</p>\n",
		 (long long)forecast->overdue);
	add_forecast_chart(page);
	table_begin(page, "questions due", true);
	table_heads(page, "day|questions");
	table_row(page, "overdue");
	CELL(page, page_integer(page, forecast->overdue, "forecast.overdue"));
	table_end_row(page);
	for (int i = 0; i < FORECAST_DAYS; i++) {
		table_day_row(page, page->f->today + i);
		CELL(page, page_integer(page, forecast->days[i],
					"forecast.days[%d].due", i));
		table_end_row(page);
	}
	table_end(page, true);
	section_end(page);
}

/* ---- what answers leave out ---- */

static void tell_weak(struct page *page)
{
	size_t told = 0;

	for (size_t i = 0; i < page->f->weak_count && told < WEAK_MOST; i++) {
		const struct stats_weak *weak = &page->f->weak[i];

		if (!stats_is_weak(weak))
			continue;
		page_add(page, "%s<li>You leave out ", told++ ? "" : "<ul>\n");
		page_text(page, weak->says);
		page_add(page, ", in %lld of %lld answers",
			 (long long)weak->missed, (long long)weak->asked);
		if (weak->skill) {
			page_add(page, ", most in ");
			page_text(page, weak->skill);
		}
		page_add(page, ".</li>\n");
	}
	page_add(page, told ? "</ul>\n" : "<p>Nothing stands out yet.</p>\n");
}

static void add_weak_chart(struct page *page, struct arena *arena)
{
	static const struct chart chart = {
		"weak-chart", "What answers leave out",
		"Bars: of the answers that were asked for each kind of point, "
		"the share that had nothing of it.",
	};
	const struct figures *f = page->f;
	struct svg_bar *bars = ARENA_ARRAY(arena, f->weak_count,
					   struct svg_bar);

	for (size_t i = 0; i < f->weak_count; i++)
		bars[i] = (struct svg_bar){
			f->weak[i].says, f->weak[i].share,
			arena_printf(arena, "%lld of %lld",
				     (long long)f->weak[i].missed,
				     (long long)f->weak[i].asked),
		};
	svg_bars(page, &chart, bars, f->weak_count, 1, "bad");
}

static void add_weak(struct page *page, struct arena *arena)
{
	const struct figures *f = page->f;

	if (f->weak_count == 0)
		return;
	section_begin(page, "weak", "What your answers leave out", false);
	tell_weak(page);
	add_weak_chart(page, arena);
	table_of_weak(page, "points left out, by kind",
		      "kind|left out|asked for|share|most in", f->weak,
		      f->weak_count);
	section_end(page);
}

/* ---- the page ---- */

void page_head(struct page *page, const char *title, int64_t today,
	       const char *version)
{
	page_add(page, "%s<html lang=\"en-GB\">\n<head>\n"
		 "<meta charset=\"utf-8\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" "
		 "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		 "<meta name=\"viewport\" content=\"width=device-width, "
		 "initial-scale=1\">\n"
		 "<meta name=\"color-scheme\" content=\"light dark\">\n"
		 "<meta name=\"generator\" content=\"rehearse ",
		 REPORT_BEGINS);
	page_text(page, version);
	page_add(page, "\">\n<title>%s, ", title);
	page_day(page, today);
	page_add(page, "</title>\n<style>\n");
	text_add(&page->out, page_style);
	page_add(page, "</style>\n</head>\n");
}

void page_top(struct page *page, const char *title, int64_t today)
{
	page_add(page, "<body>\n<a class=\"skip\" href=\"#main\">To the "
		 "figures</a>\n<header>\n<h1>%s</h1>\n<p class=\"dim\">As "
		 "of ", title);
	page_day(page, today);
	page_add(page, "</p>\n</header>\n");
}

static void add_link(struct page *page, const char *id, const char *text)
{
	page_add(page, "<li><a href=\"#%s\">%s</a></li>\n", id, text);
}

static void add_contents(struct page *page)
{
	const struct figures *f = page->f;

	page_add(page, "<nav aria-label=\"Contents\"><ul>\n");
	add_link(page, "due", "due");
	if (f->weak_count > 0)
		add_link(page, "weak", "left out");
	if (f->path.known)
		add_link(page, "path", "path");
	add_link(page, "scores", "scores");
	add_link(page, "recall", "remembered");
	if (f->ready.known)
		add_link(page, "ready", "interview");
	add_link(page, "skills", "skills");
	add_link(page, "calendar", "calendar");
	if (f->comment_count > 0)
		add_link(page, "comments", "comments");
	page_add(page, "</ul></nav>\n");
}

static void add_body(struct page *page, const char *version)
{
	struct arena arena;

	arena_init(&arena, 0);
	page_top(page, "Interview practice", page->f->today);
	add_contents(page);
	page_add(page, "<main id=\"main\" tabindex=\"-1\">\n");
	add_overview(page);
	add_due(page);
	add_weak(page, &arena);
	way_path(page);
	went_trend(page, &arena);
	went_recall(page, &arena);
	went_ready(page, &arena);
	went_skills(page, &arena);
	went_levels(page);
	went_calendar(page);
	went_comments(page);
	page_add(page, "</main>\n<footer>Made by rehearse ");
	page_text(page, version);
	page_add(page, " from what is kept on this machine. The score says "
		 "how much of a question's key points an answer covers; it is "
		 "a practice aid.</footer>\n</body>\n</html>\n");
	arena_release(&arena);
}

bool report_page(const struct figures *figures, const char *version,
		 report_write *write, void *context)
{
	struct page page = { .f = figures, .write = write,
			     .context = context };

	text_init(&page.out, SIZE_MAX);
	text_init(&page.scratch, SIZE_MAX);
	page_head(&page, "Interview practice", figures->today, version);
	add_body(&page, version);
	if (!page.failed)
		page.failed = !write(context, text_str(&page.out));
	text_release(&page.out);
	text_release(&page.scratch);
	return !page.failed;
}
