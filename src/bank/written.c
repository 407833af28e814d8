/* written.c - the trees of reader.h, from JSON that this program wrote.
 *
 * A store keeps questions and rubrics as JSON. That is YAML in flow style, and
 * reader.c reads it; but a YAML parser asks of every byte whether it ends a
 * line, opens a comment or is an alias, which costs ten times as much as
 * reading JSON. What is the least unusual (a text that is too long, a control
 * character, a fault) is left to the reader, which knows how to say it: here
 * a tree is made or it is not.
 */
#include "bank/written.h"

#include "bank/bank.h"
#include "bank/bytes.h"

struct written {
	struct json_reader json;
	struct arena *texts, *nodes;
	const char *begin;		/* of the JSON */
	size_t budget;			/* nodes that may still be made */
};

static struct node *read_value(struct written *w, int depth);

/* A text or a name, trimmed; NULL: the reader must see it. */
static const char *read_text(struct written *w, struct arena *arena)
{
	struct str text;

	if (!json_read_view(&w->json, &text))
		return NULL;
	text = str_trim(text);
	if (text.len > BANK_TEXT_MAX || bytes_are_odd(text) ||
	    utf8_find_unsafe(text) < text.len)
		return NULL;
	return str_dup(arena, text);
}

/* A number, true, false or null: as it is written. */
static const char *read_bare(struct written *w)
{
	struct str raw;

	return json_read_raw(&w->json, &raw) ? str_dup(w->texts, raw) : NULL;
}

/* Up to the bracket that closes the list or mapping. */
static bool read_members(struct written *w, struct node *node, int depth)
{
	const char *end = node->kind == NODE_MAPPING ? "}" : "]";
	struct node **tail = &node->first;

	if (json_take(&w->json, end))
		return true;
	do {
		const char *key = NULL;
		struct node *child;

		if (node->kind == NODE_MAPPING &&
		    (!(key = read_text(w, w->nodes)) ||
		     !json_take(&w->json, ":")))
			return false;
		child = read_value(w, depth);
		if (!child || ++node->count > BANK_LIST_MAX)
			return false;
		child->key = key;
		child->key_line = 1;
		*tail = child;
		tail = &child->next;
	} while (json_take(&w->json, ","));
	return json_take(&w->json, end);
}

static struct node *read_value(struct written *w, int depth)
{
	struct node *node = ARENA_NEW(w->nodes, struct node);
	bool mapping = json_take(&w->json, "{");
	bool list = !mapping && json_take(&w->json, "[");

	node->line = 1;
	node->column = (int)(w->json.rest.s - w->begin) + 1;
	node->text = "";
	if (w->budget-- == 0 || depth > BANK_DEPTH_MAX)
		return NULL;
	if (mapping || list) {
		node->kind = mapping ? NODE_MAPPING : NODE_LIST;
		return read_members(w, node, depth + 1) ? node : NULL;
	}
	node->kind = NODE_TEXT;
	node->text = w->json.rest.len > 0 && *w->json.rest.s == '"'
		? read_text(w, w->texts) : read_bare(w);
	return node->text ? node : NULL;
}

const struct node *written_root(struct arena *texts, struct arena *nodes,
				struct str json)
{
	struct error ignored;
	struct written w = {
		.json = { json, nodes, "the text", &ignored },
		.texts = texts, .nodes = nodes, .begin = json.s,
		.budget = READER_ENTRY_MAX,
	};
	struct node *root = read_value(&w, 1);

	if (!root || root->kind != NODE_MAPPING || !json_read_end(&w.json))
		return NULL;
	node_name_items(root);
	return root;
}
