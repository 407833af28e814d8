/* session.c - which questions a session asks; the command `practise`.
 *
 * Words narrow the choice: a skill, a kind, a level, a question's id, a
 * number of questions. Without an id the plan decides: due ones first, then
 * new ones; `ahead` brings in those not yet due, so that a day with nothing
 * due can always be kept.
 */
#include "app/practice/practice.h"
#include "app/commands.h"

#include <string.h>

enum { SESSION_MAX = 200, CANDIDATES = 400 };

struct wish {
	struct question_filter filter;
	int64_t most;
	bool ahead, only_due, only_new;
	const char *id;
};

static bool is_skill(struct app *app, const char *word)
{
	struct skill_row *rows;
	struct error ignored;
	size_t count;

	for (size_t i = 0; bank_skills[i]; i++)
		if (str_is(str_of(word), bank_skills[i]))
			return true;
	if (!store_skills(app->store, &app->turn, app_today(app), &rows,
			  &count, &ignored))
		return false;
	for (size_t i = 0; i < count; i++)
		if (str_is(str_of(word), rows[i].skill))
			return true;
	return false;
}

static bool is_among(const char *word, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(str_of(word), names[i]))
			return true;
	return false;
}

static bool take_word(struct app *app, const char *word, struct wish *wish,
		      struct error *err)
{
	int64_t number;

	if (text_number(str_of(word), INT64_MIN, INT64_MAX, &number)) {
		wish->most = number;
		return (number >= 1 && number <= SESSION_MAX) ||
			error_set(err, "a session has 1 to %d questions, not "
				  "%s", SESSION_MAX, word);
	}
	if (str_is(str_of(word), "review") || str_is(str_of(word), "due"))
		wish->only_due = true;
	else if (str_is(str_of(word), "new"))
		wish->only_new = true;
	else if (str_is(str_of(word), "ahead"))
		wish->ahead = true;
	else if (str_is(str_of(word), "favourites"))
		wish->filter.wanted = 1;
	else if (is_among(word, level_names, LEVEL_COUNT))
		wish->filter.level = word;
	else if (is_skill(app, word))	/* behavioural, career: skills too */
		wish->filter.skill = word;
	else if (is_among(word, kind_names, KIND_COUNT))
		wish->filter.kind = word;
	else
		wish->id = word;
	return true;
}

static bool choose_one(struct app *app, const char *id,
		       struct session *session, struct error *err)
{
	struct question_row row;

	if (!store_find_question(app->store, &app->turn, id, &row, err))
		return false;
	session->keys = ARENA_NEW(&app->turn, int64_t);
	session->keys[0] = row.key;
	session->count = 1;
	return true;
}

/* Keeps of the candidates those wanted, best first. */
static void keep(struct app *app, const struct wish *wish,
		 struct candidate *list, size_t count,
		 struct session *session)
{
	struct fsrs fsrs = app_fsrs(app);
	int64_t today = app_today(app);
	const struct interview *interview = &app->settings.interview;
	bool near = plan_is_near(interview, today);
	size_t wanted = plan_pick_for(interview, &fsrs, list, count, today,
				      wish->ahead, (uint64_t)today);

	session->keys = ARENA_ARRAY(&app->turn, wanted, int64_t);
	for (size_t i = 0; i < wanted &&
	     session->count < (size_t)wish->most; i++) {
		bool due = list[i].seen &&
			   (list[i].due_day <= today ||
			    (near && plan_forgets(interview, &fsrs,
						  list[i].stability,
						  list[i].last_day)));

		if ((wish->only_due && !due) || (wish->only_new &&
						 list[i].seen))
			continue;
		session->keys[session->count++] = list[i].key;
		steer_chosen(app, session->steer, &list[i]);
	}
}

/* In the last days before an interview all that is due before it may be
 * wanted. On other days due ones come first, and no others are looked at where
 * these fill the session. */
static bool choose_some(struct app *app, struct wish *wish,
			struct session *session, struct error *err)
{
	const struct interview *interview = &app->settings.interview;
	int64_t today = app_today(app);
	bool near = plan_is_near(interview, today);
	struct candidate *list;
	size_t count;

