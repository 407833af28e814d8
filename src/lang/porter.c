/* porter.c - Porter's stemmer for English, second edition ("Porter 2").
 *
 * As published at snowballstem.org/algorithms/english/stemmer.html, in the
 * form that Snowball 2 has. Written out here because the library holds the
 * tables of thirty languages, full of pointers that every start of a program
 * must relocate, and because its next edition stems some words differently:
 * the same answer is to get the same mark whatever library a machine has.
 *
 * A step looks for the longest ending of its list; if that one's condition
 * fails, no shorter one is tried. R1 is what follows the first consonant after
 * a vowel, R2 the same within R1. A letter that is not ASCII is one consonant
 * (OTHER) and comes back as it was. Y is a y that stands for a consonant.
 */
#include "lang/porter.h"

#include <string.h>

#define OTHER '\1'

struct stem {
	char s[PORTER_WORD_MAX + 1];	/* letters; ends in NUL */
	size_t len;
	size_t r1, r2;			/* where they begin */
};

struct ending {
	const char *ending, *becomes;	/* NULL: the step sees to it */
};

static bool is_vowel(char c)
{
	return c && strchr("aeiouy", c);
}

/* ---- endings ---- */

static bool ends_in(const struct stem *stem, const char *ending)
{
	size_t len = strlen(ending);

	return len <= stem->len &&
	       memcmp(stem->s + stem->len - len, ending, len) == 0;
}

/* The longest of a list that the word ends in; NULL if in none. */
static const struct ending *find(const struct stem *stem,
				 const struct ending *list)
{
	const struct ending *found = NULL;

	for (; list->ending; list++)
		if (ends_in(stem, list->ending) &&
		    (!found || strlen(list->ending) > strlen(found->ending)))
			found = list;
	return found;
}

/* Takes off the last letters, and puts others in their place. An e is added
 * only where -ed or -ing went, so no stem is longer than its word. */
static void change(struct stem *stem, size_t off, const char *becomes)
{
	size_t len = strlen(becomes);

	stem->len -= off;
	memcpy(stem->s + stem->len, becomes, len);
	stem->len += len;
	stem->s[stem->len] = '\0';
}

/* The last `off` letters lie within a region. */
static bool lies_in(const struct stem *stem, size_t region, size_t off)
{
	return stem->len - off >= region;
}

/* What stands before the last `off` letters has a vowel. */
static bool has_vowel(const struct stem *stem, size_t off)
{
	for (size_t i = 0; i + off < stem->len; i++)
		if (is_vowel(stem->s[i]))
			return true;
	return false;
}

/* It ends in a short syllable: consonant, vowel, consonant that is no w, x or
 * Y; or vowel and consonant are all there is. */
static bool is_short(const struct stem *stem, size_t off)
{
	size_t len = stem->len - off;
	const char *s = stem->s + len;

	if (len == 2)
		return is_vowel(s[-2]) && !is_vowel(s[-1]);
	return len > 2 && !is_vowel(s[-3]) && is_vowel(s[-2]) &&
	       !is_vowel(s[-1]) && !strchr("wxY", s[-1]);
}

/* ---- steps ---- */

static void step_1a(struct stem *stem)
{
	static const struct ending owners[] = {
		{ "'", "" }, { "'s", "" }, { "'s'", "" }, { NULL, NULL },
	};
	static const struct ending plurals[] = {
		{ "sses", "ss" }, { "ied", NULL }, { "ies", NULL },
		{ "us", "us" }, { "ss", "ss" }, { "s", NULL },
		{ NULL, NULL },
	};
	const struct ending *found = find(stem, owners);

	if (found)
		change(stem, strlen(found->ending), "");
	found = find(stem, plurals);
	if (!found)
		return;
	if (found->becomes)
		change(stem, strlen(found->ending), found->becomes);
	else if (found->ending[0] == 'i')
		change(stem, 3, stem->len > 4 ? "i" : "ie");
	else if (has_vowel(stem, 2))
		change(stem, 1, "");
}

/* After -ed or -ing went. */
static void mend(struct stem *stem)
{
	static const struct ending endings[] = {
		{ "at", "ate" }, { "bl", "ble" }, { "iz", "ize" },
		{ "bb", "b" }, { "dd", "d" }, { "ff", "f" }, { "gg", "g" },
		{ "mm", "m" }, { "nn", "n" }, { "pp", "p" }, { "rr", "r" },
		{ "tt", "t" }, { NULL, NULL },
	};
	const struct ending *found = find(stem, endings);

	if (found)
		change(stem, 2, found->becomes);
	else if (stem->len == stem->r1 && is_short(stem, 0))
		change(stem, 0, "e");
}

