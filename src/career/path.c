/* path.c - the keys of a path's file, and what must hold between them.
 *
 * The keys are tables for the bank's reader of forms, which finds what is
 * unknown, double, missing or out of range. Here is only what a table cannot
 * say: that a step has one time, that ids of all that can be ticked off
 * differ, that months lie within the path.
 */
#include "career/career.h"

#include <inttypes.h>
#include <stddef.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))
#define FORM(type, says, list) { .what = says, .fields = list, \
	.field_count = COUNT(list), .size = sizeof(struct type), \
	.place = offsetof(struct type, place) }

#define FIELD(type, key, shape, needed, member) \
	{ .name = key, .kind = shape, .required = needed, \
	  .offset = offsetof(struct type, member) }
#define NUMBER(type, key, shape, needed, member, least, most) \
	{ .name = key, .kind = shape, .required = needed, \
	  .offset = offsetof(struct type, member), .low = least, \
	  .high = most }
#define LIST(type, key, needed, member, counted, of) \
	{ .name = key, .kind = FORM_LIST, .required = needed, \
	  .offset = offsetof(struct type, member), \
	  .count = offsetof(struct type, counted), .form = &of }
#define ONE(type, key, needed, member, of) \
	{ .name = key, .kind = FORM_ONE, .required = needed, \
	  .offset = offsetof(struct type, member), .form = &of }

/* ---- the parts ---- */

static const struct form_field note_fields[] = {
	FIELD(path_note, "id", FORM_ID, true, id),
	FIELD(path_note, "title", FORM_TEXT, true, title),
	FIELD(path_note, "says", FORM_TEXT, true, says),
};
static const struct file_form note_form = FORM(path_note, "note", note_fields);

static const struct form_field person_fields[] = {
	FIELD(path_person, "now", FORM_TEXT, true, now),
	FIELD(path_person, "does", FORM_TEXTS, true, does),
	FIELD(path_person, "then", FORM_TEXT, true, then),
	FIELD(path_person, "will_do", FORM_TEXTS, true, will_do),
	FIELD(path_person, "move", FORM_TEXT, false, move),
	FIELD(path_person, "reasons", FORM_TEXTS, false, reasons),
	FIELD(path_person, "risk", FORM_TEXT, false, risk),
};
static const struct file_form person_form = FORM(path_person, "person",
					    person_fields);

static const struct form_field transfer_fields[] = {
	FIELD(path_transfer, "id", FORM_ID, true, id),
	FIELD(path_transfer, "title", FORM_TEXT, true, title),
	FIELD(path_transfer, "as_from", FORM_TEXT, true, as_from),
	FIELD(path_transfer, "as_to", FORM_TEXT, true, as_to),
	FIELD(path_transfer, "skills", FORM_IDS, false, skills),
	FIELD(path_transfer, "questions", FORM_IDS, false, questions),
	FIELD(path_transfer, "terms", FORM_IDS, false, terms),
};
static const struct file_form transfer_form = FORM(path_transfer,
	"transferable skill", transfer_fields);

static const struct form_field build_fields[] = {
	FIELD(path_build, "id", FORM_ID, true, id),
	FIELD(path_build, "title", FORM_TEXT, true, title),
	FIELD(path_build, "says", FORM_TEXT, true, says),
	FIELD(path_build, "either", FORM_YES, false, either),
	FIELD(path_build, "skills", FORM_IDS, false, skills),
	FIELD(path_build, "questions", FORM_IDS, false, questions),
	FIELD(path_build, "terms", FORM_IDS, false, terms),
};
static const struct file_form build_form = FORM(path_build, "skill to build",
					   build_fields);

static const struct form_field building_fields[] = {
	NUMBER(path_building, "courses", FORM_NUMBER, false, courses, 0, 20),
	FIELD(path_building, "course", FORM_TEXT, true, course),
	FIELD(path_building, "providers", FORM_TEXTS, false, providers),
	NUMBER(path_building, "projects", FORM_RANGE, true, projects, 0, 100),
	FIELD(path_building, "project", FORM_TEXT, false, project),
	FIELD(path_building, "open_source", FORM_TEXT, false, open_source),
	FIELD(path_building, "competence", FORM_TEXT, false, competence),
};
static const struct file_form building_form = FORM(path_building, "building",
					      building_fields);

