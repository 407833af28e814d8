/* pmatch.c - the Open University's matching language, compiled and run.
 *
 * An expression is a tree of match, not, match_any and match_all, and each of
 * its matches looks at the whole response alone (see pattern_search.c). A
 * search may run out of its budget; that spreads upwards only as far as it
 * matters: one true child makes match_any true whatever else was too hard.
 */
#include "match/pattern.h"

bool pattern_compile(struct arena *arena, struct str expression,
		     const struct pattern_options *options,
		     struct pattern **pattern, struct error *err)
{
	struct pattern_options comparing = *options;
	struct pattern *made = ARENA_NEW(arena, struct pattern);
	struct chars text;
	size_t bad = utf8_check(expression);

	if (expression.len > PATTERN_MAX)
		return error_at(err, NULL, 0, 1, "the expression is longer "
				"than %d bytes; make it shorter", PATTERN_MAX);
	if (bad < expression.len)
		return error_at(err, NULL, 0, (int)utf8_count((struct str){
				expression.s, bad }) + 1, "this is no UTF-8; "
				"save the expression as UTF-8");
	if (options->response_only)
		comparing = (struct pattern_options){ 0 };
	setting_make(arena, options, &made->reading);
	setting_make(arena, &comparing, &made->comparing);
	made->steps = options->steps ? options->steps : PATTERN_STEPS;
	text = chars_of(arena, expression, comparing.relaxed_quotes);
	*pattern = made;
	return pattern_parse(arena, text, &made->comparing, &made->root, err);
}

const struct pattern_words *pattern_read(struct arena *arena,
					 const struct pattern *pattern,
					 struct str response)
{
	return pattern_split(arena, &pattern->reading, &pattern->comparing,
			     response);
}

/* Of any: one that is true decides; of all: one that is false. */
static enum pattern_result children_result(struct search *search,
					   const struct node *node,
					   enum pattern_result decides)
{
	enum pattern_result result = decides == PATTERN_YES ? PATTERN_NO
							    : PATTERN_YES;

	for (size_t i = 0; i < node->count; i++) {
		enum pattern_result one = search_node(search,
						      &node->children[i]);

		if (one == decides)
			return one;
		if (one == PATTERN_TOO_HARD)
			result = one;
	}
	return result;
}

enum pattern_result search_node(struct search *search,
				const struct node *node)
{
	enum pattern_result result;

	switch (node->kind) {
	case NODE_ANY:
		return children_result(search, node, PATTERN_YES);
	case NODE_ALL:
		return children_result(search, node, PATTERN_NO);
	case NODE_NOT:
		result = search_node(search, node->children);
		return result == PATTERN_TOO_HARD ? result :
		       result == PATTERN_YES ? PATTERN_NO : PATTERN_YES;
	case NODE_MATCH:
		break;
	}
	search->hard = false;
	result = search_match(search, node) ? PATTERN_YES : PATTERN_NO;
	return search->hard ? PATTERN_TOO_HARD : result;
}

enum pattern_result pattern_match(struct arena *arena,
				  const struct pattern *pattern,
				  const struct pattern_words *words)
{
	struct search search = { .arena = arena, .words = words,
				 .steps = pattern->steps };
	enum pattern_result result = PATTERN_TOO_HARD;

	arena_init(&search.inner, 0);
	if (!words->hard)
		result = search_node(&search, &pattern->root);
	arena_release(&search.inner);
	return result;
}
