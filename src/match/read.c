/* read.c - an answer read with a vocabulary: which word stands for what.
 *
 * Every word is resolved once: its stem looked up, wild terms tried, and only
 * if nothing was found and no list knows the word, the terms it may be a slip
 * of. Two words that make one term when joined ("time out") count as it. All
 * later questions are tests of a bit.
 */
#include "match/program.h"

#include <string.h>

static void set(uint64_t *row, size_t term)
{
	row[term / 64] |= UINT64_C(1) << (term % 64);
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

static bool read_wild(const struct vocabulary *v, struct str folded,
		      uint64_t *row)
{
	bool found = false;

	for (size_t i = 0; i < v->wild_count; i++)
		if (glob(v->terms[v->wild[i]].folded, folded)) {
			set(row, v->wild[i]);
			found = true;
		}
	return found;
}

static void read_slip(const struct vocabulary *v, const struct word *word,
		      uint64_t *row)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->terms[i].kind == TERM_STEM &&
		    lang_is_misspelling(word, v->terms[i].folded,
					v->terms[i].stem))
			set(row, i);
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

/* "time out" and "timed out" for timeout, "data base" for database. */
static void read_joined(struct arena *arena, const struct vocabulary *v,
			const struct word *word, const struct word *next,
			uint64_t *row)
{
	size_t found;

	if (word->folded.len < 2 || next->folded.len < 2 ||
	    word->sentence != next->sentence)
		return;
	found = find_joined(arena, v, word->folded, next->folded);
	if (!found && !str_equal(word->stem, word->folded))
		found = find_joined(arena, v, word->stem, next->folded);
	if (found)
		set(row, found - 1);
}

struct reading *match_read(struct arena *arena,
			   const struct vocabulary *vocabulary,
			   struct str answer, const struct words *words)
{
	struct reading *r = ARENA_NEW(arena, struct reading);
	size_t cells;

	r->vocabulary = vocabulary;
	r->words = words;
	r->answer = answer;
	r->row = vocabulary->count / 64 + 1;
	cells = r->row * (words->count + 1);
	r->hits = ARENA_ARRAY(arena, cells, uint64_t);
	r->slips = ARENA_ARRAY(arena, cells, uint64_t);
	r->joined = ARENA_ARRAY(arena, cells, uint64_t);
	r->all = ARENA_ARRAY(arena, cells, uint64_t);
	r->any = ARENA_ARRAY(arena, r->row, uint64_t);
	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];
		uint64_t *row = r->hits + i * r->row;
		size_t found = vocabulary_find(vocabulary, word->stem);
		bool known = read_wild(vocabulary, word->folded, row);

		if (found)
			set(row, found - 1);
		else if (!known && word->kind == WORD_PLAIN &&
			 !lang_is_known(word->folded))
			read_slip(vocabulary, word, r->slips + i * r->row);
		if (i + 1 < words->count)
			read_joined(arena, vocabulary, word, word + 1,
				    r->joined + i * r->row);
		for (size_t c = i * r->row; c < (i + 1) * r->row; c++) {
			r->all[c] = r->hits[c] | r->slips[c] | r->joined[c];
			r->any[c - i * r->row] |= r->all[c];
		}
	}
	return r;
}
