/* audit.c - the command `audit`: how good you say you are, skill by skill.
 *
 * Each rating is kept as soon as it is given, so that leaving, Ctrl-C or a
 * closed terminal lose nothing of what was said. What an earlier audit did not
 * come to is asked first; once all is rated, all is asked anew. `audit list`
 * is audit_list.c.
 */
#include "app/career/audit.h"
#include "app/commands.h"

#include <inttypes.h>

enum { EVIDENCE_MAX = 1000 };		/* bytes */

/* ---- what is known ---- */

static struct audited *find_skill(struct audit *audit, const char *id)
{
	for (size_t i = 0; i < audit->count; i++)
		if (str_is(str_of(id), audit->list[i].skill.id))
			return &audit->list[i];
	return NULL;
}

bool audit_load(struct app *app, const struct career_path *path,
		struct audit *audit, struct error *err)
{
	struct audit_skill *skills;
	struct rating_row *rows;
	size_t count;

	*audit = (struct audit){ .path = path };
	if (!store_ratings(app->store, &app->turn, path->id, &rows, &count,
			   err))
		return false;
	audit->count = audit_skills(&app->turn, path, &skills);
	audit->list = ARENA_ARRAY(&app->turn, audit->count, struct audited);
	for (size_t i = 0; i < audit->count; i++)
		audit->list[i] = (struct audited){ .skill = skills[i],
						   .evidence = "" };
	for (size_t i = 0; i < count; i++) {
		struct audited *one = find_skill(audit, rows[i].skill);

		/* a skill that the path does not have any more */
		if (!one || rows[i].rating < 1 || rows[i].rating > AUDIT_TOP)
			continue;
		audit->rated += one->rating == 0;
		one->before = one->rating;
		one->rating = rows[i].rating;
		one->day = rows[i].day;
		one->evidence = rows[i].evidence;
	}
	return true;
}

/* ---- asking ---- */

enum reply {
	REPLY_GIVEN, REPLY_SKIP, REPLY_QUIT,
	REPLY_BROKEN,			/* Ctrl-C or the end of input: the line
					   holds what had been typed */
};

static void say(struct app *app, enum style style, int indent,
		const char *text)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, style, 0, indent, text);
}

static void show_scale(struct app *app)
{
	struct screen screen;

	app_screen(app, &screen);
	for (int i = 0; i < AUDIT_TOP; i++) {
		screen_add(&screen, STYLE_BOLD, "  %d  ", i + 1);
		screen_wrap(&screen, STYLE_PLAIN, 5, 5, audit_scale[i]);
	}
}

static void show_help(struct app *app)
{
	show_scale(app);
	say(app, STYLE_PLAIN, 0, ":skip (or an empty line) passes on, :quit "
	    "leaves; what you said is kept. Nobody sees it but you.");
}

/* A line, or a word of its own that means skip or quit. */
static enum reply read_line(struct app *app, struct text *line)
{
	struct term_reader reader = { .prompt = "> ",
				      .history = TERM_ANSWERS };
	struct str said;

	app_flush(app);
	text_reset(line);
	if (term_read(app->term, &reader, line) != TERM_LINE)
		return REPLY_BROKEN;
	said = str_trim(text_str(line));
	if (str_is(said, ":quit") || str_is(said, ":q") ||
	    str_is(said, "quit"))
		return REPLY_QUIT;
	if (str_is(said, ":skip") || str_is(said, ":s") ||
	    str_is(said, "skip"))
		return REPLY_SKIP;
	return REPLY_GIVEN;
}

static enum reply ask_rating(struct app *app, struct text *line, int *rating)
{
	for (;;) {
		enum reply reply = read_line(app, line);
		struct str said = str_trim(text_str(line));
		int64_t number;

		if (reply != REPLY_GIVEN)
			return reply;
		if (said.len == 0)
			return REPLY_SKIP;
		if (text_number(said, 1, AUDIT_TOP, &number)) {
			*rating = (int)number;
			return REPLY_GIVEN;
		}
		if (str_is(said, ":help") || str_is(said, "help") ||
		    str_is(said, "?"))
			show_help(app);
		else
			say(app, STYLE_WARN, 0, "A rating is a whole number "
			    "from 1 to 5; :help says what they mean, :skip "
			    "passes on, :quit leaves.");
	}
}

/* `last` itself where nothing is told, or where the learner leaves. */
static const char *ask_evidence(struct app *app, const char *last,
				struct text *line, bool *quit)
{
	struct text clean;
	const char *told;
	enum reply reply;

	for (;;) {
		say(app, STYLE_PLAIN, 0, last[0]
		    ? "What shows it? (empty: as last time; -: nothing)"
		    : "What shows it, in your own words? (empty: nothing)");
		reply = read_line(app, line);
		*quit = reply == REPLY_QUIT || reply == REPLY_BROKEN;
		if (reply == REPLY_SKIP || reply == REPLY_QUIT ||
		    str_trim(text_str(line)).len == 0)
			return last;
		if (line->len <= EVIDENCE_MAX && !line->cut)
			break;
		if (*quit)
			return last;
		say(app, STYLE_WARN, 0, arena_printf(&app->turn, "That is "
			"longer than %d bytes; say the best of it.",
			EVIDENCE_MAX));
	}
	if (str_is(str_trim(text_str(line)), "-"))
		return "";
	text_init(&clean, EVIDENCE_MAX * 3);
	utf8_add_safe(&clean, str_trim(text_str(line)));
	told = text_dup(&app->turn, &clean);
	text_release(&clean);
	return told;
}

/* ---- one skill after the other ---- */

