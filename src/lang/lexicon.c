/* lexicon.c - looking things up in the small maps of the lexicon.
 *
 * The tables are constants made from data/lexicon at build time: reading them
 * at every start would cost more than all the rest of a start. They are
 * searched by halving, which is fast enough: whatever the lists of words have
 * was looked up here at build time (compile/words.c), the rest is rare.
 */
#include "lang/lang.h"
#include "lang/lexicon.h"
#include "lang/tables.h"

#include <string.h>

static int compare(uint32_t offset, struct str word)
{
	const char *string = lexicon_pool + offset;
	int order;

	if (word.len > 0 && *string != *word.s)
		return (unsigned char)*string < (unsigned char)*word.s ? -1 : 1;
	order = strncmp(string, word.s, word.len);
	if (order == 0)
		return string[word.len] == '\0' ? 0 : 1;
	return order;
}

static const struct lexicon_pair *find(const struct lexicon_pair *table,
				       size_t count, struct str word)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(table[middle].from, word);

		if (order == 0)
			return &table[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool lexicon_stem_of(struct str folded, struct str *stem)
{
	const struct lexicon_pair *pair =
		find(lexicon_stem, lexicon_stem_count, folded);

	if (pair)
		*stem = str_of(lexicon_pool + pair->to);
	return pair != NULL;
}

static struct str spell_prefix(struct arena *arena, struct str word)
{
	for (size_t i = 0; i < lexicon_prefix_count; i++) {
		const char *from = lexicon_pool + lexicon_prefix[i].from;

		if (*from == word.s[0] && str_starts(word, from)) {
			size_t cut = strlen(from);
			char *whole = arena_printf(arena, "%s%.*s",
				lexicon_pool + lexicon_prefix[i].to,
				(int)(word.len - cut), word.s + cut);
			return str_of(whole);
		}
	}
	return word;
}

/* -ise, -isation, -yse and their kin. Words that are -ise in both countries
 * (exercise) are folded too: it is the same fold for phrase and answer. */
static struct str spell_ending(struct arena *arena, struct str word)
{
	static const struct str endings[] = {
		{ "ise", 3 }, { "ised", 4 }, { "ises", 4 }, { "ising", 5 },
		{ "iser", 4 }, { "isers", 5 }, { "isation", 7 },
		{ "isations", 8 }, { "isable", 6 }, { "yse", 3 },
		{ "ysed", 4 }, { "yses", 4 }, { "ysing", 5 }, { "yser", 4 },
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t len = endings[i].len;
		size_t stem = word.len - len;
		char *whole;

		if (word.len < len + 3 ||
		    memcmp(word.s + stem, endings[i].s, len) != 0)
			continue;
		whole = str_dup(arena, word);
		whole[stem + 1] = 'z';
		return str_of(whole);
	}
	return word;
}

struct str lexicon_spell(struct arena *arena, struct str folded)
{
	const struct lexicon_pair *pair =
		find(lexicon_spelling, lexicon_spelling_count, folded);

	if (pair)
		return str_of(lexicon_pool + pair->to);
	return spell_ending(arena, spell_prefix(arena, folded));
}

/* Prefixes that are at home in Britain too, in another meaning or in a craft:
 * to practise in a practice, a dialog box, build artifacts. */
static bool is_shared(const char *american)
{
	static const char *const shared[] = {
		"practice", "license", "check", "tire", "dialog", "analog",
		"catalog", "artifact", "judgment", "acknowledgment", "meter",
		"kilometer", "fiber",
	};

	for (size_t i = 0; i < sizeof(shared) / sizeof(*shared); i++)
		if (str_is(str_of(american), shared[i]))
			return true;
	return false;
}

/* Travelled, but travels: the letter is doubled before a vowel alone. */
static bool doubles_before(const char *british, struct str rest)
{
	size_t len = strlen(british);

	return len < 2 || british[len - 1] != 'l' || british[len - 2] != 'l' ||
	       (rest.len > 0 && strchr("eio", *rest.s));
}

static bool british_prefix(struct arena *arena, struct str word,
			   struct str *british)
{
	for (size_t i = 0; i < lexicon_prefix_count; i++) {
		const char *ours = lexicon_pool + lexicon_prefix[i].from;
		const char *theirs = lexicon_pool + lexicon_prefix[i].to;
		size_t cut = strlen(theirs);
		struct str rest;

		if (!str_starts(word, theirs) || str_starts(word, ours) ||
		    is_shared(theirs))
			continue;
		rest = (struct str){ word.s + cut, word.len - cut };
		if (!doubles_before(ours, rest))
			continue;
		*british = str_of(arena_printf(arena, "%s%.*s", ours,
					       (int)rest.len, rest.s));
		return true;
	}
	return false;
}

bool lang_british(struct arena *arena, struct str word, struct str *british)
{
	struct str ending = word;
	char *whole;

	if (british_prefix(arena, word, british))
		return true;
	while (ending.len > 1 && *ending.s != 'z') {
		ending.s++;
		ending.len--;
	}
	if (ending.len <= 1 || ending.s < word.s + 2 ||
	    (ending.s[-1] != 'i' && ending.s[-1] != 'y') ||
	    ending.s[-2] == 's')			/* resized */
		return false;
	whole = str_dup(arena, word);
	whole[ending.s - word.s] = 's';
	*british = str_of(whole);
	return str_equal(spell_ending(arena, *british), word);
}

const char *lang_group(struct str name)
{
	const struct lexicon_pair *pair =
		find(lexicon_group, lexicon_group_count, name);

	return pair ? lexicon_pool + pair->to : NULL;
}

void lang_group_names(struct arena *arena, struct strings *names)
{
	for (size_t i = 0; i < lexicon_group_count; i++)
		strings_add(arena, names, lexicon_pool + lexicon_group[i].from);
}
