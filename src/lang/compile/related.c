/* related.c - compiles related words and antonyms into constant C tables.
 *
 *	related OUT FILE...
 *
 * A program of its own that runs when rehearse is built: words become stems
 * here, by the very stemmer that reads answers, so that the tables hold for
 * every form of a word. A file whose name begins with "antonyms" holds
 * opposites. Lines are "a b c" (each related to each) or "a: b c" (a to each
 * of the rest). Every fault is shown with its line, and then nothing is made:
 * a pair that is both related and opposite, a word in capitals, a line of one.
 */
#include "lang/lang.h"
#include "lang/related.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 4 << 20, LINE_WORDS = 64, STEMS_MAX = RELATED_SLOTS / 2 };

struct pair {
	struct str a, b;		/* stems; a before b */
	struct str says;		/* the line that says so */
	const char *path;
	int line;
	bool opposite;
};

struct compiler {
	struct arena arena;
	struct problems problems;
	const char *path;
	int line;
	struct str text;		/* of the line */
	bool opposite;
	struct pair *pairs;
	size_t count, cap;
	struct str *stems;		/* sorted, from 1 */
	size_t stem_count;
};

/* ---- reading ---- */

static void add_pair(struct compiler *c, struct str a, struct str b)
{
	int order = str_compare(a, b);

	if (order == 0)
		return;			/* one word already */
	c->pairs = arena_grow(&c->arena, c->pairs, c->count, &c->cap,
			      sizeof(*c->pairs));
	c->pairs[c->count++] = (struct pair){
		.a = order < 0 ? a : b, .b = order < 0 ? b : a,
		.says = c->text, .path = c->path, .line = c->line,
		.opposite = c->opposite,
	};
}

static bool read_word(struct compiler *c, struct str word, struct str *stem)
{
	for (size_t i = 0; i < word.len; i++)
		if (!((word.s[i] >= 'a' && word.s[i] <= 'z') ||
		      (word.s[i] >= '0' && word.s[i] <= '9'))) {
			problems_add(&c->problems, c->path, c->line, 0,
				     "'%.*s' is no plain word of small "
				     "letters", (int)word.len, word.s);
			return false;
		}
	*stem = lang_stem(&c->arena, lang_fold(&c->arena, word));
	return true;
}

static void read_line(struct compiler *c, struct str line)
{
	struct str stems[LINE_WORDS];
	size_t count = 0;
	struct str word;
	bool head = false;

	c->text = line;
	while (str_cut(&line, ' ', &word)) {
		if (word.len > 0 && count == 0 && word.s[word.len - 1] == ':') {
			head = true;
			word.len--;
		}
		if (word.len > 0 && count < LINE_WORDS &&
		    read_word(c, word, &stems[count]))
			count++;
	}
	if (count < 2)
		problems_add(&c->problems, c->path, c->line, 0,
			     "fewer than two words; take the line out");
	for (size_t i = 0; i < (head && count > 0 ? 1 : count); i++)
		for (size_t j = i + 1; j < count; j++)
			add_pair(c, stems[i], stems[j]);
}

static void read_file(struct compiler *c, const char *path)
{
	const char *name = strrchr(path, '/');
	struct str rest, line;
	struct error err;

	c->path = path;
	c->line = 0;
	c->opposite = str_starts(str_of(name ? name + 1 : path), "antonyms");
	if (!file_read(&c->arena, path, FILE_MAX, &rest, &err))
		die("%s", err.text);
	while (str_cut(&rest, '\n', &line)) {
		c->line++;
		line = str_trim(line);
		if (line.len > 0 && line.s[0] != '#')
			read_line(c, line);
	}
}

/* ---- sorting and checking ---- */

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *first = a, *second = b;
	int order = str_compare(first->a, second->a);

	if (order == 0)
		order = str_compare(first->b, second->b);
	return order ? order : (int)first->opposite - (int)second->opposite;
}

/* Sorts the pairs, drops what stands twice, names what contradicts. */
static void settle(struct compiler *c)
{
	size_t kept = 0;

	if (c->count > 0)
		qsort(c->pairs, c->count, sizeof(*c->pairs), compare_pairs);
	for (size_t i = 0; i < c->count; i++) {
		const struct pair *pair = &c->pairs[i], *last;

		last = kept > 0 ? &c->pairs[kept - 1] : NULL;
		if (!last || !str_equal(last->a, pair->a) ||
		    !str_equal(last->b, pair->b)) {
			c->pairs[kept++] = *pair;
			continue;
		}
		if (last->opposite != pair->opposite)
			problems_add(&c->problems, last->path, last->line, 0,
				     "%.*s and %.*s cannot be related ('%.*s'):"
				     " %s:%d calls them opposites",
				     (int)pair->a.len, pair->a.s,
				     (int)pair->b.len, pair->b.s,
				     (int)last->says.len, last->says.s,
				     pair->path, pair->line);
	}
	c->count = kept;
}

static int compare_stems(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void number_stems(struct compiler *c)
{
	size_t count = 0, kept = 0;
	struct str *all = ARENA_ARRAY(&c->arena, 2 * c->count + 1, struct str);

	for (size_t i = 0; i < c->count; i++) {
		all[count++] = c->pairs[i].a;
		all[count++] = c->pairs[i].b;
	}
	qsort(all, count, sizeof(*all), compare_stems);
	c->stems = ARENA_ARRAY(&c->arena, count + 2, struct str);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || !str_equal(all[i], all[i - 1]))
			c->stems[++kept] = all[i];
	c->stem_count = kept + 1;
	if (c->stem_count > STEMS_MAX)
		die("%zu related stems; make RELATED_SLOTS larger",
		    c->stem_count);
}

