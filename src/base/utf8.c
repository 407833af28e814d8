/* utf8.c - validity, folding and width of UTF-8, by libunistring.
 *
 * Answers are nearly all ASCII, so each function first runs over ASCII in a
 * plain loop and calls the library only for what is left. Folding is NFKC,
 * then case folding, then NFKC again (Unicode 15, section 3.13, the idea of
 * NFKC_Casefold), independent of the locale; typographic quotes and dashes
 * become the plain ones, so that "don't" is one word however it was typed,
 * and what is never seen (soft hyphen, zero width space) goes. It is done
 * piece by piece, so that no piece needs more than a buffer on the stack. A
 * bad byte is read as U+FFFD, one byte long, everywhere alike.
 */
#include "base/utf8.h"
#include "base/error.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

enum {
	REPLACEMENT = 0xFFFD,
	CHARACTER_MAX = 6,	/* bytes that u8_uctomb may need */
	/* NFKC makes at most 11 times as many bytes (U+FDFA), folding 3. */
	PIECE_MAX = 128,
	NFKC_MAX = 11 * PIECE_MAX + CHARACTER_MAX,
	FOLD_MAX = 3 * NFKC_MAX
};

static const uint8_t *bytes_of(const char *s)
{
	return (const uint8_t *)s;
}

static bool is_ascii(char c)
{
	return !((unsigned char)c & 0x80);
}

/* How many bytes from `at` on are ASCII. Eight at a time. */
static size_t ascii_run(struct str text, size_t at)
{
	size_t start = at;
	uint64_t eight;

	for (; text.len - at >= sizeof(eight); at += sizeof(eight)) {
		memcpy(&eight, text.s + at, sizeof(eight));
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < text.len && is_ascii(text.s[at]))
		at++;
	return at - start;
}

size_t utf8_check(struct str text)
{
	size_t at = ascii_run(text, 0);
	const uint8_t *bad;

	if (at == text.len)
		return at;
	bad = u8_check(bytes_of(text.s) + at, text.len - at);
	return bad ? (size_t)(bad - bytes_of(text.s)) : text.len;
}

uint32_t utf8_next(struct str text, size_t *at)
{
	ucs4_t character;
	int len;

	if (is_ascii(text.s[*at]))
		return (unsigned char)text.s[(*at)++];
	len = u8_mbtoucr(&character, bytes_of(text.s) + *at, text.len - *at);
	if (len <= 0) {
		++*at;
		return REPLACEMENT;
	}
	*at += (size_t)len;
	return character;
}

void utf8_add(struct text *out, uint32_t character)
{
	uint8_t bytes[CHARACTER_MAX];
	int len = u8_uctomb(bytes, character, sizeof(bytes));

	if (len < 0)
		len = u8_uctomb(bytes, REPLACEMENT, sizeof(bytes));
	text_add_str(out, (struct str){ (const char *)bytes, (size_t)len });
}

size_t utf8_count(struct str text)
{
	size_t count = 0;

	for (size_t at = 0; at < text.len; count++)
		utf8_next(text, &at);
	return count;
}

/* --- kinds of characters ------------------------------------------------ */

bool utf8_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) - 'a' < 26;
	return uc_is_general_category_withtable(c,
		UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

bool utf8_is_digit(uint32_t c)
{
	if (c < 0x80)
		return c - '0' < 10;
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Nd);
}

bool utf8_is_upper(uint32_t c)
{
	if (c < 0x80)
		return c - 'A' < 26;
	return uc_is_property_uppercase(c);
}

bool utf8_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || c - '\t' < 5;
	return uc_is_property_white_space(c);
}

bool utf8_is_alphabetic(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) - 'a' < 26;
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L);
}

bool utf8_is_graphic(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && c < 0x7F;
	return uc_is_general_category_withtable(c,
		UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N |
		UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S);
}

