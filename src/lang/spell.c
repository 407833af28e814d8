/* spell.c - which word a slip of the keyboard stands for.
 *
 * Only a word that no list knows can be a slip, so a rare but right word is
 * never turned into a rubric's word. Slips are edits of optimal string
 * alignment (swap, drop, add, replace), counted on the spelling and on the
 * stem, so that "maintainning" still reaches "maintain". The first letter
 * stands: people seldom miss it, and it is what parts async from sync. A word
 * is also known if it is a regular form (-s, -ed, -ing ...) of a known one;
 * "consistant" is no such form of "consist".
 */
#include "lang/lang.h"

#include <string.h>

static bool is_spelling(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.s[i] < 'a' || word.s[i] > 'z')
			return false;
	return true;
}

static bool is_near(struct str typed, struct str meant)
{
	unsigned limit = meant.len >= 8 && typed.len >= 7 ? 2 : 1;

	return typed.len >= 4 && meant.len >= 4 && typed.s[0] == meant.s[0] &&
	       typed.len <= meant.len + limit &&
	       meant.len <= typed.len + limit &&
	       text_distance(typed, meant, limit) <= limit;
}

/* Does word end as words do whose stem is known and which lists leave out? */
static bool is_regular_form(struct str word)
{
	static const char *const endings[] = {
		"s", "ed", "ing", "er", "ers", "or", "ors", "ly", "able",
		"ment", "ness",
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t len = strlen(endings[i]);

		if (word.len > len + 2 &&
		    memcmp(word.s + word.len - len, endings[i], len) == 0)
			return true;
	}
	return false;
}

static bool is_known_form(const struct word *typed)
{
	struct str singular = typed->folded;

	if (typed->known)
		return true;
	if (singular.len > 2 && singular.s[singular.len - 1] == 's' &&
	    singular.s[singular.len - 2] != 's') {
		singular.len--;
		if (lang_is_known(singular))
			return true;
	}
	return is_regular_form(typed->folded) && lang_is_known(typed->stem);
}

bool lang_is_misspelling(const struct word *typed, struct str meant,
			 struct str meant_stem)
{
	if (typed->kind != WORD_PLAIN || meant.len == 0 ||
	    typed->folded.s[0] != meant.s[0] ||
	    !is_spelling(typed->folded) || !is_spelling(meant))
		return false;
	if (!is_near(typed->folded, meant) && !is_near(typed->stem, meant_stem))
		return false;
	return !is_known_form(typed);
}
