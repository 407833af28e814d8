/* steer.c - what practice leans towards: the step of the path that a learner
 * is at, and what adverts ask for that practice has not shown yet.
 *
 * Only new questions are favoured, and only by chance (struct candidate,
 * weight): what is due is the plan's alone, and no mark is touched. Path and
 * adverts are read once a day, or when either changes, for that takes many
 * times as long as a session takes to begin; what came of it is kept as a
 * text, a line a favour. A file that is edited counts from the next day on.
 */
#include "app/practice/practice.h"

#include "app/career/adverts.h"
#include "app/career/path.h"

#include <inttypes.h>
#include <stdlib.h>

/* How many times as likely as others. The few questions of a step need much
 * to come up among some hundred; a gap's are more. Of a gap, times its weight,
 * from 0 to 1. */
static const double path_weight = 20, named_weight = 12, skill_weight = 4;

enum { SKILL_MOST = 60, FAVOURS_MOST = 16 };

/* Questions that are favoured for one reason. */
struct favour {
	bool path;			/* else: adverts */
	const char *label;		/* "2 of your path, Research the
					   roles"; "Kafka" */
	double weight;
	int64_t *keys;
	size_t count, cap;
};

struct steer {
	struct favour list[FAVOURS_MOST];
	size_t count;
	int64_t *chosen;		/* keys */
	size_t chosen_count, chosen_cap;
};

static struct favour *add_favour(struct steer *steer, bool path,
				 const char *label, double weight)
{
	struct favour *favour = &steer->list[steer->count];

	if (steer->count == FAVOURS_MOST)
		return NULL;
	*favour = (struct favour){ .path = path, .label = label,
				   .weight = weight };
	steer->count++;
	return favour;
}

static void add_key(struct app *app, struct favour *favour, int64_t key)
{
	for (size_t i = 0; i < favour->count; i++)
		if (favour->keys[i] == key)
			return;
	favour->keys = arena_grow(&app->turn, favour->keys, favour->count,
				  &favour->cap, sizeof(*favour->keys));
	favour->keys[favour->count++] = key;
}

/* ---- made anew ---- */

/* A question that no bank has is none to favour. */
static bool find(struct app *app, const char *id, struct question_row *row)
{
	struct error ignored;

	return store_find_question(app->store, &app->turn, id, row,
				   &ignored) &&
	       str_is(str_of(row->id), id) && !row->retired;
}

/* A path that is not right keeps nobody from practice. */
static void add_step(struct app *app, struct steer *steer)
{
	const struct path_step *step;
	struct favour *favour;
	struct question_row row;
	struct error ignored;
	struct walk walk;

	if (!path_walk(app, &walk, &ignored) || !walk.begun ||
	    walk.progress.week == 0 ||
	    walk.progress.step == walk.path->step_count)
		return;
	step = &walk.path->steps[walk.progress.step];
	favour = add_favour(steer, true, arena_printf(&app->turn,
			    "%zu of your path, %s", walk.progress.step + 1,
			    step->title), path_weight);
	for (size_t i = 0; favour && i < step->questions.count; i++)
		if (find(app, step->questions.list[i].text, &row))
			add_key(app, favour, row.key);
}

/* New questions of the skills that practise it. */
static bool add_skills(struct app *app, struct steer *steer,
		       const struct advert_lack *lack,
		       const struct strings *skills, struct error *err)
{
	struct favour *favour = add_favour(steer, false, lack->title,
					   1 + skill_weight * lack->weight);
	int64_t today = app_today(app);

	for (size_t i = 0; favour && i < skills->count; i++) {
		struct question_filter filter = { .skill = skills->list[i] };
		struct candidate *list;
		size_t count;

		if (!store_candidates(app->store, &app->turn, &filter, today,
				      false, (uint64_t)today, SKILL_MOST,
				      &list, &count, err))
			return false;
		for (size_t j = 0; j < count; j++)
			if (!list[j].seen)
				add_key(app, favour, list[j].key);
	}
	return true;
}

