/* load.c - the top-level keys of bank files.
 *
 * One table of keys for all files: bank.yaml and a bundle may hold any of
 * them, a file below questions/ or rubrics/ only its own, and the JSON of a
 * bank's words only those. Entries arrive one at a time, so memory holds the
 * bank that grows and one entry. Loading gives up when the bank outgrows its
 * arena, before the arena would end the program.
 */
#include "bank/load.h"

#include "bank/assignment.h"
#include "bank/question.h"
#include "bank/rubric.h"

#include <string.h>

struct key {
	const char *name;
	unsigned holds;
	enum node_kind kind;		/* of the value; a list: item by item */
	size_t offset;			/* of a text's member in the bank */
	void (*take)(struct loading *loading, const struct node *node);
};

/* --- questions and rubrics --------------------------------------------- */

/* Where the id stood before is said at the second. */
static void put_id(struct loading *loading, struct names *names,
		   const struct node *node, const char *id, size_t number,
		   const struct place *(*place)(const struct bank *, size_t))
{
	size_t first = id ? names_put(names, id, number) : NAMES_NONE;
	const struct place *there;

	if (first == NAMES_NONE)
		return;
	there = place(loading->bank, first);
	say_at(loading, node_find(node, "id"), "the id '%s' is used twice, "
	       "first at %s:%d; rename one", id, there->path, there->line);
}

static const struct place *question_place(const struct bank *bank, size_t i)
{
	return &bank->questions[i].place;
}

static const struct place *rubric_place(const struct bank *bank, size_t i)
{
	return &bank->rubrics[i].place;
}

static void take_question(struct loading *loading, const struct node *node)
{
	struct bank *bank = loading->bank;
	struct question *question;

	bank->questions = arena_grow(loading->scratch, bank->questions,
				     bank->question_count,
				     &loading->question_cap,
				     sizeof(*question));
	question = &bank->questions[bank->question_count];
	*question = (struct question){ .id = NULL };
	question_read(loading, node, question);
	put_id(loading, &loading->questions, node, question->id,
	       bank->question_count, question_place);
	question_refer(loading, node, question, bank->question_count++);
}

static void take_rubric(struct loading *loading, const struct node *node)
{
	struct bank *bank = loading->bank;
	struct rubric *rubric;

	bank->rubrics = arena_grow(loading->scratch, bank->rubrics,
				   bank->rubric_count, &loading->rubric_cap,
				   sizeof(*rubric));
	rubric = &bank->rubrics[bank->rubric_count];
	*rubric = (struct rubric){ .id = NULL };
	rubric_read(loading, node, rubric);
	put_id(loading, &loading->rubrics, node, rubric->id,
	       bank->rubric_count++, rubric_place);
}

/* --- the bank's words -------------------------------------------------- */

static void take_skill(struct loading *loading, const struct node *node)
{
	const char *text = text_of(loading, node);

	if (text && check_id(loading, node, text))
		strings_add(loading->arena, &loading->bank->skills, text);
}

static void check_synonym(struct loading *loading, const struct node *node)
{
	if (node->kind == NODE_TEXT && strpbrk(node->text, "|&~()*?"))
		say_at(loading, node, "'%s' is no plain word; leave the signs "
		       "of phrases out of synonyms",
		       quote(loading, node->text));
}

static void take_synonym(struct loading *loading, const struct node *node)
{
	struct word_groups *synonyms = &loading->bank->synonyms;
	struct strings words = { NULL, 0, 0 };
	const struct node *child;

	if (node->kind == NODE_LIST && node->count < 2) {
		say_at(loading, node, "a group of synonyms needs two words or "
		       "more; add one, or remove the group");
		return;
	}
	shape_texts.read(loading, node, &words);
	for (child = node->first; child; child = child->next)
		check_synonym(loading, child);
	if (words.count == 0)
		return;
	synonyms->list = arena_grow(loading->arena, synonyms->list,
				    synonyms->count, &loading->synonym_cap,
				    sizeof(*synonyms->list));
	synonyms->list[synonyms->count++] = (struct word_group){
		.members = words.list, .count = words.count,
	};
}

/* A member is a phrase, but calls no group, so that none can call itself. */
static void check_members(struct loading *loading, const struct node *list)
{
	const struct node *child;

	for (child = list->first; child; child = child->next) {
		if (child->kind != NODE_TEXT || !*child->text)
			continue;
		if (strchr(child->text, '~'))
			say_at(loading, child, "a group cannot call a group; "
			       "write the words out");
		else
			refer(loading, REFERENCE_PHRASE, child, child->text,
			      NAMES_NONE);
	}
}

static void take_groups(struct loading *loading, const struct node *node)
{
	struct word_groups *groups = &loading->bank->groups;
	struct compared *lists;
	const struct node *child;
	size_t i, count = 0;

	lists = rubric_read_lists(loading, node, &count);
	groups->list = ARENA_ARRAY(loading->arena, count, struct word_group);
	groups->count = count;
	for (i = 0; i < count; i++)
		groups->list[i] = (struct word_group){
			.name = lists[i].name, .members = lists[i].words.list,
			.count = lists[i].words.count,
		};
	for (child = node->first; child; child = child->next)
		check_members(loading, child);
}

/* --- one entry --------------------------------------------------------- */

static void take_id(struct loading *loading, const struct node *node)
{
	shape_id.read(loading, node, &loading->bank->id);
}

