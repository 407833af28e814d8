/* phrase.c - the language of phrases, compiled.
 *
 * A recursive-descent parser over the phrase's bytes:
 *
 *	phrase   = side { "&" ["!"] side }
 *	side     = sequence
 *	sequence = slot { white-space ["..."] slot }
 *	slot     = choice { "|" choice }
 *	choice   = word | "~" group | "(" sequence ")"
 *
 * A word is read exactly as an answer's words are, so that "round-trip",
 * "doesn't" and "O(1)" mean in a phrase what they mean in an answer. Words of
 * a synonym group bring the other words of their group with them. Every fault
 * is reported with its column.
 */
#include "match/program.h"

#include <string.h>

struct parser {
	struct vocabulary *vocabulary;
	struct arena *scratch;		/* words while they are looked at */
	struct str text;
	size_t at;
	int depth;
	struct error *err;
};

static bool parse_sequence(struct parser *p, struct sequence *sequence);
static bool parse_slot(struct parser *p, struct slot *slot);

static bool fault_at(struct parser *p, size_t at, const char *what)
{
	return error_at(p->err, "", 1, (int)at + 1, "%s", what);
}

static char peek(const struct parser *p)
{
	return p->at < p->text.len ? p->text.s[p->at] : '\0';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_space(struct parser *p)
{
	while (is_space(peek(p)))
		p->at++;
}

/* ---- building ---- */

static void slot_add_term(struct arena *arena, struct slot *slot,
			  uint16_t term)
{
	term_set_add(arena, &slot->terms, term);
	if (slot->choices)
		term_set_add(arena, &slot->choices->begins, term);
}

static struct choices *choices_of(struct arena *arena, struct slot *slot)
{
	if (!slot->choices) {
		slot->choices = ARENA_NEW(arena, struct choices);
		term_set_join(arena, &slot->choices->begins, &slot->terms);
	}
	return slot->choices;
}

/* The sequence is whole by now. */
static void slot_add_sequence(struct arena *arena, struct slot *slot,
			      const struct sequence *sequence)
{
	struct choices *choices = choices_of(arena, slot);
	unsigned steps = slot->steps + sequence->slots[0].steps;

	choices->sequences = match_grow(arena, choices->sequences,
					choices->count,
					sizeof(*choices->sequences));
	choices->sequences[choices->count++] = sequence;
	term_set_join(arena, &choices->begins,
		      slot_begins(&sequence->slots[0]));
	slot->steps = (steps > STEPS_MAX ? STEPS_MAX + 1 : steps) & 0xffff;
}

static void slot_add_slot(struct arena *arena, struct slot *slot,
			  const struct slot *other)
{
	term_set_join(arena, &slot->terms, &other->terms);
	if (slot->choices)
		term_set_join(arena, &slot->choices->begins, &other->terms);
	for (size_t i = 0; i < slot_sequences(other); i++)
		slot_add_sequence(arena, slot, other->choices->sequences[i]);
}

static struct slot *sequence_add(struct arena *arena,
				 struct sequence *sequence, unsigned gap)
{
	struct slot *slot;

	sequence->slots = match_grow(arena, sequence->slots, sequence->count,
				     sizeof(*sequence->slots));
	slot = &sequence->slots[sequence->count++];
	*slot = (struct slot){ .gap = gap & 0x7fff, .steps = 1 };
	return slot;
}

static void read_words(const struct parser *p, struct str text,
		       struct words *words)
{
	struct lang_reader *reader = p->vocabulary->reader;
	struct word word;

	if (lang_read_word(text, &word))
		*words = (struct words){
			.list = memcpy(ARENA_NEW(p->scratch, struct word),
				       &word, sizeof(word)),
			.count = 1, .sentences = 1, .clauses = 1,
		};
	else if (reader)
		lang_read_with(reader, p->scratch, text, words);
	else
		lang_read(p->scratch, text, words);
}

static bool full(struct parser *p, size_t at)
{
	return fault_at(p, at, "too many different words in one rubric; "
			       "use fewer or shorter lists");
}

static struct str stem_of(const struct parser *p, struct str folded)
{
	struct lang_reader *reader = p->vocabulary->reader;

	return reader ? lang_stem_with(reader, p->scratch, folded)
		      : lang_stem(p->scratch, folded);
}

static bool add_word(struct vocabulary *v, const struct word *word,
		     uint16_t *term)
{
	if (!vocabulary_word(v, word->folded, word->stem, word->key, term))
		return false;
	related_add(v, word, *term);
	return true;
}

/* roundtrip, of round-trip. */
static struct str join(struct arena *arena, const struct words *words)
{
	struct str joined = { "", 0 };

	for (size_t i = 0; i < words->count; i++)
		joined = str_of(arena_printf(arena, "%.*s%.*s",
			(int)joined.len, joined.s,
			(int)words->list[i].folded.len,
			words->list[i].folded.s));
	return joined;
}

/* Words read from one word of a phrase: one is a term, several (round-trip,
 * don't) a tight sequence and, where hyphens joined them, also one word. */
static bool add_words(struct parser *p, struct slot *slot, size_t at,
		      const struct words *words, bool hyphen)
{
	struct vocabulary *v = p->vocabulary;
	struct sequence *sequence;
	struct str joined, stem;
	uint16_t term;

	if (words->count == 1) {
		if (!add_word(v, &words->list[0], &term))
			return full(p, at);
		slot_add_term(p->scratch, slot, term);
		return true;
	}
	sequence = ARENA_NEW(p->scratch, struct sequence);
	for (size_t i = 0; i < words->count; i++) {
		if (!add_word(v, &words->list[i], &term))
			return full(p, at);
		slot_add_term(p->scratch,
			      sequence_add(p->scratch, sequence, 0), term);
	}
	slot_add_sequence(p->scratch, slot, sequence);
	if (!hyphen)
		return true;
	joined = join(p->scratch, words);
	stem = stem_of(p, joined);
	if (!vocabulary_word(v, joined, stem, text_hash(TEXT_HASH, stem),
			     &term))
		return full(p, at);
	slot_add_term(p->scratch, slot, term);
	return true;
}

static bool same_stems(const struct words *a, const struct words *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_equal(a->list[i].stem, b->list[i].stem))
			return false;
	return true;
}

