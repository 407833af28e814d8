/* word.c - from a folded word to all that is known of it.
 *
 * Nineteen words of twenty are in the lexicon's table, where all is known of
 * them since the build: one hash, one look. The others (names, slips, rare
 * words) are stemmed here. A reader that lasts keeps the last of those in a
 * table of fixed size, each at the place of its hash, where a newer one
 * displaces it: people make the same slips, and memory must not grow with
 * what is read. What is found does not depend on what was kept.
 */
#include "lang/word.h"
#include "lang/stem.h"

#include <stdlib.h>
#include <string.h>

enum { STRANGE_SLOTS = 1024, STRANGE_MAX = 32 };

struct strange {
	char text[STRANGE_MAX], stem[STRANGE_MAX];
	uint64_t key, classes;
	uint8_t len, stem_len;		/* len 0: nothing here */
};

void reader_init(struct lang_reader *reader)
{
	*reader = (struct lang_reader){ 0 };
	text_init(&reader->scratch, LANG_ANSWER_MAX);
}

void reader_release(struct lang_reader *reader)
{
	text_release(&reader->scratch);
}

struct lang_reader *lang_reader_open(void)
{
	struct lang_reader *reader = malloc(sizeof(*reader));
	struct strange *strange = calloc(STRANGE_SLOTS, sizeof(*strange));

	if (!reader || !strange)
		die("out of memory; close other programs and try again");
	reader_init(reader);
	reader->strange = strange;
	return reader;
}

void lang_reader_close(struct lang_reader *reader)
{
	reader_release(reader);
	free(reader->strange);
	free(reader);
}

/* ---- words of the lexicon ---- */

static bool same_text(const char *text, const uint64_t *lanes, size_t len)
{
	for (size_t i = 0; i * LEXICON_LANE < len; i++)
		if (lexicon_lane(text + i * LEXICON_LANE) != lanes[i])
			return false;
	return true;
}

/* The one slot in which the text may be. */
static const struct lexicon_word *slot_of(const uint64_t *lanes, size_t len)
{
	uint64_t hash = lexicon_hash(lanes, len);
	uint16_t seed = lexicon_seeds[lexicon_bucket(hash)];

	return &lexicon_words[lexicon_slot(hash, seed)];
}

const struct lexicon_word *word_expect(const uint64_t *lanes, size_t len)
{
	const struct lexicon_word *slot = slot_of(lanes, len);

	__builtin_prefetch(slot);
	return slot;
}

const struct lexicon_word *word_in(const struct lexicon_word *slot,
				   const uint64_t *lanes, size_t len)
{
	return slot->len == len && same_text(slot->text, lanes, len) ? slot
								     : NULL;
}

/* The entry of any text, or NULL. */
static const struct lexicon_word *find(struct str text)
{
	char filled[LEXICON_TEXT_MAX] = { 0 };
	uint64_t lanes[LEXICON_LANES];

	if (text.len == 0 || text.len > LEXICON_TEXT_MAX)
		return NULL;
	memcpy(filled, text.s, text.len);
	for (size_t i = 0; i < LEXICON_LANES; i++)
		lanes[i] = lexicon_lane(filled + i * LEXICON_LANE);
	return word_in(slot_of(lanes, text.len), lanes, text.len);
}

static struct str stem_of(const struct lexicon_word *entry)
{
	return (struct str){ lexicon_words[entry->stem].text,
			     entry->stem_len };
}

uint64_t word_classes(struct str folded)
{
	const struct lexicon_word *entry = find(folded);

	return entry ? entry->classes : 0;
}

bool lang_is_function_word(struct str folded)
{
	return (word_classes(folded) & class_bit(CLASS_FUNCTION)) != 0;
}

bool lang_is_known(struct str folded)
{
	return (word_classes(folded) & class_bit(CLASS_KNOWN)) != 0;
}

bool lang_is_lasting(struct str text)
{
	uintptr_t first = (uintptr_t)lexicon_words, at = (uintptr_t)text.s;

	return at - first < sizeof(lexicon_words);
}

