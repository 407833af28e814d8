/* pattern_text.c - pmatch's texts: code points, numbers and options.
 *
 * All of pmatch works on code points in normalization form C, one an array
 * element, so that every later step can count and index characters. Texts
 * below U+0300 are normalised as they stand, which is nearly all of them, and
 * are read straight from their bytes. A number is the engine's: ASCII digits,
 * no separators, an exponent as e5 or as x10<sup>5</sup>; the sign may also be
 * `|`, a slip of the engine that makes the value 0.
 */
#include "match/pattern.h"

#include <stdlib.h>

enum { ENTITY_LEN = 7, DIGITS_SHORT = 64 };

bool char_is_space(uint32_t c)
{
	return utf8_is_space(c) || c == 0x180E;
}

bool char_is_special(uint32_t c)
{
	return c && c < 0x80 && strchr("()\\|?*_[]", (int)c);
}

bool char_is_digit(uint32_t c)
{
	return c - '0' < 10;
}

uint32_t char_lower(const struct setting *setting, uint32_t c)
{
	return setting->ignore_case ? utf8_lower(c) : c;
}

/* ---- code points ---- */

/* The plain form of a curly quote, or c. */
static uint32_t plain_quote(uint32_t c)
{
	if (c == 0x2018 || c == 0x2019)
		return '\'';
	return c == 0x201C || c == 0x201D ? '"' : c;
}

/* The quote that &lsquo; and its like stand for, or 0. */
static uint32_t entity_quote(struct str text, size_t at)
{
	struct str name = { text.s + at, text.len - at };

	if (str_starts(name, "&lsquo;") || str_starts(name, "&rsquo;"))
		return '\'';
	if (str_starts(name, "&ldquo;") || str_starts(name, "&rdquo;"))
		return '"';
	return 0;
}

/* Below U+0300 every text is in normalization form C. */
static bool is_composed(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.s[i] >= 0xCC)
			return false;
	return true;
}

static struct chars decode(struct arena *arena, struct str text, bool quotes)
{
	uint32_t *c = arena_alloc(arena, text.len + 1, sizeof(*c));
	size_t len = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t quote = quotes && text.s[at] == '&' ?
				 entity_quote(text, at) : 0;

		if (quote) {
			c[len++] = quote;
			at += ENTITY_LEN;
			continue;
		}
		if ((unsigned char)text.s[at] < 0x80)
			c[len] = (unsigned char)text.s[at++];
		else
			c[len] = utf8_next(text, &at);
		if (quotes)
			c[len] = plain_quote(c[len]);
		len++;
	}
	return (struct chars){ c, len };
}

struct chars chars_of(struct arena *arena, struct str text, bool plain_quotes)
{
	struct chars chars;
	struct text composed;

	if (is_composed(text))
		return decode(arena, text, plain_quotes);
	text_init(&composed, text.len * 3 + 16);
	utf8_nfc(&composed, text);
	chars = decode(arena, text_str(&composed), plain_quotes);
	text_release(&composed);
	return chars;
}

/* ---- numbers ---- */

static size_t skip_digits(struct chars text, size_t at)
{
	while (at < text.len && char_is_digit(text.c[at]))
		at++;
	return at;
}

static bool has_at(struct chars text, size_t at, const char *word)
{
	for (; *word; word++, at++)
		if (at >= text.len ||
		    utf8_lower(text.c[at]) != (unsigned char)*word)
			return false;
	return true;
}

/* Behind an exponent's sign and digits, or `at` where there are none. */
static size_t skip_power(struct chars text, size_t at)
{
	size_t from = at, end;

	if (from < text.len && (text.c[from] == '+' || text.c[from] == '-'))
		from++;
	end = skip_digits(text, from);
	return end > from ? end : at;
}

static size_t skip_exponent(struct chars text, size_t at)
{
	size_t end;

	if (at == text.len)
		return at;
	if (has_at(text, at, "e")) {
		end = skip_power(text, at + 1);
		return end > at + 1 ? end : at;
	}
	if (has_at(text, at, "x10<sup>") || has_at(text, at, "*10<sup>")) {
		end = skip_power(text, at + 8);
		if (end > at + 8 && has_at(text, end, "</sup>"))
			return end + 6;
	}
	return at;
}

