/* file.c - whole files in, whole files out, folders walked in order.
 *
 * Writing is the usual careful way: a new file beside the old one, every byte
 * and then the file itself to the disk, rename over the old one, the folder
 * to the disk. A crash leaves the old file or the new one, never a mixture.
 * A link is written through; a device or pipe is written to directly. Walking
 * follows links to files only, and only where they stay inside the folder:
 * a bank from a stranger must not make the program read elsewhere, and a link
 * to a folder could turn in a circle.
 */
#include "base/file.h"
#include "base/arena.h"
#include "base/fault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	READ_FIRST = 64 << 10,	/* bytes, where the size is not known */
	LINE_PIECE = 512,	/* bytes of a line taken at a time */
	DEPTH_MAX = 16
};

/* --- what to say ------------------------------------------------------- */

static const char *what_to_do(int code)
{
	switch (code) {
	case EACCES: case EPERM: return "check its permissions";
	case ENOENT:             return "check the path";
	case EISDIR:             return "name a file in it";
	case ENOTDIR: case EEXIST:
		return "a file stands where a folder should be";
	case ENOSPC: case EDQUOT: return "make room on the disk";
	case EROFS:              return "choose a folder that can be changed";
	case ENAMETOOLONG:       return "choose a shorter path";
	case EMFILE: case ENFILE: return "close other programs";
	default:                 return "check the disk it is on";
	}
}

/* `verb` as in "cannot be %s"; code is an errno. */
static bool refused(struct error *err, const char *path, const char *verb,
		    int code)
{
	return error_at(err, path, 0, 0, "cannot be %s: %s; %s", verb,
			strerror(code), what_to_do(code));
}

/* --- reading ----------------------------------------------------------- */

/* One read, which a signal does not disturb. -1 with errno on failure. */
static ssize_t read_some(int fd, char *to, size_t room)
{
	ssize_t got;

	if (fault("file_read")) {
		errno = EIO;
		return -1;
	}
	do
		got = read(fd, to, room);
	while (got < 0 && errno == EINTR);
	return got;
}

static bool too_large(struct error *err, const char *path, size_t max)
{
	return error_at(err, path, 0, 0, "is larger than %zu bytes; "
			"split it or leave something out", max);
}

/* Until the end of fd, in a buffer that doubles; one byte beyond max is
 * asked for, to see whether there is one. */
static bool read_all(struct arena *arena, int fd, const char *path,
		     size_t room, size_t max, struct str *bytes,
		     struct error *err)
{
	char *buffer = arena_alloc(arena, room + 1, 1);
	size_t len = 0;

	for (;;) {
		ssize_t got = read_some(fd, buffer + len, room - len);

		if (got < 0)
			return refused(err, path, "read", errno);
		if (!got)
			break;
		len += (size_t)got;
		if (len > max)
			return too_large(err, path, max);
		if (len < room)
			continue;
		room *= 2;
		buffer = memcpy(arena_alloc(arena, room + 1, 1), buffer, len);
	}
	buffer[len] = '\0';
	*bytes = (struct str){ buffer, len };
	return true;
}

bool file_read(struct arena *arena, const char *path, size_t max,
	       struct str *bytes, struct error *err)
{
	bool standard = !strcmp(path, "-");
	size_t room = READ_FIRST;
	struct stat about;
	int fd = STDIN_FILENO;
	bool ok;

	if (!standard)
		fd = fault("file_read") ? (errno = EIO, -1) :
		     open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return refused(err, path, "read", errno);
	if (!fstat(fd, &about) && S_ISREG(about.st_mode)) {
		room = (size_t)about.st_size;
		room = (room > max ? max : room) + 1;
	}
	ok = read_all(arena, fd, standard ? "standard input" : path, room,
		      max, bytes, err);
	if (!standard)
		close(fd);
	return ok;
}

bool file_open(const char *path, FILE **file, struct error *err)
{
	struct stat about;

	*file = fault("file_read") ? (errno = EIO, NULL) : fopen(path, "re");
	if (!*file)
		return refused(err, path, "read", errno);
	if (!fstat(fileno(*file), &about) && !S_ISDIR(about.st_mode))
		return true;
	fclose(*file);
	return refused(err, path, "read", EISDIR);
}

