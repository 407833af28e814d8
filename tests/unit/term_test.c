/* term_test.c - lines and texts where there is no terminal.
 *
 * Input and output are temporary files; editors are small shell commands.
 * What a real terminal adds is tested by tests/pty.
 */
#include "term/term.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct stage {
	struct term_setup setup;
	struct term *term;
	struct text text;
};

static void open_stage(struct stage *stage, const char *input,
		       const char *editor)
{
	*stage = (struct stage){ .setup = { .in = tmpfile(), .out = tmpfile(),
					    .color = true, .utf8 = true,
					    .pager = "exit 1",
					    .editor = editor } };
	assert_non_null(stage->setup.in);
	assert_non_null(stage->setup.out);
	fputs(input, stage->setup.in);
	rewind(stage->setup.in);
	stage->term = term_open(&stage->setup);
	text_init(&stage->text, TERM_LINE_MAX);
}

static void close_stage(struct stage *stage)
{
	term_close(stage->term);
	text_release(&stage->text);
	fclose(stage->setup.in);
	fclose(stage->setup.out);
}

static void check_line(struct stage *stage, enum term_event event,
		       const char *line)
{
	struct term_reader reader = { .prompt = "> " };

	assert_int_equal(term_read(stage->term, &reader, &stage->text),
			 event);
	assert_string_equal(stage->text.s, line);
}

static void check_output(const struct stage *stage, const char *expected)
{
	char shown[4096];
	size_t got;

	rewind(stage->setup.out);
	got = fread(shown, 1, sizeof(shown) - 1, stage->setup.out);
	shown[got] = '\0';
	assert_string_equal(shown, expected);
}

static void reads_lines_and_shows_them(void **state)
{
	struct stage stage;

	(void)state;
	open_stage(&stage, "one\ttwo\r\n\n\033[2Jlast", NULL);
	assert_false(term_is_interactive(stage.term));
	check_line(&stage, TERM_LINE, "one\ttwo");
	check_line(&stage, TERM_LINE, "");
	check_line(&stage, TERM_LINE, "\033[2Jlast");
	check_line(&stage, TERM_END, "");
	check_line(&stage, TERM_END, "");
	check_output(&stage, "> one\ttwo\n> \n> \xef\xbf\xbd[2Jlast\n> \n");
	close_stage(&stage);
}

static void cuts_a_line_without_end(void **state)
{
	struct stage stage;
	struct term_reader reader = { .prompt = "" };

	(void)state;
	open_stage(&stage, "", NULL);
	for (int i = 0; i < TERM_LINE_MAX + 1; i++)
		fputc('x', stage.setup.in);
	fputs("\nnext\n", stage.setup.in);
	rewind(stage.setup.in);
	assert_int_equal(term_read(stage.term, &reader, &stage.text),
			 TERM_LINE);
	assert_true(stage.text.cut);
	assert_int_equal(stage.text.len, TERM_LINE_MAX);
	check_line(&stage, TERM_LINE, "next");
	assert_false(stage.text.cut);
	close_stage(&stage);
}

static void is_plain_without_a_terminal(void **state)
{
	struct stage stage;
	struct screen screen;

	(void)state;
	open_stage(&stage, "", NULL);
	screen_init(&screen, &stage.text, stage.term);
	assert_int_equal(screen.width, 80);
	assert_false(screen.color);
	assert_true(screen.utf8);
	for (int i = 0; i < 500; i++)
		text_add(&stage.text, "row\n");
	/* The pager would fail; there is no terminal, so it is not asked. */
	assert_true(term_page(stage.term, &stage.text));
	assert_int_equal(ftell(stage.setup.out), 2000);
	close_stage(&stage);
}

static void remembers_that_writing_failed(void **state)
{
	struct stage stage;
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	if (full == NULL)
		skip();
	open_stage(&stage, "", NULL);
	term_close(stage.term);
	stage.setup.plain = true;
	fclose(stage.setup.out);
	stage.setup.out = full;
	stage.term = term_open(&stage.setup);
	assert_false(term_is_utf8(stage.term));
	assert_false(term_failed(stage.term));
	text_add(&stage.text, "text");
	assert_false(term_show(stage.term, &stage.text));
	assert_true(term_failed(stage.term));
	assert_false(term_show(stage.term, &stage.text));
	close_stage(&stage);
}

static void check_edit(const char *editor, bool ok, const char *text,
		       const char *says)
{
	struct stage stage;
	struct error err = { 0 };

	open_stage(&stage, "not for the editor\n", editor);
	text_add(&stage.text, "my draft");
	assert_int_equal(term_edit(stage.term, &stage.text, &err), ok);
	assert_string_equal(stage.text.s, text);
	assert_string_equal(err.text, says);
	/* The editor has not eaten the input. */
	check_line(&stage, TERM_LINE, "not for the editor");
	close_stage(&stage);
}

static void edits(void **state)
{
	(void)state;
	check_edit("true", true, "my draft", "");
	check_edit("sed -i s/draft/answer/", true, "my answer", "");
	check_edit("sh -c 'cat; printf \"new\\n\\nlines\\n\" > \"$1\"' x",
		   true, "new\n\nlines", "");
	check_edit("sh -c '[ $(stat -c %a \"$1\") = 600 ] && echo safe > "
		   "\"$1\"' x", true, "safe", "");
	check_edit("sh -c ': > \"$1\"' x", true, "", "");
}

static void keeps_the_text_when_the_editor_fails(void **state)
{
	(void)state;
	check_edit("false", false, "my draft",
		   "the editor 'false' ended with status 1; your answer is "
		   "unchanged");
	check_edit("kill -KILL $$; :", false, "my draft",
		   "the editor 'kill -KILL $$; :' was ended by signal 9; "
		   "your answer is unchanged");
	check_edit("no-such-editor 2>&-", false, "my draft",
		   "the editor 'no-such-editor 2>&-' could not be started; "
		   "set VISUAL or EDITOR to another; your answer is "
		   "unchanged");
	check_edit("rm", false, "my draft",
		   "the editor took its file away; your answer is unchanged");
	check_edit(NULL, false, "my draft",
		   "no editor is known; set VISUAL or EDITOR to the one you "
		   "like");
}

static void says_what_did_not_fit(void **state)
{
	struct stage stage;
	struct error err;

	(void)state;
	open_stage(&stage, "", "sh -c 'printf 123456789 > \"$1\"' x");
	text_release(&stage.text);
	text_init(&stage.text, 5);
	assert_true(term_edit(stage.term, &stage.text, &err));
	assert_string_equal(stage.text.s, "12345");
	assert_true(stage.text.cut);
	close_stage(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lines_and_shows_them),
		cmocka_unit_test(cuts_a_line_without_end),
		cmocka_unit_test(is_plain_without_a_terminal),
		cmocka_unit_test(remembers_that_writing_failed),
		cmocka_unit_test(edits),
		cmocka_unit_test(keeps_the_text_when_the_editor_fails),
		cmocka_unit_test(says_what_did_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
