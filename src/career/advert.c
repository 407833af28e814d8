/* advert.c - what a job advert asks for, heading by heading.
 *
 * Both the terms and the words that weigh them are phrases of a vocabulary
 * that people edit. An advert is read piece by piece; its headings say what
 * holds for the pieces below, unless a sentence says otherwise.
 */
#include "career/advert.h"

#include <stdlib.h>
#include <string.h>

const char *const advert_kind_names[ADVERT_KINDS] = { "essential", "nice" };

enum {
	HEAD_WORDS = 10,	/* of a heading, at most */
	ASKED_WORDS = 14,	/* of one that ends in a colon or asks */
	PLACE_WORDS = 3,	/* of the head of a table */
	TITLE_WORDS = 6,	/* of one that nothing but its place shows */
	BESIDE_MOST = 2,	/* other words where nothing is asked */
	HEAD_BYTES = 70,	/* before the colon of one with its text */
	ANSWER_WORDS = 6,	/* of an answer that are looked at */
	NO_WITHIN = 2,		/* words of it that may say no */
	ITEM_WORDS = 12,	/* of a line of a list without bullets */
	TEXT_WORDS = 16,	/* of a paragraph behind such a list */
};

enum section { OF_DEFAULT, OF_ESSENTIAL, OF_NICE, OF_NONE, OF_UNASKED, OF_ABOUT
};

struct scan {
	struct arena *arena;
	const struct advert_reader *reader;
	struct pieces pieces;
	enum section section;
	enum section columns[2];	/* of a table, from its heading */
	size_t places[2];		/* the same by bytes, from 1; 0: none */
	bool listed;			/* an item came since the heading */
	bool bullets;			/* and had a bullet */
	bool headed;			/* the heading is the piece before */
	bool block;			/* its text follows without a gap */
	bool theirs;			/* the sentence before was of others */
	struct requirement *best;	/* one a term */
	bool *has;
	bool *passing;			/* named in passing, no more */
	struct str *name;		/* the word that names it there */
	struct str *unneeded;		/* the word that nobody need know */
};

static void keep(struct scan *scan, const struct reading_piece *r,
		 size_t term, enum effect effect, const struct hit *hit)
{
	enum advert_kind kind = effect == EFFECT_NICE ? ADVERT_NICE
						      : ADVERT_ESSENTIAL;
	struct requirement *best = &scan->best[term];
	size_t base = r->piece->from;

	if (scan->has[term] && (best->kind < kind ||
	    (best->kind == kind &&
	     best->from <= base + r->words.list[hit->first].from)))
		return;
	scan->has[term] = true;
	scan->name[term] = r->words.list[hit->first].folded;
	*best = (struct requirement){
		.term = term, .kind = kind,
		.from = (uint32_t)(base + r->words.list[hit->first].from),
		.to = (uint32_t)(base + r->words.list[hit->last].to),
	};
}

/* What the sentence that begins with word `from` answers to "Docker?". */
static enum effect answer(const struct reading_piece *r, size_t from,
			  enum effect otherwise)
{
	static const char *const nice[] = {
		"handy", "nice", "lovely", "bonus", "plus", "useful",
		"helpful", "ideal", "welcome", "great", "good", "cool", NULL
	};
	static const char *const noes[] = {
		"no", "nope", "not", "none", "never", "nah", "don't",
		"sort", "kinda", "hardly", "barely", NULL
	};
	enum effect effect = otherwise;

	for (size_t i = from; i < r->words.count && i < from + ANSWER_WORDS &&
	     r->words.list[i].sentence == r->words.list[from].sentence; i++) {
		if (advert_is_one(r, i, nice))
			return EFFECT_NICE;
		if (i < from + NO_WITHIN && advert_is_one(r, i, noes))
			effect = EFFECT_NONE;
	}
	return effect;
}