/* The next byte of a line, or EOF at its end or the file's; CR LF is LF. */
static int next_in_line(FILE *file, bool *ended)
{
	int c = getc_unlocked(file), after;

	if (c == '\r') {
		after = getc_unlocked(file);
		if (after == '\n')
			c = after;
		else if (after != EOF)
			ungetc(after, file);
	}
	*ended = c == '\n';
	return *ended ? EOF : c;
}

bool file_read_line(FILE *file, struct text *line)
{
	char piece[LINE_PIECE];
	size_t len = 0;
	bool ended = false, any = false;

	text_reset(line);
	for (int c; (c = next_in_line(file, &ended)) != EOF; any = true) {
		piece[len++] = (char)c;
		if (len < sizeof(piece))
			continue;
		text_add_str(line, (struct str){ piece, len });
		len = 0;
	}
	text_add_str(line, (struct str){ piece, len });
	return ended || (any && !ferror(file));
}

/* --- writing ----------------------------------------------------------- */

static bool write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t put;

		if (fault("file_write")) {
			errno = ENOSPC;
			return false;
		}
		put = write(fd, bytes.s, bytes.len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes.s += put;
		bytes.len -= (size_t)put;
	}
	return true;
}

static bool sync_file(int fd)
{
	if (fault("file_sync")) {
		errno = EIO;
		return false;
	}
	return !fsync(fd);
}

static bool rename_file(const char *from, const char *to)
{
	if (fault("file_rename")) {
		errno = EIO;
		return false;
	}
	return !rename(from, to);
}

/* So that the rename itself survives a power cut; where a file system cannot
 * do it, the file is as safe as it can be. */
