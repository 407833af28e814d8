/* json.c - questions, rubrics and words as JSON text, and back.
 *
 * JSON is YAML in flow style, so one piece of JSON goes through the same
 * reader and the same tables as a bank's files, and what a store keeps can
 * never drift from what files say. A single piece has no bank around it:
 * nothing is compiled or looked up, which keeps it to microseconds; and what
 * is plain JSON is made a tree by written.c, sparing the YAML parser.
 */
#include "bank/load.h"

#include "bank/assignment.h"
#include "bank/question.h"
#include "bank/rubric.h"
#include "bank/written.h"

struct piece {
	struct arena scratch, brief;
	struct problems problems;
	struct loading loading;
};

static void piece_init(struct piece *piece, struct arena *arena)
{
	*piece = (struct piece){
		.loading = {
			.arena = arena, .scratch = &piece->scratch,
			.brief = &piece->brief, .path = "",
			.problems = &piece->problems,
		},
	};
	arena_init(&piece->scratch, 0);
	arena_init(&piece->brief, 0);
	problems_init(&piece->problems, &piece->scratch);
}

/* True where nothing was wrong; else the first problem is the error. */
static bool piece_release(struct piece *piece, struct error *err)
{
	bool ok = piece->problems.count == 0;

	if (!ok && err)
		*err = piece->problems.list[0];
	arena_release(&piece->scratch);
	arena_release(&piece->brief);
	return ok;
}

/* The text's tree, until *reader is closed; NULL: it has faults. */
static const struct node *piece_root(struct piece *piece, struct str text,
				     struct reader **reader)
{
	struct arena *arena = piece->loading.arena;
	const struct node *root = written_root(arena, &piece->scratch, text);

	*reader = NULL;
	if (root)
		return root;
	*reader = reader_open(arena, "", text, &piece->problems);
	return reader_root(*reader);
}

bool bank_question_from_json(struct arena *arena, struct str text,
			     struct question *question, struct error *err)
{
	struct piece piece;
	struct reader *reader;
	const struct node *root;

	*question = (struct question){ .id = NULL };
	piece_init(&piece, arena);
	root = piece_root(&piece, text, &reader);
	if (root)
		question_read(&piece.loading, root, question);
	if (reader)
		reader_close(reader);
	return piece_release(&piece, err);
}

bool bank_rubric_from_json(struct arena *arena, struct str text,
			   struct rubric *rubric, struct error *err)
{
	struct piece piece;
	struct reader *reader;
	const struct node *root;

	*rubric = (struct rubric){ .id = NULL };
	piece_init(&piece, arena);
	root = piece_root(&piece, text, &reader);
	if (root)
		rubric_read(&piece.loading, root, rubric);
	if (reader)
		reader_close(reader);
	return piece_release(&piece, err);
}

bool bank_words_from_json(struct arena *arena, struct str text,
			  struct bank *bank, struct error *err)
{
	struct piece piece;

	bank->skills = (struct strings){ NULL, 0, 0 };
	bank->synonyms = (struct word_groups){ NULL, 0 };
	bank->groups = (struct word_groups){ NULL, 0 };
	piece_init(&piece, arena);
	piece.loading.bank = bank;
	load_bytes(&piece.loading, "", text, HOLDS_WORDS);
	bank->read = synonyms_read(arena, &bank->synonyms);
	return piece_release(&piece, err);
}

static void write_members(struct json *json, const struct word_group *group)
{
	size_t i;

	json_open(json, '[');
	for (i = 0; i < group->count; i++)
		json_string(json, str_of(group->members[i]));
	json_close(json, ']');
}

static void write_groups(struct json *json, const char *name,
			 const struct word_groups *groups, char open,
			 char close)
{
	size_t i;

	if (groups->count == 0)
		return;
	json_name(json, name);
	json_open(json, open);
	for (i = 0; i < groups->count; i++) {
		if (groups->list[i].name)
			json_name(json, groups->list[i].name);
		write_members(json, &groups->list[i]);
	}
	json_close(json, close);
}

/* Empty lists are left out: the reader takes one for a mistake. */
static void write_words(struct json *json, const struct bank *bank)
{
	write_groups(json, "synonyms", &bank->synonyms, '[', ']');
	write_groups(json, "groups", &bank->groups, '{', '}');
	shape_texts.write(json, "skills", &bank->skills);
}

void bank_words_to_json(struct json *json, const struct bank *bank)
{
	json_open(json, '{');
	write_words(json, bank);
	json_close(json, '}');
}

void bank_head_to_json(struct json *json, const struct bank *bank)
{
	const struct { const char *name, *value; } head[] = {
		{ "id", bank->id }, { "title", bank->title },
		{ "version", bank->version }, { "language", bank->language },
		{ "licence", bank->licence }, { "author", bank->author },
	};

	for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
		if (head[i].value)
			json_put(json, head[i].name, head[i].value);
	write_words(json, bank);
	assignments_write(json, bank);
}
