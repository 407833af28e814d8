/* screen.c - text made safe, styled, wrapped, and set in columns.
 *
 * Everything is built in a struct text and shown in one write, so a page
 * never appears in halves and a test can read it. Every text goes through
 * utf8_add_safe: questions, answers and replies are other people's, and a
 * control character in them must not speak to the terminal. Only this file
 * writes escape sequences, and ends each before the line ends: pagers
 * forget colours there.
 *
 * Wrapping is greedy, by columns and not by bytes. A word that is longer
 * than a line is broken between characters.
 */
#include "term/parts.h"

#include <assert.h>

enum {
	TAB_COLUMNS = 4,	/* a tab at the start of a line */
	TABLE_COLUMNS_MAX = 32,
	TABLE_GAP = 2,
	CELL_MIN = 6,		/* columns a cell keeps when it gives way */
};

#define STYLE_END "\033[0m"

static const char *const style_codes[] = {
	[STYLE_PLAIN] = "",
	[STYLE_BOLD] = "\033[1m",
	[STYLE_DIM] = "\033[2m",
	[STYLE_GOOD] = "\033[32m",
	[STYLE_WARN] = "\033[33m",
	[STYLE_BAD] = "\033[31m",
	[STYLE_ACCENT] = "\033[36m",
};

static const struct {
	const char *utf8, *ascii;
} symbols[] = {
	[SYMBOL_MET] = { "✓", "+" },
	[SYMBOL_PARTIAL] = { "◐", "~" },
	[SYMBOL_MISSED] = { "✗", "x" },
	[SYMBOL_WRONG] = { "!", "!" },
	[SYMBOL_ARROW] = { "→", "->" },
	[SYMBOL_FREEZE] = { "❄", "*" },
	[SYMBOL_DOT] = { "·", "." },
	[SYMBOL_QUOTE_OPEN] = { "“", "\"" },
	[SYMBOL_QUOTE_CLOSE] = { "”", "\"" },
	[SYMBOL_DASH] = { "—", "-" },
};

void screen_init(struct screen *screen, struct text *out,
		 const struct term *term)
{
	screen->out = out;
	screen->width = term_width(term);
	screen->color = term_has_color(term);
	screen->utf8 = term_is_utf8(term);
}

static void style_on(const struct screen *screen, enum style style)
{
	if (screen->color && style != STYLE_PLAIN)
		text_add(screen->out, style_codes[style]);
}

static void style_off(const struct screen *screen, enum style style)
{
	if (screen->color && style != STYLE_PLAIN)
		text_add(screen->out, STYLE_END);
}

static void add_styled(const struct screen *screen, enum style style,
		       struct str text)
{
	if (text.len == 0)
		return;
	style_on(screen, style);
	text_add_str(screen->out, text);
	style_off(screen, style);
}

void screen_add(struct screen *screen, enum style style, const char *format,
		...)
{
	struct text raw, safe;
	struct str rest, part;
	va_list args;

	text_init(&raw, screen->out->max);
	text_init(&safe, screen->out->max);
	va_start(args, format);
	text_vaddf(&raw, format, args);
	va_end(args);
	utf8_add_safe(&safe, text_str(&raw));
	rest = text_str(&safe);
	while (str_cut(&rest, '\n', &part)) {
		add_styled(screen, style, part);
		if (part.s + part.len < safe.s + safe.len)
			text_add_char(screen->out, '\n');
	}
	text_release(&raw);
	text_release(&safe);
}

void screen_symbol(struct screen *screen, enum style style,
		   enum symbol symbol)
{
	add_styled(screen, style,
		   str_of(screen->utf8 ? symbols[symbol].utf8
				       : symbols[symbol].ascii));
}

/* ---- wrapping ---- */

/* Where the next word goes. */
struct pen {
	const struct screen *screen;
	enum style style;
	size_t width;		/* columns of a line */
	size_t left;		/* column where a line begins */
	size_t column;
	bool fresh;		/* no word of ours on this line yet */
};

static void pen_begin(struct pen *pen)
{
	if (pen->column < pen->left) {
		text_add_times(pen->screen->out, " ", pen->left - pen->column);
		pen->column = pen->left;
	}
}

static void pen_end_line(struct pen *pen)
{
	if (!pen->fresh)
		style_off(pen->screen, pen->style);
	text_add_char(pen->screen->out, '\n');
	pen->column = 0;
	pen->fresh = true;
}

