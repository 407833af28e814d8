/* fields.c - what questions, points and all the others have in common.
 *
 * Tables instead of a function for every struct: unknown, double and missing
 * keys are found in one place and said in one way, and a new key is one line
 * in a table. A shape is the pair of functions for one kind of member.
 */
#include "bank/fields.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

enum { QUOTE_MAX = 60 };	/* bytes of a text that a message shows */

/* --- saying what is wrong ---------------------------------------------- */

static void say(struct loading *loading, int line, int column,
		const char *format, va_list args) PRINTF(4, 0);

static void say(struct loading *loading, int line, int column,
		const char *format, va_list args)
{
	struct text text;

	text_init(&text, ERROR_TEXT_MAX - 1);
	text_vaddf(&text, format, args);
	problems_add(loading->problems, loading->path, line, column, "%s",
		     text.s);
	text_release(&text);
}

void say_at(struct loading *loading, const struct node *node,
	    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(loading, node->line, node->column, format, args);
	va_end(args);
}

void say_at_key(struct loading *loading, const struct node *node,
		const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(loading, node->key_line, node->key_column, format, args);
	va_end(args);
}

const char *quote(struct loading *loading, const char *text)
{
	struct text out;
	char *copy, *s;

	text_init(&out, QUOTE_MAX);
	text_add(&out, text);
	copy = arena_printf(loading->scratch, "%s%s", out.s,
			    out.cut ? "..." : "");
	text_release(&out);
	for (s = copy; *s; s++)
		if (*s == '\n' || *s == '\t')
			*s = ' ';
	return copy;
}

/* Once the list of problems is full nobody reads suggestions, and looking
 * for them would be slow in a large bank. */
const char *suggest(struct loading *loading, const char *word,
		    const struct strings *candidates, const char *fallback)
{
	const char *near = NULL;

	if (loading->problems->more == 0)
		near = text_nearest(word, candidates);
	if (near)
		return arena_printf(loading->scratch, ", did you mean '%s'?",
				    near);
	return arena_printf(loading->scratch, "; %s", fallback);
}

bool is_kind(struct loading *loading, const struct node *node,
	     enum node_kind kind)
{
	static const char *const names[] = {
		[NODE_TEXT] = "a text", [NODE_LIST] = "a list",
		[NODE_MAPPING] = "'key: value' lines", [NODE_BAD] = "",
	};
	static const char *const todo[] = {
		[NODE_TEXT] = "write one text; in quotes, if it holds ': '",
		[NODE_LIST] = "begin each item with '- ' on a line of its own",
		[NODE_MAPPING] = "write a line for each of its keys",
		[NODE_BAD] = "",
	};

	if (node->kind == NODE_BAD || node->kind == kind)
		return node->kind == kind;
	if (node->kind == NODE_TEXT && !*node->text)
		say_at(loading, node, "%s'%s' is empty; write it, or remove "
		       "it", node->item ? "an item of " : "", node->key);
	else
		say_at(loading, node, "%s'%s' must be %s, not %s; %s",
		       node->item ? "an item of " : "",
		       node->key ? quote(loading, node->key) : "this",
		       names[kind], names[node->kind], todo[kind]);
	return false;
}

const char *text_of(struct loading *loading, const struct node *node)
{
	if (!is_kind(loading, node, NODE_TEXT))
		return NULL;
	if (*node->text)
		return node->text;
	say_at(loading, node, "%s'%s' is empty; write it, or remove it",
	       node->item ? "an item of " : "", quote(loading, node->key));
	return NULL;
}

bool is_list(struct loading *loading, const struct node *node)
{
	if (!is_kind(loading, node, NODE_LIST))
		return false;
	if (node->count == 0)
		say_at(loading, node, "'%s' is an empty list; add an item, or "
		       "remove '%s'", quote(loading, node->key),
		       quote(loading, node->key));
	return node->count > 0;
}

/* --- ids and choices --------------------------------------------------- */

bool is_id(const char *text)
{
	size_t i;

	if (*text < 'a' || *text > 'z')
		return false;
	for (i = 1; text[i]; i++)
		if (!(text[i] >= 'a' && text[i] <= 'z') &&
		    !(text[i] >= '0' && text[i] <= '9') && text[i] != '-')
			return false;
	return i <= BANK_ID_MAX;
}

bool check_id(struct loading *loading, const struct node *node,
	      const char *text)
{
	if (is_id(text))
		return true;
	say_at(loading, node, "'%s' is no id; use up to %d lower-case letters, "
	       "digits and '-', a letter first", quote(loading, text),
	       BANK_ID_MAX);
	return false;
}

