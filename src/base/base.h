/* base.h - the door of the ground: what any program in C could use.
 *
 * In: bytes, paths, texts. Out: arenas, errors with a place, texts that
 * grow to a stated maximum, UTF-8, files, dates, JSON.
 * This room knows nothing of questions, answers or terminals; it reads no
 * clock, makes no random numbers and prints nothing (die() excepted).
 * Other rooms include this door only; the parts are read one by one.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include "base/arena.h"	/* memory that is given back all at once */
#include "base/error.h"	/* one sentence that says what was wrong, where */
#include "base/text.h"	/* text to look at, text to build */
#include "base/utf8.h"	/* validity, folding, width, safe display */
#include "base/file.h"	/* reading, writing, walking folders */
#include "base/date.h"	/* moments with their UTC offset, civil dates */
#include "base/json.h"	/* a writer of JSON */
#include "base/yaml.h"	/* JSON as YAML */
#include "base/fault.h"	/* calls that a test makes fail */

#endif
