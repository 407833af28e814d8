/* fuzz.h - what the fuzz targets share: eating from the input, promises.
 *
 * A target is LLVMFuzzerTestOneInput: it takes any bytes, does what the
 * program would do with them, and asserts what must hold of the outcome. The
 * same target runs under libFuzzer and, over files, under replay.c.
 */
#ifndef FUZZ_H
#define FUZZ_H

#undef NDEBUG
#include "mark/mark.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte chooses options, a bit each; 0 where there is none. A letter
 * is one: '@' chooses nothing, 'A' bit 0, 'B' bit 1, 'D' bit 2 ... */
static inline unsigned fuzz_choice(struct str *input)
{
	unsigned choice = input->len ? (unsigned char)*input->s : 0;

	if (input->len)
		*input = (struct str){ input->s + 1, input->len - 1 };
	return choice;
}

/* The bytes up to the end of the line; what is behind it stays. */
static inline struct str fuzz_line(struct str *input)
{
	struct str line = { input->s, 0 };

	str_cut(input, '\n', &line);
	return line;
}

/* Where text is UTF-8, a place is never inside a character. */
static inline bool fuzz_at_character(struct str text, size_t at)
{
	return at == text.len ||
	       ((unsigned char)text.s[at] & 0xC0) != 0x80 ||
	       utf8_check(text) < text.len;
}

/* A fault is said in a sentence, at a place in the text or just behind it. */
static inline void fuzz_check_fault(const struct error *err, size_t places)
{
	assert(err->text[0] != '\0');
	assert(err->column >= 1 && (size_t)err->column <= places + 1);
}

/* The path of a file that is this process's own. */
static inline const char *fuzz_file(void)
{
	static char path[4096];
	const char *folder = getenv("TMPDIR");
	int file;

	if (path[0])
		return path;
	snprintf(path, sizeof(path), "%s/fuzz-XXXXXX.yaml",
		 folder ? folder : "/tmp");
	file = mkstemps(path, 5);
	assert(file >= 0);
	close(file);
	return path;
}

/* Problems are sentences, in order, at lines that are there. */
static inline void fuzz_check_problems(const struct problems *problems,
				       struct str bytes)
{
	int lines = 2;		/* what is missed is missed behind the last */

	assert(problems->count > 0 && problems->count <= PROBLEMS_MAX);
	for (size_t i = 0; i < bytes.len; i++)
		lines += bytes.s[i] == '\n' || bytes.s[i] == '\r';
	for (size_t i = 0; i < problems->count; i++) {
		const struct error *err = &problems->list[i];

		assert(err->text[0] != '\0' && err->path[0] != '\0');
		assert(err->line >= 0 && err->line <= lines);
		assert(err->column >= 0);
		assert((size_t)err->column <= bytes.len + 1);
		assert(utf8_check(str_of(err->text)) == strlen(err->text));
		assert(i == 0 || err->line >= err[-1].line);
	}
}

#endif
