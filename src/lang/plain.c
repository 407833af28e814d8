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

/* Some letters of a text, folded. */
struct plain {
	uint64_t lanes[LEXICON_LANES];	/* NUL behind; only those of len */
	const struct lexicon_word *slot;	/* where their entry may be */
	uint32_t at, len;
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
		plain->len += (uint32_t)count;
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

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The letters from `at` on, of which there is one. */
static void read_letters(struct str text, size_t at, struct plain *plain)
{
	fold_letters((struct str){ text.s + at, text.len - at }, plain);
	plain->at = (uint32_t)at;
	plain->slot = word_expect(plain->lanes, plain->len);
}

void plain_expect(struct tokenizer *t)
{
	size_t end = t->text.len < EXPECTED_BYTES ? t->text.len
						  : EXPECTED_BYTES;
	struct plain *list = arena_room(t->arena, end / 2 + 2, sizeof(*list));
	size_t count = 0;

	for (size_t at = 0; at < end; at++) {
		if (!is_letter(t->text.s[at]))
			continue;
		read_letters(t->text, at, &list[count]);
		/* Behind it stands no letter, unless it is a very long one. */
		at += list[count++].len;
	}
	list[count].at = UINT32_MAX;
	t->expected = list;
}

/* What plain_expect has read from t->at on; else it is read to *room. */
static const struct plain *letters_at(struct tokenizer *t, struct plain *room)
{
	while (t->expected->at < t->at)
		t->expected++;
	if (t->expected->at == t->at)
		return t->expected;
	if (!is_letter(t->text.s[t->at]))
		return NULL;
	read_letters(t->text, t->at, room);
	return room;
}

bool plain_read(struct tokenizer *t)
{
	struct plain room;
	const struct plain *plain = letters_at(t, &room);
	const struct lexicon_word *entry;
	struct word *word;

	if (!plain || plain->humped || !ends_surely(t, plain) ||
	    is_code(t, plain))
		return false;
	entry = word_in(plain->slot, plain->lanes, plain->len);
	if (entry && (entry->classes & class_bit(CLASS_RUN_TOGETHER)))
		return false;
	word = token_add(t, t->at, t->at + plain->len, WORD_PLAIN);
	t->at += plain->len;
	if (word && entry)
		word_set_known(word, entry);
	else if (word)
		set_strange(t, plain, word);
	return true;
}