#define TITLE(name) \
	{ #name, HOLDS_TITLE, NODE_TEXT, offsetof(struct bank, name), NULL }

static const struct key keys[] = {
	{ "id", HOLDS_TITLE, NODE_TEXT, 0, take_id },
	TITLE(title), TITLE(version), TITLE(language), TITLE(licence),
	TITLE(author),
	{ "skills", HOLDS_WORDS, NODE_LIST, 0, take_skill },
	{ "synonyms", HOLDS_WORDS, NODE_LIST, 0, take_synonym },
	{ "groups", HOLDS_WORDS, NODE_MAPPING, 0, take_groups },
	{ "assignments", HOLDS_ASSIGNMENTS, NODE_LIST, 0, assignment_take },
	{ "questions", HOLDS_QUESTIONS, NODE_LIST, 0, take_question },
	{ "rubrics", HOLDS_RUBRICS, NODE_LIST, 0, take_rubric },
};

enum { KEY_COUNT = sizeof(keys) / sizeof(*keys) };

static void say_unknown(struct loading *loading, const struct node *node,
			unsigned holds)
{
	struct strings names = { NULL, 0, 0 };
	struct text list;
	size_t i;

	text_init(&list, ERROR_TEXT_MAX);
	text_add(&list, "this file may hold ");
	for (i = 0; i < KEY_COUNT; i++) {
		if (!(keys[i].holds & holds))
			continue;
		text_addf(&list, "%s%s", names.count ? ", " : "",
			  keys[i].name);
		strings_add(loading->scratch, &names, keys[i].name);
	}
	say_at_key(loading, node, "unknown key '%s'%s",
		   quote(loading, node->key),
		   suggest(loading, node->key, &names, list.s));
	text_release(&list);
}

/* A list arrives as its items; whether it should be one is asked once. */
static bool has_kind(struct loading *loading, const struct key *key,
		     const struct entry *entry)
{
	struct node whole = *entry->value;

	if (entry->value->item) {
		whole.kind = NODE_LIST;
		whole.item = false;
		return key->kind == NODE_LIST ||
		       (entry->number == 0 &&
			is_kind(loading, &whole, key->kind));
	}
	if (!is_kind(loading, &whole, key->kind))
		return false;
	if (whole.kind == NODE_LIST)
		say_at(loading, &whole, "'%s' is an empty list; add an item, "
		       "or remove '%s'", key->name, key->name);
	return whole.kind != NODE_LIST;
}

static void take_entry(struct loading *loading, const struct entry *entry,
		       unsigned holds)
{
	const struct node *node = entry->value;
	char *bank = (char *)loading->bank;
	unsigned bit;
	size_t i;

	for (i = 0; i < KEY_COUNT; i++)
		if ((keys[i].holds & holds) &&
		    strcmp(keys[i].name, node->key) == 0)
			break;
	if (i == KEY_COUNT) {
		if (entry->number == 0)
			say_unknown(loading, node, holds);
		return;
	}
	bit = 1u << i;
	if (entry->number == 0 && (loading->seen & bit))
		say_at_key(loading, node, "the key '%s' stands twice; write "
			   "one list, or remove one", node->key);
	loading->seen |= bit;
	if (!has_kind(loading, &keys[i], entry))
		return;
	if (keys[i].take)
		keys[i].take(loading, node);
	else
		shape_text.read(loading, node, bank + keys[i].offset);
}

/* --- one file ---------------------------------------------------------- */

static bool is_full(const struct loading *loading)
{
	size_t limit = loading->arena->limit;

	if (limit == 0 || limit > ARENA_LIMIT)
		limit = ARENA_LIMIT;
	return loading->arena->used > limit / 2 ||
	       loading->scratch->used > ARENA_LIMIT / 3;
}

/* Takes back the problems from before on, but for the last. */
static void keep_last(struct problems *problems, size_t before)
{
	if (problems->more > 0 || problems->count < before + 2)
		return;
	problems->list[before] = problems->list[problems->count - 1];
	problems->count = before + 1;
}

bool load_bytes(struct loading *loading, const char *path, struct str bytes,
		unsigned holds)
{
	struct problems *problems = loading->problems;
	struct reader *reader;
	struct entry entry;
	size_t before = problems->count;
	bool full = false, any = false;

	loading->path = path;
	loading->seen = 0;
	reader = reader_open(loading->arena, path, bytes, problems);
	while (!full && reader_next(reader, &entry)) {
		before = problems->count;
		take_entry(loading, &entry, holds);
		any = true;
		full = is_full(loading);
	}
	if (reader_broke_off(reader))
		keep_last(problems, before);
	if (full)
		problems_add(problems, path, 0, 0, "the bank is too large for "
			     "memory; split it");
	if (!reader_close(reader))
		return false;
	if (!any && *path)
		problems_add(problems, path, 0, 0, "the file is empty; write "
			     "something, or remove it");
	return true;
}

void load_file(struct loading *loading, const char *path, unsigned holds)
{
	struct arena file;
	struct str bytes;
	struct error err;

	arena_init(&file, 0);
	if (!file_read(&file, path, BANK_FILE_MAX, &bytes, &err)) {
		problems_add_error(loading->problems, &err);
		loading->broken = true;
	} else if (!load_bytes(loading, path, bytes, holds)) {
		loading->broken = true;
	}
	if (loading->broken && (holds & HOLDS_WORDS))
		loading->wordless = true;
	arena_release(&file);
}
