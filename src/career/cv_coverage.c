/* cv_coverage.c - what adverts ask for, and whether a CV names it.
 *
 * The terms are points of the rubric by which adverts are read, so that a CV
 * and an advert mean the same by "testing". Here a term counts wherever it
 * stands: an advert may speak of what it does not want, a CV does not. What a
 * term's `unless` takes means something else ("go live" is not Go).
 */
#include "career/cv.h"

#include <string.h>

static const char terms_rubric[] = "advert-terms";
static const char asked_list[] = "adverts-ask";

struct covering {
	struct arena *arena;
	struct vocabulary *vocabulary;
	const struct point *point;
	struct phrase **match, **unless;
	const bool *other;	/* words that mean something else */
};

static bool compile_all(struct covering *c, const struct phrase_texts *texts,
			struct phrase ***phrases, struct error *err)
{
	*phrases = ARENA_ARRAY(c->arena, texts->count, struct phrase *);
	for (size_t i = 0; i < texts->count; i++)
		if (!bank_compile(c->vocabulary, &texts->list[i],
				  &(*phrases)[i], err))
			return error_prefix(err, "the term %s", c->point->id);
	return true;
}

static bool means_it(void *context, const uint16_t *words, size_t count)
{
	const struct covering *c = context;

	for (size_t i = 0; i < count; i++)
		if (c->other[words[i]])
			return false;
	return true;
}

/* The line where the item names the term; 0: it does not. */
static int line_in(struct covering *c, const struct cv_item *item)
{
	const struct words *words = item->read->words;
	struct reading *reading = match_read(c->arena, c->vocabulary,
					     item->text, words);
	struct match_rule rule = { 0 };
	bool *other = ARENA_ARRAY(c->arena, words->count + 1, bool);
	struct match match;

	for (size_t i = 0; i < c->point->unless.count; i++) {
		phrase_find(c->unless[i], reading, &rule, &match);
		for (size_t w = 0; w < match.count; w++)
			other[match.words[w]] |= match.state == MATCH_FOUND;
	}
	c->other = other;
	rule.allows = means_it;
	rule.context = c;
	for (size_t i = 0; i < c->point->match.count; i++) {
		phrase_find(c->match[i], reading, &rule, &match);
		if (match.state == MATCH_FOUND && !match.misspelt &&
		    match.count > 0)
			return cv_line_of_word(item, match.words[0]);
	}
	return 0;
}

static bool find_term(struct arena *arena, const struct bank *adverts,
		      const struct point *point, const struct cv *cv,
		      int *line, struct error *err)
{
	struct covering c = { .arena = arena, .point = point };

	c.vocabulary = vocabulary_new(arena, &adverts->synonyms,
				      &adverts->groups);
	if (!compile_all(&c, &point->match, &c.match, err) ||
	    !compile_all(&c, &point->unless, &c.unless, err))
		return false;
	vocabulary_seal(c.vocabulary);
	for (size_t i = 0; i < cv->count && !*line; i++)
		*line = line_in(&c, &cv->items[i]);
	return true;
}

static const struct point *point_of(const struct rubric *rubric, struct str id)
{
	for (size_t i = 0; i < rubric->point_count; i++)
		if (str_is(id, rubric->points[i].id))
			return &rubric->points[i];
	return NULL;
}

/* "42 python|nodejs": false in *any where no term of it is known. */
static bool cover_one(struct arena *arena, const struct bank *adverts,
		      const struct rubric *rubric, const struct cv *cv,
		      const char *asked, struct cv_term *term, bool *any,
		      struct error *err)
{
	struct str rest = str_of(asked), part;
	int64_t share = 0;

	*term = (struct cv_term){ 0 };
	*any = false;
	if (!str_cut(&rest, ' ', &part) || !text_number(part, 0, 100, &share))
		return error_set(err, "'%s' in %s is no share and its terms; "
				 "write '42 python|nodejs'", asked,
				 asked_list);
	term->share = (int)share;
	while (str_cut(&rest, '|', &part)) {
		const struct point *point = point_of(rubric, part);

		if (!point)
			continue;
		if (!*any) {
			term->id = point->id;
			term->title = point->says;
		}
		*any = true;
		if (!term->line &&
		    !find_term(arena, adverts, point, cv, &term->line, err))
			return false;
	}
	return true;
}

bool cv_cover_asked(struct arena *arena, const struct strings *asked,
		    const struct bank *adverts, const struct cv *cv,
		    struct cv_terms *terms, struct error *err)
{
	const struct rubric *rubric = bank_find_rubric(adverts, terms_rubric);
	bool any;

	*terms = (struct cv_terms){ 0 };
	if (!rubric)
		return true;
	terms->list = ARENA_ARRAY(arena, asked->count, struct cv_term);
	for (size_t i = 0; i < asked->count; i++) {
		if (!cover_one(arena, adverts, rubric, cv, asked->list[i],
			       &terms->list[terms->count], &any, err))
			return false;
		terms->count += any;
		terms->named += any && terms->list[terms->count - 1].line > 0;
	}
	return true;
}

bool cv_coverage(struct arena *arena, const struct phrase_lists *lists,
		 const struct bank *adverts, const struct cv *cv,
		 struct cv_terms *terms, struct error *err)
{
	const struct phrase_list *list = bank_find_list(lists, asked_list);
	struct strings asked = { 0 };

	for (size_t i = 0; list && i < list->count; i++)
		strings_add(arena, &asked, list->phrases[i]);
	return cv_cover_asked(arena, &asked, adverts, cv, terms, err);
}