static void step_1b(struct stem *stem)
{
	static const struct ending endings[] = {
		{ "eed", "ee" }, { "eedly", "ee" }, { "ed", NULL },
		{ "edly", NULL }, { "ing", NULL }, { "ingly", NULL },
		{ NULL, NULL },
	};
	const struct ending *found = find(stem, endings);
	size_t off = found ? strlen(found->ending) : 0;

	if (!found)
		return;
	if (found->becomes) {
		if (lies_in(stem, stem->r1, off))
			change(stem, off, found->becomes);
	} else if (has_vowel(stem, off)) {
		change(stem, off, "");
		mend(stem);
	}
}

static void step_1c(struct stem *stem)
{
	const char *end = stem->s + stem->len;

	if (stem->len > 2 && (end[-1] == 'y' || end[-1] == 'Y') &&
	    !is_vowel(end[-2]))
		change(stem, 1, "i");
}

static void step_2(struct stem *stem)
{
	static const struct ending endings[] = {
		{ "tional", "tion" }, { "enci", "ence" }, { "anci", "ance" },
		{ "abli", "able" }, { "entli", "ent" }, { "izer", "ize" },
		{ "ization", "ize" }, { "ational", "ate" },
		{ "ation", "ate" }, { "ator", "ate" }, { "alism", "al" },
		{ "aliti", "al" }, { "alli", "al" }, { "fulness", "ful" },
		{ "ousli", "ous" }, { "ousness", "ous" },
		{ "iveness", "ive" }, { "iviti", "ive" }, { "biliti", "ble" },
		{ "bli", "ble" }, { "ogi", NULL }, { "fulli", "ful" },
		{ "lessli", "less" }, { "li", NULL }, { NULL, NULL },
	};
	const struct ending *found = find(stem, endings);
	size_t off = found ? strlen(found->ending) : 0;
	char before = stem->len > off ? stem->s[stem->len - off - 1] : '\0';

	if (!found || !lies_in(stem, stem->r1, off))
		return;
	if (found->becomes)
		change(stem, off, found->becomes);
	else if (off == 3 && before == 'l')
		change(stem, off, "og");
	else if (off == 2 && before && strchr("cdeghkmnrt", before))
		change(stem, off, "");
}

static void step_3(struct stem *stem)
{
	static const struct ending endings[] = {
		{ "tional", "tion" }, { "ational", "ate" }, { "alize", "al" },
		{ "icate", "ic" }, { "iciti", "ic" }, { "ical", "ic" },
		{ "ful", "" }, { "ness", "" }, { "ative", NULL },
		{ NULL, NULL },
	};
	const struct ending *found = find(stem, endings);
	size_t off = found ? strlen(found->ending) : 0;

	if (!found || !lies_in(stem, stem->r1, off))
		return;
	if (found->becomes)
		change(stem, off, found->becomes);
	else if (lies_in(stem, stem->r2, off))
		change(stem, off, "");
}

static void step_4(struct stem *stem)
{
	static const struct ending endings[] = {
		{ "al", "" }, { "ance", "" }, { "ence", "" }, { "er", "" },
		{ "ic", "" }, { "able", "" }, { "ible", "" }, { "ant", "" },
		{ "ement", "" }, { "ment", "" }, { "ent", "" },
		{ "ism", "" }, { "ate", "" }, { "iti", "" }, { "ous", "" },
		{ "ive", "" }, { "ize", "" }, { "ion", NULL }, { NULL, NULL },
	};
	const struct ending *found = find(stem, endings);
	size_t off = found ? strlen(found->ending) : 0;

	if (!found || !lies_in(stem, stem->r2, off))
		return;
	if (found->becomes || ends_in(stem, "sion") || ends_in(stem, "tion"))
		change(stem, off, "");
}

static void step_5(struct stem *stem)
{
	if (ends_in(stem, "e")) {
		if (lies_in(stem, stem->r2, 1) ||
		    (lies_in(stem, stem->r1, 1) && !is_short(stem, 1)))
			change(stem, 1, "");
	} else if (ends_in(stem, "ll") && lies_in(stem, stem->r2, 1)) {
		change(stem, 1, "");
	}
}

