/* phrases.c - lists of phrases: plain, `exact:` and `pmatch:`.
 *
 * An item of a list is a text, {exact: TEXT}, {pmatch: RULE} or {pmatch:
 * {rule: RULE, ...}}. What a rule leaves unsaid is as Moodle's form has it,
 * so that a question taken over from there marks as it did; only what differs
 * is written back. A rule's synonyms are checked here as they will be used:
 * the matching language puts them into the rule's text unread, and a space too
 * many would only show as a rule that never matches.
 */
#include "bank/fields.h"

#include <string.h>

static const struct pattern_options usual = {
	.ignore_case = true, .relaxed_quotes = true, .convert_to_space = ",;:",
};

/* --- exact ------------------------------------------------------------- */

static const struct field exact_fields[] = {
	{ "exact", true, offsetof(struct phrase_text, text), &shape_text },
};

static const struct mapping exact_phrase = {
	.what = "phrase", .fields = exact_fields, .count = 1,
	.size = sizeof(struct phrase_text),
	.place = offsetof(struct phrase_text, place),
};

/* --- pmatch ------------------------------------------------------------ */

struct rule {
	const char *text;
	struct pattern_options options;
	struct place place;
};

static void read_ignore_case(struct loading *loading, const struct node *node,
			     void *member)
{
	struct pattern_options *options = member;

	options->ignore_case = yes_of(loading, node, true);
}

static void write_ignore_case(struct json *json, const char *name,
			      const void *member)
{
	const struct pattern_options *options = member;

	if (!options->ignore_case)
		json_put(json, name, "no");
}

static const struct shape shape_ignore_case = {
	read_ignore_case, write_ignore_case
};

/* Characters; none is allowed. */
static void read_signs(struct loading *loading, const struct node *node,
		       void *member)
{
	const char **signs = member;

	if (node->kind == NODE_TEXT && !*node->text)
		*signs = "";
	else
		*signs = text_of(loading, node);
}

static void write_signs(struct json *json, const char *name,
			const void *member, const char *unsaid)
{
	const char *const *signs = member;

	if (*signs && strcmp(*signs, unsaid) != 0)
		json_put(json, name, *signs);
}

static void write_dividers(struct json *json, const char *name,
			   const void *member)
{
	write_signs(json, name, member, ".?!");
}

static void write_spaces(struct json *json, const char *name,
			 const void *member)
{
	write_signs(json, name, member, usual.convert_to_space);
}

static const struct shape shape_dividers = { read_signs, write_dividers };
static const struct shape shape_spaces = { read_signs, write_spaces };

/* A list of words as one text, with `|` between. */
static const char *joined(struct loading *loading, const struct node *list)
{
	const struct node *child;
	const char *all = NULL, *text;

	for (child = list->first; child; child = child->next) {
		text = text_of(loading, child);
		if (text)
			all = arena_printf(loading->arena, "%s%s%s",
					   all ? all : "", all ? "|" : "",
					   text);
	}
	return all;
}

/* Whether white space stands outside of [brackets]. */
static bool has_gap(const char *text)
{
	bool inside = false;

	for (; *text; text++) {
		inside = *text == '[' || (inside && *text != ']');
		if (!inside && strchr(" \t\n", *text))
			return true;
	}
	return false;
}

static void check_synonym(struct loading *loading, const struct node *node,
			  const char *words)
{
	struct pattern *pattern;
	struct error err;

	if (has_gap(words)) {
		say_at(loading, node, "'%s' of the synonyms has a space; put "
		       "'|' between words and several words into [brackets]",
		       quote(loading, words));
		return;
	}
	arena_reset(loading->brief);
	if (!pattern_compile(loading->brief, str_of(arena_printf(
			     loading->brief, "match(%s)", words)), &usual,
			     &pattern, &err))
		say_at(loading, node, "'%s' of the synonyms: %s",
		       quote(loading, words), err.text);
}

