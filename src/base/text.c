/* text.c - text to look at (struct str) and text to build (struct text).
 *
 * The builder is made with its maximum, as curl's dynbuf is, so that nothing
 * read from outside can grow without end; it doubles until then. Unlike
 * dynbuf it does not fail when full: it keeps what fits, cut at a whole
 * character, and says so. Distance is optimal string alignment, that is
 * Damerau-Levenshtein in which no part is edited twice (Boytsov, "Indexing
 * methods for approximate dictionary searching", 2011, section 2.1), in three
 * rows of the table, left as soon as a whole row is past the limit.
 */
#include "base/text.h"
#include "base/arena.h"
#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_BYTES = 64,	/* what a builder starts with */
	WORD_MAX = 64		/* bytes of a word that are compared */
};

bool str_starts(struct str a, const char *prefix)
{
	size_t len = strlen(prefix);

	return a.len >= len && (!len || !memcmp(a.s, prefix, len));
}

int str_compare(struct str a, struct str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.s, b.s, shared) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool byte_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str a)
{
	while (a.len && byte_is_space(a.s[a.len - 1]))
		a.len--;
	while (a.len && byte_is_space(*a.s)) {
		a.s++;
		a.len--;
	}
	return a;
}

bool str_cut(struct str *rest, char sep, struct str *head)
{
	const char *end;

	*head = *rest;
	if (!rest->len)
		return false;
	end = memchr(rest->s, sep, rest->len);
	if (!end) {
		rest->s += rest->len;
		rest->len = 0;
		return true;
	}
	head->len = (size_t)(end - rest->s);
	rest->s = end + 1;
	rest->len -= head->len + 1;
	return true;
}

char *str_dup(struct arena *arena, struct str a)
{
	return arena_copy(arena, a.s, a.len);
}

/* --- building ---------------------------------------------------------- */

/* Makes room for len bytes and the NUL; len is at most max. */
static void text_reserve(struct text *text, size_t len)
{
	size_t cap = text->cap ? text->cap : FIRST_BYTES;
	char *larger;

	if (len < text->cap)
		return;
	while (cap <= len) {
		if (__builtin_mul_overflow(cap, (size_t)2, &cap))
			die("out of memory: a text is too long");
	}
	if (cap > text->max)
		cap = text->max + 1;
	larger = realloc(text->s, cap);
	if (!larger)
		die("out of memory: %zu bytes were wanted; "
		    "close other programs and try again", cap);
	text->s = larger;
	text->cap = cap;
}

void text_init(struct text *text, size_t max)
{
	*text = (struct text){ .max = max < SIZE_MAX ? max : max - 1 };
	text_reserve(text, 0);
	text->s[0] = '\0';
}

void text_reset(struct text *text)
{
	text->len = 0;
	text->cut = false;
	text->s[0] = '\0';
}

void text_release(struct text *text)
{
	free(text->s);
	*text = (struct text){ 0 };
}

/* How much of a text that ends at len may stay so that its last character is
 * whole, where `next` is the byte that would have followed. */
static size_t whole_characters(const char *s, size_t len, char next)
{
	size_t start = len;

	if (((unsigned char)next & 0xC0) != 0x80)
		return len;
	for (int back = 0; start && back < 3; back++) {
		unsigned char byte = (unsigned char)s[--start];

		if ((byte & 0xC0) == 0xC0)
			return start;
		if ((byte & 0xC0) != 0x80)
			break;
	}
	return len;
}

void text_add_str(struct text *text, struct str string)
{
	size_t room = text->max - text->len, len = string.len;

	if (text->cut || !len)
		return;
	if (len < text->cap - text->len) {	/* there is room already */
		memcpy(text->s + text->len, string.s, len);
		text->len += len;
		text->s[text->len] = '\0';
		return;
	}
	if (len > room) {
		len = room;
		text->cut = true;
	}
	text_reserve(text, text->len + len);
	if (len)
		memcpy(text->s + text->len, string.s, len);
	text->len += len;
	if (text->cut)
		text->len = whole_characters(text->s, text->len,
					     string.s[len]);
	text->s[text->len] = '\0';
}

void text_add(struct text *text, const char *string)
{
	text_add_str(text, str_of(string));
}

void text_add_byte(struct text *text, char c)
{
	text_add_str(text, (struct str){ &c, 1 });
}

void text_add_times(struct text *text, const char *string, size_t times)
{
	struct str piece = str_of(string);

	for (size_t i = 0; i < times && piece.len && !text->cut; i++)
		text_add_str(text, piece);
}

/* Printed straight behind what is there; where there is no room for it, all of
 * it elsewhere first, so that the cut sees the byte that did not fit. */