/* The other members of every synonym group that words belong to. */
static bool add_synonyms(struct parser *p, struct slot *slot, size_t at,
			 const struct words *words)
{
	const struct synonyms *all = p->vocabulary->synonyms;
	const struct synonym_member *member = words->count == 0 ? NULL
		: all->buckets[words->list[0].key % SYNONYM_BUCKETS];
	size_t done = SIZE_MAX;		/* the group last added */

	for (; member; member = member->next) {
		const struct synonym_group *group =
			&all->groups[member->group];

		if (member->group == done ||
		    !same_stems(words, member->words))
			continue;
		done = member->group;
		for (size_t i = 0; i < group->count; i++)
			if (&group->words[i] != member->words &&
			    group->words[i].count > 0 &&
			    !add_words(p, slot, at, &group->words[i], true))
				return false;
	}
	return true;
}

/* ---- parsing ---- */

static bool ends_word(char c)
{
	return c == '\0' || is_space(c) || c == '|' || c == '&' || c == '(' ||
	       c == ')';
}

static bool parse_word(struct parser *p, struct slot *slot)
{
	size_t from = p->at;
	struct str raw;
	struct words words;
	bool wild = false;
	uint16_t term;

	while (!ends_word(peek(p))) {
		wild = wild || peek(p) == '*' || peek(p) == '?';
		p->at++;
		if (peek(p) == '(' && p->at == from + 1 &&
		    (p->text.s[from] | 0x20) == 'o')	/* O(n log n) */
			while (peek(p) && p->text.s[p->at - 1] != ')')
				p->at++;
	}
	raw = (struct str){ p->text.s + from, p->at - from };
	if (wild) {
		if (raw.len == 1 || strspn(raw.s, "*?") >= raw.len)
			return fault_at(p, from, "a wildcard alone matches "
				"every word; put letters beside it");
		if (vocabulary_wild(p->vocabulary, lang_fold(p->scratch, raw),
				    &term)) {
			slot_add_term(p->scratch, slot, term);
			return true;
		}
		return full(p, from);
	}
	read_words(p, raw, &words);
	if (words.count == 0)
		return fault_at(p, from, "there is no word here; write a word, "
				"a ~group or (several words)");
	return add_words(p, slot, from, &words,
			 memchr(raw.s, '-', raw.len) != NULL) &&
	       add_synonyms(p, slot, from, &words);
}

static const struct slot *find_named(const struct vocabulary *v,
				     struct str name)
{
	for (size_t i = 0; i < v->named_count; i++)
		if (str_equal(v->named[i].name, name))
			return &v->named[i].slot;
	return NULL;
}

/* The slot of a named group: parsed once, kept by the vocabulary. */
static bool make_named(struct parser *p, size_t at, struct str name,
		       struct str members, const struct slot **found)
{
	struct vocabulary *v = p->vocabulary;
	struct named_slot made = { .name = name, .slot.steps = 1 };
	struct parser inner = { v, p->scratch, members, 0, p->depth + 1,
				p->err };

