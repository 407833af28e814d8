/* cue.c - cues: short patterns over words as they were typed.
 *
 * Phrases compare stems, and "build" and "built" are one stem. Whether a
 * sentence tells what somebody did, or what one should do, lies in just that
 * difference, so cues compare folded spellings and know lists and endings
 * ("*ed"). All cues of a rubric are compiled together: a word is looked up
 * once, in one hash table, and only the cues that may begin with it are
 * tried. Each cue belongs to a family, and all that is asked is which
 * families have a cue in a stretch of the text.
 *
 *	cue   = ["^"] slot { slot }
 *	slot  = "..." | ["!"] choice { "|" choice } ["?"]
 *	choice = word | "~" list { "+" list }
 */
#include "match/program.h"

#include <string.h>

enum {
	SLOTS_MAX = 12,			/* of one cue */
	GAP_WORDS = 6,			/* that `...` stands for, at most */
	TERMS_MAX = 60000,
	ENDINGS_MAX = 16,
	BOTH_MAX = 4,			/* choices like ~a+b in one slot */
};

struct cue_term {
	const char *word;
	uint32_t len;
	uint32_t first;			/* cue that may begin so, plus one */
	uint64_t lists;			/* that name it */
	uint64_t not_lists;		/* that except it from their endings */
};

struct cue_slot {
	uint64_t lists;			/* any of these fills it, */
	uint64_t *both;			/* or all of one of these together, */
	uint16_t *terms;		/* or any of these */
	uint16_t term_count;
	uint8_t both_count;
	bool gap;			/* `...` */
	bool barring;			/* !x: the next word is none of them */
	bool optional;
};

struct cue {
	const struct cue_slot *slots;
	size_t count;
	unsigned family;
	bool opens;			/* ^: only where the stretch begins */
};

/* Cues that may begin with a term or a list, chained. */
struct cue_link {
	uint32_t cue, next;		/* next: index plus one */
};

struct cue_ending {
	struct str bytes;
	uint64_t list;
};

struct cues {
	struct arena *arena;
	struct str names[CUE_LISTS_MAX];
	size_t name_count;
	struct cue_term *terms;
	size_t count, cap;
	uint16_t *table;		/* open hash of words: index + 1 */
	size_t table_size;		/* a power of two */
	struct cue_ending endings[ENDINGS_MAX];
	size_t ending_count;
	struct cue *list;
	size_t cue_count, cue_cap;
	struct cue_link *links;
	size_t link_count, link_cap;
	uint32_t list_first[CUE_LISTS_MAX];	/* link plus one */
};

struct cues *cues_new(struct arena *arena)
{
	struct cues *cues = ARENA_NEW(arena, struct cues);

	cues->arena = arena;
	cues->table_size = 1024;
	cues->table = ARENA_ARRAY(arena, cues->table_size, uint16_t);
	return cues;
}

/* ---- words ---- */

static struct str word_of(const struct cue_term *term)
{
	return (struct str){ term->word, term->len };
}

static size_t slot_of(const struct cues *cues, struct str word)
{
	size_t slot = text_hash(TEXT_HASH, word) & (cues->table_size - 1);

	while (cues->table[slot] &&
	       !str_equal(word_of(&cues->terms[cues->table[slot] - 1]), word))
		slot = (slot + 1) & (cues->table_size - 1);
	return slot;
}

static void grow(struct cues *cues)
{
	cues->table_size *= 2;
	cues->table = ARENA_ARRAY(cues->arena, cues->table_size, uint16_t);
	for (size_t i = 0; i < cues->count; i++)
		cues->table[slot_of(cues, word_of(&cues->terms[i]))] =
			(uint16_t)(i + 1);
}

