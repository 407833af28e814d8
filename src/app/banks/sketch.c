/* sketch.c - `bank sketch`: rubrics for questions that have none.
 *
 * What comes out is a whole bank in one file, right as `bank check` has it,
 * or nothing: every question's own model answer is marked with the rubric
 * made of it, and one that does not reach 90 is named with its place. The
 * bundle is written as JSON, the way a bank is kept, and turned into YAML.
 * A sketch is a start: phrases are the reference's own words and their kin,
 * and want the eye of somebody who knows what else is right.
 */
#include "app/banks/banks.h"

#include "fit/fit.h"

#include <inttypes.h>
#include <string.h>

enum { ENOUGH = 90, ID_KEPT = BANK_ID_MAX - 10 };

/* The skill of questions that name none. */
static const char unsaid_skill[] = "general";

struct sketching {
	struct app *app;
	struct bank bank;
	struct problems problems;
	bool *bare;			/* question i came without a rubric */
	size_t count;			/* of those */
	struct arena turn;		/* of one question */
};

/* ---- ids ---- */

static const char *rubric_id(struct sketching *s, const char *question)
{
	const char *id = question;

	for (int number = 2; bank_find_rubric(&s->bank, id) ||
	     (id != question && bank_find_question(&s->bank, id)); number++)
		id = arena_printf(&s->app->turn, "%.*s-%d", ID_KEPT, question,
				  number);
	return id;
}

/* Names a rubric, and a skill where there is none, for every question. */
static void name_all(struct sketching *s)
{
	struct arena *arena = &s->app->turn;
	struct bank *bank = &s->bank;
	bool unsaid = false;

	s->bare = ARENA_ARRAY(arena, bank->question_count, bool);
	for (size_t i = 0; i < bank->question_count; i++) {
		struct question *question = &bank->questions[i];

		if (!question->skill) {
			question->skill = unsaid_skill;
			unsaid = true;
		}
		if (question->rubrics.count > 0)
			continue;
		strings_add(arena, &question->rubrics,
			    rubric_id(s, question->id));
		s->bare[i] = true;
		s->count++;
	}
	if (unsaid && !strings_have(&bank->skills, unsaid_skill))
		strings_add(arena, &bank->skills, unsaid_skill);
}

/* ---- one question ---- */

static void say(struct sketching *s, const struct question *question,
		const char *what)
{
	problems_add(&s->problems, question->place.path, question->place.line,
		     question->place.column, "the model answer of %s %s",
		     question->id, what);
}

/* Is its model answer good enough for the rubric made of it? */
static void check_model(struct sketching *s, const struct question *question,
			const struct rubric *rubric)
{
	struct marker *marker;
	struct mark mark;
	struct error err;
	unsigned bit = 1;

	if (!marker_make(&s->turn, question, &rubric, &s->bank, &marker,
			 &err)) {
		problems_add_error(&s->problems, &err);
		return;
	}
	mark_answer(&s->turn, marker, str_of(question->model), &mark);
	if (mark.score >= ENOUGH)
		return;
	while (bit < 1u << FLAG_COUNT && !(mark.flags & bit))
		bit <<= 1;
	say(s, question, arena_printf(&s->turn, "marks as %d by the rubric "
				      "made from it: %s", mark.score,
				      mark.flags ?
				      mark_advice_flag((enum flag)bit) :
				      "write it out in whole sentences"));
}

static void sketch_one(struct sketching *s, const struct question *question,
		       struct json *json)
{
	struct sketch *sketch;
	struct rubric rubric;

	arena_reset(&s->turn);
	sketch = sketch_make(&s->turn, str_of(question->prompt),
			     str_of(question->model));
	if (!sketch_rubric(&s->turn, sketch, question->rubrics.list[0],
			   &rubric)) {
		say(s, question, "says nothing that its prompt does not say; "
		    "write more of it");
		return;
	}
	check_model(s, question, &rubric);
	bank_rubric_to_json(json, &rubric);
}

/* ---- the bundle ---- */

