/* rubric.c - a sketch written out as a rubric that a person can go on from.
 *
 * Clauses become drafts of points: those that say little are joined to their
 * neighbours, those that say what the prompt says are left out. Each draft
 * then puts up candidates, phrases of its most telling words with what is
 * related to them, and the marker itself decides: all candidates are marked
 * at once, as points of their own, on the reference. What the reference does
 * not meet (words lifted from the prompt, sides too far apart, a denial that
 * the phrase does not name) is dropped, so whatever comes out is met by it.
 * No hint is made: to ask for what is missing without saying it takes
 * somebody who understood it.
 */
#include "fit/form.h"

#include <math.h>
#include <string.h>

enum {
	POINTS_MOST = 8,
	TELLING = 5,		/* words of a draft that phrases are made of */
	RELATED = 4,		/* alternatives of a word */
	PHRASES = 3,		/* of a point */
	PARTLY = 2,		/* for half of it */
	CANDIDATES = 2 * TELLING,	/* phrases a draft puts up */
	ID_WORD = 24,		/* bytes of a word of an id */
};

/* From this weight on (a rarity, where the reference says the word once) a word
 * alone is half of a point. With it and TELLING as they are, 28 of 2,256 model
 * answers of the built-in bank are partial for another question; with six
 * words twice as many, with four half, but then good answers earn less. */
static const double rare = 0.6;

struct telling {
	const struct word *word;	/* where the draft has it first */
	double weight;
};

struct candidate {
	const char *text;
	size_t first;			/* of the telling words, its first */
	size_t words;			/* that it speaks of */
	bool met;
};

struct draft {
	size_t first, last;		/* clauses [first, last) */
	double weight;
	struct telling telling[TELLING];	/* by weight, falling */
	size_t telling_count;
	size_t fresh;			/* of them, not of the prompt */
	struct candidate candidates[CANDIDATES];
	size_t candidate_count;
};

struct sketching {
	struct arena *arena;
	const struct sketch *sketch;
	const struct reference *reference;
	struct draft *drafts;
	size_t count;
};

/* ---- drafts ---- */

static size_t times_said(const struct reference *r, uint64_t key)
{
	size_t count = 0;

	for (size_t i = 0; i < r->form.content_count; i++)
		count += r->form.content[i]->key == key;
	return count;
}

/* What stands everywhere in the reference tells its points apart less. */
static double weight_of(const struct sketching *s, const struct word *word)
{
	const struct reference *r = s->reference;
	struct term term = {
		.prompted = codes_have(&s->sketch->prompt.stems, word->key),
		.rarity = form_rarity(word),
	};

	return term_weight(&term) / sqrt((double)times_said(r, word->key));
}

static bool is_told(const struct draft *draft, const struct word *word)
{
	for (size_t i = 0; i < draft->telling_count; i++)
		if (draft->telling[i].word->key == word->key)
			return true;
	return false;
}

/* Only words that a phrase can hold as they are; no lone letter, which is
 * mostly a part of something. */
static bool fits_phrase(const struct word *word)
{
	static const char inner[] = "-_./$+#'";
	struct str text = word->folded;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.s[i];
		bool plain = (c >= 'a' && c <= 'z') ||
			     (c >= '0' && c <= '9') || c >= 0x80;

		if (!plain && (i == 0 || !strchr(inner, (char)c)))
			return false;
	}
	return text.len > 1 || (text.len == 1 && text.s[0] < 0);
}

/* Does another word stand under this one's denial? */
static bool denies(const struct words *words, const struct word *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (words->list[i].negated &&
		    words->list + words->list[i].negator == word)
			return true;
	return false;
}

static void tell(struct draft *draft, struct telling telling)
{
	size_t at = draft->telling_count;

	if (at == TELLING) {
		if (draft->telling[at - 1].weight >= telling.weight)
			return;
		at--;
	} else {
		draft->telling_count++;
	}
	for (; at > 0 && draft->telling[at - 1].weight < telling.weight; at--)
		draft->telling[at] = draft->telling[at - 1];
	draft->telling[at] = telling;
}

static void read_draft(const struct sketching *s, struct draft *draft)
{
	const struct reference *r = s->reference;
	size_t from = r->clauses[draft->first].first;
	size_t to = r->clauses[draft->last - 1].last;

	draft->telling_count = draft->fresh = 0;
	draft->weight = 0;
	for (size_t i = from; i < to; i++) {
		const struct word *word = r->form.content[i];

		if (is_told(draft, word) || !fits_phrase(word) ||
		    denies(&r->form.words, word))
			continue;
		tell(draft, (struct telling){ word, weight_of(s, word) });
	}
	for (size_t i = 0; i < draft->telling_count; i++) {
		const struct telling *t = &draft->telling[i];

		draft->weight += t->weight;
		draft->fresh += !codes_have(&s->sketch->prompt.stems,
					    t->word->key);
	}
}

