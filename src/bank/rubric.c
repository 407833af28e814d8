/* rubric.c - the keys of rubrics, points, parts, mistakes and samples.
 *
 * As with questions the tables say nearly all; what no table can say (a point
 * has either `match` or `parts`, `about` names one of `compares`) is checked
 * in the finish of its mapping, while the nodes and so the places are there.
 */
#include "bank/rubric.h"

#include "bank/star.h"

#include <string.h>

const char *const grade_names[GRADE_COUNT] = { "weak", "partial", "strong" };
const char *const core_names[CORE_COUNT] = { "no", "yes", "half" };

/* --- samples ----------------------------------------------------------- */

static void read_grade(struct loading *loading, const struct node *node,
		       void *member)
{
	int choice = choice_of(loading, node, grade_names, GRADE_COUNT,
			       "grade");
	enum grade *grade = member;

	if (choice >= 0)
		*grade = (enum grade)choice;
}

static void write_grade(struct json *json, const char *name,
			const void *member)
{
	const enum grade *grade = member;

	json_put(json, name, grade_names[*grade]);
}

static const struct shape shape_grade = { read_grade, write_grade };

static const struct field sample_fields[] = {
	{ "grade", true, offsetof(struct sample, grade), &shape_grade },
	{ "answer", true, offsetof(struct sample, answer), &shape_text },
};

static const struct mapping sample_mapping = {
	.what = "sample",
	.fields = sample_fields,
	.count = sizeof(sample_fields) / sizeof(*sample_fields),
	.size = sizeof(struct sample),
	.place = offsetof(struct sample, place),
};

static void read_samples(struct loading *loading, const struct node *node,
			 void *member)
{
	struct rubric *rubric = member;

	rubric->samples = fields_read_list(loading, node, &sample_mapping,
					   &rubric->sample_count);
}

static void write_samples(struct json *json, const char *name,
			  const void *member)
{
	const struct rubric *rubric = member;

	fields_write_list(json, name, &sample_mapping, rubric->samples,
			  rubric->sample_count);
}

static const struct shape shape_samples = { read_samples, write_samples };

/* --- parts ------------------------------------------------------------- */

static const struct field part_fields[] = {
	{ "id", true, offsetof(struct part, id), &shape_id },
	{ "match", true, offsetof(struct part, match), &shape_phrases },
};

static const struct mapping part_mapping = {
	.what = "part",
	.fields = part_fields,
	.count = sizeof(part_fields) / sizeof(*part_fields),
	.size = sizeof(struct part),
	.place = offsetof(struct part, place),
};

static bool check_key(struct loading *loading, const struct node *node)
{
	if (is_id(node->key))
		return true;
	say_at_key(loading, node, "'%s' is no id; use up to %d lower-case "
		   "letters, digits and '-', a letter first",
		   quote(loading, node->key), BANK_ID_MAX);
	return false;
}

/* The short form: each id with its list of phrases. */
static void read_part_members(struct loading *loading,
			      const struct node *node, struct point *point)
{
	const struct node *child;
	struct part *part;

	point->parts = ARENA_ARRAY(loading->arena, node->count, struct part);
	for (child = node->first; child; child = child->next) {
		part = &point->parts[point->part_count++];
		part->place = place_of(loading, child);
		if (check_key(loading, child))
			part->id = arena_strdup(loading->arena, child->key);
		shape_phrases.read(loading, child, &part->match);
	}
}

static void read_parts(struct loading *loading, const struct node *node,
		       void *member)
{
	struct point *point = member;

	if (node->kind == NODE_MAPPING && node->count > 0)
		read_part_members(loading, node, point);
	else
		point->parts = fields_read_list(loading, node, &part_mapping,
						&point->part_count);
	check_unique(loading, node, "part");
}

static void write_parts(struct json *json, const char *name,
			const void *member)
{
	const struct point *point = member;

	fields_write_list(json, name, &part_mapping, point->parts,
			  point->part_count);
}

static const struct shape shape_parts = { read_parts, write_parts };

