/* json_read_test.c - JSON eaten from the front: what is taken, what refused. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct scene {
	struct arena arena;
	struct error err;
	struct json_reader reader;
};

static struct json_reader *reads(struct scene *scene, const char *text)
{
	arena_init(&scene->arena, 0);
	scene->err = (struct error){ 0 };
	scene->reader = (struct json_reader){ str_of(text), &scene->arena,
					      "the members", &scene->err };
	return &scene->reader;
}

/* A string's value, or NULL where it is refused. */
static void check_string(const char *text, const char *wanted)
{
	struct scene scene;
	struct json_reader *reader = reads(&scene, text);
	struct str read;
	bool ok = json_read_string(reader, &read) && json_read_end(reader);

	assert_int_equal(ok, wanted != NULL);
	if (ok)
		assert_string_equal(read.s, wanted);
	else
		assert_true(scene.err.text[0] != '\0');
	arena_release(&scene.arena);
}

static void strings_are_undone(void **state)
{
	(void)state;
	check_string("\"\"", "");
	check_string(" \"a b\" ", "a b");
	check_string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t");
	check_string("\"\\u00e9\\u20AC\"", "\u00e9\u20ac");
	check_string("\"\\ud83d\\ude00\"", "\U0001F600");
	check_string("\"\u00e9\"", "\u00e9");
}

static void bad_strings_are_refused(void **state)
{
	(void)state;
	check_string("", NULL);
	check_string("a", NULL);
	check_string("\"a", NULL);
	check_string("\"\\", NULL);
	check_string("\"\\x\"", NULL);
	check_string("\"\\u12\"", NULL);
	check_string("\"\\u12g4\"", NULL);
	check_string("\"\\u0000\"", NULL);
	check_string("\"\\ud83d\"", NULL);
	check_string("\"\\ud83d\\u0041\"", NULL);
	check_string("\"\\ude00\"", NULL);
	check_string("\"a\nb\"", NULL);
	check_string("\"a\" b", NULL);
}

/* A value as written, or NULL where it is refused. */
static void check_raw(const char *text, const char *wanted)
{
	struct scene scene;
	struct str raw;
	bool ok = json_read_raw(reads(&scene, text), &raw) &&
		  json_read_end(&scene.reader);

	assert_int_equal(ok, wanted != NULL);
	if (ok)
		assert_true(str_is(raw, wanted));
	arena_release(&scene.arena);
}

static void values_are_passed_over(void **state)
{
	struct text deep;

	(void)state;
	check_raw(" -1.5e3 ", "-1.5e3");
	check_raw("null", "null");
	check_raw("[1, {\"a\": [true, \"]\"]}, []]",
		  "[1, {\"a\": [true, \"]\"]}, []]");
	check_raw("{}", "{}");
	check_raw("[1, ]", NULL);
	check_raw("{\"a\" 1}", NULL);
	check_raw("[1", NULL);
	check_raw("nul", NULL);
	check_raw("0", "0");
	check_raw("-0.50E+07", "-0.50E+07");
	check_raw("01", NULL);
	check_raw("1.", NULL);
	check_raw(".5", NULL);
	check_raw("+1", NULL);
	check_raw("-", NULL);
	check_raw("1e", NULL);
	check_raw("1-2", NULL);
	text_init(&deep, 4096);
	text_add_times(&deep, "[", 1000);
	check_raw(deep.s, NULL);
	text_release(&deep);
}

static void members_come_in_turn(void **state)
{
	struct scene scene;
	struct json_reader *reader =
		reads(&scene, "{\"a\": \"x\", \"b\": true}");
	struct str name, value;
	bool empty, more, truth;

	(void)state;
	assert_true(json_read_open(reader, &empty));
	assert_false(empty);
	assert_true(json_read_name(reader, &name));
	assert_true(str_is(name, "a"));
	assert_true(json_read_string(reader, &value));
	assert_true(json_next(reader, &more) && more);
	assert_true(json_read_name(reader, &name));
	assert_true(json_read_bool(reader, &truth) && truth);
	assert_true(json_next(reader, &more) && !more);
	assert_true(json_read_end(reader));
	arena_release(&scene.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_are_undone),
		cmocka_unit_test(bad_strings_are_refused),
		cmocka_unit_test(values_are_passed_over),
		cmocka_unit_test(members_come_in_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
