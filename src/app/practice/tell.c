/* tell.c - what a feedback service is told of an attempt, and of a session.
 *
 * Only while one is on. The statement is made here, once, and goes into the
 * outbox in the transaction of what it tells. A text that the learner has not
 * agreed to send is not handed to the statement at all: so it is in no row. A
 * model that only comments is not told what it could say nothing of.
 */
#include "app/practice/practice.h"
#include "app/feedback/feedback.h"

/* Stories are about the learner, whatever kind of question they answer. */
static bool may_send_text(const struct sitting *s,
			  const struct service *service)
{
	bool story = s->mark.star != NULL ||
		str_is(str_of(s->row.kind), kind_names[KIND_BEHAVIOURAL]);

	return service->answers && (service->stories || !story);
}

struct first {
	struct arena *arena;
	const char *id;
};

static bool note_first(void *context, const struct attempt *attempt)
{
	struct first *first = context;

	first->id = arena_strdup(first->arena, attempt->id);
	return true;
}

/* UUID of the attempt that this one follows; NULL: none. */
static bool find_first(struct sitting *s, const char **id, struct error *err)
{
	struct attempt_filter filter = { .number = s->parent };
	struct first first = { .arena = &s->arena };

	if (s->parent && !store_attempts(s->app->store, &filter, false,
					 note_first, &first, err))
		return false;
	*id = first.id;
	return true;
}

static struct answer_facts facts_of(const struct sitting *s,
				const struct attempt *attempt,
				const struct telling *telling,
				const char *first)
{
	return (struct answer_facts){
		.teller = &telling->teller,
		.id = attempt->id,
		.first = first,
		.session = s->session->row.id,
		.session_kind = s->session->row.kind,
		.bank = attempt->bank,
		.question = attempt->question,
		.revision = attempt->revision,
		.prompt = s->row.prompt,
		.asked = attempt->asked,
		.kind = s->row.kind,
		.skill = s->row.skill,
		.level = s->row.level,
		.answer = may_send_text(s, &telling->service)
			? attempt->answer : NULL,
		.at = { attempt->at.utc + attempt->seconds,
			attempt->at.offset },
		.seconds = attempt->seconds,
		.hints = attempt->hints,
		.model_seen = attempt->model_seen,
		.mark = &s->mark,
	};
}

static struct outbox_row *make_row(struct app *app, struct arena *arena,
				   const char *id, const char *verb,
				   const struct text *body)
{
	struct outbox_row *row = ARENA_NEW(arena, struct outbox_row);

	*row = (struct outbox_row){
		.id = id, .attempt = id, .verb = verb,
		.body = text_dup(arena, body), .made = app->now(app).utc,
		.state = OUTBOX_QUEUED,
	};
	return row;
}

bool tell_attempt(struct sitting *s, const struct attempt *attempt,
		  const struct outbox_row **row, struct error *err)
{
	struct telling telling;
	struct answer_facts facts;
	struct text body;
	const char *first;

	*row = NULL;
	if (!telling_read(s->app, &s->arena, &telling, err) ||
	    (telling.on && !find_first(s, &first, err)))
		return false;
	if (!telling.on || (telling_is_chat(&telling) &&
			    !may_send_text(s, &telling.service)))
		return true;
	facts = facts_of(s, attempt, &telling, first);
	text_init(&body, STATEMENT_MAX);
	statement_answered(&body, &facts);
	*row = make_row(s->app, &s->arena, attempt->id, "answered", &body);
	text_release(&body);
	return true;
}

bool tell_session(struct app *app, const struct session *session,
		  const struct outbox_row **row, struct error *err)
{
	const struct session_row *of = &session->row;
	struct session_facts facts = {
		.session = of->id, .session_kind = of->kind,
		.at = app->now(app), .seconds = of->seconds,
		.questions = (int)session->count,
		.answered = (int)session->answered, .total = session->total,
	};
	struct telling telling;
	struct text body;

	*row = NULL;
	if (session->answered == 0)
		return true;
	if (!telling_read(app, &app->turn, &telling, err))
		return false;
	if (!telling.on || telling_is_chat(&telling))
		return true;
	facts.teller = &telling.teller;
	text_init(&body, STATEMENT_MAX);
	statement_completed(&body, &facts);
	*row = make_row(app, &app->turn, of->id, "completed", &body);
	text_release(&body);
	return true;
}
