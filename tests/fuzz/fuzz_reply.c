/* fuzz_reply.c - what a feedback service may send: all of the courier's
 * readers.
 *
 * The input: a byte that chooses a reader, then the bytes of the service.
 * Whatever they are, what is to be shown holds no control character and no
 * line longer than promised, ids are UUIDs in lower case, a try is never
 * before now by more than the clock's own range, a page's lines are whole
 * JSON without line ends, and a statement is the same as itself.
 */
#include "fuzz.h"

#include "wire/wire.h"

enum { READERS = 8, NOW = 1700000000 };

static bool is_safe(struct str text)
{
	return utf8_check(text) == text.len &&
	       utf8_find_unsafe(text) == text.len;
}

static void check_line(struct str line, size_t most)
{
	assert(is_safe(line) && line.len <= most);
	assert(!memchr(line.s, '\n', line.len));
	assert(!memchr(line.s, '\t', line.len));
}

static void check_says(struct str input)
{
	struct text out;

	text_init(&out, 4096);
	reply_says(&out, input);
	check_line(text_str(&out), REPLY_LINE_MAX);
	text_reset(&out);
	reply_add_line(&out, input, 20);
	check_line(text_str(&out), 20);
	text_release(&out);
}

static void check_retry(struct str input)
{
	int64_t until = 0;

	if (reply_retry_after(input, NOW, &until))
		assert(until > -INT64_C(100000000000) &&
		       until < INT64_C(1000000000000));
}

static void check_uuid(const char *id)
{
	assert(strlen(id) == 36);
	assert(strspn(id, "0123456789abcdef-") == 36);
}

static void check_comments(struct arena *arena, struct str input)
{
	struct reply_page page;
	struct error err = { .text = "" };

	if (!reply_comments(arena, input, &page, &err)) {
		assert(err.text[0]);
		return;
	}
	assert(page.comment_count + page.left_out == page.statements);
	for (size_t i = 0; i < page.comment_count; i++) {
		const struct reply_comment *one = &page.comments[i];

		check_uuid(one->id);
		check_uuid(one->about);
		assert(one->author[0] && one->text[0]);
		check_line(str_of(one->author), REPLY_AUTHOR_MAX);
		assert(is_safe(str_of(one->text)));
		assert(strlen(one->text) <= REPLY_TEXT_MAX);
	}
}

static bool check_statement(void *context, struct str line)
{
	assert(!memchr(line.s, '\n', line.len));
	(*(size_t *)context)++;
	return true;
}

static void check_statements(struct arena *arena, struct str input)
{
	struct reply_page page;
	struct error err = { .text = "" };
	size_t lines = 0;

	if (reply_statements(arena, input, &page, check_statement, &lines,
			     &err))
		assert(lines + page.left_out == page.statements);
	else
		assert(err.text[0]);
}

static void check_chat(struct arena *arena, struct str input)
{
	struct error err = { .text = "" };
	struct str message = input;
	const char *text;
	bool chat;

	if (!reply_chat(arena, input, &chat, &message, &err))
		assert(err.text[0]);
	if (!chat_comment(arena, message, &text))
		return;
	assert(text[0] && is_safe(str_of(text)));
	assert(strlen(text) <= REPLY_TEXT_MAX);
}

static void check_same(struct str input)
{
	const struct str other = STR("{\"id\":\"a\",\"verb\":{},"
		"\"actor\":{},\"object\":{\"id\":\"o\"}}");
	struct error err = { .text = "" };
	bool there = false, back = false, self;

	if (!reply_same(input, other, &there, &err))
		assert(err.text[0]);
	else if (reply_same(other, input, &back, &err))
		assert(!there || !back || reply_same(input, input, &self,
						     &err));
}

static void check_service(struct str input)
{
	struct error err = { .text = "" };
	bool yes;

	if (!reply_about(input, &yes, &err))
		assert(err.text[0] && !yes);
	err.text[0] = '\0';
	if (!reply_models(input, "tiny", &yes, &err))
		assert(err.text[0] && !yes);
}

static void check_later(struct arena *arena, struct str input)
{
	struct str first = fuzz_line(&input);
	const char *a = str_dup(arena, first), *b = str_dup(arena, input);
	const char *later = reply_later(a, b);

	assert(later == a || later == b);
	assert(strcmp(reply_later(later, later), later) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	unsigned choice = fuzz_choice(&input) % READERS;
	struct arena arena;

	arena_init(&arena, 0);
	/* As the courier has it: with a NUL behind. */
	input.s = arena_copy(&arena, input.s, input.len);
	switch (choice) {
	case 0: check_says(input); break;
	case 1: check_retry(input); break;
	case 2: check_comments(&arena, input); break;
	case 3: check_statements(&arena, input); break;
	case 4: check_chat(&arena, input); break;
	case 5: check_same(input); break;
	case 6: check_service(input); break;
	default: check_later(&arena, input); break;
	}
	arena_release(&arena);
	return 0;
}
