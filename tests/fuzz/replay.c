/* replay.c - runs a fuzz target over files, with any compiler.
 *
 *	fuzz_words FILE...
 *
 * Each file is one input, in memory of just its size, so that a sanitiser sees
 * every read beyond its end. A finding ends the program in the target, below
 * the name of the file. Exit status: 0 all were run, 2 one cannot be read.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static bool replay(const char *path)
{
	struct arena arena;
	struct error err;
	struct str bytes;
	uint8_t *input;
	bool ok;

	arena_init(&arena, 0);
	ok = file_read(&arena, path, 64 << 20, &bytes, &err);
	if (ok) {
		input = malloc(bytes.len ? bytes.len : 1);
		assert(input);
		memcpy(input, bytes.s, bytes.len);
		LLVMFuzzerTestOneInput(input, bytes.len);
		free(input);
	} else {
		fprintf(stderr, "%s: %s\n", path, err.text);
	}
	arena_release(&arena);
	return ok;
}

int main(int count, char **names)
{
	for (int i = 1; i < count; i++) {
		printf("%s\n", names[i]);
		fflush(stdout);
		if (!replay(names[i]))
			return 2;
	}
	return 0;
}
