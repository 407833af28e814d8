/* token.h - what opens a service, and where it was found.
 *
 * Nothing of it is ever part of a sentence, a log or a command line; its
 * memory is wiped when it is released.
 */
#ifndef COURIER_TOKEN_H
#define COURIER_TOKEN_H

#include "base/base.h"

enum {
	TOKEN_MAX = 8192,		/* bytes of all that is said */
	SECRET_MAX = 512,		/* of a webhook's key */
	TOKEN_PATIENCE = 60		/* seconds for a command to say it */
};

struct token {
	char authorization[TOKEN_MAX];	/* "Basic ..." or "Bearer ..."; "" */
	unsigned char secret[SECRET_MAX];
	size_t secret_len;		/* 0: none */
};

/* Reads lines "basic:USER:PASSWORD", "bearer:TOKEN" and, for a webhook,
 * "whsec_BASE64" (also behind "bearer:"); the first line must be one of them,
 * a later line that is none is passed over (password stores keep notes there).
 * A line "for ORIGIN" names the only service that the rest is for. */
MUST_CHECK bool token_parse(struct token *token, struct str text,
			    const char *origin, struct error *err);
void token_wipe(struct token *token);

/* A command of JSON words is run, without a shell, and says it. environment:
 * what the command sees. */
MUST_CHECK bool token_from_command(struct token *token, const char *words,
				   char *const *environment,
				   const char *origin, struct error *err);
/* A file, mode 0600 and ours, else it is refused. *there false: there is none.
 * print: which file it was; changes whenever the file is written. */
MUST_CHECK bool token_from_file(struct token *token, const char *path,
				const char *origin, struct text *print,
				bool *there, struct error *err);

#endif