void text_vaddf(struct text *text, const char *format, va_list args)
{
	va_list again;
	char *printed;
	int len;

	if (text->cut)
		return;
	va_copy(again, args);
	len = vsnprintf(text->s + text->len, text->cap - text->len, format,
			again);
	va_end(again);
	if (len >= 0 && (size_t)len < text->cap - text->len) {
		text->len += (size_t)len;
		return;
	}
	text->s[text->len] = '\0';
	printed = len < 0 ? NULL : malloc((size_t)len + 1);
	if (!printed)
		die("out of memory: a text could not be put together");
	vsnprintf(printed, (size_t)len + 1, format, args);
	text_add_str(text, (struct str){ printed, (size_t)len });
	free(printed);
}

void text_addf(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_vaddf(text, format, args);
	va_end(args);
}

void text_truncate(struct text *text, size_t len)
{
	if (len >= text->len)
		return;
	text->len = whole_characters(text->s, len, text->s[len]);
	text->s[text->len] = '\0';
}

struct str text_str(const struct text *text)
{
	return (struct str){ text->s, text->len };
}

char *text_dup(struct arena *arena, const struct text *text)
{
	return arena_copy(arena, text->s, text->len);
}

/* --- lists ------------------------------------------------------------- */

void strings_add(struct arena *arena, struct strings *strings,
		 const char *string)
{
	strings->list = arena_grow(arena, strings->list, strings->count,
				   &strings->cap, sizeof(*strings->list));
	strings->list[strings->count++] = string;
}

bool strings_have(const struct strings *strings, const char *string)
{
	for (size_t i = 0; i < strings->count; i++)
		if (!strcmp(strings->list[i], string))
			return true;
	return false;
}

static int compare_strings(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void strings_sort(struct strings *strings)
{
	if (strings->count)
		qsort(strings->list, strings->count, sizeof(*strings->list),
		      compare_strings);
}

/* --- nearness, hashing, numbers ---------------------------------------- */

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row of the table, from the two before it; gives its least number. */
static unsigned distance_row(struct str a, struct str b, size_t i,
			     const unsigned *two_up, const unsigned *up,
			     unsigned *row)
{
	unsigned best = row[0] = (unsigned)i;

	for (size_t j = 1; j <= b.len; j++) {
		unsigned edits = up[j - 1] + (a.s[i - 1] != b.s[j - 1]);

		edits = least(edits, least(up[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && a.s[i - 1] == b.s[j - 2] &&
		    a.s[i - 2] == b.s[j - 1])
			edits = least(edits, two_up[j - 2] + 1);
		row[j] = edits;
		best = least(best, edits);
	}
	return best;
}

unsigned text_distance(struct str a, struct str b, unsigned limit)
{
	unsigned rows[3][WORD_MAX + 1], last_best = 0;

	a.len = a.len < WORD_MAX ? a.len : WORD_MAX;
	b.len = b.len < WORD_MAX ? b.len : WORD_MAX;
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.len; i++) {
		unsigned best = distance_row(a, b, i, rows[(i + 1) % 3],
					     rows[(i + 2) % 3], rows[i % 3]);

		/* A swap reaches over a row: both must be past the limit. */
		if (best > limit && last_best > limit)
			return limit + 1;
		last_best = best;
	}
	return least(rows[a.len % 3][b.len], limit < ~0U ? limit + 1 : limit);
}

const char *text_nearest(const char *word, const struct strings *candidates)
{
	struct str wanted = str_of(word);
	unsigned limit = wanted.len < 6 ? 1 : wanted.len < 9 ? 2 : 3;
	const char *nearest = NULL;

	for (size_t i = 0; i < candidates->count; i++) {
		struct str other = str_of(candidates->list[i]);
		unsigned edits = text_distance(wanted, other, limit);

		if (edits > limit)
			continue;
		nearest = candidates->list[i];
		if (!edits)
			break;
		limit = edits - 1;
	}
	return nearest;
}

uint64_t text_hash(uint64_t hash, struct str string)
{
	for (size_t i = 0; i < string.len; i++) {
		hash ^= (unsigned char)string.s[i];
		hash *= UINT64_C(1099511628211);
	}
	return hash;
}

bool text_number(struct str string, int64_t low, int64_t high, int64_t *value)
{
	bool minus = string.len && string.s[0] == '-';
	int64_t number = 0;

	if (string.len == (size_t)minus)
		return false;
	for (size_t i = minus; i < string.len; i++) {
		int digit = string.s[i] - '0';

		if (digit < 0 || digit > 9 ||
		    __builtin_mul_overflow(number, 10, &number) ||
		    __builtin_sub_overflow(number, digit, &number))
			return false;
	}
	if (!minus && __builtin_sub_overflow((int64_t)0, number, &number))
		return false;
	if (number < low || number > high)
		return false;
	*value = number;
	return true;
}
