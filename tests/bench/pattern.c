/* pattern.c - how many pattern evaluations a second.
 *
 *   pattern [FILE.tsv] [SECONDS]
 *
 * Expressions of the file (the shape of tests/cases/pmatch.tsv) are parsed
 * once, then evaluated on their responses again and again, on one core: once
 * with the response read from its bytes each time, once read beforehand.
 */
#include "app/pattern/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct bench {
	struct pattern *pattern;
	struct str response;
	const struct pattern_words *words;
};

static double now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t load(struct arena *arena, const char *path, struct bench **list)
{
	struct str rest, line;
	struct error err = { 0 };
	size_t count = 0, cap = 0;

	*list = NULL;
	if (!file_read(arena, path, 1 << 28, &rest, &err)) {
		fprintf(stderr, "%s: %s\n", err.path, err.text);
		exit(2);
	}
	while (str_cut(&rest, '\n', &line)) {
		struct pattern_case given;
		struct bench one;

		if (str_starts(line, "# ") || pattern_is_heading(line) ||
		    !pattern_read_case(arena, line, &given, &err) ||
		    !pattern_compile(arena, given.expression, &given.options,
				     &one.pattern, &err))
			continue;
		one.response = given.response;
		one.words = pattern_read(arena, one.pattern, one.response);
		*list = arena_grow(arena, *list, count, &cap, sizeof(**list));
		(*list)[count++] = one;
	}
	return count;
}

static double measure(const struct bench *list, size_t count, double seconds,
		      bool read)
{
	double begun = now(), took;
	size_t done = 0, yes = 0;
	struct arena arena;

	arena_init(&arena, 0);
	do {
		for (size_t i = 0; i < count; i++) {
			const struct pattern_words *words = list[i].words;

			if (read)
				words = pattern_read(&arena, list[i].pattern,
						     list[i].response);
			yes += pattern_match(&arena, list[i].pattern, words) ==
			       PATTERN_YES;
			arena_reset(&arena);
		}
		done += count;
		took = now() - begun;
	} while (took < seconds);
	arena_release(&arena);
	if (yes == 0)
		fprintf(stderr, "no pattern matched\n");
	return (double)done / took;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "tests/cases/pmatch.tsv";
	double seconds = argc > 2 ? strtod(argv[2], NULL) : 2;
	struct bench *list;
	struct arena arena;
	size_t count;

	arena_init(&arena, 0);
	count = load(&arena, path, &list);
	if (count == 0) {
		fprintf(stderr, "%s holds no cases\n", path);
		return 2;
	}
	printf("%zu cases: %.0f evaluations/s; %.0f/s with responses read "
	       "beforehand\n", count, measure(list, count, seconds, true),
	       measure(list, count, seconds, false));
	arena_release(&arena);
	return 0;
}