int choice_of(struct loading *loading, const struct node *node,
	      const char *const *names, int count, const char *what)
{
	const char *text = text_of(loading, node);
	struct strings all = { NULL, 0, 0 };
	struct text list;
	int i;

	if (!text)
		return -1;
	for (i = 0; i < count; i++)
		if (strcmp(text, names[i]) == 0)
			return i;
	text_init(&list, ERROR_TEXT_MAX);
	for (i = 0; i < count; i++) {
		text_addf(&list, "%s%s", i == 0 ? "use " : i < count - 1 ?
			  ", " : " or ", names[i]);
		strings_add(loading->scratch, &all, names[i]);
	}
	say_at(loading, node, "unknown %s '%s'%s", what, quote(loading, text),
	       suggest(loading, text, &all, list.s));
	text_release(&list);
	return -1;
}

static void check_twice(struct loading *loading, struct names *names,
			const struct node *node, const char *id,
			const char *what)
{
	size_t first = names_put(names, id, (size_t)node->line);

	if (first != NAMES_NONE)
		say_at(loading, node, "the %s '%s' stands twice, first in line "
		       "%zu; rename or remove one", what, quote(loading, id),
		       first);
}

void check_unique(struct loading *loading, const struct node *node,
		  const char *what)
{
	const struct node *child, *id;
	struct names names;

	arena_reset(loading->brief);
	names_init(&names, loading->brief);
	for (child = node->first; child; child = child->next) {
		if (node->kind == NODE_MAPPING) {
			check_twice(loading, &names, child, child->key, what);
			continue;
		}
		id = child->kind == NODE_TEXT ? child : node_find(child, "id");
		if (id && id->kind == NODE_TEXT && *id->text)
			check_twice(loading, &names, id, id->text, what);
	}
}

/* --- references -------------------------------------------------------- */

struct place place_of(const struct loading *loading, const struct node *node)
{
	return (struct place){ loading->path, node->line, node->column };
}

struct reference *refer(struct loading *loading, enum reference_kind kind,
			const struct node *node, const char *text,
			size_t owner)
{
	struct reference *reference;

	loading->references = arena_grow(loading->scratch, loading->references,
					 loading->reference_count,
					 &loading->reference_cap,
					 sizeof(*reference));
	reference = &loading->references[loading->reference_count++];
	*reference = (struct reference){
		.kind = kind, .straight = node->straight, .text = text,
		.owner = owner, .place = place_of(loading, node),
	};
	return reference;
}

/* --- mappings ---------------------------------------------------------- */

static const char *key_list(struct loading *loading,
			    const struct mapping *mapping,
			    struct strings *names)
{
	struct text list;
	const char *text;
	size_t i;

	text_init(&list, ERROR_TEXT_MAX);
	text_addf(&list, "the keys of a %s are ", mapping->what);
	for (i = 0; i < mapping->count; i++) {
		text_addf(&list, "%s%s", i ? ", " : "",
			  mapping->fields[i].name);
		strings_add(loading->scratch, names, mapping->fields[i].name);
	}
	text = text_dup(loading->scratch, &list);
	text_release(&list);
	return text;
}

static void say_unknown(struct loading *loading, const struct node *node,
			const struct mapping *mapping)
{
	struct strings names = { NULL, 0, 0 };
	const char *list = key_list(loading, mapping, &names);

	say_at_key(loading, node, "unknown key '%s'%s",
		   quote(loading, node->key),
		   suggest(loading, node->key, &names, list));
}

static size_t find_field(const struct mapping *mapping, const char *name)
{
	size_t i;

	for (i = 0; i < mapping->count; i++)
		if (strcmp(mapping->fields[i].name, name) == 0)
			break;
	return i;
}

static void read_member(struct loading *loading, const struct node *node,
			const struct mapping *mapping, char *item,
			const struct node **seen)
{
	size_t i = find_field(mapping, node->key);

	if (i == mapping->count) {
		say_unknown(loading, node, mapping);
	} else if (seen[i]) {
		say_at_key(loading, node, "the key '%s' stands twice, first in "
			   "line %d; remove one", node->key,
			   seen[i]->key_line);
	} else {
		seen[i] = node;
		mapping->fields[i].shape->read(loading, node,
				item + mapping->fields[i].offset);
	}
}

static void say_missing(struct loading *loading, const struct node *node,
			const struct mapping *mapping, const char *name)
{
	const struct node *id = node_find(node, "id");

	if (id && id->kind == NODE_TEXT && *id->text)
		say_at(loading, node, "the %s '%s' has no '%s'; add it",
		       mapping->what, quote(loading, id->text), name);
	else
		say_at(loading, node, "this %s has no '%s'; add it",
		       mapping->what, name);
}

static bool is_spared(const struct loading *loading,
		      const struct mapping *mapping, const char *name)
{
	if (!loading->drafts || !mapping->spared)
		return false;
	for (size_t i = 0; mapping->spared[i]; i++)
		if (strcmp(mapping->spared[i], name) == 0)
			return true;
	return false;
}

enum { FIELDS_MAX = 16 };	/* keys that a mapping may know */

