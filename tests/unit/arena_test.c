/* arena_test.c - memory by lifetime, and errors that are cut to fit.
 *
 * What must hold: pieces are zeroed, aligned and apart; a reset gives the
 * memory out again; past the ceiling the program ends with status 2. The
 * errors of base/error.h live in fixed arrays, so their edges are here too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
	struct arena arena;
	unsigned char *pieces[400];

	(void)state;
	arena_init(&arena, 0);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 400; i++) {
			pieces[i] = arena_alloc(&arena, i, 7);
			assert_int_equal((uintptr_t)pieces[i] % 16, 0);
			for (size_t at = 0; at < i * 7; at++)
				assert_int_equal(pieces[i][at], 0);
			memset(pieces[i], (int)(i & 0xFF), i * 7);
		}
		for (size_t i = 0; i < 400; i++)
			for (size_t at = 0; at < i * 7; at++)
				assert_int_equal(pieces[i][at], i & 0xFF);
		arena_reset(&arena);
		assert_int_equal(arena.used, 0);
	}
	arena_release(&arena);
	assert_null(arena.head);
}

static void a_reset_keeps_one_block(void **state)
{
	struct arena arena;
	struct arena_block *head;

	(void)state;
	arena_init(&arena, 0);
	for (int i = 0; i < 100; i++)
		arena_alloc(&arena, 1000, 1);
	head = arena.head;
	arena_reset(&arena);
	assert_ptr_equal(arena.head, head);
	arena_alloc(&arena, 1000, 1);
	assert_ptr_equal(arena.head, head);
	arena_release(&arena);
}

static void a_large_piece_leaves_the_head_in_use(void **state)
{
	struct arena arena;
	struct arena_block *head;
	char *large;

	(void)state;
	arena_init(&arena, 0);
	arena_alloc(&arena, 1, 1);
	head = arena.head;
	large = arena_alloc(&arena, 5 << 20, 1);
	large[(5 << 20) - 1] = 'x';
	assert_ptr_equal(arena.head, head);
	arena_release(&arena);
}

static void copies_end_in_nul(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	assert_string_equal(arena_copy(&arena, "abcdef", 3), "abc");
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	assert_string_equal(arena_strdup(&arena, "whole"), "whole");
	assert_string_equal(arena_printf(&arena, "%d-%s", 7, "x"), "7-x");
	assert_non_null(arena_alloc(&arena, 0, 8));
	arena_release(&arena);
}

static void an_array_grows_by_doubling(void **state)
{
	struct arena arena;
	size_t cap = 0;
	int *list = NULL;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < 1000; i++) {
		list = arena_grow(&arena, list, i, &cap, sizeof(*list));
		assert_true(cap > i);
		list[i] = (int)i;
	}
	assert_int_equal(cap, 1024);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	arena_release(&arena);
}

/* The exit status of a process that asks for count times size bytes. */
static int status_of(size_t limit, size_t count, size_t size)
{
	int status;
	pid_t child = fork();

	if (!child) {
		struct arena arena;

		if (!freopen("/dev/null", "w", stderr))
			_exit(9);
		arena_init(&arena, limit);
		arena_alloc(&arena, count, size);
		arena_release(&arena);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void past_the_ceiling_the_program_ends(void **state)
{
	(void)state;
	assert_int_equal(status_of(1000, 1000, 1), 0);
	assert_int_equal(status_of(1000, 1001, 1), 2);
	assert_int_equal(status_of(0, SIZE_MAX / 2, 4), 2);
}

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
static void the_sanitiser_sees_the_fences(void **state)
{
	struct arena arena;
	char *piece;

	(void)state;
	arena_init(&arena, 0);
	piece = arena_alloc(&arena, 21, 1);
	assert_false(__asan_address_is_poisoned(piece + 20));
	assert_true(__asan_address_is_poisoned(piece + 21));
	arena_reset(&arena);
	assert_true(__asan_address_is_poisoned(piece));
	arena_release(&arena);
}
#else
static void the_sanitiser_sees_the_fences(void **state)
{
	(void)state;
	skip();
}
#endif

/* --- errors ------------------------------------------------------------ */

static void assert_shown(const struct error *err, const char *expected)
{
	struct text out;

	text_init(&out, 4096);
	error_show(err, &out);
	assert_string_equal(out.s, expected);
	text_release(&out);
}

static void an_error_shows_what_is_known(void **state)
{
	struct error err;

	(void)state;
	assert_false(error_set(&err, "no command '%s'", "x"));
	assert_shown(&err, "no command 'x'");
	assert_false(error_at(&err, "a.yaml", 3, 7, "bad"));
	assert_shown(&err, "a.yaml:3:7: bad");
	error_at(&err, "a.yaml", 3, 0, "bad");
	assert_shown(&err, "a.yaml:3: bad");
	error_at(&err, "a.yaml", 0, 0, "bad");
	assert_shown(&err, "a.yaml: bad");
	error_at(&err, "", 3, 7, "bad");
	assert_shown(&err, "line 3:7: bad");
	error_prefix(&err, "not %s", "saved");
	assert_shown(&err, "line 3:7: not saved: bad");
	assert_false(error_set(NULL, "nothing is kept"));
	assert_false(error_prefix(NULL, "nothing is kept"));
}

static void an_error_may_be_made_of_itself(void **state)
{
	struct error err;

	(void)state;
	error_at(&err, "a.yaml", 1, 2, "bad");
	error_at(&err, err.path, 4, 5, "very %s", err.text);
	assert_shown(&err, "a.yaml:4:5: very bad");
	error_set(&err, "%s: %s", err.path, err.text);
	assert_shown(&err, "a.yaml: very bad");
}

/* Two-byte characters after one byte or none: some cut falls inside one. */
static void a_long_error_is_cut_at_a_whole_character(void **state)
{
	struct error err;
	struct text text;

	(void)state;
	text_init(&text, 4000);
	for (int shift = 0; shift < 2; shift++) {
		text_reset(&text);
		text_add_times(&text, "x", (size_t)shift);
		text_add_times(&text, "\xC3\xA9", 1000);
		text_add(&text, "end");
		error_at(&err, text.s, 0, 0, "%s", text.s);
		assert_true(strlen(err.text) >= ERROR_TEXT_MAX - 2);
		assert_int_equal(utf8_check(str_of(err.text)),
				 strlen(err.text));
		assert_int_equal(utf8_check(str_of(err.path)),
				 strlen(err.path));
		assert_memory_equal(err.path, "...\xC3\xA9", 5);
		assert_string_equal(err.path + strlen(err.path) - 3, "end");
		error_prefix(&err, "x");
		assert_memory_equal(err.text, "x: ", 3);
		assert_int_equal(utf8_check(str_of(err.text)),
				 strlen(err.text));
	}
	text_release(&text);
}

static void problems_come_in_order_of_place(void **state)
{
	struct arena arena;
	struct problems problems;
	struct error err;
	struct text out;

	(void)state;
	arena_init(&arena, 0);
	text_init(&out, 4096);
	problems_init(&problems, &arena);
	problems_show(&problems, &out);
	problems_sort(&problems);
	assert_string_equal(out.s, "");
	problems_add(&problems, "b", 1, 1, "four");
	problems_add(&problems, "a", 10, 1, "three");
	error_at(&err, "a", 2, 9, "two");
	problems_add_error(&problems, &err);
	problems_add(&problems, "a", 2, 3, "one %d", 1);
	problems_add(&problems, "a", 2, 3, "one %d", 2);
	problems_sort(&problems);
	problems_show(&problems, &out);
	assert_string_equal(out.s, "a:2:3: one 1\na:2:3: one 2\n"
			    "a:2:9: two\na:10:1: three\nb:1:1: four\n");
	text_release(&out);
	arena_release(&arena);
}

static void problems_beyond_the_most_are_counted(void **state)
{
	struct arena arena;
	struct problems problems;
	struct text out;

	(void)state;
	arena_init(&arena, 0);
	text_init(&out, 8192);
	problems_init(&problems, &arena);
	for (int i = 0; i < PROBLEMS_MAX + 7; i++)
		problems_add(&problems, "a", i + 1, 0, "bad");
	assert_int_equal(problems.count, PROBLEMS_MAX);
	assert_int_equal(problems.more, 7);
	problems_show(&problems, &out);
	assert_non_null(strstr(out.s, "a:100: bad\nand 7 more\n"));
	text_release(&out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(a_reset_keeps_one_block),
		cmocka_unit_test(a_large_piece_leaves_the_head_in_use),
		cmocka_unit_test(copies_end_in_nul),
		cmocka_unit_test(an_array_grows_by_doubling),
		cmocka_unit_test(past_the_ceiling_the_program_ends),
		cmocka_unit_test(the_sanitiser_sees_the_fences),
		cmocka_unit_test(an_error_shows_what_is_known),
		cmocka_unit_test(an_error_may_be_made_of_itself),
		cmocka_unit_test(a_long_error_is_cut_at_a_whole_character),
		cmocka_unit_test(problems_come_in_order_of_place),
		cmocka_unit_test(problems_beyond_the_most_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
