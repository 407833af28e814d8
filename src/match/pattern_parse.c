/* pattern_parse.c - reads pmatch's expressions into a tree.
 *
 * Recursive descent over the grammar; no step back is ever needed, because the
 * engine's longest parse is here always the first one: words and numbers run
 * as far as they can, and what follows them cannot begin inside them. A text
 * that reads both as a number and as a word is a number, but inside square
 * brackets a word. Where synonyms are given, the inside of each match is read
 * twice: once as written, to know where it ends, and once rewritten; the
 * second reading may stop early, as the engine's does.
 */
#include "match/pattern.h"

struct parser {
	struct arena *arena;
	const struct setting *setting;
	struct chars text;
	size_t at;
	int column;		/* of all faults; 0: where they are */
	unsigned depth;
	struct node *match;	/* being read */
	struct error *err;
};

/* ---- faults ---- */

__attribute__((format(printf, 3, 4)))
static bool refuse(const struct parser *parser, size_t at,
		   const char *format, ...)
{
	char sentence[ERROR_TEXT_MAX / 2];
	struct text text;
	va_list args;

	text_init(&text, sizeof(sentence) - 1);
	va_start(args, format);
	text_vaddf(&text, format, args);
	va_end(args);
	memcpy(sentence, text.s, text.len + 1);
	text_release(&text);
	return error_at(parser->err, NULL, 0,
			parser->column ? parser->column : (int)at + 1, "%s%s",
			parser->column ? "with its synonyms put in: " : "",
			sentence);
}

/* What stands at the cursor, for a sentence: 'x', a space, the end. */
static const char *here(const struct parser *parser)
{
	struct text quoted;
	const char *shown;
	uint32_t c;

	if (parser->at == parser->text.len)
		return "the end";
	c = parser->text.c[parser->at];
	if (char_is_space(c))
		return "a space";
	if (!utf8_is_graphic(c))
		return arena_printf(parser->arena, "U+%04X", (unsigned)c);
	text_init(&quoted, 16);
	utf8_add(&quoted, c);
	shown = arena_printf(parser->arena, "'%s'", quoted.s);
	text_release(&quoted);
	return shown;
}

/* A character that cannot stand where a word or a delimiter is wanted. */
static bool refuse_character(const struct parser *parser)
{
	uint32_t c = parser->at < parser->text.len
		   ? parser->text.c[parser->at] : ' ';

	if (c == '\\')
		return refuse(parser, parser->at, "a backslash must stand "
			      "before one of ( ) \\ | ? * _ [ ]; write \\\\ "
			      "for a backslash itself");
	if (c == '[' || c == ']')
		return refuse(parser, parser->at, "%s cannot stand here; "
			      "square brackets hold one whole alternative: "
			      "[two words]|word; write \\%c for the sign "
			      "itself", here(parser), (int)c);
	if (char_is_special(c))
		return refuse(parser, parser->at, "%s cannot stand here; a "
			      "word or a [phrase] must; write \\%c for the "
			      "sign itself", here(parser), (int)c);
	return refuse(parser, parser->at, "%s cannot stand here; a word or a "
		      "[phrase] must", here(parser));
}

/* ---- signs ---- */

static bool sees(const struct parser *parser, uint32_t c)
{
	return parser->at < parser->text.len &&
	       parser->text.c[parser->at] == c;
}

static void skip_space(struct parser *parser)
{
	while (parser->at < parser->text.len &&
	       char_is_space(parser->text.c[parser->at]))
		parser->at++;
}

/* Takes word at the cursor, in any case. */
static bool take(struct parser *parser, const char *word)
{
	size_t at = parser->at;

	for (; *word; word++, at++)
		if (at == parser->text.len ||
		    utf8_lower(parser->text.c[at]) != (unsigned char)*word)
			return false;
	parser->at = at;
	return true;
}

/* Takes word at the cursor, exactly, unless more letters follow. */
static bool take_exactly(struct parser *parser, const char *word)
{
	size_t at = parser->at, was = parser->at;

	if (!take(parser, word))
		return false;
	for (; *word; word++, at++)
		if (parser->text.c[at] != (unsigned char)*word) {
			parser->at = was;
			return false;
		}
	if (parser->at < parser->text.len &&
	    !char_is_space(parser->text.c[parser->at]) && !sees(parser, '(')) {
		parser->at = was;
		return false;
	}
	return true;
}

