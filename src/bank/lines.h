/* lines.h - questions to be, as lines of JSON. */
#ifndef BANK_LINES_H
#define BANK_LINES_H

#include "bank/fields.h"

/* Whether the path names such a file: it ends in .jsonl. */
bool lines_are(const char *path);
/* Reads the file into loading->bank; what is wrong is in loading->problems,
 * with its line. path is kept. */
void lines_load(struct loading *loading, const char *path);

#endif