static bool one_sentence(const struct sketching *s, const struct draft *a,
			 const struct draft *b)
{
	const struct reference *r = s->reference;
	const struct word *end =
		r->form.content[r->clauses[a->last - 1].last - 1];
	const struct word *next = r->form.content[r->clauses[b->first].first];

	return end->sentence == next->sentence;
}

/* Takes the next draft into this one. */
static void join(struct sketching *s, size_t at)
{
	s->drafts[at].last = s->drafts[at + 1].last;
	s->count--;
	for (size_t i = at + 1; i < s->count; i++)
		s->drafts[i] = s->drafts[i + 1];
	read_draft(s, &s->drafts[at]);
}

/* One new word is no claim: it belongs to what stands beside it. */
static void join_thin(struct sketching *s)
{
	for (size_t i = 0; i < s->count;) {
		struct draft *draft = &s->drafts[i];

		if (draft->fresh >= 2)
			i++;
		else if (i + 1 < s->count &&
			 one_sentence(s, draft, draft + 1))
			join(s, i);
		else if (i > 0 && one_sentence(s, draft - 1, draft))
			join(s, i - 1);
		else
			i++;
	}
}

/* Neighbours that weigh least together; of one sentence, if there are. */
static size_t lightest(const struct sketching *s)
{
	enum { APART = 1000 };
	double least = INFINITY;
	size_t found = 0;

	for (size_t i = 0; i + 1 < s->count; i++) {
		double weight = s->drafts[i].weight + s->drafts[i + 1].weight;

		if (!one_sentence(s, &s->drafts[i], &s->drafts[i + 1]))
			weight += APART;
		if (weight < least) {
			least = weight;
			found = i;
		}
	}
	return found;
}

static void make_drafts(struct sketching *s)
{
	const struct reference *r = s->reference;

	s->drafts = ARENA_ARRAY(s->arena, r->clause_count, struct draft);
	for (size_t i = 0; i < r->clause_count; i++) {
		s->drafts[i] = (struct draft){ .first = i, .last = i + 1 };
		read_draft(s, &s->drafts[i]);
	}
	s->count = r->clause_count;
	join_thin(s);
	while (s->count > POINTS_MOST)
		join(s, lightest(s));
}

/* ---- phrases ---- */

/* How common a form is, as its ten-fold Zipf value; 0: no word at all. */
static int zipf_of(struct arena *arena, struct str form)
{
	struct words words;

	lang_read(arena, form, &words);
	return words.count == 1 ? words.list[0].zipf : 0;
}

/* A word of that stem as people write it: the shortest of those that are not
 * much rarer than the commonest. Its length is 0 where there is none. */
static struct str word_of_stem(struct arena *arena, struct str stem, int *zipf)
{
	enum { MUCH = 8 };
	struct str form, best = { "", 0 };
	size_t place = 0;

	*zipf = 0;
	while (lang_next_form(stem, &place, &form)) {
		int common = zipf_of(arena, form);

		*zipf = common > *zipf ? common : *zipf;
	}
	place = 0;
	while (*zipf > 0 && lang_next_form(stem, &place, &form))
		if (zipf_of(arena, form) + MUCH >= *zipf &&
		    (best.len == 0 || form.len < best.len))
			best = form;
	return best;
}

/* Does the phrase have the word already? */
static bool has_word(const struct text *phrase, struct str word)
{
	for (size_t i = 0; i + word.len <= phrase->len; i++) {
		const char *at = phrase->s + i;

		if (memcmp(at, word.s, word.len) == 0 &&
		    (i == 0 || strchr("| ", at[-1])) &&
		    strchr("| ", at[word.len]))	/* or its end */
			return true;
	}
	return false;
}

/* Adds the word and what is related to it, the commonest first. */
static void add_slot(const struct sketching *s, const struct word *word,
		     struct text *out)
{
	unsigned number = lang_related_number(word->stem);
	const uint16_t *list = number ? lang_related(number) : NULL;
	struct { struct str word; int zipf; } found[RELATED + 1];
	size_t count = 0, at;