static void show_side(struct screen *screen, const char *label,
		      const char *text)
{
	if (!text)
		return;
	screen_add(screen, STYLE_DIM, "  %s: ", label);
	screen_wrap(screen, STYLE_PLAIN, (int)utf8_width(str_of(label)) + 4, 4,
		    text);
}

static void show_skill(struct app *app, const struct audit *audit,
		       const struct audited *one, size_t place, size_t of)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_DIM, "\n[%zu/%zu]  ", place, of);
	screen_add(&screen, STYLE_BOLD, "%s", one->skill.title);
	screen_add(&screen, STYLE_DIM, "  %s\n",
		   one->skill.kind == AUDIT_TO_BUILD ? "to build"
						     : "carries over");
	show_side(&screen, audit->path->from, one->skill.as_from);
	show_side(&screen, audit->path->to, one->skill.as_to);
	if (one->skill.says) {
		screen_add(&screen, STYLE_PLAIN, "  ");
		screen_wrap(&screen, STYLE_PLAIN, 2, 2, one->skill.says);
	}
	if (one->rating)
		screen_wrap(&screen, STYLE_DIM, 0, 2, arena_printf(&app->turn,
			"Last time, %s: %d%s%s", app_day_name(app, one->day),
			one->rating, one->evidence[0] ? ", " : "",
			one->evidence));
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, "Your rating, 1 to 5:");
}

/* The rating is on the disk before evidence is asked for, with what was told
 * last time, so that nothing that happens in between loses it. *quit where the
 * learner leaves. */
static bool ask_skill(struct app *app, const struct audit *audit,
		      const struct audited *one, struct text *line,
		      size_t *kept, bool *quit, struct error *err)
{
	char id[37];
	struct rating_row row = {
		.id = id, .path = audit->path->id, .skill = one->skill.id,
		.day = app_today(app), .evidence = one->evidence,
	};
	const char *evidence;
	enum reply reply;

	reply = ask_rating(app, line, &row.rating);
	*quit = reply == REPLY_QUIT || reply == REPLY_BROKEN;
	if (reply != REPLY_GIVEN)
		return true;
	if (row.rating == 1)		/* which says that there is none */
		row.evidence = "";
	app_uuid(app, id);
	if (!store_add_rating(app->store, &row, err))
		return false;
	++*kept;
	if (row.rating == 1)
		return true;
	evidence = ask_evidence(app, one->evidence, line, quit);
	return evidence == one->evidence ||
		store_rating_evidence(app->store, row.number, evidence, err);
}

static bool ask_all(struct app *app, const struct audit *audit, bool all,
		    size_t *kept, struct error *err)
{
	size_t of = all ? audit->count : audit->count - audit->rated;
	struct text line;
	bool ok = true, quit = false;
	size_t place = 0;

	text_init(&line, TERM_LINE_MAX);
	for (size_t i = 0; ok && !quit && i < audit->count; i++) {
		const struct audited *one = &audit->list[i];

		if (!all && one->rating)
			continue;
		show_skill(app, audit, one, ++place, of);
		ok = ask_skill(app, audit, one, &line, kept, &quit, err);
	}
	text_release(&line);
	return ok;
}

static bool guide(struct app *app, bool all, struct error *err)
{
	struct audit audit;
	const struct career_path *path;
	size_t kept = 0;
	bool ok;

	if (!path_in_use(app, &path, err) ||
	    !audit_load(app, path, &audit, err))
		return false;
	if (audit.count == 0)
		return error_set(err, "the path '%s' names no skills",
				 audit.path->id);
	all = all || audit.rated == audit.count || audit.rated == 0;
	say(app, STYLE_PLAIN, 0, arena_printf(&app->turn, "An honest audit of "
		"%s for: %s.%s Say what is so, and what shows it. A rating "
		"means:", app_count(app, (int64_t)(all ? audit.count
			: audit.count - audit.rated), "skill"),
		audit.path->title, all ? "" : arena_printf(&app->turn,
			" The other %zu are rated already ('audit all' asks "
			"them again).", audit.rated)));
	show_help(app);
	ok = ask_all(app, &audit, all, &kept, err);
	if (kept == 0 && ok) {
		app_say(app, "Nothing was rated.\n");
		return true;
	}
	if (!ok || !audit_load(app, path, &audit, err))
		return false;
	app_say(app, "\n%s kept.\n\n", app_count(app, (int64_t)kept,
						 "rating"));
	return audit_list(app, &audit, err);
}

/* ---- the command ---- */

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct str what = arguments->count ? str_of(arguments->list[0])
					   : STR("");
	const struct career_path *path;
	struct audit audit;

	if (str_is(what, "list") || (app->json && what.len == 0))
		return path_in_use(app, &path, err) &&
		       audit_load(app, path, &audit, err) &&
		       audit_list(app, &audit, err);
	if (app->json)
		return error_set(err, "--json is for 'audit list' alone");
	if (what.len == 0 || str_is(what, "all"))
		return guide(app, what.len > 0, err);
	return error_set(err, "audit cannot '%s'; it asks ('audit', or 'audit "
			 "all' for every skill anew) and shows ('audit list')",
			 arguments->list[0]);
}

static const char *const options[] = { "json", NULL };
static const char *const completions[] = { "all", "list", NULL };

const struct command command_audit = {
	.name = "audit",
	.usage = "[all] | list",
	.summary = "rate every skill of your path honestly; see what your "
		   "marks say",
	.help = "Asks for each skill that carries over and each to build: a "
		"rating from 1 to 5,\nand what shows it. Leave when you like: "
		"what you said is kept, and next time the\nrest is asked. "
		"list holds it against the marks of your practice, where "
		"there are\nenough, and says which share of the adverts you "
		"added asks for it.",
	.options = options,
	.max = 1,
	.words = completions,
	.run = run,
};
