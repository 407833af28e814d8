/* path_facts.c - `path facts`: everything that a path's file says, by topic.
 *
 * Nothing that is known about a change of career may be hidden in a file, so
 * each key of the file belongs to a topic. A topic whose keys the path leaves
 * out is not offered.
 */
#include "app/career/path.h"

#include <inttypes.h>

struct telling {
	struct app *app;
	struct screen screen;
	const struct career_path *path;
	struct evidence_row *evidence;	/* the learner's */
	size_t evidence_count;
};

/* ---- how it is told ---- */

static void head(struct telling *t, const char *text)
{
	screen_add(&t->screen, STYLE_BOLD, "%s\n", text);
}

static void say(struct telling *t, const char *text)
{
	if (text)
		screen_wrap(&t->screen, STYLE_PLAIN, 0, 0, text);
}

static void bullet(struct telling *t, const char *text)
{
	screen_add(&t->screen, STYLE_PLAIN, "  ");
	screen_symbol(&t->screen, STYLE_DIM, SYMBOL_DOT);
	screen_add(&t->screen, STYLE_PLAIN, " ");
	screen_wrap(&t->screen, STYLE_PLAIN, 4, 4, text);
}

static void bullets(struct telling *t, const char *title,
		    const struct form_texts *texts)
{
	if (texts->count && title)
		head(t, title);
	for (size_t i = 0; i < texts->count; i++)
		bullet(t, texts->list[i].text);
}

static void under(struct telling *t, const char *label, const char *text)
{
	if (!text)
		return;
	screen_add(&t->screen, STYLE_DIM, "    %s", label);
	screen_wrap(&t->screen, STYLE_PLAIN, 4 + (int)strlen(label), 4, text);
}

static void under_bullet(struct telling *t, const char *text)
{
	screen_add(&t->screen, STYLE_PLAIN, "    ");
	screen_symbol(&t->screen, STYLE_DIM, SYMBOL_DOT);
	screen_add(&t->screen, STYLE_PLAIN, " ");
	screen_wrap(&t->screen, STYLE_PLAIN, 6, 6, text);
}

static void number(struct telling *t, size_t i, const char *text)
{
	screen_add(&t->screen, STYLE_ACCENT, "%2zu  ", i + 1);
	screen_wrap(&t->screen, STYLE_BOLD, 4, 4, text);
}

/* "SQL, API": texts in one line. */
static const char *joined(struct telling *t, const struct form_texts *texts)
{
	struct text line;
	const char *made;

	if (texts->count == 0)
		return NULL;
	text_init(&line, 4096);
	for (size_t i = 0; i < texts->count; i++)
		text_addf(&line, "%s%s", i ? ", " : "", texts->list[i].text);
	made = text_dup(&t->app->turn, &line);
	text_release(&line);
	return made;
}

/* What the learner has to show for a skill. */
static void yours(struct telling *t, const char *id)
{
	for (size_t i = 0; i < t->evidence_count; i++) {
		const struct evidence_row *one = &t->evidence[i];

		if (str_is(str_of(id), one->item))
			under(t, "yours: ", arena_printf(&t->app->turn,
			      "%s: %s", one->kind, one->title));
	}
}

/* ---- topics ---- */

static void tell_person(struct telling *t)
{
	const struct path_person *person = &t->path->person;

	say(t, person->now);
	bullets(t, NULL, &person->does);
	say(t, person->then);
	bullets(t, NULL, &person->will_do);
	if (person->move)
		say(t, arena_printf(&t->app->turn, "%s It takes %s months.",
				    person->move,
				    path_range(t->app, &t->path->months)));
	bullets(t, "Reasons to make it", &person->reasons);
	say(t, person->risk);
}

static void tell_transfers(struct telling *t)
{
	const struct career_path *path = t->path;
	const char *from = arena_printf(&t->app->turn, "as a %s: ",
					path->from);
	const char *to = arena_printf(&t->app->turn, "as a %s: ", path->to);

	for (size_t i = 0; i < path->transfer_count; i++) {
		const struct path_transfer *one = &path->transfers[i];

		number(t, i, one->title);
		under(t, from, one->as_from);
		under(t, to, one->as_to);
		under(t, "practise: ", joined(t, &one->questions));
		yours(t, one->id);
	}
	bullets(t, "Carries over as well", &path->also);
}

