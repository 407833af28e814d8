/* chart.c - small charts of characters: sparkline, bars, calendar.
 *
 * A chart shows a shape; what it says stands beside it as text, put there by
 * the caller or by the chart itself, so that nothing is lost to those who
 * hear the screen or have no colour. Eight heights and four shades come from
 * the block elements of Unicode; where these are not to be had, letters and
 * signs of growing weight.
 */
#include "term/parts.h"

#include <assert.h>
#include <math.h>

enum {
	HEIGHTS = 8,
	LABEL_SHARE = 2,	/* a label takes at most half of the width */
	BAR_MOST = 40,		/* columns */
	BAR_LEAST = 4,
	WEEKDAY = 4,		/* columns of a weekday's name, and a gap */
	WEEK = 7,
	MONTH_NAME = 3,
};

static const char *const heights_utf8[HEIGHTS] = {
	"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█",
};
static const char *const heights_ascii[HEIGHTS] = {
	"_", ".", ",", ":", "-", "=", "*", "#",
};

/* ---- sparkline ---- */

void screen_spark(struct screen *screen, enum style style,
		  const double *values, size_t count, double low, double high)
{
	struct text line;

	text_init(&line, count * 4 + 1);
	for (size_t i = 0; i < count; i++) {
		double share = high > low ? (values[i] - low) / (high - low)
					  : 0;
		int step = (int)(fmin(fmax(share, 0), 1) * (HEIGHTS - 1) +
				 0.5);

		text_add(&line, isnan(values[i]) ? " "
			 : screen->utf8 ? heights_utf8[step]
					: heights_ascii[step]);
	}
	screen_add(screen, style, "%s", line.s);
	text_release(&line);
}

/* ---- bars ---- */

struct widths {
	int label, bar;
};

static int most_columns(const struct bar *bars, size_t count, bool label)
{
	int most = 0;

	for (size_t i = 0; i < count; i++) {
		int width = (int)utf8_width(str_of(label ? bars[i].label
							 : bars[i].text));

		most = width > most ? width : most;
	}
	return most;
}

/* A label that is too long for the line wraps within its columns; what the
 * bar is worth may, too, but then behind the bar. */
static struct widths measure(const struct screen *screen,
			     const struct bar *bars, size_t count)
{
	int text = most_columns(bars, count, false);
	struct widths widths = { .label = most_columns(bars, count, true) };
	int left;

	if (widths.label > screen->width / LABEL_SHARE &&
	    widths.label + text + BAR_LEAST + 4 > screen->width)
		widths.label = screen->width / LABEL_SHARE;
	left = screen->width - widths.label - text - 4;
	if (left < BAR_LEAST)
		left = screen->width / 4;
	widths.bar = left > BAR_MOST ? BAR_MOST
				     : left > BAR_LEAST ? left : BAR_LEAST;
	return widths;
}

static void add_label(struct screen *screen, const char *label, int columns)
{
	struct screen narrow = *screen;
	struct text lines;
	struct str rest, line, next;
	int used;

	text_init(&lines, 4096);
	narrow.out = &lines;
	narrow.color = false;
	narrow.width = columns;
	screen_wrap(&narrow, STYLE_PLAIN, 0, 0, label);
	rest = text_str(&lines);
	if (!str_cut(&rest, '\n', &line))
		line = STR("");
	while (str_cut(&rest, '\n', &next)) {
		screen_add(screen, STYLE_PLAIN, "%.*s\n", (int)line.len,
			   line.s);
		line = next;
	}
	used = (int)utf8_width(line);
	screen_add(screen, STYLE_PLAIN, "%.*s%*s", (int)line.len, line.s,
		   columns - used + 2, "");
	text_release(&lines);
}

static void add_bar(struct screen *screen, const struct bar *bar,
		    struct widths widths, double most)
{
	double share = most > 0 ? fmin(fmax(bar->value / most, 0), 1) : 0;
	int full = (int)(share * widths.bar + 0.5);
	int column = widths.label + 2 + widths.bar + 2;

