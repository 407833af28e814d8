/* reader.c - YAML events to small trees, and every way in which YAML is wrong.
 *
 * The only file that knows libyaml. Its events are taken one by one and given
 * back at once, so nothing of libyaml's is held on any path. Aliases are
 * refused at the event and never followed, which leaves nothing to an alias
 * bomb; depth, width and size of an entry have ceilings, so memory and time
 * are linear in the file. JSON is YAML in flow style: this reads it too.
 * libyaml's own sentences speak of tokens and block mappings; each is turned
 * into what an author of questions can act on.
 */
#include "bank/reader.h"

#include "bank/bank.h"
#include "bank/bytes.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum state { AT_START, AT_KEY, IN_LIST, AT_END, STOPPED };

struct reader {
	yaml_parser_t parser;
	enum state state;
	struct arena *texts;		/* scalars: the caller's */
	struct arena nodes;		/* trees: until the next entry */
	struct arena copy;		/* the bytes, where some were masked */
	struct problems *problems;
	const char *path;
	struct str bytes;
	size_t budget;			/* nodes the entry may still have */
	int depth;
	bool broke_off;
	struct node top;		/* key and place of the list read */
};

struct event {
	yaml_event_type_t type;
	bool bad;			/* reported already */
	bool straight;
	int line, column;
	const char *text;
};

/* --- sentences for libyaml's ------------------------------------------ */

static const struct {
	const char *problem, *says;
} sentences[] = {
	{ "mapping values are not allowed in this context",
	  "a ':' stands where no key can be; check the indentation, or put "
	  "the whole text in quotes" },
	{ "could not find expected ':'",
	  "this line is no 'key: value'; add the ':', or indent it as far as "
	  "the text it belongs to" },
	{ "found character that cannot start any token",
	  "a text cannot begin with this character; indent with spaces, not "
	  "tabs, or put the text in quotes" },
	{ "block sequence entries are not allowed in this context",
	  "a list item cannot begin here; check the indentation" },
	{ "mapping keys are not allowed in this context",
	  "a key cannot begin here; put a text that begins with '?' in "
	  "quotes" },
	{ "found a tab character that violates indentation",
	  "a tab indents this line; use spaces" },
	{ "found a tab character where an indentation space is expected",
	  "a tab indents this line; use spaces" },
	{ "did not find expected key",
	  "a key was expected here; check the indentation, and put a text "
	  "that begins with a quote wholly in quotes" },
	{ "did not find expected '-' indicator",
	  "a list item was expected here; begin it with '- ', or check the "
	  "indentation" },
	{ "did not find expected ',' or ']'",
	  "a list in '[' and ']' is not closed; add ',' or ']', or put the "
	  "text in quotes" },
	{ "did not find expected ',' or '}'",
	  "a mapping in '{' and '}' is not closed; add ',' or '}', or put "
	  "the text in quotes" },
	{ "did not find expected node content",
	  "a text was expected here; add it, or put it in quotes" },
	{ "found unexpected end of stream",
	  "a text in quotes is not closed; add the closing quote" },
	{ "found unexpected document indicator",
	  "a text in quotes is not closed; add the closing quote" },
	{ "found unknown escape character",
	  "no such escape in double quotes; write '\\\\' for a backslash, "
	  "or use single quotes" },
	{ "did not find expected hexdecimal number",
	  "an escape lacks its hexadecimal digits; write '\\\\' for a "
	  "backslash, or use single quotes" },
	{ "found invalid Unicode character escape code",
	  "an escape names no character; write the character itself" },
	{ "did not find expected alphabetic or numeric character",
	  "a text cannot begin with '*' or '&'; put it in quotes" },
	{ "did not find expected comment or line break",
	  "nothing may follow '|' or '>' in its line; put a text that begins "
	  "with one in quotes" },
	{ "did not find expected <document start>",
	  "the file goes on after its end; check the indentation of this "
	  "line" },
	{ "found undefined tag handle",
	  "tags are not allowed in a bank; put a text that begins with '!' "
	  "in quotes" },
	{ "did not find expected whitespace or line break",
	  "tags are not allowed in a bank; put a text that begins with '!' "
	  "in quotes" },
	{ "found unknown directive name",
	  "'%' at the beginning of a line is a YAML directive; put the text "
	  "in quotes" },
	{ "could not find expected directive name",
	  "'%' at the beginning of a line is a YAML directive; put the text "
	  "in quotes" },
	{ "control characters are not allowed",
	  "a character that YAML does not allow; remove it" },
};

static void say(struct reader *reader, int line, int column, const char *text)
{
	problems_add(reader->problems, reader->path, line, column, "%s", text);
}

static void stop(struct reader *reader)
{
	reader->state = STOPPED;
}

