/* lint.c - what is allowed in a rubric and yet looks like a slip.
 *
 * Three things that authors of phrases were seen to do. `a|two words|b`
 * without brackets is two places, not three alternatives: it is told by the
 * author having written (two words) beside one of the same alternatives
 * somewhere, or its joined form (timeout) beside it here. A phrase can be such
 * that no text matches it. And a phrase may say nothing that another of its
 * list does not: every text that it matches, as wide as it allows and whichever
 * way round, the other matches too. Texts are tried, nothing is proved; all of
 * it is warnings.
 */
#include "bank/bank.h"
#include "bank/names.h"

#include <string.h>

/* Alternatives of one place, as written. */
struct places_alternatives {
	struct str *list;
	size_t count;
};

/* (two words) beside other alternatives. */
struct bracketed {
	const char *pair;		/* "two words" */
	struct places_alternatives beside;
	const struct phrase_text *phrase;
	size_t next;			/* one of the same pair; 0: none */
};

struct linting {
	struct arena *arena;
	const struct bank *bank;
	struct problems *warnings;
	struct bracketed *pairs;	/* from 1 */
	size_t pair_count, pair_cap;
	struct names names;		/* of pairs, to the last of each */
	/* Of one rubric. */
	struct arena work;
	struct vocabulary *vocabulary;
};

/* ---- a phrase as written, place by place ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The next place of the phrase; *apart: what stands before it is no neighbour
 * (the beginning, `&`, `...`). */
static bool next_place(struct str *rest, struct str *place, bool *apart)
{
	int depth = 0;
	size_t len = 0;

	*apart = false;
	for (;;) {
		size_t skip = 0;

		if (rest->len == 0)
			return false;
		if (is_blank(*rest->s))
			skip = 1;
		else if (*rest->s == '&' || *rest->s == '!')
			skip = 1;
		else if (str_starts(*rest, "..."))
			skip = 3;
		*apart = *apart || (skip > 0 && !is_blank(*rest->s));
		if (skip == 0)
			break;
		rest->s += skip;
		rest->len -= skip;
	}
	while (len < rest->len && (depth > 0 || (!is_blank(rest->s[len]) &&
						 rest->s[len] != '&'))) {
		depth += rest->s[len] == '(' ? 1 : rest->s[len] == ')' ? -1
									: 0;
		len++;
	}
	*place = (struct str){ rest->s, len };
	rest->s += len;
	rest->len -= len;
	return true;
}

static struct places_alternatives alternatives_of(struct arena *arena,
						  struct str place)
{
	struct places_alternatives made = { NULL, 0 };
	size_t from = 0, cap = 0;
	int depth = 0;

	for (size_t i = 0; i <= place.len; i++) {
		char c = i < place.len ? place.s[i] : '|';

		depth += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (c != '|' || (depth > 0 && i < place.len))
			continue;
		made.list = arena_grow(arena, made.list, made.count, &cap,
				       sizeof(*made.list));
		made.list[made.count++] = (struct str){ place.s + from,
							i - from };
		from = i + 1;
	}
	return made;
}

static bool is_plain(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.s[i] < 'a' || word.s[i] > 'z')
			return false;
	return word.len > 0;
}

/* ---- two words without brackets ---- */

static void note_bracketed(struct linting *linting,
			   const struct phrase_text *phrase,
			   const struct places_alternatives *all, size_t which)
{
	struct str inner = all->list[which], first;
	struct bracketed *made;
	size_t last;

	if (inner.len < 5 || inner.s[0] != '(' ||
	    inner.s[inner.len - 1] != ')')
		return;
	inner = (struct str){ inner.s + 1, inner.len - 2 };
	first = inner;
	while (first.len > 0 && first.s[first.len - 1] != ' ')
		first.len--;
	if (first.len == 0)
		return;
	first.len--;
	if (!is_plain(first) || !is_plain((struct str){
			inner.s + first.len + 1, inner.len - first.len - 1 }))
		return;
	linting->pairs = arena_grow(linting->arena, linting->pairs,
				    linting->pair_count, &linting->pair_cap,
				    sizeof(*linting->pairs));
	made = &linting->pairs[linting->pair_count++];
	*made = (struct bracketed){ str_dup(linting->arena, inner), *all,
				    phrase, 0 };
	last = names_put(&linting->names, made->pair, linting->pair_count);
	if (last == NAMES_NONE)
		return;
	made->next = linting->pairs[last - 1].next;
	linting->pairs[last - 1].next = linting->pair_count;
}