static const struct form_field interviewers_fields[] = {
	FIELD(path_interviewers, "says", FORM_TEXT, true, says),
	FIELD(path_interviewers, "above_all", FORM_TEXTS, true, above_all),
};
static const struct file_form interviewers_form = FORM(path_interviewers,
	"interviewers", interviewers_fields);

static const struct form_field milestone_fields[] = {
	FIELD(path_milestone, "id", FORM_ID, true, id),
	FIELD(path_milestone, "title", FORM_TEXT, true, title),
	FIELD(path_milestone, "counts", FORM_ID, false, counts),
	NUMBER(path_milestone, "enough", FORM_NUMBER, false, enough, 1, 1000),
	FIELD(path_milestone, "questions", FORM_IDS, false, questions),
};
static const struct file_form milestone_form = FORM(path_milestone, "milestone",
					       milestone_fields);

static const struct form_field step_fields[] = {
	FIELD(path_step, "id", FORM_ID, true, id),
	FIELD(path_step, "title", FORM_TEXT, true, title),
	NUMBER(path_step, "weeks", FORM_RANGE, false, weeks, 1, 260),
	NUMBER(path_step, "months", FORM_RANGE, false, months, 1,
	       PATH_MONTHS_MAX),
	FIELD(path_step, "throughout", FORM_YES, false, throughout),
	FIELD(path_step, "does", FORM_TEXTS, true, does),
	FIELD(path_step, "shows", FORM_TEXTS, true, shows),
	FIELD(path_step, "questions", FORM_IDS, false, questions),
	LIST(path_step, "milestones", false, milestones, milestone_count,
	     milestone_form),
};
static const struct file_form step_form = FORM(path_step, "step", step_fields);

static const struct form_field target_fields[] = {
	NUMBER(path_target, "months", FORM_RANGE, true, months, 1,
	       PATH_MONTHS_MAX),
	NUMBER(path_target, "skills", FORM_NUMBER, true, skills, 0, 1000),
	NUMBER(path_target, "networking", FORM_NUMBER, true, networking, 0,
	       1000),
	NUMBER(path_target, "applications", FORM_NUMBER, true, applications,
	       0, 1000),
	FIELD(path_target, "says", FORM_TEXT, false, says),
};
static const struct file_form target_form = FORM(path_target, "target",
					    target_fields);

/* ---- salaries ---- */

enum { MONEY_MAX = 1000000000 };

static const struct form_field salary_fields[] = {
	FIELD(path_salary, "id", FORM_ID, true, id),
	FIELD(path_salary, "title", FORM_TEXT, true, title),
	NUMBER(path_salary, "from", FORM_RANGE, true, from, 1, MONEY_MAX),
	NUMBER(path_salary, "to", FORM_RANGE, true, to, 1, MONEY_MAX),
};
static const struct file_form salary_form = FORM(path_salary, "level",
					    salary_fields);

static const struct form_field salaries_fields[] = {
	FIELD(path_salaries, "currency", FORM_TEXT, true, currency),
	FIELD(path_salaries, "country", FORM_TEXT, false, country),
	NUMBER(path_salaries, "year", FORM_NUMBER, false, year, 1990, 2200),
	LIST(path_salaries, "levels", true, levels, level_count, salary_form),
	FIELD(path_salaries, "dip_from", FORM_ID, false, dip_from),
	FIELD(path_salaries, "dip_to", FORM_ID, false, dip_to),
	FIELD(path_salaries, "dip", FORM_TEXT, false, dip),
	NUMBER(path_salaries, "dip_months", FORM_RANGE, false, dip_months, 1,
	       240),
	FIELD(path_salaries, "back", FORM_TEXT, false, back),
	NUMBER(path_salaries, "back_years", FORM_RANGE, false, back_years, 1,
	       40),
	FIELD(path_salaries, "negotiating", FORM_TEXTS, false, negotiating),
	FIELD(path_salaries, "sentences", FORM_TEXTS, false, sentences),
};
static const struct file_form salaries_form = FORM(path_salaries, "salaries",
					      salaries_fields);

