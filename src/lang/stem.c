/* stem.c - stems of words: spelling folded, exceptions first, then Porter.
 *
 * Porter's English stemmer (porter.c) parts too little in places that matter
 * here (important and import, container and contain) and too much in others
 * (index and indices), so data/lexicon/stems goes first. Words in -ize keep
 * that ending: "normalize" and "normalization" meet, and neither becomes
 * "normal". British spelling is folded before all this.
 */
#include "lang/lang.h"
#include "lang/lexicon.h"
#include "lang/porter.h"
#include "lang/stem.h"

#include <string.h>

/* "normaliz..." to "normalize": true if word ends so. */
static bool stem_ize(struct arena *arena, struct str word, struct str *stem)
{
	static const struct str endings[] = {
		{ "ize", 3 }, { "izes", 4 }, { "ized", 4 }, { "izing", 5 },
		{ "izer", 4 }, { "izers", 5 }, { "ization", 7 },
		{ "izations", 8 }, { "izable", 6 },
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t len = endings[i].len;

		if (word.len < len + 3 ||
		    memcmp(word.s + word.len - len, endings[i].s, len) != 0)
			continue;
		*stem = str_of(arena_printf(arena, "%.*size",
					    (int)(word.len - len), word.s));
		return true;
	}
	return false;
}

static bool is_letters(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.s[i];

		if (!((c >= 'a' && c <= 'z') || c == '\'' || c >= 0x80))
			return false;
	}
	return word.len > 0;
}

/* The plural of an acronym: dbs, vms. Porter wants a vowel before the s. */
static bool is_acronyms(struct str word)
{
	if (word.len < 3 || word.s[word.len - 1] != 's' ||
	    word.s[word.len - 2] == 's')
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (word.s[i] < 'a' || strchr("aeiouy", word.s[i]))
			return false;
	return true;
}

struct str stem_word(struct arena *arena, struct str folded)
{
	struct str word = lexicon_spell(arena, folded), stem;
	char bytes[PORTER_WORD_MAX];
	size_t len;

	if (!is_letters(word) || word.len > PORTER_WORD_MAX)
		return word;
	if (lexicon_stem_of(word, &word) && lexicon_stem_of(word, &stem))
		return stem;		/* listed as it stays */
	if (stem_ize(arena, word, &stem))
		return stem;
	if (word.len <= 2)			/* Porter leaves them too */
		return word;
	if (is_acronyms(word))
		return (struct str){ word.s, word.len - 1 };
	len = porter_stem(word, bytes);
	return (struct str){ arena_copy(arena, bytes, len), len };
}
