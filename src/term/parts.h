/* parts.h - what the files of this room share behind the door.
 *
 * term.c keeps the handle and speaks with wait.c (signals), line.c
 * (readline), child.c (pager and editor) and screen.c (what is shown).
 * Nobody outside of src/term includes this.
 */
#ifndef TERM_PARTS_H
#define TERM_PARTS_H

#include "term/term.h"

#include <signal.h>

/* ---- term.c ---- */

bool term_has_color(const struct term *term);

/* ---- wait.c: input or a signal, whichever comes first ---- */

enum { WATCHED = 5 };		/* INT TERM HUP WINCH TSTP */

struct watch {
	sigset_t before;		/* the mask outside of the watch */
	struct sigaction old[WATCHED];
};

enum wake { WAKE_INPUT, WAKE_REST, WAKE_SIGNAL };

/* From begin to end the watched signals are held back, but in watch_wait. */
void watch_begin(struct watch *watch);
/* Puts everything back; what was caught and not taken (but for Ctrl-C and a
 * new size) is raised again and may well end the program here. */
void watch_end(const struct watch *watch);
/* Waits for input on fd, at most ms milliseconds (below 0: for ever). */
enum wake watch_wait(const struct watch *watch, int fd, int ms);
bool watch_caught(int number);
bool watch_take(int number);		/* caught, and now no longer */
/* Stops the program as Ctrl-Z does; returns when it goes on. */
void watch_stop(const struct watch *watch);

/* ---- line.c: readline ---- */

struct line;

/* folder may be NULL: no history files. Costs nothing before line_read. */
struct line *line_open(FILE *in, FILE *out, const char *folder);
void line_close(struct line *line);
enum term_event line_read(struct line *line, const struct term_reader *reader,
			  struct text *taken);

/* ---- child.c: other programs at the same terminal ---- */

/* False when the pager did not run: the text has not been seen. */
bool child_page(const char *pager, FILE *out, struct str text);
/* input: the editor may read in; otherwise it gets an empty one. */
MUST_CHECK bool child_edit(const char *editor, FILE *in, FILE *out,
			   bool input, struct text *text, struct error *err);

#endif
