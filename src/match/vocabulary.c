/* vocabulary.c - the words of phrases as small integers.
 *
 * A term is a stem (or a pattern with * and ?). Terms of one stem are one
 * term, so a rubric's few hundred words make a short bit row. Stems are found
 * through an open hash table, which keeps at most half its slots filled.
 */
#include "match/program.h"

#include <string.h>

static void read_synonyms(struct vocabulary *v,
			  const struct word_groups *groups)
{
	v->synonym_count = groups->count;
	v->synonyms = ARENA_ARRAY(v->arena, groups->count,
				  struct synonym_group);
	for (size_t g = 0; g < groups->count; g++) {
		const struct word_group *group = &groups->list[g];
		struct synonym_group *made = &v->synonyms[g];

		made->count = group->count;
		made->members = ARENA_ARRAY(v->arena, group->count,
					    struct words);
		for (size_t i = 0; i < group->count; i++)
			lang_read(v->arena, str_of(group->members[i]),
				  &made->members[i]);
	}
}

struct vocabulary *vocabulary_new(struct arena *arena,
				  const struct word_groups *synonyms,
				  const struct word_groups *groups)
{
	struct vocabulary *v = ARENA_NEW(arena, struct vocabulary);

	v->arena = arena;
	v->groups = groups;
	if (synonyms)
		read_synonyms(v, synonyms);
	v->table_size = 512;
	v->table = ARENA_ARRAY(arena, v->table_size, uint16_t);
	return v;
}

static size_t slot_of(const struct vocabulary *v, struct str stem)
{
	size_t slot = text_hash(TEXT_HASH, stem) & (v->table_size - 1);

	while (v->table[slot] &&
	       !str_equal(v->terms[v->table[slot] - 1].stem, stem))
		slot = (slot + 1) & (v->table_size - 1);
	return slot;
}

static void rehash(struct vocabulary *v)
{
	v->table_size *= 2;
	v->table = ARENA_ARRAY(v->arena, v->table_size, uint16_t);
	for (size_t i = 0; i < v->count; i++)
		if (v->terms[i].kind == TERM_STEM)
			v->table[slot_of(v, v->terms[i].stem)] =
				(uint16_t)(i + 1);
}

size_t vocabulary_find(const struct vocabulary *v, struct str stem)
{
	return v->table[slot_of(v, stem)];
}

static uint16_t add(struct vocabulary *v, const struct term *term)
{
	v->terms = arena_grow(v->arena, v->terms, v->count, &v->cap,
			      sizeof(*v->terms));
	v->terms[v->count] = *term;
	return (uint16_t)v->count++;
}

bool vocabulary_word(struct vocabulary *v, struct str folded, struct str stem,
		     uint16_t *term)
{
	struct term made = { .folded = folded, .stem = stem,
			     .kind = TERM_STEM };
	size_t found = vocabulary_find(v, stem);

	if (found) {
		*term = (uint16_t)(found - 1);
		return true;
	}
	if (v->count >= MATCH_TERMS_MAX)
		return false;
	*term = add(v, &made);
	if (v->count * 2 > v->table_size)
		rehash(v);
	else
		v->table[slot_of(v, stem)] = (uint16_t)(*term + 1);
	return true;
}

bool vocabulary_wild(struct vocabulary *v, struct str pattern, uint16_t *term)
{
	struct term made = { .folded = pattern, .stem = pattern,
			     .kind = TERM_WILD };

	for (size_t i = 0; i < v->wild_count; i++)
		if (str_equal(v->terms[v->wild[i]].folded, pattern)) {
			*term = v->wild[i];
			return true;
		}
	if (v->count >= MATCH_TERMS_MAX)
		return false;
	*term = add(v, &made);
	v->wild = arena_grow(v->arena, v->wild, v->wild_count, &v->wild_cap,
			     sizeof(*v->wild));
	v->wild[v->wild_count++] = *term;
	return true;
}
