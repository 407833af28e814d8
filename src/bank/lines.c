/* lines.c - questions to be, as lines of JSON, made into questions.
 *
 * The shape of sets of graded answers and of many exports: an id, a prompt, a
 * reference. Each line is written again as the JSON of a question, which goes
 * through the one reader of questions, so that an id or a text is refused here
 * for the same reasons and in the same words as in a bank's file.
 */
#include "bank/lines.h"

#include "bank/bytes.h"
#include "bank/question.h"

#include <string.h>

struct line {
	struct str id, prompt, model, kind, skill, level, minutes;
};

bool lines_are(const char *path)
{
	size_t len = strlen(path);

	return len > 6 && strcmp(path + len - 6, ".jsonl") == 0;
}

/* The first of several model answers. */
static struct str first_of(struct str references)
{
	for (size_t at = 0; at + 4 <= references.len; at++)
		if (memcmp(references.s + at, " || ", 4) == 0)
			return (struct str){ references.s, at };
	return references;
}

static bool read_member(struct json_reader *reader, struct str name,
			struct line *line)
{
	struct { const char *name; struct str *to; } known[] = {
		{ "id", &line->id }, { "prompt", &line->prompt },
		{ "reference", &line->model }, { "model", &line->model },
		{ "kind", &line->kind }, { "skill", &line->skill },
		{ "level", &line->level },
	};
	struct str ignored;

	if (str_is(name, "minutes"))
		return json_read_raw(reader, &line->minutes);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(name, known[i].name))
			return json_read_string(reader, known[i].to);
	return json_read_raw(reader, &ignored);
}

static bool read_line(struct arena *arena, struct str text, struct line *line,
		      struct error *err)
{
	struct json_reader reader = { text, arena, "the members", err };
	struct str name;
	bool empty, more = true;

	*line = (struct line){ 0 };
	if (!json_read_open(&reader, &empty))
		return false;
	while (!empty && more)
		if (!json_read_name(&reader, &name) ||
		    !read_member(&reader, name, line) ||
		    !json_next(&reader, &more))
			return false;
	if (!json_read_end(&reader))
		return false;
	if (!line->model.s)
		return error_set(err, "there is no \"reference\"; write "
				 "{\"id\": ID, \"prompt\": TEXT, "
				 "\"reference\": TEXT}");
	line->model = first_of(line->model);
	return true;
}

/* The line as the JSON of a question. */
static void write_question(const struct line *line, struct text *out)
{
	const struct { const char *name; struct str value; } members[] = {
		{ "id", line->id }, { "kind", line->kind },
		{ "skill", line->skill }, { "level", line->level },
		{ "prompt", line->prompt }, { "model", line->model },
	};
	struct json json;

	json_init(&json, out, 0);
	json_open(&json, '{');
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		if (members[i].value.s) {
			json_name(&json, members[i].name);
			json_string(&json, members[i].value);
		}
	if (line->minutes.s) {
		json_name(&json, "minutes");
		json_raw(&json, line->minutes);
	}
	json_close(&json, '}');
}

/* Reads the question behind line number, all that is wrong said of that
 * line; notes what it refers to. */
static void read_question(struct loading *loading, struct str text, int number,
			  struct question *question)
{
	struct bank *bank = loading->bank;
	struct problems wrong, *problems = loading->problems;
	struct reader *reader;
	const struct node *root;
	size_t first = loading->reference_count;

	problems_init(&wrong, loading->scratch);
	loading->problems = &wrong;
	reader = reader_open(loading->arena, "", text, &wrong);
	root = reader_root(reader);
	if (root) {
		question_read(loading, root, question);
		question_refer(loading, root, question, bank->question_count);
	}
	reader_close(reader);
	loading->problems = problems;
	for (size_t i = 0; i < wrong.count; i++)
		problems_add(problems, loading->path, number, 0, "%s",
			     wrong.list[i].text);
	question->place = (struct place){ loading->path, number, 0 };
	for (; first < loading->reference_count; first++)
		loading->references[first].place = question->place;
}

static void take_line(struct loading *loading, struct str text, int number)
{
	struct bank *bank = loading->bank;
	struct question *question;
	struct line line;
	struct error err;
	struct text made;
	size_t first;

	if (!read_line(loading->scratch, text, &line, &err)) {
		problems_add(loading->problems, loading->path, number, 0, "%s",
			     err.text);
		return;
	}
	bank->questions = arena_grow(loading->scratch, bank->questions,
				     bank->question_count,
				     &loading->question_cap,
				     sizeof(*question));
	question = &bank->questions[bank->question_count];
	*question = (struct question){ .id = NULL };
	text_init(&made, 8 * text.len + 64);
	write_question(&line, &made);
	read_question(loading, text_str(&made), number, question);
	text_release(&made);
	first = question->id ? names_put(&loading->questions, question->id,
					 bank->question_count) : NAMES_NONE;
	bank->question_count++;
	if (first != NAMES_NONE)
		problems_add(loading->problems, loading->path, number, 0,
			     "the id '%s' is used twice, first in line %d; "
			     "rename one", question->id,
			     bank->questions[first].place.line);
}

void lines_load(struct loading *loading, const char *path)
{
	struct arena file;
	struct str bytes, line;
	struct error err;
	int number = 0;

	arena_init(&file, 0);
	loading->path = path;
	if (!file_read(&file, path, BANK_FILE_MAX, &bytes, &err)) {
		problems_add_error(loading->problems, &err);
		loading->broken = true;
	} else if (bytes_check(&file, path, &bytes, loading->problems)) {
		while (str_cut(&bytes, '\n', &line)) {
			number++;
			if (str_trim(line).len > 0)
				take_line(loading, line, number);
		}
	}
	arena_release(&file);
}
