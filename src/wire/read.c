/* read.c - a statement of anybody's into what a cohort's figures need.
 *
 * Whatever came out of a record store is untrusted: each part is looked at for
 * its type, each text for its length, and a statement that lacks what counts
 * is refused by one name of a short list, so that a million of them are told
 * in a few lines. What other programs record is sound, and not counted. Unlike
 * reply.c this needs no JSON library: it eats the members it knows and steps
 * over the rest.
 */
#include "wire/wire.h"

#include <math.h>
#include <stdlib.h>

const char *const read_says[READ_ENDS] = {
	[READ_ANSWER] = "", [READ_VOID] = "", [READ_OTHER] = "",
	[READ_NO_JSON] = "is not JSON, or nested too deeply",
	[READ_NO_ID] = "has no id that is a UUID",
	[READ_NO_ACTOR] = "does not say whose it is",
	[READ_NO_VERB] = "has no verb",
	[READ_NO_OBJECT] = "does not say what it is about",
	[READ_NO_MOMENT] = "does not say when",
	[READ_NO_SCORE] = "has no score from 0 to 1",
	[READ_BAD_POINTS] = "has points that are none",
};

enum { NUMBER_MAX = 40, IRI_MAX = 2000 };

struct reading {
	struct json_reader json;
	struct error err;		/* what the reader says; untold */
	struct read_facts *facts;
	struct str verb, object, mbox, openid, home, name;
	bool group, has_id, has_moment;
	double scaled, raw, low, high;	/* NaN: unsaid */
	int success;			/* -1: unsaid */
	bool bad_points;
};

/* ---- values ---- */

typedef bool read_member(struct reading *reading, struct str name);

/* Each member of an object; any other value is stepped over. */
static bool each_member(struct reading *reading, read_member *member)
{
	struct json_reader *json = &reading->json;
	struct str name;
	bool empty, more;

	if (!json_take(json, "{"))
		return json_read_raw(json, &name);
	json->rest.s--;
	json->rest.len++;
	if (!json_read_open(json, &empty))
		return false;
	for (more = !empty; more; )
		if (!json_read_name(json, &name) || !member(reading, name) ||
		    !json_next(json, &more))
			return false;
	return true;
}

static bool step_over(struct reading *reading)
{
	struct str raw;

	return json_read_raw(&reading->json, &raw);
}

/* A text; of any other type it is as if unsaid. */
static bool take_text(struct reading *reading, struct str *text)
{
	*text = STR("");
	if (!json_take(&reading->json, "\""))
		return step_over(reading);
	reading->json.rest.s--;
	reading->json.rest.len++;
	return json_read_view(&reading->json, text);
}

/* A number; NaN where it is none. */
static bool take_number(struct reading *reading, double *number)
{
	char digits[NUMBER_MAX + 1];
	struct str raw;

	*number = NAN;
	if (!json_read_raw(&reading->json, &raw))
		return false;
	if (raw.len == 0 || raw.len > NUMBER_MAX ||
	    !(*raw.s == '-' || (*raw.s >= '0' && *raw.s <= '9')))
		return true;
	memcpy(digits, raw.s, raw.len);
	digits[raw.len] = '\0';
	*number = strtod(digits, NULL);
	return true;
}

static int hex_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool parse_uuid(struct str text, uint64_t id[2])
{
	int digits = 0;

	id[0] = id[1] = 0;
	if (text.len != 36)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		int hex = hex_of(text.s[i]);

		if (dash ? text.s[i] != '-' : hex < 0)
			return false;
		if (dash)
			continue;
		id[digits / 16] = id[digits / 16] << 4 | (uint64_t)hex;
		digits++;
	}
	return true;
}

/* ---- who ---- */

static bool account_member(struct reading *reading, struct str name)
{
	if (str_is(name, "homePage"))
		return take_text(reading, &reading->home);
	if (str_is(name, "name"))
		return take_text(reading, &reading->name);
	return step_over(reading);
}

static bool actor_member(struct reading *reading, struct str name)
{
	struct arena *arena = reading->json.arena;
	struct str text;

	if (str_is(name, "account"))
		return each_member(reading, account_member);
	if (str_is(name, "mbox") || str_is(name, "mbox_sha1sum"))
		return take_text(reading, &reading->mbox);
	if (str_is(name, "openid"))
		return take_text(reading, &reading->openid);
	if (!str_is(name, "name") && !str_is(name, "objectType"))
		return step_over(reading);
	if (!take_text(reading, &text))
		return false;
	if (str_is(name, "objectType")) {
		reading->group = str_is(text, "Group");
	} else if (text.len > 0) {
		struct text line;

		text_init(&line, READ_NAME_MAX);
		text_add_str(&line, text);
		reading->facts->name = text_dup(arena, &line);
		text_release(&line);
	}
	return true;
}

