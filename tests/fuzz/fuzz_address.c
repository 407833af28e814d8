/* fuzz_address.c - any bytes as the address of a service.
 *
 * The program has its own reader of addresses, the courier that of libcurl,
 * and a token is bound to what the first one read. So where both take an
 * address they must read the same origin; and what libcurl takes goes nowhere
 * but to https, or to this machine. What is joined to an address, or found
 * from it as a page of its own, stays with its origin or is known not to. The
 * bytes are also read as a token.
 */
#include "fuzz.h"

#include "courier/http.h"
#include "courier/token.h"
#include "wire/wire.h"

enum { LONGEST = 4000 };

static bool is_on_this_machine(const char *origin)
{
	return strncmp(origin, "http://127.", 11) == 0 ||
	       strncmp(origin, "http://localhost:", 17) == 0 ||
	       strncmp(origin, "http://[::1]:", 13) == 0;
}

static void check_join(const char *url, const char *origin)
{
	struct text whole, of_whole;
	struct error err;

	text_init(&whole, 65536);
	text_init(&of_whole, 8192);
	if (http_join(&whole, url, "statements", "a=b&c=d", &err) &&
	    http_origin(&of_whole, whole.s, &err))
		assert(strcmp(of_whole.s, origin) == 0);
	text_release(&whole);
	text_release(&of_whole);
}

static void check_address(struct arena *arena, const char *url)
{
	const char *ours = NULL;
	struct text theirs;
	struct error err;
	bool we, they;

	text_init(&theirs, 8192);
	we = wire_origin(arena, url, &ours, &err);
	assert(we || err.text[0]);
	they = http_origin(&theirs, url, &err);
	assert(they || err.text[0]);
	if (they) {
		assert(strncmp(theirs.s, "https://", 8) == 0 ||
		       is_on_this_machine(theirs.s));
		assert(!strchr(theirs.s, '@') && !strchr(theirs.s, '#'));
		check_join(url, theirs.s);
	}
	if (we && they)
		assert(strcmp(ours, theirs.s) == 0);
	text_release(&theirs);
}

static void check_place(const char *place)
{
	struct text next, origin;
	struct error err;

	text_init(&next, 65536);
	text_init(&origin, 8192);
	if (http_resolve(&next, "https://lrs.test/xapi/statements", place,
			 &err) &&
	    http_origin(&origin, next.s, &err))
		assert(strncmp(origin.s, "https://", 8) == 0 ||
		       is_on_this_machine(origin.s));
	text_release(&next);
	text_release(&origin);
}

static void check_token(struct str input)
{
	struct token token;
	struct error err;

	if (token_parse(&token, input, "https://lrs.test:443", &err)) {
		assert(token.authorization[0] || token.secret_len);
		assert(token.secret_len <= SECRET_MAX);
		assert(strlen(token.authorization) < TOKEN_MAX);
		for (const char *c = token.authorization; *c; c++)
			assert((unsigned char)*c >= 0x20 && *c != 0x7F);
	} else {
		assert(err.text[0]);
	}
	token_wipe(&token);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	struct arena arena;
	char *url;

	check_token(input);
	if (size > LONGEST)
		return 0;
	arena_init(&arena, 0);
	url = str_dup(&arena, input);
	check_address(&arena, url);
	check_place(url);
	arena_release(&arena);
	return 0;
}
