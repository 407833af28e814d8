/* stories_read.c - the learner's stories, marked.
 *
 * Nothing of the marks is kept: a story or a rubric may change, and a few
 * stories against a few questions are marked in the blink of an eye.
 */
#include "app/career/stories.h"

#include "app/career/path.h"

enum { QUESTIONS_MOST = 300 };		/* that stories are held against */

/* ---- by the rubric of stories ---- */

/* The built-in bank's, else that of the first bank that has one. */
static bool find_star(struct app *app, const char **name, struct error *err)
{
	struct bank_row *banks;
	size_t count;

	*name = NULL;
	if (!store_banks(app->store, &app->turn, &banks, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *tried = arena_printf(&app->turn, "%s:star",
						 banks[i].id);
		struct loaded loaded;
		struct error ignored;

		if ((*name && !str_is(str_of(banks[i].path), app->shipped)) ||
		    !store_load_rubric(app->store, &app->turn, tried, "",
				       &loaded, &ignored))
			continue;
		*name = tried;
	}
	return true;
}

/* marker NULL: no bank tells parts. */
static void mark_one(struct app *app, const struct stories *stories,
		     const struct marker *marker, struct told *told)
{
	struct str text = str_of(told->row.text);
	const struct career_path *path = stories->path;

	told->marked = marker != NULL;
	if (marker)
		mark_answer(&app->turn, marker, text, &told->mark);
	story_look(&told->mark, text, path ? path->from : NULL,
		   path ? path->to : NULL, &told->has);
}

static bool mark_all(struct app *app, struct stories *stories,
		     struct error *err)
{
	struct marker *marker = NULL;
	struct loaded loaded;
	const char *star;

	if (!find_star(app, &star, err))
		return false;
	if (star &&
	    (!store_load_rubric(app->store, &app->turn, star, "", &loaded,
				err) ||
	     !marker_make(&app->turn, &loaded.question, loaded.rubrics,
			  &loaded.words, &marker, err)))
		return false;
	for (size_t i = 0; i < stories->count; i++)
		mark_one(app, stories, marker, &stories->list[i]);
	return true;
}

/* A path that is not right keeps nobody from the stories. */
static void take_path(struct app *app, struct stories *stories)
{
	struct error ignored;

	stories->aim = (struct form_range){ .low = STORIES_LOW,
					    .high = STORIES_HIGH };
	if (!path_in_use(app, &stories->path, &ignored)) {
		stories->path = NULL;
		return;
	}
	if (stories->path->framing.examples.low > 0)
		stories->aim = stories->path->framing.examples;
	stories->explain = stories->path->framing.explain;
}

bool stories_read(struct app *app, struct stories *stories, struct error *err)
{
	struct story_row *rows;

	*stories = (struct stories){ 0 };
	if (!store_stories(app->store, &app->turn, &rows, &stories->count,
			   err))
		return false;
	take_path(app, stories);
	stories->list = ARENA_ARRAY(&app->turn, stories->count, struct told);
	for (size_t i = 0; i < stories->count; i++)
		stories->list[i].row = rows[i];
	return stories->count == 0 || mark_all(app, stories, err);
}

const struct told *stories_find(const struct stories *stories,
				const char *number, struct error *err)
{
	int64_t wanted;

	if (!text_number(str_of(number), 1, INT64_MAX, &wanted)) {
		error_set(err, "'%s' is no number of a story; 'stories' shows "
			  "them", number);
		return NULL;
	}
	for (size_t i = 0; i < stories->count; i++)
		if (stories->list[i].row.number == wanted)
			return &stories->list[i];
	error_set(err, "there is no story number %s; 'stories' shows them",
		  number);
	return NULL;
}

/* ---- by questions ---- */

struct asking {
	struct app *app;
	struct stories *stories;
	size_t cap;
	int64_t *keys;
	size_t count;
};

static bool take_question(void *context, const struct question_row *row)
{
	struct asking *asking = context;

	if (asking->count == QUESTIONS_MOST) {
		asking->stories->more = true;
		return false;
	}
	asking->keys = arena_grow(&asking->app->turn, asking->keys,
				  asking->count, &asking->cap,
				  sizeof(*asking->keys));
	asking->keys[asking->count++] = row->key;
	return true;
}

static const char *fix_of(struct app *app, const struct mark *mark)
{
	const char *fix = mark_advice_fix(&app->turn, mark);

	return fix ? arena_strdup(&app->turn, fix) : NULL;
}

/* fixes: what is to be mended first of each story; NULL: nobody asks. */
static bool mark_question(struct app *app, const struct stories *stories,
			  const struct question_row *row, int *scores,
			  const char **fixes, struct error *err)
{
	struct sitting sitting;

	if (!sitting_open(app, row, &sitting, err))
		return false;
	for (size_t i = 0; i < stories->count; i++) {
		struct mark mark;

		mark_answer(&sitting.arena, sitting.marker,
			    str_of(stories->list[i].row.text), &mark);
		scores[i] = mark.score;
		if (fixes)
			fixes[i] = fix_of(app, &mark);
	}
	sitting_close(&sitting);
	return true;
}

static bool mark_questions(struct app *app, struct stories *stories,
			   struct error *err)
{
	int *scores = ARENA_ARRAY(&app->turn, stories->count *
				  stories->question_count, int);

	for (size_t i = 0; stories->count > 0 && i < stories->question_count;
	     i++)
		if (!mark_question(app, stories, &stories->questions[i],
				   scores + i * stories->count,
				   stories->fixes, err))
			return false;
	story_match(&app->turn, scores, stories->count,
		    stories->question_count, &stories->match);
	return true;
}

bool stories_match(struct app *app, struct stories *stories,
		   struct error *err)
{
	struct question_filter filter = {
		.kind = kind_names[KIND_BEHAVIOURAL],
	};
	struct asking asking = { .app = app, .stories = stories };
	struct store_shelf shelf = { .first = NULL };
	bool ok;

	if (!store_questions(app->store, &filter, take_question, &asking, err))
		return false;
	stories->questions = ARENA_ARRAY(&app->turn, asking.count,
					 struct question_row);
	stories->question_count = asking.count;
	for (size_t i = 0; i < asking.count; i++)
		if (!store_question_by_key(app->store, &app->turn,
					   asking.keys[i],
					   &stories->questions[i], err))
			return false;
	arena_init(&shelf.arena, 0);
	store_shelve(app->store, &shelf);
	ok = mark_questions(app, stories, err);
	store_shelve(app->store, NULL);
	arena_release(&shelf.arena);
	return ok;
}

bool stories_match_one(struct app *app, struct stories *stories,
		       const struct question_row *row, struct error *err)
{
	stories->questions = ARENA_NEW(&app->turn, struct question_row);
	stories->questions[0] = *row;
	stories->question_count = 1;
	stories->fixes = ARENA_ARRAY(&app->turn, stories->count, const char *);
	return mark_questions(app, stories, err);
}