/* What is never closed is best shown where it opens. */
static bool is_unclosed(const char *problem)
{
	return strncmp(problem, "found unexpected", 16) == 0 ||
	       strncmp(problem, "did not find expected ','", 25) == 0 ||
	       strcmp(problem, "could not find expected ':'") == 0;
}

static void say_syntax(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	const char *problem = parser->problem ? parser->problem : "";
	yaml_mark_t mark = parser->problem_mark;
	size_t i;

	stop(reader);
	if (parser->error == YAML_MEMORY_ERROR)
		die("out of memory");
	if (parser->error == YAML_READER_ERROR)
		mark = (yaml_mark_t){ 0, (size_t)bytes_line(reader->bytes,
					parser->problem_offset) - 1, 0 };
	if (is_unclosed(problem))
		mark = parser->context_mark;
	for (i = 0; i < sizeof(sentences) / sizeof(*sentences); i++)
		if (strcmp(problem, sentences[i].problem) == 0) {
			say(reader, (int)mark.line + 1, (int)mark.column + 1,
			    sentences[i].says);
			return;
		}
	problems_add(reader->problems, reader->path, (int)mark.line + 1,
		     (int)mark.column + 1, "this is not YAML (%s); check the "
		     "indentation and the quotes", problem);
}

/* --- scalars ----------------------------------------------------------- */

static bool check_scalar(struct reader *reader, struct str text, int line,
			 int column)
{
	size_t at = utf8_find_unsafe(text);

	if (at < text.len) {
		problems_add(reader->problems, reader->path, line, column,
			     "this text holds the control character U+%04X; "
			     "remove it", (unsigned)utf8_next(text, &at));
		return false;
	}
	if (bytes_are_odd(text)) {
		say(reader, line, column, "this text holds a character that "
		    "is none (a mark of byte order or of a line's end); "
		    "remove it");
		return false;
	}
	if (text.len > BANK_TEXT_MAX) {
		problems_add(reader->problems, reader->path, line, column,
			     "this text is %zu bytes long, the most is %d; "
			     "shorten it", text.len, BANK_TEXT_MAX);
		return false;
	}
	return true;
}

/* Whether the text stands in the file character by character. */
static bool is_straight(const yaml_event_t *from, struct str value)
{
	size_t quotes, width;

	if (from->start_mark.line != from->end_mark.line)
		return false;
	quotes = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 2;
	width = from->end_mark.column - from->start_mark.column;
	return width == utf8_count(value) + quotes;
}

static void take_scalar(struct reader *reader, const yaml_event_t *from,
			struct arena *arena, struct event *event)
{
	struct str value = { (const char *)from->data.scalar.value,
			     from->data.scalar.length };
	struct str text = str_trim(value);

	if (is_straight(from, value)) {
		event->straight = true;
		event->column += (int)(text.s - value.s);
		if (from->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
			event->column++;
	}
	if (check_scalar(reader, text, event->line, event->column))
		event->text = str_dup(arena, text);
	else
		event->bad = true;
}

/* --- events ------------------------------------------------------------ */

static bool has_anchor(const yaml_event_t *from)
{
	if (from->type == YAML_SCALAR_EVENT)
		return from->data.scalar.anchor;
	if (from->type == YAML_SEQUENCE_START_EVENT)
		return from->data.sequence_start.anchor;
	return from->type == YAML_MAPPING_START_EVENT &&
	       from->data.mapping_start.anchor;
}

static bool has_tag(const yaml_event_t *from)
{
	if (from->type == YAML_SCALAR_EVENT)
		return from->data.scalar.tag;
	if (from->type == YAML_SEQUENCE_START_EVENT)
		return from->data.sequence_start.tag;
	return from->type == YAML_MAPPING_START_EVENT &&
	       from->data.mapping_start.tag;
}

static void refuse_extras(struct reader *reader, const yaml_event_t *from,
			  struct event *event)
{
	const char *says = NULL;

	if (from->type == YAML_ALIAS_EVENT)
		says = "aliases are not allowed in a bank; write the text out, "
		       "or in quotes if it begins with '*'";
	else if (has_anchor(from))
		says = "anchors are not allowed in a bank; remove this one, or "
		       "put the text in quotes if it begins with '&'";
	else if (has_tag(from))
		says = "tags are not allowed in a bank; remove this one, or "
		       "put the text in quotes if it begins with '!'";
	if (!says)
		return;
	say(reader, event->line, event->column, says);
	if (from->type == YAML_ALIAS_EVENT || from->type == YAML_SCALAR_EVENT)
		event->bad = true;
}

/* The next event, its text in the arena; false when there can be none. */
static bool pull(struct reader *reader, struct arena *arena,
		 struct event *event)
{
	yaml_event_t from;

