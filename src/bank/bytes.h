/* bytes.h - a bank file's bytes, before any of them is taken for YAML. */
#ifndef BANK_BYTES_H
#define BANK_BYTES_H

#include "base/base.h"

/* Reports long lines, bytes that are no UTF-8 and every unsafe character.
 * Unsafe characters are masked in a copy that *bytes is set to; the copy
 * lives in the arena. False where the file is not worth reading on. */
bool bytes_check(struct arena *arena, const char *path, struct str *bytes,
		 struct problems *problems);
/* The line, from 1, of the byte at this offset. */
int bytes_line(struct str bytes, size_t at);
/* Whether the text holds a character that utf8_is_unsafe lets through, but
 * JSON read as YAML would change or refuse: CR, U+2028, U+2029, U+FEFF,
 * U+FFFE, U+FFFF. */
bool bytes_are_odd(struct str text);

#endif