size_t number_length(struct chars text)
{
	size_t at = 0, end;

	if (text.len && (text.c[0] == '+' || text.c[0] == '-' ||
			 text.c[0] == '|'))
		at++;
	end = skip_digits(text, at);
	if (end == at)
		return 0;
	at = end;
	if (at < text.len && text.c[at] == '.')
		end = skip_digits(text, at + 1);
	if (end > at + 1)
		at = end;
	return skip_exponent(text, at);
}

double number_value(struct arena *arena, struct chars text)
{
	char brief[DIGITS_SHORT];
	char *s = text.len < sizeof(brief) ? brief :
		  arena_alloc(arena, text.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint32_t c = text.c[i];

		if (c == '<')
			break;			/* of </sup> */
		if (c == 'x' || c == 'X' || c == '*') {
			s[len++] = 'e';
			i += 7;			/* x10<sup> */
		} else {
			s[len++] = (char)c;
		}
	}
	s[len] = '\0';
	return strtod(s, NULL);			/* `|` at the front: 0 */
}

/* ---- options ---- */

static void mark_kinds(struct setting *setting, struct chars list,
		       uint8_t kind)
{
	for (size_t i = 0; i < list.len; i++)
		if (list.c[i] < 0x80)
			setting->ascii[list.c[i]] |= kind;
}

static void make_whole(struct arena *arena, const char *const *words,
		       struct setting *setting)
{
	static const char *const usual[] = { "e.g.", "eg.", "etc.", "i.e.",
					     "ie.", NULL };

	if (!words)
		words = usual;
	while (words[setting->whole_count])
		setting->whole_count++;
	setting->whole = ARENA_ARRAY(arena, setting->whole_count, struct chars);
	for (size_t i = 0; i < setting->whole_count; i++)
		setting->whole[i] = chars_of(arena, str_of(words[i]), false);
}

/* The word and each of its alternatives, for cutting responses. */
static void make_parts(struct arena *arena, struct synonym *synonym)
{
	const struct chars all = synonym->alternatives;
	size_t parts = 2, from = 0;

	for (size_t i = 0; i < all.len; i++)
		parts += all.c[i] == '|';
	synonym->parts = ARENA_ARRAY(arena, parts, struct chars);
	synonym->parts[synonym->part_count++] = synonym->word;
	for (size_t i = 0; i <= all.len; i++) {
		if (i < all.len && all.c[i] != '|')
			continue;
		if (i > from)
			synonym->parts[synonym->part_count++] =
				(struct chars){ all.c + from, i - from };
		from = i + 1;
	}
}

void setting_make(struct arena *arena, const struct pattern_options *options,
		  struct setting *setting)
{
	const char *ends = options->sentence_dividers;
	struct str spaces = str_of(arena_printf(arena, " \f\n\r\t%s",
		options->convert_to_space ? options->convert_to_space : ""));

	*setting = (struct setting){
		.ignore_case = options->ignore_case,
		.relaxed_quotes = options->relaxed_quotes,
		.spaces = chars_of(arena, spaces, false),
		.dividers = chars_of(arena, str_of(ends ? ends : ".?!"), false),
		.synonym_count = options->synonym_count,
	};
	mark_kinds(setting, setting->spaces, CHAR_DIVIDES);
	mark_kinds(setting, setting->dividers, CHAR_ENDS);
	make_whole(arena, options->whole_words, setting);
	setting->synonyms = ARENA_ARRAY(arena, options->synonym_count,
					struct synonym);
	for (size_t i = 0; i < options->synonym_count; i++) {
		const struct pattern_synonym *given = &options->synonyms[i];
		struct synonym *made = &setting->synonyms[i];

		made->word = chars_of(arena, str_of(given->word), false);
		made->alternatives = chars_of(arena,
					      str_of(given->alternatives),
					      false);
		make_parts(arena, made);
	}
}
