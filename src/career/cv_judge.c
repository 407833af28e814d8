/* cv_judge.c - what a CV, a letter and a headline are all asked.
 *
 * A title (backend developer) says more than a word (an API): where a text
 * names one of the two titles, the one that comes first leads, unless it is
 * spoken of as past. Only without a title do the plain words decide.
 */
#include "career/cv.h"

#include <string.h>

enum {
	GAP_BYTES = 60,		/* between two brackets */
	SEVERAL = 10,		/* so many of what has a plural are one, too */
	MANY = 100,		/* this many of anything is a scale */
};

static bool *marks_for(struct arena *arena, const struct cv_text *read)
{
	return ARENA_ARRAY(arena, read->words->count + 1, bool);
}

static size_t earlier(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t cv_target(struct arena *arena, const struct cv_words *words,
		 const struct cv_text *read)
{
	bool *others = marks_for(arena, read);

	cv_cover(arena, words, LIST_BACKEND_OTHERS, read, others);
	return earlier(cv_first(words, LIST_BACKEND_ROLE, read, others, false),
		       cv_first(words, LIST_BACKEND_ROLE_TIGHT, read, others,
				true));
}

enum cv_lead cv_leads(struct arena *arena, const struct cv_words *words,
		      const struct cv_text *read, size_t *at)
{
	bool *past = marks_for(arena, read);
	size_t backend, frontend;

	cv_cover(arena, words, LIST_FRONTEND_PAST, read, past);
	backend = cv_target(arena, words, read);
	frontend = cv_first(words, LIST_FRONTEND_ROLE, read, past, false);
	if (backend == SIZE_MAX && frontend == SIZE_MAX) {
		backend = cv_first(words, LIST_BACKEND_CORE, read, NULL,
				   false);
		frontend = cv_first(words, LIST_FRONTEND_WORDS, read, past,
				    false);
	}
	*at = earlier(backend, frontend);
	if (*at == SIZE_MAX)
		return LEAD_NONE;
	return backend <= frontend ? LEAD_BACKEND : LEAD_FRONTEND;
}

enum cv_lead cv_names_first(const struct cv_words *words,
			    const struct cv_text *read, size_t *at)
{
	size_t backend = earlier(cv_first(words, LIST_BACKEND_ROLE, read,
					  NULL, false),
				 cv_first(words, LIST_BACKEND_CORE, read,
					  NULL, false));
	size_t frontend = earlier(cv_first(words, LIST_FRONTEND_ROLE, read,
					   NULL, false),
				  cv_first(words, LIST_FRONTEND_WORDS, read,
					   NULL, false));

	*at = earlier(backend, frontend);
	if (*at == SIZE_MAX)
		return LEAD_NONE;
	return backend <= frontend ? LEAD_BACKEND : LEAD_FRONTEND;
}

struct cv_weight cv_weigh(struct arena *arena, const struct cv_words *words,
			  const struct cv_text *read)
{
	bool *marks = marks_for(arena, read);
	struct cv_weight weight;

	weight.core = cv_cover(arena, words, LIST_BACKEND_CORE, read, marks);
	weight.shared = cv_cover(arena, words, LIST_BACKEND_SHARED, read,
				 marks);
	weight.screen = cv_cover(arena, words, LIST_FRONTEND_WORDS, read,
				 marks);
	return weight;
}

/* ---- outcomes with a figure ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "200ms", "3x", "40k": a figure with its unit in one word. */
static bool has_unit(struct arena *arena, const struct cv_words *words,
		     struct str word)
{
	struct cv_text read;

	while (word.len > 0 && (is_digit(word.s[0]) || word.s[0] == '.' ||
				word.s[0] == ',')) {
		word.s++;
		word.len--;
	}
	if (!word.len)
		return false;
	cv_read_text(arena, words, word, &read);
	return cv_says(words, LIST_MEASURE_UNITS, read.reading, NULL);
}

static bool is_year_or_version(struct str word)
{
	int64_t number;

	return word.len == 4 && text_number(word, 1960, 2059, &number);
}

/* 1st, 22nd: which one, not how many. */
static bool is_ordinal(struct str word)
{
	static const char *const ends[] = { "st", "nd", "rd", "th" };

	if (word.len < 3 || !is_digit(word.s[word.len - 3]))
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (!memcmp(word.s + word.len - 2, ends[i], 2))
			return true;
	return false;
}

static bool is_plural(struct str word)
{
	return word.len > 3 && word.s[word.len - 1] == 's' &&
	       word.s[word.len - 2] != 's';
}

/* What stands right before and right behind a figure: money, a percentage,
 * "times", "or more". */
static bool has_sign(struct str text, size_t from, size_t to)
{
	if (to < text.len && text.s[to] == '%')
		return true;
	if (to + 1 < text.len && text.s[to] == ' ' && text.s[to + 1] == '%')
		return true;
	if (from > 0 && text.s[from - 1] == '$')
		return true;
	if (from > 1 && (!memcmp(text.s + from - 2, "\xc2\xa3", 2)))
		return true;	/* pound */
	return from > 2 && !memcmp(text.s + from - 3, "\xe2\x82\xac", 3);
}

/* What is counted, and what only looks like it: a mark for every word. */
struct figures {
	bool *units, *none_behind, *none_before;
};

static bool is_measure(struct arena *arena, const struct cv_words *words,
		       struct str text, const struct cv_text *read, size_t i,
		       const struct figures *f)
{
	const struct word *list = read->words->list;
	size_t count = read->words->count;
	struct str word = { text.s + list[i].from,
			    list[i].to - list[i].from };
	int64_t number;

	if (!word.len || !is_digit(word.s[0]) || is_ordinal(word))
		return false;
	if (has_sign(text, list[i].from, list[i].to) ||
	    memchr(word.s, '%', word.len) || has_unit(arena, words, word))
		return true;
	if (is_year_or_version(word) || (i > 0 && f->none_before[i - 1]) ||
	    (i + 1 < count && f->none_behind[i + 1]))
		return false;
	if (i + 2 < count && str_is(list[i + 1].folded, "to") &&
	    is_digit(text.s[list[i + 2].from]))
		return true;
	if (text_number(list[i].folded, MANY, INT64_MAX, &number))
		return true;
	if (i + 1 < count && is_plural(list[i + 1].folded) &&
	    text_number(list[i].folded, SEVERAL, INT64_MAX, &number))
		return true;
	return (i + 1 < count && f->units[i + 1]) ||
	       (i + 2 < count && f->units[i + 2]) ||
	       (i > 1 && f->units[i - 2]);
}

bool cv_measured(struct arena *arena, const struct cv_words *words,
		 struct str text, const struct cv_text *read)
{
	struct figures f = {
		marks_for(arena, read), marks_for(arena, read),
		marks_for(arena, read),
	};

	if (cv_says(words, LIST_MEASURE_WORDS, read->reading, NULL))
		return true;
	cv_cover(arena, words, LIST_MEASURE_UNITS, read, f.units);
	cv_cover(arena, words, LIST_MEASURE_NONE_BEHIND, read, f.none_behind);
	cv_cover(arena, words, LIST_MEASURE_NONE_BEFORE, read, f.none_before);
	for (size_t i = 0; i < read->words->count; i++)
		if (is_measure(arena, words, text, read, i, &f))
			return true;
	return false;
}

/* ---- gaps of a template ---- */

/* Do the words between two brackets say what belongs there? */
static bool is_gap_text(struct arena *arena, const struct cv_words *words,
			struct str inside)
{
	struct cv_text read;
	bool *marks;
	size_t covered = 0;

	inside = str_trim(inside);
	if (str_is(inside, "X") || str_is(inside, "XX") ||
	    str_is(inside, "N") || str_is(inside, "#"))
		return true;
	if (memchr(inside.s, '@', inside.len) ||
	    memchr(inside.s, '/', inside.len))
		return false;
	cv_read_text(arena, words, inside, &read);
	marks = marks_for(arena, &read);
	cv_cover(arena, words, LIST_PLACEHOLDER_WORDS, &read, marks);
	for (size_t i = 0; i < read.words->count; i++)
		covered += marks[i] || read.words->list[i].function;
	return covered > 0 && covered * 2 >= read.words->count;
}

static size_t bracketed(struct arena *arena, const struct cv_words *words,
			struct str line, size_t at)
{
	static const char open[] = "[<{", close[] = "]>}";
	const char *kind = strchr(open, line.s[at]);
	const char *end;
	size_t len, behind;

	if (!line.s[at] || !kind)
		return SIZE_MAX;
	end = memchr(line.s + at, close[kind - open], line.len - at);
	if (!end)
		return SIZE_MAX;
	len = (size_t)(end - line.s) - at - 1;
	behind = at + len + 2;
	if (!len || len > GAP_BYTES ||
	    (behind < line.len && line.s[behind] == '('))
		return SIZE_MAX;
	return is_gap_text(arena, words, (struct str){ line.s + at + 1, len })
		? at : SIZE_MAX;
}

size_t cv_gap(struct arena *arena, const struct cv_words *words,
	      struct str line)
{
	struct cv_text read;
	struct match match;

	for (size_t at = 0; at < line.len; at++) {
		if (bracketed(arena, words, line, at) != SIZE_MAX)
			return at;
		/* "increased sales by X%" */
		if (line.s[at] == 'X' && at + 1 < line.len &&
		    line.s[at + 1] == '%')
			return at;
	}
	cv_read_text(arena, words, line, &read);
	if (cv_says(words, LIST_PLACEHOLDER, read.reading, &match))
		return read.words->list[match.words[0]].from;
	return SIZE_MAX;
}

int cv_line_with_gap(struct arena *arena, const struct cv_words *words,
		     const struct cv *cv)
{
	for (int i = 0; i < cv->line_count; i++)
		if (cv_gap(arena, words, str_of(cv->lines[i])) != SIZE_MAX)
			return i + 1;
	return 0;
}
