/* lang_test.c - reading a text, stems, slips: cases and properties.
 *
 * tests/cases/words.txt and lookalikes.txt explain their formats. The
 * properties hold for any bytes, made by a generator of fixed seed out of
 * fragments that the reader treats specially.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "case_kit.h"
#include "lang/lang.h"

#define WORDS "tests/cases/words.txt"
#define LOOKALIKES "tests/cases/lookalikes.txt"

enum { TEXTS = 3000, TEXT_PIECES = 60 };

/* ---- words as a line of text ---- */

static const char *joint(const struct words *words, size_t i)
{
	const struct word *word = &words->list[i], *last = word - 1;

	if (i == 0)
		return "";
	if (word->sentence != last->sentence)
		return " . ";
	if (word->segment != last->segment)
		return " || ";
	return word->clause != last->clause ? " | " : " ";
}

static void show_word(struct text *out, const struct word *word, bool stem)
{
	text_add(out, word->after_comma ? "," : "");
	text_add(out, word->glued ? "-" : "");
	text_add(out, word->kind == WORD_CODE ? "`" : "");
	text_add(out, word->kind == WORD_NUMBER ? "#" : "");
	text_add_str(out, word->folded);
	if (stem) {
		text_add(out, "/");
		text_add_str(out, word->stem);
	}
	text_add(out, word->negated ? "!" : word->avoided ? "~" : "");
	text_add(out, word->hedged ? "?" : "");
	text_add(out, word->denied ? "^" : "");
}

/* The n-th word of what is expected asks for the stem. */
static bool asks_stem(struct str expected, size_t n)
{
	struct str word;
	size_t at = 0;

	while (str_cut(&expected, ' ', &word)) {
		if (str_is(word, ".") || str_is(word, "|") ||
		    str_is(word, "||") || word.len == 0)
			continue;
		if (at++ != n)
			continue;
		for (size_t i = 1; i + 1 < word.len; i++)
			if (word.s[i] == '/' && word.s[i - 1] != '`' &&
			    word.s[0] != '`')
				return true;
		return false;
	}
	return false;
}

/* ---- byte places ---- */

/* Letters and digits only: what folding may not change. */
static struct str squeeze(struct arena *arena, struct str text)
{
	struct str folded = lang_fold(arena, text);
	char *made = arena_alloc(arena, folded.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < folded.len; i++) {
		unsigned char c = (unsigned char)folded.s[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c >= 0x80)
			made[len++] = (char)c;
	}
	return (struct str){ made, len };
}

/* Folded, the place holds the word; a contraction's two words share one, and
 * what 's and the like stand for is not kept. */
static bool places_hold(struct arena *arena, struct str text,
			const struct words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];
		struct str slice = { text.s + word->from,
				     word->to - word->from };
		bool shared = (i > 0 && word[-1].from == word->from) ||
			      (i + 1 < words->count &&
			       word[1].from == word->from);
		struct str there, here = squeeze(arena, word->folded);

		if (word->from >= word->to || word->to > text.len ||
		    (i > 0 && !shared && word->from < word[-1].to))
			return false;
		there = squeeze(arena, slice);
		if (!shared && (!str_starts(there, here.s) ||
				there.len > here.len + 2))
			return false;
	}
	return true;
}

/* ---- cases ---- */

static void check_words(struct case_file *cases, struct str text,
			struct str expected)
{
	struct arena arena;
	struct words words;
	struct text got;

	arena_init(&arena, 0);
	text_init(&got, 64 << 10);
	lang_read(&arena, text, &words);
	for (size_t i = 0; i < words.count; i++) {
		text_add(&got, joint(&words, i));
		show_word(&got, &words.list[i], asks_stem(expected, i));
	}
	cases->run++;
	if (!str_equal(text_str(&got), expected))
		case_wrong(cases, "read as\n    %s\nnot as\n    %.*s", got.s,
			   (int)expected.len, expected.s);
	if (!places_hold(&arena, text, &words))
		case_wrong(cases, "the byte places are wrong");
	text_release(&got);
	arena_release(&arena);
}

