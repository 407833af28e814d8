/* error.h - what was wrong, where, and what to do: one sentence.
 *
 * A function that can fail returns bool and takes a struct error last. The
 * struct lives on the caller's stack: no allocation, nothing to give back.
 * It is set once, where the fault is found; callers may only add context.
 * A file may hold many mistakes: struct problems collects them.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

enum { ERROR_PATH_MAX = 512, ERROR_TEXT_MAX = 768, PROBLEMS_MAX = 100 };

struct arena;
struct text;

struct error {
	char path[ERROR_PATH_MAX];	/* "" where there is no file */
	int line;			/* from 1; 0 where there is none */
	int column;			/* from 1, in characters; 0: none */
	char text[ERROR_TEXT_MAX];	/* what was wrong; what to do */
};

/* All three return false, so that a caller can `return error_set(...)`.
 * An err of NULL is allowed and nothing is kept. Too long a sentence or path
 * is cut at a whole character, never an error of its own. */
bool error_set(struct error *err, const char *format, ...) PRINTF(2, 3);
bool error_at(struct error *err, const char *path, int line, int column,
	      const char *format, ...) PRINTF(5, 6);
/* Puts context in front: "your answer was not saved: the disk is full". */
bool error_prefix(struct error *err, const char *format, ...) PRINTF(2, 3);

/* Adds "path:line:column: text" to out, leaving out what is not known. */
void error_show(const struct error *err, struct text *out);

/* Many errors, in order of path, line and column. */
struct problems {
	struct arena *arena;		/* where list lives */
	struct error *list;		/* of `most` at most */
	size_t count, cap;
	size_t most;			/* PROBLEMS_MAX; may be set anew */
	size_t more;			/* found beyond these, not kept */
};

void problems_init(struct problems *problems, struct arena *arena);
void problems_add(struct problems *problems, const char *path, int line,
		  int column, const char *format, ...) PRINTF(5, 6);
void problems_add_error(struct problems *problems, const struct error *err);
void problems_sort(struct problems *problems);
/* One line each, then "and N more" where some were not kept. */
void problems_show(const struct problems *problems, struct text *out);

/* Ends the program with status 2 and the sentence on standard error. For
 * "out of memory" and broken promises of the system, never for bad input. */
_Noreturn void die(const char *format, ...) PRINTF(1, 2);

#endif
