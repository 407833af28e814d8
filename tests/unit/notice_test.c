/* notice_test.c - a desktop notice goes to notify-send as it is, or nowhere.
 *
 * A program of that name, in a folder of its own, writes down what it was
 * given.
 */
#include "term/term.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct desk {
	struct arena arena;
	const char *folder, *program, *given, *path;
};

static void spill(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int desk_start(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	char *folder;

	if (!desk)
		return -1;
	arena_init(&desk->arena, 0);
	folder = arena_printf(&desk->arena, "/tmp/rehearse-XXXXXX");
	desk->folder = mkdtemp(folder);
	desk->program = file_join(&desk->arena, folder, "notify-send");
	desk->given = file_join(&desk->arena, folder, "given");
	desk->path = arena_strdup(&desk->arena, getenv("PATH"));
	setenv("PATH", arena_printf(&desk->arena, "%s:/usr/bin:/bin", folder),
	       1);
	setenv("GIVEN", desk->given, 1);
	setenv("DISPLAY", ":0", 1);
	unsetenv("WAYLAND_DISPLAY");
	*state = desk;
	return desk->folder ? 0 : -1;
}

static int desk_end(void **state)
{
	struct desk *desk = *state;

	setenv("PATH", desk->path, 1);
	unlink(desk->program);
	unlink(desk->given);
	rmdir(desk->folder);
	arena_release(&desk->arena);
	free(desk);
	return 0;
}

static void make_program(struct desk *desk, const char *last)
{
	spill(desk->program,
	      arena_printf(&desk->arena, "#!/bin/sh\n"
			   "printf '%%s\\n' \"$@\" >\"$GIVEN\"\n"
			   "echo loud; echo louder >&2\n%s\n", last));
	assert_int_equal(chmod(desk->program, 0700), 0);
}

static void expect_given(struct desk *desk, const char *text)
{
	struct str given;
	struct error err;

	assert_true(file_read(&desk->arena, desk->given, 4096, &given, &err));
	assert_string_equal(given.s, text);
}

static void text_arrives_as_it_is(void **state)
{
	struct desk *desk = *state;

	make_program(desk, "exit 0");
	assert_true(term_notify("rehearse", "--help $(touch no) `x` 'day' 3"));
	expect_given(desk, "--app-name=rehearse\n--\nrehearse\n"
		     "--help $(touch no) `x` 'day' 3\n");
}

static void wayland_is_a_desktop_too(void **state)
{
	struct desk *desk = *state;

	make_program(desk, "exit 0");
	unsetenv("DISPLAY");
	setenv("WAYLAND_DISPLAY", "wayland-0", 1);
	assert_true(term_notify("rehearse", "day 3"));
	expect_given(desk, "--app-name=rehearse\n--\nrehearse\nday 3\n");
}

static void without_a_desktop_nothing_is_run(void **state)
{
	struct desk *desk = *state;

	make_program(desk, "exit 0");
	setenv("DISPLAY", "", 1);
	assert_false(term_notify("rehearse", "day 3"));
	unsetenv("DISPLAY");
	assert_false(term_notify("rehearse", "day 3"));
	assert_false(file_exists(desk->given));
}

static void a_notice_that_fails_is_told(void **state)
{
	struct desk *desk = *state;

	make_program(desk, "exit 1");
	assert_false(term_notify("rehearse", "day 3"));
	make_program(desk, "kill -9 $$");
	assert_false(term_notify("rehearse", "day 3"));
	unlink(desk->program);
	setenv("PATH", desk->folder, 1);
	assert_false(term_notify("rehearse", "day 3"));
}

#define DESK_TEST(function) \
	cmocka_unit_test_setup_teardown(function, desk_start, desk_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(text_arrives_as_it_is),
		DESK_TEST(wayland_is_a_desktop_too),
		DESK_TEST(without_a_desktop_nothing_is_run),
		DESK_TEST(a_notice_that_fails_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