/* One stem for all of them, or another for each. */
static void check_stems(struct case_file *cases, bool meet)
{
	struct str list = cases->value, word;
	struct str seen[32];
	size_t count = 0;
	struct arena arena;

	arena_init(&arena, 0);
	cases->run++;
	while (str_cut(&list, ' ', &word) && count < 32)
		if (word.len > 0)
			seen[count++] = lang_stem(&arena,
						  lang_fold(&arena, word));
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (str_equal(seen[i], seen[j]) != meet)
				case_wrong(cases, "'%.*s': words %zu and %zu "
					   "are %.*s and %.*s",
					   (int)cases->value.len,
					   cases->value.s, j + 1, i + 1,
					   (int)seen[j].len, seen[j].s,
					   (int)seen[i].len, seen[i].s);
	arena_release(&arena);
}

static void reads_words(void **state)
{
	struct case_file cases;
	struct str text = STR("");

	(void)state;
	case_open(&cases, WORDS);
	while (case_next(&cases)) {
		if (str_is(cases.key, "text"))
			text = case_unescape(&cases.arena, cases.value);
		else if (str_is(cases.key, "="))
			check_words(&cases, text, cases.value);
		else if (str_is(cases.key, "meet") || str_is(cases.key, "part"))
			check_stems(&cases, str_is(cases.key, "meet"));
		else
			case_wrong(&cases, "no such key");
	}
	case_close(&cases, 150);
}

/* ---- slips ---- */

/* Is `typed` taken for `meant`: by its stem, or as a slip? */
static const char *taken(struct arena *arena, struct str typed,
			 struct str meant)
{
	struct words words;
	struct str folded = lang_fold(arena, meant);
	struct str stem = lang_stem(arena, folded);

	lang_read(arena, typed, &words);
	if (words.count != 1)
		return NULL;
	if (str_equal(words.list[0].stem, stem))
		return "stem";
	return lang_is_misspelling(&words.list[0], folded, stem)
		? "slip" : NULL;
}

/* Related words earn most of what the same word does, so no look-alike may be
 * one, in either direction; opposites they may be. */
static void check_unrelated(struct case_file *cases, struct arena *arena,
			    struct str a, struct str b)
{
	struct str one = lang_stem(arena, lang_fold(arena, a));
	struct str other = lang_stem(arena, lang_fold(arena, b));

	if (lang_relation(one, other) == LANG_SYNONYM ||
	    lang_relation(other, one) == LANG_SYNONYM)
		case_wrong(cases, "%.*s and %.*s look alike, and are related",
			   (int)a.len, a.s, (int)b.len, b.s);
}

static void check_pair(struct case_file *cases, struct str a, struct str b)
{
	struct arena arena;
	const char *how;

	arena_init(&arena, 0);
	cases->run++;
	if (str_is(cases->key, "part"))
		check_unrelated(cases, &arena, a, b);
	how = taken(&arena, a, b);
	if (str_is(cases->key, "slip")) {
		if (!how)
			case_wrong(cases, "%.*s is not read as %.*s",
				   (int)a.len, a.s, (int)b.len, b.s);
	} else if (how || (how = taken(&arena, b, a))) {
		case_wrong(cases, "%.*s and %.*s are taken for each other, "
			   "by %s", (int)a.len, a.s, (int)b.len, b.s, how);
	}
	arena_release(&arena);
}

static void parts_lookalikes(void **state)
{
	struct case_file cases;
	struct str a, b;

	(void)state;
	case_open(&cases, LOOKALIKES);
	while (case_next(&cases)) {
		if (!str_is(cases.key, "part") &&
		    !str_is(cases.key, "near") && !str_is(cases.key, "slip"))
			case_wrong(&cases, "no such key");
		b = cases.value;
		str_cut(&b, ' ', &a);
		check_pair(&cases, a, str_trim(b));
	}
	case_close(&cases, 140);
}

/* ---- properties ---- */

static const char *const pieces[] = {
	" ", " ", " ", " ", "\n", "\n\n", ".", ",", ";", ":", "!", "-", "--",
	"'", "\xe2\x80\x99", "`", "`", "$", "@", "_", "/", "(", ")", "[", "*",
	"\xc2\xb2", "\xe2\x80\x94", "\xff", "\xc3", "\xf0\x9f\x98\x80", "\0",
	"O(", "n log n", "not", "no", "but", "while", "rather than", "and then",
	"doesn't", "cannot", "e.g.", "node.js", "1,000", "3.5", "42", "index",
	"Reads", "camelCase", "normalisation", "http://x.y", "/users/42", "C++",
	"caf\xc3\xa9", "\xe4\xb8\xad", "e\xcc\x81", "without", "it's", "\r\n- ",
	"1. ", "avoid", "ss", "\xef\xac\x81n",
};

