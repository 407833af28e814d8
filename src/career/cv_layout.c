/* cv_layout.c - the lines of a CV in the order in which they are read.
 *
 * A text that was pasted or came out of a PDF may have two columns side by
 * side. A column is where many lines have a gap and go on at the same place,
 * and one of them goes on with a heading: dates set at the right margin have
 * no headings, so they stay with their line. The left column is then read
 * before the right one, each line keeping its number.
 *
 * Pages are counted as form feeds have them, else by what fits a page.
 */
#include "career/cv.h"

enum {
	WIDE_MAX = 240,		/* columns looked at */
	TAB = 8,
	COLUMN_LINES = 5,	/* that go on at one place, at least */
	COLUMN_PAIRS = 3,	/* of which have words to the left */
	COLUMN_MIN = 10,	/* a left column is no narrower */
};

/* ---- lines ---- */

static struct str expand(struct arena *arena, struct str line)
{
	struct text text;
	struct str made;
	size_t column = 0;

	if (!line.len || !memchr(line.s, '\t', line.len))
		return line;
	text_init(&text, CV_FILE_MAX * 2);
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.s[i];

		if (c != '\t') {
			text_add_char(&text, line.s[i]);
			column += (c & 0xc0) != 0x80;
			continue;
		}
		do
			text_add_char(&text, ' ');
		while (++column % TAB);
	}
	made = (struct str){ text_dup(arena, &text), text.len };
	text_release(&text);
	return made;
}

struct counting {
	struct cv *cv;
	int line;		/* of the file */
	int rows;		/* of the pages so far */
	int feeds;		/* pages with something on them */
	bool fresh;		/* a form feed came, and nothing since */
	bool any_feed;
	bool blank;		/* the line before was */
	int overflow;		/* the line with which page three begins */
};

static size_t count_words(struct str line)
{
	size_t count = 0;
	bool within = false;

	for (size_t at = 0; at < line.len;) {
		uint32_t c = utf8_next(line, &at);
		bool part = utf8_is_letter(c) || utf8_is_digit(c) ||
			    (within && (c == '\'' || c == '.' || c == '-'));

		count += part && !within;
		within = part;
	}
	return count;
}

static void count_line(struct counting *c, struct str line)
{
	bool blank = str_trim(line).len == 0;
	size_t width = utf8_count(line);
	struct cv *cv = c->cv;

	if (!blank && c->fresh) {
		c->fresh = false;
		if (++c->feeds == CV_PAGES_MAX + 1)
			cv->third_page = c->line;
	}
	if (!blank)
		c->rows += c->blank + (int)((width + CV_PAGE_COLUMNS - 1) /
					    CV_PAGE_COLUMNS);
	c->blank = blank && c->rows > 0;
	cv->word_count += count_words(line);
	if (!blank && !c->overflow &&
	    (c->rows > CV_PAGES_MAX * CV_PAGE_LINES ||
	     cv->word_count > CV_PAGES_MAX * CV_PAGE_WORDS))
		c->overflow = c->line;
}

static void count_pages(struct counting *c)
{
	struct cv *cv = c->cv;
	int by_rows = (c->rows + CV_PAGE_LINES - 1) / CV_PAGE_LINES;
	int by_words = (int)((cv->word_count + CV_PAGE_WORDS - 1) /
			     CV_PAGE_WORDS);

	cv->rows = c->rows;
	cv->by_feeds = c->any_feed;
	if (c->any_feed) {
		cv->pages = c->feeds;
		return;
	}
	cv->pages = by_rows > by_words ? by_rows : by_words;
	cv->third_page = c->overflow;
}

/* Cuts the next line off; the feeds in it are counted and left out. */
static bool cut_line(struct arena *arena, struct counting *c, struct str *rest,
		     struct str *line)
{
	if (!str_cut(rest, '\n', line))
		return false;
	while (line->len > 0 && line->s[0] == '\f') {
		c->fresh = c->any_feed = true;
		line->s++;
		line->len--;
	}
	while (line->len > 0 && (line->s[line->len - 1] == '\r' ||
				 line->s[line->len - 1] == '\f')) {
		/* behind the text: the feed is for the line after */
		c->any_feed |= line->s[--line->len] == '\f';
	}
	*line = expand(arena, *line);
	return true;
}

static void read_lines(struct arena *arena, struct str bytes, struct cv *cv)
{
	struct counting c = { .cv = cv, .fresh = true };
	struct str rest = bytes, line;
	size_t cap = 0;

	while (c.line < CV_LINES_MAX && rest.len > 0) {
		struct str whole = rest;

		if (!cut_line(arena, &c, &rest, &line))
			break;
		c.line++;
		cv->lines = arena_grow(arena, cv->lines,
				       (size_t)cv->line_count, &cap,
				       sizeof(*cv->lines));
		cv->lines[cv->line_count++] = str_dup(arena, line);
		count_line(&c, line);
		/* a feed at the end of a line begins a page, too */
		if (rest.s > whole.s + 1 && rest.s[-1] == '\n' &&
		    rest.s[-2] == '\f')
			c.fresh = true;
	}
	count_pages(&c);
}

