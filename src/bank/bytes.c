/* bytes.c - UTF-8, long lines and control characters, each with its place.
 *
 * A control or bidirectional character is reported, then masked by a harmless
 * one of as many bytes, so that places stay true and the rest of the file can
 * still be read for more mistakes. A file that is not UTF-8, or full of
 * control characters, is no bank file at all: one sentence is enough. Every
 * pass remembers where it was, so the whole is linear in the file.
 */
#include "bank/bytes.h"

#include "bank/bank.h"

#include <string.h>

enum { MASKED_MAX = 20 };	/* a file with more of them is no text */

int bytes_line(struct str bytes, size_t at)
{
	int line = 1;
	size_t i;

	for (i = 0; i < at && i < bytes.len; i++)
		line += bytes.s[i] == '\n';
	return line;
}

bool bytes_are_odd(struct str text)
{
	const unsigned char *s = (const unsigned char *)text.s;
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (s[i] == '\r')
			return true;
		if (s[i] < 0xe2 || i + 2 >= text.len)
			continue;
		if (s[i] == 0xe2 && s[i + 1] == 0x80 && (s[i + 2] & ~1) == 0xa8)
			return true;
		if (s[i] == 0xef && ((s[i + 1] == 0xbb && s[i + 2] == 0xbf) ||
				     (s[i + 1] == 0xbf && s[i + 2] >= 0xbe)))
			return true;
	}
	return false;
}

static bool check_utf8(const char *path, struct str bytes,
		       struct problems *problems)
{
	size_t at = utf8_check(bytes);

	if (at == bytes.len)
		return true;
	problems_add(problems, path, bytes_line(bytes, at), 0,
		     "byte 0x%02X at offset %zu is not UTF-8; save the file "
		     "as UTF-8", (unsigned)(unsigned char)bytes.s[at], at);
	return false;
}

static void check_lines(const char *path, struct str bytes,
			struct problems *problems)
{
	struct str line;
	int number;

	for (number = 1; str_cut(&bytes, '\n', &line); number++)
		if (line.len > BANK_LINE_MAX)
			problems_add(problems, path, number, 0, "this line is "
				     "%zu bytes long, the most is %d; break "
				     "it", line.len, BANK_LINE_MAX);
}

/* Masks the character of len bytes at s by a harmless one as long. */
static void mask(char *s, size_t len)
{
	if (len == 1)
		memcpy(s, "?", 1);
	else if (len == 2)
		memcpy(s, "\xc2\xbf", 2);
	else
		memcpy(s, "\xef\xbf\xbd", 3);
}

struct where {
	size_t at;		/* bytes looked at */
	size_t begin;		/* where the line begins */
	int line;
};

static void move(struct where *where, struct str bytes, size_t at)
{
	for (; where->at < at; where->at++)
		if (bytes.s[where->at] == '\n') {
			where->line++;
			where->begin = where->at + 1;
		}
}

static bool check_unsafe(const char *path, char *copy, size_t len,
			 struct problems *problems)
{
	struct str bytes = { copy, len }, line;
	struct where where = { 0, 0, 1 };
	size_t at, next, found = 0;

	for (at = 0; at < len; at = next) {
		at += utf8_find_unsafe((struct str){ copy + at, len - at });
		if (at == len)
			break;
		move(&where, bytes, at);
		if (++found > MASKED_MAX) {
			problems_add(problems, path, where.line, 0, "too many "
				     "control characters; is this a text "
				     "file?");
			return false;
		}
		line = (struct str){ copy + where.begin, at - where.begin };
		next = at;
		problems_add(problems, path, where.line,
			     (int)utf8_count(line) + 1, "the control character "
			     "U+%04X; remove it",
			     (unsigned)utf8_next(bytes, &next));
		mask(copy + at, next - at);
	}
	return true;
}

bool bytes_check(struct arena *arena, const char *path, struct str *bytes,
		 struct problems *problems)
{
	char *copy;

	check_lines(path, *bytes, problems);
	if (!check_utf8(path, *bytes, problems))
		return false;
	if (utf8_find_unsafe(*bytes) == bytes->len)
		return true;
	copy = arena_copy(arena, bytes->s, bytes->len);
	bytes->s = copy;
	return check_unsafe(path, copy, bytes->len, problems);
}