static void write_bundle(struct sketching *s, struct json *json)
{
	const struct bank *bank = &s->bank;

	json_open(json, '{');
	bank_head_to_json(json, bank);
	json_name(json, "questions");
	json_open(json, '[');
	for (size_t i = 0; i < bank->question_count; i++)
		bank_question_to_json(json, &bank->questions[i]);
	json_close(json, ']');
	json_name(json, "rubrics");
	json_open(json, '[');
	for (size_t i = 0; i < bank->rubric_count; i++)
		bank_rubric_to_json(json, &bank->rubrics[i]);
	for (size_t i = 0; i < bank->question_count; i++)
		if (s->bare[i])
			sketch_one(s, &bank->questions[i], json);
	json_close(json, ']');
	json_close(json, '}');
}

/* As JSON with lines that a bank may have, or as YAML. */
static bool make_bundle(struct sketching *s, bool as_json, struct text *out,
			struct error *err)
{
	struct text text;
	struct json json;
	bool ok = true;

	if (as_json) {
		json_init(&json, out, 1);
		write_bundle(s, &json);
		text_add(out, "\n");
	} else {
		text_init(&text, 2u * BANK_FILE_MAX);
		json_init(&json, &text, 0);
		write_bundle(s, &json);
		arena_reset(&s->turn);
		ok = s->problems.count > 0 ||
		     yaml_from_json(&s->turn, text_str(&text), out, err);
		ok = ok && (!text.cut || error_set(err, "the bank is too "
						   "large; split it"));
		text_release(&text);
	}
	return ok && (!out->cut || error_set(err, "the bank is too large for "
					     "one file; split it"));
}

/* ---- the command ---- */

static void show_problems(struct app *app, const struct problems *problems)
{
	app->found_problems = true;
	if (app->json) {
		struct json json = app_json(app);

		json_open(&json, '{');
		bank_problems_to_json(&json, "problems", problems);
		json_close(&json, '}');
		text_add(&app->out, "\n");
		return;
	}
	problems_show(problems, &app->out);
	text_addf(&app->out, "%s; nothing was written\n",
		  app_count(app, (int64_t)(problems->count + problems->more),
			    "problem"));
}

static void show_written(const struct sketching *s, const char *path)
{
	struct app *app = s->app;
	int64_t questions = (int64_t)s->bank.question_count;

	if (app->json) {
		struct json json = app_json(app);

		json_open(&json, '{');
		json_put(&json, "written", path);
		json_put_integer(&json, "questions", questions);
		json_put_integer(&json, "sketched", (int64_t)s->count);
		json_close(&json, '}');
		text_add(&app->out, "\n");
		return;
	}
	app_say(app, "%s: %s, ", path, app_count(app, questions, "question"));
	app_say(app, "%s sketched. Read what it takes for right, then: bank "
		"check %s\n", app_count(app, (int64_t)s->count, "rubric"),
		path);
}

/* Where the bundle goes: to a new file, or to standard output as it is. */
static bool deliver(const struct sketching *s, const char *path,
		    const struct text *bundle, struct error *err)
{
	if (!path) {
		s->app->json = true;	/* data: no pager */
		return app_flush(s->app) && term_show(s->app->term, bundle);
	}
	if (!file_write(path, text_str(bundle), err))
		return false;
	show_written(s, path);
	return true;
}

static bool sketch_all(struct sketching *s, const char *path,
		       const char *write, struct error *err)
{
	struct text bundle;
	bool ok;

	if (!bank_load_drafts(&s->app->turn, path, &s->bank, &s->problems)) {
		show_problems(s->app, &s->problems);
		return true;
	}
	name_all(s);
	text_init(&bundle, BANK_FILE_MAX);
	ok = make_bundle(s, s->app->json, &bundle, err);
	problems_sort(&s->problems);
	if (ok && s->problems.count > 0)
		show_problems(s->app, &s->problems);
	else if (ok)
		ok = deliver(s, write, &bundle, err);
	text_release(&bundle);
	return ok;
}

bool bank_sketch(struct app *app, const struct arguments *arguments,
		 struct error *err)
{
	struct sketching s = { .app = app };
	const char *write = option(arguments, "write");
	bool ok;

	if (arguments->count < 2)
		return error_set(err, "bank sketch needs the file or folder "
				 "with your questions");
	if (write && file_exists(write))
		return error_set(err, "%s is there already and was left as it "
				 "is; choose another name, or remove it",
				 write);
	arena_init(&s.turn, 0);
	ok = sketch_all(&s, arguments->list[1], write, err);
	arena_release(&s.turn);
	return ok;
}