static void sync_folder_of(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int fd;

	snprintf(folder, sizeof(folder), "%.*s",
		 slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

bool file_begin(struct file_writer *writer, const char *path,
		struct error *err)
{
	struct stat about;

	*writer = (struct file_writer){ .path = path, .fd = -1 };
	if (!stat(path, &about) && !S_ISREG(about.st_mode)) {
		writer->device = true;
		writer->fd = open(path, O_WRONLY | O_CLOEXEC);
		return writer->fd >= 0 ||
			refused(err, path, "written", errno);
	}
	if (!realpath(path, writer->target) &&
	    snprintf(writer->target, PATH_MAX, "%s", path) >= PATH_MAX)
		return refused(err, path, "written", ENAMETOOLONG);
	if (snprintf(writer->beside, PATH_MAX, "%s.XXXXXX",
		     writer->target) >= PATH_MAX)
		return refused(err, path, "written", ENAMETOOLONG);
	writer->fd = mkstemp(writer->beside);
	return writer->fd >= 0 || refused(err, path, "written", errno);
}

bool file_add(struct file_writer *writer, struct str bytes)
{
	if (!writer->failed && !write_all(writer->fd, bytes))
		writer->failed = errno;
	return !writer->failed;
}

bool file_end(struct file_writer *writer, bool keep, struct error *err)
{
	keep = keep && !writer->failed;
	if (keep && !writer->device && !sync_file(writer->fd))
		writer->failed = errno;
	if (close(writer->fd) && !writer->failed)
		writer->failed = errno;
	if (writer->device)
		return !writer->failed ||
			refused(err, writer->path, "written",
				writer->failed);
	if (keep && !writer->failed &&
	    !rename_file(writer->beside, writer->target))
		writer->failed = errno;
	if (!keep || writer->failed)
		unlink(writer->beside);
	else
		sync_folder_of(writer->target);
	return !writer->failed ||
		refused(err, writer->path, "written", writer->failed);
}

bool file_write(const char *path, struct str bytes, struct error *err)
{
	struct file_writer writer;

	if (!file_begin(&writer, path, err))
		return false;
	file_add(&writer, bytes);
	return file_end(&writer, true, err);
}

/* --- folders ----------------------------------------------------------- */

struct walk {
	struct arena *arena;
	const char *suffix;
	char root[PATH_MAX];		/* the walked folder, links resolved */
	size_t skip;			/* bytes of a path before its name */
	struct file_list *files;
};

/* Whether the link at path stays inside the walked folder. */
static bool stays_inside(const struct walk *walk, const char *path)
{
	char real[PATH_MAX];
	size_t len = strlen(walk->root);

	return realpath(path, real) && !strncmp(real, walk->root, len) &&
	       (real[len] == '/' || (len && walk->root[len - 1] == '/'));
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t len = strlen(name), end = strlen(suffix);

	return len >= end && !strcmp(name + len - end, suffix);
}

static void walk_file(struct walk *walk, const char *path,
		      const struct stat *about)
{
	struct file_list *files = walk->files;

	files->list = arena_grow(walk->arena, files->list, files->count,
				 &files->cap, sizeof(*files->list));
	files->list[files->count++] = (struct file_entry){
		.path = path,
		.name = path + walk->skip,
		.size = (uint64_t)about->st_size,
		.changed = (int64_t)about->st_mtim.tv_sec * 1000000000 +
			   about->st_mtim.tv_nsec,
	};
}

static bool walk_folder(struct walk *walk, const char *folder, int depth,
			struct error *err);

static bool walk_entry(struct walk *walk, const char *path, int depth,
		       struct error *err)
{
	struct stat about;

	if (lstat(path, &about))
		return errno == ENOENT || refused(err, path, "read", errno);
	if (S_ISDIR(about.st_mode))
		return depth == DEPTH_MAX ||
		       walk_folder(walk, path, depth + 1, err);
	if (!ends_in(path, walk->suffix))
		return true;
	if (S_ISLNK(about.st_mode) &&
	    (!stays_inside(walk, path) || stat(path, &about)))
		return true;
	if (S_ISREG(about.st_mode))
		walk_file(walk, path, &about);
	return true;
}

static DIR *open_folder(const char *path)
{
	if (fault("file_read")) {
		errno = EIO;
		return NULL;
	}
	return opendir(path);
}

static bool walk_folder(struct walk *walk, const char *folder, int depth,
			struct error *err)
{
	DIR *stream = open_folder(folder);
	struct dirent *entry;
	bool ok = true;

	if (!stream)
		return errno == ENOENT || refused(err, folder, "read", errno);
	while (ok && (errno = 0, entry = readdir(stream))) {
		if (entry->d_name[0] == '.')
			continue;
		ok = walk_entry(walk, file_join(walk->arena, folder,
						entry->d_name), depth, err);
	}
	if (ok && errno)
		ok = refused(err, folder, "read", errno);
	closedir(stream);
	return ok;
}

static int compare_names(const void *a, const void *b)
{
	const struct file_entry *one = a, *other = b;

	return strcmp(one->name, other->name);
}

bool file_walk(struct arena *arena, const char *folder, const char *suffix,
	       struct file_list *files, struct error *err)
{
	struct walk walk = {
		.arena = arena, .suffix = suffix, .files = files,
		.skip = strlen(file_join(arena, folder, "")),
	};

	*files = (struct file_list){ 0 };
	if (!realpath(folder, walk.root))
		return errno == ENOENT || refused(err, folder, "read", errno);
	if (!walk_folder(&walk, folder, 1, err))
		return false;
	if (files->count)
		qsort(files->list, files->count, sizeof(*files->list),
		      compare_names);
	return true;
}

bool file_exists(const char *path)
{
	struct stat about;

	return !stat(path, &about);
}

bool file_is_same(const char *path, const char *other)
{
	struct stat one, two;

	return stat(path, &one) == 0 && stat(other, &two) == 0 &&
	       one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

bool file_is_folder(const char *path)
{
	struct stat about;

	return !stat(path, &about) && S_ISDIR(about.st_mode);
}

static bool make_one(const char *path, struct error *err)
{
	int code;

	if (fault("file_write"))
		return refused(err, path, "made", ENOSPC);
	if (!mkdir(path, 0700))
		return true;
	code = errno;
	return file_is_folder(path) || refused(err, path, "made", code);
}

bool file_make_folder(const char *path, struct error *err)
{
	char part[PATH_MAX];
	size_t len = strlen(path);

	if (len >= sizeof(part))
		return refused(err, path, "made", ENAMETOOLONG);
	if (file_is_folder(path))
		return true;
	memcpy(part, path, len + 1);
	for (size_t i = 1; i < len; i++) {
		if (part[i] != '/')
			continue;
		part[i] = '\0';
		if (!file_is_folder(part) && !make_one(part, err))
			return false;
		part[i] = '/';
	}
	return make_one(part, err);
}

const char *file_absolute(struct arena *arena, const char *path)
{
	char whole[PATH_MAX];

	return arena_strdup(arena, realpath(path, whole) ? whole : path);
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder);
	bool slash = !len || folder[len - 1] == '/';

	return arena_printf(arena, "%s%s%s", folder, slash ? "" : "/", name);
}