static void tell_builds(struct telling *t)
{
	const struct career_path *path = t->path;

	for (size_t i = 0; i < path->build_count; i++) {
		const struct path_build *one = &path->builds[i];

		number(t, i, one->title);
		under(t, "", one->says);
		under(t, "skills of the bank: ", joined(t, &one->skills));
		under(t, "practise: ", joined(t, &one->questions));
		yours(t, one->id);
	}
}

static void tell_building(struct telling *t)
{
	const struct path_building *building = &t->path->building;
	const char *providers = joined(t, &building->providers);

	head(t, "For each of these skills");
	if (building->course)
		bullet(t, providers
		       ? arena_printf(&t->app->turn, "%s Among others: %s.",
				      building->course, providers)
		       : building->course);
	bullet(t, arena_printf(&t->app->turn, "%s %s%s%s",
			       path_range(t->app, &building->projects),
			       building->projects.high == 1 ? "project."
							    : "projects.",
			       building->project ? " " : "",
			       building->project ? building->project : ""));
	if (building->open_source)
		bullet(t, building->open_source);
	say(t, building->competence);
}

static void tell_interviewers(struct telling *t)
{
	say(t, t->path->interviewers.says);
	bullets(t, NULL, &t->path->interviewers.above_all);
}

static void tell_plan(struct telling *t)
{
	const struct career_path *path = t->path;

	say(t, path->summary);
	say(t, arena_printf(&t->app->turn, "It takes %s months.",
			    path_range(t->app, &path->months)));
	for (size_t i = 0; i < path->step_count; i++) {
		const struct path_step *step = &path->steps[i];

		number(t, i, arena_printf(&t->app->turn, "%s: %s", step->title,
					  path_when(t->app, step)));
		for (size_t d = 0; d < step->does.count; d++)
			under_bullet(t, step->does.list[d].text);
		under(t, "shown by:", "");
		for (size_t s = 0; s < step->shows.count; s++)
			under_bullet(t, step->shows.list[s].text);
	}
}

static void tell_targets(struct telling *t)
{
	static const char *const heads[] = { "months", "skills", "networking",
					     "applications" };
	const struct career_path *path = t->path;
	struct table table = { .heads = heads, .columns = 4,
			       .rows = path->target_count,
			       .right = 2 | 4 | 8 };

	table.cells = ARENA_ARRAY(&t->app->turn, table.rows * 4,
				  const char *);
	for (size_t i = 0; i < path->target_count; i++) {
		const struct path_target *one = &path->targets[i];
		const char **cells = table.cells + i * 4;
		const int64_t numbers[] = { one->skills, one->networking,
					    one->applications };

		cells[0] = path_range(t->app, &one->months);
		for (size_t c = 0; c < 3; c++)
			cells[c + 1] = arena_printf(&t->app->turn, "%" PRId64,
						    numbers[c]);
	}
	say(t, "Each month: questions answered, people talked to, "
	    "applications sent.");
	screen_table(&t->screen, &table);
	for (size_t i = 0; i < path->target_count; i++)
		if (path->targets[i].says)
			bullet(t, arena_printf(&t->app->turn, "month%s %s: %s",
				path->targets[i].months.high >
				path->targets[i].months.low ? "s" : "",
				path_range(t->app, &path->targets[i].months),
				path->targets[i].says));
}

static void tell_applications(struct telling *t)
{
	say(t, arena_printf(&t->app->turn, "%s times as many applications as "
			    "candidates from the same sector send.",
			    path_range(t->app, &t->path->applications)));
	say(t, t->path->applications_why);
}

enum { TABLE_NEEDS = 60 };	/* columns; no figure may be cut */

static void salary_lines(struct telling *t)
{
	const struct path_salaries *salaries = &t->path->salaries;
	const char *from = arena_printf(&t->app->turn, "%s: ", t->path->from);
	const char *to = arena_printf(&t->app->turn, "%s: ", t->path->to);

	for (size_t i = 0; i < salaries->level_count; i++) {
		const struct path_salary *level = &salaries->levels[i];

		bullet(t, level->title);
		under(t, from, path_range(t->app, &level->from));
		under(t, to, path_range(t->app, &level->to));
	}
}