/* "A degree? No." - the words of a question that is answered so. */
static enum effect answered(struct scan *scan, const struct reading_piece *r,
			    size_t at, enum effect otherwise)
{
	const struct word *list = r->words.list;
	const struct piece *next = r->piece + 1;
	size_t end = at;

	while (end + 1 < r->words.count &&
	       list[end + 1].sentence == list[at].sentence)
		end++;
	if (end + 1 < r->words.count)
		return advert_has(advert_signs(r, end), '?') ?
		       answer(r, end + 1, otherwise) : otherwise;
	if (r->plain[r->piece->to - 1] == '?' &&
	    next < scan->pieces.list + scan->pieces.count) {
		struct words words;
		struct str text = { r->plain + next->from,
				    next->to - next->from };

		lang_read(scan->arena, text, &words);
		for (size_t i = 0; i < 2 && i < words.count; i++)
			if (str_is(words.list[i].folded, "no") ||
			    str_is(words.list[i].folded, "nope") ||
			    str_is(words.list[i].folded, "not"))
				return EFFECT_NONE;
	}
	return otherwise;
}

/* "They use Terraform", after a sentence on the work of others. */
static bool is_theirs(const struct reading_piece *r, size_t at)
{
	const struct word *list = r->words.list;
	size_t begin = at;

	while (begin > 0 && list[begin - 1].sentence == list[at].sentence)
		begin--;
	if (begin == 0 || !str_is(list[begin].folded, "they"))
		return false;
	for (size_t i = 0; i < r->cue_count; i++)
		if (r->cues[i].weigh == ELSEWHERE &&
		    list[r->cues[i].first].sentence + 1 ==
		    list[begin].sentence)
			return true;
	return false;
}

/* An everyday word in a sentence on privacy or pensions. */
static bool is_aside(const struct reading_piece *r, const struct point *term,
		     size_t at)
{
	const struct word *list = r->words.list;

	for (size_t i = 0; term->worth <= 1 && i < r->cue_count; i++)
		if (r->cues[i].weigh == ASIDE &&
		    list[r->cues[i].first].sentence == list[at].sentence)
			return true;
	return false;
}

static void judge(struct scan *scan, const struct reading_piece *r,
		  size_t term, const struct hit *hit)
{
	const struct point *point = &scan->reader->terms->points[term];
	enum section section = (enum section)r->sections[hit->first];
	struct str name = r->words.list[hit->first].folded;
	enum effect effect;
	const struct cue *by;

	if (section == OF_UNASKED)
		scan->unneeded[term] = name;
	if (section == OF_NONE || section == OF_UNASKED ||
	    (section == OF_ABOUT && point->worth <= 1) ||
	    advert_is_name(r, hit) || advert_is_of_whom(r, hit))
		return;
	effect = advert_weigh(r, hit, section == OF_NICE ? EFFECT_NICE
							 : EFFECT_ESSENTIAL,
			      &by);
	if (effect == EFFECT_NONE && by && advert_is_unneeded(r, by))
		scan->unneeded[term] = name;
	if (effect != EFFECT_NONE)
		effect = answered(scan, r, hit->first, effect);
	if (effect == EFFECT_NONE || is_theirs(r, hit->first) ||
	    is_aside(r, point, hit->first))
		return;
	if (by || section == OF_ESSENTIAL || section == OF_NICE)
		scan->passing[term] = false;
	keep(scan, r, term, effect, hit);
}

static void find_term(struct scan *scan, struct reading_piece *r, size_t term)
{
	const struct ready *ready = &scan->reader->ready[term];

	for (size_t i = 0; i < ready->point->match.count; i++) {
		struct hit hit = { .first = 0 };
		size_t from = 0;

		for (; advert_find(r, ready->match[i], ready, from,
				   r->words.count, &hit); from = hit.first + 1)
			judge(scan, r, term, &hit);
	}
}

static bool names_a_term(struct scan *scan, struct reading_piece *r)
{
	for (size_t t = 0; t < scan->reader->terms->point_count; t++)
		if (advert_says(r, &scan->reader->ready[t], 0,
				r->words.count))
			return true;
	return false;
}

