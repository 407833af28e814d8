/* enrol.c - the command `enrol`: in the cohort of an instructor.
 *
 * The code is the cohort's name, with a colon and the registration behind it
 * where the instructor has one from a learning platform. Without one it is
 * made of the name, so that all who enrol in a cohort have the same.
 */
#include "app/feedback/feedback.h"
#include "app/commands.h"

enum { COHORT_MAX = 100, UUID_LEN = 36 };

static bool is_uuid(struct str text)
{
	if (text.len != UUID_LEN)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text.s[i] != '-'
			 : !strchr("0123456789abcdefABCDEF", text.s[i]))
			return false;
	}
	return true;
}

/* Version 8 of RFC 9562, for what an application makes by its own rule: two
 * hashes of the name. */
static const char *registration_of(struct arena *arena, struct str cohort)
{
	uint64_t a = text_hash(text_hash(TEXT_HASH, STR("cohort ")), cohort);
	uint64_t b = text_hash(text_hash(a, STR(" again ")), cohort);

	a = (a & ~UINT64_C(0xf000)) | UINT64_C(0x8000);
	b = (b & ~(UINT64_C(3) << 62)) | UINT64_C(1) << 63;
	return arena_printf(arena, "%08x-%04x-%04x-%04x-%012llx",
			    (unsigned)(a >> 32),
			    (unsigned)(a >> 16 & 0xffff),
			    (unsigned)(a & 0xffff), (unsigned)(b >> 48),
			    (unsigned long long)(b & UINT64_C(0xffffffffffff)));
}

bool enrol_read_code(struct app *app, const char *code,
		     struct enrolment *enrolment, struct error *err)
{
	struct str rest = str_trim(str_of(code)), cohort = rest, uuid = { 0 };
	const char *colon = memchr(rest.s, ':', rest.len);

	if (colon) {
		cohort.len = (size_t)(colon - rest.s);
		uuid = (struct str){ colon + 1, rest.len - cohort.len - 1 };
		if (!is_uuid(uuid))
			return error_set(err, "behind the colon of a code "
					 "stands a registration, a UUID; ask "
					 "your instructor for the code");
	}
	if (cohort.len == 0 || cohort.len > COHORT_MAX ||
	    utf8_find_unsafe(cohort) < cohort.len ||
	    memchr(cohort.s, '\n', cohort.len) ||
	    utf8_check(cohort) < cohort.len)
		return error_set(err, "a code has 1 to %d bytes, on one line",
				 COHORT_MAX);
	enrolment->cohort = str_dup(&app->turn, cohort);
	enrolment->registration = colon ? str_dup(&app->turn, uuid)
		: registration_of(&app->turn, cohort);
	enrolment->day = app_today(app);
	return true;
}

static void show(struct app *app, const struct enrolment *enrolment,
		 bool found, bool on)
{
	struct json json = app_json(app);

	if (app->json) {
		json_open(&json, '{');
		json_put(&json, "cohort", found ? enrolment->cohort : NULL);
		json_put(&json, "registration",
			 found ? enrolment->registration : NULL);
		json_close(&json, '}');
		text_add(&app->out, "\n");
		return;
	}
	if (!found) {
		app_say(app, "You are in no cohort; 'enrol CODE' puts you in "
			"one.\n");
		return;
	}
	app_say(app, "You are in the cohort %s, since %s.\n",
		enrolment->cohort, app_day_name(app, enrolment->day));
	if (!on)
		app_say(app, "Nobody is told of it while no feedback service "
			"is on; see 'help feedback'.\n");
}

static bool run_enrol(struct app *app, const struct arguments *arguments,
		      struct error *err)
{
	struct enrolment enrolment = { .cohort = NULL };
	bool leave = option(arguments, "leave") != NULL;
	struct service service;
	bool found, on;

	if (leave && arguments->count > 0)
		return error_set(err, "--leave takes no code");
	if (leave && !store_leave_cohort(app->store, err))
		return false;
	if (arguments->count > 0 &&
	    (!enrol_read_code(app, arguments->list[0], &enrolment, err) ||
	     !store_enrol(app->store, &enrolment, err)))
		return false;
	if (!store_enrolment(app->store, &app->turn, &enrolment, &found,
			     err) ||
	    !store_service(app->store, &app->turn, &service, &on, err))
		return false;
	show(app, &enrolment, found, on);
	return true;
}

static const char *const options[] = { "leave", "json", NULL };

const struct command command_enrol = {
	.name = "enrol",
	.alias = "enroll",
	.usage = "[CODE] [--leave] [--json]",
	.summary = "join the cohort of an instructor, by its code",
	.help = "Your results then name the cohort; they are sent only while "
		"a feedback service is\non. --leave leaves it.",
	.options = options,
	.max = 1,
	.run = run_enrol,
};
