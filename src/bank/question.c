/* question.c - the keys of a question, in the order in which JSON has them.
 *
 * What a question alone can answer for is checked here; its rubrics, skill
 * and points may stand in files that are read later, so they are noted and
 * checked at the end (check.c).
 */
#include "bank/question.h"

#include <string.h>

const char *const kind_names[KIND_COUNT] = {
	"technical", "behavioural", "career",
};

const char *const level_names[LEVEL_COUNT] = { "junior", "mid", "senior" };

const char *const bank_skills[] = {
	"python", "nodejs", "sql", "nosql", "api", "queues", "http",
	"security", "caching", "concurrency", "testing", "architecture",
	"operations", "data-structures", "behavioural", "career", NULL,
};

static const char *const when_names[] = { "missed ", "partial ", "met " };

enum { MINUTES_MAX = 60, MINUTES_USUAL = 3 };

/* --- shapes of its own ------------------------------------------------- */

static void read_kind(struct loading *loading, const struct node *node,
		      void *member)
{
	int choice = choice_of(loading, node, kind_names, KIND_COUNT, "kind");
	enum kind *kind = member;

	if (choice >= 0)
		*kind = (enum kind)choice;
}

static void write_kind(struct json *json, const char *name, const void *member)
{
	const enum kind *kind = member;

	json_put(json, name, kind_names[*kind]);
}

static const struct shape shape_kind = { read_kind, write_kind };

static void read_level(struct loading *loading, const struct node *node,
		       void *member)
{
	int choice = choice_of(loading, node, level_names, LEVEL_COUNT,
			       "level");
	enum level *level = member;

	if (choice >= 0)
		*level = (enum level)choice;
}

static void write_level(struct json *json, const char *name,
			const void *member)
{
	const enum level *level = member;

	json_put(json, name, level_names[*level]);
}

static const struct shape shape_level = { read_level, write_level };

static void read_minutes(struct loading *loading, const struct node *node,
			 void *member)
{
	const char *text = text_of(loading, node);
	int64_t value;
	int *minutes = member;

	if (!text)
		return;
	if (text_number(str_of(text), 1, MINUTES_MAX, &value))
		*minutes = (int)value;
	else
		say_at(loading, node, "'%s' is no number of minutes; write a "
		       "whole number from 1 to %d", quote(loading, text),
		       MINUTES_MAX);
}

static void write_minutes(struct json *json, const char *name,
			  const void *member)
{
	const int *minutes = member;

	json_put_integer(json, name, *minutes);
}

static const struct shape shape_minutes = { read_minutes, write_minutes };

static void read_retired(struct loading *loading, const struct node *node,
			 void *member)
{
	bool *retired = member;

	*retired = yes_of(loading, node, false);
}

static void write_retired(struct json *json, const char *name,
			  const void *member)
{
	const bool *retired = member;

	if (*retired)
		json_put(json, name, "yes");
}

static const struct shape shape_retired = { read_retired, write_retired };

/* One id, or a list of them. */
static void read_rubrics(struct loading *loading, const struct node *node,
			 void *member)
{
	struct strings *rubrics = member;
	const char *text;

	if (node->kind == NODE_LIST) {
		shape_texts.read(loading, node, member);
		check_unique(loading, node, "rubric");
		return;
	}
	text = text_of(loading, node);
	if (text)
		strings_add(loading->arena, rubrics, text);
}

static void write_rubrics(struct json *json, const char *name,
			  const void *member)
{
	const struct strings *rubrics = member;

	if (rubrics->count == 1)
		json_put(json, name, rubrics->list[0]);
	else
		shape_texts.write(json, name, member);
}

static const struct shape shape_rubrics = { read_rubrics, write_rubrics };

/* --- follow-ups -------------------------------------------------------- */

/* `missed POINT`, `partial POINT` or `met POINT`; when is in one struct with
 * point, so one shape fills both. */
static void read_when(struct loading *loading, const struct node *node,
		      void *member)
{
	struct follow_up *follow_up = member;
	const char *text = text_of(loading, node);
	struct str point;
	size_t i;

	for (i = 0; text && i <= WHEN_MET; i++) {
		if (!str_starts(str_of(text), when_names[i]))
			continue;
		point = str_trim(str_of(text + strlen(when_names[i])));
		follow_up->when = (enum follow_when)i;
		follow_up->point = str_dup(loading->arena, point);
		return;
	}
	if (text)
		say_at(loading, node, "'when' is '%s'; write 'missed POINT', "
		       "'partial POINT' or 'met POINT'", quote(loading, text));
}

