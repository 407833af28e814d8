/* markers.c - questions, rubrics and sketches made ready, each once.
 *
 * Making a question ready costs as much as marking some dozen answers, and
 * answers come sorted by question or mixed, so what was made is kept. Each has
 * an arena of its own, so different ones are made by different threads at the
 * same time; who wants one that is being made waits for it. Memory is bounded:
 * when the kept ones have grown past the ceiling, all that nobody is marking
 * with are forgotten, and those still wanted are made anew.
 */
#include "app/grade/grade.h"

#include <string.h>

enum asked { ASKED_QUESTION, ASKED_RUBRIC, ASKED_SKETCH };

enum {
	KEPT_BYTES = 64 << 20,
	SLACK_BYTES = 16 << 10,		/* of an arena, beyond what is used */
};

struct grade_marker {
	struct grade_marker *next;	/* in the bucket */
	struct arena arena;		/* of itself and all it has */
	uint64_t hash;			/* of name and prompt */
	enum asked asked;
	const char *name;		/* of a sketch: the reference */
	const char *prompt;		/* "" for a question */
	bool ready;			/* else a thread is making it */
	size_t users;			/* lines being marked with it */
	struct loaded *loaded;		/* of the marker */
	struct marker *marker;		/* both NULL: see err */
	struct sketch *sketch;
	struct error err;
};

static const char *local_name(const struct bank *bank, const char *name)
{
	size_t len = strlen(bank->id);

	return strncmp(name, bank->id, len) == 0 && name[len] == ':'
		? name + len + 1 : name;
}

/* From the bank of --bank. */
static bool load_from_bank(const struct bank *bank, struct arena *arena,
			   const char *name, const char *prompt,
			   struct loaded *loaded, struct error *err)
{
	const char *local = local_name(bank, name);
	const struct question *question = NULL;
	struct strings *rubrics = &loaded->question.rubrics;

	*loaded = (struct loaded){ .words = *bank };
	if (prompt) {
		loaded->question.prompt = prompt;
		loaded->question.model = "";
		strings_add(arena, rubrics, local);
	} else {
		question = bank_find_question(bank, local);
		if (!question)
			return error_set(err, "the bank has no question '%s'; "
					 "check the id", name);
		loaded->question = *question;
	}
	loaded->rubrics = ARENA_ARRAY(arena, rubrics->count,
				      const struct rubric *);
	for (size_t i = 0; i < rubrics->count; i++) {
		loaded->rubrics[i] = bank_find_rubric(bank, rubrics->list[i]);
		if (!loaded->rubrics[i])
			return error_set(err, "the bank has no rubric '%s'; "
					 "check the id", name);
	}
	return true;
}

static bool load_from_store(struct store *store, struct arena *arena,
			    const char *name, const char *prompt,
			    struct loaded *loaded, struct error *err)
{
	struct question_row row;

	if (prompt)
		return store_load_rubric(store, arena, name, prompt, loaded,
					 err);
	return store_find_question(store, arena, name, &row, err) &&
	       store_load(store, arena, &row, loaded, err);
}

static bool load(struct grade_markers *markers, struct grade_marker *made,
		 struct loaded *loaded)
{
	const char *prompt = made->asked == ASKED_RUBRIC ? made->prompt : NULL;
	bool ok;

	if (markers->bank)
		return load_from_bank(markers->bank, &made->arena, made->name,
				      prompt, loaded, &made->err);
	pthread_mutex_lock(&markers->loading);
	ok = load_from_store(markers->app->store, &made->arena, made->name,
			     prompt, loaded, &made->err);
	pthread_mutex_unlock(&markers->loading);
	return ok;
}

static void make(struct grade_markers *markers, struct lang_reader *reader,
		 struct grade_marker *made)
{
	struct loaded *loaded = ARENA_NEW(&made->arena, struct loaded);

	made->loaded = loaded;
	if (made->asked == ASKED_SKETCH)
		made->sketch = sketch_make(&made->arena, str_of(made->prompt),
					   str_of(made->name));
	else if (!load(markers, made, loaded) ||
	    !marker_make_with(reader, &made->arena, &loaded->question,
			      loaded->rubrics, &loaded->words, &made->marker,
			      &made->err))
		made->marker = NULL;
}

/* ---- finding: with the lock held ---- */

static struct grade_marker **bucket_of(struct grade_markers *markers,
				       uint64_t hash)
{
	return &markers->buckets[hash % GRADE_BUCKETS];
}

static struct grade_marker *find(struct grade_markers *markers, uint64_t hash,
				 enum asked asked, struct str name,
				 struct str prompt)
{
	struct grade_marker *kept = *bucket_of(markers, hash);

