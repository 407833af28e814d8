/* path_files.c - the paths that there are, and the one in use; `path list` and
 * `path check`.
 *
 * A path is a file of the folder data/paths, or of the folder paths beside the
 * learner's database, which comes first. All are read to find one by its id:
 * they are few and small. One that is not right must not keep a learner from
 * another, so it is only spoken of where it is named or listed.
 */
#include "app/career/path.h"

#include "app/banks/banks.h"
#include "app/career/adverts.h"

#define USUAL "frontend-to-backend"	/* in use where none was chosen */

/* ---- finding them ---- */

static bool add_folder(struct app *app, const char *folder, bool own,
		       struct path_files *files, size_t *cap,
		       struct error *err)
{
	struct file_list found = { 0 };
	struct problems problems;

	if (!file_walk(&app->turn, folder, ".yaml", &found, err))
		return false;
	for (size_t i = 0; i < found.count; i++) {
		struct path_file *file;

		files->list = arena_grow(&app->turn, files->list, files->count,
					 cap, sizeof(*files->list));
		file = &files->list[files->count++];
		*file = (struct path_file){ .file = found.list[i].path,
					    .own = own };
		file->sound = path_load(&app->turn, file->file, &file->path,
					&problems);
		if (!file->sound)
			file->problem = problems.list[0];
	}
	return true;
}

bool path_files(struct app *app, struct path_files *files, struct error *err)
{
	size_t cap = 0;

	*files = (struct path_files){ 0 };
	return add_folder(app, file_join(&app->turn, app->folder, "paths"),
			  true, files, &cap, err) &&
	       add_folder(app, file_join(&app->turn, app_datadir,
					 "data/paths"),
			  false, files, &cap, err);
}

/* Whether a file that is not right may be the one of this name. */
static bool may_be(const struct path_file *file, const char *id)
{
	const char *name = strrchr(file->file, '/');
	struct str base = str_of(name ? name + 1 : file->file), stem;

	if (file->path.id)
		return str_is(str_of(id), file->path.id);
	stem = (struct str){ base.s, base.len - strlen(".yaml") };
	return str_is(stem, id);
}

static bool not_right(const struct path_file *file, struct error *err)
{
	struct text first;

	text_init(&first, ERROR_TEXT_MAX / 2);
	error_show(&file->problem, &first);
	error_set(err, "the path is not right: %s; 'path check %s' says all "
		  "that is wrong", first.s, file->file);
	text_release(&first);
	return false;
}

static bool find_path(struct app *app, const char *id,
		      const struct career_path **path, struct error *err)
{
	struct strings ids = { 0 };
	struct path_files files;
	const char *near;

	if (!path_files(app, &files, err))
		return false;
	for (size_t i = 0; i < files.count; i++) {
		if (files.list[i].sound)
			strings_add(&app->turn, &ids, files.list[i].path.id);
		if (!may_be(&files.list[i], id))
			continue;
		*path = &files.list[i].path;
		return files.list[i].sound || not_right(&files.list[i], err);
	}
	near = text_nearest(id, &ids);
	for (size_t i = 0; !near && *id && i < ids.count; i++)
		if (str_starts(str_of(ids.list[i]), id))
			near = ids.list[i];
	return error_set(err, near ? "no path '%s'; did you mean '%s'?"
				   : "no path '%s'; 'path list' shows them",
			 id, near);
}

bool path_in_use(struct app *app, const struct career_path **path,
		 struct error *err)
{
	const char *id;

	return store_get(app->store, &app->turn, "path", &id, err) &&
	       find_path(app, id ? id : USUAL, path, err);
}

/* ---- when it was begun: a setting for each path ---- */

static const char *start_key(struct app *app, const char *id)
{
	return arena_printf(&app->turn, "path-start %s", id);
}