static bool add_lack(struct app *app, struct steer *steer,
		     const struct advert_lack *lack, struct error *err)
{
	struct favour *favour = add_favour(steer, false, lack->title,
					   1 + named_weight * lack->weight);
	struct strings skills = { 0 };
	struct question_row row;

	for (size_t i = 0; favour && i < lack->questions.count; i++) {
		if (!find(app, lack->questions.list[i], &row))
			continue;
		add_key(app, favour, row.key);
		if (!strings_have(&skills, row.skill))
			strings_add(&app->turn, &skills, row.skill);
	}
	return add_skills(app, steer, lack, &skills, err);
}

/* Nor does a vocabulary that is not right. */
static bool add_adverts(struct app *app, struct steer *steer,
			struct error *err)
{
	struct advert_lack *lacks;
	struct error ignored;
	size_t count;

	if (!adverts_lacks(app, &lacks, &count, &ignored))
		return true;
	for (size_t i = 0; i < count; i++)
		if (!add_lack(app, steer, &lacks[i], err))
			return false;
	return true;
}

/* ---- kept ---- */

static const char *head_of(struct app *app, const struct steering *steering)
{
	return arena_printf(&app->turn, "%016" PRIx64 " %" PRId64,
			    steering->state, app_today(app));
}

/* A disk that is full, or another program that writes, keeps nobody. */
static void keep(struct app *app, const char *head, const struct steer *steer)
{
	struct error ignored;
	struct text made;

	text_init(&made, 1 << 20);
	text_addf(&made, "%s\n", head);
	for (size_t i = 0; i < steer->count; i++) {
		const struct favour *favour = &steer->list[i];

		text_addf(&made, "%s\t%d\t%s\t", favour->path ? "path"
			  : "adverts", (int)(favour->weight * 1000),
			  favour->label);
		for (size_t k = 0; k < favour->count; k++)
			text_addf(&made, "%s%" PRId64, k ? " " : "",
				  favour->keys[k]);
		text_add(&made, "\n");
	}
	if (!made.cut && !store_keep_steering(app->store, made.s, &ignored))
		text_reset(&made);	/* it is made again next time */
	text_release(&made);
}

/* A line that cannot be read (of a damaged file) is left out. */
static void take_line(struct app *app, struct steer *steer, struct str line)
{
	struct str kind, weight, label, key;
	struct favour *favour;
	int64_t number;

	if (!str_cut(&line, '\t', &kind) || !str_cut(&line, '\t', &weight) ||
	    !str_cut(&line, '\t', &label) ||
	    !text_number(weight, 0, 1000000, &number))
		return;
	favour = add_favour(steer, str_is(kind, "path"),
			    str_dup(&app->turn, label),
			    (double)number / 1000);
	while (favour && str_cut(&line, ' ', &key))
		if (text_number(key, 1, INT64_MAX, &number))
			add_key(app, favour, number);
}

/* False where what is kept is of another state or another day. */
static bool take_kept(struct app *app, const struct steering *steering,
		      const char *head, struct steer *steer)
{
	struct str rest = str_of(steering->made), line;

	if (!str_cut(&rest, '\n', &line) || !str_is(line, head))
		return false;
	while (str_cut(&rest, '\n', &line))
		take_line(app, steer, line);
	return true;
}

bool steer_read(struct app *app, struct steer **steer, struct error *err)
{
	struct steer *made = ARENA_NEW(&app->turn, struct steer);
	struct steering steering;
	const char *head;

	*steer = made;
	if (!app->settings.steer)
		return true;
	if (!store_steering(app->store, &app->turn, &steering, err))
		return false;
	if (!steering.begun && steering.adverts < ADVERTS_ENOUGH)
		return true;
	head = head_of(app, &steering);
	if (take_kept(app, &steering, head, made))
		return true;
	if (steering.begun)
		add_step(app, made);
	if (steering.adverts >= ADVERTS_ENOUGH &&
	    !add_adverts(app, made, err))
		return false;
	keep(app, head, made);
	return true;
}

/* ---- used ---- */

/* The favour that weighs most for a question; NULL: none. */
static struct favour *favour_of(struct steer *steer, int64_t key)
{
	struct favour *found = NULL;

	for (size_t i = 0; i < steer->count; i++) {
		struct favour *favour = &steer->list[i];

		for (size_t k = 0; k < favour->count; k++)
			if (favour->keys[k] == key &&
			    (!found || favour->weight > found->weight))
				found = favour;
	}
	return found;
}