	for (; list && *list; list++) {
		int zipf;
		struct str form = word_of_stem(s->arena,
					       lang_related_stem(*list),
					       &zipf);

		if (form.len == 0 || memchr(form.s, '\'', form.len))
			continue;
		for (at = count; at > 0 && found[at - 1].zipf < zipf; at--)
			found[at] = found[at - 1];
		found[at].word = form;
		found[at].zipf = zipf;
		count += count < RELATED;
	}
	text_add_str(out, word->folded);
	for (at = 0; at < count; at++) {
		if (has_word(out, found[at].word))
			continue;
		text_add_char(out, '|');
		text_add_str(out, found[at].word);
	}
}

/* The denial that stands over a word, in words. */
static void add_denial(const struct sketching *s, const struct word *word,
		       struct text *out)
{
	const struct words *words = &s->reference->form.words;
	const struct word *negator = &words->list[word->negator];

	text_add(out, " & no|not|never|without|cannot");
	if (!has_word(out, negator->folded) && fits_phrase(negator)) {
		text_add_char(out, '|');
		text_add_str(out, negator->folded);
	}
}

/* The first word beside any one of the others that are denied as it is or, as
 * it, are not; alone where no others are given. */
static void put_up(const struct sketching *s, struct draft *draft,
		   size_t first, size_t from, size_t to)
{
	const struct word *word = draft->telling[first].word;
	size_t beside = 0;
	struct text text;

	text_init(&text, MATCH_PHRASE_MAX);
	add_slot(s, word, &text);
	for (size_t i = from; i < to; i++) {
		if (draft->telling[i].word->negated != word->negated)
			continue;
		text_add(&text, beside++ == 0 ? " & " : "|");
		add_slot(s, draft->telling[i].word, &text);
	}
	if (word->negated)
		add_denial(s, word, &text);
	if (!text.cut && (beside > 0 || from == to))
		draft->candidates[draft->candidate_count++] =
			(struct candidate){ text_dup(s->arena, &text), first,
					    1 + beside, false };
	text_release(&text);
}

static void put_up_all(const struct sketching *s, struct draft *draft)
{
	size_t count = draft->telling_count;

	for (size_t i = 0; i + 1 < count; i++)
		put_up(s, draft, i, i + 1, count);
	for (size_t i = 0; i < count; i++)
		put_up(s, draft, i, 0, 0);
}

/* Marks the reference with every candidate as a point of its own. */
static void try_all(const struct sketching *s)
{
	struct bank words = { .id = "sketch" };
	struct rubric rubric = { .id = "sketch" };
	const struct rubric *rubrics[] = { &rubric };
	const char *id = rubric.id;
	struct question question = {
		.prompt = str_dup(s->arena, s->sketch->prompt.text),
		.model = str_dup(s->arena, s->reference->form.text),
		.rubrics = { &id, 1, 1 },
	};
	struct marker *marker;
	struct mark mark;
	size_t at = 0;

	rubric.points = ARENA_ARRAY(s->arena, s->count * CANDIDATES,
				    struct point);
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < s->drafts[i].candidate_count; k++) {
			struct phrase_text *phrase =
				ARENA_NEW(s->arena, struct phrase_text);

			phrase->text = s->drafts[i].candidates[k].text;
			rubric.points[rubric.point_count++] = (struct point){
				.id = "p", .worth = 1, .says = "",
				.match = { phrase, 1 },
			};
		}
	if (!marker_make(s->arena, &question, rubrics, &words, &marker, NULL))
		return;
	mark_answer(s->arena, marker, str_of(question.model), &mark);
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < s->drafts[i].candidate_count; k++)
			s->drafts[i].candidates[k].met =
				mark.points[at++].state == POINT_MET;
}

/* ---- points ---- */

static void add_phrase(const struct sketching *s, struct phrase_texts *to,
		       const char *text)
{
	if (!to->list)
		to->list = ARENA_ARRAY(s->arena, CANDIDATES,
				       struct phrase_text);
	to->list[to->count++] = (struct phrase_text){ .text = text };
}

static void choose_phrases(const struct sketching *s,
			   const struct draft *draft, struct point *point)
{
	for (size_t k = 0; k < draft->candidate_count; k++) {
		const struct candidate *c = &draft->candidates[k];

		if (!c->met)
			continue;
		if (point->match.count == 0 ||
		    (c->words > 1 && point->match.count < PHRASES))
			add_phrase(s, &point->match, c->text);
		else if (c->words == 1 &&
			 draft->telling[c->first].weight >= rare &&
			 point->partly.count < PARTLY)
			add_phrase(s, &point->partly, c->text);
	}
}

/* Where a clause begins: its first word of meaning, and what stands before it
 * in the clause up to a comma. */
static const struct word *begin_of(const struct reference *r, size_t clause)
{
	size_t at = r->clauses[clause].first;
	const struct word *from = r->form.content[at];
	const struct word *floor = at > 0 ? r->form.content[at - 1] + 1
					  : r->form.words.list;

	while (from > floor && !from->after_comma &&
	       from[-1].clause == from->clause)
		from--;
	return from;
}

