/* bind.c - which token, and that it is for this service.
 *
 * The service's own command comes first: it was named for this service. Then
 * what the environment says, which is for this run. Then the file. A file may
 * name its service ("for https://host:443"); one that does not is for the
 * service that it was first used for, until it is written anew: a changed
 * address must not carry an old password to somebody else.
 */
#include "courier/courier.h"

#include <string.h>

/* The setting: which file it was, a space, its origin. */
static const char bound_key[] = "courier-token-file";

static bool check_bound(struct store *store, const char *print,
			const char *origin, struct error *err)
{
	struct arena arena;
	const char *kept;
	struct text now;
	bool ok;

	arena_init(&arena, 0);
	text_init(&now, 2048);
	text_addf(&now, "%s %s", print, origin);
	ok = store_get(store, &arena, bound_key, &kept, err);
	if (ok && kept && strncmp(kept, print, strlen(print)) == 0 &&
	    kept[strlen(print)] == ' ' && strcmp(kept, now.s) != 0)
		ok = error_set(err, "the token's file was used for %s; write "
			       "the token for this service into it",
			       kept + strlen(print) + 1);
	else if (ok && (!kept || strcmp(kept, now.s) != 0))
		ok = store_set(store, bound_key, now.s, err);
	text_release(&now);
	arena_release(&arena);
	return ok;
}

static bool from_file(struct store *store, const struct service *service,
		      const char *path, struct token *token,
		      struct error *err)
{
	struct text print;
	bool there = false, ok;

	text_init(&print, 256);
	ok = token_from_file(token, path, service->origin, &print, &there,
			     err) &&
		(!there || check_bound(store, print.s, service->origin, err));
	text_release(&print);
	return ok;
}

bool courier_token(struct store *store, const struct service *service,
		   const char *given, const char *path,
		   char *const *environment, struct token *token,
		   struct error *err)
{
	bool ok = true;

	token_wipe(token);
	if (service->token_command[0])
		ok = token_from_command(token, service->token_command,
					environment, service->origin, err);
	else if (given && given[0])
		ok = token_parse(token, str_of(given), service->origin, err) ||
			error_prefix(err, "REHEARSE_TOKEN");
	else if (path)
		ok = from_file(store, service, path, token, err);
	if (!ok)
		token_wipe(token);
	return ok;
}