/* ---- headings ---- */

static bool says(struct reading_piece *r, enum weigh weigh, size_t from,
		 size_t to)
{
	return advert_says(r, &r->reader->weighs[weigh], from, to);
}

/* What the words [from, to) say of what stands below. */
static enum section section_of(struct reading_piece *r, size_t from,
			       size_t to)
{
	if (says(r, SECTION_NONE, from, to))
		return OF_NONE;
	if (says(r, SECTION_NICE, from, to))
		return OF_NICE;
	if (says(r, SECTION_UNASKED, from, to))
		return OF_UNASKED;
	if (says(r, SECTION_ABOUT, from, to))
		return OF_ABOUT;
	return says(r, SECTION_ESSENTIAL, from, to) ? OF_ESSENTIAL
						    : OF_DEFAULT;
}

/* The end of words from `from` on before a colon, or where the piece begins a
 * dash, that has text behind it; `from`: there is none. */
static size_t head_end(const struct reading_piece *r, size_t from)
{
	const struct word *list = r->words.list;

	for (size_t i = from; i + 1 < r->words.count &&
	     i < from + ASKED_WORDS; i++) {
		struct str signs = advert_signs(r, i);

		if (list[i].to - list[from].from > HEAD_BYTES ||
		    advert_has(signs, ';') || advert_has(signs, '.') ||
		    advert_has(signs, ','))
			return from;
		if (advert_has(signs, ':') || (from == 0 &&
		    (advert_has(signs, '\x93') ||
		     (advert_has(signs, '-') && advert_has(signs, ' ')))))
			return i + 1;
	}
	return from;
}

/* "Must: SQL. Plus: Go." - each sentence may have a heading of its own. */
static void mark_sections(struct reading_piece *r, enum section otherwise)
{
	static const char *const abbreviations[] = { "incl", "inc", "eg",
						     "approx", "etc", NULL };
	size_t count = r->words.count, begin = 0;

	r->sections = ARENA_ARRAY(r->arena, count, uint8_t);
	for (size_t i = 0; i < count; i++) {
		enum section section = otherwise, own;
		size_t end;

		if (i > 0 && (r->words.list[i].sentence ==
			      r->words.list[i - 1].sentence ||
			      advert_is_one(r, i - 1, abbreviations))) {
			r->sections[i] = r->sections[i - 1];
			continue;
		}
		begin = i;
		end = head_end(r, begin);
		own = end > begin ? section_of(r, begin, end) : OF_DEFAULT;
		if (own == OF_DEFAULT && advert_is_offer(r, begin))
			own = OF_NONE;
		r->sections[i] = (uint8_t)(own == OF_DEFAULT ? section : own);
	}
}

static bool is_shouted(const struct reading_piece *r)
{
	bool capital = false;

	for (size_t i = r->piece->from; i < r->piece->to; i++) {
		if (r->plain[i] >= 'a' && r->plain[i] <= 'z')
			return false;
		capital = capital ||
			  (r->plain[i] >= 'A' && r->plain[i] <= 'Z');
	}
	return capital && r->words.count > 1;
}

/* Words with a meaning that the phrases of a heading do not hold. */
static size_t words_beside(struct reading_piece *r, enum section section)
{
	static const enum weigh weighs[] = {
		[OF_ESSENTIAL] = SECTION_ESSENTIAL, [OF_NICE] = SECTION_NICE,
		[OF_NONE] = SECTION_NONE, [OF_UNASKED] = SECTION_UNASKED,
		[OF_ABOUT] = SECTION_ABOUT,
	};
	const struct ready *ready = &r->reader->weighs[weighs[section]];
	bool *held = ARENA_ARRAY(r->arena, r->words.count, bool);
	size_t beside = 0;

	for (size_t i = 0; i < ready->point->match.count; i++) {
		struct hit hit = { .first = 0 };
		size_t from = 0;

		for (; advert_find(r, ready->match[i], ready, from,
				   r->words.count, &hit); from = hit.first + 1)
			for (size_t w = hit.first; w <= hit.last; w++)
				held[w] = true;
	}
	for (size_t i = 0; i < r->words.count; i++)
		beside += !held[i] && !r->words.list[i].function;
	return beside;
}

