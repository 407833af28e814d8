/* load.h - one file of a bank, entry by entry, into the bank. */
#ifndef BANK_LOAD_H
#define BANK_LOAD_H

#include "bank/fields.h"

/* What a file may hold. */
enum {
	HOLDS_QUESTIONS = 1,
	HOLDS_RUBRICS = 2,
	HOLDS_WORDS = 4,	/* skills, synonyms, groups */
	HOLDS_TITLE = 8,	/* id, title, version ... */
	HOLDS_ASSIGNMENTS = 16,
	HOLDS_ALL = 31,
};

/* Reads the file; what is wrong is in loading->problems. */
void load_file(struct loading *loading, const char *path, unsigned holds);
/* The same from bytes. False when they were not read to their end. */
bool load_bytes(struct loading *loading, const char *path, struct str bytes,
		unsigned holds);

#endif
