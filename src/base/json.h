/* json.h - writes JSON (RFC 8259) into a text, one value after the other.
 *
 * The writer puts commas and colons; the caller opens and closes. Strings are
 * escaped and made valid UTF-8 (a bad byte becomes U+FFFD). With indent 0 all
 * stands on one line; otherwise each member on a line of its own.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

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

void json_string(struct json *json, struct str value);
void json_number(struct json *json, double value);	/* shortest that reads
							   back; NaN: null */
void json_integer(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* Name and value at once; a NULL string is null. */
void json_put(struct json *json, const char *name, const char *value);
void json_put_number(struct json *json, const char *name, double value);
void json_put_integer(struct json *json, const char *name, int64_t value);
void json_put_bool(struct json *json, const char *name, bool value);

#endif
