/* svg.c - charts as inline SVG.
 *
 * Drawn 360 units wide, which is a telephone's width, so that letters stay
 * readable there and only grow elsewhere; colours are the page's own. The
 * calendar is wider and scrolls in a frame of its own. Title and description
 * stand first, as screen readers look for them.
 */
#include "report/page.h"

#include <math.h>

enum {
	WIDTH = 360,
	BAR_ROW = 38,
	BAR_HEIGHT = 10,
	COLUMNS_HEIGHT = 120,
	LINE_HEIGHT = 150,
	LINE_LEFT = 28,
	FOOT = 20,			/* for labels below */
	DOTS_MOST = 60,
	CELL = 13,			/* of the calendar, with its gap */
	CALENDAR_LEFT = 34,
	CALENDAR_TOP = 20,
};

static void open_chart(struct page *page, const struct chart *chart,
		       int width, int height, const char *class)
{
	page_add(page, "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" "
		 "aria-labelledby=\"%s-title %s-about\">\n"
		 "<title id=\"%s-title\">", class, width, height, chart->id,
		 chart->id, chart->id);
	page_text(page, chart->title);
	page_add(page, "</title>\n<desc id=\"%s-about\">", chart->id);
	page_text(page, chart->about);
	page_add(page, "</desc>\n");
}

static void close_chart(struct page *page)
{
	page_add(page, "</svg>\n");
	page_flush(page);
}

static double held(double value, double low, double high)
{
	return fmin(fmax(value, low), high);
}

static void put_text(struct page *page, double x, double y,
		     const char *anchor, const char *text)
{
	page_add(page, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x,
		 y, anchor);
	page_text(page, text);
	page_add(page, "</text>\n");
}

void svg_bars(struct page *page, const struct chart *chart,
	      const struct svg_bar *bars, size_t count, double most,
	      const char *kind)
{
	open_chart(page, chart, WIDTH, (int)count * BAR_ROW + 2, "chart");
	for (size_t i = 0; i < count; i++) {
		int top = (int)i * BAR_ROW;
		double share = most > 0 ? held(bars[i].value / most, 0, 1)
					: 0;

		put_text(page, 0, top + 14, "start", bars[i].label);
		put_text(page, WIDTH, top + 14, "end", bars[i].text);
		page_add(page, "<rect class=\"rail\" x=\"0\" y=\"%d\" "
			 "width=\"%d\" height=\"%d\" rx=\"3\"/>\n"
			 "<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%.1f\" "
			 "height=\"%d\" rx=\"3\"/>\n", top + 20, WIDTH,
			 BAR_HEIGHT, kind, top + 20, share * WIDTH,
			 BAR_HEIGHT);
	}
	close_chart(page);
}

void svg_columns(struct page *page, const struct chart *chart,
		 const double *values, const char *const *labels,
		 size_t count, double most)
{
	double step = (double)WIDTH / (double)(count ? count : 1);

	open_chart(page, chart, WIDTH, COLUMNS_HEIGHT + FOOT, "chart");
	page_add(page, "<path class=\"axis\" d=\"M0 %dH%d\"/>\n",
		 COLUMNS_HEIGHT, WIDTH);
	for (size_t i = 0; i < count; i++) {
		double share = most > 0 ? held(values[i] / most, 0, 1) : 0;
		double high = fmax(share * (COLUMNS_HEIGHT - 4),
				   values[i] > 0 ? 2 : 0);
		double x = (double)i * step;

		page_add(page, "<rect class=\"plain\" x=\"%.1f\" y=\"%.1f\" "
			 "width=\"%.1f\" height=\"%.1f\"/>\n",
			 x + step * 0.1, COLUMNS_HEIGHT - high, step * 0.8,
			 high);
		if (labels[i])
			put_text(page, held(x + step / 2, 0, WIDTH),
				 COLUMNS_HEIGHT + 15,
				 i == 0 ? "start"
				 : i + 1 == count ? "end" : "middle",
				 labels[i]);
	}
	close_chart(page);
}

