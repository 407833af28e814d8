/* words.c - compiles the word lists of data/lexicon into constant tables.
 *
 *	compile WORDS TECHNICAL FUNCTION-WORDS COMMONNESS >words.c
 *
 * A program of its own that runs while the real one is built. It stems each
 * word with the very code that stems words at run time (which awk, the
 * compiler of the small maps, could not), so that a word in the lists costs
 * one look at run time and only the others are stemmed. Every stem
 * gets an entry of its own and a chain of the words that have it.
 */
#include "lang/class.h"
#include "lang/stem.h"
#include "lang/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WORDS_MAX = LEXICON_SLOTS * 4 / 5,
	PLACES = 4 * WORDS_MAX,		/* of the table while words come in */
	BUCKET_MAX = 64,		/* words */
};

struct entry {
	struct str text, stem;
	uint64_t hash;
	struct lexicon_word word;	/* places in it are those of entries */
	size_t slot;
};

struct compiler {
	struct arena arena;
	struct entry entries[WORDS_MAX + 1];	/* from 1 */
	size_t count;
	size_t places[PLACES];			/* open hash of entries */
	size_t slots[LEXICON_SLOTS];		/* entry in it; 0: none */
	uint16_t seeds[LEXICON_SEEDS];
};

static uint64_t hash_of(struct str text)
{
	char filled[LEXICON_TEXT_MAX] = { 0 };
	uint64_t lanes[LEXICON_LANES];

	if (text.len == 0 || text.len > LEXICON_TEXT_MAX)
		die("the word '%.*s' of the lexicon is too long",
		    (int)text.len, text.s);
	memcpy(filled, text.s, text.len);
	for (size_t i = 0; i < LEXICON_LANES; i++)
		lanes[i] = lexicon_lane(filled + i * LEXICON_LANE);
	return lexicon_hash(lanes, text.len);
}

/* The entry of a text, made where it is new. */
static size_t enter(struct compiler *c, struct str text)
{
	uint64_t hash = hash_of(text);
	size_t place = hash % PLACES;
	struct entry *entry;

	while (c->places[place] != 0 &&
	       !str_equal(c->entries[c->places[place]].text, text))
		place = (place + 1) % PLACES;
	if (c->places[place] == 0) {
		if (c->count == WORDS_MAX)
			die("the lexicon has too many words; make "
			    "LEXICON_SLOTS larger");
		c->places[place] = ++c->count;
		entry = &c->entries[c->count];
		entry->text = (struct str){ str_dup(&c->arena, text),
					    text.len };
		entry->hash = hash;
	}
	return c->places[place];
}

/* Words between white space; a line that begins with # is a remark. */
static void read_list(struct compiler *c, const char *path, uint64_t classes)
{
	FILE *file = fopen(path, "r");
	struct text line;
	struct str rest, word;

	if (!file)
		die("the word list %s cannot be read", path);
	text_init(&line, 1 << 16);
	while (file_read_line(file, &line)) {
		rest = text_str(&line);
		if (str_starts(rest, "#"))
			continue;
		while (str_cut(&rest, ' ', &word))
			if ((word = str_trim(word)).len > 0)
				c->entries[enter(c, word)].word.classes |=
					classes;
	}
	text_release(&line);
	fclose(file);
}

/* Lines of a Zipf value and the words that have it; words of other lists. */
static void read_commonness(struct compiler *c, const char *path)
{
	FILE *file = fopen(path, "r");
	struct text line;
	struct str rest, word;

	if (!file)
		die("the word list %s cannot be read", path);
	text_init(&line, 1 << 16);
	while (file_read_line(file, &line)) {
		uint8_t zipf;

		rest = text_str(&line);
		if (rest.len < 3 || rest.s[1] != '.')
			continue;
		zipf = (uint8_t)((rest.s[0] - '0') * 10 + rest.s[2] - '0');
		str_cut(&rest, ' ', &word);
		while (str_cut(&rest, ' ', &word))
			c->entries[enter(c, word)].word.zipf = zipf;
	}
	text_release(&line);
	fclose(file);
}

/* Words of the grammar that no list may have: "dont". */
static void enter_classes(struct compiler *c)
{
	for (int class = 0; class < CLASS_COUNT; class++) {
		struct str rest = str_of(class_words((enum class)class)), word;

		while (str_cut(&rest, ' ', &word))
			enter(c, word);
	}
}

