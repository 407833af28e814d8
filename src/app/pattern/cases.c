/* cases.c - reads a pattern case, and its options from JSON.
 *
 * The options are one flat object, so a reader of strings, true, false, one
 * object and lists is enough: no tree is built, each value goes to its option
 * as it is read. What is not known is refused by name, because a case that
 * runs with other options than it asks for is worse than none.
 */
#include "app/pattern/cases.h"

#include <string.h>

enum { LIST_MAX = 256 };	/* synonyms, words kept whole */

struct reader {
	struct arena *arena;
	struct str rest;
	struct pattern_options *options;
	struct error *err;
};

/* ---- signs ---- */

static void skip_space(struct reader *reader)
{
	while (reader->rest.len && strchr(" \t\r\n", *reader->rest.s)) {
		reader->rest.s++;
		reader->rest.len--;
	}
}

static bool take(struct reader *reader, const char *sign)
{
	skip_space(reader);
	if (!str_starts(reader->rest, sign))
		return false;
	reader->rest.s += strlen(sign);
	reader->rest.len -= strlen(sign);
	return true;
}

static bool refuse(const struct reader *reader, const char *wanted)
{
	return error_set(reader->err, "the options need %s before '%.*s'; "
			 "write them as JSON", wanted,
			 (int)(reader->rest.len < 20 ? reader->rest.len : 20),
			 reader->rest.s);
}

/* ---- strings ---- */

/* Four hex digits in front. */
static bool take_hex(struct reader *reader, uint32_t *value)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";

	*value = 0;
	for (int i = 0; i < 4; i++) {
		const char *digit = reader->rest.len && *reader->rest.s
				  ? strchr(digits, *reader->rest.s) : NULL;

		if (!digit)
			return refuse(reader, "four hex digits");
		*value = *value * 16 + (uint32_t)((digit - digits) % 16);
		reader->rest.s++;
		reader->rest.len--;
	}
	return true;
}

static bool take_unicode(struct reader *reader, struct text *out)
{
	uint32_t character, low;

	if (!take_hex(reader, &character))
		return false;
	if (character >= 0xD800 && character < 0xDC00) {
		if (!str_starts(reader->rest, "\\u"))
			return refuse(reader, "the second half of a pair");
		reader->rest.s += 2;
		reader->rest.len -= 2;
		if (!take_hex(reader, &low))
			return false;
		if (low < 0xDC00 || low > 0xDFFF)
			return refuse(reader, "the second half of a pair");
		character = 0x10000 + ((character - 0xD800) << 10) +
			    (low - 0xDC00);
	}
	if (character == 0)
		return refuse(reader, "a character other than NUL");
	utf8_add(out, character);
	return true;
}

/* What stands behind a backslash. */
static bool take_escape(struct reader *reader, struct text *out)
{
	static const char names[] = "\"\\/bfnrt";
	static const char values[] = "\"\\/\b\f\n\r\t";
	char c = reader->rest.len ? *reader->rest.s : '\0';
	const char *name = c ? strchr(names, c) : NULL;

	if (!name && c != 'u')
		return refuse(reader, "an escape that JSON knows");
	reader->rest.s++;
	reader->rest.len--;
	if (c == 'u')
		return take_unicode(reader, out);
	text_add_char(out, values[name - names]);
	return true;
}

static bool take_characters(struct reader *reader, struct text *out)
{
	if (!take(reader, "\""))
		return refuse(reader, "a string in quotes");
	while (reader->rest.len && *reader->rest.s != '"') {
		char c = *reader->rest.s;

		if (c >= 0 && c < ' ')
			return refuse(reader, "no control character");
		reader->rest.s++;
		reader->rest.len--;
		if (c != '\\')
			text_add_char(out, c);
		else if (!take_escape(reader, out))
			return false;
	}
	return take(reader, "\"") || refuse(reader, "a closing quote");
}

static bool read_string(struct reader *reader, const char **string)
{
	struct text text;
	bool ok;

	text_init(&text, PATTERN_MAX);
	ok = take_characters(reader, &text);
	*string = text_dup(reader->arena, &text);
	text_release(&text);
	return ok;
}

/* ---- values ---- */

static bool read_bool(struct reader *reader, bool *value)
{
	*value = take(reader, "true");
	return *value || take(reader, "false") ||
	       refuse(reader, "true or false");
}

static bool read_quotes(struct reader *reader)
{
	const char *value;

	if (!read_string(reader, &value))
		return false;
	reader->options->relaxed_quotes = str_is(str_of(value), "relaxed");
	if (!reader->options->relaxed_quotes &&
	    !str_is(str_of(value), "strict"))
		return error_set(reader->err, "quotes are 'relaxed' or "
				 "'strict', not '%s'", value);
	return true;
}

