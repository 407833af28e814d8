/* practice.c - the main job, in order: ask, answer, mark, keep, show.
 *
 * The only place that knows this order. A mark is stored before it is shown,
 * so a mark that was seen is never lost. A follow-up is asked once a
 * question; its answer is kept as a child of the first and shows what it won
 * back, while rating and streak keep the first mark. A mock interview keeps
 * its marks to itself until its end.
 */
#include "app/practice/practice.h"
#include "app/feedback/feedback.h"

bool sitting_open(struct app *app, const struct question_row *row,
		  struct sitting *s, struct error *err)
{
	*s = (struct sitting){ .app = app, .row = *row };
	arena_init(&s->arena, 0);
	text_init(&s->answer, LANG_ANSWER_MAX);
	if (store_load(app->store, &s->arena, row, &s->loaded, err) &&
	    marker_make(&s->arena, &s->loaded.question, s->loaded.rubrics,
			&s->loaded.words, &s->marker, err))
		return true;
	sitting_close(s);
	return false;
}

void sitting_close(struct sitting *s)
{
	text_release(&s->answer);
	arena_release(&s->arena);
}

/* One answer: read, marked, kept, shown. */
static bool sit(struct sitting *s, enum answered *answered, struct error *err)
{
	if (!answer_read(s, answered, err) || *answered != ANSWER_GIVEN)
		return err->text[0] == '\0';
	mark_answer(&s->arena, s->marker, text_str(&s->answer), &s->mark);
	if (!practice_keep(s, err))
		return false;
	s->seconds += s->attempt.seconds;
	if (!s->session->verdict && !show_mark(s, err))
		return false;
	app_flush(s->app);
	if (s->attempt.tells)
		courier_start(s->app);
	return true;
}

/* What follows a mark: the follow-up, another try, the next question. */
static bool go_on(struct sitting *s, enum answered *answered,
		  struct error *err)
{
	bool asked = s->parent != 0;	/* a draft was taken up */

	if (!asked) {
		s->first = s->mark;
		s->parent = s->attempt.number;
	}
	for (;;) {
		const struct follow_up *follow_up =
			asked || !s->app->settings.follow_ups
				? NULL
				: mark_follow_up(&s->loaded.question, &s->mark);
		enum after after;

		s->asked = follow_up ? follow_up->ask : NULL;
		if (!answer_after(s, follow_up != NULL, &after, err))
			return false;
		if (after == AFTER_NEXT)
			return true;
		if (after == AFTER_LEAVE) {
			*answered = ANSWER_LEFT;
			return true;
		}
		asked = true;
		s->asked = after == AFTER_FOLLOW_UP ? s->asked : NULL;
		if (!s->asked)
			show_question(s);
		if (!sit(s, answered, err))
			return false;
		if (*answered != ANSWER_GIVEN)
			return true;
	}
}

/* The same in a mock interview: the follow-up, and no word on either. */
static bool go_on_unmarked(struct sitting *s, enum answered *answered,
			   struct error *err)
{
	const struct follow_up *follow_up;

	if (s->parent)			/* a draft was taken up */
		return true;
	s->first = s->mark;
	s->parent = s->attempt.number;
	follow_up = s->app->settings.follow_ups
		? mark_follow_up(&s->loaded.question, &s->mark) : NULL;
	if (!follow_up)
		return true;
	s->asked = follow_up->ask;
	show_follow_up(s);
	return sit(s, answered, err);
}

/* What is needed to ask a question; on failure the sitting is closed. */
static bool sit_down(struct app *app, int64_t key, struct sitting *s,
		     struct error *err)
{
	struct question_row row;
	bool opened, ok;

	if (!store_hold(app->store, err))
		return false;
	opened = store_question_by_key(app->store, &app->turn, key, &row,
				       err) &&
		sitting_open(app, &row, s, err);
	ok = opened && bring_offered(s, &s->stories, err) &&
		draft_resume(s, err);
	store_let_go(app->store);
	if (opened && !ok)
		sitting_close(s);
	return ok;
}

static bool ask(struct app *app, struct session *session, size_t number,
		enum answered *answered, struct error *err)
{
	struct sitting s;
	bool ok;

	if (!sit_down(app, session->keys[number], &s, err))
		return false;
	s.session = session;
	s.number = number + 1;
	s.of = session->count;
	show_question(&s);
	ok = sit(&s, answered, err);
	if (ok && *answered == ANSWER_GIVEN) {
		session->answered++;
		session->total += s.parent ? s.first.score : s.mark.score;
		ok = session->verdict ? go_on_unmarked(&s, answered, err)
				      : go_on(&s, answered, err);
		if (session->verdict)
			verdict_add(&s);
	}
	sitting_close(&s);
	return ok;
}

static void show_why(struct app *app, const char *why)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_DIM, 0, 0, why);
}

static void begin(struct app *app, struct session *session)
{
	char uuid[37];

	app_uuid(app, uuid);
	session->row.id = arena_strdup(&app->turn, uuid);
	session->row.at = app->now(app);
	session->row.day = app_today(app);
	session->row.questions = (int)session->count;
	session->row.seconds = -1;
}

static bool end(struct app *app, struct session *session, struct error *err)
{
	const struct outbox_row *tells = NULL;
	int64_t number = session->row.number;

	session->row.seconds = practice_seconds(session->row.at,
						app->now(app));
	if (number && (!tell_session(app, session, &tells, err) ||
		       !store_end_session_told(app->store, number,
					       session->row.seconds, tells,
					       err)))
		return false;
	if (tells)
		courier_start(app);
	return (!session->verdict || show_verdict(app, session, err)) &&
		show_end(app, session, err);
}

/* After a failure an interview still tells what it can; the failure is what
 * is said in the end. */
static bool break_off(struct app *app, struct session *session)
{
	struct error ignored = { 0 };

	if (session->verdict && !term_failed(app->term) &&
	    !end(app, session, &ignored))
		text_add(&app->out, "\n");
	return false;
}

bool practise(struct app *app, struct session *session, struct error *err)
{
	enum answered answered = ANSWER_GIVEN;

	begin(app, session);
	if (session->why)
		show_why(app, session->why);
	if (session->verdict)
		show_mock_begin(app, session);
	for (size_t i = 0; i < session->count; i++) {
		if (!ask(app, session, i, &answered, err))
			return break_off(app, session);
		if (answered == ANSWER_LEFT || answered == ANSWER_ENDED ||
		    term_failed(app->term))
			break;
	}
	return end(app, session, err);
}