	wish->filter.enough = near || wish->only_new ? 0 : (size_t)wish->most;
	if (!store_candidates(app->store, &app->turn, &wish->filter,
			      near ? interview->day - 1 : today, wish->ahead,
			      (uint64_t)today, CANDIDATES, &list, &count,
			      err))
		return false;
	steer_weigh(app, session->steer, &wish->filter, CANDIDATES, &list,
		    &count);
	keep(app, wish, list, count, session);
	return true;
}

/* A draft of a question that fits goes first: it was begun. */
static bool put_draft_first(struct app *app, const struct wish *wish,
			    struct session *session, struct error *err)
{
	const struct question_filter *filter = &wish->filter;
	struct draft draft;
	struct question_row row;
	bool found;
	size_t at = 0;

	if (!store_newest_draft(app->store, &app->turn, &draft, &found, err))
		return false;
	if (!found || draft.text[0] == '\0' || wish->only_new ||
	    filter->wanted || filter->skill || filter->kind ||
	    filter->level ||
	    !store_find_question(app->store, &app->turn,
				 arena_printf(&app->turn, "%s:%s", draft.bank,
					      draft.question), &row,
				 &(struct error){ 0 }))
		return true;
	while (at < session->count && session->keys[at] != row.key)
		at++;
	if (at == session->count) {
		int64_t *keys = ARENA_ARRAY(&app->turn, session->count + 1,
					    int64_t);

		memcpy(keys, session->keys, session->count * sizeof(*keys));
		session->keys = keys;
		if (session->count < (size_t)wish->most)
			session->count++;
		else
			at--;
	}
	memmove(session->keys + 1, session->keys, at * sizeof(*session->keys));
	session->keys[0] = row.key;
	return true;
}

/* Unless the learner asked for something narrower. */
static bool put_assigned_first(struct app *app, const struct wish *wish,
			       struct session *session, struct error *err)
{
	const struct question_filter *filter = &wish->filter;

	return wish->only_due || wish->only_new || filter->wanted ||
		filter->skill || filter->kind || filter->level ||
		assigned_put_first(app, session, (size_t)wish->most, err);
}

static bool no_question(const struct wish *wish, struct error *err)
{
	if (wish->filter.wanted)
		return error_set(err, "there is no such favourite; 'favourite "
				 "QUESTION-ID' makes one");
	return error_set(err, "there is no such question; see 'questions' for "
			 "what there is");
}

bool session_choose(struct app *app, const struct arguments *arguments,
		    struct session *session, struct error *err)
{
	struct wish wish = { .most = app->settings.session };

	for (size_t i = 0; i < arguments->count; i++)
		if (!take_word(app, arguments->list[i], &wish, err))
			return false;
	if (wish.only_due)
		session->row.kind = "review";
	if (wish.id)
		return choose_one(app, wish.id, session, err);
	if (!choose_some(app, &wish, session, err) ||
	    !put_assigned_first(app, &wish, session, err))
		return false;
	if (session->count == 0 && !wish.only_due && !wish.only_new &&
	    !wish.ahead) {		/* nothing due, nothing new: go ahead */
		wish.ahead = true;
		if (!choose_some(app, &wish, session, err))
			return false;
	}
	if (!put_draft_first(app, &wish, session, err))
		return false;
	session->why = steer_why(app, session);
	if (session->count > 0)
		return true;
	if (wish.only_due)
		return error_set(err, "nothing is due there; try 'practise "
				 "ahead' or 'practise new'");
	return no_question(&wish, err);
}

/* ---- cram ---- */

/* What is near to a word that no cramming knows. */
static bool no_cram(struct app *app, const char *word, struct error *err)
{
	struct strings skills = { 0 };
	struct question_row row;
	struct error ignored;
	const char *near;

	for (size_t i = 0; bank_skills[i]; i++)
		strings_add(&app->turn, &skills, bank_skills[i]);
	near = text_nearest(word, &skills);
	if (!near && store_find_question(app->store, &app->turn, word, &row,
					 &ignored))
		return error_set(err, "cram takes skills, not a question; try "
				 "'practise %s'", row.name);
	return error_set(err, near ? "no skill '%s'; did you mean '%s'?"
				   : "no skill '%s'; 'progress' lists them",
			 word, near);
}

