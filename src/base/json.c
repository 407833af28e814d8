/* json.c - writes JSON (RFC 8259) into a text, one value after the other.
 *
 * Numbers are the shortest of 15, 16 and 17 digits that read back as the same
 * double (17 always do); whole ones are written whole. The decimal point of
 * the locale in force is put right, so that a German learner's file reads as
 * everybody else's. Misuse (a close that fits no open) is our own mistake and
 * asserted.
 */
#include "base/json.h"
#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	NUMBER_MAX = 40,	/* bytes of a printed double */
	KEY_MAX = 60,		/* of a name for json_key */
};

void json_init(struct json *json, struct text *out, int indent)
{
	*json = (struct json){ .out = out, .indent = indent };
}

static void add_line(struct json *json)
{
	if (!json->indent)
		return;
	text_add_char(json->out, '\n');
	text_add_times(json->out, " ",
		       (size_t)(json->indent * json->depth));
}

/* What stands before a value or a name: a comma, a new line. */
static void before(struct json *json)
{
	bool *filled = &json->filled[json->depth];

	if (json->named) {
		json->named = false;
		return;
	}
	if (!json->depth)
		return;
	if (*filled)
		text_add_char(json->out, ',');
	add_line(json);
	*filled = true;
}

void json_open(struct json *json, char bracket)
{
	assert(bracket == '{' || bracket == '[');
	assert(json->depth + 1 < JSON_DEPTH_MAX);
	before(json);
	text_add_char(json->out, bracket);
	json->filled[++json->depth] = false;
}

void json_close(struct json *json, char bracket)
{
	assert(bracket == '}' || bracket == ']');
	assert(json->depth > 0 && !json->named);
	if (json->filled[json->depth--])
		add_line(json);
	text_add_char(json->out, bracket);
}

/* The letter behind the backslash for a character that has one, or NUL. */
static char short_escape(uint32_t c)
{
	switch (c) {
	case '"':  return '"';
	case '\\': return '\\';
	case '\b': return 'b';
	case '\f': return 'f';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\t': return 't';
	default:   return '\0';
	}
}

/* Delete, C1 and bidirectional controls are escaped too: JSON on a terminal
 * must not drive it. */
static bool is_plain(uint32_t c)
{
	return c >= 0x20 && c != '"' && c != '\\' && !utf8_is_unsafe(c);
}

/* The same for ASCII, and false for the rest. */
static bool is_plain_ascii(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c - 0x20U < 0x5F && c != '"' && c != '\\';
}

static void add_string(struct text *out, struct str value)
{
	text_add_char(out, '"');
	for (size_t at = 0; at < value.len;) {
		size_t start = at;
		uint32_t c;

		while (at < value.len && is_plain_ascii(value.s[at]))
			at++;
		text_add_str(out, (struct str){ value.s + start, at - start });
		if (at == value.len)
			break;
		c = utf8_next(value, &at);
		if (is_plain(c))
			utf8_add(out, c);
		else if (short_escape(c))
			text_addf(out, "\\%c", short_escape(c));
		else
			text_addf(out, "\\u%04x", (unsigned)c);
	}
	text_add_char(out, '"');
}

static void end_name(struct json *json)
{
	text_add_char(json->out, ':');
	if (json->indent)
		text_add_char(json->out, ' ');
	json->named = true;
}

void json_name(struct json *json, const char *name)
{
	assert(json->depth > 0 && !json->named);
	before(json);
	add_string(json->out, str_of(name));
	end_name(json);
}

void json_key(struct json *json, struct str name)
{
	char whole[KEY_MAX + 4];
	size_t len = 0;

	assert(json->depth > 0 && !json->named);
	assert(name.len <= KEY_MAX);
	if (json->indent)
		before(json);
	else if (json->filled[json->depth])
		whole[len++] = ',';
	json->filled[json->depth] = true;
	whole[len++] = '"';
	memcpy(whole + len, name.s, name.len);
	len += name.len;
	whole[len++] = '"';
	whole[len++] = ':';
	if (json->indent)
		whole[len++] = ' ';
	text_add_str(json->out, (struct str){ whole, len });
	json->named = true;
}

void json_string(struct json *json, struct str value)
{
	before(json);
	add_string(json->out, value);
}

/* Behind the sign, at least so many digits. */
static void add_digits(struct text *out, uint64_t value, int least)
{
	char digits[20];
	size_t at = sizeof(digits);

	for (; value > 0 || least > 0; least--) {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	}
	text_add_str(out, (struct str){ digits + at, sizeof(digits) - at });
}

static void add_integer(struct text *out, int64_t value)
{
	if (value < 0)
		text_add_char(out, '-');
	add_digits(out, value < 0 ? -(uint64_t)value : (uint64_t)value, 1);
}

/* Marks have two decimals at most. The double nearest to them is what dividing
 * by 100 gives, so a number that comes back from it is written by them. */
static bool add_hundredths(struct text *out, double value)
{
	double hundredths = round(value * 100);
	int64_t whole;

	if (!(fabs(hundredths) < 1e12) || hundredths / 100 != value)
		return false;
	whole = (int64_t)fabs(hundredths);
	if (value < 0)
		text_add_char(out, '-');
	add_integer(out, whole / 100);
	if (whole % 100 == 0)
		return true;
	text_add_char(out, '.');
	if (whole % 10 == 0)
		add_digits(out, (uint64_t)(whole / 10 % 10), 1);
	else
		add_digits(out, (uint64_t)(whole % 100), 2);
	return true;
}

/* The shortest that reads back. Whatever printf writes that is no part of a
 * number is the locale's decimal point. */
static void add_shortest(struct text *out, double value)
{
	char digits[NUMBER_MAX];
	bool in_point = false;

	for (int precision = 15; precision <= 17; precision++) {
		snprintf(digits, sizeof(digits), "%.*g", precision, value);
		if (strtod(digits, NULL) == value)
			break;
	}
	for (const char *s = digits; *s; s++) {
		bool known = (*s >= '0' && *s <= '9') || *s == '-' ||
			     *s == '+' || *s == 'e';

		if (known)
			text_add_char(out, *s);
		else if (!in_point)
			text_add_char(out, '.');
		in_point = !known;
	}
}

void json_number(struct json *json, double value)
{
	if (!isfinite(value)) {
		json_null(json);
		return;
	}
	before(json);
	if (value == trunc(value) && fabs(value) < 1e15)
		add_integer(json->out, (int64_t)value);
	else if (!add_hundredths(json->out, value))
		add_shortest(json->out, value);
}

void json_raw(struct json *json, struct str value)
{
	before(json);
	text_add_str(json->out, value);
}

void json_integer(struct json *json, int64_t value)
{
	before(json);
	add_integer(json->out, value);
}

void json_bool(struct json *json, bool value)
{
	before(json);
	text_add(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
	before(json);
	text_add(json->out, "null");
}

void json_put(struct json *json, const char *name, const char *value)
{
	json_name(json, name);
	if (value)
		json_string(json, str_of(value));
	else
		json_null(json);
}

void json_put_number(struct json *json, const char *name, double value)
{
	json_name(json, name);
	json_number(json, value);
}

void json_put_integer(struct json *json, const char *name, int64_t value)
{
	json_name(json, name);
	json_integer(json, value);
}

void json_put_bool(struct json *json, const char *name, bool value)
{
	json_name(json, name);
	json_bool(json, value);
}
