/* read.c - an answer read with a vocabulary: which word stands for what.
 *
 * Every word is resolved once: its stem looked up, wild terms tried, and only
 * if nothing was found and no list knows the word, the terms it may be a slip
 * of. Two words that make one term when joined ("time out") count as it. What
 * is found is kept as bits, a row for each term that is there: a search begins
 * where a bit is set, and most terms have none.
 */
#include "match/program.h"

#include <string.h>

static bool bit(const uint64_t *row, size_t at)
{
	return row[at / 64] >> (at % 64) & 1;
}

static void set(uint64_t *row, size_t bit)
{
	row[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* A row is zeroed by the first word that stands for the term. */
static uint64_t *rows_make(struct arena *arena, const struct reading *r)
{
	return arena_room(arena, r->vocabulary->count * r->word_cells,
			  sizeof(uint64_t));
}

static void clear(const struct reading *r, uint64_t *rows, size_t term)
{
	for (size_t i = 0; i < r->word_cells; i++)
		rows[term * r->word_cells + i] = 0;
}

/* Word `at` stands for the term. */
static void note(struct reading *r, uint64_t *rows, size_t term, size_t at)
{
	if (!bit(r->present, term)) {
		clear(r, r->own, term);
		if (r->joined)
			clear(r, r->joined, term);
	}
	set(rows + term * r->word_cells, at);
	set(r->present, term);
	sweep_term(r, term);
}

bool reading_stands(const struct reading *r, const uint64_t *rows, size_t at,
		    size_t term)
{
	return rows && bit(r->present, term) &&
	       bit(rows + term * r->word_cells, at);
}

/* Words that make terms together are rare, so there is no room for them until
 * the first ones are found. */
static void joined_make(struct arena *arena, struct reading *r)
{
	r->joined = rows_make(arena, r);
	r->joins = ARENA_ARRAY(arena, r->word_cells, uint64_t);
	for (size_t term = 0; term < r->vocabulary->count; term++)
		if (bit(r->present, term))
			clear(r, r->joined, term);
}

/* Glob with * and ?; both are single bytes of folded text. */
static bool glob(struct str pattern, struct str word)
{
	size_t p = 0, w = 0, star = SIZE_MAX, mark = 0;

	while (w < word.len) {
		if (p < pattern.len && pattern.s[p] == '*') {
			star = p++;
			mark = w;
		} else if (p < pattern.len &&
			   (pattern.s[p] == '?' || pattern.s[p] == word.s[w])) {
			p++;
			w++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			w = ++mark;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.s[p] == '*')
		p++;
	return p == pattern.len;
}

static bool read_chain(struct reading *r, size_t chain, size_t at)
{
	const struct vocabulary *v = r->vocabulary;
	struct str folded = r->words->list[at].folded;
	char second = folded.len > 1 ? folded.s[1] : '\0';
	char last = folded.len > 0 ? folded.s[folded.len - 1] : '\0';
	bool found = false;

	while (chain > 0) {
		const struct wild *wild = &v->wilds[chain - 1];

		if ((!wild->second || wild->second == second) &&
		    (!wild->last || wild->last == last) &&
		    glob(wild->pattern, folded)) {
			note(r, r->own, wild->term, at);
			found = true;
		}
		chain = wild->next;
	}
	return found;
}

static bool read_wild(struct reading *r, size_t at)
{
	const struct vocabulary *v = r->vocabulary;
	unsigned char first =
		(unsigned char)r->words->list[at].folded.s[0];
	bool found = v->wild[first] && read_chain(r, v->wild[first], at);

	return (first != 0 && v->wild[0] && read_chain(r, v->wild[0], at)) ||
	       found;
}

/* An edit takes a letter away and brings another at most, and two edits are
 * the most that a slip may have: words that differ in more letters are none. */
static bool are_near(uint32_t a, uint32_t b)
{
	uint32_t other = a ^ b;

	for (int i = 0; i < 4; i++)
		other &= other - 1;	/* 0 stays 0 */
	return other == 0;
}

static bool may_be_slip(const struct spelling *spelling,
			const uint32_t *letters)
{
	return are_near(spelling->letters[0], letters[0]) ||
	       are_near(spelling->letters[1], letters[1]);
}

static void read_slip(struct reading *r, size_t at)
{
	const struct vocabulary *v = r->vocabulary;
	const struct word *word = &r->words->list[at];
	unsigned letter = (unsigned char)word->folded.s[0] - (unsigned)'a';
	uint32_t letters[2];

	if (letter >= LETTERS)
		return;
	letters[0] = vocabulary_letters(word->folded);
	letters[1] = vocabulary_letters(word->stem);
	for (size_t i = v->letters[letter]; i > 0;
	     i = v->spellings[i - 1].next) {
		const struct spelling *spelling = &v->spellings[i - 1];
		const struct term *term = &v->terms[spelling->term];

		if (may_be_slip(spelling, letters) &&
		    lang_is_misspelling(word, term_folded(term),
					term_stem(term))) {
			note(r, r->own, spelling->term, at);
			set(r->slips, at);
		}
	}
}

static size_t find_joined(struct arena *arena, const struct vocabulary *v,
			  struct str first, struct str second)
{
	char joined[64];
	struct str whole = { joined, first.len + second.len };
	size_t found;

	if (whole.len >= sizeof(joined))
		return 0;
	memcpy(joined, first.s, first.len);
	memcpy(joined + first.len, second.s, second.len);
	found = vocabulary_find(v, whole);
	if (!found && lang_is_known(whole))
		found = vocabulary_find(v, lang_stem(arena, whole));
	return found;
}

/* Is the word its own stem? */
static bool is_stem(const struct word *word)
{
	return word->stem.len == word->folded.len &&
	       (word->stem.s == word->folded.s ||
		str_equal(word->stem, word->folded));
}

/* "time out" and "timed out" for timeout, "data base" for database. */
static bool read_joined(struct arena *arena, struct reading *r, size_t at)
{
	const struct vocabulary *v = r->vocabulary;
	const struct word *word = &r->words->list[at], *next = word + 1;
	size_t found = 0;

	if (word->folded.len < 2 || next->folded.len < 2 ||
	    word->sentence != next->sentence)
		return false;
	if (vocabulary_may_join(v, word->folded, next->folded))
		found = find_joined(arena, v, word->folded, next->folded);
	if (!found && !is_stem(word) &&
	    vocabulary_may_join(v, word->stem, next->folded))
		found = find_joined(arena, v, word->stem, next->folded);
	if (!found)
		return false;
	if (!r->joined)
		joined_make(arena, r);
	note(r, r->joined, found - 1, at);
	set(r->joins, at);
	return true;
}

/* The term of each word's stem, plus one; 0: none. All are looked for in one
 * go, so that what sweep_term looks at is near by when it is asked. */
static const uint16_t *find_terms(struct arena *arena, const struct reading *r)
{
	const struct words *words = r->words;
	uint16_t *terms = arena_room(arena, words->count, sizeof(*terms));

	for (size_t at = 0; at < words->count; at++) {
		terms[at] = (uint16_t)vocabulary_find_key(r->vocabulary,
							  words->list[at].key);
		if (terms[at] > 0)
			sweep_expect(r, terms[at] - (size_t)1);
	}
	return terms;
}

static void read_word(struct reading *r, size_t at, size_t term)
{
	const struct word *word = &r->words->list[at];
	bool wild = read_wild(r, at);

	if (term > 0)
		note(r, r->own, term - 1, at);
	else if (!wild && word->kind == WORD_PLAIN && !word->known)
		read_slip(r, at);
}

static bool ends_segment(const struct words *words, size_t at)
{
	return at + 1 < words->count &&
	       words->list[at].segment != words->list[at + 1].segment;
}

struct reading *match_read(struct arena *arena,
			   const struct vocabulary *vocabulary,
			   struct str answer, const struct words *words)
{
	struct reading *r = ARENA_NEW(arena, struct reading);
	bool over = false;		/* two words of two segments, joined */
	const uint16_t *terms;

	vocabulary_expect(vocabulary);
	r->vocabulary = vocabulary;
	r->words = words;
	r->answer = answer;
	r->hearing = hearing_new(arena, vocabulary->rules, answer, words);
	r->word_cells = words->count / 64 + 1;
	r->term_cells = vocabulary->count / 64 + 1;
	r->present = ARENA_ARRAY(arena, r->term_cells, uint64_t);
	r->seen = ARENA_ARRAY(arena, r->term_cells, uint64_t);
	r->slips = ARENA_ARRAY(arena, r->word_cells, uint64_t);
	r->own = rows_make(arena, r);
	sweep_begin(arena, r);
	terms = find_terms(arena, r);
	for (size_t at = 0; at < words->count; at++) {
		read_word(r, at, terms[at]);
		if (at + 1 < words->count)
			over = read_joined(arena, r, at);
		if (ends_segment(words, at) && !over)
			sweep_segment(r);
	}
	sweep_segment(r);
	sweep_end(r);
	return r;
}
