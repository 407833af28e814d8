/* applications_change.c - what writes: `applications add`, `change`, `move`,
 * `back`, `next` and `remove`.
 *
 * Each says in a sentence what it did; with --json it shows the application
 * as it is now, as `show` does. */
#include "app/career/applications.h"
#include "app/career/path.h"

#include <inttypes.h>

enum { NAME_MAX_BYTES = 200, NEXT_MAX_BYTES = 400 };

/* ---- what was given ---- */

static bool check_words(const char *text, const char *what, size_t most,
			struct error *err)
{
	struct str given = str_of(text);

	if (str_trim(given).len == 0)
		return error_set(err, "the %s is empty; name it", what);
	if (given.len > most)
		return error_set(err, "the %s is longer than %zu bytes; "
				 "shorten it", what, most);
	if (utf8_check(given) < given.len ||
	    utf8_find_unsafe(given) < given.len || strchr(text, '\n'))
		return error_set(err, "the %s is to be one line of text in "
				 "UTF-8", what);
	return true;
}

static bool read_stage(struct app *app, const char *given,
		       enum application_stage *stage, struct error *err)
{
	struct strings known = { 0 };
	const char *near;

	*stage = application_stage_find(given);
	if (*stage < APPLICATION_STAGES)
		return true;
	for (size_t i = 0; i < APPLICATION_STAGES; i++)
		strings_add(&app->turn, &known, application_stage_names[i]);
	near = text_nearest(given, &known);
	return error_set(err, near ? "no stage '%s'; did you mean '%s'?"
				   : "no stage '%s'; there are saved, applied, "
				     "reply, interview, offer, accepted, "
				     "rejected and withdrawn", given, near);
}

static bool find(struct app *app, const struct arguments *arguments,
		 struct applications *all, size_t *place, struct error *err)
{
	return applications_load(app, all, err) &&
	       applications_find(all, arguments->list[1], place, err);
}

/* As it is now, where JSON is asked for; `line` otherwise. */
static bool tell(struct app *app, int64_t number, const char *line,
		 struct error *err)
{
	struct json json = app_json(app);
	struct applications all;
	size_t place;

	if (!app->json) {
		app_say(app, "%" PRId64 "  %s\n", number, line);
		return true;
	}
	if (!applications_load(app, &all, err) ||
	    !applications_find(&all, arena_printf(&app->turn, "%" PRId64,
						  number), &place, err))
		return false;
	applications_put(app, &json, &all, place, true);
	text_add(&app->out, "\n");
	return true;
}

/* ---- add, change ---- */

/* The number stays where none is given. */
static bool read_advert(struct app *app, const struct arguments *arguments,
			int64_t *number, struct error *err)
{
	const char *given = option(arguments, "advert");
	struct advert *adverts;
	size_t count;

	if (!given)
		return true;
	if (!store_adverts(app->store, &app->turn, &adverts, &count, err))
		return false;
	if (text_number(str_of(given), 1, INT64_MAX, number))
		for (size_t i = 0; i < count; i++)
			if (adverts[i].number == *number)
				return true;
	return error_set(err, "there is no advert number '%s'; see 'adverts "
			 "list'", given);
}

/* What --bridging, --internal, --target, --warm, --cold and --advert say;
 * what none of them names stays. */
static bool read_traits(struct app *app, const struct arguments *arguments,
			struct application_row *row, struct error *err)
{
	bool warm = option(arguments, "warm"), cold = option(arguments,
							     "cold");
	size_t kinds = 0;

	for (size_t k = 0; k < APPLICATION_KINDS; k++)
		if (option(arguments, application_kind_names[k])) {
			row->kind = application_kind_names[k];
			kinds++;
		}
	if (kinds > 1)
		return error_set(err, "a role is of one kind: --target, "
				 "--bridging or --internal; an internal one "
				 "is a bridge of its own");
	if (warm && cold)
		return error_set(err, "an application is --warm or --cold, "
				 "not both");
	if (warm || cold)
		row->warm = warm;
	return check_words(row->company, "company", NAME_MAX_BYTES, err) &&
	       check_words(row->role, "role", NAME_MAX_BYTES, err) &&
	       read_advert(app, arguments, &row->advert, err);
}

static bool read_row(struct app *app, const struct arguments *arguments,
		     struct application_row *row,
		     struct application_step_row *step, struct error *err)
{
	const char *next = option(arguments, "next");
	const char *given = option(arguments, "stage");
	enum application_stage stage = APPLICATION_SAVED;

