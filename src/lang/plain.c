/* plain.c - the short way for plain words.
 *
 * Nine words of ten are English letters up to a blank or a mark that surely
 * ends them. Those are folded byte by byte into a buffer that is hashed as it
 * stands, and need none of the care that token.c takes of joints, code and
 * contractions. Whatever might be one of those is left alone here: this file
 * may decline any word, and takes only such as token.c would read the same.
 */
#include "lang/token.h"

#include <string.h>

struct plain {
	char folded[LEXICON_TEXT_MAX + LEXICON_LANE];	/* NUL behind */
	size_t len;
	bool humped;			/* a capital behind a small letter */
};

static unsigned char byte_at(const struct tokenizer *t, size_t at)
{
	return at < t->text.len ? (unsigned char)t->text.s[at] : 0;
}

static bool is_letter(unsigned char c)
{
	return (unsigned)(c | 0x20) - 'a' < 26;
}

static void fold_letters(const struct tokenizer *t, struct plain *plain)
{
	size_t left = t->text.len - t->at, len = 0;
	const char *text = t->text.s + t->at;
	bool small = false;

	if (left > LEXICON_TEXT_MAX)
		left = LEXICON_TEXT_MAX;
	plain->humped = false;
	for (; len < left && is_letter((unsigned char)text[len]); len++) {
		bool capital = !(text[len] & 0x20);

		plain->humped |= small && capital;
		small = !capital;
		plain->folded[len] = (char)(text[len] | 0x20);
	}
	memset(plain->folded + len, 0, LEXICON_LANE);
	plain->len = len;
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
		return plain->folded[0] != 'h';
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
	return t->code || (plain->len == 4 && t->text.s[t->at] == 'N' &&
			   memcmp(plain->folded, "none", 4) == 0);
}

bool plain_read(struct tokenizer *t)
{
	struct plain plain;
	const struct lexicon_word *entry;
	struct word *word;

	fold_letters(t, &plain);
	if (plain.len == 0 || plain.humped || !ends_surely(t, &plain) ||
	    is_code(t, &plain))
		return false;
	entry = word_find(plain.folded, plain.len);
	if (entry && (entry->classes & class_bit(CLASS_RUN_TOGETHER)))
		return false;
	word = token_add(t, t->at, t->at + plain.len, WORD_PLAIN);
	t->at += plain.len;
	if (word && entry)
		word_set_known(word, entry);
	else if (word)
		word_set_strange(t->reader, t->arena,
				 (struct str){ plain.folded, plain.len }, word);
	return true;
}
