/* statement.c - attempts and sessions as xAPI 1.0.3 statements.
 *
 * A statement is made once and sent as it is, so the same facts give the same
 * bytes. Written for the strictest reader (spec 2.2 and 4): one identifier of
 * the actor, no `version`, no null, members that are unknown or empty left
 * out, verbs of ADL only, numbers that survive 32 bits of precision, a zone at
 * every moment that is never -00:00.
 *
 * The interaction type is `other`, for any text: in the other types "[,]" and
 * "{case_matters=" inside a response have a meaning, and learners do type
 * "[,]" where the answer is code. It is the same for every answer, for the
 * definition belongs to the question.
 */
#include "wire/wire.h"

#include <stdio.h>


enum { PLACES_SCALED = 4, PLACES_POINTS = 4 };

/* ---- parts ---- */

/* A number with at most so many decimals, none of them needless. */
static void put_decimal(struct json *json, const char *name, double value,
			int places)
{
	char digits[64];
	size_t len = (size_t)snprintf(digits, sizeof(digits), "%.*f", places,
				      value);

	while (memchr(digits, '.', len) &&
	       (digits[len - 1] == '0' || digits[len - 1] == '.')) {
		bool point = digits[len - 1] == '.';

		len--;
		if (point)
			break;
	}
	json_name(json, name);
	json_raw(json, (struct str){ digits, len });
}

/* UUIDs are compared by bytes in some stores. */
static void put_uuid(struct json *json, const char *name, const char *uuid)
{
	struct text lower;

	text_init(&lower, 64);
	for (; *uuid; uuid++)
		text_add_char(&lower, (char)(*uuid >= 'A' && *uuid <= 'Z' ?
					     *uuid - 'A' + 'a' : *uuid));
	json_put(json, name, lower.s);
	text_release(&lower);
}

/* One segment of an IRI: what is not unreserved is escaped. */
static void add_segment(struct text *iri, const char *segment)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ-._~";

	text_add_char(iri, '/');
	for (; *segment; segment++) {
		if (strchr(plain, *segment))
			text_add_char(iri, *segment);
		else
			text_addf(iri, "%%%02X", (unsigned char)*segment);
	}
}

/* "id": BASE/what/a/b/c, as far as they are given. */
static void put_iri(struct json *json, const char *what, const char *a,
		    const char *b, const char *c)
{
	struct text iri;

	text_init(&iri, 4096);
	text_add(&iri, WIRE_BASE);
	add_segment(&iri, what);
	if (a)
		add_segment(&iri, a);
	if (b)
		add_segment(&iri, b);
	if (c)
		add_segment(&iri, c);
	json_put(json, "id", iri.s);
	text_release(&iri);
}

static void open_extension(struct json *json, const char *name, char bracket)
{
	struct text key;

	text_init(&key, 256);
	text_addf(&key, WIRE_EXTENSION "%s", name);
	json_name(json, key.s);
	if (bracket)
		json_open(json, bracket);
	text_release(&key);
}

static void extend_text(struct json *json, const char *name, const char *value)
{
	if (!value || !value[0])
		return;
	open_extension(json, name, '\0');
	json_string(json, str_of(value));
}

static void extend_number(struct json *json, const char *name, int64_t value)
{
	open_extension(json, name, '\0');
	json_integer(json, value);
}

static void extend_true(struct json *json, const char *name, bool value)
{
	if (!value)
		return;
	open_extension(json, name, '\0');
	json_bool(json, true);
}

/* {"en": value} */
static void put_words(struct json *json, const char *name, const char *value)
{
	json_name(json, name);
	json_open(json, '{');
	json_put(json, "en", value);
	json_close(json, '}');
}

static void put_moment(struct json *json, const char *name,
		       struct moment moment)
{
	struct text text;

	/* Whole minutes, so that a small zone west is not -00:00. */
	moment.offset -= moment.offset % 60;
	text_init(&text, 64);
	date_add(&text, moment);
	json_put(json, name, text.s);
	text_release(&text);
}

static void put_duration(struct json *json, int seconds)
{
	char duration[32];

	snprintf(duration, sizeof(duration), "PT%dS", seconds);
	json_put(json, "duration", duration);
}

/* ---- what all have ---- */

