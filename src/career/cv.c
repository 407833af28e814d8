/* cv.c - the rules of a CV for a backend role, each asked of the whole text.
 *
 * A rule is a function that adds one finding; the table at the end is their
 * order. Thresholds are generous to the writer where a CV may be right in two
 * ways: a false alarm teaches people to pass over the true ones.
 */
#include "career/cv.h"

#include <stdarg.h>
#include <string.h>

enum {
	NEAR_TOP = 35,		/* lines within which skills are near the top */
	CORE_SKILLS = 2,	/* backend words that key skills name */
	FIGURE_IN = 8,		/* one bullet of so many has a figure */
	PROSE_WORDS = 5,	/* of a line that counts as a bullet */
};

struct checking {
	struct arena *arena;
	const struct cv_words *words;
	const struct cv *cv;
	struct findings *rules;
};

void cv_find(struct arena *arena, struct findings *findings, const char *rule,
	     bool broken, int line, const char *format, ...)
{
	struct text text;
	va_list args;

	text_init(&text, ERROR_TEXT_MAX);
	va_start(args, format);
	text_vaddf(&text, format, args);
	va_end(args);
	findings->list = arena_grow(arena, findings->list, findings->count,
				    &findings->cap, sizeof(*findings->list));
	findings->list[findings->count++] = (struct finding){
		rule, broken, line, text_dup(arena, &text)
	};
	text_release(&text);
}

#define BROKEN(c, rule, line, ...) \
	cv_find((c)->arena, (c)->rules, rule, true, line, __VA_ARGS__)
#define KEPT(c, rule, line, ...) \
	cv_find((c)->arena, (c)->rules, rule, false, line, __VA_ARGS__)

/* ---- finding one's way ---- */

/* The line of the first heading of a section; 0: there is none. A summary may
 * stand without one. */
static int line_of_section(const struct cv *cv, enum cv_section section)
{
	int line = 0;

	for (size_t i = 0; i < cv->count; i++) {
		const struct cv_item *item = &cv->items[i];

		if (item->section == section &&
		    (item->kind == CV_HEADING || section == CV_SUMMARY) &&
		    (!line || item->line < line))
			line = item->line;
	}
	return line;
}

/* Are there jobs with dates below the heading at i? */
static bool has_jobs(const struct cv *cv, size_t i)
{
	for (i++; i < cv->count && cv->items[i].kind != CV_HEADING; i++)
		if (cv->items[i].kind == CV_ROLE)
			return true;
	return false;
}

/* Where the jobs begin: highlights of a career may stand before. */
static int line_of_jobs(const struct cv *cv)
{
	for (size_t i = 0; i < cv->count; i++)
		if (cv->items[i].kind == CV_HEADING &&
		    cv->items[i].section == CV_WORK && has_jobs(cv, i))
			return cv->items[i].line;
	return line_of_section(cv, CV_WORK);
}

static bool has_text(const struct cv *cv, enum cv_section section)
{
	for (size_t i = 0; i < cv->count; i++)
		if (cv->items[i].section == section &&
		    cv->items[i].kind != CV_HEADING)
			return true;
	return false;
}

static bool any_bullets(const struct cv *cv, enum cv_section section)
{
	for (size_t i = 0; i < cv->count; i++)
		if (cv->items[i].section == section &&
		    cv->items[i].kind == CV_BULLET)
			return true;
	return false;
}

/* What was done in the job: its bullets, or its sentences where it has none.
 * A CV ordered by skills has them under the skills. */
static bool is_deed(const struct cv *cv, const struct cv_item *item)
{
	enum cv_section section = CV_WORK;

	if (!any_bullets(cv, CV_WORK) && any_bullets(cv, CV_SKILLS))
		section = CV_SKILLS;
	if (item->section != section)
		return false;
	if (section == CV_SKILLS)
		return item->kind == CV_BULLET &&
		       item->read->words->count >= PROSE_WORDS;
	if (any_bullets(cv, section))
		return item->kind == CV_BULLET;
	return item->kind == CV_PROSE &&
	       item->read->words->count >= PROSE_WORDS;
}

/* ---- the rules ---- */

static void summary_leads(struct checking *c)
{
	static const char rule[] = "summary-leads-backend";
	const struct cv_item *summary = cv_join(c->arena, c->words, c->cv,
						CV_SUMMARY);
	int line = line_of_section(c->cv, CV_SUMMARY);
	int work = line_of_jobs(c->cv);
	size_t at = 0;
	enum cv_lead lead;

	if (!summary) {
		BROKEN(c, rule, 0, "Open with three or four lines of summary "
		       "that begin with what you are going to be, a backend "
		       "developer, and then say what you bring from the "
		       "frontend.");
		return;
	}
	lead = cv_leads(c->arena, c->words, summary->read, &at);
	if (lead == LEAD_FRONTEND)
		BROKEN(c, rule, cv_line_of_word(summary, at), "Turn the "
		       "summary round: name the backend developer first, then "
		       "the frontend experience that you bring.");
	else if (lead == LEAD_NONE)
		BROKEN(c, rule, line, "Say in the first sentence of the "
		       "summary that you are a backend candidate; nothing in "
		       "it tells a reader so.");
	else if (work && work < line)
		BROKEN(c, rule, line, "Move the summary to the top, before "
		       "the jobs: it is what a reader of ten seconds sees.");
	else
		KEPT(c, rule, cv_line_of_word(summary, at), "The summary "
		     "opens as a backend candidate.");
}

