/* pattern_phrase.c - rules of pmatch among the phrases of a rubric.
 *
 * A rule is asked of the whole answer, as in Moodle, once an answer; whether
 * it is true is kept. Then comes what phrases have and pmatch has not: which
 * words make it true, taken back to the words that the answer was read as, so
 * that a rule's words may stand under a negation, be lifted from the question
 * or be said of the other thing compared, and another place is looked for
 * where they do. A negation that the rule itself names (`not`, `n't`) is part
 * of what it asks for and denies nothing.
 *
 * All rules of one answer share a budget, so that a hostile rubric ends soon.
 */
#include "match/pattern.h"
#include "match/program.h"

enum {
	RULE_STEPS = 1000000,		/* of one rule; see PATTERN_STEPS */
	WITNESS_STEPS = 500000,		/* for the words of one */
	ANSWER_STEPS = 16000000,	/* of all rules of an answer */
	NEAR_UNKNOWN = 500,		/* weight of a rule that is too hard */
};

struct rule {
	struct pattern *pattern;
	struct pattern_options options;
	size_t cut;			/* number of its way of cutting */
};

struct rules {
	struct rule *list;
	size_t count, cap;
	size_t cuts;			/* different ways to cut an answer */
};

/* ---- compiling ---- */

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && str_is(str_of(a), b));
}

/* Do they cut an answer into the same words? */
static bool cut_alike(const struct pattern_options *a,
		      const struct pattern_options *b)
{
	if (a->ignore_case != b->ignore_case ||
	    a->relaxed_quotes != b->relaxed_quotes ||
	    a->synonym_count != b->synonym_count ||
	    !same_text(a->sentence_dividers, b->sentence_dividers) ||
	    !same_text(a->convert_to_space, b->convert_to_space))
		return false;
	for (size_t i = 0; i < a->synonym_count; i++)
		if (!same_text(a->synonyms[i].word, b->synonyms[i].word) ||
		    !same_text(a->synonyms[i].alternatives,
			       b->synonyms[i].alternatives))
			return false;
	return true;
}