	if (inner.depth > NESTING_MAX)
		return fault_at(p, at, "groups call each other in a ring");
	if (!parse_slot(&inner, &made.slot))
		return error_at(p->err, "", 1, (int)at + 1,
				"in group ~%.*s: %s", (int)name.len, name.s,
				p->err->text);
	made.name = str_of(str_dup(v->arena, name));
	settle_slot(v->arena, &made.slot);
	v->named = arena_grow(v->growing, v->named, v->named_count,
			      &v->named_cap, sizeof(*v->named));
	v->named[v->named_count++] = made;
	*found = &v->named[v->named_count - 1].slot;
	return true;
}

/* Must a member be put into parentheses? Not a word, nor one that stands in
 * them as a whole: "(fell|fall) out" goes on behind its own. */
static bool is_several(const char *member)
{
	int depth = 0;

	if (!strchr(member, ' '))
		return false;
	if (member[0] != '(')
		return true;
	for (; *member; member++) {
		depth += (*member == '(') - (*member == ')');
		if (depth == 0)
			return member[1] != '\0';
	}
	return false;
}

/* The members of a bank's own group as one text; NULL if there is none. */
static const char *bank_group(struct parser *p, struct str name)
{
	const struct word_groups *groups = p->vocabulary->groups;
	struct text text;
	char *members = NULL;

	for (size_t g = 0; groups && g < groups->count; g++) {
		const struct word_group *group = &groups->list[g];

		if (!str_is(name, group->name))
			continue;
		text_init(&text, LANG_ANSWER_MAX);
		for (size_t i = 0; i < group->count; i++) {
			bool several = is_several(group->members[i]);

			text_addf(&text, "%s%s%s%s", i ? "|" : "",
				  several ? "(" : "", group->members[i],
				  several ? ")" : "");
		}
		members = text_dup(p->scratch, &text);
		text_release(&text);
		break;
	}
	return members;
}

static bool unknown_group(struct parser *p, size_t at, struct str name)
{
	struct arena *arena = p->scratch;
	const struct word_groups *groups = p->vocabulary->groups;
	struct strings names = { 0 };
	const char *near;

	lang_group_names(arena, &names);
	for (size_t g = 0; groups && g < groups->count; g++)
		strings_add(arena, &names, groups->list[g].name);
	near = text_nearest(str_dup(arena, name), &names);
	return error_at(p->err, "", 1, (int)at + 1,
			near ? "no group ~%.*s; did you mean ~%s?"
			     : "no group ~%.*s; name one of the lexicon or of "
			       "`groups:` in the bank",
			(int)name.len, name.s, near);
}

static bool parse_group(struct parser *p, struct slot *slot)
{
	size_t from = p->at++;
	struct str name;
	const char *members;
	const struct slot *found;

	while ((peek(p) >= 'a' && peek(p) <= 'z') || peek(p) == '-' ||
	       (peek(p) >= '0' && peek(p) <= '9'))
		p->at++;
	name = (struct str){ p->text.s + from + 1, p->at - from - 1 };
	found = find_named(p->vocabulary, name);
	if (!found) {
		members = bank_group(p, name);
		if (!members)
			members = lang_group(name);
		if (!members)
			return unknown_group(p, from, name);
		if (!make_named(p, from, name, str_of(members), &found))
			return false;
	}
	slot_add_slot(p->scratch, slot, found);
	return true;
}

/* May the text be a member of a synonym group, by its first word? Most are
 * none, and then the others need not be read. */
static bool may_have_synonyms(const struct parser *p, struct str text)
{
	const struct synonyms *all = p->vocabulary->synonyms;
	const struct synonym_member *member;
	struct str first = { text.s, 0 };
	struct word word;

	while (first.len < text.len && !is_space(text.s[first.len]))
		first.len++;
	if (!lang_read_word(first, &word))
		return true;
	member = all->buckets[word.key % SYNONYM_BUCKETS];
	while (member && member->words->list[0].key != word.key)
		member = member->next;
	return member != NULL;
}

static bool parse_parentheses(struct parser *p, struct slot *slot)
{
	size_t from = p->at++;
	struct sequence *sequence = ARENA_NEW(p->scratch, struct sequence);
	struct words words;
	struct str inner;

	if (++p->depth > NESTING_MAX)
		return fault_at(p, from, "parentheses are nested too deep");
	if (!parse_sequence(p, sequence))
		return false;
	if (peek(p) == '&')
		return fault_at(p, p->at, "'&' cannot stand inside "
				"parentheses; join whole sides with it");
	if (peek(p) != ')')
		return fault_at(p, from, "this '(' is never closed; add ')'");
	p->at++;
	p->depth--;
	slot_add_sequence(p->scratch, slot, sequence);
	inner = (struct str){ p->text.s + from + 1, p->at - from - 2 };
	if (!may_have_synonyms(p, inner))
		return true;
	read_words(p, inner, &words);
	return add_synonyms(p, slot, from, &words);
}

