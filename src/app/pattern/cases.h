/* cases.h - files of pattern cases: lines of expression, response, expected.
 *
 * Fields stand between tabs, with \n \r \t \\ for the characters they name; a
 * fourth field holds options as JSON; what follows it is not looked at. A
 * first line that begins with "expression" is a heading.
 */
#ifndef APP_PATTERN_CASES_H
#define APP_PATTERN_CASES_H

#include "match/match.h"

struct pattern_case {
	struct str expression, response;
	char expected;			/* '0', '1', or 'E': a bad expression */
	struct pattern_options options;
};

/* \n \r \t \\ become what they name; any other backslash stays. */
struct str pattern_unescape(struct arena *arena, struct str text);

/* Options as JSON: {"ignorecase": true, "quotes": "relaxed",
 * "sentencedividers": ".", "converttospace": ",;", "response_only": true,
 * "extradictionarywords": "e.g. ie.", "synonyms": {"cat": "dog|cow*"}}. */
MUST_CHECK bool pattern_read_options(struct arena *arena, struct str json,
				     struct pattern_options *options,
				     struct error *err);
MUST_CHECK bool pattern_read_case(struct arena *arena, struct str line,
				  struct pattern_case *read,
				  struct error *err);
static inline bool pattern_is_heading(struct str line)
{
	return str_starts(line, "expression\t");
}

#endif
