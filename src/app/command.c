/* command.c - the table of commands, and running one of them.
 *
 * A name may be shortened to any unique beginning; a mistyped one gets a
 * suggestion. Arguments and options are checked here, before the command
 * runs. What a command wrote is shown, and its error printed, in one place.
 */
#include "app/command.h"
#include "app/commands.h"

#include <inttypes.h>
#include <string.h>

const struct command *const commands[] = {
	&command_practise, &command_date, &command_due, &command_undo,
	&command_note, &command_favourite, &command_never,
	&command_progress, &command_streak, &command_pause, &command_remind,
	&command_history, &command_report,
	&command_path, &command_audit, &command_adverts, &command_cv,
	&command_stories, &command_salary, &command_applications,
	&command_questions, &command_show, &command_bank, &command_mark,
	&command_explain, &command_grade, &command_calibrate, &command_pattern,
	&command_feedback, &command_enrol, &command_cohort,
	&command_set, &command_backup, &command_restore, &command_merge,
	&command_export, &command_erase, &command_doctor,
	&command_help, &command_version, &command_quit, NULL
};

const struct command_group command_groups[] = {
	{ &command_practise, "Practise" },
	{ &command_progress, "How far you are" },
	{ &command_path, "The way to the new job" },
	{ &command_questions, "Questions, rubrics, marks" },
	{ &command_feedback, "An instructor, a second opinion" },
	{ &command_set, "The program and your data" },
	{ NULL, NULL }
};

static bool is_named(const struct command *command, const char *name)
{
	return str_is(str_of(name), command->name) ||
	       (command->alias && str_is(str_of(name), command->alias));
}

const struct command *command_find(struct app *app, const char *name,
				   struct error *err)
{
	const struct command *found = NULL;
	struct strings names = { 0 };
	const char *near;
	size_t fits = 0;

	for (size_t i = 0; commands[i]; i++) {
		if (is_named(commands[i], name))
			return commands[i];
		strings_add(&app->turn, &names, commands[i]->name);
		if (name[0] &&
		    str_starts(str_of(commands[i]->name), name)) {
			found = commands[i];
			fits++;
		}
	}
	if (fits == 1)
		return found;
	if (fits > 1) {
		struct text list;

		text_init(&list, ERROR_TEXT_MAX / 2);
		for (size_t i = 0; commands[i]; i++)
			if (str_starts(str_of(commands[i]->name), name))
				text_addf(&list, "%s%s", list.len ? ", " : "",
					  commands[i]->name);
		error_set(err, "'%s' could be %s; type more of it", name,
			  list.s);
		text_release(&list);
		return NULL;
	}
	near = text_nearest(name, &names);
	error_set(err, near ? "no command '%s'; did you mean '%s'?"
			    : "no command '%s'; try help", name, near);
	return NULL;
}

/* ---- arguments ---- */

const char *option(const struct arguments *arguments, const char *name)
{
	for (size_t i = 0; i < arguments->option_count; i += 2)
		if (str_is(str_of(arguments->options[i]), name))
			return arguments->options[i + 1];
	return NULL;
}

bool option_number(const struct arguments *arguments, const char *name,
		   int64_t low, int64_t high, int64_t otherwise,
		   int64_t *value, struct error *err)
{
	const char *given = option(arguments, name);

	*value = otherwise;
	if (!given || text_number(str_of(given), low, high, value))
		return true;
	return error_set(err, "--%s takes a whole number from %" PRId64
			 " to %" PRId64 ", not '%s'", name, low, high, given);
}

static bool unknown_option(struct app *app, const struct command *command,
			   const char *word, struct error *err)
{
	struct strings names = { 0 };
	const char *near;

	for (size_t i = 0; command->options && command->options[i]; i++) {
		struct str rest = str_of(command->options[i]), head;

		str_cut(&rest, '=', &head);
		strings_add(&app->turn, &names, str_dup(&app->turn, head));
	}
	near = text_nearest(word + 2, &names);
	return error_set(err, near ? "%s has no option '%s'; did you mean "
				     "'--%s'?"
				   : "%s has no option '%s'; see 'help %s'",
			 command->name, word, near ? near : command->name);
}