static bool take_open(struct parser *parser, const char *of)
{
	skip_space(parser);
	if (!sees(parser, '('))
		return refuse(parser, parser->at, "%s stands where %s needs "
			      "its opening bracket; write %s(...)",
			      here(parser), of, of);
	parser->at++;
	skip_space(parser);
	return true;
}

/* ---- words ---- */

/* The length of the word in front, as written. */
static size_t word_length(struct chars text)
{
	size_t at = 0;

	for (; at < text.len; at++) {
		uint32_t c = text.c[at];

		if (c == '\\') {
			if (at + 1 == text.len ||
			    !char_is_special(text.c[at + 1]))
				break;
			at++;
		} else if (c != '*' && c != '?' &&
			   (char_is_special(c) || !utf8_is_graphic(c))) {
			break;
		}
	}
	return at;
}

/* What misspelling a word of so many literal characters may have. */
static void set_slips(struct pattern_word *word, const struct suffix *suffix,
		      size_t literals)
{
	word->letters = suffix->letters;
	word->slips = suffix->slips;
	if (literals < 4)
		word->slips &= SLIP_EXTRA;
	if (literals < 3)
		word->slips = 0;
	word->most = suffix->most;
	if (literals < 8 && word->most > 1)
		word->most = 1;
	if (!word->slips)
		word->most = 0;
}

static void make_word(const struct parser *parser, struct chars text,
		      struct pattern_word *word)
{
	uint32_t *elements = arena_alloc(parser->arena, text.len,
					 sizeof(*elements));

	for (size_t i = 0; i < text.len; i++) {
		uint32_t c = text.c[i];

		if (c == '*' || c == '?') {
			word->runs += c == '*';
			word->ones += c == '?';
			elements[word->count++] = c == '*' ? ELEMENT_RUN
							   : ELEMENT_ONE;
			continue;
		}
		if (c == '\\')
			c = text.c[++i];
		c = char_lower(parser->setting, c);
		word->mask |= char_bit(c);
		elements[word->count++] = c;
	}
	word->elements = elements;
	set_slips(word, &parser->match->suffix,
		  word->count - word->runs - word->ones);
}

/* A word or a number at the cursor into item; *found is whether there is. */
static bool parse_word(struct parser *parser, struct item *item, bool bracket,
		       bool *found)
{
	struct chars rest = { parser->text.c + parser->at,
			      parser->text.len - parser->at };
	size_t number = number_length(rest), len = word_length(rest);
	struct pattern_word *word;

	*found = number || len;
	if (!*found)
		return true;
	item->words = arena_grow(parser->arena, item->words, item->word_count,
				 &item->word_cap, sizeof(*item->words));
	word = &item->words[item->word_count++];
	*word = (struct pattern_word){ .is_number = number > len ||
				       (number == len && !bracket) };
	rest.len = word->is_number ? number : len;
	if (rest.len > PATTERN_WORD_MAX)
		return refuse(parser, parser->at, "a word may have %d "
			      "characters at most; make it shorter",
			      PATTERN_WORD_MAX);
	if (word->is_number)
		word->number = number_value(parser->arena, rest);
	else
		make_word(parser, rest, word);
	parser->at += rest.len;
	return true;
}

/* ---- lists ---- */

static bool parse_list(struct parser *parser, struct list *list, bool bracket);

static bool parse_phrase(struct parser *parser, struct item *item)
{
	size_t open = parser->at++;
	struct list *list;

	item->lists = arena_grow(parser->arena, item->lists, item->list_count,
				 &item->list_cap, sizeof(*item->lists));
	list = &item->lists[item->list_count++];
	*list = (struct list){ .number = parser->match->phrases++ };
	if (!parse_list(parser, list, true))
		return false;
	if (parser->at == parser->text.len)
		return refuse(parser, open, "this square bracket is never "
			      "closed; put ']' behind its last word");
	if (sees(parser, ')'))
		return refuse(parser, parser->at, "')' stands where the "
			      "square bracket of column %zu needs its end; put "
			      "']' before it, or write \\) for the sign itself",
			      open + 1);
	if (!sees(parser, ']'))
		return refuse_character(parser);
	parser->at++;
	if (list->count > item->longest)
		item->longest = list->count;
	return true;
}

