/* pattern_synonym.c - pmatch's synonyms, which rewrite the text of rules.
 *
 * The engine replaces by regular expression, and what it does is kept, odd as
 * some of it is: a synonym's word is found where no letter touches it, `*` in
 * it takes as many characters as it can, brackets too, and gives back where it
 * must, and in what is put in, $0 or \0 stands for what was found while other
 * references vanish. Each synonym sees what those before it put in. The steps
 * of giving back are counted: several `*` in one word can ask for very many.
 */
#include "match/pattern.h"

enum { STEPS_MOST = 4000000 };

/* Where a synonym's word is looked for, and what it must meet. */
struct finder {
	const struct setting *setting;
	struct chars text;
	struct chars word;
	const uint8_t *kinds;	/* NULL: in a rule, not in a response */
	size_t *steps;		/* left */
};

static bool same(const struct finder *finder, uint32_t a, uint32_t b)
{
	return a == b || (finder->setting->ignore_case &&
			  utf8_caseless(a) == utf8_caseless(b));
}

static bool may_end(const struct finder *finder, size_t at)
{
	if (finder->kinds)
		return word_may_end(finder->text, finder->kinds, at);
	return at == finder->text.len ||
	       !utf8_is_alphabetic(finder->text.c[at]);
}

/* The end of word[i..] said at text[at..], the longest runs first; or
 * SIZE_MAX. */
static size_t find_end(const struct finder *finder, size_t at, size_t i)
{
	const struct chars text = finder->text;
	size_t from = at, end;

	for (; i < finder->word.len && finder->word.c[i] != '*'; i++, at++)
		if (at == text.len ||
		    !same(finder, finder->word.c[i], text.c[at]))
			return SIZE_MAX;
	if (i == finder->word.len)
		return may_end(finder, at) ? at : SIZE_MAX;
	while (i + 1 < finder->word.len && finder->word.c[i + 1] == '*')
		i++;
	from = at;
	while (at < text.len && utf8_is_graphic(text.c[at]))
		at++;
	*finder->steps -= at - from < *finder->steps ? at - from
						     : *finder->steps;
	for (;; at--) {
		if (*finder->steps == 0)
			return SIZE_MAX;
		--*finder->steps;
		end = find_end(finder, at, i + 1);
		if (end != SIZE_MAX || at == from)
			return end;
	}
}

size_t synonyms_take(const struct setting *setting, struct chars text,
		     size_t at, const uint8_t *kinds, size_t *steps)
{
	for (size_t s = 0; s < setting->synonym_count; s++) {
		const struct synonym *synonym = &setting->synonyms[s];

		for (size_t p = 0; p < synonym->part_count; p++) {
			struct finder finder = { setting, text,
						 synonym->parts[p], kinds,
						 steps };
			size_t end = find_end(&finder, at, 0);

			if (end != SIZE_MAX && end > at)
				return end;
		}
	}
	return 0;
}

/* ---- rewriting ---- */

/* A text being put together, never longer than the longest rule. */
struct growing {
	struct arena *arena;
	uint32_t *c;
	size_t len, cap;
};

static void put(struct growing *out, uint32_t c)
{
	if (out->len > PATTERN_MAX)
		return;
	out->c = arena_grow(out->arena, out->c, out->len, &out->cap,
			    sizeof(*out->c));
	out->c[out->len++] = c;
}

static void put_all(struct growing *out, struct chars text)
{
	for (size_t i = 0; i < text.len; i++)
		put(out, text.c[i]);
}

/* How long the reference at text[at] is (\1, $12, ${3}), 0 where it is none;
 * its number goes to *number. */
static size_t reference(struct chars text, size_t at, unsigned *number)
{
	size_t from = at + 1, end;
	bool braced = text.c[at] == '$' && from < text.len &&
		      text.c[from] == '{';

	from += braced;
	for (end = from, *number = 0; end < text.len && end < from + 2 &&
	     char_is_digit(text.c[end]); end++)
		*number = *number * 10 + (text.c[end] - '0');
	if (end == from)
		return 0;
	if (braced && (end == text.len || text.c[end] != '}'))
		return 0;
	return end + braced - at;
}

/* What is put in place of found, as a replacement of regular expressions is
 * read: a backslash before a backslash or `$` makes it plain. */
static void put_replacement(struct growing *out, struct chars text,
			    struct chars found)
{
	bool escaped = false;

	for (size_t i = 0; i < text.len; i++) {
		bool sign = text.c[i] == '\\' || text.c[i] == '$';
		unsigned number;
		size_t len;

		if (sign && escaped) {
			out->c[out->len - 1] = text.c[i];
			escaped = false;
			continue;
		}
		len = sign ? reference(text, i, &number) : 0;
		if (len) {
			if (number == 0)
				put_all(out, found);
			i += len - 1;
			escaped = false;
			continue;
		}
		put(out, text.c[i]);
		escaped = text.c[i] == '\\';
	}
}

static void put_synonym(const struct finder *finder,
			const struct synonym *synonym, struct growing *out)
{
	const struct chars text = finder->text;
	size_t at = 0;

	while (at <= text.len) {
		bool touched = at && utf8_is_alphabetic(text.c[at - 1]);
		size_t end = touched ? SIZE_MAX : find_end(finder, at, 0);

		if (end != SIZE_MAX) {
			struct chars found = { text.c + at, end - at };

			put_replacement(out, synonym->word, found);
			put(out, '|');
			put_replacement(out, synonym->alternatives, found);
		}
		if (end != SIZE_MAX && end > at) {
			at = end;
			continue;
		}
		if (at < text.len)
			put(out, text.c[at]);
		at++;
	}
}

bool synonyms_put(struct arena *arena, const struct setting *setting,
		  struct chars *text)
{
	size_t steps = STEPS_MOST;

	for (size_t i = 0; i < setting->synonym_count; i++) {
		const struct synonym *synonym = &setting->synonyms[i];
		struct finder finder = { setting, *text, synonym->word, NULL,
					 &steps };
		struct growing out = { .arena = arena };

		if (synonym->word.len == 0)
			continue;
		put_synonym(&finder, synonym, &out);
		if (!steps || out.len > PATTERN_MAX)
			return false;
		*text = (struct chars){ out.c, out.len };
	}
	return true;
}
