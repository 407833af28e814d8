/* yaml.h - writes what stands as JSON as YAML that people read and edit.
 *
 * Block style: each member and item on a line of its own, indented by two.
 * A text stands plain where no reader of YAML could take it for anything
 * else, so `no`, `1.0` and `- x` are put in double quotes; long prose is
 * folded (>-) and wrapped. What is written reads back to the same values.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/error.h"
#include "base/text.h"

struct arena;

/* Adds the value to out, with a newline at its end; of an object and a list
 * out begins a new line. Control characters are escaped. The arena is used
 * while it is written. False, with err, where json is no JSON or is nested
 * deeper than JSON_DEPTH_MAX; out then holds a part of it. */
MUST_CHECK bool yaml_from_json(struct arena *arena, struct str json,
			       struct text *out, struct error *err);

#endif
