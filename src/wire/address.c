/* address.c - the origin of a service's address.
 *
 * Read by hand and strictly, for the program has no network library: what is
 * not plainly an address of the expected shape is refused, not mended. A host
 * counts as this machine by how it is written, never by what a resolver says.
 */
#include "wire/wire.h"

enum { ADDRESS_MAX = 2000, HOST_MAX = 253 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Visible ASCII, without what no address has unescaped. */
static bool has_fair_signs(struct str url)
{
	for (size_t i = 0; i < url.len; i++)
		if (url.s[i] <= ' ' || url.s[i] > '~' ||
		    strchr("\"<>\\^`{|}", url.s[i]))
			return false;
	return true;
}

/* Eats `scheme` from the front, in any case. */
static bool take_scheme(struct str *url, const char *scheme)
{
	size_t len = strlen(scheme);

	if (url->len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (lower(url->s[i]) != scheme[i])
			return false;
	*url = (struct str){ url->s + len, url->len - len };
	return true;
}

/* ---- hosts ---- */

static bool is_name(struct str host)
{
	if (host.len == 0 || host.len > HOST_MAX || host.s[0] == '.' ||
	    host.s[0] == '-')
		return false;
	for (size_t i = 0; i < host.len; i++)
		if (!is_digit(host.s[i]) && host.s[i] != '.' &&
		    host.s[i] != '-' &&
		    (lower(host.s[i]) < 'a' || lower(host.s[i]) > 'z'))
			return false;
	return true;
}

/* [hex and colons]; what exactly, the courier's library knows. */
static bool is_version_6(struct str host)
{
	if (host.len < 4 || host.s[0] != '[' || host.s[host.len - 1] != ']')
		return false;
	for (size_t i = 1; i + 1 < host.len; i++)
		if (!is_digit(host.s[i]) && host.s[i] != ':' &&
		    host.s[i] != '.' &&
		    (lower(host.s[i]) < 'a' || lower(host.s[i]) > 'f'))
			return false;
	return true;
}

/* Four numbers, the first 127. */
static bool is_127(struct str host)
{
	struct str part;
	int64_t number;
	int parts = 0;

	if (host.len == 0 || host.s[host.len - 1] == '.')
		return false;
	for (; str_cut(&host, '.', &part); parts++)
		if (part.len > 3 || (part.len > 1 && part.s[0] == '0') ||
		    !text_number(part, 0, 255, &number) ||
		    (parts == 0 && number != 127))
			return false;
	return parts == 4;
}

static bool is_this_machine(const char *host)
{
	return str_is(str_of(host), "localhost") ||
		str_is(str_of(host), "[::1]") || is_127(str_of(host));
}

/* ---- the whole ---- */

/* Splits host from port; port 0: none is named. */
static bool split(struct str authority, struct str *host, int64_t *port)
{
	size_t at = authority.len;

	*port = 0;
	while (at > 0 && is_digit(authority.s[at - 1]))
		at--;
	*host = authority;
	if (at == 0 || authority.s[at - 1] != ':')
		return true;
	if (authority.s[0] == '[' && memchr(authority.s, ']',
					    authority.len) >
				     (const void *)(authority.s + at))
		return true;		/* a colon inside of the brackets */
	*host = (struct str){ authority.s, at - 1 };
	return text_number((struct str){ authority.s + at,
					 authority.len - at }, 1, 65535,
			   port);
}

static const char *lower_of(struct arena *arena, struct str host)
{
	char *copy = str_dup(arena, host);

	for (size_t i = 0; i < host.len; i++)
		copy[i] = lower(copy[i]);
	return copy;
}

bool wire_origin(struct arena *arena, const char *url, const char **origin,
		 struct error *err)
{
	struct str rest = str_of(url), authority = rest, host;
	bool safe = take_scheme(&rest, "https://");
	const char *name;
	int64_t port;

	if (!safe && !take_scheme(&rest, "http://"))
		return error_set(err, "an address begins with https://");
	if (strlen(url) > ADDRESS_MAX || !has_fair_signs(rest))
		return error_set(err, "that is no address: it is too long, or "
				 "has blanks or signs that none has");
	if (memchr(rest.s, '#', rest.len))
		return error_set(err, "the address has a part behind #, which "
				 "is never sent; leave it out");
	authority = (struct str){ rest.s, strcspn(rest.s, "/?") };
	if (memchr(authority.s, '@', authority.len))
		return error_set(err, "the address has a name or password in "
				 "it; leave that out and give it as a token "
				 "('help feedback')");
	if (!split(authority, &host, &port) ||
	    (!is_name(host) && !is_version_6(host)))
		return error_set(err, "the address names no host as "
				 "https://host or https://host:port does");
	name = lower_of(arena, host);
	if (!safe && !is_this_machine(name))
		return error_set(err, "http:// would send your answers and "
				 "the token unencrypted; use https:// (http "
				 "only to localhost)");
	*origin = arena_printf(arena, "%s://%s:%d", safe ? "https" : "http",
			       name, port ? (int)port : safe ? 443 : 80);
	return true;
}