/* Takes "--name", "--name value" or "--name=value" at words[*i]. */
static bool take_option(struct app *app, const struct command *command,
			size_t count, char **words, size_t *i,
			struct arguments *arguments, struct error *err)
{
	struct str rest = str_of(words[*i] + 2), given;
	const char *value = strchr(words[*i], '=');

	str_cut(&rest, '=', &given);
	for (size_t o = 0; command->options && command->options[o]; o++) {
		struct str known = str_of(command->options[o]), name;
		bool wants = known.s[known.len - 1] == '=';

		str_cut(&known, '=', &name);
		if (!str_equal(name, given))
			continue;
		if (wants && !value && *i + 1 == count)
			return error_set(err, "--%.*s needs a value behind it",
					 (int)name.len, name.s);
		if (!wants && value)
			return error_set(err, "--%.*s takes no value",
					 (int)name.len, name.s);
		arguments->options[arguments->option_count++] =
			str_dup(&app->turn, name);
		arguments->options[arguments->option_count++] =
			!wants ? "" : value ? value + 1 : words[++*i];
		return true;
	}
	return unknown_option(app, command, words[*i], err);
}

static bool take_words(struct app *app, const struct command *command,
		       size_t count, char **words,
		       struct arguments *arguments, struct error *err)
{
	bool only_words = false;

	for (size_t i = 0; i < count; i++) {
		if (arguments->count == ARGUMENTS_MAX ||
		    arguments->option_count + 2 > ARGUMENTS_MAX)
			return error_set(err, "too many words for %s; see "
					 "'help %s'", command->name,
					 command->name);
		if (!only_words && str_is(str_of(words[i]), "--"))
			only_words = true;
		else if (only_words || strncmp(words[i], "--", 2) != 0)
			arguments->list[arguments->count++] = words[i];
		else if (!take_option(app, command, count, words, &i,
				      arguments, err))
			return false;
	}
	if (arguments->count < command->min)
		return error_set(err, "%s needs more: %s %s", command->name,
				 command->name, command->usage);
	if (arguments->count > command->max)
		return error_set(err, "'%s' is too much for %s: %s%s%s",
				 arguments->list[command->max], command->name,
				 command->name, command->usage[0] ? " " : "",
				 command->usage);
	return true;
}

/* ---- running ---- */

/* Shows what the command wrote, also when it failed half way. */
static enum status finish(struct app *app, bool ok, const struct error *err)
{
	struct error lost = { 0 };
	bool shown = app->json ? term_show(app->term, &app->out)
			       : term_page(app->term, &app->out);

	text_reset(&app->out);
	if (!ok)
		return app_complain(app, err, app->could_not_run ?
				    STATUS_COULD_NOT_RUN : STATUS_FAILED);
	if (!shown || term_failed(app->term)) {
		error_set(&lost, "the output could not be written; is the "
			  "disk full, or the pipe closed?");
		return app_complain(app, &lost, STATUS_COULD_NOT_RUN);
	}
	return app->could_not_run ? STATUS_COULD_NOT_RUN :
		app->found_problems ? STATUS_FAILED : STATUS_WELL;
}

enum status app_command(struct app *app, size_t count, char **words)
{
	struct arguments arguments = { 0 };
	struct error err = { 0 };
	const struct command *command = command_find(app, words[0], &err);
	enum status status;

	app->found_problems = app->could_not_run = false;
	if (!command ||
	    !take_words(app, command, count - 1, words + 1, &arguments, &err))
		status = app_complain(app, &err, STATUS_COULD_NOT_RUN);
	else if (!command->bare && !app_open(app, &err))
		status = app_complain(app, &err, STATUS_COULD_NOT_RUN);
	else {
		app->json = option(&arguments, "json") != NULL;
		status = finish(app, command->run(app, &arguments, &err),
				&err);
	}
	arena_reset(&app->turn);
	return status;
}