	*event = (struct event){ .text = "" };
	if (reader->state == STOPPED)
		return false;
	if (!yaml_parser_parse(&reader->parser, &from)) {
		say_syntax(reader);
		return false;
	}
	event->type = from.type;
	event->line = (int)from.start_mark.line + 1;
	event->column = (int)from.start_mark.column + 1;
	refuse_extras(reader, &from, event);
	if (from.type == YAML_SCALAR_EVENT && !event->bad)
		take_scalar(reader, &from, arena, event);
	yaml_event_delete(&from);
	return true;
}

static bool is_end(const struct event *event)
{
	return event->type == YAML_SEQUENCE_END_EVENT ||
	       event->type == YAML_MAPPING_END_EVENT;
}

/* --- trees ------------------------------------------------------------- */

static struct node *build(struct reader *reader, const struct event *event);

static bool refuse(struct reader *reader, const struct node *node,
		   const char *text)
{
	say(reader, node->line, node->column, text);
	stop(reader);
	return false;
}

/* Only what stands at the top (the bank's groups) may be wide. */
static bool may_grow(struct reader *reader, const struct node *node)
{
	size_t most = reader->depth <= 2 ? READER_WIDE_MAX : BANK_LIST_MAX;

	if (node->count < most)
		return true;
	problems_add(reader->problems, reader->path, node->line, node->column,
		     "more than %zu entries; split it, or remove some", most);
	stop(reader);
	return false;
}

/* The key of the next member of a mapping; false at its end. */
static bool pull_key(struct reader *reader, struct arena *arena,
		     struct event *key)
{
	if (!pull(reader, arena, key) || is_end(key))
		return false;
	if (key->type == YAML_SCALAR_EVENT && !key->bad)
		return true;
	if (!key->bad)
		say(reader, key->line, key->column, "a key must be a text; "
		    "write 'key: value'");
	stop(reader);
	return false;
}

static bool build_members(struct reader *reader, struct node *node)
{
	struct node **tail = &node->first, *child;
	struct event key = { .type = YAML_NO_EVENT }, event;

	for (;;) {
		if (node->kind == NODE_MAPPING &&
		    !pull_key(reader, &reader->nodes, &key))
			return reader->state != STOPPED;
		if (!pull(reader, reader->texts, &event))
			return false;
		if (is_end(&event))
			return true;
		if (!may_grow(reader, node))
			return false;
		child = build(reader, &event);
		if (!child)
			return false;
		if (node->kind == NODE_MAPPING) {
			child->key = key.text;
			child->key_line = key.line;
			child->key_column = key.column;
		}
		*tail = child;
		tail = &child->next;
		node->count++;
	}
}

void node_name_items(struct node *list)
{
	struct node *child;

	for (child = list->first; child; child = child->next) {
		if (list->kind == NODE_LIST) {
			child->item = true;
			child->key = list->key;
			child->key_line = list->key_line;
			child->key_column = list->key_column;
		}
		node_name_items(child);
	}
}

static struct node *build(struct reader *reader, const struct event *event)
{
	struct node *node = ARENA_NEW(&reader->nodes, struct node);
	bool ok = true;

	node->line = event->line;
	node->column = event->column;
	node->text = event->text;
	node->straight = event->straight;
	if (reader->budget-- == 0) {
		reader->budget = 0;
		refuse(reader, node, "this entry is too large; split it");
		return NULL;
	}
	if (event->bad)
		node->kind = NODE_BAD;
	else if (event->type == YAML_SEQUENCE_START_EVENT)
		node->kind = NODE_LIST;
	else if (event->type == YAML_MAPPING_START_EVENT)
		node->kind = NODE_MAPPING;
	if (node->kind == NODE_LIST || node->kind == NODE_MAPPING) {
		reader->depth++;
		ok = reader->depth <= BANK_DEPTH_MAX
			? build_members(reader, node)
			: refuse(reader, node, "nested too deep; is a bracket "
				 "or an indentation wrong?");
		reader->depth--;
	}
	return ok ? node : NULL;
}

/* --- entries ----------------------------------------------------------- */

static bool say_empty(struct reader *reader)
{
	say(reader, 0, 0, "the file is empty; write something, or remove it");
	stop(reader);
	return false;
}

/* Up to the first event of the document. */
static bool begin(struct reader *reader, struct event *event)
{
	if (!pull(reader, reader->texts, event) ||
	    !pull(reader, reader->texts, event))
		return false;
	if (event->type == YAML_STREAM_END_EVENT)
		return say_empty(reader);
	if (!pull(reader, reader->texts, event))
		return false;
	reader->depth = 1;
	if (event->type == YAML_MAPPING_START_EVENT)
		return true;
	if (event->bad) {
		stop(reader);
		return false;
	}
	if (event->type == YAML_SCALAR_EVENT && !*event->text)
		return say_empty(reader);
	say(reader, event->line, event->column, "the file must be 'key: value' "
	    "lines; begin it with 'questions:', 'rubrics:' or the bank's "
	    "'id:'");
	stop(reader);
	return false;
}

static bool finish(struct reader *reader)
{
	struct event event;

	if (pull(reader, reader->texts, &event) &&
	    pull(reader, reader->texts, &event)) {
		if (event.type == YAML_STREAM_END_EVENT) {
			reader->state = AT_END;
		} else {
			say(reader, event.line, event.column, "a second "
			    "document begins here; a bank file holds one, so "
			    "remove the '---' or make it two files");
			stop(reader);
		}
	}
	return false;
}

static bool give(struct reader *reader, struct node *node, bool item,
		 struct entry *entry)
{
	if (!node)
		return false;
	node->item = item;
	node->key = reader->top.key;
	node->key_line = reader->top.key_line;
	node->key_column = reader->top.key_column;
	node_name_items(node);
	entry->value = node;
	entry->number = item ? reader->top.count++ : 0;
	return true;
}

static struct node *empty_list(struct reader *reader)
{
	struct node *node = ARENA_NEW(&reader->nodes, struct node);