static void pen_put(struct pen *pen, struct str word, size_t width)
{
	if (pen->fresh) {
		pen_begin(pen);
		style_on(pen->screen, pen->style);
		pen->fresh = false;
	} else if (pen->column > pen->left) {
		text_add_char(pen->screen->out, ' ');
		pen->column++;
	}
	text_add_str(pen->screen->out, word);
	pen->column += width;
}

/* A word that no line can hold, piece by piece; the last piece stays open
 * for the words that follow. */
static void pen_break(struct pen *pen, struct str word)
{
	size_t room = pen->width - pen->left;
	size_t from = 0, at = 0, used = 0;

	while (at < word.len) {
		size_t next = at;
		size_t wide;

		utf8_next(word, &next);
		wide = utf8_width((struct str){ word.s + at, next - at });
		if (used + wide > room && at > from) {
			pen_put(pen, (struct str){ word.s + from, at - from },
				used);
			pen_end_line(pen);
			from = at;
			used = 0;
		}
		used += wide;
		at = next;
	}
	pen_put(pen, (struct str){ word.s + from, at - from }, used);
}

static void pen_word(struct pen *pen, struct str word)
{
	size_t width = utf8_width(word);
	size_t start = pen->column > pen->left ? pen->column : pen->left;
	size_t gap = pen->fresh || pen->column <= pen->left ? 0 : 1;

	if (start + gap + width > pen->width && start > pen->left) {
		pen_end_line(pen);
		start = pen->left;
	}
	if (start + width > pen->width)
		pen_break(pen, word);
	else
		pen_put(pen, word, width);
}

static bool is_gap(char c)
{
	return c == ' ' || c == '\t';
}

/* Columns of the white space that line begins with, which it loses. */
static size_t cut_lead(struct str *line)
{
	size_t lead = 0;

	while (line->len > 0 && is_gap(line->s[0])) {
		lead += line->s[0] == '\t' ? TAB_COLUMNS : 1;
		line->s++;
		line->len--;
	}
	return lead;
}

static void pen_words(struct pen *pen, struct str line)
{
	while (line.len > 0) {
		size_t end = 0;

		while (end < line.len && !is_gap(line.s[end]))
			end++;
		if (end > 0)
			pen_word(pen, (struct str){ line.s, end });
		line.s += end;
		line.len -= end;
		cut_lead(&line);
	}
}

/* No indent leaves less than half of the width for words. */
static size_t left_of(size_t indent, size_t width)
{
	return indent < width / 2 ? indent : width / 2;
}

void screen_wrap(struct screen *screen, enum style style, int column,
		 int indent, const char *text)
{
	size_t width = (size_t)screen->width;
	size_t edge = indent > 0 ? (size_t)indent : 0;
	struct pen pen = { .screen = screen, .style = style, .width = width,
			   .column = column > 0 ? (size_t)column : 0,
			   .fresh = true };
	struct text safe;
	struct str rest, line;
	bool first = true;

	text_init(&safe, screen->out->max);
	utf8_add_safe(&safe, str_of(text));
	rest = text_str(&safe);
	while (str_cut(&rest, '\n', &line)) {
		size_t lead = cut_lead(&line);

		pen.left = left_of(edge + (first ? 0 : lead), width);
		pen_words(&pen, line);
		pen_end_line(&pen);
		first = false;
	}
	if (first)
		pen_end_line(&pen);
	text_release(&safe);
}

void screen_bar(struct screen *screen, enum style style, double share,
		int columns)
{
	size_t all = columns > 0 ? (size_t)columns : 0;
	size_t full = 0;

	if (share >= 1)
		full = all;
	else if (share > 0)
		full = (size_t)(share * (double)all + 0.5);
	if (full > 0) {
		style_on(screen, style);
		text_add_times(screen->out, screen->utf8 ? "█" : "#", full);
		style_off(screen, style);
	}
	if (full < all) {
		style_on(screen, STYLE_DIM);
		text_add_times(screen->out, screen->utf8 ? "░" : "-",
			       all - full);
		style_off(screen, STYLE_DIM);
	}
}

/* ---- tables ---- */

