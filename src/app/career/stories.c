/* stories.c - the command `stories`: what the learner tells when asked for an
 * example.
 *
 * Here: which subcommand was meant. Reading and marking are stories_read.c,
 * what is shown stories_show.c and stories_match.c, what changes the stories
 * stories_keep.c; while a question is answered they come by practice/bring.c.
 */
#include "app/career/stories.h"
#include "app/commands.h"

static bool list(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	(void)arguments;
	return stories_list(app, err);
}

static const struct sub {
	const char *name;
	size_t max;			/* words, its name among them */
	bool (*run)(struct app *app, const struct arguments *arguments,
		    struct error *err);
} subs[] = {
	{ "list", 1, list },
	{ "add", 3, stories_add },
	{ "show", 2, stories_show },
	{ "edit", 3, stories_edit },
	{ "remove", 2, stories_remove },
	{ "match", 2, stories_match_show },
	{ "export", 2, stories_export },
};
enum { SUBS = sizeof(subs) / sizeof(*subs) };

static const char *const words[] = {
	"add", "edit", "export", "list", "match", "remove", "show", NULL,
};

static const struct sub *find_sub(struct app *app, const char *name,
				  struct error *err)
{
	struct strings known = { 0 };
	const char *near;

	for (size_t i = 0; i < SUBS; i++) {
		if (str_is(str_of(name), subs[i].name))
			return &subs[i];
		strings_add(&app->turn, &known, subs[i].name);
	}
	near = text_nearest(name, &known);
	error_set(err, near ? "stories cannot '%s'; did you mean '%s'?"
			    : "stories cannot '%s'; it can add, show, edit, "
			      "remove, match and export", name, near);
	return NULL;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const struct sub *sub = &subs[0];

	if (arguments->count > 0)
		sub = find_sub(app, arguments->list[0], err);
	if (!sub)
		return false;
	if (arguments->count > sub->max)
		return error_set(err, "'%s' is too much for stories %s%s",
				 arguments->list[sub->max], sub->name,
				 sub->run == stories_add
				 ? "; put the title into quotes" : "");
	if (option(arguments, "title") && sub->run != stories_edit)
		return error_set(err, "--title is for 'stories edit' alone");
	return sub->run(app, arguments, err);
}

static const char *const options[] = { "json", "title=", NULL };

const struct command command_stories = {
	.name = "stories",
	.usage = "[add [TITLE] [FILE] | show N | edit N [FILE] [--title "
		 "TITLE] | remove N | match [QUESTION] | export FILE] "
		 "[--json]",
	.summary = "your STAR stories, and which questions they serve",
	.help = "stories alone lists them: how each is told, and how many "
		"behavioural questions\nit serves, marked as their answer. "
		"Aim for 4-5. add keeps one that you type, or\nthat is in "
		"FILE (put a title of several words into quotes). match shows "
		"which\nserve what; with a question, what each lacks for "
		"it.\nWhile you answer a behavioural question, :story lists "
		"those that serve it and\n:story N brings one in. Stories "
		"stay on this machine: they are in no export but\n"
		"'stories export FILE', and no service is told of them. An "
		"answer with one is kept as\nany other; a service gets its "
		"text only if you agreed to send it such answers.",
	.options = options,
	.max = 3,
	.words = words,
	.completes = COMPLETES_FILES,
	.run = run,
};
