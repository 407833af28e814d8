/* json_test.c - the writer of JSON.
 *
 * Numbers are held against strtod: every double must read back as itself,
 * also where the locale writes a decimal comma.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/base.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct text out;
static struct json json;

static int begin(void **state)
{
	(void)state;
	text_init(&out, 10000);
	json_init(&json, &out, 0);
	return 0;
}

static int end(void **state)
{
	(void)state;
	text_release(&out);
	return 0;
}

static void write_example(int indent)
{
	text_reset(&out);
	json_init(&json, &out, indent);
	json_open(&json, '{');
	json_put(&json, "id", "a");
	json_put(&json, "none", NULL);
	json_name(&json, "points");
	json_open(&json, '[');
	json_integer(&json, 1);
	json_open(&json, '{');
	json_close(&json, '}');
	json_open(&json, '[');
	json_bool(&json, false);
	json_null(&json);
	json_close(&json, ']');
	json_close(&json, ']');
	json_put_bool(&json, "well", true);
	json_put_number(&json, "mean", 0.5);
	json_put_integer(&json, "many", INT64_MIN);
	json_close(&json, '}');
}

static void one_line(void **state)
{
	(void)state;
	write_example(0);
	assert_string_equal(out.s,
		"{\"id\":\"a\",\"none\":null,\"points\":[1,{},[false,null]],"
		"\"well\":true,\"mean\":0.5,\"many\":-9223372036854775808}");
}

static void a_member_a_line(void **state)
{
	(void)state;
	write_example(2);
	assert_string_equal(out.s,
		"{\n"
		"  \"id\": \"a\",\n"
		"  \"none\": null,\n"
		"  \"points\": [\n"
		"    1,\n"
		"    {},\n"
		"    [\n"
		"      false,\n"
		"      null\n"
		"    ]\n"
		"  ],\n"
		"  \"well\": true,\n"
		"  \"mean\": 0.5,\n"
		"  \"many\": -9223372036854775808\n"
		"}");
}

static void strings_are_escaped(void **state)
{
	static const struct {
		struct str in;
		const char *written;
	} cases[] = {
		{ { "", 0 }, "\"\"" },
		{ { NULL, 0 }, "\"\"" },
		{ { "a\"b\\c/", 6 }, "\"a\\\"b\\\\c/\"" },
		{ { "\b\f\n\r\t", 5 }, "\"\\b\\f\\n\\r\\t\"" },
		{ { "a\0b\x1F\x7F", 5 }, "\"a\\u0000b\\u001f\\u007f\"" },
		{ { "caf\xC3\xA9", 5 }, "\"caf\xC3\xA9\"" },
		{ { "\xF0\x9F\x98\x80", 4 }, "\"\xF0\x9F\x98\x80\"" },
		{ { "a\xFFz", 3 }, "\"a\xEF\xBF\xBDz\"" },
		{ { "\xC3", 1 }, "\"\xEF\xBF\xBD\"" },
		{ { "\xE2\x80\xAE\xC2\x9B", 5 }, "\"\\u202e\\u009b\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		text_reset(&out);
		json_string(&json, cases[i].in);
		assert_string_equal(out.s, cases[i].written);
	}
}

static void numbers_are_short(void **state)
{
	static const struct {
		double value;
		const char *written;
	} cases[] = {
		{ 0, "0" }, { -0.0, "0" }, { 1, "1" }, { -75, "-75" },
		{ 100000000000000, "100000000000000" }, { 1e15, "1e+15" },
		{ 0.1, "0.1" }, { 0.30000000000000004, "0.30000000000000004" },
		{ 1.5, "1.5" }, { 2.0 / 3, "0.6666666666666666" },
		{ 1e-9, "1e-09" }, { 1e300, "1e+300" },
		{ 5e-324, "4.94065645841247e-324" },
		{ (double)NAN, "null" }, { (double)INFINITY, "null" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		text_reset(&out);
		json_number(&json, cases[i].value);
		assert_string_equal(out.s, cases[i].written);
	}
}

static void assert_numbers_read_back(void)
{
	uint64_t bits = 1;

	for (int i = 0; i < 200000; i++) {
		double value, again;

		bits = bits * UINT64_C(6364136223846793005) +
		       UINT64_C(1442695040888963407);
		memcpy(&value, &bits, sizeof(value));
		if (!isfinite(value))
			continue;
		text_reset(&out);
		json_number(&json, value);
		assert_null(strchr(out.s, ','));
		for (char *s = out.s; *s; s++)
			if (*s == '.')
				*s = localeconv()->decimal_point[0];
		again = strtod(out.s, NULL);
		assert_memory_equal(&again, &value, sizeof(value));
	}
}

static void numbers_read_back(void **state)
{
	(void)state;
	assert_numbers_read_back();
}

static void a_decimal_comma_changes_nothing(void **state)
{
	static const char *const names[] = {
		"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8", "de_DE"
	};
	const char *found = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT(names) && !found; i++)
		found = setlocale(LC_NUMERIC, names[i]);
	if (!found)
		skip();
	json_number(&json, 0.5);
	assert_string_equal(out.s, "0.5");
	assert_numbers_read_back();
	setlocale(LC_NUMERIC, "C");
}

static void several_values_stand_by_themselves(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		json_open(&json, '{');
		json_put_integer(&json, "n", i);
		json_close(&json, '}');
		text_add_char(&out, '\n');
	}
	assert_string_equal(out.s, "{\"n\":0}\n{\"n\":1}\n");
}

static void names_are_escaped_too(void **state)
{
	(void)state;
	json_open(&json, '{');
	json_put(&json, "a\"b", "c");
	json_close(&json, '}');
	assert_string_equal(out.s, "{\"a\\\"b\":\"c\"}");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_line),
		TEST(a_member_a_line),
		TEST(strings_are_escaped),
		TEST(numbers_are_short),
		TEST(numbers_read_back),
		TEST(a_decimal_comma_changes_nothing),
		TEST(several_values_stand_by_themselves),
		TEST(names_are_escaped_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
