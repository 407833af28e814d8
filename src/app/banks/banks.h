/* banks.h - what `bank` does in a file of its own. */
#ifndef APP_BANKS_BANKS_H
#define APP_BANKS_BANKS_H

#include "app/command.h"

/* sketch.c: `bank sketch FILE [--write OUT]`. */
MUST_CHECK bool bank_sketch(struct app *app, const struct arguments *arguments,
			    struct error *err);
/* A member of that name, of an object already open. */
void bank_problems_to_json(struct json *json, const char *name,
			   const struct problems *problems);

#endif