static bool fits(const char *wanted, const char *has)
{
	return !wanted || str_is(str_of(wanted), has);
}

/* Of a large bank only some new questions are among the candidates: a
 * favoured one that is not joins them where it may be asked. */
static void join(struct app *app, const struct question_filter *filter,
		 const struct favour *favour, int64_t key,
		 struct candidate **list, size_t *count, size_t *cap)
{
	struct question_row row;
	struct error left;		/* its bank */

	for (size_t i = 0; i < *count; i++)
		if ((*list)[i].key == key)
			return;
	if (!store_question_by_key(app->store, &app->turn, key, &row, &left) ||
	    row.seen || row.retired || row.wanted < 0 ||
	    (filter->wanted && row.wanted != filter->wanted) ||
	    !fits(filter->kind, row.kind) ||
	    !fits(filter->skill, row.skill) ||
	    !fits(filter->level, row.level))
		return;
	*list = arena_grow(&app->turn, *list, *count, cap, sizeof(**list));
	(*list)[(*count)++] = (struct candidate){
		.key = key, .minutes = row.minutes, .weight = favour->weight,
	};
}

void steer_weigh(struct app *app, struct steer *steer,
		 const struct question_filter *filter, size_t most,
		 struct candidate **list, size_t *count)
{
	size_t fresh = 0, cap = *count;

	for (size_t i = 0; i < *count; i++) {
		struct candidate *one = &(*list)[i];
		const struct favour *favour = one->seen ? NULL
			: favour_of(steer, one->key);

		fresh += !one->seen;
		if (favour)
			one->weight = favour->weight;
	}
	for (size_t i = 0; fresh >= most && i < steer->count; i++)
		for (size_t k = 0; k < steer->list[i].count; k++)
			join(app, filter, favour_of(steer,
						    steer->list[i].keys[k]),
			     steer->list[i].keys[k], list, count, &cap);
}

void steer_chosen(struct app *app, struct steer *steer,
		  const struct candidate *candidate)
{
	if (candidate->weight <= 0)	/* nothing leant towards it */
		return;
	steer->chosen = arena_grow(&app->turn, steer->chosen,
				   steer->chosen_count, &steer->chosen_cap,
				   sizeof(*steer->chosen));
	steer->chosen[steer->chosen_count++] = candidate->key;
}

static bool are_alike(const struct favour *a, const struct favour *b)
{
	return a->path == b->path && str_is(str_of(a->label), b->label);
}

/* How many of the session's were chosen for this reason, which two favours may
 * have: it is told with the first of them. */
static size_t count_chosen(struct steer *steer, const struct favour *favour,
			   const struct session *session)
{
	size_t count = 0;

	for (size_t i = 0; &steer->list[i] != favour; i++)
		if (are_alike(&steer->list[i], favour))
			return 0;
	for (size_t i = 0; i < steer->chosen_count; i++) {
		int64_t key = steer->chosen[i];

		for (size_t k = 0; k < session->count; k++)
			count += session->keys[k] == key &&
				are_alike(favour_of(steer, key), favour);
	}
	return count;
}

const char *steer_why(struct app *app, const struct session *session)
{
	struct steer *steer = session->steer;
	const char *made = NULL, *between = "";
	bool adverts = false;
	struct text why;

	text_init(&why, 4000);
	for (size_t i = 0; i < steer->count; i++) {
		const struct favour *favour = &steer->list[i];
		size_t chosen = count_chosen(steer, favour, session);

		if (chosen == 0)
			continue;
		text_add(&why, between);
		if (session->count == 1)
			text_add(&why, "This one");
		else
			text_addf(&why, "%zu%s", chosen,
				  adverts && !favour->path ? "" : " of these");
		text_addf(&why, "%s%s", favour->path ? " for step "
			  : adverts ? " for " : " because adverts ask for ",
			  favour->label);
		adverts |= !favour->path;
		between = favour->path ? "; " : ", ";
	}
	if (why.len > 0) {
		text_add(&why, ".");
		made = text_dup(&app->turn, &why);
	}
	text_release(&why);
	return made;
}
