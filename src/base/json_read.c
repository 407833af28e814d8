/* json_read.c - reads JSON (RFC 8259) from the front, value by value.
 *
 * No tree is built: the caller knows what it wants and eats it; what it does
 * not want is taken raw. Strings are undone into the arena. Nesting is
 * bounded, so a hostile line cannot use up the stack.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"

#include <string.h>

static void eat(struct json_reader *reader, size_t len)
{
	reader->rest.s += len;
	reader->rest.len -= len;
}

static char peek(const struct json_reader *reader)
{
	return reader->rest.len ? *reader->rest.s : '\0';
}

static void skip_space(struct json_reader *reader)
{
	while (reader->rest.len &&
	       (*reader->rest.s == ' ' || *reader->rest.s == '\t' ||
		*reader->rest.s == '\r' || *reader->rest.s == '\n'))
		eat(reader, 1);
}

bool json_take(struct json_reader *reader, const char *sign)
{
	skip_space(reader);
	if (!str_starts(reader->rest, sign))
		return false;
	eat(reader, strlen(sign));
	return true;
}

bool json_refuse(const struct json_reader *reader, const char *wanted)
{
	if (reader->rest.len == 0)
		return error_set(reader->err, "%s need %s at the end; write "
				 "them as JSON", reader->what, wanted);
	return error_set(reader->err, "%s need %s before '%.*s'; write them "
			 "as JSON", reader->what, wanted,
			 (int)(reader->rest.len < 20 ? reader->rest.len : 20),
			 reader->rest.s);
}

/* ---- strings ---- */

/* Four hex digits in front. */
static bool take_hex(struct json_reader *reader, uint32_t *value)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";

	*value = 0;
	for (int i = 0; i < 4; i++) {
		const char *digit = peek(reader) ? strchr(digits, peek(reader))
						 : NULL;

		if (!digit)
			return json_refuse(reader, "four hex digits");
		*value = *value * 16 + (uint32_t)((digit - digits) % 16);
		eat(reader, 1);
	}
	return true;
}

static bool take_unicode(struct json_reader *reader, struct text *out)
{
	uint32_t character, low = 0;

	if (!take_hex(reader, &character))
		return false;
	if (character >= 0xD800 && character < 0xE000) {
		if (character >= 0xDC00 || !str_starts(reader->rest, "\\u"))
			return json_refuse(reader, "a whole surrogate pair");
		eat(reader, 2);
		if (!take_hex(reader, &low))
			return false;
		if (low < 0xDC00 || low > 0xDFFF)
			return json_refuse(reader, "a whole surrogate pair");
		character = 0x10000 + ((character - 0xD800) << 10) +
			    (low - 0xDC00);
	}
	if (character == 0)
		return json_refuse(reader, "a character other than NUL");
	utf8_add(out, character);
	return true;
}

/* What stands behind a backslash. */
static bool take_escape(struct json_reader *reader, struct text *out)
{
	static const char names[] = "\"\\/bfnrt";
	static const char values[] = "\"\\/\b\f\n\r\t";
	char c = peek(reader);
	const char *name = c ? strchr(names, c) : NULL;

	if (!name && c != 'u')
		return json_refuse(reader, "an escape that JSON knows");
	eat(reader, 1);
	if (c == 'u')
		return take_unicode(reader, out);
	text_add_char(out, values[name - names]);
	return true;
}

static bool take_characters(struct json_reader *reader, struct text *out)
{
	if (!json_take(reader, "\""))
		return json_refuse(reader, "a string in quotes");
	while (reader->rest.len && *reader->rest.s != '"') {
		size_t plain = 0;

		while (plain < reader->rest.len &&
		       reader->rest.s[plain] != '"' &&
		       reader->rest.s[plain] != '\\' &&
		       (unsigned char)reader->rest.s[plain] >= ' ')
			plain++;
		text_add_str(out, (struct str){ reader->rest.s, plain });
		eat(reader, plain);
		if (peek(reader) == '"')
			break;
		if (peek(reader) != '\\')
			return reader->rest.len
				? json_refuse(reader, "no control character")
				: json_refuse(reader, "a closing quote");
		eat(reader, 1);
		if (!take_escape(reader, out))
			return false;
	}
	return json_take(reader, "\"") ||
	       json_refuse(reader, "a closing quote");
}

/* Are there control characters? Eight bytes at a time: a byte under 0x20 is one
 * that subtracting 0x20 borrows from while its own high bit is not set. */
static bool has_control(struct str text)
{
	const uint64_t spaces = UINT64_C(0x2020202020202020);
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t eight, found = 0;
	size_t at = 0;

	for (; text.len - at >= sizeof(eight); at += sizeof(eight)) {
		memcpy(&eight, text.s + at, sizeof(eight));
		found |= (eight - spaces) & ~eight & high;
	}
	for (; at < text.len; at++)
		if ((unsigned char)text.s[at] < ' ')
			return true;
	return found != 0;
}