/* ---- columns ---- */

/* The byte at which this column begins; len where the line ends before. */
static size_t byte_at(struct str line, size_t column)
{
	size_t at = 0;

	while (at < line.len && column-- > 0)
		utf8_next(line, &at);
	return at;
}

static struct str right_of(struct str line, size_t column)
{
	size_t at = byte_at(line, column);

	return (struct str){ line.s + at, line.len - at };
}

/* May the line be cut at this column: two spaces before, or nothing at all? */
static bool is_gap(struct str line, size_t column)
{
	size_t at = byte_at(line, column);
	struct str left = { line.s, at };

	if (!str_trim((struct str){ line.s + at, line.len - at }).len)
		return false;
	return !str_trim(left).len ||
	       (at >= 2 && line.s[at - 1] == ' ' && line.s[at - 2] == ' ');
}

/* Counts, for every column, the lines that go on there behind a gap. */
static void count_starts(struct str line, int starts[WIDE_MAX])
{
	size_t column = 0, spaces = 0;

	for (size_t at = 0; at < line.len && column < WIDE_MAX; column++) {
		uint32_t c = utf8_next(line, &at);

		if (c != ' ' && spaces >= 2 && column > 0)
			starts[column]++;
		spaces = c == ' ' ? spaces + 1 : 0;
	}
}

static bool is_column(struct arena *arena, const struct cv_words *words,
		      const struct cv *cv, size_t column)
{
	int pairs = 0, headings = 0;

	for (int i = 0; i < cv->line_count; i++) {
		struct str line = str_of(cv->lines[i]), rest;
		struct str right = right_of(line, column);
		size_t left = line.len - right.len;

		if (!right.len || right.s[0] == ' ' || !is_gap(line, column))
			continue;
		pairs += count_words((struct str){ line.s, left }) > 0;
		headings += cv_heading(arena, words, str_trim(right),
				       SET_MARKED, &rest) != CV_SECTIONS;
	}
	return pairs >= COLUMN_PAIRS && headings > 0;
}

/* The column where the right half begins; 0: there is one column. */
static size_t find_column(struct arena *arena, const struct cv_words *words,
			  const struct cv *cv)
{
	int starts[WIDE_MAX] = { 0 };
	size_t best = 0;

	for (int i = 0; i < cv->line_count; i++)
		count_starts(str_of(cv->lines[i]), starts);
	for (size_t column = COLUMN_MIN; column < WIDE_MAX; column++)
		if (starts[column] >= COLUMN_LINES &&
		    (!best || starts[column] > starts[best]) &&
		    is_column(arena, words, cv, column))
			best = column;
	return best;
}

/* "S K I L L S   A N D": letters set apart, words further apart. Anything
 * else stays as it is. */
static struct str join_letters(struct arena *arena, struct str row)
{
	char *made = str_dup(arena, row);
	size_t len = 0, letters = 0;

	for (size_t at = 0; at < row.len;) {
		size_t from = at;

		utf8_next(row, &at);
		if (row.s[from] == ' ') {
			if (made[len - 1] != ' ')
				made[len++] = ' ';
			continue;
		}
		if (at < row.len && row.s[at] != ' ')
			return row;
		memcpy(made + len, row.s + from, at - from);
		len += at - from;
		letters++;
		at += at < row.len;	/* the space that sets apart */
	}
	return letters < 4 ? row : (struct str){ made, len };
}

static void add_row(struct arena *arena, struct cv_rows *rows,
		    struct str text, int line)
{
	struct cv_row *row;

	rows->list = arena_grow(arena, rows->list, rows->count, &rows->cap,
				sizeof(*rows->list));
	row = &rows->list[rows->count++];
	*row = (struct cv_row){ .text = str_trim(text), .line = line };
	if (!row->text.len)
		return;
	row->indent = (size_t)(row->text.s - text.s);
	row->text = join_letters(arena, row->text);
}

void cv_lay_out(struct arena *arena, const struct cv_words *words,
		struct str bytes, struct cv *cv, struct cv_rows *rows)
{
	size_t column;

	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = (struct str){ bytes.s + 3, bytes.len - 3 };
	cv->text = bytes;
	read_lines(arena, bytes, cv);
	column = find_column(arena, words, cv);
	cv->two_columns = column > 0;
	for (int i = 0; i < cv->line_count; i++) {
		struct str line = str_of(cv->lines[i]);

		if (column > 0 && is_gap(line, column))
			line.len = byte_at(line, column);
		add_row(arena, rows, line, i + 1);
	}
	for (int i = 0; column > 0 && i < cv->line_count; i++) {
		struct str line = str_of(cv->lines[i]);

		add_row(arena, rows, is_gap(line, column) ?
			right_of(line, column) : STR(""), i + 1);
	}
}