/* A cell is one line: its newlines and tabs become spaces. */
static struct str clean_cell(struct text *cell, const char *raw)
{
	text_reset(cell);
	utf8_add_safe(cell, str_of(raw));
	for (size_t i = 0; i < cell->len; i++) {
		if (cell->s[i] == '\n' || cell->s[i] == '\t')
			cell->s[i] = ' ';
	}
	return text_str(cell);
}

static void measure(const struct table *table, struct text *cell,
		    size_t *widths)
{
	for (size_t c = 0; c < table->columns; c++) {
		const char *head = table->heads ? table->heads[c] : NULL;

		widths[c] = utf8_width(clean_cell(cell, head));
		for (size_t r = 0; r < table->rows; r++) {
			const char *raw = table->cells[r * table->columns + c];
			size_t width = utf8_width(clean_cell(cell, raw));

			if (width > widths[c])
				widths[c] = width;
		}
	}
}

/* The widest column that can still give way: not the first one, unless no
 * other is left. columns where there is none. */
static size_t widest(const size_t *widths, size_t columns)
{
	size_t best = columns;

	for (size_t c = 1; c < columns; c++) {
		if (widths[c] > CELL_MIN &&
		    (best == columns || widths[c] > widths[best]))
			best = c;
	}
	if (best == columns && columns > 0 && widths[0] > CELL_MIN)
		best = 0;
	return best;
}

static void fit(size_t *widths, size_t columns, size_t width)
{
	size_t all = columns > 0 ? (columns - 1) * TABLE_GAP : 0;
	size_t column;

	for (size_t c = 0; c < columns; c++)
		all += widths[c];
	while (all > width &&
	       (column = widest(widths, columns)) < columns) {
		widths[column]--;
		all--;
	}
}

/* As many characters as stand in width columns; their columns to *used. */
static struct str cut_to(struct str text, size_t width, size_t *used)
{
	size_t at = 0;

	*used = 0;
	while (at < text.len) {
		size_t next = at;
		size_t wide;

		utf8_next(text, &next);
		wide = utf8_width((struct str){ text.s + at, next - at });
		if (*used + wide > width)
			break;
		*used += wide;
		at = next;
	}
	return (struct str){ text.s, at };
}

static void add_cell(const struct screen *screen, enum style style,
		     struct str cell, size_t width, bool right, bool last)
{
	const char *more = "";
	size_t used = utf8_width(cell);

	if (used > width) {
		size_t dots = screen->utf8 ? 1 : 3;

		more = screen->utf8 ? "…" : "...";
		cell = cut_to(cell, width - dots, &used);
		for (; cell.len > 0 && cell.s[cell.len - 1] == ' '; used--)
			cell.len--;
		used += dots;
	}
	if (right)
		text_add_times(screen->out, " ", width - used);
	style_on(screen, style);
	text_add_str(screen->out, cell);
	text_add(screen->out, more);
	style_off(screen, style);
	if (!last)
		text_add_times(screen->out, " ",
			       TABLE_GAP + (right ? 0 : width - used));
}

/* Empty last cells leave no spaces behind. */
static void end_row(struct text *out)
{
	size_t len = out->len;

	while (len > 0 && out->s[len - 1] == ' ')
		len--;
	text_truncate(out, len);
	text_add_char(out, '\n');
}

static void add_row(const struct screen *screen, const struct table *table,
		    const char *const *cells, enum style style,
		    const size_t *widths)
{
	struct text cell;

	text_init(&cell, screen->out->max);
	for (size_t c = 0; c < table->columns; c++)
		add_cell(screen, style, clean_cell(&cell, cells[c]), widths[c],
			 table->right >> c & 1, c + 1 == table->columns);
	end_row(screen->out);
	text_release(&cell);
}

void screen_table(struct screen *screen, const struct table *table)
{
	size_t widths[TABLE_COLUMNS_MAX];
	struct text cell;

	assert(table->columns <= TABLE_COLUMNS_MAX);
	text_init(&cell, screen->out->max);
	measure(table, &cell, widths);
	text_release(&cell);
	fit(widths, table->columns, (size_t)screen->width);
	if (table->heads != NULL)
		add_row(screen, table, table->heads, STYLE_BOLD, widths);
	for (size_t r = 0; r < table->rows; r++)
		add_row(screen, table,
			(const char *const *)(table->cells +
					      r * table->columns),
			STYLE_PLAIN, widths);
}