static bool read_synonyms(struct reader *reader)
{
	struct pattern_synonym *list = ARENA_ARRAY(reader->arena, LIST_MAX,
						   struct pattern_synonym);
	size_t *count = &reader->options->synonym_count;

	*count = 0;
	reader->options->synonyms = list;
	if (!take(reader, "{"))
		return refuse(reader, "{\"word\": \"alternatives\"}");
	if (take(reader, "}"))
		return true;
	do {
		struct pattern_synonym *one = &list[*count];

		if (*count == LIST_MAX)
			return error_set(reader->err, "there may be %d "
					 "synonyms; give fewer", LIST_MAX);
		++*count;
		if (!read_string(reader, &one->word))
			return false;
		if (!take(reader, ":"))
			return refuse(reader, "a colon");
		if (!read_string(reader, &one->alternatives))
			return false;
	} while (take(reader, ","));
	return take(reader, "}") || refuse(reader, "',' or '}'");
}

/* Words with spaces between. */
static bool read_whole_words(struct reader *reader)
{
	const char **list = ARENA_ARRAY(reader->arena, LIST_MAX, const char *);
	const char *value;
	struct str rest, word;
	size_t count = 0;

	if (!read_string(reader, &value))
		return false;
	for (rest = str_of(value); str_cut(&rest, ' ', &word);)
		if (word.len && count + 1 < LIST_MAX)
			list[count++] = str_dup(reader->arena, word);
	reader->options->whole_words = list;
	return true;
}

static bool read_member(struct reader *reader, const char *name)
{
	struct pattern_options *options = reader->options;
	const struct str key = str_of(name);

	if (str_is(key, "ignorecase"))
		return read_bool(reader, &options->ignore_case);
	if (str_is(key, "response_only"))
		return read_bool(reader, &options->response_only);
	if (str_is(key, "quotes"))
		return read_quotes(reader);
	if (str_is(key, "sentencedividers"))
		return read_string(reader, &options->sentence_dividers);
	if (str_is(key, "converttospace"))
		return read_string(reader, &options->convert_to_space);
	if (str_is(key, "synonyms"))
		return read_synonyms(reader);
	if (str_is(key, "extradictionarywords"))
		return read_whole_words(reader);
	return error_set(reader->err, "there is no option '%s'; the options "
			 "are ignorecase, quotes, sentencedividers, "
			 "converttospace, synonyms, extradictionarywords and "
			 "response_only", name);
}

bool pattern_read_options(struct arena *arena, struct str json,
			  struct pattern_options *options, struct error *err)
{
	struct reader reader = { arena, json, options, err };

	*options = (struct pattern_options){ 0 };
	if (!take(&reader, "{"))
		return refuse(&reader, "'{'");
	if (!take(&reader, "}")) {
		do {
			const char *name;

			if (!read_string(&reader, &name))
				return false;
			if (!take(&reader, ":"))
				return refuse(&reader, "a colon");
			if (!read_member(&reader, name))
				return false;
		} while (take(&reader, ","));
		if (!take(&reader, "}"))
			return refuse(&reader, "',' or '}'");
	}
	skip_space(&reader);
	return !reader.rest.len || refuse(&reader, "nothing more");
}

/* ---- cases ---- */

struct str pattern_unescape(struct arena *arena, struct str text)
{
	static const char names[] = "nrt\\", values[] = "\n\r\t\\";
	char *made = arena_alloc(arena, text.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *name = text.s[i] == '\\' && i + 1 < text.len &&
				   text.s[i + 1]
				 ? strchr(names, text.s[i + 1]) : NULL;

		made[len++] = name ? values[name - names] : text.s[i];
		i += name != NULL;
	}
	return (struct str){ made, len };
}

bool pattern_read_case(struct arena *arena, struct str line,
		       struct pattern_case *read, struct error *err)
{
	struct str fields[4] = { 0 }, expected;
	size_t count = 0;

	*read = (struct pattern_case){ 0 };
	if (line.len && line.s[line.len - 1] == '\r')
		line.len--;
	while (count < 4 && str_cut(&line, '\t', &fields[count]))
		count++;
	if (count < 3)
		return error_set(err, "a case has an expression, a response "
				 "and what is expected, with tabs between; "
				 "this line has %zu fields", count);
	expected = str_trim(fields[2]);
	if (!str_is(expected, "0") && !str_is(expected, "1") &&
	    !str_is(expected, "E"))
		return error_set(err, "0, 1 or E must be expected, not '%.*s'",
				 (int)(expected.len < 20 ? expected.len : 20),
				 expected.s);
	read->expected = *expected.s;
	read->expression = pattern_unescape(arena, fields[0]);
	read->response = pattern_unescape(arena, fields[1]);
	if (!str_trim(fields[3]).len)
		return true;
	return pattern_read_options(arena, pattern_unescape(arena, fields[3]),
				    &read->options, err);
}
