/* term.c - the handle: which way to read, and writing that is checked.
 *
 * At a terminal a line comes from readline (line.c). Anywhere else it is
 * read plainly: readline would take tabs for completion and draw escape
 * sequences into a file. A plainly read line is echoed behind its prompt, so
 * that what is written is what a learner would have seen; golden transcripts
 * rest on this.
 */
#include "term/parts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_MIN = 20, WIDTH_DEFAULT = 80 };

struct term {
	struct term_setup setup;	/* its strings live in keep */
	struct arena keep;
	struct line *line;		/* NULL: read plainly */
	bool in_tty, out_tty;
	int64_t lines;			/* read so far */
	bool ended;			/* the end of input has been shown */
	bool failed;			/* writing has failed once */
};

static const char *kept(struct term *term, const char *string)
{
	return string == NULL || string[0] == '\0'
		       ? NULL
		       : arena_strdup(&term->keep, string);
}

struct term *term_open(const struct term_setup *setup)
{
	struct term *term = calloc(1, sizeof(*term));

	if (term == NULL)
		die("out of memory");
	arena_init(&term->keep, 0);
	term->setup = *setup;
	term->setup.history = kept(term, setup->history);
	term->setup.pager = kept(term, setup->pager);
	term->setup.editor = kept(term, setup->editor);
	term->in_tty = isatty(fileno(setup->in));
	term->out_tty = isatty(fileno(setup->out));
	if (term->in_tty && term->out_tty)
		term->line = line_open(setup->in, setup->out,
				       term->setup.history);
	return term;
}

void term_close(struct term *term)
{
	if (term == NULL)
		return;
	line_close(term->line);
	arena_release(&term->keep);
	free(term);
}

bool term_is_interactive(const struct term *term)
{
	return term->in_tty;
}

static bool get_size(const struct term *term, struct winsize *size)
{
	return term->out_tty &&
	       ioctl(fileno(term->setup.out), TIOCGWINSZ, size) == 0;
}

int term_width(const struct term *term)
{
	struct winsize size;

	if (!get_size(term, &size) || size.ws_col == 0)
		return term->setup.columns > 0 ? term->setup.columns
					       : WIDTH_DEFAULT;
	return size.ws_col < WIDTH_MIN ? WIDTH_MIN : size.ws_col;
}

bool term_is_utf8(const struct term *term)
{
	return term->setup.utf8 && !term->setup.plain;
}

bool term_has_color(const struct term *term)
{
	return term->setup.color && term->out_tty && !term->setup.plain;
}

/* ---- writing ---- */

static bool write_out(struct term *term, struct str text)
{
	FILE *out = term->setup.out;

	if (term->failed)
		return false;
	if (fault("term_write") ||
	    fwrite(text.s, 1, text.len, out) != text.len || fflush(out) != 0)
		term->failed = true;
	return !term->failed;
}

bool term_show(struct term *term, const struct text *text)
{
	return write_out(term, text_str(text));
}

static bool is_long(const struct term *term, const struct text *text)
{
	struct winsize size;
	size_t rows = 0;

	if (!get_size(term, &size) || size.ws_row == 0)
		return false;
	for (size_t i = 0; i < text->len; i++)
		rows += text->s[i] == '\n';
	return rows >= size.ws_row;
}

bool term_page(struct term *term, const struct text *text)
{
	const struct term_setup *setup = &term->setup;

	if (setup->pager == NULL || setup->plain || term->failed ||
	    !term->in_tty || !is_long(term, text))
		return term_show(term, text);
	return child_page(setup->pager, setup->out, text_str(text)) ||
	       term_show(term, text);
}

void term_complain(struct term *term, const struct text *line)
{
	struct text safe;

	text_init(&safe, line->len * 3 + 1);
	utf8_add_safe(&safe, text_str(line));
	fflush(term->setup.out);
	fwrite(safe.s, 1, safe.len, term->setup.complaints);
	fflush(term->setup.complaints);
	text_release(&safe);
}

bool term_failed(const struct term *term)
{
	return term->failed;
}

/* ---- reading ---- */

/* The parts that are there, made safe, in one write. */
static void echo(struct term *term, const char *prompt, struct str line,
		 const char *end)
{
	struct text out;

	text_init(&out, SIZE_MAX);
	utf8_add_safe(&out, str_of(prompt));
	utf8_add_safe(&out, line);
	text_add(&out, end);
	write_out(term, text_str(&out));
	text_release(&out);
}

/* Bytes of zero, as in a file of UTF-16: no text of ours could hold them. */
static void drop_zeros(struct text *line)
{
	size_t len = 0;

	if (memchr(line->s, '\0', line->len) == NULL)
		return;
	for (size_t i = 0; i < line->len; i++)
		if (line->s[i] != '\0')
			line->s[len++] = line->s[i];
	text_truncate(line, len);
}

static enum term_event read_plain(struct term *term, const char *prompt,
				  struct text *line)
{
	/* Somebody types, with the output going elsewhere. */
	if (term->in_tty)
		echo(term, prompt, STR(""), "");
	if (file_read_line(term->setup.in, line)) {
		drop_zeros(line);
		echo(term, term->in_tty ? NULL : prompt, text_str(line), "\n");
		return TERM_LINE;
	}
	if (!term->ended)
		echo(term, term->in_tty ? NULL : prompt, STR(""), "\n");
	term->ended = true;
	return TERM_END;
}

enum term_event term_read(struct term *term, const struct term_reader *reader,
			  struct text *line)
{
	enum term_event event;

	text_reset(line);
	event = term->line != NULL
		? line_read(term->line, reader, line)
		: read_plain(term, reader->prompt, line);
	term->lines += event == TERM_LINE;
	return event;
}

int64_t term_lines(const struct term *term)
{
	return term->lines;
}

bool term_edit(struct term *term, struct text *text, struct error *err)
{
	const struct term_setup *setup = &term->setup;

	if (setup->editor == NULL)
		return error_set(err, "no editor is known; set VISUAL or "
				      "EDITOR to the one you like");
	return child_edit(setup->editor, setup->in, setup->out, term->in_tty,
			  text, err);
}