/* The index of the word, added where it is new; CUE_TERM_NONE: full. */
static uint16_t term_of(struct cues *cues, struct str word)
{
	size_t slot = slot_of(cues, word);

	if (cues->table[slot])
		return (uint16_t)(cues->table[slot] - 1);
	if (cues->count == TERMS_MAX)
		return CUE_TERM_NONE;
	cues->terms = arena_grow(cues->arena, cues->terms, cues->count,
				 &cues->cap, sizeof(*cues->terms));
	cues->terms[cues->count] = (struct cue_term){
		.word = word.s, .len = (uint32_t)word.len,
	};
	cues->table[slot] = (uint16_t)++cues->count;
	if (cues->count * 2 > cues->table_size)
		grow(cues);
	return (uint16_t)(cues->count - 1);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Eats the next word of text; *place is its byte from 1. */
static bool next_word(struct str text, size_t *at, struct str *word,
		      int *place)
{
	size_t from;

	while (*at < text.len && is_space(text.s[*at]))
		++*at;
	from = *at;
	while (*at < text.len && !is_space(text.s[*at]))
		++*at;
	*word = (struct str){ text.s + from, *at - from };
	*place = (int)from + 1;
	return word->len > 0;
}

/* As an answer's words are folded; what is plain already stays. */
static struct str fold(struct cues *cues, struct str word)
{
	size_t i = 0;

	while (i < word.len && ((word.s[i] >= 'a' && word.s[i] <= 'z') ||
				(word.s[i] >= '0' && word.s[i] <= '9')))
		i++;
	return i == word.len ? word : lang_fold(cues->arena, word);
}

/* An answer has o'clock as one word, but "don't" as two. */
static bool is_wordlike(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (strchr("~|?!^*.,;:()&-", word.s[i]) ||
		    (word.s[i] == '\'' && word.len - i <= 3))
			return false;
	return word.len > 0;
}

/* ---- lists ---- */

uint64_t cues_bit(const struct cues *cues, struct str name)
{
	for (size_t i = 0; i < cues->name_count; i++)
		if (str_equal(cues->names[i], name))
			return UINT64_C(1) << i;
	return 0;
}

bool cues_tag(struct cues *cues, struct str name, uint64_t *bit,
	      struct error *err)
{
	if (cues_bit(cues, name))
		return error_at(err, "", 1, 1, "there are two lists '%.*s'; "
				"rename one", (int)name.len, name.s);
	if (cues->name_count == CUE_LISTS_MAX)
		return error_at(err, "", 1, 1, "more than %d lists of words; "
				"merge some", CUE_LISTS_MAX);
	*bit = UINT64_C(1) << cues->name_count;
	cues->names[cues->name_count++] = name;
	return true;
}

static bool add_ending(struct cues *cues, struct str bytes, uint64_t bit,
		       int place, struct error *err)
{
	if (cues->ending_count == ENDINGS_MAX)
		return error_at(err, "", 1, place, "more than %d endings; "
				"write the words out", ENDINGS_MAX);
	cues->endings[cues->ending_count++] =
		(struct cue_ending){ bytes, bit };
	return true;
}

static bool add_member(struct cues *cues, struct str word, uint64_t bit,
		       int place, struct error *err)
{
	char sign = word.s[0];
	struct str rest = word;
	uint16_t term;

	if (sign == '*' || sign == '-')
		rest = (struct str){ word.s + 1, word.len - 1 };
	if (!is_wordlike(rest))
		return error_at(err, "", 1, place, "'%.*s' is no word of a "
				"list; write words (do not, round trip), "
				"endings as *ed, exceptions as -need",
				(int)word.len, word.s);
	if (sign == '*')
		return add_ending(cues, rest, bit, place, err);
	term = term_of(cues, fold(cues, rest));
	if (term == CUE_TERM_NONE)
		return error_at(err, "", 1, place, "too many different "
				"words; use fewer");
	if (sign == '-')
		cues->terms[term].not_lists |= bit;
	else
		cues->terms[term].lists |= bit;
	return true;
}

bool cues_list(struct cues *cues, struct str name, struct str words,
	       struct error *err)
{
	size_t at = 0;
	struct str word;
	uint64_t bit;
	int place;

	if (!cues_tag(cues, name, &bit, err))
		return false;
	while (next_word(words, &at, &word, &place))
		if (!add_member(cues, word, bit, place, err))
			return false;
	return true;
}

/* ---- cues ---- */

/* ~list, or ~list+list: a word of both. */
static bool add_lists(struct cues *cues, struct cue_slot *slot,
		      struct str names, int place, struct error *err)
{
	uint64_t all = 0, bit;
	size_t count = 0;
	struct str name;

	for (; str_cut(&names, '+', &name); count++) {
		bit = cues_bit(cues, name);
		if (!bit)
			return error_at(err, "", 1, place, "no list '%.*s'; "
					"add it to 'lists', or correct the "
					"name", (int)name.len, name.s);
		all |= bit;
	}
	if (count == 1) {
		slot->lists |= all;
		return true;
	}
	if (count == 0 || slot->both_count == BOTH_MAX)
		return error_at(err, "", 1, place, count == 0
				? "there is no name behind '~'; write one"
				: "too many ~a+b in one place; make a list");
	slot->both = match_grow(cues->arena, slot->both, slot->both_count,
				sizeof(*slot->both));
	slot->both[slot->both_count++] = all;
	return true;
}

static bool add_choice(struct cues *cues, struct cue_slot *slot,
		       struct str choice, int place, struct error *err)
{
	struct str name = { choice.s + 1, choice.len - 1 };
	uint16_t term;

	if (choice.len > 0 && choice.s[0] == '~')
		return add_lists(cues, slot, name, place, err);
	if (!is_wordlike(choice))
		return error_at(err, "", 1, place, "'%.*s' is no word; write "
				"word, one|other, ~list, word?, !word or ... "
				"(don't as do not)",
				(int)choice.len, choice.s);
	term = term_of(cues, fold(cues, choice));
	if (term == CUE_TERM_NONE)
		return error_at(err, "", 1, place, "too many different "
				"words; use fewer");
	slot->terms = match_grow(cues->arena, slot->terms, slot->term_count,
				 sizeof(*slot->terms));
	slot->terms[slot->term_count++] = term;
	return true;
}

static bool read_slot(struct cues *cues, struct cue_slot *slot,
		      struct str word, int place, struct error *err)
{
	struct str choice;

	*slot = (struct cue_slot){ 0 };
	if (str_is(word, "...")) {
		slot->gap = true;
		return true;
	}
	if (word.s[0] == '!') {
		slot->barring = true;
		word = (struct str){ word.s + 1, word.len - 1 };
		place++;
	}
	if (word.len > 1 && word.s[word.len - 1] == '?') {
		slot->optional = true;
		word.len--;
	}
	do {
		const char *bar = memchr(word.s, '|', word.len);

		choice = word;
		if (bar)
			choice.len = (size_t)(bar - word.s);
		if (!add_choice(cues, slot, choice, place, err))
			return false;
		if (!bar)
			return true;
		place += (int)choice.len + 1;
		word = (struct str){ bar + 1, word.len - choice.len - 1 };
	} while (true);
}

static void add_link(struct cues *cues, uint32_t *first)
{
	cues->links = arena_grow(cues->arena, cues->links, cues->link_count,
				 &cues->link_cap, sizeof(*cues->links));
	cues->links[cues->link_count] = (struct cue_link){
		(uint32_t)cues->cue_count, *first,
	};
	*first = (uint32_t)++cues->link_count;
}

/* A cue is found by any word that may fill its first slot; of ~a+b one list
 * will do. */
static void link_cue(struct cues *cues, const struct cue_slot *first)
{
	uint64_t lists = first->lists;

	for (size_t i = 0; i < first->term_count; i++)
		add_link(cues, &cues->terms[first->terms[i]].first);
	for (size_t i = 0; i < first->both_count; i++)
		lists |= first->both[i] & ~(first->both[i] - 1);
	for (size_t i = 0; i < cues->name_count; i++)
		if (lists >> i & 1)
			add_link(cues, &cues->list_first[i]);
}

static bool check_ends(const struct cue *cue, struct error *err)
{
	const struct cue_slot *first = cue->slots, *last;

	if (cue->count == 0)
		return error_at(err, "", 1, 1, "this cue is empty; write a "
				"word");
	last = &cue->slots[cue->count - 1];
	if (first->gap || first->barring || first->optional)
		return error_at(err, "", 1, 1, "a cue begins with a word that "
				"must be there; put one first");
	if (last->gap)
		return error_at(err, "", 1, 1, "a cue does not end in '...'; "
				"put a word behind it");
	return true;
}

bool cues_add(struct cues *cues, struct str text, unsigned family,
	      struct error *err)
{
	struct cue_slot slots[SLOTS_MAX], *kept;
	struct cue cue = { .slots = slots, .family = family };
	size_t at = 0;
	struct str word;
	int place;

	while (next_word(text, &at, &word, &place)) {
		if (cue.count == 0 && !cue.opens && str_is(word, "^")) {
			cue.opens = true;
			continue;
		}
		if (cue.count == SLOTS_MAX)
			return error_at(err, "", 1, place, "more than %d "
					"words in a row; shorten it",
					SLOTS_MAX);
		if (!read_slot(cues, &slots[cue.count], word, place, err))
			return false;
		cue.count++;
	}
	if (!check_ends(&cue, err))
		return false;
	link_cue(cues, &slots[0]);
	kept = ARENA_ARRAY(cues->arena, cue.count, struct cue_slot);
	memcpy(kept, slots, cue.count * sizeof(*kept));
	cue.slots = kept;
	cues->list = arena_grow(cues->arena, cues->list, cues->cue_count,
				&cues->cue_cap, sizeof(*cues->list));
	cues->list[cues->cue_count++] = cue;
	return true;
}

/* ---- reading ---- */

static bool ends_in(struct str word, struct str ending)
{
	return word.len > ending.len + 1 &&
	       memcmp(word.s + word.len - ending.len, ending.s,
		      ending.len) == 0;
}

struct cue_word *cues_read(struct arena *arena, const struct cues *cues,
			   const struct words *words)
{
	struct cue_word *read = ARENA_ARRAY(arena, words->count + 1,
					    struct cue_word);

	for (size_t i = 0; i < words->count; i++) {
		struct str word = words->list[i].folded;
		size_t found = cues->table[slot_of(cues, word)];
		const struct cue_term *term = found ? &cues->terms[found - 1]
						    : NULL;

		read[i].term = term ? (uint16_t)(found - 1) : CUE_TERM_NONE;
		read[i].lists = term ? term->lists : 0;
		if (words->list[i].kind == WORD_CODE)
			continue;
		for (size_t e = 0; e < cues->ending_count; e++) {
			const struct cue_ending *ending = &cues->endings[e];

			if (ends_in(word, ending->bytes) &&
			    !(term && term->not_lists & ending->list))
				read[i].lists |= ending->list;
		}
	}
	return read;
}

/* ---- finding ---- */

struct cue_run {
	const struct cue *cue;
	const struct cue_word *words;
	size_t to;
};

static bool fills(const struct cue_slot *slot, const struct cue_word *word)
{
	if (slot->lists & word->lists)
		return true;
	for (size_t i = 0; i < slot->both_count; i++)
		if ((word->lists & slot->both[i]) == slot->both[i])
			return true;
	for (size_t i = 0; i < slot->term_count; i++)
		if (slot->terms[i] == word->term)
			return true;
	return false;
}

/* Do the slots from `slot` on stand from word `at` on? */
static bool stands(const struct cue_run *run, size_t slot, size_t at)
{
	const struct cue_slot *s = &run->cue->slots[slot];

	if (slot == run->cue->count)
		return true;
	if (s->gap) {
		for (size_t skip = 0; skip <= GAP_WORDS && at + skip < run->to;
		     skip++)
			if (stands(run, slot + 1, at + skip))
				return true;
		return false;
	}
	if (s->barring)
		return (at >= run->to || !fills(s, &run->words[at])) &&
		       stands(run, slot + 1, at);
	if (at < run->to && fills(s, &run->words[at]) &&
	    stands(run, slot + 1, at + 1))
		return true;
	return s->optional && stands(run, slot + 1, at);
}

static uint64_t find_chain(const struct cues *cues, uint32_t link,
			   struct cue_run *run, size_t at, size_t from,
			   uint64_t found)
{
	for (; link; link = cues->links[link - 1].next) {
		const struct cue *cue =
			&cues->list[cues->links[link - 1].cue];
		uint64_t bit = UINT64_C(1) << cue->family;

		if ((found & bit) || (cue->opens && at != from))
			continue;
		run->cue = cue;
		if (cue->slots[0].both_count > 0 &&
		    !fills(&cue->slots[0], &run->words[at]))
			continue;
		if (stands(run, 1, at + 1))
			found |= bit;
	}
	return found;
}

uint64_t cues_find(const struct cues *cues, const struct cue_word *words,
		   size_t from, size_t to)
{
	struct cue_run run = { .words = words, .to = to };
	uint64_t found = 0;

	for (size_t at = from; at < to; at++) {
		uint64_t lists = words[at].lists;

		if (words[at].term != CUE_TERM_NONE)
			found = find_chain(cues,
					   cues->terms[words[at].term].first,
					   &run, at, from, found);
		for (size_t i = 0; lists; i++, lists >>= 1)
			if ((lists & 1) && cues->list_first[i])
				found = find_chain(cues, cues->list_first[i],
						   &run, at, from, found);
	}
	return found;
}
