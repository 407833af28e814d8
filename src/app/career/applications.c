/* applications.c - the command `applications`: what was applied for.
 *
 * Here: what all its parts share, `show`, and which part a word calls. The
 * list with its figures is applications_list.c, what writes is
 * applications_change.c.
 */
#include "app/career/applications.h"
#include "app/career/path.h"
#include "app/career/subcommand.h"
#include "app/commands.h"

#include <inttypes.h>

/* ---- shared ---- */

/* What no version of ours wrote is taken for the first of its kind. */
static void read_as(struct app *app, const struct application_row *row,
		    struct application *one)
{
	struct application_step *steps =
		ARENA_ARRAY(&app->turn, row->step_count + 1,
			    struct application_step);

	*one = (struct application){
		.kind = application_kind_find(row->kind), .warm = row->warm,
		.steps = steps,
		.step_count = row->step_count ? row->step_count : 1,
		.has_next = row->next[0] != '\0', .next_day = row->next_day,
	};
	if (one->kind == APPLICATION_KINDS)
		one->kind = APPLICATION_TARGET;
	for (size_t i = 0; i < row->step_count; i++) {
		steps[i].day = row->steps[i].day;
		steps[i].stage = application_stage_find(row->steps[i].stage);
		if (steps[i].stage == APPLICATION_STAGES)
			steps[i].stage = APPLICATION_SAVED;
	}
}

bool applications_load(struct app *app, struct applications *all,
		       struct error *err)
{
	if (!store_applications(app->store, &app->turn, &all->rows,
				&all->count, err))
		return false;
	all->list = ARENA_ARRAY(&app->turn, all->count, struct application);
	for (size_t i = 0; i < all->count; i++)
		read_as(app, &all->rows[i], &all->list[i]);
	return true;
}

bool applications_find(const struct applications *all, const char *given,
		       size_t *place, struct error *err)
{
	int64_t number;

	if (text_number(str_of(given), 1, INT64_MAX, &number))
		for (*place = 0; *place < all->count; ++*place)
			if (all->rows[*place].number == number)
				return true;
	return error_set(err, "there is no application number '%s'; see "
			 "'applications'", given);
}

const char *applications_name(struct app *app,
			      const struct application_row *row)
{
	return arena_printf(&app->turn, "%s at %s", row->role, row->company);
}

const char *applications_next(struct app *app,
			      const struct application_row *row)
{
	return path_due(app, row->next, row->next_day);
}

static void put_steps(struct app *app, struct json *json,
		      const struct application *one)
{
	json_name(json, "stages");
	json_open(json, '[');
	for (size_t i = 0; i < one->step_count; i++) {
		json_open(json, '{');
		json_put(json, "stage",
			 application_stage_names[one->steps[i].stage]);
		json_put(json, "on",
			 path_iso(app, one->steps[i].day));
		json_close(json, '}');
	}
	json_close(json, ']');
}

void applications_put(struct app *app, struct json *json,
		      const struct applications *all, size_t place, bool whole)
{
	const struct application_row *row = &all->rows[place];
	const struct application *one = &all->list[place];
	int64_t today = app_today(app), since = application_since(one);

	json_open(json, '{');
	json_put_integer(json, "number", row->number);
	json_put(json, "company", row->company);
	json_put(json, "role", row->role);
	json_put(json, "kind", application_kind_names[one->kind]);
	json_put_bool(json, "warm", one->warm);
	json_name(json, "advert");
	if (row->advert)
		json_integer(json, row->advert);
	else
		json_null(json);
	json_put(json, "stage",
		 application_stage_names[application_stage(one)]);
	json_put(json, "since", path_iso(app, since));
	json_put_integer(json, "days", today - since);
	json_put(json, "next", row->next[0] ? row->next : NULL);
	json_put(json, "by", path_iso(app, row->next_day));
	json_put_bool(json, "overdue", application_is_overdue(one, today));
	json_put_bool(json, "open", application_is_open(one));
	json_put_bool(json, "sent", application_was_sent(one));
	json_put_bool(json, "answered", application_was_answered(one));
	if (whole)
		put_steps(app, json, one);
	json_close(json, '}');
}

/* ---- show ---- */

static bool advert_name(struct app *app, int64_t number, const char **name,
			struct error *err)
{
	struct advert *adverts;
	size_t count;