/* ---- before and after ---- */

/* Behind the first consonant after a vowel, from `at` on. */
static size_t region(const struct stem *stem, size_t at)
{
	while (at < stem->len && !is_vowel(stem->s[at]))
		at++;
	while (at < stem->len && is_vowel(stem->s[at]))
		at++;
	return at < stem->len ? at + 1 : at;
}

static void mark_regions(struct stem *stem)
{
	static const char *const heads[] = { "gener", "commun", "arsen" };

	stem->r1 = 0;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (strncmp(stem->s, heads[i], strlen(heads[i])) == 0)
			stem->r1 = strlen(heads[i]);
	if (stem->r1 == 0)
		stem->r1 = region(stem, 0);
	stem->r2 = region(stem, stem->r1);
}

static void mark_consonants(struct stem *stem)
{
	for (size_t i = 0; i < stem->len; i++)
		if (stem->s[i] == 'y' && (i == 0 || is_vowel(stem->s[i - 1])))
			stem->s[i] = 'Y';
}

static const struct ending whole_words[] = {
	{ "skis", "ski" }, { "skies", "sky" }, { "dying", "die" },
	{ "lying", "lie" }, { "tying", "tie" }, { "idly", "idl" },
	{ "gently", "gentl" }, { "ugly", "ugli" }, { "early", "earli" },
	{ "only", "onli" }, { "singly", "singl" }, { "sky", "sky" },
	{ "news", "news" }, { "howe", "howe" }, { "atlas", "atlas" },
	{ "cosmos", "cosmos" }, { "bias", "bias" }, { "andes", "andes" },
	{ NULL, NULL },
};

/* Words that stay as they are once their plural s is off. */
static const struct ending nouns[] = {
	{ "inning", NULL }, { "outing", NULL }, { "canning", NULL },
	{ "herring", NULL }, { "earring", NULL }, { "proceed", NULL },
	{ "exceed", NULL }, { "succeed", NULL }, { NULL, NULL },
};

static const struct ending *is_whole(const struct stem *stem,
				     const struct ending *list)
{
	while (list->ending && strcmp(list->ending, stem->s) != 0)
		list++;
	return list->ending ? list : NULL;
}

static void take_steps(struct stem *stem)
{
	if (stem->s[0] == '\'') {
		memmove(stem->s, stem->s + 1, stem->len);
		stem->len--;
	}
	mark_consonants(stem);
	mark_regions(stem);
	step_1a(stem);
	if (is_whole(stem, nouns))
		return;
	step_1b(stem);
	step_1c(stem);
	step_2(stem);
	step_3(stem);
	step_4(stem);
	step_5(stem);
}

/* Letters of the word, each that is not ASCII as one OTHER. */
static void read_letters(struct str word, struct stem *stem)
{
	stem->len = 0;
	for (size_t i = 0; i < word.len && i < PORTER_WORD_MAX; i++) {
		unsigned char c = (unsigned char)word.s[i];

		if (c < 0x80)
			stem->s[stem->len++] = (char)c;
		else if (c >= 0xc0)
			stem->s[stem->len++] = OTHER;
	}
	stem->s[stem->len] = '\0';
}

static bool goes_on(struct str word, size_t at)
{
	return at < word.len && ((unsigned char)word.s[at] & 0xc0) == 0x80;
}

/* Others are never changed, so they stand in the stem in their order. */
static size_t write_letters(const struct stem *stem, struct str word,
			    char *out)
{
	size_t len = 0, at = 0;

	for (size_t i = 0; i < stem->len; i++) {
		if (stem->s[i] != OTHER) {
			out[len++] = stem->s[i] == 'Y' ? 'y' : stem->s[i];
			continue;
		}
		while (at < word.len && (unsigned char)word.s[at] < 0xc0)
			at++;
		if (at < word.len)
			out[len++] = word.s[at++];
		while (goes_on(word, at))
			out[len++] = word.s[at++];
	}
	return len;
}

size_t porter_stem(struct str word, char out[PORTER_WORD_MAX])
{
	const struct ending *found;
	struct stem stem;

	read_letters(word, &stem);
	found = is_whole(&stem, whole_words);
	if (found)
		change(&stem, stem.len, found->becomes);
	else if (stem.len > 2)
		take_steps(&stem);
	return write_letters(&stem, word, out);
}