static struct str random_text(struct arena *arena, uint64_t *seed)
{
	struct text text;
	size_t count = case_random(seed) % TEXT_PIECES;
	struct str made;

	text_init(&text, 1 << 16);
	for (size_t i = 0; i < count; i++) {
		uint64_t dice = case_random(seed);

		if (dice % 8 == 0)
			text_add_char(&text, (char)(dice >> 32));
		else
			text_add(&text, pieces[(dice >> 8) %
				 (sizeof(pieces) / sizeof(*pieces))]);
	}
	made = (struct str){ arena_copy(arena, text.s, text.len), text.len };
	text_release(&text);
	return made;
}

static void check_order(const struct words *words, struct str text)
{
	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];

		assert_true(word->from < word->to && word->to <= text.len);
		assert_true(word->folded.len > 0 && word->stem.len > 0);
		assert_true(!word->hedged || word->hedger < words->count);
		assert_true(!word->negated || word->negator < i);
		assert_true(!word->avoided || word->avoider < i);
		assert_true(!word->denied || (word->denier > i &&
					      word->denier < words->count));
		assert_true(word->reach <= words->count);
		if (i == 0)
			continue;
		assert_true(word->from >= word[-1].to ||
			    word->from == word[-1].from);
		assert_true(word->sentence >= word[-1].sentence);
		assert_true(word->clause >= word[-1].clause);
		assert_true(word->segment >= word[-1].segment);
		assert_true(word->segment == word[-1].segment ||
			    word->clause != word[-1].clause);
		assert_true(word->sentence == word[-1].sentence ||
			    word->segment != word[-1].segment);
	}
}

static void any_bytes_are_a_text(void **state)
{
	uint64_t seed = 42;
	struct arena arena;
	struct words words, again;

	(void)state;
	arena_init(&arena, 0);
	for (int i = 0; i < TEXTS; i++) {
		struct str text = random_text(&arena, &seed);

		lang_read(&arena, text, &words);
		check_order(&words, text);
		lang_read(&arena, text, &again);
		assert_int_equal(words.count, again.count);
		for (size_t j = 0; j < words.count; j++)
			assert_true(str_equal(words.list[j].stem,
					      again.list[j].stem));
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* Folding a stem's word again changes nothing, nor does its case. */
static void folding_is_stable(void **state)
{
	static const char *const words[] = {
		"Normalisation", "BEHAVIOURS", "Cancelled", "licence",
		"na\xc3\xafve", "\xef\xac\x81le", "centralised",
		("Stra\xc3\x9f" "e"),
		"I\xcc\x87stanbul", "idempotent",
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct str once = lang_fold(&arena, str_of(words[i]));

		assert_true(str_equal(once, lang_fold(&arena, once)));
	}
	arena_release(&arena);
}

static void a_long_text_is_cut(void **state)
{
	struct arena arena;
	struct words words;
	char *bytes;

	(void)state;
	arena_init(&arena, 0);
	bytes = arena_alloc(&arena, 200000, 1);
	for (size_t i = 0; i < 200000; i++)
		bytes[i] = i % 2 ? ' ' : 'a';
	lang_read(&arena, (struct str){ bytes, 200000 }, &words);
	assert_int_equal(words.count, LANG_WORDS_MAX);
	memset(bytes, 'a', 200000);
	lang_read(&arena, (struct str){ bytes, 200000 }, &words);
	assert_int_equal(words.count, 1);
	assert_int_equal(words.list[0].to, LANG_ANSWER_MAX);
	arena_release(&arena);
}

/* Every group that phrases may name says something, and has no ring. */
static void groups_are_there(void **state)
{
	struct arena arena;
	struct strings names = { 0 };

	(void)state;
	arena_init(&arena, 0);
	lang_group_names(&arena, &names);
	assert_true(names.count > 50);
	for (size_t i = 0; i < names.count; i++) {
		const char *members = lang_group(str_of(names.list[i]));

		assert_non_null(members);
		assert_true(members[0] != '\0');
	}
	assert_null(lang_group(STR("no-such-group")));
	assert_null(lang_group(STR("")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_words),
		cmocka_unit_test(parts_lookalikes),
		cmocka_unit_test(any_bytes_are_a_text),
		cmocka_unit_test(folding_is_stable),
		cmocka_unit_test(a_long_text_is_cut),
		cmocka_unit_test(groups_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