/* Is the whole piece a heading, and of what? */
static bool is_heading(struct scan *scan, struct reading_piece *r,
		       enum section *section)
{
	const struct piece *piece = r->piece;
	char end = r->plain[piece->to - 1];
	bool ends_so = end == ':' || end == '?';
	bool shown = ends_so || piece->marked ||
		     (is_shouted(r) && !names_a_term(scan, r));

	if (r->words.count > (ends_so || piece->before_list ? ASKED_WORDS
							    : HEAD_WORDS) ||
	    (piece->bullet && !piece->symbol) || piece->sentence)
		return false;
	*section = section_of(r, 0, r->words.count);
	if (piece->bullet)		/* a picture before a heading */
		return is_shouted(r) && !names_a_term(scan, r);
	if ((*section == OF_NONE || *section == OF_UNASKED) &&
	    words_beside(r, *section) > BESIDE_MOST)
		*section = OF_DEFAULT;		/* a title with "salary" */
	if (shown || piece->before_list)
		return true;
	if (r->words.count > TITLE_WORDS || names_a_term(scan, r))
		return false;
	return piece->apart || (*section != OF_DEFAULT &&
				words_beside(r, *section) == 0);
}

/* "Essential | Desirable": what stands in which column. */
static bool is_columns(struct scan *scan, struct reading_piece *r)
{
	struct str text = { r->plain + r->piece->from,
			    r->piece->to - r->piece->from };
	enum section left, right;
	size_t at = 0;

	if (!advert_has(text, '|') || r->words.count > TITLE_WORDS)
		return false;
	while (at + 1 < r->words.count &&
	       !advert_has(advert_signs(r, at), '|'))
		at++;
	if (at + 1 >= r->words.count)
		return false;
	left = section_of(r, 0, at + 1);
	right = section_of(r, at + 1, r->words.count);
	if (!(left == OF_ESSENTIAL && right == OF_NICE) &&
	    !(left == OF_NICE && right == OF_ESSENTIAL))
		return false;
	scan->columns[0] = left;
	scan->columns[1] = right;
	return true;
}

/* Each word's section by its column, where a heading named columns. */
static void mark_columns(const struct scan *scan, struct reading_piece *r)
{
	size_t column = 0;

	for (size_t i = 0; i < r->words.count; i++) {
		if (i > 0 && advert_has(advert_signs(r, i - 1), '|'))
			column++;
		if (column < 2)
			r->sections[i] = (uint8_t)scan->columns[column];
	}
}

/* "Essential    Desirable" over a table of text: where they stand. */
static bool is_places(struct scan *scan, struct reading_piece *r)
{
	static const char *const heads[2][4] = {
		{ "essential", "required", "mandatory", NULL },
		{ "desirable", "desired", "preferred", NULL },
	};
	size_t places[2] = { 0, 0 };

	if (r->words.count > PLACE_WORDS)
		return false;
	for (size_t i = 0; i < r->words.count; i++)
		for (size_t column = 0; column < 2; column++)
			if (advert_is_one(r, i, heads[column]))
				places[column] = r->piece->column +
						 r->words.list[i].from + 1;
	if (!places[0] || !places[1])
		return false;
	memcpy(scan->places, places, sizeof(places));
	return true;
}

