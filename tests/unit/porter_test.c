/* porter_test.c - the stemmer against Snowball's own, word by word. */
#include "lang/porter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define CASES "tests/cases/porter.tsv"
enum { FILE_MAX = 1 << 20, CASES_LEAST = 1000 };

static void stems_are_snowballs(void **state)
{
	struct str bytes, line, word;
	struct arena arena;
	struct error err = { 0 };
	int checked = 0;

	(void)state;
	arena_init(&arena, 0);
	if (!file_read(&arena, CASES, FILE_MAX, &bytes, &err))
		fail_msg("%s", err.text);
	while (str_cut(&bytes, '\n', &line)) {
		char stem[PORTER_WORD_MAX];
		size_t len;

		if (str_starts(line, "#") || !str_cut(&line, '\t', &word))
			continue;
		len = porter_stem(word, stem);
		if (!str_equal(line, (struct str){ stem, len }))
			fail_msg("'%.*s' gives '%.*s', not '%.*s'",
				 (int)word.len, word.s, (int)len, stem,
				 (int)line.len, line.s);
		checked++;
	}
	arena_release(&arena);
	assert_true(checked >= CASES_LEAST);
}

/* Letters that are none, and words as long as may be, harm nothing. */
static void any_bytes_will_do(void **state)
{
	char word[PORTER_WORD_MAX], stem[PORTER_WORD_MAX];
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		size_t len = seed % (PORTER_WORD_MAX + 1);

		for (size_t at = 0; at < len; at++) {
			seed = seed * 1103515245u + 12345u;
			word[at] = (char)(seed >> 24 & 3 ?
				"aeioustyled'ing"[(seed >> 16) % 15] :
				(int)(seed >> 16));
		}
		seed = seed * 1103515245u + 12345u;
		assert_true(porter_stem((struct str){ word, len }, stem) <=
			    len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stems_are_snowballs),
		cmocka_unit_test(any_bytes_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