static const char *copied(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

static struct pattern_options options_copy(struct arena *arena,
					   const struct pattern_options *given)
{
	struct pattern_options made = *given;
	struct pattern_synonym *list = ARENA_ARRAY(arena, given->synonym_count,
						   struct pattern_synonym);

	made.sentence_dividers = copied(arena, given->sentence_dividers);
	made.convert_to_space = copied(arena, given->convert_to_space);
	for (size_t i = 0; i < given->synonym_count; i++)
		list[i] = (struct pattern_synonym){
			copied(arena, given->synonyms[i].word),
			copied(arena, given->synonyms[i].alternatives)
		};
	made.synonyms = list;
	return made;
}

static size_t find_cut(struct rules *rules,
		       const struct pattern_options *options)
{
	for (size_t i = 0; i < rules->count; i++)
		if (cut_alike(&rules->list[i].options, options))
			return rules->list[i].cut;
	return rules->cuts++;
}

bool phrase_compile_pattern(struct vocabulary *vocabulary, struct str text,
			    const struct pattern_options *options,
			    struct phrase **phrase, struct error *err)
{
	struct arena *arena = vocabulary->arena;
	struct pattern_options kept = options_copy(arena, options);
	struct phrase *made = ARENA_NEW(arena, struct phrase);
	struct rule rule = { .options = kept };
	struct rules *rules = vocabulary->rules;

	if (!kept.steps)
		kept.steps = RULE_STEPS;
	if (!pattern_compile(arena, text, &kept, &rule.pattern, err))
		return false;
	if (!rules)
		rules = vocabulary->rules = ARENA_NEW(arena, struct rules);
	rule.cut = find_cut(rules, &kept);
	rules->list = arena_grow(arena, rules->list, rules->count, &rules->cap,
				 sizeof(*rules->list));
	rules->list[rules->count++] = rule;
	made->rule = (uint32_t)rules->count;
	made->text = str_of(str_dup(arena, text));
	vocabulary_number(vocabulary, made);
	*phrase = made;
	return true;
}

/* ---- an answer's words and pmatch's words ---- */

struct range {
	uint16_t from, to;		/* words of the answer, half-open */
};

struct cut {
	const struct pattern_words *words;
	struct range *ranges;		/* for each of them */
};

struct hearing {
	const struct rules *rules;
	const struct words *words;
	struct cut *cuts;
	enum pattern_result *results;
	bool *known;			/* results of rules asked */
	uint64_t steps;			/* left for this answer */
};

/* The byte after which each character stands: texts that were normalised
 * differ in length, which is settled anew at every space. */
static uint32_t *byte_places(struct arena *arena, struct str text, bool quotes,
			     size_t count)
{
	uint32_t *places = ARENA_ARRAY(arena, count + 1, uint32_t);
	size_t at = 0, piece = 0;

	while (piece < text.len) {
		size_t end = piece, next = piece;
		struct chars chars;

		do
			end++;
		while (end < text.len && text.s[end] != ' ' &&
		       text.s[end] != '\n');
		chars = chars_of(arena, (struct str){ text.s + piece,
				 end - piece }, quotes);
		for (size_t i = 0; i < chars.len && at < count; i++) {
			places[at++] = (uint32_t)next;
			if (next < end)
				utf8_next((struct str){ text.s, end }, &next);
		}
		piece = end;
	}
	while (at <= count)
		places[at++] = (uint32_t)text.len;
	return places;
}

static void find_ranges(struct arena *arena, struct cut *cut,
			struct str answer, bool quotes,
			const struct words *words)
{
	const struct pattern_words *heard = cut->words;
	const struct heard *last = &heard->list[heard->count - 1];
	size_t chars = heard->lead + (size_t)(last->c - heard->text) +
		       last->whole, first = 0;
	uint32_t *places = byte_places(arena, answer, quotes, chars);

	cut->ranges = ARENA_ARRAY(arena, heard->count, struct range);
	for (size_t k = 0; k < heard->count; k++) {
		const struct heard *word = &heard->list[k];
		size_t at = heard->lead + (size_t)(word->c - heard->text), end;

		while (first < words->count &&
		       words->list[first].to <= places[at])
			first++;
		for (end = first; end < words->count &&
		     words->list[end].from < places[at + word->whole];)
			end++;
		cut->ranges[k] = (struct range){ (uint16_t)first,
						 (uint16_t)end };
	}
}

struct hearing *hearing_new(struct arena *arena, const struct rules *rules,
			    struct str answer, const struct words *words)
{
	struct hearing *hearing;

	if (!rules)
		return NULL;
	if (answer.len > LANG_ANSWER_MAX)
		answer.len = LANG_ANSWER_MAX;
	hearing = ARENA_NEW(arena, struct hearing);
	hearing->rules = rules;
	hearing->words = words;
	hearing->steps = ANSWER_STEPS;
	hearing->results = ARENA_ARRAY(arena, rules->count,
				       enum pattern_result);
	hearing->known = ARENA_ARRAY(arena, rules->count, bool);
	hearing->cuts = ARENA_ARRAY(arena, rules->cuts, struct cut);
	for (size_t i = 0; i < rules->count; i++) {
		const struct rule *rule = &rules->list[i];
		struct cut *cut = &hearing->cuts[rule->cut];

		if (cut->words)
			continue;
		cut->words = pattern_read(arena, rule->pattern, answer);
		find_ranges(arena, cut, answer, rule->options.relaxed_quotes,
			    words);
	}
	return hearing;
}

/* ---- asking ---- */

struct asking {
	struct hearing *hearing;
	const struct cut *cut;
	const struct match_rule *rule;
	struct match *match;
};

static bool in_match(const struct match *match, size_t word)
{
	for (size_t i = 0; i < match->count; i++)
		if (match->words[i] == word)
			return true;
	return false;
}

static void add_range(struct match *match, struct range range)
{
	for (size_t i = range.from; i < range.to; i++)
		if (match->count < MATCH_WORDS_MAX && !in_match(match, i))
			match->words[match->count++] = (uint16_t)i;
}

static bool is_shunned(const struct asking *asking, const struct word *word)
{
	return word->negated || (asking->rule->strict && word->avoided);
}

static bool is_denied(const struct asking *asking, const struct match *match)
{
	const struct words *words = asking->hearing->words;

	for (size_t i = 0; i < match->count; i++) {
		const struct word *word = &words->list[match->words[i]];

		if (is_shunned(asking, word) && !in_match(match, word->negator))
			return true;
	}
	return false;
}

/* The words of pmatch as words of the answer. */
static void take_words(const struct asking *asking, const uint64_t *used,
		       struct match *match)
{
	const struct pattern_words *words = asking->cut->words;

	match->count = 0;
	for (size_t k = bits_next(used, words->stride, 0); k != SIZE_MAX;
	     k = bits_next(used, words->stride, k + 1))
		add_range(match, asking->cut->ranges[k]);
}

static bool is_allowed(const struct asking *asking, const struct match *match)
{
	const struct match_rule *rule = asking->rule;

	return !rule->allows || rule->allows(rule->context, match->words,
					     match->count);
}

static bool accepts(void *context, const uint64_t *used)
{
	const struct asking *asking = context;
	struct match match;

	take_words(asking, used, &match);
	return is_allowed(asking, &match) && !is_denied(asking, &match);
}

/* Words to be used only where there is no way round them; NULL: none. */
static uint64_t *find_shunned(struct arena *arena, const struct asking *asking)
{
	const struct pattern_words *heard = asking->cut->words;
	uint64_t *shunned = NULL;

	for (size_t k = 0; k < heard->count; k++) {
		struct range range = asking->cut->ranges[k];

		for (size_t i = range.from; i < range.to; i++) {
			if (!is_shunned(asking,
					&asking->hearing->words->list[i]))
				continue;
			if (!shunned)
				shunned = ARENA_ARRAY(arena, heard->stride,
						      uint64_t);
			bit_set(shunned, k);
		}
	}
	return shunned;
}

/* Takes the budget's share, and gives back what is left of it. */
static struct search search_begin(struct arena *arena, struct hearing *hearing,
				  const struct pattern_words *words,
				  uint64_t steps)
{
	if (steps > hearing->steps)
		steps = hearing->steps;
	hearing->steps -= steps;
	return (struct search){ .arena = arena, .words = words,
				.steps = steps };
}

static bool is_true(struct arena *arena, struct hearing *hearing,
		    size_t number, const struct pattern_words *words)
{
	const struct pattern *pattern = hearing->rules->list[number].pattern;
	struct search search;

	if (hearing->known[number])
		return hearing->results[number] == PATTERN_YES;
	search = search_begin(arena, hearing, words, pattern->steps);
	hearing->results[number] = PATTERN_TOO_HARD;
	arena_init(&search.inner, 0);
	if (!words->hard)
		hearing->results[number] = search_node(&search, &pattern->root);
	arena_release(&search.inner);
	hearing->steps += search.steps;
	hearing->known[number] = true;
	return hearing->results[number] == PATTERN_YES;
}

static void find_words(struct arena *arena, struct asking *asking,
		       const struct node *root)
{
	struct search search = search_begin(arena, asking->hearing,
					    asking->cut->words, WITNESS_STEPS);
	struct witness witness = { .search = &search, .accepts = accepts,
				   .context = asking };
	uint64_t *used = ARENA_ARRAY(arena, asking->cut->words->stride,
				     uint64_t);

	arena_init(&search.inner, 0);
	witness.shunned = find_shunned(arena, asking);
	witness_find(&witness, root, used);
	arena_release(&search.inner);
	asking->hearing->steps += search.steps;
	take_words(asking, used, asking->match);
	asking->match->misspelt = witness.slip;
}

void hearing_find(const struct phrase *phrase, const struct reading *reading,
		  const struct match_rule *rule, struct match *match)
{
	struct hearing *hearing = reading->hearing;
	const struct rule *asked = &hearing->rules->list[phrase->rule - 1];
	struct asking asking = { hearing, &hearing->cuts[asked->cut], rule,
				 match };
	struct arena arena;

	arena_init(&arena, 0);
	if (is_true(&arena, hearing, phrase->rule - 1, asking.cut->words)) {
		find_words(&arena, &asking, &asked->pattern->root);
		if (is_allowed(&asking, match))
			match->state = is_denied(&asking, match)
				     ? MATCH_NEGATED : MATCH_FOUND;
		else
			*match = (struct match){ .state = MATCH_NONE };
	}
	arena_release(&arena);
}

/* ---- why not ---- */

static void add_word_text(struct text *out, const struct pattern_word *word)
{
	for (size_t i = 0; i < word->count; i++)
		if (word->elements[i] == ELEMENT_ONE)
			text_add_char(out, '?');
		else if (word->elements[i] == ELEMENT_RUN)
			text_add_char(out, '*');
		else
			utf8_add(out, word->elements[i]);
}

static void add_item_text(struct text *out, const struct item *item)
{
	for (size_t w = 0; w < item->word_count; w++) {
		text_add(out, w ? "|" : "");
		if (item->words[w].is_number)
			text_addf(out, "%g", item->words[w].number);
		else
			add_word_text(out, &item->words[w]);
	}
	for (size_t p = 0; p < item->list_count; p++) {
		text_add(out, p || item->word_count ? "|[" : "[");
		for (size_t s = 0; s < item->lists[p].count; s++) {
			const struct item *slot = &item->lists[p].items[s];

			text_add(out, s == 0 ? "" : slot->tied ? "_" : " ");
			add_item_text(out, slot);
		}
		text_add_char(out, ']');
	}
}

static void take_rising(const struct match *found, struct nearest *near)
{
	for (size_t i = 0; i < found->count; i++) {
		size_t at = near->count++;

		for (; at > 0 && near->words[at - 1] > found->words[i]; at--)
			near->words[at] = near->words[at - 1];
		near->words[at] = found->words[i];
	}
}

/* A word that can be the item, or that begins a phrase of which each place has
 * a word; SIZE_MAX: none. */
static size_t item_word(struct search *search, const struct item *item)
{
	const struct pattern_words *words = search->words;

	for (size_t k = 0; k < words->count; k++)
		for (size_t w = 0; w < item->word_count; w++)
			if (word_matches(search, &item->words[w],
					 &words->list[k]))
				return k;
	for (size_t p = 0; p < item->list_count; p++) {
		const struct list *list = &item->lists[p];
		size_t s = 0;

		while (s < list->count &&
		       item_word(search, &list->items[s]) != SIZE_MAX)
			s++;
		if (s == list->count)
			return item_word(search, list->items);
	}
	return SIZE_MAX;
}

/* Of one match that is false. */
static void explain_match(struct arena *arena, struct search *search,
			  const struct cut *cut, const struct node *node,
			  struct nearest *near)
{
	const struct list *list = &node->list;
	struct match found = { .count = 0 };
	struct text text;

	near->places = list->count;
	near->lack = LACK_PLACED;
	text_init(&text, ERROR_TEXT_MAX);
	for (size_t j = 0; j < list->count; j++) {
		size_t k = item_word(search, &list->items[j]);

		if (k != SIZE_MAX) {
			near->filled++;
			add_range(&found, cut->ranges[k]);
			continue;
		}
		text_reset(&text);
		add_item_text(&text, &list->items[j]);
		strings_add(arena, &near->missing, text_dup(arena, &text));
		near->lack = LACK_WORDS;
	}
	text_release(&text);
	take_rising(&found, near);
	near->weight = (unsigned)(600 * near->filled / near->places);
}

/* Of the children that keep the node from being true the nearest. */
static void explain_node(struct arena *arena, struct search *search,
			 const struct cut *cut, const struct node *node,
			 struct nearest *near)
{
	for (size_t i = 0; i < node->count && node->kind != NODE_NOT; i++) {
		struct nearest one = { .lack = LACK_WORDS };

		if (search_node(search, &node->children[i]) == PATTERN_YES)
			continue;
		explain_node(arena, search, cut, &node->children[i], &one);
		if (near->places == 0 || one.weight > near->weight)
			*near = one;
	}
	if (node->kind == NODE_MATCH) {
		explain_match(arena, search, cut, node, near);
	} else if (node->kind == NODE_NOT) {
		near->lack = LACK_BARRED;
		near->places = 1;
		near->weight = 500;
		strings_add(arena, &near->missing, "not(...)");
	}
}

void hearing_explain(struct arena *arena, const struct phrase *phrase,
		     const struct reading *reading, struct nearest *near)
{
	struct hearing *hearing = reading->hearing;
	const struct rule *rule = &hearing->rules->list[phrase->rule - 1];
	const struct cut *cut = &hearing->cuts[rule->cut];
	struct search search;

	if (hearing->results[phrase->rule - 1] == PATTERN_TOO_HARD) {
		near->lack = LACK_HARD;
		near->weight = NEAR_UNKNOWN;
		return;
	}
	search = search_begin(arena, hearing, cut->words, WITNESS_STEPS);
	arena_init(&search.inner, 0);
	explain_node(arena, &search, cut, &rule->pattern->root, near);
	arena_release(&search.inner);
	hearing->steps += search.steps;
}

/* ---- words that never match ---- */

/* The word as an answer would have it, cut as answers are. */
static bool is_dead(struct arena *arena, const struct pattern *pattern,
		    const struct pattern_word *word)
{
	struct search search = { .arena = arena, .steps = WITNESS_STEPS };
	const struct pattern_words *words;
	struct text text;
	bool found = false;

	if (word->is_number)
		return false;
	text_init(&text, LANG_ANSWER_MAX);
	for (size_t i = 0; i < word->count; i++)
		if (word->elements[i] < ELEMENT_ONE)
			utf8_add(&text, word->elements[i]);
		else if (word->elements[i] == ELEMENT_ONE)
			text_add_char(&text, 'x');
	words = pattern_read(arena, pattern, (struct str){
			     text_dup(arena, &text), text.len });
	text_release(&text);
	search.words = words;
	for (size_t k = 0; k < words->count && !found; k++)
		found = word_matches(&search, word, &words->list[k]);
	return !found;
}

static void dead_of_list(struct arena *arena, const struct pattern *pattern,
			 const struct list *list, struct strings *dead)
{
	struct text text;

	text_init(&text, ERROR_TEXT_MAX);
	for (size_t j = 0; j < list->count; j++) {
		const struct item *item = &list->items[j];

		for (size_t w = 0; w < item->word_count; w++) {
			if (!is_dead(arena, pattern, &item->words[w]))
				continue;
			text_reset(&text);
			add_word_text(&text, &item->words[w]);
			strings_add(arena, dead, text_dup(arena, &text));
		}
		for (size_t p = 0; p < item->list_count; p++)
			dead_of_list(arena, pattern, &item->lists[p], dead);
	}
	text_release(&text);
}

static void dead_of_node(struct arena *arena, const struct pattern *pattern,
			 const struct node *node, struct strings *dead)
{
	if (node->kind == NODE_MATCH)
		dead_of_list(arena, pattern, &node->list, dead);
	for (size_t i = 0; i < node->count; i++)
		dead_of_node(arena, pattern, &node->children[i], dead);
}

void phrase_dead_words(struct arena *arena,
		       const struct vocabulary *vocabulary,
		       const struct phrase *phrase, struct strings *dead)
{
	const struct pattern *pattern;

	if (!phrase->rule)
		return;
	pattern = vocabulary->rules->list[phrase->rule - 1].pattern;
	dead_of_node(arena, pattern, &pattern->root, dead);
}
