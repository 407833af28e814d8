/* status.c - how the service is: `feedback status`, doctor, the start.
 *
 * Whatever is not delivered is counted here with its age and its reason, for
 * nothing may be lost in silence.
 */
#include "app/feedback/feedback.h"

#include <inttypes.h>

struct state {
	struct telling telling;
	struct outbox_counts counts;
	bool by_hand;
};

static bool read_state(struct app *app, struct state *state,
		       struct error *err)
{
	const char *by_hand;

	if (!telling_read(app, &app->turn, &state->telling, err) ||
	    !store_outbox_counts(app->store, app->now(app).utc,
				 &state->counts, err) ||
	    !store_get(app->store, &app->turn, "feedback-by-hand", &by_hand,
		       err))
		return false;
	state->by_hand = by_hand != NULL;
	return true;
}

/* ---- JSON ---- */

static void put_moment(struct json *json, const char *name, int64_t utc)
{
	struct moment moment = { .utc = utc };
	struct text text;

	json_name(json, name);
	if (!utc) {
		json_null(json);
		return;
	}
	text_init(&text, 64);
	date_add(&text, moment);
	json_string(json, text_str(&text));
	text_release(&text);
}

static void put_service(struct json *json, const struct state *state)
{
	const struct service *service = &state->telling.service;

	json_put(json, "protocol", service->protocol);
	json_put(json, "url", service->url);
	json_put(json, "origin", service->origin);
	json_put(json, "account", service->account);
	if (service->model[0])
		json_put(json, "model", service->model);
	json_put_bool(json, "answers", service->answers);
	json_put_bool(json, "stories", service->stories);
	json_put_bool(json, "by_hand", state->by_hand);
	put_moment(json, "agreed", service->agreed);
	put_moment(json, "pulled", service->pulled);
	put_moment(json, "wait_until", service->wait_until);
	json_put(json, "stopped", service->stopped[0] ? service->stopped
						      : NULL);
	json_put(json, "cohort", state->telling.enrolled
		 ? state->telling.enrolment.cohort : NULL);
}

static void status_json(struct app *app, const struct state *state)
{
	const struct outbox_counts *counts = &state->counts;
	struct json json = app_json(app);

	json_open(&json, '{');
	json_put_bool(&json, "on", state->telling.on);
	if (state->telling.on)
		put_service(&json, state);
	for (int i = 0; i < OUTBOX_STATES; i++)
		json_put_integer(&json, outbox_state_names[i],
				 counts->rows[i]);
	json_put_integer(&json, "due", counts->due);
	put_moment(&json, "oldest", counts->oldest);
	put_moment(&json, "next_try", counts->next_try);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

/* ---- words ---- */

static void line(struct app *app, const char *label, const char *text)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "%-10s", label);
	screen_wrap(&screen, STYLE_PLAIN, 10, 10, text);
}

/* "today 19:05" */
static const char *moment_name(struct app *app, int64_t utc)
{
	int64_t seconds = utc + app->now(app).offset;
	int64_t minute = ((seconds / 60) % 1440 + 1440) % 1440;

	return arena_printf(&app->turn, "%s %02d:%02d", feedback_day(app, utc),
			    (int)(minute / 60), (int)(minute % 60));
}

static const char *what_is_sent(const struct service *service)
{
	if (str_is(str_of(service->protocol), "chat"))
		return service->stories
			? "answers, with their questions and rubrics"
			: "answers, with their questions and rubrics, but no "
			  "stories";
	if (!service->answers)
		return "marks, without the text of answers";
	return service->stories ? "marks, and the text of all answers"
		: "marks, and the text of answers, but not of stories";
}

static const char *waiting(struct app *app, const struct state *state)
{
	const struct outbox_counts *counts = &state->counts;
	int64_t queued = counts->rows[OUTBOX_QUEUED];
	const char *text;

	if (queued == 0)
		return "nothing";
	text = arena_printf(&app->turn, "%s, the oldest since %s",
			    app_count(app, queued, "statement"),
			    moment_name(app, counts->oldest));
	if (counts->due == 0)
		text = arena_printf(&app->turn, "%s; next try %s", text,
				    moment_name(app, counts->next_try));
	if (state->by_hand)
		text = arena_printf(&app->turn, "%s; sent by 'feedback send' "
				    "only", text);
	return text;
}

static void show_service(struct app *app, const struct state *state)
{
	const struct service *service = &state->telling.service;
	struct arena *turn = &app->turn;

	line(app, "service", arena_printf(turn, "%s (%s%s%s)", service->url,
					  service->protocol,
					  service->model[0] ? ", model " : "",
					  service->model));
	line(app, "sent", what_is_sent(service));
	if (state->telling.enrolled)
		line(app, "cohort", state->telling.enrolment.cohort);
	if (service->stopped[0])
		line(app, "stopped", service->stopped);
	if (service->wait_until > app->now(app).utc)
		line(app, "asked to", arena_printf(turn, "wait until %s",
				moment_name(app, service->wait_until)));
	line(app, "comments", service->pulled
	     ? arena_printf(turn, "asked for %s",
			    moment_name(app, service->pulled))
	     : "not asked for yet");
}

