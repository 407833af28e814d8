/* error.c - one sentence that says what was wrong, where, and what to do.
 *
 * The sentence is printed into the caller's struct, cut at a whole character
 * where it is too long; of a path too long the end is kept, because the file's
 * name stands there. Problems are sorted by insertion, so that two on one place
 * keep the order in which they were found. Both quote what came from outside,
 * so they are shown without control characters.
 */
#include "base/error.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_inside(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Cuts an unfinished character off the end of a text that was cut at size. */
static void trim_character(char *s, size_t len)
{
	size_t start = len, wanted;
	unsigned char lead;

	while (start && len - start < 3 && is_inside(s[start - 1]))
		start--;
	if (!start)
		return;
	lead = (unsigned char)s[--start];
	wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (len - start < wanted)
		s[start] = '\0';
}

static void print_cut(char *text, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Into text, ERROR_TEXT_MAX long, which may itself be among the args. */
static void print_cut(char *text, const char *format, va_list args)
{
	char said[ERROR_TEXT_MAX];
	int len = vsnprintf(said, sizeof(said), format, args);

	if (len < 0)
		said[0] = '\0';
	else if ((size_t)len >= sizeof(said))
		trim_character(said, sizeof(said) - 1);
	memcpy(text, said, strlen(said) + 1);
}

static void set_path(struct error *err, const char *path)
{
	size_t len = path ? strlen(path) : 0, start;

	if (len < ERROR_PATH_MAX) {
		memmove(err->path, path ? path : "", len + 1);
		return;
	}
	start = len - (ERROR_PATH_MAX - 4);
	while (start < len && is_inside(path[start]))
		start++;
	snprintf(err->path, ERROR_PATH_MAX, "...%s", path + start);
}

bool error_set(struct error *err, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	print_cut(err->text, format, args);
	va_end(args);
	err->path[0] = '\0';
	err->line = err->column = 0;
	return false;
}

bool error_at(struct error *err, const char *path, int line, int column,
	      const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	print_cut(err->text, format, args);
	va_end(args);
	set_path(err, path);
	err->line = line;
	err->column = column;
	return false;
}

bool error_prefix(struct error *err, const char *format, ...)
{
	char context[ERROR_TEXT_MAX], said[ERROR_TEXT_MAX];
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	print_cut(context, format, args);
	va_end(args);
	memcpy(said, err->text, strlen(err->text) + 1);
	if (snprintf(err->text, ERROR_TEXT_MAX, "%s: %s", context, said) >=
	    ERROR_TEXT_MAX)
		trim_character(err->text, ERROR_TEXT_MAX - 1);
	return false;
}

void error_show(const struct error *err, struct text *out)
{
	if (err->path[0])
		utf8_add_safe(out, str_of(err->path));
	else if (err->line)
		text_add(out, "line ");
	if (err->line)
		text_addf(out, "%s%d", err->path[0] ? ":" : "", err->line);
	if (err->line && err->column)
		text_addf(out, ":%d", err->column);
	if (err->path[0] || err->line)
		text_add(out, ": ");
	utf8_add_safe(out, str_of(err->text));
}

/* --- many -------------------------------------------------------------- */

void problems_init(struct problems *problems, struct arena *arena)
{
	*problems = (struct problems){ .arena = arena, .most = PROBLEMS_MAX };
}

static struct error *problems_next(struct problems *problems)
{
	if (problems->count == problems->most) {
		problems->more++;
		return NULL;
	}
	problems->list = arena_grow(problems->arena, problems->list,
				    problems->count, &problems->cap,
				    sizeof(*problems->list));
	return &problems->list[problems->count++];
}

void problems_add(struct problems *problems, const char *path, int line,
		  int column, const char *format, ...)
{
	struct error *err = problems_next(problems);
	va_list args;

	if (!err)
		return;
	va_start(args, format);
	print_cut(err->text, format, args);
	va_end(args);
	set_path(err, path);
	err->line = line;
	err->column = column;
}

void problems_add_error(struct problems *problems, const struct error *err)
{
	struct error *place = problems_next(problems);

	if (place)
		*place = *err;
}

static int compare_place(const struct error *a, const struct error *b)
{
	int order = strcmp(a->path, b->path);

	if (!order)
		order = (a->line > b->line) - (a->line < b->line);
	if (!order)
		order = (a->column > b->column) - (a->column < b->column);
	return order;
}

/* By insertion, for they are few, mostly in order, and it is stable; of
 * places, for errors are big. */
void problems_sort(struct problems *problems)
{
	struct arena *arena = problems->arena;
	const struct error **order = ARENA_ARRAY(arena, problems->count,
						 const struct error *);
	struct error *sorted = ARENA_ARRAY(arena, problems->count,
					   struct error);

	for (size_t i = 0; i < problems->count; i++) {
		size_t to = i;

		for (; to && compare_place(order[to - 1],
					   &problems->list[i]) > 0; to--)
			order[to] = order[to - 1];
		order[to] = &problems->list[i];
	}
	for (size_t i = 0; i < problems->count; i++)
		sorted[i] = *order[i];
	problems->list = sorted;
	problems->cap = problems->count;
}

void problems_show(const struct problems *problems, struct text *out)
{
	for (size_t i = 0; i < problems->count; i++) {
		error_show(&problems->list[i], out);
		text_add_char(out, '\n');
	}
	if (problems->more)
		text_addf(out, "and %zu more\n", problems->more);
}

void die(const char *format, ...)
{
	va_list args;

	fputs("rehearse: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(2);
}
