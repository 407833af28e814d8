/* fuzz_reply.c - any bytes as what a service replied.
 *
 * Whatever comes, it is understood or refused in a sentence; what is kept is
 * safe to show, within its bounds, valid UTF-8; a comment has a UUID and is on
 * one; a statement is the same as itself; a moment asked for is a moment. The
 * first byte says as what the rest is read.
 */
#include "fuzz.h"

#include "wire/wire.h"

static void check_safe(struct str text, size_t most)
{
	assert(text.len <= most);
	assert(utf8_check(text) == text.len);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.s[i];

		assert(c >= 0x20 || c == '\n' || c == '\t');
		assert(c != 0x7F);
		assert(c != 0xC2 || (unsigned char)text.s[i + 1] >= 0xA0);
		assert(c != 0xE2 || (unsigned char)text.s[i + 1] != 0x80 ||
		       (unsigned char)text.s[i + 2] < 0xAA ||
		       (unsigned char)text.s[i + 2] > 0xAE);
	}
}

static void check_line(struct str line, size_t most)
{
	check_safe(line, most);
	assert(line.len == 0 || !memchr(line.s, '\n', line.len));
	assert(line.len == 0 || !memchr(line.s, '\t', line.len));
}

static void check_uuid(const char *id)
{
	assert(strlen(id) == 36);
	assert(strspn(id, "0123456789abcdef-") == 36);
}

static void check_refusal(const struct error *err)
{
	assert(err->text[0]);
	check_line(str_of(err->text), ERROR_TEXT_MAX);
}

static void check_says(struct str input)
{
	struct text out;

	text_init(&out, 4096);
	reply_says(&out, input);
	check_line(text_str(&out), REPLY_LINE_MAX + 8);
	text_release(&out);
}

static void check_page(struct arena *arena, struct str input)
{
	struct reply_page page;
	struct error err;

	if (!reply_comments(arena, input, &page, &err)) {
		check_refusal(&err);
		return;
	}
	assert(page.comment_count + page.left_out == page.statements);
	for (size_t i = 0; i < page.comment_count; i++) {
		const struct reply_comment *one = &page.comments[i];

		check_uuid(one->id);
		check_uuid(one->about);
		check_line(str_of(one->author), REPLY_AUTHOR_MAX + 8);
		assert(one->author[0] && one->text[0]);
		check_safe(str_of(one->text), REPLY_TEXT_MAX);
	}
}

static bool take_line(void *context, struct str line)
{
	size_t *lines = context;

	(*lines)++;
	assert(line.len > 0 && !memchr(line.s, '\n', line.len));
	return true;
}

static void check_statements(struct arena *arena, struct str input)
{
	struct reply_page page;
	struct error err;
	size_t lines = 0;

	if (reply_statements(arena, input, &page, take_line, &lines, &err))
		assert(lines + page.left_out == page.statements);
	else
		check_refusal(&err);
}

static void check_chat(struct arena *arena, struct str input)
{
	struct str message;
	const char *text;
	struct error err;
	bool chat;

	if (!reply_chat(arena, input, &chat, &message, &err)) {
		check_refusal(&err);
		return;
	}
	assert(chat && message.len > 0);
	if (chat_comment(arena, message, &text))
		check_safe(str_of(text), REPLY_TEXT_MAX);
}

static void check_message(struct arena *arena, struct str input)
{
	const char *text;

	if (chat_comment(arena, input, &text))
		check_safe(str_of(text), REPLY_TEXT_MAX);
}

static void check_others(struct str input)
{
	struct error err;
	int64_t until;
	bool yes;

	if (!reply_about(input, &yes, &err))
		check_refusal(&err);
	if (!reply_models(input, "tiny", &yes, &err))
		check_refusal(&err);
	if (reply_retry_after(input, 1795374000, &until))
		assert(until > -INT64_C(100000000000) &&
		       until < INT64_C(1000000000000));
}

/* Two statements, a line each; each is the same as itself, and it does not
 * matter who is asked. */
static void check_same(struct str input)
{
	struct str one = fuzz_line(&input);
	struct error err;
	bool same, other;

	if (reply_same(one, input, &same, &err) &&
	    reply_same(input, one, &other, &err))
		assert(same == other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	struct arena arena;

	arena_init(&arena, 0);
	switch (fuzz_choice(&input) % 8) {
	case 0: check_says(input); break;
	case 1: check_page(&arena, input); break;
	case 2: check_statements(&arena, input); break;
	case 3: check_chat(&arena, input); break;
	case 4: check_message(&arena, input); break;
	case 5: check_others(input); break;
	default: check_same(input); break;
	}
	arena_release(&arena);
	return 0;
}
