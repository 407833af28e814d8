/* address_test.c - the origin of an address, and what is refused. */
#include "wire/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void an_origin_is_scheme_host_and_port(void **state)
{
	static const char *const rows[][2] = {
		{ "https://lrs.example/xapi", "https://lrs.example:443" },
		{ "HTTPS://LRS.Example", "https://lrs.example:443" },
		{ "https://lrs.example:8443/a?b=c",
		  "https://lrs.example:8443" },
		{ "https://lrs.example?x", "https://lrs.example:443" },
		{ "https://[2001:db8::1]/x", "https://[2001:db8::1]:443" },
		{ "https://[2001:DB8::1]:444", "https://[2001:db8::1]:444" },
		{ "http://localhost/", "http://localhost:80" },
		{ "http://LOCALHOST:8080", "http://localhost:8080" },
		{ "http://127.0.0.1:1", "http://127.0.0.1:1" },
		{ "http://127.255.1.0", "http://127.255.1.0:80" },
		{ "http://[::1]:65535/p", "http://[::1]:65535" },
		{ "http://[::1]", "http://[::1]:80" },
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct error err = { 0 };
		const char *origin;

		if (!wire_origin(&arena, rows[i][0], &origin, &err))
			fail_msg("%s: %s", rows[i][0], err.text);
		assert_string_equal(origin, rows[i][1]);
	}
	arena_release(&arena);
}

static void anything_else_is_refused(void **state)
{
	static const char *const rows[][2] = {
		{ "", "https://" },
		{ "lrs.example", "https://" },
		{ "ftp://lrs.example", "https://" },
		{ "file:///etc/passwd", "https://" },
		{ "https:/lrs.example", "https://" },
		{ "http://lrs.example", "unencrypted" },
		{ "http://localhost.evil.example", "unencrypted" },
		{ "http://127.0.0.1.evil.example", "unencrypted" },
		{ "http://127.1", "unencrypted" },
		{ "http://0127.0.0.1", "unencrypted" },
		{ "http://127.0.0.256", "unencrypted" },
		{ "http://127.0.0.1.", "unencrypted" },
		{ "http://128.0.0.1", "unencrypted" },
		{ "http://0.0.0.0", "unencrypted" },
		{ "http://[::]", "unencrypted" },
		{ "http://[::ffff:127.0.0.1]", "unencrypted" },
		{ "http://[::1%25eth0]", "no host" },
		{ "http://localhost@evil.example", "password" },
		{ "https://user:pass@lrs.example", "password" },
		{ "https://lrs.example/#a", "behind #" },
		{ "https://lrs.example#@localhost", "behind #" },
		{ "http://localhost\\@evil.example", "signs" },
		{ "https://lrs.example/a b", "signs" },
		{ "https://lrs.example/\r\nX: y", "signs" },
		{ "https://l\u00fcrs.example", "signs" },
		{ "https://", "no host" },
		{ "https:///x", "no host" },
		{ "https://:443", "no host" },
		{ "https://lrs.example:", "no host" },
		{ "https://lrs.example:0", "no host" },
		{ "https://lrs.example:65536", "no host" },
		{ "https://lrs.example:80:80", "no host" },
		{ "https://[::1", "no host" },
		{ "https://::1", "no host" },
		{ "https://lrs_x.example", "no host" },
		{ "https://-x.example", "no host" },
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct error err = { 0 };
		const char *origin;

		if (wire_origin(&arena, rows[i][0], &origin, &err))
			fail_msg("%s was taken: %s", rows[i][0], origin);
		if (!strstr(err.text, rows[i][1]))
			fail_msg("%s: %s", rows[i][0], err.text);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_origin_is_scheme_host_and_port),
		cmocka_unit_test(anything_else_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