static void key_skills(struct checking *c)
{
	static const char rule[] = "key-skills-near-top";
	const struct cv *cv = c->cv;
	const struct cv_item *skills = cv_join(c->arena, c->words, cv,
					       CV_SKILLS);
	int line = line_of_section(cv, CV_SKILLS);
	int work = line_of_jobs(cv);
	bool late = (work && work < line && !cv->two_columns) ||
		    line > NEAR_TOP;

	if (!skills || !line)
		BROKEN(c, rule, 0, "Add a section 'Key skills' below the "
		       "summary, in the words that backend adverts use.");
	else if (late)
		BROKEN(c, rule, line, "Move the key skills up, between the "
		       "summary and the jobs.");
	else if (cv_weigh(c->arena, c->words, skills->read).core <
		 CORE_SKILLS)
		BROKEN(c, rule, line, "Let the key skills name what backend "
		       "adverts ask for, such as a language, SQL and API "
		       "design, before what you did on the screen.");
	else
		KEPT(c, rule, line, "The key skills stand near the top and "
		     "speak the language of backend adverts.");
}

static bool is_training(const struct checking *c, const struct cv_item *item)
{
	return item->kind != CV_HEADING &&
	       cv_says(c->words, LIST_TRAINING_WORDS, item->read->reading,
		       NULL) &&
	       !cv_says(c->words, LIST_TRAINING_GIVEN, item->read->reading,
			NULL);
}

static void training_apart(struct checking *c)
{
	static const char rule[] = "training-own-section";
	const struct cv *cv = c->cv;
	int line = line_of_section(cv, CV_TRAINING);

	for (size_t i = 0; i < cv->count; i++) {
		const struct cv_item *item = &cv->items[i];

		if (item->section == CV_WORK &&
		    (item->training || is_training(c, item))) {
			BROKEN(c, rule, item->line, "Move this from under the "
			       "job to a section of its own, 'Training and "
			       "projects', where it counts as backend "
			       "evidence.");
			return;
		}
		if (!line && item->section == CV_EDUCATION &&
		    is_training(c, item))
			line = item->line;
	}
	if (line && (has_text(cv, CV_TRAINING) ||
		     line != line_of_section(cv, CV_TRAINING)))
		KEPT(c, rule, line, "Training and projects have a section of "
		     "their own.");
	else
		BROKEN(c, rule, line, "Add a section 'Training and projects' "
		       "with the courses, certificates and backend projects "
		       "that show what you can do.");
}

struct tally {
	size_t deeds, backend;		/* of the jobs that count */
	int first;			/* line of the first that is not */
};

/* Counts the deeds of one job into the tally, if it was one in the trade. */
static void add_job(struct tally *all, const struct tally *job, bool trade)
{
	if (!trade)
		return;
	all->deeds += job->deeds;
	all->backend += job->backend;
	if (!all->first)
		all->first = job->first;
}

/* Of the jobs in the trade alone, or of all. */
static struct tally tally_deeds(const struct checking *c, bool any)
{
	struct tally all = { 0 }, job = { 0 };
	bool trade = any;

	for (size_t i = 0; i < c->cv->count; i++) {
		const struct cv_item *item = &c->cv->items[i];
		struct cv_weight weight;

		if (item->kind == CV_ROLE && job.deeds > 0) {
			add_job(&all, &job, trade);
			job = (struct tally){ 0 };
			trade = any;
		}
		if (!is_deed(c->cv, item) && item->kind != CV_ROLE)
			continue;
		weight = cv_weigh(c->arena, c->words, item->read);
		trade |= weight.core + weight.screen > 0;
		if (item->kind == CV_ROLE)
			continue;
		job.deeds++;
		if (weight.core * 2 + weight.shared > weight.screen)
			job.backend++;
		else if (!job.first)
			job.first = item->line;
	}
	add_job(&all, &job, trade);
	return all;
}

static void bullets_relevant(struct checking *c)
{
	static const char rule[] = "bullets-backend-relevant";
	struct tally tally = tally_deeds(c, false);

	if (!tally.deeds)
		tally = tally_deeds(c, true);
	if (!tally.deeds)
		BROKEN(c, rule, line_of_section(c->cv, CV_WORK), "List what "
		       "you did in your job as bullets, each from the side "
		       "that a backend team cares for: data, APIs, speed, "
		       "errors, releases.");
	else if (tally.backend * 2 < tally.deeds)
		BROKEN(c, rule, tally.first, "Rewrite the bullets of the job "
		       "for a backend reader: %zu of %zu speak of data, APIs, "
		       "reliability or the like, and half of them should.",
		       tally.backend, tally.deeds);
	else
		KEPT(c, rule, 0, "%zu of %zu bullets of the job speak to a "
		     "backend reader.", tally.backend, tally.deeds);
}

