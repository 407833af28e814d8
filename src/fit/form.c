/* form.c - a text as a sketch looks at it: words, letters, neighbours.
 *
 * How rare a word is decides what it weighs: the reference's "the" says
 * nothing about an answer, its "handshake" nearly everything. Rarity is how
 * far the word's Zipf value lies below that of the commonest words, so that
 * it is the same for every question and needs no collection of answers.
 */
#include "fit/form.h"

#include <math.h>
#include <string.h>

enum {
	GRAM = 3, NEW_GRAM = 4,	/* letters */
	NEAR = 8,		/* words within which a pair is one */
	CLAUSE_WORDS = 3,	/* content words before a comma may cut */
};

double form_rarity(const struct word *word)
{
	const double commonest = 7.5, rarest = 3.0;
	double zipf = word->zipf > 0 ? word->zipf / 10.0 : rarest;

	return fmax(0.3, commonest - zipf) / (commonest - rarest);
}

double term_weight(const struct term *term)
{
	return term->rarity * (term->prompted ? 0.25 : 1);
}

/* ---- reading ---- */

/* Letters in a row, words parted by one space. */
static void add_grams(struct arena *arena, struct codes *grams, int letters,
		      uint64_t *window, size_t *len, struct str word)
{
	uint64_t mask = (UINT64_C(1) << 8 * letters) - 1;

	for (size_t i = 0; i <= word.len; i++) {
		unsigned char c = i < word.len ? (unsigned char)word.s[i]
					       : ' ';

		*window = (*window << 8 | c) & mask;
		if (++*len >= (size_t)letters)
			codes_add(arena, grams, *window);
	}
}

static void read_grams(struct arena *arena, const struct form *prompt,
		       struct form *form)
{
	uint64_t window = 0;
	size_t len = 0;

	for (size_t i = 0; i < form->words.count; i++)
		add_grams(arena, &form->grams, GRAM, &window, &len,
			  form->words.list[i].folded);
	codes_sort(&form->grams);
	window = 0;
	len = 0;
	for (size_t i = 0; i < form->content_count; i++)
		add_grams(arena, &form->new_grams, NEW_GRAM, &window, &len,
			  form->content[i]->folded);
	codes_unique(&form->new_grams);
	if (prompt)
		codes_remove(&form->new_grams, &prompt->new_grams);
}

static void read_pairs(struct arena *arena, struct form *form)
{
	for (size_t i = 0; i < form->content_count; i++)
		for (size_t j = i + 1; j < i + NEAR &&
		     j < form->content_count; j++) {
			uint64_t a = form->content[i]->key;
			uint64_t b = form->content[j]->key;

			if (a != b)
				codes_add(arena, &form->pairs, a < b
					? codes_pair(a, b) : codes_pair(b, a));
		}
	codes_unique(&form->pairs);
}

static size_t count_negators(const struct words *words)
{
	size_t count = 0, last = SIZE_MAX;

	for (size_t i = 0; i < words->count; i++)
		if (words->list[i].negated && words->list[i].negator != last) {
			last = words->list[i].negator;
			count++;
		}
	return count;
}

void form_read(struct arena *arena, struct str text, const struct form *prompt,
	       struct form *form)
{
	*form = (struct form){ .text = text };
	lang_read(arena, text, &form->words);
	form->content = ARENA_ARRAY(arena, form->words.count,
				    const struct word *);
	for (size_t i = 0; i < form->words.count; i++) {
		const struct word *word = &form->words.list[i];

		if (word->function)
			continue;
		form->content[form->content_count++] = word;
		codes_add(arena, &form->stems, word->key);
	}
	codes_unique(&form->stems);
	read_grams(arena, prompt, form);
	read_pairs(arena, form);
	form->negators = count_negators(&form->words);
}

/* ---- hits ---- */

static const struct word *find_word(const struct form *form, uint64_t key)
{
	for (size_t i = 0; i < form->content_count; i++)
		if (form->content[i]->key == key)
			return form->content[i];
	return NULL;
}

/* 10.0.0.0 and 10.255.255.255, api/v1 and api/v2: alike up to a sign. */
static bool is_kin(const struct word *a, const struct word *b)
{
	size_t at = 0;

	if (a->kind == WORD_PLAIN || a->kind != b->kind)
		return false;
	while (at < a->folded.len && at < b->folded.len &&
	       a->folded.s[at] == b->folded.s[at] &&
	       !strchr("./:-_(", a->folded.s[at]))
		at++;
	return at > 0 && at < a->folded.len && at < b->folded.len &&
	       strchr("./:-_(", a->folded.s[at]) != NULL &&
	       a->folded.s[at] == b->folded.s[at];
}

/* A slip for the term, else the best relation of any word to it. */
static struct hit find_near(const struct term *term, const struct form *answer)
{
	struct hit hit = { HIT_NONE, NULL };

	for (size_t i = 0; i < answer->content_count; i++) {
		const struct word *word = answer->content[i];
		enum lang_relation relation;

		if (!word->known && lang_is_misspelling(word,
				term->word->folded, term->word->stem))
			return (struct hit){ HIT_SAME, word };
		relation = lang_relation(term->word->stem, word->stem);
		if (is_kin(term->word, word))
			relation = LANG_SYNONYM;
		if (relation == LANG_SYNONYM && hit.kind < HIT_RELATED)
			hit = (struct hit){ HIT_RELATED, word };
		else if (relation == LANG_ANTONYM && hit.kind == HIT_NONE)
			hit = (struct hit){ HIT_OPPOSITE, word };
	}
	return hit;
}

void form_hits(const struct reference *reference, const struct form *answer,
	       struct hit *hits)
{
	for (size_t i = 0; i < reference->term_count; i++) {
		const struct term *term = &reference->terms[i];

		if (codes_have(&answer->stems, term->word->key))
			hits[i] = (struct hit){ HIT_SAME,
				find_word(answer, term->word->key) };
		else
			hits[i] = find_near(term, answer);
	}
}

double hit_credit(const struct hit *hit)
{
	return hit->kind == HIT_SAME ? 1 : hit->kind == HIT_RELATED ? 0.5 : 0;
}

double clause_share(const struct reference *reference,
		    const struct clause *clause, const struct hit *hits)
{
	double said = 0, all = 0;

	for (size_t i = 0; i < clause->term_count; i++) {
		size_t at = clause->terms[i];
		double weight = term_weight(&reference->terms[at]);

		all += weight;
		said += weight * hit_credit(&hits[at]);
	}
	return all > 0 ? said / all : 0;
}