bool lang_next_form(struct str stem, size_t *place, struct str *form)
{
	const struct lexicon_word *entry = *place == 0
		? find(stem) : &lexicon_words[*place];

	if (!entry)
		return false;
	*place = *place == 0 ? entry->form : entry->next;
	entry = &lexicon_words[*place];
	*form = (struct str){ entry->text, entry->len };
	return *place != 0;
}

void word_set_known(struct word *word, const struct lexicon_word *entry)
{
	word->folded = (struct str){ entry->text, entry->len };
	word->stem = stem_of(entry);
	word->key = entry->key;
	word->classes = entry->classes;
	word->known = word_is(word, CLASS_KNOWN);
	word->function = word_is(word, CLASS_FUNCTION);
	word->zipf = entry->zipf;
}

/* ---- strange words ---- */

static void stem_strange(struct arena *arena, struct word *word)
{
	word->stem = stem_word(arena, word->folded);
	word->key = text_hash(TEXT_HASH, word->stem);
	word->classes = class_is_avoider(word->stem)
		? class_bit(CLASS_AVOIDER) : 0;
}

static struct str copy(struct arena *arena, const char *s, size_t len)
{
	return (struct str){ arena_copy(arena, s, len), len };
}

static void keep(struct strange *kept, const struct word *word)
{
	if (word->stem.len > STRANGE_MAX)
		return;
	kept->len = (uint8_t)word->folded.len;
	kept->stem_len = (uint8_t)word->stem.len;
	memcpy(kept->text, word->folded.s, kept->len);
	memcpy(kept->stem, word->stem.s, kept->stem_len);
	kept->key = word->key;
	kept->classes = word->classes;
}

static void resolve(struct lang_reader *reader, struct arena *arena,
		    struct word *word)
{
	struct str folded = word->folded;
	struct strange *kept;

	if (!reader->strange || folded.len == 0 || folded.len > STRANGE_MAX) {
		stem_strange(arena, word);
		return;
	}
	kept = &reader->strange[text_hash(TEXT_HASH, folded) % STRANGE_SLOTS];
	if (kept->len == folded.len &&
	    memcmp(kept->text, folded.s, folded.len) == 0) {
		word->stem = copy(arena, kept->stem, kept->stem_len);
		word->key = kept->key;
		word->classes = kept->classes;
		return;
	}
	stem_strange(arena, word);
	keep(kept, word);
}

void word_set_strange(struct lang_reader *reader, struct arena *arena,
		      struct str folded, struct word *word)
{
	word->folded = copy(arena, folded.s, folded.len);
	resolve(reader, arena, word);
}

void word_set(struct lang_reader *reader, struct arena *arena,
	      struct str folded, struct word *word)
{
	const struct lexicon_word *entry = find(folded);

	if (word->kind == WORD_NUMBER) {
		word->folded = word->stem = copy(arena, folded.s, folded.len);
		word->key = text_hash(TEXT_HASH, folded);
	} else if (entry) {
		word_set_known(word, entry);
	} else {
		word_set_strange(reader, arena, folded, word);
	}
}

static bool is_small_letters(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.s[i] < 'a' || text.s[i] > 'z')
			return false;
	return true;
}

bool lang_read_word(struct str text, struct word *word)
{
	const struct lexicon_word *entry =
		is_small_letters(text) ? find(text) : NULL;

	if (!entry || (entry->classes & class_bit(CLASS_RUN_TOGETHER)))
		return false;
	*word = (struct word){ .to = (uint32_t)text.len, .kind = WORD_PLAIN };
	word_set_known(word, entry);
	return true;
}

struct str lang_stem_with(struct lang_reader *reader, struct arena *arena,
			  struct str folded)
{
	const struct lexicon_word *entry = find(folded);
	struct word word = { .folded = folded };

	if (entry)
		return stem_of(entry);
	resolve(reader, arena, &word);
	return word.stem;
}

struct str lang_stem(struct arena *arena, struct str folded)
{
	struct lang_reader reader;
	struct str stem;

	reader_init(&reader);
	stem = lang_stem_with(&reader, arena, folded);
	reader_release(&reader);
	return stem;
}