static void open_statement(struct json *json, struct text *out, const char *id,
			   const struct teller *teller, const char *verb)
{
	char iri[sizeof(WIRE_VERBS) + 32];

	json_init(json, out, 0);
	json_open(json, '{');
	put_uuid(json, "id", id);
	json_name(json, "actor");
	json_open(json, '{');
	json_put(json, "objectType", "Agent");
	json_name(json, "account");
	json_open(json, '{');
	json_put(json, "homePage", WIRE_BASE);
	put_uuid(json, "name", teller->account);
	json_close(json, '}');
	json_close(json, '}');
	snprintf(iri, sizeof(iri), WIRE_VERBS "%s", verb);
	json_name(json, "verb");
	json_open(json, '{');
	json_put(json, "id", iri);
	put_words(json, "display", verb);
	json_close(json, '}');
}

static void close_statement(struct json *json, struct moment at)
{
	put_moment(json, "timestamp", at);
	json_close(json, '}');
}

static void put_activity_type(struct json *json, const char *type)
{
	char iri[128];

	snprintf(iri, sizeof(iri), "http://adlnet.gov/expapi/activities/%s",
		 type);
	json_put(json, "type", iri);
}

/* One activity in a list of a context: {id, definition}. */
static void put_activity(struct json *json, const char *type, const char *what,
			 const char *a, const char *b)
{
	json_open(json, '{');
	put_iri(json, what, a, b, NULL);
	json_name(json, "definition");
	json_open(json, '{');
	put_activity_type(json, type);
	json_close(json, '}');
	json_close(json, '}');
}

static void put_grouping(struct json *json, const struct teller *teller,
			 const char *bank)
{
	if (!bank && !teller->cohort)
		return;
	json_name(json, "grouping");
	json_open(json, '[');
	if (teller->cohort)
		put_activity(json, "course", "cohort", teller->cohort, NULL);
	if (bank)
		put_activity(json, "module", "bank", bank, NULL);
	json_close(json, ']');
}

static void put_category(struct json *json)
{
	json_name(json, "category");
	json_open(json, '[');
	put_activity(json, "profile", "xapi", "profile", "1");
	json_close(json, ']');
}

static void put_context_head(struct json *json, const struct teller *teller,
			     const char *session)
{
	const char *registration = teller->registration
		? teller->registration : session;

	if (registration)
		put_uuid(json, "registration", registration);
	json_put(json, "platform", teller->program);
}

/* ---- answered ---- */

static void put_question(struct json *json, const struct answer_facts *facts)
{
	const char *text = facts->asked ? facts->asked : facts->prompt;

	json_name(json, "object");
	json_open(json, '{');
	json_put(json, "objectType", "Activity");
	/* A follow-up is another question. */
	put_iri(json, "question", facts->bank, facts->question,
		facts->asked ? "follow-up" : NULL);
	json_name(json, "definition");
	json_open(json, '{');
	put_activity_type(json, "cmi.interaction");
	put_words(json, "name", facts->question);
	if (text[0])
		put_words(json, "description", text);
	json_put(json, "interactionType", "other");
	json_close(json, '}');
	json_close(json, '}');
}

