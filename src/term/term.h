/* term.h - the door of the terminal: lines in, styled text out.
 *
 * At a terminal lines come from readline (one history a kind of line,
 * completion, bracketed paste); otherwise they come plain, tabs kept, CR
 * stripped, and each is echoed behind its prompt so that a transcript reads
 * as a screen does. Styles become colour only where colour is wanted; symbols
 * have an ASCII form where the locale is not UTF-8. What is shown is made
 * safe: no control or bidi character of a text reaches the terminal.
 * Knows nothing of questions and marks.
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "base/base.h"

#include <stdio.h>

struct term_setup {
	FILE *in, *out;		/* borrowed */
	FILE *complaints;	/* where errors go; borrowed */
	bool plain;		/* --plain: no colour, no symbols, no pager */
	bool color;		/* wanted where out is a terminal */
	bool utf8;		/* the locale's charset */
	int columns;		/* where out is no terminal; 0: 80 */
	const char *history;	/* folder for history files; NULL: none */
	const char *pager;	/* command, NULL: none */
	const char *editor;	/* command, NULL: none */
};

struct term;
struct term *term_open(const struct term_setup *setup);
void term_close(struct term *term);		/* writes history files */

bool term_is_interactive(const struct term *term);	/* in is a terminal */
int term_width(const struct term *term);	/* columns; 80 if no terminal */
bool term_is_utf8(const struct term *term);

enum term_event {
	TERM_LINE,
	TERM_END,		/* Ctrl-D on an empty line, end of input */
	TERM_INTERRUPT,		/* Ctrl-C: line holds what had been typed */
};

enum term_history { TERM_COMMANDS, TERM_ANSWERS };

#define TERM_FILES "\001"	/* to found: names of files */

struct term_reader {
	const char *prompt;
	enum term_history history;	/* answers are never commands */
	const char *begun;		/* put into the line to start with */
	/* Adds what could stand in line[from, len) to found, or TERM_FILES
	 * where a file's name belongs; what does not begin with what stands
	 * there is left out. NULL: none, and the Tab key is a tab. */
	void (*complete)(void *context, struct arena *arena, struct str line,
			 size_t from, struct strings *found);
	/* Called when typing rests, with the line so far; NULL: none. */
	void (*idle)(void *context, struct str line);
	void *context;
};

enum { TERM_LINE_MAX = 64 * 1024 };

/* Reads one line (at a terminal a pasted text of several lines is one line
 * with newlines inside). Longer than TERM_LINE_MAX: line->cut is set. */
enum term_event term_read(struct term *term, const struct term_reader *reader,
			  struct text *line);

int64_t term_lines(const struct term *term);	/* read so far */

/* Opens the editor on text and reads it back. */
MUST_CHECK bool term_edit(struct term *term, struct text *text,
			  struct error *err);

/* Writes text as it is (made by a struct screen) and flushes. False once the
 * output has failed (full disk, closed pipe): see term_failed. */
bool term_show(struct term *term, const struct text *text);
/* The same through the pager where it is longer than the screen. */
bool term_page(struct term *term, const struct text *text);
bool term_failed(const struct term *term);
/* Shows an error's line where errors go, made safe, behind all output. */
void term_complain(struct term *term, const struct text *line);

/* An interrupt (Ctrl-C) that came since the last call. */
bool term_interrupted(void);

/* A notice on the desktop; false where there is none, or no notify-send. */
bool term_notify(const char *title, const char *text);

/* ---- building what is shown ---- */

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_GOOD, STYLE_WARN,
	     STYLE_BAD, STYLE_ACCENT };

struct screen {
	struct text *out;	/* borrowed */
	int width;		/* columns, 20 or more */
	bool color, utf8;
};

/* Symbols: UTF-8 and ASCII forms. */
enum symbol { SYMBOL_MET, SYMBOL_PARTIAL, SYMBOL_MISSED, SYMBOL_WRONG,
	      SYMBOL_ARROW, SYMBOL_FREEZE, SYMBOL_DOT, SYMBOL_QUOTE_OPEN,
	      SYMBOL_QUOTE_CLOSE, SYMBOL_DASH };

void screen_init(struct screen *screen, struct text *out,
		 const struct term *term);
/* Made safe, then added in a style; no wrapping. */
void screen_add(struct screen *screen, enum style style, const char *format,
		...) PRINTF(3, 4);
void screen_symbol(struct screen *screen, enum style style,
		   enum symbol symbol);
/* Words wrapped to the width, every line indented; the first one continues
 * where the cursor stands, `column` columns in. Ends the line. */
void screen_wrap(struct screen *screen, enum style style, int column,
		 int indent, const char *text);
/* share (0..1) of `columns` filled. */
void screen_bar(struct screen *screen, enum style style, double share,
		int columns);

/* Rows of cells in columns that fit the width: the widest column that is not
 * first gives way, cut with an ellipsis. */
struct table {
	const char *const *heads;
	size_t columns;
	const char **cells;	/* row by row */
	size_t rows;
	unsigned right;		/* bit n: column n is set right */
};
void screen_table(struct screen *screen, const struct table *table);

/* ---- charts: a shape, with its text beside it ---- */

/* One column a value, in eight heights from low to high; a NaN leaves a gap.
 * What it says is the caller's to add. */
void screen_spark(struct screen *screen, enum style style,
		  const double *values, size_t count, double low,
		  double high);

struct bar {
	const char *label;
	double value;
	const char *text;	/* the value in words, behind the bar */
	enum style style;
};
/* Horizontal bars below each other, `most` being the longest; one that is not
 * 0 is never empty. A label too long for its columns is wrapped. */
void screen_bars(struct screen *screen, const struct bar *bars, size_t count,
		 double most);

enum { HEAT_SHADES = 4, HEAT_FROZEN = -1 };
struct heatmap {
	int64_t from;		/* day number of the first, a Monday */
	const int *shades;	/* a day each: 0 none, 1..4, or HEAT_FROZEN */
	size_t count;
};
/* A row a weekday, a column a week: the last ones, as many as fit. Returns how
 * many those are. */
size_t screen_heatmap(struct screen *screen, const struct heatmap *map);

#endif
