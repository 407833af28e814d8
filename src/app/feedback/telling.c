/* telling.c - who is told, and who tells.
 *
 * To a service the learner is an account: a UUID that says nothing, made for
 * that service's origin and kept beside the service, so that turning it off
 * and on again does not make a stranger of the learner, and another service
 * cannot find out that it is the same person.
 */
#include "app/feedback/feedback.h"

static const char account_setting[] = "feedback-account";

bool telling_read(struct app *app, struct arena *arena,
		  struct telling *telling, struct error *err)
{
	struct enrolment *enrolment = &telling->enrolment;

	*telling = (struct telling){ .on = false };
	if (!store_service(app->store, arena, &telling->service, &telling->on,
			   err))
		return false;
	if (!telling->on)
		return true;
	if (!store_enrolment(app->store, arena, enrolment, &telling->enrolled,
			     err))
		return false;
	telling->teller = (struct teller){
		.account = telling->service.account,
		.cohort = telling->enrolled ? enrolment->cohort : NULL,
		.registration = telling->enrolled ? enrolment->registration
						  : NULL,
		.program = arena_printf(arena, "rehearse %s", app_version),
	};
	return true;
}

bool telling_is_chat(const struct telling *telling)
{
	return telling->on &&
		str_is(str_of(telling->service.protocol), "chat");
}

/* "ORIGIN ACCOUNT", of the service that was on last; NULL: never any. */
static bool last_account(struct app *app, struct str *origin,
			 const char **account, struct error *err)
{
	const char *value;
	struct str rest;

	*account = NULL;
	if (!store_get(app->store, &app->turn, account_setting, &value, err))
		return false;
	rest = str_of(value);
	if (value && str_cut(&rest, ' ', origin) && rest.len > 0)
		*account = str_dup(&app->turn, rest);
	return true;
}

bool telling_account(struct app *app, const char *origin,
		     const char **account, struct error *err)
{
	struct str last;
	char uuid[37];

	if (!last_account(app, &last, account, err))
		return false;
	if (*account && str_is(last, origin))
		return true;
	app_uuid(app, uuid);
	*account = arena_strdup(&app->turn, uuid);
	return true;
}

bool telling_keep_account(struct app *app, const char *origin,
			  const char *account, struct error *err)
{
	return store_set(app->store, account_setting,
			 arena_printf(&app->turn, "%s %s", origin, account),
			 err);
}

/* ---- voiding ---- */

struct voiding {
	struct app *app;
	struct teller teller;
};

static bool make_void(void *context, struct arena *arena, const char *id,
		      struct outbox_row *row)
{
	const struct voiding *voiding = context;
	struct app *app = voiding->app;
	struct void_facts facts = { .teller = &voiding->teller, .target = id,
				.at = app->now(app) };
	char uuid[37];
	struct text body;

	app_uuid(app, uuid);
	facts.id = uuid;
	text_init(&body, STATEMENT_MAX);
	statement_voided(&body, &facts);
	*row = (struct outbox_row){
		.id = arena_strdup(arena, uuid), .attempt = id,
		.verb = "voided", .body = text_dup(arena, &body),
		.made = app->now(app).utc, .state = OUTBOX_QUEUED,
	};
	text_release(&body);
	return true;
}

bool telling_void(struct app *app, struct error *err)
{
	struct voiding *voiding = ARENA_NEW(&app->turn, struct voiding);
	const char *account;
	struct telling telling;
	struct str origin;

	if (!telling_read(app, &app->turn, &telling, err) ||
	    !last_account(app, &origin, &account, err))
		return false;
	voiding->app = app;
	voiding->teller = telling.teller;
	if (!telling.on)
		voiding->teller.account = account;
	store_void_by(app->store, voiding->teller.account &&
		      !telling_is_chat(&telling) ? make_void : NULL, voiding);
	return true;
}
