/* mock.c - a mock interview: what it asks, and its clock.
 *
 * `practise mock [20|40|60]`. The plan chooses from a few candidates of each
 * skill, so that a bank of any size is no slower. The time shown is for
 * keeping to it: nothing is cut short when it is over.
 */
#include "app/practice/practice.h"

enum {
	MOCK_MINUTES = 40,
	/* Every other answer is followed by a question of a minute. */
	MOCK_FOLLOW_UP = 30,
	/* Candidates of each group that are looked at: an hour of questions
	 * that take one minute could all be of one skill. */
	MOCK_CANDIDATES = 60,
};

static bool gather(struct app *app, const char *kind, const char *skill,
		   struct candidate **list, size_t *count, struct error *err)
{
	struct question_filter filter = { .kind = kind, .skill = skill };
	int64_t today = app_today(app);

	return store_candidates(app->store, &app->turn, &filter, today, true,
				(uint64_t)today, MOCK_CANDIDATES, list, count,
				err);
}

/* Those that open and close it, and stories, lean towards the path's step. */
static bool gather_kind(struct app *app, struct session *session,
			enum kind kind, struct candidate **list,
			size_t *count, struct error *err)
{
	struct question_filter filter = { .kind = kind_names[kind] };

	if (!gather(app, filter.kind, NULL, list, count, err))
		return false;
	steer_weigh(app, session->steer, &filter, MOCK_CANDIDATES, list,
		    count);
	return true;
}

static bool gather_skills(struct app *app, struct mock_bank *bank,
			  struct error *err)
{
	struct skill_row *rows;
	size_t count;

	if (!store_skills(app->store, &app->turn, app_today(app), &rows,
			  &count, err))
		return false;
	bank->skills = ARENA_ARRAY(&app->turn, count, struct mock_skill);
	for (size_t i = 0; i < count; i++) {
		struct mock_skill *skill = &bank->skills[bank->skill_count];

		*skill = (struct mock_skill){ .answers = rows[i].attempts,
					      .mean = rows[i].mean,
					      .due = rows[i].due };
		if (!gather(app, kind_names[KIND_TECHNICAL], rows[i].skill,
			    &skill->list, &skill->count, err))
			return false;
		bank->skill_count += skill->count > 0;
	}
	return true;
}

static bool take_minutes(const struct arguments *words, int64_t *minutes,
			 struct error *err)
{
	*minutes = MOCK_MINUTES;
	if (words->count > 1)
		return error_set(err, "'%s' is too much for a mock interview: "
				 "practise mock [20|40|60]", words->list[1]);
	if (words->count == 0 ||
	    (text_number(str_of(words->list[0]), 20, 60, minutes) &&
	     *minutes % 20 == 0))
		return true;
	return error_set(err, "a mock interview takes 20, 40 or 60 minutes, "
			 "not '%s'", words->list[0]);
}

bool mock_choose(struct app *app, const struct arguments *words,
		 struct session *session, struct error *err)
{
	struct fsrs fsrs = app_fsrs(app);
	struct mock_bank bank = { 0 };
	struct candidate *asked;
	int64_t minutes, today = app_today(app);

	if (!take_minutes(words, &minutes, err) ||
	    !gather_kind(app, session, KIND_CAREER, &bank.career,
			 &bank.career_count, err) ||
	    !gather_kind(app, session, KIND_BEHAVIOURAL, &bank.stories,
			 &bank.story_count, err) ||
	    !gather_skills(app, &bank, err))
		return false;
	asked = ARENA_ARRAY(&app->turn, (size_t)minutes, struct candidate);
	session->count = plan_mock(&fsrs, &bank, (int)minutes,
				   app->settings.follow_ups ? MOCK_FOLLOW_UP
							    : 0,
				   today, (uint64_t)today, asked);
	if (session->count == 0)
		return error_set(err, "no question fits into %d minutes; see "
				 "'questions' for what there is",
				 (int)minutes);
	session->keys = ARENA_ARRAY(&app->turn, session->count, int64_t);
	for (size_t i = 0; i < session->count; i++) {
		session->keys[i] = asked[i].key;
		steer_chosen(app, session->steer, &asked[i]);
	}
	session->why = steer_why(app, session);
	session->row.minutes = (int)minutes;
	session->verdict = verdict_new(&app->turn);
	return true;
}

/* ---- what is shown of it ---- */

void show_mock_begin(struct app *app, const struct session *session)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0,
		    arena_printf(&app->turn, "A mock interview of %d minutes, "
				 "%s. Marks come at its end. The clock cuts "
				 "nothing short; :quit ends it early.",
				 session->row.minutes,
				 app_count(app, (int64_t)session->count,
					   "question")));
	screen_add(&screen, STYLE_PLAIN, "\n");
}

void show_mock_time(struct sitting *s, int indent)
{
	const struct session_row *row = &s->session->row;
	int used = practice_seconds(row->at, s->app->now(s->app)) / 60;
	struct arena *turn = &s->app->turn;
	struct screen screen;

	app_screen(s->app, &screen);
	screen_wrap(&screen, STYLE_DIM, 0, indent, used < row->minutes
		    ? arena_printf(turn, "%d of %d minutes used, %d left",
				   used, row->minutes, row->minutes - used)
		    : arena_printf(turn, "%d of %d minutes used: time is up; "
				   "go on as you like, or :quit", used,
				   row->minutes));
}
