/* case_kit.h - cases kept as text: lines, escapes, and what went wrong where.
 *
 * A case file is lines of "key text"; '#' begins a comment line. In a text
 * \n \t \r \\ and \xHH stand for bytes. A wrong case is printed with
 * file:line and counted; the test fails at the end, having shown them all.
 * Include after <cmocka.h>.
 */
#ifndef CASE_KIT_H
#define CASE_KIT_H

#include "base/base.h"

#include <string.h>

struct case_file {
	struct arena arena;		/* lives as long as the file */
	const char *path;
	struct str rest;
	struct str key, value;		/* of the line being read */
	int line;
	unsigned run, wrong;
};

static inline void case_open(struct case_file *cases, const char *path)
{
	struct error err;

	memset(cases, 0, sizeof(*cases));
	arena_init(&cases->arena, 0);
	cases->path = path;
	if (!file_read(&cases->arena, path, 1 << 20, &cases->rest, &err))
		fail_msg("%s", err.text);
}

/* The next line as it is; false at the end of the file. */
static inline bool case_raw(struct case_file *cases, struct str *line)
{
	cases->line++;
	return str_cut(&cases->rest, '\n', line);
}

/* The next line that is not empty nor a comment, as key and value. */
static inline bool case_next(struct case_file *cases)
{
	struct str line;

	while (case_raw(cases, &line)) {
		line = str_trim(line);
		if (line.len == 0 || line.s[0] == '#')
			continue;
		str_cut(&line, ' ', &cases->key);
		cases->value = str_trim(line);
		return true;
	}
	return false;
}

static inline unsigned case_hex(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0')
				    : (unsigned)((c | 0x20) - 'a') + 10;
}

static inline struct str case_unescape(struct arena *arena, struct str text)
{
	char *made = arena_alloc(arena, text.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.s[i];

		if (c == '\\' && i + 1 < text.len) {
			c = text.s[++i];
			c = c == 'n' ? '\n' : c == 't' ? '\t'
			  : c == 'r' ? '\r' : c;
			if (c == 'x' && i + 2 < text.len) {
				c = (char)(case_hex(text.s[i + 1]) * 16 +
					   case_hex(text.s[i + 2]));
				i += 2;
			}
		}
		made[len++] = c;
	}
	return (struct str){ made, len };
}

/* Shows the case that went wrong and counts it. */
__attribute__((format(printf, 2, 3)))
static inline void case_wrong(struct case_file *cases, const char *format, ...)
{
	struct text text;
	va_list args;

	text_init(&text, 64 << 10);
	va_start(args, format);
	text_vaddf(&text, format, args);
	va_end(args);
	print_message("%s:%d: %s\n", cases->path, cases->line, text.s);
	text_release(&text);
	cases->wrong++;
}

/* All went well, and there were cases to go well. */
static inline void case_close(struct case_file *cases, unsigned least)
{
	unsigned wrong = cases->wrong, run = cases->run;

	arena_release(&cases->arena);
	if (wrong)
		fail_msg("%u of %u cases in %s went wrong", wrong, run,
			 cases->path);
	if (run < least)
		fail_msg("only %u cases in %s, at least %u were there once",
			 run, cases->path, least);
}

/* A small generator (xorshift64*) so that a failure can be had again. */
static inline uint64_t case_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

#endif