static bool parse_item(struct parser *parser, struct item *item, bool bracket,
		       const char *before)
{
	for (;;) {
		bool found;

		if (!bracket && sees(parser, '[')) {
			if (!parse_phrase(parser, item))
				return false;
		} else if (!parse_word(parser, item, bracket, &found)) {
			return false;
		} else if (!found && before) {
			return refuse(parser, parser->at, "%s stands where a "
				      "word must, behind %s; add the word or "
				      "take out %s", here(parser), before,
				      before);
		} else if (!found) {
			return refuse_character(parser);
		}
		if (!sees(parser, '|'))
			return true;
		parser->at++;
		before = "'|'";
	}
}

static bool parse_list(struct parser *parser, struct list *list, bool bracket)
{
	const char *before = NULL;
	bool tied = false;

	for (;;) {
		struct item *item;

		if (list->count == PATTERN_ITEMS_MAX)
			return refuse(parser, parser->at, "one bracket may "
				      "hold %d words; use fewer",
				      PATTERN_ITEMS_MAX);
		list->items = arena_grow(parser->arena, list->items,
					 list->count, &list->cap,
					 sizeof(*list->items));
		item = &list->items[list->count++];
		*item = (struct item){ .tied = tied, .longest = 1,
				       .row = parser->match->rows++ };
		if (!parse_item(parser, item, bracket, before))
			return false;
		list->tied |= tied;
		list->nests |= item->list_count > 0;
		list->tied_nests |= tied && item->list_count > 0;
		list->longest += item->longest;
		tied = sees(parser, '_');
		if (!tied && (parser->at == parser->text.len ||
			      !char_is_space(parser->text.c[parser->at])))
			return true;
		before = tied ? "'_'" : "a space";
		if (tied)
			parser->at++;
		else
			skip_space(parser);
	}
}

/* ---- one match ---- */

static bool parse_slips(struct parser *parser, struct suffix *suffix)
{
	unsigned slips = 0;
	bool twice = false;

	for (;; parser->at++) {
		if (sees(parser, 'r'))
			slips |= SLIP_REPLACED;
		else if (sees(parser, 't'))
			slips |= SLIP_SWAPPED;
		else if (sees(parser, 'x'))
			slips |= SLIP_EXTRA;
		else if (sees(parser, 'f'))
			slips |= SLIP_FEWER;
		else if (sees(parser, '2'))
			twice = true;
		else
			break;
	}
	suffix->slips |= twice || !slips ? SLIP_ALL : slips;
	if (suffix->most < 2)
		suffix->most = twice ? 2 : 1;
	return true;
}

static bool parse_gap(struct parser *parser, struct suffix *suffix)
{
	uint32_t c = parser->at < parser->text.len
		   ? parser->text.c[parser->at] : 0;

	if (c < '0' || c > '4')
		return refuse(parser, parser->at, "'p' needs a figure from 0 "
			      "to 4 behind it: how many words may stand "
			      "between");
	suffix->gap = c - '0';
	parser->at++;
	return true;
}

static bool parse_letter(struct parser *parser, struct suffix *suffix)
{
	uint32_t c = parser->text.c[parser->at++];

	switch (c) {
	case 'c':
		suffix->letters = true;
		return true;
	case 'o':
		suffix->any_order = true;
		return true;
	case 'w':
		suffix->more = true;
		return true;
	case 'm':
		return parse_slips(parser, suffix);
	case 'p':
		return parse_gap(parser, suffix);
	default:
		parser->at--;
		return refuse(parser, parser->at, "%s is no option of match; "
			      "the options are c o w p0 to p4 m, with r t x f "
			      "2 behind m only", here(parser));
	}
}

/* What stands between `match` and its bracket. */
static bool parse_suffix(struct parser *parser, struct suffix *suffix)
{
	struct chars text = parser->text;

	suffix->gap = 2;
	if (sees(parser, '0'))
		parser->at++;
	else if (!sees(parser, '_') && !sees(parser, '(') &&
		 parser->at < text.len && !char_is_space(text.c[parser->at]))
		return refuse(parser, parser->at, "%s cannot stand behind "
			      "match; options begin with '_', as in match_mow",
			      here(parser));
	else if (sees(parser, '_'))
		for (parser->at++; parser->at < text.len &&
		     !sees(parser, '(') && !char_is_space(text.c[parser->at]);)
			if (!parse_letter(parser, suffix))
				return false;
	return true;
}