/* ---- what is said about it ---- */

static const struct form_field question_fields[] = {
	FIELD(path_question, "id", FORM_ID, true, id),
	FIELD(path_question, "asked", FORM_TEXT, true, asked),
	FIELD(path_question, "answer", FORM_TEXT, true, answer),
};
static const struct file_form question_form = FORM(path_question, "question",
					      question_fields);

static const struct form_field opener_fields[] = {
	FIELD(path_opener, "id", FORM_ID, true, id),
	FIELD(path_opener, "asked", FORM_TEXT, true, asked),
	FIELD(path_opener, "says", FORM_TEXT, false, says),
	FIELD(path_opener, "questions", FORM_IDS, false, questions),
};
static const struct file_form opener_form = FORM(path_opener, "question",
					    opener_fields);

static const struct form_field framing_fields[] = {
	LIST(path_framing, "always", true, always, always_count, opener_form),
	FIELD(path_framing, "direction", FORM_TEXT, false, direction),
	NUMBER(path_framing, "examples", FORM_RANGE, true, examples, 1, 100),
	FIELD(path_framing, "example", FORM_TEXT, false, example),
	FIELD(path_framing, "each_has", FORM_TEXTS, false, each_has),
	NUMBER(path_framing, "explain", FORM_RANGE, false, explain, 1, 100),
	FIELD(path_framing, "explaining", FORM_TEXT, false, explaining),
	FIELD(path_framing, "rules", FORM_TEXTS, false, rules),
	FIELD(path_framing, "scepticism", FORM_TEXT, false, scepticism),
	FIELD(path_framing, "strong", FORM_TEXTS, false, strong),
	FIELD(path_framing, "weak", FORM_TEXTS, false, weak),
	FIELD(path_framing, "weak_why", FORM_TEXT, false, weak_why),
};
static const struct file_form framing_form = FORM(path_framing, "framing",
					     framing_fields);

static const struct form_field papers_fields[] = {
	FIELD(path_papers, "cv", FORM_TEXTS, true, cv),
	FIELD(path_papers, "headline", FORM_TEXTS, false, headline),
	FIELD(path_papers, "letter", FORM_TEXTS, false, letter),
};
static const struct file_form papers_form = FORM(path_papers, "papers",
					    papers_fields);

/* ---- the path ---- */

static const struct form_field path_fields[] = {
	FIELD(career_path, "id", FORM_ID, true, id),
	FIELD(career_path, "title", FORM_TEXT, true, title),
	FIELD(career_path, "from", FORM_TEXT, true, from),
	FIELD(career_path, "to", FORM_TEXT, true, to),
	FIELD(career_path, "country", FORM_TEXT, false, country),
	FIELD(career_path, "summary", FORM_TEXT, true, summary),
	NUMBER(career_path, "months", FORM_RANGE, true, months, 1,
	       PATH_MONTHS_MAX),
	NUMBER(career_path, "applications", FORM_RANGE, false, applications,
	       1, 20),
	FIELD(career_path, "applications_why", FORM_TEXT, false,
	      applications_why),
	ONE(career_path, "person", false, person, person_form),
	LIST(career_path, "transfers", true, transfers, transfer_count,
	     transfer_form),
	FIELD(career_path, "also", FORM_TEXTS, false, also),
	LIST(career_path, "builds", true, builds, build_count, build_form),
	ONE(career_path, "building", false, building, building_form),
	ONE(career_path, "interviewers", false, interviewers,
	    interviewers_form),
	LIST(career_path, "steps", true, steps, step_count, step_form),
	LIST(career_path, "targets", false, targets, target_count,
	     target_form),
	ONE(career_path, "salaries", false, salaries, salaries_form),
	LIST(career_path, "works", false, works, works_count, note_form),
	LIST(career_path, "mistakes", false, mistakes, mistake_count,
	     note_form),
	LIST(career_path, "questions", false, questions, question_count,
	     question_form),
	ONE(career_path, "framing", false, framing, framing_form),
	ONE(career_path, "papers", false, papers, papers_form),
};
static const struct file_form path_form = FORM(career_path, "path",
					       path_fields);