	if (option(arguments, "by") && !next)
		return error_set(err, "--by is the day of a --next; say what "
				 "is to be done");
	row->kind = application_kind_names[APPLICATION_TARGET];
	if (!read_traits(app, arguments, row, err) ||
	    (next && !check_words(next, "next action", NEXT_MAX_BYTES, err)) ||
	    (given && !read_stage(app, given, &stage, err)) ||
	    !path_by_option(app, arguments, &row->next_day, err) ||
	    !path_on_option(app, arguments, &step->day, err))
		return false;
	row->next = next ? next : "";
	step->stage = application_stage_names[stage];
	return true;
}

/* One that is open for the same role there was perhaps forgotten. */
static void say_twin(struct app *app, const struct applications *all,
		     const struct application_row *row)
{
	for (size_t i = 0; i < all->count; i++)
		if (application_is_open(&all->list[i]) &&
		    str_is(str_of(row->company), all->rows[i].company) &&
		    str_is(str_of(row->role), all->rows[i].role)) {
			app_wrap(app, "Number %" PRId64 " is for the same role "
				"there; 'applications remove %" PRId64 "' "
				"takes this one away.", all->rows[i].number,
				row->number);
			return;
		}
}

/* "Backend Developer at Acme: target, warm" */
static const char *traits(struct app *app, const struct application_row *row)
{
	return arena_printf(&app->turn, "%s: %s, %s",
			    applications_name(app, row), row->kind,
			    row->warm ? "warm" : "cold");
}

bool applications_add(struct app *app, const struct arguments *arguments,
		      struct error *err)
{
	struct application_step_row step;
	struct application_row row = { .steps = &step, .step_count = 1 };
	struct applications all;
	char id[37];

	if (arguments->count != 3)
		return error_set(err, "applications add needs COMPANY and "
				 "ROLE; put quotes round a name of several "
				 "words");
	app_uuid(app, id);
	row.id = id;
	row.company = arguments->list[1];
	row.role = arguments->list[2];
	if (!read_row(app, arguments, &row, &step, err) ||
	    !applications_load(app, &all, err) ||
	    !store_add_application(app->store, &row, err))
		return false;
	if (!tell(app, row.number, arena_printf(&app->turn, "%s, %s.",
						traits(app, &row), step.stage),
		  err))
		return false;
	if (app->json)
		return true;
	if (row.next[0])
		app_wrap(app, "Next: %s.", applications_next(app, &row));
	say_twin(app, &all, &row);
	return true;
}

bool applications_alter(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	const char *company = option(arguments, "company");
	const char *role = option(arguments, "role");
	struct applications all;
	struct application_row *row;
	size_t place;

	if (arguments->count != 2 ||
	    arguments->option_count == (app->json ? 2u : 0u))
		return error_set(err, "applications change needs one number "
				 "and what changes: --company, --role, "
				 "--warm, --cold, --target, --bridging, "
				 "--internal or --advert");
	if (!find(app, arguments, &all, &place, err))
		return false;
	row = &all.rows[place];
	row->company = company ? company : row->company;
	row->role = role ? role : row->role;
	return read_traits(app, arguments, row, err) &&
	       store_change_application(app->store, row, err) &&
	       tell(app, row->number, arena_printf(&app->turn, "%s.",
						   traits(app, row)), err);
}

/* ---- move ---- */

static bool check_move(const struct applications *all, size_t place,
		       enum application_stage stage, int64_t day,
		       struct error *err)
{
	const struct application *one = &all->list[place];
	const char *now = application_stage_names[application_stage(one)];
	int64_t number = all->rows[place].number;

	if (stage == application_stage(one))
		return error_set(err, "number %" PRId64 " is at '%s' already",
				 number, now);
	if (!application_may_move(one, stage))
		return error_set(err, "number %" PRId64 " is past '%s', at "
				 "'%s'; 'applications back %" PRId64 "' takes "
				 "a move back", number,
				 application_stage_names[stage], now, number);
	return day >= application_since(one) ||
		error_set(err, "number %" PRId64 " came to '%s' on a later "
			  "day than that; see 'applications show %" PRId64 "'",
			  number, now, number);
}

/* What helps at a stage; NULL: nothing of ours. */
static const char *help_at(enum application_stage stage)
{
	if (stage == APPLICATION_INTERVIEW)
		return "'date DATE' plans your practice towards it, 'practise "
		       "mock' rehearses it.";
	return stage == APPLICATION_OFFER ? "'salary' holds it against the "
		"bands, and tells what to say." : NULL;
}