/* Candidates of each skill that was named, or of all. */
static bool gather(struct app *app, struct question_filter *filter,
		   const struct strings *skills, struct candidate **list,
		   size_t *count, struct error *err)
{
	size_t times = skills->count > 0 ? skills->count : 1, cap = 0;
	uint64_t today = (uint64_t)app_today(app);

	*list = NULL;
	*count = 0;
	for (size_t i = 0; i < times; i++) {
		struct candidate *more;
		size_t found;

		filter->skill = skills->count > 0 ? skills->list[i] : NULL;
		if (!store_candidates(app->store, &app->turn, filter,
				      (int64_t)today, true, today, CANDIDATES,
				      &more, &found, err))
			return false;
		for (size_t j = 0; j < found; j++) {
			*list = arena_grow(&app->turn, *list, *count, &cap,
					   sizeof(**list));
			(*list)[(*count)++] = more[j];
		}
	}
	return true;
}

static bool cram_choose(struct app *app, const struct arguments *words,
			struct session *session, struct error *err)
{
	struct wish wish = { .most = app->settings.session };
	struct strings skills = { 0 };
	struct candidate *list;
	size_t count;

	for (size_t i = 0; i < words->count; i++) {
		wish.filter.skill = NULL;
		if (!take_word(app, words->list[i], &wish, err))
			return false;
		if (wish.id || wish.only_due || wish.only_new || wish.ahead)
			return no_cram(app, words->list[i], err);
		if (wish.filter.skill &&
		    !strings_have(&skills, wish.filter.skill))
			strings_add(&app->turn, &skills, wish.filter.skill);
	}
	if (!gather(app, &wish.filter, &skills, &list, &count, err))
		return false;
	plan_cram(list, count, app_today(app), (uint64_t)app_today(app));
	session->keys = ARENA_ARRAY(&app->turn, count, int64_t);
	for (; session->count < count && session->count < (size_t)wish.most;
	     session->count++)
		session->keys[session->count] = list[session->count].key;
	return session->count > 0 || no_question(&wish, err);
}

/* ---- the command ---- */

/* Kinds of session, by the first word; without one it is a drill. */
static const struct {
	const char *name, *kind;
	bool (*choose)(struct app *app, const struct arguments *words,
		       struct session *session, struct error *err);
} sessions[] = {
	{ "drill", "drill", session_choose },
	{ "mock", "mock", mock_choose },
	{ "cram", "cram", cram_choose },
	{ "today", "daily", today_choose },
};
enum { SESSIONS = sizeof(sessions) / sizeof(*sessions) };

static bool choose(struct app *app, const struct arguments *arguments,
		   struct session *session, struct error *err)
{
	struct arguments rest = *arguments;

	session->row.kind = "drill";
	for (size_t i = 0; i < SESSIONS && rest.count > 0; i++) {
		if (!str_is(str_of(rest.list[0]), sessions[i].name))
			continue;
		session->row.kind = sessions[i].kind;
		rest.count--;
		for (size_t j = 0; j < rest.count; j++)
			rest.list[j] = rest.list[j + 1];
		return sessions[i].choose(app, &rest, session, err);
	}
	return session_choose(app, &rest, session, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct session session = { 0 };
	bool chosen;

	if (!steer_read(app, &session.steer, err) ||
	    !store_hold(app->store, err))
		return false;
	chosen = choose(app, arguments, &session, err);
	store_let_go(app->store);
	return chosen && practise(app, &session, err);
}

const struct command command_practise = {
	.name = "practise",
	.alias = "practice",
	.usage = "[SESSION] [SKILL|KIND|LEVEL|QUESTION-ID] [NUMBER]",
	.summary = "answer questions and have them marked",
	.help = "Sessions:\n"
		"  drill            what your instructor set, what is due, "
		"then new questions\n"
		"                   (also without a word)\n"
		"  review           only what is due\n"
		"  new              only new questions\n"
		"  ahead            also what is not yet due\n"
		"  favourites       only favourites\n"
		"  cram             the weakest first, due or not; takes "
		"several skills\n"
		"  mock [20|40|60]  an interview of so many minutes; marks at "
		"its end\n"
		"  today            the question of the day, the same for "
		"everybody\n"
		"While you answer: :hint :edit :skip :quit :model :clear "
		":help; after a mark\n:retry :model :dispute SCORE REASON. To "
		"a behavioural question :story brings in\none of your "
		"'stories'. New questions for the step of your path, and for "
		"what 20\nadverts or more ask for, come sooner; 'set steer "
		"off' ends that.",
	.max = 8,
	.completes = COMPLETES_PRACTICE,
	.run = run,
};