/* ---- what must hold between the keys ---- */

#define SAY(problems, at, ...) \
	problems_add(problems, (at).path, (at).line, (at).column, __VA_ARGS__)

static void check_step(const struct career_path *path,
		       const struct path_step *step,
		       struct problems *problems)
{
	int times = (step->weeks.low > 0) + (step->months.low > 0) +
		    step->throughout;
	const char *id = step->id ? step->id : "";

	if (times != 1)
		SAY(problems, step->place, "the step '%s' has %s; write "
		    "either weeks: 1-2, or months: 2-4, or throughout: yes",
		    id, times ? "more than one time" : "no time");
	if (step->months.high > path->months.high && path->months.high)
		SAY(problems, step->place, "the step '%s' ends in month %"
		    PRId64 ", but the path after %" PRId64 "; make one fit "
		    "the other", id, step->months.high, path->months.high);
	if (step->weeks.open || step->months.open)
		SAY(problems, step->place, "the step '%s' has no end; write "
		    "its time without '+'", id);
}

/* What a count needs beside its name. */
static void check_enough(const struct path_milestone *one,
			 enum path_counted counts, struct problems *problems)
{
	bool strong = counts == PATH_STRONG_ANSWERS;
	bool all = strong || counts == PATH_RATINGS ||
		   counts == PATH_TRANSFER_RATINGS;

	if (!all && !one->enough)
		SAY(problems, one->place, "'%s' does not say how many %s are "
		    "enough; write enough: and a number", one->id,
		    one->counts);
	if (strong && one->questions.count == 0)
		SAY(problems, one->place, "'%s' counts strong answers but "
		    "names no questions; add them", one->id);
	if (strong && one->enough > (int64_t)one->questions.count)
		SAY(problems, one->place, "'%s' wants more strong answers "
		    "than it has questions; make one fit the other", one->id);
}

static void check_count(const struct path_milestone *one,
			struct problems *problems)
{
	struct strings known = { 0 };
	enum path_counted counts = path_counted_find(one->counts);
	const char *near;

	if (!one->id)
		return;
	if (!one->counts && (one->enough || one->questions.count))
		SAY(problems, one->place, "'%s' says how much is enough, but "
		    "not of what; add counts:", one->id);
	if (!one->counts)
		return;
	if (counts < PATH_COUNTED) {
		check_enough(one, counts, problems);
		return;
	}
	for (size_t i = 0; i < PATH_COUNTED; i++)
		strings_add(problems->arena, &known, path_counted_names[i]);
	near = text_nearest(one->counts, &known);
	SAY(problems, one->place, near ? "nothing counts '%s', did you mean "
	    "'%s'?" : "nothing counts '%s'; leave it out and the learner "
	    "ticks it off", one->counts, near);
}

static void check_targets(const struct career_path *path,
			  struct problems *problems)
{
	int64_t before = 0;

	for (size_t i = 0; i < path->target_count; i++) {
		const struct path_target *target = &path->targets[i];

		if (!target->months.low)
			continue;
		if (target->months.low != before + 1)
			SAY(problems, target->place, "these targets begin in "
			    "month %" PRId64 ", not %" PRId64 "; leave no "
			    "month out and none twice", target->months.low,
			    before + 1);
		before = target->months.high;
	}
}

/* Two of one list were said when it was read. */
static bool is_one_list(const struct path_item *one,
			const struct path_item *two)
{
	return one->kind == two->kind &&
	       (one->kind != PATH_MILESTONE || one->step == two->step);
}

/* All that can be ticked off is called by its id alone. */
static void check_items(struct arena *arena, const struct career_path *path,
			struct problems *problems)
{
	struct path_items items;