void fields_read(struct loading *loading, const struct node *node,
		 const struct mapping *mapping, void *item)
{
	const struct node *seen[FIELDS_MAX] = { NULL }, *child;
	char *bytes = item;
	struct place place = place_of(loading, node);
	size_t i;

	assert(mapping->count <= FIELDS_MAX);
	if (mapping->start)
		mapping->start(item);
	memcpy(bytes + mapping->place, &place, sizeof(place));
	if (!is_kind(loading, node, NODE_MAPPING))
		return;
	for (child = node->first; child; child = child->next)
		read_member(loading, child, mapping, bytes, seen);
	for (i = 0; i < mapping->count; i++)
		if (mapping->fields[i].required && !seen[i] &&
		    !is_spared(loading, mapping, mapping->fields[i].name))
			say_missing(loading, node, mapping,
				    mapping->fields[i].name);
	if (mapping->finish)
		mapping->finish(loading, node, item);
}

void *fields_read_list(struct loading *loading, const struct node *node,
		       const struct mapping *mapping, size_t *count)
{
	const struct node *child;
	char *list;
	size_t i = 0;

	*count = 0;
	if (!is_list(loading, node))
		return NULL;
	list = arena_alloc(loading->arena, node->count, mapping->size);
	for (child = node->first; child; child = child->next)
		fields_read(loading, child, mapping,
			    list + mapping->size * i++);
	*count = node->count;
	return list;
}

void fields_write(struct json *json, const struct mapping *mapping,
		  const void *item)
{
	const char *bytes = item;
	const struct field *field;
	size_t i;

	json_open(json, '{');
	for (i = 0; i < mapping->count; i++) {
		field = &mapping->fields[i];
		field->shape->write(json, field->name, bytes + field->offset);
	}
	json_close(json, '}');
}

void fields_write_list(struct json *json, const char *name,
		       const struct mapping *mapping, const void *list,
		       size_t count)
{
	const char *bytes = list;
	size_t i;

	if (count == 0)
		return;
	json_name(json, name);
	json_open(json, '[');
	for (i = 0; i < count; i++)
		fields_write(json, mapping, bytes + mapping->size * i);
	json_close(json, ']');
}

/* --- shapes ------------------------------------------------------------ */

static void read_text(struct loading *loading, const struct node *node,
		      void *member)
{
	const char **text = member;

	*text = text_of(loading, node);
}

static void write_text(struct json *json, const char *name, const void *member)
{
	const char *const *text = member;

	if (*text)
		json_put(json, name, *text);
}

const struct shape shape_text = { read_text, write_text };

static void read_id(struct loading *loading, const struct node *node,
		    void *member)
{
	const char *text = text_of(loading, node), **id = member;

	if (text && check_id(loading, node, text))
		*id = text;
}

const struct shape shape_id = { read_id, write_text };

static void read_texts(struct loading *loading, const struct node *node,
		       void *member)
{
	struct strings *texts = member;
	const struct node *child;
	const char *text;

	if (!is_list(loading, node))
		return;
	texts->list = ARENA_ARRAY(loading->arena, node->count, const char *);
	texts->cap = node->count;
	for (child = node->first; child; child = child->next) {
		text = text_of(loading, child);
		if (text)
			texts->list[texts->count++] = text;
	}
}

static void write_texts(struct json *json, const char *name,
			const void *member)
{
	const struct strings *texts = member;
	size_t i;

	if (texts->count == 0)
		return;
	json_name(json, name);
	json_open(json, '[');
	for (i = 0; i < texts->count; i++)
		json_string(json, str_of(texts->list[i]));
	json_close(json, ']');
}

const struct shape shape_texts = { read_texts, write_texts };

bool yes_of(struct loading *loading, const struct node *node, bool otherwise)
{
	const char *text = text_of(loading, node);

	if (!text)
		return otherwise;
	if (strcmp(text, "yes") == 0 || strcmp(text, "no") == 0)
		return *text == 'y';
	say_at(loading, node, "'%s' is '%s'; write yes or no", node->key,
	       quote(loading, text));
	return otherwise;
}

/* Thousandths: what JSON writes of them reads back as the same number. */
static bool parse_weight(struct str text, double *weight)
{
	int64_t whole, part = 0;
	struct str head;
	size_t i;

	if (!str_cut(&text, '.', &head) || !text_number(head, 0, 100, &whole))
		return false;
	if (text.len > 3 || (text.len > 0 && !text_number(text, 0, 999, &part)))
		return false;
	for (i = text.len; i < 3; i++)
		part *= 10;
	*weight = (double)(whole * 1000 + part) / 1000;
	return *weight > 0 && *weight <= 100;
}

static void read_weight(struct loading *loading, const struct node *node,
			void *member)
{
	const char *text = text_of(loading, node);
	double *weight = member;

	if (text && !parse_weight(str_of(text), weight))
		say_at(loading, node, "'%s' is no weight for '%s'; write a "
		       "number over 0, at most 100, such as 2 or 0.5",
		       quote(loading, text), node->key);
}

static void write_weight(struct json *json, const char *name,
			 const void *member)
{
	const double *weight = member;

	json_put_number(json, name, *weight);
}

const struct shape shape_weight = { read_weight, write_weight };
