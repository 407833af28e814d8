/* pattern.c - the command `pattern`: tries an expression on responses.
 *
 * Responses come one a line, and each gets a line with 1 or 0; where the
 * budget ran out the line is ?, and a sentence with the number of the line goes
 * to the complaints. With --cases a whole file of cases is run instead.
 */
#include "app/commands.h"
#include "app/pattern/cases.h"

#include <stdio.h>

enum {
	LINE_MAX_BYTES = 1 << 20,	/* of a response */
	CASES_MAX = 256 << 20,		/* bytes of a file of cases */
	FLUSH_AT = 1 << 16
};

/* What the expression was compiled to. */
struct trial {
	struct app *app;
	struct pattern *pattern;	/* or: */
	struct vocabulary *vocabulary;
	struct phrase *phrase;
	struct arena work;		/* of one response */
};

static bool misused(struct app *app)
{
	app->could_not_run = true;
	return false;
}

static bool refuse_expression(struct app *app, struct error *err)
{
	err->line = 0;
	if (err->column)
		error_prefix(err, "column %d", err->column);
	return misused(app);
}

static void complain(struct app *app, long line, const char *sentence)
{
	struct text text;

	text_init(&text, 256);
	text_addf(&text, "rehearse: line %ld: %s\n", line, sentence);
	app_flush(app);
	term_complain(app->term, &text);
	text_release(&text);
	app->found_problems = true;
}

/* ---- options ---- */

/* Takes W=A|B. */
static bool take_synonym(struct app *app, const char *given,
			 struct pattern_options *options,
			 struct pattern_synonym *list, struct error *err)
{
	struct str rest = str_of(given), word;

	if (!str_cut(&rest, '=', &word) || !word.len || !rest.len)
		return error_set(err, "--synonym takes WORD=OTHER or "
				 "WORD=OTHER|ANOTHER, not '%s'", given);
	list[options->synonym_count++] = (struct pattern_synonym){
		str_dup(&app->turn, word), str_dup(&app->turn, rest)
	};
	return true;
}

static bool take_options(struct app *app, const struct arguments *arguments,
			 struct pattern_options *options, struct error *err)
{
	struct pattern_synonym *list = ARENA_ARRAY(&app->turn, ARGUMENTS_MAX,
						   struct pattern_synonym);
	struct str quotes = str_of(option(arguments, "quotes"));

	*options = (struct pattern_options){
		.ignore_case = option(arguments, "ignore-case"),
		.relaxed_quotes = str_is(quotes, "relaxed"),
		.sentence_dividers = option(arguments, "sentence-dividers"),
		.convert_to_space = option(arguments, "convert-to-space"),
		.synonyms = list,
	};
	if (quotes.len && !str_is(quotes, "relaxed") &&
	    !str_is(quotes, "strict"))
		return error_set(err, "--quotes takes relaxed or strict, not "
				 "'%s'", quotes.s);
	for (size_t i = 0; i < arguments->option_count; i += 2)
		if (str_is(str_of(arguments->options[i]), "synonym") &&
		    !take_synonym(app, arguments->options[i + 1], options,
				  list, err))
			return false;
	return true;
}

/* ---- one expression ---- */

static char phrase_verdict(struct trial *trial, struct str response)
{
	struct match_rule rule = { 0 };
	struct match match;
	struct words words;

	lang_read(&trial->work, response, &words);
	phrase_find(trial->phrase, match_read(&trial->work, trial->vocabulary,
					      response, &words),
		    &rule, &match);
	return match.state == MATCH_FOUND ? '1' : '0';
}

static char pattern_verdict(struct arena *arena, const struct pattern *pattern,
			    struct str response)
{
	switch (pattern_match(arena, pattern,
			      pattern_read(arena, pattern, response))) {
	case PATTERN_YES:
		return '1';
	case PATTERN_NO:
		return '0';
	case PATTERN_TOO_HARD:
		break;
	}
	return '?';
}

static bool compile(struct trial *trial, struct str expression, bool phrase,
		    const struct pattern_options *options, struct error *err)
{
	static const struct word_groups none;
	struct arena *arena = &trial->app->turn;

	if (!phrase)
		return pattern_compile(arena, expression, options,
				       &trial->pattern, err);
	trial->vocabulary = vocabulary_new(arena, &none, &none);
	return phrase_compile(trial->vocabulary, expression, &trial->phrase,
			      err);
}

/* The verdict on one line of input, and a newline, go to app->out. */
static void judge(struct trial *trial, const struct text *line, long number,
		  bool escaped)
{
	struct app *app = trial->app;
	struct str response = text_str(line);
	bool too_long = line->cut ||
			(trial->phrase && line->len > LANG_ANSWER_MAX);
	char verdict;

	if (escaped)
		response = pattern_unescape(&trial->work, response);
	verdict = too_long ? '?' :
		  trial->phrase ? phrase_verdict(trial, response) :
		  pattern_verdict(&trial->work, trial->pattern, response);
	text_add_char(&app->out, verdict);
	text_add_char(&app->out, '\n');
	if (too_long)
		complain(app, number, "this response is too long; shorten it");
	else if (verdict == '?')
		complain(app, number, "too hard: the search was given up "
			 "before an answer was found; shorten the response or "
			 "make the expression simpler");
}

