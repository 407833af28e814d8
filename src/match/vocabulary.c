/* vocabulary.c - the words of phrases as small integers.
 *
 * A term is a stem (or a pattern with * and ?). Terms of one stem are one
 * term, so a rubric's few hundred words make a short row of bits. A word of an
 * answer must find its terms at once, so there are four ways to them: by the
 * key of a stem (an open hash table, at most half full), by the first byte of
 * a pattern, by the first letter of what a slip may stand for, and by the ends
 * of what two words may make when joined.
 */
#include "match/program.h"

#include <string.h>

enum { TEXTS_ROOM = 8 * MATCH_PHRASE_MAX };	/* bytes */

/* ---- sets of terms ---- */

void *match_grow(struct arena *arena, void *array, size_t count, size_t size)
{
	void *larger;

	if (count & (count - 1))
		return array;
	larger = arena_room(arena, count ? count * 2 : 1, size);
	if (count)
		memcpy(larger, array, count * size);
	return larger;
}

static void add_cell(struct arena *arena, struct term_set *set,
		     struct term_cell cell)
{
	struct term_cell one = { set->bits, set->at };

	if (set->count == 0 || (set->count == 1 && set->at == cell.at)) {
		set->bits = set->count * set->bits | cell.bits;
		set->at = cell.at;
		set->count = 1;
		return;
	}
	for (size_t i = 0; set->count > 1 && i < set->count; i++)
		if (set->cells[i].at == cell.at) {
			set->cells[i].bits |= cell.bits;
			return;
		}
	set->cells = match_grow(arena, set->count > 1 ? set->cells : &one,
				set->count, sizeof(*set->cells));
	set->cells[set->count++] = cell;
}

void term_set_add(struct arena *arena, struct term_set *set, uint16_t term)
{
	add_cell(arena, set, (struct term_cell){
		UINT64_C(1) << (term % 64), term / 64 });
}

void term_set_join(struct arena *arena, struct term_set *set,
		   const struct term_set *other)
{
	for (size_t i = 0; i < other->count; i++)
		add_cell(arena, set, term_set_cell(other, i));
}

/* ---- making ---- */

/* One that stays as long as the arena. */
static const char *lasting(struct arena *arena, struct str text)
{
	return lang_is_lasting(text) ? text.s : str_dup(arena, text);
}

/* The words are read into a scratch arena, then copied as tight as they are. */
static void read_member(struct arena *arena, struct lang_reader *reader,
			struct arena *scratch, const char *text,
			struct words *words)
{
	struct word *list;

	lang_read_with(reader, scratch, str_of(text), words);
	list = ARENA_ARRAY(arena, words->count, struct word);
	for (size_t i = 0; i < words->count; i++) {
		struct word *word = &words->list[i];

		list[i] = *word;
		list[i].folded.s = lasting(arena, word->folded);
		list[i].stem.s = lasting(arena, word->stem);
	}
	words->list = list;
}

static void chain_member(struct arena *arena, struct synonyms *synonyms,
			 const struct words *words, size_t group)
{
	struct synonym_member *member, **bucket;

	if (words->count == 0)
		return;
	bucket = &synonyms->buckets[words->list[0].key % SYNONYM_BUCKETS];
	member = ARENA_NEW(arena, struct synonym_member);
	*member = (struct synonym_member){ words, (uint16_t)group, *bucket };
	*bucket = member;
}

