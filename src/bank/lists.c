/* lists.c - files of named lists of phrases, beside the banks.
 *
 * Some words that the program looks for belong to no rubric: the headings of
 * a CV, the stock phrases of cover letters. They are read from YAML with the
 * reader of banks, so that such a file is as safe to edit, and its mistakes
 * are said as well, as those of a bank. A file is one mapping, and each of
 * its keys names a list. What the phrases mean is not known here.
 */
#include "bank/bank.h"
#include "bank/bytes.h"
#include "bank/names.h"
#include "bank/reader.h"

struct reading_lists {
	struct arena *arena;
	struct phrase_lists *lists;
	struct names names;
	struct problems *problems;
	const char *path;
};

static void say_at(struct reading_lists *r, const struct node *node,
		   const char *what)
{
	problems_add(r->problems, r->path, node->line, node->column,
		     "'%s' %s", node->key ? node->key : "this", what);
}

static void take_phrase(struct reading_lists *r, struct phrase_list *list,
			const struct node *node)
{
	if (node->kind == NODE_BAD)
		return;
	if (node->kind != NODE_TEXT || !*node->text) {
		say_at(r, node, "holds what is no phrase; write one text an "
		       "item");
		return;
	}
	list->phrases[list->count] = node->text;
	list->places[list->count++] = (struct place){
		r->path, node->line, node->column
	};
}

static void take_list(struct reading_lists *r, const struct node *node)
{
	struct phrase_lists *lists = r->lists;
	struct phrase_list *list;
	const struct node *item;
	const char *name;

	if (node->kind == NODE_BAD)
		return;
	if (node->kind != NODE_LIST || !node->count) {
		say_at(r, node, "must be a list of phrases; begin each with "
		       "'- ' on a line of its own");
		return;
	}
	name = arena_strdup(r->arena, node->key);
	if (names_put(&r->names, name, lists->count) != NAMES_NONE) {
		say_at(r, node, "stands twice; write one list");
		return;
	}
	lists->list = arena_grow(r->arena, lists->list, lists->count,
				 &lists->cap, sizeof(*lists->list));
	list = &lists->list[lists->count++];
	*list = (struct phrase_list){
		.name = name,
		.phrases = ARENA_ARRAY(r->arena, node->count, const char *),
		.places = ARENA_ARRAY(r->arena, node->count, struct place),
	};
	for (item = node->first; item; item = item->next)
		take_phrase(r, list, item);
}

static void take_file(struct reading_lists *r, struct str bytes)
{
	struct reader *reader;
	const struct node *root, *node;

	if (!bytes_check(r->arena, r->path, &bytes, r->problems))
		return;
	reader = reader_open(r->arena, r->path, bytes, r->problems);
	root = reader_root(reader);
	if (root && root->kind != NODE_MAPPING)
		say_at(r, root, "must be lists with names; write 'name:' and "
		       "its phrases below");
	else if (root)
		for (node = root->first; node; node = node->next)
			take_list(r, node);
	if (!reader_close(reader) && !r->problems->count)
		problems_add(r->problems, r->path, 0, 0, "the file could not "
			     "be read to its end");
}

bool bank_load_lists(struct arena *arena, const char *folder,
		     struct phrase_lists *lists, struct problems *problems)
{
	struct reading_lists r = {
		.arena = arena, .lists = lists, .problems = problems,
	};
	struct file_list files = { 0 };
	struct error err;
	struct str bytes;

	*lists = (struct phrase_lists){ 0 };
	problems_init(problems, arena);
	names_init(&r.names, arena);
	if (!file_walk(arena, folder, ".yaml", &files, &err))
		problems_add_error(problems, &err);
	for (size_t i = 0; i < files.count; i++) {
		r.path = files.list[i].path;
		if (file_read(arena, r.path, LISTS_FILE_MAX, &bytes, &err))
			take_file(&r, bytes);
		else
			problems_add_error(problems, &err);
	}
	if (!files.count && !problems->count)
		problems_add(problems, folder, 0, 0, "no file of lists "
			     "(*.yaml) is in this folder; was the program "
			     "installed whole?");
	problems_sort(problems);
	return problems->count == 0;
}

const struct phrase_list *bank_find_list(const struct phrase_lists *lists,
					 const char *name)
{
	for (size_t i = 0; i < lists->count; i++)
		if (str_is(str_of(lists->list[i].name), name))
			return &lists->list[i];
	return NULL;
}
