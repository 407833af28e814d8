/* cv.c - the command `cv`: a CV held against what backend teams look for.
 *
 * Whatever is wrong is shown with its line first; what is right follows in a
 * line each. Broken rules are findings, not failures: the status is 0.
 */
#include "app/commands.h"
#include "app/career/adverts.h"
#include "app/career/text.h"

#include "career/career.h"

#include <inttypes.h>

enum {
	QUOTE_MAX = 200,	/* bytes of a line that is quoted */
	ASKED_MOST = 20,	/* things that adverts ask for, at most */
};

/* ---- the lists ---- */

static bool lists_are_wrong(struct app *app, const char *folder,
			    const struct problems *problems,
			    struct error *err)
{
	struct text text;

	text_init(&text, ERROR_TEXT_MAX / 2);
	error_show(&problems->list[0], &text);
	error_set(err, "the word lists in %s are not right (%s): %s", folder,
		  app_count(app, (int64_t)(problems->count + problems->more),
			    "problem"), text.s);
	text_release(&text);
	return false;
}

static bool load_words(struct app *app, struct phrase_lists *lists,
		       struct cv_words **words, struct error *err)
{
	const char *folder = file_join(&app->turn, app_datadir, "data/cv");
	struct problems problems;

	if (bank_load_lists(&app->turn, folder, lists, &problems) &&
	    cv_words_make(&app->turn, lists, words, &problems))
		return true;
	return lists_are_wrong(app, folder, &problems, err);
}

/* "42 python|nodejs" of what the learner's own adverts ask for most. */
static bool count_adverts(struct app *app, struct strings *asked,
			  struct error *err)
{
	struct advert_reader *reader;
	struct requirements *found;
	struct advert_report report;
	struct advert *adverts;
	size_t count;

	if (!store_adverts(app->store, &app->turn, &adverts, &count, err))
		return false;
	if (count < ADVERTS_ENOUGH)
		return true;
	if (!adverts_reader(app, &reader, err))
		return false;
	found = ARENA_ARRAY(&app->turn, count, struct requirements);
	for (size_t i = 0; i < count; i++)
		advert_read(&app->turn, reader, str_of(adverts[i].text),
			    &found[i]);
	advert_report(&app->turn, reader, found, count, &report);
	for (size_t i = 0; i < report.count && i < ASKED_MOST; i++) {
		const struct advert_want *want = &report.wants[i];
		const char *line = arena_printf(&app->turn, "%d ",
						(int)(want->share * 100 + .5));

		for (size_t t = 0; t < want->term_count; t++)
			line = arena_printf(&app->turn, "%s%s%s", line,
				t ? "|" : "",
				advert_term(reader, want->terms[t])->id);
		strings_add(&app->turn, asked, line);
	}
	return true;
}

/* No database is made for it; empty where there are too few adverts. */
static bool own_adverts(struct app *app, struct strings *asked,
			struct error *err)
{
	bool opened, ok;

	if (!app->store && !file_exists(app->database))
		return true;
	if (!app_look(app, &opened, err))
		return false;
	ok = count_adverts(app, asked, err);
	app_look_away(app, opened);
	return ok;
}

/* What adverts ask for, as far as there is a vocabulary of adverts: the
 * learner's own, or the one that came with the program. Counted in the
 * learner's own adverts where there are enough. */
static bool find_terms(struct app *app, const struct phrase_lists *lists,
		       const struct cv *cv, struct cv_terms *terms,
		       struct error *err)
{
	const char *path = file_join(&app->turn, app->folder, "adverts.yaml");
	struct strings asked = { 0 };
	struct problems problems;
	struct bank adverts;

	*terms = (struct cv_terms){ 0 };
	if (!file_exists(path))
		path = file_join(&app->turn, app_datadir,
				 "data/adverts/vocabulary.yaml");
	if (!file_exists(path))
		return true;
	if (!bank_load(&app->turn, path, &adverts, &problems))
		return lists_are_wrong(app, path, &problems, err);
	if (!own_adverts(app, &asked, err))
		return false;
	if (asked.count) {
		if (!cv_cover_asked(&app->turn, &asked, &adverts, cv, terms,
				    err))
			return false;
		terms->own = true;
		return true;
	}
	return cv_coverage(&app->turn, lists, &adverts, cv, terms, err);
}

/* ---- as JSON ---- */