/* An account of ours is told by its name alone; one elsewhere with where. */
static bool find_account(struct reading *reading)
{
	struct arena *arena = reading->json.arena;
	struct str key = reading->mbox.len ? reading->mbox : reading->openid;

	if (reading->group)
		return false;
	if (reading->name.len && str_is(reading->home, WIRE_BASE))
		key = reading->name;
	else if (reading->name.len)
		key = str_of(arena_printf(arena, "%.*s %.*s",
					  (int)reading->home.len,
					  reading->home.s,
					  (int)reading->name.len,
					  reading->name.s));
	if (key.len == 0 || key.len > READ_KEY_MAX)
		return false;
	reading->facts->account = str_dup(arena, key);
	return true;
}

/* ---- what about ---- */

static bool id_member(struct reading *reading, struct str name)
{
	if (str_is(name, "id"))
		return take_text(reading, &reading->object);
	return step_over(reading);
}

static bool verb_member(struct reading *reading, struct str name)
{
	if (str_is(name, "id"))
		return take_text(reading, &reading->verb);
	return step_over(reading);
}

/* One segment of an IRI, its escapes undone; false: it is none of ours. */
static bool add_segment(struct text *out, struct str segment)
{
	for (size_t i = 0; i < segment.len; i++) {
		char c = segment.s[i];

		if (c == '%') {
			bool room = segment.len - i > 2;
			int high = room ? hex_of(segment.s[i + 1]) : -1;
			int low = high < 0 ? -1 : hex_of(segment.s[i + 2]);

			if (low < 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (!c)
			return false;
		text_add_char(out, c);
	}
	return segment.len > 0;
}

/* BASE/question/BANK/ID; a follow-up has one segment more. */
static bool find_question(struct reading *reading)
{
	static const char begins[] = WIRE_BASE "/question/";
	struct str rest = reading->object, bank, id;
	struct text name;
	bool ok;

	if (!str_starts(rest, begins))
		return false;
	rest.s += sizeof(begins) - 1;
	rest.len -= sizeof(begins) - 1;
	if (!str_cut(&rest, '/', &bank) || !str_cut(&rest, '/', &id) ||
	    rest.len > 0)
		return false;
	text_init(&name, READ_KEY_MAX);
	ok = add_segment(&name, bank);
	text_add_char(&name, ':');
	ok = add_segment(&name, id) && ok && !name.cut &&
		utf8_check(text_str(&name)) == name.len;
	reading->facts->question = text_dup(reading->json.arena, &name);
	text_release(&name);
	return ok;
}

/* ---- the result ---- */

static bool score_member(struct reading *reading, struct str name)
{
	if (str_is(name, "scaled"))
		return take_number(reading, &reading->scaled);
	if (str_is(name, "raw"))
		return take_number(reading, &reading->raw);
	if (str_is(name, "min"))
		return take_number(reading, &reading->low);
	if (str_is(name, "max"))
		return take_number(reading, &reading->high);
	return step_over(reading);
}

static bool find_score(struct reading *reading)
{
	double score = reading->scaled;

	if (isnan(score) && reading->high > reading->low)
		score = (reading->raw - reading->low) /
			(reading->high - reading->low);
	if (isnan(score) && reading->success >= 0)
		score = reading->success;
	reading->facts->score = score;
	return score >= 0 && score <= 1;
}

static bool point_member(struct reading *reading, struct str name)
{
	struct read_facts *facts = reading->facts;
	struct read_point *point = &facts->points[facts->point_count];
	struct str text;

	if (!str_is(name, "id") && !str_is(name, "state"))
		return step_over(reading);
	if (!take_text(reading, &text))
		return false;
	if (str_is(name, "state"))
		point->missed = str_is(text, "missed") ||
			str_is(text, "contradicted");
	else if (text.len > 0 && text.len <= READ_KEY_MAX)
		point->id = str_dup(reading->json.arena, text);
	return true;
}

static bool take_points(struct reading *reading)
{
	struct read_facts *facts = reading->facts;

	facts->point_count = 0;
	if (!json_take(&reading->json, "["))
		return step_over(reading);
	if (json_take(&reading->json, "]"))
		return true;
	do {
		if (facts->point_count == READ_POINTS_MAX) {
			reading->bad_points = true;
			facts->point_count--;
		}
		facts->points[facts->point_count] = (struct read_point){ 0 };
		if (!each_member(reading, point_member))
			return false;
		reading->bad_points |= !facts->points[facts->point_count].id;
		facts->point_count++;
	} while (json_take(&reading->json, ","));
	return json_take(&reading->json, "]");
}

/* Flags that make an answer junk: it keeps no day. */
static bool take_flags(struct reading *reading)
{
	struct str flag;

	if (!json_take(&reading->json, "["))
		return step_over(reading);
	if (json_take(&reading->json, "]"))
		return true;
	do {
		if (!take_text(reading, &flag))
			return false;
		for (int bit = 0; bit < FLAG_COUNT; bit++)
			reading->facts->junk |= FLAGS_JUNK >> bit & 1 &&
				str_is(flag, flag_names[bit]);
	} while (json_take(&reading->json, ","));
	return json_take(&reading->json, "]");
}

static bool is_extension(struct str name, const char *of)
{
	if (!str_starts(name, WIRE_EXTENSION))
		return false;
	name.s += sizeof(WIRE_EXTENSION) - 1;
	name.len -= sizeof(WIRE_EXTENSION) - 1;
	return str_is(name, of);
}

static bool result_extension(struct reading *reading, struct str name)
{
	double words;

	if (is_extension(name, "points"))
		return take_points(reading);
	if (is_extension(name, "flags"))
		return take_flags(reading);
	if (!is_extension(name, "words"))
		return step_over(reading);
	if (!take_number(reading, &words))
		return false;
	if (words >= 0 && words < 1e9)
		reading->facts->words = (int64_t)words;
	return true;
}

static bool result_member(struct reading *reading, struct str name)
{
	struct str raw;

	if (str_is(name, "score"))
		return each_member(reading, score_member);
	if (str_is(name, "extensions"))
		return each_member(reading, result_extension);
	if (!json_read_raw(&reading->json, &raw))
		return false;
	if (str_is(name, "success"))
		reading->success = str_is(raw, "true") ? 1 :
			str_is(raw, "false") ? 0 : -1;
	return true;
}

/* ---- around it ---- */

static bool context_extension(struct reading *reading, struct str name)
{
	struct str skill;

	if (!is_extension(name, "skill"))
		return step_over(reading);
	if (!take_text(reading, &skill))
		return false;
	if (skill.len > 0 && skill.len <= READ_NAME_MAX)
		reading->facts->skill = str_dup(reading->json.arena, skill);
	return true;
}

static bool context_member(struct reading *reading, struct str name)
{
	if (str_is(name, "extensions"))
		return each_member(reading, context_extension);
	return step_over(reading);
}

/* `timestamp` is when it was; `stored` will do where that is unsaid. */
static bool take_moment(struct reading *reading, bool stored)
{
	struct moment moment;
	struct str text;

	if (!take_text(reading, &text))
		return false;
	if (text.len == 0 || text.len > 40 ||
	    (stored && reading->has_moment) ||
	    !date_parse(text, &moment, &reading->err))
		return true;
	reading->facts->at = moment;
	reading->has_moment = true;
	return true;
}

static bool member(struct reading *reading, struct str name)
{
	struct str text;

	if (str_is(name, "actor"))
		return each_member(reading, actor_member);
	if (str_is(name, "verb"))
		return each_member(reading, verb_member);
	if (str_is(name, "object"))
		return each_member(reading, id_member);
	if (str_is(name, "result"))
		return each_member(reading, result_member);
	if (str_is(name, "context"))
		return each_member(reading, context_member);
	if (str_is(name, "timestamp") || str_is(name, "stored"))
		return take_moment(reading, str_is(name, "stored"));
	if (!str_is(name, "id"))
		return step_over(reading);
	if (!take_text(reading, &text))
		return false;
	reading->has_id = parse_uuid(text, reading->facts->id);
	return true;
}

static enum read_end judge(struct reading *reading)
{
	if (!reading->has_id)
		return READ_NO_ID;
	if (reading->verb.len == 0)
		return READ_NO_VERB;
	if (reading->object.len == 0 || reading->object.len > IRI_MAX)
		return READ_NO_OBJECT;
	if (str_is(reading->verb, WIRE_VERBS "voided"))
		return parse_uuid(reading->object, reading->facts->target)
			? READ_VOID : READ_NO_OBJECT;
	if (!str_is(reading->verb, WIRE_VERBS "answered") ||
	    !find_question(reading))
		return READ_OTHER;
	if (!find_account(reading))
		return READ_NO_ACTOR;
	if (!reading->has_moment)
		return READ_NO_MOMENT;
	if (!find_score(reading))
		return READ_NO_SCORE;
	return reading->bad_points ? READ_BAD_POINTS : READ_ANSWER;
}

enum read_end read_statement(struct arena *arena, struct str statement,
			     struct read_facts *facts)
{
	struct reading reading = {
		.json = { .rest = statement, .arena = arena,
			  .what = "the statements" },
		.facts = facts, .success = -1, .scaled = NAN, .raw = NAN,
		.low = 0, .high = NAN,
	};

	*facts = (struct read_facts){ .words = -1 };
	reading.json.err = &reading.err;
	if (!str_starts(statement, "{") ||
	    utf8_check(statement) < statement.len ||
	    !each_member(&reading, member) || !json_read_end(&reading.json))
		return READ_NO_JSON;
	return judge(&reading);
}
