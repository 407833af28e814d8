/* markers.c - questions made ready for grading, each once.
 *
 * Making a question ready costs as much as marking some dozen answers, and
 * answers come sorted by question or mixed, so what was made is kept. Memory
 * is bounded: when the kept ones have grown past the ceiling all are
 * forgotten, and those still wanted are made anew.
 */
#include "app/grade/grade.h"

#include <string.h>

enum { KEPT_BYTES = 64 << 20 };

struct grade_marker {
	uint64_t hash;			/* of name and prompt */
	const char *name, *prompt;	/* prompt NULL: a question */
	struct marker *marker;		/* NULL: see err */
	struct error err;
};

static const char *local_name(const struct bank *bank, const char *name)
{
	size_t len = strlen(bank->id);

	return strncmp(name, bank->id, len) == 0 && name[len] == ':'
		? name + len + 1 : name;
}

/* From the bank of --bank. */
static bool load_from_bank(struct grade_markers *markers, const char *name,
			   const char *prompt, struct loaded *loaded,
			   struct error *err)
{
	const struct bank *bank = markers->bank;
	const char *local = local_name(bank, name);
	const struct question *question = NULL;
	struct strings *rubrics = &loaded->question.rubrics;

	*loaded = (struct loaded){ .words = *bank };
	if (prompt) {
		loaded->question.prompt = prompt;
		loaded->question.model = "";
		strings_add(&markers->arena, rubrics, local);
	} else {
		question = bank_find_question(bank, local);
		if (!question)
			return error_set(err, "the bank has no question '%s'; "
					 "check the id", name);
		loaded->question = *question;
	}
	loaded->rubrics = ARENA_ARRAY(&markers->arena, rubrics->count,
				      const struct rubric *);
	for (size_t i = 0; i < rubrics->count; i++) {
		loaded->rubrics[i] = bank_find_rubric(bank, rubrics->list[i]);
		if (!loaded->rubrics[i])
			return error_set(err, "the bank has no rubric '%s'; "
					 "check the id", name);
	}
	return true;
}

static bool load_from_store(struct grade_markers *markers, const char *name,
			    const char *prompt, struct loaded *loaded,
			    struct error *err)
{
	struct store *store = markers->app->store;
	struct question_row row;

	if (prompt)
		return store_load_rubric(store, &markers->arena, name, prompt,
					 loaded, err);
	return store_find_question(store, &markers->arena, name, &row, err) &&
	       store_load(store, &markers->arena, &row, loaded, err);
}

static struct marker *make(struct grade_markers *markers, const char *name,
			   const char *prompt, struct error *err)
{
	struct arena *arena = &markers->arena;
	struct loaded *loaded = ARENA_NEW(arena, struct loaded);
	struct marker *marker;
	bool ok = markers->bank
		? load_from_bank(markers, name, prompt, loaded, err)
		: load_from_store(markers, name, prompt, loaded, err);

	if (!ok || !marker_make(arena, &loaded->question, loaded->rubrics,
				&loaded->words, &marker, err))
		return NULL;
	return marker;
}

static const struct grade_marker *find(const struct grade_markers *markers,
				       uint64_t hash, struct str name,
				       struct str prompt, bool rubric)
{
	for (size_t i = 0; i < markers->count; i++) {
		const struct grade_marker *kept = &markers->list[i];

		if (kept->hash == hash && str_is(name, kept->name) &&
		    (kept->prompt != NULL) == rubric &&
		    (!rubric || str_is(prompt, kept->prompt)))
			return kept;
	}
	return NULL;
}

const struct marker *grade_find(struct grade_markers *markers,
				const struct grade_line *line,
				struct error *err)
{
	bool rubric = line->question.s == NULL;
	struct str name = rubric ? line->rubric : line->question;
	uint64_t hash = text_hash(text_hash(TEXT_HASH, name), line->prompt);
	const struct grade_marker *kept;
	struct grade_marker *made;

	if (!name.s) {
		error_set(err, "a rubric cannot be sketched from a reference "
			  "yet; name a \"question\" or a \"rubric\"");
		return NULL;
	}
	kept = find(markers, hash, name, line->prompt, rubric);
	if (!kept) {
		markers->list = arena_grow(&markers->arena, markers->list,
					   markers->count, &markers->cap,
					   sizeof(*markers->list));
		made = &markers->list[markers->count++];
		*made = (struct grade_marker){ .hash = hash };
		made->name = str_dup(&markers->arena, name);
		if (rubric)
			made->prompt = str_dup(&markers->arena, line->prompt);
		made->marker = make(markers, made->name, made->prompt,
				    &made->err);
		kept = made;
	}
	if (!kept->marker)
		*err = kept->err;
	return kept->marker;
}

void grade_trim(struct grade_markers *markers)
{
	if (markers->arena.used < KEPT_BYTES)
		return;
	arena_reset(&markers->arena);
	markers->list = NULL;
	markers->count = markers->cap = 0;
}