static uint16_t number_of(const struct compiler *c, struct str stem)
{
	const struct str *found = bsearch(&stem, c->stems + 1,
					  c->stem_count - 1,
					  sizeof(*c->stems), compare_stems);

	return (uint16_t)(found - c->stems);
}

/* ---- writing ---- */

struct link {
	uint16_t from, to;
	bool opposite;
};

static int compare_links(const void *a, const void *b)
{
	const struct link *first = a, *second = b;

	if (first->opposite != second->opposite)
		return first->opposite ? 1 : -1;
	if (first->from != second->from)
		return first->from < second->from ? -1 : 1;
	return (int)first->to - (int)second->to;
}

/* Each pair both ways, sorted: what is related first. */
static struct link *make_links(struct compiler *c)
{
	struct link *links = ARENA_ARRAY(&c->arena, 2 * c->count + 1,
					 struct link);

	for (size_t i = 0; i < c->count; i++) {
		uint16_t a = number_of(c, c->pairs[i].a);
		uint16_t b = number_of(c, c->pairs[i].b);

		links[2 * i] = (struct link){ a, b, c->pairs[i].opposite };
		links[2 * i + 1] = (struct link){ b, a, c->pairs[i].opposite };
	}
	qsort(links, 2 * c->count, sizeof(*links), compare_links);
	return links;
}

/* Lists one after another, each with 0 behind it; a stem without one has the
 * empty list that stands first. */
static void write_lists(struct compiler *c, struct text *out,
			struct related_stem *stems)
{
	const struct link *links = make_links(c);
	uint32_t next = 1;

	text_add(out, "const uint16_t related_lists[] = {\n0,\n");
	for (size_t i = 0; i < 2 * c->count; i++) {
		bool first = i == 0 || links[i].from != links[i - 1].from ||
			     links[i].opposite != links[i - 1].opposite;

		if (first && i > 0) {
			text_add(out, "0,\n");
			next++;
		}
		if (first && links[i].opposite)
			stems[links[i].from].opposite = next;
		else if (first)
			stems[links[i].from].related = next;
		text_addf(out, "%u,", links[i].to);
		next++;
	}
	text_add(out, "0\n};\n");
}

static void write_stems(struct compiler *c, struct text *out,
			struct related_stem *stems)
{
	uint32_t next = 1;

	text_add(out, "const char related_pool[] = \"\\0\"\n");
	for (size_t i = 1; i < c->stem_count; i++) {
		text_addf(out, "\"%.*s\\0\"\n", (int)c->stems[i].len,
			  c->stems[i].s);
		stems[i].name = next;
		next += (uint32_t)c->stems[i].len + 1;
	}
	text_add(out, ";\nconst struct related_stem related_stems[] = {\n");
	for (size_t i = 0; i < c->stem_count; i++)
		text_addf(out, "{%#" PRIx64 ",%u,%u,%u},\n",
			  text_hash(TEXT_HASH, c->stems[i]), stems[i].name,
			  stems[i].related, stems[i].opposite);
	text_addf(out, "};\nconst uint16_t related_stem_count = %zu;\n",
		  c->stem_count);
}

static void write_slots(struct compiler *c, struct text *out)
{
	uint16_t *slots = ARENA_ARRAY(&c->arena, RELATED_SLOTS, uint16_t);

	for (size_t i = 1; i < c->stem_count; i++) {
		size_t slot = text_hash(TEXT_HASH, c->stems[i]) %
			      RELATED_SLOTS;

		while (slots[slot])
			slot = (slot + 1) % RELATED_SLOTS;
		slots[slot] = (uint16_t)i;
	}
	text_add(out, "const uint16_t related_slots[RELATED_SLOTS] = {\n");
	for (size_t i = 0; i < RELATED_SLOTS; i++)
		text_addf(out, i % 16 == 15 ? "%u,\n" : "%u,", slots[i]);
	text_add(out, "};\n");
}

static void write_tables(struct compiler *c, const char *path)
{
	struct related_stem *stems = ARENA_ARRAY(&c->arena, c->stem_count,
						 struct related_stem);
	struct text out;
	struct error err;

	text_init(&out, FILE_MAX);
	text_add(&out, "/* Made from data/lexicon by src/lang/compile. */\n"
		 "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
		 "#include \"lang/related.h\"\n");
	write_lists(c, &out, stems);
	write_stems(c, &out, stems);
	write_slots(c, &out);
	if (out.cut)
		die("the tables are larger than %d bytes", FILE_MAX);
	if (!file_write(path, text_str(&out), &err))
		die("%s", err.text);
	text_release(&out);
}

int main(int argc, char **argv)
{
	struct compiler c = { .count = 0 };
	struct text wrong;

	if (argc < 3)
		die("use: related OUT FILE...");
	arena_init(&c.arena, 0);
	problems_init(&c.problems, &c.arena);
	for (int i = 2; i < argc; i++)
		read_file(&c, argv[i]);
	settle(&c);
	if (c.problems.count > 0) {
		text_init(&wrong, FILE_MAX);
		problems_sort(&c.problems);
		problems_show(&c.problems, &wrong);
		die("the lexicon does not hold together\n%s", wrong.s);
	}
	number_stems(&c);
	write_tables(&c, argv[1]);
	arena_release(&c.arena);
	return 0;
}