static size_t apart_by(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* "Linux    D", or an X below one of the two. */
static void mark_letter(const struct scan *scan, struct reading_piece *r)
{
	size_t at = r->piece->column + r->piece->to - r->piece->from;
	const size_t *places = scan->places;
	char letter = advert_letter(r);

	if (letter == 'X' && places[0] && places[1])
		letter = apart_by(at, places[0]) < apart_by(at, places[1])
			 ? 'E' : 'D';
	if (letter == 'E' || letter == 'D')
		memset(r->sections, letter == 'E' ? OF_ESSENTIAL : OF_NICE,
		       r->words.count);
}

/* Each sentence under its own section. */
static void find_terms(struct scan *scan, struct reading_piece *r,
		       enum section section)
{
	mark_sections(r, section);
	mark_letter(scan, r);
	if (scan->columns[0] != OF_DEFAULT &&
	    memchr(r->plain + r->piece->from, '|',
		   r->piece->to - r->piece->from))
		mark_columns(scan, r);
	advert_find_cues(r);
	for (size_t t = 0; t < scan->reader->terms->point_count; t++)
		find_term(scan, r, t);
}

static void read_piece(struct scan *scan, const struct piece *piece)
{
	struct str text = { scan->pieces.plain.s + piece->from,
			    piece->to - piece->from };
	struct reading_piece r = {
		.arena = scan->arena, .reader = scan->reader, .piece = piece,
		.plain = scan->pieces.plain.s,
	};
	enum section section = OF_DEFAULT;

	lang_read(scan->arena, text, &r.words);
	if (piece->crossed)
		scan->listed = scan->bullets = true;
	if (r.words.count == 0 || piece->crossed)
		return;
	r.reading = match_read(scan->arena, scan->reader->vocabulary, text,
			       &r.words);
	if (is_columns(scan, &r))
		return;
	if (is_places(scan, &r)) {
		scan->section = OF_ESSENTIAL;
		return;
	}
	if (is_heading(scan, &r, &section)) {
		scan->columns[0] = scan->columns[1] = OF_DEFAULT;
		scan->section = section;
		scan->listed = scan->block = false;
		scan->headed = true;
		if (section == OF_DEFAULT)
			find_terms(scan, &r, section);
		return;
	}
	if (!piece->bullet && piece->apart &&
	    ((scan->listed && scan->bullets) ||
	     ((scan->listed || scan->block) && r.words.count >= TEXT_WORDS)))
		scan->section = OF_DEFAULT;
	if (scan->headed)
		scan->block = !piece->apart;
	scan->headed = false;
	scan->bullets = piece->bullet;
	scan->listed = piece->bullet || (!piece->sentence &&
					 r.words.count <= ITEM_WORDS);
	find_terms(scan, &r, scan->section);
}

static int by_place(const void *a, const void *b)
{
	const struct requirement *left = a, *right = b;

	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return left->term < right->term ? -1 : 1;
}

/* "Our tier is in Node ... you don't need to know Node." */
static bool is_unneeded(const struct scan *scan, size_t term)
{
	return scan->passing[term] && scan->unneeded[term].len > 0 &&
	       str_equal(scan->unneeded[term], scan->name[term]);
}

void advert_read(struct arena *arena, const struct advert_reader *reader,
		 struct str text, struct requirements *found)
{
	struct scan scan = { .arena = arena, .reader = reader };
	size_t terms = reader->terms->point_count;

	scan.best = ARENA_ARRAY(arena, terms, struct requirement);
	scan.has = ARENA_ARRAY(arena, terms, bool);
	scan.name = ARENA_ARRAY(arena, terms, struct str);
	scan.unneeded = ARENA_ARRAY(arena, terms, struct str);
	scan.passing = ARENA_ARRAY(arena, terms, bool);
	memset(scan.passing, true, terms);
	advert_cut(arena, text, &scan.pieces);
	for (size_t i = 0; i < scan.pieces.count; i++)
		read_piece(&scan, &scan.pieces.list[i]);
	*found = (struct requirements){
		.list = ARENA_ARRAY(arena, terms, struct requirement),
	};
	for (size_t t = 0; t < terms; t++)
		if (scan.has[t] && !is_unneeded(&scan, t))
			found->list[found->count++] = scan.best[t];
	qsort(found->list, found->count, sizeof(*found->list), by_place);
}