/* Counts, and why the last of them is there. */
static bool show_rows(struct app *app, const struct state *state,
		      enum outbox_state which, const char *what_to_do,
		      struct error *err)
{
	int64_t count = state->counts.rows[which];
	const char *says;

	if (count == 0)
		return true;
	if (!store_outbox_last_error(app->store, &app->turn, which, &says,
				     err))
		return false;
	line(app, outbox_state_names[which],
	     arena_printf(&app->turn, "%s%s%s%s%s",
			  app_count(app, count, "statement"),
			  says ? ": " : "", says ? says : "",
			  what_to_do[0] ? "; " : "", what_to_do));
	return true;
}

static bool show_status(struct app *app, const struct state *state,
			struct error *err)
{
	const char *says;

	if (state->telling.on)
		show_service(app, state);
	else
		line(app, "service", "off; see 'help feedback'");
	line(app, "waiting", waiting(app, state));
	if (!store_outbox_last_error(app->store, &app->turn, OUTBOX_QUEUED,
				     &says, err))
		return false;
	if (says)
		line(app, "last try", says);
	line(app, "delivered",
	     app_count(app, state->counts.rows[OUTBOX_DELIVERED],
		       "statement"));
	return show_rows(app, state, OUTBOX_ASIDE,
			 "'feedback send --aside' tries again", err) &&
		show_rows(app, state, OUTBOX_WITHHELD, state->telling.on
			  ? "'feedback send --withheld' sends them" : "",
			  err);
}

/* How many set aside the learner has seen the status of; missing: none. */
static const char aside_seen[] = "feedback-aside-seen";

static bool read_seen(struct app *app, int64_t *seen, struct error *err)
{
	const char *value;

	*seen = 0;
	if (!store_get(app->store, &app->turn, aside_seen, &value, err))
		return false;
	if (value && !text_number(str_of(value), 0, INT64_MAX, seen))
		*seen = 0;
	return true;
}

static bool note_seen(struct app *app, int64_t aside, struct error *err)
{
	int64_t seen;

	if (!read_seen(app, &seen, err))
		return false;
	return seen == aside ||
		store_set(app->store, aside_seen, aside == 0 ? NULL
			  : arena_printf(&app->turn, "%" PRId64, aside), err);
}

/* Those that were set aside since the status was last looked at. */
static bool count_unseen(struct app *app, int64_t *unseen, struct error *err)
{
	int64_t seen = 0;

	if (!store_outbox_aside_count(app->store, unseen, err) ||
	    (*unseen && !read_seen(app, &seen, err)))
		return false;
	*unseen = seen < *unseen ? *unseen - seen : 0;
	return true;
}

bool feedback_status(struct app *app, struct error *err)
{
	struct state state;

	if (!read_state(app, &state, err) ||
	    !note_seen(app, state.counts.rows[OUTBOX_ASIDE], err))
		return false;
	if (app->json) {
		status_json(app, &state);
		return true;
	}
	return show_status(app, &state, err);
}

/* ---- doctor, and the start ---- */

bool feedback_health(struct app *app, bool *well, const char **says,
		     struct error *err)
{
	const struct service *service;
	struct state state;
	int64_t aside;

	*well = true;
	if (!read_state(app, &state, err))
		return false;
	service = &state.telling.service;
	aside = state.counts.rows[OUTBOX_ASIDE];
	*well = !state.telling.on || (!service->stopped[0] && aside == 0);
	if (!state.telling.on)
		*says = "off: nothing is sent anywhere";
	else if (service->stopped[0])
		*says = arena_printf(&app->turn, "%s: stopped: %s",
				     service->origin, service->stopped);
	else if (aside > 0)
		*says = arena_printf(&app->turn, "%s: %s set aside; see "
				     "'feedback status'", service->origin,
				     app_count(app, aside, "statement"));
	else
		*says = arena_printf(&app->turn, "%s: %" PRId64 " delivered, "
				     "waiting: %s", service->origin,
				     state.counts.rows[OUTBOX_DELIVERED],
				     waiting(app, &state));
	return true;
}

bool feedback_greet(struct app *app, struct error *err)
{
	struct service service;
	struct screen screen;
	int64_t aside;
	bool on;

	if (!store_service(app->store, &app->turn, &service, &on, err))
		return false;
	if (!on)
		return true;
	if (!count_unseen(app, &aside, err))
		return false;
	app_screen(app, &screen);
	if (aside)
		screen_wrap(&screen, STYLE_WARN, 0, 0,
			    arena_printf(&app->turn, "%s could not be told to "
					 "the feedback service; 'feedback "
					 "status' says why.",
					 app_count(app, aside, "result")));
	if (service.stopped[0])
		screen_wrap(&screen, STYLE_WARN, 0, 0,
			    arena_printf(&app->turn, "The feedback service is "
					 "stopped: %s", service.stopped));
	courier_greet(app, &service);
	return comments_show_new(app, true, err);
}