static void gather_pairs(struct linting *linting,
			 const struct phrase_text *phrase)
{
	struct str rest = str_of(phrase->text), place;
	bool apart;

	while (next_place(&rest, &place, &apart)) {
		struct places_alternatives all =
			alternatives_of(linting->arena, place);

		for (size_t i = 0; i < all.count && all.count > 1; i++)
			note_bracketed(linting, phrase, &all, i);
	}
}

static bool same_stem(struct arena *arena, struct str a, struct str b)
{
	return str_equal(lang_stem(arena, a), lang_stem(arena, b));
}

/* Does `all`, but for the word at `but`, share an alternative with those
 * beside the bracketed pair? A form of the words themselves is no sign. */
static bool shares(struct arena *arena, const struct places_alternatives *all,
		   size_t but, const struct bracketed *pair, struct str x,
		   struct str y)
{
	for (size_t i = 0; i < all->count; i++)
		for (size_t j = 0; j < pair->beside.count; j++)
			if (i != but &&
			    str_equal(all->list[i], pair->beside.list[j]) &&
			    !same_stem(arena, all->list[i], x) &&
			    !same_stem(arena, all->list[i], y))
				return true;
	return false;
}

static bool has_joined(const struct places_alternatives *all, struct str x,
		       struct str y)
{
	for (size_t i = 0; i < all->count; i++) {
		struct str one = all->list[i];
		size_t hyphen = one.len == x.len + y.len + 1 &&
				one.s[x.len] == '-';

		if (one.len == x.len + y.len + hyphen &&
		    memcmp(one.s, x.s, x.len) == 0 &&
		    memcmp(one.s + x.len + hyphen, y.s, y.len) == 0)
			return true;
	}
	return false;
}

static void warn_two_words(struct linting *linting,
			   const struct phrase_text *phrase, struct str x,
			   struct str y, const struct phrase_text *other)
{
	const struct place *place = &phrase->place;
	const char *where = other
		? arena_printf(linting->arena, " (as in line %d)",
			       other->place.line)
		: "";

	problems_add(linting->warnings, place->path, place->line,
		     place->column, "'%.*s %.*s' is two places here, each with "
		     "its alternatives; put it in brackets%s if it is one of "
		     "them", (int)x.len, x.s, (int)y.len, y.s, where);
}

/* Of two places that follow each other. */
static void check_pair(struct linting *linting,
		       const struct phrase_text *phrase,
		       const struct places_alternatives *left,
		       const struct places_alternatives *right)
{
	struct arena *arena = &linting->work;
	struct str x = left->list[left->count - 1], y = right->list[0];
	size_t at;

	if ((left->count == 1 && right->count == 1) || !is_plain(x) ||
	    !is_plain(y) ||
	    (lang_is_function_word(x) && lang_is_function_word(y)))
		return;			/* "how many", "is not" */
	if (has_joined(left, x, y) || has_joined(right, x, y)) {
		warn_two_words(linting, phrase, x, y, NULL);
		return;
	}
	at = names_find(&linting->names, arena_printf(arena, "%.*s %.*s",
			(int)x.len, x.s, (int)y.len, y.s));
	for (; at != NAMES_NONE && at > 0; at = linting->pairs[at - 1].next) {
		const struct bracketed *pair = &linting->pairs[at - 1];

		if (!shares(arena, left, left->count - 1, pair, x, y) &&
		    !shares(arena, right, 0, pair, x, y))
			continue;
		warn_two_words(linting, phrase, x, y, pair->phrase);
		return;
	}
}

