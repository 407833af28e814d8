/* star.c - the key `star` of rubrics: lists of words, families of cues.
 *
 * A rubric's cues call only its own lists, so all of it is compiled here,
 * while the nodes are there, and every fault gets its line and column. The
 * store's JSON was checked when it was taken in and is not checked again.
 */
#include "bank/star.h"

#include <string.h>

enum { SCORE_MAX = 9 };

const char *const star_part_names[STAR_PARTS] = {
	"situation", "task", "action", "result", "other",
};
const char *const star_aspect_names[ASPECT_COUNT] = {
	"none", "situation", "task", "action", "result", "first-person",
	"outcome",
};
const char *const cue_shows_names[SHOWS_COUNT] = {
	"nothing", "setting", "moment", "stake", "outcome", "no-event",
};
const char *const star_lists[] = {
	"first", "shared", "others", "things", "past", "either", "state",
	"be", "have", "helpers", "asides", "openers", "determiners",
	"doubts", "terms", "habits", "participles",
	"readers", "mine", NULL
};
const char *const star_tags[] = {
	"deed", "ours", "event", "bygone", "figure", "now", "would",
	"had", NULL
};

/* --- choices by name --------------------------------------------------- */

static void read_aspect(struct loading *loading, const struct node *node,
			void *member)
{
	int choice = choice_of(loading, node, star_aspect_names + 1,
			       ASPECT_COUNT - 1, "part of a story");
	enum star_aspect *aspect = member;

	if (choice >= 0)
		*aspect = (enum star_aspect)(choice + 1);
}

static void write_aspect(struct json *json, const char *name,
			 const void *member)
{
	const enum star_aspect *aspect = member;

	if (*aspect != ASPECT_NONE)
		json_put(json, name, star_aspect_names[*aspect]);
}

const struct shape shape_aspect = { read_aspect, write_aspect };

static void read_shows(struct loading *loading, const struct node *node,
		       void *member)
{
	int choice = choice_of(loading, node, cue_shows_names + 1,
			       SHOWS_COUNT - 1, "thing to show");
	enum cue_shows *shows = member;

	if (choice >= 0)
		*shows = (enum cue_shows)(choice + 1);
}

static void write_shows(struct json *json, const char *name,
			const void *member)
{
	const enum cue_shows *shows = member;

	if (*shows != SHOWS_NOTHING)
		json_put(json, name, cue_shows_names[*shows]);
}

static const struct shape shape_shows = { read_shows, write_shows };

/* --- families of cues -------------------------------------------------- */

/* Hundredths, with a sign: what JSON writes of them reads back the same. */
static bool parse_score(struct str text, double *score)
{
	int64_t whole, part = 0;
	struct str head;
	bool less = text.len > 0 && text.s[0] == '-';

	if (less)
		text = (struct str){ text.s + 1, text.len - 1 };
	if (!str_cut(&text, '.', &head) ||
	    !text_number(head, 0, SCORE_MAX, &whole) || text.len > 2)
		return false;
	if (text.len > 0 && !text_number(text, 0, 99, &part))
		return false;
	if (text.len == 1)
		part *= 10;
	*score = (double)(whole * 100 + part) / (less ? -100 : 100);
	return *score >= -SCORE_MAX && *score <= SCORE_MAX;
}

static void read_score(struct loading *loading, const struct node *node,
		       void *member)
{
	const char *text = text_of(loading, node);
	double *score = member;

	if (text && !parse_score(str_of(text), score))
		say_at(loading, node, "'%s' is no number for '%s'; write one "
		       "from -%d to %d, such as 1.5",
		       quote(loading, text), node->key, SCORE_MAX, SCORE_MAX);
}

static void write_score(struct json *json, const char *name,
			const void *member)
{
	const double *score = member;

	if (*score < 0 || *score > 0)
		json_put_number(json, name, *score);
}

static const struct shape shape_score = { read_score, write_score };

static void read_cues(struct loading *loading, const struct node *node,
		      void *member)
{
	struct phrase_texts *texts = member;
	struct strings plain = { NULL, 0, 0 };
	const struct node *child = node->first;

	shape_texts.read(loading, node, &plain);
	texts->list = ARENA_ARRAY(loading->arena, plain.count,
				  struct phrase_text);
	for (; child && texts->count < plain.count; child = child->next) {
		struct phrase_text *text = &texts->list[texts->count];

		if (child->kind != NODE_TEXT || !*child->text)
			continue;
		text->text = plain.list[texts->count++];
		text->place = place_of(loading, child);
	}
}

static void write_cues(struct json *json, const char *name, const void *member)
{
	const struct phrase_texts *texts = member;

	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < texts->count; i++)
		json_string(json, str_of(texts->list[i].text));
	json_close(json, ']');
}

static const struct shape shape_cues = { read_cues, write_cues };

#define SPEAKS(part, name) { name, false, offsetof(struct cue_family, \
	speaks) + (part) * sizeof(double), &shape_score }

static const struct field family_fields[] = {
	{ "id", true, offsetof(struct cue_family, id), &shape_id },
	{ "shows", false, offsetof(struct cue_family, shows), &shape_shows },
	SPEAKS(STAR_S, "situation"), SPEAKS(STAR_T, "task"),
	SPEAKS(STAR_A, "action"), SPEAKS(STAR_R, "result"),
	SPEAKS(STAR_O, "other"),
	{ "match", true, offsetof(struct cue_family, match), &shape_cues },
};