/* What a move means for what was to be done. */
static void say_next(struct app *app, const struct application_row *row,
		     enum application_stage stage, bool settled)
{
	const char *help = help_at(stage);

	if (row->next[0])
		app_wrap(app, settled ? "Not to be done any more: %s."
				      : "Next is still: %s.",
			 applications_next(app, row));
	else if (!settled)
		app_wrap(app, "What is next? 'applications next %" PRId64
			 " TEXT --by DATE' keeps it in sight.", row->number);
	if (help)
		app_wrap(app, "%s", help);
}

bool applications_move(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	struct application_step_row step;
	enum application_stage stage;
	struct applications all;
	const struct application_row *row;
	size_t place;
	bool settled;

	if (arguments->count != 3)
		return error_set(err, "applications move needs a number and a "
				 "stage, as in 'applications move 3 "
				 "interview'");
	if (!find(app, arguments, &all, &place, err) ||
	    !read_stage(app, arguments->list[2], &stage, err) ||
	    !path_on_option(app, arguments, &step.day, err) ||
	    !check_move(&all, place, stage, step.day, err))
		return false;
	row = &all.rows[place];
	step.stage = application_stage_names[stage];
	settled = stage >= APPLICATION_ACCEPTED;
	if (!store_move_application(app->store, row->number, &step, settled,
				    err))
		return false;
	if (!tell(app, row->number, arena_printf(&app->turn,
		  "%s: %s, after %s at '%s'.", applications_name(app, row),
		  step.stage, app_count(app, step.day -
				application_since(&all.list[place]), "day"),
		  application_stage_names[application_stage(&all.list[place])]),
		  err))
		return false;
	if (!app->json)
		say_next(app, row, stage, settled);
	return true;
}

bool applications_back(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	struct applications all;
	const struct application *one;
	size_t place;
	bool moved;

	if (arguments->count != 2)
		return error_set(err, "applications back needs one number; "
				 "see 'applications'");
	if (!find(app, arguments, &all, &place, err) ||
	    !store_move_application_back(app->store, all.rows[place].number,
					 &moved, err))
		return false;
	one = &all.list[place];
	if (!moved)
		return error_set(err, "number %" PRId64 " has not moved yet; "
				 "'applications remove %" PRId64 "' takes it "
				 "away", all.rows[place].number,
				 all.rows[place].number);
	return tell(app, all.rows[place].number, arena_printf(&app->turn,
		"%s: back at '%s'; '%s' is taken back.",
		applications_name(app, &all.rows[place]),
		application_stage_names[one->steps[one->step_count - 2].stage],
		application_stage_names[application_stage(one)]), err);
}

/* ---- next ---- */

static bool next_done(struct app *app, const struct application_row *row,
		      struct error *err)
{
	if (!row->next[0])
		return error_set(err, "nothing is planned for number %" PRId64,
				 row->number);
	if (!store_application_next(app->store, row->number, "", 0, err))
		return false;
	return tell(app, row->number, arena_printf(&app->turn, "done: %s.",
						   row->next), err);
}

bool applications_plan(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	bool done = option(arguments, "done");
	struct applications all;
	struct application_row *row;
	size_t place;

	if (done ? arguments->count != 2 || option(arguments, "by")
		 : arguments->count < 3)
		return error_set(err, "applications next needs a number and "
				 "what is to be done, or --done");
	if (!find(app, arguments, &all, &place, err))
		return false;
	row = &all.rows[place];
	if (done)
		return next_done(app, row, err);
	if (!path_words(app, arguments, 2, &row->next, err) ||
	    !check_words(row->next, "next action", NEXT_MAX_BYTES, err) ||
	    !path_by_option(app, arguments, &row->next_day, err) ||
	    !store_application_next(app->store, row->number, row->next,
				    row->next_day, err))
		return false;
	return tell(app, row->number, arena_printf(&app->turn,
		"%s. Next: %s.", applications_name(app, row),
		applications_next(app, row)), err);
}

/* ---- remove ---- */

bool applications_remove(struct app *app, const struct arguments *arguments,
			 struct error *err)
{
	struct applications all;
	size_t place;
	bool found;

	if (arguments->count != 2)
		return error_set(err, "applications remove needs one number; "
				 "see 'applications'");
	if (!find(app, arguments, &all, &place, err) ||
	    !store_remove_application(app->store, all.rows[place].number,
				      &found, err))
		return false;
	if (app->json)
		path_put_removed(app, all.rows[place].number);
	else
		app_say(app, "%" PRId64 "  %s was removed.\n",
			all.rows[place].number,
			applications_name(app, &all.rows[place]));
	return true;
}
