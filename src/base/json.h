/* json.h - writes JSON (RFC 8259) into a text, and reads it value by value.
 *
 * The writer puts commas and colons; the caller opens and closes. Strings are
 * escaped and made valid UTF-8 (a bad byte becomes U+FFFD). With indent 0 all
 * stands on one line; otherwise each member on a line of its own.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { JSON_DEPTH_MAX = 32 };

struct json {
	struct text *out;		/* borrowed */
	int indent;			/* columns a level; 0: one line */
	int depth;
	bool filled[JSON_DEPTH_MAX];	/* this level has a member already */
	bool named;			/* a name stands, its value is next */
};

void json_init(struct json *json, struct text *out, int indent);
void json_open(struct json *json, char bracket);	/* '{' or '[' */
void json_close(struct json *json, char bracket);	/* '}' or ']' */
void json_name(struct json *json, const char *name);
/* The same, faster, for a name of at most 60 bytes of which nothing is to be
 * escaped. */
void json_key(struct json *json, struct str name);

void json_string(struct json *json, struct str value);
void json_number(struct json *json, double value);	/* shortest that reads
							   back; NaN: null */
void json_integer(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
void json_raw(struct json *json, struct str value);	/* JSON already */

/* Name and value at once; a NULL string is null. */
void json_put(struct json *json, const char *name, const char *value);
void json_put_number(struct json *json, const char *name, double value);
void json_put_integer(struct json *json, const char *name, int64_t value);
void json_put_bool(struct json *json, const char *name, bool value);

/* ---- reading ---- */

/* Eats from the front of rest; builds no tree. What is wrong is said once, as
 * "the options need a colon before 'x'; write them as JSON": `what` names
 * the text in that sentence. */
struct json_reader {
	struct str rest;
	struct arena *arena;		/* where strings go */
	const char *what;		/* "the options" */
	struct error *err;
};

/* Is the sign next (behind white space)? Then it is eaten. */
bool json_take(struct json_reader *reader, const char *sign);
/* Says that `wanted` should stand here; false. */
bool json_refuse(const struct json_reader *reader, const char *wanted);
/* A string, its escapes undone; U+0000 is refused. */
MUST_CHECK bool json_read_string(struct json_reader *reader,
				 struct str *string);
/* The same; one without escapes is not copied but stays where it is read, and
 * no NUL is behind it. */
MUST_CHECK bool json_read_view(struct json_reader *reader, struct str *string);
MUST_CHECK bool json_read_bool(struct json_reader *reader, bool *value);
/* Any value, as it is written. */
MUST_CHECK bool json_read_raw(struct json_reader *reader, struct str *raw);
/* Begins an object: true with *empty set if "{}". Then for each member:
 * json_read_name, its value, and json_next until it says there is no more. */
MUST_CHECK bool json_read_open(struct json_reader *reader, bool *empty);
MUST_CHECK bool json_read_name(struct json_reader *reader, struct str *name);
MUST_CHECK bool json_next(struct json_reader *reader, bool *more);
/* Nothing but white space is left. */
MUST_CHECK bool json_read_end(struct json_reader *reader);

#endif
