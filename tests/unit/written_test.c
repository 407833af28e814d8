/* written_test.c - JSON that this program wrote gives the trees of the reader;
 * all else is left to it. */
#include "bank/written.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void must_equal(const struct node *a, const struct node *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->item, b->item);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->count, b->count);
	assert_string_equal(a->text, b->text);
	assert_string_equal(a->key ? a->key : "(none)",
			    b->key ? b->key : "(none)");
	a = a->first;
	for (b = b->first; a && b; a = a->next, b = b->next)
		must_equal(a, b);
	assert_true(!a && !b);
}

static void gives_the_readers_trees(void **state)
{
	static const char *const texts[] = {
		"{\"id\":\"a\"}", "{ \"id\" : \" a b \" }", "{\"n\":[]}",
		"{\"worth\":2.5,\"yes\":true,\"no\":null}",
		"{\"says\":\"a \\\"quoted\\\" \\\\ word\\n- and # more\"}",
		("{\"points\":[{\"id\":\"x\",\"match\":[\"a & b\",{\"exact\":"
		"\"=>\"},[\"\",\"*c\"]]},\"~\"],\"e\":{}}"),
		"{\"says\":\"caf\u00e9 \u2192 na\u00efve\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct problems problems;
		struct reader *reader;
		const struct node *made, *read;

		problems_init(&problems, &arena);
		reader = reader_open(&arena, "", str_of(texts[i]), &problems);
		read = reader_root(reader);
		made = written_root(&arena, &arena, str_of(texts[i]));
		assert_non_null(read);
		assert_non_null(made);
		must_equal(made, read);
		reader_close(reader);
	}
}

static void leaves_the_unusual_to_the_reader(void **state)
{
	static const char *const texts[] = {
		"", "[]", "\"a\"", "a: b", "{", "{\"a\"}", "{\"a\":}",
		"{\"a\":\"b\"", "{\"a\":\"b\"} c", "{\"a\":\"\\u001b\"}",
		"{\"a\":\"\\u2028\"}", "{\"a\":\"\\ud800\"}", "{a: b}",
		"{\"a\":[[[[[[[[[[[[[[\"deep\"]]]]]]]]]]]]]]}",
	};
	struct text wide;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_null(written_root(&arena, &arena, str_of(texts[i])));
	text_init(&wide, 4096);
	text_add(&wide, "{\"a\":[\"\"");
	for (int i = 0; i < 200; i++)
		text_add(&wide, ",\"\"");
	text_add(&wide, "]}");
	assert_null(written_root(&arena, &arena, text_str(&wide)));
	text_release(&wide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_readers_trees),
		cmocka_unit_test(leaves_the_unusual_to_the_reader),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