static void write_findings(struct json *json, const char *name,
			   const struct findings *findings)
{
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];

		json_open(json, '{');
		json_put(json, "rule", finding->rule);
		json_put_bool(json, "broken", finding->broken);
		json_put_integer(json, "line", finding->line);
		json_put(json, "says", finding->says);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void write_advice(struct json *json, const struct findings *advice)
{
	json_name(json, "advice");
	json_open(json, '[');
	for (size_t i = 0; i < advice->count; i++) {
		const struct finding *finding = &advice->list[i];

		json_open(json, '{');
		json_put(json, "about", finding->rule);
		json_put_integer(json, "line", finding->line);
		json_put(json, "says", finding->says);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void write_terms(struct json *json, const struct cv_terms *terms)
{
	json_name(json, "coverage");
	json_open(json, '[');
	for (size_t i = 0; i < terms->count; i++) {
		const struct cv_term *term = &terms->list[i];

		json_open(json, '{');
		json_put(json, "term", term->id);
		json_put_integer(json, "share", term->share);
		json_put_bool(json, "named", term->line > 0);
		json_put_integer(json, "line", term->line);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void show_json(struct app *app, const struct findings *rules,
		      const struct findings *advice,
		      const struct cv_terms *terms)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	write_findings(&json, "rules", rules);
	write_advice(&json, advice);
	if (terms && terms->count > 0)
		write_terms(&json, terms);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

/* ---- on screen ---- */

/* A line of the file, short enough to be quoted. */
static const char *line_of(struct app *app, const struct cv *cv, int number)
{
	struct str line;
	struct text cut;
	const char *made;

	if (number < 1 || number > cv->line_count)
		return NULL;
	line = str_trim(str_of(cv->lines[number - 1]));
	if (!line.len)
		return NULL;
	text_init(&cut, QUOTE_MAX);
	for (size_t i = 0; i < line.len; i++)
		if (line.s[i] != ' ' || line.s[i + 1] != ' ')
			text_add_char(&cut, line.s[i]);
	made = cut.cut ? arena_printf(&app->turn, "%s...", cut.s)
		       : text_dup(&app->turn, &cut);
	text_release(&cut);
	return made;
}

static void show_quote(struct app *app, struct screen *screen,
		       const struct cv *cv, int number)
{
	const char *line = line_of(app, cv, number);

	if (!line)
		return;
	screen_add(screen, STYLE_PLAIN, "    ");
	screen_wrap(screen, STYLE_DIM, 4, 4,
		    arena_printf(&app->turn, screen->utf8 ?
				 "line %d: \xe2\x80\x9c%s\xe2\x80\x9d" :
				 "line %d: \"%s\"", number, line));
}

static void show_one(struct app *app, struct screen *screen,
		     const struct cv *cv, const struct finding *finding,
		     enum symbol symbol, enum style style)
{
	screen_symbol(screen, style, symbol);
	screen_add(screen, STYLE_BOLD, " %s\n", finding->rule);
	if (finding->broken)
		show_quote(app, screen, cv, finding->line);
	screen_add(screen, STYLE_PLAIN, "    ");
	screen_wrap(screen, STYLE_PLAIN, 4, 4, finding->says);
}

static size_t count_broken(const struct findings *rules)
{
	size_t count = 0;

	for (size_t i = 0; i < rules->count; i++)
		count += rules->list[i].broken;
	return count;
}

static void show_findings(struct app *app, const struct cv *cv,
			  const struct findings *rules,
			  const struct findings *advice)
{
	struct screen screen;
	size_t broken = count_broken(rules);

	app_screen(app, &screen);
	for (size_t i = 0; i < rules->count; i++)
		if (rules->list[i].broken)
			show_one(app, &screen, cv, &rules->list[i],
				 SYMBOL_MISSED, STYLE_BAD);
	for (size_t i = 0; i < rules->count; i++)
		if (!rules->list[i].broken)
			show_one(app, &screen, cv, &rules->list[i],
				 SYMBOL_MET, STYLE_GOOD);
	for (size_t i = 0; i < advice->count; i++)
		show_one(app, &screen, cv, &advice->list[i], SYMBOL_ARROW,
			 STYLE_ACCENT);
	if (broken > 0)
		screen_add(&screen, STYLE_BOLD, "%zu of %zu rules broken\n",
			   broken, rules->count);
	else
		screen_add(&screen, STYLE_BOLD, "all %zu rules kept\n",
			   rules->count);
}

/* Those that are not named, most wanted first. */
static void show_terms(struct app *app, const struct cv_terms *terms)
{
	struct screen screen;
	struct text text;

	app_screen(app, &screen);
	text_init(&text, 4096);
	text_addf(&text, "It names %zu of the %zu things that %s adverts ask "
		  "for most", terms->named, terms->count,
		  terms->own ? "your" : "backend");
	for (size_t i = 0, said = 0; i < terms->count; i++) {
		const struct cv_term *term = &terms->list[i];

		if (term->line > 0)
			continue;
		text_addf(&text, "%s%s (%d%%)", said++ ? ", " :
			  "; not yet: ", term->title, term->share);
	}
	text_add(&text, terms->named < terms->count ?
		 ". Add those that you can show." : ".");
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, text.s);
	text_release(&text);
}

/* ---- the three texts ---- */

static bool read_cv(struct app *app, const char *path, struct cv_words *words,
		    struct cv *cv, struct error *err)
{
	struct str text;

	if (!career_text(app, path, &text, err))
		return false;
	cv_read(&app->turn, words, text, cv);
	return true;
}

/* terms may be NULL: only a CV has them. */
static void show(struct app *app, const struct cv *cv,
		 const struct findings *rules, const struct findings *advice,
		 const struct cv_terms *terms)
{
	if (app->json) {
		show_json(app, rules, advice, terms);
		return;
	}
	show_findings(app, cv, rules, advice);
	if (terms && terms->count > 0)
		show_terms(app, terms);
}

static bool check_cv(struct app *app, const char *path,
		     const struct phrase_lists *lists, struct cv_words *words,
		     struct error *err)
{
	struct findings rules, advice;
	struct cv_terms terms;
	struct cv cv;

	if (!read_cv(app, path, words, &cv, err) ||
	    !find_terms(app, lists, &cv, &terms, err))
		return false;
	cv_check(&app->turn, words, &cv, &rules, &advice);
	show(app, &cv, &rules, &advice, &terms);
	return true;
}

static bool check_letter(struct app *app, const char *path,
			 const char *cv_path, struct cv_words *words,
			 struct error *err)
{
	struct findings rules, advice = { 0 };
	struct finding compare = {
		"compare", false, 0, "Give your CV with --cv FILE, and the "
		"letter is held against it: it should be no copy."
	};
	struct cv letter, cv;

	if (!read_cv(app, path, words, &letter, err) ||
	    (cv_path && !read_cv(app, cv_path, words, &cv, err)))
		return false;
	letter_check(&app->turn, words, &letter, cv_path ? &cv : NULL, &rules);
	if (!cv_path)
		advice = (struct findings){ &compare, 1, 1 };
	show(app, &letter, &rules, &advice, NULL);
	return true;
}

/* The words of the line, or the file that they name. */
static bool check_headline(struct app *app, const struct arguments *arguments,
			   struct cv_words *words, struct error *err)
{
	struct findings rules, advice;
	const char *text = arguments->list[1];
	struct str headline;
	struct cv cv;

	for (size_t i = 2; i < arguments->count; i++)
		text = arena_printf(&app->turn, "%s %s", text,
				    arguments->list[i]);
	headline = str_of(text);
	if ((file_exists(text) || str_is(headline, "-")) &&
	    !career_text(app, text, &headline, err))
		return false;
	if (headline.len > LANG_ANSWER_MAX || !str_trim(headline).len)
		return error_set(err, "a headline is one line of at most %d "
				 "characters", HEADLINE_MAX);
	cv_read(&app->turn, words, headline, &cv);
	headline_check(&app->turn, words, headline, &rules, &advice);
	show(app, &cv, &rules, &advice, NULL);
	return true;
}

/* ---- the command ---- */

/* Which text: a file may have the name of one of the two others. */
static bool is_about(const struct arguments *arguments, const char *what)
{
	return str_is(str_of(arguments->list[0]), what) &&
	       (arguments->count > 1 || !file_exists(what));
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *beside = option(arguments, "cv");
	bool letter = is_about(arguments, "letter");
	bool headline = is_about(arguments, "headline");
	struct phrase_lists lists;
	struct cv_words *words;

	if (letter && arguments->count == 1)
		return error_set(err, "cv letter needs the file with your "
				 "cover letter");
	if (headline && arguments->count == 1)
		return error_set(err, "cv headline needs your headline, or the "
				 "file that it is in");
	if (beside && !letter)
		return error_set(err, "--cv goes with cv letter: it names the "
				 "CV that lies beside the letter");
	if (!headline && arguments->count > 1u + letter)
		return error_set(err, "'%s' is too much; cv takes one file",
				 arguments->list[1u + letter]);
	if (!load_words(app, &lists, &words, err))
		return false;
	if (letter)
		return check_letter(app, arguments->list[1], beside, words,
				    err);
	return headline ? check_headline(app, arguments, words, err)
			: check_cv(app, arguments->list[0], &lists, words, err);
}

static const char *const options[] = { "json", "cv=", NULL };

const struct command command_cv = {
	.name = "cv",
	.usage = "FILE | letter FILE [--cv FILE] | headline TEXT|FILE "
		 "[--json]",
	.summary = "check a CV, cover letter or headline for the change",
	.help = "Each rule is shown with the line it is about and how to mend "
		"it.\n"
		"FILE           a CV as plain text, Markdown, or PDF where "
		"pdftotext is installed\n"
		"letter FILE    the cover letter; --cv FILE: is it a copy of "
		"the CV?\n"
		"headline TEXT  the line below your name on LinkedIn\n",
	.options = options,
	.min = 1,
	.max = ARGUMENTS_MAX,
	.completes = COMPLETES_FILES,
	.bare = true,
	.run = run,
};