struct synonyms *synonyms_read(struct arena *arena,
			       const struct word_groups *groups)
{
	struct synonyms *read = ARENA_NEW(arena, struct synonyms);
	struct lang_reader *reader = lang_reader_open();
	struct arena scratch;

	arena_init(&scratch, 0);
	read->groups = ARENA_ARRAY(arena, groups->count, struct synonym_group);
	/* Backwards, so that the chains rise. */
	for (size_t g = groups->count; g-- > 0;) {
		const struct word_group *group = &groups->list[g];
		struct synonym_group *made = &read->groups[g];

		made->count = group->count;
		made->words = ARENA_ARRAY(arena, group->count, struct words);
		for (size_t i = group->count; i-- > 0;) {
			read_member(arena, reader, &scratch, group->members[i],
				    &made->words[i]);
			chain_member(arena, read, &made->words[i], g);
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	lang_reader_close(reader);
	return read;
}

struct vocabulary *vocabulary_new_with(struct arena *arena,
				       const struct synonyms *synonyms,
				       const struct word_groups *groups)
{
	static const struct synonyms none;
	struct vocabulary *v = ARENA_NEW(arena, struct vocabulary);

	v->arena = v->growing = arena;
	v->groups = groups;
	v->synonyms = synonyms ? synonyms : &none;
	v->table_size = 64;
	v->table = ARENA_ARRAY(arena, v->table_size, uint16_t);
	return v;
}

struct vocabulary *vocabulary_new(struct arena *arena,
				  const struct word_groups *synonyms,
				  const struct word_groups *groups)
{
	bool any = synonyms && synonyms->count > 0;

	return vocabulary_new_with(arena, any ? synonyms_read(arena, synonyms)
					      : NULL, groups);
}

void vocabulary_grow_in(struct vocabulary *vocabulary, struct arena *scratch)
{
	vocabulary->growing = scratch;
}

static void *settle(struct arena *arena, const void *list, size_t count,
		    size_t size)
{
	void *made = arena_alloc(arena, count, size);

	if (count > 0)
		memcpy(made, list, count * size);
	return made;
}

/* Those of one letter stand together. */
static void settle_spellings(struct vocabulary *v)
{
	struct spelling *made = ARENA_ARRAY(v->arena, v->spelling_count,
					    struct spelling);
	uint16_t count = 0;

	for (size_t letter = 0; letter < LETTERS; letter++) {
		size_t at = v->letters[letter];

		if (at > 0)
			v->letters[letter] = (uint16_t)(count + 1);
		for (; at > 0; at = v->spellings[at - 1].next) {
			made[count] = v->spellings[at - 1];
			if (made[count].next > 0)
				made[count].next = (uint16_t)(count + 2);
			count++;
		}
	}
	v->spellings = made;
	v->spelling_cap = v->spelling_count;
}

void vocabulary_settle(struct vocabulary *v)
{
	if (v->growing == v->arena)
		return;
	v->growing = v->arena;
	v->terms = settle(v->arena, v->terms, v->count, sizeof(*v->terms));
	v->keys = settle(v->arena, v->keys, v->count, sizeof(*v->keys));
	v->cap = v->key_cap = v->count;
	v->table = settle(v->arena, v->table, v->table_size,
			  sizeof(*v->table));
	v->wilds = settle(v->arena, v->wilds, v->wild_count,
			  sizeof(*v->wilds));
	v->wild_cap = v->wild_count;
	settle_spellings(v);
	v->named = settle(v->arena, v->named, v->named_count,
			  sizeof(*v->named));
	v->named_cap = v->named_count;
}

void vocabulary_read_with(struct vocabulary *vocabulary,
			  struct lang_reader *reader)
{
	vocabulary->reader = reader;
}

void vocabulary_borrow(struct vocabulary *vocabulary)
{
	vocabulary->borrows = true;
}

void vocabulary_number(struct vocabulary *v, struct phrase *phrase)
{
	phrase->number = v->phrase_count++;
	phrase->before = v->phrases;
	v->phrases = phrase;
}

unsigned phrase_number(const struct phrase *phrase)
{
	return phrase->number;
}

/* ---- by key ---- */

static void expect(const void *from, const void *to)
{
	for (const char *at = from; at < (const char *)to; at += CACHE_LINE)
		__builtin_prefetch(at);
}

void vocabulary_expect(const struct vocabulary *v)
{
	expect(v->wild, v->joints + JOINT_BITS / 64);
	expect(v->keys, v->keys + v->count);
	expect(v->table, v->table + v->table_size);
}

size_t vocabulary_find(const struct vocabulary *v, struct str stem)
{
	return vocabulary_find_key(v, text_hash(TEXT_HASH, stem));
}

static void enter(struct vocabulary *v, size_t term)
{
	v->table[vocabulary_slot(v, v->keys[term])] = (uint16_t)(term + 1);
}

static void rehash(struct vocabulary *v)
{
	v->table_size *= 2;
	v->table = ARENA_ARRAY(v->growing, v->table_size, uint16_t);
	for (size_t i = 0; i < v->count; i++)
		if (v->terms[i].kind == TERM_STEM)
			enter(v, i);
}

/* ---- by the ends of two words joined ---- */

/* From the first two and the last two bytes and the length. */
static size_t joint(const char *head, const char *tail, size_t len)
{
	uint32_t ends = (uint32_t)(unsigned char)head[0] << 24 |
			(uint32_t)(unsigned char)head[1] << 16 |
			(uint32_t)(unsigned char)tail[0] << 8 |
			(uint32_t)(unsigned char)tail[1];

	ends = (ends ^ (uint32_t)len * 0x85EBCA6BU) * 0x9E3779B1U;
	return ends >> 16 & (JOINT_BITS - 1);
}

static void add_joint(struct vocabulary *v, struct str whole)
{
	size_t bit;

	if (whole.len < 2)
		return;
	bit = vocabulary_opening(whole.s, whole.len);
	v->openings[bit / 64] |= UINT64_C(1) << (bit % 64);
	bit = joint(whole.s, whole.s + whole.len - 2, whole.len);
	v->joints[bit / 64] |= UINT64_C(1) << (bit % 64);
}

bool vocabulary_has_joint(const struct vocabulary *v, struct str first,
			  struct str second)
{
	size_t bit = joint(first.s, second.s + second.len - 2,
			   first.len + second.len);

	return v->joints[bit / 64] >> (bit % 64) & 1;
}

/* ---- adding ---- */

static uint16_t add(struct vocabulary *v, const struct term *term,
		    uint64_t key)
{
	v->terms = arena_grow(v->growing, v->terms, v->count, &v->cap,
			      sizeof(*v->terms));
	v->keys = arena_grow(v->growing, v->keys, v->count, &v->key_cap,
			     sizeof(*v->keys));
	v->terms[v->count] = *term;
	v->keys[v->count] = key;
	return (uint16_t)v->count++;
}

struct str vocabulary_keep(struct vocabulary *v, struct str text)
{
	struct str kept;

	if (v->borrows)
		return text;
	if (v->texts_left < text.len) {
		v->texts = arena_alloc(v->arena, TEXTS_ROOM, 1);
		v->texts_left = TEXTS_ROOM;
	}
	kept = (struct str){ v->texts, text.len };
	memcpy(v->texts, text.s, text.len);
	v->texts += text.len;
	v->texts_left -= text.len;
	return kept;
}

uint32_t vocabulary_letters(struct str text)
{
	uint32_t letters = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.s[i] >= 'a' && text.s[i] <= 'z')
			letters |= UINT32_C(1) << (text.s[i] - 'a');
	return letters;
}

static void chain_spelling(struct vocabulary *v, uint16_t index)
{
	const struct term *term = &v->terms[index];
	unsigned letter = term->folded_len > 0
		? (unsigned char)term->folded[0] - (unsigned)'a' : LETTERS;

	if (letter >= LETTERS)
		return;
	v->spellings = arena_grow(v->growing, v->spellings, v->spelling_count,
				  &v->spelling_cap, sizeof(*v->spellings));
	v->spellings[v->spelling_count++] = (struct spelling){
		.letters = { vocabulary_letters(term_folded(term)),
			     vocabulary_letters(term_stem(term)) },
		.term = index, .next = v->letters[letter],
	};
	v->letters[letter] = (uint16_t)v->spelling_count;
}

static void index_word(struct vocabulary *v, uint16_t index)
{
	struct str stem = term_stem(&v->terms[index]), form;

	chain_spelling(v, index);
	add_joint(v, stem);
	for (size_t place = 0; lang_next_form(stem, &place, &form);)
		add_joint(v, form);
}

bool vocabulary_word(struct vocabulary *v, struct str folded, struct str stem,
		     uint64_t key, uint16_t *term)
{
	struct term made = { .kind = TERM_STEM };
	size_t found = vocabulary_find_key(v, key);

	if (found) {
		*term = (uint16_t)(found - 1);
		return true;
	}
	if (v->count >= MATCH_TERMS_MAX)
		return false;
	made.folded = lasting(v->arena, folded);
	made.stem = str_equal(folded, stem) ? made.folded
					    : lasting(v->arena, stem);
	made.folded_len = (uint16_t)folded.len;
	made.stem_len = (uint16_t)stem.len;
	*term = add(v, &made, key);
	index_word(v, *term);
	if (v->count * 2 > v->table_size)
		rehash(v);
	else
		enter(v, *term);
	return true;
}

static bool is_literal(struct str pattern, size_t at)
{
	return at < pattern.len && pattern.s[at] != '*' && pattern.s[at] != '?';
}

static void chain_wild(struct vocabulary *v, uint16_t *chain,
		       struct str pattern, uint16_t term)
{
	bool second = is_literal(pattern, 0) && is_literal(pattern, 1);
	bool last = is_literal(pattern, pattern.len - 1);

	v->wilds = arena_grow(v->growing, v->wilds, v->wild_count, &v->wild_cap,
			      sizeof(*v->wilds));
	v->wilds[v->wild_count++] = (struct wild){
		.pattern = pattern, .term = term, .next = *chain,
		.second = second ? pattern.s[1] : '\0',
		.last = last ? pattern.s[pattern.len - 1] : '\0',
	};
	*chain = (uint16_t)v->wild_count;
}

bool vocabulary_wild(struct vocabulary *v, struct str pattern, uint16_t *term)
{
	unsigned char first = (unsigned char)pattern.s[0];
	uint16_t *chain = &v->wild[is_literal(pattern, 0) ? first : 0];
	struct term made = { .kind = TERM_WILD };

	for (size_t i = *chain; i > 0; i = v->wilds[i - 1].next)
		if (str_equal(v->wilds[i - 1].pattern, pattern)) {
			*term = v->wilds[i - 1].term;
			return true;
		}
	if (v->count >= MATCH_TERMS_MAX)
		return false;
	made.folded = made.stem = str_dup(v->arena, pattern);
	made.folded_len = made.stem_len = (uint16_t)pattern.len;
	*term = add(v, &made, 0);
	chain_wild(v, chain, term_folded(&made), *term);
	return true;
}
