/* keep.c - rates, plans and stores one attempt.
 *
 * Attempt, points, card, day and what a service is told go into one
 * transaction of the store. The
 * first mark of a question is what rates it: a follow-up or another try is
 * kept as its child and moves neither card nor streak. A model answer, copied
 * or looked at first, is kept but not rated.
 */
#include "app/practice/practice.h"

static enum rating rate(const struct sitting *s)
{
	if (s->parent || s->model_seen || (s->mark.flags & FLAG_MODEL))
		return RATING_NONE;
	return plan_rating(s->mark.score, s->hints);
}

/* A first answer that is no junk, of as many words as were asked for. */
static bool keeps_the_day(const struct sitting *s)
{
	return !s->parent && !(s->mark.flags & FLAGS_JUNK) &&
	       s->mark.words >= (unsigned)s->app->settings.effort;
}

int practice_seconds(struct moment begun, struct moment now)
{
	int64_t seconds = now.utc - begun.utc;

	return seconds < 0 ? 0 : seconds > 24 * 3600 ? 24 * 3600
						     : (int)seconds;
}

bool practice_keep(struct sitting *s, struct error *err)
{
	struct app *app = s->app;
	struct fsrs fsrs = app_fsrs(app);
	struct session_row *session = &s->session->row;
	struct card card;
	char uuid[37];

	app_uuid(app, uuid);
	s->attempt = (struct attempt){
		.id = arena_strdup(&s->arena, uuid),
		.parent = s->parent,
		.bank = s->row.bank,
		.question = s->row.id,
		.revision = s->row.revision,
		.asked = s->asked,
		.at = s->begun,
		.rollover = app->settings.rollover,
		.day = plan_day(s->begun, app->settings.rollover),
		.seconds = practice_seconds(s->begun, app->now(app)),
		.hints = s->hints,
		.model_seen = s->model_seen,
		.answer = text_dup(&s->arena, &s->answer),
		.score = s->mark.score,
		.grade = grade_names[s->mark.grade],
		.flags = s->mark.flags,
		.words = s->mark.words,
		.rating = rate(s),
		.counts = keeps_the_day(s),
		.disputed = -1,
		.session = session->number,
		.begins = session->number ? NULL : session,
	};
	if (!tell_attempt(s, &s->attempt, &s->attempt.tells, err) ||
	    !store_attempt(app->store, &s->attempt, &s->mark, &fsrs, err))
		return error_prefix(err, "your answer was not saved");
	if (!store_card(app->store, s->row.bank, s->row.id, &card, err))
		return false;
	if (card.state != CARD_NEW) {
		s->row.seen = true;
		s->row.due_day = card.due_day;
	}
	return true;
}
