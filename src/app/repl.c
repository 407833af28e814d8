/* repl.c - the prompt: a banner, then commands until the learner leaves.
 *
 * A line is split into words as a shell does, with quotes but without
 * anything else a shell would do. Completion offers what could stand at the
 * place: commands, then skills, kinds and ids, then files.
 */
#include "app/career/path.h"
#include "app/command.h"
#include "app/feedback/feedback.h"
#include "app/practice/practice.h"

#include <stdlib.h>
#include <string.h>

/* Parts of one line, three columns apart, on another where it is full. */
static void add_part(struct screen *screen, enum style style, size_t *column,
		     const char *part)
{
	size_t width = utf8_width(str_of(part));

	if (*column == 0) {
		*column = width;
	} else if (*column + 3 + width <= (size_t)screen->width) {
		screen_add(screen, style, "   ");
		*column += 3 + width;
	} else {
		screen_add(screen, STYLE_PLAIN, "\n");
		*column = width;
	}
	screen_add(screen, style, "%s", part);
}

static bool banner(struct app *app, struct error *err)
{
	static const char *const today[] = {
		[STREAK_NOT_YET] = ", not yet today", [STREAK_DONE] = "",
		[STREAK_PAUSED] = ", a holiday",
	};
	int64_t due, interview = app->settings.interview.day;
	struct arena *turn = &app->turn;
	struct screen screen;
	struct streak streak;
	size_t column = 0;
	const char *goal, *path;

	app_screen(app, &screen);
	if (!app_streak(app, &streak, err) || !goal_state(app, &goal, err) ||
	    !path_greeting(app, &screen, &path, err) ||
	    !store_due_count(app->store, app_today(app), &due, err))
		return false;
	add_part(&screen, STYLE_BOLD, &column,
		 arena_printf(turn, "rehearse %s", app_version));
	if (path)
		add_part(&screen, STYLE_ACCENT, &column, path);
	if (interview)
		add_part(&screen, STYLE_PLAIN, &column,
			 arena_printf(turn, "interview %s",
				      app_day_name(app, interview)));
	if (streak.days > 0)
		add_part(&screen, STYLE_PLAIN, &column,
			 arena_printf(turn, "day %d of your streak%s",
				      streak.days, today[streak.today]));
	if (goal)
		add_part(&screen, STYLE_PLAIN, &column, goal);
	add_part(&screen, STYLE_PLAIN, &column, due == 0 ? "nothing due"
		 : arena_printf(turn, "%lld due", (long long)due));
	add_part(&screen, STYLE_DIM, &column, "(practise, help, quit)");
	screen_add(&screen, STYLE_PLAIN, "\n");
	if (app->interviewed)
		screen_wrap(&screen, STYLE_PLAIN, 0, 0,
			    arena_printf(turn, "Your interview was %s; what "
					 "was brought forward for it is "
					 "planned as before.",
					 app_day_name(app, app->interviewed)));
	return assigned_tell(app, err) && practice_tell_draft(app, err) &&
		feedback_greet(app, err);
}

/* ---- words of a line ---- */

static size_t split(struct app *app, const char *line, char **words,
		    struct error *err)
{
	size_t count = 0;
	const char *at = line;
	struct text word;

	text_init(&word, TERM_LINE_MAX);
	while (*at && count < ARGUMENTS_MAX) {
		char quote = '\0';
		bool any = false;

		at += strspn(at, " \t\r\n");
		text_reset(&word);
		for (; *at && (quote || !strchr(" \t\r\n", *at)); at++) {
			any = true;
			if (quote ? *at == quote : *at == '"' || *at == '\'')
				quote = quote ? '\0' : *at;
			else
				text_add_char(&word, *at);
		}
		if (quote) {
			error_set(err, "the quote %c is not closed; close it "
				  "or leave it out", quote);
			count = 0;
			break;
		}
		if (any)
			words[count++] = text_dup(&app->turn, &word);
	}
	text_release(&word);
	return count;
}

/* ---- completion ---- */

static void offer(struct arena *arena, struct str begun, const char *word,
		  struct strings *found)
{
	if (begun.len <= strlen(word) &&
	    memcmp(begun.s, word, begun.len) == 0)
		strings_add(arena, found, word);
}

static void offer_practice(struct arena *arena, struct str begun,
			   struct strings *found)
{
	static const char *const kinds[] = { "review", "new", "ahead",
		"drill", "cram", "mock", "today", "favourites" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		offer(arena, begun, kinds[i], found);
	for (size_t i = 0; bank_skills[i]; i++)
		offer(arena, begun, bank_skills[i], found);
	for (size_t i = 0; i < KIND_COUNT; i++)
		offer(arena, begun, kind_names[i], found);
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		offer(arena, begun, level_names[i], found);
}

static void offer_questions(struct app *app, struct arena *arena,
			    struct str begun, struct strings *found)
{
	struct strings ids = { 0 };
	struct error ignored;