static void stem_words(struct compiler *c)
{
	for (size_t i = 1; i <= c->count; i++) {
		struct entry *entry = &c->entries[i];
		struct lexicon_word *word = &entry->word;
		struct str stem = stem_word(&c->arena, entry->text);
		size_t own = enter(c, stem);	/* may lengthen the list */
		bool begins = str_starts(entry->text, str_dup(&c->arena, stem));

		entry->stem = stem;
		word->len = (uint8_t)entry->text.len;
		word->stem_len = (uint8_t)stem.len;
		word->stem = (uint16_t)(begins ? i : own);
		word->key = text_hash(TEXT_HASH, stem);
		word->classes |= class_of(entry->text);
		if (class_is_avoider(stem))
			word->classes |= class_bit(CLASS_AVOIDER);
		word->next = c->entries[own].word.form;
		c->entries[own].word.form = (uint16_t)i;
	}
}

/* ---- the perfect hash ----
 *
 * As in Belazzougui, Botelho and Dietzfelbinger, "Hash, displace, and
 * compress" (2009), without the compressing: the fullest buckets choose their
 * seeds first, while there is room. */

struct bucket {
	size_t number, count;
	size_t entries[BUCKET_MAX];
};

static int by_count(const void *a, const void *b)
{
	const struct bucket *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* Takes the slots of a bucket by that seed, or none. Slot 0 stays empty. */
static bool place_by(struct compiler *c, const struct bucket *bucket,
		     uint16_t seed)
{
	size_t placed = 0, slot;

	for (; placed < bucket->count; placed++) {
		struct entry *entry = &c->entries[bucket->entries[placed]];

		slot = lexicon_slot(entry->hash, seed);
		if (slot == 0 || c->slots[slot] != 0)
			break;
		c->slots[slot] = bucket->entries[placed];
		entry->slot = slot;
	}
	if (placed == bucket->count) {
		c->seeds[bucket->number] = seed;
		return true;
	}
	while (placed-- > 0)
		c->slots[c->entries[bucket->entries[placed]].slot] = 0;
	return false;
}

static void place_words(struct compiler *c)
{
	struct bucket *buckets = ARENA_ARRAY(&c->arena, LEXICON_SEEDS,
					     struct bucket);

	for (size_t i = 0; i < LEXICON_SEEDS; i++)
		buckets[i].number = i;
	for (size_t i = 1; i <= c->count; i++) {
		struct bucket *bucket =
			&buckets[lexicon_bucket(c->entries[i].hash)];

		if (bucket->count == BUCKET_MAX)
			die("the lexicon's hash is no good");
		bucket->entries[bucket->count++] = i;
	}
	qsort(buckets, LEXICON_SEEDS, sizeof(*buckets), by_count);
	for (size_t i = 0; i < LEXICON_SEEDS; i++) {
		uint16_t seed = 0;

		while (!place_by(c, &buckets[i], seed))
			if (seed++ == UINT16_MAX)
				die("no seed parts the words of a bucket; "
				    "make LEXICON_SLOTS larger");
	}
}

/* ---- writing ---- */

static size_t slot_of(const struct compiler *c, size_t entry)
{
	return entry == 0 ? 0 : c->entries[entry].slot;
}

static void write_words(const struct compiler *c)
{
	printf("const struct lexicon_word lexicon_words[LEXICON_SLOTS] = {\n");
	for (size_t slot = 1; slot < LEXICON_SLOTS; slot++) {
		const struct entry *entry = &c->entries[c->slots[slot]];
		const struct lexicon_word *word = &entry->word;

		if (c->slots[slot] == 0)
			continue;
		printf("[%zu]={\"%s\",%lluu,%lluu,%zu,%u,%u,%u,%zu,%zu},\n",
		       slot, entry->text.s, (unsigned long long)word->classes,
		       (unsigned long long)word->key, slot_of(c, word->stem),
		       word->len, word->stem_len, word->zipf,
		       slot_of(c, word->form), slot_of(c, word->next));
	}
	printf("};\nconst uint16_t lexicon_seeds[LEXICON_SEEDS] = {\n");
	for (size_t i = 0; i < LEXICON_SEEDS; i++)
		printf("%u,\n", c->seeds[i]);
	printf("};\n");
}

int main(int argc, char **argv)
{
	static struct compiler c;

	if (argc != 5)
		die("usage: compile WORDS TECHNICAL FUNCTION-WORDS "
		    "COMMONNESS");
	arena_init(&c.arena, 0);
	read_list(&c, argv[1], class_bit(CLASS_KNOWN));
	read_list(&c, argv[2], class_bit(CLASS_KNOWN));
	read_list(&c, argv[3], class_bit(CLASS_FUNCTION));
	read_commonness(&c, argv[4]);
	enter_classes(&c);
	stem_words(&c);
	printf("/* Made from data/lexicon by src/lang/compile/words.c. */\n"
	       "#include \"lang/tables.h\"\n");
	place_words(&c);
	write_words(&c);
	arena_release(&c.arena);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