/* Lines at 0, at the grades' borders and at 100. */
static void add_grid(struct page *page)
{
	static const int at[] = { 0, 40, 75, 100 };

	for (size_t i = 0; i < 4; i++) {
		double y = LINE_HEIGHT - 6 - at[i] * (LINE_HEIGHT - 16) /
			   100.0;

		page_add(page, "<path class=\"axis\" d=\"M%d %.1fH%d\"/>\n"
			 "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d"
			 "</text>\n", LINE_LEFT, y, WIDTH, LINE_LEFT - 5,
			 y + 4, at[i]);
	}
}

void svg_line(struct page *page, const struct chart *chart,
	      const double *places, const double *scores, size_t count,
	      const char *from, const char *to)
{
	double wide = WIDTH - LINE_LEFT - 8;

	open_chart(page, chart, WIDTH, LINE_HEIGHT + FOOT, "chart");
	add_grid(page);
	page_add(page, "<polyline class=\"line\" points=\"");
	for (size_t i = 0; i < count; i++)
		page_add(page, "%s%.1f,%.1f", i ? " " : "",
			 LINE_LEFT + 4 + places[i] * wide,
			 LINE_HEIGHT - 6 - held(scores[i], 0, 100) *
			 (LINE_HEIGHT - 16) / 100);
	page_add(page, "\"/>\n");
	for (size_t i = 0; i < count && count <= DOTS_MOST; i++)
		page_add(page, "<circle class=\"plain\" cx=\"%.1f\" "
			 "cy=\"%.1f\" r=\"2.5\"/>\n",
			 LINE_LEFT + 4 + places[i] * wide,
			 LINE_HEIGHT - 6 - held(scores[i], 0, 100) *
			 (LINE_HEIGHT - 16) / 100);
	put_text(page, LINE_LEFT, LINE_HEIGHT + 15, "start", from);
	put_text(page, WIDTH, LINE_HEIGHT + 15, "end", to);
	close_chart(page);
}

/* ---- calendar ---- */

static void add_cell(struct page *page, const struct stats_calendar *calendar,
		     size_t day)
{
	const struct stats_cell *cell = &calendar->cells[day];
	int x = CALENDAR_LEFT + (int)(day / 7) * CELL;
	int y = CALENDAR_TOP + (int)(day % 7) * CELL;
	bool frozen = cell->frozen && cell->attempts == 0;

	/* A frozen day differs in shape, not in colour alone. */
	if (frozen)
		page_add(page, "<circle class=\"frozen\" cx=\"%d\" cy=\"%d\" "
			 "r=\"%d\">", x + CELL / 2 - 1, y + CELL / 2 - 1,
			 CELL / 2 - 1);
	else
		page_add(page, "<rect class=\"s%d\" x=\"%d\" y=\"%d\" "
			 "width=\"%d\" height=\"%d\" rx=\"2\">", cell->shade,
			 x, y, CELL - 2, CELL - 2);
	if (frozen || cell->attempts > 0) {
		page_add(page, "<title>");
		page_day(page, calendar->from + (int64_t)day);
		if (frozen)
			page_add(page, ": frozen");
		else
			page_add(page, ": %lld",
				 (long long)cell->attempts);
		page_add(page, "</title>");
	}
	page_add(page, frozen ? "</circle>\n" : "</rect>\n");
}

static void add_names(struct page *page,
		      const struct stats_calendar *calendar)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	static const char *const days[] = { "Mon", "Wed", "Fri" };

	for (size_t i = 0; i < 3; i++)
		put_text(page, 0, CALENDAR_TOP + (int)i * 2 * CELL + 10,
			 "start", days[i]);
	for (int week = 0; week < CALENDAR_WEEKS - 1; week++) {
		struct civil sunday = date_civil(calendar->from + week * 7 +
						 6);

		if (sunday.day <= 7)
			put_text(page, CALENDAR_LEFT + week * CELL, 12,
				 "start", months[sunday.month - 1]);
	}
}

void svg_calendar(struct page *page, const struct chart *chart,
		  const struct stats_calendar *calendar)
{
	open_chart(page, chart, CALENDAR_LEFT + CALENDAR_WEEKS * CELL,
		   CALENDAR_TOP + 7 * CELL, "chart calendar");
	add_names(page, calendar);
	for (size_t day = 0; day < calendar->days; day++) {
		add_cell(page, calendar, day);
		page_flush(page);
	}
	close_chart(page);
}