bool path_start(struct app *app, const struct career_path *path,
		int64_t *start, bool *set, struct error *err)
{
	const char *text;
	struct error ignored;

	if (!store_get(app->store, &app->turn, start_key(app, path->id),
		       &text, err))
		return false;
	*start = app_today(app);
	*set = text && date_parse_day(str_of(text), start, &ignored);
	return true;
}

/* What the greeting says of the path that is walked is kept beside it: to read
 * the files of paths takes longer than all else that is done at a start. */
static const char greeting_key[] = "path-greeting";

static bool keep_greeting(struct app *app, const struct career_path *path,
			  struct error *err)
{
	const char *from = "", *to = "";

	if (path)
		path_short(&app->turn, path, &from, &to);
	return store_set(app->store, greeting_key, path ?
			 arena_printf(&app->turn, "%s\t%s", from, to) : "",
			 err);
}

bool path_greeting(struct app *app, const struct screen *screen,
		   const char **says, struct error *err)
{
	const char *kept, *tab;

	*says = NULL;
	if (!store_get(app->store, &app->turn, greeting_key, &kept, err))
		return false;
	tab = kept ? strchr(kept, '\t') : NULL;
	if (tab)
		*says = arena_printf(&app->turn, "%.*s %s %s",
				     (int)(tab - kept), kept,
				     screen->utf8 ? "→" : "->", tab + 1);
	return true;
}

bool path_set_start(struct app *app, const struct career_path *path,
		    int64_t start, struct error *err)
{
	return store_set(app->store, start_key(app, path->id),
			 path_iso(app, start), err) &&
	       keep_greeting(app, path, err);
}

/* ---- use, list ---- */

bool path_use(struct app *app, const struct arguments *arguments,
	      struct error *err)
{
	const struct career_path *path;
	int64_t start;
	bool set;

	if (arguments->count < 2)
		return error_set(err, "path use needs the id of a path; 'path "
				 "list' shows them");
	if (!find_path(app, arguments->list[1], &path, err) ||
	    !store_set(app->store, "path", path->id, err) ||
	    !path_start(app, path, &start, &set, err) ||
	    !keep_greeting(app, set ? path : NULL, err))
		return false;
	if (app->json)
		path_put_chosen(app, path, set ? start : 0);
	else
		app_wrap(app, "Your path is now: %s.",
					   path->title);
	return true;
}

static void put_file(struct json *json, const struct path_file *file,
		     bool in_use)
{
	json_open(json, '{');
	json_put(json, "id", file->sound ? file->path.id : NULL);
	json_put(json, "title", file->sound ? file->path.title : NULL);
	json_put(json, "file", file->file);
	json_put_bool(json, "own", file->own);
	json_put_bool(json, "in_use", in_use);
	if (!file->sound)
		json_put(json, "problem", file->problem.text);
	json_close(json, '}');
}

static void show_file(struct app *app, struct screen *screen,
		      const struct path_file *file, bool in_use)
{
	struct text problem;

	screen_symbol(screen, in_use ? STYLE_GOOD : STYLE_DIM,
		      in_use ? SYMBOL_ARROW : SYMBOL_DOT);
	if (file->sound) {
		screen_add(screen, STYLE_BOLD, " %s", file->path.id);
		screen_add(screen, STYLE_DIM, "%s\n", file->own ?
			   "  (your own)" : "");
		screen_add(screen, STYLE_PLAIN, "  ");
		screen_wrap(screen, STYLE_PLAIN, 2, 2, arena_printf(&app->turn,
			    "%s; %s months.", file->path.title,
			    path_range(app, &file->path.months)));
		return;
	}
	text_init(&problem, ERROR_PATH_MAX + ERROR_TEXT_MAX);
	error_show(&file->problem, &problem);
	screen_add(screen, STYLE_BAD, " not right: ");
	screen_wrap(screen, STYLE_PLAIN, 13, 2, problem.s);
	text_release(&problem);
}