/* A string that stands as it means. */
static bool take_plain(struct json_reader *reader, struct str *string)
{
	const char *end;
	struct str plain;

	skip_space(reader);
	if (peek(reader) != '"')
		return false;
	plain = (struct str){ reader->rest.s + 1, reader->rest.len - 1 };
	end = plain.len ? memchr(plain.s, '"', plain.len) : NULL;
	if (!end)
		return false;
	plain.len = (size_t)(end - plain.s);
	if ((plain.len && memchr(plain.s, '\\', plain.len)) ||
	    has_control(plain))
		return false;
	eat(reader, plain.len + 2);
	*string = plain;
	return true;
}

/* One with escapes, or none at all: then what is wrong is said. */
static bool take_escaped(struct json_reader *reader, struct str *string)
{
	struct text text;
	bool ok;

	text_init(&text, reader->rest.len + 4);	/* escapes only shrink */
	ok = take_characters(reader, &text);
	*string = (struct str){ text_dup(reader->arena, &text), text.len };
	text_release(&text);
	return ok;
}

bool json_read_view(struct json_reader *reader, struct str *string)
{
	return take_plain(reader, string) || take_escaped(reader, string);
}

bool json_read_string(struct json_reader *reader, struct str *string)
{
	if (!take_plain(reader, string))
		return take_escaped(reader, string);
	string->s = str_dup(reader->arena, *string);
	return true;
}

/* ---- other values ---- */

bool json_read_bool(struct json_reader *reader, bool *value)
{
	*value = json_take(reader, "true");
	return *value || json_take(reader, "false") ||
	       json_refuse(reader, "true or false");
}

/* One of the signs, right in front. */
static bool take_sign(struct json_reader *reader, const char *signs)
{
	if (!peek(reader) || !strchr(signs, peek(reader)))
		return false;
	eat(reader, 1);
	return true;
}

static bool skip_digits(struct json_reader *reader)
{
	if (!take_sign(reader, "0123456789"))
		return json_refuse(reader, "a digit");
	while (take_sign(reader, "0123456789"))
		continue;
	return true;
}

/* A number may be handed on as written, so it must be one. */
static bool skip_number(struct json_reader *reader)
{
	bool negative = take_sign(reader, "-");

	if (!negative && (peek(reader) < '0' || peek(reader) > '9'))
		return json_refuse(reader, "a value");
	if (!take_sign(reader, "0") && !skip_digits(reader))
		return false;
	if (take_sign(reader, ".") && !skip_digits(reader))
		return false;
	if (!take_sign(reader, "eE"))
		return true;
	take_sign(reader, "+-");
	return skip_digits(reader);
}

static bool skip_value(struct json_reader *reader, int depth);

static bool skip_list(struct json_reader *reader, int depth, bool object)
{
	struct str name;

	if (depth > JSON_DEPTH_MAX)
		return json_refuse(reader, "less nesting");
	if (json_take(reader, object ? "}" : "]"))
		return true;
	do {
		if ((object && !json_read_name(reader, &name)) ||
		    !skip_value(reader, depth))
			return false;
	} while (json_take(reader, ","));
	return json_take(reader, object ? "}" : "]") ||
	       json_refuse(reader, object ? "',' or '}'" : "',' or ']'");
}

static bool skip_value(struct json_reader *reader, int depth)
{
	struct str string;

	skip_space(reader);
	if (peek(reader) == '"')
		return json_read_view(reader, &string);
	if (json_take(reader, "{"))
		return skip_list(reader, depth + 1, true);
	if (json_take(reader, "["))
		return skip_list(reader, depth + 1, false);
	return json_take(reader, "true") || json_take(reader, "false") ||
	       json_take(reader, "null") || skip_number(reader);
}

bool json_read_raw(struct json_reader *reader, struct str *raw)
{
	skip_space(reader);
	raw->s = reader->rest.s;
	if (!skip_value(reader, 0))
		return false;
	raw->len = (size_t)(reader->rest.s - raw->s);
	return true;
}

/* ---- objects ---- */

bool json_read_open(struct json_reader *reader, bool *empty)
{
	if (!json_take(reader, "{"))
		return json_refuse(reader, "'{'");
	*empty = json_take(reader, "}");
	return true;
}

bool json_read_name(struct json_reader *reader, struct str *name)
{
	return json_read_string(reader, name) &&
	       (json_take(reader, ":") || json_refuse(reader, "a colon"));
}

bool json_next(struct json_reader *reader, bool *more)
{
	*more = json_take(reader, ",");
	return *more || json_take(reader, "}") ||
	       json_refuse(reader, "',' or '}'");
}

bool json_read_end(struct json_reader *reader)
{
	skip_space(reader);
	return !reader->rest.len || json_refuse(reader, "nothing more");
}