static void write_when(struct json *json, const char *name, const void *member)
{
	const struct follow_up *follow_up = member;
	struct text text;

	text_init(&text, BANK_TEXT_MAX + 16);
	text_add(&text, when_names[follow_up->when]);
	text_add(&text, follow_up->point);
	json_put(json, name, text.s);
	text_release(&text);
}

static const struct shape shape_when = { read_when, write_when };

static const struct field follow_up_fields[] = {
	{ "when", true, 0, &shape_when },
	{ "ask", true, offsetof(struct follow_up, ask), &shape_text },
};

static const struct mapping follow_up_mapping = {
	.what = "follow-up",
	.fields = follow_up_fields,
	.count = sizeof(follow_up_fields) / sizeof(*follow_up_fields),
	.size = sizeof(struct follow_up),
	.place = offsetof(struct follow_up, place),
};

static void read_follow_ups(struct loading *loading, const struct node *node,
			    void *member)
{
	struct question *question = member;

	question->follow_ups = fields_read_list(loading, node,
						&follow_up_mapping,
						&question->follow_up_count);
}

static void write_follow_ups(struct json *json, const char *name,
			     const void *member)
{
	const struct question *question = member;

	fields_write_list(json, name, &follow_up_mapping, question->follow_ups,
			  question->follow_up_count);
}

static const struct shape shape_follow_ups = {
	read_follow_ups, write_follow_ups,
};

/* --- the question ------------------------------------------------------ */

static const struct field question_fields[] = {
	{ "id", true, offsetof(struct question, id), &shape_id },
	{ "was", false, offsetof(struct question, was), &shape_id },
	{ "kind", true, offsetof(struct question, kind), &shape_kind },
	{ "skill", true, offsetof(struct question, skill), &shape_text },
	{ "level", true, offsetof(struct question, level), &shape_level },
	{ "minutes", false, offsetof(struct question, minutes),
	  &shape_minutes },
	{ "prompt", true, offsetof(struct question, prompt), &shape_text },
	{ "hints", false, offsetof(struct question, hints), &shape_texts },
	{ "rubric", true, offsetof(struct question, rubrics),
	  &shape_rubrics },
	{ "model", true, offsetof(struct question, model), &shape_text },
	{ "follow_ups", false, 0, &shape_follow_ups },
	{ "reading", false, offsetof(struct question, reading),
	  &shape_texts },
	{ "retired", false, offsetof(struct question, retired),
	  &shape_retired },
};

static void start_question(void *item)
{
	struct question *question = item;

	question->minutes = MINUTES_USUAL;
	question->level = LEVEL_MID;
}

static const char *const spared[] = {
	"kind", "skill", "level", "rubric", NULL,
};

static const struct mapping question_mapping = {
	.what = "question",
	.fields = question_fields,
	.count = sizeof(question_fields) / sizeof(*question_fields),
	.size = sizeof(struct question),
	.place = offsetof(struct question, place),
	.spared = spared,
	.start = start_question,
};

void question_read(struct loading *loading, const struct node *node,
		   struct question *question)
{
	fields_read(loading, node, &question_mapping, question);
}

void bank_question_to_json(struct json *json, const struct question *question)
{
	fields_write(json, &question_mapping, question);
}

/* --- what it refers to ------------------------------------------------- */

static void refer_text(struct loading *loading, enum reference_kind kind,
		       const struct node *node, size_t number)
{
	if (node && node->kind == NODE_TEXT && *node->text)
		refer(loading, kind, node, node->text, number);
}

static void refer_points(struct loading *loading, const struct node *list,
			 const struct question *question, size_t number)
{
	const struct node *child, *when;
	struct follow_up *follow_up = question->follow_ups;

	for (child = list->first; child && follow_up; child = child->next) {
		when = node_find(child, "when");
		if (when && follow_up->point)
			refer(loading, REFERENCE_WHEN, when, follow_up->point,
			      number)->follow_up = follow_up;
		follow_up++;
	}
}

void question_refer(struct loading *loading, const struct node *node,
		    const struct question *question, size_t number)
{
	const struct node *rubric = node_find(node, "rubric"), *child;
	const struct node *follow_ups = node_find(node, "follow_ups");

	refer_text(loading, REFERENCE_SKILL, node_find(node, "skill"), number);
	refer_text(loading, REFERENCE_WAS, node_find(node, "was"), number);
	refer_text(loading, REFERENCE_RUBRIC, rubric, number);
	if (rubric && rubric->kind == NODE_LIST)
		for (child = rubric->first; child; child = child->next)
			refer_text(loading, REFERENCE_RUBRIC, child, number);
	if (follow_ups && follow_ups->kind == NODE_LIST)
		refer_points(loading, follow_ups, question, number);
}