static void check_brackets(struct linting *linting,
			   const struct phrase_text *phrase)
{
	struct str rest = str_of(phrase->text), place;
	struct places_alternatives left = { NULL, 0 }, right;
	bool apart;

	while (next_place(&rest, &place, &apart)) {
		right = alternatives_of(&linting->work, place);
		if (!apart && left.count > 0)
			check_pair(linting, phrase, &left, &right);
		left = right;
	}
}

/* ---- phrases that never match, or say nothing new ---- */

static struct reading *read_text(struct linting *linting, struct arena *arena,
				 const struct text *text)
{
	struct words *words = ARENA_NEW(arena, struct words);

	lang_read(arena, text_str(text), words);
	return match_read(arena, linting->vocabulary, text_str(text), words);
}

static enum match_state state_of(const struct phrase *phrase,
				 const struct reading *reading, bool strict)
{
	struct match_rule rule = { .strict = strict };
	struct match match;

	phrase_find(phrase, reading, &rule, &match);
	return match.state;
}

static bool can_match(struct linting *linting, const struct phrase *phrase,
		      bool strict, struct text *text)
{
	struct arena arena;
	bool any = false, found = false;

	arena_init(&arena, 0);
	for (size_t n = 0; !found &&
	     phrase_sample(linting->vocabulary, phrase, SHAPE_TIGHT, strict,
			   n, text); n++) {
		any = true;
		found = state_of(phrase, read_text(linting, &arena, text),
				 strict) != MATCH_NONE;
		arena_reset(&arena);
	}
	arena_release(&arena);
	return found || !any;
}

/* Is every text of `one` as good a match of the other? Not so where the other
 * is denied by a negation that `one` names. */
static bool covers(struct linting *linting, const struct phrase *other,
		   const struct phrase *one, bool strict, struct text *text)
{
	struct arena arena;
	bool any = false, all = true;

	arena_init(&arena, 0);
	for (enum phrase_shape shape = SHAPE_TIGHT; all &&
	     shape <= SHAPE_REVERSED; shape++)
		for (size_t n = 0; all &&
		     phrase_sample(linting->vocabulary, one, shape, strict, n,
				   text); n++) {
			struct reading *reading = read_text(linting, &arena,
							    text);

			any = true;
			all = state_of(other, reading, strict) >=
			      state_of(one, reading, strict) &&
			      state_of(other, reading, strict) != MATCH_NONE;
			arena_reset(&arena);
		}
	arena_release(&arena);
	return any && all;
}

static void warn_of_rule(struct linting *linting,
			 const struct phrase_text *text,
			 const struct phrase *phrase)
{
	struct strings dead = { NULL, 0, 0 };

	phrase_dead_words(&linting->work, linting->vocabulary, phrase, &dead);
	for (size_t i = 0; i < dead.count; i++)
		problems_add(linting->warnings, text->place.path,
			     text->place.line, text->place.column,
			     "'%s' can never match: answers are cut at one of "
			     "its characters; leave it out, or change "
			     "'sentence_dividers' or 'convert_to_space'",
			     dead.list[i]);
}

/* A list of one rubric, compiled. */
struct list {
	const struct phrase_texts *texts;
	struct phrase **phrases;	/* NULL where one does not compile */
	bool strict;
};

/* One whose text j matches already; the list's count where there is none. Of
 * two that match each other the later one is too many. */
static size_t find_cover(struct linting *linting, const struct list *list,
			 size_t i, struct text *text)
{
	size_t j, count = list->texts->count;
	struct phrase **phrases = list->phrases;
	struct reading *first;
	struct arena arena;

	if (!phrase_sample(linting->vocabulary, phrases[i], SHAPE_WIDE,
			   list->strict, 0, text))
		return count;
	arena_init(&arena, 0);
	first = read_text(linting, &arena, text);
	for (j = 0; j < count; j++) {
		if (i == j || !phrases[j] ||
		    strchr(list->texts->list[j].text, '!') ||
		    state_of(phrases[j], first, list->strict) == MATCH_NONE)
			continue;
		if (covers(linting, phrases[j], phrases[i], list->strict,
			   text) &&
		    (j < i || !covers(linting, phrases[i], phrases[j],
				      list->strict, text)))
			break;
	}
	arena_release(&arena);
	return j;
}