static bool try_lines(struct trial *trial, bool escaped, struct error *err)
{
	struct text line;
	bool shown = true;

	text_init(&line, LINE_MAX_BYTES);
	arena_init(&trial->work, 0);
	for (long number = 1; shown && file_read_line(stdin, &line); number++) {
		judge(trial, &line, number, escaped);
		if (trial->app->out.len > FLUSH_AT)
			shown = app_flush(trial->app);
		arena_reset(&trial->work);
	}
	arena_release(&trial->work);
	text_release(&line);
	if (ferror(stdin))
		return error_set(err, "the responses could not be read; give "
				 "them on standard input, one a line");
	return true;
}

/* ---- files of cases ---- */

/* What came out: '0', '1', '?', or 'E' for a bad expression. */
static char run_case(struct arena *arena, const struct pattern_case *given)
{
	struct pattern *pattern;
	struct error unused;

	if (!pattern_compile(arena, given->expression, &given->options,
			     &pattern, &unused))
		return 'E';
	return pattern_verdict(arena, pattern, given->response);
}

/* Runs one line; true if it came out as expected, else says how not. */
static bool try_case(struct app *app, struct arena *arena, struct str line,
		     long number)
{
	struct pattern_case given;
	struct error err = { 0 };
	struct str rest = line, part;
	char verdict;

	if (!pattern_read_case(arena, line, &given, &err)) {
		app_say(app, "line %ld: %s\n", number, err.text);
		return false;
	}
	verdict = run_case(arena, &given);
	if (verdict == given.expected)
		return true;
	app_say(app, "line %ld: expected %c, got %c:", number, given.expected,
		verdict);
	while (str_cut(&rest, '\t', &part))
		app_say(app, " %.*s%s", (int)part.len, part.s,
			rest.len ? " |" : "");
	app_say(app, "\n");
	return false;
}

static bool try_cases(struct app *app, const char *path, struct error *err)
{
	struct arena arena;
	struct str rest, line;
	size_t passed = 0, failed = 0;

	if (!file_read(&app->turn, path, CASES_MAX, &rest, err))
		return misused(app);
	arena_init(&arena, 0);
	for (long number = 1; str_cut(&rest, '\n', &line); number++) {
		if (!line.len || (number == 1 && pattern_is_heading(line)))
			continue;
		if (try_case(app, &arena, line, number))
			passed++;
		else
			failed++;
		arena_reset(&arena);
		if (app->out.len > FLUSH_AT && !app_flush(app))
			break;
	}
	arena_release(&arena);
	app_say(app, "%zu passed, %zu failed\n", passed, failed);
	app->found_problems = failed > 0;
	return true;
}

/* ---- the command ---- */

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	bool escaped = option(arguments, "escaped");
	const char *cases = option(arguments, "cases");
	struct trial trial = { .app = app };
	struct pattern_options options;
	struct str expression;

	app->json = true;		/* data: no pager */
	if (cases && arguments->count == 0)
		return try_cases(app, cases, err);
	if (cases || arguments->count == 0) {
		error_set(err, "pattern takes either an EXPRESSION or --cases "
			  "FILE; see 'help pattern'");
		return misused(app);
	}
	if (app->repl) {
		error_set(err, "pattern reads responses from standard input; "
			  "use it outside: rehearse pattern EXPRESSION < FILE");
		return misused(app);
	}
	expression = str_of(arguments->list[0]);
	if (escaped)
		expression = pattern_unescape(&app->turn, expression);
	if (!take_options(app, arguments, &options, err))
		return misused(app);
	if (!compile(&trial, expression, option(arguments, "phrase"), &options,
		     err))
		return refuse_expression(app, err);
	return try_lines(&trial, escaped, err);
}

static const char *const options[] = {
	"ignore-case", "quotes=", "sentence-dividers=", "convert-to-space=",
	"synonym=", "escaped", "phrase", "cases=", NULL
};

const struct command command_pattern = {
	.name = "pattern",
	.usage = "EXPRESSION [--ignore-case] [--quotes relaxed] "
		 "[--sentence-dividers S] [--convert-to-space S] "
		 "[--synonym W=A|B]... [--escaped] [--phrase] | --cases FILE",
	.summary = "try a pattern on responses, one a line on standard input",
	.help = "EXPRESSION is in the matching language of Moodle's Pattern "
		"Match, as in\n'match_mow(index|indices faster_read*)'; with "
		"--phrase it is a phrase of a\nrubric. Each response gets a "
		"line: 1 it matches, 0 it does not, ? too hard.\n"
		"--escaped     \\n \\r \\t \\\\ in expression and responses "
		"stand for characters\n"
		"--cases FILE  runs lines of expression, response, expected "
		"(0, 1, or E: a bad\n              expression) and options as "
		"JSON, with tabs between\n",
	.options = options,
	.max = 1,
	.bare = true,
	.run = run,
};
