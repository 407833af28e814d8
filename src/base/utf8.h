/* utf8.h - all that the program knows of UTF-8: validity, folding, width.
 *
 * A thin layer over libunistring that keeps a fast way for ASCII. Nobody
 * else includes libunistring or <ctype.h>.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The place of the first byte that is no UTF-8, or len where all is well. */
size_t utf8_check(struct str text);
/* Reads the character at text.s[*at] and moves *at past it; a bad byte is
 * read as U+FFFD, one byte long. *at must be below len. */
uint32_t utf8_next(struct str text, size_t *at);
void utf8_add(struct text *out, uint32_t character);
/* Characters in text; a bad byte counts as one. */
size_t utf8_count(struct str text);

bool utf8_is_letter(uint32_t character);	/* letter or mark */
bool utf8_is_digit(uint32_t character);
bool utf8_is_upper(uint32_t character);
bool utf8_is_space(uint32_t character);		/* any Unicode white space */
bool utf8_is_alphabetic(uint32_t character);	/* a letter proper, no mark */
/* Letter, mark, number, punctuation or symbol: general category L M N P S. */
bool utf8_is_graphic(uint32_t character);
/* The lower-case character (simple mapping), or itself. The capital I with a
 * dot above, whose lower case is two characters, stays itself. */
uint32_t utf8_lower(uint32_t character);
/* One character for all that differ in case only (simple case folding). */
uint32_t utf8_caseless(uint32_t character);
/* Control characters other than tab and newline, and the bidirectional
 * controls: what must never reach a terminal. */
bool utf8_is_unsafe(uint32_t character);

/* NFKC, lower case, curly quotes and long dashes made plain. Adds to out. */
void utf8_fold(struct text *out, struct str text);
/* Normalization form C; a bad byte becomes U+FFFD. Adds to out. */
void utf8_nfc(struct text *out, struct str text);
/* Columns on a terminal; an unsafe character counts as one. */
size_t utf8_width(struct str text);
/* The text with bad bytes, control and bidi characters replaced by U+FFFD,
 * CR LF and CR by newline; tab and newline stay. */
void utf8_add_safe(struct text *out, struct str text);
/* The place of the first character that utf8_is_unsafe (CR before LF is
 * allowed), or len where there is none. */
size_t utf8_find_unsafe(struct str text);

#endif