	/* Something is never nothing. */
	if (full == 0 && bar->value > 0)
		full = 1;
	add_label(screen, bar->label, widths.label);
	if (full > 0)
		screen_bar(screen, bar->style, 1, full);
	screen_add(screen, STYLE_PLAIN, "%*s", widths.bar - full + 2, "");
	screen_wrap(screen, STYLE_PLAIN, column, column, bar->text);
}

void screen_bars(struct screen *screen, const struct bar *bars, size_t count,
		 double most)
{
	struct widths widths = measure(screen, bars, count);

	for (size_t i = 0; i < count; i++)
		add_bar(screen, &bars[i], widths, most);
}

/* ---- calendar ---- */

static const char *shade_of(const struct screen *screen, int shade)
{
	static const char *const utf8[] = { "·", "░", "▒", "▓", "█" };
	static const char *const ascii[] = { " ", ".", ":", "+", "#" };

	if (shade == HEAT_FROZEN)
		return screen->utf8 ? "❄" : "*";
	assert(shade >= 0 && shade <= HEAT_SHADES);
	return (screen->utf8 ? utf8 : ascii)[shade];
}

/* Weeks that fit; the last ones are shown. */
static size_t weeks_shown(const struct screen *screen,
			  const struct heatmap *map)
{
	size_t weeks = (map->count + WEEK - 1) / WEEK;
	size_t room = (size_t)screen->width > WEEKDAY
		? (size_t)screen->width - WEEKDAY : 1;

	return weeks < room ? weeks : room;
}

/* A month's name stands over the week that holds its first day, where there
 * is room for it. */
static void add_months(struct screen *screen, const struct heatmap *map,
		       size_t from, size_t weeks)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct text line;

	text_init(&line, 4096);
	text_add_times(&line, " ", WEEKDAY);
	for (size_t w = 0; w < weeks; w++) {
		struct civil last = date_civil(map->from +
			(int64_t)((from + w) * WEEK + WEEK - 1));

		if (last.day > WEEK || line.len > WEEKDAY + w ||
		    w + MONTH_NAME > weeks)
			continue;
		text_add_times(&line, " ", WEEKDAY + w - line.len);
		text_addf(&line, "%s ", names[last.month - 1]);
	}
	while (line.len > 0 && line.s[line.len - 1] == ' ')
		text_truncate(&line, line.len - 1);
	screen_add(screen, STYLE_DIM, "%s\n", line.s);
	text_release(&line);
}

static void add_weekday(struct screen *screen, const struct heatmap *map,
			size_t from, size_t weeks, size_t weekday)
{
	static const char *const names[] = { "Mon", "Tue", "Wed", "Thu",
					     "Fri", "Sat", "Sun" };
	struct text line;
	size_t end;

	text_init(&line, 4096);
	for (size_t w = 0; w < weeks; w++) {
		size_t day = (from + w) * WEEK + weekday;

		text_add(&line, day < map->count
			 ? shade_of(screen, map->shades[day]) : " ");
	}
	for (end = line.len; end > 0 && line.s[end - 1] == ' ';)
		end--;
	text_truncate(&line, end);
	screen_add(screen, STYLE_DIM, "%s", names[weekday]);
	screen_add(screen, STYLE_GOOD, "%s%s", end ? " " : "", line.s);
	screen_add(screen, STYLE_PLAIN, "\n");
	text_release(&line);
}

size_t screen_heatmap(struct screen *screen, const struct heatmap *map)
{
	size_t weeks = weeks_shown(screen, map);
	size_t from = (map->count + WEEK - 1) / WEEK - weeks;

	add_months(screen, map, from, weeks);
	for (size_t weekday = 0; weekday < WEEK; weekday++)
		add_weekday(screen, map, from, weeks, weekday);
	screen_add(screen, STYLE_DIM, "%*sless ", WEEKDAY, "");
	for (int shade = 1; shade <= HEAT_SHADES; shade++)
		screen_add(screen, STYLE_GOOD, "%s", shade_of(screen, shade));
	screen_add(screen, STYLE_DIM, " more   ");
	screen_add(screen, STYLE_GOOD, "%s", shade_of(screen, HEAT_FROZEN));
	screen_add(screen, STYLE_DIM, " frozen\n");
	return weeks;
}