bool path_list(struct app *app, struct error *err)
{
	struct json json = app_json(app);
	struct path_files files;
	struct screen screen;
	const char *id;

	if (!store_get(app->store, &app->turn, "path", &id, err) ||
	    !path_files(app, &files, err))
		return false;
	app_screen(app, &screen);
	if (app->json)
		json_open(&json, '[');
	for (size_t i = 0; i < files.count; i++) {
		const struct path_file *file = &files.list[i];
		bool in_use = file->path.id && str_is(str_of(id ? id : USUAL),
						      file->path.id);

		if (app->json)
			put_file(&json, file, in_use);
		else
			show_file(app, &screen, file, in_use);
	}
	if (app->json) {
		json_close(&json, ']');
		text_add(&app->out, "\n");
	}
	return true;
}

/* ---- check ---- */

enum { NAMES_MOST = 200000 };	/* questions of banks that were added */

static void know_shipped(struct app *app, struct path_names *known)
{
	struct bank *bank = ARENA_NEW(&app->turn, struct bank);
	struct problems ignored;

	problems_init(&ignored, &app->turn);
	for (size_t i = 0; bank_skills[i]; i++)
		strings_add(&app->turn, &known->skills, bank_skills[i]);
	if (!bank_load(&app->turn, app->shipped, bank, &ignored))
		return;
	for (size_t i = 0; i < bank->skills.count; i++)
		strings_add(&app->turn, &known->skills, bank->skills.list[i]);
	for (size_t i = 0; i < bank->question_count; i++)
		strings_add(&app->turn, &known->questions,
			    bank->questions[i].id);
}

/* A learner's path may name what banks of the learner's have. */
static bool know_added(struct app *app, struct path_names *known,
		       struct error *err)
{
	struct strings ids = { 0 };
	struct skill_row *skills;
	size_t count;

	if (!store_complete(app->store, &app->turn, STR(""), NAMES_MOST, &ids,
			    err) ||
	    !store_skills(app->store, &app->turn, app_today(app), &skills,
			  &count, err))
		return false;
	for (size_t i = 0; i < ids.count; i++)
		strings_add(&app->turn, &known->questions, ids.list[i]);
	for (size_t i = 0; i < count; i++)
		strings_add(&app->turn, &known->skills, skills[i].skill);
	return true;
}

/* No database is made for it. */
static bool know(struct app *app, struct path_names *known, struct error *err)
{
	struct advert_reader *reader;
	struct error ignored;
	bool opened, ok;

	know_shipped(app, known);
	if (adverts_reader(app, &reader, &ignored))
		for (size_t i = 0; i < advert_terms(reader); i++)
			strings_add(&app->turn, &known->terms,
				    advert_term(reader, i)->id);
	if (!app->store && !file_exists(app->database))
		return true;
	if (!app_look(app, &opened, err))
		return false;
	ok = know_added(app, known, err);
	app_look_away(app, opened);
	return ok;
}

bool path_check(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct path_names known = { 0 };
	struct problems problems;
	struct career_path path;
	struct json json = app_json(app);
	size_t wrong;

	if (arguments->count < 2)
		return error_set(err, "path check needs the file of a path");
	if (path_load(&app->turn, arguments->list[1], &path, &problems)) {
		if (!know(app, &known, err))
			return false;
		path_check_names(&path, &known, &problems);
	}
	wrong = problems.count + problems.more;
	app->found_problems = wrong > 0;
	if (app->json) {
		json_open(&json, '{');
		bank_problems_to_json(&json, "problems", &problems);
		json_put_integer(&json, "steps", (int64_t)path.step_count);
		json_close(&json, '}');
		text_add(&app->out, "\n");
		return true;
	}
	problems_show(&problems, &app->out);
	if (wrong)
		app_wrap(app, "%s", app_count(app, (int64_t)wrong,
					       "problem"));
	else
		app_wrap(app, "%s: %s, %s to build; "
			 "nothing is wrong with it.", path.title,
			 app_count(app, (int64_t)path.step_count, "step"),
			 app_count(app, (int64_t)path.build_count, "skill"));
	return true;
}
