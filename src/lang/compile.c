/* compile.c - compiles the word lists of data/lexicon into constant tables.
 *
 *	compile WORDS TECHNICAL FUNCTION-WORDS >words.c
 *
 * A program of its own that runs while the real one is built. It stems each
 * word with the very code that stems words at run time (which awk, the
 * compiler of the small maps, could not), so that a word in the lists costs
 * one look at run time and Snowball is asked for the others only. Every stem
 * gets an entry of its own and a chain of the words that have it.
 */
#include "lang/class.h"
#include "lang/stem.h"
#include "lang/tables.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 65535, SLOT_NONE = 0 };

struct compiler {
	struct arena arena;
	struct stemmer *stemmer;
	struct str texts[WORDS_MAX + 1];	/* of the words */
	struct str stems[WORDS_MAX + 1];
	struct lexicon_word words[WORDS_MAX + 1];
	size_t count;				/* words are [1, count] */
	uint16_t slots[LEXICON_SLOTS];
	uint32_t places;			/* bytes of lexicon_texts */
};

static size_t slot_of(const struct compiler *c, struct str text)
{
	char filled[LEXICON_TEXT_MAX + LEXICON_BYTES] = { 0 };
	uint32_t slot;

	if (text.len > LEXICON_TEXT_MAX)
		die("the word '%.*s' of the lexicon is too long",
		    (int)text.len, text.s);
	memcpy(filled, text.s, text.len);
	slot = lexicon_hash(filled, text.len);
	while (c->slots[slot] != SLOT_NONE &&
	       !str_equal(c->texts[c->slots[slot]], text))
		slot = (slot + 1) % LEXICON_SLOTS;
	return slot;
}

/* The entry of a text, made where it is new. */
static size_t enter(struct compiler *c, struct str text)
{
	size_t slot = slot_of(c, text);

	if (c->slots[slot] == SLOT_NONE) {
		if (c->count == WORDS_MAX)
			die("the lexicon has too many words");
		c->slots[slot] = (uint16_t)++c->count;
		c->texts[c->count] = (struct str){
			str_dup(&c->arena, text), text.len };
	}
	return c->slots[slot];
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
				c->words[enter(c, word)].classes |= classes;
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
		struct lexicon_word *word = &c->words[i];
		struct str stem = stemmer_stem(c->stemmer, &c->arena,
					       c->texts[i]);
		size_t own = enter(c, stem);	/* may lengthen the list */

		c->stems[i] = stem;
		word->key = text_hash(TEXT_HASH, stem);
		word->classes |= class_of(c->texts[i]);
		if (class_is_avoider(stem))
			word->classes |= class_bit(CLASS_AVOIDER);
		word->next = c->words[own].form;
		c->words[own].form = (uint16_t)i;
	}
}

/* ---- writing ---- */

static void write_texts(struct compiler *c)
{
	printf("const char lexicon_texts[] =\n");
	for (size_t i = 1; i <= c->count; i++) {
		size_t len = c->texts[i].len;

		c->words[i].text = c->places;
		c->words[i].len = (uint8_t)len;
		printf("\"%.*s", (int)len, c->texts[i].s);
		for (; len % LEXICON_BYTES != 0; len++)
			printf("\\0");
		printf("\"\n");
		c->places += (uint32_t)len;
	}
	printf(";\n");
}

/* A stem stands in its word where it begins it, else it has its own text. */
static void place_stems(struct compiler *c)
{
	for (size_t i = 1; i <= c->count; i++) {
		struct str text = c->texts[i], stem = c->stems[i];
		bool begins = stem.len <= text.len &&
			      memcmp(stem.s, text.s, stem.len) == 0;

		c->words[i].stem = begins ? c->words[i].text
				: c->words[c->slots[slot_of(c, stem)]].text;
		c->words[i].stem_len = (uint8_t)stem.len;
	}
}

static void write_words(const struct compiler *c)
{
	printf("const struct lexicon_word lexicon_words[] = {\n{ 0 },\n");
	for (size_t i = 1; i <= c->count; i++) {
		const struct lexicon_word *word = &c->words[i];

		printf("{%lluu,%lluu,%u,%u,%u,%u,%u,%u},\n",
		       (unsigned long long)word->classes,
		       (unsigned long long)word->key, (unsigned)word->text,
		       (unsigned)word->stem, word->len, word->stem_len,
		       word->form, word->next);
	}
	printf("};\nconst uint16_t lexicon_slots[LEXICON_SLOTS] = {\n");
	for (size_t slot = 0; slot < LEXICON_SLOTS; slot++)
		if (c->slots[slot] != SLOT_NONE)
			printf("[%zu]=%u,\n", slot, c->slots[slot]);
	printf("};\n");
}

int main(int argc, char **argv)
{
	static struct compiler c;

	if (argc != 4)
		die("usage: compile WORDS TECHNICAL FUNCTION-WORDS");
	arena_init(&c.arena, 0);
	c.stemmer = stemmer_open();
	read_list(&c, argv[1], class_bit(CLASS_KNOWN));
	read_list(&c, argv[2], class_bit(CLASS_KNOWN));
	read_list(&c, argv[3], class_bit(CLASS_FUNCTION));
	enter_classes(&c);
	stem_words(&c);
	printf("/* Made from data/lexicon by src/lang/compile.c. */\n"
	       "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
	       "#include \"lang/tables.h\"\n");
	write_texts(&c);
	place_stems(&c);
	write_words(&c);
	stemmer_close(c.stemmer);
	arena_release(&c.arena);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