	if (!app->store || !store_complete(app->store, arena, begun, 200, &ids,
					   &ignored))
		return;
	for (size_t i = 0; i < ids.count; i++)
		if (!strings_have(found, ids.list[i]))
			strings_add(arena, found, ids.list[i]);
}

static void offer_names(struct app *app, const struct command *command,
			struct arena *arena, struct str begun,
			struct strings *found)
{
	struct strings names = { 0 };

	if (app->store)
		command->names(app, arena, &names);
	for (size_t i = 0; i < names.count; i++)
		offer(arena, begun, names.list[i], found);
}

static void offer_arguments(struct app *app, const struct command *command,
			    struct arena *arena, struct str begun,
			    struct strings *found)
{
	switch (command->completes) {
	case COMPLETES_PRACTICE:
		offer_practice(arena, begun, found);
		offer_questions(app, arena, begun, found);
		break;
	case COMPLETES_QUESTIONS:
		offer_questions(app, arena, begun, found);
		break;
	case COMPLETES_COMMANDS:
		for (size_t i = 0; commands[i]; i++)
			offer(arena, begun, commands[i]->name, found);
		break;
	case COMPLETES_SETTINGS: {
		struct strings names = { 0 };

		settings_names(arena, &names);
		for (size_t i = 0; i < names.count; i++)
			offer(arena, begun, names.list[i], found);
		break;
	}
	case COMPLETES_NAMES:
		offer_names(app, command, arena, begun, found);
		break;
	case COMPLETES_FILES:
		strings_add(arena, found, TERM_FILES);
		break;
	case COMPLETES_NOTHING:
		break;
	}
}

static void complete(void *context, struct arena *arena, struct str line,
		     size_t from, struct strings *found)
{
	struct app *app = context;
	struct str begun = { line.s + from, line.len - from };
	struct str rest = str_trim((struct str){ line.s, from }), name;
	const struct command *command;
	struct error ignored;

	if (!str_cut(&rest, ' ', &name) || name.len == 0) {
		for (size_t i = 0; commands[i]; i++)
			offer(arena, begun, commands[i]->name, found);
		return;
	}
	command = command_find(app, str_dup(arena, name), &ignored);
	if (!command)
		return;
	if (!command->words || rest.len > 0)
		offer_arguments(app, command, arena, begun, found);
	else
		for (size_t i = 0; command->words[i]; i++)
			offer(arena, begun, command->words[i], found);
}

/* ---- the loop ---- */

static enum status run_line(struct app *app, const char *line)
{
	char *words[ARGUMENTS_MAX];
	struct error err = { 0 };
	size_t count = split(app, line, words, &err);

	if (count > 0) {
		if (words[0][0] == ':')		/* :quit, :help */
			words[0]++;
		return app_command(app, count, words);
	}
	return err.text[0] ? app_complain(app, &err, STATUS_COULD_NOT_RUN)
			   : STATUS_WELL;
}

static enum status open_or_say(struct app *app)
{
	struct error err = { 0 };

	if (app_open(app, &err) && banner(app, &err)) {
		arena_reset(&app->turn);
		if (app_flush(app))
			return STATUS_WELL;
		error_set(&err, "the output could not be written; is the disk "
			  "full, or the pipe closed?");
	}
	return app_complain(app, &err, STATUS_COULD_NOT_RUN);
}

/* A line that a session read too early is a command after all. */
static enum term_event next_line(struct app *app,
				 const struct term_reader *reader,
				 struct text *line)
{
	if (!app->has_pending)
		return term_read(app->term, reader, line);
	text_reset(line);
	text_add_str(line, text_str(&app->pending));
	app->has_pending = false;
	return TERM_LINE;
}

enum status app_repl(struct app *app)
{
	struct term_reader reader = { .prompt = "rehearse> ",
		.history = TERM_COMMANDS, .complete = complete,
		.context = app };
	enum status status = open_or_say(app);
	struct text line;
	enum term_event event;

	if (status != STATUS_WELL)
		return status;
	app->repl = true;
	text_init(&line, TERM_LINE_MAX);
	while (!app->done && !term_failed(app->term)) {
		enum status last;

		event = next_line(app, &reader, &line);
		if (event == TERM_END)
			break;
		if (event == TERM_INTERRUPT)
			continue;
		last = run_line(app, line.s);
		if (last != STATUS_WELL && !term_is_interactive(app->term))
			status = last;
	}
	text_release(&line);
	return term_failed(app->term) ? STATUS_COULD_NOT_RUN : status;
}