static void read_count(struct loading *loading, const struct node *node,
		       void *member)
{
	const char *text = text_of(loading, node);
	int64_t value;
	int *enough = member;

	if (!text)
		return;
	if (text_number(str_of(text), 1, BANK_LIST_MAX, &value))
		*enough = (int)value;
	else
		say_at(loading, node, "'%s' is no count of parts; write a "
		       "whole number from 1 on", quote(loading, text));
}

static void write_count(struct json *json, const char *name,
			const void *member)
{
	const int *enough = member;

	if (*enough > 0)
		json_put_integer(json, name, *enough);
}

static const struct shape shape_count = { read_count, write_count };

/* --- points ------------------------------------------------------------ */

static void read_core(struct loading *loading, const struct node *node,
		      void *member)
{
	int choice = choice_of(loading, node, core_names, CORE_COUNT, "core");
	enum core *core = member;

	if (choice >= 0)
		*core = (enum core)choice;
}

static void write_core(struct json *json, const char *name, const void *member)
{
	const enum core *core = member;

	if (*core != CORE_NO)
		json_put(json, name, core_names[*core]);
}

static const struct shape shape_core = { read_core, write_core };

static const struct field point_fields[] = {
	{ "id", true, offsetof(struct point, id), &shape_id },
	{ "worth", false, offsetof(struct point, worth), &shape_weight },
	{ "core", false, offsetof(struct point, core), &shape_core },
	{ "says", true, offsetof(struct point, says), &shape_text },
	{ "about", false, offsetof(struct point, about), &shape_text },
	{ "match", false, offsetof(struct point, match), &shape_phrases },
	{ "partly", false, offsetof(struct point, partly), &shape_phrases },
	{ "unless", false, offsetof(struct point, unless), &shape_phrases },
	{ "parts", false, 0, &shape_parts },
	{ "count", false, offsetof(struct point, enough), &shape_count },
	{ "star", false, offsetof(struct point, star), &shape_aspect },
	{ "hint", false, offsetof(struct point, hint), &shape_text },
};

static void start_point(void *item)
{
	struct point *point = item;

	point->worth = 1;
}

/* A point is earned by `match` or by `parts`; `count` speaks of parts. */
static void finish_point(struct loading *loading, const struct node *node,
			 void *item)
{
	struct point *point = item;
	const struct node *match = node_find(node, "match");
	const struct node *parts = node_find(node, "parts");
	const struct node *count = node_find(node, "count");
	const struct node *star = node_find(node, "star");

	if (!match && !parts && !star)
		say_at(loading, node, "this point has neither 'match' nor "
		       "'parts'; add one");
	if (match && parts)
		say_at_key(loading, parts, "this point has both 'match' and "
			   "'parts'; keep one");
	if (star && point->core != CORE_NO)
		say_at_key(loading, node_find(node, "core"), "a part of a "
			   "story is no heart of a question; remove 'core'");
	if (star && (match || parts))
		say_at_key(loading, star, "this point has both 'star' and "
			   "'%s'; keep one", match ? "match" : "parts");
	if (count && !parts)
		say_at_key(loading, count, "'count' without 'parts'; add "
			   "'parts', or remove 'count'");
	else if (count && point->part_count > 0 &&
		 point->enough > (int)point->part_count)
		say_at(loading, count, "'count' is %d, but there are %zu "
		       "parts; write at most %zu", point->enough,
		       point->part_count, point->part_count);
	if (point->enough == 0)
		point->enough = (int)point->part_count;
}

static const struct mapping point_mapping = {
	.what = "point",
	.fields = point_fields,
	.count = sizeof(point_fields) / sizeof(*point_fields),
	.size = sizeof(struct point),
	.place = offsetof(struct point, place),
	.start = start_point,
	.finish = finish_point,
};

static void read_points(struct loading *loading, const struct node *node,
			void *member)
{
	struct rubric *rubric = member;

	rubric->points = fields_read_list(loading, node, &point_mapping,
					  &rubric->point_count);
	check_unique(loading, node, "point");
}

static void write_points(struct json *json, const char *name,
			 const void *member)
{
	const struct rubric *rubric = member;

	fields_write_list(json, name, &point_mapping, rubric->points,
			  rubric->point_count);
}

static const struct shape shape_points = { read_points, write_points };

/* --- mistakes ---------------------------------------------------------- */

