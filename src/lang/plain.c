/* plain.c - the short way for plain words.
 *
 * Nine words of ten are English letters up to a blank or a mark that surely
 * ends them. Those are folded eight bytes at a time, in registers, and hashed
 * as they stand there; they need none of the care that token.c takes of
 * joints, code and contractions. Whatever might be one of those is left alone
 * here: this file may decline any word, and takes only such as token.c would
 * read the same.
 */
#include "lang/token.h"

#include <string.h>

enum { EXPECTED_BYTES = 2048 };	/* of more, the caches would keep less */

struct plain {
	uint64_t lanes[LEXICON_LANES];	/* folded; NUL behind */
	size_t len;
	bool humped;			/* a capital behind a small letter */
};

static uint64_t each(unsigned char byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/* The lane at text, of which left bytes may be read. */
static uint64_t load(const char *text, size_t left)
{
	char last[LEXICON_LANE] = { 0 };

	if (left >= LEXICON_LANE)
		return lexicon_lane(text);
	memcpy(last, text, left);
	return lexicon_lane(last);
}

/* How many bytes of the lane are letters, from the first one on. A byte under
 * 0x80 is at least 'a' if adding 0x80 - 'a' sets its high bit, and more than
 * 'z' if adding 0x7f - 'z' does; neither reaches into the next byte. */
static size_t letters(uint64_t lane)
{
	uint64_t small = (lane | each(0x20)) & each(0x7f);
	uint64_t inside = (small + each(0x80 - 'a')) &
			  ~(small + each(0x7f - 'z')) & ~lane & each(0x80);
	uint64_t outside = ~inside & each(0x80);

	return outside ? (size_t)__builtin_ctzll(outside) / 8 : LEXICON_LANE;
}

static uint64_t first_bytes(uint64_t lane, size_t count)
{
	return count < LEXICON_LANE
		? lane & ((UINT64_C(1) << count * 8) - 1) : lane;
}

static void fold_letters(struct str text, struct plain *plain)
{
	size_t count = LEXICON_LANE;
	uint64_t humps = 0, small_before = 0;

	plain->len = 0;
	for (size_t i = 0; i < LEXICON_LANES && count == LEXICON_LANE; i++) {
		uint64_t lane = load(text.s + plain->len,
				     text.len - plain->len);
		uint64_t capitals, small;

		count = letters(lane);
		capitals = first_bytes(~lane & each(0x20), count);
		small = first_bytes(lane & each(0x20), count);
		humps |= capitals & (small << 8 | small_before);
		small_before = small >> 56;
		plain->lanes[i] = first_bytes(lane | each(0x20), count);
		plain->len += count;
	}
	plain->humped = humps != 0;
}

static unsigned char byte_at(const struct tokenizer *t, size_t at)
{
	return at < t->text.len ? (unsigned char)t->text.s[at] : 0;
}

/* Does the byte behind the letters end them for certain? */
static bool ends_surely(const struct tokenizer *t, const struct plain *plain)
{
	size_t at = t->at + plain->len;
	unsigned char c = byte_at(t, at), next;

	switch (c) {
	case ' ': case ',': case '\n': case ')': case ';': case '!': case '?':
		return true;
	case '.':				/* node.js */
		next = byte_at(t, at + 1);
		return !(next >= 'a' && next <= 'z');
	case ':':				/* https:// */
		return (plain->lanes[0] & 0xff) != 'h';
	case '/': case '(':			/* i/o, O(1) */
		return plain->len > 1;
	case '\0':
		return at == t->text.len;
	default:				/* letters, digits, joints */
		return false;
	}
}

/* In code, and inside a sentence, None is a name (see token.c). */
static bool is_code(const struct tokenizer *t, const struct plain *plain)
{
	return t->code || (plain->len == 4 &&
			   memcmp(t->text.s + t->at, "None", 4) == 0);
}

static void set_strange(struct tokenizer *t, const struct plain *plain,
			struct word *word)
{
	char folded[LEXICON_TEXT_MAX];

	for (size_t i = 0; i < plain->len; i++)
		folded[i] = (char)(plain->lanes[i / LEXICON_LANE] >>
				   i % LEXICON_LANE * 8);
	word_set_strange(t->reader, t->arena,
			 (struct str){ folded, plain->len }, word);
}

void plain_expect(const struct tokenizer *t)
{
	struct str rest = t->text;
	struct plain plain;

	if (rest.len > EXPECTED_BYTES)
		rest.len = EXPECTED_BYTES;
	for (; rest.len > 0; rest.s++, rest.len--) {
		if ((*rest.s | 0x20) < 'a' || (*rest.s | 0x20) > 'z')
			continue;
		fold_letters(rest, &plain);
		word_expect(plain.lanes, plain.len);
		if (plain.len == rest.len)
			return;
		rest.s += plain.len;	/* no letter stands there, unless the
					   word is a very long one */
		rest.len -= plain.len;
	}
}

bool plain_read(struct tokenizer *t)
{
	struct plain plain;
	const struct lexicon_word *entry;
	struct word *word;

	fold_letters((struct str){ t->text.s + t->at, t->text.len - t->at },
		     &plain);
	if (plain.len == 0 || plain.humped || !ends_surely(t, &plain) ||
	    is_code(t, &plain))
		return false;
	entry = word_find(plain.lanes, plain.len);
	if (entry && (entry->classes & class_bit(CLASS_RUN_TOGETHER)))
		return false;
	word = token_add(t, t->at, t->at + plain.len, WORD_PLAIN);
	t->at += plain.len;
	if (word && entry)
		word_set_known(word, entry);
	else if (word)
		set_strange(t, &plain, word);
	return true;
}