uint32_t utf8_lower(uint32_t c)
{
	if (c < 0x80)
		return c - 'A' < 26 ? c | 0x20 : c;
	return c == 0x0130 ? c : uc_tolower(c);
}

uint32_t utf8_caseless(uint32_t c)
{
	if (c < 0x80 || c == 0x0130 || c == 0x0131)
		return utf8_lower(c);
	return uc_tolower(uc_toupper(c));
}

/* Control characters (C0, C1, delete) and the bidirectional marks, embeddings,
 * overrides and isolates (Unicode Technical Report 36, section 2.5.2). */
bool utf8_is_unsafe(uint32_t c)
{
	if (c < 0x20)
		return c != '\t' && c != '\n';
	if (c < 0x7F)
		return false;
	return c <= 0x9F || c == 0x061C || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* --- folding ------------------------------------------------------------ */

/* The plain character for quotes and dashes that word processors put in. */
static uint32_t plain_character(uint32_t c)
{
	switch (c) {
	case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x02BC:
		return '\'';
	case 0x201C: case 0x201D: case 0x201E: case 0x201F:
		return '"';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
	case 0x2015: case 0x2212:
		return '-';
	default:
		return c;
	}
}

static void add_ascii_folded(struct text *out, struct str text)
{
	char lower[256];

	while (text.len) {
		size_t len = text.len < sizeof(lower) ? text.len :
			     sizeof(lower);

		for (size_t i = 0; i < len; i++) {
			unsigned c = (unsigned char)text.s[i];

			lower[i] = (char)(c - 'A' < 26 ? c | 0x20 : c);
		}
		text_add_str(out, (struct str){ lower, len });
		text.s += len;
		text.len -= len;
	}
}

static bool is_unseen(uint32_t c)
{
	return c >= 0x80 && uc_is_property_default_ignorable_code_point(c);
}

/* Takes out what is never seen, in place. */
static size_t drop_unseen(uint8_t *bytes, size_t len)
{
	struct str text = { (const char *)bytes, len };
	size_t kept = 0;

	for (size_t at = 0, from = 0; at < len; from = at) {
		if (is_unseen(utf8_next(text, &at)))
			continue;
		memmove(bytes + kept, bytes + from, at - from);
		kept += at - from;
	}
	return kept;
}

/* A valid piece, PIECE_MAX long at most. */
static void add_folded(struct text *out, struct str piece)
{
	uint8_t plain[NFKC_MAX], lower[FOLD_MAX];
	size_t len = sizeof(plain), at = 0;
	uint8_t *done = u8_normalize(UNINORM_NFKC, bytes_of(piece.s),
				     piece.len, plain, &len);
	struct str folded = { (const char *)lower, sizeof(lower) };

	if (done != plain)
		die("out of memory: a text could not be folded");
	len = drop_unseen(plain, len);
	done = u8_casefold(plain, len, "", UNINORM_NFKC, lower, &folded.len);
	if (done != lower)
		die("out of memory: a text could not be folded");
	while (at < folded.len)
		utf8_add(out, plain_character(utf8_next(folded, &at)));
}

/* Whether what stands before c must be folded together with it: c is a mark,
 * or a half-width one that NFKC makes a mark, or will be dropped. */
static bool joins(uint32_t c)
{
	return is_unseen(c) || c == 0xFF9E || c == 0xFF9F || (c >= 0x300 &&
	       uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M));
}

/* The parts of Korean syllables, of all three widths. */
static bool is_jamo(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) ||
	       (c >= 0xFFA0 && c <= 0xFFDF);
}

/* Whether c is a letter that composes with nothing before it. */
static bool begins_piece(uint32_t c)
{
	return !is_jamo(c) && !joins(c) && utf8_is_letter(c);
}

/* The end of the piece from `at` on that is normalised as one: everything up
 * to ASCII, a bad byte or a plain quote; a long run is cut between letters. */
