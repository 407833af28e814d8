/* help.c - the commands `help`, `version` and `quit`, from the one table. */
#include "app/commands.h"

enum { NAMES_WIDE = 13 };	/* columns of the longest name, and one */

static void help_all(struct app *app)
{
	const struct command_group *group = command_groups;
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_PLAIN, "rehearse [--data DIR] [--now TIME "
		   "[--pace SECONDS]] [--plain] [COMMAND ...]\n"
		   "Without a command: a prompt. "
		   "Commands may be shortened.\n");
	for (size_t i = 0; commands[i]; i++) {
		if (commands[i] == group->first) {
			screen_add(&screen, STYLE_DIM, "\n%s\n", group->title);
			group++;
		}
		screen_add(&screen, STYLE_BOLD, "  %-*s", NAMES_WIDE,
			   commands[i]->name);
		screen_wrap(&screen, STYLE_PLAIN, NAMES_WIDE + 2,
			    NAMES_WIDE + 2, commands[i]->summary);
	}
	screen_add(&screen, STYLE_DIM, "\n'help COMMAND' says more.\n");
}

static bool run_help(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	const struct command *command;
	struct screen screen;

	if (arguments->count == 0) {
		help_all(app);
		return true;
	}
	command = command_find(app, arguments->list[0], err);
	if (!command)
		return false;
	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "%s", command->name);
	screen_add(&screen, STYLE_PLAIN, " ");
	screen_wrap(&screen, STYLE_PLAIN, (int)str_of(command->name).len + 1,
		    4, command->usage);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, command->summary);
	if (command->help)
		screen_add(&screen, STYLE_PLAIN, "%s\n", command->help);
	if (command->alias)
		screen_add(&screen, STYLE_DIM, "also: %s\n", command->alias);
	return true;
}

const struct command command_help = {
	.name = "help",
	.usage = "[COMMAND]",
	.summary = "what there is, or more about one command",
	.max = 1,
	.completes = COMPLETES_COMMANDS,
	.bare = true,
	.run = run_help,
};

static bool run_version(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	(void)arguments;
	(void)err;
	text_addf(&app->out, "rehearse %s\n", app_version);
	return true;
}

const struct command command_version = {
	.name = "version",
	.usage = "",
	.summary = "the version of the program",
	.bare = true,
	.run = run_version,
};

static bool run_quit(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	(void)arguments;
	(void)err;
	app->done = true;
	return true;
}

const struct command command_quit = {
	.name = "quit",
	.alias = "exit",
	.usage = "",
	.summary = "leave the prompt",
	.bare = true,
	.run = run_quit,
};