static void salary_table(struct telling *t)
{
	const struct path_salaries *salaries = &t->path->salaries;
	const char *heads[] = { "level", t->path->from, t->path->to };
	struct table table = { .heads = heads, .columns = 3,
			       .rows = salaries->level_count,
			       .right = 2 | 4 };

	table.cells = ARENA_ARRAY(&t->app->turn, table.rows * 3,
				  const char *);
	for (size_t i = 0; i < table.rows; i++) {
		const struct path_salary *level = &salaries->levels[i];

		table.cells[i * 3] = level->title;
		table.cells[i * 3 + 1] = path_range(t->app, &level->from);
		table.cells[i * 3 + 2] = path_range(t->app, &level->to);
	}
	screen_table(&t->screen, &table);
}

static void tell_salaries(struct telling *t)
{
	const struct path_salaries *salaries = &t->path->salaries;
	const char *year = salaries->year ? arena_printf(&t->app->turn,
			", figures of %" PRId64, salaries->year) : "";

	say(t, arena_printf(&t->app->turn, "%s a year%s%s%s:",
			    salaries->currency,
			    salaries->country ? ", " : "",
			    salaries->country ? salaries->country : "",
			    year));
	if (t->screen.width < TABLE_NEEDS)
		salary_lines(t);
	else
		salary_table(t);
	say(t, salaries->dip);
	say(t, salaries->back);
	bullets(t, "The first offer", &salaries->negotiating);
	bullets(t, "What to say", &salaries->sentences);
}

static void notes(struct telling *t, const struct path_note *list,
		  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		number(t, i, list[i].title);
		under(t, "", list[i].says);
	}
}

static void tell_works(struct telling *t)
{
	notes(t, t->path->works, t->path->works_count);
}

static void tell_mistakes(struct telling *t)
{
	notes(t, t->path->mistakes, t->path->mistake_count);
}

static void tell_questions(struct telling *t)
{
	for (size_t i = 0; i < t->path->question_count; i++) {
		number(t, i, t->path->questions[i].asked);
		under(t, "", t->path->questions[i].answer);
	}
}

static void tell_examples(struct telling *t)
{
	const struct path_framing *framing = &t->path->framing;

	head(t, arena_printf(&t->app->turn, "Examples to prepare: %s",
			     path_range(t->app, &framing->examples)));
	say(t, framing->example);
	bullets(t, "Each has", &framing->each_has);
	say(t, framing->explaining);
}

static void tell_framing(struct telling *t)
{
	const struct path_framing *framing = &t->path->framing;

	head(t, "What always comes");
	for (size_t i = 0; i < framing->always_count; i++) {
		number(t, i, framing->always[i].asked);
		under(t, "", framing->always[i].says);
		under(t, "practise: ",
		      joined(t, &framing->always[i].questions));
	}
	say(t, framing->direction);
	tell_examples(t);
	bullets(t, "The tone", &framing->rules);
	say(t, framing->scepticism);
	bullets(t, "A strong answer", &framing->strong);
	bullets(t, "Weak answers", &framing->weak);
	say(t, framing->weak_why);
}

static void tell_papers(struct telling *t)
{
	const struct path_papers *papers = &t->path->papers;

	bullets(t, "The CV", &papers->cv);
	bullets(t, "The LinkedIn headline", &papers->headline);
	bullets(t, "The cover letter", &papers->letter);
	say(t, "'cv FILE', 'cv headline' and 'cv letter FILE' check yours.");
}

/* ---- which there are ---- */

static const struct topic {
	const char *name, *says;
	const char *keys[4];		/* of the file; NULL at the end */
	size_t shown;			/* offset of what must not be 0 */
	void (*tell)(struct telling *t);
} topics[] = {
#define SHOWN(member) offsetof(struct career_path, member)
	{ "person", "who walks this path, why, and the biggest risk",
	  { "person", "months" }, SHOWN(person.now), tell_person },
	{ "transfers", "skills that carry over, and how",
	  { "transfers", "also" }, SHOWN(transfer_count), tell_transfers },
	{ "skills", "skills to build", { "builds" }, SHOWN(build_count),
	  tell_builds },
	{ "building", "what builds each of them", { "building" },
	  SHOWN(building.course), tell_building },
	{ "interviewers", "what interviewers look at above all",
	  { "interviewers" }, SHOWN(interviewers.says), tell_interviewers },
	{ "plan", "the steps: when, what is done, what shows it",
	  { "summary", "months", "steps" }, SHOWN(step_count), tell_plan },
	{ "targets", "what to reach each month", { "targets" },
	  SHOWN(target_count), tell_targets },
	{ "applications", "how many it takes",
	  { "applications", "applications_why" }, SHOWN(applications.low),
	  tell_applications },
	{ "salaries", "what both jobs pay, the dip, negotiating",
	  { "salaries" }, SHOWN(salaries.level_count), tell_salaries },
	{ "works", "what works", { "works" }, SHOWN(works_count), tell_works },
	{ "mistakes", "mistakes, and what to do instead", { "mistakes" },
	  SHOWN(mistake_count), tell_mistakes },
	{ "questions", "questions people ask, with answers", { "questions" },
	  SHOWN(question_count), tell_questions },
	{ "framing", "how to speak of the change in interviews",
	  { "framing" }, SHOWN(framing.always_count), tell_framing },
	{ "papers", "what a CV, a headline and a letter must be",
	  { "papers" }, SHOWN(papers.cv.count), tell_papers },
#undef SHOWN
};
enum { TOPICS = sizeof(topics) / sizeof(*topics) };