	*node = reader->top;
	node->kind = NODE_LIST;
	return node;
}

/* The next key and its value; a list is only entered. False at the end. */
static bool next_key(struct reader *reader, struct event *event)
{
	struct event key;

	if (!pull_key(reader, reader->texts, &key)) {
		if (reader->state != STOPPED)
			finish(reader);
		return false;
	}
	reader->top = (struct node){ .key = key.text, .key_line = key.line,
				     .key_column = key.column, .text = "" };
	if (!pull(reader, reader->texts, event))
		return false;
	if (event->type == YAML_SEQUENCE_START_EVENT) {
		reader->top.line = event->line;
		reader->top.column = event->column;
		reader->state = IN_LIST;
		reader->depth = 2;
	}
	return true;
}

static bool broken_off(struct reader *reader)
{
	reader->broke_off = reader->state == STOPPED;
	return false;
}

bool reader_next(struct reader *reader, struct entry *entry)
{
	struct event event;

	arena_reset(&reader->nodes);
	reader->budget = READER_ENTRY_MAX;
	if (reader->state == AT_START && begin(reader, &event))
		reader->state = AT_KEY;
	if (reader->state == AT_KEY) {
		if (!next_key(reader, &event))
			return broken_off(reader);
		if (reader->state == AT_KEY)
			return give(reader, build(reader, &event), false,
				    entry);
	}
	if (reader->state != IN_LIST)
		return false;
	if (!pull(reader, reader->texts, &event))
		return broken_off(reader);
	if (!is_end(&event))
		return give(reader, build(reader, &event), true, entry);
	reader->state = AT_KEY;
	reader->depth = 1;
	if (reader->top.count == 0)
		return give(reader, empty_list(reader), false, entry);
	return reader_next(reader, entry);
}

bool reader_broke_off(const struct reader *reader)
{
	return reader->broke_off;
}

const struct node *reader_root(struct reader *reader)
{
	struct event event;
	struct node *root;

	reader->budget = READER_ENTRY_MAX;
	if (!begin(reader, &event))
		return NULL;
	reader->depth = 0;
	root = build(reader, &event);
	if (!root)
		return NULL;
	node_name_items(root);
	finish(reader);
	return reader->state == AT_END ? root : NULL;
}

/* --- open and close ---------------------------------------------------- */

struct reader *reader_open(struct arena *texts, const char *path,
			   struct str bytes, struct problems *problems)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	if (!reader || !yaml_parser_initialize(&reader->parser))
		die("out of memory");
	arena_init(&reader->nodes, 0);
	arena_init(&reader->copy, 0);
	reader->texts = texts;
	reader->problems = problems;
	reader->path = path;
	if (str_starts(bytes, "\xef\xbb\xbf")) {
		bytes.s += 3;
		bytes.len -= 3;
	}
	reader->bytes = bytes;
	if (*path &&
	    !bytes_check(&reader->copy, path, &reader->bytes, problems))
		stop(reader);
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader->parser,
				     (const unsigned char *)reader->bytes.s,
				     reader->bytes.len);
	return reader;
}

bool reader_close(struct reader *reader)
{
	bool ok = reader->state == AT_END;

	yaml_parser_delete(&reader->parser);
	arena_release(&reader->nodes);
	arena_release(&reader->copy);
	free(reader);
	return ok;
}

const struct node *node_find(const struct node *mapping, const char *key)
{
	const struct node *node;

	if (mapping->kind == NODE_MAPPING)
		for (node = mapping->first; node; node = node->next)
			if (strcmp(node->key, key) == 0)
				return node;
	return NULL;
}
