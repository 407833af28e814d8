/* assignment.c - what an instructor sets for some days, and what it refers to.
 *
 * An assignment names questions of its own bank, or skills for all questions
 * that the bank has of them; which they are is only known when every file is
 * read, so the names are noted and looked up in check.c.
 */
#include "bank/assignment.h"

/* ---- days ---- */

static void read_day(struct loading *loading, const struct node *node,
		     void *member)
{
	const char *text = text_of(loading, node);
	int64_t *day = member;
	struct error ignored;

	if (text && !date_parse_day(str_of(text), day, &ignored))
		say_at(loading, node, "'%s' is no date; write it as "
		       "2026-12-24", quote(loading, text));
}

static void write_day(struct json *json, const char *name, const void *member)
{
	struct text text;

	text_init(&text, 32);
	date_add_day(&text, *(const int64_t *)member);
	json_put(json, name, text.s);
	text_release(&text);
}

static const struct shape shape_day = { read_day, write_day };

/* ---- one of them ---- */

#define FIELD(name, member, shape) \
	{ name, true, offsetof(struct assignment, member), &(shape) }

static const struct field fields[] = {
	FIELD("id", id, shape_id),
	FIELD("title", title, shape_text),
	FIELD("from", first_day, shape_day),
	FIELD("until", last_day, shape_day),
	FIELD("questions", questions, shape_texts),
};

static void finish(struct loading *loading, const struct node *node,
		   void *item)
{
	const struct assignment *assignment = item;
	const struct node *until = node_find(node, "until");

	/* A day that was no date is 0. */
	if (until && assignment->first_day && assignment->last_day &&
	    assignment->last_day < assignment->first_day)
		say_at(loading, until, "'until' is before 'from'; swap them, "
		       "or correct one");
}

static const struct mapping mapping = {
	.what = "assignment",
	.fields = fields,
	.count = sizeof(fields) / sizeof(*fields),
	.size = sizeof(struct assignment),
	.place = offsetof(struct assignment, place),
	.finish = finish,
};

/* Where the id stood before is said at the second. */
static void check_id_is_new(struct loading *loading, const struct node *node,
			    const struct assignment *assignment)
{
	const struct bank *bank = loading->bank;

	for (size_t i = 0; assignment->id && i < bank->assignment_count; i++) {
		const struct assignment *other = &bank->assignments[i];

		if (!other->id || strcmp(other->id, assignment->id) != 0)
			continue;
		say_at(loading, node_find(node, "id"), "the id '%s' is used "
		       "twice, first at %s:%d; rename one", other->id,
		       other->place.path, other->place.line);
		return;
	}
}

static void note_questions(struct loading *loading, const struct node *list)
{
	const struct node *child;

	if (!list || list->kind != NODE_LIST)
		return;
	for (child = list->first; child; child = child->next)
		if (child->kind == NODE_TEXT && *child->text)
			refer(loading, REFERENCE_ASSIGNED, child, child->text,
			      NAMES_NONE);
}

void assignment_take(struct loading *loading, const struct node *node)
{
	struct bank *bank = loading->bank;
	struct assignment *assignment;

	if (bank->assignment_count == ASSIGNMENTS_MAX) {
		say_at(loading, node, "a bank has at most %d assignments; "
		       "remove old ones", ASSIGNMENTS_MAX);
		return;
	}
	bank->assignments = arena_grow(loading->arena, bank->assignments,
				       bank->assignment_count,
				       &loading->assignment_cap,
				       sizeof(*assignment));
	assignment = &bank->assignments[bank->assignment_count];
	*assignment = (struct assignment){ .id = NULL };
	fields_read(loading, node, &mapping, assignment);
	check_id_is_new(loading, node, assignment);
	note_questions(loading, node_find(node, "questions"));
	bank->assignment_count++;
}

void assignments_write(struct json *json, const struct bank *bank)
{
	if (bank->assignment_count > 0)
		fields_write_list(json, "assignments", &mapping,
				  bank->assignments, bank->assignment_count);
}
