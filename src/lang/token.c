/* token.c - text to words with their byte places.
 *
 * One pass over the bytes. A word is letters, digits and the joints that
 * belong inside (an apostrophe, a point in node.js, a slash in i/o); hyphens
 * part a word into glued pieces, so that round-trip, "round trip" and
 * roundtrip can meet. Code stays whole: `x` in backticks, paths, $lookup,
 * snake_case, O(n log n). Contractions are taken apart (doesn't: does, not),
 * also when the apostrophe was forgotten. Any bytes are a text.
 */
#include "lang/token.h"

#include <string.h>

enum { WORD_BYTES = 5 };	/* of a word and its blank; most have more */

/* ---- bytes ---- */

static unsigned char peek(const struct tokenizer *t, size_t at)
{
	return at < t->text.len ? (unsigned char)t->text.s[at] : 0;
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(unsigned char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(unsigned char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter(unsigned char c)
{
	return is_lower(c) || is_upper(c);
}

static bool is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The length of the letter, digit or mark at `at`; 0 if it is none. */
static size_t letter_len(const struct tokenizer *t, size_t at)
{
	unsigned char c = peek(t, at);
	uint32_t character;
	size_t next = at;

	if (c < 0x80)
		return is_lower(c) || is_upper(c) || is_digit(c) || c == '_';
	character = utf8_next(t->text, &next);
	return utf8_is_letter(character) || utf8_is_digit(character)
		? next - at : 0;
}

/* The length of an apostrophe at `at`, straight or curly; else 0. */
static size_t apostrophe_len(const struct tokenizer *t, size_t at)
{
	if (peek(t, at) == '\'')
		return 1;
	return peek(t, at) == 0xe2 && peek(t, at + 1) == 0x80 &&
		(peek(t, at + 2) == 0x99 || peek(t, at + 2) == 0x98) ? 3 : 0;
}

/* ---- adding words ---- */

struct word *token_add(struct tokenizer *t, size_t from, size_t to,
		       enum word_kind kind)
{
	static const struct word blank;	/* copied: faster than zeroing */
	struct words *words = t->words;
	struct word *word;

	if (words->count == LANG_WORDS_MAX)
		return NULL;
	if (words->count == t->cap)
		words->list = arena_grow(t->arena, words->list, words->count,
					 &t->cap, sizeof(*words->list));
	if (words->count > 0 && t->sentence)
		words->sentences++;
	if (words->count > 0 && (t->sentence || t->clause))
		words->clauses++;
	word = &words->list[words->count++];
	*word = blank;
	word->from = (uint32_t)from;
	word->to = (uint32_t)to;
	word->sentence = (uint16_t)words->sentences;
	word->clause = (uint16_t)words->clauses;
	word->kind = (uint8_t)kind;
	word->after_comma = t->comma;
	t->sentence = t->clause = t->comma = false;
	return word;
}

static struct word *add(struct tokenizer *t, size_t from, size_t to,
			struct str folded, enum word_kind kind)
{
	struct word *word;

	if (folded.len == 0)
		return NULL;
	word = token_add(t, from, to, kind);
	if (word)
		word_set(t->reader, t->arena, folded, word);
	return word;
}

/* Stands until the next word is folded. */
static struct str fold(struct tokenizer *t, size_t from, size_t to)
{
	struct text *scratch = &t->reader->scratch;

	text_reset(scratch);
	utf8_fold(scratch, (struct str){ t->text.s + from, to - from });
	return text_str(scratch);
}

/* camelCase, snake_case, sha256, 2xx: as typed. */
static enum word_kind kind_of(struct str raw)
{
	bool digits = false, letters = false, humped = false;

	for (size_t i = 0; i < raw.len; i++) {
		unsigned char c = (unsigned char)raw.s[i];

		if (c == '_' || c == '$' || c == '@')
			return WORD_CODE;
		digits = digits || is_digit(c);
		letters = letters || is_lower(c) || is_upper(c) || c >= 0x80;
		humped = humped || (i > 0 && is_upper(c) &&
				    is_lower((unsigned char)raw.s[i - 1]));
	}
	if (digits && !letters)
		return WORD_NUMBER;
	return digits || humped ? WORD_CODE : WORD_PLAIN;
}

/* ---- contractions ---- */

/* What "dont", "cannot" and their like (CLASS_RUN_TOGETHER) mean beside not:
 * all but the end, for some. */
static struct str head_of(struct str folded)
{
	if (str_is(folded, "cannot") || str_is(folded, "cant"))
		return STR("can");
	if (str_is(folded, "wont"))
		return STR("will");
	if (str_is(folded, "aint"))
		return STR("is");
	return (struct str){ folded.s, folded.len - 2 };
}

/* Both words stand where the contraction does. */
static void add_both(struct tokenizer *t, size_t from, size_t to,
		     struct str head, struct str tail)
{
	struct word *word;

	add(t, from, to, head, WORD_PLAIN);
	word = add(t, from, to, tail, WORD_PLAIN);
	if (word)
		word->glued = true;
}

/* "I'd built it" is had, "I'd build it" would: as the next word, small ones
 * passed over, looks like a participle or not. */
static struct str had_or_would(const struct tokenizer *t, size_t at)
{
	static const char *const passed[] = {
		"never", "already", "just", "only", "always", "also", "not",
		"recently",
	};
	static const char *const participles[] = {
		"been", "had", "done", "gone", "built", "written", "made",
		"seen", "got", "taken", "given", "found", "left", "lost",
		"begun", "become", "broken", "chosen", "known", "kept",
		"led", "set", "spent", "thought", "told", "worn", "better",
	};
	struct str next;
	bool small = true;

	while (small) {
		while (peek(t, at) == ' ')
			at++;
		next = (struct str){ t->text.s + at, 0 };
		while (is_lower(peek(t, at + next.len)))
			next.len++;
		at += next.len;
		small = false;
		for (size_t i = 0; i < sizeof(passed) / sizeof(*passed); i++)
			small = small || str_is(next, passed[i]);
	}
	if (next.len > 3 && memcmp(next.s + next.len - 2, "ed", 2) == 0 &&
	    memcmp(next.s + next.len - 3, "eed", 3) != 0)
		return STR("had");
	for (size_t i = 0; i < sizeof(participles) / sizeof(*participles); i++)
		if (str_is(next, participles[i]))
			return STR("had");
	return STR("would");
}

static void add_not(struct tokenizer *t, size_t from, size_t to,
		    struct str head)
{
	add_both(t, from, to, head, STR("not"));
}

static bool is_run_together(struct str folded)
{
	return folded.len > 3 && folded.s[folded.len - 1] == 't' &&
	       (word_classes(folded) & class_bit(CLASS_RUN_TOGETHER));
}

/* "doesn't", "doesnt", "won't", "it's": true if it was one of them. */
static bool add_contraction(struct tokenizer *t, size_t from, size_t to,
			    struct str folded)
{
	const char *mark = memchr(folded.s, '\'', folded.len);
	size_t head = mark ? (size_t)(mark - folded.s) : 0;
	struct str tail;

	if (!mark) {
		if (!is_run_together(folded))
			return false;
		add_not(t, from, to, head_of(folded));
		return true;
	}
	tail = (struct str){ mark + 1, folded.len - head - 1 };
	if (str_is(tail, "t") && head > 1 && folded.s[head - 1] == 'n') {
		struct str word = { folded.s, head - 1 };

		if (str_is(word, "wo"))
			word = STR("will");
		else if (str_is(word, "ca"))
			word = STR("can");
		else if (str_is(word, "sha"))
			word = STR("shall");
		add_not(t, from, to, word);
		return true;
	}
	if (head > 0 && tail.len <= 2) {	/* 's 're 've 'll say little */
		struct str word = { folded.s, head };

		if (str_is(tail, "d") && lang_is_function_word(word))
			add_both(t, from, to, word, had_or_would(t, to));
		else if (str_is(tail, "m") && str_is(word, "i"))
			add_both(t, from, to, word, STR("am"));
		else
			add(t, from, to, word, WORD_PLAIN);
		return true;
	}
	return false;
}

/* ---- words ---- */

/* "429s" and "404's" are several of a number; "400s" are a family. */
static size_t number_end(struct str raw)
{
	size_t len = raw.len;

	if (len < 4 || raw.s[len - 1] != 's')
		return raw.len;
	len--;
	if (raw.s[len - 1] == '\'')
		len--;
	for (size_t i = 0; i < len; i++)
		if (!is_digit((unsigned char)raw.s[i]))
			return raw.len;
	if (len < 3 || (raw.s[len - 1] == '0' && raw.s[len - 2] == '0'))
		return raw.len;
	return len;
}

/* None inside a sentence is Python's, and negates nothing. */
static bool is_none(const struct tokenizer *t, struct str raw)
{
	return str_is(raw, "None") && t->words->count > 0 && !t->sentence;
}

/* 1,000 is 1000. */
static struct str drop_commas(struct text *number)
{
	size_t len = 0;

	for (size_t i = 0; i < number->len; i++)
		if (number->s[i] != ',')
			number->s[len++] = number->s[i];
	text_truncate(number, len);
	return text_str(number);
}

static void add_word(struct tokenizer *t, size_t from, size_t to, bool glued)
{
	struct str raw = { t->text.s + from, to - from };
	size_t end = from + number_end(raw);
	enum word_kind kind = kind_of((struct str){ raw.s, end - from });
	struct str folded = fold(t, from, end);
	struct word *word;

	if (kind == WORD_PLAIN && (t->code || is_none(t, raw)))
		kind = WORD_CODE;
	if (kind == WORD_PLAIN && add_contraction(t, from, to, folded))
		return;
	if (kind == WORD_NUMBER)
		folded = drop_commas(&t->reader->scratch);
	word = add(t, from, to, folded, kind);
	if (word)
		word->glued = glued;
}

/* "1,000" and "3.5" go on; so does "node.js", but "fast.It" does not. */
static bool joins(const struct tokenizer *t, size_t start, size_t at)
{
	unsigned char c = peek(t, at), before = peek(t, at - 1);
	unsigned char after = peek(t, at + 1);

	if (c == ',')
		return is_digit(before) && is_digit(after) &&
		       is_digit(peek(t, at + 2)) && is_digit(peek(t, at + 3)) &&
		       !is_digit(peek(t, at + 4));
	if (c == '.') {
		struct str left = { t->text.s + start, at - start };
		size_t end = at + 1;
		struct str right;

		if (is_digit(before) && is_digit(after))
			return true;
		while (is_lower(peek(t, end)))
			end++;
		right = (struct str){ t->text.s + at + 1, end - at - 1 };
		return right.len > 0 && left.len > 0 &&
		       !(right.len > 3 && lang_is_known(right)) &&
		       !(left.len > 1 && right.len > 1 &&
			 lang_is_known(left) && lang_is_function_word(right));
	}
	if (c == '/')				/* i/o, n/a, w/o */
		return at - start == 1 && letter_len(t, at + 1) == 1 &&
		       letter_len(t, at + 2) == 0;
	return false;
}

/* O(1), O(n log n): one word, without its spaces and inner signs. */
static bool read_big_o(struct tokenizer *t, size_t from)
{
	struct text *scratch = &t->reader->scratch;
	size_t at = from + 2;
	int depth = 1;

	if ((peek(t, from) | 0x20) != 'o' || peek(t, from + 1) != '(')
		return false;
	text_reset(scratch);
	text_add(scratch, "o(");
	for (; depth > 0; at++) {
		unsigned char c = peek(t, at);

		if (c == 0 || c == '\n' || at - from > 24)
			return false;
		depth += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (c == 0xc2 && (peek(t, at + 1) & 0xfe) == 0xb2) {
			/* squared, cubed */
			text_addf(scratch, "^%d", peek(t, at + 1) & 3);
			at++;
		} else if (is_digit(c) && is_letter(peek(t, at - 1))) {
			text_addf(scratch, "^%c", c);	/* n2 */
		} else if (letter_len(t, at) == 1 || c == '^' || c == '!') {
			text_add_char(scratch,
				      (char)(is_upper(c) ? c | 0x20 : c));
		}
	}
	text_add_char(scratch, ')');
	add(t, from, at, text_str(scratch), WORD_CODE);
	t->at = at;
	return true;
}

/* From a letter, digit or joint on: a word or several glued by hyphens. */
static void read_word(struct tokenizer *t)
{
	size_t start = t->at, at = t->at, len;
	bool glued = false;

	if (read_big_o(t, start))
		return;
	if (peek(t, at) == '$' || peek(t, at) == '@')
		at++;
	for (;;) {
		if ((len = letter_len(t, at)) > 0) {
			at += len;
		} else if (at > start && (len = apostrophe_len(t, at)) > 0 &&
			   letter_len(t, at + len) > 0) {
			at += len;
		} else if (at > start && letter_len(t, at + 1) > 0 &&
			   joins(t, start, at)) {
			at++;
		} else if (at > start && peek(t, at) == '-' &&
			   letter_len(t, at + 1) > 0) {
			add_word(t, start, at, glued);
			glued = true;
			start = ++at;
		} else {
			break;
		}
	}
	len = at;
	if (at - start == 1)			/* C++, C#; but not n+1 */
		while (peek(t, len) == '+' || peek(t, len) == '#')
			len++;
	if (letter_len(t, len) == 0)
		at = len;
	add_word(t, start, at, glued);
	t->at = at;
}

/* A path, an address or an option: whole, up to white space. */
static bool read_path(struct tokenizer *t)
{
	size_t from = t->at, to = from;
	unsigned char c = peek(t, from), next = peek(t, from + 1);
	struct str rest = { t->text.s + from, t->text.len - from };
	bool starts = from == 0 || is_space(peek(t, from - 1)) ||
		      peek(t, from - 1) == '(' || peek(t, from - 1) == '`';

	if (!starts || !((c == '/' && letter_len(t, from + 1)) ||
			 (c == '-' && next == '-' && letter_len(t, from + 2)) ||
			 str_starts(rest, "http://") ||
			 str_starts(rest, "https://")))
		return false;
	while (to < t->text.len && !is_space(peek(t, to)) &&
	       peek(t, to) != ',' && peek(t, to) != ')')
		to++;
	while (to > from && strchr(".,;:!?'\"", (char)peek(t, to - 1)))
		to--;
	add(t, from, to, fold(t, from, to), WORD_CODE);
	t->at = to;
	return true;
}

/* ---- what stands between words ---- */

/* After a newline: an empty line or a bullet begins a sentence. */
static void read_newline(struct tokenizer *t)
{
	size_t at = t->at;

	while (peek(t, at) == ' ' || peek(t, at) == '\t' ||
	       peek(t, at) == '\r')
		at++;
	if (peek(t, at) == '\n')
		t->sentence = true;
	if ((peek(t, at) == '-' || peek(t, at) == '*') &&
	    peek(t, at + 1) == ' ')
		t->sentence = true;
	while (is_digit(peek(t, at)))
		at++;
	if (at > t->at && (peek(t, at) == '.' || peek(t, at) == ')') &&
	    is_digit(peek(t, at - 1)) && peek(t, at + 1) == ' ')
		t->sentence = true;
}

/* e.g. and i.e. end no sentence, nor does a point inside a word. */
static bool ends_sentence(const struct tokenizer *t)
{
	const struct word *last = t->words->count
		? &t->words->list[t->words->count - 1] : NULL;

	if (!last || last->to != t->at)
		return true;
	return !str_is(last->folded, "e.g") && !str_is(last->folded, "i.e") &&
	       !str_is(last->folded, "eg") && !str_is(last->folded, "vs") &&
	       !str_is(last->folded, "etc");
}

/* "it is fast.it scales": the space was forgotten. */
static bool starts_sentence(const struct tokenizer *t)
{
	static const char *const starts[] = {
		"it", "its", "they", "you", "we", "so", "the", "this", "that",
		"there", "also",
	};
	size_t end = t->at + 1;
	struct str word = { t->text.s + end, 0 };

	while (is_lower(peek(t, end)))
		end++;
	word.len = end - t->at - 1;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_is(word, starts[i]))
			return true;
	return false;
}

static void read_mark(struct tokenizer *t)
{
	unsigned char c = peek(t, t->at);
	size_t next = t->at;

	if (c == '.' || c == '!' || c == '?') {
		if (c == '.' && is_lower(peek(t, t->at + 1)) &&
		    !starts_sentence(t))
			t->clause = true;	/* promise.all, express.json */
		else if (ends_sentence(t))
			t->sentence = true;
	} else if (c == ';' || c == ':') {
		t->clause = true;
	} else if (c == ',') {
		t->comma = true;
	} else if (c == '-' && peek(t, t->at + 1) == ' ') {
		t->clause = true;
	} else if (c >= 0x80) {
		uint32_t character = utf8_next(t->text, &next);

		if (character == 0x2013 || character == 0x2014)
			t->clause = true;
		t->at = next;
		return;
	}
	t->at++;
	if (c == '\n')
		read_newline(t);
}

/* ---- the whole ---- */

static bool begins_word(const struct tokenizer *t)
{
	unsigned char c = peek(t, t->at);

	return letter_len(t, t->at) > 0 ||
	       ((c == '$' || c == '@') && letter_len(t, t->at + 1) > 0 &&
		!is_digit(peek(t, t->at + 1)));
}

static bool read_backticks(struct tokenizer *t);

static void read_all(struct tokenizer *t)
{
	while (t->at < t->text.len && t->words->count < LANG_WORDS_MAX) {
		unsigned char c = peek(t, t->at);

		if (c == ' ') {
			t->at++;
			continue;
		}
		if (plain_read(t) || (c == '`' && read_backticks(t)))
			continue;
		if ((c == '/' || c == '-' || c == 'h') && read_path(t))
			continue;
		if (begins_word(t))
			read_word(t);
		else if (t->code)	/* its marks end nothing */
			t->at++;
		else
			read_mark(t);
	}
}

/* `code`: every word of it as typed. */
static bool read_backticks(struct tokenizer *t)
{
	size_t from = t->at + 1, to = from, len = t->text.len;

	while (to < len && peek(t, to) != '`' && to - from < 400)
		to++;
	if (peek(t, to) != '`' || to == from)
		return false;
	t->at = from;
	t->text.len = to;
	t->code = true;
	read_all(t);
	t->code = false;
	t->text.len = len;
	t->at = to + 1;
	return true;
}

void lang_read_with(struct lang_reader *reader, struct arena *arena,
		    struct str text, struct words *words)
{
	struct tokenizer t = { .arena = arena, .reader = reader, .text = text,
			       .words = words };

	*words = (struct words){ 0 };
	if (t.text.len > LANG_ANSWER_MAX)
		t.text.len = LANG_ANSWER_MAX;
	t.cap = t.text.len / WORD_BYTES + 1;
	words->list = arena_room(arena, t.cap, sizeof(*words->list));
	plain_expect(&t);
	read_all(&t);
	if (words->count > 0) {
		words->sentences++;
		clause_mark(words);
		hedge_mark(words);
	}
}

void lang_read(struct arena *arena, struct str text, struct words *words)
{
	struct lang_reader reader;

	reader_init(&reader);
	lang_read_with(&reader, arena, text, words);
	reader_release(&reader);
}

struct str lang_fold(struct arena *arena, struct str word)
{
	struct text folded;
	struct str result;

	text_init(&folded, LANG_ANSWER_MAX);
	utf8_fold(&folded, word);
	result = (struct str){ text_dup(arena, &folded), folded.len };
	text_release(&folded);
	return result;
}