static const struct field mistake_fields[] = {
	{ "id", true, offsetof(struct mistake, id), &shape_id },
	{ "costs", false, offsetof(struct mistake, costs), &shape_weight },
	{ "about", false, offsetof(struct mistake, about), &shape_text },
	{ "denies", false, offsetof(struct mistake, denies), &shape_text },
	{ "match", true, offsetof(struct mistake, match), &shape_phrases },
	{ "unless", false, offsetof(struct mistake, unless), &shape_phrases },
	{ "correction", true, offsetof(struct mistake, correction),
	  &shape_text },
};

static void start_mistake(void *item)
{
	struct mistake *mistake = item;

	mistake->costs = 1;
}

static const struct mapping mistake_mapping = {
	.what = "mistake",
	.fields = mistake_fields,
	.count = sizeof(mistake_fields) / sizeof(*mistake_fields),
	.size = sizeof(struct mistake),
	.place = offsetof(struct mistake, place),
	.start = start_mistake,
};

static void read_mistakes(struct loading *loading, const struct node *node,
			  void *member)
{
	struct rubric *rubric = member;

	rubric->mistakes = fields_read_list(loading, node, &mistake_mapping,
					    &rubric->mistake_count);
	check_unique(loading, node, "mistake");
}

static void write_mistakes(struct json *json, const char *name,
			   const void *member)
{
	const struct rubric *rubric = member;

	fields_write_list(json, name, &mistake_mapping, rubric->mistakes,
			  rubric->mistake_count);
}

static const struct shape shape_mistakes = { read_mistakes, write_mistakes };

/* --- what is compared -------------------------------------------------- */

struct compared *rubric_read_lists(struct loading *loading,
				   const struct node *node, size_t *count)
{
	struct compared *lists;
	const struct node *child;

	if (!is_kind(loading, node, NODE_MAPPING))
		return NULL;
	lists = ARENA_ARRAY(loading->arena, node->count, struct compared);
	for (child = node->first; child; child = child->next) {
		if (!check_key(loading, child))
			continue;
		lists[*count].name = arena_strdup(loading->arena, child->key);
		shape_texts.read(loading, child, &lists[(*count)++].words);
	}
	check_unique(loading, node, "name");
	return lists;
}

static void read_compares(struct loading *loading, const struct node *node,
			  void *member)
{
	struct rubric *rubric = member;
	const struct node *thing, *name;

	for (thing = node->first; thing; thing = thing->next)
		for (name = thing->first; name; name = name->next)
			if (name->kind == NODE_TEXT && *name->text)
				refer(loading, REFERENCE_PHRASE, name,
				      name->text, NAMES_NONE);
	rubric->compare_count = 0;
	rubric->compares = rubric_read_lists(loading, node,
					     &rubric->compare_count);
	if (node->kind == NODE_MAPPING && node->count < 2)
		say_at(loading, node, "'compares' needs two things or more; "
		       "add one, or remove it");
}

static void write_compares(struct json *json, const char *name,
			   const void *member)
{
	const struct rubric *rubric = member;
	size_t i;

	if (rubric->compare_count == 0)
		return;
	json_name(json, name);
	json_open(json, '{');
	for (i = 0; i < rubric->compare_count; i++)
		shape_texts.write(json, rubric->compares[i].name,
				  &rubric->compares[i].words);
	json_close(json, '}');
}

static const struct shape shape_compares = { read_compares, write_compares };

/* Every `about` in a list of points or mistakes is a name of compares. */
static void check_about(struct loading *loading, const struct node *list,
			const struct rubric *rubric)
{
	struct strings names = { NULL, 0, 0 };
	const struct node *child, *about;
	size_t i;

	for (child = list->first; child; child = child->next) {
		about = node_find(child, "about");
		if (!about || about->kind != NODE_TEXT || !*about->text)
			continue;
		for (i = 0; names.count == 0 && i < rubric->compare_count; i++)
			strings_add(loading->scratch, &names,
				    rubric->compares[i].name);
		for (i = 0; i < rubric->compare_count; i++)
			if (strcmp(rubric->compares[i].name, about->text) == 0)
				break;
		if (i == rubric->compare_count)
			say_at(loading, about, "'%s' is not in 'compares'%s",
			       quote(loading, about->text),
			       suggest(loading, about->text, &names, "add it "
				       "to the rubric's 'compares', or correct "
				       "the name"));
	}
}