static bool parse_choice(struct parser *p, struct slot *slot)
{
	char c = peek(p);

	if (c == '(')
		return parse_parentheses(p, slot);
	if (c == '~')
		return parse_group(p, slot);
	if (c == '|' || c == '\0' || c == ')' || c == '&' || is_space(c))
		return fault_at(p, p->at, "a word is missing here; no space "
				"may stand beside '|'");
	return parse_word(p, slot);
}

static bool parse_slot(struct parser *p, struct slot *slot)
{
	for (;;) {
		if (!parse_choice(p, slot))
			return false;
		if (peek(p) == '(' || peek(p) == '~')
			return fault_at(p, p->at, "put a space or '|' before "
					"this");
		if (peek(p) != '|')
			return true;
		p->at++;
	}
}

static bool parse_dots(struct parser *p)
{
	if (p->text.len - p->at < 3 ||
	    memcmp(p->text.s + p->at, "...", 3) != 0)
		return false;
	p->at += 3;
	skip_space(p);
	return true;
}

static bool parse_sequence(struct parser *p, struct sequence *sequence)
{
	unsigned gap = 0;

	skip_space(p);
	for (;;) {
		struct slot *slot = sequence_add(p->scratch, sequence, gap);

		slot->from = (uint16_t)p->at;
		if (!parse_slot(p, slot))
			return false;
		slot->to = (uint16_t)p->at;
		skip_space(p);
		gap = GAP_PLAIN;
		if (parse_dots(p))
			gap = GAP_ANY;
		else if (peek(p) == '\0' || peek(p) == ')' || peek(p) == '&')
			return true;
	}
}

/* The sides of a phrase that is being compiled. */
struct sides {
	struct sequence list[SIDES_MAX];
	size_t count;
	unsigned barring;		/* bit i: side i is !side */
};

static bool parse_side(struct parser *p, struct sides *sides)
{
	bool barring;

	skip_space(p);
	barring = peek(p) == '!';
	if (barring)
		p->at++;
	if (sides->count == SIDES_MAX)
		return fault_at(p, p->at, "at most 8 sides may be joined by "
				"'&'; split the phrase");
	if (barring && sides->count == 0)
		return fault_at(p, p->at - 1, "a phrase cannot begin with '!'; "
				"say first what must be there");
	if (!parse_sequence(p, &sides->list[sides->count]))
		return false;
	sides->barring |= (unsigned)barring << sides->count;
	sides->count++;
	return true;
}

static bool parse_sides(struct parser *p, struct sides *sides)
{
	if (p->text.len > MATCH_PHRASE_MAX)
		return fault_at(p, MATCH_PHRASE_MAX, "the phrase is longer "
				"than 1,000 bytes; split it");
	p->text = str_of(str_dup(p->scratch, p->text));
	if (str_trim(p->text).len == 0)
		return fault_at(p, 0, "the phrase is empty; write the words "
				"that earn the point");
	for (;;) {
		if (!parse_side(p, sides))
			return false;
		if (peek(p) != '&')
			break;
		p->at++;
	}
	if (peek(p) == ')')
		return fault_at(p, p->at, "this ')' was never opened");
	return true;
}

bool phrase_compile(struct vocabulary *vocabulary, struct str text,
		    struct phrase **phrase, struct error *err)
{
	struct arena scratch;
	struct parser p = { vocabulary, &scratch, text, 0, 0, err };
	struct sides sides = { .count = 0 };
	bool ok;

	arena_init(&scratch, 0);
	ok = parse_sides(&p, &sides);
	if (ok) {
		*phrase = settle_phrase(vocabulary->arena, sides.list,
					sides.count, sides.barring);
		(*phrase)->text = vocabulary_keep(vocabulary, text);
		vocabulary_number(vocabulary, *phrase);
	}
	arena_release(&scratch);
	return ok;
}

bool phrase_compile_exact(struct vocabulary *vocabulary, struct str text,
			  struct phrase **phrase, struct error *err)
{
	struct phrase *made = ARENA_NEW(vocabulary->arena, struct phrase);

	text = str_trim(text);
	made->text = (struct str){ str_dup(vocabulary->arena, text), text.len };
	made->exact = true;
	if (made->text.len == 0)
		return error_at(err, "", 1, 1, "the exact text is empty; write "
				"it as it must be typed");
	vocabulary_number(vocabulary, made);
	*phrase = made;
	return true;
}
