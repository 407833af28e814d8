/* text.h - text to look at, and text to build.
 *
 * struct str looks: pointer and length into somebody else's bytes, passed by
 * value, owns nothing. struct text builds: it grows up to its stated maximum,
 * always ends in NUL, and what does not fit is cut at a whole character and
 * remembered in `cut`. Finished text is a const char * in an arena.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
	const char *s;
	size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })

/* NULL gives the empty one. */
static inline struct str str_of(const char *string)
{
	return string ? (struct str){ string, strlen(string) } : STR("");
}
static inline bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.s, b.s, a.len));
}
/* Inline, so that a literal's length is known where it is written. */
static inline bool str_is(struct str a, const char *string)
{
	return str_equal(a, str_of(string));
}
bool str_starts(struct str a, const char *prefix);
int str_compare(struct str a, struct str b);	/* by bytes; shorter first */
struct str str_trim(struct str a);	/* ASCII white space, both ends */
/* Eats from the front: head is what stands before the next sep (or all that
 * is left), rest what follows. False when nothing was left. */
bool str_cut(struct str *rest, char sep, struct str *head);
char *str_dup(struct arena *arena, struct str a);

struct text {
	char *s;		/* never NULL after text_init; ends in NUL */
	size_t len;
	size_t cap;
	size_t max;		/* bytes that it may hold */
	bool cut;		/* something did not fit */
};

void text_init(struct text *text, size_t max);
void text_reset(struct text *text);		/* empty; keeps the memory */
void text_release(struct text *text);

void text_add(struct text *text, const char *string);
void text_add_str(struct text *text, struct str string);
void text_add_byte(struct text *text, char c);	/* as text_add_char */
static inline void text_add_char(struct text *text, char c)
{
	if (text->cut || text->len + 1 >= text->cap) {
		text_add_byte(text, c);
		return;
	}
	text->s[text->len++] = c;
	text->s[text->len] = '\0';
}
void text_add_times(struct text *text, const char *string, size_t times);
void text_addf(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void text_vaddf(struct text *text, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
void text_truncate(struct text *text, size_t len);
struct str text_str(const struct text *text);
char *text_dup(struct arena *arena, const struct text *text);

/* A list of strings that live in an arena. */
struct strings {
	const char **list;
	size_t count, cap;
};

void strings_add(struct arena *arena, struct strings *strings,
		 const char *string);
bool strings_have(const struct strings *strings, const char *string);
void strings_sort(struct strings *strings);

/* Of candidates, the one nearest to word by optimal string alignment (swap,
 * drop, add, replace), for "did you mean"; NULL when none is within a third
 * of the word's length (at least 1, at most 3 edits). */
const char *text_nearest(const char *word, const struct strings *candidates);
/* Edits between a and b (a swap of neighbours is one), or limit + 1 as soon
 * as they are more than limit. Compares bytes; at most 64 of each. */
unsigned text_distance(struct str a, struct str b, unsigned limit);

/* FNV-1a, 64 bits: for tables and for recognising a changed text; not for
 * secrets. Start with TEXT_HASH. */
#define TEXT_HASH UINT64_C(14695981039346656037)
uint64_t text_hash(uint64_t hash, struct str string);

/* A whole decimal number in [low, high], nothing around it. */
bool text_number(struct str string, int64_t low, int64_t high, int64_t *value);

#endif