static void check_phrase(struct linting *linting, const struct list *list,
			 size_t i, struct text *text)
{
	const struct phrase_text *one = &list->texts->list[i];
	const struct place *place = &one->place;
	size_t cover;

	warn_of_rule(linting, one, list->phrases[i]);
	if (!one->exact && !one->pmatch)
		check_brackets(linting, one);
	if (!can_match(linting, list->phrases[i], list->strict, text)) {
		problems_add(linting->warnings, place->path, place->line,
			     place->column, "no text can match this phrase; "
			     "does it hold a word that parts clauses, such as "
			     "'but' or 'while'?");
		return;
	}
	cover = find_cover(linting, list, i, text);
	if (cover < list->texts->count)
		problems_add(linting->warnings, place->path, place->line,
			     place->column, "says nothing that line %d does "
			     "not match already; remove it",
			     list->texts->list[cover].place.line);
}

static void check_phrases(struct linting *linting,
			  const struct phrase_texts *texts, bool strict)
{
	struct list list = { texts, NULL, strict };
	struct error unused;
	struct text text;

	list.phrases = ARENA_ARRAY(&linting->work, texts->count,
				   struct phrase *);
	for (size_t i = 0; i < texts->count; i++)
		if (!bank_compile(linting->vocabulary, &texts->list[i],
				  &list.phrases[i], &unused))
			list.phrases[i] = NULL;
	text_init(&text, LANG_ANSWER_MAX);
	for (size_t i = 0; i < texts->count; i++)
		if (list.phrases[i])
			check_phrase(linting, &list, i, &text);
	text_release(&text);
}

/* ---- all of it ---- */

typedef void each_phrases(struct linting *linting,
			  const struct phrase_texts *texts, bool strict);

static void walk_rubric(struct linting *linting, const struct rubric *rubric,
			each_phrases *each)
{
	each(linting, &rubric->subject, false);
	for (size_t i = 0; i < rubric->point_count; i++) {
		const struct point *point = &rubric->points[i];

		each(linting, &point->match, false);
		each(linting, &point->partly, false);
		each(linting, &point->unless, true);
		for (size_t p = 0; p < point->part_count; p++)
			each(linting, &point->parts[p].match, false);
	}
	for (size_t i = 0; i < rubric->mistake_count; i++) {
		each(linting, &rubric->mistakes[i].match, true);
		each(linting, &rubric->mistakes[i].unless, true);
	}
}

static void gather_phrases(struct linting *linting,
			   const struct phrase_texts *texts, bool strict)
{
	(void)strict;
	for (size_t i = 0; i < texts->count; i++)
		if (!texts->list[i].exact && !texts->list[i].pmatch)
			gather_pairs(linting, &texts->list[i]);
}

void bank_lint(struct arena *arena, const struct bank *bank,
	       struct problems *warnings)
{
	struct linting linting = { .arena = arena, .bank = bank,
				   .warnings = warnings };

	names_init(&linting.names, arena);
	arena_init(&linting.work, 0);
	for (size_t i = 0; i < bank->rubric_count; i++)
		walk_rubric(&linting, &bank->rubrics[i], gather_phrases);
	for (size_t i = 0; i < bank->rubric_count; i++) {
		arena_reset(&linting.work);
		linting.vocabulary = vocabulary_new(&linting.work,
						    &bank->synonyms,
						    &bank->groups);
		walk_rubric(&linting, &bank->rubrics[i], check_phrases);
	}
	problems_sort(warnings);
	arena_release(&linting.work);
}