static void read_synonyms(struct loading *loading, const struct node *node,
			  void *member)
{
	struct pattern_options *options = member;
	struct pattern_synonym *list;
	const struct node *child;

	if (!is_kind(loading, node, NODE_MAPPING))
		return;
	list = ARENA_ARRAY(loading->arena, node->count,
			   struct pattern_synonym);
	for (child = node->first; child; child = child->next) {
		const char *words = child->kind == NODE_LIST
				  ? joined(loading, child)
				  : text_of(loading, child);

		if (!words)
			continue;
		check_synonym(loading, child, child->key);
		check_synonym(loading, child, words);
		list[options->synonym_count++] = (struct pattern_synonym){
			arena_strdup(loading->arena, child->key), words
		};
	}
	options->synonyms = list;
	check_unique(loading, node, "synonym");
}

static void write_synonyms(struct json *json, const char *name,
			   const void *member)
{
	const struct pattern_options *options = member;

	if (options->synonym_count == 0)
		return;
	json_name(json, name);
	json_open(json, '{');
	for (size_t i = 0; i < options->synonym_count; i++)
		json_put(json, options->synonyms[i].word,
			 options->synonyms[i].alternatives);
	json_close(json, '}');
}

static const struct shape shape_synonyms = { read_synonyms, write_synonyms };

#define OPTION(member) \
	(offsetof(struct rule, options) + \
	 offsetof(struct pattern_options, member))

static const struct field rule_fields[] = {
	{ "rule", true, offsetof(struct rule, text), &shape_text },
	{ "ignore_case", false, offsetof(struct rule, options),
	  &shape_ignore_case },
	{ "sentence_dividers", false, OPTION(sentence_dividers),
	  &shape_dividers },
	{ "convert_to_space", false, OPTION(convert_to_space),
	  &shape_spaces },
	{ "synonyms", false, offsetof(struct rule, options),
	  &shape_synonyms },
};

static void start_rule(void *item)
{
	struct rule *rule = item;

	rule->options = usual;
}

/* The engine would take one character both ways; its form refuses that. */
static void finish_rule(struct loading *loading, const struct node *node,
			void *item)
{
	const struct rule *rule = item;
	const struct node *spaces = node_find(node, "convert_to_space");
	const char *ends = rule->options.sentence_dividers;

	for (const char *s = rule->options.convert_to_space; s && *s; s++)
		if (strchr(ends ? ends : ".?!", *s)) {
			say_at(loading, spaces ? spaces : node, "'%c' is in "
			       "'sentence_dividers' and in 'convert_to_space'; "
			       "keep it in one", *s);
			return;
		}
}

static const struct mapping rule_mapping = {
	.what = "pmatch rule", .fields = rule_fields,
	.count = sizeof(rule_fields) / sizeof(*rule_fields),
	.size = sizeof(struct rule),
	.place = offsetof(struct rule, place),
	.start = start_rule,
	.finish = finish_rule,
};

/* Gives the node of the rule's text. */
static const struct node *read_rule(struct loading *loading,
				    const struct node *node,
				    struct phrase_text *phrase)
{
	struct rule *rule = ARENA_NEW(loading->arena, struct rule);
	const struct node *text = node;

	phrase->pmatch = &rule->options;
	if (node->kind == NODE_MAPPING) {
		fields_read(loading, node, &rule_mapping, rule);
		text = node_find(node, "rule");
		phrase->text = rule->text;
		return text;
	}
	start_rule(rule);
	phrase->text = text_of(loading, node);
	return text;
}

static bool is_usual(const struct pattern_options *options)
{
	const char *ends = options->sentence_dividers;
	const char *spaces = options->convert_to_space;

	return options->ignore_case && options->synonym_count == 0 &&
	       (!ends || strcmp(ends, ".?!") == 0) &&
	       (!spaces || strcmp(spaces, usual.convert_to_space) == 0);
}