static const struct mapping family_mapping = {
	.what = "family of cues",
	.fields = family_fields,
	.count = sizeof(family_fields) / sizeof(*family_fields),
	.size = sizeof(struct cue_family),
	.place = offsetof(struct cue_family, place),
};

static void read_families(struct loading *loading, const struct node *node,
			  void *member)
{
	struct star *star = member;

	star->families = fields_read_list(loading, node, &family_mapping,
					  &star->family_count);
	check_unique(loading, node, "family of cues");
	if (star->family_count > CUE_FAMILIES_MAX)
		say_at(loading, node, "%zu families of cues, the most is %d; "
		       "merge some", star->family_count, CUE_FAMILIES_MAX);
}

static void write_families(struct json *json, const char *name,
			   const void *member)
{
	const struct star *star = member;

	fields_write_list(json, name, &family_mapping, star->families,
			  star->family_count);
}

static const struct shape shape_families = { read_families, write_families };

/* --- lists of words ---------------------------------------------------- */

static void read_lists(struct loading *loading, const struct node *node,
		       void *member)
{
	struct star *star = member;
	const struct node *child;

	if (!is_kind(loading, node, NODE_MAPPING))
		return;
	star->lists = ARENA_ARRAY(loading->arena, node->count,
				  struct word_list);
	for (child = node->first; child; child = child->next) {
		struct word_list *list = &star->lists[star->list_count++];

		list->name = arena_strdup(loading->arena, child->key);
		list->words = text_of(loading, child);
		list->place = place_of(loading, child);
	}
	check_unique(loading, node, "list");
}

static void write_lists(struct json *json, const char *name,
			const void *member)
{
	const struct star *star = member;

	json_name(json, name);
	json_open(json, '{');
	for (size_t i = 0; i < star->list_count; i++)
		json_put(json, star->lists[i].name, star->lists[i].words);
	json_close(json, '}');
}

static const struct shape shape_lists = { read_lists, write_lists };

/* --- all of it, compiled once ------------------------------------------ */

/* A fault's column is a byte of the text; where the text does not stand as
 * it was written (folded over lines) its beginning has to do. */
static void say_fault(struct loading *loading, const struct node *node,
		      const struct error *err)
{
	struct str before = { node->text, strlen(node->text) };
	int column = node->column;

	if (err->column > 0 && (size_t)err->column - 1 < before.len)
		before.len = (size_t)err->column - 1;
	if (node->straight)
		column += (int)utf8_count(before);
	problems_add(loading->problems, loading->path, node->line, column,
		     "%s", err->text);
}

static void say_missing_lists(struct loading *loading,
			      const struct node *lists)
{
	struct text names;

	text_init(&names, ERROR_TEXT_MAX / 2);
	for (size_t i = 0; star_lists[i]; i++)
		if (!node_find(lists, star_lists[i]))
			text_addf(&names, "%s'%s'", names.len ? ", " : "",
				  star_lists[i]);
	if (names.len > 0)
		say_at(loading, lists, "there is no list %s; copy what is not "
		       "there from rubrics/star.yaml", names.s);
	text_release(&names);
}

static void check_lists(struct loading *loading, const struct node *node,
			struct cues *cues)
{
	const struct node *lists = node_find(node, "lists"), *child;
	struct error err = { .column = 0 };

	for (child = lists->first; child; child = child->next)
		if (!cues_list(cues, str_of(child->key), str_of(child->text),
			       &err))
			say_fault(loading, child, &err);
	say_missing_lists(loading, lists);
	for (size_t i = 0; star_tags[i]; i++) {
		uint64_t bit;

		if (!cues_tag(cues, str_of(star_tags[i]), &bit, &err))
			say_at(loading, lists, "a list may not be called '%s'; "
			       "rename it", star_tags[i]);
	}
}

static void check_family(struct loading *loading, const struct node *node,
			 struct cues *cues)
{
	const struct node *match = node_find(node, "match"), *child;
	struct error err = { .column = 0 };

	if (!match)
		return;
	for (child = match->first; child; child = child->next)
		if (child->kind == NODE_TEXT && *child->text &&
		    !cues_add(cues, str_of(child->text), 0, &err))
			say_fault(loading, child, &err);
}

static void finish_star(struct loading *loading, const struct node *node,
			void *item)
{
	const struct node *lists = node_find(node, "lists");
	const struct node *families = node_find(node, "cues"), *child;
	struct cues *cues;

	(void)item;
	if (!loading->bank || !lists || !families ||
	    lists->kind != NODE_MAPPING || families->kind != NODE_LIST)
		return;
	arena_reset(loading->brief);
	cues = cues_new(loading->brief);
	check_lists(loading, node, cues);
	for (child = families->first; child; child = child->next)
		check_family(loading, child, cues);
}

static const struct field star_fields[] = {
	{ "lists", true, 0, &shape_lists },
	{ "cues", true, 0, &shape_families },
};

static const struct mapping star_mapping = {
	.what = "star",
	.fields = star_fields,
	.count = sizeof(star_fields) / sizeof(*star_fields),
	.size = sizeof(struct star),
	.place = offsetof(struct star, place),
	.finish = finish_star,
};

static void read_star(struct loading *loading, const struct node *node,
		      void *member)
{
	struct star *star = ARENA_NEW(loading->arena, struct star);
	const struct star **to = member;

	fields_read(loading, node, &star_mapping, star);
	*to = star;
}

static void write_star(struct json *json, const char *name, const void *member)
{
	const struct star *const *star = member;

	if (!*star)
		return;
	json_name(json, name);
	fields_write(json, &star_mapping, *star);
}

const struct shape shape_star = { read_star, write_star };