static void put_points(struct json *json, const struct mark *mark)
{
	open_extension(json, "points", '[');
	for (size_t i = 0; i < mark->point_count; i++) {
		const struct point_mark *point = &mark->points[i];

		json_open(json, '{');
		json_put(json, "id", point->id);
		json_put(json, "state", point_state_names[point->state]);
		put_decimal(json, "earned", point->earned, PLACES_POINTS);
		put_decimal(json, "worth", point->point->worth,
			    PLACES_POINTS);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_mistakes(struct json *json, const struct mark *mark)
{
	if (mark->mistake_count == 0)
		return;
	open_extension(json, "mistakes", '[');
	for (size_t i = 0; i < mark->mistake_count; i++) {
		const struct mistake_mark *mistake = &mark->mistakes[i];

		json_open(json, '{');
		json_put(json, "id", mistake->id);
		put_decimal(json, "costs", mistake->mistake->costs,
			    PLACES_POINTS);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_flags(struct json *json, unsigned flags)
{
	open_extension(json, "flags", '[');
	for (int bit = 0; bit < FLAG_COUNT; bit++)
		if (flags & 1u << bit)
			json_string(json, str_of(flag_names[bit]));
	json_close(json, ']');
}

static void put_score(struct json *json, double score)
{
	json_name(json, "score");
	json_open(json, '{');
	put_decimal(json, "scaled", score / 100, PLACES_SCALED);
	put_decimal(json, "raw", score, PLACES_SCALED - 2);
	json_put_integer(json, "min", 0);
	json_put_integer(json, "max", 100);
	json_close(json, '}');
}

static void put_answer(struct json *json, const struct answer_facts *facts)
{
	const struct mark *mark = facts->mark;

	json_name(json, "result");
	json_open(json, '{');
	put_score(json, mark->score);
	json_put_bool(json, "success", mark->score >= MARK_STRONG_FROM);
	json_put_bool(json, "completion", true);
	if (facts->answer)
		json_put(json, "response", facts->answer);
	put_duration(json, facts->seconds);
	json_name(json, "extensions");
	json_open(json, '{');
	extend_text(json, "grade", grade_names[mark->grade]);
	put_points(json, mark);
	put_mistakes(json, mark);
	put_flags(json, mark->flags);
	extend_number(json, "words", mark->words);
	extend_number(json, "hints", facts->hints);
	extend_true(json, "model-answer-seen", facts->model_seen);
	extend_true(json, "answer-withheld", !facts->answer);
	json_close(json, '}');
	json_close(json, '}');
}

static void put_parent(struct json *json, const struct answer_facts *facts)
{
	if (!facts->asked && !facts->session_kind)
		return;
	json_name(json, "parent");
	json_open(json, '[');
	if (facts->asked)
		put_activity(json, "cmi.interaction", "question", facts->bank,
			     facts->question);
	if (facts->session_kind)
		put_activity(json, "assessment", "session",
			     facts->session_kind, NULL);
	json_close(json, ']');
}

static void put_first(struct json *json, const char *first)
{
	if (!first)
		return;
	json_name(json, "statement");
	json_open(json, '{');
	json_put(json, "objectType", "StatementRef");
	put_uuid(json, "id", first);
	json_close(json, '}');
}

static void put_context(struct json *json, const struct answer_facts *facts)
{
	json_name(json, "context");
	json_open(json, '{');
	put_context_head(json, facts->teller, facts->session);
	put_first(json, facts->first);
	json_name(json, "contextActivities");
	json_open(json, '{');
	put_parent(json, facts);
	put_grouping(json, facts->teller, facts->bank);
	put_category(json);
	json_close(json, '}');
	json_name(json, "extensions");
	json_open(json, '{');
	extend_text(json, "session", facts->session);
	extend_text(json, "revision", facts->revision);
	extend_text(json, "kind", facts->kind);
	extend_text(json, "skill", facts->skill);
	extend_text(json, "level", facts->level);
	json_close(json, '}');
	json_close(json, '}');
}

void statement_answered(struct text *out, const struct answer_facts *facts)
{
	struct json json;

	open_statement(&json, out, facts->id, facts->teller, "answered");
	put_question(&json, facts);
	put_answer(&json, facts);
	put_context(&json, facts);
	close_statement(&json, facts->at);
}

/* ---- completed ---- */

static void put_session(struct json *json, const struct session_facts *facts)
{
	json_name(json, "object");
	json_open(json, '{');
	json_put(json, "objectType", "Activity");
	put_iri(json, "session", facts->session_kind, NULL, NULL);
	json_name(json, "definition");
	json_open(json, '{');
	put_activity_type(json, "assessment");
	put_words(json, "name", facts->session_kind);
	json_close(json, '}');
	json_close(json, '}');
}

void statement_completed(struct text *out, const struct session_facts *facts)
{
	struct json json;

	open_statement(&json, out, facts->session, facts->teller, "completed");
	put_session(&json, facts);
	json_name(&json, "result");
	json_open(&json, '{');
	put_score(&json, (double)facts->total / facts->answered);
	json_put_bool(&json, "completion",
		      facts->answered >= facts->questions);
	put_duration(&json, facts->seconds);
	json_name(&json, "extensions");
	json_open(&json, '{');
	extend_number(&json, "questions", facts->questions);
	extend_number(&json, "answered", facts->answered);
	json_close(&json, '}');
	json_close(&json, '}');
	json_name(&json, "context");
	json_open(&json, '{');
	put_context_head(&json, facts->teller, facts->session);
	json_name(&json, "contextActivities");
	json_open(&json, '{');
	put_grouping(&json, facts->teller, NULL);
	put_category(&json);
	json_close(&json, '}');
	json_name(&json, "extensions");
	json_open(&json, '{');
	extend_text(&json, "session", facts->session);
	json_close(&json, '}');
	json_close(&json, '}');
	close_statement(&json, facts->at);
}

/* ---- voided ---- */

/* No platform: that is only for what is said of an activity. */
void statement_voided(struct text *out, const struct void_facts *facts)
{
	struct json json;

	open_statement(&json, out, facts->id, facts->teller, "voided");
	json_name(&json, "object");
	json_open(&json, '{');
	json_put(&json, "objectType", "StatementRef");
	put_uuid(&json, "id", facts->target);
	json_close(&json, '}');
	close_statement(&json, facts->at);
}