/* The inside of a match again, synonyms put in. */
static bool parse_rewritten(struct parser *parser, size_t from)
{
	struct node *match = parser->match;
	struct parser again = *parser;

	again.text = (struct chars){ parser->text.c + from,
				     parser->at - from };
	again.at = 0;
	again.column = (int)from + 1;
	if (!synonyms_put(parser->arena, parser->setting, &again.text))
		return refuse(parser, from, "with its synonyms put in this "
			      "match is too long; give fewer synonyms");
	match->list = (struct list){ 0 };
	match->rows = match->phrases = 0;
	return parse_list(&again, &match->list, false);
}

static bool take_close(struct parser *parser, size_t open, bool match)
{
	if (parser->at == parser->text.len)
		return refuse(parser, open, "the bracket of this %s is never "
			      "closed; put ')' behind its contents",
			      match ? "match" : "part");
	if (!sees(parser, ')'))
		return match ? refuse_character(parser)
			     : refuse(parser, parser->at, "%s cannot stand "
				      "here; a match(...), not(...), "
				      "match_any(...) or match_all(...) must",
				      here(parser));
	parser->at++;
	skip_space(parser);
	return true;
}

static bool parse_match(struct parser *parser, struct node *node)
{
	size_t open = parser->at, from;

	parser->match = node;
	node->kind = NODE_MATCH;
	if (!parse_suffix(parser, &node->suffix) ||
	    !take_open(parser, "match"))
		return false;
	from = parser->at;
	if (!parse_list(parser, &node->list, false))
		return false;
	if (parser->setting->synonym_count && sees(parser, ')') &&
	    !parse_rewritten(parser, from))
		return false;
	return take_close(parser, open, true);
}

/* ---- the tree ---- */

static bool parse_node(struct parser *parser, struct node *node, bool may_not);

static bool begins_child(const struct parser *parser)
{
	struct parser ahead = *parser;

	return take(&ahead, "match") || take(&ahead, "not");
}

static bool parse_children(struct parser *parser, struct node *node,
			   const char *name, bool one)
{
	size_t open = parser->at;

	if (!take_open(parser, name))
		return false;
	do {
		node->children = arena_grow(parser->arena, node->children,
					    node->count, &node->cap,
					    sizeof(*node->children));
		node->children[node->count] = (struct node){ 0 };
		if (!parse_node(parser, &node->children[node->count++], !one))
			return false;
	} while (!one && begins_child(parser));
	return take_close(parser, open, false);
}

static bool parse_node(struct parser *parser, struct node *node, bool may_not)
{
	bool ok;

	if (++parser->depth > PATTERN_DEPTH_MAX)
		return refuse(parser, parser->at, "brackets stand more than "
			      "%d deep; make it simpler", PATTERN_DEPTH_MAX);
	if (take(parser, "match")) {
		node->kind = take_exactly(parser, "_any") ? NODE_ANY :
			     take_exactly(parser, "_all") ? NODE_ALL :
			     NODE_MATCH;
		ok = node->kind == NODE_MATCH ? parse_match(parser, node) :
		     parse_children(parser, node, node->kind == NODE_ANY ?
				    "match_any" : "match_all", false);
	} else if (may_not && take(parser, "not")) {
		node->kind = NODE_NOT;
		ok = parse_children(parser, node, "not", true);
	} else {
		ok = refuse(parser, parser->at, "%s stands where match(...), "
			    "match_any(...) or match_all(...)%s must",
			    here(parser), may_not ? " or not(...)" : "");
	}
	parser->depth--;
	return ok;
}

bool pattern_parse(struct arena *arena, struct chars text,
		   const struct setting *setting, struct node *root,
		   struct error *err)
{
	struct parser parser = { .arena = arena, .setting = setting,
				 .text = text, .err = err };
	struct parser ahead = parser;

	skip_space(&ahead);
	if (take(&ahead, "not"))
		skip_space(&parser);
	if (!parse_node(&parser, root, true))
		return false;
	if (parser.at < text.len)
		return refuse(&parser, parser.at, "the expression is complete "
			      "before %s; to ask for several things put them "
			      "into match_all(...) or match_any(...)",
			      here(&parser));
	return true;
}