	path_items(arena, path, &items);
	for (size_t i = 0; i < items.count; i++) {
		const struct path_item *item = &items.list[i], *first;

		first = item->id ? path_item_find(&items, item->id) : NULL;
		if (!first || first == item || is_one_list(first, item))
			continue;
		SAY(problems, item->place, "the id '%s' is that of a %s in "
		    "line %d as well; rename one", item->id,
		    path_item_names[first->kind], first->place.line);
	}
}

static void check_level(const struct career_path *path, const char *id,
			struct problems *problems)
{
	const struct path_salaries *salaries = &path->salaries;
	struct strings known = { 0 };
	const char *near;

	if (!id || path_level(path, id))
		return;
	for (size_t i = 0; i < salaries->level_count; i++)
		if (salaries->levels[i].id)
			strings_add(problems->arena, &known,
				    salaries->levels[i].id);
	near = text_nearest(id, &known);
	SAY(problems, salaries->place, near ? "no level '%s' is among the "
	    "salaries, did you mean '%s'?" : "no level '%s' is among the "
	    "salaries; use the id of one", id, near);
}

static void check_order(struct problems *problems, const struct place *place,
			const struct form_range *below,
			const struct form_range *above)
{
	if (above->low < below->low || above->high < below->high)
		SAY(problems, *place, "this level pays less than the one "
		    "before it; write levels from the lowest to the highest");
}

static void check_salaries(const struct career_path *path,
			   struct problems *problems)
{
	const struct path_salaries *salaries = &path->salaries;

	for (size_t i = 1; i < salaries->level_count; i++) {
		const struct path_salary *level = &salaries->levels[i];

		check_order(problems, &level->place, &level[-1].from,
			    &level->from);
		check_order(problems, &level->place, &level[-1].to,
			    &level->to);
	}
	check_level(path, salaries->dip_from, problems);
	check_level(path, salaries->dip_to, problems);
}

bool path_load(struct arena *arena, const char *file,
	       struct career_path *path, struct problems *problems)
{
	problems_init(problems, arena);
	if (bank_read_form(arena, file, &path_form, path, problems) &&
	    path->months.open)
		SAY(problems, path->place, "the path has no end; write its "
		    "months without '+'");
	for (size_t i = 0; i < path->step_count; i++) {
		const struct path_step *step = &path->steps[i];

		check_step(path, step, problems);
		for (size_t m = 0; m < step->milestone_count; m++)
			check_count(&step->milestones[m], problems);
	}
	if (path->step_count > PATH_STEPS_MAX)
		SAY(problems, path->place, "%zu steps are too many; %d at most",
		    path->step_count, PATH_STEPS_MAX);
	check_targets(path, problems);
	check_items(arena, path, problems);
	check_salaries(path, problems);
	problems_sort(problems);
	return problems->count == 0;
}

/* ---- what it names of banks ---- */

static void say_unknown(struct problems *problems,
			const struct form_text *name, const char *what,
			const struct strings *known)
{
	const char *near = text_nearest(name->text, known);

	SAY(problems, name->place, near ? "no %s '%s', did you mean '%s'?"
	    : "no %s '%s'; name one that there is, or remove it",
	    what, name->text, near);
}

static void check_names(struct problems *problems,
			const struct form_texts *names, const char *what,
			const struct strings *known)
{
	for (size_t i = 0; known->count && i < names->count; i++)
		if (!strings_have(known, names->list[i].text))
			say_unknown(problems, &names->list[i], what, known);
}

void path_check_names(const struct career_path *path,
		      const struct path_names *known,
		      struct problems *problems)
{
	static const char question[] = "question", skill[] = "skill",
		term[] = "term of adverts";
	const struct form_texts *of;