/* From there to where the next draft begins, in one line. */
static const char *says(const struct sketching *s, const struct draft *draft)
{
	const struct reference *r = s->reference;
	const struct words *words = &r->form.words;
	const struct word *from = begin_of(r, draft->first);
	const struct word *to = draft->last < r->clause_count
		? begin_of(r, draft->last) : words->list + words->count;
	struct text text;
	char *line;

	text_init(&text, BANK_TEXT_MAX);
	utf8_add_safe(&text, (struct str){ r->form.text.s + from->from,
					   to[-1].to - from->from });
	line = text_dup(s->arena, &text);
	text_release(&text);
	for (char *at = line; *at; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	return line;
}

/* A word as a part of an id. */
static void add_to_id(struct text *id, struct str word)
{
	size_t len = 0;

	if (id->len > 0)
		text_add_char(id, '-');
	for (size_t i = 0; i < word.len && len < ID_WORD; i++) {
		bool letter = word.s[i] >= 'a' && word.s[i] <= 'z';
		bool digit = word.s[i] >= '0' && word.s[i] <= '9';

		if (letter || (digit && id->len > 0)) {
			text_add_char(id, word.s[i]);
			len++;
		}
	}
	if (id->len > 0 && id->s[id->len - 1] == '-')
		text_truncate(id, id->len - 1);
}

static bool is_taken(const struct rubric *rubric, const char *id)
{
	for (size_t i = 0; i < rubric->point_count; i++)
		if (str_is(str_of(id), rubric->points[i].id))
			return true;
	return false;
}

/* The two most telling words in the order in which they are said. */
static const char *make_id(const struct sketching *s,
			   const struct rubric *rubric,
			   const struct draft *draft)
{
	const struct word *a = draft->telling[0].word, *b = a;
	const char *made;
	struct text id;

	if (draft->telling_count > 1)
		b = draft->telling[1].word;
	text_init(&id, BANK_ID_MAX);
	add_to_id(&id, a < b ? a->folded : b->folded);
	if (a != b)
		add_to_id(&id, a < b ? b->folded : a->folded);
	made = id.len > 0 ? text_dup(s->arena, &id) : "point";
	text_release(&id);
	if (!is_taken(rubric, made))
		return made;
	for (int number = 2;; number++) {
		const char *other = arena_printf(s->arena, "%s-%d", made,
						 number);

		if (!is_taken(rubric, other))
			return other;
	}
}

/* What is usual among the points is 2; halves, from 1 to 5. */
static double worth_of(const struct draft *draft, double usual)
{
	double worth = usual > 0 ? 2 * draft->weight / usual : 2;

	return fmin(5, fmax(1, round(worth * 2) / 2));
}

static void make_points(const struct sketching *s, struct rubric *rubric)
{
	double usual = 0;

	for (size_t i = 0; i < s->count; i++)
		usual += s->drafts[i].weight / (double)s->count;
	rubric->points = ARENA_ARRAY(s->arena, s->count, struct point);
	for (size_t i = 0; i < s->count; i++) {
		const struct draft *draft = &s->drafts[i];
		struct point point = { .worth = worth_of(draft, usual) };

		choose_phrases(s, draft, &point);
		if (point.match.count == 0)
			continue;
		point.id = make_id(s, rubric, draft);
		point.says = says(s, draft);
		rubric->points[rubric->point_count++] = point;
	}
}

/* Leaves out what says nothing of its own, unless nothing else is said. */
static void drop_prompted(struct sketching *s)
{
	size_t kept = 0;
	bool any = false;

	for (size_t i = 0; i < s->count; i++)
		any = any || s->drafts[i].fresh > 0;
	for (size_t i = 0; i < s->count; i++)
		if (!any || s->drafts[i].fresh > 0)
			s->drafts[kept++] = s->drafts[i];
	s->count = kept;
}

bool sketch_rubric(struct arena *arena, const struct sketch *sketch,
		   const char *id, struct rubric *rubric)
{
	struct sketching s = { .arena = arena, .sketch = sketch };

	*rubric = (struct rubric){ .id = id };
	if (sketch->count == 0)
		return false;
	s.reference = &sketch->references[0];
	make_drafts(&s);
	drop_prompted(&s);
	for (size_t i = 0; i < s.count; i++)
		put_up_all(&s, &s.drafts[i]);
	if (s.count > 0)
		try_all(&s);
	make_points(&s, rubric);
	return rubric->point_count > 0;
}