static size_t piece_end(struct str text, size_t at)
{
	size_t start = at;

	while (at < text.len && !is_ascii(text.s[at])) {
		size_t next = at;
		uint32_t c = utf8_next(text, &next);
		size_t len = at - start;

		if (len && (c == REPLACEMENT || plain_character(c) != c))
			break;
		if (len > PIECE_MAX / 2 && begins_piece(c))
			break;
		if (next - start > PIECE_MAX)
			break;
		at = next;
	}
	return at;
}

/* An ASCII character that carries a mark, or one that is not ASCII, with all
 * that may compose with it; gives the place behind it. */
static size_t add_piece(struct text *out, struct str text, size_t at)
{
	size_t next = at, end;
	uint32_t c = utf8_next(text, &next);
	uint32_t plain = plain_character(c);

	if (plain != c || c == REPLACEMENT) {
		utf8_add(out, plain);
		return next;
	}
	end = piece_end(text, is_ascii(text.s[at]) ? next : at);
	add_folded(out, (struct str){ text.s + at, end - at });
	return end;
}

/* How many bytes of an ASCII run may be folded alone: all but the last where
 * a mark follows that may compose with it. */
static size_t ascii_alone(struct str text, size_t at)
{
	size_t run = ascii_run(text, at), next = at + run;

	if (!run || next == text.len)
		return run;
	return joins(utf8_next(text, &next)) ? run - 1 : run;
}

void utf8_fold(struct text *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t run = ascii_alone(text, at);

		add_ascii_folded(out, (struct str){ text.s + at, run });
		at += run;
		if (at < text.len)
			at = add_piece(out, text, at);
	}
}

/* A valid piece, PIECE_MAX long at most. */
static void add_composed(struct text *out, struct str piece)
{
	uint8_t composed[NFKC_MAX];
	struct str made = { (const char *)composed, sizeof(composed) };
	uint8_t *done = u8_normalize(UNINORM_NFC, bytes_of(piece.s),
				     piece.len, composed, &made.len);

	if (done != composed)
		die("out of memory: a text could not be normalised");
	text_add_str(out, made);
}

void utf8_nfc(struct text *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t run = ascii_alone(text, at), next, end;

		text_add_str(out, (struct str){ text.s + at, run });
		at += run;
		if (at == text.len)
			return;
		next = at;
		if (utf8_next(text, &next) == REPLACEMENT) {
			utf8_add(out, REPLACEMENT);
			at = next;
			continue;
		}
		end = piece_end(text, is_ascii(text.s[at]) ? next : at);
		add_composed(out, (struct str){ text.s + at, end - at });
		at = end;
	}
}

/* --- display ------------------------------------------------------------ */

size_t utf8_width(struct str text)
{
	size_t width = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		int columns = 1;

		if (c >= 0x80 && !utf8_is_unsafe(c))
			columns = uc_width(c, "UTF-8");
		width += columns < 0 ? 1 : (size_t)columns;
	}
	return width;
}

static bool is_safe_ascii(char c)
{
	return (c >= ' ' && c < 0x7F) || c == '\t' || c == '\n';
}

void utf8_add_safe(struct text *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		uint32_t c;

		while (at < text.len && is_safe_ascii(text.s[at]))
			at++;
		text_add_str(out, (struct str){ text.s + start, at - start });
		if (at == text.len)
			return;
		c = utf8_next(text, &at);
		if (c == '\r') {
			at += at < text.len && text.s[at] == '\n';
			c = '\n';
		}
		utf8_add(out, utf8_is_unsafe(c) ? REPLACEMENT : c);
	}
}

size_t utf8_find_unsafe(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		uint32_t c;

		if (is_safe_ascii(text.s[at])) {
			at++;
			continue;
		}
		c = utf8_next(text, &at);
		if (c == '\r' && at < text.len && text.s[at] == '\n')
			continue;
		if (utf8_is_unsafe(c))
			return start;
	}
	return text.len;
}
