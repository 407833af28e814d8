/* file_test.c - whole files, lines, folders, in a folder made for the test.
 *
 * In a build with -DFAULTS each call to the outside is made to fail in turn,
 * and the old file must be there unharmed whenever writing says it failed.
 */
#define _XOPEN_SOURCE 700	/* nftw */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/base.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct arena arena;
static struct error err;
static char folder[] = "/tmp/rehearse-file-test-XXXXXX";

static const char *in_folder(const char *name)
{
	return file_join(&arena, folder, name);
}

static void put(const char *name, const char *content)
{
	FILE *file = fopen(in_folder(name), "w");

	assert_non_null(file);
	fputs(content, file);
	assert_int_equal(fclose(file), 0);
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *about, int kind,
		      struct FTW *place)
{
	(void)about;
	(void)kind;
	(void)place;
	return remove(path);
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* --- reading ------------------------------------------------------------ */

static void a_file_is_read_whole(void **state)
{
	struct str bytes;
	struct text large;

	(void)state;
	put("a", "some\ntext");
	assert_true(file_read(&arena, in_folder("a"), 9, &bytes, &err));
	assert_true(str_is(bytes, "some\ntext"));
	assert_int_equal(bytes.s[bytes.len], '\0');
	put("empty", "");
	assert_true(file_read(&arena, in_folder("empty"), 9, &bytes, &err));
	assert_int_equal(bytes.len, 0);
	assert_non_null(bytes.s);
	text_init(&large, 1 << 20);
	text_add_times(&large, "0123456789", 100000);
	put("large", large.s);
	assert_true(file_read(&arena, in_folder("large"), 1 << 20, &bytes,
			      &err));
	assert_true(str_equal(bytes, text_str(&large)));
	text_release(&large);
}

static void assert_refused(const char *path, size_t max, const char *why)
{
	struct str bytes;

	assert_false(file_read(&arena, path, max, &bytes, &err));
	assert_string_equal(err.path, path);
	assert_string_equal(err.text, why);
}

static void what_cannot_be_read_is_said(void **state)
{
	(void)state;
	put("a", "0123456789");
	assert_refused(in_folder("a"), 9, "is larger than 9 bytes; "
		       "split it or leave something out");
	assert_refused(in_folder("none"), 9, "cannot be read: "
		       "No such file or directory; check the path");
	assert_refused(folder, 9, "cannot be read: Is a directory; "
		       "name a file in it");
	assert_refused(in_folder("a/b"), 9, "cannot be read: "
		       "Not a directory; "
		       "a file stands where a folder should be");
}

/* A pipe has no size: it is read until it ends. */
static void a_pipe_is_read_until_its_end(void **state)
{
	const char *path = in_folder("pipe");
	struct str bytes;
	pid_t child;

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	child = fork();
	if (!child) {
		FILE *pipe = fopen(path, "w");

		for (int i = 0; pipe && i < 30000; i++)
			fputs("0123456789", pipe);
		_exit(pipe && !fclose(pipe) ? 0 : 1);
	}
	assert_true(file_read(&arena, path, 300000, &bytes, &err));
	assert_int_equal(bytes.len, 300000);
	assert_memory_equal(bytes.s + 299990, "0123456789", 10);
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void assert_lines(const char *content, size_t len, size_t max,
			 const char *const *lines, size_t count)
{
	FILE *file = len ? fmemopen(arena_copy(&arena, content, len), len,
				    "r") : fopen("/dev/null", "r");
	struct text line;

	assert_non_null(file);
	text_init(&line, max);
	for (size_t i = 0; i < count; i++) {
		assert_true(file_read_line(file, &line));
		assert_string_equal(line.s, lines[i]);
		assert_int_equal(line.len, strlen(lines[i]));
	}
	assert_false(file_read_line(file, &line));
	text_release(&line);
	fclose(file);
}

#define LINES(content, max, ...) \
	assert_lines(content, sizeof(content) - 1, max, \
		     (const char *const []){ __VA_ARGS__ }, \
		     COUNT(((const char *const []){ __VA_ARGS__ })))

static void lines_end_in_lf_or_cr_lf(void **state)
{
	(void)state;
	LINES("one\ntwo\r\n\nlast", 99, "one", "two", "", "last");
	LINES("one\n", 99, "one");
	LINES("\n\r\n", 99, "", "");
	LINES("a\rb\r\r\nc\r", 99, "a\rb\r", "c\r");
	assert_lines("", 0, 99, NULL, 0);
}

static void a_long_line_is_cut_and_the_rest_skipped(void **state)
{
	struct text text, line;
	FILE *file;

	(void)state;
	LINES("abcdef\nxyz\r\nabc", 3, "abc", "xyz", "abc");
	LINES("a\xC3\xA9z\nb", 2, "a", "b");
	text_init(&text, 100000);
	text_init(&line, 5000);
	text_add_times(&text, "0123456789", 5000);
	text_add(&text, "\nnext\n");
	put("long", text.s);
	file = fopen(in_folder("long"), "r");
	assert_non_null(file);
	assert_true(file_read_line(file, &line));
	assert_true(line.cut);
	assert_int_equal(line.len, 5000);
	assert_true(file_read_line(file, &line));
	assert_false(line.cut);
	assert_string_equal(line.s, "next");
	fclose(file);
	text_release(&line);
	text_release(&text);
}

static void nul_bytes_stay_in_a_line(void **state)
{
	static char content[] = "a\0b\n\0";
	FILE *file = fmemopen(content, 5, "r");
	struct text line;

	(void)state;
	assert_non_null(file);
	text_init(&line, 99);
	assert_true(file_read_line(file, &line));
	assert_int_equal(line.len, 3);
	assert_memory_equal(line.s, "a\0b", 4);
	assert_true(file_read_line(file, &line));
	assert_int_equal(line.len, 1);
	assert_false(file_read_line(file, &line));
	text_release(&line);
	fclose(file);
}

static void a_line_that_cannot_be_read_is_no_line(void **state)
{
	FILE *file = fopen(folder, "r");
	struct text line;

	(void)state;
	assert_non_null(file);
	text_init(&line, 99);
	assert_false(file_read_line(file, &line));
	assert_true(ferror(file));
	text_release(&line);
	fclose(file);
}

/* --- writing ------------------------------------------------------------ */

static void assert_content(const char *name, const char *content)
{
	struct str bytes;

	assert_true(file_read(&arena, in_folder(name), 10000, &bytes, &err));
	assert_true(str_is(bytes, content));
}

/* Only `name` stands in the folder: nothing half written was left. */
static void assert_alone(const char *name)
{
	struct file_list files;

	assert_true(file_walk(&arena, folder, "", &files, &err));
	assert_int_equal(files.count, 1);
	assert_string_equal(files.list[0].name, name);
}

static void writing_takes_the_old_ones_place(void **state)
{
	struct stat about;

	(void)state;
	assert_true(file_write(in_folder("a"), STR("old"), &err));
	assert_content("a", "old");
	assert_true(file_write(in_folder("a"), STR("new one"), &err));
	assert_content("a", "new one");
	assert_true(file_write(in_folder("a"), STR(""), &err));
	assert_content("a", "");
	assert_int_equal(stat(in_folder("a"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_alone("a");
}

static void writing_goes_through_a_link(void **state)
{
	struct stat about;

	(void)state;
	put("real", "old");
	assert_int_equal(symlink("real", in_folder("link")), 0);
	assert_true(file_write(in_folder("link"), STR("new"), &err));
	assert_content("real", "new");
	assert_int_equal(lstat(in_folder("link"), &about), 0);
	assert_true(S_ISLNK(about.st_mode));
}

static void what_cannot_be_written_is_said(void **state)
{
	(void)state;
	assert_false(file_write(in_folder("no/a"), STR("x"), &err));
	assert_string_equal(err.text, "cannot be written: "
			    "No such file or directory; check the path");
	assert_false(file_write(folder, STR("x"), &err));
	assert_string_equal(err.text, "cannot be written: "
			    "Is a directory; name a file in it");
	assert_true(file_write("/dev/null", STR("x"), &err));
	if (!file_exists("/dev/full"))
		return;
	assert_false(file_write("/dev/full", STR("x"), &err));
	assert_string_equal(err.text, "cannot be written: "
			    "No space left on device; make room on the disk");
}

#ifdef FAULTS
/* Writes with the Nth call failing; whether it said that it was written. */
static int write_with_fault(int n, const char *how)
{
	char number[16];
	int status;
	pid_t child = fork();

	if (!child) {
		bool ok;

		snprintf(number, sizeof(number), "%d", n);
		setenv("REHEARSE_FAULT", number, 1);
		setenv("REHEARSE_FAULT_LOG", in_folder(".log"), 1);
		if (*how)
			setenv(how, "1", 1);
		ok = file_write(in_folder("a"), STR("new"), &err);
		_exit(ok ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void a_failed_write_leaves_the_old_file(void **state)
{
	int n = 1;

	(void)state;
	for (; n < 20; n++) {
		put("a", "old");
		if (!write_with_fault(n, ""))
			break;
		assert_content("a", "old");
		assert_alone("a");
	}
	assert_int_equal(n, 4);
	assert_content("a", "new");
	assert_content(".log", "file_write\nfile_sync\nfile_rename\n");
}

static void a_killed_write_leaves_the_old_file(void **state)
{
	(void)state;
	for (int n = 1; n < 4; n++) {
		put("a", "old");
		assert_int_equal(write_with_fault(n, "REHEARSE_FAULT_EXIT"),
				 137);
		assert_content("a", "old");
	}
	assert_int_equal(write_with_fault(4, "REHEARSE_FAULT_EXIT"), 0);
	assert_int_equal(write_with_fault(1, "REHEARSE_FAULT_STICKY"), 1);
}
#endif

/* --- folders ------------------------------------------------------------ */

static void assert_walk(const char *path, const char *const *names,
			size_t count)
{
	struct file_list files;

	assert_true(file_walk(&arena, path, ".yaml", &files, &err));
	for (size_t i = 0; i < count && i < files.count; i++) {
		assert_string_equal(files.list[i].name, names[i]);
		assert_true(file_exists(files.list[i].path));
	}
	assert_int_equal(files.count, count);
}

static void walking_finds_files_in_order(void **state)
{
	static const char *const names[] = {
		"B.yaml", "a.yaml", "a/deep/er/x.yaml", "a/y.yaml", "b.yaml",
	};
	struct file_list files;

	(void)state;
	assert_true(file_make_folder(in_folder("a/deep/er"), &err));
	assert_true(file_make_folder(in_folder("a/.git"), &err));
	assert_true(file_make_folder(in_folder("dir.yaml"), &err));
	for (size_t i = 0; i < COUNT(names); i++)
		put(names[COUNT(names) - 1 - i], "12345");
	put(".hidden.yaml", "");
	put("a/.git/x.yaml", "");
	put("a/notes.txt", "");
	assert_walk(folder, names, COUNT(names));
	assert_walk(in_folder(""), names, COUNT(names));
	assert_true(file_walk(&arena, folder, ".yaml", &files, &err));
	assert_int_equal(files.list[0].size, 5);
	assert_true(files.list[0].changed >
		    INT64_C(1600000000) * 1000000000);
}

static void links_out_of_the_folder_are_left_out(void **state)
{
	static const char *const names[] = { "in/link.yaml", "in/real.yaml" };

	(void)state;
	assert_true(file_make_folder(in_folder("bank/in"), &err));
	assert_true(file_make_folder(in_folder("bank-two"), &err));
	put("bank/in/real.yaml", "");
	put("bank-two/out.yaml", "");
	assert_int_equal(symlink("real.yaml",
				 in_folder("bank/in/link.yaml")), 0);
	assert_int_equal(symlink("../../bank-two/out.yaml",
				 in_folder("bank/in/out.yaml")), 0);
	assert_int_equal(symlink("/etc/passwd",
				 in_folder("bank/passwd.yaml")), 0);
	assert_int_equal(symlink("nowhere", in_folder("bank/no.yaml")), 0);
	assert_int_equal(symlink("..", in_folder("bank/in/circle")), 0);
	assert_int_equal(symlink("../bank-two", in_folder("bank/two")), 0);
	assert_walk(in_folder("bank"), names, COUNT(names));
	assert_int_equal(symlink("bank", in_folder("way-in")), 0);
	assert_walk(in_folder("way-in"), names, COUNT(names));
}

static void walking_ends_at_sixteen_folders(void **state)
{
	struct file_list files;
	struct text path;

	(void)state;
	text_init(&path, 1000);
	for (int depth = 1; depth < 20; depth++) {
		text_add(&path, depth > 1 ? "/d" : "d");
		assert_true(file_make_folder(in_folder(path.s), &err));
		put(arena_printf(&arena, "%s/x.yaml", path.s), "");
	}
	assert_true(file_walk(&arena, folder, ".yaml", &files, &err));
	assert_int_equal(files.count, 15);
	text_release(&path);
}

static void a_folder_that_is_not_there_is_empty(void **state)
{
	struct file_list files;

	(void)state;
	assert_walk(in_folder("none"), NULL, 0);
	put("a", "");
	assert_false(file_walk(&arena, in_folder("a"), ".yaml", &files,
			       &err));
	assert_non_null(strstr(err.text, "Not a directory"));
}

static void making_folders(void **state)
{
	struct stat about;

	(void)state;
	assert_true(file_make_folder(in_folder("x/y/z/"), &err));
	assert_true(file_make_folder(in_folder("x//y"), &err));
	assert_true(file_is_folder(in_folder("x/y/z")));
	assert_int_equal(stat(in_folder("x"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	put("a", "");
	assert_true(file_exists(in_folder("a")));
	assert_false(file_is_folder(in_folder("a")));
	assert_false(file_exists(in_folder("b")));
	assert_false(file_make_folder(in_folder("a"), &err));
	assert_non_null(strstr(err.text, "File exists"));
	assert_false(file_make_folder(in_folder("a/b"), &err));
}

static void joining(void **state)
{
	(void)state;
	assert_string_equal(file_join(&arena, "a", "b"), "a/b");
	assert_string_equal(file_join(&arena, "a/", "b"), "a/b");
	assert_string_equal(file_join(&arena, "/", "b"), "/b");
	assert_string_equal(file_join(&arena, "", "b"), "b");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_read_whole),
		TEST(what_cannot_be_read_is_said),
		TEST(a_pipe_is_read_until_its_end),
		TEST(lines_end_in_lf_or_cr_lf),
		TEST(a_long_line_is_cut_and_the_rest_skipped),
		TEST(nul_bytes_stay_in_a_line),
		TEST(a_line_that_cannot_be_read_is_no_line),
		TEST(writing_takes_the_old_ones_place),
		TEST(writing_goes_through_a_link),
		TEST(what_cannot_be_written_is_said),
#ifdef FAULTS
		TEST(a_failed_write_leaves_the_old_file),
		TEST(a_killed_write_leaves_the_old_file),
#endif
		TEST(walking_finds_files_in_order),
		TEST(links_out_of_the_folder_are_left_out),
		TEST(walking_ends_at_sixteen_folders),
		TEST(a_folder_that_is_not_there_is_empty),
		TEST(making_folders),
		TEST(joining),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
