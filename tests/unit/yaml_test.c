/* yaml_test.c - JSON written as YAML, and read back by the bank's loader.
 *
 * The reader that counts is the one that reads banks: each text is put into a
 * bank as JSON, written as YAML, loaded, and compared. Hostile texts stand
 * here one by one and are made by the thousand from hostile pieces.
 */
#include "bank/bank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { RANDOM_TEXTS = 3000, AT_ONCE = 100 };

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *yaml(const char *json)
{
	struct text out;
	struct error err = { 0 };
	const char *made;

	text_init(&out, 1 << 20);
	if (!yaml_from_json(&arena, str_of(json), &out, &err))
		fail_msg("%s: %s", json, err.text);
	made = text_dup(&arena, &out);
	text_release(&out);
	return made;
}

/* ---- how it looks ---- */

static void block_style(void **state)
{
	(void)state;
	assert_string_equal(
		yaml("{\"a\":{\"b\":[1,\"x\",{\"c\":true,\"d\":[]}],\"e\":{}},"
		     "\"f\":[[1,2],[null]]}"),
		"a:\n"
		"  b:\n"
		"    - 1\n"
		"    - x\n"
		"    - c: true\n"
		"      d: []\n"
		"  e: {}\n"
		"f:\n"
		"  - - 1\n"
		"    - 2\n"
		"  - - null\n");
	assert_string_equal(yaml("\"x\""), "x\n");
	assert_string_equal(yaml("[]"), "[]\n");
	assert_string_equal(yaml("{}"), "{}\n");
	assert_string_equal(yaml("-1.5e3"), "-1.5e3\n");
}