	while (kept && !(kept->hash == hash && kept->asked == asked &&
			 str_is(name, kept->name) &&
			 str_is(prompt, kept->prompt)))
		kept = kept->next;
	return kept;
}

/* The arena goes last, for it holds the marker too. */
static void forget(struct grade_marker *kept)
{
	struct arena arena = kept->arena;

	arena_release(&arena);
}

static void forget_unused(struct grade_markers *markers)
{
	for (size_t i = 0; i < GRADE_BUCKETS; i++)
		for (struct grade_marker **at = &markers->buckets[i]; *at;) {
			struct grade_marker *kept = *at;

			if (!kept->ready || kept->users > 0) {
				at = &kept->next;
				continue;
			}
			*at = kept->next;
			markers->bytes -= kept->arena.used + SLACK_BYTES;
			forget(kept);
		}
}

/* Holds the place of a marker that is yet to be made. */
static struct grade_marker *add(struct grade_markers *markers, uint64_t hash,
				enum asked asked, struct str name,
				struct str prompt)
{
	struct grade_marker **bucket = bucket_of(markers, hash), *added;
	struct arena arena;

	if (markers->bytes > KEPT_BYTES)
		forget_unused(markers);
	arena_init(&arena, 0);
	added = ARENA_NEW(&arena, struct grade_marker);
	added->asked = asked;
	added->name = str_dup(&arena, name);
	added->prompt = str_dup(&arena, prompt);
	added->hash = hash;
	added->arena = arena;
	added->next = *bucket;
	*bucket = added;
	return added;
}

/* ---- the whole ---- */

void grade_markers_open(struct grade_markers *markers, struct app *app,
			const struct bank *bank)
{
	*markers = (struct grade_markers){ .app = app, .bank = bank };
	pthread_mutex_init(&markers->lock, NULL);
	pthread_mutex_init(&markers->loading, NULL);
	pthread_cond_init(&markers->made, NULL);
	arena_init(&markers->shelf.arena, 0);
	if (!bank)
		store_shelve(app->store, &markers->shelf);
}

void grade_markers_close(struct grade_markers *markers)
{
	forget_unused(markers);
	if (!markers->bank)
		store_shelve(markers->app->store, NULL);
	arena_release(&markers->shelf.arena);
	pthread_cond_destroy(&markers->made);
	pthread_mutex_destroy(&markers->loading);
	pthread_mutex_destroy(&markers->lock);
}

/* Makes it while others go on; those that want this one wait. */
static void make_unlocked(struct grade_markers *markers,
			  struct lang_reader *reader,
			  struct grade_marker *added)
{
	pthread_mutex_unlock(&markers->lock);
	make(markers, reader, added);
	pthread_mutex_lock(&markers->lock);
	added->ready = true;
	markers->bytes += added->arena.used + SLACK_BYTES;
	pthread_cond_broadcast(&markers->made);
}

struct grade_marker *grade_find(struct grade_markers *markers,
				struct lang_reader *reader,
				const struct grade_line *line,
				struct error *err)
{
	enum asked asked = line->question.s ? ASKED_QUESTION
		: line->rubric.s ? ASKED_RUBRIC : ASKED_SKETCH;
	struct str name = asked == ASKED_QUESTION ? line->question
		: asked == ASKED_RUBRIC ? line->rubric : line->reference;
	struct str prompt = asked == ASKED_QUESTION ? STR("") : line->prompt;
	uint64_t hash = text_hash(text_hash(TEXT_HASH, name), prompt);
	struct grade_marker *found;

	pthread_mutex_lock(&markers->lock);
	found = find(markers, hash, asked, name, prompt);
	if (!found) {
		found = add(markers, hash, asked, name, prompt);
		make_unlocked(markers, reader, found);
	}
	found->users++;
	while (!found->ready)
		pthread_cond_wait(&markers->made, &markers->lock);
	if (!found->marker && !found->sketch) {
		*err = found->err;
		found->users--;
		found = NULL;
	}
	pthread_mutex_unlock(&markers->lock);
	return found;
}

const struct marker *grade_marker_of(const struct grade_marker *found)
{
	return found->marker;
}

const struct sketch *grade_sketch_of(const struct grade_marker *found)
{
	return found->sketch;
}

const struct loaded *grade_loaded_of(const struct grade_marker *found)
{
	return found->loaded;
}

void grade_put_back(struct grade_markers *markers, struct grade_marker *found)
{
	pthread_mutex_lock(&markers->lock);
	found->users--;
	pthread_mutex_unlock(&markers->lock);
}