	for (size_t i = 0; i < path->transfer_count; i++) {
		const struct path_transfer *one = &path->transfers[i];

		check_names(problems, &one->skills, skill, &known->skills);
		check_names(problems, &one->questions, question,
			    &known->questions);
		check_names(problems, &one->terms, term, &known->terms);
	}
	for (size_t i = 0; i < path->build_count; i++) {
		const struct path_build *one = &path->builds[i];

		check_names(problems, &one->skills, skill, &known->skills);
		check_names(problems, &one->questions, question,
			    &known->questions);
		check_names(problems, &one->terms, term, &known->terms);
	}
	for (size_t i = 0; i < path->step_count; i++) {
		const struct path_step *step = &path->steps[i];

		check_names(problems, &step->questions, question,
			    &known->questions);
		for (size_t m = 0; m < step->milestone_count; m++)
			check_names(problems, &step->milestones[m].questions,
				    question, &known->questions);
	}
	for (size_t i = 0; i < path->framing.always_count; i++) {
		of = &path->framing.always[i].questions;
		check_names(problems, of, question, &known->questions);
	}
	problems_sort(problems);
}

/* ---- looking into it ---- */

void path_to_json(struct json *json, const struct career_path *path)
{
	bank_form_to_json(json, &path_form, path);
}

void path_key_to_json(struct json *json, const struct career_path *path,
		      const char *key)
{
	bank_form_key_to_json(json, &path_form, path, key);
}

/* Cuts the last word off both where it is the same, and neither is only it. */
static bool cut_shared(struct str *from, struct str *to)
{
	size_t len = 0;

	while (len < from->len && len < to->len &&
	       from->s[from->len - 1 - len] == to->s[to->len - 1 - len]) {
		if (from->s[from->len - 1 - len] != ' ') {
			len++;
			continue;
		}
		from->len -= len + 1;
		to->len -= len + 1;
		return from->len > 0 && to->len > 0;
	}
	return false;
}

void path_short(struct arena *arena, const struct career_path *path,
		const char **from, const char **to)
{
	struct str one = str_of(path->from), two = str_of(path->to);

	while (cut_shared(&one, &two))
		;
	*from = str_dup(arena, one);
	*to = str_dup(arena, two);
}

const struct path_salary *path_level(const struct career_path *path,
				     const char *id)
{
	const struct path_salaries *salaries = &path->salaries;

	for (size_t i = 0; id && i < salaries->level_count; i++)
		if (salaries->levels[i].id &&
		    str_is(str_of(id), salaries->levels[i].id))
			return &salaries->levels[i];
	return NULL;
}

static void add_item(struct path_items *items, enum path_item_kind kind,
		     const char *id, const char *title, size_t step,
		     const struct place *place)
{
	items->list[items->count++] = (struct path_item){
		.kind = kind, .id = id, .title = title, .step = step,
		.place = *place,
	};
}

void path_items(struct arena *arena, const struct career_path *path,
		struct path_items *items)
{
	size_t most = path->step_count + path->transfer_count +
		      path->build_count;

	for (size_t i = 0; i < path->step_count; i++)
		most += path->steps[i].milestone_count;
	*items = (struct path_items){
		.list = ARENA_ARRAY(arena, most, struct path_item),
	};
	for (size_t i = 0; i < path->step_count; i++) {
		const struct path_step *step = &path->steps[i];

		add_item(items, PATH_STEP, step->id, step->title, i,
			 &step->place);
		for (size_t m = 0; m < step->milestone_count; m++)
			add_item(items, PATH_MILESTONE, step->milestones[m].id,
				 step->milestones[m].title, i,
				 &step->milestones[m].place);
	}
	for (size_t i = 0; i < path->transfer_count; i++)
		add_item(items, PATH_TRANSFER, path->transfers[i].id,
			 path->transfers[i].title, path->step_count,
			 &path->transfers[i].place);
	for (size_t i = 0; i < path->build_count; i++)
		add_item(items, PATH_BUILD, path->builds[i].id,
			 path->builds[i].title, path->step_count,
			 &path->builds[i].place);
}

const struct path_item *path_item_find(const struct path_items *items,
				       const char *name)
{
	int64_t number;
	bool numbered = text_number(str_of(name), 1, PATH_STEPS_MAX, &number);

	for (size_t i = 0; i < items->count; i++) {
		const struct path_item *item = &items->list[i];

		if (item->id && str_is(str_of(name), item->id))
			return item;
		if (numbered && item->kind == PATH_STEP &&
		    item->step == (size_t)number - 1)
			return item;
	}
	return NULL;
}