static void two_pages(struct checking *c)
{
	static const char rule[] = "two-pages";
	const struct cv *cv = c->cv;

	if (cv->pages > CV_PAGES_MAX)
		BROKEN(c, rule, cv->third_page, "Cut it to two pages; this "
		       "line begins the third of %d.", cv->pages);
	else
		KEPT(c, rule, 0, "It fits %s.", cv->pages > 1 ? "two pages" :
		     "one page");
}

static void outcomes(struct checking *c)
{
	static const char rule[] = "measurable-outcomes";
	size_t deeds = 0, measured = 0;
	int first = 0;

	for (size_t i = 0; i < c->cv->count; i++) {
		const struct cv_item *item = &c->cv->items[i];
		bool deed = is_deed(c->cv, item);
		bool figure;

		if (!deed && (item->section != CV_TRAINING ||
			      item->kind != CV_BULLET))
			continue;
		/* the twelve weeks of a course are no outcome */
		figure = !is_training(c, item) &&
			 cv_measured(c->arena, c->words, item->text,
				     item->read);
		deeds += deed;
		measured += figure;
		if (deed && !figure && !first)
			first = item->line;
	}
	if (!measured || measured * FIGURE_IN < deeds)
		BROKEN(c, rule, first, "Give outcomes a figure, such as 'cut "
		       "the response time from 900 ms to 200 ms': %zu of %zu "
		       "bullets have one.", measured, deeds);
	else
		KEPT(c, rule, 0, "%zu outcome%s a figure.", measured,
		     measured == 1 ? " has" : "s have");
}

static void not_template(struct checking *c)
{
	static const char rule[] = "not-template";
	const struct cv *cv = c->cv;
	size_t stock = 0;
	int gap = cv_line_with_gap(c->arena, c->words, cv), first = 0;

	for (size_t i = 0; i < cv->count; i++) {
		const struct cv_item *item = &cv->items[i];
		struct match match;

		stock += cv_count(c->words, LIST_STOCK_PHRASES,
				  item->read->reading);
		if (!first && cv_says(c->words, LIST_STOCK_PHRASES,
				      item->read->reading, &match))
			first = cv_line_of_word(item, match.words[0]);
	}
	if (gap)
		BROKEN(c, rule, gap, "Fill this gap of the template, or take "
		       "it out.");
	else if (stock >= CV_STOCK_MANY)
		BROKEN(c, rule, first, "Replace the stock phrases (%zu of "
		       "them) by what you did: everybody copies them from "
		       "the same templates.", stock);
	else
		KEPT(c, rule, 0, "It does not read like a copied template.");
}

static void target_named(struct checking *c)
{
	static const char rule[] = "target-named";
	const struct cv *cv = c->cv;
	int head = cv->count ? cv->items[0].line : 0;

	for (size_t i = 0; i < cv->count; i++) {
		const struct cv_item *item = &cv->items[i];
		size_t at;

		if (item->section != CV_HEAD && item->section != CV_SUMMARY)
			continue;
		at = cv_target(c->arena, c->words, item->read);
		if (at == SIZE_MAX)
			continue;
		KEPT(c, rule, cv_line_of_word(item, at), "The role that you "
		     "aim for is named.");
		return;
	}
	BROKEN(c, rule, head, "Name the role that you aim for, 'Backend "
	       "Developer', below your name and in the summary.");
}

/* ---- advice ---- */

static void advise_order(struct checking *c, struct findings *advice)
{
	const struct cv *cv = c->cv;
	bool by_skills = any_bullets(cv, CV_SKILLS) &&
			 !any_bullets(cv, CV_WORK);

	if (by_skills)
		cv_find(c->arena, advice, "order", false,
			line_of_section(cv, CV_SKILLS), "It is ordered by "
			"skills, which suits a change; keep a short list of "
			"jobs with dates, for many readers look for it.");
	else
		cv_find(c->arena, advice, "order", false,
			line_of_section(cv, CV_WORK), "It is ordered by "
			"date; try one ordered by skills as well, and keep "
			"the one in which backend work comes first.");
}

static void advise_title(struct checking *c, struct findings *advice)
{
	for (size_t i = 0; i < c->cv->count; i++) {
		const struct cv_item *item = &c->cv->items[i];
		size_t at;

		if (item->section == CV_HEAD && item->kind != CV_HEADING &&
		    cv_leads(c->arena, c->words, item->read, &at) ==
		    LEAD_FRONTEND) {
			cv_find(c->arena, advice, "title", true,
				cv_line_of_word(item, at), "The line below "
				"your name still gives the old title; put the "
				"one that you aim for.");
			return;
		}
	}
}

void cv_check(struct arena *arena, const struct cv_words *words,
	      const struct cv *cv, struct findings *rules,
	      struct findings *advice)
{
	static void (*const all[])(struct checking *) = {
		summary_leads, key_skills, training_apart, bullets_relevant,
		two_pages, outcomes, not_template, target_named,
	};
	struct checking c = { arena, words, cv, rules };

	*rules = *advice = (struct findings){ 0 };
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		all[i](&c);
	advise_order(&c, advice);
	advise_title(&c, advice);
}
