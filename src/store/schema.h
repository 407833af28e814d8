/* schema.h - the tables, and how a file of any age comes to have them.
 *
 * steps[n] turns version n into n + 1; a new file runs them all, so there is
 * one truth. A released step is never edited: a change is another step.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

enum {
	SCHEMA_VERSION = 4,
	SCHEMA_APPLICATION = 0x72656872,	/* "rehr" */
};

/* Each step a list of statements, NULL at its end. */
extern const char *const *const schema_steps[SCHEMA_VERSION];

/* Makes sure that db is ours and of version `count`: makes the tables in an
 * empty file, upgrades an older one after copying it to PATH.v<N>. Refuses a
 * stranger's file and one from a newer version, in words. An up-to-date file
 * is only looked at. */
MUST_CHECK bool schema_prepare(struct db *db, const char *path,
			       const char *const *const *steps, int count,
			       struct error *err);
/* The same without changing anything: a file of ours, not newer. */
MUST_CHECK bool schema_check(struct db *db, int count, struct error *err);
MUST_CHECK bool schema_version(struct db *db, int *version,
			       struct error *err);

#endif
