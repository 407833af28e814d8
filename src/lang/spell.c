/* spell.c - which word a slip of the keyboard stands for.
 *
 * Only a word that no list knows can be a slip, so a rare but right word is
 * never turned into a rubric's word. Slips are edits of optimal string
 * alignment (swap, drop, add, replace), counted on the spelling and on the
 * stem, so that "maintainning" still reaches "maintain". The first letter
 * stands: people seldom miss it, and it is what parts async from sync.
 */
#include "lang/lang.h"

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
	       text_distance(typed, meant, limit) <= limit;
}

bool lang_is_misspelling(const struct word *typed, struct str meant,
			 struct str meant_stem)
{
	struct str singular = typed->folded;

	if (typed->kind != WORD_PLAIN || !is_spelling(typed->folded) ||
	    !is_spelling(meant))
		return false;
	if (!is_near(typed->folded, meant) && !is_near(typed->stem, meant_stem))
		return false;
	if (singular.len > 1 && singular.s[singular.len - 1] == 's')
		singular.len--;
	return !lang_is_known(typed->folded) && !lang_is_known(typed->stem) &&
	       !lang_is_known(singular);
}
