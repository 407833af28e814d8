/* subcommand.c - which of several a word means, and whether it takes what
 * came with it.
 *
 * The command table knows one set of options and words for a whole command;
 * a subcommand takes few of them, and one that is passed over in silence
 * would be believed to have done something.
 */
#include "app/career/subcommand.h"

static const char *names(struct app *app, const struct subcommands *all,
			 const char *last)
{
	struct text line;
	const char *made;

	text_init(&line, 512);
	for (size_t i = 0; i < all->count; i++)
		text_addf(&line, "%s%s", i == 0 ? "" :
			  i + 1 < all->count ? ", " : last, all->list[i].name);
	made = text_dup(&app->turn, &line);
	text_release(&line);
	return made;
}

static void unknown(struct app *app, const struct subcommands *all,
		    const char *name, struct error *err)
{
	struct strings known = { 0 };
	const char *near;

	for (size_t i = 0; i < all->count; i++)
		strings_add(&app->turn, &known, all->list[i].name);
	near = text_nearest(name, &known);
	if (near)
		error_set(err, "%s cannot '%s'; did you mean '%s'?", all->of,
			  name, near);
	else
		error_set(err, "%s cannot '%s'; it can %s", all->of, name,
			  names(app, all, " and "));
}

static const struct subcommand *named(const struct subcommands *all,
				      const char *name)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_is(str_of(name), all->list[i].name))
			return &all->list[i];
	return NULL;
}

static bool takes_options(struct app *app, const struct subcommands *all,
			  const struct subcommand *one,
			  const struct arguments *arguments,
			  struct error *err)
{
	for (size_t i = 0; i < arguments->option_count; i += 2) {
		const char *name = arguments->options[i];

		if (!str_is(str_of(name), "json") &&
		    !strstr(one->options,
			    arena_printf(&app->turn, " %s ", name)))
			return error_set(err, "%s %s takes no --%s", all->of,
					 one->name, name);
	}
	return true;
}

const struct subcommand *subcommand_find(struct app *app,
					 const struct subcommands *all,
					 const struct arguments *arguments,
					 struct error *err)
{
	const struct subcommand *one;

	if (arguments->count <= all->at) {
		error_set(err, "%s needs to know what: %s", all->of,
			  names(app, all, " or "));
		return NULL;
	}
	one = named(all, arguments->list[all->at]);
	if (!one) {
		unknown(app, all, arguments->list[all->at], err);
		return NULL;
	}
	if (arguments->count - all->at > one->max) {
		error_set(err, "'%s' is too much for %s %s",
			  arguments->list[all->at + one->max], all->of,
			  one->name);
		return NULL;
	}
	return takes_options(app, all, one, arguments, err) ? one : NULL;
}

bool subcommand_run(struct app *app, const struct subcommands *all,
		    const struct arguments *arguments, struct error *err)
{
	const struct subcommand *one = subcommand_find(app, all, arguments,
						       err);

	return one && one->run(app, arguments, err);
}