/* A pointer, a count or a number: any of them is there where a byte of it is
 * not 0. */
static bool is_there(const struct career_path *path, const struct topic *topic)
{
	const char *bytes = (const char *)path + topic->shown;

	for (size_t i = 0; i < sizeof(void *); i++)
		if (bytes[i])
			return true;
	return false;
}

static void list_topics(struct telling *t)
{
	for (size_t i = 0; i < TOPICS; i++) {
		if (!is_there(t->path, &topics[i]))
			continue;
		screen_add(&t->screen, STYLE_BOLD, "%-13s ", topics[i].name);
		screen_wrap(&t->screen, STYLE_PLAIN, 14, 14, topics[i].says);
	}
	screen_wrap(&t->screen, STYLE_DIM, 0, 0, "'path facts TOPIC' tells "
		    "one of them, 'path facts all' everything.");
}

enum { ALIKE = 4 };	/* letters: who writes salary means salaries */

static bool unknown(struct telling *t, const char *name, struct error *err)
{
	struct strings known = { 0 };
	const char *near;

	for (size_t i = 0; i < TOPICS; i++)
		if (is_there(t->path, &topics[i]))
			strings_add(&t->app->turn, &known, topics[i].name);
	near = text_nearest(name, &known);
	for (size_t i = 0; !near && i < known.count; i++)
		if (strncmp(name, known.list[i], ALIKE) == 0)
			near = known.list[i];
	return error_set(err, near ? "this path tells nothing of '%s'; did "
			 "you mean '%s'?" : "this path tells nothing of '%s'; "
			 "'path facts' lists its topics", name, near);
}

static void put_topic(struct app *app, const struct career_path *path,
		      const struct topic *topic)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	for (size_t i = 0; topic->keys[i]; i++)
		path_key_to_json(&json, path, topic->keys[i]);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

static void tell_all(struct telling *t)
{
	for (size_t i = 0; i < TOPICS; i++) {
		if (!is_there(t->path, &topics[i]))
			continue;
		screen_add(&t->screen, STYLE_ACCENT, "%s%s: %s\n",
			   i ? "\n" : "", topics[i].name, topics[i].says);
		topics[i].tell(t);
	}
}

static void put_all(struct app *app, const struct career_path *path)
{
	struct json json = app_json(app);

	path_to_json(&json, path);
	text_add(&app->out, "\n");
}

bool path_facts(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *name = arguments->count > 1 ? arguments->list[1] : NULL;
	bool all = name && str_is(str_of(name), "all");
	struct telling t = { .app = app };

	if (!path_in_use(app, &t.path, err) ||
	    !store_evidence(app->store, &app->turn, &t.evidence,
			    &t.evidence_count, err))
		return false;
	app_screen(app, &t.screen);
	if (app->json && (!name || all)) {
		put_all(app, t.path);
		return true;
	}
	if (!name || all) {
		if (all)
			tell_all(&t);
		else
			list_topics(&t);
		return true;
	}
	for (size_t i = 0; i < TOPICS; i++) {
		if (!str_is(str_of(name), topics[i].name) ||
		    !is_there(t.path, &topics[i]))
			continue;
		if (app->json)
			put_topic(app, t.path, &topics[i]);
		else
			topics[i].tell(&t);
		return true;
	}
	return unknown(&t, name, err);
}
