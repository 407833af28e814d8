/* file.h - whole files in, whole files out, folders walked in order.
 *
 * Reading has a ceiling and says so; writing goes to a new file that takes
 * the old one's place only when every byte has reached the disk.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"
#include "base/text.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>

struct arena;

/* The whole of path, up to max bytes (a longer one is an error). "-" is
 * standard input. The bytes live in the arena with a NUL behind them. */
MUST_CHECK bool file_read(struct arena *arena, const char *path, size_t max,
			  struct str *bytes, struct error *err);
/* Mode 0600, written beside path, flushed to the disk, then renamed. */
MUST_CHECK bool file_write(const char *path, struct str bytes,
			   struct error *err);
/* The same, piece by piece. */
struct file_writer {
	const char *path;		/* as given; borrowed */
	char target[PATH_MAX];		/* links followed */
	char beside[PATH_MAX];		/* written to, then renamed */
	int fd;
	bool device;			/* no regular file */
	int failed;			/* errno; 0: nothing is wrong */
};
MUST_CHECK bool file_begin(struct file_writer *writer, const char *path,
			   struct error *err);
/* False once something went wrong; file_end says what. */
bool file_add(struct file_writer *writer, struct str bytes);
/* After file_begin, always. Unless keep, nothing is left and path is as it
 * was. */
MUST_CHECK bool file_end(struct file_writer *writer, bool keep,
			 struct error *err);
/* Opens a file to be read line by line; a folder is an error too. */
MUST_CHECK bool file_open(const char *path, FILE **file, struct error *err);
/* One line without its end (LF or CR LF), however long up to max bytes; a
 * longer one is cut at max, the rest of it skipped, and line->cut is set.
 * False at the end of the file or when reading failed: see ferror. */
bool file_read_line(FILE *file, struct text *line);

struct file_entry {
	const char *path;	/* folder's path, '/', name */
	const char *name;	/* path from the walked folder on */
	uint64_t size;		/* bytes */
	int64_t changed;	/* modification time, ns since 1970 UTC */
};

struct file_list {
	struct file_entry *list;
	size_t count, cap;
};

/* Every regular file below folder whose name ends in suffix, at any depth up
 * to 16, in byte order of name; names that begin with '.' and links that
 * lead out of the folder are left out. A folder that is not there gives an
 * empty list; one that cannot be read is an error. */
MUST_CHECK bool file_walk(struct arena *arena, const char *folder,
			  const char *suffix, struct file_list *files,
			  struct error *err);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Do both name one file that is there, by links or otherwise? */
bool file_is_same(const char *path, const char *other);
/* mkdir -p with mode 0700. */
MUST_CHECK bool file_make_folder(const char *path, struct error *err);
/* The path from the root on, links resolved; path itself where it cannot be
 * found out. */
const char *file_absolute(struct arena *arena, const char *path);
char *file_join(struct arena *arena, const char *folder, const char *name);

#endif