/* Plain only where any reader of YAML has the same text. */
static void scalars(void **state)
{
	static const struct { const char *json, *yaml; } cases[] = {
		{ "plain words", "plain words" },
		{ "don't \\\"quote\\\" me", "don't \"quote\" me" },
		{ "http://x.org/a#b", "http://x.org/a#b" },
		{ "a|b & c", "a|b & c" },
		{ "no", "\"no\"" }, { "Yes", "\"Yes\"" },
		{ "null", "\"null\"" }, { "nothing", "nothing" },
		{ "1.0", "\"1.0\"" }, { "2026-11-22", "\"2026-11-22\"" },
		{ "0x1F", "\"0x1F\"" }, { "1e3", "\"1e3\"" },
		{ "3 words", "3 words" },
		{ "a: b", "\"a: b\"" }, { "a:", "\"a:\"" },
		{ "a #b", "\"a #b\"" }, { "#b", "\"#b\"" },
		{ "- x", "\"- x\"" }, { "? x", "\"? x\"" },
		{ "[x]", "\"[x]\"" }, { "{x}", "\"{x}\"" },
		{ "*x", "\"*x\"" }, { "&x", "\"&x\"" }, { "!x", "\"!x\"" },
		{ "%x", "\"%x\"" }, { "@x", "\"@x\"" }, { "`x`", "\"`x`\"" },
		{ "~", "\"~\"" }, { ">", "\">\"" }, { "|", "\"|\"" },
		{ "'x'", "\"'x'\"" }, { "\\\"x\\\"", "\"\\\"x\\\"\"" },
		{ " x", "\" x\"" }, { "x ", "\"x \"" }, { "", "\"\"" },
		{ "...", "\"...\"" }, { "---", "\"---\"" },
		{ "a\\nb", "\"a\\nb\"" }, { "a\\tb", "\"a\\tb\"" },
		{ "\\u0007\\u001b", "\"\\a\\x1B\"" },
		{ "\\u0085\\u2028\\ufeff", "\"\\x85\\u2028\\uFEFF\"" },
		{ "\\u202e", "\"\\u202E\"" },
		{ "caf\\u00e9 \\ud83d\\ude00", "café 😀" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(
			yaml(arena_printf(&arena, "{\"k\":\"%s\"}",
					  cases[i].json)),
			arena_printf(&arena, "k: %s\n", cases[i].yaml));
	assert_string_equal(yaml("{\"a: b\":1,\"no\":2}"),
			    "\"a: b\": 1\n\"no\": 2\n");
}

static void long_prose(void **state)
{
	const char *words = "one two three four five six seven eight nine ten "
			    "eleven twelve thirteen";

	(void)state;
	assert_string_equal(
		yaml(arena_printf(&arena, "{\"k\":\"%s: - # x\\nLast.\"}",
				  words)),
		"k: >-\n"
		"  one two three four five six seven eight nine ten eleven "
		"twelve thirteen: -\n"
		"  # x\n"
		"\n"
		"  Last.\n");
	/* An expression stays in its line; so does what a fold would lose. */
	assert_string_equal(
		yaml(arena_printf(&arena, "{\"k\":\"%s | x\"}", words)),
		arena_printf(&arena, "k: %s | x\n", words));
	assert_string_equal(
		yaml(arena_printf(&arena, "{\"k\":\"%s\\n  x\"}", words)),
		arena_printf(&arena, "k: \"%s\\n  x\"\n", words));
}

static void refused(void **state)
{
	static const char *const bad[] = {
		"", "{", "{\"a\"}", "[1", "[1,]", "{\"a\":1}x", "\"\\u0000\"",
		"'x'", "{1:2}",
	};
	struct text out, deep;
	struct error err;

	(void)state;
	text_init(&out, 1 << 20);
	text_init(&deep, 1 << 20);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		err = (struct error){ 0 };
		assert_false(yaml_from_json(&arena, str_of(bad[i]), &out,
					    &err));
		assert_true(err.text[0]);
	}
	text_add_times(&deep, "[", 100000);
	assert_false(yaml_from_json(&arena, text_str(&deep), &out, &err));
	assert_non_null(strstr(err.text, "nested deeper"));
	text_release(&out);
	text_release(&deep);
}

/* ---- there and back ---- */

/* A bank with the texts as hints. */
static const char *bank_json(const char *const *texts, size_t count)
{
	struct text out;
	struct json json;
	const char *made;

	text_init(&out, 1 << 24);
	json_init(&json, &out, 0);
	json_open(&json, '{');
	json_name(&json, "questions");
	json_open(&json, '[');
	json_open(&json, '{');
	json_put(&json, "id", "q");
	json_put(&json, "prompt", texts[0]);
	json_put(&json, "model", texts[count - 1]);
	json_name(&json, "hints");
	json_open(&json, '[');
	for (size_t i = 0; i < count; i++)
		json_string(&json, str_of(texts[i]));
	json_close(&json, ']');
	json_close(&json, '}');
	json_close(&json, ']');
	json_close(&json, '}');
	made = text_dup(&arena, &out);
	text_release(&out);
	return made;
}

static void load(const char *text, struct bank *bank)
{
	char path[] = "/tmp/rehearse-yaml-XXXXXX";
	struct problems problems;
	struct text wrong;
	struct error err;
	int file = mkstemp(path);
	bool ok;

	assert_true(file >= 0);
	close(file);
	assert_true(file_write(path, str_of(text), &err));
	ok = bank_load_drafts(&arena, path, bank, &problems);
	unlink(path);
	if (ok)
		return;
	text_init(&wrong, 1 << 16);
	problems_show(&problems, &wrong);
	fail_msg("%s%s", wrong.s, text);
}

static void assert_text(const char *read, const char *meant)
{
	struct str trimmed = str_trim(str_of(meant));

	assert_string_equal(read, str_dup(&arena, trimmed));
}

/* The loader trims what it reads, and nothing else may change. */
static void there_and_back(const char *const *texts, size_t count)
{
	struct bank bank;

	load(yaml(bank_json(texts, count)), &bank);
	assert_text(bank.questions[0].prompt, texts[0]);
	assert_text(bank.questions[0].model, texts[count - 1]);
	assert_int_equal(bank.questions[0].hints.count, count);
	for (size_t i = 0; i < count; i++)
		assert_text(bank.questions[0].hints.list[i], texts[i]);
}

static void hostile(void **state)
{
	static const char *const texts[] = {
		"no", "~", "null", "1.0", "- x", "-", "--- x", "...", "? x",
		": x", "x:", "x: y", "x : y", "x #y", "#", "%x", "@", "`x`",
		"*", "&x", "!x", "!!str x", ">", "|", ">-", "[x", "x]", "{x",
		"x}", "'", "\"", "''", "\"\"", "it's", "\\", "\\n", "a\\",
		"  leading", "trailing  ", "a\nb", "a\n\n\nb", "a\n b",
		"a \nb", "a\tb", "a\n\tb", "x\n---\ny", "x\n...\ny",
		"naïve café", "日本語", "😀 😀", "\u00a0x", "x,y", "a, [b]: c",
		"key: value\nother: value", "- a\n- b", "<<", "=", "0o17",
		"12:30:45", ".5", "-1", "+1", ".inf", "Off",
	};

	(void)state;
	there_and_back(texts, sizeof(texts) / sizeof(*texts));
}

/* As long as a text may be, in one word, in words, in lines, in quotes. */
static void large(void **state)
{
	static const char *const pieces[] = { "x", "xy z ", "a b\n", "\"\\",
					      "é ", "x: # " };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct text text;

		text_init(&text, BANK_TEXT_MAX);
		text_add_times(&text, pieces[i],
			       BANK_TEXT_MAX / strlen(pieces[i]));
		there_and_back((const char *const[]){ text.s }, 1);
		text_release(&text);
	}
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static const char *random_text(uint32_t *seed)
{
	static const char *const pieces[] = {
		" ", " ", " ", "  ", "\n", "\n\n", "\t", ": ", ":", " #", "#",
		"- ", "-", "'", "\"", "\\", "|", ">", "&", "*", "!", "%", "@",
		"`", "[", "]", "{", "}", ",", "?", "no", "1", ".", "é", "日",
		"word", "word", "longer", "words", "sentence", "😀", "\u200d",
		"---", "...", "~", "<<", "=",
	};
	size_t count = 1 + next(seed) % (next(seed) % 4 ? 12 : 90);
	struct text text;
	const char *made;

	text_init(&text, 1024);
	for (size_t i = 0; i < count; i++)
		text_add(&text, pieces[next(seed) %
				       (sizeof(pieces) / sizeof(*pieces))]);
	text_add(&text, str_trim(text_str(&text)).len ? "" : "x");
	made = text_dup(&arena, &text);
	text_release(&text);
	return made;
}

static void at_random(void **state)
{
	const char *texts[AT_ONCE];
	uint32_t seed = 7;

	(void)state;
	for (int i = 0; i < RANDOM_TEXTS / AT_ONCE; i++) {
		for (int k = 0; k < AT_ONCE; k++)
			texts[k] = random_text(&seed);
		there_and_back(texts, AT_ONCE);
		arena_reset(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(block_style),
		cmocka_unit_test(scalars),
		cmocka_unit_test(long_prose),
		cmocka_unit_test(refused),
		cmocka_unit_test(hostile),
		cmocka_unit_test(large),
		cmocka_unit_test(at_random),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