static bool has_point(const struct rubric *rubric, const char *id)
{
	size_t i;

	for (i = 0; i < rubric->point_count; i++)
		if (rubric->points[i].id &&
		    strcmp(rubric->points[i].id, id) == 0)
			return true;
	return false;
}

/* Every `denies` of a mistake is a point of the rubric. */
static void check_denies(struct loading *loading, const struct node *list,
			 const struct rubric *rubric)
{
	struct strings ids = { NULL, 0, 0 };
	const struct node *child, *denies;
	size_t i;

	for (child = list->first; child; child = child->next) {
		denies = node_find(child, "denies");
		if (!denies || denies->kind != NODE_TEXT || !*denies->text ||
		    has_point(rubric, denies->text))
			continue;
		for (i = 0; ids.count == 0 && i < rubric->point_count; i++)
			if (rubric->points[i].id)
				strings_add(loading->scratch, &ids,
					    rubric->points[i].id);
		say_at(loading, denies, "the rubric has no point '%s'%s",
		       quote(loading, denies->text),
		       suggest(loading, denies->text, &ids, "write the id of "
			       "the point that the mistake denies"));
	}
}

/* More than two points are no heart, and a half wants its other half. */
static void check_core(struct loading *loading, const struct node *list,
		       const struct rubric *rubric)
{
	const struct node *child = list->first, *half = NULL;
	size_t i, count = 0, halves = 0;

	for (i = 0; child && i < rubric->point_count;
	     i++, child = child->next) {
		const struct node *core = node_find(child, "core");

		if (rubric->points[i].core == CORE_NO)
			continue;
		if (rubric->points[i].core == CORE_HALF && ++halves == 1)
			half = core;
		if (++count == BANK_CORE_MAX + 1)
			say_at_key(loading, core, "'core' stands at more than "
				   "%d points of this rubric; keep it at what "
				   "a thin answer must not miss",
				   BANK_CORE_MAX);
	}
	if (halves == 1)
		say_at(loading, half, "no other point of this rubric is half "
		       "of its core; name one, or write yes");
}

/* --- the rubric -------------------------------------------------------- */

static const struct field rubric_fields[] = {
	{ "id", true, offsetof(struct rubric, id), &shape_id },
	{ "subject", false, offsetof(struct rubric, subject), &shape_phrases },
	{ "compares", false, 0, &shape_compares },
	{ "star", false, offsetof(struct rubric, star), &shape_star },
	{ "points", true, 0, &shape_points },
	{ "mistakes", false, 0, &shape_mistakes },
	{ "samples", false, 0, &shape_samples },
};

/* A point asks for a part of a story only where its rubric tells parts. */
static void check_aspects(struct loading *loading, const struct node *list)
{
	const struct node *child, *aspect;

	for (child = list->first; child; child = child->next) {
		aspect = node_find(child, "star");
		if (aspect)
			say_at_key(loading, aspect, "the rubric has no 'star', "
				   "so no part is told from another; add it, "
				   "or write 'match' here");
	}
}

static void finish_rubric(struct loading *loading, const struct node *node,
			  void *item)
{
	const struct node *points = node_find(node, "points");
	const struct node *mistakes = node_find(node, "mistakes");

	if (points && !node_find(node, "star"))
		check_aspects(loading, points);

	if (points) {
		check_about(loading, points, item);
		check_core(loading, points, item);
	}
	if (mistakes) {
		check_about(loading, mistakes, item);
		check_denies(loading, mistakes, item);
	}
}

static const struct mapping rubric_mapping = {
	.what = "rubric",
	.fields = rubric_fields,
	.count = sizeof(rubric_fields) / sizeof(*rubric_fields),
	.size = sizeof(struct rubric),
	.place = offsetof(struct rubric, place),
	.finish = finish_rubric,
};

void rubric_read(struct loading *loading, const struct node *node,
		 struct rubric *rubric)
{
	fields_read(loading, node, &rubric_mapping, rubric);
}

void bank_rubric_to_json(struct json *json, const struct rubric *rubric)
{
	fields_write(json, &rubric_mapping, rubric);
}