static void write_rule(struct json *json, const struct phrase_text *phrase)
{
	struct rule rule = { .text = phrase->text,
			     .options = *phrase->pmatch };

	json_open(json, '{');
	if (is_usual(phrase->pmatch)) {
		json_put(json, "pmatch", phrase->text);
	} else {
		json_name(json, "pmatch");
		fields_write(json, &rule_mapping, &rule);
	}
	json_close(json, '}');
}

/* --- lists of phrases -------------------------------------------------- */

static const struct node *only_member(struct loading *loading,
				      const struct node *node)
{
	static const char *const names[] = { "pmatch", "exact" };
	const struct node *child = NULL;

	for (size_t i = 0; i < 2 && !child; i++)
		child = node_find(node, names[i]);
	if (!child) {
		say_at(loading, node, "a phrase is a text, 'exact: TEXT' or "
		       "'pmatch: RULE'; put it in quotes, if it holds ': '");
		return NULL;
	}
	if (strcmp(child->key, "pmatch") == 0 && node->count > 1) {
		say_at(loading, node, "'pmatch' must stand alone; put its "
		       "options below it, beside 'rule:'");
		return NULL;
	}
	return child;
}

/* The node of the phrase's text, or NULL where it has none. */
static const struct node *read_text(struct loading *loading,
				    const struct node *node,
				    struct phrase_text *phrase)
{
	const struct node *member;

	if (node->kind != NODE_MAPPING) {
		phrase->text = text_of(loading, node);
		return node;
	}
	member = only_member(loading, node);
	if (!member)
		return NULL;
	if (strcmp(member->key, "pmatch") == 0)
		return read_rule(loading, member, phrase);
	fields_read(loading, node, &exact_phrase, phrase);
	phrase->exact = true;
	return member;
}

static bool read_phrase(struct loading *loading, const struct node *node,
			struct phrase_text *phrase)
{
	const struct node *value = read_text(loading, node, phrase);

	if (!value || !phrase->text)
		return false;
	phrase->place = place_of(loading, value);
	if (loading->bank)
		refer(loading, REFERENCE_PHRASE, value, phrase->text,
		      loading->bank->rubric_count)->phrase = phrase;
	return true;
}

static void read_phrases(struct loading *loading, const struct node *node,
			 void *member)
{
	struct phrase_texts *phrases = member;
	const struct node *child;

	if (!is_list(loading, node))
		return;
	phrases->list = ARENA_ARRAY(loading->arena, node->count,
				    struct phrase_text);
	for (child = node->first; child; child = child->next) {
		struct phrase_text *phrase = &phrases->list[phrases->count];

		if (read_phrase(loading, child, phrase))
			phrases->count++;
		else
			*phrase = (struct phrase_text){ .text = NULL };
	}
}

static void write_phrases(struct json *json, const char *name,
			  const void *member)
{
	const struct phrase_texts *phrases = member;

	if (phrases->count == 0)
		return;
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < phrases->count; i++) {
		const struct phrase_text *phrase = &phrases->list[i];

		if (phrase->pmatch) {
			write_rule(json, phrase);
		} else if (phrase->exact) {
			json_open(json, '{');
			json_put(json, "exact", phrase->text);
			json_close(json, '}');
		} else {
			json_string(json, str_of(phrase->text));
		}
	}
	json_close(json, ']');
}

const struct shape shape_phrases = { read_phrases, write_phrases };

bool bank_compile(struct vocabulary *vocabulary,
		  const struct phrase_text *text, struct phrase **phrase,
		  struct error *err)
{
	struct str s = str_of(text->text);

	if (text->pmatch)
		return phrase_compile_pattern(vocabulary, s, text->pmatch,
					      phrase, err);
	return text->exact ? phrase_compile_exact(vocabulary, s, phrase, err)
			   : phrase_compile(vocabulary, s, phrase, err);
}