	*name = "not kept any more";
	if (!store_adverts(app->store, &app->turn, &adverts, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (adverts[i].number == number)
			*name = adverts[i].name;
	return true;
}

static void show_steps(struct app *app, struct screen *screen,
		       const struct application *one)
{
	static const char *const heads[] = { "stage", "since", "days" };
	struct table table = { .heads = heads, .columns = 3,
			       .rows = one->step_count, .right = 4 };

	table.cells = ARENA_ARRAY(&app->turn, one->step_count * 3,
				  const char *);
	for (size_t i = 0; i < one->step_count; i++) {
		int64_t until = i + 1 < one->step_count ? one->steps[i + 1].day
							: app_today(app);
		const char **cells = table.cells + i * 3;

		cells[0] = application_stage_names[one->steps[i].stage];
		cells[1] = path_iso(app, one->steps[i].day);
		cells[2] = arena_printf(&app->turn, "%" PRId64,
					until - one->steps[i].day);
	}
	screen_table(screen, &table);
}

static bool show_one(struct app *app, const struct applications *all,
		     size_t place, struct error *err)
{
	const struct application_row *row = &all->rows[place];
	const struct application *one = &all->list[place];
	struct screen screen;
	const char *advert;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_BOLD, 0, 0, applications_name(app, row));
	screen_wrap(&screen, STYLE_PLAIN, 0, 0,
		    arena_printf(&app->turn, "Number %" PRId64 ", %s, %s.",
				 row->number,
				 application_kind_names[one->kind],
				 one->warm ? "warm: somebody there knows of it"
					   : "cold"));
	if (row->advert) {
		if (!advert_name(app, row->advert, &advert, err))
			return false;
		screen_wrap(&screen, STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "Advert %" PRId64 ": %s",
					 row->advert, advert));
	}
	show_steps(app, &screen, one);
	screen_wrap(&screen, application_is_overdue(one, app_today(app))
		    ? STYLE_WARN : STYLE_PLAIN, 0, 0,
		    arena_printf(&app->turn, "Next: %s.", row->next[0]
				 ? applications_next(app, row)
				 : "nothing is planned"));
	return true;
}

static bool show(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	struct json json = app_json(app);
	struct applications all;
	size_t place;

	if (arguments->count != 2)
		return error_set(err, "applications show needs one number; "
				 "see 'applications'");
	if (!applications_load(app, &all, err) ||
	    !applications_find(&all, arguments->list[1], &place, err))
		return false;
	if (!app->json)
		return show_one(app, &all, place, err);
	applications_put(app, &json, &all, place, true);
	text_add(&app->out, "\n");
	return true;
}

/* ---- the command ---- */

static bool list_all(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	(void)arguments;
	return applications_list(app, err);
}

static const struct subcommand list[] = {
	{ "list", "", 1, list_all },
	{ "add", " advert target bridging internal warm cold next by stage "
	  "on ", ARGUMENTS_MAX, applications_add },
	{ "change", " company role advert target bridging internal warm "
	  "cold ", ARGUMENTS_MAX, applications_alter },
	{ "move", " on ", ARGUMENTS_MAX, applications_move },
	{ "back", "", ARGUMENTS_MAX, applications_back },
	{ "next", " by done ", ARGUMENTS_MAX, applications_plan },
	{ "show", "", ARGUMENTS_MAX, show },
	{ "remove", "", ARGUMENTS_MAX, applications_remove },
	{ "expect", "", ARGUMENTS_MAX, applications_expect },
};
static const struct subcommands parts = {
	"applications", 0, list, sizeof(list) / sizeof(*list)
};

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	if (arguments->count)
		return subcommand_run(app, &parts, arguments, err);
	if (arguments->option_count > (app->json ? 2u : 0u))
		return error_set(err, "applications alone takes no option but "
				 "--json; see 'help applications'");
	return applications_list(app, err);
}

static const char *const options[] = {
	"json", "advert=", "target", "bridging", "internal", "warm", "cold",
	"company=", "role=", "next=", "by=", "stage=", "on=", "done", NULL
};

static const char *const completions[] = {
	"list", "add", "change", "move", "back", "next", "show", "remove",
	"expect", "saved", "applied", "reply", "interview", "offer",
	"accepted", "rejected", "withdrawn", NULL
};

const struct command command_applications = {
	.name = "applications",
	.usage = "[list] | add COMPANY ROLE [--advert N] [--bridging|"
		 "--internal] [--warm] [--stage STAGE] [--on DATE] [--next "
		 "TEXT --by DATE] | change N OPTION... | move N STAGE "
		 "[--on DATE] | back N | next N TEXT [--by DATE] | next N "
		 "--done | show N | remove N | expect PERCENT|off [--json]",
	.summary = "jobs you applied for: where each stands, what is next, "
		   "how many reply",
	.help = "Stages: saved, applied, reply, interview, offer, accepted, "
		"rejected, withdrawn.\nback takes a move back. A bridging role "
		"lies between your job and the one you\nwant; an internal one "
		"is with your employer. --warm: somebody there knows of\nit. "
		"change mends what was said: --company, --role, --advert, "
		"--warm or --cold,\n--target, --bridging or --internal. expect "
		"tells what share of applications\ngets a reply when "
		"same-sector candidates send them (yours in your own field\n"
		"will do); your rate is then held against it. Names of several "
		"words stand in\nquotes.",
	.options = options,
	.max = ARGUMENTS_MAX,
	.words = completions,
	.run = run,
};
